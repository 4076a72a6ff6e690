#include "serve/route.h"

#include "base/array.h"
#include "base/error.h"
#include "read/codes.h"
#include "text/utf8.h"

#include <stddef.h>

enum { LONGEST = 400, PAGE = 50, LARGEST_PAGE = 200, FARTHEST = 1000000000, LANES = 40 };

#define AT(member) offsetof(wk_call, member)

const wk_param wk_params[] = {
    {"q", WK_P_WORDS, WK_TEXT, AT(filter.words), 0, 0, NULL, "words that the article holds, all of them; quote words that stand together"},
    {"from", WK_P_FROM, WK_TEXT, AT(filter.from), 0, 0, NULL, "who does or says it: a name in any language of the packs, or an actor's key; a country takes in its government and office-holders"},
    {"to", WK_P_TO, WK_TEXT, AT(filter.to), 0, 0, NULL, "whom it is done or said to"},
    {"a", WK_P_BETWEEN, WK_TEXT, AT(filter.between_a), 0, 0, NULL, "with b: between these two, either way round"},
    {"b", WK_P_BETWEEN, WK_TEXT, AT(filter.between_b), 0, 0, NULL, "see a"},
    {"who", WK_P_WHO, WK_TEXT, AT(filter.who), 0, 0, NULL, "who takes part, on whichever side; of statements, the speaker"},
    {"via", WK_P_VIA, WK_TEXT, AT(filter.via), 0, 0, NULL, "relayed by"},
    {"act", WK_P_ACT, WK_CHOICE, AT(filter.act), 0, 0, wk_act_names, "what is done"},
    {"occasion", WK_P_OCCASION, WK_TEXT, AT(filter.occasion), 0, 0, NULL, "what it marks: an id or a part of the name"},
    {"since", WK_P_DAYS, WK_DATE, AT(filter.since), 0, 0, NULL, "not before: 2023, 2023-08 or 2023-08-15"},
    {"until", WK_P_DAYS, WK_DATE, AT(filter.until), 0, 0, NULL, "not after"},
    {"outlet", WK_P_OUTLET, WK_TEXT, AT(filter.outlet), 0, 0, NULL, "published by: a part of the outlet's name or host; with a slash, of the article's address"},
    {"language", WK_P_LANGUAGE, WK_TEXT, AT(filter.language), 0, 0, NULL, "language of the article: id, en, …"},
    {"new_since", WK_P_NEW, WK_TEXT, AT(filter.new_since), 0, 0, NULL, "added to the record since that day, or \"last\": by the last run of `warkat add`"},
    {"order", WK_P_ORDER, WK_CHOICE, AT(order), 0, 0, "oldest|newest", "which come first (oldest)"},
    {"by", WK_P_BY, WK_CHOICE, AT(by), 0, 0, "year|month|day", "what is counted together (what fits the span)"},
    {"lanes", WK_P_LANES, WK_NUMBER, AT(lanes), 1, 200, NULL, "at most so many pairs (40)"},
    {"spans", WK_P_SPANS, WK_FLAG, AT(spans), 0, 0, NULL, "with the places in the text that everything was read from"},
    {"limit", WK_P_PAGE, WK_NUMBER, AT(filter.limit), 1, LARGEST_PAGE, NULL, "items of a page (50)"},
    {"cursor", WK_P_PAGE, WK_NUMBER, AT(cursor), 0, FARTHEST, NULL, "the page after another: its \"next\""},
    {0}};

#define WHO WK_P_FROM | WK_P_TO | WK_P_BETWEEN | WK_P_WHO | WK_P_VIA
#define ARTICLES WK_P_DAYS | WK_P_OUTLET | WK_P_LANGUAGE | WK_P_NEW | WK_P_WORDS
#define EVENTS WHO | ARTICLES | WK_P_ACT | WK_P_OCCASION
#define PAGES WK_P_ORDER | WK_P_PAGE

const wk_route wk_routes[] = {
    {"GET", "/about", "about", "about", NULL, 0, wk_route_about,
     "What the record holds: counts, days of publication, versions that read it."},
    {"GET", "/events", "find_events", "events", NULL, EVENTS | PAGES, wk_route_events,
     "Events, in order of their days: who did what to whom, on what occasion, through which source. One event is one real act, however many articles tell it."},
    {"GET", "/events/{id}", "get_event", "event", NULL, WK_P_SPANS, wk_route_event,
     "One event in full: each report with its exact words, where they stand and their source chain, which reports are copies, and what they differ on."},
    {"GET", "/statements", "find_statements", "statements", NULL,
     WHO | ARTICLES | PAGES | WK_P_SPANS, wk_route_statements,
     "Who said what, in the words of the article. Words marked as translated are not verbatim."},
    {"GET", "/articles", "find_articles", "articles", NULL, EVENTS | PAGES, wk_route_articles,
     "Articles: with q those that hold the words, best first and with a snippet (of words in more than 5,000 articles the newest first); else by time of publication."},
    {"GET", "/articles/{id}", "get_article", "article", NULL, 0, wk_route_article,
     "One article: its text and everything read from it, each with the places in the text (code points) and a citation."},
    {"GET", "/actors", "find_actors", "actors", NULL, WK_P_WHO | WK_P_PAGE, wk_route_actors,
     "Who occurs in the record and how often; with who, whom that name means."},
    {"GET", "/cadence", "find_cadence", "cadence", NULL, EVENTS | WK_P_PAGE, wk_route_cadence,
     "How acts recur over the years: streaks, silences, round years; with the number of articles of each year, for what is not told in a year without articles did not necessarily not happen."},
    {"GET", "/timeline", NULL, "timeline", NULL, EVENTS | WK_P_BY | WK_P_LANES, wk_route_timeline,
     "Events counted by time: all together, and for each pair of actors with acts and direction."},
    {"GET", "/network", "get_network", "network", NULL, EVENTS | WK_P_LANES, wk_route_network,
     "Who acts towards whom: actors, and between them edges that are acts, counted by year."},
    {"GET", "/facets", NULL, "facets", NULL, EVENTS, wk_route_facets,
     "How often each act, actor, occasion, outlet, year and language occurs among what fits."},
    {"GET", "/failures", NULL, "failures", NULL, WK_P_NEW | WK_P_PAGE, wk_route_failures,
     "Pages that could not be read, and why."},
    {"GET", "/corrections", NULL, "corrections", NULL, 0, wk_route_corrections,
     "What people decided about actors and events, in the order in which they did."},
    {"POST", "/corrections", NULL, "corrected", "correction", 0, wk_route_correct,
     "Decides something: it becomes data of the record, anchored to the words it is about, and survives reading everything again."},
    {"GET", "/openapi.json", NULL, NULL, NULL, 0, wk_route_openapi, "This document."},
    {0}};

const wk_route *wk_route_find(wk_str method, wk_str path, wk_str *id, bool *known) {
    *known = false;
    for (const wk_route *r = wk_routes; r->path; r++) {
        wk_str own = wk_str_of(r->path);
        bool fits = wk_str_eq(own, path);
        *id = (wk_str){0};
        if (wk_str_ends(own, WK_S("{id}"))) {
            wk_str stem = wk_str_cut(own, 0, own.n - 4);
            *id = wk_str_cut(path, stem.n, path.n);
            fits = wk_str_starts(path, stem) && id->n > 0; /* ids may hold slashes */
        }
        *known |= fits;
        if (fits && wk_str_eq(method, wk_str_of(r->method))) return r;
    }
    return NULL;
}

wk_call wk_call_new(wk_store *store, const wk_packs *packs, wk_arena *arena, wk_buf *out) {
    wk_call call = {.store = store, .packs = packs, .arena = arena, .lanes = LANES};
    call.filter.limit = PAGE;
    call.out.out = out;
    return call;
}

/* ---- parameters ------------------------------------------------------------------------------------------------ */

static bool plain(wk_str value) {
    for (size_t i = 0; i < value.n; i++)
        if ((unsigned char)value.p[i] < 0x20 || value.p[i] == 0x7f) return false;
    return wk_utf8_valid(value);
}

static wk_status set_number(const wk_param *p, void *to, wk_str value, wk_error *error) {
    uint32_t number;
    if (!wk_str_number(value, p->most, &number) || number < p->least)
        return wk_fail(error, WK_USAGE, "%s: not a number from %u to %u", p->name, p->least, p->most);
    if (p->at == AT(filter.limit)) *(int64_t *)to = number;
    else *(uint32_t *)to = number;
    return WK_OK;
}

static wk_status set(wk_call *call, const wk_param *p, wk_str value, wk_error *error) {
    void *to = (char *)call + p->at;
    if (value.n > LONGEST) return wk_fail(error, WK_USAGE, "%s: longer than %d bytes", p->name, LONGEST);
    if (!plain(value)) return wk_fail(error, WK_USAGE, "%s: not plain UTF-8 text", p->name);
    if (p->kind == WK_NUMBER) return set_number(p, to, value, error);
    if (p->kind == WK_FLAG) {
        if (!wk_is_choice("true|false", value)) return wk_fail(error, WK_USAGE, "%s: true or false", p->name);
        *(bool *)to = wk_str_eq(value, WK_S("true"));
        return WK_OK;
    }
    if (!wk_str_trim(value).n) return WK_OK; /* an empty field of a form asks for anything */
    if (p->kind == WK_CHOICE && !wk_is_choice(p->choices, value))
        return wk_fail(error, WK_USAGE, "%s: not one of %s", p->name, p->choices);
    wk_days days = wk_days_of(value);
    if (p->kind == WK_DATE && days.from > days.to)
        return wk_fail(error, WK_USAGE, "%s: not a date; write 2023, 2023-08 or 2023-08-15", p->name);
    *(wk_str *)to = value;
    return WK_OK;
}

wk_status wk_call_set(wk_call *call, const wk_route *route, wk_str name, wk_str value, wk_error *error) {
    for (const wk_param *p = wk_params; p->name; p++)
        if ((p->bit & route->params) && wk_str_eq(name, wk_str_of(p->name))) return set(call, p, value, error);
    return wk_fail(error, WK_USAGE, "%.*s: there is no such parameter here", plain(name) ? (int)(name.n > 40 ? 40 : name.n) : 1,
                   plain(name) ? name.p : "?");
}

wk_status wk_call_run(wk_call *call, const wk_route *route, wk_error *error) {
    wk_filter *f = &call->filter;
    if (!f->between_a.p != !f->between_b.p) return wk_fail(error, WK_USAGE, "a and b: give both or none");
    if (f->new_since.p && !wk_str_eq(f->new_since, WK_S("last")) && wk_days_of(f->new_since).from > wk_days_of(f->new_since).to)
        return wk_fail(error, WK_USAGE, "new_since: neither a date nor \"last\"");
    if (call->id.n > LONGEST || !plain(call->id)) return wk_fail(error, WK_NOTHING, "there is nothing of this id");
    f->offset = call->cursor;
    f->newest = wk_str_eq(call->order, WK_S("newest"));
    if (route->takes) return route->run(call, error);
    wk_store_hold(call->store); /* the whole answer of one moment; and one lock for all of its questions */
    wk_status status = route->run(call, error);
    wk_store_let_go(call->store);
    return status;
}

void wk_choices_json(wk_json *j, const char *choices) {
    wk_str rest = wk_str_of(choices), choice;
    wk_json_open(j, '[');
    while (wk_str_split(&rest, '|', &choice)) wk_json_str(j, choice);
    wk_json_close(j, ']');
}
