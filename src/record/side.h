/* Sides: who did it and to whom it was done, compared across reports that name them more or less exactly.
 *
 * One report writes of a head of state, another of his country, a third of its foreign ministry: all may tell one act. So
 * every actor has a state, where it is known, and a side is compared by its actors and their states. */
#ifndef WK_SIDE_H
#define WK_SIDE_H

#include "base/array.h"
#include "pack/pack.h"

/* One actor of a side. */
typedef struct wk_sided {
    wk_str key, state; /* state: id of a government, its own key for a government; NULL not known */
} wk_sided;

typedef WK_ARRAY(wk_sided) wk_side; /* by key */

/* The state that an actor belongs to: a government's own id, that of whom the world pack knows, else that of the
 * country whose name ends the name (a people, a ministry). NULL when it is not known. */
wk_str wk_state_of(wk_arena *arena, const wk_packs *packs, wk_str language, wk_str key, wk_str name);

/* Sides as text, one actor a line, as the record keeps them; and back. */
wk_str wk_side_text(wk_arena *arena, const wk_side *side);
wk_side wk_side_parse(wk_arena *arena, wk_str text);

/* Two such texts name the same actors, whatever their states. */
bool wk_sides_alike(wk_str a, wk_str b);

/* The states of a side, sorted, in one string: where reports that may tell one act meet. An actor without a state stands
 * for itself. */
wk_str wk_side_states(wk_arena *arena, const wk_side *side);

/* Where acts that may be one happening meet: by the act and the states of who does it; where nobody is named, of whom it is
 * done to. 16 hex digits. */
wk_str wk_pool_of(wk_arena *arena, wk_str act, const wk_side *from, const wk_side *to);

/* Both may be one side: everybody that one names the other names too, or names the country where that one names somebody
 * of it, or somebody where it names the country. A side that nobody is named on fits all. */
bool wk_sides_fit(const wk_side *a, const wk_side *b);

/* How exactly a side is named, the least first: by persons, by bodies, by countries; nobody. */
int32_t wk_side_rank(const wk_side *side);

#endif
