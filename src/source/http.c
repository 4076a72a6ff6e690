#include "source/http.h"

#include "base/compress.h"
#include "base/error.h"
#include "source/limits.h"
#include "source/source.h"

/* ---- headers ----------------------------------------------------------------------------------------------------- */

/* The next line without its end; false when there is none. */
static bool line(wk_str *rest, wk_str *out) {
    if (!rest->n) return false;
    const char *end = memchr(rest->p, '\n', rest->n);
    size_t n = end ? (size_t)(end - rest->p) : rest->n;
    *out = wk_str_cut(*rest, 0, n && rest->p[n - 1] == '\r' ? n - 1 : n);
    *rest = wk_str_cut(*rest, end ? n + 1 : n, rest->n);
    return true;
}

bool wk_http_header(wk_str *rest, wk_str *name, wk_str *value) {
    wk_str one, more;
    while (line(rest, &one) && one.n) {
        while (rest->n && (rest->p[0] == ' ' || rest->p[0] == '\t') && line(rest, &more))
            one.n = (size_t)(more.p + more.n - one.p);
        const char *colon = memchr(one.p, ':', one.n);
        if (!colon) continue;
        size_t at = (size_t)(colon - one.p);
        *name = wk_str_trim(wk_str_cut(one, 0, at));
        *value = wk_str_trim(wk_str_cut(one, at + 1, one.n));
        return true;
    }
    return false;
}

size_t wk_http_headers_end(wk_str bytes) {
    for (size_t at = 0; at < bytes.n;) {
        const char *end = memchr(bytes.p + at, '\n', bytes.n - at);
        if (!end) return 0;
        size_t next = (size_t)(end - bytes.p) + 1;
        if (next < bytes.n && bytes.p[next] == '\n') return next + 1;
        if (next + 1 < bytes.n && bytes.p[next] == '\r' && bytes.p[next + 1] == '\n') return next + 2;
        at = next;
    }
    return 0;
}

/* "HTTP/1.1 200 OK" */
static bool status_line(wk_str s, uint32_t *status) {
    if (!wk_str_starts(s, WK_S("HTTP/"))) return false;
    const char *space = memchr(s.p, ' ', s.n);
    if (!space) return false;
    wk_str rest = wk_str_trim(wk_str_cut(s, (size_t)(space - s.p), s.n));
    return wk_str_number(wk_str_cut(rest, 0, 3), 999, status);
}

wk_status wk_http_parse(wk_arena *arena, wk_str message, wk_http *http, wk_error *error) {
    *http = (wk_http){0};
    wk_str rest = message, first, name, value;
    if (!line(&rest, &first) || !status_line(first, &http->status))
        return wk_fail(error, WK_INPUT, "it does not begin with an HTTP status line");
    while (wk_http_header(&rest, &name, &value)) {
        if (wk_str_eq_nocase(name, WK_S("content-type"))) http->content_type = value;
        else if (wk_str_eq_nocase(name, WK_S("content-encoding")))
            http->codings = http->codings.p ? wk_str_printf(arena, "%.*s, %.*s", WK_F(http->codings), WK_F(value)) : value;
        else if (wk_str_eq_nocase(name, WK_S("transfer-encoding")))
            http->chunked = value.n >= 7 && wk_str_eq_nocase(wk_str_cut(value, value.n - 7, value.n), WK_S("chunked"));
    }
    http->body = rest;
    return WK_OK;
}

/* ---- chunks ------------------------------------------------------------------------------------------------------ */

/* The size in a chunk's first line; false when it is none. */
static bool chunk_size(wk_str text, size_t *size) {
    size_t value = 0, i = 0;
    text = wk_str_trim(text);
    for (; i < text.n; i++) {
        char c = text.p[i];
        int digit = c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
        if (digit < 0) break;
        if (value > SIZE_MAX >> 8) return false;
        value = value * 16 + (size_t)digit;
    }
    *size = value;
    return i > 0 && (i == text.n || text.p[i] == ';' || text.p[i] == ' ');
}

/* Joins the chunks of `body` onto `out`. *never: it is not chunked at all. */
static wk_status unchunk(wk_str body, wk_buf *out, bool *never, wk_error *error) {
    wk_str rest = body, head;
    *never = false;
    for (bool first = true;; first = false) {
        size_t size, at = body.n - rest.n;
        if (!line(&rest, &head)) return wk_fail_byte(error, wk_fail(error, WK_INPUT, "its last chunk is missing"), at);
        if (!chunk_size(head, &size)) {
            *never = first;
            return wk_fail_byte(error, wk_fail(error, WK_INPUT, "a chunk has no length"), at);
        }
        if (!size) return WK_OK;
        if (size > rest.n) return wk_fail_byte(error, wk_fail(error, WK_INPUT, "a chunk is cut off"), at);
        wk_buf_add(out, wk_str_cut(rest, 0, size));
        rest = wk_str_cut(rest, size, rest.n);
        if (!line(&rest, &head) || head.n) return wk_fail_byte(error, wk_fail(error, WK_INPUT, "a chunk's length is wrong"), at);
    }
}

/* ---- content codings --------------------------------------------------------------------------------------------- */

/* The codings in the order in which they were applied; at most WK_MAX_CODINGS. */
static wk_status list_codings(wk_str names, wk_codec codecs[WK_MAX_CODINGS], size_t *count, wk_error *error) {
    wk_str rest = names, name;
    *count = 0;
    while (wk_str_split(&rest, ',', &name)) {
        wk_codec codec;
        name = wk_str_trim(name);
        /* a charset is a mistake that servers make; what is no coding changes nothing */
        if (wk_str_eq_nocase(name, WK_S("utf-8")) || wk_str_eq_nocase(name, WK_S("utf8"))) continue;
        if (!wk_codec_of_name(name, &codec))
            return wk_fail(error, WK_INPUT, "its content coding \"%.*s\" is not known", (int)(name.n < 40 ? name.n : 40), name.p);
        if (codec == WK_CODEC_NONE) continue;
        if (*count == WK_MAX_CODINGS)
            return wk_fail(error, WK_INPUT, "it has more than %d content codings within one another", WK_MAX_CODINGS);
        codecs[(*count)++] = codec;
    }
    return WK_OK;
}

/* The bytes are not packed by this codec, whatever the header says. */
static bool is_plain(wk_codec codec, wk_str bytes) {
    if (codec == WK_CODEC_GZIP || codec == WK_CODEC_ZSTD) return wk_codec_of_magic(bytes) != codec;
    wk_str text = wk_str_trim(wk_str_cut(bytes, 0, 256));
    return text.n && text.p[0] == '<' && !wk_binary(bytes, (wk_str){0});
}

wk_status wk_http_page(const wk_http *http, size_t limit, wk_buf scratch[2], wk_str *page, wk_error *error) {
    wk_str body = http->body;
    size_t turn = 0, count;
    if (http->chunked) {
        bool never;
        wk_status status = unchunk(body, &scratch[0], &never, error);
        if (status && !never) return status;
        if (!status) body = wk_buf_str(&scratch[0]), turn = 1;
    }
    wk_codec codecs[WK_MAX_CODINGS];
    wk_status status = list_codings(http->codings, codecs, &count, error);
    while (!status && count > 0) {
        wk_codec codec = codecs[--count];
        if (is_plain(codec, body)) continue;
        wk_buf *out = &scratch[turn % 2];
        out->n = 0;
        status = wk_unpack(codec, body, limit, out, error);
        body = wk_buf_str(out);
        turn++;
    }
    if (!status && body.n > limit) status = wk_fail(error, WK_INPUT, "larger than the limit of %zu bytes for one page", limit);
    if (!status) *page = body;
    return status;
}
