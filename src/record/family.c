#include "record/family.h"

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

wk_status wk_family_find(const wk_family_keeper *k, wk_arena *scratch, const wk_family_text *text, wk_arena *arena,
                         wk_numbers *families, wk_error *error) {
    wk_arena_reset(scratch);
    wk_shingles own = {0};
    wk_numbers compared = {0};
    for (uint32_t i = 0; i < text->sketch.count; i++) {
        wk_family_texts found = {0};
        wk_status status = k->candidates(k->context, scratch, text->sketch.keys[i], &found, error);
        if (status != WK_OK) return status;
        for (size_t c = 0; c < found.n; c++) {
            wk_family_text *other = &found.v[c];
            if (other->text == text->text || holds(families, other->family) || holds(&compared, other->text)) continue;
            *WK_PUSH(scratch, &compared) = other->text;
            if (!other->sketch.words) status = k->sketch(k->context, scratch, other->text, &other->sketch, error);
            if (status != WK_OK) return status;
            if (!may_be_linked(&text->sketch, &other->sketch)) continue;
            if (!other->body.p) status = k->body(k->context, scratch, other->text, &other->body, error);
            if (status != WK_OK) return status;
            if (!own.words) own = wk_shingles_of(scratch, text->body);
            wk_shingles its = wk_shingles_of(scratch, other->body);
            if (wk_family_linked(&own, &its)) *WK_PUSH(arena, families) = other->family;
        }
    }
    return WK_OK;
}

bool wk_family_before(const wk_family_member *a, const wk_family_member *b) {
    if (!a->published.p != !b->published.p) return a->published.p != NULL;
    int order = wk_str_cmp(a->published, b->published);
    return order ? order < 0 : wk_str_cmp(a->document, b->document) < 0;
}

bool wk_root_weak(wk_str root) {
    return wk_str_starts(root, WK_S("outlet:")) || wk_str_starts(root, WK_S("page:"));
}
