// What the command line of the program that interprets others needs of its importer.
#ifndef NX_SOURCE_MODULES_H
#define NX_SOURCE_MODULES_H
#include "../core/api.h"

// Folders of the library with ':' between.
extern const char *nx_library_path;
// Modules are found through sys.path from now on.
void nx_use_source_modules(void);
// The module of a text; its body is interpreted. NULL with an error pending.
const nx_module_def *nx_module_from_text(const char *name, const char *path, const char *text, size_t length, int flags,
                                         bool is_package);
// The contents of a file ("-": standard input), to be freed; NULL when it cannot be read (errno says why).
char *nx_read_file(const char *path, size_t *length);
bool nx_folder_exists(const char *path);
#endif
