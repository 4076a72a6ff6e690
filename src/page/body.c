#include "page/body.h"

enum {
    SHORT_MAX = 30,     /* a short line counts against its container by at most this many bytes */
    LINKS_MAX = 200,    /* a line of links, by this many */
    TRUST_SHARE = 80,   /* percent of the best sum that trusted elements must hold */
    PIECE_SHARE = 6,    /* … that each of several must hold */
    TITLE_SHARE = 40,   /* … that the element around the title must hold */
    STOP_SHARE = 70,    /* … that must stand before a stop phrase */
    TEASER_SHARE = 40,  /* … that must stand before teasers */
    TEASERS_MIN = 3,    /* so many in a row */
    TEASER_BYTES = 400, /* of text between them at most */
    BIOS_MAX = 3,       /* paragraphs at the end that may tell of authors */
    IMAGE_NODES = 16,   /* an image so near before a short line makes it a caption */
    PROTECT_SHARE = 35, /* class words are not believed of what holds this much of the page's prose and a sign of */
    PROTECT_ALONE = 85  /* the article (h1, article, a trusted body), or this much without one */
};

typedef struct finder {
    wk_draft *d;
    wk_blocks *b;
    int64_t *sum;   /* per block: values of all before it */
    int64_t *prose; /* the same of positive values only, whatever the marks */
    WK_ARRAY(uint32_t) signs; /* nodes that are signs of the article */
} finder;

/* ---- values ---------------------------------------------------------------------------------------------------- */

/* `part` of `whole` in percent; 0 of nothing. */
static int32_t percent(uint32_t part, size_t whole) {
    return whole ? (int32_t)((uint64_t)part * 100 / whole) : 0;
}

/* The smaller of both. */
static int32_t least(size_t n, int32_t most) {
    return n < (size_t)most ? (int32_t)n : most;
}

/* How much a block reads like an article's text: its length for prose, less its links; negative for what menus are
 * made of. */
static int32_t value_of(const wk_block *b) {
    const wk_line *line = &b->line;
    size_t n = line->text.n;
    int32_t links = percent(b->links, n), bytes = least(n, 4000);
    if (b->marks & WK_MARK_CAPTION) return 0;
    if (links > 60) return -least(n, LINKS_MAX);
    if (b->marks & WK_MARK_HEADING) return 0;
    if (wk_line_is_furniture(line)) return -least(n, SHORT_MAX);
    if ((line->sentence && line->words >= 8) || (b->marks & WK_MARK_P && line->words >= 12))
        return bytes * (100 - links) / 100;
    if (line->words >= 25) return bytes * (100 - links) / 160;
    return b->marks & WK_MARK_ITEM && links < 30 ? 0 : -least(n, SHORT_MAX);
}

/* The sum over the blocks in a node's subtree: one subtraction. */
static int64_t within(const finder *f, const int64_t *sums, uint32_t node) {
    return sums[f->b->before[f->b->html->nodes.v[node].end]] - sums[f->b->before[node]];
}

static int64_t sum_of(const finder *f, uint32_t node) {
    return within(f, f->sum, node);
}

/* Values and their sums. Blocks with one of the marks `without` count nothing. */
static void add_up(finder *f, uint32_t without) {
    for (size_t i = 0; i < f->b->v.n; i++) {
        wk_block *b = &f->b->v.v[i];
        b->value = value_of(b);
        f->sum[i + 1] = f->sum[i] + (b->marks & without ? 0 : b->value);
        f->prose[i + 1] = f->prose[i] + (b->value > 0 ? b->value : 0);
    }
}

/* Finds the signs of an article: h1, article, trusted class words. */
static void find_signs(finder *f) {
    for (uint32_t i = 0; i < f->b->html->nodes.n; i++)
        if (f->b->own[i] & (WK_MARK_H1 | WK_MARK_TRUST | WK_MARK_ARTICLE)) *WK_PUSH(f->d->arena, &f->signs) = i;
}

/* Whether a node or one in it is a sign. */
static bool has_sign(const finder *f, uint32_t node) {
    size_t low = 0, high = f->signs.n;
    while (low < high) {
        const size_t middle = (low + high) / 2;
        if (f->signs.v[middle] < node) low = middle + 1;
        else high = middle;
    }
    return low < f->signs.n && f->signs.v[low] < f->b->html->nodes.v[node].end;
}

/* Class words and asides that would take the article itself away are not believed. */
static void protect(finder *f) {
    int64_t all = f->prose[f->b->v.n];
    bool changed = false;
    for (uint32_t i = 0; i < f->b->html->nodes.n; i++) {
        uint32_t doubtful = f->b->own[i] & (WK_MARK_NOT | WK_MARK_ASIDE | WK_MARK_CAPTION | WK_MARK_BYLINE |
                                            WK_MARK_FIGURE | WK_MARK_RELATED | WK_MARK_HEADER);
        if (!doubtful) continue;
        int64_t share = all ? within(f, f->prose, i) * 100 / all : 0;
        if (share < PROTECT_SHARE || (share < PROTECT_ALONE && !has_sign(f, i))) continue;
        f->b->own[i] &= ~doubtful;
        changed = true;
    }
    if (changed) wk_blocks_inherit(f->b);
}

/* ---- the container --------------------------------------------------------------------------------------------- */

/* Elements that hold whole articles; p, headings, lists and quotations do not. */
static bool may_contain(const wk_node *node) {
    if (node->kind != WK_NODE_ELEMENT) return false;
    switch (node->tag) {
    case WK_TAG_HTML:
    case WK_TAG_BODY:
    case WK_TAG_DIV:
    case WK_TAG_SECTION:
    case WK_TAG_ARTICLE:
    case WK_TAG_MAIN:
    case WK_TAG_TD:
    case WK_TAG_FORM:
    case WK_TAG_CENTER:
    case WK_TAG_OTHER:
    case WK_TAG_SPAN:
    case WK_TAG_FONT:
        return true;
    default:
        return false;
    }
}

/* The element whose blocks sum to most; of those that hold the same, the innermost. */
static uint32_t greatest(const finder *f) {
    uint32_t best = 0;
    int64_t most = INT64_MIN;
    for (uint32_t i = 0; i < f->b->html->nodes.n; i++) {
        if (!may_contain(&f->b->html->nodes.v[i])) continue;
        int64_t sum = sum_of(f, i);
        if (sum < most) continue;
        most = sum;
        best = i;
    }
    return best;
}

/* The smallest element that holds both nodes: the nearest one around `a` that ends behind `b`. */
static uint32_t around(const finder *f, uint32_t a, uint32_t b) {
    const wk_html *html = f->b->html;
    while (html->nodes.v[a].end <= b && html->nodes.v[a].parent != a) a = html->nodes.v[a].parent;
    return a;
}

/* Pages that show several articles: the smallest element around the title that holds much of the sum. */
static uint32_t around_title(const finder *f, uint32_t best, uint32_t title) {
    const wk_html *html = f->b->html;
    if (title >= f->b->v.n) return best;
    uint32_t node = f->b->v.v[title].node;
    if (node < best || node >= html->nodes.v[best].end) return best;
    while (node != best &&
           (!may_contain(&html->nodes.v[node]) || sum_of(f, node) * 100 < sum_of(f, best) * TITLE_SHARE))
        node = html->nodes.v[node].parent;
    return node;
}

/* The trusted elements inside `best`: the one that holds most, or all that hold something when none holds enough. */
static uint32_t narrow(const finder *f, uint32_t best) {
    int64_t whole = sum_of(f, best), most = 0, all = 0;
    uint32_t found = best, first = UINT32_MAX, last = 0, end = 0;
    for (uint32_t i = best; i < f->b->html->nodes.v[best].end; i++) {
        if (!(f->b->own[i] & WK_MARK_TRUST)) continue;
        int64_t sum = sum_of(f, i);
        if (sum >= most) most = sum, found = i;
        if (i < end || sum * 100 < whole * PIECE_SHARE) continue;
        if (first == UINT32_MAX) first = i;
        last = i;
        end = f->b->html->nodes.v[i].end;
        all += sum;
    }
    if (most * 100 >= whole * TRUST_SHARE) return found;
    if (first == UINT32_MAX || all * 100 < whole * TRUST_SHARE) return best;
    uint32_t node = around(f, first, last);
    return node >= best ? node : best;
}

/* ---- choosing inside ------------------------------------------------------------------------------------------- */

/* Equal but for case and white space around. */
static bool same_words(wk_str a, wk_str b) {
    return a.p && b.p && wk_str_eq_nocase(wk_trim_all(a), wk_trim_all(b));
}

/* A short line that is hardly more than a date. */
static bool is_date_line(const wk_draft *d, const wk_line *line) {
    wk_stamp stamp;
    wk_str rest;
    bool modified;
    return line->words <= 16 && wk_line_is_date(d->words, line, true, &stamp, &rest, &modified);
}

/* A short line right below an image in the same element. */
static bool is_below_image(const finder *f, const wk_block *b) {
    if (b->line.sentence || b->line.words > 30 || b->marks & (WK_MARK_HEADING | WK_MARK_ITEM | WK_MARK_CELL))
        return false;
    if (b->first - b->node > IMAGE_NODES) return false;
    for (uint32_t i = b->node + 1; i < b->first; i++)
        if (f->b->html->nodes.v[i].tag == WK_TAG_IMG || f->b->html->nodes.v[i].tag == WK_TAG_AMP_IMG) return true;
    return false;
}

/* Whether a block of the container is text of the article, judged by itself. */
static bool is_text(const finder *f, const wk_block *b, bool is_title) {
    const wk_line *line = &b->line;
    int32_t links = percent(b->links, line->text.n);
    bool paragraph = line->sentence && line->words >= 10;
    if (b->marks & (WK_MARK_CAPTION | WK_MARK_NOT | WK_MARK_ASIDE | WK_MARK_FIGURE)) return false;
    if (b->marks & WK_MARK_BYLINE && !(paragraph && line->words >= 25)) return false;
    if (!line->letters && !(b->marks & WK_MARK_P && line->text.n > 6)) return false;
    if (wk_line_is_furniture(line)) return false;
    if (line->roles & WK_ROLE_LINK || (line->start_roles & WK_ROLE_LINK && (links > 30 || !line->sentence)))
        return false;
    if (is_title || is_below_image(f, b)) return false;
    if (links > 80 && !(b->marks & (WK_MARK_ITEM | WK_MARK_CELL)) && line->words > 3 && !line->sentence) return false;
    if (line->words <= 30 && wk_line_is_caption(f->d->words, line)) return false;
    if (line->start_roles & WK_ROLE_BYLINE && line->words <= 16 && (!line->sentence || is_date_line(f->d, line)))
        return false;
    if (!paragraph && !(b->marks & WK_MARK_QUOTE) && is_date_line(f->d, line)) return false;
    return true;
}

/* Groups (lists, boxes) inside the container that are mostly links. */
static void drop_groups(finder *f, const wk_body *body) {
    const wk_html *html = f->b->html;
    size_t block = body->first;
    for (uint32_t i = body->container + 1; i < html->nodes.v[body->container].end; i++) {
        uint16_t tag = html->nodes.v[i].tag;
        if (tag != WK_TAG_UL && tag != WK_TAG_OL && tag != WK_TAG_DIV && tag != WK_TAG_SECTION && tag != WK_TAG_TABLE &&
            tag != WK_TAG_DL)
            continue;
        uint32_t end = html->nodes.v[i].end;
        while (block < body->last && f->b->v.v[block].first < i) block++;
        size_t bytes = 0, links = 0, sentences = 0;
        for (size_t k = block; k < body->last && f->b->v.v[k].first < end; k++) {
            bytes += f->b->v.v[k].line.text.n;
            links += f->b->v.v[k].links;
            sentences += f->b->v.v[k].line.sentence;
            if (bytes > 3000) break;
        }
        if (bytes > 3000 || links * 100 < bytes * 55 || sentences > 1) continue;
        for (size_t k = block; k < body->last && f->b->v.v[k].first < end; k++) f->b->v.v[k].keep = false;
    }
}

/* Everything after a stop phrase, when little text comes after it. */
static void cut_at_stop(finder *f, const wk_body *body) {
    size_t all = 0, before = 0;
    for (size_t i = body->first; i < body->last; i++)
        if (f->b->v.v[i].keep) all += f->b->v.v[i].line.text.n;
    for (size_t i = body->first; i < body->last; i++) {
        const wk_block *b = &f->b->v.v[i];
        if (b->keep) before += b->line.text.n;
        if (!(b->line.roles & WK_ROLE_STOP) || b->marks & (WK_MARK_NOT | WK_MARK_ASIDE | WK_MARK_RELATED) ||
            before * 100 < all * STOP_SHARE)
            continue;
        for (; i < body->last; i++) f->b->v.v[i].keep = false;
    }
}

/* A headline that is a link: the beginning of a teaser. */
static bool is_teaser(const wk_block *b) {
    return b->line.words >= 4 && !(b->marks & (WK_MARK_P | WK_MARK_ITEM)) && percent(b->links, b->line.text.n) >= 90;
}

/* Teasers of other articles in a row below the text: linked headlines with little between them. */
static void cut_teasers(finder *f, const wk_body *body) {
    size_t all = 0, before = 0, first = body->last, teasers = 0, between = 0;
    for (size_t i = body->first; i < body->last; i++)
        if (f->b->v.v[i].keep) all += f->b->v.v[i].line.text.n;
    for (size_t i = body->first; i < body->last; i++) {
        const wk_block *b = &f->b->v.v[i];
        bool teaser = is_teaser(b) && !(b->marks & (WK_MARK_NOT | WK_MARK_ASIDE | WK_MARK_RELATED));
        if (first < body->last && (teaser || between <= TEASER_BYTES)) {
            between = teaser ? 0 : between + (b->keep ? b->line.text.n : 0);
            teasers += teaser;
        } else if (teaser && before * 100 >= all * TEASER_SHARE) {
            first = i;
            teasers = 1;
            between = 0;
        } else
            first = body->last;
        if (b->keep && first == body->last) before += b->line.text.n;
    }
    if (teasers < TEASERS_MIN) return;
    for (size_t i = first; i < body->last; i++) f->b->v.v[i].keep = false;
}

/* A block that may stand at the end of an article's element without being its text: a heading, a link in a list, a
 * note in italics with a link. */
static bool is_tail(const wk_block *b) {
    const wk_line *line = &b->line;
    int32_t links = percent(b->links, line->text.n);
    if (b->marks & WK_MARK_HEADING) return true;
    if (b->marks & WK_MARK_ITEM) return links >= 30;
    if (percent(b->emphasis, line->text.n) >= 85 && b->links) return true;
    if (links > 60) return true;
    return !line->sentence && !(b->marks & (WK_MARK_P | WK_MARK_CELL | WK_MARK_QUOTE));
}

/* Takes such blocks off the end, up to the last one that is text. */
static void cut_end(finder *f, const wk_body *body) {
    for (size_t i = body->last; i-- > body->first;) {
        if (!f->b->v.v[i].keep) continue;
        if (!is_tail(&f->b->v.v[i])) break;
        f->b->v.v[i].keep = false;
    }
}

/* What stands above the title in the same element, unless it is most of it. */
static void cut_start(finder *f, const wk_body *body, uint32_t title) {
    size_t before = 0, after = 0;
    if (title < body->first || title >= body->last) return;
    for (size_t i = body->first; i < body->last; i++)
        if (f->b->v.v[i].keep && !(i < title && f->b->v.v[i].marks & WK_MARK_ITEM))
            *(i < title ? &before : &after) += f->b->v.v[i].line.text.n;
    if (before >= after) return;
    for (size_t i = body->first; i < title; i++) f->b->v.v[i].keep = false;
}

/* Counts what is kept, and the linked headlines of the container. */
static void count(const wk_blocks *blocks, wk_body *body) {
    body->kept = body->bytes = body->sentences = body->teasers = 0;
    for (size_t i = body->first; i < body->last; i++) {
        const wk_block *b = &blocks->v.v[i];
        body->teasers += is_teaser(b) && !(b->marks & (WK_MARK_NOT | WK_MARK_ASIDE | WK_MARK_RELATED));
        if (!b->keep) continue;
        body->kept++;
        body->bytes += b->line.text.n;
        body->sentences += b->line.sentence;
    }
}

wk_body wk_body_find(wk_draft *d, wk_blocks *blocks, wk_str title, uint32_t heading) {
    finder f = {.d = d, .b = blocks};
    wk_body body = {0};
    if (!blocks->v.n) return body;
    f.sum = wk_alloc_array(d->arena, blocks->v.n + 1, sizeof *f.sum);
    f.prose = wk_alloc_array(d->arena, blocks->v.n + 1, sizeof *f.prose);
    add_up(&f, 0);
    find_signs(&f);
    protect(&f);
    add_up(&f, WK_MARK_NOT | WK_MARK_ASIDE | WK_MARK_FIGURE | WK_MARK_RELATED);
    body.container = narrow(&f, around_title(&f, greatest(&f), heading));
    body.first = blocks->before[body.container];
    body.last = blocks->before[blocks->html->nodes.v[body.container].end];
    for (size_t i = body.first; i < body.last; i++)
        blocks->v.v[i].keep = is_text(&f, &blocks->v.v[i], i == heading || same_words(blocks->v.v[i].line.text, title));
    drop_groups(&f, &body);
    cut_start(&f, &body, heading);
    cut_at_stop(&f, &body);
    cut_teasers(&f, &body);
    cut_end(&f, &body);
    count(blocks, &body);
    return body;
}

void wk_body_cut_authors(const wk_draft *d, wk_blocks *blocks, wk_body *body) {
    size_t seen = 0;
    for (size_t i = body->last; i-- > body->first && seen < BIOS_MAX;) {
        wk_block *b = &blocks->v.v[i];
        if (!b->keep) continue;
        seen++;
        for (size_t k = 0; k < d->article->authors.n && b->keep; k++) {
            wk_str name = d->article->authors.v[k], text = b->line.text;
            if (name.n < 6 || wk_str_find(name, WK_S(" "), 0) == name.n || !wk_str_starts(text, name)) continue;
            b->keep = text.n == name.n || text.p[name.n] != ' ' ? b->keep : false;
        }
    }
    count(blocks, body);
}
