/* The words of one language pack: lists (`~SAY`), their values, and the names of the world, in one trie over words.
 *
 * Built once while a pack loads; read-only afterwards. Looking up a token costs one hash; walking the trie costs one
 * small search per further word. */
#ifndef WK_LEXICON_H
#define WK_LEXICON_H

#include "base/error.h"
#include "pack/match.h"

typedef struct wk_lexicon wk_lexicon;

typedef enum wk_case {
    WK_CASE_ANY,   /* case does not matter */
    WK_CASE_NAME,  /* the first word must begin with a capital */
    WK_CASE_EXACT  /* an abbreviation: written in capitals */
} wk_case;

wk_lexicon *wk_lexicon_new(wk_arena *arena);

/* The class named `name`, made when it is new. 0 and an error when there are too many. */
wk_class wk_lexicon_class(wk_lexicon *lexicon, wk_str name);
/* The class named `name`, or 0. */
wk_class wk_lexicon_find_class(const wk_lexicon *lexicon, wk_str name);
wk_str wk_lexicon_class_name(const wk_lexicon *lexicon, wk_class class);

/* The id of a word (folded here), made when it is new. */
uint32_t wk_lexicon_intern(wk_lexicon *lexicon, wk_str word);

/* The id of a word as it stands in a text, 0 when the pack does not know it. Allocates nothing. */
uint32_t wk_lexicon_word(const wk_lexicon *lexicon, wk_str word);

/* The same for a word that a pattern names: its number among these (wk_token.named). 0 when there are too many. */
uint16_t wk_lexicon_name(wk_lexicon *lexicon, wk_str word);

/* The highest of these numbers. */
uint16_t wk_lexicon_named(const wk_lexicon *lexicon);

/* Gives every token of a text its word. */
void wk_lexicon_words(const wk_lexicon *lexicon, wk_text *text);

/* Clitics ("nya") that are cut off the ends of words from now on, in texts and phrases alike, longest first; words of
 * class `keep` stay whole. The list must live as long as the lexicon. */
void wk_lexicon_clitics(wk_lexicon *lexicon, const wk_str *suffixes, size_t n, wk_class keep);

/* More of them, which words with a capital keep unless the rest is a word of the lexicon: names end like that. */
void wk_lexicon_particles(wk_lexicon *lexicon, const wk_str *suffixes, size_t n);

/* Bytes of the clitic at the end of `word`, 0 for none. `shape` as wk_word_next() gives it. */
size_t wk_lexicon_clitic(const wk_lexicon *lexicon, wk_str word, uint8_t shape);

/* Adds a phrase to a class with a value. The phrase is cut into words as texts are. */
void wk_lexicon_add(wk_lexicon *lexicon, wk_class class, wk_str phrase, uint32_t value, wk_case which);

/* Interns a value string of lists; wk_lexicon_value() gives it back. 0 is "no value". */
uint32_t wk_lexicon_put_value(wk_lexicon *lexicon, wk_str value);
wk_str wk_lexicon_value(const wk_lexicon *lexicon, uint32_t value);

/* Lays marks for every phrase that starts at a token of the text. */
void wk_lexicon_mark(const wk_lexicon *lexicon, wk_text *text);

/* The class of whole phrase `phrase` and its value, for names as people type them; 0 when unknown. */
wk_class wk_lexicon_lookup(const wk_lexicon *lexicon, wk_str phrase, wk_class class, uint32_t *value);

#endif
