#include "base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum {
    FIRST_BLOCK = 16 * 1024,
    LARGEST_STEP = 4 * 1024 * 1024,
    LARGE = 1024 * 1024, /* pieces from this size on have a mapping of their own, which grows without a copy */
    EXIT_NO_MEMORY = 71
};

typedef struct block {
    struct block *next;
    size_t size, used;
    max_align_t data[];
} block;

struct wk_arena {
    block *head;
    block *large; /* one piece each; mapped, so untouched bytes are zero and cost nothing */
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

static block *block_map(block *old, size_t size) {
    if (size > SIZE_MAX - sizeof(block)) out_of_memory(size);
    size_t whole = sizeof(block) + size;
    void *p = old ? mremap(old, sizeof(block) + old->size, whole, MREMAP_MAYMOVE)
                  : mmap(NULL, whole, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    block *b = p == MAP_FAILED ? out_of_memory(size) : p;
    b->size = b->used = size;
    return b;
}

static void unmap_blocks(block *b) {
    while (b) {
        block *next = b->next;
        munmap(b, sizeof(block) + b->size);
        b = next;
    }
}

void wk_arena_free(wk_arena *arena) {
    if (!arena) return;
    unmap_blocks(arena->large);
    free_blocks(arena->head);
    free(arena);
}

void wk_arena_reset(wk_arena *arena) {
    block *largest = arena->head;
    unmap_blocks(arena->large);
    arena->large = NULL;
    if (!largest) {
        arena->held = 0;
        return;
    }
    for (block *b = arena->head; b; b = b->next)
        if (b->size > largest->size) largest = b;
    /* unlink the largest, free the rest */
    block **link = &arena->head;
    while (*link != largest) link = &(*link)->next;
    *link = largest->next;
    free_blocks(arena->head);
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

/* A large piece, zeroed; `old` (NULL: none) is the link to the one that it goes on with. */
static void *take_large(wk_arena *arena, block **old, size_t size) {
    block *next = old ? (*old)->next : arena->large;
    arena->held += size - (old ? (*old)->size : 0);
    block *b = block_map(old ? *old : NULL, size);
    b->next = next;
    *(old ? old : &arena->large) = b;
    return b->data;
}

/* The link to the large piece at `items`; NULL when it is none. There are few. */
static block **find_large(wk_arena *arena, const void *items) {
    for (block **link = &arena->large; *link; link = &(*link)->next)
        if ((void *)(*link)->data == items) return link;
    return NULL;
}

void *wk_alloc(wk_arena *arena, size_t size) {
    return size >= LARGE ? take_large(arena, NULL, size) : memset(take(arena, size), 0, size);
}

void *wk_alloc_array(wk_arena *arena, size_t count, size_t size) {
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes)) out_of_memory(SIZE_MAX);
    return wk_alloc(arena, bytes);
}

/* wk_grow() to a large piece: mapped anew, or the mapping made longer. */
static void *grow_large(wk_arena *arena, void *items, size_t used, size_t bytes) {
    block **old = items ? find_large(arena, items) : NULL;
    if (old) return take_large(arena, old, bytes);
    void *fresh = take_large(arena, NULL, bytes);
    return used ? memcpy(fresh, items, used) : fresh;
}

void *wk_grow(wk_arena *arena, void *items, size_t used, size_t need, size_t *cap, size_t size) {
    if (need <= *cap) return items;
    size_t want = *cap < 8 ? 8 : *cap + *cap / 2, bytes;
    if (want < need) want = need;
    if (__builtin_mul_overflow(want, size, &bytes)) out_of_memory(SIZE_MAX);
    if (bytes >= LARGE) {
        *cap = want;
        return grow_large(arena, items, used * size, bytes);
    }
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
