#include "page/lines.h"

#include "page/part.h"
#include "text/utf8.h"

enum {
    FURNITURE_START_BYTES = 260, /* a line that begins like furniture is a paragraph when it is longer */
    CAPTION_WORDS = 70,
    START_ROLES = WK_ROLE_START | WK_ROLE_LINK | WK_ROLE_CAPTION | WK_ROLE_CREDIT | WK_ROLE_BYLINE | WK_ROLE_EDITOR |
                  WK_ROLE_PUBLISHED | WK_ROLE_MODIFIED
};

/* Closing quotation marks and brackets, which may follow a sentence's end. */
static bool closes(uint32_t cp) {
    switch (cp) {
    case '"':
    case '\'':
    case ')':
    case ']':
    case '}':
    case '*':
    case 0x201D:
    case 0x2019:
    case 0xBB:
    case 0x300D:
    case 0x300F:
    case 0xFF09:
        return true;
    default:
        return false;
    }
}

/* A full stop, question or exclamation mark at the end, or a closing quotation mark or square bracket. */
static bool ends_sentence(wk_str s) {
    size_t at = s.n;
    uint32_t cp;
    bool closed = false;
    while (wk_utf8_prev(s, &at, &cp)) {
        if (cp == '.' || cp == '!' || cp == '?' || cp == 0x2026 || cp == 0x3002 || cp == 0xFF01 || cp == 0xFF1F)
            return true;
        if (cp == ']' || cp == 0x201D || cp == '"')
            closed = true;
        else if (!closes(cp) && cp != ' ')
            break;
    }
    return closed;
}

enum { C_WORD = 1, C_JOINS = 2, C_UPPER = 4, C_LETTER = 8 }; /* JOINS: goes on with a word, but begins none */

/* What an ASCII sign is to words. */
#define U_ C_WORD | C_UPPER
#define W_ C_WORD
#define J_ C_JOINS
static const uint8_t ascii_class[128] = {
    ['\''] = J_, ['-'] = J_, ['.'] = J_,
    ['0'] = W_, W_, W_, W_, W_, W_, W_, W_, W_, W_,
    ['A'] = U_, U_, U_, U_, U_, U_, U_, U_, U_, U_, U_, U_, U_, U_, U_, U_, U_, U_, U_, U_, U_, U_, U_, U_, U_, U_,
    ['a'] = W_, W_, W_, W_, W_, W_, W_, W_, W_, W_, W_, W_, W_, W_, W_, W_, W_, W_, W_, W_, W_, W_, W_, W_, W_, W_,
};

/* What a sign beyond ASCII is to words. */
static unsigned other_class(uint32_t cp) {
    unsigned k = wk_cp_class(cp);
    if (cp == 0x2019) return C_JOINS;
    return (k & (WK_CP_LETTER | WK_CP_DIGIT) ? C_WORD : 0u) | (k & WK_CP_LETTER ? C_LETTER : 0u) |
           (k & WK_CP_UPPER ? C_UPPER : 0u);
}

/* The words counted so far. Where words begin and end nobody can guess: no branch asks for it. */
typedef struct counter {
    uint32_t words, capitals, ideographs;
    unsigned inside;
} counter;

static inline void count_sign(counter *n, unsigned class) {
    const unsigned begins = class & C_WORD & ~n->inside;
    n->words += begins;
    n->capitals += begins & (class / C_UPPER);
    n->inside = (class & C_WORD) | (n->inside & (class / C_JOINS));
}

/* Counts words and those that begin with a capital. Two signs of scripts without spaces count as a word. */
static void count_words(wk_line *line) {
    const wk_str s = line->text;
    counter n = {0};
    for (size_t at = 0, len; at < s.n;) {
        for (; at < s.n && (unsigned char)s.p[at] < 0x80; at++) count_sign(&n, ascii_class[(unsigned char)s.p[at]]);
        if (at == s.n) break;
        const uint32_t cp = wk_utf8_at(s, at, &len);
        const unsigned class = other_class(cp);
        const bool ideograph = cp >= 0x2E80 && class & C_LETTER;
        n.ideographs += ideograph;
        count_sign(&n, ideograph ? 0 : class);
        at += len;
    }
    line->words = n.words + (n.ideographs + 1) / 2;
    line->capitals = n.capitals;
    line->letters = line->words > 0;
}

void wk_line_look(const wk_furniture *f, wk_str text, wk_line *line) {
    size_t length = 0;
    line->text = text;
    count_words(line);
    line->sentence = ends_sentence(text);
    uint32_t first = 0;
    if (!wk_furniture_begins(f, text, &first)) return;
    const wk_phrase *p = wk_furniture_line(f, text);
    line->roles = p ? p->roles : 0;
    line->start_roles = wk_furniture_start(f, text, START_ROLES, &length);
    line->start_len = (uint32_t)length;
    line->only_words = first & WK_ROLE_WORD && wk_furniture_only(f, text, WK_ROLE_WORD);
}

void wk_lines_split(wk_arena *arena, const wk_furniture *f, wk_str text, wk_lines *out) {
    wk_str rest = text, raw;
    bool blank = true;
    size_t count = 1;
    for (size_t at = 0; at < text.n && (at = wk_str_find(text, WK_S("\n"), at)) < text.n; at++) count++;
    out->v = wk_alloc_array(arena, count, sizeof *out->v);
    out->cap = count;
    while (wk_str_split(&rest, '\n', &raw)) {
        wk_str line = wk_trim_all(raw);
        if (!line.n) {
            blank = true;
            continue;
        }
        wk_line *l = WK_PUSH(arena, out);
        l->start = (uint32_t)(line.p - text.p);
        l->blank_before = blank;
        wk_line_look(f, line, l);
        blank = false;
    }
}

/* "Home > News > World": two or more arrows between few words. */
static bool is_trail(const wk_line *line) {
    if (line->words > 16) return false;
    size_t at = 0, arrows = 0;
    uint32_t cp;
    while (wk_utf8_next(line->text, &at, &cp))
        arrows += cp == '>' || cp == 0x203A || cp == 0xBB || cp == 0x2192 || cp == 0x276F;
    return arrows >= 2 || (arrows == 1 && line->words <= 4);
}

bool wk_line_is_furniture(const wk_line *line) {
    if (!line->letters || line->only_words) return true;
    if (line->roles & (WK_ROLE_LINE | WK_ROLE_STOP)) return true;
    if (line->start_roles & WK_ROLE_START && line->text.n <= FURNITURE_START_BYTES) return true;
    return is_trail(line);
}

/* Where the last bracket that closes at the line's end opens; text.n when there is none. */
static size_t last_bracket(wk_str s) {
    if (!s.n || (s.p[s.n - 1] != ')' && s.p[s.n - 1] != ']')) return s.n;
    char open = s.p[s.n - 1] == ')' ? '(' : '[';
    for (size_t i = s.n; i-- > 0 && s.n - i < 160;)
        if (s.p[i] == open) return i;
    return s.n;
}

/* " /Reuters" at the end: a slash between a space and a known source. */
static bool ends_with_source(const wk_furniture *f, wk_str s) {
    for (size_t i = s.n; i-- > 1 && s.n - i < 40;) {
        if (s.p[i] != '/' || s.p[i - 1] != ' ') continue;
        const wk_phrase *p = wk_furniture_line(f, wk_str_trim(wk_str_cut(s, i + 1, s.n)));
        return p && p->roles & WK_ROLE_PHOTO;
    }
    return false;
}

bool wk_line_is_caption(const wk_furniture *f, const wk_line *line) {
    if (line->words > CAPTION_WORDS) return false;
    if (line->start_roles & WK_ROLE_CAPTION) return true;
    wk_str s = line->text;
    size_t open = last_bracket(s), length;
    if (open < s.n) {
        wk_str inside = wk_str_cut(s, open + 1, s.n - 1);
        const wk_phrase *p = wk_furniture_line(f, inside);
        if (p && p->roles & WK_ROLE_CAPTION_END) return true;
        return wk_furniture_start(f, inside, WK_ROLE_CAPTION, &length) != 0;
    }
    return !line->sentence && ends_with_source(f, s);
}

bool wk_line_has_credit(const wk_furniture *f, const wk_line *line) {
    wk_str s = line->text, tail = {0};
    size_t open = last_bracket(s), length;
    if (line->words > CAPTION_WORDS) return false;
    if (open < s.n)
        tail = wk_str_cut(s, open + 1, s.n - 1);
    else {
        for (size_t i = s.n; i-- > 1 && s.n - i < 50;)
            if (s.p[i] == ' ' && (s.p[i - 1] == '.' || s.p[i - 1] == ')')) tail = wk_str_cut(s, i + 1, s.n), i = 1;
    }
    return tail.n && wk_furniture_start(f, tail, WK_ROLE_PHOTO | WK_ROLE_CAPTION, &length);
}

bool wk_line_is_headline(const wk_line *line) {
    return !line->sentence && line->words >= 3 && line->words <= 25 && line->text.n <= 220;
}

/* The words of `s` that have none of the roles of a date line; *name gets the stretch from the first to the last. */
static size_t other_words(const wk_furniture *f, wk_str s, wk_str *name, uint32_t *seen) {
    size_t at = 0, words = 0, from = 0, to = 0;
    while (at < s.n) {
        size_t start = at, len;
        uint32_t cp = wk_utf8_at(s, at, &len);
        at += len;
        if (!wk_cp_is_letter(cp)) continue;
        while (at < s.n && (cp = wk_utf8_at(s, at, &len), wk_cp_is_letter(cp) || cp == '\'' || cp == '.' || cp == '-'))
            at += len;
        const wk_phrase *p = wk_furniture_word(f, wk_str_cut(s, start, at));
        uint32_t roles = p ? p->roles : 0;
        *seen |= roles;
        if (roles & (WK_ROLE_FILLER | WK_ROLE_PUBLISHED | WK_ROLE_MODIFIED | WK_ROLE_WEEKDAY | WK_ROLE_ZONE |
                     WK_ROLE_BYLINE | WK_ROLE_JOB | WK_ROLE_WORD))
            continue;
        if (!words++) from = start;
        to = at;
    }
    if (words) *name = wk_str_cut(s, from, to);
    return words;
}

bool wk_line_is_date(const wk_furniture *f, const wk_line *line, bool month_first, wk_stamp *stamp, wk_str *rest,
                     bool *modified) {
    wk_span where;
    wk_str before_name = {0}, after_name = {0};
    uint32_t seen = 0, seen_after = 0;
    if (line->words > 24 || !wk_stamp_find(f, line->text, month_first, stamp, &where)) return false;
    wk_str before = wk_str_cut(line->text, 0, where.start), after = wk_str_cut(line->text, where.end, line->text.n);
    size_t words = other_words(f, before, &before_name, &seen) + other_words(f, after, &after_name, &seen_after);
    bool strong = stamp->has_time || stamp->weekday || !words || ((seen | seen_after) & (WK_ROLE_PUBLISHED | WK_ROLE_MODIFIED | WK_ROLE_BYLINE));
    *modified = seen & WK_ROLE_MODIFIED && !(seen & WK_ROLE_PUBLISHED);
    *rest = before_name.n ? before_name : after_name;
    return words <= (strong ? 6 : 3) && !(line->sentence && words > 3);
}
