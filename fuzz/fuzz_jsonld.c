/* Gives bytes to the reader of JSON-LD and holds it to its bounds: it ends, says only trimmed words with a rank, and
 * names at most so many authors. */
#include "page/metadata.h"

#include <stdlib.h>

static void must(bool holds) {
    if (!holds) abort();
}

static void check(const wk_said *said) {
    must((said->rank == 0) == (said->value.n == 0));
    must(said->start == 0 && said->end == 0);
    if (said->rank) must(wk_str_eq(said->value, wk_trim_all(said->value)) && said->how);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    wk_arena *arena = wk_arena_new();
    wk_metadata meta = {0};
    wk_jsonld_read(arena, (wk_str){(const char *)data, size}, &meta);
    const wk_said *said[] = {&meta.headline, &meta.site_name, &meta.published, &meta.modified,
                             &meta.section,  &meta.image,     &meta.language};
    for (size_t i = 0; i < WK_COUNT(said); i++) check(said[i]);
    must(meta.authors.n <= size);
    wk_arena_free(arena);
    return 0;
}
