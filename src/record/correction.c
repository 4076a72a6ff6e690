#include "record/correction.h"

#include "base/hash.h"
#include "record/key.h"
#include "text/utf8.h"

const char *const wk_correcting_names[WK_CORRECTINGS] = {"merge", "split", "rename", "reject", "accept", "correct", "join", "part", "undo"};

/* "2023-08-15T09:30:00.123Z", as wk_correction_sign() writes it; those who show it count on that. */
static bool is_instant(wk_str at) {
    static const wk_str form = {"0000-00-00T00:00:00.000Z", 24};
    bool good = at.n == form.n;
    for (size_t i = 0; good && i < at.n; i++) good = form.p[i] == '0' ? at.p[i] >= '0' && at.p[i] <= '9' : at.p[i] == form.p[i];
    uint32_t hour, minute, second;
    wk_days day = wk_days_of(wk_str_cut(at, 0, 10));
    return good && day.from == day.to && wk_str_number(wk_str_cut(at, 11, 13), 23, &hour) &&
           wk_str_number(wk_str_cut(at, 14, 16), 59, &minute) && wk_str_number(wk_str_cut(at, 17, 19), 59, &second);
}

bool wk_correction_sound(const wk_correction *c) {
    const wk_str given[] = {c->value, c->who.key, c->who.now, c->to.key, c->to.now, c->name, c->attribute, c->decision, c->by, c->at,
                            c->why, c->who.item, c->to.item};
    for (size_t i = 0; i < WK_COUNT(given); i++) {
        if (given[i].p && (!given[i].n || !wk_utf8_valid(given[i]) || given[i].n > (i ? WK_NAME_MOST : WK_VALUE_MOST))) return false;
        for (size_t k = 0; k < given[i].n; k++)
            if ((unsigned char)given[i].p[k] < 0x20 || given[i].p[k] == 0x7f) return false;
    }
    return !c->at.p || is_instant(c->at);
}

wk_str wk_decision_id(wk_arena *arena, const wk_correction *c) {
    const bool many = c->at.p && wk_decides(c->kind); /* what differs between its corrections does not count */
    const wk_str parts[] = {wk_str_of(wk_correcting_names[c->kind]), c->attribute, c->value, c->name, c->by, c->at, c->why,
                            many ? (wk_str){0} : c->who.key, many ? (wk_str){0} : c->to.key, many ? (wk_str){0} : c->who.anchor.article,
                            many ? (wk_str){0} : wk_str_printf(arena, "%lld", (long long)c->who.anchor.start)};
    return wk_hash_id(arena, wk_hash_parts(parts, WK_COUNT(parts)));
}

/* From the last on: an undo that was itself undone does nothing. */
static void find_undone(wk_corrections *c) {
    static const wk_str prefix = {"decision/", 9};
    for (size_t i = 0; i < c->all.n; i++) c->all.v[i].undone = false;
    for (size_t i = c->all.n; i-- > 0;) {
        const wk_correction *undo = &c->all.v[i];
        if (undo->kind != WK_UNDO || undo->undone || !wk_str_starts(undo->who.key, prefix)) continue;
        wk_str decision = wk_str_cut(undo->who.key, prefix.n, undo->who.key.n);
        for (size_t k = 0; k < i; k++) c->all.v[k].undone |= wk_str_eq(c->all.v[k].decision, decision);
    }
}

static void index_side(wk_corrections *c, const wk_corrected *side) {
    if (side->anchor.article.p) wk_map_put(c->articles, side->anchor.article, 1);
}

void wk_corrections_index(wk_arena *arena, wk_corrections *c) {
    c->keys = wk_map_new(arena, c->all.n * 2);
    c->articles = wk_map_new(arena, 16);
    find_undone(c);
    for (size_t i = 0; i < c->all.n; i++) {
        const wk_correction *k = &c->all.v[i];
        if (k->undone) continue;
        wk_map_put(c->keys, k->who.key, 1);
        if (k->who.now.p) wk_map_put(c->keys, k->who.now, 1);
        if (wk_decides(k->kind)) index_side(c, &k->who);
        if (wk_ties(k->kind)) index_side(c, &k->to);
    }
    wk_ties_make(arena, c);
}

static bool means(const wk_corrected *who, wk_str key) {
    return wk_str_eq(who->key, key) || (who->now.p && wk_str_eq(who->now, key));
}

/* One pass in order: each correction sees what those before it made of the actor. */
bool wk_correct(const wk_corrections *corrections, wk_str article, wk_str *key, wk_str *name) {
    if (!corrections || !wk_map_get(corrections->keys, *key, 0)) return false;
    bool changed = false;
    for (size_t i = 0; i < corrections->all.n; i++) {
        const wk_correction *c = &corrections->all.v[i];
        if (c->undone || wk_decides(c->kind) || !means(&c->who, *key) || (c->kind == WK_SPLIT && !wk_str_eq(c->who.anchor.article, article))) continue;
        if (c->to.key.p) *key = c->to.now.p ? c->to.now : c->to.key;
        if (c->name.p) *name = c->name;
        changed = true;
    }
    return changed;
}

bool wk_decided_any(const wk_corrections *corrections, wk_str article) {
    return corrections && wk_map_get(corrections->articles, article, 0);
}
