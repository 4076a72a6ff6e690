/* Quotes: statements that fit a filter; and actors with what they did. */
#include "ask/inside.h"

#include <jansson.h>

static const char select_said[] =
    "SELECT s.hash, s.json, s.kind, s.channel, s.date, d.article, d.title, d.outlet, d.url, d.file, d.published, d.key,"
    " p.sha256, d.credits FROM (SELECT s.id AS row FROM ";
static const char of_all[] = "statements s JOIN documents d ON d.id = s.document WHERE 1";
static const char of_those[] =
    ") w CROSS JOIN statements s ON s.id = w.row JOIN documents d ON d.id = s.document JOIN pages p ON p.id = d.page";
static const char in_order[] = " ORDER BY s.shown, d.article, d.key, s.n",
                  newest_first[] = " ORDER BY s.shown = '~', s.shown DESC, d.article DESC, d.key DESC, s.n DESC",
                  newest_of_range[] = " ORDER BY s.shown DESC, d.article DESC, d.key DESC, s.n DESC";

/* What a page may be put together from: of each lead as many rows as the page could need, which an index has in its order;
 * of these the page. Newest first, what has no day comes last, so it is led to apart. */
typedef struct leading {
    const char *rows, *condition;
} leading;

static const leading by_who = {"(SELECT DISTINCT j.value ->> 0 AS actor FROM json_each(:who) j) o", " AND s.who = o.actor"},
                  by_receiver = {"(SELECT DISTINCT j.value ->> 0 AS actor FROM json_each(:to) j) o", " AND s.receiver = o.actor"},
                  by_nobody = {"(SELECT 1) o", ""};
static const char ranges[] = " CROSS JOIN (SELECT '' AS low, '~' AS high UNION ALL SELECT '~', '~~') t",
                  in_range[] = " AND s.shown >= t.low AND s.shown < t.high",
                  each_begins[] = " CROSS JOIN statements s ON s.id IN (SELECT s.id FROM ",
                  each_ends[] = " LIMIT :most) JOIN documents d ON d.id = s.document WHERE 1";

/* A speaker within their term of office on the day of the saying, or of the publication for want of it. */
static const char who_sql[] =
    " AND s.who IN (SELECT j.value ->> 0 FROM json_each(:who) j)";
static const char who_days_sql[] = /* only when a term ends or begins: asked of every row */
    " AND EXISTS (SELECT 1 FROM json_each(:who) j WHERE j.value ->> 0 = s.who AND (s.day_from IS NULL OR"
    "  (j.value ->> 1 <= s.day_to AND s.day_from <= j.value ->> 2)))";

/* Where in their order those can stand whose days are asked for, so that none before or after is looked at. What is shown
 * begins with its first day, or as much of it as is known: as long before the day asked for as the widest date is wide. */
static const char not_before_sql[] =
    " AND s.shown >= (SELECT coalesce(CASE WHEN w.width > 0 THEN substr(w.day, 1, 4) ELSE w.day END, '') FROM"
    " (SELECT v.width, date((:since - v.width) * 86400, 'unixepoch') AS day FROM"
    "  (SELECT coalesce(max(day_to - day_from), 0) AS width FROM statements WHERE day_to > day_from) v) w)";
static const char not_after_sql[] = " AND s.shown <= coalesce(date(:until * 86400, 'unixepoch'), '') || '~'";

/* Walked in the order in which they are shown, by an index that tells of what document each is. */
#define WALKED " AND s.shown >= '' AND +s.document IN "
static const wk_holding holding = {
    .few = " AND s.document IN (SELECT rowid FROM words WHERE words MATCH :held)",
    .many = WALKED "(SELECT rowid FROM words WHERE words MATCH :held)",
    .most = " AND s.shown >= '' AND EXISTS (SELECT 1 FROM words WHERE words MATCH :held AND words.rowid = s.document)"};
static const wk_publishing publishing = {
    .set = WALKED "(" WK_OF_SITES ")", .each = " AND s.shown >= '' AND " WK_BY_SITE("d"), .address = " AND " WK_BY_ADDRESS("d")};

static const leading *lead_of(const wk_filter *f) {
    if (!f->limit) return NULL;
    if (f->who.p || f->from.p) return &by_who;
    if (f->to.p) return &by_receiver;
    return f->newest && !f->between_a.p ? &by_nobody : NULL;
}

static void add_filter(wk_asking *a, const wk_filter *f, const leading *lead) {
    wk_str who = f->who.p ? f->who : f->from;
    if (who.p) {
        if (lead != &by_who) wk_asking_add(a, who_sql);
        if (wk_asking_names(a, ":who", who)) wk_asking_add(a, who_days_sql);
    }
    if (f->to.p) {
        if (lead != &by_receiver) wk_asking_add(a, " AND s.receiver IN (SELECT j.value ->> 0 FROM json_each(:to) j)");
        wk_asking_names(a, ":to", f->to);
    }
    if (f->between_a.p) {
        wk_asking_add(a, " AND ((s.who IN (SELECT j.value ->> 0 FROM json_each(:a) j) AND s.receiver IN"
                         " (SELECT j.value ->> 0 FROM json_each(:b) j)) OR (s.who IN (SELECT j.value ->> 0 FROM json_each(:b) j)"
                         " AND s.receiver IN (SELECT j.value ->> 0 FROM json_each(:a) j)))");
        wk_asking_names(a, ":a", f->between_a);
        wk_asking_names(a, ":b", f->between_b);
    }
    if (f->via.p) {
        wk_asking_add(a, " AND EXISTS (SELECT 1 FROM statement_via v JOIN json_each(:via) j ON v.actor = j.value ->> 0"
                         " WHERE v.statement = s.id)");
        wk_asking_names(a, ":via", f->via);
    }
    wk_asking_outlet(a, f, &publishing);
    if (f->language.p) {
        wk_asking_add(a, " AND d.language = :language");
        wk_asking_text(a, ":language", f->language);
    }
    /* for want of a date, by the day that is shown: that of publication */
    wk_asking_days(a, f, " AND coalesce(s.day_to, julianday(substr(s.shown, 1, 10)) - 2440587.5) >= :since",
                   " AND coalesce(s.day_from, julianday(substr(s.shown, 1, 10)) - 2440587.5) <= :until");
    if (f->since.p) wk_asking_add(a, not_before_sql);
    if (f->until.p) wk_asking_add(a, not_after_sql);
    wk_asking_words(a, f, &holding);
    wk_asking_new(a, f, " AND d.run IN (SELECT id FROM runs WHERE began >= :new_since)",
                  " AND d.run = (SELECT max(id) FROM runs)");
}

/* The rows that fit, of which the page is one; enough of them when there is a lead. */
static void add_rows(wk_asking *a, const wk_filter *f) {
    const leading *lead = lead_of(f);
    if (lead) {
        wk_asking_add(a, lead->rows);
        if (f->newest) wk_asking_add(a, ranges);
        wk_asking_add(a, each_begins);
    }
    wk_asking_add(a, of_all);
    if (lead) wk_asking_add(a, lead->condition);
    if (lead && f->newest) wk_asking_add(a, in_range);
    add_filter(a, f, lead);
    if (!lead) return;
    wk_asking_add(a, f->newest ? newest_of_range : in_order);
    wk_asking_add(a, each_ends);
    wk_asking_int(a, ":most", f->offset + f->limit);
}

static wk_str text(wk_arena *arena, const json_t *object, const char *key) {
    return wk_str_copy(arena, wk_str_of(json_string_value(json_object_get(object, key))));
}

static wk_said said_of(wk_arena *arena, wk_query *q) {
    wk_said s = {0};
    wk_str *const texts[] = {&s.id, &s.json, &s.kind, &s.channel, &s.date, &s.article, &s.title, &s.outlet, &s.url,
                             &s.file, &s.published, &s.document, &s.page_sha256};
    for (size_t i = 0; i < WK_COUNT(texts); i++) *texts[i] = wk_str_copy(arena, wk_query_str(q, (int)i));
    json_t *item = json_loadb(s.json.p, s.json.n, JSON_ALLOW_NUL, NULL);
    s.words = text(arena, item, "content");
    s.who = text(arena, json_object_get(item, "who"), "name");
    s.to = text(arena, json_object_get(item, "to"), "name");
    s.date_how = text(arena, item, "said_how");
    s.translated = json_is_true(json_object_get(item, "translated"));
    s.via = wk_names_of(arena, json_object_get(item, "via"));
    json_decref(item);
    wk_names speaker = {0};
    if (s.who.n) *WK_PUSH(arena, &speaker) = s.who;
    s.chain = wk_chain_of(arena, &speaker, &s.via, wk_query_str(q, 13), s.outlet, s.url, s.file);
    return s;
}

wk_status wk_ask_statements(wk_store *store, const wk_packs *packs, const wk_filter *filter, wk_said_sink *sink,
                            void *context, wk_error *error) {
    wk_status status = wk_filter_check(filter, error);
    if (status != WK_OK) return status;
    wk_asking a = {.store = store, .packs = packs, .arena = wk_arena_new()};
    wk_asking_add(&a, select_said);
    add_rows(&a, filter);
    wk_asking_add(&a, filter->newest ? newest_first : in_order);
    wk_asking_page(&a, filter);
    wk_asking_add(&a, of_those);
    wk_asking_add(&a, filter->newest ? newest_first : in_order);
    if (!a.nobody) {
        wk_query *q = wk_asking_query(&a);
        wk_arena *row = wk_arena_new();
        bool more = true;
        while (more && wk_query_next(q)) {
            wk_arena_reset(row);
            wk_said said = said_of(row, q);
            more = sink(context, row, &said);
        }
        wk_arena_free(row);
        wk_query_free(q);
    }
    wk_asking_free(&a);
    return wk_store_status(store, error);
}

/* ---- actors ---------------------------------------------------------------------------------------------------- */

wk_status wk_ask_actors(wk_store *store, const wk_packs *packs, const wk_filter *filter, wk_known_sink *sink,
                        void *context, wk_error *error) {
    wk_asking a = {.store = store, .packs = packs, .arena = wk_arena_new()};
    wk_asking_add(&a, "SELECT a.key, a.world, a.name, a.said, a.did, a.got FROM actors a WHERE a.said + a.did + a.got > 0");
    if (filter->who.p) {
        wk_asking_add(&a, " AND a.id IN (SELECT j.value ->> 0 FROM json_each(:who) j)");
        wk_asking_names(&a, ":who", filter->who);
    }
    wk_asking_add(&a, " ORDER BY a.said + a.did + a.got DESC, a.key");
    wk_asking_page(&a, filter);
    if (!a.nobody) {
        wk_query *q = wk_asking_query(&a);
        bool more = true;
        while (more && wk_query_next(q)) {
            const wk_known known = {wk_query_str(q, 0), wk_query_str(q, 1), wk_query_str(q, 2),
                                    wk_query_int(q, 3), wk_query_int(q, 4), wk_query_int(q, 5)};
            more = sink(context, a.arena, &known);
        }
        wk_query_free(q);
    }
    wk_asking_free(&a);
    return wk_store_status(store, error);
}
