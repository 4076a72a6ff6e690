/* Files of any form: WARC, JSON Lines, feeds, packed or not, told by their first bytes. Promised: it ends, memory is bounded,
 * every page or failure comes to the sink whole. */
#include "base/hash.h"
#include "source/page.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static wk_status take(void *context, const wk_page *page, const wk_error *failure) {
    unsigned *sum = context;
    *sum += wk_hash(page->bytes).bytes[0] + wk_hash(page->file).bytes[0]; /* a sanitizer sees bytes that are not there */
    if (failure && (failure->status == WK_OK || !failure->message[0])) abort();
    return WK_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static int file = -1;
    static char path[64];
    if (file < 0) {
        file = memfd_create("fuzz", 0);
        snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    }
    if (ftruncate(file, 0) != 0 || pwrite(file, data, size, 0) != (ssize_t)size) abort();
    wk_source_options options = {.max_page = 1 << 20};
    unsigned sum = 0;
    wk_error error = {.status = WK_OK};
    if (wk_source_read(path, &options, take, &sum, &error) != WK_OK && !error.message[0]) abort();
    return 0;
}
