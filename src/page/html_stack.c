/* The stack of open elements and the nodes that it makes: see html_tree.h. */
#include "page/html_tree.h"

#include "page/blank.h"

static uint32_t *innermost(wk_tree *tree, uint32_t symbol) {
    return symbol < WK_TAG_COUNT ? &tree->innermost[symbol] : &tree->innermost_other.v[symbol - WK_TAG_COUNT];
}

uint32_t wk_tree_find_name(const wk_tree *tree, const wk_token *token) {
    if (token->tag) return tree->innermost[token->tag];
    if (!tree->names) return 0;
    uint32_t symbol = wk_map_get(tree->names, token->name, 0);
    return symbol ? tree->innermost_other.v[symbol - WK_TAG_COUNT] : 0;
}

static uint32_t symbol_of(wk_tree *tree, wk_tag tag, wk_str name) {
    if (tag) return tag;
    if (!tree->names) tree->names = wk_map_new(tree->arena, 16);
    uint32_t symbol = wk_map_get(tree->names, name, 0);
    if (symbol) return symbol;
    symbol = WK_TAG_COUNT + (uint32_t)tree->innermost_other.n;
    *WK_PUSH(tree->arena, &tree->innermost_other) = 0;
    wk_map_put(tree->names, name, symbol);
    return symbol;
}

uint32_t wk_tree_scope(const wk_tree *tree) {
    static const uint8_t bounds[] = {
        WK_TAG_APPLET, WK_TAG_CAPTION, WK_TAG_TABLE, WK_TAG_TD, WK_TAG_TH, WK_TAG_MARQUEE, WK_TAG_OBJECT,
        WK_TAG_MI, WK_TAG_MN, WK_TAG_MO, WK_TAG_MS, WK_TAG_MTEXT, WK_TAG_ANNOTATION_XML,
    };
    uint32_t inner = 1; /* html */
    for (size_t i = 0; i < WK_COUNT(bounds); i++)
        if (tree->innermost[bounds[i]] > inner) inner = tree->innermost[bounds[i]];
    return inner;
}

uint32_t wk_tree_open_p(const wk_tree *tree) {
    const uint32_t p = tree->innermost[WK_TAG_P];
    if (!p || p < tree->innermost[WK_TAG_BUTTON]) return 0;
    return p > wk_tree_scope(tree) ? p : 0;
}

/* ---- nodes ----------------------------------------------------------------------------------------------------- */

static uint32_t offset(const wk_tree *tree, const char *p) {
    return (uint32_t)(p - tree->html->input.p);
}

/* Room for all the nodes that the rest of the input can make: a '<' ends a text and begins an element. Since an arena
 * never gives back what an array grew out of, this is done once, when the first estimate proves too small. */
static void reserve(wk_tree *tree) {
    const char *p = tree->tokens.at, *end = tree->tokens.end;
    size_t need = tree->html->nodes.n + 8;
    for (; p < end && (p = memchr(p, '<', (size_t)(end - p))); p++) need += 2;
    if (need > tree->most_nodes) need = tree->most_nodes;
    if (need <= tree->html->nodes.n) need = tree->html->nodes.n + 1;
    tree->html->nodes.v = wk_grow(tree->arena, tree->html->nodes.v, tree->html->nodes.n, need,
                                  &tree->html->nodes.cap, sizeof *tree->html->nodes.v);
}

/* A new node under the innermost open element. Beyond the limit of nodes it is the last of all. */
static wk_node *new_node(wk_tree *tree, wk_node_kind kind, const char *start, const char *stop) {
    wk_html *html = tree->html;
    if (html->nodes.n >= tree->most_nodes) {
        html->cut = true;
        html->unread |= tree->tokens.at < tree->tokens.end;
        tree->tokens.at = tree->tokens.end;
    }
    if (html->nodes.n == html->nodes.cap) reserve(tree);
    wk_node *node = WK_PUSH(tree->arena, &html->nodes);
    const uint32_t index = (uint32_t)html->nodes.n - 1, top = wk_tree_top(tree);
    const uint32_t parent = top > WK_HTML_DEPTH ? WK_HTML_DEPTH : top;
    *node = (wk_node){
        .kind = (uint8_t)kind,
        .depth = (uint16_t)parent,
        .end = index + 1,
        .parent = parent ? wk_tree_at(tree, parent)->node : 0,
        .start = offset(tree, start),
        .stop = offset(tree, stop),
    };
    return node;
}

/* The node holds text, and so do the elements around it. Each is told once. */
static void fill(wk_node *nodes, wk_node *node) {
    for (; !node->filled; node = &nodes[node->parent]) node->filled = true;
}

void wk_tree_leaf(wk_tree *tree, wk_node_kind kind, wk_text_mode mode, const char *start, const char *stop) {
    if (start == stop && kind == WK_NODE_TEXT) return;
    wk_node *node = new_node(tree, kind, start, stop);
    node->mode = (uint8_t)mode;
    if (kind == WK_NODE_TEXT && !wk_is_blank((wk_str){start, (size_t)(stop - start)})) fill(tree->html->nodes.v, node);
}

uint32_t wk_tree_element(wk_tree *tree, const wk_token *token) {
    wk_node *node = new_node(tree, WK_NODE_ELEMENT, token->start, token->stop);
    node->tag = (uint8_t)token->tag;
    node->attr = token->attr;
    node->attrs = (uint16_t)token->attrs;
    return (uint32_t)tree->html->nodes.n - 1;
}

uint32_t wk_tree_implied(wk_tree *tree, wk_tag tag, const char *at) {
    const wk_token token = {.start = at, .stop = at, .tag = tag, .name = wk_tag_name(tag)};
    return wk_tree_element(tree, &token);
}

/* ---- opening and ending ---------------------------------------------------------------------------------------- */

static bool is_text_integration(wk_tag tag) {
    return tag == WK_TAG_MI || tag == WK_TAG_MN || tag == WK_TAG_MO || tag == WK_TAG_MS || tag == WK_TAG_MTEXT;
}

void wk_tree_push(wk_tree *tree, uint32_t node, wk_str name, wk_tag tag) {
    const uint32_t top = wk_tree_top(tree);
    if (top >= WK_HTML_OPEN) return;
    const uint32_t symbol = symbol_of(tree, tag, name);
    const uint32_t flags = wk_tag_table[tag].flags;
    const wk_open *outer = top ? wk_tree_at(tree, top) : NULL;
    wk_open entry = {
        .node = node,
        .symbol = symbol,
        .special = outer ? outer->special : 0,
        .firm = outer ? outer->firm : 0,
        .foreign = tag == WK_TAG_MATH || (outer && outer->foreign && !is_text_integration(wk_tree_tag(tree, top))),
        .flat = top >= WK_HTML_DEPTH,
    };
    uint32_t *inner = innermost(tree, symbol);
    entry.hidden = *inner;
    *inner = top + 1;
    if (flags & WK_EL_SPECIAL) {
        entry.special = top + 1;
        if (!(flags & WK_EL_LOOSE)) entry.firm = top + 1;
    }
    if (entry.flat) tree->html->cut = true;
    *WK_PUSH(tree->arena, &tree->open) = entry;
    tree->tokens.foreign = entry.foreign;
}

static void pop_one(wk_tree *tree) {
    const wk_open *entry = wk_tree_at(tree, wk_tree_top(tree));
    if (!entry->flat) tree->html->nodes.v[entry->node].end = (uint32_t)tree->html->nodes.n;
    if (!entry->ended) *innermost(tree, entry->symbol) = entry->hidden;
    tree->open.n--;
}

void wk_tree_pop_above(wk_tree *tree, uint32_t position) {
    while (wk_tree_top(tree) > position) pop_one(tree);
    while (wk_tree_top(tree) && wk_tree_at(tree, wk_tree_top(tree))->ended) pop_one(tree);
    const uint32_t top = wk_tree_top(tree);
    tree->tokens.foreign = top && wk_tree_at(tree, top)->foreign;
}

void wk_tree_pop(wk_tree *tree, uint32_t position) {
    if (position) wk_tree_pop_above(tree, position - 1);
}

void wk_tree_end_later(wk_tree *tree, uint32_t position) {
    wk_open *entry = wk_tree_at(tree, position);
    *innermost(tree, entry->symbol) = entry->hidden;
    entry->ended = true;
}
