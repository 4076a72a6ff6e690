/* The tokenizer before its judge: html5lib's tokenizer tests (https://github.com/html5lib/html5lib-tests), read from
 * ../shared/bench/html5lib beside the project. Without that folder the test says so and is skipped. */
#include "page/html_tokens.h"

#include <dirent.h>
#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

typedef struct tally {
    unsigned run, failed, skipped;
} tally;

/* ---- strings of the test files --------------------------------------------------------------------------------- */

static unsigned hex4(const char *p) {
    char digits[5] = {p[0], p[1], p[2], p[3], 0};
    return (unsigned)strtoul(digits, NULL, 16);
}

static bool is_escape(wk_str s, size_t i) {
    return i + 6 <= s.n && s.p[i] == '\\' && s.p[i + 1] == 'u';
}

static size_t put_utf8(char *out, uint32_t c) {
    if (c < 0x80) return (size_t)(*out = (char)c, 1);
    size_t n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    for (size_t i = n - 1; i > 0; i--, c >>= 6) out[i] = (char)(0x80 | (c & 0x3F));
    out[0] = (char)((n == 2 ? 0xC0 : n == 3 ? 0xE0 : 0xF0) | c);
    return n;
}

/* Undoes the second escaping. NULL when it holds half a surrogate pair, which UTF-8 cannot express. */
static wk_str unescape(wk_arena *arena, wk_str s) {
    char *out = wk_alloc(arena, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n;) {
        if (!is_escape(s, i)) {
            out[n++] = s.p[i++];
            continue;
        }
        uint32_t c = hex4(s.p + i + 2);
        i += 6;
        if (c >= 0xD800 && c < 0xDC00 && is_escape(s, i)) {
            uint32_t low = hex4(s.p + i + 2);
            if (low < 0xDC00 || low > 0xDFFF) return (wk_str){0};
            c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
            i += 6;
        } else if (c >= 0xD800 && c <= 0xDFFF) {
            return (wk_str){0};
        }
        n += put_utf8(out + n, c);
    }
    return (wk_str){out, n};
}

static wk_str json_text(wk_arena *arena, const json_t *value, bool twice) {
    wk_str s = {json_string_value(value), json_string_length(value)};
    return twice ? unescape(arena, s) : s;
}

/* A copy of `value` with the second escaping undone in every string. The test files nest three deep. */
static json_t *unescape_all(wk_arena *arena, const json_t *value, bool twice) {
    if (json_is_string(value)) {
        wk_str s = json_text(arena, value, twice);
        return s.p ? json_stringn(s.p, s.n) : json_null();
    }
    if (json_is_array(value)) {
        json_t *list = json_array();
        for (size_t i = 0; i < json_array_size(value); i++)
            json_array_append_new(list, unescape_all(arena, json_array_get(value, i), twice));
        return list;
    }
    if (json_is_object(value)) {
        json_t *object = json_object(), *member;
        const char *key;
        json_object_foreach((json_t *)(uintptr_t)value, key, member) {
            wk_str name = twice ? unescape(arena, wk_str_of(key)) : wk_str_of(key);
            json_object_setn_new(object, name.p, name.n, unescape_all(arena, member, twice));
        }
        return object;
    }
    return json_deep_copy(value);
}

/* ---- tokens as the test files write them ----------------------------------------------------------------------- */

static json_t *text(wk_str s) {
    return json_stringn(s.p ? s.p : "", s.n);
}

static json_t *text_or_null(wk_arena *arena, wk_str raw) {
    return raw.p ? text(wk_html_decode(arena, raw, WK_TEXT_COMMENT)) : json_null();
}

/* Adjacent characters are one token. */
static void add_characters(json_t *list, wk_str s) {
    json_t *last = json_array_get(list, json_array_size(list) - 1);
    if (last && strcmp(json_string_value(json_array_get(last, 0)), "Character") == 0) {
        json_t *value = json_array_get(last, 1);
        size_t have = json_string_length(value);
        char *joined = malloc(have + s.n + 1);
        memcpy(joined, json_string_value(value), have);
        memcpy(joined + have, s.p, s.n);
        json_string_setn(value, joined, have + s.n);
        free(joined);
    } else {
        json_array_append_new(list, json_pack("[so]", "Character", text(s)));
    }
}

static void add_characters_of(json_t *list, const wk_token *token) {
    wk_html_text pieces = {
        .p = token->start, .begin = token->start, .end = token->stop, .mode = token->mode, .keep_nul = true};
    wk_str piece;
    uint32_t start, stop, at = 0;
    while (wk_html_text_next(&pieces, &piece, &start, &stop)) {
        assert_int_equal(start, at); /* pieces leave nothing out */
        assert_true(stop > start);
        at = stop;
        add_characters(list, piece);
    }
    assert_int_equal(at, token->stop - token->start);
}

static json_t *start_tag(wk_arena *arena, wk_str input, const wk_token *token, const wk_attrs *attrs) {
    json_t *object = json_object();
    for (uint32_t i = 0; i < token->attrs; i++) {
        const wk_attr *attr = &attrs->v[token->attr + i];
        const wk_str name = wk_attr_name(arena, input, attr);
        json_object_setn_new(object, name.p, name.n, text(wk_attr_value(arena, input, attr)));
    }
    json_t *tag = json_pack("[soo]", "StartTag", text(token->name), object);
    if (token->self_closing) json_array_append_new(tag, json_true());
    return tag;
}

static json_t *doctype(wk_arena *arena, const wk_token *token) {
    json_t *name = text_or_null(arena, token->name);
    if (token->name.p) {
        wk_str lower = wk_str_copy(arena, (wk_str){json_string_value(name), json_string_length(name)});
        for (char *p = (char *)(uintptr_t)lower.p; p < lower.p + lower.n; p++)
            if (*p >= 'A' && *p <= 'Z') *p = (char)(*p | 0x20);
        json_string_setn(name, lower.p, lower.n);
    }
    return json_pack("[soooo]", "DOCTYPE", name, text_or_null(arena, token->public_id),
                     text_or_null(arena, token->system_id), json_boolean(!token->quirks));
}

static json_t *tokens_of(wk_arena *arena, wk_str input, wk_text_mode mode, wk_str last_start) {
    json_t *list = json_array();
    wk_attrs attrs = {0};
    wk_tokens t;
    wk_token token;
    wk_tokens_begin(&t, arena, input, &attrs);
    wk_tokens_raw(&t, mode, last_start);
    while (wk_tokens_next(&t, &token)) {
        switch (token.kind) {
        case WK_TOKEN_TEXT: add_characters_of(list, &token); break;
        case WK_TOKEN_START: json_array_append_new(list, start_tag(arena, input, &token, &attrs)); break;
        case WK_TOKEN_CLOSE: json_array_append_new(list, json_pack("[so]", "EndTag", text(token.name))); break;
        case WK_TOKEN_COMMENT:
            json_array_append_new(
                list, json_pack("[so]", "Comment", text(wk_html_decode(arena, token.data, WK_TEXT_COMMENT))));
            break;
        case WK_TOKEN_DOCTYPE: json_array_append_new(list, doctype(arena, &token)); break;
        }
    }
    return list;
}

/* ---- the tests ------------------------------------------------------------------------------------------------- */

static const struct {
    const char *name;
    wk_text_mode mode;
} states[] = {
    {"Data state", WK_TEXT_DATA},         {"PLAINTEXT state", WK_TEXT_PLAIN},
    {"RCDATA state", WK_TEXT_RCDATA},     {"RAWTEXT state", WK_TEXT_RAW},
    {"Script data state", WK_TEXT_SCRIPT}, {"CDATA section state", WK_TEXT_CDATA},
};

static wk_text_mode mode_of(const char *name) {
    for (size_t i = 0; i < WK_COUNT(states); i++)
        if (strcmp(states[i].name, name) == 0) return states[i].mode;
    fail_msg("unknown initial state %s", name);
    return WK_TEXT_DATA;
}

/* The input in a heap block of its own size, so that a sanitizer sees every byte read beyond it. */
static void run_state(const char *file, const json_t *test, const char *state, tally *count) {
    wk_arena *arena = wk_arena_new();
    const bool twice = json_is_true(json_object_get(test, "doubleEscaped"));
    const char *title = json_string_value(json_object_get(test, "description"));
    wk_str input = json_text(arena, json_object_get(test, "input"), twice);
    if (!input.p) {
        printf("         skipped (half a surrogate pair is no UTF-8): %s: %s, %s\n", file, title, state);
        count->skipped++;
        wk_arena_free(arena);
        return;
    }
    char *exact = malloc(input.n);
    memcpy(exact, input.p, input.n);
    json_t *want = unescape_all(arena, json_object_get(test, "output"), twice);
    json_t *got = tokens_of(arena, (wk_str){exact, input.n}, mode_of(state),
                            wk_str_of(json_string_value(json_object_get(test, "lastStartTag"))));
    count->run++;
    if (!json_equal(want, got)) {
        count->failed++;
        char *w = json_dumps(want, JSON_ENCODE_ANY), *g = json_dumps(got, JSON_ENCODE_ANY);
        printf("%s: %s, %s\n  input %.*s\n  want  %s\n  got   %s\n", file, title, state, WK_F(input), w, g);
        free(w);
        free(g);
    }
    json_decref(want);
    json_decref(got);
    free(exact);
    wk_arena_free(arena);
}

static void run_file(const char *folder, const char *file, tally *count) {
    char path[2048];
    snprintf(path, sizeof path, "%s/%s", folder, file);
    json_error_t error;
    json_t *root = json_load_file(path, JSON_ALLOW_NUL, &error);
    if (!root) fail_msg("%s:%d: %s", path, error.line, error.text);
    const json_t *tests = json_object_get(root, "tests");
    assert_true(json_array_size(tests) > 0);
    for (size_t i = 0; i < json_array_size(tests); i++) {
        const json_t *test = json_array_get(tests, i), *initial = json_object_get(test, "initialStates");
        if (!initial) run_state(file, test, "Data state", count);
        for (size_t k = 0; k < json_array_size(initial); k++)
            run_state(file, test, json_string_value(json_array_get(initial, k)), count);
    }
    json_decref(root);
}

static void passes_html5lib(void **state) {
    (void)state;
    const char *source = getenv("SOURCE_ROOT");
    char folder[1024];
    snprintf(folder, sizeof folder, "%s/../shared/bench/html5lib", source ? source : ".");
    DIR *dir = opendir(folder);
    if (!dir) {
        printf("SKIPPED: html5lib's tests are not in %s\n", folder);
        skip();
    }
    tally count = {0};
    for (struct dirent *entry; (entry = readdir(dir));)
        if (wk_str_ends(wk_str_of(entry->d_name), WK_S(".test"))) run_file(folder, entry->d_name, &count);
    closedir(dir);
    printf("html5lib: %u runs, %u failed, %u skipped\n", count.run, count.failed, count.skipped);
    assert_true(count.run > 6000);
    assert_int_equal(count.failed, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(passes_html5lib)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
