// enumerate, zip, map, filter, reversed, iter(callable, sentinel), and the iterator over what only has __getitem__.
#include "../core/host.h"
#include "natives.h"
#include "containers.h"
#include "natrix.h"

// ---- enumerate -----------------------------------------------------------------------------------------------------------
typedef struct { nx_header header; nx_value iterator, count; nx_tuple *pair; } nx_enumerate; // pair: see nx_unpacked_next

static nx_value enumerate_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    static const char *const names[] = {"iterable", "start"};
    nx_value out[2];
    if (nargs == 0 && !kwnames) return nx_raisef(&nx_TypeError, "enumerate() missing required argument 'iterable'");
    if (!nx_take_arguments("enumerate", names, 2, 1, 0, nargs, args, kwnames, out)) return 0;
    nx_value count = out[1] ? nx_index(out[1]) : NX_INT(0);
    nx_value iterator = count ? nx_iter(out[0]) : 0;
    nx_enumerate *self = iterator ? nx_new_instance(cls, 0) : NULL;
    if (!self) return 0;
    self->iterator = iterator;
    self->count = count;
    return NX_OBJ(self);
}

static inline nx_value numbered(nx_enumerate *self, nx_tuple *pair, nx_value item) {
    if (NX_UNLIKELY(!pair)) return 0;
    pair->items[0] = self->count;
    pair->items[1] = item;
    self->count = NX_LIKELY(nx_is_small_int(self->count)) ? nx_from_i64(nx_small_int(self->count) + 1)
                                                          : nx_binary(NX_ADD, self->count, NX_INT(1));
    return self->count ? NX_OBJ(pair) : 0;
}

static nx_value enumerate_next(nx_value self_) {
    nx_enumerate *self = NX_PTR(nx_enumerate, self_);
    nx_value item = nx_iter_next(self->iterator);
    if (!item || item == NX_STOP) return item;
    return numbered(self, nx_tuple_new(2), item);
}

static nx_value enumerate_next_unpacked(nx_value self_) {
    nx_enumerate *self = NX_PTR(nx_enumerate, self_);
    nx_value item = nx_iter_next(self->iterator);
    if (!item || item == NX_STOP) return item;
    if (NX_UNLIKELY(!self->pair)) self->pair = nx_tuple_new(2);
    return numbered(self, self->pair, item);
}

nx_value nx_enumerate_reduce(nx_value self_) {
    nx_enumerate *self = NX_PTR(nx_enumerate, self_);
    nx_value pair = nx_tuple_from(2, (nx_value[]){self->iterator, self->count});
    return pair ? nx_tuple_from(2, (nx_value[]){NX_OBJ(nx_type_of(self_)), pair}) : 0;
}

// ---- zip -------------------------------------------------------------------------------------------------------------------
typedef struct { nx_header header; nx_tuple *iterators; bool strict; nx_tuple *row; } nx_zip; // row: see nx_unpacked_next

// The iterators of all arguments, as a tuple.
static nx_tuple *iterators_of(size_t count, const nx_value *args) {
    nx_tuple *iterators = nx_tuple_new((int64_t)count);
    for (size_t i = 0; iterators && i < count; i++)
        if (!(iterators->items[i] = nx_iter(args[i]))) return NULL;
    return iterators;
}

static nx_value zip_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    int strict = 0;
    if (kwnames) {
        nx_tuple *names = NX_PTR(nx_tuple, kwnames);
        if (names->length > 1)
            return nx_raisef(&nx_TypeError, "zip() takes at most 1 keyword argument (%lld given)", (long long)names->length);
        if (names->length == 1) {
            if (nx_equal(names->items[0], NX_OBJ(&nx_s_strict)) != 1)
                return nx_raisef(&nx_TypeError, "'%U' is an invalid keyword argument for zip()", names->items[0]);
            strict = nx_truth(args[nargs]);
            if (strict < 0) return 0;
        }
    }
    nx_tuple *iterators = iterators_of(nargs, args);
    nx_zip *self = iterators ? nx_new_instance(cls, 0) : NULL;
    if (!self) return 0;
    self->iterators = iterators;
    self->strict = strict;
    return NX_OBJ(self);
}

static NX_COLD nx_value zip_mismatch(int64_t index, const char *what) {
    return nx_raisef(&nx_ValueError, "zip() argument %lld is %s than argument%s%lld", (long long)index + 1, what,
        index == 1 ? " " : "s 1-", (long long)index);
}

static NX_NOINLINE nx_value zip_ended(nx_zip *self, int64_t index) {
    if (!self->strict) return NX_STOP;
    if (index > 0) return zip_mismatch(index, "shorter");
    for (int64_t i = 1; i < self->iterators->length; i++) {
        nx_value item = nx_next(self->iterators->items[i]);
        if (!item) return 0;
        if (item != NX_STOP) return zip_mismatch(i, "longer");
    }
    return NX_STOP;
}

static nx_value zip_next(nx_value self_) {
    nx_zip *self = NX_PTR(nx_zip, self_);
    nx_tuple *iterators = self->iterators;
    if (iterators->length == 0) return NX_STOP;
    nx_tuple *result = nx_tuple_new(iterators->length);
    if (!result) return 0;
    for (int64_t i = 0; i < iterators->length; i++) {
        nx_value item = nx_iter_next(iterators->items[i]);
        if (!item) return 0;
        if (item == NX_STOP) return zip_ended(self, i);
        result->items[i] = item;
    }
    return NX_OBJ(result);
}

nx_value nx_zip_reduce(nx_value self) {
    nx_zip *zip = NX_PTR(nx_zip, self);
    nx_value parts[] = {NX_OBJ(nx_type_of(self)), NX_OBJ(zip->iterators), NX_TRUE};
    return nx_tuple_from(zip->strict ? 3 : 2, parts);
}
nx_value nx_zip_setstate(nx_value self, nx_value state) {
    int strict = nx_truth(state);
    NX_PTR(nx_zip, self)->strict = strict > 0;
    return strict < 0 ? 0 : NX_NONE;
}

static nx_value zip_next_unpacked(nx_value self_) {
    enum { FEW = 8 };
    nx_zip *self = NX_PTR(nx_zip, self_);
    nx_tuple *iterators = self->iterators;
    int64_t count = iterators->length;
    nx_value items[FEW];
    if (count == 0 || count > FEW) return zip_next(self_);
    for (int64_t i = 0; i < count; i++) { // may come back to this zip
        nx_value item = nx_iter_next(iterators->items[i]);
        if (!item) return 0;
        if (item == NX_STOP) return zip_ended(self, i);
        items[i] = item;
    }
    if (NX_UNLIKELY(!self->row) && !(self->row = nx_tuple_new(count))) return 0;
    memcpy(self->row->items, items, (size_t)count * sizeof *items);
    return NX_OBJ(self->row);
}

// The next item for a loop that unpacks it at once: where it is a tuple that the iterator makes, always the same one.
nx_value nx_unpacked_next(nx_value iterator) {
    if (NX_LIKELY(nx_is_pointer(iterator))) {
        const nx_shape *shape = nx_shape_of(iterator);
        if (shape == &nx_dict_item_iterator_type.root) return nx_dict_items_next_unpacked(iterator);
        if (shape == &nx_enumerate_type.root) return enumerate_next_unpacked(iterator);
        if (shape == &nx_zip_type.root) return zip_next_unpacked(iterator);
        if (NX_UNLIKELY(nx_host != NULL)) {
            bool is_list = shape == &nx_list_iterator_type.root && NX_PTR(nx_list_iterator, iterator)->list;
            if (shape->type->flags & NX_TYPE_FOREIGN || (is_list && nx_is_foreign(NX_PTR(nx_list_iterator, iterator)->list)))
                return nx_host->next_unpacked(iterator);
        }
    }
    return nx_next(iterator);
}

// ---- map -------------------------------------------------------------------------------------------------------------------
typedef struct { nx_header header; nx_value function; nx_tuple *iterators; } nx_map;

static nx_value map_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (!nx_new_takes_no_keywords(cls, &nx_map_type, "map", kwnames)) return 0;
    if (nargs < 2) return nx_raisef(&nx_TypeError, "map() must have at least two arguments.");
    nx_tuple *iterators = iterators_of(nargs - 1, args + 1);
    nx_map *self = iterators ? nx_new_instance(cls, 0) : NULL;
    if (!self) return 0;
    self->function = args[0];
    self->iterators = iterators;
    return NX_OBJ(self);
}

static nx_value map_next(nx_value self_) {
    nx_map *self = NX_PTR(nx_map, self_);
    nx_tuple *iterators = self->iterators;
    int64_t count = iterators->length;
    nx_value few[4], *items = few;
    if (count > 4 && !(items = nx_alloc_words(count))) return 0;
    for (int64_t i = 0; i < count; i++) {
        items[i] = nx_iter_next(iterators->items[i]);
        if (!items[i] || items[i] == NX_STOP) return items[i];
    }
    return nx_call(self->function, (size_t)count, items, 0);
}

nx_value nx_map_reduce(nx_value self) {
    nx_map *map = NX_PTR(nx_map, self);
    nx_tuple *arguments = nx_tuple_new(map->iterators->length + 1);
    if (!arguments) return 0;
    arguments->items[0] = map->function;
    memcpy(arguments->items + 1, map->iterators->items, (size_t)map->iterators->length * sizeof(nx_value));
    return nx_tuple_from(2, (nx_value[]){NX_OBJ(nx_type_of(self)), NX_OBJ(arguments)});
}

// ---- filter ------------------------------------------------------------------------------------------------------------------
typedef struct { nx_header header; nx_value function, iterator; } nx_filter;

static nx_value filter_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (!nx_new_takes_no_keywords(cls, &nx_filter_type, "filter", kwnames)) return 0;
    if (!nx_take_positional("filter", nargs, 2, 2)) return 0;
    nx_value iterator = nx_iter(args[1]);
    nx_filter *self = iterator ? nx_new_instance(cls, 0) : NULL;
    if (!self) return 0;
    self->function = args[0];
    self->iterator = iterator;
    return NX_OBJ(self);
}

static nx_value filter_next(nx_value self_) {
    nx_filter *self = NX_PTR(nx_filter, self_);
    for (;;) {
        nx_value item = nx_iter_next(self->iterator);
        if (!item || item == NX_STOP) return item;
        nx_value verdict = item;
        if (self->function != NX_NONE && self->function != NX_OBJ(&nx_bool_type)) {
            verdict = nx_call1(self->function, item);
            if (!verdict) return 0;
        }
        int truth = nx_truth(verdict);
        if (truth < 0) return 0;
        if (truth) return item;
    }
}

nx_value nx_filter_reduce(nx_value self) {
    nx_value arguments = nx_tuple_from(2, (nx_value[]){NX_PTR(nx_filter, self)->function, NX_PTR(nx_filter, self)->iterator});
    return arguments ? nx_tuple_from(2, (nx_value[]){NX_OBJ(nx_type_of(self)), arguments}) : 0;
}

// ---- reversed ------------------------------------------------------------------------------------------------------------------
typedef struct { nx_header header; nx_value sequence; int64_t index; } nx_reversed; // sequence 0: exhausted

static nx_value reversed_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (nargs == 1 && cls == &nx_reversed_type && nx_is_foreign(args[0])) return nx_host->call("builtins", "reversed", 1, args);
    if (!nx_new_takes_no_keywords(cls, &nx_reversed_type, "reversed", kwnames)) return 0;
    if (!nx_take_positional("reversed", nargs, 1, 1)) return 0;
    nx_value sequence = args[0];
    nx_type *type = nx_type_of(sequence);
    nx_value method = nx_type_lookup(type, &nx_s___reversed__);
    if (method == NX_NONE) return nx_raisef(&nx_TypeError, "'%T' object is not reversible", sequence);
    if (method) return nx_call_special(sequence, &nx_s___reversed__, 0, NULL);
    if (!type->getitem || nx_is_dict(sequence) || (!type->length && !(type->flags & NX_TYPE_HEAP)))
        return nx_raisef(&nx_TypeError, "'%T' object is not reversible", sequence);
    int64_t length;
    if (!nx_length(sequence, &length)) return 0;
    nx_reversed *self = nx_new_instance(cls, 0);
    if (!self) return 0;
    self->sequence = sequence;
    self->index = length - 1;
    return NX_OBJ(self);
}

static bool swallow_end(void) {
    if (!nx_error_matches(&nx_IndexError) && !nx_error_matches(&nx_StopIteration)) return false;
    nx_error_clear();
    return true;
}

static nx_value reversed_next(nx_value self_) {
    nx_reversed *self = NX_PTR(nx_reversed, self_);
    if (!self->sequence) return NX_STOP;
    if (self->index >= 0) {
        nx_value item = nx_getitem(self->sequence, nx_from_small_int(self->index));
        if (item) {
            self->index--;
            return item;
        }
        if (!swallow_end()) return 0;
    }
    self->sequence = 0;
    return NX_STOP;
}

nx_value nx_reversed_length_hint(nx_value self_) {
    nx_reversed *self = NX_PTR(nx_reversed, self_);
    int64_t length;
    if (!self->sequence) return NX_INT(0);
    if (!nx_length(self->sequence, &length)) return 0;
    return nx_from_small_int(length < self->index + 1 ? 0 : self->index + 1);
}

// ---- iter(callable, sentinel) ------------------------------------------------------------------------------------------------------
typedef struct { nx_header header; nx_value callable, sentinel; } nx_callable_iterator; // callable 0: exhausted

nx_value nx_callable_iterator_new(nx_value callable, nx_value sentinel) {
    nx_callable_iterator *self = nx_new_object(nx_callable_iterator, nx_callable_iterator_type);
    if (!self) return 0;
    self->callable = callable;
    self->sentinel = sentinel;
    return NX_OBJ(self);
}

static nx_value callable_iterator_next(nx_value self_) {
    nx_callable_iterator *self = NX_PTR(nx_callable_iterator, self_);
    if (!self->callable) return NX_STOP;
    nx_value item = nx_call0(self->callable);
    if (!item) {
        nx_value value;
        if (!nx_error_take_stop_iteration(&value)) return 0;
        self->callable = 0;
        return NX_STOP;
    }
    int end = self->callable ? nx_equal_quick(self->sentinel, item) : 1;
    if (end < 0) return 0;
    if (!end) return item;
    self->callable = 0;
    return NX_STOP;
}

nx_value nx_callable_iterator_reduce(nx_value self_) {
    nx_callable_iterator *self = NX_PTR(nx_callable_iterator, self_);
    nx_value builtins = nx_import_module(&nx_s_builtins);
    nx_value function = builtins ? nx_getattr(builtins, nx_str_intern_c("iter")) : 0;
    if (!function) return 0;
    nx_value empty = NX_OBJ(&nx_empty_tuple);
    nx_value arguments = self->callable ? nx_tuple_from(2, (nx_value[]){self->callable, self->sentinel}) : nx_tuple_from(1, &empty);
    return arguments ? nx_tuple_from(2, (nx_value[]){function, arguments}) : 0;
}

// ---- over __getitem__ ------------------------------------------------------------------------------------------------------------
nx_value nx_sequence_iterator_new(nx_value sequence) {
    nx_reversed *self = nx_new_object(nx_reversed, nx_sequence_iterator_type);
    if (!self) return 0;
    self->sequence = sequence;
    return NX_OBJ(self);
}

// With so many items taken.
nx_value nx_sequence_iterator_at(nx_value sequence, int64_t index) {
    nx_value it = nx_sequence_iterator_new(sequence);
    if (it) NX_PTR(nx_reversed, it)->index = index;
    return it;
}

static nx_value sequence_iterator_next(nx_value self_) {
    nx_reversed *self = NX_PTR(nx_reversed, self_);
    if (!self->sequence) return NX_STOP;
    nx_value item = nx_getitem(self->sequence, nx_from_small_int(self->index));
    if (item) {
        self->index++;
        return item;
    }
    if (!swallow_end()) return 0;
    self->sequence = 0;
    return NX_STOP;
}

nx_value nx_sequence_iterator_length_hint(nx_value self_) {
    nx_reversed *self = NX_PTR(nx_reversed, self_);
    if (!self->sequence) return NX_INT(0);
    if (!nx_type_of(self->sequence)->length) return NX_NOTIMPLEMENTED;
    int64_t length;
    if (!nx_length(self->sequence, &length)) return 0;
    return nx_from_small_int(length > self->index ? length - self->index : 0);
}

#include "iterators.inc"

#define ITERATOR_TYPE(name, layout, flags_, new__, next_) \
    nx_type nx_##name##_type = {                          \
        .header = {&nx_type_type.root},                   \
        .root = {.type = &nx_##name##_type},              \
        .c_name = #name,                                  \
        .flags = flags_,                                  \
        .basic_size = sizeof(layout),                     \
        .methods = nx_##name##_methods,                   \
        .getsets = nx_##name##_getsets,                   \
        .iter = nx_iter_self,                             \
        .new_ = new__,                                    \
        .next = next_,                                    \
    }
ITERATOR_TYPE(enumerate, nx_enumerate, NX_TYPE_BASE, enumerate_new, enumerate_next);
ITERATOR_TYPE(zip, nx_zip, NX_TYPE_BASE, zip_new, zip_next);
ITERATOR_TYPE(map, nx_map, NX_TYPE_BASE, map_new, map_next);
ITERATOR_TYPE(filter, nx_filter, NX_TYPE_BASE, filter_new, filter_next);
ITERATOR_TYPE(reversed, nx_reversed, NX_TYPE_BASE, reversed_new, reversed_next);
ITERATOR_TYPE(callable_iterator, nx_callable_iterator, 0, NULL, callable_iterator_next);

nx_type nx_sequence_iterator_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_sequence_iterator_type},
    .c_name = "iterator",
    .basic_size = sizeof(nx_reversed),
    .methods = nx_sequence_iterator_methods,
    .getsets = nx_sequence_iterator_getsets,
    .iter = nx_iter_self,
    .next = sequence_iterator_next,
};
