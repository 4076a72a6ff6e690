/* What the files of this room share; others include source/page.h.
 *
 * A reader carries the sink through one wk_source_read(). Every part of the room gives its pages by wk_give() and its
 * failures by wk_give_failure(); both return what the sink returned, and anything but WK_OK ends the reading. */
#ifndef WK_SOURCE_H
#define WK_SOURCE_H

#include "base/buf.h"
#include "source/page.h"
#include "source/stream.h"

#include <jansson.h>

typedef struct wk_reader {
    wk_source_options options;
    size_t max_page;
    wk_page_sink *sink;
    void *context;
    wk_arena *arena; /* of the page being given: reset after it */
} wk_reader;

/* Looks at the page (empty, binary) and gives it to the sink as a page or as a failure. */
wk_status wk_give(wk_reader *r, const wk_page *page);

/* Gives what could not be read to the sink. `page` holds what is known of it; its `file` completes the error. */
wk_status wk_give_failure(wk_reader *r, const wk_page *page, wk_error *failure);

/* What a file or a body holds. */
typedef enum wk_content {
    WK_CONTENT_UNKNOWN,
    WK_CONTENT_HTML,
    WK_CONTENT_FLAT,
    WK_CONTENT_LINES, /* JSON Lines */
    WK_CONTENT_FEED,
    WK_CONTENT_WARC,
    WK_CONTENT_OTHER /* nothing to read: pictures, style sheets, archives */
} wk_content;

/* By the name's ending (.gz and .zst left out of account). */
wk_content wk_content_of_name(wk_str name);

/* By its first bytes, the name's ending deciding where bytes do not. `name` may be NULL. */
wk_content wk_content_of(wk_str head, wk_str name);

/* By a media type ("text/html; charset=…"); *charset its parameter or NULL. */
wk_content wk_content_of_type(wk_str type, wk_str *charset);

/* Says in a few words what binary data is ("a PDF document"), or NULL when the bytes can be text in the encoding that
 * their transport names (NULL: any). */
const char *wk_binary(wk_str bytes, wk_str charset);

/* Reads an open stream as what it is. `file` is how people name it; `named`: it was named itself rather than found. */
wk_status wk_read_stream(wk_reader *r, wk_stream *stream, wk_str file);

/* The parts: JSON Lines, WARC files, a feed in memory (`origin`: what is known of it), an address. */
wk_status wk_read_lines(wk_reader *r, wk_stream *stream, wk_str file);
wk_status wk_read_warc(wk_reader *r, wk_stream *stream, wk_str file);
wk_status wk_read_feed(wk_reader *r, const wk_page *origin);
wk_status wk_read_address(wk_reader *r, const char *address, wk_error *error);

/* A line of a record as `warkat give jsonl --pages` writes it (archive.c): gives the page of an article, the failure of
 * a page that could not be read, and passes over other lines. WK_INPUT with one line when it cannot be read. */
wk_status wk_read_record_line(wk_reader *r, const json_t *line, wk_error *error);

/* Gives a body whose content is known: a page, or every entry of a feed. */
wk_status wk_give_content(wk_reader *r, wk_page *page, wk_content content);

#endif
