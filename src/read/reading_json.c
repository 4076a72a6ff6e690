/* Writing a reading as JSON. See reading_json.h; the order of members is fixed, so that equal readings are equal
 * bytes. Costs one pass over each part's text for the code-point index, then a few table look-ups per span. */
#include "read/codes.h"
#include "read/reading_json.h"

#include "base/hash.h"
#include "base/json.h"
#include "text/utf8.h"

#include <utf8proc.h>

typedef struct writer {
    wk_json j;
    wk_arena *arena; /* of the item under way, or of a single one's caller */
    const wk_reading *reading;
    wk_cp_index *points; /* one index per part; NULL: flat, words stand instead of ranges */
} writer;

const char *wk_how_name(wk_how how) {
    static const char *const names[] = {
        [WK_HOW_STATED] = "stated", [WK_HOW_RESOLVED] = "resolved", [WK_HOW_INFERRED] = "inferred",
        [WK_HOW_FAMILY] = "family", [WK_HOW_PUBLISHED] = "published",
        [WK_HOW_CORRECTED] = "corrected"};
    return (size_t)how < WK_COUNT(names) ? names[how] : NULL;
}

const char *wk_kind_name(wk_kind kind) {
    static const char *const names[] = {[WK_DIRECT] = "direct", [WK_INDIRECT] = "indirect", [WK_MIXED] = "mixed"};
    return names[kind];
}

wk_str wk_made_by(wk_arena *arena, wk_str packs) {
    wk_buf out = {0};
    wk_json j = {.out = &out};
    wk_json_open(&j, '{');
    wk_json_member(&j, "program", WK_S(WARKAT_VERSION));
    wk_json_member(&j, "packs", packs);
    wk_json_member(&j, "unicode", wk_str_of(utf8proc_unicode_version()));
    wk_json_close(&j, '}');
    wk_str made = wk_str_copy(arena, wk_buf_str(&out));
    wk_buf_free(&out);
    return made;
}

/* ---- ids ------------------------------------------------------------------------------------------------------- */

wk_str wk_words(wk_arena *arena, const wk_reading *reading, uint32_t part, const wk_spans *spans) {
    if (part >= reading->article->parts.n || !spans->n) return WK_S("");
    wk_str text = reading->article->parts.v[part].text;
    if (spans->n == 1) return wk_str_cut(text, spans->v[0].start, spans->v[0].end);
    wk_buf words = {0};
    for (size_t i = 0; i < spans->n; i++) {
        if (i) wk_buf_add(&words, WK_S(" \xe2\x80\xa6 "));
        wk_buf_add(&words, wk_str_cut(text, spans->v[i].start, spans->v[i].end));
    }
    wk_str copy = wk_str_copy(arena, wk_buf_str(&words));
    wk_buf_free(&words);
    return copy;
}

/* Who an actor is, for hashing: its id, else its name; NULL stays apart from "". */
static wk_str who_of(const wk_actor *actor) {
    wk_str s = actor->id.p ? actor->id : actor->name;
    return s.p ? s : WK_S("\x01null");
}

typedef WK_ARRAY(wk_str) strings;

/* Numbers as bytes, the least first. */
static wk_str number(wk_arena *arena, uint32_t a, uint32_t b) {
    char *p = wk_alloc(arena, 8);
    for (int i = 0; i < 4; i++) p[i] = (char)(a >> (8 * i)), p[4 + i] = (char)(b >> (8 * i));
    return (wk_str){p, 8};
}

static void push_actors(wk_arena *arena, strings *out, const wk_actors *actors) {
    *WK_PUSH(arena, out) = number(arena, (uint32_t)actors->n, 0);
    for (size_t i = 0; i < actors->n; i++) *WK_PUSH(arena, out) = who_of(&actors->v[i]);
}

static void push_spans(wk_arena *arena, strings *out, const wk_spans *spans) {
    for (size_t i = 0; i < spans->n; i++)
        *WK_PUSH(arena, out) = number(arena, spans->v[i].start, spans->v[i].end);
}

static void push_head(wk_arena *arena, strings *out, const char *what, const wk_reading *reading, uint32_t part) {
    const wk_article *a = reading->article;
    *WK_PUSH(arena, out) = wk_str_of(what);
    *WK_PUSH(arena, out) = a->id;
    *WK_PUSH(arena, out) = a->page_sha256;
    *WK_PUSH(arena, out) = part < a->parts.n ? a->parts.v[part].name : WK_S("");
}

wk_str wk_act_id(wk_arena *arena, const wk_reading *reading, const wk_act *act) {
    strings all = {0};
    push_head(arena, &all, "act", reading, act->part);
    *WK_PUSH(arena, &all) = act->act;
    push_actors(arena, &all, &act->from);
    push_actors(arena, &all, &act->to);
    push_spans(arena, &all, &act->evidence);
    *WK_PUSH(arena, &all) = wk_words(arena, reading, act->part, &act->evidence);
    *WK_PUSH(arena, &all) = act->date.value;
    *WK_PUSH(arena, &all) = act->occasion.id.p ? act->occasion.id : act->occasion.name;
    *WK_PUSH(arena, &all) = act->planned ? WK_S("planned") : act->denied ? WK_S("denied") : WK_S("");
    return wk_hash_id(arena, wk_hash_parts(all.v, all.n));
}

wk_str wk_statement_id(wk_arena *arena, const wk_reading *reading, const wk_statement *statement) {
    strings all = {0};
    push_head(arena, &all, "statement", reading, statement->part);
    *WK_PUSH(arena, &all) = wk_str_of(wk_kind_name(statement->kind));
    *WK_PUSH(arena, &all) = who_of(&statement->who);
    push_spans(arena, &all, &statement->content);
    *WK_PUSH(arena, &all) = wk_words(arena, reading, statement->part, &statement->content);
    return wk_hash_id(arena, wk_hash_parts(all.v, all.n));
}

wk_item_ids wk_item_ids_of(wk_arena *arena, const wk_reading *reading) {
    wk_item_ids ids = {wk_alloc_array(arena, reading->statements.n + 1, sizeof(wk_str)),
                       wk_alloc_array(arena, reading->acts.n + 1, sizeof(wk_str))};
    for (size_t i = 0; i < reading->statements.n; i++)
        ids.statements[i] = wk_statement_id(arena, reading, &reading->statements.v[i]);
    for (size_t i = 0; i < reading->acts.n; i++) ids.acts[i] = wk_act_id(arena, reading, &reading->acts.v[i]);
    return ids;
}

/* ---- pieces ---------------------------------------------------------------------------------------------------- */

static void occasion_object(wk_json *j, const wk_occasion *occasion) {
    if (!occasion->name.p && !occasion->id.p) {
        wk_json_null(j);
        return;
    }
    wk_json_open(j, '{');
    wk_json_member(j, "id", occasion->id);
    wk_json_member(j, "name", occasion->name.p ? occasion->name : occasion->id);
    wk_json_key(j, "ordinal");
    if (occasion->ordinal) wk_json_int(j, occasion->ordinal);
    else wk_json_null(j);
    if (occasion->contradicted) wk_json_member_bool(j, "contradicted", true);
    wk_json_close(j, '}');
}

/* A span as [start, end] in code points of its part; flat: its words. */
static void span(writer *w, uint32_t part, wk_span s) {
    if (!w->points) {
        wk_json_str(&w->j, wk_str_cut(w->reading->article->parts.v[part].text, s.start, s.end));
        return;
    }
    const wk_cp_index *points = &w->points[part];
    wk_json_open(&w->j, '[');
    wk_json_int(&w->j, wk_cp_of_byte(points, s.start));
    wk_json_int(&w->j, wk_cp_of_byte(points, s.end));
    wk_json_close(&w->j, ']');
}

static void member_span(writer *w, const char *key, uint32_t part, wk_span s) {
    wk_json_key(&w->j, key);
    if (s.start < s.end) span(w, part, s);
    else wk_json_null(&w->j);
}

/* Always a list of ranges; flat: their words. */
static void member_spans(writer *w, const char *key, uint32_t part, const wk_spans *spans) {
    wk_json_key(&w->j, key);
    if (!w->points) {
        wk_json_str(&w->j, wk_words(w->arena, w->reading, part, spans));
        return;
    }
    wk_json_open(&w->j, '[');
    for (size_t i = 0; i < spans->n; i++) span(w, part, spans->v[i]);
    if (!spans->n) span(w, part, (wk_span){0, 0});
    wk_json_close(&w->j, ']');
}

static void member_part(writer *w, uint32_t part) {
    if (part) wk_json_member(&w->j, "part", w->reading->article->parts.v[part].name);
}

/* An actor with where its words stand: "at", and "part" when that is not the item's own. */
static void member_actor(writer *w, const char *key, uint32_t part, const wk_actor *actor) {
    if (key) wk_json_key(&w->j, key);
    if (!actor->name.p) {
        wk_json_null(&w->j);
        return;
    }
    wk_json_open(&w->j, '{');
    wk_json_member(&w->j, "id", actor->id);
    wk_json_member(&w->j, "name", actor->name);
    wk_json_member(&w->j, "as", actor->as);
    if (w->points && actor->at.start < actor->at.end && actor->part < w->reading->article->parts.n) {
        member_span(w, "at", actor->part, actor->at);
        if (actor->part != part) wk_json_member(&w->j, "part", w->reading->article->parts.v[actor->part].name);
    }
    wk_json_close(&w->j, '}');
}

static void member_actors(writer *w, const char *key, uint32_t part, const wk_actors *actors) {
    wk_json_key(&w->j, key);
    wk_json_open(&w->j, '[');
    for (size_t i = 0; i < actors->n; i++) member_actor(w, NULL, part, &actors->v[i]);
    wk_json_close(&w->j, ']');
}

static void member_date(writer *w, const char *key, const char *how, const wk_date *date) {
    wk_json_member(&w->j, key, date->value);
    wk_json_member(&w->j, how, date->value.p ? wk_str_of(wk_how_name(date->how)) : (wk_str){0});
}

/* ---- items ----------------------------------------------------------------------------------------------------- */

static void statement(writer *w, const wk_statement *s, wk_str id) {
    wk_json *j = &w->j;
    wk_json_open(j, '{');
    wk_json_member(j, "id", id);
    member_part(w, s->part);
    member_spans(w, "content", s->part, &s->content);
    wk_json_member(j, "kind", wk_str_of(wk_kind_name(s->kind)));
    wk_json_key(j, "translated");
    if (s->translated_known) wk_json_bool(j, s->translated);
    else wk_json_null(j);
    member_span(w, "speaker", s->part, s->speaker);
    member_actor(w, "who", s->part, &s->who);
    member_span(w, "cue", s->part, s->cue);
    member_actor(w, "to", s->part, &s->to);
    wk_json_member(j, "channel", s->channel);
    member_actors(w, "via", s->part, &s->via);
    member_date(w, "said", "said_how", &s->said);
    wk_json_member(j, "rule", s->rule);
    wk_json_close(j, '}');
}

static void codes_object(wk_json *j, const wk_act *a) {
    wk_act_codes codes = wk_codes_of(a->act, a->channel, a->planned);
    wk_json_key(j, "codes");
    wk_json_open(j, '{');
    wk_json_member(j, "cameo", wk_str_of(codes.cameo));
    wk_json_member(j, "plover", wk_str_of(codes.plover));
    wk_json_close(j, '}');
}

static void habit_object(writer *w, const wk_act *a) {
    if (!a->habit.kind.p) return;
    wk_json_key(&w->j, "habit");
    wk_json_open(&w->j, '{');
    wk_json_member(&w->j, "kind", a->habit.kind);
    wk_json_key(&w->j, "number");
    if (a->habit.number) wk_json_int(&w->j, a->habit.number);
    else wk_json_null(&w->j);
    member_span(w, "words", a->part, a->habit.at);
    wk_json_close(&w->j, '}');
}

static void act(writer *w, const wk_act *a, wk_str id) {
    wk_json *j = &w->j;
    wk_json_open(j, '{');
    wk_json_member(j, "id", id);
    member_part(w, a->part);
    wk_json_member(j, "act", a->act);
    member_actors(w, "from", a->part, &a->from);
    member_actors(w, "to", a->part, &a->to);
    wk_json_member(j, "about", a->about);
    wk_json_key(j, "occasion");
    occasion_object(j, &a->occasion);
    member_date(w, "date", "date_how", &a->date);
    wk_json_member(j, "reported", a->reported);
    member_actor(w, "place", a->part, &a->place);
    wk_json_member(j, "channel", a->channel);
    member_actors(w, "via", a->part, &a->via);
    wk_json_member_bool(j, "planned", a->planned);
    wk_json_member_bool(j, "denied", a->denied);
    habit_object(w, a);
    if (a->evidence.n == 1) member_span(w, "evidence", a->part, a->evidence.v[0]);
    else member_spans(w, "evidence", a->part, &a->evidence);
    codes_object(j, a);
    wk_json_member(j, "rule", a->rule);
    wk_json_close(j, '}');
}

static void named_date(writer *w, const wk_named_date *d) {
    wk_json_open(&w->j, '{');
    member_part(w, d->part);
    wk_json_key(&w->j, "evidence");
    span(w, d->part, d->at);
    wk_json_member(&w->j, "type", wk_str_of(d->type));
    wk_json_member(&w->j, "value", d->value);
    wk_json_member(&w->j, "how", wk_str_of(wk_how_name(d->how)));
    if (d->mod) wk_json_member(&w->j, "mod", wk_str_of(d->mod));
    if (d->zone.p) wk_json_member(&w->j, "zone", d->zone);
    if (d->flag) wk_json_member(&w->j, "flag", wk_str_of(d->flag));
    wk_json_close(&w->j, '}');
}

static void source(writer *w, const wk_source_named *s) {
    wk_json_open(&w->j, '{');
    wk_json_member(&w->j, "id", s->id);
    wk_json_member(&w->j, "name", s->name);
    wk_json_member(&w->j, "kind", s->kind);
    member_part(w, s->part);
    member_span(w, "evidence", s->part, s->at);
    wk_json_close(&w->j, '}');
}

void wk_act_flat(wk_arena *arena, const wk_reading *reading, const wk_act *item, wk_str id, wk_buf *out) {
    writer w = {.j = {.out = out}, .arena = arena, .reading = reading};
    act(&w, item, id);
}

void wk_statement_flat(wk_arena *arena, const wk_reading *reading, const wk_statement *item, wk_str id, wk_buf *out) {
    writer w = {.j = {.out = out}, .arena = arena, .reading = reading};
    statement(&w, item, id);
}

/* ---- the article ----------------------------------------------------------------------------------------------- */

static void member_some(wk_json *j, const char *key, wk_str value) {
    if (value.p) wk_json_member(j, key, value);
}

static void head(writer *w) {
    const wk_article *a = w->reading->article;
    wk_json *j = &w->j;
    wk_json_member(j, "id", a->id.p ? a->id : WK_S(""));
    wk_json_member(j, "file", a->file);
    wk_json_member(j, "url", a->url);
    wk_json_member(j, "outlet", a->outlet);
    wk_json_member(j, "language", a->language);
    wk_json_member(j, "title", a->title);
    wk_json_key(j, "authors");
    wk_json_open(j, '[');
    for (size_t i = 0; i < a->authors.n; i++) wk_json_str(j, a->authors.v[i]);
    wk_json_close(j, ']');
    wk_json_member(j, "published", a->published);
    wk_json_member(j, "published_how", wk_str_of(a->published_how));
    member_some(j, "published_flag", wk_str_of(a->published_flag));
    member_some(j, "first_published", a->first_published);
    wk_json_member(j, "modified", a->modified);
    member_some(j, "title_how", wk_str_of(a->title_how));
    member_some(j, "outlet_how", wk_str_of(a->outlet_how));
    member_some(j, "section", a->section);
    member_some(j, "image", a->image);
    member_some(j, "canonical", a->canonical);
    member_some(j, "dateline", a->place);
    if (a->agencies.n) {
        wk_json_key(j, "agencies");
        wk_json_open(j, '[');
        for (size_t i = 0; i < a->agencies.n; i++) wk_json_str(j, a->agencies.v[i]);
        wk_json_close(j, ']');
    }
    wk_json_member(j, "page", wk_str_of(wk_page_kind_name(a->kind)));
    member_some(j, "encoding", a->encoding);
    if (a->invalid_bytes) wk_json_member_int(j, "invalid_bytes", a->invalid_bytes);
    if (a->unread) wk_json_member_bool(j, "unread", true);
    member_some(j, "container_sha256", a->container_sha256);
}

static void cadence(writer *w, const wk_cadence_told *c) {
    wk_json *j = &w->j;
    wk_json_open(j, '{');
    member_part(w, c->part);
    member_span(w, "evidence", c->part, c->at);
    wk_json_member(j, "kind", c->kind);
    if (c->count) wk_json_member_int(j, "count", c->count);
    member_some(j, "unit", c->unit);
    member_some(j, "since", c->since);
    member_actor(w, "claimant", c->part, &c->claimant);
    wk_json_member(j, "act", c->act);
    member_actors(w, "from", c->part, &c->from);
    member_actors(w, "to", c->part, &c->to);
    wk_json_key(j, "occasion");
    occasion_object(j, &c->occasion);
    wk_json_member(j, "rule", c->rule);
    wk_json_close(j, '}');
}

static void texts(writer *w) {
    const wk_article *a = w->reading->article;
    wk_json_member(&w->j, "text", a->parts.n ? a->parts.v[0].text : WK_S(""));
    wk_json_key(&w->j, "parts");
    wk_json_open(&w->j, '{');
    for (size_t i = 1; i < a->parts.n; i++) {
        wk_str name = wk_str_copy(w->arena, a->parts.v[i].name);
        wk_json_member(&w->j, name.p, a->parts.v[i].text);
    }
    wk_json_close(&w->j, '}');
    wk_json_member(&w->j, "page_sha256", a->page_sha256);
}

static void items(writer *w, const wk_item_ids *ids) {
    const wk_reading *r = w->reading;
    wk_json *j = &w->j;
    wk_json_key(j, "statements");
    wk_json_open(j, '[');
    for (size_t i = 0; i < r->statements.n; i++) {
        const wk_statement *s = &r->statements.v[i];
        statement(w, s, ids ? ids->statements[i] : wk_statement_id(w->arena, r, s));
        wk_arena_reset(w->arena);
    }
    wk_json_close(j, ']');
    wk_json_key(j, "acts");
    wk_json_open(j, '[');
    for (size_t i = 0; i < r->acts.n; i++) {
        const wk_act *a = &r->acts.v[i];
        act(w, a, ids ? ids->acts[i] : wk_act_id(w->arena, r, a));
        wk_arena_reset(w->arena);
    }
    wk_json_close(j, ']');
    wk_json_key(j, "dates");
    wk_json_open(j, '[');
    for (size_t i = 0; i < r->dates.n; i++) named_date(w, &r->dates.v[i]);
    wk_json_close(j, ']');
    wk_json_key(j, "sources");
    wk_json_open(j, '[');
    for (size_t i = 0; i < r->sources.n; i++) source(w, &r->sources.v[i]);
    wk_json_close(j, ']');
    if (!r->cadence.n) return;
    wk_json_key(j, "cadence");
    wk_json_open(j, '[');
    for (size_t i = 0; i < r->cadence.n; i++) cadence(w, &r->cadence.v[i]);
    wk_json_close(j, ']');
}

void wk_reading_json_with(const wk_reading *reading, wk_str made_by, const wk_item_ids *ids, wk_buf *out) {
    writer w = {.j = {.out = out}, .arena = wk_arena_new(), .reading = reading};
    size_t parts = reading->article->parts.n;
    wk_arena *whole = wk_arena_new();
    w.points = wk_alloc_array(whole, parts ? parts : 1, sizeof *w.points);
    for (size_t i = 0; i < parts; i++) w.points[i] = wk_cp_index_make(whole, reading->article->parts.v[i].text);
    wk_json_open(&w.j, '{');
    head(&w);
    texts(&w);
    if (made_by.p) {
        wk_json_key(&w.j, "made_by");
        wk_json_raw(&w.j, made_by);
    }
    items(&w, ids);
    wk_json_close(&w.j, '}');
    wk_arena_free(w.arena);
    wk_arena_free(whole);
}

void wk_reading_json_made(const wk_reading *reading, wk_str made_by, wk_buf *out) {
    wk_reading_json_with(reading, made_by, NULL, out);
}

void wk_reading_json(const wk_reading *reading, wk_buf *out) {
    wk_reading_json_made(reading, (wk_str){0}, out);
}
