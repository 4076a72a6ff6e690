/* Folding names of actors. */
#ifndef WK_NAME_FOLD_H
#define WK_NAME_FOLD_H

#include "base/str.h"

/* A name as it is compared: letters and digits in lower case without marks, words apart by one space, everything
 * else dropped ("Kim Jong-un" and "KIM JONG UN" are one). A name without any letter or digit stays as it is. In the
 * arena, or `name` itself. */
wk_str wk_name_fold(wk_arena *arena, wk_str name);

#endif
