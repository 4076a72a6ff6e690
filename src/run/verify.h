/* Proving a record against its stored pages.
 *
 * Every page is unpacked and hashed; every piece of every part's map is decoded anew by run/plain.c and compared with
 * the part's text; text that no piece covers must be white space; every statement and act must lie in its part; the
 * rows that are asked (documents, statements, acts) are made anew from the reading and compared; events must say what one
 * of their acts says. Pages of failures are unpacked and hashed too. Memory: one document. */
#ifndef WK_VERIFY_H
#define WK_VERIFY_H

#include "store/store.h"

typedef struct wk_proof {
    uint64_t documents, parts, ranges, items, failures;
} wk_proof;

/* Told of each thing that does not hold, in one line. */
typedef void wk_disproof(void *context, const wk_error *failure);

/* WK_OK when all holds, WK_PROOF when something does not (each was told), else why it could not be done. */
wk_status wk_verify(wk_store *store, wk_disproof *tell, void *context, wk_proof *proof, wk_error *error) WK_MUST_CHECK;

#endif
