/* Clauses: for every token the mention that is its grammatical subject, and where a clause that begins there ends.
 *
 * One pass per sentence with a small state. A mention is a subject when no preposition and no plain verb stands before
 * it; a relative clause has its antecedent as subject until the next comma. A clause of reported speech ends where a
 * new reporting begins, where the source is named, or with the sentence. */
#include "read/reader.h"

/* Does something of this class end right before token i ("kemarin Putin …", "di mana Putin …")? */
static bool ends_before(const wk_reader *r, uint32_t i, wk_class class) {
    for (uint32_t back = 1; back <= 4 && back <= i; back++) {
        const wk_mark *m = wk_mark_at(r->text, i - back, class);
        if (m && m->end == i) return true;
    }
    return false;
}

/* "Bukan hanya (X), Y juga …": whom the sentence is not about. */
static bool only_besides(const wk_reader *r, uint32_t i) {
    wk_class not_only = wk_lexicon_find_class(r->language->lexicon, WK_S("NOT_ONLY"));
    const wk_mark *m = not_only && i > 1 ? wk_mark_at(r->text, i - 2, not_only) : NULL;
    return m && m->end == i;
}

/* "Bersama istrinya, (Ratih), Hendra …": who is only told with the words that a sentence begins with. */
static bool told_along(const wk_reader *r, uint32_t i) {
    enum { BACK = 8 };
    if (i < 3 || !wk_is_sign(r, i - 1, ",") || !(wk_tok(r, i - 2)->flags & WK_CLITIC)) return false;
    const wk_lexicon *l = r->language->lexicon;
    wk_class kin = wk_lexicon_find_class(l, WK_S("KIN")), noun = wk_lexicon_find_class(l, WK_S("PERSON_NOUN")), along = wk_lexicon_find_class(l, WK_S("THROUGH"));
    if (!(kin && ends_before(r, i - 2, kin)) && !(noun && ends_before(r, i - 2, noun)) && !ends_before(r, i - 2, WK_TITLE)) return false;
    uint32_t start = r->sentences.v[wk_tok(r, i)->sentence];
    return i - start <= BACK && (wk_is(r, start, WK_PREPOSITION) || (along && wk_is(r, start, along)));
}

static bool begins(wk_str word, wk_str start) {
    return word.n > start.n + 3 && wk_str_eq_nocase(wk_str_cut(word, 0, start.n), start);
}

/* Does a sentence begin at token i with an active verb, or a word for who goes along: "Menemui (Ratih), Hendra …"? */
static bool begins_as_verb(const wk_reader *r, uint32_t i) {
    const wk_language *l = r->language;
    const wk_token *t = wk_tok(r, i);
    if (!(t->flags & WK_SENTENCE) || t->shape != WK_SHAPE_TITLE) return false;
    wk_class along = wk_lexicon_find_class(l->lexicon, WK_S("THROUGH")), aux = wk_lexicon_find_class(l->lexicon, WK_S("AUX"));
    if (along && wk_is(r, i, along)) return true;
    if (wk_is(r, i, WK_ACCORDING) || wk_is(r, i, WK_NOT_VERB) || wk_is(r, i, WK_TITLE) || wk_is(r, i, WK_COMMON) || wk_is(r, i, WK_PRONOUN) || (aux && wk_is(r, i, aux))) return false;
    wk_str word = wk_token_text(r->text, i, i + 1);
    for (size_t k = 0; k < l->passive_starts.n; k++)
        if (begins(word, l->passive_starts.v[k])) return false;
    for (size_t k = 0; k < l->verb_starts.n; k++)
        if (begins(word, l->verb_starts.v[k])) return true;
    return false;
}

bool wk_subject_place(const wk_reader *r, uint32_t i) {
    if (wk_tok(r, i)->flags & WK_SENTENCE || !i) return true;
    if (wk_is(r, i - 1, WK_PREPOSITION) || begins_as_verb(r, i - 1)) return false;
    if (wk_is(r, i - 1, WK_REPORTING)) return true; /* begins the clause reported */
    if (wk_is(r, i - 1, WK_VERBAL)) return false;
    if (wk_is(r, i - 1, WK_BEFORE_SUBJECT)) return !only_besides(r, i);
    if (told_along(r, i)) return false;
    return wk_tok(r, i - 1)->shape != WK_SHAPE_LOWER || wk_is(r, i - 1, WK_CONJUNCTION) || wk_is(r, i - 1, WK_SUBORDINATOR) || wk_is(r, i - 1, WK_RELATIVE) ||
           wk_is(r, i - 1, WK_SAY) || ends_before(r, i, WK_DATE) || ends_before(r, i, WK_SUBORDINATOR);
}

typedef struct state {
    uint32_t subject, outer, main; /* mentions + 1; `outer` waits behind a relative clause, `main` behind "bahwa" */
    bool relative, below;
} state;

static uint32_t mention_ending_at(const wk_reader *r, uint32_t end, uint32_t newest) {
    return newest && r->mentions.v[newest - 1].end == end ? newest : 0;
}

/* Does a comma follow token i, or the relative clause that begins there? */
static bool closes(const wk_reader *r, uint32_t i) {
    enum { MOST = 12 };
    bool relative = false;
    for (uint32_t most = MOST; most && i + 1 < r->text->tokens.n && !(wk_tok(r, i)->flags & WK_SENTENCE); most--, i++) {
        if (wk_is_sign(r, i, ",")) return relative || most == MOST;
        if (wk_is(r, i, WK_RELATIVE)) relative = true;
        if (!relative && most + 2 < MOST) return false;
    }
    return false;
}

/* Is the mention of mark, that begins at i, only what the subject before it is called: "X, mantan pejabat Bank Y, …"? */
static bool apposed(const wk_reader *r, const wk_mark *mark, uint32_t i, uint32_t subject, uint32_t newest) {
    if (!subject || newest != subject || i < 2 || !wk_is_sign(r, i - 1, ",")) return false;
    const wk_mention *s = &r->mentions.v[subject - 1], *m = &r->mentions.v[mark->value];
    bool one = m->who && r->people.v[m->who - 1].single && !s->then && !m->then; /* "X, seorang tokoh yang …, berjanji" */
    if (!one && !closes(r, mark->end)) return false;
    return s->end == i - 1 && s->who && r->people.v[s->who - 1].kind == WK_NAME_PERSON && m->name_end == m->name_start;
}

/* Does nothing stand between a person and the comma at `comma` but another comma and what he is called: "X, ketua RT, (yang) …"? */
static bool only_called(const wk_reader *r, uint32_t subject, uint32_t comma) {
    enum { MOST = 10 };
    const wk_mention *m = subject ? &r->mentions.v[subject - 1] : NULL;
    if (!m || !m->who || r->people.v[m->who - 1].kind != WK_NAME_PERSON || !wk_is_sign(r, m->end, ",") || comma <= m->end + 1 || comma > m->end + MOST) return false;
    for (uint32_t i = m->end + 1; i < comma; i++)
        if (wk_is(r, i, WK_VERBAL) || wk_is_sign(r, i, ",") || wk_is(r, i, WK_CONJUNCTION)) return false;
    return true;
}

/* Does the mention of mark, that begins at i, only go on with the one before it, which is no subject: "menemui pimpinan X, Y dan Z",
 * "bertemu panglima X, Jenderal Y, (berjanji)"? */
static bool goes_on(const wk_reader *r, const wk_mark *mark, uint32_t i, uint32_t subject, uint32_t newest) {
    if (!newest || newest == subject) return false;
    const wk_mention *n = &r->mentions.v[newest - 1], *m = &r->mentions.v[mark->value];
    if (n->then == mark->value + 1) return true;
    if (!subject || i < 2 || !wk_is_sign(r, i - 1, ",")) return false;
    if (n->end != i - 1 || n->start <= r->mentions.v[subject - 1].start) return false;
    return m->then || (n->name_end == n->name_start && m->name_end > m->name_start && wk_is_sign(r, mark->end, ","));
}

/* Is mention k coordinated with the one before it, which is the subject already? */
static bool continues(const wk_reader *r, uint32_t k, uint32_t subject) {
    int most = 16;
    for (uint32_t s = subject; s && most--; s = r->mentions.v[s - 1].then)
        if (r->mentions.v[s - 1].then == k) return true;
    return false;
}

/* Is mention k of those that stand in a row behind a verb: "menemui X dan Y"; "menemui X, Y dan Z di …"? */
static bool listed(const wk_reader *r, uint32_t k, uint32_t newest) {
    const wk_mention *m = &r->mentions.v[k - 1], *before = newest ? &r->mentions.v[newest - 1] : NULL;
    if (!before || before->then == k) return before;
    if (before->end + 1 != m->start || !wk_is_sign(r, before->end, ",") || !m->then) return false;
    for (int most = 16; m->then && most--;) m = &r->mentions.v[m->then - 1];
    return wk_is(r, m->end, WK_PREPOSITION) || wk_is_sign(r, m->end, ".");
}

/* "Harian X - Pemerintah …", "Moskow - Polisi …": who prints it does nothing, nor does the place it is told from. */
static bool dateline(const wk_reader *r, const wk_mark *mark, uint32_t i) {
    if (wk_is(r, i, WK_SEAT) && wk_tok(r, i)->flags & WK_PARAGRAPH && wk_is_sign(r, mark->end, "-–—") && wk_tok(r, mark->end)->flags & WK_SPACE) return true;
    return wk_mark_at(r->text, i, WK_MEDIA_ACTOR) && wk_tok(r, i)->flags & WK_PARAGRAPH && wk_is_sign(r, mark->end, "-–—");
}

/* Does a sentence inside a quotation begin at i? */
static bool quoted_sentence(const wk_reader *r, uint32_t i, uint32_t start) {
    const wk_token *t = wk_tok(r, i);
    return t->flags & WK_QUOTED && i > start && wk_is_sign(r, i - 1, ".?!") && t->shape != WK_SHAPE_LOWER &&
           t->shape != WK_SHAPE_PUNCT && !wk_is(r, i > start + 1 ? i - 2 : i, WK_ABBREVIATION);
}

/* Does somebody's reporting begin at i ("Y mengatakan", "Y pun tak bisa memastikan", "tak bisa memastikan")? */
static bool reports_at(const wk_reader *r, uint32_t i, uint32_t end, bool named) {
    const wk_mark *actor = i < end ? wk_mark_at(r->text, i, WK_ACTOR) : NULL;
    if (named && !actor) return false;
    if (actor) i = actor->end;
    for (uint32_t most = 3; most && i < end; most--, i++) {
        if (wk_is(r, i, WK_REPORTING)) return true;
        if (!wk_is(r, i, WK_NEGATION) && !wk_is(r, i, WK_PLANNED) && !wk_is(r, i, WK_BEFORE_SUBJECT) &&
            !wk_is(r, i, WK_PREDICATE))
            return false;
    }
    return false;
}

/* Where what is told begins behind the place and medium that a paragraph opens with: "Jakarta, Harian X - (Pemerintah) …". */
static uint32_t behind_dateline(const wk_reader *r, uint32_t start, uint32_t end) {
    enum { MOST = 16 };
    if (!(wk_tok(r, start)->flags & WK_PARAGRAPH)) return start;
    for (uint32_t i = start; i < end && i < start + MOST; i++) {
        const wk_token *t = wk_tok(r, i);
        bool spaced = t->flags & WK_SPACE || (i + 1 < end && wk_is_sign(r, i + 1, "-"));
        if (i > start && spaced && wk_is_sign(r, i, "-–—")) return i + 1;
        if (t->shape == WK_SHAPE_LOWER && t->flags & WK_SPACE) return start;
    }
    return start;
}

static void subjects(wk_reader *r, uint32_t start, uint32_t end) {
    state st = {0}, around = {0};
    uint32_t newest = 0, open = 0, since = 0, called = 0; /* called: the mention that only tells what the subject is */
    for (uint32_t i = behind_dateline(r, start, end); i < end;) {
        const wk_token *t = wk_tok(r, i);
        const wk_mark *mark = wk_mark_at(r->text, i, WK_ACTOR);
        if (t->flags & WK_BRACKETED) mark = NULL;
        if (t->flags & WK_OPENS && !(t->flags & WK_QUOTED)) { /* a quotation is a text of its own */
            around = st;
            st = (state){0};
        } else if (t->flags & WK_CLOSES && !(t->flags & WK_QUOTED)) {
            st = around;
        }
        if (quoted_sentence(r, i, start)) st = (state){0};
        if (mark) {
            uint32_t k = mark->value + 1;
            if (apposed(r, mark, i, st.subject, newest)) called = k;
            bool apart = continues(r, k, st.subject) || called == k || listed(r, k, newest) || dateline(r, mark, i) ||
                         goes_on(r, mark, i, st.subject, newest);
            if (!apart && wk_subject_place(r, i)) st.subject = k;
            newest = k;
        } else if (wk_is(r, i, WK_PRONOUN) && wk_subject_place(r, i)) {
            st.subject = 0; /* "saya": nobody of the article's */
        } else if (wk_is(r, i, WK_RELATIVE) && !wk_is(r, i, WK_BEFORE_SUBJECT)) { /* not "yang sama" */
            bool apart = i > start && wk_is_sign(r, i - 1, ",");
            uint32_t head = mention_ending_at(r, i - apart, newest);
            if ((head && head == called) || (!head && apart && only_called(r, st.subject, i - 1))) head = st.subject; /* "X, warga Y, yang …" */
            if (!st.relative) st.outer = st.subject;
            st.relative = true;
            since = i;
            st.subject = head ? head : open;
        } else if (st.relative && st.outer && !st.below && st.subject != st.outer && wk_is(r, i, WK_REPORTING) &&
                   i > since + 2) {
            st.subject = st.outer; /* "X, direktur Y yang membantu Z, mengatakan" without its last comma */
            st.relative = false;
        } else if (st.below && wk_is(r, i, WK_CONJUNCTION) && reports_at(r, i + 1, end, false)) {
            st.subject = st.main; /* "…, dan mengatakan": the one who spoke before speaks on */
            st.relative = st.below = false;
        } else if (st.relative && (wk_is_sign(r, i, ",") ||
                                   (wk_is(r, i, WK_CONJUNCTION) && i + 1 < end && wk_is(r, i + 1, WK_VERBAL)))) {
            st.subject = st.outer;
            st.relative = false;
        } else if (!st.below && (wk_is(r, i, WK_SUBORDINATOR) || wk_is(r, i, WK_REPORTING)) && st.subject) {
            st.main = st.relative ? st.outer : st.subject;
            st.below = true;
        }
        uint32_t to = mark ? mark->end : i + 1;
        for (; i < to && i < end; i++) r->subject[i] = st.subject;
    }
}

/* Does a clause of reported speech stop before token i? */
static bool stops(const wk_reader *r, uint32_t i, uint32_t end, wk_class result) {
    if (wk_is(r, i, WK_VIA)) return true;
    if (wk_is(r, i, WK_ACCORDING)) return !i || !wk_is(r, i - 1, WK_RELATIVE); /* "yang menurut X benar" goes on */
    bool comma = wk_is_sign(r, i, ",");
    uint32_t next = i + comma;
    if (next >= end) return false;
    if (comma && (wk_is(r, next, WK_SAY) || wk_is(r, next, WK_VIA))) return true;
    if (comma && result && (wk_is(r, next, result) || (wk_is(r, next, WK_RELATIVE) && next + 1 < end && wk_is(r, next + 1, result)))) return true;
    if (wk_is(r, next, WK_CONJUNCTION)) {
        wk_str kind = wk_list_value(r, next, WK_CONJUNCTION);
        if (comma && wk_str_eq(kind, WK_S("but")) && (next + 1 == end || !wk_is(r, next + 1, WK_BEFORE_SUBJECT))) return true;
        return reports_at(r, next + 1, end, false);
    }
    return comma && (wk_is(r, next, WK_REPORTING) || reports_at(r, next, end, true));
}

static void ends(wk_reader *r, uint32_t start, uint32_t end, wk_class result) {
    uint32_t last = end;
    while (last > start && wk_is_sign(r, last - 1, ".?!")) last--;
    uint32_t stop = last, inner = last; /* inner: of clauses inside a quotation */
    uint32_t comma = last, beyond = last; /* the nearest comma; the stop behind `stop` */
    for (uint32_t i = last; i-- > start;) {
        bool inside = wk_tok(r, i)->flags & WK_QUOTED;
        if (inside && (i + 1 == end || !(wk_tok(r, i + 1)->flags & WK_QUOTED))) inner = i + 1;
        if (inside && (stops(r, i, end, result) || (wk_is_sign(r, i, ",.?!") && inner == i + 1) ||
                       (i + 1 < end && quoted_sentence(r, i + 1, start))))
            inner = i;
        if (!inside && stops(r, i, end, result)) beyond = stop, stop = i;
        if (!inside && wk_is_sign(r, i, ",")) comma = i;
        bool fronted = wk_is(r, i, WK_PREPOSITION) || wk_is(r, i, WK_SUBORDINATOR);
        uint32_t here = inside ? inner : fronted && stop == comma && stop > i ? beyond : stop; /* "demi warga, Y mengimbau …" */
        if (here <= i) here = inside ? 0 : last;
        r->clause_end[i] = here > i + WK_READ_CLAUSE ? i + WK_READ_CLAUSE : here;
    }
    for (uint32_t i = last; i < end; i++) r->clause_end[i] = 0;
}

void wk_read_clauses(wk_reader *r) {
    size_t n = r->text->tokens.n;
    r->subject = wk_alloc_array(r->arena, n, sizeof *r->subject);
    r->clause_end = wk_alloc_array(r->arena, n, sizeof *r->clause_end);
    wk_class result = wk_lexicon_find_class(r->language->lexicon, WK_S("RESULT"));
    for (uint32_t s = 0; s + 1 < r->sentences.n; s++) {
        subjects(r, r->sentences.v[s], r->sentences.v[s + 1]);
        ends(r, r->sentences.v[s], r->sentences.v[s + 1], result);
    }
    /* patterns want marks, not mentions */
    uint32_t *mark_of = wk_alloc_array(r->arena, r->mentions.n + 1, sizeof *mark_of);
    for (uint32_t i = 0; i < r->text->marks.n; i++)
        if (r->text->marks.v[i].class == WK_ACTOR) mark_of[r->text->marks.v[i].value + 1] = i + 1;
    uint32_t *marks = wk_alloc_array(r->arena, n, sizeof *marks);
    for (size_t i = 0; i < n; i++) marks[i] = mark_of[r->subject[i]];
    r->text->subject = marks;
    r->text->clause_end = r->clause_end;
}
