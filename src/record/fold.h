/* Folding names of actors. */
#ifndef WK_NAME_FOLD_H
#define WK_NAME_FOLD_H

#include "base/str.h"

#include <stdbool.h>

/* A name as it is compared: letters and digits in lower case without marks, words apart by one space, everything
 * else dropped ("Kim Jong-un" and "KIM JONG UN" are one). A name without any letter or digit stays as it is. In the
 * arena, or `name` itself. */
wk_str wk_name_fold(wk_arena *arena, wk_str name);

/* The name folds to that; told without folding it wherever the first letters differ. */
bool wk_name_folds_to(wk_arena *arena, wk_str name, wk_str folded);

#endif
