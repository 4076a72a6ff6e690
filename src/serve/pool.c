#include "serve/pool.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/error.h"

#include <pthread.h>
#include <stdlib.h>

enum { MOST = 64, AGAIN_MS = 300 };

struct wk_pool {
    const char *path;
    pthread_mutex_t lock;
    wk_store *idle[MOST];
    size_t count, lent;
    wk_store *watcher;     /* sees when others write */
    wk_query *version;
    int64_t seen;          /* data_version of the watcher */
    uint64_t moment;
    wk_file file;          /* which the watcher looks at */
    wk_error failure;      /* of the last attempt to open it … */
    int64_t again;         /* … and when to try again, in milliseconds */
};

static void close_all(wk_pool *pool) {
    while (pool->count) wk_store_free(pool->idle[--pool->count]);
    wk_query_free(pool->version);
    wk_store_free(pool->watcher);
    pool->version = NULL;
    pool->watcher = NULL;
}

static wk_status watch(wk_pool *pool, wk_error *error) {
    wk_status status = wk_store_look(pool->path, &pool->file, error);
    if (status == WK_OK) status = wk_store_open_file(pool->path, &pool->file, WK_STORE_SHARE, &pool->watcher, error);
    if (status != WK_OK) return status;
    pool->version = wk_query_new(pool->watcher, "PRAGMA data_version");
    pool->seen = -1;
    return WK_OK;
}

/* An attempt may wait for another program: those who ask together wait for one. */
static wk_status watch_again(wk_pool *pool, wk_error *error) {
    if (wk_now_ms() < pool->again) {
        *error = pool->failure;
        return pool->failure.status;
    }
    wk_status status = watch(pool, &pool->failure);
    if (status == WK_OK) return WK_OK;
    *error = pool->failure;
    pool->again = wk_now_ms() + AGAIN_MS;
    return status;
}

wk_status wk_pool_new(const char *path, wk_pool **out, wk_error *error) {
    wk_pool *pool = wk_malloc(sizeof *pool);
    *pool = (wk_pool){.path = path};
    pthread_mutex_init(&pool->lock, NULL);
    wk_status status = watch(pool, error);
    if (status == WK_OK) *out = pool;
    else wk_pool_free(pool);
    return status;
}

void wk_pool_free(wk_pool *pool) {
    if (!pool) return;
    close_all(pool);
    pthread_mutex_destroy(&pool->lock);
    free(pool);
}

/* Within the lock: there is a watcher of the file that stands there now. */
static wk_status attend(wk_pool *pool, wk_error *error) {
    if (pool->watcher && (wk_store_status(pool->watcher, NULL) != WK_OK || wk_file_gone(&pool->file, pool->path))) close_all(pool);
    if (pool->watcher) return WK_OK;
    if (pool->lent) return wk_fail_at(error, WK_STORE, pool->path, 0, 0, "another file came in its place: ask again in a moment");
    return watch_again(pool, error);
}

static wk_status look(wk_pool *pool, wk_error *error) {
    wk_status status = attend(pool, error);
    if (status != WK_OK) return status;
    wk_query_restart(pool->version);
    int64_t version = wk_query_next(pool->version) ? wk_query_int(pool->version, 0) : -1;
    wk_query_restart(pool->version);
    if (version != pool->seen) {
        pool->seen = version;
        pool->moment++;
    }
    return wk_store_status(pool->watcher, error);
}

wk_status wk_pool_moment(wk_pool *pool, uint64_t *moment, wk_error *error) {
    pthread_mutex_lock(&pool->lock);
    wk_status status = look(pool, error);
    *moment = pool->moment;
    pthread_mutex_unlock(&pool->lock);
    return status;
}

wk_status wk_pool_take(wk_pool *pool, wk_store_mode mode, int64_t ms, wk_store **store, wk_error *error) {
    wk_file file;
    *store = NULL;
    pthread_mutex_lock(&pool->lock);
    wk_status status = attend(pool, error);
    if (status == WK_OK) {
        pool->lent++;
        file = pool->file;
        if (mode == WK_STORE_SHARE && pool->count) *store = pool->idle[--pool->count];
    }
    pthread_mutex_unlock(&pool->lock);
    if (status == WK_OK && !*store) {
        status = wk_store_open_file(pool->path, &file, mode, store, error);
        if (status != WK_OK) wk_pool_give(pool, mode, NULL);
    }
    if (status == WK_OK) wk_store_allow(*store, ms);
    return status;
}

void wk_pool_give(wk_pool *pool, wk_store_mode mode, wk_store *store) {
    bool good = store && mode == WK_STORE_SHARE && wk_store_status(store, NULL) == WK_OK;
    pthread_mutex_lock(&pool->lock);
    good = good && pool->count < MOST && pool->watcher && !wk_file_gone(&pool->file, pool->path);
    if (good) pool->idle[pool->count++] = store;
    else wk_store_free(store);
    pool->lent--; /* only now: it is closed */
    pthread_mutex_unlock(&pool->lock);
}
