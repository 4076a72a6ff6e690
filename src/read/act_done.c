/* Is what a verb tells done? Not what is denied, wished, supposed, asked for, or done by nobody. */
#include "read/acts.h"

enum { WORDS_BACK = 8 }; /* from a verb back through its clause */

static bool is_punct(const wk_reader *r, uint32_t i) {
    return wk_tok(r, i)->shape == WK_SHAPE_PUNCT;
}

bool wk_joins(const wk_reader *r, uint32_t i) {
    return is_punct(r, i) && !(wk_tok(r, i)->flags & WK_SPACE) && i + 1 < r->text->tokens.n && !(wk_tok(r, i + 1)->flags & WK_SPACE);
}

static bool ends_clause(const wk_reader *r, uint32_t i) {
    return is_punct(r, i) && !wk_joins(r, i);
}

/* "akan terus mendukung": it is done already. */
static bool goes_on(const wk_reader *r, uint32_t start, uint32_t verb) {
    wk_class list = wk_lexicon_find_class(r->language->lexicon, WK_S("GOES_ON"));
    for (uint32_t i = start; list && i < verb; i++)
        if (wk_is(r, i, list)) return true;
    return false;
}

bool wk_stands_before(const wk_reader *r, uint32_t i, wk_class class, uint32_t most) {
    if (!class) return false;
    for (uint32_t back = 1; back <= most && back <= i; back++) {
        uint32_t k = i - back;
        if (wk_is(r, k, class)) return class != WK_PLANNED || !goes_on(r, k + 1, i);
        if (class == WK_PLANNED && wk_is(r, k, WK_SUBORDINATOR)) return false; /* "menolak rencana itu saat bertemu X" */
        if (wk_mark_at(r->text, k, WK_ACTOR) || ends_clause(r, k) || wk_tok(r, k)->flags & WK_SENTENCE) return false;
    }
    return false;
}

/* The nearest token of `class` before token i, in its clause, + 1; 0 none. */
static uint32_t nearest(const wk_reader *r, uint32_t i, wk_class class) {
    for (uint32_t back = 1; class && back <= WORDS_BACK && back <= i; back++) {
        if (ends_clause(r, i - back)) return 0;
        if (wk_is(r, i - back, class)) return i - back + 1;
        if (wk_tok(r, i - back)->flags & WK_SENTENCE) return 0;
    }
    return 0;
}

/* Does a sentence begin with a word that supposes, and is this its first verb: "Jika Ketua X (Y), Andi, (menolak) …"? */
static bool in_condition(const wk_reader *r, uint32_t verb, wk_class class) {
    uint32_t start = r->sentences.v[wk_tok(r, verb)->sentence];
    if (!class || verb > start + 4 * WORDS_BACK || !wk_is(r, start, class)) return false;
    for (uint32_t i = start + 1; i < verb; i++)
        if (wk_is(r, i, WK_VERBAL) || wk_is(r, i, WK_REPORTING)) return false;
    return true;
}

bool wk_supposed(const wk_act_stage *s, uint32_t i) {
    return nearest(s->r, i, s->lists.supposed) > 0 || in_condition(s->r, i, s->lists.supposed);
}

/* Does a word that denies stand right before: "tidak menolak", not "tidak hanya menolak"? */
static bool denied(const wk_act_stage *s, uint32_t verb) {
    for (uint32_t back = 1; back <= 3; back++)
        if (wk_stands_before(s->r, verb, WK_NEGATION, back))
            return !s->lists.only || !wk_is(s->r, verb - back + 1, s->lists.only);
    return false;
}

/* Does a word of `class` stand before the subject of the verb whose words begin at token `group`: "ingin (X menolak)"? */
static bool before_subject(const wk_act_stage *s, uint32_t group, wk_class class) {
    uint32_t behind = nearest(s->r, group, class);
    return behind && (behind < group || !wk_is(s->r, group, WK_VERBAL)) && !wk_is(s->r, behind, WK_VERBAL) && !wk_is(s->r, behind, WK_CONJUNCTION); /* somebody stands between */
}

/* Does somebody stand between a word of `class` and the verb's words at token `group`: "menuduh (X) menolak", not "yang menuntut
 * ganti rugi menolak"? */
static bool before_somebody(const wk_act_stage *s, uint32_t group, wk_class class) {
    for (uint32_t i = before_subject(s, group, class) ? nearest(s->r, group, class) : group; i < group; i++)
        if (wk_mark_at(s->r->text, i, WK_ACTOR) || wk_people_end(s, i) > i || (wk_capital(s->r, i) && wk_mark_at(s->r->text, i, WK_NAME))) return true;
    return false;
}

/* "Tidak ada X yang menolak"; "ingin X menolak", "menuduh X menolak": the word before the subject tells that it is not done. */
static bool undone_by_subject(const wk_act_stage *s, uint32_t verb) {
    uint32_t group = wk_verb_group(s, verb);
    if (group < verb && wk_is(s->r, group, WK_RELATIVE) && nearest(s->r, group, s->lists.nobody)) return true;
    if (before_subject(s, group, s->lists.wanting)) return true;
    bool within = group && (wk_is(s->r, group - 1, WK_PREPOSITION) || wk_is(s->r, group - 1, WK_SUBORDINATOR));
    if (within) return false; /* "mengusulkan itu dalam pertemuan" */
    if (!wk_is(s->r, verb, WK_VERBAL)) return before_subject(s, group, s->lists.proposing);
    bool beside = wk_is(s->r, group, WK_CONJUNCTION) || wk_is(s->r, group, WK_RELATIVE) || (group && wk_is(s->r, group - 1, WK_CONJUNCTION));
    return !beside && before_somebody(s, group, s->lists.asking); /* "meminta maaf dan menolak": done beside */
}

/* "perlu mengkaji dan menolak": joined to a verb that is not told as done. */
static bool joined_to_undone(const wk_act_stage *s, uint32_t verb) {
    const wk_reader *r = s->r;
    uint32_t joint = verb && wk_is(r, verb - 1, WK_CONJUNCTION) ? verb - 1 : 0;
    for (uint32_t back = 1; joint && back <= WORDS_BACK && back <= joint; back++) {
        uint32_t i = joint - back;
        if (ends_clause(r, i) || wk_is(r, i, WK_RELATIVE)) return false;
        if (wk_is(r, i, WK_VERBAL)) return wk_stands_before(r, i, s->lists.unreal, 1);
        if (wk_tok(r, i)->flags & WK_SENTENCE) return false;
    }
    return false;
}

/* "resolusi Y yang menuntut …": which paper it is, of which something else is told. */
static bool in_a_paper(const wk_act_stage *s, uint32_t verb) {
    const wk_reader *r = s->r;
    uint32_t group = wk_verb_group(s, verb);
    if (group == verb || !wk_is(r, group, WK_RELATIVE) || wk_is(r, verb, WK_PASSIVE) || !s->lists.paper) return false; /* "perjanjian yang diteken Y" is done */
    for (uint32_t back = 1; back <= 2 * WORDS_BACK && back <= group; back++) {
        uint32_t i = group - back;
        if (wk_is(r, i, s->lists.paper)) return true;
        if (wk_is(r, i, WK_VERBAL) || wk_is(r, i, WK_PREPOSITION) || wk_is_sign(r, i, ",") || wk_tok(r, i)->flags & WK_SENTENCE) return false;
    }
    return false;
}

/* "dukung-mendukung": many do it to one another, and nobody to anybody named. */
static bool doubled(const wk_reader *r, uint32_t verb) {
    return verb > 1 && wk_joins(r, verb - 1) && wk_is_sign(r, verb - 1, "-") && wk_is(r, verb, WK_VERBAL);
}

bool wk_told_as_done(const wk_act_stage *s, uint32_t verb) {
    return !doubled(s->r, verb) && !denied(s, verb) && !wk_stands_before(s->r, verb, s->lists.unreal, 2) &&
           !wk_stands_before(s->r, verb, s->lists.refuse, 1) && !wk_supposed(s, verb) && !undone_by_subject(s, verb) && !joined_to_undone(s, verb) && !in_a_paper(s, verb);
}

/* Is what token i calls fake a letter ("surat itu palsu"), or told in somebody's name ("kabar palsu dari X")? */
static bool fakes(const wk_act_stage *s, uint32_t i, uint32_t who) {
    enum { NEAR = 6 };
    const wk_reader *r = s->r;
    const wk_class of = s->lists.fake_of;
    bool named = false;
    for (uint32_t k = i > NEAR ? i - NEAR : 0; k <= i + NEAR && k + 1 < r->text->tokens.n; k++) {
        if (wk_tok(r, k)->sentence != wk_tok(r, i)->sentence) continue;
        const wk_mention *m = wk_mention_at(r, k);
        if (wk_is(r, k, s->lists.channel_word) || (named && m && m->who == who)) return true;
        named |= k > i && of && wk_is(r, k, of);
    }
    return false;
}

bool wk_in_a_fake(const wk_act_stage *s, const wk_draft_act *d) {
    enum { BEFORE = 6 };
    const wk_reader *r = s->r;
    const wk_class fake = s->lists.fake, that = s->lists.that, letters = s->lists.channel_word;
    uint32_t start = r->sentences.v[d->sentence], least = r->sentences.v[d->sentence > BEFORE ? d->sentence - BEFORE : 0];
    bool again = false;
    if (!fake || !that || !letters || !d->from_who || d->at - start > WK_READ_WINDOW) return false;
    for (uint32_t i = start; i < d->at && !again; i++) again = wk_is(r, i, letters) && wk_is(r, i + 1, that);
    for (uint32_t i = start, n = 0; again && i-- > least && n < WK_READ_WINDOW; n++)
        if (wk_is(r, i, fake) && fakes(s, i, d->from_who)) return true;
    return false;
}
