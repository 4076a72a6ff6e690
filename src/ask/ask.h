/* Asking the record: one answer for the program, the API and language models.
 *
 * A filter says what is wanted in people's words; the answers come one after another through a callback, each alive
 * until the callback returns. Callbacks return false to stop. Order is always the same for the same record. */
#ifndef WK_ASK_H
#define WK_ASK_H

#include "base/array.h"
#include "pack/pack.h"
#include "read/reading.h"
#include "record/cadence.h"
#include "record/correction.h"
#include "record/event.h"
#include "store/store.h"

typedef WK_ARRAY(wk_str) wk_names;

/* What is wanted; NULL strings ask for anything. */
typedef struct wk_filter {
    wk_str from, to;         /* names as people write them; a country takes in its government, seats of power and the
                                office-holders of the day */
    wk_str between_a, between_b;
    wk_str who;              /* from or to; the speaker of statements */
    wk_str act, occasion;    /* occasion: an id or a part of its name */
    wk_str since, until;     /* EDTF */
    wk_str via, outlet, language;
    wk_str new_since;        /* a day, or "last": what the last run of `add` brought */
    wk_str words;            /* told by an article that holds these words */
    int64_t limit, offset;   /* limit 0: all; offset: so many are passed over */
    bool newest;             /* the latest first, where the order is that of days */
} wk_filter;

/* Checks what people typed: WK_USAGE with one line when a date is none. The questions below do it too. */
wk_status wk_filter_check(const wk_filter *filter, wk_error *error) WK_MUST_CHECK;

/* Somebody is named in it: only then do the questions below look into the world pack. */
bool wk_filter_names(const wk_filter *filter);

/* Somebody of the record: its row, and the days on which the name means them (an office-holder's term). */
typedef struct wk_meant {
    int64_t actor;
    int32_t from, to; /* INT32_MIN and INT32_MAX: always */
} wk_meant;

typedef WK_ARRAY(wk_meant) wk_meants;

/* Everybody of the record whom `name` may mean: by the names of the world pack (`packs` may be NULL), a country with
 * its government, bodies and office-holders; else by the exact name; else by the name's words within longer names. */
void wk_ask_names(wk_store *store, const wk_packs *packs, wk_arena *arena, wk_str name, wk_meants *meant);

/* The one actor of the record that `name` is the key or the name of, in the arena. WK_NOTHING when there is none, WK_USAGE
 * when there are several; both with one line. */
wk_status wk_ask_one(wk_store *store, wk_arena *arena, wk_str name, wk_str *key, wk_error *error) WK_MUST_CHECK;

/* How the actor with this key is shown; NULL: there is none. */
wk_str wk_ask_called(wk_store *store, wk_arena *arena, wk_str key);

/* ---- events ---------------------------------------------------------------------------------------------------- */

/* An event as a line of a timeline. */
typedef struct wk_told {
    wk_str id, act;
    wk_names from, to;
    wk_str from_json, to_json;    /* the same as JSON arrays of actors */
    wk_date date;
    wk_days days;
    wk_occasion occasion;
    wk_str channel;
    bool planned, denied;
    int64_t reports, families, sources; /* articles; texts they carry; roots of their chains */
    wk_str report_ids, root_keys; /* JSON arrays: articles that tell it, keys of the roots of their chains */
    wk_str url;       /* address of the report that tells it best */
    wk_names chain;   /* of the report that tells it best: from the speaker to the page; several names of one step are
                         one string ("Antara, Yonhap") */
    wk_str parties;   /* key of from and to, and of to and from: equal for events of one exchange */
    bool both_sides;  /* an act that both sides do */
} wk_told;

typedef bool wk_told_sink(void *context, wk_arena *arena, const wk_told *told);

/* Events in order of their days; those without a date last. The arena is reset between events. */
wk_status wk_ask_events(wk_store *store, const wk_packs *packs, const wk_filter *filter, wk_told_sink *sink,
                        void *context, wk_error *error) WK_MUST_CHECK;

/* One report of an event. */
typedef struct wk_report {
    wk_str act_id, words, part;    /* the exact words of the evidence */
    wk_str article, document, title, outlet, url, file, published, language;
    wk_names chain;
    wk_str json;                   /* the act as the reading has it, flat */
    wk_str page_sha256;
    wk_str root, root_name;        /* whom it rests on: key, and as people are told */
    uint32_t copy_of;              /* number, from 1, of the first report before it with its text or its sentence; 0: none */
    wk_str cite, spans;            /* see cite.h; NULL until asked for */
    bool accepted;                 /* somebody looked at it and found it right; see record/correction.h */
} wk_report;

/* An event that answers another, or is answered by it; see record/thread.h. */
typedef struct wk_link {
    wk_str id;
    int64_t row;
    const char *kind; /* "accusation and denial" */
    bool before;      /* it came first */
} wk_link;

typedef WK_ARRAY(wk_link) wk_links;

/* What the event in this row answers, then what answers it. */
wk_status wk_ask_links(wk_store *store, wk_arena *arena, int64_t row, wk_links *links, wk_error *error) WK_MUST_CHECK;

typedef struct wk_thread {
    const char *kind;
    wk_str first, second; /* ids of events */
} wk_thread;

typedef bool wk_thread_sink(void *context, const wk_thread *thread);

/* All threads, by the first event's id. */
wk_status wk_ask_threads(wk_store *store, wk_thread_sink *sink, void *context, wk_error *error) WK_MUST_CHECK;

/* A link with the event at its other end. */
typedef struct wk_linked {
    wk_link link;
    wk_told told;
} wk_linked;

/* One way in which somebody is quoted in a report; those of one group are one quotation in other words. */
typedef struct wk_quoted {
    uint32_t group, report; /* report: number from 1 */
    wk_str statement, who, words;
} wk_quoted;

/* What a report says of how the event recurs, and what the record has to say to it. */
typedef struct wk_claimed {
    uint32_t report; /* number from 1 */
    wk_str kind, words;
    int32_t number;
    wk_check check;
} wk_claimed;

/* What a person decided about some of an event's reports, and holds. */
typedef struct wk_event_decision {
    const wk_correction *said;  /* one of its corrections */
    WK_ARRAY(uint32_t) reports; /* into the event's */
} wk_event_decision;

/* One event in full. */
typedef struct wk_event_full {
    wk_told told;
    wk_event event;       /* attributes: what differs; acts index reports */
    WK_ARRAY(wk_report) reports;
    wk_names exchange;    /* ids of other events of the same exchange */
    WK_ARRAY(wk_linked) thread;
    WK_ARRAY(wk_claimed) claimed;
    WK_ARRAY(wk_event_decision) decided; /* in order; of an event that was not asked for by itself, only what changes it */
    WK_ARRAY(wk_quoted) quoted; /* what its actors are quoted with in more than one way */
} wk_event_full;

/* The event with this id, or whose act has it, or that begins with it (at least 4 digits). WK_NOTHING when there is
 * none, WK_USAGE when several begin so. */
wk_status wk_ask_event(wk_store *store, wk_arena *arena, wk_str id, wk_event_full *full, wk_error *error) WK_MUST_CHECK;

/* The event in this row, without its exchange. */
wk_status wk_ask_event_row(wk_store *store, wk_arena *arena, int64_t row, wk_event_full *full,
                           wk_error *error) WK_MUST_CHECK;

/* ---- statements, articles, actors ------------------------------------------------------------------------------ */

typedef struct wk_said {
    wk_str id, words, who, to, kind, channel, date, date_how;
    bool translated;
    wk_names via;
    wk_str article, document, title, outlet, url, file, published, page_sha256;
    wk_names chain;     /* from the speaker to the page */
    wk_str json;
    wk_str cite, spans; /* see cite.h; NULL until asked for */
} wk_said;

typedef bool wk_said_sink(void *context, wk_arena *arena, const wk_said *said);
wk_status wk_ask_statements(wk_store *store, const wk_packs *packs, const wk_filter *filter, wk_said_sink *sink,
                            void *context, wk_error *error) WK_MUST_CHECK;

typedef struct wk_listed {
    wk_str article, document, title, outlet, url, file, published, language, page_sha256;
    int64_t statements, acts, version, versions;
    wk_str snippet; /* search: words around the hit, hits between U+2039 and U+203A */
    wk_str reason;  /* failures */
} wk_listed;

typedef bool wk_listed_sink(void *context, wk_arena *arena, const wk_listed *listed);

/* Articles by time of publication. */
wk_status wk_ask_articles(wk_store *store, const wk_packs *packs, const wk_filter *filter, wk_listed_sink *sink,
                          void *context, wk_error *error) WK_MUST_CHECK;

/* Pages that could not be read. */
wk_status wk_ask_failures(wk_store *store, const wk_filter *filter, wk_listed_sink *sink, void *context,
                          wk_error *error) WK_MUST_CHECK;

enum {
    WK_MOST_WEIGHED = 5000, /* articles among which a search tells the best */
    WK_MOST_WORDS = 200     /* words that are looked for when they hold what was typed */
};

/* How a search was answered. */
typedef struct wk_searched {
    bool parts;  /* no article holds the words as they were typed: those that hold them as parts of words */
    bool newest; /* more than WK_MOST_WEIGHED hold them: the newest first */
    bool cut;    /* more than WK_MOST_WORDS words have such a part: articles with the shortest of them */
} wk_searched;

/* Articles that hold all of the words, best first; with a limit, of words that stand in more than WK_MOST_WEIGHED articles
 * the newest first. When none holds them, those that hold them as parts of words. `how` may be NULL. */
wk_status wk_ask_search(wk_store *store, const wk_packs *packs, const wk_filter *filter, wk_str words,
                        wk_listed_sink *sink, void *context, wk_searched *how, wk_error *error) WK_MUST_CHECK;

typedef struct wk_known {
    wk_str key, id, name;
    int64_t statements, acts_from, acts_to;
} wk_known;

typedef bool wk_known_sink(void *context, wk_arena *arena, const wk_known *known);

/* Actors with what they did, those with most first; of the filter `who` and the page count. */
wk_status wk_ask_actors(wk_store *store, const wk_packs *packs, const wk_filter *filter, wk_known_sink *sink,
                        void *context, wk_error *error) WK_MUST_CHECK;

/* What changed from one version of a page to the next, by paragraphs; the title counts as the first. */
typedef struct wk_change {
    wk_str from, to;          /* keys of the documents */
    wk_str from_published, to_published;
    wk_names removed, added;  /* both empty: other bytes, the same words */
} wk_change;

typedef WK_ARRAY(wk_change) wk_changes;

/* From each version of an address to the next, the oldest first; `documents` are their keys in this order. */
wk_status wk_ask_changes(wk_store *store, wk_arena *arena, const wk_names *documents, wk_changes *changes,
                         wk_error *error) WK_MUST_CHECK;

/* One article in full. */
typedef struct wk_article_full {
    wk_listed listed;
    wk_str reading;      /* as JSON, offsets and all */
    wk_str credits;      /* JSON array of names */
    wk_names acts, events; /* ids of its acts, and of the event each is part of */
    wk_names versions;   /* keys of the documents of its address, the oldest first */
    const struct wk_family *family; /* articles that carry its text; NULL when it stands alone */
    wk_changes changes;    /* between its versions */
    WK_ARRAY(wk_told) told; /* the events it tells, each once */
} wk_article_full;

/* The article with this id, or the version of it that has this document key; without one, the latest. WK_NOTHING when
 * there is none. */
wk_status wk_ask_article(wk_store *store, wk_arena *arena, wk_str id, wk_article_full *full, wk_error *error) WK_MUST_CHECK;

/* ---- families -------------------------------------------------------------------------------------------------- */

/* One document of a family, beside the one that carried the text first. */
typedef struct wk_carrier {
    wk_str document, article, title, outlet, url, file, published;
    const char *how; /* "first", "same" words, "trimmed", "extended", "edited" */
    bool retitled;
} wk_carrier;

/* Documents that carry one text; see record/family.h. */
typedef struct wk_family {
    wk_str id;       /* the least key of its documents */
    wk_str root;     /* whom it rests on: key of the agency that is credited, "outlet:…" or "page:…" */
    wk_str agency;   /* the name of that agency; NULL: none is credited */
    WK_ARRAY(wk_carrier) carriers; /* in the order in which they were published */
} wk_family;

typedef bool wk_family_sink(void *context, wk_arena *arena, const wk_family *family);

/* Families of two documents or more, by id. */
wk_status wk_ask_families(wk_store *store, wk_family_sink *sink, void *context, wk_error *error) WK_MUST_CHECK;

/* The family of a document (by its key); without carriers when it stands alone. */
wk_status wk_ask_family(wk_store *store, wk_arena *arena, wk_str document, wk_family *family, wk_error *error) WK_MUST_CHECK;

/* ---- cadence --------------------------------------------------------------------------------------------------- */

/* How one kind of event recurs: same act, from, to and occasion. */
typedef struct wk_recurring {
    wk_str act;
    wk_names from, to;
    wk_occasion occasion;          /* without ordinal; name NULL: none named */
    const wk_cadence_year *years;  /* those in which it happened */
    size_t count;
    wk_cadence cadence;
    const int64_t *articles;       /* articles published in each year from cadence.all.from to cadence.all.to: what is
                                      not told in a year without pages did not necessarily not happen */
    const int64_t *about;          /* likewise, those that tell anything that these two did to one another */
    bool both_sides;
} wk_recurring;

typedef bool wk_recurring_sink(void *context, wk_arena *arena, const wk_recurring *recurring);

/* Kinds of events that fit the filter, those of most years first. Planned and undated events do not count. */
wk_status wk_ask_cadence(wk_store *store, const wk_packs *packs, const wk_filter *filter, wk_recurring_sink *sink,
                         void *context, wk_error *error) WK_MUST_CHECK;

#endif
