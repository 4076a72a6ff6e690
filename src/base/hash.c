#include "base/hash.h"

#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>

static void must(int ok) {
    if (ok == 1) return;
    fputs("warkat: SHA-256 is not available in libcrypto: check the OpenSSL configuration\n", stderr);
    exit(70);
}

wk_sha256 wk_hash(wk_str data) {
    wk_sha256 out;
    must(EVP_Digest(data.p ? data.p : "", data.n, out.bytes, NULL, EVP_sha256(), NULL));
    return out;
}

wk_sha256 wk_hash_parts(const wk_str *parts, size_t count) {
    wk_sha256 out;
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    must(context ? EVP_DigestInit_ex(context, EVP_sha256(), NULL) : 0);
    for (size_t i = 0; i < count; i++) {
        uint64_t n = parts[i].n;
        uint8_t head[8];
        for (int b = 0; b < 8; b++) head[b] = (uint8_t)(n >> (8 * b));
        must(EVP_DigestUpdate(context, head, sizeof head));
        if (n) must(EVP_DigestUpdate(context, parts[i].p, parts[i].n));
    }
    must(EVP_DigestFinal_ex(context, out.bytes, NULL));
    EVP_MD_CTX_free(context);
    return out;
}

static wk_str hex(wk_arena *arena, const uint8_t *bytes, size_t n) {
    char *p = wk_alloc(arena, 2 * n + 1);
    for (size_t i = 0; i < n; i++) {
        p[2 * i] = "0123456789abcdef"[bytes[i] >> 4];
        p[2 * i + 1] = "0123456789abcdef"[bytes[i] & 15];
    }
    return (wk_str){p, 2 * n};
}

wk_str wk_hash_hex(wk_arena *arena, wk_sha256 hash) {
    return hex(arena, hash.bytes, sizeof hash.bytes);
}

wk_str wk_hash_id(wk_arena *arena, wk_sha256 hash) {
    return hex(arena, hash.bytes, 8);
}
