/* Corrections from lines of JSON. */
#include "run/correct.h"

#include "base/error.h"
#include "record/decision.h"

#include <jansson.h>
#include <stdlib.h>

static wk_str text_of(wk_arena *arena, const json_t *object, const char *key) {
    return wk_str_copy(arena, wk_str_of(json_string_value(json_object_get(object, key))));
}

static void read_side(wk_arena *arena, const json_t *side, wk_corrected *c) {
    wk_anchor *a = &c->anchor;
    *c = (wk_corrected){.key = text_of(arena, side, "key"), .now = text_of(arena, side, "now"), .item = text_of(arena, side, "item")};
    *a = (wk_anchor){.article = text_of(arena, side, "article"), .part = text_of(arena, side, "part"),
                     .words = text_of(arena, side, "words"), .start = json_integer_value(json_object_get(side, "start")),
                     .end = json_integer_value(json_object_get(side, "end"))};
}

/* What each kind cannot do without, beside whom or what it is about. */
static bool is_whole(const wk_correction *c) {
    bool needs_to = c->kind == WK_MERGE || c->kind == WK_SPLIT || wk_ties(c->kind);
    bool needs_name = c->kind == WK_RENAME || c->kind == WK_SPLIT, needs_words = wk_decides(c->kind) || c->kind == WK_SPLIT;
    if (c->kind == WK_CORRECT && !wk_attribute_takes(wk_attribute_of(c->attribute), c->value)) return false;
    if (wk_ties(c->kind) && !c->to.anchor.article.p) return false;
    return c->kind != WK_CORRECTINGS && c->who.key.p && (!needs_to || c->to.key.p) && (!needs_name || c->name.p) &&
           (!needs_words || c->who.anchor.article.p);
}

/* false: the line is no correction. */
static bool read_line(wk_arena *arena, wk_str line, wk_correction *c) {
    json_t *root = json_loadb(line.p, line.n, 0, NULL);
    const json_t *value = json_object_get(root, "value");
    wk_str kind = text_of(arena, root, "kind");
    *c = (wk_correction){.kind = WK_CORRECTINGS};
    for (int k = 0; k < WK_CORRECTINGS; k++)
        if (kind.p && wk_str_eq(kind, wk_str_of(wk_correcting_names[k]))) c->kind = (wk_correcting)k;
    const struct { const char *key; wk_str *to; } texts[] = {{"name", &c->name}, {"attribute", &c->attribute}, {"decision", &c->decision},
                                                             {"by", &c->by}, {"at", &c->at}, {"why", &c->why}};
    for (size_t i = 0; i < WK_COUNT(texts); i++) *texts[i].to = text_of(arena, root, texts[i].key);
    if (c->kind == WK_CORRECT && value) {
        char *json = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);
        c->value = wk_str_copy(arena, wk_str_of(json));
        free(json);
    }
    read_side(arena, json_object_get(root, "who"), &c->who);
    read_side(arena, json_object_get(root, "to"), &c->to);
    json_decref(root);
    return is_whole(c) && wk_correction_sound(c);
}

/* ---- what is there already ------------------------------------------------------------------------------------- */

static bool same_anchor(const wk_corrected *a, const wk_corrected *b) {
    return wk_str_eq(a->key, b->key) && wk_str_eq(a->anchor.article, b->anchor.article) && wk_str_eq(a->anchor.part, b->anchor.part) &&
           a->anchor.start == b->anchor.start && a->anchor.end == b->anchor.end;
}

/* Both say the same, whenever and by whom it was said. */
static bool same_saying(const wk_correction *a, const wk_correction *b) {
    bool actors = !wk_decides(a->kind) && a->kind != WK_SPLIT; /* whatever words they are anchored to */
    bool who = actors ? wk_str_eq(a->who.key, b->who.key) : a->kind == WK_SPLIT
        ? wk_str_eq(a->who.key, b->who.key) && wk_str_eq(a->who.anchor.article, b->who.anchor.article) : same_anchor(&a->who, &b->who);
    return a->kind == b->kind && who && (wk_ties(a->kind) ? same_anchor(&a->to, &b->to) : wk_str_eq(a->to.key, b->to.key)) &&
           wk_str_eq(a->name, b->name) && wk_str_eq(a->attribute, b->attribute) && wk_str_eq(a->value, b->value);
}

/* The two are of the same matter, so that the later one counts alone: that an act was done or not, what an attribute of it is. */
static bool same_matter(const wk_correction *a, const wk_correction *b) {
    bool verdicts = (a->kind == WK_ACCEPT || a->kind == WK_REJECT) && (b->kind == WK_ACCEPT || b->kind == WK_REJECT);
    bool values = a->kind == WK_CORRECT && b->kind == WK_CORRECT && wk_str_eq(a->attribute, b->attribute);
    return (verdicts || values) && same_anchor(&a->who, &b->who);
}

/* The very line was taken before; or, of one without its id, what it says holds. */
static bool is_there(const wk_corrections *all, const wk_correction *c) {
    for (size_t i = all->all.n; i-- > 0;) {
        const wk_correction *o = &all->all.v[i];
        if (c->at.p) {
            if (wk_str_eq(o->decision, c->decision) && same_saying(o, c)) return true;
        } else if (!o->undone && same_saying(o, c)) {
            return true;
        } else if (!o->undone && same_matter(o, c)) {
            return false;
        }
    }
    return false;
}

/* An id that is not that of what the line says is a copy of another decision's: this one is made now. */
static void identify(wk_arena *arena, wk_correction *c) {
    wk_str own = wk_decision_id(arena, c);
    if (c->decision.p && !wk_str_eq(own, c->decision)) {
        const wk_author author = {c->by, c->why};
        wk_correction_sign(arena, c, &author);
    } else {
        c->decision = own;
    }
}

wk_status wk_correct_from(wk_store *store, const wk_packs *packs, wk_str lines, size_t *taken, wk_error *error) {
    wk_arena *arena = wk_arena_new();
    wk_status status = WK_OK;
    wk_str line;
    wk_store_begin(store);
    wk_corrections known = *wk_store_corrections(store, arena);
    size_t first = known.all.n;
    for (size_t n = 1; status == WK_OK && lines.n && wk_str_split(&lines, '\n', &line); n++) {
        wk_correction c;
        if (!wk_str_trim(line).n) continue;
        if (!read_line(arena, line, &c)) {
            status = wk_fail_at(error, WK_INPUT, NULL, n, 0, "this line is not a correction, as `warkat give corrections` gives them");
            break;
        }
        identify(arena, &c);
        if (!is_there(&known, &c)) *WK_PUSH(arena, &known.all) = c;
    }
    *taken = known.all.n - first;
    wk_error late;
    wk_status kept = *taken ? wk_correct_within(store, packs, known.all.v + first, *taken, &late) : wk_store_status(store, &late);
    if (kept == WK_OK) {
        wk_store_regroup(store);
        wk_store_commit(store);
        kept = wk_store_status(store, &late);
    } else {
        wk_store_rollback(store);
    }
    wk_arena_free(arena);
    if (kept == WK_OK) return status;
    *error = late;
    return kept;
}
