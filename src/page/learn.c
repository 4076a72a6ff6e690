#include "page/learn.h"

#include "base/error.h"
#include "base/hash.h"
#include "base/map.h"
#include "pack/language.h"
#include "page/blocks.h"
#include "page/draft.h"
#include "text/encoding.h"
#include "text/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <xxhash.h>

enum {
    LINE_BYTES = 150,      /* of a phrase; longer lines are known by their beginning only */
    LONGEST_BYTES = 260,   /* of a line whose beginning can be furniture */
    PARAGRAPH_BYTES = 120, /* so long, or a sentence of so many words: typical of paragraphs */
    PARAGRAPH_WORDS = 6,
    START_WORDS = 6,
    START_LEAST = 3, /* words of a beginning without a colon */
    MISSING = UINT32_MAX
};

enum { S_PARAGRAPH = 1, S_TITLE = 2, S_LONG = 4 }; /* what a line is like, added up */

typedef struct seen {
    uint64_t key; /* hash of the folded line */
    uint32_t at;  /* of its text in the page's */
    uint16_t length;
    uint16_t shape; /* S_… */
} seen;

/* What is kept of one page: its distinct lines. */
typedef struct sheet {
    uint64_t id;
    seen *lines;
    size_t n;
    char *text;
} sheet;

typedef struct outlet {
    wk_str id, name;
    sheet *sheets; /* those with the smallest ids, sorted */
    size_t n;
} outlet;

struct wk_learn {
    wk_arena *arena;
    const wk_packs *packs;
    wk_map *index; /* outlet id → outlets */
    WK_ARRAY(outlet) outlets;
    wk_learned told;
};

wk_learn *wk_learn_new(const wk_packs *packs) {
    wk_arena *arena = wk_arena_new();
    wk_learn *learn = wk_alloc(arena, sizeof *learn);
    *learn = (wk_learn){.arena = arena, .packs = packs, .index = wk_map_new(arena, 64)};
    return learn;
}

static void drop(sheet *s) {
    free(s->lines);
    free(s->text);
}

void wk_learn_free(wk_learn *learn) {
    if (!learn) return;
    for (size_t i = 0; i < learn->outlets.n; i++)
        for (size_t k = 0; k < learn->outlets.v[i].n; k++) drop(&learn->outlets.v[i].sheets[k]);
    wk_arena_free(learn->arena);
}

/* ---- words ----------------------------------------------------------------------------------------------------- */

static bool is_word(uint32_t cp) {
    return cp < 128 ? wk_cp_is_letter(cp) || wk_cp_is_digit(cp)
                    : (wk_cp_class(cp) & (WK_CP_LETTER | WK_CP_MARK | WK_CP_NUMBER)) != 0;
}

/* Steps over the next word of `s`: where it begins and ends; false at the end. */
static bool next_word(wk_str s, size_t *at, size_t *from, size_t *to) {
    size_t start = *at;
    uint32_t cp;
    while (wk_utf8_next(s, at, &cp) && !is_word(cp)) start = *at;
    if (start >= s.n) return false;
    *from = start;
    for (*to = *at; wk_utf8_next(s, at, &cp); *to = *at)
        if (!is_word(cp)) break;
    *at = *to;
    return true;
}

/* The hash of all words of `s`, without case and signs. */
static uint64_t key_of(wk_arena *scratch, wk_str s) {
    uint64_t key = 0;
    wk_str folded = wk_fold(scratch, s);
    for (size_t at = 0, from, to; next_word(folded, &at, &from, &to);)
        key = XXH3_64bits_withSeed(folded.p + from, to - from, key + 1);
    return key;
}

/* ---- whose page ------------------------------------------------------------------------------------------------ */

static wk_str known(const wk_learn *learn, uint32_t entity, wk_str *name) {
    const wk_entity *e = &wk_packs_world(learn->packs)->entities.v[entity];
    *name = e->name;
    size_t slash = wk_str_find(e->id, WK_S("/"), 0);
    return wk_str_cut(e->id, slash < e->id.n ? slash + 1 : 0, e->id.n);
}

/* The outlet's id and name: by the address, else by what the article says of itself for certain; NULL: not known. */
static wk_str whose(const wk_learn *learn, const wk_page *page, const wk_article *article, wk_str *name) {
    const wk_world *world = wk_packs_world(learn->packs);
    wk_str host = wk_url_host(page->url);
    uint32_t entity = host.p ? wk_world_outlet_by_domain(world, host) : 0;
    if (entity) return known(learn, entity, name);
    if (host.p) return *name = host;
    wk_str said = page->outlet;
    if (!said.n && article && article->outlet_how && strcmp(article->outlet_how, "visible") != 0) said = article->outlet;
    if (!said.n) return (wk_str){0};
    entity = wk_world_outlet_by_dateline(world, said);
    if (!entity) entity = wk_world_outlet_by_domain(world, said);
    return entity ? known(learn, entity, name) : (*name = said);
}

/* Ids stand on a line of their own in the notation. */
static wk_str as_id(wk_arena *scratch, wk_str s) {
    wk_str id = wk_str_copy(scratch, wk_fold(scratch, wk_squeeze(scratch, s)));
    for (size_t i = 0; i < id.n; i++)
        if ((unsigned char)id.p[i] <= ' ' || id.p[i] == '#' || id.p[i] == '|') ((char *)(uintptr_t)id.p)[i] = '-';
    return id;
}

static outlet *outlet_of(wk_learn *learn, wk_str id, wk_str name) {
    uint32_t at = wk_map_get(learn->index, id, MISSING);
    if (at != MISSING) {
        outlet *there = &learn->outlets.v[at]; /* of several ways to write it the first in order */
        if (wk_str_cmp(name, there->name) < 0) there->name = wk_str_copy(learn->arena, name);
        return there;
    }
    if (learn->outlets.n == WK_LEARN_OUTLETS) return NULL;
    id = wk_str_copy(learn->arena, id);
    wk_map_put(learn->index, id, (uint32_t)learn->outlets.n);
    outlet *o = WK_PUSH(learn->arena, &learn->outlets);
    *o = (outlet){.id = id, .name = wk_str_copy(learn->arena, name)};
    o->sheets = wk_alloc_array(learn->arena, WK_LEARN_KEPT, sizeof *o->sheets);
    return o;
}

/* ---- one page -------------------------------------------------------------------------------------------------- */

typedef struct taker {
    wk_learn *learn;
    wk_arena *scratch;
    const wk_article *article;
    wk_str outlet;
    uint64_t title; /* key; 0: none */
    sheet *to;
    size_t bytes, cap; /* of to->text */
    wk_map *once;
} taker;

/* The packs know what the line is, or it tells something that a record wants. */
static bool leave(const taker *t, const wk_line *line) {
    static const uint32_t facts = WK_ROLE_CAPTION | WK_ROLE_CREDIT | WK_ROLE_BYLINE | WK_ROLE_EDITOR |
                                  WK_ROLE_PUBLISHED | WK_ROLE_MODIFIED | WK_ROLE_LINK;
    const wk_furniture *f = wk_packs_furniture(t->learn->packs);
    wk_stamp stamp;
    wk_str rest;
    bool modified;
    bool letter = false;
    for (size_t at = 0, len; at < line->text.n && !letter; at += len)
        letter = wk_cp_is_letter(wk_utf8_at(line->text, at, &len));
    if (!letter || wk_line_is_furniture(line) || line->start_roles & facts || line->roles & WK_ROLE_LINK) return true;
    if (wk_line_is_caption(f, line) || wk_line_is_date(f, line, false, &stamp, &rest, &modified)) return true;
    return wk_str_eq_nocase(line->text, t->outlet) || wk_dateline_place(line->text).p;
}

static void take_line(taker *t, const wk_line *line) {
    wk_str text = line->text;
    if (!text.n) return;
    unsigned shape = text.n > PARAGRAPH_BYTES || (line->sentence && line->words >= PARAGRAPH_WORDS) ? S_PARAGRAPH : 0;
    if (text.n > LINE_BYTES) shape |= S_LONG;
    /* of a paragraph only its beginning is asked for later */
    bool whole = text.n <= LONGEST_BYTES;
    text = wk_utf8_clip(text, LONGEST_BYTES);
    uint64_t key = key_of(t->scratch, text);
    if (!key || (whole && leave(t, line))) return;
    wk_str name = wk_str_copy(t->scratch, (wk_str){(const char *)&key, sizeof key});
    if (wk_map_get(t->once, name, 0)) return;
    wk_map_put(t->once, name, 1);
    if (key == t->title) shape |= S_TITLE;
    if (t->bytes + text.n > t->cap) t->to->text = wk_realloc(t->to->text, t->cap = (t->bytes + text.n) * 2);
    memcpy(t->to->text + t->bytes, text.p, text.n);
    t->to->lines[t->to->n++] = (seen){key, (uint32_t)t->bytes, (uint16_t)text.n, (uint16_t)shape};
    t->bytes += text.n;
}

/* The first and the last lines of a page; the furniture of long ones stands there. */
static bool near_edge(size_t i, size_t n) {
    return i < WK_LEARN_LINES / 2 || i + WK_LEARN_LINES / 2 >= n;
}

static void take_lines(taker *t, wk_str text, wk_page_kind kind) {
    const wk_furniture *f = wk_packs_furniture(t->learn->packs);
    if (kind == WK_PAGE_HTML) {
        const wk_blocks *blocks = wk_blocks_make(t->scratch, f, wk_html_scan(t->scratch, text));
        for (size_t i = 0; i < blocks->v.n; i++)
            if (near_edge(i, blocks->v.n)) take_line(t, &blocks->v.v[i].line);
        return;
    }
    wk_lines lines = {0};
    wk_lines_split(t->scratch, f, text, &lines);
    for (size_t i = 0; i < lines.n; i++)
        if (near_edge(i, lines.n)) take_line(t, &lines.v[i]);
}

/* Where a sheet of this id goes among those kept; false when it is there already, or none of the smallest. */
static bool place(wk_learn *learn, outlet *o, uint64_t id, size_t *at) {
    *at = 0;
    while (*at < o->n && o->sheets[*at].id < id) ++*at;
    if (*at < o->n && o->sheets[*at].id == id) {
        learn->told.twice++;
        return false;
    }
    return *at < WK_LEARN_KEPT;
}

static void insert(outlet *o, size_t at, sheet s) {
    if (o->n == WK_LEARN_KEPT) drop(&o->sheets[--o->n]);
    memmove(&o->sheets[at + 1], &o->sheets[at], (o->n - at) * sizeof *o->sheets);
    o->sheets[at] = s;
    o->n++;
}

void wk_learn_page(wk_learn *learn, wk_arena *scratch, const wk_page *page, const wk_article *article) {
    wk_decoded decoded;
    wk_error error;
    wk_str name = {0}, id = whose(learn, page, article, &name);
    learn->told.pages++;
    if (page->kind == WK_PAGE_BODY || !page->bytes.n) return;
    if (!id.n) {
        learn->told.nobodys++;
        return;
    }
    outlet *o = outlet_of(learn, as_id(scratch, id), name);
    if (!o) {
        learn->told.beyond++;
        return;
    }
    wk_str parts[] = {page->url.p ? page->url : WK_S(""), page->bytes};
    wk_sha256 hash = wk_hash_parts(parts, 2);
    sheet s = {0};
    size_t at;
    memcpy(&s.id, hash.bytes, sizeof s.id);
    if (!place(learn, o, s.id, &at)) return;
    if (wk_decode(scratch, page->bytes, page->charset, page->kind == WK_PAGE_HTML, &decoded, &error) != WK_OK) return;
    s.lines = wk_malloc(WK_LEARN_LINES * sizeof *s.lines);
    taker t = {.learn = learn, .scratch = scratch, .article = article, .outlet = name, .to = &s,
               .once = wk_map_new(scratch, WK_LEARN_LINES)};
    if (article && article->title.n) t.title = key_of(scratch, article->title);
    take_lines(&t, decoded.text, page->kind);
    s.lines = wk_realloc(s.lines, s.n * sizeof *s.lines);
    insert(o, at, s);
}

/* ---- what recurs ----------------------------------------------------------------------------------------------- */

/* A line or a beginning on one page. */
typedef struct hit {
    uint64_t key, line; /* line: the key of the whole line it stood in */
    uint32_t page;
    bool barred, title; /* must not be learned as what it is here; is the page's title */
    bool colon, paragraph; /* stands before a colon; is like a paragraph */
    wk_str text;
} hit;

typedef WK_ARRAY(hit) hits;

typedef struct value {
    wk_str text;
    size_t pages;
    bool start;
} value;

typedef WK_ARRAY(value) values;

static int by_key(const void *a, const void *b) {
    const hit *x = a, *y = b;
    if (x->key != y->key) return x->key < y->key ? -1 : 1;
    return x->page < y->page ? -1 : x->page > y->page;
}

static int by_text(const void *a, const void *b) {
    const value *x = a, *y = b;
    if (x->start != y->start) return x->start ? 1 : -1;
    int order = wk_str_cmp(x->text, y->text);
    return order ? order : (x->pages < y->pages) - (x->pages > y->pages);
}

/* Pages that a line must stand on. */
static size_t enough(const outlet *o, bool paragraph) {
    size_t need = paragraph ? (o->n * 2 + 2) / 3 : (o->n * 3 + 9) / 10;
    return need < WK_LEARN_PAGES ? WK_LEARN_PAGES : need;
}

/* What is true of hits [from, to), which share a key. */
typedef struct group {
    size_t to, pages, titles; /* pages it stands on; those whose title it is */
    bool barred, colon, paragraph, differ;
    wk_str text; /* the greatest: small letters before capitals, which would match capitals only */
} group;

static group group_of(const hits *all, size_t from) {
    group g = {.to = from, .colon = true};
    for (; g.to < all->n && all->v[g.to].key == all->v[from].key; g.to++) {
        const hit *h = &all->v[g.to];
        g.pages += g.to == from || h->page != all->v[g.to - 1].page;
        g.titles += h->title;
        g.barred |= h->barred;
        g.paragraph |= h->paragraph;
        g.colon &= h->colon;
        g.differ |= h->line != all->v[from].line;
        if (wk_str_cmp(h->text, g.text) > 0) g.text = h->text;
    }
    return g;
}

static wk_str text_of(const sheet *s, const seen *line) {
    return (wk_str){s->text + line->at, line->length};
}

/* Whole lines that recur; each is remembered in `taken`. */
static void find_lines(wk_arena *arena, const outlet *o, values *out, wk_map *taken) {
    hits all = {0};
    for (size_t p = 0; p < o->n; p++)
        for (size_t i = 0; i < o->sheets[p].n; i++) {
            const seen *line = &o->sheets[p].lines[i];
            *WK_PUSH(arena, &all) = (hit){.key = line->key, .page = (uint32_t)p, .title = line->shape & S_TITLE,
                                          .paragraph = line->shape & S_PARAGRAPH, .barred = line->shape & S_LONG,
                                          .text = text_of(&o->sheets[p], line)};
        }
    if (all.n) qsort(all.v, all.n, sizeof *all.v, by_key);
    for (size_t i = 0; i < all.n;) {
        group g = group_of(&all, i);
        /* the title of most pages is none: a site's own line was taken for it */
        bool title = g.titles && g.titles < enough(o, true);
        if (!g.barred && !title && g.pages >= enough(o, g.paragraph)) {
            *WK_PUSH(arena, out) = (value){g.text, g.pages, false};
            wk_map_put(taken, (wk_str){(const char *)&all.v[i].key, sizeof all.v[i].key}, 1);
        }
        i = g.to;
    }
}

/* What may follow a furniture's beginning: a sign that parts it from the rest, or a number. */
static bool is_parted(wk_str s, size_t at, bool *colon) {
    size_t len = 0;
    *colon = false;
    while (at < s.n && s.p[at] == ' ') at++;
    if (at >= s.n) return true;
    uint32_t cp = wk_utf8_at(s, at, &len);
    *colon = cp == ':';
    if (is_word(cp)) return !wk_cp_is_letter(cp);
    return !strchr(",.'-\"()&/", cp < 128 ? (int)cp : ' ') && cp != 0x2019 && cp != 0x201C && cp != 0x201D;
}

static void push_starts(wk_arena *arena, hits *all, uint32_t page, const sheet *s, const seen *line) {
    wk_str text = text_of(s, line);
    size_t at = 0, from, to;
    for (int words = 1; words <= START_WORDS && next_word(text, &at, &from, &to); words++) {
        wk_str begin = wk_str_cut(text, 0, to);
        hit h = {.key = key_of(arena, begin), .line = line->key, .page = page, .text = begin};
        bool parted = is_parted(text, to, &h.colon);
        h.barred = !parted || line->shape & (S_PARAGRAPH | S_TITLE) || (words < START_LEAST && !h.colon);
        *WK_PUSH(arena, all) = h;
    }
}

/* Beginnings of lines whose rest differs, the shortest of those that begin with one another. Whole lines that recur
 * are no examples. */
static void find_starts(wk_arena *arena, const outlet *o, values *out, const wk_map *taken) {
    hits all = {0};
    WK_ARRAY(value) found = {0};
    for (size_t p = 0; p < o->n; p++)
        for (size_t i = 0; i < o->sheets[p].n; i++) {
            const seen *line = &o->sheets[p].lines[i];
            if (wk_map_get(taken, (wk_str){(const char *)&line->key, sizeof line->key}, 0)) continue;
            push_starts(arena, &all, (uint32_t)p, &o->sheets[p], line);
        }
    if (all.n) qsort(all.v, all.n, sizeof *all.v, by_key);
    for (size_t i = 0; i < all.n;) {
        group g = group_of(&all, i);
        if (!g.barred && g.differ && g.pages >= enough(o, false)) {
            wk_str text = g.colon ? wk_str_printf(arena, "%.*s:", WK_F(g.text)) : g.text;
            *WK_PUSH(arena, &found) = (value){text, g.pages, true};
        }
        i = g.to;
    }
    if (found.n) qsort(found.v, found.n, sizeof *found.v, by_text);
    for (size_t i = 0; i < found.n; i++) {
        const value *last = out->n ? &out->v[out->n - 1] : NULL;
        if (last && last->start && wk_str_starts(found.v[i].text, last->text)) continue;
        *WK_PUSH(arena, out) = found.v[i];
    }
}

/* ---- writing --------------------------------------------------------------------------------------------------- */

/* A value as the notation holds it: no control characters, no '|', single spaces. */
static wk_str writable(wk_arena *arena, wk_str s) {
    char *copy = wk_alloc(arena, s.n + 1);
    for (size_t i = 0; i < s.n; i++)
        copy[i] = (unsigned char)s.p[i] < ' ' || s.p[i] == '|' || s.p[i] == 127 ? ' ' : s.p[i];
    return wk_squeeze(arena, (wk_str){copy, s.n});
}

static void write_outlet(wk_arena *arena, wk_learn *learn, const outlet *o, wk_buf *out) {
    values found = {0};
    wk_map *taken = wk_map_new(arena, 256);
    find_lines(arena, o, &found, taken);
    if (found.n) qsort(found.v, found.n, sizeof *found.v, by_text);
    find_starts(arena, o, &found, taken);
    if (!found.n) return;
    wk_buf_add(out, wk_str_printf(arena, "\n# %.*s: %zu pages looked at.\nfurniture %.*s\n",
                                  WK_F(writable(arena, o->name)), o->n, WK_F(o->id)));
    for (size_t i = 0; i < found.n; i++) {
        const value *v = &found.v[i];
        wk_buf_add(out, wk_str_printf(arena, "  %s %.*s  # %zu pages\n", v->start ? "start" : "line",
                                      WK_F(writable(arena, v->text)), v->pages));
        learn->told.values++;
    }
}

static int by_id(const void *a, const void *b) {
    return wk_str_cmp((*(const outlet *const *)a)->id, (*(const outlet *const *)b)->id);
}

wk_learned wk_learn_write(wk_learn *learn, wk_buf *out) {
    size_t n = learn->outlets.n;
    const outlet **sorted = wk_alloc_array(learn->arena, n + 1, sizeof *sorted);
    for (size_t i = 0; i < n; i++) sorted[i] = &learn->outlets.v[i];
    if (n) qsort(sorted, n, sizeof *sorted, by_id);
    learn->told.outlets = n;
    learn->told.kept = learn->told.values = 0;
    for (size_t i = 0; i < n; i++) learn->told.kept += sorted[i]->n;
    wk_buf_add(out, WK_S("# Written by `warkat pack learn`: what recurs on an outlet's pages. Look at every line before you keep it: pages\n"
                         "# of all outlets are read with it. Strike out what an article could say, and put the file into a pack's folder.\n"));
    wk_arena *arena = wk_arena_new();
    for (size_t i = 0; i < n; i++) {
        write_outlet(arena, learn, sorted[i], out);
        wk_arena_reset(arena);
    }
    wk_arena_free(arena);
    return learn->told;
}
