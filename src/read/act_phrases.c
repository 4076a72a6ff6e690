/* How far plain noun phrases reach that no list and no name knows, and whom or what an act takes that ends before one. */
#include "read/acts.h"

enum { WORDS = 8 }; /* of a noun phrase */

static bool has(const wk_reader *r, uint32_t i, wk_class class) {
    return class && wk_is(r, i, class);
}

uint32_t wk_noun_end(const wk_act_stage *s, uint32_t i) {
    const wk_reader *r = s->r;
    const wk_class stops[] = {WK_PREPOSITION, WK_CONJUNCTION, WK_SUBORDINATOR, WK_RELATIVE, WK_VERBAL, WK_NEGATION, WK_SAY, WK_REPORTING,
                              WK_BEFORE_SUBJECT, WK_PREDICATE, WK_PLANNED, WK_WEEKDAY, WK_MONTH, s->lists.aux, s->lists.that, s->lists.unreal, s->lists.first_person};
    uint32_t most = i + WORDS, start = i;
    for (; i < most && i + 1 < r->text->tokens.n; i++) {
        if (i > start && wk_tok(r, i)->flags & (WK_SENTENCE | WK_OPENS | WK_CLITIC)) return i;
        if (i > start && wk_tok(r, i - 1)->flags & WK_CLOSES) return i;
        if (wk_tok(r, i)->shape == WK_SHAPE_PUNCT && !(wk_is_sign(r, i, "-/") && wk_joins(r, i))) return i;
        if (wk_mark_at(r->text, i, WK_DATE)) return i;
        const wk_mark *m = wk_mark_at(r->text, i, WK_ACTOR);
        if (i > start && m && r->mentions.v[m->value].pronoun) return start; /* "mengkritik pemerintah hak beliau" */
        for (size_t k = 0; k < WK_COUNT(stops); k++)
            if (has(r, i, stops[k]) && !wk_capital(r, i)) return i;
    }
    return i;
}

/* The name that begins at token i: capitals; where it ends. */
static uint32_t capitals_end(const wk_reader *r, uint32_t i) {
    for (uint32_t most = i + WORDS; i < most && wk_capital(r, i) && !(wk_tok(r, i)->flags & WK_SENTENCE) && !wk_is(r, i, WK_WEEKDAY);) i++;
    return i;
}

wk_side wk_gone_to(const wk_act_stage *s, uint32_t from) {
    const wk_reader *r = s->r;
    uint32_t i = from;
    if (wk_is(r, i, WK_CONJUNCTION) && wk_is(r, i + 1, WK_VERBAL)) i += 2; /* "menjenguk dan menyalami (korban)" */
    if (wk_is(r, i, WK_PREPOSITION)) i++;
    if (i + 2 >= r->text->tokens.n || wk_tok(r, i)->flags & (WK_SENTENCE | WK_CLITIC)) return (wk_side){0};
    const wk_mark *m = wk_mark_at(r->text, i, WK_ACTOR);
    uint32_t end = wk_noun_end(s, i), people = wk_people_end(s, i), start = i;
    if (m && r->mentions.v[m->value].pronoun) return (wk_side){0};
    if (people > i) return wk_words_side(s, i, end > people ? end : people);
    if (end == i || has(r, i, s->lists.event)) return (wk_side){0};
    if (has(r, i, s->lists.spot) && wk_capital(r, i + 1)) i = start = i + 1; /* says less than the place's name */
    while (start < end && !wk_capital(r, start) && wk_people_end(s, start) == start) start++;
    if (start < end && !wk_capital(r, start)) i = start; /* "kondisi (korban)" */
    if (start == end && wk_is(r, end, WK_PLACEWORD) && has(r, i, s->lists.spot)) { /* "lokasi gempa di (Y)" */
        start = end + 1;
        end = capitals_end(r, start);
        i = start;
    }
    if (start == end && wk_is(r, end, WK_PLACEWORD)) { /* "tanggul jebol di Kecamatan (Y)"; a thing without a name is nobody */
        start = end + 1;
        end = capitals_end(r, start);
    }
    return !has(r, i, s->lists.spot) && end > start ? wk_words_side(s, i, end) : (wk_side){0};
}

/* Does a mention without a name take the tokens [start, end): "para kepala"? */
static bool nameless(const wk_reader *r, uint32_t start, uint32_t end) {
    const wk_mark *m = wk_mark_at(r->text, start, WK_ACTOR);
    const wk_mention *k = m && m->end == end ? &r->mentions.v[m->value] : NULL;
    return k && !k->pronoun && k->name_end == k->name_start;
}

void wk_grow_side(const wk_act_stage *s, wk_side *side, bool clause) {
    const wk_reader *r = s->r;
    if (side->actors.n != 1 || (side->who && r->people.v[side->who - 1].kind != WK_NAME_GROUP)) return;
    const wk_actor *a = &side->actors.v[0]; /* of plain words */
    uint32_t start = wk_token_at(r, a->at.start), from = wk_token_at(r, a->at.end), end = from;
    if (a->at.end <= a->at.start || a->part != r->part || !(wk_people_end(s, start) == from || nameless(r, start, from))) return;
    if (!(wk_tok(r, from)->flags & (WK_SENTENCE | WK_CLITIC | WK_OPENS)) && !wk_mark_at(r->text, from, WK_ACTOR)) end = wk_noun_end(s, from);
    bool goes_on = wk_is(r, end, WK_VERBAL) || wk_is(r, end, WK_SUBORDINATOR) || has(r, end, s->lists.unreal) || has(r, end, s->lists.aux) || wk_is(r, end, WK_NEGATION);
    if (end > from && (!clause || goes_on)) *side = wk_words_side(s, start, end);
}

/* Behind a comma or "dan" at token i, where the next of several begins; i when neither stands there. `last`: "dan" stands there. */
static uint32_t next_of_several(const wk_reader *r, uint32_t i, bool *last) {
    if (wk_is_sign(r, i, "-–") && wk_joins(r, i) && i && wk_mark_at(r->text, i + 1, WK_ACTOR)) { /* "pasangan X-Y" */
        *last = true;
        return i + 1;
    }
    uint32_t k = i + wk_is_sign(r, i, ",");
    bool joined = wk_is(r, k, WK_CONJUNCTION) && wk_str_eq(wk_list_value(r, k, WK_CONJUNCTION), WK_S("and"));
    *last |= joined;
    return k + joined;
}

void wk_more_beside(const wk_act_stage *s, wk_side *side) {
    enum { MOST = 6 };
    const wk_reader *r = s->r;
    const wk_actor *a = side->actors.n ? &side->actors.v[side->actors.n - 1] : NULL;
    if (!a || a->part != r->part || a->at.end <= a->at.start) return;
    wk_actors more = {0};
    uint32_t i = wk_token_at(r, a->at.end);
    bool last = false;
    for (int n = 0; n < MOST && !last && !(wk_tok(r, i)->flags & WK_SENTENCE); n++) {
        uint32_t k = next_of_several(r, i, &last);
        const wk_mark *m = k > i ? wk_mark_at(r->text, k, WK_ACTOR) : NULL;
        uint32_t people = wk_people_end(s, k);
        if (k == i || (!m && people == k) || (m && r->mentions.v[m->value].pronoun)) return;
        wk_side one = m && m->end >= people ? wk_mention_side(s, m->value + 1) : wk_words_side(s, k, people);
        if (one.actors.n != 1 || wk_holds_actor(&side->actors, &one.actors.v[0])) return;
        i = m && m->end > people ? m->end : people;
        if (!m) wk_grow_side(s, &one, false); /* "orang tua (murid)" */
        if (!m && wk_token_at(r, one.actors.v[0].at.end) > i) i = wk_token_at(r, one.actors.v[0].at.end);
        if (wk_is(r, i, WK_VERBAL) && !last) return; /* "X, kata Y" */
        *WK_PUSH(r->arena, &more) = one.actors.v[0];
    }
    for (size_t x = 0; last && x < more.n; x++) *WK_PUSH(r->arena, &side->actors) = more.v[x];
}

/* Where the name ends that capitals between commas tell from token i, which no list and no place knows; i when none does. */
static uint32_t apposed_end(const wk_reader *r, uint32_t i) {
    const wk_class others[] = {WK_REGION, WK_TOWN, WK_CITY, WK_PLACEWORD, WK_ORGWORD, WK_GOV, WK_ORG, WK_WEEKDAY, WK_MONTH, WK_COMMON};
    enum { MOST = 3 };
    uint32_t end = capitals_end(r, i);
    if (end == i || end > i + MOST || !wk_is_sign(r, end, ",")) return i;
    for (uint32_t k = i; k < end; k++)
        for (size_t c = 0; c < WK_COUNT(others); c++)
            if (wk_is(r, k, others[c])) return i;
    return end;
}

void wk_name_apposed(const wk_act_stage *s, wk_side *side) {
    const wk_reader *r = s->r;
    const wk_actor *a = side->actors.n == 1 && (!side->who || r->people.v[side->who - 1].kind == WK_NAME_GROUP) ? &side->actors.v[0] : NULL;
    if (!a || a->part != r->part || a->at.end <= a->at.start) return;
    uint32_t start = wk_token_at(r, a->at.start), i = wk_token_at(r, a->at.end), end = i;
    while (end < i + WORDS && !wk_is_sign(r, end, ",") && wk_tok(r, end)->sentence == wk_tok(r, start)->sentence && !wk_is(r, end, WK_VERBAL) && !wk_is(r, end, WK_PREPOSITION)) end++;
    if (!wk_is_sign(r, end, ",") || wk_tok(r, start)->sentence != wk_tok(r, end)->sentence) return;
    const wk_mark *m = wk_mark_at(r->text, end + 1, WK_ACTOR);
    const wk_mention *k = m && wk_is_sign(r, m->end, ",") ? &r->mentions.v[m->value] : NULL;
    bool known = k && k->who && !k->pronoun && k->name_start == k->start && k->name_end > k->name_start && r->people.v[k->who - 1].kind == WK_NAME_PERSON;
    bool plain = !m && !has(r, start, s->lists.many);
    for (uint32_t x = start + 1; x < end; x++) plain = plain && !wk_capital(r, x);
    uint32_t behind = known ? m->end : plain ? apposed_end(r, end + 1) : end;
    if (behind <= end + 1 || wk_is(r, behind + 1, WK_CONJUNCTION) || wk_mark_at(r->text, behind + 1, WK_ACTOR)) return;
    *side = known ? wk_mention_side(s, m->value + 1) : wk_words_side(s, end + 1, behind);
}

/* Where the clause begins in which token i stands: behind a comma or the sentence's end. */
static uint32_t clause_start(const wk_reader *r, uint32_t i) {
    enum { MOST = 16 };
    uint32_t start = r->sentences.v[wk_tok(r, i)->sentence];
    for (uint32_t back = 1; back <= MOST && i > start + back; back++)
        if (wk_is_sign(r, i - back, ",")) return i - back + 1;
    return start;
}

wk_side wk_visited_first(const wk_act_stage *s, uint32_t predicate) {
    const wk_reader *r = s->r;
    uint32_t start = clause_start(r, predicate), end = wk_noun_end(s, start);
    bool named = false;
    for (uint32_t i = start + 1; i < end; i++) named |= wk_capital(r, i);
    return named && end <= predicate && !wk_mark_at(r->text, start, WK_DATE) ? wk_words_side(s, start, end) : (wk_side){0};
}

void wk_others_beside(const wk_act_stage *s, wk_side *side) {
    const wk_reader *r = s->r;
    const wk_actor *a = side->actors.n == 1 ? &side->actors.v[0] : NULL;
    if (!a || a->part != r->part || a->at.end <= a->at.start) return;
    uint32_t at = wk_token_at(r, a->at.start), start = clause_start(r, at);
    const wk_mark *m = wk_mark_at(r->text, start, WK_ACTOR);
    uint32_t people = wk_people_end(s, start), end = m && m->end > people ? m->end : people;
    if (at > start && end < at && !wk_is(r, end, WK_CONJUNCTION)) end = wk_noun_end(s, end);
    bool joined = end > start && end < at && wk_is(r, end, WK_CONJUNCTION) && wk_str_eq(wk_list_value(r, end, WK_CONJUNCTION), WK_S("and"));
    for (uint32_t i = end + 1; joined && i < at; i++) joined = !wk_is(r, i, WK_VERBAL) && wk_tok(r, i)->shape != WK_SHAPE_PUNCT;
    wk_side first = !joined ? (wk_side){0} : m && m->end >= end ? wk_mention_side(s, m->value + 1) : wk_words_side(s, start, end);
    if (first.actors.n == 1 && !wk_holds_actor(&side->actors, &first.actors.v[0])) {
        *WK_PUSH(r->arena, &first.actors) = *a;
        side->actors = first.actors;
    } else wk_more_beside(s, side);
}
