#include "pack/language.h"

static const char *const class_names[WK_BUILTIN_CLASSES] = {
    [WK_GOV] = "GOV", [WK_SEAT] = "SEAT", [WK_PERSON] = "PERSON", [WK_SHORT] = "SHORT", [WK_ORG] = "ORG",
    [WK_AGENCY] = "AGENCY", [WK_DAY] = "DAY", [WK_TOLD] = "TOLD", [WK_NAME] = "NAME", [WK_WHO] = "WHO", [WK_BODY] =
    "BODY", [WK_ACTOR] = "ACTOR", [WK_QUOTE] = "QUOTE", [WK_DATE] = "DATE", [WK_TIMEX] = "TIMEX", [WK_YEAR] = "YEAR",
    [WK_LIKELY_YEAR] = "LIKELYYEAR", [WK_DAY_NUMBER] = "DAYNUMBER", [WK_MONTH_NUMBER] = "MONTHNUMBER",
    [WK_CLOCK] = "CLOCK", [WK_OCCASION] = "OCCASION", [WK_VIA] = "VIA", [WK_MEDIA_ACTOR] = "MEDIA_ACTOR",
    [WK_VERBAL] = "VERBAL", [WK_PASSIVE] = "PASSIVE", [WK_MONTH] = "MONTH", [WK_WEEKDAY] = "WEEKDAY", [WK_ZONE] = "ZONE",
    [WK_NUMERAL] = "NUMERAL", [WK_ORDINAL] = "ORDINAL", [WK_TITLE] = "TITLE", [WK_ABBREVIATION] = "ABBREVIATION",
    [WK_COMMON] = "COMMON", [WK_PREPOSITION] = "PREPOSITION", [WK_CONJUNCTION] = "CONJUNCTION", [WK_SUBORDINATOR] =
    "SUBORDINATOR", [WK_RELATIVE] = "RELATIVE", [WK_NEGATION] = "NEGATION", [WK_PLANNED] = "PLANNED", [WK_PRONOUN] =
    "PRONOUN", [WK_PARTICLE] = "PARTICLE", [WK_HONORIFIC] = "HONORIFIC", [WK_KEEP] = "KEEP", [WK_SAY] = "SAY",
    [WK_REPORTING] = "REPORTING", [WK_VERB] = "VERB", [WK_NOT_VERB] = "NOT_VERB", [WK_PLACEWORD] = "PLACEWORD",
    [WK_ORGWORD] = "ORGWORD", [WK_MEDIUM] = "MEDIUM", [WK_REGION] = "REGION", [WK_BEFORE_SUBJECT] =
    "BEFORE_SUBJECT", [WK_PREDICATE] = "PREDICATE", [WK_THING] = "THING", [WK_ACCORDING] = "ACCORDING", [WK_HEAD] = "HEAD",
    [WK_TOWN] = "TOWN", [WK_CITY] = "CITY", [WK_GIVEN] = "GIVEN", [WK_FAMILY] = "FAMILY", [WK_BODY_NAME] = "BODY_NAME",
    [WK_ALIAS] = "ALIAS"};

const wk_stage *wk_language_stage(const wk_language *language, const char *name) {
    for (size_t i = 0; i < language->stages.n; i++)
        if (wk_str_eq(language->stages.v[i]->name, wk_str_of(name))) return language->stages.v[i];
    return NULL;
}

/* A key as a value: '_' stands for a space (press_conference). */
static uint32_t key_value(wk_language *language, wk_str key) {
    char text[128];
    if (wk_str_eq(key, WK_S("words")) || key.n > sizeof text) return 0;
    for (size_t i = 0; i < key.n; i++) text[i] = key.p[i] == '_' ? ' ' : key.p[i];
    return wk_lexicon_put_value(language->lexicon, (wk_str){text, key.n});
}

/* list NAME: `words a | b`, or values as keys: `letter surat | surat balasan`. */
static wk_status add_list(wk_language *language, const wk_notation *file, const wk_entry *entry, wk_error *error) {
    if (!entry->id.p) return wk_value_fail(error, entry, NULL, "a list needs a name in capitals");
    wk_class class = wk_lexicon_class(language->lexicon, entry->id);
    if (!class) return wk_value_fail(error, entry, NULL, "too many lists; the limit is 256 with all classes");
    for (uint32_t i = entry->first; i < entry->first + entry->count; i++) {
        const wk_value *v = &file->values.v[i];
        wk_lexicon_add(language->lexicon, class, v->value,
                       key_value(language, v->key),
                       v->value.n > 1 && v->value.p[0] >= 'A' && v->value.p[0] <= 'Z' && v->value.p[1] >= 'A' &&
                               v->value.p[1] <= 'Z' ? WK_CASE_EXACT : WK_CASE_ANY);
    }
    return WK_OK;
}

/* month 3, weekday 1, zone +07:00: the id is the value of their names. */
static void add_calendar(wk_language *language, wk_class class, const wk_notation *file, const wk_entry *entry) {
    uint32_t value = wk_lexicon_put_value(language->lexicon, entry->id);
    for (uint32_t i = entry->first; i < entry->first + entry->count; i++)
        wk_lexicon_add(language->lexicon, class, file->values.v[i].value, value, WK_CASE_ANY);
}

static void add_start(wk_arena *arena, wk_starts *starts, wk_str start) {
    size_t kept = 0;
    for (size_t i = 0; i < starts->n; i++) {
        if (wk_str_starts(start, starts->v[i])) return;
        if (!wk_str_starts(starts->v[i], start)) starts->v[kept++] = starts->v[i];
    }
    starts->n = kept;
    *WK_PUSH(arena, starts) = start;
}

static void add_word_parts(wk_arena *arena, wk_language *language, const wk_notation *file, const wk_entry *entry) {
    for (uint32_t i = entry->first; i < entry->first + entry->count; i++) {
        const wk_value *v = &file->values.v[i];
        if (wk_str_eq(v->key, WK_S("clitic"))) *WK_PUSH(arena, &language->suffixes) = v->value;
        else if (wk_str_eq(v->key, WK_S("particle"))) *WK_PUSH(arena, &language->particles) = v->value;
        else if (wk_str_eq(v->key, WK_S("verb"))) add_start(arena, &language->verb_starts, v->value);
        else if (wk_str_eq(v->key, WK_S("passive"))) add_start(arena, &language->passive_starts, v->value);
        else if (wk_str_eq(v->key, WK_S("prefix"))) add_start(arena, &language->common_starts, v->value);
        else if (wk_str_eq(v->key, WK_S("suffix"))) *WK_PUSH(arena, &language->common_ends) = v->value;
    }
}

static wk_status add_entry(wk_language *language, const wk_notation *file, const wk_entry *entry,
                           wk_error *error) {
    static const struct {
        const char *kind;
        wk_class class;
    } calendar[] = {{"month", WK_MONTH}, {"weekday", WK_WEEKDAY}, {"zone", WK_ZONE}};
    if (wk_str_eq(entry->kind, WK_S("list")) && wk_str_eq(entry->id, wk_str_of(class_names[WK_KEEP]))) return WK_OK;
    if (wk_str_eq(entry->kind, WK_S("list"))) return add_list(language, file, entry, error);
    for (size_t i = 0; i < WK_COUNT(calendar); i++)
        if (entry->id.p && wk_str_eq(entry->kind, wk_str_of(calendar[i].kind)))
            add_calendar(language, calendar[i].class, file, entry);
    return WK_OK;
}

void wk_language_name(wk_str code, const wk_notation *files, size_t n, wk_language *out) {
    *out = (wk_language){.code = code, .version = WK_S("0")};
    for (size_t f = 0; f < n; f++)
        for (size_t i = 0; i < files[f].entries.n; i++)
            if (wk_str_eq(files[f].entries.v[i].kind, WK_S("pack")))
                out->version = wk_entry_get(&files[f], &files[f].entries.v[i], "version", NULL);
}

wk_status wk_language_build(wk_arena *arena, wk_str code, const wk_notation *files, size_t n, const wk_world *world,
                            wk_language *out, wk_error *error) {
    wk_language_name(code, files, n, out);
    out->lexicon = wk_lexicon_new(arena);
    for (size_t i = 1; i < WK_BUILTIN_CLASSES; i++) (void)wk_lexicon_class(out->lexicon, wk_str_of(class_names[i]));
    /* words that are kept whole and the clitics first: how phrases are cut depends on them */
    for (size_t f = 0; f < n; f++)
        for (size_t i = 0; i < files[f].entries.n; i++) {
            const wk_entry *entry = &files[f].entries.v[i];
            if (wk_str_eq(entry->kind, WK_S("word-parts"))) add_word_parts(arena, out, &files[f], entry);
            if (!wk_str_eq(entry->kind, WK_S("list")) || !wk_str_eq(entry->id, wk_str_of(class_names[WK_KEEP]))) continue;
            wk_status status = add_list(out, &files[f], entry, error);
            if (status != WK_OK) return status;
        }
    wk_lexicon_clitics(out->lexicon, out->suffixes.v, out->suffixes.n, WK_KEEP);
    wk_lexicon_particles(out->lexicon, out->particles.v, out->particles.n);
    for (size_t f = 0; f < n; f++)
        for (size_t i = 0; i < files[f].entries.n; i++) {
            wk_status status = add_entry(out, &files[f], &files[f].entries.v[i], error);
            if (status != WK_OK) return status;
        }
    wk_world_name(world, out->lexicon);
    return WK_OK;
}

wk_status wk_language_patterns(wk_arena *arena, wk_language *language, wk_str text, const char *file,
                               wk_error *error) {
    return wk_patterns_parse(arena, language->lexicon, text, file, language->code, &language->stages, error);
}
