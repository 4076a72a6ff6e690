/* What patterns see: tokens, the marks that earlier stages laid over them, and the matches that come out.
 *
 * A mark says "tokens [start, end) are a CLASS". Lexicon lists, names, dates, clauses: all are marks, so one matcher
 * serves every stage. A match is what a pattern found, with its captures. */
#ifndef WK_MATCH_H
#define WK_MATCH_H

#include "base/array.h"
#include "base/str.h"
#include "text/rangemap.h"

typedef uint16_t wk_class; /* index into the language's table of classes; 0 is none */

enum { WK_CLASS_LIMIT = 256, WK_CLASS_WORDS = WK_CLASS_LIMIT / 64 };

typedef enum wk_shape { WK_SHAPE_LOWER, WK_SHAPE_TITLE, WK_SHAPE_UPPER, WK_SHAPE_MIXED, WK_SHAPE_NUMBER, WK_SHAPE_PUNCT } wk_shape;

typedef enum wk_token_flag {
    WK_SPACE = 1,      /* white space stands before it */
    WK_CLITIC = 2,     /* cut off the word before it (-nya) */
    WK_SENTENCE = 4,   /* first of a sentence */
    WK_PARAGRAPH = 8,  /* first of a paragraph */
    WK_QUOTED = 16,    /* inside quotation marks */
    WK_BRACKETED = 32, /* inside round brackets */
    WK_OPENS = 64, WK_CLOSES = 128 /* a quotation mark that opens or closes */
} wk_token_flag;

typedef struct wk_token {
    uint32_t start, end; /* bytes */
    uint32_t word;       /* lexicon id; 0: not in the pack */
    uint32_t marks;      /* newest mark that starts here, as index + 1; 0: none */
    uint32_t sentence;
    uint8_t shape, flags;
    uint16_t named;      /* number of a word that patterns name; 0: none of theirs */
    uint64_t classes[WK_CLASS_WORDS]; /* classes of the marks that start here */
} wk_token;

typedef struct wk_mark {
    wk_class class;
    uint32_t start, end; /* tokens */
    uint32_t next;       /* next mark that starts at the same token, as index + 1 */
    uint32_t value;      /* what the class means by it: list value, entity, match, date … */
} wk_mark;

/* Names that patterns may give to captures and constants; pattern_names.c holds the words. */
typedef enum wk_slot {
    WK_SLOT_CONTENT, WK_SLOT_SPEAKER, WK_SLOT_CUE, WK_SLOT_FROM, WK_SLOT_TO, WK_SLOT_VIA, WK_SLOT_CHANNEL,
    WK_SLOT_OCCASION, WK_SLOT_ABOUT, WK_SLOT_PLACE, WK_SLOT_DATE, WK_SLOT_NAME, WK_SLOT_ROLE, WK_SLOT_OF,
    WK_SLOT_TITLE, WK_SLOT_SHORT, WK_SLOT_WEEKDAY, WK_SLOT_DAY, WK_SLOT_MONTH, WK_SLOT_YEAR, WK_SLOT_COUNT,
    WK_SLOT_UNIT, WK_SLOT_OFFSET, WK_SLOT_UNTIL, WK_SLOT_HOUR, WK_SLOT_MINUTE, WK_SLOT_ZONE, WK_SLOT_KIND,
    WK_SLOT_ACT, WK_SLOT_PLANNED, WK_SLOT_DENIED, WK_SLOT_TYPE, WK_SLOT_MORE, WK_SLOT_TOLD, WK_SLOT_PREDICATE,
    WK_SLOT_DAYPART, WK_SLOT_DIRECTION,
    WK_SLOTS
} wk_slot;

typedef struct wk_capture {
    uint16_t slot;
    uint32_t start, end; /* tokens */
} wk_capture;

typedef struct wk_match {
    const struct wk_pattern *pattern;
    uint32_t start, end; /* tokens */
    uint32_t captures, count; /* in wk_text.captures */
} wk_match;

/* A tokenised part of an article with everything found in it so far. */
typedef struct wk_text {
    wk_arena *arena;
    wk_str text;
    WK_ARRAY(wk_token) tokens; /* the last one is an empty sentinel that starts a sentence of its own */
    WK_ARRAY(wk_mark) marks;
    WK_ARRAY(wk_match) matches;
    WK_ARRAY(wk_capture) captures;
    const uint32_t *clause_end; /* per token: where a clause that begins here ends; NULL before that stage */
    const uint32_t *subject;    /* per token: the ACTOR mark that is its subject, as index + 1; NULL before */
    struct wk_look *look;       /* what the stage that runs sees; the matcher's own, made by the first */
} wk_text;

/* Lays a mark; returns its index. Longer marks of one class at one token are found first. */
uint32_t wk_mark_add(wk_text *text, wk_class class, uint32_t start, uint32_t end, uint32_t value);

static inline bool wk_token_has(const wk_token *token, wk_class class) {
    return token->classes[class / 64] >> (class % 64) & 1;
}

/* The longest mark of `class` that starts at token `at`, or NULL. */
static inline const wk_mark *wk_mark_at(const wk_text *text, uint32_t at, wk_class class) {
    const wk_token *token = &text->tokens.v[at];
    if (!wk_token_has(token, class)) return NULL; /* most have none */
    for (uint32_t i = token->marks; i; i = text->marks.v[i - 1].next)
        if (text->marks.v[i - 1].class == class) return &text->marks.v[i - 1];
    return NULL;
}

/* The capture of a match, or NULL. */
const wk_capture *wk_match_get(const wk_text *text, const wk_match *match, wk_slot slot);

/* A constant of the match's pattern (channel=letter), or NULL string. */
wk_str wk_match_constant(const wk_match *match, wk_slot slot);

/* Bytes covered by tokens [start, end). */
static inline wk_span wk_token_span(const wk_text *text, uint32_t start, uint32_t end) {
    if (start >= end || end > text->tokens.n) return (wk_span){0};
    return (wk_span){text->tokens.v[start].start, text->tokens.v[end - 1].end};
}

static inline wk_str wk_token_text(const wk_text *text, uint32_t start, uint32_t end) {
    wk_span s = wk_token_span(text, start, end);
    return wk_str_cut(text->text, s.start, s.end);
}

#endif
