/* A reading as JSON, and back.
 *
 * The JSON is the contract of docs/reading.schema.json: one object, offsets in code points of the part they lie in,
 * null for what is not known. wk_reading_json() (reading.h) writes it; this header adds what the record needs: ids of
 * items, single items, and reading a line back into the same structures, so that
 * write(parse(write(reading))) == write(reading), byte for byte. */
#ifndef WK_READING_JSON_H
#define WK_READING_JSON_H

#include "read/reading.h"

/* What a reading was made with: {"program","packs","unicode"}, as JSON. `packs` is wk_packs_version(). */
wk_str wk_made_by(wk_arena *arena, wk_str packs);

/* wk_reading_json() with the member "made_by", which is JSON already; NULL leaves it out. */
void wk_reading_json_made(const wk_reading *reading, wk_str made_by, wk_buf *out);

/* Parses one line that wk_reading_json() wrote. The reading, its article and all strings live in `arena`; parts have
 * no maps. Offsets are turned back into bytes. `made_by` (may be NULL) receives that member as JSON or NULL.
 * WK_INPUT with one line when it is not JSON or not a reading. */
wk_status wk_reading_parse(wk_arena *arena, wk_str json, wk_reading **reading, wk_str *made_by,
                           wk_error *error) WK_MUST_CHECK;

/* The id of an item: 16 hex digits over article, page and what was read, nothing else (not over its place in the
 * list), so that the same item has the same id in every run. */
wk_str wk_act_id(wk_arena *arena, const wk_reading *reading, const wk_act *act);
wk_str wk_statement_id(wk_arena *arena, const wk_reading *reading, const wk_statement *statement);

/* The exact words of spans of a part; several spans are joined by " … ". */
wk_str wk_words(wk_arena *arena, const wk_reading *reading, uint32_t part, const wk_spans *spans);

/* The ids of all items of a reading, in its order: for callers that need them more than once. */
typedef struct wk_item_ids {
    wk_str *statements, *acts;
} wk_item_ids;

wk_item_ids wk_item_ids_of(wk_arena *arena, const wk_reading *reading);

/* wk_reading_json_made() with ids that were made before. */
void wk_reading_json_with(const wk_reading *reading, wk_str made_by, const wk_item_ids *ids, wk_buf *out);

/* One item, whose id is `id`, as a JSON object by itself: as in the reading, but with words where the reading has ranges ("evidence",
 * "content", "speaker", "cue"), and actors without their places. */
void wk_act_flat(wk_arena *arena, const wk_reading *reading, const wk_act *item, wk_str id, wk_buf *out);
void wk_statement_flat(wk_arena *arena, const wk_reading *reading, const wk_statement *item, wk_str id, wk_buf *out);

#endif
