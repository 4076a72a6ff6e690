/* holds_parts(parts, title, body) in SQL: whether each of the parts stands within some word of an article. For parts that
 * stand in a great many words: looking at the articles themselves is then quicker than asking the index for each word. */
#include "base/buf.h"
#include "store/inside.h"

#include <stdlib.h>
#include <string.h>

typedef struct cutter {
    fts5_tokenizer functions;
    Fts5Tokenizer *own;
} cutter;

typedef struct looking {
    struct { const char *p; size_t n; } parts[WK_MOST_PARTS];
    size_t count, found;
    wk_buf text; /* of the parts */
} looking;

static int take_part(void *context, int flags, const char *word, int n, int start, int end) {
    looking *l = context;
    (void)flags, (void)start, (void)end;
    if (l->count == WK_MOST_PARTS) return SQLITE_DONE;
    l->parts[l->count++].n = (size_t)n; /* placed when the buffer moves no more */
    wk_buf_add(&l->text, (wk_str){word, (size_t)n});
    return SQLITE_OK;
}

/* Those that are found stand first. */
static int look_at(void *context, int flags, const char *word, int n, int start, int end) {
    looking *l = context;
    (void)flags, (void)start, (void)end;
    for (size_t i = l->found; i < l->count; i++) {
        if ((size_t)n < l->parts[i].n || !memmem(word, (size_t)n, l->parts[i].p, l->parts[i].n)) continue;
        const char *p = l->parts[i].p;
        size_t size = l->parts[i].n;
        l->parts[i] = l->parts[l->found];
        l->parts[l->found].p = p;
        l->parts[l->found++].n = size;
    }
    return l->found == l->count ? SQLITE_DONE : SQLITE_OK;
}

static void cut(const cutter *c, sqlite3_value *text, looking *l, int (*take)(void *, int, const char *, int, int, int)) {
    const char *bytes = (const char *)sqlite3_value_text(text);
    if (bytes) c->functions.xTokenize(c->own, l, FTS5_TOKENIZE_DOCUMENT, bytes, sqlite3_value_bytes(text), take);
}

static void holds_parts(sqlite3_context *context, int count, sqlite3_value **values) {
    const cutter *c = sqlite3_user_data(context);
    looking l = {0};
    cut(c, values[0], &l, take_part);
    for (size_t i = 0, at = 0; i < l.count; at += l.parts[i++].n) l.parts[i].p = l.text.p + at;
    for (int i = 1; i < count && l.found < l.count; i++) cut(c, values[i], &l, look_at);
    sqlite3_result_int(context, l.count && l.found == l.count);
    wk_buf_free(&l.text);
}

static void forget(void *context) {
    cutter *c = context;
    if (c->own) c->functions.xDelete(c->own);
    free(c);
}

/* FTS5's own hands: words are cut as its index cuts them. */
static fts5_api *fts5_of(sqlite3 *db) {
    fts5_api *api = NULL;
    sqlite3_stmt *ask = NULL;
    if (sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &ask, NULL) == SQLITE_OK) {
        sqlite3_bind_pointer(ask, 1, &api, "fts5_api_ptr", NULL);
        sqlite3_step(ask);
    }
    sqlite3_finalize(ask);
    return api;
}

void wk_store_teach_parts(wk_store *store) {
    static const char *how[] = {"remove_diacritics", "2"}; /* as the table of words has it */
    fts5_api *api = fts5_of(store->db);
    cutter *c = wk_malloc(sizeof *c);
    *c = (cutter){0};
    void *data = NULL;
    int code = api ? api->xFindTokenizer(api, "unicode61", &data, &c->functions) : SQLITE_ERROR;
    if (code == SQLITE_OK) code = c->functions.xCreate(data, how, (int)WK_COUNT(how), &c->own);
    if (code != SQLITE_OK) {
        c->own = NULL;
        forget(c);
    } else {
        code = sqlite3_create_function_v2(store->db, "holds_parts", 3, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, c, holds_parts,
                                          NULL, NULL, forget); /* forgets it itself when it fails */
    }
    if (code != SQLITE_OK) wk_store_fail(store, code);
}
