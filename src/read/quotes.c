/* Pairing quotation marks within each paragraph by the space and punctuation beside them, and mending lost ones.
 *
 * Outlets use marks carelessly: the same sign on both sides, one of a pair missing. The sign itself decides only when
 * its neighbours do not. A quotation left open runs to the end of its paragraph; a closing mark without an opening one
 * closes a quotation that began with the paragraph. A sign that opens twice and is closed twice nests; written twice
 * (""…""), it counts once; single marks pair outside of double ones and inside of them. */
#include "read/reader.h"

typedef enum side { NEITHER, OPEN, CLOSE, EITHER } side;

static const struct {
    const char *sign;
    side usual;
} signs[] = {{"\"", EITHER}, {"“", OPEN}, {"”", CLOSE}, {"„", OPEN}, {"‟", OPEN}, {"«", OPEN}, {"»", CLOSE}, {"＂", EITHER},
             {"‹", OPEN}, {"›", CLOSE}, {"「", OPEN}, {"」", CLOSE}, {"『", OPEN}, {"』", CLOSE},
             {"''", EITHER}, {"``", OPEN}, {"´´", CLOSE}, {"‘‘", OPEN}, {"’’", CLOSE},
             {"‘’", EITHER}};

/* A quotation mark that became a question mark on its way: "?Kami siap,? kata dia". */
static side lost_sign(const wk_reader *r, uint32_t i) {
    const wk_token *t = wk_tok(r, i), *next = wk_tok(r, i + 1);
    bool before = !i || t->flags & (WK_SPACE | WK_PARAGRAPH), after = next->flags & (WK_SPACE | WK_PARAGRAPH);
    if (before && !after && next->shape == WK_SHAPE_TITLE) return OPEN;
    return !before && wk_is_sign(r, i - 1, ",.") ? CLOSE : NEITHER;
}

static side sign_of(const wk_reader *r, uint32_t i) {
    if (wk_tok(r, i)->shape != WK_SHAPE_PUNCT) return NEITHER;
    wk_str s = wk_token_text(r->text, i, i + 1);
    if (s.n == 1 && s.p[0] != '"') return s.p[0] == '?' ? lost_sign(r, i) : NEITHER; /* commas and stops: most of them */
    for (size_t k = 0; k < WK_COUNT(signs); k++)
        if (wk_str_eq(s, wk_str_of(signs[k].sign))) return signs[k].usual;
    return NEITHER;
}

/* Which side the neighbours speak for. */
static side by_neighbours(const wk_reader *r, uint32_t i) {
    const wk_token *t = wk_tok(r, i), *next = wk_tok(r, i + 1);
    bool space_before = t->flags & (WK_SPACE | WK_PARAGRAPH);
    bool space_after = next->flags & (WK_SPACE | WK_PARAGRAPH);
    if (i && !space_before && wk_is_sign(r, i - 1, "(")) space_before = true;
    if (i && wk_is_sign(r, i - 1, ",.?!") && (!space_before || (!space_after && wk_is(r, i + 1, WK_SAY)))) return CLOSE;
    if (!space_after && wk_is_sign(r, i + 1, ",.;)")) return CLOSE;
    if (space_before && !space_after) return OPEN;
    if (!space_before && space_after) return CLOSE;
    return EITHER;
}

static bool is_single(const wk_reader *r, uint32_t i) {
    const wk_token *t = wk_tok(r, i);
    if (t->shape != WK_SHAPE_PUNCT || t->flags & (WK_OPENS | WK_CLOSES)) return false;
    wk_str s = wk_token_text(r->text, i, i + 1);
    return wk_str_eq(s, WK_S("'")) || wk_str_eq(s, WK_S("‘")) || wk_str_eq(s, WK_S("’")) || wk_str_eq(s, WK_S("`"));
}

/* The quotation [open, close]; `words` is the first token inside (open itself when the mark was lost). */
static void lay(wk_reader *r, uint32_t open, uint32_t words, uint32_t close, bool closed) {
    if (close <= words) return;
    if (words > open) r->text->tokens.v[open].flags |= WK_OPENS;
    for (uint32_t i = words; i < close; i++) r->text->tokens.v[i].flags |= WK_QUOTED;
    if (closed) r->text->tokens.v[close].flags |= WK_CLOSES;
    wk_mark_add(r->text, WK_QUOTE, open, closed ? close + 1 : close, words);
}

enum { CUE_TOKENS = 24 }; /* at a paragraph's end, where a cue may stand */

/* Do words of saying that stand outside begin at token i: "…, kata X", "…,' kata X", "…,' kata seorang warga"? Returns
 * where the quotation before them ends; 0 when they do not. */
static uint32_t says_outside(const wk_reader *r, uint32_t start, uint32_t i) {
    if (!wk_is(r, i, WK_SAY) || i < start + 2) return 0;
    const wk_token *next = wk_tok(r, i + 1);
    bool somebody = next->flags & WK_CLITIC || next->shape == WK_SHAPE_TITLE || wk_is(r, i + 1, WK_PRONOUN);
    if (is_single(r, i - 1) && (somebody || wk_is_sign(r, i - 2, ",.?!"))) return i - 1;
    return somebody && wk_is_sign(r, i - 1, ",.?!") ? i : 0;
}

/* Where a quotation that is never closed ends: before the words of saying at the paragraph's end, else before the first
 * in the paragraph, on a single mark there, else with the paragraph. */
static uint32_t end_of_open(const wk_reader *r, uint32_t start, uint32_t end) {
    uint32_t least = end > start + CUE_TOKENS ? end - CUE_TOKENS : start, at;
    for (uint32_t i = end; i-- > least;)
        if ((at = says_outside(r, start, i))) return at;
    for (uint32_t i = start; i < least; i++)
        if ((at = says_outside(r, start, i))) return at;
    return end;
}

/* Where a quotation whose opening mark was lost begins: behind the last "X berkata, " before its end, when a sentence
 * begins there, else with the paragraph. */
static uint32_t start_of_closed(const wk_reader *r, uint32_t start, uint32_t end) {
    for (uint32_t i = end; i-- > start + 2;) {
        uint8_t shape = wk_tok(r, i)->shape;
        if ((shape == WK_SHAPE_TITLE || shape == WK_SHAPE_UPPER) && wk_is_sign(r, i - 1, ",:") && wk_is(r, i - 2, WK_REPORTING)) return i;
    }
    return start + is_single(r, start);
}

/* A quotation mark, and the side that it and its neighbours speak for. */
typedef struct sign {
    uint32_t at;
    side usual, side;
} sign;

typedef WK_ARRAY(sign) found_signs;

static bool is_side(const found_signs *found, size_t i, side s) {
    return i < found->n && found->v[i].side == s;
}

/* Sign k opens while a quotation is open: a quotation inside it, when both are closed. */
static bool opens_inside(const found_signs *found, size_t k) {
    return is_side(found, k + 1, CLOSE) && is_side(found, k + 2, CLOSE);
}

/* Or was the closing mark before it lost? Then what it opens is closed and the next mark opens again. */
static bool opens_anew(const found_signs *found, size_t k) {
    return is_side(found, k + 1, CLOSE) && !is_side(found, k + 2, CLOSE);
}

/* Sign k stands between two words that touch ("… katanya."Kami pulang," …"): does it open, the next one closing? */
static bool opens_between(const wk_reader *r, const found_signs *found, size_t k) {
    uint32_t i = found->v[k].at;
    uint8_t shape = wk_tok(r, i + 1)->shape;
    return !((wk_tok(r, i)->flags | wk_tok(r, i + 1)->flags) & WK_SPACE) && (shape == WK_SHAPE_TITLE || shape == WK_SHAPE_UPPER) &&
           is_side(found, k + 1, CLOSE);
}

/* Does sign k touch the one before it? */
static bool touches(const wk_reader *r, const found_signs *found, size_t k) {
    return k && k < found->n && found->v[k].at == found->v[k - 1].at + 1 && !(wk_tok(r, found->v[k].at)->flags & WK_SPACE);
}

/* The quotation that token i closes is closed by the mark behind i as well. */
static void join_closing(wk_reader *r, uint32_t i) {
    if (!(wk_tok(r, i)->flags & WK_CLOSES)) return;
    r->text->tokens.v[i + 1].flags |= WK_CLOSES;
    r->text->marks.v[r->text->marks.n - 1].end++;
}

static void lay_unclosed(wk_reader *r, uint32_t open, uint32_t words, uint32_t end) {
    uint32_t at = end_of_open(r, words, end);
    lay(r, open, words, at, at < end && is_single(r, at));
}

static void pair(wk_reader *r, const found_signs *found, uint32_t start, uint32_t end) {
    uint32_t open = UINT32_MAX, words = 0, last = start;
    for (size_t k = 0; k < found->n; k++) {
        uint32_t i = found->v[k].at;
        side usual = found->v[k].usual, s = found->v[k].side;
        bool pending = open != UINT32_MAX, leans = wk_tok(r, i)->flags & WK_SPACE && !(wk_tok(r, i + 1)->flags & WK_SPACE);
        if (pending && words == i && touches(r, found, k) && !(wk_tok(r, i + 1)->flags & WK_SPACE)) { /* ""…"" */
            words++;
            continue;
        }
        if (s == EITHER) s = usual != EITHER ? usual : pending ? CLOSE : OPEN;
        if ((usual == OPEN || (usual == EITHER && (leans || opens_between(r, found, k)))) && s == CLOSE && !pending) s = OPEN;
        if (s == OPEN && pending && opens_inside(found, k)) {
            k++; /* the outer one goes on behind it */
        } else if (s == OPEN && pending && opens_anew(found, k)) {
            lay_unclosed(r, open, words, i);
            open = i, words = i + 1;
        } else if (s == OPEN && pending && usual == OPEN) {
            continue;
        } else if (s == OPEN && !pending) {
            open = i, words = i + 1;
        } else if (pending) {
            lay(r, open, words, i, true);
            if (touches(r, found, k + 1) && is_side(found, k + 1, CLOSE)) join_closing(r, i);
            open = UINT32_MAX;
            last = i + 1;
        } else if (i > last + 2 && last == start) {
            uint32_t words_at = start_of_closed(r, start, i); /* its opening mark was lost */
            lay(r, words_at > start + 1 ? words_at : start, words_at, i, true);
            last = i + 1;
        }
    }
    if (open != UINT32_MAX && end > words + 2) lay_unclosed(r, open, words, end);
}

/* Single marks outside of double ones. They are apostrophes as well: only clear pairs count, and double marks may lie
 * between them only when punctuation stands before the closing one. */
static void pair_single(wk_reader *r, uint32_t start, uint32_t end) {
    uint32_t open = UINT32_MAX;
    bool holds = false; /* double marks since `open` */
    for (uint32_t i = start; i < end; i++) {
        if (wk_tok(r, i)->flags & (WK_OPENS | WK_CLOSES)) holds = true;
        if (!is_single(r, i)) continue;
        bool left = wk_str_eq(wk_token_text(r->text, i, i + 1), WK_S("‘")); /* "‘ kata’": the sign decides before the space */
        side s = left ? OPEN : by_neighbours(r, i);
        if (s == EITHER && wk_tok(r, i)->flags & (WK_SPACE | WK_PARAGRAPH)) s = open == UINT32_MAX ? OPEN : CLOSE;
        bool inside = open != UINT32_MAX && wk_tok(r, open)->flags & WK_QUOTED;
        if (open != UINT32_MAX && inside != ((wk_tok(r, i)->flags & WK_QUOTED) != 0)) open = UINT32_MAX;
        if (s == OPEN) {
            open = i;
            holds = false;
        } else if (s == CLOSE && open != UINT32_MAX) {
            if (!holds || wk_is_sign(r, i - 1, ",.?!")) lay(r, open, open + 1, i, true);
            open = UINT32_MAX;
        }
    }
}

void wk_read_quotes(wk_reader *r) {
    uint32_t start = 0, n = (uint32_t)r->text->tokens.n - 1;
    found_signs found = {0};
    for (uint32_t i = 1; i <= n; i++) {
        side usual = sign_of(r, i - 1);
        if (usual != NEITHER) *WK_PUSH(r->arena, &found) = (sign){i - 1, usual, by_neighbours(r, i - 1)};
        if (!(wk_tok(r, i)->flags & WK_PARAGRAPH)) continue;
        pair(r, &found, start, i);
        pair_single(r, start, i);
        start = i;
        found.n = 0;
    }
}
