#include "page/draft.h"
#include "base/error.h"
wk_status wk_html_read(wk_draft *d, wk_error *error) { (void)d; return wk_fail(error, WK_INPUT, "not yet"); }
