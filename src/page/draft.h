/* An article while it is being made: the page's text as UTF-8, what has been found so far and how well it is known.
 * The files of this room that find things write here; article.c begins and ends it. Maps lead to `text` until the end,
 * when they are composed with the decoder's. */
#ifndef WK_DRAFT_H
#define WK_DRAFT_H

#include "page/article.h"
#include "page/lines.h"
#include "page/part.h"

typedef struct wk_draft {
    wk_arena *arena;
    const wk_packs *packs;
    const wk_furniture *words;
    const wk_page *page;
    wk_str text; /* the page, UTF-8 */
    wk_article *article;
    wk_stamp published, modified; /* year 0: not known */
    wk_stamp first;               /* of an earlier text under the same address */
    uint32_t captions;            /* parts named caption:N so far */
    wk_str site;                  /* what the page calls its own site; NULL unknown */
} wk_draft;

/* ---- parts (draft.c) ------------------------------------------------------------------------------------------- */

/* Adds a finished part; captions get their number. `name` NULL: the next caption. */
void wk_draft_part(wk_draft *d, const wk_part_builder *b, const char *name);

/* Sets the publication or modification time unless it is known already; a time of the day is added to a known day. */
void wk_draft_published(wk_draft *d, const wk_stamp *stamp, wk_found how);
void wk_draft_modified(wk_draft *d, const wk_stamp *stamp);

/* ---- people and sources (authors.c) ---------------------------------------------------------------------------- */

/* Adds the names in a byline ("Oleh Budi Santoso dan Ani, Reporter"): split, each once, dates and jobs left out. In a
 * name that metadata give (not `visible`), words for jobs stay when they belong to it ("Staff", "Head"). */
void wk_draft_byline(wk_draft *d, wk_str line, bool visible);

/* Adds one name that metadata give as such; addresses and empty names are left out. */
void wk_draft_author(wk_draft *d, wk_str name);

/* Adds the sources of a credit line ("Antara, Yonhap"). */
void wk_draft_sources(wk_draft *d, wk_str list);

/* Looks for credited agencies in brackets at a paragraph's end, "(Reuters/ant)"; true when one is there. */
bool wk_draft_agencies(wk_draft *d, wk_str paragraph);

/* ---- where and who (outlet.c) ---------------------------------------------------------------------------------- */

/* What stands before a dateline's dash. */
typedef struct wk_dateline {
    wk_str outlet, place, agency; /* NULL: none */
    uint32_t length;              /* bytes of the dateline with its dash; 0: no dateline */
} wk_dateline;

/* Reads "REPUBLIKA.CO.ID, SEOUL -- " at the beginning of a paragraph. */
wk_dateline wk_dateline_read(const wk_draft *d, wk_str paragraph);

/* "Moskow, Rusia:" alone on a line: the place, or NULL. */
wk_str wk_dateline_place(wk_str line);

/* The outlet by the page's address, the container's word, og:site_name, dateline or the site's own line, whichever is
 * surest; NULLs for what is not known. */
void wk_draft_outlet(wk_draft *d, wk_str site_name, wk_str dateline, wk_str site_line);

/* The host of an address without "www.", borrowed; NULL when there is none. */
wk_str wk_url_host(wk_str url);

/* ---- language (language.c) ------------------------------------------------------------------------------------- */

/* The language whose common words are most frequent in `text`, or NULL when none is clear. */
wk_str wk_language_guess(const wk_furniture *f, wk_str text);

/* "id" of "id-ID", "in" (the old code), "en_US"; NULL when `tag` is no language tag. */
wk_str wk_language_code(wk_arena *arena, wk_str tag);

/* ---- the two kinds of pages ------------------------------------------------------------------------------------ */

/* Flattened text (flat.c). WK_INPUT when no article is in it. */
wk_status wk_flat_read(wk_draft *d, wk_error *error) WK_MUST_CHECK;

/* HTML (markup.c). WK_INPUT when no article is in it. */
wk_status wk_html_read(wk_draft *d, wk_error *error) WK_MUST_CHECK;

#endif
