/* Pronouns and pairs: whom "ia", "mereka", "keduanya" stand for. Of the sentences before, the nearest that names somebody
 * counts, and in it whoever stands where subjects do; what stands in a quotation counts for the quotation's own words. */
#include "read/who.h"

#include "pack/words.h"

enum { SENTENCES_BACK = 6 };

/* How much a mention is what its sentence is about. */
typedef enum weight { INSIDE = 1, TOLD, SUBJECT } weight;

static uint32_t sentence_of(const wk_reader *r, const wk_mention *m) {
    return wk_tok(r, m->start)->sentence;
}

static bool quoted(const wk_reader *r, const wk_mention *m) {
    return wk_tok(r, m->start)->flags & WK_QUOTED;
}

/* What a pronoun is looked for with. */
typedef struct view {
    const wk_reader *r;
    wk_class by;
    bool in_quote;
    wk_str object; /* the first word, folded, of whom its verb names: nobody does it to himself; NULL none */
} view;

/* The word right behind the verb that follows a pronoun: "Ia menuding (Hendra) berbohong". */
static wk_str object_of(wk_reader *r, const wk_mention *pronoun) {
    enum { NEAR = 4 };
    for (uint32_t i = pronoun->end; i < pronoun->end + NEAR && i + 1 < r->text->tokens.n; i++) {
        if (wk_tok(r, i)->shape == WK_SHAPE_PUNCT || wk_tok(r, i)->flags & WK_SENTENCE || wk_is(r, i, WK_PASSIVE)) break;
        if (!wk_is(r, i, WK_VERBAL)) continue;
        uint32_t k = i + 1 + wk_is(r, i + 1, WK_PREPOSITION);
        bool named = k < r->text->tokens.n && wk_mark_at(r->text, k, WK_ACTOR);
        return named ? wk_fold_name(r, wk_token_text(r->text, k, k + 1)) : (wk_str){0};
    }
    return (wk_str){0};
}

static view view_from(wk_reader *r, uint32_t pronoun) {
    const wk_mention *m = &r->mentions.v[pronoun];
    return (view){r, wk_lexicon_find_class(r->language->lexicon, WK_S("BY")), quoted(r, m), m->pronoun ? object_of(r, m) : (wk_str){0}};
}

static bool is_object(const view *v, uint32_t who) {
    return v->object.p && wk_has_word(v->r->people.v[who - 1].folded, v->object);
}

/* Not behind a preposition or a number; a subject not behind the word that owns it either ("pemerintahan X"). */
static weight weight_of(const view *v, const wk_mention *m) {
    const wk_reader *r = v->r;
    if (quoted(r, m) && !v->in_quote) return INSIDE;
    if (!m->start) return SUBJECT;
    uint32_t before = m->start - 1;
    if (v->by && wk_is(r, before, v->by)) return TOLD;
    if (wk_is(r, before, WK_PREPOSITION) || wk_tok(r, before)->shape == WK_SHAPE_NUMBER) return INSIDE;
    return wk_subject_place(r, m->start) ? SUBJECT : TOLD;
}

static bool is_one(const wk_reader *r, uint32_t who) {
    const wk_somebody *s = who ? &r->people.v[who - 1] : NULL;
    return s && (s->kind == WK_NAME_PERSON || (s->kind == WK_NAME_GROUP && !s->both[0] && !s->many));
}

uint32_t wk_he(wk_reader *r, uint32_t before) {
    const view v = view_from(r, before);
    uint32_t sentence = sentence_of(r, &r->mentions.v[before]), found = 0, where = 0;
    weight best = 0;
    for (uint32_t i = before, least = (uint32_t)wk_floor_of(before); i-- > least;) {
        const wk_mention *m = &r->mentions.v[i];
        uint32_t here = sentence_of(r, m);
        if ((best > INSIDE && here != where) || here + SENTENCES_BACK < sentence) break;
        if (!is_one(r, m->who) || is_object(&v, m->who)) continue;
        weight w = weight_of(&v, m);
        if (w < best || (w == best && w == INSIDE)) continue; /* whom a sentence before names first is its subject */
        best = w;
        found = i + 1;
        where = here;
    }
    return found;
}

static bool several(const wk_reader *r, const wk_mention *m) {
    const wk_somebody *s = &r->people.v[m->who - 1];
    return s->both[0] || (s->kind == WK_NAME_GROUP && s->many) || m->then;
}

/* How well a mention fits a plural pronoun: several (a group, a pair, "A dan B") before a body, subjects before what a verb is
 * done to ("para buruh mengkritik pengusaha. Mereka …"), those before whoever stands behind a preposition (only when near). */
static uint32_t plural_weight(const view *v, const wk_mention *m, bool near) {
    const wk_reader *r = v->r;
    wk_name_kind kind = r->people.v[m->who - 1].kind;
    weight w = weight_of(v, m);
    bool object = w == TOLD && m->start && wk_is(r, m->start - 1, WK_VERBAL);
    if (several(r, m)) return w == SUBJECT ? 6 : object ? 3 : w == TOLD ? 5 : near ? 2 : 0;
    if (kind == WK_NAME_PERSON || kind == WK_NAME_MEDIUM || kind == WK_NAME_GROUP || w == INSIDE) return 0;
    return w == SUBJECT ? 4 : 1;
}

/* The mention of a plural pronoun: the best of the nearest sentence that has several or a body for its subject. */
static uint32_t they(wk_reader *r, uint32_t before) {
    enum { GOOD = 3, NEAR = 4, FAR = 12 };
    const view v = view_from(r, before);
    uint32_t sentence = sentence_of(r, &r->mentions.v[before]), found = 0, best = 0, where = 0;
    for (uint32_t i = before, least = (uint32_t)wk_floor_of(before); i-- > least;) {
        const wk_mention *m = &r->mentions.v[i];
        uint32_t here = sentence_of(r, m);
        if ((best >= GOOD && here != where) || here + (best ? NEAR : FAR) < sentence) break;
        uint32_t w = m->who && !is_object(&v, m->who) ? plural_weight(&v, m, here + 1 >= sentence) : 0;
        if (!w || w < best || (w == best && here != where)) continue;
        best = w;
        found = i + 1;
        where = here;
    }
    return found;
}

/* The two persons whom the sentence before a plural pronoun names, when it names two: "X akan diadili bersama Y. Mereka …". */
static uint32_t two_before(wk_reader *r, uint32_t before) {
    uint32_t sentence = wk_tok(r, r->mentions.v[before].start)->sentence, found[2] = {0, 0}, n = 0;
    for (uint32_t i = before; i-- > 0 && wk_tok(r, r->mentions.v[i].start)->sentence + 1 >= sentence;) {
        uint32_t who = r->mentions.v[i].who;
        if (wk_tok(r, r->mentions.v[i].start)->sentence == sentence || !who || r->people.v[who - 1].kind != WK_NAME_PERSON) continue;
        if ((n && found[0] == who) || (n > 1 && found[1] == who)) continue;
        if (n > 1) return 0;
        found[n++] = who;
    }
    if (n < 2) return 0;
    const wk_mention *m = &r->mentions.v[before];
    return wk_add_somebody(r, (wk_somebody){.name = wk_token_text(r->text, m->start, m->end), .kind = WK_NAME_GROUP, .both = {found[1], found[0]}});
}

void wk_resolve_pronoun(wk_reader *r, uint32_t index) {
    wk_mention *m = &r->mentions.v[index];
    uint32_t found = m->plural ? they(r, index) : wk_he(r, index);
    const wk_mention *meant = found ? &r->mentions.v[found - 1] : NULL;
    m->who = meant ? meant->who : 0;
    if (!m->plural) return;
    uint32_t two = meant && (meant->then || r->people.v[m->who - 1].kind == WK_NAME_GROUP) ? 0 : two_before(r, index);
    if (two) m->who = two;
    else if (meant) m->then = meant->then;
}

typedef enum pair_kind { PAIR_PERSONS, PAIR_LEADERS, PAIR_GOVERNMENTS, PAIR_BODIES } pair_kind;

static bool fits_pair(const wk_reader *r, uint32_t who, pair_kind kind) {
    const wk_somebody *s = &r->people.v[who - 1];
    if (kind == PAIR_GOVERNMENTS) return wk_government_of(r, who) != 0;
    if (kind == PAIR_BODIES) return s->kind == WK_NAME_ORG;
    return s->kind == WK_NAME_PERSON && (kind == PAIR_PERSONS || s->head);
}

/* Does a country only tell where its town is: "Hamburg, (Jerman)"? */
static bool only_place(const wk_reader *r, const wk_mention *m) {
    if (m->start < 2 || !wk_is_sign(r, m->start - 1, ",") || r->people.v[m->who - 1].kind != WK_NAME_GOV) return false;
    uint32_t town = m->start - 2;
    return wk_is(r, town, WK_CITY) || wk_is(r, town, WK_TOWN) || wk_is(r, town, WK_REGION) || wk_is(r, town, WK_SEAT);
}

/* The two latest persons, leaders or governments before a mention that are not the same. */
static uint32_t pair_somebody(wk_reader *r, uint32_t before, pair_kind kind, wk_str text) {
    uint32_t found[2] = {0, 0}, n = 0;
    for (size_t i = before, least = wk_floor_of(before); n < 2 && i-- > least;) {
        uint32_t who = r->mentions.v[i].who;
        if (!who || r->mentions.v[i].pronoun || r->people.v[who - 1].both[0] || !fits_pair(r, who, kind) || only_place(r, &r->mentions.v[i])) continue;
        uint32_t one = kind == PAIR_GOVERNMENTS ? wk_meet(r, wk_government_of(r, who)) : who;
        if (n && found[0] == one) continue;
        found[n++] = one;
    }
    if (n < 2) return kind == PAIR_LEADERS ? pair_somebody(r, before, PAIR_PERSONS, text) : 0;
    return wk_add_somebody(r, (wk_somebody){.name = text, .kind = WK_NAME_GROUP, .both = {found[1], found[0]}});
}

/* Those whom mention i begins to tell, when it is one of two told together: "Sudan dan Uni Afrika". 0: no such two. */
static uint32_t two_from(wk_reader *r, size_t i, wk_str text) {
    const wk_mention *m = &r->mentions.v[i], *then = m->then ? &r->mentions.v[m->then - 1] : NULL;
    if (!then || then->then || !m->who || !then->who || m->who == then->who || wk_told_before(r, (uint32_t)i) < i) return 0;
    return wk_add_somebody(r, (wk_somebody){.name = text, .kind = WK_NAME_GROUP, .both = {m->who, then->who}});
}

/* "Kedua pihak": the two told together last, else the latest persons, else governments. */
static uint32_t parties(wk_reader *r, uint32_t before, wk_str text) {
    uint32_t sentence = sentence_of(r, &r->mentions.v[before]), who = 0;
    for (size_t i = before, least = wk_floor_of(before); !who && i-- > least;) {
        const wk_mention *m = &r->mentions.v[i];
        if (sentence_of(r, m) + 2 < sentence) break;
        who = m->who && r->people.v[m->who - 1].both[0] ? m->who : two_from(r, i, text); /* "keduanya", before */
    }
    if (!who) who = pair_somebody(r, before, PAIR_PERSONS, text);
    return who ? who : pair_somebody(r, before, PAIR_GOVERNMENTS, text);
}

/* Two persons told together in the sentence before: "A dan B …. Keduanya …". */
static uint32_t told_together(wk_reader *r, uint32_t before, wk_str text) {
    uint32_t sentence = sentence_of(r, &r->mentions.v[before]);
    for (size_t i = before; i-- > 0 && sentence_of(r, &r->mentions.v[i]) + 1 >= sentence;) {
        const wk_mention *m = &r->mentions.v[i];
        if (!m->then || !m->who || !r->mentions.v[m->then - 1].who) continue;
        if (fits_pair(r, m->who, PAIR_PERSONS) && fits_pair(r, r->mentions.v[m->then - 1].who, PAIR_PERSONS)) return two_from(r, i, text);
    }
    return 0;
}

/* "Kedua anak X": those named behind such words before ("kedua putranya, A dan B"), else nobody by name. */
static uint32_t both_kin(wk_reader *r, uint32_t before, wk_str text) {
    uint32_t who = 0;
    for (size_t i = before, least = wk_floor_of(before); !who && i-- > least + 1;) {
        const wk_mention *m = &r->mentions.v[i], *kin = m - 1;
        if (kin->kin && kin->end + 1 == m->start && wk_is_sign(r, kin->end, ",")) who = two_from(r, i, text);
    }
    return who ? who : wk_add_somebody(r, (wk_somebody){.name = text, .kind = WK_NAME_GROUP, .many = true});
}

uint32_t wk_pair(wk_reader *r, uint32_t index, wk_str type) {
    const wk_mention *m = &r->mentions.v[index];
    wk_str text = wk_token_text(r->text, m->start, m->end);
    if (wk_str_eq(type, WK_S("both parties"))) return parties(r, index, text);
    if (m->kin) return both_kin(r, index, text);
    static const struct {
        const char *type;
        pair_kind kind;
    } kinds[] = {{"both governments", PAIR_GOVERNMENTS}, {"both leaders", PAIR_LEADERS}, {"both bodies", PAIR_BODIES}};
    pair_kind kind = PAIR_PERSONS;
    for (size_t i = 0; i < WK_COUNT(kinds); i++)
        if (wk_str_eq(type, wk_str_of(kinds[i].type))) kind = kinds[i].kind;
    uint32_t told = kind == PAIR_PERSONS ? told_together(r, index, text) : 0;
    if (told) return told;
    uint32_t who = pair_somebody(r, index, kind, text), group = who || kind != PAIR_PERSONS ? 0 : they(r, index);
    return group ? r->mentions.v[group - 1].who : who; /* "Dua pria …. Kedua pria itu" */
}
