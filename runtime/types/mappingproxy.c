// mappingproxy (a read-only view of a mapping: `type.__dict__`) and SimpleNamespace.
#include "natives.h"
#include "native.h"

static nx_value mapping_of(nx_value self) { return NX_PTR(nx_mappingproxy, self)->mapping; }

static nx_value unwrapped(nx_value v) { return nx_is_exact(v, &nx_mappingproxy_type) ? mapping_of(v) : v; }

nx_value nx_mappingproxy_new(nx_value mapping) {
    nx_mappingproxy *proxy = nx_new_object(nx_mappingproxy, nx_mappingproxy_type);
    if (!proxy)
        return 0;
    proxy->mapping = mapping;
    return NX_OBJ(proxy);
}

static nx_value proxy_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (nargs + nx_keyword_count(kwnames) != 1)
        return nx_raisef(&nx_TypeError, "mappingproxy() missing required argument 'mapping' (pos 1)");
    if (!nx_type_of(args[0])->getitem || nx_is_list(args[0]) || nx_is_tuple(args[0]))
        return nx_raisef(&nx_TypeError, "mappingproxy() argument must be a mapping, not %T", args[0]);
    return nx_mappingproxy_new(args[0]);
}

static nx_value proxy_getitem(nx_value self, nx_value key) { return nx_getitem(mapping_of(self), key); }
static int proxy_contains(nx_value self, nx_value key) { return nx_contains(mapping_of(self), key); }
static bool proxy_length(nx_value self, int64_t *length) { return nx_length(mapping_of(self), length); }
static nx_value proxy_iter(nx_value self) { return nx_iter(mapping_of(self)); }
static nx_value proxy_repr(nx_value self) { return nx_str_format("mappingproxy(%R)", mapping_of(self)); }
static nx_value proxy_str(nx_value self) { return nx_to_str(mapping_of(self)); }
static nx_value proxy_compare(nx_value left, nx_value right, int operation) {
    return nx_compare(unwrapped(left), unwrapped(right), operation);
}
static nx_value proxy_or(nx_value left, nx_value right) { return nx_binary(NX_OR, unwrapped(left), unwrapped(right)); }
static nx_value proxy_ior(nx_value left, nx_value right) {
    return nx_raisef(&nx_TypeError, "'|=' is not supported by mappingproxy; use '|' instead");
}
static bool proxy_hash(nx_value self, int64_t *hash) { return nx_failf(&nx_TypeError, "unhashable type: 'mappingproxy'"); }

static nx_value forward(nx_value self, const char *method, size_t nargs, const nx_value *args) {
    return nx_call_method(mapping_of(self), nx_str_intern_c(method), nargs, args, 0);
}
nx_value nx_mappingproxy_get(nx_value self, nx_value key, nx_value fallback) {
    return forward(self, "get", 2, (nx_value[]){key, fallback});
}
nx_value nx_mappingproxy_keys(nx_value self) { return forward(self, "keys", 0, NULL); }
nx_value nx_mappingproxy_values(nx_value self) { return forward(self, "values", 0, NULL); }
nx_value nx_mappingproxy_items(nx_value self) { return forward(self, "items", 0, NULL); }
nx_value nx_mappingproxy_copy(nx_value self) { return forward(self, "copy", 0, NULL); }
nx_value nx_mappingproxy_reversed(nx_value self) { return forward(self, "__reversed__", 0, NULL); }
nx_value nx_generic_alias_new(nx_value origin, nx_value args); // types/generic_alias.c
nx_value nx_mappingproxy_class_getitem(nx_value cls, nx_value item) { return nx_generic_alias_new(cls, item); }

// ---- SimpleNamespace: an instance whose attributes are all there is ------------------------------------------------------------

static nx_value namespace_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    size_t bytes = cls->basic_size + cls->slot_capacity * sizeof(nx_value);
    return NX_OBJ(nx_alloc_object(cls, bytes));
}

static bool namespace_init(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (nargs)
        return nx_failf(&nx_TypeError, "no positional arguments expected");
    for (size_t k = 0; k < nx_keyword_count(kwnames); k++) {
        if (!nx_setattr(self, NX_PTR(nx_str, NX_PTR(nx_tuple, kwnames)->items[k]), args[k]))
            return false;
    }
    return true;
}

static nx_value attributes_of(nx_value self) { return nx_getattr(self, &nx_s___dict__); }

static nx_value namespace_repr(nx_value self) {
    bool exact = nx_type_of(self) == &nx_simple_namespace_type;
    nx_value name = exact ? nx_str_from_c("namespace") : nx_type_name(nx_type_of(self));
    if (nx_repr_enter(self))
        return nx_str_format("%U(...)", name);
    nx_value attributes = attributes_of(self);
    nx_builder text;
    nx_builder_init(&text);
    nx_builder_str(&text, name);
    nx_builder_char(&text, '(');
    int64_t position = 0;
    nx_value key, value;
    bool first = true, failed = !attributes;
    while (!failed && nx_dict_next(NX_PTR(nx_dict, attributes), &position, &key, &value)) {
        nx_value shown = nx_repr(value); // calls Python
        failed = !shown;
        if (failed)
            break;
        if (!first)
            nx_builder_c(&text, ", ");
        first = false;
        nx_builder_str(&text, key);
        nx_builder_char(&text, '=');
        nx_builder_str(&text, shown);
    }
    nx_repr_leave(self);
    nx_builder_char(&text, ')');
    return failed ? 0 : nx_builder_finish(&text);
}

static nx_value namespace_compare(nx_value left, nx_value right, int operation) {
    if (!nx_is_subtype(nx_type_of(left), &nx_simple_namespace_type) || !nx_is_subtype(nx_type_of(right), &nx_simple_namespace_type))
        return NX_NOTIMPLEMENTED;
    nx_value a = attributes_of(left), b = a ? attributes_of(right) : 0;
    return b ? nx_compare(a, b, operation) : 0;
}

nx_value nx_simple_namespace_reduce(nx_value self) {
    nx_value attributes = attributes_of(self);
    if (!attributes)
        return 0;
    return nx_tuple_from(3, (nx_value[]){NX_OBJ(nx_type_of(self)), NX_OBJ(&nx_empty_tuple), attributes});
}

static bool unhashable(nx_value self, int64_t *hash) { return nx_failf(&nx_TypeError, "unhashable type: '%T'", self); }

#include "mappingproxy.inc"

nx_type nx_mappingproxy_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_mappingproxy_type},
    .c_name = "mappingproxy",
    .flags = NX_TYPE_MAPPING,
    .basic_size = sizeof(nx_mappingproxy),
    .methods = nx_mappingproxy_methods,
    .getsets = nx_mappingproxy_getsets,
    .repr = proxy_repr,
    .str = proxy_str,
    .hash = proxy_hash,
    .compare = proxy_compare,
    .iter = proxy_iter,
    .new_ = proxy_new,
    .binary = {[NX_OR] = proxy_or},
    .inplace = {[NX_OR] = proxy_ior},
    .length = proxy_length,
    .getitem = proxy_getitem,
    .contains = proxy_contains,
};

nx_type nx_simple_namespace_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_simple_namespace_type},
    .c_name = "types.SimpleNamespace",
    .flags = NX_TYPE_BASE | NX_TYPE_HAS_ATTRIBUTES | NX_TYPE_HAS_DICT | NX_TYPE_WEAKREFABLE,
    .basic_size = sizeof(nx_header),
    .slot_capacity = 6,
    .methods = nx_simple_namespace_methods,
    .getsets = nx_simple_namespace_getsets,
    .repr = namespace_repr,
    .hash = unhashable,
    .compare = namespace_compare,
    .new_ = namespace_new,
    .init = namespace_init,
};
