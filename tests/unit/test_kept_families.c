/* Families as the record keeps them, after any adding, reading anew and taking back, by two writers: those that comparing all
 * texts gives. */
#include "base/error.h"
#include "base/hash.h"
#include "record/family.h"
#include "store/write.h"
#include "scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { PAGES = 16, TEXTS = 40, ROUNDS = 60, BATCHES = 12, NO_TEXT = -1 };

typedef struct world {
    wk_arena *arena;
    wk_str texts[TEXTS];
    wk_sketch sketches[TEXTS];
    wk_shingles shingles[TEXTS];
    uint64_t seed;
    int last; /* page: the number of its text may be free next and given again */
} world;

static int pick(world *w, int of) {
    w->seed = w->seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (int)((w->seed >> 33) % (uint64_t)of);
}

/* Parts of three stories, some of them with an ending of another, some too short. */
static void tell(world *w) {
    for (int i = 0; i < TEXTS; i++) {
        wk_buf text = {0};
        int story = pick(w, 3), from = pick(w, 3) ? 0 : pick(w, 60), to = pick(w, 9) ? 150 + pick(w, 150) : 15;
        for (int at = from; at < to; at++) wk_buf_add(&text, wk_str_printf(w->arena, "s%dw%d ", pick(w, 40) ? story : 9, at));
        for (int at = 0, end = pick(w, 3) ? 0 : 60; at < end; at++) wk_buf_add(&text, wk_str_printf(w->arena, "end%d ", at));
        w->texts[i] = wk_str_copy(w->arena, wk_buf_str(&text));
        w->sketches[i] = wk_sketch_of(w->arena, w->texts[i]);
        w->shingles[i] = wk_shingles_of(w->arena, w->texts[i]);
        wk_buf_free(&text);
    }
}

/* The page's bytes stay; what a program of this version finds in it is the text. */
static wk_filed found(world *w, int number, int text, int version) {
    wk_page *page = wk_alloc(w->arena, sizeof *page);
    page->bytes = wk_str_printf(w->arena, "page %d", number);
    page->kind = WK_PAGE_BODY;
    page->url = page->file = page->bytes;
    wk_article *a = wk_alloc(w->arena, sizeof *a);
    a->url = page->url;
    a->file = page->file;
    a->kind = page->kind;
    a->id = a->page_sha256 = wk_hash_hex(w->arena, wk_hash(page->bytes));
    wk_part *body = WK_PUSH(w->arena, &a->parts);
    body->name = WK_S("body");
    body->text = w->texts[text];
    wk_reading *r = wk_alloc(w->arena, sizeof *r);
    r->article = a;
    wk_str packs = wk_str_printf(w->arena, "p%d", version);
    return wk_file_doc(w->arena, wk_doc_make(w->arena, NULL, NULL, page, r, wk_made_by(w->arena, packs)));
}

/* Some pages in one transaction, which may be taken back. */
static void add_some(world *w, wk_store *store, int now[PAGES], int *version) {
    int then[PAGES];
    memcpy(then, now, sizeof then);
    wk_store_begin(store);
    for (int n = pick(w, 4); n >= 0; n--) {
        int page = pick(w, 2) ? w->last : pick(w, PAGES);
        w->last = page;
        then[page] = pick(w, TEXTS);
        wk_filed filed = found(w, page, then[page], ++*version);
        wk_store_add(store, &filed);
    }
    if (pick(w, 2)) wk_store_regroup(store);
    if (pick(w, 4)) {
        wk_store_regroup(store);
        wk_store_commit(store);
        memcpy(now, then, sizeof then);
    } else {
        wk_store_rollback(store);
    }
    assert_int_equal(wk_store_status(store, NULL), WK_OK);
}

static bool compared(const wk_sketch *a, const wk_sketch *b) {
    size_t shared, of, keys = 0;
    for (uint32_t i = 0; i < a->count; i++)
        for (uint32_t k = 0; k < b->count; k++) keys += a->keys[i] == b->keys[k];
    wk_sketch_share(a, b, &shared, &of);
    return keys && (of < 12 || shared * 4 >= of);
}

/* Of each page a number that those of its family share. */
static void expect(const world *w, const int now[PAGES], int64_t families[PAGES]) {
    for (int i = 0; i < PAGES; i++)
        families[i] = now[i] == NO_TEXT || w->sketches[now[i]].words < WK_FAMILY_LEAST ? NO_TEXT : i;
    for (int i = 0; i < PAGES; i++)
        for (int k = 0; k < i; k++) {
            if (families[i] == NO_TEXT || families[k] == NO_TEXT) continue;
            const wk_sketch *a = &w->sketches[now[i]], *b = &w->sketches[now[k]];
            bool linked = compared(a, b) && wk_family_linked(&w->shingles[now[i]], &w->shingles[now[k]]);
            int64_t from = families[i], to = families[k];
            for (int p = 0; (linked || a->whole == b->whole) && p < PAGES; p++)
                if (families[p] == from) families[p] = to;
        }
}

static void check(wk_store *store, const int64_t expected[PAGES]) {
    int64_t kept[PAGES];
    for (int i = 0; i < PAGES; i++) kept[i] = NO_TEXT;
    wk_query *q = wk_query_new(store, "SELECT substr(d.url, 6), t.family FROM documents d JOIN texts t ON t.id = d.text");
    while (wk_query_next(q)) kept[wk_query_int(q, 0)] = wk_query_int(q, 1);
    wk_query_free(q);
    for (int i = 0; i < PAGES; i++) {
        assert_int_equal(kept[i] == NO_TEXT, expected[i] == NO_TEXT);
        for (int k = 0; k < i; k++) assert_int_equal(kept[i] == kept[k], expected[i] == expected[k]);
    }
}

static wk_store *open_record(const char *path) {
    wk_store *store;
    wk_error error;
    if (wk_store_open(path, WK_STORE_WRITE, &store, &error) != WK_OK) fail_msg("%s", error.message);
    return store;
}

static void families_are_those_of_the_texts(void **state) {
    (void)state;
    char folder[SCRATCH], path[SCRATCH + 60];
    assert_true(scratch_make(folder));
    snprintf(path, sizeof path, "%s/a.db", folder);
    for (int round = 1; round <= ROUNDS; round++) {
        world w = {.arena = wk_arena_new(), .seed = (uint64_t)round * 7919};
        int now[PAGES], version = 0;
        int64_t families[PAGES];
        for (int i = 0; i < PAGES; i++) now[i] = NO_TEXT;
        tell(&w);
        wk_store *writers[] = {open_record(path), open_record(path)};
        for (int i = 0; i < BATCHES; i++) {
            add_some(&w, writers[pick(&w, 2)], now, &version);
            expect(&w, now, families);
            check(writers[0], families);
        }
        for (int i = 0; i < 2; i++) wk_store_free(writers[i]);
        unlink(path);
        wk_arena_free(w.arena);
    }
    rmdir(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(families_are_those_of_the_texts)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
