#include "page/draft.h"

enum { CAPTIONS_MAX = 1000 };

void wk_draft_part(wk_draft *d, const wk_part_builder *b, const char *name) {
    if (!b->n || (!name && d->captions >= CAPTIONS_MAX)) return;
    wk_str label = name ? wk_str_of(name) : wk_str_printf(d->arena, "caption:%u", d->captions++);
    *WK_PUSH(d->arena, &d->article->parts) = wk_part_done(b, label);
}

void wk_draft_published(wk_draft *d, const wk_stamp *stamp, wk_found how) {
    const wk_stamp *old = &d->published;
    bool same_day = old->year == stamp->year && old->month == stamp->month && old->day == stamp->day;
    bool fuller = same_day && stamp->has_time && !old->has_time;
    if (old->year && !fuller) return;
    d->published = *stamp;
    d->article->published_how = how;
}

void wk_draft_modified(wk_draft *d, const wk_stamp *stamp) {
    if (!d->modified.year) d->modified = *stamp;
}
