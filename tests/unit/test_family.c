/* Families: copies are found however they were cut, others are kept apart, and what comes out does not depend on order,
 * on batches or on how many machines share the work. Also sketches, sides, threads, quotations and corrections. */
#include "base/hash.h"
#include "record/correction.h"
#include "record/event.h"
#include "record/family.h"
#include "record/quote.h"
#include "record/thread.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- texts ----------------------------------------------------------------------------------------------------- */

enum { TEXTS = 48, WORDS = 160 };

/* Words of a text: the same number gives the same words, every number others. */
static void write_words(char *out, unsigned number, unsigned from, unsigned to) {
    unsigned state = number * 2654435761u + 12345;
    out += strlen(out);
    for (unsigned i = 0; i < to; i++) {
        state = state * 1103515245u + 12345;
        if (i >= from) out += sprintf(out, "w%u ", state >> 20);
    }
}

typedef struct world {
    char bodies[TEXTS][WORDS * 24];
    wk_family_text texts[TEXTS];
    size_t n;
    unsigned part, parts; /* candidates come by keys of this part of all keys alone */
} world;

static void add(wk_arena *arena, world *w, const char *body) {
    strcpy(w->bodies[w->n], body);
    wk_str text = wk_str_of(w->bodies[w->n]);
    w->texts[w->n] = (wk_family_text){(int64_t)w->n + 1, (int64_t)w->n + 1, wk_sketch_of(arena, text), text};
    w->n++;
}

/* Eight stories, each whole, retitled (the same), trimmed to two thirds and to a third, edited, with a note behind, and
 * put before another story. */
static world *make_world(wk_arena *arena) {
    world *w = wk_alloc(arena, sizeof *w);
    char text[WORDS * 24];
    for (unsigned s = 1; s <= 8; s++) {
        const unsigned lengths[] = {WORDS, WORDS, WORDS * 2 / 3, WORDS / 3};
        for (size_t i = 0; i < WK_COUNT(lengths); i++) {
            text[0] = '\0';
            write_words(text, s, 0, lengths[i]);
            add(arena, w, text);
        }
        text[0] = '\0';
        write_words(text, s, 0, WORDS); /* every thirtieth word is another one */
        for (char *p = text, *end = text + strlen(text); p + 200 < end; p += 200) *strchr(p, 'w') = 'x';
        add(arena, w, text);
        text[0] = '\0';
        write_words(text, s, 0, WORDS * 2 / 3);
        write_words(text, s + 100, 0, WORDS / 6);
        add(arena, w, text);
    }
    return w;
}

static wk_status candidates(void *context, wk_arena *arena, uint64_t key, wk_numbers *found, wk_error *error) {
    (void)error;
    const world *w = context;
    size_t before = found->n;
    if (key % w->parts != w->part) return WK_OK;
    for (size_t i = 0; i < w->n; i++)
        for (uint32_t k = 0; k < w->texts[i].sketch.count; k++)
            if (w->texts[i].sketch.keys[k] == key) *WK_PUSH(arena, found) = w->texts[i].text;
    if (found->n - before > WK_FAMILY_CROWD) found->n = before;
    return WK_OK;
}

static wk_status sketch(void *context, int64_t text, wk_sketch *sketch, wk_error *error) {
    (void)error;
    *sketch = ((const world *)context)->texts[text - 1].sketch;
    return WK_OK;
}

static wk_status family(void *context, int64_t text, int64_t *family, wk_error *error) {
    (void)error;
    *family = ((const world *)context)->texts[text - 1].family;
    return WK_OK;
}

static wk_status body(void *context, wk_arena *arena, int64_t text, wk_str *body, wk_error *error) {
    (void)arena, (void)error;
    *body = ((const world *)context)->texts[text - 1].body;
    return WK_OK;
}

static void unite(world *w, int64_t a, int64_t b) {
    int64_t low = a < b ? a : b, high = a < b ? b : a;
    for (size_t i = 0; i < w->n; i++)
        if (w->texts[i].family == high) w->texts[i].family = low;
}

/* Families after placing the texts in this order, the keys shared among `parts` machines one after the other. */
static void place_all(world *w, const size_t *order, unsigned parts) {
    const wk_family_keeper keeper = {w, candidates, sketch, family, body};
    wk_arena *scratch = wk_arena_new(), *arena = wk_arena_new();
    for (size_t i = 0; i < w->n; i++) w->texts[i].family = (int64_t)i + 1;
    w->parts = parts;
    for (w->part = 0; w->part < parts; w->part++)
        for (size_t i = 0; i < w->n; i++) {
            wk_family_text *t = &w->texts[order[i]];
            wk_numbers families = {0};
            *WK_PUSH(arena, &families) = t->family;
            assert_int_equal(wk_family_find(&keeper, scratch, t, arena, &families, NULL), WK_OK);
            for (size_t f = 1; f < families.n; f++) unite(w, t->family, families.v[f]);
        }
    wk_arena_free(scratch);
    wk_arena_free(arena);
}

static void shuffle(size_t *order, size_t n, unsigned seed) {
    for (size_t i = 0; i < n; i++) order[i] = i;
    for (size_t i = n; i-- > 1;) {
        seed = seed * 1103515245u + 12345;
        size_t k = (seed >> 8) % (i + 1), other = order[i];
        order[i] = order[k];
        order[k] = other;
    }
}

static void families(void **state) {
    (void)state;
    wk_arena *arena = wk_arena_new();
    world *w = make_world(arena);
    size_t order[TEXTS];
    const unsigned parts[] = {1, 2, 3, 7, 64};
    for (unsigned round = 0; round < 20; round++) {
        shuffle(order, w->n, round);
        place_all(w, order, parts[round % WK_COUNT(parts)]);
        for (size_t i = 0; i < w->n; i++) assert_int_equal(w->texts[i].family, i / 6 * 6 + 1);
    }
    wk_arena_free(arena);
}

/* Two stories on one page: the page is a copy of the first; the second is not its family, nor are the two one. */
static void two_on_one_page(void **state) {
    (void)state;
    wk_arena *arena = wk_arena_new();
    world *w = wk_alloc(arena, sizeof *w);
    char text[WORDS * 24] = "";
    write_words(text, 1, 0, WORDS / 2);
    add(arena, w, text);
    text[0] = '\0';
    write_words(text, 2, 0, WORDS / 2);
    add(arena, w, text);
    text[0] = '\0';
    write_words(text, 1, 0, WORDS / 2);
    write_words(text, 2, 0, WORDS / 2);
    add(arena, w, text);
    const size_t order[] = {2, 1, 0};
    place_all(w, order, 1);
    assert_int_equal(w->texts[2].family, w->texts[0].family);
    assert_int_not_equal(w->texts[1].family, w->texts[0].family);
    wk_arena_free(arena);
}

/* Marks, case and spaces do not make another text; a few words are of no family. */
static void short_and_marked(void **state) {
    (void)state;
    wk_arena *arena = wk_arena_new();
    wk_sketch a = wk_sketch_of(arena, WK_S("Kim, Jong-un; menulis kepada \xe2\x80\x9cPutin\xe2\x80\x9d."));
    wk_sketch b = wk_sketch_of(arena, WK_S("kim jong un  menulis\nkepada PUTIN"));
    assert_true(a.whole == b.whole && a.words == 6 && b.words == 6);
    wk_shingles few = wk_shingles_of(arena, WK_S("satu dua tiga empat lima enam tujuh"));
    assert_int_equal(few.n, 3);
    assert_false(wk_family_linked(&few, &few));
    assert_int_equal(wk_sketch_of(arena, (wk_str){0}).words, 0);
    assert_true(wk_root_weak(WK_S("outlet:warta")) && !wk_root_weak(WK_S("agency/kcna")));
    wk_arena_free(arena);
}

/* ---- events on any number of machines -------------------------------------------------------------------------- */

enum { ACTS = 60 };

/* Acts of several pools, grouped by machines that each take some of the pools: the same events. */
static wk_sha256 grouped(wk_arena *arena, unsigned parts, unsigned seed) {
    wk_buf out = {0};
    static char ids[ACTS][8], days[ACTS][12];
    size_t order[ACTS];
    shuffle(order, ACTS, seed);
    for (unsigned part = 0; part < parts; part++)
        for (unsigned pool = 0; pool < 6; pool++) {
            if (pool % parts != part) continue;
            wk_event_acts acts = {0};
            for (size_t i = 0; i < ACTS; i++) {
                size_t n = order[i];
                if (n % 6 != pool) continue;
                sprintf(ids[n], "a%02u", (unsigned)n % 100);
                sprintf(days[n], "2023-08-%02u", (unsigned)(n / 6 % 5 * 5) % 28 + 1);
                *WK_PUSH(arena, &acts) = (wk_event_act){.id = wk_str_of(ids[n]), .report = wk_str_of(ids[n]),
                    .date = {n % 4 ? wk_str_of(days[n]) : (wk_str){0}, n % 4 ? WK_HOW_STATED : WK_HOW_UNKNOWN},
                    .published = wk_str_of(days[n]), .words_key = wk_str_of(ids[n]), .root = wk_str_of(ids[n])};
            }
            wk_events events;
            wk_events_group(arena, &acts, &events);
            for (size_t e = 0; e < events.n; e++) {
                wk_buf_add(&out, events.v[e].id);
                wk_buf_byte(&out, (char)('0' + events.v[e].acts.n));
            }
        }
    /* machines hand over in any order: compare as sets of pools, here by sorting bytes of equal length */
    wk_str text = wk_str_copy(arena, wk_buf_str(&out));
    wk_buf_free(&out);
    assert_true(text.n % 4 == 0);
    WK_ARRAY(wk_str) all = {0};
    for (size_t i = 0; i < text.n; i += 4) {
        size_t at = all.n;
        *WK_PUSH(arena, &all) = wk_str_cut(text, i, i + 4);
        for (; at > 0 && wk_str_cmp(all.v[at], all.v[at - 1]) < 0; at--) {
            wk_str other = all.v[at];
            all.v[at] = all.v[at - 1];
            all.v[at - 1] = other;
        }
    }
    return wk_hash_parts(all.v, all.n);
}

static void events_in_parts(void **state) {
    (void)state;
    wk_arena *arena = wk_arena_new();
    wk_sha256 one = grouped(arena, 1, 1);
    for (unsigned parts = 1; parts <= 6; parts++)
        for (unsigned seed = 1; seed < 8; seed++) {
            wk_sha256 many = grouped(arena, parts, seed);
            assert_memory_equal(one.bytes, many.bytes, sizeof one.bytes);
        }
    wk_arena_free(arena);
}

/* ---- sides, threads -------------------------------------------------------------------------------------------- */

static wk_side side(wk_arena *arena, const char *text) {
    return wk_side_parse(arena, wk_str_of(text));
}

static void sides(void **state) {
    (void)state;
    wk_arena *arena = wk_arena_new();
    const wk_side kim = side(arena, "person/kim\tgov/kp\n"), kp = side(arena, "gov/kp\tgov/kp\n"),
                  choe = side(arena, "person/choe\tgov/kp\n"), putin = side(arena, "person/putin\tgov/ru\n"),
                  both = side(arena, "person/choe\tgov/kp\nperson/kim\tgov/kp\n"), nobody = {0};
    assert_true(wk_sides_fit(&kim, &kp) && wk_sides_fit(&kp, &kim) && wk_sides_fit(&kim, &both));
    assert_false(wk_sides_fit(&kim, &choe) || wk_sides_fit(&kim, &putin) || wk_sides_fit(&kp, &putin));
    assert_true(wk_sides_fit(&nobody, &putin));
    assert_true(wk_side_rank(&kim) < wk_side_rank(&kp) && wk_side_rank(&kp) < wk_side_rank(&nobody));
    assert_true(wk_str_eq(wk_side_states(arena, &both), wk_side_states(arena, &kp)));
    assert_true(wk_sides_alike(WK_S("person/kim\tgov/kp\n"), WK_S("person/kim\t\n")));
    assert_false(wk_sides_alike(WK_S("person/kim\tgov/kp\n"), WK_S("person/kim\t\nx\t\n")));
    wk_arena_free(arena);
}

static void threads(void **state) {
    (void)state;
    wk_arena *arena = wk_arena_new();
    const wk_thread_kind *kind = wk_thread_kinds;
    while (kind->name && strcmp(kind->second, "deny") != 0) kind++;
    assert_non_null(kind->name);
    const wk_side us = side(arena, "gov/us\tgov/us\n"), kp = side(arena, "gov/kp\tgov/kp\n"),
                  kim = side(arena, "person/kim\tgov/kp\n"), ru = side(arena, "gov/ru\tgov/ru\n"), nobody = {0};
    const wk_thread_event accused = {1, WK_S("a"), 100, us, kp};
    const struct { wk_thread_event second; bool fits; } cases[] = {
        {{2, WK_S("b"), 106, kp, us}, true},   {{2, WK_S("b"), 106, kim, nobody}, true}, {{2, WK_S("b"), 100, kp, us}, true},
        {{2, WK_S("b"), 99, kp, us}, false},   {{2, WK_S("b"), 131, kp, us}, false},     {{2, WK_S("b"), 106, ru, us}, false},
        {{2, WK_S("b"), 106, kp, ru}, false},  {{2, WK_S("b"), 106, nobody, us}, false}};
    for (size_t i = 0; i < WK_COUNT(cases); i++)
        assert_int_equal(wk_thread_fits(kind, &accused, &cases[i].second), cases[i].fits);
    wk_arena_free(arena);
}

/* ---- quotations and corrections -------------------------------------------------------------------------------- */

static void quotes(void **state) {
    (void)state;
    static const struct { const char *a, *b; wk_alike alike; } cases[] = {
        {"persahabatan kita teruji oleh waktu", "persahabatan kita teruji oleh waktu", WK_SAME_WORDS},
        {"persahabatan kita teruji", "persahabatan kita teruji oleh waktu", WK_SAME_WORDS},
        {"persahabatan kedua negara kita teruji oleh waktu dan diwariskan kepada anak cucu",
         "persahabatan negara kita sudah teruji sepanjang waktu dan akan diwariskan turun temurun", WK_OTHER_WORDS},
        {"persahabatan kedua negara kita teruji oleh waktu", "kami menolak tuduhan itu dengan tegas", WK_UNLIKE},
        {"ya", "tidak", WK_UNLIKE}, {"", "kami menolak", WK_UNLIKE}};
    for (size_t i = 0; i < WK_COUNT(cases); i++) {
        assert_int_equal(wk_quotes_alike(wk_str_of(cases[i].a), wk_str_of(cases[i].b)), cases[i].alike);
        assert_int_equal(wk_quotes_alike(wk_str_of(cases[i].b), wk_str_of(cases[i].a)), cases[i].alike);
    }
}

static void corrections(void **state) {
    (void)state;
    wk_arena *arena = wk_arena_new();
    wk_corrections c = {0};
    *WK_PUSH(arena, &c.all) = (wk_correction){.kind = WK_MERGE, .who = {.key = WK_S("name:a")}, .to = {.key = WK_S("name:b")},
                                              .name = WK_S("B")};
    *WK_PUSH(arena, &c.all) = (wk_correction){.kind = WK_SPLIT, .who = {.key = WK_S("name:b"), .anchor = {.article = WK_S("x")}},
                                              .to = {.key = WK_S("name:c")}, .name = WK_S("C")};
    *WK_PUSH(arena, &c.all) = (wk_correction){.kind = WK_RENAME, .who = {.key = WK_S("name:b"), .now = WK_S("person/b")},
                                              .name = WK_S("The B")};
    wk_corrections_index(arena, &c);
    static const struct { const char *article, *key, *want, *name; } cases[] = {
        {"y", "name:a", "name:b", "The B"}, {"x", "name:a", "name:c", "C"}, {"y", "person/b", "person/b", "The B"},
        {"y", "name:d", "name:d", "?"},     {"x", "name:b", "name:c", "C"}};
    for (size_t i = 0; i < WK_COUNT(cases); i++) {
        wk_str key = wk_str_of(cases[i].key), name = WK_S("?");
        assert_int_equal(wk_correct(&c, wk_str_of(cases[i].article), &key, &name), cases[i].name[0] != '?');
        assert_true(wk_str_eq(key, wk_str_of(cases[i].want)));
        assert_true(wk_str_eq(name, wk_str_of(cases[i].name)));
    }
    wk_str key = WK_S("name:a"), name = WK_S("?");
    assert_false(wk_correct(NULL, WK_S("y"), &key, &name));
    wk_arena_free(arena);
}

/* What the corrections of acts a, b, c … come to: each with its label's number (0: none) and what it is parted from. */
static char *tied(wk_corrections *c, const char *acts) {
    static char out[400];
    wk_arena *arena = wk_arena_new();
    wk_corrections_index(arena, c);
    wk_str labels[8] = {{0}};
    size_t n = 0, at = 0;
    for (; *acts; acts++) {
        const char name[] = {*acts, '\0'};
        const wk_corrected side = {.key = WK_S("act/meet"), .anchor = {.article = wk_str_of(name), .part = WK_S("body"), .end = 1}};
        const wk_tie *tie = wk_tie_of(arena, c, &side);
        size_t label = 0;
        if (tie && tie->label.p) {
            for (label = 1; label <= n && !wk_str_eq(labels[label], tie->label);) label++;
            if (label > n) labels[++n] = tie->label;
        }
        at += (size_t)snprintf(out + at, sizeof out - at, "%c%zu", *acts, label);
        for (size_t i = 0; tie && i < tie->parted.n; i++) at += (size_t)snprintf(out + at, sizeof out - at, " %.*s", WK_F(tie->parted.v[i]));
        at += (size_t)snprintf(out + at, sizeof out - at, ";");
    }
    wk_arena_free(arena);
    return out;
}

static void ties(void **state) {
    (void)state;
    static const struct { const char *decisions, *acts, *want; } cases[] = {
        {"", "a", "a0;"},
        {"1:a=b", "abc", "a1;b1;c0;"},
        {"1:a=b 2:b=c 3:d=e", "abcde", "a1;b1;c1;d2;e2;"},
        {"1:a/b", "ab", "a0 1+;b0 1-;"},
        {"1:a=b 1:a=c 2:a/b 2:a/c", "abc", "a0 2+;b1 2-;c1 2-;"},   /* parted, a leaves the group of the others */
        {"1:a/b 2:a=b", "ab", "a1;b1;"},                            /* joined, the part is forgotten */
        {"1:a/b 1:a/c 2:a=b", "abc", "a1;b1;c0 1-;"},
        {"1:a=b 2:b=c 3:undo=1", "abc", "a0;b1;c1;"},
        {"1:a/b 2:a=b 3:undo=2", "ab", "a0 1+;b0 1-;"},
        {"1:a=b 2:undo=1 3:undo=2", "ab", "a1;b1;"}};
    for (size_t i = 0; i < WK_COUNT(cases); i++) {
        wk_arena *arena = wk_arena_new();
        wk_corrections c = {0};
        wk_str rest = wk_str_of(cases[i].decisions), one;
        while (rest.n && wk_str_split(&rest, ' ', &one)) {
            wk_str id = wk_str_cut(one, 0, 1), what = wk_str_cut(one, 2, one.n);
            bool undo = wk_str_starts(what, WK_S("undo"));
            const wk_anchor first = {.article = wk_str_cut(what, 0, 1), .part = WK_S("body"), .end = 1},
                            second = {.article = wk_str_cut(what, 2, 3), .part = WK_S("body"), .end = 1};
            *WK_PUSH(arena, &c.all) = undo ? (wk_correction){.kind = WK_UNDO, .decision = id,
                                                 .who = {.key = wk_str_printf(arena, "decision/%.*s", WK_F(wk_str_cut(what, 5, what.n)))}}
                                           : (wk_correction){.kind = what.p[1] == '=' ? WK_JOIN : WK_PART, .decision = id,
                                                 .who = {.key = WK_S("act/meet"), .anchor = first}, .to = {.key = WK_S("act/meet"), .anchor = second}};
        }
        assert_string_equal(tied(&c, cases[i].acts), cases[i].want);
        wk_arena_free(arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(families),        cmocka_unit_test(two_on_one_page), cmocka_unit_test(short_and_marked),
        cmocka_unit_test(events_in_parts), cmocka_unit_test(sides),           cmocka_unit_test(threads),
        cmocka_unit_test(quotes),          cmocka_unit_test(corrections),     cmocka_unit_test(ties)};
    return cmocka_run_group_tests_name("family", tests, NULL, NULL);
}
