/* Pages through the rooms: paths → pages → article → reading → whatever the caller makes of it.
 *
 * The calling thread reads the sources and takes the results, in the order of the pages; `threads` workers read pages
 * in between (with 1 there are none). Memory is bounded: so many pages are under way at once and no more, each in its
 * own arena, which is used again. So what is printed or stored does not depend on the number of threads. */
#ifndef WK_RUN_PAGES_H
#define WK_RUN_PAGES_H

#include "read/reading.h"

/* One page on its way. */
typedef struct wk_job {
    wk_arena *arena;
    wk_page page;               /* everything lives until `take` returns */
    bool failed;                /* then `error` says why, and there is no article */
    wk_error error;
    wk_article *article;
    wk_reading *reading;        /* NULL when only articles were asked for */
    void *result;               /* what `work` made; in the arena */
} wk_job;

typedef struct wk_run {
    const wk_packs *packs;
    int threads;                /* at least 1 */
    bool articles_only;
    wk_source_options source;
    void *context;
    void (*work)(void *context, wk_job *job); /* in a worker, for jobs that did not fail; NULL: nothing */
    wk_status (*take)(void *context, wk_job *job, wk_error *error); /* not WK_OK: everything stops with it */
} wk_run;

/* Reads all pages that the paths name. A page or path that cannot be read comes to `take` as a failed job and stops
 * nothing. Returns WK_OK, or what `take` returned. */
wk_status wk_run_pages(const wk_run *run, char *const *paths, size_t count, wk_error *error) WK_MUST_CHECK;

#endif
