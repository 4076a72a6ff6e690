#include "read/tagger.h"

typedef int8_t row __attribute__((vector_size(WK_MODEL_LANES)));
typedef int32_t lane __attribute__((vector_size(4 * WK_MODEL_LANES)));

enum { NEVER = -(1 << 28) };

/* The sum of the weights of one token's features. */
static void weigh(const wk_model *model, const uint64_t *features, uint32_t n, lane *out) {
    lane sum = {0};
    for (uint32_t i = 0; i < n; i++) {
        const char *bucket = model->buckets + wk_model_place(model->count, features[i]);
        uint16_t mark = wk_model_mark(features[i]), marks[WK_MODEL_ROWS];
        memcpy(marks, bucket, sizeof marks);
        for (uint32_t k = 0; k < WK_MODEL_ROWS; k++) {
            if (marks[k] != mark) continue;
            row w;
            memcpy(&w, bucket + WK_MODEL_FIRST_ROW + k * sizeof w, sizeof w);
            sum += __builtin_convertvector(w, lane);
            break;
        }
    }
    *out = sum;
}

static bool follows(uint32_t before, uint32_t label) {
    return !label || label & 1 || before == label || before + 1 == label;
}

/* Weights of labels after label `before`; NEVER where it may not follow. */
static void read_chain(const wk_model *model, lane chain[WK_MODEL_LABELS]) {
    for (uint32_t before = 0; before < WK_MODEL_LABELS; before++)
        for (uint32_t label = 0; label < WK_MODEL_LANES; label++)
            chain[before][label] = label < WK_MODEL_LABELS && follows(before, label) ? model->after[before][label] : NEVER;
}

/* The best labels of a stretch (Viterbi). Scores are kept beside that of "outside", so that they never grow. */
static void best_path(const wk_model *model, const lane *weights, uint32_t n, uint8_t *tags) {
    static const lane first = {0, 0, NEVER, 0, NEVER, 0, NEVER, NEVER};
    lane chain[WK_MODEL_LABELS], score = first + weights[0], back[WK_CLUES];
    read_chain(model, chain);
    for (uint32_t t = 1; t < n; t++) {
        lane best = chain[0] + score[0], from = {0};
        for (int32_t p = 1; p < WK_MODEL_LABELS; p++) {
            lane with = chain[p] + score[p], better = with > best;
            best = (best & ~better) | (with & better);
            from = (from & ~better) | (better & p);
        }
        back[t] = from;
        score = best + weights[t];
        score -= score[0];
    }
    uint32_t at = 0;
    for (uint32_t y = 1; y < WK_MODEL_LABELS; y++)
        if (score[y] > score[at]) at = y;
    for (uint32_t t = n; t-- > 0;) {
        tags[t] = (uint8_t)at;
        if (t) at = (uint32_t)back[t][at];
    }
}

static void tag_stretch(const wk_model *model, const wk_text *text, uint32_t start, uint32_t n, uint8_t *tags) {
    wk_clue clues[WK_CLUES];
    lane weights[WK_CLUES];
    uint64_t features[WK_FEATURES_MOST];
    wk_clues_of(text, start, start + n, clues);
    for (uint32_t i = 0; i < n; i++) weigh(model, features, wk_features_of(clues, n, i, features), &weights[i]);
    best_path(model, weights, n, tags);
}

void wk_tag(const wk_model *model, const wk_text *text, uint32_t start, uint32_t end, uint8_t *tags) {
    for (uint32_t i = start; i < end; i += WK_CLUES)
        tag_stretch(model, text, i, end - i < WK_CLUES ? end - i : WK_CLUES, tags + (i - start));
}
