/* Who a name is: somebody met by a longer one, by another spelling, by letters in brackets or an alias; somebody told in full only
 * later; else somebody new. */
#include "read/who.h"

#include "pack/words.h"

enum { LONGEST_NAME = WK_WHO_LONGEST };

wk_str wk_fold_name(wk_reader *r, wk_str name) {
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

bool wk_has_word(wk_str words, wk_str word) {
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
        if (!wk_has_word(large, word)) return false;
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
    s.folded = wk_fold_name(r, s.name);
    s.words = bits_of(s.folded);
    *WK_PUSH(r->arena, &r->people) = s;
    if (s.entity) r->people_of[s.entity] = (uint32_t)r->people.n;
    return (uint32_t)r->people.n;
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

/* Are they one word, one of them written with a letter or two more inside ("Tjahja", "Tjahaja"), or with another ("Tjahjo",
 * "Tjahyo"), or by its first letter alone? */
static bool spelled_alike(wk_str a, wk_str b) {
    if (a.n > b.n) return spelled_alike(b, a);
    if (a.n == 1) return b.n > 2 && a.p[0] == b.p[0];
    size_t start = 0, end = 0;
    while (start < a.n && a.p[start] == b.p[start]) start++;
    while (end < a.n - start && a.p[a.n - 1 - end] == b.p[b.n - 1 - end]) end++;
    bool more = start + end == a.n && b.n - a.n <= 2, other = start + end + 1 == a.n && b.n - a.n <= 1;
    return a.n >= 5 && start && end && (more || other);
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
    for (size_t i = r->people.n, least = wk_floor_of(i); i-- > least;) {
        const wk_somebody *s = &r->people.v[i];
        if (s->kind != WK_NAME_PERSON) continue;
        bool two = s->alias.p && s->folded.n > s->alias.n + 1; /* "basuki tjahja purnama (ahok)" */
        if (nearly_the_same(two ? wk_str_cut(s->folded, 0, s->folded.n - s->alias.n - 1) : s->folded, folded)) return (uint32_t)i + 1;
    }
    return 0;
}

/* Somebody by another name too: names alike later lead to the first. */
static void give_alias(wk_reader *r, uint32_t who, wk_str text) {
    wk_somebody *s = &r->people.v[who - 1];
    wk_str folded = wk_fold_name(r, text);
    if (s->name.n + text.n > LONGEST_NAME || wk_str_eq(s->folded, folded) || (s->alias.p && wk_str_eq(s->alias, folded))) return;
    s->name = wk_str_printf(r->arena, "%.*s (%.*s)", WK_F(s->name), WK_F(text));
    s->alias = folded;
    s->folded = wk_fold_name(r, s->name);
    s->words = bits_of(s->folded);
}

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

/* Do brackets behind a full name hold the word at token i: "Persatuan Guru Republik Indonesia (PGRI)"? */
static bool brackets_hold(const wk_reader *r, const wk_name *full, uint32_t i) {
    uint32_t k = full->end;
    if (full->end < full->start + 2 || k + 2 >= r->text->tokens.n || !wk_is_sign(r, k, "(") || !wk_is_sign(r, k + 2, ")")) return false;
    return wk_str_eq(wk_token_text(r->text, k + 1, k + 2), wk_token_text(r->text, i, i + 1));
}

static uint32_t somebody_of(wk_reader *r, const wk_name *name, int most);

/* Whom a name of one word is told by in full only later: "Fadlan menolak. Wakil Ketua DPR (Fadlan Zainuri) …", "PGRI … (Persatuan
 * Guru Republik Indonesia) (PGRI)". Letters are told by brackets alone. */
static uint32_t told_later(wk_reader *r, const wk_name *name, int most) {
    size_t at = (size_t)(name - r->names.v);
    uint32_t i = name->start;
    bool person = name->kind == WK_NAME_PERSON, letters = wk_tok(r, i)->shape == WK_SHAPE_UPPER;
    if (name->end != i + 1 || name->kind == WK_NAME_GOV || name->kind == WK_NAME_MEDIUM) return 0;
    for (size_t k = at + 1; k < r->names.n && k <= at + WK_READ_BACK; k++) {
        const wk_name *full = &r->names.v[k];
        if ((full->kind == WK_NAME_PERSON) != person || full->short_form) continue;
        if (brackets_hold(r, full, i)) {
            uint32_t who = somebody_of(r, full, most);
            if (who && !r->people.v[who - 1].id.p) give_alias(r, who, wk_token_text(r->text, i, i + 1));
            return who;
        }
        bool first = !(wk_tok(r, full->start)->flags & WK_SENTENCE) || full->end > full->start + 2 || holds_first(r, full, i); /* "Sambutan (Hendra)" */
        if (!person || letters || !first || !holds_word(r, full, i)) continue;
        const wk_name *own = full - 1; /* "Indah Kartika alias (Ike Muti)" */
        const wk_mark *word = own->kind == WK_NAME_PERSON ? wk_mark_at(r->text, own->end, WK_ALIAS) : NULL;
        return somebody_of(r, word && word->end == full->start && k > at + 1 ? own : full, most);
    }
    return 0;
}

/* Of two spellings of one name the longer is kept ("Hendra W", "Hendra Wirawan"), unless it only doubles a letter. */
static void take_longer(wk_reader *r, uint32_t who, wk_str text) {
    wk_somebody *s = &r->people.v[who - 1];
    size_t plain = s->alias.p ? wk_str_find(s->name, WK_S(" ("), 0) : s->name.n;
    size_t same = 0;
    while (same < plain && same < text.n && s->name.p[same] == text.p[same]) same++;
    bool doubles = same && same < text.n && text.p[same] == text.p[same - 1];
    if (s->id.p || text.n <= plain || doubles) return;
    s->name = s->alias.p ? wk_str_printf(r->arena, "%.*s%.*s", WK_F(text), WK_F(wk_str_cut(s->name, plain, s->name.n))) : text;
    s->folded = wk_fold_name(r, s->name);
    s->words = bits_of(s->folded);
}

/* Whose other name a name is: "Bang Hen, sapaan akrab (Hendra Wirawan)". */
static const wk_name *owner_behind(const wk_reader *r, const wk_name *name) {
    if (name->kind != WK_NAME_PERSON || !wk_is_sign(r, name->end, ",")) return NULL;
    wk_class called = wk_lexicon_find_class(r->language->lexicon, WK_S("ALIAS_OF"));
    const wk_mark *word = called ? wk_mark_at(r->text, name->end + 1, called) : NULL, *m = word ? wk_mark_at(r->text, word->end, WK_NAME) : NULL;
    return m && r->names.v[m->value].kind == WK_NAME_PERSON && r->names.v[m->value].start > name->start ? &r->names.v[m->value] : NULL;
}

static uint32_t somebody_of(wk_reader *r, const wk_name *name, int most) {
    const wk_name *owner = most ? owner_behind(r, name) : NULL;
    if (owner) {
        uint32_t who = somebody_of(r, owner, most - 1);
        if (who && !r->people.v[who - 1].id.p) give_alias(r, who, wk_token_text(r->text, name->start, name->end));
        return who;
    }
    if (name->entity && !name->short_form) return wk_meet(r, name->entity);
    wk_str text = wk_token_text(r->text, name->start, name->end);
    if (text.n > LONGEST_NAME) return 0;
    wk_str folded = wk_fold_name(r, text);
    uint32_t count, longer = longer_name(r, folded, name->kind, &count);
    if (name->short_form && count != 1) { /* nobody, or several, here: whom the world calls so */
        uint32_t who = short_person(r, name);
        if (who) return who;
    }
    if (longer) return longer;
    wk_name_kind kind = name->kind;
    uint32_t other = kind == WK_NAME_PERSON ? other_spelling(r, folded) : 0;
    if (other) take_longer(r, other, text);
    else other = most ? told_later(r, name, most - 1) : 0;
    if (other) return other;
    return wk_add_somebody(r, (wk_somebody){.name = text, .kind = kind});
}

uint32_t wk_name_somebody(wk_reader *r, const wk_name *name) {
    enum { MOST = 3 };
    return somebody_of(r, name, MOST);
}

/* Letters in brackets behind a body's name that nothing else knows: lays them as a name of its kind. NULL for a person. */
static const wk_mark *lay_short_name(wk_reader *r, uint32_t who, uint32_t i) {
    wk_name_kind kind = r->people.v[who - 1].kind;
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

/* Another name among the words that tell of somebody: "wanita yang akrab disapa (Rara) itu". */
static void alias_inside(wk_reader *r, const wk_mention *m) {
    for (uint32_t i = m->start; i < m->end; i++) {
        const wk_mark *word = wk_mark_at(r->text, i, WK_ALIAS), *name = word ? wk_mark_at(r->text, word->end, WK_NAME) : NULL;
        if (name && name->end <= m->end && !r->people.v[m->who - 1].id.p && r->people.v[m->who - 1].kind == WK_NAME_PERSON)
            give_alias(r, m->who, wk_token_text(r->text, r->names.v[name->value].start, r->names.v[name->value].end));
    }
}

void wk_take_alias(wk_reader *r, const wk_mention *m) {
    if (m->who && m->pronoun && m->end > m->start + 3) alias_inside(r, m);
    uint32_t i = m->end, who = m->who;
    const wk_name *owner = who && m->name_end == m->name_start ? wk_name_in(r, m->start, m->end) : NULL;
    if (owner && owner->end == m->end && owner->kind == WK_NAME_PERSON) who = wk_name_somebody(r, owner); /* "kubu (Agus Wirawan) (AW)" */
    if (wk_is_sign(r, i, ",") && wk_mark_at(r->text, i + 1, WK_ALIAS)) i++; /* "Hendra, atau yang akrab disapa …" */
    if (!who || m->pronoun || i + 2 >= r->text->tokens.n) return;
    const wk_mark *word = wk_mark_at(r->text, i, WK_ALIAS);
    if (!word && !wk_str_eq(wk_token_text(r->text, i, i + 1), WK_S("("))) return;
    const wk_mark *inner = wk_mark_at(r->text, word ? word->end : i + 1, WK_NAME);
    if (!word && !inner && wk_tok(r, i + 1)->shape == WK_SHAPE_UPPER && wk_is_sign(r, i + 2, ")")) inner = lay_short_name(r, who, i + 1);
    if (!inner || (!word && !wk_str_eq(wk_token_text(r->text, inner->end, inner->end + 1), WK_S(")")))) return;
    wk_name *short_name = &r->names.v[inner->value];
    const wk_somebody *s = &r->people.v[who - 1];
    if (short_name->entity || !s->name.p || s->kind == WK_NAME_GOV) return;
    if (short_name->kind == WK_NAME_MEDIUM && s->kind != WK_NAME_MEDIUM) return; /* "Jakarta (BERITA) -" */
    wk_str text = wk_token_text(r->text, short_name->start, short_name->end);
    if (s->kind == WK_NAME_PERSON && spells(text, s->folded)) short_name->kind = WK_NAME_PERSON;
    if ((s->kind == WK_NAME_PERSON) != (short_name->kind == WK_NAME_PERSON)) return; /* somebody's party, his town */
    give_alias(r, who, text);
}
