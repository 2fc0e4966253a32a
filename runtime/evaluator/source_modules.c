// Modules from source, for the program that interprets others: where they are found, and how a text becomes a module that
// is interpreted.
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include "../core/import.h"
#include "../core/system.h"
#include "evaluator.h"
#include "source_modules.h"

const char *nx_library_path;

// The contents of a file; NULL when it cannot be read (errno says why).
char *nx_read_file(const char *path, size_t *length) {
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

// A module and the state of the file that it was read from.
typedef struct {
    nx_module_def def;
    int64_t seconds, nanoseconds, size;
} source_module;

static source_module *module_from_text(const char *name, const char *path, const char *text, size_t length, int flags, bool is_package) {
    nx_interpreted *code = nx_compile_text(text, length, path, NX_MODE_EXEC, flags | NX_TEXT_SHOWN, NULL);
    source_module *module = code ? nx_alloc_words(sizeof *module / sizeof(nx_value) + 1) : NULL;
    char *copy = module ? nx_alloc_bytes(strlen(name) + 1) : NULL;
    if (!copy) return NULL;
    strcpy(copy, name);
    module->def = (nx_module_def){.name = copy, .source = code->code.source, .is_package = is_package, .body = run_body, .code = &code->code};
    return module;
}

const nx_module_def *nx_module_from_text(const char *name, const char *path, const char *text, size_t length, int flags,
                                        bool is_package) {
    source_module *module = module_from_text(name, path, text, length, flags, is_package);
    return module ? &module->def : NULL;
}

static bool is_current(const source_module *known, const char *path, const struct stat *info) {
    return known && strcmp(known->def.source->path, path) == 0 && known->seconds == info->st_mtim.tv_sec &&
           known->nanoseconds == info->st_mtim.tv_nsec && known->size == info->st_size;
}

// folder/stem.py or folder/stem/__init__.py; NULL when neither is there.
static const nx_module_def *find_in(const char *folder, size_t length, const char *stem, const char *name, const nx_module_def *known) {
    static const char *const forms[] = {"%.*s/%s/__init__.py", "%.*s/%s.py"};
    for (int i = 0; i < 2; i++) {
        char path[4096];
        struct stat info;
        int used = snprintf(path, sizeof path, forms[i], (int)length, folder, stem);
        if (used >= (int)sizeof path || stat(path, &info) != 0 || !S_ISREG(info.st_mode)) continue;
        if (is_current((const source_module *)known, path, &info)) return known;
        size_t size;
        char *text = nx_read_file(path, &size);
        if (!text) continue;
        source_module *module = module_from_text(name, path, text, size, NX_TEXT_IS_FILE, i == 0);
        free(text);
        if (!module) return NULL;
        module->seconds = info.st_mtim.tv_sec;
        module->nanoseconds = info.st_mtim.tv_nsec;
        module->size = info.st_size;
        return &module->def;
    }
    return NULL;
}

bool nx_folder_exists(const char *path) {
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

// The library's folder that a path begins with, as its length; 0: none.
static size_t library_prefix(const char *path) {
    for (const char *at = nx_library_path; *at;) {
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
        list = nx_sys_complete() ? nx_dict_get_str(nx_sys_dict, nx_str_intern_c("path")) : 0;
    }
    return list ? nx_tuple_of(list) : 0;
}

// A submodule of one of the library's packages, whose parts may be in C, the runtime's, and the host's.
static const nx_module_def *find_in_library(const char *full, const nx_module_def *known) {
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
    for (const char *at = nx_library_path; *at && !found && !nx_pending();) {
        size_t length = strcspn(at, ":");
        found = find_in(at, length, stem, full, known);
        at += length + (at[length] == ':');
    }
    return found;
}

static const nx_module_def *find_module(const nx_str *name, const nx_module_def *compiled, const nx_module_def *known) {
    const char *full = nx_str_utf8_lossy(NX_OBJ(name), NULL), *stem;
    nx_value places = places_of(full, &stem);
    for (int64_t i = 0; places && i < NX_PTR(nx_tuple, places)->length; i++) {
        const char *folder = folder_of(NX_PTR(nx_tuple, places)->items[i]);
        // Modules in C stand before the library's others, and behind the program's own folders.
        if (folder && compiled && library_prefix(folder) == strlen(folder)) return compiled;
        const nx_module_def *def = folder ? find_in(folder, strlen(folder), stem, full, known) : NULL;
        if (def || nx_pending()) return def;
    }
    return nx_pending() ? NULL : compiled ? compiled : find_in_library(full, known);
}

static nx_value find_namespace(const nx_str *name) {
    const char *full = nx_str_utf8_lossy(NX_OBJ(name), NULL), *stem;
    nx_value places = places_of(full, &stem);
    nx_list *found = places ? nx_list_new(0) : NULL;
    for (int64_t i = 0; found && i < NX_PTR(nx_tuple, places)->length; i++) {
        const char *folder = folder_of(NX_PTR(nx_tuple, places)->items[i]);
        nx_value path = folder ? nx_str_format("%s/%s", folder, stem) : 0;
        if (!path || !nx_folder_exists(nx_str_utf8_lossy(path, NULL))) continue;
        if (!nx_list_push(found, path)) return 0;
    }
    return found && found->length ? NX_OBJ(found) : 0;
}

void nx_use_source_modules(void) {
    nx_find_source_module = find_module;
    nx_find_namespace = find_namespace;
}
