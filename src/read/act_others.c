/* Whom an act is done to, or who does it, when that stands in other words than the verb's own: behind it, in what was said, in
 * what was told before. */
#include "read/acts.h"

enum { BACK = 8 }; /* words of a noun phrase */

static bool has(const wk_reader *r, uint32_t i, wk_class class) {
    return class && wk_is(r, i, class);
}

bool wk_suffers(const wk_act_stage *s, uint32_t from, uint32_t side) {
    if (side && has(s->r, side - 1, s->lists.by)) return false;
    for (uint32_t i = from; i < side && i < from + BACK; i++) {
        if (!has(s->r, i, s->lists.harm)) continue;
        return wk_str_eq(wk_list_value(s->r, i, s->lists.harm), WK_S("suffered")) || wk_is(s->r, side - 1, WK_PREPOSITION);
    }
    return false;
}

bool wk_only_wanted(const wk_act_stage *s, uint32_t from, uint32_t side) {
    const wk_reader *r = s->r;
    uint32_t i = from;
    if (from && wk_tok(r, from - 1)->flags & WK_CLITIC) return false; /* "mengingatkan pentingnya …" */
    while (i < side && (wk_is(r, i, WK_PREPOSITION) || wk_is(r, i, WK_SUBORDINATOR) || has(r, i, s->lists.aux) || has(r, i, s->lists.many) || wk_is_sign(r, i, ","))) i++;
    if (i >= side || has(r, i, s->lists.owned) || has(r, i, s->lists.granted) || has(r, i, s->lists.paper)) return false;
    if (side - i == 2 && wk_tok(r, side - 1)->flags & WK_CLITIC) return false; /* "menolak hadirnya (X)" */
    return !has(r, side - 1, s->lists.told_at);
}

bool wk_of_a_thing(const wk_act_stage *s, uint32_t side) {
    const wk_reader *r = s->r;
    uint32_t i = side - 1;
    if (!side || wk_capital(r, i) || wk_tok(r, side)->flags & WK_SENTENCE || wk_tok(r, i)->shape == WK_SHAPE_PUNCT || wk_tok(r, i)->shape == WK_SHAPE_NUMBER) return false;
    const wk_class others[] = {WK_PREPOSITION, WK_SUBORDINATOR, WK_CONJUNCTION, WK_RELATIVE, WK_VERBAL, WK_TITLE, WK_BEFORE_SUBJECT, WK_NEGATION, WK_SAY, WK_REPORTING,
                               WK_ORGWORD, s->lists.people, s->lists.person_noun, s->lists.org_noun, s->lists.owned, s->lists.aux, s->lists.many, s->lists.that};
    for (size_t k = 0; k < WK_COUNT(others); k++)
        if (has(r, i, others[k])) return false;
    return !wk_mark_at(r->text, i, WK_DATE) && (!(wk_tok(r, i)->flags & WK_SENTENCE) || has(r, i, s->lists.harm));
}

/* Who is the first subject of the sentence before that of a token. */
static wk_side subject_told(const wk_act_stage *s, uint32_t token) {
    const wk_reader *r = s->r;
    uint32_t sentence = wk_tok(r, token)->sentence, i = sentence ? r->sentences.v[sentence - 1] : 0;
    for (; sentence && i < r->sentences.v[sentence]; i++) {
        bool dateline = wk_mark_at(r->text, i, WK_MEDIA_ACTOR) || (wk_is(r, i, WK_SEAT) && wk_tok(r, i)->flags & WK_PARAGRAPH);
        if (r->subject[i] && wk_mark_at(r->text, i, WK_ACTOR) && !dateline) return wk_mention_side(s, r->subject[i]);
    }
    return (wk_side){0};
}

wk_side wk_self_side(const wk_act_stage *s, uint32_t self, uint32_t said) {
    const wk_reader *r = s->r;
    const wk_statement *st = said ? &r->reading->statements.v[said - 1] : NULL;
    wk_span at = wk_token_span(r->text, self, self + 1);
    if (st && st->speaker.start != at.start) return wk_speaker_side(s, said);
    for (uint32_t i = self; i && !(wk_tok(r, i)->flags & WK_SENTENCE); i--) /* "X menegaskan, pihaknya …" */
        if (r->subject[i - 1]) return wk_mention_side(s, r->subject[i - 1]);
    if (!(wk_tok(r, self)->flags & WK_SENTENCE)) return (wk_side){0};
    wk_side last = wk_last_speaker(s, self);
    return last.actors.n ? last : subject_told(s, self);
}

bool wk_owned_before(const wk_act_stage *s, uint32_t verb) {
    for (uint32_t back = 1; back <= BACK && back <= verb; back++) {
        if (has(s->r, verb - back, s->lists.owned)) return true;
        if (wk_tok(s->r, verb - back)->shape == WK_SHAPE_PUNCT || wk_tok(s->r, verb - back)->flags & WK_SENTENCE) return false;
    }
    return false;
}

wk_side wk_owner_first(const wk_act_stage *s, uint32_t verb, bool wanted) {
    enum { NEAR = 4 };
    uint32_t start = s->r->sentences.v[wk_tok(s->r, verb)->sentence];
    if (start + 1 < verb && wk_is_sign(s->r, start + 1, ",")) start += 2; /* "Namun, …" */
    if (verb < start + 2 || !has(s->r, start, s->lists.owned)) return (wk_side){0};
    for (uint32_t i = start + 1; i < start + NEAR && i < verb; i++) {
        const wk_mark *m = wk_mark_at(s->r->text, i, WK_ACTOR);
        if (wk_is(s->r, i, WK_VERBAL) || wk_is(s->r, i, WK_RELATIVE) || wk_is_sign(s->r, i, ",")) break;
        if (wanted && i == start + 2 && !has(s->r, i - 1, s->lists.people) && !wk_is(s->r, i - 1, WK_TITLE) && !has(s->r, i - 1, s->lists.owned)) break; /* "Rencana kenaikan upah (Kota X)" */
        if (m && !wk_is(s->r, i - 1, WK_PREPOSITION)) return wk_mention_side(s, m->value + 1);
    }
    return (wk_side){0};
}

uint32_t wk_called_so(const wk_reader *r, const wk_mention *m) {
    if (m->name_end > m->name_start) return 0;
    for (uint32_t i = m->start; i && i + BACK > m->start && !wk_is(r, i, WK_VERBAL) && !(wk_tok(r, i)->flags & WK_SENTENCE); i--) {
        if (!wk_is(r, i, WK_RELATIVE)) continue;
        uint32_t k = wk_mentions_before(r, i);
        return k && r->mentions.v[k - 1].end == i && r->mentions.v[k - 1].name_end > r->mentions.v[k - 1].name_start ? k : 0;
    }
    return 0;
}

uint32_t wk_only_titled(const wk_reader *r, uint32_t i) {
    wk_str title = wk_list_value(r, i, WK_TITLE);
    uint32_t found = 0;
    if (!title.p) title = wk_token_text(r->text, i, i + 1);
    for (uint32_t k = 0; k < r->people.n && k < WK_READ_BACK; k++) {
        const wk_somebody *p = &r->people.v[k];
        if (p->kind != WK_NAME_PERSON || !p->title.p || !wk_str_eq_nocase(p->title, title)) continue;
        if (found) return 0;
        found = k + 1;
    }
    return found;
}

uint32_t wk_bracketed(const wk_reader *r, uint32_t i) {
    wk_str word = wk_token_text(r->text, i, i + 1);
    for (uint32_t k = 1; k + 3 < r->text->tokens.n && k < 16 * WK_READ_BACK; k++) {
        if (!wk_is_sign(r, k - 1, "(") || !wk_is_sign(r, k + 1, ")") || !wk_str_eq(wk_token_text(r->text, k, k + 1), word)) continue;
        const wk_mark *m = wk_mark_at(r->text, k + 2 + wk_is_sign(r, k + 2, ","), WK_NAME);
        uint32_t who = m && wk_mentions_before(r, m->end) ? r->mentions.v[wk_mentions_before(r, m->end) - 1].who : 0;
        if (who && r->people.v[who - 1].kind == WK_NAME_PERSON) return who;
    }
    return 0;
}

static bool shares(const wk_side *a, const wk_side *b) {
    for (size_t i = 0; i < a->actors.n; i++)
        for (size_t k = 0; k < b->actors.n; k++)
            if (wk_str_eq(a->actors.v[i].name, b->actors.v[k].name)) return true;
    return false;
}

wk_side wk_subject_behind(const wk_act_stage *s, uint32_t token) {
    const wk_reader *r = s->r;
    uint32_t end = wk_window(r, wk_tok(r, token)->sentence, token).end, comma = 0;
    for (uint32_t i = token; i < end; i++) {
        if (!comma && wk_is_sign(r, i, ",")) comma = i;
        if (comma && r->subject[i] && r->mentions.v[r->subject[i] - 1].start > comma) return wk_mention_side(s, r->subject[i]);
    }
    return (wk_side){0};
}

/* Where a quotation of few words that opens at token i closes; i when none does. */
static uint32_t short_quote(const wk_reader *r, uint32_t i) {
    if (!(wk_tok(r, i)->flags & WK_OPENS)) return i;
    for (uint32_t k = i + 1; k <= i + BACK && k + 1 < r->text->tokens.n && !(wk_tok(r, k)->flags & WK_SENTENCE); k++)
        if (wk_tok(r, k)->flags & WK_CLOSES) return k;
    return i;
}

/* Does a word for helping end right before token i, of whom it then helps: "berjanji membantu (warga)", "membiayai sekolah (X)"? */
static bool given_to(const wk_act_stage *s, uint32_t i) {
    for (uint32_t back = 1; s->lists.gives && back <= 3 && back <= i; back++) {
        const wk_mark *m = wk_mark_at(s->r->text, i - back, s->lists.gives);
        if (m && m->end == i) return !wk_str_eq(wk_list_value(s->r, i - back, s->lists.gives), WK_S("sent"));
    }
    return false;
}

/* Is something sent from token `from` on, to where a place before token i tells: "siap mengirim dokter ke (X)"? */
static bool sent_to(const wk_act_stage *s, uint32_t from, uint32_t i) {
    bool sent = false;
    for (uint32_t k = from ? from - 1 : 0; s->lists.gives && k < i && !sent; k++) sent = wk_str_eq(wk_list_value(s->r, k, s->lists.gives), WK_S("sent"));
    return sent && !wk_is(s->r, i, WK_SEAT);
}

wk_side wk_named_behind(const wk_act_stage *s, uint32_t from, const wk_side *side, int is) {
    enum { CLAUSE = 16 };
    const wk_reader *r = s->r;
    bool below = false, led = is & WK_ACT_LED;
    for (uint32_t i = from; i < from + CLAUSE && i + 1 < r->text->tokens.n; i++) {
        if (wk_is(r, i, WK_SUBORDINATOR)) below = true;
        if (led && i > from && wk_is(r, i, WK_RELATIVE) && (wk_is(r, i + 1, WK_VERBAL) || (i + 2 < r->text->tokens.n && wk_is(r, i + 2, WK_VERBAL)))) break; /* "menyerukan jeda yang diawasi oleh X" */
        if (i > from && wk_is(r, i, WK_CONJUNCTION) && wk_is(r, i + 1, WK_VERBAL)) break; /* "mengutuk aksi itu dan mendoakan …" */
        if (!led && i && !wk_is(r, i - 1, WK_VERBAL) && has(r, i, s->lists.unreal) && wk_is(r, i + 1, WK_VERBAL)) break; /* "mendukung niat untuk mengirim surat kepada X" */
        if (!led && has(r, i, s->lists.meeting)) break; /* "menyambut baik pertemuan antara X dan Y" */
        bool for_now = has(r, i, s->lists.for_now) && i && wk_is(r, i - 1, WK_VERBAL) && !wk_capital(r, i + 1); /* "menutup sementara akses X" */
        if (!for_now && has(r, i, s->lists.besides)) break; /* "menuntut … setelah X abstain" */
        if (below && wk_is(r, i, WK_PASSIVE)) break; /* "agar pesan ini disampaikan kepada X" */
        uint32_t quote = short_quote(r, i);
        if (quote > i && (i > from || led || wk_tok(r, quote + 1)->shape != WK_SHAPE_PUNCT)) { /* "mengancam 'menghukum berat' X" */
            i = quote;
            continue;
        }
        if (wk_tok(r, i)->flags & (WK_SENTENCE | WK_OPENS | WK_CLOSES) && i > from) break;
        if (s->cue[i] || wk_is_sign(r, i, ",") || has(r, i, s->lists.harm)) break;
        const wk_mark *m = wk_mark_at(r->text, i, WK_ACTOR);
        bool preposition = i && wk_is(r, i - 1, WK_PREPOSITION) && !(led && has(r, i - 1, s->lists.by)), of_place = i && has(r, i - 1, WK_PLACEWORD);
        bool given = is & WK_ACT_PLEDGE && given_to(s, i), object = is & WK_ACT_ASKS && !led && i == from && i && wk_is(r, i - 1, WK_VERBAL); /* "tidak segan memecat (pegawai)" */
        if (of_place && preposition && led && sent_to(s, from, i)) of_place = false;
        uint32_t people = given || object || (preposition && !of_place) ? wk_people_end(s, i) : i;
        if (people > i && m && r->mentions.v[m->value].pronoun) { /* "pegawai tersebut" */
            wk_side he = wk_mention_side(s, m->value + 1);
            return he.actors.n && !shares(&he, side) ? he : wk_words_side(s, i, people);
        }
        if (people > i && (!m || m->end < people)) return wk_words_side(s, i, people);
        if (m && i == from && wk_is(r, m->end, WK_PREPOSITION) && !wk_is(r, m->end, WK_PLACEWORD)) continue; /* "mengulangi kecaman (Indonesia) atas …": whose it is */
        if (!m || wk_mark_at(r->text, i, WK_MEDIA_ACTOR) || r->mentions.v[m->value].pronoun) continue;
        bool inside = i && wk_capital(r, i - 1) && !(wk_tok(r, i - 1)->flags & WK_SENTENCE); /* "(Jawa) Barat" */
        bool place = of_place || inside || (wk_is(r, i, WK_SEAT) && !preposition);
        if (place || has(r, i, s->lists.thing) || (led && !preposition && !given)) continue; /* a capital is a place more often than its government */
        wk_side found = wk_mention_side(s, m->value + 1);
        if (found.actors.n && !shares(&found, side)) return found;
    }
    return (wk_side){0};
}

/* Where the name begins behind plain words and a comma at token i: "istrinya, (Ratih)"; i when none does. */
static uint32_t name_aside(const wk_reader *r, uint32_t i) {
    enum { NEAR = 4 };
    for (uint32_t k = i; k < i + NEAR && !(wk_tok(r, k)->flags & WK_SENTENCE) && !wk_is(r, k, WK_VERBAL); k++)
        if (wk_is_sign(r, k, ",")) return wk_capital(r, k + 1) ? k + 1 : i;
    return i;
}

/* Those named behind a word like "yakni" at token i; nobody when none stands there. Places act here: "sembilan daerah, yakni …". */
static wk_side named_list(const wk_act_stage *s, uint32_t i) {
    enum { MOST = 8 };
    const wk_reader *r = s->r;
    wk_side side = {0};
    const wk_mark *word = s->lists.namely ? wk_mark_at(r->text, i, s->lists.namely) : NULL;
    if (!word && s->lists.copula) word = wk_mark_at(r->text, i, s->lists.copula);
    for (uint32_t k = word ? word->end : 0, n = 0, end; word && n < MOST; k = end + 1, n++) {
        const wk_mark *m = wk_mark_at(r->text, k, WK_ACTOR);
        if (n && !m && !wk_capital(r, k)) m = wk_mark_at(r->text, k = name_aside(r, k), WK_ACTOR);
        for (end = k; wk_capital(r, end); end++) {}
        if (!m && end == k) break;
        uint32_t one = m ? m->value + 1 : 0;
        wk_side named = one ? wk_mention_side(s, one) : wk_words_side(s, k, end);
        if (!side.who) side.who = named.who;
        for (size_t x = 0; x < named.actors.n; x++)
            if (!wk_holds_actor(&side.actors, &named.actors.v[x])) *WK_PUSH(r->arena, &side.actors) = named.actors.v[x];
        for (int most = MOST; one && most-- && r->mentions.v[one - 1].then;) one = r->mentions.v[one - 1].then;
        if (one) end = r->mentions.v[one - 1].end;
        if (wk_is_sign(r, end, ",;") && wk_is(r, end + 1, WK_CONJUNCTION)) end++;
        if (!wk_is_sign(r, end, ",;") && !wk_is(r, end, WK_CONJUNCTION)) break;
    }
    return side;
}

/* Does a sentence that begins at `start` tell at token i who they are: "Kedua tersangka itu (adalah) …"? */
static bool tells_who(const wk_act_stage *s, uint32_t start, uint32_t i) {
    return has(s->r, i, s->lists.copula) && i > start && (has(s->r, i - 1, s->lists.that) || (has(s->r, start, s->lists.many) || has(s->r, start, s->lists.ordinal))) && wk_capital(s->r, i + 1);
}

wk_side wk_told_namely(const wk_act_stage *s, uint32_t from) {
    enum { SENTENCES = 2 };
    const wk_reader *r = s->r;
    uint32_t sentence = wk_tok(r, from)->sentence;
    bool begins = from && wk_tok(r, from)->flags & WK_SENTENCE;
    uint32_t next = begins ? from : r->sentences.v[sentence + 1];
    if (begins) sentence--;
    for (uint32_t i = from; i < from + 2 * BACK && i < next; i++)
        if (has(r, i, s->lists.namely)) return named_list(s, i);
    for (uint32_t n = 1; n <= SENTENCES && sentence + n + 1 < r->sentences.n; n++) { /* "Kesepuluh negara itu yakni X, Y dan Z" */
        uint32_t start = r->sentences.v[sentence + n], end = r->sentences.v[sentence + n + 1];
        for (uint32_t i = start; i < start + BACK && i < end; i++)
            if ((has(r, i, s->lists.namely) && (n == 1 || has(r, start, s->lists.many) || has(r, start, s->lists.ordinal))) || tells_who(s, start, i)) return named_list(s, i);
    }
    return (wk_side){0};
}

void wk_aim_together(wk_act_stage *s) {
    for (size_t i = 0; i < s->acts.n; i++) {
        wk_draft_act *a = &s->acts.v[i];
        uint32_t group = wk_verb_group(s, a->at);
        if (!(a->is & WK_ACT_AIMED) || a->act.to.n || a->act.from.n != 1 || !group || !wk_is(s->r, group - 1, WK_CONJUNCTION)) continue;
        for (size_t k = 0; k < s->acts.n && !a->act.to.n; k++) {
            const wk_draft_act *b = &s->acts.v[k];
            if ((b->is & WK_ACT_HEAD) || (a->is & WK_ACT_PLEDGE && !(b->is & WK_ACT_HEARD)) || b->sentence != a->sentence || b->at >= a->at || !b->act.to.n || !wk_holds_actor(&b->act.from, &a->act.from.v[0])) continue;
            a->act.to = b->act.to;
            a->to_who = b->to_who;
        }
    }
}

/* The others of a meeting in which `who` takes part; none when several or nobody met him. */
static wk_side others_at(const wk_act_stage *s, const wk_act *meeting, const wk_actor *who) {
    const wk_actors *sides[] = {&meeting->from, &meeting->to};
    wk_side side = {0};
    if (!wk_holds_actor(sides[0], who) && !wk_holds_actor(sides[1], who)) return side;
    for (size_t k = 0; k < 2; k++)
        for (size_t i = 0; i < sides[k]->n; i++)
            if (!wk_str_eq(sides[k]->v[i].name, who->name)) *WK_PUSH(s->r->arena, &side.actors) = sides[k]->v[i];
    return side;
}

void wk_address_at_meetings(wk_act_stage *s) {
    enum { NEAR = 4 };
    for (size_t i = 0; i < s->acts.n; i++) {
        wk_draft_act *a = &s->acts.v[i];
        if (a->act.to.n || a->act.from.n != 1 || !(a->is & WK_ACT_PLEDGE)) continue;
        uint32_t best = NEAR + 1;
        for (size_t k = 0; k < s->acts.n; k++) {
            const wk_draft_act *b = &s->acts.v[k];
            uint32_t away = a->sentence > b->sentence ? a->sentence - b->sentence : b->sentence - a->sentence;
            if (!(b->is & WK_ACT_MEET) || b->act.planned || away >= best) continue;
            wk_side side = others_at(s, &b->act, &a->act.from.v[0]);
            if (!side.actors.n) continue;
            a->act.to = side.actors;
            best = away;
        }
    }
}

wk_side wk_named_in_words(const wk_act_stage *s, uint32_t statement, const wk_side *side) {
    const wk_statement *st = &s->r->reading->statements.v[statement - 1];
    uint32_t from = st->content.n ? wk_token_at(s->r, st->content.v[0].start) : 0;
    wk_side found = st->content.n ? wk_named_behind(s, from, side, 0) : (wk_side){0};
    uint32_t people = st->content.n ? wk_people_end(s, from) : from;
    if (!found.actors.n && people > from && !has(s->r, from, s->lists.first_person)) return wk_words_side(s, from, people); /* "Pemerintah jangan …" */
    for (uint32_t i = from + 1; st->content.n && !found.actors.n && i < from + BACK && !(wk_tok(s->r, i)->flags & (WK_SENTENCE | WK_CLOSES)); i++)
        if (wk_is_sign(s->r, i, ",")) return wk_named_behind(s, i + 1, side, 0); /* "Kalau saya nilai, pernyataan X …" */
    return found;
}

wk_side wk_told_to(const wk_act_stage *s, uint32_t statement, const wk_side *side) {
    const wk_statement *st = &s->r->reading->statements.v[statement - 1];
    wk_side told = {0};
    if (!st->to.name.p || st->to.at.end <= st->to.at.start) return wk_named_in_words(s, statement, side);
    if (has(s->r, wk_token_at(s->r, st->to.at.start), s->lists.press)) return wk_named_in_words(s, statement, side);
    *WK_PUSH(s->r->arena, &told.actors) = st->to;
    return shares(&told, side) ? (wk_side){0} : told;
}

wk_side wk_named_in_next_words(const wk_act_stage *s, uint32_t from, const wk_side *side) {
    for (uint32_t i = from; i < from + BACK && i + 1 < s->r->text->tokens.n && !(wk_tok(s->r, i)->flags & WK_SENTENCE); i++) {
        if (!(wk_tok(s->r, i)->flags & WK_OPENS)) continue;
        uint32_t said = s->said[i] ? s->said[i] : s->said[i + 1];
        wk_side who = wk_speaker_side(s, said);
        return said && shares(&who, side) ? wk_named_in_words(s, said, side) : (wk_side){0};
    }
    return (wk_side){0};
}

wk_side wk_not_himself(const wk_act_stage *s, uint32_t token, uint32_t said, wk_side named) {
    wk_side speaker = wk_speaker_side(s, said);
    for (uint32_t k = wk_mentions_before(s->r, token); k && s->said[s->r->mentions.v[k - 1].start] == said; k--)
        if (s->r->mentions.v[k - 1].who == named.who && !s->r->mentions.v[k - 1].pronoun) return named; /* named in these very words */
    return shares(&named, &speaker) ? wk_person_before(s, token, &speaker) : named;
}

wk_side wk_first_other(const wk_act_stage *s, uint32_t verb, const wk_side *side) {
    const wk_reader *r = s->r;
    uint32_t start = r->sentences.v[wk_tok(r, verb)->sentence];
    for (uint32_t i = start; i < verb && i < start + WK_READ_WINDOW; i++) {
        const wk_mark *m = r->subject[i] ? wk_mark_at(r->text, i, WK_ACTOR) : NULL;
        if (!m || r->subject[i] != m->value + 1) continue;
        wk_side first = wk_mention_side(s, m->value + 1);
        return shares(&first, side) ? (wk_side){0} : first;
    }
    return (wk_side){0};
}

wk_side wk_last_speaker(const wk_act_stage *s, uint32_t token) {
    uint32_t sentence = wk_tok(s->r, token)->sentence;
    for (uint32_t back = 0; back <= 2 && back <= sentence; back++)
        if (s->told[sentence - back]) return wk_speaker_side(s, s->told[sentence - back]);
    return (wk_side){0};
}

wk_side wk_owner_told(const wk_act_stage *s, uint32_t i) {
    const wk_reader *r = s->r;
    enum { SENTENCES = 3 };
    uint32_t sentence = wk_tok(r, i)->sentence, start = r->sentences.v[sentence > SENTENCES ? sentence - SENTENCES : 0];
    wk_str word = wk_token_text(r->text, i, i + 1);
    for (uint32_t k = r->sentences.v[sentence]; k-- > start;) {
        const wk_mark *m = has(r, k, s->lists.owned) || has(r, k, s->lists.paper) ? wk_mark_at(r->text, k + 1, WK_ACTOR) : NULL;
        if (m && wk_str_eq_nocase(wk_token_text(r->text, k, k + 1), word)) return wk_mention_side(s, m->value + 1);
    }
    return (wk_side){0};
}

wk_side wk_owner_before(const wk_act_stage *s, uint32_t from, uint32_t object, const wk_side *side) {
    for (uint32_t i = from; i <= object; i++) {
        if (!has(s->r, i, s->lists.owned) || !has(s->r, i + 1, s->lists.that)) continue;
        wk_side found = wk_owner_told(s, i);
        if (!found.actors.n || shares(&found, side)) found = wk_last_speaker(s, i);
        if (!found.actors.n || shares(&found, side)) found = subject_told(s, i);
        return shares(&found, side) ? (wk_side){0} : found;
    }
    return (wk_side){0};
}

/* Kinds of people who do something from token i on: "negara-negara Barat telah mengirim …". */
static wk_side people_doing(const wk_act_stage *s, uint32_t i) {
    const wk_reader *r = s->r;
    uint32_t end = wk_people_end(s, i), verb = end;
    if (end == i || wk_is_object(s, i) || (i && (wk_is(r, i - 1, WK_PREPOSITION) || wk_joins(r, i - 1) || has(r, i - 1, s->lists.people) || has(r, i - 1, s->lists.many)))) return (wk_side){0};
    while (wk_capital(r, end) && !(wk_tok(r, end)->flags & WK_SENTENCE)) end++;
    for (verb = end; verb < end + 3 && has(r, verb, s->lists.aux);) verb++;
    return wk_is(r, verb, WK_VERBAL) && !wk_is(r, verb, WK_PASSIVE) ? wk_words_side(s, i, end) : (wk_side){0};
}

/* The first subject of a sentence before token `end` that is none of `side`; `nearest`: the last one. */
static wk_side other_subject(const wk_act_stage *s, uint32_t sentence, uint32_t end, const wk_side *side, bool nearest) {
    const wk_reader *r = s->r;
    uint32_t start = r->sentences.v[sentence], all = end - start < WK_READ_WINDOW ? end - start : WK_READ_WINDOW;
    for (uint32_t n = 0, last = 0; n < all; n++) {
        uint32_t i = nearest ? end - 1 - n : start + n;
        bool again = !r->subject[i] || r->subject[i] == last;
        last = r->subject[i] ? r->subject[i] : last;
        wk_side found = again ? people_doing(s, i) : wk_mention_side(s, last);
        if (found.actors.n && !shares(&found, side)) return found;
    }
    return (wk_side){0};
}

wk_side wk_named_why(const wk_act_stage *s, uint32_t from, const wk_side *side) {
    enum { CLAUSE = 16 };
    const wk_reader *r = s->r;
    uint32_t i = from + (from && wk_is_sign(r, from, ","));
    if (!has(r, i, s->lists.why) || wk_tok(r, from)->flags & WK_SENTENCE) return (wk_side){0};
    for (uint32_t k = ++i; k < i + CLAUSE && k + 1 < r->text->tokens.n && !(wk_tok(r, k)->flags & (WK_SENTENCE | WK_OPENS | WK_CLOSES)); k++) {
        bool named = r->subject[k] && r->mentions.v[r->subject[k] - 1].start >= i;
        wk_side found = named ? wk_mention_side(s, r->subject[k]) : people_doing(s, k);
        if (found.actors.n) return shares(&found, side) ? (wk_side){0} : found;
    }
    return (wk_side){0};
}

/* Who made what a sentence begins with: "Aturan yang dibuat (X) (dikritik Y)". */
static wk_side made_by(const wk_act_stage *s, uint32_t start, uint32_t verb) {
    const wk_reader *r = s->r;
    for (uint32_t i = start + 2; i + 1 < verb && i < start + WK_READ_WINDOW; i++) {
        if (!has(r, i, s->lists.made) || !wk_is(r, i - 1, WK_RELATIVE)) continue;
        uint32_t k = i + 1 + has(r, i + 1, s->lists.by);
        const wk_mark *m = wk_mark_at(r->text, k, WK_ACTOR);
        uint32_t end = m ? m->end : wk_people_end(s, k);
        return end > k && end <= verb ? wk_captured_side(s, &(wk_capture){.start = k, .end = end}) : (wk_side){0};
    }
    return (wk_side){0};
}

wk_side wk_deed_doer(const wk_act_stage *s, uint32_t verb, const wk_side *side) {
    const wk_reader *r = s->r;
    uint32_t group = wk_verb_group(s, verb), sentence = wk_tok(r, verb)->sentence;
    wk_side maker = made_by(s, r->sentences.v[sentence], verb);
    if (maker.actors.n && !shares(&maker, side)) return maker;
    if (group == verb || !group || !wk_is(r, group, WK_RELATIVE) || !has(r, group - 1, s->lists.owned)) return (wk_side){0};
    uint32_t deed = group - 1;
    if (deed && wk_is_sign(r, deed - 1, ",")) return other_subject(s, sentence, deed, side, true);
    bool begins = wk_tok(r, deed)->flags & WK_SENTENCE;
    return begins && sentence ? other_subject(s, sentence - 1, deed, side, false) : (wk_side){0};
}

wk_side wk_other_before(const wk_act_stage *s, uint32_t token, const wk_side *side) {
    wk_side near = wk_person_before(s, token, side); /* "Jokowi percaya diri karena warga mendukungnya" */
    if (near.actors.n == 1 && near.actors.v[0].part == s->r->part && wk_tok(s->r, wk_token_at(s->r, near.actors.v[0].at.start))->sentence == wk_tok(s->r, token)->sentence) return near;
    wk_side found = wk_last_speaker(s, token);
    return found.actors.n && !shares(&found, side) ? found : wk_person_before(s, token, side);
}

wk_side wk_person_before(const wk_act_stage *s, uint32_t token, const wk_side *side) {
    enum { MENTIONS_BACK = 8 };
    const wk_reader *r = s->r;
    for (uint32_t k = wk_mentions_before(r, token), back = 0; k && back < MENTIONS_BACK; k--, back++) {
        const wk_mention *m = &r->mentions.v[k - 1];
        if (!m->who || m->pronoun || r->people.v[m->who - 1].kind != WK_NAME_PERSON) continue;
        wk_side found = wk_mention_side(s, k);
        if (found.actors.n && !shares(&found, side)) return found;
    }
    return (wk_side){0};
}
