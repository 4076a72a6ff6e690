/* People and sources that a page credits. */
#include "page/draft.h"

#include "text/utf8.h"

enum { NAME_BYTES = 80, NAME_WORDS = 7, AUTHORS_MAX = 40, LINE_BYTES = 600 };

/* Names are the same whatever their case. */
static bool same_name(wk_str a, wk_str b) {
    return wk_str_eq_nocase(a, b);
}

/* A name has a letter; "2023" and "…" are none. */
static bool has_letter(wk_str s) {
    size_t at = 0;
    uint32_t cp;
    while (wk_utf8_next(s, &at, &cp))
        if (wk_cp_is_letter(cp)) return true;
    return false;
}

/* Strips signs that stand around names. */
static wk_str strip_signs(wk_str s) {
    static const char signs[] = " \t\r\n,;:|-/()[]*\"";
    s = wk_trim_all(s);
    while (s.n && strchr(signs, s.p[0])) s = wk_trim_all(wk_str_cut(s, 1, s.n));
    while (s.n && strchr(signs, s.p[s.n - 1])) s = wk_trim_all(wk_str_cut(s, 0, s.n - 1));
    return s;
}

/* A profile's or mail address, which some sites give for a name. */
static bool is_address(wk_str s) {
    return wk_str_find(s, WK_S("@"), 0) < s.n || wk_str_find(s, WK_S("://"), 0) < s.n || wk_str_starts(s, WK_S("www."));
}

void wk_draft_author(wk_draft *d, wk_str name) {
    name = strip_signs(name);
    if (!name.n || name.n > NAME_BYTES || !has_letter(name) || is_address(name)) return;
    const wk_phrase *p = wk_furniture_line(d->words, name);
    if (p && p->roles & (WK_ROLE_NOBODY | WK_ROLE_JOB | WK_ROLE_LINE | WK_ROLE_BYLINE | WK_ROLE_STOP)) return;
    if (d->article->authors.n >= AUTHORS_MAX) return;
    name = wk_squeeze(d->arena, name);
    for (size_t i = 0; i < d->article->authors.n; i++)
        if (same_name(d->article->authors.v[i], name)) return;
    *WK_PUSH(d->arena, &d->article->authors) = name;
}

/* One word of a byline and what the packs say of it. */
typedef struct word {
    size_t start, end;
    uint32_t roles;
    bool small, break_before; /* begins in lower case; a comma, slash, bar … stands before it */
} word;

/* The next word at or after *at, with what stands before it; false at the end. */
static bool next_word(const wk_furniture *f, wk_str s, size_t *at, word *w) {
    static const char breaks[] = ",;/|&()[]\n";
    uint32_t cp = 0, before = 0;
    size_t len = 0;
    *w = (word){0};
    while (*at < s.n) {
        cp = wk_utf8_at(s, *at, &len);
        if (wk_cp_is_letter(cp) || wk_cp_is_digit(cp)) break;
        w->break_before |= (cp < 128 && strchr(breaks, (int)cp)) || cp == 0x2022 || cp == 0x2013 || cp == 0x2014 ||
                           cp == 0xB7 || (cp == '-' && before == ' ');
        before = cp;
        *at += len;
    }
    if (*at >= s.n) return false;
    w->start = *at;
    w->small = wk_cp_is_lower(cp);
    while (*at < s.n && (cp = wk_utf8_at(s, *at, &len), !wk_cp_is_space(cp) && !(cp < 128 && strchr(breaks, (int)cp))))
        *at += len;
    w->end = *at;
    const wk_phrase *p = wk_furniture_word(f, wk_str_cut(s, w->start, w->end));
    w->roles = p ? p->roles : 0;
    return true;
}

/* A name being gathered from a byline. */
typedef struct gathering {
    size_t from, to, words, names;
    size_t before; /* `to` before the last word */
    bool month;    /* the last word is a month's name */
    bool editor;   /* what follows is no author */
    bool visible;
    bool job; /* a word in it says what somebody is */
} gathering;

/* A name on the page that is a site's: "Kompas.com". */
static bool is_site(wk_str name) {
    size_t point = wk_str_find(name, WK_S("."), 0);
    return point > 1 && point + 2 < name.n && wk_str_find(name, WK_S(" "), 0) == name.n;
}

/* Ends a name. What follows a name and speaks of a job is no other name ("…, Chief Technology Officer"). */
static void end_name(wk_draft *d, wk_str line, gathering *g) {
    bool first = g->names == 0;
    wk_str name = wk_str_cut(line, g->from, g->to);
    if (g->words && g->words <= NAME_WORDS && (first || !g->job) && !g->editor && !(g->visible && is_site(name))) {
        wk_draft_author(d, name);
        g->names++;
    }
    g->words = 0;
    g->job = false;
}

/* Words that begin a byline at `at` ("Editing by"): steps over them; who they name is an author or not. */
static bool skip_label(const wk_draft *d, wk_str line, size_t *at, gathering *g) {
    size_t length;
    uint32_t roles =
        wk_furniture_start(d->words, wk_str_cut(line, *at, line.n), WK_ROLE_BYLINE | WK_ROLE_EDITOR, &length);
    if (!roles) return false;
    *at += length;
    g->editor = g->visible && roles & WK_ROLE_EDITOR;
    return true;
}

void wk_draft_byline(wk_draft *d, wk_str line, bool visible) {
    size_t at = 0;
    gathering g = {.visible = visible};
    word w;
    bool over = false;
    if (line.n > LINE_BYTES || !line.n || (is_address(line) && wk_str_find(line, WK_S(" "), 0) == line.n)) return;
    while (skip_label(d, line, &at, &g)) {
    }
    while (next_word(d->words, line, &at, &w)) {
        bool joins = w.roles & WK_ROLE_AND, digit = line.p[w.start] >= '0' && line.p[w.start] <= '9';
        bool labels = visible && w.roles & WK_ROLE_BYLINE,
             mail = memchr(line.p + w.start, '@', w.end - w.start) != NULL;
        if (w.break_before || joins || labels) {
            end_name(d, line, &g);
            over = false;
            size_t from = w.start;
            if (visible && skip_label(d, line, &from, &g)) {
                at = from;
                continue;
            }
            if (joins) continue;
        }
        if (digit && g.month && g.words) {
            g.words--;
            g.to = g.before;
        }
        if (digit || mail || (w.roles & WK_ROLE_WEEKDAY && visible)) over = true;
        if (over) continue;
        bool job = w.roles & WK_ROLE_JOB;
        if (job && visible) {
            over = g.words > 0 || g.names > 0;
            continue;
        }
        g.job |= job;
        if (!g.words++) g.from = w.start;
        g.before = g.to;
        g.to = w.end;
        g.month = w.roles & WK_ROLE_MONTH;
    }
    end_name(d, line, &g);
}

/* Keeps an agency as it is written, each once. */
static void add_agency(wk_draft *d, wk_str name) {
    name = strip_signs(name);
    if (!name.n || name.n > NAME_BYTES || !has_letter(name)) return;
    for (size_t i = 0; i < d->article->agencies.n; i++)
        if (same_name(d->article->agencies.v[i], name)) return;
    if (d->article->agencies.n < AUTHORS_MAX) *WK_PUSH(d->arena, &d->article->agencies) = name;
}

void wk_draft_sources(wk_draft *d, wk_str list) {
    size_t at = 0, from = 0, to = 0, words = 0;
    word w;
    if (list.n > LINE_BYTES) return;
    while (next_word(d->words, list, &at, &w)) {
        if (w.break_before || w.roles & WK_ROLE_AND) {
            if (words) add_agency(d, wk_str_cut(list, from, to));
            words = 0;
        }
        if (w.roles & WK_ROLE_AND) continue;
        if (!words++) from = w.start;
        to = w.end;
    }
    if (words) add_agency(d, wk_str_cut(list, from, to));
}

bool wk_draft_agencies(wk_draft *d, wk_str s) {
    s = wk_trim_all(s);
    if (s.n < 4 || (s.p[s.n - 1] != ')' && s.p[s.n - 1] != ']')) return false;
    size_t open = s.n - 1;
    while (open > 0 && s.n - open < 60 && s.p[open] != '(' && s.p[open] != '[') open--;
    if (s.p[open] != '(' && s.p[open] != '[') return false;
    wk_str inside = wk_str_cut(s, open + 1, s.n - 1), rest = inside, field;
    bool found = false;
    for (size_t i = 0; i < inside.n; i++)
        if (inside.p[i] == ' ' && i + 1 < inside.n && wk_cp_is_lower((unsigned char)inside.p[i + 1])) return false;
    while (wk_str_split(&rest, '/', &field)) {
        const wk_phrase *p = wk_furniture_line(d->words, field);
        if (!p || !(p->roles & WK_ROLE_PHOTO)) continue;
        add_agency(d, field);
        found = true;
    }
    return found;
}
