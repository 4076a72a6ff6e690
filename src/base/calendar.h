/* The Gregorian calendar, proleptic; days as yyyymmdd and as a running number. */
#ifndef WK_CALENDAR_H
#define WK_CALENDAR_H

#include "base/str.h"

/* Days since 1970-01-01 of a civil date (algorithm: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms"). */
int32_t wk_civil_days(int32_t year, int32_t month, int32_t day);

/* yyyymmdd of a running day number. */
int32_t wk_day_of(int32_t days);

/* 1 Monday … 7 Sunday. */
int32_t wk_weekday_of(int32_t days);

/* The ISO 8601 week that a running day lies in; its year may be the next or the last one. */
void wk_iso_week(int32_t days, int32_t *year, int32_t *week);

int32_t wk_month_length(int32_t year, int32_t month);

/* Is this a day of the calendar, in years 1 to 9999? */
bool wk_day_valid(int32_t year, int32_t month, int32_t day);

/* Running day number of yyyymmdd. */
static inline int32_t wk_day_number(int32_t ymd) {
    return wk_civil_days(ymd / 10000, ymd / 100 % 100, ymd % 100);
}

/* "2023-08-15" of yyyymmdd. */
wk_str wk_day_text(wk_arena *arena, int32_t ymd);

#endif
