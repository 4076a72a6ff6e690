/* Base64 (RFC 4648), by libcrypto. */
#ifndef WK_BASE64_H
#define WK_BASE64_H

#include "base/buf.h"

/* Onto `out`, with padding, without line breaks. */
void wk_base64_add(wk_buf *out, wk_str bytes);

/* Decodes; false when it is no base64 of whole quadruples. The bytes lie in the arena. */
bool wk_base64_read(wk_arena *arena, wk_str text, wk_str *bytes);

#endif
