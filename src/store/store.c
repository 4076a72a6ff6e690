#include "store/inside.h"

#include "base/clock.h"
#include "store/schema.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

enum { AGAIN_MS = 5 };

/* How long another program that holds the record is waited for. */
static const int patience_ms[] = {[WK_STORE_READ] = 60 * 1000, [WK_STORE_SHARE] = 2 * 1000, [WK_STORE_WRITE] = 60 * 1000};

/* ---- errors ---------------------------------------------------------------------------------------------------- */

typedef struct trouble {
    int code; /* SQLite's, primary or extended */
    wk_status status;
    const char *what;
} trouble;

/* The first row that fits; extended codes come before their primary one. */
static const trouble troubles[] = {
    {SQLITE_FULL, WK_DISK, "the disk is full: make room and run the same command again; what was added before is safe"},
    {SQLITE_IOERR_NOMEM, WK_MEMORY, "out of memory"},
    {SQLITE_IOERR, WK_DISK, "cannot be read or written"},
    {SQLITE_NOMEM, WK_MEMORY, "out of memory"},
    {SQLITE_BUSY, WK_STORE, "another program holds it and was waited for: try again when it is done"},
    {SQLITE_LOCKED, WK_STORE, "another program holds it and was waited for: try again when it is done"},
    {SQLITE_NOTADB, WK_STORE, "is not a record of warkat: name another file with --db"},
    {SQLITE_CORRUPT, WK_STORE, "is damaged: take a backup, or make it anew with `warkat add` from the pages"},
    {SQLITE_READONLY, WK_STORE, "may not be written: check the rights of the file and its folder"},
    {SQLITE_PERM, WK_STORE, "may not be opened: check the rights of the file and its folder"},
    {SQLITE_AUTH, WK_STORE, "may not be opened: check the rights of the file and its folder"},
    {SQLITE_CANTOPEN, WK_STORE, "cannot be opened: check that its folder is there and may be written"},
    {SQLITE_INTERRUPT, WK_STORE, "the question takes too long: ask for less, for a shorter time"},
    {SQLITE_TOOBIG, WK_STORE, "a page is too large to be kept (1 GB)"},
};

static bool covers(int row, int code) {
    return row == code || row == (code & 0xff);
}

static void fill(wk_error *error, const char *path, int code, const char *detail, int system) {
    for (size_t i = 0; i < WK_COUNT(troubles); i++) {
        const trouble *t = &troubles[i];
        if (!covers(t->code, code)) continue;
        /* ENOENT is what SQLite's last attempt met, not what kept it from making the file */
        bool tell = (code & 0xff) == SQLITE_IOERR || ((code & 0xff) == SQLITE_CANTOPEN && system != ENOENT);
        wk_fail_at(error, t->status, path, 0, 0, "%s%s%s%s", t->what, tell && system ? " (" : "",
                   tell && system ? strerror(system) : "", tell && system ? ")" : "");
        return;
    }
    wk_fail_at(error, WK_STORE, path, 0, 0, "the database says: %s", detail);
}

void wk_store_fail(wk_store *store, int code) {
    if (store->error.status != WK_OK) return;
    int extended = sqlite3_extended_errcode(store->db);
    fill(&store->error, store->path, (extended & 0xff) == (code & 0xff) ? extended : code, sqlite3_errmsg(store->db),
         sqlite3_system_errno(store->db));
}

void wk_store_fail_with(wk_store *store, wk_status status, const char *message) {
    if (store->error.status == WK_OK) wk_fail_at(&store->error, status, store->path, 0, 0, "%s", message);
}

wk_status wk_store_status(const wk_store *store, wk_error *error) {
    if (store->error.status != WK_OK && error) *error = store->error;
    return store->error.status;
}

/* ---- time ------------------------------------------------------------------------------------------------------ */

static int too_late(void *context) {
    const wk_store *store = context;
    return wk_now_ms() > store->until;
}

void wk_store_allow(wk_store *store, int64_t ms) {
    enum { STEPS = 20000 /* of SQLite's machine: some milliseconds */ };
    store->until = wk_now_ms() + ms;
    sqlite3_busy_timeout(store->db, (int)ms);
    sqlite3_progress_handler(store->db, STEPS, too_late, store);
}

/* ---- queries --------------------------------------------------------------------------------------------------- */

/* Preparing a question costs as much as many an answer, so questions that are done with are kept for the next time. */
static sqlite3_stmt *take_idle(wk_store *store, const char *sql, uint64_t hash) {
    for (size_t i = 0; i < WK_COUNT(store->idle); i++) {
        wk_idle *idle = &store->idle[i];
        if (!idle->stmt || idle->hash != hash || strcmp(sqlite3_sql(idle->stmt), sql) != 0) continue;
        sqlite3_stmt *stmt = idle->stmt;
        idle->stmt = NULL;
        return stmt;
    }
    return NULL;
}

/* In the place of what was put there longest ago. */
static void keep_idle(wk_store *store, sqlite3_stmt *stmt) {
    wk_idle *idle = &store->idle[store->next_idle++ % WK_COUNT(store->idle)];
    sqlite3_reset(stmt);
    sqlite3_clear_bindings(stmt);
    sqlite3_finalize(idle->stmt);
    const char *sql = sqlite3_sql(stmt);
    *idle = (wk_idle){stmt, XXH3_64bits(sql, strlen(sql))};
}

static void close_database(wk_store *store) {
    for (size_t i = 0; i < WK_COUNT(store->idle); i++) sqlite3_finalize(store->idle[i].stmt);
    memset(store->idle, 0, sizeof store->idle);
    sqlite3_close(store->db);
    store->db = NULL;
}

wk_query *wk_query_new(wk_store *store, const char *sql) {
    wk_query *q = wk_malloc(sizeof *q);
    *q = (wk_query){.store = store};
    if (store->error.status != WK_OK) return q;
    q->stmt = take_idle(store, sql, XXH3_64bits(sql, strlen(sql)));
    if (q->stmt) return q;
    int code = sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &q->stmt, NULL);
    if (code != SQLITE_OK) wk_store_fail(store, code);
    return q;
}

static int64_t scanned_by(const wk_query *q) {
    return q && q->stmt ? sqlite3_stmt_status(q->stmt, SQLITE_STMTSTATUS_FULLSCAN_STEP, 0) : 0;
}

int64_t wk_store_scanned(const wk_store *store) {
    int64_t all = store->scanned;
    for (size_t i = 0; i < WK_SQL_COUNT; i++) all += scanned_by(store->fixed[i]);
    return all;
}

void wk_query_free(wk_query *q) {
    if (!q) return;
    q->store->scanned += scanned_by(q);
    if (q->stmt) {
        sqlite3_stmt_status(q->stmt, SQLITE_STMTSTATUS_FULLSCAN_STEP, 1); /* counts anew */
        if (q->store->error.status == WK_OK) keep_idle(q->store, q->stmt);
        else sqlite3_finalize(q->stmt);
    }
    free(q);
}

void wk_bind_str(wk_query *q, int at, wk_str value) {
    if (!q->stmt) return;
    if (value.p) sqlite3_bind_text64(q->stmt, at, value.p, value.n, SQLITE_STATIC, SQLITE_UTF8);
    else sqlite3_bind_null(q->stmt, at);
}

void wk_bind_blob(wk_query *q, int at, wk_str value) {
    if (q->stmt) sqlite3_bind_blob64(q->stmt, at, value.p ? value.p : "", value.n, SQLITE_STATIC);
}

void wk_bind_int(wk_query *q, int at, int64_t value) {
    if (q->stmt) sqlite3_bind_int64(q->stmt, at, value);
}

void wk_bind_null(wk_query *q, int at) {
    if (q->stmt) sqlite3_bind_null(q->stmt, at);
}

void wk_query_bind(wk_query *q, const char *name, wk_str value) {
    int at = q->stmt ? sqlite3_bind_parameter_index(q->stmt, name) : 0;
    if (at) wk_bind_str(q, at, value);
}

void wk_query_bind_int(wk_query *q, const char *name, int64_t value) {
    int at = q->stmt ? sqlite3_bind_parameter_index(q->stmt, name) : 0;
    if (at) wk_bind_int(q, at, value);
}

bool wk_query_next(wk_query *q) {
    if (!q->stmt || q->store->error.status != WK_OK) return false;
    int code = sqlite3_step(q->stmt);
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) wk_store_fail(q->store, code);
    sqlite3_reset(q->stmt);
    return false;
}

void wk_query_restart(wk_query *q) {
    if (!q->stmt) return;
    sqlite3_reset(q->stmt);
    sqlite3_clear_bindings(q->stmt);
}

void wk_query_run(wk_query *q) {
    while (wk_query_next(q)) continue;
}

wk_str wk_query_str(wk_query *q, int column) {
    const char *text = (const char *)sqlite3_column_text(q->stmt, column);
    return (wk_str){text, text ? (size_t)sqlite3_column_bytes(q->stmt, column) : 0};
}

wk_str wk_query_blob(wk_query *q, int column) {
    const char *bytes = sqlite3_column_blob(q->stmt, column);
    return (wk_str){bytes ? bytes : "", (size_t)sqlite3_column_bytes(q->stmt, column)};
}

int64_t wk_query_int(wk_query *q, int column) {
    return sqlite3_column_int64(q->stmt, column);
}

bool wk_query_is_null(wk_query *q, int column) {
    return sqlite3_column_type(q->stmt, column) == SQLITE_NULL;
}

void wk_store_exec(wk_store *store, const char *sql) {
    if (store->error.status != WK_OK) return;
    int code = sqlite3_exec(store->db, sql, NULL, NULL, NULL);
    if (code != SQLITE_OK) wk_store_fail(store, code);
}

/* The first column of the first row. */
static int64_t ask_int(wk_store *store, const char *sql) {
    wk_query *q = wk_query_new(store, sql);
    int64_t value = wk_query_next(q) ? wk_query_int(q, 0) : 0;
    wk_query_free(q);
    return value;
}

void wk_store_hold(wk_store *store) {
    wk_store_exec(store, "BEGIN");
}

void wk_store_let_go(wk_store *store) {
    sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL); /* nothing was written; also after an error */
}

/* ---- opening --------------------------------------------------------------------------------------------------- */

static void migrate(wk_store *store, int64_t from) {
    int64_t end = from ? WK_SCHEMA_VERSION : 1;
    for (int64_t v = from; v < end; v++) {
        if (wk_migrations[v]) continue;
        wk_store_fail_with(store, WK_STORE, "was made by an earlier version of warkat: add the pages again to another file");
        return;
    }
    if (from && sqlite3_db_readonly(store->db, "main")) {
        wk_store_fail_with(store, WK_STORE, "was made by an earlier version of warkat: open it once where it may be written, to bring it up to date");
        return;
    }
    wk_store_exec(store, "BEGIN IMMEDIATE");
    if (ask_int(store, "PRAGMA user_version") == from) { /* nobody else was quicker */
        for (int64_t v = from; v < end; v++) wk_store_exec(store, wk_migrations[v]);
        char sql[96];
        snprintf(sql, sizeof sql, "PRAGMA application_id=%d; PRAGMA user_version=%d", WK_APPLICATION_ID, WK_SCHEMA_VERSION);
        wk_store_exec(store, sql);
    }
    wk_store_exec(store, "COMMIT");
    if (store->error.status != WK_OK) sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
}

/* Is it a record, and one that this program knows? Makes it one when it is empty and may be written. */
static void check_kind(wk_store *store, wk_store_mode mode) {
    int64_t tables = ask_int(store, "SELECT count(*) FROM sqlite_schema");
    int64_t application = ask_int(store, "PRAGMA application_id"), version = ask_int(store, "PRAGMA user_version");
    if (store->error.status != WK_OK) return;
    bool empty = !tables && !application && !version;
    if (!empty && application != WK_APPLICATION_ID)
        wk_store_fail_with(store, WK_STORE, "is a database, but not a record of warkat: name another file with --db");
    else if (empty && mode != WK_STORE_WRITE)
        wk_store_fail_with(store, WK_STORE, "is empty: add pages to it with `warkat add`");
    else if (version > WK_SCHEMA_VERSION)
        wk_store_fail_with(store, WK_STORE, "was made by a later version of warkat: use that version");
    else if (version < WK_SCHEMA_VERSION)
        migrate(store, version);
}

/* SQLite's own waiting sleeps ever longer and may never wake in the moment between two batches of another writer; see
 * wk_store_commit(). */
static int wait_a_little(void *context, int times) {
    usleep(1000);
    return times < *(const int *)context;
}

/* Most of what an article adds lies at random places of many indexes, so the larger a record, the more pages a batch reads and
 * changes: of larger pages there are fewer. Of still larger ones a question reads too much that it does not need. A record that is
 * there keeps the size it has. */
#define NEW_PAGES "PRAGMA page_size=8192"

static void set_up(wk_store *store, wk_store_mode mode) {
    sqlite3_extended_result_codes(store->db, 1);
    sqlite3_busy_handler(store->db, wait_a_little, (void *)(uintptr_t)&patience_ms[mode]);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    wk_store_exec(store, "PRAGMA temp_store=MEMORY; PRAGMA cell_size_check=ON");
    if (mode == WK_STORE_WRITE) wk_store_exec(store, NEW_PAGES);
    check_kind(store, mode);
    if (mode == WK_STORE_WRITE)
        wk_store_exec(store, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-393216;"
                             "PRAGMA journal_size_limit=67108864; PRAGMA wal_autocheckpoint=4000");
    else wk_store_exec(store, "PRAGMA query_only=ON; PRAGMA cache_size=-65536");
    if (store->error.status == WK_OK) wk_store_teach_parts(store);
}

/* A way of opening a file. */
typedef struct way {
    int flags;
    const char *suffix; /* of the file: URI */
    const char *first;  /* SQL to begin with */
    bool alone;         /* keeps others out for as long as it is open */
} way;

static const way to_write[] = {{SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, "", NULL, false}};

/* Readers that cannot have the usual shared index (no room for it, no right to make it) try others. */
static const way to_read[] = {
    {SQLITE_OPEN_READWRITE, "", NULL, false},
    {SQLITE_OPEN_READWRITE, "", "PRAGMA locking_mode=EXCLUSIVE", true},
    {SQLITE_OPEN_READONLY, "", NULL, false},
    {SQLITE_OPEN_READONLY, "?immutable=1", NULL, false},
};

/* "file:" and the path with what means something in a URI escaped; the caller frees it. */
static char *uri_of(const char *path, const char *suffix) {
    char *uri = wk_malloc(3 * strlen(path) + strlen(suffix) + 8), *out = uri;
    out += sprintf(out, path[0] == '/' ? "file://" : "file:");
    for (const char *p = path; *p; p++) {
        if (strchr("%?#", *p)) out += sprintf(out, "%%%02X", (unsigned)(unsigned char)*p);
        else *out++ = *p;
    }
    strcpy(out, suffix);
    return uri;
}

static void open_once(wk_store *store, const char *uri, const wk_file *file, const way *w, wk_store_mode mode) {
    store->error = (wk_error){0};
    int code = sqlite3_open_v2(uri, &store->db, w->flags | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, NULL);
    if (code != SQLITE_OK) {
        wk_store_fail(store, code);
        return;
    }
    /* So far SQLite has opened the file alone, not what belongs to it. */
    if (file && wk_file_gone(file, store->path)) {
        wk_store_fail_with(store, WK_STORE, "another file came in its place: ask again in a moment");
        return;
    }
    if (w->first) wk_store_exec(store, w->first);
    set_up(store, mode);
}

/* While another program makes the record or turns to WAL, SQLite gives up at once instead of waiting; where it did wait, the
 * time is used up. */
static void try_way(wk_store *store, const wk_file *file, const way *w, wk_store_mode mode) {
    char *uri = uri_of(store->path, w->suffix);
    for (int64_t end = wk_now_ms() + patience_ms[mode];;) {
        open_once(store, uri, file, w, mode);
        if (store->error.status == WK_OK || (sqlite3_errcode(store->db) & 0xff) != SQLITE_BUSY || wk_now_ms() > end) break;
        close_database(store);
        usleep(AGAIN_MS * 1000);
    }
    free(uri);
}

/* What can be said before SQLite looks at it. */
static wk_status look(const char *path, wk_store_mode mode, wk_error *error) {
    struct stat about;
    if (stat(path, &about) != 0) {
        if (errno == ENOENT && mode == WK_STORE_WRITE) return WK_OK;
        if (errno == ENOENT)
            return wk_fail_at(error, WK_STORE, path, 0, 0,
                              "there is no such record: make one with `warkat add`, or name it with --db");
        return wk_fail_at(error, WK_STORE, path, 0, 0, "cannot be opened: %s", strerror(errno));
    }
    if (S_ISDIR(about.st_mode))
        return wk_fail_at(error, WK_STORE, path, 0, 0, "is a folder, not a record: name a file with --db");
    return WK_OK;
}

static wk_file identity(const struct stat *about) {
    return (wk_file){(uint64_t)about->st_dev, (uint64_t)about->st_ino};
}

bool wk_file_gone(const wk_file *file, const char *path) {
    struct stat about;
    if (stat(path, &about) != 0) return true;
    wk_file now = identity(&about);
    return now.device != file->device || now.number != file->number;
}

/* "SQLite format 3" and application_id at byte 68: https://www.sqlite.org/fileformat.html */
wk_status wk_store_look(const char *path, wk_file *file, wk_error *error) {
    unsigned char head[72];
    struct stat about = {0};
    wk_status status = look(path, WK_STORE_READ, error);
    if (status != WK_OK) return status;
    int in = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    ssize_t n = in < 0 || fstat(in, &about) != 0 ? -1 : read(in, head, sizeof head);
    if (n < 0) status = wk_fail_at(error, WK_STORE, path, 0, 0, "cannot be opened: %s", strerror(errno));
    if (in >= 0) close(in);
    if (status != WK_OK) return status;
    *file = identity(&about);
    uint32_t id = n < (ssize_t)sizeof head ? 0 : (uint32_t)head[68] << 24 | (uint32_t)head[69] << 16 | (uint32_t)head[70] << 8 | head[71];
    if (n == 0) return wk_fail_at(error, WK_STORE, path, 0, 0, "is empty: add pages to it with `warkat add`");
    if (id == WK_APPLICATION_ID && memcmp(head, "SQLite format 3", 16) == 0) return WK_OK;
    return wk_fail_at(error, WK_STORE, path, 0, 0, "is not a record of warkat: name another file with --db");
}

/* Trying another way helps against these. */
static bool by_another_way(const wk_store *store) {
    int code = sqlite3_errcode(store->db) & 0xff;
    return code == SQLITE_CANTOPEN || code == SQLITE_IOERR || code == SQLITE_FULL || code == SQLITE_READONLY ||
           code == SQLITE_PERM;
}

wk_status wk_store_open(const char *path, wk_store_mode mode, wk_store **store, wk_error *error) {
    return wk_store_open_file(path, NULL, mode, store, error);
}

wk_status wk_store_open_file(const char *path, const wk_file *file, wk_store_mode mode, wk_store **store, wk_error *error) {
    wk_status status = look(path, mode, error);
    if (status != WK_OK) return status;
    wk_store *s = wk_malloc(sizeof *s);
    *s = (wk_store){.path = strdup(path), .arena = wk_arena_new()};
    const way *ways = mode == WK_STORE_WRITE ? to_write : to_read;
    size_t count = mode == WK_STORE_WRITE ? WK_COUNT(to_write) : WK_COUNT(to_read);
    for (size_t i = 0; i < count; i++) {
        if (ways[i].alone && mode == WK_STORE_SHARE) continue;
        try_way(s, file, &ways[i], mode);
        bool again = s->error.status != WK_OK && i + 1 < count && by_another_way(s);
        if (!again) break;
        close_database(s);
    }
    if (s->error.status == WK_OK) {
        *store = s;
        return WK_OK;
    }
    status = wk_store_status(s, error);
    wk_store_free(s);
    return status;
}

void wk_store_free(wk_store *store) {
    if (!store) return;
    for (size_t i = 0; i < WK_SQL_COUNT; i++) wk_query_free(store->fixed[i]);
    close_database(store);
    wk_arena_free(store->arena);
    wk_arena_free(store->word_arena);
    wk_store_forget_sketches(store);
    free(store->path);
    free(store);
}
