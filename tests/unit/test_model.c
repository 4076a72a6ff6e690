/* The model of names: one that is whole is taken, one that is cut, damaged or made for other features is refused with a
 * line that names the file; and what the tagger says of a text keeps the order of labels, however long a sentence is. */
#include "base/file.h"
#include "pack/language.h"
#include "read/reader.h"
#include "read/tagger.h"
#include "scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

enum { BUCKETS = 3, SIZE = WK_MODEL_HEAD + BUCKETS * WK_MODEL_BUCKET };

/* A model without a feature. */
static void make(char bytes[SIZE], uint32_t features) {
    uint32_t numbers[] = {features, WK_MODEL_LABELS, BUCKETS};
    memset(bytes, 0, SIZE);
    memcpy(bytes, "wkmodel1", 8);
    memcpy(bytes + 8, numbers, sizeof numbers);
    uint64_t sum = wk_model_sum((wk_str){bytes, SIZE});
    memcpy(bytes + 24, &sum, sizeof sum);
}

static void refused(wk_str bytes, const char *why) {
    wk_model model;
    wk_error error = {.status = WK_OK};
    assert_int_equal(wk_model_open(bytes, WK_FEATURES_VERSION, "packs/xx/names.model", &model, &error), WK_PACK);
    assert_string_equal(error.file, "packs/xx/names.model");
    assert_non_null(strstr(error.message, why));
    assert_null(strchr(error.message, '\n'));
    assert_int_equal(model.count, 0);
}

static void opens_what_is_whole(void **state) {
    (void)state;
    char bytes[SIZE];
    wk_model model;
    make(bytes, WK_FEATURES_VERSION);
    assert_int_equal(wk_model_open((wk_str){bytes, SIZE}, WK_FEATURES_VERSION, "m", &model, NULL), WK_OK);
    assert_int_equal(model.count, BUCKETS);
    assert_ptr_equal(model.buckets, bytes + WK_MODEL_HEAD);
}

static void refuses_what_is_not(void **state) {
    (void)state;
    char bytes[SIZE];
    make(bytes, WK_FEATURES_VERSION);
    for (size_t n = 0; n < SIZE; n++) refused((wk_str){bytes, n}, n < WK_MODEL_HEAD ? "no model" : "cut short");
    for (size_t at = 24; at < SIZE; at += 7) {
        bytes[at] ^= 4;
        refused((wk_str){bytes, SIZE}, "damaged");
        bytes[at] ^= 4;
    }
    bytes[0] = 'x';
    refused((wk_str){bytes, SIZE}, "no model");
    make(bytes, WK_FEATURES_VERSION + 1);
    refused((wk_str){bytes, SIZE}, "train it anew");
}

/* A folder of packs whose model is damaged is refused as a whole. */
static void packs_with_it_are_refused(void **state) {
    (void)state;
    char folder[SCRATCH], path[SCRATCH + 60], sub[SCRATCH + 60];
    assert_true(scratch_make(folder));
    snprintf(sub, sizeof sub, "mkdir %s/xx", folder);
    assert_int_equal(system(sub), 0);
    snprintf(path, sizeof path, "%s/xx/names.model", folder);
    assert_int_equal(wk_file_write(path, WK_S("not a model"), NULL), WK_OK);
    wk_packs *packs = NULL;
    wk_error error = {.status = WK_OK};
    assert_int_equal(wk_packs_load(folder, &packs, &error), WK_PACK);
    assert_non_null(strstr(error.file, "xx/names.model"));
    snprintf(sub, sizeof sub, "rm -r %s", folder);
    assert_int_equal(system(sub), 0);
}

static wk_reader *tokens_of(wk_arena *arena, const wk_packs *packs, wk_str text) {
    wk_reader *r = wk_alloc(arena, sizeof *r);
    *r = (wk_reader){.arena = arena, .packs = packs, .language = wk_packs_language(packs, WK_S("id")),
                     .world = wk_packs_world(packs), .text = wk_alloc(arena, sizeof *r->text)};
    r->text->arena = arena;
    r->text->text = text;
    wk_read_tokens(r);
    return r;
}

static void labels_follow(const uint8_t *tags, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        assert_true(tags[i] < WK_MODEL_LABELS);
        if (tags[i] && !wk_tag_begins(tags[i])) assert_true(i && wk_tag_kind(tags[i - 1]) == wk_tag_kind(tags[i]));
    }
}

static void tags_names(void **state) {
    (void)state;
    wk_arena *arena = wk_arena_new();
    wk_packs *packs;
    assert_int_equal(wk_packs_load(NULL, &packs, NULL), WK_OK);
    wk_reader *r = tokens_of(arena, packs, WK_S("Direktur Andri Kusnadi bekerja di Wonogiri, kata Sinta."));
    const wk_model *model = &r->language->names;
    uint8_t tags[16];
    wk_tag(model, r->text, 0, 10, tags);
    static const uint8_t expected[10] = {0, WK_TAG_PERSON, WK_TAG_PERSON + 1, 0, 0, WK_TAG_PLACE, 0, 0, WK_TAG_PERSON, 0};
    assert_memory_equal(tags, expected, sizeof expected);

    /* a sentence of many stretches, every token a capital */
    enum { WORDS = 3000 };
    static char text[WORDS * 6];
    for (size_t i = 0; i < WORDS; i++) memcpy(text + 6 * i, i % 3 ? "Sinta " : "Kota, ", 6);
    r = tokens_of(arena, packs, (wk_str){text, sizeof text});
    uint32_t n = (uint32_t)r->text->tokens.n - 1;
    uint8_t *long_tags = wk_alloc(arena, n);
    wk_tag(model, r->text, 0, n, long_tags);
    labels_follow(long_tags, n);
    wk_packs_free(packs);
    wk_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(opens_what_is_whole), cmocka_unit_test(refuses_what_is_not),
        cmocka_unit_test(packs_with_it_are_refused), cmocka_unit_test(tags_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
