/* Acts that answer: what is refused, denied or left unanswered was said or asked by somebody, told in these words or before. */
#include "read/acts.h"

static bool has(const wk_reader *r, uint32_t i, wk_class class) {
    return class && wk_is(r, i, class);
}

void wk_find_aim_lists(wk_act_stage *s) {
    const struct list {
        wk_class *at;
        const char *name;
    } lists[] = {{&s->lists.press, "PRESS"}, {&s->lists.calls, "CALLS"}, {&s->lists.granted, "GRANTED"}, {&s->lists.told_at, "TOLD_AT"}, {&s->lists.spot, "SPOT"},
                 {&s->lists.event, "EVENT"}, {&s->lists.copula, "COPULA"}, {&s->lists.ordinal, "ORDINAL"}, {&s->lists.charge, "CHARGE"}, {&s->lists.why, "WHY"}, {&s->lists.made, "MADE"}, {&s->lists.there, "THERE"}, {&s->lists.replying, "REPLYING"}, {&s->lists.for_now, "FOR_NOW"}};
    for (size_t i = 0; i < WK_COUNT(lists); i++) *lists[i].at = wk_lexicon_find_class(s->r->language->lexicon, wk_str_of(lists[i].name));
}

wk_side wk_owner_behind(const wk_act_stage *s, uint32_t from) {
    enum { NEAR = 3 };
    const wk_reader *r = s->r;
    uint32_t i = from;
    while (i < from + NEAR && i + 1 < r->text->tokens.n && !has(r, i, s->lists.owned) && !wk_is_sign(r, i, ".,")) i++;
    if (!has(r, i, s->lists.owned) || wk_tok(r, i)->flags & WK_SENTENCE) return (wk_side){0};
    i++;
    if (has(r, i, s->lists.told_at)) i++; /* "pernyataan dari X" */
    const wk_mark *m = wk_mark_at(r->text, i, WK_ACTOR);
    return m && !wk_mark_at(r->text, i, WK_MEDIA_ACTOR) ? wk_captured_side(s, &(wk_capture){.start = i, .end = m->end}) : (wk_side){0};
}

wk_side wk_told_him(const wk_act_stage *s, uint32_t from, uint32_t predicate, const wk_side *side) {
    enum { NEAR = 6 };
    const wk_reader *r = s->r;
    for (uint32_t i = from; i < from + NEAR && i + 2 < r->text->tokens.n && !(wk_tok(r, i)->flags & WK_SENTENCE) && wk_tok(r, i)->shape != WK_SHAPE_PUNCT; i++)
        if (wk_is(r, i, WK_PREPOSITION) && wk_tok(r, i + 1)->flags & WK_CLITIC) return wk_other_before(s, predicate, side);
    return (wk_side){0};
}

wk_side wk_replier(const wk_act_stage *s, uint32_t word) {
    enum { NEAR = 4 };
    const wk_reader *r = s->r;
    for (uint32_t back = 1; back <= NEAR && back <= word && !(wk_tok(r, word - back + 1)->flags & WK_SENTENCE); back++) {
        uint32_t i = word - back;
        bool first = wk_tok(r, i)->flags & WK_SENTENCE;
        if (!has(r, i, s->lists.replying) || (!first && !wk_is(r, i, WK_VERBAL))) continue;
        return first ? wk_subject_behind(s, word) : wk_named_before(s, i);
    }
    return (wk_side){0};
}

wk_side wk_owner_fronted(const wk_act_stage *s, uint32_t predicate, const wk_side *side) {
    enum { NEAR = 4 };
    const wk_reader *r = s->r;
    uint32_t start = r->sentences.v[wk_tok(r, predicate)->sentence], i = start + 1;
    if (!has(r, start, s->lists.replying)) return (wk_side){0};
    while (i < start + NEAR && i < predicate && !has(r, i, s->lists.owned)) i++;
    uint32_t owner = i + 1 + has(r, i + 1, s->lists.told_at);
    const wk_mark *m = has(r, i, s->lists.owned) ? wk_mark_at(r->text, owner, WK_ACTOR) : NULL;
    if (!m || m->end >= predicate) return (wk_side){0};
    wk_side found = wk_captured_side(s, &(wk_capture){.start = owner, .end = m->end});
    return wk_same_actors(&found.actors, &side->actors) ? (wk_side){0} : found;
}

wk_side wk_asked_to_do(const wk_act_stage *s, uint32_t from) {
    enum { CLAUSE = 14 };
    const wk_reader *r = s->r;
    bool inside = false;
    for (uint32_t i = from; i < from + CLAUSE && i + 2 < r->text->tokens.n && !(wk_tok(r, i + 1)->flags & WK_SENTENCE) && !wk_is_sign(r, i, ",:;"); i++) {
        if (has(r, i, s->lists.besides)) break;
        if (wk_is(r, i, WK_RELATIVE)) inside = true;
        if (has(r, i, s->lists.that)) inside = false; /* "resolusi yang mengikat ini" */
        if (inside || !wk_is(r, i, WK_PASSIVE)) continue;
        bool by = has(r, i + 1, s->lists.by);
        uint32_t k = i + 1 + by;
        const wk_mark *m = wk_mark_at(r->text, k, WK_ACTOR);
        uint32_t end = m ? m->end : wk_people_end(s, k);
        uint32_t who = m ? r->mentions.v[m->value].who : 0;
        bool named = m && !by && (wk_is(r, k, WK_SEAT) || (who && r->people.v[who - 1].kind == WK_NAME_PERSON)); /* "dinamai X" */
        return end > k && !named ? wk_captured_side(s, &(wk_capture){.start = k, .end = end}) : (wk_side){0};
    }
    return (wk_side){0};
}

/* Does an act's object point back at what somebody said or asked ("menolak permintaan (itu)"), or at a charge? */
static bool points_back(const wk_act_stage *s, const wk_draft_act *a) {
    enum { NEAR = 4 };
    const wk_reader *r = s->r;
    bool denies = a->is & WK_ACT_ALONE;
    for (uint32_t i = a->word_end - 1; i < a->word_end + NEAR && i + 1 < r->text->tokens.n; i++) {
        if (i > a->word_end && wk_tok(r, i)->flags & WK_SENTENCE) return false;
        if (denies && has(r, i, s->lists.charge)) return true;
        if (has(r, i, s->lists.owned) && has(r, i + 1, s->lists.that)) return true;
    }
    return false;
}

/* Could act b be what a answers: asked of him, blamed on him, or praised in him, by somebody else? */
static bool answered_by(const wk_draft_act *b, const wk_draft_act *a) {
    bool asks = b->is & WK_ACT_WANTS || wk_str_eq(b->act.act, WK_S("invite"));
    bool blames = wk_str_eq(b->act.act, WK_S("accuse")) || wk_str_eq(b->act.act, WK_S("criticise"));
    bool backs = b->act.to.n && (b->is & WK_ACT_HEAD || wk_str_eq(b->act.act, WK_S("support")));
    bool denies = a->is & WK_ACT_ALONE, thanks = a->is & WK_ACT_HEARD;
    if (!b->act.from.n || b->act.planned || !(thanks ? backs : denies ? blames : asks)) return false;
    for (size_t i = 0; i < b->act.from.n; i++)
        if (wk_holds_actor(&a->act.from, &b->act.from.v[i])) return false;
    return wk_same_actors(&b->act.to, &a->act.from);
}

/* What act i answers, as told before it; a charge also as told behind ("Tudingan itu dilancarkan X"). NULL: nothing. */
static const wk_draft_act *answered(const wk_act_stage *s, size_t i) {
    enum { NEAR = 3, FEW = 16 };
    const wk_draft_act *a = &s->acts.v[i];
    for (size_t k = i, n = 0; k-- > 0 && n < FEW; n++) {
        const wk_draft_act *b = &s->acts.v[k];
        if (b->sentence + NEAR >= a->sentence && b->at < a->at && answered_by(b, a)) return b;
    }
    for (size_t k = i + 1; a->is & WK_ACT_ALONE && k < s->acts.n && k < i + FEW; k++) {
        const wk_draft_act *b = &s->acts.v[k];
        if (b->mentioned && b->sentence <= a->sentence + NEAR && answered_by(b, a)) return b;
    }
    return NULL;
}

void wk_aim_answers(wk_act_stage *s) {
    for (size_t i = 0; i < s->acts.n; i++) {
        wk_draft_act *a = &s->acts.v[i];
        if (!(a->is & WK_ACT_ANSWERS) || a->act.to.n || !a->act.from.n || !(a->is & WK_ACT_HEARD || points_back(s, a))) continue;
        const wk_draft_act *b = answered(s, i);
        if (!b) continue;
        a->act.to = b->act.from;
        a->to_who = b->from_who;
    }
}
