/* Versions of a page: what was changed after it was published. */
#include "ask/inside.h"

enum { MOST_CELLS = 1 << 22 /* of the table of a comparison: beyond, everything counts as changed */ };

typedef struct version {
    wk_str document, published;
    wk_names paragraphs;
} version;

static void cut(wk_arena *arena, wk_str text, wk_names *paragraphs) {
    wk_str line;
    while (text.n && wk_str_split(&text, '\n', &line))
        if (wk_str_trim(line).n) *WK_PUSH(arena, paragraphs) = wk_str_trim(line);
}

static version load(wk_store *store, wk_arena *arena, wk_str document) {
    version v = {.document = document};
    wk_query *q = wk_query_new(store, "SELECT d.published, d.title, c.body FROM documents d"
                                      " JOIN contents c ON c.document = d.id WHERE d.key = :key");
    wk_query_bind(q, ":key", document);
    if (wk_query_next(q)) {
        v.published = wk_str_copy(arena, wk_query_str(q, 0));
        cut(arena, wk_str_copy(arena, wk_query_str(q, 1)), &v.paragraphs);
        cut(arena, wk_str_copy(arena, wk_query_str(q, 2)), &v.paragraphs);
    }
    wk_query_free(q);
    return v;
}

/* Longest common subsequence: what is not in it was removed or added. */
static void compare(wk_arena *arena, const wk_names *a, const wk_names *b, wk_change *c) {
    size_t width = b->n + 1;
    bool small = (a->n + 1) <= MOST_CELLS / width;
    uint32_t *common = wk_alloc_array(arena, small ? (a->n + 1) * width : 1, sizeof *common); /* of the rests from i and k */
    for (size_t i = small ? a->n : 0; i-- > 0;)
        for (size_t k = b->n; k-- > 0;) {
            uint32_t down = common[(i + 1) * width + k], right = common[i * width + k + 1];
            bool same = wk_str_eq(a->v[i], b->v[k]);
            common[i * width + k] = same ? common[(i + 1) * width + k + 1] + 1 : down > right ? down : right;
        }
    size_t i = 0, k = 0;
    while (i < a->n || k < b->n) {
        bool both = i < a->n && k < b->n;
        if (both && small && wk_str_eq(a->v[i], b->v[k])) i++, k++;
        else if (k == b->n || (both && (!small || common[(i + 1) * width + k] >= common[i * width + k + 1])))
            *WK_PUSH(arena, &c->removed) = a->v[i++];
        else *WK_PUSH(arena, &c->added) = b->v[k++];
    }
}

wk_status wk_ask_changes(wk_store *store, wk_arena *arena, const wk_names *documents, wk_changes *changes, wk_error *error) {
    *changes = (wk_changes){0};
    version before = {0};
    for (size_t i = 0; i < documents->n; i++) {
        version now = load(store, arena, documents->v[i]);
        if (i) {
            wk_change *c = WK_PUSH(arena, changes);
            *c = (wk_change){.from = before.document, .to = now.document, .from_published = before.published,
                             .to_published = now.published};
            compare(arena, &before.paragraphs, &now.paragraphs, c);
        }
        before = now;
    }
    return wk_store_status(store, error);
}
