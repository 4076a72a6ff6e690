/* The tables of a record, in SQL; see schema.c. */
#ifndef WK_SCHEMA_H
#define WK_SCHEMA_H

enum {
    WK_APPLICATION_ID = 0x776b6174, /* "wkat": tells a record from other SQLite databases */
    WK_SCHEMA_VERSION = 7           /* kept as user_version; raised with every change of the tables */
};

/* wk_migrations[0] makes a record of an empty database. wk_migrations[v] makes version v + 1 of version v; NULL where
 * what is new can only be read from the pages: such a record is made anew. */
extern const char *const wk_migrations[WK_SCHEMA_VERSION];

/* What is kept beside what it follows from, asked of the latter: for making it of an older record, and for proving it. */

/* The host of an address; '' for none. As site_of() in write.c has it. */
#define WK_HOST_OF(url) \
    "CASE WHEN instr(" url ", '://') THEN substr(" url ", instr(" url ", '://') + 3, instr(substr(" url ", instr(" url ", '://') + 3)" \
    " || '/', '/') - 1) ELSE '' END"

#define WK_SAID_BY(actor) "(SELECT count(*) FROM statements s WHERE s.who = " actor ")"
#define WK_DEEDS_OF(actor, role) \
    "(SELECT count(*) FROM parties p JOIN events e ON e.bucket = p.bucket WHERE p.actor = " actor " AND p.role = " role ")"

/* Events that count for how a kind recurs: not planned, within one year, of the years that are counted. */
#define WK_YEAR_AT(day) "strftime('%Y', " day " * 86400, 'unixepoch')"
#define WK_RECURS(e) \
    e ".planned = 0 AND " e ".day_from >= -354285 AND " e ".day_to <= 376199 AND " WK_YEAR_AT(e ".day_from") " = " WK_YEAR_AT(e ".day_to")

/* Rows of habits. */
#define WK_HABITS \
    "SELECT e.bucket, coalesce(e.occasion_id, ''), count(DISTINCT " WK_YEAR_AT("e.day_from") "), b.act," \
    " (SELECT f.hash FROM events f WHERE f.bucket = e.bucket AND f.occasion_id IS e.occasion_id AND " WK_RECURS("f") \
    "  ORDER BY f.day_from, f.hash LIMIT 1)" \
    " FROM events e JOIN buckets b ON b.id = e.bucket WHERE " WK_RECURS("e") " GROUP BY e.bucket, e.occasion_id"

#endif
