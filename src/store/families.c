/* Families in the store: hands texts that share a key to record/family.c, unites the families that a text links, and
 * makes families anew when a text is gone or a key has become a crowd's. What changes touches the acts
 * concerned, so that events count families and sources rightly. */
#include "record/family.h"
#include "store/inside.h"

#include <stdlib.h>

/* ---- sketches as bytes: the number of keys, keys, sample ------------------------------------------------------- */

static wk_str pack_sketch(wk_arena *arena, const wk_sketch *s) {
    size_t n = 1 + s->count + s->sample.n;
    uint64_t *v = wk_alloc_array(arena, n, sizeof *v);
    v[0] = s->count;
    memcpy(v + 1, s->keys, s->count * sizeof *v);
    if (s->sample.n) memcpy(v + 1 + s->count, s->sample.v, s->sample.n * sizeof *v);
    return (wk_str){(const char *)v, n * sizeof *v};
}

static wk_sketch unpack_sketch(wk_arena *arena, int64_t words, wk_str bytes) {
    wk_sketch s = {.words = (uint32_t)words};
    size_t n = bytes.n / sizeof(uint64_t);
    uint64_t *v = wk_alloc_array(arena, n + 1, sizeof *v);
    memcpy(v, bytes.p, n * sizeof *v);
    if (!n || v[0] > WK_SKETCH_KEYS || v[0] + 1 > n) return s;
    s.count = (uint32_t)v[0];
    memcpy(s.keys, v + 1, s.count * sizeof *v);
    s.sample.v = v + 1 + s.count;
    s.sample.n = n - 1 - s.count;
    return s;
}

/* How many texts have a key, counted up to `most`. */
static int64_t count_key(wk_store *store, uint64_t key, int64_t most) {
    wk_query *q = wk_store_fixed(store, WK_SQL_TEXT_CROWD);
    wk_bind_int(q, 1, (int64_t)key);
    wk_bind_int(q, 2, most);
    int64_t count = wk_query_next(q) ? wk_query_int(q, 0) : 0;
    wk_query_restart(q);
    return count;
}

/* ---- what record/family.c asks for ----------------------------------------------------------------------------- */

/* Of a crowd's key nothing is loaded; of the others only what tells whether a text is to be compared at all. */
static wk_status candidates(void *context, wk_arena *arena, uint64_t key, wk_family_texts *texts, wk_error *error) {
    wk_store *store = context;
    if (count_key(store, key, WK_FAMILY_CROWD + 1) > WK_FAMILY_CROWD) return wk_store_status(store, error);
    wk_query *q = wk_store_fixed(store, WK_SQL_TEXT_BY_KEY);
    wk_bind_int(q, 1, (int64_t)key);
    wk_bind_int(q, 2, WK_FAMILY_CROWD);
    while (wk_query_next(q)) *WK_PUSH(arena, texts) = (wk_family_text){.text = wk_query_int(q, 0), .family = wk_query_int(q, 1)};
    return wk_store_status(store, error);
}

static wk_sketch sketch_of(wk_store *store, wk_arena *arena, int64_t text) {
    wk_sketch s = {0};
    wk_query *q = wk_store_fixed(store, WK_SQL_TEXT_SKETCH);
    wk_bind_int(q, 1, text);
    if (wk_query_next(q)) s = unpack_sketch(arena, wk_query_int(q, 0), wk_query_blob(q, 1));
    wk_query_restart(q);
    return s;
}

static wk_status sketch(void *context, wk_arena *arena, int64_t text, wk_sketch *sketch, wk_error *error) {
    *sketch = sketch_of(context, arena, text);
    return wk_store_status(context, error);
}

static wk_str body_of(wk_store *store, wk_arena *arena, int64_t text) {
    wk_query *q = wk_store_fixed(store, WK_SQL_TEXT_BODY);
    wk_bind_int(q, 1, text);
    wk_str body = wk_query_next(q) ? wk_str_copy(arena, wk_query_str(q, 0)) : WK_S("");
    wk_query_restart(q);
    return body;
}

static wk_status body(void *context, wk_arena *arena, int64_t text, wk_str *body, wk_error *error) {
    *body = body_of(context, arena, text);
    return wk_store_status(context, error);
}

/* ---- joining --------------------------------------------------------------------------------------------------- */

static int64_t ask_number(wk_store *store, int sql, int64_t about) {
    wk_query *q = wk_store_fixed(store, sql);
    wk_bind_int(q, 1, about);
    int64_t number = wk_query_next(q) ? wk_query_int(q, 0) : 0;
    wk_query_restart(q);
    return number;
}

static void do_with(wk_store *store, int sql, int64_t a, int64_t b) {
    wk_query *q = wk_store_fixed(store, sql);
    wk_bind_int(q, 1, a);
    if (b) wk_bind_int(q, 2, b);
    wk_query_run(q);
}

static wk_numbers list_of(wk_store *store, wk_arena *arena, int sql, int64_t about, int64_t most) {
    wk_numbers all = {0};
    wk_query *q = wk_store_fixed(store, sql);
    wk_bind_int(q, 1, about);
    if (most) wk_bind_int(q, 2, most);
    while (wk_query_next(q)) *WK_PUSH(arena, &all) = wk_query_int(q, 0);
    return all;
}

static void touch_acts(wk_store *store, int64_t text) {
    wk_query *q = wk_store_fixed(store, WK_SQL_TEXT_REACHES);
    wk_bind_int(q, 1, text);
    wk_store_touch_all(store, q);
}

static void move_text(wk_store *store, int64_t text, int64_t family) {
    do_with(store, WK_SQL_FAMILY_MOVE, text, family);
    touch_acts(store, text);
}

static int64_t new_family(wk_store *store) {
    wk_query_run(wk_store_fixed(store, WK_SQL_FAMILY_ADD));
    return sqlite3_last_insert_rowid(store->db);
}

/* All become the one that was first. */
static void unite(wk_store *store, wk_arena *arena, wk_numbers *families) {
    int64_t first = families->v[0];
    for (size_t i = 1; i < families->n; i++)
        if (families->v[i] < first) first = families->v[i];
    for (size_t i = 0; i < families->n; i++) {
        if (families->v[i] == first) continue;
        wk_numbers texts = list_of(store, arena, WK_SQL_FAMILY_TEXTS, families->v[i], 0);
        for (size_t t = 0; t < texts.n; t++) move_text(store, texts.v[t], first);
        do_with(store, WK_SQL_FAMILY_DROP, families->v[i], 0);
    }
    *WK_PUSH(store->arena, &store->grown) = first;
}

/* Finds the families that a text is linked with and makes them one. */
static void place(wk_store *store, wk_arena *arena, const wk_family_text *text) {
    const wk_family_keeper keeper = {store, candidates, sketch, body};
    wk_arena *scratch = wk_arena_new();
    wk_numbers families = {0};
    wk_error error;
    *WK_PUSH(arena, &families) = text->family;
    if (wk_family_find(&keeper, scratch, text, arena, &families, &error) == WK_OK) unite(store, arena, &families);
    wk_arena_free(scratch);
}

/* A key has come to, or left, the size of a crowd: what it led to, or will lead to, is to be looked at again. */
static void check_crowd(wk_store *store, wk_arena *arena, uint64_t key, int64_t turning) {
    if (count_key(store, key, WK_FAMILY_CROWD + 2) != turning) return;
    wk_numbers texts = list_of(store, arena, WK_SQL_TEXT_BY_KEY, (int64_t)key, WK_FAMILY_CROWD + 2);
    for (size_t i = 0; i < texts.n; i++) *WK_PUSH(store->arena, &store->loose) = texts.v[i];
}

static int64_t add_text(wk_store *store, wk_arena *arena, const wk_sketch *s, wk_str body) {
    int64_t family = new_family(store);
    wk_query *q = wk_store_fixed(store, WK_SQL_TEXT_ADD);
    wk_bind_int(q, 1, (int64_t)s->whole);
    wk_bind_int(q, 2, s->words);
    wk_bind_blob(q, 3, pack_sketch(arena, s));
    wk_bind_int(q, 4, family);
    wk_query_run(q);
    int64_t text = sqlite3_last_insert_rowid(store->db);
    for (uint32_t i = 0; i < s->count; i++) {
        do_with(store, WK_SQL_TEXT_KEY, (int64_t)s->keys[i], text);
        check_crowd(store, arena, s->keys[i], WK_FAMILY_CROWD + 1);
    }
    const wk_family_text own = {text, family, *s, body};
    place(store, arena, &own);
    return text;
}

/* The document carries the text no longer; without any document a text is gone. */
static void leave_text(wk_store *store, wk_arena *arena, int64_t document, int64_t text) {
    wk_query *q = wk_store_fixed(store, WK_SQL_TEXT_SET);
    wk_bind_int(q, 1, document);
    wk_bind_null(q, 2);
    wk_query_run(q);
    int64_t family = ask_number(store, WK_SQL_TEXT_FAMILY, text);
    *WK_PUSH(store->arena, &store->grown) = family;
    if (ask_number(store, WK_SQL_TEXT_USED, text)) return;
    wk_sketch s = sketch_of(store, arena, text);
    for (uint32_t i = 0; i < s.count; i++) {
        do_with(store, WK_SQL_TEXT_DROP_KEY, (int64_t)s.keys[i], text);
        check_crowd(store, arena, s.keys[i], WK_FAMILY_CROWD);
    }
    do_with(store, WK_SQL_TEXT_DROP, text, 0);
    wk_numbers rest = list_of(store, arena, WK_SQL_FAMILY_TEXTS, family, 0);
    if (!rest.n) do_with(store, WK_SQL_FAMILY_DROP, family, 0);
    for (size_t i = 0; i < rest.n; i++) *WK_PUSH(store->arena, &store->loose) = rest.v[i];
}

void wk_store_join_family(wk_store *store, wk_arena *arena, int64_t document, const wk_sketch *sketch, wk_str body) {
    int64_t before = ask_number(store, WK_SQL_TEXT_OF, document), text = 0;
    if (sketch->words >= WK_FAMILY_LEAST) text = ask_number(store, WK_SQL_TEXT_FIND, (int64_t)sketch->whole);
    if (before && before != text) leave_text(store, arena, document, before);
    if (sketch->words < WK_FAMILY_LEAST || store->error.status != WK_OK) return;
    if (!text) text = add_text(store, arena, sketch, body);
    else *WK_PUSH(store->arena, &store->grown) = ask_number(store, WK_SQL_TEXT_FAMILY, text);
    if (before != text) do_with(store, WK_SQL_TEXT_SET, document, text);
}

/* ---- settling -------------------------------------------------------------------------------------------------- */

static int by_number(const void *a, const void *b) {
    const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* Sorted, each once. */
static void distinct(wk_numbers *numbers) {
    if (!numbers->n) return;
    qsort(numbers->v, numbers->n, sizeof *numbers->v, by_number);
    size_t kept = 1;
    for (size_t i = 1; i < numbers->n; i++)
        if (numbers->v[i] != numbers->v[kept - 1]) numbers->v[kept++] = numbers->v[i];
    numbers->n = kept;
}

/* Families of loose texts fall apart, and each of their texts is placed anew. */
static void make_anew(wk_store *store, wk_arena *arena) {
    wk_numbers families = {0}, texts = {0};
    for (size_t i = 0; i < store->loose.n; i++) {
        int64_t family = ask_number(store, WK_SQL_TEXT_FAMILY, store->loose.v[i]); /* 0: the text is gone since */
        if (family) *WK_PUSH(arena, &families) = family;
    }
    distinct(&families);
    for (size_t i = 0; i < families.n; i++) {
        wk_numbers its = list_of(store, arena, WK_SQL_FAMILY_TEXTS, families.v[i], 0);
        for (size_t t = 0; t < its.n; t++) *WK_PUSH(arena, &texts) = its.v[t];
        for (size_t t = 0; t < its.n; t++) move_text(store, its.v[t], new_family(store));
        do_with(store, WK_SQL_FAMILY_DROP, families.v[i], 0);
    }
    for (size_t i = 0; i < texts.n && store->error.status == WK_OK; i++) {
        wk_family_text own = {.text = texts.v[i], .family = ask_number(store, WK_SQL_TEXT_FAMILY, texts.v[i])};
        own.sketch = sketch_of(store, arena, own.text);
        own.body = body_of(store, arena, own.text);
        place(store, arena, &own);
    }
}

static wk_str ask_root(wk_store *store, wk_arena *arena, int sql, int64_t family) {
    wk_query *q = wk_store_fixed(store, sql);
    wk_bind_int(q, 1, family);
    wk_str root = wk_query_next(q) ? wk_str_copy(arena, wk_query_str(q, 0)) : (wk_str){0};
    wk_query_restart(q);
    return root;
}

/* Whom a family rests on may have changed. */
static void set_root(wk_store *store, wk_arena *arena, int64_t family) {
    wk_str root = ask_root(store, arena, WK_SQL_FAMILY_ROOT, family);
    if (!root.p || wk_str_cmp(root, ask_root(store, arena, WK_SQL_FAMILY_OLD_ROOT, family)) == 0) return;
    wk_query *q = wk_store_fixed(store, WK_SQL_FAMILY_SET_ROOT);
    wk_bind_int(q, 1, family);
    wk_bind_str(q, 2, root);
    wk_query_run(q);
    wk_numbers texts = list_of(store, arena, WK_SQL_FAMILY_TEXTS, family, 0);
    for (size_t i = 0; i < texts.n; i++) touch_acts(store, texts.v[i]);
}

void wk_store_settle_families(wk_store *store) {
    wk_arena *arena = wk_arena_new();
    make_anew(store, arena);
    distinct(&store->grown);
    for (size_t i = 0; i < store->grown.n && store->error.status == WK_OK; i++) set_root(store, arena, store->grown.v[i]);
    wk_arena_free(arena);
    WK_CLEAR(&store->grown);
    WK_CLEAR(&store->loose);
}
