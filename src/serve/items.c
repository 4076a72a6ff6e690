/* One event, one article, the record. */
#include "serve/route.h"

#include "ask/answers.h"
#include "ask/cite.h"
#include "ask/tally.h"

wk_status wk_route_event(wk_call *call, wk_error *error) {
    wk_event_full event;
    wk_status status = wk_ask_event(call->store, call->arena, call->id, &event, error);
    if (status != WK_OK) return status;
    wk_cite_event(call->store, call->arena, &event, call->spans);
    wk_event_full_json(&call->out, &event);
    return wk_store_status(call->store, error);
}

wk_status wk_route_article(wk_call *call, wk_error *error) {
    wk_article_full article;
    wk_status status = wk_ask_article(call->store, call->arena, call->id, &article, error);
    if (status == WK_OK) wk_article_full_json(&call->out, call->arena, &article);
    return status;
}

static bool take_year(void *context, int64_t year, int64_t articles) {
    wk_json *j = context;
    wk_json_open(j, '[');
    wk_json_int(j, year);
    wk_json_int(j, articles);
    wk_json_close(j, ']');
    return true;
}

wk_status wk_route_about(wk_call *call, wk_error *error) {
    wk_sums s;
    wk_json *j = &call->out;
    wk_status status = wk_ask_sums(call->store, call->arena, &s, error);
    if (status != WK_OK) return status;
    wk_json_open(j, '{');
    wk_json_member(j, "program", WK_S(WARKAT_VERSION));
    wk_json_member(j, "packs", wk_packs_version(call->packs));
    const struct { const char *key; int64_t n; } numbers[] = {
        {"articles", s.articles}, {"events", s.events}, {"statements", s.statements}, {"actors", s.actors}, {"failures", s.failures}};
    for (size_t i = 0; i < WK_COUNT(numbers); i++) wk_json_member_int(j, numbers[i].key, numbers[i].n);
    wk_json_member(j, "first", s.first);
    wk_json_member(j, "last", s.last);
    wk_json_key(j, "acts");
    for (const wk_param *p = wk_params; p->name; p++)
        if (p->bit == WK_P_ACT) wk_choices_json(j, p->choices);
    wk_json_key(j, "coverage");
    wk_json_open(j, '[');
    status = wk_ask_coverage(call->store, take_year, j, error);
    wk_json_close(j, ']');
    wk_json_close(j, '}');
    return status;
}
