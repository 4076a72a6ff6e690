#include "source/source.h"

#include "base/error.h"

wk_status wk_read_address(wk_reader *r, const char *address, wk_error *error) {
    (void)r;
    return wk_fail_at(error, WK_NETWORK, address, 0, 0, "addresses cannot be fetched yet");
}
