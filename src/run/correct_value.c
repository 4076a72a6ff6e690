/* Values that people give an event's attributes, and taking decisions back. */
#include "run/correct.h"

#include "ask/ask.h"
#include "base/error.h"
#include "base/json.h"
#include "pack/language.h"
#include "read/codes.h"
#include "record/decision.h"
#include "text/utf8.h"

typedef struct valuing {
    wk_store *store;
    const wk_packs *packs;
    wk_arena *arena;
    wk_json *j;
    wk_error *error;
} valuing;

static void thing(wk_json *j, wk_str id, wk_str name) {
    wk_json_open(j, '{');
    wk_json_member(j, "id", id);
    wk_json_member(j, "name", name);
    wk_json_close(j, '}');
}

static const wk_world *world_of(const valuing *v) {
    return v->packs ? wk_packs_world(v->packs) : NULL;
}

/* ---- who ------------------------------------------------------------------------------------------------------- */

static wk_status write_actor(const valuing *v, wk_str typed) {
    static const wk_str fresh = {"name:", 5};
    const wk_world *w = world_of(v);
    wk_str key;
    wk_status status = wk_ask_one(v->store, v->arena, typed, &key, v->error);
    if (status == WK_OK) {
        wk_str called = wk_ask_called(v->store, v->arena, key);
        thing(v->j, wk_str_starts(key, fresh) ? (wk_str){0} : key, called.n ? called : typed);
        return WK_OK;
    }
    if (status != WK_NOTHING) return status;
    uint32_t entity = w ? wk_world_find(w, typed) : 0;
    wk_str name = wk_str_starts(typed, fresh) ? wk_str_trim(wk_str_cut(typed, fresh.n, typed.n)) : (wk_str){0};
    if (!entity && !name.n)
        return wk_fail(v->error, WK_NOTHING, "nobody in the record is called %.*s: `warkat actors` lists who there is; somebody new is "
                                             "written name:%.*s", WK_F(typed), WK_F(typed));
    thing(v->j, entity ? typed : (wk_str){0}, entity ? w->entities.v[entity].name : name);
    return WK_OK;
}

static wk_status write_actors(const valuing *v, wk_str typed) {
    wk_str one;
    wk_status status = WK_OK;
    wk_json_open(v->j, '[');
    while (status == WK_OK && typed.n && wk_str_split(&typed, ';', &one))
        if (wk_str_trim(one).n) status = write_actor(v, wk_str_trim(one));
    wk_json_close(v->j, ']');
    return status;
}

/* ---- what it marks --------------------------------------------------------------------------------------------- */

/* As the record has it, by its id or its name; else as the packs have it by its id; else by its name alone. */
static wk_status write_occasion(const valuing *v, wk_str typed) {
    wk_query *q = wk_query_new(v->store, "SELECT occasion_id, occasion FROM acts WHERE occasion IS NOT NULL AND (occasion_id = :typed OR occasion = :typed)"
                                         " ORDER BY occasion_id IS NULL, occasion LIMIT 1");
    wk_query_bind(q, ":typed", typed);
    bool known = wk_query_next(q);
    wk_str id = known ? wk_str_copy(v->arena, wk_query_str(q, 0)) : (wk_str){0}, name = known ? wk_str_copy(v->arena, wk_query_str(q, 1)) : typed;
    wk_query_free(q);
    const wk_world *w = world_of(v);
    uint32_t entity = w && !known ? wk_world_find(w, typed) : 0;
    if (entity && w->entities.v[entity].kind == WK_ENTITY_DAY) id = typed, name = w->entities.v[entity].name;
    thing(v->j, id, name);
    return wk_store_status(v->store, v->error);
}

/* ---- the rest -------------------------------------------------------------------------------------------------- */

static wk_status write_text(const valuing *v, wk_str typed) {
    wk_json_str(v->j, typed);
    return WK_OK;
}

static wk_status write_number(const valuing *v, wk_str typed) {
    uint32_t number = 0;
    if (wk_str_number(typed, 99999, &number)) wk_json_int(v->j, number);
    else wk_json_str(v->j, typed); /* is refused */
    return WK_OK;
}

static wk_status write_flag(const valuing *v, wk_str typed) {
    bool yes = wk_str_eq(typed, WK_S("yes")) || wk_str_eq(typed, WK_S("true")), no = wk_str_eq(typed, WK_S("no")) || wk_str_eq(typed, WK_S("false"));
    if (yes || no) wk_json_bool(v->j, yes);
    else wk_json_str(v->j, typed); /* is refused */
    return WK_OK;
}

static const struct {
    wk_status (*write)(const valuing *v, wk_str typed);
    const char *choices; /* "a|b"; NULL: any */
    const char *what;    /* for a message */
} attributes[WK_EVENT_ATTRIBUTES] = {
    [WK_EVENT_ACT] = {write_text, wk_act_names, "an act"},
    [WK_EVENT_FROM] = {write_actors, NULL, "names parted by ;"},
    [WK_EVENT_TO] = {write_actors, NULL, "names parted by ;"},
    [WK_EVENT_DATE] = {write_text, NULL, "a date: write 2023, 2023-08 or 2023-08-15"},
    [WK_EVENT_OCCASION] = {write_occasion, NULL, "an occasion"},
    [WK_EVENT_ORDINAL] = {write_number, NULL, "a number"},
    [WK_EVENT_CHANNEL] = {write_text, wk_channel_names, "a channel"},
    [WK_EVENT_PLACE] = {write_text, NULL, "a place"},
    [WK_EVENT_PLANNED] = {write_flag, NULL, "yes or no"},
    [WK_EVENT_DENIED] = {write_flag, NULL, "yes or no"},
};

static bool is_plain(wk_str typed) {
    bool plain = typed.n <= WK_NAME_MOST && wk_utf8_valid(typed);
    for (size_t i = 0; i < typed.n; i++) plain &= (unsigned char)typed.p[i] >= 0x20 && typed.p[i] != 0x7f;
    return plain;
}

wk_status wk_value_of(wk_store *store, const wk_packs *packs, wk_arena *arena, wk_str attribute, wk_str typed, wk_str *value,
                      wk_error *error) {
    uint32_t which = wk_attribute_of(attribute);
    wk_buf out = {0};
    wk_json j = {.out = &out};
    const valuing v = {store, packs, arena, &j, error};
    wk_status status = WK_OK;
    typed = wk_str_trim(typed);
    if (which == WK_EVENT_ATTRIBUTES)
        return wk_fail(error, WK_USAGE, "an event's attributes are act, from, to, date, occasion, ordinal, channel, place, planned and denied");
    if (!is_plain(typed)) return wk_fail(error, WK_USAGE, "%.*s: not plain text of at most %d bytes", WK_F(attribute), WK_NAME_MOST);
    if (!typed.n) wk_json_null(&j);
    else status = attributes[which].write(&v, typed);
    *value = wk_str_copy(arena, wk_buf_str(&out));
    wk_buf_free(&out);
    if (status != WK_OK) return status;
    bool chosen = !typed.n || !attributes[which].choices || wk_is_choice(attributes[which].choices, typed);
    if (!chosen) return wk_fail(error, WK_USAGE, "%.*s: not one of %s", WK_F(attribute), attributes[which].choices);
    if (!wk_attribute_takes(which, *value)) return wk_fail(error, WK_USAGE, "%.*s: \"%.*s\" is not %s", WK_F(attribute), WK_F(typed), attributes[which].what);
    return WK_OK;
}

/* ---- taking back ----------------------------------------------------------------------------------------------- */

wk_status wk_undo(wk_store *store, const wk_packs *packs, wk_arena *arena, wk_str decision, const wk_author *author, wk_correction *done,
                  wk_error *error) {
    const wk_corrections *all = wk_store_corrections(store, arena);
    wk_str found = {0};
    for (size_t i = 0; i < all->all.n && decision.n >= 4; i++) {
        const wk_correction *c = &all->all.v[i];
        if (c->undone || !wk_str_starts(c->decision, decision)) continue;
        if (found.p && !wk_str_eq(found, c->decision))
            return wk_fail(error, WK_USAGE, "several decisions have ids that begin with %.*s: write more of it", WK_F(decision));
        found = c->decision;
    }
    if (!found.p) return wk_fail(error, WK_NOTHING, "no decision that holds has the id %.*s: `warkat events` lists them", WK_F(decision));
    *done = (wk_correction){.kind = WK_UNDO, .who = {.key = wk_str_printf(arena, "decision/%.*s", WK_F(found))}};
    wk_correction_sign(arena, done, author);
    return wk_correct_record(store, packs, done, 1, error);
}
