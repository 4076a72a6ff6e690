/* The inside of the reading room: what its stages share while one part of an article is read.
 *
 * The stages in their order, each a file: tokens (words, quotation marks, sentences) → names → dates → who
 * (who is meant) → occasions → frames (letters, relays) → clauses → statements → acts → sources. Each sees what the ones
 * before it laid down as marks; read.c calls them. Everything lives in the document's arena. */
#ifndef WK_READER_H
#define WK_READER_H

#include "pack/language.h"
#include "read/reading.h"

typedef enum wk_name_kind { WK_NAME_PERSON, WK_NAME_ORG, WK_NAME_GOV, WK_NAME_MEDIUM, WK_NAME_PLACE, WK_NAME_GROUP } wk_name_kind;

/* Somebody in this article: every mention of him leads here. */
typedef struct wk_somebody {
    wk_str id, name;    /* id NULL: not in the world pack */
    wk_str folded;      /* the name's words, for finding shorter forms */
    wk_str alias;       /* the other name he was met with ("Komisi … (KPK)"), folded; NULL none */
    uint64_t words;     /* a bit for each of them: most names are told apart by it alone */
    wk_name_kind kind;
    uint32_t entity;    /* in the world; 0 none */
    uint32_t of;        /* government or organisation he belongs to; 0 unknown */
    wk_str title;       /* the title he was met with; NULL none */
    wk_str office;      /* the same with the words behind it: "Kepala Dinas Pertanian"; NULL none */
    wk_str place;       /* what stood between it and his name: "Gubernur (Jawa Barat) Hendra"; NULL nothing */
    uint32_t leads;     /* the government or organisation that it was told of; 0 unknown */
    bool many;          /* several: "para pejabat", a body of people */
    bool single;        /* a nameless one: "seorang warga" */
    bool head;          /* leads a country */
    uint32_t both[2];   /* for pairs ("both leaders"): the two, as index + 1 */
    uint32_t mentions;
} wk_somebody;

/* A mention of an actor: the value of its ACTOR mark. */
typedef struct wk_mention {
    uint32_t start, end;           /* tokens */
    uint32_t name_start, name_end; /* the head name inside; equal: none */
    uint32_t who;                  /* in people, as index + 1; 0 unknown */
    uint32_t then;                 /* next mention of the same coordination ("A dan B"), as index + 1 */
    uint32_t match;                /* its pattern match + 1; 0 none */
    bool pronoun, plural;
    bool kin;                      /* "kedua anaknya" */
} wk_mention;

/* A name as names.c found it: the value of its NAME mark. */
typedef struct wk_name {
    uint32_t start, end, entity;
    wk_name_kind kind;
    bool short_form;
} wk_name;

/* A time in the text: the value of its DATE mark (a point in time) or TIMEX mark (durations, sets, "now"). */
typedef struct wk_told_date {
    uint32_t start, end; /* tokens */
    wk_str value;        /* TIMEX3; NULL when it cannot be resolved */
    wk_str edtf;         /* day, month, year or an interval of them; NULL for durations, sets and what is vague */
    const char *type, *mod, *flag; /* mod: TIMEX3's; flag: what is doubtful, see reading.h */
    wk_str zone;         /* "+07:00" */
    wk_how how;
    int weekday;         /* 1 Monday … 7; 0 none told */
    int32_t day;         /* yyyymmdd; 0: no single day */
    bool open;           /* depends on the reference date that is not known yet */
    uint32_t match;
} wk_told_date;

typedef struct wk_told_occasion {
    uint32_t start, end;
    wk_occasion occasion;
    const wk_day *day;
    bool generic;
} wk_told_occasion;

/* A letter, message or statement that words come from: who, to whom, by which channel, through whom, when. */
typedef struct wk_frame {
    uint32_t from, to;   /* people, index + 1 */
    wk_str channel;
    uint32_t via;        /* people, index + 1 */
    wk_date date;
    wk_occasion occasion;
    uint32_t sentence;
} wk_frame;

/* Bounds on what one part may ask for; far above any article. They keep hostile pages linear. */
enum {
    WK_READ_BYTES = 1024 * 1024, /* of a part: the rest is not read */
    WK_READ_BACK = 256,          /* mentions or people looked back at */
    WK_READ_WINDOW = 200,        /* tokens around an act or statement */
    WK_READ_CLAUSE = 400,        /* tokens of reported speech without a stop */
    WK_READ_ACTS = 512           /* of one part */
};

typedef struct wk_reader {
    wk_arena *arena;
    const wk_packs *packs;
    const wk_world *world;
    const wk_language *language;
    const wk_article *article;
    wk_reading *reading;
    WK_ARRAY(wk_somebody) people; /* of all parts */
    int32_t today;                /* yyyymmdd that relative dates count from; 0 unknown */
    bool today_published;

    /* the part that is being read */
    uint32_t part;
    wk_text *text;
    WK_ARRAY(wk_name) names;
    WK_ARRAY(wk_mention) mentions;
    WK_ARRAY(wk_told_date) dates;
    WK_ARRAY(wk_told_occasion) occasions;
    WK_ARRAY(uint32_t) sentences; /* first token of each; the last entry is the sentinel's */
    uint8_t *tags;                /* per token: what the model of names says (tagger.h); NULL: no model */
    uint32_t *subject;            /* per token: mention + 1 */
    wk_map *capitals;             /* capitalised words met inside sentences */
    uint32_t *people_of;          /* per entity of the world: people index + 1 */
    uint32_t *clause_end;
    struct wk_way *ways;           /* per sentence; frames.h */
    uint32_t frames, frames_end;   /* their matches */
} wk_reader;

/* tokens.c */
void wk_read_tokens(wk_reader *r);
/* quotes.c: pairs the quotation marks of each paragraph and lays QUOTE marks. */
void wk_read_quotes(wk_reader *r);
/* names.c: NAME, WHO and BODY marks. */
void wk_read_names(wk_reader *r);
/* Where the degree ends that begins at i, behind somebody's name and a comma: "Hendra Wirawan, (S.Sos)"; i when none does. */
uint32_t wk_degree_end(const wk_reader *r, uint32_t i);
/* who.c: ACTOR marks, mentions and people. */
void wk_read_who(wk_reader *r);
/* dates.c: DATE marks; wk_settle_dates() resolves what waited for a reference date. */
void wk_read_dates(wk_reader *r);
void wk_settle_dates(wk_reader *r);
/* Is a date (index in r->dates) told by how long ago it was ("dua tahun lalu")? */
bool wk_date_is_ago(const wk_reader *r, uint32_t date);

/* Does a date tell no more than the hour ("pukul 10.00 WIB")? Of which day it does not. */
bool wk_hour_only(const wk_reader *r, const wk_told_date *date);
/* occasions.c */
void wk_read_occasions(wk_reader *r);
/* clauses.c: subject and clause_end. */
void wk_read_clauses(wk_reader *r);
/* May the mention that starts at token i be a subject? Looks at what stands before it. */
bool wk_subject_place(const wk_reader *r, uint32_t i);
/* statements.c, acts.c, sources.c */
void wk_read_statements(wk_reader *r);
void wk_read_acts(wk_reader *r);
void wk_read_sources(wk_reader *r);
/* told_cadence.c */
void wk_read_cadence(wk_reader *r);

/* ---- shared by the stages ---- */

static inline const wk_token *wk_tok(const wk_reader *r, uint32_t i) {
    return &r->text->tokens.v[i];
}

static inline bool wk_is(const wk_reader *r, uint32_t i, wk_class class) {
    return wk_token_has(&r->text->tokens.v[i], class);
}

/* Is token i one of these one-byte signs? */
static inline bool wk_is_sign(const wk_reader *r, uint32_t i, const char *set) {
    const wk_token *t = &r->text->tokens.v[i];
    if (t->end != t->start + 1) return false;
    while (*set && *set != r->text->text.p[t->start]) set++;
    return *set;
}

/* The value of a list's mark at token i ("letter"); NULL when there is none or it has no value. */
wk_str wk_list_value(const wk_reader *r, uint32_t i, wk_class class);

/* The mention whose ACTOR mark starts at token i, or NULL; longest first. */
wk_mention *wk_mention_at(const wk_reader *r, uint32_t i);

/* The name that lies in tokens [start, end), the last one first (the head follows title and country); NULL none. */
const wk_name *wk_name_in(const wk_reader *r, uint32_t start, uint32_t end);

/* who_chains.c: links the mentions of "A, B dan C", each to the next. */
void wk_chain_mentions(wk_reader *r);
/* The mention (index) that is told together with mention i, right before it; i when none is. */
uint32_t wk_told_before(const wk_reader *r, uint32_t i);

/* The first mention that starts in a capture, as index + 1; 0 when there is none (or no capture). */
uint32_t wk_mention_in(const wk_reader *r, const wk_capture *c);

/* The actor of a mention or of a person, as it goes out. name NULL when `who` is 0. */
wk_actor wk_actor_of(const wk_reader *r, uint32_t who, const wk_mention *mention);

/* Appends the actors of a mention and of those coordinated with it; pairs become two. */
void wk_actors_of(const wk_reader *r, const wk_mention *mention, wk_actors *out);

/* The person or body of a world entity, met now when not yet; people index + 1. */
uint32_t wk_meet(wk_reader *r, uint32_t entity);

/* The government that somebody speaks for or is; 0 none. */
uint32_t wk_government_of(const wk_reader *r, uint32_t who);

/* How many mentions start before token i (they stand in order). O(log mentions). */
uint32_t wk_mentions_before(const wk_reader *r, uint32_t token);

/* The part of sentence `sentence` within WK_READ_WINDOW tokens of token i. */
static inline wk_span wk_window(const wk_reader *r, uint32_t sentence, uint32_t i) {
    uint32_t start = r->sentences.v[sentence], end = r->sentences.v[sentence + 1];
    if (i > start + WK_READ_WINDOW) start = i - WK_READ_WINDOW;
    if (end > i + WK_READ_WINDOW) end = i + WK_READ_WINDOW;
    return (wk_span){start, end};
}

/* First token of the sentence after `sentence`. */
static inline uint32_t wk_sentence_end(const wk_reader *r, uint32_t sentence) {
    return r->sentences.v[sentence + 1];
}

#endif
