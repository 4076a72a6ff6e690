#include "source/source.h"

#include "base/error.h"

wk_status wk_read_feed(wk_reader *r, const wk_page *origin) {
    wk_error error = {0};
    (void)wk_fail(&error, WK_INPUT, "feeds cannot be read yet");
    return wk_give_failure(r, origin, &error);
}
