/* Maps with runs of equal wholes say the same as maps of single pieces: of any span, composed, and in their code. */
#include "record/mapcode.h"
#include "text/rangemap.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

enum { ROUNDS = 3000, PIECES = 12 };

static uint32_t seed = 1;

static uint32_t draw(uint32_t n) {
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 16) % n;
}

/* The same pieces twice: joined as they come, and each whole by itself. Pages go forward, seldom with a step. */
static void make(wk_arena *arena, wk_range_map *joined, wk_range_map *single, uint32_t *text, uint32_t *page) {
    *text = *page = 0;
    for (int i = 0; i < PIECES; i++) {
        uint32_t k = 1 + draw(3), m = 1 + draw(3), times = 1 + draw(4);
        if (!draw(5)) *text += draw(3);
        if (!draw(5)) *page += draw(3);
        for (uint32_t n = 0; n < times; n++) {
            wk_range_add(arena, joined, *text, k, *page, m);
            if (k == m)
                wk_range_add(arena, single, *text, k, *page, m);
            else
                *WK_PUSH(arena, single) = (wk_piece){.text = *text, .text_len = k, .page = *page, .page_len = m};
            *text += k;
            *page += m;
        }
    }
}

static void same_sources(wk_arena *arena, const wk_range_map *a, const wk_range_map *b, uint32_t text) {
    for (int i = 0; i < 8; i++) {
        wk_span span = {draw(text), 0};
        span.end = span.start + 1 + draw(text - span.start);
        wk_spans x = {0}, y = {0};
        wk_range_source(arena, a, span, &x);
        wk_range_source(arena, b, span, &y);
        assert_int_equal(x.n, y.n);
        if (x.n) assert_memory_equal(x.v, y.v, x.n * sizeof *x.v);
    }
}

static void runs_and_singles(void **state) {
    (void)state;
    wk_arena *arena = wk_arena_new();
    for (int i = 0; i < ROUNDS; i++, wk_arena_reset(arena)) {
        wk_range_map outer = {0}, outer1 = {0}, inner = {0}, inner1 = {0};
        uint32_t text, middle, middle2, page;
        make(arena, &outer, &outer1, &text, &middle);
        make(arena, &inner, &inner1, &middle2, &page);
        assert_true(outer.n <= outer1.n);
        same_sources(arena, &outer, &outer1, text);
        wk_range_map joined = wk_range_compose(arena, &outer, &inner), single = wk_range_compose(arena, &outer1, &inner1);
        same_sources(arena, &joined, &single, text);
        wk_buf code = {0};
        wk_range_map back;
        wk_map_encode(&joined, &code);
        assert_true(wk_map_decode(arena, wk_buf_str(&code), &back));
        same_sources(arena, &joined, &back, text);
        wk_buf_free(&code);
    }
    wk_arena_free(arena);
}

static void a_run_is_one_piece(void **state) {
    (void)state;
    wk_arena *arena = wk_arena_new();
    wk_range_map map = {0};
    for (uint32_t i = 0; i < 1000; i++) wk_range_add(arena, &map, i, 1, 10 + 2 * i, 2);
    assert_int_equal(map.n, 1);
    assert_int_equal(wk_piece_count(&map.v[0]), 1000);
    wk_spans s = {0};
    wk_range_source(arena, &map, (wk_span){500, 502}, &s);
    assert_int_equal(s.n, 1);
    assert_true(s.v[0].start == 1010 && s.v[0].end == 1014);
    wk_arena_free(arena);
}

/* Large pieces of an arena: zero, kept when they grow, also side by side. */
static void large_pieces(void **state) {
    (void)state;
    wk_arena *arena = wk_arena_new();
    WK_ARRAY(uint32_t) a = {0}, b = {0};
    for (uint32_t i = 0; i < 1500000; i++) {
        uint32_t *x = WK_PUSH(arena, &a), *y = WK_PUSH(arena, &b);
        assert_true(!*x && !*y);
        *x = i;
        *y = ~i;
    }
    for (uint32_t i = 0; i < a.n; i++) assert_true(a.v[i] == i && b.v[i] == ~i);
    assert_true(wk_arena_size(arena) > 12000000);
    wk_arena_reset(arena);
    assert_true(wk_arena_size(arena) < 8000000);
    char *fresh = wk_alloc(arena, 3000000);
    for (size_t i = 0; i < 3000000; i += 1000) assert_int_equal(fresh[i], 0);
    wk_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(runs_and_singles), cmocka_unit_test(a_run_is_one_piece),
                                       cmocka_unit_test(large_pieces)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
