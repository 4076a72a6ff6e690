/* The command line: one table of options for all commands; each command names those it knows. */
#ifndef WK_OPTIONS_H
#define WK_OPTIONS_H

#include "base/str.h"
#include "warkat.h"

#include <stdio.h>

/* Options, as bits: which ones a command knows, which ones were given. */
enum wk_option {
    WK_OPT_JSON = 1 << 0, WK_OPT_DB = 1 << 1, WK_OPT_PACKS = 1 << 2, WK_OPT_THREADS = 1 << 3, WK_OPT_AS = 1 << 4,
    WK_OPT_EXPLAIN = 1 << 5, WK_OPT_FAILED = 1 << 6, WK_OPT_FROM = 1 << 7, WK_OPT_TO = 1 << 8, WK_OPT_BETWEEN = 1 << 9,
    WK_OPT_ACT = 1 << 10, WK_OPT_OCCASION = 1 << 11, WK_OPT_SINCE = 1 << 12, WK_OPT_UNTIL = 1 << 13, WK_OPT_VIA = 1 << 14,
    WK_OPT_OUTLET = 1 << 15, WK_OPT_LANGUAGE = 1 << 16, WK_OPT_NEW_SINCE = 1 << 17, WK_OPT_LIMIT = 1 << 18,
    WK_OPT_PRIVATE = 1 << 19, WK_OPT_OUTPUT = 1 << 20,
    WK_OPT_PAGES = 1 << 21, WK_OPT_BATCH = 1 << 22,
    WK_OPT_BIND = 1 << 24, WK_OPT_PORT = 1 << 25, WK_OPT_TOKEN = 1 << 26, WK_OPT_ORIGIN = 1 << 27,
    WK_OPT_BY = 1 << 28, WK_OPT_WHY = 1 << 29
};

enum {
    WK_OPTS_RECORD = WK_OPT_DB | WK_OPT_JSON,
    WK_OPTS_PAGES = WK_OPT_PACKS | WK_OPT_THREADS | WK_OPT_PRIVATE,
    WK_OPTS_WHEN = WK_OPT_SINCE | WK_OPT_UNTIL | WK_OPT_NEW_SINCE | WK_OPT_LIMIT,
    WK_OPTS_WHO = WK_OPT_FROM | WK_OPT_TO | WK_OPT_BETWEEN | WK_OPT_VIA | WK_OPT_PACKS,
    WK_OPTS_WHERE = WK_OPT_OUTLET | WK_OPT_LANGUAGE,
    WK_OPTS_WHAT = WK_OPT_ACT | WK_OPT_OCCASION,
    WK_OPTS_AUTHOR = WK_OPT_BY | WK_OPT_WHY
};

typedef struct wk_options {
    unsigned given;
    wk_str db, packs, as, from, to, between_a, between_b, act, occasion, since, until, via, outlet, language, new_since,
        output, bind, token, origin, by, why;
    uint32_t threads, limit, port, batch;
    bool help;
    char **words; /* what is no option: paths, ids, names */
    size_t count;
} wk_options;

/* Sorts the arguments of one command into `options`; `argv` is reordered. WK_USAGE with one line when something is
 * not understood. */
wk_status wk_options_parse(const char *command, unsigned known, char **argv, int argc, wk_options *options,
                           wk_error *error) WK_MUST_CHECK;

/* Prints the options in `known`, one a line. */
void wk_options_help(FILE *to, unsigned known);

#endif
