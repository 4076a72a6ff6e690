/* Claims: stretches of words that the pack's patterns propose as said by somebody, settled against one another. */
#ifndef WK_CLAIMS_H
#define WK_CLAIMS_H

#include "read/reader.h"

enum { WK_CLAIM_RIVALS = 64 }; /* claims beside one another that are compared */

typedef struct wk_claim {
    const wk_match *match;
    uint32_t start, end; /* content tokens */
    uint32_t more, more_end; /* a second stretch behind the cue */
    uint32_t speaker;    /* mention + 1 */
    bool nya;            /* the cue has no speaker: an earlier one is meant */
    bool quoted;
    bool goes_on;        /* a quotation left open at its paragraph's end */
    uint32_t depth;      /* speech inside speech inside … */
    const wk_match *outer; /* these are a part of its words */
    uint32_t relay;      /* mention + 1 of who passed the words on */
    uint32_t who;        /* when told */
} wk_claim;

typedef WK_ARRAY(wk_claim) wk_claims;

/* Runs the "statements" patterns and settles what they propose: where two want the same words the pattern higher up
 * stands, except that speech inside speech is a claim of its own. Quotations that no pattern claims go on with the last
 * speaker (no match). In text order, the outer before the inner. */
wk_claims wk_read_claims(wk_reader *r);

/* The quotation that begins at token `start`, or NULL; and the tokens inside its marks. */
static inline const wk_mark *wk_quote_at(const wk_reader *r, uint32_t start) {
    return wk_mark_at(r->text, start, WK_QUOTE);
}
void wk_quote_inside(const wk_reader *r, const wk_mark *quote, uint32_t *start, uint32_t *end);

#endif
