/* Threads: events that answer one another. An answer belongs to the latest event that it can answer, and each event has
 * the earliest answer of a kind; so links are one to one, and follow from the events alone. */
#include "ask/inside.h"
#include "record/doc.h"
#include "record/thread.h"

#include <stdlib.h>

typedef WK_ARRAY(wk_thread_event) thread_events;

#define COLUMNS "SELECT e.id, e.hash, e.day_from, b.from_side, b.to_side, e.act"

typedef struct linker {
    wk_store *store;
    wk_arena *arena;
    wk_query *answers, *begun;
} linker;

static linker linker_new(wk_store *store, wk_arena *arena) {
    return (linker){store, arena,
        wk_query_new(store, COLUMNS " FROM pools p JOIN events e ON e.pool = p.id JOIN buckets b ON b.id = e.bucket"
                            " WHERE p.hash = :pool AND e.day_from BETWEEN :from AND :to ORDER BY e.day_from, e.hash"),
        wk_query_new(store, COLUMNS " FROM buckets b JOIN events e ON e.bucket = b.id"
                            " WHERE b.act = :act AND b.to_states = :states AND e.day_from BETWEEN :from AND :to"
                            " ORDER BY e.day_from DESC, e.hash DESC")};
}

static void linker_free(linker *l) {
    wk_query_free(l->answers);
    wk_query_free(l->begun);
}

static wk_thread_event event_of(wk_arena *arena, wk_query *q) {
    return (wk_thread_event){.row = wk_query_int(q, 0), .id = wk_str_copy(arena, wk_query_str(q, 1)),
                             .day = (int32_t)wk_query_int(q, 2),
                             .from = wk_side_parse(arena, wk_str_copy(arena, wk_query_str(q, 3))),
                             .to = wk_side_parse(arena, wk_str_copy(arena, wk_query_str(q, 4)))};
}

/* The earliest answer of a kind. */
static bool first_answer(linker *l, const wk_thread_kind *kind, const wk_thread_event *first, wk_thread_event *answer) {
    wk_query *q = l->answers;
    wk_query_restart(q);
    const wk_side nobody = {0};
    wk_query_bind(q, ":pool", wk_pool_of(l->arena, wk_str_of(kind->second), &first->to, &nobody));
    wk_query_bind_int(q, ":from", first->day);
    wk_query_bind_int(q, ":to", first->day + kind->days);
    while (wk_query_next(q)) {
        *answer = event_of(l->arena, q);
        if (wk_thread_fits(kind, first, answer)) return true;
    }
    return false;
}

/* The latest event that it can answer in this kind. */
static bool last_begun(linker *l, const wk_thread_kind *kind, const wk_thread_event *answer, wk_thread_event *first) {
    wk_query *q = l->begun;
    wk_query_restart(q);
    wk_query_bind(q, ":act", wk_str_of(kind->first));
    wk_query_bind(q, ":states", wk_side_states(l->arena, &answer->from));
    wk_query_bind_int(q, ":from", answer->day - kind->days);
    wk_query_bind_int(q, ":to", answer->day);
    while (wk_query_next(q)) {
        *first = event_of(l->arena, q);
        if (wk_thread_fits(kind, first, answer)) return true;
    }
    return false;
}

static bool is_act(const char *name, wk_str act) {
    return wk_str_eq(act, wk_str_of(name));
}

/* Every link of an event of this act; `forward`: to what answers it, else to what it answers. */
static void links_of(linker *l, wk_str act, const wk_thread_event *event, bool forward, wk_links *links) {
    for (const wk_thread_kind *k = wk_thread_kinds; k->name; k++) {
        wk_thread_event other, back;
        if (!is_act(forward ? k->first : k->second, act)) continue;
        bool found = forward ? first_answer(l, k, event, &other) : last_begun(l, k, event, &other);
        if (!found) continue;
        bool mutual = forward ? last_begun(l, k, &other, &back) : first_answer(l, k, &other, &back);
        if (mutual && back.row == event->row)
            *WK_PUSH(l->arena, links) = (wk_link){.id = other.id, .row = other.row, .kind = k->name, .before = !forward};
    }
}

wk_status wk_ask_links(wk_store *store, wk_arena *arena, int64_t row, wk_links *links, wk_error *error) {
    *links = (wk_links){0};
    wk_query *q = wk_query_new(store, COLUMNS " FROM events e JOIN buckets b ON b.id = e.bucket"
                                              " WHERE e.id = :row AND e.day_from IS NOT NULL");
    wk_query_bind_int(q, ":row", row);
    if (wk_query_next(q)) {
        linker l = linker_new(store, arena);
        wk_thread_event event = event_of(arena, q);
        wk_str act = wk_str_copy(arena, wk_query_str(q, 5));
        links_of(&l, act, &event, false, links);
        links_of(&l, act, &event, true, links);
        linker_free(&l);
    }
    wk_query_free(q);
    return wk_store_status(store, error);
}

wk_status wk_ask_threads(wk_store *store, wk_thread_sink *sink, void *context, wk_error *error) {
    wk_query *q = wk_query_new(store, COLUMNS " FROM events e JOIN buckets b ON b.id = e.bucket"
                                              " WHERE e.day_from IS NOT NULL ORDER BY e.hash, b.hash");
    wk_arena *arena = wk_arena_new();
    linker l = linker_new(store, arena);
    bool more = true;
    while (more && wk_query_next(q)) {
        wk_arena_reset(arena);
        wk_thread_event event = event_of(arena, q);
        wk_links links = {0};
        links_of(&l, wk_str_copy(arena, wk_query_str(q, 5)), &event, true, &links);
        for (size_t i = 0; i < links.n && more; i++) {
            const wk_thread thread = {links.v[i].kind, event.id, links.v[i].id};
            more = sink(context, &thread);
        }
    }
    linker_free(&l);
    wk_arena_free(arena);
    wk_query_free(q);
    return wk_store_status(store, error);
}
