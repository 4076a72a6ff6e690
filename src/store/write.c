/* Writing documents and failures. See write.h for the order of calls; events are written by events.c. */
#include "base/clock.h"
#include "record/event.h"
#include "store/blob.h"
#include "store/inside.h"

#include <unistd.h>

wk_query *wk_store_fixed(wk_store *store, int which) {
    wk_query **q = &store->fixed[which];
    if (!*q) *q = wk_query_new(store, wk_sql[which]);
    else wk_query_restart(*q);
    return *q;
}

static bool failed(const wk_store *store) {
    return store->error.status != WK_OK;
}

static int64_t last_row(const wk_store *store) {
    return sqlite3_last_insert_rowid(store->db);
}

/* ---- transactions ---------------------------------------------------------------------------------------------- */

enum { LONG_MS = 50, TURN_MS = 3 };

/* What is at hand is forgotten when somebody else has changed the record. */
static void check_version(wk_store *store) {
    wk_query *q = wk_query_new(store, "PRAGMA data_version");
    int64_t version = wk_query_next(q) ? wk_query_int(q, 0) : 0;
    wk_query_free(q);
    if (version != store->version) wk_store_forget_sketches(store);
    store->version = version;
}

void wk_store_begin(wk_store *store) {
    wk_store_exec(store, "BEGIN IMMEDIATE");
    store->writing = !failed(store);
    store->began = wk_now_ms();
    check_version(store);
}

/* A question with rows left would hold on to the record as it was, and the next batch could not begin once another
 * writer had added to it. */
static void reset_all(wk_store *store) {
    for (size_t i = 0; i < WK_SQL_COUNT; i++)
        if (store->fixed[i] && store->fixed[i]->stmt) sqlite3_reset(store->fixed[i]->stmt);
}

/* A writer that was kept waiting looks every millisecond: after a long batch it gets its turn. */
void wk_store_commit(wk_store *store) {
    reset_all(store);
    wk_store_exec(store, "COMMIT");
    if (failed(store)) wk_store_rollback(store);
    store->writing = false;
    if (wk_now_ms() - store->began > LONG_MS) usleep(TURN_MS * 1000);
}

void wk_store_rollback(wk_store *store) {
    if (!store->writing) return;
    reset_all(store);
    sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    wk_store_forget_words(store);
    wk_store_forget_counts(store);
    wk_store_forget_sketches(store);
    wk_store_new_run(store); /* its row is gone too, if it was made within */
    store->writing = false;
}

void wk_store_new_run(wk_store *store) {
    store->run = 0;
}

/* The run under way, made when it first brings something. */
static int64_t run_of(wk_store *store, wk_str made_by) {
    if (store->run) return store->run;
    wk_query *q = wk_store_fixed(store, WK_SQL_RUN_ADD);
    wk_bind_str(q, 1, made_by);
    wk_query_run(q);
    if (!failed(store)) store->run = last_row(store);
    return store->run;
}

/* ---- pages and actors ------------------------------------------------------------------------------------------ */

static wk_str body_of(const wk_doc *doc) {
    return doc->parts.n ? doc->parts.v[0].text : WK_S("");
}

wk_filed wk_file_doc(wk_arena *arena, const wk_doc *doc) {
    wk_filed filed = {.doc = doc, .page_zstd = wk_blob_pack(arena, doc->page), .reading_zstd = wk_blob_pack(arena, doc->json)};
    const wk_str texts[] = {doc->article->title, body_of(doc)};
    wk_vocabulary_of(arena, texts, WK_COUNT(texts), &filed.words);
    return filed;
}

static int64_t keep_page(wk_store *store, wk_str sha256, size_t size, wk_str zstd) {
    wk_query *q = wk_store_fixed(store, WK_SQL_PAGE_FIND);
    wk_bind_str(q, 1, sha256);
    if (wk_query_next(q)) return wk_query_int(q, 0);
    q = wk_store_fixed(store, WK_SQL_PAGE_ADD);
    wk_bind_str(q, 1, sha256);
    wk_bind_int(q, 2, (int64_t)size);
    wk_bind_blob(q, 3, zstd);
    wk_query_run(q);
    return last_row(store);
}

static void keep_spelling(wk_store *store, wk_arena *arena, int64_t actor, wk_str name) {
    wk_str folded = wk_name_fold(arena, name);
    wk_query *q = wk_store_fixed(store, WK_SQL_SPELLING_ADD);
    wk_bind_int(q, 1, actor);
    wk_bind_str(q, 2, folded);
    wk_query_run(q);
    if (failed(store) || !sqlite3_changes(store->db)) return;
    q = wk_store_fixed(store, WK_SQL_SPELLING_INDEX);
    wk_bind_int(q, 1, last_row(store));
    wk_bind_str(q, 2, folded);
    wk_query_run(q);
}

static int64_t keep_actor(wk_store *store, wk_arena *arena, const wk_doc_actor *actor) {
    wk_query *q = wk_store_fixed(store, WK_SQL_ACTOR_FIND);
    wk_bind_str(q, 1, actor->key);
    int64_t id = 0;
    bool better = false;
    if (wk_query_next(q)) {
        id = wk_query_int(q, 0);
        better = !wk_query_str(q, 1).n || wk_name_better(actor->name, wk_query_str(q, 1));
        if (wk_str_eq(actor->name, wk_query_str(q, 1))) return id;
    }
    q = wk_store_fixed(store, id ? WK_SQL_ACTOR_NAME : WK_SQL_ACTOR_ADD);
    if (!id) {
        wk_bind_str(q, 1, actor->key);
        wk_bind_str(q, 2, actor->id);
        wk_bind_str(q, 3, actor->name);
        wk_query_run(q);
        id = last_row(store);
    } else if (better) {
        wk_bind_int(q, 1, id);
        wk_bind_str(q, 2, actor->name);
        wk_query_run(q);
    }
    if (!failed(store)) keep_spelling(store, arena, id, actor->name);
    return id;
}

/* ---- items ----------------------------------------------------------------------------------------------------- */

typedef struct adding {
    wk_store *store;
    const wk_doc *doc;
    int64_t id;            /* of the document */
    int64_t *actors;       /* rows of doc->actors */
} adding;

static void bind_days(wk_query *q, int at, wk_days days) {
    if (days.from > days.to) return; /* null */
    wk_bind_int(q, at, days.from);
    wk_bind_int(q, at + 1, days.to);
}

static void bind_actor(const adding *a, wk_query *q, int at, uint32_t number) {
    if (number != WK_NOBODY) wk_bind_int(q, at, a->actors[number]);
}

static void add_via(const adding *a, int sql, const wk_indices *via, int64_t item) {
    for (size_t i = 0; i < via->n; i++) {
        wk_query *q = wk_store_fixed(a->store, sql);
        wk_bind_int(q, 1, a->actors[via->v[i]]);
        wk_bind_int(q, 2, item);
        wk_query_run(q);
    }
}

static void add_statement(const adding *a, size_t n, const wk_doc_statement *s) {
    static const char *const kinds[] = {[WK_DIRECT] = "direct", [WK_INDIRECT] = "indirect", [WK_MIXED] = "mixed"};
    wk_query *q = wk_store_fixed(a->store, WK_SQL_SAID_ADD);
    wk_bind_str(q, 1, s->id);
    wk_bind_int(q, 2, a->id);
    wk_bind_int(q, 3, (int64_t)n);
    bind_actor(a, q, 4, s->who);
    bind_actor(a, q, 5, s->to);
    wk_bind_str(q, 6, wk_str_of(kinds[s->kind]));
    wk_bind_str(q, 7, s->channel);
    wk_bind_str(q, 8, s->said);
    bind_days(q, 9, wk_days_of(s->said));
    wk_str published = wk_str_cut(a->doc->article->published, 0, 10);
    wk_bind_str(q, 11, s->said.p ? s->said : published.n ? published : WK_S("~"));
    wk_bind_str(q, 12, s->json);
    wk_query_run(q);
    add_via(a, WK_SQL_SAID_VIA, &s->via, last_row(a->store));
    if (s->who != WK_NOBODY) wk_store_count_said(a->store, a->actors[s->who], 1);
}

static void add_parties(const adding *a, int64_t bucket, int role, const wk_indices *who) {
    for (size_t i = 0; i < who->n; i++) {
        wk_query *q = wk_store_fixed(a->store, WK_SQL_PARTY_ADD);
        wk_bind_int(q, 1, a->actors[who->v[i]]);
        wk_bind_int(q, 2, role);
        wk_bind_int(q, 3, bucket);
        wk_query_run(q);
    }
}

static int64_t bucket_of(const adding *a, const wk_doc_act *act) {
    wk_query *q = wk_store_fixed(a->store, WK_SQL_BUCKET_FIND);
    wk_bind_str(q, 1, act->bucket);
    if (wk_query_next(q)) return wk_query_int(q, 0);
    q = wk_store_fixed(a->store, WK_SQL_BUCKET_ADD);
    wk_bind_str(q, 1, act->bucket);
    wk_bind_str(q, 2, act->act);
    wk_bind_str(q, 3, act->from_side);
    wk_bind_str(q, 4, act->to_side);
    wk_bind_str(q, 5, act->to_states);
    wk_query_run(q);
    int64_t bucket = last_row(a->store);
    for (int role = 0; role < 2; role++) {
        if (role == 0 || act->symmetric) add_parties(a, bucket, role, &act->from);
        if (role == 1 || act->symmetric) add_parties(a, bucket, role, &act->to);
    }
    return bucket;
}

static int64_t pool_of(const adding *a, const wk_doc_act *act) {
    wk_query *q = wk_store_fixed(a->store, WK_SQL_POOL_FIND);
    wk_bind_str(q, 1, act->pool);
    if (wk_query_next(q)) return wk_query_int(q, 0);
    q = wk_store_fixed(a->store, WK_SQL_POOL_ADD);
    wk_bind_str(q, 1, act->pool);
    wk_query_run(q);
    return last_row(a->store);
}

static void add_act(const adding *a, size_t n, const wk_doc_act *act) {
    int64_t bucket = bucket_of(a, act), pool = pool_of(a, act);
    wk_query *q = wk_store_fixed(a->store, WK_SQL_ACT_ADD);
    wk_bind_str(q, 1, act->id);
    wk_bind_int(q, 2, a->id);
    wk_bind_int(q, 3, (int64_t)n);
    wk_bind_int(q, 4, bucket);
    wk_bind_str(q, 5, act->date.value);
    wk_bind_int(q, 6, (int)act->date.how);
    wk_bind_str(q, 7, act->occasion.id);
    wk_bind_str(q, 8, act->occasion.name);
    wk_bind_int(q, 9, act->occasion.ordinal);
    wk_bind_int(q, 10, act->occasion.contradicted);
    wk_bind_str(q, 11, act->channel);
    wk_bind_str(q, 12, act->place);
    wk_bind_int(q, 13, act->planned);
    wk_bind_int(q, 14, act->denied);
    wk_bind_str(q, 15, act->words_key);
    wk_bind_str(q, 16, act->root);
    wk_bind_str(q, 17, act->json);
    wk_bind_int(q, 18, pool);
    wk_days reach = wk_event_reach(&act->date, a->doc->article->published);
    bind_days(q, 19, reach);
    wk_bind_int(q, 21, act->decided);
    wk_bind_str(q, 22, act->joined);
    wk_bind_str(q, 23, act->parted);
    wk_query_run(q);
    add_via(a, WK_SQL_ACT_VIA, &act->via, last_row(a->store));
    wk_store_touch(a->store, pool, reach);
}

static void add_parts(const adding *a) {
    for (size_t i = 0; i < a->doc->parts.n; i++) {
        wk_query *q = wk_store_fixed(a->store, WK_SQL_PART_ADD);
        wk_bind_int(q, 1, a->id);
        wk_bind_int(q, 2, (int64_t)i);
        wk_bind_str(q, 3, a->doc->parts.v[i].name);
        wk_bind_blob(q, 4, a->doc->parts.v[i].map);
        wk_query_run(q);
    }
}

/* Actors, statements and acts. */
static void add_found(adding *a, wk_arena *arena) {
    a->actors = wk_alloc_array(arena, a->doc->actors.n + 1, sizeof *a->actors);
    for (size_t i = 0; i < a->doc->actors.n && !failed(a->store); i++)
        a->actors[i] = keep_actor(a->store, arena, &a->doc->actors.v[i]);
    for (size_t i = 0; i < a->doc->statements.n; i++) add_statement(a, i, &a->doc->statements.v[i]);
    for (size_t i = 0; i < a->doc->acts.n; i++) add_act(a, i, &a->doc->acts.v[i]);
}

/* ---- documents ------------------------------------------------------------------------------------------------- */

static void index_text(wk_store *store, int64_t id, wk_str title, wk_str body, bool drop) {
    wk_query *q = wk_store_fixed(store, drop ? WK_SQL_WORDS_DROP : WK_SQL_WORDS_ADD);
    wk_bind_int(q, 1, id);
    wk_bind_str(q, 2, title);
    wk_bind_str(q, 3, body);
    wk_query_run(q);
}

/* Counts the document among those of its year. */
static void cover(wk_store *store, wk_str published) {
    if (published.n < 4) return;
    const int either[] = {WK_SQL_COVERED_MORE, WK_SQL_COVERED_FIRST};
    for (size_t i = 0; i < WK_COUNT(either); i++) {
        wk_query *q = wk_store_fixed(store, either[i]);
        wk_bind_str(q, 1, wk_str_cut(published, 0, 4));
        wk_query_run(q);
        if (failed(store) || sqlite3_changes(store->db)) return;
    }
}

static wk_str or_empty(wk_str value) {
    return value.p ? value : WK_S("");
}

/* Outlet and host; see WK_HOST_OF in schema.h. */
static int64_t site_of(wk_store *store, const wk_article *a) {
    size_t at = wk_str_find(a->url, WK_S("://"), 0), end;
    wk_str host = at < a->url.n ? wk_str_cut(a->url, at + 3, a->url.n) : WK_S("");
    for (end = 0; end < host.n && host.p[end] != '/';) end++;
    const wk_str both[] = {or_empty(a->outlet), or_empty(wk_str_cut(host, 0, end))};
    const int either[] = {WK_SQL_SITE_FIND, WK_SQL_SITE_ADD};
    for (size_t i = 0; i < WK_COUNT(either); i++) {
        wk_query *q = wk_store_fixed(store, either[i]);
        for (size_t k = 0; k < WK_COUNT(both); k++) wk_bind_str(q, (int)k + 1, both[k]);
        if (wk_query_next(q)) return wk_query_int(q, 0);
    }
    return last_row(store);
}

static void keep_contents(wk_store *store, const wk_filed *filed, int64_t id, int sql) {
    wk_query *q = wk_store_fixed(store, sql);
    wk_bind_int(q, 1, id);
    wk_bind_str(q, 2, body_of(filed->doc));
    wk_bind_str(q, 3, filed->doc->given);
    wk_bind_blob(q, 4, filed->reading_zstd);
    wk_query_run(q);
}

static int64_t insert_doc(wk_store *store, const wk_filed *filed) {
    const wk_doc *doc = filed->doc;
    const wk_article *a = doc->article;
    int64_t run = run_of(store, doc->made_by);
    int64_t page = keep_page(store, a->page_sha256, doc->page.n, filed->page_zstd), site = site_of(store, a);
    const wk_str texts[] = {doc->key, a->id, doc->address, a->url, a->file, a->container_sha256, {0}, a->outlet,
                            a->language, a->published, a->title, doc->credits, doc->made_by, doc->root};
    wk_query *q = wk_store_fixed(store, WK_SQL_DOC_ADD);
    for (size_t i = 0; i < WK_COUNT(texts); i++) wk_bind_str(q, (int)i + 1, texts[i]);
    wk_bind_int(q, 7, page);
    wk_bind_int(q, (int)WK_COUNT(texts) + 1, run);
    wk_bind_int(q, (int)WK_COUNT(texts) + 2, site);
    wk_query_run(q);
    int64_t id = last_row(store);
    keep_contents(store, filed, id, WK_SQL_CONTENTS_ADD);
    cover(store, a->published);
    return id;
}

static void drop(wk_store *store, int64_t id, const int *sql, size_t n) {
    for (size_t i = 0; i < n; i++) {
        wk_query *q = wk_store_fixed(store, sql[i]);
        wk_bind_int(q, 1, id);
        wk_query_run(q);
    }
}

/* What is told by this document alone will be gone. */
static void discount(wk_store *store, int64_t id) {
    wk_query *q = wk_store_fixed(store, WK_SQL_SPEAKERS_OF);
    wk_bind_int(q, 1, id);
    while (wk_query_next(q)) wk_store_count_said(store, wk_query_int(q, 0), -1);
    q = wk_store_fixed(store, WK_SQL_EVENTS_LEFT);
    wk_bind_int(q, 1, id);
    while (wk_query_next(q)) wk_store_count_event(store, wk_query_int(q, 0), wk_query_str(q, 1), -1);
}

/* Takes away statements and acts of a document. */
static void drop_found(wk_store *store, int64_t id) {
    static const int drops[] = {WK_SQL_EVENTS_STALE, WK_SQL_EVENTS_EMPTY, WK_SQL_DROP_SAID_VIA, WK_SQL_DROP_SAID,
                                WK_SQL_DROP_ACT_VIA, WK_SQL_DROP_ACTS};
    static const int touched[] = {WK_SQL_ACT_REACHES, WK_SQL_JOINED_REACHES};
    for (size_t i = 0; i < WK_COUNT(touched); i++) {
        wk_query *q = wk_store_fixed(store, touched[i]);
        wk_bind_int(q, 1, id);
        wk_store_touch_all(store, q);
    }
    discount(store, id);
    drop(store, id, drops, WK_COUNT(drops));
}

static void reread_doc(wk_store *store, const wk_filed *filed, int64_t id) {
    const wk_doc *doc = filed->doc;
    const wk_article *a = doc->article;
    static const int parts[] = {WK_SQL_DROP_PARTS};
    drop_found(store, id);
    drop(store, id, parts, WK_COUNT(parts));
    const wk_str texts[] = {a->outlet, a->language, a->published, a->title, doc->credits, doc->made_by, doc->root};
    wk_query *q = wk_store_fixed(store, WK_SQL_COVERED_LESS);
    wk_bind_int(q, 1, id);
    wk_query_run(q);
    int64_t site = site_of(store, a);
    q = wk_store_fixed(store, WK_SQL_DOC_REREAD);
    wk_bind_int(q, 1, id);
    for (size_t i = 0; i < WK_COUNT(texts); i++) wk_bind_str(q, (int)i + 2, texts[i]);
    wk_bind_int(q, (int)WK_COUNT(texts) + 2, site);
    wk_query_run(q);
    keep_contents(store, filed, id, WK_SQL_CONTENTS_CHANGE);
    cover(store, a->published);
}

/* The same document found in another place: the least place by bytes is kept, whichever came first. */
static void keep_place(wk_store *store, int64_t id, wk_str file, wk_str container, const wk_article *a) {
    int order = wk_str_cmp(a->file, file);
    if (order > 0 || (order == 0 && wk_str_cmp(a->container_sha256, container) >= 0)) return;
    wk_query *q = wk_store_fixed(store, WK_SQL_DOC_PLACE);
    wk_bind_int(q, 1, id);
    wk_bind_str(q, 2, a->file);
    wk_bind_str(q, 3, a->container_sha256);
    wk_query_run(q);
}

/* What to do with a document, and its row when it is known; places and old text are seen to. */
static wk_added look_up(wk_store *store, const wk_doc *doc, int64_t *id) {
    wk_query *q = wk_store_fixed(store, WK_SQL_DOC_FIND);
    wk_bind_str(q, 1, doc->key);
    if (wk_query_next(q)) {
        *id = wk_query_int(q, 0);
        bool same = wk_str_eq(wk_query_str(q, 1), doc->made_by);
        keep_place(store, *id, wk_query_str(q, 2), wk_query_str(q, 3), doc->article);
        if (!same) index_text(store, *id, wk_query_str(q, 4), wk_query_str(q, 5), true);
        sqlite3_reset(q->stmt);
        return same ? WK_ADDED_AGAIN : WK_ADDED_REREAD;
    }
    q = wk_store_fixed(store, WK_SQL_DOC_ADDRESS);
    wk_bind_str(q, 1, doc->address);
    wk_added what = wk_query_next(q) ? WK_ADDED_VERSION : WK_ADDED_NEW;
    if (q->stmt) sqlite3_reset(q->stmt);
    return what;
}

/* What can be read now has not failed. */
static void drop_failures(wk_store *store, const wk_doc *doc) {
    for (size_t i = 0; i < WK_COUNT(doc->no_failures); i++) {
        wk_query *q = wk_store_fixed(store, WK_SQL_FAILURE_DROP);
        wk_bind_str(q, 1, doc->no_failures[i]);
        wk_query_run(q);
    }
}

wk_added wk_store_add(wk_store *store, const wk_filed *filed) {
    int64_t id = 0;
    drop_failures(store, filed->doc);
    wk_added what = look_up(store, filed->doc, &id);
    if (what == WK_ADDED_AGAIN || failed(store)) return what;
    if (what == WK_ADDED_REREAD) reread_doc(store, filed, id);
    else id = insert_doc(store, filed);
    const wk_doc *doc = filed->doc;
    index_text(store, id, doc->article->title, body_of(doc), false);
    wk_store_keep_words(store, &filed->words);
    wk_arena *arena = wk_arena_new();
    adding a = {.store = store, .doc = doc, .id = id};
    add_parts(&a);
    wk_store_join_family(store, arena, id, &doc->sketch, body_of(doc));
    add_found(&a, arena);
    wk_arena_free(arena);
    return what;
}

void wk_store_refile(wk_store *store, int64_t document, const wk_doc *doc) {
    if (failed(store)) return;
    wk_arena *arena = wk_arena_new();
    adding a = {.store = store, .doc = doc, .id = document};
    drop_found(store, document);
    add_found(&a, arena);
    wk_arena_free(arena);
}

bool wk_store_add_failure(wk_store *store, const wk_failed_page *f, wk_str made_by) {
    wk_query *q = wk_store_fixed(store, WK_SQL_FAILURE_FIND);
    wk_bind_str(q, 1, f->key);
    if (wk_query_next(q) || failed(store)) return false;
    int64_t run = run_of(store, made_by), page = 0;
    if (f->bytes.n) {
        wk_arena *arena = wk_arena_new();
        page = keep_page(store, f->bytes_sha256, f->bytes.n, wk_blob_pack(arena, f->bytes));
        wk_arena_free(arena);
    }
    q = wk_store_fixed(store, WK_SQL_FAILURE_ADD);
    wk_bind_str(q, 1, f->key);
    wk_bind_str(q, 2, f->file);
    wk_bind_str(q, 3, f->url);
    wk_bind_str(q, 4, f->reason);
    wk_bind_int(q, 5, (int)f->status);
    if (page) wk_bind_int(q, 6, page);
    wk_bind_int(q, 7, run);
    wk_query_run(q);
    return true;
}
