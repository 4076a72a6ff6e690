/* The HTML scanner: what ends what, where every node stands in the page, and what hostile pages cost. */
#include "base/buf.h"
#include "page/html.h"
#include "page/html_chars.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

/* ---- the tree in one line -------------------------------------------------------------------------------------- */

static void write_text(const wk_html *html, uint32_t node, wk_buf *out) {
    wk_html_text text = wk_html_text_of(html, node);
    wk_str piece;
    uint32_t start, stop;
    while (wk_html_text_next(&text, &piece, &start, &stop)) wk_buf_add(out, piece);
}

/* Nodes [from, to) as "p(Hello b(x))"; comments as "!". `open` counts what is to be closed at each node's end. */
static void write_nodes(const wk_html *html, uint32_t from, uint32_t to, wk_buf *out) {
    uint32_t ends[WK_HTML_DEPTH + 2], depth = 0;
    for (uint32_t i = from; i < to; i++) {
        const wk_node *node = &html->nodes.v[i];
        if (node->kind == WK_NODE_TEXT) {
            write_text(html, i, out);
        } else if (node->kind == WK_NODE_COMMENT) {
            wk_buf_byte(out, '!');
        } else {
            wk_buf_add(out, wk_html_name(html, node));
            wk_buf_byte(out, '(');
            ends[depth++] = node->end;
        }
        while (depth && ends[depth - 1] == i + 1) {
            wk_buf_byte(out, ')');
            depth--;
        }
    }
    assert_int_equal(depth, 0);
}

/* What the array promises, whatever the input was. */
static void check_array(const wk_html *html) {
    assert_true(html->nodes.n > 0);
    for (uint32_t i = 0; i < html->nodes.n; i++) {
        const wk_node *node = &html->nodes.v[i], *parent = &html->nodes.v[node->parent];
        assert_true(node->start <= node->stop && node->stop <= html->input.n);
        assert_true(node->end > i && node->end <= html->nodes.n);
        assert_true((size_t)node->attr + node->attrs <= html->attrs.n);
        assert_true(node->depth <= WK_HTML_DEPTH);
        if (i == 0) {
            assert_int_equal(node->parent, 0);
            continue;
        }
        assert_true(node->parent < i && i < parent->end && node->end <= parent->end);
        assert_int_equal(node->depth, parent->depth + 1);
        if (node->kind != WK_NODE_ELEMENT) assert_int_equal(node->end, i + 1);
    }
}

static wk_html *scan(wk_arena *arena, const char *input) {
    wk_html *html = wk_html_scan(arena, wk_str_of(input));
    check_array(html);
    return html;
}

static void expect(const char *input, const char *want) {
    wk_arena *arena = wk_arena_new();
    wk_html *html = scan(arena, input);
    wk_buf out = {0};
    write_nodes(html, 0, (uint32_t)html->nodes.n, &out);
    wk_buf_byte(&out, '\0');
    char whole[1024];
    snprintf(whole, sizeof whole, "html(%s)", want);
    assert_string_equal(out.p, whole);
    wk_buf_free(&out);
    wk_arena_free(arena);
}

/* The same for what stands in the body. */
static void expect_body(const char *input, const char *want) {
    char whole[1024];
    snprintf(whole, sizeof whole, "body(%s)", want);
    expect(input, whole);
}

/* ---- what ends what -------------------------------------------------------------------------------------------- */

static void implies_head_and_body(void **state) {
    (void)state;
    expect("", "");
    expect("x", "body(x)");
    expect("<title>t</title>x", "head(title(t))body(x)");
    expect("<!doctype html><html><head></head><body>x</body></html>", "head()body(x)");
    expect(" <!-- c --> <link><p>x</html> y", "!head(link())body(p(x y))");
    expect("<head><noscript><img></noscript><title>t</title>", "head(noscript())body(img()title(t))");
    expect("<head><noscript><link></noscript><title>t</title>", "head(noscript(link())title(t))");
}

static void implies_ends(void **state) {
    (void)state;
    expect_body("<p>a<p>b<div>c</div>", "p(a)p(b)div(c)");
    expect_body("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>", "ul(li(a)li(bul(li(c)))li(d))");
    expect_body("<dl><dt>a<dd>b<dt>c</dl>", "dl(dt(a)dd(b)dt(c))");
    expect_body("<li>a<div>b<li>c", "li(adiv(b))li(c)");
    expect_body("<table><tr><td>a<td>b<tr><th>c<tbody><tr><td>d</table>e",
                "table(tr(td(a)td(b))tr(th(c))tbody(tr(td(d))))e");
    expect_body("<select><option>a<option>b<optgroup><option>c</select>d",
                "select(option(a)option(b)optgroup(option(c)))d");
    expect_body("<h1>a<h2>b</h3>c", "h1(a)h2(b)c");
    expect_body("<a>x<a>y", "a(x)a(y)");
    expect_body("<ruby>a<rt>b<rp>c</ruby>", "ruby(art(b)rp(c))");
    expect_body("<button>a<button>b", "button(a)button(b)");
    expect_body("<p><button><p>x", "p(button(p(x)))");
    expect_body("<p>a<hr>b<br>c<img>d", "p(a)hr()bbr()cimg()d");
}

static void bounds_end_tags(void **state) {
    (void)state;
    expect_body("<div><span>a</div>b", "div(span(a))b");
    expect_body("<span><div>a</span>b</div>c", "span(div(ab)c)");
    expect_body("<b><p>x</b>y</p>z", "b(p(xy))z");
    expect_body("<div><a><p>x</a>y</p>z</div>t", "div(a(p(xy))z)t");
    expect_body("<table><tr><td></table>x</td>y", "table(tr(td()))xy");
    expect_body("<div><table><tr><td></div>x", "div(table(tr(td(x))))");
    expect_body("<ul><li><ol></li>x", "ul(li(ol(x)))");
    expect_body("a</p>b</br>c", "ap()bbr()c");
    expect_body("<form><div></form>x</div>y", "form(div(x))y");
    expect_body("<td>x</td></body>y", "xy");
    expect_body("<x-y><Z-w>a</z-W></x-y>b", "x-y(z-w(a))b");
}

static void passes_over_what_is_unseen(void **state) {
    (void)state;
    expect_body("<p><script>'</p><p>'</script>a<style><p></style>b", "p(script()astyle()b)");
    expect_body("<p><script><!--<script></script>--></script>a", "p(script()a)");
    expect_body("<p>a<svg><title>t</title><a>u</a><path d='<p>'/></svg>b", "p(asvg()b)");
    expect_body("<p>a<svg><g><p>b", "p(asvg())p(b)");
    expect_body("<div>a<svg><g></div>b", "div(asvg())b");
    expect_body("<p>a<svg><foreignObject><div>x</div></foreignObject><svg/></svg>b", "p(asvg()b)");
    expect_body("<p>a<template><p>x<template>y</template></p></template>b", "p(atemplate()b)");
    expect_body("<p>a<svg><![CDATA[</svg>]]></svg>b", "p(asvg()b)");
    expect_body("<p>a<math><mi>x</mi><![CDATA[<p>]]></math><![CDATA[y]]>b", "p(amath(mi(x)<p>)!b)");
    expect_body("<p><textarea><p>&amp;</textarea><iframe><p></iframe>b", "p(textarea(<p>&)iframe()b)");
    expect_body("a<plaintext></plaintext>&amp;", "aplaintext(</plaintext>&amp;)");
    expect("<script type='Application/LD+JSON; charset=utf-8'>{\"a\":\"</p>\"}</script>",
           "head(script({\"a\":\"</p>\"}))");
}

/* ---- references and places ------------------------------------------------------------------------------------- */

static void reads_references(void **state) {
    (void)state;
    static const struct {
        const char *input, *in_text, *in_value;
    } cases[] = {
        {"&amp;x", "&", "&"},         {"&ampx", "&", NULL},          {"&amp", "&", "&"},
        {"&amp=", "&", NULL},         {"&notin;", "\u2209", "\u2209"}, {"&notit;", "\u00AC", NULL},
        {"&#128;", "\u20AC", "\u20AC"}, {"&#x1F600", "\U0001F600", "\U0001F600"},
        {"&#0;", "\uFFFD", "\uFFFD"}, {"&#xD800;", "\uFFFD", "\uFFFD"}, {"&#99999999999999999999;", "\uFFFD", "\uFFFD"},
        {"&#;", NULL, NULL},          {"&#x;", NULL, NULL},          {"&xyz;", NULL, NULL},
        {"&", NULL, NULL},            {"&nbsp;", "\u00A0", "\u00A0"}, {"&NotEqualTilde;", "\u2242\u0338", "\u2242\u0338"},
        {"&CounterClockwiseContourIntegral;", "\u2233", "\u2233"},
    };
    for (size_t i = 0; i < WK_COUNT(cases); i++)
        for (int in_value = 0; in_value < 2; in_value++) {
            const char *want = in_value ? cases[i].in_value : cases[i].in_text;
            char out[8];
            size_t n = 0, taken = wk_html_reference(cases[i].input, cases[i].input + strlen(cases[i].input), in_value, out, &n);
            assert_int_equal(taken > 0, want != NULL);
            if (!want) continue;
            assert_int_equal(n, strlen(want));
            assert_memory_equal(out, want, n);
        }
}

static void finds_attributes(void **state) {
    (void)state;
    wk_arena *arena = wk_arena_new();
    const char *input = "<p ID=a Title='x&amp;y' id=b hidden data-X = \"1 > 0\"/>t";
    wk_html *html = scan(arena, input);
    const wk_node *p = html->nodes.v;
    while (p->tag != WK_TAG_P) p++;
    static const char *const names[] = {"id", "title", "hidden", "data-x"}, *const values[] = {"a", "x&y", "", "1 > 0"};
    assert_int_equal(p->attrs, WK_COUNT(names)); /* of two with one name the first */
    for (uint32_t i = 0; i < p->attrs; i++) {
        const wk_attr *attr = &html->attrs.v[p->attr + i];
        assert_true(wk_str_eq(wk_attr_name(arena, html->input, attr), wk_str_of(names[i])));
        assert_true(wk_str_eq(wk_html_value(html, attr), wk_str_of(values[i])));
    }
    assert_ptr_equal(wk_html_attr(html, p, WK_ATTR_ID), &html->attrs.v[p->attr]);
    assert_ptr_equal(wk_html_attr(html, p, WK_ATTR_HIDDEN), &html->attrs.v[p->attr + 2]);
    assert_non_null(wk_html_value(html, wk_html_attr(html, p, WK_ATTR_HIDDEN)).p);
    assert_null(wk_html_attr(html, p, WK_ATTR_CLASS));
    const wk_attr *title = &html->attrs.v[p->attr + 1];
    assert_true(wk_str_eq(wk_str_cut(html->input, title->start, title->end), WK_S("x&amp;y")));
    assert_int_equal(p->stop, strlen(input) - 1);
    scan(arena, "<th a=b>x"); /* a tag that is ignored leaves no attribute behind */
    wk_arena_free(arena);
}

static void tells_where_text_stands(void **state) {
    (void)state;
    wk_arena *arena = wk_arena_new();
    const char *input = "<p>a&lt;b\r\nc";
    wk_html *html = scan(arena, input);
    static const struct {
        const char *text;
        uint32_t start, stop;
    } want[] = {{"a", 3, 4}, {"<", 4, 8}, {"b", 8, 9}, {"\n", 9, 11}, {"c", 11, 12}};
    wk_html_text text = wk_html_text_of(html, (uint32_t)html->nodes.n - 1);
    wk_str piece;
    uint32_t start, stop;
    for (size_t i = 0; i < WK_COUNT(want); i++) {
        assert_true(wk_html_text_next(&text, &piece, &start, &stop));
        assert_true(wk_str_eq(piece, wk_str_of(want[i].text)));
        assert_int_equal(start, want[i].start);
        assert_int_equal(stop, want[i].stop);
    }
    assert_false(wk_html_text_next(&text, &piece, &start, &stop));
    wk_arena_free(arena);
}

static void knows_every_name(void **state) {
    (void)state;
    static const char others[][16] = {"", "zz", "ab", "class", "blockquotes", "figurecaption"};
    wk_names names;
    wk_names_fill(&names);
    for (wk_tag tag = WK_TAG_OTHER + 1; tag < WK_TAG_COUNT; tag++)
        assert_int_equal(wk_tag_find(&names, wk_tag_table[tag].name), tag);
    for (size_t i = 0; i < WK_COUNT(others); i++) assert_int_equal(wk_tag_find(&names, others[i]), WK_TAG_OTHER);
    static const char class[16] = "class", id[16] = "id", hidden[16] = "aria-hidden", div[16] = "div";
    assert_int_equal(wk_attr_find(&names, class), WK_ATTR_CLASS);
    assert_int_equal(wk_attr_find(&names, id), WK_ATTR_ID);
    assert_int_equal(wk_attr_find(&names, hidden), WK_ATTR_ARIA_HIDDEN);
    assert_int_equal(wk_attr_find(&names, div), WK_ATTR_OTHER);
}

/* Names long and short, beside the input's end, in capitals, with signs that no name has. */
static void reads_names(void **state) {
    (void)state;
    static const struct {
        const char *input, *name;
        unsigned ends;
        size_t n;
    } cases[] = {
        {"DIV>", "div", WK_CH_NAME_END, 3},
        {"Div class='a' id=b>text", "div", WK_CH_NAME_END, 3},
        {"a=b>text text text text", "a=b", WK_CH_NAME_END, 3},
        {"a=b>text text text text", "a", WK_CH_ATTR_END, 1},
        {"==b>text text text text", "=", WK_CH_ATTR_END, 1},
        {"br/", "br", WK_CH_NAME_END, 2},
        {"x", "x", WK_CH_NAME_END, 1},
        {"a\x01 b                   ", "a\x01", WK_CH_NAME_END, 2},
        {"ABCDEFGHIJKLMNOPQRSTUVWXYZ>  ", "abcdefghijklmnop", WK_CH_NAME_END, 26},
        {"abcdefghijklmno>            ", "abcdefghijklmno", WK_CH_NAME_END, 15},
        {"data-\xC3\x89\tx              ", "data-\xC3\x89", WK_CH_ATTR_END, 7},
    };
    for (size_t i = 0; i < WK_COUNT(cases); i++) {
        char key[16], want[16] = {0};
        memcpy(want, cases[i].name, strlen(cases[i].name));
        const size_t n = wk_ch_name(cases[i].input, cases[i].input + strlen(cases[i].input), cases[i].ends, key);
        assert_int_equal(n, cases[i].n);
        assert_memory_equal(key, want, sizeof key);
    }
}

/* ---- hostile pages --------------------------------------------------------------------------------------------- */

static double seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* `head`, then `body` `times` times, then `tail`; scanned, checked, and its time and memory taken. */
static bool scan_many(const char *head, const char *body, size_t times, const char *tail, double *took) {
    wk_buf page = {0};
    wk_arena *arena = wk_arena_new();
    wk_buf_add(&page, wk_str_of(head));
    for (size_t i = 0; i < times; i++) wk_buf_add(&page, wk_str_of(body));
    wk_buf_add(&page, wk_str_of(tail));
    const double before = seconds();
    const wk_html *html = wk_html_scan(arena, wk_buf_str(&page));
    *took = seconds() - before;
    check_array(html);
    assert_true(wk_arena_size(arena) < 12 * page.n + 64 * 1024 * 1024);
    const bool cut = html->cut;
    assert_true(cut || !html->unread);
    wk_arena_free(arena);
    wk_buf_free(&page);
    return cut;
}

/* Each is repeated 50 000 and 400 000 times: eight times the page may cost sixteen times the time (and a little, for
 * the clock), not sixty-four times. */
static void stays_linear(void **state) {
    (void)state;
    static const char *const parts[][3] = {
        {"", "<div>", ""},          {"", "<b>", "</b>"},          {"<div><p>", "</b>", ""},
        {"", "<div></span>", ""},   {"", "<a><p></a>", ""},       {"", "<table><tr><td>", ""},
        {"", "<table>", ""},        {"", "<form></form><li>", ""}, {"", "<svg>", ""},
        {"", "<template>", ""},     {"", "<math><mi>", ""},       {"<script>", "<!--<script>", ""},
        {"<script>", "</scrip", ""}, {"<title>", "</titl", ""},   {"<p ", "a=b ", ">"},
        {"<p a='", "&amp", "'>"},   {"", "&", ""},                {"", "<", ""},
        {"", "</", ""},             {"", "<!", ""},               {"", "<!--", ""},
        {"", "<!-->", ""},          {"<svg>", "<![CDATA[", ""},   {"", "<p x='", ""},
        {"", "<x-y><dd>", ""},      {"", "<h1><button>", ""},     {"", "<option><select>", ""},
        {"", "&#1", ""},            {"<!doctype ", "a'", ""},     {"<svg>", "<desc><svg>", ""},
    };
    for (size_t i = 0; i < WK_COUNT(parts); i++) {
        double small, large;
        scan_many(parts[i][0], parts[i][1], 50 * 1000, parts[i][2], &small);
        scan_many(parts[i][0], parts[i][1], 400 * 1000, parts[i][2], &large);
        if (large > 16 * small + 0.1) fail_msg("%s…: %.3f s and %.3f s", parts[i][1], small, large);
    }
}

static void survives_a_million_open_tags(void **state) {
    (void)state;
    double took;
    assert_true(scan_many("", "<div>", 1000 * 1000, "x", &took));
    assert_true(scan_many("", "<i>", 1000 * 1000, "x</b></i>", &took));
    assert_false(scan_many("", "<p>", 70 * 1000, "x", &took));
    assert_true(scan_many("", "<p>", 200 * 1000, "x", &took)); /* more nodes than a page of that size may have */
    assert_true(scan_many("<p ", "a=b ", 1000, ">", &took) == false); /* one name: one attribute */
}

static void survives_a_long_attribute(void **state) {
    (void)state;
    const size_t size = 10 * 1024 * 1024;
    wk_buf page = {0};
    wk_buf_add(&page, WK_S("<p title='"));
    memset(wk_buf_room(&page, size), 'x', size);
    page.n += size;
    wk_buf_add(&page, WK_S("'>t"));
    wk_arena *arena = wk_arena_new();
    const wk_html *html = wk_html_scan(arena, wk_buf_str(&page));
    check_array(html);
    assert_true(html->cut);
    assert_int_equal(wk_html_value(html, &html->attrs.v[html->nodes.v[html->nodes.n - 2].attr]).n, WK_HTML_VALUE);
    wk_arena_free(arena);
    wk_buf_free(&page);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(implies_head_and_body),
        cmocka_unit_test(implies_ends),
        cmocka_unit_test(bounds_end_tags),
        cmocka_unit_test(passes_over_what_is_unseen),
        cmocka_unit_test(reads_references),
        cmocka_unit_test(finds_attributes),
        cmocka_unit_test(tells_where_text_stands),
        cmocka_unit_test(knows_every_name),
        cmocka_unit_test(reads_names),
        cmocka_unit_test(stays_linear),
        cmocka_unit_test(survives_a_million_open_tags),
        cmocka_unit_test(survives_a_long_attribute),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
