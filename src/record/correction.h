/* Corrections: what a person decides about actors, kept as data beside the record.
 *
 * A correction is anchored to evidence: an article and the words in it that name the actor. What the reading takes these
 * words for may change with packs and program; so a correction holds the key it was made for and, from the anchor, the key
 * that the reading gives now: it means both. It survives reading everything again, and is exported apart.
 *
 *   merge   `who` is `to`, and called as that one (`name`)
 *   split   in the article of the anchor, `who` is somebody else: `to`, called `name`
 *   rename  `who` is called `name` */
#ifndef WK_CORRECTION_H
#define WK_CORRECTION_H

#include "base/array.h"
#include "base/map.h"

typedef enum wk_correcting { WK_MERGE, WK_SPLIT, WK_RENAME, WK_CORRECTINGS } wk_correcting;

/* "merge", "split", "rename". */
extern const char *const wk_correcting_names[WK_CORRECTINGS];

/* Words of an article that name somebody. */
typedef struct wk_anchor {
    wk_str article, part, words; /* article NULL: none, the actor occurs nowhere */
    int64_t start, end;          /* code points of the part's text */
} wk_anchor;

/* Somebody whom a correction is about. */
typedef struct wk_corrected {
    wk_str key;       /* as it was when the correction was made; NULL: nobody */
    wk_str now;       /* what the anchor's words are taken for now; NULL: as `key` */
    wk_anchor anchor;
} wk_corrected;

typedef struct wk_correction {
    wk_correcting kind;
    wk_corrected who, to;
    wk_str name;
} wk_correction;

typedef struct wk_corrections {
    WK_ARRAY(wk_correction) all; /* in the order in which they were made: later ones know of earlier ones */
    wk_map *keys;                /* merge and rename: key → its first one; made by wk_corrections_index() */
} wk_corrections;

/* Call after the last one was pushed. */
void wk_corrections_index(wk_arena *arena, wk_corrections *corrections);

/* Corrects who occurs in an article: *key, and *name as far as a correction says. false when nothing changed.
 * `corrections` may be NULL. Any thread. */
bool wk_correct(const wk_corrections *corrections, wk_str article, wk_str *key, wk_str *name);

#endif
