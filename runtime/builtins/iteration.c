// len, iter, next, any, all, min, max, sorted.
#include "host.h"
#include "natives.h"
#include "../types/set.h"
#include "natrix.h"

static bool take_one(const char *name, size_t nargs, nx_value kwnames) {
    if (!nx_take_no_keywords(name, kwnames)) return false;
    return nargs == 1 || nx_failf(&nx_TypeError, "%s() takes exactly one argument (%lld given)", name, (long long)nargs);
}

nx_value nx_builtin_len(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    int64_t length;
    if (!take_one("len", nargs, kwnames) || !nx_length(args[0], &length)) return 0;
    return nx_from_i64(length);
}

nx_value nx_builtin_iter(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (!nx_take_no_keywords("iter", kwnames) || !nx_take_positional("iter", nargs, 1, 2)) return 0;
    if (nargs == 1) return nx_iter(args[0]);
    if (!nx_is_callable(args[0])) return nx_raisef(&nx_TypeError, "iter(v, w): v must be callable");
    return nx_callable_iterator_new(args[0], args[1]);
}

nx_value nx_builtin_next(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (!nx_take_no_keywords("next", kwnames) || !nx_take_positional("next", nargs, 1, 2)) return 0;
    if (!nx_type_of(args[0])->next) return nx_raisef(&nx_TypeError, "'%T' object is not an iterator", args[0]);
    if (nargs == 1) return nx_next_raising(args[0]);
    nx_value item = nx_next(args[0]);
    return item == NX_STOP ? args[1] : item;
}

// Whether the truth of some item is `wanted`; -1 on error.
static int some_item_is(nx_value iterable, int wanted) {
    nx_walk walk;
    if (!nx_walk_begin(&walk, iterable)) return -1;
    for (nx_value item; (item = nx_walk_next(&walk)) != NX_STOP;) {
        int truth = item ? nx_truth_of(item) : -1;
        if (truth < 0) return -1;
        if (truth == wanted) return 1;
    }
    return 0;
}
nx_value nx_builtin_any(nx_value iterable) {
    int found = some_item_is(iterable, 1);
    return found < 0 ? 0 : nx_from_bool(found);
}
nx_value nx_builtin_all(nx_value iterable) {
    int found = some_item_is(iterable, 0);
    return found < 0 ? 0 : nx_from_bool(!found);
}

// `key=` and `default=` of min and max.
static bool take_options(const char *name, size_t nargs, const nx_value *args, nx_value kwnames, nx_value *key, nx_value *fallback) {
    if (!kwnames) return true;
    nx_tuple *names = NX_PTR(nx_tuple, kwnames);
    for (int64_t i = 0; i < names->length; i++) {
        if (nx_equal(names->items[i], NX_OBJ(&nx_s_key)) == 1) *key = args[nargs + i];
        else if (nx_equal(names->items[i], NX_OBJ(&nx_s_default)) == 1) *fallback = args[nargs + i];
        else return nx_failf(&nx_TypeError, "'%U' is an invalid keyword argument for %s()", names->items[i], name);
    }
    return true;
}

// The least or greatest of a set of small ints, which is not empty.
static nx_value extreme_of_ints(const nx_set *set, int operation) {
    bool least = operation == NX_LT;
    int64_t none = least ? INT64_MAX : INT64_MIN, best = none;
    for (uint64_t i = 0; i <= set->mask; i++) { // without branches: which places are free nobody foresees
        int64_t key = set->keys[i] & 1 ? (int64_t)set->keys[i] : none;
        best = (least ? key < best : key > best) ? key : best;
    }
    return (nx_value)best;
}

static nx_value extreme(const char *name, int operation, size_t nargs, const nx_value *args, nx_value kwnames) {
    nx_value key = NX_NONE, fallback = 0;
    if (nargs == 0) return nx_raisef(&nx_TypeError, "%s expected at least 1 argument, got 0", name);
    if (!take_options(name, nargs, args, kwnames, &key, &fallback)) return 0;
    nx_walk walk = {0};
    if (NX_UNLIKELY(nargs == 1 && key == NX_NONE && !fallback && nx_has_flag(args[0], NX_TYPE_HOSTED)))
        return nx_host->call("builtins", name, 1, args);
    if (nargs == 1 && key == NX_NONE && (nx_is_exact(args[0], &nx_set_type) || nx_is_exact(args[0], &nx_frozenset_type))) {
        const nx_set *set = NX_PTR(nx_set, args[0]);
        if (set->used && !set->hashes) return extreme_of_ints(set, operation);
    }
    if (nargs > 1) {
        if (fallback)
            return nx_raisef(&nx_TypeError, "Cannot specify a default for %s() with multiple positional arguments", name);
    } else if (!nx_walk_begin(&walk, args[0])) {
        return 0;
    }
    nx_value best = 0, best_key = 0;
    for (size_t i = 0;; i++) {
        nx_value item = nargs > 1 ? (i < nargs ? args[i] : NX_STOP) : nx_walk_next(&walk);
        if (!item) return 0;
        if (item == NX_STOP) break;
        nx_value item_key = key == NX_NONE ? item : nx_call1(key, item);
        if (!item_key) return 0;
        int better = 1;
        if (best) {
            better = operation == NX_LT ? nx_lt_truth(item_key, best_key) : nx_gt_truth(item_key, best_key);
        }
        if (better < 0) return 0;
        if (better) {
            best = item;
            best_key = item_key;
        }
    }
    if (best) return best;
    return fallback ? fallback : nx_raisef(&nx_ValueError, "%s() arg is an empty sequence", name);
}

nx_value nx_builtin_min(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    return extreme("min", NX_LT, nargs, args, kwnames);
}
nx_value nx_builtin_max(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    return extreme("max", NX_GT, nargs, args, kwnames);
}

nx_value nx_builtin_sorted(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (!nx_take_positional("sorted", nargs, 1, 1)) return 0;
    nx_value key = NX_NONE, reverse = NX_FALSE;
    for (int64_t i = 0; kwnames && i < NX_PTR(nx_tuple, kwnames)->length; i++) {
        nx_value name = NX_PTR(nx_tuple, kwnames)->items[i];
        if (nx_equal(name, NX_OBJ(&nx_s_key)) == 1) key = args[nargs + i];
        else if (nx_equal(name, NX_OBJ(&nx_s_reverse)) == 1) reverse = args[nargs + i];
        else return nx_raisef(&nx_TypeError, "'%U' is an invalid keyword argument for sort()", name);
    }
    nx_value list = nx_list_of(args[0]);
    return list && nx_list_sort(list, key, reverse) ? list : 0;
}

#include "iteration.inc"
