/* Parsing and compiling patterns: text → tree → instructions. The tree lives in the pack's arena; its depth is
 * bounded, so the recursion is. */
#include "pack/pattern.h"
#include "pack/words.h"

enum { DEEPEST = 24, LONGEST_GAP = 200, MOST_REPEATS = 8, LARGEST_PROGRAM = 20000 };

typedef enum type { SEQUENCE, CHOICE, LEAF, EMPTY } type;

typedef struct tree {
    type type;
    uint8_t op; /* LEAF: its instruction */
    uint32_t arg, value; /* value: of a list, 0 any */
    uint16_t slot; /* capture + 1 */
    uint16_t least, most; /* repetitions */
    uint8_t look;         /* WK_OP_NOT, WK_OP_AHEAD, WK_OP_BEHIND, WK_OP_NOT_BEHIND or 0 */
    struct tree *first, *next;
} tree;

typedef struct parser {
    wk_arena *arena, *trees; /* trees: of the line that is read */
    wk_lexicon *lexicon;
    wk_error *error;
    const char *file;
    wk_stage *stage;
    wk_pattern *pattern;
    wk_str rest;     /* what is left of the current definition */
    const char *begin; /* of its first line, for columns */
    uint32_t line;
    int depth;
    wk_status status; /* sticky */
} parser;

static tree *fail(parser *p, const char *what, wk_str about) {
    if (p->status != WK_OK) return NULL;
    uint64_t column = p->rest.p && p->rest.p >= p->begin ? (uint64_t)(p->rest.p - p->begin) + 1 : 1;
    p->status = about.p ? wk_fail_at(p->error, WK_PACK, p->file, p->line, column, "%s: %.*s", what, WK_F(about))
                        : wk_fail_at(p->error, WK_PACK, p->file, p->line, column, "%s", what);
    return NULL;
}

static tree *make(parser *p, type which) {
    tree *t = wk_alloc(p->trees, sizeof *t);
    t->type = which;
    t->least = t->most = 1;
    return t;
}

static tree *leaf(parser *p, uint8_t op, uint32_t arg) {
    tree *t = make(p, LEAF);
    t->op = op;
    t->arg = arg;
    return t;
}

static tree *word_leaf(parser *p, wk_str word) {
    uint16_t named = wk_lexicon_name(p->lexicon, word);
    return named ? leaf(p, WK_OP_WORD, named) : fail(p, "the word is too long, or patterns name too many words", word);
}

static void skip_space(parser *p) {
    while (p->rest.n && (p->rest.p[0] == ' ' || p->rest.p[0] == '\n' || p->rest.p[0] == '\r')) {
        if (p->rest.p[0] == '\n') {
            p->line++;
            p->begin = p->rest.p + 1;
        }
        p->rest = wk_str_cut(p->rest, 1, p->rest.n);
    }
}

static bool eat(parser *p, const char *what) {
    wk_str w = wk_str_of(what);
    if (!wk_str_starts(p->rest, w)) return false;
    p->rest = wk_str_cut(p->rest, w.n, p->rest.n);
    return true;
}

static bool name_byte(unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c >= 0x80;
}

/* A run of letters, digits, '_' and inner hyphens. */
static wk_str take_name(parser *p) {
    size_t n = 0;
    while (n < p->rest.n && (name_byte((unsigned char)p->rest.p[n]) ||
                             (n && p->rest.p[n] == '-' && n + 1 < p->rest.n && name_byte((unsigned char)p->rest.p[n + 1]))))
        n++;
    wk_str name = wk_str_cut(p->rest, 0, n);
    p->rest = wk_str_cut(p->rest, n, p->rest.n);
    return name;
}

static bool is_class_name(wk_str s) {
    for (size_t i = 0; i < s.n; i++)
        if (!((s.p[i] >= 'A' && s.p[i] <= 'Z') || s.p[i] == '_' || (i && s.p[i] >= '0' && s.p[i] <= '9'))) return false;
    return s.n > 1;
}

static const struct {
    const char *name;
    uint8_t op;
} builtin[] = {{"ANY", WK_OP_ANY},       {"WORD", WK_OP_PLAIN},      {"CAPITAL", WK_OP_CAPITAL},
               {"NUMBER", WK_OP_NUMBER}, {"CLAUSE", WK_OP_CLAUSE},   {"SUBJECT", WK_OP_SUBJECT},
               {"GLUED", WK_OP_GLUED}, {"QUOTED", WK_OP_QUOTED}};

static tree *class_leaf(parser *p, wk_str name, bool list) {
    for (size_t i = 0; !list && i < WK_COUNT(builtin); i++)
        if (wk_str_eq(name, wk_str_of(builtin[i].name))) return leaf(p, builtin[i].op, 0);
    wk_class class = wk_lexicon_find_class(p->lexicon, name);
    if (!class && list) return fail(p, "no list of this name in the pack's words", name);
    if (!class) return fail(p, "no list, name or earlier pattern lays this class", name);
    tree *t = leaf(p, WK_OP_CLASS, class);
    if (list && eat(p, "=")) {
        wk_str value = wk_str_copy(p->arena, take_name(p));
        for (size_t i = 0; i < value.n; i++)
            if (value.p[i] == '_') ((char *)value.p)[i] = ' ';
        t->value = wk_lexicon_put_value(p->lexicon, value);
    }
    return t;
}

static tree *parse_choice(parser *p);

static tree *parse_macro(parser *p) {
    wk_str name = take_name(p);
    for (size_t i = p->stage->macros.n; i-- > 0;) {
        const wk_macro *macro = &p->stage->macros.v[i];
        if (!wk_str_eq(macro->name, name)) continue;
        const parser outside = *p;
        p->rest = macro->text;
        p->begin = p->rest.p;
        p->file = macro->file;
        p->line = macro->line;
        size_t hidden = p->stage->macros.n;
        p->stage->macros.n = i; /* a macro sees only those before it: no recursion */
        tree *t = parse_choice(p);
        skip_space(p);
        if (p->rest.n) fail(p, "cannot be understood inside this definition", p->rest);
        p->stage->macros.n = hidden;
        p->rest = outside.rest;
        p->begin = outside.begin;
        p->file = outside.file;
        p->line = outside.line;
        return t;
    }
    return fail(p, "no 'define' of this name stands above", name);
}

static tree *parse_gap(parser *p) {
    uint32_t most = 12;
    wk_str digits = take_name(p);
    if (digits.n && !wk_str_number(digits, LONGEST_GAP, &most)) return fail(p, "a gap is '..' and a number up to 200", digits);
    tree *t = leaf(p, WK_OP_ANY, 1); /* arg 1: lazy */
    t->least = 0;
    t->most = (uint16_t)most;
    return t;
}

/* One punctuation character, as it stands in texts; a backslash makes any character plain. */
static tree *parse_character(parser *p) {
    eat(p, "\\");
    size_t n = 1;
    while (n < p->rest.n && ((unsigned char)p->rest.p[n] & 0xc0) == 0x80) n++;
    wk_str c = wk_str_cut(p->rest, 0, n);
    if (!c.n || c.p[0] == ' ') return fail(p, "a character is missing", (wk_str){0});
    p->rest = wk_str_cut(p->rest, n, p->rest.n);
    return word_leaf(p, c);
}

static tree *parse_word(parser *p, wk_str word) {
    /* a word of several tokens (jong-un, ke-) becomes a sequence */
    tree *all = make(p, SEQUENCE), **link = &all->first;
    size_t at = 0;
    uint32_t lines;
    wk_token token;
    while (wk_word_next(word, &at, &token, &lines)) {
        size_t clitic = wk_lexicon_clitic(p->lexicon, wk_str_cut(word, token.start, token.end), token.shape);
        *link = word_leaf(p, wk_str_cut(word, token.start, token.end - clitic));
        link = &(*link)->next;
        if (!clitic) continue;
        *link = word_leaf(p, wk_str_cut(word, token.end - clitic, token.end));
        link = &(*link)->next;
    }
    return all;
}

static tree *parse_atom(parser *p) {
    if (eat(p, "(")) {
        if (++p->depth > DEEPEST) return fail(p, "brackets are nested too deep", (wk_str){0});
        tree *t = parse_choice(p);
        p->depth--;
        skip_space(p);
        if (t && !eat(p, ")")) return fail(p, "a ')' is missing", (wk_str){0});
        return t;
    }
    if (eat(p, "^^")) return leaf(p, WK_OP_PARAGRAPH, 0);
    if (eat(p, "^")) return leaf(p, WK_OP_SENTENCE, 0);
    if (eat(p, "$")) return leaf(p, WK_OP_END, 0);
    if (eat(p, "//")) return leaf(p, WK_OP_BREAK, 0);
    if (eat(p, "..")) return parse_gap(p);
    if (eat(p, "@")) return parse_macro(p);
    if (eat(p, "~")) return class_leaf(p, take_name(p), true);
    if (p->rest.n && name_byte((unsigned char)p->rest.p[0])) {
        wk_str word = take_name(p);
        return is_class_name(word) ? class_leaf(p, word, false) : parse_word(p, word);
    }
    return parse_character(p);
}

/* `capture:` before an atom; leaves *slot 0 when there is none. */
static bool parse_capture(parser *p, uint16_t *slot) {
    size_t n = 0;
    while (n < p->rest.n && p->rest.p[n] >= 'a' && p->rest.p[n] <= 'z') n++;
    *slot = 0;
    if (!n || n + 1 >= p->rest.n || p->rest.p[n] != ':' || p->rest.p[n + 1] == ' ') return true;
    wk_slot found = wk_slot_find(wk_str_cut(p->rest, 0, n));
    if (found == WK_SLOTS) return fail(p, "no capture of this name is known", wk_str_cut(p->rest, 0, n)) != NULL;
    *slot = (uint16_t)(found + 1);
    p->rest = wk_str_cut(p->rest, n + 1, p->rest.n);
    return true;
}

static void parse_quantity(parser *p, tree *t) {
    if (eat(p, "?")) t->least = 0;
    else if (eat(p, "*")) t->least = 0, t->most = MOST_REPEATS;
    else if (eat(p, "+")) t->most = MOST_REPEATS;
}

static tree *parse_item(parser *p) {
    uint8_t look = 0;
    if (eat(p, "!<")) look = WK_OP_NOT_BEHIND;
    else if (eat(p, "!")) look = WK_OP_NOT;
    else if (eat(p, "<")) look = WK_OP_BEHIND;
    else if (eat(p, "&")) look = WK_OP_AHEAD;
    uint16_t slot;
    if (!parse_capture(p, &slot)) return NULL;
    tree *atom = parse_atom(p);
    if (!atom) return NULL;
    tree *t = make(p, SEQUENCE); /* a wrapper carries capture, repetition and look */
    t->first = atom;
    t->slot = slot;
    t->look = look;
    parse_quantity(p, t);
    return t;
}

/* key=value, when the next thing is one. */
static bool parse_constant(parser *p) {
    size_t n = 0;
    while (n < p->rest.n && p->rest.p[n] >= 'a' && p->rest.p[n] <= 'z') n++;
    if (!n || n + 1 >= p->rest.n || p->rest.p[n] != '=' || p->rest.p[n + 1] == '>') return false;
    wk_slot slot = wk_slot_find(wk_str_cut(p->rest, 0, n));
    if (slot == WK_SLOTS) {
        fail(p, "no constant of this name is known", wk_str_cut(p->rest, 0, n));
        return true;
    }
    size_t end = n + 1;
    while (end < p->rest.n && p->rest.p[end] != ' ' && p->rest.p[end] != '\n' && p->rest.p[end] != ')') end++;
    wk_str raw = wk_str_copy(p->arena, wk_str_cut(p->rest, n + 1, end));
    for (size_t i = 0; i < raw.n; i++)
        if (raw.p[i] == '_') ((char *)raw.p)[i] = ' '; /* press_conference */
    *WK_PUSH(p->arena, &p->pattern->constants) = (wk_constant){(uint16_t)slot, raw};
    p->rest = wk_str_cut(p->rest, end, p->rest.n);
    return true;
}

static bool at_sequence_end(parser *p) {
    skip_space(p);
    return !p->rest.n || p->rest.p[0] == ')' || p->rest.p[0] == '|' || wk_str_starts(p->rest, WK_S("=>"));
}

static tree *parse_sequence(parser *p) {
    tree *t = make(p, SEQUENCE), **link = &t->first;
    while (p->status == WK_OK && !at_sequence_end(p)) {
        if (p->pattern && parse_constant(p)) continue;
        if (!(*link = parse_item(p))) return NULL;
        link = &(*link)->next;
    }
    return t;
}

static tree *parse_choice(parser *p) {
    tree *t = make(p, CHOICE), **link = &t->first;
    do {
        if (!(*link = parse_sequence(p))) return NULL;
        link = &(*link)->next;
        skip_space(p);
    } while (eat(p, "|"));
    return p->status == WK_OK ? t : NULL;
}

/* ---- tree to instructions */

static uint32_t here(const parser *p) {
    return (uint32_t)p->stage->code.n;
}

static uint32_t emit(parser *p, uint8_t op, uint16_t slot, uint32_t a, uint32_t b) {
    if (p->pattern && here(p) - p->pattern->program > LARGEST_PROGRAM) {
        fail(p, "the pattern is too large: repeat less inside repetitions", (wk_str){0});
        return p->pattern->program;
    }
    *WK_PUSH(p->arena, &p->stage->code) = (wk_instruction){op, slot, a, b};
    return (uint32_t)p->stage->code.n - 1;
}

static void compile(parser *p, const tree *t);
static bool refuses_class(const tree *t);
static const tree *compile_refusals(parser *p, const tree *t);

/* The one word that an alternative is, or NULL. */
static const tree *one_word(const tree *c) {
    while (c && c->type == SEQUENCE && !c->look && !c->slot && c->least == 1 && c->most == 1 && c->first && !c->first->next) c = c->first;
    bool word = c && c->type != SEQUENCE && c->type != CHOICE && c->op == WK_OP_WORD && !c->look && !c->slot;
    return word && c->least == 1 && c->most == 1 ? c : NULL;
}

/* The last of the alternatives from c on that are one word each; c itself where it is none. */
static const tree *last_word(const tree *c) {
    while (one_word(c) && c->next && one_word(c->next)) c = c->next;
    return c;
}

/* Compiles alternatives of one word each to one instruction. */
static void compile_words(parser *p, const tree *c, const tree *last) {
    uint32_t first = (uint32_t)p->stage->lists.n;
    for (;; c = c->next) {
        uint16_t word = (uint16_t)one_word(c)->arg;
        *WK_PUSH(p->arena, &p->stage->lists) = word;
        for (size_t i = p->stage->lists.n - 1; i > first && p->stage->lists.v[i - 1] > word; i--) {
            p->stage->lists.v[i] = p->stage->lists.v[i - 1];
            p->stage->lists.v[i - 1] = word;
        }
        if (c == last) break;
    }
    emit(p, WK_OP_WORDS, 0, first, (uint32_t)p->stage->lists.n - first);
}

static void compile_choice(parser *p, const tree *t) {
    uint32_t jumps[64], n = 0;
    for (const tree *c = t->first, *last; c; c = last->next) {
        last = last_word(c);
        if (last->next && n == WK_COUNT(jumps)) fail(p, "too many alternatives; the limit is 64: make them a list", (wk_str){0});
        bool ends = !last->next || p->status != WK_OK;
        uint32_t split = ends ? 0 : emit(p, WK_OP_SPLIT, 0, here(p) + 1, 0);
        if (last != c) compile_words(p, c, last);
        else compile(p, c);
        if (ends) break;
        jumps[n++] = emit(p, WK_OP_JUMP, 0, 0, 0);
        p->stage->code.v[split].b = here(p);
    }
    for (uint32_t i = 0; i < n; i++) p->stage->code.v[jumps[i]].a = here(p);
}

static void compile_once(parser *p, const tree *t) {
    if (t->slot) emit(p, WK_OP_OPEN, (uint16_t)(t->slot - 1), 0, 0);
    for (const tree *c = t->first; c; c = c->next) {
        if (refuses_class(c)) c = compile_refusals(p, c);
        else compile(p, c);
    }
    if (t->slot) emit(p, WK_OP_CLOSE, (uint16_t)(t->slot - 1), 0, 0);
}

/* The one class that a look is about (`!~LIST`, `<CLASS`), or NULL. */
static const tree *looked_class(const tree *t) {
    const tree *c = t->type == SEQUENCE && t->look && !t->slot && t->least == 1 && t->most == 1 ? t->first : NULL;
    return c && !c->next && c->type != SEQUENCE && c->type != CHOICE && c->op == WK_OP_CLASS ? c : NULL;
}

/* The one word that `!word` refuses, or NULL. */
static const tree *refused_word(const tree *t) {
    const tree *c = t->look == WK_OP_NOT && !t->slot && t->least == 1 && t->most == 1 ? t->first : NULL;
    if (c && c->type == SEQUENCE && !c->look && !c->slot && !c->next && c->least == 1 && c->most == 1) c = c->first;
    return c && !c->next && c->type != SEQUENCE && c->type != CHOICE && c->op == WK_OP_WORD ? c : NULL;
}

static bool refuses_class(const tree *t) {
    const tree *c = looked_class(t);
    return c && t->look == WK_OP_NOT && !c->value;
}

/* `!~A !~B !~C`: one test of a token's classes. Returns the last of them. */
static const tree *compile_refusals(parser *p, const tree *t) {
    wk_class_set set = {0};
    for (;; t = t->next) {
        uint32_t class = looked_class(t)->arg;
        set.bits[class / 64] |= UINT64_C(1) << (class % 64);
        if (!t->next || !refuses_class(t->next)) break;
    }
    emit(p, WK_OP_NONE_OF, 0, (uint32_t)p->stage->sets.n, 0);
    *WK_PUSH(p->arena, &p->stage->sets) = set;
    return t;
}

static void compile_sequence(parser *p, const tree *t) {
    const tree *class = looked_class(t);
    if (class && (t->look == WK_OP_BEHIND || t->look == WK_OP_NOT_BEHIND)) {
        emit(p, t->look == WK_OP_BEHIND ? WK_OP_ENDS : WK_OP_NOT_ENDS, 0, class->arg, class->value);
        return;
    }
    if (refused_word(t)) {
        emit(p, WK_OP_NOT_WORD, 0, refused_word(t)->arg, 0);
        return;
    }
    if (t->look) {
        uint32_t at = emit(p, t->look, 0, 0, 0);
        compile_once(p, t);
        emit(p, WK_OP_MATCH, 0, 0, 0);
        p->stage->code.v[at].a = here(p);
        return;
    }
    uint32_t splits[MOST_REPEATS], n = 0;
    for (uint16_t i = 0; i < t->most; i++) {
        if (i >= t->least) splits[n++] = emit(p, WK_OP_SPLIT, 0, here(p) + 1, 0);
        compile_once(p, t);
    }
    for (uint32_t i = 0; i < n; i++) p->stage->code.v[splits[i]].b = here(p);
}

static void compile(parser *p, const tree *t) {
    if (t->type == CHOICE) compile_choice(p, t);
    else if (t->type == SEQUENCE) compile_sequence(p, t);
    else if (t->op == WK_OP_ANY && t->arg == 1) emit(p, WK_OP_GAP, 0, 0, t->most);
    else emit(p, t->op, 0, t->arg, t->value);
}

/* ---- files */

static wk_stage *stage_named(wk_arena *arena, wk_stages *stages, wk_str name) {
    for (size_t i = 0; i < stages->n; i++)
        if (wk_str_eq(stages->v[i]->name, name)) return stages->v[i];
    wk_stage *stage = wk_alloc(arena, sizeof *stage);
    stage->name = wk_str_copy(arena, name);
    *WK_PUSH(arena, stages) = stage;
    return stage;
}

static void add_pattern(parser *p, wk_str name, wk_str prefix) {
    if (p->stage->patterns.n >= WK_PATTERN_LIMIT) {
        fail(p, "too many patterns in one stage; the limit is 1024", name);
        return;
    }
    p->pattern = WK_PUSH(p->arena, &p->stage->patterns);
    p->pattern->id = wk_str_printf(p->arena, "%.*s/%.*s/%.*s", WK_F(prefix), WK_F(p->stage->name), WK_F(name));
    p->pattern->file = p->file;
    p->pattern->line = p->line;
    p->pattern->program = here(p);
    tree *t = parse_choice(p);
    skip_space(p);
    if (t && eat(p, "=>")) {
        skip_space(p);
        wk_str class = take_name(p);
        if (!is_class_name(class)) fail(p, "after '=>' the name of a class in capitals is expected", class);
        else if (!(p->pattern->class = wk_lexicon_class(p->lexicon, class))) fail(p, "too many classes", class);
    }
    skip_space(p);
    if (t && p->rest.n) fail(p, "cannot be understood here", wk_str_cut(p->rest, 0, 20));
    if (p->status != WK_OK) return;
    compile(p, t);
    emit(p, WK_OP_MATCH, 0, 0, 0);
    p->pattern = NULL;
}

/* The text of a definition: the rest of its line and the indented lines that follow, comments blanked. */
static wk_str take_definition(parser *p, wk_str *file, wk_str first) {
    const char *start = first.p;
    const char *end = first.p + first.n;
    wk_str rest = *file, line;
    while (rest.p && rest.n && (rest.p[0] == ' ' || rest.p[0] == '\n')) {
        wk_str_split(&rest, '\n', &line);
        end = line.p + line.n;
        *file = rest;
    }
    char *copy = wk_alloc(p->arena, (size_t)(end - start) + 1);
    memcpy(copy, start, (size_t)(end - start));
    for (char *c = copy; *c; c++)
        if (c[0] == '#' && (c == copy || c[-1] == ' ' || c[-1] == '\n'))
            for (*c = ' '; c[1] && c[1] != '\n'; *c = ' ') c++; /* never beyond the end */
    return (wk_str){copy, (size_t)(end - start)};
}

static uint32_t count_lines(wk_str s) {
    uint32_t n = 0;
    for (size_t i = 0; i < s.n; i++) n += s.p[i] == '\n';
    return n;
}

static void parse_line(parser *p, wk_str line, wk_str *file, wk_str prefix, wk_stages *stages) {
    p->rest = line;
    p->begin = line.p;
    wk_str name = take_name(p);
    if (!name.n) {
        fail(p, "a line begins with a pattern's name, 'stage' or 'define'", (wk_str){0});
        return;
    }
    uint32_t at = p->line;
    bool define = wk_str_eq(name, WK_S("define"));
    if (define || wk_str_eq(name, WK_S("stage"))) {
        skip_space(p);
        name = take_name(p);
        if (!define) {
            p->stage = stage_named(p->arena, stages, name);
            return;
        }
    }
    if (!p->stage) {
        fail(p, "the first line of a pattern file is 'stage NAME'", (wk_str){0});
        return;
    }
    wk_str text = take_definition(p, file, p->rest);
    uint32_t lines = count_lines(text);
    if (define) *WK_PUSH(p->arena, &p->stage->macros) = (wk_macro){wk_str_copy(p->arena, name), text, p->file, at};
    else {
        p->begin = text.p - (p->rest.p - line.p); /* columns count from the line's start */
        p->rest = text;
        add_pattern(p, name, prefix);
    }
    p->line = at + lines;
}

wk_status wk_patterns_parse(wk_arena *arena, wk_lexicon *lexicon, wk_str text, const char *file, wk_str prefix,
                            wk_stages *stages, wk_error *error) {
    parser p = {.arena = arena, .trees = wk_arena_new(), .lexicon = lexicon, .error = error, .file = file};
    wk_str rest = text, line;
    while (p.status == WK_OK && wk_str_split(&rest, '\n', &line)) {
        p.line++;
        wk_str trimmed = wk_str_trim(line);
        if (trimmed.n && trimmed.p[0] != '#') parse_line(&p, line, &rest, prefix, stages);
        wk_arena_reset(p.trees);
    }
    wk_arena_free(p.trees);
    return p.status;
}
