/* Gives bytes to the HTML scanner and holds it to what html.h promises: an array whose subtrees nest, every range
 * within the input, and text whose pieces leave no byte out. */
#include "page/html_tokens.h"

#include <stdlib.h>

static void must(bool holds) {
    if (!holds) abort();
}

/* Pieces follow one another; the bytes between two of them are NULs, which the tree drops. */
static void check_text(wk_html_text text, const char *input, uint32_t from, uint32_t to) {
    wk_str piece;
    uint32_t start, stop, at = from;
    while (wk_html_text_next(&text, &piece, &start, &stop)) {
        must(start >= at && stop > start && stop <= to && piece.n > 0);
        for (; at < start; at++) must(input[at] == '\0');
        if (piece.p != text.made) must(piece.p == input + start && piece.n == stop - start);
        at = stop;
    }
    for (; at < to; at++) must(input[at] == '\0');
}

static void check_node(const wk_html *html, uint32_t i) {
    const wk_node *node = &html->nodes.v[i], *parent = &html->nodes.v[node->parent];
    must(node->start <= node->stop && node->stop <= html->input.n);
    must(node->end > i && node->end <= html->nodes.n);
    must(node->tag < WK_TAG_COUNT && node->depth <= WK_HTML_DEPTH);
    must((size_t)node->attr + node->attrs <= html->attrs.n);
    must(i == 0 ? node->parent == 0 : node->parent < i && i < parent->end && node->end <= parent->end);
    for (uint32_t k = 0; k < node->attrs; k++) {
        const wk_attr *attr = &html->attrs.v[node->attr + k];
        must(attr->name < html->input.n && attr->start <= attr->end && attr->end <= html->input.n);
        must(wk_attr_name(html->arena, html->input, attr).n > 0);
        wk_html_value(html, attr);
    }
    if (node->kind == WK_NODE_TEXT) check_text(wk_html_text_of(html, i), html->input.p, node->start, node->stop);
}

static void check_scan(wk_arena *arena, wk_str input) {
    const wk_html *html = wk_html_scan(arena, input);
    must(html->nodes.n > 0);
    for (uint32_t i = 0; i < html->nodes.n; i++) check_node(html, i);
}

/* Tokens follow one another too, in every state that one can begin in. */
static void check_tokens(wk_arena *arena, wk_str input, wk_text_mode mode) {
    wk_attrs attrs = {0};
    wk_tokens t;
    wk_token token;
    wk_tokens_begin(&t, arena, input, &attrs);
    wk_tokens_raw(&t, mode, WK_S("script"));
    t.foreign = input.n & 1;
    const char *at = input.p;
    while (wk_tokens_next(&t, &token)) {
        must(token.start >= at && token.stop >= token.start && token.stop <= input.p + input.n);
        must(token.stop > at);
        at = token.stop;
        if (token.kind == WK_TOKEN_COMMENT) wk_html_decode(arena, token.data, WK_TEXT_COMMENT);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    wk_arena *arena = wk_arena_new();
    const wk_str input = {(const char *)data, size};
    check_scan(arena, input);
    for (int mode = WK_TEXT_DATA; mode <= WK_TEXT_CDATA; mode++) check_tokens(arena, input, (wk_text_mode)mode);
    wk_arena_free(arena);
    return 0;
}
