#include "ask/tally.h"

#include "ask/inside.h"
#include "base/map.h"
#include "record/doc.h"

#include <stdlib.h>

typedef struct tallying {
    wk_store *store;
    wk_arena *arena;
    wk_tally *out;
    wk_map *pairs; /* sides, as bytes → index */
} tallying;

/* ---- events ---------------------------------------------------------------------------------------------------- */

static void count_events(tallying *t, wk_asking *a) {
    wk_query *q = wk_asking_query(a);
    wk_tally *out = t->out;
    while (wk_query_next(q)) {
        int64_t bucket = wk_query_int(q, 0);
        if (!out->buckets.n || out->buckets.v[out->buckets.n - 1].row != bucket)
            *WK_PUSH(t->arena, &out->buckets) = (wk_bucket){.row = bucket};
        *WK_PUSH(t->arena, &out->events) = (wk_counted){
            .row = wk_query_int(q, 1), .bucket = (uint32_t)(out->buckets.n - 1),
            .days = wk_query_is_null(q, 2) ? (wk_days){1, 0}
                                           : (wk_days){(int32_t)wk_query_int(q, 2), (int32_t)wk_query_int(q, 3)}};
    }
    wk_query_free(q);
}

/* ---- who ------------------------------------------------------------------------------------------------------- */

static void add_side(wk_buf *key, const wk_rows *side) {
    wk_buf_add(key, (wk_str){(const char *)side->v, side->n * sizeof *side->v});
}

/* The pair of these sides: found by the bytes of both, the lesser first. */
static uint32_t pair_of(tallying *t, wk_rows a, wk_rows b) {
    wk_buf bytes = {0};
    wk_buf_add(&bytes, (wk_str){(const char *)&a.n, sizeof a.n});
    add_side(&bytes, &a);
    add_side(&bytes, &b);
    uint32_t at = wk_map_get(t->pairs, wk_buf_str(&bytes), UINT32_MAX);
    if (at == UINT32_MAX) {
        at = (uint32_t)t->out->pairs.n;
        *WK_PUSH(t->arena, &t->out->pairs) = (wk_pair){.sides = {a, b}};
        wk_map_put(t->pairs, wk_str_copy(t->arena, wk_buf_str(&bytes)), at);
    }
    wk_buf_free(&bytes);
    return at;
}

static int compare_sides(const wk_rows *a, const wk_rows *b) {
    if (!a->n || !b->n) return (a->n == 0) - (b->n == 0); /* nobody comes last */
    for (size_t i = 0; i < a->n && i < b->n; i++)
        if (a->v[i] != b->v[i]) return a->v[i] < b->v[i] ? -1 : 1;
    return (a->n > b->n) - (a->n < b->n);
}

static void pair_up(tallying *t, wk_bucket *b) {
    wk_rows sides[2] = {b->from, b->to};
    b->both_sides = wk_act_symmetric(b->act);
    if (b->both_sides) { /* everybody stands on both sides: the first, and all others */
        size_t first = b->from.n > 0;
        sides[0] = (wk_rows){b->from.v, first, first};
        sides[1] = (wk_rows){b->from.v ? b->from.v + first : NULL, b->from.n - first, b->from.n - first};
    }
    b->turned = compare_sides(&sides[0], &sides[1]) > 0;
    b->pair = pair_of(t, sides[b->turned], sides[!b->turned]);
}

static void load_parties(tallying *t) {
    wk_query *parties = wk_query_new(t->store, "SELECT role, actor FROM parties WHERE bucket = :bucket ORDER BY role, actor");
    wk_query *act = wk_query_new(t->store, "SELECT act FROM buckets WHERE id = :bucket");
    for (size_t i = 0; i < t->out->buckets.n; i++) {
        wk_bucket *b = &t->out->buckets.v[i];
        wk_query_restart(parties);
        wk_query_bind_int(parties, ":bucket", b->row);
        while (wk_query_next(parties))
            *WK_PUSH(t->arena, wk_query_int(parties, 0) ? &b->to : &b->from) = wk_query_int(parties, 1);
        wk_query_restart(act);
        wk_query_bind_int(act, ":bucket", b->row);
        if (wk_query_next(act)) b->act = wk_str_copy(t->arena, wk_query_str(act, 0));
        pair_up(t, b);
    }
    wk_query_free(parties);
    wk_query_free(act);
}

/* The filter of all that fits: no page of it. */
static wk_filter unpaged(const wk_filter *f) {
    wk_filter all = *f;
    all.limit = all.offset = 0;
    return all;
}

wk_status wk_ask_tally(wk_store *store, const wk_packs *packs, wk_arena *arena, const wk_filter *filter, wk_tally *tally,
                       wk_error *error) {
    *tally = (wk_tally){0};
    wk_status status = wk_filter_check(filter, error);
    if (status != WK_OK) return status;
    tallying t = {store, arena, tally, wk_map_new(arena, 1024)};
    wk_asking a = {.store = store, .packs = packs, .arena = wk_arena_new()};
    wk_asking_add(&a, "SELECT e.bucket, e.id, e.day_from, e.day_to FROM events e WHERE 1");
    const wk_filter all = unpaged(filter);
    wk_asking_events(&a, &all);
    wk_asking_add(&a, " ORDER BY e.bucket, e.day_from");
    if (!a.nobody) count_events(&t, &a);
    wk_asking_free(&a);
    load_parties(&t);
    for (size_t i = 0; i < tally->events.n; i++) {
        const wk_bucket *b = &tally->buckets.v[tally->events.v[i].bucket];
        tally->pairs.v[b->pair].events++;
        tally->pairs.v[b->pair].dated += tally->events.v[i].days.from <= tally->events.v[i].days.to;
    }
    return wk_store_status(store, error);
}

void wk_ask_actor(wk_store *store, wk_arena *arena, int64_t row, wk_str *key, wk_str *name) {
    wk_query *q = wk_query_new(store, "SELECT key, name FROM actors WHERE id = :row");
    wk_query_bind_int(q, ":row", row);
    *key = *name = (wk_str){0};
    if (wk_query_next(q)) {
        *key = wk_str_copy(arena, wk_query_str(q, 0));
        *name = wk_str_copy(arena, wk_query_str(q, 1));
    }
    wk_query_free(q);
}

wk_str wk_ask_event_id(wk_store *store, wk_arena *arena, int64_t row) {
    wk_query *q = wk_query_new(store, "SELECT hash FROM events WHERE id = :row");
    wk_query_bind_int(q, ":row", row);
    wk_str id = wk_query_next(q) ? wk_str_copy(arena, wk_query_str(q, 0)) : (wk_str){0};
    wk_query_free(q);
    return id;
}

/* ---- facets ---------------------------------------------------------------------------------------------------- */

/* Whether a filter asks for something that only events tell. */
static bool wants_events(const wk_filter *f) {
    return f->from.p || f->to.p || f->between_a.p || f->who.p || f->act.p || f->occasion.p || f->via.p || f->since.p ||
           f->until.p;
}

typedef struct facet_sql {
    const char *name, *head, *tail;
    bool articles; /* counts articles: of the events, when events are asked for */
} facet_sql;

static const facet_sql facets[] = {
    {"occasion", "SELECT e.occasion_id, max(e.occasion), count(*) AS n FROM events e WHERE e.occasion_id IS NOT NULL",
     " GROUP BY e.occasion_id", false},
    {"outlet", "SELECT w.outlet, NULL, sum(c.n) AS n FROM (SELECT d.site, count(*) AS n FROM documents d WHERE d.site IS NOT NULL",
     " GROUP BY d.site) c JOIN sites w ON w.id = c.site WHERE w.outlet <> '' GROUP BY w.outlet", true},
    {"language", "SELECT d.language, NULL, count(*) AS n FROM documents d WHERE d.language IS NOT NULL",
     " GROUP BY d.language", true},
};

static void add_conditions(wk_asking *a, const facet_sql *facet, const wk_filter *f) {
    if (!facet->articles) {
        wk_asking_events(a, f);
        return;
    }
    if (wants_events(f)) {
        wk_asking_add(a, " AND d.id IN (SELECT z.document FROM events e JOIN acts z ON z.event = e.id WHERE 1");
        wk_asking_events(a, f);
        wk_asking_add(a, ")");
    } else {
        wk_asking_words(a, f, &wk_holding_documents);
    }
    wk_asking_outlet(a, f, &wk_publishing_documents);
    if (f->language.p) {
        wk_asking_add(a, " AND d.language = :tongue");
        wk_asking_text(a, ":tongue", f->language);
    }
}

wk_status wk_ask_facet(wk_store *store, const wk_packs *packs, const wk_filter *filter, wk_str which, int64_t most,
                       wk_facet_sink *sink, void *context, wk_error *error) {
    wk_status status = wk_filter_check(filter, error);
    const facet_sql *facet = NULL;
    for (size_t i = 0; i < WK_COUNT(facets); i++)
        if (wk_str_eq(which, wk_str_of(facets[i].name))) facet = &facets[i];
    if (status != WK_OK || !facet) return status;
    wk_asking a = {.store = store, .packs = packs, .arena = wk_arena_new()};
    wk_asking_add(&a, facet->head);
    const wk_filter all = unpaged(filter);
    add_conditions(&a, facet, &all);
    wk_asking_add(&a, facet->tail);
    wk_asking_add(&a, " ORDER BY n DESC, 1 LIMIT :most");
    wk_asking_int(&a, ":most", most);
    if (!a.nobody) {
        wk_query *q = wk_asking_query(&a);
        bool more = true;
        while (more && wk_query_next(q)) {
            const wk_facet f = {wk_query_str(q, 0), wk_query_str(q, 1), wk_query_int(q, 2)};
            more = sink(context, &f);
        }
        wk_query_free(q);
    }
    wk_asking_free(&a);
    return wk_store_status(store, error);
}

/* ---- the whole record ------------------------------------------------------------------------------------------ */

static int64_t number(wk_store *store, const char *sql) {
    wk_query *q = wk_query_new(store, sql);
    int64_t n = wk_query_next(q) ? wk_query_int(q, 0) : 0;
    wk_query_free(q);
    return n;
}

wk_status wk_ask_sums(wk_store *store, wk_arena *arena, wk_sums *sums, wk_error *error) {
    *sums = (wk_sums){
        .articles = number(store, "SELECT count(*) FROM documents"), .events = number(store, "SELECT count(*) FROM events"),
        .statements = number(store, "SELECT count(*) FROM statements"), .actors = number(store, "SELECT count(*) FROM actors"),
        .failures = number(store, "SELECT count(*) FROM failures")};
    wk_query *q = wk_query_new(store, "SELECT substr((SELECT min(published) FROM documents), 1, 10), substr((SELECT max(published) FROM documents), 1, 10)");
    if (wk_query_next(q)) {
        sums->first = wk_str_copy(arena, wk_query_str(q, 0));
        sums->last = wk_str_copy(arena, wk_query_str(q, 1));
    }
    wk_query_free(q);
    return wk_store_status(store, error);
}

wk_status wk_ask_coverage(wk_store *store, wk_year_sink *sink, void *context, wk_error *error) {
    wk_query *q = wk_query_new(store, "SELECT CAST(year AS INTEGER), articles FROM coverage WHERE articles > 0 ORDER BY year");
    bool more = true;
    while (more && wk_query_next(q)) more = sink(context, wk_query_int(q, 0), wk_query_int(q, 1));
    wk_query_free(q);
    return wk_store_status(store, error);
}
