/* What sentences after an act tell of it ("Undangan itu disampaikan pada Rabu, kata X"), and whom and by whom, when its own
 * words leave that out. */
#include "read/acts.h"
#include "read/settings.h"

static bool is_sign(const wk_reader *r, uint32_t i, char sign) {
    const wk_token *t = wk_tok(r, i);
    return t->end == t->start + 1 && r->text->text.p[t->start] == sign;
}

bool wk_set_off(const wk_reader *r, uint32_t start, uint32_t end, uint32_t predicate) {
    if (start < predicate || !start || !is_sign(r, start - 1, ',')) return false;
    if (end + 1 < r->text->tokens.n && !is_sign(r, end, ',') && !is_sign(r, end, '.') && !(wk_tok(r, end)->flags & WK_SENTENCE))
        return false;
    for (uint32_t i = predicate + 1; i < start; i++) /* "…, kata X, Selasa": the relay's */
        if (wk_is(r, i, WK_SAY) || wk_is(r, i, WK_REPORTING)) return false;
    return true;
}

static bool has(const wk_actors *list, wk_str name) {
    for (size_t i = 0; i < list->n; i++)
        if (wk_str_eq(list->v[i].name, name)) return true;
    return false;
}

/* A ministry is the voice of its government, no relay of what that does. */
static bool own_voice(const wk_reader *r, const wk_act *act, const wk_way *way) {
    uint32_t who = way->via && !way->farther ? r->mentions.v[way->via - 1].who : 0;
    if (!who || !act->from.n || r->people.v[who - 1].kind != WK_NAME_ORG) return false;
    uint32_t government = wk_government_of(r, who);
    return government && act->from.v[0].id.p && wk_str_eq(r->world->entities.v[government].id, act->from.v[0].id);
}

void wk_take_relay(const wk_reader *r, wk_act *act, const wk_way *way) {
    if (own_voice(r, act, way)) {
        const wk_told_date *t = way->reported ? &r->dates.v[way->reported - 1] : NULL;
        if (t && t->edtf.p && !act->date.value.p) act->date = (wk_date){t->edtf, t->how};
        return;
    }
    const uint32_t links[] = {way->via, way->farther};
    for (size_t i = 0; i < WK_COUNT(links); i++) {
        if (!links[i]) continue;
        wk_actor via = wk_relay_of(r, links[i]);
        if (via.name.p && !has(&act->from, via.name) && !has(&act->via, via.name)) *WK_PUSH(r->arena, &act->via) = via;
    }
    if (way->via && way->reported && !act->reported.p && r->dates.v[way->reported - 1].edtf.p)
        act->reported = r->dates.v[way->reported - 1].edtf;
}

/* May the noun of a deed mean this act? Its list's value is the act, or "letter" for all that letters do. */
static bool means(const wk_draft_act *a, wk_str value) {
    return !value.p || wk_str_eq(a->act.act, value) || (wk_str_eq(value, WK_S("letter")) && a->is & (WK_ACT_HEAD | WK_ACT_SHARES));
}

enum { SENTENCES = 3 };

/* The act told last before token `at` that the noun may mean, by `from` if told. "Hal itu" is the first of its sentence: what
 * is asked for stands behind it. */
static wk_draft_act *meant(const wk_reader *r, wk_draft_acts *acts, uint32_t at, wk_str value, wk_str from) {
    uint32_t sentence = wk_tok(r, at)->sentence;
    wk_draft_act *found = NULL;
    for (size_t i = acts->n; i-- > 0;) {
        wk_draft_act *a = &acts->v[i];
        if (a->at >= at || a->quoted || a->mentioned || !a->act.from.n || (from.p && !has(&a->act.from, from))) continue;
        if (sentence - a->sentence > SENTENCES || (found && a->sentence != found->sentence)) break;
        if (!means(a, value) || (a->sentence == sentence && !a->act.to.n)) continue; /* or told again without its aim */
        if (value.p) return a;
        found = a;
    }
    return found;
}

/* The first date of tokens [start, end) that is no relay's. */
static wk_date date_in(const wk_reader *r, uint32_t start, uint32_t end, const wk_way *way) {
    for (uint32_t i = start; i < end; i++) {
        const wk_mark *m = wk_mark_at(r->text, i, WK_DATE);
        if (!m || way->reported == m->value + 1 || wk_tok(r, i)->flags & WK_QUOTED) continue;
        const wk_told_date *t = &r->dates.v[m->value];
        if (wk_other_time(r, start, i) && !wk_is_sign(r, i - 1, ",")) continue;
        if (t->day && !wk_hour_only(r, t) && (!r->today_published || t->day <= r->today)) return (wk_date){t->edtf, t->how};
    }
    return (wk_date){0};
}

static bool has_one(const wk_reader *r, uint32_t i, const char *const *lists, size_t n) {
    for (size_t k = 0; k < n; k++) {
        wk_class list = wk_lexicon_find_class(r->language->lexicon, wk_str_of(lists[k]));
        if (list && wk_is(r, i, list)) return true;
    }
    return false;
}

/* Is the deed of tokens [at, end) what another deed is done to: "membantah tuduhan itu", not "menyampaikan undangan itu",
 * "melaporkan undangan itu disampaikan"? */
static bool is_refused(const wk_reader *r, uint32_t at, uint32_t end) {
    static const char *const acts[] = {"ACT_VERB", "ACT_ON", "ACT_PLAIN"}, *const tell[] = {"SAY_IT", "SEND", "LIGHT_VERB"};
    if (!at || wk_tok(r, at)->flags & WK_SENTENCE || wk_is(r, end, WK_VERBAL)) return false;
    return has_one(r, at - 1, acts, WK_COUNT(acts)) && !has_one(r, at - 1, tell, WK_COUNT(tell));
}

void wk_tell_deed(wk_reader *r, wk_draft_acts *acts, const wk_match *m) {
    const wk_capture *p = wk_match_get(r->text, m, WK_SLOT_PREDICATE);
    uint32_t at = p ? p->start : m->start, sentence = wk_tok(r, at)->sentence;
    wk_class list = wk_lexicon_find_class(r->language->lexicon, WK_S("DEED")), held = wk_lexicon_find_class(r->language->lexicon, WK_S("HAPPENED"));
    wk_str deed = list ? wk_list_value(r, at, list) : (wk_str){0};
    if (!deed.p && held) deed = wk_list_value(r, at, held);
    uint32_t by = wk_mention_in(r, wk_match_get(r->text, m, WK_SLOT_FROM)), to = wk_mention_in(r, wk_match_get(r->text, m, WK_SLOT_TO));
    wk_str from = by ? wk_actor_of(r, r->mentions.v[by - 1].who, &r->mentions.v[by - 1]).name : (wk_str){0};
    wk_draft_act *a = meant(r, acts, at, deed, from);
    const wk_way *way = &r->ways[sentence];
    if (!a || a->sentence == sentence || is_refused(r, at, m->end)) return;
    wk_span near = wk_window(r, sentence, at);
    uint32_t who = r->subject[at] ? r->mentions.v[r->subject[at] - 1].who : 0, of = wk_government_of(r, a->from_who);
    if (who && of && r->people.v[who - 1].kind == WK_NAME_PERSON && r->people.v[a->from_who - 1].kind == WK_NAME_GOV &&
        wk_government_of(r, who) == of) { /* a greeting "from Kyiv", then its president who sent it */
        WK_CLEAR(&a->act.from);
        *WK_PUSH(r->arena, &a->act.from) = wk_actor_of(r, who, &r->mentions.v[r->subject[at] - 1]);
        a->from_who = who;
    }
    if (to && !a->act.to.n) {
        wk_actors_of(r, &r->mentions.v[to - 1], &a->act.to);
        a->to_who = r->mentions.v[to - 1].who;
    }
    if (!a->act.date.value.p) a->act.date = date_in(r, at, near.end, way);
    for (uint32_t i = at; i < near.end && !a->occasion; i++) {
        const wk_mark *o = wk_mark_at(r->text, i, WK_OCCASION);
        if (!o) continue;
        a->occasion = o->value + 1;
        a->act.occasion = r->occasions.v[o->value].occasion;
    }
    if (!a->act.channel.p) a->act.channel = way->channel;
    if (!a->act.via.n) wk_take_relay(r, &a->act, way);
}

static bool same_doer(const wk_draft_act *a, const wk_draft_act *b) {
    return a->act.from.n && b->act.from.n && has(&b->act.from, a->act.from.v[0].name);
}

void wk_address_deeds(wk_draft_acts *acts) {
    for (size_t i = 0; i < acts->n; i++) {
        wk_draft_act *a = &acts->v[i];
        if (!(a->is & (WK_ACT_HEAD | WK_ACT_PLEDGE)) || a->act.to.n) continue;
        for (size_t k = 0; k < acts->n; k++) {
            wk_draft_act *b = &acts->v[k];
            bool turns = wk_str_eq(b->act.act, WK_S("message")) || (b->is & WK_ACT_MEET);
            if ((a->is & WK_ACT_PLEDGE) && b->sentence == a->sentence && wk_str_eq(b->act.act, WK_S("support"))) turns = true; /* "mendukung Y dan siap membantu" */
            if (!turns || a->sentence - b->sentence > 1 || b->at >= a->at || !b->act.to.n || !same_doer(a, b)) continue;
            a->act.to = b->act.to;
            a->to_who = b->to_who;
            if (!a->act.channel.p) a->act.channel = b->act.channel;
            if (!a->act.date.value.p) a->act.date = b->act.date;
        }
    }
}

/* The day of an occasion right behind it: "pelantikan X pada Minggu, 20 Oktober". */
static wk_date day_of_occasion(const wk_reader *r, const wk_mark *o, const wk_way *way) {
    enum { NEAR = 6 };
    uint32_t end = o->end;
    for (; end < o->end + NEAR && end + 1 < r->text->tokens.n; end++) {
        if (wk_tok(r, end)->flags & WK_SENTENCE || wk_is(r, end, WK_VERBAL)) break;
        if (wk_mark_at(r->text, end, WK_DATE)) {
            wk_date date = date_in(r, end, end + 1, way);
            if (date.value.p) date.how = WK_HOW_INFERRED;
            return date;
        }
    }
    return (wk_date){0};
}

/* Takes the first occasion of a sentence, with the day right behind it; of what only is a letter a recurring day. */
static void take_occasion(const wk_reader *r, wk_draft_act *a, uint32_t sentence) {
    bool plain = wk_str_eq(a->act.act, WK_S("message"));
    wk_span near = wk_window(r, sentence, r->sentences.v[sentence]);
    for (uint32_t k = near.start; k < near.end && !a->occasion; k++) {
        const wk_mark *o = wk_mark_at(r->text, k, WK_OCCASION);
        if (!o || (plain && !r->occasions.v[o->value].day)) continue;
        a->occasion = o->value + 1;
        a->act.occasion = r->occasions.v[o->value].occasion;
        if (!a->act.date.value.p && !r->occasions.v[o->value].day) a->act.date = day_of_occasion(r, o, &r->ways[sentence]);
    }
}

/* The occasion that the sentence before a greeting names, in its paragraph ("Ulang tahun X dirayakan … Y mengucapkan selamat"),
 * or the one behind a condolence. */
void wk_occasion_before(const wk_reader *r, wk_draft_acts *acts) {
    for (size_t i = 0; i < acts->n; i++) {
        wk_draft_act *a = &acts->v[i];
        if (a->occasion || !(a->is & WK_ACT_HEAD)) continue;
        uint32_t start = r->sentences.v[a->sentence], next = r->sentences.v[a->sentence + 1];
        if (a->sentence && !(wk_tok(r, start)->flags & WK_PARAGRAPH)) take_occasion(r, a, a->sentence - 1);
        if (!wk_str_eq(a->act.act, WK_S("condole")) || a->sentence + 2 >= r->sentences.n) continue;
        if (!(wk_tok(r, next)->flags & WK_PARAGRAPH)) take_occasion(r, a, a->sentence + 1);
    }
}

/* The relay of the whole article: the only one that its sentences name. */
static const wk_way *only_relay(const wk_reader *r) {
    const wk_way *only = NULL;
    wk_str name = {0};
    for (uint32_t s = 0; s + 1 < r->sentences.n; s++) {
        const wk_way *way = &r->ways[s];
        if (!way->via) continue;
        uint32_t who = r->mentions.v[way->via - 1].who;
        wk_str one = wk_relay_of(r, way->via).name;
        if (!one.p || !who || r->people.v[who - 1].kind == WK_NAME_PERSON) continue;
        if (name.p && !wk_str_eq(name, one)) return NULL;
        name = one;
        if (!only || (way->farther && !only->farther)) only = way;
    }
    return only;
}

void wk_relay_first(wk_reader *r, wk_draft_acts *acts) {
    enum { FIRST = 4 };
    const wk_way *way = only_relay(r);
    for (size_t i = 0; way && i < acts->n; i++)
        if (!acts->v[i].act.via.n && acts->v[i].sentence < FIRST && !acts->v[i].quoted) {
            wk_take_relay(r, &acts->v[i].act, way);
            acts->v[i].act.reported = (wk_str){0};
        }
}
