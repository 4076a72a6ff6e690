/* Keys: under which names of actors, and days, are compared across articles. */
#ifndef WK_KEY_H
#define WK_KEY_H

#include "read/reading.h"
#include "record/fold.h"

/* Who an actor is across articles: its id in the world pack, else "name:" and wk_name_plain() of the name. NULL when
 * unknown. */
wk_str wk_actor_key(wk_arena *arena, const wk_actor *actor);

/* A folded name with its words spelled one way, where scripts are written over into Latin letters in several, and where a
 * spelling was reformed: "mohammad" and "mohamad", "djoko" and "joko", "sergey" and "sergei". Names of one word stay as
 * they are: too much would be one. */
wk_str wk_name_plain(wk_arena *arena, wk_str folded);

/* The words of `part` stand, whole and in this order, beside one another in `whole`; both folded. */
bool wk_name_within(wk_str part, wk_str whole);

/* Which of two spellings of one name is shown: an order over all spellings that does not depend on which came first.
 * Prefers mixed case, then fewer hyphens, then the lesser bytes. */
bool wk_name_better(wk_str name, wk_str than);

/* Days since 1970-01-01, for comparing. */
typedef struct wk_days {
    int32_t from, to; /* inclusive; from > to: not a date */
} wk_days;

/* The days that an EDTF date covers: "2023", "2023-08", "2023-08-15", with a time after "T", intervals "a/b", and with
 * "~" or "?" (which widen nothing here). What is no date gives from > to. */
wk_days wk_days_of(wk_str edtf);

#endif
