// The pending exception: raising, taking, matching; the chain of contexts.
//
// nx_state.error holds the one pending exception, always an instance. Its traceback is in the object itself, so raising
// costs the object, its args tuple and one entry for each frame that it passes. nx_state.handled is what `sys.exception()`
// says inside the running function; a generator has its own, and what was handled outside lies on the stack nx_state.outer.
#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include "api.h"
#include "error.h"

nx_state_t nx_state;

nx_value nx_handled_now(void) {
    if (nx_state.handled)
        return nx_state.handled;
    for (nx_handled_scope *scope = nx_state.outer; scope; scope = scope->outer)
        if (scope->handled)
            return scope->handled;
    return 0;
}

// Whether `type` is `base` or derives from it. Builtin exceptions have one base each, so the chain of bases answers;
// only classes with several bases need their MRO.
bool nx_exception_type_is(const nx_type *type, const nx_type *base) {
    for (const nx_type *t = type; t; t = t->base)
        if (t == base)
            return true;
    return ((type->flags & NX_TYPE_HEAP) || type == &nx_ExceptionGroup) && nx_is_subtype(type, base);
}

bool nx_is_exception_type(nx_value v) {
    return nx_is_type(v) && nx_exception_type_is(NX_PTR(nx_type, v), &nx_BaseException);
}

// ---- context --------------------------------------------------------------------------------------------------------------

// Makes `handled` the context of `raised`; if `raised` is already in the chain behind `handled`, cuts it out there,
// so that the chain never becomes a cycle.
static void chain_context(nx_exception *raised, nx_exception *handled) {
    if (raised == handled)
        return;
    nx_exception *slow = handled;
    bool step = false;
    for (nx_exception *at = handled; at->context;) {
        nx_exception *next = NX_EXCEPTION(at->context);
        if (next == raised) {
            at->context = 0;
            break;
        }
        at = next;
        if (at == slow)
            break; // a cycle made by hand, without `raised` in it
        if (step)
            slow = NX_EXCEPTION(slow->context);
        step = !step;
    }
    raised->context = NX_OBJ(handled);
}

static nx_value set_pending(nx_value exception) {
    nx_value handled = nx_handled_now();
    if (NX_UNLIKELY(handled != 0))
        chain_context(NX_EXCEPTION(exception), NX_EXCEPTION(handled));
    nx_state.error = exception;
    return NX_ERROR;
}

// ---- raising --------------------------------------------------------------------------------------------------------------

static nx_value raise_message(nx_type *type, nx_value message) {
    if (!message)
        return NX_ERROR;
    nx_value exception = nx_exception_new(type, message);
    return exception ? set_pending(exception) : NX_ERROR;
}

nx_value nx_raise(nx_type *type, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    nx_value message = nx_str_format_list(format, &arguments);
    va_end(arguments);
    return raise_message(type, message);
}

nx_value nx_raisef(nx_type *type, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    nx_value message = nx_str_format_list(format, &arguments);
    va_end(arguments);
    return raise_message(type, message);
}

bool nx_failf(nx_type *type, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    nx_value message = nx_str_format_list(format, &arguments);
    va_end(arguments);
    raise_message(type, message);
    return false;
}

nx_value nx_raise_value(nx_value exception) {
    if (NX_LIKELY(nx_is_exception(exception)))
        return set_pending(exception);
    if (!nx_is_exception_type(exception))
        return nx_raisef(&nx_TypeError, "exceptions must derive from BaseException");
    nx_value instance = nx_call0(exception);
    if (!instance)
        return NX_ERROR;
    if (!nx_is_exception(instance))
        return nx_raisef(&nx_TypeError, "calling %R should have returned an instance of BaseException, not %R", exception,
                         NX_OBJ(nx_type_of(instance)));
    return set_pending(instance);
}

nx_value nx_raise_attribute_error(nx_value object, nx_str *name, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    nx_value message = nx_str_format_list(format, &arguments);
    va_end(arguments);
    raise_message(&nx_AttributeError, message);
    if (message && nx_error_matches(&nx_AttributeError)) {
        NX_EXCEPTION(nx_state.error)->extra[NX_ATTRIBUTE_NAME] = NX_OBJ(name);
        NX_EXCEPTION(nx_state.error)->extra[NX_ATTRIBUTE_OBJ] = object;
    }
    return NX_ERROR;
}

nx_value nx_raise_name_error(nx_type *type, nx_str *name, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    nx_value message = nx_str_format_list(format, &arguments);
    va_end(arguments);
    raise_message(type, message);
    if (message && type == &nx_NameError) // an unbound local has no suggestions
        NX_EXCEPTION(nx_state.error)->extra[NX_NAME_NAME] = NX_OBJ(name);
    return NX_ERROR;
}

nx_value nx_raise_key_error(nx_value key) {
    nx_value exception = nx_exception_new(&nx_KeyError, key);
    return exception ? set_pending(exception) : NX_ERROR;
}

nx_value nx_raise_stop_iteration(nx_value value) {
    nx_value exception = nx_exception_new(&nx_StopIteration, value == NX_NONE ? 0 : value);
    return exception ? set_pending(exception) : NX_ERROR;
}

// One instance made beforehand: there is no memory to make another.
static nx_exception memory_error = {.header = {&nx_MemoryError.root}, .args = NX_OBJ(&nx_empty_tuple)};

nx_value nx_raise_no_memory(void) {
    memory_error.context = memory_error.cause = memory_error.traceback = memory_error.notes = 0;
    memory_error.args = NX_OBJ(&nx_empty_tuple);
    nx_state.error = NX_OBJ(&memory_error);
    return NX_ERROR;
}

nx_value nx_raise_type_error_binary(int operation, nx_value left, nx_value right, bool inplace) {
    static const char *const signs[NX_BINARY_COUNT] = {
        [NX_ADD] = "+",   [NX_SUB] = "-",     [NX_MUL] = "*",     [NX_MATMUL] = "@", [NX_TRUEDIV] = "/",
        [NX_FLOORDIV] = "//", [NX_MOD] = "%", [NX_POW] = "** or pow()", [NX_LSHIFT] = "<<", [NX_RSHIFT] = ">>",
        [NX_AND] = "&",   [NX_XOR] = "^",     [NX_OR] = "|",      [NX_DIVMOD] = "divmod()",
    };
    const char *sign = signs[operation];
    if (inplace && operation == NX_POW)
        sign = "**=", inplace = false;
    return nx_raisef(&nx_TypeError, "unsupported operand type(s) for %s%s: '%T' and '%T'", sign, inplace ? "=" : "", left,
                     right);
}

nx_value nx_raise_os_error(int number, nx_value filename) {
    nx_value text = nx_str_from_c(strerror(number));
    if (!text)
        return NX_ERROR;
    nx_value parts[] = {nx_from_small_int(number), text, filename};
    nx_value args = nx_tuple_from(2, parts);
    nx_exception *exception = args ? nx_exception_make(nx_os_error_type(number), args) : NULL;
    if (!exception)
        return NX_ERROR;
    exception->extra[NX_OS_ERRNO] = parts[0];
    exception->extra[NX_OS_STRERROR] = text;
    exception->extra[NX_OS_FILENAME] = filename == NX_NONE ? 0 : filename;
    return set_pending(NX_OBJ(exception));
}

// ---- the pending exception ------------------------------------------------------------------------------------------------------

bool nx_error_matches(nx_type *type) {
    return nx_state.error && nx_exception_type_is(nx_type_of(nx_state.error), type);
}

void nx_error_clear(void) { nx_state.error = 0; }

int64_t nx_recursion_limit = 1000;

// Recursion goes deeper here than in CPython. The traceback of a RecursionError is as long as it would be there.
static NX_COLD void trim_traceback(nx_exception *exception) {
    nx_value entry = exception->traceback;
    for (int64_t i = 1; i < nx_recursion_limit && entry && entry != NX_NONE; i++) entry = NX_PTR(nx_traceback, entry)->next;
    if (entry && entry != NX_NONE) NX_PTR(nx_traceback, entry)->next = NX_NONE;
}

nx_value nx_error_take(void) {
    nx_value exception = nx_state.error;
    nx_state.error = 0;
    if (NX_UNLIKELY(exception && nx_is_exact(exception, &nx_RecursionError))) trim_traceback(NX_EXCEPTION(exception));
    return exception;
}

void nx_error_restore(nx_value exception) { nx_state.error = exception; }

bool nx_error_take_stop_iteration(nx_value *value) {
    if (!nx_error_matches(&nx_StopIteration))
        return false;
    nx_value result = NX_EXCEPTION(nx_state.error)->extra[NX_STOP_VALUE];
    if (value)
        *value = result ? result : NX_NONE;
    nx_state.error = 0;
    return true;
}

void nx_traceback_here(const nx_code *code, uint32_t position, nx_value globals) {
    nx_value pending = nx_state.error;
    if (NX_UNLIKELY(!pending)) {
        nx_raisef(&nx_SystemError, "error return without exception set");
        pending = nx_state.error;
    }
    nx_traceback *entry = (nx_traceback *)nx_new_object(nx_traceback_entry, nx_traceback_type);
    if (entry && nx_program_has_frames)
        ((nx_traceback_entry *)entry)->frame = nx_frame_of_running(code);
    nx_state.error = pending;
    if (NX_UNLIKELY(!entry))
        return; // no memory for the entry: the exception goes on without it
    nx_exception *exception = NX_EXCEPTION(pending);
    entry->next = exception->traceback ? exception->traceback : NX_NONE;
    entry->code = code;
    entry->position = position;
    entry->globals = globals;
    exception->traceback = NX_OBJ(entry);
}

// ---- primitives -------------------------------------------------------------------------------------------------------------------

// raise exception from cause
bool nx_raise_exception(nx_value exception, nx_value cause) {
    if (NX_LIKELY(!cause)) {
        nx_raise_value(exception);
        return false;
    }
    if (!nx_is_exception(exception)) {
        nx_raise_value(exception); // makes the instance, or complains
        if (!nx_is_exception_type(exception) || nx_type_of(nx_state.error) != NX_PTR(nx_type, exception))
            return false;
        exception = nx_error_take();
    }
    if (!nx_is_exception(cause) && cause != NX_NONE) {
        if (!nx_is_exception_type(cause))
            return nx_failf(&nx_TypeError, "exception causes must derive from BaseException");
        cause = nx_call0(cause);
        if (!cause)
            return false;
    }
    NX_EXCEPTION(exception)->cause = cause == NX_NONE ? 0 : cause;
    NX_EXCEPTION(exception)->suppress_context = true;
    set_pending(exception);
    return false;
}

bool nx_reraise_handled(void) {
    nx_value handled = nx_handled_now();
    if (!handled)
        return nx_failf(&nx_RuntimeError, "No active exception to reraise");
    nx_state.error = handled;
    return false;
}

bool nx_reraise(nx_value exception) {
    nx_state.error = exception;
    return false;
}

nx_value nx_catch(void) {
    nx_value exception = nx_state.error;
    if (NX_UNLIKELY(!exception)) {
        nx_raisef(&nx_SystemError, "error return without exception set");
        exception = nx_state.error;
    }
    return nx_error_take();
}

int nx_exception_matches(nx_value exception, nx_value target) {
    const nx_type *type = nx_type_of(exception);
    if (NX_LIKELY(nx_is_type(target))) {
        const nx_type *base = NX_PTR(nx_type, target);
        if (type == base)
            return 1;
        if (NX_LIKELY(nx_exception_type_is(base, &nx_BaseException)))
            return nx_exception_type_is(type, base);
    } else if (nx_is_tuple(target)) {
        const nx_tuple *classes = NX_PTR(nx_tuple, target);
        for (int64_t i = 0; i < classes->length; i++)
            if (!nx_is_exception_type(classes->items[i]))
                goto wrong;
        for (int64_t i = 0; i < classes->length; i++)
            if (nx_exception_type_is(type, NX_PTR(nx_type, classes->items[i])))
                return 1;
        return 0;
    }
wrong:
    nx_failf(&nx_TypeError, "catching classes that do not inherit from BaseException is not allowed");
    return -1;
}

bool nx_raise_empty(nx_str *name) { return nx_failf(&nx_ValueError, "%U() arg is an empty sequence", NX_OBJ(name)); }

bool nx_raise_assertion(nx_value message) {
    nx_value exception = nx_exception_new(&nx_AssertionError, message);
    if (exception)
        set_pending(exception);
    return false;
}

nx_value nx_fail_at(const nx_code *code, uint32_t position, nx_dict *globals) {
    nx_traceback_here(code, position, NX_OBJ(globals));
    return NX_ERROR;
}
