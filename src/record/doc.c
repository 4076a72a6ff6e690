#include "record/doc.h"

#include "base/hash.h"
#include "base/json.h"
#include "base/map.h"
#include "pack/language.h"
#include "read/reading_json.h"
#include "record/mapcode.h"
#include "text/utf8.h"

#include <stdlib.h>

typedef struct maker {
    wk_arena *arena;
    const wk_packs *packs;
    const wk_corrections *corrections;
    const wk_reading *reading; /* as it was read */
    const wk_act_decided *decided; /* about its acts; NULL: nothing */
    const wk_act *acts;        /* with the attributes that people gave them */
    const wk_reading *shown;   /* and with other people in it, where somebody decided so */
    wk_doc *doc;
    wk_map *numbers; /* actor key → index */
} maker;

bool wk_act_symmetric(wk_str act) {
    static const char *const both[] = {"meet", "agree"};
    for (size_t i = 0; i < WK_COUNT(both); i++)
        if (wk_str_eq(act, wk_str_of(both[i]))) return true;
    return false;
}

/* ---- actors ---------------------------------------------------------------------------------------------------- */

/* Who somebody is after correction: the key, and in *actor how he is shown. *by_person (may be NULL): a person says so. */
static wk_str correct(maker *m, wk_actor *actor, bool *by_person) {
    wk_str key = wk_actor_key(m->arena, actor);
    bool changed = key.p && wk_correct(m->corrections, m->reading->article->id, &key, &actor->name);
    if (changed) actor->id = wk_str_starts(key, WK_S("name:")) ? (wk_str){0} : key;
    if (by_person) *by_person = changed;
    return key;
}

/* Whom the world pack knows is called as it calls them: a government is not shown by its palace's name. */
static wk_str called(maker *m, wk_str key, wk_str name) {
    const wk_world *w = m->packs ? wk_packs_world(m->packs) : NULL;
    uint32_t entity = w ? wk_world_find(w, key) : 0;
    wk_str own = entity ? wk_world_called(w, entity, m->reading->article->language) : (wk_str){0};
    return own.p ? own : name;
}

static uint32_t number_of(maker *m, const wk_actor *read) {
    wk_actor shown = *read, *actor = &shown;
    bool by_person;
    wk_str key = correct(m, actor, &by_person);
    if (!key.p) return WK_NOBODY;
    if (!by_person) actor->name = called(m, key, actor->name);
    uint32_t known = wk_map_get(m->numbers, key, WK_NOBODY);
    if (known != WK_NOBODY) {
        wk_doc_actor *old = &m->doc->actors.v[known];
        if (wk_name_better(actor->name, old->name)) old->name = actor->name;
        return known;
    }
    uint32_t number = (uint32_t)m->doc->actors.n;
    wk_str state = wk_state_of(m->arena, m->packs, m->reading->article->language, key, actor->name);
    *WK_PUSH(m->arena, &m->doc->actors) = (wk_doc_actor){key, actor->id, actor->name, state};
    wk_map_put(m->numbers, key, number);
    return number;
}

static wk_indices numbers_of(maker *m, const wk_actors *actors) {
    wk_indices out = {0};
    for (size_t i = 0; i < actors->n; i++) {
        uint32_t number = number_of(m, &actors->v[i]);
        bool seen = number == WK_NOBODY;
        for (size_t k = 0; k < out.n; k++) seen |= out.v[k] == number;
        if (!seen) *WK_PUSH(m->arena, &out) = number;
    }
    return out;
}

/* ---- acts ------------------------------------------------------------------------------------------------------ */

static int by_key(const void *a, const void *b) {
    return wk_str_cmp(((const wk_sided *)a)->key, ((const wk_sided *)b)->key);
}

/* One side, or both together: its actors by key, each once. */
static wk_side side_of(maker *m, const wk_indices *first, const wk_indices *second) {
    wk_side side = {0};
    for (int which = 0; which < 2; which++) {
        const wk_indices *all = which ? second : first;
        for (size_t i = 0; all && i < all->n; i++) {
            const wk_doc_actor *a = &m->doc->actors.v[all->v[i]];
            *WK_PUSH(m->arena, &side) = (wk_sided){a->key, a->state};
        }
    }
    if (!side.n) return side;
    qsort(side.v, side.n, sizeof *side.v, by_key);
    size_t kept = 1;
    for (size_t i = 1; i < side.n; i++)
        if (!wk_str_eq(side.v[i].key, side.v[kept - 1].key)) side.v[kept++] = side.v[i];
    side.n = kept;
    return side;
}

static void take_sides(maker *m, wk_doc_act *act) {
    wk_side from = side_of(m, &act->from, act->symmetric ? &act->to : NULL), to = {0};
    if (!act->symmetric) to = side_of(m, &act->to, NULL);
    act->from_side = wk_side_text(m->arena, &from);
    act->to_side = wk_side_text(m->arena, &to);
    const wk_str bucket[] = {act->act, act->from_side, act->to_side};
    act->bucket = wk_hash_id(m->arena, wk_hash_parts(bucket, WK_COUNT(bucket)));
    act->to_states = wk_side_states(m->arena, &to);
    act->pool = wk_pool_of(m->arena, act->act, &from, &to);
}

/* Whom the article rests on as a whole. */
static wk_str root_of_article(maker *m) {
    const wk_article *a = m->reading->article;
    for (size_t i = 0; i < m->reading->sources.n; i++) {
        const wk_source_named *s = &m->reading->sources.v[i];
        if (s->part < a->parts.n && wk_str_eq(a->parts.v[s->part].name, WK_S("credit")))
            return wk_actor_key(m->arena, &(wk_actor){.id = s->id, .name = s->name});
    }
    if (a->agencies.n) return wk_actor_key(m->arena, &(wk_actor){.name = a->agencies.v[0]});
    if (!a->outlet.p) return wk_str_printf(m->arena, "page:%.*s", WK_F(a->page_sha256));
    wk_str folded = wk_name_fold(m->arena, a->outlet);
    return wk_str_printf(m->arena, "outlet:%.*s", WK_F(folded));
}

/* Who the report of an act rests on in the end. */
static wk_str root_of(maker *m, const wk_indices *via) {
    return via->n ? m->doc->actors.v[via->v[via->n - 1]].key : m->doc->root;
}

/* What was written into `out`, kept in the arena; `out` is freed. */
static wk_str keep(maker *m, wk_buf *out) {
    wk_str kept = wk_str_copy(m->arena, wk_buf_str(out));
    wk_buf_free(out);
    return kept;
}

/* A sentence may end at text[at]. */
static bool ends_sentence(wk_str text, size_t at) {
    char c = text.p[at];
    if (c == '\n') return true;
    return (c == '.' || c == '!' || c == '?') && (at + 1 == text.n || text.p[at + 1] == ' ' || text.p[at + 1] == '\n');
}

/* The words of the sentences that the evidence stands in: a few words may be the same by chance, a sentence is a copy. */
static wk_str sentence_of(maker *m, const wk_act *a) {
    wk_str text = m->reading->article->parts.v[a->part].text;
    if (!a->evidence.n) return WK_S("");
    size_t from = a->evidence.v[0].start, to = a->evidence.v[a->evidence.n - 1].end;
    while (from > 0 && !ends_sentence(text, from - 1)) from--;
    while (to < text.n && !ends_sentence(text, to)) to++;
    return wk_name_fold(m->arena, wk_str_cut(text, from, to));
}

/* "ID+", "ID-", a line each. */
static wk_str parted_of(maker *m, const wk_act_decided *d) {
    wk_buf out = {0};
    for (size_t i = 0; i < d->parted.n; i++) {
        if (i) wk_buf_byte(&out, '\n');
        wk_buf_add(&out, d->parted.v[i]);
    }
    return out.n ? keep(m, &out) : (wk_str){0};
}

static void add_act(maker *m, const wk_act *a, const wk_act *shown, wk_str id, const wk_act_decided *decided) {
    if (decided && decided->verdict == WK_REJECT) return; /* it was not done */
    wk_doc_act e = {.id = id, .act = a->act, .date = a->date, .channel = a->channel, .place = a->place.name,
                      .reported = a->reported, .occasion = a->occasion, .planned = a->planned, .denied = a->denied,
                      .symmetric = wk_act_symmetric(a->act)};
    for (size_t i = 0; i < m->doc->acts.n; i++)
        if (wk_str_eq(m->doc->acts.v[i].id, e.id)) return; /* the very same thing twice */
    e.words = wk_words(m->arena, m->reading, a->part, &a->evidence);
    e.words_key = wk_hash_id(m->arena, wk_hash(sentence_of(m, a)));
    e.from = numbers_of(m, &a->from);
    e.to = numbers_of(m, &a->to);
    e.via = numbers_of(m, &a->via);
    take_sides(m, &e);
    e.root = root_of(m, &e.via);
    e.decided = wk_decided_mask(decided);
    if (decided) e.joined = decided->joined, e.parted = parted_of(m, decided);
    wk_buf json = {0};
    wk_act_flat(m->arena, m->reading, shown, id, &json);
    e.json = keep(m, &json);
    *WK_PUSH(m->arena, &m->doc->acts) = e;
}

/* ---- statements ------------------------------------------------------------------------------------------------ */

static void add_statement(maker *m, const wk_statement *s, const wk_statement *shown, wk_str id) {
    wk_doc_statement e = {.id = id, .channel = s->channel, .kind = s->kind,
                            .said = s->said.value, .said_how = s->said.how};
    for (size_t i = 0; i < m->doc->statements.n; i++)
        if (wk_str_eq(m->doc->statements.v[i].id, e.id)) return;
    e.words = wk_words(m->arena, m->reading, s->part, &s->content);
    e.who = number_of(m, &s->who);
    e.to = number_of(m, &s->to);
    e.via = numbers_of(m, &s->via);
    wk_buf json = {0};
    wk_statement_flat(m->arena, m->reading, shown, id, &json);
    e.json = keep(m, &json);
    *WK_PUSH(m->arena, &m->doc->statements) = e;
}

/* ---- the whole ------------------------------------------------------------------------------------------------- */

static void add_parts(maker *m) {
    for (size_t i = 0; i < m->reading->article->parts.n; i++) {
        const wk_part *part = &m->reading->article->parts.v[i];
        wk_buf code = {0};
        wk_map_encode(&part->map, &code);
        *WK_PUSH(m->arena, &m->doc->parts) =
            (wk_doc_part){part->name, part->text, keep(m, &code)};
    }
}

/* Credited agencies as a JSON array: sources named in the credit line, else the agencies of the article. */
static wk_str credits_of(maker *m) {
    const wk_article *a = m->reading->article;
    wk_buf out = {0};
    wk_json j = {.out = &out};
    size_t found = 0;
    wk_json_open(&j, '[');
    for (size_t i = 0; i < m->reading->sources.n; i++) {
        const wk_source_named *s = &m->reading->sources.v[i];
        if (s->part >= a->parts.n || !wk_str_eq(a->parts.v[s->part].name, WK_S("credit"))) continue;
        wk_json_str(&j, s->name);
        found++;
    }
    for (size_t i = 0; !found && i < a->agencies.n; i++) wk_json_str(&j, a->agencies.v[i]);
    wk_json_close(&j, ']');
    return keep(m, &out);
}

/* What the container said of the page, as the source room takes it from a record again (source/lines.c). */
static wk_str given_of(maker *m, const wk_page *page) {
    const struct { const char *key; wk_str value; } given[] = {
        {"kind", wk_str_of(wk_page_kind_name(page->kind))}, {"charset", page->charset}, {"id", page->id}, {"url", page->url},
        {"outlet", page->outlet}, {"published", page->published}, {"title", page->title}, {"crawled", page->crawled}};
    wk_buf out = {0};
    wk_json j = {.out = &out};
    wk_json_open(&j, '{');
    for (size_t i = 0; i < WK_COUNT(given); i++)
        if (given[i].value.p) wk_json_member(&j, given[i].key, given[i].value);
    wk_json_close(&j, '}');
    return keep(m, &out);
}

static wk_str key_of(wk_arena *arena, const wk_page *page, const wk_article *article) {
    const wk_str parts[] = {article->id,     article->page_sha256, page->id,    page->url,  page->outlet,
                            page->published, page->title,          page->charset,
                            wk_str_of(wk_page_kind_name(page->kind))};
    return wk_hash_id(arena, wk_hash_parts(parts, WK_COUNT(parts)));
}

/* The whole reading, without where this copy of the page happened to lie: the same page found twice is one. */
static wk_str json_of(maker *m, wk_str made_by, const wk_item_ids *ids) {
    wk_article article = *m->reading->article;
    wk_reading reading = *m->reading;
    article.file = article.container_sha256 = (wk_str){0};
    reading.article = &article;
    wk_buf out = {0};
    wk_reading_json_with(&reading, made_by, ids, &out);
    return keep(m, &out);
}

static void correct_all(maker *m, wk_actors *actors) {
    wk_actors copy = {0};
    for (size_t i = 0; i < actors->n; i++) {
        *WK_PUSH(m->arena, &copy) = actors->v[i];
        (void)correct(m, &copy.v[i], NULL);
    }
    *actors = copy;
}

/* The reading with other people in it, where somebody decided so. What it was read from is left as it is. */
static const wk_reading *corrected(maker *m) {
    const wk_reading *r = m->reading;
    if (!m->corrections || !m->corrections->all.n) return r;
    wk_reading *copy = wk_alloc(m->arena, sizeof *copy);
    *copy = (wk_reading){.article = r->article, .dates = r->dates, .sources = r->sources};
    for (size_t i = 0; i < r->statements.n; i++) {
        wk_statement *s = WK_PUSH(m->arena, &copy->statements);
        *s = r->statements.v[i];
        (void)correct(m, &s->who, NULL);
        (void)correct(m, &s->to, NULL);
        correct_all(m, &s->via);
    }
    for (size_t i = 0; i < r->acts.n; i++) {
        wk_act *a = WK_PUSH(m->arena, &copy->acts);
        *a = m->acts[i];
        correct_all(m, &a->from);
        correct_all(m, &a->to);
        correct_all(m, &a->via);
    }
    return copy;
}

/* The acts as people decided that they are. */
static const wk_act *acts_of(maker *m, const wk_item_ids *ids) {
    const wk_reading *r = m->reading;
    m->decided = wk_decisions_of(m->arena, m->corrections, r, ids);
    if (!m->decided) return r->acts.v;
    wk_act *all = wk_alloc_array(m->arena, r->acts.n + 1, sizeof *all);
    for (size_t i = 0; i < r->acts.n; i++) all[i] = wk_act_as_decided(m->arena, &r->acts.v[i], &m->decided[i]);
    return all;
}

/* All that follows from the reading. */
static void fill(maker *m, const wk_item_ids *ids) {
    const wk_reading *r = m->reading;
    m->acts = acts_of(m, ids);
    m->shown = corrected(m);
    m->doc->article = r->article;
    m->doc->credits = credits_of(m);
    m->doc->root = root_of_article(m);
    m->doc->sketch = wk_sketch_of(m->arena, r->article->parts.v[0].text);
    for (size_t i = 0; i < r->statements.n; i++) add_statement(m, &r->statements.v[i], &m->shown->statements.v[i], ids->statements[i]);
    for (size_t i = 0; i < r->acts.n; i++)
        add_act(m, &m->acts[i], &m->shown->acts.v[i], ids->acts[i], m->decided ? &m->decided[i] : NULL);
}

static wk_str failure_key(wk_arena *arena, wk_str file, wk_str sha256) {
    const wk_str parts[] = {file, sha256};
    return wk_hash_id(arena, wk_hash_parts(parts, WK_COUNT(parts)));
}

wk_doc *wk_doc_make(wk_arena *arena, const wk_packs *packs, const wk_corrections *corrections, const wk_page *page,
                    const wk_reading *reading, wk_str made_by) {
    maker m = {.arena = arena, .packs = packs, .corrections = corrections, .reading = reading,
               .doc = wk_alloc(arena, sizeof(wk_doc)), .numbers = wk_map_new(arena, 32)};
    const wk_article *a = reading->article;
    m.doc->key = key_of(arena, page, a);
    m.doc->address = a->url.p ? a->url : page->id.p ? page->id : m.doc->key;
    m.doc->page = page->bytes;
    m.doc->made_by = made_by;
    m.doc->given = given_of(&m, page);
    m.doc->no_failures[0] = failure_key(arena, a->file, a->page_sha256);
    m.doc->no_failures[1] = failure_key(arena, a->file, WK_S(""));
    wk_item_ids ids = wk_item_ids_of(arena, reading);
    m.doc->json = json_of(&m, made_by, &ids);
    fill(&m, &ids);
    add_parts(&m);
    return m.doc;
}

wk_doc *wk_doc_again(wk_arena *arena, const wk_packs *packs, const wk_corrections *corrections, wk_str key,
                     const wk_reading *reading) {
    maker m = {.arena = arena, .packs = packs, .corrections = corrections, .reading = reading,
               .doc = wk_alloc(arena, sizeof(wk_doc)), .numbers = wk_map_new(arena, 32)};
    m.doc->key = key;
    wk_item_ids ids = wk_item_ids_of(arena, reading);
    fill(&m, &ids);
    return m.doc;
}

wk_failed_page *wk_failed_page_make(wk_arena *arena, const wk_page *page, const wk_error *error) {
    wk_failed_page *f = wk_alloc(arena, sizeof *f);
    f->file = page->file.p ? page->file : wk_str_copy(arena, wk_str_of(error->file));
    f->url = page->url;
    f->status = error->status;
    f->bytes = page->bytes;
    f->bytes_sha256 = page->bytes.n ? wk_hash_hex(arena, wk_hash(page->bytes)) : (wk_str){0};
    f->reason = wk_str_copy(arena, wk_str_of(error->message));
    f->key = failure_key(arena, f->file, f->bytes_sha256.p ? f->bytes_sha256 : WK_S(""));
    return f;
}
