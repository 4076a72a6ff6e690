#include "pack/lexicon.h"

#include "base/map.h"
#include "pack/words.h"

typedef struct accept {
    wk_class class;
    uint8_t which;
    uint32_t value;
    uint32_t next; /* index + 1 */
} accept;

/* A node of the trie over words. Its children are found by the edges. */
typedef struct node {
    accept first;  /* of class 0: none. Here, not with the others, because most have one at most and it is met in every text */
    uint64_t next; /* which words lead to a child: a bit for all of a number's last six bits */
} node;

/* The way from a node by a word to a child; node 0 (the root, whose children stand with the words): free. Only packs
 * make edges, so that nobody hostile chooses what collides. */
typedef struct edge {
    uint32_t node, word, child;
} edge;

/* What is known of a word. */
typedef struct known {
    uint32_t child; /* of the root, or 0 */
    uint16_t named; /* its number among those that patterns name, or 0 */
} known;

struct wk_lexicon {
    wk_arena *arena;
    wk_map *words;
    WK_ARRAY(wk_str) classes;
    wk_map *class_ids;
    WK_ARRAY(node) nodes; /* 0 is the root */
    WK_ARRAY(accept) accepts;
    edge *edges;   /* a hash table of `edge_room` (a power of two), `edge_count` taken */
    uint32_t edge_room, edge_count;
    WK_ARRAY(known) known; /* per word */
    uint16_t named;
    WK_ARRAY(wk_str) values;
    wk_map *value_ids;
    const wk_str *suffixes, *particles;
    size_t particle_count;
    size_t suffix_count;
    uint64_t ends; /* what clitics and particles end with: a bit for each of their last two bytes (end_bit()) */
    wk_class keep;
};

wk_lexicon *wk_lexicon_new(wk_arena *arena) {
    wk_lexicon *l = wk_alloc(arena, sizeof *l);
    l->arena = arena;
    l->words = wk_map_new(arena, 4096);
    l->class_ids = wk_map_new(arena, 128);
    l->edge_room = 8192;
    l->edges = wk_alloc_array(arena, l->edge_room, sizeof *l->edges);
    l->value_ids = wk_map_new(arena, 64);
    *WK_PUSH(arena, &l->classes) = WK_S("");
    *WK_PUSH(arena, &l->nodes) = (node){0};
    *WK_PUSH(arena, &l->known) = (known){0};
    *WK_PUSH(arena, &l->values) = (wk_str){0};
    return l;
}

wk_class wk_lexicon_find_class(const wk_lexicon *l, wk_str name) {
    return (wk_class)wk_map_get(l->class_ids, name, 0);
}

wk_class wk_lexicon_class(wk_lexicon *l, wk_str name) {
    wk_class have = wk_lexicon_find_class(l, name);
    if (have || l->classes.n >= WK_CLASS_LIMIT) return have;
    wk_str kept = wk_str_copy(l->arena, name);
    *WK_PUSH(l->arena, &l->classes) = kept;
    wk_map_put(l->class_ids, kept, (uint32_t)l->classes.n - 1);
    return (wk_class)(l->classes.n - 1);
}

wk_str wk_lexicon_class_name(const wk_lexicon *l, wk_class class) {
    return class < l->classes.n ? l->classes.v[class] : (wk_str){0};
}

enum { LONGEST_WORD = 256 };

uint32_t wk_lexicon_word(const wk_lexicon *l, wk_str word) {
    char folded[LONGEST_WORD];
    size_t n = wk_word_fold(word, folded, sizeof folded);
    return n ? wk_map_get(l->words, (wk_str){folded, n}, 0) : 0;
}

void wk_lexicon_words(const wk_lexicon *l, wk_text *text) {
    char folded[WK_MAP_BATCH * LONGEST_WORD];
    wk_str keys[WK_MAP_BATCH];
    uint32_t words[WK_MAP_BATCH];
    for (size_t start = 0; start < text->tokens.n; start += WK_MAP_BATCH) {
        size_t n = text->tokens.n - start < WK_MAP_BATCH ? text->tokens.n - start : WK_MAP_BATCH;
        char *to = folded;
        for (size_t k = 0; k < n; k++) {
            const wk_token *t = &text->tokens.v[start + k];
            keys[k] = (wk_str){to, wk_word_fold(wk_str_cut(text->text, t->start, t->end), to, LONGEST_WORD)};
            to += keys[k].n;
        }
        wk_map_get_all(l->words, keys, n, 0, words);
        for (size_t k = 0; k < n; k++) {
            text->tokens.v[start + k].word = words[k];
            __builtin_prefetch(&l->known.v[words[k]]);
        }
        for (size_t k = 0; k < n; k++) {
            text->tokens.v[start + k].named = l->known.v[words[k]].named;
            __builtin_prefetch(&l->nodes.v[l->known.v[words[k]].child]); /* wk_lexicon_mark() comes next */
        }
    }
}

uint32_t wk_lexicon_intern(wk_lexicon *l, wk_str word) {
    char folded[LONGEST_WORD];
    size_t n = wk_word_fold(word, folded, sizeof folded);
    if (!n) return 0;
    uint32_t id = wk_map_get(l->words, (wk_str){folded, n}, 0);
    if (id) return id;
    id = (uint32_t)l->known.n;
    *WK_PUSH(l->arena, &l->known) = (known){0};
    wk_map_put(l->words, wk_str_copy(l->arena, (wk_str){folded, n}), id);
    return id;
}

uint16_t wk_lexicon_name(wk_lexicon *l, wk_str word) {
    uint32_t id = wk_lexicon_intern(l, word);
    if (id && !l->known.v[id].named && l->named < UINT16_MAX) l->known.v[id].named = ++l->named;
    return id ? l->known.v[id].named : 0;
}

uint16_t wk_lexicon_named(const wk_lexicon *l) {
    return l->named;
}

/* What a phrase that ends at a node is; NULL: none does. */
static const accept *first_of(const wk_lexicon *l, uint32_t at) {
    const accept *first = &l->nodes.v[at].first;
    return first->class ? first : NULL;
}

static const accept *next_of(const wk_lexicon *l, const accept *a) {
    return a->next ? &l->accepts.v[a->next - 1] : NULL;
}

/* Where the edge is, or where it belongs. */
static uint32_t edge_at(const wk_lexicon *l, uint32_t from, uint32_t word) {
    uint64_t mixed = ((uint64_t)from << 32 | word) * 0x9e3779b97f4a7c15u; /* Fibonacci hashing (Knuth, vol. 3, 6.4) */
    uint32_t at = (uint32_t)(mixed >> 32) & (l->edge_room - 1);
    while (l->edges[at].node && (l->edges[at].node != from || l->edges[at].word != word)) at = (at + 1) & (l->edge_room - 1);
    return at;
}

static void more_edges(wk_lexicon *l) {
    const edge *old = l->edges;
    uint32_t room = l->edge_room;
    l->edge_room = 2 * room;
    l->edges = wk_alloc_array(l->arena, l->edge_room, sizeof *l->edges);
    for (uint32_t i = 0; i < room; i++)
        if (old[i].node) l->edges[edge_at(l, old[i].node, old[i].word)] = old[i];
}

static uint32_t child(const wk_lexicon *l, uint32_t at, uint32_t word) {
    if (!word) return 0;
    if (!at) return l->known.v[word].child;
    if (!(l->nodes.v[at].next >> (word & 63) & 1)) return 0;
    return l->edges[edge_at(l, at, word)].child;
}

static uint32_t make_child(wk_lexicon *l, uint32_t at, uint32_t word) {
    uint32_t have = child(l, at, word);
    if (have) return have;
    have = (uint32_t)l->nodes.n;
    *WK_PUSH(l->arena, &l->nodes) = (node){0};
    if (!at) {
        l->known.v[word].child = have;
        return have;
    }
    l->nodes.v[at].next |= UINT64_C(1) << (word & 63);
    if (2 * ++l->edge_count > l->edge_room) more_edges(l);
    l->edges[edge_at(l, at, word)] = (edge){at, word, have};
    return have;
}

/* Hyphens do not count: Jong-un is Jong un. */
static bool is_hyphen(wk_str s) {
    return (s.n == 1 && s.p[0] == '-') || wk_str_eq(s, WK_S("‐")) || wk_str_eq(s, WK_S("‑")) || wk_str_eq(s, WK_S("–"));
}

static uint64_t end_bit(wk_str s) {
    return UINT64_C(1) << ((5u * (unsigned char)s.p[s.n - 2] + (unsigned char)s.p[s.n - 1]) & 63);
}

static void add_ends(wk_lexicon *l, const wk_str *suffixes, size_t n) {
    for (size_t i = 0; i < n; i++) l->ends |= suffixes[i].n > 1 ? end_bit(suffixes[i]) : UINT64_MAX;
}

void wk_lexicon_clitics(wk_lexicon *l, const wk_str *suffixes, size_t n, wk_class keep) {
    add_ends(l, suffixes, n);
    l->suffixes = suffixes;
    l->suffix_count = n;
    l->keep = keep;
}

void wk_lexicon_particles(wk_lexicon *l, const wk_str *suffixes, size_t n) {
    add_ends(l, suffixes, n);
    l->particles = suffixes;
    l->particle_count = n;
}

static bool ends_with(wk_str word, const wk_str *suffixes, size_t n, size_t *length) {
    for (size_t i = 0; i < n; i++) {
        wk_str s = suffixes[i];
        if (!s.n || word.n < s.n + 3 || word.p[word.n - 1] != s.p[s.n - 1] || !wk_str_ends(word, s)) continue;
        *length = s.n;
        return true;
    }
    return false;
}

size_t wk_lexicon_clitic(const wk_lexicon *l, wk_str word, uint8_t shape) {
    if (shape != WK_SHAPE_LOWER && shape != WK_SHAPE_TITLE) return 0;
    if (word.n < 4 || !(l->ends & end_bit(word))) return 0;
    size_t n = 0;
    bool clitic = ends_with(word, l->suffixes, l->suffix_count, &n);
    if (!clitic && !ends_with(word, l->particles, l->particle_count, &n)) return 0;
    if (!clitic && shape == WK_SHAPE_TITLE && !wk_lexicon_word(l, wk_str_cut(word, 0, word.n - n))) return 0;
    uint32_t value, id = wk_lexicon_word(l, word);
    return id && wk_lexicon_lookup(l, word, l->keep, &value) ? 0 : n;
}

/* The next word of a phrase with its clitic cut off; the clitic comes as the word after it. */
static bool phrase_word(const wk_lexicon *l, wk_str phrase, size_t *at, size_t *clitic, wk_str *word) {
    uint32_t lines;
    wk_token token;
    if (*clitic) {
        *word = wk_str_cut(phrase, *at - *clitic, *at);
        *clitic = 0;
        return true;
    }
    do {
        if (!wk_word_next(phrase, at, &token, &lines)) return false;
        *word = wk_str_cut(phrase, token.start, token.end);
    } while (is_hyphen(*word));
    *clitic = wk_lexicon_clitic(l, *word, token.shape);
    word->n -= *clitic;
    return true;
}

void wk_lexicon_add(wk_lexicon *l, wk_class class, wk_str phrase, uint32_t value, wk_case which) {
    size_t at = 0, clitic = 0;
    uint32_t where = 0;
    wk_str word;
    while (phrase_word(l, phrase, &at, &clitic, &word)) where = make_child(l, where, wk_lexicon_intern(l, word));
    if (!where) return;
    accept *first = &l->nodes.v[where].first;
    for (const accept *a = first_of(l, where); a; a = next_of(l, a))
        if (a->class == class && a->value == value) return;
    if (first->class) *WK_PUSH(l->arena, &l->accepts) = *first;
    *first = (accept){class, (uint8_t)which, value, first->class ? (uint32_t)l->accepts.n : 0};
}

uint32_t wk_lexicon_put_value(wk_lexicon *l, wk_str value) {
    uint32_t have = wk_map_get(l->value_ids, value, 0);
    if (have) return have;
    wk_str kept = wk_str_copy(l->arena, value);
    *WK_PUSH(l->arena, &l->values) = kept;
    wk_map_put(l->value_ids, kept, (uint32_t)l->values.n - 1);
    return (uint32_t)l->values.n - 1;
}

wk_str wk_lexicon_value(const wk_lexicon *l, uint32_t value) {
    return value < l->values.n ? l->values.v[value] : (wk_str){0};
}

static bool case_fits(const wk_token *first, uint8_t which) {
    if (which == WK_CASE_ANY) return true;
    if (which == WK_CASE_EXACT) return first->shape == WK_SHAPE_UPPER || first->shape == WK_SHAPE_MIXED;
    return first->shape != WK_SHAPE_LOWER;
}

/* Lays the marks of all phrases that start at token i. */
static void mark_from(const wk_lexicon *l, wk_text *text, uint32_t i) {
    uint32_t where = 0;
    for (uint32_t j = i; j < text->tokens.n; j++) {
        const wk_token *t = &text->tokens.v[j];
        if (j > i && t->shape == WK_SHAPE_PUNCT && is_hyphen(wk_str_cut(text->text, t->start, t->end))) continue;
        if (j > i && t->flags & WK_PARAGRAPH) return;
        where = child(l, where, t->word);
        if (!where) return;
        for (const accept *a = first_of(l, where); a; a = next_of(l, a))
            if (case_fits(&text->tokens.v[i], a->which)) wk_mark_add(text, a->class, i, j + 1, a->value);
    }
}

void wk_lexicon_mark(const wk_lexicon *l, wk_text *text) {
    for (uint32_t i = 0; i < text->tokens.n; i++)
        if (text->tokens.v[i].word && l->known.v[text->tokens.v[i].word].child) mark_from(l, text, i);
}

/* The next word as it stands, for words that are kept whole. */
static bool whole_word(wk_str phrase, size_t *at, wk_str *word) {
    uint32_t lines;
    wk_token token;
    if (!wk_word_next(phrase, at, &token, &lines)) return false;
    *word = wk_str_cut(phrase, token.start, token.end);
    return true;
}

wk_class wk_lexicon_lookup(const wk_lexicon *l, wk_str phrase, wk_class class, uint32_t *value) {
    size_t at = 0, clitic = 0;
    uint32_t where = 0;
    wk_str word;
    bool any = false;
    while (class != l->keep ? phrase_word(l, phrase, &at, &clitic, &word) : whole_word(phrase, &at, &word)) {
        any = true;
        where = child(l, where, wk_lexicon_word(l, word));
        if (!where) return 0;
    }
    for (const accept *a = any ? first_of(l, where) : NULL; a; a = next_of(l, a))
        if (!class || a->class == class) {
            *value = a->value;
            return a->class;
        }
    return 0;
}
