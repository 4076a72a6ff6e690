#include "source/stream.h"

#include "base/error.h"

#include <stdlib.h>

enum { CHUNK = 64 * 1024, REREAD_FREE = 16 * 1024 * 1024 };

/* ---- raw bytes --------------------------------------------------------------------------------------------------- */

static wk_str raw_left(const wk_stream *s) {
    return wk_str_cut(wk_buf_str(&s->raw), s->raw_at, s->raw.n);
}

/* Drops what was taken from the front of a buffer. */
static void compact(wk_buf *buf, size_t *at) {
    if (!*at) return;
    if (buf->n > *at) memmove(buf->p, buf->p + *at, buf->n - *at);
    buf->n -= *at;
    *at = 0;
}

/* Reads on; *got is 0 at the end of the file. */
static wk_status raw_more(wk_stream *s, size_t *got, wk_error *error) {
    s->raw_base += s->raw_at;
    compact(&s->raw, &s->raw_at);
    char *to = wk_buf_room(&s->raw, CHUNK);
    wk_status status = wk_input_read(&s->input, to, s->raw.cap - s->raw.n, got, error);
    if (!status) s->raw.n += *got;
    return status;
}

/* At least `want` raw bytes unless the file ends. */
static wk_status raw_fill(wk_stream *s, size_t want, wk_error *error) {
    size_t got = 1;
    wk_status status = WK_OK;
    while (!status && got && raw_left(s).n < want) status = raw_more(s, &got, error);
    return status;
}

static wk_status begin(wk_stream *s, wk_error *error) {
    wk_status status = raw_fill(s, 4, error);
    if (status) return status;
    s->codec = wk_codec_of_magic(raw_left(s));
    if (s->codec != WK_CODEC_NONE) s->unpacker = wk_unpacker_new(s->codec);
    return WK_OK;
}

wk_status wk_stream_open(const char *path, wk_stream *stream, wk_error *error) {
    *stream = (wk_stream){0};
    wk_status status = wk_input_open(path, &stream->input, error);
    if (status) return status;
    status = begin(stream, error);
    if (status) wk_stream_close(stream);
    return status;
}

wk_status wk_stream_memory(wk_str bytes, const char *name, wk_stream *stream, wk_error *error) {
    *stream = (wk_stream){.input = wk_input_memory(bytes, name)};
    return begin(stream, error);
}

void wk_stream_close(wk_stream *stream) {
    wk_input_close(&stream->input);
    wk_unpacker_free(stream->unpacker);
    wk_buf_free(&stream->raw);
    wk_buf_free(&stream->window);
    stream->unpacker = NULL;
}

/* ---- unpacked bytes ---------------------------------------------------------------------------------------------- */

wk_str wk_stream_peek(const wk_stream *s) {
    return s->unpacker ? wk_str_cut(wk_buf_str(&s->window), s->window_at, s->window.n) : raw_left(s);
}

void wk_stream_take(wk_stream *s, size_t n) {
    if (s->unpacker) s->window_at += n;
    else s->raw_at += n;
}

void wk_stream_unread(wk_stream *s, wk_str bytes) {
    wk_buf *buf = s->unpacker ? &s->window : &s->raw;
    size_t *at = s->unpacker ? &s->window_at : &s->raw_at;
    if (!s->unpacker) s->raw_base = s->raw_base + *at > bytes.n ? s->raw_base + *at - bytes.n : 0;
    else s->boundary = s->boundary > *at ? s->boundary - *at + bytes.n : 0;
    compact(buf, at);
    (void)wk_buf_room(buf, bytes.n);
    memmove(buf->p + bytes.n, buf->p, buf->n);
    memcpy(buf->p, bytes.p, bytes.n);
    buf->n += bytes.n;
}

uint64_t wk_stream_place(const wk_stream *s) {
    if (!s->unpacker) return s->raw_base + s->raw_at;
    return s->window_at >= s->boundary ? s->next_member : s->member;
}

/* Bytes behind the last member: padding of NULs is fine, anything else is broken. *ready: a member begins. */
static wk_status next_member(wk_stream *s, bool *ready, wk_error *error) {
    *ready = false;
    wk_status status = raw_fill(s, 4, error);
    if (status) return status;
    wk_str raw = raw_left(s);
    if (!raw.n) {
        s->end = true;
        return WK_OK;
    }
    if (wk_codec_of_magic(raw) == s->codec) {
        s->member = s->next_member;
        s->next_member = s->raw_base + s->raw_at;
        s->boundary = s->window.n;
        *ready = true;
        return WK_OK;
    }
    if (raw.p[0] == 0) {
        s->raw_at++;
        return WK_OK;
    }
    status = wk_fail(error, WK_INPUT, "what follows the last packed member is not packed");
    return wk_fail_byte(error, status, s->raw_base + s->raw_at);
}

/* One step of unpacking into the window. */
static wk_status unpack_more(wk_stream *s, wk_error *error) {
    wk_status status = WK_OK;
    if (wk_unpacker_between(s->unpacker)) {
        bool ready;
        status = next_member(s, &ready, error);
        if (status || !ready) return status;
    }
    size_t got = 1;
    if (!raw_left(s).n) status = raw_more(s, &got, error);
    if (status) return status;
    wk_str in = raw_left(s);
    uint64_t place = s->raw_base + s->raw_at;
    bool ended;
    char *to = wk_buf_room(&s->window, CHUNK);
    size_t made;
    status = wk_unpacker_step(s->unpacker, &in, to, s->window.cap - s->window.n, &made, &ended, error);
    s->raw_at = s->raw.n - in.n;
    s->window.n += made;
    if (status) return wk_fail_byte(error, status, s->raw_base + s->raw_at);
    if (got || made || ended) return WK_OK;
    s->end = true;
    status = wk_fail(error, WK_INPUT, "the packed data is cut off: the file ends within a member");
    return wk_fail_byte(error, status, place);
}

/* The window loses what was taken, and its marks move along. */
static void slide(wk_stream *s) {
    if (s->window_at >= s->boundary) s->boundary = 0, s->member = s->next_member;
    else s->boundary -= s->window_at;
    compact(&s->window, &s->window_at);
}

/* Keeps the fault for later calls; a member whose beginning is still there is not to be believed. */
static void keep_fault(wk_stream *s, wk_status status, wk_error *fault) {
    (void)wk_fail_in(fault, status, s->input.path);
    s->fault = *fault;
    s->end = true;
    if (s->unpacker && s->boundary > s->window_at) s->window.n = s->boundary;
}

wk_status wk_stream_fill(wk_stream *s, size_t want, wk_error *error) {
    wk_error fault = {0};
    wk_status status = WK_OK;
    if (s->unpacker && !s->end && wk_stream_peek(s).n < want) slide(s);
    while (!status && !s->end && wk_stream_peek(s).n < want) {
        size_t got = 1;
        status = s->unpacker ? unpack_more(s, &fault) : raw_more(s, &got, &fault);
        if (status) keep_fault(s, status, &fault);
        else if (!got) s->end = true;
    }
    if (!s->fault.status || wk_stream_peek(s).n >= want) return WK_OK;
    if (error) *error = s->fault;
    return s->fault.status;
}

/* Where the next member begins at or after raw_at; reads on until there is one. */
static bool find_magic(wk_stream *s) {
    for (;;) {
        if (raw_fill(s, 4, NULL) || raw_left(s).n < 4) return false;
        wk_str raw = raw_left(s);
        for (size_t i = 0; i + 4 <= raw.n; i++) {
            wk_str at = wk_str_cut(raw, i, raw.n);
            /* gzip: deflate, and no reserved flag; its two magic bytes alone are too common */
            bool hit = wk_codec_of_magic(at) == s->codec &&
                       (s->codec != WK_CODEC_GZIP || (at.p[2] == 8 && ((unsigned char)at.p[3] & 0xE0) == 0));
            if (!hit) continue;
            s->raw_at += i;
            return true;
        }
        s->raw_at = s->raw.n - 3;
    }
}

bool wk_stream_resync(wk_stream *s) {
    if (!s->unpacker) return false;
    uint64_t here = s->raw_base + s->raw_at, from = s->next_member + 1;
    /* the broken member may have run into the next: go back, but never read much more than the file is long */
    bool back = here > from && s->reread + (here - from) <= here + REREAD_FREE && wk_input_seek(&s->input, from);
    if (back) {
        s->reread += here - from;
        s->raw.n = s->raw_at = 0;
        s->raw_base = from;
    } else if (here < from && raw_left(s).n) s->raw_at++; /* its first bytes were refused: always forward */
    wk_unpacker_restart(s->unpacker);
    s->fault.status = WK_OK;
    s->window.n = s->window_at = s->boundary = 0;
    s->end = !find_magic(s);
    return !s->end;
}
