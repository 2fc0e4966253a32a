// A program's start and end: the collector, the stack's limit, the builtins, the main module, the exit status.
#define _GNU_SOURCE
#include <sys/mman.h>

#include "import.h"
#include "natives.h"
#include "startup.h"
#include "system.h"
#include "host.h"

#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

nx_dict *nx_builtins;

// ---- the builtins module --------------------------------------------------------------------------------------------

static bool add_functions(const nx_native_def *defs, nx_value module) {
    for (const nx_native_def *def = defs; def->name; def++) {
        nx_value function = nx_native_function(def, module);
        if (!function || !nx_dict_set_str(nx_builtins, nx_str_intern_c(def->name), function))
            return false;
    }
    return true;
}

static bool add_builtins(void) {
    static const struct { const char *name; nx_type *type; } types[] = {
        {"object", &nx_object_type}, {"type", &nx_type_type}, {"bool", &nx_bool_type}, {"int", &nx_int_type},
        {"float", &nx_float_type}, {"complex", &nx_complex_type}, {"str", &nx_str_type}, {"bytes", &nx_bytes_type},
        {"bytearray", &nx_bytearray_type}, {"memoryview", &nx_memoryview_type}, {"list", &nx_list_type},
        {"tuple", &nx_tuple_type}, {"dict", &nx_dict_type}, {"set", &nx_set_type}, {"frozenset", &nx_frozenset_type},
        {"range", &nx_range_type}, {"slice", &nx_slice_type}, {"classmethod", &nx_classmethod_type},
        {"staticmethod", &nx_staticmethod_type}, {"property", &nx_property_type}, {"super", &nx_super_type},
        {"enumerate", &nx_enumerate_type}, {"zip", &nx_zip_type}, {"map", &nx_map_type}, {"filter", &nx_filter_type},
        {"reversed", &nx_reversed_type},
#define EXCEPTION(name, base) {#name, &nx_##name},
        NX_EXCEPTIONS(EXCEPTION)
#undef EXCEPTION
        {"EnvironmentError", &nx_OSError}, {"IOError", &nx_OSError},
    };
    static const struct { const char *name; nx_value value; } constants[] = {
        {"None", NX_NONE}, {"True", NX_TRUE}, {"False", NX_FALSE}, {"Ellipsis", NX_ELLIPSIS},
        {"NotImplemented", NX_NOTIMPLEMENTED}, {"__debug__", NX_TRUE},
    };
    nx_module *module = nx_new_object(nx_module, nx_module_type);
    nx_builtins = nx_dict_new(256);
    nx_value name = NX_OBJ(&nx_s_builtins);
    if (!module || !nx_builtins)
        return false;
    module->dict = nx_builtins;
    if (!nx_dict_set_str(nx_sys_modules, &nx_s_builtins, NX_OBJ(module)))
        return false;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (!nx_dict_set_str(nx_builtins, nx_str_intern_c(types[i].name), NX_OBJ(types[i].type)))
            return false;
    }
    for (size_t i = 0; i < sizeof constants / sizeof *constants; i++) {
        if (!nx_dict_set_str(nx_builtins, nx_str_intern_c(constants[i].name), constants[i].value))
            return false;
    }
    for (const nx_native_def *const *table = nx_builtin_tables; *table; table++) {
        if (!add_functions(*table, name))
            return false;
    }
    nx_value leave = nx_quitter_new("exit"), quit = nx_quitter_new("quit");
    return leave && quit && nx_dict_set_str(nx_builtins, nx_str_intern_c("exit"), leave) &&
           nx_dict_set_str(nx_builtins, nx_str_intern_c("quit"), quit) && nx_module_describe(module, name);
}

// ---- the stack ---------------------------------------------------------------------------------------------------------

// Room below the limit for C code that runs when it is reached, and for what does not check.
enum { STACK_RESERVE = 256 * 1024 };
static const rlim_t wanted_stack = (rlim_t)1 << 30;
static const size_t default_stack = (size_t)64 << 20;

// The main thread's stack grows up to RLIMIT_STACK as it stands when it grows, within what the kernel left free below it.
static void set_stack_limit(char *top) {
    struct rlimit limit;
    size_t size = (size_t)8 << 20;
    if (getrlimit(RLIMIT_STACK, &limit) == 0) {
        rlim_t most = limit.rlim_max == RLIM_INFINITY || limit.rlim_max > wanted_stack ? wanted_stack : limit.rlim_max;
        if (limit.rlim_cur != RLIM_INFINITY && limit.rlim_cur < most) {
            struct rlimit raised = {most, limit.rlim_max};
            if (setrlimit(RLIMIT_STACK, &raised) == 0)
                limit.rlim_cur = most;
        }
        size = limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur > default_stack ? default_stack : (size_t)limit.rlim_cur;
    }
    nx_state.stack_limit = nx_state.stack_limit_real = top - size + STACK_RESERVE;
}

// ---- main --------------------------------------------------------------------------------------------------------------

const nx_host_functions *nx_host;

void nx_set_stack_limit(char *lowest) {
    nx_state.stack_limit = nx_state.stack_limit_real = lowest + STACK_RESERVE;
}

void nx_find_stack_limit(void) {
    pthread_attr_t attributes;
    void *lowest = NULL;
    size_t size = 0;
    char *here = __builtin_frame_address(0);
    if (pthread_getattr_np(pthread_self(), &attributes) == 0) {
        pthread_attr_getstack(&attributes, &lowest, &size);
        pthread_attr_destroy(&attributes);
    }
    size_t below = lowest ? (size_t)(here - (char *)lowest) : 0;
    if (below > (size_t)64 << 20) below = (size_t)64 << 20; // an unlimited stack
    nx_set_stack_limit(below ? here - below : here - (512 << 10));
}

bool nx_start_hosted(bool extensions) {
    char *arguments[] = {"", NULL};
    nx_gc_start_hosted(extensions);
    nx_types_start();
    nx_sys_modules = nx_dict_new(32);
    return nx_sys_modules && add_builtins() && nx_sys_start(1, arguments) && nx_sys_complete();
}

// Nearly all of the program's data is written to before its own code begins: the kernel copies it at once instead of page by page.
static void touch_data(void) {
#ifdef MADV_POPULATE_WRITE
    extern char __data_start[] __attribute__((weak)), _edata[] __attribute__((weak));
    enum { PAGE = 4096 };
    uintptr_t start = (uintptr_t)__data_start / PAGE * PAGE, end = (uintptr_t)_edata / PAGE * PAGE;
    if (start && end > start && end - start < 1 << 20) madvise((void *)start, end - start, MADV_POPULATE_WRITE);
#endif
}

bool nx_start(int argc, char **argv, char *stack_top) {
    touch_data();
    set_stack_limit(stack_top);
    nx_gc_start();
    nx_types_start();
    nx_sys_modules = nx_dict_new(32);
    bool started = nx_sys_modules && add_builtins() && nx_sys_start(argc, argv);
    if (started) nx_signals_start();
    return started;
}

const nx_source *nx_main_source;

// With `-m`: what the module is in is imported before, sys.path begins with the current folder, and the module's file is
// sys.argv[0].
static bool prepare_module(const nx_module_def *module) {
    char here[PATH_MAX];
    if (!nx_sys_complete()) return false;
    const char *dot = strrchr(module->name, '.');
    nx_value package = dot ? nx_str_from_utf8(module->name, (size_t)(dot - module->name)) : 0;
    nx_value path = nx_dict_get_str(nx_sys_dict, nx_str_intern_c("path"));
    nx_value arguments = nx_dict_get_str(nx_sys_dict, nx_str_intern_c("argv")), file = nx_str_from_c(module->source->path);
    if (!path || !arguments || !file || (dot && !package)) return false;
    if (!NX_PTR(nx_list, path)->length && !nx_list_push(NX_PTR(nx_list, path), nx_str_from_c(getcwd(here, sizeof here) ? here : "")))
        return false;
    if (package && !nx_import_module(NX_PTR(nx_str, package))) return false;
    NX_PTR(nx_list, arguments)->items[0] = file;
    return true;
}

void nx_run_main(const nx_module_def *main_module) {
    nx_main_source = main_module->source;
    if (strcmp(main_module->name, "__main__") != 0 && !prepare_module(main_module)) return;
    nx_module *module = nx_module_create(main_module, NX_OBJ(&nx_s___main__));
    if (module && nx_dict_set_str(nx_sys_modules, &nx_s___main__, NX_OBJ(module)))
        nx_module_execute(module);
}

int nx_main(int argc, char **argv, const nx_module_def *main_module) {
    if (nx_start(argc, argv, (char *)__builtin_frame_address(0))) nx_run_main(main_module);
    return nx_finish();
}
