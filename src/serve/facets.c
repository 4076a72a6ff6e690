/* Facets: how often each value occurs among what fits. */
#include "serve/rank.h"
#include "serve/route.h"

#include "ask/tally.h"
#include "base/map.h"
#include "base/calendar.h"

#include <stdlib.h>

enum { FACETS = 12 };

static void value_json(wk_json *j, wk_str value, wk_str name, int64_t count) {
    wk_json_open(j, '{');
    wk_json_member(j, "value", value);
    wk_json_member(j, "name", name.p ? name : value);
    wk_json_member_int(j, "count", count);
    wk_json_close(j, '}');
}

static bool take_facet(void *context, const wk_facet *f) {
    value_json(context, f->value, f->name, f->count);
    return true;
}

/* Acts, actors and years of the tally: numbers that occur, sorted and counted. */
static int by_number(const void *a, const void *b) {
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

typedef struct numbers {
    WK_ARRAY(int64_t) all;
} numbers;

static wk_ranked *count_numbers(wk_arena *arena, numbers *n, int64_t **values, size_t *count) {
    wk_ranked *order = wk_alloc_array(arena, n->all.n, sizeof *order);
    *values = wk_alloc_array(arena, n->all.n, sizeof **values);
    size_t k = 0;
    if (n->all.n) qsort(n->all.v, n->all.n, sizeof *n->all.v, by_number);
    for (size_t i = 0; i < n->all.n; i++) {
        if (!i || n->all.v[i] != n->all.v[i - 1]) {
            (*values)[k] = n->all.v[i];
            order[k] = (wk_ranked){(uint32_t)k, 0};
            k++;
        }
        order[k - 1].count++;
    }
    *count = k;
    return order;
}

static void years_json(wk_call *call, const wk_tally *t) {
    numbers years = {0};
    for (size_t i = 0; i < t->events.n; i++) {
        wk_days d = t->events.v[i].days;
        if (d.from <= d.to) *WK_PUSH(call->arena, &years.all) = wk_day_of(d.from) / 10000;
    }
    int64_t *values;
    size_t n;
    const wk_ranked *order = count_numbers(call->arena, &years, &values, &n);
    wk_json_key(&call->out, "year");
    wk_json_open(&call->out, '[');
    for (size_t i = 0; i < n; i++)
        value_json(&call->out, wk_str_printf(call->arena, "%lld", (long long)values[i]), (wk_str){0}, order[i].count);
    wk_json_close(&call->out, ']');
}

static void actors_json(wk_call *call, const wk_tally *t) {
    numbers actors = {0};
    for (size_t i = 0; i < t->events.n; i++) {
        const wk_bucket *b = &t->buckets.v[t->events.v[i].bucket];
        for (size_t k = 0; k < b->from.n; k++) *WK_PUSH(call->arena, &actors.all) = b->from.v[k];
        for (size_t k = 0; k < b->to.n && !b->both_sides; k++) *WK_PUSH(call->arena, &actors.all) = b->to.v[k];
    }
    int64_t *values;
    size_t n;
    wk_ranked *order = count_numbers(call->arena, &actors, &values, &n);
    if (n) qsort(order, n, sizeof *order, wk_most_first);
    wk_json_key(&call->out, "actor");
    wk_json_open(&call->out, '[');
    for (size_t i = 0; i < n && i < FACETS; i++) {
        wk_str key, name;
        wk_ask_actor(call->store, call->arena, values[order[i].index], &key, &name);
        value_json(&call->out, key, name, order[i].count);
    }
    wk_json_close(&call->out, ']');
}

static void acts_json(wk_call *call, const wk_tally *t) {
    wk_map *seen = wk_map_new(call->arena, 32);
    WK_ARRAY(wk_str) acts = {0};
    WK_ARRAY(wk_ranked) order = {0};
    for (size_t i = 0; i < t->events.n; i++) {
        wk_str act = t->buckets.v[t->events.v[i].bucket].act;
        uint32_t at = wk_map_get(seen, act, UINT32_MAX);
        if (at == UINT32_MAX) {
            at = (uint32_t)acts.n;
            wk_map_put(seen, act, at);
            *WK_PUSH(call->arena, &acts) = act;
            *WK_PUSH(call->arena, &order) = (wk_ranked){at, 0};
        }
        order.v[at].count++;
    }
    if (order.n) qsort(order.v, order.n, sizeof *order.v, wk_most_first);
    wk_json_key(&call->out, "act");
    wk_json_open(&call->out, '[');
    for (size_t i = 0; i < order.n; i++) value_json(&call->out, acts.v[order.v[i].index], (wk_str){0}, order.v[i].count);
    wk_json_close(&call->out, ']');
}

wk_status wk_route_facets(wk_call *call, wk_error *error) {
    static const char *const asked[] = {"occasion", "outlet", "language"};
    wk_tally t;
    wk_json *j = &call->out;
    wk_status status = wk_ask_tally(call->store, call->packs, call->arena, &call->filter, &t, error);
    if (status != WK_OK) return status;
    wk_json_open(j, '{');
    wk_json_member_int(j, "events", (int64_t)t.events.n);
    acts_json(call, &t);
    actors_json(call, &t);
    years_json(call, &t);
    for (size_t i = 0; i < WK_COUNT(asked) && status == WK_OK; i++) {
        wk_json_key(j, asked[i]);
        wk_json_open(j, '[');
        status = wk_ask_facet(call->store, call->packs, &call->filter, wk_str_of(asked[i]), FACETS, take_facet, j, error);
        wk_json_close(j, ']');
    }
    wk_json_close(j, '}');
    return status;
}
