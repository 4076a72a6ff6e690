/* Frames: what stands around statements and acts: channel, addressee, relay, date; found once per sentence by the
 * pack's "frames" patterns and shared by both. */
#ifndef WK_FRAMES_H
#define WK_FRAMES_H

#include "read/reader.h"

/* What one sentence says about the way of its words. Mentions are index + 1, 0 none. */
typedef struct wk_way {
    wk_str channel;
    uint32_t to, via;             /* via: who relayed */
    uint32_t from;                /* who is said to have spoken, where the sentence looks back */
    uint32_t farther;             /* whom the relay itself quotes ("Yonhap, mengutip KCNA") */
    uint32_t via_start, via_end;  /* tokens of the relay's words */
    bool spoken;                  /* the relay is a medium that speaks itself: no relay of others' words */
    uint32_t reported;            /* date beside the relay, index + 1 in dates */
    wk_str to_text;               /* an addressee that is no actor ("wartawan") */
    wk_span to_at;
    bool lasts;                   /* the addressee holds for all that the sentence's subject says from here ("Kepada BBC, X …") */
    bool looks_back;              /* tells the way of the words before ("Hal itu disampaikan X …") */
} wk_way;

/* Runs the patterns; one wk_way per sentence. */
wk_way *wk_read_frames(wk_reader *r);

/* The way of one statement: what `sentence` says near token `at` and outside of the words [start, end) themselves. */
wk_way wk_way_around(const wk_reader *r, uint32_t sentence, uint32_t at, uint32_t start, uint32_t end);

/* The channel that a sentence tells of what is done in its tokens [at, end): not one of a relative clause that the other stands outside of, nor of what
 * is asked for from token `request` on. */
wk_str wk_channel_of_act(const wk_reader *r, uint32_t sentence, uint32_t at, uint32_t end, uint32_t request);

/* Is token i in a relative clause that begins behind token `from`, and not closed before i by a comma or a word of saying? */
bool wk_in_relative(const wk_reader *r, uint32_t from, uint32_t i);

/* The relay's own date: a DATE mark right behind or inside the relay's words; index + 1. */
uint32_t wk_date_near(const wk_reader *r, uint32_t start, uint32_t end);

#endif
