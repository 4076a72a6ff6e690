/* Names: what their finding (names.c) and their mending (names_mend.c) share. */
#ifndef WK_NAMES_H
#define WK_NAMES_H

#include "read/reader.h"

static inline bool wk_name_capital(const wk_reader *r, uint32_t i) {
    uint8_t s = wk_tok(r, i)->shape;
    return s == WK_SHAPE_TITLE || s == WK_SHAPE_UPPER || s == WK_SHAPE_MIXED;
}

static inline bool wk_name_hyphen(const wk_reader *r, uint32_t i) {
    const wk_token *t = wk_tok(r, i);
    return t->end == t->start + 1 && r->text->text.p[t->start] == '-' && !(t->flags & WK_SPACE);
}

static inline wk_class wk_name_list(const wk_reader *r, const char *name) {
    return wk_lexicon_find_class(r->language->lexicon, wk_str_of(name));
}

/* Does a region or town that the pack knows end at token i? */
bool wk_ends_place(const wk_reader *r, uint32_t i);

/* The same, or a country. */
bool wk_ends_land(const wk_reader *r, uint32_t i);

/* Does a title of several words, or one that begins an office ("Menteri", "Kepala"), end right before i? */
bool wk_behind_title(const wk_reader *r, uint32_t i);

/* Does an office end right before i that is one of a place ("Bupati")? */
bool wk_behind_office_of_place(const wk_reader *r, uint32_t i);

/* Mends where a name that was found begins and ends: behind ranks, before or behind places, with a team's age. */
void wk_mend_name(const wk_reader *r, wk_name *name);

#endif
