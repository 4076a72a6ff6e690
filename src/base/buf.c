#include "base/buf.h"

#include <stdlib.h>

char *wk_buf_room(wk_buf *buf, size_t more) {
    if (buf->cap - buf->n < more) {
        size_t cap = buf->cap < 256 ? 256 : buf->cap * 2;
        if (cap < buf->n + more) cap = buf->n + more;
        buf->p = wk_realloc(buf->p, cap);
        buf->cap = cap;
    }
    return buf->p + buf->n;
}

void wk_buf_add(wk_buf *buf, wk_str s) {
    if (s.n) memcpy(wk_buf_room(buf, s.n), s.p, s.n);
    buf->n += s.n;
}

void wk_buf_byte(wk_buf *buf, char c) {
    *wk_buf_room(buf, 1) = c;
    buf->n++;
}

void wk_buf_free(wk_buf *buf) {
    free(buf->p);
    *buf = (wk_buf){0};
}
