/* Times the way from a page's bytes to its article, in one thread and in one run with its peers, and prints one line each.
 *
 * usage: html WHAT[,WHAT…]|all ROUNDS PATH...
 *
 * PATH is a page, plain or gzipped; all are in memory before the clock starts. Processor time is counted, and the best of
 * ROUNDS. "memchr" looks for every '<' and does nothing else, "hash" takes the SHA-256 (two yardsticks); "tokens" is the
 * tokenizer with attributes but without nodes, "scan" the node array, "article" all that wk_article_read() does: encoding,
 * body, metadata and the hash. Packs are loaded before. */
#include "base/buf.h"
#include "base/error.h"
#include "base/hash.h"
#include "pack/pack.h"
#include "page/article.h"
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
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

typedef struct bench {
    wk_arena *arena; /* of one page */
    wk_packs *packs;
} bench;

static size_t run_memchr(const bench *b, wk_str page) {
    (void)b;
    size_t n = 0;
    const char *p = page.p, *end = page.p + page.n;
    while (p < end && (p = memchr(p, '<', (size_t)(end - p)))) n++, p++;
    return n;
}

static size_t run_hash(const bench *b, wk_str page) {
    (void)b;
    return wk_hash(page).bytes[0];
}

static size_t run_tokens(const bench *b, wk_str page) {
    wk_attrs attrs = {0};
    wk_tokens t;
    wk_token token;
    size_t n = 0;
    wk_tokens_begin(&t, b->arena, page, &attrs);
    while (wk_tokens_next(&t, &token)) {
        n++;
        attrs.n = 0;
        if (token.kind != WK_TOKEN_START) continue;
        if (token.tag == WK_TAG_SCRIPT) wk_tokens_raw(&t, WK_TEXT_SCRIPT, token.name);
        if (wk_tag_table[token.tag].flags & WK_EL_RAWTEXT) wk_tokens_raw(&t, WK_TEXT_RAW, token.name);
        if (wk_tag_table[token.tag].flags & WK_EL_RCDATA) wk_tokens_raw(&t, WK_TEXT_RCDATA, token.name);
    }
    wk_arena_reset(b->arena);
    return n;
}

static size_t run_scan(const bench *b, wk_str page) {
    const size_t n = wk_html_scan(b->arena, page)->nodes.n;
    wk_arena_reset(b->arena);
    return n;
}

static size_t run_article(const bench *b, wk_str bytes) {
    const wk_page page = {.kind = WK_PAGE_HTML, .bytes = bytes};
    wk_article *article = NULL;
    const bool fine = wk_article_read(b->arena, b->packs, &page, &article, NULL) == WK_OK;
    const size_t n = fine ? article->parts.v[0].text.n : 0;
    wk_arena_reset(b->arena);
    return n;
}

#if __has_include(<gumbo.h>)
static size_t run_gumbo(const bench *b, wk_str page) {
    (void)b;
    GumboOptions options = kGumboDefaultOptions;
    options.max_errors = 0;
    GumboOutput *output = gumbo_parse_with_options(&options, page.p, page.n);
    const size_t n = output->root->v.element.children.length;
    gumbo_destroy_output(&options, output);
    return n;
}
#endif

#if __has_include(<lexbor/html/html.h>)
static size_t run_lexbor(const bench *b, wk_str page) {
    (void)b;
    lxb_html_document_t *document = lxb_html_document_create();
    const bool fine = lxb_html_document_parse(document, (const lxb_char_t *)page.p, page.n) == LXB_STATUS_OK;
    lxb_html_document_destroy(document);
    return fine;
}
#endif

static const struct {
    const char *name;
    size_t (*run)(const bench *b, wk_str page);
    int divisor; /* slow ones run fewer rounds */
} peers[] = {
    {"memchr", run_memchr, 1},
    {"hash", run_hash, 1},
    {"tokens", run_tokens, 1},
    {"scan", run_scan, 1},
    {"article", run_article, 1},
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

/* Whether a list parted by commas has the name, or is "all". */
static bool is_wanted(const char *list, const char *name) {
    wk_str rest = wk_str_of(list), one;
    while (wk_str_split(&rest, ',', &one))
        if (wk_str_eq(one, wk_str_of(name)) || wk_str_eq(one, WK_S("all"))) return true;
    return false;
}

int main(int argc, char **argv) {
    const int rounds = argc > 3 ? atoi(argv[2]) : 0, count = argc - 3;
    if (rounds < 1) {
        fputs("usage: html WHAT[,WHAT…]|all ROUNDS PATH...\n", stderr);
        return WK_USAGE;
    }
    wk_buf *pages = calloc((size_t)count, sizeof *pages);
    size_t bytes = 0;
    for (int i = 0; i < count; i++) {
        if (!read_page(argv[i + 3], &pages[i])) {
            fprintf(stderr, "html: %s: cannot be read\n", argv[i + 3]);
            return WK_INPUT;
        }
        bytes += pages[i].n;
    }
    bench b = {.arena = wk_arena_new()};
    wk_error error;
    if (wk_packs_load_articles(NULL, &b.packs, &error) != WK_OK) {
        wk_error_print(stderr, &error);
        return (int)error.status;
    }
    for (size_t peer = 0; peer < WK_COUNT(peers); peer++) {
        if (!is_wanted(argv[1], peers[peer].name)) continue;
        double best = 1e9;
        size_t sum = 0;
        for (int round = 0; round < rounds; round += peers[peer].divisor) {
            const double start = now();
            sum = 0;
            for (int i = 0; i < count; i++) sum += peers[peer].run(&b, wk_buf_str(&pages[i]));
            if (now() - start < best) best = now() - start;
        }
        printf("{\"what\": \"%s\", \"pages\": %d, \"bytes\": %zu, \"seconds\": %.6f, \"mb_per_second\": %.1f, \"sum\": %zu}\n",
               peers[peer].name, count, bytes, best, (double)bytes / best / 1e6, sum);
    }
    wk_packs_free(b.packs);
    wk_arena_free(b.arena);
    for (int i = 0; i < count; i++) wk_buf_free(&pages[i]);
    free(pages);
    return 0;
}
