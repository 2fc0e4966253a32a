// collections.deque: a ring buffer of 2^n places that doubles when it is full. `changes` counts what iterators must not
// miss. With a maximal length, what is added at one end pushes out at the other.
#include "../core/host.h"
#include "alloc.h"
#include "natives.h"
#include "../types/containers.h"

typedef struct {
    nx_header header;
    nx_value *items;
    int64_t head;
    int64_t maximum;                // -1: unbounded
    int64_t length, capacity;       // item i is items[(head + i) & (capacity - 1)]; both 0 when it has become the host's
    uint64_t changes;
} nx_deque;
typedef struct { nx_header header; nx_value deque; int64_t index, length; uint64_t changes; bool backwards; } nx_deque_iterator;

nx_type nx_deque_type;
static nx_type iterator_type, reverse_iterator_type;

static nx_deque *deque(nx_value v) { return NX_PTR(nx_deque, v); }
static inline nx_value *place(nx_deque *d, int64_t i) { return &d->items[(uint64_t)(d->head + i) & (uint64_t)(d->capacity - 1)]; }
static bool is_deque(nx_value v) { return nx_is_pointer(v) && nx_is_subtype(nx_type_of(v), &nx_deque_type); }

static NX_NOINLINE bool grow(nx_deque *d) {
    int64_t capacity = d->capacity ? d->capacity * 2 : 8;
    nx_value *items = nx_alloc_words(capacity);
    if (!items) return false;
    for (int64_t i = 0; i < d->length; i++) items[i] = *place(d, i);
    nx_give_back_words(d->items, (size_t)d->capacity * sizeof *items);
    d->items = items;
    d->head = 0;
    d->capacity = capacity;
    return true;
}

static nx_value take_first(nx_deque *d) {
    nx_value *first = place(d, 0), item = *first;
    *first = 0;
    d->head = (d->head + 1) & (d->capacity - 1);
    d->length--;
    d->changes++;
    return item;
}
static nx_value take_last(nx_deque *d) {
    nx_value *last = place(d, d->length - 1), item = *last;
    *last = 0;
    d->length--;
    d->changes++;
    return item;
}
static bool add_last(nx_deque *d, nx_value item) {
    if (d->maximum == 0) return true;
    if (d->length == d->maximum) take_first(d);
    if (d->length == d->capacity && !grow(d)) return false;
    d->length++;
    *place(d, d->length - 1) = item;
    d->changes++;
    return true;
}
static bool add_first(nx_deque *d, nx_value item) {
    if (d->maximum == 0) return true;
    if (d->length == d->maximum) take_last(d);
    if (d->length == d->capacity && !grow(d)) return false;
    d->head = (d->head - 1) & (d->capacity - 1);
    d->length++;
    *place(d, 0) = item;
    d->changes++;
    return true;
}
static bool add_all(nx_deque *d, nx_value iterable, bool (*add)(nx_deque *, nx_value)) {
    if (iterable == NX_OBJ(d) && !(iterable = nx_list_of(iterable))) return false;
    nx_walk walk;
    if (!nx_walk_begin(&walk, iterable)) return false;
    for (nx_value item; (item = nx_walk_next(&walk)) != NX_STOP;)
        if (!item || !add(d, item)) return false;
    return true;
}
static void clear(nx_deque *d) {
    d->items = NULL;
    d->head = d->length = d->capacity = 0;
    d->changes++;
}

nx_value nx_tuple_of_deque(nx_value iterable);
nx_value nx_tuple_of_deque(nx_value iterable) {
    if (!nx_is_exact(iterable, &nx_deque_type)) return NX_STOP;
    nx_deque *d = deque(iterable);
    nx_tuple *all = nx_tuple_new(d->length);
    for (int64_t i = 0; all && i < d->length; i++) all->items[i] = *place(d, i);
    return all ? NX_OBJ(all) : 0;
}

// ---- methods ---------------------------------------------------------------------------------------------------------------
nx_value nx_deque_deque_append(nx_value self, nx_value item) { return add_last(deque(self), item) ? NX_NONE : 0; }
nx_value nx_deque_deque_appendleft(nx_value self, nx_value item) { return add_first(deque(self), item) ? NX_NONE : 0; }
nx_value nx_deque_deque_clear(nx_value self) {
    clear(deque(self));
    return NX_NONE;
}

static nx_value maximum_of(nx_value self) { return deque(self)->maximum < 0 ? NX_NONE : nx_from_i64(deque(self)->maximum); }
nx_value nx_deque_deque_get_maxlen(nx_value self) { return maximum_of(self); }

static nx_value empty_like(nx_value self) {
    nx_deque *copy = nx_new_object(nx_deque, nx_deque_type);
    if (!copy) return 0;
    copy->maximum = deque(self)->maximum;
    return NX_OBJ(copy);
}

nx_value nx_deque_deque_copy(nx_value self) {
    if (nx_is_exact(self, &nx_deque_type)) {
        nx_value copy = empty_like(self);
        for (int64_t i = 0; copy && i < deque(self)->length; i++)
            if (!add_last(deque(copy), *place(deque(self), i))) return 0;
        return copy;
    }
    if (deque(self)->maximum < 0) return nx_call1(NX_OBJ(nx_type_of(self)), self);
    return nx_call2(NX_OBJ(nx_type_of(self)), self, maximum_of(self));
}

nx_value nx_deque_deque_count(nx_value self, nx_value value) {
    nx_deque *d = deque(self);
    uint64_t changes = d->changes;
    int64_t count = 0;
    for (int64_t i = 0; i < d->length; i++) {
        int same = nx_equal_quick(*place(d, i), value);
        if (same < 0) return 0;
        count += same;
        if (d->changes != changes) return nx_raisef(&nx_RuntimeError, "deque mutated during iteration");
    }
    return nx_from_small_int(count);
}

nx_value nx_deque_deque_extend(nx_value self, nx_value iterable) { return add_all(deque(self), iterable, add_last) ? NX_NONE : 0; }
nx_value nx_deque_deque_extendleft(nx_value self, nx_value iterable) {
    return add_all(deque(self), iterable, add_first) ? NX_NONE : 0;
}

// Position of the value in [from, to): -1 absent, -2 error.
static int64_t position_of(nx_deque *d, nx_value value, int64_t from, int64_t to) {
    uint64_t changes = d->changes;
    for (int64_t i = from; i < d->length && i < to; i++) {
        int same = nx_equal_quick(*place(d, i), value);
        if (same < 0) return -2;
        if (same) return i;
        if (d->changes != changes) {
            nx_raisef(&nx_RuntimeError, "deque mutated during iteration");
            return -2;
        }
    }
    return -1;
}

nx_value nx_deque_deque_index(nx_value self, nx_value value, nx_value start, nx_value stop) {
    int64_t from, to;
    if (!nx_index_bounds(start, stop, deque(self)->length, &from, &to)) return 0;
    int64_t at = position_of(deque(self), value, from, to);
    if (at == -1) return nx_raisef(&nx_ValueError, "%R is not in deque", value);
    return at < 0 ? 0 : nx_from_small_int(at);
}

static void rotate(nx_deque *d, int64_t n) {
    if (d->length <= 1) return;
    n %= d->length;
    if (n < 0) n += d->length;
    if (n > d->length / 2) {
        for (int64_t i = d->length - n; i > 0; i--) {
            nx_value item = take_first(d);
            d->length++;
            *place(d, d->length - 1) = item;
        }
    } else {
        for (; n > 0; n--) {
            nx_value item = take_last(d);
            d->head = (d->head - 1) & (d->capacity - 1);
            d->length++;
            *place(d, 0) = item;
        }
    }
    d->changes++;
}

nx_value nx_deque_deque_rotate(nx_value self, nx_value n) {
    int64_t count;
    if (!nx_to_index(n, &count, false)) return 0;
    rotate(deque(self), count);
    return NX_NONE;
}

nx_value nx_deque_deque_insert(nx_value self, nx_value index, nx_value value) {
    nx_deque *d = deque(self);
    int64_t i;
    if (d->length == d->maximum) return nx_raisef(&nx_IndexError, "deque already at its maximum size");
    if (!nx_to_index(index, &i, false)) return 0;
    if (i < 0) i = i + d->length < 0 ? 0 : i + d->length;
    if (i > d->length) i = d->length;
    if (!add_last(d, value)) return 0;
    for (int64_t k = d->length - 1; k > i; k--) *place(d, k) = *place(d, k - 1);
    *place(d, i) = value;
    return NX_NONE;
}

static void delete_at(nx_deque *d, int64_t at) {
    if (at < d->length / 2) {
        for (int64_t k = at; k > 0; k--) *place(d, k) = *place(d, k - 1);
        take_first(d);
    } else {
        for (int64_t k = at; k < d->length - 1; k++) *place(d, k) = *place(d, k + 1);
        take_last(d);
    }
}

nx_value nx_deque_deque_pop(nx_value self) {
    return deque(self)->length ? take_last(deque(self)) : nx_raisef(&nx_IndexError, "pop from an empty deque");
}
nx_value nx_deque_deque_popleft(nx_value self) {
    return deque(self)->length ? take_first(deque(self)) : nx_raisef(&nx_IndexError, "pop from an empty deque");
}

nx_value nx_deque_deque_remove(nx_value self, nx_value value) {
    nx_deque *d = deque(self);
    uint64_t changes = d->changes;
    for (int64_t i = 0; i < d->length; i++) {
        int same = nx_equal_quick(*place(d, i), value);
        if (same < 0) return 0;
        if (d->changes != changes) return nx_raisef(&nx_IndexError, "deque mutated during remove().");
        if (same) {
            delete_at(d, i);
            return NX_NONE;
        }
    }
    return nx_raisef(&nx_ValueError, "%R is not in deque", value);
}

nx_value nx_deque_deque_reverse(nx_value self) {
    nx_deque *d = deque(self);
    for (int64_t i = 0, j = d->length - 1; i < j; i++, j--) {
        nx_value item = *place(d, i);
        *place(d, i) = *place(d, j);
        *place(d, j) = item;
    }
    return NX_NONE;
}

nx_value nx_deque_deque_reduce(nx_value self) {
    nx_value state = nx_call_special(self, &nx_s___getstate__, 0, NULL);
    if (!state) return 0;
    nx_value arguments = deque(self)->maximum < 0 ? NX_OBJ(&nx_empty_tuple)
                                                  : nx_tuple_from(2, (nx_value[]){NX_OBJ(&nx_empty_tuple), maximum_of(self)});
    nx_value iterator = nx_iter(self);
    if (!arguments || !iterator) return 0;
    return nx_tuple_from(4, (nx_value[]){NX_OBJ(nx_type_of(self)), arguments, state, iterator});
}

// ---- slots -----------------------------------------------------------------------------------------------------------------
static nx_value deque_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    nx_deque *d = nx_new_instance(cls, 0);
    if (!d) return 0;
    d->maximum = -1;
    return NX_OBJ(d);
}

static bool deque_init(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    static const char *const names[] = {"iterable", "maxlen"};
    nx_value out[2];
    if (!nx_take_arguments("deque", names, 2, 0, 0, nargs, args, kwnames, out)) return false;
    int64_t maximum = -1;
    if (out[1] && out[1] != NX_NONE) {
        if (!nx_is_int(out[1])) return nx_failf(&nx_TypeError, "an integer is required");
        if (!nx_to_index(out[1], &maximum, false)) return false;
        if (maximum < 0) return nx_failf(&nx_ValueError, "maxlen must be non-negative");
    }
    deque(self)->maximum = maximum;
    if (deque(self)->length) clear(deque(self));
    return !out[0] || add_all(deque(self), out[0], add_last);
}

static nx_value deque_repr(nx_value self) {
    nx_value name = nx_type_name(nx_type_of(self));
    if (!name) return 0;
    if (nx_repr_enter(self)) return nx_str_from_c("[...]");
    nx_value list = nx_list_of(self), text = 0;
    if (list && deque(self)->maximum < 0) text = nx_str_format("%U(%R)", name, list);
    else if (list) text = nx_str_format("%U(%R, maxlen=%lld)", name, list, (long long)deque(self)->maximum);
    nx_repr_leave(self);
    return text;
}

static bool resolve(nx_deque *d, nx_value key, int64_t *i) {
    if (!nx_is_int(key) && !nx_type_of(key)->index)
        return nx_failf(&nx_TypeError, "sequence index must be integer, not '%T'", key);
    if (!nx_to_index(key, i, false)) return false;
    if (*i < 0) *i += d->length;
    return (*i >= 0 && *i < d->length) || nx_failf(&nx_IndexError, "deque index out of range");
}
static nx_value deque_getitem(nx_value self, nx_value key) {
    int64_t i;
    return resolve(deque(self), key, &i) ? *place(deque(self), i) : 0;
}
static bool deque_setitem(nx_value self, nx_value key, nx_value value) {
    int64_t i;
    if (!resolve(deque(self), key, &i)) return false;
    if (value) *place(deque(self), i) = value;
    else delete_at(deque(self), i);
    return true;
}

static nx_value deque_compare(nx_value left, nx_value right, int operation) {
    if (!is_deque(left) || !is_deque(right)) return NX_NOTIMPLEMENTED;
    nx_value a = nx_list_of(left), b = nx_list_of(right);
    return a && b ? nx_compare_sequences(a, b, operation) : 0;
}

static nx_value deque_concat(nx_value left, nx_value right) {
    if (!is_deque(right)) return nx_raisef(&nx_TypeError, "can only concatenate deque (not \"%T\") to deque", right);
    nx_value result = nx_deque_deque_copy(left);
    return result && add_all(deque(result), right, add_last) ? result : 0;
}
static nx_value deque_inplace_concat(nx_value self, nx_value other) { return add_all(deque(self), other, add_last) ? self : 0; }

static nx_value deque_inplace_repeat(nx_value self, nx_value count) {
    nx_deque *d = deque(self);
    int64_t n, length = d->length;
    if (!nx_is_int(count) && !nx_type_of(count)->index)
        return nx_raisef(&nx_TypeError, "can't multiply sequence by non-int of type '%T'", count);
    if (!nx_repeat_count(count, &n)) return 0;
    nx_value items = nx_list_of(self);
    if (!items) return 0;
    if (n == 0) clear(d);
    if (length && n > ((int64_t)1 << 58) / length) return nx_raise_no_memory();
    for (int64_t i = 1; i < n; i++)
        if (!add_all(d, items, add_last)) return 0;
    return self;
}
static nx_value deque_repeat(nx_value self, nx_value count) {
    nx_value copy = nx_deque_deque_copy(self);
    return copy ? deque_inplace_repeat(copy, count) : 0;
}

static int deque_contains(nx_value self, nx_value item) {
    int64_t at = position_of(deque(self), item, 0, INT64_MAX);
    return at == -2 ? -1 : at >= 0;
}
static bool deque_length(nx_value self, int64_t *length) {
    *length = deque(self)->length;
    return true;
}

static nx_value iterator_new(nx_value self, nx_type *type) {
    nx_deque_iterator *it = nx_alloc_object(type, sizeof(nx_deque_iterator));
    if (!it) return 0;
    it->deque = self;
    it->changes = deque(self)->changes;
    it->length = deque(self)->length;
    it->backwards = type == &reverse_iterator_type;
    return NX_OBJ(it);
}
static nx_value deque_iter(nx_value self) { return iterator_new(self, &iterator_type); }
nx_value nx_deque_deque_reversed(nx_value self) { return iterator_new(self, &reverse_iterator_type); }

// Of a deque that has become the host's meanwhile (runtime/ext/escape.c).
static NX_NOINLINE nx_value next_of_former(nx_deque_iterator *it) {
    int64_t length;
    if (!nx_length(it->deque, &length)) return 0;
    if (it->index >= it->length) return NX_STOP;
    if (length != it->length) {
        it->index = INT64_MAX;
        return nx_raisef(&nx_RuntimeError, "deque mutated during iteration");
    }
    int64_t i = it->index++;
    return nx_getitem(it->deque, NX_INT(it->backwards ? length - 1 - i : i));
}

static nx_value iterator_next(nx_value self) {
    nx_deque_iterator *it = NX_PTR(nx_deque_iterator, self);
    nx_deque *d = deque(it->deque);
    if (NX_UNLIKELY(nx_is_foreign(it->deque))) return next_of_former(it);
    if (it->changes != d->changes) {
        if (it->index >= 0 && !(it->index == d->length && it->index == 0)) {
            it->index = INT64_MAX;
            return nx_raisef(&nx_RuntimeError, "deque mutated during iteration");
        }
        return NX_STOP;
    }
    if (it->index >= d->length) return NX_STOP;
    int64_t i = it->index++;
    return *place(d, it->backwards ? d->length - 1 - i : i);
}

// (deque, items already passed)
static nx_value iterator_make(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    int64_t passed = 0;
    if (!nx_take_no_keywords("_deque_iterator", kwnames) || !nx_take_positional("_deque_iterator", nargs, 1, 2)) return 0;
    if (!is_deque(args[0])) return nx_raisef(&nx_TypeError, "argument 1 must be collections.deque, not %T", args[0]);
    if (nargs > 1 && !nx_to_index(args[1], &passed, false)) return 0;
    nx_value it = iterator_new(args[0], cls);
    if (it && passed > 0) NX_PTR(nx_deque_iterator, it)->index = passed < deque(args[0])->length ? passed : deque(args[0])->length;
    return it;
}
static int64_t passed_by(nx_value self) {
    nx_deque_iterator *it = NX_PTR(nx_deque_iterator, self);
    int64_t length = deque(it->deque)->length;
    return it->index < length ? it->index : length;
}
nx_value nx_deque_iterator_reduce(nx_value self) {
    nx_value state = nx_tuple_from(2, (nx_value[]){NX_PTR(nx_deque_iterator, self)->deque, nx_from_i64(passed_by(self))});
    return state ? nx_tuple_from(2, (nx_value[]){NX_OBJ(nx_type_of(self)), state}) : 0;
}
nx_value nx_deque_iterator_length_hint(nx_value self) {
    return nx_from_i64(deque(NX_PTR(nx_deque_iterator, self)->deque)->length - passed_by(self));
}

// ---- in an extension module -------------------------------------------------------------------------------------------------
static int64_t count_items(nx_value self) { return deque(self)->length; }
static int64_t copy_items(nx_value self, int64_t room, nx_value *items) {
    nx_deque *d = deque(self);
    int64_t count = d->length < room ? d->length : room;
    for (int64_t i = 0; i < count; i++) items[i] = *place(d, i);
    return count;
}
static bool fill(nx_value self, int64_t count, const nx_value *items) {
    clear(deque(self));
    for (int64_t i = 0; i < count; i++)
        if (!add_last(deque(self), items[i])) return false;
    return true;
}
static nx_value arguments(nx_value self) { return nx_tuple_from(2, (nx_value[]){NX_OBJ(&nx_empty_tuple), maximum_of(self)}); }
extern const nx_shared_kind nx_deque_shared;
const nx_shared_kind nx_deque_shared = {
    .name = "collections.deque", .size = sizeof(nx_deque), .count = count_items, .contents = copy_items, .fill = fill, .arguments = arguments,
};

#include "_deque.inc"

nx_type nx_deque_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_deque_type},
    .c_name = "collections.deque",
    .flags = NX_TYPE_BASE | NX_TYPE_SEQUENCE | NX_TYPE_WEAKREFABLE,
    .basic_size = sizeof(nx_deque),
    .doc = "deque([iterable[, maxlen]]) --> deque object\n\nA list-like sequence optimized for data accesses near its endpoints.",
    .methods = nx_deque_deque_methods,
    .getsets = nx_deque_deque_getsets,
    .repr = deque_repr,
    .hash = nx_hash_not_implemented,
    .compare = deque_compare,
    .iter = deque_iter,
    .new_ = deque_new,
    .init = deque_init,
    .inplace = {[NX_ADD] = deque_inplace_concat, [NX_MUL] = deque_inplace_repeat},
    .length = deque_length,
    .getitem = deque_getitem,
    .setitem = deque_setitem,
    .contains = deque_contains,
    .concat = deque_concat,
    .repeat = deque_repeat,
};
static nx_type iterator_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &iterator_type},
    .c_name = "_collections._deque_iterator",
    .basic_size = sizeof(nx_deque_iterator),
    .methods = nx_deque_iterator_methods,
    .new_ = iterator_make,
    .iter = nx_iter_self,
    .next = iterator_next,
};
static nx_type reverse_iterator_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &reverse_iterator_type},
    .c_name = "_collections._deque_reverse_iterator",
    .basic_size = sizeof(nx_deque_iterator),
    .methods = nx_deque_reverse_iterator_methods,
    .new_ = iterator_make,
    .iter = nx_iter_self,
    .next = iterator_next,
};
bool nx_deque_ready(void) { return nx_type_ready(&iterator_type) && nx_type_ready(&reverse_iterator_type); }
