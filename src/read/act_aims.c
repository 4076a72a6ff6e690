/* At whom an act is aimed whose pattern does not capture it: what is tried, in which order, of which kinds. */
#include "read/acts.h"

/* Does an act's own phrase end with what is done to others: "mendukung penerapan (aturan bagi X)"? */
static bool told_harm(const wk_act_stage *s, uint32_t from, uint32_t end) {
    for (uint32_t i = from; i < end; i++)
        if (s->lists.harm && wk_is(s->r, i, s->lists.harm)) return true;
    return false;
}

/* "meminta agar komisi itu dibubarkan": what is to be done is asked of somebody else than whom the clause begins with. */
static bool asked_of_another(const wk_reader *r, const wk_match *m) {
    const wk_capture *to = wk_match_get(r->text, m, WK_SLOT_TO);
    if (!to || to->end <= to->start || !to->start || !wk_is(r, to->start - 1, WK_SUBORDINATOR)) return false;
    for (uint32_t i = to->end; i < to->end + 3; i++) {
        if (wk_is(r, i, WK_PASSIVE)) return true;
        if (!wk_is(r, i, WK_BEFORE_SUBJECT) && !wk_is(r, i, WK_PREDICATE)) return false;
    }
    return false;
}

/* "Kecaman juga datang dari X": of whom the last act of its kind was told. */
static wk_side told_alike(const wk_act_stage *s, const wk_draft_act *d) {
    enum { NEAR = 4 };
    for (size_t i = s->acts.n; i-- > 0 && s->acts.n - i <= 2 * NEAR;) {
        const wk_draft_act *a = &s->acts.v[i];
        if (a->sentence + NEAR < d->sentence) break;
        if (a->act.to.n && wk_str_eq(a->act.act, d->act.act)) return (wk_side){.actors = a->act.to, .who = a->to_who};
    }
    return (wk_side){0};
}

/* An act whose aim is looked for. */
typedef struct aimed {
    const wk_act_stage *s;
    const wk_match *m;
    const wk_draft_act *d;
    const wk_side *from;
} aimed;

static wk_side hearer(const aimed *a) {
    return wk_hearer(a->s, a->d->at);
}

static wk_side owner_behind(const aimed *a) {
    return wk_owner_behind(a->s, a->m->end);
}

static wk_side gone_to(const aimed *a) {
    return wk_gone_to(a->s, a->m->end);
}

static wk_side named_behind(const aimed *a) {
    return told_harm(a->s, a->d->word + 1, a->m->end) ? (wk_side){0} : wk_named_behind(a->s, a->m->end, a->from, a->d->is);
}

static wk_side named_why(const aimed *a) {
    return wk_named_why(a->s, a->m->end, a->from);
}

static wk_side owner_before(const aimed *a) {
    return wk_owner_before(a->s, a->d->at, a->m->end, a->from);
}

static wk_side told_him(const aimed *a) {
    return wk_told_him(a->s, a->d->word_end, a->d->at, a->from);
}

static wk_side replier(const aimed *a) {
    return wk_replier(a->s, a->d->word);
}

static wk_side owner_fronted(const aimed *a) {
    return wk_owner_fronted(a->s, a->d->at, a->from);
}

static wk_side named_in_next_words(const aimed *a) {
    return wk_named_in_next_words(a->s, a->m->end, a->from);
}

static wk_side asked_to_do(const aimed *a) {
    return wk_asked_to_do(a->s, a->d->word_end);
}

static wk_side like_the_last(const aimed *a) {
    return told_alike(a->s, a->d);
}

/* One row is tried after the other, until one finds somebody. Of acts that have one of `any` (0: of all), all of `all` and none
 * of `none`, and whose pattern has this type: NULL none, "*" whatever it is. */
static const struct row {
    wk_side (*find)(const aimed *a);
    int any, all, none;
    const char *type;
} rows[] = {
    {hearer, WK_ACT_HEARD, 0, 0, NULL},
    {hearer, WK_ACT_HEARD, 0, 0, "said"},
    {owner_behind, 0, WK_ACT_ANSWERS | WK_ACT_OWN | WK_ACT_ALONE, 0, NULL},
    {gone_to, WK_ACT_VISIT, 0, 0, NULL},
    {named_behind, WK_ACT_AIMED, 0, 0, NULL},
    {named_behind, WK_ACT_PLEDGE, 0, 0, "said"}, /* "kami akan membantu (warga)" */
    {named_why, WK_ACT_AIMED, 0, WK_ACT_LED | WK_ACT_HEARD | WK_ACT_ASKS, NULL},
    {owner_before, WK_ACT_AIMED, 0, 0, NULL},
    {told_him, WK_ACT_AIMED | WK_ACT_ANSWERS | WK_ACT_HEARD | WK_ACT_WANTS, 0, 0, NULL},
    {replier, WK_ACT_AIMED | WK_ACT_WANTS, 0, 0, "mentioned"},
    {owner_fronted, WK_ACT_AIMED | WK_ACT_ANSWERS | WK_ACT_MOVED, 0, WK_ACT_LED | WK_ACT_HEAD, NULL},
    {named_in_next_words, WK_ACT_AIMED, 0, WK_ACT_LED, NULL},
}, late[] = {
    {asked_to_do, 0, WK_ACT_ASKS | WK_ACT_WANTS, 0, "*"},
    {like_the_last, 0, 0, 0, "alike"},
};

static wk_side try_rows(const struct row *row, size_t n, const aimed *a, wk_side to) {
    wk_str type = wk_match_constant(a->m, WK_SLOT_TYPE);
    if (wk_str_eq(type, WK_S("body"))) type = (wk_str){0}; /* told to others as what anybody does */
    for (size_t i = 0; i < n && !to.actors.n; i++, row++) {
        bool typed = !row->type ? !type.p : wk_str_eq(wk_str_of(row->type), WK_S("*")) || wk_str_eq(type, wk_str_of(row->type));
        int is = a->d->is;
        if (typed && (!row->any || is & row->any) && (is & row->all) == row->all && !(is & row->none)) to = row->find(a);
    }
    return to;
}

wk_side wk_aim(const wk_act_stage *s, const wk_match *m, const wk_draft_act *d, const wk_side *from, wk_side to) {
    aimed a = {.s = s, .m = m, .d = d, .from = from};
    to = try_rows(rows, WK_COUNT(rows), &a, to);
    if (d->is & WK_ACT_WANTS && asked_of_another(s->r, m)) to = (wk_side){0};
    return try_rows(late, WK_COUNT(late), &a, to);
}
