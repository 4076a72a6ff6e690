#include "crf.h"

#include "base/map.h"

#include <math.h>

enum { L = WK_MODEL_LABELS, ROUGHLY = 100 /* features of a token, for room */ };

/* ---- features ---- */

static uint32_t number_of(crf *c, wk_map *numbers, uint64_t key) {
    wk_str bytes = {(const char *)&key, sizeof key};
    uint32_t have = wk_map_get(numbers, bytes, UINT32_MAX);
    if (have != UINT32_MAX) return have;
    wk_map_put(numbers, wk_str_copy(c->arena, bytes), (uint32_t)c->keys.n);
    *WK_PUSH(c->arena, &c->keys) = key;
    return (uint32_t)c->keys.n - 1;
}

static void take_stretch(crf *c, wk_map *numbers, const sentence *s, uint32_t start, uint32_t n) {
    wk_clue clues[WK_CLUES];
    uint64_t hashes[WK_FEATURES_MOST];
    WK_ARRAY(uint32_t) features = {0};
    crf_stretch stretch = {.n = n, .at = wk_alloc_array(c->arena, n + 1, sizeof(uint32_t)), .labels = s->labels + start};
    features.v = wk_grow(c->arena, NULL, 0, n * ROUGHLY, &features.cap, sizeof *features.v);
    wk_clues_of(s->text, start, start + n, clues);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t count = wk_features_of(clues, n, i, hashes);
        for (uint32_t k = 0; k < count; k++) *WK_PUSH(c->arena, &features) = number_of(c, numbers, hashes[k]);
        stretch.at[i + 1] = (uint32_t)features.n;
    }
    stretch.features = features.v;
    *WK_PUSH(c->arena, &c->stretches) = stretch;
}

void crf_take(crf *c, const corpus *from) {
    wk_map *numbers = wk_map_new(c->arena, 1 << 18);
    for (size_t i = 0; i < from->sentences.n; i++) {
        const sentence *s = &from->sentences.v[i];
        for (uint32_t k = 0; k < s->count; k++)
            for (uint32_t at = s->starts[k]; at < s->starts[k + 1]; at += WK_CLUES)
                take_stretch(c, numbers, s, at, s->starts[k + 1] - at < WK_CLUES ? s->starts[k + 1] - at : WK_CLUES);
    }
}

/* ---- one run ---- */

typedef struct run {
    crf *c;
    const crf_options *options;
    uint64_t random;
    crf_row *weights, *squares; /* squares: AdaGrad's sums */
    float after[WK_MODEL_LANES][WK_MODEL_LANES], after_squares[L][L], odds[WK_MODEL_LANES][WK_MODEL_LANES];
    /* the stretch at hand */
    crf_row node[WK_CLUES], ahead[WK_CLUES], back[WK_CLUES];
    uint8_t kept[WK_CLUES * WK_FEATURES_MOST];
} run;

static uint32_t draw(run *r) { /* xorshift */
    r->random ^= r->random << 13;
    r->random ^= r->random >> 7;
    r->random ^= r->random << 17;
    return (uint32_t)(r->random >> 32);
}

static bool follows(int before, int label) {
    return !label || label & 1 || before == label || before + 1 == label;
}

static float sum_of(crf_row v) {
    float sum = 0;
    for (int y = 0; y < L; y++) sum += v[y];
    return sum;
}

/* exp(score of each label), up to a factor per token, of the features that are kept. */
static void weigh(run *r, const crf_stretch *s) {
    float left_out = r->options->left_out;
    uint32_t least = (uint32_t)((double)left_out * UINT32_MAX);
    for (uint32_t i = 0; i < s->at[s->n]; i++) r->kept[i] = draw(r) >= least;
    for (uint32_t t = 0; t < s->n; t++) {
        crf_row score = {0}, odds = {0};
        for (uint32_t i = s->at[t]; i < s->at[t + 1]; i++)
            if (r->kept[i]) score += r->weights[s->features[i]];
        score /= 1 - left_out;
        float most = score[0];
        for (int y = 1; y < L; y++) most = score[y] > most ? score[y] : most;
        for (int y = 0; y < L; y++) odds[y] = expf(score[y] - most);
        r->node[t] = odds;
    }
    for (int a = 0; a < L; a++)
        for (int b = 0; b < L; b++) r->odds[a][b] = follows(a, b) ? expf(r->after[a][b]) : 0;
}

static crf_row odds_row(const run *r, int before) {
    crf_row v;
    memcpy(&v, r->odds[before], sizeof v);
    return v;
}

static void forward_backward(run *r, uint32_t n) {
    static const crf_row first = {1, 1, 0, 1, 0, 1, 0, 0};
    for (uint32_t t = 0; t < n; t++) {
        crf_row a = t ? (crf_row){0} : first;
        for (int p = 0; t && p < L; p++) a += odds_row(r, p) * r->ahead[t - 1][p];
        a *= r->node[t];
        r->ahead[t] = a / sum_of(a);
    }
    for (uint32_t t = n; t-- > 0;) {
        crf_row b = {1, 1, 1, 1, 1, 1, 1, 0};
        for (int p = 0; t + 1 < n && p < L; p++) b[p] = sum_of(odds_row(r, p) * r->node[t + 1] * r->back[t + 1]);
        r->back[t] = b / sum_of(b);
    }
}

/* Adds what is expected of label b after a at token t, less what stands there. */
static void chain_gradient(const run *r, const crf_stretch *s, uint32_t t, float g[L][L]) {
    crf_row next = r->node[t] * r->back[t], row[L];
    float sum = 0;
    for (int a = 0; a < L; a++) sum += sum_of(row[a] = odds_row(r, a) * next * r->ahead[t - 1][a]);
    for (int a = 0; a < L; a++)
        for (int b = 0; b < L; b++) g[a][b] += row[a][b] / sum;
    g[s->labels[t - 1]][s->labels[t]] -= 1;
}

static void descend(run *r, const crf_stretch *s) {
    float g[L][L] = {{0}}, step = r->options->step;
    for (uint32_t t = 0; t < s->n; t++) {
        crf_row p = r->ahead[t] * r->back[t];
        p /= sum_of(p);
        p[s->labels[t]] -= 1;
        if (t) chain_gradient(r, s, t, g);
        for (uint32_t i = s->at[t]; i < s->at[t + 1]; i++) {
            if (!r->kept[i]) continue;
            uint32_t f = s->features[i];
            crf_row squares = r->squares[f] += p * p, root;
            for (int y = 0; y < WK_MODEL_LANES; y++) root[y] = sqrtf(squares[y] + 1e-8f);
            r->weights[f] -= step * p / root;
        }
    }
    for (int a = 0; a < L; a++)
        for (int b = 0; b < L; b++) {
            if (!follows(a, b)) continue;
            r->after_squares[a][b] += g[a][b] * g[a][b];
            r->after[a][b] -= step * g[a][b] / sqrtf(r->after_squares[a][b] + 1e-8f);
        }
}

/* ---- all runs ---- */

static void one_round(run *r, uint32_t *order, uint32_t n) {
    for (uint32_t i = n; i > 1; i--) {
        uint32_t j = draw(r) % i, kept = order[i - 1];
        order[i - 1] = order[j];
        order[j] = kept;
    }
    for (uint32_t i = 0; i < n; i++) {
        const crf_stretch *s = &r->c->stretches.v[order[i]];
        weigh(r, s);
        forward_backward(r, s->n);
        descend(r, s);
    }
}

void crf_train(crf *c, const crf_options *options) {
    size_t n = c->keys.n;
    uint32_t count = (uint32_t)c->stretches.n;
    run *r = wk_alloc(c->arena, sizeof *r + 64);
    r = (run *)(((uintptr_t)r + 63) & ~(uintptr_t)63);
    crf_row *room = wk_alloc_array(c->arena, 3 * n + 2, sizeof *room); /* large: mapped, so aligned */
    uint32_t *order = wk_alloc_array(c->arena, count + 1, sizeof *order), taken = 0;
    room = (crf_row *)(((uintptr_t)room + 63) & ~(uintptr_t)63);
    c->weights = room + 2 * n;
    for (int k = 0; k < options->runs; k++) {
        *r = (run){.c = c, .options = options, .random = 0x9e3779b97f4a7c15u * (uint64_t)(k + 1), .weights = room, .squares = room + n};
        memset(room, 0, 2 * n * sizeof *room);
        for (uint32_t i = 0; i < count; i++) order[i] = i;
        for (int round = 0; round < options->rounds; round++) {
            one_round(r, order, count);
            if (round < options->rounds / 2) continue;
            taken++;
            for (size_t f = 0; f < n; f++) c->weights[f] += r->weights[f];
            for (int a = 0; a < L; a++)
                for (int b = 0; b < L; b++) c->after[a][b] += r->after[a][b];
        }
    }
    for (size_t f = 0; f < n && taken; f++) c->weights[f] /= (float)taken;
    for (int a = 0; a < L; a++)
        for (int b = 0; b < L; b++) c->after[a][b] /= (float)taken;
}
