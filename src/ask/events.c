/* Timelines: events that fit a filter, in order of their days. */
#include "ask/inside.h"
#include "base/error.h"
#include "record/doc.h"

#include <jansson.h>
#include <stdlib.h>

/* Whom an act rests on, as record/describe.c counts it: where its page credits nobody, whom the family does. */
#define ROOT "CASE WHEN x.root GLOB 'outlet:*' OR x.root GLOB 'page:*' THEN coalesce(f.root, x.root) ELSE x.root END"

static const char select_told[] =
    "SELECT e.hash, e.act, e.date, e.date_how, e.day_from, e.day_to, e.occasion_id, e.occasion, e.ordinal,"
    " e.contradicted, e.channel, e.planned, e.denied, e.reports, e.sources, t.json, d.credits, d.outlet, d.url, d.file,"
    " (SELECT json_group_array(article) FROM (SELECT DISTINCT y.article FROM acts x JOIN documents y ON y.id = x.document"
    "  WHERE x.event = e.id ORDER BY y.article)),"
    " (SELECT json_group_array(root) FROM (SELECT DISTINCT " ROOT " AS root FROM acts x JOIN documents y ON y.id = x.document"
    "  LEFT JOIN texts w ON w.id = y.text LEFT JOIN families f ON f.id = w.family WHERE x.event = e.id ORDER BY 1)),"
    " e.families FROM events e JOIN acts t ON t.id = e.teller JOIN documents d ON d.id = t.document WHERE e.id = :row";

/* Which events, in which order; what is told of each is asked one by one, so that a page of them costs a page. */
static const char in_order[] = " ORDER BY e.day_from NULLS LAST, e.day_to, e.hash",
                  newest_first[] = " ORDER BY e.day_from DESC, e.day_to DESC, e.hash DESC";

/* Buckets in which somebody of a set stands on a side; and, where office-holders are meant, on days of their terms. */
static const char from_sql[] =
    " AND e.bucket IN (SELECT p.bucket FROM json_each(:from) j JOIN parties p ON p.actor = j.value ->> 0 AND p.role = 0)";
static const char from_days_sql[] =
    " AND EXISTS (SELECT 1 FROM json_each(:from) j JOIN parties p ON p.actor = j.value ->> 0 AND p.role = 0"
    "  WHERE p.bucket = e.bucket AND (e.day_from IS NULL OR (j.value ->> 1 <= e.day_to AND e.day_from <= j.value ->> 2)))";
static const char to_sql[] =
    " AND e.bucket IN (SELECT p.bucket FROM json_each(:to) j JOIN parties p ON p.actor = j.value ->> 0 AND p.role = 1)";
static const char to_days_sql[] =
    " AND EXISTS (SELECT 1 FROM json_each(:to) j JOIN parties p ON p.actor = j.value ->> 0 AND p.role = 1"
    "  WHERE p.bucket = e.bucket AND (e.day_from IS NULL OR (j.value ->> 1 <= e.day_to AND e.day_from <= j.value ->> 2)))";
static const char who_sql[] =
    " AND e.bucket IN (SELECT p.bucket FROM json_each(:who) j JOIN parties p ON p.actor = j.value ->> 0)";
/* Opposite sides of one bucket, either way round. */
static const char between_sql[] =
    " AND e.bucket IN (SELECT p.bucket FROM json_each(:a) j JOIN parties p ON p.actor = j.value ->> 0"
    "  JOIN parties o ON o.bucket = p.bucket AND o.role <> p.role AND o.actor <> p.actor"
    "  JOIN json_each(:b) k ON o.actor = k.value ->> 0)";
static const char between_days_sql[] =
    " AND EXISTS (SELECT 1 FROM json_each(:a) j JOIN parties p ON p.actor = j.value ->> 0"
    "  JOIN parties o ON o.bucket = p.bucket AND o.role <> p.role AND o.actor <> p.actor"
    "  JOIN json_each(:b) k ON o.actor = k.value ->> 0"
    "  WHERE p.bucket = e.bucket AND (e.day_from IS NULL OR"
    "   (j.value ->> 1 <= e.day_to AND e.day_from <= j.value ->> 2"
    "    AND k.value ->> 1 <= e.day_to AND e.day_from <= k.value ->> 2)))";
static const char via_sql[] =
    " AND EXISTS (SELECT 1 FROM acts x JOIN act_via v ON v.act = x.id JOIN json_each(:via) j ON v.actor = j.value ->> 0"
    "  WHERE x.event = e.id)";

static const wk_holding holding = {
    .few = " AND e.id IN (SELECT x.event FROM words w JOIN acts x ON x.document = w.rowid WHERE words MATCH :held)",
    .many = " AND EXISTS (SELECT 1 FROM acts x WHERE x.event = e.id AND +x.document IN (SELECT rowid FROM words WHERE words MATCH :held))",
    .most = " AND EXISTS (SELECT 1 FROM acts x WHERE x.event = e.id AND EXISTS"
            " (SELECT 1 FROM words WHERE words MATCH :held AND words.rowid = x.document))"};

#define REPORTED " AND EXISTS (SELECT 1 FROM acts x JOIN documents y ON y.id = x.document WHERE x.event = e.id AND "

static const wk_publishing publishing = {
    .set = " AND e.id IN (SELECT x.event FROM acts x WHERE x.document IN (" WK_OF_SITES "))", .each = REPORTED WK_BY_SITE("y") ")",
    .address = REPORTED WK_BY_ADDRESS("y") ")"};

/* Conditions on documents: some report of the event meets them. */
static void add_reports(wk_asking *a, const wk_filter *f) {
    wk_asking_outlet(a, f, &publishing);
    if (f->language.p) {
        wk_asking_add(a, REPORTED "y.language = :language)");
        wk_asking_text(a, ":language", f->language);
    }
    wk_asking_words(a, f, &holding);
    wk_asking_new(a, f,
                  " AND e.id IN (SELECT x.event FROM runs r JOIN documents y ON y.run = r.id JOIN acts x ON x.document = y.id"
                  " WHERE r.began >= :new_since)",
                  " AND e.id IN (SELECT x.event FROM documents y JOIN acts x ON x.document = y.id"
                  " WHERE y.run = (SELECT max(id) FROM runs))");
}

/* How many events the actors bound last take part in, at most. */
static int64_t deeds_of(const wk_asking *a) {
    wk_query *q = wk_query_new(a->store, "SELECT sum(a.did + a.got) FROM json_each(:names) j JOIN actors a ON a.id = j.value ->> 0");
    wk_query_bind(q, ":names", a->texts.v[a->texts.n - 1]);
    int64_t n = wk_query_next(q) ? wk_query_int(q, 0) : 0;
    wk_query_free(q);
    return n;
}

static bool add_names(wk_asking *a, const char *binding, wk_str name, int64_t *least) {
    bool terms = wk_asking_names(a, binding, name);
    int64_t n = deeds_of(a);
    if (n < *least) *least = n;
    return terms;
}

/* true: few enough events are of those who take part that these lead to them, and nothing else should. */
static bool add_parties(wk_asking *a, const wk_filter *f) {
    enum { MOST_LED_TO = 20000 };
    const struct { wk_str name; const char *binding, *sql, *days; } sides[] = {
        {f->from, ":from", from_sql, from_days_sql}, {f->to, ":to", to_sql, to_days_sql}, {f->who, ":who", who_sql, ""}};
    int64_t least = MOST_LED_TO + 1;
    for (size_t i = 0; i < WK_COUNT(sides); i++) {
        if (!sides[i].name.p) continue;
        wk_asking_add(a, sides[i].sql);
        if (add_names(a, sides[i].binding, sides[i].name, &least)) wk_asking_add(a, sides[i].days);
    }
    if (f->via.p) {
        wk_asking_add(a, via_sql);
        wk_asking_names(a, ":via", f->via);
    }
    if (f->between_a.p) {
        wk_asking_add(a, between_sql);
        bool terms = add_names(a, ":a", f->between_a, &least);
        terms |= add_names(a, ":b", f->between_b, &least);
        if (terms) wk_asking_add(a, between_days_sql);
    }
    return least <= MOST_LED_TO;
}

/* Events of occasions by id or a part of the name: names are few and events many, so each name is looked at once. */
#define OF_OCCASIONS \
    "(WITH RECURSIVE named (name) AS (SELECT min(occasion_folded) FROM events" \
    "  UNION ALL SELECT (SELECT min(occasion_folded) FROM events WHERE occasion_folded > name) FROM named WHERE name IS NOT NULL)" \
    " SELECT o.id FROM named n CROSS JOIN events o ON o.occasion_folded = n.name WHERE instr(n.name, :folded)" \
    " UNION ALL SELECT o.id FROM named n CROSS JOIN events o ON o.occasion_folded = n.name AND o.occasion_id = :occasion" \
    "  WHERE NOT instr(n.name, :folded)" \
    " UNION ALL SELECT o.id FROM events o WHERE o.occasion_folded IS NULL AND o.occasion_id = :occasion)"

static void bind_occasion(wk_asking *a, const wk_filter *f) {
    wk_asking_text(a, ":occasion", f->occasion);
    wk_asking_text(a, ":folded", wk_name_fold(a->arena, f->occasion));
}

static bool often_marked(const wk_asking *a, const wk_filter *f) {
    enum { OFTEN = 2000 };
    wk_asking counting = {.store = a->store, .arena = wk_arena_new()};
    wk_asking_add(&counting, "SELECT count(*) FROM (SELECT 1 FROM " OF_OCCASIONS " LIMIT :most)");
    bind_occasion(&counting, f);
    return wk_asking_exceeds(&counting, OFTEN);
}

/* What lasts until a day began at most as long before it as the widest date is wide: nothing earlier is looked at. */
static const char not_before_sql[] =
    " AND e.day_to >= :since AND e.day_from >= :since - (SELECT coalesce(max(day_to - day_from), 0) FROM events WHERE day_to > day_from)";

static void add_what(wk_asking *a, const wk_filter *f, bool led) {
    if (f->act.p) {
        wk_asking_add(a, led ? " AND +e.act = :act" : " AND e.act = :act");
        wk_asking_text(a, ":act", f->act);
    }
    if (f->occasion.p) {
        bool walked = led || (f->limit && often_marked(a, f));
        wk_asking_add(a, walked ? " AND +e.id IN " OF_OCCASIONS : " AND e.id IN " OF_OCCASIONS);
        bind_occasion(a, f);
    }
    wk_asking_days(a, f, led ? " AND +e.day_to >= :since" : not_before_sql,
                   led ? " AND +e.day_from <= :until" : " AND e.day_from <= :until");
}

void wk_asking_events(wk_asking *a, const wk_filter *f) {
    bool led = add_parties(a, f);
    add_what(a, f, led);
    add_reports(a, f);
}

/* "from|to" and its turned form, the lesser first: one key for both directions. */
static wk_str parties_key(wk_arena *arena, const wk_told *t) {
    wk_str sides[2] = {WK_S(""), WK_S("")};
    const wk_names *both[2] = {&t->from, &t->to};
    for (int s = 0; s < 2; s++)
        for (size_t i = 0; i < both[s]->n; i++)
            sides[s] = wk_str_printf(arena, "%.*s|%.*s", WK_F(sides[s]), WK_F(wk_name_fold(arena, both[s]->v[i])));
    int first = wk_str_cmp(sides[0], sides[1]) > 0;
    return wk_str_printf(arena, "%.*s\n%.*s", WK_F(sides[first]), WK_F(sides[!first]));
}

static wk_str dumped(wk_arena *arena, const json_t *value) {
    char *text = value ? json_dumps(value, JSON_COMPACT) : NULL;
    wk_str kept = wk_str_copy(arena, wk_str_of(text ? text : "[]"));
    free(text);
    return kept;
}

/* The columns of select_told as an event. */
static wk_told told_of(wk_arena *arena, wk_query *q) {
    wk_told t = {.id = wk_str_copy(arena, wk_query_str(q, 0)), .act = wk_str_copy(arena, wk_query_str(q, 1))};
    t.date = (wk_date){wk_str_copy(arena, wk_query_str(q, 2)), (wk_how)wk_query_int(q, 3)};
    t.days = wk_query_is_null(q, 4) ? (wk_days){1, 0} : (wk_days){(int32_t)wk_query_int(q, 4), (int32_t)wk_query_int(q, 5)};
    t.occasion = (wk_occasion){wk_str_copy(arena, wk_query_str(q, 6)), wk_str_copy(arena, wk_query_str(q, 7)),
                               (int32_t)wk_query_int(q, 8), wk_query_int(q, 9) != 0};
    t.channel = wk_str_copy(arena, wk_query_str(q, 10));
    t.planned = wk_query_int(q, 11) != 0;
    t.denied = wk_query_int(q, 12) != 0;
    t.reports = wk_query_int(q, 13);
    t.sources = wk_query_int(q, 14);
    wk_str json = wk_query_str(q, 15);
    json_t *act = json_loadb(json.p ? json.p : "", json.n, JSON_ALLOW_NUL, NULL);
    t.from = wk_names_of(arena, json_object_get(act, "from"));
    t.to = wk_names_of(arena, json_object_get(act, "to"));
    t.from_json = dumped(arena, json_object_get(act, "from"));
    t.to_json = dumped(arena, json_object_get(act, "to"));
    wk_names via = wk_names_of(arena, json_object_get(act, "via"));
    json_decref(act);
    t.both_sides = wk_act_symmetric(t.act);
    t.url = wk_str_copy(arena, wk_query_str(q, 18));
    const wk_names nobody = {0}; /* what both sides do has no speaker */
    t.chain = wk_chain_of(arena, t.both_sides ? &nobody : &t.from, &via, wk_query_str(q, 16), wk_str_copy(arena, wk_query_str(q, 17)),
                          t.url, wk_str_copy(arena, wk_query_str(q, 19)));
    t.report_ids = wk_str_copy(arena, wk_query_str(q, 20));
    t.root_keys = wk_str_copy(arena, wk_query_str(q, 21));
    t.families = wk_query_int(q, 22);
    t.parties = parties_key(arena, &t);
    return t;
}

/* Tells of the events whose rows `which` gives, until nobody wants more. */
static void tell_each(wk_store *store, wk_query *which, wk_told_sink *sink, void *context) {
    wk_query *q = wk_query_new(store, select_told);
    wk_arena *row = wk_arena_new();
    bool more = true;
    while (more && wk_query_next(which)) {
        wk_arena_reset(row);
        wk_query_restart(q);
        wk_query_bind_int(q, ":row", wk_query_int(which, 0));
        if (!wk_query_next(q)) continue;
        wk_told told = told_of(row, q);
        more = sink(context, row, &told);
    }
    wk_arena_free(row);
    wk_query_free(q);
}

wk_status wk_ask_events(wk_store *store, const wk_packs *packs, const wk_filter *filter, wk_told_sink *sink,
                        void *context, wk_error *error) {
    wk_status status = wk_filter_check(filter, error);
    if (status != WK_OK) return status;
    wk_asking a = {.store = store, .packs = packs, .arena = wk_arena_new()};
    wk_asking_add(&a, "SELECT e.id FROM events e WHERE 1");
    wk_asking_events(&a, filter);
    wk_asking_add(&a, filter->newest ? newest_first : in_order);
    wk_asking_page(&a, filter);
    if (!a.nobody) {
        wk_query *which = wk_asking_query(&a);
        tell_each(store, which, sink, context);
        wk_query_free(which);
    }
    wk_asking_free(&a);
    return wk_store_status(store, error);
}

bool wk_ask_told(wk_store *store, wk_arena *arena, int64_t row, wk_told *told) {
    wk_query *q = wk_query_new(store, select_told);
    wk_query_bind_int(q, ":row", row);
    bool found = wk_query_next(q);
    if (found) *told = told_of(arena, q);
    wk_query_free(q);
    return found;
}
