/* The prescan of https://html.spec.whatwg.org/#prescan-a-byte-stream-to-determine-its-encoding, step by step. */
#include "text/encoding_table.h"

enum { WINDOW = 64 * 1024 };

/* Reading position; `end` is set once the bytes run out, which ends the prescan without an answer. */
typedef struct scan {
    wk_str s;
    size_t at;
    bool end;
} scan;

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The byte at the position; at the end of the bytes 0, with `end` set. */
static char peek(scan *s) {
    if (s->at < s->s.n) return s->s.p[s->at];
    s->end = true;
    return 0;
}

static void skip_spaces(scan *s) {
    while (s->at < s->s.n && is_space(s->s.p[s->at])) s->at++;
}

/* Moves behind the next `what`. */
static void skip_past(scan *s, const char *what, size_t from) {
    wk_str needle = wk_str_of(what);
    size_t hit = wk_str_find(s->s, needle, from);
    s->end = hit == s->s.n;
    s->at = s->end ? s->s.n : hit + needle.n;
}

static bool starts_nocase(const scan *s, const char *what) {
    size_t n = strlen(what);
    return s->s.n - s->at >= n && wk_str_eq_nocase((wk_str){s->s.p + s->at, n}, (wk_str){what, n});
}

/* A value in quotation marks or up to white space or '>'. */
static wk_str attribute_value(scan *s) {
    char quote = peek(s);
    if (s->end) return (wk_str){0};
    if (quote == '"' || quote == '\'') {
        size_t start = ++s->at;
        while (!s->end && peek(s) != quote) s->at++;
        return s->end ? (wk_str){0} : wk_str_cut(s->s, start, s->at++);
    }
    size_t start = s->at;
    while (!s->end && !is_space(peek(s)) && peek(s) != '>') s->at++;
    return wk_str_cut(s->s, start, s->at);
}

/* "Get an attribute": false when the tag ends or the bytes do. */
static bool attribute(scan *s, wk_str *name, wk_str *value) {
    while (s->at < s->s.n && (is_space(s->s.p[s->at]) || s->s.p[s->at] == '/')) s->at++;
    if (peek(s) == '>' || s->end) return false;
    size_t start = s->at;
    *value = (wk_str){"", 0};
    while (!s->end && !is_space(peek(s)) && peek(s) != '/' && peek(s) != '>' && !(peek(s) == '=' && s->at > start)) s->at++;
    *name = wk_str_cut(s->s, start, s->at);
    if (s->end) return false;
    skip_spaces(s);
    if (peek(s) != '=') return !s->end;
    s->at++;
    skip_spaces(s);
    if (peek(s) == '>') return true;
    *value = attribute_value(s);
    return !s->end;
}

/* "Extract a character encoding from a meta element": the label in a content attribute. */
static const wk_encoding *from_content(wk_str content) {
    scan s = {.s = content};
    for (;;) {
        while (s.at < content.n && !starts_nocase(&s, "charset")) s.at++;
        if (s.at >= content.n) return NULL;
        s.at += strlen("charset");
        skip_spaces(&s);
        if (peek(&s) == '=') break;
        if (s.end) return NULL;
    }
    s.at++;
    skip_spaces(&s);
    char quote = peek(&s);
    if (s.end) return NULL;
    if (quote == '"' || quote == '\'') {
        const char *close = memchr(content.p + s.at + 1, quote, content.n - s.at - 1);
        return close ? wk_encoding_find(wk_str_cut(content, s.at + 1, (size_t)(close - content.p))) : NULL;
    }
    size_t start = s.at;
    while (s.at < content.n && !is_space(content.p[s.at]) && content.p[s.at] != ';') s.at++;
    return wk_encoding_find(wk_str_cut(content, start, s.at));
}

/* The attributes of one <meta>; the encoding when it declares one. */
static const wk_encoding *meta(scan *s) {
    bool got_pragma = false, has_http = false, has_content = false, has_charset = false;
    int need_pragma = -1; /* not known yet */
    const wk_encoding *charset = NULL;
    wk_str name, value;
    while (attribute(s, &name, &value)) {
        if (wk_str_eq_nocase(name, WK_S("http-equiv"))) {
            if (!has_http) got_pragma = wk_str_eq_nocase(value, WK_S("content-type"));
            has_http = true;
        } else if (wk_str_eq_nocase(name, WK_S("content"))) {
            const wk_encoding *found = has_content || charset ? NULL : from_content(value);
            has_content = true;
            if (found) charset = found, need_pragma = 1;
        } else if (wk_str_eq_nocase(name, WK_S("charset"))) {
            if (!has_charset) charset = wk_encoding_find(value), need_pragma = 0;
            has_charset = true;
        }
    }
    if (s->end || need_pragma < 0 || (need_pragma && !got_pragma) || !charset) return NULL;
    if (charset->how == WK_DECODE_UTF16LE || charset->how == WK_DECODE_UTF16BE) return wk_encoding_find(WK_S("utf-8"));
    return charset->how == WK_DECODE_USER ? wk_encoding_find(WK_S("windows-1252")) : charset;
}

/* A tag other than <meta>: its name and attributes are passed over. */
static void other_tag(scan *s) {
    while (!s->end && !is_space(peek(s)) && peek(s) != '>') s->at++;
    wk_str name, value;
    while (attribute(s, &name, &value)) {}
}

static const wk_encoding *scan_markup(wk_str bytes) {
    scan s = {.s = bytes};
    while (!s.end && s.at < bytes.n) {
        const char *open = memchr(bytes.p + s.at, '<', bytes.n - s.at);
        if (!open) return NULL;
        s.at = (size_t)(open - bytes.p);
        char next = s.at + 1 < bytes.n ? bytes.p[s.at + 1] : 0, after = s.at + 2 < bytes.n ? bytes.p[s.at + 2] : 0;
        if (starts_nocase(&s, "<!--")) skip_past(&s, "-->", s.at + 2);
        else if (starts_nocase(&s, "<meta") && s.at + 5 < bytes.n && (is_space(bytes.p[s.at + 5]) || bytes.p[s.at + 5] == '/')) {
            s.at += 6;
            const wk_encoding *found = meta(&s);
            if (found) return found;
        } else if (is_letter(next) || (next == '/' && is_letter(after))) s.at++, other_tag(&s);
        else if (next == '!' || next == '/' || next == '?') skip_past(&s, ">", s.at);
        else s.at++;
    }
    return NULL;
}

/* <?xml version="1.0" encoding="…"?> */
static const wk_encoding *xml_declaration(wk_str bytes) {
    if (!wk_str_starts(bytes, WK_S("<?xml"))) return NULL;
    wk_str head = wk_str_cut(bytes, 0, wk_str_find(bytes, WK_S(">"), 0));
    size_t at = wk_str_find(head, WK_S("encoding"), 0);
    if (at == head.n) return NULL;
    scan s = {.s = head, .at = at + strlen("encoding")};
    skip_spaces(&s);
    if (peek(&s) != '=') return NULL;
    s.at++;
    skip_spaces(&s);
    const wk_encoding *found = wk_encoding_find(attribute_value(&s));
    bool wide = found && (found->how == WK_DECODE_UTF16LE || found->how == WK_DECODE_UTF16BE);
    return wide ? wk_encoding_find(WK_S("utf-8")) : found;
}

const wk_encoding *wk_encoding_prescan(wk_str bytes) {
    wk_str head = wk_str_cut(bytes, 0, WINDOW);
    const wk_encoding *found = scan_markup(head);
    return found ? found : xml_declaration(head);
}
