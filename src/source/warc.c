#include "source/source.h"

#include "base/error.h"

wk_status wk_read_warc(wk_reader *r, wk_stream *stream, wk_str file) {
    (void)stream;
    wk_error error = {0};
    (void)wk_fail(&error, WK_INPUT, "WARC files cannot be read yet");
    wk_page page = {.bytes = {"", 0}, .file = file};
    return wk_give_failure(r, &page, &error);
}
