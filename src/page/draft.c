#include "page/draft.h"

void wk_draft_part(wk_draft *d, const wk_part_builder *b, const char *name) {
    if (!b->n) return;
    wk_str label = name ? wk_str_of(name) : wk_str_printf(d->arena, "caption:%u", d->captions++);
    *WK_PUSH(d->arena, &d->article->parts) = wk_part_done(b, label);
}

void wk_draft_published(wk_draft *d, const wk_stamp *stamp, wk_found how) {
    if (d->published.year) return;
    d->published = *stamp;
    d->article->published_how = how;
}

void wk_draft_modified(wk_draft *d, const wk_stamp *stamp) {
    if (!d->modified.year) d->modified = *stamp;
}
