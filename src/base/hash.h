/* SHA-256 (FIPS 180-4, from libcrypto) for what names and proves things. */
#ifndef WK_HASH_H
#define WK_HASH_H

#include "base/str.h"

typedef struct wk_sha256 {
    uint8_t bytes[32];
} wk_sha256;

wk_sha256 wk_hash(wk_str data);

/* Over several strings, each preceded by its length, so that ("ab","c") and ("a","bc") differ. */
wk_sha256 wk_hash_parts(const wk_str *parts, size_t count);

/* 64 lower-case hexadecimal digits. */
wk_str wk_hash_hex(wk_arena *arena, wk_sha256 hash);

/* The first 16 digits: the ids that people see. */
wk_str wk_hash_id(wk_arena *arena, wk_sha256 hash);

#endif
