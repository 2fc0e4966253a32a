// Exceptions inside the runtime's own files: where the classes keep their fields, and what only these files call.
#ifndef NX_ERROR_H
#define NX_ERROR_H

#include <stdarg.h>
#include "api.h"

// Places in nx_exception.extra, by class. 0 is None.
enum {
    NX_STOP_VALUE = 0,
    NX_EXIT_CODE = 0,
    NX_IMPORT_NAME = 0, NX_IMPORT_PATH, NX_IMPORT_MSG,
    NX_NAME_NAME = 0,
    NX_ATTRIBUTE_NAME = 0, NX_ATTRIBUTE_OBJ,
    NX_OS_ERRNO = 0, NX_OS_STRERROR, NX_OS_FILENAME, NX_OS_FILENAME2, NX_OS_WRITTEN,
    NX_SYNTAX_MSG = 0, NX_SYNTAX_FILENAME, NX_SYNTAX_LINENO, NX_SYNTAX_OFFSET, NX_SYNTAX_TEXT, NX_SYNTAX_END_LINENO,
    NX_UNICODE_ENCODING = 0, NX_UNICODE_OBJECT, NX_UNICODE_START, NX_UNICODE_END, NX_UNICODE_REASON,
    NX_LATE_FORMAT = 0, NX_LATE_NUMBER, NX_LATE_VALUE, // while args is 0
    NX_GROUP_MESSAGE = 0, NX_GROUP_EXCEPTIONS,
};

typedef struct nx_syntax_error {
    nx_exception base;
    nx_value end_offset, print_file_and_line;
} nx_syntax_error;

// An entry of a traceback as it is allocated. Those that types.TracebackType() makes say where they are themselves.
typedef struct nx_traceback_entry {
    nx_traceback base;
    nx_value frame; // once somebody asked for it; from the beginning in programs that look at frames
} nx_traceback_entry;
typedef struct nx_traceback_given {
    nx_traceback_entry entry; // position: NX_GIVEN_POSITION
    int64_t lasti, line;
} nx_traceback_given;
#define NX_NO_POSITION UINT32_MAX
#define NX_GIVEN_POSITION (UINT32_MAX - 1)
int64_t nx_traceback_line(const nx_traceback *entry); // types/traceback.c
nx_value nx_frame_of_running(const nx_code *code);    // the frame object of the innermost function if it has this code, else 0

#define NX_EXCEPTION(v) NX_PTR(nx_exception, v)

// The args: of some exceptions they are made when they are first asked for.
nx_value nx_exception_args(nx_value exception);
// raise type(format) where the format has "%d" (unless the number is 0, then not) and "%R" or "%Q": of a value that does not change.
// type: one whose instances have no fields.
nx_value nx_raise_late(nx_type *type, const char *format, int number, nx_value value);
nx_value nx_str_format_list(const char *format, va_list *arguments);
// An instance with these args, fields of the class not set from them: for exact builtin classes.
nx_exception *nx_exception_make(nx_type *type, nx_value args);
bool nx_exception_is_plain(const nx_type *type); // making an instance executes no code of the program
bool nx_exception_is_quiet(nx_type *type);       // its __init__ keeps the instance to itself
size_t nx_exception_bytes(const nx_type *type);  // of an instance
nx_type *nx_os_error_type(int number); // the subclass for an errno
bool nx_is_exception_type(nx_value v); // a class derived from BaseException
bool nx_exception_type_is(const nx_type *type, const nx_type *base);
int nx_exception_matches(nx_value exception, nx_value class_or_tuple); // a primitive
// Exception group helpers, exception_group.c
nx_value nx_group_new(nx_type *type, nx_value message, nx_value exceptions_list);

// Text for tracebacks, core/traceback.c
// The text of a line (from 1), without its end; NULL when the source or line is not there.
// core/warning.c: gives a warning of the text that `source` describes; `line` is what an error shows of it, a str or None. False
// when a filter made an error of it.
bool nx_warn_of_syntax(const nx_source *source, const nx_syntax_warning *warning, nx_value line);
const char *nx_source_line(const nx_source *source, int64_t line, size_t *length);
nx_value nx_traceback_entries_text(nx_value traceback); // the entries without the heading
bool nx_print_exception(nx_value exception, nx_builder *out);
nx_value nx_suggestion_for(nx_value exception); // str or 0, never an error

#endif
