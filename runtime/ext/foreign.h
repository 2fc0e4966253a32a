// What the files of foreign objects share (foreign.c, foreign_items.c, foreign_methods.c).
#ifndef NX_FOREIGN_H
#define NX_FOREIGN_H

#include "bridge.h"

static inline nx_value taken(PyObject *result) { // a new reference
    back();
    if (NX_UNLIKELY(!result)) return guest_failed();
    nx_value v = from_host(result);
    Py_DECREF(result);
    return v;
}

static inline bool done(int status) {
    back();
    if (NX_LIKELY(status >= 0)) return true;
    guest_failed();
    return false;
}

static inline int answered(int answer) {
    back();
    if (answer < 0) guest_failed();
    return answer;
}

static inline nx_value unsent(PyObject *argument) { // converting it failed
    Py_XDECREF(argument);
    return guest_failed();
}

// What these do with a key of a builtin class, or an item, runs nothing that would look into another container: twins (escape.c) need
// not be compared. (Some other key of the dict's may have the same hash and an __eq__ of its own.)
static inline bool is_plain_key(nx_value key) { return !nx_is_pointer(key) || nx_is_exact(key, &nx_str_type); }

// ---- foreign_items.c: containers, iteration ----------------------------------------------------------------------------------
bool nx_foreign_length(nx_value self, int64_t *length);
nx_value nx_from_borrowed(PyObject *item);
nx_value nx_foreign_getitem(nx_value self, nx_value key);
bool nx_foreign_setitem(nx_value self, nx_value key, nx_value value);
int nx_foreign_contains(nx_value self, nx_value item);
nx_value nx_foreign_items_of(nx_value self);
nx_value nx_foreign_next(nx_value self);
nx_value nx_foreign_item_at(nx_value self, int64_t index);
nx_value nx_foreign_next_unpacked(nx_value self);

// ---- foreign_methods.c: calls of methods and builtin functions ---------------------------------------------------------------
extern nx_type nx_foreign_pending_type, nx_foreign_simple_type;
nx_value nx_foreign_simple_call(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames);
nx_value nx_foreign_pending_call(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames);
nx_value nx_foreign_load_method(nx_value object, nx_str *name, nx_value *self);
nx_value nx_foreign_call(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames);
bool nx_foreign_call_replacement(const char *name, size_t nargs, const nx_value *args, nx_value kwnames, nx_value *result);
nx_value nx_foreign_builtin_call(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames);
#endif
