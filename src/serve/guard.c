#include "serve/guard.h"

#include <stdio.h>

bool wk_same_secret(wk_str a, wk_str b) {
    unsigned differ = a.n != b.n;
    for (size_t i = 0; i < a.n; i++) differ |= (unsigned)(a.p[i] ^ (b.n ? b.p[i % b.n] : 1));
    return differ == 0;
}

/* "host:port" of ours, by the names that this machine has for itself and the address that was bound. */
static bool ours(const wk_guard *g, wk_str host) {
    const char *const names[] = {g->host, "127.0.0.1", "localhost", "[::1]"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char full[100];
        snprintf(full, sizeof full, "%s:%u", names[i], g->port);
        if (wk_str_eq_nocase(host, wk_str_of(full))) return true;
        if (g->port == 80 && wk_str_eq_nocase(host, wk_str_of(names[i]))) return true;
    }
    return false;
}

/* The value of `name` in a Cookie header. */
static wk_str cookie(wk_str header, wk_str name) {
    wk_str item;
    while (wk_str_split(&header, ';', &item)) {
        item = wk_str_trim(item);
        if (wk_str_starts(item, name) && item.n > name.n && item.p[name.n] == '=') return wk_str_cut(item, name.n + 1, item.n);
    }
    return (wk_str){0};
}

static bool has_token(const wk_guard *g, const wk_head *h) {
    static const char bearer[] = "Bearer ";
    wk_str given = wk_str_starts(h->authorization, WK_S("Bearer ")) ? wk_str_cut(h->authorization, sizeof bearer - 1, h->authorization.n)
                                                                   : cookie(h->cookie, WK_S("warkat"));
    return given.n && wk_same_secret(given, wk_str_of(g->token));
}

static bool host_fits(const wk_guard *g, const wk_head *h) {
    return h->host.p && (!g->loopback || ours(g, h->host));
}

bool wk_guard_preflight(const wk_guard *g, const wk_head *h, wk_str wanted) {
    if (!g->origin || !wk_str_eq(h->method, WK_S("OPTIONS")) || !h->origin.p || !host_fits(g, h)) return false;
    bool allowed = wk_str_eq(wk_str_of(g->origin), WK_S("*")) || wk_str_eq(wk_str_of(g->origin), h->origin);
    return allowed && (wk_str_eq(wanted, WK_S("GET")) || wk_str_eq(wanted, WK_S("HEAD")));
}

unsigned wk_guard_check(const wk_guard *g, const wk_head *h, const char **why) {
    /* Other machines know us by names that we cannot know; there the token keeps rebound names out. */
    if (!host_fits(g, h)) {
        *why = "this server is asked under a name that is not its own: open it by the address it printed";
        return 421;
    }
    if (g->token && !has_token(g, h)) {
        *why = "a token is wanted: Authorization: Bearer TOKEN, or open the address that the server printed";
        return 401;
    }
    return 0;
}

unsigned wk_guard_change(const wk_head *h, const char **why) {
    char own[140];
    snprintf(own, sizeof own, "http://%.*s", WK_F(h->host));
    bool foreign = (h->origin.p && !wk_str_eq_nocase(h->origin, wk_str_of(own))) ||
                   (h->site.p && !wk_str_eq(h->site, WK_S("same-origin")) && !wk_str_eq(h->site, WK_S("none")));
    if (!h->marker.p || foreign) {
        *why = "changes are taken from this server's own pages only, with the header X-Warkat";
        return 403;
    }
    if (!wk_str_starts(h->type, WK_S("application/json"))) {
        *why = "only application/json is taken";
        return 415;
    }
    return 0;
}
