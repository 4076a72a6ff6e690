/* A reading: everything one article says, with the words it was read from.
 *
 * It depends on the article and the packs alone. Everything lives in the document's arena. Spans are bytes of the
 * text of the part they name (an index into article->parts); what goes out as JSON carries code points. Strings that
 * are NULL are not known. */
#ifndef WK_READING_H
#define WK_READING_H

#include "page/article.h"

#include "base/buf.h"

/* How a date is known; see DESIGN "How it is known". */
typedef enum wk_how {
    WK_HOW_UNKNOWN, WK_HOW_STATED, WK_HOW_RESOLVED, WK_HOW_INFERRED, WK_HOW_FAMILY, WK_HOW_PUBLISHED,
    WK_HOW_CORRECTED /* by a person; in no reading */
} wk_how;

typedef enum wk_kind { WK_DIRECT, WK_INDIRECT, WK_MIXED } wk_kind;

/* Who is meant. `id` ("person/vladimir-putin", "gov/ru", "agency/kcna", "org/un") is NULL for an actor that the world
 * pack does not know: then the name identifies it. `name` is canonical, `as` the article's own words. */
typedef struct wk_actor {
    wk_str id, name, as;
    wk_span at;    /* where `as` stands; start == end when it does not stand in the text */
    uint32_t part;
} wk_actor;

typedef WK_ARRAY(wk_actor) wk_actors;

typedef struct wk_date {
    wk_str value; /* EDTF; NULL unknown */
    wk_how how;
} wk_date;

typedef struct wk_occasion {
    wk_str id, name; /* id NULL: not a day of the world pack; name NULL: no occasion */
    int32_t ordinal; /* 0: not told */
    bool contradicted; /* the ordinal does not fit the date: both are kept */
} wk_occasion;

typedef struct wk_statement {
    uint32_t part;
    wk_spans content;
    wk_kind kind;
    bool translated, translated_known;
    wk_span speaker, cue; /* start == end: none */
    wk_actor who;         /* name NULL: unknown */
    wk_actor to;          /* name NULL: none */
    wk_str channel;       /* one of the schema's, or NULL */
    wk_actors via;        /* nearest to the reader first */
    wk_date said;
    wk_str rule;          /* "id/statements/say-after" */
} wk_statement;

/* What an article says of how an act recurs: to be held against the record. */
typedef struct wk_habit {
    wk_str kind;    /* NULL: nothing; "first": it never happened before; "streak": so many years in a row, with this one;
                       "since": not since that year */
    int32_t number; /* of "streak" and "since" */
    wk_span at;     /* the words that say so */
} wk_habit;

typedef struct wk_act {
    uint32_t part;
    wk_str act; /* one of the schema's */
    wk_actors from, to;
    wk_str about;
    wk_occasion occasion;
    wk_date date;
    wk_str reported; /* the relay's date; EDTF */
    wk_actor place;  /* name NULL: none */
    wk_str channel;
    wk_actors via;
    bool planned, denied;
    wk_habit habit;
    wk_spans evidence;
    wk_str rule;
} wk_act;

typedef struct wk_named_date {
    uint32_t part;
    wk_span at;
    const char *type; /* DATE TIME DURATION SET */
    wk_str value;     /* TIMEX3 value */
    wk_how how;
    const char *mod;  /* TIMEX3: START MID END APPROX LESS_THAN MORE_THAN; or NULL */
    const char *flag; /* doubt, or NULL; wk_date_flags[] says which there are */
    wk_str zone;      /* "+07:00" */
} wk_named_date;

/* What may be doubtful about a date, which then stands as written: "impossible" (no such day or hour), "weekday" (another
 * day's name than the date's), "swapped" (month before day), "contradiction" (the words and the date disagree), "context"
 * (its year is that of the paragraph), "reference" (counted from a day that the article itself gave), "assumed" (counted
 * from the publication, though the words count from something else), "unanchored" (counted from a day that nobody
 * tells), "moves" (a feast whose day the packs do not know). Ends with NULL. */
extern const char *const wk_date_flags[];
extern const char *const wk_date_mods[];

/* What the text says recurs ("tiga tahun berturut-turut sejak 2022"): a claim, to be held against the record. */
typedef struct wk_cadence_told {
    uint32_t part;
    wk_span at;
    wk_str kind;       /* "streak", "count", "first", "every" */
    int32_t count;     /* 0: not told */
    wk_str unit;       /* "y"; NULL: times */
    wk_str since;      /* EDTF; NULL not told */
    wk_actor claimant; /* name NULL: the article itself */
    wk_str act;        /* of the act it is said of; NULL none */
    wk_actors from, to;
    wk_occasion occasion;
    wk_str rule;
} wk_cadence_told;

typedef struct wk_source_named {
    wk_str id, name, kind; /* kind: one of the schema's */
    uint32_t part;
    wk_span at; /* start == end: none */
} wk_source_named;

typedef struct wk_reading {
    const wk_article *article;
    WK_ARRAY(wk_statement) statements; /* in text order */
    WK_ARRAY(wk_act) acts;
    WK_ARRAY(wk_named_date) dates;
    WK_ARRAY(wk_source_named) sources;
    WK_ARRAY(wk_cadence_told) cadence;
} wk_reading;

/* Reads an article. Never fails: an article in a language without a pack gives a reading without items. */
wk_reading *wk_read(wk_arena *arena, const wk_packs *packs, const wk_article *article);

/* The same, calling `watch` (may be NULL) with the name of each stage that begins ("tokens", "names" …), and with NULL at
 * the end of each part: for what measures them. */
typedef void wk_stage_watch(void *context, const char *stage);
wk_reading *wk_read_watched(wk_arena *arena, const wk_packs *packs, const wk_article *article, wk_stage_watch *watch,
                            void *context);

/* Writes the reading as one JSON object without a newline, valid against docs/reading.schema.json. */
void wk_reading_json(const wk_reading *reading, wk_buf *out);

/* Names of enumerations as JSON has them; NULL for WK_HOW_UNKNOWN. */
const char *wk_how_name(wk_how how);
const char *wk_kind_name(wk_kind kind);

#endif
