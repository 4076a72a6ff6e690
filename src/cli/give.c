/* `warkat give FORMAT`: the record in other shapes. */
#include "cli/cli.h"

#include "base/error.h"
#include "give/give.h"

static bool take(void *context, wk_str bytes) {
    wk_out *out = context;
    wk_out_raw(out, bytes);
    return out->failure == 0;
}

wk_status wk_cmd_give(wk_cli *cli, wk_error *error) {
    wk_status status = wk_cli_words(cli, "give", 1, 1, "a format: jsonl", error);
    if (status != WK_OK) return status;
    const wk_format *format = wk_format_find(wk_str_of(cli->options.words[0]));
    if (!format) return wk_fail(error, WK_USAGE, "give %s: there is no such format; `warkat give --help` lists them", cli->options.words[0]);
    wk_store *store;
    status = wk_cli_store(cli, WK_STORE_READ, &store, error);
    if (status != WK_OK) return status;
    status = format->give(store, take, &cli->out, error);
    if (status == WK_OK) status = wk_out_status(&cli->out, error);
    wk_store_free(store);
    return status;
}
