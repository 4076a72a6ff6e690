#include "read/tagger.h"

typedef int8_t row __attribute__((vector_size(WK_MODEL_LANES)));
typedef int16_t sum16 __attribute__((vector_size(2 * WK_MODEL_LANES)));
typedef int32_t lane __attribute__((vector_size(4 * WK_MODEL_LANES)));

enum { NEVER = -(1 << 28), AT_ONCE = 4 /* tokens whose weights are waited for */ };

#ifdef __SSE2__
#include <emmintrin.h>

/* Where a bucket has `mark`: two bits for each of its marks, the row's number counted from the lowest. */
static inline uint32_t find_mark(const char *bucket, uint16_t mark) {
    __m128i marks = _mm_loadu_si128((const __m128i *)(const void *)bucket);
    return (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi16(marks, _mm_set1_epi16((short)mark)));
}
#else
static inline uint32_t find_mark(const char *bucket, uint16_t mark) {
    uint16_t marks[WK_MODEL_ROWS];
    uint32_t found = 0;
    memcpy(marks, bucket, sizeof marks);
    for (uint32_t k = 0; k < WK_MODEL_ROWS; k++) found |= (marks[k] == mark ? 3u : 0) << 2 * k;
    return found;
}
#endif

/* The weights that `mark` tells in a bucket; zeros when it has none. Without a branch: what is there is hard to guess. */
static inline row row_of(const char *bucket, uint16_t mark) {
    uint32_t found = find_mark(bucket, mark);
    uint64_t weights;
    row out;
    memcpy(&weights, bucket + WK_MODEL_FIRST_ROW + (uint32_t)__builtin_ctz(found | 1u << 2 * (WK_MODEL_ROWS - 1)) / 2 * sizeof out, sizeof weights);
    weights &= 0 - (uint64_t)(found != 0);
    memcpy(&out, &weights, sizeof out);
    return out;
}
_Static_assert(sizeof(row) == sizeof(uint64_t), "a row is a number");

/* Has the weights of features brought near, all at once. */
static void fetch(const wk_model *model, const uint64_t *features, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) __builtin_prefetch(model->buckets + wk_model_place(model->count, features[i]));
}

/* The sum of the weights of one token's features: of int8, at most WK_FEATURES_MOST, so that 16 bits hold it. */
static void weigh(const wk_model *model, const uint64_t *features, uint32_t n, lane *out) {
    sum16 sum = {0};
    for (uint32_t i = 0; i < n; i++) {
        const char *bucket = model->buckets + wk_model_place(model->count, features[i]);
        sum += __builtin_convertvector(row_of(bucket, wk_model_mark(features[i])), sum16);
    }
    *out = __builtin_convertvector(sum, lane);
}
_Static_assert(WK_FEATURES_MOST * INT8_MAX <= INT16_MAX, "sums of weights fit");

static bool follows(uint32_t before, uint32_t label) {
    return !label || label & 1 || before == label || before + 1 == label;
}

/* Weights of labels after label `before`; NEVER where it may not follow. */
static void read_chain(const wk_model *model, lane chain[WK_MODEL_LABELS]) {
    for (uint32_t before = 0; before < WK_MODEL_LABELS; before++)
        for (uint32_t label = 0; label < WK_MODEL_LANES; label++)
            chain[before][label] = label < WK_MODEL_LABELS && follows(before, label) ? model->after[before][label] : NEVER;
}

/* The label before `label` on the best path, by the scores of the token before. */
static uint32_t best_before(const lane chain[WK_MODEL_LABELS], const lane *score, uint32_t label) {
    uint32_t from = 0;
    int32_t best = chain[0][label] + (*score)[0];
    for (uint32_t p = 1; p < WK_MODEL_LABELS; p++)
        if (chain[p][label] + (*score)[p] > best) {
            best = chain[p][label] + (*score)[p];
            from = p;
        }
    return from;
}

/* The best labels of a stretch (Viterbi). Scores are kept beside that of "outside", so that they never grow. Behind a
 * token that can only be outside, another of that sort changes nothing. */
static void best_path(const wk_model *model, const lane *weights, uint32_t n, uint8_t *tags) {
    static const lane first = {0, 0, NEVER, 0, NEVER, 0, NEVER, NEVER};
    lane chain[WK_MODEL_LABELS], scores[WK_CLUES];
    read_chain(model, chain);
    scores[0] = first + weights[0];
    for (uint32_t t = 1; t < n; t++) {
        lane score = scores[t - 1];
        if (weights[t - 1][1] == NEVER && weights[t][1] == NEVER) {
            scores[t] = score;
            continue;
        }
        lane best = chain[0] + score[0];
        for (int32_t p = 1; p < WK_MODEL_LABELS; p++) {
            lane with = chain[p] + score[p], better = with > best;
            best = (best & ~better) | (with & better);
        }
        score = best + weights[t];
        scores[t] = score - score[0];
    }
    uint32_t at = 0;
    for (uint32_t y = 1; y < WK_MODEL_LABELS; y++)
        if (scores[n - 1][y] > scores[n - 1][at]) at = y;
    for (uint32_t t = n; t-- > 0;) {
        tags[t] = (uint8_t)at;
        if (t) at = weights[t - 1][1] == NEVER ? 0 : best_before(chain, &scores[t - 1], at);
    }
}

static void tag_stretch(const wk_model *model, const wk_text *text, uint32_t start, uint32_t n, uint8_t *tags) {
    wk_clue clues[WK_CLUES];
    lane weights[WK_CLUES];
    uint64_t features[AT_ONCE][WK_FEATURES_MOST]; /* of tokens whose weights come from memory while those before are weighed */
    uint32_t count[AT_ONCE];
    wk_clues_of(text, start, start + n, clues);
    for (uint32_t i = 0; i < n + AT_ONCE; i++) {
        const uint32_t slot = i % AT_ONCE;
        if (i >= AT_ONCE && count[slot]) weigh(model, features[slot], count[slot], &weights[i - AT_ONCE]);
        else if (i >= AT_ONCE) weights[i - AT_ONCE] = (lane){0, NEVER, NEVER, NEVER, NEVER, NEVER, NEVER, NEVER};
        if (i >= n) continue;
        count[slot] = wk_may_name(clues, n, i) ? wk_features_of(clues, n, i, features[slot]) : 0;
        fetch(model, features[slot], count[slot]);
    }
    best_path(model, weights, n, tags);
}

void wk_tag(const wk_model *model, const wk_text *text, uint32_t start, uint32_t end, uint8_t *tags) {
    for (uint32_t i = start; i < end; i += WK_CLUES)
        tag_stretch(model, text, i, end - i < WK_CLUES ? end - i : WK_CLUES, tags + (i - start));
}
