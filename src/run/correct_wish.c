/* Corrections from what people say, and from events that they looked at. */
#include "run/correct.h"

#include "ask/ask.h"
#include "base/error.h"

#include <jansson.h>

wk_status wk_correction_of(wk_store *store, wk_arena *arena, const wk_wish *wish, wk_correction *c, wk_error *error) {
    wk_str key;
    *c = (wk_correction){.kind = wish->kind};
    wk_status status = wk_ask_one(store, arena, wish->who, &key, error);
    if (status == WK_OK) status = wk_evidence_of(store, arena, key, wish->article, &c->who, error);
    if (status != WK_OK) return status;
    if (wish->kind == WK_MERGE) {
        status = wk_ask_one(store, arena, wish->what, &key, error);
        if (status == WK_OK) status = wk_evidence_of(store, arena, key, (wk_str){0}, &c->to, error);
        if (status == WK_OK && wk_str_eq(c->who.key, key)) return wk_fail(error, WK_USAGE, "actors merge: both are %.*s already", WK_F(key));
        c->name = wk_ask_called(store, arena, key);
        return status;
    }
    const char *name = wk_correcting_names[wish->kind];
    c->name = wk_str_trim(wish->what);
    if (!c->name.n) return wk_fail(error, WK_USAGE, "actors %s: the name is empty", name);
    if (wish->kind == WK_SPLIT) c->to.key = wk_actor_key(arena, &(wk_actor){.name = c->name});
    if (wish->kind == WK_SPLIT && wk_str_eq(c->to.key, c->who.key))
        return wk_fail(error, WK_USAGE, "actors split: the other needs a name of his own: add an office or a country to it");
    return WK_OK;
}

/* First and last code point of an act's evidence: [start, end] or several of them. */
static void span_of(const json_t *evidence, wk_anchor *a) {
    const json_t *first = json_array_get(evidence, 0), *last = json_array_get(evidence, json_array_size(evidence) - 1);
    a->start = json_integer_value(json_is_array(first) ? json_array_get(first, 0) : first);
    a->end = json_integer_value(json_is_array(last) ? json_array_get(last, 1) : last);
}

/* The decision about the act with this id, as the reading of its document tells it. */
static bool decision_of(wk_store *store, wk_arena *arena, const wk_report *r, wk_correcting kind, wk_correction *c) {
    wk_query *q = wk_query_new(store, "SELECT id FROM documents WHERE key = :key");
    wk_query_bind(q, ":key", r->document);
    int64_t document = wk_query_next(q) ? wk_query_int(q, 0) : 0;
    wk_query_free(q);
    wk_str key, json = wk_store_reading(store, arena, document, &key);
    json_t *reading = json.p ? json_loadb(json.p, json.n, JSON_ALLOW_NUL, NULL) : NULL, *act;
    size_t i;
    bool found = false;
    json_array_foreach(json_object_get(reading, "acts"), i, act) {
        if (!wk_str_eq(r->act_id, wk_str_of(json_string_value(json_object_get(act, "id"))))) continue;
        const char *part = json_string_value(json_object_get(act, "part"));
        *c = (wk_correction){.kind = kind};
        c->who.key = wk_str_printf(arena, "act/%s", json_string_value(json_object_get(act, "act")));
        c->who.anchor = (wk_anchor){.article = r->article, .part = wk_str_copy(arena, wk_str_of(part ? part : "body")), .words = r->words};
        span_of(json_object_get(act, "evidence"), &c->who.anchor);
        found = true;
    }
    json_decref(reading);
    return found;
}

wk_status wk_decide_event(wk_store *store, const wk_packs *packs, wk_str id, wk_correcting kind, size_t *decided, wk_error *error) {
    wk_arena *arena = wk_arena_new();
    wk_event_full event;
    *decided = 0;
    wk_status status = wk_ask_event(store, arena, id, &event, error);
    for (size_t i = 0; status == WK_OK && i < event.reports.n; i++) {
        wk_correction c;
        if (!decision_of(store, arena, &event.reports.v[i], kind, &c)) continue;
        status = wk_correct_record(store, packs, &c, error);
        ++*decided;
    }
    wk_arena_free(arena);
    return status;
}
