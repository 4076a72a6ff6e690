/* Corrections: what a person decides about actors and acts, kept as data beside the record.
 *
 * A correction is anchored to evidence: an article and the words in it that name the actor. What the reading takes these
 * words for may change with packs and program; so a correction holds the key it was made for and, from the anchor, the key
 * that the reading gives now: it means both. It survives reading everything again, and is exported apart.
 *
 *   merge   `who` is `to`, and called as that one (`name`)
 *   split   in the article of the anchor, `who` is somebody else: `to`, called `name`
 *   rename  `who` is called `name`
 *   reject  the act that the anchor's words tell (`who` is "act/" and its kind) was not done: it is part of no event
 *   accept  it was: somebody looked at it; takes back an earlier reject */
#ifndef WK_CORRECTION_H
#define WK_CORRECTION_H

#include "base/array.h"
#include "base/map.h"

typedef enum wk_correcting { WK_MERGE, WK_SPLIT, WK_RENAME, WK_REJECT, WK_ACCEPT, WK_CORRECTINGS } wk_correcting;

/* "merge", "split", "rename", "reject", "accept". */
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
    wk_map *keys;                /* who is corrected; made by wk_corrections_index() */
    wk_map *articles;            /* of whose acts something was decided; likewise */
} wk_corrections;

enum { WK_NAME_MOST = 400 };

/* Keys and names that it gives are none that break what they are written into: not empty, of at most WK_NAME_MOST bytes,
 * without control characters. */
bool wk_correction_sound(const wk_correction *correction);

/* Call after the last one was pushed. */
void wk_corrections_index(wk_arena *arena, wk_corrections *corrections);

/* Corrects who occurs in an article: *key, and *name as far as a correction says. false when nothing changed.
 * `corrections` may be NULL. Any thread. */
bool wk_correct(const wk_corrections *corrections, wk_str article, wk_str *key, wk_str *name);

static inline bool wk_decides(wk_correcting kind) { return kind == WK_REJECT || kind == WK_ACCEPT; }

/* What was decided last about an act ("congratulate") that `article` tells in the code points [start, end) of `part`:
 * WK_ACCEPT, WK_REJECT, or WK_CORRECTINGS for nothing. Any thread. */
wk_correcting wk_decided(const wk_corrections *corrections, wk_str article, wk_str part, wk_str act, int64_t start, int64_t end);

/* Something was decided about acts of this article. */
bool wk_decided_any(const wk_corrections *corrections, wk_str article);

#endif
