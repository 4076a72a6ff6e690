/* Codes of acts in the standards of event data: CAMEO (Conflict and Mediation Event Observations, 1.1b3) and PLOVER (its
 * successor). docs/CODES.md gives the reasons; where no code says what the act is there is none. */
#ifndef WK_CODES_H
#define WK_CODES_H

#include "base/str.h"

#include <stdbool.h>

/* All kinds of acts, as "a|b". */
extern const char wk_act_names[];

/* All channels, likewise. */
extern const char wk_channel_names[];

/* `value` is one of "a|b". */
bool wk_is_choice(const char *choices, wk_str value);

typedef struct wk_act_codes {
    const char *cameo, *plover; /* NULL: none fits */
} wk_act_codes;

/* The codes of an act that was done, or is only planned, by this channel (NULL: any). */
wk_act_codes wk_codes_of(wk_str act, wk_str channel, bool planned);

#endif
