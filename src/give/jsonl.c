/* The whole record as JSON Lines: first the record itself, then articles, actors, events and failures, each sorted by
 * what it is. Written line by line; memory is one article or one event. Times of running and rows of the database do
 * not appear. */
#include "give/give.h"

#include "ask/answers.h"
#include "base/error.h"
#include "record/mapcode.h"
#include "store/blob.h"

enum { FORMAT = 1 };

typedef struct giver {
    wk_store *store;
    wk_arena *arena; /* of the line */
    wk_give_sink *sink;
    void *context;
    wk_buf out;
    wk_json j;
    bool stopped;
    wk_error error;  /* status WK_OK until something is found to be damaged */
} giver;

static void begin(giver *g, const char *type) {
    wk_arena_reset(g->arena);
    g->out.n = 0;
    g->j = (wk_json){.out = &g->out};
    if (!type) return;
    wk_json_open(&g->j, '{');
    wk_json_member(&g->j, "type", wk_str_of(type));
}

/* Hands the line over; false when nobody wants more. */
static bool end(giver *g, bool close) {
    if (close) wk_json_close(&g->j, '}');
    wk_buf_byte(&g->out, '\n');
    g->stopped = g->stopped || !g->sink(g->context, wk_buf_str(&g->out));
    return !g->stopped;
}

/* ---- the record ------------------------------------------------------------------------------------------------ */

static void give_record(giver *g) {
    begin(g, "record");
    wk_json_member_int(&g->j, "format", FORMAT);
    wk_json_key(&g->j, "made_by");
    wk_json_open(&g->j, '[');
    wk_query *q = wk_query_new(g->store, "SELECT DISTINCT made_by FROM documents ORDER BY made_by");
    while (wk_query_next(q)) wk_json_raw(&g->j, wk_query_str(q, 0));
    wk_query_free(q);
    wk_json_close(&g->j, ']');
    end(g, true);
}

/* ---- articles -------------------------------------------------------------------------------------------------- */

static void give_map(giver *g, wk_str name, wk_str code) {
    wk_range_map map;
    if (!wk_map_decode(g->arena, code, &map)) {
        wk_fail(&g->error, WK_STORE, "the record is damaged: see `warkat verify`");
        return;
    }
    wk_json_key(&g->j, wk_str_copy(g->arena, name).p);
    wk_json_open(&g->j, '[');
    for (size_t i = 0; i < map.n; i++) {
        const uint32_t numbers[] = {map.v[i].text, map.v[i].text_len, map.v[i].page, map.v[i].page_len};
        wk_json_open(&g->j, '[');
        for (size_t k = 0; k < WK_COUNT(numbers); k++) wk_json_int(&g->j, numbers[k]);
        wk_json_close(&g->j, ']');
    }
    wk_json_close(&g->j, ']');
}

static void give_maps(giver *g, int64_t row) {
    wk_json_key(&g->j, "maps");
    wk_json_open(&g->j, '{');
    wk_query *q = wk_query_new(g->store, "SELECT name, map FROM parts WHERE document = :row ORDER BY n");
    wk_query_bind_int(q, ":row", row);
    while (wk_query_next(q)) give_map(g, wk_query_str(q, 0), wk_query_blob(q, 1));
    wk_query_free(q);
    wk_json_close(&g->j, '}');
}

static void give_article(giver *g, wk_query *q) {
    static const char *const keys[] = {"document", "id", "address", "url", "file", "container_sha256", "page_sha256"};
    wk_str reading;
    begin(g, "article");
    for (size_t i = 0; i < WK_COUNT(keys); i++) wk_json_member(&g->j, keys[i], wk_query_str(q, (int)i + 1));
    wk_json_member_int(&g->j, "page_size", wk_query_int(q, 8));
    wk_json_member_int(&g->j, "version", wk_query_int(q, 9));
    wk_json_member_int(&g->j, "versions", wk_query_int(q, 10));
    if (!wk_blob_unpack(g->arena, wk_query_blob(q, 11), &reading)) {
        wk_fail(&g->error, WK_STORE, "the record is damaged: see `warkat verify`");
        return;
    }
    wk_json_key(&g->j, "reading");
    wk_json_raw(&g->j, reading);
    give_maps(g, wk_query_int(q, 0));
    end(g, true);
}

static void give_articles(giver *g) {
    wk_query *q = wk_query_new(g->store,
        "SELECT d.id, d.key, d.article, d.address, d.url, d.file, d.container_sha256, p.sha256, p.size,"
        " (SELECT count(*) FROM documents o WHERE o.address = d.address AND (coalesce(o.published, ''), o.key)"
        "  <= (coalesce(d.published, ''), d.key)), (SELECT count(*) FROM documents o WHERE o.address = d.address), d.reading"
        " FROM documents d JOIN pages p ON p.id = d.page ORDER BY d.article, d.key");
    while (!g->stopped && g->error.status == WK_OK && wk_query_next(q)) give_article(g, q);
    wk_query_free(q);
}

/* ---- actors, events, failures ---------------------------------------------------------------------------------- */

static void give_actors(giver *g) {
    wk_query *q = wk_query_new(g->store,
        "SELECT * FROM (SELECT a.key, a.world, a.name,"
        " (SELECT count(*) FROM statements s WHERE s.who = a.id) AS said,"
        " (SELECT count(*) FROM parties p JOIN events e ON e.bucket = p.bucket WHERE p.actor = a.id AND p.role = 0) AS did,"
        " (SELECT count(*) FROM parties p JOIN events e ON e.bucket = p.bucket WHERE p.actor = a.id AND p.role = 1) AS got,"
        " EXISTS (SELECT 1 FROM statements s WHERE s.receiver = a.id) OR EXISTS (SELECT 1 FROM act_via v WHERE v.actor = a.id)"
        "  OR EXISTS (SELECT 1 FROM statement_via v WHERE v.actor = a.id) AS other"
        " FROM actors a) WHERE said + did + got + other > 0 ORDER BY key");
    while (!g->stopped && wk_query_next(q)) {
        begin(g, "actor");
        wk_json_member(&g->j, "key", wk_query_str(q, 0));
        wk_json_member(&g->j, "id", wk_query_str(q, 1));
        wk_json_member(&g->j, "name", wk_query_str(q, 2));
        wk_json_member_int(&g->j, "statements", wk_query_int(q, 3));
        wk_json_member_int(&g->j, "events_from", wk_query_int(q, 4));
        wk_json_member_int(&g->j, "events_to", wk_query_int(q, 5));
        end(g, true);
    }
    wk_query_free(q);
}

static void give_events(giver *g) {
    wk_query *q = wk_query_new(g->store, "SELECT e.id FROM events e JOIN buckets b ON b.id = e.bucket ORDER BY e.hash, b.hash");
    while (!g->stopped && g->error.status == WK_OK && wk_query_next(q)) {
        wk_event_full event;
        begin(g, NULL);
        if (wk_ask_event_row(g->store, g->arena, wk_query_int(q, 0), &event, &g->error) != WK_OK) break;
        wk_event_brief_json(&g->j, &event);
        end(g, false);
    }
    wk_query_free(q);
}

static void give_failures(giver *g) {
    static const char *const keys[] = {"file", "url", "reason", "page_sha256"};
    wk_query *q = wk_query_new(g->store, "SELECT f.file, f.url, f.reason, p.sha256, f.status FROM failures f"
                                         " LEFT JOIN pages p ON p.id = f.page ORDER BY f.file, f.key");
    while (!g->stopped && wk_query_next(q)) {
        begin(g, "failure");
        for (size_t i = 0; i < WK_COUNT(keys); i++) wk_json_member(&g->j, keys[i], wk_query_str(q, (int)i));
        wk_json_member_int(&g->j, "status", wk_query_int(q, 4));
        end(g, true);
    }
    wk_query_free(q);
}

wk_status wk_give_jsonl(wk_store *store, wk_give_sink *sink, void *context, wk_error *error) {
    giver g = {.store = store, .arena = wk_arena_new(), .sink = sink, .context = context};
    wk_store_hold(store); /* articles and events of one moment */
    give_record(&g);
    give_articles(&g);
    give_actors(&g);
    give_events(&g);
    give_failures(&g);
    wk_store_let_go(store);
    wk_buf_free(&g.out);
    wk_arena_free(g.arena);
    if (g.error.status != WK_OK) {
        if (error) *error = g.error;
        return g.error.status;
    }
    return wk_store_status(store, error);
}
