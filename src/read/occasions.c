/* Occasions: recurring days by their names, counted anniversaries by what they count, and the single happenings that
 * acts mark. An ordinal with a recurring day gives the year; one that does not fit is kept and flagged. */
#include "base/calendar.h"
#include "read/reader.h"

/* How many years a word is ("seabad"): its key in the list of spans. */
static uint32_t years_of(wk_str span) {
    static const struct unit {
        const char *key;
        uint32_t years;
    } units[] = {{"y", 1}, {"dec", 10}, {"cen", 100}};
    uint32_t n = 0;
    for (size_t i = 0; span.n > 1 && i < WK_COUNT(units); i++)
        if (wk_str_eq(wk_str_cut(span, 1, span.n), wk_str_of(units[i].key)) && wk_str_number(wk_str_cut(span, 0, 1), 9, &n))
            return n * units[i].years;
    return 0;
}

static int32_t count_at(const wk_reader *r, const wk_match *m) {
    const wk_capture *c = wk_match_get(r->text, m, WK_SLOT_COUNT);
    uint32_t n = c && c->end > c->start ? years_of(wk_list_value(r, c->start, wk_lexicon_find_class(r->language->lexicon, WK_S("SPAN")))) : 0;
    for (uint32_t i = c ? c->start : 0; c && !n && i < c->end; i++) {
        wk_str value = wk_list_value(r, i, WK_ORDINAL);
        if (!value.p) value = wk_list_value(r, i, WK_NUMERAL);
        if (wk_str_number(wk_token_text(r->text, i, i + 1), 3000, &n) || (value.p && wk_str_number(value, 3000, &n)))
            break;
    }
    return (int32_t)n;
}

/* The government that "negara itu" means: the nearest named before token i. */
static uint32_t government_before(wk_reader *r, uint32_t i) {
    for (uint32_t k = wk_mentions_before(r, i), least = k > WK_READ_BACK ? k - WK_READ_BACK : 0; k-- > least;) {
        const wk_mention *m = &r->mentions.v[k];
        if (m->start >= i || !m->who) continue;
        uint32_t gov = wk_government_of(r, m->who);
        if (gov) return gov;
    }
    return 0;
}

/* Which governments a mention of countries in tokens [start, end) names; "kedua negara" names two. */
static uint32_t governments_in(wk_reader *r, uint32_t start, uint32_t end, uint32_t out[2]) {
    uint32_t n = 0;
    for (uint32_t i = start; i < end && n < 2; i++) {
        const wk_mention *m = wk_mention_at(r, i);
        const wk_mark *name = wk_mark_at(r->text, i, WK_NAME);
        if (m && m->who && r->people.v[m->who - 1].both[0]) {
            for (int k = 0; k < 2; k++) out[n++] = wk_government_of(r, r->people.v[m->who - 1].both[k]);
        } else if (name && r->names.v[name->value].kind == WK_NAME_GOV) {
            uint32_t entity = r->names.v[name->value].entity;
            if (!n || out[0] != entity) out[n++] = entity;
            i = name->end - 1;
        } else if (m && m->who && wk_government_of(r, m->who)) { /* "negara itu", behind a greeting: whose leader is greeted */
            uint32_t nearest = m->name_end == m->name_start ? government_before(r, m->start) : 0;
            out[n++] = nearest ? nearest : wk_government_of(r, m->who);
        }
    }
    return n;
}

/* The two governments that the article is most about, up to token i. */
static uint32_t two_before(wk_reader *r, uint32_t i, uint32_t out[2]) {
    uint32_t n = 0;
    for (uint32_t k = wk_mentions_before(r, i), least = k > WK_READ_BACK ? k - WK_READ_BACK : 0; n < 2 && k-- > least;) {
        const wk_mention *m = &r->mentions.v[k];
        if (m->start >= i || !m->who || r->people.v[m->who - 1].both[0]) continue;
        if (r->people.v[m->who - 1].kind == WK_NAME_MEDIUM) continue;
        uint32_t gov = wk_government_of(r, m->who);
        if (gov && (!n || out[0] != gov)) out[n++] = gov;
    }
    return n;
}

/* Does the ordinal, counted from the day's first year, lead to about the year of the article? */
static int fits_ordinal(const wk_reader *r, const wk_day *day, int32_t ordinal) {
    if (!ordinal || !day->since || !r->today) return 0;
    int32_t off = day->since + ordinal - r->today / 10000;
    return off == 0 ? 500 : off >= -1 && off <= 1 ? 300 : -500;
}

/* The day of the same kind, of a government in the article, that the ordinal fits: its own name may be another. */
static const wk_day *day_of_kin(const wk_reader *r, const wk_day *day, int32_t ordinal) {
    wk_str kind = r->world->entities.v[day->entity].type;
    for (uint32_t p = 0; kind.p && p < r->people.n && p < WK_READ_BACK; p++) {
        const wk_day *kin = wk_world_day_of(r->world, kind, wk_government_of(r, p + 1), 0);
        if (kin && fits_ordinal(r, kin, ordinal) > 0) return kin;
    }
    return NULL;
}

/* Does the day fall within two weeks of the day of publication? Days that share a name are told apart by it. */
static bool near_today(const wk_reader *r, const wk_day *day) {
    enum { NEAR = 14 };
    int32_t on = r->today ? wk_day_in(r->world, day, r->today / 10000) : 0;
    if (!on || !wk_day_valid(on / 10000, on / 100 % 100, on % 100)) return false;
    int32_t off = wk_day_number(on) - wk_day_number(r->today);
    return off >= -NEAR && off <= NEAR;
}

static bool day_belongs(const wk_day *day, uint32_t of) {
    for (uint32_t k = 0; k < day->count; k++)
        if (day->of[k] == of) return true;
    return false;
}

/* A government's own day of a kind, or of one that countries keep in its place: best the one that the ordinal and the day
 * of publication fit. */
static const wk_day *day_of_government(const wk_reader *r, wk_str kind, uint32_t of, int32_t ordinal, int *weight) {
    static const char *const kin[] = {"independence", "national-day", "republic", "founding", "liberation"};
    const wk_day *best = NULL;
    bool is_kin = wk_str_eq(kind, WK_S("nation"));
    *weight = INT32_MIN;
    for (size_t i = 0; i < WK_COUNT(kin); i++) is_kin |= wk_str_eq(kind, wk_str_of(kin[i]));
    for (size_t i = 0; of && i < r->world->days.n; i++) {
        const wk_day *day = &r->world->days.v[i];
        wk_str type = r->world->entities.v[day->entity].type;
        int w = wk_str_eq(type, kind) ? 200 : 0;
        for (size_t k = 0; is_kin && !w && k < WK_COUNT(kin); k++)
            if (wk_str_eq(type, wk_str_of(kin[k]))) w = 9 - (int)k;
        if (!w || !day_belongs(day, of)) continue;
        w += fits_ordinal(r, day, ordinal) + (near_today(r, day) ? 100 : 0);
        if (w > *weight) *weight = w, best = day;
    }
    return best;
}

/* Is no government of the day in the article, nor in the day's own name, in tokens [at, end)? */
static bool strange(const wk_reader *r, const wk_day *day, uint32_t at, uint32_t end) {
    for (uint32_t i = at; i < end; i++) {
        const wk_mark *gov = wk_mark_at(r->text, i, WK_GOV);
        if (gov && day_belongs(day, gov->value)) return false;
    }
    for (uint32_t p = 0; p < r->people.n && p < WK_READ_BACK; p++)
        if (day_belongs(day, wk_government_of(r, p + 1))) return false;
    return day->count > 0;
}

/* Several days share a name ("Hari Kemenangan"): the one of a government told; else the one that the ordinal fits; else
 * that of the government named last before, or most in the article. */
static const wk_day *day_named(wk_reader *r, uint32_t at, uint32_t end, wk_class class, uint32_t told, int32_t ordinal) {
    uint32_t last = government_before(r, at);
    const wk_day *first = NULL, *best = NULL;
    int best_weight = INT32_MIN, candidates = 0;
    for (uint32_t i = wk_tok(r, at)->marks; i; i = r->text->marks.v[i - 1].next) {
        const wk_mark *m = &r->text->marks.v[i - 1];
        if (m->class != class || m->end != end) continue;
        const wk_day *day = wk_world_day(r->world, m->value);
        if (!day) continue;
        if (!first) first = day;
        candidates++;
        int weight = (day->count ? 0 : 1) + fits_ordinal(r, day, ordinal) + (near_today(r, day) ? 100 : 0);
        for (uint32_t k = 0; k < day->count; k++) {
            if (told && day->of[k] == told) weight += 1000;
            if (last && day->of[k] == last) weight += 20;
            for (uint32_t p = 0; p < r->people.n && p < WK_READ_BACK; p++)
                if (wk_government_of(r, p + 1) == day->of[k]) weight += 1 + (int)r->people.v[p].mentions;
        }
        if (weight > best_weight) {
            best_weight = weight;
            best = day;
        }
    }
    uint32_t of = told ? told : last;
    if (best && of && (told || (candidates > 1 && !near_today(r, best)) || strange(r, best, at, end)) && (!day_belongs(best, of) || !near_today(r, best))) { /* by another name than its own */
        const wk_day *own = day_of_government(r, r->world->entities.v[best->entity].type, of, ordinal, &best_weight);
        if (own && (told || near_today(r, own))) return own;
    }
    for (uint32_t k = 0; best && !told && !ordinal && !near_today(r, best) && k < best->count; k++) { /* its other day */
        const wk_day *own = day_of_government(r, r->world->entities.v[best->entity].type, best->of[k], 0, &best_weight);
        if (own && near_today(r, own)) return own;
    }
    const wk_day *kin = best && fits_ordinal(r, best, ordinal) < 0 ? day_of_kin(r, best, ordinal) : NULL;
    return kin ? kin : best ? best : first;
}

static const wk_mark *mark_in(const wk_reader *r, uint32_t start, uint32_t end, wk_class class) {
    for (uint32_t i = start; i < end; i++) {
        const wk_mark *m = wk_mark_at(r->text, i, class);
        if (m && m->end <= end) return m;
    }
    return NULL;
}

/* The day told last before a token; NULL: none. */
static const wk_told_occasion *occasion_before(const wk_reader *r, uint32_t at) {
    uint32_t n = r->occasions.n > 1 ? (uint32_t)r->occasions.n - 1 : 0;
    for (uint32_t back = 0; back < WK_READ_BACK && back < n; back++) {
        const wk_told_occasion *o = &r->occasions.v[n - 1 - back];
        if (o->day && o->end <= at) return o;
    }
    return NULL;
}

/* "Deklarasi itu", "peringatan tersebut": the day told last before a token, by the name it had there; else what was counted. */
static const wk_day *day_before(wk_reader *r, uint32_t at, wk_occasion *occasion) {
    const wk_told_occasion *before = occasion_before(r, at);
    if (before) {
        occasion->name = before->occasion.name;
        if (!occasion->ordinal) occasion->ordinal = before->occasion.ordinal;
        return before->day;
    }
    for (uint32_t i = at; i && i + WK_READ_WINDOW > at; i--) {
        const wk_mark *told = wk_mark_at(r->text, i - 1, WK_TOLD);
        if (told) return day_named(r, i - 1, told->end, WK_TOLD, 0, occasion->ordinal);
    }
    return NULL;
}

/* Which recurring day the match tells of. */
static const wk_day *day_of_match(wk_reader *r, const wk_match *m, wk_occasion *occasion) {
    int32_t ordinal = occasion->ordinal;
    uint32_t govs[2] = {0, 0};
    const wk_capture *of = wk_match_get(r->text, m, WK_SLOT_OF);
    uint32_t n = of ? governments_in(r, of->start, of->end, govs) : 0;
    wk_str kind = wk_match_constant(m, WK_SLOT_KIND);
    const wk_mark *day = mark_in(r, m->start, m->end, WK_DAY), *told = mark_in(r, m->start, m->end, WK_TOLD);
    if (of && !n && day) govs[0] = government_before(r, of->start); /* "Hari Kemerdekaan negara itu" */
    if (day) return day_named(r, day->start, day->end, WK_DAY, govs[0], ordinal);
    if (told) return day_named(r, told->start, told->end, WK_TOLD, govs[0], ordinal);
    if (!kind.p) return NULL;
    if (wk_str_eq(kind, WK_S("told"))) return day_before(r, m->start, occasion);
    if (wk_str_eq(kind, WK_S("relations"))) {
        if (n < 2) {
            uint32_t two[2] = {0, 0};
            if (two_before(r, m->end, two) < 2) return NULL;
            govs[0] = two[0];
            govs[1] = two[1];
        }
        return wk_world_day_of(r->world, kind, govs[0], govs[1]);
    }
    int weight = 0, other = 0;
    if (n) return day_of_government(r, kind, govs[0], ordinal, &weight);
    two_before(r, m->end, govs); /* "negara itu": of the two named last, the one whose day it can be */
    const wk_day *nearer = day_of_government(r, kind, govs[0], ordinal, &weight);
    const wk_day *farther = day_of_government(r, kind, govs[1], ordinal, &other);
    return farther && other > weight + 50 ? farther : nearer;
}

void wk_read_occasions(wk_reader *r) {
    uint32_t first = wk_stage_run(wk_language_stage(r->language, "occasions"), r->text, WK_RUN_BEST);
    for (uint32_t i = first; i < r->text->matches.n; i++) {
        const wk_match *m = &r->text->matches.v[i];
        if (m->pattern->class != WK_OCCASION) continue;
        const wk_capture *name = wk_match_get(r->text, m, WK_SLOT_NAME);
        wk_told_occasion *o = WK_PUSH(r->arena, &r->occasions);
        *o = (wk_told_occasion){.start = m->start, .end = m->end};
        o->occasion.ordinal = count_at(r, m);
        o->occasion.name = name ? wk_token_text(r->text, name->start, name->end) : wk_token_text(r->text, m->start, m->end);
        o->day = day_of_match(r, m, &o->occasion);
        if (!o->day) continue;
        const wk_entity *day = &r->world->entities.v[o->day->entity];
        o->occasion.id = day->id;
        /* a day told by what it counts goes by its own name, when it has one */
        if (!mark_in(r, m->start, m->end, WK_DAY) && wk_entry_get(day->file, day->entry, "name", NULL).p)
            o->occasion.name = wk_world_called(r->world, o->day->entity, r->language->code);
    }
    for (uint32_t i = 0, n = 0; i < r->text->marks.n; i++)
        if (r->text->marks.v[i].class == WK_OCCASION) r->text->marks.v[i].value = n++;
}
