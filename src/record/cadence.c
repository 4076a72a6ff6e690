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
