// BaseException and the simple exception classes; every class object of NX_EXCEPTIONS.
//
// All of them share one layout, nx_exception, with six words for the fields of the class (places in core/error.h), so that
// classes with several exception bases need no layout rules. Arbitrary attributes live in the attributes part.
#include "exception.h"
#include "../core/places.h"
#include "../core/type.h"

size_t nx_exception_bytes(const nx_type *type) {
    size_t bytes = type->basic_size;
    if (type->flags & NX_TYPE_HAS_ATTRIBUTES)
        bytes += type->slot_capacity * sizeof(nx_value);
    return bytes;
}

nx_exception *nx_exception_make(nx_type *type, nx_value args) {
    nx_exception *self = nx_alloc_object(type, nx_exception_bytes(type));
    if (NX_LIKELY(self != NULL))
        self->args = args;
    return self;
}

// Of an exception of nx_raise_late, whose message nobody has asked for yet.
static NX_COLD nx_value late_args(nx_exception *self) {
    const char *format = (const char *)self->extra[NX_LATE_FORMAT];
    nx_value message = self->extra[NX_LATE_NUMBER]
        ? nx_str_format(format, (int)nx_small_int(self->extra[NX_LATE_NUMBER]), self->extra[NX_LATE_VALUE])
        : nx_str_format(format, self->extra[NX_LATE_VALUE]);
    nx_value args = message ? nx_tuple_from(1, &message) : 0;
    if (!args) { // no memory for it
        nx_error_clear();
        return NX_OBJ(&nx_empty_tuple);
    }
    self->extra[NX_LATE_FORMAT] = self->extra[NX_LATE_NUMBER] = self->extra[NX_LATE_VALUE] = 0;
    return self->args = args;
}

nx_value nx_exception_args(nx_value exception) {
    nx_exception *self = NX_EXCEPTION(exception);
    return NX_LIKELY(self->args != 0) ? self->args : late_args(self);
}

static nx_value args_tuple(size_t nargs, const nx_value *args) {
    return nargs ? nx_tuple_from((int64_t)nargs, args) : NX_OBJ(&nx_empty_tuple);
}

nx_value nx_exception_new_slot(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    nx_value tuple = args_tuple(nargs, args);
    return tuple ? NX_OBJ(nx_exception_make(cls, tuple)) : NX_ERROR;
}

bool nx_exception_is_plain(const nx_type *type) {
    return type->new_ == nx_exception_new_slot && type->init == nx_exception_init_slot && !type->finalize;
}

// Whether every __init__ of the program's classes says so itself, and no attribute is a descriptor that would see the instance.
static bool is_quiet(const nx_type *type) {
    const nx_tuple *order = type->mro;
    for (int64_t i = 0; i < order->length; i++) {
        const nx_type *class = NX_PTR(nx_type, order->items[i]);
        if (!(class->flags & NX_TYPE_HEAP)) return true;
        int64_t position = 0;
        nx_value key, value;
        while (nx_dict_next(class->dict, &position, &key, &value)) {
            const nx_type *kind = nx_type_of(value);
            if (nx_str_equal(NX_PTR(nx_str, key), &nx_s___init__)) {
                if (kind != &nx_function_type || !(NX_PTR(nx_function, value)->code->flags & NX_CODE_QUIET)) return false;
            } else if (kind->descr_set && kind != &nx_getset_type) {
                return false;
            }
        }
    }
    return true;
}

bool nx_exception_is_quiet(nx_type *type) {
    if (type->new_ != nx_exception_new_slot || type->init != nx_slot_init || type->finalize ||
        (type->flags & (NX_TYPE_CUSTOM_GETATTR | NX_TYPE_CUSTOM_SETATTR)))
        return false;
    if (type->quiet_epoch != nx_class_epoch) {
        type->is_quiet = is_quiet(type);
        type->quiet_epoch = nx_class_epoch;
    }
    return type->is_quiet;
}

bool nx_exception_init_native(nx_value self, size_t count, const nx_value *args) {
    const nx_tuple *order = nx_type_of(self)->mro;
    int64_t i = 0;
    while (NX_PTR(nx_type, order->items[i])->flags & NX_TYPE_HEAP) i++;
    return NX_PTR(nx_type, order->items[i])->init(self, count, args, 0);
}

static bool same_args(const nx_exception *self, size_t nargs, const nx_value *args) {
    const nx_tuple *tuple = NX_PTR(nx_tuple, nx_exception_args(NX_OBJ(self)));
    if (tuple->length != (int64_t)nargs)
        return false;
    for (size_t i = 0; i < nargs; i++)
        if (tuple->items[i] != args[i])
            return false;
    return true;
}

// __init__'s part of the work: self.args, unless __new__ has stored the same.
static bool set_args(nx_value self, size_t nargs, const nx_value *args) {
    if (same_args(NX_EXCEPTION(self), nargs, args))
        return true;
    nx_value tuple = args_tuple(nargs, args);
    if (!tuple)
        return false;
    NX_EXCEPTION(self)->args = tuple;
    return true;
}

bool nx_exception_init_slot(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (kwnames && NX_PTR(nx_tuple, kwnames)->length > 0)
        return nx_failf(&nx_TypeError, "%T() takes no keyword arguments", self);
    return set_args(self, nargs, args);
}

static nx_value stop_iteration_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    nx_value self = nx_exception_new_slot(cls, nargs, args, kwnames);
    if (self)
        NX_EXCEPTION(self)->extra[NX_STOP_VALUE] = nargs ? args[0] : 0;
    return self;
}

static bool stop_iteration_init(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (!nx_exception_init_slot(self, nargs, args, kwnames))
        return false;
    NX_EXCEPTION(self)->extra[NX_STOP_VALUE] = nargs ? args[0] : 0;
    return true;
}

static bool system_exit_init(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (!nx_exception_init_slot(self, nargs, args, kwnames))
        return false;
    NX_EXCEPTION(self)->extra[NX_EXIT_CODE] = nargs == 1 ? args[0] : nargs ? NX_EXCEPTION(self)->args : 0;
    return true;
}

// Keyword arguments that go to fields: names of the allowed ones, their places; others are a TypeError.
static bool take_keywords(nx_value self, const char *class_name, const nx_value *values, nx_value kwnames,
                          nx_str *const *names, const int *places, size_t count) {
    for (size_t n = 0; n < count; n++)
        NX_EXCEPTION(self)->extra[places[n]] = 0;
    if (!kwnames)
        return true;
    const nx_tuple *given = NX_PTR(nx_tuple, kwnames);
    for (int64_t i = 0; i < given->length; i++) {
        size_t n = 0;
        while (n < count && !nx_str_equal(NX_PTR(nx_str, given->items[i]), names[n]))
            n++;
        if (n == count)
            return nx_failf(&nx_TypeError, "'%U' is an invalid keyword argument for %s()", given->items[i], class_name);
        NX_EXCEPTION(self)->extra[places[n]] = values[i];
    }
    return true;
}

static bool import_error_init(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    static nx_str *const names[] = {&nx_s_name, &nx_s_path};
    static const int places[] = {NX_IMPORT_NAME, NX_IMPORT_PATH};
    if (!set_args(self, nargs, args))
        return false;
    NX_EXCEPTION(self)->extra[NX_IMPORT_MSG] = nargs == 1 ? args[0] : 0;
    return take_keywords(self, "ImportError", args + nargs, kwnames, names, places, 2);
}

static bool name_error_init(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    static nx_str *const names[] = {&nx_s_name};
    static const int places[] = {NX_NAME_NAME};
    return set_args(self, nargs, args) && take_keywords(self, "NameError", args + nargs, kwnames, names, places, 1);
}

static bool attribute_error_init(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    static nx_str *const names[] = {&nx_s_name, &nx_s_obj};
    static const int places[] = {NX_ATTRIBUTE_NAME, NX_ATTRIBUTE_OBJ};
    return set_args(self, nargs, args) && take_keywords(self, "AttributeError", args + nargs, kwnames, names, places, 2);
}

nx_value nx_exception_new(nx_type *type, nx_value message) {
    if (type->flags & NX_TYPE_HEAP)
        return nx_call(NX_OBJ(type), message ? 1 : 0, &message, 0);
    nx_value args = args_tuple(message ? 1 : 0, &message);
    nx_exception *self = args ? nx_exception_make(type, args) : NULL;
    if (!self)
        return NX_ERROR;
    if (type == &nx_StopIteration || type == &nx_SystemExit)
        self->extra[0] = message;
    else if (type == &nx_ImportError || type == &nx_ModuleNotFoundError)
        self->extra[NX_IMPORT_MSG] = message;
    else if (type->init == nx_syntax_error_init)
        self->extra[NX_SYNTAX_MSG] = message;
    return NX_OBJ(self);
}

// ---- text ---------------------------------------------------------------------------------------------------------------------

nx_value nx_exception_str(nx_value self) {
    const nx_tuple *args = NX_PTR(nx_tuple, nx_exception_args(self));
    if (args->length == 0)
        return nx_str_from_utf8("", 0);
    return nx_to_str(args->length == 1 ? args->items[0] : NX_OBJ(args));
}

nx_value nx_exception_repr(nx_value self) {
    const nx_tuple *args = NX_PTR(nx_tuple, nx_exception_args(self));
    nx_value name = nx_type_name(nx_type_of(self));
    if (!name)
        return NX_ERROR;
    if (args->length == 1)
        return nx_str_format("%U(%R)", name, args->items[0]);
    return nx_str_format("%U%R", name, NX_OBJ(args));
}

static nx_value key_error_str(nx_value self) {
    const nx_tuple *args = NX_PTR(nx_tuple, nx_exception_args(self));
    return args->length == 1 ? nx_repr(args->items[0]) : nx_exception_str(self);
}

static nx_value import_error_str(nx_value self) {
    nx_value message = NX_EXCEPTION(self)->extra[NX_IMPORT_MSG];
    return message && nx_is_exact_str(message) ? message : nx_exception_str(self);
}

// ---- BaseException's methods and attributes -------------------------------------------------------------------------------------

nx_value nx_BaseException_with_traceback(nx_value self, nx_value tb) {
    return nx_BaseException_set_traceback(self, tb) ? self : NX_ERROR;
}

nx_value nx_BaseException_add_note(nx_value self, nx_value note) {
    if (!nx_is_str(note))
        return nx_raisef(&nx_TypeError, "note must be a str, not '%T'", note);
    nx_value notes = nx_getattr_optional(self, &nx_s___notes__);
    if (!notes) {
        if (nx_pending())
            return NX_ERROR;
        nx_list *fresh = nx_list_new(1);
        if (!fresh || !nx_setattr(self, &nx_s___notes__, notes = NX_OBJ(fresh)))
            return NX_ERROR;
    }
    if (!nx_is_list(notes)) {
        if (nx_is_foreign(notes) && nx_isinstance(notes, NX_OBJ(&nx_list_type)) > 0) // the host has been given it
            return nx_call_method(notes, nx_str_intern_c("append"), 1, &note, 0);
        return nx_raisef(&nx_TypeError, "Cannot add note: __notes__ is not a list");
    }
    if (!nx_list_push(NX_PTR(nx_list, notes), note)) return NX_ERROR;
    if (nx_host) nx_host->exception_noted(self);
    return NX_NONE;
}

// (type, args) or, when there are attributes, (type, args, attributes).
static nx_value reduce_with(nx_value self, nx_value args) {
    nx_value parts[] = {NX_OBJ(nx_type_of(self)), args, nx_getattr_optional(self, &nx_s___dict__)};
    if (!parts[2] && nx_pending())
        return NX_ERROR;
    bool has_attributes = parts[2] && nx_is_dict(parts[2]) && NX_PTR(nx_dict, parts[2])->live > 0;
    return nx_tuple_from(has_attributes ? 3 : 2, parts);
}

nx_value nx_BaseException_reduce(nx_value self) { return reduce_with(self, nx_exception_args(self)); }

nx_value nx_ImportError_reduce(nx_value self) {
    const nx_exception *error = NX_EXCEPTION(self);
    nx_value name = error->extra[NX_IMPORT_NAME], path = error->extra[NX_IMPORT_PATH];
    nx_value attributes = nx_getattr_optional(self, &nx_s___dict__);
    if (!attributes && nx_pending())
        return NX_ERROR;
    nx_dict *state = attributes && nx_is_dict(attributes) ? nx_dict_copy_of(NX_PTR(nx_dict, attributes)) : nx_dict_new(2);
    if (!state || (name && !nx_dict_set_str(state, &nx_s_name, name)) ||
        (path && !nx_dict_set_str(state, &nx_s_path, path)))
        return NX_ERROR;
    nx_value parts[] = {NX_OBJ(nx_type_of(self)), nx_exception_args(self), NX_OBJ(state)};
    return nx_tuple_from(state->live ? 3 : 2, parts);
}

nx_value nx_OSError_reduce(nx_value self) {
    const nx_exception *error = NX_EXCEPTION(self);
    nx_value filename = error->extra[NX_OS_FILENAME], second = error->extra[NX_OS_FILENAME2];
    nx_value args = nx_exception_args(self);
    if (filename && NX_PTR(nx_tuple, args)->length == 2) {
        const nx_value *items = NX_PTR(nx_tuple, args)->items;
        nx_value parts[] = {items[0], items[1], filename, NX_NONE, second};
        args = nx_tuple_from(second ? 5 : 3, parts);
        if (!args)
            return NX_ERROR;
    }
    return reduce_with(self, args);
}

nx_value nx_BaseException_setstate(nx_value self, nx_value state) {
    if (state == NX_NONE)
        return NX_NONE;
    if (!nx_is_dict(state))
        return nx_raisef(&nx_TypeError, "state is not a dictionary");
    int64_t position = 0;
    nx_value key, value;
    while (nx_dict_next(NX_PTR(nx_dict, state), &position, &key, &value)) {
        if (!nx_is_str(key))
            return nx_raisef(&nx_TypeError, "attribute name must be string, not '%T'", key);
        if (!nx_setattr(self, NX_PTR(nx_str, key), value))
            return NX_ERROR;
    }
    return NX_NONE;
}

nx_value nx_BaseException_get_dict(nx_value self) { return NX_OBJ(nx_instance_dict(self)); }

bool nx_BaseException_set_dict(nx_value self, nx_value value) {
    if (!value)
        return nx_failf(&nx_TypeError, "cannot delete __dict__");
    if (!nx_is_dict(value))
        return nx_failf(&nx_TypeError, "__dict__ must be set to a dictionary, not a '%T'", value);
    return nx_instance_set_dict(self, NX_PTR(nx_dict, value));
}

nx_value nx_BaseException_get_args(nx_value self) { return nx_exception_args(self); }

bool nx_BaseException_set_args(nx_value self, nx_value value) {
    if (!value)
        return nx_failf(&nx_TypeError, "args may not be deleted");
    nx_value tuple = nx_tuple_of(value);
    if (!tuple)
        return false;
    NX_EXCEPTION(self)->args = tuple;
    return true;
}

static nx_value or_none(nx_value value) { return value ? value : NX_NONE; }

nx_value nx_BaseException_get_cause(nx_value self) { return or_none(NX_EXCEPTION(self)->cause); }

bool nx_BaseException_set_cause(nx_value self, nx_value value) {
    if (!value)
        return nx_failf(&nx_TypeError, "__cause__ may not be deleted");
    if (value != NX_NONE && !nx_is_exception(value))
        return nx_failf(&nx_TypeError, "exception cause must be None or derive from BaseException");
    NX_EXCEPTION(self)->cause = value == NX_NONE ? 0 : value;
    NX_EXCEPTION(self)->suppress_context = true;
    return true;
}

nx_value nx_BaseException_get_context(nx_value self) { return or_none(NX_EXCEPTION(self)->context); }

bool nx_BaseException_set_context(nx_value self, nx_value value) {
    if (!value)
        return nx_failf(&nx_TypeError, "__context__ may not be deleted");
    if (value != NX_NONE && !nx_is_exception(value))
        return nx_failf(&nx_TypeError, "exception context must be None or derive from BaseException");
    NX_EXCEPTION(self)->context = value == NX_NONE ? 0 : value;
    return true;
}

nx_value nx_BaseException_get_traceback(nx_value self) { return or_none(NX_EXCEPTION(self)->traceback); }

bool nx_BaseException_set_traceback(nx_value self, nx_value value) {
    if (!value)
        return nx_failf(&nx_TypeError, "__traceback__ may not be deleted");
    if (value != NX_NONE && !nx_is_exact(value, &nx_traceback_type))
        return nx_failf(&nx_TypeError, "__traceback__ must be a traceback or None");
    NX_EXCEPTION(self)->traceback = value == NX_NONE ? 0 : value;
    return true;
}

nx_value nx_BaseException_get_suppress_context(nx_value self) {
    return nx_from_bool(NX_EXCEPTION(self)->suppress_context);
}

bool nx_BaseException_set_suppress_context(nx_value self, nx_value value) {
    if (!value)
        return nx_failf(&nx_TypeError, "can't delete numeric/char attribute");
    if (!nx_is_bool(value))
        return nx_failf(&nx_TypeError, "attribute value type must be bool");
    NX_EXCEPTION(self)->suppress_context = value == NX_TRUE;
    return true;
}

#define EXTRA(place) NX_EXCEPTION(self)->extra[place]
NX_EXCEPTION_FIELD(StopIteration, value, EXTRA(NX_STOP_VALUE))
NX_EXCEPTION_FIELD(SystemExit, code, EXTRA(NX_EXIT_CODE))
NX_EXCEPTION_FIELD(ImportError, msg, EXTRA(NX_IMPORT_MSG))
NX_EXCEPTION_FIELD(ImportError, name, EXTRA(NX_IMPORT_NAME))
NX_EXCEPTION_FIELD(ImportError, path, EXTRA(NX_IMPORT_PATH))
NX_EXCEPTION_FIELD(NameError, name, EXTRA(NX_NAME_NAME))
NX_EXCEPTION_FIELD(AttributeError, name, EXTRA(NX_ATTRIBUTE_NAME))
NX_EXCEPTION_FIELD(AttributeError, obj, EXTRA(NX_ATTRIBUTE_OBJ))
NX_EXCEPTION_FIELD(OSError, errno, EXTRA(NX_OS_ERRNO))
NX_EXCEPTION_FIELD(OSError, strerror, EXTRA(NX_OS_STRERROR))
NX_EXCEPTION_FIELD(OSError, filename, EXTRA(NX_OS_FILENAME))
NX_EXCEPTION_FIELD(OSError, filename2, EXTRA(NX_OS_FILENAME2))
NX_EXCEPTION_FIELD(SyntaxError, msg, EXTRA(NX_SYNTAX_MSG))
NX_EXCEPTION_FIELD(SyntaxError, filename, EXTRA(NX_SYNTAX_FILENAME))
NX_EXCEPTION_FIELD(SyntaxError, lineno, EXTRA(NX_SYNTAX_LINENO))
NX_EXCEPTION_FIELD(SyntaxError, offset, EXTRA(NX_SYNTAX_OFFSET))
NX_EXCEPTION_FIELD(SyntaxError, text, EXTRA(NX_SYNTAX_TEXT))
NX_EXCEPTION_FIELD(SyntaxError, end_lineno, EXTRA(NX_SYNTAX_END_LINENO))
NX_EXCEPTION_FIELD(SyntaxError, end_offset, NX_PTR(nx_syntax_error, self)->end_offset)
NX_EXCEPTION_FIELD(SyntaxError, print_file_and_line, NX_PTR(nx_syntax_error, self)->print_file_and_line)
NX_EXCEPTION_FIELD(UnicodeError, encoding, EXTRA(NX_UNICODE_ENCODING))
NX_EXCEPTION_FIELD(UnicodeError, object, EXTRA(NX_UNICODE_OBJECT))
NX_EXCEPTION_FIELD(UnicodeError, start, EXTRA(NX_UNICODE_START))
NX_EXCEPTION_FIELD(UnicodeError, end, EXTRA(NX_UNICODE_END))
NX_EXCEPTION_FIELD(UnicodeError, reason, EXTRA(NX_UNICODE_REASON))

nx_value nx_OSError_get_characters_written(nx_value self) {
    nx_value written = EXTRA(NX_OS_WRITTEN);
    return written ? written : nx_raisef(&nx_AttributeError, "characters_written");
}

bool nx_OSError_set_characters_written(nx_value self, nx_value value) {
    if (!value && !EXTRA(NX_OS_WRITTEN))
        return nx_failf(&nx_AttributeError, "characters_written");
    if (value && !(value = nx_index(value)))
        return false;
    EXTRA(NX_OS_WRITTEN) = value;
    return true;
}

#include "exception.inc"

// ---- the class objects ----------------------------------------------------------------------------------------------------------

#define EXCEPTION_CLASS(Name, base_, layout, doc_, ...)                                                                 \
    nx_type nx_##Name = {                                                                                               \
        .header = {&nx_type_type.root},                                                                                 \
        .root = {.type = &nx_##Name},                                                                                   \
        .c_name = #Name,                                                                                                \
        .base = &nx_##base_,                                                                                            \
        .flags = NX_TYPE_BASE | NX_TYPE_HAS_ATTRIBUTES | NX_TYPE_HAS_DICT | NX_TYPE_EXCEPTION,                          \
        .basic_size = sizeof(layout),                                                                                   \
        .doc = doc_,                                                                                                    \
        __VA_ARGS__};
#define SIMPLE(Name, base_, doc_)                                                                                       \
    EXCEPTION_CLASS(Name, base_, nx_exception, doc_, .new_ = nx_exception_new_slot, .init = nx_exception_init_slot)
#define OS_CLASS(Name, base_, doc_)                                                                                     \
    EXCEPTION_CLASS(Name, base_, nx_exception, doc_, .new_ = nx_os_error_new, .init = nx_os_error_init)
#define MEMBERS(Name) .methods = nx_##Name##_methods, .getsets = nx_##Name##_getsets

#define nx_object nx_object_type
EXCEPTION_CLASS(BaseException, object, nx_exception, "Common base class for all exceptions",
                .new_ = nx_exception_new_slot, .init = nx_exception_init_slot, .str = nx_exception_str,
                .repr = nx_exception_repr, MEMBERS(BaseException))
#undef nx_object
SIMPLE(Exception, BaseException, "Common base class for all non-exit exceptions.")
EXCEPTION_CLASS(BaseExceptionGroup, BaseException, nx_exception, "A combination of multiple unrelated exceptions.",
                .new_ = nx_group_new_slot, .init = nx_group_init_slot, .str = nx_group_str, MEMBERS(BaseExceptionGroup))
SIMPLE(GeneratorExit, BaseException, "Request that a generator exit.")
SIMPLE(KeyboardInterrupt, BaseException, "Program interrupted by user.")
EXCEPTION_CLASS(SystemExit, BaseException, nx_exception, "Request to exit from the interpreter.",
                .new_ = nx_exception_new_slot, .init = system_exit_init, MEMBERS(SystemExit))
SIMPLE(ArithmeticError, Exception, "Base class for arithmetic errors.")
SIMPLE(FloatingPointError, ArithmeticError, "Floating point operation failed.")
SIMPLE(OverflowError, ArithmeticError, "Result too large to be represented.")
SIMPLE(ZeroDivisionError, ArithmeticError, "Second argument to a division or modulo operation was zero.")
SIMPLE(AssertionError, Exception, "Assertion failed.")
EXCEPTION_CLASS(AttributeError, Exception, nx_exception, "Attribute not found.", .new_ = nx_exception_new_slot,
                .init = attribute_error_init, MEMBERS(AttributeError))
SIMPLE(BufferError, Exception, "Buffer error.")
SIMPLE(EOFError, Exception, "Read beyond end of file.")
EXCEPTION_CLASS(ImportError, Exception, nx_exception, "Import can't find module, or can't find name in module.",
                .new_ = nx_exception_new_slot, .init = import_error_init, .str = import_error_str, MEMBERS(ImportError))
EXCEPTION_CLASS(ModuleNotFoundError, ImportError, nx_exception, "Module not found.", .new_ = nx_exception_new_slot,
                .init = import_error_init, .str = import_error_str)
SIMPLE(LookupError, Exception, "Base class for lookup errors.")
SIMPLE(IndexError, LookupError, "Sequence index out of range.")
EXCEPTION_CLASS(KeyError, LookupError, nx_exception, "Mapping key not found.", .new_ = nx_exception_new_slot,
                .init = nx_exception_init_slot, .str = key_error_str)
SIMPLE(MemoryError, Exception, "Out of memory.")
EXCEPTION_CLASS(NameError, Exception, nx_exception, "Name not found globally.", .new_ = nx_exception_new_slot,
                .init = name_error_init, MEMBERS(NameError))
EXCEPTION_CLASS(UnboundLocalError, NameError, nx_exception, "Local name referenced but not bound to a value.",
                .new_ = nx_exception_new_slot, .init = name_error_init)
EXCEPTION_CLASS(OSError, Exception, nx_exception, "Base class for I/O related errors.", .new_ = nx_os_error_new,
                .init = nx_os_error_init, .str = nx_os_error_str, MEMBERS(OSError))
OS_CLASS(BlockingIOError, OSError, "I/O operation would block.")
OS_CLASS(ChildProcessError, OSError, "Child process error.")
OS_CLASS(ConnectionError, OSError, "Connection error.")
OS_CLASS(BrokenPipeError, ConnectionError, "Broken pipe.")
OS_CLASS(ConnectionAbortedError, ConnectionError, "Connection aborted.")
OS_CLASS(ConnectionRefusedError, ConnectionError, "Connection refused.")
OS_CLASS(ConnectionResetError, ConnectionError, "Connection reset.")
OS_CLASS(FileExistsError, OSError, "File already exists.")
OS_CLASS(FileNotFoundError, OSError, "File not found.")
OS_CLASS(InterruptedError, OSError, "Interrupted by signal.")
OS_CLASS(IsADirectoryError, OSError, "Operation doesn't work on directories.")
OS_CLASS(NotADirectoryError, OSError, "Operation only works on directories.")
OS_CLASS(PermissionError, OSError, "Not enough permissions.")
OS_CLASS(ProcessLookupError, OSError, "Process not found.")
OS_CLASS(TimeoutError, OSError, "Timeout expired.")
SIMPLE(ReferenceError, Exception, "Weak ref proxy used after referent went away.")
SIMPLE(RuntimeError, Exception, "Unspecified run-time error.")
SIMPLE(NotImplementedError, RuntimeError, "Method or function hasn't been implemented yet.")
SIMPLE(RecursionError, RuntimeError, "Recursion limit exceeded.")
EXCEPTION_CLASS(StopIteration, Exception, nx_exception, "Signal the end from iterator.__next__().",
                .new_ = stop_iteration_new, .init = stop_iteration_init, MEMBERS(StopIteration))
SIMPLE(StopAsyncIteration, Exception, "Signal the end from iterator.__anext__().")
EXCEPTION_CLASS(SyntaxError, Exception, nx_syntax_error, "Invalid syntax.", .new_ = nx_exception_new_slot,
                .init = nx_syntax_error_init, .str = nx_syntax_error_str, MEMBERS(SyntaxError))
EXCEPTION_CLASS(IndentationError, SyntaxError, nx_syntax_error, "Improper indentation.", .new_ = nx_exception_new_slot,
                .init = nx_syntax_error_init, .str = nx_syntax_error_str)
EXCEPTION_CLASS(TabError, IndentationError, nx_syntax_error, "Improper mixture of spaces and tabs.",
                .new_ = nx_exception_new_slot, .init = nx_syntax_error_init, .str = nx_syntax_error_str)
SIMPLE(SystemError, Exception, "Internal error in the runtime.")
SIMPLE(TypeError, Exception, "Inappropriate argument type.")
SIMPLE(ValueError, Exception, "Inappropriate argument value (of correct type).")
SIMPLE(UnicodeError, ValueError, "Unicode related error.")
EXCEPTION_CLASS(UnicodeDecodeError, UnicodeError, nx_exception, "Unicode decoding error.", .new_ = nx_exception_new_slot,
                .init = nx_unicode_decode_error_init, .str = nx_unicode_decode_error_str,
                .getsets = nx_UnicodeError_getsets)
EXCEPTION_CLASS(UnicodeEncodeError, UnicodeError, nx_exception, "Unicode encoding error.", .new_ = nx_exception_new_slot,
                .init = nx_unicode_encode_error_init, .str = nx_unicode_encode_error_str,
                .getsets = nx_UnicodeError_getsets)
EXCEPTION_CLASS(UnicodeTranslateError, UnicodeError, nx_exception, "Unicode translation error.",
                .new_ = nx_exception_new_slot, .init = nx_unicode_translate_error_init,
                .str = nx_unicode_translate_error_str, .getsets = nx_UnicodeError_getsets)
SIMPLE(Warning, Exception, "Base class for warning categories.")
SIMPLE(BytesWarning, Warning, "Base class for warnings about bytes and buffer related problems.")
SIMPLE(DeprecationWarning, Warning, "Base class for warnings about deprecated features.")
SIMPLE(EncodingWarning, Warning, "Base class for warnings about encodings.")
SIMPLE(FutureWarning, Warning, "Base class for warnings about constructs that will change in the future.")
SIMPLE(ImportWarning, Warning, "Base class for warnings about probable mistakes in module imports")
SIMPLE(PendingDeprecationWarning, Warning, "Base class for warnings about features which will be deprecated.")
SIMPLE(ResourceWarning, Warning, "Base class for warnings about resource usage.")
SIMPLE(RuntimeWarning, Warning, "Base class for warnings about dubious runtime behavior.")
SIMPLE(SyntaxWarning, Warning, "Base class for warnings about dubious syntax.")
SIMPLE(UnicodeWarning, Warning, "Base class for warnings about Unicode related problems.")
SIMPLE(UserWarning, Warning, "Base class for warnings generated by user code.")

// ExceptionGroup derives from BaseExceptionGroup and from Exception.
static struct {
    nx_header header;
    int64_t length;
    nx_value items[2];
} exception_group_bases = {{&nx_tuple_type.root}, 2, {NX_OBJ(&nx_BaseExceptionGroup), NX_OBJ(&nx_Exception)}};
nx_type nx_ExceptionGroup = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_ExceptionGroup},
    .c_name = "ExceptionGroup",
    .base = &nx_BaseExceptionGroup,
    .bases = (nx_tuple *)&exception_group_bases,
    .flags = NX_TYPE_BASE | NX_TYPE_HAS_ATTRIBUTES | NX_TYPE_HAS_DICT | NX_TYPE_EXCEPTION,
    .basic_size = sizeof(nx_exception),
    .new_ = nx_group_new_slot,
    .init = nx_group_init_slot,
    .str = nx_group_str,
};
