/* Page bytes to text by a plain path of its own, for proving: iconv for the encoding, character references one after
 * another. Shares no code with the reading of pages but the table of named references. */
#ifndef WK_PLAIN_H
#define WK_PLAIN_H

#include "base/buf.h"

typedef struct wk_plain wk_plain;

/* For pages in this encoding (WHATWG's name; NULL is UTF-8). NULL when iconv does not know it. */
wk_plain *wk_plain_new(wk_str encoding);
void wk_plain_free(wk_plain *plain);

/* The text of the bytes [from, to) of a page, onto `out`. `references`: "&amp;" means "&". Bytes that mean nothing become U+FFFD. */
void wk_plain_text(wk_plain *plain, wk_str page, size_t from, size_t to, bool references, wk_buf *out);

/* Both say the same but for white space and characters that are not seen; U+FFFD stands for anything. */
bool wk_plain_same(wk_str a, wk_str b);

#endif
