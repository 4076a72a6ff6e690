/* The body of an HTML page: which blocks are the article's text.
 *
 * Every block gets a value from its shape (positive: reads like prose; negative: like furniture). The body's container
 * is the element whose values sum to most, narrowed down to what its markup names the body when that holds most of the
 * sum. Inside it, blocks and groups of blocks that are furniture by words, marks or links are left out. */
#ifndef WK_BODY_H
#define WK_BODY_H

#include "page/blocks.h"
#include "page/draft.h"

typedef struct wk_body {
    uint32_t container; /* node */
    size_t first, last; /* blocks [first, last) inside it */
    size_t kept;        /* blocks kept as text */
    size_t bytes;       /* of text kept */
    size_t sentences;   /* kept blocks that end like sentences */
    size_t teasers;     /* headlines that are links, in the container */
} wk_body;

/* Decides; sets value and keep of every block. `title`: the article's title, which is not text (NULL: unknown);
 * `heading`: the block that shows it (UINT32_MAX: none). */
wk_body wk_body_find(wk_draft *d, wk_blocks *blocks, wk_str title, uint32_t heading);

/* Drops paragraphs at the end that begin with an author's name: what is told of the author. Call it when the authors
 * are known. */
void wk_body_cut_authors(const wk_draft *d, wk_blocks *blocks, wk_body *body);

#endif
