/* Scanning HTML: the tokenizer of the WHATWG standard (https://html.spec.whatwg.org/#tokenization) over UTF-8, with
 * byte offsets, and the flat pre-order array of nodes that it makes.
 *
 * No tree: a node knows its depth and where its subtree ends in the array. Text of script, style, svg, template and
 * the like is skipped at memory speed (script of type application/ld+json is kept). Nothing recurses on input; depth,
 * attributes and text are bounded. Time is linear in the input. */
#ifndef WK_HTML_H
#define WK_HTML_H

#include "base/array.h"
#include "base/str.h"

typedef enum wk_node_kind { WK_NODE_ELEMENT, WK_NODE_TEXT, WK_NODE_COMMENT } wk_node_kind;

typedef struct wk_attr {
    wk_str name;  /* lower case; borrowed from the input or the arena */
    wk_str value; /* character references resolved; raw bytes in `source` */
    uint32_t start, end; /* of the raw value in the input */
} wk_attr;

typedef struct wk_node {
    uint8_t kind;
    uint16_t tag;          /* a wk_tag for known element names, 0 for others */
    uint16_t depth;        /* capped at WK_HTML_DEPTH */
    uint32_t end;          /* index after the last node of the subtree; own index + 1 for text */
    uint32_t parent;       /* index; the first node is its own parent */
    uint32_t start, stop;  /* bytes of the start tag, text or comment in the input */
    uint32_t attr, attrs;  /* first attribute in the document's list, and how many */
    wk_str name;           /* element name, lower case */
} wk_node;

enum { WK_HTML_DEPTH = 512 };

typedef struct wk_html {
    wk_str input;
    WK_ARRAY(wk_node) nodes;
    WK_ARRAY(wk_attr) attrs;
    bool cut; /* a limit was reached: the rest is missing */
} wk_html;

/* Scans `input` (valid UTF-8; NULs and control characters allowed). Everything lives in the arena or the input. */
wk_html *wk_html_scan(wk_arena *arena, wk_str input);

/* The value of an attribute of node i, or NULL. `name` in lower case. */
wk_str wk_html_attr(const wk_html *html, uint32_t node, const char *name);

/* Decodes one character reference at p[0] == '&' in text: writes at most 8 UTF-8 bytes to `out`, their number to
 * *out_n, and returns how many input bytes it takes; 0 when it is no reference. */
size_t wk_html_reference(const char *p, const char *end, bool in_attribute, char out[8], size_t *out_n);

#endif
