#include "record/decision.h"

#include "read/codes.h"
#include "text/utf8.h"

#include <jansson.h>

/* Acts with the places of their words, in code points of their part. */
typedef struct located {
    wk_str part;
    int64_t start, end;
} located;

static located *locate(wk_arena *arena, const wk_reading *r) {
    located *all = wk_alloc_array(arena, r->acts.n + 1, sizeof *all);
    wk_cp_index *points = wk_alloc_array(arena, r->article->parts.n + 1, sizeof *points);
    for (size_t i = 0; i < r->article->parts.n; i++) points[i] = wk_cp_index_make(arena, r->article->parts.v[i].text);
    for (size_t i = 0; i < r->acts.n; i++) {
        const wk_act *a = &r->acts.v[i];
        if (!a->evidence.n) continue;
        all[i] = (located){r->article->parts.v[a->part].name, wk_cp_of_byte(&points[a->part], a->evidence.v[0].start),
                           wk_cp_of_byte(&points[a->part], a->evidence.v[a->evidence.n - 1].end)};
    }
    return all;
}

/* ---- which act is meant ---------------------------------------------------------------------------------------- */

enum { KIND = 1 << 30 };

/* How well an act is what an anchor means; 0: not at all. That a thing was done or not is said of its kind alone. */
static int64_t fit(const wk_correction *c, const wk_corrected *side, const wk_act *act, const located *at, wk_str id) {
    static const wk_str prefix = {"act/", 4};
    const wk_anchor *a = &side->anchor;
    if (side->item.p && wk_str_eq(side->item, id)) return INT64_MAX;
    int64_t from = at->start > a->start ? at->start : a->start, to = at->end < a->end ? at->end : a->end;
    if (to <= from || !wk_str_eq(at->part, a->part) || !wk_str_starts(side->key, prefix)) return 0;
    bool kind = wk_str_eq(wk_str_cut(side->key, prefix.n, side->key.n), act->act);
    if (!kind && (c->kind == WK_ACCEPT || c->kind == WK_REJECT)) return 0;
    return (kind ? KIND : 0) + 2 * (to - from) + (at->start == a->start && at->end == a->end);
}

static void take(wk_arena *arena, wk_act_decided *d, const wk_correction *c, const wk_tie *tie) {
    *WK_PUSH(arena, &d->all) = c;
    if (c->kind == WK_ACCEPT || c->kind == WK_REJECT) d->verdict = c->kind;
    uint32_t attribute = c->kind == WK_CORRECT ? wk_attribute_of(c->attribute) : WK_EVENT_ATTRIBUTES;
    if (attribute < WK_EVENT_ATTRIBUTES) d->values[attribute] = c;
    if (!tie) return;
    if (!d->joined.p) d->joined = tie->label;
    for (size_t i = 0; i < tie->parted.n; i++) {
        bool there = false;
        for (size_t k = 0; k < d->parted.n; k++) there |= wk_str_eq(d->parted.v[k], tie->parted.v[i]);
        if (!there) *WK_PUSH(arena, &d->parted) = tie->parted.v[i];
    }
}

wk_act_decided *wk_decisions_of(wk_arena *arena, const wk_corrections *corrections, const wk_reading *r, const wk_item_ids *ids) {
    if (!wk_decided_any(corrections, r->article->id)) return NULL;
    wk_act_decided *all = wk_alloc_array(arena, r->acts.n + 1, sizeof *all);
    const located *at = locate(arena, r);
    int64_t *fits = wk_alloc_array(arena, r->acts.n + 1, sizeof *fits);
    for (size_t i = 0; i < r->acts.n; i++) all[i].verdict = WK_CORRECTINGS;
    for (size_t n = 0; n < corrections->all.n; n++) {
        const wk_correction *c = &corrections->all.v[n];
        for (int s = 0; s < 2 && wk_decides(c->kind) && !c->undone; s++) {
            const wk_corrected *side = s ? &c->to : &c->who;
            if ((s && !wk_ties(c->kind)) || !wk_str_eq(side->anchor.article, r->article->id)) continue;
            int64_t best = 0;
            for (size_t i = 0; i < r->acts.n; i++) {
                fits[i] = fit(c, side, &r->acts.v[i], &at[i], ids->acts[i]);
                if (fits[i] > best) best = fits[i];
            }
            const wk_tie *tie = wk_ties(c->kind) ? wk_tie_of(arena, corrections, side) : NULL;
            for (size_t i = 0; best && i < r->acts.n; i++)
                if (fits[i] == best) take(arena, &all[i], c, tie);
        }
    }
    return all;
}

uint32_t wk_decided_mask(const wk_act_decided *d) {
    uint32_t mask = 0;
    for (size_t i = 0; d && i < d->all.n; i++)
        if (d->all.v[i]->kind >= WK_CORRECT) mask = WK_DECIDED;
    for (uint32_t i = 0; d && i < WK_EVENT_ATTRIBUTES; i++)
        if (d->values[i]) mask |= 1u << i;
    return mask;
}

/* ---- values ---------------------------------------------------------------------------------------------------- */

static wk_str text_of(wk_arena *arena, const json_t *value) {
    return json_is_string(value) ? wk_str_copy(arena, (wk_str){json_string_value(value), json_string_length(value)}) : (wk_str){0};
}

static void set_act(wk_arena *arena, wk_act *a, const json_t *value) {
    a->act = text_of(arena, value);
}

static wk_actors actors_of(wk_arena *arena, const wk_act *a, const json_t *value) {
    wk_actors all = {0};
    size_t i;
    json_t *one;
    json_array_foreach(value, i, one)
        *WK_PUSH(arena, &all) = (wk_actor){.id = text_of(arena, json_object_get(one, "id")), .name = text_of(arena, json_object_get(one, "name")),
                                           .part = a->part};
    return all;
}

static void set_from(wk_arena *arena, wk_act *a, const json_t *value) {
    a->from = actors_of(arena, a, value);
}

static void set_to(wk_arena *arena, wk_act *a, const json_t *value) {
    a->to = actors_of(arena, a, value);
}

static void set_date(wk_arena *arena, wk_act *a, const json_t *value) {
    a->date = (wk_date){text_of(arena, value), json_is_string(value) ? WK_HOW_CORRECTED : WK_HOW_UNKNOWN};
}

static void set_occasion(wk_arena *arena, wk_act *a, const json_t *value) {
    a->occasion = (wk_occasion){.id = text_of(arena, json_object_get(value, "id")), .name = text_of(arena, json_object_get(value, "name"))};
}

static void set_ordinal(wk_arena *arena, wk_act *a, const json_t *value) {
    (void)arena;
    a->occasion.ordinal = (int32_t)json_integer_value(value);
    a->occasion.contradicted = false;
}

static void set_channel(wk_arena *arena, wk_act *a, const json_t *value) {
    a->channel = text_of(arena, value);
}

static void set_place(wk_arena *arena, wk_act *a, const json_t *value) {
    a->place = (wk_actor){.name = text_of(arena, value), .part = a->part};
}

static void set_planned(wk_arena *arena, wk_act *a, const json_t *value) {
    (void)arena;
    a->planned = json_is_true(value);
}

static void set_denied(wk_arena *arena, wk_act *a, const json_t *value) {
    (void)arena;
    a->denied = json_is_true(value);
}

typedef enum shape { STRING, ACT, CHANNEL, DAY, NUMBER, BOOLEAN, THING, THINGS } shape;

/* An occasion is set before its ordinal, which it takes away. */
static const struct {
    const char *name;
    shape shape;
    bool may_lack;
    void (*set)(wk_arena *arena, wk_act *act, const json_t *value);
} attributes[WK_EVENT_ATTRIBUTES] = {
    [WK_EVENT_ACT] = {"act", ACT, false, set_act},
    [WK_EVENT_FROM] = {"from", THINGS, true, set_from},
    [WK_EVENT_TO] = {"to", THINGS, true, set_to},
    [WK_EVENT_DATE] = {"date", DAY, true, set_date},
    [WK_EVENT_OCCASION] = {"occasion", THING, true, set_occasion},
    [WK_EVENT_ORDINAL] = {"ordinal", NUMBER, true, set_ordinal},
    [WK_EVENT_CHANNEL] = {"channel", CHANNEL, true, set_channel},
    [WK_EVENT_PLACE] = {"place", STRING, true, set_place},
    [WK_EVENT_PLANNED] = {"planned", BOOLEAN, false, set_planned},
    [WK_EVENT_DENIED] = {"denied", BOOLEAN, false, set_denied},
};

uint32_t wk_attribute_of(wk_str name) {
    for (uint32_t i = 0; i < WK_EVENT_ATTRIBUTES; i++)
        if (wk_str_eq(name, wk_str_of(attributes[i].name))) return i;
    return WK_EVENT_ATTRIBUTES;
}

static json_t *parsed(wk_str value) {
    return value.p ? json_loadb(value.p, value.n, JSON_DECODE_ANY | JSON_REJECT_DUPLICATES, NULL) : NULL;
}

wk_act wk_act_as_decided(wk_arena *arena, const wk_act *act, const wk_act_decided *d) {
    wk_act made = *act;
    for (uint32_t i = 0; d && i < WK_EVENT_ATTRIBUTES; i++) {
        json_t *value = d->values[i] ? parsed(d->values[i]->value) : NULL;
        if (value) attributes[i].set(arena, &made, value);
        json_decref(value);
    }
    return made;
}

/* ---- what an attribute can be ---------------------------------------------------------------------------------- */

/* Nothing that breaks what it is written into. */
static bool is_text(const json_t *value) {
    const char *text = json_string_value(value);
    size_t n = json_string_length(value);
    bool good = text && n && n <= WK_NAME_MOST;
    for (size_t i = 0; good && i < n; i++) good = (unsigned char)text[i] >= 0x20 && text[i] != 0x7f;
    return good;
}

static bool is_choice(const json_t *value, const char *choices) {
    return is_text(value) && wk_is_choice(choices, wk_str_of(json_string_value(value)));
}

static bool is_thing(const json_t *value) {
    const json_t *id = json_object_get(value, "id");
    return is_text(json_object_get(value, "name")) && (!id || json_is_null(id) || is_text(id));
}

static bool are_things(const json_t *value) {
    size_t i;
    json_t *one;
    json_array_foreach(value, i, one)
        if (!is_thing(one)) return false;
    return json_is_array(value);
}

static bool is_day(const json_t *value) {
    wk_days days = wk_days_of((wk_str){json_string_value(value), json_string_length(value)});
    return is_text(value) && days.from <= days.to;
}

static bool has_shape(shape wanted, const json_t *value) {
    switch (wanted) {
    case STRING: return is_text(value);
    case ACT: return is_choice(value, wk_act_names);
    case CHANNEL: return is_choice(value, wk_channel_names);
    case DAY: return is_day(value);
    case NUMBER: return json_is_integer(value) && json_integer_value(value) > 0 && json_integer_value(value) < 100000;
    case BOOLEAN: return json_is_boolean(value);
    case THING: return is_thing(value);
    case THINGS: return are_things(value);
    }
    return false;
}

bool wk_attribute_takes(uint32_t attribute, wk_str text) {
    if (attribute >= WK_EVENT_ATTRIBUTES) return false;
    json_t *value = parsed(text);
    bool takes = value && (has_shape(attributes[attribute].shape, value) || (json_is_null(value) && attributes[attribute].may_lack));
    json_decref(value);
    return takes;
}

/* ---- for people ------------------------------------------------------------------------------------------------ */

static wk_str shown(wk_arena *arena, const json_t *value) {
    if (json_is_object(value)) return text_of(arena, json_object_get(value, "name"));
    if (json_is_integer(value)) return wk_str_printf(arena, "%lld", (long long)json_integer_value(value));
    if (json_is_boolean(value)) return json_is_true(value) ? WK_S("yes") : WK_S("no");
    return text_of(arena, value);
}

wk_str wk_value_text(wk_arena *arena, wk_str text) {
    json_t *value = parsed(text), *one;
    wk_str all = json_is_array(value) ? (wk_str){0} : shown(arena, value);
    size_t i;
    json_array_foreach(value, i, one)
        all = i ? wk_str_printf(arena, "%.*s; %.*s", WK_F(all), WK_F(shown(arena, one))) : shown(arena, one);
    json_decref(value);
    return all.p ? all : WK_S("");
}
