// Texts of tracebacks, for the traceback module.
#include "../core/error.h"
#include "../core/import.h"
#include "natives.h"

nx_value nx_traceback_entries(nx_value traceback) {
    if (traceback != NX_NONE && !nx_is_exact(traceback, &nx_traceback_type))
        return nx_raisef(&nx_TypeError, "traceback expected, %T found", traceback);
    return nx_traceback_entries_text(traceback);
}

nx_value nx_traceback_source_line(nx_value filename, nx_value lineno) {
    int64_t number;
    if (!nx_is_str(filename) || !nx_int_try_i64(lineno, &number))
        return NX_NONE;
    size_t length;
    const char *path = nx_str_utf8_lossy(filename, &length);
    const nx_source *source = nx_find_source(path);
    const char *text = source ? nx_source_line(source, number, &length) : NULL;
    return text ? nx_str_from_utf8(text, length) : NX_NONE;
}

#include "_traceback.inc"

const nx_module_def nx_module__traceback = {.name = "_traceback", .functions = nx_traceback_functions};
