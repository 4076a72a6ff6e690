/* How far a long run is: one line on standard error, on a terminal only. */
#ifndef WK_PROGRESS_H
#define WK_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct wk_progress {
    bool shown;          /* on a terminal */
    bool on_line;        /* something stands on the line now */
    size_t pages;
    uint64_t bytes, all; /* all: bytes of the files and folders that were named; 0 not known (addresses, standard input) */
    double began, last;  /* seconds */
} wk_progress;

/* Looks how much there is to do. */
wk_progress wk_progress_new(char *const *paths, size_t count);

/* One more page of so many bytes. */
void wk_progress_step(wk_progress *progress, size_t bytes);

/* Clears the line, so that a message can be written. */
void wk_progress_clear(wk_progress *progress);

#endif
