/* `warkat cadence`: how kinds of events recur, a row of marks for the years. */
#include "cli/rows.h"

enum { WIDEST = 60 };

static wk_str years_text(wk_arena *arena, wk_year_span s) {
    if (s.from > s.to) return WK_S("none");
    if (s.from == s.to) return wk_str_printf(arena, "%d", (int)s.from);
    return wk_str_printf(arena, "%d\xe2\x80\x93%d", (int)s.from, (int)s.to);
}

/* What a year's mark tells. */
static wk_str mark_of(const wk_recurring *r, int32_t year, bool there) {
    size_t at = (size_t)(year - r->cadence.all.from);
    if (there) return WK_S("\xe2\x97\x8f");                    /* ● it happened */
    if (r->about[at]) return WK_S("\xe2\x97\x8b");             /* ○ not told, though other things of these two are */
    return r->articles[at] ? WK_S("\xe2\x97\x8c") : WK_S("\xc2\xb7"); /* ◌ pages, none of these two; · no pages */
}

static void print_marks(wk_out *out, const wk_recurring *r) {
    wk_year_span all = r->cadence.all;
    int32_t first = all.to - all.from >= WIDEST ? all.to - WIDEST + 1 : all.from;
    size_t k = 0;
    for (int32_t year = first; year <= all.to; year++) {
        while (k < r->count && r->years[k].year < year) k++;
        bool there = k < r->count && r->years[k].year == year;
        wk_out_styled(out, there ? WK_GREEN : WK_DIM, mark_of(r, year, there));
    }
}

static void print_habit(wk_out *out, wk_arena *arena, const wk_recurring *r) {
    const wk_cadence *c = &r->cadence;
    wk_names said = {0};
    int years = (int)(c->all.to - c->all.from + 1);
    *WK_PUSH(arena, &said) = years == 1 ? WK_S("once") : wk_str_printf(arena, "%u of %d years", (unsigned)c->present, years);
    int run = (int)(c->running.to - c->running.from + 1), longest = (int)(c->streak.to - c->streak.from + 1);
    if (run > 1) *WK_PUSH(arena, &said) = wk_str_printf(arena, "%d in a row to %d", run, (int)c->running.to);
    if (longest > run) *WK_PUSH(arena, &said) = wk_str_printf(arena, "longest streak %.*s", WK_F(years_text(arena, c->streak)));
    if (c->silence.from <= c->silence.to)
        *WK_PUSH(arena, &said) = wk_str_printf(arena, "longest silence %.*s", WK_F(years_text(arena, c->silence)));
    if (c->round_only) *WK_PUSH(arena, &said) = WK_S("round years only");
    if (c->every_since)
        *WK_PUSH(arena, &said) = wk_str_printf(arena, "round years only before, every year since %d", (int)c->every_since);
    wk_out_text(out, wk_join(arena, &said, "; "));
}

static bool take(void *context, wk_arena *arena, const wk_recurring *r) {
    wk_list *l = context;
    wk_out *out = &l->cli->out;
    if (wk_given(l->cli, WK_OPT_JSON)) {
        wk_buf json = {0};
        wk_recurring_json(&(wk_json){.out = &json}, r);
        wk_print_json(l, &json);
        return wk_list_more(l);
    }
    wk_out_styled(out, WK_BOLD, wk_who_line(arena, &r->from, &r->to, r->both_sides));
    wk_out_raw(out, WK_S("  "));
    wk_out_styled(out, WK_GREEN, r->act);
    if (r->occasion.name.n) wk_out_raw(out, WK_S("  "));
    wk_out_text(out, wk_occasion_text(arena, &r->occasion));
    wk_out_raw(out, WK_S("\n  "));
    wk_out_styled(out, WK_DIM, years_text(arena, r->cadence.all));
    wk_out_raw(out, WK_S("  "));
    print_marks(out, r);
    wk_out_raw(out, WK_S("  "));
    print_habit(out, arena, r);
    wk_out_raw(out, WK_S("\n"));
    return wk_list_more(l);
}

static wk_status ask(wk_store *store, const wk_packs *packs, const wk_filter *f, wk_list *l, wk_error *error) {
    return wk_ask_cadence(store, packs, f, take, l, error);
}

wk_status wk_cmd_cadence(wk_cli *cli, wk_error *error) {
    wk_status status = wk_cli_words(cli, "cadence", 0, 0, "", error);
    return status == WK_OK ? wk_list_run(cli, (wk_str){0}, ask, error) : status;
}
