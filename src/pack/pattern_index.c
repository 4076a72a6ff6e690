/* What a compiled stage knows ahead of running: which patterns could begin at a token, and what could follow a gap. */
#include "pack/pattern.h"

static void set_add(wk_pattern_set *set, size_t i) {
    set->bits[i / 64] |= UINT64_C(1) << (i % 64);
}

static void index_word(wk_arena *arena, wk_stage *stage, uint32_t word, size_t pattern) {
    while (stage->by_word.n <= word) *WK_PUSH(arena, &stage->by_word) = 0;
    if (!stage->by_word.v[word]) {
        *WK_PUSH(arena, &stage->word_sets) = (wk_pattern_set){0};
        stage->by_word.v[word] = (uint32_t)stage->word_sets.n;
    }
    set_add(&stage->word_sets.v[stage->by_word.v[word] - 1], pattern);
}

/* Follows everything that can be reached before a token is taken. */
static void index_pattern(wk_arena *arena, wk_stage *stage, size_t number) {
    WK_ARRAY(uint32_t) todo = {0};
    uint8_t *seen = wk_alloc(arena, stage->code.n);
    *WK_PUSH(arena, &todo) = stage->patterns.v[number].program;
    while (todo.n) {
        uint32_t pc = todo.v[--todo.n];
        if (seen[pc]++) continue;
        const wk_instruction *i = &stage->code.v[pc];
        switch (i->op) {
        case WK_OP_WORD: index_word(arena, stage, i->a, number); break;
        case WK_OP_CLASS:
            set_add(&stage->by_class[i->a], number);
            stage->begins.bits[i->a / 64] |= UINT64_C(1) << (i->a % 64);
            break;
        case WK_OP_NUMBER: set_add(&stage->number, number); break;
        case WK_OP_CAPITAL: set_add(&stage->capital, number); break;
        case WK_OP_PLAIN: set_add(&stage->plain, number); break;
        case WK_OP_ANY: case WK_OP_CLAUSE: case WK_OP_MATCH: set_add(&stage->any, number); break;
        case WK_OP_GAP: set_add(&stage->any, number); break;
        case WK_OP_SPLIT: *WK_PUSH(arena, &todo) = i->b; *WK_PUSH(arena, &todo) = i->a; break;
        case WK_OP_JUMP: case WK_OP_NOT: case WK_OP_AHEAD: case WK_OP_BEHIND: case WK_OP_NOT_BEHIND:
            *WK_PUSH(arena, &todo) = i->a;
            break;
        default: *WK_PUSH(arena, &todo) = pc + 1;
        }
    }
}

/* Notes what could stand at instruction `pc`, the first behind a gap. */
static void follow_of(const wk_stage *stage, uint32_t pc, wk_follow *f, int depth) {
    for (; depth && !f->any; depth--) {
        const wk_instruction *i = &stage->code.v[pc];
        switch (i->op) {
        case WK_OP_OPEN: case WK_OP_CLOSE: case WK_OP_AHEAD: case WK_OP_ENDS: case WK_OP_NOT_ENDS: case WK_OP_NONE_OF:
        case WK_OP_NOT_WORD: pc++; break;
        case WK_OP_JUMP: case WK_OP_NOT: case WK_OP_BEHIND: case WK_OP_NOT_BEHIND: pc = i->a; break;
        case WK_OP_WORD:
            if (f->count == WK_COUNT(f->words)) f->any = true;
            else f->words[f->count++] = i->a;
            return;
        case WK_OP_CLASS: f->classes.bits[i->a / 64] |= UINT64_C(1) << (i->a % 64); return;
        case WK_OP_SPLIT:
            follow_of(stage, i->a, f, depth - 1);
            pc = i->b;
            break;
        default: f->any = true;
        }
    }
    if (!depth) f->any = true;
}

static void index_gaps(wk_arena *arena, wk_stage *stage) {
    for (uint32_t pc = 0; pc < stage->code.n; pc++) {
        if (stage->code.v[pc].op != WK_OP_GAP) continue;
        wk_follow f = {0};
        follow_of(stage, pc + 1, &f, 24);
        stage->code.v[pc].a = (uint32_t)stage->follows.n;
        *WK_PUSH(arena, &stage->follows) = f;
    }
}

void wk_stage_index(wk_arena *arena, wk_stage *stage) {
    index_gaps(arena, stage);
    for (size_t i = 0; i < stage->patterns.n; i++) {
        index_pattern(arena, stage, i);
        uint8_t first = stage->code.v[stage->patterns.v[i].program].op;
        if (first == WK_OP_SENTENCE || first == WK_OP_PARAGRAPH) set_add(&stage->sentence, i);
    }
}
