/* An arena: memory that is handed out in pieces and given back all at once.
 *
 * One arena lives per document; whatever is read from the document is allocated here and dies with it. There is no
 * free() for a single piece. wk_arena_reset() keeps the largest block, so that the next document allocates nothing.
 * Pieces from 1 MB on are mapped: bytes that are never touched take no memory, growing leaves no copy behind, and a reset
 * gives them back.
 *
 * When memory runs out the process ends with one line on standard error and exit code 71: a reader that is halfway
 * through a hostile page has nothing sensible to go on with, and the store's transaction rolls back by itself.
 * Input sizes are bounded before they reach an arena (see source/limits.h). Not thread-safe: one arena per thread. */
#ifndef WK_ARENA_H
#define WK_ARENA_H

#include <stddef.h>

typedef struct wk_arena wk_arena;

/* Makes an empty arena; the caller frees it with wk_arena_free(). Never NULL. */
wk_arena *wk_arena_new(void);

/* Gives back all memory of the arena; NULL is fine. */
void wk_arena_free(wk_arena *arena);

/* Forgets everything allocated so far, keeping the largest block for use again. */
void wk_arena_reset(wk_arena *arena);

/* `size` zeroed bytes, aligned for any type. Never NULL, also for size 0. */
void *wk_alloc(wk_arena *arena, size_t size) __attribute__((malloc, returns_nonnull));

/* `count` zeroed elements of `size` bytes; the product is checked. */
void *wk_alloc_array(wk_arena *arena, size_t count, size_t size) __attribute__((malloc, returns_nonnull));

/* Makes `*cap` at least `need` elements of `size` bytes, keeping the first `used`. In place when `items` is the
 * arena's last piece or large, else by a copy. */
void *wk_grow(wk_arena *arena, void *items, size_t used, size_t need, size_t *cap, size_t size);

/* Bytes held by the arena (for limits and reports). */
size_t wk_arena_size(const wk_arena *arena);

/* malloc and realloc for what outlives documents; end the process like wk_alloc(). */
void *wk_malloc(size_t size) __attribute__((malloc, returns_nonnull));
void *wk_realloc(void *old, size_t size) __attribute__((returns_nonnull));

#endif
