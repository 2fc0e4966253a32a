// What the iterators of itertools give to copy and pickle, and how they take it back: the class, its arguments, and where
// the iterator stands, in CPython 3.11's forms.
#include "natives.h"
#include "itertools.h"

#define METHOD(class_, method) nx_value nx_itertools_##class_##_##method

// (class, (a, b)) or (class, (a, b), state)
static nx_value reduced(nx_value self, int64_t count, const nx_value *arguments, nx_value state) {
    nx_value tuple = nx_tuple_from(count, arguments);
    return tuple ? nx_tuple_from(state ? 3 : 2, (nx_value[]){NX_OBJ(nx_type_of(self)), tuple, state}) : 0;
}
static nx_value indices_of(const int64_t *indices, int64_t count) {
    nx_tuple *tuple = nx_tuple_new(count);
    for (int64_t i = 0; tuple && i < count; i++) tuple->items[i] = nx_from_i64(indices[i]);
    return NX_OBJ(tuple);
}
// The items of a state tuple; false: it is none of this length.
static bool unpack(nx_value state, int64_t count, nx_value *out) {
    if (!nx_is_tuple(state)) return nx_failf(&nx_TypeError, "state is not a tuple");
    nx_tuple *tuple = NX_PTR(nx_tuple, state);
    if (tuple->length != count)
        return nx_failf(&nx_TypeError, "function takes exactly %lld arguments (%lld given)", (long long)count, (long long)tuple->length);
    memcpy(out, tuple->items, (size_t)count * sizeof *out);
    return true;
}

// ---- with a function or a second iterator ---------------------------------------------------------------------------------
static nx_value reduce_pair(nx_value self_, bool with_flag) {
    nx_pair_iterator *self = NX_PTR(nx_pair_iterator, self_);
    return reduced(self_, 2, (nx_value[]){self->what, self->iterator}, with_flag ? NX_INT(self->flag) : 0);
}
static nx_value set_flag(nx_value self, nx_value state) {
    int truth = nx_truth(state);
    if (truth < 0) return 0;
    NX_PTR(nx_pair_iterator, self)->flag = truth;
    return NX_NONE;
}
METHOD(takewhile, reduce)(nx_value self) { return reduce_pair(self, true); }
METHOD(takewhile, setstate)(nx_value self, nx_value state) { return set_flag(self, state); }
METHOD(dropwhile, reduce)(nx_value self) { return reduce_pair(self, true); }
METHOD(dropwhile, setstate)(nx_value self, nx_value state) { return set_flag(self, state); }
METHOD(filterfalse, reduce)(nx_value self) { return reduce_pair(self, false); }
METHOD(starmap, reduce)(nx_value self) { return reduce_pair(self, false); }
METHOD(compress, reduce)(nx_value self_) {
    nx_pair_iterator *self = NX_PTR(nx_pair_iterator, self_);
    return reduced(self_, 2, (nx_value[]){self->iterator, self->what}, 0);
}

// ---- cycle ------------------------------------------------------------------------------------------------------------------
METHOD(cycle, reduce)(nx_value self_) {
    nx_cycle *self = NX_PTR(nx_cycle, self_);
    nx_value iterator = self->iterator, saved = NX_OBJ(self->saved);
    if (!iterator) { // one over what is saved that stands where the cycle does
        iterator = nx_iter(saved);
        nx_value index = nx_from_i64(self->index);
        if (!iterator || !nx_call_method(iterator, nx_str_intern_c("__setstate__"), 1, &index, 0)) return 0;
    }
    nx_value state = nx_tuple_from(2, (nx_value[]){saved, nx_from_bool(!self->iterator)});
    return state ? reduced(self_, 1, &iterator, state) : 0;
}
METHOD(cycle, setstate)(nx_value self_, nx_value state) {
    nx_cycle *self = NX_PTR(nx_cycle, self_);
    nx_value parts[2];
    if (!unpack(state, 2, parts)) return 0;
    if (!nx_is_list(parts[0])) return nx_raisef(&nx_TypeError, "argument 1 must be list, not %T", parts[0]);
    if (!nx_is_int(parts[1])) return nx_raisef(&nx_TypeError, "'%T' object cannot be interpreted as an integer", parts[1]);
    self->saved = NX_PTR(nx_list, parts[0]);
    self->replays = nx_int_sign(parts[1]) != 0;
    return NX_NONE;
}

// ---- accumulate, islice, zip_longest ----------------------------------------------------------------------------------------
// chain([first], iterator)
static nx_value preceded(nx_value first, nx_value iterator) {
    nx_value one = nx_list_from(1, &first);
    return one ? nx_call2(NX_OBJ(&nx_itertools_chain_type), one, iterator) : 0;
}
METHOD(accumulate, reduce)(nx_value self_) {
    nx_accumulate *self = NX_PTR(nx_accumulate, self_);
    nx_value function = self->function ? self->function : NX_NONE;
    if (self->initial) {
        nx_value iterator = preceded(self->initial, self->iterator);
        return iterator ? reduced(self_, 2, (nx_value[]){iterator, function}, NX_NONE) : 0;
    }
    if (self->total == NX_NONE) { // a state of None would mean that there is none
        nx_value iterator = preceded(NX_NONE, self->iterator);
        nx_value again = iterator ? nx_call2(NX_OBJ(nx_type_of(self_)), iterator, function) : 0;
        nx_value parts = again ? nx_tuple_from(3, (nx_value[]){again, NX_INT(1), NX_NONE}) : 0;
        return parts ? nx_tuple_from(2, (nx_value[]){NX_OBJ(&nx_itertools_islice_type), parts}) : 0;
    }
    return reduced(self_, 2, (nx_value[]){self->iterator, function}, self->total ? self->total : NX_NONE);
}
METHOD(accumulate, setstate)(nx_value self, nx_value state) {
    NX_PTR(nx_accumulate, self)->total = state == NX_NONE ? 0 : state;
    return NX_NONE;
}

METHOD(islice, reduce)(nx_value self_) {
    nx_islice *self = NX_PTR(nx_islice, self_);
    if (!self->iterator) {
        nx_value empty = nx_list_from(0, NULL), iterator = empty ? nx_iter(empty) : 0;
        return iterator ? reduced(self_, 2, (nx_value[]){iterator, NX_INT(0)}, NX_INT(0)) : 0;
    }
    nx_value stop = self->stop < 0 ? NX_NONE : nx_from_i64(self->stop);
    nx_value arguments[] = {self->iterator, nx_from_i64(self->next), stop, nx_from_i64(self->step)};
    return reduced(self_, 4, arguments, nx_from_i64(self->taken));
}
METHOD(islice, setstate)(nx_value self, nx_value state) {
    if (!nx_is_int(state)) return nx_raisef(&nx_TypeError, "an integer is required");
    return nx_int_to_i64(state, &NX_PTR(nx_islice, self)->taken) ? NX_NONE : 0;
}

METHOD(zip_longest, reduce)(nx_value self_) {
    nx_zip_longest *self = NX_PTR(nx_zip_longest, self_);
    nx_tuple *arguments = nx_tuple_new(self->iterators->length);
    for (int64_t i = 0; arguments && i < arguments->length; i++) {
        nx_value iterator = self->iterators->items[i];
        arguments->items[i] = iterator ? iterator : NX_OBJ(&nx_empty_tuple);
    }
    return arguments ? nx_tuple_from(3, (nx_value[]){NX_OBJ(nx_type_of(self_)), NX_OBJ(arguments), self->fill}) : 0;
}
METHOD(zip_longest, setstate)(nx_value self, nx_value state) {
    NX_PTR(nx_zip_longest, self)->fill = state;
    return NX_NONE;
}

// ---- groupby ------------------------------------------------------------------------------------------------------------------
METHOD(groupby, reduce)(nx_value self_) {
    nx_groupby *self = NX_PTR(nx_groupby, self_);
    nx_value state = 0;
    if (self->item && self->target_key && self->key) {
        state = nx_tuple_from(3, (nx_value[]){self->item, self->target_key, self->key});
        if (!state) return 0;
    }
    return reduced(self_, 2, (nx_value[]){self->iterator, self->key_function ? self->key_function : NX_NONE}, state);
}
METHOD(groupby, setstate)(nx_value self_, nx_value state) {
    nx_groupby *self = NX_PTR(nx_groupby, self_);
    nx_value parts[3];
    if (!unpack(state, 3, parts)) return 0;
    self->item = parts[0];
    self->target_key = parts[1];
    self->key = parts[2];
    return NX_NONE;
}
METHOD(grouper, reduce)(nx_value self_) {
    nx_grouper *self = NX_PTR(nx_grouper, self_);
    if (self->parent->group == self) return reduced(self_, 2, (nx_value[]){NX_OBJ(self->parent), self->key}, 0);
    nx_value builtins = nx_import_module(&nx_s_builtins), iter = builtins ? nx_getattr(builtins, nx_str_intern_c("iter")) : 0;
    nx_value nothing = NX_OBJ(&nx_empty_tuple), arguments = iter ? nx_tuple_from(1, &nothing) : 0;
    return arguments ? nx_tuple_from(2, (nx_value[]){iter, arguments}) : 0;
}
nx_value nx_itertools_make_grouper(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (!nx_take_no_keywords("_grouper", kwnames) || !nx_take_positional("_grouper", nargs, 2, 2)) return 0;
    if (!nx_is_subtype(nx_type_of(args[0]), &nx_itertools_groupby_type))
        return nx_raisef(&nx_TypeError, "argument 1 must be itertools.groupby, not %T", args[0]);
    nx_grouper *self = nx_new_instance(cls, 0);
    if (!self) return 0;
    self->parent = NX_PTR(nx_groupby, args[0]);
    self->key = args[1];
    self->parent->group = self;
    return NX_OBJ(self);
}

// ---- tee --------------------------------------------------------------------------------------------------------------------------
METHOD(tee_dataobject, reduce)(nx_value self_) {
    nx_tee_link *self = NX_PTR(nx_tee_link, self_);
    nx_value values = nx_list_from(self->next ? 1 : 0, &self->item);
    return values ? reduced(self_, 3, (nx_value[]){self->iterator, values, self->next ? NX_OBJ(self->next) : NX_NONE}, 0) : 0;
}
// (iterator, list of items read, the link behind them or None)
nx_value nx_itertools_make_tee_dataobject(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (!nx_take_no_keywords("teedataobject", kwnames) || !nx_take_positional("teedataobject", nargs, 3, 3)) return 0;
    if (!nx_is_list(args[1])) return nx_raisef(&nx_TypeError, "teedataobject() argument 2 must be list, not %T", args[1]);
    bool has_next = args[2] != NX_NONE;
    if (has_next && nx_type_of(args[2]) != &nx_itertools_tee_dataobject_type)
        return nx_raisef(&nx_TypeError, "teedataobject() argument 3 must be itertools._tee_dataobject, not %T", args[2]);
    nx_list *values = NX_PTR(nx_list, args[1]);
    nx_tee_link *last = has_next ? NX_PTR(nx_tee_link, args[2]) : nx_new_instance(cls, 0);
    if (!last) return 0;
    last->iterator = args[0];
    for (int64_t i = values->length; i-- > 0;) {
        nx_tee_link *link = nx_new_instance(cls, 0);
        if (!link) return 0;
        link->iterator = args[0];
        link->item = values->items[i];
        link->next = last;
        last = link;
    }
    return NX_OBJ(last);
}
METHOD(tee_iterator, reduce)(nx_value self) {
    nx_value state = nx_tuple_from(2, (nx_value[]){NX_OBJ(NX_PTR(nx_tee, self)->link), NX_INT(0)}), empty = NX_OBJ(&nx_empty_tuple);
    return state ? reduced(self, 1, &empty, state) : 0;
}
METHOD(tee_iterator, setstate)(nx_value self, nx_value state) {
    nx_value parts[2];
    int64_t index;
    if (!unpack(state, 2, parts)) return 0;
    if (nx_type_of(parts[0]) != &nx_itertools_tee_dataobject_type)
        return nx_raisef(&nx_TypeError, "argument 1 must be itertools._tee_dataobject, not %T", parts[0]);
    if (!nx_int_to_i64(parts[1], &index)) return 0;
    nx_tee_link *link = NX_PTR(nx_tee_link, parts[0]);
    for (; index > 0 && link->next; index--) link = link->next;
    if (index) return nx_raisef(&nx_ValueError, "Index out of range");
    NX_PTR(nx_tee, self)->link = link;
    return NX_NONE;
}

// ---- product, combinations, permutations --------------------------------------------------------------------------------------
METHOD(product, reduce)(nx_value self_) {
    nx_chooser *self = NX_PTR(nx_chooser, self_);
    nx_value empty = NX_OBJ(&nx_empty_tuple), type = NX_OBJ(nx_type_of(self_));
    if (self->ended) return reduced(self_, 1, &empty, 0);
    nx_value indices = self->started ? indices_of(self->indices, self->count) : 0;
    if (self->started && !indices) return 0;
    return nx_tuple_from(indices ? 3 : 2, (nx_value[]){type, NX_OBJ(self->pool), indices});
}

static nx_value invalid(void) { return nx_raisef(&nx_ValueError, "invalid arguments"); }

// Sets the indices to the items of the state, clamped so that they point into their pools.
static bool place(nx_chooser *self, nx_value state, bool own_pools, int64_t count) {
    nx_tuple *given = NX_PTR(nx_tuple, state);
    for (int64_t i = 0; i < count; i++) {
        int64_t index, most = self->pool->length - 1;
        if (!nx_is_int(given->items[i])) return nx_failf(&nx_TypeError, "an integer is required");
        if (!nx_int_to_i64(given->items[i], &index)) return false;
        if (own_pools) most = NX_PTR(nx_tuple, self->pool->items[i])->length - 1;
        self->indices[i] = index < 0 ? 0 : index > most ? most : index;
    }
    return true;
}
METHOD(product, setstate)(nx_value self_, nx_value state) {
    nx_chooser *self = NX_PTR(nx_chooser, self_);
    if (!nx_is_tuple(state) || NX_PTR(nx_tuple, state)->length != self->count) return invalid();
    for (int64_t i = 0; i < self->count; i++)
        if (NX_PTR(nx_tuple, self->pool->items[i])->length == 0) {
            self->started = self->ended = true;
            return NX_NONE;
        }
    if (!place(self, state, true, self->count)) return 0;
    self->started = true;
    return NX_NONE;
}

static nx_value reduce_chooser(nx_value self_) {
    nx_chooser *self = NX_PTR(nx_chooser, self_);
    nx_value count = nx_from_i64(self->count);
    if (self->started && self->ended) return reduced(self_, 2, (nx_value[]){NX_OBJ(&nx_empty_tuple), count}, 0);
    nx_value state = self->started ? indices_of(self->indices, self->count) : 0;
    if (self->started && !state) return 0;
    return reduced(self_, 2, (nx_value[]){NX_OBJ(self->pool), count}, state);
}
static nx_value set_chooser(nx_value self_, nx_value state) {
    nx_chooser *self = NX_PTR(nx_chooser, self_);
    if (!nx_is_tuple(state) || NX_PTR(nx_tuple, state)->length != self->count) return invalid();
    if (!place(self, state, false, self->count)) return 0;
    self->started = true;
    return NX_NONE;
}
METHOD(combinations, reduce)(nx_value self) { return reduce_chooser(self); }
METHOD(combinations, setstate)(nx_value self_, nx_value state) {
    nx_chooser *self = NX_PTR(nx_chooser, self_);
    if (!set_chooser(self_, state)) return 0;
    for (int64_t i = 0; i < self->count; i++) { // place i of r can reach n - r + i at most
        int64_t most = self->pool->length - self->count + i;
        if (self->indices[i] > most) self->indices[i] = most < 0 ? 0 : most;
    }
    return NX_NONE;
}
METHOD(combinations_with_replacement, reduce)(nx_value self) { return reduce_chooser(self); }
METHOD(combinations_with_replacement, setstate)(nx_value self, nx_value state) { return set_chooser(self, state); }

METHOD(permutations, reduce)(nx_value self_) {
    nx_chooser *self = NX_PTR(nx_chooser, self_);
    int64_t n = self->pool->length;
    nx_value count = nx_from_i64(self->count), state = 0;
    if (self->started && self->ended) return reduced(self_, 2, (nx_value[]){NX_OBJ(&nx_empty_tuple), count}, 0);
    if (self->started) {
        nx_value parts[] = {indices_of(self->indices, n), indices_of(self->indices + n, self->count)};
        state = parts[0] && parts[1] ? nx_tuple_from(2, parts) : 0;
        if (!state) return 0;
    }
    return reduced(self_, 2, (nx_value[]){NX_OBJ(self->pool), count}, state);
}
METHOD(permutations, setstate)(nx_value self_, nx_value state) {
    nx_chooser *self = NX_PTR(nx_chooser, self_);
    int64_t n = self->pool->length;
    nx_value parts[2];
    if (!unpack(state, 2, parts)) return 0;
    for (int i = 0; i < 2; i++)
        if (!nx_is_tuple(parts[i])) return nx_raisef(&nx_TypeError, "argument %d must be tuple, not %T", i + 1, parts[i]);
    if (NX_PTR(nx_tuple, parts[0])->length != n || NX_PTR(nx_tuple, parts[1])->length != self->count) return invalid();
    if (!place(self, parts[0], false, n)) return 0;
    for (int64_t i = 0; i < self->count; i++) {
        int64_t cycle;
        nx_value item = NX_PTR(nx_tuple, parts[1])->items[i];
        if (!nx_is_int(item)) return nx_raisef(&nx_TypeError, "an integer is required");
        if (!nx_int_to_i64(item, &cycle)) return 0;
        self->indices[n + i] = cycle < 1 ? 1 : cycle > n - i ? n - i : cycle;
    }
    self->started = true;
    return NX_NONE;
}
