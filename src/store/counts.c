/* What is kept counted, so that a question about all need not look at all: what actors said and did, and in how many
 * years each kind of event happened. Changes are gathered while a batch is written and settled at its end: what is
 * counted by adding gets the sum, a kind of event is counted anew. */
#include "record/cadence.h"
#include "store/inside.h"

#include <stdlib.h>

static void note(wk_store *store, wk_changed_list *list, wk_changed change) {
    change.occasion = wk_str_copy(store->arena, change.occasion);
    *WK_PUSH(store->arena, list) = change;
}

void wk_store_count_said(wk_store *store, int64_t actor, int64_t more) {
    note(store, &store->said, (wk_changed){.row = actor, .more = more});
}

void wk_store_count_event(wk_store *store, int64_t bucket, wk_str occasion, int64_t more) {
    note(store, &store->held, (wk_changed){bucket, occasion, more});
}

void wk_store_forget_counts(wk_store *store) {
    WK_CLEAR(&store->said);
    WK_CLEAR(&store->held);
}

static int by_row(const void *va, const void *vb) {
    const wk_changed *a = va, *b = vb;
    if (a->row != b->row) return a->row < b->row ? -1 : 1;
    return wk_str_cmp(a->occasion, b->occasion);
}

static void sort(wk_changed_list *list) {
    if (list->n) qsort(list->v, list->n, sizeof *list->v, by_row);
}

/* The sum of those that begin at `from` and have its row; *next is behind them. */
static int64_t sum(const wk_changed_list *list, size_t from, size_t *next) {
    int64_t more = 0;
    for (*next = from; *next < list->n && list->v[*next].row == list->v[from].row; ++*next) more += list->v[*next].more;
    return more;
}

static void add_up(wk_store *store, int sql, wk_changed_list *list) {
    sort(list);
    for (size_t i = 0, next; i < list->n; i = next) {
        int64_t more = sum(list, i, &next);
        if (!more) continue;
        wk_query *q = wk_store_fixed(store, sql);
        wk_bind_int(q, 1, list->v[i].row);
        wk_bind_int(q, 2, more);
        wk_query_run(q);
    }
}

/* Events of buckets are events of those who stand on their sides. */
static void settle_deeds(wk_store *store, wk_arena *arena) {
    wk_changed_list sides[2] = {0};
    for (size_t i = 0, next; i < store->held.n; i = next) {
        int64_t more = sum(&store->held, i, &next);
        if (!more) continue;
        wk_query *q = wk_store_fixed(store, WK_SQL_BUCKET_PARTIES);
        wk_bind_int(q, 1, store->held.v[i].row);
        while (wk_query_next(q))
            *WK_PUSH(arena, &sides[wk_query_int(q, 1) != 0]) = (wk_changed){.row = wk_query_int(q, 0), .more = more};
    }
    add_up(store, WK_SQL_ACTOR_DID, &sides[0]);
    add_up(store, WK_SQL_ACTOR_GOT, &sides[1]);
}

static void bind_kind(wk_query *q, const wk_changed *kind) {
    wk_bind_int(q, 1, kind->row);
    wk_bind_str(q, 2, kind->occasion.n ? kind->occasion : WK_S(""));
}

/* The years of one kind of event, and its first event. */
static void settle_kind(wk_store *store, wk_arena *arena, const wk_changed *kind) {
    int64_t years = 0;
    int32_t last = 0;
    wk_str hash = {0};
    wk_query *q = wk_store_fixed(store, WK_SQL_KIND_DAYS);
    wk_bind_int(q, 1, kind->row);
    if (kind->occasion.n) wk_bind_str(q, 2, kind->occasion);
    while (wk_query_next(q)) {
        int32_t year = wk_cadence_year_of(wk_query_int(q, 0), wk_query_int(q, 1));
        if (!year || year == last) continue;
        last = year;
        if (!years++) hash = wk_str_copy(arena, wk_query_str(q, 2));
    }
    q = wk_store_fixed(store, years ? WK_SQL_HABIT_CHANGE : WK_SQL_HABIT_DROP);
    bind_kind(q, kind);
    if (years) wk_bind_int(q, 3, years), wk_bind_str(q, 4, hash);
    wk_query_run(q);
    if (!years || store->error.status != WK_OK || sqlite3_changes(store->db)) return;
    q = wk_store_fixed(store, WK_SQL_HABIT_ADD);
    bind_kind(q, kind);
    wk_bind_int(q, 3, years);
    wk_bind_str(q, 4, hash);
    wk_query_run(q);
}

void wk_store_settle_counts(wk_store *store) {
    wk_arena *arena = wk_arena_new();
    add_up(store, WK_SQL_ACTOR_SAID, &store->said);
    sort(&store->held);
    settle_deeds(store, arena);
    for (size_t i = 0; i < store->held.n && store->error.status == WK_OK; i++)
        if (!i || by_row(&store->held.v[i - 1], &store->held.v[i])) settle_kind(store, arena, &store->held.v[i]);
    wk_arena_free(arena);
    wk_store_forget_counts(store);
}
