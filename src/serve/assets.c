#include "serve/assets.h"

#include "base/array.h"
#include "serve/route.h"

#include <stdio.h>
#include <xxhash.h>

__asm__(".section .rodata\n"
        ".balign 16\n"
        "wk_ui_start:\n"
        ".incbin \"" WK_UI_BUNDLE "\"\n"
        "wk_ui_end:\n"
        ".byte 0\n"
        ".balign 16\n"
        "wk_schemas_start:\n"
        ".incbin \"" WK_SCHEMAS "\"\n"
        "wk_schemas_end:\n"
        ".byte 0\n"
        ".previous\n");

extern const char wk_ui_start[] __attribute__((visibility("hidden")));
extern const char wk_ui_end[] __attribute__((visibility("hidden")));
extern const char wk_schemas_start[] __attribute__((visibility("hidden")));
extern const char wk_schemas_end[] __attribute__((visibility("hidden")));

wk_str wk_schemas(void) {
    return (wk_str){wk_schemas_start, (size_t)(wk_schemas_end - wk_schemas_start)};
}

static const struct { const char *ending, *type; } types[] = {
    {".html", "text/html; charset=utf-8"}, {".js", "text/javascript; charset=utf-8"}, {".css", "text/css; charset=utf-8"},
    {".json", "application/json"}, {".svg", "image/svg+xml"}};

static const char *type_of(wk_str name) {
    for (size_t i = 0; i < WK_COUNT(types); i++)
        if (wk_str_ends(name, wk_str_of(types[i].ending))) return types[i].type;
    return "application/octet-stream";
}

bool wk_asset_find(wk_str wanted, wk_asset *a) {
    wk_str rest = {wk_ui_start, (size_t)(wk_ui_end - wk_ui_start)}, line;
    while (wk_str_split(&rest, '\n', &line)) {
        wk_str size = line, name;
        uint32_t bytes = 0;
        wk_str_split(&size, ' ', &name);
        if (!wk_str_number(size, INT32_MAX, &bytes) || bytes > rest.n) break;
        *a = (wk_asset){.name = name, .gzip = wk_str_cut(rest, 0, bytes), .type = type_of(name)};
        snprintf(a->tag, sizeof a->tag, "\"%016llx\"", (unsigned long long)XXH3_64bits(a->gzip.p, a->gzip.n));
        if (wk_str_eq(name, wanted)) return true;
        rest = wk_str_cut(rest, bytes, rest.n);
    }
    return false;
}
