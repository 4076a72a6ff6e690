/* Decisions about events: from what people say to one correction for each act that it is about, anchored to the act's words. */
#include "run/correct.h"

#include "ask/ask.h"
#include "base/error.h"
#include "read/reading_json.h"
#include "record/decision.h"
#include "text/utf8.h"

#include <unistd.h>

typedef WK_ARRAY(wk_corrected) sides;
typedef WK_ARRAY(wk_correction) corrections;

typedef struct deciding {
    wk_store *store;
    const wk_packs *packs;
    wk_arena *arena;
    const wk_event_wish *wish;
    wk_error *error;
} deciding;

static const char *verb_of(const deciding *d) {
    return wk_correcting_names[d->wish->kind];
}

/* ---- acts and their words -------------------------------------------------------------------------------------- */

static int64_t row_of(wk_store *store, wk_str document) {
    wk_query *q = wk_query_new(store, "SELECT id FROM documents WHERE key = :key");
    wk_query_bind(q, ":key", document);
    int64_t row = wk_query_next(q) ? wk_query_int(q, 0) : 0;
    wk_query_free(q);
    return row;
}

/* The act that a report tells, as the reading of its document has it. */
static bool side_of(const deciding *d, const wk_report *report, wk_corrected *side) {
    wk_str key, json = wk_store_reading(d->store, d->arena, row_of(d->store, report->document), &key);
    wk_reading *r;
    wk_error error;
    if (!json.p || wk_reading_parse(d->arena, json, &r, NULL, &error) != WK_OK) return false;
    wk_item_ids ids = wk_item_ids_of(d->arena, r);
    for (size_t i = 0; i < r->acts.n; i++) {
        const wk_act *a = &r->acts.v[i];
        if (!wk_str_eq(ids.acts[i], report->act_id) || !a->evidence.n) continue;
        const wk_part *part = &r->article->parts.v[a->part];
        wk_cp_index points = wk_cp_index_make(d->arena, part->text);
        *side = (wk_corrected){.key = wk_str_printf(d->arena, "act/%.*s", WK_F(a->act)), .item = report->act_id};
        side->anchor = (wk_anchor){report->article, part->name, wk_words(d->arena, r, a->part, &a->evidence),
                                   wk_cp_of_byte(&points, a->evidence.v[0].start),
                                   wk_cp_of_byte(&points, a->evidence.v[a->evidence.n - 1].end)};
        return true;
    }
    return false;
}

static bool is_named(const wk_event_wish *wish, const wk_report *r) {
    for (size_t i = 0; i < wish->count; i++)
        if (wk_str_eq(wish->reports[i], r->act_id) || wk_str_eq(wish->reports[i], r->article)) return true;
    return false;
}

/* The acts of an event: those of the reports that the wish names, and the others. */
static wk_status sides_of(const deciding *d, wk_str event, sides *named, sides *others) {
    wk_event_full full;
    wk_status status = wk_ask_event(d->store, d->arena, event, &full, d->error);
    for (size_t i = 0; status == WK_OK && i < full.reports.n; i++) {
        wk_corrected side;
        if (!side_of(d, &full.reports.v[i], &side)) continue;
        *WK_PUSH(d->arena, is_named(d->wish, &full.reports.v[i]) ? named : others) = side;
    }
    return status;
}

/* ---- the corrections of a decision ----------------------------------------------------------------------------- */

static void add_each(const deciding *d, corrections *all, const sides *about, wk_str value) {
    for (size_t i = 0; i < about->n; i++)
        *WK_PUSH(d->arena, all) = (wk_correction){.kind = d->wish->kind, .who = about->v[i], .attribute = d->wish->attribute, .value = value};
}

/* Each of the one side at least once beside one of the other. */
static void add_pairs(const deciding *d, corrections *all, const sides *first, const sides *second) {
    size_t n = first->n > second->n ? first->n : second->n;
    for (size_t i = 0; i < n; i++)
        *WK_PUSH(d->arena, all) = (wk_correction){.kind = d->wish->kind, .who = first->v[i % first->n], .to = second->v[i % second->n]};
}

static wk_status join(const deciding *d, const sides *own, corrections *all) {
    sides named = {0}, others = {0};
    wk_status status = sides_of(d, d->wish->with, &named, &others);
    if (status != WK_OK) return status;
    for (size_t i = 0; i < named.n; i++) *WK_PUSH(d->arena, &others) = named.v[i];
    for (size_t i = 0; i < own->n; i++)
        for (size_t k = 0; k < others.n; k++)
            if (wk_str_eq(own->v[i].item, others.v[k].item)) return wk_fail(d->error, WK_USAGE, "events join: both are one event already");
    if (own->n && others.n) add_pairs(d, all, own, &others);
    return WK_OK;
}

static wk_status part(const deciding *d, const sides *named, const sides *others, corrections *all) {
    if (!others->n) return wk_fail(d->error, WK_USAGE, "events part: no report would be left in the event");
    add_pairs(d, all, named, others);
    return WK_OK;
}

static wk_status decide(const deciding *d, corrections *all) {
    const wk_event_wish *w = d->wish;
    sides named = {0}, others = {0};
    wk_str value = {0};
    wk_status status = sides_of(d, w->event, &named, &others);
    if (status != WK_OK) return status;
    if (w->count && !named.n) return wk_fail(d->error, WK_NOTHING, "events %s: the event has no such report", verb_of(d));
    if (w->kind == WK_PART) return named.n ? part(d, &named, &others, all) : wk_fail(d->error, WK_USAGE, "events part: name the report that is of another event");
    const sides *about = named.n ? &named : &others;
    if (w->kind == WK_JOIN) return join(d, about, all);
    if (w->kind == WK_CORRECT) status = wk_value_of(d->store, d->packs, d->arena, w->attribute, w->value, &value, d->error);
    if (status == WK_OK) add_each(d, all, about, value);
    return status;
}

static bool is_taken(const wk_corrections *all, wk_str decision) {
    for (size_t i = 0; i < all->all.n; i++)
        if (wk_str_eq(all->all.v[i].decision, decision)) return true;
    return false;
}

/* What says the same at the same moment of another event has the same id: then it is of a later moment. */
static void sign(const deciding *d, corrections *all, wk_decided_event *decided) {
    wk_correction *first = &all->v[0];
    const wk_corrections *before = wk_store_corrections(d->store, d->arena);
    wk_correction_sign(d->arena, first, &d->wish->author);
    while (is_taken(before, first->decision)) {
        usleep(1000);
        wk_correction_sign(d->arena, first, &d->wish->author);
    }
    for (size_t i = 1; i < all->n; i++) {
        wk_correction *c = &all->v[i];
        c->by = first->by;
        c->at = first->at;
        c->why = first->why;
        c->decision = first->decision;
    }
    *decided = (wk_decided_event){.decision = first->decision, .taken = all->n};
}

/* The event that an act is part of. */
static wk_str event_of(const deciding *d, wk_str act) {
    wk_query *q = wk_query_new(d->store, "SELECT e.hash FROM acts a JOIN events e ON e.id = a.event WHERE a.hash = :act LIMIT 1");
    wk_query_bind(q, ":act", act);
    wk_str id = wk_query_next(q) ? wk_str_copy(d->arena, wk_query_str(q, 0)) : (wk_str){0};
    wk_query_free(q);
    return id;
}

wk_status wk_decide_event(wk_store *store, const wk_packs *packs, wk_arena *arena, const wk_event_wish *wish, wk_decided_event *decided,
                          wk_error *error) {
    const deciding d = {store, packs, arena, wish, error};
    corrections all = {0};
    *decided = (wk_decided_event){0};
    wk_store_begin(store);
    wk_status status = decide(&d, &all);
    if (status == WK_OK && !all.n) status = wk_fail(error, WK_NOTHING, "events %s: no words of the event can be found", verb_of(&d));
    if (status == WK_OK) sign(&d, &all, decided);
    if (status == WK_OK) status = wk_correct_within(store, packs, all.v, all.n, error);
    if (status != WK_OK) {
        wk_store_rollback(store);
        return status;
    }
    wk_store_regroup(store);
    wk_store_commit(store);
    decided->event = event_of(&d, all.v[0].who.item);
    return wk_store_status(store, error);
}
