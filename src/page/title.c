/* The title: what the head says (og:title, JSON-LD, title element) and the heading that shows it on the page. */
#include "page/metadata.h"

#include "text/utf8.h"

enum { TITLE_BYTES = 600, HEADINGS_MAX = 60 };

/* Letters and digits of a title in lower case, single spaces between: what is compared. */
static wk_str fold_title(wk_arena *arena, wk_str s) {
    s = wk_utf8_clip(s, TITLE_BYTES);
    wk_str folded = s.n ? wk_fold(arena, s) : s;
    char *out = wk_alloc(arena, folded.n + 1);
    size_t n = 0, at = 0, from = 0;
    uint32_t cp;
    bool gap = false;
    for (; wk_utf8_next(folded, &at, &cp); from = at) {
        bool keep = wk_cp_is_letter(cp) || wk_cp_is_digit(cp) || (wk_cp_class(cp) & (WK_CP_MARK | WK_CP_NUMBER));
        if (!keep) {
            gap = gap || cp != '\'';
            continue;
        }
        if (gap && n) out[n++] = ' ';
        gap = false;
        memcpy(out + n, folded.p + from, at - from);
        n += at - from;
    }
    return (wk_str){out, n};
}

/* `part` stands somewhere in `s`; nothing stands in anything. */
static bool contains(wk_str s, wk_str part) {
    return part.n && s.n && wk_str_find(s, part, 0) < s.n;
}

/* Whether `part` is the site: its words in the site's name or host, or the other way round. */
static bool is_site(wk_arena *arena, wk_str part, wk_str site, wk_str host) {
    wk_str p = fold_title(arena, part), s = fold_title(arena, site);
    char squeezed[128];
    size_t n = 0;
    if (!p.n) return true;
    if (s.n && (wk_str_eq(p, s) || (s.n > 3 && contains(p, s) && p.n < s.n + 30) || (p.n > 3 && contains(s, p))))
        return true;
    for (size_t i = 0; i < p.n && n < sizeof squeezed; i++)
        if (p.p[i] != ' ') squeezed[n++] = p.p[i];
    wk_str label = wk_str_cut(host, 0, host.n);
    for (size_t i = 0; i < label.n; i++)
        if (label.p[i] == '.' && i > 3) label.n = i;
    return n >= 3 && host.p &&
           (contains(host, (wk_str){squeezed, n}) || (label.n > 3 && contains((wk_str){squeezed, n}, label)));
}

/* The last place where " | ", " - ", " – ", " — ", " :: ", " » " or " · " parts a title, at or before `before`. */
static size_t last_part(wk_str s, size_t before, size_t *length) {
    static const char *const signs[] = {" | ", " - ", " – ", " — ", " :: ", " » ", " · ",
                                        " • ", " / ", " ‹ ", " « ", "| ",   " |",  ": "};
    size_t best = s.n;
    for (size_t i = 0; i < WK_COUNT(signs); i++) {
        wk_str sign = wk_str_of(signs[i]);
        for (size_t at = wk_str_find(s, sign, 0); at < s.n && at < before; at = wk_str_find(s, sign, at + 1))
            if (best == s.n || at > best) {
                best = at;
                *length = sign.n;
            }
    }
    return best;
}

/* Cuts the site's name off both ends of a title. */
static wk_str without_site(wk_arena *arena, wk_str title, wk_str site, wk_str host) {
    for (int i = 0; i < 3; i++) {
        size_t length = 0, at = last_part(title, title.n, &length);
        if (at == title.n || at == 0) break;
        wk_str tail = wk_str_cut(title, at + length, title.n);
        bool colon = length == 2 && title.p[at] == ':';
        if (!is_site(arena, tail, site, host) || (colon && tail.n > 30)) break;
        title = wk_trim_all(wk_str_cut(title, 0, at));
    }
    size_t bar = wk_str_find(title, WK_S(" | "), 0);
    if (bar < title.n && is_site(arena, wk_str_cut(title, 0, bar), site, host))
        title = wk_trim_all(wk_str_cut(title, bar + 3, title.n));
    return title;
}

/* How well a heading fits what the head says (both folded): 3 equal, 2 one begins with the other, 1 one holds the
 * other, 0 not. */
static int fits(wk_str h, wk_str s) {
    if (!h.n || !s.n) return 0;
    if (wk_str_eq(h, s)) return 3;
    if (h.n >= 12 && (wk_str_starts(s, h) || wk_str_starts(h, s))) return 2;
    return h.n >= 12 && s.n >= 12 && (contains(s, h) || contains(h, s)) ? 1 : 0;
}

/* The heading block of the page that shows the title: the best by fit, then h1 before others, the first among equals.
 */
static const wk_block *best_heading(wk_arena *arena, const wk_blocks *blocks, wk_str said, wk_str title, int *fit) {
    const wk_block *best = NULL;
    int most = -1;
    size_t seen = 0;
    said = fold_title(arena, said);
    title = fold_title(arena, title);
    for (size_t i = 0; i < blocks->v.n && seen < HEADINGS_MAX; i++) {
        const wk_block *b = &blocks->v.v[i];
        bool h1 = b->marks & WK_MARK_H1;
        if (!(b->marks & WK_MARK_HEADING) || b->line.text.n > TITLE_BYTES) continue;
        seen++;
        wk_str heading = fold_title(arena, b->line.text);
        int a = fits(heading, said), t = fits(heading, title);
        int f = a > t ? a : t, score = f * 4 + (h1 ? 3 : 0) - (b->links ? 1 : 0);
        if ((f == 0 && !h1) || score <= most) continue;
        most = score;
        best = b;
        *fit = f;
        if (f == 3 && h1) break; /* no better one can come */
    }
    return best;
}

wk_str wk_title_choose(wk_arena *arena, const wk_metadata *meta, const wk_blocks *blocks, wk_str host, uint32_t *block,
                       wk_found *how) {
    wk_str site = meta->site_name.value;
    wk_str said =
        meta->headline.rank ? without_site(arena, wk_squeeze(arena, meta->headline.value), site, host) : (wk_str){0};
    wk_str title =
        meta->title.rank ? without_site(arena, wk_squeeze(arena, meta->title.value), site, host) : (wk_str){0};
    int fit = 0;
    const wk_block *heading = best_heading(arena, blocks, said, title, &fit);
    *block = UINT32_MAX;
    if (heading && (fit >= 1 || (!said.n && !title.n) || heading->line.words >= 4)) {
        *block = (uint32_t)(heading - blocks->v.v);
        *how = "html";
        return heading->line.text;
    }
    *how = said.n ? meta->headline.how : "html";
    return said.n ? said : title;
}
