/* `warkat show ID`: one event in full, or one article. */
#include "cli/cli.h"

#include "ask/answers.h"
#include "ask/cite.h"
#include "base/error.h"
#include "record/decision.h"

#include <stdio.h>

static void line(wk_out *out, size_t indent, wk_style style, wk_str text) {
    wk_print_indent(out, indent);
    wk_out_styled(out, style, text);
    wk_out_raw(out, WK_S("\n"));
}

static void heading(wk_out *out, const char *text) {
    wk_out_raw(out, WK_S("\n"));
    line(out, 0, WK_BOLD, wk_str_of(text));
}

static wk_str counted(wk_arena *arena, int64_t n, const char *what) {
    return wk_str_printf(arena, "%lld %s%s", (long long)n, what, n == 1 ? "" : "s");
}

static wk_str day_of(wk_str published) {
    return published.p ? wk_str_cut(published, 0, 10) : WK_S("undated");
}

static void print_head(wk_out *out, wk_arena *arena, const wk_told *t) {
    wk_names about = {0};
    const char *how = wk_how_name(t->date.how);
    *WK_PUSH(arena, &about) = t->date.value.p ? wk_str_printf(arena, "%.*s (%s)", WK_F(t->date.value), how ? how : "?") : WK_S("undated");
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
         wk_str_printf(arena, "%.*s \xc2\xb7 %.*s \xc2\xb7 %.*s \xc2\xb7 event %.*s", WK_F(counted(arena, t->reports, "report")),
                       WK_F(counted(arena, t->families, "text")), WK_F(counted(arena, t->sources, "independent source")),
                       WK_F(t->id)));
}

/* ---- the source tree ------------------------------------------------------------------------------------------- */

static void print_branch(wk_out *out, wk_arena *arena, const wk_event_full *e, size_t n, bool last) {
    const wk_report *r = &e->reports.v[n];
    wk_str copy = r->copy_of ? wk_str_printf(arena, "  copy of %u", r->copy_of) : WK_S("");
    wk_out_raw(out, last ? WK_S("   \xe2\x94\x94\xe2\x94\x80 ") : WK_S("   \xe2\x94\x9c\xe2\x94\x80 "));
    wk_out_text(out, wk_str_printf(arena, "%-3zu", n + 1));
    wk_out_fit(out, WK_DIM, day_of(r->published), 10, true);
    wk_out_raw(out, WK_S("  "));
    wk_out_fit(out, WK_YELLOW, r->outlet.n ? r->outlet : r->url.n ? r->url : r->file, 24, copy.n > 0);
    wk_out_styled(out, WK_DIM, copy);
    wk_out_raw(out, WK_S("\n"));
}

/* Reports under whom they rest on, in the order in which they were published. */
static void print_tree(wk_out *out, wk_arena *arena, const wk_event_full *e) {
    bool *done = wk_alloc_array(arena, e->reports.n + 1, sizeof *done);
    heading(out, "Sources");
    for (size_t i = 0; i < e->reports.n; i++) {
        size_t last = i;
        if (done[i]) continue;
        for (size_t k = i; k < e->reports.n; k++)
            if (wk_str_eq(e->reports.v[k].root, e->reports.v[i].root)) last = k;
        line(out, 3, WK_PLAIN, e->reports.v[i].root_name);
        for (size_t k = i; k <= last; k++) {
            if (!wk_str_eq(e->reports.v[k].root, e->reports.v[i].root)) continue;
            print_branch(out, arena, e, k, k == last);
            done[k] = true;
        }
    }
}

/* ---- reports --------------------------------------------------------------------------------------------------- */

static void print_report(wk_out *out, wk_arena *arena, size_t n, const wk_report *r) {
    wk_names about = {0};
    const wk_str all[] = {r->outlet, r->published, r->title};
    for (size_t i = 0; i < WK_COUNT(all); i++)
        if (all[i].n) *WK_PUSH(arena, &about) = all[i];
    wk_out_text(out, wk_str_printf(arena, "%2zu ", n));
    wk_out_fit(out, WK_BOLD, wk_join(arena, &about, " \xc2\xb7 "), wk_out_left(out, 3, 20), false);
    wk_out_raw(out, WK_S("\n"));
    wk_str part = r->part.n ? wk_str_printf(arena, " (in its %.*s)", WK_F(r->part)) : WK_S("");
    wk_print_wrapped(out, 3, wk_str_printf(arena, "\xe2\x80\x9c%.*s\xe2\x80\x9d%.*s", WK_F(r->words), WK_F(part)));
    line(out, 3, WK_YELLOW, wk_join(arena, &r->chain, " \xe2\x86\x92 "));
    line(out, 3, WK_DIM, wk_str_printf(arena, "%.*s%s%.*s", WK_F(r->url.n ? r->url : r->file), " \xc2\xb7 article ", WK_F(r->article)));
    line(out, 3, WK_DIM, wk_str_printf(arena, "page sha256 %.*s", WK_F(r->page_sha256)));
}

/* "reports 1, 3": which give a value. */
static wk_str reports_of(wk_arena *arena, const wk_event_value *v) {
    wk_names numbers = {0};
    for (size_t i = 0; i < v->acts.n; i++) *WK_PUSH(arena, &numbers) = wk_str_printf(arena, "%u", v->acts.v[i] + 1);
    return wk_str_printf(arena, "report%s %.*s", v->acts.n == 1 ? "" : "s", WK_F(wk_join(arena, &numbers, ", ")));
}

static void print_differences(wk_out *out, wk_arena *arena, const wk_event *e) {
    bool head = false;
    for (size_t i = 0; i < WK_EVENT_ATTRIBUTES; i++) {
        const wk_event_attribute *a = &e->attributes[i];
        if (a->values.n < 2) continue;
        if (!head) heading(out, "What the reports differ on");
        head = true;
        for (size_t v = 0; v < a->values.n; v++) {
            wk_str value = a->values.v[v].value;
            wk_print_indent(out, 3);
            wk_out_fit(out, WK_PLAIN, v ? WK_S("") : wk_str_of(a->name), 10, true);
            wk_out_fit(out, v ? WK_DIM : WK_PLAIN, value, wk_columns(value) > 32 ? 0 : 32, true);
            wk_out_styled(out, WK_DIM, wk_str_printf(arena, "  %.*s%s%s", WK_F(reports_of(arena, &a->values.v[v])),
                                                     v ? "" : "; chosen: ", v ? "" : a->reason));
            wk_out_raw(out, WK_S("\n"));
        }
    }
}

/* What people decided about it, and what was read where they said otherwise. */
static void print_decided(wk_out *out, wk_arena *arena, const wk_event_full *e) {
    for (size_t i = 0; i < e->decided.n; i++) {
        const wk_event_decision *d = &e->decided.v[i];
        const wk_correction *c = d->said;
        wk_event_value reports = {0};
        for (size_t k = 0; k < d->reports.n; k++) *WK_PUSH(arena, &reports.acts) = d->reports.v[k];
        if (!i) heading(out, "Decided by people");
        wk_str what = c->attribute.p ? wk_str_printf(arena, "%s %.*s = %.*s", wk_correcting_names[c->kind], WK_F(c->attribute),
                                                            WK_F(wk_value_text(arena, c->value)))
                                     : wk_str_of(wk_correcting_names[c->kind]);
        wk_print_wrapped(out, 3, wk_str_printf(arena, "%.*s (%.*s)%s%.*s%s%.*s", WK_F(what), WK_F(reports_of(arena, &reports)),
                                               c->by.p ? "; by " : "", WK_F(c->by), c->why.p ? ": " : "", WK_F(c->why)));
        line(out, 5, WK_DIM, wk_str_printf(arena, "decision %.*s%s%.*s", WK_F(c->decision), c->at.p ? " \xc2\xb7 " : "", WK_F(c->at)));
    }
    for (size_t i = 0; i < WK_EVENT_ATTRIBUTES; i++) {
        const wk_event_attribute *a = &e->event.attributes[i];
        for (size_t v = 0; v < a->read.n; v++)
            line(out, 5, WK_DIM, wk_str_printf(arena, "%s was read as %.*s: %.*s", a->name, WK_F(a->read.v[v].value),
                                               WK_F(reports_of(arena, &a->read.v[v]))));
    }
}

/* What is said of how it recurs, held against the record. */
static void print_claimed(wk_out *out, wk_arena *arena, const wk_event_full *e) {
    static const char *const said[] = {[WK_HOLDS] = "holds: by the record since", [WK_CONTRADICTED] = "not by the record: see",
                                       [WK_OPEN] = "open: the record has no pages about the two of"};
    for (size_t i = 0; i < e->claimed.n; i++) {
        const wk_claimed *c = &e->claimed.v[i];
        if (!i) heading(out, "Said of how it recurs");
        wk_print_wrapped(out, 3, wk_str_printf(arena, "\xe2\x80\x9c%.*s\xe2\x80\x9d (report %u): %s %d", WK_F(c->words), c->report,
                                               said[c->check.verdict], (int)c->check.year));
    }
}

/* Each wording once, with the reports that have it. */
static void print_quoted(wk_out *out, wk_arena *arena, const wk_event_full *e) {
    for (size_t i = 0; i < e->quoted.n; i++) {
        const wk_quoted *q = &e->quoted.v[i];
        bool first_of_group = !i || q->group != e->quoted.v[i - 1].group, again = false;
        wk_names reports = {0};
        for (size_t k = 0; k < e->quoted.n; k++) {
            const wk_quoted *o = &e->quoted.v[k];
            if (o->group != q->group || !wk_str_eq(o->words, q->words)) continue;
            again |= k < i;
            *WK_PUSH(arena, &reports) = wk_str_printf(arena, "%u", o->report);
        }
        if (!i) heading(out, "Quoted in other words");
        if (first_of_group) line(out, 3, WK_YELLOW, q->who);
        if (again) continue;
        wk_print_wrapped(out, 5, wk_str_printf(arena, "\xe2\x80\x9c%.*s\xe2\x80\x9d (report%s %.*s)", WK_F(q->words),
                                               reports.n == 1 ? "" : "s", WK_F(wk_join(arena, &reports, ", "))));
    }
}

/* Events beside this one, with how they belong to it. */
static void print_beside(wk_out *out, wk_arena *arena, const char *how, const wk_told *t) {
    wk_print_indent(out, 3);
    wk_out_fit(out, WK_BOLD, t->date.value.p ? t->date.value : WK_S("undated"), 10, true);
    wk_out_raw(out, WK_S("  "));
    wk_out_fit(out, WK_PLAIN, wk_who_line(arena, &t->from, &t->to, t->both_sides), 34, true);
    wk_out_raw(out, WK_S("  "));
    wk_out_fit(out, WK_GREEN, t->act, 12, true);
    wk_out_styled(out, WK_DIM, wk_str_printf(arena, "  %s  %.*s", how, WK_F(t->id)));
    wk_out_raw(out, WK_S("\n"));
}

static void print_thread(wk_out *out, wk_arena *arena, const wk_event_full *e) {
    for (int before = 1; before >= 0; before--) {
        bool head = false;
        for (size_t i = 0; i < e->thread.n; i++) {
            if (e->thread.v[i].link.before != (before == 1)) continue;
            if (!head) heading(out, before ? "Before it" : "After it");
            head = true;
            print_beside(out, arena, e->thread.v[i].link.kind, &e->thread.v[i].told);
        }
    }
    if (!e->exchange.n) return;
    heading(out, "Of the same exchange");
    for (size_t i = 0; i < e->exchange.n; i++) line(out, 3, WK_DIM, e->exchange.v[i]);
}

static void print(wk_out *out, wk_arena *arena, const wk_event_full *e) {
    print_head(out, arena, &e->told);
    print_tree(out, arena, e);
    heading(out, "Reports");
    for (size_t i = 0; i < e->reports.n; i++) print_report(out, arena, i + 1, &e->reports.v[i]);
    print_differences(out, arena, &e->event);
    print_decided(out, arena, e);
    print_claimed(out, arena, e);
    print_quoted(out, arena, e);
    print_thread(out, arena, e);
}

/* ---- the command ----------------------------------------------------------------------------------------------- */

static bool is_id(wk_str id) {
    bool good = id.n >= 4;
    for (size_t i = 0; i < id.n; i++) good &= strchr("0123456789abcdef", id.p[i]) != NULL;
    return good;
}

/* Of an event or of an article. */
static wk_status show(wk_cli *cli, wk_store *store, wk_arena *arena, wk_str id, bool article, wk_error *error) {
    wk_event_full event;
    wk_article_full full;
    wk_status status = article ? wk_ask_article(store, arena, id, &full, error) : wk_ask_event(store, arena, id, &event, error);
    if (status != WK_OK) return status;
    if (!wk_given(cli, WK_OPT_JSON)) {
        if (article) wk_print_article(&cli->out, arena, &full);
        else print(&cli->out, arena, &event);
        return WK_OK;
    }
    wk_buf json = {0};
    wk_json j = {.out = &json};
    if (article) wk_article_full_json(&j, arena, &full);
    else wk_event_full_json(&j, &event);
    wk_buf_byte(&json, '\n');
    wk_out_raw(&cli->out, wk_buf_str(&json));
    wk_buf_free(&json);
    return WK_OK;
}

wk_status wk_cmd_show(wk_cli *cli, wk_error *error) {
    wk_status status = wk_cli_words(cli, "show", 1, 1, "the id of an event or an article, as `warkat timeline` and `warkat list`"
                                                       " print them", error);
    if (status != WK_OK) return status;
    wk_str id = wk_str_of(cli->options.words[0]);
    wk_store *store;
    status = wk_cli_store(cli, WK_STORE_READ, &store, error);
    if (status != WK_OK) return status;
    wk_arena *arena = wk_arena_new();
    wk_error other;
    status = is_id(id) ? show(cli, store, arena, id, false, error) : WK_NOTHING;
    if (status == WK_NOTHING) status = show(cli, store, arena, id, true, &other);
    if (status == WK_NOTHING)
        status = wk_fail(error, WK_NOTHING, "no event and no article has the id %.*s: `warkat timeline` and `warkat list` list ids", WK_F(id));
    else if (status != WK_OK && !error->message[0]) *error = other;
    if (status == WK_OK) status = wk_out_status(&cli->out, error);
    wk_arena_free(arena);
    wk_store_free(store);
    return status;
}
