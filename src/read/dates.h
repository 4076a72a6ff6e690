/* Dates while they are worked out: dates_told.c reads what a match says, dates_value.c makes values of it, dates.c
 * calls both in text order and settles what waited for a day to count from. */
#ifndef WK_DATES_H
#define WK_DATES_H

#include "base/calendar.h"
#include "read/reader.h"

/* A unit of time as the pack's lists name it ("w"), as ISO 8601 writes it, and what a step of it is. */
typedef struct wk_time_unit {
    const char *key, *iso;
    bool of_day;          /* behind the T: PT2H */
    int32_t days, months; /* of one step; 0 0: finer than a day */
} wk_time_unit;

/* "-1d", "0w", "+1y"; "-1d-ni" with a part of the day; "^1d" counts from the date told last before. */
typedef struct wk_time_offset {
    int32_t n;
    const wk_time_unit *unit; /* NULL: none told */
    bool anchored;
    wk_str daypart;
} wk_time_offset;

/* What a match says; 0, -1 or NULL where it is silent. */
typedef struct wk_told {
    int32_t weekday, day, month, year;
    int32_t until_day, until_month, until_year, until_weekday;
    int32_t hour, minute, until_hour, until_minute; /* -1: silent */
    wk_time_offset offset;
    wk_str direction; /* "-" lately, "+" to come, "0" of this year */
    wk_str part;      /* "early", "mid", "late" or an approximation */
    wk_str daypart;   /* "mo", "af", "ev", "ni" */
    wk_str zone;      /* "+07:00" */
    wk_str amount;    /* "3", "1.5", "X" */
    int32_t count;    /* amount as a number; 0: none told or not whole */
    const wk_time_unit *unit;
    wk_str name;      /* value of a named time: PRESENT_REF, SU, a recurring day's id */
    wk_str kind;      /* the pattern's: "ago", "set" … */
    bool swapped;     /* month and day stood the other way round */
} wk_told;

wk_told wk_told_by(const wk_reader *r, const wk_match *m);

/* The unit called `key`, or NULL. */
const wk_time_unit *wk_time_unit_of(wk_str key);

/* Works one date out from what it tells, from the reference day and from the dates before it. */
void wk_work_out(wk_reader *r, uint32_t index);

/* "P2Y7M", "PT1H": all amounts and units of a match together; NULL when it tells none. */
wk_str wk_duration_of(const wk_reader *r, const wk_match *m);

#endif
