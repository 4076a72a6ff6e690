/* The store: opening what is and what is not a record, adding twice, versions, reading anew, events, rollback, and
 * proving. Documents are made by hand. */
#include "ask/ask.h"
#include "base/error.h"
#include "base/hash.h"
#include "give/give.h"
#include "read/reading_json.h"
#include "run/verify.h"
#include "store/write.h"
#include "scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

typedef struct box {
    char folder[SCRATCH], path[SCRATCH + 60];
    wk_arena *arena;
} box;

static int set_up(void **state) {
    box *b = wk_malloc(sizeof *b);
    assert_true(scratch_make(b->folder));
    snprintf(b->path, sizeof b->path, "%s/a.db", b->folder);
    b->arena = wk_arena_new();
    *state = b;
    return 0;
}

static int tear_down(void **state) {
    box *b = *state;
    char command[SCRATCH + 60];
    snprintf(command, sizeof command, "rm -rf '%s'", b->folder);
    int code = system(command);
    wk_arena_free(b->arena);
    free(b);
    return code;
}

/* A page "FROM menulis kepada TO. REST" with the act that it tells. */
static wk_filed document(wk_arena *arena, const char *url, const char *from, const char *to, const char *date,
                         const char *rest, const char *packs) {
    wk_page *page = wk_alloc(arena, sizeof *page);
    page->bytes = wk_str_printf(arena, "%s menulis kepada %s. %s", from, to, rest);
    page->kind = WK_PAGE_BODY;
    page->url = wk_str_of(url);
    page->file = wk_str_printf(arena, "%s.txt", url);
    wk_article *a = wk_alloc(arena, sizeof *a);
    a->url = page->url;
    a->file = page->file;
    a->kind = page->kind;
    a->page_sha256 = wk_hash_hex(arena, wk_hash(page->bytes));
    const wk_str of[] = {page->url, page->bytes};
    a->id = wk_hash_id(arena, wk_hash_parts(of, 2));
    a->title = WK_S("Surat");
    wk_part *body = WK_PUSH(arena, &a->parts);
    body->name = WK_S("body");
    body->text = page->bytes;
    wk_range_add(arena, &body->map, 0, (uint32_t)page->bytes.n, 0, (uint32_t)page->bytes.n);
    wk_reading *r = wk_alloc(arena, sizeof *r);
    r->article = a;
    wk_act *act = WK_PUSH(arena, &r->acts);
    act->act = WK_S("message");
    *WK_PUSH(arena, &act->from) = (wk_actor){.name = wk_str_of(from), .as = wk_str_of(from)};
    *WK_PUSH(arena, &act->to) = (wk_actor){.name = wk_str_of(to), .as = wk_str_of(to)};
    act->date = (wk_date){wk_str_of(date), WK_HOW_STATED};
    *WK_PUSH(arena, &act->evidence) = (wk_span){0, (uint32_t)strlen(from)};
    return wk_file_doc(arena, wk_doc_make(arena, NULL, NULL, page, r, wk_made_by(arena, wk_str_of(packs))));
}

static wk_store *open_record(box *b, wk_store_mode mode) {
    wk_store *store;
    wk_error error;
    if (wk_store_open(b->path, mode, &store, &error) != WK_OK) fail_msg("%s", error.message);
    return store;
}

static wk_added add_one(wk_store *store, wk_filed filed) {
    wk_store_begin(store);
    wk_added what = wk_store_add(store, &filed);
    wk_store_regroup(store);
    wk_store_commit(store);
    assert_int_equal(wk_store_status(store, NULL), WK_OK);
    return what;
}

static int64_t number(wk_store *store, const char *sql) {
    wk_query *q = wk_query_new(store, sql);
    int64_t n = wk_query_next(q) ? wk_query_int(q, 0) : -1;
    wk_query_free(q);
    return n;
}

static bool collect(void *context, wk_str bytes) {
    wk_buf_add(context, bytes);
    return true;
}

/* The whole record as bytes. */
static wk_str exported(box *b) {
    wk_store *store = open_record(b, WK_STORE_READ);
    wk_buf out = {0};
    assert_int_equal(wk_give_as(wk_format_find(WK_S("jsonl")), store, &(wk_give_options){0}, collect, &out, NULL), WK_OK);
    wk_str kept = wk_str_copy(b->arena, wk_buf_str(&out));
    wk_buf_free(&out);
    wk_store_free(store);
    return kept;
}

static void count_failure(void *context, const wk_error *failure) {
    (void)failure;
    ++*(int *)context;
}

static void proved(box *b, int failures) {
    wk_store *store = open_record(b, WK_STORE_READ);
    wk_proof proof;
    int told = 0;
    wk_status status = wk_verify(store, count_failure, &told, &proof, NULL);
    assert_int_equal(status, failures ? WK_PROOF : WK_OK);
    assert_true(failures ? told > 0 : told == 0);
    wk_store_free(store);
}

/* ---- opening --------------------------------------------------------------------------------------------------- */

static void refused(box *b, wk_store_mode mode) {
    wk_store *store;
    wk_error error = {0};
    assert_int_equal(wk_store_open(b->path, mode, &store, &error), WK_STORE);
    assert_true(error.message[0] && error.file[0]);
}

static void what_is_no_record(void **state) {
    box *b = *state;
    refused(b, WK_STORE_READ);
    assert_int_not_equal(access(b->path, F_OK), 0);
    FILE *f = fopen(b->path, "w");
    fputs("Dear diary, this is no database. Dear diary, this is no database.\n", f);
    fclose(f);
    refused(b, WK_STORE_READ);
    refused(b, WK_STORE_WRITE);
    unlink(b->path);
    wk_store_free(open_record(b, WK_STORE_WRITE));
    char command[2 * SCRATCH + 60];
    snprintf(command, sizeof command, "printf '\\377' | dd of='%s' bs=1 seek=63 conv=notrunc 2>/dev/null", b->path);
    assert_int_equal(system(command), 0); /* user_version: of a later warkat */
    refused(b, WK_STORE_WRITE);
}

/* ---- adding ---------------------------------------------------------------------------------------------------- */

static void twice_is_once(void **state) {
    box *b = *state;
    wk_store *store = open_record(b, WK_STORE_WRITE);
    assert_int_equal(add_one(store, document(b->arena, "u1", "A", "B", "2023-08-15", "x", "p1")), WK_ADDED_NEW);
    wk_store_free(store);
    wk_str once = exported(b);
    store = open_record(b, WK_STORE_WRITE);
    assert_int_equal(add_one(store, document(b->arena, "u1", "A", "B", "2023-08-15", "x", "p1")), WK_ADDED_AGAIN);
    wk_store_free(store);
    assert_true(wk_str_eq(once, exported(b)));
    proved(b, 0);
}

static void other_bytes_are_a_version(void **state) {
    box *b = *state;
    wk_store *store = open_record(b, WK_STORE_WRITE);
    add_one(store, document(b->arena, "u1", "A", "B", "2023-08-15", "x", "p1"));
    assert_int_equal(add_one(store, document(b->arena, "u1", "A", "B", "2023-08-15", "corrected", "p1")), WK_ADDED_VERSION);
    assert_int_equal(number(store, "SELECT count(*) FROM documents"), 2);
    assert_int_equal(number(store, "SELECT count(*) FROM events"), 1);
    assert_int_equal(number(store, "SELECT reports FROM events"), 2);
    wk_store_free(store);
    proved(b, 0);
}

static void another_pack_reads_anew(void **state) {
    box *b = *state;
    wk_store *store = open_record(b, WK_STORE_WRITE);
    add_one(store, document(b->arena, "u1", "A", "B", "2023-08-15", "x", "p1"));
    add_one(store, document(b->arena, "u2", "A", "B", "2023-08-15", "y", "p1"));
    wk_filed anew = document(b->arena, "u1", "A", "B", "2024-01-01", "x", "p2");
    assert_int_equal(add_one(store, anew), WK_ADDED_REREAD);
    assert_int_equal(number(store, "SELECT count(*) FROM documents"), 2);
    assert_int_equal(number(store, "SELECT count(*) FROM acts"), 2);
    assert_int_equal(number(store, "SELECT count(*) FROM events"), 2);
    wk_store_free(store);
    proved(b, 0);
}

static void any_order_gives_the_same(void **state) {
    box *b = *state;
    static const char *const pages[][4] = {{"u1", "A", "B", "x"}, {"u2", "B", "A", "y"}, {"u3", "a-b", "B", "z"},
                                           {"u4", "A", "B", "w"}, {"u5", "A B", "B", "v"}};
    wk_str first = {0};
    for (size_t turn = 0; turn < WK_COUNT(pages); turn++) {
        unlink(b->path);
        wk_store *store = open_record(b, WK_STORE_WRITE);
        for (size_t i = 0; i < WK_COUNT(pages); i++) {
            const char *const *p = pages[(i * 2 + turn) % WK_COUNT(pages)];
            add_one(store, document(b->arena, p[0], p[1], p[2], "2023-08-15", p[3], "p1"));
        }
        wk_store_free(store);
        wk_str all = exported(b);
        if (!turn) first = all;
        assert_true(wk_str_eq(first, all));
    }
}

static void not_committed_is_not_there(void **state) {
    box *b = *state;
    wk_store *store = open_record(b, WK_STORE_WRITE);
    add_one(store, document(b->arena, "u1", "A", "B", "2023-08-15", "x", "p1"));
    wk_store_begin(store);
    wk_filed filed = document(b->arena, "u2", "A", "B", "2023-08-15", "uncommonword", "p1");
    wk_store_add(store, &filed);
    wk_store_rollback(store);
    assert_int_equal(number(store, "SELECT count(*) FROM documents"), 1);
    assert_int_equal(number(store, "SELECT count(*) FROM vocabulary WHERE word = 'uncommonword'"), 0);
    add_one(store, filed);
    assert_int_equal(number(store, "SELECT count(*) FROM vocabulary WHERE word = 'uncommonword'"), 1);
    wk_store_free(store);
    proved(b, 0);
}

static void a_failure_is_kept_until_it_is_read(void **state) {
    box *b = *state;
    wk_store *store = open_record(b, WK_STORE_WRITE);
    wk_filed filed = document(b->arena, "u1", "A", "B", "2023-08-15", "x", "p1");
    const wk_page page = {.file = WK_S("u1.txt"), .bytes = filed.doc->page};
    wk_error why;
    wk_fail(&why, WK_INPUT, "cannot be read");
    wk_failed_page *failed = wk_failed_page_make(b->arena, &page, &why);
    wk_store_begin(store);
    assert_true(wk_store_add_failure(store, failed, WK_S("{}")));
    assert_false(wk_store_add_failure(store, failed, WK_S("{}")));
    wk_store_commit(store);
    assert_int_equal(number(store, "SELECT count(*) FROM failures"), 1);
    add_one(store, filed);
    assert_int_equal(number(store, "SELECT count(*) FROM failures"), 0);
    assert_int_equal(number(store, "SELECT count(*) FROM pages"), 1);
    wk_store_free(store);
    proved(b, 0);
}

/* ---- what it costs --------------------------------------------------------------------------------------------- */

enum { MANY = 200, PAGE = 5 };

/* Letters between ten people, one a day. */
static wk_store *many(box *b) {
    wk_store *store = open_record(b, WK_STORE_WRITE);
    wk_store_begin(store);
    for (int i = 0; i < MANY; i++) {
        const char *from = wk_str_printf(b->arena, "Sender%d", i % 10).p, *to = wk_str_printf(b->arena, "Receiver%d", i % 7).p;
        const char *date = wk_str_printf(b->arena, "2023-%02d-%02d", 1 + i / 28, 1 + i % 28).p;
        wk_filed filed = document(b->arena, wk_str_printf(b->arena, "u%d", i).p, from, to, date,
                                  wk_str_printf(b->arena, "word%d", i).p, "p1");
        assert_int_equal(wk_store_add(store, &filed), WK_ADDED_NEW);
    }
    wk_store_regroup(store);
    wk_store_commit(store);
    return store;
}

static void adding_looks_nothing_through(void **state) {
    wk_store *store = many(*state);
    assert_int_equal(wk_store_scanned(store), 0);
    /* no savepoint came between: the batch is one piece of the index */
    assert_int_equal(number(store, "SELECT count(DISTINCT segid) FROM words_idx"), 1);
    wk_store_free(store);
}

static bool take_told(void *context, wk_arena *arena, const wk_told *told) {
    (void)arena;
    (void)told;
    return ++*(int *)context > 0;
}

static bool take_said(void *context, wk_arena *arena, const wk_said *said) {
    (void)arena;
    (void)said;
    return ++*(int *)context > 0;
}

static bool take_listed(void *context, wk_arena *arena, const wk_listed *listed) {
    (void)arena;
    (void)listed;
    return ++*(int *)context > 0;
}

static bool take_recurring(void *context, wk_arena *arena, const wk_recurring *recurring) {
    (void)arena;
    (void)recurring;
    return ++*(int *)context > 0;
}

/* A page of answers costs a page: in a record of 200 articles no question steps through more than a few dozen rows
 * without an index that leads it, and those are the ones it walks in the order of the answer. */
static void a_page_costs_a_page(void **state) {
    wk_store *store = many(*state);
    const wk_filter filters[] = {
        {0}, {.from = WK_S("Sender3")}, {.to = WK_S("Receiver2")}, {.between_a = WK_S("Sender1"), .between_b = WK_S("Receiver1")},
        {.since = WK_S("2023-05"), .until = WK_S("2023-05")}, {.act = WK_S("message")}, {.newest = true}};
    for (size_t i = 0; i < WK_COUNT(filters); i++) {
        wk_filter f = filters[i];
        f.limit = PAGE;
        int rows = 0;
        int64_t before = wk_store_scanned(store);
        assert_int_equal(wk_ask_events(store, NULL, &f, take_told, &rows, NULL), WK_OK);
        if (!f.act.p) assert_int_equal(wk_ask_statements(store, NULL, &f, take_said, &rows, NULL), WK_OK);
        assert_int_equal(wk_ask_articles(store, NULL, &f, take_listed, &rows, NULL), WK_OK);
        assert_int_equal(wk_ask_search(store, NULL, &f, WK_S("word17"), take_listed, &rows, NULL, NULL), WK_OK);
        if (f.from.p || f.between_a.p)
            assert_int_equal(wk_ask_cadence(store, NULL, &f, take_recurring, &rows, NULL), WK_OK);
        assert_true(rows > 0);
        int64_t steps = wk_store_scanned(store) - before;
        if (steps > 60) printf("# filter %zu: %lld rows stepped through\n", i, (long long)steps);
        assert_true(steps <= 60);
    }
    wk_store_free(store);
}

/* ---- proving --------------------------------------------------------------------------------------------------- */

static void damage(box *b, const char *sql) {
    char command[400];
    snprintf(command, sizeof command, "sqlite3 '%s' \"%s\" 2>/dev/null", b->path, sql);
    if (system(command) != 0) skip(); /* no sqlite3 program here */
}

static const char letters[] = "a b c d e f g h i j k l m n o p q r s t u v w x y z"; /* enough to be a copy */

static void lies_are_found(void **state) {
    box *b = *state;
    static const char *const lies[] = {
        "UPDATE acts SET json = replace(json, 'A', 'C')", "UPDATE parts SET map = x'000002'", "DELETE FROM acts",
        "UPDATE pages SET sha256 = '00'", "UPDATE pages SET zstd = x'00'", "UPDATE events SET reports = 7",
        "UPDATE contents SET reading = x'28b52ffd'", "DELETE FROM parts", "UPDATE actors SET did = did + 1", "UPDATE actors SET got = 0",
        "UPDATE habits SET years = 2", "DELETE FROM habits", "UPDATE sites SET host = 'other.example'",
        "UPDATE texts SET whole = whole + 1", "UPDATE documents SET text = NULL; DELETE FROM texts"};
    for (size_t i = 0; i < WK_COUNT(lies); i++) {
        unlink(b->path);
        wk_store *store = open_record(b, WK_STORE_WRITE);
        add_one(store, document(b->arena, "u1", "A", "B", "2023-08-15", letters, "p1"));
        wk_store_free(store);
        proved(b, 0);
        damage(b, lies[i]);
        proved(b, 1);
    }
}

/* ---- what is kept at hand -------------------------------------------------------------------------------------- */

/* An article of many words and one that says a little more, added one after the other by one writer; in between another
 * program runs this SQL. How many families it makes. */
static int64_t families_after(box *b, const char *sql) {
    enum { LONG = 300 };
    char text[LONG * 8], more[sizeof text + 16];
    size_t n = 0;
    for (int i = 0; i < LONG; i++) n += (size_t)snprintf(text + n, sizeof text - n, "word%d ", i);
    snprintf(more, sizeof more, "%s and more", text);
    unlink(b->path);
    wk_store *store = open_record(b, WK_STORE_WRITE);
    add_one(store, document(b->arena, "u1", "A", "B", "2023-08-15", text, "p1"));
    damage(b, sql);
    add_one(store, document(b->arena, "u2", "A", "B", "2023-08-15", more, "p1"));
    int64_t families = number(store, "SELECT count(DISTINCT family) FROM texts");
    wk_store_free(store);
    return families;
}

/* A later program finds another text in a page. The number of the text before is free then, and is given to this one. */
static void another_text_of_a_page_is_kept(void **state) {
    box *b = *state;
    wk_str words = wk_str_of(letters);
    wk_store *store = open_record(b, WK_STORE_WRITE);
    add_one(store, document(b->arena, "u1", "A", "B", "2023-08-15", letters, "p1"));
    wk_filed anew = document(b->arena, "u1", "A", "B", "2023-08-15", letters, "p2");
    wk_doc doc = *anew.doc;
    doc.sketch = wk_sketch_of(b->arena, words);
    anew.doc = &doc;
    assert_int_equal(add_one(store, anew), WK_ADDED_REREAD);
    assert_int_equal(number(store, "SELECT count(*) FROM texts"), 1);
    assert_int_equal(number(store, "SELECT count(*) FROM documents d JOIN texts t ON t.id = d.text"), 1);
    wk_store_free(store);
}

static void what_others_change_is_seen(void **state) {
    assert_int_equal(families_after(*state, "UPDATE coverage SET articles = articles"), 1);
    assert_int_equal(families_after(*state, "UPDATE texts SET sample = zeroblob(320)"), 2); /* of nothing that occurs */
}

/* ---- records of earlier versions ------------------------------------------------------------------------------- */

/* What versions 5 to 7 added is taken away again. */
static const char to_version_4[] =
    "DROP INDEX statements_by_who; DROP INDEX statements_by_receiver; DROP INDEX statements_by_shown;"
    "CREATE INDEX statements_by_who ON statements (who, day_from);"
    "CREATE INDEX statements_by_shown ON statements (shown, day_to, day_from);"
    "CREATE INDEX statements_by_receiver ON statements (receiver) WHERE receiver IS NOT NULL;"
    "DROP INDEX acts_by_document; DROP INDEX acts_by_event;"
    "CREATE INDEX acts_by_document ON acts (document, n); CREATE INDEX acts_by_event ON acts (event);"
    "DROP INDEX documents_by_site; DROP INDEX documents_by_language; ALTER TABLE documents DROP COLUMN site; DROP TABLE sites;"
    "DROP TABLE habits; DROP INDEX actors_by_deeds;"
    "ALTER TABLE actors DROP COLUMN said; ALTER TABLE actors DROP COLUMN did; ALTER TABLE actors DROP COLUMN got;"
    "DROP INDEX events_by_width; DROP INDEX documents_dated; DELETE FROM words_config WHERE k = \"hashsize\"; PRAGMA user_version = 4";

static void an_earlier_record_is_brought_up(void **state) {
    box *b = *state;
    static const char *const counts[] = {
        "SELECT sum(said) FROM actors", "SELECT sum(did * id) FROM actors", "SELECT sum(got * id) FROM actors", "SELECT count(*) FROM habits",
        "SELECT sum(years * bucket) FROM habits", "SELECT count(DISTINCT hash) FROM habits", "SELECT count(*) FROM sites",
        "SELECT count(site) FROM documents", "SELECT count(*) FROM sqlite_schema",
        "SELECT v FROM words_config WHERE k = 'hashsize'"};
    int64_t before[WK_COUNT(counts)];
    wk_store *store = many(b);
    for (size_t i = 0; i < WK_COUNT(counts); i++) before[i] = number(store, counts[i]);
    wk_store_free(store);
    char command[sizeof to_version_4 + SCRATCH + 100];
    snprintf(command, sizeof command, "sqlite3 '%s' '%s' 2>/dev/null", b->path, to_version_4);
    if (system(command) != 0) skip();
    store = open_record(b, WK_STORE_READ);
    assert_int_equal(number(store, "PRAGMA user_version"), 7);
    for (size_t i = 0; i < WK_COUNT(counts); i++) assert_int_equal(number(store, counts[i]), before[i]);
    wk_store_free(store);
    proved(b, 0);
}

/* ---- what is kept counted -------------------------------------------------------------------------------------- */

static void counts_follow_what_is_read_anew(void **state) {
    box *b = *state;
    wk_store *store = many(b);
    int64_t did = number(store, "SELECT sum(did) FROM actors"), kinds = number(store, "SELECT count(*) FROM habits");
    assert_int_equal(did, number(store, "SELECT count(*) FROM events"));
    assert_true(kinds > 0);
    int64_t years = number(store, "SELECT sum(years) FROM habits");
    /* one of the letters is of another year, says a later pack */
    wk_filed other = document(b->arena, "u3", "Sender3", "Receiver3", "2024-02-02", "word3", "p2");
    assert_int_equal(add_one(store, other), WK_ADDED_REREAD);
    assert_int_equal(number(store, "SELECT sum(did) FROM actors"), number(store, "SELECT count(*) FROM events"));
    assert_int_equal(number(store, "SELECT sum(years) FROM habits"), years + 1);
    assert_int_equal(number(store, "SELECT count(*) FROM habits"), kinds);
    wk_store_free(store);
    proved(b, 0);
}

int main(void) {
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(what_is_no_record), TEST(twice_is_once), TEST(other_bytes_are_a_version), TEST(another_pack_reads_anew),
        TEST(any_order_gives_the_same), TEST(not_committed_is_not_there), TEST(a_failure_is_kept_until_it_is_read),
        TEST(adding_looks_nothing_through), TEST(a_page_costs_a_page), TEST(lies_are_found), TEST(another_text_of_a_page_is_kept), TEST(what_others_change_is_seen),
        TEST(an_earlier_record_is_brought_up),
        TEST(counts_follow_what_is_read_anew)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
