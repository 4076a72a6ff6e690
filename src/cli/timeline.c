/* `warkat timeline`: events in order. For people, acts that one letter did (same day, same two, same channel) are one
 * line; as JSON every event is a line, and "exchange" names the first one of its exchange. */
#include "cli/cli.h"

#include "ask/answers.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct timeline {
    wk_cli *cli;
    wk_arena *arena; /* of the day under way */
    WK_ARRAY(wk_told) day;
    size_t lines;
} timeline;

/* ---- exchanges ------------------------------------------------------------------------------------------------- */

static bool written(wk_str channel) {
    return !channel.p || wk_str_eq(channel, WK_S("letter")) || wk_str_eq(channel, WK_S("message"));
}

static bool same_channel(wk_str a, wk_str b) {
    return wk_str_eq(a, b) || (written(a) && written(b));
}

/* Both are part of one exchange: the same two, the same day, the same way. */
static bool one_exchange(const wk_told *a, const wk_told *b) {
    return a->date.value.p && !a->both_sides && !b->both_sides && wk_str_eq(a->date.value, b->date.value) &&
           wk_str_eq(a->parties, b->parties) && a->planned == b->planned && same_channel(a->channel, b->channel);
}

/* Both go the same way. */
static bool one_way(const wk_told *a, const wk_told *b) {
    bool same = a->from.n == b->from.n && a->to.n == b->to.n;
    for (size_t i = 0; same && i < a->from.n; i++) same = wk_str_eq(a->from.v[i], b->from.v[i]);
    for (size_t i = 0; same && i < a->to.n; i++) same = wk_str_eq(a->to.v[i], b->to.v[i]);
    return same;
}

/* ---- for people ------------------------------------------------------------------------------------------------ */

static wk_str counted(wk_arena *arena, int64_t n, const char *what) {
    return wk_str_printf(arena, "%lld %s%s", (long long)n, what, n == 1 ? "" : "s");
}

static void print_source(timeline *t, const wk_told *e) {
    wk_out *out = &t->cli->out;
    wk_str tail = wk_str_printf(t->arena, "  %.*s%s  %.*s", WK_F(counted(t->arena, e->reports, "report")),
                                e->sources > 1 ? wk_str_printf(t->arena, ", %.*s", WK_F(counted(t->arena, e->sources, "source"))).p : "",
                                WK_F(e->id));
    wk_print_indent(out, 21);
    wk_out_fit(out, WK_DIM, wk_join(t->arena, &e->chain, " \xe2\x86\x92 "), wk_out_left(out, 21 + wk_columns(tail), 20), false);
    wk_out_styled(out, WK_DIM, tail);
    wk_out_raw(out, WK_S("\n"));
}

/* Events of one line: the first stands for all, acts are listed, the fullest occasion and chain are shown. */
static void print_line(timeline *t, const wk_told **events, size_t n) {
    wk_told shown = *events[0];
    wk_names acts = {0};
    for (size_t i = 0; i < n; i++) {
        const wk_told *e = events[i];
        *WK_PUSH(t->arena, &acts) = e->act;
        if (!shown.occasion.name.p) shown.occasion = e->occasion;
        if (!shown.channel.p) shown.channel = e->channel;
        if (e->chain.n > shown.chain.n) shown.chain = e->chain;
        if (e->reports > shown.reports) shown.reports = e->reports, shown.sources = e->sources;
    }
    const wk_act_line line = {.date = shown.date.value, .how = wk_str_of(wk_how_name(shown.date.how)),
                              .who = wk_who_line(t->arena, &shown.from, &shown.to, shown.both_sides),
                              .acts = wk_join(t->arena, &acts, ", "), .occasion = shown.occasion,
                              .channel = shown.channel, .planned = shown.planned, .denied = shown.denied};
    wk_print_act(&t->cli->out, &line);
    print_source(t, &shown);
    t->lines++;
}

/* ---- for programs ---------------------------------------------------------------------------------------------- */

static void print_json(timeline *t, const wk_told *e, wk_str exchange) {
    wk_buf out = {0};
    wk_json j = {.out = &out};
    wk_told_json(&j, e, exchange);
    wk_buf_byte(&out, '\n');
    wk_out_raw(&t->cli->out, wk_buf_str(&out));
    wk_buf_free(&out);
    t->lines++;
}

/* ---- a day at a time ------------------------------------------------------------------------------------------- */

/* Those that name an occasion first, then by act. */
static int in_line(const void *a, const void *b) {
    const wk_told *x = *(const wk_told *const *)a, *y = *(const wk_told *const *)b;
    if (!x->occasion.name.p != !y->occasion.name.p) return x->occasion.name.p ? -1 : 1;
    int order = wk_str_cmp(x->act, y->act);
    return order ? order : wk_str_cmp(x->id, y->id);
}

static int by_parties(const void *a, const void *b) {
    const wk_told *x = a, *y = b;
    int order = wk_str_cmp(x->parties, y->parties);
    return order ? order : wk_str_cmp(x->id, y->id);
}

/* Events of one day between the same two: lines of one exchange stand together, first one way, then the other. */
static void print_parties(timeline *t, const wk_told *events, size_t n) {
    const wk_told **line = wk_alloc_array(t->arena, n, sizeof(const wk_told *));
    bool *done = wk_alloc_array(t->arena, n, sizeof *done);
    bool json = wk_given(t->cli, WK_OPT_JSON);
    for (size_t i = 0; i < n; i++) {
        bool first = !done[i];
        for (size_t k = i; k < n && first; k++) {
            if (done[k] || (k != i && !one_exchange(&events[i], &events[k]))) continue;
            size_t count = 0;
            for (size_t m = k; m < n; m++) {
                bool with = m == k || (one_exchange(&events[k], &events[m]) && one_way(&events[k], &events[m]));
                if (done[m] || !with) continue;
                if (json) print_json(t, &events[m], events[i].id);
                line[count++] = &events[m];
                done[m] = true;
            }
            qsort(line, count, sizeof *line, in_line);
            if (!json) print_line(t, line, count);
        }
    }
}

static void flush(timeline *t) {
    size_t n = t->day.n;
    if (n) qsort(t->day.v, n, sizeof *t->day.v, by_parties);
    for (size_t from = 0, to; from < n; from = to) {
        for (to = from + 1; to < n && wk_str_eq(t->day.v[from].parties, t->day.v[to].parties); to++) continue;
        print_parties(t, &t->day.v[from], to - from);
    }
    wk_arena_reset(t->arena);
    t->day.v = NULL;
    t->day.n = t->day.cap = 0;
}

static wk_names copy_names(wk_arena *arena, const wk_names *names) {
    wk_names copy = {0};
    for (size_t i = 0; i < names->n; i++) *WK_PUSH(arena, &copy) = wk_str_copy(arena, names->v[i]);
    return copy;
}

/* The event with everything it points at. */
static wk_told copy_told(wk_arena *arena, const wk_told *told) {
    wk_told t = *told;
    wk_str *const texts[] = {&t.id, &t.act, &t.from_json, &t.to_json, &t.date.value, &t.occasion.id, &t.occasion.name,
                             &t.channel, &t.report_ids, &t.root_keys, &t.parties};
    for (size_t i = 0; i < WK_COUNT(texts); i++) *texts[i] = wk_str_copy(arena, *texts[i]);
    t.from = copy_names(arena, &told->from);
    t.to = copy_names(arena, &told->to);
    t.chain = copy_names(arena, &told->chain);
    return t;
}

static bool take(void *context, wk_arena *row, const wk_told *told) {
    (void)row;
    timeline *t = context;
    bool same_day = t->day.n && told->date.value.p && told->days.from == t->day.v[0].days.from;
    if (!same_day && t->day.n) flush(t);
    wk_told *kept = WK_PUSH(t->arena, &t->day);
    *kept = copy_told(t->arena, told);
    return t->cli->out.failure == 0;
}

wk_status wk_cmd_timeline(wk_cli *cli, wk_error *error) {
    wk_status status = wk_cli_words(cli, "timeline", 0, 0, "", error);
    const wk_filter filter = wk_cli_filter(cli);
    if (status == WK_OK) status = wk_filter_check(&filter, error);
    if (status != WK_OK) return status;
    wk_packs *packs = NULL;
    wk_store *store;
    status = wk_cli_store(cli, WK_STORE_READ, &store, error);
    if (status != WK_OK) return status;
    if (wk_filter_names(&filter)) status = wk_cli_world(cli, &packs, error);
    if (status == WK_OK) {
        timeline t = {.cli = cli, .arena = wk_arena_new()};
        status = wk_ask_events(store, packs, &filter, take, &t, error);
        if (t.day.n) flush(&t);
        if (status == WK_OK) status = wk_out_status(&cli->out, error);
        if (status == WK_OK && !t.lines) status = WK_NOTHING;
        wk_arena_free(t.arena);
        wk_packs_free(packs);
    }
    wk_store_free(store);
    return status;
}
