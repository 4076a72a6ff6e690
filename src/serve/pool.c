#include "serve/pool.h"

#include "base/arena.h"

#include <pthread.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { MOST = 64 };

struct wk_pool {
    const char *path;
    pthread_mutex_t lock;
    wk_store *idle[MOST];
    size_t count;
    wk_store *watcher;     /* sees when others write */
    wk_query *version;
    int64_t seen;          /* data_version of the watcher */
    uint64_t moment;
    dev_t device;
    ino_t inode;
};

static void close_all(wk_pool *pool) {
    while (pool->count) wk_store_free(pool->idle[--pool->count]);
    wk_query_free(pool->version);
    wk_store_free(pool->watcher);
    pool->version = NULL;
    pool->watcher = NULL;
}

static wk_status watch(wk_pool *pool, wk_error *error) {
    struct stat about;
    wk_status status = wk_store_open(pool->path, WK_STORE_READ, &pool->watcher, error);
    if (status != WK_OK) return status;
    pool->version = wk_query_new(pool->watcher, "PRAGMA data_version");
    if (stat(pool->path, &about) == 0) {
        pool->device = about.st_dev;
        pool->inode = about.st_ino;
    }
    pool->seen = -1;
    return WK_OK;
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

/* Another file stands where the record was, or none. */
static bool replaced(const wk_pool *pool) {
    struct stat about;
    return stat(pool->path, &about) != 0 || about.st_dev != pool->device || about.st_ino != pool->inode;
}

static wk_status look(wk_pool *pool, wk_error *error) {
    if (pool->watcher && (wk_store_status(pool->watcher, NULL) != WK_OK || replaced(pool))) close_all(pool);
    if (!pool->watcher) {
        wk_status status = watch(pool, error);
        if (status != WK_OK) return status;
    }
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

wk_status wk_pool_take(wk_pool *pool, int64_t ms, wk_store **store, wk_error *error) {
    pthread_mutex_lock(&pool->lock);
    *store = pool->count ? pool->idle[--pool->count] : NULL;
    pthread_mutex_unlock(&pool->lock);
    wk_status status = *store ? WK_OK : wk_store_open(pool->path, WK_STORE_READ, store, error);
    if (status == WK_OK) wk_store_allow(*store, ms);
    return status;
}

void wk_pool_give(wk_pool *pool, wk_store *store) {
    bool good = wk_store_status(store, NULL) == WK_OK;
    pthread_mutex_lock(&pool->lock);
    good = good && pool->count < MOST && pool->watcher && !replaced(pool);
    if (good) pool->idle[pool->count++] = store;
    pthread_mutex_unlock(&pool->lock);
    if (!good) wk_store_free(store);
}
