#include "pack/model.h"

#include <xxhash.h>

static uint32_t number_at(wk_str bytes, size_t at) {
    uint32_t v;
    memcpy(&v, bytes.p + at, sizeof v);
    return v;
}

uint64_t wk_model_sum(wk_str bytes) {
    return XXH3_64bits(bytes.p + 32, bytes.n - 32);
}

wk_status wk_model_open(wk_str bytes, uint32_t features, const char *file, wk_model *out, wk_error *error) {
    static const char magic[8] = {'w', 'k', 'm', 'o', 'd', 'e', 'l', '0' + WK_MODEL_FORM};
    *out = (wk_model){0};
    if (bytes.n < WK_MODEL_HEAD || memcmp(bytes.p, magic, sizeof magic) != 0)
        return wk_fail_at(error, WK_PACK, file, 0, 0, "this is no model of names of form %d: train it anew", WK_MODEL_FORM);
    if (number_at(bytes, 8) != features || number_at(bytes, 12) != WK_MODEL_LABELS)
        return wk_fail_at(error, WK_PACK, file, 0, 0, "the model was trained for features %u with %u labels, this program "
                          "has features %u with %d: train it anew", number_at(bytes, 8), number_at(bytes, 12), features,
                          WK_MODEL_LABELS);
    uint64_t buckets = number_at(bytes, 16), sum;
    if (!buckets || bytes.n != WK_MODEL_HEAD + buckets * WK_MODEL_BUCKET)
        return wk_fail_at(error, WK_PACK, file, 0, 0, "the model has %zu bytes and should have %llu: it was cut short or is "
                          "damaged; copy it or train it anew", bytes.n,
                          (unsigned long long)(WK_MODEL_HEAD + buckets * WK_MODEL_BUCKET));
    memcpy(&sum, bytes.p + 24, sizeof sum);
    if (sum != wk_model_sum(bytes))
        return wk_fail_at(error, WK_PACK, file, 0, 0, "the model is damaged (its checksum differs): copy it or train it anew");
    memcpy(out->after, bytes.p + 64, sizeof out->after);
    out->buckets = bytes.p + WK_MODEL_HEAD;
    out->count = (uint32_t)buckets;
    return WK_OK;
}
