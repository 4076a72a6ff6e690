/* Packs: what warkat knows of languages and of the world, loaded from folders of data.
 *
 * A wk_packs holds every language pack and packs/world, compiled and checked. It never changes after loading; any
 * number of threads may read with it. */
#ifndef WK_PACK_H
#define WK_PACK_H

#include "base/str.h"
#include "warkat.h"

typedef struct wk_packs wk_packs;

/* Loads all packs below the folder `dir` (its sub-folders are packs), or the ones compiled into the program when dir
 * is NULL. WK_PACK with file, line and column of the first mistake. */
wk_status wk_packs_load(const char *dir, wk_packs **packs, wk_error *error) WK_MUST_CHECK;

/* packs/world alone, in a third of the time: enough to know whom a name means, not to read. It has no version. */
wk_status wk_packs_load_world(const char *dir, wk_packs **packs, wk_error *error) WK_MUST_CHECK;

/* What articles are read with, in half the time and memory: the world and all furniture, but nothing for readings. Says the
 * same version as the whole, and finds no mistakes in patterns. */
wk_status wk_packs_load_articles(const char *dir, wk_packs **packs, wk_error *error) WK_MUST_CHECK;

void wk_packs_free(wk_packs *packs);

/* Version of the loaded packs, e.g. "en 0.1 id 0.1 world 0.1 #3f2a…" (names, versions, hash of all their bytes). */
wk_str wk_packs_version(const wk_packs *packs);

#endif
