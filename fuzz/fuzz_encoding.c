/* Any bytes under any label become valid UTF-8 whose map lies within them. The first byte chooses the label. */
#include "base/array.h"
#include "text/encoding.h"
#include "text/utf8.h"

#include <assert.h>

static const char *const labels[] = {NULL, "utf-8", "windows-1252", "utf-16le", "utf-16be", "big5", "gb18030", "shift_jis",
                                     "euc-kr", "euc-jp", "iso-2022-jp", "koi8-u", "x-user-defined", "iso-2022-kr"};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (!size) return 0;
    wk_arena *arena = wk_arena_new();
    wk_str bytes = {(const char *)data + 1, size - 1};
    wk_decoded d;
    if (!wk_decode(arena, bytes, wk_str_of(labels[data[0] % WK_COUNT(labels)]), data[0] & 128, &d, NULL)) {
        assert(wk_utf8_valid(d.text));
        uint32_t text = 0, page = 0;
        for (size_t i = 0; i < d.map.n; i++) {
            const wk_piece *p = &d.map.v[i];
            assert(p->text == text && p->page >= page && p->page + p->page_len <= bytes.n);
            text += p->text_len;
            page = p->page + p->page_len;
        }
        assert(d.identity || text == d.text.n);
        wk_cp_index index = wk_cp_index_make(arena, d.text);
        assert(wk_byte_of_cp(&index, wk_cp_of_byte(&index, d.text.n)) == d.text.n);
        wk_str key = wk_fold(arena, wk_utf8_clip(d.text, 4096));
        assert(wk_utf8_valid(key) && wk_str_eq(wk_fold(arena, key), key));
    }
    wk_arena_free(arena);
    return 0;
}
