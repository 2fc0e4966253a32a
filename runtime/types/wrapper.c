// Descriptors that builtin types' dicts hold: wrappers of slots (`list.__add__`), getset descriptors, members of __slots__,
// class methods in C, and the `__new__` of builtin types.
#include "../core/host.h"
#include "../core/type.h"
#include "natives.h"

static nx_value type_name_of(nx_type *owner) { return nx_type_name(owner); }

static nx_value doc_text(const char *doc) { return doc ? nx_str_from_c(doc) : NX_NONE; }

// "list.append"
static nx_value qualified(nx_type *owner, const char *name) {
    nx_value prefix = owner->qualname ? owner->qualname : type_name_of(owner);
    return prefix ? nx_str_format("%U.%s", prefix, name) : 0;
}

static NX_COLD nx_value raise_wrong_object(const char *name, nx_type *owner, nx_value instance) {
    return nx_raisef(&nx_TypeError, "descriptor '%s' for '%N' objects doesn't apply to a '%T' object", name, owner, instance);
}

// ---- slot wrappers ------------------------------------------------------------------------------------------------------------

nx_value nx_wrapper_descriptor_new(const nx_slot_def *def, nx_type *owner, void *function) {
    nx_wrapper_descriptor *self = nx_new_object(nx_wrapper_descriptor, nx_wrapper_descriptor_type);
    if (!self) return 0;
    self->def = def;
    self->owner = owner;
    self->function = function;
    return NX_OBJ(self);
}

static bool take(size_t nargs, size_t least, size_t most) {
    if (nargs >= least && nargs <= most) return true;
    if (least == most) return nx_failf(&nx_TypeError, "expected %d argument%s, got %d", (int)least, least == 1 ? "" : "s", (int)nargs);
    const char *bound = nargs < least ? "at least" : "at most";
    size_t limit = nargs < least ? least : most;
    return nx_failf(&nx_TypeError, "expected %s %d argument%s, got %d", bound, (int)limit, limit == 1 ? "" : "s", (int)nargs);
}

static nx_value none_if(bool done) { return done ? NX_NONE : 0; }
static nx_value bool_if(int truth) { return truth < 0 ? 0 : nx_from_bool(truth); }

// object.__setattr__(x) and the like must not skip what a builtin base class checks.
static bool check_setattr(nx_wrapper_descriptor *wrapper, nx_value self) {
    nx_type *base = nx_type_of(self);
    while (base && (base->flags & NX_TYPE_HEAP)) base = base->base;
    if (!base || (void *)base->setattr == wrapper->function) return true;
    return nx_failf(&nx_TypeError, "can't apply this %s to %T object", wrapper->def->name, self);
}

static nx_value call_wrapper(nx_wrapper_descriptor *wrapper, nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    void *f = wrapper->function;
    if (kwnames && wrapper->def->wrap != NX_WRAP_INIT && wrapper->def->wrap != NX_WRAP_CALL)
        return nx_raisef(&nx_TypeError, "wrapper %s() takes no keyword arguments", wrapper->def->name);
    switch ((nx_wrap)wrapper->def->wrap) {
    case NX_WRAP_UNARY: return take(nargs, 0, 0) ? ((nx_unary_slot)f)(self) : 0;
    case NX_WRAP_BINARY: return take(nargs, 1, 1) ? ((nx_binary_slot)f)(self, args[0]) : 0;
    case NX_WRAP_REPEAT: {
        nx_value count = take(nargs, 1, 1) ? nx_index(args[0]) : 0;
        return count ? ((nx_binary_slot)f)(self, count) : 0;
    }
    case NX_WRAP_REFLECTED: return take(nargs, 1, 1) ? ((nx_binary_slot)f)(args[0], self) : 0;
    case NX_WRAP_POWER:
        if (!take(nargs, 1, 2)) return 0;
        if (nargs == 2 && args[1] != NX_NONE)
            return wrapper->owner->power3 ? wrapper->owner->power3(self, args[0], args[1]) : NX_NOTIMPLEMENTED;
        return ((nx_binary_slot)f)(self, args[0]);
    case NX_WRAP_REFLECTED_POWER:
        if (!take(nargs, 1, 2)) return 0;
        if (nargs == 2 && args[1] != NX_NONE)
            return wrapper->owner->power3 ? wrapper->owner->power3(args[0], self, args[1]) : NX_NOTIMPLEMENTED;
        return ((nx_binary_slot)f)(args[0], self);
    case NX_WRAP_COMPARE: return take(nargs, 1, 1) ? ((nx_compare_slot)f)(self, args[0], wrapper->def->operation) : 0;
    case NX_WRAP_HASH: {
        int64_t hash;
        return take(nargs, 0, 0) && ((bool (*)(nx_value, int64_t *))f)(self, &hash) ? nx_from_i64(hash) : 0;
    }
    case NX_WRAP_TRUTH: return take(nargs, 0, 0) ? bool_if(((int (*)(nx_value))f)(self)) : 0;
    case NX_WRAP_LENGTH: {
        int64_t length;
        return take(nargs, 0, 0) && ((bool (*)(nx_value, int64_t *))f)(self, &length) ? nx_from_i64(length) : 0;
    }
    case NX_WRAP_SETITEM: return none_if(take(nargs, 2, 2) && ((nx_set_slot)f)(self, args[0], args[1]));
    case NX_WRAP_DELITEM: return none_if(take(nargs, 1, 1) && ((nx_set_slot)f)(self, args[0], NX_ABSENT));
    case NX_WRAP_CONTAINS: return take(nargs, 1, 1) ? bool_if(((int (*)(nx_value, nx_value))f)(self, args[0])) : 0;
    case NX_WRAP_CALL: return ((nx_call_slot)f)(self, nargs, args, kwnames);
    case NX_WRAP_NEXT: {
        if (!take(nargs, 0, 0)) return 0;
        if (nx_type_of(self)->next == (nx_unary_slot)f) return nx_next_raising(self);
        nx_value item = ((nx_unary_slot)f)(self);
        return item == NX_STOP ? nx_raise_stop_iteration(NX_NONE) : item;
    }
    case NX_WRAP_GET: {
        if (!take(nargs, 1, 2)) return 0;
        nx_value instance = args[0] == NX_NONE ? 0 : args[0], owner = nargs > 1 && args[1] != NX_NONE ? args[1] : 0;
        if (!instance && !owner) return nx_raisef(&nx_TypeError, "__get__(None, None) is invalid");
        return ((nx_ternary_slot)f)(self, instance, owner);
    }
    case NX_WRAP_SET: return none_if(take(nargs, 2, 2) && ((nx_set_slot)f)(self, args[0], args[1]));
    case NX_WRAP_DELETE: return none_if(take(nargs, 1, 1) && ((nx_set_slot)f)(self, args[0], NX_ABSENT));
    case NX_WRAP_SETATTR:
        return none_if(take(nargs, 2, 2) && check_setattr(wrapper, self) && ((nx_set_slot)f)(self, args[0], args[1]));
    case NX_WRAP_DELATTR:
        return none_if(take(nargs, 1, 1) && check_setattr(wrapper, self) && ((nx_set_slot)f)(self, args[0], NX_ABSENT));
    case NX_WRAP_INIT:
        return none_if(((bool (*)(nx_value, size_t, const nx_value *, nx_value))f)(self, nargs, args, kwnames));
    case NX_WRAP_NONE: break;
    }
    return nx_raisef(&nx_SystemError, "slot without a wrapper");
}

static nx_value wrapper_descriptor_call(nx_value callee, size_t nargs, const nx_value *args, nx_value kwnames) {
    nx_wrapper_descriptor *self = NX_PTR(nx_wrapper_descriptor, callee);
    if (nargs == 0)
        return nx_raisef(&nx_TypeError, "descriptor '%s' of '%N' object needs an argument", self->def->name, self->owner);
    if (NX_UNLIKELY(nx_is_foreign(args[0])))
        return nx_host->call_method_of(self->owner, self->def->name, nargs, args, kwnames);
    if (NX_UNLIKELY(!nx_is_subtype(nx_type_of(args[0]), self->owner)))
        return nx_raisef(&nx_TypeError, "descriptor '%s' requires a '%N' object but received a '%T'", self->def->name, self->owner,
                         args[0]);
    return call_wrapper(self, args[0], nargs - 1, args + 1, kwnames);
}

static nx_value wrapper_descriptor_get(nx_value self, nx_value instance, nx_value owner) {
    nx_wrapper_descriptor *wrapper = NX_PTR(nx_wrapper_descriptor, self);
    if (!instance || (instance == NX_NONE && owner != NX_OBJ(&nx_none_type))) return self;
    if (!nx_is_subtype(nx_type_of(instance), wrapper->owner)) return raise_wrong_object(wrapper->def->name, wrapper->owner, instance);
    nx_method_wrapper *bound = nx_new_object(nx_method_wrapper, nx_method_wrapper_type);
    if (!bound) return 0;
    bound->wrapper = wrapper;
    bound->self = instance;
    return NX_OBJ(bound);
}

static nx_value wrapper_descriptor_repr(nx_value self) {
    nx_wrapper_descriptor *wrapper = NX_PTR(nx_wrapper_descriptor, self);
    return nx_str_format("<slot wrapper '%s' of '%N' objects>", wrapper->def->name, wrapper->owner);
}

nx_value nx_wrapper_descriptor_get_name(nx_value self) { return NX_OBJ(NX_PTR(nx_wrapper_descriptor, self)->def->key); }
nx_value nx_wrapper_descriptor_get_qualname(nx_value self) {
    nx_wrapper_descriptor *wrapper = NX_PTR(nx_wrapper_descriptor, self);
    return qualified(wrapper->owner, wrapper->def->name);
}
nx_value nx_wrapper_descriptor_get_objclass(nx_value self) { return NX_OBJ(NX_PTR(nx_wrapper_descriptor, self)->owner); }
nx_value nx_wrapper_descriptor_get_doc(nx_value self) { return doc_text(NX_PTR(nx_wrapper_descriptor, self)->def->doc); }

static nx_method_wrapper *bound_of(nx_value v) { return NX_PTR(nx_method_wrapper, v); }

static nx_value method_wrapper_call(nx_value callee, size_t nargs, const nx_value *args, nx_value kwnames) {
    return call_wrapper(bound_of(callee)->wrapper, bound_of(callee)->self, nargs, args, kwnames);
}
static nx_value method_wrapper_repr(nx_value self) {
    return nx_str_format("<method-wrapper '%s' of %T object at %p>", bound_of(self)->wrapper->def->name, bound_of(self)->self,
                         (void *)(uintptr_t)bound_of(self)->self);
}
// The parameters of a special method, by what it wraps.
static nx_value signature_of(const nx_slot_def *def) {
    bool keyed = strstr(def->name, "item__") != NULL, named = strstr(def->name, "attr") != NULL;
    switch ((nx_wrap)def->wrap) {
    case NX_WRAP_UNARY: case NX_WRAP_HASH: case NX_WRAP_TRUTH: case NX_WRAP_LENGTH: case NX_WRAP_NEXT:
        return nx_str_from_c("($self, /)");
    case NX_WRAP_BINARY: case NX_WRAP_REFLECTED: case NX_WRAP_COMPARE: case NX_WRAP_REPEAT:
        return nx_str_from_c(keyed ? "($self, key, /)" : named ? "($self, name, /)" : "($self, value, /)");
    case NX_WRAP_POWER: case NX_WRAP_REFLECTED_POWER: return nx_str_from_c("($self, value, mod=None, /)");
    case NX_WRAP_SETITEM: return nx_str_from_c("($self, key, value, /)");
    case NX_WRAP_DELITEM: case NX_WRAP_CONTAINS: return nx_str_from_c("($self, key, /)");
    case NX_WRAP_CALL: case NX_WRAP_INIT: return nx_str_from_c("($self, /, *args, **kwargs)");
    case NX_WRAP_GET: return nx_str_from_c("($self, instance, owner=None, /)");
    case NX_WRAP_SET: return nx_str_from_c("($self, instance, value, /)");
    case NX_WRAP_DELETE: return nx_str_from_c("($self, instance, /)");
    case NX_WRAP_SETATTR: return nx_str_from_c("($self, name, value, /)");
    case NX_WRAP_DELATTR: return nx_str_from_c("($self, name, /)");
    case NX_WRAP_NONE: break;
    }
    return NX_NONE;
}
nx_value nx_wrapper_descriptor_get_text_signature(nx_value self) { return signature_of(NX_PTR(nx_wrapper_descriptor, self)->def); }
nx_value nx_method_wrapper_get_text_signature(nx_value self) { return signature_of(bound_of(self)->wrapper->def); }

static nx_value method_wrapper_compare(nx_value left, nx_value right, int operation) {
    if ((operation != NX_EQ && operation != NX_NE) || !nx_is_exact(right, &nx_method_wrapper_type)) return NX_NOTIMPLEMENTED;
    bool same = bound_of(left)->wrapper == bound_of(right)->wrapper && bound_of(left)->self == bound_of(right)->self;
    return nx_from_bool(same == (operation == NX_EQ));
}
static bool method_wrapper_hash(nx_value self, int64_t *hash) {
    *hash = (int64_t)(((uintptr_t)bound_of(self)->wrapper >> 4) ^ (bound_of(self)->self >> 4));
    return true;
}
nx_value nx_method_wrapper_get_name(nx_value self) { return NX_OBJ(bound_of(self)->wrapper->def->key); }
nx_value nx_method_wrapper_get_qualname(nx_value self) { return nx_wrapper_descriptor_get_qualname(NX_OBJ(bound_of(self)->wrapper)); }
nx_value nx_method_wrapper_get_self(nx_value self) { return bound_of(self)->self; }
nx_value nx_method_wrapper_get_objclass(nx_value self) { return NX_OBJ(bound_of(self)->wrapper->owner); }
static nx_value attribute_of(nx_value object, nx_value name) {
    nx_value builtins = nx_import_module(&nx_s_builtins), getattr = builtins ? nx_getattr(builtins, nx_str_intern_c("getattr")) : 0;
    nx_value arguments = getattr && object && name ? nx_tuple_from(2, (nx_value[]){object, name}) : 0;
    return arguments ? nx_tuple_from(2, (nx_value[]){getattr, arguments}) : 0;
}
nx_value nx_method_wrapper_reduce(nx_value self) {
    return attribute_of(bound_of(self)->self, NX_OBJ(bound_of(self)->wrapper->def->key));
}
// Of every descriptor of a builtin type: the attribute of its class.
nx_value nx_descriptor_reduce(nx_value self) {
    return attribute_of(nx_getattr(self, nx_str_intern_c("__objclass__")), nx_getattr(self, &nx_s___name__));
}

nx_value nx_method_wrapper_get_doc(nx_value self) { return doc_text(bound_of(self)->wrapper->def->doc); }

// ---- getset descriptors ---------------------------------------------------------------------------------------------------------

nx_value nx_getset_new(const nx_getset_def *def, nx_type *owner) {
    nx_getset *self = nx_new_object(nx_getset, nx_getset_type);
    if (!self) return 0;
    self->def = def;
    self->owner = owner;
    return NX_OBJ(self);
}

static nx_value getset_get(nx_value self_, nx_value instance, nx_value owner) {
    nx_getset *self = NX_PTR(nx_getset, self_);
    if (!instance || (instance == NX_NONE && self->owner != &nx_none_type && self->owner != &nx_object_type)) return self_;
    if (!nx_is_subtype(nx_type_of(instance), self->owner)) return raise_wrong_object(self->def->name, self->owner, instance);
    return self->def->get(instance);
}

static bool getset_set(nx_value self_, nx_value instance, nx_value value) {
    nx_getset *self = NX_PTR(nx_getset, self_);
    if (!nx_is_subtype(nx_type_of(instance), self->owner)) return raise_wrong_object(self->def->name, self->owner, instance) != 0;
    if (self->def->set) return self->def->set(instance, value);
    if (self->def->is_member) return nx_failf(&nx_AttributeError, "readonly attribute");
    nx_raise_attribute_error(instance, nx_str_intern_c(self->def->name), "attribute '%s' of '%N' objects is not writable", self->def->name,
                             self->owner);
    return false;
}

static nx_value getset_repr(nx_value self) {
    const nx_getset_def *def = NX_PTR(nx_getset, self)->def;
    return nx_str_format("<%s '%s' of '%N' objects>", def->is_member ? "member" : "attribute", def->name, NX_PTR(nx_getset, self)->owner);
}
nx_value nx_getset_get_name(nx_value self) { return NX_OBJ(nx_str_intern_c(NX_PTR(nx_getset, self)->def->name)); }
nx_value nx_getset_get_qualname(nx_value self) { return qualified(NX_PTR(nx_getset, self)->owner, NX_PTR(nx_getset, self)->def->name); }
nx_value nx_getset_get_objclass(nx_value self) { return NX_OBJ(NX_PTR(nx_getset, self)->owner); }
nx_value nx_getset_get_doc(nx_value self) { return doc_text(NX_PTR(nx_getset, self)->def->doc); }

// ---- members: the attributes that __slots__ names -----------------------------------------------------------------------------------

nx_value nx_member_new(nx_str *name, nx_type *owner, uint32_t offset) {
    nx_member *self = nx_new_object(nx_member, nx_member_type);
    if (!self) return 0;
    self->name = name;
    self->owner = owner;
    self->offset = offset;
    return NX_OBJ(self);
}

static nx_member *member_of(nx_value v) { return NX_PTR(nx_member, v); }

static bool check_member(nx_value self, nx_value instance) {
    if (nx_is_subtype(nx_type_of(instance), member_of(self)->owner)) return true;
    return nx_failf(&nx_TypeError, "descriptor '%U' for '%N' objects doesn't apply to a '%T' object", NX_OBJ(member_of(self)->name),
                    member_of(self)->owner, instance);
}

static nx_value member_get(nx_value self, nx_value instance, nx_value owner) {
    if (!instance) return self;
    if (!check_member(self, instance)) return 0;
    nx_value value = *NX_PTR(nx_value, instance + member_of(self)->offset);
    if (value) return value;
    if (member_of(self)->none_if_unset) return NX_NONE;
    return nx_raise_attribute_error(instance, member_of(self)->name, "'%T' object has no attribute '%U'", instance, NX_OBJ(member_of(self)->name));
}

static bool member_set(nx_value self, nx_value instance, nx_value value) {
    if (!check_member(self, instance)) return false;
    if (member_of(self)->readonly) {
        nx_raise_attribute_error(instance, member_of(self)->name, "readonly attribute");
        return false;
    }
    nx_value *place = NX_PTR(nx_value, instance + member_of(self)->offset);
    if (!value && !*place) {
        nx_raise_attribute_error(instance, member_of(self)->name, "%U", NX_OBJ(member_of(self)->name));
        return false;
    }
    *place = value;
    return true;
}

static nx_value member_repr(nx_value self) {
    return nx_str_format("<member '%U' of '%N' objects>", NX_OBJ(member_of(self)->name), member_of(self)->owner);
}
nx_value nx_member_get_name(nx_value self) { return NX_OBJ(member_of(self)->name); }
nx_value nx_member_get_qualname(nx_value self) {
    nx_type *owner = member_of(self)->owner;
    return nx_str_format("%U.%U", owner->qualname ? owner->qualname : type_name_of(owner), NX_OBJ(member_of(self)->name));
}
nx_value nx_member_get_objclass(nx_value self) { return NX_OBJ(member_of(self)->owner); }
nx_value nx_member_get_doc(nx_value self) { return member_of(self)->doc ? member_of(self)->doc : NX_NONE; }

// ---- class methods in C ------------------------------------------------------------------------------------------------------------------

nx_value nx_builtin_classmethod_new(const nx_native_def *def, nx_type *owner) {
    nx_method_descriptor *self = nx_new_object(nx_method_descriptor, nx_builtin_classmethod_type);
    if (!self) return 0;
    self->def = def;
    self->owner = owner;
    return NX_OBJ(self);
}

static nx_value builtin_classmethod_get(nx_value self, nx_value instance, nx_value owner) {
    nx_method_descriptor *method = NX_PTR(nx_method_descriptor, self);
    nx_value cls = owner ? owner : NX_OBJ(nx_type_of(instance));
    if (!nx_is_type(cls) || !nx_is_subtype(NX_PTR(nx_type, cls), method->owner))
        return nx_raisef(&nx_TypeError, "descriptor '%s' requires a subtype of '%N' but received '%R'", method->def->name,
                         method->owner, cls);
    return nx_native_bound(method->def, cls, method->owner);
}

static nx_value builtin_classmethod_call(nx_value callee, size_t nargs, const nx_value *args, nx_value kwnames) {
    nx_method_descriptor *method = NX_PTR(nx_method_descriptor, callee);
    if (nargs == 0)
        return nx_raisef(&nx_TypeError, "descriptor '%s' of '%N' object needs an argument", method->def->name, method->owner);
    nx_value bound = builtin_classmethod_get(callee, 0, args[0]);
    return bound ? nx_native_call_as(method->def, method->owner, nargs, args, kwnames) : 0;
}

static nx_value builtin_classmethod_repr(nx_value self) {
    return nx_str_format("<method '%s' of '%N' objects>", NX_PTR(nx_method_descriptor, self)->def->name,
                         NX_PTR(nx_method_descriptor, self)->owner);
}
static const nx_native_def *classmethod_def(nx_value self) { return NX_PTR(nx_method_descriptor, self)->def; }
nx_value nx_builtin_classmethod_get_name(nx_value self) { return NX_OBJ(nx_str_intern_c(classmethod_def(self)->name)); }
nx_value nx_builtin_classmethod_get_qualname(nx_value self) {
    return qualified(NX_PTR(nx_method_descriptor, self)->owner, classmethod_def(self)->name);
}
nx_value nx_builtin_classmethod_get_objclass(nx_value self) { return NX_OBJ(NX_PTR(nx_method_descriptor, self)->owner); }
nx_value nx_builtin_classmethod_get_doc(nx_value self) { return doc_text(classmethod_def(self)->doc); }

// ---- __new__ of builtin types --------------------------------------------------------------------------------------------------------------

// owner.__new__(cls, …): args[0] is the owner, to which the function object is bound.
static nx_value call_new(nx_value unused, size_t nargs, const nx_value *args, nx_value kwnames) {
    nx_type *owner = NX_PTR(nx_type, args[0]);
    if (nargs < 2) return nx_raisef(&nx_TypeError, "%N.__new__(): not enough arguments", owner);
    if (NX_UNLIKELY(nx_is_foreign(args[1]))) return nx_host->call_method_of(owner, "__new__", nargs - 1, args + 1, kwnames);
    if (!nx_is_type(args[1]))
        return nx_raisef(&nx_TypeError, "%N.__new__(X): X is not a type object (%T)", owner, args[1]);
    nx_type *cls = NX_PTR(nx_type, args[1]), *builtin = cls;
    if (!nx_is_subtype(cls, owner))
        return nx_raisef(&nx_TypeError, "%N.__new__(%N): %N is not a subtype of %N", owner, cls, cls, owner);
    while (builtin && (builtin->flags & NX_TYPE_HEAP)) builtin = builtin->base;
    if (builtin && builtin->new_ != owner->new_)
        return nx_raisef(&nx_TypeError, "%N.__new__(%N) is not safe, use %N.__new__()", owner, cls, builtin);
    return owner->new_(cls, nargs - 2, args + 2, kwnames);
}

static const nx_native_def new_def = {
    .name = "__new__", .function = (void *)call_new, .flags = NX_NATIVE_VECTOR,
    .doc = "Create and return a new object.  See help(type) for accurate signature.", .text_signature = "($type, *args, **kwargs)",
};

nx_value nx_new_wrapper(nx_type *owner) { return nx_native_bound(&new_def, NX_OBJ(owner), NULL); }

bool nx_is_new_wrapper(nx_value v, nx_type **owner) {
    if (!nx_is_exact(v, &nx_native_type) || NX_PTR(nx_native, v)->def != &new_def) return false;
    *owner = NX_PTR(nx_type, NX_PTR(nx_native, v)->self);
    return true;
}

#include "wrapper.inc"

#define HEAD(name, text, layout) \
    .header = {&nx_type_type.root}, .root = {.type = &nx_##name##_type}, .c_name = text, .basic_size = sizeof(layout), \
    .methods = nx_##name##_methods, .getsets = nx_##name##_getsets

nx_type nx_wrapper_descriptor_type = {
    HEAD(wrapper_descriptor, "wrapper_descriptor", nx_wrapper_descriptor),
    .flags = NX_TYPE_METHOD_DESCR,
    .repr = wrapper_descriptor_repr,
    .call = wrapper_descriptor_call,
    .descr_get = wrapper_descriptor_get,
};
nx_type nx_method_wrapper_type = {
    HEAD(method_wrapper, "method-wrapper", nx_method_wrapper),
    .repr = method_wrapper_repr,
    .call = method_wrapper_call,
    .compare = method_wrapper_compare,
    .hash = method_wrapper_hash,
};
nx_type nx_getset_type = {
    HEAD(getset, "getset_descriptor", nx_getset),
    .repr = getset_repr,
    .descr_get = getset_get,
    .descr_set = getset_set,
};
nx_type nx_member_type = {
    HEAD(member, "member_descriptor", nx_member),
    .repr = member_repr,
    .descr_get = member_get,
    .descr_set = member_set,
};
nx_type nx_builtin_classmethod_type = {
    HEAD(builtin_classmethod, "classmethod_descriptor", nx_method_descriptor),
    .repr = builtin_classmethod_repr,
    .call = builtin_classmethod_call,
    .descr_get = builtin_classmethod_get,
};
