#include "cli/options.h"

#include "base/array.h"
#include "base/error.h"
#include "read/codes.h"

#include <stddef.h>

typedef enum type { FLAG, TEXT, PAIR, NUMBER, CHOICE } type;

typedef struct option_row {
    const char *name;
    unsigned bit;
    type type;
    size_t at;            /* offset in wk_options; of a pair, the first */
    const char *argument; /* for --help; of a choice: "a|b" */
    const char *help;
} option_row;

#define AT(member) offsetof(wk_options, member)

static const option_row table[] = {
    {"--json", WK_OPT_JSON, FLAG, 0, "", "one JSON object a line instead of text for people"},
    {"--db", WK_OPT_DB, TEXT, AT(db), "FILE", "the record (warkat.db)"},
    {"--as", WK_OPT_AS, CHOICE, AT(as), "article|dates", "only that part of a reading"},
    {"--explain", WK_OPT_EXPLAIN, FLAG, 0, "", "with the rule that found each item"},
    {"--failed", WK_OPT_FAILED, FLAG, 0, "", "the pages that could not be read, and why"},
    {"--from", WK_OPT_FROM, TEXT, AT(from), "NAME", "who does or says it; a country takes in its office-holders"},
    {"--to", WK_OPT_TO, TEXT, AT(to), "NAME", "whom it is done or said to"},
    {"--between", WK_OPT_BETWEEN, PAIR, AT(between_a), "A B", "from A to B or from B to A"},
    {"--act", WK_OPT_ACT, CHOICE, AT(act), wk_act_names, "what is done"},
    {"--occasion", WK_OPT_OCCASION, TEXT, AT(occasion), "NAME", "what it marks: an id or a part of the name"},
    {"--since", WK_OPT_SINCE, TEXT, AT(since), "DATE", "not before: 2023, 2023-08 or 2023-08-15"},
    {"--until", WK_OPT_UNTIL, TEXT, AT(until), "DATE", "not after"},
    {"--via", WK_OPT_VIA, TEXT, AT(via), "NAME", "relayed by"},
    {"--outlet", WK_OPT_OUTLET, TEXT, AT(outlet), "NAME", "published by: a part of the outlet's name or host; with a slash, of the article's address"},
    {"--language", WK_OPT_LANGUAGE, TEXT, AT(language), "CODE", "of the article: id, en, …"},
    {"--new-since", WK_OPT_NEW_SINCE, TEXT, AT(new_since), "DATE|last", "added to the record since then, or by the last `add`"},
    {"--limit", WK_OPT_LIMIT, NUMBER, AT(limit), "N", "at most so many"},
    {"--packs", WK_OPT_PACKS, TEXT, AT(packs), "DIR", "language packs of this folder instead of those built in"},
    {"--threads", WK_OPT_THREADS, NUMBER, AT(threads), "N", "read so many pages at once (as many as there are processors)"},
    {"--batch", WK_OPT_BATCH, NUMBER, AT(batch), "N", "keep at most so many pages at a time (some thousands)"},
    {"--private", WK_OPT_PRIVATE, FLAG, 0, "", "fetch addresses of private networks too"},
    {"--pages", WK_OPT_PAGES, FLAG, 0, "", "with the page bytes, so that `warkat add` can read the record again"},
    {"--port", WK_OPT_PORT, NUMBER, AT(port), "N", "listen at this port (8086); 0: any that is free"},
    {"--bind", WK_OPT_BIND, TEXT, AT(bind), "ADDRESS", "listen at this address of the machine (127.0.0.1); beyond loopback a token is wanted"},
    {"--token", WK_OPT_TOKEN, TEXT, AT(token), "TOKEN", "who asks must give it; better in WARKAT_TOKEN, where others do not see it"},
    {"--allow-origin", WK_OPT_ORIGIN, TEXT, AT(origin), "URL", "web pages of this origin may read the API too (none)"},
    {"--by", WK_OPT_BY, TEXT, AT(by), "NAME", "who decides it (WARKAT_BY)"},
    {"--why", WK_OPT_WHY, TEXT, AT(why), "TEXT", "for which reason"},
    {"-o", WK_OPT_OUTPUT, TEXT, AT(output), "FILE", "write to this file instead of standard output"},
};

static const option_row *find(const char *name, size_t length) {
    for (size_t i = 0; i < WK_COUNT(table); i++)
        if (strlen(table[i].name) == length && memcmp(table[i].name, name, length) == 0) return &table[i];
    return NULL;
}

static wk_status choose(const option_row *row, wk_str value, wk_error *error) {
    if (wk_is_choice(row->argument, value)) return WK_OK;
    return wk_fail(error, WK_USAGE, "%s %.*s: not one of %s", row->name, WK_F(value), row->argument);
}

/* Puts a value where its option's row says. */
static wk_status set(wk_options *o, const option_row *row, const char *value, size_t which, wk_error *error) {
    void *to = (char *)o + row->at;
    wk_str text = wk_str_of(value);
    if (row->type == NUMBER) {
        bool port = row->bit == WK_OPT_PORT; /* 0: any */
        if (wk_str_number(text, port ? 65535 : 1000000000, to) && (port || *(uint32_t *)to > 0)) return WK_OK;
        return wk_fail(error, WK_USAGE, "%s %s: not a number from %s", row->name, value, port ? "0 to 65535" : "1 to 1000000000");
    }
    if (!text.n) return wk_fail(error, WK_USAGE, "%s: its %s is empty", row->name, row->argument);
    ((wk_str *)to)[which] = text;
    return row->type == CHOICE ? choose(row, text, error) : WK_OK;
}

typedef struct arguments {
    char **v;
    int n, at;
} arguments;

/* An option at args->at, with the values that follow it. */
static wk_status take(const char *command, unsigned known, arguments *args, wk_options *o, wk_error *error) {
    const char *word = args->v[args->at++], *equals = strchr(word, '=');
    size_t length = equals ? (size_t)(equals - word) : strlen(word);
    const option_row *row = find(word, length);
    if (!row || !(row->bit & known))
        return wk_fail(error, WK_USAGE, "%s: unknown option %s; see `warkat %s --help`", command, word, command);
    o->given |= row->bit;
    if (row->type == FLAG)
        return equals ? wk_fail(error, WK_USAGE, "%s takes no value", row->name) : WK_OK;
    if (equals && row->type != PAIR) return set(o, row, equals + 1, 0, error);
    for (size_t i = 0; i < (row->type == PAIR ? 2 : 1); i++) {
        if (equals || args->at >= args->n)
            return wk_fail(error, WK_USAGE, "%s wants %s %s; see `warkat %s --help`", row->name,
                           row->type == PAIR ? "two names:" : "a value:", row->argument, command);
        wk_status status = set(o, row, args->v[args->at++], i, error);
        if (status != WK_OK) return status;
    }
    return WK_OK;
}

wk_status wk_options_parse(const char *command, unsigned known, char **argv, int argc, wk_options *options,
                           wk_error *error) {
    arguments args = {argv, argc, 0};
    *options = (wk_options){.db = WK_S("warkat.db"), .words = argv};
    bool only_words = false;
    while (args.at < args.n) {
        char *word = args.v[args.at];
        bool option = !only_words && word[0] == '-' && word[1];
        if (!option) {
            options->words[options->count++] = word; /* never ahead of args.at */
            args.at++;
        } else if (strcmp(word, "--") == 0) {
            only_words = true;
            args.at++;
        } else if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0) {
            options->help = true;
            args.at++;
        } else {
            wk_status status = take(command, known, &args, options, error);
            if (status != WK_OK) return status;
        }
    }
    return WK_OK;
}

void wk_options_help(FILE *to, unsigned known) {
    for (size_t i = 0; i < WK_COUNT(table); i++) {
        const option_row *row = &table[i];
        if (!(row->bit & known)) continue;
        char left[32];
        bool wide = strlen(row->name) + strlen(row->argument) > sizeof left - 10;
        snprintf(left, sizeof left, "%s %s", row->name, wide ? "NAME" : row->argument);
        fprintf(to, "  %-22s %s\n", left, row->help);
        if (wide) fprintf(to, "  %-22s %s\n", "", row->argument);
    }
    fprintf(to, "  %-22s %s\n", "--help", "this");
}
