/* Packs: the notation and its mistakes, folders that are wrong, cases and how much of the patterns they cover. */
#include "base/error.h"
#include "base/file.h"
#include "pack/notation.h"
#include "run/cases.h"
#include "scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static wk_arena *arena;
static wk_str scratch;

static int begin(void **state) {
    (void)state;
    arena = wk_arena_new();
    char name[SCRATCH];
    if (!scratch_make(name)) return -1;
    scratch = wk_str_copy(arena, wk_str_of(name));
    return 0;
}

static int end(void **state) {
    (void)state;
    wk_str command = wk_str_printf(arena, "rm -r '%.*s'", WK_F(scratch));
    int code = system(command.p);
    wk_arena_free(arena);
    return code;
}

/* ---- the notation ---------------------------------------------------------------------------------------------- */

static void entries_and_values(void **state) {
    (void)state;
    wk_notation n;
    wk_str text = WK_S("# a comment\n\nlist SAY\r\n  words kata | ujar # x  # a comment\n  name@id  A |B\nalone\n");
    assert_int_equal(wk_notation_parse(arena, text, "a.wk", &n, NULL), WK_OK);
    assert_int_equal(n.entries.n, 2);
    assert_int_equal(n.values.n, 4);
    assert_true(wk_str_eq(n.entries.v[0].id, WK_S("SAY")));
    assert_int_equal(n.entries.v[0].line, 3);
    assert_true(wk_str_eq(n.values.v[1].value, WK_S("ujar # x")));
    assert_true(wk_str_eq(n.values.v[3].lang, WK_S("id")));
    assert_int_equal(n.values.v[3].line, 5);
    assert_int_equal(n.values.v[3].column, 15);
    assert_null(n.entries.v[1].id.p);
    assert_true(wk_str_eq(wk_entry_get(&n, &n.entries.v[0], "name", "id"), WK_S("A")));
    assert_null(wk_entry_get(&n, &n.entries.v[0], "name", "en").p);
}

static void refused(wk_str text, int line, int column, const char *because) {
    wk_notation n;
    wk_error error = {0};
    assert_int_equal(wk_notation_parse(arena, text, "bad.wk", &n, &error), WK_PACK);
    if (!strstr(error.message, because)) fail_msg("\"%s\" has no \"%s\"", error.message, because);
    assert_string_equal(error.file, "bad.wk");
    assert_int_equal(error.line, line);
    assert_int_equal(error.column, column);
}

static void mistakes_of_notation(void **state) {
    (void)state;
    refused(WK_S("\n  words kata\n"), 2, 1, "needs an entry");
    refused(WK_S("list A\n  words\n"), 2, 3, "value is missing");
    refused(WK_S("list A\n  @id kata\n"), 2, 3, "before '@'");
    refused(WK_S("list A\n  words a || b\n"), 2, 12, "empty value");
    refused(WK_S("list A\n\twords a\n"), 2, 1, "a tab");
    refused(WK_S("list A\n  words caf\xe9\n"), 2, 12, "UTF-8");
}

/* ---- folders --------------------------------------------------------------------------------------------------- */

static void put(const char *path, const char *text) {
    wk_str full = wk_str_printf(arena, "%.*s/%s", WK_F(scratch), path);
    for (size_t i = scratch.n + 1; i < full.n; i++) { /* its folders */
        if (full.p[i] != '/') continue;
        wk_str folder = wk_str_copy(arena, wk_str_cut(full, 0, i));
        (void)mkdir(folder.p, 0700);
    }
    wk_error error;
    if (wk_file_write(full.p, wk_str_of(text), &error) != WK_OK) fail_msg("%s", error.message);
}

static void broken(const char *file, const char *ends_with, int line, const char *because) {
    wk_packs *packs = NULL;
    wk_error error = {0};
    put(file, ends_with);
    wk_status status = wk_packs_load(scratch.p, &packs, &error);
    wk_str full = wk_str_printf(arena, "%.*s/%s", WK_F(scratch), file);
    unlink(full.p);
    assert_int_equal(status, WK_PACK);
    assert_null(packs);
    if (!strstr(error.message, because)) fail_msg("\"%s\" has no \"%s\"", error.message, because);
    if (line) assert_int_equal(error.line, line);
    assert_string_equal(error.file, full.p);
}

static void mistakes_in_folders(void **state) {
    (void)state;
    wk_packs *packs;
    wk_error error = {0};
    assert_int_equal(wk_packs_load("/nowhere/packs", &packs, &error), WK_PACK);
    assert_string_equal(error.file, "/nowhere/packs");
    assert_int_equal(wk_packs_load(scratch.p, &packs, &error), WK_PACK);
    assert_non_null(strstr(error.message, "no language pack"));
    put("xx/pack.wk", "pack xx\n  version 3\n\nlist SAY\n  words kata\n");
    put("xx/cases/a.case", "this is not read while packs load\n");
    put("xx/README.md", "\tnor this\n");
    assert_int_equal(wk_packs_load(scratch.p, &packs, &error), WK_OK);
    assert_null(wk_packs_language(packs, WK_S("xx"))); /* no patterns yet */
    assert_true(wk_str_starts(wk_packs_version(packs), WK_S("xx 3 #")));
    wk_packs_free(packs);
    broken("xx/words.wk", "list\n  words a\n", 1, "needs a name");
    broken("xx/words.wk", "list A\n  words a |\tb\n", 2, "a tab");
    broken("xx/patterns/a.wk", "stage s\n\np ~NONE\n", 3, "no list of this name");
    wk_str many = WK_S("");
    for (int i = 0; i < 300; i++) many = wk_str_printf(arena, "%.*slist L%d\n  words a\n", WK_F(many), i);
    broken("xx/words.wk", many.p, 0, "too many lists");
}

/* ---- cases ----------------------------------------------------------------------------------------------------- */

static void case_refused(const char *text, int line, const char *because) {
    wk_pack_cases cases = {0};
    wk_error error = {0};
    assert_int_equal(wk_pack_cases_parse(arena, wk_str_of(text), "x.case", WK_S("id"), &cases, &error), WK_PACK);
    if (!strstr(error.message, because)) fail_msg("\"%s\" has no \"%s\"", error.message, because);
    assert_int_equal(error.line, line);
}

static void mistakes_of_cases(void **state) {
    (void)state;
    case_refused("# x\n  > Ada.\n", 2, "no case is open");
    case_refused("case dates\n", 1, "named after its pattern");
    case_refused("case dates/x\n  date 2023\n", 1, "no text");
    case_refused("case dates/x\n  > Ada.\n  acts a\n", 3, "begins with");
}

static wk_packs *load(void) {
    wk_packs *packs = NULL;
    wk_error error = {0};
    if (wk_packs_load(NULL, &packs, &error) != WK_OK) fail_msg("%s", error.message);
    return packs;
}

/* What a case asks for must be there, and what it forbids must not: one that holds, and the ways to fail. */
static void cases_hold_or_fail(void **state) {
    (void)state;
    static const struct {
        const char *text;
        bool holds;
    } rows[] = {
        {"case dates/iso\n> 2023-08-12 itu\ndate 2023-08-12 stated | DATE | 2023-08-12", true},
        {"case dates/iso\n> 2023-08-12 itu\ndate 2023…stated", true},
        {"case dates/iso\n> 2023-08-12 itu\ndate 2023-…-… stated", true},
        {"case dates/iso\n> 2023-08-12 itu\ndate 2023-…-13…", false},
        {"case dates/iso\n> 2023-08-12 itu\ndate 2023-08-12 resolved", false},
        {"case dates/iso\n> 2023-08-12 itu\ndate 2023-08-12 stated | SET", false},
        {"case dates/iso\n> 2023-08-12 itu\n! date 2024…", true},
        {"case dates/iso\n> 2023-08-12 itu\n! date", false},
        {"published 2023-08-15\ncase dates/iso\n> Kemarin hujan.\ndate 2023-08-14 resolved", true},
        {"published 2023-08-15\ncase dates/iso\npublished 2024-01-02\n> Kemarin hujan.\ndate 2024-01-01 resolved", true},
        {"case acts/verb-on\n> Kim Jong Un mengundang Vladimir Putin.", true},
        {"not acts/verb-on\n> Kim Jong Un mengundang Vladimir Putin.", false},
        {"case acts/visit\n> Kim Jong Un mengundang Vladimir Putin.", false},
        {"case acts/verb-on\n> Kim Jong Un mengundang Vladimir Putin.\nact invite | Kim Jong Un -> Vladimir Putin", true},
        {"case acts/verb-on\n> Kim Jong Un mengundang Vladimir Putin.\nact invite | Vladimir Putin -> Kim Jong Un", false},
    };
    wk_packs *packs = load();
    for (size_t i = 0; i < WK_COUNT(rows); i++) {
        wk_pack_cases cases = {0};
        wk_error error = {0};
        wk_str text = wk_str_of(rows[i].text);
        assert_int_equal(wk_pack_cases_parse(arena, text, "x.case", WK_S("id"), &cases, &error), WK_OK);
        assert_int_equal(cases.n, 1);
        wk_status status = wk_pack_case_run(arena, packs, &cases.v[0], &error);
        if ((status == WK_OK) != rows[i].holds)
            fail_msg("%s\n%s: %s", rows[i].text, rows[i].holds ? "does not hold" : "holds", error.message);
    }
    wk_packs_free(packs);
}

static bool covers(const wk_pack_cases *cases, wk_str id, bool negative) {
    for (size_t i = 0; i < cases->n; i++) {
        const wk_pack_case *c = &cases->v[i];
        if (c->negative == negative && wk_str_eq(wk_str_printf(arena, "id/%.*s", WK_F(c->name)), id)) return true;
    }
    return false;
}

/* Does some case of the pattern fail when the pattern is taken out? */
static bool proves(const wk_packs *packs, const wk_pack_cases *cases, const wk_stage *stage, wk_pattern *pattern) {
    uint32_t program = pattern->program, last = (uint32_t)stage->code.n - 1;
    bool fails = false;
    assert_int_equal(stage->code.v[last].op, WK_OP_MATCH);
    pattern->program = last; /* matches at once, and a match without a token counts for nothing */
    for (size_t i = 0; i < cases->n && !fails; i++) {
        const wk_pack_case *c = &cases->v[i];
        if (c->negative || !wk_str_eq(wk_str_printf(arena, "id/%.*s", WK_F(c->name)), pattern->id)) continue;
        wk_arena *own = wk_arena_new();
        fails = wk_pack_case_run(own, packs, c, NULL) != WK_OK;
        wk_arena_free(own);
    }
    pattern->program = program;
    return fails;
}

static wk_str add_name(wk_str all, wk_str id) {
    return wk_str_printf(arena, "%.*s %.*s", WK_F(all), WK_F(wk_str_cut(id, 3, id.n)));
}

/* Which patterns have cases, and which cases would fail without their pattern. Told, not asserted, while some lack. */
static void coverage(void **state) {
    (void)state;
    wk_packs *packs = load();
    wk_pack_cases cases = {0};
    wk_error error = {0};
    if (wk_pack_cases_load(arena, packs, "packs", WK_S("id"), &cases, &error) != WK_OK)
        fail_msg("%s:%d: %s", error.file, (int)error.line, error.message);
    const wk_language *language = wk_packs_language(packs, WK_S("id"));
    wk_str none = {0}, one_sided = {0}, idle = {0};
    size_t patterns = 0, covered = 0;
    for (size_t s = 0; s < language->stages.n; s++)
        for (size_t i = 0; i < language->stages.v[s]->patterns.n; i++) {
            wk_pattern *p = &language->stages.v[s]->patterns.v[i];
            bool yes = covers(&cases, p->id, false), no = covers(&cases, p->id, true);
            patterns++;
            covered += yes && no;
            if (!yes && !no) none = add_name(none, p->id);
            else if (!yes || !no) one_sided = add_name(one_sided, p->id);
            if (yes && !proves(packs, &cases, language->stages.v[s], p)) idle = add_name(idle, p->id);
        }
    printf("# %zu cases; %zu of %zu patterns have a case and a counter-case\n", cases.n, covered, patterns);
    if (none.p) printf("# without cases:%.*s\n", WK_F(none));
    if (one_sided.p) printf("# with one side only:%.*s\n", WK_F(one_sided));
    if (idle.p) printf("# their cases hold without them:%.*s\n", WK_F(idle));
    wk_packs_free(packs);
    assert_true(covered * 10 >= patterns * 8);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(entries_and_values),  cmocka_unit_test(mistakes_of_notation),
                                       cmocka_unit_test(mistakes_in_folders), cmocka_unit_test(mistakes_of_cases),
                                       cmocka_unit_test(cases_hold_or_fail),  cmocka_unit_test(coverage)};
    return cmocka_run_group_tests(tests, begin, end);
}
