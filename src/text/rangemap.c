#include "text/rangemap.h"

void wk_range_add(wk_arena *arena, wk_range_map *map, uint32_t text, uint32_t text_len, uint32_t page,
                  uint32_t page_len) {
    if (!text_len) return;
    wk_piece *last = map->n ? &map->v[map->n - 1] : NULL;
    if (last && text_len == page_len && last->text_len == last->page_len && last->text + last->text_len == text &&
        last->page + last->page_len == page) {
        last->text_len += text_len;
        last->page_len += page_len;
        return;
    }
    *WK_PUSH(arena, map) = (wk_piece){text, text_len, page, page_len};
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

/* The source of the part of `piece` that lies in `span`; whole pieces stay whole. */
static wk_span source_of(const wk_piece *piece, wk_span span) {
    if (piece->text_len != piece->page_len) return (wk_span){piece->page, piece->page + piece->page_len};
    uint32_t from = span.start > piece->text ? span.start - piece->text : 0;
    uint32_t end = piece->text + piece->text_len, to = span.end < end ? span.end - piece->text : piece->text_len;
    return (wk_span){piece->page + from, piece->page + to};
}

void wk_range_source(wk_arena *arena, const wk_range_map *map, wk_span span, wk_spans *out) {
    for (size_t i = first_after(map, span.start); i < map->n && map->v[i].text < span.end; i++) {
        wk_span s = source_of(&map->v[i], span);
        wk_span *last = out->n ? &out->v[out->n - 1] : NULL;
        if (last && last->end == s.start) last->end = s.end;
        else *WK_PUSH(arena, out) = s;
    }
}

/* Maps one byte-by-byte piece of outer through inner. */
static void compose_linear(wk_arena *arena, const wk_piece *o, const wk_range_map *inner, wk_range_map *out) {
    wk_span want = {o->page, o->page + o->page_len};
    for (size_t i = first_after(inner, want.start); i < inner->n && inner->v[i].text < want.end; i++) {
        const wk_piece *p = &inner->v[i];
        uint32_t from = p->text > want.start ? p->text : want.start;
        uint32_t end = p->text + p->text_len, to = end < want.end ? end : want.end;
        wk_span s = source_of(p, want);
        wk_range_add(arena, out, o->text + (from - want.start), to - from, s.start, s.end - s.start);
    }
}

wk_range_map wk_range_compose(wk_arena *arena, const wk_range_map *outer, const wk_range_map *inner) {
    wk_range_map out = {0};
    for (size_t i = 0; i < outer->n; i++) {
        const wk_piece *o = &outer->v[i];
        if (o->text_len == o->page_len) {
            compose_linear(arena, o, inner, &out);
            continue;
        }
        wk_spans s = {0};
        wk_range_source(arena, inner, (wk_span){o->page, o->page + o->page_len}, &s);
        if (s.n) wk_range_add(arena, &out, o->text, o->text_len, s.v[0].start, s.v[s.n - 1].end - s.v[0].start);
    }
    return out;
}
