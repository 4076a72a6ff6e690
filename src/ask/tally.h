/* Counting events: what timelines, networks and facets are drawn from. One pass over the events that fit a filter, four
 * numbers each; who acts with whom is looked up once for each kind of act between the same people. */
#ifndef WK_ASK_TALLY_H
#define WK_ASK_TALLY_H

#include "ask/ask.h"

/* An event, as numbers. Undated: from > to. */
typedef struct wk_counted {
    int64_t row;
    uint32_t bucket; /* into wk_tally.buckets */
    wk_days days;
} wk_counted;

typedef WK_ARRAY(int64_t) wk_rows;

/* One act between the same people. */
typedef struct wk_bucket {
    int64_t row;
    wk_str act;
    wk_rows from, to;  /* actors, sorted; of what both sides do, everybody stands in both */
    uint32_t pair;     /* into wk_tally.pairs */
    bool turned;       /* from the pair's second side to its first */
    bool both_sides;
} wk_bucket;

/* Two sides, whoever of them acts. */
typedef struct wk_pair {
    wk_rows sides[2];
    int64_t events, dated;
} wk_pair;

typedef struct wk_tally {
    WK_ARRAY(wk_counted) events; /* by bucket, then by day */
    WK_ARRAY(wk_bucket) buckets;
    WK_ARRAY(wk_pair) pairs;
} wk_tally;

/* Counts the events that fit; everything lives in the arena. Limit and offset are not looked at. */
wk_status wk_ask_tally(wk_store *store, const wk_packs *packs, wk_arena *arena, const wk_filter *filter, wk_tally *tally,
                       wk_error *error) WK_MUST_CHECK;

/* Name and key of an actor's row. */
void wk_ask_actor(wk_store *store, wk_arena *arena, int64_t row, wk_str *key, wk_str *name);

/* Id of an event's row. */
wk_str wk_ask_event_id(wk_store *store, wk_arena *arena, int64_t row);

/* One value of a facet and how often it occurs. */
typedef struct wk_facet {
    wk_str value, name; /* name NULL: the value is its own name */
    int64_t count;
} wk_facet;

typedef bool wk_facet_sink(void *context, const wk_facet *facet);

/* The most frequent values, at most `most` of each; "outlet" and "language" count articles, "occasion" events. */
wk_status wk_ask_facet(wk_store *store, const wk_packs *packs, const wk_filter *filter, wk_str which, int64_t most,
                       wk_facet_sink *sink, void *context, wk_error *error) WK_MUST_CHECK;

/* Numbers that describe the whole record. */
typedef struct wk_sums {
    int64_t articles, events, statements, actors, failures;
    wk_str first, last; /* days of publication */
} wk_sums;

wk_status wk_ask_sums(wk_store *store, wk_arena *arena, wk_sums *sums, wk_error *error) WK_MUST_CHECK;

/* Articles that were published in each year. */
typedef bool wk_year_sink(void *context, int64_t year, int64_t articles);
wk_status wk_ask_coverage(wk_store *store, wk_year_sink *sink, void *context, wk_error *error) WK_MUST_CHECK;

#endif
