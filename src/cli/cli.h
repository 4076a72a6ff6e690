/* Commands: what they share. Each command is a file with one function and one row of the table in main.c. */
#ifndef WK_CLI_H
#define WK_CLI_H

#include "ask/ask.h"
#include "cli/options.h"
#include "cli/out.h"

typedef struct wk_cli {
    wk_options options;
    wk_out out;
} wk_cli;

/* Does the command. Not WK_OK: the status is the exit code, and the error is printed when it has a message. */
typedef wk_status wk_command_run(wk_cli *cli, wk_error *error);

typedef struct wk_command {
    const char *name;
    wk_command_run *run;
    unsigned options;
    const char *arguments; /* of the usage line: "PATHS" */
    const char *help;      /* one line */
    const char *more;      /* what it does in full, and an example */
} wk_command;

wk_command_run wk_cmd_read, wk_cmd_add, wk_cmd_timeline, wk_cmd_quotes, wk_cmd_search, wk_cmd_actors, wk_cmd_show,
    wk_cmd_list, wk_cmd_verify, wk_cmd_give, wk_cmd_pack, wk_cmd_cadence, wk_cmd_events, wk_cmd_serve, wk_cmd_mcp,
    wk_cmd_pack_learn /* a part of pack */;

/* The formats of `warkat give`, one a line. */
void wk_list_formats(FILE *to);

/* `warkat --version`. */
wk_status wk_print_version(wk_cli *cli, wk_error *error);

/* ---- shared by commands ---------------------------------------------------------------------------------------- */

static inline bool wk_given(const wk_cli *cli, unsigned option) {
    return (cli->options.given & option) != 0;
}

/* Packs of --packs, or the ones built in. */
wk_status wk_cli_packs(const wk_cli *cli, wk_packs **packs, wk_error *error) WK_MUST_CHECK;
/* As much of them as articles need. */
wk_status wk_cli_articles(const wk_cli *cli, wk_packs **packs, wk_error *error) WK_MUST_CHECK;
/* The world of theirs alone: for asking, which reads nothing. */
wk_status wk_cli_world(const wk_cli *cli, wk_packs **packs, wk_error *error) WK_MUST_CHECK;

/* The record of --db. */
wk_status wk_cli_store(const wk_cli *cli, wk_store_mode mode, wk_store **store, wk_error *error) WK_MUST_CHECK;

wk_filter wk_cli_filter(const wk_cli *cli);
int wk_cli_threads(const wk_cli *cli);

/* The command wants between `least` and `most` words; `what` names them in the message. */
wk_status wk_cli_words(const wk_cli *cli, const char *command, size_t least, size_t most, const char *what,
                       wk_error *error) WK_MUST_CHECK;

/* ---- lines for people ------------------------------------------------------------------------------------------ */

/* An act or an event as one line: date, how it is known, who to whom, what, occasion, channel. */
typedef struct wk_act_line {
    wk_str date, how, who, acts, channel;
    wk_occasion occasion;
    bool planned, denied;
    wk_str rest; /* after all else: relays, rule */
} wk_act_line;

void wk_print_act(wk_out *out, const wk_act_line *line);

/* The names joined by `by`. */
wk_str wk_join(wk_arena *arena, const wk_names *names, const char *by);

/* "A → B", or "A ↔ B" for what both sides do. */
wk_str wk_who_line(wk_arena *arena, const wk_names *from, const wk_names *to, bool both_sides);

/* "Victory Day (79th)"; empty without an occasion. */
wk_str wk_occasion_text(wk_arena *arena, const wk_occasion *occasion);

/* Words in quotation marks, cut to what is left of the line, after `indent` columns. */
void wk_print_words(wk_out *out, size_t indent, wk_str words);

/* Text after `indent` columns; on a terminal broken into lines of its width, all of them indented. */
void wk_print_wrapped(wk_out *out, size_t indent, wk_str text);

/* An article with all that the record knows about it. */
void wk_print_article(wk_out *out, wk_arena *arena, const wk_article_full *article);

void wk_print_indent(wk_out *out, size_t columns);

#endif
