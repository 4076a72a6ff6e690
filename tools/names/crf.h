/* Training: a linear-chain conditional random field, by stochastic gradient with AdaGrad's steps.
 *
 * Features are left out at random while training (else rare ones are trusted too much), and the weights of the later half
 * of all rounds of several runs, each with its own seed, are averaged. The same examples in the same order give the same
 * weights, to the bit. */
#ifndef WK_NAMES_CRF_H
#define WK_NAMES_CRF_H

#include "corpus.h"
#include "pack/model.h"

typedef float crf_row __attribute__((vector_size(4 * WK_MODEL_LANES)));

typedef struct crf_options {
    int runs, rounds;
    float step, left_out; /* of a gradient; share of features */
} crf_options;

/* A stretch of tokens: the features of token i are features[at[i] … at[i + 1]). */
typedef struct crf_stretch {
    uint32_t n;
    uint32_t *at, *features;
    const uint8_t *labels;
} crf_stretch;

typedef struct crf {
    wk_arena *arena;
    WK_ARRAY(uint64_t) keys; /* hash of each feature */
    WK_ARRAY(crf_stretch) stretches;
    crf_row *weights;        /* per feature */
    float after[WK_MODEL_LANES][WK_MODEL_LANES];
} crf;

/* The features of all sentences, cut as wk_tag() cuts them. */
void crf_take(crf *c, const corpus *from);

/* Learns weights and after. */
void crf_train(crf *c, const crf_options *options);

#endif
