// Warnings that the runtime itself gives. A program that imports `warnings` has them pass through its filters; in others
// the default filters hold.
#include <stdarg.h>
#include "error.h"
#include "system.h"
#include "../types/generator.h"

static bool is_ignored(const nx_type *category) {
    return nx_exception_type_is(category, &nx_DeprecationWarning) ||
           nx_exception_type_is(category, &nx_PendingDeprecationWarning) ||
           nx_exception_type_is(category, &nx_ImportWarning) || nx_exception_type_is(category, &nx_ResourceWarning);
}

// `coroutine 'f' was never awaited`, with where it was made when that is known.
bool nx_warn_unawaited(nx_value coroutine) {
    nx_value module = nx_dict_get_str(nx_sys_modules, nx_str_intern_c("warnings"));
    nx_value warn = module && module != NX_NONE ? nx_getattr_optional(module, nx_str_intern_c("_warn_unawaited_coroutine")) : 0;
    if (warn)
        return nx_call1(warn, coroutine) != 0;
    nx_value name = nx_pending() ? 0 : nx_getattr(coroutine, &nx_s___qualname__);
    return name && nx_warn(&nx_RuntimeWarning, "coroutine '%U' was never awaited", name);
}

bool nx_warn(nx_type *category, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    nx_value message = nx_str_format_list(format, &arguments);
    va_end(arguments);
    if (!message)
        return false;
    nx_str *module_name = nx_str_intern_c("warnings");
    nx_value module = module_name ? nx_dict_get_str(nx_sys_modules, module_name) : 0;
    if (module && module != NX_NONE) {
        nx_value warn = nx_getattr(module, nx_str_intern_c("warn"));
        return warn && nx_call2(warn, message, NX_OBJ(category));
    }
    if (is_ignored(category))
        return true;
    nx_value text = nx_str_format("sys:1: %N: %U\n", category, message);
    if (!text)
        return false;
    nx_write_stderr(text);
    return true;
}
