/* Any bytes read as a feed, as JSON Lines, and as robots.txt: every failure says where and why. */
#include "source/robots.h"
#include "source/source.h"

#include <assert.h>

static wk_status check(void *context, const wk_page *page, const wk_error *failure) {
    (void)context;
    if (failure) assert(failure->status && failure->message[0] && failure->file[0]);
    else assert(page->bytes.p && page->file.n);
    return WK_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    wk_str bytes = {(const char *)data, size};
    wk_reader r = {.max_page = 1 << 20, .sink = check, .arena = wk_arena_new()};
    wk_page origin = {.bytes = bytes, .file = WK_S("fuzz.rss")};
    assert(wk_read_feed(&r, &origin) == WK_OK);
    wk_stream stream;
    if (!wk_stream_memory(bytes, "fuzz.jsonl", &stream, NULL)) {
        assert(wk_read_lines(&r, &stream, WK_S("fuzz.jsonl")) == WK_OK);
        wk_stream_close(&stream);
    }
    (void)wk_robots_allow(bytes, WK_S("warkat"), wk_str_cut(bytes, 0, 64));
    wk_arena_free(r.arena);
    return 0;
}
