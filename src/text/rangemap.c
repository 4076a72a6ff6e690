#include "text/rangemap.h"

wk_piece wk_piece_at(const wk_piece *piece, uint32_t i) {
    uint32_t n = wk_piece_count(piece), text = piece->text_len / n, page = piece->page_len / n;
    return (wk_piece){.text = piece->text + i * text, .text_len = text, .page = piece->page + i * page, .page_len = page};
}

/* Whether the wholes of both pieces have the same lengths. */
static bool alike(const wk_piece *a, const wk_piece *b) {
    uint32_t m = wk_piece_count(a), n = wk_piece_count(b);
    return a->text_len / m == b->text_len / n && a->page_len / m == b->page_len / n;
}

static void add_piece(wk_arena *arena, wk_range_map *map, wk_piece piece) {
    if (!piece.text_len) return;
    wk_piece *last = map->n ? &map->v[map->n - 1] : NULL;
    bool adjacent = last && last->text + last->text_len == piece.text && last->page + last->page_len == piece.page;
    bool copies = adjacent && wk_piece_is_copy(last) && wk_piece_is_copy(&piece);
    if (copies || (adjacent && !wk_piece_is_copy(last) && alike(last, &piece))) {
        if (!copies) last->count = wk_piece_count(last) + wk_piece_count(&piece);
        last->text_len += piece.text_len;
        last->page_len += piece.page_len;
        return;
    }
    *WK_PUSH(arena, map) = piece;
}

void wk_range_add(wk_arena *arena, wk_range_map *map, uint32_t text, uint32_t text_len, uint32_t page,
                  uint32_t page_len) {
    add_piece(arena, map, (wk_piece){.text = text, .text_len = text_len, .page = page, .page_len = page_len});
}

/* First piece that ends after `at`. */
static size_t first_after(const wk_range_map *map, uint32_t at) {
    size_t low = 0, high = map->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (map->v[middle].text + map->v[middle].text_len <= at) low = middle + 1;
        else high = middle;
    }
    return low;
}

/* The source of the part of `piece` that lies in `span`, which touches it; wholes stay whole. */
static wk_span source_of(const wk_piece *piece, wk_span span) {
    uint32_t from = span.start > piece->text ? span.start - piece->text : 0;
    uint32_t end = piece->text + piece->text_len, to = span.end < end ? span.end - piece->text : piece->text_len;
    if (wk_piece_is_copy(piece)) return (wk_span){piece->page + from, piece->page + to};
    uint32_t n = wk_piece_count(piece), text = piece->text_len / n, page = piece->page_len / n;
    return (wk_span){piece->page + from / text * page, piece->page + (to + text - 1) / text * page};
}

void wk_range_source(wk_arena *arena, const wk_range_map *map, wk_span span, wk_spans *out) {
    for (size_t i = first_after(map, span.start); i < map->n && map->v[i].text < span.end; i++) {
        wk_span s = source_of(&map->v[i], span);
        wk_span *last = out->n ? &out->v[out->n - 1] : NULL;
        if (last && last->end == s.start) last->end = s.end;
        else *WK_PUSH(arena, out) = s;
    }
}

/* Bytes [from, to) of inner piece `p` as text at `at`: of a run the wholes at its ends may be cut. */
static void add_part(wk_arena *arena, wk_range_map *out, uint32_t at, const wk_piece *p, uint32_t from, uint32_t to) {
    uint32_t n = wk_piece_count(p), text = p->text_len / n;
    while (from < to) {
        uint32_t first = (from - p->text) / text, whole = p->text + first * text, stop = to;
        uint32_t count = n > 1 && from == whole ? (to - from) / text : 0; /* wholes that can be added at once */
        if (count)
            stop = from + count * text;
        else if (n > 1 && whole + text < to)
            stop = whole + text;
        wk_span s = source_of(p, (wk_span){from, stop});
        add_piece(arena, out, (wk_piece){.text = at, .text_len = stop - from, .page = s.start,
                                         .page_len = s.end - s.start, .count = count});
        at += stop - from;
        from = stop;
    }
}

/* Maps one byte-by-byte piece of outer through inner. */
static void compose_copy(wk_arena *arena, const wk_piece *o, const wk_range_map *inner, wk_range_map *out) {
    wk_span want = {o->page, o->page + o->page_len};
    for (size_t i = first_after(inner, want.start); i < inner->n && inner->v[i].text < want.end; i++) {
        const wk_piece *p = &inner->v[i];
        uint32_t from = p->text > want.start ? p->text : want.start;
        uint32_t end = p->text + p->text_len, to = end < want.end ? end : want.end;
        add_part(arena, out, o->text + (from - want.start), p, from, to);
    }
}

wk_range_map wk_range_compose(wk_arena *arena, const wk_range_map *outer, const wk_range_map *inner) {
    wk_range_map out = {0};
    for (size_t i = 0; i < outer->n; i++) {
        const wk_piece *o = &outer->v[i];
        if (wk_piece_is_copy(o)) {
            compose_copy(arena, o, inner, &out);
            continue;
        }
        for (uint32_t k = 0; k < wk_piece_count(o); k++) {
            wk_piece one = wk_piece_at(o, k);
            uint32_t end = one.page + one.page_len;
            size_t first = first_after(inner, one.page), last = first;
            while (last < inner->n && inner->v[last].text < end) last++;
            if (first == last) continue;
            uint32_t start = source_of(&inner->v[first], (wk_span){one.page, end}).start;
            uint32_t stop = source_of(&inner->v[last - 1], (wk_span){one.page, end}).end;
            wk_range_add(arena, &out, one.text, one.text_len, start, stop - start);
        }
    }
    return out;
}
