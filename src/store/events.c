/* Events in the store: hands acts of a pool to record/event.c and writes what comes back, where it differs from what
 * stands there. Of a pool only the stretches of days are looked at in which something was touched, unless some of its
 * acts have no date and may belong anywhere. With them come the stretches of whatever pool that hold acts which people joined to
 * theirs. */
#include "base/hash.h"
#include "base/map.h"
#include "record/event.h"
#include "store/inside.h"

#include <stdlib.h>

typedef WK_ARRAY(wk_touched) places; /* pools, or stretches of them */

/* What is grouped together. */
typedef struct grouping {
    wk_store *store;
    wk_arena *arena;
    places places;
    WK_ARRAY(int64_t) events; /* the event each act has now; 0 none */
} grouping;

static bool undated(wk_days days) {
    return days.from > days.to;
}

static void load_place(grouping *g, wk_touched place, wk_arena *arena, wk_event_acts *acts) {
    bool whole = undated(place.days);
    wk_query *q = wk_store_fixed(g->store, whole ? WK_SQL_POOL_ACTS : WK_SQL_STRETCH_ACTS);
    wk_bind_int(q, 1, place.pool);
    if (!whole) wk_bind_int(q, 2, place.days.from), wk_bind_int(q, 3, place.days.to);
    while (wk_query_next(q)) {
        wk_event_act *a = WK_PUSH(arena, acts);
        a->tag = (uint64_t)wk_query_int(q, 0);
        a->id = wk_str_copy(arena, wk_query_str(q, 1));
        a->report = wk_str_copy(arena, wk_query_str(q, 2));
        a->date = (wk_date){wk_str_copy(arena, wk_query_str(q, 3)), (wk_how)wk_query_int(q, 4)};
        a->occasion.id = wk_str_copy(arena, wk_query_str(q, 5));
        a->occasion.name = wk_str_copy(arena, wk_query_str(q, 6));
        a->occasion.ordinal = (int32_t)wk_query_int(q, 7);
        a->occasion.contradicted = wk_query_int(q, 8) != 0;
        a->channel = wk_str_copy(arena, wk_query_str(q, 9));
        a->place = wk_str_copy(arena, wk_query_str(q, 10));
        a->planned = wk_query_int(q, 11) != 0;
        a->denied = wk_query_int(q, 12) != 0;
        a->words_key = wk_str_copy(arena, wk_query_str(q, 13));
        a->root = wk_str_copy(arena, wk_query_str(q, 14));
        *WK_PUSH(arena, &g->events) = wk_query_int(q, 15);
        a->bucket = wk_query_int(q, 16);
        a->from = wk_side_parse(arena, wk_str_copy(arena, wk_query_str(q, 17)));
        a->to = wk_side_parse(arena, wk_str_copy(arena, wk_query_str(q, 18)));
        a->family = wk_query_int(q, 19);
        a->family_root = wk_str_copy(arena, wk_query_str(q, 20));
        a->published = wk_str_copy(arena, wk_query_str(q, 22));
        a->pool = wk_query_int(q, 23);
        a->act = acts->n > 1 && a[-1].pool == a->pool ? a[-1].act : wk_str_copy(arena, wk_query_str(q, 21)); /* one in a pool */
        a->decided = (uint32_t)wk_query_int(q, 24);
        a->joined = wk_str_copy(arena, wk_query_str(q, 25));
        a->parted = wk_str_copy(arena, wk_query_str(q, 26));
    }
}

static wk_status load(void *context, wk_arena *arena, wk_str pool, wk_event_acts *acts, wk_error *error) {
    (void)pool;
    grouping *g = context;
    g->arena = arena;
    for (size_t i = 0; i < g->places.n; i++) load_place(g, g->places.v[i], arena, acts);
    return wk_store_status(g->store, error);
}

/* What an event consists of and rests on: unchanged, its row and its acts' rows are right as they are. */
static wk_str digest_of(wk_arena *arena, const wk_event_acts *acts, const wk_event *e) {
    uint64_t *rows = wk_alloc_array(arena, e->acts.n * 2, sizeof *rows);
    for (size_t i = 0; i < e->acts.n; i++) {
        rows[2 * i] = acts->v[e->acts.v[i]].tag;
        rows[2 * i + 1] = (uint64_t)acts->v[e->acts.v[i]].family;
    }
    uint32_t counts[] = {e->families, e->sources};
    const wk_str parts[] = {e->id, {(const char *)rows, e->acts.n * 2 * sizeof *rows}, {(const char *)counts, sizeof counts}};
    return wk_hash_id(arena, wk_hash_parts(parts, WK_COUNT(parts)));
}

static void bind_event(const grouping *g, wk_query *q, const wk_event_acts *acts, const wk_event *e, wk_str digest) {
    wk_bind_int(q, 1, acts->v[e->teller].bucket);
    wk_bind_str(q, 2, e->id);
    wk_bind_str(q, 3, digest);
    wk_bind_str(q, 4, acts->v[e->teller].act);
    wk_bind_str(q, 5, e->date.value);
    wk_bind_int(q, 6, (int)e->date.how);
    if (e->days.from <= e->days.to) {
        wk_bind_int(q, 7, e->days.from);
        wk_bind_int(q, 8, e->days.to);
    }
    wk_bind_str(q, 9, e->occasion.id);
    wk_bind_str(q, 10, e->occasion.name);
    wk_bind_str(q, 11, wk_name_fold(g->arena, e->occasion.name));
    wk_bind_int(q, 12, e->occasion.ordinal);
    wk_bind_int(q, 13, e->occasion.contradicted);
    wk_bind_str(q, 14, e->channel);
    wk_bind_int(q, 15, e->planned);
    wk_bind_int(q, 16, e->denied);
    wk_bind_int(q, 17, e->reports);
    wk_bind_int(q, 18, e->sources);
    wk_bind_int(q, 19, (int64_t)acts->v[e->teller].tag);
    wk_bind_int(q, 20, e->families);
    wk_bind_int(q, 21, acts->v[e->teller].pool);
}

typedef struct old_event {
    int64_t row, bucket;
    wk_str hash, digest, occasion;
    bool kept;
} old_event;

typedef WK_ARRAY(old_event) old_events;

static int by_number(const void *a, const void *b) {
    const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* Those that the acts stood in. */
static old_events load_events(grouping *g) {
    old_events all = {0};
    size_t n = g->events.n;
    int64_t *rows = wk_alloc_array(g->arena, n + 1, sizeof *rows);
    for (size_t i = 0; i < n; i++) rows[i] = g->events.v[i];
    qsort(rows, n, sizeof *rows, by_number);
    for (size_t i = 0; i < n; i++) {
        if (!rows[i] || (i && rows[i] == rows[i - 1])) continue;
        wk_query *q = wk_store_fixed(g->store, WK_SQL_EVENT_OLD);
        wk_bind_int(q, 1, rows[i]);
        if (wk_query_next(q))
            *WK_PUSH(g->arena, &all) = (old_event){
                .row = rows[i], .bucket = wk_query_int(q, 2), .hash = wk_str_copy(g->arena, wk_query_str(q, 0)),
                .digest = wk_str_copy(g->arena, wk_query_str(q, 1)), .occasion = wk_str_copy(g->arena, wk_query_str(q, 3))};
        wk_query_restart(q);
    }
    return all;
}

static void save_event(grouping *g, const wk_event_acts *acts, const wk_event *e, old_event *old) {
    wk_str digest = digest_of(g->arena, acts, e);
    if (old) old->kept = true;
    if (old && wk_str_eq(old->digest, digest)) return;
    wk_query *q = wk_store_fixed(g->store, old ? WK_SQL_EVENT_CHANGE : WK_SQL_EVENT_ADD);
    bind_event(g, q, acts, e, digest);
    if (old) wk_bind_int(q, 22, old->row);
    wk_query_run(q);
    if (old) wk_store_count_event(g->store, old->bucket, old->occasion, -1);
    wk_store_count_event(g->store, acts->v[e->teller].bucket, e->occasion.id, 1);
    int64_t row = old ? old->row : sqlite3_last_insert_rowid(g->store->db);
    for (size_t i = 0; i < e->acts.n; i++) {
        uint32_t n = e->acts.v[i];
        if (g->events.v[n] == row) continue;
        q = wk_store_fixed(g->store, WK_SQL_ACT_EVENT);
        wk_bind_int(q, 1, (int64_t)acts->v[n].tag);
        wk_bind_int(q, 2, row);
        wk_query_run(q);
    }
}

static wk_status save(void *context, wk_str pool, const wk_event_acts *acts, const wk_events *events,
                      wk_error *error) {
    (void)pool;
    grouping *g = context;
    old_events old = load_events(g);
    wk_map *known = wk_map_new(g->arena, old.n);
    for (size_t i = 0; i < old.n; i++) wk_map_put(known, old.v[i].hash, (uint32_t)i);
    for (size_t i = 0; i < events->n; i++) {
        uint32_t at = wk_map_get(known, events->v[i].id, UINT32_MAX);
        save_event(g, acts, &events->v[i], at == UINT32_MAX || old.v[at].kept ? NULL : &old.v[at]);
    }
    for (size_t i = 0; i < old.n; i++) {
        if (old.v[i].kept) continue;
        wk_query *q = wk_store_fixed(g->store, WK_SQL_EVENT_DROP);
        wk_bind_int(q, 1, old.v[i].row);
        wk_query_run(q);
        bool gone = g->store->error.status == WK_OK && sqlite3_changes(g->store->db);
        if (gone) wk_store_count_event(g->store, old.v[i].bucket, old.v[i].occasion, -1);
    }
    return wk_store_status(g->store, error);
}

static void group(wk_store *store, wk_arena *scratch, const places *where) {
    grouping g = {.store = store, .places = *where};
    const wk_event_keeper keeper = {&g, load, save};
    wk_error error; /* the store remembers it */
    if (wk_events_regroup(&keeper, scratch, (wk_str){0}, &error) != WK_OK) return;
}

/* ---- what to group anew ---------------------------------------------------------------------------------------- */

void wk_store_touch(wk_store *store, int64_t pool, wk_days reach) {
    for (size_t i = store->touched.n; i-- > 0 && i + 64 > store->touched.n;) {
        const wk_touched *t = &store->touched.v[i];
        if (t->pool == pool && t->days.from == reach.from && t->days.to == reach.to) return; /* a cheap look */
    }
    *WK_PUSH(store->arena, &store->touched) = (wk_touched){pool, reach};
}

static wk_days days_at(wk_query *q, int column) {
    if (sqlite3_column_type(q->stmt, column) == SQLITE_NULL) return (wk_days){1, 0};
    return (wk_days){(int32_t)wk_query_int(q, column), (int32_t)wk_query_int(q, column + 1)};
}

void wk_store_touch_all(wk_store *store, wk_query *acts) {
    while (wk_query_next(acts)) wk_store_touch(store, wk_query_int(acts, 0), days_at(acts, 1));
}

/* By pool, all of it first, then by the first day. */
static int by_place(const void *va, const void *vb) {
    const wk_touched *a = va, *b = vb;
    if (a->pool != b->pool) return a->pool < b->pool ? -1 : 1;
    if (undated(a->days) != undated(b->days)) return undated(a->days) ? -1 : 1;
    return (a->days.from > b->days.from) - (a->days.from < b->days.from);
}

/* The stretches of a pool; false: it has acts without a date. */
static bool stretches_of(wk_store *store, wk_arena *arena, int64_t pool, wk_stretches *stretches) {
    wk_query *q = wk_store_fixed(store, WK_SQL_POOL_REACHES);
    wk_bind_int(q, 1, pool);
    while (wk_query_next(q)) { /* the undated first */
        wk_days reach = days_at(q, 0);
        if (undated(reach)) return false;
        wk_stretches_add(arena, stretches, reach);
    }
    return true;
}

/* ---- what people joined ---------------------------------------------------------------------------------------- */

/* The stretch of a pool in which an act reaches; all of the pool when it has acts without a date. */
static wk_touched stretch_around(wk_store *store, wk_arena *arena, wk_touched act) {
    wk_stretches pool = {0};
    if (!undated(act.days) && stretches_of(store, arena, act.pool, &pool))
        for (size_t i = 0; i < pool.n; i++)
            if (pool.v[i].from <= act.days.from && act.days.from <= pool.v[i].to) return (wk_touched){act.pool, pool.v[i]};
    return (wk_touched){act.pool, {1, 0}};
}

static void add_place(wk_arena *arena, places *all, wk_touched place) {
    for (size_t i = 0; i < all->n; i++) {
        const wk_touched *old = &all->v[i];
        if (old->pool == place.pool && (undated(old->days) || old->days.from == place.days.from)) return;
    }
    *WK_PUSH(arena, all) = place;
}

/* Where acts of this label are, unless it was looked for before. */
static void add_joined(wk_store *store, wk_arena *arena, wk_str label, wk_map *seen, places *all) {
    places acts = {0};
    if (wk_map_get(seen, label, 0)) return;
    wk_map_put(seen, label, 1);
    wk_query *q = wk_store_fixed(store, WK_SQL_JOINED_PLACES);
    wk_bind_str(q, 1, label);
    while (wk_query_next(q)) *WK_PUSH(arena, &acts) = (wk_touched){wk_query_int(q, 0), days_at(q, 1)};
    for (size_t i = 0; i < acts.n; i++) add_place(arena, all, stretch_around(store, arena, acts.v[i]));
}

/* The place, and all that somebody joined to it, whatever it leads to. */
static places places_of(wk_store *store, wk_arena *arena, wk_touched place) {
    places all = {0};
    *WK_PUSH(arena, &all) = place;
    wk_query *any = wk_store_fixed(store, WK_SQL_JOINED_ANY);
    bool joined = wk_query_next(any);
    wk_query_restart(any);
    wk_map *seen = joined ? wk_map_new(arena, 16) : NULL;
    for (size_t i = 0; joined && i < all.n; i++) {
        WK_ARRAY(wk_str) labels = {0};
        wk_query *q = wk_store_fixed(store, WK_SQL_JOINED_HERE);
        wk_bind_int(q, 1, all.v[i].pool);
        if (!undated(all.v[i].days)) wk_bind_int(q, 2, all.v[i].days.from), wk_bind_int(q, 3, all.v[i].days.to);
        while (wk_query_next(q)) *WK_PUSH(arena, &labels) = wk_str_copy(arena, wk_query_str(q, 0));
        for (size_t k = 0; k < labels.n; k++) add_joined(store, arena, labels.v[k], seen, &all);
    }
    return all;
}

/* ---- all that was touched -------------------------------------------------------------------------------------- */

/* What is grouped anew, with memory for one pool, for one grouping. */
typedef struct settling {
    wk_store *store;
    wk_arena *arena, *scratch;
    wk_map *done; /* places that were grouped together with others already */
} settling;

static wk_str name_of(wk_arena *arena, wk_touched place) {
    bool whole = undated(place.days);
    return wk_str_printf(arena, "%lld %d", (long long)place.pool, whole ? INT32_MIN : place.days.from);
}

/* What is joined is so from wherever one looks: once is enough. */
static void regroup_at(settling *s, wk_touched place) {
    if (wk_map_get(s->done, name_of(s->arena, place), 0)) return;
    const places all = places_of(s->store, s->arena, place);
    group(s->store, s->scratch, &all);
    for (size_t i = 0; all.n > 1 && i < all.n; i++) wk_map_put(s->done, name_of(s->store->arena, all.v[i]), 1);
}

/* What was touched in one pool. */
static void regroup(settling *s, const wk_touched *t, size_t n) {
    wk_stretches pool = {0}, touched = {0};
    if (undated(t[0].days) || !stretches_of(s->store, s->arena, t[0].pool, &pool)) {
        regroup_at(s, (wk_touched){t[0].pool, {1, 0}});
        return;
    }
    for (size_t i = 0; i < n; i++) wk_stretches_add(s->arena, &touched, t[i].days);
    for (size_t i = 0, k = 0; i < pool.n; i++) {
        while (k < touched.n && touched.v[k].to < pool.v[i].from) k++;
        if (k < touched.n && touched.v[k].from <= pool.v[i].to) regroup_at(s, (wk_touched){t[0].pool, pool.v[i]});
    }
}

void wk_store_regroup(wk_store *store) {
    wk_store_settle_families(store);
    settling s = {store, wk_arena_new(), wk_arena_new(), wk_map_new(store->arena, 16)};
    const wk_touched *t = store->touched.v;
    size_t n = store->touched.n;
    if (n) qsort(store->touched.v, n, sizeof *t, by_place);
    for (size_t i = 0, end; i < n && store->error.status == WK_OK; i = end) {
        for (end = i + 1; end < n && t[end].pool == t[i].pool;) end++;
        wk_arena_reset(s.arena);
        regroup(&s, t + i, end - i);
    }
    wk_arena_free(s.scratch);
    wk_arena_free(s.arena);
    wk_store_settle_counts(store);
    wk_arena_reset(store->arena);
    store->touched.v = NULL;
    store->touched.n = store->touched.cap = 0;
}
