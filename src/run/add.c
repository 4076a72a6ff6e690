#include "run/add.h"

#include "base/clock.h"
#include "read/reading_json.h"
#include "run/correct.h"
#include "run/progress.h"

/* A batch is closed when it is this large or this long under way, and closing takes no more than a part of its time:
 * grouping looks at all that may be one with what is new, which is more in a larger record. */
enum { BATCH_PAGES = 2048, BATCH_BYTES = 32 * 1024 * 1024, BATCH_MS = 5000, CLOSING_PART = 6, LONGEST_MS = 60000 };

typedef struct adder {
    wk_adding *adding;
    wk_str made_by;
    const wk_corrections *corrections;
    size_t pages, bytes; /* of the batch under way */
    bool open;
    int64_t opened, closing; /* when the batch was; how long it took to close the one before; milliseconds */
    wk_progress progress;
} adder;

/* What a worker makes of a page. */
static void work(void *context, wk_job *job) {
    const adder *a = context;
    wk_filed *filed = wk_alloc(job->arena, sizeof *filed);
    *filed = wk_file_doc(job->arena, wk_doc_make(job->arena, a->adding->packs, a->corrections, &job->page, job->reading, a->made_by));
    job->result = filed;
}

static bool is_full(const adder *a) {
    if (a->adding->batch && a->pages >= a->adding->batch) return true;
    int64_t lasts = wk_now_ms() - a->opened, least = a->closing * CLOSING_PART;
    bool large = a->pages >= BATCH_PAGES || a->bytes >= BATCH_BYTES || lasts >= BATCH_MS;
    return large && lasts >= (least < LONGEST_MS ? least : LONGEST_MS);
}

static void open_batch(adder *a) {
    if (a->open) return;
    wk_store_begin(a->adding->store);
    a->opened = wk_now_ms();
    a->open = true;
}

static wk_status close_batch(adder *a, wk_error *error) {
    wk_store *store = a->adding->store;
    if (a->open) {
        int64_t began = wk_now_ms();
        wk_store_regroup(store);
        wk_store_commit(store);
        a->closing = wk_now_ms() - began;
        a->open = false;
        a->pages = a->bytes = 0;
    }
    return wk_store_status(store, error);
}

static void count(wk_adding *adding, wk_added what) {
    size_t *const counters[] = {[WK_ADDED_NEW] = &adding->fresh, [WK_ADDED_VERSION] = &adding->versions,
                                [WK_ADDED_AGAIN] = &adding->again, [WK_ADDED_REREAD] = &adding->reread};
    ++*counters[what];
}

static wk_status take(void *context, wk_job *job, wk_error *error) {
    adder *a = context;
    wk_store *store = a->adding->store;
    open_batch(a);
    if (job->failed) {
        a->adding->failed++;
        wk_progress_clear(&a->progress);
        if (a->adding->failed_page) a->adding->failed_page(a->adding->context, &job->error);
        wk_store_add_failure(store, wk_failed_page_make(job->arena, &job->page, &job->error), a->made_by);
    } else {
        count(a->adding, wk_store_add(store, job->result));
    }
    a->pages++;
    a->bytes += job->page.bytes.n;
    wk_progress_step(&a->progress, job->page.bytes.n);
    if (is_full(a)) return close_batch(a, error);
    return wk_store_status(store, error);
}

wk_status wk_add_paths(wk_adding *adding, char *const *paths, size_t n, wk_error *error) {
    wk_arena *arena = wk_arena_new();
    adder a = {.adding = adding, .made_by = wk_made_by(arena, wk_packs_version(adding->packs)),
               .progress = wk_progress_new(paths, n)};
    const wk_run run = {.packs = adding->packs, .threads = adding->threads, .source = adding->source, .context = &a,
                        .work = work, .take = take};
    a.corrections = wk_store_corrections(adding->store, arena);
    wk_store_new_run(adding->store);
    wk_status status = wk_run_pages(&run, paths, n, error);
    if (status == WK_OK && wk_store_corrections(adding->store, arena)->all.n) { /* also what was decided while pages were read */
        open_batch(&a);
        wk_corrections_settle(adding->store, adding->packs, a.corrections);
    }
    if (status == WK_OK) status = close_batch(&a, error);
    else wk_store_rollback(adding->store);
    wk_progress_clear(&a.progress);
    wk_arena_free(arena);
    return status;
}
