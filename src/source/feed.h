/* One entry of a feed, out of its XML. */
#ifndef WK_FEED_H
#define WK_FEED_H

#include "base/str.h"
#include "source/page.h"

typedef struct wk_entry {
    wk_str title, url, published; /* NULL: not said; published as ISO 8601 where it could be understood */
    wk_str text;                  /* of content:encoded, content, description or summary, the first there is; NULL: none */
    wk_page_kind kind;            /* of `text` */
} wk_entry;

/* Reads one <item> or <entry> element of RSS 2.0, RSS 1.0 or Atom: `xml` is the element alone, in UTF-8. It is parsed
 * without its document, so that no document type, entity declaration or other file can have a part in it. When it is not
 * XML, stray ampersands, unknown entities, lone '<' and control characters are escaped and it is tried once more.
 * Everything lives in the arena. WK_INPUT with a byte of `xml` when it cannot be read. */
wk_status wk_entry_read(wk_arena *arena, wk_str xml, wk_entry *entry, wk_error *error) WK_MUST_CHECK;

/* A date of RFC 822 ("Tue, 15 Aug 2023 18:09:00 +0700") as "2023-08-15T18:09:00+07:00"; other dates as they are. */
wk_str wk_feed_date(wk_arena *arena, wk_str date);

#endif
