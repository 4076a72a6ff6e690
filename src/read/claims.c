#include "read/claims.h"

#include <stdlib.h>

/* Tokens inside a quotation mark pair. */
void wk_quote_inside(const wk_reader *r, const wk_mark *quote, uint32_t *start, uint32_t *end) {
    *start = quote->value;
    *end = quote->end;
    while (*end > *start && wk_tok(r, *end - 1)->flags & WK_CLOSES) --*end;
}

/* Is there anything like a predicate in tokens [start, end)? A bare noun ("menyebut nama") says nothing, nor do the
 * first verbs of its relative clause ("masukan yang dinilai perlu"). */
static bool predicates(const wk_reader *r, uint32_t start, uint32_t end) {
    if (end > start && wk_is(r, start, WK_VERBAL)) return true;
    if (end < start + 3) return end == start + 2 && wk_is(r, start + 1, WK_VERBAL) && !wk_is(r, start, WK_PREPOSITION);
    bool relative = false;
    for (uint32_t i = start; i < end; i++) {
        if (wk_tok(r, i)->flags & WK_QUOTED) return true;
        if (wk_is(r, i, WK_RELATIVE)) relative = true;
        if (!wk_is(r, i, WK_PREDICATE) && !wk_is(r, i, WK_VERBAL)) continue;
        if (!relative) return true;
        while (i + 1 < end && (wk_is(r, i + 1, WK_PREDICATE) || wk_is(r, i + 1, WK_VERBAL))) i++;
        relative = false;
    }
    return false;
}

enum { SCARE_QUOTE = 5 }; /* tokens, with the marks: "teroris" is a word, no statement */
enum { LONG_CLAUSE = 8 }; /* tokens: what is longer than this has a predicate that the lists may not know */

enum { FEWEST_WORDS = 6 }; /* tokens of a quotation that nothing but a verb before it tells of */

/* Are tokens [start, end) somebody's words, no title and no term? Those are short, or most of their words have capitals. */
static bool many_words(const wk_reader *r, uint32_t start, uint32_t end) {
    uint32_t capitals = 0;
    for (uint32_t i = start + 1; i < end; i++)
        capitals += wk_tok(r, i)->shape == WK_SHAPE_TITLE || wk_tok(r, i)->shape == WK_SHAPE_UPPER;
    return end >= start + FEWEST_WORDS + 2 && 2 * capitals < end - start; /* 2: the marks */
}

static bool is_type(const wk_match *m, const char *type) {
    return wk_str_eq(wk_match_constant(m, WK_SLOT_TYPE), wk_str_of(type));
}

static bool is_kind(const wk_match *m, const char *kind) {
    return wk_str_eq(wk_match_constant(m, WK_SLOT_KIND), wk_str_of(kind));
}

/* Somebody who thinks: no government, no medium. */
static bool thinks(const wk_reader *r, uint32_t mention) {
    const wk_mention *m = mention ? &r->mentions.v[mention - 1] : NULL;
    if (!m || !m->who) return m && m->pronoun;
    const wk_somebody *s = &r->people.v[m->who - 1];
    return s->kind == WK_NAME_PERSON || s->kind == WK_NAME_ORG || (s->kind == WK_NAME_GROUP && (m->pronoun || s->single));
}

static void propose(wk_reader *r, wk_claims *claims) {
    uint32_t first = wk_stage_run(wk_language_stage(r->language, "statements"), r->text, WK_RUN_ALL);
    for (uint32_t i = first; i < r->text->matches.n; i++) {
        const wk_match *m = &r->text->matches.v[i];
        const wk_capture *content = wk_match_get(r->text, m, WK_SLOT_CONTENT);
        if (!content || content->end <= content->start) continue;
        const wk_capture *speaker = wk_match_get(r->text, m, WK_SLOT_SPEAKER);
        wk_claim c = {.match = m, .start = content->start, .end = content->end, .speaker = wk_mention_in(r, speaker),
                   .nya = !speaker};
        const wk_mark *quote = wk_quote_at(r, content->start);
        const wk_capture *more = wk_match_get(r->text, m, WK_SLOT_MORE);
        if (more) c.more = more->start, c.more_end = more->end;
        c.quoted = quote && quote->end >= content->end;
        if (is_type(m, "unknown")) c.nya = false; /* somebody without a name speaks */
        if (is_type(m, "thought") && !thinks(r, c.speaker)) continue;
        bool strict = is_kind(m, "verb") || (is_kind(m, "clause") && content->end < content->start + LONG_CLAUSE);
        if (is_kind(m, "words") && !many_words(r, content->start, content->end)) continue;
        if (c.quoted && strict && content->end < content->start + SCARE_QUOTE) continue;
        if (!c.quoted && !more && strict && !predicates(r, content->start, content->end)) continue;
        if (more && !predicates(r, more->start, more->end)) continue;
        if (!c.quoted && wk_tok(r, content->start)->flags & WK_QUOTED && !(wk_tok(r, m->start)->flags & WK_QUOTED))
            continue; /* from outside into a quotation */
        *WK_PUSH(r->arena, claims) = c;
    }
}

/* Which of two claims on the same words stands: the earlier pattern, then the longer content. */
static bool better(const wk_claim *a, const wk_claim *b) {
    if (a->match->pattern != b->match->pattern) return a->match->pattern < b->match->pattern;
    if (a->end - a->start != b->end - b->start) return a->end - a->start > b->end - b->start;
    if (a->start != b->start) return a->start < b->start;
    return a->match->start <= b->match->start; /* the fuller cue: "menyampaikan seruan" */
}

enum { AT_ONCE = 8, DEEPEST = 3 };

static uint32_t end_of(const wk_claim *c) {
    return c->more_end > c->end ? c->more_end : c->end;
}

/* Speech inside speech: are b's words, with whoever says them, a part of a's? */
static bool nested(const wk_reader *r, const wk_claim *a, const wk_claim *b) {
    if (!b->speaker || is_kind(b->match, "words")) return false;
    const wk_mention *m = &r->mentions.v[b->speaker - 1];
    uint32_t start = b->match->start >= a->end ? a->more : a->start, end = start == a->start ? a->end : a->more_end;
    return b->match->start >= start && b->match->end <= end && m->start >= start && m->end <= end;
}

/* "Menurut X, Y mengatakan …": Y's words, which X passed on. */
static bool passes_on(const wk_reader *r, const wk_claim *a, const wk_claim *b) {
    uint32_t start = b->match->start >= a->end ? a->more : a->start;
    return is_type(a->match, "relay") && r->mentions.v[b->speaker - 1].start <= start + AT_ONCE;
}

/* Settles a claim and one that lies inside its words; false when they are rivals. */
static bool settle_nested(const wk_reader *r, wk_claim *a, wk_claim *b) {
    if (a->depth == DEEPEST || !nested(r, a, b)) return false;
    if (passes_on(r, a, b)) {
        b->relay = a->speaker;
        a->match = NULL;
    } else {
        b->outer = a->match;
        b->depth = a->depth + 1;
    }
    return true;
}

static void choose(wk_reader *r, wk_claims *claims) {
    for (size_t i = 0; i < claims->n; i++) {
        wk_claim *a = &claims->v[i];
        if (!a->match) continue;
        uint32_t sentence = wk_tok(r, a->start)->sentence;
        for (size_t j = i + 1; j < claims->n && j < i + WK_CLAIM_RIVALS && a->match; j++) {
            wk_claim *b = &claims->v[j];
            if (!b->match) continue;
            if (wk_tok(r, b->match->start)->sentence > sentence + 2) break;
            if (b->start >= end_of(a) || a->start >= end_of(b)) continue;
            if (settle_nested(r, a, b) || settle_nested(r, b, a)) continue;
            if (better(a, b)) b->match = NULL;
            else a->match = NULL;
        }
    }
    size_t n = 0;
    for (size_t i = 0; i < claims->n; i++)
        if (claims->v[i].match) claims->v[n++] = claims->v[i];
    claims->n = n;
}

static int by_place(const void *a, const void *b) {
    const wk_claim *x = a, *y = b;
    if (x->start != y->start) return x->start < y->start ? -1 : 1;
    return (x->end < y->end) - (x->end > y->end); /* the outer one first */
}

/* Do the words of quotation q end as a sentence does? */
static bool ends_as_sentence(const wk_reader *r, const wk_mark *q) {
    uint32_t start, end;
    wk_quote_inside(r, q, &start, &end);
    return end > start && wk_is_sign(r, end - 1, ".?!");
}

/* Does something else begin at token i: a paragraph, a sentence, a quotation, an aside in brackets? */
static bool begins_anew(const wk_reader *r, uint32_t i) {
    return i + 1 >= r->text->tokens.n || wk_tok(r, i)->flags & (WK_PARAGRAPH | WK_SENTENCE | WK_OPENS) || wk_is_sign(r, i, "([");
}

/* Is quotation q the rest of its paragraph or sentence? */
static bool fills(const wk_reader *r, const wk_mark *q) {
    return begins_anew(r, q->end) || (wk_is_sign(r, q->end, ".,") && begins_anew(r, q->end + 1));
}

enum { FEWEST = 4, FEWEST_AT_ONCE = 2 }; /* tokens of a quotation without a cue; of one right behind another */

/* Of the quotation at token i, that no pattern claims: does it go on with the words before, or does what stands before it
 * ("…: ", "X tertawa, ") lead to it? Sets its speaker when the sentence has one. */
static bool goes_on(const wk_reader *r, uint32_t i, const wk_mark *q, const wk_claim *before, uint32_t *speaker) {
    const wk_token *t = wk_tok(r, i);
    *speaker = 0;
    uint32_t least = FEWEST;
    if (!(t->flags & (WK_PARAGRAPH | WK_SENTENCE))) {
        if (!i || !wk_is_sign(r, i - 1, ":,") || t->flags & WK_QUOTED || !ends_as_sentence(r, q)) return false;
        *speaker = r->subject[i - 1];
    } else if (!(t->flags & WK_PARAGRAPH) && before && wk_tok(r, before->start)->sentence + 1 == t->sentence && ends_as_sentence(r, q)) {
        least = FEWEST_AT_ONCE;
    }
    uint32_t start, end;
    wk_quote_inside(r, q, &start, &end);
    return end >= start + least && fills(r, q);
}

/* Quotations that fill a paragraph or a sentence, or end one, and have no cue of their own go on with the last speaker. */
static void add_continuations(wk_reader *r, wk_claims *claims) {
    size_t known = claims->n, at = 0;
    for (uint32_t i = 0; i + 1 < r->text->tokens.n; i++) {
        const wk_mark *q = wk_tok(r, i)->flags & WK_OPENS || wk_tok(r, i)->flags & WK_PARAGRAPH ? wk_quote_at(r, i) : NULL;
        if (!q) continue;
        while (at < known && claims->v[at].start < q->start) at++;
        bool claimed = at && claims->v[at - 1].more <= q->start && claims->v[at - 1].more_end > q->start;
        for (size_t k = at ? at - 1 : 0; k < known && claims->v[k].start < q->end; k++)
            claimed |= claims->v[k].end > q->start && claims->v[k].match->start <= q->start; /* not speech inside it */
        if (claimed) continue;
        uint32_t speaker;
        if (goes_on(r, i, q, at ? &claims->v[at - 1] : NULL, &speaker))
            *WK_PUSH(r->arena, claims) = (wk_claim){.start = q->start, .end = q->end, .speaker = speaker, .nya = true, .quoted = true,
                                                    .goes_on = !(wk_tok(r, q->end - 1)->flags & WK_CLOSES)};
    }
    if (claims->n > 1) qsort(claims->v, claims->n, sizeof *claims->v, by_place);
}

wk_claims wk_read_claims(wk_reader *r) {
    wk_claims claims = {0};
    propose(r, &claims);
    choose(r, &claims);
    add_continuations(r, &claims);
    return claims;
}
