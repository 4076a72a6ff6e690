/* warkat: reads news pages as they were crawled and makes of them a record that can be checked.
 *
 * The sections stand in the order in which data flows: errors, packs, reading pages, the record.
 *
 * Errors. A function that can fail returns a wk_status, which must be looked at, and takes a `wk_error *` that the
 * caller owns and may leave NULL; it is written only when the status is not WK_OK. Handles are opaque; functions
 * named wk_…_free take NULL. Out-parameters stand last and are set only on success.
 *
 * Threads. There is no global state. Packs never change once loaded: any number of threads may read with the same
 * ones. Every other handle belongs to one thread at a time. */
#ifndef WARKAT_H
#define WARKAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define WARKAT_VERSION "0.1.0"

/* ---- errors ---------------------------------------------------------------------------------------------------- */

/* What went wrong, by kind. The numbers are the program's exit codes and do not change. */
typedef enum wk_status {
    WK_OK = 0,
    WK_NOTHING = 1,   /* nothing found: the question was fine, the answer is empty */
    WK_USAGE = 2,     /* the command line or a call's arguments cannot be understood */
    WK_INPUT = 3,     /* some pages could not be read; all others were */
    WK_PACK = 4,      /* a pack is missing or wrong */
    WK_STORE = 5,     /* the database cannot be used */
    WK_DISK = 6,      /* a file or the disk cannot be read or written */
    WK_PROOF = 7,     /* verify: a range does not hold against the stored page */
    WK_NETWORK = 8,   /* an address could not be fetched or a socket not bound */
    WK_INTERNAL = 70, /* a fault of warkat itself */
    WK_MEMORY = 71    /* out of memory */
} wk_status;

/* What, where, why, what to do, in one line each. */
typedef struct wk_error {
    wk_status status;
    char message[512];  /* one line: what and why and what to do */
    char file[1024];    /* where: a path or address; empty when it does not apply */
    uint64_t line;      /* 1-based line in `file`; 0 when it does not apply */
    uint64_t column;    /* 1-based, in bytes; 0 when it does not apply */
    uint64_t byte;      /* 0-based byte offset; meaningful only when has_byte */
    bool has_byte;
} wk_error;

#if defined(__GNUC__)
#define WK_MUST_CHECK __attribute__((warn_unused_result))
#else
#define WK_MUST_CHECK
#endif

#ifdef __cplusplus
}
#endif
#endif
