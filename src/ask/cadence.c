/* Recurrences: events of one bucket and occasion, by year. */
#include "ask/inside.h"
#include "record/doc.h"

#include <stdlib.h>

/* Its years are `count` of all years, from `first` on. There are many kinds and a page shows few: only those get names. */
typedef struct kind {
    int64_t bucket, event; /* event: its first one */
    size_t first, count;
    wk_cadence cadence;
    wk_str act, occasion_id, occasion, hash;
} kind;

typedef struct gathering {
    wk_store *store;
    wk_arena *arena;
    WK_ARRAY(kind) kinds;
    WK_ARRAY(wk_cadence_year) years;
    int64_t articles[WK_LAST_YEAR - WK_FIRST_YEAR + 1];
} gathering;

#define EVENTS \
    "SELECT e.bucket, e.occasion_id, e.day_from, e.day_to, e.ordinal, e.id FROM events e" \
    " WHERE e.planned = 0 AND e.day_from IS NOT NULL"
static const char by_kind[] = " ORDER BY e.bucket, e.occasion_id, e.day_from, e.hash";

/* Takes in rows of EVENTS, sorted by kind. */
static void take(gathering *g, wk_query *q) {
    wk_arena *scratch = wk_arena_new();
    wk_str last = {0};
    kind *k = NULL;
    while (wk_query_next(q)) {
        int32_t year = wk_cadence_year_of(wk_query_int(q, 2), wk_query_int(q, 3));
        if (!year) continue;
        int64_t bucket = wk_query_int(q, 0);
        wk_str occasion = wk_query_str(q, 1);
        if (!k || k->bucket != bucket || wk_str_cmp(last, occasion) != 0) {
            k = WK_PUSH(g->arena, &g->kinds);
            *k = (kind){.bucket = bucket, .event = wk_query_int(q, 5), .first = g->years.n};
            wk_arena_reset(scratch);
            last = wk_str_copy(scratch, occasion);
        }
        *WK_PUSH(g->arena, &g->years) = (wk_cadence_year){year, (int32_t)wk_query_int(q, 4)};
        k->count++;
    }
    wk_arena_free(scratch);
}

/* All kinds that fit: a page of them can only be told from all. */
static void gather(gathering *g, wk_asking *a) {
    wk_asking_add(a, by_kind);
    wk_query *q = wk_asking_query(a);
    take(g, q);
    wk_query_free(q);
}

/* The kinds of the page alone, in how many years each happened being kept. */
static void gather_page(gathering *g, wk_asking *a, const wk_filter *f) {
    /* of somebody there are few: better sorted than looked for among all in their order */
    wk_asking_add(a, wk_filter_names(f) ? " ORDER BY +e.years DESC, e.act, e.occasion, e.hash" : " ORDER BY e.years DESC, e.act, e.occasion, e.hash");
    wk_asking_page(a, f);
    wk_query *which = wk_asking_query(a);
    wk_query *q = wk_query_new(g->store, EVENTS " AND e.bucket = :bucket AND e.occasion_id IS :occasion ORDER BY e.day_from, e.hash");
    while (wk_query_next(which)) {
        wk_query_restart(q);
        wk_query_bind_int(q, ":bucket", wk_query_int(which, 0));
        wk_str occasion = wk_query_str(which, 1);
        if (occasion.n) wk_query_bind(q, ":occasion", occasion);
        take(g, q);
    }
    wk_query_free(which);
    wk_query_free(q);
}

static void count_articles(gathering *g) {
    wk_query *q = wk_query_new(g->store, "SELECT CAST(year AS INTEGER), articles FROM coverage");
    while (wk_query_next(q)) {
        int64_t year = wk_query_int(q, 0);
        if (year >= WK_FIRST_YEAR && year <= WK_LAST_YEAR) g->articles[year - WK_FIRST_YEAR] = wk_query_int(q, 1);
    }
    wk_query_free(q);
}

static int most_years_first(const void *va, const void *vb) {
    const kind *a = va, *b = vb;
    return (a->cadence.present < b->cadence.present) - (a->cadence.present > b->cadence.present);
}

static int by_names(const void *va, const void *vb) {
    const kind *a = va, *b = vb;
    int order = most_years_first(a, b);
    if (!order) order = wk_str_cmp(a->act, b->act);
    if (!order) order = wk_str_cmp(a->occasion_id, b->occasion_id);
    return order ? order : wk_str_cmp(a->hash, b->hash);
}

/* Puts the kinds of a page into their places: only those with as many years as one of the page can stand there. */
static void sort_page(gathering *g, size_t from, size_t to) {
    kind *k = g->kinds.v;
    if (from >= to) return;
    qsort(k, g->kinds.n, sizeof *k, most_years_first);
    while (from && k[from - 1].cadence.present == k[from].cadence.present) from--;
    while (to < g->kinds.n && k[to].cadence.present == k[to - 1].cadence.present) to++;
    wk_query *q = wk_query_new(g->store, "SELECT act, occasion_id, occasion, hash FROM events WHERE id = :event");
    for (size_t i = from; i < to; i++) {
        wk_query_restart(q);
        wk_query_bind_int(q, ":event", k[i].event);
        wk_str *const texts[] = {&k[i].act, &k[i].occasion_id, &k[i].occasion, &k[i].hash};
        bool found = wk_query_next(q);
        for (size_t t = 0; found && t < WK_COUNT(texts); t++) *texts[t] = wk_str_copy(g->arena, wk_query_str(q, (int)t));
    }
    wk_query_free(q);
    qsort(k + from, to - from, sizeof *k, by_names);
}

/* Names of one side of a bucket. */
static const char side_sql[] =
    "SELECT a.name FROM parties p JOIN actors a ON a.id = p.actor WHERE p.bucket = :bucket AND p.role = :role ORDER BY a.key";

static wk_names side(wk_query *q, wk_arena *arena, int64_t bucket, int role) {
    wk_names names = {0};
    wk_query_restart(q);
    wk_query_bind_int(q, ":bucket", bucket);
    wk_query_bind_int(q, ":role", role);
    while (wk_query_next(q)) *WK_PUSH(arena, &names) = wk_str_copy(arena, wk_query_str(q, 0));
    return names;
}

const char wk_pages_about_sql[] =
    "SELECT CAST(substr(d.published, 1, 4) AS INTEGER), count(DISTINCT d.article) FROM documents d INDEXED BY documents_dated WHERE d.id IN ("
    " SELECT x.document FROM parties f JOIN parties t ON t.bucket = f.bucket AND t.role = 1"
    " JOIN parties p ON p.actor = f.actor JOIN parties o ON o.actor = t.actor AND o.role = 1 - p.role AND o.bucket = p.bucket"
    " JOIN acts x ON x.bucket = p.bucket WHERE f.bucket = :bucket AND f.role = 0 AND f.actor <> t.actor)"
    " AND d.published IS NOT NULL GROUP BY 1";

const int64_t *wk_pages_about(wk_query *q, wk_arena *arena, int64_t bucket, int32_t from, int32_t to) {
    int64_t *about = wk_alloc_array(arena, (size_t)(to - from + 1), sizeof *about);
    wk_query_restart(q);
    wk_query_bind_int(q, ":bucket", bucket);
    while (wk_query_next(q)) {
        int64_t year = wk_query_int(q, 0);
        if (year >= from && year <= to) about[year - from] = wk_query_int(q, 1);
    }
    return about;
}

static void hand_over(gathering *g, int64_t offset, int64_t limit, wk_recurring_sink *sink, void *context) {
    wk_arena *row = wk_arena_new();
    wk_query *pages = wk_query_new(g->store, wk_pages_about_sql), *sides = wk_query_new(g->store, side_sql);
    for (size_t i = 0; i < g->kinds.n; i++) {
        kind *k = &g->kinds.v[i];
        k->cadence = wk_cadence_of(g->years.v + k->first, &k->count);
    }
    size_t from = (size_t)offset < g->kinds.n ? (size_t)offset : g->kinds.n;
    size_t most = limit && (size_t)limit < g->kinds.n - from ? from + (size_t)limit : g->kinds.n;
    sort_page(g, from, most);
    bool more = true;
    for (size_t i = from; i < most && more; i++) {
        const kind *k = &g->kinds.v[i];
        wk_arena_reset(row);
        wk_recurring r = {.act = k->act, .occasion = {.id = k->occasion_id, .name = k->occasion}, .years = g->years.v + k->first,
                          .count = k->count, .cadence = k->cadence, .both_sides = wk_act_symmetric(k->act)};
        r.articles = &g->articles[k->cadence.all.from - WK_FIRST_YEAR];
        r.about = wk_pages_about(pages, row, k->bucket, k->cadence.all.from, k->cadence.all.to);
        r.from = side(sides, row, k->bucket, 0);
        if (!r.both_sides) r.to = side(sides, row, k->bucket, 1);
        more = sink(context, row, &r);
    }
    wk_query_free(pages);
    wk_query_free(sides);
    wk_arena_free(row);
}

/* Whether what is asked for is true of all events of a kind, or of none. */
static bool of_whole_kinds(const wk_filter *f) {
    return !f->via.p && !f->occasion.p && !f->since.p && !f->until.p && !f->outlet.p && !f->language.p && !f->words.p && !f->new_since.p;
}

/* Puts together what is asked; false: as it stands, terms of office must be looked at, event by event. */
static bool ask_for(wk_asking *a, const wk_filter *f, bool kept) {
    wk_asking_add(a, kept ? "SELECT e.bucket, e.occasion FROM habits e WHERE 1" : EVENTS);
    wk_asking_events(a, f);
    return !kept || !a->terms;
}

wk_status wk_ask_cadence(wk_store *store, const wk_packs *packs, const wk_filter *filter, wk_recurring_sink *sink,
                         void *context, wk_error *error) {
    wk_status status = wk_filter_check(filter, error);
    if (status != WK_OK) return status;
    wk_arena *arena = wk_arena_new();
    gathering *g = wk_alloc(arena, sizeof *g);
    *g = (gathering){.store = store, .arena = arena};
    wk_asking a = {.store = store, .packs = packs, .arena = wk_arena_new()};
    bool kept = of_whole_kinds(filter);
    if (!ask_for(&a, filter, kept)) {
        kept = false;
        wk_asking_free(&a);
        a = (wk_asking){.store = store, .packs = packs, .arena = wk_arena_new()};
        ask_for(&a, filter, kept);
    }
    if (!a.nobody) {
        if (kept) gather_page(g, &a, filter);
        else gather(g, &a);
        count_articles(g);
        hand_over(g, kept ? 0 : filter->offset, kept ? 0 : filter->limit, sink, context);
    }
    wk_asking_free(&a);
    wk_arena_free(arena);
    return wk_store_status(store, error);
}
