/* Articles as lists show them: what articles.c and search.c share. */
#ifndef WK_LISTED_H
#define WK_LISTED_H

#include "ask/inside.h"

/* What both lists have, of documents `d` and pages `p`; a snippet and a reason follow. */
#define WK_LISTED                                                                                                      \
    "SELECT d.article, d.key, d.title, d.outlet, d.url, d.file, d.published, d.language, p.sha256,"                    \
    " (SELECT count(*) FROM statements s WHERE s.document = d.id), (SELECT count(*) FROM acts a WHERE a.document = d.id)," \
    " (SELECT count(*) FROM documents o WHERE o.address = d.address AND (coalesce(o.published, ''), o.key)"            \
    "  <= (coalesce(d.published, ''), d.key)), (SELECT count(*) FROM documents o WHERE o.address = d.address), "

/* A row of it. */
wk_listed wk_listed_of(wk_arena *arena, wk_query *q);

/* All conditions of a filter on documents `d`; of_site: but that of the outlet. */
void wk_asking_articles(wk_asking *a, const wk_filter *f, bool of_site);

#endif
