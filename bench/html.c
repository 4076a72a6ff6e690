/* Times the HTML scanner over pages, in one thread and in one run with its peers, and prints one line each.
 *
 * usage: html ROUNDS PATH...
 *
 * PATH is a page, plain or gzipped; all are in memory before the clock starts. The best of ROUNDS counts. "tokens" is
 * the tokenizer with attributes but without nodes; "memchr" looks for every '<' and does nothing else (a yardstick). */
#include "base/buf.h"
#include "page/html_tokens.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <zlib.h>

#if __has_include(<gumbo.h>)
#include <gumbo.h>
#endif
#if __has_include(<lexbor/html/html.h>)
#include <lexbor/html/html.h>
#endif

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static size_t run_memchr(wk_arena *arena, wk_str page) {
    (void)arena;
    size_t n = 0;
    const char *p = page.p, *end = page.p + page.n;
    while (p < end && (p = memchr(p, '<', (size_t)(end - p)))) n++, p++;
    return n;
}

static size_t run_tokens(wk_arena *arena, wk_str page) {
    wk_attrs attrs = {0};
    wk_tokens t;
    wk_token token;
    size_t n = 0;
    wk_tokens_begin(&t, arena, page, &attrs);
    while (wk_tokens_next(&t, &token)) {
        n++;
        attrs.n = 0;
        if (token.kind != WK_TOKEN_START) continue;
        if (token.tag == WK_TAG_SCRIPT) wk_tokens_raw(&t, WK_TEXT_SCRIPT, token.name);
        if (wk_tag_table[token.tag].flags & WK_EL_RAWTEXT) wk_tokens_raw(&t, WK_TEXT_RAW, token.name);
        if (wk_tag_table[token.tag].flags & WK_EL_RCDATA) wk_tokens_raw(&t, WK_TEXT_RCDATA, token.name);
    }
    wk_arena_reset(arena);
    return n;
}

static size_t run_scan(wk_arena *arena, wk_str page) {
    const size_t n = wk_html_scan(arena, page)->nodes.n;
    wk_arena_reset(arena);
    return n;
}

#if __has_include(<gumbo.h>)
static size_t run_gumbo(wk_arena *arena, wk_str page) {
    (void)arena;
    GumboOptions options = kGumboDefaultOptions;
    options.max_errors = 0;
    GumboOutput *output = gumbo_parse_with_options(&options, page.p, page.n);
    const size_t n = output->root->v.element.children.length;
    gumbo_destroy_output(&options, output);
    return n;
}
#endif

#if __has_include(<lexbor/html/html.h>)
static size_t run_lexbor(wk_arena *arena, wk_str page) {
    (void)arena;
    lxb_html_document_t *document = lxb_html_document_create();
    const bool fine = lxb_html_document_parse(document, (const lxb_char_t *)page.p, page.n) == LXB_STATUS_OK;
    lxb_html_document_destroy(document);
    return fine;
}
#endif

static const struct {
    const char *name;
    size_t (*run)(wk_arena *arena, wk_str page);
    int divisor; /* slow ones run fewer rounds */
} peers[] = {
    {"memchr", run_memchr, 1},
    {"tokens", run_tokens, 1},
    {"scan", run_scan, 1},
#if __has_include(<lexbor/html/html.h>)
    {"lexbor", run_lexbor, 1},
#endif
#if __has_include(<gumbo.h>)
    {"gumbo", run_gumbo, 5},
#endif
};

static bool read_page(const char *path, wk_buf *out) {
    gzFile file = gzopen(path, "rb");
    if (!file) return false;
    int got;
    while ((got = gzread(file, wk_buf_room(out, 1 << 16), 1 << 16)) > 0) out->n += (size_t)got;
    gzclose(file);
    return got == 0;
}

int main(int argc, char **argv) {
    const int rounds = argc > 2 ? atoi(argv[1]) : 0, count = argc - 2;
    if (rounds < 1) {
        fputs("usage: html ROUNDS PATH...\n", stderr);
        return 2;
    }
    wk_buf *pages = calloc((size_t)count, sizeof *pages);
    size_t bytes = 0;
    for (int i = 0; i < count; i++) {
        if (!read_page(argv[i + 2], &pages[i])) {
            fprintf(stderr, "html: %s: cannot be read\n", argv[i + 2]);
            return 6;
        }
        bytes += pages[i].n;
    }
    wk_arena *arena = wk_arena_new();
    for (size_t peer = 0; peer < WK_COUNT(peers); peer++) {
        double best = 1e9;
        size_t sum = 0;
        for (int round = 0; round < rounds; round += peers[peer].divisor) {
            const double start = now();
            sum = 0;
            for (int i = 0; i < count; i++) sum += peers[peer].run(arena, wk_buf_str(&pages[i]));
            if (now() - start < best) best = now() - start;
        }
        printf("{\"what\": \"%s\", \"pages\": %d, \"bytes\": %zu, \"seconds\": %.6f, \"mb_per_second\": %.1f, \"sum\": %zu}\n",
               peers[peer].name, count, bytes, best, (double)bytes / best / 1e6, sum);
    }
    wk_arena_free(arena);
    for (int i = 0; i < count; i++) wk_buf_free(&pages[i]);
    free(pages);
    return 0;
}
