#include "read/settings.h"
#include "base/calendar.h"

enum { BEFORE = 3, AFTER_TOLD = 8, AFTER_SCENE = 4 }; /* sentences */

/* Channels that one narrated scene has: what is said there came by them. */
static bool is_scene(wk_str channel) {
    static const char *const scenes[] = {"speech", "court", "broadcast", "press_conference"};
    for (size_t i = 0; i < WK_COUNT(scenes); i++)
        if (wk_str_eq(channel, wk_str_of(scenes[i]))) return true;
    return false;
}

bool wk_other_time(const wk_reader *r, uint32_t start, uint32_t end) {
    wk_class list = wk_lexicon_find_class(r->language->lexicon, WK_S("OTHER_TIME"));
    for (uint32_t i = start; list && i < end; i++)
        if (wk_is(r, i, list)) return true;
    return false;
}

wk_date wk_date_of_saying(const wk_reader *r, uint32_t sentence, const wk_way *way) {
    uint32_t start = r->sentences.v[sentence], end = wk_window(r, sentence, start).end;
    for (uint32_t i = start; i < end; i++) {
        const wk_mark *m = wk_mark_at(r->text, i, WK_DATE);
        if (!m || way->reported == m->value + 1 || wk_tok(r, i)->flags & WK_QUOTED) continue;
        if (wk_other_time(r, start, i) && !wk_is_sign(r, i - 1, ",")) continue;
        const wk_told_date *t = &r->dates.v[m->value];
        if (!t->edtf.p || wk_hour_only(r, t) || (r->today_published && wk_day_first(t->edtf) > r->today)) continue;
        return (wk_date){t->edtf, t->how};
    }
    return (wk_date){0};
}

/* The person whom a scene is about: its sentence's subject. */
static uint32_t subject_of(const wk_reader *r, uint32_t sentence) {
    uint32_t k = r->subject[wk_sentence_end(r, sentence) - 1], who = k ? r->mentions.v[k - 1].who : 0;
    return who && r->people.v[who - 1].kind == WK_NAME_PERSON ? who : 0;
}

static wk_setting setting_of(const wk_reader *r, uint32_t sentence, const wk_way *way, bool speaks) {
    wk_setting s = {.sentence = sentence, .channel = way->channel};
    if (way->looks_back && way->from) {
        s.who = r->mentions.v[way->from - 1].who;
        s.back = true;
        s.until = sentence + AFTER_TOLD;
    } else if (!speaks && is_scene(way->channel)) {
        s.who = subject_of(r, sentence);
        s.until = sentence + AFTER_SCENE;
    }
    if (s.who) s.said = wk_date_of_saying(r, sentence, way);
    return s;
}

wk_settings wk_read_settings(const wk_reader *r, const wk_way *ways, const wk_claims *claims) {
    wk_settings all = {0};
    uint8_t *speaks = wk_alloc(r->arena, r->sentences.n + 1);
    for (size_t i = 0; i < claims->n; i++) {
        const wk_claim *c = &claims->v[i];
        speaks[wk_tok(r, c->match ? c->match->end - 1 : c->start)->sentence] = 1;
    }
    for (uint32_t i = 0; i + 1 < r->sentences.n; i++) {
        wk_setting s = setting_of(r, i, &ways[i], speaks[i]);
        if (s.who && (s.channel.p || s.said.value.p)) *WK_PUSH(r->arena, &all) = s;
    }
    return all;
}

static void fill(const wk_setting *s, wk_statement *out) {
    if (!out->channel.p) out->channel = s->channel;
    if (!out->said.value.p) out->said = s->said;
}

/* The first setting that could still hold for a sentence. */
static size_t first_near(const wk_settings *settings, uint32_t sentence) {
    size_t low = 0, high = settings->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (settings->v[middle].sentence + AFTER_TOLD < sentence) low = middle + 1;
        else high = middle;
    }
    return low;
}

void wk_take_setting(const wk_settings *settings, uint32_t who, uint32_t sentence, wk_statement *out) {
    const wk_setting *before = NULL;
    for (size_t i = first_near(settings, sentence); i < settings->n; i++) {
        const wk_setting *s = &settings->v[i];
        if (s->sentence > sentence + BEFORE) break;
        if (s->who != who) continue;
        if (s->sentence > sentence && s->back) {
            fill(s, out);
            return;
        }
        if (s->sentence <= sentence && sentence <= s->until) before = s;
    }
    if (before && !out->said.value.p) fill(before, out);
}
