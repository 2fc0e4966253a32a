// types.GenericAlias, what list[int] is: an origin with arguments. It stands for its origin in calls, attribute access and
// as a base class, and takes further arguments for the type variables among its own.
#include "natives.h"
#include "generic_alias.h"
#include "../core/import.h"

nx_value nx_generic_alias_new(nx_value origin, nx_value args) {
    nx_generic_alias *self = nx_new_object(nx_generic_alias, nx_generic_alias_type);
    if (!self) return 0;
    self->origin = origin;
    self->args = nx_is_tuple(args) ? args : nx_tuple_from(1, &args);
    return self->args ? NX_OBJ(self) : 0;
}

nx_value nx_class_getitem(nx_value cls, nx_value item) { return nx_generic_alias_new(cls, item); }

static nx_generic_alias *alias(nx_value v) { return NX_PTR(nx_generic_alias, v); }

// ---- type variables among the arguments ------------------------------------------------------------------------------------
static bool add_once(nx_list *list, nx_value item) {
    for (int64_t i = 0; i < list->length; i++)
        if (list->items[i] == item) return true;
    return nx_list_push(list, item);
}

// The type variables that an argument brings: itself, or those of a generic; an empty tuple for others.
static nx_value parameters_in(nx_value arg, bool *is_variable) {
    *is_variable = false;
    if (nx_is_type(arg)) return NX_OBJ(&nx_empty_tuple);
    nx_value method = nx_getattr_optional(arg, &nx_s___typing_subst__);
    if (!method && nx_pending()) return 0;
    if (method) {
        *is_variable = true;
        return nx_tuple_from(1, &arg);
    }
    nx_value inner = nx_getattr_optional(arg, &nx_s___parameters__);
    if (!inner && nx_pending()) return 0;
    return inner && nx_is_tuple(inner) ? inner : NX_OBJ(&nx_empty_tuple);
}

nx_value nx_type_parameters(nx_value args) {
    nx_list *found = nx_list_new(0);
    if (!found) return 0;
    for (int64_t i = 0; i < NX_PTR(nx_tuple, args)->length; i++) {
        bool is_variable;
        nx_value inner = parameters_in(NX_PTR(nx_tuple, args)->items[i], &is_variable);
        if (!inner) return 0;
        for (int64_t k = 0; k < NX_PTR(nx_tuple, inner)->length; k++)
            if (!add_once(found, NX_PTR(nx_tuple, inner)->items[k])) return 0;
    }
    return nx_tuple_from(found->length, found->items);
}

static int64_t index_of(nx_tuple *parameters, nx_value parameter) {
    for (int64_t i = 0; i < parameters->length; i++)
        if (parameters->items[i] == parameter) return i;
    return -1;
}

// What stands for several arguments, *tuple[int, str], gives them one by one.
static nx_value spread_arguments(nx_value item) {
    nx_tuple *given = nx_is_tuple(item) ? NX_PTR(nx_tuple, item) : NULL;
    int64_t count = given ? given->length : 1;
    nx_list *result = nx_list_new(count);
    for (int64_t i = 0; result && i < count; i++) {
        nx_value arg = given ? given->items[i] : item;
        nx_value inner = nx_is_type(arg) ? NX_NONE : nx_getattr_optional(arg, &nx_s___typing_unpacked_tuple_args__);
        if (!inner && nx_pending()) return 0;
        nx_tuple *parts = inner && nx_is_tuple(inner) ? NX_PTR(nx_tuple, inner) : NULL;
        bool known = parts && !(parts->length > 0 && parts->items[parts->length - 1] == NX_ELLIPSIS);
        if (!(known ? nx_list_extend_from(result, inner) : nx_list_push(result, arg))) return 0;
    }
    return result ? nx_tuple_from(result->length, result->items) : 0;
}

// A generic argument with its own type variables replaced.
static nx_value substitute_inside(nx_value arg, nx_tuple *inner, nx_tuple *names, nx_tuple *given) {
    nx_list *sub = nx_list_new(inner->length);
    for (int64_t i = 0; sub && i < inner->length; i++) {
        int64_t at = index_of(names, inner->items[i]);
        nx_value value = at < 0 ? inner->items[i] : given->items[at];
        bool several = at >= 0 && nx_is_tuple(value) && nx_type_of(names->items[at])->iter; // of a TypeVarTuple
        if (!(several ? nx_list_extend_from(sub, value) : nx_list_push(sub, value))) return 0;
    }
    nx_value item = sub ? nx_tuple_from(sub->length, sub->items) : 0;
    return item ? nx_getitem(arg, item) : 0;
}

nx_value nx_substitute_parameters(nx_value self, nx_value args, nx_value parameters, nx_value values) {
    nx_tuple *names = NX_PTR(nx_tuple, parameters);
    if (names->length == 0) return nx_raisef(&nx_TypeError, "%R is not a generic class", self);
    values = spread_arguments(values);
    for (int64_t i = 0; values && i < names->length; i++) { // ParamSpec and TypeVarTuple group the arguments first
        nx_value prepare = nx_getattr_optional(names->items[i], &nx_s___typing_prepare_subst__);
        if (!prepare && nx_pending()) return 0;
        if (!prepare || prepare == NX_NONE) continue;
        values = nx_call2(prepare, self, values);
        if (values && !nx_is_tuple(values)) values = nx_tuple_from(1, &values);
    }
    if (!values) return 0;
    nx_tuple *given = NX_PTR(nx_tuple, values);
    if (given->length != names->length)
        return nx_raisef(&nx_TypeError, "Too %s arguments for %R; actual %lld, expected %lld",
            given->length > names->length ? "many" : "few", self, (long long)given->length, (long long)names->length);
    nx_list *result = nx_list_new(NX_PTR(nx_tuple, args)->length);
    for (int64_t i = 0; result && i < NX_PTR(nx_tuple, args)->length; i++) {
        nx_value arg = NX_PTR(nx_tuple, args)->items[i];
        bool is_variable, unpack = false;
        nx_value inner = parameters_in(arg, &is_variable);
        if (!inner) return 0;
        if (!nx_is_type(arg)) {
            nx_value mark = nx_getattr_optional(arg, &nx_s___typing_is_unpacked_typevartuple__);
            int truth = mark ? nx_truth(mark) : nx_pending() ? -1 : 0;
            if (truth < 0) return 0;
            unpack = truth > 0;
        }
        if (is_variable) {
            int64_t at = index_of(names, arg);
            nx_value method = nx_getattr(arg, &nx_s___typing_subst__);
            arg = method ? nx_call1(method, given->items[at]) : 0;
        } else if (NX_PTR(nx_tuple, inner)->length > 0) {
            arg = substitute_inside(arg, NX_PTR(nx_tuple, inner), names, given);
        }
        if (!arg) return 0;
        if (unpack && !nx_is_tuple(arg))
            return nx_raisef(&nx_TypeError, "expected __typing_subst__ of %T objects to return a tuple, not %T",
                NX_PTR(nx_tuple, args)->items[i], arg);
        if (!(unpack ? nx_list_extend_from(result, arg) : nx_list_push(result, arg))) return 0;
    }
    return result ? nx_tuple_from(result->length, result->items) : 0;
}

// ---- attributes ------------------------------------------------------------------------------------------------------------
nx_value nx_generic_alias_get_origin(nx_value self) { return alias(self)->origin; }
nx_value nx_generic_alias_get_args(nx_value self) { return alias(self)->args; }
nx_value nx_generic_alias_get_parameters(nx_value self) {
    if (!alias(self)->parameters) alias(self)->parameters = nx_type_parameters(alias(self)->args);
    return alias(self)->parameters;
}
nx_value nx_generic_alias_get_unpacked(nx_value self) { return nx_from_bool(alias(self)->unpacked); }
nx_value nx_generic_alias_get_typing_unpacked_tuple_args(nx_value self) {
    return alias(self)->unpacked && alias(self)->origin == NX_OBJ(&nx_tuple_type) ? alias(self)->args : NX_NONE;
}

// What belongs to the alias itself; everything else is looked up on the origin.
static const char *const own_names[] = {"__class__", "__bases__", "__origin__", "__args__", "__unpacked__", "__parameters__",
    "__typing_unpacked_tuple_args__", "__mro_entries__", "__reduce_ex__", "__reduce__", "__copy__", "__deepcopy__"};

static bool is_own(nx_str *name) {
    if (name->kind != 1) return false;
    for (size_t i = 0; i < sizeof own_names / sizeof *own_names; i++)
        if (name->length == (int64_t)strlen(own_names[i]) && memcmp(name->data, own_names[i], name->length) == 0) return true;
    return false;
}

static nx_value alias_getattr(nx_value self, nx_value name) {
    if (nx_is_str(name) && !is_own(NX_PTR(nx_str, name))) return nx_getattr(alias(self)->origin, NX_PTR(nx_str, name));
    return nx_getattr_generic(self, name);
}

// ---- repr --------------------------------------------------------------------------------------------------------------------
bool nx_append_type_repr(nx_builder *b, nx_value type) {
    if (type == NX_ELLIPSIS) {
        nx_builder_c(b, "...");
        return true;
    }
    nx_value text = 0;
    if (type == NX_OBJ(&nx_none_type)) {
        nx_builder_c(b, "None");
        return true;
    }
    if (nx_is_type(type)) {
        nx_value qualname = nx_getattr(type, &nx_s___qualname__);
        nx_value module = qualname ? nx_getattr(type, &nx_s___module__) : 0;
        if (!module) return false;
        int builtin = nx_equal(module, NX_OBJ(&nx_s_builtins));
        if (builtin < 0) return false;
        text = builtin ? qualname : nx_str_format("%S.%S", module, qualname);
    } else {
        text = nx_repr(type);
    }
    if (!text) return false;
    nx_builder_str(b, text);
    return true;
}

static nx_value alias_repr(nx_value self) {
    nx_builder b;
    nx_builder_init(&b);
    if (alias(self)->unpacked) nx_builder_char(&b, '*');
    if (!nx_append_type_repr(&b, alias(self)->origin)) return 0;
    nx_builder_char(&b, '[');
    nx_tuple *args = NX_PTR(nx_tuple, alias(self)->args);
    for (int64_t i = 0; i < args->length; i++) {
        if (i) nx_builder_c(&b, ", ");
        nx_value arg = args->items[i];
        if (nx_is_exact(arg, &nx_list_type)) { // the parameters of a Callable
            nx_builder_char(&b, '[');
            for (int64_t k = 0; k < NX_PTR(nx_list, arg)->length; k++) {
                if (k) nx_builder_c(&b, ", ");
                if (!nx_append_type_repr(&b, NX_PTR(nx_list, arg)->items[k])) return 0;
            }
            nx_builder_char(&b, ']');
        } else if (arg == NX_OBJ(&nx_none_type)) {
            nx_builder_c(&b, "NoneType");
        } else if (!nx_append_type_repr(&b, arg)) {
            return 0;
        }
    }
    if (args->length == 0) nx_builder_c(&b, "()");
    nx_builder_char(&b, ']');
    return nx_builder_finish(&b);
}

// ---- other slots and methods --------------------------------------------------------------------------------------------------
static bool alias_hash(nx_value self, int64_t *hash) {
    int64_t origin, args;
    if (!nx_hash(alias(self)->origin, &origin) || !nx_hash(alias(self)->args, &args)) return false;
    *hash = origin ^ args;
    return true;
}

static nx_value alias_compare(nx_value left, nx_value right, int operation) {
    if (operation != NX_EQ && operation != NX_NE) return NX_NOTIMPLEMENTED;
    if (!nx_is_pointer(right) || !nx_is_subtype(nx_type_of(right), &nx_generic_alias_type)) return NX_NOTIMPLEMENTED;
    int same = alias(left)->unpacked == alias(right)->unpacked;
    if (same) same = nx_equal(alias(left)->origin, alias(right)->origin);
    if (same > 0) same = nx_equal(alias(left)->args, alias(right)->args);
    return same < 0 ? 0 : nx_from_bool(same == (operation == NX_EQ));
}

static nx_value alias_call(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    nx_value object = nx_call(alias(self)->origin, nargs, args, kwnames);
    if (!object) return 0;
    if (!nx_setattr(object, nx_str_intern_c("__orig_class__"), self)) {
        if (!nx_error_matches(&nx_AttributeError) && !nx_error_matches(&nx_TypeError)) return 0;
        nx_error_clear();
    }
    return object;
}

static nx_value alias_getitem(nx_value self, nx_value item) {
    nx_value parameters = nx_generic_alias_get_parameters(self);
    nx_value args = parameters ? nx_substitute_parameters(self, alias(self)->args, parameters, item) : 0;
    if (!args) return 0;
    nx_value result = nx_generic_alias_new(alias(self)->origin, args);
    if (result) alias(result)->unpacked = alias(self)->unpacked;
    return result;
}

// iter(alias) gives the unpacked alias once: *tuple[int, str].
typedef struct { nx_header header; nx_value alias; } alias_iterator; // alias: 0 at the end

static nx_value alias_iter(nx_value self) {
    alias_iterator *iterator = nx_new_object(alias_iterator, nx_generic_alias_iterator_type);
    if (!iterator) return 0;
    iterator->alias = self;
    return NX_OBJ(iterator);
}

static nx_value starred(nx_value self) {
    nx_value result = nx_generic_alias_new(alias(self)->origin, alias(self)->args);
    if (result) alias(result)->unpacked = true;
    return result;
}

static nx_value iterator_next(nx_value self) {
    nx_value of = NX_PTR(alias_iterator, self)->alias;
    NX_PTR(alias_iterator, self)->alias = 0;
    return of ? starred(of) : NX_STOP;
}

// builtins.NAME and its only argument.
static nx_value reduce_to(const char *name, nx_value argument) {
    nx_value function = nx_dict_get_str(nx_builtins, nx_str_intern_c(name));
    nx_value arguments = function && argument ? nx_tuple_from(1, &argument) : 0;
    return arguments ? nx_tuple_from(2, (nx_value[]){function, arguments}) : 0;
}

nx_value nx_generic_alias_iterator_reduce(nx_value self) {
    nx_value of = NX_PTR(alias_iterator, self)->alias;
    return reduce_to("iter", of ? of : NX_OBJ(&nx_empty_tuple));
}

// The names of the origin and the alias's own.
nx_value nx_generic_alias_dir(nx_value self) {
    nx_value names = nx_builtin_dir(0, 1, &alias(self)->origin, 0);
    nx_list *list = names && nx_is_list(names) ? NX_PTR(nx_list, names) : NULL;
    for (size_t i = 0; list && i < sizeof own_names / sizeof *own_names; i++) {
        nx_value name = nx_str_from_c(own_names[i]);
        int there = name ? nx_contains(NX_OBJ(list), name) : -1;
        if (there < 0 || (!there && !nx_list_push(list, name))) return 0;
    }
    return list ? NX_OBJ(list) : 0;
}

nx_value nx_generic_alias_mro_entries(nx_value self, nx_value bases) { return nx_tuple_from(1, &alias(self)->origin); }
nx_value nx_generic_alias_instancecheck(nx_value self, nx_value instance) {
    return nx_raisef(&nx_TypeError, "isinstance() argument 2 cannot be a parameterized generic");
}
nx_value nx_generic_alias_subclasscheck(nx_value self, nx_value cls) {
    return nx_raisef(&nx_TypeError, "issubclass() argument 2 cannot be a parameterized generic");
}
nx_value nx_generic_alias_reduce(nx_value self) {
    if (alias(self)->unpacked) { // next(iter(origin[args]))
        nx_value plain = nx_generic_alias_new(alias(self)->origin, alias(self)->args);
        return plain ? reduce_to("next", alias_iter(plain)) : 0;
    }
    nx_value arguments = nx_tuple_from(2, (nx_value[]){alias(self)->origin, alias(self)->args});
    return arguments ? nx_tuple_from(2, (nx_value[]){NX_OBJ(nx_type_of(self)), arguments}) : 0;
}

static nx_value alias_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (!nx_take_no_keywords("GenericAlias", kwnames) || !nx_take_positional("GenericAlias", nargs, 2, 2)) return 0;
    nx_generic_alias *self = nx_new_instance(cls, 0);
    if (!self) return 0;
    self->origin = args[0];
    self->args = nx_is_tuple(args[1]) ? args[1] : nx_tuple_from(1, &args[1]);
    return self->args ? NX_OBJ(self) : 0;
}

#include "generic_alias.inc"

nx_type nx_generic_alias_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_generic_alias_type},
    .c_name = "types.GenericAlias",
    .flags = NX_TYPE_BASE | NX_TYPE_CUSTOM_GETATTR | NX_TYPE_WEAKREFABLE,
    .basic_size = sizeof(nx_generic_alias),
    .doc = "Represent a PEP 585 generic type\n\nE.g. for t = list[int], t.__origin__ is list and t.__args__ is (int,).",
    .methods = nx_generic_alias_methods,
    .getsets = nx_generic_alias_getsets,
    .repr = alias_repr,
    .hash = alias_hash,
    .call = alias_call,
    .getattr = alias_getattr,
    .compare = alias_compare,
    .iter = alias_iter,
    .new_ = alias_new,
    .binary = {[NX_OR] = nx_union_or},
    .getitem = alias_getitem,
};

nx_type nx_generic_alias_iterator_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_generic_alias_iterator_type},
    .c_name = "generic_alias_iterator",
    .basic_size = sizeof(alias_iterator),
    .methods = nx_generic_alias_iterator_methods,
    .iter = nx_iter_self,
    .next = iterator_next,
};

// ---- types.UnionType -------------------------------------------------------------------------------------------------------------
static nx_union *as_union(nx_value v) { return NX_PTR(nx_union, v); }

static bool is_member(nx_value v) {
    return v == NX_NONE || nx_is_type(v) || nx_is_exact(v, &nx_union_type)
        || (nx_is_pointer(v) && nx_is_subtype(nx_type_of(v), &nx_generic_alias_type)) || nx_is_exact(v, &nx_type_var_type)
        || nx_is_exact(v, &nx_type_alias_type);
}

static bool add_members(nx_list *members, nx_value v) {
    if (nx_is_exact(v, &nx_union_type)) {
        nx_tuple *args = NX_PTR(nx_tuple, as_union(v)->args);
        for (int64_t i = 0; i < args->length; i++)
            if (!add_members(members, args->items[i])) return false;
        return true;
    }
    if (v == NX_NONE) v = NX_OBJ(&nx_none_type);
    for (int64_t i = 0; i < members->length; i++) {
        int same = members->items[i] == v;
        if (!same && !(nx_is_type(v) && nx_is_type(members->items[i]))) same = nx_equal(members->items[i], v);
        if (same) return same > 0;
    }
    return nx_list_push(members, v);
}

nx_value nx_union_or(nx_value left, nx_value right) {
    if (!is_member(left) || !is_member(right)) return NX_NOTIMPLEMENTED;
    nx_list *members = nx_list_new(2);
    if (!members || !add_members(members, left) || !add_members(members, right)) return 0;
    if (members->length == 1) return members->items[0];
    nx_union *self = nx_new_object(nx_union, nx_union_type);
    if (!self) return 0;
    self->args = nx_tuple_from(members->length, members->items);
    return self->args ? NX_OBJ(self) : 0;
}

nx_value nx_union_get_args(nx_value self) { return as_union(self)->args; }
nx_value nx_union_get_module(nx_value self) { return nx_str_from_c("types"); }
nx_value nx_union_get_parameters(nx_value self) {
    if (!as_union(self)->parameters) as_union(self)->parameters = nx_type_parameters(as_union(self)->args);
    return as_union(self)->parameters;
}

static nx_value union_getitem(nx_value self, nx_value item) {
    nx_value parameters = nx_union_get_parameters(self);
    nx_value args = parameters ? nx_substitute_parameters(self, as_union(self)->args, parameters, item) : 0;
    if (!args) return 0;
    nx_value result = NX_PTR(nx_tuple, args)->items[0];
    for (int64_t i = 1; result && i < NX_PTR(nx_tuple, args)->length; i++)
        result = nx_binary(NX_OR, result, NX_PTR(nx_tuple, args)->items[i]);
    return result;
}

static nx_value union_repr(nx_value self) {
    nx_builder b;
    nx_builder_init(&b);
    nx_tuple *args = NX_PTR(nx_tuple, as_union(self)->args);
    for (int64_t i = 0; i < args->length; i++) {
        if (i) nx_builder_c(&b, " | ");
        if (!nx_append_type_repr(&b, args->items[i])) return 0;
    }
    return nx_builder_finish(&b);
}

static nx_value member_set(nx_value self) { return nx_frozenset_of(as_union(self)->args); }

static bool union_hash(nx_value self, int64_t *hash) {
    nx_value members = member_set(self);
    return members && nx_hash(members, hash);
}

static nx_value union_compare(nx_value left, nx_value right, int operation) {
    if ((operation != NX_EQ && operation != NX_NE) || !nx_is_exact(right, &nx_union_type)) return NX_NOTIMPLEMENTED;
    nx_value a = member_set(left), b = member_set(right);
    return a && b ? nx_compare(a, b, operation) : 0;
}

static nx_value check_members(nx_value self, nx_value subject, const char *function, int (*check)(nx_value, nx_value)) {
    nx_tuple *args = NX_PTR(nx_tuple, as_union(self)->args);
    for (int64_t i = 0; i < args->length; i++)
        if (!nx_is_type(args->items[i]))
            return nx_raisef(&nx_TypeError, "%s() argument 2 cannot be a parameterized generic", function);
    for (int64_t i = 0; i < args->length; i++) {
        int holds = check(subject, args->items[i]);
        if (holds) return holds < 0 ? 0 : NX_TRUE;
    }
    return NX_FALSE;
}
nx_value nx_union_instancecheck(nx_value self, nx_value instance) {
    return check_members(self, instance, "isinstance", nx_isinstance);
}
nx_value nx_union_subclasscheck(nx_value self, nx_value cls) {
    if (!nx_is_type(cls)) return nx_raisef(&nx_TypeError, "issubclass() arg 1 must be a class");
    return check_members(self, cls, "issubclass", nx_issubclass);
}

nx_type nx_union_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_union_type},
    .c_name = "types.UnionType",
    .basic_size = sizeof(nx_union),
    .doc = "Represent a PEP 604 union type\n\nE.g. for int | str",
    .methods = nx_union_methods,
    .getsets = nx_union_getsets,
    .repr = union_repr,
    .hash = union_hash,
    .compare = union_compare,
    .binary = {[NX_OR] = nx_union_or},
    .getitem = union_getitem,
};
