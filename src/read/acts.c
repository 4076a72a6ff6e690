/* Acts: what the pack's patterns find done by words or meetings, with its actors, and one act per occurrence however
 * often the article tells it. */
#include "read/acts.h"

wk_actor wk_relay_of(const wk_reader *r, uint32_t mention) {
    const wk_mention *m = &r->mentions.v[mention - 1];
    wk_actor a = wk_actor_of(r, m->who, m);
    if (m->who && r->people.v[m->who - 1].kind == WK_NAME_GOV && a.as.p) a.name = a.as;
    return a;
}

/* Without those of `b` in `a`: nobody writes to himself. */
static void without(wk_actors *a, const wk_actors *b) {
    size_t n = 0;
    for (size_t i = 0; i < a->n; i++)
        if (!wk_holds_actor(b, &a->v[i])) a->v[n++] = a->v[i];
    a->n = n;
}

/* The channel that the pattern names itself, or that its captured words or its verb mean. */
static wk_str channel_of(const wk_reader *r, const wk_match *m) {
    wk_str channel = wk_match_constant(m, WK_SLOT_CHANNEL);
    const wk_capture *c = wk_match_get(r->text, m, WK_SLOT_CHANNEL);
    static const char *const lists[] = {"EXCHANGE", "CHANNEL_WORD"};
    for (size_t i = 0; c && !channel.p && i < WK_COUNT(lists); i++)
        channel = wk_list_value(r, c->start, wk_lexicon_find_class(r->language->lexicon, wk_str_of(lists[i])));
    const wk_capture *p = wk_match_get(r->text, m, WK_SLOT_PREDICATE);
    wk_class verbs = wk_lexicon_find_class(r->language->lexicon, WK_S("ACT_CHANNEL"));
    for (uint32_t i = p ? p->start : 0; p && verbs && i < p->end; i++) { /* "pertemuan" says less than "percakapan telepon" */
        wk_str told = wk_list_value(r, i, verbs);
        if (told.p && (!channel.p || wk_str_eq(channel, WK_S("meeting")))) channel = told;
    }
    return channel;
}

/* Which act the pattern or the word it captured tells, and where that word stands. NULL: none. */
static wk_str act_of(const wk_reader *r, const wk_match *m, uint32_t *start, uint32_t *end) {
    static const char *const lists[] = {"ACT_VERB", "ACT_ON", "ACT_PLAIN", "ACT_PASSIVE", "ACT_BACKED", "ACT_MET", "ACT_NOUN", "ACT_BARE", "CUE_ACT", "JUDGE", "DEED_NOUN"};
    wk_str act = wk_match_constant(m, WK_SLOT_ACT);
    const wk_capture *c = wk_match_get(r->text, m, WK_SLOT_ACT);
    for (size_t i = 0; c && !act.p && i < WK_COUNT(lists); i++) {
        const wk_mark *mark = wk_mark_at(r->text, c->start, wk_lexicon_find_class(r->language->lexicon, wk_str_of(lists[i])));
        if (!mark || mark->end != c->end) continue;
        act = wk_lexicon_value(r->language->lexicon, mark->value);
    }
    const wk_capture *p = c ? c : wk_match_get(r->text, m, WK_SLOT_PREDICATE);
    *start = p ? p->start : m->start;
    *end = p ? p->end : m->end;
    return wk_str_eq(act, WK_S("none")) ? (wk_str){0} : act;
}

/* "X tidak salah", "bukan penjahat": the word of judgement is denied. */
static bool judged_not(const wk_act_stage *s, const wk_match *m) {
    enum { BETWEEN = 3 };
    const wk_reader *r = s->r;
    const wk_capture *c = wk_match_get(r->text, m, WK_SLOT_ACT);
    if (!c || !s->lists.judge || !wk_is(r, c->start, s->lists.judge)) return false;
    for (uint32_t back = 1; back <= BETWEEN && c->start >= m->start + back; back++)
        if (wk_is(r, c->start - back, WK_NEGATION)) return !wk_is(r, c->start - back + 1, s->lists.only);
    return false;
}

/* Lets names take the place of plain words for several: "menuduh dua warga, yakni X dan Y". */
static void name_them(const wk_act_stage *s, wk_side *side, uint32_t from, bool near) {
    bool plain = !side->who || s->r->people.v[side->who - 1].kind == WK_NAME_GROUP;
    if (!near || !plain || side->actors.n != 1) return;
    wk_side named = wk_told_namely(s, from);
    if (named.actors.n > 0) *side = named;
}

/* "Warga itu memberi semangat dan mengucapkan terima kasih": who did what stands before "dan" does this too. */
static wk_side done_beside(const wk_act_stage *s, uint32_t predicate) {
    enum { NEAR = 12 };
    const wk_draft_act *a = s->acts.n ? &s->acts.v[s->acts.n - 1] : NULL;
    if (!a || a->implied || !predicate || !wk_is(s->r, predicate - 1, WK_CONJUNCTION) || a->at > predicate || predicate - a->at > NEAR ||
        a->sentence != wk_tok(s->r, predicate)->sentence)
        return (wk_side){0};
    return (wk_side){.actors = a->act.from, .who = a->from_who};
}

/* "dalam pertemuan dengan X itu": a noun names what was told before. */
static bool told_as_known(const wk_act_stage *s, uint32_t noun, uint32_t end) {
    enum { WORDS = 2 };
    for (uint32_t i = end; !wk_is(s->r, noun, WK_VERBAL) && i <= end + WORDS && i < s->r->text->tokens.n; i++) {
        if (s->lists.that && wk_is(s->r, i, s->lists.that)) return true;
        if (wk_is(s->r, i, WK_VERBAL) || wk_is(s->r, i, WK_PREPOSITION) || wk_tok(s->r, i)->shape == WK_SHAPE_PUNCT) return false;
    }
    return false;
}

/* How little an act is told by words of its own: 2 by no word at all, 1 by the way. */
static int implied(wk_str type, int is) {
    static const char *const unnamed[] = {"judged", "owed", "called"};
    for (size_t i = 0; i < WK_COUNT(unnamed); i++)
        if (wk_str_eq(type, wk_str_of(unnamed[i]))) return 2;
    return wk_str_eq(type, WK_S("cue")) || (wk_str_eq(type, WK_S("by")) && is & WK_ACT_ASKS);
}

/* Does a phrase that names nobody begin at token i: "pelatih (itu)"? */
static bool nameless_at(const wk_reader *r, uint32_t i) {
    const wk_mark *mark = wk_mark_at(r->text, i, WK_ACTOR);
    const wk_mention *m = mark ? &r->mentions.v[mark->value] : NULL;
    return m && (!m->pronoun || m->end > m->start + 1) && m->name_end == m->name_start;
}

/* "(Para menteri) bertemu", "(kedua kubu) berunding": words for several who need no second name. */
static bool are_several(const wk_act_stage *s, const wk_side *side) {
    if (side->actors.n != 1 || side->actors.v[0].part != s->r->part || side->actors.v[0].at.end <= side->actors.v[0].at.start) return false;
    uint32_t at = wk_token_at(s->r, side->actors.v[0].at.start);
    return s->lists.several && (wk_is(s->r, at, s->lists.several) || (at && wk_is(s->r, at - 1, s->lists.several)));
}

/* Is a side only a thing, told by words of its own: "data itu (membantah …)"? */
static bool is_inert(const wk_act_stage *s, const wk_side *side) {
    return side->actors.n == 1 && (!side->who || s->r->people.v[side->who - 1].kind == WK_NAME_GROUP) && s->lists.inert && wk_is(s->r, wk_token_at(s->r, side->actors.v[0].at.start), s->lists.inert);
}

static void add_draft(wk_act_stage *s, const wk_match *m) {
    wk_reader *r = s->r;
    wk_draft_act d = {.act = {.part = r->part, .rule = m->pattern->id}};
    d.act.act = act_of(r, m, &d.word, &d.word_end);
    d.is = wk_act_kind(d.act.act);
    const wk_capture *p = wk_match_get(r->text, m, WK_SLOT_PREDICATE);
    uint32_t predicate = p ? p->start : m->start;
    wk_str type = wk_match_constant(m, WK_SLOT_TYPE);
    if (!d.act.act.p || judged_not(s, m) || !wk_told_as_done(s, predicate)) return;
    wk_side from, to;
    wk_sides(s, m, d.is, predicate, &from, &to);
    if (wk_str_eq(type, WK_S("body"))) type = (wk_str){0}; /* told to others as what anybody does */
    const wk_capture *told_to = wk_match_get(r->text, m, WK_SLOT_TO);
    bool made = told_to && told_to->start && !(d.is & WK_ACT_ALONE) && s->lists.made && wk_is(r, told_to->start - 1, s->lists.made); /* "pemukulan yang dilakukan (X)" */
    if (told_to && told_to->start >= d.word_end && !(d.is & WK_ACT_HEAD) && !made && wk_suffers(s, d.word + 1, told_to->start)) to = (wk_side){0};
    if (told_to && !made && d.is & WK_ACT_WANTS && !wk_match_get(r->text, m, WK_SLOT_FROM) && wk_only_wanted(s, d.word_end, told_to->start)) to = (wk_side){0};
    d.sentence = wk_tok(r, predicate)->sentence;
    d.at = predicate;
    d.end = m->end;
    d.quoted = wk_tok(r, predicate)->flags & WK_QUOTED;
    to = wk_aim(s, m, &d, &from, to);
    if (to.actors.n && to.actors.v[0].at.start >= wk_tok(r, d.word)->end) wk_grow_side(s, &to, d.is & WK_ACT_ASKS), wk_name_aside(s, &to), wk_more_beside(s, &to);
    name_them(s, &to, told_to ? told_to->end : m->end, told_to && told_to->start > predicate);
    name_them(s, &from, m->end, !to.actors.n);
    if (!from.actors.n && !type.p) from = done_beside(s, predicate);
    if (is_inert(s, &from)) return;
    if (d.is & WK_ACT_MEET && from.actors.n == 1 && !to.actors.n) wk_more_beside(s, &from); /* "(buruh) dan pengusaha bertemu" */
    wk_name_apposed(s, &from);
    if (d.is == WK_ACT_ALONE && wk_str_eq(d.act.act, WK_S("agree"))) wk_others_beside(s, &from);
    d.act.from = from.actors;
    if (wk_str_eq(d.act.act, WK_S("agree")) && !wk_str_eq(type, WK_S("granted"))) { /* who agrees with somebody agrees together with him */
        for (size_t i = 0; from.actors.n && i < to.actors.n; i++)
            if (!wk_holds_actor(&d.act.from, &to.actors.v[i])) *WK_PUSH(r->arena, &d.act.from) = to.actors.v[i];
        to = (wk_side){0};
    }
    d.act.to = to.actors;
    without(&d.act.to, &d.act.from);
    bool aims = d.is & (WK_ACT_AIMED | WK_ACT_GOES) && told_to && told_to->start >= d.word_end;
    if (aims && to.actors.n && !d.act.to.n && from.actors.n && nameless_at(r, told_to->start)) { /* "X mengkritik pelatih itu": not himself */
        to = wk_words_side(s, told_to->start, told_to->end);
        d.act.to = to.actors;
    }
    if (aims && to.actors.n && !d.act.to.n) { /* nobody accuses himself */
        without(&d.act.from, &to.actors);
        d.act.to = to.actors;
        from = d.act.from.n ? (wk_side){.actors = d.act.from} : wk_first_other(s, d.at, &to);
        d.act.from = from.actors;
    }
    d.from_who = from.who;
    d.to_who = d.act.to.n ? to.who : 0;
    d.more = wk_stands_before(r, predicate, s->lists.adding, 2);
    d.mentioned = wk_str_eq(type, WK_S("mentioned")) || ((d.is & WK_ACT_GOES) && told_as_known(s, predicate, m->end));
    d.implied = implied(type, d.is);
    d.mutual = wk_str_eq(type, WK_S("mutual")) || (d.act.from.n > 1 && wk_each_other(s, predicate));
    d.act.channel = channel_of(r, m);
    d.act.planned = wk_match_constant(m, WK_SLOT_PLANNED).p || wk_stands_before(r, predicate, WK_PLANNED, 3);
    *WK_PUSH(r->arena, &d.act.evidence) = wk_token_span(r->text, predicate, m->end);
    const wk_capture *about = wk_match_get(r->text, m, WK_SLOT_ABOUT);
    if (about && about->end > about->start) d.act.about = wk_token_text(r->text, about->start, about->end);
    bool undone_by = wk_str_eq(type, WK_S("passive")) || wk_str_eq(type, WK_S("accused")) || wk_str_eq(type, WK_S("agentless")) || wk_str_eq(type, WK_S("asked"));
    if (!d.act.from.n && !(d.act.to.n && undone_by)) return;
    if ((d.is & WK_ACT_FORMAL) && !wk_str_eq(type, WK_S("public")) && !wk_in_office(s, &from)) return;
    if ((d.is & WK_ACT_GOES) && wk_is_medium(s, &from)) return; /* who asks for news meets nobody */
    if (wk_str_eq(type, WK_S("passive")) && d.is & WK_ACT_MEET && !d.act.to.n) return;
    if (wk_str_eq(type, WK_S("each")) && d.act.from.n < 2 && !are_several(s, &from)) return;
    wk_act_slots(s, &d);
    *WK_PUSH(r->arena, &s->acts) = d;
}

/* Letters that go both ways become two; of other acts both are one's doers and the other's aim at once. */
static void split_mutual(wk_reader *r, wk_draft_acts *acts) {
    for (size_t i = 0, n = acts->n; i < n; i++) {
        if (!acts->v[i].mutual) continue;
        wk_draft_act a = acts->v[i];
        if (a.act.from.n == 1 && a.act.to.n == 1) *WK_PUSH(r->arena, &a.act.from) = a.act.to.v[0];
        if (a.act.from.n < 2) continue;
        if (!(a.is & WK_ACT_HEAD)) {
            acts->v[i].act.from = acts->v[i].act.to = a.act.from;
            continue;
        }
        wk_draft_act b = a;
        wk_actors first = {0}, second = {0};
        *WK_PUSH(r->arena, &first) = a.act.from.v[0];
        *WK_PUSH(r->arena, &second) = a.act.from.v[1];
        a.act.from = b.act.to = first;
        a.act.to = b.act.from = second;
        a.mutual = b.mutual = false;
        for (uint32_t p = 0; p < r->people.n; p++) {
            if (wk_str_eq(r->people.v[p].name, first.v[0].name)) a.from_who = b.to_who = p + 1;
            if (wk_str_eq(r->people.v[p].name, second.v[0].name)) b.from_who = a.to_who = p + 1;
        }
        acts->v[i] = a;
        *WK_PUSH(r->arena, acts) = b;
    }
}

/* "Surat-surat itu menandai …": the occasion of letters told in a sentence of its own. */
static void tell_occasion(wk_reader *r, wk_draft_acts *acts, const wk_match *m) {
    const wk_mark *mark = NULL;
    for (uint32_t i = m->start; i < m->end && !mark; i++) mark = wk_mark_at(r->text, i, WK_OCCASION);
    for (size_t i = 0; mark && i < acts->n; i++) {
        if (!(acts->v[i].is & WK_ACT_HEAD) || acts->v[i].occasion) continue;
        acts->v[i].occasion = mark->value + 1;
        acts->v[i].act.occasion = r->occasions.v[mark->value].occasion;
    }
}

/* What another than an act's own words tells of its occasion, by the pattern's type. */
static void tell_event(wk_act_stage *s, const wk_match *m) {
    static const struct teller {
        const char *type;
        void (*tell)(wk_act_stage *s, const wk_match *m, const wk_capture *c);
    } tellers[] = {{"lasting", wk_acts_lasting}, {"why", wk_acts_why}, {"answer", wk_acts_why}, {"rumour", wk_acts_rumour}, {"same", wk_acts_same}, {NULL, wk_acts_event}};
    const wk_capture *c = wk_match_get(s->r->text, m, WK_SLOT_OCCASION);
    if (!c || c->end <= c->start) return;
    wk_str type = wk_match_constant(m, WK_SLOT_TYPE);
    if (wk_str_eq(type, WK_S("again"))) {
        *WK_PUSH(s->r->arena, &s->again) = (uint32_t)(m - s->r->text->matches.v);
        return;
    }
    for (size_t i = 0; i < WK_COUNT(tellers); i++)
        if (!tellers[i].type || wk_str_eq(type, wk_str_of(tellers[i].type))) {
            tellers[i].tell(s, m, c);
            return;
        }
}

/* Did another part (the body, before its captions) tell this act already? */
static bool told_before(const wk_reader *r, size_t n, const wk_act *act) {
    for (size_t i = 0; i < n; i++) {
        const wk_act *a = &r->reading->acts.v[i];
        if (wk_str_eq(a->act, act->act) && wk_same_actors(&a->from, &act->from) && wk_same_actors(&a->to, &act->to) &&
            (!act->date.value.p || (a->date.value.p && (wk_str_starts(a->date.value, act->date.value) ||
                                                         wk_str_starts(act->date.value, a->date.value)))))
            return true;
    }
    return false;
}

void wk_read_acts(wk_reader *r) {
    wk_act_stage *s = wk_alloc(r->arena, sizeof *s);
    wk_act_actors_start(s, r);
    wk_sessions_start(s);
    wk_draft_acts *acts = &s->acts;
    uint32_t first = wk_stage_run(wk_language_stage(r->language, "acts"), r->text, WK_RUN_ALL);
    for (uint32_t i = first; i < r->text->matches.n && acts->n < WK_READ_ACTS; i++) {
        const wk_match *m = &r->text->matches.v[i];
        wk_str act = wk_match_constant(m, WK_SLOT_ACT);
        if (wk_str_eq(act, WK_S("occasion"))) tell_occasion(r, acts, m);
        else if (!wk_str_eq(act, WK_S("event")) && !wk_str_eq(act, WK_S("deed"))) add_draft(s, m);
    }
    wk_address_deeds(acts);
    wk_aim_together(s);
    wk_aim_answers(s);
    wk_hear_again(s);
    wk_hear_there(s);
    wk_address_at_meetings(s);
    wk_occasion_before(r, acts);
    wk_acts_one_per_word(acts);
    wk_acts_share_meetings(s);
    wk_acts_share_sessions(s);
    split_mutual(r, acts);
    for (uint32_t i = first; i < r->text->matches.n; i++) {
        const wk_match *m = &r->text->matches.v[i];
        wk_str act = wk_match_constant(m, WK_SLOT_ACT);
        if (wk_str_eq(act, WK_S("event"))) tell_event(s, m);
        else if (wk_str_eq(act, WK_S("deed"))) wk_tell_deed(r, acts, m);
    }
    wk_acts_again(s);
    wk_acts_share_events(s);
    wk_acts_lead_events(s);
    wk_share_frames(r, acts);
    wk_acts_by_kind(s);
    if (r->part == 0) wk_relay_statements(r, acts);
    wk_acts_merge(r, acts);
    wk_acts_share_lasting(s);
    size_t body = r->reading->acts.n;
    for (size_t i = 0; i < acts->n; i++)
        if (!told_before(r, body, &acts->v[i].act)) *WK_PUSH(r->arena, &r->reading->acts) = acts->v[i].act;
}
