#include "record/side.h"

#include "base/buf.h"
#include "base/hash.h"
#include "pack/language.h"

#include <stdlib.h>

/* ---- states ---------------------------------------------------------------------------------------------------- */

/* The government an entity belongs to, over the bodies between. */
static uint32_t government_of(const wk_world *w, uint32_t entity) {
    for (int step = 0; entity && step < 4; step++) {
        if (w->entities.v[entity].kind == WK_ENTITY_GOV) return entity;
        entity = w->entities.v[entity].of;
    }
    return 0;
}

/* For whom the pack gives no government: that of the office held last. */
static uint32_t by_office(const wk_world *w, uint32_t person) {
    uint32_t found = 0;
    int32_t latest = -1;
    for (size_t i = 0; i < w->terms.n; i++) {
        const wk_term *t = &w->terms.v[i];
        if (t->person != person || t->from <= latest) continue;
        latest = t->from;
        found = government_of(w, w->entities.v[t->office].of);
    }
    return found;
}

/* A country's name that ends `name`. */
static uint32_t by_name(const wk_packs *packs, wk_str language, wk_str name) {
    const wk_language *l = wk_packs_language(packs, language);
    enum { MOST = 4 };
    size_t starts[MOST], n = 0;
    for (size_t i = name.n; l && i > 0 && n < MOST; i--)
        if (name.p[i - 1] == ' ') starts[n++] = i;
    while (n > 0) {
        uint32_t value = 0;
        wk_str end = wk_str_cut(name, starts[--n], name.n);
        if (wk_lexicon_lookup(l->lexicon, end, WK_GOV, &value)) return value;
    }
    return 0;
}

wk_str wk_state_of(wk_arena *arena, const wk_packs *packs, wk_str language, wk_str key, wk_str name) {
    const wk_world *w = packs ? wk_packs_world(packs) : NULL;
    if (!w) return wk_str_starts(key, WK_S("gov/")) ? key : (wk_str){0};
    uint32_t entity = wk_world_find(w, key), state = government_of(w, entity);
    if (!state && entity && w->entities.v[entity].kind == WK_ENTITY_PERSON) state = by_office(w, entity);
    if (!entity) state = by_name(packs, language, name);
    return state ? wk_str_copy(arena, w->entities.v[state].id) : (wk_str){0};
}

/* ---- as text --------------------------------------------------------------------------------------------------- */

static wk_str kept(wk_arena *arena, wk_buf *out) {
    wk_str text = wk_str_copy(arena, out->n ? wk_buf_str(out) : WK_S(""));
    wk_buf_free(out);
    return text;
}

wk_str wk_side_text(wk_arena *arena, const wk_side *side) {
    wk_buf out = {0};
    for (size_t i = 0; i < side->n; i++) {
        wk_buf_add(&out, side->v[i].key);
        wk_buf_byte(&out, '\t');
        wk_buf_add(&out, side->v[i].state);
        wk_buf_byte(&out, '\n');
    }
    return kept(arena, &out);
}

wk_side wk_side_parse(wk_arena *arena, wk_str text) {
    wk_side side = {0};
    wk_str line;
    while (text.n && wk_str_split(&text, '\n', &line)) {
        wk_str state = line, key = {0};
        wk_str_split(&state, '\t', &key);
        *WK_PUSH(arena, &side) = (wk_sided){key, state.n ? state : (wk_str){0}};
    }
    return side;
}

bool wk_sides_alike(wk_str a, wk_str b) {
    wk_str line[2], key[2];
    while (a.n && b.n) {
        wk_str_split(&a, '\n', &line[0]);
        wk_str_split(&b, '\n', &line[1]);
        for (int i = 0; i < 2; i++) wk_str_split(&line[i], '\t', &key[i]);
        if (!wk_str_eq(key[0], key[1])) return false;
    }
    return !a.n && !b.n;
}

static int by_bytes(const void *a, const void *b) {
    return wk_str_cmp(*(const wk_str *)a, *(const wk_str *)b);
}

wk_str wk_side_states(wk_arena *arena, const wk_side *side) {
    WK_ARRAY(wk_str) states = {0};
    for (size_t i = 0; i < side->n; i++) *WK_PUSH(arena, &states) = side->v[i].state.p ? side->v[i].state : side->v[i].key;
    if (states.n) qsort(states.v, states.n, sizeof *states.v, by_bytes);
    wk_buf out = {0};
    for (size_t i = 0; i < states.n; i++) {
        if (i && wk_str_eq(states.v[i], states.v[i - 1])) continue;
        wk_buf_add(&out, states.v[i]);
        wk_buf_byte(&out, '\n');
    }
    return kept(arena, &out);
}

wk_str wk_pool_of(wk_arena *arena, wk_str act, const wk_side *from, const wk_side *to) {
    const wk_str pool[] = {act, wk_side_states(arena, from->n ? from : to), from->n ? WK_S("from") : WK_S("to")};
    return wk_hash_id(arena, wk_hash_parts(pool, WK_COUNT(pool)));
}

/* ---- comparing ------------------------------------------------------------------------------------------------- */

static bool is_country(const wk_sided *s) {
    return s->state.p && wk_str_eq(s->state, s->key);
}

static bool actors_fit(const wk_sided *a, const wk_sided *b) {
    if (wk_str_eq(a->key, b->key)) return true;
    return a->state.p && b->state.p && wk_str_eq(a->state, b->state) && (is_country(a) || is_country(b));
}

bool wk_sides_fit(const wk_side *a, const wk_side *b) {
    const wk_side *few = a->n <= b->n ? a : b, *many = a->n <= b->n ? b : a;
    for (size_t i = 0; i < few->n; i++) {
        bool fits = false;
        for (size_t k = 0; k < many->n && !fits; k++) fits = actors_fit(&few->v[i], &many->v[k]);
        if (!fits) return false;
    }
    return true;
}

int32_t wk_side_rank(const wk_side *side) {
    enum { PERSON, BODY, COUNTRY, NOBODY };
    int32_t rank = NOBODY;
    for (size_t i = 0; i < side->n; i++) {
        int32_t its = is_country(&side->v[i]) ? COUNTRY : wk_str_starts(side->v[i].key, WK_S("person/")) ? PERSON : BODY;
        if (its < rank) rank = its;
    }
    return rank;
}
