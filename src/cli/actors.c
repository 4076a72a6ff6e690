/* `warkat actors`: who occurs in the record, and how often; and corrections of who is who. */
#include "cli/decide.h"
#include "cli/rows.h"

#include "base/error.h"

static bool take_actor(void *context, wk_arena *arena, const wk_known *k) {
    wk_list *l = context;
    wk_out *out = &l->cli->out;
    if (wk_given(l->cli, WK_OPT_JSON)) {
        wk_buf json = {0};
        wk_known_json(&(wk_json){.out = &json}, k);
        wk_print_json(l, &json);
        return wk_list_more(l);
    }
    wk_out_fit(out, WK_BOLD, k->name, 30, true);
    wk_out_raw(out, WK_S("  "));
    wk_out_text(out, wk_str_printf(arena, "%5lld said  %5lld did  %5lld received  ", (long long)k->statements,
                                   (long long)k->acts_from, (long long)k->acts_to));
    wk_out_fit(out, WK_DIM, k->key, wk_out_left(out, 72, 16), false);
    wk_out_raw(out, WK_S("\n"));
    return wk_list_more(l);
}

static wk_status ask_actors(wk_store *store, const wk_packs *packs, const wk_filter *f, wk_list *l, wk_error *error) {
    return wk_ask_actors(store, packs, f, take_actor, l, error);
}

/* ---- corrections ----------------------------------------------------------------------------------------------- */

/* How a correction is written: its words after the verb. */
typedef struct verb {
    const char *name;
    wk_correcting kind;
    size_t words;
    const char *what;
} verb;

static const verb verbs[] = {
    {"merge", WK_MERGE, 2, "who is meant, and whom he is the same as"},
    {"split", WK_SPLIT, 3, "who is meant, the id of the article in which it is somebody else, and the other's name"},
    {"rename", WK_RENAME, 2, "who is meant, and the name he is to be shown by"},
};

static void print_done(wk_out *out, wk_arena *arena, const wk_correction *c) {
    wk_str to = c->to.key.p ? wk_str_printf(arena, " \xe2\x86\x92 %.*s", WK_F(c->to.key)) : WK_S("");
    wk_str name = c->name.p ? wk_str_printf(arena, ", called %.*s", WK_F(c->name)) : WK_S("");
    wk_out_text(out, wk_str_printf(arena, "%s: %.*s%.*s%.*s; by the words \xe2\x80\x9c%.*s\xe2\x80\x9d of article %.*s",
                                   wk_correcting_names[c->kind], WK_F(c->who.key), WK_F(to), WK_F(name),
                                   WK_F(c->who.anchor.words), WK_F(c->who.anchor.article)));
    wk_out_raw(out, WK_S("\n"));
}

static wk_status correct(wk_cli *cli, wk_store *store, const wk_packs *packs, wk_arena *arena, const void *context, wk_error *error) {
    const verb *v = context;
    char **words = cli->options.words + 1;
    const wk_wish wish = {v->kind, wk_str_of(words[0]), v->kind == WK_SPLIT ? wk_str_of(words[1]) : (wk_str){0}, wk_str_of(words[v->words - 1]),
                          wk_cli_author(cli)};
    wk_correction c;
    wk_status status = wk_correction_of(store, arena, &wish, &c, error);
    if (status == WK_OK) status = wk_correct_record(store, packs, &c, 1, error);
    if (status != WK_OK) return status;
    if (wk_given(cli, WK_OPT_JSON)) wk_print_correction_json(&cli->out, &c);
    else print_done(&cli->out, arena, &c);
    return WK_OK;
}

static wk_status run_verb(wk_cli *cli, const verb *v, wk_error *error) {
    if (cli->options.count != v->words + 1) return wk_fail(error, WK_USAGE, "actors %s: name %s", v->name, v->what);
    return wk_cli_decide(cli, correct, v, error);
}

wk_status wk_cmd_actors(wk_cli *cli, wk_error *error) {
    if (cli->options.count > 1 && strcmp(cli->options.words[0], "apply") == 0) return wk_cli_apply(cli, "actors", error);
    if (cli->options.count > 1 && strcmp(cli->options.words[0], "undo") == 0) return wk_cli_undo(cli, "actors", error);
    for (size_t i = 0; i < WK_COUNT(verbs) && cli->options.count > 1; i++)
        if (strcmp(cli->options.words[0], verbs[i].name) == 0) return run_verb(cli, &verbs[i], error);
    wk_status status = wk_cli_words(cli, "actors", 0, 1, "", error);
    wk_str who = cli->options.count ? wk_str_of(cli->options.words[0]) : (wk_str){0};
    return status == WK_OK ? wk_list_run(cli, who, ask_actors, error) : status;
}
