#include "pack/words.h"

#include <utf8proc.h>

typedef enum kind { SPACE, LETTER, DIGIT, OTHER } kind;

/* Code point at s[i], its length and kind. */
static kind kind_at(wk_str s, size_t i, size_t *length, int32_t *code) {
    unsigned char c = (unsigned char)s.p[i];
    if (c < 0x80) {
        *length = 1;
        *code = c;
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return LETTER;
        if (c >= '0' && c <= '9') return DIGIT;
        return c <= ' ' ? SPACE : OTHER;
    }
    utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)s.p + i, (utf8proc_ssize_t)(s.n - i), code);
    if (n <= 0) {
        *length = 1;
        *code = 0xfffd;
        return OTHER;
    }
    *length = (size_t)n;
    if (*code == 0xa0 || *code == 0xfeff || *code == 0x200b) return SPACE;
    switch (utf8proc_category(*code)) {
    case UTF8PROC_CATEGORY_LU: case UTF8PROC_CATEGORY_LL: case UTF8PROC_CATEGORY_LT: case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO: case UTF8PROC_CATEGORY_MN: case UTF8PROC_CATEGORY_MC: return LETTER;
    case UTF8PROC_CATEGORY_ND: return DIGIT;
    case UTF8PROC_CATEGORY_ZS: case UTF8PROC_CATEGORY_ZL: case UTF8PROC_CATEGORY_ZP: case UTF8PROC_CATEGORY_CC:
        return SPACE;
    default: return OTHER;
    }
}

static bool is_upper(int32_t code) {
    return code < 0x80 ? code >= 'A' && code <= 'Z' : utf8proc_category(code) == UTF8PROC_CATEGORY_LU;
}

static bool is_apostrophe(int32_t code) {
    return code == '\'' || code == 0x2019 || code == 0x2018 || code == 0x02bb || code == 0x02bc || code == 0x60;
}

static bool letter_follows(wk_str s, size_t i) {
    size_t n;
    int32_t code;
    return i < s.n && kind_at(s, i, &n, &code) == LETTER;
}

static inline bool ascii_letter(char c) {
    return ((unsigned)c | 32) - 'a' < 26;
}

static inline bool ascii_upper(char c) {
    return (unsigned)c - 'A' < 26;
}

static size_t scan_word(wk_str s, size_t i, wk_token *token) {
    size_t letters = 0, upper = 0, n;
    bool first = false, digits = false;
    int32_t code;
    while (i < s.n) {
        if (ascii_letter(s.p[i])) { /* most of what there is */
            size_t start = i;
            if (!letters) first = ascii_upper(s.p[i]);
            for (; i < s.n && ascii_letter(s.p[i]); i++) upper += !(s.p[i] & 32);
            letters += i - start;
            continue;
        }
        kind k = kind_at(s, i, &n, &code);
        if (k == LETTER) {
            bool up = is_upper(code);
            if (!letters) first = up;
            letters++, upper += up;
        } else if (k == DIGIT) digits = true;
        else if (!(is_apostrophe(code) && letters && letter_follows(s, i + n))) break;
        i += n;
    }
    if (upper == 0) token->shape = WK_SHAPE_LOWER;
    else if (upper == letters && (letters > 1 || digits)) token->shape = WK_SHAPE_UPPER;
    else token->shape = first && upper == 1 ? WK_SHAPE_TITLE : WK_SHAPE_MIXED;
    return i;
}

static size_t scan_number(wk_str s, size_t i) {
    while (i < s.n) {
        char c = s.p[i];
        if (c >= '0' && c <= '9') i++;
        else if ((c == '.' || c == ',') && i + 1 < s.n && s.p[i + 1] >= '0' && s.p[i + 1] <= '9') i++;
        else break;
    }
    return i;
}

bool wk_word_next(wk_str text, size_t *at, wk_token *token, uint32_t *lines) {
    size_t i = *at, n = 0;
    int32_t code = 0;
    kind k = OTHER;
    *lines = 0;
    *token = (wk_token){0};
    while (i < text.n && (k = kind_at(text, i, &n, &code)) == SPACE) {
        *lines += code == '\n' || code == 0x2029;
        token->flags = WK_SPACE;
        i += n;
    }
    if (i >= text.n) {
        *at = i;
        return false;
    }
    token->start = (uint32_t)i;
    if (k == LETTER) i = scan_word(text, i, token);
    else if (k == DIGIT) {
        token->shape = WK_SHAPE_NUMBER;
        size_t end = code < 0x80 ? scan_number(text, i) : i + n;
        /* 4G, 65th: digits with letters behind are one word */
        i = letter_follows(text, end) ? scan_word(text, end, token) : end;
        if (letter_follows(text, end)) token->shape = WK_SHAPE_MIXED;
    } else {
        token->shape = WK_SHAPE_PUNCT;
        i += n;
    }
    token->end = (uint32_t)i;
    *at = i;
    return true;
}

size_t wk_word_fold(wk_str word, char *out, size_t size) {
    size_t n = 0;
    for (size_t i = 0; i < word.n;) {
        for (; i < word.n && (unsigned char)word.p[i] < 0x80; i++) {
            if (n == size) return 0;
            out[n++] = (char)(word.p[i] + 32 * ascii_upper(word.p[i]));
        }
        if (i == word.n) break;
        int32_t code;
        utf8proc_ssize_t step =
            utf8proc_iterate((const utf8proc_uint8_t *)word.p + i, (utf8proc_ssize_t)(word.n - i), &code);
        if (step <= 0) step = 1, code = 0xfffd;
        i += (size_t)step;
        if (is_apostrophe(code)) code = '\'';
        if (code == 0xad || code == 0x200b || code == 0x200c || code == 0x200d) continue;
        if (n + 4 > size) return 0;
        n += (size_t)utf8proc_encode_char(utf8proc_tolower(code), (utf8proc_uint8_t *)out + n);
    }
    return n;
}
