/* `warkat events`: what people decided about events, and deciding more: accept, reject, correct, join, part, undo. */
#include "cli/decide.h"

#include "base/error.h"
#include "base/json.h"
#include "record/decision.h"

typedef struct verb {
    const char *name;
    wk_correcting kind;
    size_t least, most; /* words after it */
    const char *what;
} verb;

enum { MANY = 1000 };

static const verb verbs[] = {
    {"accept", WK_ACCEPT, 1, MANY, "the event, and, when it is about them alone, ids of its reports' articles or acts"},
    {"reject", WK_REJECT, 1, MANY, "the event, and, when it is about them alone, ids of its reports' articles or acts"},
    {"correct", WK_CORRECT, 3, MANY, "the event, an attribute, its value (\"\" for none), and, when it is about them alone, ids of reports"},
    {"join", WK_JOIN, 2, 2, "two events that are one happening"},
    {"part", WK_PART, 2, MANY, "the event, and the ids of the articles or acts that tell of another happening"},
};

static wk_event_wish wish_of(wk_cli *cli, wk_arena *arena, const verb *v) {
    char **words = cli->options.words + 1;
    size_t n = cli->options.count - 1, used = v->kind == WK_CORRECT ? 3 : v->kind == WK_JOIN ? 2 : 1;
    wk_event_wish wish = {.kind = v->kind, .event = wk_str_of(words[0]), .count = n - used, .author = wk_cli_author(cli)};
    wk_str *reports = wk_alloc_array(arena, wish.count + 1, sizeof *reports);
    for (size_t i = 0; i < wish.count; i++) reports[i] = wk_str_of(words[used + i]);
    wish.reports = reports;
    if (v->kind == WK_CORRECT) wish.attribute = wk_str_of(words[1]), wish.value = wk_str_of(words[2]);
    if (v->kind == WK_JOIN) wish.with = wk_str_of(words[1]);
    return wish;
}

static void print_done(wk_cli *cli, wk_arena *arena, const verb *v, const wk_decided_event *d) {
    if (wk_given(cli, WK_OPT_JSON)) {
        wk_buf json = {0};
        wk_json j = {.out = &json};
        wk_json_open(&j, '{');
        wk_json_member_int(&j, "taken", (int64_t)d->taken);
        wk_json_member(&j, "decision", d->decision);
        wk_json_member(&j, "event", d->event);
        wk_json_close(&j, '}');
        wk_buf_byte(&json, '\n');
        wk_out_raw(&cli->out, wk_buf_str(&json));
        wk_buf_free(&json);
        return;
    }
    wk_str event = d->event.p ? wk_str_printf(arena, "; the event is %.*s now", WK_F(d->event)) : WK_S("; there is no such event any more");
    wk_out_text(&cli->out, wk_str_printf(arena, "%s: decision %.*s%.*s", v->name, WK_F(d->decision), WK_F(event)));
    wk_out_raw(&cli->out, WK_S("\n"));
}

static wk_status decide(wk_cli *cli, wk_store *store, const wk_packs *packs, wk_arena *arena, const void *context, wk_error *error) {
    const verb *v = context;
    const wk_event_wish wish = wish_of(cli, arena, v);
    wk_decided_event done;
    wk_status status = wk_decide_event(store, packs, arena, &wish, &done, error);
    if (status == WK_OK) print_done(cli, arena, v, &done);
    return status;
}

static wk_status run_verb(wk_cli *cli, const verb *v, wk_error *error) {
    size_t n = cli->options.count - 1;
    if (n < v->least || n > v->most) return wk_fail(error, WK_USAGE, "events %s: name %s", v->name, v->what);
    return wk_cli_decide(cli, decide, v, error);
}

/* ---- the list -------------------------------------------------------------------------------------------------- */

static void add_part(wk_arena *arena, wk_str *line, const char *before, wk_str text) {
    if (text.n) *line = wk_str_printf(arena, "%.*s%s%.*s", WK_F(*line), before, WK_F(text));
}

/* The decision that begins with this correction and has so many. */
static void print_decision(wk_out *out, wk_arena *arena, const wk_correction *c, size_t count) {
    wk_str line = wk_str_of(wk_correcting_names[c->kind]);
    add_part(arena, &line, " ", c->attribute);
    if (c->kind == WK_CORRECT) {
        wk_str value = wk_value_text(arena, c->value);
        add_part(arena, &line, " = ", value.n ? value : WK_S("\"\""));
    }
    if (c->kind == WK_UNDO || !wk_decides(c->kind)) add_part(arena, &line, " ", c->who.key);
    add_part(arena, &line, " \xe2\x86\x92 ", wk_decides(c->kind) ? (wk_str){0} : c->to.key);
    wk_out_styled(out, WK_YELLOW, c->decision);
    wk_out_raw(out, WK_S("  "));
    wk_out_styled(out, c->undone ? WK_DIM : WK_BOLD, line);
    if (c->undone) wk_out_styled(out, WK_DIM, WK_S("  (undone)"));
    wk_out_raw(out, WK_S("\n"));
    if (c->who.anchor.words.n)
        wk_print_wrapped(out, 3, wk_str_printf(arena, "\xe2\x80\x9c%.*s\xe2\x80\x9d", WK_F(c->who.anchor.words)));
    wk_str about = c->who.anchor.article.n ? wk_str_printf(arena, "article %.*s", WK_F(c->who.anchor.article)) : WK_S("");
    if (count > 1) add_part(arena, &about, " and ", wk_str_printf(arena, "%zu more", count - 1));
    add_part(arena, &about, about.n ? " \xc2\xb7 " : "", c->at);
    add_part(arena, &about, about.n ? " \xc2\xb7 by " : "by ", c->by);
    add_part(arena, &about, about.n ? " \xc2\xb7 " : "", c->why);
    if (about.n) wk_print_wrapped(out, 3, about);
}

/* It is about an event; of an undo, what it takes back, which stands before it, is. */
static bool of_event(const wk_corrections *all, const wk_correction *c) {
    for (const wk_correction *before = c; before > all->all.v && c->kind == WK_UNDO;)
        if (wk_str_ends(c->who.key, (--before)->decision)) c = before;
    return wk_decides(c->kind);
}

static wk_status list(wk_cli *cli, wk_error *error) {
    wk_store *store;
    wk_status status = wk_cli_store(cli, WK_STORE_READ, &store, error);
    if (status != WK_OK) return status;
    wk_arena *arena = wk_arena_new();
    const wk_corrections *all = wk_store_corrections(store, arena);
    size_t shown = 0;
    for (size_t i = 0, end; i < all->all.n && (!cli->options.limit || shown < cli->options.limit); i = end) {
        const wk_correction *c = &all->all.v[i];
        for (end = i + 1; end < all->all.n && wk_str_eq(all->all.v[end].decision, c->decision) && all->all.v[end].kind == c->kind;) end++;
        if (!of_event(all, c)) continue;
        shown++;
        if (!wk_given(cli, WK_OPT_JSON)) print_decision(&cli->out, arena, c, end - i);
        for (size_t k = i; k < end && wk_given(cli, WK_OPT_JSON); k++) wk_print_correction_json(&cli->out, &all->all.v[k]);
    }
    status = wk_store_status(store, error);
    if (status == WK_OK && !shown) status = wk_fail(error, WK_NOTHING, "nothing was decided about events yet");
    if (status == WK_OK) status = wk_out_status(&cli->out, error);
    wk_arena_free(arena);
    wk_store_free(store);
    return status;
}

wk_status wk_cmd_events(wk_cli *cli, wk_error *error) {
    if (!cli->options.count) return list(cli, error);
    const char *word = cli->options.words[0];
    if (strcmp(word, "apply") == 0) return wk_cli_apply(cli, "events", error);
    if (strcmp(word, "undo") == 0) return wk_cli_undo(cli, "events", error);
    for (size_t i = 0; i < WK_COUNT(verbs); i++)
        if (strcmp(word, verbs[i].name) == 0) return run_verb(cli, &verbs[i], error);
    return wk_fail(error, WK_USAGE, "events: what is \"%s\"? See `warkat events --help`", word);
}
