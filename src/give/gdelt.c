/* Events in the 61 columns of GDELT 2.0's event table (GDELT Event Codebook V2.0), tab-separated, without a header as
 * GDELT's own files are. What warkat does not compute (tone, coordinates, ethnic and religious codes, the Goldstein
 * scale) is empty. One row is one event; the counts are warkat's own: articles that tell it, independent sources. */
#include "give/giver.h"

#include "pack/language.h"
#include "base/calendar.h"
#include "read/codes.h"

#include <stdlib.h>

enum columns {
    ID = 0, DAY, MONTH_YEAR, YEAR, FRACTION, ACTOR1 = 5, ACTOR2 = 15, IS_ROOT = 25, EVENT_CODE, BASE_CODE, ROOT_CODE,
    QUAD_CLASS, GOLDSTEIN, MENTIONS, SOURCES, ARTICLES, TONE, GEO1 = 35, GEO2 = 43, GEO_ACTION = 51, ADDED = 59, URL, COLUMNS
};
/* of an actor: ten columns from ACTOR1 or ACTOR2 on */
enum { CODE = 0, NAME, COUNTRY, TYPE = 7 };

/* The country whose government an actor is, leads or speaks for, in three letters; NULL when not known. */
static wk_str country_of(const wk_world *world, wk_str id) {
    uint32_t entity = world && id.p ? wk_world_find(world, id) : 0;
    for (int step = 0; entity && step < 3; step++) {
        const wk_entity *e = &world->entities.v[entity];
        if (e->kind == WK_ENTITY_GOV) return wk_entry_get(e->file, e->entry, "alpha3", NULL);
        entity = e->of;
    }
    return (wk_str){0};
}

/* CAMEO's role of an actor by its kind. */
static const char *type_of(const wk_world *world, wk_str id) {
    static const char *const types[WK_ENTITY_KINDS] = {[WK_ENTITY_GOV] = "GOV", [WK_ENTITY_AGENCY] = "MED", [WK_ENTITY_OUTLET] = "MED"};
    uint32_t entity = world && id.p ? wk_world_find(world, id) : 0;
    return entity ? types[world->entities.v[entity].kind] : NULL;
}

/* Fills in the columns of an actor: the one with this index of a JSON array. */
static void actor(wk_giver *g, wk_str *cells, wk_str json, size_t index) {
    const wk_world *world = wk_packs_world(g->options->packs);
    json_t *list = json_loadb(json.p, json.n, JSON_ALLOW_NUL, NULL);
    const json_t *first = json_array_get(list, index);
    wk_str id = wk_json_get(first, "id"), country = country_of(world, id);
    const char *type = type_of(world, id);
    cells[NAME] = wk_str_copy(g->arena, wk_json_get(first, "name"));
    cells[COUNTRY] = country;
    cells[TYPE] = wk_str_of(type);
    if (country.p || type)
        cells[CODE] = wk_str_printf(g->arena, "%.*s%s", WK_F(country), type ? type : "");
    json_decref(list);
}

static void when(wk_giver *g, wk_str *cells, const wk_told *e) {
    if (e->days.from > e->days.to) return;
    int32_t day = wk_day_of(e->days.from), year = day / 10000;
    int64_t gone = (e->days.from - wk_civil_days(year, 1, 1)) * INT64_C(10000) / 365; /* as GDELT counts: of 365 days */
    bool month = e->days.to - e->days.from <= 31;
    if (e->days.from == e->days.to) {
        cells[DAY] = wk_str_printf(g->arena, "%d", day);
        cells[FRACTION] = wk_str_printf(g->arena, "%d.%04d", year, (int)(gone > 9999 ? 9999 : gone));
    }
    if (month) cells[MONTH_YEAR] = wk_str_printf(g->arena, "%d", day / 100);
    cells[YEAR] = wk_str_printf(g->arena, "%d", year);
}

/* Roots 01 to 05 are words of cooperation, to 08 deeds of it, to 13 words of conflict, then deeds of it. */
static const char *quad_class(int root) {
    return root <= 5 ? "1" : root <= 8 ? "2" : root <= 13 ? "3" : "4";
}

static void what(wk_giver *g, wk_str *cells, const wk_told *e) {
    const char *code = wk_codes_of(e->act, e->channel, e->planned).cameo;
    if (!code) return;
    wk_str root = wk_str_cut(wk_str_of(code), 0, 2);
    cells[EVENT_CODE] = cells[BASE_CODE] = wk_str_of(code);
    cells[ROOT_CODE] = root;
    cells[QUAD_CLASS] = wk_str_of(quad_class(atoi(wk_str_copy(g->arena, root).p)));
}

static void event(wk_giver *g, const wk_told *e) {
    wk_str cells[COLUMNS] = {{0}};
    wk_str digits = wk_str_copy(g->arena, wk_str_cut(e->id, 0, 15)); /* 60 bits: a number that databases can hold */
    cells[ID] = wk_str_printf(g->arena, "%llu", strtoull(digits.p, NULL, 16));
    when(g, cells, e);
    actor(g, cells + ACTOR1, e->from_json, 0);
    if (e->both_sides && !e->to.n) actor(g, cells + ACTOR2, e->from_json, 1); /* they met one another */
    else actor(g, cells + ACTOR2, e->to_json, 0);
    what(g, cells, e);
    cells[IS_ROOT] = WK_S("1");
    cells[SOURCES] = wk_str_printf(g->arena, "%lld", (long long)e->sources);
    cells[MENTIONS] = cells[ARTICLES] = wk_str_printf(g->arena, "%lld", (long long)e->reports);
    cells[URL] = e->url;
    for (size_t i = 0; i < COLUMNS; i++) {
        if (i) wk_buf_byte(&g->out, '\t');
        for (size_t k = 0; k < cells[i].n; k++)
            wk_buf_byte(&g->out, (unsigned char)cells[i].p[k] < 0x20 ? ' ' : cells[i].p[k]);
    }
    wk_buf_byte(&g->out, '\n');
}

void wk_give_gdelt(wk_giver *g) {
    wk_giver_events(g, event);
}
