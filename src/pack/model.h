/* A trained model of names: weights of hashed features for each label, and of each label after another.
 *
 * The file is used as it lies in memory: wk_model_open() checks it and keeps pointers into it, so loading costs one
 * pass for its checksum. Read-only afterwards, for any number of threads. All numbers are little-endian.
 *
 *     0  "wkmodel" and the number of the form          8  version of the features   12  labels   16  buckets   20  0
 *    24  XXH3 of all bytes from 32 on                  32  padding to 64
 *    64  weight of label j after label i: 8 × 8 × int16
 *   192  buckets of 64 bytes: 6 × uint16 marks that tell features (0: none), 4 bytes 0, 6 rows of 8 × int8 weights
 *
 * tools/names/ trains and writes it. */
#ifndef WK_MODEL_H
#define WK_MODEL_H

#include "base/error.h"
#include "base/str.h"

enum {
    WK_MODEL_FORM = 1,
    WK_MODEL_LANES = 8,  /* numbers of a row; the last is 0 */
    WK_MODEL_LABELS = 7, /* outside, then begin and inside of persons, organisations and places */
    WK_MODEL_ROWS = 6,   /* of a bucket, which is one cache line */
    WK_MODEL_HEAD = 192, WK_MODEL_BUCKET = 64, WK_MODEL_FIRST_ROW = 16
};

typedef struct wk_model {
    const char *buckets; /* NULL: no model */
    uint32_t count;
    int16_t after[WK_MODEL_LANES][WK_MODEL_LANES];
} wk_model;

/* Opens the model in `bytes`, which must outlive it. WK_PACK with one line that names `file` when it is damaged or made
 * for other features than `features`. */
wk_status wk_model_open(wk_str bytes, uint32_t features, const char *file, wk_model *out, wk_error *error) WK_MUST_CHECK;

/* Where in `buckets` rows of a feature are looked for, and what marks its row. */
static inline size_t wk_model_place(uint32_t count, uint64_t feature) {
    return (size_t)((feature >> 32) * count >> 32) * WK_MODEL_BUCKET;
}

static inline uint16_t wk_model_mark(uint64_t feature) {
    return (uint16_t)feature ? (uint16_t)feature : 1;
}

/* XXH3 of the part of a model's bytes that is checked. */
uint64_t wk_model_sum(wk_str bytes);

#endif
