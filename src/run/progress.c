#include "run/progress.h"

#include <fts.h>
#include <stdio.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Bytes of a file, or of all files below a folder; 0: neither. */
static uint64_t size_of(const char *path) {
    struct stat about;
    if (stat(path, &about) != 0) return 0;
    if (S_ISREG(about.st_mode)) return (uint64_t)about.st_size;
    char *const roots[] = {(char *)(uintptr_t)path, NULL};
    FTS *walk = S_ISDIR(about.st_mode) ? fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR, NULL) : NULL;
    uint64_t all = 0;
    for (FTSENT *item; walk && (item = fts_read(walk));)
        if (item->fts_info == FTS_F) all += (uint64_t)item->fts_statp->st_size;
    if (walk) fts_close(walk);
    return all;
}

wk_progress wk_progress_new(char *const *paths, size_t count) {
    wk_progress p = {.shown = isatty(STDERR_FILENO) != 0, .began = now()};
    for (size_t i = 0; p.shown && i < count; i++) {
        uint64_t size = size_of(paths[i]);
        p.all += size;
        if (size) continue;
        p.all = 0; /* an address, standard input: no telling without reading it */
        break;
    }
    p.last = p.began;
    return p;
}

void wk_progress_step(wk_progress *p, size_t bytes) {
    p->pages++;
    p->bytes += bytes;
    if (!p->shown || p->pages % 16) return;
    double t = now(), seconds = t - p->began;
    if (t - p->last < 0.2) return;
    p->last = t;
    p->on_line = true;
    fprintf(stderr, "\r\033[K%zu pages, %.0f pages/s, %.1f MB/s", p->pages, (double)p->pages / seconds,
            (double)p->bytes / 1e6 / seconds);
    if (p->all > p->bytes) {
        double left = seconds * (double)(p->all - p->bytes) / (double)p->bytes;
        fprintf(stderr, ", about %.0f s left", left);
    }
    fflush(stderr);
}

void wk_progress_clear(wk_progress *p) {
    if (!p->on_line) return;
    fputs("\r\033[K", stderr);
    fflush(stderr);
    p->on_line = false;
}
