/* A folder of a test's own, below TMPDIR where that is set. */
#ifndef SCRATCH_H
#define SCRATCH_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

enum { SCRATCH = 200 }; /* bytes of a folder's name */

static inline bool scratch_make(char folder[SCRATCH]) {
    const char *below = getenv("TMPDIR");
    int n = snprintf(folder, SCRATCH, "%s/warkat-test-XXXXXX", below && *below ? below : P_tmpdir);
    return n > 0 && n < SCRATCH && mkdtemp(folder);
}

#endif
