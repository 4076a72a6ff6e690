/* Loading packs: gather the files of a folder or of the bundle, sort them, parse and compile. */
#include "pack/pack.h"

#include "base/error.h"
#include "base/file.h"
#include "base/hash.h"
#include "pack/embedded.h"
#include "pack/language.h"

#include <dirent.h>
#include <stdlib.h>

typedef struct pack_file {
    wk_str path, bytes; /* path below the root: "id/patterns/acts.wk" */
    const char *shown;  /* as errors name it */
} pack_file;

struct wk_packs {
    wk_arena *arena;
    WK_ARRAY(pack_file) files;
    wk_world world;
    WK_ARRAY(wk_language) languages;
    wk_furniture *furniture;
    wk_str version;
};

enum { DEEPEST_FOLDER = 6, LARGEST_FILE = 64 * 1024 * 1024 };

static void add_file(wk_packs *packs, wk_str path, wk_str bytes, const char *shown) {
    *WK_PUSH(packs->arena, &packs->files) = (pack_file){path, bytes, shown};
}

static wk_status gather_bundle(wk_packs *packs, wk_error *error) {
    wk_str rest = wk_packs_embedded(), line;
    while (rest.p && rest.n) {
        wk_str_split(&rest, '\n', &line);
        size_t space = wk_str_find(line, WK_S(" "), 0);
        wk_str digits = wk_str_cut(line, space + 1, line.n);
        while (digits.n > 1 && digits.p[0] == '0') digits = wk_str_cut(digits, 1, digits.n); /* they align the bytes */
        uint32_t size;
        if (!wk_str_number(digits, LARGEST_FILE, &size) || size > rest.n)
            return wk_fail(error, WK_INTERNAL, "the packs inside the program are damaged: build it again");
        wk_str path = wk_str_copy(packs->arena, wk_str_cut(line, 0, space));
        add_file(packs, path, wk_str_cut(rest, 0, size), wk_str_printf(packs->arena, "packs/%.*s", WK_F(path)).p);
        rest = wk_str_cut(rest, size, rest.n);
    }
    return WK_OK;
}

static wk_status gather_folder(wk_packs *packs, const char *root, wk_str below, int depth, wk_error *error) {
    wk_str folder = wk_str_printf(packs->arena, "%s%s%.*s", root, below.n ? "/" : "", WK_F(below));
    DIR *dir = opendir(folder.p);
    if (!dir) return wk_fail_at(error, WK_PACK, folder.p, 0, 0, "the pack folder cannot be opened: check the path and its rights");
    wk_status status = WK_OK;
    struct dirent *item;
    while (status == WK_OK && (item = readdir(dir))) {
        wk_str name = wk_str_of(item->d_name);
        if (name.p[0] == '.' || wk_str_eq(name, WK_S("cases")) || wk_str_ends(name, WK_S(".md"))) continue;
        wk_str path = wk_str_printf(packs->arena, "%.*s%s%s", WK_F(below), below.n ? "/" : "", item->d_name);
        wk_str full = wk_str_printf(packs->arena, "%s/%.*s", root, WK_F(path));
        DIR *inner = depth < DEEPEST_FOLDER ? opendir(full.p) : NULL;
        if (inner) {
            closedir(inner);
            status = gather_folder(packs, root, path, depth + 1, error);
            continue;
        }
        wk_buf bytes = {0};
        status = wk_file_read(full.p, LARGEST_FILE, &bytes, error);
        if (status == WK_OK) add_file(packs, path, wk_str_copy(packs->arena, wk_buf_str(&bytes)), full.p);
        wk_buf_free(&bytes);
    }
    closedir(dir);
    return status;
}

static int by_path(const void *a, const void *b) {
    return wk_str_cmp(((const pack_file *)a)->path, ((const pack_file *)b)->path);
}

static wk_str folder_of(const pack_file *file) {
    return wk_str_cut(file->path, 0, wk_str_find(file->path, WK_S("/"), 0));
}

static bool is_pattern_file(const pack_file *file) {
    return wk_str_find(file->path, WK_S("/patterns/"), 0) < file->path.n;
}

static bool is_notation_file(const pack_file *file) {
    return wk_str_ends(file->path, WK_S(".wk")) && !is_pattern_file(file);
}

static bool is_model_file(const pack_file *file) {
    return wk_str_ends(file->path, WK_S("/names.model"));
}

typedef WK_ARRAY(wk_notation) notations;

/* Parses the notation files of one folder into an arena: the world's entities point into them. */
static wk_status parse_folder(const wk_packs *packs, wk_arena *arena, wk_str folder, notations *out, wk_error *error) {
    size_t n = 0;
    for (size_t i = 0; i < packs->files.n; i++)
        n += is_notation_file(&packs->files.v[i]) && wk_str_eq(folder_of(&packs->files.v[i]), folder);
    WK_RESERVE(arena, out, n);
    for (size_t i = 0; i < packs->files.n; i++) {
        const pack_file *file = &packs->files.v[i];
        if (!is_notation_file(file) || !wk_str_eq(folder_of(file), folder)) continue;
        wk_status status = wk_notation_parse(arena, file->bytes, file->shown, WK_PUSH(arena, out), error);
        if (status != WK_OK) return status;
    }
    return WK_OK;
}

static wk_status load_language(wk_packs *packs, wk_str code, const notations *files, wk_error *error) {
    wk_language *language = WK_PUSH(packs->arena, &packs->languages);
    wk_status status = wk_language_build(packs->arena, code, files->v, files->n, &packs->world, language, error);
    for (size_t i = 0; status == WK_OK && i < packs->files.n; i++) {
        const pack_file *file = &packs->files.v[i];
        if (wk_str_eq(folder_of(file), code) && is_model_file(file))
            status = wk_model_open(file->bytes, WK_FEATURES_VERSION, file->shown, &language->names, error);
        if (!is_pattern_file(file) || !wk_str_eq(folder_of(file), code)) continue;
        status = wk_language_patterns(packs->arena, language, file->bytes, file->shown, error);
    }
    for (size_t i = 0; status == WK_OK && i < language->stages.n; i++)
        wk_stage_index(packs->arena, language->lexicon, language->stages.v[i]);
    return status;
}

static void make_version(wk_packs *packs) {
    wk_str all = {0};
    WK_ARRAY(wk_str) parts = {0};
    for (size_t i = 0; i < packs->files.n; i++) {
        *WK_PUSH(packs->arena, &parts) = packs->files.v[i].path;
        /* the head of a model holds the checksum of all of it */
        *WK_PUSH(packs->arena, &parts) = is_model_file(&packs->files.v[i]) ? wk_str_cut(packs->files.v[i].bytes, 0, WK_MODEL_HEAD)
                                                                           : packs->files.v[i].bytes;
    }
    for (size_t i = 0; i < packs->languages.n; i++)
        all = wk_str_printf(packs->arena, "%.*s%.*s %.*s ", WK_F(all), WK_F(packs->languages.v[i].code),
                            WK_F(packs->languages.v[i].version));
    wk_str hash = wk_hash_id(packs->arena, wk_hash_parts(parts.v, parts.n));
    packs->version = wk_str_printf(packs->arena, "%.*s#%.*s", WK_F(all), 8, hash.p);
}

static wk_status load_world(wk_packs *packs, wk_error *error) {
    if (packs->files.n) qsort(packs->files.v, packs->files.n, sizeof *packs->files.v, by_path);
    notations world = {0};
    wk_status status = parse_folder(packs, packs->arena, WK_S("world"), &world, error);
    return status == WK_OK ? wk_world_build(packs->arena, world.v, world.n, &packs->world, error) : status;
}

/* Everything, or (not `readings`) what pages and articles need: no lexicons, patterns and models. */
static wk_status load_languages(wk_packs *packs, bool readings, wk_error *error) {
    notations all = {0};
    wk_arena *parsed = wk_arena_new(); /* nothing points into it once its words are compiled */
    wk_status status = load_world(packs, error);
    wk_str last = {0};
    for (size_t i = 0; status == WK_OK && i < packs->files.n; i++) {
        wk_str folder = folder_of(&packs->files.v[i]);
        if (wk_str_eq(folder, last) || wk_str_eq(folder, WK_S("world"))) continue;
        last = folder;
        notations files = {0};
        status = parse_folder(packs, parsed, folder, &files, error);
        if (!readings) wk_language_name(folder, files.v, files.n, WK_PUSH(packs->arena, &packs->languages));
        else if (status == WK_OK) status = load_language(packs, folder, &files, error);
        for (size_t f = 0; f < files.n; f++) *WK_PUSH(parsed, &all) = files.v[f];
    }
    if (status == WK_OK) status = wk_furniture_build(packs->arena, all.v, all.n, &packs->furniture, error);
    if (status == WK_OK && !packs->languages.n)
        status = wk_fail(error, WK_PACK, "no language pack was found: a pack is a folder such as packs/id");
    if (status == WK_OK) make_version(packs);
    wk_arena_free(parsed);
    return status;
}

static wk_status load_all(wk_packs *packs, wk_error *error) {
    return load_languages(packs, true, error);
}

static wk_status load_articles(wk_packs *packs, wk_error *error) {
    return load_languages(packs, false, error);
}

static wk_status load(const char *dir, wk_status (*make)(wk_packs *, wk_error *), wk_packs **out, wk_error *error) {
    wk_arena *arena = wk_arena_new();
    wk_packs *packs = wk_alloc(arena, sizeof *packs);
    packs->arena = arena;
    wk_status status = dir ? gather_folder(packs, dir, WK_S(""), 0, error) : gather_bundle(packs, error);
    if (status == WK_OK) status = make(packs, error);
    if (status != WK_OK) {
        wk_packs_free(packs);
        return status;
    }
    *out = packs;
    return WK_OK;
}

wk_status wk_packs_load(const char *dir, wk_packs **packs, wk_error *error) {
    return load(dir, load_all, packs, error);
}

wk_status wk_packs_load_world(const char *dir, wk_packs **packs, wk_error *error) {
    return load(dir, load_world, packs, error);
}

wk_status wk_packs_load_articles(const char *dir, wk_packs **packs, wk_error *error) {
    return load(dir, load_articles, packs, error);
}

void wk_packs_free(wk_packs *packs) {
    if (packs) wk_arena_free(packs->arena);
}

wk_str wk_packs_version(const wk_packs *packs) {
    return packs->version;
}

const wk_language *wk_packs_language(const wk_packs *packs, wk_str code) {
    for (size_t i = 0; i < packs->languages.n; i++)
        if (wk_str_eq(packs->languages.v[i].code, code) && packs->languages.v[i].stages.n) return &packs->languages.v[i];
    return NULL;
}

const wk_world *wk_packs_world(const wk_packs *packs) {
    return &packs->world;
}

const wk_furniture *wk_packs_furniture(const wk_packs *packs) {
    return packs->furniture;
}
