#include "page/article.h"

#include "base/error.h"
#include "base/hash.h"
#include "pack/language.h"
#include "page/draft.h"
#include "text/encoding.h"

enum { LOOKS_BINARY_BYTES = 4096 };

/* More than one control character in thirty at the beginning: no text in any encoding. */
static bool is_binary(wk_str text) {
    size_t n = text.n < LOOKS_BINARY_BYTES ? text.n : LOOKS_BINARY_BYTES, control = 0;
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)text.p[i];
        control += (c < 32 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 27) || c == 127;
    }
    return control * 30 > n;
}

/* Words that tell a file's kind by its first bytes, for a better sentence than "binary". */
static wk_status refuse_binary(const wk_page *page, wk_error *error) {
    static const struct {
        const char *magic, *name;
    } kinds[] = {{"%PDF", "a PDF file"},
                 {"\x89PNG", "a PNG picture"},
                 {"\xFF\xD8\xFF", "a JPEG picture"},
                 {"GIF8", "a GIF picture"},
                 {"PK\x03\x04", "a ZIP archive"},
                 {"\x7F"
                  "ELF",
                  "a program"},
                 {"SQLite format 3", "an SQLite database"},
                 {"\x1F\x8B", "gzip inside gzip"},
                 {"RIFF", "a media file"}};
    for (size_t i = 0; i < WK_COUNT(kinds); i++)
        if (wk_str_starts(page->bytes, wk_str_of(kinds[i].magic)))
            return wk_fail(error, WK_INPUT, "this is %s, not a page: give warkat HTML or text", kinds[i].name);
    return wk_fail(error, WK_INPUT, "this is binary data, not a page: give warkat HTML or text");
}

/* A body is returned unchanged, furniture and all. */
static wk_status read_body(wk_draft *d, wk_error *error) {
    (void)error;
    wk_part_builder b = {.arena = d->arena};
    wk_part_copy(&b, d->text, (wk_span){0, (uint32_t)d->text.n});
    *WK_PUSH(d->arena, &d->article->parts) = wk_part_done(&b, WK_S("body"));
    wk_draft_outlet(d, (wk_str){0}, wk_dateline_read(d, d->text).outlet, (wk_str){0});
    d->article->place = wk_dateline_read(d, d->text).place;
    return WK_OK;
}

typedef wk_status reader(wk_draft *d, wk_error *error);
static reader *const readers[] = {
    [WK_PAGE_HTML] = wk_html_read, [WK_PAGE_FLAT] = wk_flat_read, [WK_PAGE_BODY] = read_body};

/* What the container says is surer than what the page says. */
static void take_container(wk_draft *d) {
    wk_stamp stamp;
    if (d->page->title.p && d->page->title.n) {
        d->article->title = wk_squeeze(d->arena, d->page->title);
        d->article->title_how = "container";
    }
    wk_str said = d->page->published;
    wk_span where;
    if (said.n && (wk_stamp_iso(said, &stamp) || wk_stamp_find(d->words, said, false, &stamp, &where)))
        wk_draft_published(d, &stamp, "container");
}

/* Turns maps to the decoded text into maps to the page's bytes. */
static void compose(wk_draft *d, const wk_decoded *decoded) {
    for (size_t i = 0; i < d->article->parts.n && !decoded->identity; i++) {
        wk_part *part = &d->article->parts.v[i];
        part->map = wk_range_compose(d->arena, &part->map, &decoded->map);
    }
}

/* A page cannot be crawled before it was published; the next day is allowed for zones. */
static bool from_the_future(wk_str published, wk_str crawled) {
    int32_t when = wk_day_first(wk_str_cut(published, 0, 10)), then = wk_day_first(wk_str_cut(crawled, 0, 10));
    if (!published.p || !crawled.p || !when || !then) return false;
    int32_t months = when / 100 - then / 100;
    bool next = when % 100 == 1 && then % 100 >= 28 && (months == 1 || months == 89); /* 31 August, 1 September */
    return when > then + 1 && !next;
}

/* What is known only at the end: maps to the page, dates as text, language, hashes, id. */
static void finish(wk_draft *d, const wk_decoded *decoded) {
    wk_article *a = d->article;
    wk_arena *arena = d->arena;
    compose(d, decoded);
    if (d->published.year) a->published = wk_stamp_text(arena, &d->published);
    if (from_the_future(a->published, d->page->crawled)) a->published_flag = "future";
    if (d->first.year) a->first_published = wk_stamp_text(arena, &d->first);
    if (d->modified.year) a->modified = wk_stamp_text(arena, &d->modified);
    wk_str guess = wk_language_guess(d->words, a->parts.v[0].text);
    if (guess.p) a->language = guess;
    a->encoding = wk_str_of(decoded->encoding);
    a->invalid_bytes = decoded->invalid;
    a->page_sha256 = wk_hash_hex(arena, wk_hash(d->page->bytes));
    a->id = d->page->id;
    if (!a->id.p || !a->id.n) {
        wk_str parts[] = {d->page->url.p ? d->page->url : WK_S(""), a->page_sha256};
        a->id = wk_hash_id(arena, wk_hash_parts(parts, 2));
    }
}

wk_status wk_article_read(wk_arena *arena, const wk_packs *packs, const wk_page *page, wk_article **article,
                          wk_error *error) {
    wk_decoded decoded;
    if (!wk_str_trim(page->bytes).n) return wk_fail(error, WK_INPUT, "the page is empty");
    wk_status status = wk_decode(arena, page->bytes, page->charset, page->kind == WK_PAGE_HTML, &decoded, error);
    if (status != WK_OK) return status;
    if (is_binary(decoded.text)) return refuse_binary(page, error);
    wk_article *a = wk_alloc(arena, sizeof *a);
    *a = (wk_article){
        .file = page->file, .url = page->url, .kind = page->kind, .container_sha256 = page->container_sha256};
    wk_draft d = {.arena = arena,
                  .packs = packs,
                  .words = wk_packs_furniture(packs),
                  .page = page,
                  .text = decoded.text,
                  .article = a};
    take_container(&d);
    status = readers[page->kind](&d, error);
    if (status != WK_OK) return status;
    finish(&d, &decoded);
    *article = a;
    return WK_OK;
}
