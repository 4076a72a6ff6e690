/* `warkat show ID` of an article: where it stands, who else carries its text, what it tells, what was changed in it. */
#include "cli/cli.h"

static void line(wk_out *out, size_t indent, wk_style style, wk_str text) {
    wk_print_indent(out, indent);
    wk_out_styled(out, style, text);
    wk_out_raw(out, WK_S("\n"));
}

static void heading(wk_out *out, wk_str text) {
    wk_out_raw(out, WK_S("\n"));
    line(out, 0, WK_BOLD, text);
}

static void print_head(wk_out *out, wk_arena *arena, const wk_listed *a) {
    wk_names about = {0};
    const wk_str all[] = {a->outlet, a->published, a->language};
    for (size_t i = 0; i < WK_COUNT(all); i++)
        if (all[i].n) *WK_PUSH(arena, &about) = all[i];
    wk_out_styled(out, WK_BOLD, a->title.n ? a->title : WK_S("(no title)"));
    wk_out_raw(out, WK_S("\n"));
    line(out, 0, WK_PLAIN, wk_join(arena, &about, " \xc2\xb7 "));
    line(out, 0, WK_DIM, a->url.n ? a->url : a->file);
    line(out, 0, WK_DIM, wk_str_printf(arena, "article %.*s \xc2\xb7 document %.*s", WK_F(a->article), WK_F(a->document)));
    line(out, 0, WK_DIM, wk_str_printf(arena, "page sha256 %.*s", WK_F(a->page_sha256)));
}

static void print_family(wk_out *out, wk_arena *arena, const wk_family *f) {
    wk_str credited = f->agency.p ? wk_str_printf(arena, ", credited to %.*s", WK_F(f->agency)) : WK_S("");
    heading(out, wk_str_printf(arena, "Carried by %zu pages%.*s", f->carriers.n, WK_F(credited)));
    for (size_t i = 0; i < f->carriers.n; i++) {
        const wk_carrier *c = &f->carriers.v[i];
        wk_print_indent(out, 3);
        wk_out_fit(out, WK_DIM, c->published.p ? wk_str_cut(c->published, 0, 16) : WK_S("undated"), 16, true);
        wk_out_raw(out, WK_S("  "));
        wk_out_fit(out, WK_YELLOW, c->outlet.n ? c->outlet : c->url.n ? c->url : c->file, 20, true);
        wk_out_raw(out, WK_S("  "));
        wk_out_fit(out, WK_PLAIN, wk_str_of(c->how), 8, true);
        wk_out_raw(out, WK_S("  "));
        wk_out_fit(out, WK_PLAIN, c->retitled ? c->title : WK_S(""), wk_out_left(out, 72, 16), c->retitled);
        wk_out_styled(out, WK_DIM, wk_str_printf(arena, "%s%.*s", c->retitled ? "  " : "", WK_F(c->article)));
        wk_out_raw(out, WK_S("\n"));
    }
}

static void print_events(wk_out *out, wk_arena *arena, const wk_article_full *a) {
    for (size_t i = 0; i < a->told.n; i++) {
        const wk_told *t = &a->told.v[i];
        if (!i) heading(out, WK_S("What it tells"));
        wk_print_indent(out, 3);
        wk_out_fit(out, WK_BOLD, t->date.value.p ? t->date.value : WK_S("undated"), 10, true);
        wk_out_raw(out, WK_S("  "));
        wk_out_fit(out, WK_PLAIN, wk_who_line(arena, &t->from, &t->to, t->both_sides), 36, true);
        wk_out_raw(out, WK_S("  "));
        wk_out_fit(out, WK_GREEN, t->act, 12, true);
        wk_out_styled(out, WK_DIM, wk_str_printf(arena, "  %lld report%s  %.*s", (long long)t->reports,
                                                 t->reports == 1 ? "" : "s", WK_F(t->id)));
        wk_out_raw(out, WK_S("\n"));
    }
}

static void print_changes(wk_out *out, wk_arena *arena, const wk_changes *changes) {
    for (size_t i = 0; i < changes->n; i++) {
        const wk_change *c = &changes->v[i];
        heading(out, wk_str_printf(arena, "What changed from version %zu to version %zu (%.*s \xe2\x86\x92 %.*s)", i + 1, i + 2,
                                   WK_F(c->from), WK_F(c->to)));
        for (size_t n = 0; n < c->removed.n; n++)
            wk_print_wrapped(out, 3, wk_str_printf(arena, "\xe2\x88\x92 %.*s", WK_F(c->removed.v[n])));
        for (size_t n = 0; n < c->added.n; n++) wk_print_wrapped(out, 3, wk_str_printf(arena, "+ %.*s", WK_F(c->added.v[n])));
        if (!c->removed.n && !c->added.n) line(out, 3, WK_DIM, WK_S("other bytes, the same words"));
    }
}

void wk_print_article(wk_out *out, wk_arena *arena, const wk_article_full *a) {
    print_head(out, arena, &a->listed);
    if (a->family) print_family(out, arena, a->family);
    print_events(out, arena, a);
    print_changes(out, arena, &a->changes);
}
