/* Who to whom over time, as Gephi reads it (GEXF 1.2, http://www.gexf.net/1.2draft): a node for everybody, an edge for
 * every event from one to the other, with the days it may have happened on. Two passes: nodes stand before edges. */
#include "give/giver.h"

#include "base/map.h"
#include "base/calendar.h"
#include "record/key.h"

/* The nodes met so far; a giver's context while it draws. */
typedef struct drawing {
    wk_arena *arena;
    wk_map *nodes;   /* key → number */
} drawing;

static drawing *drawing_of(wk_giver *g) {
    return g->state;
}

static void text(wk_giver *g, wk_str s) {
    static const char *const escapes[128] = {['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;"};
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        const char *as = c < 128 ? escapes[c] : NULL;
        if (as) wk_buf_add(&g->out, wk_str_of(as));
        else wk_buf_byte(&g->out, c < 0x20 ? ' ' : s.p[i]); /* XML knows no control characters */
    }
}

static void attribute(wk_giver *g, const char *name, wk_str value) {
    wk_giver_print(g, " %s=\"", name);
    text(g, value);
    wk_buf_byte(&g->out, '"');
}

static void value(wk_giver *g, int number, wk_str of) {
    if (!of.p) return;
    wk_giver_print(g, "<attvalue for=\"%d\"", number);
    attribute(g, "value", of);
    wk_buf_add(&g->out, WK_S("/>"));
}

static wk_str key_of(wk_arena *arena, const json_t *actor) {
    return wk_actor_key(arena, &(wk_actor){.id = wk_json_get(actor, "id"), .name = wk_json_get(actor, "name")});
}

/* ---- nodes ----------------------------------------------------------------------------------------------------- */

static void node(wk_giver *g, const json_t *actor) {
    drawing *d = drawing_of(g);
    wk_str key = key_of(g->arena, actor), id = wk_json_get(actor, "id");
    if (!key.p || wk_map_get(d->nodes, key, UINT32_MAX) != UINT32_MAX) return;
    uint32_t number = (uint32_t)wk_map_count(d->nodes);
    wk_map_put(d->nodes, wk_str_copy(d->arena, key), number);
    wk_giver_print(g, "<node id=\"%u\"", number);
    attribute(g, "label", wk_json_get(actor, "name"));
    wk_buf_add(&g->out, WK_S("><attvalues>"));
    value(g, 0, id);
    value(g, 1, wk_str_of(wk_actor_type(actor)));
    wk_buf_add(&g->out, WK_S("</attvalues></node>\n"));
}

static void nodes(wk_giver *g, const wk_told *e) {
    const wk_str sides[] = {e->from_json, e->to_json};
    for (size_t s = 0; s < WK_COUNT(sides); s++) {
        json_t *list = json_loadb(sides[s].p, sides[s].n, JSON_ALLOW_NUL, NULL);
        const json_t *actor;
        size_t i;
        json_array_foreach(list, i, actor) node(g, actor);
        json_decref(list);
    }
}

/* ---- edges ----------------------------------------------------------------------------------------------------- */

/* The first and last day; GEXF wants both, and Gephi takes dates. */
static void days(wk_giver *g, const wk_told *e) {
    if (e->days.from > e->days.to) return;
    attribute(g, "start", wk_day_text(g->arena, wk_day_of(e->days.from)));
    attribute(g, "end", wk_day_text(g->arena, wk_day_of(e->days.to)));
}

static void edge(wk_giver *g, const wk_told *e, uint32_t from, uint32_t to, size_t number) {
    const wk_str values[] = {e->act, e->date.value, e->date.value.p ? wk_str_of(wk_how_name(e->date.how)) : (wk_str){0},
                             e->occasion.name, e->channel, wk_str_printf(g->arena, "%lld", (long long)e->sources),
                             e->planned ? WK_S("true") : WK_S("false"), e->denied ? WK_S("true") : WK_S("false"), e->both_sides ? WK_S("true") : WK_S("false")};
    wk_giver_print(g, "<edge id=\"%.*s-%zu\" source=\"%u\" target=\"%u\"", WK_F(e->id), number, from, to);
    attribute(g, "label", e->act);
    days(g, e);
    wk_buf_add(&g->out, WK_S("><attvalues>"));
    for (size_t i = 0; i < WK_COUNT(values); i++) value(g, (int)i, values[i]);
    wk_buf_add(&g->out, WK_S("</attvalues></edge>\n"));
}

static void edges(wk_giver *g, const wk_told *e) {
    json_t *from = json_loadb(e->from_json.p, e->from_json.n, JSON_ALLOW_NUL, NULL);
    json_t *to = json_loadb(e->to_json.p, e->to_json.n, JSON_ALLOW_NUL, NULL);
    const wk_map *known = drawing_of(g)->nodes;
    bool among = e->both_sides && !json_array_size(to); /* they met one another */
    const json_t *a, *b;
    size_t i, k, number = 0;
    json_array_foreach(from, i, a) {
        json_array_foreach(among ? from : to, k, b) {
            if (among && k <= i) continue;
            wk_str keys[] = {key_of(g->arena, a), key_of(g->arena, b)};
            if (keys[0].p && keys[1].p)
                edge(g, e, wk_map_get(known, keys[0], 0), wk_map_get(known, keys[1], 0), number++);
        }
    }
    json_decref(from);
    json_decref(to);
}

static void columns(wk_giver *g, const char *of, const char *const *titles, size_t n) {
    wk_giver_print(g, "<attributes class=\"%s\">", of);
    for (size_t i = 0; i < n; i++) wk_giver_print(g, "<attribute id=\"%zu\" title=\"%s\" type=\"string\"/>", i, titles[i]);
    wk_buf_add(&g->out, WK_S("</attributes>\n"));
}

void wk_give_gexf(wk_giver *g) {
    static const char *const of_nodes[] = {"id", "kind"};
    static const char *const of_edges[] = {"act", "date", "date_how", "occasion", "channel", "sources", "planned", "denied", "mutual"};
    drawing d = {.arena = wk_arena_new()};
    d.nodes = wk_map_new(d.arena, 1024);
    g->state = &d;
    wk_buf_add(&g->out, WK_S("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                             "<gexf xmlns=\"http://www.gexf.net/1.2draft\" version=\"1.2\">\n"
                             "<graph mode=\"dynamic\" defaultedgetype=\"directed\" timeformat=\"date\">\n"));
    columns(g, "node", of_nodes, WK_COUNT(of_nodes));
    columns(g, "edge", of_edges, WK_COUNT(of_edges));
    wk_buf_add(&g->out, WK_S("<nodes>\n"));
    wk_giver_events(g, nodes);
    wk_buf_add(&g->out, WK_S("</nodes>\n<edges>\n"));
    wk_giver_events(g, edges);
    wk_buf_add(&g->out, WK_S("</edges>\n</graph>\n</gexf>\n"));
    wk_arena_free(d.arena);
}
