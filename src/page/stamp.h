/* Dates and times as pages give them: ISO 8601 and its relatives in metadata, and the visible forms ("Senin 13 May
 * 2024 15:53 WIB", "May 13, 2024 3:53 p.m.", "13/05/2024 15.53") by the packs' months, weekdays and zones. */
#ifndef WK_STAMP_H
#define WK_STAMP_H

#include "pack/furniture.h"
#include "text/rangemap.h"

typedef struct wk_stamp {
    int16_t year;
    uint8_t month, day; /* 0: not given */
    uint8_t hour, minute, second;
    bool has_time, has_seconds, has_zone;
    int16_t zone;    /* minutes east of Greenwich */
    uint8_t weekday; /* 1 Monday … 7; 0: not given */
} wk_stamp;

/* Reads a machine's date at the beginning of `s`: 2023-08-15, 2023-08-15T18:09:01+07:00, 20230815T1809Z, 2023/08/15 …
 * The year must lie between 1990 and 2100 and the day must exist. */
bool wk_stamp_iso(wk_str s, wk_stamp *stamp);

/* Finds the first date in a line of at most 300 bytes, with the time, weekday and zone near it. *where gets its bytes,
 * from the weekday to the zone. `month_first`: 5/9/2024 is 9 May, unless its weekday says otherwise. */
bool wk_stamp_find(const wk_furniture *f, wk_str line, bool month_first, wk_stamp *stamp, wk_span *where);

/* Whether the packs say that pages of a language ("en", "en-US") write the month before the day. */
bool wk_stamp_month_first(const wk_furniture *f, wk_str language);

/* "2023-08-15T18:09+07:00": as exact as the page was. */
wk_str wk_stamp_text(wk_arena *arena, const wk_stamp *stamp);

/* 1 Monday … 7 Sunday. */
uint8_t wk_stamp_weekday(int year, int month, int day);

#endif
