/* HTTP responses as WARC files keep them, and header lines as WARC records have them too. */
#ifndef WK_HTTP_H
#define WK_HTTP_H

#include "base/buf.h"
#include "warkat.h"

/* Takes the next header line from *rest: name, and value with folded lines, both trimmed. False at the empty line that
 * ends the headers (then taken too) or when *rest is used up. A line without a colon is passed over. */
bool wk_http_header(wk_str *rest, wk_str *name, wk_str *value);

/* Where the headers of `bytes` end: the offset behind their empty line, or 0 when they do not end. */
size_t wk_http_headers_end(wk_str bytes);

typedef struct wk_http {
    uint32_t status;
    wk_str content_type; /* NULL: not said */
    wk_str codings;      /* Content-Encoding, all of them; NULL: none */
    bool chunked;
    wk_str body; /* as sent: chunked and coded still */
} wk_http;

/* Reads a response: status line, headers, body. Everything is borrowed from `message` or kept in `arena`. */
wk_status wk_http_parse(wk_arena *arena, wk_str message, wk_http *http, wk_error *error) WK_MUST_CHECK;

/* The page in a response: unchunked, its content codings (at most WK_MAX_CODINGS) undone, at most `limit` bytes. *page is
 * borrowed from http->body or lies in `scratch`, which the caller frees. What a crawler has unpacked already while
 * leaving the header as it was is taken as it is. */
wk_status wk_http_page(const wk_http *http, size_t limit, wk_buf scratch[2], wk_str *page, wk_error *error) WK_MUST_CHECK;

#endif
