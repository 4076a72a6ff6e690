#include "read/frames.h"

uint32_t wk_date_near(const wk_reader *r, uint32_t start, uint32_t end) {
    for (uint32_t i = start; i < end + 4 && i + 1 < r->text->tokens.n; i++) {
        if (i > end && wk_tok(r, i)->flags & WK_SENTENCE) return 0;
        const wk_mark *m = wk_mark_at(r->text, i, WK_DATE);
        if (m) return m->value + 1;
    }
    return 0;
}

static void add(const wk_reader *r, wk_way *way, const wk_match *m) {
    const wk_capture *channel = wk_match_get(r->text, m, WK_SLOT_CHANNEL), *to = wk_match_get(r->text, m, WK_SLOT_TO);
    const wk_capture *via = wk_match_get(r->text, m, WK_SLOT_VIA);
    if (!way->channel.p || wk_str_eq(way->channel, WK_S("statement"))) {
        wk_str found = wk_match_constant(m, WK_SLOT_CHANNEL);
        wk_class list = wk_lexicon_find_class(r->language->lexicon, WK_S("CHANNEL_WORD"));
        for (uint32_t i = channel ? channel->start : 0; channel && list && i < channel->end && !found.p; i++)
            found = wk_list_value(r, i, list);
        if (found.p) way->channel = found; /* "dalam pernyataan di Facebook": the more special one */
    }
    if (!way->to && to) {
        way->to = wk_mention_in(r, to);
        if (!way->to && !way->to_text.p) {
            way->to_at = wk_token_span(r->text, to->start, to->end);
            way->to_text = wk_token_text(r->text, to->start, to->end);
        }
    }
    wk_str type = wk_match_constant(m, WK_SLOT_TYPE);
    bool spoken = wk_str_eq(type, WK_S("spoken")) || wk_str_eq(type, WK_S("heard"));
    way->lasts |= wk_str_eq(type, WK_S("lasting"));
    if (wk_str_eq(type, WK_S("before"))) {
        way->looks_back = true;
        if (!way->from) way->from = wk_mention_in(r, wk_match_get(r->text, m, WK_SLOT_FROM));
    }
    const wk_capture *more = wk_match_get(r->text, m, WK_SLOT_MORE);
    if (via && more && !way->farther) { /* a chain tells more than its first link */
        way->farther = wk_mention_in(r, more);
        way->via = wk_mention_in(r, via);
        way->spoken = spoken;
        way->via_start = m->start;
        way->via_end = m->end;
        way->reported = way->via ? wk_date_near(r, m->start, m->end) : 0;
    } else if (via && !way->farther && (!way->via || (way->spoken && !spoken))) {
        way->via = wk_mention_in(r, via);
        way->spoken = spoken;
        way->via_start = m->start;
        way->via_end = m->end;
        way->reported = way->via && !wk_str_eq(type, WK_S("heard")) ? wk_date_near(r, m->start, m->end) : 0;
    }
}

wk_way *wk_read_frames(wk_reader *r) {
    wk_way *ways = wk_alloc_array(r->arena, r->sentences.n + 1, sizeof *ways);
    r->frames = wk_stage_run(wk_language_stage(r->language, "frames"), r->text, WK_RUN_ALL);
    r->frames_end = (uint32_t)r->text->matches.n;
    for (uint32_t i = r->frames; i < r->frames_end; i++) {
        const wk_match *m = &r->text->matches.v[i];
        if (wk_tok(r, m->start)->flags & WK_QUOTED) continue;
        add(r, &ways[wk_tok(r, m->start)->sentence], m);
    }
    return ways;
}

/* The first frame that starts at or behind a token. */
static uint32_t frame_from(const wk_reader *r, uint32_t token) {
    uint32_t low = r->frames, high = r->frames_end;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (r->text->matches.v[middle].start < token) low = middle + 1;
        else high = middle;
    }
    return low;
}

enum { MOST_FRAMES = 64 };

wk_way wk_way_around(const wk_reader *r, uint32_t sentence, uint32_t at, uint32_t start, uint32_t end) {
    wk_way way = {0};
    wk_span window = wk_window(r, sentence, at);
    uint32_t first = frame_from(r, window.start), most = MOST_FRAMES;
    for (uint32_t i = first; most-- && i < r->frames_end && r->text->matches.v[i].start < window.end; i++) {
        const wk_match *m = &r->text->matches.v[i];
        bool inside = m->start < end && m->end > start, quoted = wk_tok(r, m->start)->flags & WK_QUOTED;
        if (!inside && !quoted) add(r, &way, m);
    }
    return way;
}

bool wk_in_relative(const wk_reader *r, uint32_t from, uint32_t i) {
    bool inside = false;
    for (uint32_t k = from; k < i; k++) {
        if (wk_is(r, k, WK_RELATIVE)) inside = true;
        else if (wk_is_sign(r, k, ",") || wk_is(r, k, WK_SAY) || wk_is(r, k, WK_REPORTING)) inside = false;
    }
    return inside;
}

/* Does a comma stand in tokens [a, b)? */
static bool comma_in(const wk_reader *r, uint32_t a, uint32_t b) {
    while (a < b && !wk_is_sign(r, a, ",")) a++;
    return a < b;
}

wk_str wk_channel_of_act(const wk_reader *r, uint32_t sentence, uint32_t at, uint32_t end, uint32_t request) {
    wk_way way = {0};
    wk_span window = wk_window(r, sentence, at);
    uint32_t most = MOST_FRAMES;
    for (uint32_t i = frame_from(r, window.start); most-- && i < r->frames_end && r->text->matches.v[i].start < window.end; i++) {
        const wk_match *m = &r->text->matches.v[i];
        if (wk_tok(r, m->start)->flags & WK_QUOTED) continue;
        if (m->end <= at ? wk_in_relative(r, m->end, at) : m->start >= end && wk_in_relative(r, end, m->start)) continue;
        if (m->start > request && !comma_in(r, request, m->start)) continue;
        add(r, &way, m);
    }
    return way.channel;
}
