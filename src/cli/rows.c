#include "cli/rows.h"

bool wk_list_more(wk_list *l) {
    l->rows++;
    return l->cli->out.failure == 0;
}

void wk_print_json(wk_list *l, wk_buf *json) {
    wk_buf_byte(json, '\n');
    wk_out_raw(&l->cli->out, wk_buf_str(json));
    wk_buf_free(json);
}

wk_status wk_list_run(wk_cli *cli, wk_str who, wk_list_ask *ask, wk_error *error) {
    wk_store *store;
    wk_packs *packs = NULL;
    wk_filter filter = wk_cli_filter(cli);
    filter.who = who;
    wk_status status = wk_cli_store(cli, WK_STORE_READ, &store, error);
    if (status != WK_OK) return status;
    if (wk_filter_names(&filter)) status = wk_cli_world(cli, &packs, error);
    wk_list l = {.cli = cli};
    if (status == WK_OK) status = ask(store, packs, &filter, &l, error);
    if (status == WK_OK) status = wk_out_status(&cli->out, error);
    if (status == WK_OK && !l.rows) status = WK_NOTHING;
    wk_packs_free(packs);
    wk_store_free(store);
    return status;
}

bool wk_list_article(void *context, wk_arena *arena, const wk_listed *a) {
    wk_list *l = context;
    wk_out *out = &l->cli->out;
    if (wk_given(l->cli, WK_OPT_JSON)) {
        wk_buf json = {0};
        wk_listed_json(&(wk_json){.out = &json}, a);
        wk_print_json(l, &json);
        return wk_list_more(l);
    }
    wk_out_fit(out, WK_DIM, a->article, 16, true);
    wk_out_raw(out, WK_S("  "));
    wk_out_fit(out, WK_BOLD, a->published.p ? wk_str_cut(a->published, 0, 16) : WK_S("undated"), 16, true);
    wk_out_raw(out, WK_S("  "));
    wk_out_fit(out, WK_YELLOW, a->outlet.p ? a->outlet : WK_S("?"), 18, true);
    wk_str version = a->versions < 2 ? WK_S("") : wk_str_printf(arena, ", v%lld/%lld", (long long)a->version,
                                                       (long long)a->versions);
    wk_str counts = wk_str_printf(arena, "  %lld act%s, %lld quote%s%.*s", (long long)a->acts, a->acts == 1 ? "" : "s",
                                  (long long)a->statements, a->statements == 1 ? "" : "s", WK_F(version));
    wk_out_raw(out, WK_S("  "));
    wk_out_fit(out, WK_PLAIN, a->title.n ? a->title : a->file, wk_out_left(out, 56 + wk_columns(counts), 16), out->width > 0);
    wk_out_styled(out, WK_DIM, counts);
    wk_out_raw(out, WK_S("\n"));
    if (a->snippet.n) {
        wk_print_indent(out, 18);
        wk_out_fit(out, WK_PLAIN, a->snippet, wk_out_left(out, 18, 20), false);
        wk_out_raw(out, WK_S("\n"));
    }
    return wk_list_more(l);
}
