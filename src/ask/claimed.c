/* Claims about how an event recurs ("the third year in a row"), held against the years of the record. */
#include "ask/inside.h"

#include <jansson.h>

enum { EARLIEST = 1900 };

typedef struct history {
    int64_t bucket;
    int32_t year; /* of the event; 0: not dated */
    WK_ARRAY(wk_cadence_year) years;
    const int64_t *pages;
} history;

/* The years in which the same two did the same on the same occasion. */
static history load_history(wk_store *store, wk_arena *arena, int64_t row) {
    history h = {0};
    wk_query *q = wk_query_new(store,
        "SELECT o.bucket, CAST(substr(e.date, 1, 4) AS INTEGER), CAST(substr(o.date, 1, 4) AS INTEGER), o.ordinal FROM events e"
        " JOIN events o ON o.bucket = e.bucket AND o.occasion_id IS e.occasion_id AND o.planned = 0 AND o.day_from IS NOT NULL"
        " WHERE e.id = :row AND e.day_from IS NOT NULL");
    wk_query_bind_int(q, ":row", row);
    while (wk_query_next(q)) {
        h.bucket = wk_query_int(q, 0);
        h.year = (int32_t)wk_query_int(q, 1);
        *WK_PUSH(arena, &h.years) = (wk_cadence_year){(int32_t)wk_query_int(q, 2), (int32_t)wk_query_int(q, 3)};
    }
    wk_query_free(q);
    (void)wk_cadence_of(h.years.v, &h.years.n);
    if (h.year > EARLIEST) {
        q = wk_query_new(store, wk_pages_about_sql);
        h.pages = wk_pages_about(q, arena, h.bucket, EARLIEST, h.year);
        wk_query_free(q);
    }
    return h;
}

void wk_ask_claimed(wk_store *store, wk_arena *arena, int64_t row, wk_event_full *full) {
    history h = {0};
    for (uint32_t i = 0; i < full->reports.n; i++) {
        wk_str json = full->reports.v[i].json;
        json_t *act = json_loadb(json.p, json.n, JSON_ALLOW_NUL, NULL), *habit = json_object_get(act, "habit");
        if (habit && !h.bucket) h = load_history(store, arena, row);
        if (habit && h.pages) {
            wk_claimed *c = WK_PUSH(arena, &full->claimed);
            c->report = i + 1;
            c->kind = wk_str_copy(arena, wk_str_of(json_string_value(json_object_get(habit, "kind"))));
            c->words = wk_str_copy(arena, wk_str_of(json_string_value(json_object_get(habit, "words"))));
            c->number = (int32_t)json_integer_value(json_object_get(habit, "number"));
            c->check = wk_habit_check(c->kind, c->number, h.year, h.years.v, h.years.n, h.pages, EARLIEST);
        }
        json_decref(act);
    }
}
