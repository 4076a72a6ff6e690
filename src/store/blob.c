#include "store/blob.h"

#include <stdlib.h>
#include <zstd.h>

enum { LEVEL = 3, LARGEST = 1 << 30 };

wk_str wk_blob_pack(wk_arena *arena, wk_str bytes) {
    size_t room = ZSTD_compressBound(bytes.n);
    char *out = wk_malloc(room); /* not in the arena: the bound is far above what is kept */
    ZSTD_CCtx *zstd = ZSTD_createCCtx();
    ZSTD_CCtx_setParameter(zstd, ZSTD_c_compressionLevel, LEVEL);
    ZSTD_CCtx_setParameter(zstd, ZSTD_c_checksumFlag, 1); /* what is damaged on disk is not taken for something else */
    size_t n = ZSTD_compress2(zstd, out, room, bytes.p ? bytes.p : "", bytes.n);
    ZSTD_freeCCtx(zstd);
    wk_str blob = ZSTD_isError(n) ? (wk_str){0} : wk_str_copy(arena, (wk_str){out, n});
    free(out);
    return blob;
}

bool wk_blob_unpack(wk_arena *arena, wk_str blob, wk_str *bytes) {
    unsigned long long size = ZSTD_getFrameContentSize(blob.p ? blob.p : "", blob.n);
    if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > LARGEST) return false;
    char *out = wk_alloc(arena, (size_t)size + 1);
    size_t n = ZSTD_decompress(out, (size_t)size, blob.p, blob.n);
    *bytes = (wk_str){out, (size_t)size};
    return !ZSTD_isError(n) && n == size;
}
