/* `warkat actors`: who occurs in the record, and how often. */
#include "cli/rows.h"

static bool take_actor(void *context, wk_arena *arena, const wk_known *k) {
    wk_list *l = context;
    wk_out *out = &l->cli->out;
    if (wk_given(l->cli, WK_OPT_JSON)) {
        wk_buf json = {0};
        wk_known_json(&(wk_json){.out = &json}, k);
        wk_print_json(l, &json);
        return wk_list_more(l);
    }
    wk_out_fit(out, WK_BOLD, k->name, 36, true);
    wk_out_raw(out, WK_S("  "));
    wk_out_text(out, wk_str_printf(arena, "%5lld said  %5lld did  %5lld received  ", (long long)k->statements,
                                   (long long)k->acts_from, (long long)k->acts_to));
    wk_out_styled(out, WK_DIM, k->key);
    wk_out_raw(out, WK_S("\n"));
    return wk_list_more(l);
}

static wk_status ask_actors(wk_store *store, const wk_packs *packs, const wk_filter *f, wk_list *l, wk_error *error) {
    wk_filter named = *f;
    if (l->cli->options.count) named.who = wk_str_of(l->cli->options.words[0]);
    return wk_ask_actors(store, packs, &named, take_actor, l, error);
}

wk_status wk_cmd_actors(wk_cli *cli, wk_error *error) {
    wk_status status = wk_cli_words(cli, "actors", 0, 1, "", error);
    return status == WK_OK ? wk_list_run(cli, true, ask_actors, error) : status;
}
