/* Corrections in the store, and documents made anew after one. */
#include "record/decision.h"
#include "store/blob.h"
#include "store/inside.h"

enum { COLUMNS = 8 /* of one side */, TEXTS = 7 /* of the correction itself */ };

#define SIDE(s) s ", " s "_now, " s "_item, " s "_article, " s "_part, " s "_words, " s "_start, " s "_stop"
#define OWN "name, attribute, value, decision, author, made, why"

static void load_side(wk_arena *arena, wk_query *q, int column, wk_corrected *c) {
    wk_str *const texts[] = {&c->key, &c->now, &c->item, &c->anchor.article, &c->anchor.part, &c->anchor.words};
    for (size_t i = 0; i < WK_COUNT(texts); i++) *texts[i] = wk_str_copy(arena, wk_query_str(q, column++));
    c->anchor.start = wk_query_int(q, column);
    c->anchor.end = wk_query_int(q, column + 1);
}

static wk_correcting kind_at(wk_store *store, int64_t number) {
    if (number >= 0 && number < WK_CORRECTINGS) return (wk_correcting)number;
    wk_store_fail_with(store, WK_STORE, "holds a decision that this warkat does not know: a newer one made it, or it is damaged");
    return WK_UNDO; /* of nothing */
}

const wk_corrections *wk_store_corrections(wk_store *store, wk_arena *arena) {
    wk_corrections *all = wk_alloc(arena, sizeof *all);
    wk_query *q = wk_query_new(store, "SELECT kind, " OWN ", " SIDE("who") ", " SIDE("target") " FROM corrections ORDER BY id");
    while (wk_query_next(q)) {
        wk_correction *c = WK_PUSH(arena, &all->all);
        c->kind = kind_at(store, wk_query_int(q, 0));
        wk_str *const texts[TEXTS] = {&c->name, &c->attribute, &c->value, &c->decision, &c->by, &c->at, &c->why};
        for (int i = 0; i < TEXTS; i++) *texts[i] = wk_str_copy(arena, wk_query_str(q, 1 + i));
        load_side(arena, q, 1 + TEXTS, &c->who);
        load_side(arena, q, 1 + TEXTS + COLUMNS, &c->to);
        if (!c->decision.p) c->decision = wk_decision_id(arena, c); /* made before decisions had ids */
        if (!wk_attribute_takes(wk_attribute_of(c->attribute), c->value)) c->value = (wk_str){0}; /* somebody else wrote it there */
    }
    wk_query_free(q);
    wk_corrections_index(arena, all);
    return all;
}

static void bind_side(wk_query *q, int at, const wk_corrected *c) {
    const wk_str texts[] = {c->key, c->now, c->item, c->anchor.article, c->anchor.part, c->anchor.words};
    for (size_t i = 0; i < WK_COUNT(texts); i++) wk_bind_str(q, at++, texts[i]);
    wk_bind_int(q, at, c->anchor.start);
    wk_bind_int(q, at + 1, c->anchor.end);
}

void wk_store_add_correction(wk_store *store, const wk_correction *c) {
    wk_query *q = wk_query_new(store, "INSERT INTO corrections (kind, " OWN ", " SIDE("who") ", " SIDE("target") ")"
                                      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19,"
                                      " ?20, ?21, ?22, ?23, ?24)");
    const wk_str texts[TEXTS] = {c->name, c->attribute, c->value, c->decision, c->by, c->at, c->why};
    wk_bind_int(q, 1, (int)c->kind);
    for (int i = 0; i < TEXTS; i++) wk_bind_str(q, 2 + i, texts[i]);
    bind_side(q, 2 + TEXTS, &c->who);
    bind_side(q, 2 + TEXTS + COLUMNS, &c->to);
    wk_query_run(q);
    wk_query_free(q);
}

void wk_store_correction_now(wk_store *store, size_t number, wk_str who, wk_str to) {
    wk_query *q = wk_query_new(store, "UPDATE corrections SET who_now = :who, target_now = :to"
                                      " WHERE id = (SELECT id FROM corrections ORDER BY id LIMIT 1 OFFSET :number)");
    wk_query_bind(q, ":who", who);
    wk_query_bind(q, ":to", to);
    wk_query_bind_int(q, ":number", (int64_t)number);
    wk_query_run(q);
    wk_query_free(q);
}

int64_t wk_store_document_of(wk_store *store, wk_str article) {
    wk_query *q = wk_query_new(store, "SELECT id FROM documents WHERE article = :article ORDER BY published DESC, key LIMIT 1");
    wk_query_bind(q, ":article", article);
    int64_t row = wk_query_next(q) ? wk_query_int(q, 0) : 0;
    wk_query_free(q);
    return row;
}

void wk_store_documents_in(wk_store *store, wk_arena *arena, wk_str article, wk_numbers *documents) {
    wk_query *q = wk_query_new(store, "SELECT id FROM documents WHERE article = :article ORDER BY id");
    wk_query_bind(q, ":article", article);
    while (wk_query_next(q)) *WK_PUSH(arena, documents) = wk_query_int(q, 0);
    wk_query_free(q);
}

void wk_store_documents_of(wk_store *store, wk_arena *arena, wk_str key, wk_numbers *documents) {
    wk_query *q = wk_query_new(store,
        "WITH w AS (SELECT id FROM actors WHERE key = :key)"
        " SELECT document FROM statements WHERE who IN w OR receiver IN w"
        " UNION SELECT s.document FROM statement_via v JOIN statements s ON s.id = v.statement WHERE v.actor IN w"
        " UNION SELECT a.document FROM act_via v JOIN acts a ON a.id = v.act WHERE v.actor IN w"
        " UNION SELECT a.document FROM parties p JOIN acts a ON a.bucket = p.bucket WHERE p.actor IN w"
        " ORDER BY 1");
    wk_query_bind(q, ":key", key);
    while (wk_query_next(q)) *WK_PUSH(arena, documents) = wk_query_int(q, 0);
    wk_query_free(q);
}

wk_str wk_store_reading(wk_store *store, wk_arena *arena, int64_t document, wk_str *key) {
    wk_query *q = wk_query_new(store, "SELECT d.key, c.reading FROM documents d JOIN contents c ON c.document = d.id WHERE d.id = :row");
    wk_query_bind_int(q, ":row", document);
    wk_str reading = {0};
    if (wk_query_next(q)) {
        *key = wk_str_copy(arena, wk_query_str(q, 0));
        if (!wk_blob_unpack(arena, wk_query_blob(q, 1), &reading))
            wk_store_fail_with(store, WK_STORE, "a reading in it is damaged: see `warkat verify`");
    }
    wk_query_free(q);
    return reading;
}

void wk_store_rename(wk_store *store, wk_str key, wk_str name) {
    wk_query *q = wk_query_new(store, "UPDATE actors SET name = coalesce(:name, '') WHERE key = :key");
    wk_query_bind(q, ":key", key);
    wk_query_bind(q, ":name", name);
    wk_query_run(q);
    wk_query_free(q);
}
