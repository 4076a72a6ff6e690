/* Decisions of people: listing them and taking new ones. */
#include "serve/route.h"

#include "ask/answers.h"
#include "base/error.h"
#include "run/correct.h"

#include <stdlib.h>

wk_status wk_route_corrections(wk_call *call, wk_error *error) {
    const wk_corrections *all = wk_store_corrections(call->store, call->arena);
    wk_json *j = &call->out;
    wk_json_open(j, '{');
    wk_json_key(j, "items");
    wk_json_open(j, '[');
    for (size_t i = 0; i < all->all.n; i++) wk_correction_json(j, &all->all.v[i]);
    wk_json_close(j, ']');
    wk_json_key(j, "next");
    wk_json_null(j);
    wk_json_close(j, '}');
    return wk_store_status(call->store, error);
}

static wk_str text(const json_t *body, const char *key) {
    return wk_str_of(json_string_value(json_object_get(body, key)));
}

static wk_status correct_actor(wk_call *call, const json_t *body, wk_correcting kind, wk_error *error) {
    const wk_wish wish = {kind, text(body, "who"), kind == WK_SPLIT ? text(body, "article") : (wk_str){0},
                          text(body, kind == WK_MERGE ? "to" : "name")};
    wk_correction c;
    if (!wish.who.n || !wish.what.n || (kind == WK_SPLIT && !wish.article.n))
        return wk_fail(error, WK_USAGE, "%s wants who, and %s", wk_correcting_names[kind],
                       kind == WK_MERGE ? "to" : kind == WK_SPLIT ? "name and article" : "name");
    wk_status status = wk_correction_of(call->store, call->arena, &wish, &c, error);
    return status == WK_OK ? wk_correct_record(call->store, call->packs, &c, error) : status;
}

static wk_status take(wk_call *call, const json_t *body, size_t *taken, wk_error *error) {
    wk_str kind_name = text(body, "kind"), event = text(body, "event");
    wk_correcting kind = WK_MERGE;
    while (kind < WK_CORRECTINGS && !wk_str_eq(kind_name, wk_str_of(wk_correcting_names[kind]))) kind++;
    if (kind == WK_CORRECTINGS) return wk_fail(error, WK_USAGE, "kind: merge, split, rename, reject or accept");
    if (json_is_object(json_object_get(body, "who"))) { /* as the list has it, in one line */
        char *line = json_dumps(body, JSON_COMPACT);
        wk_status status = wk_correct_from(call->store, call->packs, wk_str_copy(call->arena, wk_str_of(line)), taken, error);
        free(line);
        return status;
    }
    if (wk_decides(kind)) {
        if (!event.n) return wk_fail(error, WK_USAGE, "%s wants the id of an event", wk_correcting_names[kind]);
        return wk_decide_event(call->store, call->packs, event, kind, taken, error);
    }
    *taken = 1;
    return correct_actor(call, body, kind, error);
}

wk_status wk_route_correct(wk_call *call, wk_error *error) {
    size_t taken = 0;
    json_error_t wrong;
    json_t *body = json_loadb(call->body.p, call->body.n, JSON_REJECT_DUPLICATES, &wrong);
    if (!json_is_object(body)) {
        wk_fail(error, WK_USAGE, "not a JSON object: %s", body ? "another value" : wrong.text);
        json_decref(body);
        return WK_USAGE;
    }
    wk_status status = take(call, body, &taken, error);
    json_decref(body);
    if (status != WK_OK) return status;
    wk_json_open(&call->out, '{');
    wk_json_member_int(&call->out, "taken", (int64_t)taken);
    wk_json_close(&call->out, '}');
    return WK_OK;
}
