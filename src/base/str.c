#include "base/str.h"

#include <stdarg.h>
#include <stdio.h>

int wk_str_cmp(wk_str a, wk_str b) {
    if (!a.p || !b.p) return (a.p != NULL) - (b.p != NULL);
    size_t n = a.n < b.n ? a.n : b.n;
    int order = n ? memcmp(a.p, b.p, n) : 0;
    return order ? order : (a.n > b.n) - (a.n < b.n);
}

static unsigned char lower(char c) {
    return (unsigned char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

bool wk_str_eq_nocase(wk_str a, wk_str b) {
    if (a.n != b.n) return false;
    for (size_t i = 0; i < a.n; i++)
        if (lower(a.p[i]) != lower(b.p[i])) return false;
    return true;
}

static bool is_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

wk_str wk_str_trim(wk_str s) {
    while (s.n && is_space(s.p[s.n - 1])) s.n--;
    while (s.n && is_space(s.p[0])) s.p++, s.n--;
    return s;
}

size_t wk_str_find(wk_str s, wk_str needle, size_t from) {
    if (from > s.n) return s.n;
    if (!needle.n) return from;
    if (!s.n) return s.n;
    const char *hit = memmem(s.p + from, s.n - from, needle.p, needle.n);
    return hit ? (size_t)(hit - s.p) : s.n;
}

wk_str wk_str_copy(wk_arena *arena, wk_str s) {
    if (!s.p) return s;
    char *p = wk_alloc(arena, s.n + 1);
    if (s.n) memcpy(p, s.p, s.n);
    return (wk_str){p, s.n};
}

wk_str wk_str_printf(wk_arena *arena, const char *format, ...) {
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    size_t size = n < 0 ? 0 : (size_t)n;
    char *p = wk_alloc(arena, size + 1);
    vsnprintf(p, size + 1, format, again);
    va_end(again);
    return (wk_str){p, size};
}

bool wk_str_split(wk_str *rest, char by, wk_str *field) {
    if (!rest->p) return false;
    const char *hit = rest->n ? memchr(rest->p, by, rest->n) : NULL;
    if (!hit) {
        *field = *rest;
        *rest = (wk_str){0};
        return true;
    }
    size_t n = (size_t)(hit - rest->p);
    *field = (wk_str){rest->p, n};
    *rest = (wk_str){hit + 1, rest->n - n - 1};
    return true;
}

bool wk_str_number(wk_str s, uint32_t max, uint32_t *value) {
    uint64_t v = 0;
    if (!s.n || s.n > 10) return false;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9') return false;
        v = v * 10 + (uint64_t)(s.p[i] - '0');
    }
    if (v > max) return false;
    *value = (uint32_t)v;
    return true;
}
