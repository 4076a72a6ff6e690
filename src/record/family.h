/* Families: articles that carry one text, syndicated, trimmed, retitled, lightly edited.
 *
 * Two texts are linked when at least half of the smaller one stands in the larger, from the larger's beginning on: so a
 * trimmed copy is found, and a page that puts two articles together belongs to the first of them without making the two
 * one. A family is what hangs together by links. Whether two texts are linked depends on the two alone, and which are
 * compared on the keys they share; so the families are a function of the set of texts, whatever the order or batches in
 * which they come, and links found by different machines may be put together. Knows no database: the caller finds
 * candidates by wk_sketch.keys. A key that more than WK_FAMILY_CROWD texts have tells nothing and leads nowhere. */
#ifndef WK_FAMILY_H
#define WK_FAMILY_H

#include "text/sketch.h"
#include "warkat.h"

enum {
    WK_FAMILY_CROWD = 512,
    WK_FAMILY_LEAST = 20 /* words: a shorter text is of no family */
};

/* A text to find a family for. */
typedef struct wk_family_text {
    int64_t text, family; /* the caller's numbers */
    wk_sketch sketch;
    wk_str body;
} wk_family_text;

typedef WK_ARRAY(int64_t) wk_numbers;

/* Where texts come from. */
typedef struct wk_family_keeper {
    void *context;
    /* Adds texts that have this key, in any order, whichever are there already; none when it is a crowd's. */
    wk_status (*candidates)(void *context, wk_arena *arena, uint64_t key, wk_numbers *texts, wk_error *error);
    /* Of one of them, asked for in this order, as far as it is needed. A sketch is borrowed until the next is asked for. */
    wk_status (*sketch)(void *context, int64_t text, wk_sketch *sketch, wk_error *error);
    wk_status (*family)(void *context, int64_t text, int64_t *family, wk_error *error);
    wk_status (*body)(void *context, wk_arena *arena, int64_t text, wk_str *body, wk_error *error);
} wk_family_keeper;

/* Sorts them, each once. */
void wk_numbers_distinct(wk_numbers *numbers);

/* Two texts are linked. A function of the two, the same either way round. */
bool wk_family_linked(const wk_shingles *a, const wk_shingles *b);

/* The families that hold a text linked with this one (its own number is not looked at), each once. `scratch` is reset. */
wk_status wk_family_find(const wk_family_keeper *keeper, wk_arena *scratch, const wk_family_text *text, wk_arena *arena,
                         wk_numbers *families, wk_error *error) WK_MUST_CHECK;

/* A document of a family, for telling who carried the text first and where it comes from. */
typedef struct wk_family_member {
    wk_str document, published, root; /* root: see wk_doc.root */
} wk_family_member;

/* Carried before: by time of publication, those without one last, then by key. */
bool wk_family_before(const wk_family_member *a, const wk_family_member *b);

/* The root is an outlet or a page, for want of an agency, speaker or office that is credited. */
bool wk_root_weak(wk_str root);

#endif
