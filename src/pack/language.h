/* One language as its pack teaches it: lexicon, patterns by stage, and the classes that the C code knows by name.
 *
 * The C code names classes, never words: which words a class holds stands in the pack. */
#ifndef WK_LANGUAGE_H
#define WK_LANGUAGE_H

#include "pack/furniture.h"
#include "pack/model.h"
#include "pack/pack.h"
#include "pack/pattern.h"
#include "pack/world.h"

/* Version of the features (read/features.h) that models of names are trained for. */
enum { WK_FEATURES_VERSION = 4 };

/* Classes with a meaning in C. Their names (in language.c) are what packs write. */
enum wk_builtin_class {
    WK_NONE,
    /* names of the world; a mark's value is the entity */
    WK_GOV, WK_SEAT, WK_PERSON, WK_SHORT, WK_ORG, WK_AGENCY, WK_DAY, WK_TOLD,
    /* laid by the reading's own stages */
    WK_NAME, WK_WHO, WK_BODY, WK_ACTOR, WK_QUOTE, WK_DATE, WK_TIMEX, WK_OCCASION, WK_VIA, WK_MEDIA_ACTOR, WK_VERBAL, WK_PASSIVE,
    /* numbers that can be these */
    WK_YEAR, WK_LIKELY_YEAR, WK_DAY_NUMBER, WK_MONTH_NUMBER, WK_CLOCK,
    /* lists of the language */
    WK_MONTH, WK_WEEKDAY, WK_ZONE, WK_NUMERAL, WK_ORDINAL, WK_TITLE, WK_ABBREVIATION, WK_COMMON, WK_PREPOSITION,
    WK_CONJUNCTION, WK_SUBORDINATOR, WK_RELATIVE, WK_NEGATION, WK_PLANNED, WK_PRONOUN, WK_PARTICLE, WK_HONORIFIC,
    WK_KEEP, WK_SAY, WK_REPORTING, WK_VERB, WK_NOT_VERB, WK_PLACEWORD, WK_ORGWORD, WK_MEDIUM,
    WK_REGION, WK_BEFORE_SUBJECT, WK_PREDICATE, WK_THING, WK_ACCORDING, WK_HEAD,
    WK_TOWN, WK_CITY, WK_GIVEN, WK_FAMILY, WK_BODY_NAME, WK_ALIAS,
    WK_BUILTIN_CLASSES
};

/* How some words begin. Of "me" and "meng" the shorter alone, which tells both. */
typedef WK_ARRAY(wk_str) wk_starts;

typedef struct wk_language {
    wk_str code, version;
    wk_lexicon *lexicon;
    wk_stages stages;
    WK_ARRAY(wk_str) suffixes;  /* clitics cut off words: "nya"; longest first */
    WK_ARRAY(wk_str) particles; /* cut off words with a capital only when those are known: "lah" */
    wk_starts verb_starts;      /* how verbs begin: "di" */
    wk_starts passive_starts;   /* those of them that begin passive ones */
    wk_starts common_starts;    /* affixes of common words: a capitalised word with one of them at a sentence's start is no */
    WK_ARRAY(wk_str) common_ends; /* name by its capital alone */
    wk_model names; /* the trained model of names, where the pack has one */
} wk_language;

/* The stage of this name, or NULL when the pack has no such patterns. */
const wk_stage *wk_language_stage(const wk_language *language, const char *name);

/* The language with this code ("id"), or NULL when there is no pack (or it has no patterns). */
const wk_language *wk_packs_language(const wk_packs *packs, wk_str code);

const wk_world *wk_packs_world(const wk_packs *packs);
const wk_furniture *wk_packs_furniture(const wk_packs *packs);

/* Its code and version alone: what an article says of the packs. */
void wk_language_name(wk_str code, const wk_notation *files, size_t n, wk_language *out);

/* Builds a language from its parsed files; patterns are added by wk_language_patterns(). */
wk_status wk_language_build(wk_arena *arena, wk_str code, const wk_notation *files, size_t n, const wk_world *world,
                            wk_language *out, wk_error *error) WK_MUST_CHECK;
wk_status wk_language_patterns(wk_arena *arena, wk_language *language, wk_str text, const char *file,
                               wk_error *error) WK_MUST_CHECK;

#endif
