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
