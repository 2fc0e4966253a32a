// The pending exception: raising, taking, matching; the chain of contexts.
//
// nx_state.error holds the one pending exception, always an instance. Its traceback is in the object itself, so raising
// costs the object, its args tuple and one entry for each frame that it passes. nx_state.handled is what `sys.exception()`
// says inside the running function; a generator has its own, and what was handled outside lies on the stack nx_state.outer.
#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <string.h>
#include "api.h"
#include "alloc.h"
#include "error.h"

nx_state_t nx_state;

static nx_value handled_now(void) {
    if (nx_state.handled)
        return nx_state.handled;
    for (nx_handled_scope *scope = nx_state.outer; scope; scope = scope->outer)
        if (scope->handled)
            return scope->handled;
    return 0;
}

nx_value nx_handled_now(void) {
    nx_value handled = handled_now();
    if (handled)
        NX_EXCEPTION(handled)->owned = 0;
    return handled;
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
    return nx_is_type(v) && (NX_PTR(nx_type, v)->flags & NX_TYPE_EXCEPTION);
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
    handled->owned = 0;
}

static nx_value set_pending(nx_value exception) {
    nx_value handled = handled_now();
    if (NX_UNLIKELY(handled != 0))
        chain_context(NX_EXCEPTION(exception), NX_EXCEPTION(handled));
    nx_state.error = exception;
    return NX_ERROR;
}

// ---- exceptions that nobody keeps ------------------------------------------------------------------------------------------

void nx_exception_own(nx_exception *exception, bool owns_args) {
    size_t bytes = nx_exception_bytes(nx_type_of(NX_OBJ(exception)));
    if (nx_program_has_frames || bytes > NX_SMALL_BYTES) return; // frames keep what their tracebacks are of
    exception->owned = NX_OWNED | (owns_args ? NX_OWNED_ARGS : 0);
    exception->bytes = (uint16_t)bytes;
}

void nx_exception_reuse(nx_value value) {
    nx_exception *exception = NX_EXCEPTION(value);
    for (nx_value entry = exception->traceback; entry && entry != NX_NONE;) {
        nx_value next = NX_PTR(nx_traceback, entry)->next;
        nx_give_back_words(NX_PTR(nx_traceback_entry, entry), sizeof(nx_traceback_entry));
        entry = next;
    }
    nx_tuple *args = NX_PTR(nx_tuple, exception->args);
    if ((exception->owned & NX_OWNED_ARGS) && exception->args && args->length > 0)
        nx_give_back_words(args, sizeof *args + (size_t)args->length * sizeof(nx_value));
    nx_give_back_words(exception, exception->bytes);
}

void nx_expose_attribute(nx_value value, nx_str *name) {
    nx_exception *exception = NX_EXCEPTION(value);
    if (!exception->owned)
        return;
    nx_type *type = nx_type_of(value);
    nx_value found = type->flags & NX_TYPE_CUSTOM_GETATTR ? value : nx_type_lookup(type, name);
    if (found && nx_str_equal(name, &nx_s_args) && found == nx_type_lookup(&nx_BaseException, name))
        exception->owned &= ~NX_OWNED_ARGS;
    else if (found || nx_pending())
        exception->owned = 0;
}

// ---- raising --------------------------------------------------------------------------------------------------------------

// An instance that has just been made, of which only the caller knows.
static inline nx_value own(nx_value exception, bool owns_args) {
    const nx_type *type = nx_type_of(exception);
    if (!(type->flags & NX_TYPE_HEAP) || nx_exception_is_plain(type)) nx_exception_own(NX_EXCEPTION(exception), owns_args);
    return exception;
}

// The same of one that the program's own __init__ may have filled.
static inline void own_made(nx_value exception) {
    nx_type *type = nx_type_of(exception);
    if (nx_exception_is_plain(type)) nx_exception_own(NX_EXCEPTION(exception), true);
    else if (nx_exception_is_quiet(type)) nx_exception_own(NX_EXCEPTION(exception), false);
}

static nx_value raise_message(nx_type *type, nx_value message) {
    if (!message)
        return NX_ERROR;
    nx_value exception = nx_exception_new(type, message);
    return exception ? set_pending(own(exception, true)) : NX_ERROR;
}

// Messages that are always the same are made once: found by the address of their text, args tuples of exceptions.
static struct {
    const char *text;
    nx_value args;
} constant_messages[64];

static inline size_t message_place(const char *text) {
    return ((uintptr_t)text ^ (uintptr_t)text >> 7) % (sizeof constant_messages / sizeof *constant_messages);
}

static nx_value raise_made(nx_type *type, nx_value args) {
    nx_exception *exception = nx_exception_make(type, args);
    if (!exception)
        return NX_ERROR;
    nx_exception_own(exception, false);
    return set_pending(NX_OBJ(exception));
}

static inline nx_value args_of_constant(const nx_type *type, const char *text) {
    size_t place = message_place(text);
    return constant_messages[place].text == text && nx_exception_is_plain(type) ? constant_messages[place].args : 0;
}

static NX_COLD bool keep_message(const char *text) {
    if (strchr(text, '%'))
        return false;
    nx_value message = nx_str_from_c(text), args = message ? nx_tuple_from(1, &message) : 0;
    if (!args) {
        nx_error_clear();
        return false;
    }
    constant_messages[message_place(text)].args = args;
    constant_messages[message_place(text)].text = text;
    return true;
}

// The args of an exception whose message is this format as it stands; else 0.
static nx_value constant_args(const nx_type *type, const char *format) {
    nx_value args = args_of_constant(type, format);
    if (NX_LIKELY(args != 0))
        return args;
    return nx_exception_is_plain(type) && !(type->flags & NX_TYPE_HEAP) && keep_message(format) ? args_of_constant(type, format) : 0;
}

NX_COLD bool nx_raise_constant(nx_type *type, const char *message) {
    nx_value args = constant_args(type, message);
    if (args)
        raise_made(type, args);
    else
        raise_message(type, nx_str_from_c(message));
    return false;
}

nx_value nx_raise(nx_type *type, const char *format, ...) {
    nx_value args = constant_args(type, format);
    if (args)
        return raise_made(type, args);
    va_list arguments;
    va_start(arguments, format);
    nx_value message = nx_str_format_list(format, &arguments);
    va_end(arguments);
    return raise_message(type, message);
}

nx_value nx_raisef(nx_type *type, const char *format, ...) {
    nx_value args = constant_args(type, format);
    if (args)
        return raise_made(type, args);
    va_list arguments;
    va_start(arguments, format);
    nx_value message = nx_str_format_list(format, &arguments);
    va_end(arguments);
    return raise_message(type, message);
}

bool nx_failf(nx_type *type, const char *format, ...) {
    nx_value args = constant_args(type, format);
    if (args)
        return raise_made(type, args) != 0;
    va_list arguments;
    va_start(arguments, format);
    nx_value message = nx_str_format_list(format, &arguments);
    va_end(arguments);
    raise_message(type, message);
    return false;
}

// Calling it is type.__call__.
static inline bool is_plain_class(nx_value class) { return nx_is_exact(class, &nx_type_type); }

nx_value nx_raise_value(nx_value exception) {
    if (NX_LIKELY(nx_is_exception(exception)))
        return set_pending(exception);
    if (!nx_is_exception_type(exception))
        return nx_raisef(&nx_TypeError, "exceptions must derive from BaseException");
    if (nx_exception_is_plain(NX_PTR(nx_type, exception)) && is_plain_class(exception)) {
        return raise_made(NX_PTR(nx_type, exception), NX_OBJ(&nx_empty_tuple));
    }
    nx_value instance = nx_call0(exception);
    if (!instance)
        return NX_ERROR;
    if (!nx_is_exception(instance))
        return nx_raisef(&nx_TypeError, "calling %R should have returned an instance of BaseException, not %R", exception,
                         NX_OBJ(nx_type_of(instance)));
    return set_pending(instance);
}

nx_value nx_raise_late(nx_type *type, const char *format, int number, nx_value value) {
    nx_exception *exception = nx_exception_make(type, 0);
    if (!exception)
        return NX_ERROR;
    exception->extra[NX_LATE_FORMAT] = (nx_value)format;
    exception->extra[NX_LATE_NUMBER] = number ? nx_from_small_int(number) : 0;
    exception->extra[NX_LATE_VALUE] = value;
    nx_exception_own(exception, true);
    return set_pending(NX_OBJ(exception));
}

nx_value nx_raise_attribute_error(nx_value object, nx_str *name, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    nx_value message = nx_str_format_list(format, &arguments);
    va_end(arguments);
    raise_message(&nx_AttributeError, message);
    if (nx_is_exception(object))
        NX_EXCEPTION(object)->owned = 0;
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
    nx_value exception = nx_exception_new(&nx_KeyError, nx_share_key(key)); // it has the key from now on
    return exception ? set_pending(own(exception, true)) : NX_ERROR;
}

nx_value nx_raise_stop_iteration(nx_value value) {
    nx_value exception = nx_exception_new(&nx_StopIteration, value == NX_NONE ? 0 : value);
    return exception ? set_pending(own(exception, true)) : NX_ERROR;
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

void nx_error_clear(void) {
    nx_value exception = nx_state.error;
    nx_state.error = 0;
    // What is being handled, too, is raised again.
    if (exception && NX_EXCEPTION(exception)->owned && exception != nx_state.handled)
        nx_exception_reuse(exception);
}

int64_t nx_recursion_limit = 1000;

// Recursion goes deeper here than in CPython. The traceback of a RecursionError is as long as it would be there.
static NX_COLD void trim_traceback(nx_exception *exception) {
    nx_value entry = exception->traceback;
    for (int64_t i = 1; i < nx_recursion_limit && entry && entry != NX_NONE; i++) entry = NX_PTR(nx_traceback, entry)->next;
    if (entry && entry != NX_NONE) NX_PTR(nx_traceback, entry)->next = NX_NONE;
}

static inline nx_value take_owned(void) {
    nx_value exception = nx_state.error;
    nx_state.error = 0;
    if (NX_UNLIKELY(exception && nx_is_exact(exception, &nx_RecursionError))) trim_traceback(NX_EXCEPTION(exception));
    return exception;
}

nx_value nx_error_take(void) {
    nx_value exception = take_owned();
    if (exception)
        NX_EXCEPTION(exception)->owned = 0;
    return exception;
}

void nx_error_restore(nx_value exception) { nx_state.error = exception; }

bool nx_error_take_stop_iteration(nx_value *value) {
    if (!nx_error_matches(&nx_StopIteration))
        return false;
    nx_value result = NX_EXCEPTION(nx_state.error)->extra[NX_STOP_VALUE];
    if (value)
        *value = result ? result : NX_NONE;
    nx_error_clear();
    return true;
}

void nx_traceback_here(const nx_code *code, uint32_t position, nx_value globals) {
    nx_value pending = nx_state.error;
    if (NX_UNLIKELY(!pending)) {
        nx_raisef(&nx_SystemError, "error return without exception set");
        pending = nx_state.error;
    }
    nx_traceback *entry = nx_alloc_plain(&nx_traceback_type, sizeof(nx_traceback_entry));
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
bool nx_raise_exception(nx_value exception, nx_value cause, nx_value made_by) {
    if (made_by && nx_is_exception(exception) && NX_OBJ(nx_type_of(exception)) == made_by && is_plain_class(made_by))
        own_made(exception);
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

nx_value nx_catch_owned(void) {
    if (NX_UNLIKELY(!nx_state.error))
        nx_raisef(&nx_SystemError, "error return without exception set");
    return take_owned();
}

nx_value nx_catch(void) {
    nx_value exception = nx_catch_owned();
    NX_EXCEPTION(exception)->owned = 0;
    return exception;
}

int nx_exception_matches(nx_value exception, nx_value target) {
    const nx_type *type = nx_type_of(exception);
    if (NX_LIKELY(nx_is_type(target))) {
        const nx_type *base = NX_PTR(nx_type, target);
        if (type == base)
            return 1;
        if (NX_LIKELY(base->flags & NX_TYPE_EXCEPTION))
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

bool nx_is_stop_iteration(nx_value exception) { return nx_is_subtype(nx_type_of(exception), &nx_StopIteration); }

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
