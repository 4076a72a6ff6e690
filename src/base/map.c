#include "base/map.h"

#include <sys/random.h>
#include <xxhash.h>

typedef struct slot {
    wk_str key;
    uint32_t value, hash; /* hash 0: free */
} slot;

struct wk_map {
    wk_arena *arena;
    slot *slots;
    size_t size, used; /* size is a power of two */
    uint64_t seed;
};

wk_map *wk_map_new(wk_arena *arena, size_t expected) {
    wk_map *map = wk_alloc(arena, sizeof *map);
    map->arena = arena;
    map->size = 16;
    while (map->size < expected * 2) map->size *= 2;
    map->slots = wk_alloc_array(arena, map->size, sizeof(slot));
    if (getrandom(&map->seed, sizeof map->seed, GRND_NONBLOCK) < 0) map->seed = (uint64_t)(uintptr_t)map;
    return map;
}

static uint32_t hash_of(const wk_map *map, wk_str key) {
    uint32_t h = (uint32_t)XXH3_64bits_withSeed(key.p ? key.p : "", key.n, map->seed);
    return h ? h : 1;
}

static slot *find(const wk_map *map, wk_str key, uint32_t hash) {
    for (size_t i = hash & (map->size - 1);; i = (i + 1) & (map->size - 1)) {
        slot *s = &map->slots[i];
        if (!s->hash || (s->hash == hash && wk_str_eq(s->key, key))) return s;
    }
}

uint32_t wk_map_get(const wk_map *map, wk_str key, uint32_t missing) {
    const slot *s = find(map, key, hash_of(map, key));
    return s->hash ? s->value : missing;
}

static void enlarge(wk_map *map) {
    slot *old = map->slots;
    size_t n = map->size;
    map->size *= 2;
    map->slots = wk_alloc_array(map->arena, map->size, sizeof(slot));
    for (size_t i = 0; i < n; i++)
        if (old[i].hash) *find(map, old[i].key, old[i].hash) = old[i];
}

void wk_map_put(wk_map *map, wk_str key, uint32_t value) {
    if (map->used * 3 >= map->size * 2) enlarge(map);
    uint32_t hash = hash_of(map, key);
    slot *s = find(map, key, hash);
    map->used += !s->hash;
    *s = (slot){key, value, hash};
}

size_t wk_map_count(const wk_map *map) {
    return map->used;
}
