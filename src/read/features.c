#include "read/features.h"

#include "pack/language.h"

/* The lists that tell of names, with the numbers of their bits from 1. The numbers are part of the features' version. */
static const uint8_t bit_of[WK_CLASS_LIMIT] = {
    [WK_GOV] = 1, [WK_SEAT] = 2, [WK_PERSON] = 3, [WK_SHORT] = 4, [WK_ORG] = 5, [WK_AGENCY] = 6, [WK_DAY] = 7,
    [WK_MONTH] = 8, [WK_WEEKDAY] = 9, [WK_TITLE] = 10, [WK_COMMON] = 11, [WK_PREPOSITION] = 12, [WK_CONJUNCTION] = 13,
    [WK_SUBORDINATOR] = 14, [WK_PRONOUN] = 15, [WK_PARTICLE] = 16, [WK_HONORIFIC] = 17, [WK_SAY] = 18, [WK_REPORTING] = 19,
    [WK_VERB] = 20, [WK_PLACEWORD] = 21, [WK_ORGWORD] = 22, [WK_MEDIUM] = 23, [WK_REGION] = 24, [WK_THING] = 25,
    [WK_NUMERAL] = 26, [WK_TOWN] = 27, [WK_CITY] = 28, [WK_GIVEN] = 29, [WK_FAMILY] = 30, [WK_BODY_NAME] = 31};
enum {
    LISTS = 31,
    FAR = 1 << 9 | 1 << 11 | 1 << 16 | 1 << 17 | 1 << 20 | 1 << 21 | 1 << 22, /* lists that tell of names two words away */
    GRAMMAR = 0x1f << 11 | 7 << 17 /* of prepositions to particles and of saying: no name has these without a capital beside one */
};

static uint32_t lists_at(const wk_token *t) {
    uint32_t bits = 0;
    for (uint32_t k = 0; k < (WK_BUILTIN_CLASSES + 63) / 64; k++)
        for (uint64_t left = t->classes[k]; left; left &= left - 1) {
            uint32_t bit = bit_of[64 * k + (uint32_t)__builtin_ctzll(left)];
            if (bit) bits |= 1u << (bit - 1);
        }
    return bits;
}

static uint8_t lower(char c) {
    return (uint8_t)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

static uint32_t shape_of(const wk_token *t, wk_str word) {
    uint32_t n = word.n < 6 ? (uint32_t)word.n : 6, shape = t->shape;
    switch (t->shape) {
    case WK_SHAPE_PUNCT: return shape | (uint32_t)(uint8_t)word.p[0] << 8;
    case WK_SHAPE_TITLE: return shape | (n == 1 ? 1u << 8 : 0);
    case WK_SHAPE_LOWER: return shape;
    default: return shape | n << 8;
    }
}

static void read_word(const wk_token *t, wk_str word, wk_clue *c) {
    uint32_t hash = 2166136261u; /* FNV-1a */
    uint8_t low[64];
    size_t n = word.n < sizeof low ? word.n : sizeof low;
    bool number = t->shape == WK_SHAPE_NUMBER;
    for (size_t i = 0; i < n; i++) {
        low[i] = number ? '0' : lower(word.p[i]);
        hash = (hash ^ low[i]) * 16777619u;
    }
    c->word = hash;
    if (t->shape == WK_SHAPE_PUNCT || number) return;
    uint32_t first = 0, last = 0;
    for (size_t k = 0; k < 4 && k < n; k++) {
        first = first << 8 | low[k];
        last = last << 8 | (n == word.n ? low[n - 1 - k] : lower(word.p[word.n - 1 - k]));
        c->last[k] = last;
        if (k & 1) c->first[k / 2] = first;
    }
}

/* Do names have such a token without a capital: "desa", "bin", a number, a bracket? */
static bool is_naming(const wk_token *t, char first, uint32_t lists) {
    if (t->shape == WK_SHAPE_PUNCT) return first != '.' && first != ',' && first != '"';
    return t->shape == WK_SHAPE_NUMBER || (lists & ~(uint32_t)GRAMMAR);
}

static bool is_capital(const wk_token *t) {
    return t->shape == WK_SHAPE_TITLE || t->shape == WK_SHAPE_UPPER || t->shape == WK_SHAPE_MIXED;
}

/* Where phrases of the lists that begin at token `i` go on. */
static void mark_inside(const wk_text *text, uint32_t i, uint32_t n, wk_clue *clue) {
    for (uint32_t at = text->tokens.v[i].marks; at; at = text->marks.v[at - 1].next) {
        const wk_mark *m = &text->marks.v[at - 1];
        uint32_t bit = m->class < WK_CLASS_LIMIT ? bit_of[m->class] : 0;
        for (uint32_t j = 1; bit && j < m->end - m->start && j < n; j++) clue[j].inside |= 1u << (bit - 1);
    }
}

void wk_clues_of(const wk_text *text, uint32_t start, uint32_t end, wk_clue *clues) {
    uint32_t n = end - start, run = 0;
    for (uint32_t i = 0; i < n; i++) {
        const wk_token *t = &text->tokens.v[start + i];
        wk_str word = wk_str_cut(text->text, t->start, t->end);
        wk_clue *c = &clues[i];
        *c = (wk_clue){.shape = shape_of(t, word), .begins = lists_at(t), .capital = is_capital(t),
                       .first_of_sentence = (t->flags & WK_SENTENCE) || (start + i && (t[-1].flags & WK_OPENS))};
        c->naming = is_naming(t, word.p[0], c->begins);
        read_word(t, word, c);
        if (!c->capital) run = i + 1;
        c->run_start = (uint8_t)(c->capital ? run : i);
    }
    for (uint32_t i = n, run_end = n; i-- > 0;) {
        if (!clues[i].capital) run_end = i;
        clues[i].run_end = (uint8_t)(run_end);
    }
    for (uint32_t i = 0; i < n; i++)
        if (clues[i].begins) mark_inside(text, start + i, n - i, &clues[i]);
}

typedef struct list_of {
    uint64_t *v;
    uint32_t n;
} list_of;

static inline void add(list_of *out, uint64_t template, uint64_t a, uint64_t b) {
    uint64_t h = (template * 0x9e3779b97f4a7c15u ^ a) * 0xff51afd7ed558ccdu;
    h = (h ^ h >> 32 ^ b) * 0xc4ceb9fe1a85ec53u;
    out->v[out->n++] = h ^ h >> 29;
}

static inline void add_bits(list_of *out, uint64_t template, uint32_t bits) {
    for (; bits; bits &= bits - 1) add(out, template, (uint64_t)__builtin_ctz(bits), 0);
}

_Static_assert(26 + 4 * LISTS + 7 <= WK_FEATURES_MOST && LISTS <= 32, "features fit");

uint32_t wk_features_of(const wk_clue *clues, uint32_t n, uint32_t i, uint64_t *v) {
    static const wk_clue outside = {.word = 1, .shape = 99};
    const wk_clue *c = &clues[i];
    const wk_clue *b1 = i > 0 ? c - 1 : &outside, *b2 = i > 1 ? c - 2 : &outside;
    const wk_clue *a1 = i + 1 < n ? c + 1 : &outside;
    list_of out = {v, 0};
    add(&out, 0, 0, 0);
    add(&out, 1, c->word, 0);
    add(&out, 2, b1->word, 0);
    add(&out, 3, a1->word, 0);
    add(&out, 4, b2->word, 0);
    add(&out, 5, b1->word, c->word);
    add(&out, 6, c->word, a1->word);
    add(&out, 7, b1->word, a1->word);
    add(&out, 8, c->word, c->shape);
    for (uint32_t k = 0; k < 2; k++)
        if (c->first[k]) add(&out, 9 + k, c->first[k], 0);
    for (uint32_t k = 0; k < 4; k++)
        if (c->last[k]) add(&out, 11 + k, c->last[k], 0);
    add(&out, 15, c->shape, 0);
    add(&out, 16, b1->shape, c->shape);
    add(&out, 17, c->shape, a1->shape);
    add(&out, 18, (uint64_t)b1->shape << 32 | c->shape, a1->shape);
    add(&out, 19, c->first_of_sentence, c->shape);
    if (c->capital) {
        uint32_t s = c->run_start, e = c->run_end;
        add(&out, 20, s ? clues[s - 1].word : 1, 0);
        add(&out, 21, e < n ? clues[e].word : 1, 0);
        add(&out, 22, clues[s].word, 0);
        add(&out, 23, c->first_of_sentence, 0);
    }
    add_bits(&out, 24, c->begins);
    add_bits(&out, 25, c->inside);
    add_bits(&out, 26, b1->begins | b1->inside);
    add_bits(&out, 27, a1->begins);
    add_bits(&out, 28, (b2->begins | b2->inside) & FAR);
    if (b1->last[2]) add(&out, 29, b1->last[2], 0);
    return out.n;
}
