/* The clock that only goes forward: for waiting and for measuring, not for telling dates. */
#ifndef WK_CLOCK_H
#define WK_CLOCK_H

#include <stdint.h>
#include <time.h>

/* Milliseconds since some fixed moment. */
static inline int64_t wk_now_ms(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

#endif
