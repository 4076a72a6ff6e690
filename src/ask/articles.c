/* Articles and failures. */
#include "ask/inside.h"
#include "ask/listed.h"
#include "base/error.h"
#include "store/blob.h"

/* Conditions on events: some act of the article is part of one that meets them. What somebody did is told in few articles,
 * which are gathered; of an act alone there are many, so that articles are walked. */
static void add_events(wk_asking *a, const wk_filter *f) {
    wk_filter events = {.from = f->from, .to = f->to, .between_a = f->between_a, .between_b = f->between_b, .who = f->who,
                        .act = f->act, .occasion = f->occasion, .via = f->via, .limit = f->limit};
    bool gathered = wk_filter_names(f) || f->occasion.p;
    if (!gathered && !f->act.p) return;
    wk_asking_add(a, gathered || !f->limit ? " AND d.id IN (SELECT z.document FROM events e JOIN acts z ON z.event = e.id WHERE 1"
                                           : " AND EXISTS (SELECT 1 FROM acts z JOIN events e ON e.id = z.event WHERE z.document = d.id");
    wk_asking_events(a, &events);
    wk_asking_add(a, ")");
}

void wk_asking_articles(wk_asking *a, const wk_filter *f, bool of_site) {
    add_events(a, f);
    if (!of_site) wk_asking_outlet(a, f, &wk_publishing_documents);
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
    wk_asking_words(a, f, &wk_holding_documents);
    wk_asking_new(a, f, " AND d.run IN (SELECT id FROM runs WHERE began >= :new_since)",
                  " AND d.run = (SELECT max(id) FROM runs)");
}

wk_listed wk_listed_of(wk_arena *arena, wk_query *q) {
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

/* Runs a question whose columns are those of WK_LISTED, a snippet and a reason; then frees it. */
static void each(wk_asking *a, wk_listed_sink *sink, void *context) {
    wk_query *q = wk_asking_query(a);
    wk_arena *row = wk_arena_new();
    bool more = !a->nobody;
    while (more && wk_query_next(q)) {
        wk_arena_reset(row);
        wk_listed listed = wk_listed_of(row, q);
        more = sink(context, row, &listed);
    }
    wk_arena_free(row);
    wk_query_free(q);
    wk_asking_free(a);
}

/* Of few sites each gives as many of its articles as the page could need, by an index in their order; else all articles
 * are looked through in order. */
static bool of_few_sites(wk_store *store, const wk_filter *f) {
    enum { MOST_ROWS = 8000 };
    if (!wk_of_sites(f) || !f->limit || f->offset + f->limit > MOST_ROWS) return false;
    wk_asking a = {.store = store, .arena = wk_arena_new()};
    wk_asking_add(&a, "SELECT count(*) FROM (SELECT 1 FROM sites o WHERE " WK_OF_SITE " LIMIT :most)");
    wk_asking_part(&a, ":outlet", f->outlet);
    return !wk_asking_exceeds(&a, MOST_ROWS / (f->offset + f->limit));
}

static void add_articles(wk_asking *a, const wk_filter *f, const char *order) {
    bool few = of_few_sites(a->store, f);
    if (few) wk_asking_add(a, "sites o CROSS JOIN documents d ON d.id IN (SELECT d.id FROM ");
    wk_asking_add(a, few ? "documents d WHERE d.site = o.id" : "documents d WHERE 1");
    wk_asking_articles(a, f, few);
    if (few) {
        wk_asking_add(a, order);
        wk_asking_add(a, " LIMIT :most) WHERE " WK_OF_SITE);
        wk_asking_part(a, ":outlet", f->outlet);
        wk_asking_int(a, ":most", f->offset + f->limit);
    }
    wk_asking_add(a, order);
    wk_asking_page(a, f);
}

/* Which rows first, by an index; then what is shown of them. */
wk_status wk_ask_articles(wk_store *store, const wk_packs *packs, const wk_filter *filter, wk_listed_sink *sink,
                          void *context, wk_error *error) {
    wk_status status = wk_filter_check(filter, error);
    if (status != WK_OK) return status;
    const char *order = filter->newest ? " ORDER BY d.published DESC, d.article DESC, d.key DESC"
                                       : " ORDER BY d.published NULLS LAST, d.article, d.key";
    wk_asking a = {.store = store, .packs = packs, .arena = wk_arena_new()};
    wk_asking_add(&a, WK_LISTED "NULL, NULL FROM (SELECT d.id AS row FROM ");
    add_articles(&a, filter, order);
    wk_asking_add(&a, ") w CROSS JOIN documents d ON d.id = w.row JOIN pages p ON p.id = d.page");
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
    wk_query *q = wk_query_new(store, WK_LISTED "NULL, NULL, c.reading, d.credits FROM documents d JOIN contents c ON c.document = d.id"
        " JOIN pages p ON p.id = d.page WHERE"
        " d.id = (SELECT id FROM documents WHERE key = :id UNION ALL SELECT id FROM (SELECT id FROM documents WHERE article = :id"
        " ORDER BY coalesce(published, '') DESC, key DESC LIMIT 1) LIMIT 1)");
    wk_query_bind(q, ":id", id);
    bool found = wk_query_next(q), whole = true;
    if (found) {
        full->listed = wk_listed_of(arena, q);
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
