#include "base/base64.h"

#include <openssl/evp.h>

enum { STEP = 48 * 1024 * 1024 }; /* of three: libcrypto counts in int */

void wk_base64_add(wk_buf *out, wk_str bytes) {
    for (size_t at = 0; at < bytes.n; at += STEP) {
        wk_str piece = wk_str_cut(bytes, at, bytes.n - at < STEP ? bytes.n : at + STEP);
        char *to = wk_buf_room(out, piece.n / 3 * 4 + 5);
        out->n += (size_t)EVP_EncodeBlock((unsigned char *)to, (const unsigned char *)piece.p, (int)piece.n);
    }
}

bool wk_base64_read(wk_arena *arena, wk_str text, wk_str *bytes) {
    size_t padding = 0;
    while (padding < 2 && padding < text.n && text.p[text.n - 1 - padding] == '=') padding++;
    if (text.n % 4 || text.n > INT32_MAX) return false;
    unsigned char *to = wk_alloc(arena, text.n / 4 * 3 + 1);
    int n = text.n ? EVP_DecodeBlock(to, (const unsigned char *)text.p, (int)text.n) : 0;
    if (n < 0 || (size_t)n < padding) return false;
    *bytes = (wk_str){(const char *)to, (size_t)n - padding};
    return true;
}
