/* Describing an event: for each attribute the values its acts give, the one that is chosen, and why. The chosen value
 * is what a person said, then the one of the best rank, then the one most acts give, then the least by bytes; what the others
 * say is kept. */
#include "record/event.h"

#include "record/family.h"

#include <stdlib.h>

typedef struct attribute {
    const char *name;
    const char *better; /* the reason when rank decides */
    wk_str (*get)(wk_arena *arena, const wk_event_act *act); /* NULL: the act does not tell */
    int32_t (*rank)(const wk_event_act *act);
} attribute;

enum { CORRECTED = -1000 /* rank of what a person said */ };

static wk_str get_act(wk_arena *arena, const wk_event_act *a) {
    (void)arena;
    return a->act;
}

static wk_str get_from(wk_arena *arena, const wk_event_act *a) {
    (void)arena;
    return a->from_names;
}

static wk_str get_to(wk_arena *arena, const wk_event_act *a) {
    (void)arena;
    return a->to_names;
}

static int32_t rank_from(const wk_event_act *a) {
    return wk_side_rank(&a->from);
}

static int32_t rank_to(const wk_event_act *a) {
    return wk_side_rank(&a->to);
}

static wk_str get_date(wk_arena *arena, const wk_event_act *a) {
    (void)arena;
    return a->date.value;
}

/* Exactness first, then how it is known; the day of publication, for want of better, comes last. */
static int32_t rank_date(const wk_event_act *a) {
    wk_days d = wk_days_of(a->date.value);
    int32_t width = d.to - d.from, how = a->date.how == WK_HOW_UNKNOWN ? WK_HOW_PUBLISHED : (int32_t)a->date.how;
    return (a->date.how == WK_HOW_PUBLISHED ? 1 << 28 : 0) + (width < 0 ? 1 << 24 : width) * 8 + how;
}

static wk_str get_occasion(wk_arena *arena, const wk_event_act *a) {
    (void)arena;
    return a->occasion.id.p ? a->occasion.id : a->occasion.name;
}

static int32_t rank_occasion(const wk_event_act *a) {
    return !a->occasion.id.p;
}

static wk_str get_ordinal(wk_arena *arena, const wk_event_act *a) {
    return a->occasion.ordinal ? wk_str_printf(arena, "%d", (int)a->occasion.ordinal) : (wk_str){0};
}

static int32_t rank_ordinal(const wk_event_act *a) {
    return a->occasion.contradicted;
}

static wk_str get_channel(wk_arena *arena, const wk_event_act *a) {
    (void)arena;
    return a->channel;
}

static wk_str get_place(wk_arena *arena, const wk_event_act *a) {
    (void)arena;
    return a->place;
}

static wk_str yes(bool value) {
    return value ? WK_S("yes") : WK_S("no");
}

static wk_str get_planned(wk_arena *arena, const wk_event_act *a) {
    (void)arena;
    return yes(a->planned);
}

static wk_str get_denied(wk_arena *arena, const wk_event_act *a) {
    (void)arena;
    return yes(a->denied);
}

/* That it happened is told by whoever says so, also when others had only announced it. */
static int32_t rank_planned(const wk_event_act *a) {
    return a->planned;
}

static int32_t no_rank(const wk_event_act *a) {
    (void)a;
    return 0;
}

static const attribute table[WK_EVENT_ATTRIBUTES] = {
    [WK_EVENT_ACT] = {"act", "", get_act, no_rank},
    [WK_EVENT_FROM] = {"from", "named most exactly", get_from, rank_from},
    [WK_EVENT_TO] = {"to", "named most exactly", get_to, rank_to},
    [WK_EVENT_DATE] = {"date", "most exact and best known", get_date, rank_date},
    [WK_EVENT_OCCASION] = {"occasion", "a known day", get_occasion, rank_occasion},
    [WK_EVENT_ORDINAL] = {"ordinal", "fits the date", get_ordinal, rank_ordinal},
    [WK_EVENT_CHANNEL] = {"channel", "", get_channel, no_rank},
    [WK_EVENT_PLACE] = {"place", "", get_place, no_rank},
    [WK_EVENT_PLANNED] = {"planned", "a report tells that it happened", get_planned, rank_planned},
    [WK_EVENT_DENIED] = {"denied", "", get_denied, no_rank},
};

wk_str wk_event_given(wk_arena *arena, const wk_event_act *act, size_t which) {
    return table[which].get(arena, act);
}

static bool corrected(const wk_event_act *act, size_t which) {
    return (act->decided >> which) & 1;
}

static int32_t rank_of(const wk_event_act *act, size_t which) {
    return corrected(act, which) ? CORRECTED : table[which].rank(act);
}

typedef WK_ARRAY(wk_event_value) values;

static void add_value(wk_arena *arena, values *all, wk_str value, uint32_t act, int32_t rank) {
    wk_event_value *v = NULL;
    for (size_t i = 0; i < all->n && !v; i++)
        if (wk_str_eq(all->v[i].value, value)) v = &all->v[i];
    if (!v) {
        v = WK_PUSH(arena, all);
        *v = (wk_event_value){.value = value, .rank = INT32_MAX};
    }
    *WK_PUSH(arena, &v->acts) = act;
    if (rank < v->rank) v->rank = rank;
}

static int best_first(const void *va, const void *vb) {
    const wk_event_value *a = va, *b = vb;
    if (a->rank != b->rank) return a->rank < b->rank ? -1 : 1;
    if (a->acts.n != b->acts.n) return a->acts.n > b->acts.n ? -1 : 1;
    return wk_str_cmp(a->value, b->value);
}

static const char by_person[] = "corrected by a person";

static const char *reason_of(const wk_event_attribute *a, const char *better) {
    if (!a->values.n) return a->corrected ? by_person : NULL;
    if (a->values.v[0].rank == CORRECTED) return by_person;
    if (a->values.n == 1) return "all agree";
    const wk_event_value *first = &a->values.v[0], *second = &a->values.v[1];
    if (first->rank != second->rank) return better;
    return first->acts.n != second->acts.n ? "most reports" : "first in order; no report is better";
}

static void describe(wk_arena *arena, const wk_event_acts *acts, wk_event *e, size_t which) {
    wk_event_attribute *out = &e->attributes[which];
    values given = {0}, read = {0};
    out->name = table[which].name;
    for (size_t i = 0; i < e->acts.n; i++) {
        const wk_event_act *act = &acts->v[e->acts.v[i]];
        wk_str value = table[which].get(arena, act);
        if (value.p) add_value(arena, &given, value, e->acts.v[i], rank_of(act, which));
        if (!corrected(act, which)) continue;
        out->corrected = true;
        if (act->read[which].p) add_value(arena, &read, act->read[which], e->acts.v[i], 0);
    }
    if (given.n) qsort(given.v, given.n, sizeof *given.v, best_first);
    if (read.n) qsort(read.v, read.n, sizeof *read.v, best_first);
    for (size_t i = 0; i < given.n; i++) *WK_PUSH(arena, &out->values) = given.v[i];
    for (size_t i = 0; i < read.n; i++) *WK_PUSH(arena, &out->read) = read.v[i];
    out->reason = reason_of(out, table[which].better);
}

/* Of the acts of the chosen kind the one that names both sides best, then as most acts do; of equals the least id. */
static uint32_t best_of(const wk_event_acts *acts, const wk_event *e) {
    uint32_t best = e->acts.v[0];
    int32_t best_rank = INT32_MAX;
    size_t best_count = 0;
    const wk_event_attribute *kind = &e->attributes[WK_EVENT_ACT];
    for (size_t i = 0; i < e->acts.n; i++) {
        const wk_event_act *a = &acts->v[e->acts.v[i]];
        if (kind->values.n && !wk_str_eq(a->act, kind->values.v[0].value)) continue;
        if (a->bucket == acts->v[best].bucket && best_count) continue;
        int32_t rank = rank_of(a, WK_EVENT_FROM) + rank_of(a, WK_EVENT_TO);
        if (rank > best_rank) continue;
        size_t count = 0;
        for (size_t k = 0; k < e->acts.n; k++) count += acts->v[e->acts.v[k]].bucket == a->bucket;
        if (rank < best_rank || count > best_count) best = e->acts.v[i], best_rank = rank, best_count = count;
    }
    return best;
}

/* Of the acts with the chosen sides the one that gives most of what was chosen; of equals the least id. */
static uint32_t teller_of(const wk_event_acts *acts, const wk_event *e) {
    uint32_t best = e->best;
    int best_score = -1;
    for (size_t i = 0; i < e->acts.n; i++) {
        const wk_event_act *a = &acts->v[e->acts.v[i]];
        if (a->bucket != acts->v[e->best].bucket) continue;
        int score = 4 * (a->date.value.p && wk_str_eq(a->date.value, e->date.value)) +
                    2 * (a->occasion.name.p && a->occasion.ordinal == e->occasion.ordinal) + (a->channel.p != NULL);
        if (score > best_score) best = e->acts.v[i], best_score = score;
    }
    return best;
}

static int by_bytes(const void *a, const void *b) {
    return wk_str_cmp(*(const wk_str *)a, *(const wk_str *)b);
}

static uint32_t distinct(wk_str *v, size_t n) {
    qsort(v, n, sizeof *v, by_bytes);
    uint32_t count = n > 0;
    for (size_t i = 1; i < n; i++) count += !wk_str_eq(v[i], v[i - 1]);
    return count;
}

/* Whom an act rests on: where its own page credits nobody, whom the family of its text does. */
static wk_str root_of(const wk_event_act *a) {
    return a->family_root.p && wk_root_weak(a->root) ? a->family_root : a->root;
}

static wk_str text_of(wk_arena *arena, const wk_event_act *a) {
    return a->family ? wk_str_printf(arena, "%lld", (long long)a->family) : a->report;
}

static void count_reports(wk_arena *arena, const wk_event_acts *acts, wk_event *e) {
    wk_str *v = wk_alloc_array(arena, e->acts.n, sizeof *v);
    for (size_t i = 0; i < e->acts.n; i++) v[i] = acts->v[e->acts.v[i]].report;
    e->reports = distinct(v, e->acts.n);
    for (size_t i = 0; i < e->acts.n; i++) v[i] = text_of(arena, &acts->v[e->acts.v[i]]);
    e->families = distinct(v, e->acts.n);
    for (size_t i = 0; i < e->acts.n; i++) v[i] = root_of(&acts->v[e->acts.v[i]]);
    e->sources = distinct(v, e->acts.n);
}

void wk_event_describe(wk_arena *arena, const wk_event_acts *acts, wk_event *e) {
    count_reports(arena, acts, e);
    const wk_event_attribute *a = e->attributes;
    for (size_t i = 0; i < WK_EVENT_ATTRIBUTES; i++) describe(arena, acts, e, i);
    e->days = (wk_days){1, 0};
    if (a[WK_EVENT_DATE].values.n) {
        const wk_event_value *v = &a[WK_EVENT_DATE].values.v[0];
        e->date = (wk_date){v->value, v->rank == CORRECTED ? WK_HOW_CORRECTED : (wk_how)(v->rank % 8)};
        e->days = wk_days_of(v->value);
    }
    if (a[WK_EVENT_OCCASION].values.n) {
        e->occasion = acts->v[a[WK_EVENT_OCCASION].values.v[0].acts.v[0]].occasion;
        e->occasion.ordinal = 0;
    }
    if (a[WK_EVENT_ORDINAL].values.n) {
        const wk_event_value *v = &a[WK_EVENT_ORDINAL].values.v[0];
        e->occasion.ordinal = acts->v[v->acts.v[0]].occasion.ordinal;
        e->occasion.contradicted = v->rank == 1;
    }
    if (a[WK_EVENT_CHANNEL].values.n) e->channel = a[WK_EVENT_CHANNEL].values.v[0].value;
    e->planned = wk_str_eq(a[WK_EVENT_PLANNED].values.v[0].value, WK_S("yes"));
    e->denied = wk_str_eq(a[WK_EVENT_DENIED].values.v[0].value, WK_S("yes"));
    e->best = best_of(acts, e);
    e->teller = teller_of(acts, e);
}
