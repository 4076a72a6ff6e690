#include "cli/out.h"

#include "base/error.h"
#include "text/utf8.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <utf8proc.h>

enum { NARROWEST = 40 };

/* Columns of the terminal on descriptor 1; 0 when it is none. */
static size_t terminal_width(void) {
    if (!isatty(STDOUT_FILENO)) return 0;
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= NARROWEST) return size.ws_col;
    const char *columns = getenv("COLUMNS");
    long n = columns ? strtol(columns, NULL, 10) : 0;
    return n >= NARROWEST && n < 10000 ? (size_t)n : 80;
}

wk_out wk_out_new(void) {
    for (int fd = 0; fd < 3; fd++)
        if (fcntl(fd, F_GETFD) == -1 && errno == EBADF) {
            int null = open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY); /* reading or writing it fails, as it should */
            if (null >= 0 && null != fd) dup2(null, fd), close(null);
        }
    const char *no = getenv("NO_COLOR");
    const char *term = getenv("TERM");
    size_t width = terminal_width();
    bool dumb = term && strcmp(term, "dumb") == 0;
    return (wk_out){.file = stdout, .width = width, .color = width && !dumb && !(no && *no)};
}

void wk_out_raw(wk_out *out, wk_str bytes) {
    if (out->failure || !bytes.n) return;
    if (fwrite(bytes.p, 1, bytes.n, out->file) != bytes.n) out->failure = errno ? errno : EIO;
}

void wk_out_text(wk_out *out, wk_str text) {
    size_t at = 0, len = 0;
    for (size_t run = 0; at < text.n || run < at;) {
        uint32_t cp = at < text.n ? wk_utf8_at(text, at, &len) : 0;
        bool broken = cp == WK_CP_REPLACEMENT && len < 3; /* not UTF-8: a file's name */
        bool shown = at < text.n && !broken && !(wk_cp_class(cp) & WK_CP_CONTROL);
        if (shown) {
            at += len;
            continue;
        }
        wk_out_raw(out, wk_str_cut(text, run, at));
        if (at == text.n) break;
        wk_out_raw(out, broken ? WK_S("\xef\xbf\xbd") : WK_S(" "));
        at += len;
        run = at;
    }
}

void wk_out_lines(wk_out *out, wk_str text) {
    for (size_t at = 0; at < text.n;) {
        size_t end = wk_str_find(text, WK_S("\n"), at);
        wk_out_text(out, wk_str_cut(text, at, end));
        if (end < text.n) wk_out_raw(out, WK_S("\n"));
        at = end + 1;
    }
}

void wk_out_styled(wk_out *out, wk_style style, wk_str text) {
    static const char *const codes[WK_STYLES] = {
        [WK_PLAIN] = "", [WK_BOLD] = "\033[1m", [WK_DIM] = "\033[2m", [WK_GREEN] = "\033[32m", [WK_YELLOW] = "\033[33m"};
    bool styled = out->color && style != WK_PLAIN;
    if (styled) wk_out_raw(out, wk_str_of(codes[style]));
    wk_out_text(out, text);
    if (styled) wk_out_raw(out, WK_S("\033[0m"));
}

static size_t columns_of(uint32_t cp) {
    if (wk_cp_class(cp) & WK_CP_CONTROL) return 1;
    int n = utf8proc_charwidth((utf8proc_int32_t)cp);
    return n > 0 ? (size_t)n : 0;
}

size_t wk_columns(wk_str text) {
    size_t at = 0, n = 0;
    uint32_t cp;
    while (wk_utf8_next(text, &at, &cp)) n += columns_of(cp);
    return n;
}

/* How many bytes of text fit into `columns`. */
static size_t fitting(wk_str text, size_t columns) {
    size_t at = 0, n = 0, end = 0;
    uint32_t cp;
    while (wk_utf8_next(text, &at, &cp)) {
        n += columns_of(cp);
        if (n > columns) return end;
        end = at;
    }
    return end;
}

void wk_out_fit(wk_out *out, wk_style style, wk_str text, size_t columns, bool pad) {
    size_t wide = wk_columns(text);
    if (columns && wide > columns && out->width) {
        wk_out_styled(out, style, wk_str_cut(text, 0, fitting(text, columns - 1)));
        wk_out_raw(out, WK_S("\xe2\x80\xa6"));
        return;
    }
    wk_out_styled(out, style, text);
    for (; pad && wide < columns; wide++) wk_out_raw(out, WK_S(" "));
}

size_t wk_out_left(const wk_out *out, size_t used, size_t least) {
    if (!out->width) return 0;
    return out->width >= used + least ? out->width - used : least;
}

wk_status wk_out_status(const wk_out *out, wk_error *error) {
    if (!out->failure) return WK_OK;
    if (out->failure == EPIPE) {
        if (error) *error = (wk_error){.status = WK_DISK};
        return WK_DISK;
    }
    return wk_fail_at(error, WK_DISK, "standard output", 0, 0, "cannot be written: %s", strerror(out->failure));
}

wk_status wk_out_flush(wk_out *out, wk_error *error) {
    if (!out->failure && fflush(out->file) != 0) out->failure = errno ? errno : EIO;
    return wk_out_status(out, error);
}
