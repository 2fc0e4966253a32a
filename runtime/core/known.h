// Direct forms of builtin functions and methods, one for each row of known.def. The receiver's type has been compared,
// and so has the callee of a function; the rest is what the general call would do.
#ifndef NX_KNOWN_H
#define NX_KNOWN_H

#include "api.h"
#include "callable.h"
#include "natives.h"

// Whether the value is the builtin function that is implemented by this C function.
static inline bool nx_is_native(nx_value value, const void *function) {
    return nx_is_exact(value, &nx_native_type) && NX_PTR(nx_native, value)->def->function == function;
}

// ---- functions -----------------------------------------------------------------------------------------------------------

static inline nx_value nx_known_abs_1(nx_value x) {
    if (NX_LIKELY(nx_is_small_int(x)) && NX_LIKELY(x != NX_INT(NX_INT_MIN)))
        return (int64_t)x < 0 ? nx_from_small_int(-nx_small_int(x)) : x;
    return nx_builtin_abs(x);
}
static inline nx_value nx_known_divmod_2(nx_value x, nx_value y) { return nx_builtin_divmod(x, y); }
static inline nx_value nx_known_hash_1(nx_value x) { return nx_builtin_hash(x); }

static inline nx_value nx_known_len_1(nx_value x) {
    if (NX_LIKELY(nx_is_pointer(x))) {
        nx_shape *shape = nx_shape_of(x);
        if (shape == &nx_list_type.root) return nx_from_small_int(NX_PTR(nx_list, x)->length);
        if (shape == &nx_str_type.root) return nx_from_small_int(NX_PTR(nx_str, x)->length);
        if (shape == &nx_dict_type.root) return nx_from_small_int(NX_PTR(nx_dict, x)->live);
        if (shape == &nx_tuple_type.root) return nx_from_small_int(NX_PTR(nx_tuple, x)->length);
    }
    int64_t length;
    return nx_length(x, &length) ? nx_from_i64(length) : NX_ERROR;
}
static inline nx_value nx_known_isinstance_2(nx_value x, nx_value class_or_tuple) {
    if (nx_is_pointer(x) && NX_OBJ(nx_shape_of(x)->type) == class_or_tuple) return NX_TRUE;
    return nx_builtin_isinstance(x, class_or_tuple);
}
static inline nx_value nx_known_hasattr_2(nx_value x, nx_value name) { return nx_builtin_hasattr(x, name); }
static inline nx_value nx_known_ord_1(nx_value c) { return nx_builtin_ord(c); }
static inline nx_value nx_known_chr_1(nx_value code) { return nx_builtin_chr(code); }
static inline nx_value nx_known_repr_1(nx_value x) { return nx_builtin_repr(x); }
// The second is taken only when it is really less (or greater).
static inline nx_value nx_known_min_2(nx_value first, nx_value second) {
    int less = nx_lt_truth(second, first);
    return NX_UNLIKELY(less < 0) ? NX_ERROR : less ? second : first;
}
static inline nx_value nx_known_max_2(nx_value first, nx_value second) {
    int greater = nx_gt_truth(second, first);
    return NX_UNLIKELY(greater < 0) ? NX_ERROR : greater ? second : first;
}
static inline nx_value nx_known_next_1(nx_value iterator) {
    if (NX_LIKELY(nx_is_exact(iterator, &nx_generator_type))) return nx_next_raising(iterator);
    return nx_builtin_next(0, 1, &iterator, 0);
}
static inline nx_value nx_known_iter_1(nx_value x) { return nx_iter(x); }
static inline nx_value nx_known_sum_1(nx_value iterable) { return nx_builtin_sum(iterable, NX_INT(0)); }

// ---- list ----------------------------------------------------------------------------------------------------------------

static inline nx_value nx_known_list_append_1(nx_value self, nx_value item) {
    return nx_list_add(self, item) ? NX_NONE : NX_ERROR;
}
static inline nx_value nx_known_list_clear_0(nx_value self) { return nx_list_clear(self); }
static inline nx_value nx_known_list_copy_0(nx_value self) { return nx_list_copy(self); }
static inline nx_value nx_known_list_extend_1(nx_value self, nx_value iterable) {
    return nx_list_extend_method(self, iterable);
}
static inline nx_value nx_known_list_index_1(nx_value self, nx_value value) {
    return nx_list_index(self, value, NX_ABSENT, NX_ABSENT);
}
static inline nx_value nx_known_list_insert_2(nx_value self, nx_value index, nx_value item) {
    return nx_list_insert(self, index, item);
}
static inline nx_value nx_known_list_pop_0(nx_value self) { return nx_list_pop(self, NX_INT(-1)); }
static inline nx_value nx_known_list_pop_1(nx_value self, nx_value index) { return nx_list_pop(self, index); }
static inline nx_value nx_known_list_remove_1(nx_value self, nx_value value) { return nx_list_remove(self, value); }
static inline nx_value nx_known_list_reverse_0(nx_value self) { return nx_list_reverse(self); }
static inline nx_value nx_known_list_sort_0(nx_value self) { return nx_list_sort(self, NX_NONE, NX_FALSE); }

// ---- dict ----------------------------------------------------------------------------------------------------------------

static inline nx_value nx_known_dict_clear_0(nx_value self) { return nx_dict_clear(self); }
static inline nx_value nx_known_dict_copy_0(nx_value self) { return nx_dict_copy(self); }
static inline nx_value nx_known_dict_get_1(nx_value self, nx_value key) { return nx_dict_get(self, key, NX_NONE); }
static inline nx_value nx_known_dict_get_2(nx_value self, nx_value key, nx_value fallback) {
    return nx_dict_get(self, key, fallback);
}
static inline nx_value nx_known_dict_items_0(nx_value self) { return nx_dict_items(self); }
static inline nx_value nx_known_dict_keys_0(nx_value self) { return nx_dict_keys(self); }
static inline nx_value nx_known_dict_pop_1(nx_value self, nx_value key) { return nx_dict_pop(self, key, NX_ABSENT); }
static inline nx_value nx_known_dict_pop_2(nx_value self, nx_value key, nx_value fallback) {
    return nx_dict_pop(self, key, fallback);
}
static inline nx_value nx_known_dict_setdefault_2(nx_value self, nx_value key, nx_value fallback) {
    return nx_dict_setdefault(self, key, fallback);
}
static inline nx_value nx_known_dict_values_0(nx_value self) { return nx_dict_values(self); }

// ---- set -----------------------------------------------------------------------------------------------------------------

static inline nx_value nx_known_set_add_1(nx_value self, nx_value item) { return nx_set_add(self, item); }
static inline nx_value nx_known_set_discard_1(nx_value self, nx_value item) { return nx_set_discard(self, item); }
static inline nx_value nx_known_set_remove_1(nx_value self, nx_value item) { return nx_set_remove(self, item); }

// ---- str -----------------------------------------------------------------------------------------------------------------

static inline nx_value nx_known_str_count_1(nx_value self, nx_value sub) {
    return nx_str_count(self, sub, NX_ABSENT, NX_ABSENT);
}
static inline nx_value nx_known_str_encode_0(nx_value self) { return nx_str_encode(self, NX_ABSENT, NX_ABSENT); }
static inline nx_value nx_known_str_endswith_1(nx_value self, nx_value suffix) {
    return nx_str_endswith(self, suffix, NX_ABSENT, NX_ABSENT);
}
static inline nx_value nx_known_str_find_1(nx_value self, nx_value sub) {
    return nx_str_find(self, sub, NX_ABSENT, NX_ABSENT);
}
static inline nx_value nx_known_str_find_2(nx_value self, nx_value sub, nx_value start) {
    return nx_str_find(self, sub, start, NX_ABSENT);
}
static inline nx_value nx_known_str_isalnum_0(nx_value self) { return nx_str_isalnum(self); }
static inline nx_value nx_known_str_isalpha_0(nx_value self) { return nx_str_isalpha(self); }
static inline nx_value nx_known_str_isdigit_0(nx_value self) { return nx_str_isdigit(self); }
static inline nx_value nx_known_str_isspace_0(nx_value self) { return nx_str_isspace(self); }
static inline nx_value nx_known_str_join_1(nx_value self, nx_value iterable) { return nx_str_join(self, iterable); }
static inline nx_value nx_known_str_lower_0(nx_value self) { return nx_str_lower(self); }
static inline nx_value nx_known_str_lstrip_0(nx_value self) { return nx_str_lstrip(self, NX_NONE); }
static inline nx_value nx_known_str_replace_2(nx_value self, nx_value old, nx_value new) {
    return nx_str_replace(self, old, new, NX_INT(-1));
}
static inline nx_value nx_known_str_rstrip_0(nx_value self) { return nx_str_rstrip(self, NX_NONE); }
static inline nx_value nx_known_str_split_0(nx_value self) { return nx_str_split(self, NX_NONE, NX_INT(-1)); }
static inline nx_value nx_known_str_split_1(nx_value self, nx_value sep) { return nx_str_split(self, sep, NX_INT(-1)); }
static inline nx_value nx_known_str_splitlines_0(nx_value self) { return nx_str_splitlines(self, NX_FALSE); }
static inline nx_value nx_known_str_startswith_1(nx_value self, nx_value prefix) {
    return nx_str_startswith(self, prefix, NX_ABSENT, NX_ABSENT);
}
static inline nx_value nx_known_str_strip_0(nx_value self) { return nx_str_strip(self, NX_NONE); }
static inline nx_value nx_known_str_strip_1(nx_value self, nx_value chars) { return nx_str_strip(self, chars); }
static inline nx_value nx_known_str_upper_0(nx_value self) { return nx_str_upper(self); }

#endif
