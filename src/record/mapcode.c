/* A piece is: gap in text, text length · 2 + (lengths differ), page length when they differ, and the page offset minus
 * the end of the last piece as a zigzag number. */
#include "record/mapcode.h"

static void put(wk_buf *out, uint64_t value) {
    char *p = wk_buf_room(out, 10);
    size_t n = 0;
    for (; value >= 0x80; value >>= 7) p[n++] = (char)(0x80 | (value & 0x7f));
    p[n++] = (char)value;
    out->n += n;
}

/* Runs are written one by one, so that the code of a map does not depend on how its pieces were joined. */
void wk_map_encode(const wk_range_map *map, wk_buf *out) {
    uint64_t text = 0;
    int64_t page = 0;
    for (size_t i = 0; i < map->n; i++)
        for (uint32_t k = 0; k < wk_piece_count(&map->v[i]); k++) {
            const wk_piece p = wk_piece_at(&map->v[i], k);
            bool differ = !wk_piece_is_copy(&p);
            put(out, p.text - text);
            put(out, (uint64_t)p.text_len << 1 | differ);
            if (differ) put(out, p.page_len);
            int64_t step = (int64_t)p.page - page;
            put(out, (uint64_t)step << 1 ^ (uint64_t)(step >> 63));
            text = (uint64_t)p.text + p.text_len;
            page = (int64_t)p.page + p.page_len;
        }
}

static bool get(wk_str *in, uint64_t *value) {
    *value = 0;
    for (unsigned shift = 0; in->n && shift < 64; shift += 7) {
        uint8_t byte = (uint8_t)*in->p;
        in->p++;
        in->n--;
        *value |= (uint64_t)(byte & 0x7f) << shift;
        if (byte < 0x80) return true;
    }
    return false;
}

bool wk_map_decode(wk_arena *arena, wk_str bytes, wk_range_map *map) {
    *map = (wk_range_map){0};
    uint64_t text = 0, gap, length, page_length, step;
    int64_t page = 0;
    while (bytes.n) {
        if (!get(&bytes, &gap) || !get(&bytes, &length)) return false;
        page_length = length >> 1;
        if ((length & 1) && !get(&bytes, &page_length)) return false;
        if (!get(&bytes, &step)) return false;
        length >>= 1;
        if (gap > UINT32_MAX || length > UINT32_MAX || page_length > UINT32_MAX || step > (uint64_t)UINT32_MAX * 2 + 1)
            return false;
        text += gap;
        page += (int64_t)(step >> 1) ^ -(int64_t)(step & 1);
        if (text + length > UINT32_MAX || page < 0 || page + (int64_t)page_length > UINT32_MAX) return false;
        *WK_PUSH(arena, map) = (wk_piece){.text = (uint32_t)text, .text_len = (uint32_t)length, .page = (uint32_t)page,
                                          .page_len = (uint32_t)page_length};
        text += length;
        page += (int64_t)page_length;
    }
    return true;
}
