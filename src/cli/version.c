/* What was compiled in. */
#include "cli/cli.h"

#include "base/error.h"

#include <curl/curlver.h>
#include <expat.h>
#include <jansson.h>
#include <sqlite3.h>
#include <utf8proc.h>
#include <zlib.h>
#include <zstd.h>

wk_status wk_print_version(wk_cli *cli, wk_error *error) {
    const struct { const char *name, *version, *what; } features[] = {
        {"sqlite", sqlite3_libversion(), "record, full-text search (FTS5: words and trigrams)"},
        {"zstd", ZSTD_versionString(), "stored pages, .zst"},
        {"zlib", zlibVersion(), "gzip, deflate"},
        {"brotli", "yes", "content encoding br"},
        {"utf8proc", utf8proc_version(), "folding, classes"},
        {"unicode", utf8proc_unicode_version(), "of utf8proc"},
        {"jansson", JANSSON_VERSION, "JSON"},
        {"expat", XML_ExpatVersion(), "feeds"},
        {"libcurl", LIBCURL_VERSION, "addresses (http, https)"},
    };
    wk_out_raw(&cli->out, WK_S("warkat " WARKAT_VERSION "\n"));
    wk_arena *arena = wk_arena_new();
    for (size_t i = 0; i < WK_COUNT(features); i++)
        wk_out_raw(&cli->out, wk_str_printf(arena, "  %-9s %-14s %s\n", features[i].name, features[i].version, features[i].what));
    wk_packs *packs;
    if (wk_packs_load(NULL, &packs, NULL) == WK_OK) {
        wk_out_raw(&cli->out, wk_str_printf(arena, "  packs     %.*s\n", WK_F(wk_packs_version(packs))));
        wk_packs_free(packs);
    }
    wk_arena_free(arena);
    return wk_out_status(&cli->out, error);
}
