#include "base/compress.h"

#include "base/array.h"
#include "base/error.h"

#include <brotli/decode.h>
#include <limits.h>
#include <stdlib.h>
#include <zlib.h>
#include <zstd.h>

enum { STEP = 64 * 1024, LARGEST_STEP = 1024 * 1024, LARGEST_DICTIONARY = 16 * 1024 * 1024 };
static const uint32_t DICTIONARY_MAGIC = 0x184D2A5Du;

struct wk_unpacker {
    wk_codec codec;
    bool begun;           /* within a member */
    bool seen;            /* a frame has been seen: no dictionary can come any more */
    bool ready;           /* `z` is initialised */
    uint64_t taken, made; /* of the current member */
    z_stream z;
    ZSTD_DCtx *zstd;
    BrotliDecoderState *brotli;
    wk_buf dictionary; /* the dictionary frame while it is gathered */
};

/* ---- which codec ------------------------------------------------------------------------------------------------- */

static uint32_t little_endian(const char *p) {
    const unsigned char *b = (const unsigned char *)p;
    return b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
}

wk_codec wk_codec_of_magic(wk_str head) {
    if (wk_str_starts(head, WK_S("\x1f\x8b"))) return WK_CODEC_GZIP;
    if (head.n < 4) return WK_CODEC_NONE;
    uint32_t magic = little_endian(head.p);
    return magic == ZSTD_MAGICNUMBER || (magic & 0xFFFFFFF0u) == ZSTD_MAGIC_SKIPPABLE_START ? WK_CODEC_ZSTD : WK_CODEC_NONE;
}

bool wk_codec_of_name(wk_str name, wk_codec *codec) {
    static const struct {
        const char *name;
        wk_codec codec;
    } names[] = {{"gzip", WK_CODEC_GZIP}, {"x-gzip", WK_CODEC_GZIP}, {"deflate", WK_CODEC_DEFLATE}, {"br", WK_CODEC_BROTLI},
                 {"zstd", WK_CODEC_ZSTD}, {"identity", WK_CODEC_NONE}, {"", WK_CODEC_NONE}, {"none", WK_CODEC_NONE}};
    name = wk_str_trim(name);
    for (size_t i = 0; i < WK_COUNT(names); i++)
        if (wk_str_eq_nocase(name, wk_str_of(names[i].name))) {
            *codec = names[i].codec;
            return true;
        }
    return false;
}

/* ---- life -------------------------------------------------------------------------------------------------------- */

wk_unpacker *wk_unpacker_new(wk_codec codec) {
    wk_unpacker *u = wk_malloc(sizeof *u);
    *u = (wk_unpacker){.codec = codec};
    if (codec == WK_CODEC_ZSTD) {
        u->zstd = ZSTD_createDCtx();
        if (!u->zstd) u->zstd = wk_malloc(SIZE_MAX); /* ends the program with its line */
    }
    return u;
}

void wk_unpacker_free(wk_unpacker *u) {
    if (!u) return;
    if (u->ready) inflateEnd(&u->z);
    ZSTD_freeDCtx(u->zstd);
    if (u->brotli) BrotliDecoderDestroyInstance(u->brotli);
    wk_buf_free(&u->dictionary);
    free(u);
}

void wk_unpacker_restart(wk_unpacker *u) {
    if (u->ready) inflateReset(&u->z);
    if (u->zstd) ZSTD_DCtx_reset(u->zstd, ZSTD_reset_session_only);
    if (u->brotli) BrotliDecoderDestroyInstance(u->brotli);
    u->brotli = NULL;
    u->begun = false;
    u->taken = u->made = 0;
    u->dictionary.n = 0;
}

bool wk_unpacker_between(const wk_unpacker *u) {
    return !u->begun && u->dictionary.n == 0;
}

/* ---- one step of each codec: takes from *in, puts to `to` -------------------------------------------------------- */

static wk_status broken(wk_error *error, const char *codec, const char *why) {
    return wk_fail(error, WK_INPUT, "the %s data is broken: %s", codec, why);
}

/* windowBits for zlib: gzip, zlib, or raw deflate, which servers send under the same name. */
static int window_bits(wk_codec codec, wk_str in) {
    if (codec == WK_CODEC_GZIP) return 15 + 16;
    const unsigned char *p = (const unsigned char *)in.p;
    return in.n >= 2 && (p[0] & 15) == 8 && (p[0] * 256 + p[1]) % 31 == 0 ? 15 : -15;
}

static wk_status step_zlib(wk_unpacker *u, wk_str *in, char *to, size_t cap, size_t *got, bool *ended, wk_error *error) {
    if (!u->ready) {
        u->z = (z_stream){0};
        if (inflateInit2(&u->z, window_bits(u->codec, *in)) != Z_OK) return wk_fail(error, WK_MEMORY, "out of memory");
        u->ready = true;
    }
    uInt give = in->n > UINT_MAX ? UINT_MAX : (uInt)in->n, room = cap > UINT_MAX ? UINT_MAX : (uInt)cap;
    u->z.next_in = (Bytef *)(uintptr_t)in->p;
    u->z.avail_in = give;
    u->z.next_out = (Bytef *)to;
    u->z.avail_out = room;
    int code = inflate(&u->z, Z_NO_FLUSH);
    *in = wk_str_cut(*in, give - u->z.avail_in, in->n);
    *got = room - u->z.avail_out;
    *ended = code == Z_STREAM_END;
    if (code == Z_OK || code == Z_BUF_ERROR || code == Z_STREAM_END) return WK_OK;
    return broken(error, u->codec == WK_CODEC_GZIP ? "gzip" : "deflate", u->z.msg ? u->z.msg : "it ends badly");
}

/* Loads a whole dictionary frame: magic number, length, dictionary, which may itself be packed. */
static wk_status load_dictionary(wk_unpacker *u, wk_error *error) {
    wk_str body = wk_str_cut(wk_buf_str(&u->dictionary), 8, u->dictionary.n);
    wk_buf plain = {0};
    wk_status status = WK_OK;
    if (body.n >= 4 && little_endian(body.p) == ZSTD_MAGICNUMBER) {
        status = wk_unpack(WK_CODEC_ZSTD, body, LARGEST_DICTIONARY, &plain, error);
        body = wk_buf_str(&plain);
    }
    if (!status && ZSTD_isError(ZSTD_DCtx_loadDictionary(u->zstd, body.p, body.n)))
        status = broken(error, "zstd", "its dictionary cannot be loaded");
    wk_buf_free(&plain);
    u->dictionary.n = 0;
    return status;
}

/* Gathers the dictionary frame that may stand first. *wait: more bytes are needed before anything else. */
static wk_status gather_dictionary(wk_unpacker *u, wk_str *in, bool *wait, bool *ended, wk_error *error) {
    wk_buf *d = &u->dictionary;
    *wait = false;
    if (u->seen) return WK_OK;
    if (!d->n && in->n >= 4 && little_endian(in->p) != DICTIONARY_MAGIC) {
        u->seen = true;
        return WK_OK;
    }
    for (;;) {
        size_t want = d->n < 8 ? 8 : 8 + (size_t)little_endian(d->p + 4);
        if (d->n >= 4 && little_endian(d->p) != DICTIONARY_MAGIC) return broken(error, "zstd", "it begins with no frame");
        if (want > LARGEST_DICTIONARY) return broken(error, "zstd", "its dictionary is larger than 16 MB");
        if (d->n >= 8 && d->n == want) break;
        if (!in->n) {
            *wait = true;
            return WK_OK;
        }
        size_t take = want - d->n < in->n ? want - d->n : in->n;
        wk_buf_add(d, wk_str_cut(*in, 0, take));
        *in = wk_str_cut(*in, take, in->n);
    }
    u->seen = *ended = *wait = true;
    return load_dictionary(u, error);
}

static wk_status step_zstd(wk_unpacker *u, wk_str *in, char *to, size_t cap, size_t *got, bool *ended, wk_error *error) {
    bool wait;
    wk_status status = gather_dictionary(u, in, &wait, ended, error);
    if (status || wait) return status;
    ZSTD_inBuffer from = {in->p, in->n, 0};
    ZSTD_outBuffer out = {to, cap, 0};
    size_t code = ZSTD_decompressStream(u->zstd, &out, &from);
    *in = wk_str_cut(*in, from.pos, in->n);
    *got = out.pos;
    *ended = code == 0;
    return ZSTD_isError(code) ? broken(error, "zstd", ZSTD_getErrorName(code)) : WK_OK;
}

static wk_status step_brotli(wk_unpacker *u, wk_str *in, char *to, size_t cap, size_t *got, bool *ended, wk_error *error) {
    if (!u->brotli) u->brotli = BrotliDecoderCreateInstance(NULL, NULL, NULL);
    if (!u->brotli) return wk_fail(error, WK_MEMORY, "out of memory");
    size_t left = in->n, room = cap;
    const uint8_t *from = (const uint8_t *)in->p;
    uint8_t *out = (uint8_t *)to;
    BrotliDecoderResult code = BrotliDecoderDecompressStream(u->brotli, &left, &from, &room, &out, NULL);
    *in = wk_str_cut(*in, in->n - left, in->n);
    *got = cap - room;
    *ended = code == BROTLI_DECODER_RESULT_SUCCESS;
    if (code != BROTLI_DECODER_RESULT_ERROR) return WK_OK;
    return broken(error, "brotli", BrotliDecoderErrorString(BrotliDecoderGetErrorCode(u->brotli)));
}

static wk_status step_none(wk_unpacker *u, wk_str *in, char *to, size_t cap, size_t *got, bool *ended, wk_error *error) {
    (void)u, (void)error, (void)ended;
    *got = in->n < cap ? in->n : cap;
    if (*got) memcpy(to, in->p, *got);
    *in = wk_str_cut(*in, *got, in->n);
    return WK_OK;
}

wk_status wk_unpacker_step(wk_unpacker *u, wk_str *in, char *to, size_t cap, size_t *got, bool *ended, wk_error *error) {
    static wk_status (*const steps[])(wk_unpacker *, wk_str *, char *, size_t, size_t *, bool *, wk_error *) = {
        [WK_CODEC_NONE] = step_none,
        [WK_CODEC_GZIP] = step_zlib,
        [WK_CODEC_DEFLATE] = step_zlib,
        [WK_CODEC_ZSTD] = step_zstd,
        [WK_CODEC_BROTLI] = step_brotli,
    };
    size_t before = in->n;
    *got = 0;
    *ended = false;
    wk_status status = steps[u->codec](u, in, to, cap, got, ended, error);
    u->taken += before - in->n;
    u->made += *got;
    u->begun = u->taken > 0;
    if (!status && u->codec != WK_CODEC_NONE && u->made > WK_BOMB_FREE && u->made / WK_BOMB_RATIO > u->taken)
        status = wk_fail(error, WK_INPUT, "it unpacks to more than %d times its size: a decompression bomb", WK_BOMB_RATIO);
    if (status || *ended) wk_unpacker_restart(u);
    return status;
}

/* ---- whole ------------------------------------------------------------------------------------------------------- */

/* Only gzip and zstd have members one after another, each known by its first bytes. */
static bool another_member(wk_codec codec, wk_str rest) {
    return rest.n && wk_codec_of_magic(rest) == codec;
}

wk_status wk_unpack(wk_codec codec, wk_str bytes, size_t limit, wk_buf *out, wk_error *error) {
    wk_unpacker *u = wk_unpacker_new(codec);
    wk_str rest = bytes;
    size_t start = out->n;
    wk_status status = WK_OK;
    while (!status) {
        size_t before = rest.n, got;
        bool ended;
        char *to = wk_buf_room(out, STEP);
        size_t room = out->cap - out->n;
        status = wk_unpacker_step(u, &rest, to, room < LARGEST_STEP ? room : LARGEST_STEP, &got, &ended, error);
        out->n += got;
        if (out->n - start > limit) {
            out->n = start + limit;
            status = wk_fail(error, WK_INPUT, "it unpacks to more than the limit of %zu bytes", limit);
        } else if (ended && !another_member(codec, rest)) break;
        else if (!status && !ended && !got && rest.n == before) {
            if (codec != WK_CODEC_NONE) status = wk_fail(error, WK_INPUT, "the packed data is cut off");
            break;
        }
    }
    if (status) (void)wk_fail_byte(error, status, bytes.n - rest.n);
    wk_unpacker_free(u);
    return status;
}

void wk_pack(wk_str bytes, int level, wk_buf *out) {
    size_t bound = ZSTD_compressBound(bytes.n);
    char *to = wk_buf_room(out, bound);
    size_t n = ZSTD_compress(to, bound, bytes.p ? bytes.p : "", bytes.n, level);
    if (ZSTD_isError(n)) to = wk_malloc(SIZE_MAX), n = 0; /* only memory can fail: ends the program with its line */
    out->n += n;
}
