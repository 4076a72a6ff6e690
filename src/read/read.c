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

static void read_frames(wk_reader *r) {
    r->ways = wk_read_frames(r);
}

static const struct {
    const char *name;
    void (*run)(wk_reader *r);
    bool body_only;
} stages[] = {
    {"tokens", wk_read_tokens, false},     {"names", wk_read_names, false},   {"dates", wk_read_dates, false},
    {"who", wk_read_who, false},           {"occasions", wk_read_occasions, false}, {"dates", wk_settle_dates, false},
    {"frames", read_frames, false},        {"clauses", wk_read_clauses, false},     {"statements", wk_read_statements, true},
    {"acts", wk_read_acts, false},         {"sources", wk_read_sources, false},     {"cadence", wk_read_cadence, false},
    {"dates", keep_dates, false},
};

static void read_part(wk_reader *r, uint32_t part, wk_stage_watch *watch, void *context) {
    begin_part(r, part);
    for (size_t i = 0; i < WK_COUNT(stages); i++) {
        if (stages[i].body_only && part) continue;
        if (watch) watch(context, stages[i].name);
        stages[i].run(r);
    }
    if (watch) watch(context, NULL);
}

wk_reading *wk_read_watched(wk_arena *arena, const wk_packs *packs, const wk_article *article, wk_stage_watch *watch, void *context) {
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
        if (readable(article->parts.v[i].name)) read_part(r, i, watch, context);
    return reading;
}

wk_reading *wk_read(wk_arena *arena, const wk_packs *packs, const wk_article *article) {
    return wk_read_watched(arena, packs, article, NULL, NULL);
}
