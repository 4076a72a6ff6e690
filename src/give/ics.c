/* Events as a calendar (RFC 5545): those whose day is known, and the recurring days that events of the record mark, each
 * once with its yearly rule. Times of stamping do not appear: DTSTAMP is the event's own day. */
#include "give/giver.h"

#include "base/map.h"
#include "pack/language.h"
#include "base/calendar.h"

#include <stdlib.h>

typedef struct marking {
    wk_arena *arena;
    wk_map *days; /* ids of occasions met */
    WK_ARRAY(wk_str) ids;
} marking;

/* Commas, semicolons, backslashes and line ends of a text value (RFC 5545, 3.3.11); other control characters go. */
static wk_str escaped(wk_arena *arena, wk_str s) {
    char *to = wk_alloc(arena, 2 * s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        bool end = s.p[i] == '\n';
        if (end || memchr(",;\\", s.p[i], 3)) to[n++] = '\\';
        if (end) to[n++] = 'n';
        else if ((unsigned char)s.p[i] >= 0x20) to[n++] = s.p[i];
    }
    return (wk_str){to, n};
}

/* A content line, folded at 75 octets and never within a character (3.1). */
static void line(wk_giver *g, const char *name, wk_str value) {
    wk_str all = wk_str_printf(g->arena, "%s:%.*s", name, WK_F(value));
    for (size_t at = 0, room = 75; at < all.n || at == 0; room = 74) {
        wk_str piece = wk_utf8_clip(wk_str_cut(all, at, all.n), room);
        if (at) wk_buf_byte(&g->out, ' ');
        wk_buf_add(&g->out, piece);
        wk_buf_add(&g->out, WK_S("\r\n"));
        if (!piece.n) break;
        at += piece.n;
    }
}

static void text(wk_giver *g, const char *name, wk_str value) {
    if (value.n) line(g, name, escaped(g->arena, value));
}

static wk_str day(wk_giver *g, int32_t ymd) {
    return wk_str_printf(g->arena, "%08d", ymd);
}

static void begin(wk_giver *g, wk_str uid, int32_t first) {
    line(g, "BEGIN", WK_S("VEVENT"));
    text(g, "UID", wk_str_printf(g->arena, "%.*s@warkat", WK_F(uid)));
    line(g, "DTSTAMP", wk_str_printf(g->arena, "%08dT000000Z", first));
    line(g, "DTSTART;VALUE=DATE", day(g, first));
}

static wk_str names(wk_arena *arena, const wk_names *all) {
    wk_str out = all->n ? all->v[0] : WK_S("?");
    for (size_t i = 1; i < all->n; i++) out = wk_str_printf(arena, "%.*s, %.*s", WK_F(out), WK_F(all->v[i]));
    return out;
}

static void mark(wk_giver *g, wk_str id) {
    marking *m = g->state;
    if (!id.p || wk_map_get(m->days, id, 0)) return;
    wk_str kept = wk_str_copy(m->arena, id);
    wk_map_put(m->days, kept, 1);
    *WK_PUSH(m->arena, &m->ids) = kept;
}

/* A month or a year is no entry of a calendar. */
static bool known_day(const wk_told *e) {
    enum { LONGEST = 27 }; /* days of a visit or a summit; a month has more */
    return e->days.from <= e->days.to && e->days.to - e->days.from < LONGEST;
}

static void event(wk_giver *g, const wk_told *e) {
    if (!known_day(e)) return;
    wk_arena *a = g->arena;
    mark(g, e->occasion.id);
    begin(g, e->id, wk_day_of(e->days.from));
    line(g, "DTEND;VALUE=DATE", day(g, wk_day_of(e->days.to + 1)));
    wk_str who = names(a, &e->from);
    if (e->to.n) who = wk_str_printf(a, "%.*s %s %.*s", WK_F(who), e->both_sides ? "\xe2\x86\x94" : "\xe2\x86\x92", WK_F(names(a, &e->to)));
    text(g, "SUMMARY", wk_str_printf(a, "%.*s: %.*s", WK_F(e->act), WK_F(who)));
    wk_str chain = e->chain.n ? e->chain.v[0] : WK_S("");
    for (size_t i = 1; i < e->chain.n; i++) chain = wk_str_printf(a, "%.*s \xe2\x86\x92 %.*s", WK_F(chain), WK_F(e->chain.v[i]));
    wk_str occasion = e->occasion.name.p ? wk_str_printf(a, "%.*s\n", WK_F(e->occasion.name)) : WK_S("");
    text(g, "DESCRIPTION", wk_str_printf(a, "%.*s%.*s\nreports: %lld, sources: %lld", WK_F(occasion), WK_F(chain),
                                         (long long)e->reports, (long long)e->sources));
    text(g, "CATEGORIES", e->act);
    line(g, "STATUS", e->planned ? WK_S("TENTATIVE") : WK_S("CONFIRMED"));
    line(g, "TRANSP", WK_S("TRANSPARENT"));
    line(g, "END", WK_S("VEVENT"));
}

/* A day that recurs: from the first year that is counted, else from 1970 on. */
static void recurring(wk_giver *g, wk_str id) {
    const wk_world *world = wk_packs_world(g->options->packs);
    uint32_t entity = world ? wk_world_find(world, id) : 0;
    const wk_day *d = entity ? wk_world_day(world, entity) : NULL;
    if (!d || !d->month) return;
    int32_t year = d->since > 0 ? d->since : 1970;
    if (!wk_day_valid(year, d->month, d->day)) return; /* 29 February */
    begin(g, id, year * 10000 + d->month * 100 + d->day);
    line(g, "RRULE", WK_S("FREQ=YEARLY"));
    text(g, "SUMMARY", world->entities.v[entity].name);
    line(g, "TRANSP", WK_S("TRANSPARENT"));
    line(g, "END", WK_S("VEVENT"));
}

static int by_bytes(const void *a, const void *b) {
    return wk_str_cmp(*(const wk_str *)a, *(const wk_str *)b);
}

void wk_give_ics(wk_giver *g) {
    marking m = {.arena = wk_arena_new()};
    m.days = wk_map_new(m.arena, 64);
    g->state = &m;
    line(g, "BEGIN", WK_S("VCALENDAR"));
    line(g, "VERSION", WK_S("2.0"));
    line(g, "PRODID", WK_S("-//warkat//" WARKAT_VERSION "//"));
    wk_giver_events(g, event);
    if (m.ids.n) qsort(m.ids.v, m.ids.n, sizeof *m.ids.v, by_bytes);
    for (size_t i = 0; i < m.ids.n && g->error.status == WK_OK; i++) recurring(g, m.ids.v[i]);
    line(g, "END", WK_S("VCALENDAR"));
    wk_arena_free(m.arena);
}
