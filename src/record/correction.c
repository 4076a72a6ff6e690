#include "record/correction.h"

const char *const wk_correcting_names[WK_CORRECTINGS] = {"merge", "split", "rename"};

void wk_corrections_index(wk_arena *arena, wk_corrections *c) {
    c->keys = wk_map_new(arena, c->all.n * 2);
    for (size_t i = 0; i < c->all.n; i++) {
        wk_map_put(c->keys, c->all.v[i].who.key, 1);
        if (c->all.v[i].who.now.p) wk_map_put(c->keys, c->all.v[i].who.now, 1);
    }
}

static bool means(const wk_corrected *who, wk_str key) {
    return wk_str_eq(who->key, key) || (who->now.p && wk_str_eq(who->now, key));
}

/* One pass in order: each correction sees what those before it made of the actor. */
bool wk_correct(const wk_corrections *corrections, wk_str article, wk_str *key, wk_str *name) {
    if (!corrections || !wk_map_get(corrections->keys, *key, 0)) return false;
    bool changed = false;
    for (size_t i = 0; i < corrections->all.n; i++) {
        const wk_correction *c = &corrections->all.v[i];
        if (!means(&c->who, *key) || (c->kind == WK_SPLIT && !wk_str_eq(c->who.anchor.article, article))) continue;
        if (c->to.key.p) *key = c->to.now.p ? c->to.now : c->to.key;
        if (c->name.p) *name = c->name;
        changed = true;
    }
    return changed;
}
