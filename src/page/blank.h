/* White space as it collapses on a page: ASCII's, the no-break space, and signs of no width (which leave no gap). The
 * searches look at 16 bytes at a time where the processor can; text is valid UTF-8. */
#ifndef WK_BLANK_H
#define WK_BLANK_H

#include "base/str.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { WK_BLANK_GAP = 2 }; /* longer blanks are signs of no width */

/* Bytes of the blank at p (n of them are there), 0 when there is none. */
static inline size_t wk_blank_at(const char *p, size_t n) {
    unsigned char c = (unsigned char)*p;
    if (c <= ' ') return 1;
    if (c < 0xC2) return 0;
    if (c == 0xC2) return n >= 2 && (unsigned char)p[1] == 0xA0 ? 2 : 0;
    if (c == 0xE2) return n >= 3 && (unsigned char)p[1] == 0x80 && (unsigned char)p[2] == 0x8B ? 3 : 0;
    return c == 0xEF && n >= 3 && (unsigned char)p[1] == 0xBB && (unsigned char)p[2] == 0xBF ? 3 : 0;
}

/* Text that collapses to nothing or one space. */
static inline bool wk_is_blank(wk_str s) {
    size_t i = 0, n;
#ifdef __SSE2__
    const __m128i space = _mm_set1_epi8(' ');
    for (; s.n - i >= 8; i += 8) {
        const __m128i b = _mm_loadl_epi64((const __m128i *)(const void *)(s.p + i));
        if ((_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_min_epu8(b, space), b)) & 0xFF) != 0xFF) break;
    }
#endif
    for (; i < s.n; i += n)
        if (!(n = wk_blank_at(s.p + i, s.n - i))) return false;
    return true;
}

/* Bytes from p, which is no blank, up to white space that is more than one space between two words (or to n). */
static inline size_t wk_words_at(const char *p, size_t n) {
    size_t i = 0;
    for (;;) {
#ifdef __SSE2__
        const __m128i space = _mm_set1_epi8(' ');
        for (; n - i >= 17; i += 16) {
            const __m128i a = _mm_loadu_si128((const __m128i *)(const void *)(p + i));
            const __m128i b = _mm_loadu_si128((const __m128i *)(const void *)(p + i + 1));
            const __m128i is_space = _mm_cmpeq_epi8(a, space);
            const __m128i low = _mm_cmpeq_epi8(_mm_min_epu8(a, space), a), low_b = _mm_cmpeq_epi8(_mm_min_epu8(b, space), b);
            const __m128i lead = _mm_or_si128(_mm_cmpeq_epi8(a, _mm_set1_epi8((char)0xC2)),
                                              _mm_or_si128(_mm_cmpeq_epi8(a, _mm_set1_epi8((char)0xE2)),
                                                           _mm_cmpeq_epi8(a, _mm_set1_epi8((char)0xEF))));
            const __m128i odd = _mm_or_si128(_mm_andnot_si128(is_space, low), _mm_and_si128(is_space, low_b));
            const unsigned hit = (unsigned)_mm_movemask_epi8(_mm_or_si128(odd, lead));
            if (hit) {
                i += (size_t)__builtin_ctz(hit);
                break;
            }
        }
#endif
        if (i == n) break;
        const bool one_space = p[i] == ' ' && i + 1 < n && (unsigned char)p[i + 1] > ' ';
        if (!one_space && wk_blank_at(p + i, n - i)) break;
        i++;
    }
    return i && p[i - 1] == ' ' ? i - 1 : i;
}

#endif
