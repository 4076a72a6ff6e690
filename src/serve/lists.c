/* Lists: a page of items and where the next page begins. */
#include "serve/route.h"

#include "ask/answers.h"
#include "ask/cite.h"

/* A page while it is written: one item more than it holds is asked for, to know whether there is another. */
typedef struct page {
    wk_call *call;
    wk_filter filter;
    int64_t items;
} page;

static page begin(wk_call *call) {
    page p = {.call = call, .filter = call->filter};
    p.filter.limit = call->filter.limit + 1;
    wk_json_open(&call->out, '{');
    wk_json_key(&call->out, "items");
    wk_json_open(&call->out, '[');
    return p;
}

/* Room for one more? */
static bool room(page *p) {
    if (p->items < p->call->filter.limit) {
        p->items++;
        return true;
    }
    p->call->next = p->call->filter.offset + p->items;
    return false;
}

/* How a search was answered, when it was one. */
static void tell_search(wk_json *j, const wk_searched *how) {
    wk_json_key(j, "search");
    wk_json_open(j, '{');
    wk_json_member(j, "by", how->parts ? WK_S("parts") : WK_S("words"));
    wk_json_member(j, "order", how->newest ? WK_S("newest") : WK_S("best"));
    wk_json_member_bool(j, "cut", how->cut);
    wk_json_close(j, '}');
}

static wk_status end_search(page *p, const wk_searched *how, wk_status status) {
    wk_json *j = &p->call->out;
    wk_json_close(j, ']');
    if (how) tell_search(j, how);
    wk_json_key(j, "next");
    if (p->call->next) wk_json_int(j, p->call->next);
    else wk_json_null(j);
    wk_json_close(j, '}');
    return status;
}

static wk_status end(page *p, wk_status status) {
    return end_search(p, NULL, status);
}

static bool take_event(void *context, wk_arena *arena, const wk_told *told) {
    (void)arena;
    page *p = context;
    if (!room(p)) return false;
    wk_told_json(&p->call->out, told, (wk_str){0});
    return true;
}

wk_status wk_route_events(wk_call *call, wk_error *error) {
    page p = begin(call);
    return end(&p, wk_ask_events(call->store, call->packs, &p.filter, take_event, &p, error));
}

static bool take_statement(void *context, wk_arena *arena, const wk_said *said) {
    page *p = context;
    if (!room(p)) return false;
    wk_said cited = *said;
    wk_cite_said(p->call->store, arena, &cited, p->call->spans);
    wk_said_json(&p->call->out, &cited);
    return true;
}

wk_status wk_route_statements(wk_call *call, wk_error *error) {
    page p = begin(call);
    return end(&p, wk_ask_statements(call->store, call->packs, &p.filter, take_statement, &p, error));
}

static bool take_article(void *context, wk_arena *arena, const wk_listed *listed) {
    (void)arena;
    page *p = context;
    if (!room(p)) return false;
    wk_listed_json(&p->call->out, listed);
    return true;
}

wk_status wk_route_articles(wk_call *call, wk_error *error) {
    page p = begin(call);
    wk_str words = call->filter.words;
    bool by_fit = words.p && !call->order.p;
    if (!by_fit) return end(&p, wk_ask_articles(call->store, call->packs, &p.filter, take_article, &p, error));
    p.filter.words = (wk_str){0};
    wk_searched how = {0};
    wk_status status = wk_ask_search(call->store, call->packs, &p.filter, words, take_article, &p, &how, error);
    return end_search(&p, &how, status);
}

static bool take_actor(void *context, wk_arena *arena, const wk_known *known) {
    (void)arena;
    page *p = context;
    if (!room(p)) return false;
    wk_known_json(&p->call->out, known);
    return true;
}

wk_status wk_route_actors(wk_call *call, wk_error *error) {
    page p = begin(call);
    return end(&p, wk_ask_actors(call->store, call->packs, &p.filter, take_actor, &p, error));
}

static bool take_failure(void *context, wk_arena *arena, const wk_listed *failure) {
    (void)arena;
    page *p = context;
    if (!room(p)) return false;
    wk_failure_json(&p->call->out, failure);
    return true;
}

wk_status wk_route_failures(wk_call *call, wk_error *error) {
    page p = begin(call);
    return end(&p, wk_ask_failures(call->store, &p.filter, take_failure, &p, error));
}

static bool take_recurring(void *context, wk_arena *arena, const wk_recurring *r) {
    (void)arena;
    page *p = context;
    if (!room(p)) return false;
    wk_recurring_json(&p->call->out, r);
    return true;
}

wk_status wk_route_cadence(wk_call *call, wk_error *error) {
    page p = begin(call);
    return end(&p, wk_ask_cadence(call->store, call->packs, &p.filter, take_recurring, &p, error));
}
