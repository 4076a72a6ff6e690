/* Cases of language packs: sentences with what must be read from them and what must not.
 *
 *   published 2023-08-15            of every case below; before the first case or inside one
 *
 *   case acts/invite                the pattern acts/invite must be at work here
 *     > Kim mengundang Putin.       the text; one line a paragraph
 *     act invite | Kim Jong Un -> Vladimir Putin
 *     ! act accuse                  nothing like this may be found
 *
 *   not acts/invite                 here it must not be at work
 *     > …
 *
 * An expectation is a kind (act, statement, date, source), its first field (which act, which kind of statement, the
 * date, the source's name) and any number of further fields between '|', in any order. It holds when one item of the
 * reading has all of them; "…" in a field stands for any words. docs/ADDING-A-LANGUAGE.md lists the fields.
 *
 * Cases lie in PACK/cases/ *.case. Those of wanted.case do not hold yet: they are run and counted, and fail nothing. */
#ifndef WK_RUN_CASES_H
#define WK_RUN_CASES_H

#include "base/array.h"
#include "pack/language.h"

typedef struct wk_expectation {
    bool absent;
    wk_str kind, fields; /* "act"; "invite | Kim Jong Un -> Vladimir Putin" */
    uint32_t line;
} wk_expectation;

typedef struct wk_pack_case {
    wk_str name; /* "acts/invite": stage and pattern */
    bool negative, wanted;
    wk_str language, text, published;
    const char *file;
    uint32_t line;
    WK_ARRAY(wk_expectation) expected;
} wk_pack_case;

typedef WK_ARRAY(wk_pack_case) wk_pack_cases;

/* Parses one file onto the end of `cases`. Everything borrows from or lives in `arena`. WK_PACK with line and column
 * when it is not in the notation. */
wk_status wk_pack_cases_parse(wk_arena *arena, wk_str text, const char *file, wk_str language,
                              wk_pack_cases *cases, wk_error *error) WK_MUST_CHECK;

/* All cases of the pack folder DIR/language, files in the order of their names. A pack without cases gives none.
 * WK_PACK also when a case names a pattern that the pack does not have. */
wk_status wk_pack_cases_load(wk_arena *arena, const wk_packs *packs, const char *dir, wk_str language,
                             wk_pack_cases *cases, wk_error *error) WK_MUST_CHECK;

/* Reads the case's text and holds the reading against it. WK_OK when it holds; else WK_PACK with file and line of the
 * expectation that does not, and in the message what was found instead. Needs `arena` until it returns. */
wk_status wk_pack_case_run(wk_arena *arena, const wk_packs *packs, const wk_pack_case *it,
                           wk_error *error) WK_MUST_CHECK;

#endif
