#include "cli/decide.h"

#include "ask/answers.h"
#include "base/error.h"
#include "base/file.h"

#include <stdio.h>
#include <stdlib.h>

wk_status wk_cli_decide(wk_cli *cli, wk_deciding *decide, const void *context, wk_error *error) {
    wk_store *store;
    wk_packs *packs = NULL;
    wk_status status = wk_cli_store(cli, WK_STORE_WRITE, &store, error);
    if (status != WK_OK) return status;
    status = wk_cli_packs(cli, &packs, error);
    wk_arena *arena = wk_arena_new();
    if (status == WK_OK) status = decide(cli, store, packs, arena, context, error);
    if (status == WK_OK) status = wk_out_status(&cli->out, error);
    wk_arena_free(arena);
    wk_packs_free(packs);
    wk_store_free(store);
    return status;
}

wk_author wk_cli_author(const wk_cli *cli) {
    const char *own = getenv("WARKAT_BY");
    return (wk_author){cli->options.by.p ? cli->options.by : wk_str_of(own && *own ? own : NULL), cli->options.why};
}

void wk_print_correction_json(wk_out *out, const wk_correction *c) {
    wk_buf json = {0};
    wk_correction_json(&(wk_json){.out = &json}, c);
    wk_buf_byte(&json, '\n');
    wk_out_raw(out, wk_buf_str(&json));
    wk_buf_free(&json);
}

/* ---- apply ----------------------------------------------------------------------------------------------------- */

static wk_status apply(wk_cli *cli, wk_store *store, const wk_packs *packs, wk_arena *arena, const void *context, wk_error *error) {
    (void)arena;
    size_t taken = 0;
    wk_status status = wk_correct_from(store, packs, wk_buf_str(context), &taken, error);
    if (status == WK_INPUT) status = wk_fail_in(error, status, cli->options.words[1]);
    if (status != WK_OK) return status;
    char text[64];
    if (wk_given(cli, WK_OPT_JSON)) snprintf(text, sizeof text, "{\"taken\":%zu}\n", taken);
    else snprintf(text, sizeof text, "%zu correction%s taken\n", taken, taken == 1 ? "" : "s");
    wk_out_raw(&cli->out, wk_str_of(text));
    return WK_OK;
}

wk_status wk_cli_apply(wk_cli *cli, const char *command, wk_error *error) {
    enum { MOST = 1 << 28 };
    if (cli->options.count != 2) return wk_fail(error, WK_USAGE, "%s apply: name one file of `warkat give corrections`", command);
    wk_buf lines = {0};
    wk_status status = wk_file_read(cli->options.words[1], MOST, &lines, error);
    if (status == WK_OK) status = wk_cli_decide(cli, apply, &lines, error);
    wk_buf_free(&lines);
    return status;
}

/* ---- undo ------------------------------------------------------------------------------------------------------ */

static wk_status undo(wk_cli *cli, wk_store *store, const wk_packs *packs, wk_arena *arena, const void *context, wk_error *error) {
    (void)context;
    const wk_author author = wk_cli_author(cli);
    wk_correction c;
    wk_status status = wk_undo(store, packs, arena, wk_str_of(cli->options.words[1]), &author, &c, error);
    if (status != WK_OK) return status;
    if (wk_given(cli, WK_OPT_JSON)) wk_print_correction_json(&cli->out, &c);
    else wk_out_raw(&cli->out, wk_str_printf(arena, "undone: %.*s\n", WK_F(c.who.key)));
    return WK_OK;
}

wk_status wk_cli_undo(wk_cli *cli, const char *command, wk_error *error) {
    if (cli->options.count != 2)
        return wk_fail(error, WK_USAGE, "%s undo: name one decision by its id, as `warkat events` or `warkat give corrections` gives it", command);
    return wk_cli_decide(cli, undo, NULL, error);
}
