/* Correcting actors: a decision of a person becomes data, and every document it concerns is made anew from its reading.
 * Nothing is read again; the readings stay as they are. */
#ifndef WK_CORRECT_H
#define WK_CORRECT_H

#include "pack/pack.h"
#include "store/write.h"

/* Somebody of the record as a correction names him: key and the first evidence for it. WK_NOTHING with one line when no
 * article names him. `article` (may be NULL): evidence of this article alone. In the arena. */
wk_status wk_evidence_of(wk_store *store, wk_arena *arena, wk_str key, wk_str article, wk_corrected *who,
                         wk_error *error) WK_MUST_CHECK;

/* A correction as people say it: whom it is about, and whom or how he is. */
typedef struct wk_wish {
    wk_correcting kind;  /* merge, split, rename */
    wk_str who, article; /* article: of split, else NULL */
    wk_str what;         /* whom he is the same as; else a name */
} wk_wish;

/* Finds whom it names, and the evidence for it. In the arena. */
wk_status wk_correction_of(wk_store *store, wk_arena *arena, const wk_wish *wish, wk_correction *correction,
                           wk_error *error) WK_MUST_CHECK;

/* Rejects or accepts an event: each act that its reports tell. How many in *decided. */
wk_status wk_decide_event(wk_store *store, const wk_packs *packs, wk_str id, wk_correcting kind, size_t *decided,
                          wk_error *error) WK_MUST_CHECK;

/* Takes a correction into the record, in one transaction. */
wk_status wk_correct_record(wk_store *store, const wk_packs *packs, const wk_correction *correction,
                            wk_error *error) WK_MUST_CHECK;

/* Takes corrections as `warkat give corrections` gives them, one JSON object a line; those that are there already change
 * nothing. How many were new in *taken. WK_INPUT with the line's number when one is none; those before it stay. */
wk_status wk_correct_from(wk_store *store, const wk_packs *packs, wk_str lines, size_t *taken, wk_error *error) WK_MUST_CHECK;

/* Looks what the anchors of all corrections are taken for now, and makes anew what that concerns. After readings were
 * added. Within a transaction. */
void wk_corrections_settle(wk_store *store, const wk_packs *packs);

#endif
