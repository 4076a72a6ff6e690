/* Who an office or a group is that is told without a name: whoever has it in this article, or holds it in the world; a body told
 * before. */
#include "read/who.h"

enum { LONGEST_NAME = WK_WHO_LONGEST };

/* A place by the key of its list, which its short forms share ("Jabar"); else as it is written. */
static wk_str place_called(const wk_reader *r, uint32_t start, uint32_t end) {
    wk_class province = wk_lexicon_find_class(r->language->lexicon, WK_S("PROVINCE"));
    wk_str key = province ? wk_list_value(r, start, province) : (wk_str){0};
    return key.p ? key : wk_token_text(r->text, start, end);
}

wk_str wk_place_told(const wk_reader *r, const wk_match *match, const wk_capture *title, uint32_t name) {
    enum { LONGEST = 4 };
    const wk_capture *place = wk_match_get(r->text, match, WK_SLOT_PLACE);
    if (place) return place_called(r, place->start, place->end);
    uint32_t start = title ? title->end : name, end = start;
    while (end < name && end < start + LONGEST && wk_tok(r, end)->shape <= WK_SHAPE_MIXED && wk_tok(r, end)->shape != WK_SHAPE_LOWER && !wk_is(r, end, WK_HONORIFIC)) end++;
    return end > start ? place_called(r, start, end) : (wk_str){0};
}

/* A bare title: somebody nameless met with the same one ("juru bicara Kementerian …"), or nobody known. */
static uint32_t same_office(const wk_reader *r, wk_str title) {
    for (size_t i = r->people.n, least = wk_floor_of(i); title.p && i-- > least;)
        if (r->people.v[i].title.p && wk_str_eq_nocase(r->people.v[i].title, title)) return (uint32_t)i + 1;
    return 0;
}

uint32_t wk_body_before(wk_reader *r, wk_str head, uint32_t token) {
    uint32_t most = WK_READ_BACK;
    for (size_t i = r->names.n; i-- > 0 && most--;) {
        const wk_name *name = &r->names.v[i];
        if (name->start >= token || name->kind != WK_NAME_ORG || name->end < name->start + 2) continue;
        if (wk_str_eq_nocase(wk_token_text(r->text, name->start, name->start + 1), head)) return wk_name_somebody(r, name);
    }
    return 0;
}

/* Does the mention end in a word that points back: "kementerian itu"? */
static bool points_back(const wk_reader *r, const wk_mention *m) {
    wk_class that = wk_lexicon_find_class(r->language->lexicon, WK_S("THAT"));
    return that && m->end > m->start + 1 && wk_is(r, m->end - 1, that);
}

/* A group told by its other name, or by the first words of a longer one ("majelis hakim" of the "Majelis Hakim Pengadilan
 * Negeri Medan"); one word is enough when a word points back ("kementerian itu"). */
static uint32_t group_told_before(wk_reader *r, wk_str text, const wk_mention *m) {
    bool points = points_back(r, m);
    if (points) text = wk_token_text(r->text, m->start, m->end - 1);
    wk_str folded = wk_fold_name(r, text);
    bool words = points || wk_str_find(folded, WK_S(" "), 0) < folded.n;
    for (size_t i = r->people.n, least = wk_floor_of(i); i-- > least;) {
        const wk_somebody *s = &r->people.v[i];
        if (s->alias.p && wk_str_eq(s->alias, folded)) return (uint32_t)i + 1;
        bool begins = words && s->folded.n > folded.n && wk_str_starts(s->folded, folded) && s->folded.p[folded.n] == ' ';
        if (points && s->kind == WK_NAME_GROUP && wk_str_eq(s->folded, folded)) return (uint32_t)i + 1; /* "sumber itu" */
        if (begins && !s->single && (s->kind == WK_NAME_GROUP || s->kind == WK_NAME_ORG)) return (uint32_t)i + 1;
    }
    return points && m->end == m->start + 2 ? wk_body_before(r, text, m->start) : 0;
}

/* Who holds an office on the article's day, when the article names him; 0 else. */
static uint32_t holder_met(const wk_reader *r, uint32_t of, wk_str title) {
    uint32_t holder = of && title.p && r->today ? wk_world_holder(r->world, of, title, r->today) : 0;
    return holder ? r->people_of[holder] : 0;
}

/* May an office be that of a place, as far as both are told? "DKI" and "DKI Jakarta" are one. */
static bool same_place(wk_str a, wk_str b) {
    if (!a.p || !b.p) return true;
    if (a.n > b.n) return same_place(b, a);
    return wk_str_eq_nocase(a, wk_str_cut(b, 0, a.n)) && (a.n == b.n || b.p[a.n] == ' ');
}

static bool is_type(const wk_match *match, const char *type) {
    return wk_str_eq(wk_match_constant(match, WK_SLOT_TYPE), wk_str_of(type));
}

/* The body that a sentence names last before a mention: "(Partai Padi) mendukung sang ketua umum". An entity; 0 none. */
static uint32_t body_beside(const wk_reader *r, const wk_mention *m) {
    enum { BACK = 40 };
    for (uint32_t i = m->start, back = 0; i && back < BACK && !(wk_tok(r, i)->flags & WK_SENTENCE); back++) {
        const wk_mark *name = wk_mark_at(r->text, --i, WK_NAME);
        if (name && r->names.v[name->value].kind == WK_NAME_ORG) return r->names.v[name->value].entity;
    }
    return 0;
}

/* Does an office begin with these words: "kepala dinas" of the "Kepala Dinas Pertanian"? */
static bool begins(wk_str office, wk_str words) {
    return office.n > words.n && office.p[words.n] == ' ' && wk_str_eq_nocase(wk_str_cut(office, 0, words.n), words);
}

/* Is the office the first word of his name: "Paus" for "Paus Fransiskus"? */
static bool goes_by(const wk_reader *r, const wk_somebody *s, const wk_mention *m) {
    wk_str word = wk_token_text(r->text, m->start, m->end);
    return s->name.n > word.n && s->name.p[word.n] == ' ' && wk_str_eq_nocase(wk_str_cut(s->name, 0, word.n), word);
}

/* Whom this article names with an office: him who leads the body told beside it, else the one named last. */
static uint32_t who_has(const wk_reader *r, const wk_mention *m, wk_str title, uint32_t of, wk_str place, bool told) {
    uint32_t beside = of ? 0 : body_beside(r, m), found = 0;
    for (size_t i = r->people.n, least = wk_floor_of(i); i-- > least;) {
        const wk_somebody *s = &r->people.v[i];
        if (s->kind != WK_NAME_PERSON) continue;
        bool titled = !told && s->title.p && (wk_str_eq_nocase(s->title, title) || (!place.p && begins(s->office, title)));
        bool held = s->entity && of && wk_world_held(r->world, s->entity, of, title);
        bool called = !of && !place.p && !s->title.p && goes_by(r, s, m);
        if (called) return (uint32_t)i + 1;
        if (!held && (!titled || (of && s->of != of && s->leads != of) || !same_place(s->place, place))) continue;
        if (!beside || s->leads == beside) return (uint32_t)i + 1;
        if (!found) found = (uint32_t)i + 1;
    }
    return found;
}

uint32_t wk_office_somebody(wk_reader *r, const wk_match *match, wk_mention *mention, wk_str title, uint32_t of) {
    bool back = title.p && !is_type(match, "of country") && points_back(r, mention), told = back && !of && mention->end > mention->start + 3; /* "pelatih asal Spanyol itu" */
    const wk_capture *name = wk_match_get(r->text, match, WK_SLOT_OF);
    wk_str place = wk_place_told(r, match, NULL, 0);
    wk_str type = wk_match_constant(match, WK_SLOT_TYPE);
    bool plural = wk_str_eq(type, WK_S("plural")) || wk_str_eq(type, WK_S("body")) || wk_str_eq(type, WK_S("named body")) || wk_str_eq(type, WK_S("medium"));
    bool indefinite = wk_str_eq(type, WK_S("somebody"));
    uint32_t holds = plural || indefinite ? 0 : holder_met(r, of, title);
    if (holds) return holds;
    uint32_t has = plural || indefinite || !title.p ? 0 : who_has(r, mention, title, of, place, told);
    if (has) return has;
    if (of && title.p && !plural && !indefinite) {
        uint32_t holder = wk_world_holder(r->world, of, title, r->today);
        if (holder) return wk_meet(r, holder);
    }
    if (!back && !of && !place.p && !(name && name->end > name->start) && !plural && !indefinite) {
        uint32_t same = same_office(r, title);
        if (same || wk_tok(r, mention->start)->shape == WK_SHAPE_LOWER || mention->start == 0) return same;
    }
    wk_str text = wk_token_text(r->text, mention->start, mention->end - back);
    if (text.n > LONGEST_NAME) return 0;
    const wk_capture *role = wk_match_get(r->text, match, WK_SLOT_ROLE);
    if (role) text = wk_token_text(r->text, role->start, role->end);
    for (uint32_t i = (uint32_t)wk_floor_of(r->people.n); i < r->people.n; i++)
        if (r->people.v[i].kind == WK_NAME_GROUP && wk_str_eq_nocase(r->people.v[i].name, text)) return i + 1;
    uint32_t before = plural ? group_told_before(r, text, mention) : 0;
    if (before) return before;
    if (back && !plural && !indefinite) { /* "mantan menteri itu": whoever was meant last, before this sentence */
        uint32_t sentence = wk_tok(r, mention->start)->sentence;
        uint32_t meant = wk_he(r, wk_mentions_before(r, r->sentences.v[sentence]));
        mention->pronoun = meant != 0;
        if (meant || !name) return meant ? r->mentions.v[meant - 1].who : 0;
    }
    return wk_add_somebody(r, (wk_somebody){.name = text, .kind = WK_NAME_GROUP, .of = of, .title = title, .single = indefinite, .many = plural});
}

uint32_t wk_country_named_before(wk_reader *r, uint32_t token) {
    uint32_t most = WK_READ_BACK;
    for (size_t i = r->names.n; i-- > 0 && most--;) {
        const wk_name *name = &r->names.v[i];
        if (name->start < token && name->kind == WK_NAME_GOV && name->entity) return wk_meet(r, name->entity);
    }
    return 0;
}

uint32_t wk_body_told_before(wk_reader *r, uint32_t index, wk_name_kind kind) {
    const wk_mention *m = &r->mentions.v[index];
    wk_str head = wk_fold_name(r, wk_token_text(r->text, m->start, m->start + 1));
    uint32_t latest = 0;
    for (uint32_t i = index, least = (uint32_t)wk_floor_of(index); i-- > least;) {
        uint32_t who = r->mentions.v[i].who;
        if (!who || r->people.v[who - 1].kind != kind) continue;
        if (wk_has_word(r->people.v[who - 1].folded, head)) return who;
        if (!latest) latest = who;
    }
    return latest || kind != WK_NAME_GOV ? latest : wk_country_named_before(r, m->start);
}
