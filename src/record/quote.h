/* One quotation in different words: outlets translate what a speaker said each for itself. */
#ifndef WK_QUOTE_H
#define WK_QUOTE_H

#include "record/fold.h"

typedef enum wk_alike {
    WK_UNLIKE,
    WK_OTHER_WORDS, /* the same, as far as can be told: so much is shared that one may be the other, translated anew */
    WK_SAME_WORDS   /* one stands in the other, but for marks */
} wk_alike;

/* Compares what one speaker is quoted with on one occasion; both folded (fold.h). A link for people to look at: nothing is
 * merged by it. */
wk_alike wk_quotes_alike(wk_str a, wk_str b);

#endif
