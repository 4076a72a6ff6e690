/* A page: bytes as crawled, with what its container says about it, and the sources that yield pages.
 *
 * `bytes` are the page bytes of the design: after content decoding (gzip, chunks), before charset conversion; for
 * JSON Lines and feeds the unescaped string. Everything in a wk_page is borrowed from the source and lives until the
 * sink returns. */
#ifndef WK_PAGE_H
#define WK_PAGE_H

#include "base/str.h"
#include "warkat.h"

typedef enum wk_page_kind {
    WK_PAGE_HTML, /* markup: scanned */
    WK_PAGE_FLAT, /* flattened crawl text: furniture is looked for */
    WK_PAGE_BODY  /* a body: taken as it is and returned unchanged */
} wk_page_kind;

/* "html", "flat", "body"; and back: false when there is no such kind. */
const char *wk_page_kind_name(wk_page_kind kind);
bool wk_page_kind_find(wk_str name, wk_page_kind *kind);

typedef struct wk_page {
    wk_str bytes;
    wk_page_kind kind;
    wk_str charset; /* label from the transport or container; NULL: not said */
    wk_str file;    /* where it was found, as people name it: "a.html", "docs.jsonl:12", "crawl.warc.gz:48213" */
    wk_str url, id, outlet, published, title; /* said by the container; NULL: not said */
    wk_str container_sha256; /* of the line, entry or record it was taken from (hex); NULL when the file is the page */
    wk_str crawled; /* when it was crawled, as the container says (WARC-Date); NULL: not said */
} wk_page;

/* Takes one page, or (failure not NULL) one that could not be read: then `bytes` holds what there is of it. Returning
 * anything but WK_OK stops the source, which returns the same. */
typedef wk_status wk_page_sink(void *context, const wk_page *page, const wk_error *failure);

/* Fills in what a container said of a page from the JSON in which the record keeps it ("given"; strings are the JSON's).
 * false when it names no kind of page. */
struct json_t;
bool wk_page_given(const struct json_t *given, wk_page *page);

typedef struct wk_source_options {
    bool allow_private; /* fetch addresses of private networks too */
    size_t max_page;    /* bytes of one page; 0: WK_MAX_PAGE */
} wk_source_options;

enum { WK_MAX_PAGE = 256 * 1024 * 1024 };

/* Reads every page that `path` names (a file, a folder in sorted order, "-" for standard input, an http or https
 * address) and hands it to `sink`. What one page, line or archive member cannot give goes to the sink as a failure
 * and stops nothing else. Returns WK_OK when the path itself could be opened; WK_INPUT or WK_DISK with one line when
 * not. Memory: one page and its container's current member at a time. */
wk_status wk_source_read(const char *path, const wk_source_options *options, wk_page_sink *sink, void *context,
                         wk_error *error) WK_MUST_CHECK;

#endif
