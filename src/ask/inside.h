/* Inside of the asking room: questions built of constant pieces, and what several answers share. */
#ifndef WK_ASK_INSIDE_H
#define WK_ASK_INSIDE_H

#include "ask/ask.h"
#include "base/buf.h"

/* A question while it is put together: pieces of SQL, which are constants, and values to bind. */
typedef struct wk_asking {
    wk_store *store;
    const wk_packs *packs;
    wk_arena *arena; /* lives as long as the question */
    wk_buf sql;
    WK_ARRAY(wk_str) names, texts; /* bound as text: name (with its colon) and value */
    WK_ARRAY(wk_str) int_names;
    WK_ARRAY(int64_t) ints;
    bool terms;      /* a name means somebody on certain days only */
    bool nobody;     /* a name means nobody of the record: the answer is empty */
} wk_asking;

void wk_asking_add(wk_asking *a, const char *sql);
void wk_asking_text(wk_asking *a, const char *name, wk_str value);
/* A text that stands anywhere within another: to be compared by LIKE with ESCAPE '\'. */
void wk_asking_part(wk_asking *a, const char *name, wk_str part);
void wk_asking_int(wk_asking *a, const char *name, int64_t value);

/* Binds a name's actors as JSON for json_each: [[actor, from day, to day], …]. true when some are meant on certain days
 * only: then days must be looked at. */
bool wk_asking_names(wk_asking *a, const char *name, wk_str typed);

/* Prepares, binds; the caller frees the query, then calls wk_asking_free(). */
wk_query *wk_asking_query(wk_asking *a);
void wk_asking_free(wk_asking *a);

/* Does a question that counts up to ":most" rows count more than this? Asks it and frees it. */
bool wk_asking_exceeds(wk_asking *counting, int64_t most);

/* Conditions on columns that several questions share; `alias` pieces are constants of the caller. */
void wk_asking_days(wk_asking *a, const wk_filter *f, const char *since, const char *until);
void wk_asking_new(wk_asking *a, const wk_filter *f, const char *condition, const char *last);

/* Published by: sites `o` whose outlet or host has it as a part; what has a slash is looked for in addresses. */
#define WK_OF_SITE "(o.outlet LIKE :outlet ESCAPE '\\' OR o.host LIKE :outlet ESCAPE '\\')"
#define WK_BY_SITE(d) d ".site IN (SELECT o.id FROM sites o WHERE " WK_OF_SITE ")"
#define WK_BY_ADDRESS(d) "(" d ".outlet LIKE :outlet ESCAPE '\\' OR " d ".url LIKE :outlet ESCAPE '\\')"
#define WK_OF_SITES "SELECT p.id FROM sites o CROSS JOIN documents p ON p.site = o.id WHERE " WK_OF_SITE
bool wk_of_sites(const wk_filter *f);

/* The condition for an outlet, by what it is and how many articles it published (see wk_holding; `set`: for few or many). */
typedef struct wk_publishing {
    const char *set, *each, *address;
} wk_publishing;

void wk_asking_outlet(wk_asking *a, const wk_filter *f, const wk_publishing *publishing);

/* LIMIT and OFFSET. */
void wk_asking_page(wk_asking *a, const wk_filter *f);

/* What people typed as a question to FTS5: each word quoted, all of them wanted; words between quotation marks stay
 * together. Empty when there are no words. */
wk_str wk_words_quoted(wk_arena *arena, wk_str typed);

/* How many articles a question to FTS5 finds, counted up to `most`. */
int64_t wk_words_count(wk_store *store, wk_str question, int64_t most);

/* A condition for the words of a filter, in which :held is the question, by how many articles hold them: few lead to the
 * rows; of many a set is made, and rows are walked in their order; for very many each row is looked up by itself, as far
 * as a page needs. */
typedef struct wk_holding {
    const char *few, *many, *most;
} wk_holding;

enum { WK_MANY = 30000 /* articles: more are very many */ };

/* `n` of them, counted up to WK_MANY + 1. */
void wk_asking_held(wk_asking *a, const wk_filter *f, const wk_holding *holding, wk_str question, int64_t n);
void wk_asking_words(wk_asking *a, const wk_filter *f, const wk_holding *holding);

/* Of documents `d`. */
extern const wk_holding wk_holding_documents;
extern const wk_publishing wk_publishing_documents;

/* All conditions of a filter on events, whose table is `e`. */
void wk_asking_events(wk_asking *a, const wk_filter *f);

/* The event in this row as a line; false when there is none. */
bool wk_ask_told(wk_store *store, wk_arena *arena, int64_t row, wk_told *told);

/* Articles of each year, from `from` to `to`, that tell anything done between the two sides of a bucket. */
extern const char wk_pages_about_sql[];
const int64_t *wk_pages_about(wk_query *q, wk_arena *arena, int64_t bucket, int32_t from, int32_t to);

/* What the reports of the event in this row say of how it recurs, held against the record; fills full->claimed. */
void wk_ask_claimed(wk_store *store, wk_arena *arena, int64_t row, wk_event_full *full);

/* What people decided about the reports of an event: fills full->decided, and in `acts`, which are as the reports are, what was
 * read where they decided otherwise. */
void wk_ask_decided(wk_store *store, wk_arena *arena, wk_event_full *full, wk_event_acts *acts);

/* "A, B"; NULL for nobody. */
wk_str wk_names_joined(wk_arena *arena, const wk_names *names);

/* The names of a JSON array of actors, of an act's or statement's flat JSON. */
struct json_t;
wk_names wk_names_of(wk_arena *arena, const struct json_t *actors);

/* The chain from the speaker to the page. */
wk_names wk_chain_of(wk_arena *arena, const wk_names *from, const wk_names *via, wk_str credits, wk_str outlet,
                     wk_str url, wk_str file);

#endif
