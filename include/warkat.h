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

/* ---- packs: what warkat knows of languages and of the world ----------------------------------------------------- */

typedef struct wk_packs wk_packs;

/* Loads all packs below the folder `dir`, or those compiled into the library when dir is NULL. WK_PACK with file, line
 * and column of the first mistake. */
wk_status wk_packs_load(const char *dir, wk_packs **packs, wk_error *error) WK_MUST_CHECK;
void wk_packs_free(wk_packs *packs);

/* ---- pages: reading without keeping ------------------------------------------------------------------------------ */

/* What is known of a page beside its bytes; NULL: not known. All UTF-8. */
typedef struct wk_page_facts {
    const char *kind;    /* "html", "flat" (flattened crawl text), "body" (taken as it is); NULL: looked at */
    const char *charset; /* label from the transport */
    const char *file, *url, *id, *outlet, *published, *title;
} wk_page_facts;

/* Takes one line: JSON without its newline, not ended by NUL, gone when the call returns. `failure` is not NULL for a
 * page that could not be read (then there is no JSON). false stops what is under way. */
typedef bool wk_line_sink(void *context, const char *json, size_t size, const wk_error *failure);

/* Reads one page in memory and hands its reading, valid against reading.schema.json, to `sink`. WK_INPUT when the page
 * holds no article. */
wk_status wk_read_page(const wk_packs *packs, const void *bytes, size_t size, const wk_page_facts *facts,
                       wk_line_sink *sink, void *context, wk_error *error) WK_MUST_CHECK;

/* Reads every page that the paths name (files, folders, WARC, JSON Lines, feeds, addresses, "-") on so many threads and
 * hands over readings and failures in the order of the pages. Memory does not grow with their number. */
wk_status wk_read_paths(const wk_packs *packs, char *const *paths, size_t count, int threads, wk_line_sink *sink,
                        void *context, wk_error *error) WK_MUST_CHECK;

/* ---- the record -------------------------------------------------------------------------------------------------- */

typedef struct wk_record wk_record;

/* Opens a record; `write` makes it when it is not there. WK_STORE when it is none. */
wk_status wk_record_open(const char *path, bool write, wk_record **record, wk_error *error) WK_MUST_CHECK;
void wk_record_close(wk_record *record);

/* What came of the pages that were added. */
typedef struct wk_record_counts {
    size_t added, versions, known, reread, failed;
} wk_record_counts;

/* Adds every page that the paths name; again and again, safely. `sink` (may be NULL) is told of failures. Not WK_OK:
 * what was added before the failure is kept. */
wk_status wk_record_add(wk_record *record, const wk_packs *packs, char *const *paths, size_t count, int threads,
                        wk_line_sink *sink, void *context, wk_record_counts *counts, wk_error *error) WK_MUST_CHECK;

/* What is wanted; NULL asks for anything. Names as people write them; dates 2023, 2023-08 or 2023-08-15. */
typedef struct wk_question {
    const char *from, *to, *between_a, *between_b, *who, *act, *occasion, *since, *until, *via, *outlet, *language;
    const char *new_since; /* a day, or "last": what the last call of wk_record_add() brought */
    const char *words;     /* for "search" */
    size_t limit;          /* 0: all */
} wk_question;

/* Asks for "timeline", "quotes", "search", "actors", "cadence", "list" or "failed"; one JSON object for each answer. WK_NOTHING when
 * there is none, WK_USAGE when the question cannot be understood. `packs` help to understand names; may be NULL. */
wk_status wk_record_ask(wk_record *record, const wk_packs *packs, const char *what, const wk_question *question,
                        wk_line_sink *sink, void *context, wk_error *error) WK_MUST_CHECK;

/* One event in full, by its id or the beginning of it. */
wk_status wk_record_show(wk_record *record, const char *id, wk_line_sink *sink, void *context,
                         wk_error *error) WK_MUST_CHECK;

/* Proves every range of the record against its stored pages. WK_PROOF when something does not hold: `sink` is told of
 * each. */
wk_status wk_record_verify(wk_record *record, wk_line_sink *sink, void *context, wk_error *error) WK_MUST_CHECK;

/* The record in a format of `warkat give` ("jsonl": all of it; others: what fits the question, NULL for all); `pages`:
 * jsonl with the page bytes. `sink` takes bytes as they come, which need not be lines. */
wk_status wk_record_give(wk_record *record, const wk_packs *packs, const char *format, const wk_question *question,
                         bool pages, wk_line_sink *sink, void *context, wk_error *error) WK_MUST_CHECK;

#ifdef __cplusplus
}
#endif
#endif
