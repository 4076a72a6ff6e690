/* `warkat add`: pages into the record. */
#include "cli/cli.h"

#include "base/error.h"
#include "base/json.h"
#include "run/add.h"

#include <inttypes.h>
#include <stdio.h>

static void told(void *context, const wk_error *failure) {
    (void)context;
    wk_error_print(stderr, failure);
}

static void print(wk_cli *cli, const wk_adding *a) {
    const struct { const char *name; size_t count; } counts[] = {
        {"new", a->fresh}, {"versions", a->versions}, {"known", a->again}, {"reread", a->reread}, {"failed", a->failed}};
    wk_buf out = {0};
    if (wk_given(cli, WK_OPT_JSON)) {
        wk_json j = {.out = &out};
        wk_json_open(&j, '{');
        for (size_t i = 0; i < WK_COUNT(counts); i++) wk_json_member_int(&j, counts[i].name, (int64_t)counts[i].count);
        wk_json_close(&j, '}');
    } else {
        char line[160];
        snprintf(line, sizeof line, ": %zu articles added, %zu later versions, %zu known before, %zu read anew, %zu failed",
                 a->fresh, a->versions, a->again, a->reread, a->failed);
        wk_out_text(&cli->out, cli->options.db);
        wk_buf_add(&out, wk_str_of(line));
    }
    wk_buf_byte(&out, '\n');
    wk_out_raw(&cli->out, wk_buf_str(&out));
    wk_buf_free(&out);
}

wk_status wk_cmd_add(wk_cli *cli, wk_error *error) {
    wk_status status = wk_cli_words(cli, "add", 1, SIZE_MAX, "at least one file, folder or address", error);
    if (status != WK_OK) return status;
    wk_packs *packs;
    status = wk_cli_packs(cli, &packs, error);
    if (status != WK_OK) return status;
    wk_store *store;
    status = wk_cli_store(cli, WK_STORE_WRITE, &store, error);
    if (status != WK_OK) {
        wk_packs_free(packs);
        return status;
    }
    wk_adding adding = {.packs = packs, .store = store, .threads = wk_cli_threads(cli), .batch = cli->options.batch, .failed_page = told,
                        .source = {.allow_private = wk_given(cli, WK_OPT_PRIVATE)}};
    status = wk_add_paths(&adding, cli->options.words, cli->options.count, error);
    wk_store_free(store);
    wk_packs_free(packs);
    if (status != WK_OK) return status;
    print(cli, &adding);
    return adding.failed ? WK_INPUT : WK_OK;
}
