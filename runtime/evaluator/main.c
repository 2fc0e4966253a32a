// The program that runs others without compiling them to C: `natrix run --interpret`. It carries the runtime, the front
// end and some modules of the library compiled; everything else is found on the search path and interpreted.
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include "../core/import.h"
#include "../core/startup.h"
#include "evaluator.h"

static char *library_path;   // folders of the library with ':' between

// The contents of a file; NULL when it cannot be read (errno says why).
static char *read_file(const char *path, size_t *length) {
    FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    if (!file) return NULL;
    size_t capacity = 1 << 14;
    char *text = malloc(capacity);
    *length = 0;
    while (text) {
        size_t got = fread(text + *length, 1, capacity - *length, file);
        *length += got;
        if (*length < capacity) break;
        text = realloc(text, capacity *= 2);
    }
    bool failed = ferror(file) != 0;
    if (file != stdin) fclose(file);
    if (!failed) return text;
    free(text);
    return NULL;
}

// ---- modules from source --------------------------------------------------------------------------------------------------

static nx_value run_body(nx_function *function, const nx_value *args) {
    nx_value scope = function->globals;
    return nx_interpret(function, &scope);
}

static const nx_module_def *make_module(const char *name, const char *path, const char *text, size_t length, int flags,
                                        bool is_package) {
    nx_interpreted *code = nx_compile_text(text, length, path, NX_MODE_EXEC, flags | NX_TEXT_SHOWN, NULL);
    nx_module_def *def = code ? nx_alloc_words(sizeof *def / sizeof(nx_value) + 1) : NULL;
    char *copy = def ? nx_alloc_bytes(strlen(name) + 1) : NULL;
    if (!copy) return NULL;
    strcpy(copy, name);
    def->name = copy;
    def->source = code->code.source;
    def->is_package = is_package;
    def->body = run_body;
    def->code = &code->code;
    return def;
}

// folder/stem.py or folder/stem/__init__.py; NULL when neither is there.
static const nx_module_def *find_in(const char *folder, size_t length, const char *stem, const char *name) {
    static const char *const forms[] = {"%.*s/%s/__init__.py", "%.*s/%s.py"};
    for (int i = 0; i < 2; i++) {
        char path[4096];
        struct stat info;
        int used = snprintf(path, sizeof path, forms[i], (int)length, folder, stem);
        if (used >= (int)sizeof path || stat(path, &info) != 0 || !S_ISREG(info.st_mode)) continue;
        size_t size;
        char *text = read_file(path, &size);
        if (!text) continue;
        const nx_module_def *def = make_module(name, path, text, size, NX_TEXT_IS_FILE, i == 0);
        free(text);
        return def;
    }
    return NULL;
}

static bool folder_exists(const char *path) {
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

// The library's folder that a path begins with, as its length; 0: none.
static size_t library_prefix(const char *path) {
    for (const char *at = library_path; *at;) {
        size_t length = strcspn(at, ":");
        if (strncmp(path, at, length) == 0 && (path[length] == '/' || !path[length])) return length;
        at += length + (at[length] == ':');
    }
    return 0;
}

// The folder that an entry of sys.path or of a package's `__path__` names, absolute; NULL when it is none.
static const char *folder_of(nx_value entry) {
    const char *text = nx_is_str(entry) ? nx_str_utf8_lossy(entry, NULL) : NULL;
    if (!text || *text == '/') return text;
    char here[PATH_MAX];
    if (!getcwd(here, sizeof here)) return NULL;
    nx_value absolute = *text ? nx_str_format("%s/%s", here, text) : nx_str_from_c(here);
    return absolute ? nx_str_utf8_lossy(absolute, NULL) : NULL;
}

// Where a module of this name can be: what sys.path or its package's `__path__` lists, as a tuple; 0 with an exception
// pending or, if what it would be in is no package, without one.
static nx_value places_of(const char *full, const char **stem) {
    const char *dot = strrchr(full, '.');
    nx_value list;
    *stem = dot ? dot + 1 : full;
    if (dot) {
        nx_value name = nx_str_from_utf8(full, (size_t)(dot - full));
        nx_value parent = name ? nx_dict_get_str(nx_sys_modules, NX_PTR(nx_str, name)) : 0;
        list = parent ? nx_getattr_optional(parent, &nx_s___path__) : 0;
    } else {
        list = nx_dict_get_str(nx_sys_dict, nx_str_intern_c("path"));
    }
    return list ? nx_tuple_of(list) : 0;
}

// A submodule of one of the library's packages, whose parts may be in C, the runtime's, and the host's.
static const nx_module_def *find_in_library(const char *full) {
    const char *dot = strrchr(full, '.');
    nx_value name = dot ? nx_str_from_utf8(full, (size_t)(dot - full)) : 0;
    nx_value parent = name ? nx_dict_get_str(nx_sys_modules, NX_PTR(nx_str, name)) : 0;
    const nx_module_def *package = parent && nx_has_flag(parent, NX_TYPE_MODULE) ? NX_PTR(nx_module, parent)->def : NULL;
    bool is_ours = package && (!package->source || library_prefix(package->source->path) > 0);
    char *stem = is_ours ? nx_alloc_bytes(strlen(full) + 1) : NULL;
    if (!stem) return NULL;
    size_t i = 0;
    for (; full[i]; i++) stem[i] = full[i] == '.' ? '/' : full[i];
    stem[i] = 0;
    const nx_module_def *found = NULL;
    for (const char *at = library_path; *at && !found && !nx_pending();) {
        size_t length = strcspn(at, ":");
        found = find_in(at, length, stem, full);
        at += length + (at[length] == ':');
    }
    return found;
}

static const nx_module_def *find_module(const nx_str *name, const nx_module_def *compiled) {
    const char *full = nx_str_utf8_lossy(NX_OBJ(name), NULL), *stem;
    nx_value places = places_of(full, &stem);
    for (int64_t i = 0; places && i < NX_PTR(nx_tuple, places)->length; i++) {
        const char *folder = folder_of(NX_PTR(nx_tuple, places)->items[i]);
        // Modules in C stand before the library's others, and behind the program's own folders.
        if (folder && compiled && library_prefix(folder) == strlen(folder)) return compiled;
        const nx_module_def *def = folder ? find_in(folder, strlen(folder), stem, full) : NULL;
        if (def || nx_pending()) return def;
    }
    return nx_pending() ? NULL : compiled ? compiled : find_in_library(full);
}

static nx_value find_namespace(const nx_str *name) {
    const char *full = nx_str_utf8_lossy(NX_OBJ(name), NULL), *stem;
    nx_value places = places_of(full, &stem);
    nx_list *found = places ? nx_list_new(0) : NULL;
    for (int64_t i = 0; found && i < NX_PTR(nx_tuple, places)->length; i++) {
        const char *folder = folder_of(NX_PTR(nx_tuple, places)->items[i]);
        nx_value path = folder ? nx_str_format("%s/%s", folder, stem) : 0;
        if (!path || !folder_exists(nx_str_utf8_lossy(path, NULL))) continue;
        if (!nx_list_push(found, path)) return 0;
    }
    return found && found->length ? NX_OBJ(found) : 0;
}

// ---- main --------------------------------------------------------------------------------------------------------------------

// Of a folder its __main__.py.
static const nx_module_def *main_from_file(const char *path) {
    size_t length;
    char inner[PATH_MAX];
    if (folder_exists(path)) {
        int used = snprintf(inner, sizeof inner, "%s/__main__.py", path);
        struct stat info;
        if (used >= (int)sizeof inner || stat(inner, &info) != 0) {
            fprintf(stderr, "natrix: can't find '__main__' module in '%s'\n", path);
            exit(1);
        }
        path = inner;
    }
    char *text = read_file(path, &length);
    int error = errno;
    char *absolute = text && strcmp(path, "-") != 0 ? realpath(path, NULL) : NULL;
    if (!text) {
        char here[PATH_MAX];
        bool is_relative = *path != '/' && getcwd(here, sizeof here);
        fprintf(stderr, "natrix: can't open file '%s%s%s': [Errno %d] %s\n", is_relative ? here : "", is_relative ? "/" : "", path,
                error, strerror(error));
        exit(2);
    }
    const nx_module_def *def = make_module("__main__", absolute ? absolute : "<stdin>", text, length, NX_TEXT_IS_FILE, false);
    free(text);
    free(absolute);
    return def;
}

// The program ends, with what the module cannot be run for.
static const nx_module_def *refuse(nx_value message) {
    if (message) nx_raisef(&nx_SystemExit, "natrix: %U", message);
    return NULL;
}

// Imports what the module is in; whether that is there. With another exception than that it is not, that one is pending.
static bool import_package(const char *name, const char *dot) {
    nx_value package = nx_str_from_utf8(name, (size_t)(dot - name));
    if (!package || nx_import_module(NX_PTR(nx_str, package))) return package != 0;
    nx_value missing = nx_error_matches(&nx_ImportError) ? nx_getattr_optional(nx_state.error, &nx_s_name) : 0;
    const char *text = missing && nx_is_str(missing) ? nx_str_utf8_lossy(missing, NULL) : NULL;
    size_t length = text ? strlen(text) : 0;
    if (!text || strncmp(name, text, length) != 0 || name[length] != '.') return false;
    nx_error_clear();
    refuse(nx_str_format("Error while finding module specification for '%s' (ModuleNotFoundError: No module named '%s')", name, text));
    return false;
}

// As runpy finds it: of a package its `__main__`.
static const nx_module_def *main_from_module(const char *name, const char *package) {
    const char *dot = strrchr(name, '.');
    if (*name == '.') return refuse(nx_str_from_c("Relative module names not supported"));
    if (dot && !import_package(name, dot)) return NULL;
    nx_value own = nx_str_from_c(name);
    const nx_module_def *def = own ? nx_find_module_def(NX_PTR(nx_str, own)) : NULL;
    nx_value folders = own && !def && !nx_pending() ? nx_namespace_folders(NX_PTR(nx_str, own)) : 0;
    if (!own || nx_pending()) return NULL;
    if (!def && !folders) {
        if (nx_dict_get_str(nx_sys_modules, NX_PTR(nx_str, own))) return refuse(nx_str_format("No code object available for %s", name));
        if (package)
            return refuse(nx_str_format("No module named %s; '%s' is a package and cannot be directly executed", name, package));
        nx_value parent = dot ? nx_str_from_utf8(name, (size_t)(dot - name)) : 0;
        nx_value module = parent ? nx_dict_get_str(nx_sys_modules, NX_PTR(nx_str, parent)) : 0;
        if (module && !nx_getattr_optional(module, &nx_s___path__)) {
            nx_value hint = strcmp(dot, ".py") != 0 ? nx_str_from_c("")
                            : nx_str_format(". Try using '%U' instead of '%s' as the module name.", parent, name);
            if (!hint) return NULL;
            return refuse(nx_str_format("Error while finding module specification for '%s' (ModuleNotFoundError: __path__ "
                                        "attribute not found on '%U' while trying to find '%s')%U", name, parent, name, hint));
        }
        return refuse(nx_str_format("No module named %s", name));
    }
    if (!def || def->is_package) {
        if (package || strcmp(name, "__main__") == 0) return refuse(nx_str_from_c("Cannot use package as __main__ module"));
        nx_value inner = nx_str_format("%s.__main__", name);
        return inner ? main_from_module(nx_str_utf8_lossy(inner, NULL), name) : NULL;
    }
    return def->source ? def : refuse(nx_str_format("No code object available for %s", name));
}

// The folder of a file, or the empty text of the current folder.
static nx_value own_folder(const char *kind, const char *what) {
    char *absolute = strcmp(kind, "file") == 0 && strcmp(what, "-") != 0 ? realpath(what, NULL) : NULL;
    bool is_folder = absolute && folder_exists(absolute);
    char *slash = absolute && !is_folder ? strrchr(absolute, '/') : NULL, here[PATH_MAX];
    if (strcmp(kind, "module") == 0) return nx_str_from_c(getcwd(here, sizeof here) ? here : "");
    nx_value folder = nx_str_from_utf8(absolute ? absolute : "", slash ? (size_t)(slash - absolute) : is_folder ? strlen(absolute) : 0);
    free(absolute);
    return folder;
}

static bool append_folders(nx_list *list, const char *folders) {
    for (const char *at = folders; *at;) {
        size_t length = strcspn(at, ":");
        nx_value folder = nx_str_from_utf8(at, length);
        if (!folder || (length && !nx_list_push(list, folder))) return false;
        at += length + (at[length] == ':');
    }
    return true;
}

static bool set_path(nx_value own, const char *folders) {
    nx_list *path = own ? nx_list_new(8) : NULL;
    return path && nx_list_push(path, own) && append_folders(path, folders) && append_folders(path, library_path) &&
           nx_dict_set_str(nx_sys_dict, nx_str_intern_c("path"), NX_OBJ(path));
}

static const nx_module_def *find_main(const char *kind, const char *what) {
    if (strcmp(kind, "file") == 0) return main_from_file(what);
    if (strcmp(kind, "code") == 0) return make_module("__main__", "<string>", what, strlen(what), 0, false);
    return main_from_module(what, NULL);
}

int nx_interpreter_main(int argc, char **argv) {
    if (argc < 5) {
        fprintf(stderr, "natrix-interpreter: run by `natrix run --interpret`\n");
        return 2;
    }
    char *folders = argv[1], *kind = argv[3], *what = argv[4];
    library_path = argv[2];
    argv[4] = strcmp(kind, "file") == 0 ? what : strcmp(kind, "code") == 0 ? (char *)"-c" : (char *)"-m";
    if (nx_start(argc - 4, argv + 4, (char *)__builtin_frame_address(0)) && set_path(own_folder(kind, what), folders)) {
        nx_find_source_module = find_module;
        nx_find_namespace = find_namespace;
        const nx_module_def *def = find_main(kind, what);
        if (def) nx_run_main(def);
    }
    return nx_finish();
}
