/* Files: reading a whole one, reading one piece by piece, and writing one so that it is either there or not.
 *
 * Errors name the file, say what the system said and what to do. Whole files are read, not mapped: a mapped file that
 * another process cuts short ends the program, and copying costs little beside reading what is in it. */
#ifndef WK_FILE_H
#define WK_FILE_H

#include "base/buf.h"
#include "warkat.h"

/* Reads all of a regular file, or of standard input for "-", onto the end of `out` (the caller frees it with
 * wk_buf_free()). More than `limit` bytes is WK_INPUT, what the system refuses is WK_DISK. */
wk_status wk_file_read(const char *path, size_t limit, wk_buf *out, wk_error *error) WK_MUST_CHECK;

/* Writes `bytes` to `path` through a temporary file beside it: flushed to disk, then renamed. On failure nothing is
 * left and an older file stands untouched. */
wk_status wk_file_write(const char *path, wk_str bytes, wk_error *error) WK_MUST_CHECK;

/* Fills `error` for a system call on `path` that failed with `code` (an errno): what was being done ("read", "open",
 * "write"), why, what to do. Returns WK_DISK. */
wk_status wk_file_fail(wk_error *error, const char *doing, const char *path, int code);

/* ---- piece by piece ---------------------------------------------------------------------------------------------- */

/* An open file, standard input, or bytes in memory. */
typedef struct wk_input {
    int fd; /* -1: memory */
    bool borrowed, seekable;
    const char *path; /* borrowed, for messages */
    wk_str memory;
    uint64_t at; /* bytes given out so far */
} wk_input;

/* Opens a file or "-". Folders and special files other than pipes are refused. `path` must outlive the input. */
wk_status wk_input_open(const char *path, wk_input *input, wk_error *error) WK_MUST_CHECK;

/* Bytes in memory as an input; nothing to close. */
wk_input wk_input_memory(wk_str bytes, const char *name);

/* Reads at most `cap` bytes; *got is 0 at the end only. */
wk_status wk_input_read(wk_input *input, char *to, size_t cap, size_t *got, wk_error *error) WK_MUST_CHECK;

/* Goes to an absolute offset; false when the input cannot (a pipe). */
bool wk_input_seek(wk_input *input, uint64_t at);

void wk_input_close(wk_input *input);

#endif
