/* Families in the store: hands texts that share a key to record/family.c, unites the families that a text links, and
 * makes families anew when a text is gone or a key has become a crowd's. What changes touches the acts
 * concerned, so that events count families and sources rightly. */
#include "record/family.h"
#include "store/inside.h"

#include <stdlib.h>

/* How many texts have a key, counted up to `most`. */
static int64_t count_key(wk_store *store, uint64_t key, int64_t most) {
    wk_query *q = wk_store_fixed(store, WK_SQL_TEXT_CROWD);
    wk_bind_int(q, 1, (int64_t)key);
    wk_bind_int(q, 2, most);
    int64_t count = wk_query_next(q) ? wk_query_int(q, 0) : 0;
    wk_query_restart(q);
    return count;
}

static int64_t ask_number(wk_store *store, int sql, int64_t about) {
    wk_query *q = wk_store_fixed(store, sql);
    wk_bind_int(q, 1, about);
    int64_t number = wk_query_next(q) ? wk_query_int(q, 0) : 0;
    wk_query_restart(q);
    return number;
}

/* ---- what record/family.c asks for ----------------------------------------------------------------------------- */

/* Of a crowd's key nothing is taken. */
static wk_status candidates(void *context, wk_arena *arena, uint64_t key, wk_numbers *texts, wk_error *error) {
    wk_store *store = context;
    size_t before = texts->n;
    wk_query *q = wk_store_fixed(store, WK_SQL_TEXT_BY_KEY);
    wk_bind_int(q, 1, (int64_t)key);
    wk_bind_int(q, 2, WK_FAMILY_CROWD + 1);
    while (wk_query_next(q)) *WK_PUSH(arena, texts) = wk_query_int(q, 0);
    if (texts->n - before > WK_FAMILY_CROWD) texts->n = before;
    return wk_store_status(store, error);
}

static wk_status sketch(void *context, int64_t text, wk_sketch *out, wk_error *error) {
    *out = wk_store_sketch(context, text);
    return wk_store_status(context, error);
}

static wk_status family(void *context, int64_t text, int64_t *out, wk_error *error) {
    *out = ask_number(context, WK_SQL_TEXT_FAMILY, text);
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
    const wk_family_keeper keeper = {store, candidates, sketch, family, body};
    wk_arena *scratch = wk_arena_new();
    wk_numbers families = {0};
    wk_error error;
    *WK_PUSH(arena, &families) = text->family;
    if (wk_family_find(&keeper, scratch, text, arena, &families, &error) == WK_OK) unite(store, arena, &families);
    wk_arena_free(scratch);
}

/* ---- keys of crowds -------------------------------------------------------------------------------------------- */

static bool is_crowds(wk_store *store, uint64_t key) {
    return count_key(store, key, WK_FAMILY_CROWD + 1) > WK_FAMILY_CROWD;
}

/* Of the text's keys those that lead somewhere. */
static void drop_crowds(wk_store *store, wk_sketch *s) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < s->count; i++)
        if (!is_crowds(store, s->keys[i])) s->keys[kept++] = s->keys[i];
    s->count = kept;
}

static bool share_a_key(const wk_sketch *a, const wk_sketch *b) {
    for (uint32_t i = 0, k = 0; i < a->count && k < b->count;) {
        if (a->keys[i] == b->keys[k]) return true;
        if (a->keys[i] < b->keys[k]) i++;
        else k++;
    }
    return false;
}

static bool share_keys(const wk_family_text *texts, size_t n) {
    for (size_t i = 0; i < n; i++)
        for (size_t k = i + 1; k < n; k++)
            if (!share_a_key(&texts[i].sketch, &texts[k].sketch)) return false;
    return true;
}

static int by_family(const void *va, const void *vb) {
    const wk_family_text *a = va, *b = vb;
    return (a->family > b->family) - (a->family < b->family);
}

/* A key has become a crowd's. What is said in so many texts is mostly a turn of phrase, and whether these are compared does
 * not hang on it: a family stands as it is unless two texts of it share this key alone. */
static void loosen(wk_store *store, wk_arena *arena, const wk_numbers *numbers) {
    wk_family_text *texts = wk_alloc_array(arena, numbers->n + 1, sizeof *texts);
    for (size_t i = 0; i < numbers->n; i++)
        texts[i] = (wk_family_text){.text = numbers->v[i], .family = ask_number(store, WK_SQL_TEXT_FAMILY, numbers->v[i])};
    qsort(texts, numbers->n, sizeof *texts, by_family);
    for (size_t i = 0, end; i < numbers->n; i = end) {
        for (end = i + 1; end < numbers->n && texts[end].family == texts[i].family;) end++;
        if (end == i + 1) continue;
        for (size_t k = i; k < end; k++) {
            texts[k].sketch = wk_store_sketch(store, texts[k].text);
            drop_crowds(store, &texts[k].sketch);
        }
        if (!share_keys(texts + i, end - i)) *WK_PUSH(store->arena, &store->loose) = texts[i].text;
    }
}

/* A key has come to, or left, the size of a crowd: what it led to, or will lead to, is to be looked at again. */
static void check_crowd(wk_store *store, wk_arena *arena, uint64_t key, int64_t turning) {
    if (count_key(store, key, WK_FAMILY_CROWD + 2) != turning) return;
    wk_numbers texts = list_of(store, arena, WK_SQL_TEXT_BY_KEY, (int64_t)key, WK_FAMILY_CROWD + 2);
    if (turning > WK_FAMILY_CROWD) loosen(store, arena, &texts);
    else
        for (size_t i = 0; i < texts.n; i++) *WK_PUSH(store->arena, &store->loose) = texts.v[i];
}

static int64_t add_text(wk_store *store, wk_arena *arena, const wk_sketch *s, wk_str body) {
    int64_t family = new_family(store);
    wk_str sketch = wk_sketch_pack(arena, s);
    wk_query *q = wk_store_fixed(store, WK_SQL_TEXT_ADD);
    wk_bind_int(q, 1, (int64_t)s->whole);
    wk_bind_int(q, 2, s->words);
    wk_bind_blob(q, 3, sketch);
    wk_bind_int(q, 4, family);
    wk_query_run(q);
    int64_t text = sqlite3_last_insert_rowid(store->db);
    for (uint32_t i = 0; i < s->count; i++) {
        do_with(store, WK_SQL_TEXT_KEY, (int64_t)s->keys[i], text);
        check_crowd(store, arena, s->keys[i], WK_FAMILY_CROWD + 1);
    }
    wk_store_know_sketch(store, text, s->words, sketch);
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
    wk_sketch s = wk_store_sketch(store, text);
    for (uint32_t i = 0; i < s.count; i++) {
        do_with(store, WK_SQL_TEXT_DROP_KEY, (int64_t)s.keys[i], text);
        check_crowd(store, arena, s.keys[i], WK_FAMILY_CROWD);
    }
    do_with(store, WK_SQL_TEXT_DROP, text, 0);
    wk_store_forget_sketches(store); /* its number may be given again */
    wk_numbers rest = list_of(store, arena, WK_SQL_FAMILY_TEXTS, family, 0);
    if (!rest.n) do_with(store, WK_SQL_FAMILY_DROP, family, 0);
    for (size_t i = 0; i < rest.n; i++) *WK_PUSH(store->arena, &store->loose) = rest.v[i];
}

void wk_store_join_family(wk_store *store, wk_arena *arena, int64_t document, const wk_sketch *sketch, wk_str body) {
    int64_t before = ask_number(store, WK_SQL_TEXT_OF, document), text = 0;
    wk_store_tidy_sketches(store);
    if (sketch->words >= WK_FAMILY_LEAST) text = ask_number(store, WK_SQL_TEXT_FIND, (int64_t)sketch->whole);
    if (before && before != text) {
        leave_text(store, arena, document, before);
        before = 0; /* its number may be given to the new one */
    }
    if (sketch->words < WK_FAMILY_LEAST || store->error.status != WK_OK) return;
    if (!text) text = add_text(store, arena, sketch, body);
    else *WK_PUSH(store->arena, &store->grown) = ask_number(store, WK_SQL_TEXT_FAMILY, text);
    if (before != text) do_with(store, WK_SQL_TEXT_SET, document, text);
}

/* ---- settling -------------------------------------------------------------------------------------------------- */

/* Families of loose texts fall apart, and each of their texts is placed anew. */
static void make_anew(wk_store *store, wk_arena *arena) {
    wk_numbers families = {0}, texts = {0};
    for (size_t i = 0; i < store->loose.n; i++) {
        int64_t family = ask_number(store, WK_SQL_TEXT_FAMILY, store->loose.v[i]); /* 0: the text is gone since */
        if (family) *WK_PUSH(arena, &families) = family;
    }
    wk_numbers_distinct(&families);
    for (size_t i = 0; i < families.n; i++) {
        wk_numbers its = list_of(store, arena, WK_SQL_FAMILY_TEXTS, families.v[i], 0);
        for (size_t t = 0; t < its.n; t++) *WK_PUSH(arena, &texts) = its.v[t];
        for (size_t t = 0; t < its.n; t++) move_text(store, its.v[t], new_family(store));
        do_with(store, WK_SQL_FAMILY_DROP, families.v[i], 0);
    }
    for (size_t i = 0; i < texts.n && store->error.status == WK_OK; i++) {
        wk_store_tidy_sketches(store);
        wk_family_text own = {.text = texts.v[i], .family = ask_number(store, WK_SQL_TEXT_FAMILY, texts.v[i])};
        own.sketch = wk_store_sketch(store, own.text);
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
    wk_numbers_distinct(&store->grown);
    for (size_t i = 0; i < store->grown.n && store->error.status == WK_OK; i++) set_root(store, arena, store->grown.v[i]);
    wk_arena_free(arena);
    WK_CLEAR(&store->grown);
    WK_CLEAR(&store->loose);
}
