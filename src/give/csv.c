/* Events as a table (RFC 4180): a header, then a row an event. Several names of one cell are parted by "; ", steps of the
 * chain by " > ". Ids are stable: see DESIGN of ids in docs/record.schema.json.
 *
 * Spreadsheets take a cell that begins with one of FORMULA for a formula, which a page's words must never become. Such a cell gets
 * an apostrophe before it, as OWASP advises; and so does one that begins with apostrophes and then such a sign, so that who
 * takes one apostrophe away wherever one of FORMULA follows the apostrophes has what the record holds. */
#include "give/giver.h"

#include "read/codes.h"

static const char FORMULA[] = "=+-@\t\r";

static bool is_formula(wk_str value) {
    size_t i = 0;
    while (i < value.n && value.p[i] == '\'') i++;
    return i < value.n && value.p[i] && strchr(FORMULA, value.p[i]);
}

static void cell(wk_giver *g, wk_str value) {
    bool guarded = is_formula(value), quoted = guarded;
    for (size_t i = 0; i < value.n; i++) quoted |= value.p[i] == '"' || value.p[i] == ',' || value.p[i] == '\n' || value.p[i] == '\r';
    if (quoted) wk_buf_byte(&g->out, '"');
    if (guarded) wk_buf_byte(&g->out, '\'');
    for (size_t i = 0; i < value.n; i++) {
        if (value.p[i] == '"') wk_buf_byte(&g->out, '"');
        wk_buf_byte(&g->out, value.p[i]);
    }
    if (quoted) wk_buf_byte(&g->out, '"');
}

static wk_str joined(wk_arena *arena, const wk_names *names, const char *by) {
    wk_str all = names->n ? names->v[0] : WK_S("");
    for (size_t i = 1; i < names->n; i++) all = wk_str_printf(arena, "%.*s%s%.*s", WK_F(all), by, WK_F(names->v[i]));
    return all;
}

/* A member of each object of a JSON array, or the strings themselves (key NULL), parted by "; ". */
static wk_str listed(wk_arena *arena, wk_str json, const char *key) {
    json_t *list = json_loadb(json.p, json.n, JSON_ALLOW_NUL, NULL);
    const json_t *item;
    size_t i;
    wk_names all = {0};
    json_array_foreach(list, i, item) {
        const json_t *value = key ? json_object_get(item, key) : item;
        *WK_PUSH(arena, &all) = wk_str_copy(arena, (wk_str){json_string_value(value), json_string_length(value)});
    }
    json_decref(list);
    return joined(arena, &all, "; ");
}

static wk_str flag(bool value) {
    return value ? WK_S("1") : WK_S("0");
}

static wk_str number(wk_arena *arena, int64_t value) {
    return wk_str_printf(arena, "%lld", (long long)value);
}

static void row(wk_giver *g, const wk_str *cells, size_t n) {
    for (size_t i = 0; i < n; i++) {
        if (i) wk_buf_byte(&g->out, ',');
        cell(g, cells[i]);
    }
    wk_buf_add(&g->out, WK_S("\r\n"));
}

static void event(wk_giver *g, const wk_told *e) {
    wk_arena *a = g->arena;
    const wk_act_codes codes = wk_codes_of(e->act, e->channel, e->planned);
    const wk_str cells[] = {
        e->id, e->date.value, e->date.value.p ? wk_str_of(wk_how_name(e->date.how)) : (wk_str){0}, e->act,
        wk_str_of(codes.cameo), wk_str_of(codes.plover), joined(a, &e->from, "; "), listed(a, e->from_json, "id"),
        joined(a, &e->to, "; "), listed(a, e->to_json, "id"), e->occasion.name, e->occasion.id,
        e->occasion.ordinal ? number(a, e->occasion.ordinal) : (wk_str){0}, e->channel, flag(e->planned), flag(e->denied),
        number(a, e->reports), number(a, e->sources), joined(a, &e->chain, " > "), listed(a, e->report_ids, NULL)};
    row(g, cells, WK_COUNT(cells));
}

void wk_give_csv(wk_giver *g) {
    static const char *const columns[] = {
        "event_id", "date", "date_how", "act", "cameo", "plover", "from", "from_ids", "to", "to_ids", "occasion",
        "occasion_id", "ordinal", "channel", "planned", "denied", "reports", "sources", "chain", "articles"};
    wk_str cells[WK_COUNT(columns)];
    for (size_t i = 0; i < WK_COUNT(columns); i++) cells[i] = wk_str_of(columns[i]);
    row(g, cells, WK_COUNT(cells));
    wk_giver_events(g, event);
}
