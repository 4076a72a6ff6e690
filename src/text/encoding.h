/* Any encoding to UTF-8, with the map back to the page's own bytes.
 *
 * Which encoding: a byte order mark; else UTF-8 when the bytes are valid UTF-8; else the label of the transport, then the
 * markup's declaration, then a guess by uchardet, then windows-1252. A text that is UTF-8 but for a few bytes stays
 * UTF-8 whatever its label says; a text whose label says UTF-8 and whose bytes do not is guessed. Bytes that mean
 * nothing become U+FFFD and are counted. */
#ifndef WK_ENCODING_H
#define WK_ENCODING_H

#include "text/rangemap.h"
#include "warkat.h"

typedef struct wk_decoded {
    wk_str text;          /* valid UTF-8; borrowed from the bytes when they are, else in the arena */
    wk_range_map map;     /* text → bytes; empty when `identity` */
    bool identity;        /* text and bytes are the same, offset by offset */
    const char *encoding; /* WHATWG name ("UTF-8", "windows-1252", "Shift_JIS"); static */
    const char *how;      /* "bom", "valid", "transport", "meta", "guess", "default"; static */
    uint32_t invalid;     /* bytes replaced by U+FFFD */
} wk_decoded;

/* Decodes `bytes`. `transport_label`: what the transport or container says ("ISO-8859-1"); NULL when it says nothing.
 * `html`: look for <meta charset> and an XML declaration too. WK_INPUT when the bytes are more than 1 GB. Costs a pass
 * and no memory when the bytes are UTF-8; else the text and up to 16 bytes of map for each converted character. */
wk_status wk_decode(wk_arena *arena, wk_str bytes, wk_str transport_label, bool html, wk_decoded *out,
                    wk_error *error) WK_MUST_CHECK;

/* The WHATWG name of a label, or NULL when there is no such label. */
const char *wk_encoding_name(wk_str label);

/* The name of the encoding that markup declares in a <meta> or an XML declaration, or NULL. */
const char *wk_encoding_declared(wk_str bytes);

#endif
