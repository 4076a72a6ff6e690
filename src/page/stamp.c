#include "page/stamp.h"

#include "base/calendar.h"

#include <stdio.h>

enum { LINE_MAX_BYTES = 300, TOKENS_MAX = 72, YEAR_MIN = 1990, YEAR_MAX = 2100 };

typedef struct token {
    uint32_t start, end, value; /* value of a number */
    uint8_t digits;             /* 0: no number */
    char sign;                  /* a single ASCII sign; 0: number or word */
    const wk_phrase *phrase;    /* of a word; NULL: not in the packs */
} token;

typedef struct tokens {
    token v[TOKENS_MAX];
    size_t n;
} tokens;

uint8_t wk_stamp_weekday(int year, int month, int day) {
    return (uint8_t)wk_weekday_of(wk_civil_days(year, month, day));
}

/* A day of the calendar, in the years that pages can be from. */
static bool day_exists(uint32_t year, uint32_t month, uint32_t day) {
    return year >= YEAR_MIN && year <= YEAR_MAX && month <= 12 && day <= 31 && wk_day_valid((int32_t)year, (int32_t)month, (int32_t)day);
}

/* Sets the day if it exists. */
static bool set_day(wk_stamp *stamp, uint32_t year, uint32_t month, uint32_t day) {
    if (!day_exists(year, month, day)) return false;
    stamp->year = (int16_t)year;
    stamp->month = (uint8_t)month;
    stamp->day = (uint8_t)day;
    return true;
}

/* ---- machines' dates ------------------------------------------------------------------------------------------- */

/* Reads exactly n digits at *at. */
static bool digits(wk_str s, size_t *at, size_t n, uint32_t *value) {
    if (!wk_str_number(wk_str_cut(s, *at, *at + n), 9999, value) || *at + n > s.n) return false;
    *at += n;
    return true;
}

/* Steps over one sign of `any`. */
static bool sign(wk_str s, size_t *at, const char *any) {
    if (*at >= s.n || !strchr(any, s.p[*at])) return false;
    ++*at;
    return true;
}

/* Z, +07:00, +0700 or -05. */
static void iso_zone(wk_str s, size_t at, wk_stamp *stamp) {
    uint32_t h, m = 0;
    while (at < s.n && s.p[at] == ' ') at++;
    if (sign(s, &at, "Zz")) {
        stamp->has_zone = true;
        return;
    }
    bool west = at < s.n && s.p[at] == '-';
    if (!sign(s, &at, "+-") || !digits(s, &at, 2, &h) || h > 14) return;
    sign(s, &at, ":");
    if (!digits(s, &at, 2, &m) || m > 59) m = 0;
    int minutes = (int)(h * 60 + m);
    stamp->has_zone = true;
    stamp->zone = (int16_t)(west ? -minutes : minutes);
}

/* T18:09:01.123 and the zone after it. */
static void iso_time(wk_str s, size_t at, wk_stamp *stamp) {
    uint32_t h, m, second;
    if (!sign(s, &at, "Tt ") || !digits(s, &at, 2, &h)) return;
    sign(s, &at, ":");
    if (!digits(s, &at, 2, &m) || h > 24 || m > 59) return;
    stamp->has_time = true;
    stamp->hour = (uint8_t)(h % 24);
    stamp->minute = (uint8_t)m;
    size_t mark = at;
    sign(s, &mark, ":");
    if (digits(s, &mark, 2, &second) && second < 60) {
        stamp->has_seconds = true;
        stamp->second = (uint8_t)second;
        at = mark;
    }
    if (sign(s, &at, ".,"))
        while (at < s.n && s.p[at] >= '0' && s.p[at] <= '9') at++;
    iso_zone(s, at, stamp);
}

bool wk_stamp_iso(wk_str s, wk_stamp *stamp) {
    size_t at = 0;
    uint32_t year, month, day;
    *stamp = (wk_stamp){0};
    s = wk_str_trim(s);
    if (!digits(s, &at, 4, &year)) return false;
    char by = at < s.n ? s.p[at] : 0;
    bool separated = sign(s, &at, "-/");
    if (!digits(s, &at, 2, &month)) return false;
    if (separated && !(at < s.n && s.p[at] == by && sign(s, &at, "-/"))) return false;
    if (!digits(s, &at, 2, &day) || !set_day(stamp, year, month, day)) return false;
    if (at < s.n && s.p[at] >= '0' && s.p[at] <= '9') return false;
    iso_time(s, at, stamp);
    return true;
}

/* ---- visible dates --------------------------------------------------------------------------------------------- */

/* Letters as far as dates need them; other scripts count whole. */
static bool letter(unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80 || c == '\'';
}

/* Elements that stand beside each other without a space between them: "Jessica ChoiDec. 21, 2023", "Dec 05, 20232 Shares". */
static bool grown_together(wk_str line, size_t at) {
    return line.p[at - 1] >= 'a' && line.p[at - 1] <= 'z' && line.p[at] >= 'A' && line.p[at] <= 'Z';
}

/* Numbers, words and signs; at most TOKENS_MAX of them. */
static void tokenize(const wk_furniture *f, wk_str line, tokens *t) {
    size_t at = 0;
    t->n = 0;
    while (at < line.n && t->n < TOKENS_MAX) {
        unsigned char c = (unsigned char)line.p[at];
        size_t start = at;
        token k = {.start = (uint32_t)at};
        if (c >= '0' && c <= '9') {
            while (at < line.n && line.p[at] >= '0' && line.p[at] <= '9') at++;
            k.digits = (uint8_t)(at - start);
            if (!wk_str_number(wk_str_cut(line, start, at), 99999999, &k.value)) k.value = 0;
        } else if (letter(c) && !(c == 0xC2 && at + 1 < line.n && (unsigned char)line.p[at + 1] == 0xA0)) {
            while (at < line.n && letter((unsigned char)line.p[at]) && (at == start || !grown_together(line, at))) at++;
            k.phrase = wk_furniture_word(f, wk_str_cut(line, start, at));
        } else {
            at += c == 0xC2 ? 2 : 1;
            if (c == ' ' || c == 0xC2 || c == '\t') continue;
            k.sign = (char)c;
        }
        k.end = (uint32_t)at;
        t->v[t->n++] = k;
    }
}

/* Token i is one of these signs. */
static bool is_sign(const tokens *t, size_t i, const char *any) {
    return i < t->n && t->v[i].sign && strchr(any, t->v[i].sign);
}

/* Token i is a word that plays one of these roles. */
static bool has_role(const tokens *t, size_t i, uint32_t role) {
    return i < t->n && t->v[i].phrase && (t->v[i].phrase->roles & role);
}

/* Token i is a number of so many digits. */
static bool number(const tokens *t, size_t i, uint8_t least, uint8_t most) {
    return i < t->n && t->v[i].digits >= least && t->v[i].digits <= most;
}

/* The year at token i, after a month's name; 0: none. Of five or six digits the last count something else. */
static uint32_t year_at(const tokens *t, size_t i) {
    if (!number(t, i, 4, 6)) return 0;
    uint32_t year = t->v[i].value;
    for (uint8_t n = t->v[i].digits; n > 4; n--) year /= 10;
    return year;
}

/* Skips commas, points and words that may stand inside a date ("1st of", "Aug. 15"). */
static size_t skip(const tokens *t, size_t i) {
    for (int k = 0; k < 2; k++)
        if (is_sign(t, i, ",.-") || (has_role(t, i, WK_ROLE_FILLER) && !has_role(t, i, WK_ROLE_MONTH))) i++;
    return i;
}

/* 15 Aug 2023 */
static size_t day_month_year(const tokens *t, size_t i, wk_stamp *s) {
    if (!number(t, i, 1, 2)) return 0;
    size_t m = skip(t, i + 1);
    if (!has_role(t, m, WK_ROLE_MONTH)) return 0;
    size_t y = skip(t, m + 1);
    if (!set_day(s, year_at(t, y), t->v[m].phrase->month, t->v[i].value)) return 0;
    return y + 1;
}

/* Aug 15, 2023 */
static size_t month_day_year(const tokens *t, size_t i, wk_stamp *s) {
    if (!has_role(t, i, WK_ROLE_MONTH)) return 0;
    size_t d = skip(t, i + 1);
    if (!number(t, d, 1, 2)) return 0;
    size_t y = skip(t, d + 1);
    if (!set_day(s, year_at(t, y), t->v[i].phrase->month, t->v[d].value)) return 0;
    return y + 1;
}

/* 2023-08-15 or 2023 Aug 15 */
static size_t year_first(const tokens *t, size_t i, wk_stamp *s) {
    if (!number(t, i, 4, 4)) return 0;
    if (has_role(t, i + 1, WK_ROLE_MONTH) && number(t, i + 2, 1, 2))
        return set_day(s, t->v[i].value, t->v[i + 1].phrase->month, t->v[i + 2].value) ? i + 3 : 0;
    if (!is_sign(t, i + 1, "-/.") || !number(t, i + 2, 1, 2) || !is_sign(t, i + 3, "-/.") || !number(t, i + 4, 1, 2))
        return 0;
    return set_day(s, t->v[i].value, t->v[i + 2].value, t->v[i + 4].value) ? i + 5 : 0;
}

/* 15/08/2023, the order of day and month decided by what can be, then by the weekday, then by habit */
static size_t by_numbers(const tokens *t, size_t i, bool month_first, uint8_t weekday, wk_stamp *s) {
    if (!number(t, i, 1, 2) || !is_sign(t, i + 1, "-/.") || !number(t, i + 2, 1, 2) || !is_sign(t, i + 3, "-/.") ||
        !number(t, i + 4, 4, 4))
        return 0;
    uint32_t a = t->v[i].value, b = t->v[i + 2].value, year = t->v[i + 4].value;
    bool day_month = day_exists(year, b, a), month_day = day_exists(year, a, b);
    if (!day_month && !month_day) return 0;
    if (day_month && month_day) {
        if (weekday && wk_stamp_weekday((int)year, (int)b, (int)a) == weekday)
            month_day = false;
        else if (weekday && wk_stamp_weekday((int)year, (int)a, (int)b) == weekday)
            day_month = false;
        else
            month_day = month_first;
    }
    set_day(s, year, month_day ? a : b, month_day ? b : a);
    return i + 5;
}

/* A time at token i: 15:53, 15.53, 3:53:10 p.m., 3 pm; returns the token after it, or 0. */
static size_t time_at(const tokens *t, size_t i, wk_stamp *s) {
    if (!number(t, i, 1, 2) || t->v[i].value > 24) return 0;
    size_t next = i + 1;
    uint32_t hour = t->v[i].value, minute = 0;
    bool minutes = is_sign(t, i + 1, ":.") && number(t, i + 2, 2, 2) && t->v[i + 2].value < 60;
    if (minutes) {
        minute = t->v[i + 2].value;
        next = i + 3;
        if (is_sign(t, next, ":.") && number(t, next + 1, 2, 2) && t->v[next + 1].value < 60) next += 2;
    }
    bool morning = has_role(t, next, WK_ROLE_MORNING), evening = has_role(t, next, WK_ROLE_EVENING);
    if (!minutes && !morning && !evening) return 0;
    if ((morning || evening) && hour <= 12) {
        hour = hour % 12 + (evening ? 12 : 0);
        next++;
        while (is_sign(t, next, ".") || (next < t->n && t->v[next].end - t->v[next].start == 1 && !t->v[next].digits &&
                                         has_role(t, next, WK_ROLE_FILLER)))
            next++;
    }
    s->has_time = true;
    s->hour = (uint8_t)(hour % 24);
    s->minute = (uint8_t)minute;
    return next;
}

/* Looks for time and zone after the date, over a few signs and filler words. Returns the token after them. */
static size_t time_after(const tokens *t, size_t i, wk_stamp *s) {
    size_t end = i;
    for (size_t k = i, steps = 0; k < t->n && steps < 5; steps++) {
        size_t next = s->has_time ? 0 : time_at(t, k, s);
        if (next) {
            end = k = next;
            continue;
        }
        if (has_role(t, k, WK_ROLE_ZONE) && s->has_time) {
            s->has_zone = true;
            s->zone = t->v[k].phrase->zone;
            if (!is_sign(t, k + 1, "+-") || !number(t, k + 2, 1, 2) || t->v[k + 2].value > 14) return k + 1;
            int hours = (int)t->v[k + 2].value; /* GMT+7 */
            s->zone = (int16_t)(s->zone + (t->v[k + 1].sign == '-' ? -60 : 60) * hours);
            return k + 3;
        }
        if (!t->v[k].sign && !has_role(t, k, WK_ROLE_FILLER)) break;
        k++;
    }
    return end;
}

/* The token where the date's weekday begins, or i. */
static size_t weekday_before(const tokens *t, size_t i, uint8_t *weekday) {
    for (size_t k = i, steps = 0; k > 0 && steps < 3; steps++) {
        k--;
        if (has_role(t, k, WK_ROLE_WEEKDAY)) {
            *weekday = t->v[k].phrase->weekday;
            return k;
        }
        if (!t->v[k].sign) break;
    }
    return i;
}

/* A time that stands before the date: "15:53 WIB, 13 May 2024". */
static size_t time_before(const tokens *t, size_t i, wk_stamp *s) {
    size_t from = i > 8 ? i - 8 : 0;
    for (size_t k = from; k < i; k++) {
        wk_stamp trial = *s;
        size_t next = time_at(t, k, &trial);
        if (!next || next > i) continue;
        if (has_role(t, next, WK_ROLE_ZONE)) {
            trial.has_zone = true;
            trial.zone = t->v[next++].phrase->zone;
        }
        while (next < i && (t->v[next].sign || has_role(t, next, WK_ROLE_FILLER | WK_ROLE_WEEKDAY))) next++;
        if (next < i) continue;
        *s = trial;
        return k;
    }
    return i;
}

bool wk_stamp_find(const wk_furniture *f, wk_str line, bool month_first, wk_stamp *stamp, wk_span *where) {
    tokens t;
    if (line.n > LINE_MAX_BYTES) return false;
    tokenize(f, line, &t);
    for (size_t i = 0; i < t.n; i++) {
        wk_stamp s = {0};
        size_t start = weekday_before(&t, i, &s.weekday), end = year_first(&t, i, &s);
        if (!end) end = day_month_year(&t, i, &s);
        if (!end) end = month_day_year(&t, i, &s);
        if (!end) end = by_numbers(&t, i, month_first, s.weekday, &s);
        if (!end) continue;
        end = time_after(&t, end, &s);
        if (!s.has_time) start = time_before(&t, start, &s);
        *stamp = s;
        *where = (wk_span){t.v[start].start, t.v[end - 1].end};
        return true;
    }
    return false;
}

bool wk_stamp_month_first(const wk_furniture *f, wk_str language) {
    const wk_phrase *p = language.n ? wk_furniture_line(f, language) : NULL;
    return p && p->roles & WK_ROLE_MONTH_FIRST;
}

wk_str wk_stamp_text(wk_arena *arena, const wk_stamp *s) {
    if (!s->has_time) return wk_str_printf(arena, "%04d-%02d-%02d", s->year, s->month, s->day);
    char zone[16] = "", seconds[8] = "";
    int minutes = s->zone < 0 ? -s->zone : s->zone;
    if (s->has_seconds) snprintf(seconds, sizeof seconds, ":%02d", s->second);
    if (s->has_zone && !minutes)
        snprintf(zone, sizeof zone, "Z");
    else if (s->has_zone)
        snprintf(zone, sizeof zone, "%c%02d:%02d", s->zone < 0 ? '-' : '+', minutes / 60, minutes % 60);
    return wk_str_printf(arena, "%04d-%02d-%02dT%02d:%02d%s%s", s->year, s->month, s->day, s->hour, s->minute, seconds,
                         zone);
}
