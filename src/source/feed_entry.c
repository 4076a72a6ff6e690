/* One entry: its dates, what its elements mean, its XML, and what is done when that is none. */
#include "source/feed.h"

#include "base/array.h"
#include "base/buf.h"
#include "base/error.h"
#include "source/limits.h"

#include <expat.h>
#include <string.h>

/* ---- dates ------------------------------------------------------------------------------------------------------- */

static wk_str word(wk_str *rest) {
    *rest = wk_str_trim(*rest);
    size_t n = 0;
    while (n < rest->n && rest->p[n] != ' ' && rest->p[n] != '\t' && rest->p[n] != ',') n++;
    wk_str out = wk_str_cut(*rest, 0, n);
    *rest = wk_str_cut(*rest, n < rest->n && rest->p[n] == ',' ? n + 1 : n, rest->n);
    return out;
}

static uint32_t month_of(wk_str name) {
    static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec"; /* RFC 822 knows no others */
    for (uint32_t i = 0; name.n >= 3 && i < 12; i++)
        if (wk_str_eq_nocase(wk_str_cut(name, 0, 3), (wk_str){months + 3 * i, 3})) return i + 1;
    return 0;
}

/* "+07:00" for "+0700" or a zone's name; "" when it is not known. */
static wk_str zone_of(wk_arena *arena, wk_str zone) {
    static const struct {
        const char *name, *offset;
    } zones[] = {{"GMT", "Z"}, {"UT", "Z"}, {"UTC", "Z"}, {"Z", "Z"}, {"EST", "-05:00"}, {"EDT", "-04:00"}, {"CST", "-06:00"},
                 {"CDT", "-05:00"}, {"MST", "-07:00"}, {"MDT", "-06:00"}, {"PST", "-08:00"}, {"PDT", "-07:00"}};
    for (size_t i = 0; i < WK_COUNT(zones); i++)
        if (wk_str_eq_nocase(zone, wk_str_of(zones[i].name))) return wk_str_of(zones[i].offset);
    uint32_t number;
    bool sign = zone.n == 5 && (zone.p[0] == '+' || zone.p[0] == '-');
    if (!sign || !wk_str_number(wk_str_cut(zone, 1, 5), 2359, &number)) return (wk_str){"", 0};
    return wk_str_printf(arena, "%c%02u:%02u", zone.p[0], number / 100, number % 100);
}

wk_str wk_feed_date(wk_arena *arena, wk_str date) {
    wk_str rest = date = wk_str_trim(date), first = word(&rest), field, clock;
    uint32_t day, month, year, hour, minute, second = 0;
    if (!wk_str_number(first, 31, &day)) first = word(&rest); /* the day of the week is behind us */
    if (!wk_str_number(first, 31, &day) || !day) return date;
    month = month_of(word(&rest));
    field = word(&rest);
    if (!month || !wk_str_number(field, 9999, &year)) return date;
    if (field.n == 2) year += year < 70 ? 2000 : 1900;
    clock = word(&rest);
    wk_str h = {0}, m = {0}, s = {0}, left = clock;
    bool timed = wk_str_split(&left, ':', &h) && wk_str_split(&left, ':', &m) && wk_str_number(h, 23, &hour) &&
                 wk_str_number(m, 59, &minute);
    if (!timed) return wk_str_printf(arena, "%04u-%02u-%02u", year, month, day);
    if (wk_str_split(&left, ':', &s) && !wk_str_number(s, 60, &second)) second = 0;
    wk_str zone = zone_of(arena, word(&rest));
    return wk_str_printf(arena, "%04u-%02u-%02uT%02u:%02u:%02u%.*s", year, month, day, hour, minute, second, WK_F(zone));
}

/* ---- what an entry's children mean ------------------------------------------------------------------------------- */

typedef enum field { F_NONE, F_TITLE, F_LINK, F_GUID, F_DATE, F_LATER_DATE, F_TEXT } field;

/* By qualified name, as feeds in the wild have it; texts ranked by how much they carry. Odd ranks are Atom's, whose type
 * attribute tells plain text from markup; RSS has markup always. */
static const struct {
    const char *name;
    field field;
    int rank;
} fields[] = {
    {"title", F_TITLE, 0},        {"link", F_LINK, 0},           {"guid", F_GUID, 0},         {"pubDate", F_DATE, 0},
    {"published", F_DATE, 0},     {"issued", F_DATE, 0},         {"dc:date", F_DATE, 0},      {"updated", F_LATER_DATE, 0},
    {"modified", F_LATER_DATE, 0}, {"content:encoded", F_TEXT, 4}, {"content", F_TEXT, 3},      {"description", F_TEXT, 2},
    {"summary", F_TEXT, 1},
};

typedef struct parse {
    XML_Parser parser;
    wk_arena *arena;
    wk_str xml;
    wk_entry *entry;
    int depth;
    field field;     /* of the child being read */
    int rank, best;  /* of the text being read; of the one kept */
    bool nested;     /* markup stands in the child */
    bool plain;      /* its type says plain text */
    bool elsewhere;  /* its text is at another address, or of a type we do not read */
    bool permalink;
    size_t content_at; /* where the child's content begins in xml */
    wk_str guid, later;
    wk_buf text; /* the child's character data */
} parse;

static wk_str attribute(const XML_Char **attributes, const char *name) {
    for (; *attributes; attributes += 2)
        if (strcmp(attributes[0], name) == 0) return wk_str_of(attributes[1]);
    return (wk_str){0};
}

/* Atom's link is an attribute; only the page itself counts. */
static void atom_link(parse *p, const XML_Char **attributes) {
    wk_str href = attribute(attributes, "href"), rel = attribute(attributes, "rel");
    if (href.n && !p->entry->url.p && (!rel.p || wk_str_eq(rel, WK_S("alternate"))))
        p->entry->url = wk_str_copy(p->arena, wk_str_trim(href));
}

/* What Atom's type attribute says of a text; RSS has none and means HTML. */
static void text_type(parse *p, const XML_Char **attributes) {
    wk_str type = attribute(attributes, "type");
    p->elsewhere = attribute(attributes, "src").p || wk_str_eq(attribute(attributes, "mode"), WK_S("base64"));
    p->plain = p->rank % 2 == 1 && (!type.p || wk_str_eq(type, WK_S("text")) || wk_str_eq(type, WK_S("text/plain")));
    if (!type.p || p->plain) return;
    static const char *const readable[] = {"html", "xhtml", "text/html", "application/xhtml+xml"};
    bool known = false;
    for (size_t i = 0; i < WK_COUNT(readable); i++) known |= wk_str_eq(type, wk_str_of(readable[i]));
    p->elsewhere |= !known && p->rank % 2 == 1;
}

static void XMLCALL on_start(void *context, const XML_Char *name, const XML_Char **attributes) {
    parse *p = context;
    if (++p->depth > WK_MAX_XML_DEPTH) XML_StopParser(p->parser, XML_FALSE);
    if (p->depth > 2) p->nested = true;
    if (p->depth != 2) return;
    if (strncmp(name, "atom:", 5) == 0) name += 5;
    p->field = F_NONE;
    p->nested = p->elsewhere = p->plain = false;
    p->text.n = 0;
    p->content_at = (size_t)XML_GetCurrentByteIndex(p->parser) + (size_t)XML_GetCurrentByteCount(p->parser);
    for (size_t i = 0; i < WK_COUNT(fields); i++)
        if (strcmp(name, fields[i].name) == 0) p->field = fields[i].field, p->rank = fields[i].rank;
    if (p->field == F_LINK) atom_link(p, attributes);
    if (p->field == F_TEXT) text_type(p, attributes);
    if (p->field == F_GUID) p->permalink = !wk_str_eq(attribute(attributes, "isPermaLink"), WK_S("false"));
}

static void XMLCALL on_text(void *context, const XML_Char *text, int n) {
    parse *p = context;
    if (p->depth >= 2 && p->field) wk_buf_add(&p->text, (wk_str){text, (size_t)n});
}

/* Keeps the text of a child when it carries more than what was kept. */
static void keep_text(parse *p) {
    wk_str text = wk_buf_str(&p->text);
    size_t end = (size_t)XML_GetCurrentByteIndex(p->parser);
    if (p->nested && !p->plain && end >= p->content_at) text = wk_str_cut(p->xml, p->content_at, end); /* markup as it stands */
    if (p->elsewhere || p->rank <= p->best || !wk_str_trim(text).n) return;
    p->best = p->rank;
    p->entry->text = wk_str_copy(p->arena, text);
    p->entry->kind = p->plain && wk_str_trim(text).p[0] != '<' ? WK_PAGE_BODY : WK_PAGE_HTML;
}

static void XMLCALL on_end(void *context, const XML_Char *name) {
    (void)name;
    parse *p = context;
    wk_entry *e = p->entry;
    if (p->depth-- != 2) return;
    wk_str text = wk_str_trim(wk_buf_str(&p->text));
    if (p->field == F_TEXT) keep_text(p);
    else if (p->field == F_TITLE && !e->title.p && text.n) e->title = wk_str_copy(p->arena, text);
    else if (p->field == F_LINK && !e->url.p && text.n) e->url = wk_str_copy(p->arena, text);
    else if (p->field == F_GUID && p->permalink && wk_str_starts(text, WK_S("http"))) p->guid = wk_str_copy(p->arena, text);
    else if (p->field == F_DATE && !e->published.p && text.n) e->published = wk_feed_date(p->arena, wk_str_copy(p->arena, text));
    else if (p->field == F_LATER_DATE && text.n) p->later = wk_feed_date(p->arena, wk_str_copy(p->arena, text));
    p->field = F_NONE;
}

/* ---- parsing and salvage ----------------------------------------------------------------------------------------- */

static wk_status parse_entry(wk_arena *arena, wk_str xml, wk_entry *entry, wk_error *error) {
    *entry = (wk_entry){0};
    parse p = {.parser = XML_ParserCreate("UTF-8"), .arena = arena, .xml = xml, .entry = entry};
    if (!p.parser) return wk_fail(error, WK_MEMORY, "out of memory");
    XML_SetUserData(p.parser, &p);
    XML_SetElementHandler(p.parser, on_start, on_end);
    XML_SetCharacterDataHandler(p.parser, on_text);
    wk_status status = WK_OK;
    if (XML_Parse(p.parser, xml.p, (int)xml.n, 1) != XML_STATUS_OK) {
        status = wk_fail(error, WK_INPUT, "this entry is not XML: %s", XML_ErrorString(XML_GetErrorCode(p.parser)));
        (void)wk_fail_byte(error, status, (uint64_t)XML_GetCurrentByteIndex(p.parser));
    }
    XML_ParserFree(p.parser);
    wk_buf_free(&p.text);
    if (!entry->url.p) entry->url = p.guid;
    if (!entry->published.p) entry->published = p.later;
    return status;
}

/* Length of a reference that every XML document may use, or 0. */
static size_t known_reference(wk_str s) {
    static const char *const known[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"};
    for (size_t i = 0; i < WK_COUNT(known); i++)
        if (wk_str_starts(s, wk_str_of(known[i]))) return strlen(known[i]);
    if (s.n < 4 || s.p[1] != '#') return 0;
    bool hex = s.p[2] == 'x';
    size_t i = hex ? 3 : 2, start = i;
    uint32_t value = 0;
    for (; i < s.n && i < start + 7; i++) {
        int digit = s.p[i] >= '0' && s.p[i] <= '9' ? s.p[i] - '0' : hex && (s.p[i] | 32) >= 'a' && (s.p[i] | 32) <= 'f' ? (s.p[i] | 32) - 87 : -1;
        if (digit < 0) break;
        value = value * (hex ? 16 : 10) + (uint32_t)digit;
    }
    bool fine = value == 9 || value == 10 || value == 13 || (value >= 32 && value < 0xD800) || (value > 0xDFFF && value < 0xFFFE) ||
                (value > 0xFFFF && value < 0x110000);
    return i > start && i < s.n && s.p[i] == ';' && fine ? i + 1 : 0;
}

/* Escapes what stands in the way of reading text as XML; what is meant by an unknown entity is left to HTML. */
static void salvage(wk_str xml, wk_buf *out) {
    for (size_t i = 0; i < xml.n; i++) {
        wk_str here = wk_str_cut(xml, i, xml.n);
        unsigned char c = (unsigned char)here.p[0], next = here.n > 1 ? (unsigned char)here.p[1] : 0;
        if (wk_str_starts(here, WK_S("<![CDATA["))) {
            size_t end = wk_str_find(here, WK_S("]]>"), 0);
            size_t n = end < here.n ? end + 3 : here.n;
            for (size_t k = 0; k < n; k++)
                if ((unsigned char)here.p[k] >= 0x20 || strchr("\t\n\r", here.p[k])) wk_buf_byte(out, here.p[k] ? here.p[k] : ' ');
            if (end == here.n) wk_buf_add(out, WK_S("]]>"));
            i += n - 1;
        } else if (c == '&' && !known_reference(here)) wk_buf_add(out, WK_S("&amp;"));
        else if (c == '<' && !(next == '/' || next == '!' || next == '?' || ((next | 32) >= 'a' && (next | 32) <= 'z')))
            wk_buf_add(out, WK_S("&lt;"));
        else if (c < 0x20 && c != '\t' && c != '\n' && c != '\r') wk_buf_byte(out, ' ');
        else wk_buf_byte(out, (char)c);
    }
}

wk_status wk_entry_read(wk_arena *arena, wk_str xml, wk_entry *entry, wk_error *error) {
    wk_error first = {0};
    wk_status status = parse_entry(arena, xml, entry, &first);
    if (!status) return WK_OK;
    wk_buf mended = {0};
    salvage(xml, &mended);
    if (!parse_entry(arena, wk_buf_str(&mended), entry, NULL)) status = WK_OK;
    else if (error) *error = first;
    wk_buf_free(&mended);
    return status;
}
