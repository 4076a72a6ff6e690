/* End tags in the body: which open element do they end? None, when there is none within the standard's scopes. */
#include "page/html_tree.h"

/* The innermost open heading. */
static uint32_t find_heading(const wk_tree *tree) {
    uint32_t at = 0;
    for (wk_tag tag = WK_TAG_H1; tag <= WK_TAG_H6; tag++)
        if (wk_tree_find(tree, tag) > at) at = wk_tree_find(tree, tag);
    return at;
}

static void close_in_scope(wk_tree *tree, uint32_t at) {
    if (at && at >= wk_tree_scope(tree)) wk_tree_pop(tree, at);
}

/* Parts of a table end within their table only. */
static void close_in_table(wk_tree *tree, wk_tag tag) {
    const uint32_t at = wk_tree_find(tree, tag), table = wk_tree_find(tree, WK_TAG_TABLE);
    if (at && at >= table) wk_tree_pop(tree, at);
}

/* The standard ends b in "<b><p>x</b>y" by remaking the tree. Here b goes on, unseen by further end tags, until the
 * blocks in it have ended. */
void wk_tree_close_format(wk_tree *tree, wk_tag tag) {
    const uint32_t at = wk_tree_find(tree, tag);
    if (!at) return;
    const wk_open *top = wk_tree_at(tree, wk_tree_top(tree));
    if (at > top->special)
        wk_tree_pop(tree, at);
    else if (at > wk_tree_scope(tree))
        wk_tree_end_later(tree, at);
}

/* Elements whose end may be left out. */
static bool is_implied(wk_tag tag) {
    static const uint8_t implied[] = {WK_TAG_DD, WK_TAG_DT, WK_TAG_LI, WK_TAG_OPTGROUP, WK_TAG_OPTION,
                                      WK_TAG_P,  WK_TAG_RB, WK_TAG_RP, WK_TAG_RT,       WK_TAG_RTC};
    return tag && memchr(implied, (int)tag, sizeof implied);
}

/* A form ends without ending what is open in it, but for paragraphs and the like. */
static void close_form(wk_tree *tree) {
    const uint32_t at = wk_tree_find(tree, WK_TAG_FORM);
    if (!at || at <= wk_tree_scope(tree)) return;
    while (is_implied(wk_tree_tag(tree, wk_tree_top(tree)))) wk_tree_pop(tree, wk_tree_top(tree));
    if (at == wk_tree_top(tree))
        wk_tree_pop(tree, at);
    else
        wk_tree_end_later(tree, at);
}

/* "</p>" without its start is an empty p, "</br>" is a br. */
static void close_p(wk_tree *tree, const wk_token *token) {
    const uint32_t at = wk_tree_open_p(tree);
    if (at)
        wk_tree_pop(tree, at);
    else
        wk_tree_implied(tree, WK_TAG_P, token->start);
}

/* li ends within its list only. */
static void close_li(wk_tree *tree) {
    const uint32_t at = wk_tree_find(tree, WK_TAG_LI);
    if (at > wk_tree_find(tree, WK_TAG_OL) && at > wk_tree_find(tree, WK_TAG_UL)) close_in_scope(tree, at);
}

/* Any other: the innermost of its name, unless a special element is open in it. */
static void close_other(wk_tree *tree, const wk_token *token) {
    const uint32_t at = wk_tree_find_name(tree, token);
    if (at && at > wk_tree_at(tree, wk_tree_top(tree))->special) wk_tree_pop(tree, at);
}

void wk_tree_close(wk_tree *tree, const wk_token *token) {
    const wk_tag tag = token->tag;
    const uint32_t flags = wk_tag_table[tag].flags;
    if (tag == WK_TAG_P)
        close_p(tree, token);
    else if (tag == WK_TAG_BR)
        wk_tree_implied(tree, WK_TAG_BR, token->start);
    else if (tag == WK_TAG_BODY || tag == WK_TAG_HTML)
        return; /* what follows is still the body */
    else if (flags & WK_EL_FORMAT)
        wk_tree_close_format(tree, tag);
    else if (flags & WK_EL_HEADING)
        close_in_scope(tree, find_heading(tree));
    else if (tag == WK_TAG_LI)
        close_li(tree);
    else if (tag == WK_TAG_FORM)
        close_form(tree);
    else if (flags & WK_EL_TABLE || tag == WK_TAG_TABLE)
        close_in_table(tree, tag);
    else if (flags & WK_EL_SPECIAL || tag == WK_TAG_DIALOG)
        close_in_scope(tree, wk_tree_find(tree, tag));
    else
        close_other(tree, token);
}
