#include "serve/cache.h"

#include "base/arena.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <xxhash.h>

enum { BUCKETS = 2048, LARGEST_SHARE = 8 };

typedef struct entry {
    struct entry *same;         /* of one bucket */
    struct entry *newer, *older;
    char *key;
    size_t key_size;
    uint64_t hash, moment;
    wk_answer *answer; /* NULL: somebody works it out */
} entry;

struct wk_cache {
    pthread_mutex_t lock;
    pthread_cond_t done;
    entry *buckets[BUCKETS];
    entry *newest, *oldest;
    size_t bytes, most;
};

wk_cache *wk_cache_new(size_t most_bytes) {
    wk_cache *c = wk_malloc(sizeof *c);
    *c = (wk_cache){.most = most_bytes};
    pthread_mutex_init(&c->lock, NULL);
    pthread_cond_init(&c->done, NULL);
    return c;
}

/* ---- answers --------------------------------------------------------------------------------------------------- */

wk_answer *wk_answer_new(unsigned code, char *bytes, size_t size) {
    wk_answer *a = wk_malloc(sizeof *a);
    *a = (wk_answer){.bytes = bytes, .size = size, .code = code, .holders = 1};
    snprintf(a->tag, sizeof a->tag, "\"%016llx\"", (unsigned long long)XXH3_64bits(bytes, size));
    return a;
}

static void drop(wk_answer *a) {
    if (__atomic_sub_fetch(&a->holders, 1, __ATOMIC_ACQ_REL)) return;
    free(a->bytes);
    free(a);
}

void wk_answer_free(void *answer) {
    if (answer) drop(answer);
}

static wk_answer *hold(wk_answer *a) {
    __atomic_add_fetch(&a->holders, 1, __ATOMIC_ACQ_REL);
    return a;
}

/* ---- entries --------------------------------------------------------------------------------------------------- */

static size_t weight(const entry *e) {
    return sizeof *e + e->key_size + (e->answer ? e->answer->size + sizeof *e->answer : 0);
}

static void unlink_entry(wk_cache *c, entry *e) {
    for (entry **at = &c->buckets[e->hash % BUCKETS]; *at; at = &(*at)->same)
        if (*at == e) {
            *at = e->same;
            break;
        }
    *(e->newer ? &e->newer->older : &c->newest) = e->older;
    *(e->older ? &e->older->newer : &c->oldest) = e->newer;
}

static void forget(wk_cache *c, entry *e) {
    unlink_entry(c, e);
    c->bytes -= weight(e);
    wk_answer_free(e->answer);
    free(e->key);
    free(e);
}

static void link_entry(wk_cache *c, entry *e) {
    e->same = c->buckets[e->hash % BUCKETS];
    c->buckets[e->hash % BUCKETS] = e;
    e->older = c->newest;
    e->newer = NULL;
    *(c->newest ? &c->newest->newer : &c->oldest) = e;
    c->newest = e;
}

static entry *find(wk_cache *c, wk_str key, uint64_t hash, uint64_t moment) {
    for (entry *e = c->buckets[hash % BUCKETS]; e; e = e->same)
        if (e->hash == hash && e->moment == moment && wk_str_eq((wk_str){e->key, e->key_size}, key)) return e;
    return NULL;
}

static void begin(wk_cache *c, wk_str key, uint64_t hash, uint64_t moment) {
    entry *e = wk_malloc(sizeof *e);
    *e = (entry){.hash = hash, .moment = moment, .key_size = key.n, .key = wk_malloc(key.n + 1)};
    memcpy(e->key, key.p, key.n);
    c->bytes += weight(e);
    link_entry(c, e);
}

wk_answer *wk_cache_get(wk_cache *c, wk_str key, uint64_t moment) {
    uint64_t hash = XXH3_64bits(key.p, key.n);
    wk_answer *found = NULL;
    pthread_mutex_lock(&c->lock);
    for (;;) {
        entry *e = find(c, key, hash, moment);
        if (!e) {
            begin(c, key, hash, moment);
            break;
        }
        if (e->answer) {
            found = hold(e->answer);
            unlink_entry(c, e);
            link_entry(c, e);
            break;
        }
        pthread_cond_wait(&c->done, &c->lock);
    }
    pthread_mutex_unlock(&c->lock);
    return found;
}

/* The least asked for go until the rest fits; what is being worked out stays. */
static void make_room(wk_cache *c) {
    for (entry *e = c->oldest, *newer; e && c->bytes > c->most; e = newer) {
        newer = e->newer;
        if (e->answer) forget(c, e);
    }
}

wk_answer *wk_cache_put(wk_cache *c, wk_str key, uint64_t moment, unsigned code, char *bytes, size_t size, int64_t next) {
    uint64_t hash = XXH3_64bits(key.p, key.n);
    wk_answer *a = wk_answer_new(code, bytes, size);
    a->next = next;
    pthread_mutex_lock(&c->lock);
    entry *e = find(c, key, hash, moment);
    if (e && !e->answer) {
        if (code == 200 && size <= c->most / LARGEST_SHARE) {
            e->answer = hold(a);
            c->bytes += size + sizeof *a;
            make_room(c);
        } else {
            forget(c, e); /* those who wait work it out themselves */
        }
    }
    pthread_cond_broadcast(&c->done);
    pthread_mutex_unlock(&c->lock);
    return a;
}

void wk_cache_free(wk_cache *c) {
    if (!c) return;
    while (c->newest) forget(c, c->newest);
    pthread_cond_destroy(&c->done);
    pthread_mutex_destroy(&c->lock);
    free(c);
}
