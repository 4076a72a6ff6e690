/* Where every statement and act comes from, in PROV-O (https://www.w3.org/TR/prov-o/) as JSON-LD: what was said or done is
 * an entity of its speaker, each relay's telling one derived from it, the article's the last; the article was derived from the
 * page's bytes by an activity of this program. `via` stands nearest to the reader first. */
#include "give/giver.h"

static void open(wk_giver *g, wk_str id, const char *type) {
    wk_json_open(&g->j, '{');
    wk_json_member(&g->j, "@id", id);
    wk_json_member(&g->j, "@type", wk_str_of(type));
}

static void refer(wk_giver *g, const char *key, wk_str to) {
    if (to.p) wk_json_member(&g->j, key, to);
}

/* An agent's URN: its id in the world pack, else its name; spaces and signs become "-". */
static wk_str agent_uri(wk_arena *arena, wk_str id, wk_str name) {
    wk_str uri = wk_urn(arena, "actor", id.p ? id : name);
    char *p = wk_alloc(arena, uri.n + 1);
    for (size_t i = 0; i < uri.n; i++) {
        unsigned char c = (unsigned char)uri.p[i];
        bool plain = c >= 0x80 || (c >= '0' && c <= ':') || ((c | 32) >= 'a' && (c | 32) <= 'z') || c == '/' || c == '-';
        p[i] = plain ? uri.p[i] : '-';
    }
    return (wk_str){p, uri.n};
}

/* Writes the agent, and returns its URN; NULL when nobody is named. */
static wk_str agent(wk_giver *g, const json_t *actor) {
    wk_str name = wk_json_get(actor, "name"), id = wk_json_get(actor, "id");
    if (!name.p) return name;
    wk_str uri = agent_uri(g->arena, id, name);
    open(g, uri, strcmp(wk_actor_type(actor), "Person") == 0 ? "prov:Person" : "prov:Organization");
    wk_json_member(&g->j, "label", name);
    wk_json_close(&g->j, '}');
    return uri;
}

static void entity(wk_giver *g, wk_str uri, wk_str from, wk_str of) {
    open(g, uri, "prov:Entity");
    refer(g, "wasDerivedFrom", from);
    refer(g, "wasAttributedTo", of);
    wk_json_close(&g->j, '}');
}

/* From what was said or done, through each relay, to the article's telling. */
static void chain(wk_giver *g, const char *kind, const json_t *item, const json_t *who, wk_str article_uri) {
    wk_arena *a = g->arena;
    wk_str told = wk_urn(a, kind, wk_json_get(item, "id"));
    wk_str before = wk_str_printf(a, "%.*s/origin", WK_F(told));
    entity(g, before, (wk_str){0}, agent(g, who));
    const json_t *via = json_object_get(item, "via");
    for (size_t i = json_array_size(via); i-- > 0;) {
        wk_str step = wk_str_printf(a, "%.*s/via/%zu", WK_F(told), i);
        entity(g, step, before, agent(g, json_array_get(via, i)));
        before = step;
    }
    open(g, told, "prov:Entity");
    wk_json_member(&g->j, "wasDerivedFrom", before);
    wk_json_member(&g->j, "wasQuotedFrom", article_uri);
    wk_json_close(&g->j, '}');
}

static void items(wk_giver *g, const char *list, const char *kind, const json_t *reading, wk_str article_uri) {
    const json_t *item;
    size_t i;
    json_array_foreach(json_object_get(reading, list), i, item) {
        const json_t *who = json_object_get(item, "who");
        chain(g, kind, item, who ? who : json_array_get(json_object_get(item, "from"), 0), article_uri);
    }
}

static void article(wk_giver *g, const wk_listed *listed, const json_t *reading) {
    wk_arena *a = g->arena;
    wk_str uri = wk_urn(a, "document", listed->document), page = wk_urn(a, "page", listed->page_sha256);
    wk_str reading_uri = wk_urn(a, "reading", listed->document), outlet = {0};
    if (listed->outlet.p) {
        outlet = agent_uri(a, (wk_str){0}, listed->outlet);
        open(g, outlet, "prov:Organization");
        wk_json_member(&g->j, "label", listed->outlet);
        wk_json_close(&g->j, '}');
    }
    open(g, page, "prov:Entity");
    refer(g, "wasAttributedTo", outlet);
    if (listed->url.p) refer(g, "location", wk_uri(a, listed->url));
    wk_json_close(&g->j, '}');
    open(g, reading_uri, "prov:Activity");
    wk_json_member(&g->j, "used", page);
    wk_json_member(&g->j, "wasAssociatedWith", WK_S("urn:warkat:program"));
    wk_json_close(&g->j, '}');
    open(g, uri, "prov:Entity");
    wk_json_member(&g->j, "wasDerivedFrom", page);
    wk_json_member(&g->j, "wasGeneratedBy", reading_uri);
    refer(g, "label", listed->title);
    wk_json_close(&g->j, '}');
    items(g, "statements", "statement", reading, uri);
    items(g, "acts", "act", reading, uri);
}

void wk_give_prov(wk_giver *g) {
    wk_json_open(&g->j, '{');
    wk_json_key(&g->j, "@context");
    wk_json_raw(&g->j, WK_S("{\"prov\":\"http://www.w3.org/ns/prov#\",\"label\":\"http://www.w3.org/2000/01/rdf-schema#label\","
        "\"wasDerivedFrom\":{\"@id\":\"prov:wasDerivedFrom\",\"@type\":\"@id\"},"
        "\"wasAttributedTo\":{\"@id\":\"prov:wasAttributedTo\",\"@type\":\"@id\"},"
        "\"wasQuotedFrom\":{\"@id\":\"prov:wasQuotedFrom\",\"@type\":\"@id\"},"
        "\"wasGeneratedBy\":{\"@id\":\"prov:wasGeneratedBy\",\"@type\":\"@id\"},"
        "\"wasAssociatedWith\":{\"@id\":\"prov:wasAssociatedWith\",\"@type\":\"@id\"},"
        "\"used\":{\"@id\":\"prov:used\",\"@type\":\"@id\"},\"location\":{\"@id\":\"prov:atLocation\",\"@type\":\"@id\"}}"));
    wk_json_key(&g->j, "@graph");
    wk_json_open(&g->j, '[');
    open(g, WK_S("urn:warkat:program"), "prov:SoftwareAgent");
    wk_json_member(&g->j, "label", WK_S("warkat " WARKAT_VERSION));
    wk_json_close(&g->j, '}');
    wk_giver_articles(g, article);
    wk_json_close(&g->j, ']');
    wk_json_close(&g->j, '}');
    wk_buf_byte(&g->out, '\n');
}
