// The import system's face to start-up and to compiled modules.
#ifndef NX_IMPORT_H
#define NX_IMPORT_H
#include "api.h"

// Every module of the program but the main one, native and compiled; generated, NULL-terminated.
extern const nx_module_def *const nx_program_modules[];

// Names of packages that are folders without `__init__.py`; generated, NULL-terminated.
extern const char *const nx_namespace_packages[];

// The main module's file.
extern const nx_source *nx_main_source;

// In the program that interprets others (else NULL): finds and compiles a module, in the order own folder, `compiled` (the
// program's module of that name, or NULL), library. `known`: what it found for that name before, or NULL; it is given again
// while its file is the one to take and has not changed. NULL when there is none; an exception may be pending.
typedef const nx_module_def *nx_source_finder(const nx_str *name, const nx_module_def *compiled, const nx_module_def *known);
extern nx_source_finder *nx_find_source_module;
// There, too: the folders of that name without `__init__.py` in the folders that are searched, a list; 0 when there is none.
typedef nx_value nx_namespace_finder(const nx_str *name);
extern nx_namespace_finder *nx_find_namespace;
// The text of a module's file, by the path that tracebacks show; NULL when it is not known.
const nx_source *nx_find_source(const char *path);

// Makes the module object of `def`, registered in sys.modules under `name`, its attributes set; the body is not run.
nx_module *nx_module_create(const nx_module_def *def, nx_value name);
// Runs the body (or the native init). On failure the module leaves sys.modules.
bool nx_module_execute(nx_module *module);
// Sets module attributes that importlib would: __name__, __file__, __package__, __path__, __spec__, __loader__, __doc__.
bool nx_module_describe(nx_module *module, nx_value name);
// The program's module of this name, or NULL; the list of its folders when it is a package without `__init__.py`, or 0.
const nx_module_def *nx_find_module_def(const nx_str *name);
nx_value nx_namespace_folders(const nx_str *name);
// What the builtin `__import__` does.
nx_value nx_import_named(nx_dict *globals, nx_str *name, nx_value from_list, int level);
// core/scope.c: the builtins that go with these globals, by their `__builtins__`; NULL with an error pending.
nx_dict *nx_builtins_of(nx_dict *globals);
// types/importers.c: a ModuleSpec; sys.meta_path, whether it is as it was, and an import through its finders (NX_STOP:
// none of them knows the module).
nx_value nx_make_spec(const nx_module_def *def, nx_value name);
nx_value nx_make_meta_path(void);
bool nx_meta_path_is_plain(void);
nx_value nx_find_and_load(nx_str *name, nx_value parent);
// The dict of the builtins module, filled at start-up.
extern nx_dict *nx_builtins;
#endif
