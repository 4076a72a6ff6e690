/* Which language a text is in, by its commonest words. */
#include "page/draft.h"

#include "text/utf8.h"

enum { LOOK_BYTES = 3000, WORD_BYTES = 16, LANGUAGES = 64 };

wk_str wk_language_guess(const wk_furniture *f, wk_str text) {
    uint32_t counts[LANGUAGES] = {0}, words = 0, best = 0, second = 0;
    size_t at = 0, n = wk_furniture_languages(f), winner = 0, len;
    text = wk_utf8_clip(text, LOOK_BYTES);
    while (at < text.n) {
        uint32_t cp = wk_utf8_at(text, at, &len);
        size_t start = at;
        at += len;
        if (!wk_cp_is_letter(cp)) continue;
        while (at < text.n && wk_cp_is_letter(wk_utf8_at(text, at, &len))) at += len;
        words++;
        uint64_t bits = at - start < WORD_BYTES ? wk_furniture_common(f, wk_str_cut(text, start, at)) : 0;
        for (; bits; bits &= bits - 1) counts[__builtin_ctzll(bits)]++;
    }
    for (size_t i = 0; i < n; i++) {
        if (counts[i] > best) {
            second = best;
            best = counts[i];
            winner = i;
        } else if (counts[i] > second)
            second = counts[i];
    }
    if (best < 2 || best * 10 < words || best < second + second / 2) return (wk_str){0};
    return wk_furniture_language(f, winner);
}

wk_str wk_language_code(wk_arena *arena, wk_str tag) {
    tag = wk_str_trim(tag);
    size_t n = 0;
    while (n < tag.n && wk_cp_is_letter((unsigned char)tag.p[n]) && (unsigned char)tag.p[n] < 128) n++;
    if (n < 2 || n > 3 || (n < tag.n && tag.p[n] != '-' && tag.p[n] != '_')) return (wk_str){0};
    char *code = wk_alloc(arena, n + 1);
    for (size_t i = 0; i < n; i++) code[i] = (char)(tag.p[i] | 32);
    wk_str s = {code, n};
    return wk_str_eq(s, WK_S("in")) ? WK_S("id") : s;
}
