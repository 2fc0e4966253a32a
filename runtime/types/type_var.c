// The type parameters that PEP 695 syntax makes, and type aliases. Bounds, constraints, defaults and an alias's value are
// given as functions and evaluated when first asked for.
#include "natives.h"
#include "generic_alias.h"

typedef struct {
    nx_header header;
    nx_value name;
    nx_value bound;       // a function that gives it, its value, or 0; a tuple: the constraints
    nx_value fallback;    // likewise the default
    bool bound_known, fallback_known;
} nx_type_var;

typedef struct { nx_header header; nx_value name, type_params, value; bool known; } nx_type_alias;

extern nx_type nx_generic_type;

static nx_type_var *variable(nx_value v) { return NX_PTR(nx_type_var, v); }

nx_value nx_make_type_param(nx_value name, int kind, nx_value bound, nx_value fallback) {
    nx_type *type = kind == 0 ? &nx_type_var_type : kind == 1 ? &nx_param_spec_type : &nx_type_var_tuple_type;
    nx_type_var *self = nx_alloc_object(type, sizeof(nx_type_var));
    if (!self) return 0;
    self->name = name;
    self->bound = bound;
    self->fallback = fallback;
    return NX_OBJ(self);
}

// Evaluates a delayed expression once.
static nx_value evaluate(nx_value *place, bool *known) {
    if (!*known && *place && nx_is_exact(*place, &nx_function_type)) {
        nx_value value = nx_call0(*place);
        if (!value) return 0;
        *place = value;
    }
    *known = true;
    return *place ? *place : NX_NONE;
}

nx_value nx_type_var_get_name(nx_value self) { return variable(self)->name; }
nx_value nx_type_var_get_bound(nx_value self) {
    nx_value bound = evaluate(&variable(self)->bound, &variable(self)->bound_known);
    return bound && nx_is_tuple(bound) ? NX_NONE : bound;
}
nx_value nx_type_var_get_constraints(nx_value self) {
    nx_value bound = evaluate(&variable(self)->bound, &variable(self)->bound_known);
    return !bound || nx_is_tuple(bound) ? bound : NX_OBJ(&nx_empty_tuple);
}
nx_value nx_type_var_get_default(nx_value self) { return evaluate(&variable(self)->fallback, &variable(self)->fallback_known); }
nx_value nx_type_var_has_default(nx_value self) { return nx_from_bool(variable(self)->fallback != 0); }
nx_value nx_type_var_typing_subst(nx_value self, nx_value value) { return value; }
nx_value nx_param_spec_typing_subst(nx_value self, nx_value value) { return value; }
nx_value nx_param_spec_get_name(nx_value self) { return variable(self)->name; }
nx_value nx_param_spec_get_args(nx_value self) { return nx_str_format("%U.args", variable(self)->name); }
nx_value nx_param_spec_get_kwargs(nx_value self) { return nx_str_format("%U.kwargs", variable(self)->name); }
nx_value nx_type_var_tuple_typing_subst(nx_value self, nx_value value) { return value; }
nx_value nx_type_var_tuple_get_name(nx_value self) { return variable(self)->name; }

static nx_value variable_repr(nx_value self) { return variable(self)->name; }

// iter(Ts) is what *Ts unpacks: the variable itself.
static nx_value variable_iter(nx_value self) {
    nx_value once = nx_tuple_from(1, &self);
    return once ? nx_iter(once) : 0;
}

// ---- type aliases ------------------------------------------------------------------------------------------------------------
nx_value nx_make_type_alias(nx_value name, nx_value type_params, nx_value value_function) {
    nx_type_alias *self = nx_new_object(nx_type_alias, nx_type_alias_type);
    if (!self) return 0;
    self->name = name;
    self->type_params = type_params ? type_params : NX_OBJ(&nx_empty_tuple);
    self->value = value_function;
    return NX_OBJ(self);
}

nx_value nx_type_alias_get_name(nx_value self) { return NX_PTR(nx_type_alias, self)->name; }
nx_value nx_type_alias_get_value(nx_value self) {
    return evaluate(&NX_PTR(nx_type_alias, self)->value, &NX_PTR(nx_type_alias, self)->known);
}
nx_value nx_type_alias_get_type_params(nx_value self) { return NX_PTR(nx_type_alias, self)->type_params; }
nx_value nx_type_alias_get_parameters(nx_value self) { return NX_PTR(nx_type_alias, self)->type_params; }
static nx_value type_alias_repr(nx_value self) { return NX_PTR(nx_type_alias, self)->name; }
static nx_value type_alias_getitem(nx_value self, nx_value item) {
    if (NX_PTR(nx_tuple, NX_PTR(nx_type_alias, self)->type_params)->length == 0)
        return nx_raisef(&nx_TypeError, "Only generic type aliases are subscriptable");
    return nx_generic_alias_new(self, item);
}

// ---- classes with type parameters ------------------------------------------------------------------------------------------------
nx_value nx_generic_base(nx_value type_params) {
    return nx_generic_alias_new(NX_OBJ(&nx_generic_type), type_params);
}

#include "type_var.inc"

#define VARIABLE_TYPE(name, name_, ...)          \
    nx_type nx_##name##_type = {                 \
        .header = {&nx_type_type.root},          \
        .root = {.type = &nx_##name##_type},     \
        .c_name = name_,                         \
        .basic_size = sizeof(nx_type_var),       \
        .methods = nx_##name##_methods,          \
        .getsets = nx_##name##_getsets,          \
        .repr = variable_repr,                   \
        __VA_ARGS__                              \
    }
VARIABLE_TYPE(type_var, "typing.TypeVar", .binary = {[NX_OR] = nx_union_or});
VARIABLE_TYPE(param_spec, "typing.ParamSpec", .binary = {[NX_OR] = nx_union_or});
VARIABLE_TYPE(type_var_tuple, "typing.TypeVarTuple", .iter = variable_iter);

nx_type nx_type_alias_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_type_alias_type},
    .c_name = "typing.TypeAliasType",
    .basic_size = sizeof(nx_type_alias),
    .methods = nx_type_alias_methods,
    .getsets = nx_type_alias_getsets,
    .repr = type_alias_repr,
    .binary = {[NX_OR] = nx_union_or},
    .getitem = type_alias_getitem,
};

nx_type nx_generic_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_generic_type},
    .c_name = "typing.Generic",
    .flags = NX_TYPE_BASE,
    .basic_size = sizeof(nx_header),
    .methods = nx_generic_methods,
    .getsets = nx_generic_getsets,
};
