/* Articles as IPTC ninjs 3.1 objects, one a line (https://iptc.org/standards/ninjs/): headline, body, who occurs and
 * in which role, the agencies credited. Times without a zone are left out: the standard wants whole ones. */
#include "give/giver.h"

#include "base/map.h"

/* "2023-08-15T18:09:00+07:00" of a time that has a zone; seconds may be missing. NULL: the standard has no form for it. */
static wk_str whole_time(wk_arena *arena, wk_str s) {
    if (s.n < 17 || s.p[10] != 'T') return (wk_str){0};
    size_t at = s.n > 16 && s.p[16] == ':' ? 19 : 16; /* where the zone begins */
    while (at < s.n && (s.p[at] == '.' || (s.p[at] >= '0' && s.p[at] <= '9'))) at++;
    if (at >= s.n) return (wk_str){0};
    return wk_str_printf(arena, "%.*s%s%.*s", WK_F(wk_str_cut(s, 0, s.p[16] == ':' ? 19 : 16)), s.p[16] == ':' ? "" : ":00",
                         WK_F(wk_str_cut(s, at, s.n)));
}

static void some(wk_json *j, const char *key, wk_str value) {
    if (value.n) wk_json_member(j, key, value);
}

/* [{"role": …, "value": …}] */
static void text(wk_json *j, const char *key, const char *type, wk_str value) {
    if (!value.p) return;
    wk_json_key(j, key);
    wk_json_open(j, '[');
    wk_json_open(j, '{');
    wk_json_member(j, "role", WK_S("main"));
    if (type) wk_json_member(j, "contentType", wk_str_of(type));
    wk_json_member(j, "value", value);
    wk_json_close(j, '}');
    wk_json_close(j, ']');
}

/* Those met in one article, each once. */
typedef struct crowd {
    wk_giver *g;
    wk_map *seen;
    const char *type; /* "Person" or "Organization": who is being listed */
} crowd;

static void one(crowd *c, const json_t *actor, const char *rel) {
    wk_str name = wk_json_get(actor, "name"), id = wk_json_get(actor, "id");
    if (!name.p || strcmp(wk_actor_type(actor), c->type) != 0) return;
    wk_str key = wk_str_printf(c->g->arena, "%s|%.*s", rel, WK_F(name));
    if (wk_map_get(c->seen, key, 0)) return;
    wk_map_put(c->seen, key, 1);
    wk_json *j = &c->g->j;
    wk_json_open(j, '{');
    wk_json_member(j, "name", name);
    wk_json_member(j, "rel", wk_str_of(rel));
    if (id.p) wk_json_member(j, "literal", id);
    wk_json_close(j, '}');
}

static void all(crowd *c, const json_t *actors, const char *rel) {
    const json_t *actor;
    size_t i;
    json_array_foreach(actors, i, actor) one(c, actor, rel);
}

static void occurring(wk_giver *g, const char *key, const char *type, const json_t *reading) {
    crowd c = {g, wk_map_new(g->arena, 64), type};
    const json_t *item;
    size_t i;
    wk_json_key(&g->j, key);
    wk_json_open(&g->j, '[');
    json_array_foreach(json_object_get(reading, "statements"), i, item) {
        one(&c, json_object_get(item, "who"), "speaker");
        one(&c, json_object_get(item, "to"), "addressee");
    }
    json_array_foreach(json_object_get(reading, "acts"), i, item) {
        all(&c, json_object_get(item, "from"), "actor");
        all(&c, json_object_get(item, "to"), "recipient");
    }
    wk_json_close(&g->j, ']');
}

static void sources(wk_giver *g, const json_t *reading) {
    wk_map *seen = wk_map_new(g->arena, 16);
    const json_t *source;
    size_t i;
    wk_json *j = &g->j;
    wk_json_key(j, "infoSources");
    wk_json_open(j, '[');
    json_array_foreach(json_object_get(reading, "sources"), i, source) {
        wk_str name = wk_json_get(source, "name");
        if (!name.p || wk_map_get(seen, name, 0)) continue;
        wk_map_put(seen, name, 1);
        wk_json_open(j, '{');
        wk_json_member(j, "name", name);
        some(j, "role", wk_json_get(source, "kind"));
        some(j, "literal", wk_json_get(source, "id"));
        wk_json_close(j, '}');
    }
    wk_json_close(j, ']');
}

static wk_str authors(wk_arena *arena, const json_t *list) {
    wk_str out = {0};
    const json_t *name;
    size_t i;
    json_array_foreach(list, i, name) {
        const char *text_of = json_string_value(name);
        if (text_of) out = out.p ? wk_str_printf(arena, "%.*s, %s", WK_F(out), text_of) : wk_str_of(text_of);
    }
    return out;
}

static void article(wk_giver *g, const wk_listed *listed, const json_t *reading) {
    wk_json *j = &g->j;
    j->comma = false;
    wk_json_open(j, '{');
    wk_json_raw(j, WK_S("\"standard\":{\"name\":\"ninjs\",\"version\":\"3.1\",\"schema\":\"http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#\"}"));
    wk_json_member(j, "uri", wk_urn(g->arena, "document", listed->document));
    wk_json_member(j, "type", WK_S("text"));
    some(j, "version", wk_str_printf(g->arena, "%lld", (long long)listed->version));
    some(j, "firstCreated", whole_time(g->arena, wk_json_get(reading, "published")));
    some(j, "versionCreated", whole_time(g->arena, wk_json_get(reading, "modified")));
    some(j, "language", listed->language);
    some(j, "copyrightHolder", listed->outlet);
    some(j, "by", authors(g->arena, json_object_get(reading, "authors")));
    some(j, "located", wk_json_get(reading, "dateline"));
    text(j, "headlines", NULL, listed->title);
    text(j, "bodies", "text/plain", wk_json_get(reading, "text"));
    occurring(g, "people", "Person", reading);
    occurring(g, "organisations", "Organization", reading);
    sources(g, reading);
    if (listed->url.p) {
        wk_json_key(j, "altIds");
        wk_json_open(j, '[');
        wk_json_open(j, '{');
        wk_json_member(j, "role", WK_S("url"));
        wk_json_member(j, "value", listed->url);
        wk_json_close(j, '}');
        wk_json_close(j, ']');
    }
    wk_json_close(j, '}');
    wk_buf_byte(&g->out, '\n');
}

void wk_give_ninjs(wk_giver *g) {
    wk_giver_articles(g, article);
}
