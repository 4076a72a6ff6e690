/* Facts of an HTML page beside its text: dates, authors, language, section, image, canonical address. */
#ifndef WK_FACTS_H
#define WK_FACTS_H

#include "page/body.h"
#include "page/metadata.h"

/* Fills them into the draft's article. `title`: number of the block that shows the title, or UINT32_MAX. */
void wk_facts_find(wk_draft *d, const wk_metadata *meta, const wk_blocks *blocks, const wk_body *body, uint32_t title);

#endif
