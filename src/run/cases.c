#include "run/cases.h"

#include "base/error.h"
#include "base/file.h"
#include "read/reading_json.h"

#include <dirent.h>
#include <stdlib.h>

enum { LARGEST_FILE = 8 * 1024 * 1024 };

/* ---- parsing --------------------------------------------------------------------------------------------------- */

typedef struct parser {
    wk_arena *arena;
    wk_pack_cases *cases;
    wk_error *error;
    const char *file;
    wk_str language, published; /* of the file */
    uint32_t line;
    size_t first; /* cases of this file begin here */
} parser;

static const char *const kinds[] = {"act", "statement", "date", "source", "claim"};

static wk_status fail(const parser *p, wk_str raw, wk_str at, const char *what) {
    return wk_fail_at(p->error, WK_PACK, p->file, p->line, (uint64_t)(at.p - raw.p) + 1, "%s", what);
}

static wk_str first_word(wk_str *rest) {
    size_t n = wk_str_find(*rest, WK_S(" "), 0);
    wk_str word = wk_str_cut(*rest, 0, n);
    *rest = wk_str_trim(wk_str_cut(*rest, n, rest->n));
    return word;
}

static wk_pack_case *current(const parser *p) {
    return p->cases->n > p->first ? &p->cases->v[p->cases->n - 1] : NULL;
}

static void open_case(const parser *p, wk_str name, bool negative) {
    *WK_PUSH(p->arena, p->cases) =
        (wk_pack_case){.name = name, .negative = negative, .language = p->language, .published = p->published,
                  .file = p->file, .line = p->line, .wanted = wk_str_ends(wk_str_of(p->file), WK_S("wanted.case"))};
}

static bool is_kind(wk_str word) {
    for (size_t i = 0; i < WK_COUNT(kinds); i++)
        if (wk_str_eq(word, wk_str_of(kinds[i]))) return true;
    return false;
}

static wk_status parse_line(parser *p, wk_str raw) {
    wk_str rest = wk_str_trim(raw), whole = rest;
    if (!rest.n || rest.p[0] == '#') return WK_OK;
    wk_pack_case *c = current(p);
    bool absent = rest.p[0] == '!';
    if (absent) rest = wk_str_trim(wk_str_cut(rest, 1, rest.n));
    wk_str word = first_word(&rest);
    if (wk_str_eq(word, WK_S("published"))) {
        *(c ? &c->published : &p->published) = rest;
        return WK_OK;
    }
    if (wk_str_eq(word, WK_S("case")) || wk_str_eq(word, WK_S("not"))) {
        if (wk_str_find(rest, WK_S("/"), 0) == rest.n)
            return fail(p, raw, whole, "a case is named after its pattern: case STAGE/PATTERN");
        open_case(p, rest, word.p[0] == 'n');
        return WK_OK;
    }
    if (!c) return fail(p, raw, whole, "no case is open: begin with 'case STAGE/PATTERN' or 'not STAGE/PATTERN'");
    if (wk_str_eq(word, WK_S(">"))) {
        c->text = c->text.p ? wk_str_printf(p->arena, "%.*s\n%.*s", WK_F(c->text), WK_F(rest)) : rest;
        return WK_OK;
    }
    if (!is_kind(word))
        return fail(p, raw, whole,
                    "a line of a case begins with '>', 'published', 'act', 'statement', 'date', 'source' or 'claim'");
    *WK_PUSH(p->arena, &c->expected) = (wk_expectation){absent, word, rest, p->line};
    return WK_OK;
}

wk_status wk_pack_cases_parse(wk_arena *arena, wk_str text, const char *file, wk_str language,
                              wk_pack_cases *cases, wk_error *error) {
    parser p = {.arena = arena, .cases = cases, .error = error, .file = file, .language = language, .first = cases->n};
    wk_str rest = text, line;
    while (wk_str_split(&rest, '\n', &line)) {
        p.line++;
        wk_status status = parse_line(&p, line);
        if (status != WK_OK) return status;
    }
    for (size_t i = p.first; i < cases->n; i++)
        if (!cases->v[i].text.p)
            return wk_fail_at(error, WK_PACK, file, cases->v[i].line, 1, "the case has no text: add a line '> …'");
    return WK_OK;
}

/* ---- loading --------------------------------------------------------------------------------------------------- */

static wk_str rule_of(wk_arena *arena, const wk_pack_case *it) {
    return wk_str_printf(arena, "%.*s/%.*s", WK_F(it->language), WK_F(it->name));
}

static const wk_pattern *pattern_of(wk_arena *arena, const wk_packs *packs, const wk_pack_case *it) {
    const wk_language *language = wk_packs_language(packs, it->language);
    wk_str id = rule_of(arena, it);
    for (size_t s = 0; s < language->stages.n; s++)
        for (size_t i = 0; i < language->stages.v[s]->patterns.n; i++)
            if (wk_str_eq(language->stages.v[s]->patterns.v[i].id, id)) return &language->stages.v[s]->patterns.v[i];
    return NULL;
}

static int by_text(const void *a, const void *b) {
    return wk_str_cmp(*(const wk_str *)a, *(const wk_str *)b);
}

static wk_status load_file(wk_arena *arena, wk_str path, wk_str language, wk_pack_cases *cases, wk_error *error) {
    wk_buf bytes = {0};
    wk_status status = wk_file_read(path.p, LARGEST_FILE, &bytes, error);
    if (status == WK_OK)
        status = wk_pack_cases_parse(arena, wk_str_copy(arena, wk_buf_str(&bytes)), path.p, language, cases, error);
    wk_buf_free(&bytes);
    return status;
}

wk_status wk_pack_cases_load(wk_arena *arena, const wk_packs *packs, const char *dir, wk_str language,
                             wk_pack_cases *cases, wk_error *error) {
    wk_str folder = wk_str_printf(arena, "%s/%.*s/cases", dir, WK_F(language));
    DIR *open = wk_packs_language(packs, language) ? opendir(folder.p) : NULL;
    if (!open) return WK_OK;
    WK_ARRAY(wk_str) paths = {0};
    struct dirent *item;
    while ((item = readdir(open)))
        if (item->d_name[0] != '.' && wk_str_ends(wk_str_of(item->d_name), WK_S(".case")))
            *WK_PUSH(arena, &paths) = wk_str_printf(arena, "%.*s/%s", WK_F(folder), item->d_name);
    closedir(open);
    if (paths.n) qsort(paths.v, paths.n, sizeof *paths.v, by_text);
    size_t first = cases->n;
    for (size_t i = 0; i < paths.n; i++) {
        wk_status status = load_file(arena, paths.v[i], language, cases, error);
        if (status != WK_OK) return status;
    }
    for (size_t i = first; i < cases->n; i++)
        if (!pattern_of(arena, packs, &cases->v[i]))
            return wk_fail_at(error, WK_PACK, cases->v[i].file, cases->v[i].line, 1, "the pack has no pattern %.*s",
                              WK_F(cases->v[i].name));
    return WK_OK;
}

/* ---- what was found, as cases write it ------------------------------------------------------------------------- */

typedef struct item {
    const char *kind;
    WK_ARRAY(wk_str) fields;
    wk_str rule;
} item;

typedef struct findings {
    wk_arena *arena;
    WK_ARRAY(item) items;
} findings;

/* "key value"; either may be empty, and a value that is NULL gives no field. */
static void field(findings *f, item *it, const char *key, wk_str value) {
    if (!value.p) return;
    const char *space = *key && value.n ? " " : "";
    *WK_PUSH(f->arena, &it->fields) = wk_str_printf(f->arena, "%s%s%.*s", key, space, WK_F(value));
}

static wk_str names(wk_arena *arena, const wk_actors *actors) {
    wk_str all = actors->n ? actors->v[0].name : WK_S("?");
    for (size_t i = 1; i < actors->n; i++) all = wk_str_printf(arena, "%.*s, %.*s", WK_F(all), WK_F(actors->v[i].name));
    return all;
}

static wk_str date_text(wk_arena *arena, const wk_date *date) {
    return date->value.p ? wk_str_printf(arena, "%.*s %s", WK_F(date->value), wk_how_name(date->how)) : (wk_str){0};
}

static wk_str yes(bool is) {
    return is ? WK_S("") : (wk_str){0};
}

static void add_act(findings *f, const wk_act *a) {
    item it = {.kind = "act", .rule = a->rule};
    wk_str from = names(f->arena, &a->from), to = names(f->arena, &a->to);
    wk_str date = date_text(f->arena, &a->date), occasion = a->occasion.id.p ? a->occasion.id : a->occasion.name;
    if (occasion.p && a->occasion.ordinal)
        occasion = wk_str_printf(f->arena, "%.*s %d", WK_F(occasion), a->occasion.ordinal);
    field(f, &it, "", a->act);
    field(f, &it, "", wk_str_printf(f->arena, "%.*s -> %.*s", WK_F(from), WK_F(to)));
    field(f, &it, "", date.p ? date : WK_S("undated"));
    field(f, &it, "occasion", occasion);
    field(f, &it, "channel", a->channel);
    for (size_t i = 0; i < a->via.n; i++) field(f, &it, "via", a->via.v[i].name);
    field(f, &it, "about", a->about);
    field(f, &it, "reported", a->reported);
    field(f, &it, "planned", yes(a->planned));
    field(f, &it, "denied", yes(a->denied));
    field(f, &it, "habit", !a->habit.kind.p ? a->habit.kind : !a->habit.number ? a->habit.kind
                           : wk_str_printf(f->arena, "%.*s %d", WK_F(a->habit.kind), (int)a->habit.number));
    *WK_PUSH(f->arena, &f->items) = it;
}

static void add_statement(findings *f, const wk_reading *reading, const wk_statement *s) {
    item it = {.kind = "statement", .rule = s->rule};
    field(f, &it, "", wk_str_of(wk_kind_name(s->kind)));
    field(f, &it, "", s->who.name.p ? s->who.name : WK_S("?"));
    field(f, &it, "", wk_str_printf(f->arena, "\"%.*s\"", WK_F(wk_words(f->arena, reading, s->part, &s->content))));
    field(f, &it, "to", s->to.name);
    field(f, &it, "channel", s->channel);
    for (size_t i = 0; i < s->via.n; i++) field(f, &it, "via", s->via.v[i].name);
    field(f, &it, "said", date_text(f->arena, &s->said));
    field(f, &it, "translated", yes(s->translated));
    *WK_PUSH(f->arena, &f->items) = it;
}

static void add_date(findings *f, const wk_reading *reading, const wk_named_date *d) {
    item it = {.kind = "date"};
    const wk_date date = {d->value, d->how};
    field(f, &it, "", d->value.p ? date_text(f->arena, &date) : WK_S("?"));
    field(f, &it, "", wk_str_cut(reading->article->parts.v[d->part].text, d->at.start, d->at.end));
    field(f, &it, "", wk_str_of(d->type));
    field(f, &it, "flag", wk_str_of(d->flag));
    *WK_PUSH(f->arena, &f->items) = it;
}

static void add_claim(findings *f, const wk_reading *reading, const wk_cadence_told *c) {
    item it = {.kind = "claim", .rule = c->rule};
    wk_str from = names(f->arena, &c->from), to = names(f->arena, &c->to), what = c->kind;
    if (c->count) what = wk_str_printf(f->arena, "%.*s %d%.*s", WK_F(c->kind), c->count, WK_F(c->unit));
    else if (c->unit.p) what = wk_str_printf(f->arena, "%.*s %.*s", WK_F(c->kind), WK_F(c->unit));
    field(f, &it, "", what);
    field(f, &it, "since", c->since);
    field(f, &it, "by", c->claimant.name);
    field(f, &it, "", c->act);
    if (c->act.p) field(f, &it, "", wk_str_printf(f->arena, "%.*s -> %.*s", WK_F(from), WK_F(to)));
    field(f, &it, "", wk_str_cut(reading->article->parts.v[c->part].text, c->at.start, c->at.end));
    *WK_PUSH(f->arena, &f->items) = it;
}

static findings find(wk_arena *arena, const wk_packs *packs, const wk_pack_case *it) {
    findings f = {.arena = arena};
    wk_article article = {.language = it->language, .published = it->published, .kind = WK_PAGE_BODY, .id = it->name};
    *WK_PUSH(arena, &article.parts) = (wk_part){.name = WK_S("body"), .text = it->text};
    const wk_reading *reading = wk_read(arena, packs, &article);
    for (size_t i = 0; i < reading->acts.n; i++) add_act(&f, &reading->acts.v[i]);
    for (size_t i = 0; i < reading->statements.n; i++) add_statement(&f, reading, &reading->statements.v[i]);
    for (size_t i = 0; i < reading->dates.n; i++) add_date(&f, reading, &reading->dates.v[i]);
    for (size_t i = 0; i < reading->cadence.n; i++) add_claim(&f, reading, &reading->cadence.v[i]);
    for (size_t i = 0; i < reading->sources.n; i++) {
        item source = {.kind = "source"};
        field(&f, &source, "", reading->sources.v[i].name);
        field(&f, &source, "", reading->sources.v[i].kind);
        *WK_PUSH(arena, &f.items) = source;
    }
    return f;
}

/* ---- comparing ------------------------------------------------------------------------------------------------- */

/* Is `found` what is wanted, where "…" stands for any words? */
static bool fits(wk_str wanted, wk_str found) {
    const wk_str dots = WK_S("…");
    size_t at = wk_str_find(wanted, dots, 0), from = at;
    if (at == wanted.n) return wk_str_eq(wanted, found);
    if (!wk_str_starts(found, wk_str_cut(wanted, 0, at))) return false;
    for (wk_str rest = wk_str_cut(wanted, at + dots.n, wanted.n);; rest = wk_str_cut(rest, at + dots.n, rest.n)) {
        at = wk_str_find(rest, dots, 0);
        if (at == rest.n) return found.n >= from + rest.n && wk_str_ends(found, rest);
        from = wk_str_find(found, wk_str_cut(rest, 0, at), from);
        if (from == found.n) return false;
        from += at;
    }
}

/* Has the item all fields, the first one at its first place? */
static bool has_all(const item *it, const wk_expectation *e) {
    wk_str rest = e->fields, wanted;
    if (!wk_str_eq(e->kind, wk_str_of(it->kind))) return false;
    for (size_t k = 0; wk_str_split(&rest, '|', &wanted); k++) {
        wanted = wk_str_trim(wanted);
        bool found = k == 0 && (!wanted.n || fits(wanted, it->fields.v[0]));
        for (size_t i = 1; k && i < it->fields.n && !found; i++) found = fits(wanted, it->fields.v[i]);
        if (!found) return false;
    }
    return true;
}

/* All items of a kind as one line. */
static wk_str told(const findings *f, wk_str kind) {
    wk_str all = {0};
    for (size_t i = 0; i < f->items.n; i++) {
        const item *it = &f->items.v[i];
        if (kind.p && !wk_str_eq(kind, wk_str_of(it->kind))) continue;
        all = wk_str_printf(f->arena, "%.*s%s%s ", WK_F(all), all.p ? "; " : "", it->kind);
        for (size_t k = 0; k < it->fields.n; k++)
            all = wk_str_printf(f->arena, "%.*s%s%.*s", WK_F(all), k ? " | " : "", WK_F(it->fields.v[k]));
        if (it->rule.p) all = wk_str_printf(f->arena, "%.*s [%.*s]", WK_F(all), WK_F(it->rule));
    }
    return all.p ? all : WK_S("nothing");
}

/* Does the pattern give items of its own? Acts and statements do, but not what only tells more of others. */
static bool gives_items(const wk_pattern *p) {
    for (size_t i = 0; i < p->constants.n; i++)
        if (p->constants.v[i].slot == WK_SLOT_ACT && (wk_str_eq(p->constants.v[i].value, WK_S("occasion")) ||
                                                      wk_str_eq(p->constants.v[i].value, WK_S("event")) ||
                                                      wk_str_eq(p->constants.v[i].value, WK_S("deed"))))
            return false;
    return wk_str_find(p->id, WK_S("/acts/"), 0) < p->id.n || wk_str_find(p->id, WK_S("/statements/"), 0) < p->id.n;
}

/* Items carry their rule: it must be the case's own, or must not. */
static bool rule_holds(wk_arena *arena, const wk_packs *packs, const wk_pack_case *it, const findings *f) {
    const wk_pattern *pattern = pattern_of(arena, packs, it);
    wk_str rule = rule_of(arena, it);
    if (!pattern || !gives_items(pattern)) return true;
    bool found = false;
    for (size_t i = 0; i < f->items.n; i++) found |= wk_str_eq(f->items.v[i].rule, rule);
    return found != it->negative;
}

wk_status wk_pack_case_run(wk_arena *arena, const wk_packs *packs, const wk_pack_case *it, wk_error *error) {
    findings f = find(arena, packs, it);
    for (size_t e = 0; e < it->expected.n; e++) {
        const wk_expectation *want = &it->expected.v[e];
        bool found = false;
        for (size_t i = 0; i < f.items.n && !found; i++) found = has_all(&f.items.v[i], want);
        if (found == want->absent)
            return wk_fail_at(error, WK_PACK, it->file, want->line, 0, "%.*s: %s %.*s %.*s; found: %.*s",
                              WK_F(it->name), want->absent ? "there is a" : "there is no", WK_F(want->kind), WK_F(want->fields),
                              WK_F(told(&f, want->kind)));
    }
    if (!rule_holds(arena, packs, it, &f))
        return wk_fail_at(error, WK_PACK, it->file, it->line, 0, "%.*s is %sat work; found: %.*s", WK_F(it->name),
                          it->negative ? "" : "not ", WK_F(told(&f, (wk_str){0})));
    return WK_OK;
}
