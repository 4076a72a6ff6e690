/* JSON Lines: a document a line, or a line of a record (archive.c), which names its "type" and has no body as documents
 * have. A line that is none costs that line. */
#include "source/source.h"

#include "base/array.h"
#include "base/error.h"
#include "base/hash.h"
#include "source/limits.h"

#include <jansson.h>
#include <stddef.h>
#include <stdio.h>

enum { CHUNK = 64 * 1024 };

/* A line being read: where it stands. */
typedef struct place {
    wk_reader *reader;
    wk_str file;
    uint64_t line, byte; /* line number from 1; the line's first byte in the (unpacked) file */
} place;

/* Gives a failure at byte `at` of the line; `bytes` is what there is of it. */
static wk_status bad_line(const place *p, wk_str bytes, size_t at, wk_error *error) {
    snprintf(error->file, sizeof error->file, "%.*s", WK_F(p->file));
    error->line = p->line;
    error->column = at + 1;
    (void)wk_fail_byte(error, error->status, p->byte + at);
    wk_page page = {.bytes = bytes, .file = wk_str_printf(p->reader->arena, "%.*s:%llu", WK_F(p->file), (unsigned long long)p->line)};
    return wk_give_failure(p->reader, &page, error);
}

/* ---- one document ------------------------------------------------------------------------------------------------ */

static const struct {
    const char *key;
    size_t field;
} values[] = {
    {"id", offsetof(wk_page, id)},
    {"url", offsetof(wk_page, url)},
    {"outlet", offsetof(wk_page, outlet)},
    {"published", offsetof(wk_page, published)},
    {"title", offsetof(wk_page, title)},
};

static const struct {
    const char *key;
    wk_page_kind kind;
} bodies[] = {{"html", WK_PAGE_HTML}, {"page_text", WK_PAGE_FLAT}, {"text", WK_PAGE_BODY}};

static wk_str string_of(const json_t *value) {
    return (wk_str){json_string_value(value), json_string_length(value)};
}

/* The container's own words about the page; an id may be a number. */
static wk_status read_values(const json_t *document, wk_arena *arena, wk_page *page, wk_error *error) {
    for (size_t i = 0; i < WK_COUNT(values); i++) {
        const json_t *value = json_object_get(document, values[i].key);
        wk_str *field = (wk_str *)(void *)((char *)page + values[i].field);
        if (!value || json_is_null(value)) continue;
        if (json_is_string(value)) *field = string_of(value);
        else if (json_is_integer(value) && i == 0) *field = wk_str_printf(arena, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
        else return wk_fail(error, WK_INPUT, "\"%s\" must be a string or null", values[i].key);
    }
    return WK_OK;
}

static bool has_body(const json_t *document) {
    for (size_t i = 0; i < WK_COUNT(bodies); i++)
        if (json_object_get(document, bodies[i].key)) return true;
    return false;
}

/* The one of html, page_text and text. */
static wk_status read_body(const json_t *document, wk_page *page, wk_error *error) {
    const char *found = NULL;
    for (size_t i = 0; i < WK_COUNT(bodies); i++) {
        const json_t *value = json_object_get(document, bodies[i].key);
        if (!value || json_is_null(value)) continue;
        if (!json_is_string(value)) return wk_fail(error, WK_INPUT, "\"%s\" must be a string", bodies[i].key);
        if (found) return wk_fail(error, WK_INPUT, "it has both \"%s\" and \"%s\": give one of them", found, bodies[i].key);
        found = bodies[i].key;
        page->kind = bodies[i].kind;
        page->bytes = string_of(value);
    }
    return found ? WK_OK : wk_fail(error, WK_INPUT, "it has none of \"html\", \"page_text\" and \"text\": give one of them");
}

static wk_status read_line(const place *p, wk_str line) {
    wk_arena *arena = p->reader->arena;
    wk_error error = {0};
    json_error_t fault;
    json_t *document = json_loadb(line.p, line.n, JSON_ALLOW_NUL, &fault);
    if (!document) {
        (void)wk_fail(&error, WK_INPUT, "this line is not JSON: %s; each line must be one document", fault.text);
        return bad_line(p, line, fault.position > 0 ? (size_t)fault.position - 1 : 0, &error);
    }
    wk_page page = {.charset = WK_S("utf-8")};
    if (json_is_string(json_object_get(document, "type")) && !has_body(document)) {
        wk_status status = wk_read_record_line(p->reader, document, &error);
        if (error.status) status = bad_line(p, line, 0, &error);
        json_decref(document);
        return status;
    }
    wk_status status = json_is_object(document) ? WK_OK : wk_fail(&error, WK_INPUT, "this line is no JSON object: a document is one");
    if (!status) status = read_values(document, arena, &page, &error);
    if (!status) status = read_body(document, &page, &error);
    if (!status && page.bytes.n > p->reader->max_page)
        status = wk_fail(&error, WK_INPUT, "its page is larger than the limit of %zu bytes", p->reader->max_page);
    if (status) status = bad_line(p, line, 0, &error);
    else {
        page.file = wk_str_printf(arena, "%.*s:%llu", WK_F(p->file), (unsigned long long)p->line);
        page.container_sha256 = wk_hash_hex(arena, wk_hash(line));
        status = wk_give(p->reader, &page);
    }
    json_decref(document);
    return status;
}

/* ---- lines ------------------------------------------------------------------------------------------------------- */

/* Passes over the rest of a line that is too long; returns its bytes, the line's end not counted. */
static uint64_t skip_line(wk_stream *stream) {
    uint64_t skipped = 0;
    while (!wk_stream_fill(stream, 1, NULL)) {
        wk_str piece = wk_stream_peek(stream);
        const char *end = piece.n ? memchr(piece.p, '\n', piece.n) : NULL;
        size_t n = end ? (size_t)(end - piece.p) : piece.n;
        wk_stream_take(stream, n);
        skipped += n;
        if (end || !piece.n) break;
    }
    return skipped;
}

/* Finds the end of the line that begins at the stream's next byte: its length without '\n'. *end_seen is false when the
 * file ends first or the line is longer than the limit. */
static wk_status measure(wk_stream *stream, size_t *length, bool *end_seen, wk_error *error) {
    size_t searched = 0;
    *end_seen = false;
    for (;;) {
        wk_status status = wk_stream_fill(stream, searched + 1, error);
        wk_str there = wk_stream_peek(stream);
        const char *end = there.n > searched ? memchr(there.p + searched, '\n', there.n - searched) : NULL;
        *length = end ? (size_t)(end - there.p) : there.n;
        *end_seen = end != NULL;
        if (end || status || there.n == searched || there.n > WK_MAX_LINE) return end ? WK_OK : status;
        searched = there.n;
    }
}

static wk_status too_long(place *p, wk_stream *stream) {
    wk_error error = {0};
    (void)wk_fail(&error, WK_INPUT, "this line is longer than the limit of %d MB and was passed over; put fewer bytes in a line",
                  WK_MAX_LINE / (1024 * 1024));
    wk_str head = wk_str_copy(p->reader->arena, wk_str_cut(wk_stream_peek(stream), 0, CHUNK));
    uint64_t skipped = skip_line(stream);
    wk_status status = bad_line(p, head, 0, &error);
    p->byte += skipped;
    return status;
}

wk_status wk_read_lines(wk_reader *r, wk_stream *stream, wk_str file) {
    place p = {.reader = r, .file = file, .line = 1};
    size_t documents = 0;
    for (;; p.line++) {
        wk_error error = {0};
        size_t length;
        bool ended;
        wk_status broken = measure(stream, &length, &ended, &error);
        wk_str line = wk_str_cut(wk_stream_peek(stream), 0, length);
        if (broken) return bad_line(&p, line, 0, &error);
        wk_status status = WK_OK;
        if (length > WK_MAX_LINE) status = too_long(&p, stream), ended = wk_stream_peek(stream).n > 0, length = 0, documents++;
        else {
            if (p.line == 1 && wk_str_starts(line, WK_S("\xEF\xBB\xBF"))) line = wk_str_cut(line, 3, line.n);
            line = wk_str_trim(line);
            if (line.n) status = read_line(&p, line), documents++;
        }
        if (status) return status;
        wk_stream_take(stream, length + ended);
        p.byte += length + ended;
        if (!ended) break;
    }
    if (documents) return WK_OK;
    wk_error error = {0};
    (void)wk_fail(&error, WK_INPUT, "it is empty: there is no line to read");
    wk_page page = {.bytes = {"", 0}, .file = file};
    return wk_give_failure(r, &page, &error);
}
