/* Keys, days, maps as bytes, and the grouping of acts into events, which must not depend on order or batches. */
#include "record/doc.h"
#include "record/event.h"
#include "record/mapcode.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- keys and days --------------------------------------------------------------------------------------------- */

static void names(void **state) {
    (void)state;
    wk_arena *arena = wk_arena_new();
    static const char *const same[][2] = {
        {"Kim Jong-un", "kim jong un"}, {"KIM  JONG UN", "kim jong un"}, {"São Tomé", "sao tome"},
        {"D.J. Trump", "d j trump"},    {"\xe2\x80\x9cKCNA\xe2\x80\x9d", "kcna"}, {"!?", "!?"}};
    for (size_t i = 0; i < WK_COUNT(same); i++) {
        wk_str folded = wk_name_fold(arena, wk_str_of(same[i][0]));
        assert_int_equal(folded.n, strlen(same[i][1]));
        assert_memory_equal(folded.p, same[i][1], folded.n);
        for (size_t k = 0; k < WK_COUNT(same); k++)
            assert_int_equal(wk_name_folds_to(arena, wk_str_of(same[i][0]), wk_str_of(same[k][1])), strcmp(same[i][1], same[k][1]) == 0);
        assert_false(wk_name_folds_to(arena, wk_str_of(same[i][0]), wk_str_printf(arena, "%s x", same[i][1])));
        assert_false(wk_name_folds_to(arena, wk_str_printf(arena, "%s x", same[i][0]), wk_str_of(same[i][1])));
    }
    static const char *const one[][2] = {{"Mohammad Hassan", "Mohamad Hasan"}, {"Djoko Soesilo", "Joko Susilo"},
                                         {"Sergey Shoigu", "Sergei Shoigu"}, {"Volodymyr Zelenskyy", "Volodymyr Zelenskiy"},
                                         {"Mahmoud Ahmad", "Mahmud Ahmad"}, {"Tjahjo Kumolo", "Cahjo Kumolo"}};
    static const char *const two[][2] = {{"Mohammad Hassan", "Mohammad Hasyim"}, {"Kim Jong Un", "Kim Jong Il"}, {"Yy", "Y"}};
    for (size_t i = 0; i < WK_COUNT(one); i++)
        assert_true(wk_str_eq(wk_actor_key(arena, &(wk_actor){.name = wk_str_of(one[i][0])}),
                              wk_actor_key(arena, &(wk_actor){.name = wk_str_of(one[i][1])})));
    for (size_t i = 0; i < WK_COUNT(two); i++)
        assert_false(wk_str_eq(wk_actor_key(arena, &(wk_actor){.name = wk_str_of(two[i][0])}),
                               wk_actor_key(arena, &(wk_actor){.name = wk_str_of(two[i][1])})));
    assert_null(wk_name_fold(arena, (wk_str){0}).p);
    assert_true(wk_name_within(WK_S("kim"), WK_S("kim jong un")));
    assert_true(wk_name_within(WK_S("jong un"), WK_S("kim jong un")));
    assert_false(wk_name_within(WK_S("ki"), WK_S("kim jong un")));
    assert_true(wk_name_better(WK_S("Kim Jong Un"), WK_S("Kim Jong-un")));
    assert_true(wk_name_better(WK_S("Antara"), WK_S("ANTARA")));
    assert_false(wk_name_better(WK_S("ANTARA"), WK_S("Antara")));
    wk_arena_free(arena);
}

static void days(void **state) {
    (void)state;
    static const struct { const char *date; int32_t from, to; } cases[] = {
        {"1970-01-01", 0, 0},         {"2023-08-15", 19584, 19584},       {"2023-08-15T18:09", 19584, 19584},
        {"2023-08", 19570, 19600},    {"2023", 19358, 19722},             {"2024-02-29", 19782, 19782},
        {"2023-08~", 19570, 19600},   {"2023-08-15/2023-08-17", 19584, 19586}, {"1948-09-09", -7784, -7784}};
    for (size_t i = 0; i < WK_COUNT(cases); i++) {
        wk_days d = wk_days_of(wk_str_of(cases[i].date));
        assert_int_equal(d.from, cases[i].from);
        assert_int_equal(d.to, cases[i].to);
    }
    static const char *const bad[] = {"", "yesterday", "2023-13", "2023-02-29", "2023-08-32", "2023-", "-", "2023-08-15-01"};
    for (size_t i = 0; i < WK_COUNT(bad); i++) {
        wk_days d = wk_days_of(wk_str_of(bad[i]));
        assert_true(d.from > d.to);
    }
    assert_true(wk_days_of((wk_str){0}).from > wk_days_of((wk_str){0}).to);
}

/* ---- maps ------------------------------------------------------------------------------------------------------ */

static void maps(void **state) {
    (void)state;
    wk_arena *arena = wk_arena_new();
    wk_range_map map = {0}, back;
    wk_range_add(arena, &map, 0, 10, 500, 10);
    wk_range_add(arena, &map, 10, 1, 510, 5);
    wk_range_add(arena, &map, 13, 4000000, 100, 4000000); /* parts may be moved backwards */
    wk_buf code = {0};
    wk_map_encode(&map, &code);
    assert_true(wk_map_decode(arena, wk_buf_str(&code), &back));
    assert_int_equal(back.n, map.n);
    assert_memory_equal(back.v, map.v, map.n * sizeof *map.v);
    for (size_t n = 1; n < code.n; n++) { /* cut short: refused or shorter, never read beyond */
        wk_range_map cut;
        if (wk_map_decode(arena, (wk_str){code.p, n}, &cut)) assert_true(cut.n < map.n);
    }
    static const char huge[] = "\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01\x02\x00";
    assert_false(wk_map_decode(arena, (wk_str){huge, sizeof huge - 1}, &back));
    wk_buf_free(&code);
    wk_arena_free(arena);
}

/* ---- events ---------------------------------------------------------------------------------------------------- */

enum { MANY = 60 };

static wk_event_act act(const char *id, const char *report, const char *date, wk_how how, const char *occasion, int ordinal,
                        const char *words) {
    return (wk_event_act){.id = wk_str_of(id), .report = wk_str_of(report), .date = {wk_str_of(date), date ? how : WK_HOW_UNKNOWN},
                          .occasion = {wk_str_of(occasion), wk_str_of(occasion), ordinal, false},
                          .words_key = wk_str_of(words), .root = wk_str_of(report)};
}

/* The events as text: ids of their acts, sorted. */
static char *grouped(wk_arena *arena, const wk_event_act *all, size_t n, const size_t *order) {
    wk_event_acts acts = {0};
    for (size_t i = 0; i < n; i++) *WK_PUSH(arena, &acts) = all[order[i]];
    wk_events events;
    wk_events_group(arena, &acts, &events);
    wk_buf out = {0};
    for (size_t e = 0; e < events.n; e++) {
        for (size_t i = 0; i < events.v[e].acts.n; i++) {
            if (i) wk_buf_byte(&out, '+');
            wk_buf_add(&out, acts.v[events.v[e].acts.v[i]].id);
        }
        wk_str date = events.v[e].date.value;
        wk_str tail = wk_str_printf(arena, "=%.*s/%u/%u ", WK_F(date), events.v[e].reports, events.v[e].sources);
        wk_buf_add(&out, tail);
    }
    wk_buf_byte(&out, '\0');
    char *text = strdup(out.p);
    wk_buf_free(&out);
    return text;
}

static void expect(const wk_event_act *all, size_t n, const char *want) {
    size_t order[MANY];
    for (size_t i = 0; i < n; i++) order[i] = i;
    unsigned seed = 7;
    for (int round = 0; round < 50; round++) {
        wk_arena *arena = wk_arena_new();
        char *have = grouped(arena, all, n, order);
        assert_string_equal(have, want);
        free(have);
        wk_arena_free(arena);
        for (size_t i = n; i-- > 1;) {
            size_t k = (size_t)rand_r(&seed) % (i + 1), swap = order[i];
            order[i] = order[k];
            order[k] = swap;
        }
    }
}

/* What people say comes before what the days say: of one pool, and of several. */
static void people_join_and_part(void **state) {
    (void)state;
    wk_event_act all[] = {act("a1", "r1", "2023-10-12", WK_HOW_STATED, NULL, 0, "w1"), act("a2", "r2", "2023-10-12", WK_HOW_STATED, NULL, 0, "w2"),
                          act("a3", "r3", "2023-10-12", WK_HOW_STATED, NULL, 0, "w3"), act("a4", "r4", "2024-03-01", WK_HOW_STATED, NULL, 0, "w4"),
                          act("a5", "r5", NULL, WK_HOW_UNKNOWN, NULL, 0, "w1")};
    expect(all, 5, "a1+a2+a3+a5=2023-10-12/4/4 a4=2024-03-01/1/1 ");
    all[0].parted = WK_S("x+");
    all[1].parted = all[2].parted = WK_S("x-\ny+");
    expect(all, 4, "a1=2023-10-12/1/1 a2+a3=2023-10-12/2/2 a4=2024-03-01/1/1 ");
    all[0].joined = all[3].joined = WK_S("label");
    expect(all, 4, "a1+a4=2023-10-12/2/2 a2+a3=2023-10-12/2/2 ");
    all[3].pool = all[2].pool = 7;
    expect(all, 4, "a1+a4=2023-10-12/2/2 a2=2023-10-12/1/1 a3=2023-10-12/1/1 ");
    all[3].decided = 1 << WK_EVENT_DATE;
    all[3].date.how = WK_HOW_CORRECTED;
    expect(all, 4, "a1+a4=2024-03-01/2/2 a2=2023-10-12/1/1 a3=2023-10-12/1/1 ");
}

static void one_day_is_one_event(void **state) {
    (void)state;
    const wk_event_act all[] = {
        act("a1", "r1", "2023-08-15", WK_HOW_RESOLVED, "kp/liberation-day", 78, "w1"),
        act("a2", "r2", "2023-08-15", WK_HOW_STATED, NULL, 0, "w2"),
        act("a3", "r3", "2023-08", WK_HOW_STATED, NULL, 0, "w3"),
        act("a4", "r4", "2022-08-15", WK_HOW_STATED, "kp/liberation-day", 77, "w4")};
    expect(all, WK_COUNT(all), "a1+a2+a3=2023-08-15/3/3 a4=2022-08-15/1/1 ");
}

static void reports_may_disagree_on_the_day(void **state) {
    (void)state;
    const wk_event_act all[] = {
        act("a1", "r1", "2024-05-09", WK_HOW_RESOLVED, "ru/victory-day", 79, "w1"),
        act("a2", "r2", "2024-05-08", WK_HOW_STATED, "ru/victory-day", 79, "w2"),
        act("a3", "r3", "2024-05-08", WK_HOW_STATED, NULL, 0, "w3"),
        act("a4", "r4", NULL, WK_HOW_UNKNOWN, "ru/victory-day", 79, "w4"),
        act("a5", "r5", NULL, WK_HOW_UNKNOWN, "ru/victory-day", 80, "w5")};
    expect(all, WK_COUNT(all), "a1+a2+a3+a4=2024-05-08/4/4 a5=/1/1 ");
}

static void two_occasions_on_one_day_stay_two(void **state) {
    (void)state;
    const wk_event_act all[] = {act("a1", "r1", "2023-10-12", WK_HOW_STATED, "x/one", 75, "w1"),
                                act("a2", "r2", "2023-10-12", WK_HOW_STATED, "x/two", 75, "w2"),
                                act("a3", "r3", "2023-10", WK_HOW_STATED, "x/two", 0, "w3")};
    expect(all, WK_COUNT(all), "a1=2023-10-12/1/1 a2+a3=2023-10-12/2/2 ");
}

static void what_fits_several_joins_none(void **state) {
    (void)state;
    const wk_event_act all[] = {act("a1", "r1", "2023-03-01", WK_HOW_STATED, NULL, 0, "w1"),
                                act("a2", "r2", "2023-07-01", WK_HOW_STATED, NULL, 0, "w2"),
                                act("a3", "r3", "2023", WK_HOW_STATED, NULL, 0, "w3"),
                                act("a4", "r4", "2023", WK_HOW_STATED, NULL, 0, "w4")};
    expect(all, WK_COUNT(all), "a1=2023-03-01/1/1 a2=2023-07-01/1/1 a3+a4=2023/2/2 ");
}

static void copies_without_a_date_are_one(void **state) {
    (void)state;
    const wk_event_act all[] = {act("a1", "r1", NULL, WK_HOW_UNKNOWN, NULL, 0, "same"),
                                act("a2", "r2", NULL, WK_HOW_UNKNOWN, NULL, 0, "same"),
                                act("a3", "r3", NULL, WK_HOW_UNKNOWN, NULL, 0, "other"),
                                act("a4", "r4", "2023-01-02", WK_HOW_PUBLISHED, NULL, 0, "same")};
    expect(all, WK_COUNT(all), "a1+a2+a4=2023-01-02/3/3 a3=/1/1 ");
}

static void attributes_tell_who_says_what(void **state) {
    (void)state;
    wk_arena *arena = wk_arena_new();
    wk_event_acts acts = {0};
    *WK_PUSH(arena, &acts) = act("a1", "r1", "2024-05-09", WK_HOW_RESOLVED, "ru/victory-day", 79, "w1");
    *WK_PUSH(arena, &acts) = act("a2", "r2", "2024-05-10", WK_HOW_PUBLISHED, "ru/victory-day", 79, "w2");
    *WK_PUSH(arena, &acts) = act("a3", "r2", "2024-05-09", WK_HOW_STATED, "ru/victory-day", 78, "w3");
    acts.v[0].channel = WK_S("letter");
    wk_events events;
    wk_events_group(arena, &acts, &events);
    assert_int_equal(events.n, 1);
    const wk_event *e = &events.v[0];
    assert_string_equal(e->date.value.p, "2024-05-09");
    assert_int_equal(e->date.how, WK_HOW_STATED);
    assert_int_equal(e->reports, 2);
    assert_int_equal(e->attributes[WK_EVENT_DATE].values.n, 2);
    assert_int_equal(e->attributes[WK_EVENT_ORDINAL].values.n, 2);
    assert_int_equal(e->occasion.ordinal, 79);
    assert_string_equal(e->attributes[WK_EVENT_ORDINAL].reason, "most reports");
    assert_string_equal(e->attributes[WK_EVENT_CHANNEL].reason, "all agree");
    assert_false(e->planned);
    wk_arena_free(arena);
}

/* One flood by its name, a day apart: one event that the reports disagree on; another happening, or much later: others. */
static void happenings(void **state) {
    (void)state;
    wk_event_act all[] = {act("a1", "r1", "2024-08-03", WK_HOW_STATED, NULL, 0, "w1"), act("a2", "r2", "2024-08-04", WK_HOW_STATED, NULL, 0, "w2"),
                          act("a3", "r3", "2024-08-05", WK_HOW_STATED, NULL, 0, "w3"), act("a4", "r4", "2024-08-14", WK_HOW_STATED, NULL, 0, "w4")};
    static const char *const names[] = {"banjir", "Banjir besar", "gempa bumi", "banjir"};
    for (size_t i = 0; i < WK_COUNT(all); i++) all[i].occasion.name = wk_str_of(names[i]);
    expect(all, WK_COUNT(all), "a1+a2=2024-08-03/2/2 a3=2024-08-05/1/1 a4=2024-08-14/1/1 ");
}

/* Random acts: the same events whatever the order. */
static void any_order(void **state) {
    (void)state;
    static char ids[MANY][8], dates[MANY][12], words[MANY][4];
    static const char *const occasions[] = {NULL, "x/one", "x/two"};
    unsigned seed = 11;
    for (int round = 0; round < 40; round++) {
        wk_event_act all[MANY];
        for (size_t i = 0; i < MANY; i++) {
            int kind = rand_r(&seed) % 5, month = 1 + rand_r(&seed) % 3, day = 1 + rand_r(&seed) % 20;
            snprintf(ids[i], sizeof ids[i], "a%02zu", i);
            snprintf(words[i], sizeof words[i], "w%d", rand_r(&seed) % 9);
            if (kind == 0) snprintf(dates[i], sizeof dates[i], "2023-%02d", month);
            else snprintf(dates[i], sizeof dates[i], "2023-%02d-%02d", month, day);
            all[i] = act(ids[i], ids[i], kind == 1 ? NULL : dates[i], kind == 2 ? WK_HOW_PUBLISHED : WK_HOW_STATED,
                         occasions[rand_r(&seed) % 3], rand_r(&seed) % 3, words[i]);
        }
        size_t order[MANY];
        for (size_t i = 0; i < MANY; i++) order[i] = i;
        wk_arena *arena = wk_arena_new();
        char *want = grouped(arena, all, MANY, order);
        expect(all, MANY, want);
        free(want);
        wk_arena_free(arena);
    }
}

static int by_first_day(const void *a, const void *b) {
    const wk_days *x = a, *y = b;
    return (x->from > y->from) - (x->from < y->from);
}

/* Random dated acts: grouping stretch by stretch gives the events that grouping all at once gives. */
static void any_stretch(void **state) {
    (void)state;
    static char ids[MANY][8], dates[MANY][12], words[MANY][4];
    static const char *const occasions[] = {NULL, "x/one", "x/two"}, *const forms[] = {"%d", "%d-%02d", "%d-%02d-%02d"};
    unsigned seed = 5;
    size_t most = 0;
    for (int round = 0; round < 200; round++) {
        wk_arena *arena = wk_arena_new();
        wk_event_act all[MANY];
        wk_days reaches[MANY];
        wk_stretches stretches = {0};
        for (size_t i = 0; i < MANY; i++) {
            int kind = rand_r(&seed) % 16, year = 2001 + rand_r(&seed) % 12, month = 1 + rand_r(&seed) % 12, day = 1 + rand_r(&seed) % 28;
            snprintf(ids[i], sizeof ids[i], "a%02zu", i);
            snprintf(words[i], sizeof words[i], "w%d", rand_r(&seed) % 9);
            snprintf(dates[i], sizeof dates[i], forms[kind == 0 ? 0 : kind == 1 ? 1 : 2], year, month, day);
            all[i] = act(ids[i], ids[i], kind == 2 ? NULL : dates[i], kind < 6 ? WK_HOW_PUBLISHED : WK_HOW_STATED,
                         occasions[rand_r(&seed) % 3], rand_r(&seed) % 3, words[i]);
            all[i].published = wk_str_of(dates[i]);
            reaches[i] = wk_event_reach(&all[i].date, all[i].published);
        }
        qsort(reaches, MANY, sizeof *reaches, by_first_day);
        for (size_t i = 0; i < MANY; i++) wk_stretches_add(arena, &stretches, reaches[i]);
        wk_event_acts acts = {0};
        for (size_t i = 0; i < MANY; i++) *WK_PUSH(arena, &acts) = all[i];
        wk_events whole;
        wk_events_group(arena, &acts, &whole);
        size_t found = 0;
        for (size_t s = 0; s < stretches.n; s++) {
            wk_event_acts some = {0};
            for (size_t i = 0; i < MANY; i++) {
                wk_days r = wk_event_reach(&all[i].date, all[i].published);
                if (r.from >= stretches.v[s].from && r.from <= stretches.v[s].to) *WK_PUSH(arena, &some) = all[i];
            }
            wk_events part;
            wk_events_group(arena, &some, &part);
            for (size_t e = 0; e < part.n; e++, found++) {
                size_t at = 0;
                while (at < whole.n && !wk_str_eq(whole.v[at].id, part.v[e].id)) at++;
                assert_true(at < whole.n && whole.v[at].acts.n == part.v[e].acts.n);
                for (size_t i = 0; i < part.v[e].acts.n; i++)
                    assert_true(wk_str_eq(some.v[part.v[e].acts.v[i]].id, acts.v[whole.v[at].acts.v[i]].id));
            }
        }
        assert_int_equal(found, whole.n);
        if (stretches.n > most) most = stretches.n;
        wk_arena_free(arena);
    }
    assert_true(most > 5);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names), cmocka_unit_test(days), cmocka_unit_test(maps), cmocka_unit_test(people_join_and_part), cmocka_unit_test(one_day_is_one_event),
        cmocka_unit_test(reports_may_disagree_on_the_day), cmocka_unit_test(two_occasions_on_one_day_stay_two),
        cmocka_unit_test(what_fits_several_joins_none), cmocka_unit_test(copies_without_a_date_are_one),
        cmocka_unit_test(attributes_tell_who_says_what), cmocka_unit_test(any_order), cmocka_unit_test(any_stretch), cmocka_unit_test(happenings)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
