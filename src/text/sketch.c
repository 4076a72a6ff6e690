#include "text/sketch.h"

#include "text/utf8.h"

#include <stdlib.h>
#include <utf8proc.h>

static const uint64_t SEED = UINT64_C(0x9e3779b97f4a7c15);

/* ---- shingles, one after another ------------------------------------------------------------------------------- */

typedef struct cutter {
    wk_str text;
    size_t at;
    uint64_t words[WK_SHINGLE]; /* the last ones, in a ring */
    uint32_t count;             /* words so far */
    uint64_t whole;
} cutter;

/* Spreads the bits of x (the finalizer of splitmix64). */
static uint64_t mix(uint64_t x) {
    x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
    return x ^ (x >> 31);
}

/* The hash of the next word; false at the end. Marks and what is ignored count for nothing. */
static bool next_word(cutter *c, uint64_t *word) {
    uint64_t hash = SEED;
    bool within = false;
    uint32_t cp;
    while (wk_utf8_next(c->text, &c->at, &cp)) {
        bool plain = cp < 128;
        unsigned class = plain ? 0 : wk_cp_class(cp);
        if (!plain && (class & (WK_CP_IGNORED | WK_CP_MARK))) continue;
        if (plain ? !wk_cp_is_letter(cp) && !wk_cp_is_digit(cp) : !(class & (WK_CP_LETTER | WK_CP_NUMBER))) {
            if (within) break;
            continue;
        }
        uint32_t lower = plain ? (cp - 'A' < 26 ? cp + 32 : cp) : (uint32_t)utf8proc_tolower((utf8proc_int32_t)cp);
        hash = (hash ^ lower) * UINT64_C(0x100000001b3); /* FNV-1a by code points */
        within = true;
    }
    *word = mix(hash);
    return within;
}

/* The hash of the next shingle, which begins with word `*first`; false at the end. */
static bool next_shingle(cutter *c, uint64_t *hash, uint32_t *first) {
    uint64_t word;
    while (next_word(c, &word)) {
        c->words[c->count++ % WK_SHINGLE] = word;
        c->whole = mix(c->whole * 31 + word);
        if (c->count < WK_SHINGLE) continue;
        *first = c->count - WK_SHINGLE;
        *hash = SEED;
        for (uint32_t i = 0; i < WK_SHINGLE; i++) *hash = mix(*hash + c->words[(*first + i) % WK_SHINGLE]);
        return true;
    }
    return false;
}

static int by_value(const void *a, const void *b) {
    const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* ---- sketches -------------------------------------------------------------------------------------------------- */

/* Keeps the least hashes, each once, ascending. */
static void take_key(wk_sketch *s, uint64_t hash) {
    if (s->count == WK_SKETCH_KEYS && hash >= s->keys[s->count - 1]) return;
    uint32_t at = s->count;
    while (at > 0 && s->keys[at - 1] >= hash) at--;
    if (at < s->count && s->keys[at] == hash) return;
    if (s->count < WK_SKETCH_KEYS) s->count++;
    memmove(&s->keys[at + 1], &s->keys[at], (s->count - 1 - at) * sizeof *s->keys);
    s->keys[at] = hash;
}

wk_sketch wk_sketch_of(wk_arena *arena, wk_str text) {
    wk_sketch s = {0};
    cutter c = {.text = wk_utf8_clip(text, WK_SKETCH_BYTES)};
    uint64_t hash, before[WK_KEY_SHIFT] = {0};
    uint32_t first;
    while (next_shingle(&c, &hash, &first)) {
        uint64_t *earlier = &before[first % WK_KEY_SHIFT]; /* of the shingle so many words before: together eight words */
        if (first >= WK_KEY_SHIFT) take_key(&s, mix(*earlier * 31 + hash));
        *earlier = hash;
        if (hash % WK_SKETCH_SHARE == 0) *WK_PUSH(arena, &s.sample) = hash;
    }
    s.words = c.count;
    s.whole = c.whole;
    if (!s.sample.n) return s;
    qsort(s.sample.v, s.sample.n, sizeof *s.sample.v, by_value);
    size_t kept = 1;
    for (size_t i = 1; i < s.sample.n; i++)
        if (s.sample.v[i] != s.sample.v[kept - 1]) s.sample.v[kept++] = s.sample.v[i];
    s.sample.n = kept;
    return s;
}

void wk_sketch_share(const wk_sketch *a, const wk_sketch *b, size_t *shared, size_t *of) {
    *shared = 0;
    *of = a->sample.n < b->sample.n ? a->sample.n : b->sample.n;
    for (size_t i = 0, k = 0; i < a->sample.n && k < b->sample.n;) {
        uint64_t x = a->sample.v[i], y = b->sample.v[k];
        *shared += x == y;
        i += x <= y;
        k += y <= x;
    }
}

/* ---- verifying ------------------------------------------------------------------------------------------------- */

static int by_hash(const void *va, const void *vb) {
    const struct wk_shingle *a = va, *b = vb;
    if (a->hash != b->hash) return a->hash < b->hash ? -1 : 1;
    return (a->at > b->at) - (a->at < b->at);
}

wk_shingles wk_shingles_of(wk_arena *arena, wk_str text) {
    WK_ARRAY(struct wk_shingle) all = {0};
    cutter c = {.text = wk_utf8_clip(text, WK_SKETCH_BYTES)};
    struct wk_shingle next;
    while (next_shingle(&c, &next.hash, &next.at)) *WK_PUSH(arena, &all) = next;
    if (all.n) qsort(all.v, all.n, sizeof *all.v, by_hash);
    size_t kept = 0;
    for (size_t i = 0; i < all.n; i++)
        if (!kept || all.v[i].hash != all.v[kept - 1].hash) all.v[kept++] = all.v[i];
    return (wk_shingles){all.v, kept, c.count};
}

wk_overlap wk_shingles_overlap(const wk_shingles *a, const wk_shingles *b) {
    bool a_larger = a->n > b->n || (a->n == b->n && a->words >= b->words);
    const wk_shingles *large = a_larger ? a : b, *small = a_larger ? b : a;
    wk_overlap o = {.begins = 1};
    uint32_t first = UINT32_MAX;
    for (size_t i = 0, k = 0; i < large->n && k < small->n;) {
        uint64_t x = large->v[i].hash, y = small->v[k].hash;
        if (x == y) {
            o.shared++;
            if (large->v[i].at < first) first = large->v[i].at;
        }
        i += x <= y;
        k += y <= x;
    }
    if (small->n) o.contained = (double)o.shared / (double)small->n;
    if (o.shared) o.begins = (double)first / (double)large->words;
    return o;
}
