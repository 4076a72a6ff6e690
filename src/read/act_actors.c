/* Who does an act, and to whom: mentions, plain words for kinds of people, speakers of statements. */
#include "read/acts.h"

enum { WORDS_BACK = 8 }; /* from a verb to the noun phrase before it, and back through that phrase */

static wk_class list(const wk_reader *r, const char *name) {
    return wk_lexicon_find_class(r->language->lexicon, wk_str_of(name));
}

static bool has(const wk_reader *r, uint32_t i, wk_class class) {
    return class && wk_is(r, i, class);
}

static bool is_punct(const wk_reader *r, uint32_t i) {
    return wk_tok(r, i)->shape == WK_SHAPE_PUNCT;
}

uint32_t wk_token_at(const wk_reader *r, uint32_t byte) {
    uint32_t low = 0, high = (uint32_t)r->text->tokens.n - 1;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (wk_tok(r, middle)->start < byte) low = middle + 1;
        else high = middle;
    }
    return low;
}

static void mark_tokens(const wk_reader *r, uint32_t *map, wk_span bytes, uint32_t value) {
    for (uint32_t i = wk_token_at(r, bytes.start); i + 1 < r->text->tokens.n && wk_tok(r, i)->start < bytes.end; i++)
        if (!map[i]) map[i] = value;
        else if (map[i] != value && i > wk_token_at(r, bytes.start) + WK_READ_WINDOW) break; /* hostile overlap */
}

void wk_act_actors_start(wk_act_stage *s, wk_reader *r) {
    *s = (wk_act_stage){.r = r};
    s->lists = (wk_act_lists){.people = list(r, "PEOPLE"), .many = list(r, "MANY"), .kind = list(r, "KIND"),
                              .aux = list(r, "AUX"), .aux_with = list(r, "AUX_WITH"),
                              .told_by = list(r, "TOLD_BY"), .offset = list(r, "OFFSET"), .each = list(r, "EACH_OTHER"), .first_person = list(r, "FIRST_PERSON"), .self = list(r, "SELF"),
                              .nobody = list(r, "NOBODY"), .only = list(r, "ONLY"), .wanting = list(r, "WANTING"), .asking = list(r, "ASKING"), .proposing = list(r, "PROPOSING"),
                              .unreal = list(r, "UNREAL"), .supposed = list(r, "SUPPOSED"), .refuse = list(r, "REFUSE"), .adding = list(r, "ADDING"),
                              .cause = list(r, "CAUSE"), .person_noun = list(r, "PERSON_NOUN"), .org_noun = list(r, "ORGNOUN"), .moves = list(r, "MOVES"), .harm = list(r, "HARM"), .owned = list(r, "OWNED"), .by = list(r, "BY"), .gives = list(r, "GIVES"), .no_party = list(r, "NO_PARTY"), .inert = list(r, "INERT"), .besides = list(r, "BESIDES"), .through = list(r, "THROUGH"), .namely = list(r, "NAMELY"), .that = list(r, "THAT"), .thing = list(r, "THING_NAME"), .paper = list(r, "PAPER_ISSUED"),
                              .before_that = list(r, "BEFORE_THAT"), .lasting = list(r, "LASTING"), .visit_noun = list(r, "VISIT_NOUN"),
                              .bound = list(r, "BOUND"), .fake = list(r, "FAKE"), .fake_of = list(r, "FAKE_OF"), .channel_word = list(r, "CHANNEL_WORD"), .judge = list(r, "JUDGE"),
                              .attribute = list(r, "ATTRIBUTE"), .trait = list(r, "TRAIT"), .gather = list(r, "GATHER"), .likeness = list(r, "LIKENESS"), .epithet = list(r, "EPITHET"), .but_for = list(r, "BUT_FOR"), .beside = list(r, "BESIDE"), .made_of = list(r, "MADE_OF"), .quantifier = list(r, "QUANTIFIER"), .kin = list(r, "KIN"), .several = list(r, "SEVERAL")};
    s->said = wk_alloc_array(r->arena, r->text->tokens.n, sizeof *s->said);
    s->cue = wk_alloc_array(r->arena, r->text->tokens.n, sizeof *s->cue);
    wk_find_aim_lists(s);
    s->told = wk_alloc_array(r->arena, r->sentences.n + 1, sizeof *s->told);
    for (uint32_t i = 0; i < r->reading->statements.n; i++) {
        const wk_statement *st = &r->reading->statements.v[i];
        if (st->part != r->part) continue;
        for (size_t k = 0; k < st->content.n; k++) mark_tokens(r, s->said, st->content.v[k], i + 1);
        if (st->cue.end <= st->cue.start) continue;
        mark_tokens(r, s->cue, st->cue, i + 1);
        s->told[wk_tok(r, wk_token_at(r, st->cue.start))->sentence] = i + 1;
    }
}

/* ---- sides */

bool wk_capital(const wk_reader *r, uint32_t i) {
    uint8_t shape = wk_tok(r, i)->shape;
    return shape == WK_SHAPE_TITLE || shape == WK_SHAPE_UPPER || shape == WK_SHAPE_MIXED;
}

static uint32_t who_of(const wk_reader *r, const wk_mention *m) {
    uint32_t who = m->who;
    return who && r->people.v[who - 1].both[0] ? r->people.v[who - 1].both[0] : who;
}

/* "Mereka", "keduanya" behind a meeting: the two who met. */
static wk_side both_sides(const wk_act_stage *s, uint32_t sentence) {
    wk_side side = {0};
    for (size_t i = s->acts.n; i-- > 0;) {
        const wk_draft_act *a = &s->acts.v[i];
        if (a->sentence + 3 < sentence) break;
        if (!(a->is & WK_ACT_MEET) || !a->act.from.n || !a->act.to.n) continue;
        *WK_PUSH(s->r->arena, &side.actors) = a->act.from.v[0]; /* two who met another: those two */
        *WK_PUSH(s->r->arena, &side.actors) = a->act.from.n > 1 ? a->act.from.v[1] : a->act.to.v[0];
        side.who = a->from_who;
        break;
    }
    return side;
}

/* Where what is behind a word of quantity begins ("sejumlah" may be two tokens); of words that go together none does ("semua pihak"). */
static uint32_t behind_many(const wk_act_stage *s, uint32_t i) {
    const wk_mark *people = s->lists.people ? wk_mark_at(s->r->text, i, s->lists.people) : NULL;
    if (people && people->end > i + 1) return i;
    const wk_mark *m = s->lists.many ? wk_mark_at(s->r->text, i, s->lists.many) : NULL;
    return m ? m->end : i;
}

wk_side wk_words_side(const wk_act_stage *s, uint32_t start, uint32_t end) {
    const wk_reader *r = s->r;
    wk_side side = {0};
    uint32_t titled = end == start + 1 && wk_is(r, start, WK_TITLE) ? wk_only_titled(r, start) : 0;
    if (!titled && end == start + 1 && wk_tok(r, start)->shape == WK_SHAPE_TITLE) titled = wk_bracketed(r, start);
    if (titled) {
        wk_actor *a = WK_PUSH(r->arena, &side.actors);
        *a = wk_actor_of(r, titled, NULL);
        a->at = wk_token_span(r->text, start, end);
        a->as = wk_str_cut(r->text->text, a->at.start, a->at.end);
        side.who = titled;
        return side;
    }
    uint32_t holder = wk_holder_of(s, start, end);
    if (holder) return wk_mention_side(s, holder);
    wk_span at = wk_token_span(r->text, start, end);
    const wk_mark *party = wk_str_eq(wk_list_value(r, start, s->lists.many), WK_S("kept")) ? wk_mark_at(r->text, behind_many(s, start), WK_ACTOR) : NULL;
    if (party && party->end == end && r->mentions.v[party->value].name_end > r->mentions.v[party->value].name_start)
        return wk_mention_side(s, party->value + 1); /* "pihak Partai X" */
    while (!wk_str_eq(wk_list_value(r, start, s->lists.many), WK_S("kept")) && behind_many(s, start) > start && behind_many(s, start) < end && !is_punct(r, behind_many(s, start)))
        start = behind_many(s, start);
    if (wk_tok(r, end)->flags & WK_CLITIC && end > start) at.end = wk_tok(r, end)->end; /* "warganya" */
    wk_actor a = {.name = wk_token_text(r->text, start, end), .as = wk_str_cut(r->text->text, at.start, at.end), .at = at,
                  .part = r->part};
    *WK_PUSH(r->arena, &side.actors) = a;
    return side;
}

/* The end of brackets that open at token i and hold a few words; i when none do. */
static uint32_t bracket_end(const wk_reader *r, uint32_t i) {
    if (!wk_is_sign(r, i, "(")) return i;
    for (uint32_t k = i + 1; k < i + WORDS_BACK && k + 1 < r->text->tokens.n; k++)
        if (wk_is_sign(r, k, ")")) return k;
    return i;
}

/* Where the place ends that makes a mention a branch of the body it names: "KPU (Kudus)", "Dinas Kesehatan (Dinkes) (Kota Solo)"; 0: no branch. */
static uint32_t branch_end(const wk_reader *r, const wk_mention *m) {
    const wk_somebody *p = m->who ? &r->people.v[m->who - 1] : NULL;
    if (!p || m->pronoun || m->then || p->kind != WK_NAME_ORG || m->name_end == m->name_start) return 0;
    uint32_t close = bracket_end(r, m->end), i = close > m->end ? close + 1 : m->end, end = i;
    if (i == m->end && !p->entity) return 0; /* else the name is known with its place */
    bool place = wk_is(r, i, WK_REGION) || wk_is(r, i, WK_TOWN) || wk_is(r, i, WK_CITY) || wk_is(r, i, WK_PLACEWORD);
    if (!place || wk_is(r, i, WK_GOV) || wk_is(r, i, WK_SEAT)) return 0;
    while (end < i + WORDS_BACK && wk_capital(r, end) && !(wk_tok(r, end)->flags & WK_SENTENCE) && !wk_is(r, end, WK_WEEKDAY) && !wk_is(r, end, WK_MONTH)) end++;
    return end > i ? end : 0;
}

wk_side wk_mention_side(const wk_act_stage *s, uint32_t mention) {
    wk_side side = {0};
    if (!mention) return side;
    const wk_mention *m = &s->r->mentions.v[mention - 1];
    uint32_t first = m->who ? s->r->people.v[m->who - 1].both[0] : 0, branch = branch_end(s->r, m);
    if (branch) return wk_words_side(s, m->start, branch);
    bool pair = first && s->r->people.v[first - 1].kind == WK_NAME_PERSON;
    if ((m->pronoun && m->plural) || pair) {
        side = both_sides(s, wk_tok(s->r, m->start)->sentence);
        if (side.actors.n) return side;
    }
    bool short_title = !m->pronoun && m->name_end == m->name_start && m->end == m->start + 1 && wk_tok(s->r, m->start)->shape == WK_SHAPE_TITLE;
    if (short_title && m->who && s->r->people.v[m->who - 1].kind != WK_NAME_PERSON && wk_bracketed(s->r, m->start)) return wk_words_side(s, m->start, m->end);
    if (!m->who && !m->pronoun && m->name_end == m->name_start) return wk_words_side(s, m->start, m->end); /* "Presiden" of whom nobody knows the name */
    wk_actors_of(s->r, m, &side.actors);
    side.who = side.actors.n ? who_of(s->r, m) : 0;
    if (side.actors.n == 1 && !side.actors.v[0].id.p && has(s->r, m->start, s->lists.many) && m->end > behind_many(s, m->start)) {
        wk_str plain = wk_token_text(s->r->text, behind_many(s, m->start), m->end); /* "para pakar" are "pakar" */
        if (wk_str_ends(side.actors.v[0].name, plain)) side.actors.v[0].name = plain;
    }
    return side;
}

/* The comma that closes a place told between commas, of which token i is the first: "Gubernur Ehime(, Jepang,) …"; i when none is. */
static uint32_t place_aside(const wk_reader *r, uint32_t i) {
    const wk_mark *m = wk_mark_at(r->text, i + 1, WK_GOV);
    if (!m) m = wk_mark_at(r->text, i + 1, WK_REGION);
    return m && wk_is_sign(r, m->end, ",") && wk_capital(r, m->end + 1) ? m->end : i;
}

/* Who is named behind a title that begins at token i and its words: "Direktur Angkutan Laut dan Udara, (Ratna Wulandari)",
 * "Menteri Riset, Teknologi, dan Pendidikan Tinggi (Menristekdikti) (Ratna Wulandari)". */
static uint32_t named_with(const wk_act_stage *s, uint32_t i) {
    const wk_reader *r = s->r;
    const wk_mark *title = wk_mark_at(r->text, i, WK_TITLE);
    uint32_t commas = 0, least = i = title ? title->end - 1 : i;
    bool joined = true;
    for (uint32_t most = i + 3 * WORDS_BACK; title && ++i < most && !(wk_tok(r, i)->flags & WK_SENTENCE);) {
        const wk_mark *m = wk_mark_at(r->text, i, WK_ACTOR);
        uint32_t who = m ? r->mentions.v[m->value].who : 0;
        bool behind_word = i > least + 1 && (wk_capital(r, i - 1) || wk_is_sign(r, i - 1, ")"));
        bool listed = m && m->end == i + 1 && i == least + 1 && (wk_is_sign(r, m->end, ",") || wk_is(r, m->end, WK_CONJUNCTION)); /* "Menteri (Riset), …" */
        if (who && !listed && r->people.v[who - 1].kind == WK_NAME_PERSON && wk_capital(r, i)) return behind_word || (commas < 2 && joined) || i == least + 1 ? m->value + 1 : 0;
        uint32_t end = bracket_end(r, i), place = wk_is_sign(r, i, ",") ? place_aside(r, i) : i;
        if (wk_is(r, i, WK_PREPOSITION) && wk_mark_at(r->text, i + 1, WK_GOV)) continue; /* "Duta Besar Jepang untuk Indonesia (Ratna Wulandari)" */
        if (place > i) end = place;
        if (end > i || wk_capital(r, i)) {
            i = end;
            continue;
        }
        if (wk_is_sign(r, i, ",")) commas++, joined = commas < 2;
        else if (!wk_is(r, i, WK_CONJUNCTION)) return 0;
        if (wk_is(r, i + 1, WK_CONJUNCTION)) i++;
        if (!wk_capital(r, i + 1)) return 0;
    }
    return 0;
}

/* Who is named behind somebody's "-nya" and a few words: "mantan pesaingnya di pemilu lalu, (Andi Baskara), …". */
static uint32_t owned_name(const wk_act_stage *s, uint32_t end) {
    const wk_reader *r = s->r;
    if (!(wk_tok(r, end)->flags & WK_CLITIC)) return 0;
    for (uint32_t i = end + 1; i < end + WORDS_BACK && i + 1 < r->text->tokens.n && !(wk_tok(r, i)->flags & WK_SENTENCE) && !wk_is(r, i, WK_VERBAL); i++) {
        if (!wk_is_sign(r, i, ",")) continue;
        const wk_mark *m = wk_mark_at(r->text, i + 1, WK_ACTOR);
        const wk_mention *k = m ? &r->mentions.v[m->value] : NULL;
        bool person = k && k->who && k->name_end > k->name_start && r->people.v[k->who - 1].kind == WK_NAME_PERSON;
        return person && wk_tok(r, k->end)->shape == WK_SHAPE_PUNCT ? m->value + 1 : 0;
    }
    return 0;
}

/* Who is named behind the comma that ends a nameless phrase at `end`, and ends its clause: "negara sekutunya, (Jepang)." */
static uint32_t apposed_name(const wk_act_stage *s, uint32_t end) {
    const wk_reader *r = s->r;
    uint32_t i = end + (wk_tok(r, end)->flags & WK_CLITIC ? 1 : 0);
    const wk_mark *m = i + 2 < r->text->tokens.n && wk_is_sign(r, i, ",") ? wk_mark_at(r->text, i + 1, WK_ACTOR) : NULL;
    const wk_mention *k = m ? &r->mentions.v[m->value] : NULL;
    if (!k || k->name_end == k->name_start || k->then || wk_mark_at(r->text, i + 1, WK_MEDIA_ACTOR)) return 0;
    bool aside = wk_is_sign(r, k->end, ",") && (wk_is(r, k->end + 1, WK_RELATIVE) || wk_is(r, k->end + 1, WK_PREPOSITION) || wk_is(r, k->end + 1, WK_SUBORDINATOR));
    return aside || wk_is_sign(r, k->end, ".(") || wk_tok(r, k->end)->flags & WK_SENTENCE ? m->value + 1 : 0;
}

/* Whose name a captured phrase ends with behind "-nya" and a comma: "pendahulunya, (Andi Baskara)"; mention + 1, 0 none. */
static uint32_t inner_name(const wk_reader *r, const wk_capture *c) {
    const wk_mark *m = NULL;
    for (uint32_t i = c->start + 2; !m && i + 1 < c->end && i < c->start + WORDS_BACK; i++)
        if (wk_is_sign(r, i, ",") && wk_tok(r, i - 1)->flags & WK_CLITIC) m = wk_mark_at(r->text, i + 1, WK_ACTOR);
    return m && r->mentions.v[m->value].name_end > r->mentions.v[m->value].name_start ? m->value + 1 : 0;
}

void wk_name_aside(const wk_act_stage *s, wk_side *side) {
    const wk_actor *a = side->actors.n == 1 && !side->who ? &side->actors.v[0] : NULL;
    if (!a || a->part != s->r->part || a->at.end <= a->at.start) return;
    uint32_t end = wk_token_at(s->r, a->at.end);
    if (!end || !(wk_tok(s->r, end - 1)->flags & WK_CLITIC)) return;
    uint32_t named = owned_name(s, end - 1);
    if (named) *side = wk_mention_side(s, named);
}

/* Who is named in brackets behind a phrase that ends at `end`: "Yang Mulia (Retno)"; mention + 1, 0 none. */
static uint32_t bracketed_name(const wk_reader *r, uint32_t end) {
    const wk_mark *m = wk_is_sign(r, end, "(") ? wk_mark_at(r->text, end + 1, WK_ACTOR) : NULL;
    const wk_mention *k = m && wk_is_sign(r, m->end, ")") ? &r->mentions.v[m->value] : NULL;
    return k && k->who && k->name_end > k->name_start && r->people.v[k->who - 1].kind == WK_NAME_PERSON ? m->value + 1 : 0;
}

/* Whose name goes on behind a title's place, as capitals that no name was found in: "Bupati Musi Rawas (Sutan Andi)"; 0: nobody's. */
static uint32_t holder_end(const wk_reader *r, const wk_mention *m) {
    enum { LEAST = 2 };
    uint32_t end = m->end;
    bool place = m->who && (r->people.v[m->who - 1].kind != WK_NAME_PERSON || wk_is(r, m->name_start, WK_REGION) || wk_is(r, m->name_start, WK_TOWN) || wk_is(r, m->name_start, WK_CITY));
    if (!place || m->name_end != m->end || !wk_is(r, m->start, WK_TITLE)) return 0;
    while (end < m->end + WORDS_BACK && wk_capital(r, end) && !(wk_tok(r, end)->flags & WK_SENTENCE) && !wk_is(r, end, WK_WEEKDAY) && !wk_is(r, end, WK_MONTH)) end++;
    return end >= m->end + LEAST ? end : 0;
}

/* Where the phrase that begins at `start` and goes on at least to `end` ends: "tim (Penasihat Kota)", "delegasi (pemerintah X)". */
static uint32_t phrase_end(const wk_act_stage *s, uint32_t start, uint32_t end) {
    const wk_reader *r = s->r;
    uint32_t people = wk_people_end(s, start), most = end + WORDS_BACK;
    if (people > end) end = people;
    bool proper = wk_capital(r, start); /* else a title begins somebody else's name */
    while (end < most && (proper || !wk_is(r, end, WK_TITLE)) && wk_capital(r, end) && !has(r, end, s->lists.no_party) && !(wk_tok(r, end)->flags & WK_SENTENCE) && !wk_is(r, end, WK_WEEKDAY) && !wk_is(r, end, WK_MONTH)) end++;
    return end;
}

/* Who is named behind the comma that ends whose kin somebody is: "putri mantan presiden X, (Dewi)"; mention + 1, 0 none. */
static uint32_t kin_name(const wk_act_stage *s, uint32_t start) {
    const wk_reader *r = s->r;
    if (!has(r, start, s->lists.kin)) return 0;
    for (uint32_t i = start + 1; i < start + 2 * WORDS_BACK && i + 1 < r->text->tokens.n && !(wk_tok(r, i)->flags & WK_SENTENCE); i++) {
        if (wk_is(r, i, WK_VERBAL) || wk_is(r, i, WK_PREPOSITION) || wk_is(r, i, WK_CONJUNCTION)) return 0;
        if (!is_punct(r, i)) continue;
        const wk_mark *m = wk_is_sign(r, i, ",") ? wk_mark_at(r->text, i + 1, WK_ACTOR) : NULL;
        const wk_mention *k = m ? &r->mentions.v[m->value] : NULL;
        bool person = k && k->who && k->name_end > k->name_start && r->people.v[k->who - 1].kind == WK_NAME_PERSON;
        return person && is_punct(r, k->end) ? m->value + 1 : 0;
    }
    return 0;
}

wk_side wk_captured_side(const wk_act_stage *s, const wk_capture *c) {
    if (!c || c->end <= c->start) return (wk_side){0};
    if (wk_tok(s->r, c->start)->flags & WK_CLITIC) return (wk_side){0}; /* "kepada(nya)" */
    const wk_mark *m = wk_mark_at(s->r->text, c->start, WK_ACTOR);
    if (m && s->r->mentions.v[m->value].pronoun && wk_is(s->r, m->end, WK_RELATIVE)) return (wk_side){0}; /* "mereka yang" */
    if (has(s->r, c->start, s->lists.thing)) return (wk_side){0};
    if (has(s->r, c->start, s->lists.self) && wk_tok(s->r, c->start + 1)->flags & WK_CLITIC) return (wk_side){0}; /* "negaranya" */
    const wk_mark *issuer = has(s->r, c->start, s->lists.paper) ? wk_mark_at(s->r->text, c->start + 1, WK_ACTOR) : NULL;
    if (issuer) return wk_mention_side(s, issuer->value + 1); /* "Resolusi (Dewan X)" */
    if (has(s->r, c->start, s->lists.owned) && wk_tok(s->r, c->start + 1)->flags & WK_CLITIC) return (wk_side){0}; /* "meminta pernyataannya" */
    bool nameless = !m || (!s->r->mentions.v[m->value].pronoun && s->r->mentions.v[m->value].name_end == s->r->mentions.v[m->value].name_start);
    const wk_mark *title = wk_mark_at(s->r->text, c->start, WK_TITLE);
    bool listed = m && title && m->end == title->end + 1 && (wk_is_sign(s->r, m->end, ",") || wk_is(s->r, m->end, WK_CONJUNCTION)); /* "Menteri Riset, …" */
    uint32_t named = nameless || listed ? named_with(s, c->start) : 0;
    if (nameless && !named) named = inner_name(s->r, c);
    if (nameless && !named) named = owned_name(s, c->end);
    if (nameless && !named) named = bracketed_name(s->r, c->end);
    if (nameless && !named) named = kin_name(s, c->start);
    if (named) return wk_mention_side(s, named);
    uint32_t holder = m ? holder_end(s->r, &s->r->mentions.v[m->value]) : 0;
    if (holder) return wk_words_side(s, m->end, holder);
    uint32_t least = m && m->end > c->end ? m->end : c->end, end = nameless ? phrase_end(s, c->start, least) : least;
    if (nameless && !has(s->r, c->start, s->lists.many)) named = apposed_name(s, end);
    if (named) return wk_mention_side(s, named);
    wk_side known = m && end == m->end ? wk_mention_side(s, m->value + 1) : (wk_side){0};
    uint32_t people = m && !known.actors.n ? wk_people_end(s, c->start) : c->start; /* "politikus tersebut", of whom nobody knows who he is */
    if (m && end == m->end && people == c->start) return known;
    return wk_words_side(s, c->start, people > c->start ? people : end);
}

static uint32_t somebody_named(const wk_reader *r, const wk_actor *a) {
    for (uint32_t i = 0; i < r->people.n && i < 4 * WK_READ_BACK; i++)
        if (wk_str_eq(r->people.v[i].name, a->name)) return i + 1;
    return 0;
}

wk_side wk_speaker_side(const wk_act_stage *s, uint32_t statement) {
    wk_side side = {0};
    const wk_statement *st = statement ? &s->r->reading->statements.v[statement - 1] : NULL;
    if (!st || !st->who.name.p) return side;
    if (st->speaker.end > st->speaker.start) { /* several who speak together stand in the mention */
        uint32_t i = wk_mentions_before(s->r, wk_token_at(s->r, st->speaker.start) + 1);
        const wk_mention *m = i ? &s->r->mentions.v[i - 1] : NULL;
        if (m && m->then) return wk_mention_side(s, i);
    }
    wk_str rest = st->who.name, name; /* who speak together are one actor there: "A; B" */
    for (int most = 8; most-- && wk_str_split(&rest, ';', &name);) {
        wk_actor one = {.name = wk_str_trim(name)};
        uint32_t who = somebody_named(s->r, &one);
        bool alone = name.n == st->who.name.n;
        *WK_PUSH(s->r->arena, &side.actors) = alone ? st->who : who ? wk_actor_of(s->r, who, NULL) : one;
        if (!side.who) side.who = who;
    }
    return side;
}

bool wk_words_begin(const wk_act_stage *s, uint32_t i) {
    const wk_statement *st = s->said[i] ? &s->r->reading->statements.v[s->said[i] - 1] : NULL;
    for (size_t k = 0; st && k < st->content.n; k++)
        if (wk_token_at(s->r, st->content.v[k].start) == i) return true;
    return st && wk_tok(s->r, i)->flags & WK_SENTENCE;
}

/* ---- who does it */

/* Does a title go on in plain words, so that nobody else who holds it is meant: "Ketua (koperasi)"? */
static bool cut_short(const wk_act_stage *s, const wk_mention *m) {
    const wk_reader *r = s->r;
    if (m->pronoun || m->name_end > m->name_start || m->end != m->start + 1 || m->end + WORDS_BACK >= r->text->tokens.n) return false;
    bool plain = wk_tok(r, m->end)->shape == WK_SHAPE_LOWER && wk_heads_phrase(s, m->end) && !wk_is(r, m->end, WK_VERBAL);
    return plain && !(wk_tok(r, m->end)->flags & WK_CLITIC);
}

/* The subject with the phrase that its mention ends: "para ketua (Golkar)". */
static wk_side subject_side(const wk_act_stage *s, uint32_t subject) {
    const wk_mention *m = subject ? &s->r->mentions.v[subject - 1] : NULL;
    uint32_t start = m ? wk_phrase_of(s, m) : 0;
    if (m && start == m->start && cut_short(s, m)) return wk_noun_side(s, start, m->end + WORDS_BACK);
    if (!m || start == m->start || (start && (wk_is(s->r, start - 1, WK_PREPOSITION) || wk_is_object(s, start)))) return wk_mention_side(s, subject);
    return wk_words_side(s, start, m->end);
}

bool wk_in_office(const wk_act_stage *s, const wk_side *side) {
    if (!side->who || !side->actors.n) return true; /* words for people: "majelis hakim" */
    const wk_somebody *p = &s->r->people.v[side->who - 1];
    if (p->kind == WK_NAME_PERSON) return p->title.p || p->of || p->entity;
    return p->kind != WK_NAME_MEDIUM;
}

bool wk_is_person(const wk_act_stage *s, const wk_side *side) {
    const wk_somebody *p = side->who ? &s->r->people.v[side->who - 1] : NULL;
    return p && (p->kind == WK_NAME_PERSON || (p->kind == WK_NAME_GROUP && p->title.p));
}

bool wk_is_medium(const wk_act_stage *s, const wk_side *side) {
    return side->who && s->r->people.v[side->who - 1].kind == WK_NAME_MEDIUM;
}

bool wk_each_other(const wk_act_stage *s, uint32_t verb) {
    return wk_stands_before(s->r, verb, s->lists.each, 3);
}

/* Where "kami" or the like, or "pihaknya", stands as the verb's subject, + 1; 0: nowhere. */
static uint32_t stands_for(const wk_act_stage *s, uint32_t verb, wk_class class) {
    uint32_t end = wk_verb_group(s, verb);
    for (uint32_t back = 1; class && back <= 2 && back <= end; back++) {
        const wk_mark *m = wk_mark_at(s->r->text, end - back, class);
        if (m && m->end >= end && m->end <= verb) return end - back + 1;
    }
    return 0;
}

/* A subject that the sentence leaves out is the one of the sentence before, in the same paragraph. */
static uint32_t subject_before(const wk_reader *r, uint32_t sentence) {
    uint32_t start = r->sentences.v[sentence];
    if (!sentence || wk_tok(r, start)->flags & WK_PARAGRAPH) return 0;
    for (uint32_t i = r->sentences.v[sentence - 1]; i < start; i++)
        if (r->subject[i]) return r->subject[i];
    return 0;
}

/* "Setelah bertemu Y, X mengaku …", "Bertemu Y, X mengaku …": the subject of the clause that one without a subject stands before. */
static uint32_t subject_behind(const wk_act_stage *s, uint32_t verb) {
    const wk_reader *r = s->r;
    uint32_t first = wk_verb_group(s, verb), sentence = wk_tok(r, verb)->sentence, start = r->sentences.v[sentence], end = wk_window(r, sentence, verb).end;
    bool below = first == start || (first && wk_is_sign(r, first - 1, "-–—"));
    for (uint32_t i = start; i < verb && i < start + WORDS_BACK; i++) below |= wk_is(r, i, WK_SUBORDINATOR) || (i == start && wk_is(r, i, WK_PREPOSITION));
    uint32_t comma = 0;
    for (uint32_t i = verb; below && i < end; i++) {
        if (!comma && wk_str_eq(wk_token_text(r->text, i, i + 1), WK_S(","))) comma = i;
        if (comma && r->subject[i] && r->mentions.v[r->subject[i] - 1].start > comma) return r->subject[i];
    }
    return 0;
}

/* The kind of people that a sentence begins with: "Namun polisi …". */
static wk_side first_people(const wk_act_stage *s, uint32_t sentence, uint32_t verb) {
    const wk_reader *r = s->r;
    uint32_t start = r->sentences.v[sentence], i = start;
    if (wk_is(r, i, WK_SUBORDINATOR) || wk_is(r, i + 1, WK_SUBORDINATOR)) return (wk_side){0}; /* "Setelah korban …, " */
    while (i < start + 3 && i < verb && !has(r, i, s->lists.people) && !has(r, i, s->lists.many)) i++;
    uint32_t end = wk_people_end(s, i);
    bool fronted = i > start && !wk_is_sign(r, i - 1, ",") && !wk_is(r, start, WK_COMMON);
    return end > i && i < verb && !fronted ? wk_words_side(s, i, end) : (wk_side){0};
}

/* "disampaikan X dalam pertemuan": the agent of a passive verb of speech before token i, in its sentence. */
static uint32_t told_by(const wk_act_stage *s, uint32_t i) {
    const wk_reader *r = s->r;
    for (uint32_t back = 1; back <= 2 * WORDS_BACK && back <= i && !(wk_tok(r, i - back + 1)->flags & WK_SENTENCE); back++) {
        if (!has(r, i - back, s->lists.told_by)) continue;
        for (uint32_t k = i - back + 1; k < i - back + 3; k++) {
            const wk_mark *m = wk_mark_at(r->text, k, WK_ACTOR);
            if (m) return m->value + 1;
        }
    }
    return 0;
}

/* "…," ujar X saat meninjau; disampaikan X dalam pertemuan: who spoke before the conjunction. */
static wk_side doer_above(const wk_act_stage *s, uint32_t predicate) {
    const wk_reader *r = s->r;
    uint32_t i = wk_verb_group(s, predicate), sentence = wk_tok(r, predicate)->sentence;
    if (!i || wk_tok(r, i)->flags & WK_SENTENCE) return (wk_side){0};
    if (!wk_is(r, i - 1, WK_SUBORDINATOR) && !wk_is(r, i - 1, WK_CONJUNCTION) && !wk_is(r, i - 1, WK_PREPOSITION))
        return (wk_side){0};
    uint32_t agent = told_by(s, i - 1), told = s->told[sentence];
    if (agent) return wk_mention_side(s, agent);
    if (told && !s->said[predicate] && r->reading->statements.v[told - 1].cue.end <= wk_tok(r, predicate)->start)
        return wk_speaker_side(s, told);
    return (wk_side){0};
}

static bool begins(const wk_reader *r, uint32_t i) {
    return wk_tok(r, i)->flags & WK_SENTENCE || (i && (wk_tok(r, i - 1)->flags & WK_OPENS || is_punct(r, i - 1)));
}

/* Is the speaker of a statement told by plain words? */
static bool speaks_nameless(const wk_act_stage *s, const wk_statement *st) {
    const wk_mention *m = wk_mention_at(s->r, wk_token_at(s->r, st->speaker.start));
    return m && !m->pronoun && m->name_end == m->name_start;
}

/* Is somebody named before a cue whom its statement did not take for the speaker? */
static bool stands_elsewhere(const wk_act_stage *s, uint32_t statement, const wk_side *named) {
    const wk_statement *st = &s->r->reading->statements.v[statement - 1];
    if (!named->actors.n) return false;
    wk_span at = named->actors.v[0].at;
    if (named->who && st->speaker.end <= at.start && at.end <= st->cue.start && s->r->people.v[named->who - 1].kind == WK_NAME_ORG && speaks_nameless(s, st)) return true; /* "buruh yang tergabung dalam (X)" */
    if (named->actors.n != 1) return false;
    if (!named->who && st->speaker.end <= st->cue.start && at.end <= st->speaker.start) return true; /* "biro hukum X, kota yang Y pimpin, …" */
    if (!named->who) return at.start <= st->speaker.start && at.end >= st->speaker.end && at.end - at.start > st->speaker.end - st->speaker.start; /* "warga anti-(Suriah)", "(para buruh) pabrik" */
    return named->actors.v[0].at.end <= st->speaker.start || named->actors.v[0].at.start >= st->speaker.end;
}

/* Does a happening stand before the verb ("wafatnya X mendorong Y")? It does nothing, nor does whom its name holds; whom it
 * happened to does ("keluarga korban gempa X mendorong Y"). */
static bool happens(const wk_act_stage *s, uint32_t verb) {
    uint32_t end = wk_verb_group(s, verb);
    for (uint32_t back = 1; back <= WORDS_BACK && back <= end; back++) {
        const wk_mark *m = wk_mark_at(s->r->text, end - back, WK_OCCASION);
        if (m && m->end == end) return !wk_head_of(s, end, end - back);
        if (wk_tok(s->r, end - back)->flags & WK_SENTENCE) return false;
    }
    return false;
}

/* Does "dia" stand before the verb? */
static bool by_pronoun(const wk_act_stage *s, uint32_t predicate) {
    uint32_t k = wk_mentions_before(s->r, predicate);
    return k && s->r->mentions.v[k - 1].pronoun && !s->r->mentions.v[k - 1].plural && s->r->mentions.v[k - 1].end >= wk_verb_group(s, predicate);
}

/* Does "saya dan Y", "kami dari Y" or "saya selaku Y" begin the clause of the verb? */
static bool first_begins(const wk_act_stage *s, uint32_t predicate) {
    const wk_reader *r = s->r;
    for (uint32_t i = wk_verb_group(s, predicate), back = 0; i > 0 && back < 2 * WORDS_BACK && !(wk_tok(r, i)->flags & WK_SENTENCE); back++) {
        if (wk_is(r, --i, WK_VERBAL) || wk_is(r, i, WK_SUBORDINATOR)) return false;
        if (!has(r, i, s->lists.first_person)) continue;
        return begins(r, i) || wk_is(r, i - 1, WK_SUBORDINATOR) || wk_is(r, i - 1, WK_CONJUNCTION) || wk_is(r, i - 1, WK_REPORTING);
    }
    return false;
}

/* The same for a verb that the one at a token is joined to: "kami menghormati X dan (mendukung) Y". */
static bool first_joins(const wk_act_stage *s, uint32_t predicate) {
    uint32_t to = wk_joined_to(s, predicate);
    return to != predicate && (first_begins(s, to) || stands_for(s, to, s->lists.first_person));
}

/* What somebody issued, told as known, stands before the verb ("resolusi itu (juga) menyerukan"): where, as token + 1; 0 nothing. */
static uint32_t paper_before(const wk_act_stage *s, uint32_t predicate) {
    uint32_t end = wk_verb_group(s, predicate);
    if (end < predicate && has(s->r, end, s->lists.that)) end++;
    return end > 1 && has(s->r, end - 1, s->lists.that) && has(s->r, end - 2, s->lists.paper) ? end - 1 : 0;
}

/* Where a mention ends that only tells where something is ("unggahan di (media sosial)"); 0 when it tells more. */
static uint32_t place_of(const wk_act_stage *s, const wk_mention *m) {
    const wk_reader *r = s->r;
    bool place = m->start && !(wk_tok(r, m->start)->flags & WK_SENTENCE) && wk_is(r, m->start - 1, WK_PREPOSITION) && wk_is(r, m->start - 1, WK_PLACEWORD);
    return place ? m->end : 0;
}

wk_side wk_doer(const wk_act_stage *s, uint32_t predicate) {
    const wk_reader *r = s->r;
    uint32_t paper = paper_before(s, predicate);
    if (paper) return wk_owner_told(s, paper - 1); /* it has no will of its own */
    if (happens(s, predicate)) return (wk_side){0};
    uint32_t said = s->said[predicate], self = stands_for(s, predicate, s->lists.self);
    wk_side himself = self ? wk_self_side(s, self - 1, said) : (wk_side){0};
    if (himself.actors.n) return himself;
    if (said && first_begins(s, predicate)) return wk_speaker_side(s, said);
    if (has(r, predicate, s->lists.first_person)) return wk_speaker_side(s, said); /* "warga kita minta …": who stands before is asked */
    uint32_t subject = r->subject[predicate], group = wk_verb_group(s, predicate);
    bool relative = group < predicate && wk_is(r, group, WK_RELATIVE);
    if (relative && subject && place_of(s, &r->mentions.v[subject - 1]) == group) return wk_named_before(s, predicate);
    wk_side side = wk_speaker_side(s, s->cue[predicate]), named = wk_named_before(s, predicate);
    if (said && wk_tok(r, predicate)->flags & WK_QUOTED && by_pronoun(s, predicate)) named = wk_not_himself(s, predicate, said, named);
    if (side.actors.n) return stands_elsewhere(s, s->cue[predicate], &named) ? named : side;
    if (said && (self || stands_for(s, predicate, s->lists.first_person))) return wk_speaker_side(s, said);
    if (!said && !self && stands_for(s, predicate, s->lists.first_person)) return (wk_side){0}; /* nobody knows who speaks */
    if (named.actors.n) return named;
    if (wk_tok(r, predicate)->flags & WK_QUOTED) /* "Mari …": who begins with a verb speaks of himself */
        return said && (begins(r, wk_verb_group(s, predicate)) || first_joins(s, predicate)) ? wk_speaker_side(s, said) : wk_joined_doer(s, predicate);
    side = doer_above(s, predicate);
    if (side.actors.n) return side;
    if (!subject && relative) return (wk_side){0}; /* "cara yang …" */
    if (!subject) side = wk_joined_doer(s, predicate);
    if (side.actors.n) return side;
    if (!subject) subject = subject_behind(s, predicate);
    if (!subject && !said) side = first_people(s, wk_tok(r, predicate)->sentence, predicate);
    if (side.actors.n) return side;
    if (!subject) subject = subject_before(r, wk_tok(r, predicate)->sentence);
    return subject_side(s, subject);
}

wk_side wk_subject_of_main(const wk_act_stage *s, uint32_t verb) {
    return subject_side(s, subject_behind(s, verb));
}
