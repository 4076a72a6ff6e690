/* Decoders of UTF-8 with faults, UTF-16 and encodings of one byte a character; dispatch to the others. */
#include "text/encoding_table.h"

#include "base/array.h"
#include "base/error.h"
#include "text/utf8.h"

#include <iconv.h>

/* ---- putting text ------------------------------------------------------------------------------------------------ */

char *wk_decoder_room(wk_decoder *d, size_t more) {
    d->out.v = wk_grow(d->arena, d->out.v, d->out.n, d->out.n + more, &d->out.cap, 1);
    return d->out.v + d->out.n;
}

void wk_decoder_map(wk_decoder *d, size_t text_len, size_t at, size_t len) {
    wk_range_add(d->arena, &d->map, (uint32_t)(d->out.n - text_len), (uint32_t)text_len, d->base + (uint32_t)at, (uint32_t)len);
}

void wk_decoder_put(wk_decoder *d, uint32_t cp, size_t at, size_t len) {
    size_t n = wk_utf8_put(cp, wk_decoder_room(d, 4));
    d->out.n += n;
    wk_decoder_map(d, n, at, len);
}

void wk_decoder_copy(wk_decoder *d, size_t at, size_t len) {
    if (!len) return;
    memcpy(wk_decoder_room(d, len), d->in.p + at, len);
    d->out.n += len;
    wk_decoder_map(d, len, at, len);
}

void wk_decoder_bad(wk_decoder *d, size_t at, size_t len) {
    d->invalid += (uint32_t)len;
    wk_decoder_put(d, WK_CP_REPLACEMENT, at, len);
}

size_t wk_decoder_ascii(const wk_decoder *d, size_t at) {
    size_t i = at;
    for (uint64_t w; d->in.n - i >= sizeof w; i += sizeof w) {
        memcpy(&w, d->in.p + i, sizeof w);
        if (w & 0x8080808080808080u) break;
    }
    while (i < d->in.n && (unsigned char)d->in.p[i] < 0x80) i++;
    return i - at;
}

wk_status wk_decode_no_iconv(const wk_encoding *encoding, wk_error *error) {
    return wk_fail(error, WK_INTERNAL, "cannot convert from %s: iconv has no %s on this system; install glibc's gconv modules",
                   encoding->name, encoding->iconv);
}

/* ---- decoders ---------------------------------------------------------------------------------------------------- */

static wk_status utf8(wk_decoder *d, const wk_encoding *encoding, wk_error *error) {
    (void)encoding, (void)error;
    for (size_t at = 0, len; at < d->in.n; at += len) {
        len = wk_utf8_valid_to(wk_str_cut(d->in, at, d->in.n));
        wk_decoder_copy(d, at, len);
        at += len;
        if (at == d->in.n) break;
        wk_utf8_at(d->in, at, &len);
        wk_decoder_bad(d, at, len);
    }
    return WK_OK;
}

static wk_status utf16(wk_decoder *d, const wk_encoding *encoding, wk_error *error) {
    (void)error;
    const unsigned char *p = (const unsigned char *)d->in.p;
    unsigned high = encoding->how == WK_DECODE_UTF16BE ? 0 : 1;
    size_t at = 0;
    while (d->in.n - at >= 2) {
        uint32_t unit = (uint32_t)p[at + high] << 8 | p[at + 1 - high], low = 0;
        if (unit < 0xD800 || unit > 0xDFFF) {
            wk_decoder_put(d, unit, at, 2);
            at += 2;
            continue;
        }
        if (unit < 0xDC00 && d->in.n - at >= 4) low = (uint32_t)p[at + 2 + high] << 8 | p[at + 3 - high];
        if (low < 0xDC00 || low > 0xDFFF) {
            wk_decoder_bad(d, at, 2);
            at += 2;
            continue;
        }
        wk_decoder_put(d, 0x10000 + ((unit & 0x3FF) << 10 | (low & 0x3FF)), at, 4);
        at += 4;
    }
    if (at < d->in.n) wk_decoder_bad(d, at, d->in.n - at);
    return WK_OK;
}

/* Where the standard's tables differ from iconv's. */
static const struct {
    const char *encoding;
    uint8_t byte;
    uint16_t cp;
} differences[] = {
    {"KOI8-U", 0xAE, 0x045E},      {"KOI8-U", 0xBE, 0x040E},      {"macintosh", 0xDB, 0x20AC},
    {"macintosh", 0xF0, 0xF8FF},   {"windows-1255", 0xCA, 0x05BA}, {"x-mac-cyrillic", 0xFF, 0x20AC},
    {"windows-874", 0x80, 0x20AC}, {"windows-874", 0x85, 0x2026}, {"windows-874", 0x91, 0x2018},
    {"windows-874", 0x92, 0x2019}, {"windows-874", 0x93, 0x201C}, {"windows-874", 0x94, 0x201D},
    {"windows-874", 0x95, 0x2022}, {"windows-874", 0x96, 0x2013}, {"windows-874", 0x97, 0x2014},
    {"windows-874", 0xA0, 0x00A0}, {"x-mac-cyrillic", 0xA2, 0x0490}, {"x-mac-cyrillic", 0xB6, 0x0491},
    {"macintosh", 0xC6, 0x2206},
};

/* The code points of bytes 0x80 to 0xFF; 0: none. Unassigned C1 bytes stand for themselves, as the standard has it. */
static bool single_table(const wk_encoding *encoding, uint32_t table[128]) {
    iconv_t cd = iconv_open("UCS-4LE", encoding->iconv);
    if (cd == (iconv_t)-1) return false;
    for (unsigned i = 0; i < 128; i++) {
        char byte = (char)(0x80 + i), *in = &byte, *out = (char *)&table[i];
        size_t in_left = 1, out_left = sizeof table[i];
        unsigned char cp[4] = {0};
        out = (char *)cp;
        iconv(cd, &in, &in_left, &out, &out_left);
        iconv(cd, NULL, NULL, &out, &out_left); /* some converters wait for a combining mark */
        table[i] = cp[0] | (uint32_t)cp[1] << 8 | (uint32_t)cp[2] << 16;
        if (!table[i] && i < 32) table[i] = 0x80 + i;
    }
    iconv_close(cd);
    for (size_t i = 0; i < WK_COUNT(differences); i++)
        if (strcmp(differences[i].encoding, encoding->name) == 0) table[differences[i].byte - 0x80] = differences[i].cp;
    return true;
}

static wk_status single(wk_decoder *d, const wk_encoding *encoding, wk_error *error) {
    uint32_t table[128];
    if (!single_table(encoding, table)) return wk_decode_no_iconv(encoding, error);
    for (size_t at = 0; at < d->in.n;) {
        size_t run = wk_decoder_ascii(d, at);
        wk_decoder_copy(d, at, run);
        for (at += run; at < d->in.n && (unsigned char)d->in.p[at] >= 0x80; at++) {
            uint32_t cp = table[(unsigned char)d->in.p[at] - 0x80];
            if (cp) wk_decoder_put(d, cp, at, 1);
            else wk_decoder_bad(d, at, 1);
        }
    }
    return WK_OK;
}

static wk_status user_defined(wk_decoder *d, const wk_encoding *encoding, wk_error *error) {
    (void)encoding, (void)error;
    for (size_t at = 0; at < d->in.n; at++) {
        unsigned char c = (unsigned char)d->in.p[at];
        if (c < 0x80) wk_decoder_copy(d, at, 1);
        else wk_decoder_put(d, 0xF700u + c, at, 1);
    }
    return WK_OK;
}

static wk_status replacement(wk_decoder *d, const wk_encoding *encoding, wk_error *error) {
    (void)encoding, (void)error;
    if (d->in.n) wk_decoder_bad(d, 0, d->in.n);
    return WK_OK;
}

wk_status wk_decoder_run(wk_decoder *d, const wk_encoding *encoding, wk_error *error) {
    static wk_status (*const decoders[])(wk_decoder *, const wk_encoding *, wk_error *) = {
        [WK_DECODE_UTF8] = utf8,
        [WK_DECODE_SINGLE] = single,
        [WK_DECODE_UTF16LE] = utf16,
        [WK_DECODE_UTF16BE] = utf16,
        [WK_DECODE_BIG5] = wk_decode_multibyte,
        [WK_DECODE_EUC_KR] = wk_decode_multibyte,
        [WK_DECODE_GB18030] = wk_decode_multibyte,
        [WK_DECODE_SHIFT_JIS] = wk_decode_multibyte,
        [WK_DECODE_EUC_JP] = wk_decode_multibyte,
        [WK_DECODE_ISO_2022_JP] = wk_decode_multibyte,
        [WK_DECODE_USER] = user_defined,
        [WK_DECODE_REPLACEMENT] = replacement,
    };
    return decoders[encoding->how](d, encoding, error);
}
