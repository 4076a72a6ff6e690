/* Sketches of texts: what tells whether one text is a copy of another, or of a part of it.
 *
 * A text is its set of shingles: five words in a row, folded (text/utf8.h), hashed with a fixed seed, so that every run and
 * every machine makes the same. Its keys are the least hashes of eight words in a row, for five are too often a turn of
 * phrase: of two texts that share a part r of the smaller one's, all keys differ with a chance of about (1 - r)^8. The sample holds one shingle in eight, whatever the length
 * of the text, so that samples of a whole and of its part can be compared. Of very long texts the beginning is looked at.
 * Cost: one pass over the text. */
#ifndef WK_SKETCH_H
#define WK_SKETCH_H

#include "base/array.h"
#include "base/str.h"

enum { WK_SKETCH_BYTES = 1 << 16, WK_SHINGLE = 5 /* words */, WK_KEY_SHIFT = 3, WK_SKETCH_KEYS = 8, WK_SKETCH_SHARE = 8 /* one shingle in so many is in the sample */ };

typedef struct wk_sketch {
    uint64_t whole;  /* of all words in order: texts that differ in marks and spaces alone share it */
    uint32_t words;
    uint32_t count;  /* of keys; fewer than WK_SKETCH_KEYS for short texts */
    uint64_t keys[WK_SKETCH_KEYS]; /* ascending */
    WK_ARRAY(uint64_t) sample;     /* ascending, each once */
} wk_sketch;

wk_sketch wk_sketch_of(wk_arena *arena, wk_str text);

/* How many of the smaller sample's shingles stand in the other, of how many. */
void wk_sketch_share(const wk_sketch *a, const wk_sketch *b, size_t *shared, size_t *of);

/* What verifying looks at: every shingle of a text with where it stands first. */
typedef struct wk_shingles {
    struct wk_shingle { uint64_t hash; uint32_t at; } *v; /* by hash, each once */
    size_t n, words;
} wk_shingles;

wk_shingles wk_shingles_of(wk_arena *arena, wk_str text);

/* How the smaller of two texts stands in the larger. */
typedef struct wk_overlap {
    double contained; /* the part of the smaller one's shingles that the larger has */
    double begins;    /* where in the larger the first shared words stand, as a part of its length */
    size_t shared;
} wk_overlap;

wk_overlap wk_shingles_overlap(const wk_shingles *a, const wk_shingles *b);

#endif
