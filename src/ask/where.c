/* Questions from constant pieces. Nothing that people typed ever becomes SQL: it is bound. */
#include "ask/inside.h"
#include "base/error.h"

#include <stdio.h>

void wk_asking_add(wk_asking *a, const char *sql) {
    wk_buf_add(&a->sql, wk_str_of(sql));
}

void wk_asking_text(wk_asking *a, const char *name, wk_str value) {
    *WK_PUSH(a->arena, &a->names) = wk_str_of(name);
    *WK_PUSH(a->arena, &a->texts) = value;
}

void wk_asking_part(wk_asking *a, const char *name, wk_str part) {
    char *to = wk_alloc(a->arena, 2 * part.n + 3);
    size_t n = 0;
    to[n++] = '%';
    for (size_t i = 0; i < part.n; i++) {
        if (memchr("%_\\", part.p[i], 3)) to[n++] = '\\';
        to[n++] = part.p[i];
    }
    to[n++] = '%';
    wk_asking_text(a, name, (wk_str){to, n});
}

void wk_asking_int(wk_asking *a, const char *name, int64_t value) {
    *WK_PUSH(a->arena, &a->int_names) = wk_str_of(name);
    *WK_PUSH(a->arena, &a->ints) = value;
}

bool wk_asking_names(wk_asking *a, const char *name, wk_str typed) {
    wk_meants meant = {0};
    wk_ask_names(a->store, a->packs, a->arena, typed, &meant);
    a->nobody |= meant.n == 0;
    bool terms = false;
    wk_buf json = {0};
    wk_buf_byte(&json, '[');
    for (size_t i = 0; i < meant.n; i++) {
        char item[80];
        terms |= meant.v[i].from != INT32_MIN || meant.v[i].to != INT32_MAX;
        snprintf(item, sizeof item, "%s[%lld,%d,%d]", i ? "," : "", (long long)meant.v[i].actor, (int)meant.v[i].from,
                 (int)meant.v[i].to);
        wk_buf_add(&json, wk_str_of(item));
    }
    wk_buf_byte(&json, ']');
    wk_asking_text(a, name, wk_str_copy(a->arena, wk_buf_str(&json)));
    wk_buf_free(&json);
    return terms;
}

wk_query *wk_asking_query(wk_asking *a) {
    wk_buf_byte(&a->sql, '\0');
    wk_query *q = wk_query_new(a->store, a->sql.p);
    for (size_t i = 0; i < a->names.n; i++) wk_query_bind(q, a->names.v[i].p, a->texts.v[i]);
    for (size_t i = 0; i < a->ints.n; i++) wk_query_bind_int(q, a->int_names.v[i].p, a->ints.v[i]);
    return q;
}

void wk_asking_free(wk_asking *a) {
    wk_buf_free(&a->sql);
    wk_arena_free(a->arena);
}

void wk_asking_days(wk_asking *a, const wk_filter *f, const char *since, const char *until) {
    if (f->since.p) {
        wk_asking_add(a, since);
        wk_asking_int(a, ":since", wk_days_of(f->since).from);
    }
    if (f->until.p) {
        wk_asking_add(a, until);
        wk_asking_int(a, ":until", wk_days_of(f->until).to);
    }
}

void wk_asking_new(wk_asking *a, const wk_filter *f, const char *condition, const char *last) {
    if (!f->new_since.p) return;
    bool is_last = wk_str_eq(f->new_since, WK_S("last"));
    wk_asking_add(a, is_last ? last : condition);
    if (!is_last) wk_asking_text(a, ":new_since", f->new_since);
}

void wk_asking_page(wk_asking *a, const wk_filter *f) {
    if (!f->limit && !f->offset) return;
    wk_asking_add(a, " LIMIT :limit OFFSET :offset");
    wk_asking_int(a, ":limit", f->limit ? f->limit : -1);
    wk_asking_int(a, ":offset", f->offset);
}

wk_str wk_words_quoted(wk_arena *arena, wk_str typed) {
    wk_buf out = {0};
    bool within = false, open = false;
    for (size_t i = 0; i <= typed.n; i++) {
        char c = i < typed.n ? typed.p[i] : ' ';
        bool ends = i == typed.n || c == '"' || (!within && (c == ' ' || c == '\t'));
        if (!ends) {
            if (!open) wk_buf_add(&out, out.n ? WK_S(" \"") : WK_S("\""));
            open = true;
            wk_buf_byte(&out, c == '\0' ? ' ' : c);
        } else if (open) {
            wk_buf_byte(&out, '"');
            open = false;
        }
        if (i < typed.n && c == '"') within = !within;
    }
    wk_str kept = wk_str_copy(arena, wk_str_trim(wk_buf_str(&out)));
    wk_buf_free(&out);
    return kept;
}

void wk_asking_words(wk_asking *a, const wk_filter *f, const char *condition) {
    wk_str question = wk_words_quoted(a->arena, f->words);
    if (!question.n) return;
    wk_asking_add(a, condition);
    wk_asking_text(a, ":held", question);
}

static wk_status check_day(const char *option, wk_str value, wk_error *error) {
    wk_days days = wk_days_of(value);
    if (!value.p || days.from <= days.to) return WK_OK;
    return wk_fail(error, WK_USAGE, "%s %.*s: not a date; write 2023, 2023-08 or 2023-08-15", option, WK_F(value));
}

wk_status wk_filter_check(const wk_filter *f, wk_error *error) {
    wk_status status = check_day("--since", f->since, error);
    if (status == WK_OK) status = check_day("--until", f->until, error);
    if (status == WK_OK && !wk_str_eq(f->new_since, WK_S("last"))) status = check_day("--new-since", f->new_since, error);
    return status;
}

bool wk_filter_names(const wk_filter *f) {
    return f->from.p || f->to.p || f->between_a.p || f->who.p || f->via.p;
}
