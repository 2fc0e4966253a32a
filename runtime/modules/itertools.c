// The module itertools: iterators over iterators. Each keeps what it still has to do; none looks ahead further than
// CPython's does.
#include "natrix.h"
#include "natives.h"
#include "itertools.h"

// Whether the predicate holds of the item; None stands for the item's own truth.
static int holds(nx_value predicate, nx_value item) {
    if (predicate == NX_NONE || predicate == NX_OBJ(&nx_bool_type)) return nx_truth(item);
    nx_value verdict = nx_call1(predicate, item);
    return verdict ? nx_truth(verdict) : -1;
}

static nx_value pair_new(const nx_type *base, const char *name, nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (!nx_new_takes_no_keywords(cls, base, name, kwnames) || !nx_take_positional(name, nargs, 2, 2)) return 0;
    nx_value iterator = nx_iter(args[1]);
    nx_pair_iterator *self = iterator ? nx_new_instance(cls, 0) : NULL;
    if (!self) return 0;
    self->what = args[0];
    self->iterator = iterator;
    return NX_OBJ(self);
}
#define PAIR_NEW(type)                                                                                      \
    static nx_value type##_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {        \
        return pair_new(&nx_itertools_##type##_type, #type, cls, nargs, args, kwnames);                      \
    }

// ---- takewhile, dropwhile, filterfalse, starmap ------------------------------------------------------------------------
PAIR_NEW(takewhile)
static nx_value takewhile_next(nx_value self_) {
    nx_pair_iterator *self = NX_PTR(nx_pair_iterator, self_);
    if (self->flag) return NX_STOP;
    nx_value item = nx_next(self->iterator);
    if (!item || item == NX_STOP) return item;
    nx_value verdict = nx_call1(self->what, item);
    int truth = verdict ? nx_truth(verdict) : -1;
    if (truth < 0) return 0;
    if (truth) return item;
    self->flag = true;
    return NX_STOP;
}

PAIR_NEW(dropwhile)
static nx_value dropwhile_next(nx_value self_) {
    nx_pair_iterator *self = NX_PTR(nx_pair_iterator, self_);
    for (;;) {
        nx_value item = nx_next(self->iterator);
        if (!item || item == NX_STOP || self->flag) return item;
        nx_value verdict = nx_call1(self->what, item);
        int truth = verdict ? nx_truth(verdict) : -1;
        if (truth < 0) return 0;
        if (!truth) {
            self->flag = true;
            return item;
        }
    }
}

PAIR_NEW(filterfalse)
static nx_value filterfalse_next(nx_value self_) {
    nx_pair_iterator *self = NX_PTR(nx_pair_iterator, self_);
    for (;;) {
        nx_value item = nx_next(self->iterator);
        if (!item || item == NX_STOP) return item;
        int truth = holds(self->what, item);
        if (truth < 0) return 0;
        if (!truth) return item;
    }
}

PAIR_NEW(starmap)
static nx_value starmap_next(nx_value self_) {
    nx_pair_iterator *self = NX_PTR(nx_pair_iterator, self_);
    nx_value item = nx_next(self->iterator);
    if (!item || item == NX_STOP) return item;
    nx_value sequence = nx_is_exact(item, &nx_tuple_type) ? item : nx_tuple_of(item);
    return sequence ? nx_call(self->what, NX_PTR(nx_tuple, sequence)->length, NX_PTR(nx_tuple, sequence)->items, 0) : 0;
}

// ---- compress -----------------------------------------------------------------------------------------------------------
static nx_value compress_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    static const char *const names[] = {"data", "selectors"};
    nx_value out[2];
    if (!nx_take_arguments("compress", names, 2, 2, 0, nargs, args, kwnames, out)) return 0;
    nx_value data = nx_iter(out[0]), selectors = data ? nx_iter(out[1]) : 0;
    nx_pair_iterator *self = selectors ? nx_new_instance(cls, 0) : NULL;
    if (!self) return 0;
    self->what = selectors;
    self->iterator = data;
    return NX_OBJ(self);
}
static nx_value compress_next(nx_value self_) {
    nx_pair_iterator *self = NX_PTR(nx_pair_iterator, self_);
    for (;;) {
        nx_value item = nx_next(self->iterator);
        if (!item || item == NX_STOP) return item;
        nx_value selector = nx_next(self->what);
        if (!selector || selector == NX_STOP) return selector;
        int truth = nx_truth(selector);
        if (truth < 0) return 0;
        if (truth) return item;
    }
}

// ---- pairwise -----------------------------------------------------------------------------------------------------------
static nx_value pairwise_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (!nx_new_takes_no_keywords(cls, &nx_itertools_pairwise_type, "pairwise", kwnames) || !nx_take_positional("pairwise", nargs, 1, 1)) return 0;
    nx_value iterator = nx_iter(args[0]);
    nx_pair_iterator *self = iterator ? nx_new_instance(cls, 0) : NULL;
    if (!self) return 0;
    self->iterator = iterator;
    return NX_OBJ(self);
}
static nx_value pairwise_next(nx_value self_) {
    nx_pair_iterator *self = NX_PTR(nx_pair_iterator, self_);
    if (!self->iterator) return NX_STOP;
    if (!self->what) {
        nx_value first = nx_next(self->iterator);
        if (!first) return 0;
        if (first == NX_STOP) {
            self->iterator = 0;
            return NX_STOP;
        }
        self->what = first;
        if (!self->iterator) return NX_STOP;
    }
    nx_value old = self->what, item = nx_next(self->iterator);
    if (!item) return 0;
    if (item == NX_STOP) {
        self->iterator = self->what = 0;
        return NX_STOP;
    }
    self->what = item;
    return nx_tuple_from(2, (nx_value[]){old, item});
}

// ---- chain --------------------------------------------------------------------------------------------------------------
typedef struct { nx_header header; nx_value iterables, active; } nx_chain; // iterables: an iterator, 0 at the end

static nx_value chain_of(nx_type *cls, nx_value iterables) {
    nx_chain *self = iterables ? nx_new_instance(cls, 0) : NULL;
    if (!self) return 0;
    self->iterables = iterables;
    return NX_OBJ(self);
}
static nx_value chain_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (!nx_new_takes_no_keywords(cls, &nx_itertools_chain_type, "chain", kwnames)) return 0;
    nx_value tuple = nx_tuple_from((int64_t)nargs, args);
    return tuple ? chain_of(cls, nx_iter(tuple)) : 0;
}
nx_value nx_itertools_chain_from_iterable(nx_value cls, nx_value iterable) {
    return chain_of(NX_PTR(nx_type, cls), nx_iter(iterable));
}
static nx_value chain_next(nx_value self_) {
    nx_chain *self = NX_PTR(nx_chain, self_);
    while (self->iterables) {
        if (!self->active) {
            nx_value iterable = nx_next(self->iterables);
            if (!iterable || iterable == NX_STOP) {
                self->iterables = 0;
                return iterable;
            }
            self->active = nx_iter(iterable);
            if (!self->active) {
                self->iterables = 0;
                return 0;
            }
        }
        nx_value item = nx_next(self->active);
        if (item != NX_STOP) return item;
        self->active = 0;
    }
    return NX_STOP;
}

nx_value nx_itertools_chain_reduce(nx_value self_) {
    nx_chain *self = NX_PTR(nx_chain, self_);
    nx_value parts[3] = {NX_OBJ(nx_type_of(self_)), NX_OBJ(&nx_empty_tuple)};
    if (!self->iterables) return nx_tuple_from(2, parts);
    nx_value state[] = {self->iterables, self->active};
    parts[2] = nx_tuple_from(self->active ? 2 : 1, state);
    return parts[2] ? nx_tuple_from(3, parts) : 0;
}
nx_value nx_itertools_chain_setstate(nx_value self, nx_value state) {
    if (!nx_is_tuple(state)) return nx_raisef(&nx_TypeError, "state is not a tuple");
    const nx_tuple *parts = NX_PTR(nx_tuple, state);
    if (parts->length == 0) return nx_raisef(&nx_TypeError, "function takes at least 1 argument (0 given)");
    for (int64_t i = 0; i < parts->length; i++)
        if (parts->length > 2 || !nx_type_of(parts->items[i])->next)
            return nx_raisef(&nx_TypeError, "Arguments must be iterators.");
    NX_PTR(nx_chain, self)->iterables = parts->items[0];
    NX_PTR(nx_chain, self)->active = parts->length > 1 ? parts->items[1] : 0;
    return NX_NONE;
}

// ---- count, repeat, cycle -------------------------------------------------------------------------------------------------
typedef struct { nx_header header; nx_value next, step; } nx_count;

static bool is_number(nx_value v) {
    nx_type *type = nx_type_of(v);
    return type->to_int || type->to_float || type->index || nx_has_flag(v, NX_TYPE_COMPLEX);
}
static nx_value count_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    static const char *const names[] = {"start", "step"};
    nx_value out[2];
    if (!nx_take_arguments("count", names, 2, 0, 0, nargs, args, kwnames, out)) return 0;
    if ((out[0] && !is_number(out[0])) || (out[1] && !is_number(out[1]))) return nx_raisef(&nx_TypeError, "a number is required");
    nx_count *self = nx_new_instance(cls, 0);
    if (!self) return 0;
    self->next = out[0] ? out[0] : NX_INT(0);
    self->step = out[1] ? out[1] : NX_INT(1);
    return NX_OBJ(self);
}
static nx_value count_next(nx_value self_) {
    nx_count *self = NX_PTR(nx_count, self_);
    nx_value item = self->next;
    nx_value next = nx_are_small_ints(item, self->step) ? nx_from_i64(nx_small_int(item) + nx_small_int(self->step))
                                                        : nx_binary(NX_ADD, item, self->step);
    if (!next) return 0;
    self->next = next;
    return item;
}
static nx_value count_repr(nx_value self_) {
    nx_count *self = NX_PTR(nx_count, self_);
    if (self->step == NX_INT(1)) return nx_str_format("count(%R)", self->next);
    return nx_str_format("count(%R, %R)", self->next, self->step);
}

nx_value nx_itertools_count_reduce(nx_value self_) {
    nx_count *self = NX_PTR(nx_count, self_);
    nx_value arguments = nx_tuple_from(self->step == NX_INT(1) ? 1 : 2, (nx_value[]){self->next, self->step});
    return arguments ? nx_tuple_from(2, (nx_value[]){NX_OBJ(nx_type_of(self_)), arguments}) : 0;
}

typedef struct { nx_header header; nx_value object; int64_t left; } nx_repeat; // left < 0: endless

static nx_value repeat_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    static const char *const names[] = {"object", "times"};
    nx_value out[2];
    if (!nx_take_arguments("repeat", names, 2, 1, 0, nargs, args, kwnames, out)) return 0;
    int64_t left = -1;
    if (out[1] && !nx_repeat_count(out[1], &left)) return 0;
    nx_repeat *self = nx_new_instance(cls, 0);
    if (!self) return 0;
    self->object = out[0];
    self->left = left;
    return NX_OBJ(self);
}
static nx_value repeat_next(nx_value self_) {
    nx_repeat *self = NX_PTR(nx_repeat, self_);
    if (self->left == 0) return NX_STOP;
    if (self->left > 0) self->left--;
    return self->object;
}
static nx_value repeat_repr(nx_value self_) {
    nx_repeat *self = NX_PTR(nx_repeat, self_);
    if (self->left < 0) return nx_str_format("repeat(%R)", self->object);
    return nx_str_format("repeat(%R, %lld)", self->object, (long long)self->left);
}
nx_value nx_itertools_repeat_reduce(nx_value self_) {
    nx_repeat *self = NX_PTR(nx_repeat, self_);
    nx_value arguments = nx_tuple_from(self->left < 0 ? 1 : 2, (nx_value[]){self->object, nx_from_i64(self->left)});
    return arguments ? nx_tuple_from(2, (nx_value[]){NX_OBJ(nx_type_of(self_)), arguments}) : 0;
}
nx_value nx_itertools_repeat_length_hint(nx_value self) {
    int64_t left = NX_PTR(nx_repeat, self)->left;
    return left < 0 ? nx_raisef(&nx_TypeError, "len() of unsized object") : nx_from_i64(left);
}

static nx_value cycle_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (!nx_new_takes_no_keywords(cls, &nx_itertools_cycle_type, "cycle", kwnames) || !nx_take_positional("cycle", nargs, 1, 1)) return 0;
    nx_value iterator = nx_iter(args[0]);
    nx_cycle *self = iterator ? nx_new_instance(cls, 0) : NULL;
    if (!self || !(self->saved = nx_list_new(0))) return 0;
    self->iterator = iterator;
    return NX_OBJ(self);
}
static nx_value cycle_next(nx_value self_) {
    nx_cycle *self = NX_PTR(nx_cycle, self_);
    if (self->iterator) {
        nx_value item = nx_next(self->iterator);
        if (!item) return 0;
        if (item != NX_STOP) return self->replays || nx_list_push(self->saved, item) ? item : 0;
        self->iterator = 0;
    }
    if (self->saved->length == 0) return NX_STOP;
    nx_value item = self->saved->items[self->index];
    if (++self->index == self->saved->length) self->index = 0;
    return item;
}

// ---- accumulate -----------------------------------------------------------------------------------------------------------
static nx_value accumulate_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    static const char *const names[] = {"iterable", "func", "initial"};
    nx_value out[3];
    if (nargs > 2) return nx_raisef(&nx_TypeError, "accumulate() takes at most 2 positional arguments (%lld given)", (long long)nargs);
    if (!nx_take_arguments("accumulate", names, 3, 1, 0, nargs, args, kwnames, out)) return 0;
    nx_value iterator = nx_iter(out[0]);
    nx_accumulate *self = iterator ? nx_new_instance(cls, 0) : NULL;
    if (!self) return 0;
    self->iterator = iterator;
    self->function = out[1] == NX_NONE ? 0 : out[1];
    self->initial = out[2] == NX_NONE ? 0 : out[2];
    return NX_OBJ(self);
}
static nx_value accumulate_next(nx_value self_) {
    nx_accumulate *self = NX_PTR(nx_accumulate, self_);
    if (self->initial) {
        nx_value item = self->initial;
        self->initial = 0;
        return self->total = item;
    }
    nx_value item = nx_iter_next(self->iterator);
    if (!item || item == NX_STOP) return item;
    if (!self->total) return self->total = item;
    if (!self->function && nx_are_small_ints(self->total, item))
        return self->total = nx_from_i64(nx_small_int(self->total) + nx_small_int(item));
    nx_value total = self->function ? nx_call2(self->function, self->total, item) : nx_binary(NX_ADD, self->total, item);
    if (!total) return 0;
    return self->total = total;
}

// ---- islice ---------------------------------------------------------------------------------------------------------------
static const char islice_bounds[] = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
static bool islice_bound(nx_value v, int64_t fallback, const char *message, int64_t *out) {
    *out = fallback;
    if (v == NX_NONE) return true;
    if (nx_is_int(v) || nx_type_of(v)->index) {
        nx_value index = nx_index(v);
        if (!index) nx_error_clear(); // whatever it was
        if (index && nx_int_try_i64(index, out) && *out >= 0) return true;
        if (index && nx_int_try_i64(index, out) && *out < -1 && fallback < 0) message = islice_bounds;
    }
    return nx_failf(&nx_ValueError, "%s", message);
}
static nx_value islice_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (!nx_new_takes_no_keywords(cls, &nx_itertools_islice_type, "islice", kwnames) || !nx_take_positional("islice", nargs, 2, 4)) return 0;
    int64_t start = 0, stop, step = 1;
    if (nargs == 2) {
        if (!islice_bound(args[1], -1, "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.", &stop)) return 0;
    } else {
        if (!islice_bound(args[1], 0, islice_bounds, &start)) return 0;
        if (!islice_bound(args[2], -1, "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.", &stop)) return 0;
        if (nargs > 3) {
            if (!islice_bound(args[3], 1, "Step for islice() must be a positive integer or None.", &step)) return 0;
            if (step < 1) return nx_raisef(&nx_ValueError, "Step for islice() must be a positive integer or None.");
        }
    }
    nx_value iterator = nx_iter(args[0]);
    nx_islice *self = iterator ? nx_new_instance(cls, 0) : NULL;
    if (!self) return 0;
    self->iterator = iterator;
    self->next = start;
    self->stop = stop;
    self->step = step;
    return NX_OBJ(self);
}
static nx_value islice_next(nx_value self_) {
    nx_islice *self = NX_PTR(nx_islice, self_);
    if (!self->iterator) return NX_STOP;
    while (self->taken < self->next) {
        nx_value skipped = nx_next(self->iterator);
        if (!skipped) return 0;
        if (skipped == NX_STOP) goto end;
        self->taken++;
    }
    if (self->stop >= 0 && self->taken >= self->stop) goto end;
    nx_value item = nx_next(self->iterator);
    if (!item) return 0;
    if (item == NX_STOP) goto end;
    self->taken++;
    if (__builtin_add_overflow(self->next, self->step, &self->next)) self->next = INT64_MAX;
    if (self->stop >= 0 && self->next > self->stop) self->next = self->stop;
    return item;
end:
    self->iterator = 0;
    return NX_STOP;
}

// ---- zip_longest ------------------------------------------------------------------------------------------------------------
static nx_value zip_longest_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    nx_value fill = NX_NONE;
    if (kwnames) {
        nx_tuple *names = NX_PTR(nx_tuple, kwnames);
        if (names->length == 1 && nx_str_equal(NX_PTR(nx_str, names->items[0]), nx_str_intern_c("fillvalue"))) fill = args[nargs];
        else if (names->length) return nx_raisef(&nx_TypeError, "zip_longest() got an unexpected keyword argument");
    }
    nx_tuple *iterators = nx_tuple_new((int64_t)nargs);
    if (!iterators) return 0;
    for (size_t i = 0; i < nargs; i++)
        if (!(iterators->items[i] = nx_iter(args[i]))) return 0;
    nx_zip_longest *self = nx_new_instance(cls, 0);
    if (!self) return 0;
    self->iterators = iterators;
    self->fill = fill;
    self->active = (int64_t)nargs;
    return NX_OBJ(self);
}
static nx_value zip_longest_next(nx_value self_) {
    nx_zip_longest *self = NX_PTR(nx_zip_longest, self_);
    int64_t count = self->iterators->length;
    if (self->active == 0) return NX_STOP;
    nx_tuple *result = nx_tuple_new(count);
    if (!result) return 0;
    for (int64_t i = 0; i < count; i++) {
        nx_value iterator = self->iterators->items[i], item = self->fill;
        if (iterator) {
            item = nx_next(iterator);
            if (!item) {
                self->active = 0;
                return 0;
            }
            if (item == NX_STOP) {
                self->iterators->items[i] = 0;
                if (--self->active == 0) return NX_STOP;
                item = self->fill;
            }
        }
        result->items[i] = item;
    }
    return NX_OBJ(result);
}

// ---- groupby ------------------------------------------------------------------------------------------------------------------
static nx_value groupby_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    static const char *const names[] = {"iterable", "key"};
    nx_value out[2];
    if (!nx_take_arguments("groupby", names, 2, 1, 0, nargs, args, kwnames, out)) return 0;
    nx_value iterator = nx_iter(out[0]);
    nx_groupby *self = iterator ? nx_new_instance(cls, 0) : NULL;
    if (!self) return 0;
    self->iterator = iterator;
    self->key_function = out[1] == NX_NONE ? 0 : out[1];
    return NX_OBJ(self);
}
// Reads one item: 1, 0 at the end, -1 on error.
static int groupby_read(nx_groupby *self) {
    nx_value item = nx_next(self->iterator);
    if (!item || item == NX_STOP) return item ? 0 : -1;
    nx_value key = self->key_function ? nx_call1(self->key_function, item) : item;
    if (!key) return -1;
    self->item = item;
    self->key = key;
    return 1;
}
static nx_value groupby_next(nx_value self_) {
    nx_groupby *self = NX_PTR(nx_groupby, self_);
    self->group = NULL;
    for (;;) { // skips what is left of the group before
        if (self->key) {
            if (!self->target_key) break;
            int same = nx_equal_quick(self->target_key, self->key);
            if (same < 0) return 0;
            if (!same) break;
        }
        int more = groupby_read(self);
        if (more <= 0) return more ? 0 : NX_STOP;
    }
    self->target_key = self->key;
    nx_grouper *group = nx_new_object(nx_grouper, nx_itertools_grouper_type);
    if (!group) return 0;
    group->parent = self;
    group->key = self->key;
    self->group = group;
    return nx_tuple_from(2, (nx_value[]){self->key, NX_OBJ(group)});
}
static nx_value grouper_next(nx_value self_) {
    nx_grouper *self = NX_PTR(nx_grouper, self_);
    nx_groupby *parent = self->parent;
    if (parent->group != self) return NX_STOP;
    if (!parent->item) {
        int more = groupby_read(parent);
        if (more <= 0) return more ? 0 : NX_STOP;
    }
    int same = nx_equal_quick(self->key, parent->key);
    if (same <= 0) return same ? 0 : NX_STOP;
    nx_value item = parent->item;
    parent->item = 0;
    return item ? item : NX_STOP; // 0: the comparison has taken it
}

// ---- tee --------------------------------------------------------------------------------------------------------------------
static nx_value tee_at(nx_tee_link *link) {
    nx_tee *self = nx_new_object(nx_tee, nx_itertools__tee_type);
    if (!self) return 0;
    self->link = link;
    return NX_OBJ(self);
}
static nx_value tee_from(nx_value iterable) {
    nx_value iterator = nx_iter(iterable);
    if (!iterator) return 0;
    if (nx_is_exact(iterator, &nx_itertools__tee_type)) return tee_at(NX_PTR(nx_tee, iterator)->link);
    nx_tee_link *link = nx_new_object(nx_tee_link, nx_itertools_tee_dataobject_type);
    if (!link) return 0;
    link->iterator = iterator;
    return tee_at(link);
}
static nx_value tee_next(nx_value self_) {
    nx_tee *self = NX_PTR(nx_tee, self_);
    nx_tee_link *link = self->link;
    if (!link->next) {
        if (link->running) return nx_raisef(&nx_RuntimeError, "cannot re-enter the tee iterator");
        link->running = true;
        nx_value item = nx_next(link->iterator);
        link->running = false;
        if (!item || item == NX_STOP) return item;
        nx_tee_link *next = nx_new_object(nx_tee_link, nx_itertools_tee_dataobject_type);
        if (!next) return 0;
        next->iterator = link->iterator;
        link->item = item;
        link->next = next;
    }
    self->link = link->next;
    return link->item;
}
static nx_value tee_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (!nx_take_no_keywords("_tee", kwnames) || !nx_take_positional("_tee", nargs, 1, 1)) return 0;
    return tee_from(args[0]);
}
nx_value nx_itertools_tee_iterator_copy(nx_value self) { return tee_at(NX_PTR(nx_tee, self)->link); }

nx_value nx_itertools_tee(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    int64_t n = 2;
    if (!nx_take_no_keywords("tee", kwnames) || !nx_take_positional("tee", nargs, 1, 2)) return 0;
    if (nargs > 1 && !nx_to_index(args[1], &n, false)) return 0;
    if (n < 0) return nx_raisef(&nx_ValueError, "n must be >= 0");
    nx_tuple *result = nx_tuple_new(n);
    if (!result || n == 0) return NX_OBJ(result);
    // What can be copied is the first of the results itself.
    nx_str *copy = nx_str_intern_c("__copy__");
    nx_value first = nx_iter(args[0]);
    if (!first) return 0;
    if (!nx_getattr_optional(first, copy) && (nx_pending() || !(first = tee_from(first)))) return 0;
    result->items[0] = first;
    for (int64_t i = 1; i < n; i++)
        if (!(result->items[i] = nx_call_method(first, copy, 0, NULL, 0))) return 0;
    return NX_OBJ(result);
}

#include "itertools.inc"

nx_type nx_itertools_tee_dataobject_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_itertools_tee_dataobject_type},
    .c_name = "itertools._tee_dataobject",
    .basic_size = sizeof(nx_tee_link),
    .new_ = nx_itertools_make_tee_dataobject,
    .methods = nx_itertools_tee_dataobject_methods,
};
nx_type nx_itertools_grouper_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_itertools_grouper_type},
    .c_name = "itertools._grouper",
    .basic_size = sizeof(nx_grouper),
    .methods = nx_itertools_grouper_methods,
    .new_ = nx_itertools_make_grouper,
    .iter = nx_iter_self,
    .next = grouper_next,
};

NX_ITERTOOLS_TYPE(takewhile, nx_pair_iterator, .new_ = takewhile_new, .next = takewhile_next, .methods = nx_itertools_takewhile_methods);
NX_ITERTOOLS_TYPE(dropwhile, nx_pair_iterator, .new_ = dropwhile_new, .next = dropwhile_next, .methods = nx_itertools_dropwhile_methods);
NX_ITERTOOLS_TYPE(filterfalse, nx_pair_iterator, .new_ = filterfalse_new, .next = filterfalse_next, .methods = nx_itertools_filterfalse_methods);
NX_ITERTOOLS_TYPE(starmap, nx_pair_iterator, .new_ = starmap_new, .next = starmap_next, .methods = nx_itertools_starmap_methods);
NX_ITERTOOLS_TYPE(compress, nx_pair_iterator, .new_ = compress_new, .next = compress_next, .methods = nx_itertools_compress_methods);
NX_ITERTOOLS_TYPE(pairwise, nx_pair_iterator, .new_ = pairwise_new, .next = pairwise_next);
NX_ITERTOOLS_TYPE(chain, nx_chain, .new_ = chain_new, .next = chain_next, .methods = nx_itertools_chain_methods);
NX_ITERTOOLS_TYPE(count, nx_count, .new_ = count_new, .next = count_next, .repr = count_repr,
    .methods = nx_itertools_count_methods);
NX_ITERTOOLS_TYPE(repeat, nx_repeat, .new_ = repeat_new, .next = repeat_next, .repr = repeat_repr,
    .methods = nx_itertools_repeat_methods);
NX_ITERTOOLS_TYPE(cycle, nx_cycle, .new_ = cycle_new, .next = cycle_next, .methods = nx_itertools_cycle_methods);
NX_ITERTOOLS_TYPE(accumulate, nx_accumulate, .new_ = accumulate_new, .next = accumulate_next, .methods = nx_itertools_accumulate_methods);
NX_ITERTOOLS_TYPE(islice, nx_islice, .new_ = islice_new, .next = islice_next, .methods = nx_itertools_islice_methods);
NX_ITERTOOLS_TYPE(zip_longest, nx_zip_longest, .new_ = zip_longest_new, .next = zip_longest_next, .methods = nx_itertools_zip_longest_methods);
NX_ITERTOOLS_TYPE(groupby, nx_groupby, .new_ = groupby_new, .next = groupby_next, .methods = nx_itertools_groupby_methods);
nx_type nx_itertools__tee_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_itertools__tee_type},
    .c_name = "itertools._tee",
    .flags = NX_TYPE_WEAKREFABLE,
    .basic_size = sizeof(nx_tee),
    .new_ = tee_new,
    .iter = nx_iter_self,
    .next = tee_next,
    .methods = nx_itertools_tee_iterator_methods,
};
NX_ITERTOOLS_TYPE(product, nx_chooser, .new_ = nx_itertools_make_product, .next = nx_itertools_next_product,
    .methods = nx_itertools_product_methods);
NX_ITERTOOLS_TYPE(combinations, nx_chooser, .new_ = nx_itertools_make_combinations, .next = nx_itertools_next_combinations,
    .methods = nx_itertools_combinations_methods);
NX_ITERTOOLS_TYPE(combinations_with_replacement, nx_chooser, .new_ = nx_itertools_make_combinations_with_replacement, .next = nx_itertools_next_combinations_with_replacement,
    .methods = nx_itertools_combinations_with_replacement_methods);
NX_ITERTOOLS_TYPE(permutations, nx_chooser, .new_ = nx_itertools_make_permutations, .next = nx_itertools_next_permutations,
    .methods = nx_itertools_permutations_methods);

static bool itertools_init(nx_module *self) { return nx_type_ready(&nx_itertools_grouper_type) && nx_type_ready(&nx_itertools_tee_dataobject_type); }

const nx_module_def nx_module_itertools = {
    .name = "itertools",
    .init = itertools_init,
    .functions = nx_itertools_functions,
    .types = (nx_type *const[]){&nx_itertools_accumulate_type, &nx_itertools_chain_type, &nx_itertools_combinations_type,
        &nx_itertools_combinations_with_replacement_type, &nx_itertools_compress_type, &nx_itertools_count_type,
        &nx_itertools_cycle_type, &nx_itertools_dropwhile_type, &nx_itertools_filterfalse_type, &nx_itertools_groupby_type,
        &nx_itertools_islice_type, &nx_itertools_pairwise_type, &nx_itertools_permutations_type, &nx_itertools_product_type,
        &nx_itertools_repeat_type, &nx_itertools_starmap_type, &nx_itertools_takewhile_type, &nx_itertools_grouper_type,
        &nx_itertools_tee_dataobject_type, &nx_itertools_zip_longest_type,
        &nx_itertools__tee_type, NULL},
};
