/* What a compiled stage knows ahead of running: which patterns could begin at a token, what of a sentence each of them
 * needs, and what could follow a gap. All are sets of kinds (pattern.h). Programs only jump forward. */
#include "pack/pattern.h"

static void set_add(wk_pattern_set *set, size_t i) {
    set->bits[i / 64] |= UINT64_C(1) << (i % 64);
}

static void kind_add(wk_kinds *kinds, uint32_t kind) {
    kinds->bits[kind / 64] |= UINT64_C(1) << (kind % 64);
}

static void add_kinds(wk_kinds *kinds, const wk_kinds *more) {
    for (size_t w = 0; w < WK_COUNT(kinds->bits); w++) kinds->bits[w] |= more->bits[w];
}

static bool holds(const wk_kinds *all, const wk_kinds *some) {
    for (size_t w = 0; w < WK_COUNT(all->bits); w++)
        if (some->bits[w] & ~all->bits[w]) return false;
    return true;
}

static const wk_kinds all_kinds = {{UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX}};

/* The kind of token that an instruction takes; WK_KIND_LIMIT when it takes none, or any. */
static uint32_t kind_of(const wk_stage *stage, const wk_instruction *i) {
    switch (i->op) {
    case WK_OP_WORD: return WK_KIND_WORD + stage->words[i->a] - 1u;
    case WK_OP_CLASS: return i->a;
    case WK_OP_NUMBER: return WK_KIND_NUMBER;
    case WK_OP_CAPITAL: return WK_KIND_CAPITAL;
    case WK_OP_PLAIN: return WK_KIND_PLAIN;
    default: return WK_KIND_LIMIT;
    }
}

static uint32_t kind_of_word(const wk_stage *stage, uint32_t word) {
    return WK_KIND_WORD + stage->words[word] - 1u;
}

/* Adds the kinds of the tokens that an instruction takes, when it takes some kinds only. */
static bool add_kinds_of(const wk_stage *stage, const wk_instruction *i, wk_kinds *kinds) {
    for (uint32_t k = 0; i->op == WK_OP_WORDS && k < i->b; k++) kind_add(kinds, kind_of_word(stage, stage->lists.v[i->a + k]));
    if (i->op == WK_OP_WORDS) return true;
    if (kind_of(stage, i) >= WK_KIND_LIMIT) return false;
    kind_add(kinds, kind_of(stage, i));
    return true;
}

/* Gives every word that patterns name a bit. The words that most of them name are the common ones of the language, which
 * stand in every sentence: each of those has a bit of its own, so that no rare word seems to stand where they do. */
static void index_words(wk_arena *arena, const wk_lexicon *lexicon, wk_stage *stage) {
    enum { OWN = 32, MOST = 256 }; /* bits of their own; uses that are counted */
    uint32_t words = wk_lexicon_named(lexicon) + 1u, bit = 0, used = 0, most = 0;
    uint16_t *uses = wk_alloc_array(arena, words, sizeof *uses);
    uint32_t *list = wk_alloc_array(arena, words, sizeof *list);
    stage->words = wk_alloc_array(arena, words, sizeof *stage->words);
    stage->bits = wk_alloc_array(arena, WK_KIND_WORDS + 1, sizeof *stage->bits);
    for (uint32_t n = 0; n < WK_KIND_WORDS; n++) stage->bits[n + 1].bits[n / 64] = UINT64_C(1) << (n % 64);
    for (uint32_t pc = 0; pc < stage->code.n; pc++) {
        const wk_instruction *i = &stage->code.v[pc];
        for (uint32_t k = 0, words_of = i->op == WK_OP_WORD ? 1 : i->op == WK_OP_WORDS ? i->b : 0; k < words_of; k++) {
            uint32_t word = i->op == WK_OP_WORD ? i->a : stage->lists.v[i->a + k];
            if (!uses[word]) list[used++] = word;
            if (uses[word] < MOST) ++uses[word];
            if (uses[word] > most) most = uses[word];
        }
    }
    for (; most; most--)
        for (uint32_t i = 0; i < used; i++) {
            if (uses[list[i]] != most) continue;
            stage->words[list[i]] = (uint8_t)(bit + 1);
            if (++bit == WK_KIND_WORDS) bit = OWN;
        }
}

/* ---- what stands around an instruction */

/* Notes what could stand at instruction `pc`, the first behind a gap. */
static void follow_of(const wk_stage *stage, uint32_t pc, wk_kinds *f, int depth) {
    for (; depth; depth--) {
        const wk_instruction *i = &stage->code.v[pc];
        switch (i->op) {
        case WK_OP_OPEN: case WK_OP_CLOSE: case WK_OP_ENDS: case WK_OP_NOT_ENDS: case WK_OP_NONE_OF: case WK_OP_NOT_WORD:
            pc++;
            break;
        case WK_OP_JUMP: case WK_OP_NOT: case WK_OP_AHEAD: case WK_OP_BEHIND: case WK_OP_NOT_BEHIND: pc = i->a; break;
        case WK_OP_SPLIT:
            follow_of(stage, i->a, f, depth - 1);
            if (holds(f, &all_kinds)) return;
            pc = i->b;
            break;
        default:
            if (!add_kinds_of(stage, i, f)) *f = all_kinds;
            return;
        }
    }
    *f = all_kinds;
}

/* Notes what must stand before a match that goes on at instruction `pc`, no token taken yet; all: nothing must. */
static void behind_of(const wk_stage *stage, uint32_t pc, wk_kinds *f, int depth) {
    for (; depth; depth--) {
        const wk_instruction *i = &stage->code.v[pc];
        switch (i->op) {
        case WK_OP_OPEN: case WK_OP_CLOSE: case WK_OP_NOT_ENDS: case WK_OP_NONE_OF: case WK_OP_NOT_WORD: pc++; break;
        case WK_OP_JUMP: case WK_OP_NOT: case WK_OP_AHEAD: case WK_OP_NOT_BEHIND: pc = i->a; break;
        case WK_OP_SPLIT:
            behind_of(stage, i->a, f, depth - 1);
            pc = i->b;
            break;
        case WK_OP_ENDS: kind_add(f, i->a); return;
        case WK_OP_BEHIND: follow_of(stage, pc + 1, f, depth); return;
        default: *f = all_kinds; return;
        }
    }
    *f = all_kinds;
}

/* ---- beginnings */

static void begin_with(wk_stage *stage, size_t number, uint32_t kind, bool back) {
    stage->by_kind[kind * stage->pattern_words + number / 64] |= UINT64_C(1) << (number % 64);
    kind_add(&stage->begins[1], kind);
    if (!back) kind_add(&stage->begins[0], kind);
}

/* Does a set hold what most tokens are? */
static bool wide(const wk_kinds *set) {
    return set->bits[WK_KIND_PLAIN / 64] >> (WK_KIND_PLAIN % 64) & 1;
}

/* A pattern that first looks ahead begins with what it looks for, where that says more than what it takes. */
static bool begin_ahead(wk_stage *stage, size_t number, uint32_t pc, bool back) {
    wk_kinds ahead = {0}, taken = {0};
    follow_of(stage, pc + 1, &ahead, 24);
    follow_of(stage, stage->code.v[pc].a, &taken, 24);
    if (wide(&ahead) || !wide(&taken)) return false;
    for (uint32_t kind = 0; kind < WK_KIND_LIMIT; kind++)
        if (ahead.bits[kind / 64] >> (kind % 64) & 1) begin_with(stage, number, kind, back);
    return true;
}

/* Follows everything that can be reached before a token is taken. */
static void index_pattern(wk_arena *arena, wk_stage *stage, size_t number, uint8_t *seen) {
    WK_ARRAY(uint32_t) todo = {0};
    uint32_t program = stage->patterns.v[number].program;
    wk_kinds behind = {0};
    behind_of(stage, program, &behind, 24);
    bool back = !holds(&behind, &all_kinds);
    if (back) {
        set_add(&stage->back, number);
        stage->looks_back = true;
        add_kinds(&stage->behind, &behind);
    }
    *WK_PUSH(arena, &todo) = program;
    while (todo.n) {
        uint32_t pc = todo.v[--todo.n];
        if (seen[pc]++) continue;
        const wk_instruction *i = &stage->code.v[pc];
        uint32_t kind = kind_of(stage, i);
        if (kind < WK_KIND_LIMIT) {
            begin_with(stage, number, kind, back);
            continue;
        }
        for (uint32_t k = 0; i->op == WK_OP_WORDS && k < i->b; k++) begin_with(stage, number, kind_of_word(stage, stage->lists.v[i->a + k]), back);
        if (i->op == WK_OP_WORDS) continue;
        if (i->op == WK_OP_AHEAD && begin_ahead(stage, number, pc, back)) continue;
        switch (i->op) {
        case WK_OP_ANY: case WK_OP_CLAUSE: case WK_OP_MATCH: case WK_OP_GAP: set_add(&stage->any, number); break;
        case WK_OP_SPLIT: *WK_PUSH(arena, &todo) = i->b; *WK_PUSH(arena, &todo) = i->a; break;
        case WK_OP_JUMP: case WK_OP_NOT: case WK_OP_AHEAD: case WK_OP_BEHIND: case WK_OP_NOT_BEHIND:
            *WK_PUSH(arena, &todo) = i->a;
            break;
        default: *WK_PUSH(arena, &todo) = pc + 1;
        }
    }
    uint8_t first = stage->code.v[program].op;
    if (first == WK_OP_SENTENCE || first == WK_OP_PARAGRAPH) set_add(&stage->sentence, number);
}

/* ---- needs */

enum { MOST_NEEDS = 4 };

/* Every way from an instruction to the match takes a token of each set. */
typedef struct needs {
    wk_kinds sets[MOST_NEEDS];
    int sizes[MOST_NEEDS];
    uint32_t n;
} needs;

static int size_of(const wk_kinds *kinds) {
    int n = 0;
    for (size_t w = 0; w < WK_COUNT(kinds->bits); w++)
        for (uint64_t left = kinds->bits[w]; left; left &= left - 1) n++; /* few are set */
    return n;
}

/* Adds a set, unless a smaller one says more; the smallest are kept. */
static void need(needs *out, const wk_kinds *set) {
    uint32_t at = 0; /* the largest */
    int size = size_of(set);
    for (uint32_t i = 0; i < out->n; i++) {
        if (holds(set, &out->sets[i])) return;
        if (out->sizes[i] > out->sizes[at]) at = i;
    }
    for (uint32_t i = 0; i < out->n; i++)
        if (holds(&out->sets[i], set)) {
            out->sets[i] = *set;
            out->sizes[i] = size;
            return;
        }
    if (out->n < MOST_NEEDS) at = out->n++;
    else if (size >= out->sizes[at]) return;
    out->sets[at] = *set;
    out->sizes[at] = size;
}

/* What either of two ways needs: a set of one or of the other, for each pair. What both need stays; a pair with it says no more. */
static needs either(const needs *a, const needs *b) {
    needs out = {0};
    bool in_a[MOST_NEEDS] = {0}, in_b[MOST_NEEDS] = {0};
    for (uint32_t i = 0; i < a->n; i++)
        for (uint32_t j = 0; j < b->n && !in_a[i]; j++) {
            if (a->sizes[i] != b->sizes[j] || memcmp(&a->sets[i], &b->sets[j], sizeof a->sets[i]) != 0) continue;
            in_a[i] = in_b[j] = true;
            need(&out, &a->sets[i]);
        }
    for (uint32_t i = 0; i < a->n; i++)
        for (uint32_t j = 0; j < b->n && !in_a[i]; j++) {
            if (in_b[j]) continue;
            wk_kinds both = a->sets[i];
            add_kinds(&both, &b->sets[j]);
            need(&out, &both);
        }
    return out;
}

/* What the rest of a program needs of the sentence where it goes on, and of the one behind a break. */
typedef struct rest {
    needs here, next;
} rest;

static bool all_in(const needs *some, const needs *all) {
    for (uint32_t i = 0; i < some->n; i++) {
        bool found = false;
        for (uint32_t j = 0; j < all->n && !found; j++)
            found = some->sizes[i] == all->sizes[j] && memcmp(&some->sets[i], &all->sets[j], sizeof some->sets[i]) == 0;
        if (!found) return false;
    }
    return true;
}

/* Does one way need all that another needs? Of the two, the other then tells what either needs. */
static bool within(const rest *some, const rest *all) {
    return some == all || (all_in(&some->here, &all->here) && all_in(&some->next, &all->next));
}

static void all_of(needs *out, const needs *more) {
    for (uint32_t i = 0; i < more->n; i++) need(out, &more->sets[i]);
}

static void write_needs(wk_arena *arena, wk_stage *stage, const needs *of) {
    for (uint32_t k = 0; k < of->n; k++) *WK_PUSH(arena, &stage->needs) = of->sets[k];
}

/* Needs of the program in [start, end), from its end backwards. `of` has room for each instruction, and so has `room`: most
 * instructions need what the next one does. */
static void index_needs(wk_arena *arena, wk_stage *stage, wk_pattern *pattern, uint32_t end, const rest **of, rest *room) {
    static const rest nothing;
    uint32_t start = pattern->program;
    for (uint32_t pc = end; pc-- > start;) {
        const wk_instruction *i = &stage->code.v[pc];
        const rest **here = &of[pc - start];
        uint32_t kind = kind_of(stage, i);
        switch (i->op) {
        case WK_OP_MATCH: *here = &nothing; break;
        case WK_OP_BREAK:
            *room = (rest){.next = here[1]->here};
            *here = room++;
            break;
        case WK_OP_SPLIT: {
            const rest *a = of[i->a - start], *b = of[i->b - start];
            *here = within(b, a) ? b : within(a, b) ? a : room;
            if (*here == room) *room++ = (rest){either(&a->here, &b->here), either(&a->next, &b->next)};
            break;
        }
        case WK_OP_AHEAD:
            *room = *of[i->a - start];
            all_of(&room->here, &here[1]->here);
            *here = room++;
            break;
        case WK_OP_JUMP: case WK_OP_NOT: case WK_OP_BEHIND: case WK_OP_NOT_BEHIND: *here = of[i->a - start]; break;
        default: *here = here[1];
        }
        wk_kinds one = {0};
        if (kind == WK_KIND_PLAIN || !add_kinds_of(stage, i, &one)) continue;
        *room = **here;
        need(&room->here, &one);
        *here = room++;
    }
    pattern->needs = (uint32_t)stage->needs.n;
    pattern->need_count = (uint8_t)of[0]->here.n;
    pattern->next_count = (uint8_t)of[0]->next.n;
    write_needs(arena, stage, &of[0]->here);
    write_needs(arena, stage, &of[0]->next);
}

/* ---- ways on */

/* The number of a set among those of what follows; the latest are looked through, because repetitions repeat theirs. */
static uint32_t follow_number(wk_arena *arena, wk_stage *stage, const wk_kinds *f) {
    enum { LATEST = 16 };
    for (size_t i = stage->follows.n, least = i > LATEST ? i - LATEST : 0; i-- > least;)
        if (memcmp(&stage->follows.v[i], f, sizeof *f) == 0) return (uint32_t)i;
    *WK_PUSH(arena, &stage->follows) = *f;
    return (uint32_t)stage->follows.n - 1;
}

static void index_gap(wk_arena *arena, wk_stage *stage, uint32_t pc) {
    wk_kinds f = {0};
    follow_of(stage, pc + 1, &f, 24);
    stage->code.v[pc].a = follow_number(arena, stage, &f);
}

/* Names in a split what its first way begins with: a kind, or a set of kinds by its number. Not what most tokens are. */
static void index_split(wk_arena *arena, wk_stage *stage, uint32_t pc) {
    wk_kinds f = {0};
    follow_of(stage, stage->code.v[pc].a, &f, 64);
    if (f.bits[WK_KIND_PLAIN / 64] >> (WK_KIND_PLAIN % 64) & 1) return;
    uint32_t first = 0;
    while (!f.bits[first / 64]) first += 64;
    first += (uint32_t)__builtin_ctzll(f.bits[first / 64]);
    if (size_of(&f) > 1) first = WK_KIND_LIMIT + follow_number(arena, stage, &f);
    if (first <= UINT16_MAX) stage->code.v[pc].slot = (uint16_t)first;
}

static void index_ways(wk_arena *arena, wk_stage *stage) {
    for (uint32_t pc = 0; pc < stage->code.n; pc++) {
        if (stage->code.v[pc].op == WK_OP_GAP) index_gap(arena, stage, pc);
        if (stage->code.v[pc].op == WK_OP_SPLIT) index_split(arena, stage, pc);
    }
}

static uint32_t program_end(const wk_stage *stage, size_t pattern) {
    return pattern + 1 == stage->patterns.n ? (uint32_t)stage->code.n : stage->patterns.v[pattern + 1].program;
}

void wk_stage_index(wk_arena *arena, const wk_lexicon *lexicon, wk_stage *stage) {
    stage->pattern_words = (stage->patterns.n + 63) / 64;
    stage->by_kind = wk_alloc_array(arena, WK_KIND_LIMIT * stage->pattern_words, sizeof *stage->by_kind);
    index_words(arena, lexicon, stage);
    index_ways(arena, stage);
    uint8_t *seen = wk_alloc(arena, stage->code.n); /* programs share no instruction */
    uint32_t longest = 0;
    for (size_t i = 0; i < stage->patterns.n; i++) {
        uint32_t length = program_end(stage, i) - stage->patterns.v[i].program;
        if (length > longest) longest = length;
    }
    const rest **of = wk_alloc_array(arena, longest, sizeof *of);
    rest *room = wk_alloc_array(arena, longest, sizeof *room);
    for (size_t i = 0; i < stage->patterns.n; i++) {
        index_pattern(arena, stage, i, seen);
        index_needs(arena, stage, &stage->patterns.v[i], program_end(stage, i), of, room);
    }
    for (size_t w = 0; w < WK_PATTERN_WORDS; w++) {
        uint64_t any = stage->any.bits[w] & ~stage->sentence.bits[w];
        stage->anywhere[0] |= (any & ~stage->back.bits[w]) != 0;
        stage->anywhere[1] |= any != 0;
    }
}
