#include "text/encoding.h"

#include "base/error.h"
#include "text/encoding_table.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <uchardet/uchardet.h>

enum { GUESS_BYTES = 256 * 1024, LARGEST = 1024 * 1024 * 1024 };

/* What the bytes themselves say of being UTF-8. */
typedef struct evidence {
    size_t good;   /* characters of several bytes */
    size_t bad;    /* faults */
    bool cut_only; /* the one fault is that the last character is cut off */
} evidence;

static evidence weigh(wk_str s) {
    evidence e = {0};
    size_t last = 0;
    for (size_t at = 0, len; at < s.n; at += len) {
        if ((unsigned char)s.p[at] < 0x80) {
            len = 1;
            continue;
        }
        uint32_t cp = wk_utf8_at(s, at, &len);
        bool real = cp != WK_CP_REPLACEMENT || (len == 3 && memcmp(s.p + at, "\xEF\xBF\xBD", 3) == 0);
        if (real) e.good++;
        else e.bad++, last = at;
    }
    e.cut_only = e.bad == 1 && s.n - last < 4 && (e.good > 0 || s.n - last > 1) && (unsigned char)s.p[last] >= 0xC2;
    for (size_t i = last + 1; e.cut_only && i < s.n; i++) e.cut_only = ((unsigned char)s.p[i] & 0xC0) == 0x80;
    return e;
}

/* Text of two bytes a character without a mark: NULs at every second byte of the beginning. */
static const wk_encoding *looks_wide(wk_str s) {
    size_t n = (s.n < 512 ? s.n : 512) / 2 * 2, zero[2] = {0};
    for (size_t i = 0; i < n; i++) zero[i % 2] += s.p[i] == 0;
    if (n < 8) return NULL;
    if (zero[1] > n / 4 && zero[0] <= n / 64) return wk_encoding_find(WK_S("utf-16le"));
    return zero[0] > n / 4 && zero[1] <= n / 64 ? wk_encoding_find(WK_S("utf-16be")) : NULL;
}

/* uchardet's opinion of the bytes around the first that is not ASCII; NULL when it has none we know. */
static const wk_encoding *guess(wk_str s) {
    size_t from = 0;
    while (from < s.n && (unsigned char)s.p[from] < 0x80 && s.p[from] != 0x1B) from++;
    from = from > 256 ? from - 256 : 0;
    wk_str sample = wk_str_cut(s, from, from + GUESS_BYTES);
    uchardet_t detector = uchardet_new();
    if (!detector) return NULL;
    const wk_encoding *found = NULL;
    if (uchardet_handle_data(detector, sample.p, sample.n) == 0) {
        uchardet_data_end(detector);
        found = wk_encoding_find(wk_str_of(uchardet_get_charset(detector)));
    }
    uchardet_delete(detector);
    return found;
}

/* Encodings whose bytes may be valid UTF-8 all the same: seven-bit ones that switch by escape, and UTF-16, whose markup
 * and spaces hold zeros. */
static bool looks_utf8(const wk_encoding *e, wk_str s) {
    if (!e) return false;
    if (e->how == WK_DECODE_UTF16LE || e->how == WK_DECODE_UTF16BE) return memchr(s.p, 0, s.n) != NULL;
    if (e->how == WK_DECODE_ISO_2022_JP) return wk_str_find(s, WK_S("\x1B"), 0) < s.n;
    return e->how == WK_DECODE_REPLACEMENT &&
           (wk_str_find(s, WK_S("\x1B$"), 0) < s.n || wk_str_find(s, WK_S("~{"), 0) < s.n);
}

/* Chooses the encoding of bytes without a byte order mark; says how it is known. */
static const wk_encoding *choose(wk_str bytes, wk_str label, bool html, const char **how) {
    const wk_encoding *utf8 = wk_encoding_find(WK_S("utf-8"));
    const wk_encoding *transport = wk_encoding_find(label), *declared = transport;
    *how = "transport";
    if (!declared && html) declared = wk_encoding_prescan(bytes), *how = "meta";
    const wk_encoding *wide = looks_wide(bytes);
    if (wide) {
        if (transport != wide) *how = "guess";
        return wide;
    }
    if (looks_utf8(declared, bytes)) return declared;
    evidence e = weigh(bytes);
    if (!e.bad) {
        const wk_encoding *escaped = declared ? NULL : memchr(bytes.p, 0x1B, bytes.n) ? guess(bytes) : NULL;
        bool jis = looks_utf8(escaped, bytes);
        *how = jis ? "guess" : "valid";
        return jis ? escaped : utf8;
    }
    bool says_utf8 = declared == utf8;
    if (e.cut_only || e.good >= e.bad * (says_utf8 ? 1 : 4)) {
        if (!says_utf8) *how = "valid";
        return utf8;
    }
    if (declared && !says_utf8) return declared;
    *how = "guess";
    const wk_encoding *guessed = guess(bytes);
    if (guessed && guessed != utf8 && guessed->how != WK_DECODE_REPLACEMENT) return guessed;
    *how = "default";
    return says_utf8 && e.good ? utf8 : wk_encoding_find(WK_S("windows-1252"));
}

static const struct {
    const char *bytes;
    size_t n;
    const char *label;
} marks[] = {{"\xEF\xBB\xBF", 3, "utf-8"}, {"\xFE\xFF", 2, "utf-16be"}, {"\xFF\xFE", 2, "utf-16le"}};

/* The encoding a byte order mark tells, and its length. */
static const wk_encoding *byte_order_mark(wk_str bytes, size_t *n) {
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (wk_str_starts(bytes, (wk_str){marks[i].bytes, marks[i].n})) {
            *n = marks[i].n;
            return wk_encoding_find(wk_str_of(marks[i].label));
        }
    *n = 0;
    return NULL;
}

wk_status wk_decode(wk_arena *arena, wk_str bytes, wk_str label, bool html, wk_decoded *out, wk_error *error) {
    if (bytes.n > LARGEST)
        return wk_fail(error, WK_INPUT, "a page of %zu bytes is larger than the limit of %d; leave it out", bytes.n, LARGEST);
    if (!bytes.p) bytes.p = "";
    wk_decoded result = {.how = "bom"};
    size_t mark;
    const wk_encoding *encoding = byte_order_mark(bytes, &mark);
    wk_str rest = wk_str_cut(bytes, mark, bytes.n);
    if (!encoding && wk_utf8_valid(bytes) && !memchr(bytes.p, 0x1B, bytes.n) && !looks_wide(bytes) &&
        !looks_utf8(wk_encoding_find(label), bytes)) {
        encoding = wk_encoding_find(WK_S("utf-8")); /* nearly every page */
        result.how = "valid";
    }
    if (!encoding) encoding = choose(bytes, label, html, &result.how);
    result.encoding = encoding->name;
    if (encoding->how == WK_DECODE_UTF8 && wk_utf8_valid(rest)) {
        result.text = rest;
        result.identity = mark == 0;
        if (mark) wk_range_add(arena, &result.map, 0, (uint32_t)rest.n, (uint32_t)mark, (uint32_t)rest.n);
        *out = result;
        return WK_OK;
    }
    wk_decoder d = {.in = rest, .base = (uint32_t)mark, .arena = arena};
    wk_decoder_room(&d, rest.n + rest.n / 8 + 16); /* enough for most, so that it does not grow */
    wk_status status = wk_decoder_run(&d, encoding, error);
    if (status != WK_OK) return status;
    result.text = (wk_str){d.out.v, d.out.n};
    result.map = d.map;
    result.invalid = d.invalid;
    *out = result;
    return WK_OK;
}

const char *wk_encoding_name(wk_str label) {
    const wk_encoding *found = wk_encoding_find(label);
    return found ? found->name : NULL;
}

const char *wk_encoding_declared(wk_str bytes) {
    const wk_encoding *found = wk_encoding_prescan(bytes);
    return found ? found->name : NULL;
}
