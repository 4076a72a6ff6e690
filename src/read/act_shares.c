/* What acts share: the day and the channel of a meeting, the occasion on which somebody met, what others do alike. */
#include "read/acts.h"
#include "read/settings.h"

/* How many sentences on what one act tells holds for the next. */
enum { MEETING_SENTENCES = 3, OCCASION_SENTENCES = 6 };

bool wk_one_voice(const wk_reader *r, uint32_t a, uint32_t b) {
    uint32_t x = wk_government_of(r, a), y = wk_government_of(r, b);
    return a && b && x && x == y && (r->people.v[a - 1].kind == WK_NAME_GOV || r->people.v[b - 1].kind == WK_NAME_GOV);
}

/* Does the first of a side, or whose government it is, take part in a meeting? */
static bool at_meeting(const wk_reader *r, const wk_draft_act *meeting, const wk_actors *side, uint32_t who) {
    return side->n && (wk_holds_actor(&meeting->act.from, &side->v[0]) || wk_holds_actor(&meeting->act.to, &side->v[0]) ||
                       wk_one_voice(r, who, meeting->from_who) || wk_one_voice(r, who, meeting->to_who));
}

/* Is an act told as done at another time than what stands before ("Sebelumnya, …", "sudah bertemu")? */
static bool before_that(const wk_act_stage *s, const wk_draft_act *a) {
    enum { GROUP = 3 };
    const wk_reader *r = s->r;
    return (s->lists.before_that && wk_is(r, r->sentences.v[a->sentence], s->lists.before_that)) ||
           wk_stands_before(r, a->at, s->lists.done_before, GROUP);
}

/* Do those of a side behind the first take part too? */
static bool all_at(const wk_draft_act *meeting, const wk_actors *side) {
    for (size_t i = 1; i < side->n; i++)
        if (!wk_takes_part(&meeting->act, &side->v[i])) return false;
    return true;
}

/* Does a word of `class` stand in the sentence of an act? */
static bool names(const wk_act_stage *s, const wk_draft_act *a, wk_class class) {
    wk_span near = wk_window(s->r, a->sentence, a->at);
    for (uint32_t i = near.start; class && i < near.end; i++)
        if (wk_is(s->r, i, class)) return true;
    return false;
}

/* Does the sentence of an act name a meeting ("Dalam pertemuan itu, …")? */
static bool names_meeting(const wk_act_stage *s, const wk_draft_act *a) {
    return names(s, a, s->lists.meeting);
}

/* What is done where two meet, by one of them, in the sentences behind it or where their meeting is named again, has the
 * meeting's day and channel. */
static void share_meeting(const wk_act_stage *s, wk_draft_acts *acts, size_t i) {
    const wk_reader *r = s->r;
    const wk_draft_act *meeting = &acts->v[i];
    for (size_t k = i + 1; k < acts->n; k++) {
        wk_draft_act *a = &acts->v[k];
        if (a->act.date.value.p && a->act.channel.p) continue;
        if (a->sentence > meeting->sentence + MEETING_SENTENCES && !names_meeting(s, a)) continue;
        if (a->act.planned != meeting->act.planned || (a->is & WK_ACT_VISIT)) continue;
        if (!at_meeting(r, meeting, &a->act.from, a->from_who) || !all_at(meeting, &a->act.from)) continue;
        if (a->act.to.n && !at_meeting(r, meeting, &a->act.to, a->to_who)) continue;
        if (!a->act.date.value.p) a->act.date = meeting->act.date;
        if (!a->act.channel.p) a->act.channel = meeting->act.channel;
    }
}

/* Does a noun name a meeting that was before or behind what the clause tells ("dua pekan setelah pertemuan X dengan Y")? */
static bool other_time(const wk_reader *r, const wk_draft_act *a) {
    enum { NEAR = 4 };
    if (wk_is(r, a->at, WK_VERBAL)) return false;
    return wk_other_time(r, a->at > NEAR ? a->at - NEAR : 0, a->at);
}

/* Is the visit's the only day that the article tells of what its visitor does there? */
static bool one_day(const wk_act_stage *s, const wk_draft_act *visit) {
    for (size_t i = 0; i < s->acts.n; i++) {
        const wk_draft_act *a = &s->acts.v[i];
        if (!(a->is & WK_ACT_GOES) || !a->act.date.value.p || !wk_takes_part(&a->act, &visit->act.from.v[0])) continue;
        if (!wk_str_eq(a->act.date.value, visit->act.date.value)) return false;
    }
    return true;
}

/* "Dalam kunjungan itu, ia meminta maaf": what its visitor does where a visit is named again. */
static bool on_visit(const wk_act_stage *s, const wk_draft_act *visit, const wk_draft_act *a) {
    if (a->is & WK_ACT_GOES || a->sentence < visit->sentence || !a->act.from.n || !names(s, a, s->lists.visit_noun)) return false;
    return wk_str_eq(a->act.from.v[0].name, visit->act.from.v[0].name);
}

/* Whom a visitor meets on a visit of a day he meets on that day. */
static void share_stay(wk_act_stage *s, const wk_draft_act *visit) {
    enum { DAY = 10 /* letters */ };
    if (visit->act.date.value.n != DAY || !one_day(s, visit)) return;
    for (size_t i = 0; i < s->acts.n; i++) {
        wk_draft_act *a = &s->acts.v[i];
        bool met = a->is & WK_ACT_MEET && wk_takes_part(&a->act, &visit->act.from.v[0]);
        if (a->act.date.value.p || a->act.planned || before_that(s, a) || other_time(s->r, a)) continue;
        if (met || on_visit(s, visit, a)) a->act.date = (wk_date){visit->act.date.value, WK_HOW_INFERRED};
    }
}

/* Does token i begin what somebody says that he went to or met ("(usai) meninjau …", "(usai) pertemuan")? */
static bool been_there(const wk_act_stage *s, const wk_draft_act *a, uint32_t i) {
    if (a->is & WK_ACT_MEET) return s->lists.meeting && wk_is(s->r, i, s->lists.meeting);
    return (s->lists.attend && wk_is(s->r, i, s->lists.attend)) || (s->lists.visit && wk_is(s->r, i, s->lists.visit));
}

/* "kata X usai meninjau pasar itu, Senin": the day of the visit or meeting that the sentences before tell. */
static void date_by_words(const wk_act_stage *s, wk_draft_act *visit) {
    enum { BEHIND = 3 };
    const wk_reader *r = s->r;
    for (uint32_t k = visit->sentence + 1; k <= visit->sentence + BEHIND && k + 1 < r->sentences.n; k++) {
        const wk_statement *st = s->told[k] ? &r->reading->statements.v[s->told[k] - 1] : NULL;
        if (!st || !st->said.value.p || !wk_takes_part(&visit->act, &st->who)) continue;
        for (uint32_t i = s->sessions[s->told[k] - 1].at; i + 1 < r->sentences.v[k + 1]; i++)
            if (wk_is(r, i, WK_SUBORDINATOR) && been_there(s, visit, i + 1)) {
                visit->act.date = st->said;
                return;
            }
    }
}

/* "X mengunjungi Y dan menemui Z, Selasa": what one does in one sentence has one day. */
static void share_day(wk_draft_act *a, const wk_draft_act *b) {
    if (a->act.date.value.p || !b->act.date.value.p || a->sentence != b->sentence || a->quoted != b->quoted) return;
    if (a->act.planned || b->act.planned || !a->act.from.n || !b->act.from.n) return;
    if (wk_str_eq(a->act.from.v[0].name, b->act.from.v[0].name)) a->act.date = b->act.date;
}

/* "Mereka juga mengecam Y": what one does on one occasion, told on end, has one day. */
static void share_day_of_event(wk_draft_act *a, const wk_draft_act *b) {
    enum { NEAR = 2 };
    if (a->act.date.value.p || !b->act.date.value.p || !a->act.occasion.name.p || a->act.occasion.name.p != b->act.occasion.name.p) return;
    if (a->act.planned || b->act.planned || !a->act.from.n || !b->act.from.n || wk_distance(a->sentence, b->sentence) > NEAR) return;
    if (wk_str_eq(a->act.from.v[0].name, b->act.from.v[0].name)) a->act.date = (wk_date){b->act.date.value, WK_HOW_INFERRED};
}

void wk_acts_share_meetings(wk_act_stage *s) {
    wk_draft_acts *acts = &s->acts;
    for (size_t k = 1; k < acts->n; k++) share_day(&acts->v[k], &acts->v[k - 1]);
    for (size_t k = acts->n; k-- > 1;) share_day(&acts->v[k - 1], &acts->v[k]);
    for (size_t i = 0; i < acts->n; i++) {
        wk_draft_act *a = &acts->v[i];
        if (!(a->is & WK_ACT_GOES) || a->act.planned || !a->act.from.n) continue;
        if (!a->act.date.value.p) date_by_words(s, a);
        if (a->is & WK_ACT_VISIT) share_stay(s, a);
    }
    for (size_t i = acts->n; i-- > 0;) /* the nearest before it */
        if (acts->v[i].is & WK_ACT_MEET) share_meeting(s, acts, i);
}

/* Does an occasion that the text itself names begin with a word of `class`? */
static bool headed(const wk_act_stage *s, const wk_occasion *occasion, wk_class class) {
    const wk_str text = s->r->text->text;
    uintptr_t at = (uintptr_t)occasion->name.p, start = (uintptr_t)text.p;
    return class && at >= start && at < start + text.n && wk_is(s->r, wk_token_at(s->r, (uint32_t)(at - start)), class);
}

/* What those who met or travelled on an occasion do in the sentences behind is done on it; whom a visitor meets, wherever that
 * is told. */
static void share_event(const wk_act_stage *s, size_t i) {
    const wk_reader *r = s->r;
    const wk_draft_act *first = &s->acts.v[i];
    bool stay = headed(s, &first->act.occasion, s->lists.visit_noun);
    for (size_t k = i + 1; k < s->acts.n; k++) {
        wk_draft_act *a = &s->acts.v[k];
        if (a->sentence > first->sentence + OCCASION_SENTENCES && !(stay && a->is & WK_ACT_MEET && !before_that(s, a))) continue;
        if (a->act.occasion.name.p || a->is & (WK_ACT_VISIT | WK_ACT_OWN) || a->act.planned || a->quoted != first->quoted) continue;
        if (!at_meeting(r, first, &a->act.from, a->from_who) && !(a->is & WK_ACT_MEET && at_meeting(r, first, &a->act.to, a->to_who))) continue;
        a->act.occasion = first->act.occasion;
    }
}

/* What the two who meet do together, or where their meeting is named again, has their meeting as its occasion. */
static void share_own(const wk_act_stage *s, size_t i) {
    const wk_reader *r = s->r;
    const wk_draft_act *meeting = &s->acts.v[i];
    for (size_t k = 0; k < s->acts.n; k++) {
        wk_draft_act *a = &s->acts.v[k];
        if (a->sentence < meeting->sentence || a->sentence > meeting->sentence + MEETING_SENTENCES) continue;
        if (a->act.occasion.name.p || a->is & WK_ACT_GOES || a->act.planned || !at_meeting(r, meeting, &a->act.from, a->from_who)) continue;
        bool together = a->act.from.n > 1 || (a->act.to.n && at_meeting(r, meeting, &a->act.to, a->to_who));
        if (together || names_meeting(s, a)) a->act.occasion = wk_occasion_in(r, meeting->event.start, meeting->event.end);
    }
}

/* "Inggris juga mendukung Y": what others do alike to the same is about the same. */
static void share_alike(const wk_act_stage *s, wk_draft_acts *acts, size_t i) {
    const wk_draft_act *first = &acts->v[i];
    if (headed(s, &first->act.occasion, s->lists.event) && !headed(s, &first->act.occasion, s->lists.lasting)) return; /* where, not what about */
    for (size_t k = i + 1; k < acts->n && acts->v[k].sentence <= first->sentence + OCCASION_SENTENCES; k++) {
        wk_draft_act *a = &acts->v[k];
        if (a->act.occasion.name.p || !a->act.to.n || a->act.planned || !wk_str_eq(a->act.act, first->act.act)) continue;
        if (wk_holds_actor(&first->act.to, &a->act.to.v[0])) a->act.occasion = first->act.occasion;
    }
}

void wk_acts_share_events(wk_act_stage *s) {
    for (size_t i = 1; i < s->acts.n; i++) share_day_of_event(&s->acts.v[i], &s->acts.v[i - 1]);
    for (size_t i = 0; i < s->acts.n; i++) {
        const wk_draft_act *a = &s->acts.v[i];
        if (!a->act.from.n || a->act.planned) continue;
        if (a->is & WK_ACT_MEET && a->act.occasion.name.p) share_event(s, i);
        else if (a->is & WK_ACT_MEET && a->event.end) share_own(s, i);
        else if (!(a->is & WK_ACT_VISIT) && a->act.occasion.name.p) share_alike(s, &s->acts, i);
    }
}
