/* How an article says that an act recurs: for the first time, the third year in a row, not since 2011. Belongs to an act
 * of its sentence: to the last one that begins before these words, else to the first behind them. */
#include "read/reader.h"

#include <stdlib.h>

enum { MOST = 9999 };

/* The number that a capture names; 0 when it is none. */
static int32_t number_in(const wk_reader *r, const wk_match *m, wk_slot slot) {
    const wk_capture *c = wk_match_get(r->text, m, slot);
    for (uint32_t i = c ? c->start : 0; c && i < c->end; i++) {
        uint32_t n;
        wk_str value = wk_list_value(r, i, WK_ORDINAL);
        if (!value.p) value = wk_list_value(r, i, WK_NUMERAL);
        if (!value.p) value = wk_token_text(r->text, i, i + 1);
        if (wk_str_number(value, MOST, &n)) return (int32_t)n;
    }
    return 0;
}

/* The sentence that token i stands in. */
static uint32_t sentence_of(const wk_reader *r, uint32_t i) {
    uint32_t low = 0, high = (uint32_t)r->sentences.n;
    while (low + 1 < high) {
        uint32_t middle = low + (high - low) / 2;
        if (r->sentences.v[middle] <= i) low = middle;
        else high = middle;
    }
    return low;
}

static int by_place(const void *va, const void *vb) {
    const wk_act *a = *(wk_act *const *)va, *b = *(wk_act *const *)vb;
    uint32_t x = a->evidence.v[0].start, y = b->evidence.v[0].start;
    return x != y ? (x < y ? -1 : 1) : (a > b) - (a < b);
}

typedef WK_ARRAY(wk_act *) places;

/* The acts of this part, as their evidence stands in it. */
static places acts_here(wk_reader *r) {
    places acts = {0};
    for (size_t i = 0; i < r->reading->acts.n; i++) {
        wk_act *a = &r->reading->acts.v[i];
        if (a->part == r->part && a->evidence.n) *WK_PUSH(r->arena, &acts) = a;
    }
    if (acts.n) qsort(acts.v, acts.n, sizeof(wk_act *), by_place);
    return acts;
}

/* The act of the sentence that words at `at` belong to; of very many the nearest are looked at. */
static wk_act *act_beside(const places *acts, wk_span sentence, uint32_t at) {
    size_t low = 0, high = acts->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (acts->v[middle]->evidence.v[0].start < at) low = middle + 1;
        else high = middle;
    }
    for (size_t i = low, most = WK_READ_BACK; i-- > 0 && most-- && acts->v[i]->evidence.v[0].start >= sentence.start;)
        if (!acts->v[i]->habit.kind.p) return acts->v[i];
    for (size_t i = low, most = WK_READ_BACK; i < acts->n && most-- && acts->v[i]->evidence.v[0].start < sentence.end; i++)
        if (!acts->v[i]->habit.kind.p) return acts->v[i];
    return NULL;
}

void wk_read_habits(wk_reader *r) {
    const wk_stage *stage = wk_language_stage(r->language, "habits");
    if (!stage) return;
    uint32_t first = wk_stage_run(stage, r->text, WK_RUN_BEST);
    if (first == r->text->matches.n) return;
    const places acts = acts_here(r);
    for (uint32_t i = first; i < r->text->matches.n; i++) {
        const wk_match *m = &r->text->matches.v[i];
        uint32_t sentence = sentence_of(r, m->start);
        wk_span words = wk_token_span(r->text, m->start, m->end);
        wk_act *a = act_beside(&acts, wk_token_span(r->text, r->sentences.v[sentence], wk_sentence_end(r, sentence)), words.start);
        wk_str kind = wk_match_constant(m, WK_SLOT_KIND);
        int32_t number = number_in(r, m, wk_str_eq(kind, WK_S("since")) ? WK_SLOT_YEAR : WK_SLOT_COUNT);
        bool counted = wk_str_eq(kind, WK_S("first")) || number > 0;
        if (a && kind.p && counted) a->habit = (wk_habit){kind, number, words};
    }
}
