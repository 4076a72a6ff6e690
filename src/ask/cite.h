/* Citations: words, the chain they came through, and where they stand, so that somebody else can find them again. */
#ifndef WK_ASK_CITE_H
#define WK_ASK_CITE_H

#include "ask/ask.h"
#include "base/json.h"

/* What is cited. */
typedef struct wk_cited {
    wk_str words;
    bool translated; /* probably: said, for then it is not verbatim */
    wk_names chain;
    wk_str title, published, url, article, page_sha256;
} wk_cited;

/* “words” — Kim Jong Un → KCNA → Lensa Dunia, “title”, 2023-06-12, https://… [article …, page sha256:…] */
wk_str wk_cite(wk_arena *arena, const wk_cited *cited);

/* Fills in `cite`, `accepted` and, when wanted, `spans` (the item of the reading, with the places in the text) of the
 * reports. */
void wk_cite_event(wk_store *store, wk_arena *arena, wk_event_full *event, bool spans);

/* The same of a statement; `spans` only when wanted. */
void wk_cite_said(wk_store *store, wk_arena *arena, wk_said *said, bool spans);

/* An article as JSON: what lists say of it, its reading, its versions, and for each act and statement its chain, a
 * citation and the event it is part of. */
void wk_article_full_json(wk_json *j, wk_arena *arena, const wk_article_full *article);

#endif
