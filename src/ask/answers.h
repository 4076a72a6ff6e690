/* Answers as JSON: what `--json` prints, the API returns and language models are given. One object each. */
#ifndef WK_ANSWERS_H
#define WK_ANSWERS_H

#include "ask/ask.h"
#include "base/json.h"
#include "record/correction.h"

/* `exchange`: the id of the first event of its exchange. */
void wk_told_json(wk_json *j, const wk_told *told, wk_str exchange);
/* With what its reports say and differ on; the second without their words: ids of acts and documents only. */
void wk_event_full_json(wk_json *j, const wk_event_full *event);
void wk_event_brief_json(wk_json *j, const wk_event_full *event);
void wk_said_json(wk_json *j, const wk_said *said);
void wk_listed_json(wk_json *j, const wk_listed *article);
void wk_failure_json(wk_json *j, const wk_listed *failure);
void wk_known_json(wk_json *j, const wk_known *actor);

/* The member "changes". */
void wk_changes_json(wk_json *j, const wk_changes *changes);
void wk_correction_json(wk_json *j, const wk_correction *correction);
void wk_family_json(wk_json *j, const wk_family *family);
void wk_recurring_json(wk_json *j, const wk_recurring *recurring);

#endif
