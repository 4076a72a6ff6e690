/* What the tagger of names sees of a token: hashed features. This is their one definition: training and reading share it.
 *
 * Use: wk_clues_of() for a stretch of at most WK_CLUES tokens of one sentence, then wk_features_of() for each of them.
 * Neither allocates. A model fits only the features it was trained with: change WK_FEATURES_VERSION
 * (pack/language.h) with them. */
#ifndef WK_FEATURES_H
#define WK_FEATURES_H

#include "pack/match.h"

enum { WK_CLUES = 240, WK_FEATURES_MOST = 160 };

/* What one token tells by itself, and the run of capitalised words that it stands in. */
typedef struct wk_clue {
    uint32_t word;            /* hash of the word without its case */
    uint32_t first[2], last[4]; /* its first 2 and 4 bytes, its last 1 to 4; 0 where it is shorter */
    uint32_t shape;
    uint32_t begins, inside;  /* lists of the pack of which a phrase begins here, or goes on */
    uint8_t run_start, run_end; /* of its run, as indices into the stretch; equal: no capital */
    bool capital, first_of_sentence;
    bool naming;              /* names have such without a capital */
} wk_clue;

/* Fills `clues` for tokens [start, end), end - start ≤ WK_CLUES. */
void wk_clues_of(const wk_text *text, uint32_t start, uint32_t end, wk_clue *clues);

/* May token i of a stretch of n be part of a name? It has a capital, or stands between two that have, or beside one and
 * is no ordinary word. Most may not: they are outside, whatever else they tell. */
static inline bool wk_may_name(const wk_clue *clues, uint32_t n, uint32_t i) {
    if (clues[i].capital) return true;
    bool before = i && clues[i - 1].capital, after = i + 1 < n && clues[i + 1].capital;
    return (before && after) || ((before || after) && clues[i].naming);
}

/* Features of token i of a stretch of n; returns how many, at most WK_FEATURES_MOST. */
uint32_t wk_features_of(const wk_clue *clues, uint32_t n, uint32_t i, uint64_t *out);

#endif
