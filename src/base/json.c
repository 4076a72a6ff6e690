#include "base/json.h"

#include <inttypes.h>
#include <stdio.h>
#include <utf8proc.h>

static void before_value(wk_json *j) {
    if (j->comma) wk_buf_byte(j->out, ',');
    j->comma = true;
}

void wk_json_open(wk_json *j, char bracket) {
    before_value(j);
    wk_buf_byte(j->out, bracket);
    j->comma = false;
}

void wk_json_close(wk_json *j, char bracket) {
    wk_buf_byte(j->out, bracket);
    j->comma = true;
}

/* A control character of 0x80 to 0x9f: JSON allows it, terminals obey it. */
static bool high_control(const char *p, size_t left) {
    return left > 1 && (unsigned char)p[0] == 0xC2 && (unsigned char)p[1] >= 0x80 && (unsigned char)p[1] < 0xA0;
}

/* Bytes that go out as they are. */
static bool plain(unsigned char c) {
    return c >= 0x20 && c < 0x7f && c != '"' && c != '\\';
}

static void escape(wk_buf *out, unsigned char c) {
    static const char names[] = "\"\"\\\\\bb\ff\nn\rr\tt";
    for (size_t i = 0; i + 1 < sizeof names; i += 2)
        if ((unsigned char)names[i] == c) {
            wk_buf_byte(out, '\\');
            wk_buf_byte(out, names[i + 1]);
            return;
        }
    char text[8];
    snprintf(text, sizeof text, "\\u%04x", c);
    wk_buf_add(out, wk_str_of(text));
}

static void quoted(wk_buf *out, wk_str s) {
    wk_buf_byte(out, '"');
    for (size_t i = 0; i < s.n;) {
        size_t run = i;
        while (run < s.n && plain((unsigned char)s.p[run])) run++;
        wk_buf_add(out, wk_str_cut(s, i, run));
        if ((i = run) == s.n) break;
        unsigned char c = (unsigned char)s.p[i];
        bool high = high_control(s.p + i, s.n - i);
        if (c < 0x80 || high) {
            escape(out, high ? (unsigned char)s.p[i + 1] : c);
            i += high ? 2 : 1;
            continue;
        }
        utf8proc_int32_t code;
        utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)s.p + i, (utf8proc_ssize_t)(s.n - i), &code);
        wk_buf_add(out, n > 0 ? wk_str_cut(s, i, i + (size_t)n) : WK_S("\xef\xbf\xbd"));
        i += n > 0 ? (size_t)n : 1;
    }
    wk_buf_byte(out, '"');
}

void wk_json_key(wk_json *j, const char *key) {
    before_value(j);
    quoted(j->out, wk_str_of(key));
    wk_buf_byte(j->out, ':');
    j->comma = false;
}

void wk_json_str(wk_json *j, wk_str s) {
    if (!s.p) {
        wk_json_null(j);
        return;
    }
    before_value(j);
    quoted(j->out, s);
}

void wk_json_int(wk_json *j, int64_t value) {
    char text[24];
    snprintf(text, sizeof text, "%" PRId64, value);
    wk_json_raw(j, wk_str_of(text));
}

void wk_json_bool(wk_json *j, bool value) {
    wk_json_raw(j, value ? WK_S("true") : WK_S("false"));
}

void wk_json_null(wk_json *j) {
    wk_json_raw(j, WK_S("null"));
}

void wk_json_raw(wk_json *j, wk_str json) {
    before_value(j);
    wk_buf_add(j->out, json);
}

void wk_json_member(wk_json *j, const char *key, wk_str s) {
    wk_json_key(j, key);
    wk_json_str(j, s);
}

void wk_json_member_int(wk_json *j, const char *key, int64_t value) {
    wk_json_key(j, key);
    wk_json_int(j, value);
}

void wk_json_member_bool(wk_json *j, const char *key, bool value) {
    wk_json_key(j, key);
    wk_json_bool(j, value);
}
