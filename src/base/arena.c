#include "base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_BLOCK = 16 * 1024, LARGEST_STEP = 4 * 1024 * 1024, EXIT_NO_MEMORY = 71 };

typedef struct block {
    struct block *next;
    size_t size, used;
    max_align_t data[];
} block;

struct wk_arena {
    block *head;
    size_t held, last; /* `last`: offset in head->data of the newest piece, for growing in place */
};

static void *out_of_memory(size_t size) {
    fprintf(stderr, "warkat: out of memory (%zu bytes asked): read fewer or smaller pages at a time\n", size);
    exit(EXIT_NO_MEMORY);
}

void *wk_malloc(size_t size) {
    void *p = malloc(size ? size : 1);
    return p ? p : out_of_memory(size);
}

void *wk_realloc(void *old, size_t size) {
    void *p = realloc(old, size ? size : 1);
    return p ? p : out_of_memory(size);
}

static block *block_new(size_t size) {
    if (size > SIZE_MAX - sizeof(block)) out_of_memory(size);
    block *b = wk_malloc(sizeof(block) + size);
    *b = (block){.size = size};
    return b;
}

wk_arena *wk_arena_new(void) {
    wk_arena *arena = wk_malloc(sizeof *arena);
    *arena = (wk_arena){0};
    return arena;
}

static void free_blocks(block *b) {
    while (b) {
        block *next = b->next;
        free(b);
        b = next;
    }
}

void wk_arena_free(wk_arena *arena) {
    if (!arena) return;
    free_blocks(arena->head);
    free(arena);
}

void wk_arena_reset(wk_arena *arena) {
    block *largest = arena->head;
    if (!largest) return;
    for (block *b = arena->head; b; b = b->next)
        if (b->size > largest->size) largest = b;
    /* unlink the largest, free the rest; a huge block is not kept, so one large page does not hold memory for ever */
    block **link = &arena->head;
    while (*link != largest) link = &(*link)->next;
    *link = largest->next;
    free_blocks(arena->head);
    if (largest->size > 4 * (size_t)LARGEST_STEP) {
        free(largest);
        *arena = (wk_arena){0};
        return;
    }
    largest->next = NULL;
    largest->used = 0;
    *arena = (wk_arena){.head = largest, .held = largest->size};
}

static size_t round_up(size_t size) {
    size_t unit = sizeof(max_align_t);
    if (size > SIZE_MAX - unit) out_of_memory(size);
    return (size + unit - 1) / unit * unit;
}

static char *take(wk_arena *arena, size_t size) {
    size = round_up(size);
    block *b = arena->head;
    if (!b || b->size - b->used < size) {
        size_t step = arena->held < FIRST_BLOCK ? FIRST_BLOCK : arena->held;
        if (step > LARGEST_STEP) step = LARGEST_STEP;
        block *fresh = block_new(size > step ? size : step);
        fresh->next = b;
        arena->head = b = fresh;
        arena->held += fresh->size;
    }
    arena->last = b->used;
    char *p = (char *)b->data + b->used;
    b->used += size;
    return p;
}

void *wk_alloc(wk_arena *arena, size_t size) {
    return memset(take(arena, size), 0, size);
}

void *wk_alloc_array(wk_arena *arena, size_t count, size_t size) {
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes)) out_of_memory(SIZE_MAX);
    return wk_alloc(arena, bytes);
}

void *wk_grow(wk_arena *arena, void *items, size_t used, size_t need, size_t *cap, size_t size) {
    if (need <= *cap) return items;
    size_t want = *cap < 8 ? 8 : *cap + *cap / 2, bytes;
    if (want < need) want = need;
    if (__builtin_mul_overflow(want, size, &bytes)) out_of_memory(SIZE_MAX);
    block *b = arena->head;
    if (items && b && (char *)items == (char *)b->data + arena->last) {
        size_t rounded = round_up(bytes);
        if (b->size - arena->last >= rounded) {
            size_t old = round_up(*cap * size);
            memset((char *)items + *cap * size, 0, rounded > old ? rounded - *cap * size : 0);
            b->used = arena->last + rounded;
            *cap = want;
            return items;
        }
    }
    char *fresh = take(arena, bytes);
    if (used) memcpy(fresh, items, used * size);
    memset(fresh + used * size, 0, bytes - used * size);
    *cap = want;
    return fresh;
}

size_t wk_arena_size(const wk_arena *arena) {
    return arena->held;
}
