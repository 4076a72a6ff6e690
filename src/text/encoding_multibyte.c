/* Chinese, Japanese and Korean encodings. The standard says which bytes belong to one character and what a broken one
 * costs (when its second byte is ASCII, the first alone); iconv says which character it is, one at a time, so that
 * every character keeps its place in the page. What iconv said is remembered for the rest of the page. */
#include "text/encoding_table.h"

#include "base/array.h"
#include "base/error.h"
#include "text/utf8.h"

#include <iconv.h>
#include <stdlib.h>

enum { UNKNOWN = 0, NO_CHARACTER = 1 }; /* what a memo holds beside code points, which are all ≥ 0x80 */

typedef struct converter {
    iconv_t cd[2];  /* the second for what the first does not know; (iconv_t)-1: none */
    uint32_t *memo; /* by two bytes */
} converter;

static uint32_t ask(iconv_t cd, const char *bytes, size_t n) {
    if (cd == (iconv_t)-1) return NO_CHARACTER;
    char in[4], *from = in;
    unsigned char cp[8] = {0};
    char *to = (char *)cp;
    size_t left = n, room = sizeof cp;
    memcpy(in, bytes, n);
    bool failed = iconv(cd, &from, &left, &to, &room) == (size_t)-1 || left;
    if (failed) iconv(cd, NULL, NULL, NULL, NULL);
    else iconv(cd, NULL, NULL, &to, &room); /* some converters wait for a combining mark */
    uint32_t value = cp[0] | (uint32_t)cp[1] << 8 | (uint32_t)cp[2] << 16;
    return failed || value < 0x80 ? NO_CHARACTER : value;
}

/* The code point of a character of n ≤ 4 bytes, or NO_CHARACTER. */
static uint32_t convert(converter *c, const char *bytes, size_t n) {
    uint32_t *memo = n == 2 ? &c->memo[(unsigned char)bytes[0] << 8 | (unsigned char)bytes[1]] : NULL;
    if (memo && *memo) return *memo;
    uint32_t cp = ask(c->cd[0], bytes, n);
    if (memo) *memo = cp;
    return cp;
}

/* ---- how many bytes make a character: 0 when the bytes at p, the first of them no ASCII, cannot be one ----------- */

static bool in(unsigned char c, unsigned low, unsigned high) {
    return c >= low && c <= high;
}

static size_t frame_big5(const unsigned char *p, size_t n) {
    return n >= 2 && in(p[0], 0x81, 0xFE) && (in(p[1], 0x40, 0x7E) || in(p[1], 0xA1, 0xFE)) ? 2 : 0;
}

static size_t frame_euc_kr(const unsigned char *p, size_t n) {
    return n >= 2 && in(p[0], 0x81, 0xFE) && in(p[1], 0x41, 0xFE) ? 2 : 0;
}

static size_t frame_gb18030(const unsigned char *p, size_t n) {
    if (p[0] == 0x80) return 1;
    if (n < 2 || !in(p[0], 0x81, 0xFE)) return 0;
    if (in(p[1], 0x40, 0x7E) || in(p[1], 0x80, 0xFE)) return 2;
    return n >= 4 && in(p[1], 0x30, 0x39) && in(p[2], 0x81, 0xFE) && in(p[3], 0x30, 0x39) ? 4 : 0;
}

static size_t frame_shift_jis(const unsigned char *p, size_t n) {
    if (p[0] == 0x80 || in(p[0], 0xA1, 0xDF)) return 1;
    bool lead = in(p[0], 0x81, 0x9F) || in(p[0], 0xE0, 0xFC);
    return n >= 2 && lead && (in(p[1], 0x40, 0x7E) || in(p[1], 0x80, 0xFC)) ? 2 : 0;
}

static size_t frame_euc_jp(const unsigned char *p, size_t n) {
    if (n >= 2 && p[0] == 0x8E) return in(p[1], 0xA1, 0xDF) ? 2 : 0;
    if (p[0] == 0x8F) return n >= 3 && in(p[1], 0xA1, 0xFE) && in(p[2], 0xA1, 0xFE) ? 3 : 0;
    return n >= 2 && in(p[0], 0xA1, 0xFE) && in(p[1], 0xA1, 0xFE) ? 2 : 0;
}

/* ---- what a whole character is ----------------------------------------------------------------------------------- */

/* A character of JIS X 0208 by row and cell, asked in Shift_JIS as Microsoft has it, whose table is the standard's. */
static uint32_t jis_0208(converter *c, unsigned row, unsigned cell) {
    unsigned lead = row / 2 + (row < 62 ? 0x81 : 0xC1);
    unsigned trail = row % 2 ? cell + 0x9F : cell + (cell < 63 ? 0x40 : 0x41);
    char bytes[2] = {(char)lead, (char)trail};
    return convert(c, bytes, 2);
}

static uint32_t char_plain(converter *c, const unsigned char *p, size_t n) {
    return convert(c, (const char *)p, n);
}

static uint32_t char_big5(converter *c, const unsigned char *p, size_t n) {
    uint32_t cp = convert(c, (const char *)p, n);
    return cp == NO_CHARACTER ? ask(c->cd[1], (const char *)p, n) : cp;
}

static uint32_t char_gb18030(converter *c, const unsigned char *p, size_t n) {
    return n == 1 ? 0x20AC : convert(c, (const char *)p, n);
}

static uint32_t char_shift_jis(converter *c, const unsigned char *p, size_t n) {
    if (n == 1) return p[0] == 0x80 ? 0x80 : 0xFF61u + p[0] - 0xA1;
    if (!in(p[0], 0xF0, 0xF9)) return convert(c, (const char *)p, n);
    return 0xE000u + (p[0] - 0xF0u) * 188 + p[1] - (p[1] < 0x7F ? 0x40u : 0x41u); /* for private use */
}

static uint32_t char_euc_jp(converter *c, const unsigned char *p, size_t n) {
    if (p[0] == 0x8E) return 0xFF61u + p[1] - 0xA1;
    if (n == 3) return ask(c->cd[1], (const char *)p, n);
    return jis_0208(c, p[0] - 0xA1u, p[1] - 0xA1u);
}

typedef struct multibyte {
    wk_decoding how;
    const char *iconv[2];
    size_t (*frame)(const unsigned char *p, size_t n);
    uint32_t (*character)(converter *c, const unsigned char *p, size_t n);
} multibyte;

static const multibyte kinds[] = {
    {WK_DECODE_BIG5, {"BIG5-HKSCS", "CP950"}, frame_big5, char_big5},
    {WK_DECODE_EUC_KR, {"CP949", NULL}, frame_euc_kr, char_plain},
    {WK_DECODE_GB18030, {"GB18030", NULL}, frame_gb18030, char_gb18030},
    {WK_DECODE_SHIFT_JIS, {"WINDOWS-31J", NULL}, frame_shift_jis, char_shift_jis},
    {WK_DECODE_EUC_JP, {"WINDOWS-31J", "EUC-JP-MS"}, frame_euc_jp, char_euc_jp},
    {WK_DECODE_ISO_2022_JP, {"WINDOWS-31J", NULL}, NULL, NULL},
};

/* ---- the decoders ------------------------------------------------------------------------------------------------ */

/* Big5 has four characters that Unicode writes with two. */
static bool big5_pair(wk_decoder *d, size_t at) {
    static const struct {
        uint8_t trail;
        uint16_t base, mark;
    } pairs[] = {{0x62, 0xCA, 0x304}, {0x64, 0xCA, 0x30C}, {0xA3, 0xEA, 0x304}, {0xA5, 0xEA, 0x30C}};
    for (size_t i = 0; i < WK_COUNT(pairs); i++) {
        if ((unsigned char)d->in.p[at] != 0x88 || (unsigned char)d->in.p[at + 1] != pairs[i].trail) continue;
        char *to = wk_decoder_room(d, 4);
        size_t n = wk_utf8_put(pairs[i].base, to);
        n += wk_utf8_put(pairs[i].mark, to + n);
        d->out.n += n;
        wk_decoder_map(d, n, at, 2);
        return true;
    }
    return false;
}

static void framed(wk_decoder *d, converter *c, const multibyte *kind) {
    const unsigned char *p = (const unsigned char *)d->in.p;
    for (size_t at = 0; at < d->in.n;) {
        size_t n = wk_decoder_ascii(d, at);
        if (n) {
            wk_decoder_copy(d, at, n);
            at += n;
            continue;
        }
        n = kind->frame(p + at, d->in.n - at);
        if (n == 2 && kind->how == WK_DECODE_BIG5 && big5_pair(d, at)) {
            at += n;
            continue;
        }
        uint32_t cp = n ? kind->character(c, p + at, n) : NO_CHARACTER;
        if (cp == NO_CHARACTER) {
            n = n < 2 || p[at + 1] < 0x80 ? 1 : n;
            wk_decoder_bad(d, at, n);
        } else wk_decoder_put(d, cp, at, n);
        at += n;
    }
}

typedef enum jis_state { JIS_ASCII, JIS_ROMAN, JIS_KATAKANA, JIS_0208 } jis_state;

/* The escape sequence at p, or false. */
static bool jis_escape(const unsigned char *p, size_t n, jis_state *state) {
    static const struct {
        char bytes[3];
        uint8_t state;
    } escapes[] = {{"(B", JIS_ASCII}, {"(J", JIS_ROMAN}, {"(I", JIS_KATAKANA}, {"$@", JIS_0208}, {"$B", JIS_0208}};
    for (size_t i = 0; n >= 3 && i < WK_COUNT(escapes); i++)
        if (p[1] == escapes[i].bytes[0] && p[2] == escapes[i].bytes[1]) {
            *state = escapes[i].state;
            return true;
        }
    return false;
}

/* One character outside escapes; returns the bytes taken. */
static size_t jis_char(wk_decoder *d, converter *c, jis_state state, size_t at) {
    const unsigned char *p = (const unsigned char *)d->in.p + at;
    if (p[0] >= 0x80 || p[0] == 0x0E || p[0] == 0x0F || p[0] == 0x1B) wk_decoder_bad(d, at, 1);
    else if (state == JIS_KATAKANA && in(p[0], 0x21, 0x5F)) wk_decoder_put(d, 0xFF61u - 0x21 + p[0], at, 1);
    else if (state == JIS_ROMAN && (p[0] == 0x5C || p[0] == 0x7E)) wk_decoder_put(d, p[0] == 0x5C ? 0xA5 : 0x203E, at, 1);
    else if (state == JIS_0208 && in(p[0], 0x21, 0x7E)) {
        bool whole = d->in.n - at >= 2 && in(p[1], 0x21, 0x7E);
        uint32_t cp = whole ? jis_0208(c, p[0] - 0x21u, p[1] - 0x21u) : NO_CHARACTER;
        if (cp == NO_CHARACTER) wk_decoder_bad(d, at, whole ? 2 : 1);
        else wk_decoder_put(d, cp, at, 2);
        return whole ? 2 : 1;
    } else wk_decoder_copy(d, at, 1);
    return 1;
}

static void iso_2022_jp(wk_decoder *d, converter *c) {
    jis_state state = JIS_ASCII;
    for (size_t at = 0; at < d->in.n;) {
        bool escape = d->in.p[at] == 0x1B && jis_escape((const unsigned char *)d->in.p + at, d->in.n - at, &state);
        at += escape ? 3 : jis_char(d, c, state, at);
    }
}

wk_status wk_decode_multibyte(wk_decoder *d, const wk_encoding *encoding, wk_error *error) {
    const multibyte *kind = kinds;
    while (kind->how != encoding->how) kind++;
    converter c = {.cd = {iconv_open("UCS-4LE", kind->iconv[0]), (iconv_t)-1}};
    if (c.cd[0] == (iconv_t)-1) return wk_decode_no_iconv(encoding, error);
    if (kind->iconv[1]) c.cd[1] = iconv_open("UCS-4LE", kind->iconv[1]);
    c.memo = calloc(65536, sizeof *c.memo);
    if (!c.memo) c.memo = wk_malloc(SIZE_MAX); /* ends the program with its line */
    if (kind->frame) framed(d, &c, kind);
    else iso_2022_jp(d, &c);
    free(c.memo);
    for (size_t i = 0; i < WK_COUNT(c.cd); i++)
        if (c.cd[i] != (iconv_t)-1) iconv_close(c.cd[i]);
    return WK_OK;
}
