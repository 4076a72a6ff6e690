/* Statements: stretches of text that the article attributes to somebody's words.
 *
 * The pack's patterns propose (content, cue, speaker); the first pattern in the pack's order wins where two claim the
 * same words. Quotations that no pattern claims and that fill a paragraph go on with the last speaker. Speaker, relay,
 * addressee and channel that the sentence leaves out come from the sentence's frame or from the speaker's last one. */
#include "read/acts.h"
#include "base/calendar.h"
#include "read/claims.h"
#include "read/frames.h"
#include "read/settings.h"

typedef struct stage {
    wk_reader *r;
    wk_way *ways;
    wk_claims claims;
    wk_settings settings;
    uint32_t last_who, last_sentence;       /* the last speaker */
    uint32_t last_person, person_sentence;  /* the last that is one person */
    struct frame_of {
        uint32_t who;
        wk_str channel;
        wk_actor to;
    } frames[16]; /* the latest frame of each speaker */
    uint32_t frame_count;
    uint32_t framed; /* sentences whose lasting addressee is known */
    const wk_claim *open; /* first of the quotations that were left open, paragraph after paragraph, up to the next claim */
} stage;

static struct frame_of *frame_of(stage *s, uint32_t who) {
    for (uint32_t i = 0; i < s->frame_count; i++)
        if (s->frames[i].who == who) return &s->frames[i];
    if (s->frame_count == WK_COUNT(s->frames)) return NULL;
    s->frames[s->frame_count] = (struct frame_of){.who = who};
    return &s->frames[s->frame_count++];
}

/* The subject that was prominent last before a sentence: for cues without a speaker when nobody has spoken yet. */
static uint32_t prominent_before(const wk_reader *r, uint32_t token) {
    for (uint32_t i = wk_mentions_before(r, token), least = i > WK_READ_BACK ? i - WK_READ_BACK : 0; i-- > least;) {
        const wk_mention *m = &r->mentions.v[i];
        if (!m->who) continue;
        if (r->people.v[m->who - 1].kind != WK_NAME_PERSON) continue;
        if (!m->start || !wk_is(r, m->start - 1, WK_PREPOSITION)) return m->who;
    }
    return 0;
}

static bool one_person(const wk_reader *r, uint32_t who) {
    return r->people.v[who - 1].kind == WK_NAME_PERSON || r->people.v[who - 1].single;
}

/* Is mention k the first subject of its sentence, a person by name? Such a one is who the next words are of. */
static bool introduced(const wk_reader *r, uint32_t k) {
    const wk_mention *m = &r->mentions.v[k];
    if (!m->who || m->pronoun || !one_person(r, m->who) || wk_tok(r, m->start)->flags & WK_QUOTED) return false;
    if (m->end < r->text->tokens.n && wk_is_sign(r, m->end, ":")) return false; /* a headline between */
    wk_class said_by = wk_lexicon_find_class(r->language->lexicon, WK_S("SAID_BY"));
    if (said_by && m->start && wk_is(r, m->start - 1, said_by)) return true; /* "Hal senada disampaikan X." */
    bool first = m->start == r->sentences.v[wk_tok(r, m->start)->sentence] || !r->subject[m->start - 1];
    return first && r->subject[m->end < r->text->tokens.n ? m->end : m->start] == k + 1;
}

/* Who speaks: the one named; for a pronoun or a cue that names nobody, whoever was introduced since the last words, else
 * the last speaker. */
static uint32_t speaker_of(stage *s, const wk_claim *c, const wk_mention **mention) {
    wk_reader *r = s->r;
    *mention = NULL;
    uint32_t pronoun = 0;
    if (c->speaker) {
        *mention = &r->mentions.v[c->speaker - 1];
        if (!(*mention)->pronoun || (*mention)->plural) return (*mention)->who;
        pronoun = (*mention)->who;
    } else if (!c->nya) {
        return 0;
    }
    /* a person introduced as a subject since the last words speaks now; else the last speaker goes on */
    uint32_t sentence = wk_tok(r, c->start)->sentence, begin = r->sentences.v[sentence];
    for (uint32_t i = wk_mentions_before(r, begin), least = i > WK_READ_BACK ? i - WK_READ_BACK : 0; i-- > least;) {
        uint32_t at = wk_tok(r, r->mentions.v[i].start)->sentence;
        if (at + 2 < sentence || (s->last_who && at <= s->last_sentence)) break;
        bool reports = r->mentions.v[i].end < begin && wk_is(r, r->mentions.v[i].end, WK_REPORTING);
        if ((at + 1 == sentence || reports || !s->last_who) && introduced(r, i)) return r->mentions.v[i].who;
    }
    if (pronoun && (!s->last_who || s->last_sentence + 6 < sentence)) return pronoun;
    if (s->last_who && !one_person(r, s->last_who) && s->last_person && s->person_sentence + 8 >= sentence)
        return s->last_person;
    return s->last_who ? s->last_who : prominent_before(r, begin);
}

/* The first token behind the place and outlet that open an article: "Jakarta (ANTARA) - ", "Abc.com, Medan -- ". `i` when there
 * are none. */
static uint32_t behind_dateline(const wk_reader *r, uint32_t i, uint32_t end) {
    enum { LONGEST = 12 };
    if (!(wk_tok(r, i)->flags & WK_PARAGRAPH)) return i;
    for (uint32_t k = i + 1; k < end && k < i + LONGEST; k++) {
        const wk_token *t = wk_tok(r, k);
        wk_str sign = wk_token_text(r->text, k, k + 1);
        bool dash = wk_is_sign(r, k, "-") || wk_str_eq(sign, WK_S("–")) || wk_str_eq(sign, WK_S("—"));
        bool address = k > i + 1 && wk_is_sign(r, k - 2, "."); /* "Abc.com-" */
        if (dash && (t->flags & WK_SPACE || address || wk_is_sign(r, k - 1, ")") || wk_is_sign(r, k + 1, "-"))) {
            while (k + 1 < end && wk_tok(r, k + 1)->shape == WK_SHAPE_PUNCT) k++;
            return k + 1;
        }
        if (t->shape == WK_SHAPE_LOWER && !wk_is_sign(r, k - 1, ".")) return i;
    }
    return i;
}

static void content_of(const wk_reader *r, const wk_claim *c, wk_statement *out) {
    uint32_t start = c->start, end = c->end;
    const wk_mark *quote = wk_quote_at(r, start);
    bool marks = false;
    if (c->quoted && quote) {
        wk_quote_inside(r, quote, &start, &end);
    } else {
        start = behind_dateline(r, start, end);
        for (uint32_t i = start; i < end; i++) marks |= (wk_tok(r, i)->flags & WK_OPENS) != 0;
        for (uint32_t i = c->more; i < c->more_end; i++) marks |= (wk_tok(r, i)->flags & WK_OPENS) != 0;
        while (end > start && wk_is_sign(r, end - 1, ",;:")) end--;
        if (quote && end > start + 1 && wk_tok(r, end - 1)->flags & WK_CLOSES) start++, end--; /* "…" and "…" */
    }
    out->kind = c->quoted ? WK_DIRECT : marks ? WK_MIXED : WK_INDIRECT;
    if (end > start) *WK_PUSH(r->arena, &out->content) = wk_token_span(r->text, start, end);
    uint32_t first = c->more, last = c->more_end;
    const wk_mark *second = last > first ? wk_quote_at(r, first) : NULL;
    if (second && second->end == last) wk_quote_inside(r, second, &first, &last);
    else while (last > first && wk_is_sign(r, last - 1, ",;:.")) last--;
    if (last > first) *WK_PUSH(r->arena, &out->content) = wk_token_span(r->text, first, last);
}

/* Words in another language than the speaker's were translated. */
static void translation(const wk_reader *r, uint32_t who, wk_statement *out) {
    if (!who) return;
    const wk_somebody *s = &r->people.v[who - 1];
    uint32_t gov = wk_government_of(r, who);
    wk_str language = s->entity ? r->world->entities.v[s->entity].language : (wk_str){0};
    if (!language.p && gov) language = r->world->entities.v[gov].language;
    if (!language.p) return;
    out->translated_known = true;
    out->translated = !wk_str_eq(language, r->language->code);
}

/* One more who passed the words on, unless he is told already or said them himself. */
static void add_relay(const wk_reader *r, uint32_t mention, uint32_t who, wk_statement *out) {
    uint32_t by = mention ? r->mentions.v[mention - 1].who : 0;
    if (!by || by == who) return;
    wk_actor via = wk_relay_of(r, mention);
    for (size_t i = 0; i < out->via.n; i++)
        if (wk_str_eq(out->via.v[i].name, via.name)) return;
    *WK_PUSH(r->arena, &out->via) = via;
}

/* Who passed the words on: the relay that the sentence names and whom that one quotes, whoever is said to have told them, whose
 * speech they are in. */
static void relays(const stage *s, const wk_claim *c, const wk_way *way, uint32_t who, wk_statement *out) {
    const wk_reader *r = s->r;
    bool outside = way->via_start >= c->end || way->via_end <= c->start;
    if (outside && (!way->spoken || way->farther)) add_relay(r, way->via, who, out);
    if (outside) add_relay(r, way->farther, who, out);
    add_relay(r, wk_mention_in(r, c->match ? wk_match_get(r->text, c->match, WK_SLOT_VIA) : NULL), who, out);
    add_relay(r, c->relay, who, out);
    const wk_claim *least = c - s->claims.v > WK_CLAIM_RIVALS ? c - WK_CLAIM_RIVALS : s->claims.v;
    for (const wk_claim *o = c; c->outer && o-- > least;)
        if (o->match == c->outer && o->who && o->who != who) *WK_PUSH(r->arena, &out->via) = wk_actor_of(r, o->who, NULL);
}

/* Several who speak together: their names joined, as one actor without an id. */
static wk_actor joint(const wk_reader *r, const wk_mention *mention) {
    wk_actors all = {0};
    wk_actors_of(r, mention, &all);
    wk_actor one = wk_actor_of(r, mention->who, mention);
    if (all.n < 2) return one;
    one.id = (wk_str){0};
    one.name = all.v[0].name;
    for (size_t i = 1; i < all.n; i++)
        one.name = wk_str_printf(r->arena, "%.*s; %.*s", WK_F(one.name), WK_F(all.v[i].name));
    return one;
}

/* Channels that hold for all a speaker says there, not for one sentence; a message only of those who speak for a country. */
static bool lasts(const wk_reader *r, uint32_t who, const wk_statement *st) {
    static const char *const lasting[] = {"speech", "court", "broadcast", "letter"};
    for (size_t i = 0; i < WK_COUNT(lasting); i++)
        if (wk_str_eq(st->channel, wk_str_of(lasting[i]))) return true;
    return wk_str_eq(st->channel, WK_S("message")) && wk_government_of(r, who);
}

/* To whom: whom the pattern names, else the sentence. */
static void addressee(const wk_reader *r, const wk_claim *c, const wk_way *way, uint32_t who, wk_statement *out) {
    const wk_capture *told = c->match ? wk_match_get(r->text, c->match, WK_SLOT_TO) : NULL;
    uint32_t named = told ? wk_mention_in(r, told) : way->to;
    const wk_mention *to = named ? &r->mentions.v[named - 1] : NULL;
    if (to && to->who) {
        if (to->who != who) out->to = joint(r, to);
        return;
    }
    wk_span at = told ? wk_token_span(r->text, told->start, told->end)
                 : to ? wk_token_span(r->text, to->start, to->end) : way->to_at;
    wk_str text = wk_str_cut(r->text->text, at.start, at.end);
    if (text.n) out->to = (wk_actor){.name = text, .as = text, .at = at, .part = r->part};
}

/* The first subject of a sentence behind a mention and those coordinated with it; 0 when there is none. */
static uint32_t subject_behind(const wk_reader *r, uint32_t sentence, const wk_mention *m) {
    for (int most = 8; m->then && most--;) m = &r->mentions.v[m->then - 1];
    for (uint32_t i = m->end, end = wk_sentence_end(r, sentence); i < end; i++)
        if (r->subject[i] && r->mentions.v[r->subject[i] - 1].start >= m->end) return r->subject[i];
    return 0;
}

/* Whom those address who are said to speak to a medium, up to a sentence. */
static void lasting_addressees(stage *s, uint32_t sentence) {
    const wk_reader *r = s->r;
    for (; s->framed <= sentence; s->framed++) {
        const wk_way *way = &s->ways[s->framed];
        uint32_t subject = way->lasts && way->to ? subject_behind(r, s->framed, &r->mentions.v[way->to - 1]) : 0;
        struct frame_of *frame = subject && r->mentions.v[subject - 1].who ? frame_of(s, r->mentions.v[subject - 1].who) : NULL;
        if (frame) frame->to = joint(r, &r->mentions.v[way->to - 1]);
    }
}

/* What the next sentence tells of the words of this one: "Hal itu disampaikan X kepada Y lewat telepon." */
static void told_behind(const stage *s, uint32_t sentence, uint32_t who, wk_statement *out) {
    const wk_reader *r = s->r;
    if (sentence + 2 >= r->sentences.n || !s->ways[sentence + 1].looks_back) return;
    const wk_way *way = &s->ways[sentence + 1];
    const wk_mention *to = way->to ? &r->mentions.v[way->to - 1] : NULL;
    if (!out->channel.p) out->channel = way->channel;
    if (!out->said.value.p && !way->from) out->said = wk_date_of_saying(r, sentence + 1, way);
    if (out->to.name.p) return;
    if (to && to->who && to->who != who) out->to = joint(r, to);
    else if (way->to_text.p) out->to = (wk_actor){.name = way->to_text, .as = way->to_text, .at = way->to_at, .part = r->part};
}

/* The channel that comes with what a speaker is: media report, judges speak in court. */
static wk_str channel_of_speaker(const wk_reader *r, const wk_claim *c, uint32_t who) {
    wk_class list = wk_lexicon_find_class(r->language->lexicon, WK_S("SPEAKS_IN"));
    const wk_mention *m = c->speaker ? &r->mentions.v[c->speaker - 1] : NULL;
    if (who && r->people.v[who - 1].kind == WK_NAME_MEDIUM) return WK_S("report");
    return m && list ? wk_list_value(r, m->start, list) : (wk_str){0};
}

/* An answer is to whoever spoke before. */
static void answered(const stage *s, const wk_claim *c, uint32_t who, wk_statement *out) {
    const wk_reader *r = s->r;
    const wk_capture *cue = c->match ? wk_match_get(r->text, c->match, WK_SLOT_CUE) : NULL;
    wk_class reply = wk_lexicon_find_class(r->language->lexicon, WK_S("REPLY"));
    if (!cue || !reply || !wk_is(r, cue->start, reply) || !s->last_who || s->last_who == who || out->to.name.p) return;
    if (s->last_sentence + 2 >= wk_tok(r, c->start)->sentence && one_person(r, s->last_who)) out->to = wk_actor_of(r, s->last_who, NULL);
}

static void attach_way(stage *s, const wk_claim *c, uint32_t who, wk_statement *out) {
    const wk_reader *r = s->r;
    uint32_t at = c->match ? c->match->end - 1 : c->start;
    wk_way way = wk_way_around(r, wk_tok(r, at)->sentence, at, c->start, c->end);
    relays(s, c, &way, who, out);
    addressee(r, c, &way, who, out);
    out->channel = way.channel;
    wk_str told = c->match ? wk_match_constant(c->match, WK_SLOT_CHANNEL) : (wk_str){0};
    if (!told.p) told = channel_of_speaker(r, c, who);
    if (told.p && !out->channel.p) out->channel = told;
    const wk_reading *reading = r->reading;
    const wk_statement *before = !c->match && reading->statements.n ? &reading->statements.v[reading->statements.n - 1] : NULL;
    if (before && who == s->last_who && who && s->last_sentence + 2 >= wk_tok(r, at)->sentence) { /* the same words go on */
        if (!out->to.name.p) out->to = before->to;
        if (!out->channel.p) out->channel = before->channel;
    }
    told_behind(s, wk_tok(r, at)->sentence, who, out);
    answered(s, c, who, out);
    lasting_addressees(s, wk_tok(r, at)->sentence);
    struct frame_of *frame = who ? frame_of(s, who) : NULL;
    if (frame && !out->to.name.p) out->to = frame->to;
    if (frame && lasts(r, who, out)) frame->channel = out->channel;
    else if (frame && !out->channel.p) out->channel = frame->channel;
}

/* The date of the saying: one in the reporting clause that is not the relay's. */
static void said(const wk_reader *r, const wk_claim *c, const wk_way *way, uint32_t who, wk_statement *out) {
    if (!c->match || wk_match_get(r->text, c->match, WK_SLOT_VIA)) return; /* told again by another: the date is his */
    const wk_capture *cue = wk_match_get(r->text, c->match, WK_SLOT_CUE);
    uint32_t sentence = wk_tok(r, c->match->end - 1)->sentence;
    wk_span near = wk_window(r, sentence, c->match->end - 1);
    for (uint32_t i = near.start; i < near.end; i++) {
        const wk_mark *m = wk_mark_at(r->text, i, WK_DATE);
        if (!m || (i >= c->start && i < c->end) || wk_tok(r, i)->flags & WK_QUOTED) continue;
        bool own = who && way->via && r->mentions.v[way->via - 1].who == who && r->people.v[who - 1].kind != WK_NAME_MEDIUM;
        if (way->reported == m->value + 1 && !own) continue;
        if (cue && wk_other_time(r, i < cue->start ? m->end : cue->end, i < cue->start ? cue->start : i) && !(i && wk_is_sign(r, i - 1, ",")))
            continue;
        const wk_told_date *d = &r->dates.v[m->value];
        if (!d->edtf.p || wk_hour_only(r, d) || (r->today_published && wk_day_first(d->edtf) > r->today)) continue;
        out->said = (wk_date){d->edtf, d->how};
        return;
    }
}

/* A pronoun is whoever the words are of; so are those behind it that were taken for the same, up to the next name. */
static void agree_on(wk_reader *r, uint32_t mention, uint32_t who) {
    enum { MOST = 8 };
    uint32_t before = r->mentions.v[mention].who;
    for (uint32_t i = mention, least = mention; i < r->mentions.n && i < least + MOST; i++) {
        wk_mention *m = &r->mentions.v[i];
        bool person = m->who && r->people.v[m->who - 1].kind == WK_NAME_PERSON;
        if (!m->pronoun && person && !(wk_tok(r, m->start)->flags & WK_QUOTED)) return;
        if (m->pronoun && !m->plural && m->who == before && !(wk_tok(r, m->start)->flags & WK_QUOTED)) m->who = who;
    }
}

static void emit(stage *s, wk_claim *c) {
    wk_reader *r = s->r;
    const wk_mention *mention;
    uint32_t who = speaker_of(s, c, &mention);
    if (mention && mention->pronoun && !mention->plural && who && who != mention->who) agree_on(r, c->speaker - 1, who);
    wk_statement st = {.part = r->part};
    for (const wk_claim *o = s->open; o && o <= c; o++) content_of(r, o, &st);
    if (!s->open) content_of(r, c, &st);
    s->open = NULL;
    if (!st.content.n) return;
    if (mention && !(mention->pronoun && !who)) {
        bool named = mention->name_end > mention->name_start;
        st.speaker = wk_token_span(r->text, named ? mention->name_start : mention->start,
                                   named ? mention->name_end : mention->end);
    }
    st.who = wk_actor_of(r, who, mention);
    if (mention && (mention->then || (who && r->people.v[who - 1].both[0]))) st.who = joint(r, mention);
    const wk_capture *cue = c->match ? wk_match_get(r->text, c->match, WK_SLOT_CUE) : NULL;
    if (cue) st.cue = wk_token_span(r->text, cue->start, cue->end);
    st.rule = c->match ? c->match->pattern->id
                       : wk_str_printf(r->arena, "%.*s/statements/continued", WK_F(r->language->code));
    if (!c->match && !who) return;
    uint32_t sentence = wk_tok(r, c->match ? c->match->end - 1 : c->start)->sentence;
    said(r, c, &s->ways[sentence], who, &st);
    attach_way(s, c, who, &st);
    if (who) wk_take_setting(&s->settings, who, sentence, &st);
    translation(r, who, &st);
    *WK_PUSH(r->arena, &r->reading->statements) = st;
    c->who = who;
    if (who && !c->outer) {
        s->last_who = who;
        s->last_sentence = sentence;
        if (one_person(r, who)) s->last_person = who, s->person_sentence = sentence;
    }
}

/* Does the next claim go on with the words of a quotation left open? Then both are one statement. */
static bool open_until(const stage *s, size_t i) {
    const wk_claim *c = &s->claims.v[i], *next = c + 1;
    return c->goes_on && i + 1 < s->claims.n && next->quoted && next->start == c->end && !next->outer;
}

void wk_read_statements(wk_reader *r) {
    stage *s = wk_alloc(r->arena, sizeof *s);
    s->r = r;
    s->ways = r->ways;
    s->claims = wk_read_claims(r);
    s->settings = wk_read_settings(r, s->ways, &s->claims);
    for (size_t i = 0; i < s->claims.n; i++) {
        if (open_until(s, i)) s->open = s->open ? s->open : &s->claims.v[i];
        else emit(s, &s->claims.v[i]);
    }
}
