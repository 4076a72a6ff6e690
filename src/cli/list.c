/* `warkat list`: the articles of the record, or the pages that could not be read. */
#include "cli/rows.h"

static bool take_failure(void *context, wk_arena *arena, const wk_listed *a) {
    (void)arena;
    wk_list *l = context;
    wk_out *out = &l->cli->out;
    if (wk_given(l->cli, WK_OPT_JSON)) {
        wk_buf json = {0};
        wk_failure_json(&(wk_json){.out = &json}, a);
        wk_print_json(l, &json);
    } else {
        wk_out_styled(out, WK_BOLD, a->file.n ? a->file : a->url);
        wk_out_raw(out, WK_S(": "));
        wk_out_text(out, a->reason);
        wk_out_raw(out, WK_S("\n"));
    }
    return wk_list_more(l);
}

static wk_status ask_list(wk_store *store, const wk_packs *packs, const wk_filter *f, wk_list *l, wk_error *error) {
    if (wk_given(l->cli, WK_OPT_FAILED)) return wk_ask_failures(store, f, take_failure, l, error);
    return wk_ask_articles(store, packs, f, wk_list_article, l, error);
}

wk_status wk_cmd_list(wk_cli *cli, wk_error *error) {
    wk_status status = wk_cli_words(cli, "list", 0, 0, "", error);
    return status == WK_OK ? wk_list_run(cli, (wk_str){0}, ask_list, error) : status;
}
