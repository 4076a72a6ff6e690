/* Start tags in the body: what they end, what they open.
 * https://html.spec.whatwg.org/#parsing-main-inbody and the modes of tables and select. */
#include "page/html_tree.h"

/* ---- content that is no markup --------------------------------------------------------------------------------- */

static bool is_json_ld(const wk_tree *tree, uint32_t node) {
    const wk_attr *type = wk_html_attr(tree->html, &tree->html->nodes.v[node], WK_ATTR_TYPE);
    const wk_str want = WK_S("application/ld+json");
    return type && wk_str_eq_nocase(wk_str_cut(wk_str_trim(wk_html_value(tree->html, type)), 0, want.n), want);
}

void wk_tree_raw(wk_tree *tree, const wk_token *token, uint32_t node) {
    const uint32_t flags = wk_tag_table[token->tag].flags;
    const wk_text_mode mode = flags & WK_EL_SCRIPT   ? WK_TEXT_SCRIPT
                              : flags & WK_EL_RCDATA ? WK_TEXT_RCDATA
                              : flags & WK_EL_PLAIN  ? WK_TEXT_PLAIN
                                                     : WK_TEXT_RAW;
    const bool keep = !(flags & WK_EL_UNSEEN) || (token->tag == WK_TAG_SCRIPT && is_json_ld(tree, node));
    wk_tokens_raw(&tree->tokens, mode, token->name);
    wk_token text;
    if (!wk_tokens_next(&tree->tokens, &text)) return;
    if (text.kind == WK_TOKEN_TEXT) {
        if (keep) {
            wk_tree_push(tree, node, token->name, token->tag);
            wk_tree_leaf(tree, WK_NODE_TEXT, mode, text.start, text.stop);
            wk_tree_pop(tree, wk_tree_top(tree));
        }
        /* the end tag; none at the end of the input */
        if (!wk_tokens_next(&tree->tokens, &text)) return;
    }
}

/* ---- tables ---------------------------------------------------------------------------------------------------- */

/* The innermost of up to four tags within the innermost table, or the table itself. */
static uint32_t table_context(const wk_tree *tree, wk_tag a, wk_tag b, wk_tag c, wk_tag d) {
    uint32_t at = wk_tree_find(tree, WK_TAG_TABLE);
    const wk_tag tags[] = {a, b, c, d};
    for (size_t i = 0; i < WK_COUNT(tags); i++)
        if (tags[i] && wk_tree_find(tree, tags[i]) > at) at = wk_tree_find(tree, tags[i]);
    return at;
}

/* td, tr and so on: end everything up to the part of the table that can hold them. False when no table is open. */
static bool enter_table_part(wk_tree *tree, wk_tag tag) {
    if (!wk_tree_find(tree, WK_TAG_TABLE)) return false;
    uint32_t keep;
    if (tag == WK_TAG_TD || tag == WK_TAG_TH)
        keep = table_context(tree, WK_TAG_TR, WK_TAG_TBODY, WK_TAG_THEAD, WK_TAG_TFOOT);
    else if (tag == WK_TAG_TR)
        keep = table_context(tree, WK_TAG_TBODY, WK_TAG_THEAD, WK_TAG_TFOOT, WK_TAG_OTHER);
    else if (tag == WK_TAG_COL)
        keep = table_context(tree, WK_TAG_COLGROUP, WK_TAG_OTHER, WK_TAG_OTHER, WK_TAG_OTHER);
    else
        keep = wk_tree_find(tree, WK_TAG_TABLE);
    wk_tree_pop_above(tree, keep);
    return true;
}

/* Whether the innermost table has neither a cell nor a caption open. */
static bool between_cells(const wk_tree *tree) {
    const uint32_t table = wk_tree_find(tree, WK_TAG_TABLE);
    return table && table_context(tree, WK_TAG_TD, WK_TAG_TH, WK_TAG_CAPTION, WK_TAG_OTHER) == table;
}

/* ---- implied ends ---------------------------------------------------------------------------------------------- */

static bool top_is(const wk_tree *tree, wk_tag tag) {
    return wk_tree_tag(tree, wk_tree_top(tree)) == tag;
}

/* An li ends the li before it, unless a list or another block was opened in between. */
static void end_item(wk_tree *tree, wk_tag a, wk_tag b) {
    uint32_t item = wk_tree_find(tree, a), other = b ? wk_tree_find(tree, b) : 0;
    if (other > item) item = other;
    if (!item) return;
    /* the item itself is special: what counts is what stands above it */
    const wk_open *top = wk_tree_at(tree, wk_tree_top(tree));
    if (top->firm <= item) wk_tree_pop(tree, item);
}

static void end_in_scope(wk_tree *tree, wk_tag tag) {
    const uint32_t at = wk_tree_find(tree, tag);
    if (at && at > wk_tree_scope(tree)) wk_tree_pop(tree, at);
}

static void end_top(wk_tree *tree, wk_tag tag) {
    if (top_is(tree, tag)) wk_tree_pop(tree, wk_tree_top(tree));
}

/* Readings and parentheses end one another in ruby; elsewhere these tags mean nothing. */
static void end_ruby_part(wk_tree *tree, wk_tag tag) {
    const uint32_t ruby = wk_tree_find(tree, WK_TAG_RUBY);
    if (!ruby || ruby < wk_tree_scope(tree)) return;
    end_top(tree, WK_TAG_RB);
    end_top(tree, WK_TAG_RP);
    end_top(tree, WK_TAG_RT);
    if (tag == WK_TAG_RB || tag == WK_TAG_RTC) end_top(tree, WK_TAG_RTC);
}

/* Ends what the start of `tag` ends besides p. */
static void end_before(wk_tree *tree, wk_tag tag) {
    switch (tag) {
    case WK_TAG_LI: end_item(tree, WK_TAG_LI, WK_TAG_OTHER); break;
    case WK_TAG_DD:
    case WK_TAG_DT: end_item(tree, WK_TAG_DD, WK_TAG_DT); break;
    case WK_TAG_BUTTON: end_in_scope(tree, WK_TAG_BUTTON); break;
    case WK_TAG_SELECT: end_in_scope(tree, WK_TAG_SELECT); break;
    case WK_TAG_A:
    case WK_TAG_NOBR: wk_tree_close_format(tree, tag); break;
    case WK_TAG_OPTION: end_top(tree, WK_TAG_OPTION); break;
    case WK_TAG_OPTGROUP:
        end_top(tree, WK_TAG_OPTION);
        end_top(tree, WK_TAG_OPTGROUP);
        break;
    case WK_TAG_RB:
    case WK_TAG_RP:
    case WK_TAG_RT:
    case WK_TAG_RTC: end_ruby_part(tree, tag); break;
    case WK_TAG_TABLE:
        if (between_cells(tree)) wk_tree_pop(tree, wk_tree_find(tree, WK_TAG_TABLE));
        break;
    default: break;
    }
}

/* Ignored in the body altogether. */
static bool is_ignored(const wk_tree *tree, wk_tag tag) {
    if (tag == WK_TAG_HTML || tag == WK_TAG_HEAD || tag == WK_TAG_BODY || tag == WK_TAG_FRAME ||
        tag == WK_TAG_FRAMESET)
        return true;
    return tag == WK_TAG_FORM && wk_tree_find(tree, WK_TAG_FORM); /* forms do not nest */
}

/* A start tag in math: true when it stays there, made and opened; else math has been ended. */
static bool foreign_start(wk_tree *tree, const wk_token *token) {
    const uint32_t top = wk_tree_top(tree);
    const wk_tag in = wk_tree_tag(tree, top);
    if (!wk_tree_at(tree, top)->foreign) return false;
    if (in == WK_TAG_MI || in == WK_TAG_MN || in == WK_TAG_MO || in == WK_TAG_MS || in == WK_TAG_MTEXT) return false;
    if (wk_tag_table[token->tag].flags & WK_EL_BREAKOUT) {
        uint32_t keep = top;
        while (wk_tree_at(tree, keep)->foreign) keep--;
        wk_tree_pop_above(tree, keep);
        return false;
    }
    const uint32_t node = wk_tree_element(tree, token);
    if (!token->self_closing) wk_tree_push(tree, node, token->name, token->tag);
    return true;
}

void wk_tree_start(wk_tree *tree, wk_token *token) {
    if (foreign_start(tree, token)) return;
    const uint32_t flags = wk_tag_table[token->tag].flags;
    if (is_ignored(tree, token->tag) || ((flags & WK_EL_TABLE) && !enter_table_part(tree, token->tag))) {
        tree->html->attrs.n = token->attr;
        return;
    }
    end_before(tree, token->tag);
    if (flags & WK_EL_CLOSES_P) wk_tree_pop(tree, wk_tree_open_p(tree));
    if (flags & WK_EL_HEADING && wk_tag_table[wk_tree_tag(tree, wk_tree_top(tree))].flags & WK_EL_HEADING)
        wk_tree_pop(tree, wk_tree_top(tree));

    const uint32_t node = wk_tree_element(tree, token);
    if (flags & (WK_EL_RAWTEXT | WK_EL_RCDATA | WK_EL_SCRIPT | WK_EL_PLAIN))
        wk_tree_raw(tree, token, node);
    else if (token->tag == WK_TAG_TEMPLATE || (token->tag == WK_TAG_SVG && !token->self_closing))
        wk_tree_skip(tree, token->tag);
    else if (!(flags & WK_EL_VOID) && !(token->tag == WK_TAG_MATH && token->self_closing) &&
             token->tag != WK_TAG_SVG)
        wk_tree_push(tree, node, token->name, token->tag);
}
