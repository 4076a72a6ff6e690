/* Grouping a pool. Acts with a date fall into stretches, whose reaches (wk_event_reach()) overlap one after the other; each
 * stretch is grouped by itself, in passes 1 and 2 over its acts sorted by content:
 *
 *   1. acts with an exact day: one event a day and occasion; reports of one recurring day, or of one happening by its
 *      name, whose days differ by a few are one event that they disagree on;
 *   2. acts with a wider date (a month, a year, or the days before publication for want of better): they join the one
 *      event that fits, else stand by themselves;
 *   3. after all stretches, acts of which not even that is known: they join by the same words (copies) or by the one event
 *      of the same occasion.
 *
 * An act that would fit several events joins none: a wrong merge hides more than a missing one. */
#include "record/event.h"

#include "base/map.h"

#include <stdlib.h>

enum {
    NEAR = 10,              /* days by which reports of one recurring day may differ */
    CLOSE = 2,              /* of one happening by its name */
    BEFORE_PUBLICATION = 3, /* what a page tells without a date was done in the days before it */
    COPIED_WITHIN = 30,     /* its words may have stood elsewhere so many days earlier */
    NONE = INT32_MAX
};

typedef struct item {
    const wk_event_act *act;
    uint32_t number; /* into the pool's acts */
    wk_str happening; /* folded name of an occasion that is no day of the world; NULL: none */
    int32_t sides;   /* how exactly its sides are named, the least first */
    wk_days days;
    int32_t width; /* days beyond the first; NONE without a date */
    bool weak;     /* placed by publication only */
    uint32_t stretch;
} item;

typedef struct cluster {
    wk_days days; /* from > to: without a date */
    wk_str occasion, occasion_name, happening;
    int32_t ordinal;
    WK_ARRAY(uint32_t) acts;
    WK_ARRAY(const wk_event_act *) sides; /* one act of each bucket */
    WK_ARRAY(wk_str) parted; /* what its acts are parted from; see wk_event_act */
} cluster;

typedef struct grouper {
    wk_arena *arena;
    WK_ARRAY(cluster) clusters;
    size_t first;  /* where the clusters of the stretch begin */
    size_t exact;  /* those before this one came from exact days and stand in order of days */
    wk_map *words; /* words_key → its first cluster in the last stretch that has any */
} grouper;

/* ---- comparing ------------------------------------------------------------------------------------------------- */

static bool dated(wk_days d) {
    return d.from <= d.to;
}

static bool overlap(wk_days a, wk_days b) {
    return dated(a) && dated(b) && a.from <= b.to && b.from <= a.to;
}

/* One day of the world, or two that reports call by one name. */
static bool same_occasion(const cluster *c, const wk_occasion *o) {
    return wk_str_eq(c->occasion, o->id) || (c->occasion_name.p && wk_str_eq(c->occasion_name, o->name));
}

/* Nothing speaks against one occasion. */
static bool may_share_occasion(const cluster *c, const item *i) {
    const wk_occasion *o = &i->act->occasion;
    if (!c->occasion.p || !o->id.p) return true;
    if (!same_occasion(c, o)) return false;
    return !c->ordinal || !o->ordinal || o->contradicted || c->ordinal == o->ordinal;
}

/* Both are known to mark the same occasion. */
static bool share_occasion(const cluster *c, const item *i) {
    return c->occasion.p && i->act->occasion.id.p && may_share_occasion(c, i);
}

/* Both mark one happening, told in fewer or more words, at about one time. */
static bool share_happening(const cluster *c, const item *i) {
    if (!c->happening.p || !i->happening.p || i->days.from - c->days.from > CLOSE) return false;
    return wk_name_within(c->happening, i->happening) || wk_name_within(i->happening, c->happening);
}

static bool has_sides(const cluster *c, const item *i) {
    for (size_t n = 0; n < c->sides.n; n++)
        if (c->sides.v[n]->bucket == i->act->bucket) return true;
    return false;
}

/* "ID+" and "ID-" */
static bool opposite(wk_str a, wk_str b) {
    return a.n && a.n == b.n && memcmp(a.p, b.p, a.n - 1) == 0 && a.p[a.n - 1] != b.p[b.n - 1];
}

/* Somebody said that the act is no part of the event. */
static bool parted(const cluster *c, const item *i) {
    wk_str rest = i->act->parted, token;
    while (c->parted.n && rest.n && wk_str_split(&rest, '\n', &token))
        for (size_t n = 0; n < c->parted.n; n++)
            if (opposite(c->parted.v[n], token)) return true;
    return false;
}

/* Nobody of the event is somebody else than the act says. */
static bool sides_fit(const cluster *c, const item *i) {
    if (parted(c, i)) return false;
    if (has_sides(c, i)) return true;
    for (size_t n = 0; n < c->sides.n; n++)
        if (!wk_sides_fit(&c->sides.v[n]->from, &i->act->from) || !wk_sides_fit(&c->sides.v[n]->to, &i->act->to)) return false;
    return true;
}

static int by_id(const item *a, const item *b) {
    int order = wk_str_cmp(a->act->id, b->act->id);
    return order ? order : (a->number > b->number) - (a->number < b->number);
}

/* By stretches; narrow dates first, then by day; those that name their sides best, then those that name an occasion, then by id. */
static int in_order(const void *va, const void *vb) {
    const item *a = va, *b = vb;
    if (a->stretch != b->stretch) return a->stretch < b->stretch ? -1 : 1;
    if (a->width != b->width) return a->width < b->width ? -1 : 1;
    if (a->days.from != b->days.from) return a->days.from < b->days.from ? -1 : 1;
    if (a->sides != b->sides) return a->sides < b->sides ? -1 : 1;
    const wk_str x = a->act->occasion.id, y = b->act->occasion.id;
    if (!x.p != !y.p) return x.p ? -1 : 1;
    int order = wk_str_cmp(x, y);
    return order ? order : by_id(a, b);
}

/* ---- joining --------------------------------------------------------------------------------------------------- */

/* The cluster of the stretch in which the same words stand. */
static size_t same_words(const grouper *g, const item *i) {
    uint32_t c = wk_map_get(g->words, i->act->words_key, UINT32_MAX);
    return c == UINT32_MAX || c < g->first ? SIZE_MAX : c;
}

static void join(grouper *g, size_t at, const item *i) {
    cluster *c = &g->clusters.v[at];
    *WK_PUSH(g->arena, &c->acts) = i->number;
    wk_str rest = i->act->parted, token;
    while (rest.n && wk_str_split(&rest, '\n', &token)) *WK_PUSH(g->arena, &c->parted) = token;
    if (!c->occasion.p) c->occasion = i->act->occasion.id, c->occasion_name = i->act->occasion.name;
    if (!c->happening.p) c->happening = i->happening;
    if (!has_sides(c, i)) *WK_PUSH(g->arena, &c->sides) = i->act;
    if (!c->ordinal && !i->act->occasion.contradicted) c->ordinal = i->act->occasion.ordinal;
    if (same_words(g, i) == SIZE_MAX) wk_map_put(g->words, i->act->words_key, (uint32_t)at);
}

static void found(grouper *g, const item *i) {
    *WK_PUSH(g->arena, &g->clusters) = (cluster){.days = i->days};
    join(g, g->clusters.n - 1, i);
}

/* Pass 1: the clusters of the days just before are the only ones that can take the act. Where several of its own day
 * could, which tell of others than it names, it stands by itself. */
static void place_exact(grouper *g, const item *i) {
    size_t fits = 0, fit = 0, near = SIZE_MAX;
    for (size_t c = g->clusters.n; c-- > g->first && g->clusters.v[c].days.from >= i->days.from - NEAR;) {
        const cluster *k = &g->clusters.v[c];
        if (!sides_fit(k, i)) continue;
        bool free = !k->occasion.p || !i->act->occasion.id.p || same_occasion(k, &i->act->occasion);
        if (k->days.from == i->days.from && free) {
            fit = c;
            fits++;
            if (has_sides(k, i)) {
                fits = 1;
                break;
            }
        } else if (near == SIZE_MAX && (share_occasion(k, i) || share_happening(k, i))) {
            near = c;
        }
    }
    if (fits == 1) join(g, fit, i);
    else if (!fits && near != SIZE_MAX) join(g, near, i);
    else found(g, i);
}

/* The first exact cluster that may overlap `days`. */
static size_t first_near(const grouper *g, wk_days days) {
    size_t low = g->first, high = g->exact;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (g->clusters.v[middle].days.from < days.from) low = middle + 1;
        else high = middle;
    }
    return low;
}

typedef struct fit {
    size_t all, same_occasion, same_days; /* how many fit in which way */
    size_t any, by_occasion, by_days;     /* the last of them */
} fit;

static void weigh(const grouper *g, size_t c, const item *i, fit *f) {
    const cluster *k = &g->clusters.v[c];
    bool timely = dated(i->days) ? overlap(k->days, i->days) : share_occasion(k, i);
    if (!timely || !may_share_occasion(k, i) || !sides_fit(k, i)) return;
    f->all++;
    f->any = c;
    if (share_occasion(k, i)) f->same_occasion++, f->by_occasion = c;
    if (k->days.from == i->days.from && k->days.to == i->days.to) f->same_days++, f->by_days = c;
}

/* A copy of words that stand in an event already, at a time that does not speak against it. */
static bool place_copy(grouper *g, const item *i) {
    size_t c = same_words(g, i);
    if (c == SIZE_MAX) return false;
    const cluster *k = &g->clusters.v[c];
    wk_days around = {i->days.from - COPIED_WITHIN, i->days.to};
    bool timely = !dated(i->days) || !dated(k->days) || overlap(k->days, i->weak ? around : i->days);
    if (!timely || !may_share_occasion(k, i) || !sides_fit(k, i)) return false;
    join(g, c, i);
    return true;
}

/* Passes 2 and 3. */
static void place_loose(grouper *g, const item *i) {
    if (place_copy(g, i)) return;
    fit f = {0};
    size_t stop = g->exact;
    for (size_t c = dated(i->days) ? first_near(g, i->days) : 0; c < stop; c++) {
        if (dated(i->days) && g->clusters.v[c].days.from > i->days.to) break;
        weigh(g, c, i, &f);
    }
    for (size_t c = stop; c < g->clusters.n; c++) weigh(g, c, i, &f);
    if (f.same_occasion == 1) join(g, f.by_occasion, i);
    else if (f.same_days == 1) join(g, f.by_days, i);
    else if (f.all == 1) join(g, f.any, i);
    else found(g, i);
}

/* The days in which an act can have been done; `weak`: by its publication only. */
static wk_days days_of(const wk_date *date, wk_str published, bool *weak) {
    wk_days days = wk_days_of(date->value);
    *weak = !dated(days) || date->how == WK_HOW_PUBLISHED;
    if (!dated(days)) days = wk_days_of(published);
    if (!dated(days)) return (wk_days){1, 0};
    if (*weak) days.from -= BEFORE_PUBLICATION;
    return days;
}

/* What an act is compared with is an event founded within its days, or, for an exact day or a copy, somewhat before. */
wk_days wk_event_reach(const wk_date *date, wk_str published) {
    bool weak;
    wk_days days = days_of(date, published, &weak);
    if (!dated(days)) return days;
    if (days.from == days.to) days.from -= NEAR;
    if (weak) days.from -= COPIED_WITHIN;
    return days;
}

static item item_of(wk_arena *arena, const wk_event_acts *acts, uint32_t number) {
    const wk_event_act *a = &acts->v[number];
    item i = {.act = a, .number = number, .width = NONE, .sides = wk_side_rank(&a->from) + wk_side_rank(&a->to)};
    if (!a->occasion.id.p && a->occasion.name.p) i.happening = wk_name_fold(arena, a->occasion.name);
    i.days = days_of(&a->date, a->published, &i.weak);
    if (dated(i.days)) i.width = i.days.to - i.days.from;
    return i;
}

void wk_stretches_add(wk_arena *arena, wk_stretches *all, wk_days reach) {
    wk_days *last = all->n ? &all->v[all->n - 1] : NULL;
    if (!last || last->to < reach.from) *WK_PUSH(arena, all) = reach;
    else if (last->to < reach.to) last->to = reach.to;
}

typedef struct reach {
    wk_days days;
    size_t item;
} reach;

/* Undated ones last. */
static int by_reach(const void *va, const void *vb) {
    const reach *a = va, *b = vb;
    if (dated(a->days) != dated(b->days)) return dated(a->days) ? -1 : 1;
    return (a->days.from > b->days.from) - (a->days.from < b->days.from);
}

/* Says of each item which stretch it is of; the undated are of the one after the last, whose number is the answer. */
static uint32_t find_stretches(wk_arena *arena, item *items, size_t n) {
    reach *reaches = wk_alloc_array(arena, n, sizeof *reaches);
    for (size_t i = 0; i < n; i++) reaches[i] = (reach){wk_event_reach(&items[i].act->date, items[i].act->published), i};
    qsort(reaches, n, sizeof *reaches, by_reach);
    wk_stretches stretches = {0};
    size_t i = 0;
    for (; i < n && dated(reaches[i].days); i++) {
        wk_stretches_add(arena, &stretches, reaches[i].days);
        items[reaches[i].item].stretch = (uint32_t)stretches.n - 1;
    }
    for (; i < n; i++) items[reaches[i].item].stretch = (uint32_t)stretches.n;
    return (uint32_t)stretches.n;
}

static void cluster_items(grouper *g, item *items, size_t count) {
    uint32_t undated = find_stretches(g->arena, items, count);
    qsort(items, count, sizeof *items, in_order);
    for (size_t n = 0; n < count;) {
        uint32_t stretch = items[n].stretch;
        g->first = stretch < undated ? g->clusters.n : 0;
        for (; n < count && items[n].stretch == stretch && items[n].width == 0; n++) place_exact(g, &items[n]);
        g->exact = stretch < undated ? g->clusters.n : 0;
        for (; n < count && items[n].stretch == stretch; n++) place_loose(g, &items[n]);
    }
}

typedef WK_ARRAY(cluster) clusters;

/* The acts of one pool, which stand in `items`. */
static void cluster_pool(wk_arena *arena, item *items, size_t count, clusters *all) {
    grouper g = {.arena = arena, .words = wk_map_new(arena, count)};
    cluster_items(&g, items, count);
    for (size_t i = 0; i < g.clusters.n; i++) *WK_PUSH(arena, all) = g.clusters.v[i];
}

static int by_pool(const void *va, const void *vb) {
    const item *a = va, *b = vb;
    return (a->act->pool > b->act->pool) - (a->act->pool < b->act->pool);
}

static clusters cluster_acts(wk_arena *arena, const wk_event_acts *acts) {
    clusters all = {0};
    item *items = wk_alloc_array(arena, acts->n + 1, sizeof *items);
    for (size_t n = 0; n < acts->n; n++) items[n] = item_of(arena, acts, (uint32_t)n);
    if (acts->n) qsort(items, acts->n, sizeof *items, by_pool);
    for (size_t n = 0, end; n < acts->n; n = end) {
        for (end = n + 1; end < acts->n && items[end].act->pool == items[n].act->pool;) end++;
        cluster_pool(arena, items + n, end - n, &all);
    }
    return all;
}

/* What people joined: clusters that hold acts of one label become one, the last of them; the others are left empty. */
static void join_clusters(wk_arena *arena, const wk_event_acts *acts, clusters *all) {
    wk_map *labels = wk_map_new(arena, 16);
    for (uint32_t c = 0; c < all->n; c++) {
        for (size_t i = 0; i < all->v[c].acts.n; i++) {
            wk_str label = acts->v[all->v[c].acts.v[i]].joined;
            uint32_t other = label.p ? wk_map_get(labels, label, c) : c;
            if (label.p) wk_map_put(labels, label, other);
            if (other == c || !all->v[other].acts.n) continue;
            cluster *from = &all->v[other], *to = &all->v[c];
            for (size_t k = 0; k < from->acts.n; k++) *WK_PUSH(arena, &to->acts) = from->acts.v[k];
            from->acts.n = 0;
            for (size_t k = 0; k < to->acts.n; k++)
                if (acts->v[to->acts.v[k]].joined.p) wk_map_put(labels, acts->v[to->acts.v[k]].joined, c);
        }
    }
}

/* ---- from clusters to events ----------------------------------------------------------------------------------- */

static int by_act(const void *va, const void *vb, void *context) {
    const wk_event_acts *acts = context;
    const uint32_t a = *(const uint32_t *)va, b = *(const uint32_t *)vb;
    int order = wk_str_cmp(acts->v[a].id, acts->v[b].id);
    return order ? order : (a > b) - (a < b);
}

static int by_event(const void *a, const void *b) {
    return wk_str_cmp(((const wk_event *)a)->id, ((const wk_event *)b)->id);
}

void wk_events_group(wk_arena *arena, const wk_event_acts *acts, wk_events *events) {
    clusters all = cluster_acts(arena, acts);
    join_clusters(arena, acts, &all);
    *events = (wk_events){0};
    for (size_t c = 0; c < all.n; c++) {
        cluster *k = &all.v[c];
        if (!k->acts.n) continue;
        qsort_r(k->acts.v, k->acts.n, sizeof *k->acts.v, by_act, (void *)(uintptr_t)acts);
        wk_event *e = WK_PUSH(arena, events);
        for (size_t i = 0; i < k->acts.n; i++) *WK_PUSH(arena, &e->acts) = k->acts.v[i];
        e->id = acts->v[k->acts.v[0]].id;
        wk_event_describe(arena, acts, e);
    }
    if (events->n) qsort(events->v, events->n, sizeof *events->v, by_event);
}

wk_status wk_events_regroup(const wk_event_keeper *keeper, wk_arena *scratch, wk_str pool, wk_error *error) {
    wk_arena_reset(scratch);
    wk_event_acts acts = {0};
    wk_status status = keeper->load(keeper->context, scratch, pool, &acts, error);
    if (status != WK_OK) return status;
    wk_events events;
    wk_events_group(scratch, &acts, &events);
    return keeper->save(keeper->context, pool, &acts, &events, error);
}
