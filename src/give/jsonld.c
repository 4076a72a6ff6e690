/* Articles with what is said in them, in the words of schema.org, as one JSON-LD document (W3C JSON-LD 1.1): words within
 * quotation marks are a Quotation, reported ones a Claim. The context is inline, so that no reader has to fetch one. */
#include "give/giver.h"

static void some(wk_json *j, const char *key, wk_str value) {
    if (value.n) wk_json_member(j, key, value);
}

static void party(wk_json *j, const char *key, const json_t *actor) {
    wk_str name = wk_json_get(actor, "name"), id = wk_json_get(actor, "id");
    if (!name.p) return;
    wk_json_key(j, key);
    wk_json_open(j, '{');
    wk_json_member(j, "@type", wk_str_of(wk_actor_type(actor)));
    wk_json_member(j, "name", name);
    some(j, "identifier", id);
    wk_json_close(j, '}');
}

static void reference(wk_json *j, const char *key, wk_str uri) {
    wk_json_key(j, key);
    wk_json_open(j, '{');
    wk_json_member(j, "@id", uri);
    wk_json_close(j, '}');
}

/* The words of all its ranges, parted by an ellipsis. */
static wk_str words(wk_arena *arena, const wk_cp_index *index, const json_t *ranges) {
    wk_str out = {0};
    const json_t *range;
    size_t i;
    json_array_foreach(ranges, i, range) {
        wk_span span = wk_range_span(index, range);
        wk_str piece = wk_str_cut(index->text, span.start, span.end);
        out = out.p ? wk_str_printf(arena, "%.*s \xe2\x80\xa6 %.*s", WK_F(out), WK_F(piece)) : piece;
    }
    return out;
}

static void said(wk_giver *g, const json_t *statement, const wk_cp_index *index, wk_str article_uri) {
    wk_json *j = &g->j;
    bool direct = wk_str_eq(wk_json_get(statement, "kind"), WK_S("direct"));
    wk_json_open(j, '{');
    wk_json_member(j, "@id", wk_urn(g->arena, "statement", wk_json_get(statement, "id")));
    wk_json_member(j, "@type", direct ? WK_S("Quotation") : WK_S("Claim"));
    wk_json_member(j, "text", words(g->arena, index, json_object_get(statement, "content")));
    party(j, direct ? "spokenByCharacter" : "author", json_object_get(statement, "who"));
    party(j, "recipient", json_object_get(statement, "to"));
    some(j, "dateCreated", wk_json_get(statement, "said"));
    reference(j, direct ? "isPartOf" : "appearance", article_uri);
    wk_json_close(j, '}');
}

static void authors(wk_json *j, const json_t *list) {
    const json_t *name;
    size_t i;
    if (!json_array_size(list)) return;
    wk_json_key(j, "author");
    wk_json_open(j, '[');
    json_array_foreach(list, i, name) {
        wk_json_open(j, '{');
        wk_json_member(j, "@type", WK_S("Person"));
        wk_json_member(j, "name", wk_str_of(json_string_value(name)));
        wk_json_close(j, '}');
    }
    wk_json_close(j, ']');
}

static void article(wk_giver *g, const wk_listed *listed, const json_t *reading) {
    wk_json *j = &g->j;
    wk_str uri = wk_urn(g->arena, "document", listed->document), at = {0};
    wk_cp_index index = {0};
    wk_json_open(j, '{');
    wk_json_member(j, "@id", uri);
    wk_json_member(j, "@type", WK_S("NewsArticle"));
    some(j, "url", listed->url);
    some(j, "headline", listed->title);
    some(j, "datePublished", listed->published);
    some(j, "dateModified", wk_json_get(reading, "modified"));
    some(j, "inLanguage", listed->language);
    some(j, "dateline", wk_json_get(reading, "dateline"));
    some(j, "articleBody", wk_json_get(reading, "text"));
    authors(j, json_object_get(reading, "authors"));
    if (listed->outlet.p) {
        wk_json_key(j, "publisher");
        wk_json_open(j, '{');
        wk_json_member(j, "@type", WK_S("NewsMediaOrganization"));
        wk_json_member(j, "name", listed->outlet);
        wk_json_close(j, '}');
    }
    wk_json_close(j, '}');
    const json_t *statement;
    size_t i;
    json_array_foreach(json_object_get(reading, "statements"), i, statement) {
        wk_str text = wk_part_text(reading, statement);
        if (text.p != at.p) index = wk_cp_index_make(g->arena, at = text);
        if (text.p) said(g, statement, &index, uri);
    }
}

void wk_give_jsonld(wk_giver *g) {
    wk_json *j = &g->j;
    wk_json_open(j, '{');
    wk_json_key(j, "@context");
    wk_json_raw(j, WK_S("{\"@vocab\":\"https://schema.org/\"}"));
    wk_json_key(j, "@graph");
    wk_json_open(j, '[');
    wk_giver_articles(g, article);
    wk_json_close(j, ']');
    wk_json_close(j, '}');
    wk_buf_byte(&g->out, '\n');
}
