#include "give/give.h"

const wk_format wk_formats[] = {
    {"jsonl", "the whole record, one JSON object a line (docs/record.schema.json)", wk_give_jsonl},
    {NULL, NULL, NULL},
};

const wk_format *wk_format_find(wk_str name) {
    for (const wk_format *f = wk_formats; f->name; f++)
        if (wk_str_eq(name, wk_str_of(f->name))) return f;
    return NULL;
}
