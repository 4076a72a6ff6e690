#include "run/plain.h"

#include "base/array.h"
#include "page/html.h"
#include "text/utf8.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>

struct wk_plain {
    iconv_t cd;
    bool shifts; /* ISO-2022-JP: what bytes mean depends on the escape sequence before them */
};

/* WHATWG's name → iconv's, where they differ. */
static const char *const names[][2] = {
    {"shift_jis", "CP932"},        {"euc-kr", "CP949"},          {"gbk", "GB18030"},
    {"big5", "BIG5-HKSCS"},        {"windows-874", "CP874"},     {"iso-8859-8-i", "ISO-8859-8"},
    {"x-mac-cyrillic", "MAC-UK"},  {"ibm866", "CP866"},          {"utf-16le", "UTF-16LE"},
    {"utf-16be", "UTF-16BE"},      {"macintosh", "MACINTOSH"},   {"euc-jp", "EUC-JP-MS"},
};

wk_plain *wk_plain_new(wk_str encoding) {
    char name[64] = "UTF-8";
    if (encoding.n && encoding.n < sizeof name) {
        memcpy(name, encoding.p, encoding.n);
        name[encoding.n] = '\0';
    }
    for (size_t i = 0; i < WK_COUNT(names); i++)
        if (wk_str_eq_nocase(wk_str_of(name), wk_str_of(names[i][0]))) strcpy(name, names[i][1]);
    iconv_t cd = iconv_open("UTF-8", name);
    if (cd == (iconv_t)-1) return NULL;
    wk_plain *plain = wk_malloc(sizeof *plain);
    plain->cd = cd;
    plain->shifts = wk_str_eq_nocase(wk_str_of(name), WK_S("iso-2022-jp"));
    return plain;
}

void wk_plain_free(wk_plain *plain) {
    if (!plain) return;
    iconv_close(plain->cd);
    free(plain);
}

static const wk_str replacement = {"\xef\xbf\xbd", 3};

/* Brings the converter into the state that the last escape sequence before `at` left: three bytes from ESC on. */
static void shift(wk_plain *plain, wk_str page, size_t at) {
    enum { FAR = 64 * 1024, SEQUENCE = 3 };
    size_t from = at > FAR ? at - FAR : 0;
    char *escape = plain->shifts ? memrchr(page.p + from, 0x1B, at - from) : NULL;
    iconv(plain->cd, NULL, NULL, NULL, NULL);
    if (!escape || escape + SEQUENCE > page.p + at) return;
    char sink[8], *to = sink;
    size_t left = SEQUENCE, room = sizeof sink;
    iconv(plain->cd, &escape, &left, &to, &room);
}

/* The bytes as UTF-8, onto `out`. */
static void decode(wk_plain *plain, wk_str page, size_t from, size_t end, wk_buf *out) {
    char *in = (char *)(uintptr_t)page.p + from;
    size_t left = end - from;
    shift(plain, page, from);
    while (left) {
        char *to = wk_buf_room(out, left * 4 + 16), *start = to;
        size_t room = left * 4 + 16;
        size_t done = iconv(plain->cd, &in, &left, &to, &room);
        out->n += (size_t)(to - start);
        if (done != (size_t)-1) break;
        if (errno == E2BIG) continue;
        wk_buf_add(out, replacement); /* EILSEQ, EINVAL: one byte is passed over */
        in++;
        left--;
    }
}

static void references(wk_str text, wk_buf *out) {
    for (size_t i = 0; i < text.n;) {
        size_t amp = wk_str_find(text, WK_S("&"), i);
        wk_buf_add(out, wk_str_cut(text, i, amp));
        if (amp == text.n) return;
        char meant[8];
        size_t n, used = wk_html_reference(text.p + amp, text.p + text.n, false, meant, &n);
        if (used) wk_buf_add(out, (wk_str){meant, n});
        else wk_buf_byte(out, '&');
        i = amp + (used ? used : 1);
    }
}

void wk_plain_text(wk_plain *plain, wk_str page, size_t from, size_t to, bool with_references, wk_buf *out) {
    if (!with_references) {
        decode(plain, page, from, to, out);
        return;
    }
    wk_buf text = {0};
    decode(plain, page, from, to, &text);
    references(wk_buf_str(&text), out);
    wk_buf_free(&text);
}

/* The next code point that is seen; false at the end. */
static bool next_seen(wk_str s, size_t *at, uint32_t *cp) {
    while (wk_utf8_next(s, at, cp))
        if (!(wk_cp_class(*cp) & (WK_CP_SPACE | WK_CP_CONTROL | WK_CP_IGNORED))) return true;
    return false;
}

bool wk_plain_same(wk_str a, wk_str b) {
    size_t i = 0, k = 0;
    uint32_t x, y;
    for (;;) {
        bool more_a = next_seen(a, &i, &x), more_b = next_seen(b, &k, &y);
        if (!more_a || !more_b) return more_a == more_b;
        if (x != y && x != WK_CP_REPLACEMENT && y != WK_CP_REPLACEMENT) return false;
    }
}
