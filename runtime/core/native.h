// Making and calling functions: those implemented in C (layouts in callable.h) and compiled ones.
#ifndef NX_NATIVE_H
#define NX_NATIVE_H
#include "api.h"
#include "callable.h"

nx_value nx_method_descriptor_new(const nx_native_def *def, nx_type *owner);
nx_value nx_native_bound(const nx_native_def *def, nx_value self, nx_type *owner);
nx_value nx_native_static(const nx_native_def *def, nx_type *owner); // a static method of a class
// Calls with args[0] = self (unless the function has none); owner names the class in messages, or NULL.
nx_value nx_native_call_as(const nx_native_def *def, const nx_type *owner, size_t nargs, const nx_value *args, nx_value kwnames);
// Whether the value is the builtin function of this name.
bool nx_is_builtin_named(nx_value v, const char *name);
// super(type, object), and `super(…).name` to be called: *receiver as load_method's self.
nx_value nx_super_of(nx_type *type, nx_value object);
nx_value nx_super_load_method(nx_value self, nx_str *name, nx_value *receiver);
// A bound method.
nx_value nx_method_new(nx_value function, nx_value self);

// Binds arguments to the parameters of a function (bind.c): out has room for all of them. False: TypeError.
nx_value nx_make_function(const nx_code *code, nx_dict *globals, nx_value defaults, nx_value keyword_defaults, nx_value annotations,
                          size_t count, const nx_value *cells);
nx_value nx_make_static_function(nx_function *function, const nx_code *code, nx_dict *globals, nx_value defaults,
                                 nx_value keyword_defaults, nx_value annotations);
// The same of f(*arguments, **keywords), whose names are strings.
bool nx_bind_star(nx_function *function, nx_tuple *arguments, nx_dict *keywords, nx_value *out);
bool nx_bind_arguments(nx_function *function, size_t nargs, const nx_value *args, nx_value kwnames, nx_value *out);
static inline size_t nx_parameter_count(const nx_code *code) {
    return (size_t)code->positional + code->keyword_only + ((code->flags & NX_CODE_VARARGS) != 0) +
           ((code->flags & NX_CODE_KWARGS) != 0);
}
// Copies arguments: so few that a call of memcpy would take longer.
static inline void nx_copy_few(nx_value *to, const nx_value *from, size_t count) {
    for (size_t i = 0; i < count; i++) {
        to[i] = from[i];
        __asm__ volatile(""); // gcc would make it one
    }
}
static inline size_t nx_keyword_count(nx_value kwnames) { return kwnames ? (size_t)NX_PTR(nx_tuple, kwnames)->length : 0; }
#endif
