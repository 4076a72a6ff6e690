/* Running patterns: the first-token index and a backtracking matcher with bounded steps and a bounded stack. */
#include "pack/pattern.h"

enum { MOST_STEPS = 6000, DEEPEST_STACK = 512, MOST_CAPTURES = 24 };

/* Sets of kinds, two numbers at a time. */
typedef uint64_t two __attribute__((vector_size(16)));

typedef struct kinds {
    two v[sizeof(wk_kinds) / sizeof(two)];
} kinds;
_Static_assert(sizeof(kinds) == 4 * sizeof(two) && WK_CLASS_WORDS == 4, "two of classes, two of words and shapes");

/* The kinds of a token that are no classes. */
typedef struct own_kinds {
    two v[sizeof(wk_word_set) / sizeof(two)];
} own_kinds;

#define BIT(kind) (UINT64_C(1) << (kind) % 64)
static const two shape_kinds[] = {
    [WK_SHAPE_LOWER] = {0, BIT(WK_KIND_PLAIN)}, [WK_SHAPE_TITLE] = {0, BIT(WK_KIND_PLAIN) | BIT(WK_KIND_CAPITAL)},
    [WK_SHAPE_UPPER] = {0, BIT(WK_KIND_PLAIN) | BIT(WK_KIND_CAPITAL)}, [WK_SHAPE_MIXED] = {0, BIT(WK_KIND_PLAIN) | BIT(WK_KIND_CAPITAL)},
    [WK_SHAPE_NUMBER] = {0, BIT(WK_KIND_PLAIN) | BIT(WK_KIND_NUMBER)}, [WK_SHAPE_PUNCT] = {0, 0}};
#undef BIT
_Static_assert(WK_KIND_NUMBER / 64 == WK_KIND_PLAIN / 64 && WK_KIND_PLAIN / 64 == 7, "shapes stand in the last number");

/* A token where some pattern could begin. */
typedef struct place {
    kinds ahead;    /* all kinds from here to the sentence's end, where alone a pattern looks for what it needs */
    uint32_t at;
    uint32_t rest;  /* the place where the next sentence begins */
    bool behind;    /* something that patterns look back for stands near before it */
} place;

struct wk_look {
    wk_word_set *sights;    /* per token: its kinds that are no classes */
    WK_ARRAY(place) places; /* the last one is the sentinel's */
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
    const wk_word_set *sights; /* as the tokens, of the text */
    const place *places;
    uint32_t last; /* the sentinel */
    uint32_t start, across; /* a sentence may begin at `across` */
    uint32_t steps, depth, captures;
    choice stack[DEEPEST_STACK];
    wk_capture capture[MOST_CAPTURES];
} machine;

static inline two load(const uint64_t *bits) {
    two v;
    memcpy(&v, bits, sizeof v);
    return v;
}

/* What a token is by itself, to a stage. */
static inline own_kinds see(const wk_stage *stage, const wk_token *token) {
    const uint64_t *words = stage->bits[stage->words[token->named]].bits;
    return (own_kinds){{load(words), load(words + 2) | shape_kinds[token->shape]}};
}

static inline kinds kinds_of(const wk_token *token, const uint64_t *own) {
    return (kinds){{load(token->classes), load(token->classes + 2), load(own), load(own + 2)}};
}

static inline bool meet(const wk_kinds *set, const kinds *with) {
    two both = (load(set->bits) & with->v[0]) | (load(set->bits + 2) & with->v[1]) | (load(set->bits + 4) & with->v[2]) |
               (load(set->bits + 6) & with->v[3]);
    return both[0] | both[1];
}

/* Is the token of a kind of the set? */
static inline bool is_of(const wk_kinds *set, const wk_token *token, const wk_word_set *own) {
    const kinds its = kinds_of(token, own->bits);
    return meet(set, &its);
}

/* Could the first way of a split begin at a token? */
static inline bool may_begin(const machine *m, const wk_instruction *split, uint32_t at) {
    const uint32_t kind = split->slot;
    const uint64_t *own = m->sights[at].bits;
    if (kind < WK_CLASS_LIMIT) return !kind || wk_token_has(&m->tokens[at], split->slot);
    if (kind < WK_KIND_LIMIT) return own[kind / 64 - WK_CLASS_WORDS] >> (kind % 64) & 1;
    return is_of(&m->stage->follows.v[kind - WK_KIND_LIMIT], &m->tokens[at], &m->sights[at]);
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
    uint32_t depth = m->depth, captures = m->captures, across = m->across, start = m->start, last = m->last, end;
    bool found = false;
    if (op == WK_OP_NOT || op == WK_OP_AHEAD) {
        found = run(m, pc, at, &end);
    } else {
        m->last = at; /* what may stand there or not ("kasus WORD?") takes nothing from here on */
        for (uint32_t back = 1; back <= WK_LOOK_BACK && back <= at && !found; back++) {
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
    m->last = last;
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

/* Is a word one of those that an instruction names? */
static bool is_listed(const machine *m, const wk_instruction *i, uint32_t word) {
    const uint16_t *list = m->stage->lists.v + i->a;
    uint32_t low = 0, high = i->b;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (list[middle] < word) low = middle + 1;
        else high = middle;
    }
    return low < i->b && list[low] == word;
}

/* One of the rarer instructions that take or test tokens; returns whether it held and moves *at. */
static bool step(machine *m, const wk_instruction *i, uint32_t *at) {
    const wk_token *token = &m->tokens[*at];
    bool sentence = token->flags & WK_SENTENCE;
    switch (i->op) {
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
    case WK_OP_WORDS: return token->named && is_listed(m, i, token->named) && may_take(m, *at) && ++*at;
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
        return sentence && *at > m->start && *at < m->last;
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
        if (is_of(follow, &m->tokens[*at], &m->sights[*at])) {
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
        case WK_OP_SPLIT:
            if (!may_begin(m, i, at)) {
                pc = i->b;
                continue;
            }
            push(m, i->b, at);
            pc = i->a;
            continue;
        case WK_OP_WORD:
            held = m->tokens[at].named == i->a && may_take(m, at);
            at += held;
            break;
        case WK_OP_CLASS: {
            uint32_t next = may_take(m, at) ? take_class(m, (wk_class)i->a, i->b, pc, at) : 0;
            held = next;
            if (held) at = next;
            break;
        }
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
        default: held = step(m, i, &at);
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

/* Adds, of the patterns to `keep`, those that begin with some kinds, whose bits are those of number `n` of a set. */
static inline void add_begun(wk_pattern_set *set, const wk_pattern_set *keep, const wk_stage *stage, uint64_t bits, size_t n) {
    for (; bits; bits &= bits - 1) {
        const uint64_t *more = stage->by_kind + (n * 64 + (size_t)__builtin_ctzll(bits)) * stage->pattern_words;
        for (size_t w = 0; w < stage->pattern_words; w++) set->bits[w] |= more[w] & keep->bits[w];
    }
}

/* The patterns that could begin at a place. */
static void candidates(const machine *m, const place *here, wk_pattern_set *set) {
    const wk_stage *stage = m->stage;
    const wk_token *token = &m->tokens[here->at];
    const uint64_t *begins = stage->begins[here->behind].bits, *own = m->sights[here->at].bits;
    const uint64_t first = token->flags & (WK_SENTENCE | WK_PARAGRAPH) ? UINT64_MAX : 0, behind = here->behind ? UINT64_MAX : 0;
    wk_pattern_set keep;
    for (size_t w = 0; w < stage->pattern_words; w++) {
        keep.bits[w] = (first | ~stage->sentence.bits[w]) & (behind | ~stage->back.bits[w]);
        set->bits[w] = stage->any.bits[w] & keep.bits[w];
    }
    for (size_t n = 0; n < WK_CLASS_WORDS; n++) add_begun(set, &keep, stage, begins[n] & token->classes[n], n);
    for (size_t n = 0; n < WK_OWN_WORDS; n++) add_begun(set, &keep, stage, begins[WK_CLASS_WORDS + n] & own[n], WK_CLASS_WORDS + n);
}

/* Sees the tokens of the sentence that begins at `start`, and finds its places, the first of them there; returns its end. */
static uint32_t find_places(const wk_stage *stage, wk_text *text, uint32_t start) {
    const wk_token *token = &text->tokens.v[start], *last = &text->tokens.v[text->tokens.n - 1];
    wk_word_set *sight = &text->look->sights[start];
    const bool looks_back = stage->looks_back;
    uint32_t near = 0, at = start; /* near: what is looked back for stands near before so many tokens */
    do {
        const own_kinds own = see(stage, token);
        memcpy(sight, &own, sizeof own);
        const kinds its = kinds_of(token, sight->bits);
        const bool behind = near > 0;
        if (at == start || token->flags & WK_PARAGRAPH || stage->anywhere[behind] || meet(&stage->begins[behind], &its))
            *WK_PUSH(text->arena, &text->look->places) = (place){.at = at, .behind = behind};
        near -= behind;
        if (looks_back && meet(&stage->behind, &its)) near = WK_LOOK_BACK;
        token++, sight++, at++;
    } while (token < last && !(token->flags & WK_SENTENCE));
    return at;
}

/* Tells the places from `first` on, which are those of a sentence that ends at `end`, what lies ahead. */
static void look_ahead(wk_text *text, size_t first, uint32_t end) {
    const uint32_t rest = (uint32_t)text->look->places.n;
    kinds ahead = {0};
    const wk_token *token = &text->tokens.v[end];
    const wk_word_set *sight = &text->look->sights[end];
    for (uint32_t left = rest, at = end; left > first; left--) {
        place *here = &text->look->places.v[left - 1];
        for (; at > here->at; at--) {
            const kinds its = kinds_of(--token, (--sight)->bits);
            for (size_t i = 0; i < WK_COUNT(ahead.v); i++) ahead.v[i] |= its.v[i];
        }
        here->ahead = ahead;
        here->rest = rest;
    }
}

/* Looks at a text, sentence by sentence. */
static void look_at(const wk_stage *stage, wk_text *text) {
    const uint32_t last = (uint32_t)text->tokens.n - 1;
    if (!text->look) {
        text->look = wk_alloc(text->arena, sizeof *text->look);
        text->look->sights = wk_alloc_array(text->arena, text->tokens.n, sizeof *text->look->sights);
        WK_RESERVE(text->arena, &text->look->places, text->tokens.n / 2 + 16);
    }
    text->look->places.n = 0;
    for (uint32_t start = 0, end; start < last; start = end) {
        size_t first = text->look->places.n;
        end = find_places(stage, text, start);
        look_ahead(text, first, end);
    }
    *WK_PUSH(text->arena, &text->look->places) = (place){.at = last};
}

static bool has_all(const wk_kinds *needs, uint32_t n, const kinds *ahead) {
    for (uint32_t i = 0; i < n; i++)
        if (!meet(&needs[i], ahead)) return false;
    return true;
}

/* Stands what the pattern needs in the sentence from a place on, and in the next? */
static bool has_needs(const machine *m, const wk_pattern *pattern, const place *here) {
    const wk_kinds *needs = m->stage->needs.v + pattern->needs;
    if (!has_all(needs, pattern->need_count, &here->ahead)) return false;
    return has_all(needs + pattern->need_count, pattern->next_count, &m->places[here->rest].ahead);
}

/* Tries the patterns that could begin at a place; returns the end of the match to go on behind, 0 for none. */
static uint32_t try_all(machine *m, wk_text *text, const place *here, wk_run how) {
    const wk_stage *stage = m->stage;
    const wk_pattern *winner = NULL;
    wk_pattern_set set;
    wk_capture best[MOST_CAPTURES];
    uint32_t longest = 0, captures = 0, end;
    candidates(m, here, &set);
    for (size_t w = 0; w < stage->pattern_words; w++)
        for (uint64_t bits = set.bits[w]; bits; bits &= bits - 1) {
            const wk_pattern *p = &stage->patterns.v[w * 64 + (size_t)__builtin_ctzll(bits)];
            if (!has_needs(m, p, here) || !try_pattern(m, p, here->at, &end)) continue;
            if (how == WK_RUN_ALL) {
                keep(m->capture, m->captures, text, p, here->at, end);
            } else if (end > longest) {
                longest = end;
                winner = p;
                captures = m->captures;
                memcpy(best, m->capture, captures * sizeof *best);
            }
        }
    if (winner) keep(best, captures, text, winner, here->at, longest);
    return longest;
}

uint32_t wk_stage_run(const wk_stage *stage, wk_text *text, wk_run how) {
    uint32_t first = (uint32_t)text->matches.n, end = 0;
    if (!stage || text->tokens.n < 2) return first;
    look_at(stage, text);
    machine m;
    m.stage = stage;
    m.text = text;
    m.code = stage->code.v;
    m.tokens = text->tokens.v;
    m.sights = text->look->sights;
    m.places = text->look->places.v;
    m.last = (uint32_t)text->tokens.n - 1;
    for (const place *here = m.places; here->at < m.last; here++)
        if (here->at >= end) end = try_all(&m, text, here, how);
    return first;
}
