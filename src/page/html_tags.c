#include "page/html_tags.h"

#include <assert.h>

#define V_ WK_EL_VOID
#define S_ WK_EL_SPECIAL
#define F_ WK_EL_FORMAT
#define P_ WK_EL_CLOSES_P
#define O_ WK_EL_BREAKOUT
#define ROW(id, name, flags) {name, sizeof(name) - 1, (flags)},
const wk_tag_info wk_tag_table[WK_TAG_COUNT] = {{"", 0, 0}, WK_TAGS(ROW)};

#define KEY(id, name) {name},
static const char attr_names[WK_ATTR_COUNT][16] = {{""}, WK_ATTRS(KEY)};

static_assert(WK_TAG_COUNT < WK_NAMES_TAGS / 3 && WK_ATTR_COUNT < WK_NAMES_ATTRS / 3, "the tables of names are mostly free");

/* Where a name is looked for first, in a table of a power of two. */
static size_t place(const char name[16], size_t size) {
    uint64_t half[2];
    memcpy(half, name, sizeof half);
    return (size_t)((half[0] ^ half[1] * 3) * 0x9E3779B97F4A7C15u >> 32) & (size - 1);
}

static void put(uint8_t *table, size_t size, const char name[16], unsigned number) {
    size_t i = place(name, size);
    while (table[i]) i = (i + 1) & (size - 1);
    table[i] = (uint8_t)number;
}

void wk_names_fill(wk_names *names) {
    *names = (wk_names){0};
    for (unsigned i = 1; i < WK_TAG_COUNT; i++) put(names->tags, WK_NAMES_TAGS, wk_tag_table[i].name, i);
    for (unsigned i = 1; i < WK_ATTR_COUNT; i++) put(names->attrs, WK_NAMES_ATTRS, attr_names[i], i);
}

wk_tag wk_tag_find(const wk_names *names, const char name[16]) {
    size_t i = place(name, WK_NAMES_TAGS);
    while (names->tags[i] && memcmp(wk_tag_table[names->tags[i]].name, name, 16) != 0) i = (i + 1) & (WK_NAMES_TAGS - 1);
    return (wk_tag)names->tags[i];
}

wk_attr_key wk_attr_find(const wk_names *names, const char name[16]) {
    size_t i = place(name, WK_NAMES_ATTRS);
    while (names->attrs[i] && memcmp(attr_names[names->attrs[i]], name, 16) != 0) i = (i + 1) & (WK_NAMES_ATTRS - 1);
    return (wk_attr_key)names->attrs[i];
}
