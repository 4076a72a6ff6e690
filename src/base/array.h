/* Growing arrays in an arena. Declare `WK_ARRAY(type) name;` (zero is empty) and append with
 * `*WK_PUSH(arena, &name) = value;`. Elements move when the array grows: keep indices, not pointers. */
#ifndef WK_ARRAY_H
#define WK_ARRAY_H

#include "base/arena.h"

#define WK_ARRAY(type)                                                                                                 \
    struct {                                                                                                           \
        type *v;                                                                                                       \
        size_t n, cap;                                                                                                 \
    }

/* A pointer to a new zeroed element at the end. */
#define WK_PUSH(arena, array)                                                                                          \
    ((array)->v = (array)->n < (array)->cap                                                                            \
                      ? (array)->v                                                                                     \
                      : wk_grow((arena), (array)->v, (array)->n, (array)->n + 1, &(array)->cap, sizeof *(array)->v),   \
     &(array)->v[(array)->n++])

/* Room for `need` elements, so that pushing as many leaves no copies behind. */
#define WK_RESERVE(arena, array, need)                                                                                 \
    ((array)->v = wk_grow((arena), (array)->v, (array)->n, (need), &(array)->cap, sizeof *(array)->v))

/* Makes the array empty; its memory stays with the arena. */
#define WK_CLEAR(array) ((array)->v = NULL, (array)->n = (array)->cap = 0)

/* Number of elements of a C array. */
#define WK_COUNT(array) (sizeof(array) / sizeof *(array))

#endif
