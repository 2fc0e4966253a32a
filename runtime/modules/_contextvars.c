// _contextvars. A context's values are a dict from variables to values that copies share until one of them changes: a
// task's context costs one small object until the task sets something.
#include <stdio.h>
#include "../core/thread.h"
#include "../core/type.h"
#include "../types/containers.h"
#include "contextvars.h"
#include "natives.h"

typedef struct { nx_header header; nx_dict *values; nx_value previous; bool shared, entered; } nx_context;
typedef struct { nx_header header; nx_value name, fallback; } nx_context_var; // fallback: the default, or 0
typedef struct { nx_header header; nx_context *context; nx_value var, old; bool used; } nx_token; // old: 0 = MISSING

nx_type nx_context_type;
static nx_type var_type, token_type, missing_type;
static nx_header missing = {&missing_type.root};

static nx_context *context_of(nx_value v) { return NX_PTR(nx_context, v); }
static nx_context_var *var_of(nx_value v) { return NX_PTR(nx_context_var, v); }

// ---- contexts ----------------------------------------------------------------------------------------------------------------------

static nx_context *context_new(nx_dict *values) {
    nx_context *self = nx_new_object(nx_context, nx_context_type);
    if (self) {
        self->values = values;
        self->shared = values != NULL;
    }
    return self;
}

static nx_context *current(void) {
    if (!nx_thread_current->context)
        nx_thread_current->context = NX_OBJ(context_new(NULL));
    return context_of(nx_thread_current->context);
}

static nx_value copy_of(nx_context *self) {
    if (self->values)
        self->shared = true;
    return NX_OBJ(context_new(self->values));
}

nx_value nx_context_copy_current(void) {
    nx_context *self = current();
    return self ? copy_of(self) : NX_ERROR;
}

nx_value nx_contextvars_copy_context(void) { return nx_context_copy_current(); }
nx_value nx_contextvars_Context_copy(nx_value self) { return copy_of(context_of(self)); }

// Assigns; value 0 takes the variable out.
static bool put(nx_context *self, nx_value variable, nx_value value) {
    nx_context_changes++;
    if (!self->values || self->shared) {
        nx_dict *own = self->values ? nx_dict_copy_of(self->values) : nx_dict_new(4);
        if (!own)
            return false;
        self->values = own;
        self->shared = false;
    }
    return value ? nx_dict_set(self->values, variable, value) : nx_dict_delete(self->values, variable) >= 0;
}

static nx_value value_in(const nx_context *self, nx_value variable) {
    return self->values ? nx_dict_get_value(self->values, variable) : 0;
}

uint64_t nx_context_changes;

nx_value nx_context_var_value(nx_value variable) {
    nx_context *context = current();
    return context ? value_in(context, variable) : 0;
}

bool nx_context_enter_it(nx_value context) {
    nx_context *self = context_of(context);
    if (self->entered)
        return nx_failf(&nx_RuntimeError, "cannot enter context: %R is already entered", context);
    self->previous = nx_thread_current->context;
    self->entered = true;
    nx_thread_current->context = context;
    return true;
}

void nx_context_leave_it(nx_value context) {
    nx_context *self = context_of(context);
    nx_thread_current->context = self->previous;
    self->previous = 0;
    self->entered = false;
}

nx_value nx_contextvars_Context_run(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (nargs < 1)
        return nx_raisef(&nx_TypeError, "run() missing 1 required positional argument");
    if (!nx_context_enter_it(self))
        return NX_ERROR;
    nx_value result = nx_call(args[0], nargs - 1, args + 1, kwnames);
    nx_context_leave_it(self);
    return result;
}

static bool check_key(nx_value key) {
    return nx_type_of(key) == &var_type || nx_failf(&nx_TypeError, "a ContextVar key was expected, got %R", key);
}

static nx_value context_getitem(nx_value self, nx_value key) {
    if (!check_key(key))
        return NX_ERROR;
    nx_value value = value_in(context_of(self), key);
    return value || nx_pending() ? value : nx_raise_key_error(key);
}

nx_value nx_contextvars_Context_get(nx_value self, nx_value key, nx_value fallback) {
    if (!check_key(key))
        return NX_ERROR;
    nx_value value = value_in(context_of(self), key);
    return value || nx_pending() ? value : fallback;
}

static int context_contains(nx_value self, nx_value key) {
    return check_key(key) ? value_in(context_of(self), key) != 0 : -1;
}

static bool context_length(nx_value self, int64_t *length) {
    *length = 0;
    return !context_of(self)->values || nx_length(NX_OBJ(context_of(self)->values), length);
}

// The dict as it is now: what is assigned later does not disturb an iteration.
static nx_value values_now(nx_value self) {
    if (!context_of(self)->values)
        return NX_OBJ(nx_dict_new(0));
    context_of(self)->shared = true;
    return NX_OBJ(context_of(self)->values);
}

static nx_value context_iter(nx_value self) {
    nx_value values = values_now(self);
    return values ? nx_iter(values) : NX_ERROR;
}

static nx_value view(nx_value self, const char *name) {
    nx_value values = values_now(self);
    nx_value items = values ? nx_call_method(values, nx_str_intern_c(name), 0, NULL, 0) : NX_ERROR;
    return items ? nx_iter(items) : NX_ERROR;
}

nx_value nx_contextvars_Context_keys(nx_value self) { return context_iter(self); }
nx_value nx_contextvars_Context_values(nx_value self) { return view(self, "values"); }
nx_value nx_contextvars_Context_items(nx_value self) { return view(self, "items"); }

static nx_value context_compare(nx_value left, nx_value right, int operation) {
    if (nx_type_of(right) != &nx_context_type || (operation != NX_EQ && operation != NX_NE))
        return NX_NOTIMPLEMENTED;
    nx_value a = values_now(left), b = values_now(right);
    return a && b ? nx_compare(a, b, operation) : NX_ERROR;
}

static nx_value context_make(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (nargs || kwnames)
        return nx_raisef(&nx_TypeError, "Context() does not accept any arguments");
    return NX_OBJ(context_new(NULL));
}

// ---- variables -----------------------------------------------------------------------------------------------------------------------

static nx_value var_make(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    static const char *const names[] = {"", "default"};
    nx_value out[2] = {0, 0};
    if (nargs != 1)
        return nx_raisef(&nx_TypeError, "ContextVar() takes exactly 1 positional argument (%zu given)", nargs);
    if (!nx_take_arguments("ContextVar", names, 2, 1, 1, nargs, args, kwnames, out))
        return NX_ERROR;
    if (!nx_is_str(out[0]))
        return nx_raisef(&nx_TypeError, "context variable name must be a str");
    nx_context_var *self = nx_new_object(nx_context_var, var_type);
    if (self) {
        self->name = out[0];
        self->fallback = out[1];
    }
    return NX_OBJ(self);
}

nx_value nx_contextvars_ContextVar_get(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (kwnames && NX_PTR(nx_tuple, kwnames)->length > 0)
        return nx_raisef(&nx_TypeError, "ContextVar.get() takes no keyword arguments");
    if (nargs > 1)
        return nx_raisef(&nx_TypeError, "get expected at most 1 argument, got %zu", nargs);
    nx_context *context = current();
    if (!context)
        return NX_ERROR;
    nx_value value = value_in(context, self);
    if (value || nx_pending())
        return value;
    if (nargs == 1)
        return args[0];
    if (var_of(self)->fallback)
        return var_of(self)->fallback;
    nx_value error = nx_exception_new(&nx_LookupError, self);
    return error ? nx_raise_value(error) : NX_ERROR;
}

nx_value nx_contextvars_ContextVar_set(nx_value self, nx_value value) {
    nx_context *context = current();
    nx_token *token = context ? nx_new_object(nx_token, token_type) : NULL;
    if (!token)
        return NX_ERROR;
    token->context = context;
    token->var = self;
    token->old = value_in(context, self);
    return put(context, self, value) ? NX_OBJ(token) : NX_ERROR;
}

nx_value nx_contextvars_ContextVar_reset(nx_value self, nx_value v) {
    if (nx_type_of(v) != &token_type)
        return nx_raisef(&nx_TypeError, "expected an instance of Token, got %R", v);
    nx_token *token = NX_PTR(nx_token, v);
    if (token->used)
        return nx_raisef(&nx_RuntimeError, "%R has already been used once", v);
    if (token->var != self)
        return nx_raisef(&nx_ValueError, "%R was created by a different ContextVar", v);
    nx_context *context = current();
    if (!context)
        return NX_ERROR;
    if (token->context != context)
        return nx_raisef(&nx_ValueError, "%R was created in a different Context", v);
    token->used = true;
    return put(context, self, token->old) ? NX_NONE : NX_ERROR;
}

nx_value nx_contextvars_ContextVar_get_name(nx_value self) { return var_of(self)->name; }

static nx_value var_repr(nx_value self) {
    char address[24];
    snprintf(address, sizeof address, "%p", NX_PTR(void, self));
    const nx_context_var *var = var_of(self);
    return var->fallback ? nx_str_format("<ContextVar name=%R default=%R at %s>", var->name, var->fallback, address)
                         : nx_str_format("<ContextVar name=%R at %s>", var->name, address);
}

// ---- tokens ----------------------------------------------------------------------------------------------------------------------------

nx_value nx_contextvars_Token_get_var(nx_value self) { return NX_PTR(nx_token, self)->var; }
nx_value nx_contextvars_Token_get_old_value(nx_value self) {
    nx_value old = NX_PTR(nx_token, self)->old;
    return old ? old : NX_OBJ(&missing);
}

static nx_value token_repr(nx_value self) {
    char address[24];
    snprintf(address, sizeof address, "%p", NX_PTR(void, self));
    const nx_token *token = NX_PTR(nx_token, self);
    return nx_str_format("<Token%s var=%R at %s>", token->used ? " used" : "", token->var, address);
}

static nx_value token_make(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    return nx_raisef(&nx_RuntimeError, "Tokens can only be created by ContextVars");
}

static nx_value missing_repr(nx_value self) { return nx_str_from_c("<Token.MISSING>"); }

#include "_contextvars.inc"

nx_type nx_context_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_context_type},
    .c_name = "_contextvars.Context",
    .base = &nx_object_type,
    .flags = NX_TYPE_WEAKREFABLE,
    .basic_size = sizeof(nx_context),
    .methods = nx_contextvars_Context_methods,
    .hash = nx_hash_not_implemented,
    .compare = context_compare,
    .iter = context_iter,
    .new_ = context_make,
    .length = context_length,
    .getitem = context_getitem,
    .contains = context_contains,
};

static nx_type var_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &var_type},
    .c_name = "_contextvars.ContextVar",
    .base = &nx_object_type,
    .basic_size = sizeof(nx_context_var),
    .methods = nx_contextvars_ContextVar_methods,
    .getsets = nx_contextvars_ContextVar_getsets,
    .repr = var_repr,
    .new_ = var_make,
};

static nx_type token_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &token_type},
    .c_name = "_contextvars.Token",
    .base = &nx_object_type,
    .basic_size = sizeof(nx_token),
    .methods = nx_contextvars_Token_methods,
    .getsets = nx_contextvars_Token_getsets,
    .repr = token_repr,
    .hash = nx_hash_not_implemented,
    .new_ = token_make,
};

static nx_type missing_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &missing_type},
    .c_name = "Token.MISSING",
    .base = &nx_object_type,
    .basic_size = sizeof(nx_header),
    .repr = missing_repr,
};

static bool init(nx_module *self) {
    return nx_type_ready(&missing_type) && nx_type_ready(&token_type) &&
           nx_type_dict(&token_type) && nx_dict_set_str(nx_type_dict(&token_type), nx_str_intern_c("MISSING"), NX_OBJ(&missing));
}

static nx_type *const types[] = {&nx_context_type, &var_type, &token_type, NULL};

const nx_module_def nx_module__contextvars = {
    .name = "_contextvars", .functions = nx_contextvars_functions, .types = types, .init = init};
