/* Blocks: the stretches of text that a browser would set as paragraphs, with what their elements say of them.
 *
 * wk_blocks_make() walks the node array once; every block's text has its white space collapsed, and is a copy only where
 * the page's own bytes differ. Each node gets marks from its own tag, attributes and class words and those of the
 * elements around it. Linear in nodes and text. */
#ifndef WK_BLOCKS_H
#define WK_BLOCKS_H

#include "page/html.h"
#include "page/lines.h"
#include "page/part.h"

enum {
    WK_MARK_LINK = 1 << 0,    /* inside a link */
    WK_MARK_NOT = 1 << 1,     /* class words that speak of furniture */
    WK_MARK_HARD = 1 << 2,    /* nav, footer, form parts, hidden: never text of an article */
    WK_MARK_CAPTION = 1 << 3, /* figcaption and class words like it */
    WK_MARK_FIGURE = 1 << 4,
    WK_MARK_BYLINE = 1 << 5,
    WK_MARK_HEADING = 1 << 6, /* h1 to h6 */
    WK_MARK_ITEM = 1 << 7,    /* li, dd, dt */
    WK_MARK_CELL = 1 << 8,    /* td, th */
    WK_MARK_QUOTE = 1 << 9,
    WK_MARK_P = 1 << 10,
    WK_MARK_TRUST = 1 << 11, /* articleBody, "entry-content" …; this and the following are not inherited */
    WK_MARK_BODY = 1 << 12,
    WK_MARK_ARTICLE = 1 << 13, /* article, main */
    WK_MARK_H1 = 1 << 14,
    WK_MARK_ASIDE = 1 << 15,
    WK_MARK_HEADER = 1 << 16,
    WK_MARK_TIME = 1 << 17,
    WK_MARK_RELATED = 1 << 18, /* class words of links to other articles */
    WK_MARK_INHERITED = WK_MARK_LINK | WK_MARK_NOT | WK_MARK_HARD | WK_MARK_CAPTION | WK_MARK_FIGURE | WK_MARK_BYLINE |
                        WK_MARK_HEADING | WK_MARK_ITEM | WK_MARK_CELL | WK_MARK_QUOTE | WK_MARK_P | WK_MARK_ASIDE |
                        WK_MARK_HEADER | WK_MARK_TIME | WK_MARK_RELATED
};

typedef struct wk_block {
    uint32_t node;        /* the block-level element around it */
    uint32_t first, last; /* nodes [first, last) that hold its texts */
    uint32_t marks;       /* what its element inherits */
    uint32_t links;       /* bytes of its text that are inside links */
    uint32_t emphasis;    /* bytes inside b, strong, em, i */
    wk_line line;         /* its text and shape */
    int32_t value;        /* how much it reads like an article's text (body.c) */
    bool keep;
} wk_block;

typedef struct wk_blocks {
    const wk_html *html;
    uint32_t *own, *marks; /* per node: its own, and with those around it */
    uint32_t *before;      /* per node and at the end: how many blocks begin before it */
    WK_ARRAY(wk_block) v;
    char *text;
} wk_blocks;

wk_blocks *wk_blocks_make(wk_arena *arena, const wk_furniture *f, const wk_html *html);

/* Marks of all nodes again, after `own` has been changed, and those of the blocks. */
void wk_blocks_inherit(wk_blocks *blocks);

/* Appends the text of a block to a part, with the map to the input; blocks that br separates become lines. */
void wk_block_write(const wk_blocks *blocks, const wk_block *block, wk_part_builder *b);

/* The text of all of a node's subtree, collapsed, in the arena; cut after about 4 KB. */
wk_str wk_node_text(wk_arena *arena, const wk_html *html, uint32_t node);

#endif
