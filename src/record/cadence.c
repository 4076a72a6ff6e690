#include "record/cadence.h"

#include <stdlib.h>

static int by_year(const void *a, const void *b) {
    const wk_cadence_year *x = a, *y = b;
    if (x->year != y->year) return x->year < y->year ? -1 : 1;
    return (x->ordinal < y->ordinal) - (x->ordinal > y->ordinal); /* known ordinals first */
}

static int32_t length(wk_year_span s) {
    return s.to - s.from + 1;
}

static bool is_round(const wk_cadence_year *y) {
    return y->ordinal > 0 && y->ordinal % 5 == 0;
}

static void take_runs(const wk_cadence_year *years, size_t n, wk_cadence *c) {
    wk_year_span run = {years[0].year, years[0].year};
    c->streak = run;
    for (size_t i = 1; i < n; i++) {
        int32_t before = years[i - 1].year, year = years[i].year;
        if (year > before + 1) {
            const wk_year_span gap = {before + 1, year - 1};
            if (length(gap) >= length(c->silence)) c->silence = gap;
            run.from = year;
        }
        run.to = year;
        if (length(run) >= length(c->streak)) c->streak = run;
    }
    c->running = run;
}

static void take_habit(const wk_cadence_year *years, size_t n, wk_cadence *c) {
    size_t rounds = 0, before = 0, old_rounds = 0;
    for (size_t i = 0; i < n; i++) {
        rounds += is_round(&years[i]);
        if (years[i].year < c->running.from) before++, old_rounds += is_round(&years[i]);
    }
    c->round_only = n >= 2 && rounds == n;
    /* a run that begins with a round year still counts from the year after it */
    bool changed = before >= 1 && before == old_rounds && length(c->running) >= 2 && !c->round_only;
    c->every_since = changed ? c->running.from : 0;
}

wk_cadence wk_cadence_of(wk_cadence_year *years, size_t *count) {
    wk_cadence c = {.all = {1, 0}, .streak = {1, 0}, .running = {1, 0}, .silence = {1, 0}};
    if (!*count) return c;
    qsort(years, *count, sizeof *years, by_year);
    size_t n = 1;
    for (size_t i = 1; i < *count; i++)
        if (years[i].year != years[n - 1].year) years[n++] = years[i];
    *count = n;
    c.present = (uint32_t)n;
    c.all = (wk_year_span){years[0].year, years[n - 1].year};
    take_runs(years, n, &c);
    take_habit(years, n, &c);
    return c;
}

/* ---- claims ---------------------------------------------------------------------------------------------------- */

const char *const wk_verdict_names[] = {[WK_HOLDS] = "holds", [WK_CONTRADICTED] = "contradicted", [WK_OPEN] = "open"};

/* The years before the act's own, and how well they are known. */
typedef struct past {
    int32_t year, first;
    const wk_cadence_year *years;
    size_t count;
    const int64_t *pages;
} past;

static bool happened(const past *p, int32_t year) {
    for (size_t i = 0; i < p->count; i++)
        if (p->years[i].year == year) return true;
    return false;
}

static bool has_pages(const past *p, int32_t year) {
    return year >= p->first && year <= p->year && p->pages[year - p->first] > 0;
}

/* Never before. */
static wk_check check_first(const past *p) {
    for (size_t i = 0; i < p->count; i++)
        if (p->years[i].year < p->year) return (wk_check){WK_CONTRADICTED, p->years[i].year};
    for (int32_t y = p->first; y < p->year; y++)
        if (has_pages(p, y)) return (wk_check){WK_HOLDS, y};
    return (wk_check){WK_OPEN, p->year - 1};
}

/* So many years in a row with this one, and no more. */
static wk_check check_streak(const past *p, int32_t length) {
    for (int32_t y = p->year - 1; y > p->year - length && y > 0; y--)
        if (!happened(p, y)) return (wk_check){has_pages(p, y) ? WK_CONTRADICTED : WK_OPEN, y};
    if (happened(p, p->year - length)) return (wk_check){WK_CONTRADICTED, p->year - length};
    return (wk_check){WK_HOLDS, p->year - length + 1};
}

/* In that year, and never between. */
static wk_check check_since(const past *p, int32_t year) {
    for (int32_t y = year + 1; y < p->year; y++)
        if (happened(p, y)) return (wk_check){WK_CONTRADICTED, y};
    if (happened(p, year)) return (wk_check){WK_HOLDS, year};
    return (wk_check){has_pages(p, year) ? WK_CONTRADICTED : WK_OPEN, year};
}

wk_check wk_habit_check(wk_str kind, int32_t number, int32_t year, const wk_cadence_year *years, size_t count,
                        const int64_t *pages, int32_t first) {
    const past p = {year, first, years, count, pages};
    if (wk_str_eq(kind, WK_S("first"))) return check_first(&p);
    if (wk_str_eq(kind, WK_S("streak"))) return check_streak(&p, number);
    return wk_str_eq(kind, WK_S("since")) ? check_since(&p, number) : (wk_check){WK_OPEN, 0};
}

/* Year of a day in the proleptic Gregorian calendar, counted from a first of March (after Howard Hinnant's
 * civil_from_days). */
static int64_t year_of(int64_t day) {
    int64_t z = day + 719468, era = (z >= 0 ? z : z - 146096) / 146097, of_era = z - era * 146097;
    int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
    return era * 400 + year + (of_year >= 306); /* January and February belong to the next */
}

int32_t wk_cadence_year_of(int64_t from, int64_t to) {
    enum { FIRST_DAY = -354285, LAST_DAY = 376199 };
    if (from < FIRST_DAY || to > LAST_DAY) return 0;
    int64_t year = year_of(from);
    return year == year_of(to) ? (int32_t)year : 0;
}
