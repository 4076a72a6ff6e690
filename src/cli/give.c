/* `warkat give FORMAT`: the record in other shapes. */
#include "cli/cli.h"

#include "base/error.h"
#include "give/give.h"

enum { ON_ARTICLES = WK_OPTS_WHEN | WK_OPTS_WHERE, ON_EVENTS = WK_OPTS_WHO | WK_OPTS_WHAT };

void wk_list_formats(FILE *to) {
    fputs("formats:\n", to);
    for (const wk_format *f = wk_formats; f->name; f++) fprintf(to, "  %-22s %s\n", f->name, f->help);
    fputc('\n', to);
}

static bool take(void *context, wk_str bytes) {
    wk_out *out = context;
    wk_out_raw(out, bytes);
    return out->failure == 0;
}

/* A filter that the format would not heed is a mistake, not a wish. */
static wk_status check(const wk_cli *cli, const wk_format *format, wk_error *error) {
    unsigned filters = cli->options.given & (ON_ARTICLES | ON_EVENTS) & ~(unsigned)WK_OPT_PACKS;
    if (format->what == WK_GIVE_RECORD && filters)
        return wk_fail(error, WK_USAGE, "give %s: it is always the whole record; filters go with other formats", format->name);
    if (format->what == WK_GIVE_ARTICLES && (filters & ON_EVENTS))
        return wk_fail(error, WK_USAGE, "give %s: it gives articles, which only --since --until --new-since --limit --outlet"
                                        " and --language choose among", format->name);
    if (wk_given(cli, WK_OPT_PAGES) && format->what != WK_GIVE_RECORD)
        return wk_fail(error, WK_USAGE, "give %s: --pages goes with jsonl alone", format->name);
    return WK_OK;
}

wk_status wk_cmd_give(wk_cli *cli, wk_error *error) {
    wk_status status = wk_cli_words(cli, "give", 1, 1, "a format", error);
    if (status != WK_OK) return status;
    const wk_format *format = wk_format_find(wk_str_of(cli->options.words[0]));
    if (!format) return wk_fail(error, WK_USAGE, "give %s: there is no such format; `warkat give --help` lists them", cli->options.words[0]);
    wk_give_options options = {.filter = wk_cli_filter(cli), .pages = wk_given(cli, WK_OPT_PAGES)};
    wk_packs *packs = NULL;
    wk_store *store = NULL;
    status = check(cli, format, error);
    if (status == WK_OK) status = wk_cli_packs(cli, &packs, error);
    if (status == WK_OK) status = wk_cli_store(cli, WK_STORE_READ, &store, error);
    options.packs = packs;
    if (status == WK_OK) status = wk_give_as(format, store, &options, take, &cli->out, error);
    if (status == WK_OK) status = wk_out_status(&cli->out, error);
    wk_store_free(store);
    wk_packs_free(packs);
    return status;
}
