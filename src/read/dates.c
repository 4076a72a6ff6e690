/* Dates: what the pack's patterns found, worked out to values (TIMEX3, ISO-TimeML).
 *
 * A full date is stated; one that leans on the publication date ("Selasa (15/8)", "pekan lalu") is resolved. Without a
 * publication date those wait until the occasions of the article have given the year (wk_settle_dates). What cannot
 * exist (31 February) keeps its place with a null value. */
#include "read/calendar.h"
#include "read/reader.h"

/* What a match says, zero where it is silent. */
typedef struct told {
    int32_t weekday, day, month, year, until;
    int32_t hour, minute;
    wk_str offset; /* "-1d", "0w", "-1y" */
    wk_str part;   /* "early", "mid", "late" */
    int32_t count;
    wk_str unit;   /* "d", "w", "m", "y" */
    wk_str kind;   /* of the pattern: "duration", "set", "time" */
} told;

static int32_t number_at(const wk_reader *r, const wk_capture *c) {
    static const wk_class lists[] = {WK_MONTH, WK_WEEKDAY, WK_NUMERAL, WK_ORDINAL};
    uint32_t n = 0;
    if (!c || c->end <= c->start) return 0;
    wk_str text = wk_token_text(r->text, c->start, c->start + 1);
    if (wk_str_number(text, 9999, &n)) return (int32_t)n;
    for (size_t i = 0; i < WK_COUNT(lists); i++) {
        wk_str value = wk_list_value(r, c->start, lists[i]);
        if (value.p && wk_str_number(value, 9999, &n)) return (int32_t)n;
    }
    return 0;
}

static wk_str value_at(const wk_reader *r, const wk_capture *c, const char *list) {
    wk_class class = wk_lexicon_find_class(r->language->lexicon, wk_str_of(list));
    return c && class ? wk_list_value(r, c->start, class) : (wk_str){0};
}

static told told_by(const wk_reader *r, const wk_match *m) {
    told t = {.weekday = number_at(r, wk_match_get(r->text, m, WK_SLOT_WEEKDAY)),
              .day = number_at(r, wk_match_get(r->text, m, WK_SLOT_DAY)),
              .month = number_at(r, wk_match_get(r->text, m, WK_SLOT_MONTH)),
              .year = number_at(r, wk_match_get(r->text, m, WK_SLOT_YEAR)),
              .until = number_at(r, wk_match_get(r->text, m, WK_SLOT_UNTIL)),
              .count = number_at(r, wk_match_get(r->text, m, WK_SLOT_COUNT)),
              .offset = value_at(r, wk_match_get(r->text, m, WK_SLOT_OFFSET), "OFFSET"),
              .part = value_at(r, wk_match_get(r->text, m, WK_SLOT_MORE), "PART"),
              .unit = value_at(r, wk_match_get(r->text, m, WK_SLOT_UNIT), "UNIT"),
              .kind = wk_match_constant(m, WK_SLOT_KIND)};
    if (t.year && t.year < 100 && wk_match_get(r->text, m, WK_SLOT_YEAR)) t.year += t.year < 50 ? 2000 : 1900;
    if (t.month > 12 && t.day && t.day <= 12) { /* 5/13: month before day */
        int32_t swap = t.month;
        t.month = t.day;
        t.day = swap;
    }
    return t;
}

/* The year of a day and month: the one nearest to the reference day, past preferred; a weekday must fit. */
static int32_t year_for(const wk_reader *r, const told *t) {
    static const int8_t order[] = {0, -1, 1, -2, 2, -3, -4, -5, -6};
    int32_t today = wk_day_number(r->today), best = 0, distance = INT32_MAX;
    for (size_t i = 0; i < WK_COUNT(order); i++) {
        int32_t year = r->today / 10000 + order[i];
        if (!wk_day_valid(year, t->month, t->day)) continue;
        int32_t days = wk_civil_days(year, t->month, t->day);
        if (t->weekday && wk_weekday_of(days) != t->weekday) continue;
        int32_t d = days > today ? 3 * (days - today) : today - days; /* the past is nearer */
        if (d < distance) {
            distance = d;
            best = year;
        }
    }
    return t->weekday && distance > 3 * 400 ? 0 : best;
}

static void set(wk_told_date *d, wk_str value, wk_str edtf, wk_how how) {
    d->value = value;
    d->edtf = edtf.p ? edtf : value;
    d->how = value.p ? how : WK_HOW_UNKNOWN;
}

static void set_day(wk_reader *r, wk_told_date *d, int32_t ymd, wk_how how) {
    set(d, wk_day_text(r->arena, ymd), (wk_str){0}, how);
}

static void set_range(wk_reader *r, wk_told_date *d, int32_t first, int32_t last, wk_how how) {
    set(d, wk_str_printf(r->arena, "%.*s/%.*s", WK_F(wk_day_text(r->arena, first)), WK_F(wk_day_text(r->arena, last))),
        (wk_str){0}, how);
}

/* Weekday alone: the last one up to the reference day, unless the words point forward. */
static void resolve_weekday(wk_reader *r, wk_told_date *d, const told *t) {
    int32_t today = wk_day_number(r->today), back = (wk_weekday_of(today) - t->weekday + 7) % 7;
    if (t->offset.p && wk_str_eq(t->offset, WK_S("-1w"))) back = back + (wk_weekday_of(today) > t->weekday ? 7 : 0);
    if (t->offset.p && wk_str_eq(t->offset, WK_S("+1w"))) back -= 7;
    set_day(r, d, wk_day_of(today - back), WK_HOW_RESOLVED);
}

/* "-1d", "0w", "+1y" */
static bool offset_parts(wk_str s, int32_t *n, char *unit) {
    uint32_t value;
    if (s.n < 2) return false;
    bool minus = s.p[0] == '-';
    size_t from = minus || s.p[0] == '+';
    if (!wk_str_number(wk_str_cut(s, from, s.n - 1), 9999, &value)) return false;
    *n = minus ? -(int32_t)value : (int32_t)value;
    *unit = s.p[s.n - 1];
    return true;
}

/* The part of a span of days that "awal", "pertengahan", "akhir" mean: its thirds. */
static void narrow(wk_str part, int32_t *first, int32_t *last) {
    int32_t third = (*last - *first + 1) / 3;
    if (!part.p || third < 1) return;
    if (wk_str_eq(part, WK_S("early"))) *last = *first + third;
    else if (wk_str_eq(part, WK_S("late"))) *first = *last - third;
    else {
        *first += third;
        *last -= third;
    }
}

static void resolve_offset(wk_reader *r, wk_told_date *d, const told *t, int32_t n, char unit) {
    int32_t today = wk_day_number(r->today), year = r->today / 10000, month = r->today / 100 % 100;
    if (unit == 'd') {
        set_day(r, d, wk_day_of(today + n), WK_HOW_RESOLVED);
    } else if (unit == 'w') {
        int32_t first = today - (wk_weekday_of(today) - 1) + 7 * n, last = first + 6;
        if (t->weekday) {
            set_day(r, d, wk_day_of(first + t->weekday - 1), WK_HOW_RESOLVED);
            return;
        }
        narrow(t->part, &first, &last);
        if (t->part.p && n <= 0 && first <= today && last > today) last = today; /* what is told has happened */
        if (first == last) {
            set_day(r, d, wk_day_of(first), WK_HOW_RESOLVED);
            return;
        }
        set_range(r, d, wk_day_of(first), wk_day_of(last), WK_HOW_RESOLVED);
    } else if (unit == 'm') {
        int32_t months = year * 12 + month - 1 + n, y = months / 12, m = months % 12 + 1;
        set(d, wk_str_printf(r->arena, "%04d-%02d", y, m), (wk_str){0}, WK_HOW_RESOLVED);
    } else if (t->month && t->day && wk_day_valid(year + n, t->month, t->day)) {
        set_day(r, d, (year + n) * 10000 + t->month * 100 + t->day, WK_HOW_RESOLVED);
    } else if (t->month) {
        set(d, wk_str_printf(r->arena, "%04d-%02d", year + n, t->month), (wk_str){0}, WK_HOW_RESOLVED);
    } else {
        set(d, wk_str_printf(r->arena, "%04d", year + n), (wk_str){0}, WK_HOW_RESOLVED);
    }
}

/* What needs the reference day. */
static void resolve(wk_reader *r, wk_told_date *d, const told *t) {
    int32_t n;
    char unit;
    if (t->kind.p && t->count && t->unit.p) { /* "lima tahun lalu" */
        resolve_offset(r, d, t, wk_str_eq(t->kind, WK_S("ago")) ? -t->count : t->count, t->unit.p[0]);
    } else if (t->offset.p && offset_parts(t->offset, &n, &unit)) {
        if (unit == 'w' && t->weekday) resolve_weekday(r, d, t);
        else resolve_offset(r, d, t, n, unit);
    } else if (t->day && t->month) {
        int32_t year = year_for(r, t);
        if (!year) return;
        if (t->until && wk_day_valid(year, t->month, t->until))
            set_range(r, d, year * 10000 + t->month * 100 + t->day, year * 10000 + t->month * 100 + t->until, WK_HOW_RESOLVED);
        else set_day(r, d, year * 10000 + t->month * 100 + t->day, WK_HOW_RESOLVED);
    } else if (t->month) {
        int32_t year = r->today / 10000 - (t->month > r->today / 100 % 100);
        set(d, wk_str_printf(r->arena, "%04d-%02d", year, t->month), (wk_str){0}, WK_HOW_RESOLVED);
    } else if (t->weekday) {
        resolve_weekday(r, d, t);
    } else if (t->day && t->day <= 31) {
        int32_t year = r->today / 10000, month = r->today / 100 % 100;
        if (wk_day_valid(year, month, t->day)) set_day(r, d, year * 10000 + month * 100 + t->day, WK_HOW_RESOLVED);
    }
}

static bool needs_today(const told *t) {
    return t->offset.p || (t->kind.p && t->count && t->unit.p) || (!t->year && (t->month || t->weekday || t->day));
}

static void work_out(wk_reader *r, wk_told_date *d) {
    told t = told_by(r, &r->text->matches.v[d->match]);
    d->weekday = t.weekday;
    d->open = false;
    if (t.kind.p && (wk_str_eq(t.kind, WK_S("duration")) || wk_str_eq(t.kind, WK_S("set")))) {
        d->type = wk_str_eq(t.kind, WK_S("set")) ? "SET" : "DURATION";
        if (t.count && t.unit.p) {
            char unit = (char)(t.unit.p[0] - 'a' + 'A');
            d->value = wk_str_printf(r->arena, "P%d%c", t.count, unit);
            d->how = WK_HOW_STATED;
        }
    } else if (needs_today(&t)) {
        if (!r->today) d->open = true;
        else resolve(r, d, &t);
    } else if (t.day && t.month) {
        if (!wk_day_valid(t.year, t.month, t.day)) return;
        int32_t ymd = t.year * 10000 + t.month * 100 + t.day;
        if (t.until > t.day && wk_day_valid(t.year, t.month, t.until))
            set_range(r, d, ymd, ymd - t.day + t.until, WK_HOW_STATED);
        else set_day(r, d, ymd, WK_HOW_STATED);
    } else if (t.month && t.month <= 12) {
        set(d, wk_str_printf(r->arena, "%04d-%02d", t.year, t.month), (wk_str){0}, WK_HOW_STATED);
    } else if (t.year) {
        set(d, wk_str_printf(r->arena, "%04d", t.year), (wk_str){0}, WK_HOW_STATED);
    }
}

void wk_read_dates(wk_reader *r) {
    uint32_t first = wk_stage_run(wk_language_stage(r->language, "dates"), r->text, WK_RUN_BEST);
    for (uint32_t i = first; i < r->text->matches.n; i++) {
        const wk_match *m = &r->text->matches.v[i];
        if (m->pattern->class != WK_DATE) continue;
        wk_told_date *d = WK_PUSH(r->arena, &r->dates);
        *d = (wk_told_date){.start = m->start, .end = m->end, .type = "DATE", .match = i};
        work_out(r, d);
    }
    for (uint32_t i = 0, n = 0; i < r->text->marks.n; i++) /* marks of the class come in the order of the matches */
        if (r->text->marks.v[i].class == WK_DATE) r->text->marks.v[i].value = n++;
}

/* A reference day from the occasions: ordinal and recurring day give a date; one that fits a told weekday is sure. */
static int32_t day_from_occasions(const wk_reader *r) {
    for (uint32_t i = 0; i < r->occasions.n; i++) {
        const wk_told_occasion *o = &r->occasions.v[i];
        if (!o->day || !o->day->since || o->occasion.ordinal <= 0 || !o->day->month) continue;
        int32_t year = o->day->since + o->occasion.ordinal;
        if (wk_day_valid(year, o->day->month, o->day->day)) return year * 10000 + o->day->month * 100 + o->day->day;
    }
    return 0;
}

/* Else the latest full date of the article, moved on to the first year in which a told weekday and day fit. */
static int32_t day_from_dates(const wk_reader *r) {
    int32_t latest = 0;
    for (size_t i = 0; i < r->reading->dates.n; i++) {
        const wk_named_date *d = &r->reading->dates.v[i];
        int32_t first = d->how == WK_HOW_STATED && d->value.n == 10 ? wk_day_first(d->value) : 0;
        if (first > latest) latest = first;
    }
    for (uint32_t i = 0; i < r->dates.n; i++) {
        const wk_told_date *d = &r->dates.v[i];
        int32_t first = !d->open && d->how == WK_HOW_STATED && d->value.n == 10 ? wk_day_first(d->value) : 0;
        if (first > latest) latest = first;
    }
    for (uint32_t i = 0; latest && i < r->dates.n; i++) {
        told t = told_by(r, &r->text->matches.v[r->dates.v[i].match]);
        if (!r->dates.v[i].open || !t.weekday || !t.day || !t.month) continue;
        for (int32_t year = latest / 10000; year < latest / 10000 + 3; year++)
            if (wk_day_valid(year, t.month, t.day) && wk_weekday_of(wk_civil_days(year, t.month, t.day)) == t.weekday)
                return year * 10000 + t.month * 100 + t.day;
    }
    return 0;
}

void wk_settle_dates(wk_reader *r) {
    if (!r->today) {
        r->today = day_from_occasions(r);
        if (!r->today) r->today = day_from_dates(r);
    }
    for (uint32_t i = 0; i < r->dates.n; i++) {
        wk_told_date *d = &r->dates.v[i];
        if (d->open && r->today) work_out(r, d);
    }
}
