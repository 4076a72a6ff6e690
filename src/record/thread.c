#include "record/thread.h"

const wk_thread_kind wk_thread_kinds[] = {
    {"letter and reply", "message", "message", 30},
    {"letter and reply", "congratulate", "message", 30},
    {"letter and reply", "message", "thank", 30},
    {"greeting and thanks", "congratulate", "thank", 30},
    {"condolence and thanks", "condole", "thank", 30},
    {"support and thanks", "support", "thank", 30},
    {"accusation and denial", "accuse", "deny", 30},
    {"accusation and denial", "accuse", "reject", 30},
    {"accusation and apology", "accuse", "apologise", 90},
    {"criticism and rejection", "criticise", "reject", 30},
    {"criticism and apology", "criticise", "apologise", 90},
    {"warning and rejection", "warn", "reject", 30},
    {"invitation and visit", "invite", "visit", 400},
    {"invitation and refusal", "invite", "decline", 120},
    {"demand and refusal", "demand", "reject", 60},
    {"demand and refusal", "demand", "decline", 60},
    {"demand and promise", "demand", "pledge", 60},
    {"appeal and refusal", "appeal", "reject", 60},
    {"appeal and refusal", "appeal", "decline", 60},
    {"appeal and promise", "appeal", "pledge", 60},
    {NULL, NULL, NULL, 0},
};

bool wk_thread_before(const wk_thread_event *a, const wk_thread_event *b) {
    return a->day != b->day ? a->day < b->day : wk_str_cmp(a->id, b->id) < 0;
}

bool wk_thread_fits(const wk_thread_kind *kind, const wk_thread_event *first, const wk_thread_event *second) {
    if (!first->from.n || !first->to.n || !second->from.n) return false;
    bool turned = wk_sides_fit(&first->to, &second->from) && wk_sides_fit(&first->from, &second->to);
    return turned && wk_thread_before(first, second) && second->day - first->day <= kind->days;
}
