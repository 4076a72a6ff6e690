#include "record/family.h"

#include <stdlib.h>

static const double PART = 0.5, BEGINS = 0.34;

bool wk_family_linked(const wk_shingles *a, const wk_shingles *b) {
    if (a->words < WK_FAMILY_LEAST || b->words < WK_FAMILY_LEAST) return false;
    wk_overlap o = wk_shingles_overlap(a, b);
    return o.contained >= PART && o.begins <= BEGINS;
}

/* Samples are small: far from half shared, the texts themselves need not be compared. */
static bool may_be_linked(const wk_sketch *a, const wk_sketch *b) {
    size_t shared, of;
    wk_sketch_share(a, b, &shared, &of);
    return of < 12 || shared * 4 >= of;
}

static bool holds(const wk_numbers *numbers, int64_t number) {
    for (size_t i = 0; i < numbers->n; i++)
        if (numbers->v[i] == number) return true;
    return false;
}

static int by_number(const void *a, const void *b) {
    const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

void wk_numbers_distinct(wk_numbers *numbers) {
    if (!numbers->n) return;
    qsort(numbers->v, numbers->n, sizeof *numbers->v, by_number);
    size_t kept = 1;
    for (size_t i = 1; i < numbers->n; i++)
        if (numbers->v[i] != numbers->v[kept - 1]) numbers->v[kept++] = numbers->v[i];
    numbers->n = kept;
}

/* Turns of phrase lead to many texts, each of them by several keys: once is enough, and in the order in which they are kept. */
static wk_status find_candidates(const wk_family_keeper *k, wk_arena *scratch, const wk_sketch *sketch, wk_numbers *texts,
                                 wk_error *error) {
    wk_status status = WK_OK;
    for (uint32_t i = 0; i < sketch->count && status == WK_OK; i++)
        status = k->candidates(k->context, scratch, sketch->keys[i], texts, error);
    wk_numbers_distinct(texts);
    return status;
}

wk_status wk_family_find(const wk_family_keeper *k, wk_arena *scratch, const wk_family_text *text, wk_arena *arena,
                         wk_numbers *families, wk_error *error) {
    wk_arena_reset(scratch);
    wk_shingles own = {0};
    wk_numbers texts = {0};
    wk_status status = find_candidates(k, scratch, &text->sketch, &texts, error);
    for (size_t i = 0; i < texts.n && status == WK_OK; i++) {
        wk_sketch sketch;
        int64_t other = texts.v[i], family = 0;
        wk_str body = {0};
        if (other == text->text) continue;
        status = k->sketch(k->context, other, &sketch, error);
        if (status != WK_OK || !may_be_linked(&text->sketch, &sketch)) continue;
        status = k->family(k->context, other, &family, error);
        if (status != WK_OK || holds(families, family)) continue;
        status = k->body(k->context, scratch, other, &body, error);
        if (status != WK_OK) continue;
        if (!own.words) own = wk_shingles_of(scratch, text->body);
        wk_shingles its = wk_shingles_of(scratch, body);
        if (wk_family_linked(&own, &its)) *WK_PUSH(arena, families) = family;
    }
    return status;
}

bool wk_family_before(const wk_family_member *a, const wk_family_member *b) {
    if (!a->published.p != !b->published.p) return a->published.p != NULL;
    int order = wk_str_cmp(a->published, b->published);
    return order ? order < 0 : wk_str_cmp(a->document, b->document) < 0;
}

bool wk_root_weak(wk_str root) {
    return wk_str_starts(root, WK_S("outlet:")) || wk_str_starts(root, WK_S("page:"));
}
