/* What a text itself says recurs: "tiga tahun berturut-turut sejak 2022", "untuk kedua kalinya", "pertama kali sejak 2019".
 *
 * Kept with whoever claims it and with the act it is said of, so that the record can hold it against what it knows. */
#include "read/dates.h"

/* Does an act or a statement have words of this sentence; how far from byte `at`? UINT32_MAX: none. */
static uint32_t away(const wk_spans *spans, wk_span sentence, uint32_t at) {
    uint32_t best = UINT32_MAX;
    for (size_t i = 0; i < spans->n; i++) {
        wk_span s = spans->v[i];
        if (s.end <= sentence.start || s.start >= sentence.end) continue;
        uint32_t d = at < s.start ? s.start - at : at >= s.end ? at - s.end : 0;
        if (d < best) best = d;
    }
    return best;
}

/* What the record can hold against the years it knows: years on end, the first time, not since a year. */
static void set_habit(wk_act *a, const wk_cadence_told *c) {
    int32_t since = c->since.n >= 4 ? wk_day_first(c->since) / 10000 : 0;
    bool years = wk_str_eq(c->unit, WK_S("y"));
    if (a->habit.kind.p) return;
    if (wk_str_eq(c->kind, WK_S("streak")) && years) a->habit = (wk_habit){c->kind, c->count, c->at};
    else if (wk_str_eq(c->kind, WK_S("first")) && since) a->habit = (wk_habit){WK_S("since"), since, c->at};
    else if (wk_str_eq(c->kind, WK_S("first")) && !c->count) a->habit = (wk_habit){c->kind, 0, c->at};
}

/* The act that the claim is about: the nearest of its sentence, of two the one told before it. */
static void take_act(const wk_reader *r, wk_cadence_told *c, wk_span sentence) {
    uint32_t best = UINT32_MAX;
    wk_act *found = NULL;
    for (size_t i = 0; i < r->reading->acts.n; i++) {
        wk_act *a = &r->reading->acts.v[i];
        uint32_t d = a->part == r->part ? away(&a->evidence, sentence, c->at.start) : UINT32_MAX;
        if (d >= best) continue;
        best = d;
        found = a;
    }
    if (!found) return;
    c->act = found->act;
    c->from = found->from;
    c->to = found->to;
    c->occasion = found->occasion;
    set_habit(found, c);
}

/* Who claims it: the speaker of the statement that it stands in; nobody when the article itself tells it. */
static void take_claimant(const wk_reader *r, wk_cadence_told *c) {
    for (size_t i = 0; i < r->reading->statements.n; i++) {
        const wk_statement *s = &r->reading->statements.v[i];
        for (size_t k = 0; s->part == r->part && k < s->content.n; k++)
            if (c->at.start >= s->content.v[k].start && c->at.end <= s->content.v[k].end && s->who.name.p) c->claimant = s->who;
    }
}

/* The year or date behind "since": the first DATE mark of the capture, else the year told. */
static wk_str since_of(const wk_reader *r, const wk_match *m, const wk_told *t) {
    const wk_capture *c = wk_match_get(r->text, m, WK_SLOT_DATE);
    for (uint32_t i = c ? c->start : 0; c && i < c->end; i++) {
        const wk_mark *mark = wk_mark_at(r->text, i, WK_DATE);
        if (mark && r->dates.v[mark->value].edtf.p) return r->dates.v[mark->value].edtf;
    }
    return t->year ? wk_str_printf(r->arena, "%04d", t->year) : (wk_str){0};
}

void wk_read_cadence(wk_reader *r) {
    uint32_t first = wk_stage_run(wk_language_stage(r->language, "cadence"), r->text, WK_RUN_BEST);
    for (uint32_t i = first; i < r->text->matches.n; i++) {
        const wk_match *m = &r->text->matches.v[i];
        wk_told t = wk_told_by(r, m);
        uint32_t sentence = wk_tok(r, m->start)->sentence;
        wk_cadence_told c = {.part = r->part, .at = wk_token_span(r->text, m->start, m->end), .kind = t.kind,
                             .count = t.count, .since = since_of(r, m, &t), .rule = m->pattern->id};
        if (t.unit) c.unit = wk_str_of(t.unit->key);
        if (!c.kind.p) continue;
        take_claimant(r, &c);
        take_act(r, &c, wk_token_span(r->text, r->sentences.v[sentence], wk_sentence_end(r, sentence)));
        *WK_PUSH(r->arena, &r->reading->cadence) = c;
    }
}
