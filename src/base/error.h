/* Filling in a wk_error. Both return the status, so that `return wk_fail(error, WK_PACK, …)` reads in one line. */
#ifndef WK_ERROR_H
#define WK_ERROR_H

#include "base/str.h"
#include "warkat.h"

#include <stdio.h>

/* Sets status and message (printf); the place is cleared. `error` may be NULL. */
wk_status wk_fail(wk_error *error, wk_status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The same with a place: file (may be NULL), line and column (0: none). */
wk_status wk_fail_at(wk_error *error, wk_status status, const char *file, uint64_t line, uint64_t column,
                     const char *format, ...) __attribute__((format(printf, 6, 7)));

/* Adds the file to an error that has none yet; returns its status. */
wk_status wk_fail_in(wk_error *error, wk_status status, const char *file);

/* Adds the byte at which it went wrong; returns the status. */
wk_status wk_fail_byte(wk_error *error, wk_status status, uint64_t byte);

/* Prints "warkat: FILE:LINE:COLUMN: message" with what of the place is known. Control characters are shown as '?'. */
void wk_error_print(FILE *out, const wk_error *error);

#endif
