/* Articles, failures and search. */
#include "ask/inside.h"
#include "store/vocabulary.h"

/* What both lists have; the snippet is the caller's. */
#define LISTED                                                                                                         \
    "SELECT d.article, d.key, d.title, d.outlet, d.url, d.file, d.published, d.language, p.sha256,"                    \
    " (SELECT count(*) FROM statements s WHERE s.document = d.id), (SELECT count(*) FROM acts a WHERE a.document = d.id)," \
    " (SELECT count(*) FROM documents o WHERE o.address = d.address AND (coalesce(o.published, ''), o.key)"            \
    "  <= (coalesce(d.published, ''), d.key)), (SELECT count(*) FROM documents o WHERE o.address = d.address), "

static void add_filter(wk_asking *a, const wk_filter *f) {
    if (f->outlet.p) {
        wk_asking_add(a, " AND (d.outlet LIKE :outlet OR d.url LIKE :outlet)");
        wk_asking_text(a, ":outlet", wk_str_printf(a->arena, "%%%.*s%%", WK_F(f->outlet)));
    }
    if (f->language.p) {
        wk_asking_add(a, " AND d.language = :language");
        wk_asking_text(a, ":language", f->language);
    }
    if (f->since.p) {
        wk_asking_add(a, " AND substr(d.published, 1, length(:since)) >= :since");
        wk_asking_text(a, ":since", f->since);
    }
    if (f->until.p) {
        wk_asking_add(a, " AND substr(d.published, 1, length(:until)) <= :until");
        wk_asking_text(a, ":until", f->until);
    }
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

/* Runs a question whose columns are those of LISTED, a snippet and a reason; returns how many rows it gave. */
static size_t each(wk_asking *a, wk_listed_sink *sink, void *context) {
    wk_query *q = wk_asking_query(a);
    wk_arena *row = wk_arena_new();
    size_t rows = 0;
    bool more = true;
    while (more && wk_query_next(q)) {
        wk_arena_reset(row);
        wk_listed listed = listed_of(row, q);
        more = sink(context, row, &listed);
        rows++;
    }
    wk_arena_free(row);
    wk_query_free(q);
    wk_asking_free(a);
    return rows;
}

static void add_limit(wk_asking *a, const wk_filter *f) {
    if (!f->limit) return;
    wk_asking_add(a, " LIMIT :limit");
    wk_asking_int(a, ":limit", f->limit);
}

wk_status wk_ask_articles(wk_store *store, const wk_filter *filter, wk_listed_sink *sink, void *context,
                          wk_error *error) {
    wk_status status = wk_filter_check(filter, error);
    if (status != WK_OK) return status;
    wk_asking a = {.store = store, .arena = wk_arena_new()};
    wk_asking_add(&a, LISTED "NULL, NULL FROM documents d JOIN pages p ON p.id = d.page WHERE 1");
    add_filter(&a, filter);
    wk_asking_add(&a, " ORDER BY d.published IS NULL, d.published, d.article, d.key");
    add_limit(&a, filter);
    each(&a, sink, context);
    return wk_store_status(store, error);
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
    add_limit(&a, filter);
    each(&a, sink, context);
    return wk_store_status(store, error);
}

/* ---- search ---------------------------------------------------------------------------------------------------- */

/* What people typed as a question to FTS5: each word quoted, all of them wanted; words between quotation marks stay
 * together. */
static wk_str quoted(wk_arena *arena, wk_str typed) {
    wk_buf out = {0};
    bool within = false, open = false;
    for (size_t i = 0; i <= typed.n; i++) {
        char c = i < typed.n ? typed.p[i] : ' ';
        bool ends = i == typed.n || c == '"' || (!within && (c == ' ' || c == '\t'));
        if (!ends) {
            if (!open) wk_buf_add(&out, out.n ? WK_S(" \"") : WK_S("\""));
            open = true;
            wk_buf_byte(&out, c == '\0' ? ' ' : c);
        } else if (open) {
            wk_buf_byte(&out, '"');
            open = false;
        }
        if (i < typed.n && c == '"') within = !within;
    }
    wk_str kept = wk_str_copy(arena, wk_str_trim(wk_buf_str(&out)));
    wk_buf_free(&out);
    return kept;
}

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

static size_t search(wk_store *store, const wk_filter *filter, wk_str question, wk_listed_sink *sink, void *context) {
    wk_asking a = {.store = store, .arena = wk_arena_new()};
    wk_asking_add(&a, LISTED "snippet(words, -1, '\xe2\x80\xb9', '\xe2\x80\xba', '\xe2\x80\xa6', 24), NULL"
                             " FROM words JOIN documents d ON d.id = words.rowid JOIN pages p ON p.id = d.page"
                             " WHERE words MATCH :words");
    wk_asking_text(&a, ":words", wk_str_copy(a.arena, question));
    add_filter(&a, filter);
    wk_asking_add(&a, " ORDER BY bm25(words, 4.0, 1.0), d.key");
    add_limit(&a, filter);
    return each(&a, sink, context);
}

wk_status wk_ask_search(wk_store *store, const wk_filter *filter, wk_str words, wk_listed_sink *sink, void *context,
                        wk_error *error) {
    wk_status status = wk_filter_check(filter, error);
    if (status != WK_OK) return status;
    wk_arena *arena = wk_arena_new();
    wk_str question = quoted(arena, words);
    size_t found = question.n ? search(store, filter, question, sink, context) : 0;
    if (!found && (question = by_parts(store, arena, words)).p) search(store, filter, question, sink, context);
    wk_arena_free(arena);
    return wk_store_status(store, error);
}
