/* Settings: sentences that tell how, when and where somebody spoke, for his words in the sentences around them: "Hal itu
 * disampaikan X dalam rapat, Senin (3/4)"; "Dalam kampanye di Y, X memaki mikrofonnya". */
#ifndef WK_SETTINGS_H
#define WK_SETTINGS_H

#include "read/claims.h"
#include "read/frames.h"

typedef struct wk_setting {
    uint32_t who;      /* people, index + 1 */
    uint32_t sentence; /* which tells it */
    uint32_t until;    /* the last sentence it holds for */
    wk_str channel;
    wk_date said;
    bool back; /* holds for the words before it too */
} wk_setting;

typedef WK_ARRAY(wk_setting) wk_settings;

/* In text order. */
wk_settings wk_read_settings(const wk_reader *r, const wk_way *ways, const wk_claims *claims);

/* Fills in what a statement by `who` that `sentence` tells leaves out: from the sentences behind it that look back, else
 * from the last one before it. */
void wk_take_setting(const wk_settings *settings, uint32_t who, uint32_t sentence, wk_statement *out);

/* Do words such as "setelah" stand in tokens [start, end)? Dates behind them are another happening's. */
bool wk_other_time(const wk_reader *r, uint32_t start, uint32_t end);

/* The first date of a sentence that is no relay's and not to come. */
wk_date wk_date_of_saying(const wk_reader *r, uint32_t sentence, const wk_way *way);

#endif
