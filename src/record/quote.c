#include "record/quote.h"

#include "record/key.h"

/* Long words tell what is spoken of; short ones occur everywhere. */
enum { LONG = 5 /* bytes */, LEAST = 3 /* long words shared */, OF_FIVE = 2 /* of five long words so many */ };

static size_t long_words(wk_str text) {
    size_t n = 0;
    wk_str word;
    while (text.n && wk_str_split(&text, ' ', &word)) n += word.n >= LONG;
    return n;
}

wk_alike wk_quotes_alike(wk_str a, wk_str b) {
    if (!a.n || !b.n) return WK_UNLIKE;
    if (wk_name_within(a, b) || wk_name_within(b, a)) return WK_SAME_WORDS;
    size_t in_a = long_words(a), in_b = long_words(b), shared = 0;
    wk_str few = in_a <= in_b ? a : b, many = in_a <= in_b ? b : a, word;
    while (few.n && wk_str_split(&few, ' ', &word)) shared += word.n >= LONG && wk_name_within(word, many);
    size_t least = in_a < in_b ? in_a : in_b;
    return shared >= LEAST && shared * 5 >= least * OF_FIVE ? WK_OTHER_WORDS : WK_UNLIKE;
}
