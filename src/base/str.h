/* Strings as views: a pointer and a length, not owned, not ended by NUL. A view with p == NULL is "not known"
 * (null in JSON), which is not the same as the empty string. */
#ifndef WK_STR_H
#define WK_STR_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct wk_str {
    const char *p;
    size_t n;
} wk_str;

/* A view of a string literal. */
#define WK_S(literal) ((wk_str){"" literal, sizeof(literal) - 1})
/* For printf: printf("%.*s", WK_F(view)). */
#define WK_F(s) (int)((s).n > INT32_MAX ? INT32_MAX : (s).n), ((s).p ? (s).p : "")

static inline wk_str wk_str_of(const char *text) {
    return (wk_str){text, text ? strlen(text) : 0};
}

/* memcmp() == 0 without the call for what is short, which most words are: 4 to 16 bytes are two loads that may overlap. */
static inline bool wk_same_bytes(const char *a, const char *b, size_t n) {
    uint64_t a8[2], b8[2];
    uint32_t a4[2], b4[2];
    if (n > 16) return memcmp(a, b, n) == 0;
    if (n >= 8) {
        memcpy(&a8[0], a, 8), memcpy(&a8[1], a + n - 8, 8), memcpy(&b8[0], b, 8), memcpy(&b8[1], b + n - 8, 8);
        return !((a8[0] ^ b8[0]) | (a8[1] ^ b8[1]));
    }
    if (n >= 4) {
        memcpy(&a4[0], a, 4), memcpy(&a4[1], a + n - 4, 4), memcpy(&b4[0], b, 4), memcpy(&b4[1], b + n - 4, 4);
        return !((a4[0] ^ b4[0]) | (a4[1] ^ b4[1]));
    }
    return !n || (a[0] == b[0] && a[n / 2] == b[n / 2] && a[n - 1] == b[n - 1]);
}

static inline bool wk_str_eq(wk_str a, wk_str b) {
    return a.n == b.n && wk_same_bytes(a.p, b.p, a.n);
}

static inline bool wk_str_starts(wk_str s, wk_str with) {
    return s.n >= with.n && (with.n == 0 || memcmp(s.p, with.p, with.n) == 0);
}

static inline bool wk_str_ends(wk_str s, wk_str with) {
    return s.n >= with.n && (with.n == 0 || memcmp(s.p + s.n - with.n, with.p, with.n) == 0);
}

/* The part [start, end) of s, cut to its bounds; NULL stays NULL. */
static inline wk_str wk_str_cut(wk_str s, size_t start, size_t end) {
    if (end > s.n) end = s.n;
    if (start > end) start = end;
    return (wk_str){s.p ? s.p + start : NULL, end - start};
}

/* Total order by bytes; NULL before everything. */
int wk_str_cmp(wk_str a, wk_str b);

/* Equal when ASCII letters' case is forgotten (tag names, header names, labels). */
bool wk_str_eq_nocase(wk_str a, wk_str b);

/* Without ASCII white space at both ends. */
wk_str wk_str_trim(wk_str s);

/* Offset of the first `needle` in s at or after `from`; s.n when there is none. */
size_t wk_str_find(wk_str s, wk_str needle, size_t from);

/* A copy in the arena, followed by a NUL that is not counted. NULL stays NULL. */
wk_str wk_str_copy(wk_arena *arena, wk_str s);

/* printf into the arena. */
wk_str wk_str_printf(wk_arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Next field of `*rest` up to `by` (removed from *rest with its separator); false when *rest is used up. */
bool wk_str_split(wk_str *rest, char by, wk_str *field);

/* A decimal number of digits only, at most `max`; false when it is not one. */
bool wk_str_number(wk_str s, uint32_t max, uint32_t *value);

#endif
