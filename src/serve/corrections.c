/* Decisions of people: listing them, taking new ones, taking them back. */
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

/* What came of it. */
typedef struct outcome {
    size_t taken;
    wk_str decision, event;
} outcome;

static wk_status correct_actor(wk_call *call, const json_t *body, wk_correcting kind, outcome *o, wk_error *error) {
    const wk_wish wish = {kind, text(body, "who"), kind == WK_SPLIT ? text(body, "article") : (wk_str){0},
                          text(body, kind == WK_MERGE ? "to" : "name"), {text(body, "by"), text(body, "why")}};
    wk_correction c;
    if (!wish.who.n || !wish.what.n || (kind == WK_SPLIT && !wish.article.n))
        return wk_fail(error, WK_USAGE, "%s wants who, and %s", wk_correcting_names[kind],
                       kind == WK_MERGE ? "to" : kind == WK_SPLIT ? "name and article" : "name");
    wk_status status = wk_correction_of(call->store, call->arena, &wish, &c, error);
    if (status == WK_OK) status = wk_correct_record(call->store, call->packs, &c, 1, error);
    *o = (outcome){.taken = 1, .decision = c.decision};
    return status;
}

static wk_status decide_event(wk_call *call, const json_t *body, wk_correcting kind, outcome *o, wk_error *error) {
    const json_t *named = json_object_get(body, "reports"), *one;
    WK_ARRAY(wk_str) reports = {0};
    size_t i;
    json_array_foreach(named, i, one) *WK_PUSH(call->arena, &reports) = wk_str_of(json_string_value(one));
    const wk_event_wish wish = {.kind = kind, .event = text(body, "event"), .reports = reports.v, .count = reports.n,
                                .attribute = text(body, "attribute"), .value = text(body, "value"), .with = text(body, "with"),
                                .author = {text(body, "by"), text(body, "why")}};
    wk_decided_event decided;
    if (!wish.event.n) return wk_fail(error, WK_USAGE, "%s wants the id of an event", wk_correcting_names[kind]);
    if (kind == WK_CORRECT && (!wish.attribute.n || !json_object_get(body, "value")))
        return wk_fail(error, WK_USAGE, "correct wants an attribute and a value (null: none)");
    if (kind == WK_JOIN && !wish.with.n) return wk_fail(error, WK_USAGE, "join wants, in with, the id of the other event");
    if (named && !json_is_array(named)) return wk_fail(error, WK_USAGE, "reports is a list of ids of acts or articles");
    wk_status status = wk_decide_event(call->store, call->packs, call->arena, &wish, &decided, error);
    *o = (outcome){decided.taken, decided.decision, decided.event};
    return status;
}

static wk_status undo(wk_call *call, const json_t *body, outcome *o, wk_error *error) {
    const wk_author author = {text(body, "by"), text(body, "why")};
    wk_correction done;
    if (!text(body, "decision").n) return wk_fail(error, WK_USAGE, "undo wants the id of a decision");
    wk_status status = wk_undo(call->store, call->packs, call->arena, text(body, "decision"), &author, &done, error);
    *o = (outcome){.taken = 1, .decision = done.decision};
    return status;
}

static wk_status take(wk_call *call, const json_t *body, outcome *o, wk_error *error) {
    wk_str kind_name = text(body, "kind");
    wk_correcting kind = WK_MERGE;
    while (kind < WK_CORRECTINGS && !wk_str_eq(kind_name, wk_str_of(wk_correcting_names[kind]))) kind++;
    if (kind == WK_CORRECTINGS)
        return wk_fail(error, WK_USAGE, "kind: merge, split, rename, reject, accept, correct, join, part or undo");
    if (json_is_object(json_object_get(body, "who"))) { /* as the list has it, in one line */
        char *line = json_dumps(body, JSON_COMPACT);
        wk_status status = wk_correct_from(call->store, call->packs, wk_str_copy(call->arena, wk_str_of(line)), &o->taken, error);
        free(line);
        return status;
    }
    if (kind == WK_UNDO) return undo(call, body, o, error);
    return wk_decides(kind) ? decide_event(call, body, kind, o, error) : correct_actor(call, body, kind, o, error);
}

wk_status wk_route_correct(wk_call *call, wk_error *error) {
    outcome o = {0};
    json_error_t wrong;
    json_t *body = json_loadb(call->body.p, call->body.n, JSON_REJECT_DUPLICATES, &wrong);
    if (!json_is_object(body)) {
        wk_fail(error, WK_USAGE, "not a JSON object: %s", body ? "another value" : wrong.text);
        json_decref(body);
        return WK_USAGE;
    }
    wk_status status = take(call, body, &o, error);
    json_decref(body);
    if (status != WK_OK) return status;
    wk_json_open(&call->out, '{');
    wk_json_member_int(&call->out, "taken", (int64_t)o.taken);
    wk_json_member(&call->out, "decision", o.decision);
    wk_json_member(&call->out, "event", o.event);
    wk_json_close(&call->out, '}');
    return WK_OK;
}
