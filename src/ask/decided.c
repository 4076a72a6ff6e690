/* What people decided about an event, beside what its reports were read as. */
#include "ask/inside.h"
#include "read/reading_json.h"
#include "record/decision.h"
#include "record/doc.h"
#include "store/write.h"

#include <stdlib.h>

static const wk_reading *reading_of(wk_store *store, wk_arena *arena, wk_str document) {
    wk_query *q = wk_query_new(store, "SELECT id FROM documents WHERE key = :key");
    wk_query_bind(q, ":key", document);
    int64_t row = wk_query_next(q) ? wk_query_int(q, 0) : 0;
    wk_query_free(q);
    wk_str key, json = wk_store_reading(store, arena, row, &key);
    wk_reading *r;
    wk_error error;
    return json.p && wk_reading_parse(arena, json, &r, NULL, &error) == WK_OK ? r : NULL;
}

static int by_bytes(const void *a, const void *b) {
    return wk_str_cmp(*(const wk_str *)a, *(const wk_str *)b);
}

static wk_str names_of(wk_arena *arena, const wk_actors *first, const wk_actors *second) {
    wk_names names = {0};
    for (size_t i = 0; i < first->n; i++) *WK_PUSH(arena, &names) = first->v[i].name;
    for (size_t i = 0; second && i < second->n; i++) *WK_PUSH(arena, &names) = second->v[i].name;
    if (second && names.n) qsort(names.v, names.n, sizeof *names.v, by_bytes);
    return wk_names_joined(arena, &names);
}

/* What the report gives where somebody says otherwise. */
static void take_read(wk_arena *arena, const wk_act *a, wk_event_act *out) {
    bool both = wk_act_symmetric(a->act);
    const wk_event_act read = {.act = a->act, .from_names = names_of(arena, &a->from, both ? &a->to : NULL),
                               .to_names = both ? (wk_str){0} : names_of(arena, &a->to, NULL), .date = a->date, .occasion = a->occasion,
                               .channel = a->channel, .place = a->place.name, .planned = a->planned, .denied = a->denied};
    for (size_t i = 0; i < WK_EVENT_ATTRIBUTES; i++)
        if ((out->decided >> i) & 1) out->read[i] = wk_event_given(arena, &read, i);
}

/* A later decision may have changed what this one says. */
static bool still_says(const wk_act_decided *d, const wk_correction *c) {
    uint32_t attribute = wk_attribute_of(c->attribute);
    if (c->kind == WK_CORRECT) return attribute < WK_EVENT_ATTRIBUTES && d->values[attribute] == c;
    if (c->kind == WK_ACCEPT) return d->verdict == WK_ACCEPT;
    if (c->kind == WK_JOIN) return d->joined.p != NULL;
    for (size_t i = 0; i < d->parted.n; i++)
        if (wk_str_eq(wk_str_cut(d->parted.v[i], 0, d->parted.v[i].n - 1), c->decision)) return true;
    return false;
}

static void add_decision(wk_arena *arena, wk_event_full *full, const wk_correction *c, uint32_t report) {
    wk_event_decision *d = NULL;
    for (size_t i = 0; i < full->decided.n && !d; i++)
        if (wk_str_eq(full->decided.v[i].said->decision, c->decision)) d = &full->decided.v[i];
    if (!d) {
        d = WK_PUSH(arena, &full->decided);
        *d = (wk_event_decision){.said = c};
    }
    for (size_t i = 0; i < d->reports.n; i++)
        if (d->reports.v[i] == report) return;
    *WK_PUSH(arena, &d->reports) = report;
}

void wk_ask_decided(wk_store *store, wk_arena *arena, wk_event_full *full, wk_event_acts *acts) {
    const wk_corrections *corrections = wk_store_corrections(store, arena);
    for (uint32_t i = 0; i < full->reports.n; i++) {
        wk_report *report = &full->reports.v[i];
        const wk_reading *r = wk_decided_any(corrections, report->article) ? reading_of(store, arena, report->document) : NULL;
        if (!r) continue;
        wk_item_ids ids = wk_item_ids_of(arena, r);
        const wk_act_decided *decided = wk_decisions_of(arena, corrections, r, &ids);
        for (size_t k = 0; k < r->acts.n; k++) {
            if (!wk_str_eq(ids.acts[k], report->act_id)) continue;
            report->accepted = decided[k].verdict == WK_ACCEPT;
            take_read(arena, &r->acts.v[k], &acts->v[i]);
            for (size_t n = 0; n < decided[k].all.n; n++)
                if (still_says(&decided[k], decided[k].all.v[n])) add_decision(arena, full, decided[k].all.v[n], i);
            break;
        }
    }
}
