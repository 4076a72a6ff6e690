/* Sketches of texts: as bytes in the record, and those asked for last at hand, since turns of phrase lead to the same
 * texts again and again, and looking a text up costs more than comparing it. */
#include "store/inside.h"

enum { SLOTS = 1 << 16, MOST_BYTES = 48 * 1024 * 1024 };

typedef struct known {
    int64_t text;
    wk_sketch sketch;
} known;

struct wk_sketches {
    wk_arena *arena;
    size_t bytes;
    known *slots[SLOTS]; /* by the text's number; the later one stays */
};

/* ---- as bytes: the number of keys, keys, sample ---------------------------------------------------------------- */

wk_str wk_sketch_pack(wk_arena *arena, const wk_sketch *s) {
    size_t n = 1 + s->count + s->sample.n;
    uint64_t *v = wk_alloc_array(arena, n, sizeof *v);
    v[0] = s->count;
    memcpy(v + 1, s->keys, s->count * sizeof *v);
    if (s->sample.n) memcpy(v + 1 + s->count, s->sample.v, s->sample.n * sizeof *v);
    return (wk_str){(const char *)v, n * sizeof *v};
}

static wk_sketch unpack(wk_arena *arena, int64_t words, wk_str bytes) {
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

/* ---- at hand --------------------------------------------------------------------------------------------------- */

void wk_store_forget_sketches(wk_store *store) {
    if (store->sketches) wk_arena_free(store->sketches->arena);
    store->sketches = NULL;
}

void wk_store_tidy_sketches(wk_store *store) {
    if (store->sketches && store->sketches->bytes > MOST_BYTES) wk_store_forget_sketches(store);
}

static struct wk_sketches *at_hand(wk_store *store) {
    if (!store->sketches) {
        wk_arena *arena = wk_arena_new();
        store->sketches = wk_alloc(arena, sizeof *store->sketches);
        store->sketches->arena = arena;
    }
    return store->sketches;
}

static known **slot_of(struct wk_sketches *all, int64_t text) {
    return &all->slots[(uint64_t)text % SLOTS];
}

/* `bytes` are those of wk_sketch_pack(). */
static const wk_sketch *know(struct wk_sketches *all, int64_t text, int64_t words, wk_str bytes) {
    known *k = wk_alloc(all->arena, sizeof *k);
    *k = (known){text, unpack(all->arena, words, bytes)};
    all->bytes += sizeof *k + bytes.n;
    *slot_of(all, text) = k;
    return &k->sketch;
}

void wk_store_know_sketch(wk_store *store, int64_t text, uint32_t words, wk_str bytes) {
    know(at_hand(store), text, words, bytes);
}

wk_sketch wk_store_sketch(wk_store *store, int64_t text) {
    struct wk_sketches *all = at_hand(store);
    const known *k = *slot_of(all, text);
    if (k && k->text == text) return k->sketch;
    wk_query *q = wk_store_fixed(store, WK_SQL_TEXT_SKETCH);
    wk_bind_int(q, 1, text);
    wk_sketch s = wk_query_next(q) ? *know(all, text, wk_query_int(q, 0), wk_query_blob(q, 1)) : (wk_sketch){0};
    wk_query_restart(q);
    return s;
}
