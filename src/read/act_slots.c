/* When, by which channel, on what occasion and through whom an act was done, as its own sentence tells. */
#include "read/acts.h"
#include "base/calendar.h"
#include "read/dates.h"
#include "read/settings.h"

enum { TOLD_BEHIND = 2, LEAD = 1 /* sentences */, LONG_AGO = 10000 /* a year, as yyyymmdd */ };

/* Does something stand in tokens [a, b) that begins another clause? Before the act a verb does so too. */
static bool parted(const wk_act_stage *s, uint32_t a, uint32_t b, bool before) {
    const wk_reader *r = s->r;
    for (uint32_t i = a; i < b; i++) {
        if (before && i <= a + 1 && s->lists.where && wk_is(r, i, s->lists.where)) continue; /* "X berada di Y pada Senin, di mana ia …" */
        if (wk_is(r, i, WK_SUBORDINATOR) || wk_is(r, i, WK_REPORTING) || wk_is(r, i, WK_SAY)) return true;
        if (before && wk_is(r, i, WK_VERBAL) && !(s->lists.aux && wk_is(r, i, s->lists.aux))) return true;
        if (!before && wk_is(r, i, WK_RELATIVE) && !(s->lists.held && wk_is(r, i + 1, s->lists.held))) return true; /* not "pertemuan X dan Y yang digelar pada …" */
    }
    return false;
}

/* Does one of the tokens right before `i` name a letter or speech ("dalam pidato resminya (yang disiarkan pada …)")? */
static bool of_words(const wk_act_stage *s, uint32_t i) {
    enum { PHRASE = 4 };
    for (uint32_t back = 1; s->lists.channel_word && back <= PHRASE && back <= i; back++)
        if (wk_is(s->r, i - back, s->lists.channel_word)) return true;
    return false;
}

/* Does the date at token i belong to the verb of a relative clause before the act: "X, yang dilantik pada 2019, (mengkritik Y)"? */
static bool of_relative(const wk_act_stage *s, uint32_t start, uint32_t i) {
    enum { CLAUSE = 24 };
    const wk_reader *r = s->r;
    bool verb = false;
    for (uint32_t n = 0; i-- > start && n < CLAUSE && !wk_is_sign(r, i, ","); n++) {
        if (wk_is(r, i, WK_RELATIVE)) return verb && !(s->lists.held && wk_is(r, i + 1, s->lists.held)) && !of_words(s, i);
        verb |= wk_is(r, i, WK_VERBAL);
    }
    return false;
}

/* Does a year or month stand behind another verb than the act's: "mengkritik keputusan X menutup pasar (pada 2019)"? */
static bool of_other_verb(const wk_act_stage *s, const wk_draft_act *d, const wk_mark *m) {
    enum { DAY = 10 /* letters */ };
    if (s->r->dates.v[m->value].edtf.n >= DAY) return false;
    for (uint32_t i = d->word_end; i < m->start; i++)
        if (wk_is(s->r, i, WK_VERBAL) && !wk_is_sign(s->r, i, ",")) return true;
    return false;
}

/* Does a date before the act tell of the event that its clause begins with: "Kunjungan X pada 8 Mei (bukan …)"? */
static bool of_event(const wk_act_stage *s, const wk_draft_act *d, uint32_t start, uint32_t i) {
    enum { CLAUSE = 16 };
    const wk_reader *r = s->r;
    uint32_t k = i;
    for (uint32_t n = 0; k > start && n < CLAUSE && !wk_is_sign(r, k - 1, ",") && !wk_is(r, k - 1, WK_SUBORDINATOR); n++) k--;
    bool event = (s->lists.visit_noun && wk_is(r, k, s->lists.visit_noun)) || (s->lists.event && wk_is(r, k, s->lists.event));
    return event && wk_is(r, i - 1, WK_PREPOSITION) && !(d->word <= k && k < d->word_end) && !(d->is & WK_ACT_GOES);
}

/* Does what is asked for begin in tokens [a, b): "mengundang Y untuk berkunjung pada November"? */
static bool in_request(const wk_act_stage *s, const wk_draft_act *d, uint32_t a, uint32_t b) {
    for (uint32_t i = a; (d->is & WK_ACT_ASKS) && s->lists.unreal && i < b; i++)
        if (wk_is(s->r, i, s->lists.unreal) && wk_is(s->r, i + 1, WK_VERBAL)) return true;
    return false;
}

/* Where what is asked for begins behind an act; UINT32_MAX: nowhere. */
static uint32_t request_of(const wk_act_stage *s, const wk_draft_act *d) {
    uint32_t end = wk_window(s->r, d->sentence, d->at).end;
    for (uint32_t i = d->end; i < end; i++)
        if (in_request(s, d, i, i + 1)) return i;
    return UINT32_MAX;
}

/* Does the date at token i belong to a noun before it: "pemilu 8 November", "Pilpres 2019"? Weekdays do not. */
static bool of_a_noun(const wk_act_stage *s, const wk_mark *m) {
    const wk_reader *r = s->r;
    uint32_t i = m->start;
    if (wk_tok(r, i)->flags & WK_SENTENCE || !i || r->dates.v[m->value].weekday) return false;
    if (wk_is(r, i, WK_WEEKDAY) || (s->lists.offset && wk_is(r, i, s->lists.offset)) || wk_date_is_ago(r, m->value)) return false;
    if (wk_tok(r, i - 1)->shape == WK_SHAPE_PUNCT) return false;
    return !wk_is(r, i - 1, WK_PREPOSITION) && !wk_is(r, i - 1, WK_SUBORDINATOR) && !wk_is(r, i - 1, WK_VERBAL) &&
           !(s->lists.aux && wk_is(r, i - 1, s->lists.aux));
}

/* Does the date at token i begin or end a span of time ("mulai Rabu", "hingga 5 Juni")? What opens a sentence tells how things
 * stand on that day ("Hingga Rabu, sembilan daerah memastikan …"). */
static bool bounds(const wk_act_stage *s, uint32_t i) {
    enum { NEAR = 2 };
    const wk_reader *r = s->r;
    const wk_class list = s->lists.bound;
    uint32_t first = r->sentences.v[wk_tok(r, i)->sentence], end = wk_mark_at(r->text, i, WK_DATE)->end;
    if (s->lists.that && wk_is(r, end, s->lists.that)) end++;
    if (s->lists.up_to && wk_is(r, first, s->lists.up_to) && i <= first + NEAR && wk_is_sign(r, end, ",")) return false;
    for (uint32_t back = 1; list && back <= NEAR && back <= i && !(wk_tok(r, i - back + 1)->flags & WK_SENTENCE); back++)
        if (wk_is(r, i - back, list)) return true;
    return false;
}

/* What a mark of a date tells: "hari ini", "kemarin" in words said on a known day count from that, not from the publication. */
static wk_date date_told(const wk_act_stage *s, const wk_mark *m) {
    const wk_reader *r = s->r;
    const wk_told_date *t = &r->dates.v[m->value];
    uint32_t words = s->said[m->start];
    int32_t said = words && s->sessions[words - 1].said.value.n == 10 ? wk_day_first(s->sessions[words - 1].said.value) : 0;
    if (said && t->day) {
        wk_told told = wk_told_by(r, &r->text->matches.v[t->match]);
        bool days = told.offset.unit && told.offset.unit->days == 1 && !told.offset.anchored && !told.weekday && !told.day && !told.month;
        if (days) return (wk_date){wk_day_text(r->arena, wk_day_of(wk_day_number(said) + told.offset.n)), WK_HOW_RESOLVED};
    }
    const wk_mark *to = s->lists.up_to && wk_is(r, m->end, s->lists.up_to) ? wk_mark_at(r->text, m->end + 1, WK_DATE) : NULL;
    const wk_told_date *until = to ? &r->dates.v[to->value] : NULL; /* "Senin (7/8) hingga Rabu (9/8)" */
    if (until && t->day && until->day > t->day)
        return (wk_date){wk_str_printf(r->arena, "%.*s/%.*s", WK_F(t->edtf), WK_F(until->edtf)), t->how};
    return (wk_date){t->edtf, t->how};
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
        uint32_t away = wk_distance(i, d->at);
        if (!t->edtf.p || away >= best || (wk_tok(r, i)->flags & WK_QUOTED) != (wk_tok(r, d->at)->flags & WK_QUOTED)) continue;
        if (!d->act.planned && r->today_published && wk_day_first(t->edtf) > r->today) continue; /* what is done is not to come */
        if (i < d->at ? of_relative(s, near.start, i) || (i && of_event(s, d, near.start, i)) : of_other_verb(s, d, m)) continue;
        bool apart = i < d->at ? parted(s, m->end, d->at, true) : i >= d->end && (parted(s, d->end, i, false) || in_request(s, d, d->end, i));
        if ((apart && !wk_set_off(r, i, m->end, d->at)) || of_a_noun(s, m) || bounds(s, i) || wk_hour_only(r, t)) continue;
        best = away;
        d->act.date = date_told(s, m);
    }
}

static bool parted_by_clause(const wk_reader *r, uint32_t a, uint32_t b) {
    for (uint32_t i = a; i < b; i++)
        if (wk_is(r, i, WK_SUBORDINATOR) || wk_is(r, i, WK_REPORTING) || wk_is(r, i, WK_SAY)) return true;
    return false;
}

/* Does the mark of an occasion stand in a date ("Ramadan lalu")? Then it tells when, not what for. */
static bool told_as_day(const wk_reader *r, const wk_mark *m) {
    const wk_mark *feast = wk_mark_at(r->text, m->start, WK_TIMEX);
    return feast && feast->end > m->end;
}

/* Is the mark of an occasion part of somebody's name ("Ramadan Hidayat")? */
static bool in_a_name(const wk_reader *r, const wk_mark *m) {
    const wk_mark *name = wk_mark_at(r->text, m->start, WK_NAME);
    return name && name->end > m->end && r->names.v[name->value].kind == WK_NAME_PERSON;
}

/* The nearest occasion of the sentence; for what is done in no letter, of its clause. */
static void own_occasion(const wk_act_stage *s, wk_draft_act *d) {
    uint32_t best = UINT32_MAX;
    wk_span near = wk_window(s->r, d->sentence, d->at);
    for (uint32_t i = near.start; i < near.end; i++) {
        const wk_mark *m = wk_mark_at(s->r->text, i, WK_OCCASION);
        if (!m || wk_distance(i, d->at) >= best || in_a_name(s->r, m)) continue;
        if (!(d->is & WK_ACT_HEAD) && told_as_day(s->r, m)) continue;
        if (!(d->is & WK_ACT_SHARES) && i > d->end && wk_in_relative(s->r, d->end, i)) continue;
        if (!(d->is & WK_ACT_SHARES) && parted_by_clause(s->r, i < d->at ? m->end : d->word_end, i < d->at ? d->at : i)) continue;
        best = wk_distance(i, d->at);
        d->occasion = m->value + 1;
    }
}

/* Are these words of the one who acts? */
static bool his(const wk_statement *st, const wk_draft_act *d) {
    return d->act.from.n && st->who.name.p && wk_str_eq(st->who.name, d->act.from.v[0].name);
}

static bool has_channel(const wk_statement *st) {
    return st->channel.p != NULL;
}

static bool has_date(const wk_statement *st) {
    enum { YEAR = 4 /* letters: no saying's day */ };
    return st->said.value.n > YEAR;
}

/* What words may tell of an act, and how many sentences are asked: its own, the one before, the one behind, … */
static const struct slot {
    bool (*told)(const wk_statement *);
    uint32_t steps;
} slot_channel = {has_channel, 2}, slot_date = {has_date, 5};

/* Does a sentence tell of another time ("Sebelumnya, …")? */
static bool elsewhen(const wk_act_stage *s, uint32_t sentence) {
    return s->lists.before_that && wk_is(s->r, s->r->sentences.v[sentence], s->lists.before_that);
}

/* The words of the one who acts that tell a slot: those that the act stands in or the nearest. */
static const wk_statement *words_of(const wk_act_stage *s, const wk_draft_act *d, const struct slot *slot) {
    const wk_reader *r = s->r;
    const wk_statement *around = s->said[d->at] ? &r->reading->statements.v[s->said[d->at] - 1] : NULL;
    if (around && slot->told(around) && his(around, d)) return around;
    for (uint32_t step = 0; step < slot->steps; step++) {
        uint32_t away = (step + 1) / 2, sentence = step % 2 ? d->sentence - away : d->sentence + away;
        if ((step % 2 && away > d->sentence) || sentence + 1 >= r->sentences.n) continue;
        uint32_t i = s->told[sentence];
        if (sentence != d->sentence && elsewhen(s, sentence)) continue;
        const wk_statement *st = i ? &r->reading->statements.v[i - 1] : NULL;
        if (st && slot->told(st) && his(st, d)) return st;
    }
    return NULL;
}

/* What the lead tells is what the article then reports: the next words of its doer, from `at` on, that tell a slot. */
static const wk_statement *lead_words(const wk_reader *r, const wk_draft_act *d, const struct slot *slot, size_t *at) {
    if (d->act.planned || d->sentence >= LEAD) return NULL;
    while (*at < r->reading->statements.n && *at < 4 * WK_READ_BACK) {
        const wk_statement *st = &r->reading->statements.v[(*at)++];
        if (slot->told(st) && his(st, d)) return st;
    }
    return NULL;
}

/* It came by the channel of all that its doer says there, when that is but one. */
static wk_str only_channel(const wk_reader *r, const wk_draft_act *d) {
    const wk_statement *st;
    wk_str only = {0};
    for (size_t at = 0; (st = lead_words(r, d, &slot_channel, &at));) {
        bool then = d->act.date.value.p && st->said.value.p && !wk_str_eq(d->act.date.value, st->said.value); /* another day */
        if (then || (only.p && !wk_str_eq(only, st->channel))) return (wk_str){0};
        only = st->channel;
    }
    return only;
}

/* So with the day. */
static wk_date only_date(const wk_act_stage *s, const wk_draft_act *d) {
    const wk_reader *r = s->r;
    const wk_statement *st;
    wk_date only = {0};
    for (size_t at = 0; (st = lead_words(r, d, &slot_date, &at));) {
        if (r->today_published && wk_day_first(st->said.value) < r->today - LONG_AGO) continue;
        if (st->content.n && elsewhen(s, wk_tok(r, wk_token_at(r, (uint32_t)st->content.v[0].start))->sentence)) continue;
        if (only.value.p && !wk_str_eq(only.value, st->said.value)) return (wk_date){0};
        only = st->said;
    }
    return only;
}

/* "Hal itu disampaikan X dalam pertemuan dengan Y, Senin": day and channel of what stands before. */
static void told_behind(const wk_act_stage *s, wk_draft_act *d, bool met) {
    const wk_reader *r = s->r;
    for (uint32_t k = d->sentence + 1; k <= d->sentence + TOLD_BEHIND && k + 1 < r->sentences.n; k++) {
        const wk_way *way = &r->ways[k];
        if (!way->looks_back) continue;
        uint32_t teller = way->from ? r->mentions.v[way->from - 1].who : d->from_who;
        if (teller != d->from_who && !wk_one_voice(r, teller, d->from_who)) return;
        if (!d->act.date.value.p && !d->act.planned) d->act.date = wk_date_of_saying(r, k, way);
        if (!d->act.channel.p && !met) d->act.channel = way->channel;
        return;
    }
}

bool wk_takes_part(const wk_act *act, const wk_actor *who) {
    return who->name.p && (wk_holds_actor(&act->from, who) || wk_holds_actor(&act->to, who));
}

/* The day on which one of those who meet said something to the other, as this sentence or one beside it tells. */
static wk_date day_of_talk(const wk_act_stage *s, const wk_draft_act *d) {
    for (uint32_t k = d->sentence > 2 ? d->sentence - 2 : 0; k <= d->sentence + 2 && k < s->r->sentences.n; k++) {
        const wk_statement *st = s->told[k] ? &s->r->reading->statements.v[s->told[k] - 1] : NULL;
        if (!st || !st->said.value.p || wk_str_eq(st->who.name, st->to.name)) continue;
        if (wk_takes_part(&d->act, &st->who) && wk_takes_part(&d->act, &st->to)) return st->said;
    }
    return (wk_date){0};
}

void wk_act_slots(wk_act_stage *s, wk_draft_act *d) {
    wk_reader *r = s->r;
    const wk_way *way = &r->ways[d->sentence];
    bool met = d->is & WK_ACT_GOES;
    own_date(s, d);
    own_occasion(s, d);
    if (d->is & WK_ACT_SHARES) {
        uint32_t request = way->channel.p ? request_of(s, d) : UINT32_MAX;
        if (!d->act.channel.p) d->act.channel = request == UINT32_MAX ? way->channel : wk_channel_of_act(r, d->sentence, d->at, d->end, request);
    } else if (!d->act.channel.p && way->channel.p && !d->quoted && !met) {
        d->act.channel = wk_channel_of_act(r, d->sentence, d->at, d->end, request_of(s, d));
    }
    if (!(d->is & WK_ACT_HEAD) && !met) {
        const wk_statement *st = d->act.channel.p ? NULL : words_of(s, d, &slot_channel);
        if (st) d->act.channel = st->channel;
        if (!d->act.channel.p) d->act.channel = only_channel(r, d);
        bool before = wk_stands_before(r, d->at, s->lists.done_before, 3); /* "Ia telah meminta …" */
        st = d->act.date.value.p || d->act.planned || before ? NULL : words_of(s, d, &slot_date);
        if (st) d->act.date = st->said;
        if (!d->act.date.value.p) d->act.date = only_date(s, d);
    }
    if (!d->act.date.value.p && !d->act.planned && (d->is & WK_ACT_MEET)) d->act.date = day_of_talk(s, d);
    if (!(d->is & WK_ACT_VISIT)) told_behind(s, d, met);
    d->act.denied |= wk_in_a_fake(s, d);
    wk_take_relay(r, &d->act, way);
    if (d->occasion) d->act.occasion = r->occasions.v[d->occasion - 1].occasion;
}
