/* Furniture: the words by which a page's own words are told from an article's, compiled from the packs.
 *
 * A phrase is known by the roles it plays: a line that is furniture, the beginning of a credit, a month, a word of a
 * class attribute that marks comments … Phrases are compared folded: letters and digits in lower case, everything
 * else a gap. A phrase written in capitals only in the pack ("READ") matches only capitals; one written with a colon at
 * its end ("Foto:") begins a line only with that colon.
 *
 * The entries that are read (all others are passed over), each value a phrase:
 *
 *   furniture ID   line, start, stop, link, word
 *   caption ID     start, end, credit
 *   credit ID      start
 *   byline ID      start, editor, role, and, none
 *   date ID        published, modified, filler, morning, evening (am, pm), month_first (language tags)
 *   month N        name            (N 1 to 12)
 *   weekday N      name            (N 1 to 7, Monday first)
 *   zone +HH:MM    name
 *   language CODE  word            (its commonest words)
 *   markup ID      body, not, caption, byline, link, trust (words of class and id attributes)
 *
 * wk_furniture_build() reads the files of one or of all languages; pages are read with all of them together, since an
 * Indonesian page says "Advertisement" too. Nothing changes after building. */
#ifndef WK_FURNITURE_H
#define WK_FURNITURE_H

#include "base/str.h"
#include "pack/notation.h"
#include "warkat.h"

typedef struct wk_furniture wk_furniture;

/* What a phrase does; a phrase may do several things. */
typedef enum wk_role {
    WK_ROLE_LINE = 1 << 0,        /* a whole line: furniture */
    WK_ROLE_START = 1 << 1,       /* a line that begins so is furniture */
    WK_ROLE_STOP = 1 << 2,        /* a whole line: all after it is furniture */
    WK_ROLE_LINK = 1 << 3,        /* label of links to other articles, alone or before a headline */
    WK_ROLE_WORD = 1 << 4,        /* a line of such words only is furniture */
    WK_ROLE_CAPTION = 1 << 5,     /* begins a caption or its credit */
    WK_ROLE_CAPTION_END = 1 << 6, /* stands in brackets at the end of a caption */
    WK_ROLE_PHOTO = 1 << 7,       /* an agency or word after a slash: "… /Reuters" */
    WK_ROLE_CREDIT = 1 << 8,      /* begins the sources credited */
    WK_ROLE_BYLINE = 1 << 9,      /* begins a byline */
    WK_ROLE_JOB = 1 << 10,        /* what somebody is, beside a name in a byline */
    WK_ROLE_AND = 1 << 11,        /* joins names */
    WK_ROLE_NOBODY = 1 << 12,     /* stands where a name should: no author */
    WK_ROLE_PUBLISHED = 1 << 13,  /* before a date of publication */
    WK_ROLE_MODIFIED = 1 << 14,   /* before a date of change */
    WK_ROLE_FILLER = 1 << 15,     /* may stand inside a date line */
    WK_ROLE_MONTH = 1 << 16,
    WK_ROLE_WEEKDAY = 1 << 17,
    WK_ROLE_ZONE = 1 << 18,
    WK_ROLE_MARK_BODY = 1 << 19, /* class and id words */
    WK_ROLE_MARK_NOT = 1 << 20,
    WK_ROLE_MARK_CAPTION = 1 << 21,
    WK_ROLE_MARK_BYLINE = 1 << 22,
    WK_ROLE_MARK_LINK = 1 << 23,
    WK_ROLE_MARK_TRUST = 1 << 24, /* body for certain */
    WK_ROLE_MORNING = 1 << 25,    /* after an hour of twelve: am, pm */
    WK_ROLE_EVENING = 1 << 26,
    WK_ROLE_EDITOR = 1 << 27,     /* a byline, but of somebody who is no author */
    WK_ROLE_MONTH_FIRST = 1 << 28 /* a language tag: 5/9 is the ninth of May */
} wk_role;

/* What is known of one phrase. */
typedef struct wk_phrase {
    uint32_t roles;
    uint32_t caps;  /* roles that ask for capitals */
    uint32_t colon; /* roles that ask for a colon when a line begins so */
    int16_t zone;   /* minutes east of Greenwich */
    uint8_t month, weekday;
    bool more;          /* longer phrases begin with it; roles may be 0 */
    uint64_t languages; /* of common words alone: bit i for language i */
} wk_phrase;

/* Compiles the entries of `n` parsed files into the arena. WK_PACK with file, line and column of the first mistake.
 * O(phrases). */
wk_status wk_furniture_build(wk_arena *arena, const wk_notation *files, size_t n, wk_furniture **out,
                             wk_error *error) WK_MUST_CHECK;

/* The phrase that all of `line` is, or NULL. Lines over 160 bytes are none. */
const wk_phrase *wk_furniture_line(const wk_furniture *f, wk_str line);

/* Which of `roles` the longest phrase plays that `line` begins with; 0: none. *length gets its bytes in the line, with
 * the colon and white space that follow it. */
uint32_t wk_furniture_start(const wk_furniture *f, wk_str line, uint32_t roles, size_t *length);

/* Whether any phrase begins with the first word of `line`: if not, the two above say no. *roles gets what that word
 * does alone; a number counts as furniture's word. */
bool wk_furniture_begins(const wk_furniture *f, wk_str line, uint32_t *roles);

/* A single word (letters and digits), or NULL. */
const wk_phrase *wk_furniture_word(const wk_furniture *f, wk_str word);

/* Whether every word of a short line has one of `roles`; a number counts as having them. */
bool wk_furniture_only(const wk_furniture *f, wk_str line, uint32_t roles);

/* The roles of the words of a class or id attribute: single words and pairs, split at signs and at inner capitals. */
uint32_t wk_furniture_markup(const wk_furniture *f, wk_str names);

/* The languages of which a word is among the commonest: bit i for language i. */
uint64_t wk_furniture_common(const wk_furniture *f, wk_str word);

/* How many languages have common words, and the code of language i. */
size_t wk_furniture_languages(const wk_furniture *f);
wk_str wk_furniture_language(const wk_furniture *f, size_t i);

#endif
