/* Character references: https://html.spec.whatwg.org/#character-reference-state */
#include "page/html.h"
#include "page/html_chars.h"

/* A name without '&' and ';'. `bare`: it is a reference without the ';' too. */
typedef struct wk_reference_row {
    uint16_t at;
    uint8_t length, bare, out_n;
    char out[7];
} wk_reference_row;

#include "html_references.inc"

enum { LONGEST_NAME = 31, LONGEST_BARE = 6, LAST_CODE_POINT = 0x10FFFF, REPLACEMENT = 0xFFFD };

/* What windows-1252 has at 0x80 to 0x9F: numeric references to those controls mean these. */
static const uint16_t windows_1252[32] = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
    0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178,
};

static const wk_reference_row *find_name(const char *name, size_t n) {
    uint32_t hash = 2166136261U;
    for (size_t i = 0; i < n; i++) hash = (hash ^ (unsigned char)name[i]) * 16777619U;
    const uint32_t mask = WK_COUNT(reference_slots) - 1;
    for (uint32_t at = (hash ^ hash >> 15) & mask; reference_slots[at]; at = (at + 1) & mask) {
        const wk_reference_row *row = &reference_rows[reference_slots[at]];
        if (row->length == n && memcmp(reference_names + row->at, name, n) == 0) return row;
    }
    return NULL;
}

static size_t utf8(uint32_t c, char out[8]) {
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    size_t n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    static const uint8_t lead[5] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = n - 1; i > 0; i--, c >>= 6) out[i] = (char)(0x80 | (c & 0x3F));
    out[0] = (char)(lead[n] | c);
    return n;
}

/* `p` stands at "&#". */
static size_t numeric(const char *p, const char *end, char out[8], size_t *out_n) {
    const char *at = p + 2;
    const bool hex = at < end && (*at == 'x' || *at == 'X');
    const unsigned digit = hex ? WK_CH_HEX : WK_CH_DIGIT;
    const char *first = hex ? ++at : at;
    uint32_t c = 0;
    for (; at < end && wk_ch_is(*at, digit); at++) {
        uint32_t value = *at <= '9' ? (uint32_t)(*at - '0') : (uint32_t)((*at | 0x20) - 'a' + 10);
        if (c <= LAST_CODE_POINT) c = c * (hex ? 16 : 10) + value;
    }
    if (at == first) return 0;
    if (at < end && *at == ';') at++;
    if (c == 0 || c > LAST_CODE_POINT || (c >= 0xD800 && c <= 0xDFFF)) c = REPLACEMENT;
    if (c >= 0x80 && c <= 0x9F) c = windows_1252[c - 0x80];
    *out_n = utf8(c, out);
    return (size_t)(at - p);
}

size_t wk_html_reference(const char *p, const char *end, bool in_attribute, char out[8], size_t *out_n) {
    if (end - p < 3) return 0;
    if (p[1] == '#') return numeric(p, end, out, out_n);
    const char *name = p + 1;
    size_t room = (size_t)(end - name), n = 0;
    while (n < room && n <= LONGEST_NAME && wk_ch_is(name[n], WK_CH_ALPHA | WK_CH_DIGIT)) n++;
    if (n < 2) return 0; /* the shortest names have two letters: gt, lt, mu … */

    const wk_reference_row *row = NULL;
    size_t used = n;
    if (n < room && name[n] == ';' && (row = find_name(name, n))) {
        used++;
    } else {
        /* without ';' the longest prefix counts; in attributes it must not run on */
        size_t longest = n < LONGEST_BARE ? n : LONGEST_BARE;
        for (used = longest; used >= 2; used--)
            if ((row = find_name(name, used)) && row->bare) break;
        if (used < 2) return 0;
        if (in_attribute && used < room && (name[used] == '=' || used < n)) return 0;
    }
    memcpy(out, row->out, row->out_n);
    *out_n = row->out_n;
    return used + 1;
}
