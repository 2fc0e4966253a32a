// property, classmethod and staticmethod: descriptors that programs make themselves.
// Reference: The Python Language Reference, section 3.3.2.2 (Implementing Descriptors).
#include "natives.h"
#include "native.h"

static size_t instance_bytes(const nx_type *type) {
    size_t bytes = type->basic_size;
    if (type->flags & NX_TYPE_HAS_ATTRIBUTES)
        bytes += type->slot_capacity * sizeof(nx_value);
    return bytes;
}

static nx_property *property_of(nx_value v) { return NX_PTR(nx_property, v); }
static nx_value given(nx_value v) { return v && v != NX_NONE ? v : 0; }
static nx_value or_none(nx_value v) { return v ? v : NX_NONE; }

// True if the value has a true __isabstractmethod__; -1 on error.
static int is_abstract(nx_value function) {
    if (!function)
        return 0;
    nx_value flag = nx_getattr_optional(function, &nx_s___isabstractmethod__);
    return flag ? nx_truth(flag) : nx_pending() ? -1 : 0;
}

// ---- property -------------------------------------------------------------------------------------------------------------

static nx_value property_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    return NX_OBJ(nx_alloc_object(cls, instance_bytes(cls)));
}

static bool property_init(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    static const char *const names[] = {"fget", "fset", "fdel", "doc"};
    nx_value values[4] = {0};
    if (nargs + nx_keyword_count(kwnames) > 4)
        return nx_failf(&nx_TypeError, "property() takes at most 4 arguments (%d given)", (int)(nargs + nx_keyword_count(kwnames)));
    if (nargs)
        memcpy(values, args, nargs * sizeof *values);
    for (size_t k = 0; k < nx_keyword_count(kwnames); k++) {
        size_t length, at = 0;
        const char *text = nx_str_utf8_lossy(NX_PTR(nx_tuple, kwnames)->items[k], &length);
        while (at < 4 && strcmp(names[at], text) != 0)
            at++;
        if (at == 4)
            return nx_failf(&nx_TypeError, "'%s' is an invalid keyword argument for property()", text);
        if (at < nargs)
            return nx_failf(&nx_TypeError, "argument for property() given by name ('%s') and position (%d)", text, (int)at + 1);
        values[at] = args[nargs + k];
    }
    nx_property *property = property_of(self);
    property->get = given(values[0]);
    property->set = given(values[1]);
    property->delete_ = given(values[2]);
    property->doc = given(values[3]);
    property->getter_doc = false;
    if (!property->doc && property->get) {
        nx_value doc = nx_getattr_optional(property->get, &nx_s___doc__);
        if (nx_pending())
            return false;
        if (given(doc)) {
            property->getter_doc = true;
            if (nx_type_of(self) == &nx_property_type)
                property->doc = doc;
            else if (!nx_setattr(self, &nx_s___doc__, doc)) // a subclass keeps it in its own attributes
                return false;
        }
    }
    return true;
}

static NX_COLD nx_value raise_missing(nx_value self, nx_value instance, const char *what) {
    nx_value owner = nx_getattr(NX_OBJ(nx_type_of(instance)), &nx_s___qualname__);
    nx_value name = property_of(self)->name;
    nx_value shown = name ? nx_repr(name) : 0;
    if (!owner || (name && !shown))
        return 0;
    if (name)
        return nx_raisef(&nx_AttributeError, "property %U of %R object has no %s", shown, owner, what);
    return nx_raisef(&nx_AttributeError, "property of %R object has no %s", owner, what);
}

static nx_value property_get(nx_value self, nx_value instance, nx_value owner) {
    if (!instance || (instance == NX_NONE && owner != NX_OBJ(&nx_none_type)))
        return self;
    nx_value getter = property_of(self)->get;
    return getter ? nx_call1(getter, instance) : raise_missing(self, instance, "getter");
}

static bool property_set(nx_value self, nx_value instance, nx_value value) {
    nx_value function = value ? property_of(self)->set : property_of(self)->delete_;
    if (!function) {
        raise_missing(self, instance, value ? "setter" : "deleter");
        return false;
    }
    return (value ? nx_call2(function, instance, value) : nx_call1(function, instance)) != 0;
}

// A property of the same class with one function replaced.
static nx_value copy_with(nx_value self, nx_value get, nx_value set, nx_value delete_) {
    nx_property *old = property_of(self);
    nx_value getter = get ? get : or_none(old->get);
    nx_value doc = old->getter_doc && given(getter) ? NX_NONE : or_none(old->doc);
    nx_value args[] = {getter, set ? set : or_none(old->set), delete_ ? delete_ : or_none(old->delete_), doc};
    nx_value result = nx_call(NX_OBJ(nx_type_of(self)), 4, args, 0);
    if (result && nx_is_subtype(nx_type_of(result), &nx_property_type))
        property_of(result)->name = old->name;
    return result;
}

nx_value nx_property_getter(nx_value self, nx_value fget) { return copy_with(self, fget, 0, 0); }
nx_value nx_property_setter(nx_value self, nx_value fset) { return copy_with(self, 0, fset, 0); }
nx_value nx_property_deleter(nx_value self, nx_value fdel) { return copy_with(self, 0, 0, fdel); }
nx_value nx_property_set_name(nx_value self, nx_value owner, nx_value name) {
    property_of(self)->name = name;
    return NX_NONE;
}
nx_value nx_property_get_fget(nx_value self) { return or_none(property_of(self)->get); }
nx_value nx_property_get_fset(nx_value self) { return or_none(property_of(self)->set); }
nx_value nx_property_get_fdel(nx_value self) { return or_none(property_of(self)->delete_); }
nx_value nx_property_get_doc(nx_value self) { return or_none(property_of(self)->doc); }
bool nx_property_set_doc(nx_value self, nx_value value) {
    property_of(self)->doc = value;
    return true;
}
nx_value nx_property_get_isabstractmethod(nx_value self) {
    nx_value functions[] = {property_of(self)->get, property_of(self)->set, property_of(self)->delete_};
    for (int i = 0; i < 3; i++) {
        int abstract = is_abstract(functions[i]);
        if (abstract)
            return abstract < 0 ? 0 : NX_TRUE;
    }
    return NX_FALSE;
}

// ---- classmethod and staticmethod ------------------------------------------------------------------------------------------

static nx_wrapped_method *wrapped_of(nx_value v) { return NX_PTR(nx_wrapped_method, v); }

static nx_value wrapped_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    return NX_OBJ(nx_alloc_object(cls, instance_bytes(cls)));
}

// Takes over the function's names and docstring, as functools.update_wrapper does.
static bool copy_names(nx_value self, nx_value function) {
    nx_str *const names[] = {&nx_s___module__, &nx_s___name__, &nx_s___qualname__, &nx_s___doc__};
    nx_wrapped_method *wrapped = wrapped_of(self);
    if (!wrapped->dict && !(wrapped->dict = nx_dict_new(4)))
        return false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        nx_value value = nx_getattr_optional(function, names[i]);
        if (nx_pending() || (value && !nx_dict_set_str(wrapped->dict, names[i], value)))
            return false;
    }
    nx_value annotations = nx_getattr_optional(function, &nx_s___annotations__);
    return !nx_pending() && (!annotations || nx_dict_set_str(wrapped->dict, &nx_s___annotations__, annotations));
}

static bool init_wrapped(nx_value self, const char *name, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (nx_keyword_count(kwnames))
        return nx_failf(&nx_TypeError, "%s() takes no keyword arguments", name);
    if (nargs != 1)
        return nx_failf(&nx_TypeError, "%s expected 1 argument, got %d", name, (int)nargs);
    wrapped_of(self)->function = args[0];
    return copy_names(self, args[0]);
}

static bool classmethod_init(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    return init_wrapped(self, "classmethod", nargs, args, kwnames);
}
static bool staticmethod_init(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    return init_wrapped(self, "staticmethod", nargs, args, kwnames);
}

static nx_value classmethod_get(nx_value self, nx_value instance, nx_value owner) {
    nx_value function = wrapped_of(self)->function;
    if (!function)
        return nx_raisef(&nx_RuntimeError, "uninitialized classmethod object");
    if (!owner)
        owner = NX_OBJ(nx_type_of(instance));
    nx_type *type = nx_type_of(function);
    if (type == &nx_function_type)
        return nx_method_new(function, owner);
    if (type->descr_get && type != &nx_method_type)
        return type->descr_get(function, owner, owner); // chained descriptors, as in 3.9 to 3.12
    return nx_method_new(function, owner);
}

static nx_value staticmethod_get(nx_value self, nx_value instance, nx_value owner) {
    nx_value function = wrapped_of(self)->function;
    return function ? function : nx_raisef(&nx_RuntimeError, "uninitialized staticmethod object");
}

static nx_value staticmethod_call(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    return nx_call(wrapped_of(self)->function, nargs, args, kwnames);
}

static nx_value classmethod_repr(nx_value self) { return nx_str_format("<classmethod(%R)>", wrapped_of(self)->function); }
static nx_value staticmethod_repr(nx_value self) { return nx_str_format("<staticmethod(%R)>", wrapped_of(self)->function); }

// Attributes of both: the type's descriptors, then the object's own dict.
static nx_value wrapped_getattr(nx_value self, nx_value attribute) {
    nx_str *name = NX_PTR(nx_str, attribute);
    nx_type *cls = nx_type_of(self);
    nx_value descriptor = nx_type_lookup(cls, name);
    if (descriptor && nx_type_of(descriptor)->descr_set)
        return nx_type_of(descriptor)->descr_get(descriptor, self, NX_OBJ(cls));
    nx_value value = wrapped_of(self)->dict ? nx_dict_get_str(wrapped_of(self)->dict, name) : 0;
    if (value || nx_pending())
        return value;
    return nx_getattr_generic(self, attribute);
}

static bool wrapped_setattr(nx_value self, nx_value attribute, nx_value value) {
    nx_str *name = NX_PTR(nx_str, attribute);
    nx_value descriptor = nx_type_lookup(nx_type_of(self), name);
    if (descriptor && nx_type_of(descriptor)->descr_set)
        return nx_type_of(descriptor)->descr_set(descriptor, self, value);
    nx_wrapped_method *wrapped = wrapped_of(self);
    if (!wrapped->dict && !(wrapped->dict = nx_dict_new(4)))
        return false;
    if (value)
        return nx_dict_set_str(wrapped->dict, name, value);
    int deleted = nx_dict_delete(wrapped->dict, attribute);
    if (deleted == 0)
        nx_raisef(&nx_AttributeError, "'%T' object has no attribute '%U'", self, attribute);
    return deleted == 1;
}

static nx_value wrapped_dict(nx_value self) {
    nx_wrapped_method *wrapped = wrapped_of(self);
    if (!wrapped->dict && !(wrapped->dict = nx_dict_new(4)))
        return 0;
    return NX_OBJ(wrapped->dict);
}
static nx_value wrapped_abstract(nx_value self) {
    int abstract = is_abstract(wrapped_of(self)->function);
    return abstract < 0 ? 0 : nx_from_bool(abstract);
}

nx_value nx_classmethod_get_func(nx_value self) { return or_none(wrapped_of(self)->function); }
nx_value nx_classmethod_get_wrapped(nx_value self) { return or_none(wrapped_of(self)->function); }
nx_value nx_classmethod_get_isabstractmethod(nx_value self) { return wrapped_abstract(self); }
nx_value nx_classmethod_get_dict(nx_value self) { return wrapped_dict(self); }
nx_value nx_staticmethod_get_func(nx_value self) { return or_none(wrapped_of(self)->function); }
nx_value nx_staticmethod_get_wrapped(nx_value self) { return or_none(wrapped_of(self)->function); }
nx_value nx_staticmethod_get_isabstractmethod(nx_value self) { return wrapped_abstract(self); }
nx_value nx_staticmethod_get_dict(nx_value self) { return wrapped_dict(self); }

#include "property.inc"

nx_type nx_property_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_property_type},
    .c_name = "property",
    .flags = NX_TYPE_BASE,
    .basic_size = sizeof(nx_property),
    .methods = nx_property_methods,
    .getsets = nx_property_getsets,
    .new_ = property_new,
    .init = property_init,
    .descr_get = property_get,
    .descr_set = property_set,
};

nx_type nx_classmethod_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_classmethod_type},
    .c_name = "classmethod",
    .flags = NX_TYPE_BASE,
    .basic_size = sizeof(nx_wrapped_method),
    .methods = nx_classmethod_methods,
    .getsets = nx_classmethod_getsets,
    .repr = classmethod_repr,
    .getattr = wrapped_getattr,
    .setattr = wrapped_setattr,
    .new_ = wrapped_new,
    .init = classmethod_init,
    .descr_get = classmethod_get,
};

nx_type nx_staticmethod_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_staticmethod_type},
    .c_name = "staticmethod",
    .flags = NX_TYPE_BASE,
    .basic_size = sizeof(nx_wrapped_method),
    .methods = nx_staticmethod_methods,
    .getsets = nx_staticmethod_getsets,
    .repr = staticmethod_repr,
    .call = staticmethod_call,
    .getattr = wrapped_getattr,
    .setattr = wrapped_setattr,
    .new_ = wrapped_new,
    .init = staticmethod_init,
    .descr_get = staticmethod_get,
};
