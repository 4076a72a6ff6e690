/* Inside of the store: what its files share. */
#ifndef WK_STORE_INSIDE_H
#define WK_STORE_INSIDE_H

#include "base/array.h"
#include "base/error.h"
#include "base/map.h"
#include "record/family.h"
#include "record/key.h"
#include "store/store.h"
#include "store/sql.h"
#include "store/write.h"

#include <sqlite3.h>

struct wk_query {
    wk_store *store;
    sqlite3_stmt *stmt; /* NULL after an error */
};

/* Where something is to be grouped anew: a stretch of days in a pool; without days all of it. */
typedef struct wk_touched {
    int64_t pool;
    wk_days days;
} wk_touched;

/* Something that is kept counted has changed; see counts.c. */
typedef struct wk_changed {
    int64_t row;      /* of an actor, or of a bucket */
    wk_str occasion;
    int64_t more;     /* less, when it is negative */
} wk_changed;

typedef WK_ARRAY(wk_changed) wk_changed_list;

/* A prepared question that nobody asks just now. */
typedef struct wk_idle {
    sqlite3_stmt *stmt;
    uint64_t hash; /* of its SQL */
} wk_idle;

struct wk_store {
    sqlite3 *db;
    wk_idle idle[64];
    size_t next_idle;
    char *path;
    wk_error error; /* sticky: status WK_OK until the first error */
    int64_t until;  /* questions end then, in milliseconds of the monotonic clock; see wk_store_allow() */
    bool writing;   /* within a transaction */
    int64_t began;  /* when it did, in milliseconds of the monotonic clock */
    wk_query *fixed[WK_SQL_COUNT]; /* prepared when first used */
    wk_arena *arena;               /* of what is touched */
    WK_ARRAY(wk_touched) touched;  /* to be grouped anew before the commit; events.c */
    wk_numbers grown, loose;       /* families to look at, and texts whose families fall apart, before that; families.c */
    wk_changed_list said, held;    /* statements of actors, events of buckets: counted before the commit; counts.c */
    int64_t run;
    int64_t scanned;               /* by questions that are freed */
    wk_map *known_words;           /* words that are in the vocabulary for certain; see vocabulary.c */
    wk_arena *word_arena;
    struct wk_sketches *sketches;  /* of texts, those asked for last; sketches.c */
    int64_t version;               /* of the record, as SQLite counts what other connections change */
};

/* Remembers an error of SQLite, if it is the first, in words that say what to do. */
void wk_store_fail(wk_store *store, int code);

/* Remembers any other error, if it is the first. */
void wk_store_fail_with(wk_store *store, wk_status status, const char *message);

/* One of the fixed questions, prepared once, restarted. */
wk_query *wk_store_fixed(wk_store *store, int which);

/* Runs a question that gives no rows (or whose rows do not matter). */
void wk_query_run(wk_query *query);

/* Binds by position, from 1. */
void wk_bind_str(wk_query *query, int at, wk_str value);
void wk_bind_blob(wk_query *query, int at, wk_str value);
void wk_bind_int(wk_query *query, int at, int64_t value);
void wk_bind_null(wk_query *query, int at);

/* Puts words into the vocabulary; forgets which ones are there (after a rollback they may not be). */
void wk_store_keep_words(wk_store *store, const wk_word_list *words);
void wk_store_forget_words(wk_store *store);

/* Sketches of texts. One that is given stays until they are forgotten; tidying forgets when there are too many. */
wk_str wk_sketch_pack(wk_arena *arena, const wk_sketch *sketch);
wk_sketch wk_store_sketch(wk_store *store, int64_t text);
void wk_store_know_sketch(wk_store *store, int64_t text, uint32_t words, wk_str bytes);
void wk_store_forget_sketches(wk_store *store);
void wk_store_tidy_sketches(wk_store *store);

/* The events of a pool as far as an act reaches, or acts (rows of pool, reach_from, reach_to), are to be made anew. */
void wk_store_touch(wk_store *store, int64_t pool, wk_days reach);
void wk_store_touch_all(wk_store *store, wk_query *acts);

/* A document carries a text (and no longer another). Settling does what follows for whole families; both touch acts. */
void wk_store_join_family(wk_store *store, wk_arena *arena, int64_t document, const wk_sketch *sketch, wk_str body);
void wk_store_settle_families(wk_store *store);

/* An actor says so many statements more; a bucket has so many events of an occasion more (0: one was changed). Settling
 * writes down what that comes to. */
void wk_store_count_said(wk_store *store, int64_t actor, int64_t more);
void wk_store_count_event(wk_store *store, int64_t bucket, wk_str occasion, int64_t more);
void wk_store_settle_counts(wk_store *store);
void wk_store_forget_counts(wk_store *store);

/* Teaches SQL holds_parts(parts, title, body); see holds.c. */
void wk_store_teach_parts(wk_store *store);

/* Runs SQL that is a constant. */
void wk_store_exec(wk_store *store, const char *sql);

#endif
