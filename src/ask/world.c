#include "ask/world.h"

#include "pack/language.h"
#include "base/calendar.h"
#include "record/fold.h"

typedef struct finder {
    wk_arena *arena, *scratch;
    const wk_world *world;
    wk_world_meants *out;
} finder;

static void add(finder *f, uint32_t entity, int32_t from, int32_t to) {
    *WK_PUSH(f->arena, f->out) = (wk_world_meant){f->world->entities.v[entity].id, from, to};
}

/* yyyymmdd as a running day number; an open end stays one. */
static int32_t day_of(int32_t yyyymmdd, int32_t open) {
    return yyyymmdd <= 0 || yyyymmdd == INT32_MAX ? open : wk_day_number(yyyymmdd);
}

static void add_country(finder *f, uint32_t gov) {
    const wk_world *w = f->world;
    for (uint32_t i = 1; i < w->entities.n; i++) {
        const wk_entity *e = &w->entities.v[i];
        if (e->of == gov && e->kind == WK_ENTITY_ORG) add(f, i, INT32_MIN, INT32_MAX);
    }
    for (size_t i = 0; i < w->terms.n; i++) {
        const wk_term *t = &w->terms.v[i];
        if (w->entities.v[t->office].of == gov) add(f, t->person, day_of(t->from, INT32_MIN), day_of(t->to, INT32_MAX));
    }
}

static bool is_name_key(wk_str key) {
    static const char *const keys[] = {"name", "short", "capital", "seat"};
    for (size_t i = 0; i < WK_COUNT(keys); i++)
        if (wk_str_eq(key, wk_str_of(keys[i]))) return true;
    return false;
}

/* The entity has this name in some language. */
static bool is_called(finder *f, const wk_entity *e, wk_str folded) {
    for (uint32_t i = 0; e->file && e->entry && i < e->entry->count; i++) {
        const wk_value *v = &e->file->values.v[e->entry->first + i];
        if (is_name_key(v->key) && wk_name_folds_to(f->scratch, v->value, folded)) return true;
    }
    return wk_name_folds_to(f->scratch, e->name, folded);
}

void wk_world_meaning(wk_arena *arena, const wk_packs *packs, wk_str folded, wk_world_meants *out) {
    finder f = {.arena = arena, .scratch = wk_arena_new(), .world = wk_packs_world(packs), .out = out};
    for (uint32_t i = 1; f.world && i < f.world->entities.n; i++) {
        const wk_entity *e = &f.world->entities.v[i];
        bool somebody = e->kind != WK_ENTITY_DAY && e->kind != WK_ENTITY_OFFICE && e->kind != WK_ENTITY_OUTLET;
        if (!somebody || !is_called(&f, e, folded)) continue;
        add(&f, i, INT32_MIN, INT32_MAX);
        if (e->kind == WK_ENTITY_GOV) add_country(&f, i);
    }
    wk_arena_free(f.scratch);
}
