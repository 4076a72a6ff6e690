/* Names: stretches of capitalised words, the world's own names among them, cut where one name ends and another
 * begins ("Presiden Rusia Vladimir Putin": title, country, person). Lays NAME over every name, WHO over those of
 * persons and BODY over those of governments, organisations and media. */
#include "read/names.h"

#include "pack/words.h"
#include "read/tagger.h"

#include <ctype.h>

enum { LONGEST_RUN = 40 /* tokens of a name that nothing knows */, FULL_NAME = 4 /* votes of a word of a person's full name */ };

static bool ends_with_one(wk_str word, const wk_str *v, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (word.n > v[i].n + 3 && wk_str_ends(word, v[i])) return true;
    return false;
}

static bool starts_with_one(wk_str word, const wk_str *v, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (word.n > v[i].n + 3 && wk_str_eq_nocase(wk_str_cut(word, 0, v[i].n), v[i])) return true;
    return false;
}

/* A kind of people, which a name may follow: "Keluarga (Hendra)". */
static bool kind_of_people(const wk_reader *r, uint32_t i) {
    const wk_lexicon *l = r->language->lexicon;
    wk_class noun = wk_lexicon_find_class(l, WK_S("PERSON_NOUN")), follower = wk_lexicon_find_class(l, WK_S("FOLLOWER"));
    return ((noun && wk_is(r, i, noun)) || (follower && wk_is(r, i, follower))) && !wk_is(r, i, WK_GIVEN) && !wk_is(r, i, WK_FAMILY);
}

/* A capital that only a sentence's or quotation's start explains. */
static bool at_start(const wk_reader *r, uint32_t i) {
    if (wk_tok(r, i)->flags & (WK_SENTENCE | WK_PARAGRAPH) || !i) return true;
    if (wk_tok(r, i - 1)->flags & WK_OPENS) return true;
    wk_span before = wk_token_span(r->text, i - 1, i);
    return before.end == before.start + 1 && strchr(".?!:\"", r->text->text.p[before.start]);
}

/* Does the word look like an ordinary word of the language? */
static bool common(const wk_reader *r, uint32_t i) {
    const wk_language *l = r->language;
    if (wk_is(r, i, WK_COMMON) || wk_is(r, i, WK_PREPOSITION) || wk_is(r, i, WK_CONJUNCTION) ||
        wk_is(r, i, WK_SUBORDINATOR) || wk_is(r, i, WK_PRONOUN) || wk_is(r, i, WK_SAY) || wk_is(r, i, WK_REPORTING) ||
        wk_is(r, i, WK_MONTH) || wk_is(r, i, WK_WEEKDAY) || wk_is(r, i, WK_NUMERAL))
        return true;
    if (wk_tok(r, i)->shape != WK_SHAPE_TITLE) return false;
    if (wk_tok(r, i + 1)->flags & WK_CLITIC) return true;
    wk_str word = wk_token_text(r->text, i, i + 1);
    return starts_with_one(word, l->verb_starts.v, l->verb_starts.n) ||
           (starts_with_one(word, l->common_starts.v, l->common_starts.n) &&
            ends_with_one(word, l->common_ends.v, l->common_ends.n));
}

static const struct {
    wk_class class;
    wk_name_kind kind;
} world_names[] = {{WK_PERSON, WK_NAME_PERSON}, {WK_AGENCY, WK_NAME_MEDIUM}, {WK_ORG, WK_NAME_ORG},
                   {WK_GOV, WK_NAME_GOV},       {WK_SEAT, WK_NAME_GOV},      {WK_SHORT, WK_NAME_PERSON}};

/* The longest name of the world that starts at i. */
static bool world_name(const wk_reader *r, uint32_t i, wk_name *name) {
    *name = (wk_name){.start = i, .end = i};
    for (size_t k = 0; k < WK_COUNT(world_names); k++) {
        const wk_mark *m = wk_mark_at(r->text, i, world_names[k].class);
        if (!m || m->end <= name->end) continue;
        if (wk_is_sign(r, m->end, "$") && !(wk_tok(r, m->end)->flags & WK_SPACE)) continue; /* "US$ 2 miliar" */
        bool is_short = world_names[k].class == WK_SHORT;
        wk_entity_kind kind = r->world->entities.v[m->value].kind;
        if (is_short && kind != WK_ENTITY_PERSON) { /* a word of its own as well: no name where any word has a capital */
            if (at_start(r, i)) continue;
            *name = (wk_name){i, m->end, m->value, kind == WK_ENTITY_AGENCY ? WK_NAME_MEDIUM : WK_NAME_ORG, false};
            continue;
        }
        *name = (wk_name){i, m->end, m->value, world_names[k].kind, is_short};
    }
    return name->end > i;
}

/* Does the word end an organisation's name ("Provinsi NTT", "Polda Jawa Timur")? A person may follow. */
static bool closes_name(const wk_reader *r, uint32_t i, wk_class last) {
    if (last && wk_is(r, i, last)) return true; /* "PT Laut Biru (Tbk)" */
    return wk_tok(r, i)->shape == WK_SHAPE_UPPER || wk_ends_place(r, i);
}

/* May somebody's name begin at j, behind a body that is known: "Dewan Pimpinan Pusat Partai Golkar (Hendra Wirawan)"? */
static bool person_follows(const wk_reader *r, uint32_t j, uint32_t end) {
    if (j + 1 >= end || wk_tok(r, j)->shape != WK_SHAPE_TITLE || wk_tok(r, j + 1)->shape != WK_SHAPE_TITLE) return false;
    return !wk_is(r, j, WK_COMMON) && !wk_is(r, j, WK_REGION) && !wk_is(r, j, WK_TOWN) && !wk_is(r, j, WK_CITY) && !wk_is(r, j, WK_PLACEWORD) && !wk_is(r, j, WK_ORGWORD);
}

/* Does a body that the world knows end right before j? */
static bool behind_known_body(const wk_reader *r, uint32_t j) {
    for (uint32_t back = 1; back <= 4 && back <= j; back++) {
        const wk_mark *m = wk_mark_at(r->text, j - back, WK_ORG);
        if (m && m->end == j) return true;
    }
    return false;
}

/* Words of an organisation's own: "Kementerian Hukum dan HAM", up to a title or a person. */
static uint32_t organisation_end(const wk_reader *r, uint32_t i, uint32_t end) {
    const wk_mark *word = wk_mark_at(r->text, i, WK_ORGWORD);
    wk_class last = wk_name_list(r, "BODY_END");
    uint32_t j = word && word->end <= end ? word->end : i + 1;
    bool court = j > i + 1 && wk_is(r, j - 1, WK_TITLE); /* "Majelis Hakim (Pengadilan …)": a person may follow too */
    if (court && !wk_is(r, j, WK_ORGWORD) && wk_tok(r, j)->shape != WK_SHAPE_UPPER) return j;
    while (j < end) {
        wk_name inner;
        if (j > i + 1 && closes_name(r, j - 1, last) && wk_name_capital(r, j) && wk_tok(r, j)->shape == WK_SHAPE_TITLE) break;
        if (wk_name_capital(r, j) && !wk_is(r, j, WK_TITLE) && !wk_is(r, j, WK_HONORIFIC) && !(world_name(r, j, &inner) && inner.kind == WK_NAME_PERSON)) {
            bool country = world_name(r, j, &inner) && inner.kind == WK_NAME_GOV, body = inner.end > j && inner.kind == WK_NAME_ORG;
            j = country || body ? inner.end : j + 1;
            if (country || (body && person_follows(r, j, end))) break; /* the country closes its name; so does a body before a name */
        } else if (wk_is(r, j, WK_CONJUNCTION) && j + 1 < end && wk_name_capital(r, j + 1) && !wk_is(r, j + 1, WK_TITLE) &&
                   !wk_is(r, j + 1, WK_ORGWORD) && !world_name(r, j + 1, &inner)) {
            j += 2;
        } else break;
    }
    return j;
}

/* A run of capitals that nothing knows: a person, as long as nothing says otherwise. */
static uint32_t unknown_end(const wk_reader *r, uint32_t i, uint32_t end) {
    uint32_t j = i + 1;
    wk_name inner;
    if (end > i + LONGEST_RUN) end = i + LONGEST_RUN;
    while (j < end) {
        if (wk_name_capital(r, j) && !wk_is(r, j, WK_TITLE) && !wk_is(r, j, WK_ORGWORD) && !wk_is(r, j, WK_MONTH) &&
            !wk_is(r, j, WK_WEEKDAY) && !(world_name(r, j, &inner) && inner.kind != WK_NAME_PERSON))
            j++;
        else if (wk_name_hyphen(r, j) && j + 1 < end && !(wk_tok(r, j + 1)->flags & WK_SPACE) &&
                 wk_tok(r, j + 1)->shape != WK_SHAPE_NUMBER && wk_tok(r, j + 1)->shape != WK_SHAPE_PUNCT)
            j += 2;
        else if (wk_is(r, j, WK_PARTICLE) && j + 1 < end && wk_name_capital(r, j + 1)) j += 2;
        else if (j + 1 < end && wk_tok(r, j - 1)->end - wk_tok(r, j - 1)->start == 1 &&
                 wk_str_eq(wk_token_text(r->text, j, j + 1), WK_S(".")) && wk_name_capital(r, j + 1))
            j += 2; /* an initial */
        else break;
    }
    return j;
}

static bool is_char(const wk_reader *r, uint32_t i, const char *set) {
    const wk_token *t = wk_tok(r, i);
    return t->end == t->start + 1 && strchr(set, r->text->text.p[t->start]);
}

/* ---- what the model of names says */

/* Of a tag that begins a name: its kind, and a word's votes for that kind in the map of the part (ten bits each). */
static const struct {
    wk_name_kind kind;
    uint32_t vote;
} tagged_kinds[] = {[WK_TAG_PERSON] = {WK_NAME_PERSON, 1 << 20}, [WK_TAG_ORG] = {WK_NAME_ORG, 1 << 10}, [WK_TAG_PLACE] = {WK_NAME_PLACE, 1}};

/* Signs end no name, nor does a word glued to one by mistake ("Hendra diJakarta"). */
static bool ends_name(const wk_reader *r, uint32_t i) {
    const wk_token *t = wk_tok(r, i);
    return t->shape != WK_SHAPE_PUNCT && !(t->shape == WK_SHAPE_MIXED && islower((unsigned char)r->text->text.p[t->start]));
}

/* "–" and "—" with spaces around part what stands before from what stands behind. */
static bool is_dash(const wk_reader *r, uint32_t i) {
    const wk_token *t = wk_tok(r, i);
    return t->shape == WK_SHAPE_PUNCT && t->end > t->start + 1 && t->flags & WK_SPACE;
}

/* The name that the model sees at i, which the names laid so far do not reach; its end is i when it sees none. Brackets
 * and quotation marks end it: "Komisi … (KPK)" are two names of one. */
static wk_name tagged_name(const wk_reader *r, uint32_t i, uint32_t end) {
    wk_name name = {.start = i, .end = i};
    if (!r->tags || !r->tags[i]) return name;
    uint8_t kind = wk_tag_kind(r->tags[i]);
    name.kind = tagged_kinds[kind].kind;
    for (name.end = i + 1; name.end < end && r->tags[name.end] == kind + 1 && !is_char(r, name.end, "()\"\'") && !is_dash(r, name.end); name.end++) {}
    while (name.end > i + 1 && !ends_name(r, name.end - 1)) name.end--;
    if (name.kind == WK_NAME_PERSON) /* "Kim Jong-un" */
        while (name.end + 1 < end && name.end < i + LONGEST_RUN && wk_name_hyphen(r, name.end) && !(wk_tok(r, name.end + 1)->flags & WK_SPACE) &&
               wk_tok(r, name.end + 1)->shape <= WK_SHAPE_MIXED)
            name.end += 2;
    return name;
}

/* Counts a word for a kind as much as a full name does. */
static void vote_fully(wk_reader *r, uint32_t i, uint32_t one) {
    wk_str word = wk_token_text(r->text, i, i + 1);
    uint32_t votes = wk_map_get(r->capitals, word, 0);
    if ((votes / one & 1023) < 1000) wk_map_put(r->capitals, word, votes + FULL_NAME * one);
}

/* Lets the words of the names that the model sees vote for their kinds. A person's full name counts most: its words are the
 * short names that follow. */
static void vote(wk_reader *r) {
    for (uint32_t i = 0; r->tags && i + 1 < r->text->tokens.n; i++) {
        if (!r->tags[i] || !wk_name_capital(r, i)) continue;
        wk_str word = wk_token_text(r->text, i, i + 1);
        bool full = r->tags[i] == WK_TAG_PERSON + 1 || (r->tags[i] == WK_TAG_PERSON && r->tags[i + 1] == WK_TAG_PERSON + 1);
        uint32_t one = tagged_kinds[wk_tag_kind(r->tags[i])].vote, votes = wk_map_get(r->capitals, word, 0);
        if ((votes / one & 1023) < 1000) wk_map_put(r->capitals, word, votes + (full ? FULL_NAME : 1) * one);
        bool bracket = i + 3 < r->text->tokens.n && wk_is_sign(r, i + 1, "(") && wk_is_sign(r, i + 3, ")"); /* what it goes by elsewhere */
        if (bracket && (wk_tok(r, i + 2)->shape == WK_SHAPE_UPPER || (wk_tag_kind(r->tags[i]) == WK_TAG_ORG && wk_name_capital(r, i + 2)))) vote_fully(r, i + 2, one);
    }
}

/* The kind that the votes for a name's words are for; the model's own stands unless another has more than twice as many. */
static bool voted(const wk_reader *r, wk_name *name) {
    uint32_t count[WK_COUNT(tagged_kinds)] = {0}, best = WK_TAG_PERSON;
    for (uint32_t i = name->start; i < name->end; i++) {
        uint32_t votes = wk_name_capital(r, i) ? wk_map_get(r->capitals, wk_token_text(r->text, i, i + 1), 0) : 0;
        for (size_t k = WK_TAG_PERSON; k < WK_COUNT(tagged_kinds); k += 2) count[k] += votes / tagged_kinds[k].vote & 1023;
    }
    for (uint32_t k = WK_TAG_PERSON; k < WK_COUNT(tagged_kinds); k += 2) best = count[k] > count[best] ? k : best;
    uint8_t own = wk_tag_kind(r->tags[name->start]);
    if (count[best] && (!own || count[best] > 2 * count[own])) name->kind = tagged_kinds[best].kind;
    return count[best] > 0;
}

static wk_name_kind guess(const wk_reader *r, uint32_t i, uint32_t end) {
    if ((i && wk_is(r, i - 1, WK_PLACEWORD)) || wk_is(r, i, WK_PLACEWORD)) return WK_NAME_PLACE;
    if (end == i + 1 && wk_tok(r, i)->shape == WK_SHAPE_UPPER && wk_tok(r, i)->end - wk_tok(r, i)->start <= 7)
        return WK_NAME_ORG;
    return WK_NAME_PERSON;
}

static void lay(wk_reader *r, wk_name name) {
    uint32_t value = (uint32_t)r->names.n;
    *WK_PUSH(r->arena, &r->names) = name;
    wk_mark_add(r->text, WK_NAME, name.start, name.end, value);
    if (name.kind == WK_NAME_PERSON) wk_mark_add(r->text, WK_WHO, name.start, name.end, value);
    else if (name.kind != WK_NAME_PLACE) wk_mark_add(r->text, WK_BODY, name.start, name.end, value);
    const wk_mark *agency = wk_mark_at(r->text, name.start, WK_AGENCY);
    if (name.kind == WK_NAME_MEDIUM && !agency) wk_mark_add(r->text, WK_AGENCY, name.start, name.end, name.entity);
}

/* The end of an organisation's name that a word of ORGWORD begins: the model knows better where a person follows. */
static uint32_t body_end(const wk_reader *r, uint32_t i, uint32_t end) {
    uint32_t j = organisation_end(r, i, end);
    wk_class last = wk_name_list(r, "BODY_END");
    for (uint32_t k = i + 1; last && k < j; k++)
        if (wk_is(r, k, last)) return k + 1; /* "PT X Tbk (Hendra)" */
    for (uint32_t k = i + 1; r->tags && k < j; k++)
        if (r->tags[k] == WK_TAG_PERSON) return k;
    wk_name person;
    bool goes_on = j < end && !(behind_known_body(r, j) && person_follows(r, j, end)) && !(last && wk_is(r, j - 1, last)) && !wk_is(r, j - 1, WK_TITLE) && !is_char(r, j, "()\"\'") && !(wk_ends_land(r, j - 1) && wk_name_capital(r, j));
    wk_name rest = goes_on && !wk_tag_begins(r->tags ? r->tags[j] : 0) ? tagged_name(r, j, end) : (wk_name){0};
    for (uint32_t k = j; k < rest.end; k++)
        if ((last && wk_is(r, k - 1, last)) || wk_is(r, k, WK_HONORIFIC) || wk_is(r, k, WK_TITLE) || (world_name(r, k, &person) && person.kind == WK_NAME_PERSON)) rest.end = k;
    return rest.end > j && rest.kind == WK_NAME_ORG && wk_name_capital(r, rest.end - 1) ? rest.end : j;
}

/* A country's body and another country right behind: "Kadin Jepang" is not the one known as Kadin. */
static wk_name body_abroad(const wk_reader *r, wk_name known) {
    const wk_mark *country = wk_mark_at(r->text, known.end, WK_GOV);
    if (known.kind != WK_NAME_ORG || !country) return known;
    uint32_t of = r->world->entities.v[known.entity].of;
    if (!of || r->world->entities.v[of].kind != WK_ENTITY_GOV) return known;
    return (wk_name){known.start, country->end, of == country->value ? known.entity : 0, WK_NAME_ORG, false};
}

/* Does somebody follow the words before: a title, a rank, "kata"? */
static bool calls_for_person(const wk_reader *r, uint32_t i) {
    static const wk_class classes[] = {WK_TITLE, WK_HONORIFIC, WK_SAY, WK_ACCORDING};
    if (i > 3 && wk_is_sign(r, i - 1, ")") && wk_is_sign(r, i - 3, "(")) i -= 3; /* "Menteri Sekretaris Negara (Mensesneg) …" */
    for (uint32_t back = 1; back <= 4 && back <= i; back++)
        for (size_t k = 0; k < WK_COUNT(classes); k++) {
            const wk_mark *m = wk_mark_at(r->text, i - back, classes[k]);
            if (m && m->end == i) return true;
        }
    return false;
}

static bool acts_behind(const wk_reader *r, uint32_t i) {
    return wk_is(r, i, WK_VERBAL) || wk_is(r, i, WK_SAY);
}

/* Do capitals [i, end) stand between commas, behind an office: "Ketua Yayasan Bumi Lestari (YBL), (Danang Pujimarta), …"? */
static bool beside_office(const wk_reader *r, uint32_t i, uint32_t end) {
    enum { OFFICE = 12 };
    if (end < i + 2 || end > i + 4 || i < 2 || !wk_is_sign(r, i - 1, ",") || !wk_is_sign(r, end, ",")) return false;
    for (uint32_t k = i - 1, back = 0; k-- > 0 && back < OFFICE; back++) {
        const wk_mark *m = wk_mark_at(r->text, k, WK_TITLE);
        if (m && m->end < i) return true;
        if (wk_is(r, k, WK_VERBAL) || wk_is_sign(r, k, ",.") || wk_is(r, k, WK_PREPOSITION) || wk_tok(r, k)->flags & WK_SENTENCE) return false;
    }
    return false;
}

/* Does the model see a person begin at i? What stands right before is no person then. */
static bool person_begins(const wk_reader *r, uint32_t i) {
    return r->tags && r->tags[i] == WK_TAG_PERSON;
}

/* Does the word at token i stand in somebody's full name? */
static bool somebodys(const wk_reader *r, uint32_t i) {
    uint32_t votes = wk_map_get(r->capitals, wk_token_text(r->text, i, i + 1), 0);
    return (votes / tagged_kinds[WK_TAG_PERSON].vote & 1023) >= FULL_NAME;
}

/* Is the name a place that the pack knows, and nobody's in this document? */
static bool known_place(const wk_reader *r, const wk_name *name) {
    static const wk_class classes[] = {WK_TOWN, WK_CITY};
    for (size_t k = 0; k < WK_COUNT(classes); k++) {
        const wk_mark *m = wk_mark_at(r->text, name->start, classes[k]);
        if (!m || m->end != name->end) continue;
        bool office = wk_behind_office_of_place(r, name->start);
        if (calls_for_person(r, name->start) && !office) continue;
        return m->end > name->start + 1 || (office && !wk_is(r, name->start, WK_GIVEN)) || !somebodys(r, name->start);
    }
    return false;
}

/* Is the name a body's that the pack knows? */
static bool known_body(const wk_reader *r, const wk_name *name) {
    const wk_mark *m = wk_mark_at(r->text, name->start, WK_BODY_NAME);
    return m && m->end == name->end;
}

/* A name that the model sees, its kind mended by what else is known of it. */
static wk_name mended(const wk_reader *r, wk_name name) {
    uint32_t i = name.start;
    bool rest = i && !wk_tag_begins(r->tags[i]) && wk_name_capital(r, i - 1), behind_place = rest && (wk_ends_land(r, i - 1) || wk_is(r, i - 1, wk_name_list(r, "BODY_END")) || (behind_known_body(r, i) && name.end > i + 1));
    (void)voted(r, &name);
    bool ranked = i && wk_is(r, i - 1, WK_HONORIFIC) && !wk_is(r, i - 1, WK_TITLE) && wk_tok(r, i - 1)->end - wk_tok(r, i - 1)->start > 1;
    if (ranked && name.kind == WK_NAME_ORG && !wk_is(r, i, WK_ORGWORD) && name.end > i + 1) name.kind = WK_NAME_PERSON; /* "Kombes (Hendra Wirawan)" */
    if (behind_place) name.kind = WK_NAME_PERSON; /* "Kepala Dinas Pertanian Solo Hendra" */
    if (!wk_is(r, i, WK_PLACEWORD) && !wk_ends_place(r, name.end - 1) && beside_office(r, i, name.end)) name.kind = WK_NAME_PERSON;
    if (name.kind == WK_NAME_PLACE && (rest || calls_for_person(r, i)) && !person_begins(r, name.end)) name.kind = WK_NAME_PERSON;
    return name;
}

/* Do brackets with somebody's years stand at token i: "Hendra (45)"? */
static bool aged(const wk_reader *r, uint32_t i) {
    if (i + 2 >= r->text->tokens.n || !wk_is_sign(r, i, "(") || !wk_is_sign(r, i + 2, ")") || wk_tok(r, i + 1)->shape != WK_SHAPE_NUMBER) return false;
    return wk_tok(r, i + 1)->end - wk_tok(r, i + 1)->start == 2;
}

/* One word between commas behind a nameless one: "salah seorang pedagang, (Hendra), …". */
static bool told_of_one(const wk_reader *r, uint32_t i, uint32_t end) {
    enum { BACK = 5 };
    if (i < 3 || end != i + 1 || !wk_is_sign(r, i - 1, ",") || !wk_is_sign(r, end, ",")) return false;
    wk_class noun = wk_name_list(r, "PERSON_NOUN"), one = wk_name_list(r, "QUANTIFIER");
    if (!noun || !one || !wk_is(r, i - 2, noun)) return false;
    for (uint32_t back = 3; back <= BACK && back <= i; back++)
        if (wk_str_eq(wk_list_value(r, i - back, one), WK_S("one"))) return true;
    return false;
}

/* A run of capitals that the packs know nothing of. What the model sees no name in is one only where the document or the
 * words around say so. */
static wk_name unknown_name(const wk_reader *r, uint32_t i, uint32_t end) {
    wk_name name = tagged_name(r, i, end);
    if (name.end > i) return mended(r, name);
    name.end = unknown_end(r, i, end);
    for (uint32_t k = i + 1; r->tags && k < name.end; k++)
        if (r->tags[k]) name.end = wk_name_hyphen(r, k - 1) && k > i + 1 ? k - 1 : k;
    name.kind = guess(r, i, name.end);
    if (!r->tags) return name;
    if (name.kind != WK_NAME_PLACE && voted(r, &name)) return name;
    if (name.kind == WK_NAME_PERSON && wk_is(r, name.end, WK_ORGWORD) && wk_tok(r, name.end)->shape != WK_SHAPE_LOWER) { /* "Staf (Kampanye) Lembaga X" */
        name.end = i;
        return name;
    }
    bool whole = name.end > i + 1 && person_begins(r, name.end) && r->tags[name.end + 1] != WK_TAG_PERSON + 1;
    if (whole && calls_for_person(r, i)) { /* "Kapolri Listyo Sigit (Prabowo)" */
        name.end++;
        name.kind = WK_NAME_PERSON;
        return name;
    }
    if (person_begins(r, name.end) && calls_for_person(r, i)) { /* "CEO Bukalapak Hendra Wirawan"; "Kapolri Jenderal (Bagas Nugroho)" */
        bool given = name.end == i + 1 && wk_is(r, i, WK_GIVEN);
        name.kind = given ? WK_NAME_PERSON : WK_NAME_ORG;
        for (; given && name.end < end && wk_tag_kind(r->tags[name.end]) == WK_TAG_PERSON; name.end++) {}
        return name;
    }
    const wk_name *last = r->names.n ? &r->names.v[r->names.n - 1] : NULL;
    bool plain = wk_tok(r, i)->shape == WK_SHAPE_TITLE;
    bool first = name.end == i + 1 && plain && person_begins(r, i + 1) && r->tags[i + 2] != WK_TAG_PERSON + 1 && !kind_of_people(r, i);
    if (first && at_start(r, i) && acts_behind(r, i + 2)) return name; /* "(Rafli) Hendra mengatakan": the model sees but the last word */
    if (last && last->end == i && last->kind != WK_NAME_PERSON && plain) return name; /* "Kepala Dinas Pertanian Solo Hendra" */
    if (!calls_for_person(r, i) && !acts_behind(r, name.end) && !beside_office(r, i, name.end) && !aged(r, name.end) && !told_of_one(r, i, name.end)) name.end = i;
    if (name.end == i + 1 && (!plain || at_start(r, i))) name.end = i;
    return name;
}

/* Is the word a number in Roman letters? */
static bool is_roman(const wk_reader *r, uint32_t i) {
    wk_str word = wk_token_text(r->text, i, i + 1);
    for (size_t k = 0; k < word.n; k++)
        if (!strchr("IVXL", word.p[k])) return false;
    return word.n > 0;
}

/* Does the place before i follow words of a district that is numbered: "Daerah Pemilihan Aceh (I)"? */
static bool of_district(const wk_reader *r, uint32_t i) {
    wk_class district = wk_name_list(r, "DISTRICT");
    for (uint32_t back = 2; district && back <= 4 && back <= i; back++)
        if (wk_is(r, i - back, district)) return true;
    return false;
}

/* Does a degree stand at token i, behind a name or another degree: "Hendra Wirawan (SH) (MH)"? */
static bool is_degree(const wk_reader *r, uint32_t i) {
    if (!i || wk_tok(r, i)->shape == WK_SHAPE_TITLE || !wk_name_capital(r, i - 1)) return false;
    wk_class degree = wk_name_list(r, "DEGREE");
    return degree && wk_is(r, i, degree);
}

/* The name that starts at i; its end is i when none does. */
static wk_name name_at(const wk_reader *r, uint32_t i, uint32_t end) {
    wk_name name = {i, i, 0, WK_NAME_PERSON, false}, known;
    if (!wk_name_capital(r, i)) return name;
    if (is_degree(r, i)) return name;
    bool in_world = world_name(r, i, &known);
    bool plain = (wk_is(r, i, WK_HONORIFIC) && i + 1 < end && wk_name_capital(r, i + 1)) || (wk_is(r, i, WK_RELATIVE) && at_start(r, i));
    if (in_world && known.short_form && plain) return name; /* "Pak (Hendra)", "Yang pasti": no Korean, no Chinese */
    wk_name tagged = tagged_name(r, i, end);
    bool person = tagged.end > i && tagged.kind == WK_NAME_PERSON;
    const wk_mark *region = wk_mark_at(r->text, i, WK_REGION);
    bool named_so = region && region->end == i + 1 && somebodys(r, i); /* "Bima", of Bima Arya */
    if (region && !named_so && (!in_world || region->end > known.end) && !(person && tagged.end > region->end))
        return (wk_name){i, region->end, 0, WK_NAME_PLACE, false};
    if (wk_is(r, i, WK_ORGWORD) && !wk_is(r, i, WK_MEDIUM)) {
        uint32_t j = body_end(r, i, end);
        if (in_world && known.end >= j) return known;
        if (j > i + 1) return (wk_name){i, j, 0, WK_NAME_ORG, false};
    }
    const wk_mark *town = wk_is(r, i, WK_TITLE) ? wk_mark_at(r->text, i, WK_TOWN) : NULL;
    if (town && town->end > i + 1) return (wk_name){i, town->end, 0, WK_NAME_PLACE, false}; /* "Raja Ampat" */
    if (wk_is(r, i, WK_THING) && !in_world && i + 1 < end && wk_name_capital(r, i + 1) && !wk_is(r, i + 1, WK_WEEKDAY))
        return person && tagged.end > i + 2 ? (wk_name){i, i + 2, 0, WK_NAME_PLACE, false} /* "Masjid Agung (Hendra Wirawan)" */
               : tagged.end > i ? tagged : (wk_name){i, unknown_end(r, i, end), 0, WK_NAME_PLACE, false};
    bool numbered = i && is_roman(r, i) && wk_ends_place(r, i - 1) && (wk_tok(r, i)->end - wk_tok(r, i)->start > 1 || of_district(r, i));
    if (numbered || (i && wk_is(r, i - 1, WK_ORGWORD) && is_roman(r, i)))
        return name; /* "Komisi (XI)", "Jawa Barat (VII)"; not "Bali I Wayan" */
    if (in_world) {
        /* "Kim" alone is short for somebody; "Kim Yo Jong" is somebody else */
        uint32_t j = person ? tagged.end : unknown_end(r, i, end);
        if (!known.short_form || j <= known.end) return body_abroad(r, known);
        if (!person && tagged.end > known.end) return tagged; /* "Trump Tower" */
        return (wk_name){i, j, 0, WK_NAME_PERSON, false};
    }
    if (wk_is(r, i, WK_TITLE) || wk_is(r, i, WK_ORGWORD) || wk_is(r, i, WK_MONTH) || wk_is(r, i, WK_WEEKDAY) ||
        wk_is(r, i, WK_HONORIFIC) || wk_is(r, i, WK_DAY) || wk_is(r, i, WK_MEDIUM))
        return name;
    if (common(r, i) && (at_start(r, i) || wk_is(r, i, WK_COMMON) || wk_behind_title(r, i))) return name; /* "Menteri Kemaritiman" */
    name = unknown_name(r, i, end);
    if (name.kind == WK_NAME_PERSON && name.end > i + 1 && at_start(r, i) && kind_of_people(r, i)) return (wk_name){i, i, 0, WK_NAME_PERSON, false};
    if (name.kind == WK_NAME_PERSON && name.end > i && known_place(r, &name)) name.kind = WK_NAME_PLACE;
    else if (name.kind == WK_NAME_PERSON && name.end > i && known_body(r, &name)) name.kind = WK_NAME_ORG;
    return name;
}

/* A day's name that somebody has: "Ramadhan Wirawan". */
static wk_name named_as_day(const wk_reader *r, uint32_t i, uint32_t end) {
    wk_name name = tagged_name(r, i, end);
    if (name.kind != WK_NAME_PERSON || name.end < i + 2 || !wk_name_capital(r, i)) name.end = i;
    return name;
}

/* Titles and ranks of several words are passed over whole. */
static uint32_t title_end(const wk_reader *r, uint32_t i) {
    const wk_mark *title = wk_mark_at(r->text, i, WK_TITLE), *rank = wk_mark_at(r->text, i, WK_HONORIFIC);
    if (rank && (!title || rank->end > title->end)) title = rank;
    return title && !wk_is(r, title->end - 1, WK_ORGWORD) ? title->end : i;
}

/* Two persons side by side are one: "Michael (Richard Pompeo)"; a full name ends before another's title or a comma. */
static bool joins_last(wk_reader *r, const wk_name *name) {
    wk_name *last = r->names.n ? &r->names.v[r->names.n - 1] : NULL;
    bool short_one = last && name->short_form && last->end <= last->start + 3; /* "Listyo Sigit (Prabowo)" is nobody the world calls so */
    bool whole = last && last->kind == WK_NAME_PERSON && !last->entity && (last->end == last->start + 1 || short_one) && last->end == name->start;
    if (!whole || name->kind != WK_NAME_PERSON || wk_tok(r, name->start)->flags & WK_SENTENCE) return false;
    uint32_t start = last->start;
    r->names.n--;
    lay(r, (wk_name){start, name->end, short_one ? 0 : name->entity, WK_NAME_PERSON, name->short_form && !short_one});
    return true;
}

/* Is the word an address, as the outlet of a page goes by: "Berita24.id"? */
static bool is_site(const wk_reader *r, const wk_name *name) {
    wk_span at = wk_token_span(r->text, name->start, name->end);
    wk_str word = wk_str_cut(r->text->text, at.start, at.end);
    size_t dot = wk_str_find(word, WK_S("."), 0);
    if (dot < 3 || dot + 3 > word.n || dot + 5 < word.n) return false;
    for (size_t k = dot + 1; k < word.n; k++)
        if (!isalpha((unsigned char)word.p[k])) return false;
    return true;
}

uint32_t wk_degree_end(const wk_reader *r, uint32_t i) {
    enum { LONGEST = 4 };
    if (i < 3 || !wk_is_sign(r, i - 1, ",") || !wk_name_capital(r, wk_is_sign(r, i - 2, ".") ? i - 3 : i - 2)) return i;
    uint32_t k = i;
    while (wk_name_capital(r, k) && wk_tok(r, k)->end - wk_tok(r, k)->start <= LONGEST && wk_is_sign(r, k + 1, ".") && !(wk_tok(r, k + 1)->flags & WK_SPACE) &&
           !(wk_tok(r, k + 2)->flags & (WK_SPACE | WK_PARAGRAPH)) && wk_name_capital(r, k + 2))
        k += 2;
    return k > i && wk_tok(r, k)->end - wk_tok(r, k)->start <= LONGEST ? k + 1 : i;
}

void wk_read_names(wk_reader *r) {
    const wk_model *model = &r->language->names;
    r->tags = model->count ? wk_alloc(r->arena, r->text->tokens.n) : NULL;
    for (uint32_t s = 0; r->tags && s + 1 < r->sentences.n; s++)
        wk_tag(model, r->text, r->sentences.v[s], r->sentences.v[s + 1], r->tags + r->sentences.v[s]);
    r->capitals = wk_map_new(r->arena, 256);
    vote(r);
    for (uint32_t s = 0; s + 1 < r->sentences.n; s++) {
        uint32_t end = r->sentences.v[s + 1];
        for (uint32_t i = r->sentences.v[s]; i < end;) {
            if (!wk_name_capital(r, i) && !wk_is(r, i, WK_DAY) && !wk_is(r, i, WK_TITLE) && !wk_is(r, i, WK_HONORIFIC)) { /* most words */
                i++;
                continue;
            }
            const wk_mark *day = wk_mark_at(r->text, i, WK_DAY);
            uint32_t title = title_end(r, i);
            if (title <= i + 1) title = wk_degree_end(r, i);
            if (title > i + 1) {
                i = title;
                continue;
            }
            wk_name name = day ? named_as_day(r, i, end) : name_at(r, i, end);
            wk_mend_name(r, &name);
            if (name.end > i && name.kind != WK_NAME_MEDIUM && is_site(r, &name)) name.kind = WK_NAME_MEDIUM;
            if (name.kind == WK_NAME_PERSON && name.end > name.start + 1 && r->tags && r->tags[name.start] && wk_tag_kind(r->tags[name.start]) != WK_TAG_PERSON)
                for (uint32_t k = name.start; k < name.end; k++) vote_fully(r, k, tagged_kinds[WK_TAG_PERSON].vote); /* the model saw a body */
            if (name.end > i && !joins_last(r, &name)) lay(r, name);
            i = name.end > i ? name.end : day ? day->end : i + 1;
        }
    }
}
