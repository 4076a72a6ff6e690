/* `warkat serve` and `warkat mcp`: the record for browsers, programs and language models. */
#include "cli/cli.h"

#include "base/error.h"
#include "serve/serve.h"

#include <stdlib.h>

enum { PORT = 8086 };

static void tell(void *context, const char *address) {
    wk_cli *cli = context;
    wk_out_raw(&cli->out, wk_str_of(address));
    wk_out_raw(&cli->out, WK_S("\n"));
    fflush(cli->out.file);
    fprintf(stderr, "warkat: serving %s; end with Ctrl-C\n", cli->options.db.p);
}

static wk_status check_token(const char *token, wk_error *error) {
    enum { LEAST = 16, MOST = 200 };
    size_t n = strlen(token);
    bool plain = n >= LEAST && n <= MOST;
    plain = plain && strspn(token, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") == n;
    if (plain) return WK_OK;
    return wk_fail(error, WK_USAGE, "the token is not made of %d to %d letters, digits, - and _", LEAST, MOST);
}

wk_status wk_cmd_serve(wk_cli *cli, wk_error *error) {
    const wk_options *o = &cli->options;
    const char *token = o->token.p ? o->token.p : getenv("WARKAT_TOKEN");
    wk_packs *packs = NULL;
    wk_status status = wk_cli_words(cli, "serve", 0, 0, "", error);
    if (status == WK_OK && token) status = check_token(token, error);
    if (status == WK_OK) status = wk_cli_packs(cli, &packs, error);
    if (status != WK_OK) return status;
    const wk_serving serving = {.db = o->db.p, .bind = o->bind.p, .port = wk_given(cli, WK_OPT_PORT) ? o->port : PORT, .token = token,
                                .origin = o->origin.p, .packs = packs, .ready = tell, .context = cli};
    status = wk_serve(&serving, error);
    wk_packs_free(packs);
    return status;
}

wk_status wk_cmd_mcp(wk_cli *cli, wk_error *error) {
    wk_packs *packs = NULL;
    wk_status status = wk_cli_words(cli, "mcp", 0, 0, "", error);
    if (status == WK_OK) status = wk_cli_packs(cli, &packs, error);
    if (status == WK_OK) status = wk_mcp(cli->options.db.p, packs, stdin, cli->out.file, error);
    wk_packs_free(packs);
    return status;
}
