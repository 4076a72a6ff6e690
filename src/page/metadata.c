#include "page/metadata.h"

enum { AUTHORS_MAX = 200 };

/* Names of meta elements (name, property, itemprop), in lower case → field and rank. */
typedef enum field { HEADLINE, SITE, PUBLISHED, MODIFIED, SECTION, IMAGE, LANGUAGE, AUTHOR, URL, TYPE } field;

static const struct {
    const char *name;
    uint8_t field, rank;
} names[] = {
    {"og:title", HEADLINE, 3},
    {"twitter:title", HEADLINE, 6},
    {"sailthru.title", HEADLINE, 4},
    {"parsely-title", HEADLINE, 4},
    {"dc.title", HEADLINE, 5},
    {"headline", HEADLINE, 2},
    {"article:title", HEADLINE, 4},
    {"hdl", HEADLINE, 4},
    {"og:site_name", SITE, 1},
    {"application-name", SITE, 3},
    {"dc.publisher", SITE, 4},
    {"al:android:app_name", SITE, 5},
    {"article:published_time", PUBLISHED, 2},
    {"og:article:published_time", PUBLISHED, 3},
    {"datepublished", PUBLISHED, 3},
    {"og:published_time", PUBLISHED, 3},
    {"pubdate", PUBLISHED, 4},
    {"publishdate", PUBLISHED, 4},
    {"publish-date", PUBLISHED, 4},
    {"publish_date", PUBLISHED, 4},
    {"publication_date", PUBLISHED, 4},
    {"publicationdate", PUBLISHED, 4},
    {"parsely-pub-date", PUBLISHED, 4},
    {"sailthru.date", PUBLISHED, 4},
    {"article.published", PUBLISHED, 4},
    {"published_time", PUBLISHED, 4},
    {"published-date", PUBLISHED, 4},
    {"dc.date.issued", PUBLISHED, 4},
    {"dcterms.created", PUBLISHED, 5},
    {"dc.date", PUBLISHED, 5},
    {"dcterms.date", PUBLISHED, 5},
    {"cxenseparse:recs:publishtime", PUBLISHED, 4},
    {"cxenseparse:publishtime", PUBLISHED, 4},
    {"article_date_original", PUBLISHED, 4},
    {"originalpublicationdate", PUBLISHED, 4},
    {"citation_publication_date", PUBLISHED, 4},
    {"date", PUBLISHED, 5},
    {"dc.date.created", PUBLISHED, 5},
    {"datecreated", PUBLISHED, 6},
    {"article:published", PUBLISHED, 4},
    {"iso-8601-publish-date", PUBLISHED, 4},
    {"analyticsattributes.articledate", PUBLISHED, 5},
    {"ptime", PUBLISHED, 5},
    {"timestamp", PUBLISHED, 6},
    {"article:modified_time", MODIFIED, 2},
    {"og:updated_time", MODIFIED, 3},
    {"datemodified", MODIFIED, 3},
    {"lastmod", MODIFIED, 4},
    {"last-modified", MODIFIED, 5},
    {"dcterms.modified", MODIFIED, 5},
    {"utime", MODIFIED, 5},
    {"article:section", SECTION, 2},
    {"section", SECTION, 4},
    {"parsely-section", SECTION, 3},
    {"articlesection", SECTION, 3},
    {"og:image", IMAGE, 2},
    {"twitter:image", IMAGE, 4},
    {"twitter:image:src", IMAGE, 4},
    {"thumbnail", IMAGE, 5},
    {"og:locale", LANGUAGE, 3},
    {"content-language", LANGUAGE, 4},
    {"language", LANGUAGE, 4},
    {"dc.language", LANGUAGE, 4},
    {"author", AUTHOR, 3},
    {"article:author", AUTHOR, 4},
    {"article:author_name", AUTHOR, 3},
    {"parsely-author", AUTHOR, 3},
    {"sailthru.author", AUTHOR, 4},
    {"dc.creator", AUTHOR, 4},
    {"byl", AUTHOR, 3},
    {"dc.contributor", AUTHOR, 6},
    {"twitter:data1", AUTHOR, 7},
    {"cxenseparse:author", AUTHOR, 4},
    {"article.author", AUTHOR, 4},
    {"creator", AUTHOR, 5},
    {"og:url", URL, 2},
    {"og:type", TYPE, 1},
};

void wk_metadata_say(wk_said *f, wk_str value, uint8_t rank, wk_found how) {
    value = wk_trim_all(value);
    if (!value.n || (f->rank && f->rank <= rank)) return;
    *f = (wk_said){.value = value, .rank = rank, .how = how};
}

/* Where a field is kept; NULL for those that are lists. */
static wk_said *field_of(wk_metadata *m, field f) {
    switch (f) {
    case HEADLINE:
        return &m->headline;
    case SITE:
        return &m->site_name;
    case PUBLISHED:
        return &m->published;
    case MODIFIED:
        return &m->modified;
    case SECTION:
        return &m->section;
    case IMAGE:
        return &m->image;
    case LANGUAGE:
        return &m->language;
    case URL:
        return &m->url;
    default:
        return NULL;
    }
}

/* og:type: an article, a video, or the front of a site. */
static void say_type(wk_metadata *m, wk_str value) {
    if (wk_str_starts(value, WK_S("video")) && !wk_str_eq(value, WK_S("video.episode")))
        m->is_video = true;
    else if (wk_str_eq_nocase(value, WK_S("article")) || wk_str_eq_nocase(value, WK_S("story")))
        m->is_article = true;
    else if (wk_str_eq_nocase(value, WK_S("website")) || wk_str_eq_nocase(value, WK_S("blog")))
        m->is_index = true;
}

/* Keeps a name that may be an author's. */
static void say_author(wk_arena *arena, wk_metadata *m, wk_str value, uint8_t rank, wk_found how) {
    if (m->authors.n >= AUTHORS_MAX || !wk_trim_all(value).n) return;
    *WK_PUSH(arena, &m->authors) = (wk_said){.value = value, .rank = rank, .how = how};
}

/* A date belongs to the page only when it is one: a name alone ("date") says little. */
static bool usable(field f, wk_str value) {
    wk_stamp stamp;
    if (f != PUBLISHED && f != MODIFIED) return true;
    bool digits = false;
    for (size_t i = 0; i < value.n; i++) digits |= value.p[i] >= '0' && value.p[i] <= '9';
    return digits && (wk_stamp_iso(value, &stamp) || value.n >= 8);
}

/* ASCII in lower case, in the caller's room; longer names are cut, and then are none of ours. */
static wk_str lower(wk_str s, char *room, size_t size) {
    size_t n = s.n < size ? s.n : size;
    for (size_t i = 0; i < n; i++) room[i] = (char)(s.p[i] >= 'A' && s.p[i] <= 'Z' ? s.p[i] + 32 : s.p[i]);
    return (wk_str){room, n};
}

/* A value under its name, when the name is in the list. */
static void read_named(const wk_html *html, wk_metadata *m, const wk_attr *name, const wk_attr *content, wk_found how) {
    char room[64];
    wk_str key = lower(wk_str_trim(wk_html_value(html, name)), room, sizeof room);
    for (size_t i = 0; i < WK_COUNT(names); i++) {
        if (!key.n || names[i].name[0] != key.p[0] || !wk_str_eq(key, wk_str_of(names[i].name))) continue;
        const wk_str value = wk_html_value(html, content);
        field f = (field)names[i].field;
        if (f == AUTHOR)
            say_author(html->arena, m, value, names[i].rank, how);
        else if (f == TYPE)
            say_type(m, wk_trim_all(value));
        else if (usable(f, value)) {
            wk_said *said = field_of(m, f);
            uint8_t before = said->rank;
            wk_metadata_say(said, value, names[i].rank, how);
            if (said->rank != before) said->start = content->start, said->end = content->end;
        }
        return;
    }
}

/* A meta element, whichever attribute it gives its name in. */
static void read_meta(const wk_html *html, const wk_node *node, wk_metadata *m) {
    static const uint8_t keys[] = {WK_ATTR_PROPERTY, WK_ATTR_NAME, WK_ATTR_ITEMPROP, WK_ATTR_HTTP_EQUIV};
    const wk_attr *content = wk_html_attr(html, node, WK_ATTR_CONTENT);
    if (!content) return;
    for (size_t i = 0; i < WK_COUNT(keys); i++) {
        const wk_attr *name = wk_html_attr(html, node, (wk_attr_key)keys[i]);
        if (name) read_named(html, m, name, content, "meta");
    }
}

/* Whether an attribute, a list parted by spaces, has a word; false without the attribute. */
static bool has_word(const wk_html *html, const wk_attr *list, wk_str word) {
    wk_str part, rest = list ? wk_html_value(html, list) : (wk_str){0};
    while (wk_str_split(&rest, ' ', &part))
        if (wk_str_eq_nocase(part, word)) return true;
    return false;
}

/* Classes by which templates mark the time of publication. */
static bool is_publication(wk_str classes) {
    static const char *const marks[] = {"publish", "pubdate", "pub-date", "entry-date", "post-date", "posted-on"};
    for (size_t i = 0; i < WK_COUNT(marks); i++)
        if (wk_str_find(classes, wk_str_of(marks[i]), 0) < classes.n) return true;
    return false;
}

/* A time element that no itemprop explains. */
static void read_time(const wk_html *html, const wk_node *node, const wk_attr *datetime, wk_metadata *m) {
    const wk_attr *class = wk_html_attr(html, node, WK_ATTR_CLASS);
    const wk_str words = class ? wk_html_value(html, class) : WK_S(""), value = wk_html_value(html, datetime);
    const bool published = wk_html_attr(html, node, WK_ATTR_PUBDATE) || is_publication(words);
    if (wk_str_find(words, WK_S("updated"), 0) < words.n && !published) return;
    if (usable(PUBLISHED, value)) wk_metadata_say(&m->published, value, published ? 6 : 8, "time");
}

/* Elements of the body that carry microdata: time, spans with itemprop, links with rel. */
static void read_element(const wk_html *html, uint32_t i, wk_metadata *m) {
    const wk_node *node = &html->nodes.v[i];
    const wk_attr *prop = NULL, *datetime = NULL, *content = NULL, *rel = NULL;
    for (const wk_attr *a = html->attrs.v + node->attr, *end = a + node->attrs; a < end; a++) {
        if (a->key == WK_ATTR_ITEMPROP) prop = a;
        else if (a->key == WK_ATTR_DATETIME) datetime = a;
        else if (a->key == WK_ATTR_CONTENT) content = a;
        else if (a->key == WK_ATTR_REL) rel = a;
    }
    if (prop && wk_str_eq_nocase(wk_html_value(html, prop), WK_S("author"))) {
        if (content)
            say_author(html->arena, m, wk_html_value(html, content), 4, "meta");
        else
            say_author(html->arena, m, wk_node_text(html->arena, html, i), 5, "visible");
    } else if (prop && (datetime || content)) {
        read_named(html, m, prop, datetime ? datetime : content, datetime ? "time" : "meta");
    } else if (datetime && node->tag == WK_TAG_TIME) {
        read_time(html, node, datetime, m);
    }
    if (node->tag == WK_TAG_A && has_word(html, rel, WK_S("author")))
        say_author(html->arena, m, wk_node_text(html->arena, html, i), 6, "visible");
}

void wk_metadata_read(wk_arena *arena, const wk_html *html, wk_metadata *m) {
    *m = (wk_metadata){0};
    for (uint32_t i = 0; i < html->nodes.n; i++) {
        const wk_node *node = &html->nodes.v[i];
        if (node->kind != WK_NODE_ELEMENT) continue;
        if (node->tag == WK_TAG_META)
            read_meta(html, node, m);
        else if (node->tag == WK_TAG_TITLE && !m->title.rank && i + 1 < html->nodes.n && node->end > i + 1) {
            const wk_node *text = &html->nodes.v[i + 1];
            wk_metadata_say(&m->title, wk_node_text(arena, html, i), 1, "html");
            m->title.start = text->start;
            m->title.end = text->stop;
        } else if (node->tag == WK_TAG_HTML) {
            const wk_attr *lang = wk_html_attr(html, node, WK_ATTR_LANG);
            if (lang) wk_metadata_say(&m->language, wk_html_value(html, lang), 2, "html");
        } else if (node->tag == WK_TAG_LINK) {
            const wk_attr *href = wk_html_attr(html, node, WK_ATTR_HREF);
            if (href && has_word(html, wk_html_attr(html, node, WK_ATTR_REL), WK_S("canonical")))
                wk_metadata_say(&m->canonical, wk_html_value(html, href), 1, "html");
        } else if (node->tag == WK_TAG_SCRIPT) {
            for (uint32_t k = i + 1; k < node->end; k++)
                wk_jsonld_read(arena, wk_str_cut(html->input, html->nodes.v[k].start, html->nodes.v[k].stop), m);
        } else if (node->attrs)
            read_element(html, i, m);
    }
}
