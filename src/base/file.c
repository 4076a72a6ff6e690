#include "base/file.h"

#include "base/array.h"
#include "base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- errors ------------------------------------------------------------------------------------------------------ */

static const struct {
    int code;
    const char *why, *remedy;
} reasons[] = {
    {EACCES, "permission denied", "give yourself the right to it or leave it out"},
    {EPERM, "operation not permitted", "give yourself the right to it or leave it out"},
    {ENOENT, "no such file or folder", "check the name"},
    {ENOTDIR, "a part of its path is not a folder", "check the name"},
    {EISDIR, "it is a folder", "name a file"},
    {ENOSPC, "no space left on the disk", "free some and try again"},
    {EDQUOT, "the disk quota is used up", "free some space and try again"},
    {EROFS, "the disk is read-only", "choose another place"},
    {EMFILE, "too many open files", "raise the limit (ulimit -n)"},
    {ENFILE, "too many open files on this system", "close some programs and try again"},
    {ELOOP, "its symbolic links lead in a circle", "mend the link"},
    {ENAMETOOLONG, "its name is too long", "shorten it"},
    {EFBIG, "it grew beyond the largest file allowed", "raise the limit (ulimit -f)"},
    {EIO, "the disk reported an error", "check the disk"},
    {ETXTBSY, "it is being run", "try again when it is not"},
};

wk_status wk_file_fail(wk_error *error, const char *doing, const char *path, int code) {
    const char *shown = strcmp(path, "-") == 0 ? "standard input" : path;
    for (size_t i = 0; i < WK_COUNT(reasons); i++)
        if (reasons[i].code == code)
            return wk_fail_at(error, WK_DISK, shown, 0, 0, "cannot %s it: %s; %s", doing, reasons[i].why,
                              reasons[i].remedy);
    char text[128];
    return wk_fail_at(error, WK_DISK, shown, 0, 0, "cannot %s it: %s", doing, strerror_r(code, text, sizeof text));
}

/* ---- piece by piece ---------------------------------------------------------------------------------------------- */

wk_status wk_input_open(const char *path, wk_input *input, wk_error *error) {
    *input = (wk_input){.fd = -1, .path = path};
    if (strcmp(path, "-") == 0) {
        input->fd = STDIN_FILENO;
        input->borrowed = true;
    } else {
        /* non-blocking, so that a pipe nobody writes to does not hold the program up while opening */
        input->fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
        if (input->fd < 0) return wk_file_fail(error, "open", path, errno);
    }
    struct stat st;
    int code = fstat(input->fd, &st) ? errno : S_ISDIR(st.st_mode) ? EISDIR : 0;
    if (!code && !input->borrowed) {
        if (S_ISREG(st.st_mode) || S_ISFIFO(st.st_mode)) {
            int flags = fcntl(input->fd, F_GETFL);
            if (flags < 0 || fcntl(input->fd, F_SETFL, flags & ~O_NONBLOCK) < 0) code = errno;
        } else {
            wk_input_close(input);
            return wk_fail_at(error, WK_DISK, path, 0, 0, "it is neither a file nor a pipe; name a file or a folder");
        }
    }
    if (code) {
        wk_input_close(input);
        return wk_file_fail(error, "read", path, code);
    }
    input->seekable = S_ISREG(st.st_mode) && lseek(input->fd, 0, SEEK_CUR) == 0;
    return WK_OK;
}

wk_input wk_input_memory(wk_str bytes, const char *name) {
    return (wk_input){.fd = -1, .path = name, .memory = bytes, .seekable = true};
}

wk_status wk_input_read(wk_input *input, char *to, size_t cap, size_t *got, wk_error *error) {
    if (input->fd < 0) {
        size_t left = input->at < input->memory.n ? input->memory.n - (size_t)input->at : 0;
        *got = left < cap ? left : cap;
        if (*got) memcpy(to, input->memory.p + input->at, *got);
        input->at += *got;
        return WK_OK;
    }
    ssize_t n;
    do n = read(input->fd, to, cap > SSIZE_MAX ? SSIZE_MAX : cap);
    while (n < 0 && errno == EINTR);
    if (n < 0) return wk_file_fail(error, "read", input->path, errno);
    *got = (size_t)n;
    input->at += *got;
    return WK_OK;
}

bool wk_input_seek(wk_input *input, uint64_t at) {
    if (!input->seekable || at > INT64_MAX) return false;
    if (input->fd >= 0 && lseek(input->fd, (off_t)at, SEEK_SET) < 0) return false;
    input->at = at;
    return true;
}

void wk_input_close(wk_input *input) {
    if (input->fd >= 0 && !input->borrowed) close(input->fd);
    input->fd = -1;
    input->memory = (wk_str){0};
}

/* ---- whole files ------------------------------------------------------------------------------------------------- */

static wk_status too_large(wk_error *error, const char *path, size_t limit) {
    return wk_fail_at(error, WK_INPUT, path, 0, 0, "larger than the limit of %zu bytes; split it or leave it out", limit);
}

wk_status wk_file_read(const char *path, size_t limit, wk_buf *out, wk_error *error) {
    wk_input input;
    wk_status status = wk_input_open(path, &input, error);
    if (status) return status;
    struct stat st;
    size_t start = out->n, step = 64 * 1024;
    if (fstat(input.fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0) {
        if ((uint64_t)st.st_size > limit) {
            wk_input_close(&input);
            return too_large(error, path, limit);
        }
        step = (size_t)st.st_size + 1; /* one more: the end is seen without growing */
    }
    for (size_t got = 1; got && !status; step = 1) {
        char *to = wk_buf_room(out, step);
        status = wk_input_read(&input, to, out->cap - out->n, &got, error);
        if (!status) out->n += got;
        if (!status && out->n - start > limit) status = too_large(error, path, limit);
    }
    wk_input_close(&input);
    if (status) out->n = start;
    return status;
}

static int write_all(int fd, wk_str bytes) {
    while (bytes.n) {
        ssize_t n = write(fd, bytes.p, bytes.n);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return errno;
        bytes.p += n;
        bytes.n -= (size_t)n;
    }
    return fsync(fd) ? errno : 0;
}

/* Makes the rename itself last. What cannot be flushed (some file systems refuse it) is no failure. */
static void flush_folder(const char *path) {
    const char *slash = strrchr(path, '/');
    char folder[PATH_MAX] = ".";
    if (slash) snprintf(folder, sizeof folder, "%.*s", (int)(slash - path) ? (int)(slash - path) : 1, path);
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return;
    (void)!fsync(fd);
    close(fd);
}

wk_status wk_file_write(const char *path, wk_str bytes, wk_error *error) {
    char temp[PATH_MAX];
    int n = snprintf(temp, sizeof temp, "%s.XXXXXX", path);
    if (n < 0 || (size_t)n >= sizeof temp) return wk_file_fail(error, "write", path, ENAMETOOLONG);
    int fd = mkostemp(temp, O_CLOEXEC);
    if (fd < 0) return wk_file_fail(error, "write", path, errno);
    struct stat st;
    mode_t mode = 0644;
    if (stat(path, &st) == 0) mode = st.st_mode & 07777;
    (void)!fchmod(fd, mode); /* some file systems have no rights to set */
    int code = write_all(fd, bytes);
    if (close(fd) && !code) code = errno;
    if (!code && S_ISDIR(stat(path, &st) == 0 ? st.st_mode : 0)) code = EISDIR;
    if (!code && rename(temp, path)) code = errno;
    if (code) {
        unlink(temp);
        return wk_file_fail(error, "write", path, code);
    }
    flush_folder(path);
    return WK_OK;
}
