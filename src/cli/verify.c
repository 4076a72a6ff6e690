/* `warkat verify`: proves every range of the record against its stored pages. */
#include "cli/cli.h"

#include "base/error.h"
#include "base/json.h"
#include "run/verify.h"

#include <inttypes.h>
#include <stdio.h>

static void tell(void *context, const wk_error *failure) {
    (void)context;
    wk_error_print(stderr, failure);
}

static void print(wk_cli *cli, const wk_proof *p) {
    const struct { const char *name; uint64_t count; } counts[] = {
        {"documents", p->documents}, {"parts", p->parts}, {"ranges", p->ranges}, {"items", p->items}, {"failures", p->failures}};
    wk_buf out = {0};
    if (wk_given(cli, WK_OPT_JSON)) {
        wk_json j = {.out = &out};
        wk_json_open(&j, '{');
        for (size_t i = 0; i < WK_COUNT(counts); i++) wk_json_member_int(&j, counts[i].name, (int64_t)counts[i].count);
        wk_json_close(&j, '}');
    } else {
        char line[240];
        snprintf(line, sizeof line, "%" PRIu64 " pages, %" PRIu64 " parts, %" PRIu64 " ranges, %" PRIu64 " statements and acts: %s",
                 p->documents, p->parts, p->ranges, p->items, p->failures ? "NOT all hold" : "all hold");
        wk_buf_add(&out, wk_str_of(line));
    }
    wk_buf_byte(&out, '\n');
    wk_out_raw(&cli->out, wk_buf_str(&out));
    wk_buf_free(&out);
}

wk_status wk_cmd_verify(wk_cli *cli, wk_error *error) {
    wk_status status = wk_cli_words(cli, "verify", 0, 0, "", error);
    if (status != WK_OK) return status;
    wk_store *store;
    status = wk_cli_store(cli, WK_STORE_READ, &store, error);
    if (status != WK_OK) return status;
    wk_proof proof;
    if (error) *error = (wk_error){0};
    status = wk_verify(store, tell, NULL, &proof, error);
    if (status == WK_OK || status == WK_PROOF) print(cli, &proof);
    wk_status written = wk_out_status(&cli->out, status == WK_OK ? error : NULL);
    wk_store_free(store);
    return status == WK_OK ? written : status; /* what does not hold counts more than a reader that went away */
}
