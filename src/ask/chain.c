/* The source chain as people are shown it: from the speaker, over who relayed it (the farthest from the reader first)
 * and whom the article credits, to the outlet whose page it is. */
#include "ask/inside.h"

#include <jansson.h>

static wk_str joined(wk_arena *arena, const wk_names *names) {
    wk_buf out = {0};
    for (size_t i = 0; i < names->n; i++) {
        if (i) wk_buf_add(&out, WK_S(", "));
        wk_buf_add(&out, names->v[i]);
    }
    wk_str kept = wk_str_copy(arena, wk_buf_str(&out));
    wk_buf_free(&out);
    return kept;
}

wk_names wk_names_of(wk_arena *arena, const struct json_t *actors) {
    wk_names names = {0};
    size_t i;
    json_t *item;
    json_array_foreach(actors, i, item) {
        const char *name = json_string_value(json_is_object(item) ? json_object_get(item, "name") : item);
        if (name) *WK_PUSH(arena, &names) = wk_str_copy(arena, wk_str_of(name));
    }
    return names;
}

static bool stands_in(wk_arena *arena, const wk_names *chain, wk_str name) {
    wk_str folded = wk_name_fold(arena, name);
    for (size_t i = 0; i < chain->n; i++)
        if (wk_str_eq(wk_name_fold(arena, chain->v[i]), folded)) return true;
    return false;
}

/* Host of an address, without "www.". */
static wk_str host_of(wk_str url) {
    size_t at = wk_str_find(url, WK_S("://"), 0);
    wk_str rest = wk_str_cut(url, at < url.n ? at + 3 : 0, url.n), host = {0};
    wk_str_split(&rest, '/', &host);
    return wk_str_starts(host, WK_S("www.")) ? wk_str_cut(host, 4, host.n) : host;
}

/* The last name of a path: where it lies says nothing about the source. */
static wk_str base_of(wk_str file) {
    size_t n = file.n;
    while (n && file.p[n - 1] != '/') n--;
    return wk_str_cut(file, n, file.n);
}

wk_names wk_chain_of(wk_arena *arena, const wk_names *from, const wk_names *via, wk_str credits, wk_str outlet,
                     wk_str url, wk_str file) {
    wk_names chain = {0}, credited = {0};
    if (from->n) *WK_PUSH(arena, &chain) = joined(arena, from);
    for (size_t i = via->n; i-- > 0;)
        if (!stands_in(arena, &chain, via->v[i])) *WK_PUSH(arena, &chain) = via->v[i];
    json_t *list = json_loadb(credits.p ? credits.p : "[]", credits.p ? credits.n : 2, 0, NULL);
    wk_names all = wk_names_of(arena, list);
    json_decref(list);
    for (size_t i = 0; i < all.n; i++)
        if (!stands_in(arena, &chain, all.v[i]) && !stands_in(arena, &credited, all.v[i]))
            *WK_PUSH(arena, &credited) = all.v[i];
    if (credited.n) *WK_PUSH(arena, &chain) = joined(arena, &credited);
    wk_str end = outlet.n ? outlet : url.n ? host_of(url) : base_of(file);
    if (end.n && !stands_in(arena, &chain, end)) *WK_PUSH(arena, &chain) = end;
    return chain;
}
