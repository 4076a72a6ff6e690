#include "base/map.h"

#include <sys/random.h>
#define XXH_INLINE_ALL /* keys are short: a call would cost more than the hash */
#include <xxhash.h>

typedef struct slot {
    wk_str key;
    uint32_t value;
} slot;

struct wk_map {
    wk_arena *arena;
    uint32_t *hashes; /* 0: free; apart from the slots, so that what is not there is seldom looked for in them */
    slot *slots;
    size_t size, used; /* size is a power of two */
    uint64_t seed;
};

static void make_room(wk_map *map) {
    map->hashes = wk_alloc_array(map->arena, map->size, sizeof *map->hashes);
    map->slots = wk_alloc_array(map->arena, map->size, sizeof *map->slots);
}

wk_map *wk_map_new(wk_arena *arena, size_t expected) {
    wk_map *map = wk_alloc(arena, sizeof *map);
    map->arena = arena;
    map->size = 16;
    while (map->size < expected * 2) map->size *= 2;
    make_room(map);
    if (getrandom(&map->seed, sizeof map->seed, GRND_NONBLOCK) < 0) map->seed = (uint64_t)(uintptr_t)map;
    return map;
}

static inline __attribute__((flatten)) uint32_t hash_of(const wk_map *map, wk_str key) {
    uint32_t h = (uint32_t)XXH3_64bits_withSeed(key.p ? key.p : "", key.n, map->seed);
    return h ? h : 1;
}

/* The first place from `i` on that may be the key's, or the free one where it belongs. */
static inline size_t probe(const wk_map *map, uint32_t hash, size_t i) {
    while (map->hashes[i] && map->hashes[i] != hash) i = (i + 1) & (map->size - 1);
    return i;
}

/* The key's place, or the free one where it belongs; `i` from probe(). */
static inline size_t settle(const wk_map *map, wk_str key, uint32_t hash, size_t i) {
    while (map->hashes[i] && !wk_str_eq(map->slots[i].key, key)) i = probe(map, hash, (i + 1) & (map->size - 1));
    return i;
}

static size_t find(const wk_map *map, wk_str key, uint32_t hash) {
    return settle(map, key, hash, probe(map, hash, hash & (map->size - 1)));
}

uint32_t wk_map_get(const wk_map *map, wk_str key, uint32_t missing) {
    const size_t i = find(map, key, hash_of(map, key));
    return map->hashes[i] ? map->slots[i].value : missing;
}

void wk_map_get_all(const wk_map *map, const wk_str *keys, size_t n, uint32_t missing, uint32_t *values) {
    uint32_t hashes[WK_MAP_BATCH];
    size_t at[WK_MAP_BATCH];
    for (size_t k = 0; k < n; k++) {
        hashes[k] = hash_of(map, keys[k]);
        __builtin_prefetch(&map->hashes[hashes[k] & (map->size - 1)]);
    }
    for (size_t k = 0; k < n; k++) {
        at[k] = probe(map, hashes[k], hashes[k] & (map->size - 1));
        __builtin_prefetch(&map->slots[at[k]]);
    }
    for (size_t k = 0; k < n; k++)
        if (map->hashes[at[k]]) __builtin_prefetch(map->slots[at[k]].key.p);
    for (size_t k = 0; k < n; k++) {
        const size_t i = settle(map, keys[k], hashes[k], at[k]);
        values[k] = map->hashes[i] ? map->slots[i].value : missing;
    }
}

static void enlarge(wk_map *map) {
    const wk_map old = *map;
    map->size *= 2;
    make_room(map);
    for (size_t i = 0; i < old.size; i++) {
        if (!old.hashes[i]) continue;
        const size_t to = find(map, old.slots[i].key, old.hashes[i]);
        map->hashes[to] = old.hashes[i];
        map->slots[to] = old.slots[i];
    }
}

void wk_map_put(wk_map *map, wk_str key, uint32_t value) {
    if (map->used * 3 >= map->size * 2) enlarge(map);
    const uint32_t hash = hash_of(map, key);
    const size_t i = find(map, key, hash);
    map->used += !map->hashes[i];
    map->hashes[i] = hash;
    map->slots[i] = (slot){key, value};
}

size_t wk_map_count(const wk_map *map) {
    return map->used;
}
