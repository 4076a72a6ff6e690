/* What the match of a date pattern says: its captures as numbers, units, offsets. */
#include "read/dates.h"

static const wk_time_unit units[] = {
    {"s", "S", true, 0, 0},    {"min", "M", true, 0, 0}, {"h", "H", true, 0, 0},     {"d", "D", false, 1, 0},
    {"w", "W", false, 7, 0},   {"m", "M", false, 0, 1},  {"q", "Q", false, 0, 3},    {"y", "Y", false, 0, 12},
    {"dec", "DE", false, 0, 120}, {"cen", "CE", false, 0, 1200}};

const wk_time_unit *wk_time_unit_of(wk_str key) {
    for (size_t i = 0; key.p && i < WK_COUNT(units); i++)
        if (wk_str_eq(key, wk_str_of(units[i].key))) return &units[i];
    return NULL;
}

static wk_str value_at(const wk_reader *r, const wk_capture *c, const char *list) {
    if (!c || c->end <= c->start) return (wk_str){0};
    wk_class class = wk_lexicon_find_class(r->language->lexicon, wk_str_of(list));
    return class ? wk_list_value(r, c->start, class) : (wk_str){0};
}

/* The first of the lists that has a value for the capture. */
static wk_str value_of(const wk_reader *r, const wk_capture *c, const char *const *lists, size_t n) {
    wk_str value = {0};
    for (size_t i = 0; i < n && !value.p; i++) value = value_at(r, c, lists[i]);
    return value;
}

/* One number word or number of digits at token i; *next is behind it. */
static bool number_word(const wk_reader *r, uint32_t i, uint32_t *value, uint32_t *next) {
    static const wk_class lists[] = {WK_MONTH, WK_WEEKDAY, WK_NUMERAL, WK_ORDINAL};
    static const char *const others[] = {"ROMAN", "DAYTH", "DECADE"};
    *next = i + 1;
    if (wk_str_number(wk_token_text(r->text, i, i + 1), 1000000, value)) return true;
    for (size_t k = 0; k < WK_COUNT(lists) + WK_COUNT(others); k++) {
        wk_class class = k < WK_COUNT(lists) ? lists[k]
                                             : wk_lexicon_find_class(r->language->lexicon, wk_str_of(others[k - WK_COUNT(lists)]));
        const wk_mark *m = class ? wk_mark_at(r->text, i, class) : NULL;
        if (!m || !wk_str_number(wk_lexicon_value(r->language->lexicon, m->value), 1000000, value)) continue;
        *next = m->end;
        return true;
    }
    return false;
}

/* "dua ribu tujuh belas", "2017", "dua puluh satu": words add up, hundreds and thousands multiply. */
static int32_t number_in(const wk_reader *r, const wk_capture *c) {
    uint32_t total = 0, group = 0, value = 0, next = 0;
    bool any = false;
    for (uint32_t i = c ? c->start : 0; c && i < c->end && total < 1000000; i = next) {
        if (!number_word(r, i, &value, &next)) continue;
        any = true;
        if (value == 1000 && group < 1000) total += (group ? group : 1) * 1000, group = 0;
        else if (value == 100 && group && group < 10) group *= 100;
        else group += value;
    }
    return any && group < 1000000 ? (int32_t)(total + group) : 0;
}

/* An amount as ISO 8601 writes it: "3", "1.5"; a separator before exactly three digits parts thousands. */
static wk_str amount_of(const wk_reader *r, const wk_capture *c) {
    wk_str some = value_at(r, c, "AMOUNT"), text = c ? wk_token_text(r->text, c->start, c->start + 1) : (wk_str){0};
    if (some.p) return some;
    if (!c || c->end <= c->start) return (wk_str){0};
    size_t mark = 0;
    while (mark < text.n && text.p[mark] != '.' && text.p[mark] != ',') mark++;
    if (mark < text.n && text.p[0] >= '0' && text.p[0] <= '9') {
        const char *by = text.n - mark == 4 ? "" : ".";
        return wk_str_printf(r->arena, "%.*s%s%.*s", (int)mark, text.p, by, (int)(text.n - mark - 1), text.p + mark + 1);
    }
    int32_t n = number_in(r, c);
    return n ? wk_str_printf(r->arena, "%d", n) : (wk_str){0};
}

/* The hour (and minute) of "15.30", "15:30", "3". False when there is none such. */
static void clock_in(const wk_reader *r, const wk_capture *c, int32_t *hour, int32_t *minute) {
    if (!c || c->end <= c->start) return;
    wk_str text = wk_token_text(r->text, c->start, c->start + 1), field;
    uint32_t h = 0, m = 0;
    size_t cut = 0;
    while (cut < text.n && text.p[cut] != '.' && text.p[cut] != ',') cut++;
    if (wk_str_number(wk_str_cut(text, 0, cut), 9999, &h)) {
        field = wk_str_cut(text, cut + 1, cut + 3);
        if (cut < text.n && !wk_str_number(field, 99, &m)) return;
    } else {
        h = (uint32_t)number_in(r, c);
        if (!h) return;
    }
    *hour = (int32_t)h;
    if (*minute < 0) *minute = (int32_t)m;
}

static wk_time_offset offset_in(wk_str s) {
    wk_time_offset o = {0};
    uint32_t value = 0;
    size_t i = 0, from;
    o.anchored = s.n && s.p[0] == '^';
    i += o.anchored;
    bool minus = i < s.n && s.p[i] == '-';
    if (i < s.n && (minus || s.p[i] == '+')) i++;
    for (from = i; i < s.n && s.p[i] >= '0' && s.p[i] <= '9';) i++;
    if (i == from || !wk_str_number(wk_str_cut(s, from, i), 9999, &value)) return (wk_time_offset){0};
    size_t dash = wk_str_find(s, WK_S("-"), i);
    o.n = minus ? -(int32_t)value : (int32_t)value;
    o.unit = wk_time_unit_of(wk_str_cut(s, i, dash));
    if (dash < s.n) o.daypart = wk_str_cut(s, dash + 1, s.n);
    return o;
}

/* "1d", "Xw" of list SPAN: amount and unit in one word. */
static void span_in(wk_told *t, wk_str s) {
    size_t i = 0;
    while (i < s.n && ((s.p[i] >= '0' && s.p[i] <= '9') || s.p[i] == 'X' || s.p[i] == '.')) i++;
    if (!i) return;
    uint32_t n = 0;
    t->amount = wk_str_cut(s, 0, i);
    t->count = wk_str_number(t->amount, 9999, &n) ? (int32_t)n : 0;
    t->unit = wk_time_unit_of(wk_str_cut(s, i, s.n));
}

/* What a range goes up to: a day, or whatever the word behind the dash is. */
static void until_in(const wk_reader *r, const wk_capture *c, wk_told *t) {
    if (!c || c->end <= c->start) return;
    wk_str text = wk_token_text(r->text, c->start, c->start + 1);
    int32_t n = number_in(r, c);
    if (t->hour >= 0) clock_in(r, c, &t->until_hour, &t->until_minute);
    else if (wk_is(r, c->start, WK_MONTH)) t->until_month = n;
    else if (wk_is(r, c->start, WK_WEEKDAY)) t->until_weekday = n;
    else if (text.n == 4 || (t->year && !t->day && !t->month)) t->until_year = n < 100 ? t->year / 100 * 100 + n : n;
    else t->until_day = n;
}

/* 98 is 1998, 17 is 2017. */
static int32_t full_year(int32_t year) {
    return year > 0 && year < 100 ? year + (year < 50 ? 2000 : 1900) : year;
}

static void calendar_words(const wk_reader *r, const wk_match *m, wk_told *t) {
    t->weekday = number_in(r, wk_match_get(r->text, m, WK_SLOT_WEEKDAY));
    t->day = number_in(r, wk_match_get(r->text, m, WK_SLOT_DAY));
    t->month = number_in(r, wk_match_get(r->text, m, WK_SLOT_MONTH));
    t->year = full_year(number_in(r, wk_match_get(r->text, m, WK_SLOT_YEAR)));
    const wk_capture *minute = wk_match_get(r->text, m, WK_SLOT_MINUTE);
    if (minute) t->minute = number_in(r, minute);
    clock_in(r, wk_match_get(r->text, m, WK_SLOT_HOUR), &t->hour, &t->minute);
    until_in(r, wk_match_get(r->text, m, WK_SLOT_UNTIL), t);
    if (t->month > 12 && t->day && t->day <= 12) { /* 5/13: month before day */
        int32_t swap = t->month;
        t->month = t->day;
        t->day = swap;
        t->swapped = true;
    }
}

wk_told wk_told_by(const wk_reader *r, const wk_match *m) {
    static const char *const parts[] = {"PART", "APPROX"}, *const names[] = {"REF", "SEASON", "HOLIDAY"},
                      *const offsets[] = {"OFFSET", "WEEKEND"}, *const spans[] = {"SPAN", "DAILY"},
                      *const dayparts[] = {"PARTOFDAY", "HALFDAY"};
    wk_told t = {.hour = -1, .minute = -1, .until_hour = -1, .until_minute = -1,
                 .kind = wk_match_constant(m, WK_SLOT_KIND)};
    const wk_capture *unit = wk_match_get(r->text, m, WK_SLOT_UNIT), *count = wk_match_get(r->text, m, WK_SLOT_COUNT);
    calendar_words(r, m, &t);
    t.offset = offset_in(value_of(r, wk_match_get(r->text, m, WK_SLOT_OFFSET), offsets, WK_COUNT(offsets)));
    t.direction = value_at(r, wk_match_get(r->text, m, WK_SLOT_DIRECTION), "DIRECTION");
    t.part = value_of(r, wk_match_get(r->text, m, WK_SLOT_MORE), parts, WK_COUNT(parts));
    t.daypart = value_of(r, wk_match_get(r->text, m, WK_SLOT_DAYPART), dayparts, WK_COUNT(dayparts));
    if (!t.daypart.p) t.daypart = t.offset.daypart;
    t.zone = value_at(r, wk_match_get(r->text, m, WK_SLOT_ZONE), "ZONE");
    t.name = value_of(r, wk_match_get(r->text, m, WK_SLOT_NAME), names, WK_COUNT(names));
    t.amount = amount_of(r, count);
    t.count = number_in(r, count);
    t.unit = wk_time_unit_of(value_at(r, unit, "UNIT"));
    if (!t.unit || !t.amount.p) span_in(&t, value_of(r, unit, spans, WK_COUNT(spans)));
    return t;
}

wk_str wk_duration_of(const wk_reader *r, const wk_match *m) {
    static const char *const spans[] = {"SPAN", "DAILY"};
    wk_str date = WK_S(""), time = WK_S(""), amount = {0};
    for (uint32_t i = m->captures; i < m->captures + m->count; i++) {
        const wk_capture *c = &r->text->captures.v[i];
        if (c->slot == WK_SLOT_COUNT) amount = amount_of(r, c);
        if (c->slot != WK_SLOT_UNIT) continue;
        wk_told one = {.amount = amount, .unit = wk_time_unit_of(value_at(r, c, "UNIT"))};
        if (!one.unit || !one.amount.p) span_in(&one, value_of(r, c, spans, WK_COUNT(spans)));
        amount = (wk_str){0};
        if (!one.unit || !one.amount.p) continue;
        wk_str *to = one.unit->of_day ? &time : &date;
        *to = wk_str_printf(r->arena, "%.*s%.*s%s", WK_F(*to), WK_F(one.amount), one.unit->iso);
    }
    if (!date.n && !time.n) return (wk_str){0};
    return wk_str_printf(r->arena, "P%.*s%s%.*s", WK_F(date), time.n ? "T" : "", WK_F(time));
}
