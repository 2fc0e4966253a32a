// The exception classes whose arguments become fields: OSError, SyntaxError and the Unicode errors.
#include <errno.h>
#include "exception.h"

// ---- OSError --------------------------------------------------------------------------------------------------------------------

nx_type *nx_os_error_type(int number) {
    switch (number) {
    case EAGAIN:
    case EALREADY:
    case EINPROGRESS:
        return &nx_BlockingIOError;
    case EPIPE:
    case ESHUTDOWN:
        return &nx_BrokenPipeError;
    case ECHILD:
        return &nx_ChildProcessError;
    case ECONNABORTED:
        return &nx_ConnectionAbortedError;
    case ECONNREFUSED:
        return &nx_ConnectionRefusedError;
    case ECONNRESET:
        return &nx_ConnectionResetError;
    case EEXIST:
        return &nx_FileExistsError;
    case ENOENT:
        return &nx_FileNotFoundError;
    case EISDIR:
        return &nx_IsADirectoryError;
    case ENOTDIR:
        return &nx_NotADirectoryError;
    case EINTR:
        return &nx_InterruptedError;
    case EACCES:
    case EPERM:
        return &nx_PermissionError;
    case ESRCH:
        return &nx_ProcessLookupError;
    case ETIMEDOUT:
        return &nx_TimeoutError;
    }
    return &nx_OSError;
}

// OSError(errno, strerror[, filename[, winerror[, filename2]]]): with 2 to 5 arguments the fields are set, and a
// filename leaves `args`.
static bool take_os_fields(nx_exception *self, size_t nargs, const nx_value *args) {
    self->args = nargs ? nx_tuple_from((int64_t)nargs, args) : NX_OBJ(&nx_empty_tuple);
    if (!self->args)
        return false;
    if (nargs < 2 || nargs > 5)
        return true;
    self->extra[NX_OS_ERRNO] = args[0];
    self->extra[NX_OS_STRERROR] = args[1];
    if (nargs < 3 || args[2] == NX_NONE)
        return true;
    if (nx_exception_type_is(nx_type_of(NX_OBJ(self)), &nx_BlockingIOError) && nx_is_int(args[2])) {
        self->extra[NX_OS_WRITTEN] = args[2];
        return true;
    }
    self->extra[NX_OS_FILENAME] = args[2];
    if (nargs == 5 && args[4] != NX_NONE)
        self->extra[NX_OS_FILENAME2] = args[4];
    self->args = nx_tuple_from(2, args);
    return self->args != 0;
}

static bool no_keywords(const char *name, nx_value kwnames) {
    if (kwnames && NX_PTR(nx_tuple, kwnames)->length > 0)
        return nx_failf(&nx_TypeError, "%s() takes no keyword arguments", name);
    return true;
}

// Where a subclass has its own __init__ (and no own __new__), the fields are set by the call of OSError.__init__ only.
static bool fields_in_init(const nx_type *type) { return type->init != nx_os_error_init && type->new_ == nx_os_error_new; }

nx_value nx_os_error_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (fields_in_init(cls))
        return NX_OBJ(nx_exception_make(cls, NX_OBJ(&nx_empty_tuple)));
    if (!no_keywords(cls->c_name, kwnames))
        return NX_ERROR;
    int64_t number;
    if (cls == &nx_OSError && nargs >= 2 && nargs <= 5 && nx_int_try_i64(args[0], &number))
        cls = nx_os_error_type((int)number);
    nx_exception *self = nx_exception_make(cls, NX_OBJ(&nx_empty_tuple));
    return self && take_os_fields(self, nargs, args) ? NX_OBJ(self) : NX_ERROR;
}

bool nx_os_error_init(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    const nx_type *type = nx_type_of(self);
    if (!fields_in_init(type))
        return true;
    return no_keywords(type->c_name, kwnames) && take_os_fields(NX_EXCEPTION(self), nargs, args);
}

nx_value nx_os_error_str(nx_value self) {
    const nx_value *extra = NX_EXCEPTION(self)->extra;
    nx_value number = extra[NX_OS_ERRNO] ? extra[NX_OS_ERRNO] : NX_NONE;
    nx_value text = extra[NX_OS_STRERROR] ? extra[NX_OS_STRERROR] : NX_NONE;
    if (extra[NX_OS_FILENAME] && extra[NX_OS_FILENAME2])
        return nx_str_format("[Errno %S] %S: %R -> %R", number, text, extra[NX_OS_FILENAME], extra[NX_OS_FILENAME2]);
    if (extra[NX_OS_FILENAME])
        return nx_str_format("[Errno %S] %S: %R", number, text, extra[NX_OS_FILENAME]);
    if (extra[NX_OS_ERRNO] && extra[NX_OS_STRERROR])
        return nx_str_format("[Errno %S] %S", number, text);
    return nx_exception_str(self);
}

// ---- SyntaxError ----------------------------------------------------------------------------------------------------------------

bool nx_syntax_error_init(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (!nx_exception_init_slot(self, nargs, args, kwnames))
        return false;
    nx_exception *error = NX_EXCEPTION(self);
    if (nargs >= 1)
        error->extra[NX_SYNTAX_MSG] = args[0];
    if (nargs != 2)
        return true;
    nx_value info = nx_tuple_of(args[1]);
    if (!info)
        return false;
    const nx_tuple *details = NX_PTR(nx_tuple, info);
    if (details->length < 4)
        return nx_failf(&nx_TypeError, "function takes at least 4 arguments (%zd given)", (size_t)details->length);
    if (details->length > 6)
        return nx_failf(&nx_TypeError, "function takes at most 6 arguments (%zd given)", (size_t)details->length);
    if (details->length == 5)
        return nx_failf(&nx_TypeError, "end_offset must be provided when end_lineno is provided");
    error->extra[NX_SYNTAX_FILENAME] = details->items[0];
    error->extra[NX_SYNTAX_LINENO] = details->items[1];
    error->extra[NX_SYNTAX_OFFSET] = details->items[2];
    error->extra[NX_SYNTAX_TEXT] = details->items[3];
    error->extra[NX_SYNTAX_END_LINENO] = details->length == 6 ? details->items[4] : 0;
    NX_PTR(nx_syntax_error, self)->end_offset = details->length == 6 ? details->items[5] : 0;
    return true;
}

nx_value nx_syntax_error_str(nx_value self) {
    const nx_exception *error = NX_EXCEPTION(self);
    nx_value msg = error->extra[NX_SYNTAX_MSG] ? error->extra[NX_SYNTAX_MSG] : NX_NONE;
    nx_value filename = error->extra[NX_SYNTAX_FILENAME], line = error->extra[NX_SYNTAX_LINENO];
    bool has_line = line && nx_is_exact_int(line);
    if (filename && nx_is_str(filename)) {
        const nx_str *path = NX_PTR(nx_str, filename);
        int64_t start = path->length;
        while (start > 0 && nx_str_at(path, start - 1) != '/')
            start--;
        nx_value base = nx_str_slice(filename, start, path->length);
        if (!base)
            return NX_ERROR;
        return has_line ? nx_str_format("%S (%U, line %S)", msg, base, line) : nx_str_format("%S (%U)", msg, base);
    }
    return has_line ? nx_str_format("%S (line %S)", msg, line) : nx_to_str(msg);
}

// ---- Unicode errors ---------------------------------------------------------------------------------------------------------------

// Arguments: (encoding,) object, start, end, reason.
static bool unicode_init(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames, bool has_encoding,
                         bool object_is_bytes) {
    if (!nx_exception_init_slot(self, nargs, args, kwnames))
        return false;
    size_t count = has_encoding ? 5 : 4;
    if (nargs != count)
        return nx_failf(&nx_TypeError, "function takes exactly %zd arguments (%zd given)", count, nargs);
    nx_exception *error = NX_EXCEPTION(self);
    size_t first = has_encoding ? 1 : 0;
    if (has_encoding && !nx_is_str(args[0]))
        return nx_failf(&nx_TypeError, "argument 1 must be str, not %Y", args[0]);
    nx_value object = args[first];
    if (object_is_bytes && !nx_has_flag(object, NX_TYPE_BYTES)) {
        nx_buffer view;
        if (!nx_buffer_get(object, &view))
            return false;
        object = nx_bytes_new(view.data, view.length);
        nx_buffer_release(&view);
        if (!object)
            return false;
    } else if (!object_is_bytes && !nx_is_str(object)) {
        return nx_failf(&nx_TypeError, "argument %zd must be str, not %Y", first + 1, object);
    }
    for (size_t i = first + 1; i < first + 3; i++)
        if (!nx_is_int(args[i]))
            return nx_failf(&nx_TypeError, "'%T' object cannot be interpreted as an integer", args[i]);
    if (!nx_is_str(args[first + 3]))
        return nx_failf(&nx_TypeError, "argument %zd must be str, not %Y", first + 4, args[first + 3]);
    error->extra[NX_UNICODE_ENCODING] = has_encoding ? args[0] : 0;
    error->extra[NX_UNICODE_OBJECT] = object;
    error->extra[NX_UNICODE_START] = args[first + 1];
    error->extra[NX_UNICODE_END] = args[first + 2];
    error->extra[NX_UNICODE_REASON] = args[first + 3];
    return true;
}

bool nx_unicode_decode_error_init(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    return unicode_init(self, nargs, args, kwnames, true, true);
}

bool nx_unicode_encode_error_init(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    return unicode_init(self, nargs, args, kwnames, true, false);
}

bool nx_unicode_translate_error_init(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    return unicode_init(self, nargs, args, kwnames, false, false);
}

typedef struct { nx_value encoding, object, reason; int64_t start, end; } unicode_fields;

// False when the object was made without its arguments: then the text is empty.
static bool read_unicode(nx_value self, unicode_fields *fields) {
    const nx_value *extra = NX_EXCEPTION(self)->extra;
    if (!extra[NX_UNICODE_OBJECT])
        return false;
    fields->encoding = extra[NX_UNICODE_ENCODING];
    fields->object = extra[NX_UNICODE_OBJECT];
    fields->reason = extra[NX_UNICODE_REASON] ? extra[NX_UNICODE_REASON] : NX_NONE;
    return nx_int_try_i64(extra[NX_UNICODE_START], &fields->start) && nx_int_try_i64(extra[NX_UNICODE_END], &fields->end);
}

nx_value nx_unicode_decode_error_str(nx_value self) {
    unicode_fields f;
    if (!read_unicode(self, &f))
        return nx_str_from_utf8("", 0);
    const nx_bytes *bytes = NX_PTR(nx_bytes, f.object);
    if (f.end == f.start + 1 && f.start >= 0 && f.start < bytes->length) {
        char byte[8];
        byte[0] = "0123456789abcdef"[bytes->data[f.start] >> 4];
        byte[1] = "0123456789abcdef"[bytes->data[f.start] & 15];
        byte[2] = 0;
        return nx_str_format("'%S' codec can't decode byte 0x%s in position %zd: %S", f.encoding, byte, (size_t)f.start,
                             f.reason);
    }
    return nx_str_format("'%S' codec can't decode bytes in position %zd-%zd: %S", f.encoding, (size_t)f.start,
                         (size_t)(f.end - 1), f.reason);
}

// "\x0a", "\u1234" or "\U0001f600"
static void escape_character(uint32_t c, char out[11]) {
    int digits = c <= 0xff ? 2 : c <= 0xffff ? 4 : 8;
    out[0] = '\\';
    out[1] = digits == 2 ? 'x' : digits == 4 ? 'u' : 'U';
    for (int i = 0; i < digits; i++)
        out[2 + i] = "0123456789abcdef"[c >> 4 * (digits - 1 - i) & 15];
    out[2 + digits] = 0;
}

nx_value nx_unicode_encode_error_str(nx_value self) {
    unicode_fields f;
    if (!read_unicode(self, &f))
        return nx_str_from_utf8("", 0);
    const nx_str *text = NX_PTR(nx_str, f.object);
    if (f.end == f.start + 1 && f.start >= 0 && f.start < text->length) {
        char escaped[11];
        escape_character(nx_str_at(text, f.start), escaped);
        return nx_str_format("'%S' codec can't encode character '%s' in position %zd: %S", f.encoding, escaped,
                             (size_t)f.start, f.reason);
    }
    return nx_str_format("'%S' codec can't encode characters in position %zd-%zd: %S", f.encoding, (size_t)f.start,
                         (size_t)(f.end - 1), f.reason);
}

nx_value nx_unicode_translate_error_str(nx_value self) {
    unicode_fields f;
    if (!read_unicode(self, &f))
        return nx_str_from_utf8("", 0);
    const nx_str *text = NX_PTR(nx_str, f.object);
    if (f.end == f.start + 1 && f.start >= 0 && f.start < text->length) {
        char escaped[11];
        escape_character(nx_str_at(text, f.start), escaped);
        return nx_str_format("can't translate character '%s' in position %zd: %S", escaped, (size_t)f.start, f.reason);
    }
    return nx_str_format("can't translate characters in position %zd-%zd: %S", (size_t)f.start, (size_t)(f.end - 1),
                         f.reason);
}
