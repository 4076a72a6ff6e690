/* Correcting actors and acts: a decision of a person becomes data, and every document it concerns is made anew from its reading.
 * Nothing is read again; the readings stay as they are. */
#ifndef WK_CORRECT_H
#define WK_CORRECT_H

#include "pack/pack.h"
#include "store/write.h"

/* Somebody of the record as a correction names him: key and the first evidence for it. WK_NOTHING with one line when no
 * article names him. `article` (may be NULL): evidence of this article alone. In the arena. */
wk_status wk_evidence_of(wk_store *store, wk_arena *arena, wk_str key, wk_str article, wk_corrected *who,
                         wk_error *error) WK_MUST_CHECK;

/* Who decides, and for which reason; NULL: not told. */
typedef struct wk_author {
    wk_str by, why;
} wk_author;

/* A correction of an actor as people say it: whom it is about, and whom or how he is. */
typedef struct wk_wish {
    wk_correcting kind;  /* merge, split, rename */
    wk_str who, article; /* article: of split, else NULL */
    wk_str what;         /* whom he is the same as; else a name */
    wk_author author;
} wk_wish;

/* Finds whom it names, and the evidence for it. In the arena. */
wk_status wk_correction_of(wk_store *store, wk_arena *arena, const wk_wish *wish, wk_correction *correction,
                           wk_error *error) WK_MUST_CHECK;

/* A decision about an event as people say it. */
typedef struct wk_event_wish {
    wk_correcting kind; /* reject, accept, correct, join, part */
    wk_str event;       /* its id, or its beginning, or an act's */
    const wk_str *reports; /* ids of acts or articles of it: which reports are parted from the others; of other kinds, those it is */
    size_t count;          /* about alone, or none: all */
    wk_str attribute, value; /* correct: the value as people write it; empty for none */
    wk_str with;        /* join: the other event */
    wk_author author;
} wk_event_wish;

/* What came of a decision: its id, how many corrections it is, and the id that the event has now (NULL: there is none any more).
 * In the arena. */
typedef struct wk_decided_event {
    wk_str decision, event;
    size_t taken;
} wk_decided_event;

/* Decides it, in one transaction. WK_NOTHING and WK_USAGE with one line. */
wk_status wk_decide_event(wk_store *store, const wk_packs *packs, wk_arena *arena, const wk_event_wish *wish, wk_decided_event *decided,
                          wk_error *error) WK_MUST_CHECK;

/* A value that people wrote, as the JSON that a correction keeps: names of actors parted by ";", found in the record, by
 * their id in the packs, or new ones as "name:Somebody New". In the arena. */
wk_status wk_value_of(wk_store *store, const wk_packs *packs, wk_arena *arena, wk_str attribute, wk_str typed, wk_str *value,
                      wk_error *error) WK_MUST_CHECK;

/* Takes back the decision with this id (or its beginning, of 4 digits or more), of whatever kind. */
wk_status wk_undo(wk_store *store, const wk_packs *packs, wk_arena *arena, wk_str decision, const wk_author *author, wk_correction *done,
                  wk_error *error) WK_MUST_CHECK;

/* Names who decides, when (now) and why, and gives the decision its id. In the arena. */
void wk_correction_sign(wk_arena *arena, wk_correction *correction, const wk_author *author);

/* Takes corrections into the record, in one transaction. */
wk_status wk_correct_record(wk_store *store, const wk_packs *packs, const wk_correction *corrections, size_t n,
                            wk_error *error) WK_MUST_CHECK;

/* The same within a transaction that the caller began and will end. */
wk_status wk_correct_within(wk_store *store, const wk_packs *packs, const wk_correction *corrections, size_t n,
                            wk_error *error) WK_MUST_CHECK;

/* Takes corrections as `warkat give corrections` gives them, one JSON object a line, in one transaction; those that are there
 * already change nothing. How many were new in *taken. WK_INPUT with the line's number when one is none; those before it stay. */
wk_status wk_correct_from(wk_store *store, const wk_packs *packs, wk_str lines, size_t *taken, wk_error *error) WK_MUST_CHECK;

/* Looks what the anchors of all corrections are taken for now, and makes anew what that concerns; and what corrections concern
 * that somebody made meanwhile, after `before` was loaded. After readings were added. Within a transaction. */
void wk_corrections_settle(wk_store *store, const wk_packs *packs, const wk_corrections *before);

#endif
