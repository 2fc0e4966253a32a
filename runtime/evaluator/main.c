// The program that runs others without compiling them to C: `natrix run --interpret`. It carries the runtime, the front
// end and some modules of the library compiled; everything else is found on the search path and interpreted.
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include "../core/import.h"
#include "../core/system.h"
#include "../core/startup.h"
#include "evaluator.h"
#include "source_modules.h"

// ---- the main module --------------------------------------------------------------------------------------------------------------------

// Of a folder its __main__.py.
static const nx_module_def *main_from_file(const char *path) {
    size_t length;
    char inner[PATH_MAX];
    if (nx_folder_exists(path)) {
        int used = snprintf(inner, sizeof inner, "%s/__main__.py", path);
        struct stat info;
        if (used >= (int)sizeof inner || stat(inner, &info) != 0) {
            fprintf(stderr, "natrix: can't find '__main__' module in '%s'\n", path);
            exit(1);
        }
        path = inner;
    }
    char *text = nx_read_file(path, &length);
    int error = errno;
    char *absolute = text && strcmp(path, "-") != 0 ? realpath(path, NULL) : NULL;
    if (!text) {
        char here[PATH_MAX];
        bool is_relative = *path != '/' && getcwd(here, sizeof here);
        fprintf(stderr, "natrix: can't open file '%s%s%s': [Errno %d] %s\n", is_relative ? here : "", is_relative ? "/" : "", path,
                error, strerror(error));
        exit(2);
    }
    const nx_module_def *def = nx_module_from_text("__main__", absolute ? absolute : "<stdin>", text, length, NX_TEXT_IS_FILE, false);
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
    bool is_folder = absolute && nx_folder_exists(absolute);
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
    if (!nx_sys_complete()) return false;
    nx_list *path = own ? nx_list_new(8) : NULL;
    return path && nx_list_push(path, own) && append_folders(path, folders) && append_folders(path, nx_library_path) &&
           nx_dict_set_str(nx_sys_dict, nx_str_intern_c("path"), NX_OBJ(path));
}

static const nx_module_def *find_main(const char *kind, const char *what) {
    if (strcmp(kind, "file") == 0) return main_from_file(what);
    if (strcmp(kind, "code") == 0) return nx_module_from_text("__main__", "<string>", what, strlen(what), 0, false);
    return main_from_module(what, NULL);
}

// ---- the command line, which is python3's ---------------------------------------------------------------------------------

typedef struct {
    const char *kind; // "file", "code" or "module"
    const char *what;
    const char *folders;
    int rest; // the first word behind
} command;

static const char *host_library(void) {
    const char *given = getenv("NATRIX_STDLIB");
    return given ? given : "/usr/lib/python3.11";
}

// When nobody told: beside this executable, or where the sources are.
static const char *default_library(void) {
    static char path[2 * PATH_MAX];
    char own[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", own, sizeof own - 1);
    own[length > 0 ? length : 0] = 0;
    char *slash = strrchr(own, '/');
    if (slash) *slash = 0;
    snprintf(path, sizeof path, "%s/lib:%s", own, host_library());
    char source[PATH_MAX + 16];
    snprintf(source, sizeof source, "%s/../runtime/lib", own);
    char real[PATH_MAX];
    if (nx_folder_exists(source) && realpath(source, real)) snprintf(path, sizeof path, "%s:%s", real, host_library());
    return path;
}

static int usage(const char *problem) {
    fprintf(stderr, "natrix: %s\nusage: natrix-interpreter [options] [-c code | -m module | file | -] [argument] ...\n", problem);
    return 2;
}

// Fills in the command; -1, or the status to end with. Options that have no meaning here are passed over.
static int read_command(command *self, int argc, char **argv) {
    *self = (command){.kind = "file", .what = "-", .rest = argc};
    bool isolated = false;
    int at = 1;
    for (; at < argc; at++) {
        const char *word = argv[at];
        if (word[0] != '-' || !word[1]) {
            self->what = word;
            self->rest = at + 1;
            break;
        }
        if (strcmp(word, "--library") == 0 && at + 1 < argc) {
            nx_library_path = argv[++at];
        } else if (strcmp(word, "--path") == 0 && at + 1 < argc) {
            self->folders = argv[++at];
        } else if (strcmp(word, "--version") == 0 || strcmp(word, "-V") == 0) {
            puts("Python 3.11.2");
            return 0;
        } else if (word[1] == '-') {
            return usage("unknown option");
        } else {
            for (const char *letter = word + 1; *letter; letter++) {
                if (strchr("EI", *letter)) isolated = true;
                if (!strchr("cmWX", *letter)) continue;
                const char *value = letter[1] ? letter + 1 : at + 1 < argc ? argv[++at] : NULL;
                if (!value) return usage("argument expected");
                if (*letter == 'c' || *letter == 'm') {
                    self->kind = *letter == 'c' ? "code" : "module";
                    self->what = value;
                    self->rest = at + 1;
                    at = argc;
                }
                break;
            }
        }
    }
    const char *path = isolated ? NULL : getenv("PYTHONPATH");
    if (!self->folders) self->folders = path ? path : "";
    if (!nx_library_path) nx_library_path = default_library();
    return -1;
}

int nx_interpreter_main(int argc, char **argv) {
    command self;
    int status = read_command(&self, argc, argv);
    if (status >= 0) return status;
    char **words = argv + self.rest - 1; // the program's, its own name first
    words[0] = strcmp(self.kind, "file") == 0 ? (char *)self.what : strcmp(self.kind, "code") == 0 ? (char *)"-c" : (char *)"-m";
    if (nx_start(argc - self.rest + 1, words, (char *)__builtin_frame_address(0)) && set_path(own_folder(self.kind, self.what), self.folders)) {
        nx_use_source_modules();
        const nx_module_def *def = find_main(self.kind, self.what);
        if (def) nx_run_main(def);
    }
    return nx_finish();
}
