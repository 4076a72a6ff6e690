/* What goes to standard output: text for people, fitted to the terminal, or bytes for programs.
 *
 * Colour only on a terminal and without NO_COLOR. On a terminal lines are shortened to its width; elsewhere nothing is
 * shortened. A write that fails is remembered; wk_out_status() tells of it once. */
#ifndef WK_OUT_H
#define WK_OUT_H

#include "base/buf.h"
#include "warkat.h"

#include <stdio.h>

typedef struct wk_out {
    FILE *file;
    bool color;
    size_t width; /* columns of the terminal; 0: no terminal */
    int failure;  /* errno of the first write that failed */
} wk_out;

/* Looks at the terminal; makes sure that descriptors 0 to 2 are open, so that no page is ever written to. */
wk_out wk_out_new(void);

/* Bytes as they are. */
void wk_out_raw(wk_out *out, wk_str bytes);

/* Text for people: control characters and line breaks become spaces. */
void wk_out_text(wk_out *out, wk_str text);

/* Lines of text for people: line breaks stay, other control characters become spaces. */
void wk_out_lines(wk_out *out, wk_str text);

typedef enum wk_style { WK_PLAIN, WK_BOLD, WK_DIM, WK_GREEN, WK_YELLOW, WK_STYLES } wk_style;
void wk_out_styled(wk_out *out, wk_style style, wk_str text);

/* Text cut to `columns` with "…" when it is longer, padded to it when `pad`; columns 0: as it is. */
void wk_out_fit(wk_out *out, wk_style style, wk_str text, size_t columns, bool pad);

/* Columns that `text` takes on a terminal. */
size_t wk_columns(wk_str text);

/* Columns left of the terminal's width after `used`, at least `least`; 0 without a terminal. */
size_t wk_out_left(const wk_out *out, size_t used, size_t least);

/* WK_OK, or WK_DISK with one line. A reader that has gone away (`| head`) stops the program without a word: then the
 * error's message is empty. */
wk_status wk_out_status(const wk_out *out, wk_error *error);

/* Writes out what is buffered; like wk_out_status(). */
wk_status wk_out_flush(wk_out *out, wk_error *error);

#endif
