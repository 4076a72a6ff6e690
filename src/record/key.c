#include "record/key.h"

#include "base/calendar.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <utf8proc.h>

/* ---- names ----------------------------------------------------------------------------------------------------- */

/* Words of letters and digits of `s` in lower-case form, one space between; `out` has room for s.n bytes. */
static size_t squeeze(wk_str s, char *out) {
    size_t at = 0, n = 0;
    uint32_t cp;
    bool gap = false;
    for (size_t start = 0; wk_utf8_next(s, &at, &cp); start = at) {
        if (wk_cp_class(cp) & (WK_CP_IGNORED | WK_CP_MARK)) continue;
        if (!(wk_cp_class(cp) & (WK_CP_LETTER | WK_CP_NUMBER))) {
            gap = true;
            continue;
        }
        if (gap && n) out[n++] = ' ';
        gap = false;
        memcpy(out + n, s.p + start, at - start);
        n += at - start;
    }
    return n;
}

/* The same, folding too, for names of ASCII alone, which most are; 0 when a byte is none. */
static size_t squeeze_ascii(wk_str s, char *out) {
    size_t n = 0;
    bool gap = false;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c & 0x80) return 0;
        if (c >= 'A' && c <= 'Z') c = (char)(c + 32);
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            if (gap && n) out[n++] = ' ';
            gap = false;
            out[n++] = c;
        } else {
            gap = true;
        }
    }
    return n;
}

wk_str wk_name_fold(wk_arena *arena, wk_str name) {
    if (!name.p || !name.n) return name;
    char *plain = wk_alloc(arena, name.n + 1);
    size_t ascii = squeeze_ascii(name, plain);
    if (ascii) return (wk_str){plain, ascii};
    utf8proc_uint8_t *folded = NULL;
    utf8proc_ssize_t n = utf8proc_map((const utf8proc_uint8_t *)name.p, (utf8proc_ssize_t)name.n, &folded,
                                      UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_STABLE);
    if (n < 0) return name;
    wk_str whole = {(const char *)folded, (size_t)n};
    char *out = wk_alloc(arena, whole.n + 1);
    size_t kept = squeeze(whole, out);
    free(folded);
    return kept ? (wk_str){out, kept} : name;
}

bool wk_name_folds_to(wk_arena *arena, wk_str name, wk_str folded) {
    size_t n = 0;
    bool gap = false;
    for (size_t i = 0; i < name.n; i++) {
        char c = name.p[i];
        if (c & 0x80) return wk_str_eq(wk_name_fold(arena, name), folded);
        if (c >= 'A' && c <= 'Z') c = (char)(c + 32);
        bool part = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (part && gap && n && (n >= folded.n || folded.p[n++] != ' ')) return false;
        if (part && (n >= folded.n || folded.p[n++] != c)) return false;
        gap = !part;
    }
    return n ? n == folded.n : wk_str_eq(name, folded);
}

/* Letters that are written for one another; the longest first. */
static const struct { const char *from, *to; bool at_end; } spellings[] = {
    {"iy", "i", true},  {"ij", "i", true},  {"yy", "i", true},  {"ey", "ei", true}, {"y", "i", true},
    {"dj", "j", false}, {"tj", "c", false}, {"oe", "u", false}, {"ou", "u", false}, {"ph", "f", false},
    {"ck", "k", false}, {"q", "k", false},  {"x", "ks", false}};

/* Appends one word to out, which has room for twice its length. */
static size_t plain_word(wk_str word, char *out) {
    size_t n = 0;
    for (size_t i = 0; i < word.n;) {
        wk_str rest = wk_str_cut(word, i, word.n), to = wk_str_cut(word, i, i + 1);
        size_t taken = 1;
        for (size_t k = 0; k < WK_COUNT(spellings); k++) {
            wk_str from = wk_str_of(spellings[k].from);
            bool fits = i > 0 || !spellings[k].at_end ? wk_str_starts(rest, from) : false;
            if (!fits || (spellings[k].at_end && rest.n != from.n)) continue;
            taken = from.n;
            to = wk_str_of(spellings[k].to);
            break;
        }
        i += taken;
        for (size_t k = 0; k < to.n; k++)
            if (!n || out[n - 1] != to.p[k]) out[n++] = to.p[k]; /* doubled letters are one */
    }
    return n;
}

wk_str wk_name_plain(wk_arena *arena, wk_str folded) {
    if (wk_str_find(folded, WK_S(" "), 0) == folded.n) return folded;
    char *out = wk_alloc(arena, 2 * folded.n + 1);
    size_t n = 0;
    wk_str word;
    while (folded.n && wk_str_split(&folded, ' ', &word)) {
        if (n) out[n++] = ' ';
        n += plain_word(word, out + n);
    }
    return (wk_str){out, n};
}

wk_str wk_actor_key(wk_arena *arena, const wk_actor *actor) {
    if (actor->id.p) return actor->id;
    if (!actor->name.p) return (wk_str){0};
    wk_str plain = wk_name_plain(arena, wk_name_fold(arena, actor->name));
    return wk_str_printf(arena, "name:%.*s", WK_F(plain));
}

bool wk_name_within(wk_str part, wk_str whole) {
    if (!part.n) return false;
    for (size_t at = wk_str_find(whole, part, 0); at < whole.n; at = wk_str_find(whole, part, at + 1)) {
        bool starts = at == 0 || whole.p[at - 1] == ' ';
        size_t end = at + part.n;
        if (starts && (end == whole.n || whole.p[end] == ' ')) return true;
    }
    return false;
}

typedef struct looks {
    bool upper, lower;
    size_t hyphens;
} looks;

static looks look(wk_str name) {
    looks l = {0};
    size_t at = 0;
    uint32_t cp;
    while (wk_utf8_next(name, &at, &cp)) {
        l.upper |= wk_cp_is_upper(cp);
        l.lower |= wk_cp_is_lower(cp);
        l.hyphens += cp == '-';
    }
    return l;
}

bool wk_name_better(wk_str name, wk_str than) {
    if (!than.p || !name.p) return name.p != NULL;
    looks a = look(name), b = look(than);
    bool mixed_a = a.upper && a.lower, mixed_b = b.upper && b.lower;
    if (mixed_a != mixed_b) return mixed_a;
    if (a.hyphens != b.hyphens) return a.hyphens < b.hyphens;
    return wk_str_cmp(name, than) < 0;
}

/* ---- days ------------------------------------------------------------------------------------------------------ */

/* One date without an interval. */
static wk_days single(wk_str s) {
    static const wk_days none = {1, 0};
    wk_str field, rest = wk_str_cut(s, 0, wk_str_find(s, WK_S("T"), 0));
    while (rest.n && (rest.p[rest.n - 1] == '~' || rest.p[rest.n - 1] == '?' || rest.p[rest.n - 1] == '%')) rest.n--;
    uint32_t part[3];
    size_t n = 0;
    while (n < 3 && wk_str_split(&rest, '-', &field)) {
        if (!wk_str_number(field, 9999, &part[n])) return none;
        n++;
    }
    if (!n || rest.n) return none;
    int32_t year = (int32_t)part[0], month = n > 1 ? (int32_t)part[1] : 0, day = n > 2 ? (int32_t)part[2] : 0;
    if (n > 1 && (month < 1 || month > 12)) return none;
    if (n > 2 && (day < 1 || day > wk_month_length(year, month))) return none;
    if (n == 1) return (wk_days){wk_civil_days(year, 1, 1), wk_civil_days(year, 12, 31)};
    if (n == 2) return (wk_days){wk_civil_days(year, month, 1), wk_civil_days(year, month, wk_month_length(year, month))};
    return (wk_days){wk_civil_days(year, month, day), wk_civil_days(year, month, day)};
}

wk_days wk_days_of(wk_str edtf) {
    if (!edtf.n) return (wk_days){1, 0};
    size_t slash = wk_str_find(edtf, WK_S("/"), 0);
    if (slash == edtf.n) return single(edtf);
    wk_days a = single(wk_str_cut(edtf, 0, slash)), b = single(wk_str_cut(edtf, slash + 1, edtf.n));
    if (a.from > a.to) return b;
    if (b.from > b.to) return a;
    return (wk_days){a.from, b.to};
}
