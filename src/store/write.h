/* Writing the record: documents, failures, events, in transactions.
 *
 *   wk_store_begin(s);
 *   wk_store_add(s, run, &filed, &what); …            many
 *   wk_store_regroup(s);                              events of all that was touched
 *   wk_store_commit(s);
 *   if (wk_store_status(s, &error) != WK_OK) …        once
 *
 * Adding the same document again changes nothing; adding it read by another version of program or packs replaces its
 * reading. */
#ifndef WK_STORE_WRITE_H
#define WK_STORE_WRITE_H

#include "record/doc.h"
#include "record/event.h"
#include "record/family.h"
#include "store/store.h"
#include "store/vocabulary.h"

typedef enum wk_added {
    WK_ADDED_NEW,
    WK_ADDED_VERSION, /* its address is known with other bytes: kept beside them */
    WK_ADDED_AGAIN,   /* nothing new */
    WK_ADDED_REREAD   /* same page, other program or packs: the reading is replaced */
} wk_added;

/* A document with what a worker has packed for the store. */
typedef struct wk_filed {
    const wk_doc *doc;
    wk_str page_zstd, reading_zstd;
    wk_word_list words;
} wk_filed;

/* Packs a document; any thread, everything in the arena. */
wk_filed wk_file_doc(wk_arena *arena, const wk_doc *doc);

/* What is added from now on belongs to a new run of `add`. */
void wk_store_new_run(wk_store *store);

void wk_store_begin(wk_store *store);
void wk_store_commit(wk_store *store);
void wk_store_rollback(wk_store *store);

wk_added wk_store_add(wk_store *store, const wk_filed *filed);
/* true: not known before */
bool wk_store_add_failure(wk_store *store, const wk_failed_page *failed, wk_str made_by);

/* What people corrected so far, in the arena, ready for wk_correct(). Readers may ask too. */
const wk_corrections *wk_store_corrections(wk_store *store, wk_arena *arena);

/* Keeps a correction. */
void wk_store_add_correction(wk_store *store, const wk_correction *correction);

/* Notes what a correction's anchors are taken for now (NULL: as they were); `number` counts from 0 in the order of
 * wk_store_corrections(). */
void wk_store_correction_now(wk_store *store, size_t number, wk_str who, wk_str to);

/* The row of the latest document of an article; 0: there is none. */
int64_t wk_store_document_of(wk_store *store, wk_str article);

/* Documents of an article, as rows. */
void wk_store_documents_in(wk_store *store, wk_arena *arena, wk_str article, wk_numbers *documents);

/* Documents that name the actor, as rows. */
void wk_store_documents_of(wk_store *store, wk_arena *arena, wk_str key, wk_numbers *documents);

/* The reading that is kept of a document, and its key; NULL when there is none. */
wk_str wk_store_reading(wk_store *store, wk_arena *arena, int64_t document, wk_str *key);

/* Puts what was made of a document anew (wk_doc_again()) in the place of what is there. */
void wk_store_refile(wk_store *store, int64_t document, const wk_doc *doc);

/* Calls an actor by a name that a person chose; NULL: no longer, and the next document that names it gives it another. */
void wk_store_rename(wk_store *store, wk_str key, wk_str name);

/* Groups anew all that was touched since the last call. */
void wk_store_regroup(wk_store *store);

#endif
