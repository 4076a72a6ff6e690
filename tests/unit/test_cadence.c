/* Cadence: streaks, silences, habits. */
#include "record/cadence.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

static wk_cadence of(wk_cadence_year *years, size_t n, size_t *left) {
    wk_cadence c = wk_cadence_of(years, &n);
    *left = n;
    return c;
}

static void streaks_and_silences(void **state) {
    (void)state;
    wk_cadence_year years[] = {{2024, 79}, {2015, 70}, {2022, 0}, {2023, 78}, {2022, 77}, {2010, 65}};
    size_t n;
    wk_cadence c = of(years, 6, &n);
    assert_int_equal(n, 5);
    assert_int_equal(years[2].ordinal, 77);
    assert_int_equal(c.all.from, 2010);
    assert_int_equal(c.all.to, 2024);
    assert_int_equal(c.streak.from, 2022);
    assert_int_equal(c.running.to, 2024);
    assert_int_equal(c.silence.from, 2016);
    assert_int_equal(c.silence.to, 2021);
    assert_false(c.round_only);
    assert_int_equal(c.every_since, 2022);
}

static void round_years(void **state) {
    (void)state;
    wk_cadence_year years[] = {{2010, 65}, {2015, 70}, {2020, 75}};
    size_t n;
    wk_cadence c = of(years, 3, &n);
    assert_true(c.round_only);
    assert_int_equal(c.every_since, 0);
    assert_int_equal(c.streak.from, 2020);
    assert_int_equal(c.silence.from, 2016);
}

static void one_and_none(void **state) {
    (void)state;
    wk_cadence_year years[] = {{2023, 5}};
    size_t n;
    wk_cadence c = of(years, 1, &n);
    assert_int_equal(c.present, 1);
    assert_false(c.round_only);
    assert_true(c.silence.from > c.silence.to);
    c = of(years, 0, &n);
    assert_int_equal(c.present, 0);
}

/* Claims of reports against what is known: years 2019, 2021, 2022, 2023; pages about the two from 2018, none of 2020. */
static void claims(void **state) {
    (void)state;
    const wk_cadence_year years[] = {{2019, 0}, {2021, 0}, {2022, 0}, {2023, 0}};
    const int64_t pages[] = {4, 1, 0, 2, 2, 2};
    static const struct { const char *kind; int32_t number, year; wk_verdict verdict; int32_t told; } cases[] = {
        {"streak", 3, 2023, WK_HOLDS, 2021},        {"streak", 2, 2023, WK_CONTRADICTED, 2021}, {"streak", 4, 2023, WK_OPEN, 2020},
        {"streak", 1, 2019, WK_HOLDS, 2019},        {"streak", 2, 2019, WK_CONTRADICTED, 2018}, {"first", 0, 2023, WK_CONTRADICTED, 2019},
        {"first", 0, 2019, WK_HOLDS, 2018},         {"since", 2019, 2021, WK_HOLDS, 2019},      {"since", 2019, 2023, WK_CONTRADICTED, 2021},
        {"since", 2020, 2021, WK_OPEN, 2020},       {"since", 2018, 2019, WK_CONTRADICTED, 2018}, {"never heard of", 0, 2023, WK_OPEN, 0}};
    for (size_t i = 0; i < WK_COUNT(cases); i++) {
        wk_check c = wk_habit_check(wk_str_of(cases[i].kind), cases[i].number, cases[i].year, years, WK_COUNT(years), pages, 2018);
        assert_int_equal(c.verdict, cases[i].verdict);
        assert_int_equal(c.year, cases[i].told);
    }
    const int64_t none[] = {0};
    assert_int_equal(wk_habit_check(WK_S("first"), 0, 2018, years, 0, none, 2018).verdict, WK_OPEN);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(streaks_and_silences), cmocka_unit_test(round_years),
                                       cmocka_unit_test(one_and_none), cmocka_unit_test(claims)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
