/* Events: acts of any articles that are one happening.
 *
 * Only acts of one pool (same act, of the same states; see doc.h) can be one happening, so a pool is grouped by itself,
 * each time anew: the result is a function of the set of acts and not of the order or the batches in which they came, and
 * pools may be grouped on any number of machines. Within a pool, stretches of days between which no act reaches do not
 * concern each other: a pool whose acts are all dated may be grouped stretch by stretch, and only those in which something
 * is new. Knows no database: wk_events_regroup() asks its caller for the acts and hands the events back. Cost: O(n log n)
 * for n acts, and for each act the events of the days around it. */
#ifndef WK_EVENT_H
#define WK_EVENT_H

#include "record/key.h"
#include "record/side.h"

/* What reports of an event may differ on. */
enum wk_event_attributes {
    WK_EVENT_ACT, WK_EVENT_FROM, WK_EVENT_TO, WK_EVENT_DATE, WK_EVENT_OCCASION, WK_EVENT_ORDINAL, WK_EVENT_CHANNEL, WK_EVENT_PLACE,
    WK_EVENT_PLANNED, WK_EVENT_DENIED, WK_EVENT_ATTRIBUTES
};

/* What grouping looks at of one act. */
typedef struct wk_event_act {
    uint64_t tag;      /* the caller's */
    wk_str id, report; /* report: id of the article that tells it, whatever its version */
    wk_date date;
    wk_str published;       /* of the document: an act that has no date is thought to be of the days before */
    wk_occasion occasion;
    wk_str channel, place;
    wk_str words_key, root; /* see wk_doc_act */
    bool planned, denied;
    int64_t bucket;         /* number of its from and to: the caller's, as far as they are equal */
    int64_t pool;           /* the caller's number */
    wk_str act;
    wk_side from, to;       /* everybody on `from` when both sides do the same */
    wk_str from_names, to_names; /* as people are shown them; NULL: no matter */
    int64_t family;         /* of the document, the caller's number; 0: none */
    wk_str family_root;     /* whom the family rests on; NULL: none */
    uint32_t decided;       /* attributes that a person corrected, as bits; see decision.h */
    wk_str joined;          /* a person's word: one happening with all that have the same; NULL: none */
    wk_str parted;          /* likewise: "ID+" and "ID-", a line each; not one with what has the other sign. NULL: none */
    wk_str read[WK_EVENT_ATTRIBUTES]; /* what the report gives for what is corrected; NULL: nothing, or no matter */
} wk_event_act;

/* A value that some of an event's acts give for an attribute. */
typedef struct wk_event_value {
    wk_str value;
    WK_ARRAY(uint32_t) acts; /* into the pool's acts */
    int32_t rank;            /* lower is better */
} wk_event_value;

/* One attribute of an event: what its reports say, which value was chosen and why. No value: nobody tells. */
typedef struct wk_event_attribute {
    const char *name; /* "act", "from", "to", "date", "occasion", "ordinal", "channel", "place", "planned", "denied" */
    WK_ARRAY(wk_event_value) values; /* the chosen one first */
    const char *reason;              /* NULL without values */
    bool corrected;                  /* by a person, for some of the acts */
    WK_ARRAY(wk_event_value) read;   /* what those acts' reports give */
} wk_event_attribute;

typedef struct wk_event {
    wk_str id; /* the least of its acts' ids */
    WK_ARRAY(uint32_t) acts; /* into the pool's acts, by id */
    uint32_t best;           /* the act that names from and to best */
    uint32_t teller;         /* of those with its from and to, the one that tells most: shown where there is room for one */
    wk_event_attribute attributes[WK_EVENT_ATTRIBUTES];
    wk_date date;
    wk_days days;
    wk_occasion occasion;
    wk_str channel;
    bool planned, denied;
    uint32_t reports, families, sources; /* articles; texts they carry; roots of their chains */
} wk_event;

typedef WK_ARRAY(wk_event) wk_events;
typedef WK_ARRAY(wk_event_act) wk_event_acts;

/* The days over which an act may have to do with others of its pool; from > to: with any of them. */
wk_days wk_event_reach(const wk_date *date, wk_str published);

typedef WK_ARRAY(wk_days) wk_stretches;

/* Takes in the reach of one more act; reaches come by their first day. */
void wk_stretches_add(wk_arena *arena, wk_stretches *all, wk_days reach);

/* Groups acts: each pool by itself, or some stretches of one that has no undated act; then those are one event that people joined,
 * of whatever pools. Events come in order of their ids; strings are the acts'. */
void wk_events_group(wk_arena *arena, const wk_event_acts *acts, wk_events *events);

/* Fills in what follows from an event's acts (attributes, chosen values, teller, counts); `acts` and `id` are set. For
 * an event whose acts were loaded again. */
void wk_event_describe(wk_arena *arena, const wk_event_acts *acts, wk_event *event);

/* What an act gives for an attribute, as it is shown; NULL: nothing. */
wk_str wk_event_given(wk_arena *arena, const wk_event_act *act, size_t attribute);

/* Where acts come from and where its events go. */
typedef struct wk_event_keeper {
    void *context;
    wk_status (*load)(void *context, wk_arena *arena, wk_str pool, wk_event_acts *acts, wk_error *error);
    wk_status (*save)(void *context, wk_str pool, const wk_event_acts *acts, const wk_events *events, wk_error *error);
} wk_event_keeper;

/* Groups one pool, or one stretch of it, with what people joined to it: load, group, save. `scratch` is reset. */
wk_status wk_events_regroup(const wk_event_keeper *keeper, wk_arena *scratch, wk_str pool,
                            wk_error *error) WK_MUST_CHECK;

#endif
