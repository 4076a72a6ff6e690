/* An article: what a page tells, furniture removed, every byte of it tied to the page.
 *
 * wk_article_read() is the whole room: it converts the page's encoding to UTF-8, scans HTML or lines, finds body,
 * parts and metadata, and returns an article whose maps lead to the page's own bytes. It depends on the page and
 * the packs alone. */
#ifndef WK_ARTICLE_H
#define WK_ARTICLE_H

#include "pack/pack.h"
#include "source/page.h"
#include "text/rangemap.h"

/* A stretch of the page that is text: the body or something beside it. Names: "body", "title", "header" (what
 * stands above the body: date line, byline, lead), "credit" (credited sources below it), "caption:0", "caption:1" … */
typedef struct wk_part {
    wk_str name, text;
    wk_range_map map; /* text → page bytes */
} wk_part;

/* How a value was found: "json-ld", "meta", "time", "visible", "url", "container", "dateline", "html" …; static. */
typedef const char *wk_found;

typedef struct wk_article {
    wk_str id;   /* container's id, else the first 16 hex digits of the hash of address and page_sha256 */
    wk_str file, url, outlet, language, title;
    wk_str published, modified; /* EDTF with time and zone when given; NULL unknown */
    wk_str first_published;    /* the day before it was written anew; NULL: never was, or not known */
    wk_found published_how, title_how, outlet_how;
    wk_found published_flag; /* "future": later than the page was crawled; kept as written, but nothing counts from it */
    WK_ARRAY(wk_str) authors;
    wk_str section, image, canonical, place; /* place: the dateline's */
    WK_ARRAY(wk_str) agencies;               /* credited agencies, as written ("Reuters", "ant") */
    WK_ARRAY(wk_part) parts;                 /* parts.v[0] is the body, always there */
    wk_page_kind kind;
    wk_str page_sha256, container_sha256, encoding; /* encoding: WHATWG name the page was decoded with */
    uint32_t invalid_bytes;                         /* replaced by U+FFFD while decoding */
    bool unread;                                    /* the page holds more markup than is read: its end was left out */
} wk_article;

/* Reads one article. Everything in it lives in `arena` or in the page. WK_INPUT with one line when the page holds no
 * article (binary, empty, an index page, a page of only script). */
wk_status wk_article_read(wk_arena *arena, const wk_packs *packs, const wk_page *page, wk_article **article,
                          wk_error *error) WK_MUST_CHECK;

#endif
