/* Cadence: how a kind of event recurs over the years. A function of the years alone; knows no database. */
#ifndef WK_CADENCE_H
#define WK_CADENCE_H

#include "base/array.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

/* A year in which it happened; `ordinal`: which anniversary, 0 unknown. */
typedef struct wk_cadence_year {
    int32_t year, ordinal;
} wk_cadence_year;

typedef struct wk_year_span {
    int32_t from, to; /* inclusive; from > to: none */
} wk_year_span;

typedef struct wk_cadence {
    wk_year_span all;      /* first and last year present */
    uint32_t present;      /* how many years */
    wk_year_span streak;   /* the longest run of years in a row; of equals the latest */
    wk_year_span running;  /* the run that ends with the last year */
    wk_year_span silence;  /* the longest gap between two years present; of equals the latest */
    bool round_only;       /* two years or more, all of them round anniversaries (ordinals in 0 or 5) */
    int32_t every_since;   /* round years only before, every year since (two or more): the first of these; 0: no change */
} wk_cadence;

/* What the record has to say to somebody's words about how an act recurs. */
typedef enum wk_verdict {
    WK_HOLDS,
    WK_CONTRADICTED, /* the record has it otherwise, in the year told */
    WK_OPEN          /* cannot be told: of the year told there are no pages about the two */
} wk_verdict;

typedef struct wk_check {
    wk_verdict verdict;
    int32_t year; /* that decides; 0: none */
} wk_check;

extern const char *const wk_verdict_names[]; /* "holds", "contradicted", "open" */

/* Holds a claim (see wk_habit in read/reading.h) about the act of `year` against the years in which it happened, sorted.
 * `pages[y - first]`: pages about the two in the years from `first` to `year`. */
wk_check wk_habit_check(wk_str kind, int32_t number, int32_t year, const wk_cadence_year *years, size_t count,
                        const int64_t *pages, int32_t first);

enum { WK_FIRST_YEAR = 1000, WK_LAST_YEAR = 2999 /* that are counted */ };

/* The year that all of these days lie in, counted since 1970; 0: they lie in several, or in one that is not counted. */
int32_t wk_cadence_year_of(int64_t from, int64_t to);

/* Sorts `years`, drops what stands there twice (*count is set anew), and describes them. */
wk_cadence wk_cadence_of(wk_cadence_year *years, size_t *count);

#endif
