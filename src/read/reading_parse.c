/* Reading a reading back from its JSON: the store keeps readings as lines, and grouping, showing and proving them
 * needs the structures again. jansson does the parsing; strings are copied into the arena, so that the tree can go. */
#include "read/reading_json.h"

#include "base/error.h"
#include "text/utf8.h"

#include <jansson.h>

typedef struct parser {
    wk_arena *arena;
    wk_article *article;
    wk_reading *reading;
    wk_cp_index *points; /* one per part */
} parser;

/* A string of the tree, copied; NULL for null and for what is no string. */
static wk_str text_of(parser *p, const json_t *value) {
    if (!json_is_string(value)) return (wk_str){0};
    return wk_str_copy(p->arena, (wk_str){json_string_value(value), json_string_length(value)});
}

static wk_str get(parser *p, const json_t *object, const char *key) {
    return text_of(p, json_object_get(object, key));
}

static bool is_true(const json_t *object, const char *key) {
    return json_is_true(json_object_get(object, key));
}

/* The part an item names; the body when it names none or one that is not there. */
static uint32_t part_of(parser *p, const json_t *object, uint32_t missing) {
    const json_t *name = json_object_get(object, "part");
    if (!json_is_string(name)) return missing;
    wk_str want = {json_string_value(name), json_string_length(name)};
    for (size_t i = 0; i < p->article->parts.n; i++)
        if (wk_str_eq(p->article->parts.v[i].name, want)) return (uint32_t)i;
    return missing;
}

static wk_span span_of(parser *p, uint32_t part, const json_t *range) {
    if (!json_is_array(range) || json_array_size(range) != 2) return (wk_span){0};
    json_int_t from = json_integer_value(json_array_get(range, 0)), to = json_integer_value(json_array_get(range, 1));
    if (from < 0 || to < from || to > UINT32_MAX) return (wk_span){0};
    const wk_cp_index *points = &p->points[part];
    return (wk_span){wk_byte_of_cp(points, (uint32_t)from), wk_byte_of_cp(points, (uint32_t)to)};
}

/* A range or a list of ranges; empty ones are left out. */
static wk_spans spans_of(parser *p, uint32_t part, const json_t *value) {
    wk_spans out = {0};
    if (json_is_array(value) && json_is_integer(json_array_get(value, 0))) {
        wk_span s = span_of(p, part, value);
        if (s.start < s.end) *WK_PUSH(p->arena, &out) = s;
        return out;
    }
    size_t i;
    json_t *item;
    json_array_foreach(value, i, item) {
        wk_span s = span_of(p, part, item);
        if (s.start < s.end) *WK_PUSH(p->arena, &out) = s;
    }
    return out;
}

static wk_actor actor_of(parser *p, uint32_t part, const json_t *value) {
    wk_actor a = {.part = part};
    if (!json_is_object(value)) return a;
    a.id = get(p, value, "id");
    a.name = get(p, value, "name");
    a.as = get(p, value, "as");
    a.part = part_of(p, value, part);
    a.at = span_of(p, a.part, json_object_get(value, "at"));
    return a;
}

static wk_actors actors_of(parser *p, uint32_t part, const json_t *value) {
    wk_actors out = {0};
    size_t i;
    json_t *item;
    json_array_foreach(value, i, item) *WK_PUSH(p->arena, &out) = actor_of(p, part, item);
    return out;
}

/* The number whose name the value has; 0 when none has. */
static int named(const json_t *value, const char *(*name)(int), int count) {
    for (int i = 0; json_is_string(value) && i < count; i++)
        if (name(i) && strcmp(name(i), json_string_value(value)) == 0) return i;
    return 0;
}

static const char *how_name(int how) {
    return wk_how_name((wk_how)how);
}

static const char *kind_name(int kind) {
    return wk_kind_name((wk_kind)kind);
}

static wk_how how_of(const json_t *value) {
    return (wk_how)named(value, how_name, WK_HOW_PUBLISHED + 1);
}

static wk_date date_of(parser *p, const json_t *object, const char *key, const char *how) {
    return (wk_date){.value = get(p, object, key), .how = how_of(json_object_get(object, how))};
}

static wk_occasion occasion_of(parser *p, const json_t *value) {
    wk_occasion o = {0};
    if (!json_is_object(value)) return o;
    o.id = get(p, value, "id");
    o.name = get(p, value, "name");
    o.ordinal = (int32_t)json_integer_value(json_object_get(value, "ordinal"));
    o.contradicted = is_true(value, "contradicted");
    return o;
}

static void statement(parser *p, const json_t *value) {
    wk_statement *s = WK_PUSH(p->arena, &p->reading->statements);
    s->part = part_of(p, value, 0);
    s->content = spans_of(p, s->part, json_object_get(value, "content"));
    s->kind = (wk_kind)named(json_object_get(value, "kind"), kind_name, WK_MIXED + 1);
    s->translated = is_true(value, "translated");
    s->translated_known = json_is_boolean(json_object_get(value, "translated"));
    s->speaker = span_of(p, s->part, json_object_get(value, "speaker"));
    s->cue = span_of(p, s->part, json_object_get(value, "cue"));
    s->who = actor_of(p, s->part, json_object_get(value, "who"));
    s->to = actor_of(p, s->part, json_object_get(value, "to"));
    s->channel = get(p, value, "channel");
    s->via = actors_of(p, s->part, json_object_get(value, "via"));
    s->said = date_of(p, value, "said", "said_how");
    s->rule = get(p, value, "rule");
}

static void act(parser *p, const json_t *value) {
    wk_act *a = WK_PUSH(p->arena, &p->reading->acts);
    a->part = part_of(p, value, 0);
    a->act = get(p, value, "act");
    a->from = actors_of(p, a->part, json_object_get(value, "from"));
    a->to = actors_of(p, a->part, json_object_get(value, "to"));
    a->about = get(p, value, "about");
    a->occasion = occasion_of(p, json_object_get(value, "occasion"));
    a->date = date_of(p, value, "date", "date_how");
    a->reported = get(p, value, "reported");
    a->place = actor_of(p, a->part, json_object_get(value, "place"));
    a->channel = get(p, value, "channel");
    a->via = actors_of(p, a->part, json_object_get(value, "via"));
    a->planned = is_true(value, "planned");
    a->denied = is_true(value, "denied");
    const json_t *habit = json_object_get(value, "habit");
    if (json_is_object(habit)) {
        a->habit = (wk_habit){.kind = get(p, habit, "kind"), .at = span_of(p, a->part, json_object_get(habit, "words"))};
        json_int_t number = json_integer_value(json_object_get(habit, "number"));
        a->habit.number = number > 0 && number < 10000 ? (int32_t)number : 0;
    }
    a->evidence = spans_of(p, a->part, json_object_get(value, "evidence"));
    a->rule = get(p, value, "rule");
}

/* The name itself out of a list that ends with NULL; NULL when it is none of it. */
static const char *one_of(const char *const *names, const char *name) {
    for (; name && *names; names++)
        if (strcmp(*names, name) == 0) return *names;
    return NULL;
}

static void named_date(parser *p, const json_t *value) {
    static const char *const types[] = {"DATE", "TIME", "DURATION", "SET"};
    wk_named_date *d = WK_PUSH(p->arena, &p->reading->dates);
    d->part = part_of(p, value, 0);
    d->at = span_of(p, d->part, json_object_get(value, "evidence"));
    const char *type = json_string_value(json_object_get(value, "type"));
    d->type = types[0];
    for (size_t i = 0; i < WK_COUNT(types); i++)
        if (type && strcmp(type, types[i]) == 0) d->type = types[i];
    d->value = get(p, value, "value");
    d->how = how_of(json_object_get(value, "how"));
    d->mod = one_of(wk_date_mods, json_string_value(json_object_get(value, "mod")));
    d->flag = one_of(wk_date_flags, json_string_value(json_object_get(value, "flag")));
    d->zone = get(p, value, "zone");
}

static void cadence(parser *p, const json_t *value) {
    wk_cadence_told *c = WK_PUSH(p->arena, &p->reading->cadence);
    c->part = part_of(p, value, 0);
    c->at = span_of(p, c->part, json_object_get(value, "evidence"));
    c->kind = get(p, value, "kind");
    c->count = (int32_t)json_integer_value(json_object_get(value, "count"));
    c->unit = get(p, value, "unit");
    c->since = get(p, value, "since");
    c->claimant = actor_of(p, c->part, json_object_get(value, "claimant"));
    c->act = get(p, value, "act");
    c->from = actors_of(p, c->part, json_object_get(value, "from"));
    c->to = actors_of(p, c->part, json_object_get(value, "to"));
    c->occasion = occasion_of(p, json_object_get(value, "occasion"));
    c->rule = get(p, value, "rule");
}

static void source(parser *p, const json_t *value) {
    wk_source_named *s = WK_PUSH(p->arena, &p->reading->sources);
    s->id = get(p, value, "id");
    s->name = get(p, value, "name");
    s->kind = get(p, value, "kind");
    s->part = part_of(p, value, 0);
    wk_spans at = spans_of(p, s->part, json_object_get(value, "evidence"));
    if (at.n) s->at = at.v[0];
}

static void each(parser *p, const json_t *list, void (*take)(parser *, const json_t *)) {
    size_t i;
    json_t *item;
    json_array_foreach(list, i, item) take(p, item);
}

static void author(parser *p, const json_t *value) {
    *WK_PUSH(p->arena, &p->article->authors) = text_of(p, value);
}

static void agency(parser *p, const json_t *value) {
    *WK_PUSH(p->arena, &p->article->agencies) = text_of(p, value);
}

static void head(parser *p, const json_t *root) {
    wk_article *a = p->article;
    const struct { const char *key; wk_str *to; } strings[] = {
        {"id", &a->id}, {"file", &a->file}, {"url", &a->url}, {"outlet", &a->outlet}, {"language", &a->language},
        {"title", &a->title}, {"published", &a->published}, {"modified", &a->modified}, {"section", &a->section},
        {"first_published", &a->first_published},
        {"image", &a->image}, {"canonical", &a->canonical}, {"dateline", &a->place}, {"encoding", &a->encoding},
        {"container_sha256", &a->container_sha256}, {"page_sha256", &a->page_sha256}};
    for (size_t i = 0; i < WK_COUNT(strings); i++) *strings[i].to = get(p, root, strings[i].key);
    const struct { const char *key; wk_found *to; } found[] = {
        {"published_how", &a->published_how}, {"published_flag", &a->published_flag}, {"title_how", &a->title_how}, {"outlet_how", &a->outlet_how}};
    for (size_t i = 0; i < WK_COUNT(found); i++) *found[i].to = get(p, root, found[i].key).p;
    (void)wk_page_kind_find(wk_str_of(json_string_value(json_object_get(root, "page"))), &a->kind);
    a->invalid_bytes = (uint32_t)json_integer_value(json_object_get(root, "invalid_bytes"));
    a->unread = json_is_true(json_object_get(root, "unread"));
    each(p, json_object_get(root, "authors"), author);
    each(p, json_object_get(root, "agencies"), agency);
}

static void texts(parser *p, json_t *root) {
    *WK_PUSH(p->arena, &p->article->parts) = (wk_part){.name = WK_S("body"), .text = get(p, root, "text")};
    const char *name;
    json_t *value;
    json_object_foreach(json_object_get(root, "parts"), name, value) {
        wk_str key = wk_str_copy(p->arena, wk_str_of(name)), text = text_of(p, value);
        *WK_PUSH(p->arena, &p->article->parts) = (wk_part){.name = key, .text = text};
    }
    p->points = wk_alloc_array(p->arena, p->article->parts.n, sizeof *p->points);
    for (size_t i = 0; i < p->article->parts.n; i++)
        p->points[i] = wk_cp_index_make(p->arena, p->article->parts.v[i].text);
}

/* The member as JSON text, or NULL. */
static wk_str raw(wk_arena *arena, const json_t *value) {
    if (!json_is_object(value)) return (wk_str){0};
    char *text = json_dumps(value, JSON_COMPACT | JSON_ENSURE_ASCII);
    wk_str copy = wk_str_copy(arena, wk_str_of(text));
    free(text);
    return copy;
}

wk_status wk_reading_parse(wk_arena *arena, wk_str json, wk_reading **reading, wk_str *made_by, wk_error *error) {
    json_error_t why;
    json_t *root = json_loadb(json.p ? json.p : "", json.n, JSON_ALLOW_NUL, &why);
    if (!root) return wk_fail(error, WK_INPUT, "not JSON: %s at column %d", why.text, why.column);
    if (!json_is_object(root) || !json_is_string(json_object_get(root, "text"))) {
        json_decref(root);
        return wk_fail(error, WK_INPUT, "not a reading: an object with \"text\" is expected");
    }
    parser p = {.arena = arena, .article = wk_alloc(arena, sizeof(wk_article)),
                .reading = wk_alloc(arena, sizeof(wk_reading))};
    p.reading->article = p.article;
    texts(&p, root);
    head(&p, root);
    each(&p, json_object_get(root, "statements"), statement);
    each(&p, json_object_get(root, "acts"), act);
    each(&p, json_object_get(root, "dates"), named_date);
    each(&p, json_object_get(root, "sources"), source);
    each(&p, json_object_get(root, "cadence"), cadence);
    if (made_by) *made_by = raw(arena, json_object_get(root, "made_by"));
    json_decref(root);
    *reading = p.reading;
    return WK_OK;
}
