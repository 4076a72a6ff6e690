/* From tokens to nodes: the head, the body, and what belongs where. */
#include "page/html.h"

#include "page/html_chars.h"
#include "page/html_tree.h"

const wk_attr *wk_html_attr(const wk_html *html, const wk_node *node, wk_attr_key key) {
    for (const wk_attr *a = html->attrs.v + node->attr, *end = a + node->attrs; a < end; a++)
        if (a->key == key) return a;
    return NULL;
}

wk_str wk_html_value(const wk_html *html, const wk_attr *attr) {
    return wk_attr_value(html->arena, html->input, attr);
}

wk_str wk_html_name(const wk_html *html, const wk_node *node) {
    if (node->tag || node->start == node->stop) return wk_tag_name((wk_tag)node->tag);
    return wk_tokens_name(html->arena, html->input.p + node->start + 1, html->input.p + node->stop, WK_CH_NAME_END);
}

/* ---- head and body --------------------------------------------------------------------------------------------- */

/* The first html or body tag gives the implied element its place and attributes. */
static void adopt(wk_tree *tree, uint32_t index, const wk_token *token) {
    wk_node *node = &tree->html->nodes.v[index];
    if (node->attrs) {
        tree->html->attrs.n = token->attr;
        return;
    }
    node->attr = token->attr;
    node->attrs = (uint16_t)token->attrs;
    if (node->start == node->stop) {
        node->start = (uint32_t)(token->start - tree->html->input.p);
        node->stop = (uint32_t)(token->stop - tree->html->input.p);
    }
}

static void open_head(wk_tree *tree, const wk_token *token) {
    const uint32_t node = token->tag == WK_TAG_HEAD ? wk_tree_element(tree, token)
                                                    : wk_tree_implied(tree, WK_TAG_HEAD, token->start);
    wk_tree_push(tree, node, wk_tag_name(WK_TAG_HEAD), WK_TAG_HEAD);
    tree->phase = WK_IN_HEAD;
}

static void open_body(wk_tree *tree, const wk_token *token) {
    wk_tree_pop_above(tree, 1);
    tree->body = token->kind == WK_TOKEN_START && token->tag == WK_TAG_BODY
                     ? wk_tree_element(tree, token)
                     : wk_tree_implied(tree, WK_TAG_BODY, token->start);
    wk_tree_push(tree, tree->body, wk_tag_name(WK_TAG_BODY), WK_TAG_BODY);
    tree->phase = WK_IN_BODY;
}

/* In a noscript of the head: true when the start tag means nothing there; what may not stand there ends it. */
static bool ignored_in_noscript(wk_tree *tree, const wk_token *token) {
    static const uint8_t allowed[] = {WK_TAG_LINK, WK_TAG_META, WK_TAG_STYLE, WK_TAG_NOFRAMES, WK_TAG_BASEFONT,
                                      WK_TAG_BGSOUND};
    const uint32_t noscript = wk_tree_find(tree, WK_TAG_NOSCRIPT);
    if (!noscript) return false;
    if (token->tag == WK_TAG_NOSCRIPT) return true;
    if (!token->tag || !memchr(allowed, (int)token->tag, sizeof allowed)) wk_tree_pop(tree, noscript);
    return false;
}

/* A start tag before the body: true when it was dealt with, false when it opens the body. */
static bool head_start(wk_tree *tree, wk_token *token) {
    if (token->tag == WK_TAG_HTML) {
        adopt(tree, 0, token);
        return true;
    }
    if (token->tag == WK_TAG_HEAD) {
        if (tree->phase == WK_BEFORE_HEAD) open_head(tree, token);
        return true;
    }
    if (ignored_in_noscript(tree, token) || token->tag == WK_TAG_FRAMESET) return true;
    if (!(wk_tag_table[token->tag].flags & WK_EL_HEAD)) return false;
    if (tree->phase == WK_BEFORE_HEAD) open_head(tree, token);
    if (token->tag == WK_TAG_NOSCRIPT && tree->phase == WK_AFTER_HEAD) return false;
    wk_tree_start(tree, token);
    return true;
}

/* An end tag before the body: true when it was dealt with. */
static bool head_close(wk_tree *tree, const wk_token *token) {
    if (wk_tree_find(tree, WK_TAG_NOSCRIPT) && token->tag != WK_TAG_NOSCRIPT && token->tag != WK_TAG_BR) return true;
    switch (token->tag) {
    case WK_TAG_HEAD:
        if (tree->phase == WK_BEFORE_HEAD) open_head(tree, token);
        if (tree->phase == WK_IN_HEAD) wk_tree_pop_above(tree, 1);
        tree->phase = WK_AFTER_HEAD;
        return true;
    case WK_TAG_NOSCRIPT: wk_tree_pop(tree, wk_tree_find(tree, WK_TAG_NOSCRIPT)); return true;
    case WK_TAG_BODY:
    case WK_TAG_HTML:
    case WK_TAG_BR: return false;
    default: return true;
    }
}

/* ---- tokens ---------------------------------------------------------------------------------------------------- */

static bool is_space(const char *p, const char *end) {
    while (p < end && (wk_ch_is(*p, WK_CH_SPACE) || *p == '\0')) p++;
    return p == end;
}

static void on_text(wk_tree *tree, wk_token *token) {
    if (tree->phase != WK_IN_BODY) {
        if (is_space(token->start, token->stop)) return;
        while (wk_ch_is(*token->start, WK_CH_SPACE)) token->start++;
        open_body(tree, token);
    }
    wk_tree_leaf(tree, WK_NODE_TEXT, token->mode, token->start, token->stop);
}

static void on_start(wk_tree *tree, wk_token *token) {
    if (tree->phase != WK_IN_BODY) {
        if (head_start(tree, token)) return;
        open_body(tree, token);
        if (token->tag == WK_TAG_BODY) return;
    } else if (token->tag == WK_TAG_HTML || token->tag == WK_TAG_BODY) {
        adopt(tree, token->tag == WK_TAG_HTML ? 0 : tree->body, token);
        return;
    }
    wk_tree_start(tree, token);
}

static void on_close(wk_tree *tree, wk_token *token) {
    if (tree->phase != WK_IN_BODY) {
        if (head_close(tree, token)) return;
        open_body(tree, token);
    }
    wk_tree_close(tree, token);
}

static void on_comment(wk_tree *tree, const wk_token *token) {
    wk_tree_leaf(tree, WK_NODE_COMMENT, WK_TEXT_COMMENT, token->data.p, token->data.p + token->data.n);
}

wk_html *wk_html_scan(wk_arena *arena, wk_str input) {
    wk_html *html = wk_alloc(arena, sizeof *html);
    html->arena = arena;
    html->input = input.p ? input : WK_S("");
    if (input.n > UINT32_MAX) {
        html->input.n = UINT32_MAX;
        html->cut = html->unread = true;
    }
    wk_tree tree = {.arena = arena, .html = html, .most_nodes = WK_HTML_NODES + html->input.n / 40};
    wk_tokens_begin(&tree.tokens, arena, html->input, &html->attrs);
    tree.tokens.most_attrs = WK_HTML_ALL_ATTRS + html->input.n / 40;
    /* as many as pages commonly have: a node in 120 bytes, an attribute in 90 */
    html->nodes.v = wk_grow(arena, NULL, 0, html->input.n / 100 + 16, &html->nodes.cap, sizeof *html->nodes.v);
    html->attrs.v = wk_grow(arena, NULL, 0, html->input.n / 120 + 16, &html->attrs.cap, sizeof *html->attrs.v);
    wk_tree_push(&tree, wk_tree_implied(&tree, WK_TAG_HTML, html->input.p), wk_tag_name(WK_TAG_HTML), WK_TAG_HTML);
    wk_token token;
    while (wk_tokens_next(&tree.tokens, &token)) {
        switch (token.kind) {
        case WK_TOKEN_TEXT: on_text(&tree, &token); break;
        case WK_TOKEN_START: on_start(&tree, &token); break;
        case WK_TOKEN_CLOSE: on_close(&tree, &token); break;
        case WK_TOKEN_COMMENT: on_comment(&tree, &token); break;
        case WK_TOKEN_DOCTYPE: break;
        }
    }
    wk_tree_pop_above(&tree, 0);
    html->cut = html->cut || tree.tokens.cut;
    return html;
}
