/* UTF-8 and encodings. The prescan's judge is html5lib's encoding-tests of ../shared/bench/html5lib; without them that
 * test says so and is skipped. */
#include "base/file.h"
#include "text/encoding.h"
#include "text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define assert_str(a, b) check_str((a), (b), __LINE__)

static void check_str(wk_str got, wk_str want, int line) {
    if (!wk_str_eq(got, want)) fail_msg("line %d: \"%.*s\" is not \"%.*s\"", line, WK_F(got), WK_F(want));
}

/* ---- UTF-8 ------------------------------------------------------------------------------------------------------- */

static void decodes_maximal_subparts(void **state) {
    (void)state;
    static const struct {
        wk_str bytes;
        uint32_t cps[8];
        size_t n;
    } cases[] = {
        {{"a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80", 10}, {'a', 0xE9, 0x20AC, 0x1F600}, 4},
        {{"\xF0\x80\x80\x41", 4}, {0xFFFD, 0xFFFD, 0xFFFD, 'A'}, 4}, /* overlong */
        {{"\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41", 9}, {0xFFFD, 0xFFFD, 0xFFFD, 0xFFFD, 'A'}, 5},
        {{"\xED\xA0\x80", 3}, {0xFFFD, 0xFFFD, 0xFFFD}, 3}, /* a surrogate */
        {{"\xF4\x90\x80\x80", 4}, {0xFFFD, 0xFFFD, 0xFFFD, 0xFFFD}, 4},
        {{"\xC0\xAF\xFF", 3}, {0xFFFD, 0xFFFD, 0xFFFD}, 3},
        {{"x\xE2\x82", 3}, {'x', 0xFFFD}, 2},
    };
    for (size_t i = 0; i < WK_COUNT(cases); i++) {
        size_t at = 0, n = 0;
        for (uint32_t cp; wk_utf8_next(cases[i].bytes, &at, &cp); n++) assert_int_equal(cp, cases[i].cps[n]);
        assert_int_equal(n, cases[i].n);
        assert_int_equal(wk_utf8_valid(cases[i].bytes), i == 0);
    }
    uint32_t cp;
    size_t at = 10;
    for (size_t n = 4; n-- > 0;) assert_true(wk_utf8_prev(cases[0].bytes, &at, &cp) && cp == cases[0].cps[n]);
    assert_false(wk_utf8_prev(cases[0].bytes, &at, &cp));
    assert_int_equal(wk_utf8_valid_to(WK_S("0123456789012345678901234567890123456789\xC3x")), 40);
    assert_str(wk_utf8_clip(WK_S("ab\xE2\x82\xAC"), 4), WK_S("ab"));
}

static void indexes_code_points(void **state) {
    (void)state;
    wk_arena *arena = wk_arena_new();
    static const char *const pieces[] = {"a", "é", "€", "😀", "panjang sekali ", "統"};
    wk_buf text = {0};
    for (size_t i = 0; i < 400; i++) wk_buf_add(&text, wk_str_of(pieces[i * i % 7 % 6]));
    for (size_t cut = 0; cut < 200; cut += 13) {
        wk_str s = wk_utf8_clip(wk_buf_str(&text), text.n - cut);
        wk_cp_index index = wk_cp_index_make(arena, s);
        size_t at = 0;
        uint32_t cps = 0;
        for (uint32_t cp; at < s.n; cps++) {
            assert_int_equal(wk_cp_of_byte(&index, at), cps);
            assert_int_equal(wk_byte_of_cp(&index, cps), at);
            wk_utf8_next(s, &at, &cp);
        }
        assert_int_equal(index.count, cps);
        assert_int_equal(wk_cp_of_byte(&index, s.n + 9), cps);
        assert_int_equal(wk_byte_of_cp(&index, cps + 9), s.n);
    }
    wk_cp_index plain = wk_cp_index_make(arena, WK_S("hanya ascii"));
    assert_null(plain.cps);
    assert_int_equal(wk_cp_of_byte(&plain, 5), 5);
    wk_buf_free(&text);
    wk_arena_free(arena);
}

static void folds_keys(void **state) {
    (void)state;
    wk_arena *arena = wk_arena_new();
    static const char *const cases[][2] = {
        {"Kim Jong-un", "kim jong-un"}, {"Kim Jong‑un", "kim jong-un"}, {"ÉTÉ", "été"}, {"E\xCC\x81", "é"},
        {"ke\xC2\xADmen\xE2\x80\x8Bterian", "kementerian"}, {"Jum’at", "jum'at"}, {"Jum`at", "jum'at"}, {"STRASSE", "strasse"},
        {"Straße", "strasse"}, {"A\xC2\xA0" "B", "a b"}, {"ΣΊΣΥΦΟΣ", "σίσυφοσ"}, {"İ", "i̇"}, {"", ""},
    };
    for (size_t i = 0; i < WK_COUNT(cases); i++) {
        wk_str key = wk_fold(arena, wk_str_of(cases[i][0]));
        assert_str(key, wk_str_of(cases[i][1]));
        assert_str(wk_fold(arena, key), key);
    }
    wk_str marked = WK_S("x"); /* a mark below the letter, behind more marks above it than any text has */
    for (int i = 0; i < 60; i++) marked = wk_str_printf(arena, "%.*s\xCC\x81", WK_F(marked));
    wk_str ordered = wk_fold(arena, wk_str_printf(arena, "%.*s\xCC\xA3", WK_F(marked)));
    assert_true(wk_str_starts(ordered, WK_S("x\xCC\xA3\xCC\x81")) && ordered.n == 1 + 61 * 2);
    assert_str(wk_fold(arena, ordered), ordered);
    wk_str same = WK_S("sudah rata");
    assert_ptr_equal(wk_fold(arena, same).p, same.p);
    assert_true(wk_cp_is_upper('A') && wk_cp_is_upper(0x416) && wk_cp_is_letter(0x7D71) && wk_cp_is_digit(0x664));
    assert_true(wk_cp_is_space(0xA0) && wk_cp_is_space('\n') && wk_cp_is_punct(0x201C) && !wk_cp_is_punct('$'));
    assert_true(wk_cp_class(0x200B) & WK_CP_IGNORED);
    wk_arena_free(arena);
}

/* ---- encodings --------------------------------------------------------------------------------------------------- */

static const struct {
    const char *label, *name;
    wk_str bytes, text;
} vectors[] = {
    {"iso-8859-1", "windows-1252", {"caf\xe9 \x93kutip\x94 \x80", 14}, {"café “kutip” €", 21}},
    {"windows-1251", "windows-1251", {"\xcf\xf3\xf2\xe8\xed", 5}, {"Путин", 10}},
    {"koi8-r", "KOI8-R", {"\xf0\xd5\xd4\xc9\xce", 5}, {"Путин", 10}},
    {"koi8-u", "KOI8-U", {"\xf5\xcb\xd2\xc1\xa7\xce\xc1\xae", 8}, {"Українаў", 16}},
    {"big5", "Big5", {"\xc1\x60\xb2\xce\xa9\xb2\x61", 7}, {"總統府a", 10}},
    {"gb2312", "GBK", {"\xcf\xb0\xbd\xfc\xc6\xbd\xa3\xac\x61", 9}, {"习近平，a", 13}},
    {"gb18030", "gb18030", {"\xc1\x95\x95\x34\xb2\x35\x80", 7}, {"習𠮷€", 10}},
    {"shift_jis", "Shift_JIS", {"\x8a\xdd\x93\x63\xb1\x95\xb6\x97\x59\x5c", 10}, {"岸田ｱ文雄\\", 16}},
    {"euc-kr", "EUC-KR", {"\xb1\xe8\xc1\xa4\xc0\xba\x20\x8c\x63", 9}, {"김정은 똠", 13}},
    {"euc-jp", "EUC-JP", {"\xb4\xdf\xc5\xc4\x8e\xb1\x8f\xb0\xa1", 9}, {"岸田ｱ丂", 12}},
    {"iso-2022-jp", "ISO-2022-JP", {"\x1b$B4_ED\x1b(B a", 12}, {"岸田 a", 8}},
    {"iso-8859-2", "ISO-8859-2", {"\xa3\xf3\x64\xbc", 4}, {"Łódź", 7}},
    {"windows-874", "windows-874", {"\xe4\xb7\xc2\x85", 4}, {"ไทย…", 12}},
    {"x-user-defined", "x-user-defined", {"a\x80\xff", 3}, {"a\xef\x9e\x80\xef\x9f\xbf", 7}},
    {"utf-16le", "UTF-16LE", {"\x7b\x01\x42\xd8\xb7\xdf\x1f\x04\x43\x04", 10}, {"Ż𠮷Пу", 10}},
    {"utf-16be", "UTF-16BE", {"\x01\x7b\xd8\x42\xdf\xb7\x04\x1f\x04\x43", 10}, {"Ż𠮷Пу", 10}},
    {"macintosh", "macintosh", {"caf\x8e \xdb", 6}, {"café €", 9}},
};

/* Every byte of the text comes from the page: pieces lie side by side in the text and go forward in the page. */
static void check_map(const wk_decoded *d, size_t page) {
    if (d->identity) {
        assert_int_equal(d->map.n, 0);
        return;
    }
    uint32_t text = 0, at = 0;
    for (size_t i = 0; i < d->map.n; i++) {
        const wk_piece *p = &d->map.v[i];
        assert_int_equal(p->text, text);
        assert_true(p->page >= at && p->page + p->page_len <= page && p->page_len > 0);
        text += p->text_len;
        at = p->page + p->page_len;
    }
    assert_int_equal(text, d->text.n);
}

static wk_decoded decode(wk_arena *arena, wk_str bytes, const char *label) {
    wk_decoded out;
    wk_error error;
    if (wk_decode(arena, bytes, wk_str_of(label), true, &out, &error)) fail_msg("%s", error.message);
    assert_true(wk_utf8_valid(out.text));
    check_map(&out, bytes.n);
    return out;
}

static void decodes_labelled(void **state) {
    (void)state;
    wk_arena *arena = wk_arena_new();
    for (size_t i = 0; i < WK_COUNT(vectors); i++) {
        wk_decoded d = decode(arena, vectors[i].bytes, vectors[i].label);
        assert_string_equal(d.encoding, vectors[i].name);
        assert_str(d.text, vectors[i].text);
        assert_int_equal(d.invalid, 0);
    }
    assert_string_equal(wk_encoding_name(WK_S(" Latin1\n")), "windows-1252");
    assert_string_equal(wk_encoding_name(WK_S("csisolatin9")), "ISO-8859-15");
    assert_string_equal(wk_encoding_name(WK_S("iso-2022-kr")), "replacement");
    assert_null(wk_encoding_name(WK_S("bogus")));
    assert_null(wk_encoding_name(WK_S("")));
    wk_arena_free(arena);
}

static void borrows_utf8(void **state) {
    (void)state;
    wk_arena *arena = wk_arena_new();
    wk_str page = WK_S("<meta charset=koi8-r>é");
    wk_decoded d = decode(arena, page, "iso-8859-1");
    assert_true(d.identity && d.text.p == page.p && d.text.n == page.n);
    assert_string_equal(d.how, "valid");
    page = WK_S("\xEF\xBB\xBFisi");
    d = decode(arena, page, NULL);
    assert_true(!d.identity && d.text.p == page.p + 3 && d.map.n == 1 && d.map.v[0].page == 3);
    d = decode(arena, WK_S("\xFF\xFE" "a\0b\0"), "utf-8");
    assert_str(d.text, WK_S("ab"));
    assert_string_equal(d.how, "bom");
    d = decode(arena, WK_S("h\0a\0l\0o\0 \0d\0u\0n\0i\0a\0"), NULL);
    assert_string_equal(d.encoding, "UTF-16LE");
    d = decode(arena, WK_S(""), NULL);
    assert_true(d.identity && d.text.n == 0);
    wk_arena_free(arena);
}

static void keeps_mixed_utf8(void **state) {
    (void)state;
    wk_arena *arena = wk_arena_new();
    wk_decoded d = decode(arena, WK_S("<meta charset=windows-1252>“Moskow” “Pyongyang” “Beijing” “Hanoi” é caf\xE9 end"), NULL);
    assert_string_equal(d.encoding, "UTF-8");
    assert_int_equal(d.invalid, 1);
    assert_true(wk_str_ends(d.text, WK_S("caf\xEF\xBF\xBD end")));
    d = decode(arena, WK_S("terpotong é “akhir\xE2\x80"), NULL); /* cut within a character */
    assert_string_equal(d.encoding, "UTF-8");
    assert_int_equal(d.invalid, 2);
    d = decode(arena, WK_S("Pr\xE9sident d\xE9j\xE0 \xE9lu \xE0 Gen\xE8ve"), "utf-8"); /* the label lies */
    assert_string_equal(d.encoding, "windows-1252");
    d = decode(arena, WK_S("\xcf\xf0\xe5\xe7\xe8\xe4\xe5\xed\xf2 \xd0\xee\xf1\xf1\xe8\xe8 \xc2\xeb\xe0\xe4\xe8\xec\xe8\xf0 "
                           "\xcf\xf3\xf2\xe8\xed \xed\xe0\xef\xf0\xe0\xe2\xe8\xeb \xef\xee\xe7\xe4\xf0\xe0\xe2\xeb\xe5\xed\xe8\xe5"), NULL);
    assert_string_equal(d.encoding, "windows-1251");
    assert_string_equal(d.how, "guess");
    wk_arena_free(arena);
}

static void counts_invalid(void **state) {
    (void)state;
    wk_arena *arena = wk_arena_new();
    wk_decoded d = decode(arena, WK_S("\xc1\x60\xff\x61\xc1"), "big5");
    assert_str(d.text, WK_S("總\xEF\xBF\xBD" "a\xEF\xBF\xBD"));
    assert_int_equal(d.invalid, 2);
    d = decode(arena, WK_S("\x1f\x04\x00\xd8\x43\x04\x41"), "utf-16le");
    assert_str(d.text, WK_S("П\xEF\xBF\xBDу\xEF\xBF\xBD"));
    assert_int_equal(d.invalid, 3);
    d = decode(arena, WK_S("\x1b$)Cabc \x1b$"), "iso-2022-kr");
    assert_str(d.text, WK_S("\xEF\xBF\xBD"));
    d = decode(arena, WK_S("\x1b$B4"), "iso-2022-jp");
    assert_str(d.text, WK_S("\xEF\xBF\xBD"));
    wk_arena_free(arena);
}

/* Any bytes under any label: valid UTF-8 comes out, with a map that covers it. */
static void survives_noise(void **state) {
    (void)state;
    uint32_t seed = 12345;
    char noise[512];
    for (size_t round = 0; round < 400; round++) {
        wk_arena *arena = wk_arena_new();
        for (size_t i = 0; i < sizeof noise; i++) noise[i] = (char)((seed = seed * 1664525 + 1013904223) >> 24);
        const char *label = vectors[round % WK_COUNT(vectors)].label;
        (void)decode(arena, (wk_str){noise, sizeof noise - round % 7}, round % 5 ? label : NULL);
        wk_arena_free(arena);
    }
}

/* ---- html5lib's judgement ---------------------------------------------------------------------------------------- */

/* What the standard's sniffing of the bytes alone gives. */
static const char *sniffed(wk_str bytes) {
    if (wk_str_starts(bytes, WK_S("\xEF\xBB\xBF"))) return "UTF-8";
    const char *declared = wk_encoding_declared(bytes);
    return declared ? declared : "windows-1252";
}

static size_t check_cases(wk_str file) {
    size_t cases = 0;
    wk_str data = WK_S("#data\n"), encoding = WK_S("\n#encoding\n");
    for (size_t at = wk_str_find(file, data, 0); at < file.n; cases++) {
        size_t start = at + data.n, end = wk_str_find(file, encoding, at);
        size_t name = end + encoding.n, stop = wk_str_find(file, WK_S("\n"), name);
        wk_str input = wk_str_cut(file, start, end), want = wk_str_trim(wk_str_cut(file, name, stop));
        if (!wk_str_eq_nocase(wk_str_of(sniffed(input)), want))
            fail_msg("case %zu: %s instead of %.*s for\n%.*s", cases, sniffed(input), WK_F(want), WK_F(input));
        at = wk_str_find(file, data, stop);
    }
    return cases;
}

static void passes_html5lib(void **state) {
    (void)state;
    size_t cases = 0;
    const char *root = getenv("SOURCE_ROOT");
    for (int i = 1; i <= 2; i++) {
        char path[1024];
        snprintf(path, sizeof path, "%s/../shared/bench/html5lib/encoding-tests%d.dat", root ? root : ".", i);
        wk_buf file = {0};
        if (wk_file_read(path, 1 << 20, &file, NULL)) {
            print_message("SKIPPED: %s is not there\n", path);
            skip();
        }
        cases += check_cases(wk_buf_str(&file));
        wk_buf_free(&file);
    }
    print_message("%zu cases of html5lib\n", cases);
    assert_int_equal(cases, 81);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decodes_maximal_subparts), cmocka_unit_test(indexes_code_points), cmocka_unit_test(folds_keys),
        cmocka_unit_test(decodes_labelled),         cmocka_unit_test(borrows_utf8),        cmocka_unit_test(keeps_mixed_utf8),
        cmocka_unit_test(counts_invalid),           cmocka_unit_test(survives_noise),      cmocka_unit_test(passes_html5lib),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
