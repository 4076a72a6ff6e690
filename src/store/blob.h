/* Compressed bytes as the record keeps them (zstd with the size in its frame). */
#ifndef WK_BLOB_H
#define WK_BLOB_H

#include "base/str.h"

/* Compresses into the arena. Any thread. */
wk_str wk_blob_pack(wk_arena *arena, wk_str bytes);

/* The bytes again, in the arena; false when the blob is damaged or would be larger than 1 GB. */
bool wk_blob_unpack(wk_arena *arena, wk_str blob, wk_str *bytes);

#endif
