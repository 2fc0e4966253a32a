// The program that runs others without compiling them to C: `natrix run --interpret`. It carries the runtime, the front
// end and some modules of the library compiled; everything else is found on the search path and interpreted.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include "../core/import.h"
#include "../core/startup.h"
#include "evaluator.h"

static char *search_path;  // folders with ':' between; the first one is the program's own
static char *own_folder;

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
    nx_interpreted *code = nx_compile_text(text, length, path, NX_MODE_EXEC, flags | NX_TEXT_SHOWN);
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

// In the folders of the search path; `parent`: of a package's submodule, whose package may be in several of them.
static const nx_module_def *find_on_path(const char *parent, size_t parent_length, const char *stem, const char *name) {
    for (const char *at = search_path; *at;) {
        char folder[4096];
        size_t length = strcspn(at, ":");
        int used = snprintf(folder, sizeof folder, "%.*s%s%.*s", (int)length, at, parent_length ? "/" : "", (int)parent_length, parent);
        for (char *c = folder + length; used < (int)sizeof folder && *c; c++)
            if (*c == '.') *c = '/';
        const nx_module_def *def = used < (int)sizeof folder ? find_in(folder, (size_t)used, stem, name) : NULL;
        if (def || nx_pending()) return def;
        at += length + (at[length] == ':');
    }
    return NULL;
}

static const nx_module_def *find_in_package(const char *stem, const char *name) {
    nx_value parent_name = nx_str_from_utf8(name, (size_t)(stem - 1 - name));
    nx_value parent = parent_name ? nx_dict_get_str(nx_sys_modules, NX_PTR(nx_str, parent_name)) : 0;
    nx_value path = parent ? nx_getattr_optional(parent, &nx_s___path__) : 0;
    nx_value folders = path ? nx_tuple_of(path) : 0;
    for (int64_t i = 0; folders && i < NX_PTR(nx_tuple, folders)->length; i++) {
        nx_value folder = NX_PTR(nx_tuple, folders)->items[i];
        size_t length;
        const char *text = nx_is_str(folder) ? nx_str_utf8_lossy(folder, &length) : NULL;
        const nx_module_def *def = text ? find_in(text, length, stem, name) : NULL;
        if (def || nx_pending()) return def;
    }
    return NULL;
}

static const nx_module_def *find_module(const nx_str *name, const nx_module_def *compiled) {
    const char *full = nx_str_utf8_lossy(NX_OBJ(name), NULL), *dot = strrchr(full, '.');
    const nx_module_def *def = dot ? find_in_package(dot + 1, full)
                               : compiled ? NULL : find_in(own_folder, strlen(own_folder), full, full);
    if (def || compiled || nx_pending()) return def ? def : compiled;
    return dot ? find_on_path(full, (size_t)(dot - full), dot + 1, full) : find_on_path("", 0, full, full);
}

// ---- main --------------------------------------------------------------------------------------------------------------------

static const nx_module_def *main_from_file(const char *path) {
    size_t length;
    char *text = read_file(path, &length), *absolute = text && strcmp(path, "-") != 0 ? realpath(path, NULL) : NULL;
    if (!text) {
        fprintf(stderr, "natrix: can't open file '%s': [Errno %d] %s\n", path, errno, strerror(errno));
        exit(2);
    }
    const nx_module_def *def = make_module("__main__", absolute ? absolute : "<stdin>", text, length, NX_TEXT_IS_FILE, false);
    free(text);
    free(absolute);
    return def;
}

int nx_interpreter_main(int argc, char **argv) {
    if (argc < 4) {
        fprintf(stderr, "natrix-interpreter: run by `natrix run --interpret`\n");
        return 2;
    }
    char *kind = argv[2], *what = argv[3];
    search_path = argv[1];
    bool is_file = strcmp(kind, "file") == 0;
    own_folder = is_file ? realpath(what, NULL) : NULL;
    char *slash = own_folder ? strrchr(own_folder, '/') : NULL;
    if (slash) *slash = 0;
    if (!own_folder) own_folder = getcwd(NULL, 0);
    argv[3] = is_file ? what : (char *)"-c";
    if (nx_start(argc - 3, argv + 3, (char *)__builtin_frame_address(0))) {
        nx_find_source_module = find_module;
        const nx_module_def *def = is_file ? main_from_file(what)
                                           : make_module("__main__", "<string>", what, strlen(what), 0, false);
        if (def) nx_run_main(def);
    }
    return nx_finish();
}
