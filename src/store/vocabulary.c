#include "store/vocabulary.h"

#include "base/map.h"
#include "store/inside.h"
#include "text/utf8.h"

#include <utf8proc.h>

enum { SHORTEST = 3, LONGEST = 40, REMEMBERED = 400000 };

/* The word at text[*at] in lower case into `out`, *at moved behind it; its length, LONGEST + 1 when it is too long. */
static size_t word_at(wk_str text, size_t *at, char out[LONGEST + 4]) {
    size_t n = 0;
    uint32_t cp;
    for (size_t next = *at; wk_utf8_next(text, &next, &cp); *at = next) {
        bool part = cp < 128 ? wk_cp_is_letter(cp) || wk_cp_is_digit(cp)
                             : (wk_cp_class(cp) & (WK_CP_LETTER | WK_CP_NUMBER | WK_CP_MARK)) != 0;
        if (!part) break;
        if (n > LONGEST) continue;
        if (cp < 128) out[n++] = (char)(cp >= 'A' && cp <= 'Z' ? cp + 32 : cp);
        else n += wk_utf8_put((uint32_t)utf8proc_tolower((utf8proc_int32_t)cp), out + n);
    }
    return n;
}

void wk_vocabulary_of(wk_arena *arena, const wk_str *texts, size_t count, wk_word_list *words) {
    wk_map *seen = wk_map_new(arena, 512);
    char word[LONGEST + 4];
    for (size_t t = 0; t < count; t++) {
        for (size_t at = 0; at < texts[t].n;) {
            size_t before = at, n = word_at(texts[t], &at, word);
            if (at == before) { /* no word begins here */
                uint32_t cp;
                wk_utf8_next(texts[t], &at, &cp);
            }
            wk_str w = {word, n};
            if (n < SHORTEST || n > LONGEST || wk_map_get(seen, w, 0)) continue;
            w = wk_str_copy(arena, w);
            wk_map_put(seen, w, 1);
            *WK_PUSH(arena, words) = w;
        }
    }
}

void wk_store_forget_words(wk_store *store) {
    wk_arena_free(store->word_arena);
    store->word_arena = NULL;
    store->known_words = NULL;
}

void wk_store_keep_words(wk_store *store, const wk_word_list *words) {
    if (store->known_words && wk_map_count(store->known_words) > REMEMBERED) wk_store_forget_words(store);
    if (!store->known_words) {
        store->word_arena = wk_arena_new();
        store->known_words = wk_map_new(store->word_arena, 4096);
    }
    for (size_t i = 0; i < words->n && store->error.status == WK_OK; i++) {
        if (wk_map_get(store->known_words, words->v[i], 0)) continue;
        wk_str word = wk_str_copy(store->word_arena, words->v[i]);
        wk_map_put(store->known_words, word, 1);
        wk_query *q = wk_store_fixed(store, WK_SQL_VOCABULARY_ADD);
        wk_bind_str(q, 1, word);
        wk_query_run(q);
        if (!sqlite3_changes(store->db)) continue;
        q = wk_store_fixed(store, WK_SQL_TRIGRAMS_ADD);
        wk_bind_int(q, 1, sqlite3_last_insert_rowid(store->db));
        wk_bind_str(q, 2, word);
        wk_query_run(q);
    }
}
