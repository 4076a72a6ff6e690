/* One event in full: its reports, what they differ on, and what went before and came after it. */
#include "ask/inside.h"
#include "base/error.h"
#include "record/family.h"
#include "record/quote.h"

#include <jansson.h>
#include <stdlib.h>


/* Rows of events that an id, or its beginning, means. */
static wk_status find_event(wk_store *store, wk_str id, int64_t *row, wk_error *error) {
    wk_query *q = wk_query_new(store, "SELECT DISTINCT event FROM acts WHERE hash >= :id AND hash < :id || 'g'"
                                      " AND event IS NOT NULL LIMIT 2");
    wk_query_bind(q, ":id", id);
    int found = 0;
    while (wk_query_next(q)) {
        *row = wk_query_int(q, 0);
        found++;
    }
    wk_query_free(q);
    wk_status status = wk_store_status(store, error);
    if (status != WK_OK) return status;
    if (!found) return wk_fail(error, WK_NOTHING, "no event has the id %.*s: `warkat timeline` lists ids", WK_F(id));
    if (found > 1) return wk_fail(error, WK_USAGE, "several events have ids that begin with %.*s: write more of it", WK_F(id));
    return WK_OK;
}

static wk_str member(wk_arena *arena, const json_t *object, const char *key) {
    const char *text = json_string_value(json_object_get(object, key));
    return wk_str_copy(arena, wk_str_of(text));
}

static int by_bytes(const void *a, const void *b) {
    return wk_str_cmp(*(const wk_str *)a, *(const wk_str *)b);
}

wk_str wk_names_joined(wk_arena *arena, const wk_names *names) {
    wk_str all = {0};
    for (size_t i = 0; i < names->n; i++)
        all = i ? wk_str_printf(arena, "%.*s, %.*s", WK_F(all), WK_F(names->v[i])) : names->v[i];
    return all;
}

static void add_report(wk_arena *arena, wk_query *q, wk_event_full *full, wk_event_acts *acts) {
    wk_report *r = WK_PUSH(arena, &full->reports);
    wk_event_act *a = WK_PUSH(arena, acts);
    wk_str *const texts[] = {&r->act_id, &r->json, &r->article, &r->document, &r->title, &r->outlet, &r->url, &r->file,
                             &r->published, &r->language, &r->page_sha256, &a->words_key, &a->root};
    for (size_t i = 0; i < WK_COUNT(texts); i++) *texts[i] = wk_str_copy(arena, wk_query_str(q, (int)i));
    json_t *act = json_loadb(r->json.p, r->json.n, JSON_ALLOW_NUL, NULL);
    wk_names from = wk_names_of(arena, json_object_get(act, "from")), via = wk_names_of(arena, json_object_get(act, "via")),
             to = wk_names_of(arena, json_object_get(act, "to"));
    if (full->told.both_sides) { /* they have no order, and none of them speaks */
        for (size_t i = 0; i < to.n; i++) *WK_PUSH(arena, &from) = to.v[i];
        if (from.n) qsort(from.v, from.n, sizeof *from.v, by_bytes);
        to.n = 0;
    }
    a->from_names = wk_names_joined(arena, &from);
    a->to_names = wk_names_joined(arena, &to);
    if (full->told.both_sides) from.n = 0;
    r->words = member(arena, act, "evidence");
    r->part = member(arena, act, "part");
    r->chain = wk_chain_of(arena, &from, &via, wk_query_str(q, 13), r->outlet, r->url, r->file);
    a->id = r->act_id;
    a->report = r->article;
    a->channel = member(arena, act, "channel");
    a->place = member(arena, json_object_get(act, "place"), "name");
    a->planned = json_is_true(json_object_get(act, "planned"));
    a->denied = json_is_true(json_object_get(act, "denied"));
    json_decref(act);
    a->date = (wk_date){wk_str_copy(arena, wk_query_str(q, 14)), (wk_how)wk_query_int(q, 15)};
    a->occasion = (wk_occasion){wk_str_copy(arena, wk_query_str(q, 16)), wk_str_copy(arena, wk_query_str(q, 17)),
                                (int32_t)wk_query_int(q, 18), wk_query_int(q, 19) != 0};
    a->bucket = wk_query_int(q, 20);
    a->from = wk_side_parse(arena, wk_str_copy(arena, wk_query_str(q, 21)));
    a->to = wk_side_parse(arena, wk_str_copy(arena, wk_query_str(q, 22)));
    a->family = wk_query_int(q, 23);
    a->family_root = wk_str_copy(arena, wk_query_str(q, 24));
    a->act = wk_str_copy(arena, wk_query_str(q, 25));
    a->decided = (uint32_t)wk_query_int(q, 26);
    r->root = wk_root_weak(a->root) && a->family_root.p ? a->family_root : a->root;
    for (size_t i = acts->n - 1; i-- > 0;) {
        const wk_event_act *other = &acts->v[i];
        bool same_text = a->family && a->family == other->family, same_page = wk_str_eq(a->report, other->report);
        if (!same_page && (same_text || wk_str_eq(other->words_key, a->words_key))) r->copy_of = (uint32_t)i + 1;
    }
}

/* As people are told of a root: the actor's name, else the outlet's or page's. */
static void name_roots(wk_store *store, wk_arena *arena, wk_event_full *full) {
    for (size_t i = 0; i < full->reports.n; i++) {
        wk_report *r = &full->reports.v[i];
        r->root_name = wk_ask_called(store, arena, r->root);
        size_t colon = wk_str_find(r->root, WK_S(":"), 0);
        if (!r->root_name.p) r->root_name = wk_str_cut(r->root, colon < r->root.n ? colon + 1 : 0, r->root.n);
        for (size_t k = 0; k < full->reports.n && wk_root_weak(r->root); k++) {
            const wk_report *own = &full->reports.v[k]; /* the outlet as it writes itself */
            wk_str shown = own->outlet.p ? own->outlet : own->url.p ? own->url : own->file;
            bool outlet = wk_str_eq(wk_name_fold(arena, own->outlet), r->root_name);
            if (shown.p && (outlet || wk_str_eq(own->page_sha256, r->root_name))) r->root_name = shown;
        }
    }
}

static void load_reports(wk_store *store, wk_arena *arena, int64_t row, wk_event_full *full, bool decisions) {
    wk_query *q = wk_query_new(store,
        "SELECT a.hash, a.json, d.article, d.key, d.title, d.outlet, d.url, d.file, d.published, d.language, p.sha256,"
        " a.words_key, a.root, d.credits, a.date, a.date_how, a.occasion_id, a.occasion, a.ordinal, a.contradicted,"
        " a.bucket, b.from_side, b.to_side, t.family, f.root, b.act, a.decided"
        " FROM acts a JOIN documents d ON d.id = a.document JOIN pages p ON p.id = d.page JOIN buckets b ON b.id = a.bucket"
        " LEFT JOIN texts t ON t.id = d.text LEFT JOIN families f ON f.id = t.family WHERE a.event = :row"
        " ORDER BY d.published IS NULL, d.published, a.hash, d.key");
    wk_query_bind_int(q, ":row", row);
    wk_event_acts acts = {0};
    while (wk_query_next(q)) add_report(arena, q, full, &acts);
    wk_query_free(q);
    for (uint32_t i = 0; i < acts.n; i++) {
        *WK_PUSH(arena, &full->event.acts) = i;
        decisions |= acts.v[i].decided != 0;
    }
    if (decisions) wk_ask_decided(store, arena, full, &acts);
    if (acts.n) wk_event_describe(arena, &acts, &full->event);
    name_roots(store, arena, full);
}

static wk_status load_event(wk_store *store, wk_arena *arena, int64_t row, wk_event_full *full, bool decisions, wk_error *error) {
    *full = (wk_event_full){0};
    wk_ask_told(store, arena, row, &full->told);
    full->event.id = full->told.id;
    load_reports(store, arena, row, full, decisions);
    return wk_store_status(store, error);
}

wk_status wk_ask_event_row(wk_store *store, wk_arena *arena, int64_t row, wk_event_full *full, wk_error *error) {
    return load_event(store, arena, row, full, false, error);
}

/* Other acts of the same day between the same two: what else the letter, or the answer to it, did. */
static void load_exchange(wk_store *store, wk_arena *arena, int64_t row, wk_event_full *full) {
    const wk_told *t = &full->told;
    if (t->both_sides || t->days.from > t->days.to) return;
    wk_query *q = wk_query_new(store, "SELECT e.id FROM events e WHERE e.day_from = :from AND e.day_to = :to AND e.id <> :row AND EXISTS"
                                      " (SELECT 1 FROM parties o CROSS JOIN parties p ON p.bucket = (SELECT bucket FROM events WHERE id = :row)"
                                      "  AND p.actor = o.actor WHERE o.bucket = e.bucket) ORDER BY e.hash");
    wk_query_bind_int(q, ":row", row);
    wk_query_bind_int(q, ":from", t->days.from);
    wk_query_bind_int(q, ":to", t->days.to);
    wk_arena *scratch = wk_arena_new();
    wk_told other;
    while (wk_query_next(q)) {
        wk_arena_reset(scratch);
        bool same = wk_ask_told(store, scratch, wk_query_int(q, 0), &other) && !other.both_sides &&
                    wk_str_eq(other.parties, t->parties) && wk_str_eq(other.date.value, t->date.value);
        if (same) *WK_PUSH(arena, &full->exchange) = wk_str_copy(arena, other.id);
    }
    wk_arena_free(scratch);
    wk_query_free(q);
}

/* ---- quotations ------------------------------------------------------------------------------------------------ */

enum { MOST_QUOTES = 200 };

typedef struct quote {
    wk_quoted shown;
    wk_str folded, document;
    int64_t who;
    uint32_t group; /* the first that it is alike with */
} quote;

static uint32_t report_of(const wk_event_full *full, wk_str document) {
    for (uint32_t i = 0; i < full->reports.n; i++)
        if (wk_str_eq(full->reports.v[i].document, document)) return i + 1;
    return 0;
}

/* What the event's actors are quoted with in reports of it, where two quote the same in other words. */
static void load_quotes(wk_store *store, wk_arena *arena, int64_t row, wk_event_full *full) {
    WK_ARRAY(quote) all = {0};
    wk_query *q = wk_query_new(store,
        "SELECT s.hash, s.json, d.key, s.who, w.name FROM statements s JOIN documents d ON d.id = s.document"
        " JOIN actors w ON w.id = s.who WHERE s.kind <> 'indirect' AND s.document IN (SELECT document FROM acts WHERE event = :row)"
        " AND s.who IN (SELECT p.actor FROM events e JOIN parties p ON p.bucket = e.bucket WHERE e.id = :row)"
        " ORDER BY d.published IS NULL, d.published, d.key, s.n LIMIT :most");
    wk_query_bind_int(q, ":row", row);
    wk_query_bind_int(q, ":most", MOST_QUOTES);
    while (wk_query_next(q)) {
        wk_str json = wk_query_str(q, 1), document = wk_query_str(q, 2);
        json_t *item = json_loadb(json.p, json.n, JSON_ALLOW_NUL, NULL);
        quote *one = WK_PUSH(arena, &all);
        one->shown = (wk_quoted){.report = report_of(full, document), .statement = wk_str_copy(arena, wk_query_str(q, 0)),
                                 .who = wk_str_copy(arena, wk_query_str(q, 4)), .words = member(arena, item, "content")};
        json_decref(item);
        one->document = wk_str_copy(arena, document);
        one->who = wk_query_int(q, 3);
        one->folded = wk_name_fold(arena, one->shown.words);
        one->group = (uint32_t)all.n - 1;
    }
    wk_query_free(q);
    bool *linked = wk_alloc_array(arena, all.n + 1, sizeof *linked);
    for (uint32_t i = 1; i < all.n; i++)
        for (uint32_t k = 0; k < i && all.v[i].group == i; k++) {
            if (all.v[k].group != k || all.v[k].who != all.v[i].who || wk_str_eq(all.v[k].document, all.v[i].document)) continue;
            wk_alike alike = wk_quotes_alike(all.v[k].folded, all.v[i].folded);
            if (alike != WK_UNLIKE) all.v[i].group = k;
            linked[k] |= alike == WK_OTHER_WORDS;
        }
    for (uint32_t i = 0, group = 0; i < all.n; i++) {
        if (all.v[i].group != i || !linked[i]) continue;
        group++;
        for (uint32_t k = i; k < all.n; k++) {
            if (all.v[k].group != i) continue;
            all.v[k].shown.group = group;
            *WK_PUSH(arena, &full->quoted) = all.v[k].shown;
        }
    }
}

static wk_status load_thread(wk_store *store, wk_arena *arena, int64_t row, wk_event_full *full, wk_error *error) {
    wk_links links;
    wk_status status = wk_ask_links(store, arena, row, &links, error);
    for (size_t i = 0; status == WK_OK && i < links.n; i++) {
        wk_linked *l = WK_PUSH(arena, &full->thread);
        l->link = links.v[i];
        wk_ask_told(store, arena, links.v[i].row, &l->told);
    }
    return status == WK_OK ? wk_store_status(store, error) : status;
}

wk_status wk_ask_event(wk_store *store, wk_arena *arena, wk_str id, wk_event_full *full, wk_error *error) {
    int64_t row = 0;
    wk_status status = find_event(store, id, &row, error);
    if (status == WK_OK) status = load_event(store, arena, row, full, true, error);
    if (status == WK_OK && full->told.date.value.p) load_exchange(store, arena, row, full);
    if (status == WK_OK) wk_ask_claimed(store, arena, row, full);
    if (status == WK_OK) load_quotes(store, arena, row, full);
    return status == WK_OK ? load_thread(store, arena, row, full, error) : status;
}
