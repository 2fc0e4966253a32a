// Module objects: attributes are the entries of the module's dict, then those of the type, then its `__getattr__`.
#include "natives.h"

static nx_module *self_of(nx_value v) { return NX_PTR(nx_module, v); }

static nx_value name_of(nx_value self) {
    nx_value name = nx_dict_get_str(self_of(self)->dict, &nx_s___name__);
    return name && nx_is_str(name) ? name : 0;
}

// "partially initialized" while its body runs.
static nx_value raise_no_attribute(nx_value self, nx_value attribute) {
    nx_value name = name_of(self);
    nx_value spec = nx_dict_get_str(self_of(self)->dict, &nx_s___spec__);
    nx_value flag = spec && spec != NX_NONE ? nx_getattr_optional(spec, nx_str_intern_c("_initializing")) : 0;
    nx_value message;
    if (!name)
        message = nx_str_format("module has no attribute '%U'", attribute);
    else if (flag == NX_TRUE)
        message = nx_str_format("partially initialized module '%U' has no attribute '%U' (most likely due to a circular import)",
                                name, attribute);
    else
        message = nx_str_format("module '%U' has no attribute '%U'", name, attribute);
    nx_value exception = message ? nx_exception_new(&nx_AttributeError, message) : 0;
    if (!exception || !nx_setattr(exception, &nx_s_name, attribute) || !nx_setattr(exception, &nx_s_obj, self))
        return 0;
    return nx_raise_value(exception);
}

static nx_value module_getattr(nx_value self, nx_value attribute) {
    nx_str *name = NX_PTR(nx_str, attribute);
    nx_value descriptor = nx_type_lookup(nx_type_of(self), name);
    nx_type *type = descriptor ? nx_type_of(descriptor) : NULL;
    if (type && type->descr_get && type->descr_set)
        return type->descr_get(descriptor, self, NX_OBJ(nx_type_of(self)));
    if (nx_pending())
        return 0;
    nx_value value = nx_dict_get_str(self_of(self)->dict, name);
    if (value || nx_pending())
        return value;
    if (descriptor)
        return type->descr_get ? type->descr_get(descriptor, self, NX_OBJ(nx_type_of(self))) : descriptor;
    nx_value hook = nx_dict_get_str(self_of(self)->dict, &nx_s___getattr__);
    if (hook)
        return nx_call1(hook, attribute);
    return nx_pending() ? 0 : raise_no_attribute(self, attribute);
}

// Direct calls look whether a function's name still means it (guardCallee); in extension modules others may set it.
static void note_binding(nx_dict *globals, nx_str *name, nx_value value) {
    nx_value old = nx_dict_get_str(globals, name);
    if (old && nx_is_exact(old, &nx_function_type) && NX_PTR(nx_function, old)->globals == NX_OBJ(globals))
        NX_PTR(nx_function, old)->is_bound = false;
    if (!value || !nx_is_exact(value, &nx_function_type))
        return;
    nx_function *function = NX_PTR(nx_function, value);
    if (function->globals == NX_OBJ(globals) && nx_str_equal(function->code->qualname, name))
        function->is_bound = true;
}

static bool module_setattr(nx_value self, nx_value attribute, nx_value value) {
    nx_str *name = NX_PTR(nx_str, attribute);
    nx_value descriptor = nx_type_lookup(nx_type_of(self), name);
    if (descriptor && nx_type_of(descriptor)->descr_set)
        return nx_type_of(descriptor)->descr_set(descriptor, self, value);
    note_binding(self_of(self)->dict, name, value);
    if (value)
        return nx_dict_set_str(self_of(self)->dict, name, value);
    int deleted = nx_dict_delete(self_of(self)->dict, attribute);
    if (deleted == 0)
        nx_raise_attribute_error(self, name, "'%T' object has no attribute '%U'", self, attribute);
    return deleted == 1;
}

// Of a module that was found by the program's own means.
static nx_value repr_of_spec(nx_value name, nx_value spec) {
    nx_value origin = nx_getattr(spec, nx_str_intern_c("origin")), loader = origin ? nx_getattr(spec, nx_str_intern_c("loader")) : 0;
    nx_value located = loader ? nx_getattr(spec, nx_str_intern_c("has_location")) : 0;
    if (!located)
        return 0;
    if (origin != NX_NONE)
        return nx_str_format(located == NX_TRUE ? "<module %R from %R>" : "<module %R (%S)>", name, origin);
    return loader != NX_NONE ? nx_str_format("<module %R (%R)>", name, loader) : nx_str_format("<module %R>", name);
}

static nx_value module_repr(nx_value self) {
    nx_value name = name_of(self);
    nx_value file = nx_dict_get_str(self_of(self)->dict, &nx_s___file__);
    if (!name)
        name = nx_str_from_c("?");
    nx_value spec = nx_dict_get_str(self_of(self)->dict, &nx_s___spec__);
    if (spec && !self_of(self)->def && nx_type_of(spec) == &nx_module_spec_type)
        return repr_of_spec(name, spec);
    if (file && file != NX_NONE)
        return nx_str_format("<module %R from %R>", name, file);
    nx_value builtins = nx_dict_get_str(nx_sys_modules, &nx_s_builtins);
    bool builtin = (self_of(self)->def && !self_of(self)->def->code) || self == builtins;
    return nx_str_format(builtin ? "<module %R (built-in)>" : "<module %R>", name);
}

static nx_value module_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    size_t size = cls->basic_size;
    if (cls->flags & NX_TYPE_HAS_ATTRIBUTES)
        size += cls->slot_capacity * sizeof(nx_value);
    nx_module *self = nx_alloc_object(cls, size);
    if (!self || !(self->dict = nx_dict_new(0)))
        return 0;
    return NX_OBJ(self);
}

static bool module_init(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    nx_value values[2] = {0, NX_NONE};
    if (nargs > 2)
        return nx_failf(&nx_TypeError, "module() takes at most 2 arguments (%zd given)", nargs);
    for (size_t i = 0; i < nargs; i++)
        values[i] = args[i];
    for (int64_t i = 0; kwnames && i < NX_PTR(nx_tuple, kwnames)->length; i++) {
        nx_str *name = NX_PTR(nx_str, NX_PTR(nx_tuple, kwnames)->items[i]);
        if (nx_str_equal(name, &nx_s_name))
            values[0] = args[nargs + i];
        else if (nx_str_equal(name, nx_str_intern_c("doc")))
            values[1] = args[nargs + i];
        else
            return nx_failf(&nx_TypeError, "'%U' is an invalid keyword argument for module()", NX_OBJ(name));
    }
    if (!values[0])
        return nx_failf(&nx_TypeError, "module() missing required argument 'name' (pos 1)");
    if (!nx_is_str(values[0]))
        return nx_failf(&nx_TypeError, "module() argument 'name' must be str, not %Y", values[0]);
    nx_dict *dict = self_of(self)->dict;
    return nx_dict_set_str(dict, &nx_s___name__, values[0]) && nx_dict_set_str(dict, &nx_s___doc__, values[1]) &&
           nx_dict_set_str(dict, &nx_s___package__, NX_NONE) && nx_dict_set_str(dict, &nx_s___loader__, NX_NONE) &&
           nx_dict_set_str(dict, &nx_s___spec__, NX_NONE);
}

nx_value nx_module_dir(nx_value self) {
    nx_value hook = nx_dict_get_str(self_of(self)->dict, &nx_s___dir__);
    if (hook)
        return nx_call0(hook);
    nx_value dict = nx_pending() ? 0 : nx_getattr(self, &nx_s___dict__);
    if (dict && !nx_is_dict(dict)) return nx_raisef(&nx_TypeError, "<module>.__dict__ is not a dictionary");
    return dict ? nx_list_of(dict) : 0;
}

nx_value nx_module_get_dict(nx_value self) { return NX_OBJ(self_of(self)->dict); }

nx_value nx_module_get_annotations(nx_value self) {
    nx_value annotations = nx_dict_get_str(self_of(self)->dict, &nx_s___annotations__);
    if (annotations || nx_pending())
        return annotations;
    nx_dict *fresh = nx_dict_new(0);
    if (!fresh || !nx_dict_set_str(self_of(self)->dict, &nx_s___annotations__, NX_OBJ(fresh)))
        return 0;
    return NX_OBJ(fresh);
}

bool nx_module_set_annotations(nx_value self, nx_value value) {
    if (value)
        return nx_dict_set_str(self_of(self)->dict, &nx_s___annotations__, value);
    int deleted = nx_dict_delete(self_of(self)->dict, NX_OBJ(&nx_s___annotations__));
    if (deleted == 0)
        raise_no_attribute(self, NX_OBJ(&nx_s___annotations__));
    return deleted == 1;
}

#include "module.inc"

nx_type nx_module_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_module_type},
    .c_name = "module",
    .flags = NX_TYPE_BASE | NX_TYPE_MODULE | NX_TYPE_WEAKREFABLE,
    .basic_size = sizeof(nx_module),
    .methods = nx_module_methods,
    .getsets = nx_module_getsets,
    .repr = module_repr,
    .getattr = module_getattr,
    .setattr = module_setattr,
    .new_ = module_new,
    .init = module_init,
};
