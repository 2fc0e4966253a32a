// The types of None, Ellipsis and NotImplemented; their only values are tagged words.
#include "../core/type.h"
#include "natives.h"

static bool no_arguments(nx_type *cls, size_t nargs, nx_value kwnames) {
    if (nargs == 0 && nx_keyword_count(kwnames) == 0) return true;
    return nx_failf(&nx_TypeError, "%N takes no arguments", cls);
}
static bool hash_of_word(nx_value self, int64_t *hash) {
    *hash = (int64_t)(self * 0x9e3779b97f4a7c15u >> 8); // some number: CPython's is an address
    return true;
}

static nx_value none_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    return no_arguments(cls, nargs, kwnames) ? NX_NONE : 0;
}
static nx_value none_repr(nx_value self) { return nx_str_from_c("None"); }
static int none_truth(nx_value self) { return 0; }

static nx_value ellipsis_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    return no_arguments(cls, nargs, kwnames) ? NX_ELLIPSIS : 0;
}
static nx_value ellipsis_repr(nx_value self) { return nx_str_from_c("Ellipsis"); }
nx_value nx_ellipsis_reduce(nx_value self) { return ellipsis_repr(self); }

static nx_value notimplemented_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    return no_arguments(cls, nargs, kwnames) ? NX_NOTIMPLEMENTED : 0;
}
static nx_value notimplemented_repr(nx_value self) { return nx_str_from_c("NotImplemented"); }
nx_value nx_notimplemented_reduce(nx_value self) { return notimplemented_repr(self); }
static int notimplemented_truth(nx_value self) {
    return nx_warn(&nx_DeprecationWarning, "NotImplemented should not be used in a boolean context") ? 1 : -1;
}

#include "singletons.inc"

#define HEAD(name, text) .header = {&nx_type_type.root}, .root = {.type = &nx_##name##_type}, .c_name = text, .basic_size = sizeof(nx_header)

nx_type nx_none_type = {
    HEAD(none, "NoneType"),
    .repr = none_repr,
    .new_ = none_new,
    .truth = none_truth,
    .hash = hash_of_word,
};
nx_type nx_ellipsis_type = {
    HEAD(ellipsis, "ellipsis"),
    .methods = nx_ellipsis_methods,
    .repr = ellipsis_repr,
    .new_ = ellipsis_new,
    .hash = hash_of_word,
};
nx_type nx_notimplemented_type = {
    HEAD(notimplemented, "NotImplementedType"),
    .methods = nx_notimplemented_methods,
    .repr = notimplemented_repr,
    .new_ = notimplemented_new,
    .truth = notimplemented_truth,
    .hash = hash_of_word,
};
