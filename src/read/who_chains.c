/* "A dan B", "A, B, C dan D": mentions that stand side by side are told together. */
#include "read/reader.h"

static bool comma(const wk_reader *r, uint32_t i) {
    return wk_str_eq(wk_token_text(r->text, i, i + 1), WK_S(","));
}

/* May the comma behind mention i end what its sentence begins with ("Setelah bertemu A, B dan C …")? */
static bool fronted(const wk_reader *r, uint32_t i) {
    enum { BEFORE = 40 };
    uint32_t k = r->mentions.v[i].start;
    for (uint32_t back = 0; back < BEFORE; back++, k--) {
        if (wk_is(r, k, WK_SUBORDINATOR) || wk_is(r, k, WK_ACCORDING)) return true;
        if (!k || wk_tok(r, k)->flags & (WK_SENTENCE | WK_OPENS)) return wk_is(r, k, WK_PREPOSITION) || wk_is(r, k, WK_DATE);
    }
    return true;
}

static bool alike(const wk_reader *r, uint32_t i, uint32_t k) {
    const wk_mention *a = &r->mentions.v[i], *b = &r->mentions.v[k];
    if (a->name_end == a->name_start || b->name_end == b->name_start) return false;
    const wk_name *x = wk_name_in(r, a->name_start, a->name_end), *y = wk_name_in(r, b->name_start, b->name_end);
    return x && y && x->kind == y->kind;
}

static bool bracketed(const wk_reader *r, uint32_t i) {
    return wk_tok(r, r->mentions.v[i].start)->flags & WK_BRACKETED;
}

/* The token behind mention i and the brackets right after it: "Hendra (45) (dan) …". */
static uint32_t behind(const wk_reader *r, uint32_t i) {
    enum { LONGEST = 8 };
    uint32_t end = r->mentions.v[i].end;
    if (!wk_is_sign(r, end, "(") || bracketed(r, i)) return end;
    for (uint32_t k = end + 1; k < end + LONGEST && k + 1 < r->text->tokens.n; k++)
        if (wk_is_sign(r, k, ")")) return k + 1;
    return end;
}

/* The mention after mention i and those in brackets right behind it. */
static uint32_t next(const wk_reader *r, uint32_t i) {
    uint32_t k = i + 1;
    for (uint32_t end = behind(r, i); k < r->mentions.n && r->mentions.v[k].start < end;) k++;
    return k;
}

uint32_t wk_told_before(const wk_reader *r, uint32_t i) {
    uint32_t k = i;
    while (k-- > 0 && i - k < 4) {
        if (r->mentions.v[k].then == i + 1) return k;
        if (!bracketed(r, k)) break;
    }
    return i;
}

/* Does mention i stand right behind another and a comma: "A, (B)", "A (45), (B)"? */
static bool behind_comma(const wk_reader *r, uint32_t i) {
    uint32_t k = i;
    while (k > 0 && bracketed(r, k - 1) && i - k < 4) k--;
    return k && comma(r, behind(r, k - 1)) && r->mentions.v[i].start == behind(r, k - 1) + 1;
}

/* Do names i and n, the next, stand side by side with a comma between, and n in a list that goes on ("A, B, C dan D")? A
 * pair alone may be "menurut A, B dan C …". */
static bool listed(const wk_reader *r, uint32_t i, uint32_t n) {
    const wk_mention *m = r->mentions.v;
    uint32_t end = behind(r, i);
    bool beside = comma(r, end) && m[n].start == end + 1 && m[n].then && m[n].then == next(r, n) + 1;
    if (!beside || m[i].name_end == m[i].name_start || wk_is(r, m[i].start ? m[i].start - 1 : 0, WK_ACCORDING)) return false;
    return behind_comma(r, i) || comma(r, behind(r, n)) || (alike(r, i, n) && alike(r, n, m[n].then - 1) && !fronted(r, i));
}

/* "(A,) B, dan C" */
static bool listed_last(const wk_reader *r, uint32_t i, uint32_t n) {
    uint32_t end = behind(r, i);
    return behind_comma(r, i) && comma(r, end) && r->mentions.v[n].start == end + 2 && wk_str_eq(wk_list_value(r, end + 1, WK_CONJUNCTION), WK_S("and"));
}

/* "A, Ketua DPR, dan B": the comma closes what tells of A. */
static bool told_of(const wk_reader *r, uint32_t i, uint32_t n) {
    const wk_mention *a = &r->mentions.v[i];
    bool closed = a->name_end > a->name_start && a->end > a->name_end + 1 && comma(r, a->name_end) && comma(r, a->end);
    return closed && r->mentions.v[n].start == a->end + 2 && wk_str_eq(wk_list_value(r, a->end + 1, WK_CONJUNCTION), WK_S("and"));
}

/* "Prabowo - Hatta": two who stand together in an election; not what is set between dashes. */
static bool paired(const wk_reader *r, uint32_t i) {
    const wk_mention *a = &r->mentions.v[i], *b = a + 1;
    if (b->start != a->end + 1 || !wk_is_sign(r, a->end, "-–—") || b->name_start > b->start || wk_is_sign(r, b->end, "-–—")) return false;
    return alike(r, i, i + 1) && wk_name_in(r, a->name_start, a->name_end)->kind == WK_NAME_PERSON;
}

void wk_chain_mentions(wk_reader *r) {
    for (uint32_t i = r->mentions.n ? (uint32_t)r->mentions.n - 1 : 0; i-- > 0;) {
        uint32_t n = next(r, i), end = behind(r, i); /* an aside between commas may stand between: "A, kanan, dan B" */
        if (n >= r->mentions.n) continue;
        wk_mention *a = &r->mentions.v[i];
        const wk_mention *b = &r->mentions.v[n];
        if (b->start > end + 3 && b->start <= end + 5 && comma(r, end) && comma(r, b->start - 2)) end = b->start - 1;
        bool joined = b->start == end + 1 && wk_is(r, end, WK_CONJUNCTION) &&
                      wk_str_eq(wk_list_value(r, end, WK_CONJUNCTION), WK_S("and"));
        joined |= listed(r, i, n) || listed_last(r, i, n) || told_of(r, i, n) || paired(r, i);
        if (joined && !a->pronoun && !b->pronoun && wk_tok(r, a->start)->sentence == wk_tok(r, b->start)->sentence)
            a->then = n + 1;
    }
}
