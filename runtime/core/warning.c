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
    bool warned = warn && (nx_call1(warn, coroutine) || nx_error_matches(&nx_RuntimeWarning));
    if (warned)
        return !nx_pending();
    if (nx_pending()) // the module's function is broken: what the runtime can say itself
        nx_print_unraisable("Exception ignored in: ", coroutine);
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

// ---- what compiling a text warns of ---------------------------------------------------------------------------------------

// `path:line: category: message`, with the line when it is known.
static bool show_syntax_warning(const nx_source *source, const nx_syntax_warning *warning, const nx_type *category) {
    size_t length = 0, leading = 0;
    const char *line = *source->path == '<' ? NULL : nx_source_line(source, warning->line, &length);
    nx_value text = nx_str_format("%s:%d: %N: %s\n", source->path, (int)warning->line, category, warning->message);
    while (line && leading < length && (line[leading] == ' ' || line[leading] == '\t' || line[leading] == '\f')) leading++;
    nx_value shown = text && line ? nx_str_from_utf8(line + leading, length - leading) : 0;
    if (shown) text = nx_str_format("%U  %U\n", text, shown);
    if (!text) return false;
    nx_write_stderr(text);
    return true;
}

// Warnings that a filter turns into errors are syntax errors.
static bool raise_as_error(const nx_source *source, const nx_syntax_warning *warning, nx_value message, nx_value line) {
    nx_error_clear();
    nx_value parts[] = {nx_str_from_c(source->path), NX_INT(warning->line), NX_INT(warning->offset), line,
                        NX_INT(warning->end_line), NX_INT(warning->end_offset)};
    nx_value place = parts[0] ? nx_tuple_from(6, parts) : 0;
    nx_value error = place ? nx_call2(NX_OBJ(&nx_SyntaxError), message, place) : 0;
    if (error) nx_raise_value(error);
    return false;
}

bool nx_warn_of_syntax(const nx_source *source, const nx_syntax_warning *warning, nx_value line) {
    nx_type *category = warning->is_deprecation ? &nx_DeprecationWarning : &nx_SyntaxWarning;
    nx_value module = nx_dict_get_str(nx_sys_modules, nx_str_intern_c("warnings"));
    if (!module || module == NX_NONE)
        return !nx_pending() && (is_ignored(category) || show_syntax_warning(source, warning, category));
    nx_value warn = nx_getattr(module, nx_str_intern_c("warn_explicit"));
    nx_value message = nx_str_from_c(warning->message), path = nx_str_from_c(source->path);
    if (!warn || !message || !path) return false;
    nx_value arguments[] = {message, NX_OBJ(category), path, NX_INT(warning->line)};
    if (nx_call(warn, 4, arguments, 0)) return true;
    return nx_error_matches(category) && raise_as_error(source, warning, message, line);
}
