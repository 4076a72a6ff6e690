#include "pack/world.h"

#include "pack/language.h"
#include "pack/words.h"

/* Kinds of entries, their ids' prefix, and the class of their names. Outlets and offices are found by other ways. */
static const struct {
    const char *entry, *prefix;
    wk_entity_kind kind;
    wk_class class;
} kinds[] = {{"gov", "gov/", WK_ENTITY_GOV, WK_GOV},          {"person", "person/", WK_ENTITY_PERSON, WK_PERSON},
             {"org", "org/", WK_ENTITY_ORG, WK_ORG},          {"agency", "agency/", WK_ENTITY_AGENCY, WK_AGENCY},
             {"outlet", "outlet/", WK_ENTITY_OUTLET, 0},      {"day", "", WK_ENTITY_DAY, WK_DAY},
             {"office", "office/", WK_ENTITY_OFFICE, WK_NONE}};

/* Keys that name an entity, and the class of such a name (0: that of the kind). */
static const struct {
    const char *key;
    wk_class class;
} names[] = {{"name", 0}, {"short", WK_SHORT}, {"capital", WK_SEAT}, {"seat", WK_SEAT}, {"told", WK_TOLD}};

int32_t wk_day_first(wk_str s) {
    uint32_t year, month = 1, day = 1;
    if (!wk_str_number(wk_str_cut(s, 0, 4), 9999, &year) || s.n < 4) return 0;
    if (s.n >= 7 && !wk_str_number(wk_str_cut(s, 5, 7), 12, &month)) return 0;
    if (s.n >= 10 && !wk_str_number(wk_str_cut(s, 8, 10), 31, &day)) return 0;
    return (int32_t)(year * 10000 + month * 100 + day);
}

int32_t wk_day_last(wk_str s) {
    int32_t first = wk_day_first(s);
    if (!first || s.n >= 10) return first;
    return s.n >= 7 ? first + 30 : first / 10000 * 10000 + 1231;
}

uint32_t wk_world_find(const wk_world *world, wk_str id) {
    return wk_map_get(world->ids, id, 0);
}

wk_str wk_world_called(const wk_world *world, uint32_t entity, wk_str language) {
    const wk_entity *e = &world->entities.v[entity];
    if (!e->file) return e->name;
    for (uint32_t i = e->entry->first; i < e->entry->first + e->entry->count; i++) {
        const wk_value *v = &e->file->values.v[i];
        if (wk_str_eq(v->key, WK_S("name")) && v->lang.p && wk_str_eq(v->lang, language)) return v->value;
    }
    return e->name;
}

static wk_status add_entity(wk_arena *arena, wk_world *world, const wk_notation *file, const wk_entry *entry,
                            size_t k, wk_error *error) {
    if (!entry->id.p) return wk_value_fail(error, entry, NULL, "an id is missing after '%s'", kinds[k].entry);
    size_t before = strlen(kinds[k].prefix);
    char *joined = wk_alloc(arena, before + entry->id.n + 1);
    memcpy(joined, kinds[k].prefix, before);
    memcpy(joined + before, entry->id.p, entry->id.n);
    wk_str id = {joined, before + entry->id.n};
    if (wk_world_find(world, id)) return wk_value_fail(error, entry, NULL, "%.*s stands twice", WK_F(id));
    wk_map_put(world->ids, id, (uint32_t)world->entities.n);
    wk_str name = wk_entry_get(file, entry, "name", NULL);
    *WK_PUSH(arena, &world->entities) = (wk_entity){
        .kind = kinds[k].kind, .id = id, .name = name.p ? name : entry->id,
        .type = wk_entry_get(file, entry, "kind", NULL), .language = wk_entry_get(file, entry, "language", NULL),
        .domain = wk_entry_get(file, entry, "domain", NULL), .dateline = wk_entry_get(file, entry, "dateline", NULL),
        .title = wk_entry_get(file, entry, "title", NULL), .zone = wk_entry_get(file, entry, "zone", NULL),
        .file = file, .entry = entry};
    return WK_OK;
}

/* "ru" is a government, else an organisation of that name. 0 for "world" and what is not there. */
static uint32_t owner(wk_arena *arena, const wk_world *world, wk_str id) {
    uint32_t gov = wk_world_find(world, wk_str_printf(arena, "gov/%.*s", WK_F(id)));
    return gov ? gov : wk_world_find(world, wk_str_printf(arena, "org/%.*s", WK_F(id)));
}

static wk_status add_term(wk_arena *arena, wk_world *world, uint32_t office, const wk_value *v, wk_error *error) {
    const wk_entry *entry = world->entities.v[office].entry;
    wk_str rest = v->value, who, term;
    wk_str_split(&rest, ' ', &who);
    term = wk_str_trim(rest);
    uint32_t person = wk_world_find(world, who);
    if (!person) return wk_value_fail(error, entry, v, "no person '%.*s' is known", WK_F(who));
    size_t dots = wk_str_find(term, WK_S(".."), 0);
    wk_str from = wk_str_cut(term, 0, dots), to = wk_str_cut(term, dots + 2, term.n);
    int32_t first = wk_day_first(from), last = to.n ? wk_day_last(to) : INT32_MAX;
    if (dots == term.n || !first || !last)
        return wk_value_fail(error, entry, v, "a term is FROM..TO with dates such as 2014-07-01");
    *WK_PUSH(arena, &world->terms) = (wk_term){office, person, world->entities.v[office].of, first, last};
    return WK_OK;
}

static wk_status add_day(wk_arena *arena, wk_world *world, uint32_t entity, wk_error *error) {
    const wk_entity *e = &world->entities.v[entity];
    wk_day day = {.entity = entity};
    for (uint32_t i = e->entry->first; i < e->entry->first + e->entry->count; i++) {
        const wk_value *v = &e->file->values.v[i];
        uint32_t n = 0, m = 0;
        bool good = true;
        if (wk_str_eq(v->key, WK_S("date"))) {
            good = v->value.n == 5 && wk_str_number(wk_str_cut(v->value, 0, 2), 12, &m) &&
                   wk_str_number(wk_str_cut(v->value, 3, 5), 31, &n) && m && n;
            day.month = (uint8_t)m;
            day.day = (uint8_t)n;
        } else if (wk_str_eq(v->key, WK_S("since")) || wk_str_eq(v->key, WK_S("first"))) {
            good = wk_str_number(v->value, 2200, &n);
            day.since = (int16_t)(wk_str_eq(v->key, WK_S("first")) ? n - 1 : n);
        } else if (wk_str_eq(v->key, WK_S("event"))) {
            good = (day.event = wk_day_first(v->value)) != 0;
        } else if ((wk_str_eq(v->key, WK_S("of")) || wk_str_eq(v->key, WK_S("between"))) &&
                   day.count < WK_COUNT(day.of)) {
            uint32_t of = owner(arena, world, v->value);
            if (of) day.of[day.count++] = of;
            good = of || wk_str_eq(v->value, WK_S("world"));
        }
        if (!good) return wk_value_fail(error, e->entry, v, "'%.*s' is not understood here", WK_F(v->value));
    }
    *WK_PUSH(arena, &world->days) = day;
    return WK_OK;
}

static void add_outlet(wk_arena *arena, wk_world *world, uint32_t entity) {
    const wk_entity *e = &world->entities.v[entity];
    for (uint32_t i = e->entry->first; i < e->entry->first + e->entry->count; i++) {
        const wk_value *v = &e->file->values.v[i];
        if (!wk_str_eq(v->key, WK_S("domain")) && !wk_str_eq(v->key, WK_S("dateline"))) continue;
        char *folded = wk_alloc(arena, v->value.n * 4 + 4);
        size_t n = wk_word_fold(v->value, folded, v->value.n * 4 + 4);
        if (n) wk_map_put(world->outlets, (wk_str){folded, n}, entity);
    }
}

/* Second pass over an entity, when all ids are known. */
static wk_status link_entity(wk_arena *arena, wk_world *world, uint32_t i, wk_error *error) {
    wk_entity *e = &world->entities.v[i];
    wk_str of = wk_entry_get(e->file, e->entry, "of", NULL);
    if (of.p) e->of = owner(arena, world, of);
    if (e->kind == WK_ENTITY_DAY) return add_day(arena, world, i, error);
    if (e->kind == WK_ENTITY_OUTLET) add_outlet(arena, world, i);
    if (e->kind != WK_ENTITY_OFFICE) return WK_OK;
    for (uint32_t v = e->entry->first; v < e->entry->first + e->entry->count; v++) {
        const wk_value *value = &e->file->values.v[v];
        if (!wk_str_eq(value->key, WK_S("holder"))) continue;
        wk_status status = add_term(arena, world, i, value, error);
        if (status != WK_OK) return status;
    }
    return WK_OK;
}

wk_status wk_world_build(wk_arena *arena, const wk_notation *files, size_t n, wk_world *world, wk_error *error) {
    size_t entries = 1;
    for (size_t f = 0; f < n; f++) entries += files[f].entries.n;
    *world = (wk_world){.ids = wk_map_new(arena, entries), .outlets = wk_map_new(arena, 256)};
    WK_RESERVE(arena, &world->entities, entries);
    *WK_PUSH(arena, &world->entities) = (wk_entity){.id = {0}};
    for (size_t f = 0; f < n; f++)
        for (size_t i = 0; i < files[f].entries.n; i++) {
            const wk_entry *entry = &files[f].entries.v[i];
            size_t k = 0;
            while (k < WK_COUNT(kinds) && !wk_str_eq(entry->kind, wk_str_of(kinds[k].entry))) k++;
            if (k == WK_COUNT(kinds)) {
                if (wk_str_eq(entry->kind, WK_S("pack"))) continue;
                return wk_value_fail(error, entry, NULL, "'%.*s' is no kind of entry of packs/world", WK_F(entry->kind));
            }
            wk_status status = add_entity(arena, world, &files[f], entry, k, error);
            if (status != WK_OK) return status;
        }
    for (uint32_t i = 1; i < world->entities.n; i++) {
        wk_status status = link_entity(arena, world, i, error);
        if (status != WK_OK) return status;
    }
    return WK_OK;
}

/* A name in capitals of at most six letters is an abbreviation: "AS" is a country, "as" is not. */
static wk_case case_of(wk_str name) {
    size_t upper = 0;
    for (size_t i = 0; i < name.n; i++) {
        if (name.p[i] >= 'a' && name.p[i] <= 'z') return WK_CASE_NAME;
        upper += name.p[i] >= 'A' && name.p[i] <= 'Z';
    }
    return upper && name.n <= 6 ? WK_CASE_EXACT : WK_CASE_NAME;
}

void wk_world_name(const wk_world *world, wk_lexicon *lexicon) {
    for (uint32_t i = 1; i < world->entities.n; i++) {
        const wk_entity *e = &world->entities.v[i];
        wk_class own = kinds[e->kind == WK_ENTITY_GOV ? 0 : e->kind == WK_ENTITY_PERSON ? 1 : e->kind == WK_ENTITY_ORG ? 2
                             : e->kind == WK_ENTITY_AGENCY ? 3 : e->kind == WK_ENTITY_DAY ? 5 : 6].class;
        if (!own) continue;
        for (uint32_t v = e->entry->first; v < e->entry->first + e->entry->count; v++) {
            const wk_value *value = &e->file->values.v[v];
            for (size_t k = 0; k < WK_COUNT(names); k++) {
                if (!wk_str_eq(value->key, wk_str_of(names[k].key))) continue;
                wk_class class = names[k].class ? names[k].class : own;
                wk_lexicon_add(lexicon, class, value->value, i,
                               class == WK_TOLD || class == WK_DAY ? WK_CASE_ANY : case_of(value->value));
            }
        }
    }
}

/* Which titles a word may stand for: the office's own, or any head of a government when it is vague. */
static bool title_fits(const wk_entity *office, wk_str title) {
    if (wk_str_eq(office->title, title)) return true;
    if (!wk_str_eq(title, WK_S("leader"))) return false;
    wk_str rank = wk_entry_get(office->file, office->entry, "rank", NULL);
    return rank.p && (wk_str_eq(rank, WK_S("head-of-state")) || wk_str_eq(rank, WK_S("head-of-government")));
}

/* How well an office answers a vague title: the one named so first, then the one said to lead, then the head of
 * government before the head of state. */
static int title_weight(const wk_entity *office, wk_str title) {
    if (wk_str_eq(office->title, title)) return 3;
    if (wk_entry_get(office->file, office->entry, "leads", NULL).p) return 2;
    return wk_str_eq(wk_entry_get(office->file, office->entry, "rank", NULL), WK_S("head-of-government"));
}

uint32_t wk_world_holder(const wk_world *world, uint32_t of, wk_str title, int32_t date) {
    uint32_t best = 0;
    int weight = -1;
    int32_t latest = 0;
    for (size_t i = 0; of && i < world->terms.n; i++) {
        const wk_term *t = &world->terms.v[i];
        if (t->of != of) continue;
        const wk_entity *office = &world->entities.v[t->office];
        if (!title_fits(office, title)) continue;
        if (date && (date < t->from || date > t->to)) continue;
        int w = title_weight(office, title);
        if (w > weight || (w == weight && t->from > latest)) {
            best = t->person;
            weight = w;
            latest = t->from;
        }
    }
    return best;
}

bool wk_world_held(const wk_world *world, uint32_t person, uint32_t of, wk_str title) {
    for (size_t i = 0; i < world->terms.n; i++) {
        const wk_term *t = &world->terms.v[i];
        if (t->person != person || (of && t->of != of)) continue;
        if (!title.p || title_fits(&world->entities.v[t->office], title)) return true;
    }
    return false;
}

const wk_day *wk_world_day(const wk_world *world, uint32_t entity) {
    for (size_t i = 0; i < world->days.n; i++)
        if (world->days.v[i].entity == entity) return &world->days.v[i];
    return NULL;
}

int32_t wk_day_in(const wk_world *world, const wk_day *day, int32_t year) {
    if (day->month) return year * 10000 + day->month * 100 + day->day;
    const wk_entity *e = &world->entities.v[day->entity];
    for (uint32_t i = e->entry->first; i < e->entry->first + e->entry->count; i++) {
        const wk_value *v = &e->file->values.v[i];
        int32_t on = wk_str_eq(v->key, WK_S("on")) ? wk_day_first(v->value) : 0;
        if (on / 10000 == year) return on;
    }
    return 0;
}

static bool day_has(const wk_day *day, uint32_t of) {
    for (uint32_t i = 0; i < day->count; i++)
        if (day->of[i] == of) return true;
    return false;
}

const wk_day *wk_world_day_of(const wk_world *world, wk_str kind, uint32_t of, uint32_t with) {
    for (size_t i = 0; of && i < world->days.n; i++) {
        const wk_day *day = &world->days.v[i];
        wk_str type = world->entities.v[day->entity].type;
        if (type.p && wk_str_eq(type, kind) && day_has(day, of) && (!with || day_has(day, with))) return day;
    }
    return NULL;
}

static uint32_t outlet(const wk_world *world, wk_str key) {
    char folded[256];
    size_t n = wk_word_fold(key, folded, sizeof folded);
    return n ? wk_map_get(world->outlets, (wk_str){folded, n}, 0) : 0;
}

uint32_t wk_world_outlet_by_domain(const wk_world *world, wk_str host) {
    for (;;) {
        uint32_t found = outlet(world, host);
        size_t dot = wk_str_find(host, WK_S("."), 0);
        if (found || dot >= host.n) return found;
        host = wk_str_cut(host, dot + 1, host.n);
    }
}

uint32_t wk_world_outlet_by_dateline(const wk_world *world, wk_str words) {
    return outlet(world, wk_str_trim(words));
}
