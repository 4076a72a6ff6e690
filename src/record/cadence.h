/* Cadence: how a kind of event recurs over the years. A function of the years alone; knows no database. */
#ifndef WK_CADENCE_H
#define WK_CADENCE_H

#include "base/array.h"

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

/* Sorts `years`, drops what stands there twice (*count is set anew), and describes them. */
wk_cadence wk_cadence_of(wk_cadence_year *years, size_t *count);

#endif
