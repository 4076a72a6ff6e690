/* The pattern language: rules that a linguist reads aloud, compiled once, run over tokens and marks.
 *
 *   stage statements
 *   say-after   content:QUOTE ,? cue:~SAY speaker:ACTOR  kind=direct => STATEMENT
 *
 * docs/PATTERNS.md describes the language. A stage's patterns run in one pass: at every token the kinds that stand
 * there select the patterns that could begin there, and those that lack something they need in the rest of the sentence
 * drop out; each of the others is a small backtracking program with a bound on its steps, so the whole is linear in the
 * text. */
#ifndef WK_PATTERN_H
#define WK_PATTERN_H

#include "pack/lexicon.h"

typedef struct wk_constant {
    uint16_t slot;
    wk_str value;
} wk_constant;

typedef struct wk_pattern {
    wk_str id;         /* "id/statements/say-after" */
    wk_class class;    /* the mark it lays, or 0 */
    uint32_t program;  /* first instruction in the stage's code */
    uint32_t needs;    /* in the stage's needs: so many of its own sentence, then so many of the next */
    uint8_t need_count, next_count;
    WK_ARRAY(wk_constant) constants;
    const char *file;
    uint32_t line;
} wk_pattern;

/* A piece of patterns with a name ("define"). */
typedef struct wk_macro {
    wk_str name, text;
    const char *file;
    uint32_t line;
} wk_macro;

typedef struct wk_instruction {
    uint8_t op;
    uint16_t slot;
    uint32_t a, b;
} wk_instruction;

enum { WK_LOOK_BACK = 4 /* tokens of a look behind */ };

enum { WK_PATTERN_LIMIT = 1024, WK_PATTERN_WORDS = WK_PATTERN_LIMIT / 64 };

typedef struct wk_pattern_set {
    uint64_t bits[WK_PATTERN_WORDS];
} wk_pattern_set;

typedef struct wk_class_set {
    uint64_t bits[WK_CLASS_WORDS];
} wk_class_set;

/* What a token is to a stage: its classes, the words that the stage's patterns name (a bit for each, shared by several
 * when there are more words than bits), its shape. A set of kinds says what could stand somewhere; one AND tells. */
enum {
    WK_KIND_WORD = WK_CLASS_LIMIT, WK_KIND_WORDS = 253, /* bits of words */
    WK_KIND_NUMBER = WK_KIND_WORD + WK_KIND_WORDS, WK_KIND_CAPITAL, WK_KIND_PLAIN, WK_KIND_LIMIT
};

typedef struct wk_kinds {
    uint64_t bits[WK_KIND_LIMIT / 64];
} wk_kinds;

/* The kinds of a token that are no classes. */
enum { WK_OWN_WORDS = WK_KIND_LIMIT / 64 - WK_CLASS_WORDS };
typedef struct wk_word_set {
    uint64_t bits[WK_OWN_WORDS];
} wk_word_set;
_Static_assert(WK_KIND_LIMIT % 64 == 0 && WK_KIND_WORD % 64 == 0 && WK_KIND_WORDS < UINT8_MAX, "kinds fill their numbers");

typedef struct wk_stage {
    wk_str name;
    WK_ARRAY(wk_pattern) patterns;
    WK_ARRAY(wk_macro) macros; /* the latest of a name counts */
    WK_ARRAY(wk_instruction) code;
    WK_ARRAY(wk_class_set) sets; /* of WK_OP_NONE_OF */
    WK_ARRAY(uint16_t) lists;    /* of WK_OP_WORDS: the words of each, in order */
    /* made by wk_stage_index() */
    uint8_t *words;               /* per word that patterns of the language name: the number of its bit + 1, or 0 */
    wk_word_set *bits;            /* per such number: the set of that bit alone */
    size_t pattern_words;         /* of a pattern set that are used */
    wk_kinds begins[2];           /* what some pattern could begin with: [0] one that does not look back first, [1] any */
    wk_pattern_set back;          /* those that do */
    wk_kinds behind;              /* what they look back for: one of it stands in the WK_LOOK_BACK tokens before */
    bool looks_back;              /* there are some */
    wk_pattern_set any;           /* the patterns that begin with anything */
    uint64_t *by_kind;            /* those that begin with a kind: for each the used part of a pattern set */
    wk_pattern_set sentence;      /* those that only the first token of a sentence, or of a paragraph within a quotation, can begin */
    bool anywhere[2];             /* some of `any` begin elsewhere too: as `begins` */
    WK_ARRAY(wk_kinds) needs;     /* of patterns: one kind of each set must come, from the match's start to the sentence's end,
                                     or in the sentence behind a break */
    WK_ARRAY(wk_kinds) follows;   /* of WK_OP_GAP: what can stand behind it; all: more than this tells. Of WK_OP_SPLIT */
} wk_stage;

typedef WK_ARRAY(wk_stage *) wk_stages;

/* Parses and compiles one pattern file (its first line is "stage NAME"), adding to the stage of that name or making
 * it. `prefix` begins the ids ("id"). Lists that a pattern names must be in the lexicon. WK_PACK with place. */
wk_status wk_patterns_parse(wk_arena *arena, wk_lexicon *lexicon, wk_str text, const char *file, wk_str prefix,
                            wk_stages *stages, wk_error *error) WK_MUST_CHECK;

/* Makes the first-token index; once per stage after all files are parsed. */
void wk_stage_index(wk_arena *arena, const wk_lexicon *lexicon, wk_stage *stage);

typedef enum wk_run {
    WK_RUN_BEST, /* at each token the longest match (then the first pattern), going on behind it */
    WK_RUN_ALL   /* every pattern's match at every token */
} wk_run;

/* Runs a stage over the text; appends matches in text order to text->matches and lays marks of patterns that name a
 * class (the mark's value is the index of its match). Returns the index of the first new match. stage may be NULL. */
uint32_t wk_stage_run(const wk_stage *stage, wk_text *text, wk_run how);

/* The slot called `name`; WK_SLOTS when there is none. And its name. */
wk_slot wk_slot_find(wk_str name);
wk_str wk_slot_name(wk_slot slot);

/* Instructions, for the parser and the matcher only. Of WK_OP_SPLIT the ways on are a, then b; slot tells what a begins
 * with: a kind, or a set of `follows` (WK_KIND_LIMIT + number); 0: more than that. */
enum wk_op {
    WK_OP_MATCH, WK_OP_WORD, WK_OP_CLASS, WK_OP_ANY, WK_OP_PLAIN, WK_OP_CAPITAL, WK_OP_NUMBER, WK_OP_SPLIT, WK_OP_JUMP,
    WK_OP_OPEN, WK_OP_CLOSE, WK_OP_NOT, WK_OP_AHEAD, WK_OP_BEHIND, WK_OP_NOT_BEHIND, WK_OP_SENTENCE, WK_OP_PARAGRAPH,
    WK_OP_END, WK_OP_BREAK, WK_OP_CLAUSE, WK_OP_SUBJECT, WK_OP_GLUED, WK_OP_QUOTED,
    WK_OP_GAP,                    /* up to b tokens, as few as possible */
    WK_OP_NONE_OF,                /* no class of set a begins here */
    WK_OP_NOT_WORD,
    WK_OP_WORDS,                  /* one of the b words of `lists` from a on */
    WK_OP_ENDS, WK_OP_NOT_ENDS    /* a mark of class a (with value b) ends here, or none does */
};

#endif
