// Calls: of anything through its type's slot, of compiled functions, and the forms of call that generated code uses.
#include "host.h"
#include "native.h"
#include "natrix.h"
#include "natives.h"

// ---- compiled functions ------------------------------------------------------------------------------------------------

nx_value nx_function_call(nx_value callee, size_t nargs, const nx_value *args, nx_value kwnames) {
    nx_function *function = NX_PTR(nx_function, callee);
    const nx_code *code = function->code;
    if (nx_check_stack())
        return 0;
    if ((code->flags & NX_CODE_SIMPLE) && nargs == code->positional && !kwnames)
        return code->entry(function, args);
    nx_value bound[nx_parameter_count(code) + 1];
    if (!nx_bind_arguments(function, nargs, args, kwnames, bound))
        return 0;
    return code->entry(function, bound);
}

// ---- C functions ------------------------------------------------------------------------------------------------

// A C function that takes exactly the arguments that are given.
static inline bool takes_exactly(const nx_native_def *def, size_t count) {
    return def->count == count && def->positional == count && !(def->flags & NX_NATIVE_VECTOR);
}

static inline nx_value invoke_few(const nx_native_def *def, size_t count, const nx_value *items) {
    switch (count) {
    case 1: return ((nx_value(*)(nx_value))def->function)(items[0]);
    case 2: return ((nx_value(*)(nx_value, nx_value))def->function)(items[0], items[1]);
    default: return ((nx_value(*)(nx_value, nx_value, nx_value))def->function)(items[0], items[1], items[2]);
    }
}

// The same where arguments are left out that have defaults.
static inline bool takes_with_defaults(const nx_native_def *def, size_t count) {
    return def->flags == 0 && def->count == def->positional && def->count <= 3 && count >= def->required && count < def->count;
}
static inline nx_value invoke_with_defaults(const nx_native_def *def, size_t count, const nx_value *items) {
    nx_value all[3];
    for (size_t i = 0; i < 3; i++) all[i] = i < count ? items[i] : i < def->count ? def->defaults[i] : 0;
    return invoke_few(def, def->count, all);
}

// ---- calls of any value -----------------------------------------------------------------------------------------------

nx_value nx_call(nx_value callee, size_t nargs, const nx_value *args, nx_value kwnames) {
    nx_type *type = nx_type_of(callee);
    if (NX_LIKELY(type == &nx_function_type))
        return nx_function_call(callee, nargs, args, kwnames);
    if (type == &nx_native_type && nargs - 1 < 3 && !kwnames) {
        const nx_native *native = NX_PTR(nx_native, callee);
        if (!native->self) {
            if (takes_exactly(native->def, nargs))
                return invoke_few(native->def, nargs, args);
            if (native->def->flags == NX_NATIVE_VECTOR && !native->owner)
                return ((nx_value(*)(nx_value, size_t, const nx_value *, nx_value))native->def->function)(0, nargs, args, 0);
        } else if (nargs < 3) { // a method taken from an object
            nx_value items[] = {native->self, args[0], nargs == 2 ? args[1] : 0};
            if (takes_exactly(native->def, nargs + 1))
                return invoke_few(native->def, nargs + 1, items);
            if (takes_with_defaults(native->def, nargs + 1))
                return invoke_with_defaults(native->def, nargs + 1, items);
        }
    }
    if (!type->call)
        return nx_raisef(&nx_TypeError, "'%T' object is not callable", callee);
    if (kwnames && NX_PTR(nx_tuple, kwnames)->length == 0)
        kwnames = 0;
    return type->call(callee, nargs, args, kwnames);
}

nx_value nx_call0(nx_value callee) { return nx_call(callee, 0, NULL, 0); }
nx_value nx_call1(nx_value callee, nx_value a) { return nx_call(callee, 1, &a, 0); }
nx_value nx_call2(nx_value callee, nx_value a, nx_value b) {
    nx_value args[] = {a, b};
    return nx_call(callee, 2, args, 0);
}
nx_value nx_call3(nx_value callee, nx_value a, nx_value b, nx_value c) {
    nx_value args[] = {a, b, c};
    return nx_call(callee, 3, args, 0);
}

bool nx_is_callable(nx_value v) {
    const nx_type *type = nx_type_of(v);
    return type->call && (NX_LIKELY(!(type->flags & NX_TYPE_FOREIGN)) || nx_host->is_callable(v));
}

nx_value nx_call_method(nx_value self, nx_str *name, size_t nargs, const nx_value *args, nx_value kwnames) {
    nx_value method = nx_getattr(self, name);
    return method ? nx_call(method, nargs, args, kwnames) : 0;
}

// With `self` before the arguments. Copies them: callers of slots hand over arrays that have no room in front.
static nx_value call_prepended(nx_value callee, nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    size_t total = nargs + nx_keyword_count(kwnames);
    nx_value values[total + 1];
    values[0] = self;
    nx_copy_few(values + 1, args, total);
    return nx_call(callee, nargs + 1, values, kwnames);
}

// callee(*arguments, **keywords)
nx_value nx_call_tuple(nx_value callee, nx_value arguments, nx_value keywords) {
    nx_tuple *positional = NX_PTR(nx_tuple, arguments);
    nx_dict *named = keywords ? NX_PTR(nx_dict, keywords) : NULL;
    if (!named || named->live == 0)
        return nx_call(callee, (size_t)positional->length, positional->items, 0);
    if (nx_is_exact(callee, &nx_function_type)) {
        nx_function *function = NX_PTR(nx_function, callee);
        int64_t at = 0;
        nx_value key, value;
        while (nx_dict_next(named, &at, &key, &value))
            if (!nx_is_str(key)) return nx_raisef(&nx_TypeError, "keywords must be strings");
        nx_value bound[nx_parameter_count(function->code) + 1];
        if (nx_check_stack() || !nx_bind_star(function, positional, named, bound)) return 0;
        return function->code->entry(function, bound);
    }
    nx_value *values = nx_alloc_words((size_t)(positional->length + named->live));
    nx_tuple *names = nx_tuple_new(named->live);
    if (!values || !names)
        return 0;
    memcpy(values, positional->items, (size_t)positional->length * sizeof *values);
    int64_t position = 0, count = 0;
    nx_value key, value;
    while (count < names->length && nx_dict_next(named, &position, &key, &value)) {
        if (!nx_is_str(key))
            return nx_raisef(&nx_TypeError, "keywords must be strings");
        names->items[count] = key;
        values[positional->length + count++] = value;
    }
    return nx_call(callee, (size_t)positional->length, values, NX_OBJ(names));
}

// ---- what generated code calls -----------------------------------------------------------------------------------------

// The last values are keyword arguments.
nx_value nx_call_keywords(nx_value callee, nx_value names, size_t count, const nx_value *items) {
    return nx_call(callee, count - (size_t)NX_PTR(nx_tuple, names)->length, items, names);
}

nx_value nx_call_loaded_slow(nx_value callee, size_t count, const nx_value *items) {
    if (NX_LIKELY(nx_is_pointer(callee))) {
        const nx_shape *shape = nx_shape_of(callee);
        if (shape == &nx_method_descriptor_type.root && items[0]) {
            const nx_method_descriptor *method = NX_PTR(nx_method_descriptor, callee);
            const nx_native_def *def = method->def;
            if (NX_LIKELY(nx_type_of(items[0]) == method->owner)) {
                if (count <= 3 && takes_exactly(def, count)) return invoke_few(def, count, items);
                if (takes_with_defaults(def, count)) return invoke_with_defaults(def, count, items);
                if ((def->flags & (NX_NATIVE_VECTOR | NX_NATIVE_STATIC)) == NX_NATIVE_VECTOR)
                    return ((nx_value(*)(nx_value, size_t, const nx_value *, nx_value))def->function)(items[0], count - 1, items + 1, 0);
            }
        } else if (shape == &nx_native_type.root && !items[0] && count >= 2) {
            const nx_native *native = NX_PTR(nx_native, callee);
            if (!native->self) {
                if (count <= 4 && takes_exactly(native->def, count - 1)) return invoke_few(native->def, count - 1, items + 1);
                if (native->def->flags & NX_NATIVE_VECTOR && !native->owner)
                    return ((nx_value(*)(nx_value, size_t, const nx_value *, nx_value))native->def->function)(0, count - 1, items + 1, 0);
            }
        }
    }
    return items[0] ? nx_call(callee, count, items, 0) : nx_call(callee, count - 1, items + 1, 0);
}

nx_value nx_call_loaded_keywords(nx_value callee, nx_value names, size_t count, const nx_value *items) {
    size_t positional = count - (size_t)NX_PTR(nx_tuple, names)->length;
    return items[0] ? nx_call(callee, positional, items, names) : nx_call(callee, positional - 1, items + 1, names);
}

nx_value nx_call_star(nx_value callee, nx_value arguments, nx_value keywords) {
    return nx_call_tuple(callee, arguments, keywords);
}

nx_value nx_call_super(nx_value callee, nx_value class_cell, nx_value self) {
    if (callee != NX_OBJ(&nx_super_type))
        return nx_call0(callee);
    if (!self)
        return nx_raisef(&nx_RuntimeError, "super(): no arguments");
    if (!class_cell)
        return nx_raisef(&nx_RuntimeError, "super(): empty __class__ cell");
    if (class_cell == NX_NONE) // a function outside of classes
        return nx_raisef(&nx_RuntimeError, "super(): __class__ cell not found");
    if (NX_UNLIKELY(nx_host != NULL) && (nx_is_foreign(class_cell) || nx_is_foreign(self))) return nx_host->super_of(class_cell, self);
    if (nx_is_type(class_cell))
        return nx_super_of(NX_PTR(nx_type, class_cell), self);
    return nx_call2(callee, class_cell, self);
}

nx_value nx_call_namespace(nx_value callee, nx_value locals, nx_dict *globals) {
    if (nx_is_builtin_named(callee, "globals"))
        return NX_OBJ(globals);
    if (nx_is_builtin_named(callee, "locals") || nx_is_builtin_named(callee, "vars"))
        return locals;
    if (nx_is_builtin_named(callee, "dir")) {
        bool is_plain = nx_is_exact(locals, &nx_dict_type);
        nx_value names = is_plain ? locals : nx_call_method(locals, nx_str_intern_c("keys"), 0, NULL, 0);
        nx_value keys = names ? nx_list_of(names) : 0;
        return keys && nx_list_sort_values(NX_PTR(nx_list, keys), NX_NONE, false) ? keys : 0;
    }
    return nx_call0(callee);
}

// ---- bound methods ------------------------------------------------------------------------------------------------------

nx_value nx_method_call(nx_value callee, size_t nargs, const nx_value *args, nx_value kwnames) {
    nx_method *method = NX_PTR(nx_method, callee);
    return call_prepended(method->function, method->self, nargs, args, kwnames);
}

nx_value nx_method_new(nx_value function, nx_value self) {
    nx_method *method = nx_new_object(nx_method, nx_method_type);
    if (!method)
        return 0;
    method->function = function;
    method->self = self;
    return NX_OBJ(method);
}

// ---- making functions ----------------------------------------------------------------------------------------------------

static void fill_function(nx_function *function, const nx_code *code, nx_dict *globals, nx_value defaults,
                          nx_value keyword_defaults, nx_value annotations) {
    function->header.shape = &nx_function_type.root;
    function->code = code;
    function->globals = NX_OBJ(globals);
    function->defaults = defaults ? defaults : NX_NONE;
    function->keyword_defaults = keyword_defaults ? keyword_defaults : NX_NONE;
    function->annotations = annotations;
    function->name = NX_OBJ(code->name);
    function->qualname = NX_OBJ(code->qualname);
    nx_value module = nx_dict_get_str(globals, &nx_s___name__);
    function->module = module ? module : NX_NONE;
    function->doc = code->doc ? code->doc : NX_NONE;
}

nx_value nx_make_function(const nx_code *code, nx_dict *globals, nx_value defaults, nx_value keyword_defaults,
                          nx_value annotations, size_t count, const nx_value *cells) {
    nx_function *function = nx_alloc_object(&nx_function_type, sizeof *function + count * sizeof(nx_value));
    if (!function)
        return 0;
    fill_function(function, code, globals, defaults, keyword_defaults, annotations);
    function->cell_count = (uint32_t)count;
    if (count)
        memcpy(function->cells, cells, count * sizeof *cells);
    return NX_OBJ(function);
}

nx_value nx_make_comprehension(const nx_code *code, nx_dict *globals, size_t count, const nx_value *cells) {
    nx_function *function = nx_alloc_plain(&nx_function_type, sizeof *function + count * sizeof(nx_value));
    if (NX_UNLIKELY(!function))
        return 0;
    function->code = code;
    function->globals = NX_OBJ(globals);
    function->defaults = function->keyword_defaults = function->module = function->doc = NX_NONE;
    function->cell_count = (uint32_t)count;
    memcpy(function->cells, cells, count * sizeof *cells);
    return NX_OBJ(function);
}

nx_value nx_make_static_function(nx_function *function, const nx_code *code, nx_dict *globals, nx_value defaults,
                                 nx_value keyword_defaults, nx_value annotations) {
    fill_function(function, code, globals, defaults, keyword_defaults, annotations);
    function->is_bound = true;
    return NX_OBJ(function);
}

bool nx_set_type_params(nx_value function, nx_value type_params) {
    if (nx_is_exact(function, &nx_function_type)) {
        NX_PTR(nx_function, function)->type_params = type_params;
        return true;
    }
    return nx_setattr(function, &nx_s___type_params__, type_params);
}
