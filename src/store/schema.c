#include "store/schema.h"

/* ---- what version 5 brought: pages of answers that cost a page, however large the record is ---------------------- */

/* Statements of somebody, or to somebody, in the order in which they are shown. */
#define STATEMENTS_IN_ORDER \
    "CREATE INDEX statements_by_who ON statements (who, shown, day_to, day_from);" \
    "CREATE INDEX statements_by_receiver ON statements (receiver, shown) WHERE receiver IS NOT NULL;" \
    "CREATE INDEX statements_by_shown ON statements (shown, day_to, day_from, document);"

/* Where articles appear: names of outlets and hosts, each pair once; '' where there is none. */
#define SITES \
    "CREATE TABLE sites (" \
    "  id INTEGER PRIMARY KEY," \
    "  outlet TEXT NOT NULL, host TEXT NOT NULL," \
    "  UNIQUE (outlet, host));"
#define DOCUMENTS_IN_ORDER \
    "CREATE INDEX documents_by_site ON documents (site, published, article, key);" \
    "CREATE INDEX documents_by_language ON documents (language, published, article, key);"

/* From events to documents and back without a look at the acts. */
#define ACTS_BETWEEN \
    "CREATE INDEX acts_by_document ON acts (document, n, event);" \
    "CREATE INDEX acts_by_event ON acts (event, document);"

/* In how many years each kind of event (same bucket, same occasion) happened; hash: of the first of them. Kept as events
 * change; see counts.c. */
#define HABITS \
    "CREATE TABLE habits (" \
    "  bucket INTEGER NOT NULL REFERENCES buckets," \
    "  occasion TEXT NOT NULL,"     /* id; '' for none */ \
    "  years INTEGER NOT NULL," \
    "  act TEXT NOT NULL, hash TEXT NOT NULL," \
    "  PRIMARY KEY (bucket, occasion)) WITHOUT ROWID;" \
    "CREATE INDEX habits_by_years ON habits (years DESC, act, occasion, hash);"

/* How wide the widest date is (version 6). */
#define EVENTS_BY_WIDTH "CREATE INDEX events_by_width ON events (day_to - day_from) WHERE day_to > day_from;"

/* ---- what version 7 brought: less to go through in large records -------------------------------------------------- */

/* When documents appeared, apart from all else that is known of them: cadence asks it of hundreds for one answer. */
#define DOCUMENTS_DATED "CREATE INDEX documents_dated ON documents (id, published, article);"

/* What a batch adds to the index of words is merged in memory first (bytes): what is written in small pieces is merged, and so
 * written, once more for every fourfold size of the record. */
#define WORDS_TOGETHER "INSERT INTO words (words, rank) VALUES ('hashsize', 16777216);"

/* What actors said, did and were done to. Kept likewise. */
#define ACTORS_BY_DEEDS "CREATE INDEX actors_by_deeds ON actors ((said + did + got) DESC, key);"

const char *const wk_migrations[WK_SCHEMA_VERSION] = {
    [0] =
        /* The runs of `warkat add` that brought something; what --new-since asks. Never exported: the record does not
         * depend on when it was made. */
        "CREATE TABLE runs ("
        "  id INTEGER PRIMARY KEY,"
        "  began TEXT NOT NULL,"   /* UTC */
        "  made_by TEXT NOT NULL);"

        /* Page bytes as crawled, once by content. */
        "CREATE TABLE pages ("
        "  id INTEGER PRIMARY KEY,"
        "  sha256 TEXT NOT NULL UNIQUE,"
        "  size INTEGER NOT NULL,"
        "  zstd BLOB NOT NULL);"

        /* One article as one page tells it. `key` is the hash of what makes the document (address, page bytes, what its
         * container said); documents of one address are versions of it. */
        "CREATE TABLE documents ("
        "  id INTEGER PRIMARY KEY,"
        "  key TEXT NOT NULL UNIQUE,"
        "  article TEXT NOT NULL,"      /* the id people see */
        "  address TEXT NOT NULL,"
        "  url TEXT,"
        "  file TEXT,"                  /* of all places it was found in, the least by bytes */
        "  container_sha256 TEXT,"      /* likewise */
        "  page INTEGER NOT NULL REFERENCES pages,"
        "  outlet TEXT, language TEXT, published TEXT, title TEXT,"
        "  site INTEGER REFERENCES sites,"
        "  credits TEXT NOT NULL,"      /* agencies the article credits, a JSON array of names */
        "  root TEXT NOT NULL,"         /* whom it rests on as a whole: an agency, else its outlet, else its page */
        "  text INTEGER REFERENCES texts," /* null: too short to be a copy of anything */
        "  made_by TEXT NOT NULL,"      /* versions of program, packs, Unicode: a reading of another one is replaced */
        "  run INTEGER NOT NULL REFERENCES runs);"
        "CREATE INDEX documents_by_article ON documents (article);"
        "CREATE INDEX documents_by_address ON documents (address);"
        "CREATE INDEX documents_by_page ON documents (page);"
        "CREATE INDEX documents_by_run ON documents (run);"
        "CREATE INDEX documents_by_text ON documents (text);"
        "CREATE INDEX documents_by_published ON documents (published, article, key);"
        SITES DOCUMENTS_IN_ORDER DOCUMENTS_DATED
        /* How many articles were published in each year: beside what recurs, whether there are pages to tell of it. */
        "CREATE TABLE coverage ("
        "  year TEXT PRIMARY KEY,"
        "  articles INTEGER NOT NULL) WITHOUT ROWID;"

        /* What is long of a document, apart, so that looking through all documents is quick. */
        "CREATE TABLE contents ("
        "  document INTEGER PRIMARY KEY REFERENCES documents,"
        "  body TEXT NOT NULL,"         /* indexed below */
        "  given TEXT NOT NULL,"        /* what its container said, JSON: with the page's bytes all that a reading is made from */
        "  reading BLOB NOT NULL);"     /* the reading as JSON, zstd */

        /* Texts of bodies, once by their words; sketches as text/sketch.h makes them. Texts that are copies of one another
         * share a family: a number that means nothing by itself. `root`: whom most of a family rests on; see families.c. */
        "CREATE TABLE texts ("
        "  id INTEGER PRIMARY KEY,"
        "  whole INTEGER NOT NULL UNIQUE,"
        "  words INTEGER NOT NULL,"
        "  sample BLOB NOT NULL,"
        "  family INTEGER NOT NULL REFERENCES families);"
        "CREATE INDEX texts_by_family ON texts (family);"
        "CREATE TABLE text_keys ("
        "  key INTEGER NOT NULL,"
        "  text INTEGER NOT NULL REFERENCES texts,"
        "  PRIMARY KEY (key, text)) WITHOUT ROWID;"
        "CREATE TABLE families ("
        "  id INTEGER PRIMARY KEY,"
        "  root TEXT);"

        /* What people decided about actors and acts (record/correction.h), in order. Not derived: kept whatever is read anew. */
        "CREATE TABLE corrections ("
        "  id INTEGER PRIMARY KEY,"
        "  kind INTEGER NOT NULL,"
        "  name TEXT,"
        "  who TEXT NOT NULL, who_now TEXT, who_article TEXT, who_part TEXT, who_words TEXT, who_start INTEGER, who_stop INTEGER,"
        "  target TEXT, target_now TEXT, target_article TEXT, target_part TEXT, target_words TEXT, target_start INTEGER,"
        "  target_stop INTEGER,"
        "  who_item TEXT, target_item TEXT, attribute TEXT, value TEXT, decision TEXT, author TEXT, made TEXT, why TEXT);"

        /* Where each part's text stands in the page: range maps as record/mapcode.h writes them. */
        "CREATE TABLE parts ("
        "  document INTEGER NOT NULL REFERENCES documents,"
        "  n INTEGER NOT NULL,"
        "  name TEXT NOT NULL,"
        "  map BLOB NOT NULL,"
        "  PRIMARY KEY (document, n)) WITHOUT ROWID;"

        /* Who occurs: by id of the world pack, else by folded name. */
        "CREATE TABLE actors ("
        "  id INTEGER PRIMARY KEY,"
        "  key TEXT NOT NULL UNIQUE,"
        "  world TEXT,"                 /* id in the world pack */
        "  name TEXT NOT NULL,"         /* the spelling that is shown */
        "  said INTEGER NOT NULL DEFAULT 0,"  /* statements */
        "  did INTEGER NOT NULL DEFAULT 0,"   /* events on whose one side it stands */
        "  got INTEGER NOT NULL DEFAULT 0);"  /* on whose other */
        ACTORS_BY_DEEDS
        /* Every name an actor goes by, folded (record/key.h); found by its words. */
        "CREATE TABLE spellings ("
        "  id INTEGER PRIMARY KEY,"
        "  actor INTEGER NOT NULL REFERENCES actors,"
        "  folded TEXT NOT NULL,"
        "  UNIQUE (actor, folded));"
        "CREATE VIRTUAL TABLE actor_names USING fts5 (folded, content='spellings', content_rowid='id',"
        "  tokenize='unicode61 remove_diacritics 0');"

        /* Who said what. `json` is the item with its words. */
        "CREATE TABLE statements ("
        "  id INTEGER PRIMARY KEY,"
        "  hash TEXT NOT NULL,"
        "  document INTEGER NOT NULL REFERENCES documents,"
        "  n INTEGER NOT NULL,"
        "  who INTEGER REFERENCES actors,"
        "  receiver INTEGER REFERENCES actors,"
        "  kind TEXT NOT NULL, channel TEXT,"
        "  date TEXT, day_from INTEGER, day_to INTEGER," /* days since 1970; null: not known */
        "  shown TEXT NOT NULL,"        /* in which order they are shown: the date, else the day of publication, else "~" */
        "  json TEXT NOT NULL);"
        "CREATE INDEX statements_by_document ON statements (document, n);"
        STATEMENTS_IN_ORDER
        "CREATE INDEX statements_by_width ON statements (day_to - day_from) WHERE day_to > day_from;"
        "CREATE INDEX statements_by_hash ON statements (hash);"
        "CREATE TABLE statement_via ("
        "  actor INTEGER NOT NULL REFERENCES actors,"
        "  statement INTEGER NOT NULL REFERENCES statements,"
        "  PRIMARY KEY (actor, statement)) WITHOUT ROWID;"
        "CREATE INDEX statement_via_by_statement ON statement_via (statement);"

        /* Acts of one kind between the same actors. */
        "CREATE TABLE buckets ("
        "  id INTEGER PRIMARY KEY,"
        "  hash TEXT NOT NULL UNIQUE,"
        "  act TEXT NOT NULL,"
        "  from_side TEXT NOT NULL, to_side TEXT NOT NULL," /* who, as record/side.h writes it */
        "  to_states TEXT NOT NULL);"
        "CREATE INDEX buckets_by_states ON buckets (act, to_states);" /* whom an answer may come from */
        /* Acts of one kind and of the same states: only these can be one happening. */
        "CREATE TABLE pools ("
        "  id INTEGER PRIMARY KEY,"
        "  hash TEXT NOT NULL UNIQUE);"
        "CREATE TABLE parties ("
        "  actor INTEGER NOT NULL REFERENCES actors,"
        "  role INTEGER NOT NULL,"      /* 0 from, 1 to; both for acts that both sides do */
        "  bucket INTEGER NOT NULL REFERENCES buckets,"
        "  PRIMARY KEY (actor, role, bucket)) WITHOUT ROWID;"
        "CREATE INDEX parties_by_bucket ON parties (bucket, role);"

        /* What each article tells that was done. */
        "CREATE TABLE acts ("
        "  id INTEGER PRIMARY KEY,"
        "  hash TEXT NOT NULL,"
        "  document INTEGER NOT NULL REFERENCES documents,"
        "  n INTEGER NOT NULL,"
        "  bucket INTEGER NOT NULL REFERENCES buckets,"
        "  pool INTEGER NOT NULL REFERENCES pools,"
        "  event INTEGER REFERENCES events,"
        "  date TEXT, date_how INTEGER NOT NULL,"
        "  reach_from INTEGER, reach_to INTEGER," /* days of the acts it may be one with (record/event.h); null: of all */
        "  occasion_id TEXT, occasion TEXT, ordinal INTEGER NOT NULL, contradicted INTEGER NOT NULL,"
        "  channel TEXT, place TEXT,"
        "  planned INTEGER NOT NULL, denied INTEGER NOT NULL,"
        "  words_key TEXT NOT NULL,"    /* hash of the folded sentence: copies share it */
        "  root TEXT NOT NULL,"         /* who is at the root of the chain */
        "  json TEXT NOT NULL,"
        "  decided INTEGER NOT NULL DEFAULT 0,"  /* by people: attributes, as bits (record/decision.h) */
        "  joined TEXT, parted TEXT);"           /* likewise: what it is one happening with, and what not */
        "CREATE INDEX acts_by_joined ON acts (joined, pool, reach_from, reach_to) WHERE joined IS NOT NULL;"
        ACTS_BETWEEN
        "CREATE INDEX acts_by_bucket ON acts (bucket, document);" /* whether pages tell of two at all */
        "CREATE INDEX acts_by_pool ON acts (pool, reach_from, reach_to);"
        "CREATE INDEX acts_by_hash ON acts (hash);" /* also former ids of events: each was the id of one of its acts */
        "CREATE TABLE act_via ("
        "  actor INTEGER NOT NULL REFERENCES actors,"
        "  act INTEGER NOT NULL REFERENCES acts,"
        "  PRIMARY KEY (actor, act)) WITHOUT ROWID;"
        "CREATE INDEX act_via_by_act ON act_via (act);"

        /* One real act, told by one or more documents. Derived from acts; see record/event.h. */
        "CREATE TABLE events ("
        "  id INTEGER PRIMARY KEY,"
        "  hash TEXT NOT NULL,"         /* the least of its acts' hashes: the id people see */
        "  bucket INTEGER NOT NULL REFERENCES buckets," /* of the act that names both sides best */
        "  pool INTEGER NOT NULL REFERENCES pools,"
        "  digest TEXT NOT NULL,"       /* over its acts and their families: unchanged, nothing is written again */
        "  act TEXT NOT NULL,"
        "  date TEXT, date_how INTEGER NOT NULL, day_from INTEGER, day_to INTEGER,"
        "  occasion_id TEXT, occasion TEXT, occasion_folded TEXT, ordinal INTEGER NOT NULL, contradicted INTEGER NOT NULL,"
        "  channel TEXT,"
        "  planned INTEGER NOT NULL, denied INTEGER NOT NULL,"
        "  reports INTEGER NOT NULL, families INTEGER NOT NULL, sources INTEGER NOT NULL,"
        "  teller INTEGER NOT NULL);"   /* the act that tells it best */
        "CREATE INDEX events_by_day ON events (day_from, day_to, hash);"
        "CREATE INDEX events_by_act ON events (act, day_from, day_to, hash);"
        EVENTS_BY_WIDTH
        "CREATE INDEX events_by_occasion ON events (occasion_folded, occasion_id);"
        /* All that cadence asks. */
        "CREATE INDEX events_by_kind ON events (bucket, occasion_id, day_from, hash, day_to, ordinal, planned, act, occasion);"

        HABITS

        /* Pages that could not be read, with what there is of them. */
        "CREATE TABLE failures ("
        "  id INTEGER PRIMARY KEY,"
        "  key TEXT NOT NULL UNIQUE,"
        "  file TEXT, url TEXT,"
        "  reason TEXT NOT NULL, status INTEGER NOT NULL,"
        "  page INTEGER REFERENCES pages,"
        "  run INTEGER NOT NULL REFERENCES runs);"
        "CREATE INDEX failures_by_page ON failures (page);"

        /* Search by exact forms; the text is kept once. */
        "CREATE VIEW searched (id, title, body) AS"
        "  SELECT d.id, d.title, c.body FROM documents d JOIN contents c ON c.document = d.id;"
        "CREATE VIRTUAL TABLE words USING fts5 (title, body, content='searched', content_rowid='id',"
        "  tokenize='unicode61 remove_diacritics 2');"
        WORDS_TOGETHER
        /* Search by parts of words: trigrams of every word that occurs, which lead to `words`. */
        "CREATE TABLE vocabulary ("
        "  id INTEGER PRIMARY KEY,"
        "  word TEXT NOT NULL UNIQUE);"
        "CREATE VIRTUAL TABLE trigrams USING fts5 (word, content='vocabulary', content_rowid='id',"
        "  tokenize='trigram', detail=none);",
    [3] =
        "ALTER TABLE corrections ADD COLUMN who_item TEXT;"
        "ALTER TABLE corrections ADD COLUMN target_item TEXT;"
        "ALTER TABLE corrections ADD COLUMN attribute TEXT;"
        "ALTER TABLE corrections ADD COLUMN value TEXT;"
        "ALTER TABLE corrections ADD COLUMN decision TEXT;"
        "ALTER TABLE corrections ADD COLUMN author TEXT;"
        "ALTER TABLE corrections ADD COLUMN made TEXT;"
        "ALTER TABLE corrections ADD COLUMN why TEXT;"
        "ALTER TABLE acts ADD COLUMN decided INTEGER NOT NULL DEFAULT 0;"
        "ALTER TABLE acts ADD COLUMN joined TEXT;"
        "ALTER TABLE acts ADD COLUMN parted TEXT;"
        "CREATE INDEX acts_by_joined ON acts (joined, pool, reach_from, reach_to) WHERE joined IS NOT NULL;",
    [4] =
        "DROP INDEX statements_by_who; DROP INDEX statements_by_receiver; DROP INDEX statements_by_shown;"
        "DROP INDEX acts_by_document; DROP INDEX acts_by_event;"
        STATEMENTS_IN_ORDER
        ACTS_BETWEEN
        SITES
        "ALTER TABLE documents ADD COLUMN site INTEGER REFERENCES sites;"
        "INSERT INTO sites (outlet, host) SELECT DISTINCT coalesce(outlet, ''), " WK_HOST_OF("url") " FROM documents;"
        "UPDATE documents SET site = (SELECT s.id FROM sites s WHERE s.outlet = coalesce(documents.outlet, '')"
        "  AND s.host = " WK_HOST_OF("documents.url") ");"
        DOCUMENTS_IN_ORDER
        HABITS
        "INSERT INTO habits (bucket, occasion, years, act, hash) " WK_HABITS ";"
        "ALTER TABLE actors ADD COLUMN said INTEGER NOT NULL DEFAULT 0;"
        "ALTER TABLE actors ADD COLUMN did INTEGER NOT NULL DEFAULT 0;"
        "ALTER TABLE actors ADD COLUMN got INTEGER NOT NULL DEFAULT 0;"
        "UPDATE actors SET said = " WK_SAID_BY("actors.id") ", did = " WK_DEEDS_OF("actors.id", "0") ", got = " WK_DEEDS_OF("actors.id", "1") ";"
        ACTORS_BY_DEEDS,
    [5] = EVENTS_BY_WIDTH,
    [6] = DOCUMENTS_DATED WORDS_TOGETHER,
};
