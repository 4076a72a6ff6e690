/* The head of a subject: what stands between where a clause begins and its verb is read from the verb back, over
 * prepositional phrases and relative clauses, to the noun that the rest belongs to ("(sejumlah keluarga korban) jatuhnya
 * pesawat X di Y"). */
#include "read/acts.h"

enum { WALK = 36, PLAIN = 2, CAPITALS = 5, NEAR = 4 };

static bool has(const wk_reader *r, uint32_t i, wk_class class) {
    return class && wk_is(r, i, class);
}

/* The token where the relative clause or the purpose begins that the verb at `verb` stands in: "(yang) sudah lama tinggal di X";
 * `verb` when it stands in neither. */
static uint32_t below(const wk_act_stage *s, uint32_t verb) {
    const wk_reader *r = s->r;
    uint32_t group = wk_verb_group(s, verb);
    if (group < verb && wk_is(r, group, WK_RELATIVE)) return group;
    for (uint32_t i = verb, back = 0; i > 1 && back < 4 && !(wk_tok(r, i)->flags & WK_SENTENCE); i--, back++) { /* "yang sawahnya terendam", "yang ia pimpin" */
        bool own = wk_tok(r, i - 1)->flags & WK_CLITIC || wk_is(r, i - 1, WK_PRONOUN);
        if (wk_is(r, i - 1, WK_VERBAL)) break;
        for (uint32_t k = i - 1; own && k > 0 && k + 3 > i; k--)
            if (wk_is(r, k - 1, WK_RELATIVE)) return k - 1;
    }
    for (uint32_t i = group, back = 0; i > 1 && back < NEAR && !(wk_tok(r, i)->flags & WK_SENTENCE); i--, back++) { /* "yang pernah dua kali dipecat" */
        if (wk_is(r, i - 1, WK_RELATIVE)) return i - 1;
        bool small = wk_tok(r, i - 1)->shape == WK_SHAPE_LOWER || wk_tok(r, i - 1)->shape == WK_SHAPE_NUMBER;
        if (!small || wk_is(r, i - 1, WK_PREPOSITION) || wk_is(r, i - 1, WK_VERBAL) || wk_is(r, i - 1, WK_CONJUNCTION) || wk_is(r, i - 1, WK_SUBORDINATOR) || wk_heads_phrase(s, i - 1) ||
            (i < verb && wk_is(r, i - 1, WK_PREDICATE) && !has(r, i - 1, s->lists.aux))) break; /* "yang tewas (ditembak)", "yang baik tentu (mendukung)" */
    }
    return group && !(wk_tok(r, group)->flags & WK_SENTENCE) && wk_is(r, group - 1, WK_PREPOSITION) ? group - 1 : verb;
}

static const wk_mention *named_at(const wk_reader *r, uint32_t i) {
    const wk_mark *m = wk_mark_at(r->text, i, WK_ACTOR);
    const wk_mention *k = m ? &r->mentions.v[m->value] : NULL;
    return k && !k->pronoun && k->name_end > k->name_start ? k : NULL;
}

/* Where the words of quantity begin before token i: "(sekitar 20) warga", "(salah satu) korban". */
static uint32_t with_many(const wk_act_stage *s, uint32_t i) {
    const wk_reader *r = s->r;
    while (i && !(wk_tok(r, i)->flags & (WK_SENTENCE | WK_OPENS))) {
        uint32_t from = i;
        if (wk_is(r, i - 1, WK_NUMERAL) || wk_tok(r, i - 1)->shape == WK_SHAPE_NUMBER) from = i - 1;
        for (uint32_t back = 1; from == i && s->lists.many && back <= 3 && back <= i; back++) {
            const wk_mark *m = wk_mark_at(r->text, i - back, s->lists.many);
            if (m && m->end == i) from = i - back;
        }
        if (from == i) break;
        i = from;
    }
    return i;
}

/* Where what is counted begins behind the words of quantity at token i: "tujuh (anggota)". */
static uint32_t behind_count(const wk_act_stage *s, uint32_t i) {
    for (int most = 3; most--;) {
        const wk_mark *m = s->lists.many ? wk_mark_at(s->r->text, i, s->lists.many) : NULL;
        if (m) i = m->end;
        else if (wk_is(s->r, i, WK_NUMERAL) || wk_tok(s->r, i)->shape == WK_SHAPE_NUMBER) i++;
    }
    return i;
}

/* May the subject begin at token i? `joined`: also as what a verb or a preposition has for its object. */
static bool may_head(const wk_act_stage *s, uint32_t i, bool joined) {
    const wk_reader *r = s->r;
    if (!wk_heads_phrase(s, i) && !named_at(r, i)) return false;
    uint32_t start = with_many(s, i);
    if (!wk_opens_phrase(s, start) && start == i) return false;
    if (!start || wk_tok(r, start)->flags & (WK_SENTENCE | WK_OPENS) || joined) return true;
    return !wk_is_led(s, start) && !wk_is(r, start - 1, WK_RELATIVE) && !wk_is_object(s, start);
}

/* One step back from token `i` over what belongs to the phrase; `i` where the phrase ends, UINT32_MAX where nothing before the verb is one. */
static uint32_t step(const wk_act_stage *s, uint32_t i, bool relative, bool *verb) {
    const wk_reader *r = s->r;
    uint32_t p = i - 1;
    if (wk_tok(r, p)->shape == WK_SHAPE_PUNCT) {
        bool word = p && wk_joins(r, p) && wk_is_sign(r, p, "-/") && wk_tok(r, p - 1)->shape != WK_SHAPE_PUNCT; /* no dateline's dash */
        return word ? p : wk_before_brackets(r, i);
    }
    if (wk_is(r, p, WK_ACCORDING) || wk_is(r, p, WK_SAY)) return UINT32_MAX;
    if (has(r, p, s->lists.namely)) return i; /* "perwakilan X, yakni (para guru)" */
    if (wk_is(r, p, WK_PREPOSITION)) return relative && !has(r, p, s->lists.attribute) ? i : p;
    if (wk_is(r, p, WK_SUBORDINATOR)) return wk_mark_at(r->text, i, WK_DATE) || wk_is(r, i, WK_WEEKDAY) ? p : i;
    if (!wk_is(r, p, WK_VERBAL) || has(r, p, s->lists.trait)) return p;
    uint32_t from = below(s, p);
    if (from < p) return from;
    if (relative || wk_is(r, p, WK_REPORTING)) return i;
    if (has(r, p, s->lists.gather) && !wk_heads_phrase(s, i)) return wk_verb_group(s, p);
    *verb = true;
    return i;
}

/* Where the noun begins that the phrase before token `end` belongs to; `end` when none does. */
static uint32_t head_before(const wk_act_stage *s, uint32_t end, bool relative) {
    const wk_reader *r = s->r;
    uint32_t head = end, behind = end; /* behind: the head behind the last "dan" */
    bool verb = false;
    for (uint32_t i = end; i && i + WALK > end && !(wk_tok(r, i)->flags & (WK_SENTENCE | WK_OPENS));) {
        uint32_t to = step(s, i, relative, &verb);
        if (to == UINT32_MAX) return end;
        if (to == i) {
            if (verb) return behind;
            if (relative && !has(r, i - 1, s->lists.likeness) && may_head(s, behind_count(s, i), true)) head = behind_count(s, i);
            break;
        }
        i = to;
        if (wk_is(r, i, WK_PREPOSITION)) behind = end; /* "dari X dan Y" */
        if (!may_head(s, i, false)) continue;
        head = i;
        uint32_t start = with_many(s, i);
        if (start && wk_is(r, start - 1, WK_CONJUNCTION)) behind = head;
    }
    return relative && behind < end ? behind : head; /* "yang" tells of whom stands nearest */
}

static bool plain(const wk_act_stage *s, uint32_t i) {
    const wk_reader *r = s->r;
    return wk_tok(r, i)->shape == WK_SHAPE_LOWER && !(wk_tok(r, i + 1)->flags & WK_CLITIC) && !wk_is(r, i, WK_PREPOSITION) && !wk_is(r, i, WK_RELATIVE) &&
           !wk_is(r, i, WK_VERBAL) && !wk_is(r, i, WK_CONJUNCTION) && !wk_is(r, i, WK_SUBORDINATOR) && !wk_is(r, i, WK_PREDICATE) &&
           !wk_is(r, i, WK_NEGATION) && !has(r, i, s->lists.many) && !has(r, i, s->lists.aux) && !has(r, i, s->lists.but_for);
}

/* Who is named at the end of a phrase that begins with his title: "Anggota DPRD X dari Dapil Y II (Andi Baskara)"; mention + 1, 0 none. */
static uint32_t holder(const wk_act_stage *s, uint32_t head, uint32_t end) {
    const wk_reader *r = s->r;
    uint32_t k = wk_mentions_before(r, end);
    const wk_mention *m = k ? &r->mentions.v[k - 1] : NULL;
    if (!m || m->end != end || m->start <= head || !m->who || m->name_end < m->name_start + 2 || !wk_is(r, head, WK_TITLE)) return 0;
    return r->people.v[m->who - 1].kind == WK_NAME_PERSON && !wk_is(r, m->start - 1, WK_PREPOSITION) ? k : 0;
}

wk_side wk_noun_side(const wk_act_stage *s, uint32_t head, uint32_t end) {
    const wk_reader *r = s->r;
    const wk_mention *m = named_at(r, head);
    uint32_t named = m ? (uint32_t)(m - r->mentions.v) + 1 : holder(s, head, end);
    if (named) return wk_mention_side(s, named);
    const wk_class nouns[] = {WK_TITLE, WK_ORGWORD, s->lists.org_noun, s->lists.person_noun};
    uint32_t i = wk_people_end(s, head), most = PLAIN;
    for (size_t k = 0; k < WK_COUNT(nouns); k++) {
        const wk_mark *noun = nouns[k] ? wk_mark_at(r->text, head, nouns[k]) : NULL;
        if (noun && noun->end > i) i = noun->end;
    }
    const wk_mark *met = wk_mark_at(r->text, head, WK_ACTOR); /* "pemuda berinisial AB" */
    if (met && met->end > i && met->end <= end && r->mentions.v[met->value].who) return wk_mention_side(s, met->value + 1);
    while (most-- && i < end && plain(s, i)) i++;
    for (most = CAPITALS; most-- && i < end && wk_capital(r, i);) i++;
    return wk_words_side(s, with_many(s, head), i < end ? i : end);
}

/* The bodies of which those are that the phrase [head, end) begins with: "buruh yang tergabung dalam (X) dan (Y)". */
static wk_side members_named(const wk_act_stage *s, uint32_t head, uint32_t end) {
    const wk_reader *r = s->r;
    wk_side side = {0};
    bool open = false;
    for (uint32_t i = head; i < end; i++) {
        const wk_mention *m = named_at(r, i);
        if (!open && wk_mark_at(r->text, i, WK_NAME)) break; /* they have a name of their own */
        open |= has(r, i, s->lists.made_of);
        if (!open || !m || !m->who || r->people.v[m->who - 1].kind != WK_NAME_ORG) continue;
        wk_side one = wk_mention_side(s, (uint32_t)(m - r->mentions.v) + 1);
        for (size_t k = 0; k < one.actors.n; k++)
            if (!wk_holds_actor(&side.actors, &one.actors.v[k])) *WK_PUSH(r->arena, &side.actors) = one.actors.v[k];
        if (!side.who) side.who = one.who;
    }
    return side;
}

/* Does the name at token i stand behind a preposition, or the word for a place that does: "di perairan (Selayar)"? */
static bool under_preposition(const wk_reader *r, uint32_t i) {
    for (uint32_t most = PLAIN; i && most-- && !wk_is(r, i - 1, WK_PREPOSITION) && wk_tok(r, i - 1)->shape == WK_SHAPE_LOWER; i--) {
    }
    return i && wk_is(r, i - 1, WK_PREPOSITION);
}

bool wk_head_of(const wk_act_stage *s, uint32_t end, uint32_t inner) {
    return head_before(s, end, false) < inner;
}

wk_side wk_under_head(const wk_act_stage *s, uint32_t end, bool relative, wk_side near) {
    const wk_reader *r = s->r;
    if (!end || wk_is(r, end - 1, WK_PREPOSITION) || wk_is(r, end - 1, WK_SUBORDINATOR) || wk_is(r, end - 1, WK_CONJUNCTION)) return near;
    uint32_t head = head_before(s, end, relative);
    const wk_mention *m = named_at(r, head);
    uint32_t at = near.actors.n ? wk_token_at(r, near.actors.v[0].at.start) : end;
    if (head == end && relative && at < end && at && wk_is(r, at - 1, WK_PREPOSITION) && wk_is(r, at - 1, WK_PLACEWORD)) return (wk_side){0}; /* "unggahan di X yang …" */
    wk_side members = head < end ? members_named(s, head, end) : (wk_side){0};
    if (members.actors.n) return members;
    if (head == end || with_many(s, head) >= at || (m && at < m->end)) return near;
    if (!m && holder(s, head, end)) return wk_noun_side(s, head, end);
    bool lands = near.actors.n > 1 && near.who && r->people.v[near.who - 1].kind == WK_NAME_GOV;
    if (lands && !under_preposition(r, at)) return near; /* "para menteri X dan Y" */
    if (near.actors.n && near.who && r->people.v[near.who - 1].kind == WK_NAME_PERSON && (relative || !under_preposition(r, at)))
        return near;
    return wk_noun_side(s, head, end);
}

wk_side wk_before_stop(const wk_act_stage *s, uint32_t end) {
    const wk_reader *r = s->r;
    if (!end || !wk_is_sign(r, end - 1, ",") || wk_tok(r, end - 1)->flags & WK_QUOTED) return (wk_side){0};
    uint32_t head = head_before(s, end - 1, false), start = with_many(s, head);
    if (head == end - 1) return (wk_side){0};
    bool begins = wk_tok(r, start)->flags & WK_SENTENCE || (start > 1 && wk_is_sign(r, start - 1, ",") && wk_tok(r, start - 2)->shape == WK_SHAPE_LOWER);
    wk_side members = begins ? members_named(s, head, end - 1) : (wk_side){0};
    return members.actors.n || !begins ? members : wk_noun_side(s, head, end - 1);
}

uint32_t wk_joined_to(const wk_act_stage *s, uint32_t verb) {
    const wk_reader *r = s->r;
    uint32_t group = wk_verb_group(s, verb), least = verb > WALK ? verb - WALK : 0, i = verb;
    if (group && !(wk_tok(r, group)->flags & WK_SENTENCE) && wk_is(r, group - 1, WK_VERBAL)) group = wk_verb_group(s, group - 1); /* "(mengucapkan) terima kasih" */
    while (i > group && !wk_is(r, i, WK_CONJUNCTION)) i--;
    if (i == group) {
        if (!i || wk_tok(r, i)->flags & WK_SENTENCE) return verb;
        bool means = group == verb && has(r, i - 1, s->lists.aux_with) && wk_is(r, i - 1, WK_PREPOSITION); /* "mencari X dengan menemui Y" */
        if (!wk_is(r, --i, WK_CONJUNCTION) && !means) return verb;
    }
    for (; i > least && !(wk_tok(r, i)->flags & (WK_SENTENCE | WK_OPENS)); i--) {
        if (wk_is(r, i - 1, WK_SUBORDINATOR) || wk_is(r, i - 1, WK_REPORTING) || wk_is(r, i - 1, WK_SAY)) return verb;
        if (!wk_is(r, i - 1, WK_VERBAL) || has(r, i - 1, s->lists.trait)) continue;
        uint32_t from = below(s, i - 1);
        if (from == i - 1) return i - 1;
        if (!wk_is(r, from, WK_RELATIVE)) return verb; /* "diminta untuk pulang dan melapor": told as done with it, or not at all */
    }
    return verb;
}

wk_side wk_joined_doer(const wk_act_stage *s, uint32_t verb) {
    for (int most = 3; most--;) {
        uint32_t to = wk_joined_to(s, verb);
        if (to == verb) break;
        wk_side side = wk_named_before(s, to);
        if (side.actors.n) return side;
        verb = to;
    }
    return (wk_side){0};
}
