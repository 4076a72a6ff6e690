/* `warkat pack learn`: what recurs on an outlet's pages, as pack data for a person to look at. */
#include "cli/cli.h"

#include "base/error.h"
#include "base/file.h"
#include "page/learn.h"
#include "run/pages.h"

typedef struct learner {
    wk_learn *learn;
    size_t unread;
} learner;

/* A page without an article has furniture all the same; one that could not even be opened has no bytes. */
static wk_status learn_from(void *context, wk_job *job, wk_error *error) {
    (void)error;
    learner *l = context;
    if (job->page.bytes.n)
        wk_learn_page(l->learn, job->arena, &job->page, job->failed ? NULL : job->article);
    else {
        l->unread++;
        wk_error_print(stderr, &job->error);
    }
    return WK_OK;
}

static void tell_learned(const wk_learned *l) {
    fprintf(stderr, "%zu pages, %zu of them looked at for %zu outlets: %zu lines\n", l->pages, l->kept, l->outlets,
            l->values);
    if (l->nobodys)
        fprintf(stderr, "%zu pages tell no outlet by address, dateline or container: nothing is learned from them\n",
                l->nobodys);
    if (l->beyond)
        fprintf(stderr, "%zu pages are of outlets beyond the first %d: learn from fewer at a time\n", l->beyond,
                WK_LEARN_OUTLETS);
}

static wk_status write_learned(wk_cli *cli, wk_str text, wk_error *error) {
    if (wk_given(cli, WK_OPT_OUTPUT)) return wk_file_write(cli->options.output.p, text, error);
    wk_out_raw(&cli->out, text);
    return wk_out_status(&cli->out, error);
}

wk_status wk_cmd_pack_learn(wk_cli *cli, wk_error *error) {
    if (cli->options.count < 2)
        return wk_fail(error, WK_USAGE, "pack learn: name files, folders or addresses; see `warkat pack --help`");
    wk_packs *packs;
    wk_status status = wk_cli_packs(cli, &packs, error);
    if (status != WK_OK) return status;
    learner l = {.learn = wk_learn_new(packs)};
    const wk_run run = {.packs = packs, .threads = wk_cli_threads(cli), .articles_only = true,
                        .source = {.allow_private = wk_given(cli, WK_OPT_PRIVATE)}, .context = &l, .take = learn_from};
    status = wk_run_pages(&run, cli->options.words + 1, cli->options.count - 1, error);
    wk_buf text = {0};
    if (status == WK_OK) {
        wk_learned told = wk_learn_write(l.learn, &text);
        tell_learned(&told);
        if (!told.values)
            status = wk_fail(error, WK_NOTHING, "nothing recurs on %d pages of one outlet or more", WK_LEARN_PAGES);
    }
    if (status == WK_OK) status = write_learned(cli, wk_buf_str(&text), error);
    if (status == WK_OK && l.unread) status = WK_INPUT;
    wk_buf_free(&text);
    wk_learn_free(l.learn);
    wk_packs_free(packs);
    return status;
}
