/* From a path to its pages: what the path is, what the file holds, and the sink. */
#include "source/source.h"

#include "base/array.h"
#include "base/error.h"
#include "source/folder.h"
#include "source/limits.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>

/* ---- kinds ------------------------------------------------------------------------------------------------------- */

static const char *const kinds[] = {[WK_PAGE_HTML] = "html", [WK_PAGE_FLAT] = "flat", [WK_PAGE_BODY] = "body"};

const char *wk_page_kind_name(wk_page_kind kind) {
    return kinds[kind];
}

bool wk_page_kind_find(wk_str name, wk_page_kind *kind) {
    for (size_t i = 0; name.p && i < WK_COUNT(kinds); i++)
        if (wk_str_eq(name, wk_str_of(kinds[i]))) return *kind = (wk_page_kind)i, true;
    return false;
}

/* ---- giving ------------------------------------------------------------------------------------------------------ */

wk_status wk_give_failure(wk_reader *r, const wk_page *page, wk_error *failure) {
    if (!failure->file[0]) snprintf(failure->file, sizeof failure->file, "%.*s", WK_F(page->file));
    wk_status status = r->sink(r->context, page, failure);
    wk_arena_reset(r->arena);
    return status;
}

wk_status wk_give(wk_reader *r, const wk_page *page) {
    wk_error error = {0};
    wk_str text = wk_str_trim(page->bytes);
    const char *binary = wk_binary(page->bytes, page->charset);
    if (!page->bytes.n) (void)wk_fail(&error, WK_INPUT, "it is empty: there is nothing to read");
    else if (!text.n) (void)wk_fail(&error, WK_INPUT, "it holds nothing but white space: there is nothing to read");
    else if (binary) (void)wk_fail(&error, WK_INPUT, "it is %s, not text or HTML: leave it out or extract its text", binary);
    if (error.status) return wk_give_failure(r, page, &error);
    wk_status status = r->sink(r->context, page, NULL);
    wk_arena_reset(r->arena);
    return status;
}

wk_status wk_give_content(wk_reader *r, wk_page *page, wk_content content) {
    if (content == WK_CONTENT_FEED) return wk_read_feed(r, page);
    page->kind = content == WK_CONTENT_FLAT ? WK_PAGE_FLAT : WK_PAGE_HTML;
    return wk_give(r, page);
}

/* ---- one file ---------------------------------------------------------------------------------------------------- */

/* All that is left of a stream onto `out`, at most `limit` bytes. */
static wk_status read_rest(wk_stream *stream, size_t limit, wk_buf *out, wk_error *error) {
    for (;;) {
        wk_status status = wk_stream_fill(stream, 1, error);
        wk_str piece = wk_stream_peek(stream);
        size_t take = piece.n < limit - out->n ? piece.n : limit - out->n;
        wk_buf_add(out, wk_str_cut(piece, 0, take));
        wk_stream_take(stream, piece.n);
        if (status) return status;
        if (take < piece.n)
            return wk_fail(error, WK_INPUT, "larger than the limit of %zu bytes for one page; split it or leave it out", limit);
        if (!piece.n) return WK_OK;
    }
}

/* The whole stream is one page or one feed. */
static wk_status read_document(wk_reader *r, wk_stream *stream, wk_str file, wk_content content) {
    wk_buf bytes = {0};
    wk_error error = {0};
    size_t limit = content == WK_CONTENT_FEED && r->max_page > WK_MAX_FEED ? WK_MAX_FEED : r->max_page;
    wk_status status = read_rest(stream, limit, &bytes, &error);
    wk_page page = {.bytes = wk_buf_str(&bytes), .file = file};
    page.kind = content == WK_CONTENT_FLAT ? WK_PAGE_FLAT : WK_PAGE_HTML;
    status = status ? wk_give_failure(r, &page, &error) : wk_give_content(r, &page, content);
    wk_buf_free(&bytes);
    return status;
}

wk_status wk_read_stream(wk_reader *r, wk_stream *stream, wk_str file) {
    wk_error error = {0};
    if (wk_stream_fill(stream, WK_SNIFF, &error) && !wk_stream_peek(stream).n) {
        wk_page page = {.file = file, .bytes = {"", 0}};
        wk_status status = wk_give_failure(r, &page, &error);
        if (status || !wk_stream_resync(stream)) return status;
    }
    wk_content content = wk_content_of(wk_stream_peek(stream), file);
    if (content == WK_CONTENT_LINES) return wk_read_lines(r, stream, file);
    if (content == WK_CONTENT_WARC) return wk_read_warc(r, stream, file);
    return read_document(r, stream, file, content);
}

wk_status wk_read_file(wk_reader *r, const char *path, wk_error *error) {
    wk_stream stream;
    wk_status status = wk_stream_open(path, &stream, error);
    if (status) return status;
    status = wk_read_stream(r, &stream, wk_str_of(strcmp(path, "-") == 0 ? "<stdin>" : path));
    wk_stream_close(&stream);
    return status;
}

/* ---- a path ------------------------------------------------------------------------------------------------------ */

static bool is_address(const char *path) {
    wk_str s = wk_str_of(path);
    return wk_str_eq_nocase(wk_str_cut(s, 0, 7), WK_S("http://")) || wk_str_eq_nocase(wk_str_cut(s, 0, 8), WK_S("https://"));
}

wk_status wk_source_read(const char *path, const wk_source_options *options, wk_page_sink *sink, void *context,
                         wk_error *error) {
    wk_reader r = {.sink = sink, .context = context, .arena = wk_arena_new()};
    if (options) r.options = *options;
    r.max_page = r.options.max_page ? r.options.max_page : WK_MAX_PAGE;
    struct stat st;
    wk_status status;
    if (is_address(path)) status = wk_read_address(&r, path, error);
    else if (strcmp(path, "-") != 0 && stat(path, &st)) status = wk_file_fail(error, "open", path, errno);
    else if (strcmp(path, "-") != 0 && S_ISDIR(st.st_mode)) status = wk_read_folder(&r, path, error);
    else status = wk_read_file(&r, path, error);
    wk_arena_free(r.arena);
    return status;
}
