/* Passing over svg and template: their tokens are read, since only so is their end known, but nothing is kept. */
#include "page/html_tree.h"

typedef enum { IN_SVG, IN_MATH, IN_HTML, IN_TEMPLATE } place; /* IN_HTML: foreignObject, desc or title of svg */

enum { PLACES = 64 };

typedef struct skip {
    wk_tree *tree;
    uint32_t depth;        /* beyond PLACES nothing is opened any more */
    uint8_t places[PLACES];
    uint32_t open[WK_TAG_COUNT]; /* svg's own elements that share a name with HTML's: a, style, title … */
} skip;

static void enter(skip *s, place in) {
    if (s->depth < PLACES) s->places[s->depth++] = (uint8_t)in;
}

/* How many places remain when the innermost `in` has ended; `depth` when there is none. */
static uint32_t below(const skip *s, place in) {
    for (uint32_t i = s->depth; i-- > 0;)
        if (s->places[i] == in) return i;
    return s->depth;
}

static place top(const skip *s) {
    return (place)s->places[s->depth - 1];
}

static bool is_foreign(const skip *s) {
    return top(s) == IN_SVG || top(s) == IN_MATH;
}

/* Ends all svg at the top; false when that leaves nothing to skip, and the token belongs to the page. */
static bool break_out(skip *s, const wk_token *token) {
    while (s->depth && is_foreign(s)) s->depth--;
    if (s->depth) return true;
    s->tree->tokens.at = token->start;
    return false;
}

static bool is_integration(wk_tag tag) {
    return tag == WK_TAG_FOREIGNOBJECT || tag == WK_TAG_DESC || tag == WK_TAG_TITLE;
}

static void html_start(skip *s, const wk_token *token) {
    static const struct {
        uint32_t flag;
        wk_text_mode mode;
    } raw[] = {
        {WK_EL_RAWTEXT, WK_TEXT_RAW}, {WK_EL_RCDATA, WK_TEXT_RCDATA}, {WK_EL_SCRIPT, WK_TEXT_SCRIPT},
        {WK_EL_PLAIN, WK_TEXT_PLAIN},
    };
    for (size_t i = 0; i < WK_COUNT(raw); i++)
        if (wk_tag_table[token->tag].flags & raw[i].flag)
            wk_tokens_raw(&s->tree->tokens, raw[i].mode, token->name);
    if (token->tag == WK_TAG_TEMPLATE)
        enter(s, IN_TEMPLATE);
    else if ((token->tag == WK_TAG_SVG || token->tag == WK_TAG_MATH) && !token->self_closing)
        enter(s, token->tag == WK_TAG_SVG ? IN_SVG : IN_MATH);
}

static void html_end(skip *s, const wk_token *token) {
    if (token->tag == WK_TAG_TEMPLATE)
        s->depth = below(s, IN_TEMPLATE);
    else if (is_integration(token->tag) && top(s) == IN_HTML)
        s->depth--;
}

static bool svg_start(skip *s, const wk_token *token) {
    if (wk_tag_table[token->tag].flags & WK_EL_BREAKOUT) {
        if (!break_out(s, token)) return false;
        html_start(s, token);
        return true;
    }
    if (token->self_closing) return true;
    if (token->tag == WK_TAG_SVG || token->tag == WK_TAG_MATH)
        enter(s, token->tag == WK_TAG_SVG ? IN_SVG : IN_MATH);
    else if (is_integration(token->tag))
        enter(s, IN_HTML);
    else if (token->tag)
        s->open[token->tag]++;
    return true;
}

static bool svg_end(skip *s, const wk_token *token) {
    const wk_tag tag = token->tag;
    if (tag == (top(s) == IN_SVG ? WK_TAG_SVG : WK_TAG_MATH)) {
        s->depth--;
        return true;
    }
    if (tag && s->open[tag]) {
        s->open[tag]--;
        return true;
    }
    if (tag == WK_TAG_TEMPLATE) {
        s->depth = below(s, IN_TEMPLATE);
        return true;
    }
    if (tag == WK_TAG_P || tag == WK_TAG_BR) return break_out(s, token);
    /* an end tag of an element outside ends svg too */
    if (below(s, IN_HTML) == s->depth && below(s, IN_TEMPLATE) == s->depth && wk_tree_find_name(s->tree, token))
        return break_out(s, token);
    return true;
}

void wk_tree_skip(wk_tree *tree, wk_tag tag) {
    skip s = {.tree = tree};
    wk_token token;
    tree->tokens.skim = true;
    enter(&s, tag == WK_TAG_SVG ? IN_SVG : IN_TEMPLATE);
    while (s.depth) {
        tree->tokens.foreign = is_foreign(&s);
        if (!wk_tokens_next(&tree->tokens, &token)) break;
        const bool start = token.kind == WK_TOKEN_START;
        if (!start && token.kind != WK_TOKEN_CLOSE) continue;
        if (!is_foreign(&s))
            (start ? html_start : html_end)(&s, &token);
        else if (!(start ? svg_start : svg_end)(&s, &token))
            break;
    }
    tree->tokens.skim = false;
    tree->tokens.foreign = wk_tree_at(tree, wk_tree_top(tree))->foreign;
}
