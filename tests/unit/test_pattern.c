/* The pattern language: every element, what cannot be understood and where, and that matching stays linear. */
#include "base/error.h"
#include "pack/pattern.h"
#include "pack/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <time.h>

#include <cmocka.h>

static wk_arena *arena;

static int begin(void **state) {
    (void)state;
    arena = wk_arena_new();
    return 0;
}

static int end(void **state) {
    (void)state;
    wk_arena_free(arena);
    return 0;
}

/* ---- helpers --------------------------------------------------------------------------------------------------- */

static wk_lexicon *words(void) {
    static const wk_str clitics[] = {{"nya", 3}};
    wk_lexicon *l = wk_lexicon_new(arena);
    wk_class say = wk_lexicon_class(l, WK_S("SAY")), place = wk_lexicon_class(l, WK_S("PLACE"));
    wk_class keep = wk_lexicon_class(l, WK_S("KEEP")), one = wk_lexicon_class(l, WK_S("PRONOUN"));
    wk_lexicon_add(l, keep, WK_S("hanya"), 0, WK_CASE_ANY);
    wk_lexicon_clitics(l, clitics, 1, keep);
    wk_lexicon_add(l, say, WK_S("kata"), 0, WK_CASE_ANY);
    wk_lexicon_add(l, say, WK_S("ujar"), 0, WK_CASE_ANY);
    wk_lexicon_add(l, place, WK_S("Tanjung"), 0, WK_CASE_NAME);
    wk_lexicon_add(l, place, WK_S("Tanjung Pinang"), 0, WK_CASE_NAME);
    wk_lexicon_add(l, place, WK_S("PBB"), 0, WK_CASE_EXACT);
    wk_lexicon_add(l, one, WK_S("dia"), wk_lexicon_put_value(l, WK_S("he")), WK_CASE_ANY);
    wk_lexicon_add(l, one, WK_S("mereka"), wk_lexicon_put_value(l, WK_S("they")), WK_CASE_ANY);
    return l;
}

/* Words, clitics cut off; a sentence ends behind every full stop, a paragraph with its line. */
static wk_text *text_of(const wk_lexicon *l, wk_str string) {
    wk_text *text = wk_alloc(arena, sizeof *text);
    *text = (wk_text){.arena = arena, .text = string};
    size_t at = 0;
    uint32_t lines;
    wk_token t;
    bool begins = true;
    while (wk_word_next(string, &at, &t, &lines)) {
        if (!text->tokens.n || lines) t.flags |= WK_PARAGRAPH;
        if (begins || lines) t.flags |= WK_SENTENCE;
        begins = t.end == t.start + 1 && string.p[t.start] == '.';
        size_t n = wk_lexicon_clitic(l, wk_str_cut(string, t.start, t.end), t.shape);
        t.end -= (uint32_t)n;
        *WK_PUSH(arena, &text->tokens) = t;
        if (n) *WK_PUSH(arena, &text->tokens) = (wk_token){.start = t.end, .end = t.end + (uint32_t)n, .flags = WK_CLITIC};
    }
    *WK_PUSH(arena, &text->tokens) = (wk_token){.start = (uint32_t)string.n, .end = (uint32_t)string.n,
                                                .flags = WK_SENTENCE | WK_PARAGRAPH, .shape = WK_SHAPE_PUNCT};
    wk_lexicon_words(l, text);
    wk_lexicon_mark(l, text);
    return text;
}

static wk_stage *compiled(wk_lexicon *l, const char *patterns) {
    wk_stages stages = {0};
    wk_error error = {0};
    wk_str file = wk_str_copy(arena, wk_str_of(patterns));
    if (wk_patterns_parse(arena, l, file, "t.wk", WK_S("xx"), &stages, &error) != WK_OK)
        fail_msg("%s: line %d: %s", patterns, (int)error.line, error.message);
    wk_stage_index(arena, l, stages.v[0]);
    return stages.v[0];
}

/* What one pattern finds in a text, matches joined by '|', captures as name=words behind each. */
static wk_str found(const char *pattern, const char *string, wk_run how) {
    wk_lexicon *l = words();
    wk_stage *stage = compiled(l, wk_str_printf(arena, "stage test\n%s", pattern).p);
    wk_text *text = text_of(l, wk_str_of(string));
    wk_str all = WK_S("");
    uint32_t first = wk_stage_run(stage, text, how);
    for (uint32_t i = first; i < text->matches.n; i++) {
        const wk_match *m = &text->matches.v[i];
        all = wk_str_printf(arena, "%.*s%s%.*s", WK_F(all), i > first ? "|" : "",
                            WK_F(wk_token_text(text, m->start, m->end)));
        for (uint32_t c = 0; c < m->count; c++) {
            const wk_capture *cap = &text->captures.v[m->captures + c];
            all = wk_str_printf(arena, "%.*s %.*s=%.*s", WK_F(all), WK_F(wk_slot_name((wk_slot)cap->slot)),
                                WK_F(wk_token_text(text, cap->start, cap->end)));
        }
    }
    return all;
}

static void check(const char *pattern, const char *string, const char *expected) {
    wk_str got = found(wk_str_printf(arena, "p %s", pattern).p, string, WK_RUN_BEST);
    if (!wk_str_eq(got, wk_str_of(expected)))
        fail_msg("%s over \"%s\": found \"%.*s\", not \"%s\"", pattern, string, WK_F(got), expected);
}

/* ---- elements -------------------------------------------------------------------------------------------------- */

static void words_and_signs(void **state) {
    (void)state;
    check("surat", "Surat itu tiba. Ada SURAT lagi", "Surat|SURAT");
    check("ke -? NUMBER", "yang ke-78 dan ke 9", "ke-78|ke 9");
    check("jong-un", "Kim Jong-un dan Jong Un", "Jong-un");
    check("suratnya", "dalam suratnya", "suratnya");
    check("surat nya", "dalam suratnya", "suratnya");
    check("hanya", "hanya itu", "hanya");
    check("\\( NUMBER \\)", "lantai (14) itu", "(14)");
    check("( , | : )", "satu, dua: tiga", ",|:");
}

static void lists_and_classes(void **state) {
    (void)state;
    check("~SAY", "kata dia, ujar mereka", "kata|ujar");
    check("~PRONOUN=he", "dia dan mereka", "dia");
    check("name:~PLACE", "di Tanjung Pinang", "Tanjung Pinang name=Tanjung Pinang");
    check("~PLACE pinang", "di Tanjung Pinang", "Tanjung Pinang");
    check("~PLACE", "tanjung pbb PBB", "PBB");
    check("NUMBER", "9 orang, 1.250,5 liter, 4G", "9|1.250,5");
    check("CAPITAL", "kata Budi dari PBB", "Budi|PBB");
    check("kata WORD", "kata, kata dia", "kata dia");
    check("kata ANY", "kata, kata dia", "kata,|kata dia");
    check("NUMBER GLUED %", "5% dan 6 %", "5%");
}

static void choices_and_repetitions(void **state) {
    (void)state;
    check("( kata | ujar ) dia", "kata dia ujar dia", "kata dia|ujar dia");
    check("kata lagi? dia", "kata dia kata lagi dia", "kata dia|kata lagi dia");
    check("kata lagi* dia", "kata lagi lagi lagi dia", "kata lagi lagi lagi dia");
    check("lagi+", "kata lagi lagi", "lagi lagi");
    check("lagi+", "lagi lagi lagi lagi lagi lagi lagi lagi lagi", "lagi lagi lagi lagi lagi lagi lagi lagi|lagi");
    check("kata ( lagi | itu )* dia", "kata lagi itu dia", "kata lagi itu dia");
    check("~SAY?", "", "");
}

/* No pattern is passed over for want of what another way through it, or another sentence, has. */
static void what_is_needed(void **state) {
    (void)state;
    check("kata ( itu | ~PLACE | dia lagi ) ( surat | NUMBER )?", "kata itu. kata PBB 9. kata dia lagi surat. kata surat",
          "kata itu|kata PBB 9|kata dia lagi surat");
    check("( &( .. lagi ) kata | itu ) dia", "kata dia. itu dia. kata dia lagi", "itu dia|kata dia");
    check("!( surat ) kata ( !dia WORD )* dia", "kata si anu dia. kata dia", "kata si anu dia|kata dia");
    check("kata .. \\. // .. dia", "kata itu. lalu dia", "kata itu. lalu dia");
    check("~PLACE pinang ~SAY", "Tanjung Pinang kata. PBB kata. Tanjung kata", "Tanjung Pinang kata");
    check("&( kata | &( .. lagi ) itu ) WORD dia", "kata dia. itu dia. itu dia lagi", "kata dia|itu dia");
    check("kata \\. // ( itu | &( .. lagi ) dia ) WORD", "kata. dia itu. kata. itu dia. kata. dia lagi", "kata. itu dia|kata. dia lagi");
    check("kata ( \\. // itu )?", "kata. dia. kata. itu. kata", "kata|kata. itu|kata");
}

/* Nor for want of what stands before it. */
static void what_stands_before(void **state) {
    (void)state;
    check("<~PLACE WORD", "PBB lagi dia. Tanjung Pinang lagi", "lagi|Pinang|lagi");
    check("( <~SAY | <( itu NUMBER ) ) WORD", "kata dia, itu 7 lagi", "dia|lagi");
    check("<( itu ANY ANY ANY ) dia", "itu 1 2 3 dia. itu 1 2 dia", "dia");
    check("( <~SAY | !itu ) ( itu | dia )", "kata itu, itu dia", "itu|dia");
    check("<~SAY .. lagi", "kata. dia lagi. kata dia lagi", "dia lagi");
    check("<~SAY ANY", "kata ; dia. ; dia", ";"); /* a sign that no pattern names */
}

/* Words share bits when a stage names more than there are. */
static void more_words_than_bits(void **state) {
    (void)state;
    enum { WORDS = 300 };
    wk_str pattern = WK_S("(");
    for (int i = 0; i < WORDS; i++) pattern = wk_str_printf(arena, "%.*s%s w%d", WK_F(pattern), i % 60 ? " |" : i ? " ) | (" : " (", i);
    pattern = wk_str_printf(arena, "%.*s ) ) !w9 ( dia | lagi )", WK_F(pattern));
    for (int i = 0; i < WORDS; i += 7) {
        const char *text = wk_str_printf(arena, "surat w%d lagi. w%d surat", i, i).p;
        check(pattern.p, text, wk_str_printf(arena, "w%d lagi", i).p);
    }
}

static void gaps(void **state) {
    (void)state;
    check("kata ..2 dia", "kata dia lalu dia", "kata dia");
    check("kata ..2 dia", "kata si anu dia", "kata si anu dia");
    check("kata ..2 dia", "kata si anu itu dia", "");
    check("kata .. dia", "kata 1 2 3 4 5 6 7 8 9 10 11 12 dia", "kata 1 2 3 4 5 6 7 8 9 10 11 12 dia");
    check("kata .. dia", "kata 1 2 3 4 5 6 7 8 9 10 11 12 13 dia", "");
    check("kata content:( ..9 ) $", "kata dia itu. Lalu", "kata dia itu. content=dia itu.");
    check("kata ..9 dia", "kata. Lalu dia", "");
}

static void looks(void **state) {
    (void)state;
    check("kata !dia", "kata dia kata itu", "kata");
    check("kata &dia", "kata itu kata dia", "kata");
    check("<itu kata", "ini kata itu kata", "kata");
    check("!<itu kata", "itu kata", "");
    check("!<( itu juga ) kata", "itu juga kata", "");
    check("kata !( ..3 dia )", "kata si anu dia", "");
    check("kata !( about:dia ) name:WORD", "kata itu", "kata itu name=itu");
    check("&( about:dia ) name:WORD", "dia", "dia about=dia name=dia");
}

static void anchors(void **state) {
    (void)state;
    check("^ kata", "kata kata. Kata itu", "kata|Kata");
    check("^^ kata", "kata kata. Kata itu\nkata", "kata|kata");
    check("itu $", "itu dia itu", "itu");
    check("itu . // kata", "itu. Kata dia. Itu", "itu. Kata");
    check("itu . kata", "itu. Kata", "");
    check("kata //", "kata", "");
    check("// kata", "itu. kata", "");
}

/* A quotation goes on in the next paragraph, which begins no sentence. */
static void paragraphs_of_a_quotation(void **state) {
    (void)state;
    static const char *const patterns[] = {"^^ itu", "^^ ANY"};
    for (size_t i = 0; i < WK_COUNT(patterns); i++) {
        wk_lexicon *l = words();
        wk_stage *stage = compiled(l, wk_str_printf(arena, "stage test\np %s", patterns[i]).p);
        wk_text *text = text_of(l, WK_S("kata dia\nitu lagi"));
        text->tokens.v[2].flags &= (uint8_t)~WK_SENTENCE;
        wk_stage_run(stage, text, WK_RUN_BEST);
        assert_int_equal(text->matches.n, 1 + i);
        assert_int_equal(text->matches.v[i].start, 2);
    }
}

static void captures_and_constants(void **state) {
    (void)state;
    check("about:( kata speaker:~PRONOUN )", "kata dia", "kata dia about=kata dia speaker=dia");
    check("kata speaker:dia? itu", "kata itu", "kata itu");
    check("( kata speaker:dia | kata speaker:WORD ) itu", "kata anu itu", "kata anu itu speaker=anu");
    wk_lexicon *l = words();
    wk_stage *stage = compiled(l, "stage test\np kata channel=press_conference ( dia act=thank | itu )   => FOUND");
    wk_text *text = text_of(l, WK_S("kata itu"));
    assert_int_equal(wk_stage_run(stage, text, WK_RUN_BEST), 0);
    assert_int_equal(text->matches.n, 1);
    assert_true(wk_str_eq(wk_match_constant(&text->matches.v[0], WK_SLOT_CHANNEL), WK_S("press conference")));
    assert_true(wk_str_eq(wk_match_constant(&text->matches.v[0], WK_SLOT_ACT), WK_S("thank")));
    assert_true(wk_str_eq(text->matches.v[0].pattern->id, WK_S("xx/test/p")));
    const wk_mark *mark = wk_mark_at(text, 0, wk_lexicon_find_class(l, WK_S("FOUND")));
    assert_non_null(mark);
    assert_int_equal(mark->end, 2);
}

static void subjects_and_clauses(void **state) {
    (void)state;
    wk_lexicon *l = words();
    wk_stage *stage = compiled(l, "stage test\np speaker:SUBJECT cue:~SAY content:CLAUSE");
    wk_text *text = text_of(l, WK_S("Budi, ketua itu, kata besok libur"));
    uint32_t ends[16] = {0}, subject[16] = {0};
    for (uint32_t i = 0; i < 8; i++) ends[i] = 8;
    subject[5] = wk_mark_add(text, wk_lexicon_class(l, WK_S("ACTOR")), 0, 1, 0) + 1;
    text->clause_end = ends;
    text->subject = subject;
    wk_stage_run(stage, text, WK_RUN_ALL);
    assert_int_equal(text->matches.n, 1);
    const wk_capture *who = wk_match_get(text, &text->matches.v[0], WK_SLOT_SPEAKER);
    const wk_capture *what = wk_match_get(text, &text->matches.v[0], WK_SLOT_CONTENT);
    assert_true(wk_str_eq(wk_token_text(text, who->start, who->end), WK_S("Budi")));
    assert_true(wk_str_eq(wk_token_text(text, what->start, what->end), WK_S("besok libur")));
}

static void definitions_and_comments(void **state) {
    (void)state;
    const char *file = "define who ( dia | mereka )  # a comment\n"
                       "# another\n"
                       "define said\n  ~SAY\n  @who\n"
                       "p @said  # the end";
    assert_true(wk_str_eq(found(file, "kata dia", WK_RUN_BEST), WK_S("kata dia")));
}

static void which_pattern_stands(void **state) {
    (void)state;
    const char *file = "a kata\nb kata dia\nc kata WORD";
    assert_true(wk_str_eq(found(file, "kata dia", WK_RUN_BEST), WK_S("kata dia")));
    assert_true(wk_str_eq(found(file, "kata dia", WK_RUN_ALL), WK_S("kata|kata dia|kata dia")));
    wk_lexicon *l = words();
    wk_stage *stage = compiled(l, wk_str_printf(arena, "stage test\n%s", file).p);
    wk_text *text = text_of(l, WK_S("kata dia"));
    wk_stage_run(stage, text, WK_RUN_BEST);
    assert_true(wk_str_eq(text->matches.v[0].pattern->id, WK_S("xx/test/b")));
}

/* A definition serves the later files of its stage, until one of them gives its name to another. */
static void definitions(void **state) {
    (void)state;
    const char *const files[] = {"stage s\ndefine who ( dia )\na kata @who", "stage s\nb @who kata",
                                 "stage s\ndefine who ( kata )\nc @who @who", "stage other\nd @who"};
    wk_lexicon *l = words();
    wk_stages stages = {0};
    wk_error error = {0};
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(wk_patterns_parse(arena, l, wk_str_of(files[i]), "f.wk", WK_S("xx"), &stages, &error), WK_OK);
    assert_int_equal(wk_patterns_parse(arena, l, wk_str_of(files[3]), "f.wk", WK_S("xx"), &stages, &error), WK_PACK);
    wk_stage *stage = stages.v[0];
    wk_stage_index(arena, l, stage);
    wk_text *text = text_of(l, WK_S("dia kata kata"));
    wk_stage_run(stage, text, WK_RUN_ALL);
    assert_int_equal(text->matches.n, 2);
    assert_true(wk_str_eq(text->matches.v[0].pattern->id, WK_S("xx/s/b")));
    assert_true(wk_str_eq(text->matches.v[1].pattern->id, WK_S("xx/s/c")));
}

/* ---- what cannot be understood --------------------------------------------------------------------------------- */

static void refused(const char *file, int line, int column, const char *because) {
    wk_stages stages = {0};
    wk_error error = {0};
    wk_status status = wk_patterns_parse(arena, words(), wk_str_copy(arena, wk_str_of(file)), "bad.wk", WK_S("xx"),
                                         &stages, &error);
    if (status != WK_PACK) fail_msg("understood: %s", file);
    if (!strstr(error.message, because)) fail_msg("%s: \"%s\" has no \"%s\"", file, error.message, because);
    if (line != (int)error.line) fail_msg("%s: line %d, not %d", file, (int)error.line, line);
    if (column && column != (int)error.column) fail_msg("%s: column %d, not %d", file, (int)error.column, column);
    assert_string_equal(error.file, "bad.wk");
}

static void mistakes(void **state) {
    (void)state;
    refused("p kata", 1, 0, "stage NAME");
    refused("stage s\n  p kata", 2, 1, "begins with a pattern's name");
    refused("stage s\np ~NONE", 2, 0, "no list of this name");
    refused("stage s\np kata\n  ~NONE", 3, 8, "no list of this name");
    refused("stage s\np ( kata", 2, 0, "')' is missing");
    refused("stage s\np kata )", 2, 0, "cannot be understood here");
    refused("stage s\np UNHEARD kata", 2, 0, "lays this class");
    refused("stage s\np kata => mark", 2, 0, "name of a class in capitals");
    refused("stage s\np kata => MARK dia", 2, 0, "cannot be understood here");
    refused("stage s\np who:kata", 2, 0, "no capture of this name");
    refused("stage s\np kata colour=red", 2, 0, "no constant of this name");
    refused("stage s\np @none", 2, 0, "no 'define' of this name");
    refused("stage s\ndefine a @a\np @a", 2, 0, "no 'define' of this name");
    refused("stage s\np kata ..201 dia", 2, 0, "up to 200");
    refused("stage s\np kata ..x dia", 2, 0, "up to 200");
    refused("stage s\np kata \\", 2, 0, "a character is missing");
    refused("stage s\np ((((((((((((((((((((((((((kata))))))))))))))))))))))))))", 2, 0, "too deep");
}

static void most_patterns(void **state) {
    (void)state;
    wk_str file = WK_S("stage s\n");
    for (int i = 0; i < WK_PATTERN_LIMIT + 1; i++) file = wk_str_printf(arena, "%.*sp%d kata\n", WK_F(file), i);
    refused(file.p, WK_PATTERN_LIMIT + 2, 0, "limit is 1024");
}

/* ---- time ------------------------------------------------------------------------------------------------------ */

static double seconds_for(const wk_lexicon *l, const wk_stage *stage, const char *piece, size_t bytes) {
    size_t n = strlen(piece);
    char *string = wk_alloc(arena, bytes + n);
    for (size_t at = 0; at < bytes; at += n) memcpy(string + at, piece, n);
    wk_text *text = text_of(l, (wk_str){string, bytes});
    struct timespec a, b;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &a);
    wk_stage_run(stage, text, WK_RUN_ALL);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &b);
    return (double)(b.tv_sec - a.tv_sec) + (double)(b.tv_nsec - a.tv_nsec) / 1e9;
}

/* A pattern with exponentially many ways through a text is cut short at every token: four times the text takes four
 * times as long. */
static void steps_are_bounded(void **state) {
    (void)state;
    wk_lexicon *l = words();
    wk_stage *stage = compiled(l, "stage test\n"
                                  "p ( kata* kata* )* ( kata* kata* )* dia\n"
                                  "q kata ..200 kata ..200 kata ..200 dia\n"
                                  "r !( ( kata+ )+ dia ) <( kata+ ) kata");
    double small = seconds_for(l, stage, "kata ", 10000), large = seconds_for(l, stage, "kata ", 40000);
    if (large > 8 * small + 0.05) fail_msg("four times the text takes %.1f times as long", large / small);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_and_signs),      cmocka_unit_test(lists_and_classes),
        cmocka_unit_test(choices_and_repetitions), cmocka_unit_test(gaps),
        cmocka_unit_test(what_is_needed),       cmocka_unit_test(more_words_than_bits),
        cmocka_unit_test(what_stands_before),
        cmocka_unit_test(looks),                cmocka_unit_test(anchors), cmocka_unit_test(paragraphs_of_a_quotation),
        cmocka_unit_test(captures_and_constants), cmocka_unit_test(subjects_and_clauses),
        cmocka_unit_test(definitions_and_comments), cmocka_unit_test(which_pattern_stands),
        cmocka_unit_test(definitions),
        cmocka_unit_test(mistakes),             cmocka_unit_test(most_patterns),
        cmocka_unit_test(steps_are_bounded)};
    return cmocka_run_group_tests(tests, begin, end);
}
