/* Feeds: RSS 2.0, RSS 1.0 and Atom. The feed is decoded and cut into its entries, and every entry is read on its own, so
 * that one that is broken costs that one. Memory: the feed and one entry. */
#include "source/feed.h"

#include "base/array.h"
#include "base/error.h"
#include "base/hash.h"
#include "source/limits.h"
#include "source/source.h"
#include "text/encoding.h"

static const char *const tags[] = {"item", "entry", "atom:entry", "rss:item"};

/* Which entry's tag stands behind the '<' or "</" at `at`; -1: none. */
static int tag_at(wk_str s, size_t at) {
    for (size_t i = 0; i < WK_COUNT(tags); i++) {
        wk_str name = wk_str_of(tags[i]);
        if (at + name.n >= s.n || memcmp(s.p + at, name.p, name.n) != 0) continue;
        if (strchr(" \t\r\n>/", s.p[at + name.n])) return (int)i;
    }
    return -1;
}

/* Behind a comment or a CDATA section that begins at `at`; `at` when none does. */
static size_t skip_opaque(wk_str s, size_t at) {
    static const struct {
        const char *open, *close;
    } opaque[] = {{"<![CDATA[", "]]>"}, {"<!--", "-->"}};
    for (size_t i = 0; i < WK_COUNT(opaque); i++) {
        if (!wk_str_starts(wk_str_cut(s, at, s.n), wk_str_of(opaque[i].open))) continue;
        size_t end = wk_str_find(s, wk_str_of(opaque[i].close), at + strlen(opaque[i].open));
        return end < s.n ? end + 3 : s.n;
    }
    return at;
}

/* The next entry at or behind *at: its span, and *at moved behind it. *whole is false when its end is missing. */
static bool next_entry(wk_str s, size_t *at, wk_span *span, bool *whole) {
    int open = -1;
    size_t start = 0;
    while (*at < s.n) {
        const char *hit = memchr(s.p + *at, '<', s.n - *at);
        if (!hit) break;
        size_t here = (size_t)(hit - s.p), behind = skip_opaque(s, here);
        *at = behind > here ? behind : here + 1;
        if (behind > here) continue;
        bool closing = here + 1 < s.n && s.p[here + 1] == '/';
        int tag = tag_at(s, here + (closing ? 2 : 1));
        if (tag < 0) continue;
        if (open < 0 && !closing) open = tag, start = here;
        else if (open >= 0 && !closing) { /* another begins: this one has no end */
            *at = here;
            *span = (wk_span){(uint32_t)start, (uint32_t)here};
            return !(*whole = false);
        } else if (tag == open) {
            const char *end = memchr(s.p + here, '>', s.n - here);
            *at = end ? (size_t)(end - s.p) + 1 : s.n;
            *span = (wk_span){(uint32_t)start, (uint32_t)*at};
            return *whole = true;
        }
    }
    *at = s.n;
    *span = (wk_span){(uint32_t)start, (uint32_t)s.n};
    *whole = false;
    return open >= 0;
}

/* The feed's own bytes of a span of its text. */
static wk_str source_bytes(wk_reader *r, const wk_page *origin, const wk_decoded *feed, wk_span span) {
    if (feed->identity) return wk_str_cut(origin->bytes, span.start, span.end);
    wk_spans at = {0};
    wk_range_source(r->arena, &feed->map, span, &at);
    return at.n ? wk_str_cut(origin->bytes, at.v[0].start, at.v[at.n - 1].end) : (wk_str){"", 0};
}

/* Gives one entry; *carries: it has a text. */
static wk_status give_entry(wk_reader *r, const wk_page *origin, const wk_decoded *feed, wk_span span, bool whole, size_t number,
                            bool *carries) {
    wk_error error = {0};
    wk_entry entry = {0};
    wk_str source = source_bytes(r, origin, feed, span);
    size_t place = source.n ? (size_t)(source.p - origin->bytes.p) : 0;
    wk_page page = {.bytes = source, .charset = WK_S("utf-8"), .crawled = origin->crawled};
    page.file = wk_str_printf(r->arena, "%.*s:%zu", WK_F(origin->file), number);
    wk_status status = wk_entry_read(r->arena, wk_str_cut(feed->text, span.start, span.end), &entry, &error);
    page.url = entry.url.p ? entry.url : origin->url;
    *carries = status || entry.text.p;
    if (status && !whole) status = wk_fail(&error, WK_INPUT, "this entry is cut off: its end is missing");
    if (status) {
        (void)wk_fail_byte(&error, status, place + (whole && error.has_byte && feed->identity ? error.byte : 0));
        return wk_give_failure(r, &page, &error);
    }
    if (!entry.text.p) return WK_OK;
    page.bytes = entry.text;
    page.kind = entry.kind;
    page.title = entry.title;
    page.published = entry.published;
    page.container_sha256 = wk_hash_hex(r->arena, wk_hash(source));
    return wk_give(r, &page);
}

static wk_status give_entries(wk_reader *r, const wk_page *origin, const wk_decoded *feed) {
    size_t at = 0, count = 0, given = 0;
    wk_span span;
    bool whole, carries;
    while (next_entry(feed->text, &at, &span, &whole)) {
        wk_status status = give_entry(r, origin, feed, span, whole, ++count, &carries);
        if (status) return status;
        given += carries;
    }
    if (given) return WK_OK;
    wk_error error = {0};
    if (count) (void)wk_fail(&error, WK_INPUT, "none of its %zu entries carries a text; fetch the pages they name", count);
    else (void)wk_fail(&error, WK_INPUT, "it has no entry: it is no RSS or Atom feed");
    return wk_give_failure(r, origin, &error);
}

wk_status wk_read_feed(wk_reader *r, const wk_page *origin) {
    wk_error error = {0};
    wk_decoded feed;
    wk_arena *arena = wk_arena_new();
    wk_status status;
    if (!wk_str_trim(origin->bytes).n || wk_binary(origin->bytes, origin->charset)) status = wk_give(r, origin); /* which says why not */
    else if (wk_decode(arena, origin->bytes, origin->charset, true, &feed, &error)) status = wk_give_failure(r, origin, &error);
    else {
        /* what is known of the feed may live in the reader's arena, which each entry resets */
        wk_page kept = *origin;
        kept.file = wk_str_copy(arena, origin->file);
        kept.url = wk_str_copy(arena, origin->url);
        kept.crawled = wk_str_copy(arena, origin->crawled);
        status = give_entries(r, &kept, &feed);
    }
    wk_arena_free(arena);
    return status;
}
