/* Giving the record away: one file per format. An export is a function of what the record holds, not of when or in
 * which order it came there. */
#ifndef WK_GIVE_H
#define WK_GIVE_H

#include "base/str.h"
#include "store/store.h"

/* Takes the next bytes of an export; false stops it. */
typedef bool wk_give_sink(void *context, wk_str bytes);

typedef struct wk_format {
    const char *name, *help;
    wk_status (*give)(wk_store *store, wk_give_sink *sink, void *context, wk_error *error);
} wk_format;

/* All formats; the last one has no name. */
extern const wk_format wk_formats[];

/* The format of this name, or NULL. */
const wk_format *wk_format_find(wk_str name);

/* jsonl.c: the whole record, one object a line, as docs/record.schema.json has it. */
wk_status wk_give_jsonl(wk_store *store, wk_give_sink *sink, void *context, wk_error *error);

#endif
