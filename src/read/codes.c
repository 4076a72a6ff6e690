#include "read/codes.h"

#include "base/array.h"

const char wk_act_names[] =
    "congratulate|condole|thank|support|pledge|agree|appeal|demand|accuse|criticise|deny|reject|warn|apologise|invite|meet|visit|"
    "message|recognise|confirm|decline|announce";

const char wk_channel_names[] =
    "letter|message|phone|speech|statement|press conference|interview|meeting|social media|court|report|broadcast";

bool wk_is_choice(const char *choices, wk_str value) {
    wk_str rest = wk_str_of(choices), choice;
    while (wk_str_split(&rest, '|', &choice))
        if (wk_str_eq(choice, value)) return true;
    return false;
}

/* The first row whose act fits, and its channel when it names one. */
static const struct { const char *act, *channel; wk_act_codes codes; } table[] = {
    {"congratulate", NULL, {"051", "SUPPORT"}}, /* praise or endorse */
    {"condole", NULL, {"018", NULL}},           /* make empathetic comment */
    {"thank", NULL, {NULL, NULL}},
    {"support", NULL, {"051", "SUPPORT"}},
    {"pledge", NULL, {"030", "AGREE"}},         /* express intent to cooperate */
    {"agree", NULL, {"030", "AGREE"}},
    {"appeal", NULL, {"020", "REQUEST"}},
    {"demand", NULL, {"100", "REQUEST"}},
    {"accuse", NULL, {"112", "ACCUSE"}},
    {"criticise", NULL, {"111", "ACCUSE"}},
    {"deny", NULL, {"016", NULL}},              /* deny responsibility */
    {"reject", NULL, {"120", "REJECT"}},
    {"warn", NULL, {"130", "THREATEN"}},
    {"apologise", NULL, {"055", "SUPPORT"}},
    {"invite", NULL, {"036", "AGREE"}},         /* express intent to meet or negotiate */
    {"meet", "phone", {"041", "CONSULT"}},      /* discuss by telephone */
    {"meet", NULL, {"040", "CONSULT"}},
    {"visit", NULL, {"042", "CONSULT"}},
    {"message", NULL, {NULL, NULL}},
    {"recognise", NULL, {"054", "SUPPORT"}},    /* grant diplomatic recognition */
    {"confirm", NULL, {NULL, NULL}},
    {"decline", NULL, {"011", NULL}},           /* decline comment */
    {"announce", NULL, {"010", NULL}},          /* make statement */
};

wk_act_codes wk_codes_of(wk_str act, wk_str channel, bool planned) {
    if (planned) { /* what is only planned is no meeting yet, but the will to meet */
        bool met = wk_str_eq(act, WK_S("meet")) || wk_str_eq(act, WK_S("visit"));
        return met ? (wk_act_codes){"036", "AGREE"} : (wk_act_codes){NULL, NULL};
    }
    for (size_t i = 0; i < WK_COUNT(table); i++) {
        bool way = !table[i].channel || (channel.p && wk_str_eq(channel, wk_str_of(table[i].channel)));
        if (way && wk_str_eq(act, wk_str_of(table[i].act))) return table[i].codes;
    }
    return (wk_act_codes){NULL, NULL};
}
