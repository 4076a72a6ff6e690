/* The notation of pack data: one parser for every .wk file but patterns.
 *
 *   # a comment, at a line's start or after two spaces
 *   kind id                     an unindented line opens an entry; the id may be left out
 *     key value | value         indented lines give its values
 *     key@id value              values of one language
 *
 * UTF-8, no tabs. Values are trimmed, their case is kept. Everything borrows from `text`. */
#ifndef WK_NOTATION_H
#define WK_NOTATION_H

#include "base/array.h"
#include "base/str.h"
#include "warkat.h"

typedef struct wk_value {
    wk_str key, lang, value; /* lang NULL: no language */
    uint32_t line, column;
} wk_value;

typedef struct wk_entry {
    wk_str kind, id;       /* id NULL: none */
    const char *file;
    uint32_t line;
    uint32_t first, count; /* its values in wk_notation.values */
} wk_entry;

typedef struct wk_notation {
    const char *file;
    WK_ARRAY(wk_entry) entries;
    WK_ARRAY(wk_value) values;
} wk_notation;

/* Parses one file. WK_PACK with line and column when it is not in the notation. `file` names it and must live on. */
wk_status wk_notation_parse(wk_arena *arena, wk_str text, const char *file, wk_notation *out,
                            wk_error *error) WK_MUST_CHECK;

/* The first value of `key` in an entry, in `lang` (NULL: any) ; NULL string when there is none. */
wk_str wk_entry_get(const wk_notation *notation, const wk_entry *entry, const char *key, const char *lang);

/* An error at a value or at an entry's head. */
wk_status wk_value_fail(wk_error *error, const wk_entry *entry, const wk_value *value, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

#endif
