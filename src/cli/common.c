/* What commands share: packs, record, filter and threads from the options; lines for people. See cli.h. */
#include "cli/cli.h"

#include "base/error.h"

#include <unistd.h>

wk_status wk_cli_packs(const wk_cli *cli, wk_packs **packs, wk_error *error) {
    return wk_packs_load(cli->options.packs.p, packs, error);
}

wk_status wk_cli_articles(const wk_cli *cli, wk_packs **packs, wk_error *error) {
    return wk_packs_load_articles(cli->options.packs.p, packs, error);
}

wk_status wk_cli_world(const wk_cli *cli, wk_packs **packs, wk_error *error) {
    return wk_packs_load_world(cli->options.packs.p, packs, error);
}

wk_status wk_cli_store(const wk_cli *cli, wk_store_mode mode, wk_store **store, wk_error *error) {
    return wk_store_open(cli->options.db.p, mode, store, error);
}

wk_filter wk_cli_filter(const wk_cli *cli) {
    const wk_options *o = &cli->options;
    return (wk_filter){.from = o->from, .to = o->to, .between_a = o->between_a, .between_b = o->between_b, .act = o->act,
                       .occasion = o->occasion, .since = o->since, .until = o->until, .via = o->via,
                       .outlet = o->outlet, .language = o->language, .new_since = o->new_since, .limit = o->limit};
}

int wk_cli_threads(const wk_cli *cli) {
    enum { MOST = 64 };
    long n = cli->options.threads ? (long)cli->options.threads : sysconf(_SC_NPROCESSORS_ONLN);
    return n < 1 ? 1 : n > MOST ? MOST : (int)n;
}

wk_status wk_cli_words(const wk_cli *cli, const char *command, size_t least, size_t most, const char *what,
                       wk_error *error) {
    if (cli->options.count < least)
        return wk_fail(error, WK_USAGE, "%s: name %s; see `warkat %s --help`", command, what, command);
    if (cli->options.count > most)
        return wk_fail(error, WK_USAGE, "%s: what is \"%s\"? See `warkat %s --help`", command, cli->options.words[most],
                       command);
    return WK_OK;
}

/* ---- lines ----------------------------------------------------------------------------------------------------- */

enum { DATE = 10, HOW = 9, WHO = 34, ACTS = 12 };

wk_str wk_join(wk_arena *arena, const wk_names *names, const char *by) {
    wk_buf out = {0};
    for (size_t i = 0; i < names->n; i++) {
        if (i) wk_buf_add(&out, wk_str_of(by));
        wk_buf_add(&out, names->v[i]);
    }
    wk_str kept = wk_str_copy(arena, wk_buf_str(&out));
    wk_buf_free(&out);
    return kept;
}

wk_str wk_who_line(wk_arena *arena, const wk_names *from, const wk_names *to, bool both_sides) {
    wk_str a = wk_join(arena, from, both_sides ? " \xe2\x86\x94 " : ", "), b = wk_join(arena, to, ", ");
    if (!to->n) return from->n ? a : WK_S("?");
    return wk_str_printf(arena, "%.*s %s %.*s", WK_F(from->n ? a : WK_S("?")),
                         both_sides ? "\xe2\x86\x94" : "\xe2\x86\x92", WK_F(b));
}

wk_str wk_occasion_text(wk_arena *arena, const wk_occasion *o) {
    static const char *const endings[] = {"th", "st", "nd", "rd"};
    wk_str name = o->name.p ? o->name : o->id;
    if (!name.p) return WK_S("");
    if (!o->ordinal) return name;
    int n = o->ordinal, last = n % 10;
    bool teen = n / 10 % 10 == 1;
    return wk_str_printf(arena, "%.*s (%d%s%s)", WK_F(name), n, teen || last > 3 ? "th" : endings[last],
                         o->contradicted ? "?" : "");
}

void wk_print_indent(wk_out *out, size_t columns) {
    for (size_t i = 0; i < columns; i++) wk_out_raw(out, WK_S(" "));
}

static void add_word(wk_buf *line, wk_str word) {
    if (!word.n) return;
    if (line->n) wk_buf_add(line, WK_S(" \xc2\xb7 "));
    wk_buf_add(line, word);
}

void wk_print_act(wk_out *out, const wk_act_line *l) {
    wk_arena *arena = wk_arena_new();
    wk_out_fit(out, WK_BOLD, l->date.p ? l->date : WK_S("undated"), DATE, true);
    wk_out_raw(out, WK_S(" "));
    wk_out_fit(out, WK_DIM, l->how.p ? l->how : WK_S(""), HOW, true);
    wk_out_raw(out, WK_S(" "));
    wk_out_fit(out, WK_PLAIN, l->who, WHO, true);
    wk_out_raw(out, WK_S("  "));
    wk_buf rest = {0};
    add_word(&rest, l->planned ? WK_S("planned") : WK_S(""));
    add_word(&rest, l->denied ? WK_S("denied") : WK_S(""));
    add_word(&rest, wk_occasion_text(arena, &l->occasion));
    add_word(&rest, l->channel);
    add_word(&rest, l->rest);
    size_t acts = wk_columns(l->acts);
    wk_out_fit(out, WK_GREEN, l->acts, ACTS, rest.n > 0);
    if (rest.n) wk_out_raw(out, WK_S("  "));
    wk_out_fit(out, WK_PLAIN, wk_buf_str(&rest), wk_out_left(out, DATE + HOW + WHO + 6 + (acts > ACTS ? acts : ACTS), 16),
               false);
    wk_out_raw(out, WK_S("\n"));
    wk_buf_free(&rest);
    wk_arena_free(arena);
}

void wk_print_words(wk_out *out, size_t indent, wk_str words) {
    wk_out_raw(out, WK_S("\xe2\x80\x9c"));
    wk_out_fit(out, WK_PLAIN, words, wk_out_left(out, indent + 2, 20), false);
    wk_out_raw(out, WK_S("\xe2\x80\x9d"));
}

void wk_print_wrapped(wk_out *out, size_t indent, wk_str text) {
    size_t room = wk_out_left(out, indent, 20), used = 0;
    wk_str word;
    wk_print_indent(out, indent);
    while (text.n && wk_str_split(&text, ' ', &word)) {
        size_t columns = wk_columns(word);
        if (used && room && used + 1 + columns > room) {
            wk_out_raw(out, WK_S("\n"));
            wk_print_indent(out, indent);
            used = 0;
        }
        if (used) wk_out_raw(out, WK_S(" "));
        wk_out_text(out, word);
        used += columns + (used > 0);
    }
    wk_out_raw(out, WK_S("\n"));
}
