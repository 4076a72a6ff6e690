/* Statements and acts on the words they were read from: one W3C Web Annotation collection with one page of annotations
 * (https://www.w3.org/TR/annotation-model/). Every range is a target with a quotation (TextQuoteSelector, with what
 * stands around it) and a position (TextPositionSelector: code points of the part's text as warkat read it; `article`
 * tells which article that is). */
#include "give/giver.h"

enum { AROUND = 32 }; /* bytes of prefix and suffix */

typedef struct item {
    wk_giver *g;
    const wk_listed *article;
    const json_t *json;
    const wk_cp_index *text;
    const char *kind; /* "statement" or "act" */
} item;

static void body(wk_json *j, const char *purpose, wk_str value) {
    if (!value.n) return;
    wk_json_open(j, '{');
    wk_json_member(j, "type", WK_S("TextualBody"));
    wk_json_member(j, "purpose", wk_str_of(purpose));
    wk_json_member(j, "value", value);
    wk_json_close(j, '}');
}

static void names(wk_json *j, const json_t *actors) {
    const json_t *actor;
    size_t i;
    json_array_foreach(actors, i, actor) body(j, "identifying", wk_json_get(actor, "name"));
}

static void quote(const item *it, wk_json *j, wk_span span) {
    wk_str text = it->text->text;
    size_t before = span.start > AROUND ? span.start - AROUND : 0;
    while (before < span.start && ((unsigned char)text.p[before] & 0xC0) == 0x80) before++;
    wk_json_open(j, '{');
    wk_json_member(j, "type", WK_S("TextQuoteSelector"));
    wk_json_member(j, "exact", wk_str_cut(text, span.start, span.end));
    wk_json_member(j, "prefix", wk_str_cut(text, before, span.start));
    wk_json_member(j, "suffix", wk_utf8_clip(wk_str_cut(text, span.end, text.n), AROUND));
    wk_json_close(j, '}');
}

static void target(const item *it, wk_json *j, const json_t *range) {
    wk_json_open(j, '{');
    wk_json_member(j, "type", WK_S("SpecificResource"));
    wk_json_member(j, "source", wk_article_uri(it->g->arena, it->article));
    wk_json_key(j, "selector");
    wk_json_open(j, '[');
    quote(it, j, wk_range_span(it->text, range));
    wk_json_open(j, '{');
    wk_json_member(j, "type", WK_S("TextPositionSelector"));
    wk_json_member_int(j, "start", json_integer_value(json_array_get(range, 0)));
    wk_json_member_int(j, "end", json_integer_value(json_array_get(range, 1)));
    wk_json_close(j, '}');
    wk_json_close(j, ']');
    wk_json_close(j, '}');
}

/* Content is a list of ranges; evidence one range or a list of them. */
static void targets(const item *it, wk_json *j) {
    const json_t *ranges = json_object_get(it->json, "content"), *range;
    if (!ranges) ranges = json_object_get(it->json, "evidence");
    size_t i;
    wk_json_key(j, "target");
    wk_json_open(j, '[');
    if (json_is_integer(json_array_get(ranges, 0))) target(it, j, ranges);
    else json_array_foreach(ranges, i, range) target(it, j, range);
    wk_json_close(j, ']');
}

static void annotation(const item *it) {
    wk_json *j = &it->g->j;
    wk_str act = wk_json_get(it->json, "act");
    wk_json_open(j, '{');
    wk_json_member(j, "id", wk_urn(it->g->arena, it->kind, wk_json_get(it->json, "id")));
    wk_json_member(j, "type", WK_S("Annotation"));
    wk_json_member(j, "motivation", WK_S("identifying"));
    wk_json_key(j, "body");
    wk_json_open(j, '[');
    body(j, "tagging", wk_str_of(it->kind));
    body(j, "tagging", act.p ? act : wk_json_get(it->json, "kind"));
    body(j, "identifying", wk_json_name(it->json, "who"));
    names(j, json_object_get(it->json, "from"));
    names(j, json_object_get(it->json, "to"));
    wk_json_close(j, ']');
    targets(it, j);
    wk_json_member(j, "article", wk_urn(it->g->arena, "article", it->article->article));
    wk_json_close(j, '}');
}

static void article(wk_giver *g, const wk_listed *listed, const json_t *reading) {
    static const struct { const char *list, *kind; } lists[] = {{"statements", "statement"}, {"acts", "act"}};
    WK_ARRAY(wk_cp_index) known = {0}; /* of the parts met so far: a handful */
    for (size_t k = 0; k < WK_COUNT(lists); k++) {
        const json_t *all = json_object_get(reading, lists[k].list), *one;
        size_t i;
        json_array_foreach(all, i, one) {
            wk_str text = wk_part_text(reading, one);
            if (!text.p) continue;
            size_t n = 0;
            while (n < known.n && known.v[n].text.p != text.p) n++;
            if (n == known.n) *WK_PUSH(g->arena, &known) = wk_cp_index_make(g->arena, text);
            const item it = {g, listed, one, &known.v[n], lists[k].kind};
            annotation(&it);
        }
    }
}

void wk_give_annotations(wk_giver *g) {
    wk_json *j = &g->j;
    wk_json_open(j, '{');
    wk_json_key(j, "@context");
    wk_json_open(j, '[');
    wk_json_str(j, WK_S("http://www.w3.org/ns/anno.jsonld"));
    wk_json_raw(j, WK_S("{\"article\":{\"@id\":\"http://purl.org/dc/terms/isPartOf\",\"@type\":\"@id\"}}"));
    wk_json_close(j, ']');
    wk_json_member(j, "id", WK_S("urn:warkat:annotations"));
    wk_json_member(j, "type", WK_S("AnnotationCollection"));
    wk_json_key(j, "first");
    wk_json_open(j, '{');
    wk_json_member(j, "id", WK_S("urn:warkat:annotations:1"));
    wk_json_member(j, "type", WK_S("AnnotationPage"));
    wk_json_member_int(j, "startIndex", 0);
    wk_json_key(j, "items");
    wk_json_open(j, '[');
    wk_giver_articles(g, article);
    wk_json_close(j, ']');
    wk_json_close(j, '}');
    wk_json_close(j, '}');
    wk_buf_byte(&g->out, '\n');
}
