/* What a letter tells once and all acts in it share. */
#include "read/acts.h"
#include "base/calendar.h"

static bool same_government(const wk_reader *r, uint32_t a, uint32_t b) {
    uint32_t x = wk_government_of(r, a), y = wk_government_of(r, b);
    return a && b && (a == b || (x && x == y));
}

static uint32_t person_named(const wk_reader *r, wk_str name) {
    for (uint32_t i = 0; i < r->people.n && i < 4 * WK_READ_BACK; i++)
        if (wk_str_eq(r->people.v[i].name, name)) return i + 1;
    return 0;
}

/* Do two lists of actors have one, or one's government, in common? Nobody named is no contradiction. */
static bool akin(const wk_reader *r, const wk_actors *a, const wk_actors *b) {
    if (!a->n || !b->n) return true;
    for (size_t i = 0; i < a->n; i++)
        for (size_t k = 0; k < b->n; k++)
            if (wk_str_eq(a->v[i].name, b->v[k].name) ||
                same_government(r, person_named(r, a->v[i].name), person_named(r, b->v[k].name)))
                return true;
    return false;
}

/* Could act `a` be done in the letter that act `head` is? */
static bool in_letter(const wk_reader *r, const wk_draft_act *a, const wk_draft_act *head) {
    if (a == head || !(head->is & WK_ACT_HEAD) || !(a->is & WK_ACT_SHARES) || a->act.planned || head->act.planned) return false;
    if (!a->from_who || !same_government(r, a->from_who, head->from_who)) return false;
    if (a->act.date.value.p && head->act.date.value.p && !wk_str_eq(a->act.date.value, head->act.date.value)) return false;
    return akin(r, &a->act.to, &head->act.to);
}

static int nearness(const wk_draft_act *a, const wk_draft_act *head) {
    int away = (int)a->sentence - (int)head->sentence;
    if (away < 0) away = -2 * away; /* a letter is told before what stands in it */
    return (head->act.occasion.name.p ? 0 : 3) + away;
}

/* Whom an act in a letter is addressed to when its clause does not say: the letter's reader; an appeal goes to his
 * country. */
static void address(wk_reader *r, wk_draft_act *a, const wk_draft_act *letter) {
    uint32_t country = wk_government_of(r, letter->to_who);
    uint32_t who = country && wk_str_eq(a->act.act, WK_S("appeal")) ? wk_meet(r, country) : 0;
    a->to_who = who ? who : letter->to_who;
    if (!who) a->act.to = letter->act.to;
    else *WK_PUSH(r->arena, &a->act.to) = wk_actor_of(r, who, NULL);
}

/* The day of the nearest letter that tells one. */
static wk_date day_of_letters(const wk_reader *r, const wk_draft_acts *acts, size_t i) {
    const wk_draft_act *a = &acts->v[i], *best = NULL;
    for (size_t k = 0; k < acts->n; k++) {
        const wk_draft_act *head = &acts->v[k];
        if (!head->act.date.value.p || !in_letter(r, a, head)) continue;
        if (!best || wk_distance(head->sentence, a->sentence) < wk_distance(best->sentence, a->sentence)) best = head;
    }
    return best ? best->act.date : (wk_date){0};
}

static void share(wk_reader *r, wk_draft_acts *acts) {
    for (size_t i = 0; i < acts->n; i++) {
        wk_draft_act *a = &acts->v[i], *best = NULL;
        if (a->act.date.value.p && a->act.occasion.name.p && a->act.to.n) continue;
        for (size_t k = 0; k < acts->n; k++) {
            wk_draft_act *head = &acts->v[k];
            if (!in_letter(r, a, head) || ((a->is & WK_ACT_HEAD) && a->occasion && head->occasion && a->occasion != head->occasion)) continue;
            if (!best || nearness(a, head) < nearness(a, best)) best = head;
        }
        if (!best) continue;
        bool dated = a->act.date.value.p != NULL;
        bool later = best->at > a->at && !best->act.occasion.id.p; /* what the letter goes on to mourn is not why it was written */
        if (!a->act.occasion.name.p && !later && !((a->is & WK_ACT_HEAD) && dated && !best->act.date.value.p)) {
            a->act.occasion = best->act.occasion;
            a->occasion = best->occasion;
        }
        if (!dated) a->act.date = best->act.date.value.p ? best->act.date : day_of_letters(r, acts, i);
        if (!a->act.channel.p) a->act.channel = best->act.channel;
        if (!a->act.via.n) a->act.via = best->act.via;
        if (!a->act.reported.p) a->act.reported = best->act.reported;
        if (!a->act.to.n && a->act.from.n < 2 && !same_government(r, a->from_who, best->to_who)) address(r, a, best);
    }
}

/* Is a relay of words one of letters too: a medium, an office; not somebody who told what another said? */
static bool relays(const wk_reader *r, const wk_actors *via) {
    uint32_t who = via->n ? person_named(r, via->v[0].name) : 0;
    wk_name_kind kind = who ? r->people.v[who - 1].kind : WK_NAME_PERSON;
    return via->n && (kind == WK_NAME_MEDIUM || kind == WK_NAME_ORG || (via->v[0].id.p && kind != WK_NAME_GROUP));
}

/* How the words of one speaker reached the page, from his statements: relay and channel. */
static void relay_by_statements(const wk_reader *r, wk_draft_act *a) {
    for (size_t i = 0; i < r->reading->statements.n; i++) {
        const wk_statement *s = &r->reading->statements.v[i];
        if (!s->who.name.p || !a->act.from.n || !wk_str_eq(s->who.name, a->act.from.v[0].name)) continue;
        if (!a->act.channel.p && (a->is & WK_ACT_HEAD) && s->channel.p && !wk_str_eq(s->channel, WK_S("statement")))
            a->act.channel = s->channel;
        if (!a->act.via.n && relays(r, &s->via)) a->act.via = s->via;
    }
}

/* Letters and messages are one way of writing: outlets use the words for each other. */
static bool is_written(wk_str channel) {
    return wk_str_eq(channel, WK_S("letter")) || wk_str_eq(channel, WK_S("message"));
}

/* A relay named in the same paragraph, else a medium of one of the two countries anywhere in the article. */
static void relay_by_place(const wk_reader *r, wk_draft_act *a) {
    uint32_t paragraph = a->sentence;
    while (paragraph && !(wk_tok(r, r->sentences.v[paragraph])->flags & WK_PARAGRAPH)) paragraph--;
    for (int pass = 0; pass < 1 + !!(a->is & WK_ACT_HEAD) && !a->act.via.n; pass++)
        for (uint32_t s = pass ? 0 : paragraph; s + 1 < r->sentences.n && !a->act.via.n; s++) {
            if (!pass && s > paragraph && wk_tok(r, r->sentences.v[s])->flags & WK_PARAGRAPH) break;
            const wk_way *way = &r->ways[s];
            uint32_t who = way->via ? r->mentions.v[way->via - 1].who : 0;
            if (!who || (a->act.from.n && wk_str_eq(r->people.v[who - 1].name, a->act.from.v[0].name))) continue;
            if (pass && !same_government(r, who, a->from_who) && !same_government(r, who, a->to_who)) continue;
            wk_take_relay(r, &a->act, way);
        }
}

static int32_t occasion_day(const wk_reader *r, const wk_draft_act *a) {
    if (!a->occasion) return 0;
    const wk_told_occasion *o = &r->occasions.v[a->occasion - 1];
    if (!o->day || !o->day->month) return 0;
    int32_t year = o->occasion.ordinal > 0 && o->day->since ? o->day->since + o->occasion.ordinal : 0;
    int32_t near = r->today, reported = a->act.reported.p ? wk_day_first(a->act.reported) : 0;
    if (reported) near = reported;
    if (!year && !near) return 0;
    if (!year) { /* the day nearest to the relay or the publication */
        year = near / 10000;
        int32_t days = wk_day_number(near), best = INT32_MAX, found = year;
        for (int32_t y = year - 1; y <= year + 1; y++) {
            int32_t d = wk_civil_days(y, o->day->month, o->day->day) - days;
            if (d < 0) d = -d;
            if (d < best) best = d, found = y;
        }
        year = found;
    }
    if (!wk_day_valid(year, o->day->month, o->day->day)) return 0;
    return year * 10000 + o->day->month * 100 + o->day->day;
}

/* The day of the occasion, unless the publication or the relay speaks against it. */
static void date_by_occasion(wk_reader *r, wk_draft_act *a) {
    enum { NEAR = 21 };
    int32_t day = occasion_day(r, a);
    if (!day) return;
    wk_told_occasion *o = &r->occasions.v[a->occasion - 1];
    int32_t reported = a->act.reported.p ? wk_day_first(a->act.reported) : 0, bound = reported ? reported : r->today;
    int32_t away = bound ? wk_day_number(bound) - wk_day_number(day) : 0;
    if (a->act.date.value.p) {
        int32_t told = wk_day_first(a->act.date.value);
        int32_t off = told ? wk_day_number(told) - wk_day_number(day) : 0;
        if (o->occasion.ordinal && (off > 300 || off < -300)) a->act.occasion.contradicted = true;
        return;
    }
    if (!a->act.planned && r->today_published && day > r->today) return; /* what is done is not to come */
    if (away > NEAR || away < -NEAR) {
        a->act.occasion.contradicted = o->occasion.ordinal > 0 && (away > 300 || away < -300);
        return;
    }
    a->act.date = (wk_date){wk_day_text(r->arena, day), WK_HOW_INFERRED};
}

/* What is done on the very day of a recurring day that its sentence names marks that day, whatever clause names it
 * and whatever else happened then. */
static void occasion_by_date(const wk_reader *r, wk_draft_act *a) {
    int32_t on = a->act.date.value.p ? wk_day_first(a->act.date.value) : 0;
    wk_span near = wk_window(r, a->sentence, a->at);
    for (uint32_t i = near.start; on && !a->occasion && i < near.end; i++) {
        const wk_mark *m = wk_mark_at(r->text, i, WK_OCCASION);
        const wk_day *day = m ? r->occasions.v[m->value].day : NULL;
        if (!day || wk_day_in(r->world, day, on / 10000) != on) continue;
        a->act.occasion = r->occasions.v[m->value].occasion;
        a->occasion = m->value + 1;
    }
}

/* The ordinal that the article gives a recurring day, when it gives but one; index of that telling + 1. */
static uint32_t ordinal_told(const wk_reader *r, wk_str id) {
    uint32_t found = 0;
    for (uint32_t i = 0; i < r->occasions.n; i++) {
        const wk_occasion *o = &r->occasions.v[i].occasion;
        if (!o->id.p || !o->ordinal || !wk_str_eq(o->id, id)) continue;
        if (found && r->occasions.v[found - 1].occasion.ordinal != o->ordinal) return 0;
        if (!found) found = i + 1;
    }
    return found;
}

/* An ordinal told once for an occasion holds for every act of that occasion. */
static void share_ordinals(const wk_reader *r, wk_draft_acts *acts) {
    for (size_t i = 0; i < acts->n; i++) {
        wk_occasion *a = &acts->v[i].act.occasion;
        uint32_t told = a->id.p && !a->ordinal ? ordinal_told(r, a->id) : 0;
        if (!told) continue;
        a->ordinal = r->occasions.v[told - 1].occasion.ordinal;
        acts->v[i].occasion = told;
    }
}

void wk_relay_statements(wk_reader *r, const wk_draft_acts *acts) {
    for (size_t i = 0; i < r->reading->statements.n; i++) {
        wk_statement *s = &r->reading->statements.v[i];
        if (s->via.n || !s->who.name.p || !s->channel.p) continue;
        for (size_t k = 0; k < acts->n && !s->via.n; k++) {
            const wk_act *a = &acts->v[k].act;
            if ((acts->v[k].is & WK_ACT_HEAD) && a->via.n && a->from.n && a->channel.p && wk_str_eq(a->from.v[0].name, s->who.name) &&
                (wk_str_eq(a->channel, s->channel) || (is_written(a->channel) && is_written(s->channel))))
                s->via = a->via;
        }
    }
}

void wk_share_frames(wk_reader *r, wk_draft_acts *acts) {
    for (size_t i = 0; i < acts->n; i++) {
        wk_draft_act *a = &acts->v[i];
        if (a->is & WK_ACT_SHARES) relay_by_statements(r, a);
        if (!a->act.via.n) relay_by_place(r, a);
    }
    wk_relay_first(r, acts);
    share_ordinals(r, acts);
    for (size_t i = 0; i < acts->n; i++) date_by_occasion(r, &acts->v[i]);
    share(r, acts);
    for (size_t i = 0; i < acts->n; i++) occasion_by_date(r, &acts->v[i]);
    share_ordinals(r, acts);
}
