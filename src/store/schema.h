/* The tables of a record, in SQL; see schema.c. */
#ifndef WK_SCHEMA_H
#define WK_SCHEMA_H

enum {
    WK_APPLICATION_ID = 0x776b6174, /* "wkat": tells a record from other SQLite databases */
    WK_SCHEMA_VERSION = 1           /* kept as user_version */
};

/* Steps from each version to the next: wk_migrations[v] makes version v + 1 of version v. Version 0 is an empty
 * database. */
extern const char *const wk_migrations[WK_SCHEMA_VERSION];

#endif
