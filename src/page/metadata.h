/* What an HTML page says of itself: meta elements, title, links, JSON-LD, time elements. Gathered in one pass over the
 * nodes; which of several words is believed is decided by a rank: the smallest wins, the first among equals. */
#ifndef WK_METADATA_H
#define WK_METADATA_H

#include "page/blocks.h"
#include "page/draft.h"

/* A value, where in the input it stands (start == end: nowhere to be pointed at) and how sure it is. */
typedef struct wk_said {
    wk_str value;
    uint32_t start, end;
    uint8_t rank; /* 0: not said; else 1 (surest) … */
    wk_found how;
} wk_said;

typedef struct wk_metadata {
    wk_said headline; /* og:title, JSON-LD headline … */
    wk_said title;    /* the title element */
    wk_said site_name, published, modified, section, image, canonical, language, url;
    WK_ARRAY(wk_said) authors; /* ranked: only those of the smallest rank count */
    bool is_index;             /* og:type or JSON-LD say that the page is a list */
    bool is_video;             /* … a video */
    bool is_article;           /* … an article */
} wk_metadata;

/* Gathers everything. Strings live in the arena or the page. */
void wk_metadata_read(wk_arena *arena, const wk_html *html, wk_metadata *out);

/* Says `value` under a field, when its rank is better than what was said before. */
void wk_metadata_say(wk_said *field, wk_str value, uint8_t rank, wk_found how);

/* Reads one JSON-LD script into it (jsonld.c). What is not JSON is passed over; at most 4 MB and 20000 values. */
void wk_jsonld_read(wk_arena *arena, wk_str json, wk_metadata *out);

/* The title: headline and h1 weighed, the site's name cut off. *block gets the number of the heading that shows it,
 * UINT32_MAX: none. */
wk_str wk_title_choose(wk_arena *arena, const wk_metadata *meta, const wk_blocks *blocks, wk_str host, uint32_t *block,
                       wk_found *how);

#endif
