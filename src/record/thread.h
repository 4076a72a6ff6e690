/* Threads: which kinds of acts answer one another, and how soon. Knows no database. */
#ifndef WK_THREAD_H
#define WK_THREAD_H

#include "record/side.h"

/* An act of `second` by whom `first` was done to, within so many days, answers it. */
typedef struct wk_thread_kind {
    const char *name; /* "accusation and denial" */
    const char *first, *second;
    int32_t days;
} wk_thread_kind;

/* All kinds; the last one has no name. */
extern const wk_thread_kind wk_thread_kinds[];

/* What is looked at of an event. */
typedef struct wk_thread_event {
    int64_t row;
    wk_str id;
    int32_t day;
    wk_side from, to;
} wk_thread_event;

/* `second` may answer `first`: who answers is whom it was done to, it is not said to be done to others than who began,
 * and it came on that day or within the kind's days. */
bool wk_thread_fits(const wk_thread_kind *kind, const wk_thread_event *first, const wk_thread_event *second);

/* Order of time; by id within a day. */
bool wk_thread_before(const wk_thread_event *a, const wk_thread_event *b);

#endif
