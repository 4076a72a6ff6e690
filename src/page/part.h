/* Building a part of an article: text put together from stretches of the page's UTF-8 text, with the map back. */
#ifndef WK_PART_H
#define WK_PART_H

#include "page/article.h"

/* Zero is empty; give it its arena before use. Lives in the arena. */
typedef struct wk_part_builder {
    wk_arena *arena;
    char *p;
    size_t n, cap;
    wk_range_map map;
} wk_part_builder;

/* Appends bytes of the page as they are: source[span]. */
void wk_part_copy(wk_part_builder *b, wk_str source, wk_span span);

/* Appends `text`, which stands for the bytes [page, page + page_len) as a whole. */
void wk_part_piece(wk_part_builder *b, wk_str text, uint32_t page, uint32_t page_len);

/* Appends words that the page does not have (a separator); nothing when the part is still empty. */
void wk_part_separate(wk_part_builder *b, const char *text);

/* The part as it is now, under `name` (which must live on). */
wk_part wk_part_done(const wk_part_builder *b, wk_str name);

/* Without white space of any kind (no-break spaces, zero-width signs too) at both ends. */
wk_str wk_trim_all(wk_str s);

/* White space runs made one space; trimmed. A copy in the arena when anything changes. */
wk_str wk_squeeze(wk_arena *arena, wk_str s);

#endif
