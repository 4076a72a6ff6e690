/* The node array before its judge: gumbo's tree. On every page of ../shared/bench/pages the text of the body must be
 * the same in the same order, white space apart; pages that differ are listed in docs/gumbo-differences.md with the
 * reason. Without the pages or without gumbo the test says so and is skipped.
 *
 * GUMBO_SHOW=1 prints where a page differs. */
#include "base/buf.h"
#include "page/html.h"

#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <zlib.h>

#include <cmocka.h>

#if __has_include(<gumbo.h>)
#include <gumbo.h>

/* Names of pages (without .html.gz) that docs/gumbo-differences.md explains. */
static bool is_explained(wk_str name) {
    const char *root = getenv("SOURCE_ROOT");
    char path[1024], line[1024];
    snprintf(path, sizeof path, "%s/docs/gumbo-differences.md", root ? root : ".");
    FILE *file = fopen(path, "r");
    bool found = false;
    while (file && fgets(line, sizeof line, file)) {
        wk_str text = wk_str_of(line);
        if (line[0] == '|' && wk_str_find(text, name, 0) < text.n) found = true;
    }
    if (file) fclose(file);
    return found;
}

static void add_seen(wk_buf *out, wk_str s) {
    char *room = wk_buf_room(out, s.n);
    for (size_t i = 0; i < s.n; i++)
        if (!memchr(" \t\n\f\r", s.p[i], 5)) {
            *room++ = s.p[i];
            out->n++;
        }
}

/* ---- gumbo's text ---------------------------------------------------------------------------------------------- */

static bool is_unseen(const GumboNode *node) {
    static const GumboTag unseen[] = {GUMBO_TAG_SCRIPT,  GUMBO_TAG_STYLE,    GUMBO_TAG_IFRAME,
                                      GUMBO_TAG_NOEMBED, GUMBO_TAG_NOFRAMES, GUMBO_TAG_TEMPLATE};
    if (node->type == GUMBO_NODE_TEMPLATE) return true;
    if (node->type != GUMBO_NODE_ELEMENT) return false;
    if (node->v.element.tag_namespace == GUMBO_NAMESPACE_SVG) return true;
    for (size_t i = 0; i < WK_COUNT(unseen); i++)
        if (node->v.element.tag == unseen[i]) return true;
    return false;
}

static const GumboNode *first_child(const GumboNode *node) {
    if (node->type != GUMBO_NODE_ELEMENT || is_unseen(node) || !node->v.element.children.length) return NULL;
    return node->v.element.children.data[0];
}

/* The node after `node` in document order, within `root`. */
static const GumboNode *next_node(const GumboNode *node, const GumboNode *root) {
    const GumboNode *child = first_child(node);
    if (child) return child;
    for (; node != root; node = node->parent) {
        const GumboVector *siblings = &node->parent->v.element.children;
        if (node->index_within_parent + 1 < siblings->length) return siblings->data[node->index_within_parent + 1];
    }
    return NULL;
}

static void gumbo_text(wk_str page, wk_buf *out) {
    GumboOptions options = kGumboDefaultOptions;
    options.max_errors = 0;
    GumboOutput *output = gumbo_parse_with_options(&options, page.p, page.n);
    const GumboVector *top = &output->root->v.element.children;
    for (unsigned i = 0; i < top->length; i++) {
        const GumboNode *body = top->data[i];
        if (body->type != GUMBO_NODE_ELEMENT || body->v.element.tag != GUMBO_TAG_BODY) continue;
        for (const GumboNode *node = body; node; node = next_node(node, body))
            if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_CDATA)
                add_seen(out, wk_str_of(node->v.text.text));
    }
    gumbo_destroy_output(&options, output);
}

/* ---- ours ------------------------------------------------------------------------------------------------------ */

static void our_text(const wk_html *html, wk_buf *out) {
    uint32_t body = 0;
    while (body < html->nodes.n && html->nodes.v[body].tag != WK_TAG_BODY) body++;
    if (body == html->nodes.n) return;
    for (uint32_t i = body; i < html->nodes.v[body].end; i++) {
        const wk_node *node = &html->nodes.v[i];
        if (node->kind != WK_NODE_TEXT || html->nodes.v[node->parent].tag == WK_TAG_SCRIPT) continue;
        wk_html_text text = wk_html_text_of(html, i);
        wk_str piece;
        uint32_t start, stop;
        while (wk_html_text_next(&text, &piece, &start, &stop)) add_seen(out, piece);
    }
}

/* ---- the pages ------------------------------------------------------------------------------------------------- */

static void read_page(const char *path, wk_buf *out) {
    gzFile file = gzopen(path, "rb");
    assert_non_null(file);
    for (int got = 1; got > 0;) {
        got = gzread(file, wk_buf_room(out, 1 << 16), 1 << 16);
        assert_true(got >= 0);
        out->n += (size_t)got;
    }
    gzclose(file);
}

static void show(const wk_buf *ours, const wk_buf *theirs) {
    size_t at = 0;
    while (at < ours->n && at < theirs->n && ours->p[at] == theirs->p[at]) at++;
    const size_t from = at > 60 ? at - 60 : 0;
    printf("  ours  %zu bytes: %.*s\n", ours->n, WK_F(wk_str_cut(wk_buf_str(ours), from, at + 120)));
    printf("  gumbo %zu bytes: %.*s\n", theirs->n, WK_F(wk_str_cut(wk_buf_str(theirs), from, at + 120)));
}

static bool same_text(const char *path, size_t *bytes) {
    wk_buf page = {0}, ours = {0}, theirs = {0};
    wk_arena *arena = wk_arena_new();
    read_page(path, &page);
    const wk_html *html = wk_html_scan(arena, wk_buf_str(&page));
    assert_false(html->cut);
    our_text(html, &ours);
    gumbo_text(wk_buf_str(&page), &theirs);
    const bool same = wk_str_eq(wk_buf_str(&ours), wk_buf_str(&theirs));
    *bytes += theirs.n;
    if (!same && getenv("GUMBO_SHOW")) show(&ours, &theirs);
    wk_arena_free(arena);
    wk_buf_free(&page);
    wk_buf_free(&ours);
    wk_buf_free(&theirs);
    return same;
}

static wk_str name_of(const char *path) {
    wk_str name = wk_str_of(strrchr(path, '/') + 1);
    return wk_str_cut(name, 0, name.n - strlen(".html.gz"));
}

static void agrees_with_gumbo(void **state) {
    (void)state;
    const char *root = getenv("SOURCE_ROOT");
    char pattern[1024];
    snprintf(pattern, sizeof pattern, "%s/../shared/bench/pages/*/*.html.gz", root ? root : ".");
    glob_t pages;
    if (glob(pattern, 0, NULL, &pages) != 0) {
        printf("SKIPPED: no pages at %s\n", pattern);
        skip();
    }
    size_t differ = 0, unexplained = 0, bytes = 0;
    for (size_t i = 0; i < pages.gl_pathc; i++) {
        if (same_text(pages.gl_pathv[i], &bytes)) continue;
        const wk_str name = name_of(pages.gl_pathv[i]);
        const bool explained = is_explained(name);
        printf("differs%s: %.*s\n", explained ? " (explained)" : "", WK_F(name));
        differ++;
        unexplained += !explained;
    }
    printf("gumbo: %zu pages, %zu bytes of text, %zu pages differ, %zu of them unexplained\n", pages.gl_pathc, bytes,
           differ, unexplained);
    assert_true(bytes > 1000 * pages.gl_pathc);
    assert_int_equal(unexplained, 0);
    assert_true(differ * 100 <= pages.gl_pathc);
    globfree(&pages);
}

#else
static void agrees_with_gumbo(void **state) {
    (void)state;
    printf("SKIPPED: built without gumbo\n");
    skip();
}
#endif

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(agrees_with_gumbo)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
