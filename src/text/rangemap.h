/* Where text came from: the map from a text that warkat made to the bytes it was read from.
 *
 * A map is a list of pieces in text order. A piece of equal lengths is copied byte by byte; one of unequal lengths
 * stands as a whole (a character reference, a converted character, collapsed white space), or is a run of `count` such
 * wholes of the same lengths side by side (UTF-16 letters: one byte of text for two of the page). Text that no piece covers
 * was inserted by warkat (a separator) and maps to nothing. Page offsets need not grow: parts may be moved. */
#ifndef WK_RANGEMAP_H
#define WK_RANGEMAP_H

#include "base/array.h"
#include "base/str.h"

/* Bytes [start, end). */
typedef struct wk_span {
    uint32_t start, end;
} wk_span;

typedef struct wk_piece {
    uint32_t text, text_len, page, page_len;
    uint32_t count; /* of wholes in it; 0 or 1: one */
} wk_piece;

typedef WK_ARRAY(wk_piece) wk_range_map;
typedef WK_ARRAY(wk_span) wk_spans;

/* Whether a piece is copied byte by byte. */
static inline bool wk_piece_is_copy(const wk_piece *piece) {
    return piece->text_len == piece->page_len;
}

/* How many wholes a piece is (a copy is one), and whole i of them. */
static inline uint32_t wk_piece_count(const wk_piece *piece) {
    return piece->count ? piece->count : 1;
}
wk_piece wk_piece_at(const wk_piece *piece, uint32_t i);

/* Appends a piece at text offset `text` (at or after all pieces so far), joining it to the last one when both are
 * adjacent in text and page and byte by byte, or of the same lengths. Empty pieces are ignored. */
void wk_range_add(wk_arena *arena, wk_range_map *map, uint32_t text, uint32_t text_len, uint32_t page,
                  uint32_t page_len);

/* Appends to `out` the source ranges of `span`, adjacent ones joined, in text order. */
void wk_range_source(wk_arena *arena, const wk_range_map *map, wk_span span, wk_spans *out);

/* The map from outer's text to inner's source, where outer's source is inner's text. O(outer + inner pieces touched
 * · log inner). */
wk_range_map wk_range_compose(wk_arena *arena, const wk_range_map *outer, const wk_range_map *inner);

#endif
