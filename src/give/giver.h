/* The inside of the giving room: what its formats share. A format writes into g->out (JSON through g->j) and calls
 * wk_giver_pass() between items. */
#ifndef WK_GIVER_H
#define WK_GIVER_H

#include "base/json.h"
#include "give/give.h"
#include "text/utf8.h"

#include <jansson.h>

typedef struct wk_giver {
    wk_store *store;
    const wk_give_options *options;
    wk_arena *arena; /* of the item */
    wk_buf out;
    wk_json j;
    bool stopped;    /* nobody wants more, or something is damaged */
    wk_error error;  /* status WK_OK until something is found to be damaged */
    wk_give_sink *sink;
    void *context;
    void *state;     /* the format's own */
} wk_giver;

/* Hands over what was written; false when nobody wants more. */
bool wk_giver_pass(wk_giver *g);

/* The record is damaged: nothing more is given. */
void wk_giver_damaged(wk_giver *g);

/* Every event that fits the filter, in order of days. g->arena is the event's. */
void wk_giver_events(wk_giver *g, void take(wk_giver *g, const wk_told *told));

/* Every article that fits the filter, in order of publication, with its reading (see docs/reading.schema.json).
 * g->arena is the article's. */
void wk_giver_articles(wk_giver *g, void take(wk_giver *g, const wk_listed *article, const json_t *reading));

/* printf onto the output. */
void wk_giver_print(wk_giver *g, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* ---- readings as JSON ------------------------------------------------------------------------------------------ */

/* A string member; NULL when there is none. */
wk_str wk_json_get(const json_t *object, const char *key);

/* The name of an actor that is a member; NULL when there is none. */
wk_str wk_json_name(const json_t *object, const char *key);

/* The text of a part that an item stands in: its "part", else the body. */
wk_str wk_part_text(const json_t *reading, const json_t *item);

/* A range [start, end) of code points as bytes of the indexed text; empty when it leads outside. */
wk_span wk_range_span(const wk_cp_index *index, const json_t *range);

/* "urn:warkat:KIND:ID" */
wk_str wk_urn(wk_arena *arena, const char *kind, wk_str id);

/* An address as an IRI (RFC 3987): what may not stand in one is percent-encoded. */
wk_str wk_uri(wk_arena *arena, wk_str address);

/* What an article is called in files for others: its address, else a URN. */
wk_str wk_article_uri(wk_arena *arena, const wk_listed *article);

/* "Person" for ids of persons and unknown names, "Organization" for all others. */
const char *wk_actor_type(const json_t *actor);

/* ---- formats --------------------------------------------------------------------------------------------------- */

void wk_give_jsonl(wk_giver *g), wk_give_corrections(wk_giver *g), wk_give_csv(wk_giver *g), wk_give_gdelt(wk_giver *g), wk_give_annotations(wk_giver *g),
    wk_give_ninjs(wk_giver *g), wk_give_jsonld(wk_giver *g), wk_give_gexf(wk_giver *g), wk_give_ics(wk_giver *g),
    wk_give_prov(wk_giver *g);

#endif
