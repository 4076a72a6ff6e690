#include "record/correction.h"

const char *const wk_correcting_names[WK_CORRECTINGS] = {"merge", "split", "rename", "reject", "accept"};

bool wk_correction_sound(const wk_correction *c) {
    const wk_str given[] = {c->who.key, c->who.now, c->to.key, c->to.now, c->name};
    for (size_t i = 0; i < WK_COUNT(given); i++) {
        if (given[i].p && (!given[i].n || given[i].n > WK_NAME_MOST)) return false;
        for (size_t k = 0; k < given[i].n; k++)
            if ((unsigned char)given[i].p[k] < 0x20 || given[i].p[k] == 0x7f) return false;
    }
    return true;
}

void wk_corrections_index(wk_arena *arena, wk_corrections *c) {
    c->keys = wk_map_new(arena, c->all.n * 2);
    c->articles = wk_map_new(arena, 16);
    for (size_t i = 0; i < c->all.n; i++) {
        wk_map_put(c->keys, c->all.v[i].who.key, 1);
        if (wk_decides(c->all.v[i].kind)) wk_map_put(c->articles, c->all.v[i].who.anchor.article, 1);
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

bool wk_decided_any(const wk_corrections *corrections, wk_str article) {
    return corrections && wk_map_get(corrections->articles, article, 0);
}

wk_correcting wk_decided(const wk_corrections *corrections, wk_str article, wk_str part, wk_str act, int64_t start, int64_t end) {
    static const wk_str prefix = {"act/", 4};
    if (!wk_decided_any(corrections, article)) return WK_CORRECTINGS;
    for (size_t i = corrections->all.n; i-- > 0;) {
        const wk_correction *c = &corrections->all.v[i];
        const wk_anchor *a = &c->who.anchor;
        bool same = wk_decides(c->kind) && wk_str_eq(a->article, article) && wk_str_eq(a->part, part) &&
                    wk_str_starts(c->who.key, prefix) && wk_str_eq(wk_str_cut(c->who.key, prefix.n, c->who.key.n), act);
        if (same && a->start < end && start < a->end) return c->kind;
    }
    return WK_CORRECTINGS;
}
