#include "page/html_tags.h"

#define V_ WK_EL_VOID
#define S_ WK_EL_SPECIAL
#define F_ WK_EL_FORMAT
#define P_ WK_EL_CLOSES_P
#define O_ WK_EL_BREAKOUT
#define ROW(id, name, flags) {name, sizeof(name) - 1, (flags)},
const wk_tag_info wk_tag_table[WK_TAG_COUNT] = {{"", 0, 0}, WK_TAGS(ROW)};

/* The first tag of each letter; a letter without tags has the next letter's. */
static const uint8_t first_of[27] = {
    WK_TAG_A, WK_TAG_B, WK_TAG_CANVAS, WK_TAG_DATA, WK_TAG_EM, WK_TAG_FIELDSET, WK_TAG_H1, WK_TAG_H1,
    WK_TAG_I, WK_TAG_KBD, WK_TAG_KBD, WK_TAG_LABEL, WK_TAG_MAIN, WK_TAG_NAV, WK_TAG_OBJECT, WK_TAG_P,
    WK_TAG_Q, WK_TAG_RB, WK_TAG_S, WK_TAG_TABLE, WK_TAG_U, WK_TAG_VAR, WK_TAG_WBR, WK_TAG_XMP,
    WK_TAG_COUNT, WK_TAG_COUNT, WK_TAG_COUNT,
};

wk_tag wk_tag_find(const char name[16]) {
    unsigned letter = (unsigned char)name[0] - 'a';
    if (letter >= 26) return WK_TAG_OTHER;
    for (unsigned tag = first_of[letter]; tag < first_of[letter + 1]; tag++)
        if (memcmp(wk_tag_table[tag].name, name, 16) == 0) return (wk_tag)tag;
    return WK_TAG_OTHER;
}

wk_tag wk_tag_of(wk_str name) {
    char padded[16] = {0};
    if (name.n == 0 || name.n >= sizeof padded) return WK_TAG_OTHER;
    memcpy(padded, name.p, name.n);
    return wk_tag_find(padded);
}

#define KEY(id, name) {name},
static const char attr_names[WK_ATTR_COUNT][16] = {{""}, WK_ATTRS(KEY)};

/* The first key of each length; a length without keys has the next one's. */
static const uint8_t key_of_length[] = {
    WK_ATTR_ID,      WK_ATTR_ID,       WK_ATTR_ID,         WK_ATTR_REL,        WK_ATTR_HREF,        WK_ATTR_CLASS, WK_ATTR_HIDDEN,
    WK_ATTR_CONTENT, WK_ATTR_DATETIME, WK_ATTR_HTTP_EQUIV, WK_ATTR_HTTP_EQUIV, WK_ATTR_ARIA_HIDDEN, WK_ATTR_COUNT,
};

wk_attr_key wk_attr_find(const char name[16], size_t n) {
    if (n + 1 >= sizeof key_of_length) return WK_ATTR_OTHER;
    for (unsigned key = key_of_length[n]; key < key_of_length[n + 1]; key++)
        if (memcmp(attr_names[key], name, 16) == 0) return (wk_attr_key)key;
    return WK_ATTR_OTHER;
}
