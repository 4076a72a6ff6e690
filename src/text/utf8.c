#include "text/utf8.h"

#include "base/array.h"

#include <utf8proc.h>

/* ---- bytes and code points --------------------------------------------------------------------------------------- */

typedef struct lead {
    uint8_t len, low, high; /* bytes in all; what the second byte may be */
} lead;

/* For lead bytes 0xC0 and up; len 0: no lead byte. Second bytes exclude overlong forms, surrogates and > U+10FFFF. */
static lead lead_of(unsigned char c) {
    if (c < 0xC2 || c > 0xF4) return (lead){0};
    if (c < 0xE0) return (lead){2, 0x80, 0xBF};
    if (c < 0xF0) return (lead){3, c == 0xE0 ? 0xA0 : 0x80, c == 0xED ? 0x9F : 0xBF};
    return (lead){4, c == 0xF0 ? 0x90 : 0x80, c == 0xF4 ? 0x8F : 0xBF};
}

/* Length of the valid sequence at p, or 0; *part then is the length of its maximal subpart. */
static size_t sequence(const unsigned char *p, size_t n, size_t *part) {
    *part = 1;
    if (p[0] < 0x80) return 1;
    lead l = lead_of(p[0]);
    if (!l.len || n < 2 || p[1] < l.low || p[1] > l.high) return 0;
    for (size_t i = 2; i < l.len; i++) {
        if (i < n && (p[i] & 0xC0) == 0x80) continue;
        *part = i;
        return 0;
    }
    return l.len;
}

uint32_t wk_utf8_decode(const char *text, size_t n, size_t *len) {
    const unsigned char *p = (const unsigned char *)text;
    size_t part, size = sequence(p, n, &part);
    *len = size ? size : part;
    switch (size) {
    case 1: return p[0];
    case 2: return (p[0] & 0x1Fu) << 6 | (p[1] & 0x3Fu);
    case 3: return (p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
    case 4: return (p[0] & 0x07u) << 18 | (p[1] & 0x3Fu) << 12 | (p[2] & 0x3Fu) << 6 | (p[3] & 0x3Fu);
    default: return WK_CP_REPLACEMENT;
    }
}

bool wk_utf8_prev(wk_str s, size_t *at, uint32_t *cp) {
    if (*at == 0) return false;
    size_t i = *at - 1, len;
    while (i > 0 && *at - i < 4 && ((unsigned char)s.p[i] & 0xC0) == 0x80) i--;
    *cp = wk_utf8_at((wk_str){s.p, *at}, i, &len);
    if (i + len != *at) { /* not valid UTF-8: one byte back */
        i = *at - 1;
        *cp = WK_CP_REPLACEMENT;
    }
    *at = i;
    return true;
}

size_t wk_utf8_put(uint32_t cp, char out[4]) {
    if (cp > WK_CP_LAST || (cp >= 0xD800 && cp < 0xE000)) cp = WK_CP_REPLACEMENT;
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    size_t n = cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
    for (size_t i = n - 1; i > 0; i--, cp >>= 6) out[i] = (char)(0x80 | (cp & 0x3F));
    out[0] = (char)((n == 2 ? 0xC0 : n == 3 ? 0xE0 : 0xF0) | cp);
    return n;
}

enum { STRIDE = 32 };

/* No byte of the 32 at p has its high bit set. */
static bool ascii_stride(const unsigned char *p) {
    uint64_t a, b, c, d; /* no array: gcc would take its bytes over the stack */
    memcpy(&a, p, 8);
    memcpy(&b, p + 8, 8);
    memcpy(&c, p + 16, 8);
    memcpy(&d, p + 24, 8);
    return ((a | b | c | d) & 0x8080808080808080u) == 0;
}

/* The first byte at or after p[i] that is not ASCII, or n. */
static size_t ascii_to(const unsigned char *p, size_t i, size_t n) {
    while (n - i >= STRIDE && ascii_stride(p + i)) i += STRIDE;
    while (i < n && p[i] < 0x80) i++;
    return i;
}

size_t wk_utf8_valid_to(wk_str s) {
    const unsigned char *p = (const unsigned char *)s.p;
    size_t i = 0, part;
    while ((i = ascii_to(p, i, s.n)) < s.n)
        do {
            size_t len = sequence(p + i, s.n - i, &part);
            if (!len) return i;
            i += len;
        } while (i < s.n && p[i] >= 0x80);
    return s.n;
}

bool wk_utf8_valid(wk_str s) {
    return wk_utf8_valid_to(s) == s.n;
}

wk_str wk_utf8_clip(wk_str s, size_t max) {
    if (s.n <= max) return s;
    while (max > 0 && ((unsigned char)s.p[max] & 0xC0) == 0x80) max--;
    return (wk_str){s.p, max};
}

/* ---- byte offset ⇄ code point offset ----------------------------------------------------------------------------- */

enum { CHECKPOINT = 64 };

/* Bytes of [p, p + n) that begin a character. */
static uint32_t count_starts(const char *p, size_t n) {
    uint32_t count = 0;
    size_t i = 0;
    for (; n - i >= 8; i += 8) {
        uint64_t w;
        memcpy(&w, p + i, 8);
        /* a continuation byte has bit 7 set and bit 6 clear */
        uint64_t continuation = w >> 7 & ~(w >> 6) & 0x0101010101010101u;
        count += 8 - (uint32_t)__builtin_popcountll(continuation);
    }
    for (; i < n; i++) count += ((unsigned char)p[i] & 0xC0) != 0x80;
    return count;
}

static bool all_ascii(wk_str s) {
    size_t i = 0;
    while (s.n - i >= STRIDE && ascii_stride((const unsigned char *)s.p + i)) i += STRIDE;
    for (; i < s.n; i++)
        if ((unsigned char)s.p[i] >= 0x80) return false;
    return true;
}

wk_cp_index wk_cp_index_make(wk_arena *arena, wk_str text) {
    wk_cp_index index = {.text = text, .count = (uint32_t)text.n};
    if (all_ascii(text)) return index;
    size_t blocks = text.n / CHECKPOINT + 1;
    uint32_t *cps = wk_alloc_array(arena, blocks, sizeof *cps);
    uint32_t seen = 0;
    for (size_t b = 0; b < blocks; b++) {
        size_t from = b * CHECKPOINT, n = text.n - from < CHECKPOINT ? text.n - from : CHECKPOINT;
        cps[b] = seen;
        seen += count_starts(text.p + from, n);
    }
    uint32_t *bytes = wk_alloc_array(arena, seen / CHECKPOINT + 1, sizeof *bytes);
    uint32_t cp = 0;
    for (size_t i = 0; i < text.n; i++) {
        if (((unsigned char)text.p[i] & 0xC0) == 0x80) continue;
        if (cp % CHECKPOINT == 0) bytes[cp / CHECKPOINT] = (uint32_t)i;
        cp++;
    }
    if (seen % CHECKPOINT == 0) bytes[seen / CHECKPOINT] = (uint32_t)text.n;
    index.count = seen;
    index.cps = cps;
    index.bytes = bytes;
    return index;
}

uint32_t wk_cp_of_byte(const wk_cp_index *index, size_t at) {
    if (at > index->text.n) at = index->text.n;
    if (!index->cps) return (uint32_t)at;
    size_t from = at / CHECKPOINT * CHECKPOINT;
    return index->cps[at / CHECKPOINT] + count_starts(index->text.p + from, at - from);
}

uint32_t wk_byte_of_cp(const wk_cp_index *index, uint32_t cp) {
    if (cp >= index->count) return (uint32_t)index->text.n;
    if (!index->cps) return cp;
    size_t i = index->bytes[cp / CHECKPOINT];
    for (uint32_t left = cp % CHECKPOINT; left > 0; left--) {
        i++;
        while (i < index->text.n && ((unsigned char)index->text.p[i] & 0xC0) == 0x80) i++;
    }
    return (uint32_t)i;
}

/* ---- classes ----------------------------------------------------------------------------------------------------- */

static const uint16_t class_of_category[] = {
    [UTF8PROC_CATEGORY_CN] = 0,
    [UTF8PROC_CATEGORY_LU] = WK_CP_LETTER | WK_CP_UPPER,
    [UTF8PROC_CATEGORY_LL] = WK_CP_LETTER | WK_CP_LOWER,
    [UTF8PROC_CATEGORY_LT] = WK_CP_LETTER | WK_CP_UPPER,
    [UTF8PROC_CATEGORY_LM] = WK_CP_LETTER,
    [UTF8PROC_CATEGORY_LO] = WK_CP_LETTER,
    [UTF8PROC_CATEGORY_MN] = WK_CP_MARK,
    [UTF8PROC_CATEGORY_MC] = WK_CP_MARK,
    [UTF8PROC_CATEGORY_ME] = WK_CP_MARK,
    [UTF8PROC_CATEGORY_ND] = WK_CP_DIGIT | WK_CP_NUMBER,
    [UTF8PROC_CATEGORY_NL] = WK_CP_NUMBER,
    [UTF8PROC_CATEGORY_NO] = WK_CP_NUMBER,
    [UTF8PROC_CATEGORY_PC] = WK_CP_PUNCT,
    [UTF8PROC_CATEGORY_PD] = WK_CP_PUNCT,
    [UTF8PROC_CATEGORY_PS] = WK_CP_PUNCT,
    [UTF8PROC_CATEGORY_PE] = WK_CP_PUNCT,
    [UTF8PROC_CATEGORY_PI] = WK_CP_PUNCT,
    [UTF8PROC_CATEGORY_PF] = WK_CP_PUNCT,
    [UTF8PROC_CATEGORY_PO] = WK_CP_PUNCT,
    [UTF8PROC_CATEGORY_SM] = WK_CP_SYMBOL,
    [UTF8PROC_CATEGORY_SC] = WK_CP_SYMBOL,
    [UTF8PROC_CATEGORY_SK] = WK_CP_SYMBOL,
    [UTF8PROC_CATEGORY_SO] = WK_CP_SYMBOL,
    [UTF8PROC_CATEGORY_ZS] = WK_CP_SPACE,
    [UTF8PROC_CATEGORY_ZL] = WK_CP_SPACE,
    [UTF8PROC_CATEGORY_ZP] = WK_CP_SPACE,
    [UTF8PROC_CATEGORY_CC] = WK_CP_CONTROL,
    [UTF8PROC_CATEGORY_CF] = WK_CP_CONTROL,
    [UTF8PROC_CATEGORY_CS] = 0,
    [UTF8PROC_CATEGORY_CO] = 0,
};

/* Soft hyphen, zero-width space and joiners, marks of direction, word joiner, variation selectors, byte order mark. */
static bool is_ignored(uint32_t cp) {
    return cp == 0xAD || (cp >= 0x200B && cp <= 0x200F) || (cp >= 0x202A && cp <= 0x202E) ||
           (cp >= 0x2060 && cp <= 0x206F) || (cp >= 0xFE00 && cp <= 0xFE0F) || cp == 0xFEFF;
}

unsigned wk_cp_class(uint32_t cp) {
    if (cp > WK_CP_LAST) return 0;
    if ((cp >= '\t' && cp <= '\r') || cp == 0x85) return WK_CP_SPACE | WK_CP_CONTROL;
    unsigned class = class_of_category[utf8proc_category((utf8proc_int32_t)cp)];
    return is_ignored(cp) ? class | WK_CP_IGNORED : class;
}

/* ---- keys -------------------------------------------------------------------------------------------------------- */

/* One spelling for hyphens, apostrophes and spaces; -1 for what is left out. */
static utf8proc_int32_t unify(utf8proc_int32_t cp, void *unused) {
    (void)unused;
    if (cp < 0x80) return cp >= '\t' && cp <= '\r' ? ' ' : cp == '`' ? '\'' : cp;
    switch (cp) {
    case 0xB4: case 0x2B9: case 0x2BB: case 0x2BC: case 0x2BD: case 0x2C8: case 0x2018: case 0x2019: case 0x201A:
    case 0x201B: case 0x2032: case 0x2035: case 0xFF07: return '\'';
    case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0x2015: case 0x2043: case 0x2212: case 0xFE58:
    case 0xFE63: case 0xFF0D: return '-';
    case 0x85: case 0x2028: case 0x2029: return ' ';
    default: return is_ignored((uint32_t)cp) ? -1 : utf8proc_category(cp) == UTF8PROC_CATEGORY_ZS ? ' ' : cp;
    }
}

/* Folds ASCII; s itself when it is folded already. */
static wk_str fold_ascii(wk_arena *arena, wk_str s) {
    size_t i = 0;
    while (i < s.n && !((s.p[i] >= 'A' && s.p[i] <= 'Z') || s.p[i] == '`' || (s.p[i] >= '\t' && s.p[i] <= '\r'))) i++;
    if (i == s.n) return s;
    char *p = wk_alloc(arena, s.n + 1);
    for (i = 0; i < s.n; i++) p[i] = (char)(s.p[i] >= 'A' && s.p[i] <= 'Z' ? s.p[i] + 32 : unify(s.p[i], NULL));
    return (wk_str){p, s.n};
}

static uint8_t mark_class(utf8proc_int32_t cp) {
    return (uint8_t)utf8proc_get_property(cp)->combining_class;
}

/* Sorts marks that follow one another by their class, those of one class as they stood; by counting, for there may be many. */
static void order_run(wk_arena *arena, utf8proc_int32_t *marks, size_t n) {
    size_t ends[257] = {0};
    for (size_t i = 0; i < n; i++) ends[mark_class(marks[i]) + 1]++;
    for (size_t c = 1; c < WK_COUNT(ends); c++) ends[c] += ends[c - 1];
    utf8proc_int32_t *sorted = wk_alloc_array(arena, n, sizeof *sorted);
    for (size_t i = 0; i < n; i++) sorted[ends[mark_class(marks[i])]++] = marks[i];
    memcpy(marks, sorted, n * sizeof *marks);
}

/* The canonical order of marks. */
static void order_marks(wk_arena *arena, utf8proc_int32_t *cps, size_t n) {
    for (size_t i = 0, end; i < n; i = end + 1) {
        for (end = i; end < n && mark_class(cps[end]);) end++;
        if (end - i > 1) order_run(arena, cps + i, end - i);
    }
}

wk_str wk_fold(wk_arena *arena, wk_str s) {
    if (!s.n || all_ascii(s)) return fold_ascii(arena, s);
    WK_ARRAY(utf8proc_int32_t) cps = {0};
    size_t at = 0;
    for (uint32_t cp; wk_utf8_next(s, &at, &cp);) {
        utf8proc_int32_t one = unify((utf8proc_int32_t)cp, NULL), folded[8];
        if (one < 0) continue;
        int last_class = 0;
        utf8proc_ssize_t n = utf8proc_decompose_char(one, folded, (utf8proc_ssize_t)WK_COUNT(folded),
                                                     UTF8PROC_CASEFOLD | UTF8PROC_DECOMPOSE | UTF8PROC_STABLE, &last_class);
        if (n < 0 || n > (utf8proc_ssize_t)WK_COUNT(folded)) *WK_PUSH(arena, &cps) = one;
        else
            for (utf8proc_ssize_t i = 0; i < n; i++) {
                utf8proc_int32_t c = unify(folded[i], NULL);
                if (c >= 0) *WK_PUSH(arena, &cps) = c;
            }
    }
    order_marks(arena, cps.v, cps.n);
    utf8proc_ssize_t n = utf8proc_normalize_utf32(cps.v, (utf8proc_ssize_t)cps.n,
                                                    (utf8proc_option_t)(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
    char *p = wk_alloc(arena, (size_t)(n > 0 ? n : 0) * 4 + 1), *end = p;
    for (utf8proc_ssize_t i = 0; i < n; i++) end += wk_utf8_put((uint32_t)cps.v[i], end);
    wk_str out = {p, (size_t)(end - p)};
    return wk_str_eq(out, s) ? s : out;
}
