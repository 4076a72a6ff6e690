/* Search: which articles hold the words, which of them first; then what is shown of a page of them. Words that too many
 * articles hold are not weighed: that takes longer than people wait, and tells least where it takes longest. */
#include "ask/listed.h"
#include "store/vocabulary.h"

/* Articles with parts of words, and words with such parts, up to which the index tells of them sooner than a look. */
enum { MOST_LED_TO = 12000, FEW_WORDS = 16, MOST_SHOWN = 8 };

/* What is looked for. */
typedef struct search {
    wk_store *store;
    const wk_packs *packs;
    const wk_filter *filter;
    wk_arena *arena;
    wk_str question;    /* to FTS5 */
    wk_word_list parts; /* of words; none: whole words */
    size_t words;       /* that hold them */
    wk_str typed;
    wk_searched how;
    wk_listed_sink *sink;
    void *context;
    int64_t count;      /* articles that the question finds, as far as it matters */
    int64_t rows;       /* handed over */
} search;

/* ---- parts of words -------------------------------------------------------------------------------------------- */

/* Words as alternatives for FTS5; NULL without any. */
static wk_str alternatives(wk_arena *arena, const wk_word_list *words) {
    wk_buf out = {0};
    for (size_t i = 0; i < words->n; i++) {
        wk_buf_add(&out, out.n ? WK_S(" OR \"") : WK_S("(\""));
        wk_buf_add(&out, words->v[i]);
        wk_buf_byte(&out, '"');
    }
    if (out.n) wk_buf_byte(&out, ')');
    wk_str kept = out.n ? wk_str_copy(arena, wk_buf_str(&out)) : (wk_str){0};
    wk_buf_free(&out);
    return kept;
}

/* The words of the record that hold `part`, the shortest of them when there are very many. */
static wk_word_list words_with(search *s, wk_str part) {
    wk_word_list words = {0};
    wk_query *q = wk_query_new(s->store, "SELECT word FROM trigrams WHERE word LIKE :like ORDER BY length(word), word LIMIT :most");
    wk_query_bind(q, ":like", wk_str_printf(s->arena, "%%%.*s%%", WK_F(part)));
    wk_query_bind_int(q, ":most", WK_MOST_WORDS + 1);
    while (wk_query_next(q)) *WK_PUSH(s->arena, &words) = wk_str_copy(s->arena, wk_query_str(q, 0));
    wk_query_free(q);
    s->how.cut |= words.n > WK_MOST_WORDS;
    if (words.n > WK_MOST_WORDS) words.n = WK_MOST_WORDS;
    return words;
}

static wk_str joined(wk_arena *arena, wk_str all, wk_str more) {
    return all.p ? wk_str_printf(arena, "%.*s AND %.*s", WK_F(all), WK_F(more)) : more;
}

/* A question for articles that hold every one of the typed words as a part of a word; NULL when there are none. */
static wk_str by_parts(search *s) {
    wk_str all = {0};
    wk_vocabulary_of(s->arena, &s->typed, 1, &s->parts);
    for (size_t i = 0; i < s->parts.n; i++) {
        wk_word_list words = words_with(s, s->parts.v[i]);
        if (!words.n) return (wk_str){0};
        s->words += words.n;
        all = joined(s->arena, all, alternatives(s->arena, &words));
    }
    return all;
}

/* The same question, of the words that one article has; the first of them, for a snippet shows few. */
static wk_str narrowed(const search *s, wk_arena *arena, wk_str title, wk_str body) {
    const wk_str texts[] = {title, body};
    wk_word_list own = {0};
    wk_str all = {0};
    wk_vocabulary_of(arena, texts, WK_COUNT(texts), &own);
    for (size_t i = 0; i < s->parts.n; i++) {
        wk_word_list words = {0};
        for (size_t k = 0; k < own.n && words.n < MOST_SHOWN; k++)
            if (wk_str_find(own.v[k], s->parts.v[i], 0) < own.v[k].n) *WK_PUSH(arena, &words) = own.v[k];
        if (!words.n) return s->question; /* it has the part in letters that the index takes for the same */
        all = joined(arena, all, alternatives(arena, &words));
    }
    return all;
}

/* ---- which rows ------------------------------------------------------------------------------------------------ */

/* Question and conditions, whose rows are those of `words`; without conditions SQLite leaves the documents out. */
static void add_found(wk_asking *a, const search *s) {
    wk_asking_add(a, " FROM words LEFT JOIN documents d ON d.id = words.rowid WHERE words MATCH :words");
    wk_asking_text(a, ":words", s->question);
    wk_asking_articles(a, s->filter, false);
}

static bool finds(const search *s) {
    wk_asking a = {.store = s->store, .packs = s->packs, .arena = wk_arena_new()};
    wk_asking_add(&a, "SELECT 1");
    add_found(&a, s);
    wk_asking_add(&a, " LIMIT 1");
    wk_query *q = wk_asking_query(&a);
    bool found = !a.nobody && wk_query_next(q);
    wk_query_free(q);
    wk_asking_free(&a);
    return found;
}

/* Whether articles with parts that so many have are found soonest by looking at them, one after the other. */
static bool at_a_look(const search *s) {
    return s->parts.n && s->parts.n <= WK_MOST_PARTS && (s->count > MOST_LED_TO || s->words > FEW_WORDS);
}

/* The newest first: articles are looked at in this order until the page is full. */
static void add_newest(wk_asking *a, const search *s) {
    bool look = at_a_look(s);
    wk_asking_add(a, "SELECT d.id FROM documents d");
    wk_asking_add(a, look ? " CROSS JOIN contents c ON c.document = d.id WHERE holds_parts(:parts, d.title, c.body)" : " WHERE 1");
    if (look) {
        wk_str parts = {0};
        for (size_t i = 0; i < s->parts.n; i++) parts = wk_str_printf(a->arena, "%.*s %.*s", WK_F(parts), WK_F(s->parts.v[i]));
        wk_asking_text(a, ":parts", parts);
    } else {
        wk_asking_held(a, s->filter, &wk_holding_documents, s->question, s->count);
    }
    wk_asking_articles(a, s->filter, false);
    wk_asking_add(a, " ORDER BY d.published DESC, d.article DESC, d.key DESC");
}

/* The best first. Copies weigh the same; who comes first of them is asked only where the page ends. */
static void add_best(wk_asking *a, const search *s) {
    const wk_filter *f = s->filter;
    wk_asking_add(a, "WITH found AS MATERIALIZED (SELECT words.rowid AS row, bm25(words, 4.0, 1.0) AS fit");
    add_found(a, s);
    wk_asking_add(a, ") SELECT d.id FROM found f JOIN documents d ON d.id = f.row");
    if (f->limit) {
        wk_asking_add(a, " WHERE f.fit <= coalesce((SELECT fit FROM found ORDER BY fit LIMIT 1 OFFSET :last), 0)");
        wk_asking_int(a, ":last", f->offset + f->limit - 1);
    }
    wk_asking_add(a, " ORDER BY f.fit, d.published DESC, d.article DESC, d.key DESC");
}

/* ---- what is shown --------------------------------------------------------------------------------------------- */

static wk_str question_for(const search *s, wk_arena *arena, wk_query *texts, int64_t row) {
    if (!s->parts.n) return s->question;
    wk_query_restart(texts);
    wk_query_bind_int(texts, ":row", row);
    if (!wk_query_next(texts)) return s->question;
    return narrowed(s, arena, wk_query_str(texts, 0), wk_query_str(texts, 1));
}

static void show(search *s, wk_query *which) {
    wk_query *texts = wk_query_new(s->store, "SELECT title, body FROM searched WHERE id = :row");
    wk_query *q = wk_query_new(s->store, WK_LISTED
        "snippet(words, -1, '\xe2\x80\xb9', '\xe2\x80\xba', '\xe2\x80\xa6', 24), NULL FROM words JOIN documents d ON d.id = words.rowid"
        " JOIN pages p ON p.id = d.page WHERE words.rowid = :row AND words MATCH :words");
    wk_arena *arena = wk_arena_new();
    bool more = true;
    while (more && wk_query_next(which)) {
        wk_arena_reset(arena);
        int64_t row = wk_query_int(which, 0);
        wk_str question = question_for(s, arena, texts, row);
        wk_query_restart(q);
        wk_query_bind_int(q, ":row", row);
        wk_query_bind(q, ":words", question);
        if (!wk_query_next(q)) continue;
        wk_listed listed = wk_listed_of(arena, q);
        s->rows++;
        more = s->sink(s->context, arena, &listed);
    }
    wk_arena_free(arena);
    wk_query_free(texts);
    wk_query_free(q);
}

/* Hands over what the question finds, if anything. */
static void look(search *s) {
    if (!s->question.n) return;
    s->count = wk_words_count(s->store, s->question, !s->parts.n ? WK_MANY + 1 : s->words > FEW_WORDS ? WK_MOST_WEIGHED + 1 : MOST_LED_TO + 1);
    s->how.newest = s->count > WK_MOST_WEIGHED && s->filter->limit;
    s->how.parts = s->parts.n > 0;
    s->how.cut &= !(s->how.newest && at_a_look(s));
    if (!s->count) return;
    wk_asking a = {.store = s->store, .packs = s->packs, .arena = wk_arena_new()};
    if (s->how.newest) add_newest(&a, s);
    else add_best(&a, s);
    wk_asking_page(&a, s->filter);
    wk_query *which = wk_asking_query(&a);
    if (!a.nobody) show(s, which);
    wk_query_free(which);
    wk_asking_free(&a);
    if (!s->rows && s->filter->offset && finds(s)) s->rows = -1; /* behind the last page */
}

wk_status wk_ask_search(wk_store *store, const wk_packs *packs, const wk_filter *filter, wk_str words,
                        wk_listed_sink *sink, void *context, wk_searched *how, wk_error *error) {
    wk_status status = wk_filter_check(filter, error);
    if (status != WK_OK) return status;
    search s = {.store = store, .packs = packs, .filter = filter, .arena = wk_arena_new(), .typed = words, .sink = sink, .context = context};
    s.question = wk_words_quoted(s.arena, words);
    look(&s);
    if (!s.rows) {
        s.question = by_parts(&s);
        look(&s);
    }
    if (how) *how = s.how;
    wk_arena_free(s.arena);
    return wk_store_status(store, error);
}
