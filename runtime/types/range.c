// range: start, stop, step and length are ints of any size; all that fits 62 bits takes the quick way.
#include "natives.h"
#include "containers.h"

typedef struct { nx_header header; nx_value start, next, step, left; } nx_long_range_iterator;

static bool is_small(const nx_range *r) {
    return nx_is_small_int(r->start) && nx_is_small_int(r->stop) && nx_is_small_int(r->step) && nx_is_small_int(r->length);
}

// The number of items: (stop - start - sign) // step + 1, at least 0.
static nx_value count_items(nx_value start, nx_value stop, nx_value step) {
    if (nx_is_small_int(start) && nx_is_small_int(stop) && nx_is_small_int(step)) {
        int64_t a = nx_small_int(start), b = nx_small_int(stop), s = nx_small_int(step);
        if (s > 0) return nx_from_i64(a < b ? (int64_t)((uint64_t)(b - a - 1) / (uint64_t)s) + 1 : 0);
        return nx_from_i64(b < a ? (int64_t)((uint64_t)(a - b - 1) / (uint64_t)-s) + 1 : 0);
    }
    bool up = nx_int_sign(step) > 0;
    int some = nx_compare_bool(start, stop, up ? NX_LT : NX_GT);
    if (some <= 0) return some < 0 ? 0 : NX_INT(0);
    nx_value span = nx_binary(NX_SUB, stop, start);
    span = span ? nx_binary(NX_SUB, span, up ? NX_INT(1) : NX_INT(-1)) : 0;
    span = span ? nx_binary(NX_FLOORDIV, span, step) : 0;
    return span ? nx_binary(NX_ADD, span, NX_INT(1)) : 0;
}

static nx_value make(nx_value start, nx_value stop, nx_value step) {
    nx_range *self = nx_new_object(nx_range, nx_range_type);
    if (!self) return 0;
    self->start = start;
    self->stop = stop;
    self->step = step;
    self->length = count_items(start, stop, step);
    return self->length ? NX_OBJ(self) : 0;
}

static nx_value range_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (!nx_take_no_keywords("range", kwnames) || !nx_take_positional("range", nargs, 1, 3)) return 0;
    nx_value start = NX_INT(0), stop, step = NX_INT(1);
    if (nargs == 1) {
        stop = nx_index(args[0]);
        return stop ? make(start, stop, step) : 0;
    }
    if (!(start = nx_index(args[0])) || !(stop = nx_index(args[1]))) return 0;
    if (nargs > 2) {
        if (!(step = nx_index(args[2]))) return 0;
        if (nx_int_sign(step) == 0) return nx_raisef(&nx_ValueError, "range() arg 3 must not be zero");
    }
    return make(start, stop, step);
}

// start + index * step
static nx_value item_at(const nx_range *self, nx_value index) {
    nx_value offset = nx_binary(NX_MUL, index, self->step);
    return offset ? nx_binary(NX_ADD, self->start, offset) : 0;
}

static nx_value get_slice(nx_range *self, nx_value slice) {
    nx_value indices = nx_slice_indices_method(slice, self->length);
    if (!indices) return 0;
    nx_value *part = NX_PTR(nx_tuple, indices)->items;
    nx_value step = nx_binary(NX_MUL, part[2], self->step);
    nx_value start = step ? item_at(self, part[0]) : 0;
    nx_value stop = start ? item_at(self, part[1]) : 0;
    return stop ? make(start, stop, step) : 0;
}

static nx_value range_getitem(nx_value self_, nx_value key) {
    nx_range *self = NX_PTR(nx_range, self_);
    if (nx_is_small_int(key) && is_small(self)) {
        int64_t i = nx_small_int(key), n = nx_small_int(self->length);
        if (i < 0) i += n;
        if (NX_UNLIKELY((uint64_t)i >= (uint64_t)n)) return nx_raisef(&nx_IndexError, "range object index out of range");
        return nx_from_small_int(nx_small_int(self->start) + i * nx_small_int(self->step));
    }
    if (nx_is_exact(key, &nx_slice_type)) return get_slice(self, key);
    if (!nx_is_int(key) && !nx_type_lookup(nx_type_of(key), &nx_s___index__))
        return nx_raisef(&nx_TypeError, "range indices must be integers or slices, not %T", key);
    nx_value i = nx_index(key);
    if (i && nx_int_sign(i) < 0) i = nx_binary(NX_ADD, i, self->length);
    if (!i) return 0;
    int beyond = nx_compare_bool(i, self->length, NX_GE);
    if (beyond < 0) return 0;
    if (beyond || nx_int_sign(i) < 0) return nx_raisef(&nx_IndexError, "range object index out of range");
    return item_at(self, i);
}

// The index of an int in the range, or NX_STOP when it is not there.
static nx_value index_of(nx_range *self, nx_value n) {
    if (nx_is_bool(n)) n = nx_index(n);
    if (nx_is_small_int(n) && is_small(self)) {
        int64_t v = nx_small_int(n), start = nx_small_int(self->start), stop = nx_small_int(self->stop);
        int64_t step = nx_small_int(self->step);
        if (step > 0 ? v < start || v >= stop : v > start || v <= stop) return NX_STOP;
        int64_t distance = v - start;
        return distance % step ? NX_STOP : nx_from_i64(distance / step);
    }
    bool up = nx_int_sign(self->step) > 0;
    int before = nx_compare_bool(n, self->start, up ? NX_LT : NX_GT);
    int after = before == 0 ? nx_compare_bool(n, self->stop, up ? NX_GE : NX_LE) : 0;
    if (before < 0 || after < 0) return 0;
    if (before || after) return NX_STOP;
    nx_value distance = nx_binary(NX_SUB, n, self->start);
    nx_value rest = distance ? nx_binary(NX_MOD, distance, self->step) : 0;
    if (!rest) return 0;
    return nx_int_sign(rest) ? NX_STOP : nx_binary(NX_FLOORDIV, distance, self->step);
}

// For values that are no exact ints: compares item by item, as any iterable; -1 absent, -2 error.
static int64_t search(nx_value self, nx_value value, int64_t *count) {
    nx_walk walk;
    if (!nx_walk_begin(&walk, self)) return -2;
    int64_t first = -1;
    for (int64_t i = 0;; i++) {
        nx_value item = nx_walk_next(&walk);
        if (!item) return -2;
        if (item == NX_STOP) return first;
        int same = nx_equal_quick(item, value);
        if (same < 0) return -2;
        if (!same) continue;
        if (!count) return i;
        if (first < 0) first = i;
        ++*count;
    }
}

static bool is_plain_int(nx_value v) { return nx_is_exact_int(v) || nx_is_bool(v); }

static int range_contains(nx_value self, nx_value item) {
    if (is_plain_int(item)) {
        nx_value at = index_of(NX_PTR(nx_range, self), item);
        return !at ? -1 : at != NX_STOP;
    }
    int64_t at = search(self, item, NULL);
    return at == -2 ? -1 : at >= 0;
}

nx_value nx_range_count(nx_value self, nx_value value) {
    if (is_plain_int(value)) {
        int there = range_contains(self, value);
        return there < 0 ? 0 : NX_INT(0) + ((nx_value)there << 2);
    }
    int64_t count = 0;
    return search(self, value, &count) == -2 ? 0 : nx_from_small_int(count);
}

nx_value nx_range_index(nx_value self, nx_value value) {
    if (is_plain_int(value)) {
        nx_value at = index_of(NX_PTR(nx_range, self), value);
        return at != NX_STOP ? at : nx_raisef(&nx_ValueError, "%R is not in range", value);
    }
    int64_t at = search(self, value, NULL);
    if (at == -1) return nx_raisef(&nx_ValueError, "sequence.index(x): x not in sequence");
    return at < 0 ? 0 : nx_from_small_int(at);
}

nx_value nx_range_get_start(nx_value self) { return NX_PTR(nx_range, self)->start; }
nx_value nx_range_get_stop(nx_value self) { return NX_PTR(nx_range, self)->stop; }
nx_value nx_range_get_step(nx_value self) { return NX_PTR(nx_range, self)->step; }

nx_value nx_range_reduce(nx_value self) {
    nx_value pair[2] = {NX_OBJ(&nx_range_type), nx_tuple_from(3, &NX_PTR(nx_range, self)->start)};
    return pair[1] ? nx_tuple_from(2, pair) : 0;
}

static nx_value range_repr(nx_value self_) {
    nx_range *self = NX_PTR(nx_range, self_);
    if (self->step == NX_INT(1)) return nx_str_format("range(%R, %R)", self->start, self->stop);
    return nx_str_format("range(%R, %R, %R)", self->start, self->stop, self->step);
}

// Ranges are equal when they hold the same items: (length, start, step), where what does not matter is None.
static void essence(const nx_range *self, nx_value out[3]) {
    out[0] = self->length;
    out[1] = self->length == NX_INT(0) ? NX_NONE : self->start;
    out[2] = self->length == NX_INT(0) || self->length == NX_INT(1) ? NX_NONE : self->step;
}

static nx_value range_compare(nx_value left, nx_value right, int operation) {
    if (operation != NX_EQ && operation != NX_NE) return NX_NOTIMPLEMENTED;
    if (!nx_is_exact(left, &nx_range_type) || !nx_is_exact(right, &nx_range_type)) return NX_NOTIMPLEMENTED;
    nx_value a[3], b[3];
    essence(NX_PTR(nx_range, left), a);
    essence(NX_PTR(nx_range, right), b);
    for (int i = 0; i < 3; i++) {
        int same = nx_equal_quick(a[i], b[i]);
        if (same < 0) return 0;
        if (!same) return nx_from_bool(operation == NX_NE);
    }
    return nx_from_bool(operation == NX_EQ);
}

static bool range_hash(nx_value self, int64_t *hash) {
    nx_value parts[3];
    essence(NX_PTR(nx_range, self), parts);
    nx_value tuple = nx_tuple_from(3, parts);
    return tuple && nx_hash(tuple, hash);
}

static bool range_length(nx_value self, int64_t *length) {
    nx_value n = NX_PTR(nx_range, self)->length;
    if (nx_int_try_i64(n, length)) return true;
    return nx_failf(&nx_OverflowError, "Python int too large to convert to C ssize_t");
}

static int range_truth(nx_value self) { return nx_truth(NX_PTR(nx_range, self)->length); }

// ---- iterators ---------------------------------------------------------------------------------------------------------
static nx_value small_iterator(int64_t first, int64_t step, int64_t count) {
    nx_range_iterator *it = nx_new_object(nx_range_iterator, nx_range_iterator_type);
    if (!it) return 0;
    it->next = it->start = first;
    it->step = step;
    it->left = count;
    return NX_OBJ(it);
}

static nx_value long_iterator(nx_value first, nx_value step, nx_value count) {
    nx_long_range_iterator *it = nx_new_object(nx_long_range_iterator, nx_long_range_iterator_type);
    if (!it) return 0;
    it->start = it->next = first;
    it->step = step;
    it->left = count;
    return NX_OBJ(it);
}

static nx_value range_iter(nx_value self_) {
    nx_range *self = NX_PTR(nx_range, self_);
    if (NX_LIKELY(is_small(self)))
        return small_iterator(nx_small_int(self->start), nx_small_int(self->step), nx_small_int(self->length));
    return long_iterator(self->start, self->step, self->length);
}

nx_value nx_range_reversed(nx_value self_) {
    nx_range *self = NX_PTR(nx_range, self_);
    if (is_small(self)) {
        int64_t n = nx_small_int(self->length), step = nx_small_int(self->step);
        return small_iterator(n ? nx_small_int(self->start) + (n - 1) * step : 0, -step, n);
    }
    nx_value last = nx_binary(NX_SUB, self->length, NX_INT(1));
    last = last ? item_at(self, last) : 0;
    nx_value step = last ? nx_negative(self->step) : 0;
    return step ? long_iterator(last, step, self->length) : 0;
}

static nx_value range_iterator_next(nx_value self) {
    nx_range_iterator *it = NX_PTR(nx_range_iterator, self);
    if (it->left <= 0) return NX_STOP;
    it->left--;
    nx_value item = nx_from_small_int(it->next);
    it->next += it->step;
    return item;
}

static nx_value long_range_iterator_next(nx_value self) {
    nx_long_range_iterator *it = NX_PTR(nx_long_range_iterator, self);
    if (nx_int_sign(it->left) <= 0) return NX_STOP;
    nx_value item = it->next;
    nx_value left = nx_binary(NX_SUB, it->left, NX_INT(1));
    nx_value next = left ? nx_binary(NX_ADD, it->next, it->step) : 0;
    if (!next) return 0;
    it->left = left;
    it->next = next;
    return item;
}

nx_value nx_range_iterator_length_hint(nx_value self) { return nx_from_small_int(NX_PTR(nx_range_iterator, self)->left); }
nx_value nx_long_range_iterator_length_hint(nx_value self) { return NX_PTR(nx_long_range_iterator, self)->left; }


// Items already given.
static nx_value passed(const nx_long_range_iterator *it) {
    nx_value distance = nx_binary(NX_SUB, it->next, it->start);
    return distance ? nx_binary(NX_FLOORDIV, distance, it->step) : 0;
}

nx_value nx_long_range_iterator_reduce(nx_value self) {
    const nx_long_range_iterator *it = NX_PTR(nx_long_range_iterator, self);
    nx_value rest = nx_binary(NX_MUL, it->left, it->step), stop = rest ? nx_binary(NX_ADD, it->next, rest) : 0;
    nx_value range = stop ? nx_call(NX_OBJ(&nx_range_type), 3, (nx_value[]){it->start, stop, it->step}, 0) : 0;
    nx_value count = range ? passed(it) : 0, builtins = count ? nx_import_module(&nx_s_builtins) : 0;
    nx_value iter = builtins ? nx_getattr(builtins, nx_str_intern_c("iter")) : 0;
    return iter ? nx_tuple_from(3, (nx_value[]){iter, nx_tuple_from(1, &range), count}) : 0;
}

nx_value nx_long_range_iterator_setstate(nx_value self, nx_value state) {
    nx_long_range_iterator *it = NX_PTR(nx_long_range_iterator, self);
    nx_value done = passed(it), total = done ? nx_binary(NX_ADD, done, it->left) : 0, index = total ? nx_index(state) : 0;
    if (!index) return 0;
    if (nx_int_sign(index) < 0) index = NX_INT(0);
    nx_value beyond = nx_compare(index, total, NX_GT);
    if (!beyond) return 0;
    if (beyond == NX_TRUE) index = total;
    nx_value offset = nx_binary(NX_MUL, index, it->step);
    nx_value next = offset ? nx_binary(NX_ADD, it->start, offset) : 0, left = next ? nx_binary(NX_SUB, total, index) : 0;
    if (!left) return 0;
    it->next = next;
    it->left = left;
    return NX_NONE;
}

#include "range.inc"

nx_type nx_range_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_range_type},
    .c_name = "range",
    .flags = NX_TYPE_SEQUENCE,
    .basic_size = sizeof(nx_range),
    .doc = "range(stop) -> range object\nrange(start, stop[, step]) -> range object\n\n"
           "Return an object that produces a sequence of integers from start (inclusive)\n"
           "to stop (exclusive) by step.  range(i, j) produces i, i+1, i+2, ..., j-1.\n"
           "start defaults to 0, and stop is omitted!  range(4) produces 0, 1, 2, 3.\n"
           "These are exactly the valid indices for a list of 4 elements.\n"
           "When step is given, it specifies the increment (or decrement).",
    .methods = nx_range_methods,
    .getsets = nx_range_getsets,
    .repr = range_repr,
    .hash = range_hash,
    .compare = range_compare,
    .iter = range_iter,
    .new_ = range_new,
    .length = range_length,
    .truth = range_truth,
    .getitem = range_getitem,
    .contains = range_contains,
};

nx_type nx_range_iterator_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_range_iterator_type},
    .c_name = "range_iterator",
    .flags = NX_TYPE_ATOMIC,
    .basic_size = sizeof(nx_range_iterator),
    .methods = nx_range_iterator_methods,
    .getsets = nx_range_iterator_getsets,
    .iter = nx_iter_self,
    .next = range_iterator_next,
};

nx_type nx_long_range_iterator_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_long_range_iterator_type},
    .c_name = "longrange_iterator",
    .basic_size = sizeof(nx_long_range_iterator),
    .methods = nx_long_range_iterator_methods,
    .getsets = nx_long_range_iterator_getsets,
    .iter = nx_iter_self,
    .next = long_range_iterator_next,
};
