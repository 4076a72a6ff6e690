/* A growing byte buffer on the heap, for output; freed by its owner. Zero is empty. */
#ifndef WK_BUF_H
#define WK_BUF_H

#include "base/str.h"

typedef struct wk_buf {
    char *p;
    size_t n, cap;
} wk_buf;

/* Room for `more` bytes; returns where they go. The caller adds to n what it wrote. */
char *wk_buf_room(wk_buf *buf, size_t more);
void wk_buf_add(wk_buf *buf, wk_str s);
void wk_buf_byte(wk_buf *buf, char c);
void wk_buf_free(wk_buf *buf);

static inline wk_str wk_buf_str(const wk_buf *buf) {
    return (wk_str){buf->p ? buf->p : "", buf->n};
}

#endif
