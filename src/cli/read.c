/* `warkat read`: pages in, what they say out; nothing is kept. One page at a time is in memory for each thread. */
#include "cli/cli.h"

#include "base/error.h"
#include "read/reading_json.h"
#include "record/doc.h"
#include "run/pages.h"

typedef struct reader {
    wk_cli *cli;
    wk_str made_by;
    bool json, articles, dates, explain;
    size_t read, failed;
} reader;

static void reading_as_json(const reader *r, wk_job *job, wk_buf *out) {
    wk_reading reading = {.article = job->article};
    if (job->reading) reading = *job->reading;
    if (r->dates) {
        reading.statements.n = 0;
        reading.acts.n = 0;
        reading.sources.n = 0;
    }
    wk_reading_json_made(&reading, r->made_by, out);
    wk_buf_byte(out, '\n');
}

static void work(void *context, wk_job *job) {
    const reader *r = context;
    if (!r->json) return;
    wk_buf out = {0};
    reading_as_json(r, job, &out);
    wk_str *line = wk_alloc(job->arena, sizeof *line);
    *line = wk_str_copy(job->arena, wk_buf_str(&out));
    job->result = line;
    wk_buf_free(&out);
}

/* ---- for people ------------------------------------------------------------------------------------------------ */

static wk_names names_of(wk_arena *arena, const wk_actors *actors) {
    wk_names names = {0};
    for (size_t i = 0; i < actors->n; i++)
        if (actors->v[i].name.p) *WK_PUSH(arena, &names) = actors->v[i].name;
    return names;
}

static void print_head(wk_out *out, wk_arena *arena, const wk_article *a) {
    wk_names about = {0};
    const wk_str all[] = {a->outlet, a->published, a->language, a->url.p ? a->url : a->file};
    for (size_t i = 0; i < WK_COUNT(all); i++)
        if (all[i].n) *WK_PUSH(arena, &about) = all[i];
    wk_out_fit(out, WK_BOLD, a->title.n ? a->title : WK_S("(no title)"), wk_out_left(out, 0, 20), false);
    wk_out_raw(out, WK_S("\n"));
    wk_out_fit(out, WK_DIM, wk_join(arena, &about, " \xc2\xb7 "), wk_out_left(out, 0, 20), false);
    wk_out_raw(out, a->unread ? WK_S("\nThe end of this page was not read: it holds more markup than pages have.\n") : WK_S("\n"));
}

static wk_str relays(const reader *r, wk_arena *arena, const wk_actors *via, wk_str rule) {
    wk_names names = names_of(arena, via);
    wk_str text = names.n ? wk_str_printf(arena, "via %.*s", WK_F(wk_join(arena, &names, ", "))) : WK_S("");
    if (!r->explain) return text;
    return wk_str_printf(arena, "%.*s%s[%.*s]", WK_F(text), text.n ? " " : "", WK_F(rule));
}

static void print_acts(const reader *r, wk_arena *arena, const wk_reading *reading) {
    for (size_t i = 0; i < reading->acts.n; i++) {
        const wk_act *a = &reading->acts.v[i];
        wk_names from = names_of(arena, &a->from), to = names_of(arena, &a->to);
        const wk_act_line line = {.date = a->date.value, .how = wk_str_of(wk_how_name(a->date.how)),
                                  .who = wk_who_line(arena, &from, &to, wk_act_symmetric(a->act)), .acts = a->act,
                                  .occasion = a->occasion, .channel = a->channel, .planned = a->planned,
                                  .denied = a->denied, .rest = relays(r, arena, &a->via, a->rule)};
        wk_out_raw(&r->cli->out, WK_S("  "));
        wk_print_act(&r->cli->out, &line);
    }
}

static void print_statements(const reader *r, wk_arena *arena, const wk_reading *reading) {
    enum { WHO = 22 };
    wk_out *out = &r->cli->out;
    for (size_t i = 0; i < reading->statements.n; i++) {
        const wk_statement *s = &reading->statements.v[i];
        wk_str via = relays(r, arena, &s->via, s->rule), words = wk_words(arena, reading, s->part, &s->content);
        size_t after = via.n ? wk_columns(via) + 2 : 0;
        wk_out_raw(out, WK_S("  "));
        wk_out_fit(out, WK_YELLOW, s->who.name.p ? s->who.name : WK_S("?"), WHO, true);
        wk_out_raw(out, WK_S("  "));
        wk_print_words(out, WHO + 4 + after, words);
        if (via.n) wk_out_raw(out, WK_S("  "));
        wk_out_styled(out, WK_DIM, via);
        wk_out_raw(out, WK_S("\n"));
    }
}

static void print_dates(const reader *r, wk_arena *arena, const wk_reading *reading) {
    for (size_t i = 0; i < reading->dates.n; i++) {
        const wk_named_date *d = &reading->dates.v[i];
        wk_spans at = {.v = (wk_span *)(uintptr_t)&d->at, .n = 1};
        const wk_str columns[] = {d->value.p ? d->value : WK_S("?"), wk_str_of(d->type), wk_str_of(wk_how_name(d->how)),
                                  wk_words(arena, reading, d->part, &at)};
        static const size_t widths[] = {24, 9, 9, 0};
        wk_out_raw(&r->cli->out, WK_S("  "));
        for (size_t c = 0; c < WK_COUNT(columns); c++) {
            wk_out_fit(&r->cli->out, WK_PLAIN, columns[c].p ? columns[c] : WK_S(""), widths[c], widths[c] > 0);
            wk_out_raw(&r->cli->out, c + 1 < WK_COUNT(columns) ? WK_S("  ") : WK_S("\n"));
        }
    }
}

static void print(const reader *r, wk_job *job) {
    wk_out *out = &r->cli->out;
    print_head(out, job->arena, job->article);
    if (r->articles) {
        wk_out_raw(out, WK_S("\n"));
        if (job->article->parts.n) wk_out_lines(out, job->article->parts.v[0].text);
        wk_out_raw(out, WK_S("\n\n"));
        return;
    }
    wk_out_raw(out, WK_S("\n"));
    if (r->dates) print_dates(r, job->arena, job->reading);
    else {
        print_acts(r, job->arena, job->reading);
        if (job->reading->acts.n && job->reading->statements.n) wk_out_raw(out, WK_S("\n"));
        print_statements(r, job->arena, job->reading);
    }
    wk_out_raw(out, WK_S("\n"));
}

/* ---- the command ----------------------------------------------------------------------------------------------- */

static wk_status take(void *context, wk_job *job, wk_error *error) {
    reader *r = context;
    if (job->failed) {
        r->failed++;
        wk_error_print(stderr, &job->error);
        return WK_OK;
    }
    r->read++;
    if (r->json) wk_out_raw(&r->cli->out, *(const wk_str *)job->result);
    else print(r, job);
    return wk_out_status(&r->cli->out, error);
}

wk_status wk_cmd_read(wk_cli *cli, wk_error *error) {
    wk_status status = wk_cli_words(cli, "read", 1, SIZE_MAX, "at least one file, folder or address", error);
    if (status != WK_OK) return status;
    wk_packs *packs;
    const bool articles = wk_str_eq(cli->options.as, WK_S("article"));
    status = (articles ? wk_cli_articles : wk_cli_packs)(cli, &packs, error);
    if (status != WK_OK) return status;
    wk_arena *arena = wk_arena_new();
    reader r = {.cli = cli, .made_by = wk_made_by(arena, wk_packs_version(packs)), .json = wk_given(cli, WK_OPT_JSON),
                .articles = articles, .dates = wk_str_eq(cli->options.as, WK_S("dates")),
                .explain = wk_given(cli, WK_OPT_EXPLAIN)};
    const wk_run run = {.packs = packs, .threads = wk_cli_threads(cli), .articles_only = r.articles,
                        .source = {.allow_private = wk_given(cli, WK_OPT_PRIVATE)}, .context = &r, .work = work, .take = take};
    status = wk_run_pages(&run, cli->options.words, cli->options.count, error);
    wk_arena_free(arena);
    wk_packs_free(packs);
    if (status != WK_OK) return status;
    if (r.failed) return WK_INPUT;
    return r.read ? WK_OK : wk_fail(error, WK_NOTHING, "%s: there are no pages in it: name files, folders or addresses that hold some",
                                          cli->options.words[0]);
}
