/* Corrections: what a person decides about actors and acts, kept as data beside the record.
 *
 * A correction is anchored to evidence: an article and the words in it that name the actor or tell the act. What the reading
 * takes these words for may change with packs and program; so a correction of an actor holds the key it was made for and, from
 * the anchor, the key that the reading gives now: it means both. It survives reading everything again, and is exported apart.
 *
 *   merge   `who` is `to`, and called as that one (`name`)
 *   split   in the article of the anchor, `who` is somebody else: `to`, called `name`
 *   rename  `who` is called `name`
 *   reject  the act that the anchor's words tell (`who` is "act/" and its kind) was not done: it is part of no event
 *   accept  it was: somebody looked at it; takes back an earlier reject
 *   correct the act's `attribute` is `value` (decision.h), whatever the words were read as
 *   join    the acts `who` and `to`, of whatever articles, are one happening; with all others of the same decision
 *   part    they are not: nor is any `who` of the decision one with any `to` of it
 *   undo    the decision that `who` names ("decision/" and its id) is taken back, as if it had not been made
 *
 * What was decided at once, about all reports of an event, is one correction a report; their `decision` is the same. */
#ifndef WK_CORRECTION_H
#define WK_CORRECTION_H

#include "base/array.h"
#include "base/map.h"

typedef enum wk_correcting { WK_MERGE, WK_SPLIT, WK_RENAME, WK_REJECT, WK_ACCEPT, WK_CORRECT, WK_JOIN, WK_PART, WK_UNDO, WK_CORRECTINGS } wk_correcting;

/* "merge", "split" … */
extern const char *const wk_correcting_names[WK_CORRECTINGS];

/* Words of an article that name somebody or tell an act. */
typedef struct wk_anchor {
    wk_str article, part, words; /* article NULL: none, the actor occurs nowhere */
    int64_t start, end;          /* code points of the part's text */
} wk_anchor;

/* Somebody or something that a correction is about. */
typedef struct wk_corrected {
    wk_str key;       /* as it was when the correction was made; NULL: nobody */
    wk_str now;       /* what the anchor's words are taken for now; NULL: as `key` */
    wk_str item;      /* of an act: its id when the correction was made */
    wk_anchor anchor;
} wk_corrected;

typedef struct wk_correction {
    wk_correcting kind;
    wk_corrected who, to;
    wk_str name;
    wk_str attribute, value;   /* of WK_CORRECT; the value as JSON */
    wk_str decision;           /* 16 hex digits */
    wk_str by, at, why;        /* who decided, when (UTC) and for which reason; NULL: not told */
    bool undone;               /* by a later one; found by wk_corrections_index() */
} wk_correction;

/* What joins and parts make of one anchor; see tie.c. */
typedef struct wk_tie {
    wk_str anchor;
    uint32_t group;
    wk_str label;             /* acts with the same label are one happening; NULL: none */
    WK_ARRAY(wk_str) parted;  /* "ID+" and "ID-": what has the one is not one happening with what has the other */
} wk_tie;

typedef struct wk_corrections {
    WK_ARRAY(wk_correction) all; /* in the order in which they were made: later ones know of earlier ones */
    wk_map *keys;                /* who is corrected; made by wk_corrections_index() */
    wk_map *articles;            /* of whose acts something was decided; likewise */
    wk_map *anchors;             /* → ties; likewise */
    WK_ARRAY(wk_tie) ties;
} wk_corrections;

enum { WK_NAME_MOST = 400, WK_VALUE_MOST = 4000 };

/* What it gives is nothing that breaks what it is written into: not empty, of at most WK_NAME_MOST bytes (a value of
 * WK_VALUE_MOST), without control characters, UTF-8; when it was made is an instant. */
bool wk_correction_sound(const wk_correction *correction);

/* Call after the last one was pushed. */
void wk_corrections_index(wk_arena *arena, wk_corrections *corrections);

/* Corrects who occurs in an article: *key, and *name as far as a correction says. false when nothing changed.
 * `corrections` may be NULL. Any thread. */
bool wk_correct(const wk_corrections *corrections, wk_str article, wk_str *key, wk_str *name);

/* It is about acts, and not about actors or another decision. */
static inline bool wk_decides(wk_correcting kind) { return kind >= WK_REJECT && kind <= WK_PART; }

/* Its `to` is an act too. */
static inline bool wk_ties(wk_correcting kind) { return kind == WK_JOIN || kind == WK_PART; }

/* The id of what is decided with this correction, made at `at`: the same for all that one decision says. */
wk_str wk_decision_id(wk_arena *arena, const wk_correction *correction);

/* tie.c: fills anchors and ties; wk_tie_of() finds that of one side, or NULL. */
void wk_ties_make(wk_arena *arena, wk_corrections *corrections);
const wk_tie *wk_tie_of(wk_arena *scratch, const wk_corrections *corrections, const wk_corrected *side);

/* Something was decided about acts of this article. */
bool wk_decided_any(const wk_corrections *corrections, wk_str article);

#endif
