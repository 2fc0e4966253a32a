// product, permutations, combinations, combinations_with_replacement: tuples chosen from pools by counting indices in
// lexicographic order. `indices` holds the current choice; the pools never change.
#include "itertools.h"

static nx_chooser *chooser_new(nx_type *cls, nx_value pool, int64_t count, int64_t indices) {
    nx_chooser *self = nx_new_instance(cls, 0);
    if (!self) return NULL;
    self->pool = NX_PTR(nx_tuple, pool);
    self->count = count;
    self->indices = nx_alloc_bytes((size_t)(indices ? indices : 1) * sizeof(int64_t));
    if (!self->indices) return NULL;
    for (int64_t i = 0; i < indices; i++) self->indices[i] = 0;
    return self;
}

// The result for the current indices, all into one pool.
static nx_value chosen(const nx_chooser *self) {
    nx_tuple *result = nx_tuple_new(self->count);
    for (int64_t i = 0; result && i < self->count; i++) result->items[i] = self->pool->items[self->indices[i]];
    return NX_OBJ(result);
}

static nx_value ended(nx_chooser *self) {
    self->ended = true;
    return NX_STOP;
}

// (iterable, r), r being required unless `fallback`.
static bool take(const char *name, size_t nargs, const nx_value *args, nx_value kwnames, bool optional, nx_value *pool, int64_t *r) {
    static const char *const names[] = {"iterable", "r"};
    nx_value out[2];
    if (!nx_take_arguments(name, names, 2, optional ? 1 : 2, 0, nargs, args, kwnames, out)) return false;
    *pool = nx_tuple_of(out[0]);
    if (!*pool) return false;
    *r = NX_PTR(nx_tuple, *pool)->length;
    if (!out[1] || (optional && out[1] == NX_NONE)) return true;
    if (!nx_is_int(out[1]) && optional) return nx_failf(&nx_TypeError, "Expected int as r");
    if (!nx_to_index(out[1], r, false)) return false;
    return *r >= 0 || nx_failf(&nx_ValueError, "r must be non-negative");
}

// ---- product ---------------------------------------------------------------------------------------------------------------
nx_value nx_itertools_make_product(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    int64_t repeat = 1, given = (int64_t)nargs;
    if (kwnames && NX_PTR(nx_tuple, kwnames)->length) {
        nx_tuple *names = NX_PTR(nx_tuple, kwnames);
        if (names->length > 1 || !nx_str_equal(NX_PTR(nx_str, names->items[0]), nx_str_intern_c("repeat")))
            return nx_raisef(&nx_TypeError, "'%U' is an invalid keyword argument for product()", names->items[0]);
        if (!nx_to_index(args[nargs], &repeat, false)) return 0;
        if (repeat < 0) return nx_raisef(&nx_ValueError, "repeat argument cannot be negative");
    }
    int64_t count;
    if (__builtin_mul_overflow(given, repeat, &count) || count > (int64_t)1 << 40)
        return nx_raisef(&nx_OverflowError, "repeat argument too large");
    nx_tuple *pools = nx_tuple_new(count);
    if (!pools) return 0;
    for (int64_t i = 0; i < count; i++)
        if (!(pools->items[i] = i < given ? nx_tuple_of(args[i]) : pools->items[i - given])) return 0;
    return NX_OBJ(chooser_new(cls, NX_OBJ(pools), count, count));
}

nx_value nx_itertools_next_product(nx_value self_) {
    nx_chooser *self = NX_PTR(nx_chooser, self_);
    if (self->ended) return NX_STOP;
    if (!self->started) {
        self->started = true;
        for (int64_t i = 0; i < self->count; i++)
            if (NX_PTR(nx_tuple, self->pool->items[i])->length == 0) return ended(self);
    } else {
        int64_t i = self->count - 1;
        for (; i >= 0; i--) {
            if (++self->indices[i] < NX_PTR(nx_tuple, self->pool->items[i])->length) break;
            self->indices[i] = 0;
        }
        if (i < 0) return ended(self);
    }
    nx_tuple *result = nx_tuple_new(self->count);
    for (int64_t i = 0; result && i < self->count; i++)
        result->items[i] = NX_PTR(nx_tuple, self->pool->items[i])->items[self->indices[i]];
    return NX_OBJ(result);
}

// ---- combinations ----------------------------------------------------------------------------------------------------------
nx_value nx_itertools_make_combinations(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    nx_value pool;
    int64_t r;
    if (!take("combinations", nargs, args, kwnames, false, &pool, &r)) return 0;
    nx_chooser *self = chooser_new(cls, pool, r, r);
    if (!self) return 0;
    for (int64_t i = 0; i < r; i++) self->indices[i] = i;
    self->ended = r > self->pool->length;
    return NX_OBJ(self);
}

nx_value nx_itertools_next_combinations(nx_value self_) {
    nx_chooser *self = NX_PTR(nx_chooser, self_);
    if (self->ended) return NX_STOP;
    if (self->started) {
        int64_t n = self->pool->length, r = self->count, i = r - 1;
        while (i >= 0 && self->indices[i] == i + n - r) i--;
        if (i < 0) return ended(self);
        self->indices[i]++;
        for (i++; i < r; i++) self->indices[i] = self->indices[i - 1] + 1;
    }
    self->started = true;
    return chosen(self);
}

nx_value nx_itertools_make_combinations_with_replacement(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    nx_value pool;
    int64_t r;
    if (!take("combinations_with_replacement", nargs, args, kwnames, false, &pool, &r)) return 0;
    nx_chooser *self = chooser_new(cls, pool, r, r);
    if (self) self->ended = self->pool->length == 0 && r > 0;
    return NX_OBJ(self);
}

nx_value nx_itertools_next_combinations_with_replacement(nx_value self_) {
    nx_chooser *self = NX_PTR(nx_chooser, self_);
    if (self->ended) return NX_STOP;
    if (self->started) {
        int64_t n = self->pool->length, i = self->count - 1;
        while (i >= 0 && self->indices[i] == n - 1) i--;
        if (i < 0) return ended(self);
        int64_t index = self->indices[i] + 1;
        for (; i < self->count; i++) self->indices[i] = index;
    }
    self->started = true;
    return chosen(self);
}

// ---- permutations ----------------------------------------------------------------------------------------------------------
nx_value nx_itertools_make_permutations(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    nx_value pool;
    int64_t r;
    if (!take("permutations", nargs, args, kwnames, true, &pool, &r)) return 0;
    int64_t n = NX_PTR(nx_tuple, pool)->length;
    nx_chooser *self = chooser_new(cls, pool, r, n + r);
    if (!self) return 0;
    for (int64_t i = 0; i < n; i++) self->indices[i] = i;
    for (int64_t i = 0; i < r; i++) self->indices[n + i] = n - i;
    self->ended = r > n;
    return NX_OBJ(self);
}

nx_value nx_itertools_next_permutations(nx_value self_) {
    nx_chooser *self = NX_PTR(nx_chooser, self_);
    if (self->ended) return NX_STOP;
    if (self->started) {
        int64_t n = self->pool->length, i = self->count - 1;
        int64_t *indices = self->indices, *cycles = indices + n;
        for (; i >= 0; i--) {
            if (--cycles[i] == 0) { // this place has had all: rotate it behind
                int64_t index = indices[i];
                memmove(indices + i, indices + i + 1, (n - 1 - i) * sizeof *indices);
                indices[n - 1] = index;
                cycles[i] = n - i;
            } else {
                int64_t j = n - cycles[i], index = indices[i];
                indices[i] = indices[j];
                indices[j] = index;
                break;
            }
        }
        if (i < 0) return ended(self);
    }
    self->started = true;
    return chosen(self);
}
