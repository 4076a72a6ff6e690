/* Cutting text into words, punctuation and numbers: the same for texts, for phrases of packs and for names that
 * people type. Hyphens and apostrophes stand alone, except that an apostrophe between letters stays in the word;
 * numbers keep their inner dots and commas (10.000, 3,5, 09.33). */
#ifndef WK_WORDS_H
#define WK_WORDS_H

#include "pack/match.h"

/* The next token of `text` at or after *at; false at the end. Sets start, end, shape and the WK_SPACE flag; *lines
 * counts the line feeds passed over. */
bool wk_word_next(wk_str text, size_t *at, wk_token *token, uint32_t *lines);

/* Folds a word into `out` (at most `size` bytes): lower case, apostrophes alike. Returns its length, 0 when it does
 * not fit. */
size_t wk_word_fold(wk_str word, char *out, size_t size);

#endif
