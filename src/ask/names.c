/* Names as people write them → actors of the record. */
#include "ask/inside.h"
#include "ask/world.h"
#include "base/error.h"

typedef struct finder {
    wk_store *store;
    wk_arena *arena;
    wk_meants *out;
} finder;

static void add(finder *f, int64_t actor, int32_t from, int32_t to) {
    for (size_t i = 0; i < f->out->n; i++) {
        const wk_meant *m = &f->out->v[i];
        if (m->actor == actor && m->from <= from && m->to >= to) return;
    }
    *WK_PUSH(f->arena, f->out) = (wk_meant){actor, from, to};
}

/* The entities that the name means, as far as they occur in the record. */
static void by_world(finder *f, const wk_packs *packs, wk_str folded) {
    wk_world_meants meant = {0};
    wk_world_meaning(f->arena, packs, folded, &meant);
    wk_query *q = wk_query_new(f->store, "SELECT id FROM actors WHERE key = :key");
    for (size_t i = 0; i < meant.n; i++) {
        wk_query_restart(q);
        wk_query_bind(q, ":key", meant.v[i].id);
        while (wk_query_next(q)) add(f, wk_query_int(q, 0), meant.v[i].from, meant.v[i].to);
    }
    wk_query_free(q);
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
    finder f = {.store = store, .arena = arena, .out = meant};
    wk_str folded = wk_name_fold(arena, name), words = phrase(arena, folded);
    by_query(&f, "SELECT id FROM actors WHERE key = :name", name); /* an id, as `actors` prints it */
    by_query(&f, "SELECT id FROM actors WHERE key = :name", wk_actor_key(arena, &(wk_actor){.name = name})); /* spelled otherwise */
    if (packs) by_world(&f, packs, folded);
    by_query(&f, "SELECT actor FROM spellings WHERE id IN (SELECT rowid FROM actor_names WHERE actor_names MATCH :name)"
                 " AND folded = trim(:name, '\"')", words);
    if (!meant->n)
        by_query(&f, "SELECT actor FROM spellings WHERE id IN (SELECT rowid FROM actor_names WHERE actor_names MATCH :name)",
                 words);
}

/* Keys that a question about :name gives, each once. */
static void keys_by(wk_store *store, wk_arena *arena, const char *sql, wk_str value, wk_names *keys) {
    wk_query *q = wk_query_new(store, sql);
    wk_query_bind(q, ":name", value);
    while (wk_query_next(q)) *WK_PUSH(arena, keys) = wk_str_copy(arena, wk_query_str(q, 0));
    wk_query_free(q);
}

wk_status wk_ask_one(wk_store *store, wk_arena *arena, wk_str name, wk_str *key, wk_error *error) {
    static const char by_spelling[] =
        "SELECT key FROM actors WHERE id IN (SELECT actor FROM spellings WHERE id IN"
        " (SELECT rowid FROM actor_names WHERE actor_names MATCH :name)%s) ORDER BY key LIMIT 9";
    wk_names keys = {0};
    wk_str words = phrase(arena, wk_name_fold(arena, name));
    keys_by(store, arena, "SELECT key FROM actors WHERE key = :name", name, &keys);
    if (!keys.n) keys_by(store, arena, wk_str_printf(arena, by_spelling, " AND folded = trim(:name, '\"')").p, words, &keys);
    if (!keys.n) keys_by(store, arena, "SELECT key FROM actors WHERE key = :name", wk_actor_key(arena, &(wk_actor){.name = name}), &keys);
    if (!keys.n) keys_by(store, arena, wk_str_printf(arena, by_spelling, "").p, words, &keys);
    wk_status status = wk_store_status(store, error);
    if (status != WK_OK) return status;
    if (!keys.n) return wk_fail(error, WK_NOTHING, "nobody in the record is called %.*s: `warkat actors` lists who there is", WK_F(name));
    if (keys.n == 1) {
        *key = keys.v[0];
        return WK_OK;
    }
    wk_str all = keys.v[0];
    for (size_t i = 1; i < keys.n; i++) all = wk_str_printf(arena, "%.*s, %.*s", WK_F(all), WK_F(keys.v[i]));
    return wk_fail(error, WK_USAGE, "several are called %.*s: name one by its key: %.*s", WK_F(name), WK_F(all));
}

wk_str wk_ask_called(wk_store *store, wk_arena *arena, wk_str key) {
    wk_names names = {0};
    keys_by(store, arena, "SELECT name FROM actors WHERE key = :name", key, &names);
    return names.n ? names.v[0] : (wk_str){0};
}
