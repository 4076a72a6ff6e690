/* The names of slots, as patterns write them. */
#include "pack/pattern.h"

static const char *const names[WK_SLOTS] = {
    [WK_SLOT_CONTENT] = "content", [WK_SLOT_SPEAKER] = "speaker", [WK_SLOT_CUE] = "cue", [WK_SLOT_FROM] = "from",
    [WK_SLOT_TO] = "to", [WK_SLOT_VIA] = "via", [WK_SLOT_CHANNEL] = "channel", [WK_SLOT_OCCASION] = "occasion",
    [WK_SLOT_ABOUT] = "about", [WK_SLOT_PLACE] = "place", [WK_SLOT_DATE] = "date", [WK_SLOT_NAME] = "name",
    [WK_SLOT_ROLE] = "role", [WK_SLOT_OF] = "of", [WK_SLOT_TITLE] = "title", [WK_SLOT_SHORT] = "short",
    [WK_SLOT_WEEKDAY] = "weekday", [WK_SLOT_DAY] = "day", [WK_SLOT_MONTH] = "month", [WK_SLOT_YEAR] = "year",
    [WK_SLOT_COUNT] = "count", [WK_SLOT_UNIT] = "unit", [WK_SLOT_OFFSET] = "offset", [WK_SLOT_UNTIL] = "until",
    [WK_SLOT_HOUR] = "hour", [WK_SLOT_MINUTE] = "minute", [WK_SLOT_ZONE] = "zone", [WK_SLOT_KIND] = "kind",
    [WK_SLOT_ACT] = "act", [WK_SLOT_PLANNED] = "planned", [WK_SLOT_DENIED] = "denied", [WK_SLOT_TYPE] = "type",
    [WK_SLOT_MORE] = "more", [WK_SLOT_TOLD] = "told", [WK_SLOT_PREDICATE] = "predicate",
    [WK_SLOT_DAYPART] = "daypart", [WK_SLOT_DIRECTION] = "direction"};

wk_slot wk_slot_find(wk_str name) {
    for (unsigned i = 0; i < WK_SLOTS; i++)
        if (wk_str_eq(name, wk_str_of(names[i]))) return (wk_slot)i;
    return WK_SLOTS;
}

wk_str wk_slot_name(wk_slot slot) {
    return slot < WK_SLOTS ? wk_str_of(names[slot]) : (wk_str){0};
}
