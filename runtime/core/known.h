// Direct forms of builtin functions and methods, one for each row of known.def. The receiver's type has been compared,
// and so has the callee of a function; the rest is what the general call would do.
#ifndef NX_KNOWN_H
#define NX_KNOWN_H

#include "api.h"
#include "callable.h"
#include "natives.h"
#include "places.h"

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
static inline nx_value nx_known_all_1(nx_value iterable) { return nx_builtin_all(iterable); }
static inline nx_value nx_known_any_1(nx_value iterable) { return nx_builtin_any(iterable); }
static inline nx_value nx_known_ascii_1(nx_value x) { return nx_builtin_ascii(x); }
static inline nx_value nx_known_bin_1(nx_value number) { return nx_builtin_bin(number); }
static inline nx_value nx_known_hex_1(nx_value number) { return nx_builtin_hex(number); }
static inline nx_value nx_known_oct_1(nx_value number) { return nx_builtin_oct(number); }
static inline nx_value nx_known_pow_2(nx_value base, nx_value exponent) { return nx_builtin_pow(base, exponent, NX_NONE); }
static inline nx_value nx_known_pow_3(nx_value base, nx_value exponent, nx_value modulus) {
    return nx_builtin_pow(base, exponent, modulus);
}
static inline nx_value nx_known_callable_1(nx_value x) { return nx_builtin_callable(x); }
static inline nx_value nx_known_divmod_2(nx_value x, nx_value y) { return nx_builtin_divmod(x, y); }
static inline nx_value nx_known_getattr_2(nx_value x, nx_value name) {
    bool is_absent;
    nx_value found = nx_value_at_place(x, (const nx_str *)name, &is_absent);
    if (NX_LIKELY(found != 0)) return found;
    nx_value arguments[] = {x, name};
    return nx_builtin_getattr(0, 2, arguments, 0);
}
static inline nx_value nx_known_getattr_3(nx_value x, nx_value name, nx_value fallback) {
    bool is_absent;
    nx_value found = nx_value_at_place(x, (const nx_str *)name, &is_absent);
    if (NX_LIKELY(found != 0)) return found;
    if (is_absent) return fallback;
    nx_value arguments[] = {x, name, fallback};
    return nx_builtin_getattr(0, 3, arguments, 0);
}
static inline nx_value nx_known_setattr_3(nx_value x, nx_value name, nx_value value) {
    return nx_store_at_place(x, (const nx_str *)name, value) ? NX_NONE : nx_builtin_setattr(x, name, value);
}
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
static inline nx_value nx_known_issubclass_2(nx_value class_, nx_value class_or_tuple) {
    return nx_builtin_issubclass(class_, class_or_tuple);
}
static inline nx_value nx_known_id_1(nx_value x) { return nx_builtin_id(x); }
static inline nx_value nx_known_hasattr_2(nx_value x, nx_value name) {
    bool is_absent;
    nx_value found = nx_value_at_place(x, (const nx_str *)name, &is_absent);
    return found ? NX_TRUE : is_absent ? NX_FALSE : nx_builtin_hasattr(x, name);
}
static inline nx_value nx_known_ord_1(nx_value c) { return nx_builtin_ord(c); }
static inline nx_value nx_known_chr_1(nx_value code) { return nx_builtin_chr(code); }
static inline nx_value nx_known_repr_1(nx_value x) { return nx_builtin_repr(x); }
static inline nx_value nx_known_min_1(nx_value iterable) { return nx_builtin_min(0, 1, &iterable, 0); }
static inline nx_value nx_known_max_1(nx_value iterable) { return nx_builtin_max(0, 1, &iterable, 0); }
// The second is taken only when it is really less (or greater).
static inline nx_value nx_known_min_2(nx_value first, nx_value second) {
    int less = nx_lt_truth(second, first);
    return NX_UNLIKELY(less < 0) ? NX_ERROR : less ? second : first;
}
static inline nx_value nx_known_max_2(nx_value first, nx_value second) {
    int greater = nx_gt_truth(second, first);
    return NX_UNLIKELY(greater < 0) ? NX_ERROR : greater ? second : first;
}
static inline nx_value nx_known_min_3(nx_value first, nx_value second, nx_value third) {
    nx_value least = nx_known_min_2(first, second);
    return NX_UNLIKELY(!least) ? NX_ERROR : nx_known_min_2(least, third);
}
static inline nx_value nx_known_max_3(nx_value first, nx_value second, nx_value third) {
    nx_value greatest = nx_known_max_2(first, second);
    return NX_UNLIKELY(!greatest) ? NX_ERROR : nx_known_max_2(greatest, third);
}
static inline nx_value nx_known_next_1(nx_value iterator) {
    if (NX_LIKELY(nx_is_exact(iterator, &nx_generator_type))) return nx_next_raising(iterator);
    return nx_builtin_next(0, 1, &iterator, 0);
}
static inline nx_value nx_known_next_2(nx_value iterator, nx_value fallback) {
    nx_value arguments[] = {iterator, fallback};
    return nx_builtin_next(0, 2, arguments, 0);
}
static inline nx_value nx_known_iter_1(nx_value x) { return nx_iter(x); }
static inline nx_value nx_known_round_1(nx_value number) {
    return nx_is_small_int(number) ? number : nx_builtin_round(number, NX_NONE);
}
static inline nx_value nx_known_round_2(nx_value number, nx_value digits) { return nx_builtin_round(number, digits); }
static inline nx_value nx_known_sorted_1(nx_value iterable) { return nx_builtin_sorted(0, 1, &iterable, 0); }
static inline nx_value nx_known_sum_1(nx_value iterable) { return nx_builtin_sum(iterable, NX_INT(0)); }
static inline nx_value nx_known_sum_2(nx_value iterable, nx_value start) { return nx_builtin_sum(iterable, start); }

// ---- classes -------------------------------------------------------------------------------------------------------------

static inline nx_value nx_known_bool_1(nx_value x) {
    int truth = nx_truth(x);
    return NX_UNLIKELY(truth < 0) ? NX_ERROR : nx_from_bool(truth);
}
static inline nx_value nx_known_bytearray_0(void) { return nx_bytearray_type.new_(&nx_bytearray_type, 0, NULL, 0); }
static inline nx_value nx_known_bytearray_1(nx_value source) {
    nx_value array = nx_known_bytearray_0();
    return array && nx_bytearray_type.init(array, 1, &source, 0) ? array : NX_ERROR;
}
static inline nx_value nx_known_bytes_1(nx_value source) { return nx_bytes_type.new_(&nx_bytes_type, 1, &source, 0); }
static inline nx_value nx_known_dict_0(void) { return NX_OBJ(nx_dict_new(0)); }
static inline nx_value nx_known_dict_1(nx_value from) {
    nx_dict *dict = nx_dict_new(0);
    return dict && nx_dict_update_from(dict, from) ? NX_OBJ(dict) : NX_ERROR;
}
static inline nx_value nx_known_enumerate_1(nx_value iterable) {
    return nx_enumerate_type.new_(&nx_enumerate_type, 1, &iterable, 0);
}
static inline nx_value nx_known_enumerate_2(nx_value iterable, nx_value start) {
    nx_value arguments[] = {iterable, start};
    return nx_enumerate_type.new_(&nx_enumerate_type, 2, arguments, 0);
}
static inline nx_value nx_known_filter_2(nx_value function, nx_value iterable) {
    nx_value arguments[] = {function, iterable};
    return nx_filter_type.new_(&nx_filter_type, 2, arguments, 0);
}
static inline nx_value nx_known_float_1(nx_value x) {
    if (nx_is_tagged_float(x)) return x;
    if (nx_is_small_int(x)) return nx_from_double((double)nx_small_int(x));
    return nx_float_type.new_(&nx_float_type, 1, &x, 0);
}
static inline nx_value nx_known_frozenset_1(nx_value iterable) { return nx_frozenset_of(iterable); }
static inline nx_value nx_known_int_1(nx_value x) {
    return nx_is_small_int(x) ? x : nx_int_type.new_(&nx_int_type, 1, &x, 0);
}
static inline nx_value nx_known_int_2(nx_value x, nx_value base) {
    nx_value arguments[] = {x, base};
    return nx_int_type.new_(&nx_int_type, 2, arguments, 0);
}
static inline nx_value nx_known_list_0(void) { return NX_OBJ(nx_list_new(0)); }
static inline nx_value nx_known_list_1(nx_value iterable) { return nx_list_of(iterable); }
static inline nx_value nx_known_map_2(nx_value function, nx_value iterable) {
    nx_value arguments[] = {function, iterable};
    return nx_map_type.new_(&nx_map_type, 2, arguments, 0);
}
static inline nx_value nx_known_range_1(nx_value stop) { return nx_range_type.new_(&nx_range_type, 1, &stop, 0); }
static inline nx_value nx_known_range_2(nx_value start, nx_value stop) {
    nx_value arguments[] = {start, stop};
    return nx_range_type.new_(&nx_range_type, 2, arguments, 0);
}
static inline nx_value nx_known_range_3(nx_value start, nx_value stop, nx_value step) {
    nx_value arguments[] = {start, stop, step};
    return nx_range_type.new_(&nx_range_type, 3, arguments, 0);
}
static inline nx_value nx_known_reversed_1(nx_value sequence) {
    return nx_reversed_type.new_(&nx_reversed_type, 1, &sequence, 0);
}
static inline nx_value nx_known_set_0(void) { return nx_set_new(); }
static inline nx_value nx_known_set_1(nx_value iterable) { return nx_set_of(iterable); }
// Its operand itself for a str, which somebody else has then, too.
static inline nx_value nx_known_str_1(nx_value x) { return nx_is_exact_str(x) ? nx_share(x) : nx_to_str(x); }
static inline nx_value nx_known_tuple_1(nx_value iterable) { return nx_tuple_of(iterable); }
#if defined(__PIC__) && !defined(__PIE__) // in extension modules
nx_value nx_class_of_any(nx_value v);
static inline nx_value nx_known_type_1(nx_value x) { return nx_class_of_any(x); }
#else
static inline nx_value nx_known_type_1(nx_value x) { return NX_OBJ(nx_type_of(x)); }
#endif
static inline nx_value nx_known_zip_2(nx_value first, nx_value second) {
    nx_value arguments[] = {first, second};
    return nx_zip_type.new_(&nx_zip_type, 2, arguments, 0);
}
static inline nx_value nx_known_zip_3(nx_value first, nx_value second, nx_value third) {
    nx_value arguments[] = {first, second, third};
    return nx_zip_type.new_(&nx_zip_type, 3, arguments, 0);
}

// ---- list ----------------------------------------------------------------------------------------------------------------

static inline nx_value nx_known_list_append_1(nx_value self, nx_value item) {
    return nx_list_add(self, item) ? NX_NONE : NX_ERROR;
}
static inline nx_value nx_known_list_clear_0(nx_value self) { return nx_list_clear(self); }
static inline nx_value nx_known_list_copy_0(nx_value self) { return nx_list_copy(self); }
static inline nx_value nx_known_list_count_1(nx_value self, nx_value value) { return nx_list_count(self, value); }
static inline nx_value nx_known_list_extend_1(nx_value self, nx_value iterable) {
    return nx_list_extend_method(self, iterable);
}
static inline nx_value nx_known_list_index_1(nx_value self, nx_value value) {
    return nx_list_index(self, value, NX_ABSENT, NX_ABSENT);
}
static inline nx_value nx_known_list_insert_2(nx_value self, nx_value index, nx_value item) {
    return nx_list_insert(self, index, item);
}
static inline nx_value nx_known_list_pop_0(nx_value self) {
    nx_list *list = NX_PTR(nx_list, self);
    if (NX_LIKELY(list->length > 0) && NX_LIKELY(list->capacity <= 64 || list->length > list->capacity / 4)) {
        nx_value last = list->items[--list->length];
        list->items[list->length] = 0;
        return last;
    }
    return nx_list_pop(self, NX_INT(-1));
}
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
static inline nx_value nx_known_dict_popitem_0(nx_value self) { return nx_dict_popitem(self); }
static inline nx_value nx_known_dict_update_1(nx_value self, nx_value from) {
    return nx_dict_update_from(NX_PTR(nx_dict, self), from) ? NX_NONE : NX_ERROR;
}
static inline nx_value nx_known_dict_setdefault_1(nx_value self, nx_value key) {
    return nx_dict_setdefault(self, key, NX_NONE);
}
static inline nx_value nx_known_dict_setdefault_2(nx_value self, nx_value key, nx_value fallback) {
    return nx_dict_setdefault(self, key, fallback);
}
static inline nx_value nx_known_dict_values_0(nx_value self) { return nx_dict_values(self); }

// ---- set -----------------------------------------------------------------------------------------------------------------

static inline nx_value nx_known_set_add_1(nx_value self, nx_value item) { return nx_set_add(self, item); }
static inline nx_value nx_known_set_clear_0(nx_value self) { return nx_set_clear(self); }
static inline nx_value nx_known_set_copy_0(nx_value self) { return nx_set_copy(self); }
static inline nx_value nx_known_set_pop_0(nx_value self) { return nx_set_pop(self); }
static inline nx_value nx_known_set_update_1(nx_value self, nx_value from) {
    return nx_set_extend(self, from) ? NX_NONE : NX_ERROR;
}
static inline nx_value nx_known_set_discard_1(nx_value self, nx_value item) { return nx_set_discard(self, item); }
static inline nx_value nx_known_set_remove_1(nx_value self, nx_value item) { return nx_set_remove(self, item); }
static inline nx_value nx_known_set_difference_1(nx_value self, nx_value other) { return nx_set_difference(self, 1, &other, 0); }
static inline nx_value nx_known_set_intersection_1(nx_value self, nx_value other) { return nx_set_intersection(self, 1, &other, 0); }
static inline nx_value nx_known_set_union_1(nx_value self, nx_value other) { return nx_set_union(self, 1, &other, 0); }
static inline nx_value nx_known_set_isdisjoint_1(nx_value self, nx_value other) { return nx_set_isdisjoint(self, other); }
static inline nx_value nx_known_set_issubset_1(nx_value self, nx_value other) { return nx_set_issubset(self, other); }
static inline nx_value nx_known_set_issuperset_1(nx_value self, nx_value other) { return nx_set_issuperset(self, other); }
static inline nx_value nx_known_set_symmetric_difference_1(nx_value self, nx_value other) { return nx_set_symmetric_difference(self, other); }
static inline nx_value nx_known_frozenset_difference_1(nx_value self, nx_value other) { return nx_set_difference(self, 1, &other, 0); }
static inline nx_value nx_known_frozenset_intersection_1(nx_value self, nx_value other) { return nx_set_intersection(self, 1, &other, 0); }
static inline nx_value nx_known_frozenset_union_1(nx_value self, nx_value other) { return nx_set_union(self, 1, &other, 0); }
static inline nx_value nx_known_frozenset_isdisjoint_1(nx_value self, nx_value other) { return nx_set_isdisjoint(self, other); }
static inline nx_value nx_known_frozenset_issubset_1(nx_value self, nx_value other) { return nx_set_issubset(self, other); }
static inline nx_value nx_known_frozenset_issuperset_1(nx_value self, nx_value other) { return nx_set_issuperset(self, other); }

// ---- str -----------------------------------------------------------------------------------------------------------------

static inline nx_value nx_known_str_capitalize_0(nx_value self) { return nx_str_capitalize(self); }
static inline nx_value nx_known_str_format_1(nx_value self, nx_value a) { return nx_str_format_method(self, 1, &a, 0); }
static inline nx_value nx_known_str_format_2(nx_value self, nx_value a, nx_value b) {
    nx_value arguments[] = {a, b};
    return nx_str_format_method(self, 2, arguments, 0);
}
static inline nx_value nx_known_str_format_3(nx_value self, nx_value a, nx_value b, nx_value c) {
    nx_value arguments[] = {a, b, c};
    return nx_str_format_method(self, 3, arguments, 0);
}
static inline nx_value nx_known_str_index_1(nx_value self, nx_value sub) {
    return nx_str_index(self, sub, NX_ABSENT, NX_ABSENT);
}
static inline nx_value nx_known_str_islower_0(nx_value self) { return nx_str_islower(self); }
static inline nx_value nx_known_str_isupper_0(nx_value self) { return nx_str_isupper(self); }
static inline nx_value nx_known_str_ljust_1(nx_value self, nx_value width) {
    return nx_str_ljust(self, width, NX_OBJ(&nx_latin1[' ']));
}
static inline nx_value nx_known_str_rjust_1(nx_value self, nx_value width) {
    return nx_str_rjust(self, width, NX_OBJ(&nx_latin1[' ']));
}
static inline nx_value nx_known_str_lstrip_1(nx_value self, nx_value chars) { return nx_str_lstrip(self, chars); }
static inline nx_value nx_known_str_rstrip_1(nx_value self, nx_value chars) { return nx_str_rstrip(self, chars); }
static inline nx_value nx_known_str_partition_1(nx_value self, nx_value sep) { return nx_str_partition(self, sep); }
static inline nx_value nx_known_str_rfind_1(nx_value self, nx_value sub) {
    return nx_str_rfind(self, sub, NX_ABSENT, NX_ABSENT);
}
static inline nx_value nx_known_str_split_2(nx_value self, nx_value sep, nx_value most) { return nx_str_split(self, sep, most); }
static inline nx_value nx_known_str_startswith_2(nx_value self, nx_value prefix, nx_value start) {
    return nx_str_startswith(self, prefix, start, NX_ABSENT);
}
static inline nx_value nx_known_str_title_0(nx_value self) { return nx_str_title(self); }
static inline nx_value nx_known_str_zfill_1(nx_value self, nx_value width) { return nx_str_zfill(self, width); }
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
static inline nx_value nx_known_str_isdecimal_0(nx_value self) { return nx_str_isdecimal(self); }
static inline nx_value nx_known_str_isidentifier_0(nx_value self) { return nx_str_isidentifier(self); }
static inline nx_value nx_known_str_isnumeric_0(nx_value self) { return nx_str_isnumeric(self); }
static inline nx_value nx_known_str_swapcase_0(nx_value self) { return nx_str_swapcase(self); }
static inline nx_value nx_known_str_removeprefix_1(nx_value self, nx_value prefix) { return nx_str_removeprefix(self, prefix); }
static inline nx_value nx_known_str_removesuffix_1(nx_value self, nx_value suffix) { return nx_str_removesuffix(self, suffix); }
static inline nx_value nx_known_str_rpartition_1(nx_value self, nx_value sep) { return nx_str_rpartition(self, sep); }
static inline nx_value nx_known_str_translate_1(nx_value self, nx_value table) { return nx_str_translate(self, table); }
static inline nx_value nx_known_str_center_1(nx_value self, nx_value width) {
    return nx_str_center(self, width, NX_OBJ(&nx_latin1[' ']));
}
static inline nx_value nx_known_str_rsplit_1(nx_value self, nx_value sep) { return nx_str_rsplit(self, sep, NX_INT(-1)); }
static inline nx_value nx_known_str_rsplit_2(nx_value self, nx_value sep, nx_value most) { return nx_str_rsplit(self, sep, most); }

// ---- tuple, bytes, bytearray ---------------------------------------------------------------------------------------------

static inline nx_value nx_known_tuple_count_1(nx_value self, nx_value value) { return nx_tuple_count(self, value); }
static inline nx_value nx_known_tuple_index_1(nx_value self, nx_value value) {
    return nx_tuple_index(self, value, NX_ABSENT, NX_ABSENT);
}
static inline nx_value nx_known_bytes_count_1(nx_value self, nx_value sub) {
    return nx_bytes_count(self, sub, NX_ABSENT, NX_ABSENT);
}
static inline nx_value nx_known_bytes_decode_0(nx_value self) { return nx_bytes_decode(self, NX_ABSENT, NX_ABSENT); }
static inline nx_value nx_known_bytes_decode_1(nx_value self, nx_value encoding) {
    return nx_bytes_decode(self, encoding, NX_ABSENT);
}
static inline nx_value nx_known_bytes_endswith_1(nx_value self, nx_value suffix) {
    return nx_bytes_endswith(self, suffix, NX_ABSENT, NX_ABSENT);
}
static inline nx_value nx_known_bytes_find_1(nx_value self, nx_value sub) {
    return nx_bytes_find(self, sub, NX_ABSENT, NX_ABSENT);
}
static inline nx_value nx_known_bytes_find_2(nx_value self, nx_value sub, nx_value start) {
    return nx_bytes_find(self, sub, start, NX_ABSENT);
}
static inline nx_value nx_known_bytes_hex_0(nx_value self) { return nx_bytes_hex(self, NX_ABSENT, NX_INT(1)); }
static inline nx_value nx_known_bytes_join_1(nx_value self, nx_value iterable) { return nx_bytes_join(self, iterable); }
static inline nx_value nx_known_bytes_split_1(nx_value self, nx_value sep) { return nx_bytes_split(self, sep, NX_INT(-1)); }
static inline nx_value nx_known_bytes_startswith_1(nx_value self, nx_value prefix) {
    return nx_bytes_startswith(self, prefix, NX_ABSENT, NX_ABSENT);
}
static inline nx_value nx_known_bytes_strip_0(nx_value self) { return nx_bytes_strip(self, NX_NONE); }
static inline nx_value nx_known_bytearray_append_1(nx_value self, nx_value item) {
    nx_bytearray *array = NX_PTR(nx_bytearray, self);
    if (NX_UNLIKELY(!nx_is_small_int(item) || (uint64_t)nx_small_int(item) > 255)) return nx_bytearray_append(self, item);
    if (NX_UNLIKELY(array->exports || array->length + 1 >= array->capacity)) return nx_bytearray_append(self, item);
    array->data[array->length++] = (uint8_t)nx_small_int(item);
    array->data[array->length] = 0;
    return NX_NONE;
}
static inline nx_value nx_known_bytearray_clear_0(nx_value self) { return nx_bytearray_clear(self); }
static inline nx_value nx_known_bytearray_extend_1(nx_value self, nx_value iterable) {
    return nx_bytearray_extend(self, iterable);
}
static inline nx_value nx_known_bytearray_pop_0(nx_value self) { return nx_bytearray_pop(self, NX_INT(-1)); }

#endif
