/* JSON-LD: what a page says of itself in schema.org's words. Walked with a bounded stack, not by recursion. */
#include "page/metadata.h"

#include <jansson.h>

enum { JSON_MAX = 4 * 1024 * 1024, VALUES_MAX = 20000, STACK_MAX = 512, NAMES_MAX = 40, AUTHORS_SEEN = 300, STRING_MAX = 2048 };

/* A JSON string as a copy, its character references resolved (sites write "&amp;amp;" there); NULL for others. */
static wk_str string_of(wk_arena *arena, const json_t *value) {
    if (!json_is_string(value)) return (wk_str){0};
    wk_str s = {json_string_value(value), json_string_length(value)};
    return wk_html_decode(arena, wk_str_copy(arena, s), WK_TEXT_DATA);
}

/* A string, or the first of a list of strings, or an object's name, url or @id. */
static wk_str text_of(wk_arena *arena, const json_t *value) {
    if (json_is_array(value)) value = json_array_get(value, 0);
    if (json_is_object(value)) {
        static const char *const keys[] = {"name", "url", "@id"};
        for (size_t i = 0; i < WK_COUNT(keys); i++)
            if (json_is_string(json_object_get(value, keys[i])))
                return string_of(arena, json_object_get(value, keys[i]));
    }
    return string_of(arena, value);
}

typedef enum kind { OTHER, ARTICLE, PAGE, VIDEO, LIST } kind;

/* By the last word of schema.org's names: NewsArticle, ReportageNewsArticle, BlogPosting … */
static kind kind_of_name(wk_str type) {
    static const struct {
        const char *ends;
        kind kind;
    } kinds[] = {{"Article", ARTICLE}, {"Posting", ARTICLE},      {"Report", ARTICLE},    {"Review", ARTICLE},
                 {"Recipe", ARTICLE},  {"CreativeWork", ARTICLE}, {"VideoObject", VIDEO}, {"CollectionPage", LIST},
                 {"ItemPage", PAGE},   {"WebPage", PAGE}};
    for (size_t i = 0; i < WK_COUNT(kinds); i++)
        if (wk_str_ends(type, wk_str_of(kinds[i].ends))) return kinds[i].kind;
    return OTHER;
}

/* The kind of an object that may have several types: an article before all others. */
static kind kind_of(const json_t *object) {
    const json_t *type = json_object_get(object, "@type");
    kind best = OTHER;
    if (json_is_string(type)) return kind_of_name((wk_str){json_string_value(type), json_string_length(type)});
    for (size_t i = 0; i < json_array_size(type) && i < NAMES_MAX; i++) {
        const json_t *one = json_array_get(type, i);
        kind k = json_is_string(one) ? kind_of_name((wk_str){json_string_value(one), json_string_length(one)}) : OTHER;
        if (k != OTHER && (best == OTHER || k < best)) best = k;
    }
    return best;
}

/* One author or many, as names or as objects with a name. */
static void say_authors(wk_arena *arena, const json_t *value, wk_metadata *out) {
    size_t n = json_is_array(value) ? json_array_size(value) : 1;
    for (size_t i = 0; i < n && i < NAMES_MAX; i++) {
        const json_t *one = json_is_array(value) ? json_array_get(value, i) : value;
        const json_t *name = json_is_object(one) ? json_object_get(one, "name") : one;
        if (json_is_array(name)) name = json_array_get(name, 0);
        wk_str s = string_of(arena, name);
        if (s.n) *WK_PUSH(arena, &out->authors) = (wk_said){.value = s, .rank = 2, .how = "json-ld"};
    }
}

/* What an article's object says. */
static void read_article(wk_arena *arena, const json_t *object, wk_metadata *out) {
    const struct {
        const char *key;
        wk_said *field;
        uint8_t rank;
    } fields[] = {
        {"headline", &out->headline, 2},     {"datePublished", &out->published, 1}, {"dateModified", &out->modified, 1},
        {"dateCreated", &out->published, 6}, {"articleSection", &out->section, 1},  {"inLanguage", &out->language, 5},
        {"image", &out->image, 3},           {"publisher", &out->site_name, 2}};
    for (size_t i = 0; i < WK_COUNT(fields); i++)
        wk_metadata_say(fields[i].field, text_of(arena, json_object_get(object, fields[i].key)), fields[i].rank,
                        "json-ld");
    bool first = true; /* other articles on the page have other authors */
    for (size_t i = 0; i < out->authors.n && i < AUTHORS_SEEN; i++) first &= out->authors.v[i].rank != 2;
    if (first) say_authors(arena, json_object_get(object, "author"), out);
    if (first && !json_object_get(object, "author")) say_authors(arena, json_object_get(object, "creator"), out);
    out->is_article = true;
}

/* One object, by its kind. */
static void read_object(wk_arena *arena, const json_t *object, wk_metadata *out) {
    switch (kind_of(object)) {
    case ARTICLE:
        read_article(arena, object, out);
        break;
    case VIDEO:
        out->is_video = true;
        wk_metadata_say(&out->published, text_of(arena, json_object_get(object, "uploadDate")), 9, "json-ld");
        break;
    case PAGE:
        wk_metadata_say(&out->published, text_of(arena, json_object_get(object, "datePublished")), 4, "json-ld");
        wk_metadata_say(&out->modified, text_of(arena, json_object_get(object, "dateModified")), 4, "json-ld");
        break;
    case LIST:
        out->is_index = true;
        break;
    case OTHER:
        break;
    }
}

/* What JSON makes of a byte that it forbids in strings: sites write line breaks there. */
static char allowed(char c) {
    return (unsigned char)c < 32 ? ' ' : c;
}

/* Where the string ends whose first byte is at `at`: at its closing quotation mark, or json.n. */
static size_t string_end(wk_str json, size_t at) {
    while (at < json.n && json.p[at] != '"') at += json.p[at] == '\\' ? 2 : 1;
    return at < json.n ? at : json.n;
}

/* Strings longer than any that is asked for (whole articles) are parsed as empty ones. */
static json_t *parse(wk_arena *arena, wk_str json) {
    char *clean = wk_alloc(arena, json.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < json.n; i++) {
        clean[n++] = allowed(json.p[i]);
        if (json.p[i] != '"') continue;
        const size_t from = i + 1, end = string_end(json, from);
        if (end - from <= STRING_MAX)
            for (i = from; i < end; i++) clean[n++] = allowed(json.p[i]);
        i = end;
        if (i < json.n) clean[n++] = '"';
    }
    wk_str s = wk_str_trim((wk_str){clean, n});
    while (s.n && s.p[s.n - 1] == ';') s.n--;
    return json_loadb(s.p, s.n, JSON_DISABLE_EOF_CHECK, NULL);
}

/* Many scripts tell of crumbs and organisations only: they are not worth parsing. */
static bool says_something(wk_str json) {
    static const char *const words[] = {"date", "author", "headline", "Article", "VideoObject", "CollectionPage"};
    for (size_t i = 0; i < WK_COUNT(words); i++)
        if (wk_str_find(json, wk_str_of(words[i]), 0) < json.n) return true;
    return false;
}

void wk_jsonld_read(wk_arena *arena, wk_str json, wk_metadata *out) {
    const json_t *stack[STACK_MAX];
    size_t n = 0, seen = 0;
    size_t begin = 0;
    while (begin < json.n && json.p[begin] != '{' && json.p[begin] != '[') begin++;
    json = wk_str_cut(json, begin, json.n);
    if (json.n < 2 || json.n > JSON_MAX || !says_something(json)) return;
    json_t *root = parse(arena, json);
    if (!root) return;
    stack[n++] = root;
    while (n && seen++ < VALUES_MAX) {
        const json_t *value = stack[--n];
        if (json_is_array(value)) {
            for (size_t i = json_array_size(value); i-- > 0 && n < STACK_MAX;) stack[n++] = json_array_get(value, i);
        } else if (json_is_object(value)) {
            static const char *const inside[] = {"@graph", "mainEntity", "mainEntityOfPage"};
            read_object(arena, value, out);
            for (size_t i = 0; i < WK_COUNT(inside) && n < STACK_MAX; i++) {
                const json_t *inner = json_object_get(value, inside[i]);
                if (json_is_object(inner) || json_is_array(inner)) stack[n++] = inner;
            }
        }
    }
    json_decref(root);
}
