/* Corrections of actors from what people say. Of events: correct_event.c. */
#include "run/correct.h"

#include "ask/ask.h"
#include "base/error.h"

wk_status wk_correction_of(wk_store *store, wk_arena *arena, const wk_wish *wish, wk_correction *c, wk_error *error) {
    wk_str key;
    *c = (wk_correction){.kind = wish->kind};
    wk_status status = wk_ask_one(store, arena, wish->who, &key, error);
    if (status == WK_OK) status = wk_evidence_of(store, arena, key, wish->article, &c->who, error);
    if (status != WK_OK) return status;
    if (wish->kind == WK_MERGE) {
        status = wk_ask_one(store, arena, wish->what, &key, error);
        if (status == WK_OK) status = wk_evidence_of(store, arena, key, (wk_str){0}, &c->to, error);
        if (status == WK_OK && wk_str_eq(c->who.key, key)) return wk_fail(error, WK_USAGE, "actors merge: both are %.*s already", WK_F(key));
        c->name = wk_ask_called(store, arena, key);
        if (status == WK_OK) wk_correction_sign(arena, c, &wish->author);
        return status;
    }
    const char *name = wk_correcting_names[wish->kind];
    c->name = wk_str_trim(wish->what);
    if (!c->name.n) return wk_fail(error, WK_USAGE, "actors %s: the name is empty", name);
    if (wish->kind == WK_SPLIT) c->to.key = wk_actor_key(arena, &(wk_actor){.name = c->name});
    if (wish->kind == WK_SPLIT && wk_str_eq(c->to.key, c->who.key))
        return wk_fail(error, WK_USAGE, "actors split: the other needs a name of his own: add an office or a country to it");
    wk_correction_sign(arena, c, &wish->author);
    return WK_OK;
}
