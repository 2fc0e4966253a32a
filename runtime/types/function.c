// Compiled functions, bound methods, cells and code objects as Python sees them.
#include "../core/host.h"
#include "natives.h"
#include "native.h"

static nx_function *function_of(nx_value v) { return NX_PTR(nx_function, v); }

// ---- functions: attributes live in the type's getters, then in function->dict ------------------------------------------------

nx_value nx_function_call(nx_value callee, size_t nargs, const nx_value *args, nx_value kwnames); // core/call.c

static nx_value function_getattr(nx_value self, nx_value attribute) {
    nx_str *name = NX_PTR(nx_str, attribute);
    nx_value descriptor = nx_type_lookup(&nx_function_type, name);
    nx_type *type = descriptor ? nx_type_of(descriptor) : NULL;
    if (type && type->descr_get && type->descr_set)
        return type->descr_get(descriptor, self, NX_OBJ(&nx_function_type));
    if (function_of(self)->dict) {
        nx_value value = nx_dict_get_str(NX_PTR(nx_dict, function_of(self)->dict), name);
        if (value || nx_pending())
            return value;
    }
    if (descriptor)
        return type->descr_get ? type->descr_get(descriptor, self, NX_OBJ(&nx_function_type)) : descriptor;
    if (nx_pending())
        return 0;
    return nx_raise_attribute_error(self, name, "'function' object has no attribute '%U'", attribute);
}

static bool function_setattr(nx_value self, nx_value attribute, nx_value value) {
    nx_str *name = NX_PTR(nx_str, attribute);
    nx_value descriptor = nx_type_lookup(&nx_function_type, name);
    if (descriptor && nx_type_of(descriptor)->descr_set)
        return nx_type_of(descriptor)->descr_set(descriptor, self, value);
    nx_value dict = nx_function_get_dict(self);
    if (!dict)
        return false;
    if (value)
        return nx_dict_set_str(NX_PTR(nx_dict, dict), name, value);
    int deleted = nx_dict_delete(NX_PTR(nx_dict, dict), attribute);
    if (deleted == 0)
        nx_raise_attribute_error(self, name, "'function' object has no attribute '%U'", attribute);
    return deleted == 1;
}

static nx_value function_get(nx_value self, nx_value instance, nx_value owner) {
    if (!instance || (instance == NX_NONE && owner != NX_OBJ(&nx_none_type)))
        return self;
    return nx_method_new(self, instance);
}

static nx_value function_repr(nx_value self) {
    return nx_str_format("<function %U at %p>", function_of(self)->qualname, (void *)(uintptr_t)self);
}

nx_value nx_function_get_code(nx_value self) { return NX_OBJ(function_of(self)->code); }
bool nx_function_set_code(nx_value self, nx_value value) {
    if (!value || !nx_is_exact(value, &nx_code_type))
        return nx_failf(&nx_TypeError, "__code__ must be set to a code object");
    const nx_code *code = NX_PTR(nx_code, value);
    if (code->free_count != function_of(self)->cell_count)
        return nx_failf(&nx_ValueError, "%U() requires a code object with %d free vars, not %d", function_of(self)->name,
                        (int)function_of(self)->cell_count, (int)code->free_count);
    function_of(self)->code = code;
    return true;
}
nx_value nx_function_get_globals(nx_value self) { return function_of(self)->globals; }
nx_value nx_function_get_builtins(nx_value self) {
    nx_value module = nx_dict_get_str(nx_sys_modules, &nx_s_builtins);
    return module ? NX_OBJ(NX_PTR(nx_module, module)->dict) : 0;
}
nx_value nx_function_get_name(nx_value self) { return function_of(self)->name; }
bool nx_function_set_name(nx_value self, nx_value value) {
    if (!value || !nx_is_str(value))
        return nx_failf(&nx_TypeError, "__name__ must be set to a string object");
    function_of(self)->name = value;
    return true;
}
nx_value nx_function_get_qualname(nx_value self) { return function_of(self)->qualname; }
bool nx_function_set_qualname(nx_value self, nx_value value) {
    if (!value || !nx_is_str(value))
        return nx_failf(&nx_TypeError, "__qualname__ must be set to a string object");
    function_of(self)->qualname = value;
    return true;
}
nx_value nx_function_get_module(nx_value self) { return function_of(self)->module; }
bool nx_function_set_module(nx_value self, nx_value value) {
    function_of(self)->module = value ? value : NX_NONE;
    return true;
}
nx_value nx_function_get_doc(nx_value self) { return function_of(self)->doc; }
bool nx_function_set_doc(nx_value self, nx_value value) {
    function_of(self)->doc = value ? value : NX_NONE;
    return true;
}
nx_value nx_function_get_defaults(nx_value self) { return function_of(self)->defaults; }
bool nx_function_set_defaults(nx_value self, nx_value value) {
    if (value && value != NX_NONE && !nx_is_tuple(value))
        return nx_failf(&nx_TypeError, "__defaults__ must be set to a tuple object");
    function_of(self)->defaults = value ? value : NX_NONE;
    return true;
}
// CPython's dict (of a function of its own, by functools.wraps) becomes one of ours.
static bool take_foreign_dict(nx_value *value) {
    if (!nx_is_foreign(*value) || nx_isinstance(*value, NX_OBJ(&nx_dict_type)) <= 0) return true;
    *value = nx_call1(NX_OBJ(&nx_dict_type), *value);
    return *value != 0;
}

nx_value nx_function_get_kwdefaults(nx_value self) { return function_of(self)->keyword_defaults; }
bool nx_function_set_kwdefaults(nx_value self, nx_value value) {
    if (value && !take_foreign_dict(&value)) return false;
    if (value && value != NX_NONE && !nx_is_dict(value))
        return nx_failf(&nx_TypeError, "__kwdefaults__ must be set to a dict object");
    function_of(self)->keyword_defaults = value ? value : NX_NONE;
    return true;
}
nx_value nx_function_get_annotations(nx_value self) {
    nx_function *function = function_of(self);
    if (!function->annotations) {
        nx_dict *dict = nx_dict_new(0);
        if (!dict)
            return 0;
        function->annotations = NX_OBJ(dict);
    }
    return function->annotations;
}
bool nx_function_set_annotations(nx_value self, nx_value value) {
    if (value && !take_foreign_dict(&value)) return false;
    if (value && value != NX_NONE && !nx_is_dict(value))
        return nx_failf(&nx_TypeError, "__annotations__ must be set to a dict object");
    function_of(self)->annotations = value == NX_NONE ? 0 : value;
    return true;
}
nx_value nx_function_get_closure(nx_value self) {
    nx_function *function = function_of(self);
    return function->cell_count ? nx_tuple_from(function->cell_count, function->cells) : NX_NONE;
}
nx_value nx_function_get_type_params(nx_value self) {
    nx_value params = function_of(self)->type_params;
    return params ? params : NX_OBJ(&nx_empty_tuple);
}
bool nx_function_set_type_params(nx_value self, nx_value value) {
    if (!value || !nx_is_tuple(value))
        return nx_failf(&nx_TypeError, "__type_params__ must be set to a tuple");
    function_of(self)->type_params = value;
    return true;
}
nx_value nx_function_get_dict(nx_value self) {
    nx_function *function = function_of(self);
    if (!function->dict) {
        nx_dict *dict = nx_dict_new(0);
        if (!dict)
            return 0;
        function->dict = NX_OBJ(dict);
    }
    return function->dict;
}
bool nx_function_set_dict(nx_value self, nx_value value) {
    if (!value)
        return nx_failf(&nx_TypeError, "cannot delete __dict__");
    if (!nx_is_dict(value))
        return nx_failf(&nx_TypeError, "__dict__ must be set to a dictionary, not a '%T'", value);
    function_of(self)->dict = value;
    return true;
}

// types.FunctionType(code, globals, name=None, argdefs=None, closure=None)
static nx_value function_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    static const char *const names[] = {"code", "globals", "name", "argdefs", "closure"};
    nx_value values[5] = {0};
    if (nargs > 5)
        return nx_raisef(&nx_TypeError, "function() takes at most 5 arguments (%d given)", (int)nargs);
    if (nargs)
        memcpy(values, args, nargs * sizeof *values);
    for (size_t k = 0; k < nx_keyword_count(kwnames); k++) {
        size_t length, at = 0;
        const char *text = nx_str_utf8_lossy(NX_PTR(nx_tuple, kwnames)->items[k], &length);
        while (at < 5 && strcmp(names[at], text) != 0)
            at++;
        if (at == 5)
            return nx_raisef(&nx_TypeError, "'%s' is an invalid keyword argument for function()", text);
        values[at] = args[nargs + k];
    }
    if (!values[0] || !nx_is_exact(values[0], &nx_code_type))
        return nx_raisef(&nx_TypeError, "function() argument 'code' must be code, not %Y", values[0] ? values[0] : NX_NONE);
    if (!values[1] || !nx_is_dict(values[1]))
        return nx_raisef(&nx_TypeError, "function() argument 'globals' must be dict, not %Y", values[1] ? values[1] : NX_NONE);
    const nx_code *code = NX_PTR(nx_code, values[0]);
    nx_tuple *closure = values[4] && values[4] != NX_NONE ? NX_PTR(nx_tuple, values[4]) : NULL;
    if ((closure ? closure->length : 0) != code->free_count)
        return nx_raisef(&nx_ValueError, "%U requires closure of length %d, not %d", NX_OBJ(code->name), (int)code->free_count,
                         (int)(closure ? closure->length : 0));
    nx_value result = nx_make_function(code, NX_PTR(nx_dict, values[1]), values[3] && values[3] != NX_NONE ? values[3] : 0, 0, 0,
                                       code->free_count, closure ? closure->items : NULL);
    if (result && values[2] && values[2] != NX_NONE)
        function_of(result)->name = values[2];
    return result;
}

// ---- bound methods ----------------------------------------------------------------------------------------------------------------

nx_value nx_method_call(nx_value callee, size_t nargs, const nx_value *args, nx_value kwnames); // core/call.c

static nx_method *method_of(nx_value v) { return NX_PTR(nx_method, v); }

static nx_value method_getattr(nx_value self, nx_value attribute) {
    nx_str *name = NX_PTR(nx_str, attribute);
    nx_value descriptor = nx_type_lookup(&nx_method_type, name);
    if (descriptor) {
        nx_type *type = nx_type_of(descriptor);
        return type->descr_get ? type->descr_get(descriptor, self, NX_OBJ(&nx_method_type)) : descriptor;
    }
    if (nx_pending())
        return 0;
    return nx_getattr(method_of(self)->function, name); // what is missing, its function is missing
}

static bool method_setattr(nx_value self, nx_value attribute, nx_value value) {
    nx_value descriptor = nx_type_lookup(nx_type_of(self), NX_PTR(nx_str, attribute));
    if (descriptor && nx_type_of(descriptor)->descr_set)
        return nx_type_of(descriptor)->descr_set(descriptor, self, value);
    nx_raise_attribute_error(self, NX_PTR(nx_str, attribute), "'method' object has no attribute '%U'", attribute);
    return false;
}

static nx_value method_repr(nx_value self) {
    nx_value name = nx_getattr_optional(method_of(self)->function, &nx_s___qualname__);
    if (!name && !nx_pending())
        name = nx_getattr_optional(method_of(self)->function, &nx_s___name__);
    if (nx_pending())
        return 0;
    nx_value shown = nx_repr(method_of(self)->self);
    if (!shown)
        return 0;
    return nx_str_format("<bound method %U of %U>", name && nx_is_str(name) ? name : nx_str_from_c("?"), shown);
}

static nx_value method_compare(nx_value left, nx_value right, int operation) {
    if ((operation != NX_EQ && operation != NX_NE) || !nx_is_exact(left, &nx_method_type) || !nx_is_exact(right, &nx_method_type))
        return NX_NOTIMPLEMENTED;
    int same = nx_equal(method_of(left)->function, method_of(right)->function);
    if (same < 0)
        return 0;
    same = same && method_of(left)->self == method_of(right)->self;
    return nx_from_bool(same == (operation == NX_EQ));
}

static bool method_hash(nx_value self, int64_t *hash) {
    int64_t inner;
    if (!nx_hash(method_of(self)->function, &inner))
        return false;
    *hash = (int64_t)(method_of(self)->self >> 4) ^ inner;
    return true;
}

static nx_value method_get(nx_value self, nx_value instance, nx_value owner) { return self; }

static nx_value method_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (kwnames)
        return nx_raisef(&nx_TypeError, "method() takes no keyword arguments");
    if (nargs != 2)
        return nx_raisef(&nx_TypeError, "method expected 2 arguments, got %d", (int)nargs);
    if (!nx_is_callable(args[0]))
        return nx_raisef(&nx_TypeError, "first argument must be callable");
    if (args[1] == NX_NONE)
        return nx_raisef(&nx_TypeError, "instance must not be None");
    return nx_method_new(args[0], args[1]);
}

nx_value nx_method_get_func(nx_value self) { return method_of(self)->function; }
nx_value nx_method_get_self(nx_value self) { return method_of(self)->self; }
nx_value nx_method_get_doc(nx_value self) { return nx_getattr(method_of(self)->function, &nx_s___doc__); }
nx_value nx_method_reduce(nx_value self) {
    nx_value builtins = nx_dict_get_str(nx_sys_modules, &nx_s_builtins);
    nx_value getattr = builtins ? nx_dict_get_str(NX_PTR(nx_module, builtins)->dict, nx_str_intern_c("getattr")) : 0;
    nx_value name = nx_getattr(method_of(self)->function, &nx_s___name__);
    nx_value args = name ? nx_tuple_from(2, (nx_value[]){method_of(self)->self, name}) : 0;
    return getattr && args ? nx_tuple_from(2, (nx_value[]){getattr, args}) : 0;
}

// ---- cells ---------------------------------------------------------------------------------------------------------------------------

nx_value nx_make_cell(nx_value value) {
    nx_cell *cell = nx_new_object(nx_cell, nx_cell_type);
    if (!cell)
        return 0;
    cell->value = value;
    return NX_OBJ(cell);
}

nx_value nx_cell_get_cell_contents(nx_value self) {
    nx_value value = NX_PTR(nx_cell, self)->value;
    return value ? value : nx_raisef(&nx_ValueError, "Cell is empty");
}
bool nx_cell_set_cell_contents(nx_value self, nx_value value) {
    NX_PTR(nx_cell, self)->value = value;
    return true;
}

static nx_value cell_repr(nx_value self) {
    nx_value value = NX_PTR(nx_cell, self)->value;
    if (!value)
        return nx_str_format("<cell at %p: empty>", (void *)(uintptr_t)self);
    return nx_str_format("<cell at %p: %T object at %p>", (void *)(uintptr_t)self, value, (void *)(uintptr_t)value);
}

static nx_value cell_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (nargs > 1 || kwnames)
        return nx_raisef(&nx_TypeError, "cell expected at most 1 argument, got %d", (int)nargs);
    return nx_make_cell(nargs ? args[0] : 0);
}

static nx_value cell_compare(nx_value left, nx_value right, int operation) {
    if (!nx_is_exact(left, &nx_cell_type) || !nx_is_exact(right, &nx_cell_type))
        return NX_NOTIMPLEMENTED;
    nx_value a = NX_PTR(nx_cell, left)->value, b = NX_PTR(nx_cell, right)->value;
    if (a && b)
        return nx_compare(a, b, operation);
    return nx_compare(NX_INT(a != 0), NX_INT(b != 0), operation);
}

// ---- code objects ----------------------------------------------------------------------------------------------------------------------

static const nx_code *code_of(nx_value v) { return NX_PTR(nx_code, v); }

static nx_value names_tuple(const nx_str *const *names, size_t count) {
    nx_tuple *tuple = nx_tuple_new((int64_t)count);
    if (!tuple)
        return 0;
    for (size_t i = 0; i < count; i++)
        tuple->items[i] = NX_OBJ(names[i]);
    return NX_OBJ(tuple);
}

nx_value nx_code_get_co_name(nx_value self) { return NX_OBJ(code_of(self)->name); }
nx_value nx_code_get_co_qualname(nx_value self) { return NX_OBJ(code_of(self)->qualname); }
nx_value nx_code_get_co_filename(nx_value self) {
    return nx_str_from_c(code_of(self)->source ? code_of(self)->source->path : "<string>");
}
nx_value nx_code_get_co_firstlineno(nx_value self) { return NX_INT(code_of(self)->first_line); }
nx_value nx_code_get_co_argcount(nx_value self) { return NX_INT(code_of(self)->flags & (NX_CODE_MODULE | NX_CODE_CLASS) ? 0 : code_of(self)->positional); }
nx_value nx_code_get_co_posonlyargcount(nx_value self) { return NX_INT(code_of(self)->positional_only); }
nx_value nx_code_get_co_kwonlyargcount(nx_value self) { return NX_INT(code_of(self)->keyword_only); }
nx_value nx_code_get_co_nlocals(nx_value self) { return NX_INT(code_of(self)->local_count); }
nx_value nx_code_get_co_varnames(nx_value self) { return names_tuple(code_of(self)->locals, code_of(self)->local_count); }
nx_value nx_code_get_co_cellvars(nx_value self) { return names_tuple(code_of(self)->cell_names, code_of(self)->cell_count); }
nx_value nx_code_get_co_names(nx_value self) { return names_tuple(code_of(self)->names, code_of(self)->name_count); }
nx_value nx_code_get_co_freevars(nx_value self) { return names_tuple(code_of(self)->free_names, code_of(self)->free_count); }
// The bits that `inspect` looks at: optimized, newlocals, varargs, varkeywords, nested, generator, coroutine, async generator.
nx_value nx_code_get_co_flags(nx_value self) {
    const nx_code *code = code_of(self);
    int flags = (code->flags & (NX_CODE_MODULE | NX_CODE_CLASS)) ? 0 : 3;
    flags |= (code->flags & NX_CODE_VARARGS) ? 4 : 0;
    flags |= (code->flags & NX_CODE_KWARGS) ? 8 : 0;
    flags |= code->free_count ? 16 : 0;
    flags |= (code->flags & NX_CODE_GENERATOR) ? 32 : 0;
    flags |= (code->flags & NX_CODE_COROUTINE) ? (code->flags & NX_CODE_GENERATOR) ? 256 : 128 : 0;
    flags |= (code->flags & NX_CODE_ASYNC_GENERATOR) ? 512 : 0;
    return NX_INT(flags);
}

static nx_value code_repr(nx_value self) {
    const nx_code *code = code_of(self);
    return nx_str_format("<code object %U at %p, file \"%s\", line %d>", NX_OBJ(code->name), (void *)code,
                         code->source ? code->source->path : "<string>", (int)code->first_line);
}

#include "function.inc"

nx_type nx_function_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_function_type},
    .c_name = "function",
    .flags = NX_TYPE_METHOD_DESCR | NX_TYPE_WEAKREFABLE,
    .basic_size = sizeof(nx_function),
    .methods = nx_function_methods,
    .getsets = nx_function_getsets,
    .repr = function_repr,
    .call = nx_function_call,
    .getattr = function_getattr,
    .setattr = function_setattr,
    .descr_get = function_get,
    .new_ = function_new,
};

nx_type nx_method_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_method_type},
    .c_name = "method",
    .flags = NX_TYPE_WEAKREFABLE,
    .basic_size = sizeof(nx_method),
    .methods = nx_method_methods,
    .getsets = nx_method_getsets,
    .repr = method_repr,
    .call = nx_method_call,
    .getattr = method_getattr,
    .setattr = method_setattr,
    .compare = method_compare,
    .hash = method_hash,
    .descr_get = method_get,
    .new_ = method_new,
};

nx_type nx_cell_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_cell_type},
    .c_name = "cell",
    .basic_size = sizeof(nx_cell),
    .methods = nx_cell_methods,
    .getsets = nx_cell_getsets,
    .repr = cell_repr,
    .compare = cell_compare,
    .new_ = cell_new,
};

nx_type nx_code_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_code_type},
    .c_name = "code",
    .basic_size = sizeof(nx_code),
    .methods = nx_code_methods,
    .getsets = nx_code_getsets,
    .repr = code_repr,
};
