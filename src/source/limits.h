/* How much of anything a source takes in. Beyond it comes a failure with a line, never more memory. */
#ifndef WK_LIMITS_H
#define WK_LIMITS_H

enum {
    WK_MAX_LINE = 64 * 1024 * 1024, /* one line of JSON Lines */
    WK_MAX_FEED = 64 * 1024 * 1024, /* one feed, all its entries */
    WK_MAX_HEADERS = 256 * 1024,    /* the headers of a WARC record or an HTTP response */
    WK_MAX_CODINGS = 3,             /* content codings within one another */
    WK_MAX_FOLDERS = 256,           /* folders within one another */
    WK_MAX_XML_DEPTH = 256,         /* elements of a feed within one another */
    WK_SNIFF = 4096                 /* bytes looked at to tell what a file is */
};

#endif
