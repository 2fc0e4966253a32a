// Python tuple: the items follow the header. The hash is CPython's (xxHash over the items' hashes), since the hashes of
// tuples of ints show in the order of sets.
#include "host.h"
#include "natives.h"
#include "containers.h"
#include "alloc.h"

nx_tuple nx_empty_tuple = {.header = {&nx_tuple_type.root}};

nx_tuple *nx_tuple_new(int64_t length) {
    if (length == 0) return &nx_empty_tuple;
    nx_tuple *self = nx_alloc_object(&nx_tuple_type, sizeof(nx_tuple) + length * sizeof(nx_value));
    if (self) self->length = length;
    return self;
}

nx_value nx_tuple_from(int64_t length, const nx_value *items) {
    nx_tuple *self = nx_tuple_new(length);
    if (!self) return 0;
    for (int64_t i = 0; i < length; i++) self->items[i] = items[i];
    return NX_OBJ(self);
}

nx_value nx_build_tuple(size_t count, const nx_value *items) { return nx_tuple_from((int64_t)count, items); }

// modules/_deque.c, in programs that have it: the items of a deque; NX_STOP for what is none.
__attribute__((weak)) nx_value nx_tuple_of_deque(nx_value iterable);

nx_value nx_tuple_of(nx_value iterable) {
    if (NX_UNLIKELY(nx_is_foreign(iterable))) return nx_host->items_of(iterable);
    if (nx_is_exact(iterable, &nx_tuple_type)) return iterable;
    if (nx_is_exact(iterable, &nx_list_type))
        return nx_tuple_from(NX_PTR(nx_list, iterable)->length, NX_PTR(nx_list, iterable)->items);
    enum { FEW = 16 };
    nx_value few[FEW], item;
    if (nx_tuple_of_deque && (item = nx_tuple_of_deque(iterable)) != NX_STOP) return item;
    nx_walk walk;
    if (!nx_walk_begin(&walk, iterable)) return 0;
    if (walk.kind == NX_WALK_ITERATOR && !nx_is_exact(iterable, &nx_generator_type)) { // __len__ is asked, and may fail
        int64_t hint = nx_length_hint(iterable);
        if (nx_pending()) return 0;
        if (hint > (int64_t)1 << 44) return nx_raise_no_memory();
    }
    int64_t count = 0;
    while ((item = nx_walk_next(&walk)) != NX_STOP) {
        if (!item) return 0;
        if (count == FEW) break;
        few[count++] = item;
    }
    if (item == NX_STOP) return nx_tuple_from(count, few);
    nx_list *list = nx_list_new(2 * FEW);
    if (!list) return 0;
    memcpy(list->items, few, sizeof few);
    list->length = FEW;
    for (; item != NX_STOP; item = nx_walk_next(&walk))
        if (!item || !nx_list_push(list, item)) return 0;
    return nx_tuple_from(list->length, list->items);
}

// ---- methods ---------------------------------------------------------------------------------------------------------
nx_value nx_tuple_count(nx_value self_, nx_value value) {
    nx_tuple *self = NX_PTR(nx_tuple, self_);
    int64_t count = 0;
    for (int64_t i = 0; i < self->length; i++) {
        int same = nx_equal_quick(self->items[i], value);
        if (same < 0) return 0;
        count += same;
    }
    return nx_from_small_int(count);
}

static int64_t position_of(nx_tuple *self, nx_value value, int64_t start, int64_t stop) {
    for (int64_t i = start; i < self->length && i < stop; i++) {
        int same = nx_equal_quick(self->items[i], value);
        if (same < 0) return -2;
        if (same) return i;
    }
    return -1;
}

nx_value nx_tuple_index(nx_value self_, nx_value value, nx_value start, nx_value stop) {
    nx_tuple *self = NX_PTR(nx_tuple, self_);
    int64_t from, to;
    if (!nx_index_bounds(start, stop, self->length, &from, &to)) return 0;
    int64_t at = position_of(self, value, from, to);
    if (at == -1) nx_raisef(&nx_ValueError, "tuple.index(x): x not in tuple");
    return at < 0 ? 0 : nx_from_small_int(at);
}

nx_value nx_tuple_getnewargs(nx_value self) {
    nx_value copy = nx_tuple_from(NX_PTR(nx_tuple, self)->length, NX_PTR(nx_tuple, self)->items);
    return copy ? nx_tuple_from(1, &copy) : 0;
}

// ---- slots -----------------------------------------------------------------------------------------------------------
static nx_value tuple_getitem(nx_value self_, nx_value key) {
    nx_tuple *self = NX_PTR(nx_tuple, self_);
    int64_t i;
    if (NX_LIKELY(nx_is_small_int(key))) {
        i = nx_small_int(key);
    } else if (nx_is_exact(key, &nx_slice_type)) {
        int64_t start, stop, step, count;
        if (!nx_slice_indices(NX_PTR(nx_slice, key), self->length, &start, &stop, &step, &count)) return 0;
        if (count <= 0) return NX_OBJ(&nx_empty_tuple);
        if (step == 1 && count == self->length && nx_is_exact(self_, &nx_tuple_type)) return self_;
        nx_tuple *result = nx_tuple_new(count);
        if (!result) return 0;
        for (int64_t n = 0, at = start; n < count; n++, at += step) result->items[n] = self->items[at];
        return NX_OBJ(result);
    } else {
        if (!nx_is_int(key) && !nx_type_lookup(nx_type_of(key), &nx_s___index__))
            return nx_raisef(&nx_TypeError, "tuple indices must be integers or slices, not %T", key);
        if (!nx_to_index(key, &i, false)) return 0;
    }
    if (i < 0) i += self->length;
    if (NX_UNLIKELY((uint64_t)i >= (uint64_t)self->length)) return nx_raisef(&nx_IndexError, "tuple index out of range");
    return self->items[i];
}

static nx_value tuple_repr(nx_value self) {
    int64_t length = NX_PTR(nx_tuple, self)->length;
    if (length == 0) return nx_str_from_c("()");
    return nx_sequence_repr(self, "(", length == 1 ? ",)" : ")", "(...)");
}

int64_t nx_hash_items(const int64_t *hashes, int64_t count) {
    uint64_t sum = NX_HASH_PRIME_5;
    for (int64_t i = 0; i < count; i++) sum = nx_hash_mix(sum, hashes[i]);
    return nx_hash_finish(sum, count);
}

// The hashes of tuples that took some work and call no Python: who uses one as a key, does so more than once. Those on the
// stack (tuple_keys.c) give way to others at the same address; a collection may give the memory of those on the heap to others.
enum { KEPT_HASHES = 1024, MUCH_WORK = 4 };
static struct { const nx_tuple *tuple; int64_t hash; } kept_hashes[KEPT_HASHES];

void nx_tuple_forget_hashes(void) { memset(kept_hashes, 0, sizeof kept_hashes); }
void nx_tuple_forget_hash(const nx_tuple *tuple) {
    uint64_t place = ((uintptr_t)tuple >> 4) % KEPT_HASHES;
    if (kept_hashes[place].tuple == tuple) kept_hashes[place].tuple = NULL;
}

static bool is_atom(nx_value v) { return nx_is_exact(v, &nx_int_type) || nx_is_exact(v, &nx_float_type) || nx_is_exact(v, &nx_bytes_type); }

enum { HASH_FAILED, HASH_CALLED, HASH_PLAIN };
static bool tuple_hash(nx_value self, int64_t *hash);

// *work: how many items were looked at. HASH_CALLED: an item's class may have been asked, and may answer otherwise next time.
static int hash_items(const nx_tuple *self, int64_t *hash, int64_t *work) {
    uint64_t place = ((uintptr_t)self >> 4) % KEPT_HASHES;
    if (kept_hashes[place].tuple == self) {
        *hash = kept_hashes[place].hash;
        return HASH_PLAIN;
    }
    uint64_t sum = NX_HASH_PRIME_5;
    int64_t looked = self->length;
    int how = HASH_PLAIN;
    for (int64_t i = 0, length = self->length; i < length; i++) {
        nx_value v = self->items[i];
        int64_t item;
        if (nx_is_small_int(v)) {
            item = nx_hash_small_int(nx_small_int(v));
        } else if (nx_is_exact_str(v)) {
            nx_str *s = NX_PTR(nx_str, v);
            item = s->hash ? s->hash : nx_str_hash(s);
        } else if (nx_type_of(v)->hash == tuple_hash) {
            int inner = hash_items(NX_PTR(nx_tuple, v), &item, &looked);
            if (inner == HASH_FAILED) return HASH_FAILED;
            if (inner == HASH_CALLED) how = HASH_CALLED;
        } else {
            if (nx_is_pointer(v) && !is_atom(v)) how = HASH_CALLED;
            if (!nx_hash(v, &item)) return HASH_FAILED;
        }
        sum = nx_hash_mix(sum, item);
    }
    *work += looked;
    *hash = nx_hash_finish(sum, self->length);
    if (how == HASH_PLAIN && looked >= MUCH_WORK && nx_gc_has(self)) {
        kept_hashes[place].tuple = self;
        kept_hashes[place].hash = *hash;
    }
    return how;
}

static bool tuple_hash(nx_value self, int64_t *hash) {
    int64_t work = 0;
    return hash_items(NX_PTR(nx_tuple, self), hash, &work) != HASH_FAILED;
}

int nx_tuples_same(const nx_tuple *a, const nx_tuple *b) {
    if (a->length != b->length) return -1;
    for (int64_t i = 0, length = a->length; i < length; i++) {
        nx_value x = a->items[i], y = b->items[i];
        if (x == y) continue;
        if (nx_are_small_ints(x, y)) return 0;
        int same = -1;
        if (nx_is_exact_str(x) && nx_is_exact_str(y)) same = nx_str_equal(NX_PTR(nx_str, x), NX_PTR(nx_str, y));
        else if (nx_is_exact(x, &nx_tuple_type) && nx_is_exact(y, &nx_tuple_type))
            same = nx_tuples_same(NX_PTR(nx_tuple, x), NX_PTR(nx_tuple, y));
        if (same <= 0) return same;
    }
    return 1;
}

static nx_value tuple_compare(nx_value left, nx_value right, int operation) {
    if (!nx_is_tuple(left) || !nx_is_tuple(right)) return NX_NOTIMPLEMENTED;
    return nx_compare_sequences(left, right, operation);
}

static nx_value tuple_concat(nx_value left, nx_value right) {
    if (!nx_is_tuple(right)) return nx_raisef(&nx_TypeError, "can only concatenate tuple (not \"%T\") to tuple", right);
    nx_tuple *a = NX_PTR(nx_tuple, left), *b = NX_PTR(nx_tuple, right);
    if (a->length == 0 && nx_is_exact(right, &nx_tuple_type)) return right;
    if (b->length == 0 && nx_is_exact(left, &nx_tuple_type)) return left;
    nx_tuple *result = nx_tuple_new(a->length + b->length);
    if (!result) return 0;
    memcpy(result->items, a->items, a->length * sizeof(nx_value));
    memcpy(result->items + a->length, b->items, b->length * sizeof(nx_value));
    return NX_OBJ(result);
}

static nx_value tuple_repeat(nx_value self_, nx_value count) {
    nx_tuple *self = NX_PTR(nx_tuple, self_);
    int64_t n, total;
    if (!nx_repeat_count(count, &n)) return 0;
    if (n == 1 && nx_is_exact(self_, &nx_tuple_type)) return self_;
    if (__builtin_mul_overflow(n, self->length, &total) || total > ((int64_t)1 << 58)) return nx_raise_no_memory();
    nx_tuple *result = nx_tuple_new(total);
    if (!result) return 0;
    for (int64_t done = 0; done < total; done += self->length)
        memcpy(result->items + done, self->items, self->length * sizeof(nx_value));
    return NX_OBJ(result);
}

static int tuple_contains(nx_value self, nx_value item) {
    int64_t at = position_of(NX_PTR(nx_tuple, self), item, 0, INT64_MAX);
    return at == -2 ? -1 : at >= 0;
}

static bool tuple_length(nx_value self, int64_t *length) {
    *length = NX_PTR(nx_tuple, self)->length;
    return true;
}

static nx_value tuple_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (!nx_new_takes_no_keywords(cls, &nx_tuple_type, "tuple", kwnames)) return 0;
    if (!nx_take_positional("tuple", nargs, 0, 1)) return 0;
    nx_value plain = nargs ? nx_tuple_of(args[0]) : NX_OBJ(&nx_empty_tuple);
    if (!plain || cls == &nx_tuple_type) return plain;
    nx_tuple *source = NX_PTR(nx_tuple, plain);
    nx_tuple *self = nx_new_instance(cls, source->length);
    if (!self) return 0;
    self->length = source->length;
    memcpy(self->items, source->items, source->length * sizeof(nx_value));
    return NX_OBJ(self);
}

// ---- iterator -----------------------------------------------------------------------------------------------------------
static nx_value tuple_iter(nx_value self) {
    nx_tuple_iterator *it = nx_new_object(nx_tuple_iterator, nx_tuple_iterator_type);
    if (!it) return 0;
    it->tuple = self;
    return NX_OBJ(it);
}

static nx_value tuple_iterator_next(nx_value self) {
    nx_tuple_iterator *it = NX_PTR(nx_tuple_iterator, self);
    if (!it->tuple) return NX_STOP;
    nx_tuple *tuple = NX_PTR(nx_tuple, it->tuple);
    if (NX_LIKELY(it->index < tuple->length)) return tuple->items[it->index++];
    it->tuple = 0;
    return NX_STOP;
}

nx_value nx_tuple_iterator_length_hint(nx_value self) {
    nx_tuple_iterator *it = NX_PTR(nx_tuple_iterator, self);
    return nx_from_small_int(it->tuple ? NX_PTR(nx_tuple, it->tuple)->length - it->index : 0);
}

#include "tuple.inc"

nx_type nx_tuple_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_tuple_type},
    .c_name = "tuple",
    .flags = NX_TYPE_BASE | NX_TYPE_TUPLE | NX_TYPE_SEQUENCE | NX_TYPE_MATCH_SELF,
    .basic_size = sizeof(nx_tuple),
    .item_size = sizeof(nx_value),
    .doc = "Built-in immutable sequence.\n\nIf no argument is given, the constructor returns an empty tuple.\n"
           "If iterable is specified the tuple is initialized from iterable's items.\n\n"
           "If the argument is a tuple, the return value is the same object.",
    .methods = nx_tuple_methods,
    .getsets = nx_tuple_getsets,
    .repr = tuple_repr,
    .hash = tuple_hash,
    .compare = tuple_compare,
    .iter = tuple_iter,
    .new_ = tuple_new,
    .length = tuple_length,
    .getitem = tuple_getitem,
    .contains = tuple_contains,
    .concat = tuple_concat,
    .repeat = tuple_repeat,
};

nx_type nx_tuple_iterator_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_tuple_iterator_type},
    .c_name = "tuple_iterator",
    .basic_size = sizeof(nx_tuple_iterator),
    .methods = nx_tuple_iterator_methods,
    .getsets = nx_tuple_iterator_getsets,
    .iter = nx_iter_self,
    .next = tuple_iterator_next,
};
