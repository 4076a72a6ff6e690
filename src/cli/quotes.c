/* `warkat quotes`: who said what. */
#include "cli/rows.h"

static bool take_said(void *context, wk_arena *arena, const wk_said *s) {
    wk_list *l = context;
    wk_out *out = &l->cli->out;
    if (wk_given(l->cli, WK_OPT_JSON)) {
        wk_buf json = {0};
        wk_said_json(&(wk_json){.out = &json}, s);
        wk_print_json(l, &json);
        return wk_list_more(l);
    }
    wk_names about = {0};
    const wk_str all[] = {s->kind, s->translated ? WK_S("translated, not verbatim") : WK_S(""), s->channel,
                          s->outlet.n ? s->outlet : s->file};
    for (size_t i = 0; i < WK_COUNT(all); i++)
        if (all[i].n) *WK_PUSH(arena, &about) = all[i];
    if (s->via.n) *WK_PUSH(arena, &about) = wk_str_printf(arena, "via %.*s", WK_F(wk_join(arena, &s->via, ", ")));
    wk_out_fit(out, WK_BOLD, s->date.p ? s->date : wk_str_cut(s->published, 0, 10), 10, true);
    wk_out_raw(out, s->date.p ? WK_S("  ") : WK_S("* "));
    wk_str who = s->to.n ? wk_str_printf(arena, "%.*s \xe2\x86\x92 %.*s", WK_F(s->who), WK_F(s->to)) : s->who;
    if (!who.n) who = WK_S("?");
    wk_out_fit(out, WK_YELLOW, who, wk_out_left(out, 50, 20), false);
    wk_out_raw(out, WK_S("  "));
    wk_out_fit(out, WK_DIM, wk_join(arena, &about, " \xc2\xb7 "), wk_out_left(out, 14 + wk_columns(who), 20), false);
    wk_out_raw(out, WK_S("\n"));
    wk_print_wrapped(out, 12, wk_str_printf(arena, "\xe2\x80\x9c%.*s\xe2\x80\x9d", WK_F(s->words)));
    return wk_list_more(l);
}

static wk_status ask_quotes(wk_store *store, const wk_packs *packs, const wk_filter *f, wk_list *l, wk_error *error) {
    return wk_ask_statements(store, packs, f, take_said, l, error);
}

wk_status wk_cmd_quotes(wk_cli *cli, wk_error *error) {
    wk_status status = wk_cli_words(cli, "quotes", 0, 1, "", error);
    wk_str who = cli->options.count ? wk_str_of(cli->options.words[0]) : (wk_str){0};
    return status == WK_OK ? wk_list_run(cli, who, ask_quotes, error) : status;
}
