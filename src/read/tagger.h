/* The tagger of names: a linear-chain model over the features of features.h, read from the language's pack.
 *
 * Costs under a microsecond a token, allocates nothing. What it says is a guess: names.c asks it where the packs know
 * nothing for certain. */
#ifndef WK_TAGGER_H
#define WK_TAGGER_H

#include "pack/model.h"
#include "read/features.h"

/* A token's label: outside a name, or 1 + 2 × kind where one begins and 2 + 2 × kind inside it. */
enum { WK_TAG_OUTSIDE, WK_TAG_PERSON, WK_TAG_ORG = 3, WK_TAG_PLACE = 5 };

static inline bool wk_tag_begins(uint8_t tag) {
    return tag & 1;
}

/* Of a begin or inside: the label that begins such a name. */
static inline uint8_t wk_tag_kind(uint8_t tag) {
    return tag ? (uint8_t)((tag - 1) | 1) : 0;
}

/* Labels tokens [start, end) of one sentence into `tags`; every inside follows a begin or inside of its kind. */
void wk_tag(const wk_model *model, const wk_text *text, uint32_t start, uint32_t end, uint8_t *tags);

#endif
