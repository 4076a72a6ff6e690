/* When, by which channel, on what occasion and through whom an act was done, as its own sentence tells. */
#include "read/acts.h"

enum { EVENT_SENTENCES = 2 };

/* Does something stand in tokens [a, b) that begins another clause? Before the act a verb does so too. */
static bool parted(const wk_act_stage *s, uint32_t a, uint32_t b, bool before) {
    const wk_reader *r = s->r;
    for (uint32_t i = a; i < b; i++) {
        if (wk_is(r, i, WK_SUBORDINATOR) || wk_is(r, i, WK_REPORTING) || wk_is(r, i, WK_SAY)) return true;
        if (before && wk_is(r, i, WK_VERBAL) && !(s->lists.aux && wk_is(r, i, s->lists.aux))) return true;
        if (!before && wk_is(r, i, WK_RELATIVE)) return true;
    }
    return false;
}

static uint32_t distance(uint32_t a, uint32_t b) {
    return a > b ? a - b : b - a;
}

/* Does the date at token i belong to a noun before it: "pemilu 8 November", "Pilpres 2019"? Weekdays do not. */
static bool of_a_noun(const wk_act_stage *s, const wk_mark *m) {
    const wk_reader *r = s->r;
    uint32_t i = m->start;
    if (wk_tok(r, i)->flags & WK_SENTENCE || !i || r->dates.v[m->value].weekday) return false;
    if (wk_is(r, i, WK_WEEKDAY) || (s->lists.offset && wk_is(r, i, s->lists.offset))) return false;
    if (wk_tok(r, i - 1)->shape == WK_SHAPE_PUNCT) return false;
    return !wk_is(r, i - 1, WK_PREPOSITION) && !wk_is(r, i - 1, WK_SUBORDINATOR) && !wk_is(r, i - 1, WK_VERBAL) &&
           !(s->lists.aux && wk_is(r, i - 1, s->lists.aux));
}

/* The date of the act's own clause: the nearest one that is not the relay's and no noun's. */
static void own_date(const wk_act_stage *s, wk_draft_act *d) {
    const wk_reader *r = s->r;
    const wk_way *way = &r->ways[d->sentence];
    uint32_t best = UINT32_MAX;
    wk_span near = wk_window(r, d->sentence, d->at);
    for (uint32_t i = near.start; i < near.end; i++) {
        const wk_mark *m = wk_mark_at(r->text, i, WK_DATE);
        if (!m || way->reported == m->value + 1) continue;
        const wk_told_date *t = &r->dates.v[m->value];
        uint32_t away = distance(i, d->at);
        if (!t->edtf.p || away >= best || (wk_tok(r, i)->flags & WK_QUOTED) != (wk_tok(r, d->at)->flags & WK_QUOTED)) continue;
        if (!d->act.planned && r->today_published && t->day > r->today) continue; /* what is done is not to come */
        bool apart = i < d->at ? parted(s, m->end, d->at, true) : i >= d->end && parted(s, d->end, i, false);
        if ((apart && !wk_set_off(r, i, m->end, d->at)) || of_a_noun(s, m)) continue;
        best = away;
        d->act.date = (wk_date){t->edtf, t->how};
    }
}

static bool parted_by_clause(const wk_reader *r, uint32_t a, uint32_t b) {
    for (uint32_t i = a; i < b; i++)
        if (wk_is(r, i, WK_SUBORDINATOR) || wk_is(r, i, WK_REPORTING) || wk_is(r, i, WK_SAY)) return true;
    return false;
}

/* The nearest occasion of the sentence; for what is done in no letter, of its clause. */
static void own_occasion(const wk_act_stage *s, wk_draft_act *d) {
    uint32_t best = UINT32_MAX;
    wk_span near = wk_window(s->r, d->sentence, d->at);
    for (uint32_t i = near.start; i < near.end; i++) {
        const wk_mark *m = wk_mark_at(s->r->text, i, WK_OCCASION);
        if (!m || distance(i, d->at) >= best) continue;
        if (!d->shares && parted_by_clause(s->r, i < d->at ? i : d->at, i < d->at ? d->at : i)) continue;
        best = distance(i, d->at);
        d->occasion = m->value + 1;
    }
}

/* The nearest words of the one who acts, in this sentence or the two beside it, that `told` accepts. */
static const wk_statement *words_of(const wk_act_stage *s, const wk_draft_act *d, bool (*told)(const wk_statement *)) {
    const wk_reader *r = s->r;
    if (!d->act.from.n) return NULL;
    for (uint32_t step = 0; step < 5; step++) {
        uint32_t away = (step + 1) / 2, sentence = step % 2 ? d->sentence - away : d->sentence + away;
        if ((step % 2 && away > d->sentence) || sentence + 1 >= r->sentences.n) continue;
        uint32_t i = s->told[sentence];
        const wk_statement *st = i ? &r->reading->statements.v[i - 1] : NULL;
        if (st && told(st) && st->who.name.p && wk_str_eq(st->who.name, d->act.from.v[0].name)) return st;
    }
    return NULL;
}

static bool has_channel(const wk_statement *st) {
    return st->channel.p != NULL;
}

static bool has_date(const wk_statement *st) {
    return st->said.value.p != NULL;
}

void wk_act_slots(wk_act_stage *s, wk_draft_act *d) {
    wk_reader *r = s->r;
    const wk_way *way = &r->ways[d->sentence];
    bool met = wk_str_eq(d->act.act, WK_S("meet")) || wk_str_eq(d->act.act, WK_S("visit"));
    own_date(s, d);
    own_occasion(s, d);
    if (d->shares) {
        if (!d->act.channel.p) d->act.channel = way->channel;
    } else if (!d->act.channel.p && way->channel.p && !d->quoted && !met) {
        d->act.channel = way->channel;
    }
    if (!d->head && !met) {
        const wk_statement *st = d->act.channel.p ? NULL : words_of(s, d, has_channel);
        if (st) d->act.channel = st->channel;
        st = d->act.date.value.p ? NULL : words_of(s, d, has_date);
        if (st) d->act.date = st->said;
    }
    wk_take_relay(r, &d->act, way);
    if (d->occasion) d->act.occasion = r->occasions.v[d->occasion - 1].occasion;
}

/* ---- what several sentences share */

/* What is done where two meet, by one of them, in the sentences behind it, has the meeting's day and channel. */
static void share_meeting(wk_draft_acts *acts, size_t i) {
    enum { SENTENCES = 3 };
    const wk_draft_act *meeting = &acts->v[i];
    for (size_t k = i + 1; k < acts->n && acts->v[k].sentence <= meeting->sentence + SENTENCES; k++) {
        wk_draft_act *a = &acts->v[k];
        bool inside = a->act.from.n && (wk_holds_actor(&meeting->act.from, &a->act.from.v[0]) ||
                                        wk_holds_actor(&meeting->act.to, &a->act.from.v[0]));
        if (!inside || a->act.planned != meeting->act.planned || wk_str_eq(a->act.act, WK_S("visit"))) continue;
        if (!a->act.date.value.p) a->act.date = meeting->act.date;
        if (!a->act.channel.p) a->act.channel = meeting->act.channel;
    }
}

void wk_acts_share_meetings(wk_draft_acts *acts) {
    for (size_t i = 0; i < acts->n; i++)
        if (wk_str_eq(acts->v[i].act.act, WK_S("meet"))) share_meeting(acts, i);
}

/* "dalam debat di New York": what happens there, in this sentence and in those behind it up to the next paragraph, is
 * done on that occasion. */
void wk_acts_event(wk_act_stage *s, const wk_match *m) {
    const wk_reader *r = s->r;
    const wk_capture *c = wk_match_get(r->text, m, WK_SLOT_OCCASION);
    uint32_t sentence = wk_tok(r, m->start)->sentence;
    if (!c || c->end <= c->start) return;
    uint32_t last = sentence;
    while (last < sentence + EVENT_SENTENCES && last + 2 < r->sentences.n &&
           !(wk_tok(r, r->sentences.v[last + 1])->flags & WK_PARAGRAPH))
        last++;
    for (size_t i = 0; i < s->acts.n; i++) {
        wk_draft_act *a = &s->acts.v[i];
        if (a->act.occasion.name.p || a->sentence < sentence || a->sentence > last) continue;
        if (c->start < a->end && a->at < c->end) continue; /* it is the act itself */
        a->act.occasion = (wk_occasion){.name = wk_token_text(r->text, c->start, c->end)};
    }
}
