/* Any bytes read as a WARC file, packed or not: every failure says where and why, no page exceeds the limit. */
#include "source/source.h"

#include <assert.h>

static wk_status check(void *context, const wk_page *page, const wk_error *failure) {
    const wk_reader *r = context;
    if (failure) assert(failure->status && failure->message[0] && failure->file[0]);
    else assert(page->bytes.p && page->bytes.n <= r->max_page && page->file.n);
    return WK_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    wk_reader r = {.max_page = 1 << 20, .sink = check, .arena = wk_arena_new()};
    r.context = &r;
    wk_stream stream;
    wk_error error;
    if (!wk_stream_memory((wk_str){(const char *)data, size}, "fuzz.warc", &stream, &error)) {
        wk_status status = wk_read_warc(&r, &stream, WK_S("fuzz.warc"));
        assert(status == WK_OK);
        wk_stream_close(&stream);
    }
    wk_arena_free(r.arena);
    return 0;
}
