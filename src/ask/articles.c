/* Articles, failures and search. */
#include "ask/inside.h"

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

static size_t search(wk_store *store, const wk_filter *filter, const char *sql, const char *order, const char *name,
                     wk_str value, wk_listed_sink *sink, void *context) {
    wk_asking a = {.store = store, .arena = wk_arena_new()};
    wk_asking_add(&a, sql);
    wk_asking_text(&a, name, wk_str_copy(a.arena, value));
    add_filter(&a, filter);
    wk_asking_add(&a, order);
    add_limit(&a, filter);
    return each(&a, sink, context);
}

wk_status wk_ask_search(wk_store *store, const wk_filter *filter, wk_str words, wk_listed_sink *sink, void *context,
                        wk_error *error) {
    wk_status status = wk_filter_check(filter, error);
    if (status != WK_OK) return status;
    wk_arena *arena = wk_arena_new();
    wk_str exact = quoted(arena, words);
    size_t found = 0;
    if (exact.n)
        found = search(store, filter,
                       LISTED "snippet(words, -1, '\xe2\x80\xb9', '\xe2\x80\xba', '\xe2\x80\xa6', 24), NULL"
                              " FROM words JOIN documents d ON d.id = words.rowid JOIN pages p ON p.id = d.page"
                              " WHERE words MATCH :words",
                       " ORDER BY bm25(words, 4.0, 1.0), d.key", ":words", exact, sink, context);
    if (!found && words.n >= 3) { /* as a part of words: the trigram index serves LIKE */
        wk_str like = wk_str_printf(arena, "%%%.*s%%", WK_F(words));
        search(store, filter,
               LISTED "substr(d.body, max(1, instr(lower(d.body), lower(trim(:like, '%'))) - 60), 160), NULL"
                      " FROM trigrams JOIN documents d ON d.id = trigrams.rowid JOIN pages p ON p.id = d.page"
                      " WHERE (trigrams.body LIKE :like OR trigrams.title LIKE :like)",
               " ORDER BY d.published IS NULL, d.published, d.key", ":like", like, sink, context);
    }
    wk_arena_free(arena);
    return wk_store_status(store, error);
}
