/* Flattened crawl text → article.
 *
 * Lines are judged one by one (furniture, captions, dates, bylines, labels of links), then together: the title is the
 * first headline whose words the text below takes up; the header reaches from there to the first paragraph; the body
 * to the last sentence before what never belongs to an article. Every pass is linear. */
#include "page/draft.h"

#include "base/error.h"
#include "base/map.h"
#include "text/utf8.h"

typedef enum kind {
    K_TEXT, /* not judged yet: a paragraph, a heading, a headline */
    K_FURNITURE,
    K_STOP,
    K_TITLE,
    K_LEAD,
    K_DATE,
    K_BYLINE,
    K_CAPTION,
    K_CAPTION_AGAIN,
    K_CREDIT,
    K_LABEL,
    K_LINK,
    K_PLACE,
    K_NAME /* a byline by its place and shape alone */
} kind;

enum {
    PARAGRAPH_WORDS = 18, /* a line this long that ends like a sentence is a paragraph */
    TITLE_WORDS_MAX = 32,
    OVERLAP_BYTES = 6000, /* of text below that a title's words are looked for in */
    ENOUGH_BODY = 280     /* bytes of body after which a stop phrase is believed */
};

typedef struct flat {
    wk_draft *d;
    wk_lines lines;
    kind *kinds;
    size_t title, body, end; /* lines; body: first one that may be a paragraph; end: after the last one */
    bool has_title, month_first;
    wk_str byline, site_line;
} flat;

/* Long, and ends like a sentence. */
static bool is_paragraph(const wk_line *line) {
    return line->sentence && line->words >= PARAGRAPH_WORDS;
}

/* A line that goes on with the one before it, which the crawler broke: no blank, no sentence's end, a small letter. */
static bool goes_on(const wk_line *before, const wk_line *line) {
    size_t len;
    if (line->blank_before || before->sentence || before->words < 6) return false;
    return before->text.p[before->text.n - 1] != ':' && wk_cp_is_lower(wk_utf8_at(line->text, 0, &len));
}

/* Lines that were broken at a width are made whole again: one line of the page's bytes, line breaks and all. */
static void join_broken(flat *t) {
    size_t kept = 0, from = 0;
    for (size_t i = 0; i < t->lines.n; i = from) {
        wk_line line = t->lines.v[i];
        for (from = i + 1; from < t->lines.n && goes_on(&t->lines.v[from - 1], &t->lines.v[from]); from++) {
        }
        if (from > i + 1) {
            const wk_line *last = &t->lines.v[from - 1];
            wk_line whole = {.start = line.start, .blank_before = line.blank_before};
            wk_line_look(t->d->words, wk_str_cut(t->d->text, line.start, last->start + last->text.n), &whole);
            line = whole;
        }
        t->lines.v[kept++] = line;
    }
    t->lines.n = kept;
}

/* ---- first look: each line by itself, or with its neighbours --------------------------------------------------- */

/* What a line is by its words and shape alone. */
static kind judge(const wk_draft *d, const wk_line *line) {
    if (line->roles & WK_ROLE_LINK) return K_LABEL;
    if (line->start_roles & WK_ROLE_LINK && !is_paragraph(line)) return K_LINK;
    if (line->roles & WK_ROLE_STOP) return K_STOP;
    if (wk_line_is_furniture(line)) return K_FURNITURE;
    if (line->start_roles & WK_ROLE_CREDIT && line->words <= 20) return K_CREDIT;
    if (wk_line_is_caption(d->words, line)) return K_CAPTION;
    if (line->start_roles & WK_ROLE_BYLINE && line->words <= 14 && !line->sentence) return K_BYLINE;
    return K_TEXT;
}

/* One text is the other, or its first words cut off. */
static bool repeats(const wk_line *a, const wk_line *b) {
    wk_str shorter = a->text.n < b->text.n ? a->text : b->text, longer = a->text.n < b->text.n ? b->text : a->text;
    while (shorter.n < longer.n && shorter.n && (shorter.p[shorter.n - 1] == '.' || shorter.p[shorter.n - 1] == ' '))
        shorter.n--;
    return a->words >= 4 && shorter.n >= 20 && wk_str_starts(longer, shorter);
}

/* Captions often stand twice, with their credit between. Two equal lines that are not the page's first headline. */
static void judge_doubles(flat *t) {
    for (size_t i = 0; i + 1 < t->lines.n; i++) {
        if (t->kinds[i] != K_TEXT && t->kinds[i] != K_CAPTION) continue;
        for (size_t k = i + 1; k < t->lines.n && k <= i + 2; k++) {
            const wk_line *a = &t->lines.v[i], *b = &t->lines.v[k];
            bool credit_between = k == i + 2 && t->kinds[i + 1] == K_CAPTION;
            if (b->blank_before || (k == i + 2 && (!credit_between || t->lines.v[i + 1].blank_before))) break;
            if ((t->kinds[k] != K_TEXT && t->kinds[k] != K_CAPTION) || !repeats(a, b)) continue;
            t->kinds[i] = b->words > a->words ? K_CAPTION_AGAIN : K_CAPTION;
            t->kinds[k] = b->words > a->words ? K_CAPTION : K_CAPTION_AGAIN;
        }
    }
}

/* The line right above a credit ("Foto: …") is its caption. */
static void judge_above_credits(flat *t) {
    for (size_t i = 1; i < t->lines.n; i++) {
        const wk_line *line = &t->lines.v[i], *above = &t->lines.v[i - 1];
        if (t->kinds[i] != K_CAPTION || !(line->start_roles & WK_ROLE_CAPTION) || line->blank_before) continue;
        if (t->kinds[i - 1] == K_TEXT && above->words <= 40 && above->blank_before && line->words <= 14)
            t->kinds[i - 1] = K_CAPTION;
    }
}

/* Headlines below a label ("Baca Juga") belong to it, up to the next paragraph. */
static void judge_below_labels(flat *t) {
    for (size_t i = 0; i + 1 < t->lines.n; i++) {
        if (t->kinds[i] != K_LABEL) continue;
        for (size_t k = i + 1; k < t->lines.n && k <= i + 5; k++) {
            const wk_line *line = &t->lines.v[k];
            if (t->kinds[k] != K_TEXT || !wk_line_is_headline(line) || line->words < 4) break;
            if (line->capitals * 2 < line->words) break;
            t->kinds[k] = K_LINK;
        }
    }
}

/* Lines that are hardly more than a date, with or without a name. */
static void judge_dates(flat *t) {
    for (size_t i = 0; i < t->lines.n; i++) {
        wk_stamp stamp;
        wk_str rest;
        bool modified;
        if (t->kinds[i] != K_TEXT && t->kinds[i] != K_BYLINE) continue;
        if (wk_line_is_date(t->d->words, &t->lines.v[i], t->month_first, &stamp, &rest, &modified))
            t->kinds[i] = K_DATE;
    }
}

/* A name beside a date without a word that says so: "Rita Uli Hutapea - detikNews" above "Jumat, 09 Mei 2025". */
static bool is_name(const wk_line *line) {
    return line->words >= 2 && line->words <= 6 && !line->sentence && line->capitals + 1 >= line->words &&
           line->text.n <= 60 && !(line->start_roles & WK_ROLE_CAPTION);
}

/* Such names above or below a date line, between lines [from, to). */
static void judge_names(flat *t, size_t from, size_t to) {
    for (size_t i = from; i < to; i++) {
        bool below = i > from && t->kinds[i - 1] == K_DATE, above = i + 1 < to && t->kinds[i + 1] == K_DATE;
        bool labelled =
            i > from && t->kinds[i - 1] == K_BYLINE && t->lines.v[i - 1].start_len >= t->lines.v[i - 1].text.n;
        if (t->kinds[i] == K_TEXT && (below || above) && !labelled && is_name(&t->lines.v[i])) t->kinds[i] = K_NAME;
    }
}

/* ---- the title ------------------------------------------------------------------------------------------------- */

/* The words of `s` of four bytes and more, each given to `map` or (count) looked up in it. */
static size_t long_words(wk_map *map, wk_arena *arena, wk_str s, bool add, size_t *found) {
    size_t at = 0, count = 0, len;
    while (at < s.n) {
        size_t start = at;
        uint32_t cp = wk_utf8_at(s, at, &len);
        at += len;
        if (!wk_cp_is_letter(cp)) continue;
        while (at < s.n && wk_cp_is_letter(wk_utf8_at(s, at, &len))) at += len;
        if (at - start < 4) continue;
        wk_str key = wk_fold(arena, wk_str_cut(s, start, at));
        count++;
        if (add)
            wk_map_put(map, key, 1);
        else
            *found += wk_map_get(map, key, 0);
    }
    return count;
}

/* The first line that is surely a paragraph: long and a sentence, and no caption. */
static size_t first_paragraph(const flat *t) {
    for (size_t i = 0; i < t->lines.n; i++)
        if (t->kinds[i] == K_TEXT &&
            (is_paragraph(&t->lines.v[i]) || wk_dateline_read(t->d, t->lines.v[i].text).length))
            if (t->lines.v[i].words >= 12) return i;
    return t->lines.n;
}

/* A line that could be a headline and is no caption. */
static bool may_be_title(const flat *t, size_t i) {
    const wk_line *line = &t->lines.v[i];
    return (t->kinds[i] == K_TEXT || t->kinds[i] == K_CAPTION) && line->words >= 3 && line->words <= TITLE_WORDS_MAX &&
           !(line->start_roles & WK_ROLE_CAPTION) && !wk_dateline_place(line->text).p &&
           !(t->kinds[i] == K_CAPTION && wk_line_is_caption(t->d->words, line));
}

/* The first headline above the text whose words the text takes up; else the one that shares most. */
static void find_title(flat *t, size_t paragraph) {
    wk_arena *arena = t->d->arena;
    wk_map *map = wk_map_new(arena, 512);
    size_t bytes = 0, best_share = 0;
    for (size_t i = paragraph; i < t->lines.n && bytes < OVERLAP_BYTES; i++) {
        if (t->kinds[i] != K_TEXT) continue;
        long_words(map, arena, t->lines.v[i].text, true, NULL);
        bytes += t->lines.v[i].text.n;
    }
    for (size_t i = 0; i < paragraph; i++) {
        if (!may_be_title(t, i)) continue;
        size_t found = 0, count = long_words(map, arena, t->lines.v[i].text, false, &found);
        size_t share = count ? found * 100 / count + 1 : 0;
        if (share > best_share) {
            best_share = share;
            t->title = i;
            t->has_title = true;
        }
        if (share > 45) break;
    }
    if (!t->has_title) return;
    t->kinds[t->title] = K_TITLE;
    for (size_t i = 0; i < t->lines.n; i++)
        if (i != t->title && (t->kinds[i] == K_TEXT || t->kinds[i] == K_CAPTION || t->kinds[i] == K_CAPTION_AGAIN) &&
            wk_str_eq(t->lines.v[i].text, t->lines.v[t->title].text))
            t->kinds[i] = K_FURNITURE;
}

/* The container knows the title: the line that says the same is it. */
static void find_known_title(flat *t, wk_str title) {
    title = wk_trim_all(title);
    for (size_t i = 0; i < t->lines.n && !t->has_title; i++) {
        if (!wk_str_eq(t->lines.v[i].text, title)) continue;
        t->has_title = true;
        t->title = i;
        t->kinds[i] = K_TITLE;
    }
}

/* A short line of capitalised words at the page's very beginning: the site's own name. */
static void find_site_line(flat *t) {
    if (!t->lines.n || (t->has_title && t->title == 0)) return;
    const wk_line *line = &t->lines.v[0];
    if (t->kinds[0] != K_TEXT || line->words > 3 || line->capitals != line->words || line->text.n > 40) return;
    t->site_line = t->d->site = line->text;
    t->kinds[0] = K_FURNITURE;
}

/* ---- header, body, end ----------------------------------------------------------------------------------------- */

/* Lines between title and text that end with an agency's name are captions. */
static void judge_credited(flat *t, size_t from, size_t to) {
    for (size_t i = from; i < to; i++)
        if (t->kinds[i] == K_TEXT && wk_line_has_credit(t->d->words, &t->lines.v[i])) t->kinds[i] = K_CAPTION;
}

/* Between title and first paragraph: the header. Sentences after its last date, byline, caption or place are body. */
static void find_body(flat *t, size_t paragraph) {
    size_t from = t->has_title && t->title < paragraph ? t->title + 1 : 0, mark = from;
    bool marked = false;
    judge_credited(t, from, paragraph);
    judge_names(t, from, paragraph);
    for (size_t i = from; i < paragraph; i++) {
        if (t->kinds[i] == K_TEXT && wk_dateline_place(t->lines.v[i].text).p) t->kinds[i] = K_PLACE;
        bool is_mark = t->kinds[i] == K_DATE || t->kinds[i] == K_BYLINE || t->kinds[i] == K_CAPTION ||
                       t->kinds[i] == K_CAPTION_AGAIN || t->kinds[i] == K_PLACE || t->kinds[i] == K_NAME;
        if (is_mark) mark = i + 1;
        marked |= is_mark;
    }
    bool dateline = paragraph < t->lines.n && wk_dateline_read(t->d, t->lines.v[paragraph].text).length > 0;
    t->body = paragraph;
    for (size_t i = marked ? mark : from; i < paragraph && !dateline; i++)
        if (t->kinds[i] == K_TEXT && t->lines.v[i].sentence && t->lines.v[i].words >= 6 && t->has_title) {
            t->body = i;
            break;
        }
    for (size_t i = from; i < t->body; i++)
        if (t->kinds[i] == K_TEXT) t->kinds[i] = t->has_title && t->lines.v[i].words >= 4 ? K_LEAD : K_FURNITURE;
    for (size_t i = 0; i < from; i++)
        if (t->kinds[i] == K_TEXT) t->kinds[i] = K_FURNITURE;
}

/* Bytes of paragraphs in lines [from, to). */
static size_t paragraph_bytes(const flat *t, size_t from, size_t to) {
    size_t bytes = 0;
    for (size_t i = from; i < to; i++)
        if (t->kinds[i] == K_TEXT && t->lines.v[i].sentence) bytes += t->lines.v[i].text.n;
    return bytes;
}

/* Cuts the end: at a stop phrase, and after the last sentence. A phrase that may be a label in mid-text, too, stops
 * only when little comes after it. */
static void find_end(flat *t) {
    size_t bytes = 0, last = t->body, left = paragraph_bytes(t, t->body, t->lines.n);
    t->end = t->lines.n;
    for (size_t i = t->body; i < t->lines.n; i++) {
        bool stop = t->kinds[i] == K_STOP && (bytes >= ENOUGH_BODY || left <= bytes);
        bool label = t->kinds[i] == K_LABEL && t->lines.v[i].roles & WK_ROLE_STOP && left <= bytes;
        if (stop || label) {
            t->end = i;
            break;
        }
        if (t->kinds[i] != K_TEXT) continue;
        bytes += t->lines.v[i].text.n;
        if (t->lines.v[i].sentence) left -= t->lines.v[i].text.n;
        if (t->lines.v[i].sentence || t->lines.v[i].words >= PARAGRAPH_WORDS * 2) last = i + 1;
    }
    for (size_t i = last; i < t->lines.n; i++)
        if (t->kinds[i] == K_TEXT) t->kinds[i] = K_FURNITURE;
    for (size_t i = t->body; i < t->end; i++)
        if (t->kinds[i] == K_TEXT && t->lines.v[i].words <= 2 && !t->lines.v[i].sentence &&
            (t->lines.v[i].words < 2 || !t->lines.v[i].blank_before))
            t->kinds[i] = K_FURNITURE;
}

/* ---- putting the parts together -------------------------------------------------------------------------------- */

/* Its bytes in the page's text. */
static wk_span span_of(const wk_line *line) {
    return (wk_span){line->start, line->start + (uint32_t)line->text.n};
}

/* Every paragraph as the page has it, a blank line between two. */
static void write_body(flat *t) {
    wk_part_builder b = {.arena = t->d->arena};
    for (size_t i = t->body; i < t->end; i++) {
        const wk_line *line = &t->lines.v[i];
        if (t->kinds[i] != K_TEXT) continue;
        wk_part_separate(&b, "\n\n");
        wk_part_copy(&b, t->d->text, span_of(line));
    }
    *WK_PUSH(t->d->arena, &t->d->article->parts) = wk_part_done(&b, WK_S("body"));
}

/* All lines of the kinds in `mask` in [from, to) as one part. */
static void write_lines(flat *t, size_t from, size_t to, unsigned mask, const char *name) {
    wk_part_builder b = {.arena = t->d->arena};
    for (size_t i = from; i < to; i++) {
        if (!(mask >> t->kinds[i] & 1)) continue;
        wk_part_separate(&b, "\n");
        wk_part_copy(&b, t->d->text, span_of(&t->lines.v[i]));
    }
    wk_draft_part(t->d, &b, name);
}

/* A caption and the credit lines that touch it make one part. */
static void write_captions(flat *t) {
    size_t from = t->has_title ? t->title : 0;
    for (size_t i = from; i < t->end; i++) {
        if (t->kinds[i] != K_CAPTION) continue;
        wk_part_builder b = {.arena = t->d->arena};
        for (size_t k = i; k < t->end; k++) {
            bool again = t->kinds[k] == K_CAPTION_AGAIN, credit = t->lines.v[k].start_roles & WK_ROLE_CAPTION;
            if ((t->kinds[k] != K_CAPTION && !again) || (k > i && (t->lines.v[k].blank_before || (!credit && !again))))
                break;
            i = k;
            if (again) continue;
            wk_part_separate(&b, "\n");
            wk_part_copy(&b, t->d->text, span_of(&t->lines.v[k]));
        }
        wk_draft_part(t->d, &b, NULL);
    }
}

/* A byline; when it is its label only ("Reporter"), the name stands on the next line. */
static void read_byline(flat *t, size_t i) {
    const wk_line *line = &t->lines.v[i], *next = line + 1;
    if (line->start_len < line->text.n)
        wk_draft_byline(t->d, line->text, true);
    else if (i + 1 < t->lines.n && is_name(next) && !(line->start_roles & WK_ROLE_EDITOR))
        wk_draft_byline(t->d, next->text, true);
}

/* Dates, bylines and credits, wherever they stand outside the body's paragraphs. */
static void read_facts(flat *t) {
    for (size_t i = 0; i < t->lines.n; i++) {
        const wk_line *line = &t->lines.v[i];
        wk_stamp stamp;
        wk_str rest = {0};
        bool modified;
        if (i > t->end + 3) break;
        if (t->kinds[i] == K_DATE && wk_line_is_date(t->d->words, line, t->month_first, &stamp, &rest, &modified)) {
            if (modified)
                wk_draft_modified(t->d, &stamp);
            else
                wk_draft_published(t->d, &stamp, "visible");
            bool site = t->site_line.p && wk_str_eq_nocase(rest, t->site_line);
            size_t len;
            if (rest.n && !site && wk_cp_is_upper(wk_utf8_at(rest, 0, &len))) wk_draft_byline(t->d, rest, true);
        } else if (t->kinds[i] == K_BYLINE)
            read_byline(t, i);
        else if (t->kinds[i] == K_NAME)
            wk_draft_byline(t->d, wk_str_cut(line->text, 0, wk_str_find(line->text, WK_S(" - "), 0)), true);
        else if (t->kinds[i] == K_CREDIT)
            wk_draft_sources(t->d, wk_str_cut(line->text, line->start_len, line->text.n));
    }
}

/* Agencies in brackets at the end of the last paragraphs. A last line that is all in brackets is no text: a credit when
 * it names agencies, else a notice of the editors. */
static void read_closers(flat *t) {
    size_t seen = 0;
    for (size_t i = t->end; i-- > t->body && seen < 2;) {
        if (t->kinds[i] != K_TEXT) continue;
        seen++;
        const wk_line *line = &t->lines.v[i];
        char first = line->text.p[0], last = line->text.p[line->text.n - 1];
        bool bracketed = (first == '(' && last == ')') || (first == '[' && last == ']');
        bool named = wk_draft_agencies(t->d, line->text);
        if (bracketed) {
            t->kinds[i] = named ? K_CREDIT : K_FURNITURE;
            seen--;
        }
    }
}

/* Outlet, place and agency from the dateline, a place line or the site's own line. */
static void write_outlet(flat *t) {
    wk_dateline dateline = {0};
    for (size_t i = t->body, seen = 0; i < t->end && seen < 2 && !dateline.length; i++) {
        if (t->kinds[i] != K_TEXT) continue;
        dateline = wk_dateline_read(t->d, t->lines.v[i].text);
        seen++;
    }
    t->d->article->place = dateline.place;
    for (size_t i = 0; i < t->body && !dateline.place.p; i++)
        if (t->kinds[i] == K_PLACE) t->d->article->place = wk_dateline_place(t->lines.v[i].text);
    if (dateline.agency.p) wk_draft_sources(t->d, dateline.agency);
    wk_draft_outlet(t->d, (wk_str){0}, dateline.outlet, t->site_line);
}

/* All parts and facts, in the order in which they need one another. */
static void write_article(flat *t) {
    wk_article *a = t->d->article;
    write_outlet(t);
    read_facts(t);
    read_closers(t);
    write_body(t);
    if (t->has_title) {
        a->title = t->lines.v[t->title].text;
        a->title_how = "visible";
        write_lines(t, t->title, t->title + 1, 1u << K_TITLE, "title");
    }
    unsigned header = 1u << K_NAME | 1u << K_LEAD | 1u << K_DATE | 1u << K_BYLINE | 1u << K_PLACE;
    write_lines(t, 0, t->body, header, "header");
    write_captions(t);
    size_t last = t->end + 4 < t->lines.n ? t->end + 4 : t->lines.n;
    write_lines(t, t->body, last, 1u << K_CREDIT | 1u << K_BYLINE, "credit");
}

wk_status wk_flat_read(wk_draft *d, wk_error *error) {
    flat t = {.d = d, .month_first = wk_stamp_month_first(d->words, wk_language_guess(d->words, d->text))};
    wk_lines_split(d->arena, d->words, d->text, &t.lines);
    join_broken(&t);
    t.kinds = wk_alloc_array(d->arena, t.lines.n + 1, sizeof *t.kinds);
    for (size_t i = 0; i < t.lines.n; i++) t.kinds[i] = judge(d, &t.lines.v[i]);
    judge_doubles(&t);
    judge_above_credits(&t);
    judge_below_labels(&t);
    judge_dates(&t);
    size_t paragraph = first_paragraph(&t);
    if (d->page->title.p) find_known_title(&t, d->page->title);
    if (!t.has_title) find_title(&t, paragraph);
    find_site_line(&t);
    find_body(&t, paragraph);
    find_end(&t);
    if (paragraph == t.lines.n)
        return wk_fail(error, WK_INPUT, "no article is in this text: not one line reads like a paragraph");
    write_article(&t);
    return WK_OK;
}
