/* Corrections from lines of JSON. */
#include "run/correct.h"

#include "base/error.h"

#include <jansson.h>

static wk_str text_of(wk_arena *arena, const json_t *object, const char *key) {
    return wk_str_copy(arena, wk_str_of(json_string_value(json_object_get(object, key))));
}

static void read_side(wk_arena *arena, const json_t *side, wk_corrected *c) {
    wk_anchor *a = &c->anchor;
    *c = (wk_corrected){.key = text_of(arena, side, "key"), .now = text_of(arena, side, "now")};
    *a = (wk_anchor){.article = text_of(arena, side, "article"), .part = text_of(arena, side, "part"),
                     .words = text_of(arena, side, "words"), .start = json_integer_value(json_object_get(side, "start")),
                     .end = json_integer_value(json_object_get(side, "end"))};
}

/* false: the line is no correction. */
static bool read_line(wk_arena *arena, wk_str line, wk_correction *c) {
    json_t *root = json_loadb(line.p, line.n, 0, NULL);
    wk_str kind = text_of(arena, root, "kind");
    *c = (wk_correction){.kind = WK_CORRECTINGS, .name = text_of(arena, root, "name")};
    for (int k = 0; k < WK_CORRECTINGS; k++)
        if (kind.p && wk_str_eq(kind, wk_str_of(wk_correcting_names[k]))) c->kind = (wk_correcting)k;
    read_side(arena, json_object_get(root, "who"), &c->who);
    read_side(arena, json_object_get(root, "to"), &c->to);
    json_decref(root);
    bool needs_to = c->kind == WK_MERGE || c->kind == WK_SPLIT, needs_name = c->kind == WK_RENAME || c->kind == WK_SPLIT;
    return c->kind != WK_CORRECTINGS && c->who.key.p && wk_correction_sound(c) && (!needs_to || c->to.key.p) && (!needs_name || c->name.p) &&
           ((c->kind != WK_SPLIT && !wk_decides(c->kind)) || c->who.anchor.article.p);
}

static bool is_there(wk_store *store, wk_arena *arena, const wk_correction *c) {
    const wk_corrections *all = wk_store_corrections(store, arena);
    if (wk_decides(c->kind)) {
        wk_str act = wk_str_cut(c->who.key, 4, c->who.key.n);
        const wk_anchor *a = &c->who.anchor;
        return wk_decided(all, a->article, a->part, act, a->start, a->end) == c->kind;
    }
    for (size_t i = 0; i < all->all.n; i++) {
        const wk_correction *o = &all->all.v[i];
        bool same_place = c->kind != WK_SPLIT || wk_str_eq(o->who.anchor.article, c->who.anchor.article);
        if (o->kind == c->kind && same_place && wk_str_eq(o->who.key, c->who.key) && wk_str_eq(o->to.key, c->to.key) &&
            wk_str_eq(o->name, c->name)) return true;
    }
    return false;
}

wk_status wk_correct_from(wk_store *store, const wk_packs *packs, wk_str lines, size_t *taken, wk_error *error) {
    wk_arena *arena = wk_arena_new();
    wk_status status = WK_OK;
    wk_str line;
    *taken = 0;
    for (size_t n = 1; status == WK_OK && lines.n && wk_str_split(&lines, '\n', &line); n++) {
        wk_correction c;
        wk_arena_reset(arena);
        if (!wk_str_trim(line).n) continue;
        if (!read_line(arena, line, &c))
            status = wk_fail_at(error, WK_INPUT, NULL, n, 0, "this line is not a correction, as `warkat give corrections` gives them");
        else if (!is_there(store, arena, &c)) {
            status = wk_correct_record(store, packs, &c, error);
            *taken += status == WK_OK;
        }
    }
    wk_arena_free(arena);
    return status;
}
