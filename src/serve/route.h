/* What can be asked, once: a table of routes and a table of parameters. From them come the API under /api/v1, its OpenAPI
 * document and the tools of the MCP server, so the three cannot say different things.
 *
 * A handler asks src/ask and writes one JSON value. It knows neither HTTP nor JSON-RPC. */
#ifndef WK_ROUTE_H
#define WK_ROUTE_H

#include "ask/ask.h"
#include "base/json.h"

#include <jansson.h>

/* One question, with what its parameters said. */
typedef struct wk_call {
    wk_store *store;
    const wk_packs *packs;
    wk_arena *arena;  /* of the call */
    wk_filter filter; /* limit is that of the page, always given */
    wk_str id;        /* of the path */
    wk_str by;        /* unit of a timeline */
    uint32_t lanes;
    uint32_t cursor;
    wk_str order;
    bool spans;       /* tell where in the text the words stand */
    wk_str body;      /* what was posted */
    wk_json out;
    int64_t next;     /* offset of the next page; 0: there is none */
} wk_call;

/* Parameters, as bits: which ones a route takes. */
enum wk_param_bit {
    WK_P_FROM = 1 << 0, WK_P_TO = 1 << 1, WK_P_BETWEEN = 1 << 2, WK_P_WHO = 1 << 3, WK_P_VIA = 1 << 4, WK_P_ACT = 1 << 5,
    WK_P_OCCASION = 1 << 6, WK_P_DAYS = 1 << 7, WK_P_OUTLET = 1 << 8, WK_P_LANGUAGE = 1 << 9, WK_P_NEW = 1 << 10,
    WK_P_WORDS = 1 << 11, WK_P_ORDER = 1 << 12, WK_P_PAGE = 1 << 13, WK_P_BY = 1 << 14, WK_P_LANES = 1 << 15,
    WK_P_SPANS = 1 << 16
};

typedef enum wk_param_kind { WK_TEXT, WK_DATE, WK_NUMBER, WK_CHOICE, WK_FLAG } wk_param_kind;

typedef struct wk_param {
    const char *name;
    unsigned bit;
    wk_param_kind kind;
    size_t at;            /* in wk_call */
    uint32_t least, most; /* numbers */
    const char *choices;  /* "a|b" */
    const char *help;
} wk_param;

extern const wk_param wk_params[]; /* the last one has no name */

typedef wk_status wk_handler(wk_call *call, wk_error *error);

typedef struct wk_route {
    const char *method;
    const char *path;   /* below /api/v1; "{id}" may stand at its end */
    const char *tool;   /* its name as a tool of MCP; NULL: none */
    const char *answer; /* name of the schema of its answer, see schemas.json; NULL: any object */
    const char *takes;  /* name of the schema of what is posted; NULL: nothing is */
    unsigned params;
    wk_handler *run;
    const char *help;   /* one sentence */
} wk_route;

extern const wk_route wk_routes[]; /* the last one has no path */

/* The route of method and path, with the id of the path; NULL: none. *known: the path is there, with other methods. */
const wk_route *wk_route_find(wk_str method, wk_str path, wk_str *id, bool *known);

/* A call before its parameters. */
wk_call wk_call_new(wk_store *store, const wk_packs *packs, wk_arena *arena, wk_buf *out);

/* Takes one parameter; WK_USAGE with one line when the route does not know it or it makes no sense. The value must live
 * as long as the call. */
wk_status wk_call_set(wk_call *call, const wk_route *route, wk_str name, wk_str value, wk_error *error) WK_MUST_CHECK;

/* Runs the handler once the parameters are complete. */
wk_status wk_call_run(wk_call *call, const wk_route *route, wk_error *error) WK_MUST_CHECK;

/* Names that a "a|b" list of choices holds, as a JSON array. */
void wk_choices_json(wk_json *j, const char *choices);

/* The OpenAPI 3.1 document. */
wk_handler wk_route_openapi;

/* Schemas of the answers: a JSON object by name; embedded. */
wk_str wk_schemas(void);

/* corrections.c */
wk_handler wk_route_corrections, wk_route_correct;

/* lists.c, items.c, views.c, facets.c */
wk_handler wk_route_events, wk_route_statements, wk_route_articles, wk_route_actors, wk_route_cadence, wk_route_failures,
    wk_route_event, wk_route_article, wk_route_about, wk_route_timeline, wk_route_network, wk_route_facets;

#endif
