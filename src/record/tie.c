/* What joins and parts come to: which acts are one happening because somebody said so, and which are not. Found from the
 * corrections alone, in their order, so that every document knows its acts' ties without looking at others:
 *
 *   join  all acts of the decision become one group, with those that they were joined to before; earlier parts between them
 *         are forgotten;
 *   part  acts on its first side leave the groups in which any of its second side are.
 *
 * Corrections of one decision stand together. Cost: for each of them, a look at all ties. */
#include "record/correction.h"

#include "base/hash.h"

typedef struct tying {
    wk_arena *arena;
    wk_corrections *all;
    wk_str decision;
    WK_ARRAY(uint32_t) first, second; /* acts of the decision at hand: who, to */
    uint32_t groups;
} tying;

static wk_str anchor_text(wk_arena *arena, const wk_corrected *side) {
    const wk_anchor *a = &side->anchor;
    return wk_str_printf(arena, "%.*s\n%.*s\n%.*s\n%lld\n%lld", WK_F(a->article), WK_F(a->part), WK_F(side->key), (long long)a->start,
                         (long long)a->end);
}

const wk_tie *wk_tie_of(wk_arena *scratch, const wk_corrections *corrections, const wk_corrected *side) {
    uint32_t at = wk_map_get(corrections->anchors, anchor_text(scratch, side), UINT32_MAX);
    return at == UINT32_MAX ? NULL : &corrections->ties.v[at];
}

static uint32_t tie_number(tying *t, const wk_corrected *side) {
    wk_str anchor = anchor_text(t->arena, side);
    uint32_t at = wk_map_get(t->all->anchors, anchor, UINT32_MAX);
    if (at != UINT32_MAX) return at;
    at = (uint32_t)t->all->ties.n;
    *WK_PUSH(t->arena, &t->all->ties) = (wk_tie){.anchor = anchor, .group = t->groups++};
    wk_map_put(t->all->anchors, anchor, at);
    return at;
}

static wk_tie *tie_at(tying *t, uint32_t number) {
    return &t->all->ties.v[number];
}

/* ---- joining --------------------------------------------------------------------------------------------------- */

static void regroup(tying *t, uint32_t from, uint32_t to) {
    for (size_t i = 0; from != to && i < t->all->ties.n; i++)
        if (t->all->ties.v[i].group == from) t->all->ties.v[i].group = to;
}

static wk_str without_side(wk_str token) {
    return wk_str_cut(token, 0, token.n - 1);
}

static bool has_token(const wk_tie *tie, wk_str token) {
    for (size_t i = 0; i < tie->parted.n; i++)
        if (wk_str_eq(tie->parted.v[i], token)) return true;
    return false;
}

/* Somebody of the decision is on the other side of this part. */
static bool is_across(tying *t, wk_str token) {
    wk_str other = wk_str_printf(t->arena, "%.*s%c", WK_F(without_side(token)), token.p[token.n - 1] == '+' ? '-' : '+');
    for (size_t i = 0; i < t->first.n; i++)
        if (has_token(tie_at(t, t->first.v[i]), other)) return true;
    return false;
}

static void join(tying *t) {
    for (size_t i = 0; i < t->second.n; i++) *WK_PUSH(t->arena, &t->first) = t->second.v[i];
    WK_ARRAY(wk_str) across = {0};
    for (size_t i = 0; i < t->first.n; i++) {
        const wk_tie *tie = tie_at(t, t->first.v[i]);
        regroup(t, tie->group, tie_at(t, t->first.v[0])->group);
        for (size_t k = 0; k < tie->parted.n; k++)
            if (is_across(t, tie->parted.v[k])) *WK_PUSH(t->arena, &across) = without_side(tie->parted.v[k]);
    }
    for (size_t i = 0; i < t->first.n; i++) {
        wk_tie *tie = tie_at(t, t->first.v[i]);
        size_t kept = 0;
        for (size_t k = 0; k < tie->parted.n; k++) {
            bool gone = false;
            for (size_t n = 0; n < across.n; n++) gone |= wk_str_eq(across.v[n], without_side(tie->parted.v[k]));
            if (!gone) tie->parted.v[kept++] = tie->parted.v[k];
        }
        tie->parted.n = kept;
    }
}

/* ---- parting --------------------------------------------------------------------------------------------------- */

static void mark(tying *t, uint32_t number, char side) {
    wk_str token = wk_str_printf(t->arena, "%.*s%c", WK_F(t->decision), side);
    wk_tie *tie = tie_at(t, number);
    if (!has_token(tie, token)) *WK_PUSH(t->arena, &tie->parted) = token;
}

static bool holds_second(tying *t, uint32_t group) {
    for (size_t i = 0; i < t->second.n; i++)
        if (tie_at(t, t->second.v[i])->group == group) return true;
    return false;
}

static void part(tying *t) {
    for (size_t i = 0; i < t->first.n; i++) mark(t, t->first.v[i], '+');
    for (size_t i = 0; i < t->second.n; i++) mark(t, t->second.v[i], '-');
    for (size_t i = 0; i < t->first.n; i++) {
        uint32_t old = tie_at(t, t->first.v[i])->group, fresh;
        if (!holds_second(t, old)) continue;
        fresh = t->groups++;
        for (size_t k = i; k < t->first.n; k++) {
            wk_tie *tie = tie_at(t, t->first.v[k]);
            if (tie->group == old) tie->group = fresh;
        }
    }
}

/* ---- all of them ----------------------------------------------------------------------------------------------- */

/* Acts of a group of two or more are labelled by the least of their anchors. */
static void label(tying *t) {
    size_t n = t->all->ties.n;
    uint32_t *least = wk_alloc_array(t->arena, t->groups + 1, sizeof *least), *count = wk_alloc_array(t->arena, t->groups + 1, sizeof *count);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t g = tie_at(t, i)->group;
        if (!count[g]++ || wk_str_cmp(tie_at(t, i)->anchor, tie_at(t, least[g])->anchor) < 0) least[g] = i;
    }
    for (uint32_t i = 0; i < n; i++) {
        wk_tie *tie = tie_at(t, i);
        if (count[tie->group] > 1) tie->label = wk_hash_id(t->arena, wk_hash(tie_at(t, least[tie->group])->anchor));
    }
}

void wk_ties_make(wk_arena *arena, wk_corrections *c) {
    tying t = {.arena = arena, .all = c};
    c->anchors = wk_map_new(arena, 16);
    WK_CLEAR(&c->ties);
    for (size_t i = 0; i < c->all.n; i++) {
        const wk_correction *k = &c->all.v[i];
        if (!wk_ties(k->kind) || k->undone || !k->to.key.p) continue;
        *WK_PUSH(arena, &t.first) = tie_number(&t, &k->who);
        *WK_PUSH(arena, &t.second) = tie_number(&t, &k->to);
        const wk_correction *next = i + 1 < c->all.n ? k + 1 : NULL;
        if (next && next->kind == k->kind && wk_str_eq(next->decision, k->decision)) continue;
        t.decision = k->decision;
        (k->kind == WK_JOIN ? join : part)(&t);
        WK_CLEAR(&t.first);
        WK_CLEAR(&t.second);
    }
    if (c->ties.n) label(&t);
}
