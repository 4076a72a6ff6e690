/* The whole way of one page: bytes → article → reading → JSON → reading → JSON. The first byte says what kind of page it
 * is. Promised: every part leads back into the page, every span lies in its part, and JSON that was read back is
 * written again byte for byte. */
#include "base/buf.h"
#include "read/reading_json.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void hold(bool promise) {
    if (!promise) abort();
}

static void check_span(const wk_article *article, uint32_t part, wk_span span) {
    hold(part < article->parts.n && span.start <= span.end && span.end <= article->parts.v[part].text.n);
}

static void check_reading(const wk_reading *reading) {
    for (size_t i = 0; i < reading->statements.n; i++) {
        const wk_statement *s = &reading->statements.v[i];
        for (size_t k = 0; k < s->content.n; k++) check_span(reading->article, s->part, s->content.v[k]);
        check_span(reading->article, s->part, s->speaker);
        check_span(reading->article, s->part, s->cue);
    }
    for (size_t i = 0; i < reading->acts.n; i++) {
        const wk_act *a = &reading->acts.v[i];
        for (size_t k = 0; k < a->evidence.n; k++) check_span(reading->article, a->part, a->evidence.v[k]);
    }
    for (size_t i = 0; i < reading->sources.n; i++)
        check_span(reading->article, reading->sources.v[i].part, reading->sources.v[i].at);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static wk_packs *packs;
    static wk_arena *arena;
    if (!packs) {
        hold(wk_packs_load(NULL, &packs, NULL) == WK_OK);
        arena = wk_arena_new();
    }
    if (size < 1) return 0;
    wk_page page = {.bytes = {(const char *)data + 1, size - 1}, .kind = (wk_page_kind)(data[0] % 3),
                    .file = wk_str_of("fuzz"), .url = wk_str_of("https://warta.example/2023/08/15/surat")};
    wk_article *article = NULL;
    if (wk_article_read(arena, packs, &page, &article, NULL) == WK_OK) {
        for (size_t i = 0; i < article->parts.n; i++) {
            const wk_part *part = &article->parts.v[i];
            for (size_t k = 0; k < part->map.n; k++) {
                wk_piece piece = part->map.v[k];
                hold(piece.text + piece.text_len <= part->text.n && piece.page + piece.page_len <= page.bytes.n);
            }
        }
        wk_reading *reading = wk_read(arena, packs, article), *again = NULL;
        check_reading(reading);
        wk_buf first = {0}, second = {0};
        wk_reading_json(reading, &first);
        hold(wk_reading_parse(arena, wk_buf_str(&first), &again, NULL, NULL) == WK_OK);
        wk_reading_json(again, &second);
        hold(first.n == second.n && memcmp(first.p, second.p, first.n) == 0);
        wk_buf_free(&first);
        wk_buf_free(&second);
    }
    wk_arena_reset(arena);
    return 0;
}
