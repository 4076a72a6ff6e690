/* Scanning HTML: the tokenizer of the WHATWG standard (https://html.spec.whatwg.org/#tokenization) over UTF-8, with
 * byte offsets, and the flat pre-order array of nodes that it makes.
 *
 * No tree: a node knows its parent, its depth and where its subtree ends in the array. Node 0 is html; head and body
 * stand in it, implied when their tags are missing (then start == stop). What ends p, li, td, option and so on is
 * implied as in the standard; an end tag ends the nearest element of its name within the standard's scopes, or nothing.
 *
 * Text of script, style, iframe, noframes and noembed makes no node (script of type application/ld+json does);
 * svg and template have no content at all. noscript is read as by a browser without scripts.
 * White space between tags of the body is text like any other.
 *
 * Nothing recurses on input; depth, nodes, attributes and values are bounded, and time is linear in the input. */
#ifndef WK_HTML_H
#define WK_HTML_H

#include "base/array.h"
#include "base/str.h"
#include "page/html_tags.h"

typedef enum wk_node_kind { WK_NODE_ELEMENT, WK_NODE_TEXT, WK_NODE_COMMENT } wk_node_kind;

/* How the bytes of a text are to be read: with character references or without, and what ends it. */
typedef enum wk_text_mode {
    WK_TEXT_DATA,    /* references; ends at markup */
    WK_TEXT_RCDATA,  /* references; of title and textarea */
    WK_TEXT_RAW,     /* no references; of style, iframe, xmp … */
    WK_TEXT_SCRIPT,  /* no references; of script */
    WK_TEXT_PLAIN,   /* no references, no end; after <plaintext> */
    WK_TEXT_CDATA,   /* no references; ends at "]]>"; in svg and math only */
    WK_TEXT_VALUE,   /* an attribute's value: references under its stricter rule */
    WK_TEXT_COMMENT  /* no references */
} wk_text_mode;

/* An attribute as it stands in the input; what it means is read when somebody asks (wk_attr_name(), wk_attr_value()). */
typedef struct wk_attr {
    uint32_t name;       /* where its name begins */
    uint32_t start, end; /* the raw value; start == end when none is given */
    uint8_t key;         /* a wk_attr_key for known names, 0 for others */
    bool plain;          /* the value means what it says: no references, line ends or NULs in it */
} wk_attr;

typedef struct wk_node {
    uint8_t kind;          /* a wk_node_kind */
    uint8_t mode;          /* of text: a wk_text_mode */
    uint8_t tag;           /* a wk_tag for known element names, 0 for others */
    bool filled;           /* text that is not white space alone, or an element with such text in it */
    uint16_t depth;        /* 0 for html, its parent's + 1; at most WK_HTML_DEPTH */
    uint16_t attrs;        /* how many attributes, from `attr` on */
    uint32_t end;          /* index after the last node of the subtree; own index + 1 for text */
    uint32_t parent;       /* index; the first node is its own parent */
    uint32_t start, stop;  /* bytes of the start tag, text or comment in the input */
    uint32_t attr;         /* its first attribute in the document's list */
} wk_node;

enum {
    WK_HTML_DEPTH = 512,         /* elements nested deeper become childless siblings at this depth */
    WK_HTML_ATTRS = 256,         /* attributes of one tag; the rest is left out */
    WK_HTML_VALUE = 1024 * 1024, /* bytes of one attribute's value; the rest is left out */
    WK_HTML_OPEN = 64 * 1024,    /* elements open at once; the tags of more open nothing */
    WK_HTML_NODES = 64 * 1024,   /* nodes of a document, and one more for every 40 bytes; the rest is left out */
    WK_HTML_ALL_ATTRS = 64 * 1024 /* attributes of a document, and one more for every 40 bytes; likewise */
};

typedef WK_ARRAY(wk_attr) wk_attrs;

typedef struct wk_html {
    wk_arena *arena;
    wk_str input;
    WK_ARRAY(wk_node) nodes;
    wk_attrs attrs;
    bool cut;    /* a limit was reached: something is missing */
    bool unread; /* and that is the end of the input */
} wk_html;

/* Scans `input` (valid UTF-8; NULs and control characters allowed). Everything lives in the arena or the input. */
wk_html *wk_html_scan(wk_arena *arena, wk_str input);

/* An attribute of a node, or NULL. */
const wk_attr *wk_html_attr(const wk_html *html, const wk_node *node, wk_attr_key key);

/* What an attribute's value means: character references resolved, cut after WK_HTML_VALUE bytes; empty, not NULL, when none
 * is given. Borrowed from the input, or made in the document's arena. */
wk_str wk_html_value(const wk_html *html, const wk_attr *attr);

/* The name of an element in lower case, borrowed or made likewise. */
wk_str wk_html_name(const wk_html *html, const wk_node *node);

/* The same for attributes of an input that no document was made of. */
wk_str wk_attr_name(wk_arena *arena, wk_str input, const wk_attr *attr);
wk_str wk_attr_value(wk_arena *arena, wk_str input, const wk_attr *attr);

/* Decodes one character reference at p[0] == '&' in text: writes at most 8 UTF-8 bytes to `out`, their number to
 * *out_n, and returns how many input bytes it takes; 0 when it is no reference. */
size_t wk_html_reference(const char *p, const char *end, bool in_attribute, char out[8], size_t *out_n);

/* Reads the raw bytes of a text, value or comment piece by piece. For a node's text take wk_html_text_of(); else set
 * p and begin to the first byte, end after the last, and mode. */
typedef struct wk_html_text {
    const char *p, *end, *begin;
    wk_text_mode mode;
    bool keep_nul; /* NULs of data and CDATA are delivered; the tree drops them */
    char made[8];
} wk_html_text;

/* The next piece: bytes of the input as they stand, or what a character reference, a line end or a NUL in it means
 * (at most 8 bytes, valid until the next call). *start and *stop are its input bytes, counted from `begin`; they
 * are as many as the piece's when it is copied as it stands. False at the end. */
bool wk_html_text_next(wk_html_text *text, wk_str *piece, uint32_t *start, uint32_t *stop);

/* The pieces of text node i: its offsets count from the start of the input. */
wk_html_text wk_html_text_of(const wk_html *html, uint32_t node);

/* All pieces of `raw` at once: `raw` itself when it means what it says, else a copy in the arena. */
wk_str wk_html_decode(wk_arena *arena, wk_str raw, wk_text_mode mode);

#endif
