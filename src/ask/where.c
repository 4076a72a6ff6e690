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
    a->terms |= terms;
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

bool wk_asking_exceeds(wk_asking *counting, int64_t most) {
    wk_asking_int(counting, ":most", most + 1);
    wk_query *q = wk_asking_query(counting);
    bool more = wk_query_next(q) && wk_query_int(q, 0) > most;
    wk_query_free(q);
    wk_asking_free(counting);
    return more;
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

bool wk_of_sites(const wk_filter *f) {
    return f->outlet.p && wk_str_find(f->outlet, WK_S("/"), 0) >= f->outlet.n;
}

/* Sites published so many articles that a set of them costs more than it helps. */
static bool published_many(const wk_asking *a, const wk_filter *f) {
    enum { MANY = 10000 };
    wk_asking counting = {.store = a->store, .arena = wk_arena_new()};
    wk_asking_add(&counting, "SELECT count(*) FROM (" WK_OF_SITES " LIMIT :most)");
    wk_asking_part(&counting, ":outlet", f->outlet);
    return wk_asking_exceeds(&counting, MANY);
}

void wk_asking_outlet(wk_asking *a, const wk_filter *f, const wk_publishing *p) {
    if (!f->outlet.p) return;
    wk_asking_add(a, !wk_of_sites(f) ? p->address : published_many(a, f) ? p->each : p->set);
    wk_asking_part(a, ":outlet", f->outlet);
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

int64_t wk_words_count(wk_store *store, wk_str question, int64_t most) {
    wk_query *q = wk_query_new(store, "SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH :words LIMIT :most)");
    wk_query_bind(q, ":words", question);
    wk_query_bind_int(q, ":most", most);
    int64_t n = wk_query_next(q) ? wk_query_int(q, 0) : 0;
    wk_query_free(q);
    return n;
}

const wk_holding wk_holding_documents = {
    .few = " AND d.id IN (SELECT rowid FROM words WHERE words MATCH :held)",
    .many = " AND +d.id IN (SELECT rowid FROM words WHERE words MATCH :held)",
    .most = " AND EXISTS (SELECT 1 FROM words WHERE words MATCH :held AND words.rowid = d.id)"};

const wk_publishing wk_publishing_documents = {
    .set = " AND " WK_BY_SITE("d"), .each = " AND +" WK_BY_SITE("d"), .address = " AND " WK_BY_ADDRESS("d")};

void wk_asking_held(wk_asking *a, const wk_filter *f, const wk_holding *holding, wk_str question, int64_t n) {
    const int64_t few = f->limit ? 1500 : 20000; /* without a page all rows are looked at, so that they are led to longer */
    wk_asking_add(a, n <= few ? holding->few : n <= WK_MANY || !f->limit ? holding->many : holding->most);
    wk_asking_text(a, ":held", question);
}

void wk_asking_words(wk_asking *a, const wk_filter *f, const wk_holding *holding) {
    wk_str question = wk_words_quoted(a->arena, f->words);
    if (question.n) wk_asking_held(a, f, holding, question, wk_words_count(a->store, question, WK_MANY + 1));
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
