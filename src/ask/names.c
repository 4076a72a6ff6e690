/* Names as people write them → actors of the record. */
#include "ask/inside.h"

#include "pack/language.h"

#include <stdio.h>

typedef struct finder {
    wk_store *store;
    wk_arena *arena;
    const wk_world *world;
    wk_query *by_world; /* id in the world pack → actor */
    wk_meants *out;
} finder;

static void add(finder *f, int64_t actor, int32_t from, int32_t to) {
    for (size_t i = 0; i < f->out->n; i++) {
        const wk_meant *m = &f->out->v[i];
        if (m->actor == actor && m->from <= from && m->to >= to) return;
    }
    *WK_PUSH(f->arena, f->out) = (wk_meant){actor, from, to};
}

/* The actor of the record that is this entity, if it occurs there. */
static void add_entity(finder *f, uint32_t entity, int32_t from, int32_t to) {
    wk_query_restart(f->by_world);
    wk_query_bind(f->by_world, ":key", f->world->entities.v[entity].id);
    while (wk_query_next(f->by_world)) add(f, wk_query_int(f->by_world, 0), from, to);
}

/* yyyymmdd → days since 1970. */
static int32_t day_of(int32_t yyyymmdd, int32_t open) {
    if (yyyymmdd <= 0 || yyyymmdd == INT32_MAX) return open;
    char text[16];
    snprintf(text, sizeof text, "%04d-%02d-%02d", (int)(yyyymmdd / 10000), (int)(yyyymmdd / 100 % 100),
             (int)(yyyymmdd % 100));
    wk_days days = wk_days_of(wk_str_of(text));
    return days.from <= days.to ? days.from : open;
}

/* A government stands for its bodies and, for their terms, for those who hold its offices. */
static void add_country(finder *f, uint32_t gov) {
    const wk_world *w = f->world;
    for (uint32_t i = 1; i < w->entities.n; i++) {
        const wk_entity *e = &w->entities.v[i];
        if (e->of == gov && e->kind == WK_ENTITY_ORG) add_entity(f, i, INT32_MIN, INT32_MAX);
    }
    for (size_t i = 0; i < w->terms.n; i++) {
        const wk_term *t = &w->terms.v[i];
        if (w->entities.v[t->office].of != gov) continue;
        add_entity(f, t->person, day_of(t->from, INT32_MIN), day_of(t->to, INT32_MAX));
    }
}

static bool is_name_key(wk_str key) {
    static const char *const keys[] = {"name", "short", "capital", "seat"};
    for (size_t i = 0; i < WK_COUNT(keys); i++)
        if (wk_str_eq(key, wk_str_of(keys[i]))) return true;
    return false;
}

/* The entity has this name (folded) in some language. */
static bool is_called(finder *f, wk_arena *scratch, const wk_entity *e, wk_str folded) {
    if (!e->file || !e->entry) return wk_str_eq(wk_name_fold(scratch, e->name), folded);
    for (uint32_t i = 0; i < e->entry->count; i++) {
        const wk_value *v = &e->file->values.v[e->entry->first + i];
        if (is_name_key(v->key) && wk_str_eq(wk_name_fold(scratch, v->value), folded)) return true;
    }
    return wk_str_eq(e->id, folded);
    (void)f;
}

static void by_world(finder *f, wk_str folded) {
    if (!f->world) return;
    wk_arena *scratch = wk_arena_new();
    for (uint32_t i = 1; i < f->world->entities.n; i++) {
        const wk_entity *e = &f->world->entities.v[i];
        bool somebody = e->kind != WK_ENTITY_DAY && e->kind != WK_ENTITY_OFFICE && e->kind != WK_ENTITY_OUTLET;
        if (!somebody || !is_called(f, scratch, e, folded)) continue;
        add_entity(f, i, INT32_MIN, INT32_MAX);
        if (e->kind == WK_ENTITY_GOV) add_country(f, i);
    }
    wk_arena_free(scratch);
}

static void by_query(finder *f, const char *sql, wk_str value) {
    wk_query *q = wk_query_new(f->store, sql);
    wk_query_bind(q, ":name", value);
    while (wk_query_next(q)) add(f, wk_query_int(q, 0), INT32_MIN, INT32_MAX);
    wk_query_free(q);
}

/* The folded name as one phrase of FTS5. */
static wk_str phrase(wk_arena *arena, wk_str folded) {
    wk_buf out = {0};
    wk_buf_byte(&out, '"');
    for (size_t i = 0; i < folded.n; i++) {
        if (folded.p[i] == '"') wk_buf_byte(&out, '"');
        wk_buf_byte(&out, folded.p[i]);
    }
    wk_buf_byte(&out, '"');
    wk_str kept = wk_str_copy(arena, wk_buf_str(&out));
    wk_buf_free(&out);
    return kept;
}

void wk_ask_names(wk_store *store, const wk_packs *packs, wk_arena *arena, wk_str name, wk_meants *meant) {
    finder f = {.store = store, .arena = arena, .world = packs ? wk_packs_world(packs) : NULL, .out = meant};
    f.by_world = wk_query_new(store, "SELECT id FROM actors WHERE key = :key");
    wk_str folded = wk_name_fold(arena, name);
    by_query(&f, "SELECT id FROM actors WHERE key = :name", name); /* an id, as `actors` prints it */
    by_world(&f, folded);
    by_query(&f, "SELECT actor FROM spellings WHERE id IN (SELECT rowid FROM actor_names WHERE actor_names MATCH :name)"
                 " AND folded = trim(:name, '\"')", phrase(arena, folded));
    if (!meant->n)
        by_query(&f, "SELECT actor FROM spellings WHERE id IN (SELECT rowid FROM actor_names WHERE actor_names MATCH :name)",
                 phrase(arena, folded));
    wk_query_free(f.by_world);
}
