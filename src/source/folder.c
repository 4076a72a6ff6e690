#include "source/folder.h"

#include "base/array.h"
#include "base/error.h"
#include "base/file.h"
#include "base/map.h"
#include "source/limits.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

/* One walk: which folders have been read, by device and inode, so that links cannot lead in circles. */
typedef struct walk {
    wk_reader *reader;
    wk_arena *arena; /* keys of `seen` */
    wk_map *seen;
} walk;

typedef WK_ARRAY(wk_str) names;

static int by_bytes(const void *a, const void *b) {
    return wk_str_cmp(*(const wk_str *)a, *(const wk_str *)b);
}

/* The names in a folder, sorted, hidden ones left out. */
static wk_status list(wk_arena *arena, const char *path, names *out, wk_error *error) {
    DIR *folder = opendir(path);
    if (!folder) return wk_file_fail(error, "open", path, errno);
    errno = 0;
    for (struct dirent *entry; (entry = readdir(folder)); errno = 0)
        if (entry->d_name[0] != '.') *WK_PUSH(arena, out) = wk_str_copy(arena, wk_str_of(entry->d_name));
    int code = errno;
    closedir(folder);
    if (code) return wk_file_fail(error, "read", path, code);
    if (out->n) qsort(out->v, out->n, sizeof *out->v, by_bytes);
    return WK_OK;
}

static bool first_visit(walk *w, const struct stat *st) {
    uint64_t key[2] = {(uint64_t)st->st_dev, (uint64_t)st->st_ino};
    wk_str s = wk_str_copy(w->arena, (wk_str){(const char *)key, sizeof key});
    if (wk_map_get(w->seen, s, 0)) return false;
    wk_map_put(w->seen, s, 1);
    return true;
}

static wk_status read_folder(walk *w, const char *path, unsigned depth, wk_error *error);

/* One entry of a folder; what is wrong with it goes to the sink. */
static wk_status read_entry(walk *w, const char *path, unsigned depth) {
    struct stat st;
    wk_error error = {0};
    bool failed = stat(path, &st) != 0;
    if (failed) (void)wk_file_fail(&error, "open", path, errno);
    else if (S_ISDIR(st.st_mode)) {
        if (!first_visit(w, &st)) return WK_OK;
        wk_status status = read_folder(w, path, depth + 1, &error);
        if (!error.status) return status;
    } else if (S_ISREG(st.st_mode)) {
        if (wk_content_of_name(wk_str_of(path)) == WK_CONTENT_OTHER) return WK_OK;
        wk_status status = wk_read_file(w->reader, path, &error);
        if (!error.status) return status;
    } else return WK_OK;
    wk_page page = {.bytes = {"", 0}, .file = wk_str_of(path)};
    return wk_give_failure(w->reader, &page, &error);
}

/* Depth is bounded, and each level takes little of the stack. */
static wk_status read_folder(walk *w, const char *path, unsigned depth, wk_error *error) {
    if (depth > WK_MAX_FOLDERS)
        return wk_fail_at(error, WK_INPUT, path, 0, 0, "folders lie more than %d deep within one another; name this one itself",
                          WK_MAX_FOLDERS);
    wk_arena *arena = wk_arena_new();
    names found = {0};
    wk_status status = list(arena, path, &found, error);
    bool slash = wk_str_ends(wk_str_of(path), WK_S("/"));
    for (size_t i = 0; !status && i < found.n; i++)
        status = read_entry(w, wk_str_printf(arena, "%s%s%s", path, slash ? "" : "/", found.v[i].p).p, depth);
    wk_arena_free(arena);
    return status;
}

wk_status wk_read_folder(wk_reader *r, const char *path, wk_error *error) {
    wk_arena *arena = wk_arena_new();
    walk w = {.reader = r, .arena = arena, .seen = wk_map_new(arena, 64)};
    struct stat st;
    if (stat(path, &st) == 0) (void)first_visit(&w, &st);
    wk_status status = read_folder(&w, path, 0, error);
    wk_arena_free(arena);
    return status;
}
