/* What is told of every act of its kind, in one table. */
#include "read/acts.h"

static const struct kind {
    const char *act;
    int is;
} kinds[] = {
    {"congratulate", WK_ACT_HEAD | WK_ACT_SHARES | WK_ACT_MOVED | WK_ACT_HEARD},
    {"condole", WK_ACT_HEAD | WK_ACT_SHARES | WK_ACT_MOVED | WK_ACT_HEARD},
    {"message", WK_ACT_HEAD | WK_ACT_SHARES | WK_ACT_HEARD},
    {"thank", WK_ACT_SHARES | WK_ACT_AIMED | WK_ACT_ONCE | WK_ACT_MOVED | WK_ACT_HEARD | WK_ACT_ANSWERS},
    {"support", WK_ACT_SHARES | WK_ACT_AIMED | WK_ACT_ONCE | WK_ACT_HEARD},
    {"pledge", WK_ACT_SHARES | WK_ACT_AIMED | WK_ACT_LED | WK_ACT_PLEDGE | WK_ACT_HEARD},
    {"appeal", WK_ACT_SHARES | WK_ACT_AIMED | WK_ACT_ASKS | WK_ACT_LED | WK_ACT_OWN | WK_ACT_HEARD | WK_ACT_WANTS},
    {"invite", WK_ACT_SHARES | WK_ACT_AIMED | WK_ACT_ASKS | WK_ACT_ONCE | WK_ACT_HEARD},
    {"accuse", WK_ACT_AIMED | WK_ACT_ASKS | WK_ACT_MOVED},
    {"criticise", WK_ACT_AIMED | WK_ACT_ONCE | WK_ACT_MOVED},
    {"warn", WK_ACT_AIMED | WK_ACT_ASKS | WK_ACT_MOVED | WK_ACT_HEARD},
    {"demand", WK_ACT_AIMED | WK_ACT_ASKS | WK_ACT_ONCE | WK_ACT_MOVED | WK_ACT_HEARD | WK_ACT_WANTS},
    {"announce", WK_ACT_ALONE | WK_ACT_FORMAL | WK_ACT_OWN},
    {"agree", WK_ACT_ALONE},
    {"confirm", WK_ACT_ALONE},
    {"deny", WK_ACT_ALONE | WK_ACT_ANSWERS},
    {"decline", WK_ACT_ALONE | WK_ACT_OWN | WK_ACT_ANSWERS},
    {"reject", WK_ACT_OWN | WK_ACT_WANTS | WK_ACT_ANSWERS},
    {"meet", WK_ACT_MEET},
    {"visit", WK_ACT_VISIT | WK_ACT_ONCE},
    {"apologise", WK_ACT_ONCE | WK_ACT_MOVED | WK_ACT_HEARD},
};

int wk_act_kind(wk_str act) {
    for (size_t i = 0; i < WK_COUNT(kinds); i++)
        if (wk_str_eq(act, wk_str_of(kinds[i].act))) return kinds[i].is;
    return 0;
}
