/* Ordering things by how often they occur. */
#ifndef WK_RANK_H
#define WK_RANK_H

#include <stdint.h>

typedef struct wk_ranked {
    uint32_t index;
    int64_t count;
} wk_ranked;

/* For qsort(): the most frequent first, then those that came first. */
static inline int wk_most_first(const void *va, const void *vb) {
    const wk_ranked *a = va, *b = vb;
    if (a->count != b->count) return a->count > b->count ? -1 : 1;
    return (a->index > b->index) - (a->index < b->index);
}

#endif
