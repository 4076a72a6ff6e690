#include "run/correct.h"

#include "base/error.h"
#include "read/reading_json.h"
#include "record/doc.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <time.h>

/* ---- who is named where ---------------------------------------------------------------------------------------- */

/* Everybody whom a reading names in its words. */
typedef struct named {
    const wk_reading *reading;
    WK_ARRAY(const wk_actor *) all;
} named;

static void name(wk_arena *arena, named *n, const wk_actor *actor) {
    if (actor->at.end > actor->at.start && (actor->id.p || actor->name.p)) *WK_PUSH(arena, &n->all) = actor;
}

static void name_all(wk_arena *arena, named *n, const wk_actors *actors) {
    for (size_t i = 0; i < actors->n; i++) name(arena, n, &actors->v[i]);
}

/* The reading that is kept of a document; nobody when it cannot be read. */
static named named_in(wk_store *store, wk_arena *arena, int64_t document) {
    named n = {0};
    wk_str key, json = wk_store_reading(store, arena, document, &key);
    wk_reading *r;
    wk_error error;
    if (!json.p || wk_reading_parse(arena, json, &r, NULL, &error) != WK_OK) return n;
    n.reading = r;
    for (size_t i = 0; i < r->statements.n; i++) {
        name(arena, &n, &r->statements.v[i].who);
        name(arena, &n, &r->statements.v[i].to);
        name_all(arena, &n, &r->statements.v[i].via);
    }
    for (size_t i = 0; i < r->acts.n; i++) {
        name_all(arena, &n, &r->acts.v[i].from);
        name_all(arena, &n, &r->acts.v[i].to);
        name_all(arena, &n, &r->acts.v[i].via);
    }
    return n;
}

static wk_anchor anchor_of(wk_arena *arena, const named *n, const wk_actor *a) {
    const wk_part *part = &n->reading->article->parts.v[a->part];
    wk_cp_index points = wk_cp_index_make(arena, part->text);
    return (wk_anchor){.article = n->reading->article->id, .part = part->name,
                       .words = wk_str_cut(part->text, a->at.start, a->at.end),
                       .start = wk_cp_of_byte(&points, a->at.start), .end = wk_cp_of_byte(&points, a->at.end)};
}

wk_status wk_evidence_of(wk_store *store, wk_arena *arena, wk_str key, wk_str article, wk_corrected *who,
                         wk_error *error) {
    *who = (wk_corrected){.key = key};
    const wk_corrections *corrections = wk_store_corrections(store, arena);
    wk_numbers documents = {0};
    wk_store_documents_of(store, arena, key, &documents);
    for (size_t d = 0; d < documents.n && !who->anchor.article.p; d++) {
        named n = named_in(store, arena, documents.v[d]);
        if (!n.reading || (article.p && !wk_str_eq(n.reading->article->id, article))) continue;
        for (size_t i = 0; i < n.all.n && !who->anchor.article.p; i++) {
            wk_str its = wk_actor_key(arena, n.all.v[i]), ignored = {0};
            (void)wk_correct(corrections, n.reading->article->id, &its, &ignored);
            if (wk_str_eq(its, key)) who->anchor = anchor_of(arena, &n, n.all.v[i]);
        }
    }
    wk_status status = wk_store_status(store, error);
    if (status != WK_OK || who->anchor.article.p) return status;
    return wk_fail(error, WK_NOTHING, "no words of %s%.*s name %.*s", article.p ? "article " : "any article", WK_F(article), WK_F(key));
}

/* What the words of an anchor are taken for: those words in that place, else those words, else what stands there. NULL
 * when it cannot be told. */
static wk_str taken_for(wk_store *store, wk_arena *arena, const wk_anchor *anchor) {
    int64_t document = anchor->article.p ? wk_store_document_of(store, anchor->article) : 0;
    named n = {0};
    if (document) n = named_in(store, arena, document);
    wk_str key = {0};
    int best = 0;
    for (size_t i = 0; i < n.all.n; i++) {
        wk_anchor its = anchor_of(arena, &n, n.all.v[i]);
        if (!wk_str_eq(its.part, anchor->part)) continue;
        int fit = 2 * wk_str_eq(its.words, anchor->words) + (its.start < anchor->end && anchor->start < its.end);
        if (fit <= best) continue;
        best = fit;
        key = wk_actor_key(arena, n.all.v[i]);
    }
    return key;
}

/* ---- documents made anew --------------------------------------------------------------------------------------- */

static void refile(wk_store *store, const wk_packs *packs, const wk_corrections *corrections, const wk_numbers *documents) {
    wk_arena *arena = wk_arena_new();
    for (size_t i = 0; i < documents->n; i++) {
        wk_arena_reset(arena);
        wk_str key, json = wk_store_reading(store, arena, documents->v[i], &key);
        wk_reading *reading;
        wk_error error;
        if (!json.p || wk_reading_parse(arena, json, &reading, NULL, &error) != WK_OK) continue;
        wk_store_refile(store, documents->v[i], wk_doc_again(arena, packs, corrections, key, reading));
    }
    wk_arena_free(arena);
}

typedef WK_ARRAY(wk_str) keys;

static void add_side(wk_arena *arena, keys *all, const wk_corrected *side) {
    const wk_str both[] = {side->key, side->now};
    for (size_t i = 0; i < WK_COUNT(both); i++) {
        bool there = !both[i].p;
        for (size_t k = 0; k < all->n; k++) there |= wk_str_eq(all->v[k], both[i]);
        if (!there) *WK_PUSH(arena, all) = both[i];
    }
}

/* Under which keys those whom a correction is about may stand: other corrections may have led on from its own. */
static keys keys_of(wk_arena *arena, const wk_corrections *corrections, const wk_correction *c) {
    keys all = {0};
    add_side(arena, &all, &c->who);
    add_side(arena, &all, &c->to);
    for (size_t i = 0; i < all.n; i++)
        for (size_t k = 0; k < corrections->all.n; k++) {
            const wk_correction *other = &corrections->all.v[k];
            bool leads = other->kind == WK_MERGE || other->kind == WK_SPLIT;
            if (leads && (wk_str_eq(other->who.key, all.v[i]) || wk_str_eq(other->who.now, all.v[i]))) add_side(arena, &all, &other->to);
        }
    return all;
}

/* Everything in which one of the two sides of a correction is named, or its acts are told. */
static void concerned(wk_store *store, wk_arena *arena, const wk_corrections *corrections, const wk_correction *c, wk_numbers *documents) {
    bool words = wk_decides(c->kind) || c->kind == WK_SPLIT;
    if (words) wk_store_documents_in(store, arena, c->who.anchor.article, documents);
    if (wk_ties(c->kind)) wk_store_documents_in(store, arena, c->to.anchor.article, documents);
    const keys met = words ? (keys){0} : keys_of(arena, corrections, c);
    for (size_t i = 0; i < met.n; i++) wk_store_documents_of(store, arena, met.v[i], documents);
}

static int by_row(const void *a, const void *b) {
    const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static void drop_doubles(wk_numbers *rows) {
    size_t kept = 0;
    if (rows->n) qsort(rows->v, rows->n, sizeof *rows->v, by_row);
    for (size_t i = 0; i < rows->n; i++)
        if (!i || rows->v[i] != rows->v[i - 1]) rows->v[kept++] = rows->v[i];
    rows->n = kept;
}

/* What stands in the record because of these corrections, and what no longer does because they are undone. */
static void apply(wk_store *store, const wk_packs *packs, wk_arena *arena, const wk_correction *const *which, size_t n) {
    const wk_corrections *all = wk_store_corrections(store, arena);
    wk_numbers documents = {0};
    for (size_t i = 0; i < n; i++) {
        const wk_correction *c = which[i];
        concerned(store, arena, all, c, &documents);
        if (c->kind == WK_RENAME && c->undone) wk_store_rename(store, c->who.now.p ? c->who.now : c->who.key, (wk_str){0});
    }
    drop_doubles(&documents);
    refile(store, packs, all, &documents);
    for (size_t i = 0; i < n; i++)
        if (which[i]->kind == WK_RENAME && !which[i]->undone)
            wk_store_rename(store, which[i]->who.now.p ? which[i]->who.now : which[i]->who.key, which[i]->name);
}

/* true: the words are taken for somebody else than before. `before`: the corrections that were made before this one. */
static bool look_again(wk_store *store, wk_arena *arena, const wk_corrections *before, wk_corrected *c) {
    wk_str key = taken_for(store, arena, &c->anchor), ignored = {0};
    if (key.p) (void)wk_correct(before, c->anchor.article, &key, &ignored);
    if (!key.p || wk_str_eq(key, c->key)) key = (wk_str){0};
    bool changed = wk_str_cmp(key, c->now) != 0;
    c->now = key;
    return changed;
}

/* From the one with this number on. */
static void settle(wk_store *store, const wk_packs *packs, size_t first) {
    wk_arena *arena = wk_arena_new();
    const wk_corrections *all = wk_store_corrections(store, arena);
    for (size_t i = first; i < all->all.n; i++) {
        wk_correction c = all->all.v[i];
        if (wk_decides(c.kind) || c.kind == WK_UNDO || c.undone) continue;
        wk_corrections before = *all;
        before.all.n = i;
        bool changed = look_again(store, arena, &before, &c.who);
        changed |= look_again(store, arena, &before, &c.to);
        if (!changed) continue;
        wk_store_correction_now(store, i, c.who.now, c.to.now);
        const wk_correction *changed_one = &c;
        apply(store, packs, arena, &changed_one, 1);
    }
    wk_arena_free(arena);
}

void wk_correction_sign(wk_arena *arena, wk_correction *c, const wk_author *author) {
    struct timespec now;
    struct tm utc;
    clock_gettime(CLOCK_REALTIME, &now);
    gmtime_r(&now.tv_sec, &utc);
    char text[40];
    size_t n = strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &utc);
    c->at = wk_str_printf(arena, "%.*s.%03dZ", (int)n, text, (int)(now.tv_nsec / 1000000));
    c->by = wk_str_trim(author->by);
    c->why = wk_str_trim(author->why);
    if (!c->by.n) c->by = (wk_str){0};
    if (!c->why.n) c->why = (wk_str){0};
    c->decision = wk_decision_id(arena, c);
}

/* What is new beside `before`, is undone, or is no longer undone, is made to hold; gives the number of the first (SIZE_MAX: none). */
static size_t apply_changed(wk_store *store, const wk_packs *packs, wk_arena *arena, const wk_corrections *before) {
    const wk_corrections *after = wk_store_corrections(store, arena);
    WK_ARRAY(const wk_correction *) changed = {0};
    for (size_t i = 0; i < after->all.n; i++)
        if (i >= before->all.n || before->all.v[i].undone != after->all.v[i].undone) *WK_PUSH(arena, &changed) = &after->all.v[i];
    if (changed.n) apply(store, packs, arena, changed.v, changed.n);
    return changed.n ? (size_t)(changed.v[0] - after->all.v) : SIZE_MAX;
}

void wk_corrections_settle(wk_store *store, const wk_packs *packs, const wk_corrections *before) {
    wk_arena *arena = wk_arena_new();
    (void)apply_changed(store, packs, arena, before);
    settle(store, packs, 0);
    wk_arena_free(arena);
}

/* The readings stay, so what corrections before the first that changes are taken for stays too. */
wk_status wk_correct_within(wk_store *store, const wk_packs *packs, const wk_correction *c, size_t n, wk_error *error) {
    for (size_t i = 0; i < n; i++)
        if (!wk_correction_sound(&c[i]))
            return wk_fail(error, WK_INPUT, "a key, a name or a reason is empty, longer than %d bytes or holds control characters", WK_NAME_MOST);
    wk_arena *arena = wk_arena_new();
    const wk_corrections *before = wk_store_corrections(store, arena);
    for (size_t i = 0; i < n; i++) wk_store_add_correction(store, &c[i]);
    size_t first = apply_changed(store, packs, arena, before);
    if (first != SIZE_MAX) settle(store, packs, first);
    wk_arena_free(arena);
    return wk_store_status(store, error);
}

wk_status wk_correct_record(wk_store *store, const wk_packs *packs, const wk_correction *c, size_t n, wk_error *error) {
    wk_store_begin(store);
    wk_status status = wk_correct_within(store, packs, c, n, error);
    if (status != WK_OK) {
        wk_store_rollback(store);
        return status;
    }
    wk_store_regroup(store);
    wk_store_commit(store);
    return wk_store_status(store, error);
}
