/* Text → reading, with the packs inside the program: the reading's stages by themselves, quicker than through pages. The
 * first byte chooses the publication date; the text may hold anything, valid UTF-8 or not. Promised: it ends, every span
 * lies in the text, no statement or piece of evidence is empty, and the JSON of it is well-formed. */
#include "base/buf.h"
#include "read/reading_json.h"

#include <jansson.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void hold(bool promise) {
    if (!promise) abort();
}

static void check_span(wk_str text, wk_span span, bool filled) {
    hold(span.start <= span.end && span.end <= text.n && (!filled || span.start < span.end));
}

static void check_actors(wk_str text, const wk_actors *actors) {
    for (size_t i = 0; i < actors->n; i++) {
        hold(actors->v[i].name.p != NULL);
        check_span(text, actors->v[i].at, false);
    }
}

static void check_reading(const wk_reading *reading, wk_str text) {
    for (size_t i = 0; i < reading->statements.n; i++) {
        const wk_statement *s = &reading->statements.v[i];
        hold(s->content.n > 0 && s->rule.n > 0);
        for (size_t k = 0; k < s->content.n; k++) check_span(text, s->content.v[k], true);
        check_span(text, s->speaker, false);
        check_span(text, s->cue, false);
        check_actors(text, &s->via);
    }
    for (size_t i = 0; i < reading->acts.n; i++) {
        const wk_act *a = &reading->acts.v[i];
        hold(a->act.n > 0 && a->rule.n > 0 && a->evidence.n > 0);
        for (size_t k = 0; k < a->evidence.n; k++) check_span(text, a->evidence.v[k], true);
        check_actors(text, &a->from);
        check_actors(text, &a->to);
        check_actors(text, &a->via);
    }
    for (size_t i = 0; i < reading->dates.n; i++) check_span(text, reading->dates.v[i].at, true);
    for (size_t i = 0; i < reading->sources.n; i++) check_span(text, reading->sources.v[i].at, false);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char *const published[] = {"2023-08-15", "2024-02-29T07:30", "2023", "0001-01-01", "9999-12-31", "", NULL};
    static wk_packs *packs;
    static wk_arena *arena;
    if (!packs) {
        hold(wk_packs_load(NULL, &packs, NULL) == WK_OK);
        arena = wk_arena_new();
    }
    if (size < 1) return 0;
    wk_str text = wk_str_copy(arena, (wk_str){(const char *)data + 1, size - 1});
    wk_article article = {.id = wk_str_of("fuzz"), .language = wk_str_of("id"), .kind = WK_PAGE_BODY,
                          .published = wk_str_of(published[data[0] % WK_COUNT(published)])};
    *WK_PUSH(arena, &article.parts) = (wk_part){.name = wk_str_of("body"), .text = text};
    *WK_PUSH(arena, &article.parts) = (wk_part){.name = wk_str_of("caption:0"), .text = text};
    const wk_reading *reading = wk_read(arena, packs, &article);
    check_reading(reading, text);
    wk_buf out = {0};
    wk_reading_json(reading, &out);
    json_t *json = json_loadb(out.p, out.n, JSON_ALLOW_NUL, NULL);
    /* a page's text is UTF-8 by then; only such text makes JSON */
    json_t *valid = json_stringn(text.p, text.n);
    hold(json || !valid);
    json_decref(valid);
    json_decref(json);
    wk_buf_free(&out);
    wk_arena_reset(arena);
    return 0;
}
