#include "page/blocks.h"

#include "page/blank.h"
#include "text/utf8.h"

enum { NODE_TEXT_MAX = 4096 };

/* Elements that stand in a line of text; all others begin and end a block. */
static bool is_inline(uint16_t tag) {
    static const uint16_t tags[] = {
        WK_TAG_OTHER, WK_TAG_A,      WK_TAG_ABBR,  WK_TAG_B,    WK_TAG_I,    WK_TAG_EM,      WK_TAG_STRONG,
        WK_TAG_SPAN,  WK_TAG_FONT,   WK_TAG_SMALL, WK_TAG_BIG,  WK_TAG_SUB,  WK_TAG_SUP,     WK_TAG_U,
        WK_TAG_S,     WK_TAG_STRIKE, WK_TAG_DEL,   WK_TAG_INS,  WK_TAG_Q,    WK_TAG_CITE,    WK_TAG_CODE,
        WK_TAG_KBD,   WK_TAG_SAMP,   WK_TAG_VAR,   WK_TAG_MARK, WK_TAG_TIME, WK_TAG_LABEL,   WK_TAG_TT,
        WK_TAG_BDI,   WK_TAG_BDO,    WK_TAG_DATA,  WK_TAG_DFN,  WK_TAG_WBR,  WK_TAG_NOBR,    WK_TAG_IMG,
        WK_TAG_BR,    WK_TAG_SCRIPT, WK_TAG_STYLE, WK_TAG_LINK, WK_TAG_META, WK_TAG_NOSCRIPT};
    for (size_t i = 0; i < WK_COUNT(tags); i++)
        if (tags[i] == tag) return true;
    return false;
}

/* What a tag says of its content. */
static const struct {
    uint16_t tag;
    uint32_t marks;
} by_tag[] = {{WK_TAG_A, WK_MARK_LINK},           {WK_TAG_NAV, WK_MARK_HARD},
              {WK_TAG_FOOTER, WK_MARK_HARD},      {WK_TAG_ASIDE, WK_MARK_ASIDE},
              {WK_TAG_BUTTON, WK_MARK_HARD},      {WK_TAG_SELECT, WK_MARK_HARD},
              {WK_TAG_TEXTAREA, WK_MARK_HARD},    {WK_TAG_OPTION, WK_MARK_HARD},
              {WK_TAG_NOSCRIPT, WK_MARK_HARD},    {WK_TAG_SCRIPT, WK_MARK_HARD},
              {WK_TAG_STYLE, WK_MARK_HARD},       {WK_TAG_HEAD, WK_MARK_HARD},
              {WK_TAG_TITLE, WK_MARK_HARD},       {WK_TAG_FIGCAPTION, WK_MARK_CAPTION},
              {WK_TAG_FIGURE, WK_MARK_FIGURE},    {WK_TAG_H1, WK_MARK_HEADING | WK_MARK_H1},
              {WK_TAG_H2, WK_MARK_HEADING},       {WK_TAG_H3, WK_MARK_HEADING},
              {WK_TAG_H4, WK_MARK_HEADING},       {WK_TAG_H5, WK_MARK_HEADING},
              {WK_TAG_H6, WK_MARK_HEADING},       {WK_TAG_LI, WK_MARK_ITEM},
              {WK_TAG_DD, WK_MARK_ITEM},          {WK_TAG_DT, WK_MARK_ITEM},
              {WK_TAG_TD, WK_MARK_CELL},          {WK_TAG_TH, WK_MARK_CELL},
              {WK_TAG_BLOCKQUOTE, WK_MARK_QUOTE}, {WK_TAG_P, WK_MARK_P},
              {WK_TAG_ARTICLE, WK_MARK_ARTICLE},  {WK_TAG_MAIN, WK_MARK_ARTICLE},
              {WK_TAG_HEADER, WK_MARK_HEADER},    {WK_TAG_TIME, WK_MARK_TIME},
              {WK_TAG_VIDEO, WK_MARK_HARD},       {WK_TAG_AUDIO, WK_MARK_HARD},
              {WK_TAG_OBJECT, WK_MARK_HARD},      {WK_TAG_DIALOG, WK_MARK_HARD},
              {WK_TAG_MENU, WK_MARK_HARD},        {WK_TAG_CANVAS, WK_MARK_HARD}};

typedef struct tables {
    uint32_t marks[WK_TAG_COUNT];
    bool in_line[WK_TAG_COUNT];
} tables;

/* The two lists above by tag, so that each node costs one look. */
static void fill_tables(tables *t) {
    *t = (tables){0};
    for (size_t i = 0; i < WK_COUNT(by_tag); i++) t->marks[by_tag[i].tag] = by_tag[i].marks;
    for (uint16_t i = 0; i < WK_TAG_COUNT; i++) t->in_line[i] = is_inline(i);
}

/* ---- marks ----------------------------------------------------------------------------------------------------- */

static const struct {
    const char *role;
    uint32_t marks;
} by_role[] = {{"navigation", WK_MARK_HARD},     {"contentinfo", WK_MARK_HARD}, {"search", WK_MARK_HARD},
               {"complementary", WK_MARK_ASIDE}, {"dialog", WK_MARK_HARD},      {"alertdialog", WK_MARK_HARD},
               {"banner", WK_MARK_HEADER},       {"menu", WK_MARK_HARD},        {"menubar", WK_MARK_HARD},
               {"tooltip", WK_MARK_HARD},        {"article", WK_MARK_ARTICLE},  {"main", WK_MARK_ARTICLE}};

/* A style attribute with "display: none". */
static bool hides(wk_str style) {
    if (!style.n) return false;
    for (size_t at = 0; (at = wk_str_find(style, WK_S("display"), at)) < style.n; at += 7) {
        size_t k = at + 7;
        while (k < style.n && (style.p[k] == ' ' || style.p[k] == ':')) k++;
        if (wk_str_starts(wk_str_cut(style, k, style.n), WK_S("none"))) return true;
    }
    return false;
}

/* Class words of furniture do not count for elements that hold whole pages, nor beside words that are surer. */
static uint32_t from_words(const wk_furniture *f, wk_str names, uint16_t tag) {
    uint32_t roles = wk_furniture_markup(f, names), marks = 0;
    bool page = tag == WK_TAG_HTML || tag == WK_TAG_BODY || tag == WK_TAG_MAIN || tag == WK_TAG_ARTICLE;
    if (roles & WK_ROLE_MARK_TRUST) marks |= WK_MARK_TRUST;
    if (roles & WK_ROLE_MARK_BODY) marks |= WK_MARK_BODY;
    if (page) return marks & ~(uint32_t)WK_MARK_TRUST;
    if (roles & WK_ROLE_MARK_CAPTION) marks |= WK_MARK_CAPTION;
    if (roles & WK_ROLE_MARK_BYLINE && !(roles & WK_ROLE_MARK_TRUST)) marks |= WK_MARK_BYLINE;
    if (roles & WK_ROLE_MARK_NOT && !(roles & WK_ROLE_MARK_TRUST)) marks |= WK_MARK_NOT;
    if (roles & WK_ROLE_MARK_LINK) marks |= WK_MARK_RELATED;
    return marks;
}

/* What an element says of its content: by its tag, and when it holds text by attributes and class words. */
static uint32_t own_marks(const wk_furniture *f, const wk_html *html, const wk_node *node, const tables *t) {
    uint32_t marks = t->marks[node->tag];
    if (!node->filled) return marks;
    for (const wk_attr *a = html->attrs.v + node->attr, *end = a + node->attrs; a < end; a++) {
        switch (a->key) {
        case WK_ATTR_CLASS:
        case WK_ATTR_ID: marks |= from_words(f, wk_html_value(html, a), node->tag); break;
        case WK_ATTR_HIDDEN: marks |= WK_MARK_HARD; break;
        case WK_ATTR_STYLE: marks |= hides(wk_html_value(html, a)) ? WK_MARK_HARD : 0; break;
        case WK_ATTR_ITEMPROP:
            if (wk_str_eq(wk_html_value(html, a), WK_S("articleBody")))
                marks = (marks & ~(uint32_t)WK_MARK_NOT) | WK_MARK_TRUST;
            break;
        case WK_ATTR_ARIA_HIDDEN:
            if (wk_str_eq(wk_html_value(html, a), WK_S("true"))) marks |= WK_MARK_HARD;
            break;
        case WK_ATTR_ROLE:
            for (size_t k = 0; k < WK_COUNT(by_role); k++)
                if (wk_str_eq(wk_html_value(html, a), wk_str_of(by_role[k].role))) marks |= by_role[k].marks;
            break;
        default: break;
        }
    }
    if (node->tag == WK_TAG_HTML || node->tag == WK_TAG_BODY) marks &= ~(uint32_t)WK_MARK_HARD;
    return marks;
}

void wk_blocks_inherit(wk_blocks *blocks) {
    const wk_html *html = blocks->html;
    for (uint32_t i = 0; i < html->nodes.n; i++) {
        uint32_t parent = html->nodes.v[i].parent;
        uint32_t around = i && parent < i ? blocks->marks[parent] & WK_MARK_INHERITED : 0;
        blocks->marks[i] = blocks->own[i] | around;
    }
    for (size_t i = 0; i < blocks->v.n; i++) {
        wk_block *b = &blocks->v.v[i];
        b->marks = blocks->marks[b->first] | (blocks->own[b->node] & WK_MARK_H1);
    }
}

/* ---- blocks ---------------------------------------------------------------------------------------------------- */

typedef struct maker {
    wk_arena *arena;
    const wk_furniture *f;
    wk_blocks *out;
    char *to;         /* where the next byte of text goes */
    wk_block *open;   /* the block being written; NULL: none */
    char *begin;      /* its text */
    wk_str whole;     /* its text when the page has it as it is; nothing is copied then. NULL: it is at `begin` */
    bool gap, broken; /* white space waits; the next text begins a new block */
    uint32_t breaks;  /* br elements since the last text */
} maker;

/* Ends the block being written: looks at its text, or forgets it when it has none. */
static void close_block(maker *m) {
    if (!m->open) return;
    wk_str text = m->whole.p ? m->whole : (wk_str){m->begin, (size_t)(m->to - m->begin)};
    m->whole = (wk_str){0};
    if (text.n)
        wk_line_look(m->f, text, &m->open->line);
    else
        m->out->v.n--;
    m->open = NULL;
}

/* Begins a block at a text node; its container is the block-level element around it. */
static void open_block(maker *m, uint32_t container, uint32_t node) {
    close_block(m);
    m->open = WK_PUSH(m->arena, &m->out->v);
    m->open->node = container;
    m->open->first = node;
    m->open->marks = m->out->marks[node] | (m->out->own[container] & WK_MARK_H1);
    m->begin = m->to;
    m->gap = false;
}

/* Copies text, white space collapsed; returns the bytes written. */
static uint32_t put_text(maker *m, wk_str s) {
    char *start = m->to;
    for (size_t i = 0; i < s.n;) {
        size_t blank = wk_blank_at(s.p + i, s.n - i);
        if (blank) {
            m->gap |= blank <= WK_BLANK_GAP;
            i += blank;
            continue;
        }
        if (m->gap && m->to > m->begin) *m->to++ = ' ';
        m->gap = false;
        size_t n = wk_words_at(s.p + i, s.n - i);
        memcpy(m->to, s.p + i, n);
        m->to += n;
        i += n;
    }
    return (uint32_t)(m->to - start);
}

/* The text without white space at its ends, when between them nothing is to be collapsed; else NULL. */
static wk_str as_it_is(wk_str s) {
    size_t from = 0, n;
    while (from < s.n && (n = wk_blank_at(s.p + from, s.n - from))) from += n;
    const size_t end = from + (from < s.n ? wk_words_at(s.p + from, s.n - from) : 0);
    return wk_is_blank(wk_str_cut(s, end, s.n)) ? wk_str_cut(s, from, end) : (wk_str){0};
}

/* Adds a text node to the open block, or to a new one when an element or two br stand between. */
static void add_text(maker *m, uint32_t node, uint32_t container) {
    wk_html_text text = wk_html_text_of(m->out->html, node);
    uint32_t start, stop, marks = m->out->marks[node], written = 0;
    const wk_node *n = &m->out->html->nodes.v[node];
    wk_str raw = wk_str_cut(m->out->html->input, n->start, n->stop), piece;
    if (!n->filled) {
        m->gap = true;
        return;
    }
    if (!m->open || m->broken || m->breaks > 1 || m->open->node != container)
        open_block(m, container, node);
    else if (m->breaks)
        m->gap = true;
    m->broken = false;
    m->breaks = 0;
    bool fresh = m->to == m->begin && !m->whole.p;
    if (m->whole.p) { /* more comes: it must be copied after all */
        memcpy(m->to, m->whole.p, m->whole.n);
        m->to += m->whole.n;
        m->whole = (wk_str){0};
    }
    while (wk_html_text_next(&text, &piece, &start, &stop)) {
        if (fresh && piece.p == raw.p && piece.n == raw.n && (m->whole = as_it_is(raw)).p) {
            for (size_t i = (size_t)(m->whole.p + m->whole.n - raw.p), blank; i < raw.n; i += blank)
                m->gap |= (blank = wk_blank_at(raw.p + i, raw.n - i)) <= WK_BLANK_GAP;
            written += (uint32_t)m->whole.n;
        } else
            written += put_text(m, piece);
    }
    m->open->last = node + 1;
    if (marks & WK_MARK_LINK) m->open->links += written;
    uint16_t parent = m->out->html->nodes.v[n->parent].tag;
    if (parent == WK_TAG_B || parent == WK_TAG_STRONG || parent == WK_TAG_EM || parent == WK_TAG_I)
        m->open->emphasis += written;
}

/* How many blocks begin before each node. */
static void count_blocks(wk_arena *arena, wk_blocks *b) {
    const size_t n = b->html->nodes.n;
    b->before = wk_alloc_array(arena, n + 1, sizeof *b->before);
    for (size_t i = 0, block = 0; i <= n; i++) {
        while (block < b->v.n && b->v.v[block].first < i) block++;
        b->before[i] = (uint32_t)block;
    }
}

/* Room for the text of all blocks: decoded text is at most twice as long and eight bytes longer. */
static char *room_for_text(wk_arena *arena, const wk_html *html) {
    size_t bytes = 1;
    for (size_t i = 0; i < html->nodes.n; i++) {
        const wk_node *node = &html->nodes.v[i];
        if (node->kind == WK_NODE_TEXT && node->filled) bytes += (node->stop - node->start) * 2 + 8;
    }
    return wk_alloc(arena, bytes);
}

wk_blocks *wk_blocks_make(wk_arena *arena, const wk_furniture *f, const wk_html *html) {
    wk_blocks *b = wk_alloc(arena, sizeof *b);
    size_t n = html->nodes.n;
    tables t;
    uint32_t containers[WK_HTML_DEPTH + 2] = {0}; /* per depth: the block-level element that holds what stands there */
    fill_tables(&t);
    *b = (wk_blocks){.html = html,
                     .own = wk_alloc_array(arena, n + 1, sizeof *b->own),
                     .marks = wk_alloc_array(arena, n + 1, sizeof *b->marks)};
    b->text = room_for_text(arena, html);
    maker m = {.arena = arena, .f = f, .out = b, .to = b->text};
    for (uint32_t i = 0; i < n; i++) {
        const wk_node *node = &html->nodes.v[i];
        const uint32_t container = containers[node->depth];
        const bool element = node->kind == WK_NODE_ELEMENT, in_line = !element || t.in_line[node->tag];
        const uint32_t around = i ? b->marks[node->parent] & WK_MARK_INHERITED : 0;
        if (element) b->own[i] = around & WK_MARK_HARD ? t.marks[node->tag] : own_marks(f, html, node, &t);
        b->marks[i] = b->own[i] | around;
        if (element) containers[node->depth + 1] = in_line ? container : i;
        if (!in_line)
            m.broken = true;
        else if (element && node->tag == WK_TAG_BR)
            m.breaks++;
        else if (node->kind == WK_NODE_TEXT && !(b->marks[i] & WK_MARK_HARD))
            add_text(&m, i, container);
    }
    close_block(&m);
    count_blocks(arena, b);
    return b;
}

/* ---- writing --------------------------------------------------------------------------------------------------- */

typedef struct writer {
    wk_part_builder *b;
    size_t begin;              /* where the block begins in the part */
    bool gap, line;            /* white space, a line break waits */
    uint32_t gap_from, gap_to; /* its bytes */
} writer;

/* White space before text: one space or line break that stands for all of it. */
static void flush_gap(writer *w) {
    if ((w->gap || w->line) && w->b->n > w->begin)
        wk_part_piece(w->b, w->line ? WK_S("\n") : WK_S(" "), w->gap_from, w->gap_to - w->gap_from);
    w->gap = w->line = false;
}

/* Remembers white space: it is written only when text follows it. */
static void note_gap(writer *w, uint32_t from, uint32_t to) {
    if (!w->gap && !w->line) w->gap_from = from;
    w->gap_to = to;
    w->gap = true;
}

/* Writes a piece of text; one that stands for other bytes (a reference) as a whole. */
static void write_piece(writer *w, wk_str s, uint32_t start, uint32_t stop) {
    bool whole = stop - start != s.n;
    for (size_t i = 0; i < s.n;) {
        size_t blank = wk_blank_at(s.p + i, s.n - i), from = i;
        if (blank) {
            if (blank <= WK_BLANK_GAP)
                note_gap(w, whole ? start : start + (uint32_t)i, whole ? stop : start + (uint32_t)(i + blank));
            i += blank;
            continue;
        }
        i += wk_words_at(s.p + i, s.n - i);
        flush_gap(w);
        wk_str run = wk_str_cut(s, from, i);
        if (whole)
            wk_part_piece(w->b, run, start, stop - start);
        else
            wk_part_piece(w->b, run, start + (uint32_t)from, (uint32_t)run.n);
    }
}

void wk_block_write(const wk_blocks *blocks, const wk_block *block, wk_part_builder *b) {
    writer w = {.b = b, .begin = b->n};
    for (uint32_t i = block->first; i < block->last; i++) {
        const wk_node *node = &blocks->html->nodes.v[i];
        if (node->kind == WK_NODE_ELEMENT && node->tag == WK_TAG_BR) {
            note_gap(&w, node->start, node->stop);
            w.line = true;
        }
        if (node->kind != WK_NODE_TEXT || blocks->marks[i] & WK_MARK_HARD) continue;
        wk_html_text text = wk_html_text_of(blocks->html, i);
        wk_str piece;
        uint32_t start, stop;
        while (wk_html_text_next(&text, &piece, &start, &stop)) write_piece(&w, piece, start, stop);
    }
}

wk_str wk_node_text(wk_arena *arena, const wk_html *html, uint32_t node) {
    wk_part_builder b = {.arena = arena};
    for (uint32_t i = node; i < html->nodes.v[node].end && b.n < NODE_TEXT_MAX; i++) {
        const wk_node *n = &html->nodes.v[i];
        if (n->kind != WK_NODE_TEXT) continue;
        wk_str raw = wk_utf8_clip(wk_str_cut(html->input, n->start, n->stop), NODE_TEXT_MAX);
        wk_part_piece(&b, wk_html_decode(arena, raw, (wk_text_mode)n->mode), n->start, n->stop - n->start);
    }
    return b.n ? wk_squeeze(arena, (wk_str){b.p, b.n}) : (wk_str){0};
}
