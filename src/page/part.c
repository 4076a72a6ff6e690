#include "page/part.h"

#include "text/utf8.h"

/* Room for `more` bytes at the end. */
static char *room(wk_part_builder *b, size_t more) {
    b->p = wk_grow(b->arena, b->p, b->n, b->n + more, &b->cap, 1);
    return b->p + b->n;
}

void wk_part_copy(wk_part_builder *b, wk_str source, wk_span span) {
    size_t n = span.end - span.start;
    if (!n) return;
    memcpy(room(b, n), source.p + span.start, n);
    wk_range_add(b->arena, &b->map, (uint32_t)b->n, (uint32_t)n, span.start, (uint32_t)n);
    b->n += n;
}

void wk_part_piece(wk_part_builder *b, wk_str text, uint32_t page, uint32_t page_len) {
    if (!text.n) return;
    memcpy(room(b, text.n), text.p, text.n);
    wk_range_add(b->arena, &b->map, (uint32_t)b->n, (uint32_t)text.n, page, page_len);
    b->n += text.n;
}

void wk_part_separate(wk_part_builder *b, const char *text) {
    size_t n = strlen(text);
    if (!b->n) return;
    memcpy(room(b, n), text, n);
    b->n += n;
}

wk_part wk_part_done(const wk_part_builder *b, wk_str name) {
    return (wk_part){name, {b->p ? b->p : "", b->n}, b->map};
}

/* White space, control characters and signs that show nothing. */
static bool is_blank(uint32_t cp) {
    return cp < 128 ? cp <= ' ' : (wk_cp_class(cp) & (WK_CP_SPACE | WK_CP_IGNORED)) != 0;
}

wk_str wk_trim_all(wk_str s) {
    uint32_t cp;
    for (size_t at = 0; wk_utf8_next(s, &at, &cp) && is_blank(cp); at = 0) s = wk_str_cut(s, at, s.n);
    for (size_t at = s.n; wk_utf8_prev(s, &at, &cp) && is_blank(cp); at = s.n) s.n = at;
    return s;
}

wk_str wk_squeeze(wk_arena *arena, wk_str s) {
    if (!s.p) return s;
    s = wk_trim_all(s);
    char *out = wk_alloc(arena, s.n + 1);
    size_t n = 0, at = 0;
    uint32_t cp;
    bool gap = false;
    for (size_t from = 0; wk_utf8_next(s, &at, &cp); from = at) {
        if (cp < 128 ? cp <= ' ' : (wk_cp_class(cp) & WK_CP_SPACE) != 0) {
            gap = true;
            continue;
        }
        if (gap) out[n++] = ' ';
        gap = false;
        memcpy(out + n, s.p + from, at - from);
        n += at - from;
    }
    return (wk_str){out, n};
}
