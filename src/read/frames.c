#include "read/frames.h"

static uint32_t mention_in(const wk_reader *r, const wk_capture *c) {
    for (uint32_t i = c ? c->start : 0; c && i < c->end; i++) {
        const wk_mark *m = wk_mark_at(r->text, i, WK_ACTOR);
        if (m && m->start < c->end) return m->value + 1;
    }
    return 0;
}

uint32_t wk_date_near(const wk_reader *r, uint32_t start, uint32_t end) {
    for (uint32_t i = start; i < end + 4 && i + 1 < r->text->tokens.n; i++) {
        if (i > end && wk_tok(r, i)->flags & WK_SENTENCE) return 0;
        const wk_mark *m = wk_mark_at(r->text, i, WK_DATE);
        if (m) return m->value + 1;
    }
    return 0;
}

static void add(wk_reader *r, wk_way *way, const wk_match *m) {
    const wk_capture *channel = wk_match_get(r->text, m, WK_SLOT_CHANNEL), *to = wk_match_get(r->text, m, WK_SLOT_TO);
    const wk_capture *via = wk_match_get(r->text, m, WK_SLOT_VIA);
    if (!way->channel.p) {
        way->channel = wk_match_constant(m, WK_SLOT_CHANNEL);
        wk_class list = wk_lexicon_find_class(r->language->lexicon, WK_S("CHANNEL_WORD"));
        for (uint32_t i = channel ? channel->start : 0; channel && list && i < channel->end && !way->channel.p; i++)
            way->channel = wk_list_value(r, i, list);
    }
    if (!way->to && to) {
        way->to = mention_in(r, to);
        if (!way->to && !way->to_text.p) {
            way->to_at = wk_token_span(r->text, to->start, to->end);
            way->to_text = wk_token_text(r->text, to->start, to->end);
        }
    }
    bool spoken = wk_match_constant(m, WK_SLOT_TYPE).p != NULL;
    if (via && (!way->via || (way->spoken && !spoken))) {
        way->via = mention_in(r, via);
        way->spoken = spoken;
        way->via_start = m->start;
        way->via_end = m->end;
        way->reported = way->via ? wk_date_near(r, m->start, m->end) : 0;
    }
}

wk_way *wk_read_frames(wk_reader *r) {
    wk_way *ways = wk_alloc_array(r->arena, r->sentences.n + 1, sizeof *ways);
    uint32_t first = wk_stage_run(wk_language_stage(r->language, "frames"), r->text, WK_RUN_ALL);
    for (uint32_t i = first; i < r->text->matches.n; i++) {
        const wk_match *m = &r->text->matches.v[i];
        if (wk_tok(r, m->start)->flags & WK_QUOTED) continue;
        add(r, &ways[wk_tok(r, m->start)->sentence], m);
    }
    return ways;
}
