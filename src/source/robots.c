#include "source/robots.h"

#include "base/array.h"

enum { LONGEST_PATH = 8192 };

/* ---- paths and patterns ------------------------------------------------------------------------------------------ */

static int hex(char c) {
    return c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
}

static bool is_unreserved(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c && strchr("-._~", c));
}

/* Writes a path in the one spelling in which two are compared: escapes of plain characters undone, others in upper case,
 * bytes beyond ASCII escaped. */
static wk_str normalise(wk_str path, char out[LONGEST_PATH]) {
    static const char digits[] = "0123456789ABCDEF";
    size_t n = 0;
    for (size_t i = 0; i < path.n && n + 3 < LONGEST_PATH; i++) {
        int c = (unsigned char)path.p[i];
        bool escaped = c == '%' && i + 2 < path.n && hex(path.p[i + 1]) >= 0 && hex(path.p[i + 2]) >= 0;
        if (escaped) c = hex(path.p[i + 1]) * 16 + hex(path.p[i + 2]), i += 2;
        if (escaped ? is_unreserved(c) : c < 0x80) out[n++] = (char)c;
        else {
            out[n++] = '%';
            out[n++] = digits[c >> 4];
            out[n++] = digits[c & 15];
        }
    }
    return (wk_str){out, n};
}

/* Does the pattern, in which '*' stands for anything and a last '$' for the end, match the beginning of the path? */
static bool matches(wk_str pattern, wk_str path) {
    bool anchored = wk_str_ends(pattern, WK_S("$"));
    if (anchored) pattern.n--;
    size_t at = 0;
    bool first = true;
    wk_str rest = pattern, piece;
    while (wk_str_split(&rest, '*', &piece)) {
        bool last = !rest.p;
        wk_str left = wk_str_cut(path, at, path.n);
        if (anchored && last && !first) return left.n >= piece.n && wk_str_ends(left, piece);
        size_t hit = first ? (wk_str_starts(left, piece) ? 0 : left.n) : wk_str_find(left, piece, 0);
        if (piece.n && hit == left.n) return false;
        at += hit + piece.n;
        if (anchored && last && at != path.n) return false;
        first = false;
    }
    return true;
}

/* ---- groups and rules -------------------------------------------------------------------------------------------- */

/* The next line's key and value, comments left out; false at the end. */
static bool next_line(wk_str *rest, wk_str *key, wk_str *value) {
    wk_str one;
    *key = *value = (wk_str){"", 0};
    if (!wk_str_split(rest, '\n', &one)) return false;
    const char *note = one.n ? memchr(one.p, '#', one.n) : NULL;
    if (note) one.n = (size_t)(note - one.p);
    const char *colon = one.n ? memchr(one.p, ':', one.n) : NULL;
    if (!colon) return true;
    size_t at = (size_t)(colon - one.p);
    *key = wk_str_trim(wk_str_cut(one, 0, at));
    *value = wk_str_trim(wk_str_cut(one, at + 1, one.n));
    return true;
}

/* A User-agent line's name without what may stand behind it ("warkat/1.0"). */
static wk_str product(wk_str value) {
    size_t n = 0;
    while (n < value.n && ((value.p[n] | 32) >= 'a' && (value.p[n] | 32) <= 'z' ? true : strchr("-_*", value.p[n]) && value.p[n])) n++;
    return wk_str_cut(value, 0, n);
}

/* The verdict of all groups that name `agent`; *named: there is one. */
static bool verdict(wk_str robots, wk_str agent, wk_str path, bool *named) {
    bool mine = false, in_agents = false, allow = true;
    size_t longest = 0;
    char spelled[LONGEST_PATH];
    wk_str key, value;
    *named = false;
    for (wk_str rest = robots; next_line(&rest, &key, &value);) {
        bool may = wk_str_eq_nocase(key, WK_S("allow"));
        if (wk_str_eq_nocase(key, WK_S("user-agent"))) {
            if (!in_agents) mine = false;
            in_agents = true;
            mine |= wk_str_eq_nocase(product(value), agent);
            *named |= mine;
            continue;
        }
        if (!may && !wk_str_eq_nocase(key, WK_S("disallow"))) continue; /* other lines neither end nor begin a group */
        in_agents = false;
        if (!mine || !value.n) continue;
        wk_str pattern = normalise(value, spelled);
        if (pattern.n < longest || (pattern.n == longest && !may) || !matches(pattern, path)) continue;
        longest = pattern.n;
        allow = may;
    }
    return allow;
}

bool wk_robots_allow(wk_str robots, wk_str agent, wk_str path) {
    if (wk_str_starts(robots, WK_S("\xEF\xBB\xBF"))) robots = wk_str_cut(robots, 3, robots.n);
    robots = wk_str_cut(robots, 0, WK_MAX_ROBOTS);
    if (wk_str_eq(path, WK_S("/robots.txt"))) return true;
    char spelled[LONGEST_PATH];
    wk_str plain = normalise(path.n ? path : WK_S("/"), spelled);
    bool named;
    bool allow = verdict(robots, agent, plain, &named);
    return named ? allow : verdict(robots, WK_S("*"), plain, &named);
}
