#include "pack/furniture.h"

#include "base/error.h"
#include "base/map.h"

#include <utf8proc.h>

enum {
    FOLDED_MAX = 160, /* bytes of the longest phrase, folded */
    WORDS_MAX = 10,   /* words of the longest phrase */
    LANGUAGES_MAX = 64,
    MISSING = UINT32_MAX
};

/* Three vocabularies that are asked apart, so that each stays small: phrases of texts, words of class attributes, and
 * the commonest words of languages. */
typedef enum vocabulary { TEXT, CLASS, COMMON, VOCABULARIES } vocabulary;

/* Most words asked for are in none: a bit says so before the map is asked. */
enum { MAYBE_BITS = 14 };
typedef uint64_t maybe[(1 << MAYBE_BITS) / 64];

struct wk_furniture {
    wk_map *index[VOCABULARIES]; /* folded phrase → phrases */
    maybe known[VOCABULARIES];
    WK_ARRAY(wk_phrase) phrases;
    WK_ARRAY(wk_str) languages;
};

/* Entry and key → role. Keys that are not here are mistakes; kinds that are not here belong to others. */
static const struct {
    const char *kind, *key;
    uint32_t role;
} keys[] = {
    {"furniture", "line", WK_ROLE_LINE},
    {"furniture", "start", WK_ROLE_START},
    {"furniture", "stop", WK_ROLE_STOP},
    {"furniture", "link", WK_ROLE_LINK},
    {"furniture", "word", WK_ROLE_WORD},
    {"caption", "start", WK_ROLE_CAPTION},
    {"caption", "end", WK_ROLE_CAPTION_END},
    {"caption", "credit", WK_ROLE_PHOTO},
    {"credit", "start", WK_ROLE_CREDIT},
    {"byline", "start", WK_ROLE_BYLINE},
    {"byline", "editor", WK_ROLE_BYLINE | WK_ROLE_EDITOR},
    {"byline", "role", WK_ROLE_JOB},
    {"byline", "and", WK_ROLE_AND},
    {"byline", "none", WK_ROLE_NOBODY},
    {"date", "published", WK_ROLE_PUBLISHED},
    {"date", "modified", WK_ROLE_MODIFIED},
    {"date", "filler", WK_ROLE_FILLER},
    {"date", "morning", WK_ROLE_MORNING},
    {"date", "evening", WK_ROLE_EVENING},
    {"date", "month_first", WK_ROLE_MONTH_FIRST},
    {"month", "name", WK_ROLE_MONTH},
    {"weekday", "name", WK_ROLE_WEEKDAY},
    {"zone", "name", WK_ROLE_ZONE},
    {"language", "word", 0},
    {"markup", "body", WK_ROLE_MARK_BODY},
    {"markup", "not", WK_ROLE_MARK_NOT},
    {"markup", "caption", WK_ROLE_MARK_CAPTION},
    {"markup", "byline", WK_ROLE_MARK_BYLINE},
    {"markup", "link", WK_ROLE_MARK_LINK},
    {"markup", "trust", WK_ROLE_MARK_TRUST},
};

/* ---- folding --------------------------------------------------------------------------------------------------- */

/* Walks over a line, adding one folded word after the other to `folded`. */
typedef struct folder {
    wk_str line;
    size_t at;     /* next byte of the line */
    size_t end;    /* end of the last word in the line */
    size_t n;      /* bytes of `folded` */
    size_t before; /* bytes of `folded` before the last word and its gap */
    bool small;    /* a lower-case letter has been seen */
    char folded[FOLDED_MAX + 8];
} folder;

/* Everything but the room for words. */
static void fold_begin(folder *f, wk_str line) {
    f->line = line;
    f->at = f->end = f->n = f->before = 0;
    f->small = false;
}

/* Decodes one code point at `at`; an invalid byte counts as one sign. */
static size_t code_at(wk_str s, size_t at, utf8proc_int32_t *code) {
    unsigned char c = (unsigned char)s.p[at];
    *code = c;
    if (c < 0x80) return 1;
    utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)s.p + at, (utf8proc_ssize_t)(s.n - at), code);
    if (n > 0) return (size_t)n;
    *code = 0xFFFD;
    return 1;
}

/* Letters, marks and digits make words. */
static bool is_word(utf8proc_int32_t c) {
    if (c < 0x80) return (uint32_t)((c | 32) - 'a') < 26 || (uint32_t)(c - '0') < 10;
    utf8proc_category_t k = utf8proc_category(c);
    return k >= UTF8PROC_CATEGORY_LU && k <= UTF8PROC_CATEGORY_NO;
}

/* The next two are for signs beyond ASCII. */
static bool is_small(utf8proc_int32_t c) {
    return utf8proc_tolower(c) == c && utf8proc_toupper(c) != c;
}

static size_t put_folded(char *out, utf8proc_int32_t c) {
    return (size_t)utf8proc_encode_char(utf8proc_tolower(c), (utf8proc_uint8_t *)out);
}

/* Adds the word's sign at `at`; false when there is none, or no room for it (*full). */
static bool fold_sign(folder *f, bool *full) {
    utf8proc_int32_t c;
    if (f->at >= f->line.n) return false;
    const size_t n = code_at(f->line, f->at, &c);
    if (!is_word(c)) return false;
    *full = f->n + 8 > FOLDED_MAX;
    if (*full) return false;
    if (c < 0x80) { /* nearly all: letters and digits, which lower case leaves alone */
        f->small |= c >= 'a';
        f->folded[f->n++] = (char)(c | 32);
        f->at++;
        return true;
    }
    f->small |= is_small(c);
    f->n += put_folded(f->folded + f->n, c);
    f->at += n;
    return true;
}

/* Adds the next word; false at the line's end or when it grows too long. */
static bool fold_next(folder *f) {
    utf8proc_int32_t c;
    bool full = false;
    for (size_t n; f->at < f->line.n && (n = code_at(f->line, f->at, &c), !is_word(c));) f->at += n;
    if (f->at >= f->line.n) return false;
    f->before = f->n;
    if (f->n) f->folded[f->n++] = ' ';
    while (fold_sign(f, &full)) {
    }
    f->end = f->at;
    return !full;
}

/* All of a phrase or line; NULL string when it is too long or has no word. */
static wk_str fold_all(folder *f, wk_str line) {
    fold_begin(f, line);
    if (line.n > FOLDED_MAX) return (wk_str){0};
    while (fold_next(f)) {
    }
    if (f->at < line.n) return (wk_str){0};
    return f->n ? (wk_str){f->folded, f->n} : (wk_str){0};
}

/* ---- building -------------------------------------------------------------------------------------------------- */

static uint32_t role_of(wk_str kind, wk_str key, bool *known_kind, bool *known) {
    *known_kind = *known = false;
    for (size_t i = 0; i < WK_COUNT(keys); i++) {
        if (!wk_str_eq(kind, wk_str_of(keys[i].kind))) continue;
        *known_kind = true;
        if (!wk_str_eq(key, wk_str_of(keys[i].key))) continue;
        *known = true;
        return keys[i].role;
    }
    return 0;
}

/* "+07:00" → minutes. */
static bool parse_zone(wk_str s, int16_t *minutes) {
    uint32_t h, m;
    if (s.n != 6 || (s.p[0] != '+' && s.p[0] != '-') || s.p[3] != ':') return false;
    if (!wk_str_number(wk_str_cut(s, 1, 3), 14, &h) || !wk_str_number(wk_str_cut(s, 4, 6), 59, &m)) return false;
    int total = (int)(h * 60 + m);
    *minutes = (int16_t)(s.p[0] == '-' ? -total : total);
    return true;
}

static wk_status language_bit(wk_arena *arena, wk_furniture *f, const wk_entry *entry, uint64_t *bit, wk_error *error) {
    size_t i = 0;
    while (i < f->languages.n && !wk_str_eq(f->languages.v[i], entry->id)) i++;
    if (i == LANGUAGES_MAX) return wk_value_fail(error, entry, NULL, "more than %d languages", LANGUAGES_MAX);
    if (i == f->languages.n) *WK_PUSH(arena, &f->languages) = wk_str_copy(arena, entry->id);
    *bit = (uint64_t)1 << i;
    return WK_OK;
}

/* What an entry's head says of all its phrases: a month's number, a zone's minutes, a language. */
static wk_status read_head(wk_arena *arena, wk_furniture *f, const wk_entry *entry, wk_phrase *of, wk_error *error) {
    uint32_t n = 0;
    if (wk_str_eq(entry->kind, WK_S("month"))) {
        if (!wk_str_number(entry->id, 12, &n) || !n)
            return wk_value_fail(error, entry, NULL, "a month is a number from 1 to 12");
        of->month = (uint8_t)n;
    } else if (wk_str_eq(entry->kind, WK_S("weekday"))) {
        if (!wk_str_number(entry->id, 7, &n) || !n)
            return wk_value_fail(error, entry, NULL, "a weekday is a number from 1 (Monday) to 7");
        of->weekday = (uint8_t)n;
    } else if (wk_str_eq(entry->kind, WK_S("zone"))) {
        if (!parse_zone(entry->id, &of->zone))
            return wk_value_fail(error, entry, NULL, "a zone is written like +07:00");
    } else if (wk_str_eq(entry->kind, WK_S("language"))) {
        if (!entry->id.n) return wk_value_fail(error, entry, NULL, "a language needs its code");
        return language_bit(arena, f, entry, &of->languages, error);
    }
    return WK_OK;
}

static bool in_capitals(wk_str value) {
    folder f;
    return fold_all(&f, value).p && !f.small && f.n > 3;
}

/* The bit of a folded key, by its length and three of its signs. */
static uint32_t bit_of(wk_str key) {
    const unsigned char *p = (const unsigned char *)key.p;
    const uint32_t signs = p[0] | (uint32_t)p[key.n / 2] << 8 | (uint32_t)p[key.n - 1] << 16 | (uint32_t)key.n << 24;
    return signs * 0x9E3779B1u >> (32 - MAYBE_BITS);
}

/* The phrase of a folded key, made when it is not there. */
static wk_phrase *phrase_of(wk_arena *arena, wk_furniture *f, vocabulary v, wk_str key) {
    uint32_t at = wk_map_get(f->index[v], key, MISSING);
    if (at == MISSING) {
        at = (uint32_t)f->phrases.n;
        *WK_PUSH(arena, &f->phrases) = (wk_phrase){0};
        wk_map_put(f->index[v], wk_str_copy(arena, key), at);
        f->known[v][bit_of(key) / 64] |= (uint64_t)1 << bit_of(key) % 64;
    }
    return &f->phrases.v[at];
}

/* Roles of `role` in `set` are taken back when the phrase stands in the packs without their condition, too. */
static void set_condition(uint32_t *set, uint32_t role, uint32_t plain, bool condition) {
    if (!condition)
        *set &= ~role;
    else if (!(plain & role))
        *set |= role;
}

static wk_status add_phrase(wk_arena *arena, wk_furniture *f, const wk_entry *entry, const wk_value *value,
                            const wk_phrase *of, uint32_t role, wk_error *error) {
    static const uint32_t whole = WK_ROLE_LINE | WK_ROLE_START | WK_ROLE_STOP | WK_ROLE_LINK | WK_ROLE_CAPTION;
    static const uint32_t class = WK_ROLE_MARK_BODY | WK_ROLE_MARK_NOT | WK_ROLE_MARK_CAPTION | WK_ROLE_MARK_BYLINE |
                                  WK_ROLE_MARK_LINK | WK_ROLE_MARK_TRUST;
    const vocabulary v = of->languages ? COMMON : role & class ? CLASS : TEXT;
    folder fold;
    wk_str key = fold_all(&fold, value->value);
    if (!key.p) return wk_value_fail(error, entry, value, "a phrase needs letters or digits and at most 160 bytes");
    for (size_t i = 0; i < key.n; i++)
        if (key.p[i] == ' ') phrase_of(arena, f, v, wk_str_cut(key, 0, i))->more = true;
    wk_phrase *p = phrase_of(arena, f, v, key);
    set_condition(&p->caps, role, p->roles & ~p->caps, role & whole && in_capitals(value->value));
    set_condition(&p->colon, role, p->roles & ~p->colon, wk_str_ends(value->value, WK_S(":")));
    p->roles |= role;
    p->languages |= of->languages;
    if (of->month) p->month = of->month;
    if (of->weekday) p->weekday = of->weekday;
    if (role & WK_ROLE_ZONE) p->zone = of->zone;
    return WK_OK;
}

static wk_status add_entry(wk_arena *arena, wk_furniture *f, const wk_notation *file, const wk_entry *entry,
                           wk_error *error) {
    bool kind, known;
    role_of(entry->kind, (wk_str){0}, &kind, &known);
    if (!kind) return WK_OK;
    wk_phrase of = {0};
    wk_status status = read_head(arena, f, entry, &of, error);
    for (uint32_t i = entry->first; status == WK_OK && i < entry->first + entry->count; i++) {
        const wk_value *value = &file->values.v[i];
        uint32_t role = role_of(entry->kind, value->key, &kind, &known);
        if (!known)
            status =
                wk_value_fail(error, entry, value, "'%.*s' is no key of %.*s", WK_F(value->key), WK_F(entry->kind));
        else
            status = add_phrase(arena, f, entry, value, &of, role, error);
    }
    return status;
}

wk_status wk_furniture_build(wk_arena *arena, const wk_notation *files, size_t n, wk_furniture **out, wk_error *error) {
    wk_furniture *f = wk_alloc(arena, sizeof *f);
    size_t values = 0;
    for (size_t i = 0; i < n; i++) values += files[i].values.n;
    for (size_t i = 0; i < VOCABULARIES; i++) f->index[i] = wk_map_new(arena, i == TEXT ? values : 64);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < files[i].entries.n; k++) {
            wk_status status = add_entry(arena, f, &files[i], &files[i].entries.v[k], error);
            if (status != WK_OK) return status;
        }
    *out = f;
    return WK_OK;
}

/* ---- asking ---------------------------------------------------------------------------------------------------- */

static const wk_phrase *find(const wk_furniture *f, vocabulary v, wk_str folded) {
    const uint32_t bit = bit_of(folded);
    if (!(f->known[v][bit / 64] >> bit % 64 & 1)) return NULL;
    uint32_t at = wk_map_get(f->index[v], folded, MISSING);
    return at == MISSING ? NULL : &f->phrases.v[at];
}

/* Which of `roles` the phrase plays when the words found have (`small`) lower-case letters. */
static uint32_t plays(const wk_phrase *p, uint32_t roles, bool small) {
    return p ? p->roles & roles & ~(small ? p->caps : 0) : 0;
}

/* Each word is looked up with those before it: most lines are left after the first. */
const wk_phrase *wk_furniture_line(const wk_furniture *f, wk_str line) {
    folder fold;
    fold_begin(&fold, line);
    const wk_phrase *p = NULL;
    if (line.n > FOLDED_MAX) return NULL;
    while (fold_next(&fold)) {
        if (p && !p->more) return NULL;
        p = find(f, TEXT, (wk_str){fold.folded, fold.n});
        if (!p) return NULL;
    }
    return fold.at >= line.n && p && plays(p, UINT32_MAX, fold.small) ? p : NULL;
}

uint32_t wk_furniture_start(const wk_furniture *f, wk_str line, uint32_t roles, size_t *length) {
    folder fold;
    fold_begin(&fold, line);
    uint32_t best = 0;
    for (int i = 0; i < WORDS_MAX && fold_next(&fold); i++) {
        const wk_phrase *p = find(f, TEXT, (wk_str){fold.folded, fold.n});
        if (!p) break;
        size_t end = fold.end;
        while (end < line.n && line.p[end] == ' ') end++;
        bool colon = end < line.n && line.p[end] == ':';
        uint32_t played = plays(p, roles & ~(colon ? 0 : p->colon), fold.small);
        if (played) {
            best = played;
            *length = colon ? end + 1 : fold.end;
        }
        if (!p->more) break;
    }
    while (best && *length < line.n && line.p[*length] == ' ') ++*length;
    return best;
}

bool wk_furniture_begins(const wk_furniture *f, wk_str line, uint32_t *roles) {
    folder fold;
    fold_begin(&fold, wk_str_cut(line, 0, FOLDED_MAX));
    *roles = 0;
    if (!fold_next(&fold)) return false;
    const wk_phrase *p = find(f, TEXT, (wk_str){fold.folded, fold.n});
    bool number = fold.folded[0] >= '0' && fold.folded[0] <= '9';
    *roles = (p ? p->roles : 0) | (number ? WK_ROLE_WORD : 0);
    return p || number;
}

const wk_phrase *wk_furniture_word(const wk_furniture *f, wk_str word) {
    folder fold;
    wk_str key = fold_all(&fold, word);
    return key.p ? find(f, TEXT, key) : NULL;
}

uint64_t wk_furniture_common(const wk_furniture *f, wk_str word) {
    folder fold;
    wk_str key = fold_all(&fold, word);
    const wk_phrase *p = key.p ? find(f, COMMON, key) : NULL;
    return p ? p->languages : 0;
}

bool wk_furniture_only(const wk_furniture *f, wk_str line, uint32_t roles) {
    folder fold;
    fold_begin(&fold, line);
    size_t words = 0;
    if (line.n > FOLDED_MAX) return false;
    while (fold_next(&fold)) {
        const char *word = fold.folded + fold.before + (fold.before ? 1 : 0);
        size_t n = fold.n - (size_t)(word - fold.folded);
        fold.n = 0;
        if (*word >= '0' && *word <= '9') continue;
        const wk_phrase *p = find(f, TEXT, (wk_str){word, n});
        if (!p || !(p->roles & roles)) return false;
        words++;
    }
    return words > 0;
}

static bool is_small_ascii(unsigned char c) {
    return (unsigned char)(c - 'a') < 26;
}

/* Class words are ASCII: letters and digits. */
static bool is_class_sign(unsigned char c) {
    return is_small_ascii(c | 32) || (unsigned char)(c - '0') < 10;
}

/* The next word of a class attribute in lower case; "relatedLinks" has two. */
static size_t class_word(wk_str s, size_t *at, char *out, size_t room) {
    const unsigned char *p = (const unsigned char *)s.p;
    size_t i = *at, n = 0;
    bool small = false; /* the sign before is a small letter */
    while (i < s.n && !is_class_sign(p[i])) i++;
    for (; i < s.n && is_class_sign(p[i]) && !(small && p[i] >= 'A' && p[i] <= 'Z'); i++) {
        small = is_small_ascii(p[i]);
        if (n < room) out[n++] = (char)(p[i] | 32);
    }
    *at = i;
    return n;
}

uint32_t wk_furniture_markup(const wk_furniture *f, wk_str names) {
    char pair[96];
    size_t at = 0, n;
    size_t first = 0; /* bytes of the word before with its gap, when pairs begin with it */
    uint32_t roles = 0;
    if (names.n > 1000) names.n = 1000;
    while ((n = class_word(names, &at, pair + first, 40))) {
        const wk_phrase *word = find(f, CLASS, (wk_str){pair + first, n});
        const wk_phrase *both = first ? find(f, CLASS, (wk_str){pair, first + n}) : NULL;
        roles |= (word ? word->roles : 0) | (both ? both->roles : 0);
        if (word && word->more) {
            memmove(pair, pair + first, n);
            pair[n] = ' ';
            first = n + 1;
        } else
            first = 0;
    }
    return roles;
}

size_t wk_furniture_languages(const wk_furniture *f) {
    return f->languages.n;
}

wk_str wk_furniture_language(const wk_furniture *f, size_t i) {
    return f->languages.v[i];
}
