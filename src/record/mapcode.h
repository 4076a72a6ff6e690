/* Range maps as bytes: how the record keeps the map from a part to its page. Each piece is written as variable-length
 * numbers relative to the end of the piece before it, commonly four bytes in all. */
#ifndef WK_MAPCODE_H
#define WK_MAPCODE_H

#include "base/buf.h"
#include "text/rangemap.h"

/* Appends the map to `out`. */
void wk_map_encode(const wk_range_map *map, wk_buf *out);

/* Reads a map back into the arena; false when the bytes are damaged. */
bool wk_map_decode(wk_arena *arena, wk_str bytes, wk_range_map *map);

#endif
