/* Learning an outlet's furniture: which short lines (of flattened text) or blocks (of HTML) recur on its pages.
 *
 * Give every page once, in any order, then have the result written: a .wk file with an entry `furniture OUTLET` for each
 * outlet, its `line` and `start` values sorted, each with the number of pages it stood on. It is for a person to look
 * at and to keep in a pack; a reading never depends on other pages.
 *
 * A line recurs when it stands on at least WK_LEARN_PAGES pages and 30 % of those looked at, whatever its case and signs;
 * one as long as a paragraph or made like a sentence must stand on two thirds. Beginnings are taken when what follows
 * them differs and a sign or a number always parts the two. Left out: what the packs know already, dates, bylines,
 * credits, captions, the outlet's own name and lines that are some page's title.
 *
 * The same pages give the same bytes in any order. Memory: at most WK_LEARN_KEPT pages an outlet (those with the
 * smallest hashes), WK_LEARN_LINES lines a page, WK_LEARN_OUTLETS outlets. Linear in all lines,
 * but for a sort. */
#ifndef WK_LEARN_H
#define WK_LEARN_H

#include "base/buf.h"
#include "page/article.h"

enum {
    WK_LEARN_PAGES = 3,     /* fewer prove nothing */
    WK_LEARN_KEPT = 64,     /* pages of an outlet that are looked at */
    WK_LEARN_LINES = 512,   /* of a page: half from its beginning, half from its end */
    WK_LEARN_OUTLETS = 1024
};

typedef struct wk_learn wk_learn;

/* What became of the pages. */
typedef struct wk_learned {
    size_t pages, kept;      /* given; looked at, of outlets that are known */
    size_t twice;            /* the same bytes and address again */
    size_t nobodys;          /* no address, dateline or container tells the outlet */
    size_t beyond;           /* of outlets beyond WK_LEARN_OUTLETS */
    size_t outlets, values;  /* outlets known; lines and beginnings written (after wk_learn_write()) */
} wk_learned;

/* The packs must live as long. Freed with wk_learn_free(). */
wk_learn *wk_learn_new(const wk_packs *packs);
void wk_learn_free(wk_learn *learn);

/* Takes a page. `article`: what was read from it, or NULL when it holds none (its furniture counts all the same).
 * Nothing is kept of either; `scratch` is used. Bodies (WK_PAGE_BODY) have no furniture and are passed over. */
void wk_learn_page(wk_learn *learn, wk_arena *scratch, const wk_page *page, const wk_article *article);

/* Appends the .wk file to `out` and tells what was found. */
wk_learned wk_learn_write(wk_learn *learn, wk_buf *out);

#endif
