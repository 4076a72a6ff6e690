/* The record over HTTP: pages for people under /, the API under /api/v1.
 *
 * What comes in is hostile: sizes, times and numbers of connections are bounded; a request must name a host that we are
 * (against DNS rebinding); what changes something must come from our own pages; beyond this machine a token is wanted.
 * Nothing that was crawled is ever sent as HTML. */
#ifndef WK_SERVE_H
#define WK_SERVE_H

#include "base/str.h"
#include "pack/pack.h"

#include <stdio.h>

typedef struct wk_serving {
    const char *db;
    const char *bind;  /* an address; NULL: 127.0.0.1 */
    uint32_t port;     /* 0: any that is free */
    const char *token; /* NULL: none is wanted; only on loopback */
    const char *origin; /* pages of this origin may read the API too; NULL: none */
    const wk_packs *packs;
    /* Called once when requests are answered; `address` is to be opened in a browser. */
    void (*ready)(void *context, const char *address);
    void *context;
} wk_serving;

/* Serves until SIGINT or SIGTERM, then ends what is under way. WK_NETWORK when the address cannot be had, WK_USAGE when a
 * token is missing. */
wk_status wk_serve(const wk_serving *serving, wk_error *error) WK_MUST_CHECK;

/* The same answers to a language model: the Model Context Protocol, a JSON-RPC 2.0 message a line, until `in` ends. */
wk_status wk_mcp(const char *db, const wk_packs *packs, FILE *in, FILE *out, wk_error *error) WK_MUST_CHECK;

#endif
