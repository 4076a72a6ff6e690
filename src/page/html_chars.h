/* Classes of ASCII characters and searches over bytes, as the tokenizer needs them: the searches look at 16 bytes at
 * a time where the processor can and read nothing at or after `end`. */
#ifndef WK_HTML_CHARS_H
#define WK_HTML_CHARS_H

#include "base/str.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum {
    WK_CH_SPACE = 1,     /* tab, line feed, form feed, carriage return, space */
    WK_CH_ALPHA = 2,
    WK_CH_DIGIT = 4,
    WK_CH_HEX = 8,
    WK_CH_NAME_END = 16, /* ends a tag's name: space / > */
    WK_CH_ATTR_END = 32, /* ends an attribute's name: space / > = */
    WK_CH_ODD = 64       /* NUL or capital: a name that holds one is not its own lower case */
};

extern const uint8_t wk_ch_class[256];

static inline bool wk_ch_is(char c, unsigned classes) {
    return wk_ch_class[(unsigned char)c] & classes;
}

static inline char wk_ch_lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

/* p[0..n) equals `lower` (ASCII, lower case) but for ASCII case. */
static inline bool wk_ch_same(const char *p, const char *lower, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (wk_ch_lower(p[i]) != lower[i]) return false;
    return true;
}

/* The name at p, which takes at least one byte and ends at a character of the classes `ends` or at `end`: returns its
 * length. Its first 16 bytes go to `key`, in lower case and padded with zeros; NULs become spaces. */
static inline size_t wk_ch_name(const char *p, const char *end, unsigned ends, char key[16]) {
#ifdef __SSE2__
    static const uint8_t keep[32] = {255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255};
    if (end - p >= 16) {
        const __m128i block = _mm_loadu_si128((const __m128i *)(const void *)p), space = _mm_set1_epi8(' ');
        const __m128i sign = _mm_or_si128(_mm_cmpeq_epi8(block, _mm_set1_epi8('>')),
                                          _mm_or_si128(_mm_cmpeq_epi8(block, _mm_set1_epi8('=')),
                                                       _mm_cmpeq_epi8(block, _mm_set1_epi8('/'))));
        const __m128i low = _mm_cmpeq_epi8(_mm_min_epu8(block, space), block);
        const int hit = _mm_movemask_epi8(_mm_or_si128(sign, low));
        const size_t n = hit ? (size_t)__builtin_ctz((unsigned)hit) : 0;
        if (n && wk_ch_is(p[n], ends)) {
            const __m128i capital = _mm_and_si128(_mm_cmpgt_epi8(block, _mm_set1_epi8('A' - 1)),
                                                  _mm_cmplt_epi8(block, _mm_set1_epi8('Z' + 1)));
            const __m128i small = _mm_or_si128(block, _mm_and_si128(capital, space));
            const __m128i mask = _mm_loadu_si128((const __m128i *)(const void *)(keep + 16 - n));
            _mm_storeu_si128((__m128i *)(void *)key, _mm_and_si128(small, mask));
            return n;
        }
    }
#endif
    size_t n = 0;
    memset(key, 0, 16);
    do {
        if (n < 16) key[n] = p[n] ? wk_ch_lower(p[n]) : ' ';
        n++;
    } while (p + n < end && !wk_ch_is(p[n], ends));
    return n;
}

/* The first c in [p, end), or end. For short distances; memchr() is for long ones. */
static inline const char *wk_ch_find(const char *p, const char *end, char c) {
#ifdef __SSE2__
    const __m128i want = _mm_set1_epi8(c);
    for (; end - p >= 16; p += 16) {
        __m128i block = _mm_loadu_si128((const __m128i *)(const void *)p);
        int hit = _mm_movemask_epi8(_mm_cmpeq_epi8(block, want));
        if (hit) return p + __builtin_ctz((unsigned)hit);
    }
#endif
    while (p < end && *p != c) p++;
    return p;
}

/* The first '<' in [p, end) that is followed by '/' or '!' (`bang`), or end. */
static inline const char *wk_ch_find_close(const char *p, const char *end, bool bang) {
    const char second = bang ? '!' : '/';
#ifdef __SSE2__
    const __m128i less = _mm_set1_epi8('<'), slash = _mm_set1_epi8('/'), other = _mm_set1_epi8(second);
    for (; end - p >= 17; p += 16) {
        __m128i a = _mm_loadu_si128((const __m128i *)(const void *)p);
        __m128i b = _mm_loadu_si128((const __m128i *)(const void *)(p + 1));
        __m128i after = _mm_or_si128(_mm_cmpeq_epi8(b, slash), _mm_cmpeq_epi8(b, other));
        int hit = _mm_movemask_epi8(_mm_and_si128(_mm_cmpeq_epi8(a, less), after));
        if (hit) return p + __builtin_ctz((unsigned)hit);
    }
#endif
    for (; end - p >= 2; p++)
        if (p[0] == '<' && (p[1] == '/' || p[1] == second)) return p;
    return end;
}

/* The first `quote` in [p, end), or end; *plain is cleared when '&', NUL or a carriage return stands before it. */
static inline const char *wk_ch_find_quote(const char *p, const char *end, char quote, bool *plain) {
#ifdef __SSE2__
    const __m128i want = _mm_set1_epi8(quote), amp = _mm_set1_epi8('&'), cr = _mm_set1_epi8('\r');
    const __m128i nul = _mm_setzero_si128();
    for (; end - p >= 16; p += 16) {
        __m128i block = _mm_loadu_si128((const __m128i *)(const void *)p);
        __m128i odd = _mm_or_si128(_mm_cmpeq_epi8(block, amp), _mm_cmpeq_epi8(block, cr));
        unsigned other = (unsigned)_mm_movemask_epi8(_mm_or_si128(odd, _mm_cmpeq_epi8(block, nul)));
        unsigned hit = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(block, want));
        if (hit) {
            if (other & (hit ^ (hit - 1))) *plain = false;
            return p + __builtin_ctz(hit);
        }
        if (other) *plain = false;
    }
#endif
    for (; p < end && *p != quote; p++)
        if (*p == '&' || *p == '\0' || *p == '\r') *plain = false;
    return p;
}

#endif
