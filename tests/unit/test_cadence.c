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

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(streaks_and_silences), cmocka_unit_test(round_years),
                                       cmocka_unit_test(one_and_none)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
