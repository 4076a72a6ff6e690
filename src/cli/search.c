/* `warkat search`: articles by their words. */
#include "cli/rows.h"

static wk_status ask_search(wk_store *store, const wk_packs *packs, const wk_filter *f, wk_list *l, wk_error *error) {
    wk_buf words = {0};
    for (size_t i = 0; i < l->cli->options.count; i++) {
        if (i) wk_buf_byte(&words, ' ');
        wk_buf_add(&words, wk_str_of(l->cli->options.words[i]));
    }
    wk_status status = wk_ask_search(store, packs, f, wk_buf_str(&words), wk_list_article, l, error);
    wk_buf_free(&words);
    return status;
}

wk_status wk_cmd_search(wk_cli *cli, wk_error *error) {
    wk_status status = wk_cli_words(cli, "search", 1, SIZE_MAX, "the words to look for", error);
    return status == WK_OK ? wk_list_run(cli, (wk_str){0}, ask_search, error) : status;
}
