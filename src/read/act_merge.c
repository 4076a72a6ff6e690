/* One act per occurrence, however often and in whatever words the article tells it. */
#include "read/acts.h"

bool wk_holds_actor(const wk_actors *a, const wk_actor *x) {
    for (size_t i = 0; i < a->n; i++)
        if (wk_str_eq(a->v[i].name, x->name)) return true;
    return false;
}

bool wk_same_actors(const wk_actors *a, const wk_actors *b) {
    if (!a->n || !b->n) return true;
    for (size_t i = 0; i < a->n; i++)
        if (wk_holds_actor(b, &a->v[i])) return true;
    return false;
}

/* Does one name go on where the other ends: "elite" and "elite politik"? */
static bool more_words(const wk_actor *few, const wk_actor *more) {
    size_t n = few->name.n;
    return n < more->name.n && wk_str_starts(more->name, few->name) && more->name.p[n] == ' ';
}

static bool same_side(const wk_actors *a, const wk_actors *b) {
    return wk_same_actors(a, b) || more_words(&a->v[0], &b->v[0]) || more_words(&b->v[0], &a->v[0]);
}

/* A leader and his government are one addressee of acts told of one occasion. */
static bool same_addressee(const wk_reader *r, const wk_draft_act *a, const wk_draft_act *b) {
    if (same_side(&a->act.to, &b->act.to)) return true;
    uint32_t x = wk_government_of(r, a->to_who), y = wk_government_of(r, b->to_who);
    bool one_is_government = a->to_who && b->to_who && (r->people.v[a->to_who - 1].kind == WK_NAME_GOV ||
                                                        r->people.v[b->to_who - 1].kind == WK_NAME_GOV);
    return x && x == y && one_is_government && a->act.date.value.p && b->act.date.value.p;
}

/* The same words; of a verb also with more to it: "mendesak" and "mendesak agar". */
static bool same_word(const wk_reader *r, const wk_draft_act *a, const wk_draft_act *b) {
    uint32_t n = a->word_end - a->word, m = b->word_end - b->word, least = n < m ? n : m;
    if (!least || (n != m && !wk_is(r, a->word, WK_VERBAL))) return false;
    return wk_str_eq_nocase(wk_token_text(r->text, a->word, a->word + least), wk_token_text(r->text, b->word, b->word + least));
}

/* Who meets whom is the same from either side. */
static bool same_pair(const wk_act *a, const wk_act *b) {
    if (a->from.n + a->to.n != b->from.n + b->to.n) return false;
    for (size_t i = 0; i < a->from.n; i++)
        if (!wk_takes_part(b, &a->from.v[i])) return false;
    for (size_t i = 0; i < a->to.n; i++)
        if (!wk_takes_part(b, &a->to.v[i])) return false;
    return true;
}

/* A day only shared from what stands near is no contradiction, but for letters, which are told by their days. */
static bool other_dates(const wk_draft_act *x, const wk_draft_act *y) {
    const wk_act *a = &x->act, *b = &y->act;
    if (!(x->is & WK_ACT_HEAD) && (a->date.how == WK_HOW_INFERRED || b->date.how == WK_HOW_INFERRED)) return false;
    return a->date.value.p && b->date.value.p && !wk_str_starts(a->date.value, b->date.value) &&
           !wk_str_starts(b->date.value, a->date.value);
}

/* Words told, and quoted right before or behind. */
static bool quoted_again(const wk_draft_act *a, const wk_draft_act *b) {
    enum { NEAR = 2 };
    return a->quoted != b->quoted && wk_distance(a->sentence, b->sentence) <= NEAR && a->act.from.n && b->act.from.n;
}

/* "X akan bertemu Y. Keduanya bertemu untuk …": one who is to do it, and does it to the same. */
static bool planned_then_done(const wk_reader *r, const wk_draft_act *a, const wk_draft_act *b) {
    const wk_act *x = &a->act, *y = &b->act;
    bool named = !wk_is(r, b->word, WK_VERBAL) && a->is & WK_ACT_MEET; /* "pertemuan X dan Y akan …" */
    if (!x->from.n || !y->from.n || !(a->is & WK_ACT_ONCE || named || same_word(r, a, b))) return false;
    return (x->to.n && y->to.n) || same_pair(x, y);
}

/* "KPK menetapkan X … X ditetapkan …": accused by somebody, and near it by nobody named. */
static bool accused_again(const wk_draft_act *a, const wk_draft_act *b) {
    enum { NEAR = 6 };
    const wk_act *x = &a->act, *y = &b->act;
    return wk_str_eq(x->act, WK_S("accuse")) && !x->from.n != !y->from.n && x->to.n && y->to.n && wk_distance(a->sentence, b->sentence) <= NEAR;
}

/* "X irit bicara … Ia tidak menjawab …": one who does not answer, told twice in a row. */
static bool declined_again(const wk_draft_act *a, const wk_draft_act *b) {
    enum { NEAR = 2 };
    return wk_str_eq(a->act.act, WK_S("decline")) && wk_distance(a->sentence, b->sentence) <= NEAR;
}

/* Of two criticisms far apart only one tells of whom, or who: they are of different things. */
static bool aimed_apart(const wk_draft_act *a, const wk_draft_act *b) {
    enum { NEAR = 4 };
    const wk_act *x = &a->act, *y = &b->act;
    return wk_str_eq(x->act, WK_S("criticise")) && wk_distance(a->sentence, b->sentence) > NEAR && (!x->to.n != !y->to.n || !x->from.n != !y->from.n);
}

/* "Kementerian X mengutuk … "Kami mengutuk …," kata Y": who is quoted with a body's own word, right behind it, speaks for it. */
static bool speaks_for(const wk_reader *r, const wk_draft_act *body, const wk_draft_act *one) {
    enum { NEAR = 4 };
    if (body->quoted || !one->quoted || !body->from_who || !one->from_who || body->act.from.n != 1 || !same_word(r, body, one)) return false;
    int kind = r->people.v[body->from_who - 1].kind;
    uint32_t x = wk_government_of(r, body->from_who), y = wk_government_of(r, one->from_who);
    if (x && y && x != y) return false;
    return (kind == WK_NAME_GOV || kind == WK_NAME_ORG) && r->people.v[one->from_who - 1].kind == WK_NAME_PERSON &&
           one->sentence >= body->sentence && one->sentence - body->sentence <= NEAR;
}

/* Two tellings of one occurrence: nothing that both tell differs. */
static bool same_occurrence(const wk_reader *r, const wk_draft_act *a, const wk_draft_act *b) {
    const wk_act *x = &a->act, *y = &b->act;
    if (!wk_str_eq(x->act, y->act) || (x->planned != y->planned && !planned_then_done(r, a, b))) return false;
    if (wk_str_eq(x->act, WK_S("meet")) && same_pair(x, y) && !other_dates(a, b)) return true;
    if (!same_side(&x->from, &y->from) && !(same_word(r, a, b) && wk_one_voice(r, a->from_who, b->from_who)) && !speaks_for(r, a, b)) return false;
    if (!same_addressee(r, a, b)) return false;
    if (!(a->is & (WK_ACT_HEAD | WK_ACT_ONCE)) && a->sentence != b->sentence && (b->more || !same_word(r, a, b)) &&
        !quoted_again(a, b) && !speaks_for(r, a, b) && !accused_again(a, b) && !declined_again(a, b))
        return false;
    if (other_dates(a, b) || aimed_apart(a, b)) return false;
    if (quoted_again(a, b) || speaks_for(r, a, b)) return true;
    if (x->occasion.id.p && y->occasion.id.p) return wk_str_eq(x->occasion.id, y->occasion.id);
    if (x->occasion.id.p || y->occasion.id.p) return !x->occasion.name.p || !y->occasion.name.p || x->date.value.p;
    return !x->occasion.name.p || !y->occasion.name.p || wk_str_eq(x->occasion.name, y->occasion.name);
}

/* When and how, as one of two readings of the same words tells. */
static void slots(wk_act *a, const wk_act *b) {
    if (!a->date.value.p) a->date = b->date;
    if (!a->channel.p) a->channel = b->channel;
    if (!a->occasion.name.p) a->occasion = b->occasion;
}

static void join(wk_act *a, const wk_act *b) {
    if (!a->from.n) a->from = b->from;
    if (!a->to.n || (b->to.n && more_words(&a->to.v[0], &b->to.v[0]))) a->to = b->to;
    if (!a->occasion.name.p) a->occasion = b->occasion;
    if (!a->occasion.id.p && b->occasion.id.p) a->occasion.id = b->occasion.id;
    if (!a->occasion.ordinal) a->occasion.ordinal = b->occasion.ordinal;
    if (!a->date.value.p) a->date = b->date;
    if (!a->channel.p) a->channel = b->channel;
    if (!a->via.n) a->via = b->via;
    if (!a->reported.p) a->reported = b->reported;
    if (!a->about.p) a->about = b->about;
    a->denied |= b->denied;
}

static int fullness(const wk_act *a) {
    return (a->from.n > 0) * 4 + (a->to.n > 0) * 4 + (a->occasion.name.p != NULL) * 2 + (a->date.value.p != NULL) +
           (a->channel.p != NULL);
}

/* Who and whom: the evidence is the first telling that has both. */
static int sides_told(const wk_act *a) {
    return (a->from.n > 0) + (a->to.n > 0);
}

/* Of two readings of the same words the one by the longer phrase stands, then the one that tells more, then the one that
 * takes in more words. */
void wk_acts_one_per_word(wk_draft_acts *acts) {
    enum { NEAR = 16 };
    size_t n = 0;
    for (size_t i = 0; i < acts->n; i++) {
        wk_draft_act *a = &acts->v[i];
        bool keep = true;
        for (size_t k = n; k-- > 0 && keep && n - k <= NEAR;) {
            wk_draft_act *b = &acts->v[k];
            if (a->word >= b->word_end || b->word >= a->word_end || (a->is | b->is) & WK_ACT_HEAD) continue;
            uint32_t x = a->word_end - a->word, y = b->word_end - b->word;
            int fuller = fullness(&a->act) - fullness(&b->act);
            bool better = x > y || (x == y && (fuller > 0 || (fuller == 0 && a->end > b->end + 1)));
            wk_draft_act other = better ? *b : *a;
            if (better) *b = *a;
            if (b->sentence == other.sentence && wk_str_eq(b->act.act, other.act.act)) slots(&b->act, &other.act);
            keep = false;
        }
        if (keep) acts->v[n++] = *a;
    }
    acts->n = n;
}

/* A message that some act of the same sentence already is ("mengirim pesan ucapan selamat") is no act beside it. */
static bool told_as_more(const wk_draft_acts *acts, size_t i) {
    const wk_draft_act *m = &acts->v[i];
    if (!wk_str_eq(m->act.act, WK_S("message"))) return false;
    for (size_t k = 0; k < acts->n; k++) {
        const wk_draft_act *a = &acts->v[k];
        if (k != i && (a->is & WK_ACT_HEAD || a->at == m->at) && !wk_str_eq(a->act.act, m->act.act) && a->sentence == m->sentence &&
            wk_same_actors(&a->act.from, &m->act.from) && wk_same_actors(&a->act.to, &m->act.to))
            return true;
    }
    return false;
}

/* Is an act what somebody else asks for or alleges ("meminta X menegur Y"), or what is promised? */
static bool wanted_only(const wk_draft_acts *acts, size_t i) {
    enum { BETWEEN = 3 };
    const wk_draft_act *b = &acts->v[i];
    for (size_t k = 0; k < acts->n; k++) {
        const wk_draft_act *a = &acts->v[k];
        if (k == i || a->mentioned || a->sentence != b->sentence || b->at < a->end || b->at > a->end + BETWEEN || !b->act.from.n) continue;
        if ((a->is & WK_ACT_ASKS) && a->act.to.n && b->at == a->end) return true; /* "mengundang X mengunjungi Y" */
        bool behind = a->act.to.n && a->act.to.v[0].at.start >= a->act.evidence.v[a->act.evidence.n - 1].end; /* "Meski didesak Y, X menolak": he did it */
        if ((a->is & WK_ACT_ASKS) && !behind && wk_holds_actor(&a->act.to, &b->act.from.v[0])) return true;
        if ((a->is & WK_ACT_PLEDGE) && !(b->is & WK_ACT_PLEDGE) && wk_holds_actor(&a->act.from, &b->act.from.v[0])) return true;
    }
    return false;
}

/* Is an act that no word names told by some other act too? */
static bool implied_by_other(const wk_draft_acts *acts, size_t i) {
    const wk_draft_act *m = &acts->v[i];
    for (size_t k = 0; m->implied && k < acts->n; k++) {
        wk_draft_act *a = &acts->v[k];
        if (k != i && (a->implied < m->implied || (a->implied == m->implied && k < i)) && wk_same_actors(&a->act.from, &m->act.from) && wk_same_actors(&a->act.to, &m->act.to) &&
            (wk_str_eq(a->act.act, m->act.act) || (a->sentence == m->sentence && (a->act.to.n || !m->act.to.n)))) {
            if (!a->act.to.n && (a->is & (WK_ACT_AIMED | WK_ACT_LED)) == WK_ACT_AIMED && a->sentence == m->sentence) a->act.to = m->act.to, a->to_who = m->to_who; /* "X tidak adil," keluh Y */
            return true;
        }
    }
    return false;
}

/* Is what a noun only names ("pertemuan itu") told by some other act of its kind? */
static bool told_elsewhere(const wk_draft_acts *acts, size_t i) {
    const wk_draft_act *m = &acts->v[i];
    for (size_t k = 0; m->mentioned && k < acts->n; k++)
        if (k != i && (!acts->v[k].mentioned || k < i) && wk_str_eq(acts->v[k].act.act, m->act.act)) return true;
    return false;
}

void wk_acts_merge(const wk_reader *r, wk_draft_acts *acts) {
    size_t n = 0;
    uint8_t *drop = wk_alloc(r->arena, acts->n);
    for (size_t i = 0; i < acts->n; i++) drop[i] = told_as_more(acts, i) || implied_by_other(acts, i) || wanted_only(acts, i) || told_elsewhere(acts, i);
    for (size_t i = 0; i < acts->n; i++) {
        size_t k = 0;
        if (drop[i]) continue;
        while (k < n && !same_occurrence(r, &acts->v[k], &acts->v[i])) k++;
        if (k == n) {
            acts->v[n++] = acts->v[i];
            continue;
        }
        wk_draft_act fuller = acts->v[k], other = acts->v[i];
        if (fullness(&other.act) > fullness(&fuller.act)) {
            fuller = acts->v[i];
            other = acts->v[k];
        }
        join(&fuller.act, &other.act);
        const wk_actors *first = &acts->v[k].act.from;
        bool named = first->n == 1 && fuller.act.from.n == 1 && wk_holds_actor(first, &fuller.act.from.v[0]);
        if (named || speaks_for(r, &acts->v[k], &acts->v[i])) fuller.act.from = *first; /* as first named */
        if (sides_told(&acts->v[k].act) >= sides_told(&acts->v[i].act)) fuller.act.evidence = acts->v[k].act.evidence;
        acts->v[k] = fuller;
    }
    acts->n = n;
}
