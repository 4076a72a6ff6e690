#include "give/giver.h"

#include "base/error.h"
#include "store/blob.h"

#include <stdarg.h>
#include <stdio.h>

/* ---- giving ---------------------------------------------------------------------------------------------------- */

wk_status wk_give_as(const wk_format *format, wk_store *store, const wk_give_options *options, wk_give_sink *sink,
                  void *context, wk_error *error) {
    wk_status status = wk_filter_check(&options->filter, error);
    if (status != WK_OK) return status;
    wk_giver g = {.store = store, .options = options, .arena = wk_arena_new(), .sink = sink, .context = context};
    g.j.out = &g.out;
    wk_store_hold(store); /* all of one moment */
    format->give(&g);
    wk_store_let_go(store);
    if (g.error.status == WK_OK) (void)wk_giver_pass(&g);
    wk_buf_free(&g.out);
    wk_arena_free(g.arena);
    if (g.error.status != WK_OK) {
        if (error) *error = g.error;
        return g.error.status;
    }
    return wk_store_status(store, error);
}

bool wk_giver_pass(wk_giver *g) {
    if (!g->stopped && g->out.n) g->stopped = !g->sink(g->context, wk_buf_str(&g->out));
    g->out.n = 0;
    return !g->stopped;
}

void wk_giver_damaged(wk_giver *g) {
    wk_fail(&g->error, WK_STORE, "the record is damaged: see `warkat verify`");
    g->stopped = true;
}

void wk_giver_print(wk_giver *g, const char *format, ...) {
    char text[512];
    va_list args;
    va_start(args, format);
    int n = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (n > 0) wk_buf_add(&g->out, (wk_str){text, (size_t)n < sizeof text ? (size_t)n : sizeof text - 1});
}

/* ---- events and articles --------------------------------------------------------------------------------------- */

typedef struct passing {
    wk_giver *g;
    void (*event)(wk_giver *g, const wk_told *told);
    void (*article)(wk_giver *g, const wk_listed *article, const json_t *reading);
    wk_query *reading;
} passing;

static bool pass_event(void *context, wk_arena *arena, const wk_told *told) {
    passing *p = context;
    wk_arena *own = p->g->arena;
    p->g->arena = arena;
    p->event(p->g, told);
    p->g->arena = own;
    return wk_giver_pass(p->g);
}

void wk_giver_events(wk_giver *g, void take(wk_giver *g, const wk_told *told)) {
    passing p = {.g = g, .event = take};
    wk_error error = {0};
    wk_status status = wk_ask_events(g->store, g->options->packs, &g->options->filter, pass_event, &p, &error);
    if (status != WK_OK && g->error.status == WK_OK) g->error = error;
}

static bool pass_article(void *context, wk_arena *arena, const wk_listed *article) {
    passing *p = context;
    wk_str text;
    wk_query_restart(p->reading);
    wk_query_bind(p->reading, ":key", article->document);
    if (!wk_query_next(p->reading)) return true;
    json_t *reading = NULL;
    if (wk_blob_unpack(arena, wk_query_blob(p->reading, 0), &text)) reading = json_loadb(text.p, text.n, JSON_ALLOW_NUL, NULL);
    if (!reading) {
        wk_giver_damaged(p->g);
        return false;
    }
    wk_arena *own = p->g->arena;
    p->g->arena = arena;
    p->article(p->g, article, reading);
    p->g->arena = own;
    json_decref(reading);
    return wk_giver_pass(p->g);
}

void wk_giver_articles(wk_giver *g, void take(wk_giver *g, const wk_listed *article, const json_t *reading)) {
    passing p = {.g = g, .article = take,
                 .reading = wk_query_new(g->store, "SELECT c.reading FROM documents d JOIN contents c ON c.document = d.id WHERE d.key = :key")};
    wk_error error = {0};
    wk_status status = wk_ask_articles(g->store, g->options->packs, &g->options->filter, pass_article, &p, &error);
    wk_query_free(p.reading);
    if (status != WK_OK && g->error.status == WK_OK) g->error = error;
}

/* ---- readings as JSON ------------------------------------------------------------------------------------------ */

wk_str wk_json_get(const json_t *object, const char *key) {
    const json_t *value = json_object_get(object, key);
    return (wk_str){json_string_value(value), json_string_length(value)};
}

wk_str wk_json_name(const json_t *object, const char *key) {
    return wk_json_get(json_object_get(object, key), "name");
}

wk_str wk_part_text(const json_t *reading, const json_t *item) {
    wk_str part = wk_json_get(item, "part");
    return part.p ? wk_json_get(json_object_get(reading, "parts"), part.p) : wk_json_get(reading, "text");
}

wk_span wk_range_span(const wk_cp_index *index, const json_t *range) {
    json_int_t start = json_integer_value(json_array_get(range, 0)), end = json_integer_value(json_array_get(range, 1));
    if (start < 0 || end < start || end > UINT32_MAX) return (wk_span){0, 0};
    return (wk_span){wk_byte_of_cp(index, (uint32_t)start), wk_byte_of_cp(index, (uint32_t)end)};
}

wk_str wk_urn(wk_arena *arena, const char *kind, wk_str id) {
    return wk_str_printf(arena, "urn:warkat:%s:%.*s", kind, WK_F(id));
}

wk_str wk_uri(wk_arena *arena, wk_str address) {
    char *to = wk_alloc(arena, 3 * address.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < address.n; i++) {
        unsigned char c = (unsigned char)address.p[i];
        if (c > 0x20 && c != 0x7f && !memchr("<>\"{}|\\^`", c, 9)) to[n++] = address.p[i];
        else n += (size_t)sprintf(to + n, "%%%02X", c);
    }
    return (wk_str){to, n};
}

wk_str wk_article_uri(wk_arena *arena, const wk_listed *article) {
    return article->url.p ? wk_uri(arena, article->url) : wk_urn(arena, "article", article->article);
}

const char *wk_actor_type(const json_t *actor) {
    wk_str id = wk_json_get(actor, "id");
    return !id.p || wk_str_starts(id, WK_S("person/")) ? "Person" : "Organization";
}
