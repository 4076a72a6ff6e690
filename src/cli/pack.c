/* `warkat pack`: care of packs. */
#include "cli/cli.h"

#include "base/error.h"
#include "run/cases.h"

#include <dirent.h>
#include <stdlib.h>

typedef struct checked {
    size_t held, failed, wanted, held_already;
} checked;

static void run_cases(wk_cli *cli, const wk_packs *packs, const wk_pack_cases *cases, checked *sum) {
    wk_arena *arena = wk_arena_new();
    for (size_t i = 0; i < cases->n; i++) {
        const wk_pack_case *it = &cases->v[i];
        wk_error why;
        bool holds = wk_pack_case_run(arena, packs, it, &why) == WK_OK;
        sum->held += holds && !it->wanted;
        sum->failed += !holds && !it->wanted;
        sum->wanted += it->wanted;
        if (!holds && !it->wanted) wk_error_print(stderr, &why);
        if (holds && it->wanted) {
            sum->held_already++;
            wk_out_text(&cli->out, wk_str_printf(arena, "%s:%u: %.*s holds now: it need not be wanted any more",
                                                 it->file, it->line, WK_F(it->name)));
            wk_out_raw(&cli->out, WK_S("\n"));
        }
        wk_arena_reset(arena);
    }
    wk_arena_free(arena);
}

/* A folder of packs, or one pack in such a folder: then `only` is its name. */
static wk_str root_of(wk_arena *arena, const char *dir, wk_str *only) {
    wk_str path = wk_str_of(dir);
    while (path.n > 1 && path.p[path.n - 1] == '/') path.n--;
    path = wk_str_copy(arena, path);
    DIR *open = opendir(path.p);
    struct dirent *item;
    bool one = false;
    while (open && (item = readdir(open))) one |= wk_str_ends(wk_str_of(item->d_name), WK_S(".wk"));
    if (open) closedir(open);
    if (!one) return path;
    char *full = realpath(path.p, NULL);
    if (!full) return path;
    wk_str whole = wk_str_copy(arena, wk_str_of(full));
    free(full);
    size_t slash = whole.n;
    while (slash && whole.p[slash - 1] != '/') slash--;
    *only = wk_str_cut(whole, slash, whole.n);
    bool below = path.n > only->n && wk_str_ends(path, *only) && path.p[path.n - only->n - 1] == '/';
    if (below) return wk_str_copy(arena, wk_str_cut(path, 0, path.n - only->n - 1));
    return wk_str_copy(arena, slash > 1 ? wk_str_cut(whole, 0, slash - 1) : WK_S("/"));
}

static int by_text(const void *a, const void *b) {
    return wk_str_cmp(*(const wk_str *)a, *(const wk_str *)b);
}

static wk_status load_cases(wk_arena *arena, const wk_packs *packs, const char *root, wk_str only, wk_pack_cases *cases,
                            wk_error *error) {
    WK_ARRAY(wk_str) languages = {0};
    DIR *open = opendir(root);
    struct dirent *item;
    while (open && (item = readdir(open)))
        if (item->d_name[0] != '.' && (!only.p || wk_str_eq(only, wk_str_of(item->d_name))))
            *WK_PUSH(arena, &languages) = wk_str_copy(arena, wk_str_of(item->d_name));
    if (open) closedir(open);
    if (languages.n) qsort(languages.v, languages.n, sizeof *languages.v, by_text);
    wk_status status = WK_OK;
    for (size_t i = 0; status == WK_OK && i < languages.n; i++)
        status = wk_pack_cases_load(arena, packs, root, languages.v[i], cases, error);
    return status;
}

static wk_status report(wk_cli *cli, wk_arena *arena, const wk_packs *packs, const checked *sum, wk_error *error) {
    wk_status status = wk_out_status(&cli->out, error);
    if (status != WK_OK) return status;
    if (sum->failed)
        return wk_fail(error, WK_PACK, "%zu of %zu cases do not hold", sum->failed, sum->failed + sum->held);
    wk_str wanted = sum->wanted ? wk_str_printf(arena, "; %zu of %zu wanted ones do not yet",
                                                sum->wanted - sum->held_already, sum->wanted) : WK_S("");
    wk_out_text(&cli->out, wk_str_printf(arena, "all good: %.*s, %zu cases hold%.*s", WK_F(wk_packs_version(packs)),
                                         sum->held, WK_F(wanted)));
    wk_out_raw(&cli->out, WK_S("\n"));
    return wk_out_status(&cli->out, error);
}

static wk_status check(wk_cli *cli, wk_error *error) {
    if (cli->options.given) return wk_fail(error, WK_USAGE, "pack check takes no options; see `warkat pack --help`");
    if (cli->options.count != 2)
        return wk_fail(error, WK_USAGE, "pack check: name one folder of packs; see `warkat pack --help`");
    wk_arena *arena = wk_arena_new();
    wk_str only = {0}, root = root_of(arena, cli->options.words[1], &only);
    wk_packs *packs = NULL;
    wk_pack_cases cases = {0};
    checked sum = {0};
    wk_status status = wk_packs_load(root.p, &packs, error);
    if (status == WK_OK) status = load_cases(arena, packs, root.p, only, &cases, error);
    if (status == WK_OK) {
        run_cases(cli, packs, &cases, &sum);
        status = report(cli, arena, packs, &sum, error);
    }
    wk_packs_free(packs);
    wk_arena_free(arena);
    return status;
}

static const struct {
    const char *name;
    wk_command_run *run;
} actions[] = {{"check", check}, {"learn", wk_cmd_pack_learn}};

wk_status wk_cmd_pack(wk_cli *cli, wk_error *error) {
    wk_status status = wk_cli_words(cli, "pack", 1, SIZE_MAX, "what to do: check or learn", error);
    if (status != WK_OK) return status;
    for (size_t i = 0; i < WK_COUNT(actions); i++)
        if (strcmp(cli->options.words[0], actions[i].name) == 0) return actions[i].run(cli, error);
    return wk_fail(error, WK_USAGE, "pack %s: not known; see `warkat pack --help`", cli->options.words[0]);
}
