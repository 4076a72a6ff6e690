/* The open elements while the node array is made, for html.c, html_open.c, html_close.c and html_skip.c.
 *
 * The stack of open elements answers "is a p open in scope?" in constant time, however deep it is: every tag knows its
 * innermost open element, every entry the one that it hides. So an end tag without a start is dismissed at once. */
#ifndef WK_HTML_TREE_H
#define WK_HTML_TREE_H

#include "base/map.h"
#include "page/html_tokens.h"

typedef enum wk_phase { WK_BEFORE_HEAD, WK_IN_HEAD, WK_AFTER_HEAD, WK_IN_BODY } wk_phase;

/* An element without its end tag yet. Positions in the stack count from 1 (html); 0 is none. */
typedef struct wk_open {
    uint32_t node;
    uint32_t symbol;  /* its tag, or WK_TAG_COUNT and up for other names */
    uint32_t hidden;  /* position of the next outer element of this symbol */
    uint32_t special; /* position of the innermost special element at or below this one */
    uint32_t firm;    /* the same without address, div and p */
    bool foreign;     /* in math */
    bool ended;       /* its end tag was seen while others were open in it: goes when they have gone */
    bool flat;        /* nested too deep: its node has no content */
} wk_open;

typedef struct wk_tree {
    wk_arena *arena;
    wk_html *html;
    wk_tokens tokens;
    wk_phase phase;
    size_t most_nodes;
    WK_ARRAY(wk_open) open;
    uint32_t innermost[WK_TAG_COUNT];
    wk_map *names;                      /* names of other elements → symbols */
    WK_ARRAY(uint32_t) innermost_other; /* of symbols from WK_TAG_COUNT on */
    bool has_head, has_body;
    uint32_t body; /* node, when has_body */
} wk_tree;

/* ---- the stack (html_stack.c) ---------------------------------------------------------------------------------- */

/* The position of the innermost open element of a tag, 0 for none. */
static inline uint32_t wk_tree_find(const wk_tree *tree, wk_tag tag) {
    return tree->innermost[tag];
}

/* The same for a tag's name, which may be one that is not in the list. */
uint32_t wk_tree_find_name(const wk_tree *tree, const wk_token *token);

static inline uint32_t wk_tree_top(const wk_tree *tree) {
    return (uint32_t)tree->open.n;
}

static inline wk_open *wk_tree_at(const wk_tree *tree, uint32_t position) {
    return &tree->open.v[position - 1];
}

static inline wk_tag wk_tree_tag(const wk_tree *tree, uint32_t position) {
    uint32_t symbol = wk_tree_at(tree, position)->symbol;
    return symbol < WK_TAG_COUNT ? (wk_tag)symbol : WK_TAG_OTHER;
}

/* The innermost element that bounds scope. */
uint32_t wk_tree_scope(const wk_tree *tree);

/* Whether a p is open in button scope: its position or 0. */
uint32_t wk_tree_open_p(const wk_tree *tree);

/* Appends an element for the token to the array, as a child of the innermost open element, without opening it. */
uint32_t wk_tree_element(wk_tree *tree, const wk_token *token);

/* Appends an element that no tag stands for: `at` is where it was implied. */
uint32_t wk_tree_implied(wk_tree *tree, wk_tag tag, const char *at);

/* Opens a node: what follows is in it. Nothing is opened beyond WK_HTML_OPEN. */
void wk_tree_push(wk_tree *tree, uint32_t node, wk_str name, wk_tag tag);

/* Ends open elements until `position` is the innermost one; those ended before go with them. */
void wk_tree_pop_above(wk_tree *tree, uint32_t position);

/* Ends the element at `position` and all in it; 0 does nothing. */
void wk_tree_pop(wk_tree *tree, uint32_t position);

/* The element at `position`, the innermost of its tag, has ended but others are open in it: no end tag finds it any
 * more, and it goes together with the last of them. */
void wk_tree_end_later(wk_tree *tree, uint32_t position);

/* Text or a comment at [start, stop). */
void wk_tree_leaf(wk_tree *tree, wk_node_kind kind, wk_text_mode mode, const char *start, const char *stop);

/* ---- rules ----------------------------------------------------------------------------------------------------- */

void wk_tree_start(wk_tree *tree, wk_token *token);       /* html_open.c: a start tag in the body */
void wk_tree_close(wk_tree *tree, const wk_token *token); /* html_close.c: an end tag in the body */
void wk_tree_close_format(wk_tree *tree, wk_tag tag);     /* html_close.c: </a>, </b> … */

/* html_skip.c: the token, a start tag of svg or template, was made a node; passes over its content. */
void wk_tree_skip(wk_tree *tree, wk_tag tag);

/* html_open.c: after the start tag of an element whose content is no markup was made a node: takes the text and the
 * end tag. */
void wk_tree_raw(wk_tree *tree, const wk_token *token, uint32_t node);

#endif
