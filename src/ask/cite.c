#include "ask/cite.h"

#include "ask/answers.h"
#include "ask/inside.h"
#include "record/doc.h"
#include "store/blob.h"
#include "text/utf8.h"

#include <jansson.h>
#include <stdlib.h>

enum { LOCATED = 100 /* reports of one event whose places are looked up */ };

wk_str wk_cite(wk_arena *arena, const wk_cited *c) {
    wk_buf out = {0};
    if (c->words.n) {
        wk_buf_add(&out, WK_S("\xe2\x80\x9c"));
        wk_buf_add(&out, c->words);
        wk_buf_add(&out, c->translated ? WK_S("\xe2\x80\x9d (translated) \xe2\x80\x94 ") : WK_S("\xe2\x80\x9d \xe2\x80\x94 "));
    }
    for (size_t i = 0; i < c->chain.n; i++) {
        if (i) wk_buf_add(&out, WK_S(" \xe2\x86\x92 "));
        wk_buf_add(&out, c->chain.v[i]);
    }
    if (c->title.n) wk_buf_add(&out, wk_str_printf(arena, ", \xe2\x80\x9c%.*s\xe2\x80\x9d", WK_F(c->title)));
    if (c->published.n) wk_buf_add(&out, wk_str_printf(arena, ", %.*s", WK_F(wk_str_cut(c->published, 0, 10))));
    if (c->url.n) wk_buf_add(&out, wk_str_printf(arena, ", %.*s", WK_F(c->url)));
    wk_buf_add(&out, wk_str_printf(arena, " [article %.*s, page sha256:%.*s]", WK_F(c->article), WK_F(c->page_sha256)));
    wk_str kept = wk_str_copy(arena, wk_buf_str(&out));
    wk_buf_free(&out);
    return kept;
}

/* ---- places ---------------------------------------------------------------------------------------------------- */

static json_t *reading_of(wk_store *store, wk_arena *arena, wk_str document) {
    wk_query *q = wk_query_new(store, "SELECT c.reading FROM documents d JOIN contents c ON c.document = d.id WHERE d.key = :key");
    wk_query_bind(q, ":key", document);
    wk_str json = {0};
    bool there = wk_query_next(q) && wk_blob_unpack(arena, wk_query_blob(q, 0), &json);
    wk_query_free(q);
    return there ? json_loadb(json.p, json.n, JSON_ALLOW_NUL, NULL) : NULL;
}

/* The item with this id, as the reading has it; NULL when there is none. */
static json_t *item_of(const json_t *reading, const char *list, wk_str id) {
    size_t i;
    json_t *item;
    json_array_foreach(json_object_get(reading, list), i, item)
        if (wk_str_eq(id, wk_str_of(json_string_value(json_object_get(item, "id"))))) return item;
    return NULL;
}

static wk_str dumped(wk_arena *arena, const json_t *item) {
    char *text = item ? json_dumps(item, JSON_COMPACT) : NULL;
    wk_str kept = wk_str_copy(arena, wk_str_of(text));
    free(text);
    return kept;
}

void wk_cite_event(wk_store *store, wk_arena *arena, wk_event_full *event, bool spans) {
    for (size_t i = 0; i < event->reports.n; i++) {
        wk_report *r = &event->reports.v[i];
        r->cite = wk_cite(arena, &(wk_cited){r->words, false, r->chain, r->title, r->published, r->url, r->article, r->page_sha256});
        if (i >= LOCATED || !spans) continue;
        json_t *reading = reading_of(store, arena, r->document);
        r->spans = dumped(arena, item_of(reading, "acts", r->act_id));
        json_decref(reading);
    }
}

void wk_cite_said(wk_store *store, wk_arena *arena, wk_said *s, bool spans) {
    s->cite = wk_cite(arena, &(wk_cited){s->words, s->translated, s->chain, s->title, s->published, s->url, s->article, s->page_sha256});
    if (!spans) return;
    json_t *reading = reading_of(store, arena, s->document);
    s->spans = dumped(arena, item_of(reading, "statements", s->id));
    json_decref(reading);
}

/* ---- an article ------------------------------------------------------------------------------------------------ */

typedef struct citing {
    wk_json *j;
    wk_arena *arena;
    const wk_article_full *article;
    const json_t *reading;
} citing;

/* The words of ranges of a part, joined by " … ". */
static wk_str words_of(citing *c, const json_t *item, const json_t *ranges) {
    const char *part = json_string_value(json_object_get(item, "part"));
    const json_t *holder = part ? json_object_get(json_object_get(c->reading, "parts"), part) : json_object_get(c->reading, "text");
    wk_str text = wk_str_of(json_string_value(holder)), words = {0};
    wk_cp_index index = wk_cp_index_make(c->arena, text);
    size_t n = json_array_size(ranges);
    bool one = n && !json_is_array(json_array_get(ranges, 0));
    for (size_t i = 0; i < (one ? 1 : n); i++) {
        const json_t *range = one ? ranges : json_array_get(ranges, i);
        wk_str piece = wk_str_cut(text, wk_byte_of_cp(&index, (uint32_t)json_integer_value(json_array_get(range, 0))),
                                  wk_byte_of_cp(&index, (uint32_t)json_integer_value(json_array_get(range, 1))));
        words = words.p ? wk_str_printf(c->arena, "%.*s \xe2\x80\xa6 %.*s", WK_F(words), WK_F(piece)) : piece;
    }
    return words;
}

static wk_str event_of(const wk_article_full *article, wk_str act) {
    for (size_t i = 0; i < article->acts.n; i++)
        if (wk_str_eq(article->acts.v[i], act)) return article->events.v[i];
    return (wk_str){0};
}

/* "id": {"chain": […], "cite": "…", "event": "…"} */
static void item_json(citing *c, const json_t *item, bool act) {
    const wk_listed *l = &c->article->listed;
    const char *id = json_string_value(json_object_get(item, "id"));
    if (!id) return;
    wk_names from = {0}, via = wk_names_of(c->arena, json_object_get(item, "via"));
    const char *what = json_string_value(json_object_get(item, "act"));
    if (!act) {
        const char *who = json_string_value(json_object_get(json_object_get(item, "who"), "name"));
        if (who) *WK_PUSH(c->arena, &from) = wk_str_of(who);
    } else if (!wk_act_symmetric(wk_str_of(what))) {
        from = wk_names_of(c->arena, json_object_get(item, "from"));
    }
    wk_names chain = wk_chain_of(c->arena, &from, &via, c->article->credits, l->outlet, l->url, l->file);
    wk_str words = words_of(c, item, json_object_get(item, act ? "evidence" : "content"));
    wk_json_key(c->j, id);
    wk_json_open(c->j, '{');
    wk_json_key(c->j, "chain");
    wk_json_open(c->j, '[');
    for (size_t i = 0; i < chain.n; i++) wk_json_str(c->j, chain.v[i]);
    wk_json_close(c->j, ']');
    wk_json_member(c->j, "cite", wk_cite(c->arena, &(wk_cited){words, json_is_true(json_object_get(item, "translated")), chain,
                                                              l->title, l->published, l->url, l->article, l->page_sha256}));
    wk_json_member(c->j, "event", event_of(c->article, wk_str_of(id)));
    wk_json_close(c->j, '}');
}

void wk_article_full_json(wk_json *j, wk_arena *arena, const wk_article_full *article) {
    json_t *reading = json_loadb(article->reading.p, article->reading.n, JSON_ALLOW_NUL, NULL);
    citing c = {j, arena, article, reading};
    wk_json_open(j, '{');
    wk_json_key(j, "article");
    wk_listed_json(j, &article->listed);
    wk_json_key(j, "versions");
    wk_json_open(j, '[');
    for (size_t i = 0; i < article->versions.n; i++) wk_json_str(j, article->versions.v[i]);
    wk_json_close(j, ']');
    wk_json_key(j, "family");
    if (article->family) {
        wk_json_open(j, '{');
        wk_family_json(j, article->family);
        wk_json_close(j, '}');
    } else {
        wk_json_null(j);
    }
    wk_changes_json(j, &article->changes);
    wk_json_key(j, "events");
    wk_json_open(j, '[');
    for (size_t e = 0; e < article->told.n; e++) wk_told_json(j, &article->told.v[e], article->told.v[e].id);
    wk_json_close(j, ']');
    wk_json_key(j, "items");
    wk_json_open(j, '{');
    size_t i;
    json_t *item;
    json_array_foreach(json_object_get(reading, "statements"), i, item) item_json(&c, item, false);
    json_array_foreach(json_object_get(reading, "acts"), i, item) item_json(&c, item, true);
    wk_json_close(j, '}');
    wk_json_key(j, "reading");
    wk_json_raw(j, article->reading);
    wk_json_close(j, '}');
    json_decref(reading);
}
