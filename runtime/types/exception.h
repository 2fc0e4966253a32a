// Shared by the files that define the exception classes.
#ifndef NX_EXCEPTION_H
#define NX_EXCEPTION_H

#include "../core/error.h"
#include "natives.h"

// Allocates an instance of cls (the attributes part included), args from the positional ones.
nx_value nx_exception_new_slot(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames);
bool nx_exception_init_slot(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames);
nx_value nx_exception_str(nx_value self);
nx_value nx_exception_repr(nx_value self);
nx_value nx_os_error_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames);
bool nx_os_error_init(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames);
nx_value nx_os_error_str(nx_value self);
bool nx_syntax_error_init(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames);
nx_value nx_syntax_error_str(nx_value self);
bool nx_unicode_decode_error_init(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames);
bool nx_unicode_encode_error_init(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames);
bool nx_unicode_translate_error_init(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames);
nx_value nx_unicode_decode_error_str(nx_value self);
nx_value nx_unicode_encode_error_str(nx_value self);
nx_value nx_unicode_translate_error_str(nx_value self);
nx_value nx_group_new_slot(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames);
bool nx_group_init_slot(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames);
nx_value nx_group_str(nx_value self);

// A getter and setter for a field: None when absent, deleting makes it absent.
#define NX_EXCEPTION_FIELD(Class, field, place)                                                                         \
    nx_value nx_##Class##_get_##field(nx_value self) {                                                                  \
        nx_value value = place;                                                                                         \
        return value ? value : NX_NONE;                                                                                 \
    }                                                                                                                   \
    bool nx_##Class##_set_##field(nx_value self, nx_value value) {                                                      \
        place = value;                                                                                                  \
        return true;                                                                                                    \
    }

#endif
