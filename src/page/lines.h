/* The lines of flattened crawl text (and the blocks of HTML, which are judged alike): where they stand and what their
 * shape and the packs' phrases say of each. */
#ifndef WK_LINES_H
#define WK_LINES_H

#include "pack/furniture.h"
#include "page/stamp.h"
#include "text/rangemap.h"

typedef struct wk_line {
    wk_str text;    /* trimmed, borrowed */
    uint32_t start; /* its offset in the page's text */
    uint32_t words;
    uint32_t capitals;    /* words of it that begin with a capital */
    uint32_t roles;       /* of the whole line as a phrase */
    uint32_t start_roles; /* of the phrase it begins with */
    uint32_t start_len;   /* bytes of that phrase */
    bool blank_before;
    bool sentence;   /* ends like a sentence: . ! ? … perhaps before a quotation mark or bracket */
    bool letters;    /* has a letter or digit at all */
    bool only_words; /* short, and made of furniture words only */
} wk_line;

typedef WK_ARRAY(wk_line) wk_lines;

/* All lines of `text` that are not blank. O(text). */
void wk_lines_split(wk_arena *arena, const wk_furniture *f, wk_str text, wk_lines *out);

/* Looks at one line or block: fills in everything but start and blank_before. `text` is trimmed. */
void wk_line_look(const wk_furniture *f, wk_str text, wk_line *line);

/* The line is furniture by its words or its shape (no letters, a crumb trail). */
bool wk_line_is_furniture(const wk_line *line);

/* Ends with a photographer's or an agency's mark: "(Foto: via AP)", "(arsip)", "… /Reuters"; or begins like a caption.
 */
bool wk_line_is_caption(const wk_furniture *f, const wk_line *line);

/* Above a text only, where it can be nothing else: a line that ends with an agency's name as its credit, in brackets
 * ("(KCNA)", "(Sputnik/Gavriil Grigorov via Reuters)") or after its sentence ("…, November 2024. ANTARA FOTO"). */
bool wk_line_has_credit(const wk_furniture *f, const wk_line *line);

/* A date stands in the line and hardly anything else; *rest gets the name that may stand before or after it. */
bool wk_line_is_date(const wk_furniture *f, const wk_line *line, bool month_first, wk_stamp *stamp, wk_str *rest,
                     bool *modified);

/* Reads like a headline: few words, no sentence's end. */
bool wk_line_is_headline(const wk_line *line);

#endif
