/* A document of the record: what the record keeps of one page that was read.
 *
 * Made by a worker from a page and its reading, written by the store: everything that is hashed, folded or put as
 * JSON is done here, so that the one writer only writes. Lives in the document's arena and borrows from page and
 * reading. */
#ifndef WK_DOC_H
#define WK_DOC_H

#include "read/reading.h"
#include "record/decision.h"
#include "record/key.h"
#include "record/side.h"
#include "text/sketch.h"

/* Someone who occurs in the article; numbered, see the indices below. */
typedef struct wk_doc_actor {
    wk_str key, id, name;
    wk_str state; /* see side.h */
} wk_doc_actor;

typedef WK_ARRAY(uint32_t) wk_indices; /* into wk_doc.actors */

enum { WK_NOBODY = UINT32_MAX };

typedef struct wk_doc_statement {
    wk_str id, words, channel, said, json; /* json: wk_statement_flat() */
    wk_kind kind;
    wk_how said_how;
    uint32_t who, to; /* WK_NOBODY: unknown, none */
    wk_indices via;
} wk_doc_statement;

typedef struct wk_doc_act {
    wk_str id, act;
    wk_str bucket;    /* act, from and to */
    wk_str from_side, to_side; /* who is on each side, as side.h writes it; from_side alone for acts that both sides do */
    wk_str to_states; /* of whom it is done to */
    wk_str pool;      /* acts of one pool may be one happening: act and whose */
    wk_str words;     /* of the evidence */
    wk_str words_key; /* hash of the folded sentence around them: copies of one text share it */
    wk_str root;      /* who is at the root of the chain: an actor's key, else the document's */
    wk_date date;
    wk_str reported;
    wk_occasion occasion;
    wk_str channel, place;
    wk_str json; /* wk_act_flat() */
    bool planned, denied, symmetric;
    wk_indices from, to, via;
    uint32_t decided;        /* by people; see decision.h */
    wk_str joined, parted;   /* see wk_event_act */
} wk_doc_act;

typedef struct wk_doc_part {
    wk_str name, text, map; /* map: see mapcode.h */
} wk_doc_part;

typedef struct wk_doc {
    wk_str key;     /* what makes the document: id, address, bytes and what its container said; 16 hex digits */
    wk_str address; /* what versions share: address, else the container's id, else the key */
    const wk_article *article;
    wk_str page;    /* page bytes */
    wk_str json;    /* the whole reading; without "file" and "container_sha256", which the store keeps beside it */
    wk_str made_by; /* JSON */
    wk_str given;   /* JSON: what the page's container said of it; with the bytes all that a reading is made from */
    wk_str no_failures[2]; /* keys of what has not failed, now that it was read: these bytes in this place; a place that gave none */
    wk_str credits; /* JSON array: agencies that the article credits, as people name them */
    wk_str root;    /* whom the article rests on as a whole: the agency it credits, else "outlet:…" or "page:…" */
    wk_sketch sketch; /* of the body */
    WK_ARRAY(wk_doc_part) parts;
    WK_ARRAY(wk_doc_actor) actors;
    WK_ARRAY(wk_doc_statement) statements;
    WK_ARRAY(wk_doc_act) acts;
} wk_doc;

/* A page that could not be read. */
typedef struct wk_failed_page {
    wk_str key; /* hash of file and bytes */
    wk_str file, url, reason, bytes, bytes_sha256;
    wk_status status;
} wk_failed_page;

/* Makes the document of a page and its reading, with what people corrected (NULL: nothing). `packs` tell to which states
 * actors belong. */
wk_doc *wk_doc_make(wk_arena *arena, const wk_packs *packs, const wk_corrections *corrections, const wk_page *page,
                    const wk_reading *reading, wk_str made_by);

/* Makes the document anew from what the record keeps of it: its key and its reading, whose article has no maps. */
wk_doc *wk_doc_again(wk_arena *arena, const wk_packs *packs, const wk_corrections *corrections, wk_str key,
                     const wk_reading *reading);

/* Makes what is kept of a page that could not be read; `page` may lack everything but its file. */
wk_failed_page *wk_failed_page_make(wk_arena *arena, const wk_page *page, const wk_error *error);

/* In this act both sides do the same (a meeting): who is named first means nothing. */
bool wk_act_symmetric(wk_str act);

#endif
