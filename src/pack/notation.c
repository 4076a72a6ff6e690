#include "pack/notation.h"

#include "base/error.h"
#include "text/utf8.h"

#include <stdarg.h>

typedef struct parser {
    wk_arena *arena;
    wk_notation *out;
    wk_error *error;
    uint32_t line;
} parser;

static wk_status fail(const parser *p, size_t column, const char *what) {
    return wk_fail_at(p->error, WK_PACK, p->out->file, p->line, column + 1, "%s", what);
}

/* The line without its comment and trailing space. */
static wk_str without_comment(wk_str line) {
    if (line.n && line.p[0] == '#') return wk_str_cut(line, 0, 0);
    bool marked = line.n && memchr(line.p, '#', line.n);
    size_t at = marked ? wk_str_find(line, WK_S("  #"), 0) : line.n;
    wk_str s = wk_str_cut(line, 0, at);
    while (s.n && (s.p[s.n - 1] == ' ' || s.p[s.n - 1] == '\r')) s.n--;
    return s;
}

static wk_str word(wk_str *rest) {
    size_t n = 0;
    while (n < rest->n && rest->p[n] != ' ') n++;
    wk_str w = wk_str_cut(*rest, 0, n);
    *rest = wk_str_trim(wk_str_cut(*rest, n, rest->n));
    return w;
}

static void open_entry(parser *p, wk_str line) {
    wk_str rest = line;
    wk_entry *e = WK_PUSH(p->arena, &p->out->entries);
    *e = (wk_entry){.kind = word(&rest), .file = p->out->file, .line = p->line, .first = (uint32_t)p->out->values.n};
    if (rest.n) e->id = rest;
}

static wk_status add_values(parser *p, wk_str line, size_t indent) {
    if (!p->out->entries.n) return fail(p, 0, "an indented line needs an entry (kind id) above it");
    wk_entry *entry = &p->out->entries.v[p->out->entries.n - 1];
    wk_str rest = wk_str_cut(line, indent, line.n), field, lang = {0};
    wk_str key = word(&rest);
    size_t at = wk_str_find(key, WK_S("@"), 0);
    if (at < key.n) {
        lang = wk_str_cut(key, at + 1, key.n);
        key = wk_str_cut(key, 0, at);
    }
    if (!key.n) return fail(p, indent, "a key is missing before '@'");
    if (!rest.n) return fail(p, indent, "a value is missing after the key");
    while (wk_str_split(&rest, '|', &field)) {
        wk_str value = wk_str_trim(field);
        size_t column = (size_t)(field.p - line.p);
        if (!value.n) return fail(p, column, "an empty value stands between '|'");
        *WK_PUSH(p->arena, &p->out->values) =
            (wk_value){key, lang, value, p->line, (uint32_t)(value.p - line.p) + 1};
        entry->count++;
    }
    return WK_OK;
}

static wk_status check_bytes(const parser *p, wk_str line) {
    size_t valid = wk_utf8_valid_to(line), tab = wk_str_find(line, WK_S("\t"), 0);
    if (valid < line.n && valid < tab) return fail(p, valid, "not valid UTF-8: save the file as UTF-8");
    return tab < line.n ? fail(p, tab, "a tab: use spaces") : WK_OK;
}

/* Room for what the file can hold at most, so that the arrays never move. */
static void reserve(wk_arena *arena, wk_str text, wk_notation *out) {
    size_t entries = 0, values = 0;
    wk_str line;
    while (wk_str_split(&text, '\n', &line)) {
        if (!line.n || line.p[0] == '#') continue;
        *(line.p[0] == ' ' ? &values : &entries) += 1;
        for (const char *p = line.p, *end = p + line.n; (p = memchr(p, '|', (size_t)(end - p))); p++) values++;
    }
    WK_RESERVE(arena, &out->entries, entries);
    WK_RESERVE(arena, &out->values, values);
}

wk_status wk_notation_parse(wk_arena *arena, wk_str text, const char *file, wk_notation *out, wk_error *error) {
    *out = (wk_notation){.file = file};
    parser p = {.arena = arena, .out = out, .error = error};
    wk_str rest = text, raw;
    reserve(arena, text, out);
    while (wk_str_split(&rest, '\n', &raw)) {
        p.line++;
        wk_status status = check_bytes(&p, raw);
        wk_str line = without_comment(raw);
        size_t indent = 0;
        while (indent < line.n && line.p[indent] == ' ') indent++;
        if (status == WK_OK && indent < line.n) {
            if (indent) status = add_values(&p, line, indent);
            else open_entry(&p, line);
        }
        if (status != WK_OK) return status;
    }
    return WK_OK;
}

wk_str wk_entry_get(const wk_notation *notation, const wk_entry *entry, const char *key, const char *lang) {
    for (uint32_t i = entry->first; i < entry->first + entry->count; i++) {
        const wk_value *v = &notation->values.v[i];
        if (!wk_str_eq(v->key, wk_str_of(key))) continue;
        if (!lang || (v->lang.p && wk_str_eq(v->lang, wk_str_of(lang)))) return v->value;
    }
    return (wk_str){0};
}

wk_status wk_value_fail(wk_error *error, const wk_entry *entry, const wk_value *value, const char *format, ...) {
    char text[400];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    return wk_fail_at(error, WK_PACK, entry->file, value ? value->line : entry->line, value ? value->column : 1, "%s",
                      text);
}
