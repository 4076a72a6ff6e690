/* Writing JSON (RFC 8259) into a buffer, one value after another; commas and colons come by themselves.
 *
 *   wk_json j = {.out = &buf};
 *   wk_json_open(&j, '{'); wk_json_key(&j, "name"); wk_json_str(&j, name); wk_json_close(&j, '}');
 *
 * Strings are UTF-8; invalid bytes are written as U+FFFD, so that the output is always valid. Reading JSON is
 * jansson's business. */
#ifndef WK_JSON_H
#define WK_JSON_H

#include "base/buf.h"

typedef struct wk_json {
    wk_buf *out;
    bool comma; /* a value stands before: the next one needs a comma */
} wk_json;

void wk_json_open(wk_json *j, char bracket);  /* '{' or '[' */
void wk_json_close(wk_json *j, char bracket); /* '}' or ']' */
void wk_json_key(wk_json *j, const char *key);
void wk_json_str(wk_json *j, wk_str s);       /* null when s.p is NULL */
void wk_json_int(wk_json *j, int64_t value);
void wk_json_bool(wk_json *j, bool value);
void wk_json_null(wk_json *j);
void wk_json_raw(wk_json *j, wk_str json);    /* a value that is JSON already */

/* key and value at once */
void wk_json_member(wk_json *j, const char *key, wk_str s);
void wk_json_member_int(wk_json *j, const char *key, int64_t value);
void wk_json_member_bool(wk_json *j, const char *key, bool value);

#endif
