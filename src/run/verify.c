#include "run/verify.h"

#include "base/error.h"
#include "base/hash.h"
#include "read/reading_json.h"
#include "record/doc.h"
#include "record/family.h"
#include "record/mapcode.h"
#include "run/plain.h"
#include "store/blob.h"
#include "store/schema.h"
#include "store/write.h"

#include <jansson.h>
#include <stdarg.h>
#include <stdio.h>

typedef struct prover {
    wk_store *store;
    wk_disproof *tell;
    void *context;
    wk_proof *proof;
    const wk_corrections *corrections;
    wk_arena *arena;  /* of the document */
    wk_plain *plain;  /* of the document */
    wk_str file, key; /* of the document */
    wk_str page, json, made_by, given;
    int64_t row;
    wk_reading *reading;
} prover;

/* One thing does not hold. */
static void fail(prover *p, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void fail(prover *p, const char *format, ...) {
    char what[400];
    va_list args;
    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    wk_error error;
    char file[600];
    snprintf(file, sizeof file, "%.*s", WK_F(p->file));
    wk_fail_at(&error, WK_PROOF, file, 0, 0, "document %.*s: %s", WK_F(p->key), what);
    p->proof->failures++;
    p->tell(p->context, &error);
}

/* ---- parts ----------------------------------------------------------------------------------------------------- */

/* The page's bytes say what the text says: as they stand, decoded, or with character references resolved. */
static bool says(prover *p, size_t from, size_t to, wk_str text) {
    if (wk_str_eq(wk_str_cut(p->page, from, to), text)) return true;
    for (int references = 0; references < 2; references++) {
        wk_buf out = {0};
        wk_plain_text(p->plain, p->page, from, to, references, &out);
        bool same = wk_plain_same(wk_buf_str(&out), text);
        wk_buf_free(&out);
        if (same) return true;
    }
    return false;
}

/* No words in a stretch of text that came from nowhere. */
static void prove_gap(prover *p, wk_str name, wk_str text, size_t from, size_t to) {
    if (from >= to || wk_plain_same(wk_str_cut(text, from, to), WK_S(""))) return;
    wk_str words = wk_str_cut(text, from, to);
    fail(p, "%.*s, byte %zu: \"%.*s\" does not stand in the page", WK_F(name), from, (int)(words.n > 60 ? 60 : words.n),
         words.p);
}

static void prove_piece(prover *p, wk_str name, wk_str text, const wk_piece *piece) {
    p->proof->ranges++;
    uint64_t text_end = (uint64_t)piece->text + piece->text_len, page_end = (uint64_t)piece->page + piece->page_len;
    if (text_end > text.n || page_end > p->page.n) {
        fail(p, "%.*s: a range leads outside of the page or the text", WK_F(name));
        return;
    }
    wk_str words = wk_str_cut(text, piece->text, (size_t)text_end);
    if (wk_plain_same(words, WK_S(""))) return; /* white space for a tag: there are no words to prove */
    if (says(p, piece->page, (size_t)page_end, words)) return;
    fail(p, "%.*s: bytes %u to %llu of the page do not say \"%.*s\"", WK_F(name), piece->page,
         (unsigned long long)page_end, (int)(words.n > 60 ? 60 : words.n), words.p);
}

static void prove_part(prover *p, wk_str name, wk_str text, wk_str code) {
    wk_range_map map;
    p->proof->parts++;
    if (!wk_map_decode(p->arena, code, &map)) {
        fail(p, "%.*s: its map is damaged", WK_F(name));
        return;
    }
    size_t covered = 0;
    for (size_t i = 0; i < map.n; i++) {
        prove_gap(p, name, text, covered, map.v[i].text);
        prove_piece(p, name, text, &map.v[i]);
        covered = (size_t)map.v[i].text + map.v[i].text_len;
    }
    prove_gap(p, name, text, covered, text.n);
}

static void prove_parts(prover *p) {
    wk_query *q = wk_query_new(p->store, "SELECT name, map FROM parts WHERE document = :row ORDER BY n");
    wk_query_bind_int(q, ":row", p->row);
    size_t n = 0;
    while (wk_query_next(q)) {
        wk_str name = wk_query_str(q, 0), text = {0};
        for (size_t i = 0; i < p->reading->article->parts.n; i++)
            if (wk_str_eq(p->reading->article->parts.v[i].name, name)) text = p->reading->article->parts.v[i].text;
        if (!text.p) fail(p, "%.*s: the reading has no such part", WK_F(name));
        else prove_part(p, name, text, wk_query_blob(q, 1));
        n++;
    }
    wk_query_free(q);
    if (n != p->reading->article->parts.n) fail(p, "some parts have no map");
}

/* ---- items ----------------------------------------------------------------------------------------------------- */

static void prove_spans(prover *p, const char *what, wk_str id, uint32_t part, const wk_spans *spans) {
    p->proof->items++;
    wk_str text = p->reading->article->parts.v[part].text;
    bool good = spans->n > 0;
    for (size_t i = 0; i < spans->n; i++) good &= spans->v[i].start < spans->v[i].end && spans->v[i].end <= text.n;
    if (!good) fail(p, "%s %.*s has no words", what, WK_F(id));
}

/* A column is as it would be written now. */
static bool same_text(wk_query *q, int column, wk_str value) {
    return wk_query_is_null(q, column) == !value.p && wk_str_eq(wk_query_str(q, column), value);
}

static wk_str key_of(const wk_doc *doc, uint32_t actor) {
    return actor == WK_NOBODY ? (wk_str){0} : doc->actors.v[actor].key;
}

/* Columns of the row are these texts, from 0. */
static bool same_texts(wk_query *q, const wk_str *texts, size_t n) {
    bool same = true;
    for (size_t i = 0; i < n; i++) same &= same_text(q, (int)i, texts[i]);
    return same;
}

static bool same_statement(wk_query *q, const wk_doc *doc, size_t n) {
    const wk_doc_statement *s = &doc->statements.v[n];
    const wk_str texts[] = {s->id, s->json, wk_str_of(wk_kind_name(s->kind)), s->channel, s->said, key_of(doc, s->who),
                            key_of(doc, s->to)};
    return same_texts(q, texts, WK_COUNT(texts));
}

static bool same_act(wk_query *q, const wk_doc *doc, size_t n) {
    const wk_doc_act *a = &doc->acts.v[n];
    const wk_str texts[] = {a->id, a->json, a->act, a->root, a->date.value, a->occasion.id, a->occasion.name, a->channel,
                            a->place, a->words_key, a->joined, a->parted};
    const int64_t numbers[] = {(int64_t)a->date.how, a->occasion.ordinal, a->occasion.contradicted, a->planned, a->denied, a->decided};
    bool same = same_texts(q, texts, WK_COUNT(texts));
    size_t column = WK_COUNT(texts);
    for (size_t i = 0; i < WK_COUNT(numbers); i++) same &= wk_query_int(q, (int)column++) == numbers[i];
    return same && wk_sides_alike(a->from_side, wk_query_str(q, (int)column)) &&
           wk_sides_alike(a->to_side, wk_query_str(q, (int)column + 1));
}

/* The rows of a table hold exactly the `n` items of the document, in their order. */
static void prove_rows(prover *p, const char *what, const char *sql, const wk_doc *doc, size_t n,
                       bool same(wk_query *q, const wk_doc *doc, size_t n)) {
    wk_query *q = wk_query_new(p->store, sql);
    wk_query_bind_int(q, ":row", p->row);
    size_t rows = 0;
    for (; wk_query_next(q); rows++)
        if (rows < n && !same(q, doc, rows)) fail(p, "%s %.*s is not as the reading has it", what, WK_F(wk_query_str(q, 0)));
    wk_query_free(q);
    if (rows != n) fail(p, "%zu rows for %zu %ss", rows, n, what);
}

/* What lists and searches show of the document is what its reading says. */
static void prove_columns(prover *p) {
    const wk_article *a = p->reading->article;
    const wk_str texts[] = {a->id, a->url, a->outlet, a->language, a->published, a->title,
                            a->parts.n ? a->parts.v[0].text : WK_S("")};
    static const char *const names[] = {"article", "url", "outlet", "language", "published", "title", "body"};
    wk_query *q = wk_query_new(p->store, "SELECT d.article, d.url, d.outlet, d.language, d.published, d.title, c.body"
                                         " FROM documents d LEFT JOIN contents c ON c.document = d.id WHERE d.id = :row");
    wk_query_bind_int(q, ":row", p->row);
    bool there = wk_query_next(q);
    for (size_t i = 0; there && i < WK_COUNT(texts); i++)
        if (!same_text(q, (int)i, texts[i])) fail(p, "its %s is not as the reading has it", names[i]);
    wk_query_free(q);
}

/* What families are found by is the text of its body, unless that is too short to be a copy. */
static void prove_text(prover *p, const wk_doc *doc) {
    const wk_sketch *s = &doc->sketch;
    bool none = s->words < WK_FAMILY_LEAST;
    wk_query *q = wk_query_new(p->store, "SELECT t.whole, t.words FROM documents d"
                                         " JOIN texts t ON t.id = d.text WHERE d.id = :row");
    wk_query_bind_int(q, ":row", p->row);
    bool there = wk_query_next(q);
    bool same = there && wk_query_int(q, 0) == (int64_t)s->whole && wk_query_int(q, 1) == s->words;
    wk_query_free(q);
    if (none ? there : !same) fail(p, "its text is not kept as that of its body");
}

/* Makes the rows anew from the reading and compares them with those that are kept. */
static void prove_items(prover *p) {
    const wk_reading *r = p->reading;
    json_t *given = json_loadb(p->given.p ? p->given.p : "", p->given.n, JSON_ALLOW_NUL, NULL);
    wk_page page = {0};
    if (!wk_page_given(given, &page)) fail(p, "what its container said is damaged");
    page.bytes = p->page;
    const wk_doc *doc = wk_doc_make(p->arena, NULL, p->corrections, &page, r, p->made_by);
    if (!wk_str_eq(doc->json, p->json)) fail(p, "its reading holds more than can be read from it");
    if (!wk_str_eq(doc->key, p->key) || !wk_str_eq(doc->given, p->given)) fail(p, "its container did not say what is kept");
    prove_text(p, doc);
    for (size_t i = 0; i < r->statements.n; i++)
        prove_spans(p, "statement", wk_statement_id(p->arena, r, &r->statements.v[i]), r->statements.v[i].part,
                    &r->statements.v[i].content);
    for (size_t i = 0; i < r->acts.n; i++)
        prove_spans(p, "act", wk_act_id(p->arena, r, &r->acts.v[i]), r->acts.v[i].part, &r->acts.v[i].evidence);
    prove_rows(p, "statement",
               "SELECT s.hash, s.json, s.kind, s.channel, s.date, w.key, r.key FROM statements s"
               " LEFT JOIN actors w ON w.id = s.who LEFT JOIN actors r ON r.id = s.receiver"
               " WHERE s.document = :row ORDER BY s.n", doc, doc->statements.n, same_statement);
    prove_rows(p, "act",
               "SELECT a.hash, a.json, b.act, a.root, a.date, a.occasion_id, a.occasion, a.channel, a.place, a.words_key,"
               " a.joined, a.parted, a.date_how, a.ordinal, a.contradicted, a.planned, a.denied, a.decided, b.from_side, b.to_side"
               " FROM acts a JOIN buckets b ON b.id = a.bucket WHERE a.document = :row ORDER BY a.n",
               doc, doc->acts.n, same_act);
    json_decref(given);
}

/* ---- documents ------------------------------------------------------------------------------------------------- */

/* The stored page, unpacked and of the hash it is kept under. */
static bool prove_page(prover *p, wk_str zstd, wk_str sha256) {
    if (!sha256.p) {
        fail(p, "its page is gone: the record is damaged");
        return false;
    }
    if (!wk_blob_unpack(p->arena, zstd, &p->page)) {
        fail(p, "its page cannot be unpacked: the record is damaged");
        return false;
    }
    if (wk_str_eq(wk_hash_hex(p->arena, wk_hash(p->page)), sha256)) return true;
    fail(p, "its page is not the one it was read from: the hash differs");
    return false;
}

static bool prove_reading(prover *p, wk_str zstd, wk_str sha256) {
    wk_error error;
    if (!wk_blob_unpack(p->arena, zstd, &p->json) || wk_reading_parse(p->arena, p->json, &p->reading, NULL, &error) != WK_OK) {
        fail(p, "its reading cannot be unpacked: the record is damaged");
        return false;
    }
    if (wk_str_eq(p->reading->article->page_sha256, sha256)) return true;
    fail(p, "its reading is of another page");
    return false;
}

static void prove_document(prover *p, wk_query *q) {
    p->proof->documents++;
    p->row = wk_query_int(q, 0);
    p->key = wk_query_str(q, 1);
    p->file = wk_query_str(q, 2);
    p->made_by = wk_query_str(q, 6);
    p->given = wk_query_str(q, 7);
    wk_str sha256 = wk_query_str(q, 3);
    if (!prove_page(p, wk_query_blob(q, 4), sha256) || !prove_reading(p, wk_query_blob(q, 5), sha256)) return;
    p->plain = wk_plain_new(p->reading->article->encoding);
    if (!p->plain) {
        fail(p, "the system's iconv does not know the encoding %.*s", WK_F(p->reading->article->encoding));
        return;
    }
    prove_parts(p);
    prove_columns(p);
    prove_items(p);
    wk_plain_free(p->plain);
    p->plain = NULL;
}

/* Pages of failures have no reading, but are what was found all the same. */
static void prove_failures(prover *p) {
    wk_query *q = wk_query_new(p->store, "SELECT f.key, f.file, p.sha256, p.zstd FROM failures f"
                                         " LEFT JOIN pages p ON p.id = f.page WHERE f.page IS NOT NULL ORDER BY f.key");
    while (wk_query_next(q)) {
        wk_arena_reset(p->arena);
        p->key = wk_query_str(q, 0);
        p->file = wk_query_str(q, 1);
        (void)prove_page(p, wk_query_blob(q, 3), wk_query_str(q, 2));
    }
    wk_query_free(q);
}

/* Things about the record as a whole: questions whose answer must be 0. */
static void prove_whole(prover *p) {
    static const struct { const char *sql, *what; } wholes[] = {
        {"SELECT count(*) FROM acts WHERE event IS NULL OR event NOT IN (SELECT id FROM events)", "acts belong to no event"},
        {"SELECT count(*) FROM events WHERE id NOT IN (SELECT event FROM acts)", "events have no acts"},
        {"SELECT count(*) FROM events e WHERE reports <> (SELECT count(DISTINCT d.article) FROM acts a JOIN documents d"
         " ON d.id = a.document WHERE a.event = e.id)",
         "events count their reports wrongly"},
        {"SELECT count(*) FROM events e WHERE hash IS NOT (SELECT min(hash) FROM acts WHERE event = e.id)",
         "events have ids that are none of their acts'"},
        {"SELECT count(*) FROM events e JOIN buckets b ON b.id = e.bucket WHERE e.act <> b.act"
         " OR e.bucket <> (SELECT bucket FROM acts WHERE id = e.teller)"
         " OR e.pool <> (SELECT pool FROM acts WHERE id = e.teller)"
         " OR (EXISTS (SELECT 1 FROM acts a WHERE a.event = e.id AND a.pool <> e.pool)"
         "  AND NOT EXISTS (SELECT 1 FROM acts a WHERE a.event = e.id AND a.joined IS NOT NULL))"
         " OR (e.date IS NOT NULL AND e.date NOT IN (SELECT date FROM acts a WHERE a.event = e.id AND a.date_how = e.date_how"
         "  AND a.date IS NOT NULL))"
         " OR (e.occasion IS NOT NULL AND e.occasion NOT IN (SELECT occasion FROM acts a WHERE a.event = e.id"
         "  AND a.occasion IS NOT NULL))"
         " OR (length(e.date) = 10 AND (e.day_from <> julianday(e.date) - 2440587.5 OR e.day_to <> e.day_from))",
         "events say what none of their acts says"},
        {"SELECT count(*) FROM (SELECT 1 FROM acts WHERE joined IS NOT NULL GROUP BY joined HAVING count(DISTINCT event) > 1)",
         "happenings that people joined are not one event"},
        {"SELECT (SELECT count(*) FROM statements WHERE document NOT IN (SELECT id FROM documents))"
         " + (SELECT count(*) FROM acts WHERE document NOT IN (SELECT id FROM documents))"
         " + (SELECT count(*) FROM parts WHERE document NOT IN (SELECT id FROM documents))",
         "statements, acts and parts belong to no document"},
        {"SELECT count(*) FROM texts WHERE id NOT IN (SELECT text FROM documents WHERE text IS NOT NULL)"
         " OR family NOT IN (SELECT id FROM families)", "texts belong to no document or no family"},
        {"SELECT count(*) FROM pages WHERE id NOT IN (SELECT page FROM documents) AND id NOT IN"
         " (SELECT page FROM failures WHERE page IS NOT NULL)", "pages belong to no document"},
        {"SELECT count(*) FROM actors a WHERE a.said <> " WK_SAID_BY("a.id") " OR a.did <> " WK_DEEDS_OF("a.id", "0")
         " OR a.got <> " WK_DEEDS_OF("a.id", "1"), "actors are counted wrongly"},
        {"SELECT (SELECT count(*) FROM (" WK_HABITS " EXCEPT SELECT bucket, occasion, years, act, hash FROM habits))"
         " + (SELECT count(*) FROM (SELECT bucket, occasion, years, act, hash FROM habits EXCEPT " WK_HABITS "))",
         "kinds of events are counted wrongly"},
        {"SELECT count(*) FROM documents d LEFT JOIN sites s ON s.id = d.site WHERE s.outlet IS NOT coalesce(d.outlet, '')"
         " OR s.host IS NOT " WK_HOST_OF("d.url"), "documents are of another site than they say"}};
    p->key = WK_S("-");
    p->file = (wk_str){0};
    for (size_t i = 0; i < WK_COUNT(wholes); i++) {
        wk_query *q = wk_query_new(p->store, wholes[i].sql);
        int64_t n = wk_query_next(q) ? wk_query_int(q, 0) : 0;
        if (n) fail(p, "%lld %s", (long long)n, wholes[i].what);
        wk_query_free(q);
    }
    /* Not the quick one: answers come from indexes, and these are to say what their tables say. */
    wk_query *q = wk_query_new(p->store, "PRAGMA integrity_check(1)");
    if (wk_query_next(q) && !wk_str_eq(wk_query_str(q, 0), WK_S("ok"))) fail(p, "the database is damaged: %.*s", WK_F(wk_query_str(q, 0)));
    wk_query_free(q);
}

wk_status wk_verify(wk_store *store, wk_disproof *tell, void *context, wk_proof *proof, wk_error *error) {
    *proof = (wk_proof){0};
    wk_arena *arena = wk_arena_new();
    prover p = {.store = store, .tell = tell, .context = context, .proof = proof, .arena = wk_arena_new()};
    wk_store_hold(store); /* while another process adds, all the same */
    p.corrections = wk_store_corrections(store, arena);
    wk_query *q = wk_query_new(store, "SELECT d.id, d.key, d.file, p.sha256, p.zstd, c.reading, d.made_by, c.given"
                                      " FROM documents d LEFT JOIN contents c ON c.document = d.id"
                                      " LEFT JOIN pages p ON p.id = d.page ORDER BY d.key");
    while (wk_query_next(q)) {
        wk_arena_reset(p.arena);
        prove_document(&p, q);
    }
    wk_query_free(q);
    prove_failures(&p);
    prove_whole(&p);
    wk_store_let_go(store);
    wk_arena_free(p.arena);
    wk_arena_free(arena);
    wk_status status = wk_store_status(store, error);
    if (status != WK_OK) return status;
    return proof->failures ? WK_PROOF : WK_OK;
}
