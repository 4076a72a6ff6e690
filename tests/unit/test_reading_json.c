/* Readings as JSON and back: code-point offsets, other parts, nulls, ids, and the round trip byte for byte. */
#include "read/reading_json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>
#include <jansson.h>

/* A body with characters of one, two, three and four bytes before the words that are pointed at. */
static const char body[] = "\xc3\xa9\xe2\x80\x9cHalo \xf0\x9f\x98\x80 dunia\xe2\x80\x9d kata A kepada B.";

static wk_span find(const char *needle) {
    wk_str text = wk_str_of(body);
    size_t at = wk_str_find(text, wk_str_of(needle), 0);
    assert_true(at < text.n);
    return (wk_span){(uint32_t)at, (uint32_t)(at + strlen(needle))};
}

static wk_reading *sample(wk_arena *arena) {
    wk_article *a = wk_alloc(arena, sizeof *a);
    a->id = WK_S("0123456789abcdef");
    a->file = WK_S("a.html");
    a->language = WK_S("id");
    a->page_sha256 = wk_str_of("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    a->published = WK_S("2023-08-15T18:09");
    a->published_how = "meta";
    *WK_PUSH(arena, &a->authors) = WK_S("Amastya");
    *WK_PUSH(arena, &a->parts) = (wk_part){.name = WK_S("body"), .text = wk_str_of(body)};
    *WK_PUSH(arena, &a->parts) = (wk_part){.name = WK_S("credit"), .text = WK_S("\xc3\xa9: Antara")};
    wk_reading *r = wk_alloc(arena, sizeof *r);
    r->article = a;
    wk_statement *s = WK_PUSH(arena, &r->statements);
    *WK_PUSH(arena, &s->content) = find("Halo \xf0\x9f\x98\x80 dunia");
    s->speaker = find("A");
    s->cue = find("kata");
    s->who = (wk_actor){.id = WK_S("person/a"), .name = WK_S("A"), .as = WK_S("A"), .at = find("A")};
    *WK_PUSH(arena, &s->via) = (wk_actor){.name = WK_S("Antara"), .as = WK_S("Antara"), .part = 1, .at = {4, 10}};
    s->translated = s->translated_known = true;
    s->said = (wk_date){WK_S("2023-08-15"), WK_HOW_RESOLVED};
    wk_act *act = WK_PUSH(arena, &r->acts);
    act->act = WK_S("message");
    *WK_PUSH(arena, &act->from) = s->who;
    *WK_PUSH(arena, &act->to) = (wk_actor){.name = WK_S("B"), .as = WK_S("B"), .at = find("B")};
    act->occasion = (wk_occasion){.id = WK_S("kp/liberation-day"), .name = WK_S("Hari"), .ordinal = 78};
    *WK_PUSH(arena, &act->evidence) = find("kepada B");
    *WK_PUSH(arena, &r->sources) =
        (wk_source_named){.name = WK_S("Antara"), .kind = WK_S("news agency"), .part = 1, .at = {4, 10}};
    *WK_PUSH(arena, &r->dates) = (wk_named_date){.at = find("dunia"), .type = "DATE", .how = WK_HOW_STATED};
    return r;
}

static void code_points(void **state) {
    (void)state;
    wk_arena *arena = wk_arena_new();
    wk_buf out = {0};
    wk_reading_json(sample(arena), &out);
    json_t *root = json_loadb(out.p, out.n, 0, NULL);
    assert_non_null(root);
    const json_t *s = json_array_get(json_object_get(root, "statements"), 0);
    const json_t *content = json_array_get(json_object_get(s, "content"), 0);
    assert_int_equal(json_integer_value(json_array_get(content, 0)), 2);
    assert_int_equal(json_integer_value(json_array_get(content, 1)), 14);
    const json_t *via = json_array_get(json_object_get(s, "via"), 0);
    assert_string_equal(json_string_value(json_object_get(via, "part")), "credit");
    assert_int_equal(json_integer_value(json_array_get(json_object_get(via, "at"), 0)), 3);
    const json_t *source = json_array_get(json_object_get(root, "sources"), 0);
    assert_string_equal(json_string_value(json_object_get(source, "part")), "credit");
    const json_t *act = json_array_get(json_object_get(root, "acts"), 0);
    assert_true(json_is_null(json_object_get(act, "date")));
    assert_true(json_is_integer(json_array_get(json_object_get(act, "evidence"), 0)));
    assert_null(json_object_get(act, "part"));
    json_decref(root);
    wk_buf_free(&out);
    wk_arena_free(arena);
}

static void round_trip(void **state) {
    (void)state;
    wk_arena *arena = wk_arena_new();
    wk_buf first = {0}, second = {0};
    wk_str made = wk_made_by(arena, WK_S("id 0.1 world 0.1")), back;
    wk_reading_json_made(sample(arena), made, &first);
    wk_reading *again;
    wk_error error;
    assert_int_equal(wk_reading_parse(arena, wk_buf_str(&first), &again, &back, &error), WK_OK);
    assert_true(wk_str_eq(made, back));
    wk_reading_json_made(again, back, &second);
    assert_int_equal(first.n, second.n);
    assert_memory_equal(first.p, second.p, first.n);
    wk_buf_free(&first);
    wk_buf_free(&second);
    wk_arena_free(arena);
}

static void ids_say_what_was_read(void **state) {
    (void)state;
    wk_arena *arena = wk_arena_new();
    wk_reading *r = sample(arena);
    wk_act *act = &r->acts.v[0];
    wk_str id = wk_act_id(arena, r, act);
    assert_int_equal(id.n, 16);
    act->rule = WK_S("another/rule");
    assert_true(wk_str_eq(id, wk_act_id(arena, r, act)));
    act->to.v[0].name = WK_S("C");
    assert_false(wk_str_eq(id, wk_act_id(arena, r, act)));
    wk_arena_free(arena);
}

static void nothing_known(void **state) {
    (void)state;
    wk_arena *arena = wk_arena_new();
    wk_article article = {0};
    wk_reading reading = {.article = &article};
    wk_buf out = {0};
    wk_reading_json(&reading, &out);
    wk_reading *again;
    assert_int_equal(wk_reading_parse(arena, wk_buf_str(&out), &again, NULL, NULL), WK_OK);
    assert_int_equal(again->acts.n, 0);
    wk_buf_free(&out);
    wk_arena_free(arena);
}

static void not_a_reading(void **state) {
    (void)state;
    static const char *const bad[] = {"", "{", "[]", "{}", "{\"text\":1}", "\xff"};
    wk_arena *arena = wk_arena_new();
    for (size_t i = 0; i < WK_COUNT(bad); i++) {
        wk_reading *r;
        wk_error error = {0};
        assert_int_equal(wk_reading_parse(arena, wk_str_of(bad[i]), &r, NULL, &error), WK_INPUT);
        assert_true(error.message[0] != 0);
    }
    wk_arena_free(arena);
}

/* Ranges beyond the text or turned around do not lead outside of it. */
static void hostile_ranges(void **state) {
    (void)state;
    static const char json[] = "{\"text\":\"abc\",\"acts\":[{\"act\":\"meet\",\"evidence\":[[2,1],[-1,2],[1,99]],"
                               "\"part\":\"nowhere\"}]}";
    wk_arena *arena = wk_arena_new();
    wk_reading *r;
    assert_int_equal(wk_reading_parse(arena, wk_str_of(json), &r, NULL, NULL), WK_OK);
    assert_int_equal(r->acts.v[0].evidence.n, 1);
    assert_int_equal(r->acts.v[0].evidence.v[0].start, 1);
    assert_int_equal(r->acts.v[0].evidence.v[0].end, 3);
    wk_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(code_points),   cmocka_unit_test(round_trip),    cmocka_unit_test(ids_say_what_was_read),
        cmocka_unit_test(nothing_known), cmocka_unit_test(not_a_reading), cmocka_unit_test(hostile_ranges)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
