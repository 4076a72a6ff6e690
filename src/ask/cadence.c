/* Recurrences: events of one bucket and occasion, by year. */
#include "ask/inside.h"
#include "record/doc.h"

#include <stdlib.h>

enum { FIRST_YEAR = 1000, LAST_YEAR = 2999 };

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
    int64_t articles[LAST_YEAR - FIRST_YEAR + 1];
} gathering;

/* Year of a day since 1970 in the proleptic Gregorian calendar, counted from a first of March (after Howard Hinnant's
 * civil_from_days). */
static int32_t year_of(int64_t day) {
    int64_t z = day + 719468, era = (z >= 0 ? z : z - 146096) / 146097, of_era = z - era * 146097;
    int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
    return (int32_t)(era * 400 + year + (of_year >= 306)); /* January and February belong to the next */
}

/* Rows come sorted by bucket and occasion. */
static void gather(gathering *g, wk_asking *a) {
    wk_query *q = wk_asking_query(a);
    wk_arena *scratch = wk_arena_new();
    wk_str last = {0};
    while (wk_query_next(q)) {
        int32_t from = year_of(wk_query_int(q, 2)), to = year_of(wk_query_int(q, 3));
        if (from != to || from < FIRST_YEAR || from > LAST_YEAR) continue;
        int64_t bucket = wk_query_int(q, 0);
        wk_str occasion = wk_query_str(q, 1);
        if (!g->kinds.n || g->kinds.v[g->kinds.n - 1].bucket != bucket || wk_str_cmp(last, occasion) != 0) {
            *WK_PUSH(g->arena, &g->kinds) = (kind){.bucket = bucket, .event = wk_query_int(q, 5), .first = g->years.n};
            wk_arena_reset(scratch);
            last = wk_str_copy(scratch, occasion);
        }
        *WK_PUSH(g->arena, &g->years) = (wk_cadence_year){from, (int32_t)wk_query_int(q, 4)};
        g->kinds.v[g->kinds.n - 1].count++;
    }
    wk_arena_free(scratch);
    wk_query_free(q);
    for (size_t i = 0; i < g->kinds.n; i++) {
        kind *k = &g->kinds.v[i];
        k->cadence = wk_cadence_of(g->years.v + k->first, &k->count);
    }
}

static void count_articles(gathering *g) {
    wk_query *q = wk_query_new(g->store, "SELECT CAST(year AS INTEGER), articles FROM coverage");
    while (wk_query_next(q)) {
        int64_t year = wk_query_int(q, 0);
        if (year >= FIRST_YEAR && year <= LAST_YEAR) g->articles[year - FIRST_YEAR] = wk_query_int(q, 1);
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
    "SELECT CAST(substr(d.published, 1, 4) AS INTEGER), count(DISTINCT d.article) FROM documents d WHERE d.id IN ("
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

static void hand_over(gathering *g, const wk_filter *f, wk_recurring_sink *sink, void *context) {
    wk_arena *row = wk_arena_new();
    wk_query *pages = wk_query_new(g->store, wk_pages_about_sql), *sides = wk_query_new(g->store, side_sql);
    size_t from = (size_t)f->offset < g->kinds.n ? (size_t)f->offset : g->kinds.n;
    size_t most = f->limit && (size_t)f->limit < g->kinds.n - from ? from + (size_t)f->limit : g->kinds.n;
    sort_page(g, from, most);
    bool more = true;
    for (size_t i = from; i < most && more; i++) {
        const kind *k = &g->kinds.v[i];
        wk_arena_reset(row);
        wk_recurring r = {.act = k->act, .occasion = {.id = k->occasion_id, .name = k->occasion}, .years = g->years.v + k->first,
                          .count = k->count, .cadence = k->cadence, .both_sides = wk_act_symmetric(k->act)};
        r.articles = &g->articles[k->cadence.all.from - FIRST_YEAR];
        r.about = wk_pages_about(pages, row, k->bucket, k->cadence.all.from, k->cadence.all.to);
        r.from = side(sides, row, k->bucket, 0);
        if (!r.both_sides) r.to = side(sides, row, k->bucket, 1);
        more = sink(context, row, &r);
    }
    wk_query_free(pages);
    wk_query_free(sides);
    wk_arena_free(row);
}

wk_status wk_ask_cadence(wk_store *store, const wk_packs *packs, const wk_filter *filter, wk_recurring_sink *sink,
                         void *context, wk_error *error) {
    wk_status status = wk_filter_check(filter, error);
    if (status != WK_OK) return status;
    wk_asking a = {.store = store, .packs = packs, .arena = wk_arena_new()};
    gathering *g = wk_alloc(a.arena, sizeof *g);
    g->store = store;
    g->arena = a.arena;
    wk_asking_add(&a, "SELECT e.bucket, e.occasion_id, e.day_from, e.day_to, e.ordinal, e.id"
                      " FROM events e WHERE e.planned = 0 AND e.day_from IS NOT NULL");
    wk_asking_events(&a, filter);
    wk_asking_add(&a, " ORDER BY e.bucket, e.occasion_id, e.day_from, e.hash");
    if (!a.nobody) {
        gather(g, &a);
        count_articles(g);
        hand_over(g, filter, sink, context);
    }
    wk_asking_free(&a);
    return wk_store_status(store, error);
}
