// bisect: binary search in sorted sequences.
#include "natives.h"
#include "../types/containers.h"

// The position for x among a[lo:hi]; -1 on error.
static int64_t search(nx_value a, nx_value x, nx_value lo, nx_value hi, nx_value key, bool right) {
    int64_t low, high;
    if (!nx_to_index(lo, &low, false)) return -1;
    if (low < 0) return nx_failf(&nx_ValueError, "lo must be non-negative") - 1;
    if (hi == NX_NONE) {
        if (!nx_length(a, &high)) return -1;
    } else if (!nx_to_index(hi, &high, false)) {
        return -1;
    }
    while (low < high) {
        int64_t middle = low + ((high - low) >> 1);
        nx_value item;
        if (nx_is_exact(a, &nx_list_type) && middle < NX_PTR(nx_list, a)->length) item = NX_PTR(nx_list, a)->items[middle];
        else item = nx_getitem(a, nx_from_i64(middle));
        if (item && key != NX_NONE) item = nx_call1(key, item);
        if (!item) return -1;
        int less;
        if (nx_are_small_ints(item, x)) less = right ? (int64_t)x < (int64_t)item : (int64_t)item < (int64_t)x;
        else less = right ? nx_compare_bool(x, item, NX_LT) : nx_compare_bool(item, x, NX_LT);
        if (less < 0) return -1;
        if (less == right) high = middle;
        else low = middle + 1;
    }
    return low;
}

static inline bool is_exact_float(nx_value v) { return nx_is_tagged_float(v) || nx_is_exact(v, &nx_float_type); }

static inline bool str_less(nx_value a, nx_value b) { return nx_str_compare(NX_PTR(nx_str, a), NX_PTR(nx_str, b)) < 0; }

// Of numbers and strings in an exact list, whose comparisons call nothing; false where something else is met.
static inline bool search_quick(nx_value list, nx_value x, bool right, int64_t *result) {
    if (!nx_is_exact(list, &nx_list_type)) return false;
    const nx_list *self = NX_PTR(nx_list, list);
    bool is_str = nx_is_exact_str(x), is_float = is_exact_float(x);
    double number = is_float ? nx_float_value(x) : 0;
    if (!is_str && !is_float && !nx_is_small_int(x)) return false;
    int64_t low = 0, high = self->length;
    while (low < high) {
        int64_t middle = low + ((high - low) >> 1);
        nx_value item = self->items[middle];
        bool less;
        if (nx_are_small_ints(item, x)) less = right ? (int64_t)x < (int64_t)item : (int64_t)item < (int64_t)x;
        else if (is_float && is_exact_float(item)) less = right ? number < nx_float_value(item) : nx_float_value(item) < number;
        else if (is_str && nx_is_exact_str(item)) less = right ? str_less(x, item) : str_less(item, x);
        else return false;
        if (less == right) high = middle;
        else low = middle + 1;
    }
    *result = low;
    return true;
}
bool nx_bisect_left_quick(nx_value list, nx_value x, int64_t *result) { return search_quick(list, x, false, result); }
bool nx_bisect_right_quick(nx_value list, nx_value x, int64_t *result) { return search_quick(list, x, true, result); }

static nx_value insert(nx_value a, nx_value x, nx_value lo, nx_value hi, nx_value key, bool right) {
    nx_value wanted = key == NX_NONE ? x : nx_call1(key, x);
    int64_t at = wanted ? search(a, wanted, lo, hi, key, right) : -1;
    if (at < 0) return 0;
    if (nx_is_exact(a, &nx_list_type)) return nx_list_insert(a, nx_from_i64(at), x);
    nx_value args[2] = {nx_from_i64(at), x};
    return nx_call_method(a, nx_str_intern_c("insert"), 2, args, 0) ? NX_NONE : 0;
}

static nx_value found(int64_t at) { return at < 0 ? 0 : nx_from_i64(at); }

nx_value nx_bisect_bisect_right(nx_value a, nx_value x, nx_value lo, nx_value hi, nx_value key) {
    return found(search(a, x, lo, hi, key, true));
}
nx_value nx_bisect_bisect_left(nx_value a, nx_value x, nx_value lo, nx_value hi, nx_value key) {
    return found(search(a, x, lo, hi, key, false));
}
nx_value nx_bisect_insort_right(nx_value a, nx_value x, nx_value lo, nx_value hi, nx_value key) {
    return insert(a, x, lo, hi, key, true);
}
nx_value nx_bisect_insort_left(nx_value a, nx_value x, nx_value lo, nx_value hi, nx_value key) {
    return insert(a, x, lo, hi, key, false);
}

#include "bisect.inc"

// The short names are the same functions.
static bool bisect_init(nx_module *self) {
    static const char *const pairs[][2] = {{"bisect", "bisect_right"}, {"insort", "insort_right"}};
    for (int i = 0; i < 2; i++) {
        nx_value function = nx_dict_get_str(self->dict, nx_str_intern_c(pairs[i][1]));
        if (!function || !nx_dict_set_str(self->dict, nx_str_intern_c(pairs[i][0]), function))
            return false;
    }
    return true;
}

const nx_module_def nx_module_bisect = {.name = "bisect", .init = bisect_init, .functions = nx_bisect_functions};
