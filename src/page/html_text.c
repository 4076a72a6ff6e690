/* From raw bytes to what they mean: character references, line ends, NULs. */
#include "page/html.h"
#include "page/html_chars.h"

static bool has_references(wk_text_mode mode) {
    return mode == WK_TEXT_DATA || mode == WK_TEXT_RCDATA || mode == WK_TEXT_VALUE;
}

/* NULs mean U+FFFD everywhere but in data and CDATA, where the tokenizer passes them on. */
static bool passes_nul(wk_text_mode mode) {
    return mode == WK_TEXT_DATA || mode == WK_TEXT_CDATA;
}

/* The first '&' (when `references`), NUL or carriage return, or end. */
static const char *find_odd(const char *p, const char *end, bool references) {
    const char amp = references ? '&' : '\0';
#ifdef __SSE2__
    const __m128i a = _mm_set1_epi8(amp), cr = _mm_set1_epi8('\r'), nul = _mm_setzero_si128();
    for (; end - p >= 16; p += 16) {
        __m128i block = _mm_loadu_si128((const __m128i *)(const void *)p);
        __m128i odd = _mm_or_si128(_mm_cmpeq_epi8(block, a), _mm_cmpeq_epi8(block, cr));
        int hit = _mm_movemask_epi8(_mm_or_si128(odd, _mm_cmpeq_epi8(block, nul)));
        if (hit) return p + __builtin_ctz((unsigned)hit);
    }
#endif
    while (p < end && *p != amp && *p != '\r' && *p != '\0') p++;
    return p;
}

/* What stands at `p`, an odd byte: fills `made` and returns how many input bytes it takes; 0 when the byte means
 * itself. */
static size_t make(wk_html_text *text, const char *p, size_t *n) {
    if (*p == '&') return wk_html_reference(p, text->end, text->mode == WK_TEXT_VALUE, text->made, n);
    if (*p == '\r') {
        text->made[0] = '\n';
        *n = 1;
        return p + 1 < text->end && p[1] == '\n' ? 2 : 1;
    }
    if (passes_nul(text->mode)) {
        *n = 0;
        return text->keep_nul ? 0 : 1;
    }
    memcpy(text->made, "\xEF\xBF\xBD", 3);
    *n = 3;
    return 1;
}

bool wk_html_text_next(wk_html_text *text, wk_str *piece, uint32_t *start, uint32_t *stop) {
    const bool references = has_references(text->mode);
    const char *from = text->p, *p = from;
    while (p < text->end) {
        p = find_odd(p, text->end, references);
        if (p == text->end) break;
        size_t made = 0, taken = make(text, p, &made);
        if (taken == 0) {
            p++;
            continue;
        }
        if (p > from) break; /* the plain stretch before it comes first */
        text->p = p + taken;
        if (made == 0) { /* a NUL that is dropped */
            from = p = text->p;
            continue;
        }
        *piece = (wk_str){text->made, made};
        *start = (uint32_t)(p - text->begin);
        *stop = (uint32_t)(text->p - text->begin);
        return true;
    }
    if (p == from) return false;
    text->p = p;
    *piece = (wk_str){from, (size_t)(p - from)};
    *start = (uint32_t)(from - text->begin);
    *stop = (uint32_t)(p - text->begin);
    return true;
}

wk_html_text wk_html_text_of(const wk_html *html, uint32_t node) {
    const wk_node *n = &html->nodes.v[node];
    const char *input = html->input.p;
    return (wk_html_text){
        .p = input + n->start, .end = input + n->stop, .begin = input, .mode = (wk_text_mode)n->mode};
}

wk_str wk_html_decode(wk_arena *arena, wk_str raw, wk_text_mode mode) {
    if (!raw.n) return raw;
    wk_html_text text = {.p = raw.p, .end = raw.p + raw.n, .begin = raw.p, .mode = mode, .keep_nul = true};
    wk_str piece;
    uint32_t start, stop;
    if (!wk_html_text_next(&text, &piece, &start, &stop)) return raw;
    if (piece.p == raw.p && piece.n == raw.n) return raw;
    /* a piece may be longer than its bytes only by a few: "&nGt" and NUL; three bytes each suffice */
    size_t cap = 0, n = 0;
    char *out = wk_grow(arena, NULL, 0, raw.n + 16, &cap, 1);
    do {
        if (n + piece.n > cap) out = wk_grow(arena, out, n, n + piece.n + (size_t)(text.end - text.p), &cap, 1);
        memcpy(out + n, piece.p, piece.n);
        n += piece.n;
    } while (wk_html_text_next(&text, &piece, &start, &stop));
    return (wk_str){out, n};
}
