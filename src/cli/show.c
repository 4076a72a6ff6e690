/* `warkat show ID`: one event in full. */
#include "cli/cli.h"

#include "ask/answers.h"
#include "base/error.h"

#include <stdio.h>

static void line(wk_out *out, size_t indent, wk_style style, wk_str text) {
    wk_print_indent(out, indent);
    wk_out_styled(out, style, text);
    wk_out_raw(out, WK_S("\n"));
}

static void print_head(wk_out *out, wk_arena *arena, const wk_event_full *e) {
    const wk_told *t = &e->told;
    wk_names about = {0};
    if (t->date.value.p)
        *WK_PUSH(arena, &about) = wk_str_printf(arena, "%.*s (%s)", WK_F(t->date.value), wk_how_name(t->date.how) ? wk_how_name(t->date.how) : "?");
    else *WK_PUSH(arena, &about) = WK_S("undated");
    wk_str occasion = wk_occasion_text(arena, &t->occasion);
    const wk_str more[] = {occasion, t->channel, t->planned ? WK_S("planned") : WK_S(""), t->denied ? WK_S("denied") : WK_S("")};
    for (size_t i = 0; i < WK_COUNT(more); i++)
        if (more[i].n) *WK_PUSH(arena, &about) = more[i];
    wk_out_styled(out, WK_GREEN, t->act);
    wk_out_raw(out, WK_S("  "));
    wk_out_styled(out, WK_BOLD, wk_who_line(arena, &t->from, &t->to, t->both_sides));
    wk_out_raw(out, WK_S("\n"));
    line(out, 0, WK_PLAIN, wk_join(arena, &about, " \xc2\xb7 "));
    line(out, 0, WK_DIM,
         wk_str_printf(arena, "%lld report%s from %lld independent source%s \xc2\xb7 event %.*s", (long long)t->reports,
                       t->reports == 1 ? "" : "s", (long long)t->sources, t->sources == 1 ? "" : "s", WK_F(t->id)));
}

static void print_report(wk_out *out, wk_arena *arena, size_t n, const wk_report *r) {
    wk_out_raw(out, WK_S("\n"));
    wk_names about = {0};
    const wk_str all[] = {r->outlet, r->published, r->title};
    for (size_t i = 0; i < WK_COUNT(all); i++)
        if (all[i].n) *WK_PUSH(arena, &about) = all[i];
    wk_out_styled(out, WK_BOLD, wk_str_printf(arena, "%zu. %.*s", n, WK_F(wk_join(arena, &about, " \xc2\xb7 "))));
    if (r->copy_of) wk_out_styled(out, WK_DIM, wk_str_printf(arena, "  (a copy of %u)", r->copy_of));
    wk_out_raw(out, WK_S("\n"));
    wk_print_indent(out, 3);
    wk_out_raw(out, WK_S("\xe2\x80\x9c"));
    wk_out_text(out, r->words);
    wk_out_raw(out, WK_S("\xe2\x80\x9d"));
    if (r->part.n) wk_out_styled(out, WK_DIM, wk_str_printf(arena, "  (in its %.*s)", WK_F(r->part)));
    wk_out_raw(out, WK_S("\n"));
    line(out, 3, WK_YELLOW, wk_join(arena, &r->chain, " \xe2\x86\x92 "));
    line(out, 3, WK_DIM, wk_str_printf(arena, "%.*s%s%.*s", WK_F(r->url.n ? r->url : r->file), " \xc2\xb7 article ", WK_F(r->article)));
    line(out, 3, WK_DIM, wk_str_printf(arena, "page sha256 %.*s", WK_F(r->page_sha256)));
}

/* "1, 3": which reports give a value. */
static wk_str reports_of(wk_arena *arena, const wk_event_value *v) {
    wk_names numbers = {0};
    for (size_t i = 0; i < v->acts.n; i++) *WK_PUSH(arena, &numbers) = wk_str_printf(arena, "%u", v->acts.v[i] + 1);
    return wk_join(arena, &numbers, ", ");
}

static void print_differences(wk_out *out, wk_arena *arena, const wk_event *e) {
    bool head = false;
    for (size_t i = 0; i < WK_EVENT_ATTRIBUTES; i++) {
        const wk_event_attribute *a = &e->attributes[i];
        if (a->values.n < 2) continue;
        if (!head) wk_out_raw(out, WK_S("\nWhat the reports differ on\n"));
        head = true;
        for (size_t v = 0; v < a->values.n; v++)
            line(out, 3, v ? WK_DIM : WK_PLAIN,
                 wk_str_printf(arena, "%-9s %.*s  (report %.*s)%s%s", v ? "" : a->name, WK_F(a->values.v[v].value),
                               WK_F(reports_of(arena, &a->values.v[v])), v ? "" : "  chosen: ", v ? "" : a->reason));
    }
}

static void print_json(wk_out *out, const wk_event_full *e) {
    wk_buf buf = {0};
    wk_json j = {.out = &buf};
    wk_event_full_json(&j, e);
    wk_buf_byte(&buf, '\n');
    wk_out_raw(out, wk_buf_str(&buf));
    wk_buf_free(&buf);
}

static void print(wk_out *out, wk_arena *arena, const wk_event_full *e) {
    print_head(out, arena, e);
    for (size_t i = 0; i < e->reports.n; i++) print_report(out, arena, i + 1, &e->reports.v[i]);
    print_differences(out, arena, &e->event);
    if (e->exchange.n) {
        wk_out_raw(out, WK_S("\nOf the same exchange\n"));
        for (size_t i = 0; i < e->exchange.n; i++) line(out, 3, WK_DIM, e->exchange.v[i]);
    }
}

static bool is_id(wk_str id) {
    bool good = id.n >= 4;
    for (size_t i = 0; i < id.n; i++) good &= strchr("0123456789abcdef", id.p[i]) != NULL;
    return good;
}

wk_status wk_cmd_show(wk_cli *cli, wk_error *error) {
    wk_status status = wk_cli_words(cli, "show", 1, 1, "the id of an event, as `warkat timeline` prints it", error);
    if (status != WK_OK) return status;
    wk_str id = wk_str_of(cli->options.words[0]);
    if (!is_id(id)) return wk_fail(error, WK_USAGE, "show %.*s: not an id; ids are at least 4 digits of 0-9 and a-f", WK_F(id));
    wk_store *store;
    status = wk_cli_store(cli, WK_STORE_READ, &store, error);
    if (status != WK_OK) return status;
    wk_arena *arena = wk_arena_new();
    wk_event_full event;
    status = wk_ask_event(store, arena, id, &event, error);
    if (status == WK_OK && wk_given(cli, WK_OPT_JSON)) print_json(&cli->out, &event);
    else if (status == WK_OK) print(&cli->out, arena, &event);
    if (status == WK_OK) status = wk_out_status(&cli->out, error);
    wk_arena_free(arena);
    wk_store_free(store);
    return status;
}
