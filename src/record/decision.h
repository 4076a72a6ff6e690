/* What people decided about the acts of one article: whether they were done, what their attributes are, which acts of other
 * articles they are one happening with. Found by the words: an act has an anchor's decision when it has its id; else when it is
 * of its kind and shares most of its words; else, unless it was accepted or rejected, when it shares most of its words. */
#ifndef WK_DECISION_H
#define WK_DECISION_H

#include "read/reading_json.h"
#include "record/correction.h"
#include "record/event.h"

typedef struct wk_act_decided {
    wk_correcting verdict; /* WK_ACCEPT, WK_REJECT, or WK_CORRECTINGS for neither */
    const wk_correction *values[WK_EVENT_ATTRIBUTES]; /* the last one of each attribute, or NULL */
    wk_str joined;         /* a tie's label; NULL: none */
    WK_ARRAY(wk_str) parted;
    WK_ARRAY(const wk_correction *) all;
} wk_act_decided;

enum { WK_DECIDED = 1 << WK_EVENT_ATTRIBUTES };

/* For each act of the reading; NULL when nothing was decided about its article. `ids` are the reading's. */
wk_act_decided *wk_decisions_of(wk_arena *arena, const wk_corrections *corrections, const wk_reading *reading,
                                const wk_item_ids *ids);

/* One bit for each attribute that is corrected, and WK_DECIDED when that, or that it is one happening with others or is not, is
 * decided. */
uint32_t wk_decided_mask(const wk_act_decided *decided);

/* The act with the attributes that people gave it. */
wk_act wk_act_as_decided(wk_arena *arena, const wk_act *act, const wk_act_decided *decided);

/* The number of an attribute; WK_EVENT_ATTRIBUTES: there is none of this name. */
uint32_t wk_attribute_of(wk_str name);

/* The value, as JSON, is one that the attribute can have: a string (act, date, channel, place), a number (ordinal), true or
 * false (planned, denied), {"id", "name"} (occasion) or a list of {"id", "name"} (from, to); null for none, except of act, planned
 * and denied. */
bool wk_attribute_takes(uint32_t attribute, wk_str value);

/* A value as people read it: "A; B" for several, "" for none. In the arena. */
wk_str wk_value_text(wk_arena *arena, wk_str value);

#endif
