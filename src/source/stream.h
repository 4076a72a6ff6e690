/* A file's bytes as they come, unpacked: peek at what is there, take it, ask for more. Memory: one window, as large as
 * the most that was asked for at once.
 *
 * Packed files (gzip or zstd, by their first bytes) are unpacked member by member. After a failure wk_stream_resync()
 * goes on with the next member, so that one broken member costs what stands in it. */
#ifndef WK_STREAM_H
#define WK_STREAM_H

#include "base/compress.h"
#include "base/file.h"

typedef struct wk_stream {
    wk_input input;
    wk_unpacker *unpacker; /* NULL: not packed */
    wk_codec codec;
    wk_buf raw, window;       /* as read; unpacked (not used when not packed) */
    size_t raw_at, window_at; /* what has been taken of each */
    uint64_t raw_base;        /* place of raw.p[0] in the file */
    uint64_t member;          /* place in the file of the member being unpacked */
    uint64_t next_member;     /* place of the member that the bytes behind `boundary` come from */
    size_t boundary;          /* offset in the window where the newest member begins */
    uint64_t reread;          /* bytes read again after failures */
    bool end;                 /* nothing more comes */
    wk_error fault;           /* why not, until wk_stream_resync(); its status is WK_OK when all is well */
} wk_stream;

/* Opens a file, or "-"; looks at its first bytes. `path` must outlive the stream. */
wk_status wk_stream_open(const char *path, wk_stream *stream, wk_error *error) WK_MUST_CHECK;

/* The same over bytes in memory. */
wk_status wk_stream_memory(wk_str bytes, const char *name, wk_stream *stream, wk_error *error) WK_MUST_CHECK;

void wk_stream_close(wk_stream *stream);

/* Sees to it that at least `want` bytes can be peeked at, fewer at the end only. A failure stays until
 * wk_stream_resync(); what was unpacked before can still be taken, but of a broken member of which nothing has been
 * taken, nothing is left. */
wk_status wk_stream_fill(wk_stream *stream, size_t want, wk_error *error) WK_MUST_CHECK;

/* What is there and not yet taken; valid until the next call. */
wk_str wk_stream_peek(const wk_stream *stream);

/* Takes n of the bytes peeked at. */
void wk_stream_take(wk_stream *stream, size_t n);

/* Puts bytes back in front of what is there. Costs a copy of both. */
void wk_stream_unread(wk_stream *stream, wk_str bytes);

/* Where the next byte stands in the file: its own place, or that of the packed member it came from. */
uint64_t wk_stream_place(const wk_stream *stream);

/* After a failure: forgets what has not been taken and goes to the beginning of the next packed member; false when there
 * is none (or the file is not packed). */
bool wk_stream_resync(wk_stream *stream);

#endif
