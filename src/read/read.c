/* Reading an article: its parts one after another, each through the stages; captions after the body, which knows the
 * people they show. */
#include "read/frames.h"
#include "read/reader.h"

static bool readable(wk_str part) {
    return wk_str_eq(part, WK_S("body")) || wk_str_starts(part, WK_S("caption:"));
}

static void keep_dates(wk_reader *r) {
    for (uint32_t i = 0; i < r->dates.n; i++) {
        const wk_told_date *d = &r->dates.v[i];
        *WK_PUSH(r->arena, &r->reading->dates) =
            (wk_named_date){.part = r->part, .at = wk_token_span(r->text, d->start, d->end), .type = d->type,
                            .value = d->value, .how = d->how, .mod = d->mod, .flag = d->flag, .zone = d->zone};
    }
}

/* The beginning of a text that is read: whole, or its first mebibyte up to a space. */
static wk_str clip(wk_str text) {
    if (text.n <= WK_READ_BYTES) return text;
    size_t n = WK_READ_BYTES;
    while (n > WK_READ_BYTES / 2 && text.p[n] != ' ' && text.p[n] != '\n') n--;
    while (n && ((unsigned char)text.p[n] & 0xc0) == 0x80) n--;
    return wk_str_cut(text, 0, n);
}

static void begin_part(wk_reader *r, uint32_t part) {
    r->part = part;
    r->text = wk_alloc(r->arena, sizeof *r->text);
    r->text->arena = r->arena;
    r->text->text = clip(r->article->parts.v[part].text);
    WK_CLEAR(&r->names);
    WK_CLEAR(&r->mentions);
    WK_CLEAR(&r->dates);
    WK_CLEAR(&r->occasions);
    WK_CLEAR(&r->sentences);
}

static void read_part(wk_reader *r, uint32_t part) {
    begin_part(r, part);
    wk_read_tokens(r);
    wk_read_names(r);
    wk_read_dates(r);
    wk_read_who(r);
    wk_read_occasions(r);
    wk_settle_dates(r);
    r->ways = wk_read_frames(r);
    wk_read_clauses(r);
    if (part == 0) wk_read_statements(r);
    wk_read_acts(r);
    wk_read_sources(r);
    wk_read_cadence(r);
    keep_dates(r);
}

wk_reading *wk_read(wk_arena *arena, const wk_packs *packs, const wk_article *article) {
    wk_reading *reading = wk_alloc(arena, sizeof *reading);
    reading->article = article;
    const wk_language *language = article->language.p ? wk_packs_language(packs, article->language) : NULL;
    if (!language) return reading;
    wk_reader *r = wk_alloc(arena, sizeof *r);
    *r = (wk_reader){.arena = arena, .packs = packs, .world = wk_packs_world(packs), .language = language,
                     .article = article, .reading = reading};
    r->people_of = wk_alloc_array(arena, r->world->entities.n, sizeof *r->people_of);
    if (article->published.p && !article->published_flag) r->today = wk_day_first(article->published);
    r->today_published = r->today != 0;
    for (uint32_t i = 0; i < article->parts.n; i++)
        if (readable(article->parts.v[i].name)) read_part(r, i);
    return reading;
}
