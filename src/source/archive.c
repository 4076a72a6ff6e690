/* A record as a source: the lines that `warkat give jsonl --pages` writes.
 *
 * An article's line holds its page in base64 ("page") and what the page's container said ("given"); from these the same
 * reading is made again. Nothing else of the line is believed. A failure's line is a failure once more. */
#include "source/source.h"

#include "base/array.h"
#include "base/base64.h"
#include "base/error.h"

#include <jansson.h>
#include <stddef.h>
#include <string.h>

static wk_str get(const json_t *object, const char *key) {
    const json_t *value = json_object_get(object, key);
    return (wk_str){json_string_value(value), json_string_length(value)};
}

/* The page's bytes; none is no mistake of a failure's. */
static wk_status read_bytes(wk_reader *r, const json_t *line, bool needed, wk_page *page, wk_error *error) {
    wk_str code = get(line, "page");
    page->bytes = WK_S("");
    if (!code.p && !needed) return WK_OK;
    if (!code.p) return wk_fail(error, WK_INPUT, "this article of a record comes without its page: give the record with --pages");
    if (!wk_base64_read(r->arena, code, &page->bytes)) return wk_fail(error, WK_INPUT, "the \"page\" of this line is no base64");
    if (page->bytes.n > r->max_page)
        return wk_fail(error, WK_INPUT, "its page is larger than the limit of %zu bytes", r->max_page);
    return WK_OK;
}

bool wk_page_given(const json_t *given, wk_page *page) {
    static const struct { const char *key; size_t field; } values[] = {
        {"charset", offsetof(wk_page, charset)},     {"id", offsetof(wk_page, id)},       {"url", offsetof(wk_page, url)},
        {"outlet", offsetof(wk_page, outlet)},       {"title", offsetof(wk_page, title)}, {"published", offsetof(wk_page, published)},
        {"crawled", offsetof(wk_page, crawled)}};
    for (size_t i = 0; i < WK_COUNT(values); i++)
        *(wk_str *)(void *)((char *)page + values[i].field) = get(given, values[i].key);
    return wk_page_kind_find(get(given, "kind"), &page->kind);
}

static wk_status read_article(wk_reader *r, const json_t *line, wk_error *error) {
    wk_page page = {.file = get(line, "file"), .container_sha256 = get(line, "container_sha256")};
    if (!wk_page_given(json_object_get(line, "given"), &page))
        return wk_fail(error, WK_INPUT, "\"given\" of this article of a record names no kind of page");
    wk_status status = read_bytes(r, line, true, &page, error);
    return status ? status : wk_give(r, &page);
}

static wk_status read_failure(wk_reader *r, const json_t *line, wk_error *error) {
    wk_page page = {.file = get(line, "file"), .url = get(line, "url")};
    wk_str reason = get(line, "reason");
    wk_error failure = {0};
    json_int_t code = json_integer_value(json_object_get(line, "status"));
    wk_status status = read_bytes(r, line, false, &page, error);
    if (status) return status;
    if (!page.file.n || !reason.n) return wk_fail(error, WK_INPUT, "this failure of a record names no file or no reason");
    bool known = code == WK_DISK || code == WK_NETWORK;
    (void)wk_fail(&failure, known ? (wk_status)code : WK_INPUT, "%.*s", WK_F(reason));
    return wk_give_failure(r, &page, &failure);
}

wk_status wk_read_record_line(wk_reader *r, const json_t *line, wk_error *error) {
    static const struct { const char *type; wk_status (*read)(wk_reader *, const json_t *, wk_error *); } types[] = {
        {"article", read_article}, {"failure", read_failure}};
    static const char *const passed_over[] = {"record", "actor", "event", "family", "thread"}; /* made anew from the articles */
    const char *type = json_string_value(json_object_get(line, "type"));
    for (size_t i = 0; i < WK_COUNT(types); i++)
        if (strcmp(type, types[i].type) == 0) return types[i].read(r, line, error);
    for (size_t i = 0; i < WK_COUNT(passed_over); i++)
        if (strcmp(type, passed_over[i]) == 0) return WK_OK;
    return wk_fail(error, WK_INPUT, "a line of this \"type\" is no line of a record");
}
