/* A hash map from strings to numbers, in an arena. Open addressing, XXH3 with a seed drawn once per map from the
 * kernel, so that hostile keys cannot be made to collide; therefore never iterated. Keys are kept by reference:
 * they must live as long as the map. */
#ifndef WK_MAP_H
#define WK_MAP_H

#include "base/str.h"

typedef struct wk_map wk_map;

wk_map *wk_map_new(wk_arena *arena, size_t expected);

/* The value kept for `key`, or `missing`. */
uint32_t wk_map_get(const wk_map *map, wk_str key, uint32_t missing);

/* The same for up to WK_MAP_BATCH keys at once: what each must fetch from memory is asked for before any is waited for. */
enum { WK_MAP_BATCH = 16 };
void wk_map_get_all(const wk_map *map, const wk_str *keys, size_t n, uint32_t missing, uint32_t *values);

/* Keeps `value` for `key`, replacing an older value. */
void wk_map_put(wk_map *map, wk_str key, uint32_t value);

size_t wk_map_count(const wk_map *map);

#endif
