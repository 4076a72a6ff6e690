/* Connections to the record for many threads: each takes one, asks or changes, gives it back. A connection that failed is
 * closed, not used again.
 *
 * When another file stands where the record was, or none, nothing is lent until all that looked at the old one came back and
 * are closed: two files that take turns under one name would share SQLite's -wal and -shm beside it, and a process that
 * closes one of them loses its locks on the other (https://www.sqlite.org/howtocorrupt.html, 2.2 and 2.5). */
#ifndef WK_POOL_H
#define WK_POOL_H

#include "store/store.h"

typedef struct wk_pool wk_pool;

/* Opens the record once, to see that it can be. `path` must outlive the pool. */
wk_status wk_pool_new(const char *path, wk_pool **pool, wk_error *error) WK_MUST_CHECK;
void wk_pool_free(wk_pool *pool);

/* A number that is another one after the record has changed. */
wk_status wk_pool_moment(wk_pool *pool, uint64_t *moment, wk_error *error) WK_MUST_CHECK;

/* A connection that may be asked for `ms` milliseconds. WK_STORE_SHARE or WK_STORE_WRITE. */
wk_status wk_pool_take(wk_pool *pool, wk_store_mode mode, int64_t ms, wk_store **store, wk_error *error) WK_MUST_CHECK;
void wk_pool_give(wk_pool *pool, wk_store_mode mode, wk_store *store);

#endif
