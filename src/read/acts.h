/* Acts while they are being put together; acts.c finds them, act_frames.c shares what a letter or message tells once
 * among the acts done in it. */
#ifndef WK_ACTS_H
#define WK_ACTS_H

#include "read/frames.h"
#include "read/reader.h"

typedef struct wk_draft_act {
    wk_act act;
    uint32_t sentence, at, end;  /* tokens of the predicate and of the match's end */
    uint32_t from_who, to_who;   /* first actors, people index + 1 */
    uint32_t occasion;           /* told occasion, index + 1 */
    bool head;                   /* a letter, message, greeting: others are done in it */
    bool shares;                 /* may take part in a letter */
    bool mutual, quoted;
} wk_draft_act;

typedef WK_ARRAY(wk_draft_act) wk_draft_acts;

/* Lets acts done in one letter share its date, occasion, channel and relay; dates by occasion where nothing else
 * tells. */
void wk_share_frames(wk_reader *r, wk_draft_acts *acts);

/* Words from a letter came by the letter's relay, when their own sentence names none. */
void wk_relay_statements(wk_reader *r, const wk_draft_acts *acts);

/* The actor as a relay: a seat of power goes by its own name ("Kremlin"). */
wk_actor wk_relay_of(const wk_reader *r, uint32_t mention);

#endif
