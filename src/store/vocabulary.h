/* The words that occur in the record, each once: what parts of words are looked for in. A trigram index over every
 * text would cost more than all the rest of adding; over the vocabulary it costs next to nothing, and the words that
 * are found lead to the texts. */
#ifndef WK_VOCABULARY_H
#define WK_VOCABULARY_H

#include "base/array.h"
#include "base/str.h"

typedef WK_ARRAY(wk_str) wk_word_list;

enum { WK_MOST_PARTS = 64 /* that holds_parts() in SQL looks for; see holds.c */ };

/* Appends the distinct words of the texts in lower case: runs of letters and digits, 3 to 40 bytes long. Everything
 * lives in the arena. Any thread. */
void wk_vocabulary_of(wk_arena *arena, const wk_str *texts, size_t count, wk_word_list *words);

#endif
