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

/* Do names i and i + 1 stand side by side with a comma between, and i + 1 in a list that goes on ("A, B, C dan D")? A
 * pair alone may be "menurut A, B dan C …". */
static bool listed(const wk_reader *r, uint32_t i) {
    const wk_mention *m = r->mentions.v;
    bool beside = comma(r, m[i].end) && m[i + 1].start == m[i].end + 1 && m[i + 1].then == i + 3;
    if (!beside || m[i].name_end == m[i].name_start || wk_is(r, m[i].start ? m[i].start - 1 : 0, WK_ACCORDING)) return false;
    bool before = i && comma(r, m[i - 1].end) && m[i].start == m[i - 1].end + 1;
    return before || comma(r, m[i + 1].end) || (alike(r, i, i + 1) && alike(r, i + 1, i + 2) && !fronted(r, i));
}

/* "(A,) B, dan C" */
static bool listed_last(const wk_reader *r, uint32_t i) {
    const wk_mention *m = r->mentions.v;
    if (!i || !comma(r, m[i - 1].end) || m[i].start != m[i - 1].end + 1) return false;
    uint32_t end = m[i].end;
    return comma(r, end) && m[i + 1].start == end + 2 && wk_str_eq(wk_list_value(r, end + 1, WK_CONJUNCTION), WK_S("and"));
}

/* "Prabowo - Hatta": two who stand together in an election; not what is set between dashes. */
static bool paired(const wk_reader *r, uint32_t i) {
    const wk_mention *a = &r->mentions.v[i], *b = a + 1;
    if (b->start != a->end + 1 || !wk_is_sign(r, a->end, "-–—") || b->name_start > b->start || wk_is_sign(r, b->end, "-–—")) return false;
    return alike(r, i, i + 1) && wk_name_in(r, a->name_start, a->name_end)->kind == WK_NAME_PERSON;
}

void wk_chain_mentions(wk_reader *r) {
    for (uint32_t i = r->mentions.n ? (uint32_t)r->mentions.n - 1 : 0; i-- > 0;) {
        wk_mention *a = &r->mentions.v[i];
        const wk_mention *b = &r->mentions.v[i + 1];
        uint32_t end = a->end; /* an aside between commas may stand between: "A, kanan, dan B" */
        if (b->start > end + 3 && b->start <= end + 5 && comma(r, end) && comma(r, b->start - 2)) end = b->start - 1;
        bool joined = b->start == end + 1 && wk_is(r, end, WK_CONJUNCTION) &&
                      wk_str_eq(wk_list_value(r, end, WK_CONJUNCTION), WK_S("and"));
        joined |= listed(r, i) || listed_last(r, i) || paired(r, i);
        if (joined && !a->pronoun && !b->pronoun && wk_tok(r, a->start)->sentence == wk_tok(r, b->start)->sentence)
            a->then = i + 2;
    }
}
