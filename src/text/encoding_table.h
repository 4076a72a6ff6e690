/* What the files of the encoding part share; others include text/encoding.h. */
#ifndef WK_ENCODING_TABLE_H
#define WK_ENCODING_TABLE_H

#include "base/buf.h"
#include "text/rangemap.h"
#include "warkat.h"

typedef enum wk_decoding {
    WK_DECODE_UTF8,
    WK_DECODE_SINGLE,
    WK_DECODE_UTF16LE,
    WK_DECODE_UTF16BE,
    WK_DECODE_BIG5,
    WK_DECODE_EUC_KR,
    WK_DECODE_GB18030,
    WK_DECODE_SHIFT_JIS,
    WK_DECODE_EUC_JP,
    WK_DECODE_ISO_2022_JP,
    WK_DECODE_USER,
    WK_DECODE_REPLACEMENT
} wk_decoding;

typedef struct wk_encoding {
    const char *name, *iconv; /* iconv NULL: decoded without it */
    wk_decoding how;
    const char *labels;
} wk_encoding;

/* The encoding of a label (any case, white space around it), or NULL. */
const wk_encoding *wk_encoding_find(wk_str label);

/* The encoding that the markup itself declares: the standard's prescan of a byte stream for <meta>, over the first
 * 64 KB, then an XML declaration. NULL when it declares none. */
const wk_encoding *wk_encoding_prescan(wk_str bytes);

/* Bytes being turned into text. */
typedef struct wk_decoder {
    wk_str in;
    wk_arena *arena;
    WK_ARRAY(char) out; /* text so far */
    wk_range_map map;
    uint32_t base;    /* where in.p[0] stands in the page */
    uint32_t invalid; /* bytes replaced so far */
} wk_decoder;

/* Room for `more` bytes of text; the caller adds to out.n what it wrote. */
char *wk_decoder_room(wk_decoder *d, size_t more);

/* Notes that the last text_len bytes of `out` were read from [at, at + len) of `in`. */
void wk_decoder_map(wk_decoder *d, size_t text_len, size_t at, size_t len);

/* Adds a character read from [at, at + len) of `in`. */
void wk_decoder_put(wk_decoder *d, uint32_t cp, size_t at, size_t len);

/* Adds [at, at + len) as it is: ASCII or valid UTF-8. */
void wk_decoder_copy(wk_decoder *d, size_t at, size_t len);

/* Adds U+FFFD for [at, at + len), counted. */
void wk_decoder_bad(wk_decoder *d, size_t at, size_t len);

/* Length of the run of ASCII at `at`. */
size_t wk_decoder_ascii(const wk_decoder *d, size_t at);

/* Decodes all of d->in. WK_INTERNAL when iconv does not know the encoding on this system. */
wk_status wk_decoder_run(wk_decoder *d, const wk_encoding *encoding, wk_error *error) WK_MUST_CHECK;

/* Encodings with characters of several bytes (encoding_multibyte.c), through iconv one character at a time. */
wk_status wk_decode_multibyte(wk_decoder *d, const wk_encoding *encoding, wk_error *error) WK_MUST_CHECK;

/* What iconv cannot do here. */
wk_status wk_decode_no_iconv(const wk_encoding *encoding, wk_error *error);

#endif
