// Warnings that the runtime itself gives. A program that imports `warnings` has them pass through its filters; in others
// the default filters hold.
#include <stdarg.h>
#include "error.h"
#include "system.h"

static bool is_ignored(const nx_type *category) {
    return nx_exception_type_is(category, &nx_DeprecationWarning) ||
           nx_exception_type_is(category, &nx_PendingDeprecationWarning) ||
           nx_exception_type_is(category, &nx_ImportWarning) || nx_exception_type_is(category, &nx_ResourceWarning);
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
