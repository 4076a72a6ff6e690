/* The whole record as JSON Lines: first the record itself, then articles, actors, events, families, threads and failures, each
 * sorted by what it is. Written line by line; memory is one article, one event or one family. Times of running and rows of the database do
 * not appear. */
#include "give/giver.h"

#include "ask/answers.h"
#include "base/base64.h"
#include "record/mapcode.h"
#include "store/blob.h"

enum { FORMAT = 1 };

static void begin(wk_giver *g, const char *type) {
    wk_arena_reset(g->arena);
    g->j.comma = false;
    if (!type) return;
    wk_json_open(&g->j, '{');
    wk_json_member(&g->j, "type", wk_str_of(type));
}

static void end(wk_giver *g, bool close) {
    if (close) wk_json_close(&g->j, '}');
    wk_buf_byte(&g->out, '\n');
    (void)wk_giver_pass(g);
}

/* A page's bytes, when pages are given; `zstd` NULL: there are none. */
static void give_page(wk_giver *g, wk_str zstd) {
    wk_str bytes;
    if (!g->options->pages || !zstd.p) return;
    if (!wk_blob_unpack(g->arena, zstd, &bytes)) {
        wk_giver_damaged(g);
        return;
    }
    wk_json_key(&g->j, "page");
    wk_buf_byte(&g->out, '"');
    wk_base64_add(&g->out, bytes);
    wk_buf_byte(&g->out, '"');
}

/* ---- the record ------------------------------------------------------------------------------------------------ */

static void give_record(wk_giver *g) {
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

static void give_map(wk_giver *g, wk_str name, wk_str code) {
    wk_range_map map;
    if (!wk_map_decode(g->arena, code, &map)) {
        wk_giver_damaged(g);
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

static void give_maps(wk_giver *g, int64_t row) {
    wk_json_key(&g->j, "maps");
    wk_json_open(&g->j, '{');
    wk_query *q = wk_query_new(g->store, "SELECT name, map FROM parts WHERE document = :row ORDER BY n");
    wk_query_bind_int(q, ":row", row);
    while (wk_query_next(q)) give_map(g, wk_query_str(q, 0), wk_query_blob(q, 1));
    wk_query_free(q);
    wk_json_close(&g->j, '}');
}

static void give_article(wk_giver *g, wk_query *q) {
    static const char *const keys[] = {"document", "id", "address", "url", "file", "container_sha256", "page_sha256"};
    wk_str reading;
    begin(g, "article");
    for (size_t i = 0; i < WK_COUNT(keys); i++) wk_json_member(&g->j, keys[i], wk_query_str(q, (int)i + 1));
    wk_json_member_int(&g->j, "page_size", wk_query_int(q, 8));
    wk_json_member_int(&g->j, "version", wk_query_int(q, 9));
    wk_json_member_int(&g->j, "versions", wk_query_int(q, 10));
    if (!wk_blob_unpack(g->arena, wk_query_blob(q, 11), &reading)) {
        wk_giver_damaged(g);
        return;
    }
    wk_json_key(&g->j, "reading");
    wk_json_raw(&g->j, reading);
    give_maps(g, wk_query_int(q, 0));
    wk_json_key(&g->j, "given");
    wk_json_raw(&g->j, wk_query_str(q, 12));
    give_page(g, wk_query_blob(q, 13));
    end(g, true);
}

static void give_articles(wk_giver *g) {
    wk_query *q = wk_query_new(g->store,
        "SELECT d.id, d.key, d.article, d.address, d.url, d.file, d.container_sha256, p.sha256, p.size,"
        " (SELECT count(*) FROM documents o WHERE o.address = d.address AND (coalesce(o.published, ''), o.key)"
        "  <= (coalesce(d.published, ''), d.key)), (SELECT count(*) FROM documents o WHERE o.address = d.address), c.reading,"
        " c.given, p.zstd"
        " FROM documents d JOIN contents c ON c.document = d.id JOIN pages p ON p.id = d.page ORDER BY d.article, d.key");
    while (!g->stopped && wk_query_next(q)) give_article(g, q);
    wk_query_free(q);
}

/* ---- actors, events, failures ---------------------------------------------------------------------------------- */

static void give_actors(wk_giver *g) {
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

static void give_events(wk_giver *g) {
    wk_query *q = wk_query_new(g->store, "SELECT e.id FROM events e JOIN buckets b ON b.id = e.bucket ORDER BY e.hash, b.hash");
    while (!g->stopped && wk_query_next(q)) {
        wk_event_full event;
        begin(g, NULL);
        if (wk_ask_event_row(g->store, g->arena, wk_query_int(q, 0), &event, &g->error) != WK_OK) break;
        wk_event_brief_json(&g->j, &event);
        end(g, false);
    }
    wk_query_free(q);
}

static bool give_family(void *context, wk_arena *arena, const wk_family *family) {
    (void)arena;
    wk_giver *g = context;
    begin(g, "family");
    wk_family_json(&g->j, family);
    end(g, true);
    return !g->stopped;
}

static void give_families(wk_giver *g) {
    wk_error error;
    if (!g->stopped && wk_ask_families(g->store, give_family, g, &error) != WK_OK) return; /* the store remembers it */
}

static bool give_thread(void *context, const wk_thread *thread) {
    wk_giver *g = context;
    begin(g, "thread");
    wk_json_member(&g->j, "kind", wk_str_of(thread->kind));
    wk_json_member(&g->j, "first", thread->first);
    wk_json_member(&g->j, "second", thread->second);
    end(g, true);
    return !g->stopped;
}

static void give_threads(wk_giver *g) {
    wk_error error;
    if (!g->stopped && wk_ask_threads(g->store, give_thread, g, &error) != WK_OK) return; /* the store remembers it */
}

static void give_failures(wk_giver *g) {
    static const char *const keys[] = {"file", "url", "reason", "page_sha256"};
    wk_query *q = wk_query_new(g->store, "SELECT f.file, f.url, f.reason, p.sha256, f.status, p.zstd FROM failures f"
                                         " LEFT JOIN pages p ON p.id = f.page ORDER BY f.file, f.key");
    while (!g->stopped && wk_query_next(q)) {
        begin(g, "failure");
        for (size_t i = 0; i < WK_COUNT(keys); i++) wk_json_member(&g->j, keys[i], wk_query_str(q, (int)i));
        wk_json_member_int(&g->j, "status", wk_query_int(q, 4));
        give_page(g, wk_query_is_null(q, 5) ? (wk_str){0} : wk_query_blob(q, 5));
        end(g, true);
    }
    wk_query_free(q);
}

void wk_give_jsonl(wk_giver *g) {
    give_record(g);
    give_articles(g);
    give_actors(g);
    give_events(g);
    give_families(g);
    give_threads(g);
    give_failures(g);
}
