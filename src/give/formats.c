/* The table of formats. */
#include "give/giver.h"

const wk_format wk_formats[] = {
    {"jsonl", "the whole record, one JSON object a line (docs/record.schema.json)", WK_GIVE_RECORD, wk_give_jsonl},
    {"corrections", "what was corrected about actors, for `actors apply`", WK_GIVE_RECORD, wk_give_corrections},
    {"csv", "events as a table with CAMEO and PLOVER codes (RFC 4180)", WK_GIVE_EVENTS, wk_give_csv},
    {"gdelt", "events in the 61 columns of GDELT 2.0, empty where not computed", WK_GIVE_EVENTS, wk_give_gdelt},
    {"gexf", "who to whom over time, for Gephi (GEXF 1.2, dynamic)", WK_GIVE_EVENTS, wk_give_gexf},
    {"ics", "events and the days they mark, as a calendar (RFC 5545)", WK_GIVE_EVENTS, wk_give_ics},
    {"annotations", "statements and acts on their words (W3C Web Annotation)", WK_GIVE_ARTICLES, wk_give_annotations},
    {"ninjs", "articles, one ninjs 3.1 object a line (IPTC)", WK_GIVE_ARTICLES, wk_give_ninjs},
    {"jsonld", "articles with quotations and claims (schema.org)", WK_GIVE_ARTICLES, wk_give_jsonld},
    {"prov", "the chain of every statement and act (PROV-O as JSON-LD)", WK_GIVE_ARTICLES, wk_give_prov},
    {NULL, NULL, WK_GIVE_RECORD, NULL},
};

const wk_format *wk_format_find(wk_str name) {
    for (const wk_format *f = wk_formats; f->name; f++)
        if (wk_str_eq(name, wk_str_of(f->name))) return f;
    return NULL;
}
