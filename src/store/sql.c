/* None of these may write several rows at once where documents are added: SQLite then opens a savepoint, at which FTS5
 * writes out what it has gathered, and a batch's index comes apart into one piece a document. So no triggers, no OR
 * REPLACE. */
#include "store/sql.h"

/* What grouping looks at. */
#define ACTS \
    "SELECT a.id, a.hash, d.article, a.date, a.date_how, a.occasion_id, a.occasion, a.ordinal, a.contradicted," \
    " a.channel, a.place, a.planned, a.denied, a.words_key, a.root, a.event, a.bucket, b.from_side, b.to_side," \
    " t.family, f.root, b.act, d.published, a.pool, a.decided, a.joined, a.parted" \
    " FROM acts a JOIN documents d ON d.id = a.document JOIN buckets b ON b.id = a.bucket" \
    " LEFT JOIN texts t ON t.id = d.text LEFT JOIN families f ON f.id = t.family WHERE "

/* Events that only one document tells. */
#define EMPTY_WITHOUT \
    "id IN (SELECT event FROM acts WHERE document = ?1)" \
    " AND NOT EXISTS (SELECT 1 FROM acts a WHERE a.event = events.id AND a.document <> ?1)"

const char *const wk_sql[WK_SQL_COUNT] = {
    [WK_SQL_RUN_ADD] = "INSERT INTO runs (began, made_by) VALUES (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?1)",

    [WK_SQL_PAGE_FIND] = "SELECT id FROM pages WHERE sha256 = ?1",
    [WK_SQL_PAGE_ADD] = "INSERT INTO pages (sha256, size, zstd) VALUES (?1, ?2, ?3)",

    [WK_SQL_DOC_FIND] =
        "SELECT d.id, d.made_by, d.file, d.container_sha256, d.title, c.body FROM documents d"
        " JOIN contents c ON c.document = d.id WHERE d.key = ?1",
    [WK_SQL_DOC_ADDRESS] = "SELECT 1 FROM documents WHERE address = ?1 LIMIT 1",
    [WK_SQL_DOC_ADD] =
        "INSERT INTO documents (key, article, address, url, file, container_sha256, page, outlet, language, published,"
        " title, credits, made_by, root, run, site)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
    [WK_SQL_SITE_FIND] = "SELECT id FROM sites WHERE outlet = ?1 AND host = ?2",
    [WK_SQL_SITE_ADD] = "INSERT INTO sites (outlet, host) VALUES (?1, ?2)",
    [WK_SQL_CONTENTS_ADD] = "INSERT INTO contents (document, body, given, reading) VALUES (?1, ?2, ?3, ?4)",
    [WK_SQL_CONTENTS_CHANGE] = "UPDATE contents SET body = ?2, given = ?3, reading = ?4 WHERE document = ?1",
    [WK_SQL_COVERED_MORE] = "UPDATE coverage SET articles = articles + 1 WHERE year = ?1",
    [WK_SQL_COVERED_LESS] =
        "UPDATE coverage SET articles = articles - 1 WHERE year = (SELECT substr(published, 1, 4) FROM documents WHERE id = ?1)",
    [WK_SQL_COVERED_FIRST] = "INSERT INTO coverage (year, articles) VALUES (?1, 1)",
    [WK_SQL_DOC_PLACE] = "UPDATE documents SET file = ?2, container_sha256 = ?3 WHERE id = ?1",
    [WK_SQL_DOC_REREAD] =
        "UPDATE documents SET outlet = ?2, language = ?3, published = ?4, title = ?5, credits = ?6,"
        " made_by = ?7, root = ?8, site = ?9 WHERE id = ?1",
    [WK_SQL_PART_ADD] = "INSERT INTO parts (document, n, name, map) VALUES (?1, ?2, ?3, ?4)",

    [WK_SQL_WORDS_ADD] = "INSERT INTO words (rowid, title, body) VALUES (?1, ?2, ?3)",
    [WK_SQL_WORDS_DROP] = "INSERT INTO words (words, rowid, title, body) VALUES ('delete', ?1, ?2, ?3)",
    [WK_SQL_VOCABULARY_ADD] = "INSERT OR IGNORE INTO vocabulary (word) VALUES (?1)",
    [WK_SQL_TRIGRAMS_ADD] = "INSERT INTO trigrams (rowid, word) VALUES (?1, ?2)",

    [WK_SQL_ACTOR_FIND] = "SELECT id, name FROM actors WHERE key = ?1",
    [WK_SQL_ACTOR_ADD] = "INSERT INTO actors (key, world, name) VALUES (?1, ?2, ?3)",
    [WK_SQL_ACTOR_NAME] = "UPDATE actors SET name = ?2 WHERE id = ?1",
    [WK_SQL_SPELLING_ADD] = "INSERT OR IGNORE INTO spellings (actor, folded) VALUES (?1, ?2)",
    [WK_SQL_SPELLING_INDEX] = "INSERT INTO actor_names (rowid, folded) VALUES (?1, ?2)",

    [WK_SQL_SAID_ADD] =
        "INSERT INTO statements (hash, document, n, who, receiver, kind, channel, date, day_from, day_to, shown, json)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
    [WK_SQL_SAID_VIA] = "INSERT OR IGNORE INTO statement_via (actor, statement) VALUES (?1, ?2)",

    [WK_SQL_BUCKET_FIND] = "SELECT id FROM buckets WHERE hash = ?1",
    [WK_SQL_BUCKET_ADD] = "INSERT INTO buckets (hash, act, from_side, to_side, to_states) VALUES (?1, ?2, ?3, ?4, ?5)",
    [WK_SQL_POOL_FIND] = "SELECT id FROM pools WHERE hash = ?1",
    [WK_SQL_POOL_ADD] = "INSERT INTO pools (hash) VALUES (?1)",
    [WK_SQL_PARTY_ADD] = "INSERT OR IGNORE INTO parties (actor, role, bucket) VALUES (?1, ?2, ?3)",
    [WK_SQL_ACT_ADD] =
        "INSERT INTO acts (hash, document, n, bucket, date, date_how, occasion_id, occasion, ordinal, contradicted,"
        " channel, place, planned, denied, words_key, root, json, pool, reach_from, reach_to, decided, joined, parted)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23)",
    [WK_SQL_ACT_VIA] = "INSERT OR IGNORE INTO act_via (actor, act) VALUES (?1, ?2)",

    [WK_SQL_DROP_PARTS] = "DELETE FROM parts WHERE document = ?1",
    [WK_SQL_DROP_SAID_VIA] =
        "DELETE FROM statement_via WHERE statement IN (SELECT id FROM statements WHERE document = ?1)",
    [WK_SQL_DROP_SAID] = "DELETE FROM statements WHERE document = ?1",
    [WK_SQL_DROP_ACT_VIA] = "DELETE FROM act_via WHERE act IN (SELECT id FROM acts WHERE document = ?1)",
    [WK_SQL_DROP_ACTS] = "DELETE FROM acts WHERE document = ?1",
    [WK_SQL_ACT_REACHES] = "SELECT pool, reach_from, reach_to FROM acts WHERE document = ?1",
    [WK_SQL_JOINED_REACHES] =
        "SELECT pool, reach_from, reach_to FROM acts WHERE joined IN (SELECT joined FROM acts WHERE document = ?1 AND joined IS NOT NULL)",
    [WK_SQL_SPEAKERS_OF] = "SELECT who FROM statements WHERE document = ?1 AND who IS NOT NULL",
    [WK_SQL_EVENTS_LEFT] = "SELECT bucket, occasion_id FROM events WHERE " EMPTY_WITHOUT,
    [WK_SQL_EVENTS_STALE] = "UPDATE events SET digest = '' WHERE id IN (SELECT event FROM acts WHERE document = ?1)",
    [WK_SQL_EVENTS_EMPTY] =
        "DELETE FROM events WHERE " EMPTY_WITHOUT,

    [WK_SQL_FAILURE_FIND] = "SELECT id FROM failures WHERE key = ?1",
    [WK_SQL_FAILURE_ADD] =
        "INSERT INTO failures (key, file, url, reason, status, page, run) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    [WK_SQL_FAILURE_DROP] = "DELETE FROM failures WHERE key = ?1",

    [WK_SQL_TEXT_FIND] = "SELECT id FROM texts WHERE whole = ?1",
    [WK_SQL_TEXT_ADD] = "INSERT INTO texts (whole, words, sample, family) VALUES (?1, ?2, ?3, ?4)",
    [WK_SQL_TEXT_KEY] = "INSERT INTO text_keys (key, text) VALUES (?1, ?2)",
    [WK_SQL_TEXT_CROWD] = "SELECT count(*) FROM (SELECT 1 FROM text_keys WHERE key = ?1 LIMIT ?2)",
    [WK_SQL_TEXT_BY_KEY] = "SELECT text FROM text_keys WHERE key = ?1 LIMIT ?2",
    [WK_SQL_TEXT_BODY] = "SELECT c.body FROM documents d JOIN contents c ON c.document = d.id WHERE d.text = ?1 LIMIT 1",
    [WK_SQL_TEXT_SKETCH] = "SELECT words, sample FROM texts WHERE id = ?1",
    [WK_SQL_TEXT_FAMILY] = "SELECT family FROM texts WHERE id = ?1",
    [WK_SQL_TEXT_USED] = "SELECT 1 FROM documents WHERE text = ?1 LIMIT 1",
    [WK_SQL_TEXT_DROP] = "DELETE FROM texts WHERE id = ?1",
    [WK_SQL_TEXT_DROP_KEY] = "DELETE FROM text_keys WHERE key = ?1 AND text = ?2",
    [WK_SQL_TEXT_OF] = "SELECT text FROM documents WHERE id = ?1",
    [WK_SQL_TEXT_SET] = "UPDATE documents SET text = ?2 WHERE id = ?1",
    [WK_SQL_TEXT_REACHES] = "SELECT a.pool, a.reach_from, a.reach_to FROM documents d JOIN acts a ON a.document = d.id WHERE d.text = ?1",
    [WK_SQL_FAMILY_ADD] = "INSERT INTO families (root) VALUES (NULL)",
    [WK_SQL_FAMILY_DROP] = "DELETE FROM families WHERE id = ?1",
    [WK_SQL_FAMILY_TEXTS] = "SELECT id FROM texts WHERE family = ?1",
    [WK_SQL_FAMILY_MOVE] = "UPDATE texts SET family = ?2 WHERE id = ?1",
    /* Of the documents that carry the text, the first that credits somebody; else the first of all. */
    [WK_SQL_FAMILY_ROOT] =
        "SELECT d.root FROM texts t JOIN documents d ON d.text = t.id WHERE t.family = ?1"
        " ORDER BY d.root GLOB 'outlet:*' OR d.root GLOB 'page:*', d.published IS NULL, d.published, d.key LIMIT 1",
    [WK_SQL_FAMILY_OLD_ROOT] = "SELECT root FROM families WHERE id = ?1",
    [WK_SQL_FAMILY_SET_ROOT] = "UPDATE families SET root = ?2 WHERE id = ?1",

    [WK_SQL_POOL_REACHES] = "SELECT reach_from, reach_to FROM acts WHERE pool = ?1 ORDER BY reach_from",
    [WK_SQL_JOINED_ANY] = "SELECT 1 FROM acts WHERE joined IS NOT NULL LIMIT 1",
    [WK_SQL_JOINED_HERE] = /* ?2 NULL: anywhere in the pool */
        "SELECT DISTINCT joined FROM acts WHERE joined IS NOT NULL AND pool = ?1 AND (?2 IS NULL OR reach_from BETWEEN ?2 AND ?3)",
    [WK_SQL_JOINED_PLACES] = "SELECT DISTINCT pool, reach_from, reach_to FROM acts WHERE joined = ?1",
    [WK_SQL_POOL_ACTS] = ACTS "a.pool = ?1",
    [WK_SQL_STRETCH_ACTS] = ACTS "a.pool = ?1 AND a.reach_from BETWEEN ?2 AND ?3",
    [WK_SQL_EVENT_OLD] = "SELECT hash, digest, bucket, occasion_id FROM events WHERE id = ?1",
    [WK_SQL_EVENT_ADD] =
        "INSERT INTO events (bucket, hash, digest, act, date, date_how, day_from, day_to, occasion_id, occasion,"
        " occasion_folded, ordinal, contradicted, channel, planned, denied, reports, sources, teller, families, pool)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21)",
    [WK_SQL_EVENT_CHANGE] =
        "UPDATE events SET bucket = ?1, hash = ?2, digest = ?3, act = ?4, date = ?5, date_how = ?6, day_from = ?7,"
        " day_to = ?8, occasion_id = ?9, occasion = ?10, occasion_folded = ?11, ordinal = ?12, contradicted = ?13,"
        " channel = ?14, planned = ?15, denied = ?16, reports = ?17, sources = ?18, teller = ?19, families = ?20,"
        " pool = ?21 WHERE id = ?22",
    /* Acts that somebody had joined to it may still be in it, until they are looked at too. */
    [WK_SQL_EVENT_DROP] = "DELETE FROM events WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM acts WHERE event = ?1)",
    [WK_SQL_ACT_EVENT] = "UPDATE acts SET event = ?2 WHERE id = ?1",

    [WK_SQL_ACTOR_SAID] = "UPDATE actors SET said = said + ?2 WHERE id = ?1",
    [WK_SQL_ACTOR_DID] = "UPDATE actors SET did = did + ?2 WHERE id = ?1",
    [WK_SQL_ACTOR_GOT] = "UPDATE actors SET got = got + ?2 WHERE id = ?1",
    [WK_SQL_BUCKET_PARTIES] = "SELECT actor, role FROM parties WHERE bucket = ?1",
    [WK_SQL_KIND_DAYS] =
        "SELECT day_from, day_to, hash FROM events WHERE bucket = ?1 AND occasion_id IS ?2 AND planned = 0"
        " AND day_from IS NOT NULL ORDER BY day_from, hash",
    [WK_SQL_HABIT_CHANGE] = "UPDATE habits SET years = ?3, hash = ?4 WHERE bucket = ?1 AND occasion = ?2",
    [WK_SQL_HABIT_ADD] =
        "INSERT INTO habits (bucket, occasion, years, act, hash) VALUES (?1, ?2, ?3, (SELECT act FROM buckets WHERE id = ?1), ?4)",
    [WK_SQL_HABIT_DROP] = "DELETE FROM habits WHERE bucket = ?1 AND occasion = ?2",
};
