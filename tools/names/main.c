/* Trains models of names and tells how good they are. `./dev names` runs it.
 *
 * usage: names train CODE TRAIN.tsv OUT.model   CODE: the language's pack inside the program, as "id"
 *        names score CODE MODEL DEV.tsv         entity F1 as CoNLL counts it, and tokens a second
 *
 * Files of sentences hold a token, a tab and a BIO label (PER, ORG, LOC) a line and a blank line after each sentence. */
#include "base/file.h"
#include "crf.h"
#include "read/tagger.h"

#include <math.h>
#include <stdlib.h>
#include <time.h>

enum { MOST_ROWS = 256 * 1024, SCALE = 32, LARGEST_MODEL = 64 * 1024 * 1024, LONGEST = 16 * 1024 };

static const crf_options usual = {.runs = 32, .rounds = 20, .step = 0.05f, .left_out = 0.3f};

/* ---- writing ---- */

typedef struct heavy {
    float weight;
    uint32_t feature;
} heavy;

static int by_weight(const void *a, const void *b) {
    const heavy *x = a, *y = b;
    if (x->weight != y->weight) return x->weight < y->weight ? 1 : -1;
    return (x->feature > y->feature) - (x->feature < y->feature);
}

/* A weight as a whole number of at most `most`. */
static int round_weight(float w, int most) {
    float v = roundf(w * SCALE);
    return v > (float)most ? most : v < (float)-most ? -most : (int)v;
}

/* Puts a feature's row where readers look for it; false when its bucket is full or another's mark is the same. */
static bool put_row(char *buckets, uint32_t count, uint64_t feature, crf_row weights) {
    char *bucket = buckets + wk_model_place(count, feature);
    uint16_t mark = wk_model_mark(feature), have;
    for (int k = 0; k < WK_MODEL_ROWS; k++) {
        memcpy(&have, bucket + 2 * k, 2);
        if (have == mark) return false;
        if (have) continue;
        memcpy(bucket + 2 * k, &mark, 2);
        for (int y = 0; y < WK_MODEL_LABELS; y++)
            bucket[WK_MODEL_FIRST_ROW + k * WK_MODEL_LANES + y] = (char)round_weight(weights[y], INT8_MAX);
        return true;
    }
    return false;
}

static void put_number(char *bytes, size_t at, uint32_t v) {
    memcpy(bytes + at, &v, sizeof v);
}

/* The model's bytes: the heaviest features first, so that a full bucket loses the least. */
static wk_str model_bytes(const crf *c, uint32_t *kept) {
    uint32_t rows = c->keys.n < MOST_ROWS ? (uint32_t)c->keys.n : MOST_ROWS;
    heavy *order = wk_alloc_array(c->arena, c->keys.n + 1, sizeof *order);
    for (uint32_t f = 0; f < c->keys.n; f++) {
        order[f] = (heavy){0, f};
        for (int y = 0; y < WK_MODEL_LABELS; y++) order[f].weight = fmaxf(order[f].weight, fabsf(c->weights[f][y]));
    }
    qsort(order, c->keys.n, sizeof *order, by_weight);
    uint32_t count = rows / 4 + 1;
    size_t size = WK_MODEL_HEAD + (size_t)count * WK_MODEL_BUCKET;
    char *bytes = wk_alloc(c->arena, size);
    memcpy(bytes, "wkmodel1", 8);
    put_number(bytes, 8, WK_FEATURES_VERSION);
    put_number(bytes, 12, WK_MODEL_LABELS);
    put_number(bytes, 16, count);
    for (int a = 0; a < WK_MODEL_LABELS; a++)
        for (int b = 0; b < WK_MODEL_LABELS; b++) {
            int16_t v = (int16_t)round_weight(c->after[a][b], INT16_MAX);
            memcpy(bytes + 64 + 2 * (a * WK_MODEL_LANES + b), &v, 2);
        }
    *kept = 0;
    for (uint32_t i = 0; i < rows; i++)
        *kept += put_row(bytes + WK_MODEL_HEAD, count, c->keys.v[order[i].feature], c->weights[order[i].feature]);
    uint64_t sum = wk_model_sum((wk_str){bytes, size});
    memcpy(bytes + 24, &sum, sizeof sum);
    return (wk_str){bytes, size};
}

static wk_status train(wk_arena *arena, const wk_packs *packs, const wk_language *language, const char *path, const char *out,
                       wk_error *error) {
    corpus texts = {0};
    wk_status status = corpus_read(arena, packs, language, path, &texts, error);
    if (status != WK_OK) return status;
    crf c = {.arena = arena};
    crf_take(&c, &texts);
    crf_train(&c, &usual);
    uint32_t kept;
    wk_str bytes = model_bytes(&c, &kept);
    printf("%s: %u tokens, %zu features, %u kept, %.2f MB → %s\n", path, texts.tokens, c.keys.n, kept, (double)bytes.n / 1e6, out);
    return wk_file_write(out, bytes, error);
}

/* ---- scoring ---- */

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void tag_sentence(const wk_model *model, const sentence *s, uint8_t *tags) {
    for (uint32_t k = 0; k < s->count; k++) wk_tag(model, s->text, s->starts[k], s->starts[k + 1], tags + s->starts[k]);
}

/* Tokens a second of features and labels alone: the best of several passes over the file. */
static double speed(const wk_model *model, const corpus *texts, uint8_t *tags) {
    double best = 1e9;
    for (int pass = 0; pass < 20; pass++) {
        double start = now();
        for (size_t i = 0; i < texts->sentences.n; i++) tag_sentence(model, &texts->sentences.v[i], tags);
        best = fmin(best, now() - start);
    }
    size_t tokens = 0;
    for (size_t i = 0; i < texts->sentences.n; i++) tokens += texts->sentences.v[i].text->tokens.n - 1;
    return (double)tokens / best;
}

static wk_status score(wk_arena *arena, const wk_packs *packs, const wk_language *language, const char *path, const char *dev,
                       wk_error *error) {
    static const char *const kinds[KINDS + 1] = {"PER", "ORG", "LOC", "all"};
    static uint8_t tags[LONGEST], outer[LONGEST];
    wk_buf bytes = {0};
    wk_model model;
    corpus texts = {0};
    names_count counts[KINDS + 1] = {{0, 0, 0}};
    wk_status status = wk_file_read(path, LARGEST_MODEL, &bytes, error);
    if (status == WK_OK) status = wk_model_open(wk_buf_str(&bytes), WK_FEATURES_VERSION, path, &model, error);
    if (status == WK_OK) status = corpus_read(arena, packs, language, dev, &texts, error);
    for (size_t i = 0; status == WK_OK && i < texts.sentences.n; i++) {
        const sentence *s = &texts.sentences.v[i];
        if (s->text->tokens.n > LONGEST || s->n > LONGEST) continue;
        tag_sentence(&model, s, tags);
        corpus_outer(s, tags, outer);
        corpus_count(s->gold, outer, s->n, counts);
    }
    if (status == WK_OK) {
        printf("%s, entity F1:", dev);
        for (int k = KINDS; k >= 0; k--) printf(" %s %.4f", kinds[k], names_f1(counts[k]));
        printf("; %.2f million tokens/s\n", speed(&model, &texts, tags) / 1e6);
    }
    wk_buf_free(&bytes);
    return status;
}

int main(int argc, char **argv) {
    wk_arena *arena = wk_arena_new();
    wk_packs *packs = NULL;
    wk_error error = {.status = WK_OK};
    wk_status status = wk_packs_load(NULL, &packs, &error);
    bool trains = argc == 5 && strcmp(argv[1], "train") == 0;
    if (!trains && !(argc == 5 && strcmp(argv[1], "score") == 0)) {
        fputs("usage: names train CODE TRAIN.tsv OUT.model\n       names score CODE MODEL DEV.tsv\n", stderr);
        return WK_USAGE;
    }
    const wk_language *language = status == WK_OK ? wk_packs_language(packs, wk_str_of(argv[2])) : NULL;
    if (status == WK_OK && !language)
        status = wk_fail(&error, WK_USAGE, "no pack for \"%s\" is in the program: name one as packs/ does, such as id", argv[2]);
    if (status == WK_OK) status = (trains ? train : score)(arena, packs, language, argv[3], argv[4], &error);
    if (status != WK_OK) wk_error_print(stderr, &error);
    wk_packs_free(packs);
    wk_arena_free(arena);
    return (int)status;
}
