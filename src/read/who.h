/* Who is meant, in parts that who.c calls mention by mention: names (who_names.c), offices and groups (who_offices.c), pronouns and
 * pairs (who_pronouns.c). */
#ifndef WK_WHO_H
#define WK_WHO_H

#include "read/reader.h"

enum { WK_WHO_LONGEST = 200 /* bytes of a name that somebody is called by */ };

/* Lowest index to look back to from n. */
static inline size_t wk_floor_of(size_t n) {
    return n > WK_READ_BACK ? n - WK_READ_BACK : 0;
}

/* Adds somebody nobody has met; people index + 1. */
uint32_t wk_add_somebody(wk_reader *r, wk_somebody s);

/* Words of a name folded, with single spaces, hyphens gone. */
wk_str wk_fold_name(wk_reader *r, wk_str name);

/* Does a folded name hold a word? */
bool wk_has_word(wk_str words, wk_str word);

/* Whom a name is of, met now when not yet; people index + 1. */
uint32_t wk_name_somebody(wk_reader *r, const wk_name *name);

/* Takes the other name behind somebody's own: "Komisi … (KPK)", "Basuki alias Ahok". Names alike later lead to the first. */
void wk_take_alias(wk_reader *r, const wk_mention *m);

/* The place told behind a title: what the pattern has for one, else what stands before a name: "Gubernur (Jawa Barat), Hendra". */
wk_str wk_place_told(const wk_reader *r, const wk_match *match, const wk_capture *title, uint32_t name);

/* An office without a name: who in this article has it (now, before formerly), else who held it, else the office itself. */
uint32_t wk_office_somebody(wk_reader *r, const wk_match *match, wk_mention *mention, wk_str title, uint32_t of);

/* The body named last before a token that `head` begins, though it was only somebody's ("juru bicara Kementerian …"). */
uint32_t wk_body_before(wk_reader *r, wk_str head, uint32_t token);

/* The country named last before a token, though it was only somebody's ("presiden Rusia"). */
uint32_t wk_country_named_before(wk_reader *r, uint32_t token);

/* The body (or country) named last before a mention that points back to one: first that whose name has the word which it is
 * called by ("partai itu"), else the latest. */
uint32_t wk_body_told_before(wk_reader *r, uint32_t index, wk_name_kind kind);

/* The mention that a singular pronoun which stood at mention `before` would stand for, as index + 1; 0 none. */
uint32_t wk_he(wk_reader *r, uint32_t before);

/* Lays down who a pronoun is (mention `index`), and who is told together with him. */
void wk_resolve_pronoun(wk_reader *r, uint32_t index);

/* Who "keduanya", "kedua pemimpin" or the like at mention `index` are; `type` as the pattern has it. 0: nobody knows. */
uint32_t wk_pair(wk_reader *r, uint32_t index, wk_str type);

#endif
