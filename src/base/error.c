#include "base/error.h"

#include <inttypes.h>
#include <stdarg.h>
#include <string.h>
#include <utf8proc.h>

static wk_status fill(wk_error *error, wk_status status, const char *format, va_list args) {
    if (!error) return status;
    *error = (wk_error){.status = status};
    vsnprintf(error->message, sizeof error->message, format, args);
    return status;
}

wk_status wk_fail(wk_error *error, wk_status status, const char *format, ...) {
    va_list args;
    va_start(args, format);
    fill(error, status, format, args);
    va_end(args);
    return status;
}

wk_status wk_fail_at(wk_error *error, wk_status status, const char *file, uint64_t line, uint64_t column,
                     const char *format, ...) {
    va_list args;
    va_start(args, format);
    fill(error, status, format, args);
    va_end(args);
    if (!error) return status;
    snprintf(error->file, sizeof error->file, "%s", file ? file : "");
    error->line = line;
    error->column = column;
    return status;
}

wk_status wk_fail_in(wk_error *error, wk_status status, const char *file) {
    if (error && !error->file[0] && file) snprintf(error->file, sizeof error->file, "%s", file);
    return status;
}

wk_status wk_fail_byte(wk_error *error, wk_status status, uint64_t byte) {
    if (error) error->byte = byte, error->has_byte = true;
    return status;
}

/* What pages and names bring may hold control characters, of Unicode too: a terminal would obey them. */
static void print_clean(FILE *out, const char *text) {
    size_t left = strlen(text);
    while (left) {
        utf8proc_int32_t cp;
        utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)left, &cp);
        utf8proc_category_t kind = n > 0 ? utf8proc_category(cp) : UTF8PROC_CATEGORY_CC;
        size_t step = n > 0 ? (size_t)n : 1;
        if (kind == UTF8PROC_CATEGORY_CC || kind == UTF8PROC_CATEGORY_CF) fputc('?', out);
        else fwrite(text, 1, step, out);
        text += step;
        left -= step;
    }
}

void wk_error_print(FILE *out, const wk_error *error) {
    fputs("warkat: ", out);
    if (error->file[0]) {
        print_clean(out, error->file);
        if (error->line) fprintf(out, ":%" PRIu64, error->line);
        if (error->line && error->column) fprintf(out, ":%" PRIu64, error->column);
        fputs(": ", out);
    }
    print_clean(out, error->message);
    if (error->has_byte) fprintf(out, " (at byte %" PRIu64 ")", error->byte);
    fputc('\n', out);
}
