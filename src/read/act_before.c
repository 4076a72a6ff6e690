/* Whom the noun phrase right before a verb names: a mention, with the words before it that belong to it; words for kinds of
 * people; capitals that no name was found in. */
#include "read/acts.h"

enum { WORDS_BACK = 8 }; /* from a verb to the noun phrase before it, and back through that phrase */

static bool has(const wk_reader *r, uint32_t i, wk_class class) {
    return class && wk_is(r, i, class);
}

static bool is_punct(const wk_reader *r, uint32_t i) {
    return wk_tok(r, i)->shape == WK_SHAPE_PUNCT;
}

uint32_t wk_verb_group(const wk_act_stage *s, uint32_t verb) {
    const wk_reader *r = s->r;
    uint32_t i = verb, least = verb > WORDS_BACK ? verb - WORDS_BACK : 0;
    while (i > least && !(wk_tok(r, i)->flags & WK_SENTENCE)) {
        uint32_t from = i;
        for (uint32_t back = 3; back && from == i; back--) { /* the longest: "secara resmi" */
            const wk_mark *m = s->lists.aux && back <= i ? wk_mark_at(r->text, i - back, s->lists.aux) : NULL;
            if (m && m->end == i) from = i - back;
        }
        if (from == i && i >= 2 && has(r, i - 2, s->lists.aux_with)) from = i - 2;
        if (from == i && (wk_is(r, i - 1, WK_RELATIVE) || wk_is(r, i - 1, WK_NEGATION))) from = i - 1;
        if (from == i) break;
        i = from;
        if (wk_is(r, i, WK_RELATIVE)) break;
    }
    return i;
}

uint32_t wk_people_end(const wk_act_stage *s, uint32_t i) {
    const wk_reader *r = s->r;
    uint32_t start = i, most = i + WORDS_BACK;
    const wk_mark *m = NULL;
    while (i < most && has(r, i, s->lists.many) && !(s->lists.people && (m = wk_mark_at(r->text, i, s->lists.people)) && m->end > i + 1)) i++; /* "semua pihak" */
    m = s->lists.people ? wk_mark_at(r->text, i, s->lists.people) : NULL;
    if (!m) return start;
    for (i = m->end; i < most; i++) {
        const wk_mark *name = wk_mark_at(r->text, i, WK_NAME);
        bool hyphen = wk_joins(r, i) && has(r, i + 1, s->lists.people);
        if (name) i = name->end - 1;
        else if (!hyphen && !has(r, i, s->lists.kind) && !has(r, i, s->lists.people)) break;
    }
    return i;
}

static bool ends_phrase(const wk_reader *r, uint32_t i) {
    return (is_punct(r, i) && !wk_joins(r, i)) || wk_is(r, i, WK_PREPOSITION) || wk_is(r, i, WK_CONJUNCTION) ||
           wk_is(r, i, WK_SUBORDINATOR) || wk_is(r, i, WK_VERBAL);
}

/* The kind of people whose phrase ends at `end`: its start, or `end`. */
static uint32_t people_before(const wk_act_stage *s, uint32_t end) {
    const wk_reader *r = s->r;
    uint32_t found = end;
    for (uint32_t back = 1; back <= WORDS_BACK && back <= end; back++) {
        uint32_t i = end - back;
        bool hyphen = wk_joins(r, i);
        if (has(r, i, s->lists.people)) found = i;
        else if (found < end && has(r, i, s->lists.many)) found = i;
        else if (found < end && !hyphen) break;
        else if ((ends_phrase(r, i) && !hyphen) || wk_is(r, i, WK_ACCORDING) || wk_is(r, i, WK_RELATIVE)) break;
        if (wk_tok(r, i)->flags & WK_SENTENCE) break;
    }
    for (uint32_t back = 1; found < end && back <= 2 && back <= found; back++) { /* "perdana menteri" is a title, no people */
        const wk_mark *title = wk_mark_at(r->text, found - back, WK_TITLE);
        if (title && title->end > found) return end;
    }
    return found;
}

/* Is a word in no list of the pack but those of names, or met with a capital inside a sentence too? */
static bool unlisted(const wk_reader *r, uint32_t i) {
    static const wk_class names[] = {WK_GIVEN, WK_FAMILY, WK_BODY_NAME, WK_CITY, WK_TOWN, WK_REGION,
                                     WK_SHORT, WK_PERSON, WK_ORG,       WK_GOV,  WK_SEAT};
    uint64_t known[WK_CLASS_WORDS] = {0};
    if (wk_map_get(r->capitals, wk_token_text(r->text, i, i + 1), 0)) return true;
    for (size_t k = 0; k < WK_COUNT(names); k++) known[names[k] / 64] |= UINT64_C(1) << names[k] % 64;
    for (size_t k = 0; k < WK_CLASS_WORDS; k++)
        if (wk_tok(r, i)->classes[k] & ~known[k]) return false;
    return true;
}

/* Capitalised words that end at `end`, which no name was found in: where they begin, or `end`. One word at a sentence's
 * start is a name only when it stands with a capital elsewhere too. */
static uint32_t capitals_before(const wk_act_stage *s, uint32_t end) {
    const wk_reader *r = s->r;
    uint32_t i = end;
    while (i && i + WORDS_BACK > end && wk_capital(r, i - 1) && !wk_is(r, i - 1, WK_WEEKDAY) && !wk_is(r, i - 1, WK_MONTH)) {
        i--;
        if (wk_tok(r, i)->flags & WK_SENTENCE) break;
    }
    uint32_t k = wk_mentions_before(r, end);
    if (k && r->mentions.v[k - 1].end > i) return end; /* a name that has more to it */
    bool first = i < end && (wk_tok(r, i)->flags & WK_SENTENCE || (i && (wk_tok(r, i - 1)->flags & WK_OPENS || wk_is_sign(r, i - 1, "-–—"))));
    if (first && wk_mark_at(r->text, i, WK_NAME)) return i; /* a town's name that its club goes by */
    bool quoted = i < end && wk_tok(r, i)->flags & WK_QUOTED && !wk_map_get(r->capitals, wk_token_text(r->text, i, i + 1), 0); /* "Senang …" */
    bool thing = quoted || has(r, end, s->lists.that); /* "Perkataan itu" */
    return first && (wk_is(r, i, WK_COMMON) || (end == i + 1 && wk_is(r, i, WK_SUBORDINATOR)) || (end == i + 1 && (thing || !unlisted(r, i)))) ? end : i;
}

bool wk_is_led(const wk_act_stage *s, uint32_t i) {
    if (!i || wk_tok(s->r, i)->flags & WK_SENTENCE) return false;
    return wk_is(s->r, i - 1, WK_PREPOSITION) || (i > 1 && has(s->r, i - 1, s->lists.beside) && wk_is(s->r, i - 2, WK_PREPOSITION));
}

bool wk_is_object(const wk_act_stage *s, uint32_t i) {
    return i && wk_is(s->r, i - 1, WK_VERBAL) && !wk_is(s->r, i - 1, WK_REPORTING) && !has(s->r, i - 1, s->lists.cause);
}

bool wk_heads_phrase(const wk_act_stage *s, uint32_t i) {
    return has(s->r, i, s->lists.people) || wk_is(s->r, i, WK_ORGWORD) || wk_is(s->r, i, WK_TITLE) ||
           has(s->r, i, s->lists.person_noun) || has(s->r, i, s->lists.org_noun);
}

bool wk_opens_phrase(const wk_act_stage *s, uint32_t i) {
    const wk_reader *r = s->r;
    return !i || wk_tok(r, i)->flags & (WK_SENTENCE | WK_OPENS) || ends_phrase(r, i - 1) || wk_is(r, i - 1, WK_RELATIVE) ||
           wk_is(r, i - 1, WK_NEGATION) || wk_is(r, i - 1, WK_REPORTING) || wk_is(r, i - 1, WK_SAY) || wk_is(r, i - 1, WK_BEFORE_SUBJECT) ||
           wk_mark_at(r->text, i - 1, WK_DATE) || wk_is(r, i - 1, WK_WEEKDAY);
}

/* Where the noun phrase of a group or body begins whose words go on up to token `start`: "pihak berwenang (Iran)",
 * "Kementerian pertahanan (Rusia)". `start` when none does. */
static uint32_t phrase_start(const wk_act_stage *s, uint32_t start) {
    uint32_t found = start;
    for (uint32_t i = start, back = 0; back < WORDS_BACK && !wk_opens_phrase(s, i); back++)
        if (wk_heads_phrase(s, --i)) found = i;
    while (found < start && found && has(s->r, found - 1, s->lists.many) && !wk_opens_phrase(s, found)) found--;
    return found;
}

/* Does a sentence begin with one name that nothing knows and "dan" before the name at `start`: "Raisa dan (Hamish)"? */
static bool with_first(const wk_act_stage *s, uint32_t start) {
    const wk_reader *r = s->r;
    if (start < 2 || !wk_is(r, start - 1, WK_CONJUNCTION) || !(wk_tok(r, start - 2)->flags & WK_SENTENCE)) return false;
    if (!wk_str_eq(wk_list_value(r, start - 1, WK_CONJUNCTION), WK_S("and"))) return false;
    return wk_capital(r, start - 2) && !wk_is(r, start - 2, WK_COMMON) && !wk_heads_phrase(s, start - 2) && unlisted(r, start - 2);
}

static wk_side first_with(const wk_act_stage *s, uint32_t start, wk_side second) {
    wk_side both = wk_words_side(s, start - 2, start - 1);
    for (size_t i = 0; i < second.actors.n; i++) *WK_PUSH(s->r->arena, &both.actors) = second.actors.v[i];
    return both;
}

uint32_t wk_phrase_of(const wk_act_stage *s, const wk_mention *m) {
    const wk_reader *r = s->r;
    if (m->pronoun || m->then) return m->start;
    uint32_t start = phrase_start(s, m->start);
    if (start < m->start || !m->who || r->people.v[m->who - 1].kind != WK_NAME_GOV) return start;
    while (start && !(wk_tok(r, start)->flags & WK_SENTENCE) && wk_capital(r, start - 1) && !wk_is(r, start - 1, WK_COMMON) && m->start - start < 2)
        start--;
    return start;
}

uint32_t wk_before_brackets(const wk_reader *r, uint32_t end) {
    if (!end || !wk_is_sign(r, end - 1, ")")) return end;
    for (uint32_t back = 2; back <= WORDS_BACK && back <= end; back++)
        if (wk_is_sign(r, end - back, "(")) {
            uint32_t open = end - back;
            return !open || wk_tok(r, open)->flags & WK_SENTENCE || wk_tok(r, open - 1)->flags & WK_OPENS ? end - 1 : open;
        }
    return end;
}

/* Does the phrase that begins at `start` only tell the office of whom mention m names: "Pelatih Persija U-19 (Andi Baskara)"? */
static bool names_holder(const wk_act_stage *s, uint32_t start, const wk_mention *m) {
    const wk_reader *r = s->r;
    const wk_mark *title = wk_mark_at(r->text, start, WK_TITLE), *epithet = s->lists.epithet ? wk_mark_at(r->text, start, s->lists.epithet) : NULL;
    if (!title || (epithet && epithet->end > title->end)) title = epithet;
    bool person = m->who && m->name_end > m->name_start + 1 && r->people.v[m->who - 1].kind == WK_NAME_PERSON;
    return title && person && title->end < m->start && (wk_capital(r, m->start - 1) || wk_tok(r, m->start - 1)->shape == WK_SHAPE_NUMBER || wk_is_sign(r, m->start - 1, ")"));
}

uint32_t wk_holder_of(const wk_act_stage *s, uint32_t start, uint32_t end) {
    uint32_t k = wk_mentions_before(s->r, end);
    const wk_mention *m = k ? &s->r->mentions.v[k - 1] : NULL;
    return m && m->end == end && m->start > start && names_holder(s, start, m) ? k : 0;
}

/* Those whom a hyphen joins to mention k (index + 1): "(Ganjar)-(Mahfud)", or the body that carries both names: "(TPN Ganjar-Mahfud)". */
static wk_side hyphened(const wk_act_stage *s, uint32_t k) {
    const wk_reader *r = s->r;
    const wk_mention *m = &r->mentions.v[k - 1], *other = k > 1 ? &r->mentions.v[k - 2] : NULL;
    uint32_t start = m->start;
    if (start < 2 || !wk_is_sign(r, start - 1, "-–") || !wk_joins(r, start - 1) || !wk_capital(r, start - 2)) return (wk_side){0};
    for (uint32_t most = 2 * WORDS_BACK; start && most-- && !(wk_tok(r, start)->flags & WK_SENTENCE); start--)
        if (!wk_capital(r, start - 1) && !(wk_is_sign(r, start - 1, "-–") && wk_joins(r, start - 1))) break;
    if (!other || other->end + 1 != m->start || other->pronoun || (other->start > start && !wk_is(r, start, WK_TITLE))) return wk_words_side(s, start, m->end);
    wk_side side = wk_mention_side(s, k - 1), more = wk_mention_side(s, k);
    for (size_t i = 0; i < more.actors.n; i++)
        if (!wk_holds_actor(&side.actors, &more.actors.v[i])) *WK_PUSH(r->arena, &side.actors) = more.actors.v[i];
    return side;
}

/* Whom mention k (index + 1), which ends right before a verb, names; `relative`: "yang" stands between. */
static wk_side mention_before(const wk_act_stage *s, uint32_t k, bool relative) {
    const wk_reader *r = s->r;
    uint32_t end = r->mentions.v[k - 1].end;
    for (int most = 8; most-- && wk_told_before(r, k - 1) < k - 1;) k = wk_told_before(r, k - 1) + 1; /* the first of "A dan B" */
    const wk_mention *m = &r->mentions.v[k - 1];
    wk_side pair = relative || m->then ? (wk_side){0} : hyphened(s, k);
    if (pair.actors.n) return pair;
    uint32_t start = wk_phrase_of(s, m), open = wk_before_brackets(r, start), head = open < start ? wk_mentions_before(r, start) : 0;
    bool other = m->who && m->name_end > m->name_start && r->people.v[m->who - 1].kind == WK_NAME_PERSON; /* "kader Partai X (PX) Andi Baskara" */
    if (head && !other && r->mentions.v[head - 1].end >= open) return mention_before(s, head, relative); /* "Fraksi Partai X (PX) DPRD" */
    uint32_t known = relative ? 0 : wk_called_so(r, m);
    if (known) return wk_mention_side(s, known);
    bool inner = start && (wk_is_led(s, start) || wk_is_object(s, start));
    bool again = k > 1 && m->who && r->mentions.v[k - 2].who == m->who && r->mentions.v[k - 2].start >= start; /* "artis X alias Y" */
    if (start < m->start && (again || names_holder(s, start, m))) return wk_mention_side(s, k);
    if (start < m->start) return relative || !inner ? wk_words_side(s, start, end) : (wk_side){0}; /* "(memimpin) delegasi X" */
    if (with_first(s, m->start)) return first_with(s, m->start, wk_mention_side(s, k));
    if (!relative && m->start && wk_is(r, m->start - 1, WK_PREPOSITION)) { /* "warga di X menolak" */
        uint32_t people = people_before(s, m->start - 1);
        if (people + 1 < m->start && !(people && (wk_is_led(s, people) || wk_is_object(s, people)))) return wk_words_side(s, people, m->start - 1);
    }
    /* "(antara X dan) Y yang …" */
    if (!relative && m->start && (wk_is_led(s, m->start) || wk_is_object(s, m->start))) return (wk_side){0};
    return wk_mention_side(s, k);
}

/* Do the tokens [start, end) between two commas only tell what stands before: "…, kota yang ia pimpin, …"? */
static bool apposes(const wk_act_stage *s, uint32_t start, uint32_t end) {
    const wk_reader *r = s->r;
    if (wk_tok(r, start)->shape != WK_SHAPE_LOWER || wk_is(r, start, WK_VERBAL) || wk_is(r, start, WK_CONJUNCTION) ||
        wk_is(r, start, WK_SUBORDINATOR) || wk_is(r, start, WK_PREPOSITION) || !(wk_capital(r, start - 2) || wk_is_sign(r, start - 2, ")"))) return false;
    for (uint32_t i = start; i < end; i++)
        if (wk_is(r, i, WK_RELATIVE) || wk_is(r, i, WK_SUBORDINATOR)) return true;
    return false;
}

/* Where "…, kata Y," begins that ends at `end`; `end` when nothing of the kind does. */
static uint32_t before_aside(const wk_act_stage *s, uint32_t end) {
    const wk_reader *r = s->r;
    if (!end || !wk_is_sign(r, end - 1, ",")) return end;
    for (uint32_t back = 2; back <= 3 * WORDS_BACK && back <= end && !(wk_tok(r, end - back)->flags & WK_SENTENCE); back++) {
        if (wk_is_sign(r, end - back, ",") && apposes(s, end - back + 1, end - 1)) return end - back;
        if (wk_is_sign(r, end - back, ","))
            return wk_is(r, end - back + 1, WK_SAY) || wk_is(r, end - back + 1, WK_ACCORDING) || has(r, end - back + 1, s->lists.through) ? end - back : end;
    }
    return end;
}

/* "X dan jajarannya": kinds of people, with somebody named before them. */
static wk_side with_followers(const wk_act_stage *s, uint32_t start, uint32_t end) {
    wk_side words = wk_words_side(s, start, end);
    while (start && (wk_is(s->r, start - 1, WK_NUMERAL) || wk_tok(s->r, start - 1)->shape == WK_SHAPE_NUMBER)) start--; /* "X dan tiga sekutunya" */
    uint32_t k = start ? wk_mentions_before(s->r, start) : 0;
    bool comma = k && s->r->mentions.v[k - 1].end + 2 == start && wk_is_sign(s->r, start - 2, ","); /* "Perdana Menteri X, Y, dan rombongan" */
    if (!k || (s->r->mentions.v[k - 1].end + 1 != start && !comma) || !wk_is(s->r, start - 1, WK_CONJUNCTION)) return words;
    wk_side both = mention_before(s, k, false);
    for (size_t i = 0; both.actors.n && i < words.actors.n; i++) *WK_PUSH(s->r->arena, &both.actors) = words.actors.v[i];
    return both.actors.n ? both : words;
}

/* Where "di Y" begins that ends at `end`; `end` when nothing of the kind does. */
static uint32_t place_before(const wk_reader *r, uint32_t end) {
    uint32_t i = end;
    while (i && i + 4 > end && wk_capital(r, i - 1) && !(wk_tok(r, i)->flags & WK_SENTENCE)) i--;
    return i < end && i > 1 && wk_is(r, i - 1, WK_PLACEWORD) && wk_is(r, i - 1, WK_PREPOSITION) ? i - 1 : end;
}

/* Where the name begins of the one who is told behind where he is: "salah seorang warga di Kuranji (Andi Baskara)"; 0 when none does. */
static uint32_t one_at_place(const wk_act_stage *s, uint32_t place, uint32_t end) {
    const wk_reader *r = s->r;
    if (end < place + 4 || !wk_is(r, place + 2, WK_GIVEN) || wk_is(r, place + 1, WK_GIVEN) || wk_is(r, place + 1, WK_PLACEWORD) ||
        wk_is(r, place + 1, WK_ORGWORD) || wk_tok(r, place + 1)->shape != WK_SHAPE_TITLE) return 0;
    for (uint32_t back = 1; back < WORDS_BACK && back <= place && !(wk_tok(r, place - back + 1)->flags & WK_SENTENCE); back++)
        if (wk_str_eq(wk_list_value(r, place - back, s->lists.quantifier), WK_S("one"))) return place + 2;
    return 0;
}

/* Whom "di Y" that ends right before a verb tells the place of: "warga (di Jakarta)". */
static wk_side before_place(const wk_act_stage *s, uint32_t place, uint32_t end, bool relative) {
    const wk_reader *r = s->r;
    uint32_t k = wk_mentions_before(r, place), one = one_at_place(s, place, end);
    if (one) return wk_words_side(s, one, end);
    if (k && r->mentions.v[k - 1].end == place) {
        uint32_t start = wk_phrase_of(s, &r->mentions.v[k - 1]);
        return start < r->mentions.v[k - 1].start ? wk_words_side(s, start, end) : mention_before(s, k, relative);
    }
    uint32_t start = people_before(s, place);
    return start < place && !(start && (wk_is_led(s, start) || wk_is_object(s, start))) ? wk_words_side(s, start, end) : (wk_side){0};
}

/* Where "melalui Y" or "didampingi Y" begins that ends at `end`, with somebody right before; `end` when nothing of the kind does. */
static uint32_t before_helper(const wk_act_stage *s, uint32_t end) {
    const wk_reader *r = s->r;
    for (uint32_t i = end, back = 0; i-- > 1 && back < 2 * WORDS_BACK && !(wk_tok(r, i)->flags & WK_SENTENCE); back++) {
        if (is_punct(r, i) && !wk_joins(r, i) && !(wk_tok(r, i)->flags & WK_BRACKETED)) return end;
        if (has(r, i, s->lists.through)) return i;
        if (wk_is(r, i, WK_VERBAL) || wk_is(r, i, WK_RELATIVE)) return end;
    }
    return end;
}

/* Where ", yakni X, Y dan Z," or ", termasuk X," begins that ends at `end`; `end` when nothing of the kind does. */
static uint32_t before_namely(const wk_act_stage *s, uint32_t end) {
    if (end < 3 || !wk_is_sign(s->r, end - 1, ",")) return end;
    for (uint32_t i = end - 1, back = 0; i-- > 1 && back < 3 * WORDS_BACK && !(wk_tok(s->r, i)->flags & WK_SENTENCE); back++) {
        if (wk_is(s->r, i, WK_VERBAL)) return end;
        if ((has(s->r, i, s->lists.namely) || has(s->r, i, s->lists.but_for)) && wk_is_sign(s->r, i - 1, ",")) return i - 1;
    }
    return end;
}

/* Does a comma stand before the name of mention k (index + 1), which is what the subject is called: "Ibu korban, (Ratih)"? */
static bool set_off(const wk_act_stage *s, uint32_t k) {
    const wk_reader *r = s->r;
    const wk_mention *m = &r->mentions.v[k - 1];
    if (!m->name_start || !wk_is_sign(r, m->name_start - 1, ",")) return false;
    uint32_t start = phrase_start(s, m->start);
    if (m->name_start == m->start) return r->subject[m->start] == k;
    return !start || wk_tok(r, start)->flags & WK_SENTENCE || (!wk_is(r, start - 1, WK_PREPOSITION) && !wk_is(r, start - 1, WK_CONJUNCTION) && !wk_is_object(s, start));
}

/* Whom the noun phrase that ends at `end` names; the words up to `verb` only go with the verb. */
static wk_side named_at(const wk_act_stage *s, uint32_t end, uint32_t verb, bool relative) {
    const wk_reader *r = s->r;
    uint32_t k = wk_mentions_before(r, verb);
    const wk_mention *m = k ? &r->mentions.v[k - 1] : NULL;
    if (m && m->end > end && m->end <= verb) end = m->end; /* "politikus itu": the mention ends among the words between */
    if (m && m->name_end > m->name_start && m->end + 1 == end && wk_is_sign(r, end - 1, ",") && set_off(s, k))
        return wk_mention_side(s, k); /* "Ibu korban, Ratih, memohon" */
    uint32_t place = place_before(r, end);
    if (place < end) return before_place(s, place, end, relative);
    if (m && m->end == end) return mention_before(s, k, relative);
    uint32_t start = people_before(s, end), branch = m && m->who ? m->end : UINT32_MAX; /* "(Partai X) Jawa Barat" */
    while (branch < end && (wk_capital(r, branch) || has(r, branch, s->lists.kind))) branch++; /* "(BPBD) provinsi" */
    if (branch == end && m && m->end < end && r->people.v[m->who - 1].kind == WK_NAME_ORG && !(m->start && wk_is(r, m->start - 1, WK_PREPOSITION)))
        return wk_words_side(s, m->start, end);
    if (start == end) start = capitals_before(s, end);
    if (start < end && has(r, start, s->lists.thing)) return (wk_side){0};
    if (start < end && with_first(s, start)) return first_with(s, start, wk_words_side(s, start, end));
    if (start < end && (relative || !(start && (wk_is_led(s, start) || wk_is_object(s, start))))) return with_followers(s, start, end);
    return (wk_side){0};
}

/* The date that ends at `end` begins here, or `end`. */
static uint32_t before_date(const wk_reader *r, uint32_t end) {
    enum { LAST = 1 }; /* "Senin (lalu)", which stands between subject and verb too */
    uint32_t i = wk_before_brackets(r, end);
    for (uint32_t back = 1; back <= WORDS_BACK && back <= i; back++) {
        const wk_mark *m = wk_mark_at(r->text, i - back, WK_DATE);
        if (m && m->end >= i && m->end <= end + LAST) return i - back;
    }
    return i < end && i && wk_is(r, i - 1, WK_WEEKDAY) ? i - 1 : end;
}

/* Where ", Desember lalu," or "pada Senin" begins that ends at `end`; `end` when no date does. */
static uint32_t before_dated(const wk_act_stage *s, uint32_t end) {
    const wk_reader *r = s->r;
    if (!end || has(r, end, s->lists.that)) return end; /* "wali kota periode 2010-2015 itu" */
    bool aside = wk_is_sign(r, end - 1, ",");
    uint32_t last = aside ? end - 1 : end, date = before_date(r, last);
    if (date == last || !date || wk_tok(r, date)->flags & WK_SENTENCE) return end;
    if (aside) return wk_is_sign(r, date - 1, ",") ? date - 1 : end;
    if (wk_is(r, date - 1, WK_PREPOSITION) && !(wk_tok(r, date - 1)->flags & WK_SENTENCE)) date--;
    return date && !is_punct(r, date - 1) ? date : end;
}

/* Where the places begin that only tell where somebody is from: "warga Desa X(, Kecamatan Y, Kabupaten Z, Senin)"; `end` when none do. */
static uint32_t before_places(const wk_reader *r, uint32_t end) {
    enum { PLACES = 5 };
    uint32_t found = end, i = before_date(r, end);
    for (int most = PLACES; most--;) {
        bool aside = i && wk_is_sign(r, i - 1, ",");
        if (aside) i--;
        uint32_t k = i;
        while (k && i - k < WORDS_BACK && wk_capital(r, k - 1) && !(wk_tok(r, k)->flags & WK_SENTENCE)) k--;
        if (!aside && wk_is(r, k, WK_SEAT)) break; /* "menurut X, Pyongyang menolak" */
        bool place = k < i && (wk_is(r, k, WK_PLACEWORD) || wk_is(r, k, WK_REGION) || wk_is(r, k, WK_TOWN) || wk_is(r, k, WK_CITY) || (aside && wk_is(r, k, WK_GOV)));
        if (!place || !k || !wk_is_sign(r, k - 1, ",")) break;
        found = i = k - 1;
    }
    return found;
}

/* Where ", S.Sos., M.Si(,)" begins that ends at `end`; `end` when nothing of the kind does. */
static uint32_t before_degrees(const wk_reader *r, uint32_t end) {
    uint32_t found = end;
    for (uint32_t i = end; i > 3 && i + 2 * WORDS_BACK > end && !(wk_tok(r, i)->flags & WK_SENTENCE); i--) {
        uint32_t stop = wk_degree_end(r, i);
        if (stop > i) found = i - 1;
        else if (!wk_capital(r, i) && i < end && !is_punct(r, i)) break;
    }
    return found;
}

/* Where the place begins that ends at `end`, behind a short name in brackets: "Pengurus Cabang X (PCX) (Kabupaten Y)"; `end` when none does. */
static uint32_t branch_before(const wk_reader *r, uint32_t end) {
    uint32_t i = end;
    while (i && i + 4 > end && wk_capital(r, i - 1) && !(wk_tok(r, i)->flags & WK_SENTENCE)) i--;
    return i < end && i && wk_is(r, i, WK_PLACEWORD) && wk_is_sign(r, i - 1, ")") && wk_before_brackets(r, i) + 3 == i ? i : end;
}

/* Whom a clause with "yang" tells of that ends in "itu" at `end`: "(Hendra), yang juga ketua partai itu, menuding"; mention + 1, 0 none. */
static uint32_t told_of(const wk_act_stage *s, uint32_t end) {
    const wk_reader *r = s->r;
    if (!end || (!has(r, end - 1, s->lists.that) && !has(r, end, s->lists.that))) return 0;
    for (uint32_t i = end - 1, back = 0; i > 0 && back < 3 * WORDS_BACK && !(wk_tok(r, i)->flags & WK_SENTENCE) && !wk_is_sign(r, i, ","); i--, back++) {
        if (!wk_is(r, i, WK_RELATIVE)) continue;
        uint32_t k = wk_mentions_before(r, i), start = k ? r->mentions.v[k - 1].start : 0;
        bool named = k && r->mentions.v[k - 1].name_end > r->mentions.v[k - 1].name_start && r->mentions.v[k - 1].end == i;
        return named && !(start && (wk_is_led(s, start) || wk_is_object(s, start))) ? k : 0;
    }
    return 0;
}

wk_side wk_named_before(const wk_act_stage *s, uint32_t verb) {
    const wk_reader *r = s->r;
    uint32_t between = wk_verb_group(s, verb), end = wk_before_brackets(r, before_degrees(r, between));
    bool relative = between < verb && wk_is(r, between, WK_RELATIVE);
    uint32_t aside = relative ? end : before_aside(s, end);
    if (aside < end) end = wk_before_brackets(r, wk_verb_group(s, aside));
    uint32_t told = relative ? 0 : told_of(s, end);
    if (told) return mention_before(s, told, false);
    uint32_t namely = before_namely(s, end);
    if (namely < end) end = namely;
    uint32_t dated = before_dated(s, end);
    if (dated < end) end = wk_before_brackets(r, wk_verb_group(s, dated));
    uint32_t places = before_places(r, end);
    if (places < end) end = wk_before_brackets(r, places);
    uint32_t branch = branch_before(r, end);
    if (branch < end) end = wk_before_brackets(r, branch);
    if (end < between) verb = end;
    uint32_t helper = relative ? end : before_helper(s, end);
    if (helper < end) {
        uint32_t whom = wk_before_brackets(r, wk_is_sign(r, helper - 1, ",") ? helper - 1 : helper);
        wk_side helped = wk_under_head(s, whom, false, named_at(s, whom, helper, false));
        if (helped.actors.n) return helped;
    }
    wk_side side = wk_under_head(s, end, relative, named_at(s, end, verb, relative));
    return side.actors.n || relative ? side : wk_before_stop(s, end);
}
