/* Sentences with names, as CoNLL has them: a token and its BIO label a line, a blank line between sentences.
 *
 * They are put together as text and cut by warkat's own tokens, so that training sees what reading sees. */
#ifndef WK_NAMES_CORPUS_H
#define WK_NAMES_CORPUS_H

#include "read/features.h"
#include "read/reader.h"

enum { KINDS = 3, LABELS = 2 * KINDS + 1 }; /* O, then B and I of each kind */

/* One sentence of the file. */
typedef struct sentence {
    wk_text *text;
    uint32_t *outer;  /* per token of ours: the token of the file that it begins in */
    uint32_t n;       /* tokens of the file */
    uint8_t *gold;    /* their labels */
    uint8_t *labels;  /* the labels of our tokens */
    uint32_t *starts; /* bounds of our sentences, and the last one's end */
    uint32_t count;   /* how many */
} sentence;

typedef struct corpus {
    WK_ARRAY(sentence) sentences;
    uint32_t tokens; /* of the file */
} corpus;

/* Reads the sentences of `path`, cut as texts of `language` are. */
wk_status corpus_read(wk_arena *arena, const wk_packs *packs, const wk_language *language, const char *path, corpus *out,
                      wk_error *error);

/* Labels of our tokens as labels of the file's, into `out`. */
void corpus_outer(const sentence *s, const uint8_t *labels, uint8_t *out);

/* Names as CoNLL counts them: whole spans with their kind. Adds to counts of [KINDS + 1] (the last is all of them). */
typedef struct names_count {
    uint32_t gold, found, right;
} names_count;
void corpus_count(const uint8_t *gold, const uint8_t *found, uint32_t n, names_count counts[KINDS + 1]);
double names_f1(names_count c);

#endif
