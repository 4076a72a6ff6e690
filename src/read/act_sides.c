/* Who does an act to whom, by the type of the pattern that found it: one function per type, in a table. */
#include "read/acts.h"

typedef struct {
    const wk_act_stage *s;
    const wk_match *m;
    int is;             /* flags of the act's kind */
    uint32_t predicate; /* token */
} found;

/* Does what stands right before token `side` tell of words ("permintaan maaf (X) diterima")? They are met by nobody. */
static bool of_words(const wk_act_stage *s, uint32_t side) {
    for (uint32_t back = 1; back <= 2 && back <= side; back++) {
        if ((s->lists.owned && wk_is(s->r, side - back, s->lists.owned)) || (s->lists.channel_word && wk_is(s->r, side - back, s->lists.channel_word))) return true;
        if (wk_tok(s->r, side - back)->flags & WK_SENTENCE) break;
    }
    return false;
}

/* Is a side without a name no people either ("rumah itu diterima X")? */
static bool is_a_thing(const wk_act_stage *s, const wk_side *side) {
    if (!side->actors.n || side->who) return false;
    uint32_t at = wk_token_at(s->r, side->actors.v[0].at.start);
    return wk_people_end(s, at) == at && !wk_is(s->r, at, WK_TITLE) && wk_tok(s->r, at)->flags & WK_SENTENCE;
}

/* "meminta X mundur dalam pertemuan dengan Y": who asks meets Y, not whom he asks. */
static void asker_meets(const wk_act_stage *s, uint32_t predicate, wk_side *from) {
    for (size_t i = s->acts.n; from->actors.n && i-- > 0 && s->acts.v[i].sentence == wk_tok(s->r, predicate)->sentence;) {
        const wk_draft_act *a = &s->acts.v[i];
        if (!(a->is & WK_ACT_ASKS) || !a->act.from.n || a->at > predicate || !wk_holds_actor(&a->act.to, &from->actors.v[0])) continue;
        *from = (wk_side){.actors = a->act.from, .who = a->from_who};
        return;
    }
}

/* Do somebody's words, or a sentence of them, begin with the phrase of whoever is named at token i, with a title before at most?
 * Not what somebody denies. */
static bool words_begin_with(const wk_act_stage *s, uint32_t i) {
    enum { BEFORE = 4 };
    const wk_reader *r = s->r;
    const wk_statement *st = s->said[i] ? &r->reading->statements.v[s->said[i] - 1] : NULL;
    wk_class plain = wk_lexicon_find_class(r->language->lexicon, WK_S("ACT_PLAIN"));
    if (!st || (plain && st->cue.end > st->cue.start && wk_str_eq(wk_list_value(r, wk_token_at(r, st->cue.start), plain), WK_S("deny")))) return false;
    for (uint32_t back = 0; back <= BEFORE && back <= i; back++) {
        uint32_t k = i - back;
        if (back && !wk_capital(r, k) && !wk_is(r, k, WK_TITLE) && !(s->lists.many && wk_is(r, k, s->lists.many))) return false;
        if (wk_words_begin(s, k)) return true;
    }
    return false;
}

/* Told of somebody in another's words, which begin with him. */
static void sides_judged(const found *f, wk_side *from, wk_side *to) {
    const wk_act_stage *s = f->s;
    const wk_reader *r = f->s->r;
    bool named = wk_match_get(r->text, f->m, WK_SLOT_TO);
    if (!named && s->said[f->predicate]) *to = wk_named_before(s, f->predicate);
    bool begins = !(f->is & WK_ACT_SHARES) && (named ? wk_words_begin(s, f->m->start) : to->actors.n && words_begin_with(s, wk_token_at(r, to->actors.v[0].at.start)));
    if (!named && begins) begins = wk_token_at(r, to->actors.v[to->actors.n - 1].at.end) + 1 >= wk_verb_group(s, f->predicate);
    *from = begins ? wk_speaker_side(s, s->said[f->predicate]) : (wk_side){0};
    if (!from->actors.n || wk_same_actors(&from->actors, &to->actors)) *from = *to = (wk_side){0};
}

/* "Menteri itu harus mundur," said by somebody else. */
static void sides_owed(const found *f, wk_side *from, wk_side *to) {
    const wk_act_stage *s = f->s;
    const wk_reader *r = f->s->r;
    *from = wk_speaker_side(s, s->said[f->predicate]);
    if (from->actors.n && !to->actors.n) *to = wk_named_before(s, f->predicate);
    if (!from->actors.n || !to->actors.n || wk_same_actors(&from->actors, &to->actors) || wk_one_voice(r, from->who, to->who)) *from = *to = (wk_side){0};
}

/* "Dinas itu akan menindak …": no single man's plan. */
static void sides_of_body(const found *f, wk_side *from, wk_side *to) {
    (void)to;
    const wk_act_stage *s = f->s;
    *from = wk_named_before(s, f->predicate);
    if (!from->actors.n || wk_is_person(s, from)) *from = (wk_side){0};
}

/* "Warga diminta waspada", by whoever speaks. */
static void sides_asked(const found *f, wk_side *from, wk_side *to) {
    const wk_act_stage *s = f->s;
    *to = wk_named_before(s, f->predicate);
    *from = s->said[f->predicate] ? wk_speaker_side(s, s->said[f->predicate]) : wk_last_speaker(s, f->predicate);
    if (!to->actors.n || wk_same_actors(&from->actors, &to->actors)) *from = (wk_side){0};
}

/* To whom it is done stands before the verb, or owns what does, or is the subject of the main clause. */
static void sides_passive(const found *f, wk_side *from, wk_side *to) {
    const wk_act_stage *s = f->s;
    const wk_reader *r = f->s->r;
    *to = f->is & (WK_ACT_MEET | WK_ACT_WANTS) ? (wk_side){0} : wk_owner_first(s, f->predicate, false);
    if (!to->actors.n) *to = wk_named_before(s, f->predicate);
    if (!to->actors.n && f->is & WK_ACT_VISIT) *to = wk_visited_first(s, f->predicate);
    if (!to->actors.n && from->actors.n && !(f->is & WK_ACT_MEET)) *to = wk_subject_of_main(s, f->predicate); /* "Usai dipuji X, Y …" */
    if (!to->actors.n && from->actors.n && f->is & WK_ACT_HEARD && r->subject[f->predicate]) *to = wk_mention_side(s, r->subject[f->predicate]);
    if (f->is & WK_ACT_WANTS && to->actors.n && wk_of_a_thing(s, wk_token_at(r, to->actors.v[0].at.start))) *to = (wk_side){0};
    if (f->is & WK_ACT_MEET && to->actors.n && (is_a_thing(s, to) || of_words(s, wk_token_at(r, to->actors.v[0].at.start)))) *to = (wk_side){0};
    if (!to->actors.n && from->actors.n && !(f->is & WK_ACT_MEET)) *to = wk_owner_first(s, f->predicate, f->is & WK_ACT_WANTS);
    uint32_t group = wk_verb_group(s, f->predicate);
    bool beside = group && wk_is(r, group - 1, WK_CONJUNCTION);
    if (!to->actors.n && from->actors.n && f->is & WK_ACT_MEET && beside) *to = wk_doer(s, f->predicate); /* "X datang dan diterima oleh Y" */
    if (!to->actors.n && from->actors.n && !(f->is & (WK_ACT_MEET | WK_ACT_ALONE))) *to = wk_deed_doer(s, f->predicate, from);
    if (f->is & WK_ACT_ALONE) *to = (wk_side){0};
    else if (!to->actors.n && from->actors.n && !(f->is & WK_ACT_MEET) && wk_owned_before(s, f->predicate)) { /* "perkataan itu dikritik oleh Y" */
        *to = wk_owner_before(s, r->sentences.v[wk_tok(r, f->predicate)->sentence], f->predicate, from);
        if (!to->actors.n) *to = wk_last_speaker(s, f->predicate);
    }
}

/* "menangkap Z atas permintaan X": asked of who does it. */
static void sides_by(const found *f, wk_side *from, wk_side *to) {
    (void)from;
    const wk_act_stage *s = f->s;
    const wk_reader *r = f->s->r;
    bool fronted = f->m->start < r->text->tokens.n && wk_tok(r, f->m->start)->flags & WK_SENTENCE;
    *to = fronted ? wk_subject_behind(s, f->m->end) : wk_doer(s, f->predicate);
}

/* What is said is done: only where it is the cue of words. */
static void sides_of_cue(const found *f, wk_side *from, wk_side *to) {
    const wk_act_stage *s = f->s;
    if (!s->cue[f->predicate]) return;
    *from = wk_speaker_side(s, s->cue[f->predicate]);
    if (f->is & WK_ACT_HEARD) *to = wk_hearer(s, f->predicate);
    if (!to->actors.n) *to = wk_told_to(s, s->cue[f->predicate], from);
}

/* Done by who says the words it stands in. */
static void sides_of_said(const found *f, wk_side *from, wk_side *to) {
    const wk_act_stage *s = f->s;
    *from = wk_speaker_side(s, s->said[f->predicate]);
    if (!from->actors.n) *to = (wk_side){0};
}

/* Ships and news arrive too: only whoever stands right before. */
static void sides_direct(const found *f, wk_side *from, wk_side *to) {
    const wk_act_stage *s = f->s;
    if (from->actors.n) return;
    *from = s->said[f->predicate] ? wk_doer(s, f->predicate) : wk_named_before(s, f->predicate);
    if (!wk_is_person(s, from)) *from = *to = (wk_side){0};
}

/* By who stands before. */
static void sides_by_doer(const found *f, wk_side *from, wk_side *to) {
    (void)to;
    if (!from->actors.n) *from = wk_doer(f->s, f->predicate);
}

/* No type: who moves stands right before, or speaks of himself; others as told before. */
static void sides_plain(const found *f, wk_side *from, wk_side *to) {
    const wk_act_stage *s = f->s;
    const wk_reader *r = f->s->r;
    if (from->actors.n) return;
    if (!s->lists.moves || !wk_is(r, f->predicate, s->lists.moves)) {
        sides_by_doer(f, from, to);
        return;
    }
    bool relative = f->predicate && wk_is(r, f->predicate - 1, WK_RELATIVE);
    *from = relative ? (wk_side){0} : s->said[f->predicate] || s->cue[f->predicate] ? wk_doer(s, f->predicate) : wk_named_before(s, f->predicate);
}

/* "dalam pesan kepada Y, X berjanji": the doer of the verb behind. */
static bool doer_behind(const found *f, wk_side *from) {
    const wk_act_stage *s = f->s;
    const wk_reader *r = f->s->r;
    uint32_t end = wk_window(r, wk_tok(r, f->predicate)->sentence, f->m->end).end;
    for (uint32_t i = f->m->end; i < end; i++)
        if (r->subject[i] && r->mentions.v[r->subject[i] - 1].start >= f->m->end && wk_is(r, i, WK_VERBAL)) {
            *from = wk_doer(s, i);
            return true;
        }
    return false;
}

static void sides_of_letter(const found *f, wk_side *from, wk_side *to) {
    if (!from->actors.n && !doer_behind(f, from)) sides_by_doer(f, from, to);
}

/* As of a letter; but who asks for a meeting stands first. */
static void sides_of_meeting(const found *f, wk_side *from, wk_side *to) {
    if (from->actors.n || doer_behind(f, from)) return;
    sides_by_doer(f, from, to);
    asker_meets(f->s, f->predicate, from);
}

/* "… setelah pertemuannya": his own, whose clause or words it is. */
static void sides_his(const found *f, wk_side *from, wk_side *to) {
    if (from->actors.n) return;
    *from = wk_subject_of_main(f->s, f->predicate);
    if (!from->actors.n && f->s->said[f->predicate]) *from = wk_speaker_side(f->s, f->s->said[f->predicate]);
    sides_by_doer(f, from, to);
}

/* "… dengannya": with somebody named before, who is not the doer. */
static void sides_with_him(const found *f, wk_side *from, wk_side *to) {
    if (from->actors.n) return;
    sides_by_doer(f, from, to);
    *to = wk_other_before(f->s, f->predicate, from);
}

/* The sides that the pattern itself names, and no other. */
static void sides_as_named(const found *f, wk_side *from, wk_side *to) {
    (void)f;
    (void)from;
    (void)to;
}

static const struct {
    const char *type; /* as patterns write it; NULL: no type */
    void (*find)(const found *f, wk_side *from, wk_side *to);
} types[] = {
    {NULL, sides_plain},
    {"accused", sides_passive},
    {"agentless", sides_as_named},
    {"asked", sides_asked},
    {"body", sides_of_body},
    {"by", sides_by},
    {"cue", sides_of_cue},
    {"direct", sides_direct},
    {"him", sides_with_him},
    {"his", sides_his},
    {"judged", sides_judged},
    {"letter", sides_of_letter},
    {"meeting", sides_of_meeting},
    {"owed", sides_owed},
    {"passive", sides_passive},
    {"said", sides_of_said},
};

void wk_sides(const wk_act_stage *s, const wk_match *m, int is, uint32_t predicate, wk_side *from, wk_side *to) {
    const found f = {.s = s, .m = m, .is = is, .predicate = predicate};
    wk_str type = wk_match_constant(m, WK_SLOT_TYPE);
    *from = wk_captured_side(s, wk_match_get(s->r->text, m, WK_SLOT_FROM));
    *to = wk_captured_side(s, wk_match_get(s->r->text, m, WK_SLOT_TO));
    for (size_t i = 0; i < WK_COUNT(types); i++)
        if (types[i].type ? wk_str_eq(type, wk_str_of(types[i].type)) : !type.p) {
            types[i].find(&f, from, to);
            return;
        }
    sides_by_doer(&f, from, to); /* the other types are of other stages */
}
