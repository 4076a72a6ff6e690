/* Events: acts of any articles that are one happening.
 *
 * Only acts of one bucket (same act, same from, same to; see doc.h) can be one happening, so a bucket is grouped by
 * itself, from all of its acts, each time anew: the result is a function of the set of acts and not of the order or
 * the batches in which they came. Knows no database: wk_events_regroup() asks its caller for a bucket's acts and hands
 * the events back. Cost: O(n log n) for a bucket of n acts. */
#ifndef WK_EVENT_H
#define WK_EVENT_H

#include "record/key.h"

/* What grouping looks at of one act. */
typedef struct wk_event_act {
    uint64_t tag;      /* the caller's */
    wk_str id, report; /* report: key of the document that tells it */
    wk_date date;
    wk_occasion occasion;
    wk_str channel, place;
    wk_str words_key, root; /* see wk_doc_act */
    bool planned, denied;
} wk_event_act;

/* A value that some of an event's acts give for an attribute. */
typedef struct wk_event_value {
    wk_str value;
    WK_ARRAY(uint32_t) acts; /* into the bucket's acts */
    int32_t rank;            /* lower is better */
} wk_event_value;

/* One attribute of an event: what its reports say, which value was chosen and why. No value: nobody tells. */
typedef struct wk_event_attribute {
    const char *name; /* "date", "occasion", "ordinal", "channel", "place", "planned", "denied" */
    WK_ARRAY(wk_event_value) values; /* the chosen one first */
    const char *reason;              /* NULL without values */
} wk_event_attribute;

enum wk_event_attributes {
    WK_EVENT_DATE, WK_EVENT_OCCASION, WK_EVENT_ORDINAL, WK_EVENT_CHANNEL, WK_EVENT_PLACE, WK_EVENT_PLANNED,
    WK_EVENT_DENIED, WK_EVENT_ATTRIBUTES
};

typedef struct wk_event {
    wk_str id; /* the least of its acts' ids */
    WK_ARRAY(uint32_t) acts; /* into the bucket's acts, by id */
    uint32_t teller;         /* the act that tells it best: shown where there is room for one */
    wk_event_attribute attributes[WK_EVENT_ATTRIBUTES];
    wk_date date;
    wk_days days;
    wk_occasion occasion;
    wk_str channel;
    bool planned, denied;
    uint32_t reports, sources; /* documents; roots of their chains */
} wk_event;

typedef WK_ARRAY(wk_event) wk_events;
typedef WK_ARRAY(wk_event_act) wk_event_acts;

/* Groups the acts of one bucket. Events come in order of their ids; strings are the acts'. */
void wk_events_group(wk_arena *arena, const wk_event_acts *acts, wk_events *events);

/* Fills in what follows from an event's acts (attributes, chosen values, teller, counts); `acts` and `id` are set. For
 * an event whose acts were loaded again. */
void wk_event_describe(wk_arena *arena, const wk_event_acts *acts, wk_event *event);

/* Where a bucket's acts come from and where its events go. */
typedef struct wk_event_keeper {
    void *context;
    wk_status (*load)(void *context, wk_arena *arena, wk_str bucket, wk_event_acts *acts, wk_error *error);
    wk_status (*save)(void *context, wk_str bucket, const wk_event_acts *acts, const wk_events *events, wk_error *error);
} wk_event_keeper;

/* Groups one bucket: load, group, save. `scratch` is reset. */
wk_status wk_events_regroup(const wk_event_keeper *keeper, wk_arena *scratch, wk_str bucket,
                            wk_error *error) WK_MUST_CHECK;

#endif
