/* Giving the record away: one file per format, one row in a table. An export is a function of what the record holds, not
 * of when or in which order it came there. */
#ifndef WK_GIVE_H
#define WK_GIVE_H

#include "ask/ask.h"

/* Takes the next bytes of an export; false stops it. */
typedef bool wk_give_sink(void *context, wk_str bytes);

/* What a format is made of, and so which filters it knows: none, those on articles, all. */
typedef enum wk_give_what { WK_GIVE_RECORD, WK_GIVE_ARTICLES, WK_GIVE_EVENTS } wk_give_what;

typedef struct wk_give_options {
    const wk_packs *packs; /* for names in the filter, countries and days; not NULL */
    wk_filter filter;
    bool pages;            /* jsonl: with the page bytes, so that the export can be added again */
} wk_give_options;

struct wk_giver;

typedef struct wk_format {
    const char *name, *help;
    wk_give_what what;
    void (*give)(struct wk_giver *g);
} wk_format;

/* All formats; the last one has no name. */
extern const wk_format wk_formats[];

/* The format of this name, or NULL. */
const wk_format *wk_format_find(wk_str name);

/* Writes the record in a format, piece by piece: memory is one article or one event. */
wk_status wk_give_as(const wk_format *format, wk_store *store, const wk_give_options *options, wk_give_sink *sink,
                  void *context, wk_error *error) WK_MUST_CHECK;

#endif
