/* Timelines and networks: events, counted. */
#include "serve/rank.h"
#include "serve/route.h"

#include "ask/tally.h"
#include "base/calendar.h"

#include <stdio.h>
#include <stdlib.h>

enum { SINGLE = 3000 /* events up to which each may be shown by itself */ };

/* ---- units of time --------------------------------------------------------------------------------------------- */

typedef enum unit { YEAR, MONTH, DAY } unit;

static const char *const unit_names[] = {"year", "month", "day"};

/* What fits a span: at most some hundreds of marks. */
static unit unit_of(const wk_call *call, size_t events, int32_t days) {
    for (unit u = YEAR; u <= DAY; u++)
        if (wk_str_eq(call->by, wk_str_of(unit_names[u]))) return u;
    if (events <= SINGLE || days <= 500) return DAY;
    return days <= 366 * 25 ? MONTH : YEAR;
}

/* 2023, 202306 or 20230612. */
static int32_t stamp_of(unit u, int32_t day) {
    int32_t ymd = wk_day_of(day);
    return u == DAY ? ymd : u == MONTH ? ymd / 100 : ymd / 10000;
}

static wk_str stamp_text(wk_arena *arena, unit u, int32_t stamp) {
    if (u == DAY) return wk_day_text(arena, stamp);
    return u == YEAR ? wk_str_printf(arena, "%04d", (int)stamp) : wk_str_printf(arena, "%04d-%02d", (int)stamp / 100, (int)stamp % 100);
}

/* An event known by its year only is a mark of that year, also where days are shown. */
static wk_str when_of(wk_arena *arena, unit u, wk_days days) {
    unit coarse = days.to - days.from > 31 ? YEAR : days.to > days.from ? MONTH : DAY;
    if (coarse > u) coarse = u;
    return stamp_text(arena, coarse, stamp_of(coarse, days.from));
}

/* ---- marks ----------------------------------------------------------------------------------------------------- */

/* Events of one lane, act, direction and time. */
typedef struct mark {
    uint32_t pair;
    wk_days days;
    int32_t order; /* what sorts */
    wk_str act;
    int turn;      /* 0: from the first side; 1: from the second; 2: both */
    int64_t row, count;
} mark;

typedef WK_ARRAY(mark) marks;

static int by_lane(const void *va, const void *vb) {
    const mark *a = va, *b = vb;
    if (a->pair != b->pair) return a->pair < b->pair ? -1 : 1;
    if (a->order != b->order) return a->order < b->order ? -1 : 1;
    int order = wk_str_cmp(a->act, b->act);
    if (!order) order = a->turn - b->turn;
    if (!order) order = (a->days.to > b->days.to) - (a->days.to < b->days.to);
    return order ? order : (a->row > b->row) - (a->row < b->row);
}

static bool same_mark(const mark *a, const mark *b) {
    return a->pair == b->pair && a->order == b->order && a->turn == b->turn && wk_str_eq(a->act, b->act) &&
           (a->days.to - a->days.from > 31) == (b->days.to - b->days.from > 31);
}

/* Dated events of the kept pairs, those of one place joined. */
static marks marks_of(wk_arena *arena, const wk_tally *t, const uint32_t *rank, uint32_t lanes, unit u) {
    marks all = {0}, joined = {0};
    for (size_t i = 0; i < t->events.n; i++) {
        const wk_counted *e = &t->events.v[i];
        const wk_bucket *b = &t->buckets.v[e->bucket];
        if (rank[b->pair] >= lanes || e->days.from > e->days.to) continue;
        *WK_PUSH(arena, &all) = (mark){rank[b->pair], e->days, stamp_of(u, e->days.from), b->act,
                                       b->both_sides ? 2 : b->turned, e->row, 1};
    }
    if (all.n) qsort(all.v, all.n, sizeof *all.v, by_lane);
    for (size_t i = 0; i < all.n; i++) {
        mark *last = joined.n ? &joined.v[joined.n - 1] : NULL;
        if (last && same_mark(last, &all.v[i])) last->count++;
        else *WK_PUSH(arena, &joined) = all.v[i];
    }
    return joined;
}

/* ---- actors and pairs ------------------------------------------------------------------------------------------ */

static void actor_json(wk_call *call, int64_t row) {
    wk_str key, name;
    wk_ask_actor(call->store, call->arena, row, &key, &name);
    wk_json_open(&call->out, '{');
    wk_json_member(&call->out, "key", key);
    wk_json_member(&call->out, "name", name);
    wk_json_close(&call->out, '}');
}

static void side_json(wk_call *call, const char *key, const wk_rows *side) {
    wk_json_key(&call->out, key);
    wk_json_open(&call->out, '[');
    for (size_t i = 0; i < side->n; i++) actor_json(call, side->v[i]);
    wk_json_close(&call->out, ']');
}

/* Pairs by number of events that have a day; rank[pair] is its place. */
static wk_ranked *rank_pairs(wk_arena *arena, const wk_tally *t, uint32_t *rank) {
    wk_ranked *order = wk_alloc_array(arena, t->pairs.n, sizeof *order);
    for (uint32_t i = 0; i < t->pairs.n; i++) order[i] = (wk_ranked){i, t->pairs.v[i].dated};
    if (t->pairs.n) qsort(order, t->pairs.n, sizeof *order, wk_most_first);
    for (uint32_t i = 0; i < t->pairs.n; i++) rank[order[i].index] = i;
    return order;
}

/* ---- timeline -------------------------------------------------------------------------------------------------- */

static void mark_json(wk_call *call, unit u, const mark *m) {
    static const char *const turns[] = {"to", "back", "both"};
    wk_json *j = &call->out;
    wk_json_open(j, '{');
    wk_json_member(j, "at", when_of(call->arena, u, m->days));
    wk_json_member(j, "act", m->act);
    wk_json_member(j, "turn", wk_str_of(turns[m->turn]));
    wk_json_member_int(j, "count", m->count);
    wk_json_member(j, "event", m->count == 1 ? wk_ask_event_id(call->store, call->arena, m->row) : (wk_str){0});
    wk_json_close(j, '}');
}

static void lanes_json(wk_call *call, const wk_tally *t, const wk_ranked *order, const uint32_t *rank, unit u) {
    wk_json *j = &call->out;
    uint32_t lanes = 0;
    while (lanes < t->pairs.n && lanes < call->lanes && order[lanes].count) lanes++;
    marks all = marks_of(call->arena, t, rank, lanes, u);
    wk_json_key(j, "lanes");
    wk_json_open(j, '[');
    for (size_t lane = 0, i = 0; lane < lanes; lane++) {
        const wk_pair *pair = &t->pairs.v[order[lane].index];
        wk_json_open(j, '{');
        side_json(call, "a", &pair->sides[0]);
        side_json(call, "b", &pair->sides[1]);
        wk_json_member_int(j, "count", pair->events);
        wk_json_key(j, "marks");
        wk_json_open(j, '[');
        for (; i < all.n && all.v[i].pair == lane; i++) mark_json(call, u, &all.v[i]);
        wk_json_close(j, ']');
        wk_json_close(j, '}');
    }
    wk_json_close(j, ']');
    int64_t dated = 0;
    for (size_t i = 0; i < t->pairs.n; i++) dated += t->pairs.v[i].dated > 0;
    wk_json_member_int(j, "pairs", dated);
}

static int ascending(const void *a, const void *b) {
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return (x > y) - (x < y);
}

static void volume_json(wk_call *call, const wk_tally *t, unit u, int64_t *undated) {
    wk_json *j = &call->out;
    int32_t *stamps = wk_alloc_array(call->arena, t->events.n, sizeof *stamps);
    size_t n = 0;
    for (size_t i = 0; i < t->events.n; i++) {
        wk_days days = t->events.v[i].days;
        if (days.from > days.to) ++*undated;
        else stamps[n++] = stamp_of(u, days.from);
    }
    if (n) qsort(stamps, n, sizeof *stamps, ascending);
    wk_json_key(j, "volume");
    wk_json_open(j, '[');
    for (size_t i = 0, next; i < n; i = next) {
        for (next = i; next < n && stamps[next] == stamps[i];) next++;
        wk_json_open(j, '{');
        wk_json_member(j, "at", stamp_text(call->arena, u, stamps[i]));
        wk_json_member_int(j, "count", (int64_t)(next - i));
        wk_json_close(j, '}');
    }
    wk_json_close(j, ']');
}

static wk_days span_of(const wk_tally *t) {
    wk_days span = {INT32_MAX, INT32_MIN};
    for (size_t i = 0; i < t->events.n; i++) {
        wk_days d = t->events.v[i].days;
        if (d.from > d.to) continue;
        if (d.from < span.from) span.from = d.from;
        if (d.to > span.to) span.to = d.to;
    }
    return span;
}

static void day_member(wk_call *call, const char *key, wk_days span, int32_t day) {
    wk_json_member(&call->out, key, span.from > span.to ? (wk_str){0} : wk_day_text(call->arena, wk_day_of(day)));
}

wk_status wk_route_timeline(wk_call *call, wk_error *error) {
    wk_tally t;
    wk_status status = wk_ask_tally(call->store, call->packs, call->arena, &call->filter, &t, error);
    if (status != WK_OK) return status;
    uint32_t *rank = wk_alloc_array(call->arena, t.pairs.n, sizeof *rank);
    const wk_ranked *order = rank_pairs(call->arena, &t, rank);
    wk_days span = span_of(&t);
    unit u = unit_of(call, t.events.n, span.from > span.to ? 0 : span.to - span.from);
    int64_t undated = 0;
    wk_json *j = &call->out;
    wk_json_open(j, '{');
    wk_json_member(j, "by", wk_str_of(unit_names[u]));
    day_member(call, "first", span, span.from);
    day_member(call, "last", span, span.to);
    wk_json_member_int(j, "events", (int64_t)t.events.n);
    volume_json(call, &t, u, &undated);
    wk_json_member_int(j, "undated", undated);
    lanes_json(call, &t, order, rank, u);
    wk_json_close(j, '}');
    return wk_store_status(call->store, error);
}

/* ---- network --------------------------------------------------------------------------------------------------- */

/* Events of one act from one actor to another, of one year (0: undated). */
typedef struct step {
    int64_t from, to;
    wk_str act;
    int32_t year;
    int64_t count;
} step;

typedef WK_ARRAY(step) steps;

static int by_edge(const void *va, const void *vb) {
    const step *a = va, *b = vb;
    if (a->from != b->from) return a->from < b->from ? -1 : 1;
    if (a->to != b->to) return a->to < b->to ? -1 : 1;
    int order = wk_str_cmp(a->act, b->act);
    return order ? order : a->year - b->year;
}

static bool same_edge(const step *a, const step *b) {
    return a->from == b->from && a->to == b->to && wk_str_eq(a->act, b->act);
}

/* Steps of the bucket's events of one year: each of one side to each of the other. */
static void add_steps(wk_arena *arena, steps *all, const wk_bucket *b, int32_t year, int64_t count) {
    for (size_t f = 0; f < b->from.n; f++)
        for (size_t k = 0; k < b->to.n; k++) {
            bool once = !b->both_sides || b->from.v[f] < b->to.v[k];
            if (once && b->from.v[f] != b->to.v[k]) *WK_PUSH(arena, all) = (step){b->from.v[f], b->to.v[k], b->act, year, count};
        }
}

/* Events stand by bucket and day, so those of one year stand together. */
static steps steps_of(wk_arena *arena, const wk_tally *t) {
    steps all = {0};
    for (size_t i = 0, next; i < t->events.n; i = next) {
        const wk_counted *e = &t->events.v[i];
        int32_t year = e->days.from > e->days.to ? 0 : stamp_of(YEAR, e->days.from);
        for (next = i; next < t->events.n; next++) {
            const wk_counted *o = &t->events.v[next];
            if (o->bucket != e->bucket || (o->days.from > o->days.to ? 0 : stamp_of(YEAR, o->days.from)) != year) break;
        }
        add_steps(arena, &all, &t->buckets.v[e->bucket], year, (int64_t)(next - i));
    }
    if (all.n) qsort(all.v, all.n, sizeof *all.v, by_edge);
    return all;
}

static void edge_json(wk_call *call, const step *first, size_t n, wk_rows *nodes) {
    wk_json *j = &call->out;
    int64_t count = 0;
    const int64_t ends[] = {first->from, first->to};
    wk_str keys[2], name;
    for (int e = 0; e < 2; e++) {
        bool known = false;
        for (size_t i = 0; i < nodes->n; i++) known |= nodes->v[i] == ends[e];
        if (!known) *WK_PUSH(call->arena, nodes) = ends[e];
        wk_ask_actor(call->store, call->arena, ends[e], &keys[e], &name);
    }
    for (size_t i = 0; i < n; i++) count += first[i].count;
    wk_json_open(j, '{');
    wk_json_member(j, "from", keys[0]);
    wk_json_member(j, "to", keys[1]);
    wk_json_member(j, "act", first->act);
    wk_json_member_int(j, "count", count);
    wk_json_key(j, "years");
    wk_json_open(j, '[');
    for (size_t i = 0; i < n; i++) {
        wk_json_open(j, '[');
        if (first[i].year) wk_json_int(j, first[i].year);
        else wk_json_null(j);
        wk_json_int(j, first[i].count);
        wk_json_close(j, ']');
    }
    wk_json_close(j, ']');
    wk_json_close(j, '}');
}

/* Where each edge begins among the steps, those of most events first. */
static wk_ranked *rank_edges(wk_arena *arena, const steps *all, size_t *edges) {
    wk_ranked *order = wk_alloc_array(arena, all->n, sizeof *order);
    size_t n = 0;
    for (size_t i = 0; i < all->n; i++) {
        if (!i || !same_edge(&all->v[i - 1], &all->v[i])) order[n++] = (wk_ranked){(uint32_t)i, 0};
        order[n - 1].count += all->v[i].count;
    }
    if (n) qsort(order, n, sizeof *order, wk_most_first);
    *edges = n;
    return order;
}

wk_status wk_route_network(wk_call *call, wk_error *error) {
    wk_tally t;
    wk_status status = wk_ask_tally(call->store, call->packs, call->arena, &call->filter, &t, error);
    if (status != WK_OK) return status;
    steps all = steps_of(call->arena, &t);
    size_t edges;
    const wk_ranked *order = rank_edges(call->arena, &all, &edges);
    wk_rows nodes = {0};
    wk_json *j = &call->out;
    wk_json_open(j, '{');
    wk_json_member_int(j, "events", (int64_t)t.events.n);
    wk_json_member_int(j, "all_edges", (int64_t)edges);
    wk_json_key(j, "edges");
    wk_json_open(j, '[');
    for (size_t i = 0; i < edges && i < call->lanes; i++) {
        size_t from = order[i].index, n = 1;
        while (from + n < all.n && same_edge(&all.v[from], &all.v[from + n])) n++;
        edge_json(call, &all.v[from], n, &nodes);
    }
    wk_json_close(j, ']');
    side_json(call, "actors", &nodes);
    wk_json_close(j, '}');
    return wk_store_status(call->store, error);
}
