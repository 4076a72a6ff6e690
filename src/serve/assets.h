/* The web pages, inside the program: see tools/ui.py. Every file is packed with gzip. */
#ifndef WK_ASSETS_H
#define WK_ASSETS_H

#include "base/str.h"

typedef struct wk_asset {
    wk_str name, gzip;
    const char *type; /* of its content */
    char tag[20];     /* as an ETag */
} wk_asset;

/* The file of this name ("app.js"); false: there is none. */
bool wk_asset_find(wk_str name, wk_asset *asset);

#endif
