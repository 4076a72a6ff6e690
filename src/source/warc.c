/* WARC 1.0 and 1.1 (ISO 28500), record by record. Pages are the 2xx answers to requests (response), files kept without
 * their transport (resource) and texts made of pages (conversion); other records are passed over.
 *
 * Lengths are not believed: behind a record stands the next one or the end of the file. When it does not, the record is
 * a failure and reading goes on at the next "WARC/1." that begins a line, also when it stood within what the length
 * claimed. Memory: one record and its page. */
#include "source/source.h"

#include "base/array.h"
#include "base/error.h"
#include "base/hash.h"
#include "source/http.h"
#include "source/limits.h"

#include <stdio.h>

enum { CHUNK = 64 * 1024, UNREAD_FREE = 64 * 1024 * 1024 };
#define NEXT_RECORD WK_S("\nWARC/1.")

typedef enum record_kind { RECORD_OTHER, RECORD_RESPONSE, RECORD_BARE } record_kind;

typedef struct record {
    record_kind kind;
    uint64_t length;
    bool has_length;
    wk_str url, date, content_type;
    wk_str file; /* "crawl.warc:48213" */
} record;

typedef struct warc {
    wk_reader *reader;
    wk_stream *stream;
    wk_str file;
    wk_buf block;    /* of the current record */
    uint64_t read;   /* bytes of blocks read so far */
    uint64_t unread; /* of them given back to the stream */
    uint64_t place;  /* where the current record begins in the file */
} warc;

/* ---- failures and finding the next record ------------------------------------------------------------------------ */

static wk_status fail_record(warc *w, const record *r, wk_str bytes, wk_error *error) {
    wk_page page = {.bytes = bytes, .file = r->file, .url = r->url, .crawled = r->date};
    return wk_give_failure(w->reader, &page, error);
}

/* Goes forward to the next line that begins a record; false at the end of the file. */
static bool find_record(warc *w) {
    for (;;) {
        bool broken = wk_stream_fill(w->stream, CHUNK, NULL) != WK_OK;
        wk_str there = wk_stream_peek(w->stream);
        if (wk_str_starts(there, WK_S("WARC/1."))) return true;
        size_t hit = wk_str_find(there, NEXT_RECORD, 0);
        if (hit < there.n) {
            wk_stream_take(w->stream, hit + 1);
            return true;
        }
        if (broken ? !wk_stream_resync(w->stream) : there.n < CHUNK) return false;
        if (!broken) wk_stream_take(w->stream, there.n - NEXT_RECORD.n + 1);
    }
}

/* ---- the head of a record ---------------------------------------------------------------------------------------- */

/* A length of digits only that fits. */
static bool parse_length(wk_str s, uint64_t *length) {
    uint64_t value = 0;
    if (!s.n || s.n > 18) return false;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9') return false;
        value = value * 10 + (uint64_t)(s.p[i] - '0');
    }
    *length = value;
    return true;
}

static record_kind kind_of(wk_str type) {
    static const struct {
        const char *type;
        record_kind kind;
    } kinds[] = {{"response", RECORD_RESPONSE}, {"resource", RECORD_BARE}, {"conversion", RECORD_BARE}};
    for (size_t i = 0; i < WK_COUNT(kinds); i++)
        if (wk_str_eq_nocase(type, wk_str_of(kinds[i].type))) return kinds[i].kind;
    return RECORD_OTHER;
}

/* WARC 1.0 writers put addresses in angle brackets. */
static wk_str bare_uri(wk_str s) {
    return s.n > 1 && s.p[0] == '<' && s.p[s.n - 1] == '>' ? wk_str_cut(s, 1, s.n - 1) : s;
}

/* Reads the named fields; what it keeps lives in the reader's arena. */
static void read_fields(wk_arena *arena, wk_str head, record *r) {
    wk_str name, value;
    while (wk_http_header(&head, &name, &value)) {
        if (wk_str_eq_nocase(name, WK_S("warc-type"))) r->kind = kind_of(value);
        else if (wk_str_eq_nocase(name, WK_S("content-length"))) r->has_length = parse_length(value, &r->length);
        else if (wk_str_eq_nocase(name, WK_S("warc-target-uri"))) r->url = wk_str_copy(arena, bare_uri(value));
        else if (wk_str_eq_nocase(name, WK_S("warc-date"))) r->date = wk_str_copy(arena, value);
        else if (wk_str_eq_nocase(name, WK_S("content-type"))) r->content_type = wk_str_copy(arena, value);
    }
}

/* Takes the head of the record that begins at the stream's next byte; when there is none, takes some of it all the same,
 * so that reading goes forward. */
static wk_status read_head(warc *w, record *r, wk_error *error) {
    wk_status status = WK_OK;
    size_t end = 0;
    for (size_t want = 1024; !end && !status; want *= 4) {
        wk_status broken = wk_stream_fill(w->stream, want, error);
        wk_str there = wk_stream_peek(w->stream);
        end = wk_http_headers_end(there);
        if (end) break;
        if (broken) status = broken;
        else if (there.n < want) status = wk_fail(error, WK_INPUT, "its headers are cut off");
        else if (there.n > WK_MAX_HEADERS) status = wk_fail(error, WK_INPUT, "its headers do not end");
    }
    if (status) {
        wk_stream_take(w->stream, strlen("WARC/"));
        return status;
    }
    wk_str head = wk_str_cut(wk_stream_peek(w->stream), 0, end);
    const char *first = memchr(head.p, '\n', head.n);
    read_fields(w->reader->arena, wk_str_cut(head, (size_t)(first - head.p) + 1, head.n), r);
    wk_stream_take(w->stream, end);
    return r->has_length ? WK_OK : wk_fail(error, WK_INPUT, "it has no Content-Length");
}

/* ---- the block of a record --------------------------------------------------------------------------------------- */

/* Takes the record's block into w->block. */
static wk_status read_block(warc *w, uint64_t length, wk_error *error) {
    w->block.n = 0;
    while (w->block.n < length) {
        wk_status status = wk_stream_fill(w->stream, 1, error);
        wk_str piece = wk_stream_peek(w->stream);
        size_t left = (size_t)length - w->block.n, take = piece.n < left ? piece.n : left;
        wk_buf_add(&w->block, wk_str_cut(piece, 0, take));
        wk_stream_take(w->stream, take);
        w->read += take;
        if (status) return status;
        if (!piece.n) return wk_fail(error, WK_INPUT, "it is cut off: %llu bytes were to come", (unsigned long long)(length - w->block.n));
    }
    return WK_OK;
}

/* Passes over a block that is too large to keep, at most to where another record begins. */
static void skip_block(warc *w, uint64_t length) {
    while (length > 0 && !wk_stream_fill(w->stream, CHUNK, NULL)) {
        wk_str piece = wk_stream_peek(w->stream);
        if (!piece.n) return;
        wk_str mine = wk_str_cut(piece, 0, length < piece.n ? (size_t)length : piece.n);
        size_t hit = wk_str_find(mine, WK_S("\r\n\r\nWARC/1."), 0);
        if (hit < mine.n) {
            wk_stream_take(w->stream, hit + 4);
            return;
        }
        size_t keep = mine.n == length || mine.n < 16 ? 0 : 10;
        wk_stream_take(w->stream, mine.n - keep);
        length -= mine.n - keep;
    }
}

/* Passes over the empty lines behind a record. WK_INPUT when neither a record nor the end of the file follows, or when
 * the packed member that holds the record proves to be broken. */
static wk_status end_record(warc *w, wk_error *error) {
    for (;;) {
        wk_status status = wk_stream_fill(w->stream, 8, error);
        wk_str there = wk_stream_peek(w->stream);
        if (there.n && (there.p[0] == '\r' || there.p[0] == '\n')) wk_stream_take(w->stream, 1);
        else if (status && there.n < 8) return w->stream->next_member == w->place ? status : WK_OK;
        else if (!there.n || wk_str_starts(there, WK_S("WARC/"))) return WK_OK;
        else return wk_fail(error, WK_INPUT, "its Content-Length is wrong: no record follows it");
    }
}

/* The length was wrong: what of the block belongs to later records goes back to the stream. */
static void give_back(warc *w) {
    wk_str block = wk_buf_str(&w->block);
    size_t hit = wk_str_find(block, NEXT_RECORD, 0);
    if (hit == block.n || w->unread + (block.n - hit) > w->read + UNREAD_FREE) return;
    w->unread += block.n - hit;
    wk_stream_unread(w->stream, wk_str_cut(block, hit, block.n));
    w->block.n = hit;
}

/* ---- the page in a record ---------------------------------------------------------------------------------------- */

static bool is_page_status(uint32_t status) {
    return status >= 200 && status < 300 && status != 204 && status != 205 && status != 206;
}

/* Gives the page whose media type and bytes are known; what is no page is passed over. */
static wk_status give_body(warc *w, const record *r, wk_str type, wk_str body) {
    wk_page page = {.bytes = body, .file = r->file, .url = r->url, .crawled = r->date};
    wk_content content = wk_content_of_type(type, &page.charset);
    if (content == WK_CONTENT_UNKNOWN) {
        if (wk_binary(body, page.charset)) return WK_OK;
        content = wk_content_of(body, (wk_str){0});
        if (content == WK_CONTENT_LINES || content == WK_CONTENT_WARC) return WK_OK;
    }
    if (content == WK_CONTENT_OTHER) return WK_OK;
    page.container_sha256 = wk_hash_hex(w->reader->arena, wk_hash(wk_buf_str(&w->block)));
    return wk_give_content(w->reader, &page, content);
}

static wk_status give_response(warc *w, const record *r) {
    wk_error error = {0};
    wk_http http;
    wk_str block = wk_buf_str(&w->block), body, charset;
    if (r->content_type.p && !wk_str_starts(r->content_type, WK_S("application/http"))) return WK_OK; /* DNS and others */
    if (wk_http_parse(w->reader->arena, block, &http, &error)) return fail_record(w, r, block, &error);
    if (!is_page_status(http.status) || wk_content_of_type(http.content_type, &charset) == WK_CONTENT_OTHER) return WK_OK;
    wk_buf scratch[2] = {0};
    wk_status status = wk_http_page(&http, w->reader->max_page, scratch, &body, &error);
    status = status ? fail_record(w, r, http.body, &error) : give_body(w, r, http.content_type, body);
    wk_buf_free(&scratch[0]);
    wk_buf_free(&scratch[1]);
    return status;
}

static wk_status give_record(warc *w, const record *r) {
    if (r->kind == RECORD_RESPONSE) return give_response(w, r);
    return r->kind == RECORD_BARE ? give_body(w, r, r->content_type, wk_buf_str(&w->block)) : WK_OK;
}

/* ---- records ----------------------------------------------------------------------------------------------------- */

/* Tells the failure and goes to the next record. */
static wk_status recover(warc *w, const record *r, wk_error *error, bool *more) {
    give_back(w);
    wk_status status = fail_record(w, r, wk_buf_str(&w->block), error);
    *more = find_record(w);
    return status;
}

/* Passes over a record that is too large to keep; a failure when it could have been a page. */
static wk_status pass_over(warc *w, const record *r) {
    skip_block(w, r->length);
    if (r->kind == RECORD_OTHER) return WK_OK;
    wk_error error = {0};
    (void)wk_fail(&error, WK_INPUT, "this record is larger than the limit of %zu bytes", w->reader->max_page);
    return fail_record(w, r, (wk_str){"", 0}, &error);
}

static wk_status read_record(warc *w, bool *more) {
    wk_error error = {0};
    w->block.n = 0;
    w->place = wk_stream_place(w->stream);
    record r = {.file = wk_str_printf(w->reader->arena, "%.*s:%llu", WK_F(w->file), (unsigned long long)w->place)};
    wk_status status = wk_stream_fill(w->stream, 8, &error);
    wk_str there = wk_stream_peek(w->stream);
    if (!status && !there.n) {
        *more = false;
        return WK_OK;
    }
    if (!status && !wk_str_starts(there, WK_S("WARC/"))) status = wk_fail(&error, WK_INPUT, "no WARC record begins here");
    if (status && there.n) wk_stream_take(w->stream, 1); /* always forward */
    if (!status) status = read_head(w, &r, &error);
    if (!status && r.length > w->reader->max_page) return pass_over(w, &r);
    if (!status) status = read_block(w, r.length, &error);
    if (!status) status = end_record(w, &error);
    return status ? recover(w, &r, &error, more) : give_record(w, &r);
}

/* Empty lines between records. */
static void skip_empty_lines(warc *w) {
    while (!wk_stream_fill(w->stream, 1, NULL)) {
        wk_str there = wk_stream_peek(w->stream);
        if (!there.n || (there.p[0] != '\r' && there.p[0] != '\n')) return;
        wk_stream_take(w->stream, 1);
    }
}

wk_status wk_read_warc(wk_reader *r, wk_stream *stream, wk_str file) {
    warc w = {.reader = r, .stream = stream, .file = file};
    wk_status status = WK_OK;
    for (bool more = true; more && !status;) {
        skip_empty_lines(&w);
        status = read_record(&w, &more);
        wk_arena_reset(r->arena);
    }
    wk_buf_free(&w.block);
    return status;
}
