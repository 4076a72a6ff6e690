/* On what occasion and day an act was done, as other sentences tell: meetings, events, what an article comes back to, reasons. */
#include "base/calendar.h"
#include "read/acts.h"

/* How many sentences on something told once still holds. */
enum { EVENT_SENTENCES = 2, TOLD_BEHIND = 2, MEETING_SENTENCES = 3, OCCASION_SENTENCES = 6, TOPIC_SENTENCES = 3 };

static uint32_t distance(uint32_t a, uint32_t b) {
    return a > b ? a - b : b - a;
}

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
        bool meet = a->is & WK_ACT_MEET;
        if (a->act.occasion.name.p || a->is & (WK_ACT_VISIT | WK_ACT_OWN) || a->act.planned || a->quoted != first->quoted) continue;
        if (!at_meeting(r, first, &a->act.from, a->from_who) && !(meet && at_meeting(r, first, &a->act.to, a->to_who))) continue;
        a->act.occasion = first->act.occasion;
        if (meet && !a->act.date.value.p) a->act.date = first->act.date;
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

/* Is what tokens [start, end) name still to come ("pemilu 8 November mendatang")? */
static bool to_come(const wk_reader *r, uint32_t start, uint32_t end) {
    enum { BEHIND = 3 };
    for (uint32_t i = start; r->today_published && i < end + BEHIND && i + 1 < r->text->tokens.n; i++) {
        const wk_mark *m = wk_mark_at(r->text, i, WK_DATE);
        if (m && r->dates.v[m->value].edtf.p && wk_day_first(r->dates.v[m->value].edtf) > r->today) return true;
    }
    return false;
}

/* The day that the words behind an event in tokens [start, end) tell: "debat dengan X di Y, Senin malam (26/9)". */
static wk_date day_behind(const wk_reader *r, uint32_t end, const wk_way *way) {
    enum { NEAR = 10 };
    for (uint32_t i = end; i < end + NEAR && i + 1 < r->text->tokens.n; i++) {
        if (wk_tok(r, i)->flags & WK_SENTENCE || wk_is(r, i, WK_VERBAL) || wk_is(r, i, WK_SUBORDINATOR) || wk_is(r, i, WK_SAY)) break;
        const wk_mark *m = wk_mark_at(r->text, i, WK_DATE);
        const wk_told_date *t = m && way->reported != m->value + 1 ? &r->dates.v[m->value] : NULL;
        if (t && t->day && (!r->today_published || t->day <= r->today)) return (wk_date){t->edtf, t->how};
    }
    return (wk_date){0};
}

/* The day of an event, told behind it or where the article told one of its kind before; none when it told several. */
static wk_date day_of_event(wk_act_stage *s, const wk_capture *c) {
    const wk_reader *r = s->r;
    wk_date day = day_behind(r, c->end, &r->ways[wk_tok(r, c->start)->sentence]);
    wk_str head = wk_token_text(r->text, c->start, c->start + 1);
    if (day.value.p) {
        *WK_PUSH(r->arena, &s->events) = (wk_event_day){head, day};
        return day;
    }
    for (size_t i = s->events.n, n = 0; i-- > 0 && n < WK_READ_BACK; n++)
        if (wk_str_eq_nocase(s->events.v[i].head, head)) {
            if (day.value.p && !wk_str_eq(day.value, s->events.v[i].day.value)) return (wk_date){0};
            day = s->events.v[i].day;
        }
    return day;
}

/* Does the event whose name begins at token i last for days ("konflik", "kunjungan")? What is done in it has its own. */
static bool lasts(const wk_reader *r, uint32_t i) {
    static const char *const lists[] = {"LASTING", "VISIT_NOUN"};
    for (size_t k = 0; k < WK_COUNT(lists); k++) {
        wk_class list = wk_lexicon_find_class(r->language->lexicon, wk_str_of(lists[k]));
        if (list && wk_is(r, i, list)) return true;
    }
    return false;
}

/* Does another deed begin in tokens [a, b): "… dan disusul dengan …"? */
static bool next_deed(const wk_reader *r, uint32_t a, uint32_t b) {
    for (uint32_t i = a; i + 1 < b; i++)
        if (wk_is(r, i, WK_CONJUNCTION) && wk_is(r, i + 1, WK_VERBAL)) return true;
    return false;
}

/* "dalam debat di New York": what happens there, in this sentence and in those behind it up to the next paragraph, is
 * done on that occasion. */
void wk_acts_event(wk_act_stage *s, const wk_match *m) {
    const wk_reader *r = s->r;
    const wk_capture *c = wk_match_get(r->text, m, WK_SLOT_OCCASION);
    uint32_t sentence = wk_tok(r, m->start)->sentence;
    if (!c || c->end <= c->start || to_come(r, c->start, c->end)) return;
    wk_date day = lasts(r, c->start) ? (wk_date){0} : day_of_event(s, c);
    uint32_t last = sentence;
    while (last < sentence + EVENT_SENTENCES && last + 2 < r->sentences.n &&
           !(wk_tok(r, r->sentences.v[last + 1])->flags & WK_PARAGRAPH))
        last++;
    const wk_way *way = &r->ways[sentence];
    uint32_t first = !way->looks_back ? sentence : sentence > TOLD_BEHIND ? sentence - TOLD_BEHIND : 0;
    for (size_t i = 0; i < s->acts.n; i++) {
        wk_draft_act *a = &s->acts.v[i];
        if (a->act.occasion.name.p || a->sentence < first || a->sentence > last) continue;
        uint32_t teller = a->sentence < sentence && way->from ? r->mentions.v[way->from - 1].who : a->from_who;
        if (teller != a->from_who && !wk_one_voice(r, teller, a->from_who)) continue;
        if (c->start < a->word_end && a->word < c->end) continue; /* it is the act itself */
        if (a->sentence == sentence && distance(a->at, m->start) > WK_READ_WINDOW) continue;
        if (a->sentence == sentence && (wk_in_relative(r, c->end, a->at) || next_deed(r, a->end, m->start))) continue;
        a->act.occasion = (wk_occasion){.name = wk_token_text(r->text, c->start, c->end)};
        if (!a->act.date.value.p && !a->act.planned) a->act.date = day;
    }
}

/* How often a word stands in the text, whatever its case; counted once for each. */
static uint32_t times_told(wk_act_stage *s, wk_str word) {
    enum { HEADS = 64 };
    const wk_reader *r = s->r;
    for (size_t i = 0; i < s->heads.n; i++)
        if (wk_str_eq_nocase(s->heads.v[i].word, word)) return s->heads.v[i].times;
    if (s->heads.n >= HEADS) return 0;
    uint32_t n = 0;
    for (uint32_t i = 0; i + 1 < r->text->tokens.n; i++) n += wk_str_eq_nocase(wk_token_text(r->text, i, i + 1), word);
    *WK_PUSH(r->arena, &s->heads) = (wk_event_head){word, n};
    return n;
}

void wk_acts_lasting(wk_act_stage *s, const wk_match *m) {
    enum { AGAIN = 2 };
    const wk_reader *r = s->r;
    const wk_capture *c = wk_match_get(r->text, m, WK_SLOT_OCCASION);
    if (!c || c->end <= c->start || to_come(r, c->start, c->end)) return;
    uint32_t n = times_told(s, wk_token_text(r->text, c->start, c->start + 1));
    if (n < AGAIN || n <= s->lasting_n) return;
    s->lasting = wk_token_text(r->text, c->start, c->end);
    s->lasting_head = wk_token_text(r->text, c->start, c->start + 1);
    s->lasting_n = n;
}

/* "mengecam X karena melarang Y", "Menanggapi pernyataan X, Y …": the occasion of the nearest act before it in the sentence, else
 * of the first behind. */
void wk_acts_why(wk_act_stage *s, const wk_match *m) {
    const wk_capture *c = wk_match_get(s->r->text, m, WK_SLOT_OCCASION);
    uint32_t sentence = wk_tok(s->r, m->start)->sentence, away = UINT32_MAX;
    wk_draft_act *found = NULL;
    wk_str type = wk_match_constant(m, WK_SLOT_TYPE);
    bool why = wk_str_eq(type, WK_S("why"));
    for (size_t i = 0; c && i < s->acts.n; i++) {
        wk_draft_act *a = &s->acts.v[i];
        if (a->sentence != sentence || (why && !(a->is & WK_ACT_MOVED)) || distance(a->at, m->start) >= away) continue;
        if (c->start <= a->word && a->word < c->end) continue;
        found = a;
        away = distance(a->at, m->start);
    }
    if (found && !found->act.occasion.name.p) found->act.occasion = (wk_occasion){.name = wk_token_text(s->r->text, c->start, c->end)};
}

/* Per sentence: does it name the lasting event? */
static uint8_t *told_in(const wk_reader *r, wk_str head) {
    uint8_t *told = wk_alloc(r->arena, r->sentences.n + 1);
    for (uint32_t i = 0; i + 1 < r->text->tokens.n; i++)
        if (wk_str_eq_nocase(wk_token_text(r->text, i, i + 1), head)) told[wk_tok(r, i)->sentence] = 1;
    return told;
}

/* The acts that are told within some sentences of its name. */
void wk_acts_share_lasting(wk_act_stage *s) {
    const uint8_t *told = s->lasting.p ? told_in(s->r, s->lasting_head) : NULL;
    for (size_t i = 0; told && i < s->acts.n; i++) {
        wk_act *a = &s->acts.v[i].act;
        if (a->occasion.name.p || a->planned || !a->from.n || s->acts.v[i].is & WK_ACT_OWN) continue;
        uint32_t at = s->acts.v[i].sentence;
        for (uint32_t k = at > TOPIC_SENTENCES ? at - TOPIC_SENTENCES : 0; k <= at + TOPIC_SENTENCES && k < s->r->sentences.n; k++)
            if (told[k]) a->occasion = (wk_occasion){.name = s->lasting};
    }
}
