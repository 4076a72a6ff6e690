/* Pages → record: reads pages on any number of threads and writes them with one writer, in batches.
 *
 * A batch is one transaction: killed at any moment, the record holds whole batches and nothing half. Events are
 * grouped within the batch that brought their acts, so a record that opens is always a grouped one. */
#ifndef WK_RUN_ADD_H
#define WK_RUN_ADD_H

#include "run/pages.h"
#include "store/write.h"

typedef struct wk_adding {
    const wk_packs *packs;
    wk_store *store;
    int threads;
    uint32_t batch;              /* pages of a transaction at most; 0: some thousands and more in a large record */
    wk_source_options source;
    void *context;
    void (*failed_page)(void *context, const wk_error *failure); /* told of each page that cannot be read; may be NULL */
    size_t fresh, versions, again, reread, failed;               /* what came of the pages */
} wk_adding;

/* Adds all pages that the paths name. Not WK_OK: the batch under way is lost, those before it are kept. */
wk_status wk_add_paths(wk_adding *adding, char *const *paths, size_t count, wk_error *error) WK_MUST_CHECK;

#endif
