/* The tables of a record, in SQL; see schema.c. */
#ifndef WK_SCHEMA_H
#define WK_SCHEMA_H

enum {
    WK_APPLICATION_ID = 0x776b6174, /* "wkat": tells a record from other SQLite databases */
    WK_SCHEMA_VERSION = 4           /* kept as user_version; raised with every change of the tables */
};

/* wk_migrations[0] makes a record of an empty database. wk_migrations[v] makes version v + 1 of version v; NULL where
 * what is new can only be read from the pages: such a record is made anew. */
extern const char *const wk_migrations[WK_SCHEMA_VERSION];

#endif
