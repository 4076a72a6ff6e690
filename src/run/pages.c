#include "run/pages.h"

#include "base/error.h"

#include <pthread.h>
#include <stdlib.h>

enum { PER_THREAD = 4, LARGE_ARENA = 8 * 1024 * 1024, BYTES_UNDER_WAY = 64 * 1024 * 1024 };

typedef enum state { FREE, READY, TAKEN, DONE } state;

typedef struct slot {
    wk_job job;
    state state;
} slot;

/* A ring of slots: filled at `head`, taken from `tail`; workers take the READY one nearest to the tail. */
typedef struct ring {
    const wk_run *run;
    slot *slots;
    size_t size, head, tail; /* counters that only grow */
    size_t next;             /* the first slot that may be READY */
    size_t bytes;            /* of pages under way */
    bool closed, stopped;
    pthread_mutex_t lock;
    pthread_cond_t ready, done;
    pthread_t *workers;
    size_t started;
    wk_error *error;
    wk_status status;
} ring;

static slot *at(ring *r, size_t counter) {
    return &r->slots[counter % r->size];
}

/* ---- one page -------------------------------------------------------------------------------------------------- */

static void read_page(const wk_run *run, wk_job *job) {
    if (job->failed) return;
    job->failed = wk_article_read(job->arena, run->packs, &job->page, &job->article, &job->error) != WK_OK;
    if (job->failed) {
        wk_fail_in(&job->error, job->error.status, job->page.file.p);
        return;
    }
    if (!run->articles_only) job->reading = wk_read(job->arena, run->packs, job->article);
    if (run->work) run->work(run->context, job);
}

/* Everything of a page that its source only lends: all of it but its kind. */
static wk_page copy_page(wk_arena *arena, const wk_page *page) {
    wk_page copy = *page;
    wk_str *const strings[] = {&copy.bytes,     &copy.charset, &copy.file,  &copy.url,
                               &copy.id,        &copy.outlet,  &copy.published, &copy.title,
                               &copy.container_sha256, &copy.crawled};
    _Static_assert(sizeof copy == WK_COUNT(strings) * sizeof(wk_str) + sizeof(void *), "no string of a page is forgotten");
    for (size_t i = 0; i < WK_COUNT(strings); i++) *strings[i] = wk_str_copy(arena, *strings[i]);
    return copy;
}

/* A new page in this slot; copied when it must outlive the source's call. */
static void begin(wk_job *job, const wk_page *page, bool copy, const wk_error *failure) {
    if (!job->arena) job->arena = wk_arena_new();
    wk_arena_reset(job->arena);
    *job = (wk_job){.arena = job->arena, .page = copy ? copy_page(job->arena, page) : *page, .failed = failure != NULL};
    if (failure) job->error = *failure;
}

/* ---- workers --------------------------------------------------------------------------------------------------- */

static void *worker(void *context) {
    ring *r = context;
    pthread_mutex_lock(&r->lock);
    for (;;) {
        while (r->next < r->head && at(r, r->next)->state != READY) r->next++;
        if (r->next < r->head) {
            slot *s = at(r, r->next++);
            s->state = TAKEN;
            pthread_mutex_unlock(&r->lock);
            read_page(r->run, &s->job);
            pthread_mutex_lock(&r->lock);
            s->state = DONE;
            pthread_cond_signal(&r->done);
        } else if (r->closed) {
            break;
        } else {
            pthread_cond_wait(&r->ready, &r->lock);
        }
    }
    pthread_mutex_unlock(&r->lock);
    return NULL;
}

/* Hands over the oldest page; `lock` is held and the slot is DONE. */
static void take_oldest(ring *r) {
    slot *s = at(r, r->tail);
    pthread_mutex_unlock(&r->lock);
    if (!r->stopped) {
        r->status = r->run->take(r->run->context, &s->job, r->error);
        r->stopped = r->status != WK_OK;
    }
    size_t bytes = s->job.page.bytes.n;
    if (wk_arena_size(s->job.arena) > LARGE_ARENA) {
        wk_arena_free(s->job.arena);
        s->job.arena = NULL;
    }
    pthread_mutex_lock(&r->lock);
    s->state = FREE;
    r->bytes -= bytes;
    r->tail++;
}

/* Takes what is done; waits for at least one page when `wait`. */
static void drain(ring *r, bool wait) {
    while (r->tail < r->head) {
        while (wait && at(r, r->tail)->state != DONE) pthread_cond_wait(&r->done, &r->lock);
        if (at(r, r->tail)->state != DONE) return;
        take_oldest(r);
        wait = false;
    }
}

static wk_status put(ring *r, const wk_page *page, const wk_error *failure) {
    pthread_mutex_lock(&r->lock);
    drain(r, false);
    while (r->head - r->tail == r->size || (r->head > r->tail && r->bytes + page->bytes.n > BYTES_UNDER_WAY)) drain(r, true);
    slot *s = at(r, r->head);
    pthread_mutex_unlock(&r->lock);
    begin(&s->job, page, true, failure); /* nobody else looks at a FREE slot */
    pthread_mutex_lock(&r->lock);
    s->state = READY;
    r->bytes += page->bytes.n;
    r->head++;
    pthread_cond_signal(&r->ready);
    pthread_mutex_unlock(&r->lock);
    return r->status;
}

/* Without workers: reads and hands over at once. */
static wk_status run_one(ring *r, const wk_page *page, const wk_error *failure) {
    wk_job *job = &r->slots[0].job;
    begin(job, page, false, failure);
    read_page(r->run, job);
    r->status = r->run->take(r->run->context, job, r->error);
    r->stopped = r->status != WK_OK;
    if (wk_arena_size(job->arena) > LARGE_ARENA) {
        wk_arena_free(job->arena);
        job->arena = NULL;
    }
    return r->status;
}

static wk_status sink(void *context, const wk_page *page, const wk_error *failure) {
    ring *r = context;
    return r->started ? put(r, page, failure) : run_one(r, page, failure);
}

/* ---- the whole ------------------------------------------------------------------------------------------------- */

/* Workers that cannot be started are done without. */
static void start(ring *r) {
    size_t wanted = r->run->threads > 1 ? (size_t)r->run->threads : 0;
    r->size = wanted ? wanted * PER_THREAD : 1;
    r->slots = wk_malloc(r->size * sizeof *r->slots);
    memset(r->slots, 0, r->size * sizeof *r->slots);
    r->workers = wk_malloc((wanted + 1) * sizeof *r->workers);
    pthread_mutex_init(&r->lock, NULL);
    pthread_cond_init(&r->ready, NULL);
    pthread_cond_init(&r->done, NULL);
    while (r->started < wanted && pthread_create(&r->workers[r->started], NULL, worker, r) == 0) r->started++;
}

static void finish(ring *r) {
    pthread_mutex_lock(&r->lock);
    while (r->tail < r->head) drain(r, true);
    r->closed = true;
    pthread_cond_broadcast(&r->ready);
    pthread_mutex_unlock(&r->lock);
    for (size_t i = 0; i < r->started; i++) pthread_join(r->workers[i], NULL);
    for (size_t i = 0; i < r->size; i++) wk_arena_free(r->slots[i].job.arena);
    pthread_mutex_destroy(&r->lock);
    pthread_cond_destroy(&r->ready);
    pthread_cond_destroy(&r->done);
    free(r->slots);
    free(r->workers);
}

/* A path that could not be opened is a page that could not be read. */
static void path_failed(ring *r, const char *path, wk_error *failure) {
    wk_fail_in(failure, failure->status, path);
    const wk_page page = {.file = wk_str_of(path)};
    (void)sink(r, &page, failure);
}

wk_status wk_run_pages(const wk_run *run, char *const *paths, size_t count, wk_error *error) {
    ring r = {.run = run, .error = error};
    start(&r);
    for (size_t i = 0; i < count && !r.stopped; i++) {
        wk_error failure = {0};
        wk_status status = wk_source_read(paths[i], &run->source, sink, &r, &failure);
        if (status != WK_OK && !r.stopped) path_failed(&r, paths[i], &failure);
    }
    finish(&r);
    return r.status;
}
