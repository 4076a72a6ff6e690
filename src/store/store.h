/* The record on disk: one SQLite database. This header opens and closes it and asks it; write.h changes it.
 *
 * Errors stick: once a call fails, the store remembers the first error and every later call does nothing (queries
 * give no rows), so that a batch is written or a list is read without looking at each step, and
 * wk_store_status() is looked at once. Nothing is changed on disk outside of a transaction; closing without
 * wk_store_commit() leaves the record as it was.
 *
 * A store belongs to one thread at a time. Several processes may read while one writes; a second writer waits. */
#ifndef WK_STORE_H
#define WK_STORE_H

#include "base/str.h"
#include "warkat.h"

typedef struct wk_store wk_store;

/* WK_STORE_SHARE reads too, for servers that keep several open: none of them may keep the others out, and who asks is not
 * kept waiting for another program longer than two seconds. */
typedef enum wk_store_mode { WK_STORE_READ, WK_STORE_SHARE, WK_STORE_WRITE } wk_store_mode;

/* Opens a record. WK_STORE_WRITE makes it when it is not there. WK_STORE with one line when it is no record, of a
 * later version, or not to be opened; a file that is no record is left as it is. */
wk_status wk_store_open(const char *path, wk_store_mode mode, wk_store **store, wk_error *error) WK_MUST_CHECK;

/* Which file a path led to. */
typedef struct wk_file {
    uint64_t device, number;
} wk_file;

/* Is there a record at all? Reads the first bytes of the file, without SQLite and what it does beside the file. Only where the
 * process has no connection to the file: closing it would give up their locks. */
wk_status wk_store_look(const char *path, wk_file *file, wk_error *error) WK_MUST_CHECK;

/* Another file than this one stands there now, or none. */
bool wk_file_gone(const wk_file *file, const char *path);

/* As wk_store_open(), but only if `file` still stands there when it is opened. SQLite touches nothing beside another. */
wk_status wk_store_open_file(const char *path, const wk_file *file, wk_store_mode mode, wk_store **store, wk_error *error) WK_MUST_CHECK;

/* Closes; an open transaction is rolled back. NULL is fine. */
void wk_store_free(wk_store *store);

/* The first error since the store was opened, or WK_OK. */
wk_status wk_store_status(const wk_store *store, wk_error *error);

/* From now on, until the second call, every question sees the record as it is now, whatever another process adds
 * meanwhile. Not within a transaction. */
void wk_store_hold(wk_store *store);
void wk_store_let_go(wk_store *store);

/* Questions from now on, taken together, may take `ms` milliseconds, then they fail (WK_STORE); another writer is waited for
 * no longer either. For servers. */
void wk_store_allow(wk_store *store, int64_t ms);

/* ---- asking ---------------------------------------------------------------------------------------------------- */

/* A prepared question. SQL is made of constants only; what people typed is bound. */
typedef struct wk_query wk_query;

/* Prepares a question; never NULL. Free it before the store. */
wk_query *wk_query_new(wk_store *store, const char *sql);
void wk_query_free(wk_query *query);

/* Binds ":name"; a name that the question does not have is ignored. Strings are borrowed until the query is freed or
 * restarted. NULL strings bind null. */
void wk_query_bind(wk_query *query, const char *name, wk_str value);
void wk_query_bind_int(wk_query *query, const char *name, int64_t value);

/* Goes to the next row; false at the end and on error. */
bool wk_query_next(wk_query *query);

/* Begins anew with other values. */
void wk_query_restart(wk_query *query);

/* Rows that questions have stepped through so far without an index to lead them: what tests hold low. Of questions under
 * way, those of write.h alone count. */
int64_t wk_store_scanned(const wk_store *store);

/* Columns of the row, from 0. Strings live until the next call of wk_query_next(); NULL for null. */
wk_str wk_query_str(wk_query *query, int column);
wk_str wk_query_blob(wk_query *query, int column);
int64_t wk_query_int(wk_query *query, int column);
bool wk_query_is_null(wk_query *query, int column);

#endif
