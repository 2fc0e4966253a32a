// The native part of collections: defaultdict, OrderedDict, counting for Counter, and what named tuples are made of.
#include "../core/host.h"
#include "natives.h"
#include "../types/tuple_keys.h"
#include "natrix.h"

extern nx_type nx_deque_type;
bool nx_deque_ready(void);

// ---- defaultdict -----------------------------------------------------------------------------------------------------------
typedef struct { nx_dict dict; nx_value factory; } nx_defaultdict; // factory 0: None
nx_type nx_defaultdict_type;

nx_value nx_containers_defaultdict_missing(nx_value self, nx_value key) {
    nx_value factory = NX_PTR(nx_defaultdict, self)->factory;
    if (!factory) return nx_raise_key_error(key);
    nx_value value = nx_call0(factory);
    return value && nx_setitem(self, key, value) ? value : 0;
}

static nx_value made_by_factory(nx_value self, nx_value key) {
    nx_value factory = NX_PTR(nx_defaultdict, self)->factory;
    if (!factory) return nx_raise_key_error(key);
    return factory == NX_OBJ(&nx_int_type) ? NX_INT(0) : nx_call0(factory);
}

// self[key] of a defaultdict itself, without going through __missing__.
nx_value nx_defaultdict_at(nx_value self, nx_value key) {
    nx_dict *dict = NX_PTR(nx_dict, self);
    int64_t hash;
    if (!nx_hash_quick(key, &hash)) return 0;
    int64_t position = nx_dict_find(dict, key, hash);
    if (position == NX_DICT_ERROR) return 0;
    if (position >= 0) return dict->entries[position].value;
    nx_value value = made_by_factory(self, key);
    return value && nx_dict_add_and_remember(dict, key, hash, value) ? value : 0;
}
static nx_value defaultdict_getitem(nx_value self, nx_value key) {
    return nx_is_exact(self, &nx_defaultdict_type) ? nx_defaultdict_at(self, key) : nx_dict_subscript(self, key);
}

// The same by the items of a tuple, which is made where it is stored.
nx_value nx_defaultdict_at_items(nx_value self, size_t count, const nx_value *items) {
    nx_dict *dict = NX_PTR(nx_dict, self);
    NX_STACK_ROOM(key, count);
    int64_t hash, position = nx_dict_find_items(dict, key, count, items, &hash);
    if (NX_LIKELY(position >= 0)) return dict->entries[position].value;
    nx_value tuple = position == NX_DICT_ERROR ? 0 : nx_build_tuple(count, items);
    if (!tuple) return 0;
    if (position == NX_DICT_UNSURE) return nx_defaultdict_at(self, tuple);
    nx_value value = made_by_factory(self, tuple);
    if (!value || !nx_dict_set_hashed(dict, tuple, hash, value)) return 0;
    int64_t newest = (int64_t)dict->used - 1;
    if (dict->entries[newest].key == tuple) nx_remember_items(dict, count, items, newest);
    return value;
}

static bool defaultdict_init(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    nx_value factory = 0;
    if (nargs && args[0] != NX_NONE) {
        if (!nx_is_callable(args[0])) return nx_failf(&nx_TypeError, "first argument must be callable or None");
        factory = args[0];
    }
    if (nargs) {
        nargs--;
        args++;
    }
    NX_PTR(nx_defaultdict, self)->factory = factory;
    return nx_dict_type.init(self, nargs, args, kwnames);
}

static nx_value factory_of(nx_value self) {
    nx_value factory = NX_PTR(nx_defaultdict, self)->factory;
    return factory ? factory : NX_NONE;
}
nx_value nx_containers_defaultdict_get_default_factory(nx_value self) { return factory_of(self); }
bool nx_containers_defaultdict_set_default_factory(nx_value self, nx_value value) {
    NX_PTR(nx_defaultdict, self)->factory = value == NX_NONE ? 0 : value;
    return true;
}

nx_value nx_containers_defaultdict_copy(nx_value self) {
    return nx_call2(NX_OBJ(nx_type_of(self)), factory_of(self), self);
}

nx_value nx_containers_defaultdict_reduce(nx_value self) {
    nx_value factory = NX_PTR(nx_defaultdict, self)->factory;
    nx_value arguments = factory ? nx_tuple_from(1, &factory) : NX_OBJ(&nx_empty_tuple);
    nx_value items = nx_call_method(self, &nx_s_items, 0, NULL, 0);
    nx_value iterator = items ? nx_iter(items) : 0;
    if (!arguments || !iterator) return 0;
    return nx_tuple_from(5, (nx_value[]){NX_OBJ(nx_type_of(self)), arguments, NX_NONE, NX_NONE, iterator});
}

static nx_value defaultdict_repr(nx_value self) {
    nx_value name = nx_type_name(nx_type_of(self));
    nx_value base = name ? nx_dict_type.repr(self) : 0;
    if (!base) return 0;
    nx_value factory = factory_of(self), text;
    if (nx_repr_enter(factory)) {
        text = nx_str_from_c("...");
    } else {
        text = nx_repr(factory);
        nx_repr_leave(factory);
    }
    return text ? nx_str_format("%U(%U, %U)", name, text, base) : 0;
}

static nx_value defaultdict_or(nx_value left, nx_value right) {
    nx_value own = nx_is_subtype(nx_type_of(left), &nx_defaultdict_type) ? left : right;
    if (!nx_is_dict(left) || !nx_is_dict(right)) return NX_NOTIMPLEMENTED;
    nx_value result = nx_call2(NX_OBJ(nx_type_of(own)), factory_of(own), left);
    return result && nx_dict_update_from(NX_PTR(nx_dict, result), right) ? result : 0;
}

// ---- OrderedDict -----------------------------------------------------------------------------------------------------------
// A dict whose first entry is found at once: entries below `first` of the store `entries` are dead.
typedef struct { nx_dict dict; nx_dict_entry *entries; int64_t first; } nx_ordered_dict;
nx_type nx_ordered_dict_type;

static bool is_ordered(nx_value v) { return nx_is_pointer(v) && nx_is_subtype(nx_type_of(v), &nx_ordered_dict_type); }

static int64_t first_live(nx_ordered_dict *self) {
    nx_dict *d = &self->dict;
    int64_t i = self->entries == d->entries ? self->first : 0;
    while (i < d->used && !d->entries[i].value) i++;
    self->entries = d->entries;
    self->first = i;
    return i;
}

nx_value nx_containers_OrderedDict_popitem(nx_value self, nx_value last) {
    nx_dict *d = NX_PTR(nx_dict, self);
    int backwards = nx_truth(last);
    if (backwards < 0) return 0;
    if (d->live == 0) return nx_raise_key_error(nx_str_from_c("dictionary is empty"));
    int64_t i;
    if (backwards) {
        i = d->used - 1;
        while (!d->entries[i].value) i--;
    } else {
        i = first_live(NX_PTR(nx_ordered_dict, self));
    }
    nx_value pair = nx_tuple_from(2, (nx_value[]){d->entries[i].key, d->entries[i].value});
    if (!pair) return 0;
    nx_dict_remove_at(d, i);
    if (backwards) d->used = i;
    return pair;
}

nx_value nx_containers_OrderedDict_move_to_end(nx_value self, nx_value key, nx_value last) {
    nx_dict *d = NX_PTR(nx_dict, self);
    int64_t hash;
    int backwards = nx_truth(last);
    if (backwards < 0 || !nx_hash_quick(key, &hash)) return 0;
    int64_t i = nx_dict_find(d, key, hash);
    if (i < 0) return i == NX_DICT_ERROR ? 0 : nx_raise_key_error(key);
    nx_dict_entry entry = d->entries[i];
    if (backwards) {
        if (i == d->used - 1) return NX_NONE;
        nx_dict_remove_at(d, i);
        return nx_dict_set_hashed(d, entry.key, hash, entry.value) ? NX_NONE : 0;
    }
    if (i == first_live(NX_PTR(nx_ordered_dict, self))) return NX_NONE;
    nx_dict_remove_at(d, i);
    nx_dict *rest = nx_dict_copy_of(d);
    if (!rest) return 0;
    nx_dict_clear_entries(d);
    if (!nx_dict_set_hashed(d, entry.key, hash, entry.value)) return 0;
    for (int64_t k = 0; k < rest->used; k++)
        if (rest->entries[k].value && !nx_dict_set_hashed(d, rest->entries[k].key, nx_dict_hash_at(rest, k), rest->entries[k].value))
            return 0;
    return NX_NONE;
}

nx_value nx_containers_OrderedDict_copy(nx_value self) { return nx_call1(NX_OBJ(nx_type_of(self)), self); }
nx_value nx_containers_OrderedDict_fromkeys(nx_value cls, nx_value iterable, nx_value value) {
    return nx_dict_fromkeys(cls, iterable, value);
}

nx_value nx_containers_OrderedDict_reduce(nx_value self) {
    nx_value items = nx_call_method(self, &nx_s_items, 0, NULL, 0);
    nx_value iterator = items ? nx_iter(items) : 0;
    nx_value state = iterator ? nx_call_special(self, &nx_s___getstate__, 0, NULL) : 0;
    if (!state) return 0;
    return nx_tuple_from(5, (nx_value[]){NX_OBJ(nx_type_of(self)), NX_OBJ(&nx_empty_tuple), state, NX_NONE, iterator});
}

// pop(key, default), where a subclass's __missing__ has no say.
nx_value nx_containers_OrderedDict_pop(nx_value self, nx_value key, nx_value fallback) { return nx_dict_pop(self, key, fallback); }
nx_value nx_containers_OrderedDict_setdefault(nx_value self, nx_value key, nx_value fallback) {
    if (nx_type_of(self) == &nx_ordered_dict_type) return nx_dict_setdefault(self, key, fallback);
    int there = nx_contains(self, key);
    if (there < 0) return 0;
    if (there) return nx_getitem(self, key);
    return nx_setitem(self, key, fallback) ? fallback : 0;
}

static nx_value ordered_repr(nx_value self) {
    nx_value name = nx_type_name(nx_type_of(self));
    if (!name) return 0;
    if (NX_PTR(nx_dict, self)->live == 0) return nx_str_format("%U()", name);
    if (nx_repr_enter(self)) return nx_str_from_c("...");
    nx_value items = nx_call_method(self, &nx_s_items, 0, NULL, 0);
    nx_value list = items ? nx_list_of(items) : 0;
    nx_value text = list ? nx_str_format("%U(%R)", name, list) : 0;
    nx_repr_leave(self);
    return text;
}

// Between two ordered dicts the order counts as well.
static nx_value ordered_compare(nx_value left, nx_value right, int operation) {
    nx_value same = nx_dict_type.compare(left, right, NX_EQ);
    if (!same || same == NX_NOTIMPLEMENTED || (operation != NX_EQ && operation != NX_NE)) return same ? NX_NOTIMPLEMENTED : 0;
    if (same == NX_TRUE && is_ordered(left) && is_ordered(right)) {
        int64_t i = 0, k = 0;
        nx_value a, b;
        while (same == NX_TRUE && nx_dict_next(NX_PTR(nx_dict, left), &i, &a, NULL)
               && nx_dict_next(NX_PTR(nx_dict, right), &k, &b, NULL)) {
            int equal = nx_equal_quick(a, b);
            if (equal < 0) return 0;
            same = nx_from_bool(equal);
        }
    }
    return operation == NX_EQ ? same : nx_from_bool(same == NX_FALSE);
}

static nx_value ordered_or(nx_value left, nx_value right) {
    if (!nx_is_dict(left) || !nx_is_dict(right)) return NX_NOTIMPLEMENTED;
    nx_value result = nx_call1(NX_OBJ(nx_type_of(is_ordered(left) ? left : right)), left);
    return result && nx_dict_update_from(NX_PTR(nx_dict, result), right) ? result : 0;
}

// ---- counting ----------------------------------------------------------------------------------------------------------------
// Whether a mapping of this type is stored into and asked as a dict is.
static bool is_plain_mapping(const nx_type *type) {
    static struct { const nx_type *type; uint64_t epoch; bool plain; } known; // of the type asked for last
    if (known.type == type && known.epoch == nx_class_epoch) return known.plain;
    known.plain = type->flags & NX_TYPE_DICT
        && nx_type_lookup((nx_type *)type, &nx_s___setitem__) == nx_type_lookup(&nx_dict_type, &nx_s___setitem__)
        && nx_type_lookup((nx_type *)type, &nx_s_get) == nx_type_lookup(&nx_dict_type, &nx_s_get);
    known.type = type;
    known.epoch = nx_class_epoch;
    return known.plain;
}

nx_value nx_containers__count_elements(nx_value mapping, nx_value iterable) {
    bool plain = is_plain_mapping(nx_type_of(mapping));
    nx_value get = plain ? 0 : nx_getattr(mapping, &nx_s_get);
    nx_walk walk;
    if ((!plain && !get) || !nx_walk_begin(&walk, iterable)) return 0;
    for (nx_value item; (item = nx_walk_next(&walk)) != NX_STOP;) {
        if (!item) return 0;
        if (plain) {
            if (!nx_dict_count(NX_PTR(nx_dict, mapping), item)) return 0;
        } else {
            nx_value old = nx_call2(get, item, NX_INT(0));
            nx_value count = old ? nx_binary(NX_ADD, old, NX_INT(1)) : 0;
            if (!count || !nx_setitem(mapping, item, count)) return 0;
        }
    }
    return NX_NONE;
}

// ---- in an extension module -------------------------------------------------------------------------------------------------
static int64_t dict_count(nx_value self) { return 2 * (int64_t)NX_PTR(nx_dict, self)->live; }

static int64_t dict_contents(nx_value self, int64_t room, nx_value *items) {
    int64_t count = 0, position = 0;
    while (count + 1 < room && nx_dict_next(NX_PTR(nx_dict, self), &position, &items[count], &items[count + 1])) count += 2;
    return count;
}

static bool dict_fill(nx_value self, int64_t count, const nx_value *items) {
    nx_dict_clear_entries(NX_PTR(nx_dict, self));
    if (nx_is_exact(self, &nx_ordered_dict_type)) NX_PTR(nx_ordered_dict, self)->entries = NULL;
    for (int64_t i = 0; i < count; i += 2)
        if (!nx_dict_set(NX_PTR(nx_dict, self), items[i], items[i + 1])) return false;
    return true;
}

static nx_value no_arguments(nx_value self) { return NX_OBJ(&nx_empty_tuple); }
static nx_value factory_alone(nx_value self) { return nx_tuple_from(1, (nx_value[]){factory_of(self)}); }

extern const nx_shared_kind nx_deque_shared;
#define SHARED_DICT(name_, arguments_) \
    {.name = name_, .is_mapping = true, .size = sizeof(nx_dict), .count = dict_count, .contents = dict_contents, .fill = dict_fill, \
     .arguments = arguments_}

nx_value nx_containers__share(nx_value counter) {
    static const nx_shared_kind default_kind = SHARED_DICT("collections.defaultdict", factory_alone),
                                ordered_kind = SHARED_DICT("collections.OrderedDict", no_arguments),
                                counter_kind = SHARED_DICT("collections.Counter", no_arguments);
    if (!nx_host) return NX_NONE;
    nx_host->shares(&nx_defaultdict_type, &default_kind);
    nx_host->shares(&nx_ordered_dict_type, &ordered_kind);
    nx_host->shares(NX_PTR(nx_type, counter), &counter_kind);
    nx_host->shares(&nx_deque_type, &nx_deque_shared);
    return NX_NONE;
}

// ---- named tuples ----------------------------------------------------------------------------------------------------------
static const nx_source synthetic = {"<string>", NULL, 0};
static const nx_position nowhere = {1, 1, 0, 0, 0, 0};

static nx_value new_entry(nx_function *self, const nx_value *args) {
    int64_t count = self->code->positional - 1;
    if (NX_UNLIKELY(nx_is_foreign(args[0]))) {
        nx_value made[] = {args[0], nx_tuple_from(count, args + 1)};
        return made[1] ? nx_host->call_method_of(&nx_tuple_type, "__new__", 2, made, 0) : 0;
    }
    if (!nx_is_type(args[0]) || !nx_is_subtype(NX_PTR(nx_type, args[0]), &nx_tuple_type))
        return nx_raisef(&nx_TypeError, "tuple.__new__(X): X is not a type object (%T)", args[0]);
    nx_tuple *tuple = nx_new_instance(NX_PTR(nx_type, args[0]), count);
    if (!tuple) return 0;
    tuple->length = count;
    for (int64_t i = 0; i < count; i++) tuple->items[i] = args[1 + i];
    return NX_OBJ(tuple);
}

nx_value nx_containers_make_new(nx_value type_name, nx_value fields, nx_value defaults) {
    nx_tuple *names = NX_PTR(nx_tuple, fields);
    nx_code *code = nx_new_object(nx_code, nx_code_type);
    const nx_str **parameters = nx_alloc_words(names->length + 1);
    nx_value qualname = nx_str_format("%U.__new__", type_name);
    nx_function *function = nx_alloc_object(&nx_function_type, sizeof *function);
    nx_dict *globals = nx_dict_new(0);
    if (!code || !parameters || !qualname || !function || !globals) return 0;
    parameters[0] = nx_str_intern_c("_cls");
    for (int64_t i = 0; i < names->length; i++) parameters[i + 1] = NX_PTR(nx_str, names->items[i]);
    code->name = &nx_s___new__;
    code->qualname = NX_PTR(nx_str, qualname);
    code->source = &synthetic;
    code->positions = &nowhere;
    code->parameters = code->locals = parameters;
    code->local_count = code->positional = (uint16_t)(names->length + 1);
    code->entry = new_entry;
    code->first_line = 1;
    code->flags = NX_CODE_SIMPLE;
    code->doc = NX_NONE;
    function->code = code;
    function->globals = NX_OBJ(globals);
    function->defaults = defaults;
    function->keyword_defaults = NX_NONE;
    function->name = NX_OBJ(&nx_s___new__);
    function->qualname = qualname;
    function->module = nx_str_format("namedtuple_%U", type_name);
    function->doc = nx_str_format("Create new instance of %U", type_name);
    return function->module && function->doc ? NX_OBJ(function) : 0;
}

typedef struct { nx_header header; int64_t index; nx_value doc; } nx_tuple_getter;
static nx_type tuple_getter_type;

nx_value nx_containers_make_getter(nx_value index, nx_value doc) {
    nx_tuple_getter *self = nx_new_object(nx_tuple_getter, tuple_getter_type);
    if (!self) return 0;
    self->index = nx_small_int(index);
    self->doc = doc;
    return NX_OBJ(self);
}
static nx_value getter_get(nx_value self, nx_value instance, nx_value owner) {
    if (!instance || instance == NX_NONE) return self;
    int64_t i = NX_PTR(nx_tuple_getter, self)->index;
    if (!nx_is_tuple(instance))
        return nx_raisef(&nx_TypeError, "descriptor for index '%lld' for tuple subclasses doesn't apply to '%T' object",
            (long long)i, instance);
    if (i >= NX_PTR(nx_tuple, instance)->length) return nx_raisef(&nx_IndexError, "tuple index out of range");
    return NX_PTR(nx_tuple, instance)->items[i];
}
static bool getter_set(nx_value self, nx_value instance, nx_value value) {
    return nx_failf(&nx_AttributeError, value ? "can't set attribute" : "can't delete attribute");
}
nx_value nx_containers__tuplegetter_get_doc(nx_value self) { return NX_PTR(nx_tuple_getter, self)->doc; }
bool nx_containers__tuplegetter_set_doc(nx_value self, nx_value value) {
    NX_PTR(nx_tuple_getter, self)->doc = value ? value : NX_NONE;
    return true;
}
nx_value nx_containers__tuplegetter_reduce(nx_value self) {
    nx_value arguments = nx_tuple_from(2, (nx_value[]){nx_from_small_int(NX_PTR(nx_tuple_getter, self)->index), NX_PTR(nx_tuple_getter, self)->doc});
    return arguments ? nx_tuple_from(2, (nx_value[]){NX_OBJ(&tuple_getter_type), arguments}) : 0;
}
static nx_value getter_repr(nx_value self) {
    nx_tuple_getter *g = NX_PTR(nx_tuple_getter, self);
    return nx_str_format("_tuplegetter(%lld, %R)", (long long)g->index, g->doc);
}

nx_value nx_containers_caller_module(void) { return nx_caller_module(); }

#include "_containers.inc"

nx_type nx_defaultdict_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_defaultdict_type},
    .c_name = "collections.defaultdict",
    .flags = NX_TYPE_BASE | NX_TYPE_DICT | NX_TYPE_MAPPING | NX_TYPE_MATCH_SELF,
    .base = &nx_dict_type,
    .basic_size = sizeof(nx_defaultdict),
    .methods = nx_containers_defaultdict_methods,
    .getsets = nx_containers_defaultdict_getsets,
    .repr = defaultdict_repr,
    .init = defaultdict_init,
    .getitem = defaultdict_getitem,
    .binary = {[NX_OR] = defaultdict_or},
};
nx_type nx_ordered_dict_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_ordered_dict_type},
    .c_name = "collections.OrderedDict",
    .flags = NX_TYPE_BASE | NX_TYPE_DICT | NX_TYPE_MAPPING | NX_TYPE_MATCH_SELF | NX_TYPE_HAS_ATTRIBUTES | NX_TYPE_HAS_DICT,
    .base = &nx_dict_type,
    .basic_size = sizeof(nx_ordered_dict),
    .methods = nx_containers_OrderedDict_methods,
    .getsets = nx_containers_OrderedDict_getsets,
    .repr = ordered_repr,
    .hash = nx_hash_not_implemented,
    .compare = ordered_compare,
    .binary = {[NX_OR] = ordered_or},
};
static nx_type tuple_getter_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &tuple_getter_type},
    .c_name = "_collections._tuplegetter",
    .basic_size = sizeof(nx_tuple_getter),
    .methods = nx_containers__tuplegetter_methods,
    .getsets = nx_containers__tuplegetter_getsets,
    .repr = getter_repr,
    .descr_get = getter_get,
    .descr_set = getter_set,
};

static bool collections_init(nx_module *self) { return nx_deque_ready(); }

const nx_module_def nx_module__containers = {
    .name = "_containers",
    .init = collections_init,
    .functions = nx_containers_functions,
    .types = (nx_type *const[]){&nx_deque_type, &nx_defaultdict_type, &nx_ordered_dict_type, &tuple_getter_type, NULL},
};
