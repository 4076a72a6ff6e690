#include "run/progress.h"

#include <stdio.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

wk_progress wk_progress_new(char *const *paths, size_t count) {
    wk_progress p = {.shown = isatty(STDERR_FILENO) != 0, .began = now()};
    for (size_t i = 0; p.shown && i < count; i++) {
        struct stat about;
        bool file = stat(paths[i], &about) == 0 && S_ISREG(about.st_mode);
        if (!file) { /* folders and addresses: no telling without reading them */
            p.all = 0;
            break;
        }
        p.all += (uint64_t)about.st_size;
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
