/* The names of elements and attributes that the scanner knows, what the standard says of each element, and the way from a
 * name to its tag or key.
 *
 * The lists below are the only places where they are described: one row a name. */
#ifndef WK_HTML_TAGS_H
#define WK_HTML_TAGS_H

#include "base/str.h"

/* What an element is, in the terms of https://html.spec.whatwg.org/#parsing. */
enum {
    WK_EL_VOID = 1 << 0,      /* has no content and no end tag */
    WK_EL_SPECIAL = 1 << 1,   /* "special": an unmatched end tag does not reach through it */
    WK_EL_FORMAT = 1 << 2,    /* "formatting": may end inside a block that began in it */
    WK_EL_CLOSES_P = 1 << 3,  /* its start tag ends an open p */
    WK_EL_SCOPE = 1 << 4,     /* bounds the "scope" in which end tags look for their start */
    WK_EL_HEADING = 1 << 5,   /* h1 to h6 */
    WK_EL_HEAD = 1 << 6,      /* belongs to the head and does not open the body */
    WK_EL_BREAKOUT = 1 << 7,  /* its start tag ends svg and math */
    WK_EL_TABLE = 1 << 8,     /* stands in a table only: caption, col, colgroup, tbody, td, tfoot, th, thead, tr */
    WK_EL_RAWTEXT = 1 << 9,   /* content is text without references */
    WK_EL_RCDATA = 1 << 10,   /* content is text with references */
    WK_EL_SCRIPT = 1 << 11,   /* content is script */
    WK_EL_PLAIN = 1 << 12,    /* everything after it is text */
    WK_EL_UNSEEN = 1 << 13,   /* its text is no text of the page: no text node is made of it */
    WK_EL_LOOSE = 1 << 14     /* special, yet li, dd and dt look through it: address, div, p */
};

/* V_, S_, F_, P_ and O_ are short for VOID, SPECIAL, FORMAT, CLOSES_P and BREAKOUT; html_tags.c defines them. */
#define WK_TAGS(X)                                                                                                     \
    X(A, "a", F_)                                                                                                      \
    X(ABBR, "abbr", 0)                                                                                                 \
    X(ADDRESS, "address", S_ | P_ | WK_EL_LOOSE)                                                                       \
    X(AMP_IMG, "amp-img", 0)                                                                                           \
    X(ANNOTATION_XML, "annotation-xml", S_ | WK_EL_SCOPE)                                                              \
    X(APPLET, "applet", S_ | WK_EL_SCOPE)                                                                              \
    X(AREA, "area", S_ | V_)                                                                                           \
    X(ARTICLE, "article", S_ | P_)                                                                                     \
    X(ASIDE, "aside", S_ | P_)                                                                                         \
    X(AUDIO, "audio", 0)                                                                                               \
    X(B, "b", F_ | O_)                                                                                                 \
    X(BASE, "base", S_ | V_ | WK_EL_HEAD)                                                                              \
    X(BASEFONT, "basefont", S_ | V_ | WK_EL_HEAD)                                                                      \
    X(BDI, "bdi", 0)                                                                                                   \
    X(BDO, "bdo", 0)                                                                                                   \
    X(BGSOUND, "bgsound", S_ | V_ | WK_EL_HEAD)                                                                        \
    X(BIG, "big", F_ | O_)                                                                                             \
    X(BLOCKQUOTE, "blockquote", S_ | P_ | O_)                                                                          \
    X(BODY, "body", S_ | O_)                                                                                           \
    X(BR, "br", S_ | V_ | O_)                                                                                          \
    X(BUTTON, "button", S_)                                                                                            \
    X(CANVAS, "canvas", 0)                                                                                             \
    X(CAPTION, "caption", S_ | WK_EL_SCOPE | WK_EL_TABLE)                                                              \
    X(CENTER, "center", S_ | P_ | O_)                                                                                  \
    X(CITE, "cite", 0)                                                                                                 \
    X(CODE, "code", F_ | O_)                                                                                           \
    X(COL, "col", S_ | V_ | WK_EL_TABLE)                                                                               \
    X(COLGROUP, "colgroup", S_ | WK_EL_TABLE)                                                                          \
    X(DATA, "data", 0)                                                                                                 \
    X(DATALIST, "datalist", 0)                                                                                         \
    X(DD, "dd", S_ | P_ | O_)                                                                                          \
    X(DEL, "del", 0)                                                                                                   \
    X(DESC, "desc", 0)                                                                                                 \
    X(DETAILS, "details", S_ | P_)                                                                                     \
    X(DFN, "dfn", 0)                                                                                                   \
    X(DIALOG, "dialog", P_)                                                                                            \
    X(DIR, "dir", S_ | P_)                                                                                             \
    X(DIV, "div", S_ | P_ | O_ | WK_EL_LOOSE)                                                                          \
    X(DL, "dl", S_ | P_ | O_)                                                                                          \
    X(DT, "dt", S_ | P_ | O_)                                                                                          \
    X(EM, "em", F_ | O_)                                                                                               \
    X(EMBED, "embed", S_ | V_ | O_)                                                                                    \
    X(FIELDSET, "fieldset", S_ | P_)                                                                                   \
    X(FIGCAPTION, "figcaption", S_ | P_)                                                                               \
    X(FIGURE, "figure", S_ | P_)                                                                                       \
    X(FONT, "font", F_)                                                                                                \
    X(FOOTER, "footer", S_ | P_)                                                                                       \
    X(FOREIGNOBJECT, "foreignobject", 0)                                                                               \
    X(FORM, "form", S_ | P_)                                                                                           \
    X(FRAME, "frame", S_ | V_)                                                                                         \
    X(FRAMESET, "frameset", S_)                                                                                        \
    X(H1, "h1", S_ | P_ | O_ | WK_EL_HEADING)                                                                          \
    X(H2, "h2", S_ | P_ | O_ | WK_EL_HEADING)                                                                          \
    X(H3, "h3", S_ | P_ | O_ | WK_EL_HEADING)                                                                          \
    X(H4, "h4", S_ | P_ | O_ | WK_EL_HEADING)                                                                          \
    X(H5, "h5", S_ | P_ | O_ | WK_EL_HEADING)                                                                          \
    X(H6, "h6", S_ | P_ | O_ | WK_EL_HEADING)                                                                          \
    X(HEAD, "head", S_ | O_)                                                                                           \
    X(HEADER, "header", S_ | P_)                                                                                       \
    X(HGROUP, "hgroup", S_ | P_)                                                                                       \
    X(HR, "hr", S_ | V_ | P_ | O_)                                                                                     \
    X(HTML, "html", S_ | WK_EL_SCOPE)                                                                                  \
    X(I, "i", F_ | O_)                                                                                                 \
    X(IFRAME, "iframe", S_ | WK_EL_RAWTEXT | WK_EL_UNSEEN)                                                             \
    X(IMG, "img", S_ | V_ | O_)                                                                                        \
    X(INPUT, "input", S_ | V_)                                                                                         \
    X(INS, "ins", 0)                                                                                                   \
    X(KBD, "kbd", 0)                                                                                                   \
    X(KEYGEN, "keygen", S_ | V_)                                                                                       \
    X(LABEL, "label", 0)                                                                                               \
    X(LEGEND, "legend", 0)                                                                                             \
    X(LI, "li", S_ | P_ | O_)                                                                                          \
    X(LINK, "link", S_ | V_ | WK_EL_HEAD)                                                                              \
    X(LISTING, "listing", S_ | P_ | O_)                                                                                \
    X(MAIN, "main", S_ | P_)                                                                                           \
    X(MAP, "map", 0)                                                                                                   \
    X(MARK, "mark", 0)                                                                                                 \
    X(MARQUEE, "marquee", S_ | WK_EL_SCOPE)                                                                            \
    X(MATH, "math", 0)                                                                                                 \
    X(MENU, "menu", S_ | P_ | O_)                                                                                      \
    X(META, "meta", S_ | V_ | WK_EL_HEAD | O_)                                                                         \
    X(METER, "meter", 0)                                                                                               \
    X(MI, "mi", S_ | WK_EL_SCOPE)                                                                                      \
    X(MN, "mn", S_ | WK_EL_SCOPE)                                                                                      \
    X(MO, "mo", S_ | WK_EL_SCOPE)                                                                                      \
    X(MS, "ms", S_ | WK_EL_SCOPE)                                                                                      \
    X(MTEXT, "mtext", S_ | WK_EL_SCOPE)                                                                                \
    X(NAV, "nav", S_ | P_)                                                                                             \
    X(NOBR, "nobr", F_ | O_)                                                                                           \
    X(NOEMBED, "noembed", S_ | WK_EL_RAWTEXT | WK_EL_UNSEEN)                                                           \
    X(NOFRAMES, "noframes", S_ | WK_EL_HEAD | WK_EL_RAWTEXT | WK_EL_UNSEEN)                                            \
    X(NOSCRIPT, "noscript", S_ | WK_EL_HEAD)                                                                           \
    X(OBJECT, "object", S_ | WK_EL_SCOPE)                                                                              \
    X(OL, "ol", S_ | P_ | O_)                                                                                          \
    X(OPTGROUP, "optgroup", 0)                                                                                         \
    X(OPTION, "option", 0)                                                                                             \
    X(OUTPUT, "output", 0)                                                                                             \
    X(P, "p", S_ | P_ | O_ | WK_EL_LOOSE)                                                                              \
    X(PARAM, "param", S_ | V_)                                                                                         \
    X(PICTURE, "picture", 0)                                                                                           \
    X(PLAINTEXT, "plaintext", S_ | P_ | WK_EL_PLAIN)                                                                   \
    X(PRE, "pre", S_ | P_ | O_)                                                                                        \
    X(PROGRESS, "progress", 0)                                                                                         \
    X(Q, "q", 0)                                                                                                       \
    X(RB, "rb", 0)                                                                                                     \
    X(RP, "rp", 0)                                                                                                     \
    X(RT, "rt", 0)                                                                                                     \
    X(RTC, "rtc", 0)                                                                                                   \
    X(RUBY, "ruby", O_)                                                                                                \
    X(S, "s", F_ | O_)                                                                                                 \
    X(SAMP, "samp", 0)                                                                                                 \
    X(SCRIPT, "script", S_ | WK_EL_HEAD | WK_EL_SCRIPT | WK_EL_UNSEEN)                                                 \
    X(SEARCH, "search", S_ | P_)                                                                                       \
    X(SECTION, "section", S_ | P_)                                                                                     \
    X(SELECT, "select", S_)                                                                                            \
    X(SLOT, "slot", 0)                                                                                                 \
    X(SMALL, "small", F_ | O_)                                                                                         \
    X(SOURCE, "source", S_ | V_)                                                                                       \
    X(SPAN, "span", O_)                                                                                                \
    X(STRIKE, "strike", F_ | O_)                                                                                       \
    X(STRONG, "strong", F_ | O_)                                                                                       \
    X(STYLE, "style", S_ | WK_EL_HEAD | WK_EL_RAWTEXT | WK_EL_UNSEEN)                                                  \
    X(SUB, "sub", O_)                                                                                                  \
    X(SUMMARY, "summary", S_ | P_)                                                                                     \
    X(SUP, "sup", O_)                                                                                                  \
    X(SVG, "svg", 0)                                                                                                   \
    X(TABLE, "table", S_ | P_ | O_ | WK_EL_SCOPE)                                                                      \
    X(TBODY, "tbody", S_ | WK_EL_TABLE)                                                                                \
    X(TD, "td", S_ | WK_EL_SCOPE | WK_EL_TABLE)                                                                        \
    X(TEMPLATE, "template", S_ | WK_EL_SCOPE | WK_EL_HEAD)                                                             \
    X(TEXTAREA, "textarea", S_ | WK_EL_RCDATA)                                                                         \
    X(TFOOT, "tfoot", S_ | WK_EL_TABLE)                                                                                \
    X(TH, "th", S_ | WK_EL_SCOPE | WK_EL_TABLE)                                                                        \
    X(THEAD, "thead", S_ | WK_EL_TABLE)                                                                                \
    X(TIME, "time", 0)                                                                                                 \
    X(TITLE, "title", S_ | WK_EL_HEAD | WK_EL_RCDATA)                                                                  \
    X(TR, "tr", S_ | WK_EL_TABLE)                                                                                      \
    X(TRACK, "track", S_ | V_)                                                                                         \
    X(TT, "tt", F_ | O_)                                                                                               \
    X(U, "u", F_ | O_)                                                                                                 \
    X(UL, "ul", S_ | P_ | O_)                                                                                          \
    X(VAR, "var", O_)                                                                                                  \
    X(VIDEO, "video", 0)                                                                                               \
    X(WBR, "wbr", S_ | V_)                                                                                             \
    X(XMP, "xmp", S_ | P_ | WK_EL_RAWTEXT)

/* WK_TAG_A, WK_TAG_ABBR …; 0 is a name that is not in the list. */
#define WK_TAG_ENUM(id, name, flags) WK_TAG_##id,
typedef enum wk_tag { WK_TAG_OTHER, WK_TAGS(WK_TAG_ENUM) WK_TAG_COUNT } wk_tag;
#undef WK_TAG_ENUM

typedef struct wk_tag_info {
    char name[16]; /* padded with zeros */
    uint32_t length, flags;
} wk_tag_info;

/* One row a tag; row 0 (other names) is empty and has no flags. */
extern const wk_tag_info wk_tag_table[WK_TAG_COUNT];

/* Attributes that are asked for. */
#define WK_ATTRS(X)                                                                                                    \
    X(ID, "id")                                                                                                        \
    X(REL, "rel")                                                                                                      \
    X(HREF, "href")                                                                                                    \
    X(LANG, "lang")                                                                                                    \
    X(NAME, "name")                                                                                                    \
    X(ROLE, "role")                                                                                                    \
    X(TYPE, "type")                                                                                                    \
    X(CLASS, "class")                                                                                                  \
    X(STYLE, "style")                                                                                                  \
    X(HIDDEN, "hidden")                                                                                                \
    X(CONTENT, "content")                                                                                              \
    X(PUBDATE, "pubdate")                                                                                              \
    X(DATETIME, "datetime")                                                                                            \
    X(ITEMPROP, "itemprop")                                                                                            \
    X(PROPERTY, "property")                                                                                            \
    X(HTTP_EQUIV, "http-equiv")                                                                                        \
    X(ARIA_HIDDEN, "aria-hidden")

/* WK_ATTR_ID …; 0 is a name that is not in the list. */
#define WK_ATTR_ENUM(id, name) WK_ATTR_##id,
typedef enum wk_attr_key { WK_ATTR_OTHER, WK_ATTRS(WK_ATTR_ENUM) WK_ATTR_COUNT } wk_attr_key;
#undef WK_ATTR_ENUM

/* Both lists by their names' hash. Filled in half a microsecond, once per page. */
enum { WK_NAMES_TAGS = 512, WK_NAMES_ATTRS = 64 };
typedef struct wk_names {
    uint8_t tags[WK_NAMES_TAGS], attrs[WK_NAMES_ATTRS];
} wk_names;

void wk_names_fill(wk_names *names);

/* The tag or key of a name in lower case, padded with zeros to 16 bytes; 0 when it is none of the list. */
wk_tag wk_tag_find(const wk_names *names, const char name[16]);
wk_attr_key wk_attr_find(const wk_names *names, const char name[16]);

/* The name of a known tag; empty for WK_TAG_OTHER. */
static inline wk_str wk_tag_name(wk_tag tag) {
    return (wk_str){wk_tag_table[tag].name, wk_tag_table[tag].length};
}

#endif
