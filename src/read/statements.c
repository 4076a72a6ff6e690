/* Statements: stretches of text that the article attributes to somebody's words.
 *
 * The pack's patterns propose (content, cue, speaker); the first pattern in the pack's order wins where two claim the
 * same words. Quotations that no pattern claims and that fill a paragraph go on with the last speaker. Speaker, relay,
 * addressee and channel that the sentence leaves out come from the sentence's frame or from the speaker's last one. */
#include "read/acts.h"
#include "read/frames.h"
#include "read/reader.h"

#include <stdlib.h>

typedef struct claim {
    const wk_match *match;
    uint32_t start, end; /* content tokens */
    uint32_t more, more_end; /* a second stretch behind the cue */
    uint32_t speaker;    /* mention + 1 */
    bool nya;            /* the cue has no speaker: an earlier one is meant */
    bool quoted;
    const wk_match *outer; /* these are a part of its words */
    uint32_t relay;      /* mention + 1 of who passed the words on */
    uint32_t who;        /* when told */
} claim;

typedef struct stage {
    wk_reader *r;
    wk_way *ways;
    WK_ARRAY(claim) claims;
    uint32_t last_who, last_sentence; /* the last speaker */
    struct frame_of {
        uint32_t who;
        wk_str channel;
    } frames[16]; /* the latest frame of each speaker */
    uint32_t frame_count;
} stage;

static uint32_t mention_in(const wk_reader *r, const wk_capture *c) {
    for (uint32_t i = c ? c->start : 0; c && i < c->end; i++) {
        const wk_mark *m = wk_mark_at(r->text, i, WK_ACTOR);
        if (m) return m->value + 1;
    }
    return 0;
}

/* The quotation that lies in tokens [start, end) as a whole, or NULL. */
static const wk_mark *quote_at(const wk_reader *r, uint32_t start) {
    return wk_mark_at(r->text, start, WK_QUOTE);
}

static bool is_sign(const wk_reader *r, uint32_t i, const char *set) {
    const wk_token *t = wk_tok(r, i);
    return t->end == t->start + 1 && strchr(set, r->text->text.p[t->start]);
}

/* Tokens inside a quotation mark pair. */
static void inside(const wk_reader *r, const wk_mark *quote, uint32_t *start, uint32_t *end) {
    *start = quote->value;
    *end = quote->end;
    if (*end > *start && wk_tok(r, *end - 1)->flags & WK_CLOSES) --*end;
}

/* Is there anything like a predicate in tokens [start, end)? A bare noun ("menyebut nama") says nothing, nor do the
 * first verbs of its relative clause ("masukan yang dinilai perlu"). */
static bool predicates(const wk_reader *r, uint32_t start, uint32_t end) {
    if (end > start && wk_is(r, start, WK_VERBAL)) return true;
    if (end < start + 3) return false;
    bool relative = false;
    for (uint32_t i = start; i < end; i++) {
        if (wk_tok(r, i)->flags & WK_QUOTED) return true;
        if (wk_is(r, i, WK_RELATIVE)) relative = true;
        if (!wk_is(r, i, WK_PREDICATE) && !wk_is(r, i, WK_VERBAL)) continue;
        if (!relative) return true;
        while (i + 1 < end && (wk_is(r, i + 1, WK_PREDICATE) || wk_is(r, i + 1, WK_VERBAL))) i++;
        relative = false;
    }
    return false;
}

enum { LONG_CLAUSE = 8 }; /* tokens: what is longer than this has a predicate that the lists may not know */

static bool is_type(const wk_match *m, const char *type) {
    return wk_str_eq(wk_match_constant(m, WK_SLOT_TYPE), wk_str_of(type));
}

/* Somebody who thinks: no government, no medium. */
static bool thinks(const wk_reader *r, uint32_t mention) {
    const wk_mention *m = mention ? &r->mentions.v[mention - 1] : NULL;
    if (!m || !m->who) return m && m->pronoun;
    wk_name_kind kind = r->people.v[m->who - 1].kind;
    return kind == WK_NAME_PERSON || kind == WK_NAME_ORG;
}

static void propose(stage *s) {
    wk_reader *r = s->r;
    uint32_t first = wk_stage_run(wk_language_stage(r->language, "statements"), r->text, WK_RUN_ALL);
    for (uint32_t i = first; i < r->text->matches.n; i++) {
        const wk_match *m = &r->text->matches.v[i];
        const wk_capture *content = wk_match_get(r->text, m, WK_SLOT_CONTENT);
        if (!content || content->end <= content->start) continue;
        const wk_capture *speaker = wk_match_get(r->text, m, WK_SLOT_SPEAKER);
        claim c = {.match = m, .start = content->start, .end = content->end, .speaker = mention_in(r, speaker),
                   .nya = !speaker};
        const wk_mark *quote = quote_at(r, content->start);
        const wk_capture *more = wk_match_get(r->text, m, WK_SLOT_MORE);
        if (more) c.more = more->start, c.more_end = more->end;
        c.quoted = quote && quote->end >= content->end;
        if (is_type(m, "unknown")) c.nya = false; /* somebody without a name speaks */
        if (is_type(m, "thought") && !thinks(r, c.speaker)) continue;
        wk_str kind = wk_match_constant(m, WK_SLOT_KIND);
        bool strict = wk_str_eq(kind, WK_S("verb")) ||
                      (wk_str_eq(kind, WK_S("clause")) && content->end < content->start + LONG_CLAUSE);
        if (!c.quoted && !more && strict && !predicates(r, content->start, content->end)) continue;
        if (more && !predicates(r, more->start, more->end)) continue;
        if (!c.quoted && wk_tok(r, content->start)->flags & WK_QUOTED && !(wk_tok(r, m->start)->flags & WK_QUOTED))
            continue; /* from outside into a quotation */
        *WK_PUSH(r->arena, &s->claims) = c;
    }
}

/* Which of two claims on the same words stands: the earlier pattern, then the longer content. */
static bool better(const claim *a, const claim *b) {
    if (a->match->pattern != b->match->pattern) return a->match->pattern < b->match->pattern;
    if (a->end - a->start != b->end - b->start) return a->end - a->start > b->end - b->start;
    return a->start < b->start;
}

enum { MOST_RIVALS = 64, AT_ONCE = 8 };

static uint32_t end_of(const claim *c) {
    return c->more_end > c->end ? c->more_end : c->end;
}

/* Speech inside speech: are b's words, with whoever says them, a part of a's? */
static bool nested(const wk_reader *r, const claim *a, const claim *b) {
    if (!b->speaker) return false;
    const wk_mention *m = &r->mentions.v[b->speaker - 1];
    uint32_t start = b->match->start >= a->end ? a->more : a->start, end = start == a->start ? a->end : a->more_end;
    return b->match->start >= start && b->match->end <= end && m->start >= start && m->end <= end;
}

/* "Menurut X, Y mengatakan …": Y's words, which X passed on. */
static bool passes_on(const wk_reader *r, const claim *a, const claim *b) {
    uint32_t start = b->match->start >= a->end ? a->more : a->start;
    return is_type(a->match, "relay") && r->mentions.v[b->speaker - 1].start <= start + AT_ONCE;
}

/* Settles a claim and one that lies inside its words; false when they are rivals. */
static bool settle_nested(const wk_reader *r, claim *a, claim *b) {
    if (!nested(r, a, b)) return false;
    if (passes_on(r, a, b)) {
        b->relay = a->speaker;
        a->match = NULL;
    } else {
        b->outer = a->match;
    }
    return true;
}

static void choose(stage *s) {
    for (size_t i = 0; i < s->claims.n; i++) {
        claim *a = &s->claims.v[i];
        if (!a->match) continue;
        uint32_t sentence = wk_tok(s->r, a->start)->sentence;
        for (size_t j = i + 1; j < s->claims.n && j < i + MOST_RIVALS && a->match; j++) {
            claim *b = &s->claims.v[j];
            if (!b->match) continue;
            if (wk_tok(s->r, b->match->start)->sentence > sentence + 2) break;
            if (b->start >= end_of(a) || a->start >= end_of(b)) continue;
            if (settle_nested(s->r, a, b) || settle_nested(s->r, b, a)) continue;
            if (better(a, b)) b->match = NULL;
            else a->match = NULL;
        }
    }
    size_t n = 0;
    for (size_t i = 0; i < s->claims.n; i++)
        if (s->claims.v[i].match) s->claims.v[n++] = s->claims.v[i];
    s->claims.n = n;
}

static int by_place(const void *a, const void *b) {
    const claim *x = a, *y = b;
    if (x->start != y->start) return x->start < y->start ? -1 : 1;
    return (x->end < y->end) - (x->end > y->end); /* the outer one first */
}

/* Quotations that fill a paragraph or a sentence and have no cue of their own go on with the last speaker. */
static void add_continuations(stage *s) {
    wk_reader *r = s->r;
    size_t claims = s->claims.n, at = 0;
    for (uint32_t i = 0; i + 1 < r->text->tokens.n; i++) {
        const wk_mark *q = wk_tok(r, i)->flags & (WK_PARAGRAPH | WK_SENTENCE) ? quote_at(r, i) : NULL;
        if (!q) continue;
        uint32_t start, end;
        inside(r, q, &start, &end);
        while (at < claims && s->claims.v[at].start < q->start) at++;
        bool claimed = false;
        for (size_t k = at ? at - 1 : 0; k < claims && s->claims.v[k].start < q->end; k++)
            claimed |= s->claims.v[k].end > q->start && s->claims.v[k].match->start <= q->start; /* not speech inside it */
        bool fills = q->end + 1 >= r->text->tokens.n || wk_tok(r, q->end)->flags & (WK_PARAGRAPH | WK_SENTENCE) ||
                     (is_sign(r, q->end, ".,") && wk_tok(r, q->end + 1)->flags & WK_PARAGRAPH);
        if (!claimed && fills && end - start >= 4)
            *WK_PUSH(r->arena, &s->claims) = (claim){.start = q->start, .end = q->end, .nya = true, .quoted = true};
    }
    if (s->claims.n > 1) qsort(s->claims.v, s->claims.n, sizeof *s->claims.v, by_place);
}

/* ---- from claims to statements */

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

/* Who speaks: the one named; for a pronoun or a cue that names nobody, whoever was introduced since the last words, else
 * the last speaker. */
static uint32_t speaker_of(stage *s, const claim *c, const wk_mention **mention) {
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
        const wk_mention *m = &r->mentions.v[i];
        if (!m->who || m->pronoun) continue;
        uint32_t at = wk_tok(r, m->start)->sentence;
        if (at + 2 < sentence || (s->last_who && at <= s->last_sentence)) break;
        uint32_t begins = r->sentences.v[at];
        bool leads = m->start <= begins + 2 || (m->end < r->text->tokens.n && wk_is(r, m->end, WK_REPORTING));
        bool subject = leads && r->subject[m->end < r->text->tokens.n ? m->end : m->start] == i + 1;
        if (subject && r->people.v[m->who - 1].kind == WK_NAME_PERSON && !(wk_tok(r, m->start)->flags & WK_QUOTED))
            return m->who;
    }
    if (pronoun && (!s->last_who || s->last_sentence + 6 < sentence)) return pronoun;
    return s->last_who ? s->last_who : prominent_before(r, begin);
}

static void content_of(const wk_reader *r, const claim *c, wk_statement *out) {
    uint32_t start = c->start, end = c->end;
    const wk_mark *quote = quote_at(r, start);
    bool marks = false;
    if (c->quoted && quote) {
        inside(r, quote, &start, &end);
    } else {
        for (uint32_t i = start; i < end; i++) marks |= (wk_tok(r, i)->flags & WK_OPENS) != 0;
        while (end > start && is_sign(r, end - 1, ",;:")) end--;
        if (quote && end > start + 1 && wk_tok(r, end - 1)->flags & WK_CLOSES) start++, end--; /* "…" and "…" */
    }
    out->kind = c->quoted ? WK_DIRECT : marks ? WK_MIXED : WK_INDIRECT;
    if (end > start) *WK_PUSH(r->arena, &out->content) = wk_token_span(r->text, start, end);
    uint32_t last = c->more_end;
    while (last > c->more && is_sign(r, last - 1, ",;:.")) last--;
    if (last > c->more) *WK_PUSH(r->arena, &out->content) = wk_token_span(r->text, c->more, last);
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

/* Who passed the words on: the relay that the sentence names, whoever is said to have told them, whose speech they are in. */
static void relays(const stage *s, const claim *c, const wk_way *way, uint32_t who, wk_statement *out) {
    const wk_reader *r = s->r;
    bool outside = way->via_start >= c->end || way->via_end <= c->start;
    uint32_t named = way->via && !way->spoken && outside ? way->via : 0;
    if (named && r->mentions.v[named - 1].who != who) *WK_PUSH(r->arena, &out->via) = wk_relay_of(r, named);
    if (c->relay && (!named || r->mentions.v[named - 1].who != r->mentions.v[c->relay - 1].who))
        *WK_PUSH(r->arena, &out->via) = wk_relay_of(r, c->relay);
    const claim *least = c - s->claims.v > MOST_RIVALS ? c - MOST_RIVALS : s->claims.v;
    for (const claim *o = c; c->outer && o-- > least;)
        if (o->match == c->outer && o->who && o->who != who) *WK_PUSH(r->arena, &out->via) = wk_actor_of(r, o->who, NULL);
}

static void attach_way(stage *s, const claim *c, uint32_t who, wk_statement *out) {
    wk_reader *r = s->r;
    uint32_t sentence = wk_tok(r, c->match ? c->match->start : c->start)->sentence;
    if (c->match) sentence = wk_tok(r, c->match->end - 1)->sentence;
    const wk_way *way = &s->ways[sentence];
    struct frame_of *frame = who ? frame_of(s, who) : NULL;
    relays(s, c, way, who, out);
    out->channel = way->channel;
    const wk_mention *to = way->to ? &r->mentions.v[way->to - 1] : NULL;
    if (to && to->who && to->who != who) out->to = wk_actor_of(r, to->who, to);
    else if (way->to_text.p)
        out->to = (wk_actor){.name = way->to_text, .as = way->to_text, .at = way->to_at, .part = r->part};
    if (!frame) return;
    if (out->channel.p) frame->channel = out->channel;
    else out->channel = frame->channel;
}

/* The date of the saying: one in the reporting clause that is not the relay's. */
static void said(const wk_reader *r, const claim *c, const wk_way *way, wk_statement *out) {
    if (!c->match) return;
    uint32_t sentence = wk_tok(r, c->match->end - 1)->sentence;
    wk_span near = wk_window(r, sentence, c->match->end - 1);
    for (uint32_t i = near.start; i < near.end; i++) {
        const wk_mark *m = wk_mark_at(r->text, i, WK_DATE);
        if (!m || (i >= c->start && i < c->end) || wk_tok(r, i)->flags & WK_QUOTED) continue;
        if (way->reported == m->value + 1) continue;
        const wk_told_date *d = &r->dates.v[m->value];
        if (!d->edtf.p) continue;
        out->said = (wk_date){d->edtf, d->how};
        return;
    }
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

static void emit(stage *s, claim *c) {
    wk_reader *r = s->r;
    const wk_mention *mention;
    uint32_t who = speaker_of(s, c, &mention);
    wk_statement st = {.part = r->part};
    content_of(r, c, &st);
    if (!st.content.n) return;
    if (mention && !(mention->pronoun && !who)) {
        bool named = mention->name_end > mention->name_start;
        st.speaker = wk_token_span(r->text, named ? mention->name_start : mention->start,
                                   named ? mention->name_end : mention->end);
    }
    st.who = wk_actor_of(r, who, mention);
    if (mention && mention->then) st.who = joint(r, mention);
    const wk_capture *cue = c->match ? wk_match_get(r->text, c->match, WK_SLOT_CUE) : NULL;
    if (cue) st.cue = wk_token_span(r->text, cue->start, cue->end);
    st.rule = c->match ? c->match->pattern->id
                       : wk_str_printf(r->arena, "%.*s/statements/continued", WK_F(r->language->code));
    if (!c->match && !who) return;
    attach_way(s, c, who, &st);
    translation(r, who, &st);
    uint32_t sentence = wk_tok(r, c->match ? c->match->end - 1 : c->start)->sentence;
    said(r, c, &s->ways[sentence], &st);
    *WK_PUSH(r->arena, &r->reading->statements) = st;
    c->who = who;
    if (who && !c->outer) {
        s->last_who = who;
        s->last_sentence = sentence;
    }
}

void wk_read_statements(wk_reader *r) {
    stage *s = wk_alloc(r->arena, sizeof *s);
    s->r = r;
    s->ways = r->ways;
    propose(s);
    choose(s);
    add_continuations(s);
    for (size_t i = 0; i < s->claims.n; i++) emit(s, &s->claims.v[i]);
}
