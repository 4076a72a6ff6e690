/* Unpacking gzip, deflate, zstd and brotli, whole or in steps, and packing with zstd for keeping.
 *
 * Packed data is hostile: a member that yields more than a thousand times what it takes (once it has yielded 16 MB) is
 * refused, and so is what exceeds the caller's limit. A zstd file may begin with its dictionary (a frame of the magic
 * number 0x184D2A5D, as .warc.zst has it): it is loaded and used for all frames behind it. */
#ifndef WK_COMPRESS_H
#define WK_COMPRESS_H

#include "base/buf.h"
#include "warkat.h"

typedef enum wk_codec { WK_CODEC_NONE, WK_CODEC_GZIP, WK_CODEC_DEFLATE, WK_CODEC_ZSTD, WK_CODEC_BROTLI } wk_codec;

enum { WK_BOMB_FREE = 16 * 1024 * 1024, WK_BOMB_RATIO = 1000 };

/* By the first bytes: gzip, zstd (also a skippable frame), or none. Wants 4 bytes. */
wk_codec wk_codec_of_magic(wk_str head);

/* By a name of HTTP's Content-Encoding, any case; false when it is unknown. "identity" and "" are WK_CODEC_NONE. */
bool wk_codec_of_name(wk_str name, wk_codec *codec);

/* Unpacks all members of `bytes` onto `out`, at most `limit` bytes. On failure (WK_INPUT, with the byte of `bytes`) `out`
 * holds what could be unpacked. What follows the last member and is no member is ignored. */
wk_status wk_unpack(wk_codec codec, wk_str bytes, size_t limit, wk_buf *out, wk_error *error) WK_MUST_CHECK;

/* Packs `bytes` with zstd onto `out`; `level` as zstd's (3 is usual). wk_unpack(WK_CODEC_ZSTD, …) gives them back. */
void wk_pack(wk_str bytes, int level, wk_buf *out);

/* ---- in steps ---------------------------------------------------------------------------------------------------- */

typedef struct wk_unpacker wk_unpacker;

wk_unpacker *wk_unpacker_new(wk_codec codec);
void wk_unpacker_free(wk_unpacker *u);

/* Takes bytes from the beginning of *in and puts at most `cap` bytes to `to`: *got of them. Returns when *in is used up,
 * `to` is full, or a member has ended (*ended; the next call begins the next one). The very first call wants 4 bytes. After a failure the next call
 * begins a new member too. A skippable frame is a member that yields nothing. */
wk_status wk_unpacker_step(wk_unpacker *u, wk_str *in, char *to, size_t cap, size_t *got, bool *ended,
                           wk_error *error) WK_MUST_CHECK;

/* Between members: nothing of the next one has been taken yet. */
bool wk_unpacker_between(const wk_unpacker *u);

/* Forgets the member begun, so that the next call begins a new one. */
void wk_unpacker_restart(wk_unpacker *u);

#endif
