/* Values of dates (TIMEX3, ISO-TimeML): absolute ones from their words alone, others from the day of publication, from the
 * date told before, or from the paragraph's year. What cannot be, and what is only assumed, is flagged. */
#include "read/dates.h"

typedef struct work {
    wk_reader *r;
    uint32_t index; /* in r->dates */
    wk_told_date *d;
    wk_told t;
} work;

/* ---- setting values -------------------------------------------------------------------------------------------- */

static void set(const work *w, wk_str value, wk_str edtf, wk_how how) {
    w->d->value = value;
    w->d->edtf = edtf;
    w->d->how = value.p ? how : WK_HOW_UNKNOWN;
}

static void flag(const work *w, const char *what) {
    if (!w->d->flag) w->d->flag = what;
}

/* Hour 3 in the afternoon is 15. */
static int32_t hour24(int32_t hour, wk_str part) {
    if (hour > 12 || !part.p) return hour;
    if (wk_str_eq(part, WK_S("mo"))) return hour == 12 ? 0 : hour;
    if (wk_str_eq(part, WK_S("ni"))) return hour == 12 ? 24 : hour <= 4 ? hour : hour + 12;
    return hour >= 11 && wk_str_eq(part, WK_S("af")) ? hour : hour % 12 + 12;
}

/* "T15:30", "TMO"; empty when no time is told, NULL when there is no such time. */
static wk_str time_text(const work *w, int32_t hour, int32_t minute) {
    const wk_told *t = &w->t;
    if (hour >= 0) {
        hour = hour24(hour, t->daypart);
        if (hour > 24 || minute > 59 || (hour == 24 && minute > 0)) return (wk_str){0};
        return wk_str_printf(w->r->arena, "T%02d:%02d", hour, minute < 0 ? 0 : minute);
    }
    if (!t->daypart.p) return WK_S("");
    return wk_str_printf(w->r->arena, "T%c%c", t->daypart.p[0] - 32, t->daypart.n > 1 ? t->daypart.p[1] - 32 : 'X');
}

static void set_day(const work *w, int32_t ymd, wk_how how) {
    wk_str day = wk_day_text(w->r->arena, ymd), time = time_text(w, w->t.hour, w->t.minute);
    w->d->day = ymd;
    if (!time.p) {
        flag(w, "impossible");
        set(w, day, day, how);
        w->d->value = (wk_str){0};
        return;
    }
    wk_str value = wk_str_printf(w->r->arena, "%.*s%.*s", WK_F(day), WK_F(time));
    wk_str until = w->t.until_hour >= 0 ? time_text(w, w->t.until_hour, w->t.until_minute) : (wk_str){0};
    if (until.p) value = wk_str_printf(w->r->arena, "%.*s/%.*s%.*s", WK_F(value), WK_F(day), WK_F(until));
    set(w, value, day, how);
}

static wk_str range_text(const work *w, int32_t first, int32_t last) {
    return wk_str_printf(w->r->arena, "%.*s/%.*s", WK_F(wk_day_text(w->r->arena, first)), WK_F(wk_day_text(w->r->arena, last)));
}

static void set_range(const work *w, int32_t first, int32_t last, wk_how how) {
    wk_str value = range_text(w, first, last);
    set(w, value, value, how);
}

static void set_month(const work *w, int32_t year, int32_t month, wk_how how) {
    wk_str value = wk_str_printf(w->r->arena, "%04d-%02d", year, month);
    set(w, value, value, how);
    if (w->t.until_month > month) {
        value = wk_str_printf(w->r->arena, "%.*s/%04d-%02d", WK_F(value), year, w->t.until_month);
        set(w, value, value, how);
    }
}

static void set_year(const work *w, int32_t year, wk_how how) {
    wk_str value = wk_str_printf(w->r->arena, "%04d", year);
    if (w->t.until_year > year) value = wk_str_printf(w->r->arena, "%.*s/%04d", WK_F(value), w->t.until_year);
    set(w, value, value, how);
}

/* The part of a span of days that "early", "mid", "late" mean: its thirds. */
static void narrow(wk_str part, int32_t *first, int32_t *last) {
    int32_t third = (*last - *first + 1) / 3;
    if (wk_str_eq(part, WK_S("early"))) *last = *first + third;
    else if (wk_str_eq(part, WK_S("late"))) *first = *last - third;
    else if (wk_str_eq(part, WK_S("mid"))) {
        *first += third;
        *last -= third;
    }
}

/* The week that begins on the running day `first`: 2017-W05, with its days as EDTF. */
static void set_week(const work *w, int32_t first, bool past) {
    int32_t year, week, last = first + 6, today = wk_day_number(w->r->today);
    wk_iso_week(first, &year, &week);
    bool weekend = wk_str_eq(w->t.daypart, WK_S("we"));
    if (weekend) first += 5;
    else narrow(w->t.part, &first, &last);
    if (w->t.part.p && past && first <= today && last > today) last = today; /* what is told has happened */
    wk_str value = wk_str_printf(w->r->arena, "%04d-W%02d%s", year, week, weekend ? "-WE" : "");
    wk_str edtf = first == last ? wk_day_text(w->r->arena, wk_day_of(first)) : range_text(w, wk_day_of(first), wk_day_of(last));
    if (weekend) w->d->type = "DATE";
    set(w, value, edtf, WK_HOW_RESOLVED);
    if (first == last) w->d->day = wk_day_of(first);
}

static int32_t monday_of(int32_t days) {
    return days - (wk_weekday_of(days) - 1);
}

/* A day, month and year that are known: with its range, its weekday held against it. */
static void set_date(const work *w, int32_t year, wk_how how) {
    const wk_told *t = &w->t;
    int32_t day = t->day, month = t->month;
    if (!wk_day_valid(year, month, day)) {
        flag(w, "impossible");
        return;
    }
    if (t->swapped) flag(w, "swapped");
    if (t->weekday && wk_weekday_of(wk_civil_days(year, month, day)) != t->weekday) flag(w, "weekday");
    int32_t first = year * 10000 + month * 100 + day;
    if (t->until_day > day && wk_day_valid(year, month, t->until_day))
        set_range(w, first, first - day + t->until_day, how);
    else set_day(w, first, how);
}

/* ---- what dates count from ------------------------------------------------------------------------------------- */

/* Is something planned said before the date in its clause? What stands behind ", kata X" is when it was said. */
static bool ahead(const work *w) {
    if (w->t.direction.p) return w->t.direction.p[0] == '+';
    for (uint32_t i = w->d->start, n = 0; i-- > 0 && n < 12; n++) {
        if (wk_is(w->r, i, WK_PLANNED)) return true;
        if (wk_is(w->r, i, WK_SAY) && i && wk_tok(w->r, i - 1)->shape == WK_SHAPE_PUNCT) return false;
        if (wk_tok(w->r, i)->flags & WK_SENTENCE) return false;
    }
    return false;
}

/* Does a paragraph begin between tokens a and b? */
static bool new_paragraph(const wk_reader *r, uint32_t a, uint32_t b) {
    for (uint32_t i = a + 1; i <= b; i++)
        if (wk_tok(r, i)->flags & WK_PARAGRAPH) return true;
    return false;
}

enum { LOOK_BACK = 8, CONTEXT_TOKENS = 120 };

/* The date that words such as "two days later" count from: the last one that is known; NULL none. */
static const wk_told_date *anchor(const work *w, bool need_day) {
    for (uint32_t k = w->index, n = 0; k-- > 0 && n < LOOK_BACK; n++) {
        const wk_told_date *a = &w->r->dates.v[k];
        if (w->d->start - a->end > CONTEXT_TOKENS) return NULL;
        if (a->edtf.p && !a->open && (a->day || !need_day)) return a;
    }
    return NULL;
}

/* The year that a paragraph about another time gave last; 0 when it is about the time of publication. */
static int32_t year_of_paragraph(const work *w) {
    for (uint32_t k = w->index, n = 0; k-- > 0 && n < LOOK_BACK; n++) {
        const wk_told_date *a = &w->r->dates.v[k];
        if (w->d->start - a->end > CONTEXT_TOKENS || new_paragraph(w->r, a->start, w->d->start)) return 0;
        if (!a->edtf.p) continue;
        if (a->how != WK_HOW_STATED && !(a->flag && strcmp(a->flag, "context") == 0)) return 0;
        int32_t year = wk_day_first(a->edtf) / 10000, off = w->r->today / 10000 - year;
        return off >= 2 || off <= -2 ? year : 0;
    }
    return 0;
}

/* The year of the date right behind ("28 Mei sampai 3 Juni 2017"); 0 none. */
static int32_t year_behind(const work *w) {
    if (w->index + 1 >= w->r->dates.n) return 0;
    const wk_told_date *next = &w->r->dates.v[w->index + 1];
    if (next->start < w->d->end || next->start > w->d->end + 2) return 0;
    return wk_told_by(w->r, &w->r->text->matches.v[next->match]).year;
}

/* The year of a day and month: the one nearest to the reference day, past preferred unless something is planned. A
 * weekday chooses among the years, unless the nearest day is but a slip away. */
static int32_t year_for(const work *w) {
    enum { SLIP = 14, FAR = 400 };
    const wk_told *t = &w->t;
    bool forward = ahead(w), backward = t->direction.p && t->direction.p[0] == '-';
    int32_t today = wk_day_number(w->r->today), best = 0, least = INT32_MAX, nearest = 0, away = INT32_MAX;
    for (int32_t off = -6; off <= 2; off++) {
        int32_t year = w->r->today / 10000 + off;
        if (!wk_day_valid(year, t->month, t->day)) continue;
        int32_t days = wk_civil_days(year, t->month, t->day), d = days - today;
        if ((backward && d > 0) || (t->direction.p && t->direction.p[0] == '+' && d < 0)) continue;
        int32_t weight = d < 0 ? -d * (forward ? 3 : 1) : d * (forward ? 1 : 3);
        if (weight < away) away = weight, nearest = year;
        if (t->weekday && wk_weekday_of(days) != t->weekday) continue;
        if (weight < least) least = weight, best = year;
    }
    if (t->weekday && (away <= SLIP || least > 3 * FAR)) return nearest;
    return best;
}

/* ---- partial dates --------------------------------------------------------------------------------------------- */

static void partial_day(const work *w) {
    int32_t year = year_behind(w);
    if (year) {
        set_date(w, year, WK_HOW_STATED);
        return;
    }
    year = w->t.weekday || w->t.direction.p ? 0 : year_of_paragraph(w);
    if (year) flag(w, "context");
    else year = year_for(w);
    if (!year) flag(w, "impossible");
    else set_date(w, year, WK_HOW_RESOLVED);
}

static void partial_month(const work *w) {
    int32_t year = year_behind(w), today = w->r->today, now = today / 100 % 100, month = w->t.month;
    if (year) {
        set_month(w, year, month, WK_HOW_STATED);
        return;
    }
    year = w->t.direction.p ? 0 : year_of_paragraph(w);
    if (year) flag(w, "context");
    else if (w->t.direction.p && w->t.direction.p[0] == '0') year = today / 10000;
    else if (ahead(w)) year = today / 10000 + (month < now);
    else year = today / 10000 - (month > now || (w->t.direction.p && month == now));
    set_month(w, year, month, WK_HOW_RESOLVED);
}

/* "tanggal 5", "Senin (14)": of this month, or of one beside it that the weekday fits. */
static void day_of_month(const work *w) {
    static const int8_t order[] = {0, -1, 1};
    int32_t this = w->r->today / 10000 * 12 + w->r->today / 100 % 100 - 1, found = -1;
    for (size_t i = 0; i < WK_COUNT(order) && found < 0; i++) {
        int32_t months = this + order[i], year = months / 12, month = months % 12 + 1;
        if (!wk_day_valid(year, month, w->t.day)) continue;
        if (!w->t.weekday || wk_weekday_of(wk_civil_days(year, month, w->t.day)) == w->t.weekday) found = months;
        else if (i + 1 == WK_COUNT(order)) found = this;
    }
    if (found < 0 && w->t.weekday) found = this;
    if (found < 0) {
        flag(w, "impossible");
        return;
    }
    work at = *w;
    at.t.month = found % 12 + 1;
    set_date(&at, found / 12, WK_HOW_RESOLVED);
}

/* A weekday alone: the last one up to the reference day, unless the words point forward. */
static void partial_weekday(const work *w) {
    int32_t today = wk_day_number(w->r->today), back = (wk_weekday_of(today) - w->t.weekday + 7) % 7;
    bool lately = w->t.direction.p && w->t.direction.p[0] == '-';
    if (w->t.direction.p && w->t.direction.p[0] == '0') back = wk_weekday_of(today) - w->t.weekday;
    else if (ahead(w) && back) back -= 7;
    else if (w->t.direction.p && !back) back = lately ? 7 : -7;
    int32_t first = today - back;
    const wk_told_date *a = w->index && !w->t.direction.p ? &w->r->dates.v[w->index - 1] : NULL;
    if (a && a->day && !a->open && w->d->start == a->end + 1 && wk_tok(w->r, a->end)->shape != WK_SHAPE_PUNCT) {
        int32_t from = wk_day_number(a->day); /* "Senin hingga Rabu" */
        first = from + (w->t.weekday - wk_weekday_of(from) + 7) % 7;
    }
    if (year_of_paragraph(w) && !w->t.direction.p) {
        set(w, wk_str_printf(w->r->arena, "XXXX-WXX-%d", w->t.weekday), (wk_str){0}, WK_HOW_STATED);
        flag(w, "context");
        return;
    }
    if (w->t.until_weekday) {
        int32_t last = first + (w->t.until_weekday - w->t.weekday + 7) % 7;
        set_range(w, wk_day_of(first), wk_day_of(last), WK_HOW_RESOLVED);
        return;
    }
    set_day(w, wk_day_of(first), WK_HOW_RESOLVED);
}

/* A clock time or a part of the day: of the day told in the same paragraph, else of the publication. */
static void time_alone(const work *w) {
    const wk_told_date *a = anchor(w, true);
    if (a && !new_paragraph(w->r, a->start, w->d->start)) set_day(w, a->day, WK_HOW_RESOLVED);
    else if (w->r->today) set_day(w, w->r->today, WK_HOW_RESOLVED);
    else w->d->open = true;
}

/* ---- counted from a day ---------------------------------------------------------------------------------------- */

/* A month, with what else the words give of it. */
static void months_from(const work *w, int32_t base, int32_t n) {
    int32_t months = base / 10000 * 12 + base / 100 % 100 - 1 + n, year = months / 12, month = months % 12 + 1;
    if (year < 1 || year > 9999) return;
    const wk_time_unit *unit = w->t.offset.unit ? w->t.offset.unit : w->t.unit;
    if (unit->key[0] == 'q') {
        wk_str value = wk_str_printf(w->r->arena, "%04d-Q%d", year, (month + 2) / 3);
        int32_t first = (month - 1) / 3 * 3 + 1;
        set(w, value, wk_str_printf(w->r->arena, "%04d-%02d/%04d-%02d", year, first, year, first + 2), WK_HOW_RESOLVED);
    } else if (unit->months == 120) {
        set(w, wk_str_printf(w->r->arena, "%03d", year / 10), (wk_str){0}, WK_HOW_RESOLVED);
    } else if (unit->months == 1200) {
        set(w, wk_str_printf(w->r->arena, "%02d", year / 100), (wk_str){0}, WK_HOW_RESOLVED);
    } else if (unit->months == 1) {
        if (w->t.day && wk_day_valid(year, month, w->t.day)) set_day(w, year * 10000 + month * 100 + w->t.day, WK_HOW_RESOLVED);
        else set_month(w, year, month, WK_HOW_RESOLVED);
    } else if (w->t.day && w->t.month) {
        set_date(w, year, WK_HOW_RESOLVED);
    } else if (w->t.month) {
        set_month(w, year, w->t.month, WK_HOW_RESOLVED);
    } else {
        set_year(w, year, WK_HOW_RESOLVED);
    }
}

static void shift(const work *w, int32_t base, const wk_time_unit *unit, int32_t n) {
    int32_t days = wk_day_number(base);
    if (unit->of_day) set_day(w, base, WK_HOW_RESOLVED);
    else if (unit->days == 1) set_day(w, wk_day_of(days + n), WK_HOW_RESOLVED);
    else if (unit->days == 7) {
        int32_t monday = monday_of(days) + 7 * n;
        if (w->t.weekday) set_day(w, wk_day_of(monday + w->t.weekday - 1), WK_HOW_RESOLVED);
        else set_week(w, monday, n <= 0);
    } else months_from(w, base, n * unit->months);
}

/* Counting from a date that is told before: that date, else the publication, as an assumption. */
static int32_t base_day(const work *w, bool *assumed) {
    const wk_time_unit *unit = w->t.offset.unit ? w->t.offset.unit : w->t.unit;
    const wk_told_date *a = anchor(w, unit->of_day || unit->days > 0);
    *assumed = !a;
    return a ? wk_day_first(a->edtf) : w->r->today;
}

static void by_offset(const work *w) {
    const wk_time_offset *o = &w->t.offset;
    bool assumed = false;
    int32_t base = o->anchored ? base_day(w, &assumed) : w->r->today;
    if (!base) {
        w->d->open = true;
        return;
    }
    if (w->t.day && w->t.month && o->unit->days == 1) { /* "kemarin (19/11)": the date decides */
        int32_t words = wk_day_of(wk_day_number(base) + o->n);
        if (w->t.year) set_date(w, w->t.year, WK_HOW_STATED);
        else partial_day(w);
        if (w->d->day && w->d->day != words) flag(w, "contradiction");
        return;
    }
    shift(w, base, o->unit, o->n);
    if (assumed) flag(w, "assumed"), w->d->edtf = (wk_str){0}, w->d->day = 0;
}

/* "lima tahun lalu", "dua hari kemudian". */
static void counted(const work *w) {
    bool back = wk_str_eq(w->t.kind, WK_S("ago")) || wk_str_eq(w->t.kind, WK_S("earlier"));
    bool anchored = wk_str_eq(w->t.kind, WK_S("later")) || wk_str_eq(w->t.kind, WK_S("earlier")), assumed = false;
    if (!w->t.count || !w->t.unit || w->t.count > 5000) {
        set(w, back ? WK_S("PAST_REF") : WK_S("FUTURE_REF"), (wk_str){0}, WK_HOW_STATED);
        return;
    }
    int32_t base = anchored ? base_day(w, &assumed) : w->r->today;
    if (!base) {
        w->d->open = true;
        return;
    }
    shift(w, base, w->t.unit, back ? -w->t.count : w->t.count);
    if (assumed) flag(w, "assumed"), w->d->edtf = (wk_str){0}, w->d->day = 0;
}

/* ---- what is no calendar date ---------------------------------------------------------------------------------- */

static void duration(const work *w) {
    set(w, wk_duration_of(w->r, &w->r->text->matches.v[w->d->match]), (wk_str){0}, WK_HOW_STATED);
}

static void every(const work *w) {
    const wk_told *t = &w->t;
    wk_arena *arena = w->r->arena;
    wk_str time = time_text(w, t->hour, t->minute), value = {0};
    if (!time.p) flag(w, "impossible");
    else if (t->weekday) value = wk_str_printf(arena, "XXXX-WXX-%d%.*s", t->weekday, WK_F(time));
    else if (t->day && t->month) value = wk_str_printf(arena, "XXXX-%02d-%02d", t->month, t->day);
    else if (t->month) value = wk_str_printf(arena, "XXXX-%02d", t->month);
    else if (t->day) value = wk_str_printf(arena, "XXXX-XX-%02d", t->day);
    else if (time.n) value = wk_str_printf(arena, "XXXX-XX-XX%.*s", WK_F(time));
    else if (wk_str_eq(t->name, WK_S("WE"))) value = WK_S("XXXX-WXX-WE");
    else if (t->unit) {
        value = wk_duration_of(w->r, &w->r->text->matches.v[w->d->match]);
        if (!value.p) value = wk_str_printf(arena, "P%s1%s", t->unit->of_day ? "T" : "", t->unit->iso);
    }
    set(w, value, (wk_str){0}, WK_HOW_STATED);
}

/* "PRESENT_REF": keys of lists have spaces for their underscores. */
static void named_reference(const work *w) {
    char *value = wk_alloc(w->r->arena, w->t.name.n + 1);
    for (size_t i = 0; i < w->t.name.n; i++) value[i] = w->t.name.p[i] == ' ' ? '_' : w->t.name.p[i];
    set(w, (wk_str){value, w->t.name.n}, (wk_str){0}, WK_HOW_STATED);
}

/* "1990-an", "90-an": three digits. */
static void decade(const work *w) {
    int32_t year = w->t.year;
    if (year) set(w, wk_str_printf(w->r->arena, "%03d", year / 10), (wk_str){0}, WK_HOW_STATED);
}

static void century(const work *w) {
    int32_t n = w->t.count;
    if (n > 0 && n < 100) set(w, wk_str_printf(w->r->arena, "%02d", n - 1), (wk_str){0}, WK_HOW_STATED);
    else flag(w, "impossible");
}

/* The year that a quarter, half or season is of: told, counted, else the reference day's. */
static int32_t year_told(const work *w, wk_how *how) {
    *how = WK_HOW_STATED;
    if (w->t.year) return w->t.year;
    *how = WK_HOW_RESOLVED;
    int32_t year = w->r->today / 10000;
    if (w->t.offset.unit) return year + w->t.offset.n * w->t.offset.unit->months / 12;
    if (w->t.direction.p && w->t.direction.p[0] == '-') return year - 1;
    return year + (w->t.direction.p && w->t.direction.p[0] == '+');
}

static void part_of_year(const work *w) {
    bool quarter = wk_str_eq(w->t.kind, WK_S("quarter"));
    int32_t n = w->t.count, months = quarter ? 3 : 6;
    wk_how how;
    int32_t year = year_told(w, &how), first = (n - 1) * months + 1;
    if (!year) {
        w->d->open = true;
        return;
    }
    if (n < 1 || n > 12 / months) {
        flag(w, "impossible");
        return;
    }
    set(w, wk_str_printf(w->r->arena, "%04d-%c%d", year, quarter ? 'Q' : 'H', n),
        wk_str_printf(w->r->arena, "%04d-%02d/%04d-%02d", year, first, year, first + months - 1), how);
}

static void season(const work *w) {
    wk_how how;
    int32_t year = year_told(w, &how);
    if (!year) w->d->open = true;
    else if (w->t.name.p) set(w, wk_str_printf(w->r->arena, "%04d-%.*s", year, WK_F(w->t.name)), (wk_str){0}, how);
    else set_year(w, year, how);
}

/* A recurring day by its name, in the year told or the one nearest. */
static void holiday(const work *w) {
    const wk_day *day = wk_world_day(w->r->world, wk_world_find(w->r->world, w->t.name));
    wk_how how;
    int32_t year = year_told(w, &how);
    work at = *w;
    if (!year) {
        w->d->open = true;
        return;
    }
    if (day && day->month && how == WK_HOW_RESOLVED && !w->t.offset.unit && !w->t.direction.p) {
        at.t.day = day->day;
        at.t.month = day->month;
        year = year_for(&at);
    }
    int32_t moved = day ? wk_day_in(w->r->world, day, year) : 0;
    at.t.day = moved % 100;
    at.t.month = moved / 100 % 100;
    if (moved) set_date(&at, year, how);
    else flag(w, "moves");
}

/* The evening before a day: "malam Minggu". */
static void eve(const work *w) {
    partial_weekday(w);
    if (w->d->day) set_day(w, wk_day_of(wk_day_number(w->d->day) - 1), WK_HOW_RESOLVED);
}

static void calendar(const work *w) {
    const wk_told *t = &w->t;
    bool known = t->year || (t->offset.unit && t->offset.anchored);
    if (!known && !w->r->today && !year_behind(w)) w->d->open = true;
    else if (t->offset.unit) by_offset(w);
    else if (t->year && t->day && t->month) set_date(w, t->year, WK_HOW_STATED);
    else if (t->year && t->month && t->month <= 12) set_month(w, t->year, t->month, WK_HOW_STATED);
    else if (t->year) set_year(w, t->year, WK_HOW_STATED);
    else if (t->day && t->month) partial_day(w);
    else if (t->month && t->month <= 12) partial_month(w);
    else if (t->day) day_of_month(w);
    else if (t->weekday) partial_weekday(w);
    else if (t->hour >= 0 || t->daypart.p) time_alone(w);
}

/* ---- all kinds ------------------------------------------------------------------------------------------------- */

static const struct {
    const char *kind, *type; /* type NULL: DATE, or TIME when a time is told */
    void (*work)(const work *);
    bool counts; /* from the reference day, always */
} kinds[] = {{"duration", "DURATION", duration, false}, {"set", "SET", every, false}, {"ref", "DATE", named_reference, false},
             {"decade", "DATE", decade, false}, {"century", "DATE", century, false}, {"ago", NULL, counted, true},
             {"ahead", NULL, counted, true}, {"later", NULL, counted, false}, {"earlier", NULL, counted, false},
             {"quarter", "DATE", part_of_year, false}, {"half", "DATE", part_of_year, false}, {"season", "DATE", season, false},
             {"holiday", NULL, holiday, false}, {"eve", NULL, eve, true}};

const char *const wk_date_mods[] = {"START", "MID", "END", "APPROX", "LESS_THAN", "MORE_THAN", NULL};

static const char *mod_of(wk_str part) {
    static const char *const keys[] = {"early", "mid", "late", "approx", "less", "more"};
    for (size_t i = 0; part.p && i < WK_COUNT(keys); i++)
        if (wk_str_eq(part, wk_str_of(keys[i]))) return wk_date_mods[i];
    return NULL;
}

const char *const wk_date_flags[] = {"impossible", "weekday", "swapped", "contradiction", "context",
                                     "reference", "assumed", "moves", "unanchored", NULL};

void wk_work_out(wk_reader *r, uint32_t index) {
    wk_told_date *d = &r->dates.v[index];
    work w = {r, index, d, wk_told_by(r, &r->text->matches.v[d->match])};
    *d = (wk_told_date){.start = d->start, .end = d->end, .match = d->match, .weekday = w.t.weekday,
                        .mod = mod_of(w.t.part), .zone = w.t.zone,
                        .type = w.t.hour >= 0 || w.t.daypart.p ? "TIME" : "DATE"};
    for (size_t i = 0; w.t.kind.p && i < WK_COUNT(kinds); i++) {
        if (!wk_str_eq(w.t.kind, wk_str_of(kinds[i].kind))) continue;
        if (kinds[i].type) d->type = kinds[i].type;
        if (kinds[i].counts && !r->today) d->open = true;
        else kinds[i].work(&w);
        return;
    }
    calendar(&w);
}
