/* Tokens and sentences of one part: words with clitics cut off, lexicon marks, quotation marks, sentence bounds. */
#include "read/reader.h"

#include "pack/words.h"

wk_str wk_list_value(const wk_reader *r, uint32_t i, wk_class class) {
    const wk_mark *mark = wk_mark_at(r->text, i, class);
    return mark ? wk_lexicon_value(r->language->lexicon, mark->value) : (wk_str){0};
}

static bool starts_with_one(wk_str word, const wk_str *v, size_t n, size_t least) {
    for (size_t i = 0; i < n; i++)
        if (v[i].n && word.n >= v[i].n + least && ((word.p[0] ^ v[i].p[0]) & 31) == 0 && wk_str_eq_nocase(wk_str_cut(word, 0, v[i].n), v[i])) return true;
    return false;
}

/* Does the token begin like a verb of the language? */
static bool verbal(const wk_reader *r, uint32_t i) {
    const wk_token *t = wk_tok(r, i);
    if (wk_is(r, i, WK_VERB) || wk_is(r, i, WK_REPORTING)) return true;
    if (t->shape != WK_SHAPE_LOWER || wk_is(r, i, WK_NOT_VERB)) return false;
    return starts_with_one(wk_token_text(r->text, i, i + 1), r->language->verb_starts.v, r->language->verb_starts.n, 3);
}

static void mark_verbs(wk_reader *r) {
    for (uint32_t i = 0; i + 1 < r->text->tokens.n; i++) {
        if (!verbal(r, i)) continue;
        wk_mark_add(r->text, WK_VERBAL, i, i + 1, 0);
        if (starts_with_one(wk_token_text(r->text, i, i + 1), r->language->passive_starts.v, r->language->passive_starts.n, 3))
            wk_mark_add(r->text, WK_PASSIVE, i, i + 1, 0);
    }
}

static bool single_mark(wk_str sign) {
    static const wk_str marks[] = {{"'", 1}, {"`", 1}, {"´", 2}, {"‘", 3}, {"’", 3}};
    for (size_t i = 0; i < WK_COUNT(marks); i++)
        if (wk_str_eq(sign, marks[i])) return true;
    return false;
}

/* Two single quotation marks that touch are one double mark: makes them one token. */
static bool doubles(wk_reader *r, const wk_token *t) {
    if (t->shape != WK_SHAPE_PUNCT || t->flags & (WK_SPACE | WK_PARAGRAPH) || !r->text->tokens.n) return false;
    wk_token *before = &r->text->tokens.v[r->text->tokens.n - 1];
    wk_str two = wk_str_cut(r->text->text, before->start, t->end);
    if (!single_mark(wk_str_cut(two, before->end - before->start, two.n))) return false;
    bool same = wk_str_eq(wk_str_cut(two, 0, before->end - before->start), wk_str_cut(two, before->end - before->start, two.n));
    if (!same && !wk_str_eq(two, WK_S("‘’"))) return false;
    before->end = t->end;
    return true;
}

static void cut_words(wk_reader *r) {
    wk_str text = r->text->text;
    size_t at = 0;
    uint32_t lines;
    wk_token t;
    WK_RESERVE(r->arena, &r->text->tokens, text.n / 5 + 16);
    while (wk_word_next(text, &at, &t, &lines)) {
        if (lines || !r->text->tokens.n) t.flags |= WK_PARAGRAPH;
        if (doubles(r, &t)) continue;
        size_t n = wk_lexicon_clitic(r->language->lexicon, wk_str_cut(text, t.start, t.end), t.shape);
        wk_token stem = t;
        stem.end -= (uint32_t)n;
        *WK_PUSH(r->arena, &r->text->tokens) = stem;
        if (!n) continue;
        t.start = stem.end;
        t.flags = WK_CLITIC;
        t.shape = WK_SHAPE_LOWER;
        *WK_PUSH(r->arena, &r->text->tokens) = t;
    }
    t = (wk_token){.start = (uint32_t)text.n, .end = (uint32_t)text.n, .flags = WK_PARAGRAPH | WK_SENTENCE,
                   .shape = WK_SHAPE_PUNCT};
    *WK_PUSH(r->arena, &r->text->tokens) = t;
}

/* Is the full stop at token i part of an abbreviation or of initials? */
static bool abbreviates(const wk_reader *r, uint32_t i) {
    if (!i || wk_tok(r, i)->flags & WK_SPACE || !wk_is_sign(r, i, ".")) return false;
    const wk_token *before = wk_tok(r, i - 1), *next = wk_tok(r, i + 1);
    if (!(next->flags & WK_SPACE) && next->shape != WK_SHAPE_PUNCT)
        return before->shape != WK_SHAPE_LOWER || next->shape != WK_SHAPE_TITLE; /* KOMPAS.com, not "… tahun.Sebelumnya" */
    if (next->flags & WK_PARAGRAPH) return false;
    if (before->shape == WK_SHAPE_TITLE && before->end - before->start == 1) return true; /* George W. Bush */
    return wk_is(r, i - 1, WK_ABBREVIATION);
}

static bool ends_sentence(const wk_reader *r, uint32_t i) {
    const wk_token *t = wk_tok(r, i);
    if (t->flags & (WK_QUOTED | WK_OPENS)) return false;
    if (t->flags & WK_CLOSES) { /* "… ." Next: the quotation's own full stop ends the sentence */
        return i && wk_is_sign(r, i - 1, ".?!") && wk_tok(r, i + 1)->shape != WK_SHAPE_LOWER &&
               (wk_tok(r, i + 1)->shape != WK_SHAPE_PUNCT || wk_tok(r, i + 1)->flags & WK_OPENS);
    }
    return wk_is_sign(r, i, ".?!") && !abbreviates(r, i) && wk_tok(r, i + 1)->shape != WK_SHAPE_LOWER &&
           (wk_tok(r, i + 1)->shape != WK_SHAPE_PUNCT || wk_tok(r, i + 1)->flags & (WK_OPENS | WK_SPACE));
}

static void cut_sentences(wk_reader *r) {
    size_t n = r->text->tokens.n;
    bool begin = true, brackets = false;
    for (uint32_t i = 0; i < n; i++) {
        wk_token *t = &r->text->tokens.v[i];
        if (t->flags & WK_PARAGRAPH) brackets = false;
        if (wk_is_sign(r, i, "(")) brackets = true;
        if (brackets) t->flags |= WK_BRACKETED;
        if (wk_is_sign(r, i, ")")) brackets = false;
        if (begin || (t->flags & WK_PARAGRAPH && !(t->flags & WK_QUOTED)) || i + 1 == n) {
            t->flags |= WK_SENTENCE;
            *WK_PUSH(r->arena, &r->sentences) = i;
        }
        t->sentence = (uint32_t)r->sentences.n - 1;
        begin = i + 1 < n && ends_sentence(r, i);
    }
}

void wk_read_tokens(wk_reader *r) {
    cut_words(r);
    wk_lexicon_words(r->language->lexicon, r->text);
    wk_lexicon_mark(r->language->lexicon, r->text);
    mark_verbs(r);
    wk_read_quotes(r);
    cut_sentences(r);
}
