/* What acts share: the day and the channel of a meeting, the occasion on which somebody met, what others do alike. */
#include "read/acts.h"

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

/* What is done where two meet, by one of them, in the sentences behind it, has the meeting's day and channel. */
static void share_meeting(const wk_reader *r, wk_draft_acts *acts, size_t i) {
    const wk_draft_act *meeting = &acts->v[i];
    for (size_t k = i + 1; k < acts->n && acts->v[k].sentence <= meeting->sentence + MEETING_SENTENCES; k++) {
        wk_draft_act *a = &acts->v[k];
        if (a->act.planned != meeting->act.planned || (a->is & WK_ACT_VISIT)) continue;
        if (!at_meeting(r, meeting, &a->act.from, a->from_who)) continue;
        if (a->act.to.n && !at_meeting(r, meeting, &a->act.to, a->to_who)) continue;
        if (!a->act.date.value.p) a->act.date = meeting->act.date;
        if (!a->act.channel.p) a->act.channel = meeting->act.channel;
    }
}

/* "X mengunjungi Y dan menemui Z, Selasa": what one does in one sentence has one day. */
static void share_day(wk_draft_act *a, const wk_draft_act *b) {
    if (a->act.date.value.p || !b->act.date.value.p || a->sentence != b->sentence || a->quoted != b->quoted) return;
    if (a->act.planned || b->act.planned || !a->act.from.n || !b->act.from.n) return;
    if (wk_str_eq(a->act.from.v[0].name, b->act.from.v[0].name)) a->act.date = b->act.date;
}

void wk_acts_share_meetings(const wk_reader *r, wk_draft_acts *acts) {
    for (size_t k = 1; k < acts->n; k++) share_day(&acts->v[k], &acts->v[k - 1]);
    for (size_t k = acts->n; k-- > 1;) share_day(&acts->v[k - 1], &acts->v[k]);
    for (size_t i = acts->n; i-- > 0;) /* the nearest before it */
        if (acts->v[i].is & WK_ACT_MEET) share_meeting(r, acts, i);
}

/* What those who met or travelled on an occasion do in the sentences behind is done on it. */
static void share_event(const wk_reader *r, wk_draft_acts *acts, size_t i) {
    const wk_draft_act *first = &acts->v[i];
    for (size_t k = i + 1; k < acts->n && acts->v[k].sentence <= first->sentence + OCCASION_SENTENCES; k++) {
        wk_draft_act *a = &acts->v[k];
        if (a->act.occasion.name.p || a->is & (WK_ACT_VISIT | WK_ACT_OWN) || a->act.planned || a->quoted != first->quoted) continue;
        if (!at_meeting(r, first, &a->act.from, a->from_who) && !(a->is & WK_ACT_MEET && at_meeting(r, first, &a->act.to, a->to_who))) continue;
        a->act.occasion = first->act.occasion;
    }
}

/* "Inggris juga mendukung Y": what others do alike to the same is about the same. */
static void share_alike(wk_draft_acts *acts, size_t i) {
    const wk_draft_act *first = &acts->v[i];
    for (size_t k = i + 1; k < acts->n && acts->v[k].sentence <= first->sentence + OCCASION_SENTENCES; k++) {
        wk_draft_act *a = &acts->v[k];
        if (a->act.occasion.name.p || !a->act.to.n || a->act.planned || !wk_str_eq(a->act.act, first->act.act)) continue;
        if (wk_holds_actor(&first->act.to, &a->act.to.v[0])) a->act.occasion = first->act.occasion;
    }
}

void wk_acts_share_events(const wk_reader *r, wk_draft_acts *acts) {
    for (size_t i = 0; i < acts->n; i++) {
        const wk_draft_act *a = &acts->v[i];
        if (!a->act.occasion.name.p || !a->act.from.n || a->act.planned) continue;
        if (a->is & WK_ACT_MEET) share_event(r, acts, i);
        else if (!(a->is & WK_ACT_VISIT)) share_alike(acts, i);
    }
}
