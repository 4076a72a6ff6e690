/* What a name means by the facts of the world pack. */
#ifndef WK_ASK_WORLD_H
#define WK_ASK_WORLD_H

#include "base/array.h"
#include "pack/pack.h"

/* An entity that is meant, and the days (since 1970) on which it is; INT32_MIN and INT32_MAX: always. */
typedef struct wk_world_meant {
    wk_str id;
    int32_t from, to;
} wk_world_meant;

typedef WK_ARRAY(wk_world_meant) wk_world_meants;

/* Everybody the folded name (record/fold.h) may mean, by any of their names in any language. A government, by its own
 * names, its capital or its palace, means its bodies too and, for their terms, those who hold its offices. */
void wk_world_meaning(wk_arena *arena, const wk_packs *packs, wk_str folded, wk_world_meants *out);

#endif
