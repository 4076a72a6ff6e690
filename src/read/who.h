/* Who is meant by words that name nobody: pronouns and pairs. Parts of who.c, which calls them mention by mention. */
#ifndef WK_WHO_H
#define WK_WHO_H

#include "read/reader.h"

/* Lowest index to look back to from n. */
static inline size_t wk_floor_of(size_t n) {
    return n > WK_READ_BACK ? n - WK_READ_BACK : 0;
}

/* Adds somebody nobody has met; people index + 1. */
uint32_t wk_add_somebody(wk_reader *r, wk_somebody s);

/* The mention that a singular pronoun which stood at mention `before` would stand for, as index + 1; 0 none. */
uint32_t wk_he(const wk_reader *r, uint32_t before);

/* Lays down who a pronoun is (mention `index`), and who is told together with him. */
void wk_resolve_pronoun(wk_reader *r, uint32_t index);

/* Who "keduanya", "kedua pemimpin" or the like at mention `index` are; `type` as the pattern has it. 0: nobody knows. */
uint32_t wk_pair(wk_reader *r, uint32_t index, wk_str type);

#endif
