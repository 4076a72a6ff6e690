/* Commands that print rows of the record: opening it, counting, printing. */
#ifndef WK_ROWS_H
#define WK_ROWS_H

#include "ask/answers.h"
#include "cli/cli.h"

typedef struct wk_list {
    wk_cli *cli;
    size_t rows;
} wk_list;

/* Asks the record for rows and prints them. */
typedef wk_status wk_list_ask(wk_store *store, const wk_packs *packs, const wk_filter *filter, wk_list *list,
                              wk_error *error);

/* Opens the record (and the packs, when names are asked for), asks, closes. `who`: a name given as a word; NULL none.
 * WK_NOTHING when there were no rows. */
wk_status wk_list_run(wk_cli *cli, wk_str who, wk_list_ask *ask, wk_error *error) WK_MUST_CHECK;

/* Counts a row that was printed; false when nobody reads any more. */
bool wk_list_more(wk_list *list);

/* Prints what stands in `json` as a line and frees it. */
void wk_print_json(wk_list *list, wk_buf *json);

/* An article as a row: a wk_listed_sink. */
bool wk_list_article(void *list, wk_arena *arena, const wk_listed *article);

#endif
