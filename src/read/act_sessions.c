/* Sessions of speech: when and how the words of an article were said, and what that tells of acts. */
#include "read/acts.h"
#include "read/settings.h"
#include "base/calendar.h"

enum { YEAR = 10000 /* as yyyymmdd: what was said longer ago opens no session */ };

static bool one_speaker(const wk_statement *a, const wk_statement *b) {
    return a->part == b->part && a->who.name.p && wk_str_eq(a->who.name, b->who.name);
}

/* Channels that last through a session: who meets the press goes on speaking to it; a tweet is one. */
static bool channel_lasts(wk_str channel) {
    static const char *const lasting[] = {"press conference", "interview", "speech", "court", "broadcast", "letter", "statement"};
    for (size_t i = 0; i < WK_COUNT(lasting); i++)
        if (wk_str_eq(channel, wk_str_of(lasting[i]))) return true;
    return false;
}

static bool contradict(const wk_session *a, const wk_session *b) {
    return a->said.value.p && b->said.value.p && !wk_str_eq(a->said.value, b->said.value);
}

/* Takes from a session of the same speaker what this one leaves out. */
static void take(wk_session *to, const wk_session *from) {
    if (contradict(to, from)) return;
    if (!to->channel.p && from->channel.p && channel_lasts(from->channel)) to->channel = from->channel;
    if (!to->said.value.p && from->said.value.p) to->said = (wk_date){from->said.value, WK_HOW_INFERRED};
}

static bool full(const wk_session *session) {
    return session->said.value.p && session->channel.p;
}

/* What the speaker's words before tell, the nearest first; else those behind. */
static void fill(wk_act_stage *s, uint32_t i) {
    const wk_statement *all = s->r->reading->statements.v;
    uint32_t n = (uint32_t)s->r->reading->statements.n;
    wk_session *mine = &s->sessions[i];
    if (mine->apart || !all[i].who.name.p) return;
    for (uint32_t k = i, back = 0; k-- > 0 && back < WK_READ_BACK && !full(mine); back++)
        if (one_speaker(&all[k], &all[i]) && !s->sessions[k].apart) {
            take(mine, &s->sessions[k]);
            break; /* what that one leaves out it found in none before it */
        }
    for (uint32_t k = i + 1; k < n && k < i + WK_READ_BACK && !mine->said.value.p; k++)
        if (one_speaker(&all[k], &all[i]) && !s->sessions[k].apart && s->sessions[k].told) take(mine, &s->sessions[k]);
}

static uint32_t person_named(const wk_reader *r, wk_str name) {
    for (uint32_t i = 0; name.p && i < r->people.n && i < 4 * WK_READ_BACK; i++)
        if (wk_str_eq(r->people.v[i].name, name)) return i + 1;
    return 0;
}

static wk_class list(const wk_act_stage *s, const char *name) {
    return wk_lexicon_find_class(s->r->language->lexicon, wk_str_of(name));
}

void wk_sessions_start(wk_act_stage *s) {
    const wk_reader *r = s->r;
    s->lists.held = list(s, "HELD"), s->lists.up_to = list(s, "UP_TO"), s->lists.done_before = list(s, "DONE_BEFORE");
    s->lists.meeting = list(s, "MEETING"), s->lists.visit = list(s, "VISIT"), s->lists.attend = list(s, "ATTEND");
    s->lists.incident = list(s, "INCIDENT"), s->lists.government = list(s, "GOVERNMENT"), s->lists.where = list(s, "WHERE");
    s->lists.death = list(s, "DEATH"), s->lists.disaster = list(s, "DISASTER");
    s->told_events = wk_alloc_array(r->arena, r->sentences.n + 1, sizeof *s->told_events);
    uint32_t n = (uint32_t)r->reading->statements.n;
    s->sessions = wk_alloc_array(r->arena, n + 1, sizeof *s->sessions);
    for (uint32_t i = 0; i < n; i++) {
        const wk_statement *st = &r->reading->statements.v[i];
        wk_session *mine = &s->sessions[i];
        if (st->part != r->part || !st->content.n) continue;
        bool old = st->said.value.p && r->today_published && wk_day_first(st->said.value) < r->today - YEAR;
        *mine = (wk_session){.channel = st->channel, .told = st->said.value.p && !old};
        if (!old) mine->said = st->said;
        mine->at = wk_token_at(r, (uint32_t)(st->cue.end > st->cue.start ? st->cue.start : st->content.v[0].start));
        mine->sentence = wk_tok(r, mine->at)->sentence;
        mine->who = person_named(r, st->who.name);
        mine->apart = s->lists.before_that && wk_is(r, r->sentences.v[mine->sentence], s->lists.before_that);
    }
    for (uint32_t i = 0; i < n; i++)
        if (r->reading->statements.v[i].part == r->part) fill(s, i);
}

/* ---- acts */

/* Does nothing tell what the speaker of a statement is: "kata Hendra Wirawan", not "kata pengacara Made, Hendra Wirawan"? */
static bool bare(const wk_reader *r, const wk_statement *st, const wk_somebody *who) {
    uint32_t i = wk_token_at(r, (uint32_t)st->speaker.start);
    if (who->of || who->title.p || st->speaker.end <= st->speaker.start) return false;
    return wk_tok(r, i)->flags & WK_SENTENCE || (i && (wk_is(r, i - 1, WK_SAY) || wk_is(r, i - 1, WK_REPORTING)));
}

/* The government that does an act, as such or as "Pemerintah X"; entity of the world, 0 none. */
static uint32_t government_acting(const wk_act_stage *s, const wk_draft_act *a) {
    const wk_reader *r = s->r;
    const wk_somebody *body = &r->people.v[a->from_who - 1];
    if (body->kind == WK_NAME_GOV) return body->entity;
    uint32_t i = wk_token_at(r, (uint32_t)a->act.from.v[0].at.start);
    if (body->kind != WK_NAME_ORG || body->entity || !s->lists.government || !wk_is(r, i, s->lists.government)) return 0;
    const wk_mark *gov = wk_mark_at(r->text, i + 1, WK_GOV);
    return gov ? gov->value : 0;
}

/* Does the speaker of statement i speak for the body that does an act? For a government whoever serves it does. */
static bool speaks_for(const wk_act_stage *s, uint32_t i, const wk_draft_act *a) {
    const wk_reader *r = s->r;
    const wk_somebody *who = &r->people.v[s->sessions[i].who - 1];
    uint32_t country = government_acting(s, a), body = r->people.v[a->from_who - 1].entity;
    if (!who->of && who->kind == WK_NAME_PERSON) return bare(r, &r->reading->statements.v[i], who);
    return country ? wk_government_of(r, s->sessions[i].who) == country : body && who->of == body && who->kind == WK_NAME_PERSON;
}

bool wk_his_words(const wk_act_stage *s, uint32_t i, const wk_draft_act *a) {
    const wk_reader *r = s->r;
    const wk_statement *st = &r->reading->statements.v[i];
    uint32_t who = s->sessions[i].who;
    if (st->part != r->part || !st->who.name.p || !a->act.from.n) return false;
    if (wk_str_eq(st->who.name, a->act.from.v[0].name)) return true;
    return who && r->people.v[who - 1].of && a->from_who && r->people.v[a->from_who - 1].kind != WK_NAME_PERSON && speaks_for(s, i, a);
}

/* Whose lead an article reports next: a body, and whoever speaks first behind, if it is for nobody else. */
static uint32_t spokesman(const wk_act_stage *s, const wk_draft_act *a) {
    enum { LEAD = 2, NEXT = 3, DAY = 10 /* letters */ };
    const wk_reader *r = s->r;
    const wk_somebody *body = a->from_who ? &r->people.v[a->from_who - 1] : NULL;
    const wk_session *within = s->said[a->at] ? &s->sessions[s->said[a->at] - 1] : NULL; /* told by somebody else */
    if (within && (!within->who || r->people.v[within->who - 1].kind == WK_NAME_PERSON)) return 0;
    if (!body || (a->at && wk_is(r, a->at - 1, WK_RELATIVE)) || a->sentence >= LEAD || (body->kind != WK_NAME_ORG && body->kind != WK_NAME_GOV)) return 0;
    for (uint32_t i = 0; i < r->reading->statements.n && i < WK_READ_BACK; i++) {
        const wk_session *session = &s->sessions[i];
        const wk_somebody *who = session->who ? &r->people.v[session->who - 1] : NULL;
        if (session->at <= a->end) continue;
        if (!who || session->apart || session->sentence > a->sentence + NEXT || (who->kind != WK_NAME_PERSON && who->kind != WK_NAME_ORG)) return 0;
        return session->said.value.n == DAY && speaks_for(s, i, a) ? i + 1 : 0;
    }
    return 0;
}

/* "kata X usai menemui Y": he says it on the day of what his words name; when that is told elsewhere. */
static void said_there(wk_act_stage *s, const wk_draft_act *a) {
    const wk_reader *r = s->r;
    uint32_t i = s->told[a->sentence];
    const wk_statement *st = i ? &r->reading->statements.v[i - 1] : NULL;
    if (!st || s->said[a->at] || a->act.planned || !a->act.date.value.p || s->sessions[i - 1].said.value.p || s->sessions[i - 1].at > a->at) return;
    if (!a->at || !wk_is(r, a->at - 1, WK_SUBORDINATOR) || !st->who.name.p || !wk_takes_part(&a->act, &st->who)) return;
    s->sessions[i - 1].said = (wk_date){a->act.date.value, WK_HOW_INFERRED};
    s->sessions[i - 1].told = true;
}

static bool is_his(const wk_act_stage *s, uint32_t words, const wk_draft_act *a) {
    const wk_statement *st = words ? &s->r->reading->statements.v[words - 1] : NULL;
    return st && st->part == s->r->part && st->who.name.p && a->act.from.n && wk_str_eq(st->who.name, a->act.from.v[0].name);
}

/* The words that an act goes with: "…," kata X, yang membantah … */
static uint32_t words_beside(const wk_act_stage *s, const wk_draft_act *a) {
    enum { GROUP = 3 };
    if (s->said[a->at] || wk_stands_before(s->r, a->at, s->lists.done_before, GROUP)) return 0;
    for (uint32_t i = s->told[a->sentence]; i && s->sessions[i - 1].sentence == a->sentence; i--)
        if (s->sessions[i - 1].at < a->at && is_his(s, i, a)) return i;
    return 0;
}

/* The words that an act is done with, where they tell their day themselves, or which it goes with; else those of whoever
 * speaks for its doer. */
static uint32_t words_of(const wk_act_stage *s, const wk_draft_act *a) {
    uint32_t words = s->said[a->at] ? s->said[a->at] : s->cue[a->at], beside = words_beside(s, a);
    if (beside) return beside;
    return is_his(s, words, a) && s->sessions[words - 1].told ? words : spokesman(s, a);
}

void wk_acts_share_sessions(wk_act_stage *s) {
    for (size_t i = 0; i < s->acts.n; i++)
        if (s->acts.v[i].is & WK_ACT_GOES) said_there(s, &s->acts.v[i]);
    for (size_t i = 0; i < s->acts.n; i++) {
        wk_draft_act *a = &s->acts.v[i];
        if (a->act.planned || a->is & (WK_ACT_GOES | WK_ACT_HEAD) || (a->act.date.value.p && a->act.channel.p)) continue;
        uint32_t words = words_of(s, a), around = s->said[a->at];
        const wk_session *session = words ? &s->sessions[words - 1] : NULL;
        if (!a->act.channel.p && a->is & WK_ACT_FORMAL && around && wk_str_eq(s->sessions[around - 1].channel, WK_S("statement")))
            a->act.channel = s->sessions[around - 1].channel; /* what one makes known in a statement is announced by it */
        if (!session || (a->act.date.value.p && session->said.value.p && !wk_str_eq(a->act.date.value, session->said.value))) continue;
        if (!a->act.channel.p && (words == s->said[a->at] || channel_lasts(session->channel))) a->act.channel = session->channel;
        if (!a->act.date.value.p && session->said.value.p) a->act.date = (wk_date){session->said.value, WK_HOW_INFERRED};
    }
}
