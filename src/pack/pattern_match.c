/* Running patterns: the first-token index and a backtracking matcher with bounded steps and a bounded stack. */
#include "pack/pattern.h"

enum { MOST_STEPS = 6000, DEEPEST_STACK = 512, MOST_CAPTURES = 24 };

enum { OWN = WK_KIND_LIMIT / 64 - WK_CLASS_WORDS };

/* What a stage sees of a token: its kinds that are no classes; all kinds from there to its sentence's end, where alone a
 * pattern looks for what it needs (where some pattern could begin); and the next token where one could. */
struct wk_sight {
    uint64_t own[OWN];
    wk_kinds ahead;
    uint32_t next;
};

typedef struct choice {
    uint32_t pc, at, captures, across;
    uint32_t left; /* of a gap: tokens it may still take */
} choice;

typedef struct machine {
    const wk_stage *stage;
    const wk_text *text;
    const wk_instruction *code; /* of the stage */
    const wk_token *tokens;
    const struct wk_sight *sights; /* as the tokens, of the text */
    uint32_t last; /* the sentinel */
    uint32_t start, across; /* a sentence may begin at `across` */
    uint32_t steps, depth, captures;
    choice stack[DEEPEST_STACK];
    wk_capture capture[MOST_CAPTURES];
} machine;

#define BIT(kind) (UINT64_C(1) << (kind) % 64)
static const uint64_t shape_kinds[] = {
    [WK_SHAPE_LOWER] = BIT(WK_KIND_PLAIN), [WK_SHAPE_TITLE] = BIT(WK_KIND_PLAIN) | BIT(WK_KIND_CAPITAL),
    [WK_SHAPE_UPPER] = BIT(WK_KIND_PLAIN) | BIT(WK_KIND_CAPITAL), [WK_SHAPE_MIXED] = BIT(WK_KIND_PLAIN) | BIT(WK_KIND_CAPITAL),
    [WK_SHAPE_NUMBER] = BIT(WK_KIND_PLAIN) | BIT(WK_KIND_NUMBER), [WK_SHAPE_PUNCT] = 0};
#undef BIT

_Static_assert(OWN == 2 && WK_KIND_WORD % 64 == 0 && WK_KIND_NUMBER / 64 == WK_KIND_PLAIN / 64, "words and shapes are two numbers");

static inline void see(const wk_stage *stage, const wk_token *token, uint64_t own[OWN]) {
    uint32_t word = token->named < stage->word_kinds.n ? stage->word_kinds.v[token->named] : 0, bit = word - 1;
    own[0] = (uint64_t)(bit < 64) << (bit & 63);
    own[1] = (uint64_t)(bit - 64 < 64) << (bit & 63) | shape_kinds[token->shape];
}

/* Is the token of a kind of the set? */
static inline bool is_of(const wk_kinds *set, const wk_token *token, const uint64_t own[OWN]) {
    uint64_t both = 0;
    for (size_t w = 0; w < WK_CLASS_WORDS; w++) both |= set->bits[w] & token->classes[w];
    for (size_t w = 0; w < OWN; w++) both |= set->bits[WK_CLASS_WORDS + w] & own[w];
    return both;
}

/* May the match take the token at `at`? Not beyond the sentence unless a break was allowed, never the sentinel. */
static bool may_take(const machine *m, uint32_t at) {
    if (at >= m->last) return false;
    return !(m->tokens[at].flags & WK_SENTENCE) || at == m->start || at == m->across;
}

static void push(machine *m, uint32_t pc, uint32_t at) {
    if (m->depth < DEEPEST_STACK) m->stack[m->depth++] = (choice){pc, at, m->captures, m->across, 0};
}

/* Pushes the shorter marks of a class (with a value, when one is asked for) and returns the end of the longest; 0 when there is none. */
static uint32_t take_class(machine *m, wk_class class, uint32_t value, uint32_t pc, uint32_t at) {
    const wk_token *token = &m->tokens[at];
    if (!wk_token_has(token, class)) return 0;
    uint32_t best = 0, others[8], n = 0;
    for (uint32_t i = token->marks; i; i = m->text->marks.v[i - 1].next) {
        const wk_mark *mark = &m->text->marks.v[i - 1];
        if (mark->class != class || mark->end == best || (value && mark->value != value)) continue;
        if (!best) best = mark->end;
        else if (n < WK_COUNT(others) && (!n || others[n - 1] != mark->end)) others[n++] = mark->end;
    }
    while (n) push(m, pc + 1, others[--n]);
    return best;
}

static void open_capture(machine *m, uint16_t slot, uint32_t at) {
    if (m->captures < MOST_CAPTURES) m->capture[m->captures++] = (wk_capture){slot, at, at};
}

static void close_capture(machine *m, uint16_t slot, uint32_t at) {
    for (uint32_t i = m->captures; i-- > 0;)
        if (m->capture[i].slot == slot) {
            m->capture[i].end = at;
            return;
        }
}

static bool run(machine *m, uint32_t pc, uint32_t at, uint32_t *end);

/* A look ahead or behind with a matcher state of its own inside the same stack. */
static bool look_around(machine *m, uint8_t op, uint32_t pc, uint32_t at) {
    uint32_t depth = m->depth, captures = m->captures, across = m->across, start = m->start, end;
    bool found = false;
    if (op == WK_OP_NOT || op == WK_OP_AHEAD) {
        found = run(m, pc, at, &end);
    } else {
        for (uint32_t back = 1; back <= 4 && back <= at && !found; back++) {
            uint32_t from = at - back;
            m->start = from;
            found = run(m, pc, from, &end) && end == at;
            if (m->tokens[from].flags & WK_SENTENCE) break;
        }
        if (m->tokens[at].flags & WK_SENTENCE && at != across) found = false;
    }
    m->depth = depth;
    m->across = across;
    m->start = start;
    if (!found || op == WK_OP_NOT || op == WK_OP_NOT_BEHIND) m->captures = captures;
    return found == (op == WK_OP_AHEAD || op == WK_OP_BEHIND);
}

/* Does a mark of this class end right before `at`, in the same sentence? */
static bool ends_here(const machine *m, uint32_t at, wk_class class, uint32_t value) {
    if (m->tokens[at].flags & WK_SENTENCE && at != m->across) return false;
    for (uint32_t from = at; from && from + 4 > at;) {
        const wk_token *token = &m->tokens[--from];
        for (uint32_t i = wk_token_has(token, class) ? token->marks : 0; i; i = m->text->marks.v[i - 1].next) {
            const wk_mark *mark = &m->text->marks.v[i - 1];
            if (mark->class == class && mark->end == at && (!value || mark->value == value)) return true;
        }
        if (token->flags & WK_SENTENCE) break;
    }
    return false;
}

static bool take_subject(machine *m, uint32_t at) {
    if (!m->text->subject || !m->text->subject[at]) return false;
    const wk_mark *mark = &m->text->marks.v[m->text->subject[at] - 1];
    if (m->captures) { /* SUBJECT stands inside a capture: that capture gets the subject's tokens */
        m->capture[m->captures - 1].start = mark->start;
        m->capture[m->captures - 1].end = mark->end;
    }
    return true;
}

/* One instruction that takes or tests tokens; returns whether it held and moves *at. */
static bool step(machine *m, const wk_instruction *i, uint32_t pc, uint32_t *at) {
    const wk_token *token = &m->tokens[*at];
    bool sentence = token->flags & WK_SENTENCE;
    switch (i->op) {
    case WK_OP_WORD: return token->named == i->a && may_take(m, *at) && ++*at;
    case WK_OP_CLASS: {
        uint32_t end = may_take(m, *at) ? take_class(m, (wk_class)i->a, i->b, pc, *at) : 0;
        if (end) *at = end;
        return end;
    }
    case WK_OP_ANY: return may_take(m, *at) && ++*at;
    case WK_OP_PLAIN: return token->shape != WK_SHAPE_PUNCT && may_take(m, *at) && ++*at;
    case WK_OP_CAPITAL:
        return (token->shape == WK_SHAPE_TITLE || token->shape == WK_SHAPE_UPPER || token->shape == WK_SHAPE_MIXED) &&
               may_take(m, *at) && ++*at;
    case WK_OP_NUMBER: return token->shape == WK_SHAPE_NUMBER && may_take(m, *at) && ++*at;
    case WK_OP_NONE_OF: {
        const uint64_t *bits = m->stage->sets.v[i->a].bits;
        uint64_t both = 0;
        for (size_t w = 0; w < WK_CLASS_WORDS; w++) both |= bits[w] & token->classes[w];
        return !both || !may_take(m, *at);
    }
    case WK_OP_NOT_WORD: return token->named != i->a || !may_take(m, *at);
    case WK_OP_ENDS: return ends_here(m, *at, (wk_class)i->a, i->b);
    case WK_OP_NOT_ENDS: return !ends_here(m, *at, (wk_class)i->a, i->b);
    case WK_OP_QUOTED: return token->flags & WK_QUOTED;
    case WK_OP_GLUED: return !(token->flags & WK_SPACE);
    case WK_OP_SENTENCE: return sentence || *at == 0;
    case WK_OP_PARAGRAPH: return token->flags & WK_PARAGRAPH || *at == 0;
    case WK_OP_END: return sentence;
    case WK_OP_BREAK:
        m->across = *at;
        return sentence && *at < m->last;
    case WK_OP_CLAUSE: {
        uint32_t end = m->text->clause_end && may_take(m, *at) ? m->text->clause_end[*at] : 0;
        if (end <= *at) return false;
        *at = end;
        return true;
    }
    case WK_OP_SUBJECT: return take_subject(m, *at);
    default: return false;
    }
}

/* Takes tokens of a gap up to where the rest could begin, keeping the choice to take more; false at its end. */
static bool take_gap(machine *m, uint32_t pc, uint32_t *at, uint32_t left) {
    const wk_kinds *follow = &m->stage->follows.v[m->code[pc].a];
    for (;; left--, ++*at, m->steps++) {
        bool more = left && may_take(m, *at);
        if (is_of(follow, &m->tokens[*at], m->sights[*at].own)) {
            if (more && m->depth < DEEPEST_STACK)
                m->stack[m->depth++] = (choice){pc, *at + 1, m->captures, m->across, left};
            return true;
        }
        if (!more) return false;
    }
}

static bool run(machine *m, uint32_t pc, uint32_t at, uint32_t *end) {
    uint32_t floor = m->depth, left = 0; /* left: of the gap that is gone on with, counted from 1 */
    for (;;) {
        if (++m->steps > MOST_STEPS) return false;
        const wk_instruction *i = &m->code[pc];
        bool held = true;
        switch (i->op) {
        case WK_OP_MATCH: *end = at; return true;
        case WK_OP_JUMP: pc = i->a; continue;
        case WK_OP_SPLIT: push(m, i->b, at); pc = i->a; continue;
        case WK_OP_GAP:
            held = take_gap(m, pc, &at, left ? left - 1 : i->b);
            left = 0;
            break;
        case WK_OP_OPEN: open_capture(m, i->slot, at); break;
        case WK_OP_CLOSE:
            if (m->code[pc - 1].op != WK_OP_SUBJECT) close_capture(m, i->slot, at);
            break;
        case WK_OP_NOT: case WK_OP_AHEAD: case WK_OP_BEHIND: case WK_OP_NOT_BEHIND:
            if ((held = look_around(m, i->op, pc + 1, at))) {
                pc = i->a;
                continue;
            }
            break;
        default: held = step(m, i, pc, &at);
        }
        if (held) {
            pc++;
            continue;
        }
        if (m->depth == floor) return false;
        choice c = m->stack[--m->depth];
        pc = c.pc;
        at = c.at;
        m->captures = c.captures;
        m->across = c.across;
        left = c.left;
    }
}

static bool try_pattern(machine *m, const wk_pattern *pattern, uint32_t at, uint32_t *end) {
    m->start = at;
    m->across = UINT32_MAX;
    m->steps = m->depth = m->captures = 0;
    return run(m, pattern->program, at, end) && (*end > at);
}

static void keep(const wk_capture *captures, uint32_t count, wk_text *text, const wk_pattern *pattern, uint32_t at, uint32_t end) {
    uint32_t index = (uint32_t)text->matches.n, first = (uint32_t)text->captures.n;
    for (uint32_t i = 0; i < count; i++) *WK_PUSH(text->arena, &text->captures) = captures[i];
    *WK_PUSH(text->arena, &text->matches) = (wk_match){pattern, at, end, first, count};
    if (pattern->class) wk_mark_add(text, pattern->class, at, end, index);
}

/* ---- running */

static void join(wk_pattern_set *set, const wk_stage *stage, uint64_t kinds, size_t word, size_t words) {
    for (kinds &= stage->begins.bits[word]; kinds; kinds &= kinds - 1) {
        const wk_pattern_set *more = &stage->by_kind[word * 64 + (size_t)__builtin_ctzll(kinds)];
        for (size_t i = 0; i < words; i++) set->bits[i] |= more->bits[i];
    }
}

/* The patterns that could begin at a token. */
static wk_pattern_set candidates(const wk_stage *stage, const wk_token *token, const uint64_t own[OWN], bool first) {
    size_t words = (stage->patterns.n + 63) / 64;
    wk_pattern_set set;
    memcpy(set.bits, stage->any.bits, words * sizeof *set.bits);
    for (size_t w = 0; w < WK_CLASS_WORDS; w++) join(&set, stage, token->classes[w], w, words);
    for (size_t w = 0; w < OWN; w++) join(&set, stage, own[w], WK_CLASS_WORDS + w, words);
    for (size_t w = 0; w < words && !first; w++) set.bits[w] &= ~stage->sentence.bits[w];
    return set;
}

/* Makes the sights, from the end backwards; returns the first token where some pattern could begin. */
static uint32_t look(const wk_stage *stage, wk_text *text) {
    if (!text->sights) text->sights = wk_alloc_array(text->arena, text->tokens.n, sizeof *text->sights);
    uint32_t next = (uint32_t)text->tokens.n - 1;
    wk_kinds ahead = {0};
    for (uint32_t at = next; at-- > 0;) {
        const wk_token *token = &text->tokens.v[at];
        struct wk_sight *sight = &text->sights[at];
        bool first = token->flags & WK_SENTENCE || !at;
        see(stage, token, sight->own);
        for (size_t w = 0; w < WK_CLASS_WORDS; w++) ahead.bits[w] |= token->classes[w];
        for (size_t w = 0; w < OWN; w++) ahead.bits[WK_CLASS_WORDS + w] |= sight->own[w];
        sight->next = next;
        if (first || stage->anywhere || is_of(&stage->begins, token, sight->own)) {
            sight->ahead = ahead;
            next = at;
        }
        if (first) ahead = (wk_kinds){0};
    }
    return next;
}

static bool has_needs(const wk_stage *stage, const wk_pattern *pattern, const wk_kinds *ahead) {
    for (uint32_t i = 0; i < pattern->need_count; i++) {
        const wk_kinds *set = &stage->needs.v[pattern->needs + i];
        uint64_t both = 0;
        for (size_t w = 0; w < WK_COUNT(set->bits); w++) both |= set->bits[w] & ahead->bits[w];
        if (!both) return false;
    }
    return true;
}

/* Tries the patterns of `set` at a token; returns the end of the match to go on behind, 0 for none. */
static uint32_t try_all(machine *m, wk_text *text, const wk_pattern_set *set, uint32_t at, const wk_kinds *ahead, wk_run how) {
    const wk_stage *stage = m->stage;
    const wk_pattern *winner = NULL;
    wk_capture best[MOST_CAPTURES];
    uint32_t longest = 0, captures = 0, end;
    for (size_t w = 0; w < (stage->patterns.n + 63) / 64; w++)
        for (uint64_t bits = set->bits[w]; bits; bits &= bits - 1) {
            const wk_pattern *p = &stage->patterns.v[w * 64 + (size_t)__builtin_ctzll(bits)];
            if (!has_needs(stage, p, ahead) || !try_pattern(m, p, at, &end)) continue;
            if (how == WK_RUN_ALL) {
                keep(m->capture, m->captures, text, p, at, end);
            } else if (end > longest) {
                longest = end;
                winner = p;
                captures = m->captures;
                memcpy(best, m->capture, captures * sizeof *best);
            }
        }
    if (winner) keep(best, captures, text, winner, at, longest);
    return longest;
}

uint32_t wk_stage_run(const wk_stage *stage, wk_text *text, wk_run how) {
    uint32_t first = (uint32_t)text->matches.n;
    if (!stage || text->tokens.n < 2) return first;
    machine m;
    uint32_t at = look(stage, text), end = 0;
    m.stage = stage;
    m.text = text;
    m.code = stage->code.v;
    m.tokens = text->tokens.v;
    m.sights = text->sights;
    m.last = (uint32_t)text->tokens.n - 1;
    for (; at < m.last; at = m.sights[at].next) {
        if (at < end) continue;
        wk_pattern_set set = candidates(stage, &m.tokens[at], m.sights[at].own, m.tokens[at].flags & WK_SENTENCE || !at);
        end = try_all(&m, text, &set, at, &m.sights[at].ahead, how);
    }
    return first;
}
