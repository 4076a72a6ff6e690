/* Families: who carried a text, who first, and what each made of it. */
#include "ask/inside.h"
#include "record/family.h"

/* Beside the first carrier's text. */
static const char *how_of(bool first, bool same, int64_t words, int64_t first_words) {
    if (first || same) return first ? "first" : "same";
    if (words * 10 < first_words * 8) return "trimmed";
    return words * 8 > first_words * 10 ? "extended" : "edited";
}

static bool same_title(wk_arena *arena, wk_str a, wk_str b) {
    return wk_str_cmp(wk_name_fold(arena, a), wk_name_fold(arena, b)) == 0;
}

static void load(wk_store *store, wk_arena *arena, int64_t row, wk_family *f) {
    wk_query *q = wk_query_new(store,
        "SELECT d.key, d.article, d.title, d.outlet, d.url, d.file, d.published, t.id, t.words, m.root, a.name"
        " FROM texts t JOIN documents d ON d.text = t.id JOIN families m ON m.id = t.family LEFT JOIN actors a ON a.key = m.root"
        " WHERE t.family = :row ORDER BY d.published IS NULL, d.published, d.key");
    wk_query_bind_int(q, ":row", row);
    int64_t text = 0, words = 0;
    while (wk_query_next(q)) {
        bool first = !f->carriers.n;
        wk_carrier *c = WK_PUSH(arena, &f->carriers);
        wk_str *const texts[] = {&c->document, &c->article, &c->title, &c->outlet, &c->url, &c->file, &c->published};
        for (size_t i = 0; i < WK_COUNT(texts); i++) *texts[i] = wk_str_copy(arena, wk_query_str(q, (int)i));
        if (first) {
            text = wk_query_int(q, 7);
            words = wk_query_int(q, 8);
            f->root = wk_str_copy(arena, wk_query_str(q, 9));
            bool known = f->root.p && !wk_root_weak(f->root);
            wk_str name = wk_query_str(q, 10);
            if (known) f->agency = name.p ? wk_str_copy(arena, name) : f->root;
            if (wk_str_starts(f->agency, WK_S("name:"))) f->agency = wk_str_cut(f->agency, 5, f->agency.n);
        }
        c->how = how_of(first, wk_query_int(q, 7) == text, wk_query_int(q, 8), words);
        c->retitled = !same_title(arena, c->title, f->carriers.v[0].title);
        if (!f->id.p || wk_str_cmp(c->document, f->id) < 0) f->id = c->document;
    }
    wk_query_free(q);
}

wk_status wk_ask_families(wk_store *store, wk_family_sink *sink, void *context, wk_error *error) {
    wk_query *q = wk_query_new(store, "SELECT t.family FROM documents d JOIN texts t ON t.id = d.text GROUP BY t.family"
                                      " HAVING count(*) > 1 ORDER BY min(d.key)");
    wk_arena *arena = wk_arena_new();
    bool more = true;
    while (more && wk_query_next(q)) {
        wk_arena_reset(arena);
        wk_family family = {0};
        load(store, arena, wk_query_int(q, 0), &family);
        if (!family.carriers.n) continue; /* in a damaged record; `verify` tells */
        more = sink(context, arena, &family);
    }
    wk_arena_free(arena);
    wk_query_free(q);
    return wk_store_status(store, error);
}

wk_status wk_ask_family(wk_store *store, wk_arena *arena, wk_str document, wk_family *family, wk_error *error) {
    *family = (wk_family){0};
    wk_query *q = wk_query_new(store, "SELECT t.family FROM documents d JOIN texts t ON t.id = d.text WHERE d.key = :key");
    wk_query_bind(q, ":key", document);
    if (wk_query_next(q)) load(store, arena, wk_query_int(q, 0), family);
    wk_query_free(q);
    if (family->carriers.n < 2) *family = (wk_family){0};
    return wk_store_status(store, error);
}
