/* Who may ask: decided from a request's head alone, before anything else. */
#ifndef WK_GUARD_H
#define WK_GUARD_H

#include "base/str.h"

typedef struct wk_guard {
    char host[80];     /* the address that is bound, as it stands in Host, without port: "127.0.0.1", "[::1]" */
    uint32_t port;
    bool loopback;
    const char *token; /* NULL: none is wanted */
    const char *origin; /* whose pages may read the API too ("*": any); NULL: nobody's */
} wk_guard;

/* The parts of a head that matter; NULL: not there. */
typedef struct wk_head {
    wk_str method, host, origin, site, marker, authorization, cookie, type;
} wk_head;

/* 0, or the status to refuse with and why. Reading wants a host that we are and the token. */
unsigned wk_guard_check(const wk_guard *guard, const wk_head *head, const char **why);

/* A browser asks, before it lets a page of the allowed origin read: what says so carries no token. Only reading is promised, and
 * only to that origin. `wanted` is Access-Control-Request-Method. */
bool wk_guard_preflight(const wk_guard *guard, const wk_head *head, wk_str wanted);

/* Changing wants, beyond that, JSON, the header X-Warkat, which other origins' pages cannot send, and our own origin. */
unsigned wk_guard_change(const wk_head *head, const char **why);

/* The same token, told in a time that does not depend on where they differ. */
bool wk_same_secret(wk_str a, wk_str b);

#endif
