/* Answers that were given, kept while the record stays as it is: within a bound, those least asked for go first. When
 * several ask the same at once, one works it out and the others wait for it. */
#ifndef WK_CACHE_H
#define WK_CACHE_H

#include "base/str.h"

typedef struct wk_cache wk_cache;

/* An answer: bytes, status and a tag that changes with the bytes. Shared; given back by wk_answer_free(). */
typedef struct wk_answer {
    char *bytes;
    size_t size;
    unsigned code;
    int64_t next; /* offset of the next page; 0: none */
    char tag[20]; /* "\"0123456789abcdef\"" */
    unsigned holders;
} wk_answer;

wk_cache *wk_cache_new(size_t most_bytes);
void wk_cache_free(wk_cache *cache);

/* The answer to `key` at this moment of the record; NULL: the caller works it out and must call wk_cache_put(). */
wk_answer *wk_cache_get(wk_cache *cache, wk_str key, uint64_t moment);

/* Takes over `bytes` (from malloc); the answer is returned, held once by the caller. What is no
 * success, or very large, is not kept. */
wk_answer *wk_cache_put(wk_cache *cache, wk_str key, uint64_t moment, unsigned code, char *bytes, size_t size, int64_t next);

/* An answer of no cache. */
wk_answer *wk_answer_new(unsigned code, char *bytes, size_t size);
void wk_answer_free(void *answer);

#endif
