// Exceptions that cannot be raised, for nobody is there to handle them: sys.unraisablehook.
#include "error.h"
#include "startup.h"
#include "system.h"
#include "../types/structseq.h"

NX_STRUCTSEQ(unraisable_args, "UnraisableHookArgs",
             "UnraisableHookArgs\n\nType used to pass arguments to sys.unraisablehook.", 5, false, "exc_type", "exc_value",
             "exc_traceback", "err_msg", "object")

void nx_show_unraisable(const char *what, nx_value exception, nx_value object) {
    nx_builder out;
    nx_builder_init(&out);
    nx_builder_c(&out, what);
    nx_value shown = object ? nx_repr(object) : 0;
    if (object && !shown) {
        nx_error_clear();
        shown = nx_str_from_c("<object repr() failed>");
    }
    if (shown) nx_builder_str(&out, shown);
    nx_builder_char(&out, '\n');
    nx_exception *error = NX_EXCEPTION(exception);
    nx_value cause = error->cause, context = error->context;
    error->cause = error->context = 0; // only the exception itself is shown
    nx_print_exception(exception, &out);
    error->cause = cause;
    error->context = context;
    nx_value words = nx_builder_finish(&out);
    if (words) nx_write_stderr(words);
    nx_error_clear();
}

// `what` without the ": " before the object; None for what the hook would say anyway.
static nx_value message_of(const char *what) {
    size_t length = strlen(what);
    if (length > 2 && strcmp(what + length - 2, ": ") == 0) length -= 2;
    return strncmp(what, "Exception ignored in", length) == 0 ? NX_NONE : nx_str_from_utf8(what, length);
}

// True: the program has a hook of its own, which was called.
static bool call_hook(const char *what, nx_value exception, nx_value object) {
    if (!nx_sys_dict) return false;
    nx_value hook = nx_dict_get_str(nx_sys_dict, nx_str_intern_c("unraisablehook"));
    if (!hook || hook == NX_NONE || hook == nx_dict_get_str(nx_sys_dict, nx_str_intern_c("__unraisablehook__"))) return false;
    nx_value traceback = NX_EXCEPTION(exception)->traceback;
    nx_value items[] = {NX_OBJ(nx_type_of(exception)), exception, traceback ? traceback : NX_NONE, message_of(what),
                        object ? object : NX_NONE};
    if (!items[3] || !nx_structseq_ready(&nx_unraisable_args_structseq)) return false;
    nx_value args = nx_structseq_make(&nx_unraisable_args_structseq, items);
    if (args && !nx_call1(hook, args)) nx_show_unraisable("Exception ignored in sys.unraisablehook: ", nx_error_take(), hook);
    return args != 0;
}

void nx_print_unraisable(const char *what, nx_value object) {
    nx_value exception = nx_error_take();
    if (!exception) return;
    if (!what) what = "Exception ignored in: ";
    if (!call_hook(what, exception, object)) nx_show_unraisable(what, exception, object);
    nx_error_clear();
}
