#include "corpus.h"

#include "base/error.h"
#include "base/file.h"

enum { LARGEST_FILE = 256 * 1024 * 1024, LONGEST = 4096 };

static const char *const kinds[KINDS] = {"PER", "ORG", "LOC"};

/* "B-PER" as a number, -1 when it is none. */
static int label_of(wk_str s) {
    if (wk_str_eq(s, WK_S("O"))) return 0;
    if (s.n != 5 || s.p[1] != '-' || (s.p[0] != 'B' && s.p[0] != 'I')) return -1;
    for (int k = 0; k < KINDS; k++)
        if (wk_str_eq(wk_str_cut(s, 2, 5), wk_str_of(kinds[k]))) return 1 + 2 * k + (s.p[0] == 'I');
    return -1;
}

/* Does the token stand without a space before it in print? */
static bool closes(wk_str word) {
    return word.n == 1 && strchr(".,;:?!)", word.p[0]);
}

typedef struct line {
    wk_str word;
    uint8_t label;
} line;

/* The labels of our tokens: the file's, where a name's first token is cut its rest goes on. */
static void project(wk_arena *arena, sentence *s, const uint32_t *ends) {
    size_t n = s->text->tokens.n - 1;
    s->outer = wk_alloc_array(arena, n + 1, sizeof *s->outer);
    s->labels = wk_alloc_array(arena, n + 1, 1);
    for (uint32_t i = 0, at = 0; i < n; i++) {
        while (at + 1 < s->n && ends[at] <= s->text->tokens.v[i].start) at++;
        s->outer[i] = at;
        bool again = i && s->outer[i - 1] == at;
        uint8_t label = s->gold[at];
        s->labels[i] = (uint8_t)(label && again ? label + (label & 1) : label);
    }
}

static void add_sentence(wk_arena *arena, const wk_packs *packs, const wk_language *language, const line *lines, uint32_t n,
                         corpus *out) {
    if (!n) return;
    wk_reader *r = wk_alloc(arena, sizeof *r);
    *r = (wk_reader){.arena = arena, .packs = packs, .world = wk_packs_world(packs),
                     .language = language, .text = wk_alloc(arena, sizeof *r->text)};
    size_t size = 0;
    for (uint32_t i = 0; i < n; i++) size += lines[i].word.n + 1;
    char *text = wk_alloc(arena, size + 1);
    uint32_t *ends = wk_alloc_array(arena, n, sizeof *ends), at = 0;
    uint8_t *gold = wk_alloc_array(arena, n, 1);
    for (uint32_t i = 0; i < n; i++) {
        if (i && !closes(lines[i].word) && !wk_str_eq(lines[i - 1].word, WK_S("("))) text[at++] = ' ';
        memcpy(text + at, lines[i].word.p, lines[i].word.n);
        at += (uint32_t)lines[i].word.n;
        ends[i] = at;
        gold[i] = lines[i].label;
    }
    r->text->arena = arena;
    r->text->text = (wk_str){text, at};
    wk_read_tokens(r);
    sentence s = {.text = r->text, .n = n, .gold = gold, .starts = r->sentences.v, .count = (uint32_t)r->sentences.n - 1};
    project(arena, &s, ends);
    *WK_PUSH(arena, &out->sentences) = s;
    out->tokens += n;
}

wk_status corpus_read(wk_arena *arena, const wk_packs *packs, const wk_language *language, const char *path, corpus *out,
                      wk_error *error) {
    wk_buf bytes = {0};
    wk_status status = wk_file_read(path, LARGEST_FILE, &bytes, error);
    wk_str rest = wk_str_copy(arena, wk_buf_str(&bytes)), text;
    wk_buf_free(&bytes);
    static line lines[LONGEST];
    uint32_t n = 0, number = 0;
    while (status == WK_OK && wk_str_split(&rest, '\n', &text)) {
        number++;
        size_t tab = wk_str_find(text, WK_S("\t"), 0);
        if (!text.n || n == LONGEST) {
            add_sentence(arena, packs, language, lines, n, out);
            n = 0;
        }
        if (!text.n) continue;
        int label = label_of(wk_str_cut(text, tab + 1, text.n));
        if (label < 0 || !tab)
            return wk_fail_at(error, WK_INPUT, path, number, 0, "not a token, a tab and a label such as B-PER");
        lines[n++] = (line){wk_str_cut(text, 0, tab), (uint8_t)label};
    }
    if (status == WK_OK) add_sentence(arena, packs, language, lines, n, out);
    return status;
}

void corpus_outer(const sentence *s, const uint8_t *labels, uint8_t *out) {
    uint32_t n = (uint32_t)s->text->tokens.n - 1;
    memset(out, 0, s->n);
    for (uint32_t i = n; i-- > 0;) out[s->outer[i]] = labels[i];
}

/* The end of the name that begins at i. */
static uint32_t name_end(const uint8_t *labels, uint32_t n, uint32_t i) {
    uint32_t j = i + 1, inside = (labels[i] + 1u) & ~1u;
    while (j < n && labels[j] == inside) j++;
    return j;
}

static bool begins(const uint8_t *labels, uint32_t i) {
    uint8_t l = labels[i];
    if (!l) return false;
    return l & 1 || !i || (labels[i - 1] != l && labels[i - 1] + 1 != l); /* I without its B begins one too */
}

void corpus_count(const uint8_t *gold, const uint8_t *found, uint32_t n, names_count counts[KINDS + 1]) {
    for (uint32_t i = 0; i < n; i++) {
        bool g = begins(gold, i), f = begins(found, i);
        int gk = g ? (gold[i] - 1) / 2 : 0, fk = f ? (found[i] - 1) / 2 : 0;
        bool right = g && f && gk == fk && name_end(gold, n, i) == name_end(found, n, i);
        if (g) counts[gk].gold++, counts[KINDS].gold++;
        if (f) counts[fk].found++, counts[KINDS].found++;
        if (right) counts[gk].right++, counts[KINDS].right++;
    }
}

double names_f1(names_count c) {
    return c.gold + c.found ? 2.0 * c.right / (c.gold + c.found) : 0;
}
