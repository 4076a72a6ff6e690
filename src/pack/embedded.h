/* The packs compiled into the program. */
#ifndef WK_EMBEDDED_H
#define WK_EMBEDDED_H

#include "base/str.h"

/* The bundle: for each file "PATH SIZE\n" and its bytes, in sorted order. */
wk_str wk_packs_embedded(void);

#endif
