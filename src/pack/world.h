/* The world pack: facts that belong to no language. Governments with their metonyms, offices and who held them when,
 * persons, organisations, agencies, outlets, recurring days. Built once, read-only afterwards. */
#ifndef WK_WORLD_H
#define WK_WORLD_H

#include "base/array.h"
#include "base/map.h"
#include "pack/lexicon.h"
#include "pack/notation.h"

typedef enum wk_entity_kind {
    WK_ENTITY_GOV, WK_ENTITY_PERSON, WK_ENTITY_ORG, WK_ENTITY_AGENCY, WK_ENTITY_OUTLET, WK_ENTITY_DAY,
    WK_ENTITY_OFFICE, WK_ENTITY_KINDS
} wk_entity_kind;

/* One thing of the world. Entity 0 is "none". */
typedef struct wk_entity {
    wk_entity_kind kind;
    wk_str id;       /* "person/vladimir-putin"; days: "kp/liberation-day" */
    wk_str name;     /* canonical, in the first language that names it */
    wk_str type;     /* the file's `kind`: "news agency", "party", "liberation" */
    wk_str language; /* the first one its speakers use; NULL unknown */
    wk_str domain, dateline, title, zone; /* outlets; title: offices */
    uint32_t of;     /* government or organisation it belongs to; 0 none */
    const wk_notation *file;
    const wk_entry *entry;
} wk_entity;

typedef struct wk_term {
    uint32_t office, person, of; /* of: the office's, beside it because terms are gone through */
    int32_t from, to; /* yyyymmdd, inclusive; to INT32_MAX: open. Imprecise starts count from their first day. */
} wk_term;

typedef struct wk_day {
    uint32_t entity;
    uint32_t of[6], count; /* governments; for relations the two */
    uint8_t month, day;    /* 0: moves */
    int16_t since;         /* ordinal of year Y is Y - since; 0: not counted */
    int32_t event;         /* yyyymmdd of what is remembered; 0 unknown */
} wk_day;

typedef struct wk_world {
    WK_ARRAY(wk_entity) entities;
    WK_ARRAY(wk_term) terms;
    WK_ARRAY(wk_day) days;
    wk_map *ids; /* id → entity */
    wk_map *outlets; /* domain or folded dateline → entity */
} wk_world;

/* Builds the world from its parsed files. WK_PACK with place. */
wk_status wk_world_build(wk_arena *arena, const wk_notation *files, size_t n, wk_world *world,
                         wk_error *error) WK_MUST_CHECK;

/* Adds every name of the world to a language's lexicon (classes of WK_CLASS_NAMES in language.h). */
void wk_world_name(const wk_world *world, wk_lexicon *lexicon);

/* The entity with this id ("gov/ru"), or 0. */
uint32_t wk_world_find(const wk_world *world, wk_str id);

/* The canonical name in a language, else the entity's own. */
wk_str wk_world_called(const wk_world *world, uint32_t entity, wk_str language);

/* Who held the office `title` ("president") of `of` on a day (yyyymmdd); for WK_TITLE_HEAD any head. 0: not known.
 * date 0: the latest holder. */
uint32_t wk_world_holder(const wk_world *world, uint32_t of, wk_str title, int32_t date);

/* The government or organisation that `person` held an office of on a day (or ever, with date 0); 0 none. */
bool wk_world_held(const wk_world *world, uint32_t person, uint32_t of, wk_str title);

/* The recurring day of an entity that is a WK_ENTITY_DAY, or NULL. */
const wk_day *wk_world_day(const wk_world *world, uint32_t entity);

/* The day (yyyymmdd) on which it is kept in `year`; 0 when it moves and the pack does not tell where to. */
int32_t wk_day_in(const wk_world *world, const wk_day *day, int32_t year);

/* The day of `kind` that belongs to `of` (and `with`, for relations; else 0), or NULL. */
const wk_day *wk_world_day_of(const wk_world *world, wk_str kind, uint32_t of, uint32_t with);

/* The outlet of an address's host, or of a dateline's word; 0 none. */
uint32_t wk_world_outlet_by_domain(const wk_world *world, wk_str host);
uint32_t wk_world_outlet_by_dateline(const wk_world *world, wk_str words);

/* yyyymmdd of the first (last) day of an EDTF date "2014", "2014-07" or "2014-07-01"; 0 when it is not one. */
int32_t wk_day_first(wk_str edtf);
int32_t wk_day_last(wk_str edtf);

#endif
