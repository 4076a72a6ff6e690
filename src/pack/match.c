#include "pack/match.h"

#include "pack/pattern.h"

uint32_t wk_mark_add(wk_text *text, wk_class class, uint32_t start, uint32_t end, uint32_t value) {
    uint32_t index = (uint32_t)text->marks.n;
    *WK_PUSH(text->arena, &text->marks) = (wk_mark){class, start, end, 0, value};
    wk_token *token = &text->tokens.v[start];
    token->classes[class / 64] |= UINT64_C(1) << (class % 64);
    /* the list is kept with the longest first */
    uint32_t *link = &token->marks;
    while (*link && text->marks.v[*link - 1].end > end) link = &text->marks.v[*link - 1].next;
    text->marks.v[index].next = *link;
    *link = index + 1;
    return index;
}

const wk_mark *wk_mark_at(const wk_text *text, uint32_t at, wk_class class) {
    const wk_token *token = &text->tokens.v[at];
    if (!wk_token_has(token, class)) return NULL;
    for (uint32_t i = token->marks; i; i = text->marks.v[i - 1].next)
        if (text->marks.v[i - 1].class == class) return &text->marks.v[i - 1];
    return NULL;
}

const wk_capture *wk_match_get(const wk_text *text, const wk_match *match, wk_slot slot) {
    for (uint32_t i = 0; i < match->count; i++)
        if (text->captures.v[match->captures + i].slot == slot) return &text->captures.v[match->captures + i];
    return NULL;
}

wk_str wk_match_constant(const wk_match *match, wk_slot slot) {
    for (size_t i = 0; i < match->pattern->constants.n; i++)
        if (match->pattern->constants.v[i].slot == slot) return match->pattern->constants.v[i].value;
    return (wk_str){0};
}

wk_span wk_token_span(const wk_text *text, uint32_t start, uint32_t end) {
    if (start >= end || end > text->tokens.n) return (wk_span){0};
    return (wk_span){text->tokens.v[start].start, text->tokens.v[end - 1].end};
}

wk_str wk_token_text(const wk_text *text, uint32_t start, uint32_t end) {
    wk_span s = wk_token_span(text, start, end);
    return wk_str_cut(text->text, s.start, s.end);
}
