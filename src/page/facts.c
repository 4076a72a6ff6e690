/* Facts of an HTML page: when it was published, by whom, in what language, from the metadata and what stands beside the
 * text. */
#include "page/facts.h"

#include "base/calendar.h"

#include <stdlib.h>

enum { NEAR_BEFORE = 25, NEAR_AFTER = 6, AUTHOR_RANKS = 9 };

/* A date of metadata: ISO 8601, else one of the visible forms ("Tue, 15 Aug 2023 18:09:00 +0700"). */
static bool read_date(const wk_draft *d, wk_str value, wk_stamp *stamp) {
    wk_span where;
    if (!value.n || wk_stamp_iso(value, stamp)) return value.n > 0;
    return wk_stamp_find(d->words, value, true, stamp, &where);
}

/* /2019/11/19/ or /2019-11-19/ or 20191119 in the address's path. */
static bool date_in_url(wk_str url, wk_stamp *stamp) {
    if (!url.n) return false;
    size_t from = wk_str_find(url, WK_S("://"), 0);
    from = from < url.n ? from + 3 : 0;
    for (size_t i = from; i + 8 <= url.n; i++) {
        bool begins = url.p[i] == '/' || url.p[i] == '-' || url.p[i] == '_' || url.p[i] == '=';
        if (!begins || (url.p[i + 1] != '2' && url.p[i + 1] != '1')) continue;
        if (wk_stamp_iso(wk_str_cut(url, i + 1, i + 11), stamp) && !stamp->has_time) return true;
    }
    return false;
}

/* What the date lines of some blocks tell: the first of publication and the first of change; year 0: none. */
typedef struct shown_dates {
    wk_stamp published, modified;
    bool confirms; /* one tells the day that was asked for */
} shown_dates;

static bool same_day(const wk_stamp *a, const wk_stamp *b) {
    return a->year == b->year && a->month == b->month && a->day == b->day;
}

/* Looks at blocks [from, to). */
static shown_dates dates_in_blocks(const wk_draft *d, const wk_blocks *blocks, size_t from, size_t to, bool month_first,
                                   const wk_stamp *asked) {
    shown_dates all = {0};
    for (size_t i = from; i < to && i < blocks->v.n && !(all.published.year && !asked); i++) {
        wk_str rest;
        wk_stamp stamp;
        bool modified;
        const wk_block *b = &blocks->v.v[i];
        if (b->line.words > 24 || !wk_line_is_date(d->words, &b->line, month_first, &stamp, &rest, &modified)) continue;
        wk_stamp *kept = modified ? &all.modified : &all.published;
        if (!kept->year) *kept = stamp;
        all.confirms |= asked && same_day(&stamp, asked);
    }
    return all;
}

/* A date line among blocks [from, to): the first that is not one of change. */
static bool date_in_blocks(const wk_draft *d, const wk_blocks *blocks, size_t from, size_t to, bool month_first, wk_stamp *stamp) {
    shown_dates all = dates_in_blocks(d, blocks, from, to, month_first, NULL);
    if (all.published.year) *stamp = all.published;
    return all.published.year != 0;
}

/* The block near which dates and bylines are looked for: the title, else the body's first. */
static size_t position(const wk_blocks *blocks, uint32_t title, const wk_body *body) {
    return title < blocks->v.n && title < body->last ? title : body->first;
}

static int32_t day_number(const wk_stamp *s) {
    return wk_civil_days(s->year, s->month, s->day);
}

/* Metadata in UTC, or in another zone than they say, may name the day before or after the one that the page shows to its
 * readers: theirs counts. */
static bool is_day_beside(const wk_stamp *shown, const wk_stamp *said) {
    return abs(day_number(shown) - day_number(said)) == 1;
}

/* A page that is written anew under its old address keeps its first day in its metadata and shows its readers the new one,
 * by which its text is to be understood. *stamp gets that one, and the first is told apart. */
static bool is_written_anew(wk_draft *d, const wk_metadata *meta, const wk_stamp *shown, wk_stamp *stamp) {
    wk_stamp changed;
    bool known = meta->modified.rank && read_date(d, meta->modified.value, &changed);
    if (!known || same_day(shown, stamp) || is_day_beside(shown, stamp) || day_number(shown) < day_number(stamp)) return false;
    bool now = same_day(shown, &changed);
    if (!now && !is_day_beside(shown, &changed) && day_number(shown) > day_number(&changed)) return false;
    d->first = *stamp;
    *stamp = now ? changed : *shown;
    return true;
}

/* What the page shows near its title beside what its metadata say. */
static wk_found weigh_shown(wk_draft *d, const wk_metadata *meta, const wk_blocks *blocks, size_t at, bool month_first, wk_stamp *stamp) {
    shown_dates all = dates_in_blocks(d, blocks, at, at + NEAR_BEFORE, month_first, stamp);
    wk_stamp shown = all.published.year ? all.published : all.modified;
    if (all.confirms) return meta->published.how;
    if (shown.year && is_written_anew(d, meta, &shown, stamp)) return "visible";
    bool told = shown.year || date_in_url(d->page->url, &shown) || date_in_url(meta->canonical.value, &shown);
    if (told && is_day_beside(&shown, stamp)) *stamp = shown;
    return meta->published.how;
}

/* The publication time, from the surest place that has one. */
static void find_published(wk_draft *d, const wk_metadata *meta, const wk_blocks *blocks, const wk_body *body,
                           uint32_t title, bool month_first) {
    wk_stamp stamp;
    if (d->published.year) return;
    size_t at = position(blocks, title, body), from = at > NEAR_BEFORE ? at - NEAR_BEFORE : 0;
    bool sure = meta->published.rank && meta->published.rank <= 7;
    if (sure && read_date(d, meta->published.value, &stamp)) {
        wk_found how = weigh_shown(d, meta, blocks, at, month_first, &stamp);
        wk_draft_published(d, &stamp, how);
    } else if (date_in_blocks(d, blocks, at, at + NEAR_BEFORE, month_first, &stamp) ||
               date_in_blocks(d, blocks, from, at, month_first, &stamp))
        wk_draft_published(d, &stamp, "visible");
    else if (date_in_url(d->page->url, &stamp) || date_in_url(meta->canonical.value, &stamp) ||
             date_in_url(meta->url.value, &stamp))
        wk_draft_published(d, &stamp, "url");
    else if (meta->published.rank && read_date(d, meta->published.value, &stamp))
        wk_draft_published(d, &stamp, meta->published.how);
    else if (date_in_blocks(d, blocks, body->last, body->last + NEAR_AFTER, month_first, &stamp))
        wk_draft_published(d, &stamp, "visible");
}

/* Some pages name their site as the author. */
static bool is_site(wk_str name, wk_str site) {
    return site.n && wk_str_eq_nocase(wk_trim_all(name), wk_trim_all(site));
}

/* Authors that metadata name, of the best rank that names a person; the site itself is one only when nobody else is. */
static void authors_of_metadata(wk_draft *d, const wk_metadata *meta, bool site_too) {
    wk_str site = meta->site_name.rank ? meta->site_name.value : (wk_str){0};
    for (uint8_t rank = 1; rank < AUTHOR_RANKS && !d->article->authors.n; rank++)
        for (size_t i = 0; i < meta->authors.n; i++) {
            const wk_said *said = &meta->authors.v[i];
            if (said->rank == rank && (site_too || !is_site(said->value, site)))
                wk_draft_byline(d, said->value, said->rank > 4);
        }
}

/* A line that is hardly more than a date. */
static bool is_date_line(const wk_draft *d, const wk_line *line) {
    wk_stamp stamp;
    wk_str rest;
    bool modified;
    return wk_line_is_date(d->words, line, true, &stamp, &rest, &modified);
}

/* Bylines that stand near the title. */
static void authors_of_blocks(wk_draft *d, const wk_blocks *blocks, const wk_body *body, uint32_t title) {
    size_t at = position(blocks, title, body), from = at > 5 ? at - 5 : 0;
    for (size_t i = from; i < blocks->v.n && i < at + NEAR_BEFORE && !d->article->authors.n; i++) {
        const wk_block *b = &blocks->v.v[i];
        bool says = b->line.start_roles & WK_ROLE_BYLINE, marked = b->marks & WK_MARK_BYLINE;
        if ((!says && !marked) || b->line.words > 16 || b->marks & WK_MARK_HEADING) continue;
        if (b->line.sentence && !(says && is_date_line(d, &b->line))) continue;
        wk_draft_byline(d, b->line.text, true);
    }
}

/* Persons that metadata name; else those of a visible byline; else the site, when metadata name it. */
static void find_authors(wk_draft *d, const wk_metadata *meta, const wk_blocks *blocks, const wk_body *body,
                         uint32_t title) {
    authors_of_metadata(d, meta, false);
    if (!d->article->authors.n) authors_of_blocks(d, blocks, body, title);
    if (!d->article->authors.n) authors_of_metadata(d, meta, true);
}

void wk_facts_find(wk_draft *d, const wk_metadata *meta, const wk_blocks *blocks, const wk_body *body, uint32_t title) {
    wk_article *a = d->article;
    wk_stamp stamp;
    wk_str said = meta->language.rank ? wk_language_code(d->arena, meta->language.value) : (wk_str){0};
    a->language = said;
    bool month_first =
        wk_stamp_month_first(d->words, meta->language.rank ? wk_trim_all(meta->language.value) : WK_S(""));
    find_published(d, meta, blocks, body, title, month_first);
    if (meta->modified.rank && read_date(d, meta->modified.value, &stamp)) wk_draft_modified(d, &stamp);
    find_authors(d, meta, blocks, body, title);
    a->section = meta->section.rank ? wk_squeeze(d->arena, meta->section.value) : (wk_str){0};
    a->image = meta->image.rank ? meta->image.value : (wk_str){0};
    a->canonical = meta->canonical.rank ? meta->canonical.value : meta->url.rank ? meta->url.value : (wk_str){0};
    if (!a->url.p) a->url = a->canonical;
}
