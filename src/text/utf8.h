/* UTF-8: code points, validity, where the code points of a text stand, what class they are of, and keys for comparing.
 *
 * Decoding follows the WHATWG Encoding Standard: what is not UTF-8 yields one U+FFFD for each maximal subpart (the
 * bytes that could have begun a character), so every reader counts the same. Nothing here keeps state. */
#ifndef WK_UTF8_H
#define WK_UTF8_H

#include "base/str.h"

enum { WK_CP_REPLACEMENT = 0xFFFD, WK_CP_LAST = 0x10FFFF };

/* ---- bytes and code points --------------------------------------------------------------------------------------- */

/* wk_utf8_at() for a byte that is not ASCII; call that one. */
uint32_t wk_utf8_decode(const char *p, size_t n, size_t *len);

/* The code point at s.p[at] (at < s.n) and, in *len, how many bytes it takes (1 to 4). Bytes that are no UTF-8 give
 * U+FFFD and the length of their maximal subpart. Never reads beyond s. */
static inline uint32_t wk_utf8_at(wk_str s, size_t at, size_t *len) {
    unsigned char c = (unsigned char)s.p[at];
    if (c < 0x80) {
        *len = 1;
        return c;
    }
    return wk_utf8_decode(s.p + at, s.n - at, len);
}

/* Steps over s: the code point at *at, and *at moved behind it; false at the end. */
static inline bool wk_utf8_next(wk_str s, size_t *at, uint32_t *cp) {
    if (*at >= s.n) return false;
    size_t len;
    *cp = wk_utf8_at(s, *at, &len);
    *at += len;
    return true;
}

/* Steps back over valid UTF-8: *at moved to the beginning of the code point before it, which is returned in *cp; false
 * at the beginning. */
bool wk_utf8_prev(wk_str s, size_t *at, uint32_t *cp);

/* Writes a code point (what is no Unicode scalar value as U+FFFD); returns how many of the 4 bytes it took. */
size_t wk_utf8_put(uint32_t cp, char out[4]);

/* Offset of the first byte that is not valid UTF-8, or s.n. Several GB/s on ASCII. */
size_t wk_utf8_valid_to(wk_str s);

/* All of s is valid UTF-8 (the empty string is). */
bool wk_utf8_valid(wk_str s);

/* s cut to at most `max` bytes, never within a character. */
wk_str wk_utf8_clip(wk_str s, size_t max);

/* ---- byte offset ⇄ code point offset ----------------------------------------------------------------------------- */

/* Made once per text; answers in constant time (a step of at most 64 bytes or 64 characters). Takes n/8 bytes of the
 * arena, nothing when the text is ASCII. The text is borrowed and must be valid UTF-8. */
typedef struct wk_cp_index {
    wk_str text;
    uint32_t count;        /* code points in all */
    const uint32_t *cps;   /* code points before each 64th byte; NULL: ASCII, offsets are the same */
    const uint32_t *bytes; /* byte offset of each 64th code point */
} wk_cp_index;

wk_cp_index wk_cp_index_make(wk_arena *arena, wk_str text);

/* Code points before byte `at` (cut to the text's length; within a character: those begun before it). */
uint32_t wk_cp_of_byte(const wk_cp_index *index, size_t at);

/* The byte at which code point `cp` begins; the text's length when there is none. */
uint32_t wk_byte_of_cp(const wk_cp_index *index, uint32_t cp);

/* ---- classes ----------------------------------------------------------------------------------------------------- */

/* By Unicode general category. */
enum {
    WK_CP_LETTER = 1,
    WK_CP_UPPER = 2,   /* upper case and title case letters */
    WK_CP_LOWER = 4,
    WK_CP_MARK = 8,    /* combining: belongs to the letter before it */
    WK_CP_DIGIT = 16,  /* decimal digits of any script */
    WK_CP_NUMBER = 32, /* digits and other numbers (½, Ⅳ) */
    WK_CP_SPACE = 64,  /* separators, tab, line ends */
    WK_CP_PUNCT = 128,
    WK_CP_SYMBOL = 256, /* $ + < = > ^ ` | ~ and others are symbols, not punctuation */
    WK_CP_CONTROL = 512,
    WK_CP_IGNORED = 1024 /* soft hyphen, zero-width characters, byte order mark: as if they were not there */
};

/* The classes of a code point, a sum of the above. */
unsigned wk_cp_class(uint32_t cp);

static inline bool wk_cp_is_letter(uint32_t cp) { return cp < 128 ? ((cp | 32) - 'a') < 26 : wk_cp_class(cp) & WK_CP_LETTER; }
static inline bool wk_cp_is_upper(uint32_t cp) { return cp < 128 ? (cp - 'A') < 26 : wk_cp_class(cp) & WK_CP_UPPER; }
static inline bool wk_cp_is_lower(uint32_t cp) { return cp < 128 ? (cp - 'a') < 26 : wk_cp_class(cp) & WK_CP_LOWER; }
static inline bool wk_cp_is_digit(uint32_t cp) { return cp < 128 ? (cp - '0') < 10 : wk_cp_class(cp) & WK_CP_DIGIT; }
static inline bool wk_cp_is_space(uint32_t cp) {
    return cp < 128 ? cp == ' ' || (cp - '\t') < 5 : wk_cp_class(cp) & WK_CP_SPACE;
}
static inline bool wk_cp_is_punct(uint32_t cp) { return wk_cp_class(cp) & WK_CP_PUNCT; }

/* ---- keys -------------------------------------------------------------------------------------------------------- */

/* The key under which words are compared: full case folding and canonical composition, every hyphen "-", every
 * apostrophe and single quotation mark "'", every space " ", and what is ignored (WK_CP_IGNORED) left out. Folding a key
 * gives it back. Returns s itself when nothing changes, else a string of the arena; NULL stays NULL. */
wk_str wk_fold(wk_arena *arena, wk_str s);

#endif
