/* On what occasion and day an act was done, as an event, a reason or what an article comes back to tells. */
#include "base/calendar.h"
#include "read/acts.h"

enum { EVENT_SENTENCES = 2, TOLD_BEHIND = 2, TOPIC_SENTENCES = 3 };

static bool same_word(const wk_reader *r, uint32_t a, uint32_t b) {
    return wk_str_eq_nocase(wk_token_text(r->text, a, a + 1), wk_token_text(r->text, b, b + 1));
}

wk_occasion wk_occasion_in(const wk_reader *r, uint32_t start, uint32_t end) {
    return (wk_occasion){.name = wk_token_text(r->text, start, end)};
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
static bool lasts(const wk_act_stage *s, uint32_t i) {
    return (s->lists.lasting && wk_is(s->r, i, s->lists.lasting)) || (s->lists.visit_noun && wk_is(s->r, i, s->lists.visit_noun));
}

/* Does another deed begin in tokens [a, b): "… dan disusul dengan …"? */
static bool next_deed(const wk_reader *r, uint32_t a, uint32_t b) {
    for (uint32_t i = a; i + 1 < b; i++)
        if (wk_is(r, i, WK_CONJUNCTION) && wk_is(r, i + 1, WK_VERBAL)) return true;
    return false;
}

/* Is an act of the sentences around it done at the event that capture c of match m tells? */
static bool done_there(const wk_act_stage *s, const wk_draft_act *a, const wk_match *m, const wk_capture *c) {
    const wk_reader *r = s->r;
    uint32_t sentence = wk_tok(r, m->start)->sentence;
    const wk_way *way = &r->ways[sentence];
    uint32_t teller = a->sentence < sentence && way->from ? r->mentions.v[way->from - 1].who : a->from_who;
    if (teller != a->from_who && !wk_one_voice(r, teller, a->from_who)) return false;
    if (c->start < a->word_end && a->word < c->end) return false; /* it is the act itself */
    if (a->sentence != sentence) return !s->said[a->at] || wk_his_words(s, s->said[a->at] - 1, a); /* else told there of another */
    if (wk_distance(a->at, m->start) > WK_READ_WINDOW || wk_in_relative(r, c->end, a->at)) return false;
    bool aside = m->start >= a->end && !(a->is & WK_ACT_SHARES) && wk_is(r, a->at, WK_VERBAL) && wk_in_relative(r, a->end, m->start); /* "menolak aturan yang dibuat dalam rapat X" */
    return !aside && !next_deed(r, a->end, m->start);
}

/* Gives the acts around a match, that tells an event in capture c, the occasion and day. */
static void give(wk_act_stage *s, const wk_match *m, const wk_capture *c, wk_occasion occasion, wk_date day) {
    const wk_reader *r = s->r;
    uint32_t sentence = wk_tok(r, m->start)->sentence, first = sentence, last = sentence;
    while (last < sentence + EVENT_SENTENCES && last + 2 < r->sentences.n &&
           !(wk_tok(r, r->sentences.v[last + 1])->flags & WK_PARAGRAPH))
        last++;
    if (r->ways[sentence].looks_back) first = sentence > TOLD_BEHIND ? sentence - TOLD_BEHIND : 0;
    for (size_t i = 0; i < s->acts.n; i++) {
        wk_draft_act *a = &s->acts.v[i];
        wk_str word = wk_token_text(r->text, c->start, c->start + 1); /* "kebakaran itu", by no more than that */
        bool bare = c->end == c->start + 1 && a->act.occasion.name.p == word.p && a->act.occasion.name.n == word.n;
        if ((a->act.occasion.name.p && !bare) || a->sentence < first || a->sentence > last || !done_there(s, a, m, c)) continue;
        a->act.occasion = occasion;
        if (!a->act.date.value.p && !a->act.planned) a->act.date = day;
    }
}

/* "dalam debat di New York": what happens there, in this sentence and in those behind it up to the next paragraph, is
 * done on that occasion; in those before it, when it looks back at them. */
void wk_acts_event(wk_act_stage *s, const wk_match *m, const wk_capture *c) {
    const wk_reader *r = s->r;
    if (to_come(r, c->start, c->end)) return;
    wk_event *told = &s->told_events[wk_tok(r, c->start)->sentence];
    if (!told->end && !s->said[c->start]) *told = (wk_event){c->start, c->end};
    for (size_t i = 0; i < s->acts.n; i++) {
        wk_draft_act *a = &s->acts.v[i];
        if (a->is & WK_ACT_MEET && c->start < a->word_end && a->word < c->end) a->event = (wk_event){c->start, c->end};
    }
    give(s, m, c, wk_occasion_in(r, c->start, c->end), lasts(s, c->start) ? (wk_date){0} : day_of_event(s, c));
}

/* ---- events named again */

/* The event that "kebakaran itu", "peristiwa tersebut" at token `at` means: the one of that name told last before; whatever
 * befell somebody, where the word tells no more than that, and then what is named first behind, when none was before. */
static const wk_capture *meant(const wk_act_stage *s, uint32_t at) {
    const wk_reader *r = s->r;
    const wk_capture *found = NULL;
    bool any = s->lists.incident && wk_is(r, at, s->lists.incident);
    for (size_t i = 0; i < s->named.n; i++) {
        const wk_capture *c = &s->named.v[i];
        if (c->start >= at && (found || !any)) break;
        if (c->start == at || !(any ? s->lists.lasting && wk_is(r, c->start, s->lists.lasting) : same_word(r, c->start, at))) continue;
        found = c;
    }
    return found;
}

/* The occasion of the meeting that "pertemuan itu" at token `at` means. */
static wk_occasion occasion_of_meeting(const wk_act_stage *s, uint32_t at) {
    wk_occasion none = {.name = {0}}, found = none;
    if (!s->lists.meeting || !wk_is(s->r, at, s->lists.meeting)) return none;
    for (size_t i = 0; i < s->acts.n && s->acts.v[i].at < at; i++)
        if (s->acts.v[i].is & WK_ACT_MEET && s->acts.v[i].act.occasion.name.p) found = s->acts.v[i].act.occasion;
    return found;
}

void wk_acts_again(wk_act_stage *s) {
    const wk_reader *r = s->r;
    for (size_t i = 0; i < s->again.n; i++) {
        const wk_match *m = &r->text->matches.v[s->again.v[i]];
        const wk_capture *c = wk_match_get(r->text, m, WK_SLOT_OCCASION), *of = meant(s, c->start);
        wk_occasion occasion = of ? wk_occasion_in(r, of->start, of->end) : occasion_of_meeting(s, c->start);
        if (occasion.name.p) give(s, m, c, occasion, (wk_date){0});
    }
}

/* The day and occasion of what is told last before a sentence, as an act or as somebody's words. */
static wk_date told_last(const wk_act_stage *s, uint32_t sentence, wk_occasion *occasion) {
    enum { BEFORE = 3 };
    wk_date day = {0};
    uint32_t at = 0;
    for (size_t i = 0; i < s->acts.n; i++) {
        const wk_draft_act *a = &s->acts.v[i];
        if (a->sentence >= sentence || a->sentence + BEFORE < sentence || !a->act.date.value.p || a->act.planned || a->at < at) continue;
        day = a->act.date, at = a->at, *occasion = a->act.occasion;
    }
    for (uint32_t k = sentence > BEFORE ? sentence - BEFORE : 0; k < sentence; k++) {
        const wk_session *session = s->told[k] ? &s->sessions[s->told[k] - 1] : NULL;
        if (session && session->told && session->at > at) day = session->said, at = session->at;
    }
    return day;
}

void wk_acts_same(wk_act_stage *s, const wk_match *m, const wk_capture *c) {
    uint32_t sentence = wk_tok(s->r, m->start)->sentence;
    wk_occasion occasion = {.name = {0}};
    wk_date day = told_last(s, sentence, &occasion);
    (void)c;
    for (size_t i = 0; i < s->acts.n; i++) {
        wk_draft_act *a = &s->acts.v[i];
        if (a->sentence != sentence || a->act.planned) continue;
        if (!a->act.date.value.p && day.value.p) a->act.date = (wk_date){day.value, WK_HOW_INFERRED};
        if (!a->act.occasion.name.p && a->act.date.value.p && !(a->is & WK_ACT_OWN)) a->act.occasion = occasion;
    }
}

/* ---- by what an act is */

/* Is the occasion at token i somebody's death or a disaster? */
static bool sad(const wk_act_stage *s, uint32_t i) {
    const wk_reader *r = s->r;
    const wk_told_occasion *o = wk_mark_at(r->text, i, WK_OCCASION) ? &r->occasions.v[wk_mark_at(r->text, i, WK_OCCASION)->value] : NULL;
    for (uint32_t k = o ? o->start : i; o && k < o->end; k++)
        if ((s->lists.death && wk_is(r, k, s->lists.death)) || (s->lists.disaster && wk_is(r, k, s->lists.disaster))) return true;
    return false;
}

/* What somebody is wished luck or mourned with for: the happening of that kind told last before, else told first behind. */
static wk_occasion happening_of(const wk_act_stage *s, const wk_draft_act *a, bool mourns) {
    const wk_reader *r = s->r;
    wk_occasion found = {.name = {0}};
    for (uint32_t i = 0; i < r->occasions.n; i++) {
        const wk_told_occasion *o = &r->occasions.v[i];
        if (o->start > a->at && found.name.p) break;
        if (!o->day && sad(s, o->start) == mourns) found = o->occasion;
    }
    return found;
}

void wk_acts_rumour(wk_act_stage *s, const wk_match *m, const wk_capture *c) {
    (void)m;
    *WK_PUSH(s->r->arena, &s->rumours) = (wk_event){c->start, c->end};
}

/* What is denied or confirmed: what the sentences before say is rumoured. */
static wk_occasion rumour_before(const wk_act_stage *s, const wk_draft_act *a) {
    enum { BEFORE = 4 };
    const wk_reader *r = s->r;
    wk_occasion found = {.name = {0}};
    for (size_t i = 0; i < s->rumours.n && s->rumours.v[i].start < a->at; i++)
        if (wk_tok(r, s->rumours.v[i].start)->sentence + BEFORE >= a->sentence) found = wk_occasion_in(r, s->rumours.v[i].start, s->rumours.v[i].end);
    return found;
}

void wk_acts_by_kind(wk_act_stage *s) {
    for (size_t i = 0; i < s->acts.n; i++) {
        wk_draft_act *a = &s->acts.v[i];
        if (a->act.occasion.name.p || a->act.planned || !a->act.from.n) continue;
        bool mourns = wk_str_eq(a->act.act, WK_S("condole"));
        if (mourns || wk_str_eq(a->act.act, WK_S("congratulate"))) a->act.occasion = happening_of(s, a, mourns);
        else if (wk_str_eq(a->act.act, WK_S("deny")) || wk_str_eq(a->act.act, WK_S("confirm"))) a->act.occasion = rumour_before(s, a);
    }
}

/* ---- what the lead tells */

/* What an article reports of its lead's doer he says somewhere: the only event that his sentences name. */
static wk_event only_event(const wk_act_stage *s, const wk_draft_act *a) {
    const wk_reader *r = s->r;
    wk_event only = {0};
    for (uint32_t i = 0; i < r->reading->statements.n && i < WK_READ_BACK; i++) {
        if (s->sessions[i].apart || !wk_his_words(s, i, a)) continue;
        wk_event told = s->told_events[s->sessions[i].sentence];
        if (!told.end || lasts(s, told.start) || told.start == only.start) continue;
        if (only.end && !same_word(r, told.start, only.start)) return (wk_event){0};
        only = told;
    }
    return only;
}

void wk_acts_lead_events(wk_act_stage *s) {
    enum { LEAD = 3 };
    for (size_t i = 0; i < s->acts.n; i++) {
        wk_draft_act *a = &s->acts.v[i];
        if (a->sentence >= LEAD || a->act.occasion.name.p || a->act.planned || !a->act.from.n || a->is & (WK_ACT_GOES | WK_ACT_HEAD)) continue;
        wk_event event = only_event(s, a);
        if (event.end) a->act.occasion = wk_occasion_in(s->r, event.start, event.end);
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

void wk_acts_lasting(wk_act_stage *s, const wk_match *m, const wk_capture *c) {
    enum { AGAIN = 2 };
    (void)m;
    if (to_come(s->r, c->start, c->end)) return;
    *WK_PUSH(s->r->arena, &s->named) = *c;
    if (!s->lists.lasting || !wk_is(s->r, c->start, s->lists.lasting)) return;
    uint32_t n = times_told(s, wk_token_text(s->r->text, c->start, c->start + 1));
    if (n < AGAIN || n <= s->lasting_n) return;
    s->lasting = *c;
    s->lasting_n = n;
}

/* "mengecam X karena melarang Y", "Menanggapi pernyataan X, Y …": the occasion of the nearest act before it in the sentence, else
 * of the first behind. */
void wk_acts_why(wk_act_stage *s, const wk_match *m, const wk_capture *c) {
    uint32_t sentence = wk_tok(s->r, m->start)->sentence, away = UINT32_MAX;
    bool why = wk_str_eq(wk_match_constant(m, WK_SLOT_TYPE), WK_S("why"));
    wk_draft_act *found = NULL;
    for (size_t i = 0; i < s->acts.n; i++) {
        wk_draft_act *a = &s->acts.v[i];
        if (a->sentence != sentence || (why && !(a->is & WK_ACT_MOVED)) || wk_distance(a->at, m->start) >= away) continue;
        if (c->start <= a->word && a->word < c->end) continue;
        found = a;
        away = wk_distance(a->at, m->start);
    }
    if (found && !found->act.occasion.name.p) found->act.occasion = wk_occasion_in(s->r, c->start, c->end);
}

enum { SILENT, NAMED, OTHER };

/* Per sentence: does it name the lasting event, or another of its kind ("konflik Y")? */
static const uint8_t *told_in(const wk_act_stage *s) {
    const wk_reader *r = s->r;
    uint8_t *told = wk_alloc(r->arena, r->sentences.n + 1);
    for (uint32_t i = 0; i + 1 < r->text->tokens.n; i++)
        if (same_word(r, i, s->lasting.start)) told[wk_tok(r, i)->sentence] = NAMED;
    for (size_t i = 0; i < s->named.n; i++) {
        const wk_capture *c = &s->named.v[i];
        bool other = wk_capital(r, c->end - 1) && !same_word(r, c->end - 1, s->lasting.end - 1);
        if (other && same_word(r, c->start, s->lasting.start)) told[wk_tok(r, c->start)->sentence] = OTHER;
    }
    return told;
}

/* Does a sentence within some of `at` name it, and none another of its kind? */
static bool told_near(const wk_act_stage *s, const uint8_t *told, uint32_t at) {
    bool named = false;
    for (uint32_t k = at > TOPIC_SENTENCES ? at - TOPIC_SENTENCES : 0; k <= at + TOPIC_SENTENCES && k < s->r->sentences.n; k++) {
        if (told[k] == OTHER) return false;
        named |= told[k] == NAMED;
    }
    return named;
}

void wk_acts_share_lasting(wk_act_stage *s) {
    if (!s->lasting_n) return;
    const uint8_t *told = told_in(s);
    wk_occasion lasting = {.name = wk_token_text(s->r->text, s->lasting.start, s->lasting.end)};
    for (size_t i = 0; i < s->acts.n; i++) {
        wk_draft_act *a = &s->acts.v[i];
        if (a->act.occasion.name.p || a->act.planned || !a->act.from.n || a->is & WK_ACT_OWN) continue;
        if (told_near(s, told, a->sentence)) a->act.occasion = lasting;
    }
}
