/* The tokenizer of the WHATWG standard (https://html.spec.whatwg.org/#tokenization) over UTF-8 bytes.
 *
 *   wk_tokens t;
 *   wk_tokens_begin(&t, arena, input, &attrs);
 *   while (wk_tokens_next(&t, &token)) …
 *
 * A token points into the input and is not decoded: text, comments and values keep their raw bytes until somebody
 * asks (wk_html_text_next(), wk_html_decode(), wk_attr_value()); only the names of tags are what they mean at once.
 * As in the standard the tree builder steers: after a start tag whose content is no markup it calls wk_tokens_raw().
 * Time is linear in the input; nothing is looked at more than a bounded number of times. */
#ifndef WK_HTML_TOKENS_H
#define WK_HTML_TOKENS_H

#include "page/html.h"

typedef enum wk_token_kind {
    WK_TOKEN_TEXT,
    WK_TOKEN_START,
    WK_TOKEN_CLOSE,   /* an end tag */
    WK_TOKEN_COMMENT,
    WK_TOKEN_DOCTYPE
} wk_token_kind;

typedef struct wk_token {
    wk_token_kind kind;
    wk_text_mode mode;        /* of text: how its bytes are to be read */
    wk_tag tag;               /* of tags */
    bool self_closing;        /* of start tags: "/>" */
    bool quirks;              /* of doctypes: force-quirks */
    const char *start, *stop; /* all of its bytes in the input; for text just the text */
    wk_str name;              /* of tags: lower case; of doctypes: raw, NULL when missing */
    wk_str data;              /* of comments: raw */
    wk_str public_id, system_id; /* of doctypes: raw, NULL when missing */
    uint32_t attr, attrs;     /* of start tags: where in the list, and how many */
} wk_token;

typedef struct wk_tokens {
    const char *begin, *at, *end;
    wk_text_mode mode;  /* how to read what comes next */
    wk_str last_start;  /* the name whose end tag ends raw text, script and title */
    bool foreign;       /* in svg or math: <![CDATA[ begins text */
    bool skim;          /* attributes are passed over, not kept */
    bool cut;           /* an attribute was left out or cut for a limit */
    size_t most_attrs;  /* of all tags; the caller may lower it */
    wk_arena *arena;
    wk_attrs *attrs;    /* start tags append here */
    wk_names names;
} wk_tokens;

/* Begins at the start of `input` in the data state. `attrs` gets the attributes of every start tag; names of tags that
 * differ from the input's bytes are made in the arena. */
void wk_tokens_begin(wk_tokens *t, wk_arena *arena, wk_str input, wk_attrs *attrs);

/* The next token; false at the end of the input. */
bool wk_tokens_next(wk_tokens *t, wk_token *token);

/* What follows is content of the element `name`, read as `mode` says, up to its end tag. */
void wk_tokens_raw(wk_tokens *t, wk_text_mode mode, wk_str name);

/* ---- for the files of the tokenizer only ----------------------------------------------------------------------- */

/* Text up to the end that the mode allows (the end tag of t->last_start, "]]>"); false when there is none. Leaves
 * t->mode at data when that end was found. */
bool wk_tokens_raw_text(wk_tokens *t, wk_token *token);

/* At "<!" or "<?" or "</" that is no tag: a comment or a doctype. */
void wk_tokens_markup(wk_tokens *t, wk_token *token);

/* The name at p, in lower case, made in the arena when it is not so in the input; ends before `end` and at a character of
 * the classes `ends`, which may be its first. */
wk_str wk_tokens_name(wk_arena *arena, const char *p, const char *end, unsigned ends);

/* At the first byte after a tag's name: reads attributes up to and with '>'. False at the end of the input, which
 * drops the tag. Keeps them when `keep`. */
bool wk_tokens_attributes(wk_tokens *t, wk_token *token, bool keep);

#endif
