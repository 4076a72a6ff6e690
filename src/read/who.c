/* Who is meant: mentions of actors (names with titles, offices, groups, pronouns) and the persons, bodies and groups
 * of the article that they lead to. Full names come first, so that short ones find them; then offices and pronouns in
 * text order. What cannot be decided stays unknown. */
#include "read/who.h"

#include "pack/words.h"

enum { LONGEST_NAME = 200 };

/* Words of a name folded, with single spaces, hyphens gone. */
static wk_str fold_name(wk_reader *r, wk_str name) {
    char *out = wk_alloc(r->arena, name.n * 2 + 8);
    size_t at = 0, n = 0;
    uint32_t lines;
    wk_token t;
    while (wk_word_next(name, &at, &t, &lines)) {
        if (t.shape == WK_SHAPE_PUNCT) continue;
        if (n) out[n++] = ' ';
        n += wk_word_fold(wk_str_cut(name, t.start, t.end), out + n, name.n * 2 + 8 - n);
    }
    return (wk_str){out, n};
}

static bool has_word(wk_str words, wk_str word) {
    for (size_t at = wk_str_find(words, word, 0); at < words.n; at = wk_str_find(words, word, at + 1)) {
        bool left = at == 0 || words.p[at - 1] == ' ';
        bool right = at + word.n == words.n || words.p[at + word.n] == ' ';
        if (left && right) return true;
    }
    return false;
}

static bool all_words_in(wk_str small, wk_str large) {
    wk_str word;
    while (wk_str_split(&small, ' ', &word))
        if (!has_word(large, word)) return false;
    return true;
}

/* A bit for each word of a folded name. */
static uint64_t bits_of(wk_str folded) {
    uint64_t bits = 0;
    wk_str word;
    while (wk_str_split(&folded, ' ', &word)) {
        uint32_t hash = 2166136261u; /* FNV-1a */
        for (size_t i = 0; i < word.n; i++) hash = (hash ^ (uint8_t)word.p[i]) * 16777619u;
        bits |= UINT64_C(1) << (hash >> 26);
    }
    return bits;
}

uint32_t wk_add_somebody(wk_reader *r, wk_somebody s) {
    s.folded = fold_name(r, s.name);
    s.words = bits_of(s.folded);
    *WK_PUSH(r->arena, &r->people) = s;
    if (s.entity) r->people_of[s.entity] = (uint32_t)r->people.n;
    return (uint32_t)r->people.n;
}

uint32_t wk_mentions_before(const wk_reader *r, uint32_t token) {
    uint32_t low = 0, high = (uint32_t)r->mentions.n;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (r->mentions.v[middle].start < token) low = middle + 1;
        else high = middle;
    }
    return low;
}

static wk_name_kind kind_of_entity(const wk_entity *e) {
    static const wk_name_kind kinds[WK_ENTITY_KINDS] = {
        [WK_ENTITY_GOV] = WK_NAME_GOV, [WK_ENTITY_PERSON] = WK_NAME_PERSON, [WK_ENTITY_ORG] = WK_NAME_ORG,
        [WK_ENTITY_AGENCY] = WK_NAME_MEDIUM, [WK_ENTITY_OUTLET] = WK_NAME_MEDIUM};
    return kinds[e->kind];
}

uint32_t wk_meet(wk_reader *r, uint32_t entity) {
    uint32_t have = r->people_of[entity];
    if (have) return have;
    const wk_entity *e = &r->world->entities.v[entity];
    return wk_add_somebody(r, (wk_somebody){.id = e->id, .name = wk_world_called(r->world, entity, r->language->code),
                                         .kind = kind_of_entity(e), .entity = entity,
                                         .of = e->kind == WK_ENTITY_GOV ? entity : e->of});
}

/* A person of the world with this short name: one already met, else the only one there is. */
static uint32_t short_person(wk_reader *r, const wk_name *name) {
    uint32_t only = 0, count = 0;
    const wk_token *t = wk_tok(r, name->start);
    for (uint32_t i = t->marks; i; i = r->text->marks.v[i - 1].next) {
        const wk_mark *m = &r->text->marks.v[i - 1];
        if (m->class != WK_SHORT || m->end != name->end) continue;
        if (r->world->entities.v[m->value].kind != WK_ENTITY_PERSON) continue;
        uint32_t met = r->people_of[m->value];
        if (met) return met;
        only = m->value;
        count++;
    }
    return count == 1 ? wk_meet(r, only) : 0;
}

/* "Amin" for Aminuddin: a person's one name that begins another's first. */
static bool begins_name(wk_str folded, const wk_somebody *s) {
    return s->kind == WK_NAME_PERSON && folded.n >= 4 && wk_str_starts(s->folded, folded) &&
           wk_str_find(folded, WK_S(" "), 0) == folded.n && wk_str_find(s->folded, WK_S(" "), 0) > folded.n + 1;
}

/* A person or body met by a longer name that holds all words of this one; the latest such, and how many there are. */
static uint32_t longer_name(wk_reader *r, wk_str folded, wk_name_kind kind, uint32_t *count) {
    uint32_t found = 0;
    uint64_t bits = bits_of(folded);
    *count = 0;
    for (size_t i = r->people.n, least = wk_floor_of(i); i-- > least;) {
        const wk_somebody *s = &r->people.v[i];
        if ((s->kind == WK_NAME_PERSON) != (kind == WK_NAME_PERSON) || s->kind == WK_NAME_GROUP) continue;
        if (s->alias.p && wk_str_eq(s->alias, folded)) {
            *count = 1;
            return (uint32_t)i + 1;
        }
        bool whole = (s->words & bits) == bits && all_words_in(folded, s->folded);
        if (!whole && !begins_name(folded, s)) continue;
        *count += whole;
        if (!found) found = (uint32_t)i + 1;
    }
    return found;
}

/* Are they one word, one of them written with a letter or two more inside ("Tjahja", "Tjahaja")? */
static bool spelled_alike(wk_str a, wk_str b) {
    if (a.n > b.n) return spelled_alike(b, a);
    size_t start = 0, end = 0;
    while (start < a.n && a.p[start] == b.p[start]) start++;
    while (end < a.n - start && a.p[a.n - 1 - end] == b.p[b.n - 1 - end]) end++;
    return a.n >= 5 && b.n - a.n <= 2 && start && end && start + end == a.n;
}

/* The same names, but for one word that is spelled alike. */
static bool nearly_the_same(wk_str a, wk_str b) {
    wk_str x, y;
    int words = 0, other = 0;
    bool more_a, more_b;
    while ((more_a = wk_str_split(&a, ' ', &x)) & (more_b = wk_str_split(&b, ' ', &y))) {
        words++;
        if (wk_str_eq(x, y)) continue;
        if (other++ || !spelled_alike(x, y)) return false;
    }
    return words > 1 && other == 1 && !more_a && !more_b;
}

/* A person met by nearly the same name. */
static uint32_t other_spelling(const wk_reader *r, wk_str folded) {
    for (size_t i = r->people.n, least = wk_floor_of(i); i-- > least;)
        if (r->people.v[i].kind == WK_NAME_PERSON && nearly_the_same(r->people.v[i].folded, folded)) return (uint32_t)i + 1;
    return 0;
}

/* Somebody by another name too: names alike later lead to the first. */
static void give_alias(wk_reader *r, uint32_t who, wk_str text) {
    wk_somebody *s = &r->people.v[who - 1];
    wk_str folded = fold_name(r, text);
    if (s->name.n + text.n > LONGEST_NAME || (s->alias.p && wk_str_eq(s->alias, folded))) return;
    s->name = wk_str_printf(r->arena, "%.*s (%.*s)", WK_F(s->name), WK_F(text));
    s->alias = folded;
    s->folded = fold_name(r, s->name);
    s->words = bits_of(s->folded);
}

static uint32_t name_somebody(wk_reader *r, const wk_name *name);

/* Does a name hold the word at token i, as one of several? */
static bool holds_word(const wk_reader *r, const wk_name *name, uint32_t i) {
    wk_str word = wk_token_text(r->text, i, i + 1);
    for (uint32_t k = name->start; name->end > name->start + 1 && k < name->end; k++)
        if (wk_tok(r, k)->end - wk_tok(r, k)->start == word.n && wk_str_eq(wk_token_text(r->text, k, k + 1), word)) return true;
    return false;
}

static bool holds_first(const wk_reader *r, const wk_name *name, uint32_t i) {
    return wk_str_eq(wk_token_text(r->text, name->start, name->start + 1), wk_token_text(r->text, i, i + 1));
}

/* Whom a name of one word is told by in full only later: "Fadlan menolak. Wakil Ketua DPR (Fadlan Zainuri) …", "PGRI … (Persatuan
 * Guru Republik Indonesia) (PGRI)". */
static uint32_t told_later(wk_reader *r, const wk_name *name) {
    size_t at = (size_t)(name - r->names.v);
    if (name->end != name->start + 1 || name->kind == WK_NAME_GOV || name->kind == WK_NAME_MEDIUM) return 0;
    for (size_t i = at + 1; i < r->names.n && i <= at + WK_READ_BACK; i++) {
        const wk_name *full = &r->names.v[i];
        if ((full->kind == WK_NAME_PERSON) != (name->kind == WK_NAME_PERSON) || full->short_form) continue;
        bool first = !(wk_tok(r, full->start)->flags & WK_SENTENCE) || full->end > full->start + 2 || holds_first(r, full, name->start); /* "Sambutan (Hendra)" */
        if (name->kind == WK_NAME_PERSON && first && holds_word(r, full, name->start)) {
            const wk_name *own = full - 1; /* "Indah Kartika alias (Ike Muti)" */
            const wk_mark *word = own->kind == WK_NAME_PERSON ? wk_mark_at(r->text, own->end, WK_ALIAS) : NULL;
            return name_somebody(r, word && word->end == full->start && i > at + 1 ? own : full);
        }
        bool bracket = name->kind != WK_NAME_PERSON && full->end > full->start + 1 && full->end + 2 < r->text->tokens.n && wk_is_sign(r, full->end, "(") && wk_is_sign(r, full->end + 2, ")");
        if (!bracket || !wk_str_eq(wk_token_text(r->text, full->end + 1, full->end + 2), wk_token_text(r->text, name->start, name->end))) continue;
        uint32_t who = name_somebody(r, full);
        if (who && !r->people.v[who - 1].id.p) give_alias(r, who, wk_token_text(r->text, name->start, name->end));
        return who;
    }
    return 0;
}

static uint32_t name_somebody(wk_reader *r, const wk_name *name) {
    if (name->entity && !name->short_form) return wk_meet(r, name->entity);
    wk_str text = wk_token_text(r->text, name->start, name->end);
    if (text.n > LONGEST_NAME) return 0;
    wk_str folded = fold_name(r, text);
    uint32_t count, longer = longer_name(r, folded, name->kind, &count);
    if (name->short_form && count != 1) { /* nobody, or several, here: whom the world calls so */
        uint32_t who = short_person(r, name);
        if (who) return who;
    }
    if (longer) return longer;
    wk_name_kind kind = name->kind;
    uint32_t other = kind == WK_NAME_PERSON ? other_spelling(r, folded) : 0;
    if (!other) other = told_later(r, name);
    if (other) return other;
    return wk_add_somebody(r, (wk_somebody){.name = text, .kind = kind});
}

/* ---- mentions */

wk_mention *wk_mention_at(const wk_reader *r, uint32_t i) {
    const wk_mark *mark = wk_mark_at(r->text, i, WK_ACTOR);
    return mark ? &r->mentions.v[mark->value] : NULL;
}

uint32_t wk_mention_in(const wk_reader *r, const wk_capture *c) {
    for (uint32_t i = c ? c->start : 0; c && i < c->end; i++) {
        const wk_mark *m = wk_mark_at(r->text, i, WK_ACTOR);
        if (m) return m->value + 1;
    }
    return 0;
}

const wk_name *wk_name_in(const wk_reader *r, uint32_t start, uint32_t end) {
    for (uint32_t i = end; i-- > start;) {
        const wk_mark *m = wk_mark_at(r->text, i, WK_NAME);
        if (m && m->end <= end) return &r->names.v[m->value];
    }
    return NULL;
}

uint32_t wk_government_of(const wk_reader *r, uint32_t who) {
    if (!who) return 0;
    const wk_somebody *s = &r->people.v[who - 1];
    uint32_t of = s->of;
    /* an organisation leads on to its country */
    if (of && r->world->entities.v[of].kind != WK_ENTITY_GOV) of = r->world->entities.v[of].of;
    return of;
}

/* Adds what a title and "of" tell about somebody, and the place between title and name. */
static void describe(wk_reader *r, uint32_t who, wk_str title, uint32_t of, wk_str place) {
    wk_somebody *s = &r->people.v[who - 1];
    if (title.p && !s->title.p) s->title = title;
    if (title.p && !s->leads) s->leads = of;
    if (place.p && !s->place.p) s->place = place;
    if (of && !s->of && s->kind == WK_NAME_PERSON) s->of = of;
}

/* A place by the key of its list, which its short forms share ("Jabar"); else as it is written. */
static wk_str place_called(const wk_reader *r, uint32_t start, uint32_t end) {
    wk_class province = wk_lexicon_find_class(r->language->lexicon, WK_S("PROVINCE"));
    wk_str key = province ? wk_list_value(r, start, province) : (wk_str){0};
    return key.p ? key : wk_token_text(r->text, start, end);
}

/* The place told behind a title: what the pattern has for one, else what stands before a name: "Gubernur (Jawa Barat), Hendra". */
static wk_str place_told(const wk_reader *r, const wk_match *match, const wk_capture *title, uint32_t name) {
    enum { LONGEST = 4 };
    const wk_capture *place = wk_match_get(r->text, match, WK_SLOT_PLACE);
    if (place) return place_called(r, place->start, place->end);
    uint32_t start = title ? title->end : name, end = start;
    while (end < name && end < start + LONGEST && wk_tok(r, end)->shape <= WK_SHAPE_MIXED && wk_tok(r, end)->shape != WK_SHAPE_LOWER && !wk_is(r, end, WK_HONORIFIC)) end++;
    return end > start ? place_called(r, start, end) : (wk_str){0};
}

/* The country or body that the `of` capture names. */
static uint32_t of_entity(wk_reader *r, const wk_match *match) {
    const wk_capture *of = wk_match_get(r->text, match, WK_SLOT_OF);
    const wk_name *name = of ? wk_name_in(r, of->start, of->end) : NULL;
    return name ? name->entity : 0;
}

/* A bare title: somebody nameless met with the same one ("juru bicara Kementerian …"), or nobody known. */
static uint32_t same_office(const wk_reader *r, wk_str title) {
    for (size_t i = r->people.n, least = wk_floor_of(i); title.p && i-- > least;)
        if (r->people.v[i].title.p && wk_str_eq_nocase(r->people.v[i].title, title)) return (uint32_t)i + 1;
    return 0;
}

/* The body named last before a token that `head` begins, though it was only somebody's ("juru bicara Kementerian …"). */
static uint32_t body_before(wk_reader *r, wk_str head, uint32_t token) {
    uint32_t most = WK_READ_BACK;
    for (size_t i = r->names.n; i-- > 0 && most--;) {
        const wk_name *name = &r->names.v[i];
        if (name->start >= token || name->kind != WK_NAME_ORG || name->end < name->start + 2) continue;
        if (wk_str_eq_nocase(wk_token_text(r->text, name->start, name->start + 1), head)) return name_somebody(r, name);
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
    wk_str folded = fold_name(r, text);
    bool words = points || wk_str_find(folded, WK_S(" "), 0) < folded.n;
    for (size_t i = r->people.n, least = wk_floor_of(i); i-- > least;) {
        const wk_somebody *s = &r->people.v[i];
        if (s->alias.p && wk_str_eq(s->alias, folded)) return (uint32_t)i + 1;
        bool begins = words && s->folded.n > folded.n && wk_str_starts(s->folded, folded) && s->folded.p[folded.n] == ' ';
        if (points && s->kind == WK_NAME_GROUP && wk_str_eq(s->folded, folded)) return (uint32_t)i + 1; /* "sumber itu" */
        if (begins && !s->single && (s->kind == WK_NAME_GROUP || s->kind == WK_NAME_ORG)) return (uint32_t)i + 1;
    }
    return points && m->end == m->start + 2 ? body_before(r, text, m->start) : 0;
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
        bool titled = !told && s->title.p && wk_str_eq_nocase(s->title, title);
        bool held = s->entity && of && wk_world_held(r->world, s->entity, of, title);
        bool called = !of && !place.p && !s->title.p && goes_by(r, s, m);
        if (called) return (uint32_t)i + 1;
        if (!held && (!titled || (of && s->of != of && s->leads != of) || !same_place(s->place, place))) continue;
        if (!beside || s->leads == beside) return (uint32_t)i + 1;
        if (!found) found = (uint32_t)i + 1;
    }
    return found;
}

/* An office without a name: who in this article has it (now, before formerly), else who held it, else the office itself. */
static uint32_t office_somebody(wk_reader *r, const wk_match *match, wk_mention *mention, wk_str title, uint32_t of) {
    bool back = title.p && !is_type(match, "of country") && points_back(r, mention), told = back && !of && mention->end > mention->start + 3; /* "pelatih asal Spanyol itu" */
    const wk_capture *name = wk_match_get(r->text, match, WK_SLOT_OF);
    wk_str place = place_told(r, match, NULL, 0);
    wk_str type = wk_match_constant(match, WK_SLOT_TYPE);
    bool plural = wk_str_eq(type, WK_S("plural")) || wk_str_eq(type, WK_S("body"));
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

/* The country named last before a token, though it was only somebody's ("presiden Rusia"). */
static uint32_t country_named_before(wk_reader *r, uint32_t token) {
    uint32_t most = WK_READ_BACK;
    for (size_t i = r->names.n; i-- > 0 && most--;) {
        const wk_name *name = &r->names.v[i];
        if (name->start < token && name->kind == WK_NAME_GOV && name->entity) return wk_meet(r, name->entity);
    }
    return 0;
}

/* The body (or country) named last before a mention that points back to one: first that whose name has the word which it is
 * called by ("partai itu"), else the latest. */
static uint32_t body_told_before(wk_reader *r, uint32_t index, wk_name_kind kind) {
    const wk_mention *m = &r->mentions.v[index];
    wk_str head = fold_name(r, wk_token_text(r->text, m->start, m->start + 1));
    uint32_t latest = 0;
    for (uint32_t i = index, least = (uint32_t)wk_floor_of(index); i-- > least;) {
        uint32_t who = r->mentions.v[i].who;
        if (!who || r->people.v[who - 1].kind != kind) continue;
        if (has_word(r->people.v[who - 1].folded, head)) return who;
        if (!latest) latest = who;
    }
    return latest || kind != WK_NAME_GOV ? latest : country_named_before(r, m->start);
}

/* Letters in brackets behind a body's name that nothing else knows: lays them as a name of its kind. NULL for a person. */
static const wk_mark *lay_short_name(wk_reader *r, const wk_mention *m, uint32_t i) {
    wk_name_kind kind = r->people.v[m->who - 1].kind;
    if (kind == WK_NAME_PERSON || kind == WK_NAME_GOV) return NULL;
    *WK_PUSH(r->arena, &r->names) = (wk_name){.start = i, .end = i + 1, .kind = kind};
    wk_mark_add(r->text, WK_NAME, i, i + 1, (uint32_t)r->names.n - 1);
    return wk_mark_at(r->text, i, WK_NAME);
}

/* Are the letters of a word the first ones of a folded name's words: "AB" for Andi Baskara? */
static bool spells(wk_str letters, wk_str folded) {
    wk_str word;
    size_t n = 0;
    for (; wk_str_split(&folded, ' ', &word); n++)
        if (n >= letters.n || !word.n || (letters.p[n] | 32) != word.p[0]) return false;
    return n == letters.n && n > 1;
}

/* Somebody by another name behind his own: "Komisi … (KPK)", "Basuki alias Ahok". Names alike later lead to the first. */
static void alias(wk_reader *r, const wk_mention *m) {
    uint32_t i = m->end;
    if (!m->who || m->pronoun || i + 2 >= r->text->tokens.n) return;
    const wk_mark *word = wk_mark_at(r->text, i, WK_ALIAS);
    if (!word && !wk_str_eq(wk_token_text(r->text, i, i + 1), WK_S("("))) return;
    const wk_mark *inner = wk_mark_at(r->text, word ? word->end : i + 1, WK_NAME);
    if (!word && !inner && wk_tok(r, i + 1)->shape == WK_SHAPE_UPPER && wk_is_sign(r, i + 2, ")")) inner = lay_short_name(r, m, i + 1);
    if (!inner || (!word && !wk_str_eq(wk_token_text(r->text, inner->end, inner->end + 1), WK_S(")")))) return;
    wk_name *short_name = &r->names.v[inner->value];
    const wk_somebody *s = &r->people.v[m->who - 1];
    if (short_name->entity || !s->name.p || s->kind == WK_NAME_GOV) return;
    if (short_name->kind == WK_NAME_MEDIUM && s->kind != WK_NAME_MEDIUM) return; /* "Jakarta (BERITA) -" */
    wk_str text = wk_token_text(r->text, short_name->start, short_name->end);
    if (s->kind == WK_NAME_PERSON && spells(text, s->folded)) short_name->kind = WK_NAME_PERSON;
    if ((s->kind == WK_NAME_PERSON) != (short_name->kind == WK_NAME_PERSON)) return; /* somebody's party, his town */
    give_alias(r, m->who, text);
}

static void resolve(wk_reader *r, uint32_t index) {
    wk_mention *m = &r->mentions.v[index];
    const wk_match *match = m->match ? &r->text->matches.v[m->match - 1] : NULL;
    wk_str type = match ? wk_match_constant(match, WK_SLOT_TYPE) : (wk_str){0};
    const wk_capture *title_at = match ? wk_match_get(r->text, match, WK_SLOT_TITLE) : NULL;
    wk_str title = title_at ? wk_list_value(r, title_at->start, WK_TITLE) : (wk_str){0};
    if (title_at && !title.p) title = wk_token_text(r->text, title_at->start, title_at->end);
    uint32_t of = match ? of_entity(r, match) : 0;
    if (m->name_end > m->name_start) {
        const wk_name *name = wk_name_in(r, m->name_start, m->name_end);
        m->who = name ? name_somebody(r, name) : 0;
        if (m->who) describe(r, m->who, title, of, match ? place_told(r, match, title_at, m->name_start) : (wk_str){0});
        if (m->who && title_at && wk_is(r, title_at->start, WK_HEAD)) r->people.v[m->who - 1].head = true;
    } else if (m->pronoun) {
        wk_resolve_pronoun(r, index);
    } else if (wk_str_starts(type, WK_S("both"))) {
        m->who = wk_pair(r, index, type);
    } else if (match && wk_str_eq(type, WK_S("of country"))) {
        uint32_t country = country_named_before(r, m->start);
        m->who = office_somebody(r, match, m, title, country ? r->people.v[country - 1].entity : 0);
    } else if (match) {
        bool body = wk_str_eq(type, WK_S("body")), country = wk_str_eq(type, WK_S("country"));
        if (body && m->end == m->start + 2) m->who = body_before(r, wk_token_text(r->text, m->start, m->start + 1), m->start);
        if ((body || country) && !m->who) m->who = body_told_before(r, index, body ? WK_NAME_ORG : WK_NAME_GOV);
        if (!m->who) m->who = office_somebody(r, match, m, title, of);
    }
    if (m->who) r->people.v[m->who - 1].mentions++;
    alias(r, m);
}

/* Full names of the part before anything else, so that "Kim" in the first line finds Kim Jong Un in the second. */
static void meet_full_names(wk_reader *r) {
    for (uint32_t i = 0; i < r->names.n; i++)
        if (r->names.v[i].entity && !r->names.v[i].short_form && r->names.v[i].kind == WK_NAME_PERSON)
            (void)wk_meet(r, r->names.v[i].entity);
}

static void lay_mentions(wk_reader *r, uint32_t first_match) {
    uint32_t *mention_of = wk_alloc_array(r->arena, r->text->matches.n - first_match + 1, sizeof *mention_of);
    for (uint32_t i = first_match; i < r->text->matches.n; i++) {
        const wk_match *match = &r->text->matches.v[i];
        if (match->pattern->class != WK_ACTOR) continue;
        const wk_capture *name = wk_match_get(r->text, match, WK_SLOT_NAME);
        wk_str type = wk_match_constant(match, WK_SLOT_TYPE);
        wk_mention m = {.start = match->start, .end = match->end, .match = i + 1};
        if (name) m.name_start = name->start, m.name_end = name->end;
        m.plural = wk_str_eq(type, WK_S("they"));
        m.kin = wk_str_eq(type, WK_S("both kin"));
        m.pronoun = m.plural || wk_str_eq(type, WK_S("he"));
        mention_of[i - first_match] = (uint32_t)r->mentions.n;
        *WK_PUSH(r->arena, &r->mentions) = m;
    }
    for (uint32_t i = 0; i < r->text->marks.n; i++) { /* marks hold match numbers: turn them into mentions */
        wk_mark *mark = &r->text->marks.v[i];
        if (mark->class == WK_ACTOR) mark->value = mention_of[mark->value - first_match];
    }
}

void wk_read_who(wk_reader *r) {
    uint32_t first = wk_stage_run(wk_language_stage(r->language, "actors"), r->text, WK_RUN_BEST);
    lay_mentions(r, first);
    meet_full_names(r);
    wk_chain_mentions(r);
    for (uint32_t i = 0; i < r->mentions.n; i++) {
        resolve(r, i);
        const wk_mention *m = &r->mentions.v[i];
        if (m->who && r->people.v[m->who - 1].kind == WK_NAME_MEDIUM)
            wk_mark_add(r->text, WK_MEDIA_ACTOR, m->start, m->end, i);
    }
}

wk_actor wk_actor_of(const wk_reader *r, uint32_t who, const wk_mention *mention) {
    if (!who) return (wk_actor){0};
    const wk_somebody *s = &r->people.v[who - 1];
    wk_actor a = {.id = s->id, .name = s->name, .part = r->part};
    if (mention) {
        bool named = mention->name_end > mention->name_start;
        bool owned = !named && !mention->pronoun && wk_tok(r, mention->end)->flags & WK_CLITIC; /* "warganya" */
        a.at = named ? wk_token_span(r->text, mention->name_start, mention->name_end)
                     : wk_token_span(r->text, mention->start, mention->end + owned);
        a.as = wk_str_cut(r->text->text, a.at.start, a.at.end);
    }
    return a;
}

static void add_actor(const wk_reader *r, wk_actors *out, wk_actor a) {
    for (size_t i = 0; i < out->n; i++)
        if (wk_str_eq(out->v[i].name, a.name)) return;
    if (a.name.p) *WK_PUSH(r->arena, out) = a;
}

void wk_actors_of(const wk_reader *r, const wk_mention *mention, wk_actors *out) {
    for (int most = 0; mention && most < 8; most++) {
        const wk_somebody *s = mention->who ? &r->people.v[mention->who - 1] : NULL;
        if (s && s->both[0]) {
            for (int i = 0; i < 2; i++) add_actor(r, out, wk_actor_of(r, s->both[i], NULL));
        } else if (s) {
            add_actor(r, out, wk_actor_of(r, mention->who, mention));
        }
        mention = mention->then ? &r->mentions.v[mention->then - 1] : NULL;
    }
}
