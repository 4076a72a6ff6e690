/* Sources: whoever the article says it got its news from: relays of statements and acts, media that speak, what the
 * pack's "sources" patterns name (documents, networks, witnesses, people without a name), credits. */
#include "read/frames.h"
#include "read/reader.h"

enum { MOST_SOURCES = 128 }; /* of one article; more are not told */

static bool known(const wk_reader *r, wk_str name) {
    if (r->reading->sources.n >= MOST_SOURCES) return true;
    for (size_t i = 0; i < r->reading->sources.n; i++)
        if (wk_str_eq_nocase(r->reading->sources.v[i].name, name)) return true;
    return false;
}

/* The schema's kind of a source: a medium's own type, else an official body. */
static wk_str kind_of(const wk_reader *r, const wk_somebody *s) {
    static const char *const kinds[] = {"news agency", "state media", "newspaper", "broadcaster", "online outlet"};
    if (s->kind != WK_NAME_MEDIUM || !s->entity) return s->kind == WK_NAME_MEDIUM ? WK_S("news agency") : WK_S("official");
    wk_str type = r->world->entities.v[s->entity].type;
    for (size_t i = 0; type.p && i < WK_COUNT(kinds); i++)
        if (wk_str_eq(type, wk_str_of(kinds[i]))) return type;
    return WK_S("newspaper");
}

static void add_mention(wk_reader *r, const wk_mention *m, wk_span at) {
    if (!m->who) return;
    const wk_somebody *s = &r->people.v[m->who - 1];
    wk_actor a = wk_actor_of(r, m->who, m);
    wk_str name = s->kind == WK_NAME_GOV && a.as.p ? a.as : a.name;
    if (known(r, name) || s->kind == WK_NAME_PERSON) return;
    *WK_PUSH(r->arena, &r->reading->sources) =
        (wk_source_named){.id = s->id, .name = name, .kind = kind_of(r, s), .part = r->part, .at = at};
}

/* Is a source told by these words already? */
static bool told(const wk_reader *r, wk_span at) {
    for (size_t i = 0; i < r->reading->sources.n; i++) {
        const wk_source_named *s = &r->reading->sources.v[i];
        if (s->part == r->part && at.start >= s->at.start && at.end <= s->at.end) return true;
    }
    return false;
}

/* A source that the pack's patterns name: a medium by what the world knows of it, else of the pattern's kind. */
static void add_match(wk_reader *r, const wk_match *m) {
    const wk_capture *c = wk_match_get(r->text, m, WK_SLOT_NAME);
    if (!c || c->end <= c->start) return;
    wk_span at = wk_token_span(r->text, m->start, m->end);
    wk_str kind = wk_match_constant(m, WK_SLOT_KIND), before = wk_match_constant(m, WK_SLOT_TITLE);
    const wk_mark *mark = wk_mark_at(r->text, c->start, WK_ACTOR);
    const wk_mention *mention = mark && mark->end == c->end ? &r->mentions.v[mark->value] : NULL;
    const wk_somebody *s = mention && mention->who ? &r->people.v[mention->who - 1] : NULL;
    if (!before.p && s && s->kind == WK_NAME_MEDIUM) {
        add_mention(r, mention, at);
        return;
    }
    wk_str name = wk_token_text(r->text, c->start, c->end);
    if (told(r, wk_token_span(r->text, c->start, c->end))) return;
    if (before.p) name = wk_str_printf(r->arena, "%.*s %.*s", WK_F(before), WK_F(name));
    if (!kind.p || known(r, name) || (!before.p && s && s->kind == WK_NAME_PERSON)) return;
    *WK_PUSH(r->arena, &r->reading->sources) =
        (wk_source_named){.name = name, .kind = kind, .part = r->part, .at = at};
}

/* Credited agencies ("sumber: Antara, Reuters") stand in the article's metadata; their words in the credit part. */
static void add_credits(wk_reader *r) {
    const wk_article *a = r->article;
    for (size_t i = 0; i < a->agencies.n; i++) {
        uint32_t entity;
        wk_str written = a->agencies.v[i], name = written, kind = WK_S("news agency"), id = {0};
        if (wk_lexicon_lookup(r->language->lexicon, written, WK_AGENCY, &entity)) {
            wk_somebody s = {.kind = WK_NAME_MEDIUM, .entity = entity};
            name = wk_world_called(r->world, entity, r->language->code);
            kind = kind_of(r, &s);
            id = r->world->entities.v[entity].id;
        }
        if (known(r, name)) continue;
        wk_source_named source = {.id = id, .name = name, .kind = kind};
        for (uint32_t p = 0; p < a->parts.n; p++) {
            if (!wk_str_eq(a->parts.v[p].name, WK_S("credit"))) continue;
            size_t at = wk_str_find(a->parts.v[p].text, written, 0);
            if (at == a->parts.v[p].text.n) continue;
            source.part = p;
            source.at = (wk_span){(uint32_t)at, (uint32_t)(at + written.n)};
        }
        *WK_PUSH(r->arena, &r->reading->sources) = source;
    }
}

void wk_read_sources(wk_reader *r) {
    for (uint32_t s = 0; s + 1 < r->sentences.n; s++) {
        const wk_way *way = &r->ways[s];
        if (way->via && !way->spoken) /* who speaks himself is found by the sources' own patterns */
            add_mention(r, &r->mentions.v[way->via - 1], wk_token_span(r->text, way->via_start, way->via_end));
    }
    uint32_t first = wk_stage_run(wk_language_stage(r->language, "sources"), r->text, WK_RUN_ALL);
    for (uint32_t i = first; i < r->text->matches.n; i++) add_match(r, &r->text->matches.v[i]);
    if (r->part == 0) add_credits(r);
}
