/* `warkat pack`: care of packs. */
#include "cli/cli.h"

#include "base/error.h"

static wk_status check(wk_cli *cli, wk_error *error) {
    if (cli->options.count != 2)
        return wk_fail(error, WK_USAGE, "pack check: name one folder of packs; see `warkat pack --help`");
    wk_packs *packs;
    wk_status status = wk_packs_load(cli->options.words[1], &packs, error);
    if (status != WK_OK) return status;
    wk_out_raw(&cli->out, WK_S("all good: "));
    wk_out_text(&cli->out, wk_packs_version(packs));
    wk_out_raw(&cli->out, WK_S("\n"));
    wk_packs_free(packs);
    return wk_out_status(&cli->out, error);
}

static const struct {
    const char *name;
    wk_command_run *run;
} actions[] = {{"check", check}};

wk_status wk_cmd_pack(wk_cli *cli, wk_error *error) {
    wk_status status = wk_cli_words(cli, "pack", 1, SIZE_MAX, "what to do: check", error);
    if (status != WK_OK) return status;
    for (size_t i = 0; i < WK_COUNT(actions); i++)
        if (strcmp(cli->options.words[0], actions[i].name) == 0) return actions[i].run(cli, error);
    return wk_fail(error, WK_USAGE, "pack %s: not known; see `warkat pack --help`", cli->options.words[0]);
}
