/* The program: one table of commands. Finds the command, parses its options, does it, and turns what came of it into
 * one line and an exit code. */
#include "cli/cli.h"

#include "base/error.h"

#include <signal.h>
#include <stdlib.h>

#define ASKING WK_OPTS_RECORD | WK_OPTS_WHO | WK_OPTS_WHEN | WK_OPTS_WHERE

static const wk_command commands[] = {
    {"read", wk_cmd_read, WK_OPT_JSON | WK_OPT_AS | WK_OPT_EXPLAIN | WK_OPTS_PAGES, "PATHS",
     "reads pages and prints what they say, keeping nothing",
     "Prints for each page who did what to whom, when (and how the date is known), on what occasion, through which\n"
     "source; then who said what. PATHS are files (HTML, text, JSON Lines, feeds, WARC), folders, addresses, or - for\n"
     "standard input. With --json one reading a line, as docs/reading.schema.json has it.\n\n"
     "  warkat read page.html\n"
     "  warkat read --json crawl.warc.gz > readings.jsonl\n"},
    {"add", wk_cmd_add, WK_OPTS_RECORD | WK_OPTS_PAGES | WK_OPT_BATCH, "PATHS", "reads pages into the record",
     "Again and again, safely: what is there already is not added twice, and what was added stays when the program is\n"
     "stopped. A page that cannot be read is kept and listed by `warkat list --failed`.\n\n"
     "  warkat add --db news.db pages/ crawl.warc.gz\n"},
    {"timeline", wk_cmd_timeline, ASKING | WK_OPTS_WHAT, "", "who did what to whom, in order",
     "One line for each exchange: date and how it is known, who to whom, acts, occasion, channel; under it the source\n"
     "chain from the speaker to the page, how many reports, and the id for `warkat show`.\n\n"
     "  warkat timeline --between \"Kim Jong Un\" Putin\n"
     "  warkat timeline --from Russia --act congratulate --since 2023 --json\n"},
    {"quotes", wk_cmd_quotes, ASKING, "[NAME]", "who said what, in their words",
     "Statements by NAME (or --from), with date (* the day of publication, when no date is given), kind, channel and\n"
     "relays. What was probably translated is marked: it is not verbatim.\n\n"
     "  warkat quotes Putin --since 2023\n"},
    {"search", wk_cmd_search, WK_OPTS_RECORD | WK_OPTS_WHEN | WK_OPTS_WHERE, "WORDS", "articles that hold these words",
     "All words must occur; quote words that stand together. When no article has them, parts of words are looked for.\n\n"
     "  warkat search victory '\"bilateral relations\"'\n"},
    {"actors", wk_cmd_actors, WK_OPTS_RECORD | WK_OPT_LIMIT | WK_OPT_PACKS | WK_OPTS_AUTHOR,
     "[NAME] | merge WHO WHOM | split WHO ARTICLE NAME | rename WHO NAME | undo DECISION | apply FILE",
     "who occurs in the record, and how often; who is who",
     "Those with most first. With NAME, whom that name means. `merge` decides that WHO is the same as WHOM; `split` that WHO is\n"
     "somebody else in one article, of another NAME; `rename` how WHO is shown. WHO is a key, as the list shows it, or a name\n"
     "that is one actor's alone. What is decided is kept with the words it was decided by, survives reading everything again,\n"
     "and is given apart by `warkat give corrections`; `apply` takes it into another record, `undo` takes it back.\n\n"
     "  warkat actors --limit 20\n"
     "  warkat actors merge \"Kim Jong-eun\" person/kim-jong-un\n"},
    {"events", wk_cmd_events, WK_OPTS_RECORD | WK_OPT_LIMIT | WK_OPT_PACKS | WK_OPTS_AUTHOR,
     "[accept|reject EVENT [REPORT] | correct EVENT ATTRIBUTE VALUE [REPORT] | join EVENT EVENT | part EVENT REPORT | undo DECISION | apply FILE]",
     "what people decided about events; deciding more",
     "`accept` says that the words tell it; `reject` that they do not: then it is no event. `correct` gives an attribute another value,\n"
     "whatever the words were read as: act, from, to (names parted by ;), date, occasion, ordinal, channel, place, planned, denied; the\n"
     "value is \"\" for none. `join` says that two events are one happening; `part` that a report of an event tells of another one. REPORT\n"
     "is the id of its article or act, as `warkat show` prints them; without it, it is about all reports that there are: a later one\n"
     "that says otherwise may make an event of its own, to be looked at and joined. What is decided is kept with the words it is\n"
     "about, with --by (or WARKAT_BY), the time and --why; it survives reading everything again, in any order, and is given apart\n"
     "by `warkat give corrections`. `undo` takes a decision back. Without arguments: what was decided.\n\n"
     "  warkat events correct 3f2a9c41 date 2023-08-16 --by Sari --why \"the letter is dated so\"\n"
     "  warkat events join 3f2a9c41 77b0e1d2\n"
     "  warkat events part 3f2a9c41 90c1d2e3f4a5b697\n"},
    {"cadence", wk_cmd_cadence, ASKING | WK_OPTS_WHAT, "", "how acts recur over the years",
     "For each act, who to whom and occasion a row of marks, one a year: \xe2\x97\x8f it happened, \xe2\x97\x8b it is not told though the\n"
     "pages of that year tell of these two, \xe2\x97\x8c there are pages of that year but none about them, \xc2\xb7 there are none: absence\n"
     "of evidence is no evidence; then streaks, silences and habits.\n\n"
     "  warkat cadence --between \"Kim Jong Un\" Putin --act congratulate\n"},
    {"show", wk_cmd_show, WK_OPTS_RECORD, "ID", "one event: each report, its exact words, its source chain; or one article",
     "ID is an event's, an act's, or the beginning of one (4 digits or more). Shows whom its reports rest on and which are\n"
     "copies, what they differ on, which value was chosen and why, and what it answers or is answered by. Or ID is an\n"
     "article's: who else carries its text, what it tells, and what was changed in it after it was published.\n\n"
     "  warkat show 3f2a9c41\n"},
    {"list", wk_cmd_list, WK_OPTS_RECORD | WK_OPTS_WHEN | WK_OPTS_WHERE | WK_OPT_FAILED, "", "the articles of the record",
     "By time of publication. With --failed the pages that could not be read, and why.\n\n"
     "  warkat list --outlet example.com --since 2024\n"
     "  warkat list --failed\n"},
    {"verify", wk_cmd_verify, WK_OPTS_RECORD, "", "proves every range of the record against the stored pages",
     "Re-reads every stored page, decodes it by a plain path of its own, and compares. Exit code 7 and a line for each\n"
     "thing that does not hold.\n\n"
     "  warkat verify --db news.db\n"},
    {"give", wk_cmd_give, WK_OPT_DB | WK_OPT_PAGES | WK_OPTS_WHO | WK_OPTS_WHAT | WK_OPTS_WHEN | WK_OPTS_WHERE, "FORMAT",
     "exports the record",
     "The whole record as it is (jsonl; with --pages `warkat add` makes the same record of it), or what others' tools open.\n"
     "The same pages give the same bytes, in whatever order they were added. Filters choose among events (csv, gdelt, gexf,\n"
     "ics) or articles (annotations, ninjs, jsonld, prov). In csv a cell that a spreadsheet would take for a formula (it begins with\n"
     "=, +, -, @ or a tab, perhaps after apostrophes) has an apostrophe more before it, as OWASP advises: who reads the file with a\n"
     "program takes it away. `give corrections` is what people decided, apart from the record.\n\n"
     "  warkat give jsonl > record.jsonl\n"
     "  warkat give csv --between Putin \"Kim Jong Un\" > letters.csv\n"},
    {"pack", wk_cmd_pack, WK_OPTS_PAGES | WK_OPT_OUTPUT, "check DIR | learn PATHS", "care of language packs",
     "`pack check DIR` checks all packs below a folder and tells file, line and column of the first mistake.\n"
     "`pack learn PATHS` finds what recurs on an outlet's pages (the lines around its articles) and writes it as pack\n"
     "data, to be looked at and put into a pack's folder by hand. Nothing is learned unasked: a reading depends on its\n"
     "own page and the packs alone.\n\n"
     "  warkat pack check packs\n"
     "  warkat pack learn pages/ -o learned.wk\n"},
    {"serve", wk_cmd_serve, WK_OPT_DB | WK_OPT_PACKS | WK_OPT_BIND | WK_OPT_PORT | WK_OPT_TOKEN | WK_OPT_ORIGIN, "",
     "the record in a browser and as an API",
     "Prints the address to open; the API is under /api/v1, described by /api/v1/openapi.json. Only this machine can reach it;\n"
     "with --bind others can, and a token of 16 characters or more is wanted. Ends with Ctrl-C.\n\n"
     "  warkat serve --db news.db\n"
     "  WARKAT_TOKEN=$(openssl rand -hex 16) warkat serve --bind 0.0.0.0\n"},
    {"mcp", wk_cmd_mcp, WK_OPT_DB | WK_OPT_PACKS, "", "the record for a language model",
     "Speaks the Model Context Protocol on standard input and output: the questions of the API as tools, answers with the words\n"
     "and places they were read from.\n\n"
     "  warkat mcp --db news.db\n"},
};

#undef ASKING

static const char exit_codes[] =
    "exit codes: 0 done; 1 nothing found; 2 command line; 3 some pages could not be read, all others were;\n"
    "  4 packs; 5 database; 6 file or disk; 7 verify: something does not hold; 8 network; 70 a fault of warkat;\n"
    "  71 out of memory\n";

static wk_status print_help(wk_cli *cli, wk_error *error) {
    FILE *to = cli->out.file;
    fputs("usage: warkat COMMAND [options] [arguments]\n\n"
          "Reads news pages and makes a record that can be checked: who said what to whom, when, on what occasion,\n"
          "through which source.\n\n", to);
    for (size_t i = 0; i < WK_COUNT(commands); i++) fprintf(to, "  %-9s %s\n", commands[i].name, commands[i].help);
    fprintf(to, "\n`warkat COMMAND --help` tells more, with an example; `warkat --version` what is compiled in.\n\n%s", exit_codes);
    return wk_out_flush(&cli->out, error);
}

static wk_status print_command_help(wk_cli *cli, const wk_command *c, wk_error *error) {
    FILE *to = cli->out.file;
    fprintf(to, "usage: warkat %s [options]%s%s\n\n%s: %s.\n\n%s\n", c->name, *c->arguments ? " " : "", c->arguments, c->name,
            c->help, c->more);
    if (c->run == wk_cmd_give) wk_list_formats(to);
    fputs("options:\n", to);
    wk_options_help(to, c->options);
    fprintf(to, "\n%s", exit_codes);
    return wk_out_flush(&cli->out, error);
}

static const wk_command *find(const char *name) {
    for (size_t i = 0; i < WK_COUNT(commands); i++)
        if (strcmp(commands[i].name, name) == 0) return &commands[i];
    return NULL;
}

static wk_status run(wk_cli *cli, int argc, char **argv, wk_error *error) {
    if (argc < 2) return wk_fail(error, WK_USAGE, "no command: `warkat --help` lists them");
    const char *name = argv[1];
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0 || strcmp(name, "help") == 0) return print_help(cli, error);
    if (strcmp(name, "--version") == 0) return wk_print_version(cli, error);
    const wk_command *command = find(name);
    if (!command) return wk_fail(error, WK_USAGE, "unknown command %s: `warkat --help` lists them", name);
    wk_status status = wk_options_parse(name, command->options, argv + 2, argc - 2, &cli->options, error);
    if (status != WK_OK) return status;
    return cli->options.help ? print_command_help(cli, command, error) : command->run(cli, error);
}

int main(int argc, char **argv) {
    signal(SIGPIPE, SIG_IGN); /* a reader that goes away shows as a failed write */
    wk_cli cli = {.out = wk_out_new()};
    wk_error error = {0};
    wk_status status = run(&cli, argc, argv, &error);
    wk_error late = {0};
    wk_status written = wk_out_flush(&cli.out, &late);
    if (written != WK_OK && !error.message[0]) {
        if (!late.message[0]) return status == WK_DISK ? WK_OK : (int)status; /* nobody reads any more: no mistake */
        status = written;
        error = late;
    }
    if (status != WK_OK && error.message[0]) wk_error_print(stderr, &error);
    return (int)status;
}
