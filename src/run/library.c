/* The public functions of warkat.h, made of the rooms before this one. Strings of C become views here, and answers
 * become lines of JSON. */
#include "ask/answers.h"
#include "base/error.h"
#include "give/give.h"
#include "read/reading_json.h"
#include "run/add.h"
#include "run/verify.h"

#include <stdlib.h>

struct wk_record {
    wk_store *store;
};

/* Where lines go. */
typedef struct lines {
    wk_line_sink *sink;
    void *context;
    wk_str made_by;
    bool stopped;
    size_t count;
} lines;

/* One answer as a line; frees `json`. */
static bool line(lines *l, wk_buf *json) {
    l->count++;
    l->stopped = l->stopped || !l->sink(l->context, json->p, json->n, NULL);
    wk_buf_free(json);
    return !l->stopped;
}

static bool failure(lines *l, const wk_error *error) {
    l->stopped = l->stopped || (l->sink && !l->sink(l->context, NULL, 0, error));
    return !l->stopped;
}

/* ---- pages ----------------------------------------------------------------------------------------------------- */

static wk_page_kind kind_of(const wk_page_facts *facts, wk_str bytes) {
    wk_page_kind kind;
    if (wk_page_kind_find(wk_str_of(facts->kind), &kind)) return kind;
    return wk_str_starts(wk_str_trim(bytes), WK_S("<")) ? WK_PAGE_HTML : WK_PAGE_FLAT;
}

wk_status wk_read_page(const wk_packs *packs, const void *bytes, size_t size, const wk_page_facts *facts,
                       wk_line_sink *sink, void *context, wk_error *error) {
    static const wk_page_facts none = {0};
    const wk_page_facts *f = facts ? facts : &none;
    const wk_str data = {bytes, size};
    const wk_page page = {.bytes = data, .kind = kind_of(f, data), .charset = wk_str_of(f->charset), .file = wk_str_of(f->file),
                          .url = wk_str_of(f->url), .id = wk_str_of(f->id), .outlet = wk_str_of(f->outlet),
                          .published = wk_str_of(f->published), .title = wk_str_of(f->title)};
    wk_arena *arena = wk_arena_new();
    wk_article *article;
    wk_status status = wk_article_read(arena, packs, &page, &article, error);
    if (status == WK_OK) {
        lines l = {.sink = sink, .context = context};
        wk_buf json = {0};
        wk_reading_json_made(wk_read(arena, packs, article), wk_made_by(arena, wk_packs_version(packs)), &json);
        line(&l, &json);
    }
    wk_arena_free(arena);
    return status;
}

static void as_json(void *context, wk_job *job) {
    const lines *l = context;
    wk_buf json = {0};
    wk_reading_json_made(job->reading, l->made_by, &json);
    wk_str *kept = wk_alloc(job->arena, sizeof *kept);
    *kept = wk_str_copy(job->arena, wk_buf_str(&json));
    wk_buf_free(&json);
    job->result = kept;
}

static wk_status hand_over(void *context, wk_job *job, wk_error *error) {
    lines *l = context;
    if (job->failed) failure(l, &job->error);
    else {
        const wk_str *json = job->result;
        l->stopped = !l->sink(l->context, json->p, json->n, NULL);
    }
    return l->stopped ? wk_fail(error, WK_NOTHING, "stopped by the caller") : WK_OK;
}

wk_status wk_read_paths(const wk_packs *packs, char *const *paths, size_t count, int threads, wk_line_sink *sink,
                        void *context, wk_error *error) {
    wk_arena *arena = wk_arena_new();
    lines l = {.sink = sink, .context = context, .made_by = wk_made_by(arena, wk_packs_version(packs))};
    const wk_run run = {.packs = packs, .threads = threads, .context = &l, .work = as_json, .take = hand_over};
    wk_status status = wk_run_pages(&run, paths, count, error);
    wk_arena_free(arena);
    return l.stopped ? WK_OK : status;
}

/* ---- the record ------------------------------------------------------------------------------------------------ */

wk_status wk_record_open(const char *path, bool write, wk_record **record, wk_error *error) {
    wk_store *store;
    wk_status status = wk_store_open(path, write ? WK_STORE_WRITE : WK_STORE_READ, &store, error);
    if (status != WK_OK) return status;
    *record = wk_malloc(sizeof **record);
    (*record)->store = store;
    return WK_OK;
}

void wk_record_close(wk_record *record) {
    if (!record) return;
    wk_store_free(record->store);
    free(record);
}

static void told_failure(void *context, const wk_error *error) {
    failure(context, error);
}

wk_status wk_record_add(wk_record *record, const wk_packs *packs, char *const *paths, size_t count, int threads,
                        wk_line_sink *sink, void *context, wk_record_counts *counts, wk_error *error) {
    lines l = {.sink = sink, .context = context};
    wk_adding adding = {.packs = packs, .store = record->store, .threads = threads, .context = &l,
                        .failed_page = told_failure};
    wk_status status = wk_add_paths(&adding, paths, count, error);
    if (counts)
        *counts = (wk_record_counts){adding.fresh, adding.versions, adding.again, adding.reread, adding.failed};
    return status;
}

static bool told_line(void *context, wk_arena *arena, const wk_told *told) {
    (void)arena;
    wk_buf json = {0};
    wk_told_json(&(wk_json){.out = &json}, told, (wk_str){0});
    return line(context, &json);
}

static bool said_line(void *context, wk_arena *arena, const wk_said *said) {
    (void)arena;
    wk_buf json = {0};
    wk_said_json(&(wk_json){.out = &json}, said);
    return line(context, &json);
}

static bool listed_line(void *context, wk_arena *arena, const wk_listed *listed) {
    (void)arena;
    wk_buf json = {0};
    wk_listed_json(&(wk_json){.out = &json}, listed);
    return line(context, &json);
}

static bool failed_line(void *context, wk_arena *arena, const wk_listed *listed) {
    (void)arena;
    wk_buf json = {0};
    wk_failure_json(&(wk_json){.out = &json}, listed);
    return line(context, &json);
}

static bool known_line(void *context, wk_arena *arena, const wk_known *known) {
    (void)arena;
    wk_buf json = {0};
    wk_known_json(&(wk_json){.out = &json}, known);
    return line(context, &json);
}

typedef wk_status asked(wk_store *store, const wk_packs *packs, const wk_filter *f, wk_str words, lines *l, wk_error *error);

static wk_status ask_timeline(wk_store *s, const wk_packs *packs, const wk_filter *f, wk_str words, lines *l, wk_error *e) {
    (void)words;
    return wk_ask_events(s, packs, f, told_line, l, e);
}

static wk_status ask_quotes(wk_store *s, const wk_packs *packs, const wk_filter *f, wk_str words, lines *l, wk_error *e) {
    (void)words;
    return wk_ask_statements(s, packs, f, said_line, l, e);
}

static wk_status ask_search(wk_store *s, const wk_packs *packs, const wk_filter *f, wk_str words, lines *l, wk_error *e) {
    return wk_ask_search(s, packs, f, words, listed_line, l, NULL, e);
}

static wk_status ask_actors(wk_store *s, const wk_packs *packs, const wk_filter *f, wk_str words, lines *l, wk_error *e) {
    (void)words;
    return wk_ask_actors(s, packs, f, known_line, l, e);
}

static wk_status ask_list(wk_store *s, const wk_packs *packs, const wk_filter *f, wk_str words, lines *l, wk_error *e) {
    (void)words;
    return wk_ask_articles(s, packs, f, listed_line, l, e);
}

static wk_status ask_failed(wk_store *s, const wk_packs *packs, const wk_filter *f, wk_str words, lines *l, wk_error *e) {
    (void)packs, (void)words;
    return wk_ask_failures(s, f, failed_line, l, e);
}

static bool recurring_line(void *context, wk_arena *arena, const wk_recurring *recurring) {
    (void)arena;
    wk_buf json = {0};
    wk_recurring_json(&(wk_json){.out = &json}, recurring);
    return line(context, &json);
}

static wk_status ask_cadence(wk_store *s, const wk_packs *packs, const wk_filter *f, wk_str words, lines *l, wk_error *e) {
    (void)words;
    return wk_ask_cadence(s, packs, f, recurring_line, l, e);
}

static const struct {
    const char *name;
    asked *ask;
} questions[] = {{"timeline", ask_timeline}, {"quotes", ask_quotes}, {"search", ask_search},
                 {"actors", ask_actors},     {"list", ask_list},     {"failed", ask_failed},
                 {"cadence", ask_cadence}};

/* The question as a filter; NULL asks for anything. */
static wk_status filter_of(const wk_question *question, wk_filter *filter, wk_error *error) {
    static const wk_question anything = {0};
    const wk_question *q = question ? question : &anything;
    *filter = (wk_filter){.from = wk_str_of(q->from), .to = wk_str_of(q->to), .between_a = wk_str_of(q->between_a),
                          .between_b = wk_str_of(q->between_b), .who = wk_str_of(q->who), .act = wk_str_of(q->act),
                          .occasion = wk_str_of(q->occasion), .since = wk_str_of(q->since), .until = wk_str_of(q->until),
                          .via = wk_str_of(q->via), .outlet = wk_str_of(q->outlet), .language = wk_str_of(q->language),
                          .new_since = wk_str_of(q->new_since), .limit = (int64_t)q->limit};
    if (!q->between_a != !q->between_b) return wk_fail(error, WK_USAGE, "between wants two names");
    return WK_OK;
}

wk_status wk_record_ask(wk_record *record, const wk_packs *packs, const char *what, const wk_question *q,
                        wk_line_sink *sink, void *context, wk_error *error) {
    wk_filter f;
    wk_status status = filter_of(q, &f, error);
    if (status != WK_OK) return status;
    for (size_t i = 0; i < WK_COUNT(questions); i++) {
        if (strcmp(questions[i].name, what) != 0) continue;
        lines l = {.sink = sink, .context = context};
        status = questions[i].ask(record->store, packs, &f, wk_str_of(q ? q->words : NULL), &l, error);
        if (status != WK_OK || l.count) return status;
        return wk_fail(error, WK_NOTHING, "nothing found");
    }
    return wk_fail(error, WK_USAGE, "%s: there is no such question", what);
}

wk_status wk_record_show(wk_record *record, const char *id, wk_line_sink *sink, void *context, wk_error *error) {
    wk_arena *arena = wk_arena_new();
    wk_event_full event;
    wk_status status = wk_ask_event(record->store, arena, wk_str_of(id), &event, error);
    if (status == WK_OK) {
        lines l = {.sink = sink, .context = context};
        wk_buf json = {0};
        wk_event_full_json(&(wk_json){.out = &json}, &event);
        line(&l, &json);
    }
    wk_arena_free(arena);
    return status;
}

wk_status wk_record_verify(wk_record *record, wk_line_sink *sink, void *context, wk_error *error) {
    lines l = {.sink = sink, .context = context};
    wk_proof proof;
    return wk_verify(record->store, told_failure, &l, &proof, error);
}

static bool given(void *context, wk_str bytes) {
    lines *l = context;
    return l->sink(l->context, bytes.p, bytes.n, NULL);
}

wk_status wk_record_give(wk_record *record, const wk_packs *packs, const char *format, const wk_question *question,
                         bool pages, wk_line_sink *sink, void *context, wk_error *error) {
    const wk_format *f = wk_format_find(wk_str_of(format));
    if (!f) return wk_fail(error, WK_USAGE, "%s: there is no such format", format);
    wk_give_options options = {.packs = packs, .pages = pages};
    wk_status status = filter_of(question, &options.filter, error);
    lines l = {.sink = sink, .context = context};
    return status != WK_OK ? status : wk_give_as(f, record->store, &options, given, &l, error);
}
