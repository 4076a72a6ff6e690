/* What recurs on an outlet's pages is found, and nothing else; the same in any order; and the packs can read it. */
#include "base/error.h"
#include "pack/furniture.h"
#include "page/learn.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { PAGES = 8 };

static wk_packs *packs;

static int load(void **state) {
    (void)state;
    wk_error error;
    return wk_packs_load(NULL, &packs, &error) == WK_OK ? 0 : -1;
}

static int unload(void **state) {
    (void)state;
    wk_packs_free(packs);
    return 0;
}

static const char *const things[PAGES] = {"rice", "ships", "grain", "trains", "medicine", "coffee", "steel", "cloth"};

/* One invented page; `flat` or HTML. */
static wk_str make(wk_arena *arena, int i, bool flat) {
    const char *thing = things[i];
    if (flat)
        return wk_str_printf(arena,
            "Valley subscribers' corner\nHOW THE VALLEY LIVES\n\nFarmers count %s after the rain\n\nAlso on our pages: %s and more\n\n"
            "LAMPPOST.EXAMPLE, Easthaven - The farmers of the eastern valley counted all of their %s on the morning after the "
            "long rain, the council of the valley wrote in a letter.\n\nThe council of the valley will count again.\n\n"
            "Weather of %s\nLamppost House %d, Easthaven\nWrite to our valley desk\n", thing, thing, thing, thing, 1990 + i);
    return wk_str_printf(arena,
        "<html><head><title>Farmers count %s</title></head><body><div>Valley subscribers' corner</div><h1>Farmers count %s after "
        "the rain</h1><p>The farmers of the eastern valley counted all of their %s on the morning after the long rain, the "
        "council of the valley wrote in a letter.</p><div>Write to our <b>valley</b> desk</div></body></html>", thing, thing, thing);
}

static wk_str learned(wk_arena *arena, bool flat, bool backwards, size_t pages, wk_learned *told) {
    wk_learn *learn = wk_learn_new(packs);
    for (size_t k = 0; k < pages; k++) {
        int i = (int)(backwards ? pages - 1 - k : k);
        wk_page page = {.bytes = make(arena, i, flat), .kind = flat ? WK_PAGE_FLAT : WK_PAGE_HTML, .file = WK_S("test")};
        if (!flat) page.url = wk_str_printf(arena, "https://www.lamppost.example/%d", i);
        wk_article *article = NULL;
        wk_error error;
        if (wk_article_read(arena, packs, &page, &article, &error) != WK_OK) fail_msg("%s", error.message);
        wk_learn_page(learn, arena, &page, article);
        wk_learn_page(learn, arena, &page, article); /* twice is once */
    }
    wk_buf out = {0};
    *told = wk_learn_write(learn, &out);
    wk_str text = wk_str_copy(arena, wk_buf_str(&out));
    wk_buf_free(&out);
    wk_learn_free(learn);
    return text;
}

static void has(wk_str text, const char *what, bool wanted) {
    if ((wk_str_find(text, wk_str_of(what), 0) < text.n) != wanted)
        fail_msg("%s '%s' in:\n%.*s", wanted ? "missing:" : "there is", what, WK_F(text));
}

static void flat_pages(void **state) {
    (void)state;
    wk_arena *arena = wk_arena_new();
    wk_learned told;
    wk_str text = learned(arena, true, false, PAGES, &told);
    assert_int_equal(told.pages, PAGES * 2);
    assert_int_equal(told.twice, PAGES);
    assert_int_equal(told.outlets, 1);
    has(text, "\nfurniture lamppost.example\n", true);
    has(text, "\n  line Valley subscribers' corner  # 8 pages\n", true);
    has(text, "\n  line HOW THE VALLEY LIVES  # 8 pages\n", true);
    has(text, "\n  line Write to our valley desk  # 8 pages\n", true);
    has(text, "\n  start Also on our pages:  # 8 pages\n", true);
    has(text, "Farmers count", false);
    has(text, "eastern valley counted", false);
    has(text, "start Weather", false); /* no sign parts it from what follows */
    has(text, "start LAMPPOST", false);
    wk_str again = learned(arena, true, true, PAGES, &told);
    assert_true(wk_str_eq(text, again));
    wk_arena_free(arena);
}

static void html_pages(void **state) {
    (void)state;
    wk_arena *arena = wk_arena_new();
    wk_learned told;
    wk_str text = learned(arena, false, false, PAGES, &told);
    has(text, "\nfurniture lamppost.example\n", true);
    has(text, "\n  line Valley subscribers' corner  # 8 pages\n", true);
    has(text, "\n  line Write to our valley desk  # 8 pages\n", true);
    has(text, "Farmers", false);
    wk_arena_free(arena);
}

static void two_pages_prove_nothing(void **state) {
    (void)state;
    wk_arena *arena = wk_arena_new();
    wk_learned told;
    wk_str text = learned(arena, true, false, 2, &told);
    assert_int_equal(told.values, 0);
    has(text, "furniture lamppost", false);
    wk_arena_free(arena);
}

/* The packs take what was written. */
static void packs_read_it(void **state) {
    (void)state;
    wk_arena *arena = wk_arena_new();
    wk_learned told;
    wk_notation file;
    wk_error error;
    wk_furniture *f;
    wk_str text = learned(arena, true, false, PAGES, &told);
    assert_int_equal(wk_notation_parse(arena, text, "learned.wk", &file, &error), WK_OK);
    assert_int_equal(wk_furniture_build(arena, &file, 1, &f, &error), WK_OK);
    const wk_phrase *p = wk_furniture_line(f, WK_S("valley subscribers corner"));
    assert_true(p && p->roles & WK_ROLE_LINE);
    assert_null(wk_furniture_line(f, WK_S("How the valley lives"))); /* stood in capitals only */
    wk_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(flat_pages), cmocka_unit_test(html_pages),
                                       cmocka_unit_test(two_pages_prove_nothing), cmocka_unit_test(packs_read_it)};
    return cmocka_run_group_tests(tests, load, unload);
}
