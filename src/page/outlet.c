/* Datelines and outlets: who publishes the page and where its report was filed. */
#include "page/draft.h"

#include "pack/language.h"
#include "text/utf8.h"

enum { DATELINE_BYTES = 80, DATELINE_WORDS = 8 };

/* Where a dash that ends a dateline begins, and how long it is with its white space. */
static size_t find_dash(wk_str s, size_t *dash) {
    size_t at = 0;
    uint32_t cp, before = 0;
    while (at < s.n && at < DATELINE_BYTES) {
        size_t start = at;
        if (!wk_utf8_next(s, &at, &cp)) break;
        bool is_dash = cp == '-' || cp == 0x2013 || cp == 0x2014 || cp == 0x2015;
        if (is_dash && (wk_cp_is_space(before) || before == ')' || cp != '-')) {
            bool plain = cp == '-';
            size_t end = at, len;
            while (end < s.n && (cp = wk_utf8_at(s, end, &len), cp == '-' || wk_cp_is_space(cp))) end += len;
            if (end > at || !plain) {
                *dash = end - start;
                return start;
            }
            cp = '-';
        }
        if (cp == '.' && at < s.n && s.p[at] == ' ' && start > 12) return 0;
        if (cp == '"' || cp == 0x201C || cp == '?' || cp == '!' || cp == '\n') return 0;
        before = cp;
    }
    return 0;
}

/* Every word begins with a capital or a digit, or holds a point (a domain); few words. */
static bool all_capitalised(wk_str s) {
    size_t at = 0, words = 0;
    uint32_t cp, before = ' ';
    while (wk_utf8_next(s, &at, &cp)) {
        if (wk_cp_is_letter(cp) && (wk_cp_is_space(before) || before == '(' || before == ',' || before == '/')) {
            size_t end = at, len;
            bool point = false;
            while (end < s.n && !wk_cp_is_space(wk_utf8_at(s, end, &len))) point |= s.p[end] == '.', end += len;
            words++;
            if (!wk_cp_is_upper(cp) && !point) return false;
        }
        before = cp;
    }
    return words > 0 && words <= DATELINE_WORDS;
}

/* "RIAU24.COM": a point between letters, no space. */
static bool is_domain(wk_str s) {
    size_t point = wk_str_find(s, WK_S("."), 0);
    return point > 1 && point + 2 < s.n && wk_str_find(s, WK_S(" "), 0) == s.n &&
           wk_cp_is_letter((unsigned char)s.p[point + 1]) && wk_cp_is_letter((unsigned char)s.p[point + 2]);
}

/* The segment's letters without spaces are in the page's host: "SUARA SELAT" on suaraselat.com. */
static bool is_host(const wk_draft *d, wk_str segment) {
    char squeezed[64];
    size_t n = 0;
    wk_str host = wk_url_host(d->page->url);
    for (size_t i = 0; i < segment.n && n < sizeof squeezed; i++)
        if (segment.p[i] != ' ')
            squeezed[n++] = (char)(segment.p[i] >= 'A' && segment.p[i] <= 'Z' ? segment.p[i] + 32 : segment.p[i]);
    return host.p && n >= 4 && wk_str_find(host, (wk_str){squeezed, n}, 0) < host.n;
}

/* A domain, the page's own site, a name in its address, or one the world pack knows. */
static bool is_outlet(const wk_draft *d, wk_str segment) {
    if (is_domain(segment) || (d->site.p && wk_str_eq_nocase(segment, wk_trim_all(d->site)))) return true;
    return is_host(d, segment) || wk_world_outlet_by_dateline(wk_packs_world(d->packs), segment);
}

/* Places and outlets of datelines have no digits; dates do. */
static bool has_digit(wk_str s) {
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] >= '0' && s.p[i] <= '9') return true;
    return false;
}

/* Sorts one segment of a dateline: outlet, agency or place; two places are one ("SEOUL, SOUTH KOREA"). */
static void take_segment(const wk_draft *d, wk_str segment, bool bracketed, wk_dateline *out) {
    segment = wk_trim_all(segment);
    if (!segment.n || (has_digit(segment) && !is_outlet(d, segment))) return; /* a date: "SEOUL, May 9 (Reuters) -" */
    const wk_phrase *p = wk_furniture_line(d->words, segment);
    if (!out->outlet.p && is_outlet(d, segment))
        out->outlet = segment;
    else if (p && p->roles & WK_ROLE_PHOTO)
        out->agency = segment;
    else if (bracketed && !out->outlet.p)
        out->outlet = segment;
    else if (!out->place.p)
        out->place = segment;
    else if (out->place.p + out->place.n <= segment.p)
        out->place = (wk_str){out->place.p, (size_t)(segment.p + segment.n - out->place.p)};
}

wk_dateline wk_dateline_read(const wk_draft *d, wk_str paragraph) {
    wk_dateline out = {0};
    size_t dash = 0, at = find_dash(paragraph, &dash);
    wk_str head = wk_trim_all(wk_str_cut(paragraph, 0, at)), rest;
    if (!head.n || !all_capitalised(head)) return out;
    size_t open = wk_str_find(head, WK_S("("), 0), close = wk_str_find(head, WK_S(")"), open);
    if (close < head.n && close + 1 < head.n && head.p[close + 1] != ',') return out;
    rest = wk_str_cut(head, 0, open);
    wk_str field;
    while (wk_str_split(&rest, ',', &field)) take_segment(d, field, false, &out);
    if (close < head.n) take_segment(d, wk_str_cut(head, open + 1, close), true, &out);
    out.length = (uint32_t)(at + dash);
    return out;
}

wk_str wk_dateline_place(wk_str line) {
    if (line.n < 4 || line.n > 60 || line.p[line.n - 1] != ':') return (wk_str){0};
    wk_str place = wk_trim_all(wk_str_cut(line, 0, line.n - 1));
    size_t commas = 0;
    for (size_t i = 0; i < place.n; i++) commas += place.p[i] == ',';
    size_t words = 1;
    for (size_t i = 0; i < place.n; i++) words += place.p[i] == ' ';
    return commas <= 2 && words <= 5 && all_capitalised(place) ? place : (wk_str){0};
}

wk_str wk_url_host(wk_str url) {
    size_t at = url.n ? wk_str_find(url, WK_S("://"), 0) : 0;
    if (at == url.n) return (wk_str){0};
    size_t end = at += 3;
    while (end < url.n && !strchr("/?#:", url.p[end])) end++;
    wk_str host = wk_str_cut(url, at, end);
    if (wk_str_starts(host, WK_S("www."))) host = wk_str_cut(host, 4, host.n);
    return host.n ? host : (wk_str){0};
}

/* Takes a name for the outlet unless there is one; true when there is one now. */
static bool take(wk_draft *d, wk_str name, wk_found how) {
    if (d->article->outlet.p || !name.n) return d->article->outlet.p != NULL;
    d->article->outlet = wk_squeeze(d->arena, name);
    d->article->outlet_how = how;
    return true;
}

/* The outlet's name in the world pack; NULL string for none. */
static wk_str known_name(const wk_draft *d, uint32_t entity) {
    return entity ? wk_packs_world(d->packs)->entities.v[entity].name : (wk_str){0};
}

void wk_draft_outlet(wk_draft *d, wk_str site_name, wk_str dateline, wk_str site_line) {
    const wk_world *world = wk_packs_world(d->packs);
    wk_str host = wk_url_host(d->page->url);
    if (take(d, d->page->outlet, "container")) return;
    if (host.p && take(d, known_name(d, wk_world_outlet_by_domain(world, host)), "url")) return;
    if (take(d, site_name, "meta")) return;
    if (dateline.p && take(d, known_name(d, wk_world_outlet_by_dateline(world, dateline)), "dateline")) return;
    if (take(d, dateline, "dateline") || take(d, site_line, "visible")) return;
    take(d, host, "url");
}
