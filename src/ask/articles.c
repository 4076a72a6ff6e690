/* Articles, failures and search. */
#include "ask/inside.h"
#include "base/error.h"
#include "store/blob.h"
#include "store/vocabulary.h"

enum { MOST_WEIGHED = 16000 };

/* What both lists have; the snippet is the caller's. */
#define LISTED                                                                                                         \
    "SELECT d.article, d.key, d.title, d.outlet, d.url, d.file, d.published, d.language, p.sha256,"                    \
    " (SELECT count(*) FROM statements s WHERE s.document = d.id), (SELECT count(*) FROM acts a WHERE a.document = d.id)," \
    " (SELECT count(*) FROM documents o WHERE o.address = d.address AND (coalesce(o.published, ''), o.key)"            \
    "  <= (coalesce(d.published, ''), d.key)), (SELECT count(*) FROM documents o WHERE o.address = d.address), "

/* Conditions on events: some act of the article is part of one that meets them. */
static void add_events(wk_asking *a, const wk_filter *f) {
    wk_filter events = {.from = f->from, .to = f->to, .between_a = f->between_a, .between_b = f->between_b, .who = f->who,
                        .act = f->act, .occasion = f->occasion, .via = f->via};
    if (!f->from.p && !f->to.p && !f->between_a.p && !f->who.p && !f->act.p && !f->occasion.p && !f->via.p) return;
    wk_asking_add(a, " AND d.id IN (SELECT z.document FROM events e JOIN acts z ON z.event = e.id WHERE 1");
    wk_asking_events(a, &events);
    wk_asking_add(a, ")");
}

static void add_filter(wk_asking *a, const wk_filter *f) {
    add_events(a, f);
    if (f->outlet.p) {
        wk_asking_add(a, " AND (d.outlet LIKE :outlet ESCAPE '\\' OR d.url LIKE :outlet ESCAPE '\\')");
        wk_asking_part(a, ":outlet", f->outlet);
    }
    if (f->language.p) {
        wk_asking_add(a, " AND d.language = :language");
        wk_asking_text(a, ":language", f->language);
    }
    if (f->since.p) {
        wk_asking_add(a, " AND d.published >= :since");
        wk_asking_text(a, ":since", f->since);
    }
    if (f->until.p) {
        wk_asking_add(a, " AND d.published <= :until || '~'");
        wk_asking_text(a, ":until", f->until);
    }
    wk_asking_words(a, f, " AND d.id IN (SELECT rowid FROM words WHERE words MATCH :held)");
    wk_asking_new(a, f, " AND d.run IN (SELECT id FROM runs WHERE began >= :new_since)",
                  " AND d.run = (SELECT max(id) FROM runs)");
}

static wk_listed listed_of(wk_arena *arena, wk_query *q) {
    wk_listed l = {0};
    wk_str *const texts[] = {&l.article, &l.document, &l.title, &l.outlet, &l.url, &l.file, &l.published, &l.language,
                             &l.page_sha256};
    for (size_t i = 0; i < WK_COUNT(texts); i++) *texts[i] = wk_str_copy(arena, wk_query_str(q, (int)i));
    int64_t *const numbers[] = {&l.statements, &l.acts, &l.version, &l.versions};
    for (size_t i = 0; i < WK_COUNT(numbers); i++) *numbers[i] = wk_query_int(q, (int)(WK_COUNT(texts) + i));
    l.snippet = wk_str_copy(arena, wk_query_str(q, 13));
    l.reason = wk_str_copy(arena, wk_query_str(q, 14));
    return l;
}

/* Runs a question whose columns are those of LISTED, a snippet and a reason; then frees it. */
static void each(wk_asking *a, wk_listed_sink *sink, void *context) {
    wk_query *q = wk_asking_query(a);
    wk_arena *row = wk_arena_new();
    bool more = !a->nobody;
    while (more && wk_query_next(q)) {
        wk_arena_reset(row);
        wk_listed listed = listed_of(row, q);
        more = sink(context, row, &listed);
    }
    wk_arena_free(row);
    wk_query_free(q);
    wk_asking_free(a);
}

/* Which rows first, by an index; then what is shown of them. */
wk_status wk_ask_articles(wk_store *store, const wk_packs *packs, const wk_filter *filter, wk_listed_sink *sink,
                          void *context, wk_error *error) {
    wk_status status = wk_filter_check(filter, error);
    if (status != WK_OK) return status;
    const char *order = filter->newest ? " ORDER BY d.published DESC, d.article DESC, d.key DESC"
                                       : " ORDER BY d.published NULLS LAST, d.article, d.key";
    wk_asking a = {.store = store, .packs = packs, .arena = wk_arena_new()};
    wk_asking_add(&a, LISTED "NULL, NULL FROM (SELECT d.id AS row FROM documents d WHERE 1");
    add_filter(&a, filter);
    wk_asking_add(&a, order);
    wk_asking_page(&a, filter);
    wk_asking_add(&a, ") w JOIN documents d ON d.id = w.row JOIN pages p ON p.id = d.page");
    wk_asking_add(&a, order);
    each(&a, sink, context);
    return wk_store_status(store, error);
}

/* Acts of the document in this row, and the events they are part of; versions of its address. */
static void load_links(wk_store *store, wk_arena *arena, wk_str document, wk_article_full *full) {
    wk_query *q = wk_query_new(store, "SELECT a.hash, e.hash FROM documents d JOIN acts a ON a.document = d.id"
                                      " JOIN events e ON e.id = a.event WHERE d.key = :key ORDER BY a.n");
    wk_query_bind(q, ":key", document);
    while (wk_query_next(q)) {
        *WK_PUSH(arena, &full->acts) = wk_str_copy(arena, wk_query_str(q, 0));
        *WK_PUSH(arena, &full->events) = wk_str_copy(arena, wk_query_str(q, 1));
    }
    wk_query_free(q);
    q = wk_query_new(store, "SELECT o.key FROM documents d JOIN documents o ON o.address = d.address WHERE d.key = :key"
                            " ORDER BY coalesce(o.published, ''), o.key");
    wk_query_bind(q, ":key", document);
    while (wk_query_next(q)) *WK_PUSH(arena, &full->versions) = wk_str_copy(arena, wk_query_str(q, 0));
    wk_query_free(q);
}

static void load_told(wk_store *store, wk_arena *arena, wk_article_full *full) {
    wk_query *q = wk_query_new(store, "SELECT a.event FROM documents d JOIN acts a ON a.document = d.id WHERE d.key = :key"
                                      " AND a.event IS NOT NULL GROUP BY a.event ORDER BY min(a.n)");
    wk_query_bind(q, ":key", full->listed.document);
    while (wk_query_next(q)) {
        wk_told told;
        if (wk_ask_told(store, arena, wk_query_int(q, 0), &told)) *WK_PUSH(arena, &full->told) = told;
    }
    wk_query_free(q);
}

wk_status wk_ask_article(wk_store *store, wk_arena *arena, wk_str id, wk_article_full *full, wk_error *error) {
    *full = (wk_article_full){0};
    wk_query *q = wk_query_new(store, LISTED "NULL, NULL, c.reading, d.credits FROM documents d JOIN contents c ON c.document = d.id"
        " JOIN pages p ON p.id = d.page WHERE"
        " d.id = (SELECT id FROM documents WHERE key = :id UNION ALL SELECT id FROM (SELECT id FROM documents WHERE article = :id"
        " ORDER BY coalesce(published, '') DESC, key DESC LIMIT 1) LIMIT 1)");
    wk_query_bind(q, ":id", id);
    bool found = wk_query_next(q), whole = true;
    if (found) {
        full->listed = listed_of(arena, q);
        full->credits = wk_str_copy(arena, wk_query_str(q, 16));
        whole = wk_blob_unpack(arena, wk_query_blob(q, 15), &full->reading);
    }
    wk_query_free(q);
    wk_status status = wk_store_status(store, error);
    if (status != WK_OK) return status;
    if (!found) return wk_fail(error, WK_NOTHING, "no article has the id %.*s: `warkat list` lists ids", WK_F(id));
    if (!whole) return wk_fail(error, WK_STORE, "the record is damaged: see `warkat verify`");
    load_links(store, arena, full->listed.document, full);
    wk_family *family = wk_alloc(arena, sizeof *family);
    status = wk_ask_family(store, arena, full->listed.document, family, error);
    if (family->carriers.n) full->family = family;
    if (status == WK_OK) status = wk_ask_changes(store, arena, &full->versions, &full->changes, error);
    load_told(store, arena, full);
    return status == WK_OK ? wk_store_status(store, error) : status;
}

wk_status wk_ask_failures(wk_store *store, const wk_filter *filter, wk_listed_sink *sink, void *context,
                          wk_error *error) {
    wk_status status = wk_filter_check(filter, error);
    if (status != WK_OK) return status;
    wk_asking a = {.store = store, .arena = wk_arena_new()};
    wk_asking_add(&a, "SELECT d.key, d.key, NULL, NULL, d.url, d.file, NULL, NULL, p.sha256, 0, 0, 1, 1, NULL, d.reason"
                      " FROM failures d LEFT JOIN pages p ON p.id = d.page WHERE 1");
    wk_asking_new(&a, filter, " AND d.run IN (SELECT id FROM runs WHERE began >= :new_since)",
                  " AND d.run = (SELECT max(id) FROM runs)");
    wk_asking_add(&a, " ORDER BY d.file, d.key");
    wk_asking_page(&a, filter);
    each(&a, sink, context);
    return wk_store_status(store, error);
}

/* ---- search ---------------------------------------------------------------------------------------------------- */

/* The words of the record that hold `part`, as alternatives for FTS5; NULL when none does. */
static wk_str alternatives(wk_store *store, wk_arena *arena, wk_str part) {
    wk_query *q = wk_query_new(store, "SELECT word FROM trigrams WHERE word LIKE :like ORDER BY length(word), word LIMIT 200");
    wk_query_bind(q, ":like", wk_str_printf(arena, "%%%.*s%%", WK_F(part)));
    wk_buf out = {0};
    while (wk_query_next(q)) {
        wk_buf_add(&out, out.n ? WK_S(" OR \"") : WK_S("(\""));
        wk_buf_add(&out, wk_query_str(q, 0));
        wk_buf_byte(&out, '"');
    }
    if (out.n) wk_buf_byte(&out, ')');
    wk_query_free(q);
    wk_str kept = out.n ? wk_str_copy(arena, wk_buf_str(&out)) : (wk_str){0};
    wk_buf_free(&out);
    return kept;
}

/* A question for articles that hold every one of the typed words as a part of a word; NULL when there are none. */
static wk_str by_parts(wk_store *store, wk_arena *arena, wk_str typed) {
    wk_word_list parts = {0};
    wk_vocabulary_of(arena, &typed, 1, &parts);
    wk_str all = {0};
    for (size_t i = 0; i < parts.n; i++) {
        wk_str words = alternatives(store, arena, parts.v[i]);
        if (!words.p) return words;
        all = all.p ? wk_str_printf(arena, "%.*s AND %.*s", WK_F(all), WK_F(words)) : words;
    }
    return all;
}

/* Question and conditions, whose rows are those of `words`; without conditions SQLite leaves the documents out. */
static void add_found(wk_asking *a, const wk_filter *f, wk_str question) {
    wk_asking_add(a, " FROM words LEFT JOIN documents d ON d.id = words.rowid WHERE words MATCH :words");
    wk_asking_text(a, ":words", wk_str_copy(a->arena, question));
    add_filter(a, f);
}

static bool finds(wk_store *store, const wk_packs *packs, const wk_filter *filter, wk_str question) {
    wk_asking a = {.store = store, .packs = packs, .arena = wk_arena_new()};
    wk_asking_add(&a, "SELECT 1");
    add_found(&a, filter, question);
    wk_asking_add(&a, " LIMIT 1");
    wk_query *q = wk_asking_query(&a);
    bool found = !a.nobody && wk_query_next(q);
    wk_query_free(q);
    wk_asking_free(&a);
    return found;
}

/* So many articles hold the words that weighing each of them takes longer than people wait. */
static bool is_common(wk_store *store, wk_str question) {
    wk_query *q = wk_query_new(store, "SELECT 1 FROM words WHERE words MATCH :words LIMIT 1 OFFSET :most");
    wk_query_bind(q, ":words", question);
    wk_query_bind_int(q, ":most", MOST_WEIGHED);
    bool common = wk_query_next(q);
    wk_query_free(q);
    return common;
}

/* The question's rows, the newest first: each article is looked up, until the page is full. */
static void add_newest(wk_asking *a, const wk_filter *f, wk_str question) {
    wk_asking_add(a, "SELECT d.id AS row, 0 AS fit, d.published AS day, d.article AS article, d.key AS key FROM documents d"
                     " WHERE EXISTS (SELECT 1 FROM words WHERE words MATCH :words AND words.rowid = d.id)");
    wk_asking_text(a, ":words", wk_str_copy(a->arena, question));
    add_filter(a, f);
    wk_asking_add(a, " ORDER BY d.published DESC, d.article DESC, d.key DESC");
}

/* The question's rows, best first. Copies weigh the same; who comes first of them is asked only where the page ends. */
static void add_best(wk_asking *a, const wk_filter *f, wk_str question) {
    wk_asking_add(a, "WITH found AS MATERIALIZED (SELECT words.rowid AS row, bm25(words, 4.0, 1.0) AS fit");
    add_found(a, f, question);
    wk_asking_add(a, ") SELECT f.row AS row, f.fit AS fit, d.published AS day, d.article AS article, d.key AS key"
                     " FROM found f JOIN documents d ON d.id = f.row");
    if (f->limit) {
        wk_asking_add(a, " WHERE f.fit <= coalesce((SELECT fit FROM found ORDER BY fit LIMIT 1 OFFSET :last), 0)");
        wk_asking_int(a, ":last", f->offset + f->limit - 1);
    }
    wk_asking_add(a, " ORDER BY fit, day DESC, article DESC, key DESC");
}

/* Which rows first; then what is shown of those, for snippets cost most. */
static void search(wk_store *store, const wk_packs *packs, const wk_filter *filter, wk_str question,
                   wk_listed_sink *sink, void *context) {
    wk_asking a = {.store = store, .packs = packs, .arena = wk_arena_new()};
    wk_asking_add(&a, LISTED "snippet(words, -1, '\xe2\x80\xb9', '\xe2\x80\xba', '\xe2\x80\xa6', 24), NULL"
                             " FROM (");
    bool common = filter->limit && is_common(store, question);
    if (common) add_newest(&a, filter, question);
    else add_best(&a, filter, question);
    wk_asking_page(&a, filter);
    wk_asking_add(&a, ") w JOIN words ON words.rowid = w.row AND words MATCH :words JOIN documents d ON d.id = w.row"
                      " JOIN pages p ON p.id = d.page ORDER BY w.fit, w.day DESC, w.article DESC, w.key DESC");
    each(&a, sink, context);
}

wk_status wk_ask_search(wk_store *store, const wk_packs *packs, const wk_filter *filter, wk_str words,
                        wk_listed_sink *sink, void *context, wk_error *error) {
    wk_status status = wk_filter_check(filter, error);
    if (status != WK_OK) return status;
    wk_arena *arena = wk_arena_new();
    wk_str question = wk_words_quoted(arena, words);
    bool whole = question.n && finds(store, packs, filter, question);
    if (!whole) question = by_parts(store, arena, words);
    if (question.n) search(store, packs, filter, question, sink, context);
    wk_arena_free(arena);
    return wk_store_status(store, error);
}
