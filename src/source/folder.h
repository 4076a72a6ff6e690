/* A folder's files in the order of their names' bytes, folders within it in their places. */
#ifndef WK_FOLDER_H
#define WK_FOLDER_H

#include "source/source.h"

/* Reads all files of a folder and of the folders in it, each folder once, links followed. Names that begin with a dot are
 * passed over, and so is what is no page by its name (pictures, style sheets). A file or folder that cannot be opened
 * goes to the sink; only `path` itself is returned as an error. */
wk_status wk_read_folder(wk_reader *r, const char *path, wk_error *error);

/* Reads one file, or standard input for "-". */
wk_status wk_read_file(wk_reader *r, const char *path, wk_error *error);

#endif
