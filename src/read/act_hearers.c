/* Who hears the words in which an act is done, when the act's own clause does not tell: whom they call, whom they are said to. */
#include "read/acts.h"

enum { WORDS = 8 }; /* of a noun phrase */

static bool has(const wk_reader *r, uint32_t i, wk_class class) {
    return class && wk_is(r, i, class);
}

/* Do the tokens of bytes [at) name those who only carry the words on? */
static bool is_press(const wk_act_stage *s, wk_span at) {
    const wk_reader *r = s->r;
    uint32_t i = wk_token_at(r, at.start);
    if (wk_mark_at(r->text, i, WK_MEDIA_ACTOR)) return true;
    for (uint32_t most = i + WORDS; i < most && i + 1 < r->text->tokens.n && wk_tok(r, i)->start < at.end; i++)
        if (has(r, i, s->lists.press)) return true;
    return false;
}

/* Those whom the words that begin at token i name, no further than `end` when no phrase of theirs goes on. */
static wk_side side_at(const wk_act_stage *s, uint32_t i, uint32_t end) {
    const wk_mark *m = wk_mark_at(s->r->text, i, WK_ACTOR);
    uint32_t people = wk_people_end(s, i);
    if (m && s->r->mentions.v[m->value].pronoun) return wk_mention_side(s, m->value + 1);
    if (!m && people == i) return (wk_side){0};
    if (m && m->end > end) end = m->end;
    return wk_captured_side(s, &(wk_capture){.start = i, .end = people > end ? people : end});
}

/* Is it part of what is to be done, or suffered, that the words at token i name somebody: "meminta agar pesan itu disampaikan kepada Y"? */
static bool belongs_to_what(const wk_act_stage *s, uint32_t predicate, uint32_t i) {
    for (uint32_t k = predicate + 1; k < i; k++)
        if (wk_is(s->r, k, WK_SUBORDINATOR) || wk_is(s->r, k, WK_RELATIVE) || wk_is(s->r, k, WK_PASSIVE) || has(s->r, k, s->lists.harm)) return true;
    return false;
}

/* Whom the sentence of an act tells as hearers. */
static wk_side told_to(const wk_act_stage *s, uint32_t predicate) {
    const wk_reader *r = s->r;
    const wk_way *way = &r->ways[wk_tok(r, predicate)->sentence];
    const wk_mention *m = way->to ? &r->mentions.v[way->to - 1] : NULL;
    wk_span at = m ? wk_token_span(r->text, m->start, m->end) : way->to_at;
    if (at.end <= at.start || is_press(s, at)) return (wk_side){0};
    uint32_t start = wk_token_at(r, at.start);
    if (wk_is(r, start, WK_SEAT) && !(start && has(r, start - 1, s->lists.told_at))) return (wk_side){0}; /* "di depan Istana" */
    return belongs_to_what(s, predicate, start) ? (wk_side){0} : side_at(s, start, wk_token_at(r, at.end));
}

/* To whom the statement (index + 1) is said. */
static wk_side said_to(const wk_act_stage *s, uint32_t said) {
    const wk_statement *st = said ? &s->r->reading->statements.v[said - 1] : NULL;
    if (!st || !st->to.name.p || st->to.part != s->r->part || is_press(s, st->to.at)) return (wk_side){0};
    return side_at(s, wk_token_at(s->r, st->to.at.start), wk_token_at(s->r, st->to.at.end));
}

/* Whom words call that begin at token i and end there too: "Saudara-saudara (nelayan), …", "…, Pak (Hendra)." */
static wk_side called_at(const wk_act_stage *s, uint32_t i) {
    const wk_reader *r = s->r;
    const wk_mark *call = s->lists.calls ? wk_mark_at(r->text, i, s->lists.calls) : NULL, *m = wk_mark_at(r->text, i, WK_ACTOR);
    if (!call) return (wk_side){0};
    if (!m || m->end <= call->end) m = wk_mark_at(r->text, call->end, WK_ACTOR);
    uint32_t start = call->end, end = wk_people_end(s, start);
    if (m && m->end > end) start = m->start, end = m->end;
    bool goes_on = i && wk_tok(r, i - 1)->flags & WK_OPENS && (wk_is(r, end, WK_PREPOSITION) || wk_is(r, end, WK_RELATIVE));
    bool closed = end > start && (goes_on || wk_is_sign(r, end, ",.!?") || wk_tok(r, end)->flags & (WK_SENTENCE | WK_CLOSES));
    return closed ? side_at(s, start, end) : (wk_side){0};
}

/* Whom the sentence of somebody's words calls in which an act is done. */
static wk_side called(const wk_act_stage *s, uint32_t predicate) {
    enum { NEAR = 24 };
    const wk_reader *r = s->r;
    uint32_t first = predicate;
    for (uint32_t n = 0; n < NEAR && first && s->said[first - 1] == s->said[predicate] && !(wk_tok(r, first)->flags & WK_SENTENCE); n++) first--;
    for (uint32_t i = first; i < predicate + NEAR && i + 1 < r->text->tokens.n && s->said[i] == s->said[predicate]; i++) {
        bool begins = i == first || wk_tok(r, i)->flags & WK_SENTENCE || wk_is_sign(r, i - 1, ",");
        if (i > predicate && wk_tok(r, i)->flags & WK_SENTENCE) break;
        wk_side side = begins ? called_at(s, i) : (wk_side){0};
        if (side.actors.n) return side;
    }
    return (wk_side){0};
}

wk_side wk_hearer(const wk_act_stage *s, uint32_t predicate) {
    uint32_t said = s->said[predicate] ? s->said[predicate] : s->cue[predicate];
    wk_side side = wk_tok(s->r, predicate)->flags & WK_QUOTED && s->said[predicate] ? called(s, predicate) : (wk_side){0};
    if (!side.actors.n) side = said_to(s, said);
    return side.actors.n ? side : told_to(s, predicate);
}

/* Whom act i's doer spoke to right before, as told of an act of the same kind or of any; NULL: nobody is told. */
static const wk_draft_act *spoken_to(const wk_act_stage *s, size_t i, bool same) {
    enum { NEAR = 2, BEFORE = 4 };
    const wk_draft_act *a = &s->acts.v[i];
    for (size_t k = i, n = 0; k-- > 0 && n < BEFORE; n++) {
        const wk_draft_act *b = &s->acts.v[k];
        if (!(b->is & WK_ACT_HEARD) || !b->act.to.n || b->sentence + NEAR < a->sentence || !wk_holds_actor(&b->act.from, &a->act.from.v[0])) continue;
        if (b->act.to.v[0].part == s->r->part && wk_is(s->r, wk_token_at(s->r, b->act.to.v[0].at.start), WK_PLACEWORD)) continue; /* "mendoakan Kabupaten X" */
        if (a->is & WK_ACT_PLEDGE && b->is & WK_ACT_WANTS) continue; /* what is to be done is not promised who is to do it */
        if (a->is & WK_ACT_WANTS && b->is & WK_ACT_HEAD) continue; /* nor is anything asked of whom one mourns with */
        if (!same || wk_str_eq(a->act.act, b->act.act)) return b;
    }
    return NULL;
}

void wk_hear_again(wk_act_stage *s) {
    for (size_t i = 0; i < s->acts.n; i++) {
        wk_draft_act *a = &s->acts.v[i];
        if (!(a->is & WK_ACT_HEARD) || (a->is & WK_ACT_HEAD) || !a->quoted || a->act.to.n || a->act.from.n != 1) continue;
        const wk_draft_act *b = spoken_to(s, i, true);
        if (!b) b = spoken_to(s, i, false);
        if (!b) continue;
        a->act.to = b->act.to;
        a->to_who = b->to_who;
    }
}

/* Does the sentence of an act say that it is done at a meeting told before: "Dalam pertemuan itu, ia meminta …"? */
static bool at_that_meeting(const wk_act_stage *s, const wk_draft_act *a) {
    const wk_reader *r = s->r;
    wk_span near = wk_window(r, a->sentence, a->at);
    for (uint32_t i = near.start; i < near.end && i + 1 < r->text->tokens.n; i++) {
        const wk_mark *m = s->lists.meeting ? wk_mark_at(r->text, i, s->lists.meeting) : NULL;
        if (!m && s->lists.there) m = wk_mark_at(r->text, i, s->lists.there);
        if (m && has(r, m->end, s->lists.that)) return true;
    }
    return false;
}

void wk_hear_there(wk_act_stage *s) {
    enum { NEAR = 3, BEFORE = 8 };
    for (size_t i = 0; i < s->acts.n; i++) {
        wk_draft_act *a = &s->acts.v[i];
        if (!(a->is & WK_ACT_HEARD) || a->act.to.n || a->act.from.n != 1) continue;
        bool there = at_that_meeting(s, a);
        for (size_t k = i, n = 0; k-- > 0 && n < BEFORE && !a->act.to.n; n++) {
            const wk_draft_act *b = &s->acts.v[k];
            if (!(b->is & WK_ACT_MEET) || b->act.planned || b->sentence + NEAR < a->sentence) continue;
            if (!there && (a->is & WK_ACT_WANTS || b->sentence != a->sentence || b->at > a->at || b->mentioned)) continue; /* "Setelah bertemu Y, X …" */
            bool host = wk_holds_actor(&b->act.from, &a->act.from.v[0]), guest = wk_holds_actor(&b->act.to, &a->act.from.v[0]);
            if (host == guest) continue;
            a->act.to = host ? b->act.to : b->act.from;
            a->to_who = host ? b->to_who : b->from_who;
        }
    }
}
