/* What `warkat actors` and `warkat events` share: decisions of people. */
#ifndef WK_CLI_DECIDE_H
#define WK_CLI_DECIDE_H

#include "cli/cli.h"
#include "run/correct.h"

/* Opens the record to write and the packs, does it, closes them. `context` is the caller's. */
typedef wk_status wk_deciding(wk_cli *cli, wk_store *store, const wk_packs *packs, wk_arena *arena, const void *context, wk_error *error);
wk_status wk_cli_decide(wk_cli *cli, wk_deciding *decide, const void *context, wk_error *error) WK_MUST_CHECK;

/* --by and --why. */
wk_author wk_cli_author(const wk_cli *cli);

/* `apply FILE` and `undo ID` of the command `command`. */
wk_status wk_cli_apply(wk_cli *cli, const char *command, wk_error *error) WK_MUST_CHECK;
wk_status wk_cli_undo(wk_cli *cli, const char *command, wk_error *error) WK_MUST_CHECK;

/* The correction as `warkat give corrections` gives it, in a line. */
void wk_print_correction_json(wk_out *out, const wk_correction *correction);

#endif
