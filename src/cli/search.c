/* `warkat search`: articles by their words. */
#include "cli/rows.h"

/* What the order, or the choice, of the articles above does not say by itself. */
static void tell(wk_cli *cli, const wk_searched *how) {
    char text[200];
    snprintf(text, sizeof text, "more than %d articles hold %s: the newest first\n", WK_MOST_WEIGHED, how->parts ? "such words" : "them");
    if (how->newest) wk_out_styled(&cli->out, WK_DIM, wk_str_of(text));
    snprintf(text, sizeof text, "more than %d words have such a part: articles with the shortest of them\n", WK_MOST_WORDS);
    if (how->cut) wk_out_styled(&cli->out, WK_DIM, wk_str_of(text));
}

static wk_status ask_search(wk_store *store, const wk_packs *packs, const wk_filter *f, wk_list *l, wk_error *error) {
    wk_buf words = {0};
    wk_searched how = {0};
    for (size_t i = 0; i < l->cli->options.count; i++) {
        if (i) wk_buf_byte(&words, ' ');
        wk_buf_add(&words, wk_str_of(l->cli->options.words[i]));
    }
    wk_status status = wk_ask_search(store, packs, f, wk_buf_str(&words), wk_list_article, l, &how, error);
    wk_buf_free(&words);
    if (status == WK_OK && l->rows && !wk_given(l->cli, WK_OPT_JSON)) tell(l->cli, &how);
    return status;
}

wk_status wk_cmd_search(wk_cli *cli, wk_error *error) {
    wk_status status = wk_cli_words(cli, "search", 1, SIZE_MAX, "the words to look for", error);
    return status == WK_OK ? wk_list_run(cli, (wk_str){0}, ask_search, error) : status;
}
