/* Dates: what the pack's patterns found, worked out to values in text order.
 *
 * A full date is stated; one that leans on the publication date ("Selasa (15/8)", "pekan lalu") is resolved. Without a
 * publication date those wait until the occasions of the article have given the year (wk_settle_dates). What cannot exist
 * (31 February) keeps its place with a null value and a flag. */
#include "read/dates.h"

/* "15.30" or "9.05": an hour and minutes. */
static bool clock_number(wk_str text) {
    size_t dot = wk_str_find(text, WK_S("."), 0);
    uint32_t hour, minute;
    return dot < text.n && dot + 3 <= text.n && wk_str_number(wk_str_cut(text, 0, dot), 24, &hour) &&
           wk_str_number(wk_str_cut(text, dot + 1, dot + 3), 59, &minute) && (dot + 3 == text.n || text.p[dot + 3] == '.');
}

/* Numbers that can be years, days, months or clock times, as classes for the patterns. */
static void mark_numbers(wk_reader *r) {
    for (uint32_t i = 0; i + 1 < r->text->tokens.n; i++) {
        if (wk_tok(r, i)->shape != WK_SHAPE_NUMBER) continue;
        wk_str text = wk_token_text(r->text, i, i + 1);
        uint32_t n = 0;
        if (clock_number(text)) wk_mark_add(r->text, WK_CLOCK, i, i + 1, 0);
        if (!wk_str_number(text, 2199, &n) || !n) continue;
        if (text.n == 4 && n >= 1000) wk_mark_add(r->text, WK_YEAR, i, i + 1, 0);
        if (text.n == 4 && n >= 1800 && n < 2100) wk_mark_add(r->text, WK_LIKELY_YEAR, i, i + 1, 0);
        if (text.n <= 2 && n <= 31) wk_mark_add(r->text, WK_DAY_NUMBER, i, i + 1, 0);
        if (text.n <= 2 && n <= 12) wk_mark_add(r->text, WK_MONTH_NUMBER, i, i + 1, 0);
    }
}

void wk_read_dates(wk_reader *r) {
    mark_numbers(r);
    uint32_t first = wk_stage_run(wk_language_stage(r->language, "dates"), r->text, WK_RUN_BEST);
    for (uint32_t i = first; i < r->text->matches.n; i++) {
        const wk_match *m = &r->text->matches.v[i];
        if (m->pattern->class != WK_DATE && m->pattern->class != WK_TIMEX) continue;
        *WK_PUSH(r->arena, &r->dates) = (wk_told_date){.start = m->start, .end = m->end, .type = "DATE", .match = i};
    }
    for (uint32_t i = 0; i < r->dates.n; i++) wk_work_out(r, i);
    for (uint32_t i = 0, n = 0; i < r->text->marks.n; i++) /* marks come in the order of the matches */
        if (r->text->marks.v[i].class == WK_DATE || r->text->marks.v[i].class == WK_TIMEX) r->text->marks.v[i].value = n++;
}

/* A reference day from the occasions: ordinal and recurring day give a date; one that fits a told weekday is sure. */
static int32_t day_from_occasions(const wk_reader *r) {
    for (uint32_t i = 0; i < r->occasions.n; i++) {
        const wk_told_occasion *o = &r->occasions.v[i];
        if (!o->day || !o->day->since || o->occasion.ordinal <= 0 || !o->day->month) continue;
        int32_t year = o->day->since + o->occasion.ordinal;
        if (wk_day_valid(year, o->day->month, o->day->day)) return year * 10000 + o->day->month * 100 + o->day->day;
    }
    return 0;
}

/* Else the latest full date of the article, moved on to the first year in which a told weekday and day fit. */
static int32_t day_from_dates(const wk_reader *r) {
    int32_t latest = 0;
    for (size_t i = 0; i < r->reading->dates.n; i++) {
        const wk_named_date *d = &r->reading->dates.v[i];
        int32_t first = d->how == WK_HOW_STATED && d->value.n == 10 ? wk_day_first(d->value) : 0;
        if (first > latest) latest = first;
    }
    for (uint32_t i = 0; i < r->dates.n; i++) {
        const wk_told_date *d = &r->dates.v[i];
        if (!d->open && d->how == WK_HOW_STATED && d->day > latest) latest = d->day;
    }
    for (uint32_t i = 0; latest && i < r->dates.n; i++) {
        wk_told t = wk_told_by(r, &r->text->matches.v[r->dates.v[i].match]);
        if (!r->dates.v[i].open || !t.weekday || !t.day || !t.month) continue;
        for (int32_t year = latest / 10000; year < latest / 10000 + 3; year++)
            if (wk_day_valid(year, t.month, t.day) && wk_weekday_of(wk_civil_days(year, t.month, t.day)) == t.weekday)
                return year * 10000 + t.month * 100 + t.day;
    }
    return 0;
}

enum { WEEK = 7 };

/* Do the words before a date, in its sentence, say that it is the day of what is told ("kata X, Senin (2/6)"), not one to come? */
static bool of_telling(const wk_reader *r, const wk_told_date *d) {
    enum { PLAN = 12 };
    bool said = false;
    for (uint32_t i = d->start, n = 0; i-- > 0 && n < WK_READ_WINDOW; n++) {
        if (n < PLAN && wk_is(r, i, WK_PLANNED)) return false;
        said |= wk_is(r, i, WK_SAY) || wk_is(r, i, WK_REPORTING);
        if (wk_tok(r, i)->flags & WK_SENTENCE) break;
    }
    return said || !wk_tok(r, d->start)->sentence; /* or the lead tells it */
}

/* The day of the article by its own words, when it was collected days later: the last that it was told on; 0 none. A day of
 * publication that the page itself gives is doubted only when it lies a week off. */
static int32_t day_of_telling(const wk_reader *r) {
    enum { SAME = 1, FAR = 200 };
    int32_t last = 0;
    for (uint32_t i = 0; i < r->dates.n; i++) {
        const wk_told_date *d = &r->dates.v[i];
        if (!d->weekday || !d->day || d->open || d->day > r->today || d->day <= last) continue;
        wk_told t = wk_told_by(r, &r->text->matches.v[d->match]);
        if (t.day && t.month && of_telling(r, d)) last = d->day;
    }
    int32_t away = last ? wk_day_number(r->today) - wk_day_number(last) : 0;
    bool by_page = r->article->published_how && strcmp(r->article->published_how, "container") != 0;
    return away > (by_page ? WEEK : SAME) && away < FAR ? last : 0;
}

bool wk_date_is_ago(const wk_reader *r, uint32_t date) {
    return wk_str_eq(wk_told_by(r, &r->text->matches.v[r->dates.v[date].match]).kind, WK_S("ago"));
}

bool wk_hour_only(const wk_reader *r, const wk_told_date *date) {
    if (!wk_str_eq(wk_str_of(date->type), WK_S("TIME"))) return false;
    wk_told told = wk_told_by(r, &r->text->matches.v[date->match]);
    return !told.weekday && !told.day && !told.month && !told.offset.unit && !told.direction.p && !told.kind.p;
}

/* Does a date count from the day of the article ("hari ini", "Senin"), with nothing in it that a calendar has? */
static bool leans(const wk_told *t) {
    bool counted = wk_str_eq(t->kind, WK_S("ago")) || wk_str_eq(t->kind, WK_S("ahead"));
    return !t->day && !t->month && !t->year && (t->weekday || counted || (t->offset.unit && !t->offset.anchored));
}

/* The last day of that name that the article gave in full before date i: "Senin (2/6) … Senin"; 0 none. */
static int32_t day_of_that_name(const wk_reader *r, uint32_t i, int32_t weekday) {
    enum { BACK = 32 };
    for (uint32_t k = i, n = 0; k-- > 0 && n < BACK; n++) {
        const wk_told_date *d = &r->dates.v[k];
        if (d->weekday != weekday || !d->day || d->open || d->day > r->today) continue;
        wk_told t = wk_told_by(r, &r->text->matches.v[d->match]);
        if (t.day && t.month) return d->day;
    }
    return 0;
}

/* What counts from the publication counts from the day that the article itself tells, where that is another. Nearer than a
 * week a weekday may be one behind it. */
static void count_from_telling(wk_reader *r) {
    int32_t published = r->today, day = day_of_telling(r);
    bool far = day && wk_day_number(published) - wk_day_number(day) >= WEEK;
    for (uint32_t i = 0; i < r->dates.n; i++) {
        wk_told t = wk_told_by(r, &r->text->matches.v[r->dates.v[i].match]);
        if (!leans(&t)) continue;
        bool plain = t.weekday && !t.direction.p && !t.offset.unit && !t.until_weekday && !t.kind.p;
        int32_t named = plain ? day_of_that_name(r, i, t.weekday) : 0, from = named ? named : t.weekday && !far ? 0 : day;
        if (!from) continue;
        r->today = from;
        wk_work_out(r, i);
        r->today = published;
        if (!r->dates.v[i].flag && from == day) r->dates.v[i].flag = "reference";
    }
}

void wk_settle_dates(wk_reader *r) {
    if (r->today_published) count_from_telling(r);
    if (!r->today) {
        r->today = day_from_occasions(r);
        if (!r->today) r->today = day_from_dates(r);
    }
    for (uint32_t i = 0; i < r->dates.n; i++) {
        if (!r->dates.v[i].open) continue;
        if (!r->today) {
            r->dates.v[i].flag = "unanchored";
            continue;
        }
        wk_work_out(r, i);
        if (!r->today_published && !r->dates.v[i].flag) r->dates.v[i].flag = "reference";
    }
}
