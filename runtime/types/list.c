// Python list: `items[0..length)` live, `capacity` allocated, spare slots 0 for the collector. Growth 1/2 + 4.
// Indices follow Python: negative counts from the end.
#include "host.h"
#include "alloc.h"
#include "natives.h"
#include "containers.h"
#include "set.h"

// ---- storage -------------------------------------------------------------------------------------------------------
// Nothing but the list knows where its items are, as long as no Python code runs.
static bool move_items(nx_list *self, int64_t capacity) {
    nx_value *items = nx_grow_words(self->items, self->length, capacity);
    if (!items) return false;
    nx_give_back_words(self->items, (size_t)self->capacity * sizeof *items);
    self->items = items;
    self->capacity = capacity;
    return true;
}

static NX_NOINLINE bool grow(nx_list *self, int64_t needed) {
    int64_t capacity = needed + (needed >> (needed < 30000 ? 1 : 2)) + 4;
    if (needed < 8) capacity = needed <= 4 ? 4 : 8;
    return move_items(self, capacity);
}

bool nx_list_reserve(nx_list *self, int64_t capacity) {
    return capacity <= self->capacity || move_items(self, capacity);
}

nx_list *nx_list_new(int64_t capacity) {
    nx_list *self = nx_new_object(nx_list, nx_list_type);
    if (!self) return NULL;
    if (capacity > 0) {
        self->items = nx_alloc_words(capacity);
        if (!self->items) return NULL;
        self->capacity = capacity;
    }
    return self;
}

nx_value nx_list_from(int64_t length, const nx_value *items) {
    nx_list *self = nx_list_new(length);
    if (!self) return 0;
    if (length) memcpy(self->items, items, length * sizeof *items);
    self->length = length;
    return NX_OBJ(self);
}

nx_value nx_list_of(nx_value iterable) {
    if (NX_UNLIKELY(nx_is_foreign(iterable)) && !(iterable = nx_host->items_of(iterable))) return 0;
    nx_list *self = nx_list_new(0);
    return self && nx_list_extend_from(self, iterable) ? NX_OBJ(self) : 0;
}

bool nx_list_push(nx_list *self, nx_value item) {
    if (NX_UNLIKELY(self->length == self->capacity) && !grow(self, self->length + 1)) return false;
    self->items[self->length++] = item;
    return true;
}

static bool extend_items(nx_list *self, const nx_value *items, int64_t count) {
    int64_t length = self->length;
    if (length + count > self->capacity) {
        bool fresh = length == 0;
        if (!(fresh ? nx_list_reserve(self, count) : grow(self, length + count))) return false;
    }
    if (count) memcpy(self->items + length, items, count * sizeof *items);
    self->length = length + count;
    return true;
}

// What is left of reversed(list).
static bool extend_reversed(nx_list *self, nx_list_iterator *it) {
    nx_list *list = NX_PTR(nx_list, it->list);
    it->list = 0;
    if (!list || it->index >= list->length) return true;
    int64_t count = it->index + 1;
    if (self->length + count > self->capacity && !(self->length ? grow(self, self->length + count) : nx_list_reserve(self, count)))
        return false;
    nx_value *to = self->items + self->length;
    const nx_value *from = list->items + it->index;
    for (int64_t i = 0; i < count; i++) to[i] = from[-i];
    self->length += count;
    return true;
}

bool nx_list_extend_from(nx_list *self, nx_value iterable) {
    nx_shape *shape = nx_is_pointer(iterable) ? nx_shape_of(iterable) : NULL;
    if (shape == &nx_list_type.root) {
        nx_list *other = NX_PTR(nx_list, iterable);
        if (other == self && !nx_list_reserve(self, 2 * self->length)) return false;
        return extend_items(self, other->items, other->length);
    }
    if (shape == &nx_tuple_type.root)
        return extend_items(self, NX_PTR(nx_tuple, iterable)->items, NX_PTR(nx_tuple, iterable)->length);
    if (shape == &nx_list_reverse_iterator_type.root) return extend_reversed(self, NX_PTR(nx_list_iterator, iterable));
    nx_walk walk;
    if (!nx_walk_begin(&walk, iterable)) return false;
    if (walk.kind == NX_WALK_RANGE) {
        int64_t count = walk.stop, value = walk.index;
        if (!(self->length == 0 ? nx_list_reserve(self, count) : self->length + count <= self->capacity || grow(self, self->length + count)))
            return false;
        for (int64_t i = 0; i < count; i++, value += walk.step) self->items[self->length++] = nx_from_small_int(value);
        return true;
    }
    if (walk.kind == NX_WALK_SET && self->length == 0) {
        const nx_set *set = NX_PTR(nx_set, iterable);
        if (!nx_list_reserve(self, set->used + 1)) return false; // one place more than are filled
        int64_t found = 0;
        for (uint64_t i = 0; i <= set->mask; i++) { // without branches: nobody foresees which places are free
            nx_value key = set->keys[i];
            self->items[found] = key;
            found += (key != 0) & (key != NX_TOMBSTONE);
        }
        self->items[found] = 0;
        self->length = found;
        return true;
    }
    if (shape == &nx_dict_type.root) {
        nx_dict *dict = NX_PTR(nx_dict, iterable);
        if (self->length == 0 && !nx_list_reserve(self, dict->live)) return false;
    } else {
        int64_t hint = shape == &nx_generator_type.root ? 0 : nx_length_hint(iterable);
        if (nx_pending()) return false;
        if (hint > 0 && hint <= INT64_MAX - self->length && self->length == 0 && !nx_list_reserve(self, hint)) return false;
    }
    for (;;) {
        nx_value item = nx_walk_next(&walk);
        if (NX_UNLIKELY(!item)) return false;
        if (item == NX_STOP) return true;
        if (NX_UNLIKELY(self->length == self->capacity) && !grow(self, self->length + 1)) return false;
        self->items[self->length++] = item;
    }
}

// Gives memory back when much was deleted; keeps spare slots 0.
static void shrink(nx_list *self, int64_t length) {
    if (length < self->length) memset(self->items + length, 0, (self->length - length) * sizeof(nx_value));
    self->length = length;
    if (self->capacity > 64 && length < self->capacity / 4) {
        int64_t capacity = length + (length >> 1) + 8;
        nx_value *items = nx_alloc_words(capacity);
        if (!items) {
            nx_error_clear(); // the larger store serves as well
            return;
        }
        memcpy(items, self->items, length * sizeof(nx_value));
        nx_give_back_words(self->items, (size_t)self->capacity * sizeof *items);
        self->items = items;
        self->capacity = capacity;
    }
}

// ---- primitives ------------------------------------------------------------------------------------------------------
nx_value nx_build_list(size_t count, const nx_value *items) { return nx_list_from((int64_t)count, items); }

static bool not_iterable(nx_value iterable) {
    nx_type *type = nx_type_of(iterable);
    return nx_error_matches(&nx_TypeError) && !type->iter && !nx_type_lookup(type, &nx_s___getitem__);
}

// [*iterable]
bool nx_list_fill(nx_value list, nx_value iterable) { return nx_list_extend_from(NX_PTR(nx_list, list), iterable); }

bool nx_list_extend(nx_value list, nx_value iterable) {
    if (NX_LIKELY(nx_list_extend_from(NX_PTR(nx_list, list), iterable))) return true;
    if (not_iterable(iterable)) {
        nx_error_clear();
        nx_raisef(&nx_TypeError, "Value after * must be an iterable, not %T", iterable);
    }
    return false;
}

// f(*iterable): the only star argument names the function in its error, later ones do not.
bool nx_list_extend_arguments(nx_value list, nx_value iterable, nx_value callee) {
    bool first = NX_PTR(nx_list, list)->length == 0;
    if (NX_LIKELY(nx_list_extend_from(NX_PTR(nx_list, list), iterable))) return true;
    if (not_iterable(iterable)) {
        nx_error_clear();
        nx_value name = first ? nx_function_text(callee) : 0;
        if (name) nx_raisef(&nx_TypeError, "%U argument after * must be an iterable, not %T", name, iterable);
        else if (!first) nx_raisef(&nx_TypeError, "Value after * must be an iterable, not %T", iterable);
    }
    return false;
}

nx_value nx_list_to_tuple(nx_value list) {
    nx_list *self = NX_PTR(nx_list, list);
    return nx_tuple_from(self->length, self->items);
}

nx_value nx_star_tuple(nx_value iterable, nx_value callee) {
    if (NX_LIKELY(nx_is_exact(iterable, &nx_tuple_type))) return iterable;
    nx_value list = nx_build_list(0, NULL);
    return list && nx_list_extend_arguments(list, iterable, callee) ? nx_list_to_tuple(list) : 0;
}

// ---- subscripts ------------------------------------------------------------------------------------------------------
static NX_COLD nx_value raise_bad_index(nx_value key) {
    return nx_raisef(&nx_TypeError, "list indices must be integers or slices, not %T", key);
}

static bool is_index(nx_value key) { return nx_is_int(key) || nx_type_lookup(nx_type_of(key), &nx_s___index__); }

nx_value nx_list_slice(nx_list *self, nx_slice *slice) {
    int64_t start, stop, step, count;
    if (!nx_slice_indices(slice, self->length, &start, &stop, &step, &count)) return 0;
    nx_list *result = nx_list_new(count);
    if (!result) return 0;
    if (count > self->length) count = self->length;
    if (step == 1) {
        if (count > 0) memcpy(result->items, self->items + start, count * sizeof(nx_value));
    } else {
        nx_value *to = result->items;
        const nx_value *from = self->items + start;
        for (int64_t i = 0; i < count; i++, from += step) to[i] = *from;
    }
    result->length = count < 0 ? 0 : count;
    return NX_OBJ(result);
}

static nx_value list_getitem(nx_value self_, nx_value key) {
    nx_list *self = NX_PTR(nx_list, self_);
    int64_t i;
    if (NX_LIKELY(nx_is_small_int(key))) {
        i = nx_small_int(key);
    } else if (nx_is_exact(key, &nx_slice_type)) {
        return nx_list_slice(self, NX_PTR(nx_slice, key));
    } else {
        if (!is_index(key)) return raise_bad_index(key);
        if (!nx_to_index(key, &i, false)) return 0;
    }
    if (i < 0) i += self->length;
    if (NX_UNLIKELY((uint64_t)i >= (uint64_t)self->length)) return nx_raisef(&nx_IndexError, "list index out of range");
    return self->items[i];
}

// self[start:stop] = items[0..count)
static bool replace_range(nx_list *self, int64_t start, int64_t stop, const nx_value *items, int64_t count) {
    if (stop < start) stop = start;
    int64_t removed = stop - start, length = self->length - removed + count, tail = self->length - stop;
    if (length > self->capacity && !grow(self, length)) return false;
    if (removed != count) memmove(self->items + start + count, self->items + stop, tail * sizeof(nx_value));
    if (count) memcpy(self->items + start, items, count * sizeof(nx_value));
    if (length < self->length) {
        shrink(self, length);
    } else {
        self->length = length;
    }
    return true;
}

static bool delete_stepped(nx_list *self, int64_t start, int64_t step, int64_t count) {
    if (step < 0) {
        start += step * (count - 1);
        step = -step;
    }
    int64_t to = start;
    for (int64_t from = start, next = start, left = count; from < self->length; from++) {
        if (from == next && left > 0) {
            next += step;
            left--;
        } else {
            self->items[to++] = self->items[from];
        }
    }
    shrink(self, to);
    return true;
}

static bool set_slice(nx_list *self, nx_slice *slice, nx_value value) {
    int64_t start, stop, step, count, length = 0;
    nx_value source = 0;
    if (slice->step == NX_NONE || slice->step == NX_INT(1)) {
        if (!nx_slice_indices(slice, self->length, &start, &stop, &step, &count)) return false;
        if (!value) return replace_range(self, start, stop, NULL, 0);
        source = nx_fast_sequence(value, "can only assign an iterable");
        if (!source) return false;
        nx_value *items = nx_fast_items(source, &length);
        if (source == NX_OBJ(self)) {
            nx_value copy = nx_list_from(length, items);
            if (!copy) return false;
            items = NX_PTR(nx_list, copy)->items;
        }
        // making the sequence may have run Python code
        if (!nx_slice_indices(slice, self->length, &start, &stop, &step, &count)) return false;
        return replace_range(self, start, stop, items, length);
    }
    if (!nx_slice_indices(slice, self->length, &start, &stop, &step, &count)) return false;
    if (!value) {
        if (count <= 0) return true;
        if (step == 1) return replace_range(self, start, stop, NULL, 0);
        return delete_stepped(self, start, step, count);
    }
    source = nx_fast_sequence(value, "must assign iterable to extended slice");
    if (!source) return false;
    if (source == NX_OBJ(self)) {
        source = nx_list_from(self->length, self->items);
        if (!source) return false;
    }
    if (!nx_slice_indices(slice, self->length, &start, &stop, &step, &count)) return false;
    nx_value *items = nx_fast_items(source, &length);
    if (step == 1) return replace_range(self, start, stop, items, length);
    if (length != count)
        return nx_failf(&nx_ValueError, "attempt to assign sequence of size %lld to extended slice of size %lld",
            (long long)length, (long long)count);
    for (int64_t i = 0, at = start; i < count; i++, at += step) self->items[at] = items[i];
    return true;
}

static bool list_setitem(nx_value self_, nx_value key, nx_value value) {
    nx_list *self = NX_PTR(nx_list, self_);
    int64_t i;
    if (NX_LIKELY(nx_is_small_int(key))) {
        i = nx_small_int(key);
    } else if (nx_is_exact(key, &nx_slice_type)) {
        return set_slice(self, NX_PTR(nx_slice, key), value);
    } else {
        if (!is_index(key)) return raise_bad_index(key);
        if (!nx_to_index(key, &i, false)) return false;
    }
    if (i < 0) i += self->length;
    if (NX_UNLIKELY((uint64_t)i >= (uint64_t)self->length))
        return nx_failf(&nx_IndexError, "list assignment index out of range");
    if (value) {
        self->items[i] = value;
    } else {
        replace_range(self, i, i + 1, NULL, 0);
    }
    return true;
}

// ---- methods ---------------------------------------------------------------------------------------------------------
nx_value nx_list_append(nx_value self, nx_value object) {
    return nx_list_push(NX_PTR(nx_list, self), object) ? NX_NONE : 0;
}

nx_value nx_list_clear(nx_value self_) {
    nx_list *self = NX_PTR(nx_list, self_);
    nx_give_back_words(self->items, (size_t)self->capacity * sizeof *self->items);
    self->items = NULL;
    self->length = self->capacity = 0;
    return NX_NONE;
}

nx_value nx_list_copy(nx_value self) { return nx_list_from(NX_PTR(nx_list, self)->length, NX_PTR(nx_list, self)->items); }

nx_value nx_list_count(nx_value self_, nx_value value) {
    nx_list *self = NX_PTR(nx_list, self_);
    int64_t count = 0;
    for (int64_t i = 0; i < self->length; i++) {
        int same = nx_equal_quick(self->items[i], value);
        if (same < 0) return 0;
        count += same;
    }
    return nx_from_small_int(count);
}

nx_value nx_list_extend_method(nx_value self, nx_value iterable) {
    return nx_list_extend_from(NX_PTR(nx_list, self), iterable) ? NX_NONE : 0;
}

// The position of value from `start` on before `stop`; -1 absent, -2 error.
static int64_t position_of(nx_list *self, nx_value value, int64_t start, int64_t stop) {
    if (nx_is_small_int(value)) { // another small int is not equal, and nothing is called as long as there are no others
        int64_t end = stop < self->length ? stop : self->length;
        for (; start < end; start++) {
            nx_value item = self->items[start];
            if (item == value) return start;
            if (!nx_is_small_int(item)) break;
        }
    }
    for (int64_t i = start; i < self->length && i < stop; i++) {
        int same = nx_equal_quick(self->items[i], value);
        if (same < 0) return -2;
        if (same) return i;
    }
    return -1;
}

nx_value nx_list_index(nx_value self_, nx_value value, nx_value start, nx_value stop) {
    nx_list *self = NX_PTR(nx_list, self_);
    int64_t from, to;
    if (!nx_index_bounds(start, stop, self->length, &from, &to)) return 0;
    int64_t at = position_of(self, value, from, to);
    if (at == -1) nx_raisef(&nx_ValueError, "%R is not in list", value);
    return at < 0 ? 0 : nx_from_small_int(at);
}

nx_value nx_list_insert(nx_value self_, nx_value index, nx_value object) {
    nx_list *self = NX_PTR(nx_list, self_);
    int64_t i;
    if (nx_is_small_int(index)) {
        i = nx_small_int(index);
    } else {
        nx_value exact = nx_index(index);
        if (!exact) return 0;
        if (!nx_int_try_i64(exact, &i))
            return nx_raisef(&nx_OverflowError, "Python int too large to convert to C ssize_t");
    }
    if (self->length == self->capacity && !grow(self, self->length + 1)) return 0;
    if (i < 0) {
        i += self->length;
        if (i < 0) i = 0;
    }
    if (i > self->length) i = self->length;
    memmove(self->items + i + 1, self->items + i, (self->length - i) * sizeof(nx_value));
    self->items[i] = object;
    self->length++;
    return NX_NONE;
}

nx_value nx_list_pop(nx_value self_, nx_value index) {
    nx_list *self = NX_PTR(nx_list, self_);
    int64_t i;
    if (nx_is_small_int(index)) {
        i = nx_small_int(index);
    } else if (!nx_to_size(index, &i)) {
        return 0;
    }
    if (NX_UNLIKELY(self->length == 0)) return nx_raisef(&nx_IndexError, "pop from empty list");
    if (i < 0) i += self->length;
    if (NX_UNLIKELY((uint64_t)i >= (uint64_t)self->length)) return nx_raisef(&nx_IndexError, "pop index out of range");
    nx_value item = self->items[i];
    int64_t last = self->length - 1;
    if (i < last) memmove(self->items + i, self->items + i + 1, (last - i) * sizeof(nx_value));
    self->items[last] = 0; // do not keep it alive
    self->length = last;
    return item;
}

nx_value nx_list_remove(nx_value self_, nx_value value) {
    nx_list *self = NX_PTR(nx_list, self_);
    int64_t at = position_of(self, value, 0, INT64_MAX);
    if (at == -1) return nx_raisef(&nx_ValueError, "list.remove(x): x not in list");
    if (at < 0) return 0;
    if (at < self->length && !replace_range(self, at, at + 1, NULL, 0)) return 0;
    return NX_NONE;
}

nx_value nx_list_reverse(nx_value self_) {
    nx_list *self = NX_PTR(nx_list, self_);
    for (int64_t i = 0, j = self->length - 1; i < j; i++, j--) {
        nx_value item = self->items[i];
        self->items[i] = self->items[j];
        self->items[j] = item;
    }
    return NX_NONE;
}

nx_value nx_list_sort(nx_value self, nx_value key, nx_value reverse) {
    int backwards = 0;
    if (nx_is_bool(reverse)) {
        backwards = reverse == NX_TRUE;
    } else {
        nx_value index = nx_index(reverse);
        int64_t n;
        if (!index || !nx_int_to_i64(index, &n)) return 0;
        backwards = n != 0;
    }
    return nx_list_sort_values(NX_PTR(nx_list, self), key, backwards) ? NX_NONE : 0;
}

nx_value nx_list_sizeof(nx_value self) { return nx_from_i64(40 + 16 + 8 * NX_PTR(nx_list, self)->capacity); }

// ---- slots -----------------------------------------------------------------------------------------------------------
static nx_value list_repr(nx_value self) {
    if (NX_PTR(nx_list, self)->length == 0) return nx_str_from_c("[]");
    return nx_sequence_repr(self, "[", "]", "[...]");
}

static nx_value list_compare(nx_value left, nx_value right, int operation) {
    if (!nx_is_list(left) || !nx_is_list(right)) return NX_NOTIMPLEMENTED;
    return nx_compare_sequences(left, right, operation);
}

nx_value nx_list_concat(nx_value left, nx_value right) {
    nx_list *a = NX_PTR(nx_list, left), *b = NX_PTR(nx_list, right);
    nx_list *result = nx_list_new(a->length + b->length);
    if (!result) return 0;
    if (a->length) memcpy(result->items, a->items, a->length * sizeof(nx_value));
    if (b->length) memcpy(result->items + a->length, b->items, b->length * sizeof(nx_value));
    result->length = a->length + b->length;
    return NX_OBJ(result);
}

static nx_value list_concat(nx_value left, nx_value right) {
    if (!nx_is_list(right)) return nx_raisef(&nx_TypeError, "can only concatenate list (not \"%T\") to list", right);
    return nx_list_concat(left, right);
}

static void fill_repeated(nx_value *to, const nx_value *items, int64_t length, int64_t total) {
    if (length == 1) {
        for (int64_t i = 0; i < total; i++) to[i] = items[0];
        return;
    }
    if (to != items) memmove(to, items, length * sizeof(nx_value));
    for (int64_t done = length; done < total;) {
        int64_t part = done < total - done ? done : total - done;
        memcpy(to + done, to, part * sizeof(nx_value));
        done += part;
    }
}

nx_value nx_list_repeat(nx_value list, nx_i64 count) {
    nx_list *self = NX_PTR(nx_list, list);
    int64_t n = count > 0 ? count : 0, total;
    if (__builtin_mul_overflow(n, self->length, &total) || total > ((int64_t)1 << 58)) return nx_raise_no_memory();
    nx_list *result = nx_list_new(total);
    if (!result) return 0;
    if (total) fill_repeated(result->items, self->items, self->length, total);
    result->length = total;
    return NX_OBJ(result);
}

static nx_value list_repeat(nx_value self, nx_value count) {
    int64_t n;
    return nx_repeat_count(count, &n) ? nx_list_repeat(self, n) : 0;
}

static nx_value list_inplace_concat(nx_value self, nx_value other) {
    return nx_list_extend_from(NX_PTR(nx_list, self), other) ? self : 0;
}

static nx_value list_inplace_repeat(nx_value self_, nx_value count) {
    nx_list *self = NX_PTR(nx_list, self_);
    if (!is_index(count)) return nx_raisef(&nx_TypeError, "can't multiply sequence by non-int of type '%T'", count);
    int64_t n, total;
    if (!nx_repeat_count(count, &n)) return 0;
    if (n == 0 || self->length == 0) {
        nx_list_clear(self_);
        return self_;
    }
    if (__builtin_mul_overflow(n, self->length, &total) || total > ((int64_t)1 << 58)) return nx_raise_no_memory();
    if (!nx_list_reserve(self, total)) return 0;
    fill_repeated(self->items, self->items, self->length, total);
    self->length = total;
    return self_;
}

static int list_contains(nx_value self, nx_value item) {
    int64_t at = position_of(NX_PTR(nx_list, self), item, 0, INT64_MAX);
    return at == -2 ? -1 : at >= 0;
}

static bool list_length(nx_value self, int64_t *length) {
    *length = NX_PTR(nx_list, self)->length;
    return true;
}

static nx_value list_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    return NX_OBJ(nx_new_instance(cls, 0));
}

static bool list_init(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    const nx_type *type = nx_type_of(self);
    bool plain = type == &nx_list_type || type->new_ == nx_list_type.new_;
    if ((plain && !nx_take_no_keywords("list", kwnames)) || !nx_take_positional("list", nargs, 0, 1)) return false;
    if (NX_PTR(nx_list, self)->length) nx_list_clear(self);
    return nargs == 0 || nx_list_extend_from(NX_PTR(nx_list, self), args[0]);
}

// ---- iterators ---------------------------------------------------------------------------------------------------------
static nx_value list_iter(nx_value self) {
    nx_list_iterator *it = nx_new_object(nx_list_iterator, nx_list_iterator_type);
    if (!it) return 0;
    it->list = self;
    return NX_OBJ(it);
}

// Beyond the end, unless in an extension module the list has become the host's meanwhile (runtime/ext/escape.c).
static NX_NOINLINE nx_value past_end(nx_list_iterator *it, int64_t step) {
    if (NX_UNLIKELY(nx_is_foreign(it->list)) && it->index >= 0) {
        nx_value item = nx_host->item_at(it->list, it->index);
        it->index += step;
        if (item != NX_STOP) return item;
    }
    it->list = 0;
    return NX_STOP;
}

static nx_value list_iterator_next(nx_value self) {
    nx_list_iterator *it = NX_PTR(nx_list_iterator, self);
    if (NX_UNLIKELY(!it->list)) return NX_STOP;
    nx_list *list = NX_PTR(nx_list, it->list);
    if (NX_LIKELY(it->index < list->length)) return list->items[it->index++];
    return past_end(it, 1);
}

nx_value nx_list_iterator_length_hint(nx_value self) {
    nx_list_iterator *it = NX_PTR(nx_list_iterator, self);
    int64_t left = it->list ? NX_PTR(nx_list, it->list)->length : 0;
    if (it->list && NX_UNLIKELY(nx_is_foreign(it->list)) && !nx_length(it->list, &left)) return 0;
    left -= it->index;
    return nx_from_small_int(left < 0 ? 0 : left);
}

// (iter, (list,), index), or (iter, ((),)) when exhausted
nx_value nx_list_reversed(nx_value self) {
    nx_list_iterator *it = nx_new_object(nx_list_iterator, nx_list_reverse_iterator_type);
    if (!it) return 0;
    it->list = self;
    it->index = NX_PTR(nx_list, self)->length - 1;
    return NX_OBJ(it);
}

static nx_value list_reverse_iterator_next(nx_value self) {
    nx_list_iterator *it = NX_PTR(nx_list_iterator, self);
    if (!it->list) return NX_STOP;
    nx_list *list = NX_PTR(nx_list, it->list);
    if (it->index >= 0 && it->index < list->length) return list->items[it->index--];
    return past_end(it, -1);
}

nx_value nx_list_reverse_iterator_length_hint(nx_value self) {
    nx_list_iterator *it = NX_PTR(nx_list_iterator, self);
    int64_t left = it->list ? it->index + 1 : 0;
    return nx_from_small_int(it->list && NX_PTR(nx_list, it->list)->length < left ? 0 : left);
}

#include "list.inc"

nx_type nx_list_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_list_type},
    .c_name = "list",
    .flags = NX_TYPE_BASE | NX_TYPE_LIST | NX_TYPE_SEQUENCE | NX_TYPE_MATCH_SELF,
    .basic_size = sizeof(nx_list),
    .doc = "Built-in mutable sequence.\n\nIf no argument is given, the constructor creates a new empty list.\n"
           "The argument must be an iterable if specified.",
    .methods = nx_list_methods,
    .getsets = nx_list_getsets,
    .repr = list_repr,
    .hash = nx_hash_not_implemented,
    .compare = list_compare,
    .iter = list_iter,
    .new_ = list_new,
    .init = list_init,
    .inplace = {[NX_ADD] = list_inplace_concat, [NX_MUL] = list_inplace_repeat},
    .length = list_length,
    .getitem = list_getitem,
    .setitem = list_setitem,
    .contains = list_contains,
    .concat = list_concat,
    .repeat = list_repeat,
};

nx_type nx_list_iterator_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_list_iterator_type},
    .c_name = "list_iterator",
    .basic_size = sizeof(nx_list_iterator),
    .methods = nx_list_iterator_methods,
    .getsets = nx_list_iterator_getsets,
    .iter = nx_iter_self,
    .next = list_iterator_next,
};

nx_type nx_list_reverse_iterator_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_list_reverse_iterator_type},
    .c_name = "list_reverseiterator",
    .basic_size = sizeof(nx_list_iterator),
    .methods = nx_list_reverse_iterator_methods,
    .getsets = nx_list_reverse_iterator_getsets,
    .iter = nx_iter_self,
    .next = list_reverse_iterator_next,
};
