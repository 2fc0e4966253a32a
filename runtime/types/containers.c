// What the container types share: argument checks of constructors, the cursor over iterables, unpacking, comparison and
// repr of sequences.
#include "natives.h"
#include "containers.h"
#include "set.h"
#include "natrix.h"

// ---- arguments ---------------------------------------------------------------------------------------------------
static int64_t keyword_count(nx_value kwnames) { return kwnames ? NX_PTR(nx_tuple, kwnames)->length : 0; }

bool nx_take_no_keywords(const char *function, nx_value kwnames) {
    if (NX_LIKELY(keyword_count(kwnames) == 0)) return true;
    return nx_failf(&nx_TypeError, "%s() takes no keyword arguments", function);
}

bool nx_new_takes_no_keywords(const nx_type *cls, const nx_type *base, const char *function, nx_value kwnames) {
    return (cls != base && cls->init != base->init) || nx_take_no_keywords(function, kwnames);
}

bool nx_take_positional(const char *function, size_t nargs, size_t least, size_t most) {
    if (NX_LIKELY(nargs >= least && nargs <= most)) return true;
    size_t bound = nargs < least ? least : most;
    return nx_failf(&nx_TypeError, "%s expected %s%lld argument%s, got %lld", function,
        least == most ? "" : nargs < least ? "at least " : "at most ", (long long)bound, bound == 1 ? "" : "s",
        (long long)nargs);
}

bool nx_take_arguments(const char *function, const char *const *names, size_t count, size_t required,
    size_t positional_only, size_t nargs, const nx_value *args, nx_value kwnames, nx_value *out) {
    int64_t keywords = keyword_count(kwnames);
    const char *shown = function ? function : "function", *call = function ? "()" : "";
    if (nargs + keywords > count)
        return nx_failf(&nx_TypeError, "%s%s takes at most %lld argument%s (%lld given)", shown, call, (long long)count,
            count == 1 ? "" : "s", (long long)(nargs + keywords));
    for (size_t i = 0; i < count; i++) out[i] = i < nargs ? args[i] : NX_ABSENT;
    for (int64_t k = 0; k < keywords; k++) {
        nx_value name = NX_PTR(nx_tuple, kwnames)->items[k];
        size_t i = positional_only;
        for (; i < count; i++) {
            const nx_str *s = NX_PTR(nx_str, name);
            if (s->kind == 1 && s->length == (int64_t)strlen(names[i]) && memcmp(s->data, names[i], s->length) == 0) break;
        }
        if (i == count)
            return nx_failf(&nx_TypeError, "'%U' is an invalid keyword argument for %s%s", name, function ? function : "this function",
                call);
        if (out[i])
            return nx_failf(&nx_TypeError, "argument for %s%s given by name ('%s') and position (%lld)", shown, call, names[i],
                (long long)i + 1);
        out[i] = args[nargs + k];
    }
    for (size_t i = 0; i < required; i++)
        if (!out[i])
            return nx_failf(&nx_TypeError, "%s%s missing required argument '%s' (pos %lld)", shown, call, names[i],
                (long long)i + 1);
    return true;
}

bool nx_repeat_count(nx_value count, int64_t *out) {
    if (NX_LIKELY(nx_is_small_int(count))) {
        *out = nx_small_int(count);
    } else {
        nx_value index = nx_index(count);
        if (!index) return false;
        if (!nx_int_try_i64(index, out))
            return nx_failf(&nx_OverflowError, "cannot fit '%T' into an index-sized integer", count);
    }
    if (*out < 0) *out = 0;
    return true;
}

bool nx_index_bounds(nx_value start, nx_value stop, int64_t length, int64_t *from, int64_t *to) {
    *from = 0;
    *to = INT64_MAX;
    nx_value given[2] = {start, stop};
    int64_t *out[2] = {from, to};
    for (int i = 0; i < 2; i++) {
        if (!given[i]) continue;
        if (!nx_is_int(given[i]) && !nx_type_lookup(nx_type_of(given[i]), &nx_s___index__))
            return nx_failf(&nx_TypeError, "slice indices must be integers or have an __index__ method");
        if (!nx_to_index(given[i], out[i], true)) return false;
        if (*out[i] < 0) {
            *out[i] += length;
            if (*out[i] < 0) *out[i] = 0;
        }
    }
    return true;
}

bool nx_hash_not_implemented(nx_value self, int64_t *hash) {
    return nx_failf(&nx_TypeError, "unhashable type: '%T'", self);
}

nx_value nx_iter_self(nx_value self) { return self; }

// ---- walking -----------------------------------------------------------------------------------------------------
bool nx_walk_begin(nx_walk *walk, nx_value iterable) {
    walk->source = iterable;
    walk->iterator = 0;
    walk->index = 0;
    if (nx_is_exact(iterable, &nx_list_type)) {
        walk->kind = NX_WALK_LIST;
    } else if (nx_is_exact(iterable, &nx_tuple_type)) {
        walk->kind = NX_WALK_TUPLE;
    } else if (nx_is_exact_str(iterable)) {
        walk->kind = NX_WALK_STR;
    } else if (nx_is_exact(iterable, &nx_set_type) || nx_is_exact(iterable, &nx_frozenset_type)) {
        walk->kind = NX_WALK_SET;
        walk->stop = NX_PTR(nx_set, iterable)->used;
    } else if (nx_is_exact(iterable, &nx_dict_type)) {
        walk->kind = NX_WALK_DICT;
        walk->stop = walk->step = NX_PTR(nx_dict, iterable)->live;
    } else if (nx_is_exact(iterable, &nx_dict_values_type) || nx_is_exact(iterable, &nx_dict_keys_type)) {
        nx_value dict = nx_dict_of_view(iterable);
        if (nx_is_exact(dict, &nx_dict_type)) {
            walk->kind = nx_is_exact(iterable, &nx_dict_keys_type) ? NX_WALK_DICT : NX_WALK_VALUES;
            walk->source = dict;
            walk->stop = walk->step = NX_PTR(nx_dict, dict)->live;
            return true;
        }
        walk->kind = NX_WALK_ITERATOR;
        walk->iterator = nx_iter(iterable);
        return walk->iterator != 0;
    } else {
        if (nx_is_exact(iterable, &nx_range_type)) {
            nx_range *range = NX_PTR(nx_range, iterable);
            if (nx_is_small_int(range->start) && nx_is_small_int(range->stop) && nx_is_small_int(range->step)
                && nx_is_small_int(range->length)) {
                walk->kind = NX_WALK_RANGE;
                walk->index = nx_small_int(range->start);
                walk->step = nx_small_int(range->step);
                walk->stop = nx_small_int(range->length); // items left
                return true;
            }
        }
        walk->kind = NX_WALK_ITERATOR;
        walk->iterator = nx_iter(iterable);
        return walk->iterator != 0;
    }
    return true;
}

nx_value nx_walk_slow(nx_walk *walk) {
    switch (walk->kind) {
    case NX_WALK_TUPLE: {
        nx_tuple *tuple = NX_PTR(nx_tuple, walk->source);
        return walk->index < tuple->length ? tuple->items[walk->index++] : NX_STOP;
    }
    case NX_WALK_RANGE: {
        if (walk->stop <= 0) return NX_STOP;
        walk->stop--;
        nx_value item = nx_from_small_int(walk->index);
        walk->index += walk->step;
        return item;
    }
    case NX_WALK_STR: {
        const nx_str *s = NX_PTR(nx_str, walk->source);
        return walk->index < s->length ? nx_str_from_char(nx_str_at(s, walk->index++)) : NX_STOP;
    }
    case NX_WALK_SET: {
        if (NX_UNLIKELY(NX_PTR(nx_set, walk->source)->used != walk->stop)) {
            walk->stop = -1; // stays broken
            return nx_raisef(&nx_RuntimeError, "Set changed size during iteration");
        }
        nx_value key = nx_set_next_key(NX_PTR(nx_set, walk->source), &walk->index);
        return key ? key : NX_STOP;
    }
    case NX_WALK_VALUES:
    case NX_WALK_DICT: { // stop: size at the start, step: keys still to come
        const nx_dict *dict = NX_PTR(nx_dict, walk->source);
        if (NX_UNLIKELY(dict->live != walk->stop)) {
            walk->stop = -1;
            return nx_raisef(&nx_RuntimeError, "dictionary changed size during iteration");
        }
        while (walk->index < dict->used && !dict->entries[walk->index].value) walk->index++;
        if (walk->index >= dict->used) return NX_STOP;
        if (NX_UNLIKELY(walk->step-- == 0)) return nx_raisef(&nx_RuntimeError, "dictionary keys changed during iteration");
        walk->index++;
        return walk->kind == NX_WALK_DICT ? dict->entries[walk->index - 1].key : dict->entries[walk->index - 1].value;
    }
    default:
        return nx_iter_next(walk->iterator);
    }
}

nx_value nx_fast_sequence(nx_value iterable, const char *message) {
    if (nx_is_exact(iterable, &nx_list_type) || nx_is_exact(iterable, &nx_tuple_type)) return iterable;
    nx_value iterator = nx_iter(iterable);
    if (!iterator) {
        if (message && nx_error_matches(&nx_TypeError)) {
            nx_error_clear();
            nx_raisef(&nx_TypeError, "%s", message);
        }
        return 0;
    }
    nx_list *list = nx_list_new(0);
    return list && nx_list_extend_from(list, iterator) ? NX_OBJ(list) : 0;
}

// ---- unpacking -----------------------------------------------------------------------------------------------------
static NX_COLD bool fail_short(int64_t expected, bool at_least, int64_t got) {
    return nx_failf(&nx_ValueError, "not enough values to unpack (expected %s%lld, got %lld)", at_least ? "at least " : "",
        (long long)expected, (long long)got);
}
static NX_COLD bool fail_long(int64_t expected) {
    return nx_failf(&nx_ValueError, "too many values to unpack (expected %lld)", (long long)expected);
}

// The iterator for unpacking: what has none is "cannot unpack non-iterable X object".
static nx_value unpack_iter(nx_value iterable) {
    nx_value iterator = nx_iter(iterable);
    if (!iterator && nx_error_matches(&nx_TypeError)) {
        nx_type *type = nx_type_of(iterable);
        if (!type->iter && !nx_type_lookup(type, &nx_s___getitem__)) {
            nx_error_clear();
            nx_raisef(&nx_TypeError, "cannot unpack non-iterable %T object", iterable);
        }
    }
    return iterator;
}

bool nx_unpack(nx_value iterable, int64_t count, nx_value *items) {
    nx_value *source = NULL;
    int64_t length = 0;
    if (nx_is_exact(iterable, &nx_tuple_type)) {
        source = NX_PTR(nx_tuple, iterable)->items;
        length = NX_PTR(nx_tuple, iterable)->length;
    } else if (nx_is_exact(iterable, &nx_list_type)) {
        source = NX_PTR(nx_list, iterable)->items;
        length = NX_PTR(nx_list, iterable)->length;
    }
    if (source || (nx_is_pointer(iterable) && nx_is_exact(iterable, &nx_list_type))) {
        if (NX_UNLIKELY(length < count)) return fail_short(count, false, length);
        if (NX_UNLIKELY(length > count)) return fail_long(count);
        for (int64_t i = 0; i < count; i++) items[i] = source[i];
        return true;
    }
    nx_value iterator = unpack_iter(iterable);
    if (!iterator) return false;
    for (int64_t i = 0; i < count; i++) {
        nx_value item = nx_next(iterator);
        if (!item) return false;
        if (item == NX_STOP) return fail_short(count, false, i);
        items[i] = item;
    }
    nx_value more = nx_next(iterator);
    if (!more) return false;
    return more == NX_STOP || fail_long(count);
}

bool nx_unpack_star(nx_value iterable, int64_t before, int64_t after, nx_value *items) {
    nx_value iterator = unpack_iter(iterable);
    if (!iterator) return false;
    for (int64_t i = 0; i < before; i++) {
        nx_value item = nx_next(iterator);
        if (!item) return false;
        if (item == NX_STOP) return fail_short(before + after, true, i);
        items[i] = item;
    }
    nx_list *rest = nx_list_new(0);
    if (!rest || !nx_list_extend_from(rest, iterator)) return false;
    if (rest->length < after) return fail_short(before + after, true, before + rest->length);
    items[before] = NX_OBJ(rest);
    for (int64_t i = 0; i < after; i++) {
        int64_t at = rest->length - after + i;
        items[before + 1 + i] = rest->items[at];
        rest->items[at] = 0;
    }
    rest->length -= after;
    return true;
}

// ---- sequences -----------------------------------------------------------------------------------------------------
static void items_of(nx_value sequence, nx_value **items, int64_t *length) { *items = nx_fast_items(sequence, length); }

nx_value nx_compare_sequences(nx_value left, nx_value right, int operation) {
    nx_value *a, *b;
    int64_t n, m;
    items_of(left, &a, &n);
    items_of(right, &b, &m);
    if (n != m && (operation == NX_EQ || operation == NX_NE)) return nx_from_bool(operation == NX_NE);
    for (int64_t i = 0;; i++) {
        while (i < n && i < m && a[i] == b[i]) i++; // what is identical is equal
        if (i >= n || i >= m) break;
        nx_value x = a[i], y = b[i];
        int same = nx_equal_quick(x, y);
        if (same < 0) return 0;
        if (!same) {
            items_of(left, &a, &n);
            items_of(right, &b, &m);
            if (i >= n || i >= m) break; // == has shortened a list: the lengths decide
            if (operation == NX_EQ) return NX_FALSE;
            if (operation == NX_NE) return NX_TRUE;
            return nx_compare(x, y, operation);
        }
        items_of(left, &a, &n); // == may have run Python code
        items_of(right, &b, &m);
    }
    switch (operation) {
    case NX_LT: return nx_from_bool(n < m);
    case NX_LE: return nx_from_bool(n <= m);
    case NX_EQ: return nx_from_bool(n == m);
    case NX_NE: return nx_from_bool(n != m);
    case NX_GT: return nx_from_bool(n > m);
    default: return nx_from_bool(n >= m);
    }
}

nx_value nx_sequence_repr(nx_value self, const char *open, const char *close, const char *recursive) {
    if (nx_repr_enter(self)) return nx_str_from_c(recursive);
    nx_builder b;
    nx_builder_init(&b);
    nx_builder_c(&b, open);
    nx_value *items;
    int64_t length;
    items_of(self, &items, &length);
    for (int64_t i = 0; i < length; i++) {
        if (i > 0) nx_builder_c(&b, ", ");
        nx_value text = nx_repr(items[i]);
        if (!text) {
            nx_repr_leave(self);
            return 0;
        }
        nx_builder_str(&b, text);
        items_of(self, &items, &length);
    }
    nx_builder_c(&b, close);
    nx_repr_leave(self);
    return nx_builder_finish(&b);
}

// ---- guards of repr ----------------------------------------------------------------------------------------------------
// The containers whose repr is being made, innermost last. Nesting is shallow, so a linear search does.
static struct {
    nx_value *values;
    int64_t count, capacity;
} reprs;

void nx_reprs_swap(nx_value **values, int64_t *count, int64_t *capacity) {
    nx_value *old = reprs.values;
    int64_t old_count = reprs.count, old_capacity = reprs.capacity;
    reprs.values = *values;
    reprs.count = *count;
    reprs.capacity = *capacity;
    *values = old;
    *count = old_count;
    *capacity = old_capacity;
}

bool nx_repr_enter(nx_value v) {
    for (int64_t i = reprs.count; i-- > 0;)
        if (reprs.values[i] == v) return true;
    if (reprs.count == reprs.capacity) {
        int64_t capacity = reprs.capacity ? reprs.capacity * 2 : 16;
        nx_value *values = nx_grow_words(reprs.values, reprs.count, capacity);
        if (!values) {
            nx_error_clear();
            return true;
        }
        reprs.values = values;
        reprs.capacity = capacity;
    }
    reprs.values[reprs.count++] = v;
    return false;
}

int64_t nx_repr_depth(void) { return reprs.count; }

void nx_repr_leave(nx_value v) {
    while (reprs.count > 0)
        if (reprs.values[--reprs.count] == v) break;
    if (reprs.values) reprs.values[reprs.count] = 0;
}
