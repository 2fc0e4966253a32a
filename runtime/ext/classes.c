// The guest's classes and their instances as the host sees them.
//
// A class is a heap type of the host, made when it is first asked for: its methods are function proxies, so the host fills
// its slots from them as it does for classes of its own. An instance is a proxy whose attributes are the guest object's. A
// class that the host derives from one of these has a *shadow*, a class of the guest's with its methods, of which the guest
// object is an instance: what the host overrides is found by compiled code, too.
#include "bridge.h"
#include "places.h"
#include <string.h>

PyTypeObject *nx_instance_proxy, *nx_class_proxy;

static PyObject *fail(void) {
    if (nx_pending()) host_failed();
    return NULL;
}

// ---- instances -------------------------------------------------------------------------------------------------------------

static nx_value guest(PyObject *self) {
    nx_value *root = ((nx_instance *)self)->root;
    return root ? *root : nx_adopt_instance(self);
}

static PyObject *allocate(PyTypeObject *class_, nx_value v) {
    nx_instance *self = (nx_instance *)nx_allocate_instance(class_);
    if (!self) return NULL;
    self->root = nx_root_new(v);
    if (!self->root) {
        Py_DECREF(self);
        return host_failed();
    }
    nx_identify_proxy(v, (PyObject *)self);
    return (PyObject *)self;
}

PyObject *nx_instance_to_host(nx_value v) {
    PyObject *class_ = nx_class_to_host(nx_type_of(v));
    PyObject *self = !class_ ? NULL : nx_has_instances((PyTypeObject *)class_)
        ? allocate((PyTypeObject *)class_, v) : nx_proxy_new(nx_object_proxy, v);
    Py_XDECREF(class_);
    return self;
}

enum { SIZE_WORD = 4, VECTORCALL_OFFSET_WORD = 7, FLAGS_WORD = 21, DICT_WORD = 36, FREE_WORD = 40, VECTORCALL_WORD = 50, HAS_GC = 1 << 14 };

void nx_instance_destroy(nx_host_object *instance) {
    PyObject *object = (PyObject *)instance;
    nx_instance *self = (nx_instance *)object;
    PyTypeObject *type = Py_TYPE(object);
    if (self->weak) PyObject_ClearWeakRefs(object);
    if (self->root) {
        if (nx_host_of(*self->root) == object) nx_forget_proxy(*self->root);
        nx_root_free(self->root);
    }
    if (NX_LIKELY(((void **)type)[FREE_WORD] == (void *)PyObject_Free)) PyObject_Free(object);
    else ((freefunc)PyType_GetSlot(type, Py_tp_free))(object);
    Py_DECREF(type);
}

bool nx_arguments_from_host(PyObject *args, PyObject *kwargs, nx_value *values, nx_value *names) {
    Py_ssize_t count = PyTuple_Size(args), named = kwargs ? PyDict_Size(kwargs) : 0, position = 0;
    for (Py_ssize_t i = 0; i < count; i++)
        if (!(values[i] = from_host(PyTuple_GetItem(args, i)))) return false;
    *names = 0;
    if (!named) return true;
    nx_tuple *made = nx_tuple_new(named);
    PyObject *key, *value;
    for (Py_ssize_t i = 0; made && i < named && PyDict_Next(kwargs, &position, &key, &value); i++) {
        made->items[i] = nx_name_from_host(key);
        values[count + i] = made->items[i] ? from_host(value) : 0;
        if (!values[count + i]) return false;
    }
    *names = made ? NX_OBJ(made) : 0;
    return made != NULL;
}

// Instances of classes without a `__new__` are made by `object.__new__`, as they are of Python's own: `enum` looks at that. What it has
// made gets its object of the guest's when somebody first looks.
nx_value nx_adopt_instance(PyObject *self) {
    nx_type *type = nx_class_from_host(Py_TYPE(self));
    nx_value v = type ? nx_object_allocate(type) : 0, *root = v ? nx_root_new(v) : NULL;
    if (!root) return v ? nx_raise_no_memory() : 0;
    ((nx_instance *)self)->root = root;
    nx_identify_proxy(v, self);
    return v;
}

// The `__new__` of a class that has one.
static PyObject *instance_new(PyTypeObject *class_, PyObject *args, PyObject *kwargs) {
    enter();
    PyObject *result = NULL;
    nx_type *type = nx_class_from_host(class_);
    Py_ssize_t count = PyTuple_Size(args), named = kwargs ? PyDict_Size(kwargs) : 0;
    nx_value values[count + named + 1], names = 0;
    bool ok = type && nx_arguments_from_host(args, kwargs, values, &names);
    if (ok && !type->new_) {
        nx_raisef(&nx_TypeError, "cannot create '%N' instances", type);
        ok = false;
    }
    // object() takes arguments where there is an __init__ for them.
    bool bare = ok && type->new_ == nx_object_new && type->init != nx_object_init;
    nx_value v = !ok ? 0 : bare ? (type->flags & NX_TYPE_ABSTRACT ? nx_raise_abstract(type) : nx_object_allocate(type))
                                : type->new_(type, (size_t)count, values, names);
    if (v) {
        PyObject *known = nx_host_of(v);
        Py_XINCREF(known);
        result = known ? known : nx_type_of(v) == type ? allocate(class_, v) : to_host(v);
    }
    if (!result) fail();
    leave();
    return result;
}

static PyObject *new_method(PyObject *unused, PyObject *args, PyObject *kwargs) {
    PyObject *class_ = PyTuple_Size(args) ? PyTuple_GetItem(args, 0) : NULL;
    if (!class_ || !PyType_Check(class_) || !nx_has_instances((PyTypeObject *)class_)) {
        PyErr_SetString(PyExc_TypeError, "__new__() wants a class derived from its own");
        return NULL;
    }
    PyObject *rest = PyTuple_GetSlice(args, 1, PyTuple_Size(args)), *made = rest ? instance_new((PyTypeObject *)class_, rest, kwargs) : NULL;
    Py_XDECREF(rest);
    return made;
}
static PyMethodDef new_def = {"__new__", (PyCFunction)(void (*)(void))new_method, METH_VARARGS | METH_KEYWORDS, NULL};

static bool is_exported(PyTypeObject *class_) {
    nx_value type = nx_guest_of((PyObject *)class_);
    return type && !(NX_PTR(nx_type, type)->flags & NX_TYPE_SHADOW);
}

static bool is_host_name(PyObject *name) {
    static const char *const names[] = {"__class__", "__dict__", "__reduce_ex__", "__reduce__", "__setstate__", "__getstate__", "__new__",
                                        "__init_subclass__", "__subclasshook__", "__doc__", "__module__", "__weakref__", "__dir__", "__sizeof__"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (PyUnicode_CompareWithASCIIString(name, names[i]) == 0) return true;
    return false;
}

static PyObject *guest_attribute(PyObject *self, PyObject *name) {
    enter();
    nx_value v = guest(self), key = v ? nx_name_from_host(name) : 0, value = key ? nx_getattr(v, NX_PTR(nx_str, key)) : 0;
    PyObject *result = value ? result_to_host(value) : NULL;
    if (!result) fail();
    leave();
    return result;
}

static PyObject *get_dict(PyObject *self, void *closure);

// A method, or an attribute whose word is known: no lookup, and nothing that runs guest code. NULL: the long way.
static PyObject *attribute_at_once(PyObject *self, PyObject *name) {
    const nx_value *root = ((nx_instance *)self)->root;
    nx_value key = root ? nx_name_from_host(name) : 0;
    if (NX_UNLIKELY(!key)) {
        if (root) nx_error_clear();
        return NULL;
    }
    const nx_str *text = NX_PTR(nx_str, key);
    const nx_shape *shape = nx_shape_of(*root);
    if (text->length > 2 && text->kind == 1 && memcmp(text->data, "__", 2) == 0) return NULL;
    const nx_place *place = shape->type->flags & NX_TYPE_SHADOW ? NULL : nx_find_place(shape, text);
    if (NX_UNLIKELY(!place || !place->is_direct)) return NULL;
    if (place->kind == NX_PLACE_METHOD) {
        PyObject *function = nx_is_exact(place->value, &nx_function_type) ? nx_host_of(place->value) : NULL;
        return function ? PyMethod_New(function, self) : NULL;
    }
    nx_value value = place->kind == NX_PLACE_SLOT ? *NX_PTR(nx_value, *root + place->offset) : 0;
    return nx_is_small_int(value) || nx_is_tagged_float(value) ? to_host(value) : NULL;
}

// Of a class that the host has derived: what the instance itself has, unless a data descriptor hides it.
static PyObject *own_of_derived(PyObject *self, PyObject *name) {
    const nx_value *root = ((nx_instance *)self)->root;
    nx_type *type = root ? nx_type_of(*root) : NULL;
    if (!type || !(type->flags & NX_TYPE_SHADOW) || !(type->flags & NX_TYPE_HAS_ATTRIBUTES)) return NULL;
    enter();
    nx_value key = nx_name_from_host(name), value = key ? nx_instance_get(*root, NX_PTR(nx_str, key)) : 0;
    nx_value found = value ? nx_type_lookup(type, NX_PTR(nx_str, key)) : 0;
    bool is_hidden = found && (nx_is_foreign(found) ? PyObject_HasAttrString((PyObject *)Py_TYPE(foreign_host(found)), "__set__")
                                                    : nx_type_of(found)->descr_set != NULL);
    PyObject *result = value && !is_hidden ? result_to_host(value) : NULL;
    if (nx_pending()) fail();
    leave();
    return result;
}

// Of a class that is the host's alone (bases.c): what its first compiled class that has the hook does. The hook itself is not asked again.
static bool by_hook(PyObject *self, const char *hook, PyObject *name, PyObject *value, PyObject **result) {
    static _Thread_local PyObject *asked;
    nx_value function = 0;
    PyObject *mro = asked == self ? NULL : PyObject_GetAttrString((PyObject *)Py_TYPE(self), "__mro__");
    for (Py_ssize_t i = 0; mro && !function && i < PyTuple_Size(mro); i++) {
        PyObject *class_ = PyTuple_GetItem(mro, i);
        nx_value type = nx_has_instances((PyTypeObject *)class_) ? nx_guest_of(class_) : 0;
        function = type && nx_is_type(type) ? nx_type_lookup(NX_PTR(nx_type, type), nx_str_intern_c(hook)) : 0;
        if (function && !nx_is_exact(function, &nx_function_type)) function = 0;
    }
    Py_XDECREF(mro);
    if (!function) return false;
    PyObject *outer = asked, *args[] = {self, name, value};
    asked = self;
    *result = nx_call_from_host(function, args, value ? 3 : 2, NULL);
    asked = outer;
    return true;
}

static PyObject *get_of_other(PyObject *self, PyObject *name) {
    PyObject *result = PyObject_GenericGetAttr(self, name), *type, *value, *traceback;
    if (result || !PyErr_ExceptionMatches(PyExc_AttributeError)) return result;
    PyErr_Fetch(&type, &value, &traceback);
    if (!by_hook(self, "__getattr__", name, NULL, &result)) {
        PyErr_Restore(type, value, traceback);
        return NULL;
    }
    Py_XDECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(traceback);
    return result;
}

static int set_of_other(PyObject *self, PyObject *name, PyObject *value) {
    PyObject *result;
    if (!by_hook(self, value ? "__setattr__" : "__delattr__", name, value, &result)) return PyObject_GenericSetAttr(self, name, value);
    Py_XDECREF(result);
    return result ? 0 : -1;
}

// The guest's attributes first, but in classes that the host has derived.
static PyObject *get_attribute(PyObject *self, PyObject *name) {
    if (NX_UNLIKELY(!nx_has_instances(Py_TYPE(self)))) return get_of_other(self, name);
    look_at_classes();
    PyObject *at_once = attribute_at_once(self, name);
    if (NX_LIKELY(at_once != NULL)) return at_once;
    if (NX_UNLIKELY(PyErr_Occurred() != NULL)) return NULL;
    if (PyUnicode_CompareWithASCIIString(name, "__dict__") == 0) return get_dict(self, NULL);
    bool own = is_host_name(name);
    bool host_first = own || !is_exported(Py_TYPE(self));
    PyObject *result = host_first && !own ? own_of_derived(self, name) : NULL;
    if (result || PyErr_Occurred()) return result;
    result = host_first ? PyObject_GenericGetAttr(self, name) : guest_attribute(self, name);
    if (result || !PyErr_ExceptionMatches(PyExc_AttributeError)) return result;
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    result = host_first ? (own ? NULL : guest_attribute(self, name)) : PyObject_GenericGetAttr(self, name);
    if (result || (!host_first || own)) {
        if (!result) PyErr_Restore(type, value, traceback);
        else {
            Py_XDECREF(type);
            Py_XDECREF(value);
            Py_XDECREF(traceback);
        }
    } else { // what the guest says of it
        Py_XDECREF(type);
        Py_XDECREF(value);
        Py_XDECREF(traceback);
    }
    return result;
}

// What the host's classes say of stores has been said when this is asked: the first compiled class goes on.
static bool store(nx_value v, nx_value name, nx_value item) {
    nx_type *type = nx_type_of(v);
    int64_t i = 0;
    if (NX_LIKELY(!(type->flags & NX_TYPE_SHADOW))) return nx_setattr(v, NX_PTR(nx_str, name), item);
    while (i + 1 < type->mro->length && NX_PTR(nx_type, type->mro->items[i])->flags & NX_TYPE_SHADOW) i++;
    nx_type *compiled = NX_PTR(nx_type, type->mro->items[i]);
    if (compiled->setattr == nx_setattr_generic) return nx_setattr_generic(v, name, item);
    nx_value method = nx_type_lookup(compiled, nx_str_intern_c(item ? "__setattr__" : "__delattr__"));
    nx_value args[] = {v, name, item};
    return method && nx_call(method, item ? 3 : 2, args, 0);
}

// `v.__class__ = type`, said on either side: the host decides whether its instances of the two classes look alike.
bool nx_class_assigned(nx_value v, nx_type *type) {
    PyObject *self = nx_host_of(v), *class_ = self ? nx_class_to_host(type) : NULL, *name = class_ ? PyUnicode_InternFromString("__class__") : NULL;
    bool ok = !self || (name && PyObject_GenericSetAttr(self, name, class_) == 0);
    Py_XDECREF(class_);
    Py_XDECREF(name);
    if (!ok) guest_failed();
    return ok;
}

static int set_class(PyObject *self, PyObject *name, PyObject *value) {
    enter();
    nx_value v = guest(self), class_ = v ? from_host(value) : 0;
    bool is_ours = class_ && nx_is_type(class_) && NX_PTR(nx_type, class_)->flags & NX_TYPE_HEAP;
    bool ok = is_ours ? nx_object_set_class(v, class_) : class_ && PyObject_GenericSetAttr(self, name, value) == 0;
    if (nx_pending()) fail();
    leave();
    return ok ? 0 : -1;
}

static int set_attribute(PyObject *self, PyObject *name, PyObject *value) {
    if (!nx_has_instances(Py_TYPE(self))) return set_of_other(self, name, value);
    if (!is_exported(Py_TYPE(self))) {
        PyObject *descriptor = PyObject_GetAttr((PyObject *)Py_TYPE(self), name);
        bool is_data = descriptor && PyObject_HasAttrString((PyObject *)Py_TYPE(descriptor), "__set__");
        if (!descriptor) PyErr_Clear();
        Py_XDECREF(descriptor);
        if (is_data) return PyObject_GenericSetAttr(self, name, value);
    }
    if (PyUnicode_CompareWithASCIIString(name, "__class__") == 0 && value) return set_class(self, name, value);
    enter();
    nx_value v = guest(self), key = v ? nx_name_from_host(name) : 0, item = key && value ? from_host(value) : 0;
    if (key == NX_OBJ(&nx_s___dict__) && item && PyDict_Check(value)) item = nx_call1(NX_OBJ(&nx_dict_type), item);
    bool ok = key && (item || !value) && store(v, key, item);
    if (!ok) fail();
    leave();
    return ok ? 0 : -1;
}

// As methods, not as a slot: object.__setattr__ would refuse a class that has a slot of its own (attributes.c takes what it stores).
static PyObject *setattr_method(PyObject *self, PyObject *const *args, Py_ssize_t count) {
    if (count != 2) {
        PyErr_Format(PyExc_TypeError, "expected 2 arguments, got %zd", count);
        return NULL;
    }
    if (set_attribute(self, args[0], args[1]) < 0) return NULL;
    Py_INCREF(Py_None);
    return Py_None;
}

static PyObject *delattr_method(PyObject *self, PyObject *name) {
    if (set_attribute(self, name, NULL) < 0) return NULL;
    Py_INCREF(Py_None);
    return Py_None;
}

// A copy that passes on what is put into it by its methods.
static PyObject *get_dict(PyObject *self, void *closure) {
    if (!nx_has_instances(Py_TYPE(self))) return PyObject_GenericGetDict(self, closure);
    enter();
    nx_value v = guest(self);
    PyObject *result = NULL;
    if (v && nx_type_of(v)->flags & NX_TYPE_HAS_ATTRIBUTES) {
        nx_dict *dict = nx_instance_dict_copy(v);
        PyObject *copy = dict ? to_host(NX_OBJ(dict)) : NULL;
        result = copy ? nx_help("attributes_of", "OO", self, copy) : NULL;
        Py_XDECREF(copy);
    } else if (v) {
        PyErr_Format(PyExc_AttributeError, "'%S' object has no attribute '__dict__'", Py_TYPE(self));
    }
    if (!result) fail();
    leave();
    return result;
}

// What goes into __dict__ by itself: no __setattr__ is asked.
static int store_plainly(PyObject *self, PyObject *name, PyObject *value) {
    if (!nx_has_instances(Py_TYPE(self))) return PyObject_GenericSetAttr(self, name, value);
    enter();
    nx_value v = guest(self), key = v ? nx_name_from_host(name) : 0, item = key && value ? from_host(value) : 0;
    bool ok = key && (item || !value) && nx_setattr_generic(v, key, item);
    if (!ok) fail();
    leave();
    return ok ? 0 : -1;
}

// For the helper: store_attribute(object, name[, value]); without a value it is deleted.
PyObject *nx_store_attribute(PyObject *unused, PyObject *args) {
    PyObject *value = PyTuple_Size(args) > 2 ? PyTuple_GetItem(args, 2) : NULL;
    if (store_plainly(PyTuple_GetItem(args, 0), PyTuple_GetItem(args, 1), value) < 0) return NULL;
    Py_INCREF(Py_None);
    return Py_None;
}

static PyObject *set_state(PyObject *self, PyObject *state) {
    PyObject *parts[] = {state, NULL};
    if (PyTuple_Check(state) && PyTuple_Size(state) == 2) {
        parts[0] = PyTuple_GetItem(state, 0);
        parts[1] = PyTuple_GetItem(state, 1);
    }
    for (int i = 0; i < 2; i++) {
        Py_ssize_t position = 0;
        PyObject *key, *value;
        if (!parts[i] || parts[i] == Py_None) continue;
        if (!PyDict_Check(parts[i])) {
            PyErr_SetString(PyExc_TypeError, "state is not a dictionary");
            return NULL;
        }
        while (PyDict_Next(parts[i], &position, &key, &value))
            if ((i == 0 ? store_plainly(self, key, value) : PyObject_SetAttr(self, key, value)) < 0) return NULL;
    }
    Py_INCREF(Py_None);
    return Py_None;
}

// The guest's attributes, those in __slots__ among them.
static PyObject *reduce(PyObject *self, PyObject *protocol) {
    if (!nx_has_instances(Py_TYPE(self))) return PyObject_CallMethod((PyObject *)&PyBaseObject_Type, "__reduce_ex__", "OO", self, protocol);
    return nx_help("reduce", "OO", self, protocol);
}

PyObject *nx_slot_state(PyObject *unused, PyObject *self) {
    enter();
    nx_value v = guest(self);
    PyObject *result = PyDict_New();
    for (int64_t i = 0; v && result && i < nx_type_of(v)->mro->length; i++) {
        nx_dict *dict = nx_type_dict(NX_PTR(nx_type, nx_type_of(v)->mro->items[i]));
        int64_t position = 0;
        nx_value key, value;
        while (dict && result && nx_dict_next(dict, &position, &key, &value)) {
            if (!nx_is_exact(value, &nx_member_type)) continue;
            nx_value item = nx_getattr_optional(v, NX_PTR(nx_str, key));
            PyObject *object = item ? to_host(item) : NULL;
            if (object && PyDict_SetItem(result, nx_name_to_host(NX_PTR(nx_str, key)), object) < 0) Py_CLEAR(result);
            Py_XDECREF(object);
        }
    }
    if (!result) fail();
    leave();
    return result;
}

static PyMethodDef instance_methods[] = {
    {"__setstate__", set_state, METH_O, NULL}, {"__reduce_ex__", reduce, METH_O, NULL},
    {"__setattr__", (PyCFunction)(void (*)(void))setattr_method, NX_FASTCALL, NULL}, {"__delattr__", delattr_method, METH_O, NULL}, {0},
};
static PyGetSetDef instance_getset[] = {{"__dict__", get_dict, NULL, NULL, NULL}, {0}};
static PyMemberDef instance_members[] = {{"__weaklistoffset__", T_PYSSIZET, offsetof(nx_instance, weak), READONLY, NULL}, {0}};
static PyType_Slot instance_slots[] = {
    {Py_tp_dealloc, nx_instance_destroy}, {Py_tp_getattro, get_attribute},
    {Py_tp_methods, instance_methods}, {Py_tp_getset, instance_getset}, {Py_tp_members, instance_members}, {0, NULL},
};
// CPython 3.9 gives versions (changes.c) only to classes with this flag; later ones do not ask.
enum { HAS_VERSIONS = 1 << 18 };
static PyType_Spec instance_spec = {"natrix.instance", sizeof(nx_instance), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | HAS_VERSIONS, instance_slots};

// ---- classes: attributes ------------------------------------------------------------------------------------------------------

// The slots of `type` itself. CPython 3.9 does not tell those of static types; their places are what they have always been.
void *nx_slot_of_type(int slot, int word) {
    void *found = PyType_GetSlot(&PyType_Type, slot);
    if (found) return found;
    PyErr_Clear();
    return ((void **)&PyType_Type)[word];
}

// 0: it is the host's alone, made by a metaclass of ours.
static nx_value guest_class(PyObject *self) {
    nx_value type = nx_guest_of(self);
    return type && NX_LIKELY(!nx_is_foreign(type)) ? type : 0;
}

static bool is_data_of_metaclass(nx_value type, nx_str *name) {
    nx_value found = NX_LIKELY(nx_type_of(type) == &nx_type_type) ? 0 : nx_type_lookup(nx_type_of(type), name);
    return found && nx_type_of(found)->descr_set;
}

// Plain values of the class are looked up in the guest's, where they may change.
static PyObject *class_getattr(PyObject *self, PyObject *name) {
    nx_value type = guest_class(self);
    Py_ssize_t length;
    const char *text = PyUnicode_AsUTF8AndSize(name, &length);
    bool special = text && strncmp(text, "__", 2) == 0;
    if (!text) PyErr_Clear();
    else if (special && strcmp(text, "__slots__") == 0) special = false; // the host's class has none of its own
    if (type && !special) {
        enter();
        nx_value key = nx_name_from_host(name), value = key ? nx_type_lookup(NX_PTR(nx_type, type), NX_PTR(nx_str, key)) : 0;
        bool plain = value && (!nx_type_of(value)->descr_get || nx_is_foreign(value)) && !is_data_of_metaclass(type, NX_PTR(nx_str, key));
        if (plain && nx_is_foreign(value)) plain = !PyObject_HasAttrString((PyObject *)Py_TYPE(foreign_host(value)), "__get__");
        PyObject *result = plain ? result_to_host(value) : NULL;
        if (nx_pending()) fail();
        leave();
        if (result || PyErr_Occurred()) return result;
    }
    PyObject *result = ((getattrofunc)nx_slot_of_type(Py_tp_getattro, GETATTRO_WORD))(self, name);
    if (result || !type || special || !PyErr_ExceptionMatches(PyExc_AttributeError)) return result;
    PyErr_Clear(); // of the guest's metaclass, or what a descriptor says
    enter();
    nx_value key = nx_name_from_host(name), value = key ? nx_getattr(type, NX_PTR(nx_str, key)) : 0;
    result = value ? result_to_host(value) : host_failed();
    leave();
    return result;
}

// A metaclass of the guest's may say what a call of the class means.
static PyObject *class_call(PyObject *self, PyObject *args, PyObject *kwargs) {
    nx_value type = guest_class(self);
    nx_type *meta = type ? nx_type_of(type) : &nx_type_type;
    if (meta != &nx_type_type && meta->flags & NX_TYPE_HEAP) {
        nx_value call = nx_type_lookup(meta, nx_str_intern_c("__call__"));
        if (call && nx_is_exact(call, &nx_function_type)) return nx_call_tuple_from_host(type, args, kwargs);
    }
    return ((ternaryfunc)nx_slot_of_type(Py_tp_call, CALL_WORD))(self, args, kwargs);
}

static PyObject *call_with_tuple(PyObject *self, PyObject *const *args, size_t nargs, PyObject *kwnames) {
    PyObject *tuple = PyTuple_New((Py_ssize_t)nargs), *kwargs = kwnames ? PyDict_New() : NULL, *result = NULL;
    bool ok = tuple && (kwargs || !kwnames);
    for (size_t i = 0; ok && i < nargs; i++) {
        Py_INCREF(args[i]);
        ok = PyTuple_SetItem(tuple, (Py_ssize_t)i, args[i]) == 0;
    }
    for (Py_ssize_t i = 0; ok && kwnames && i < PyTuple_Size(kwnames); i++)
        ok = PyDict_SetItem(kwargs, PyTuple_GetItem(kwnames, i), args[nargs + (size_t)i]) == 0;
    if (ok) result = class_call(self, tuple, kwargs);
    Py_XDECREF(tuple);
    Py_XDECREF(kwargs);
    return result;
}

// The same by the vectorcall protocol: of a class whose instances the guest makes, with nothing between its __new__ and __init__.
static PyObject *class_vectorcall(PyObject *self, PyObject *const *args, size_t nargs, PyObject *kwnames) {
    nargs &= ~NX_ARGUMENTS_OFFSET;
    nx_type *type = NX_PTR(nx_type, nx_guest_of(self));
    bool is_plain = type->new_ == nx_object_new && !(type->flags & (NX_TYPE_ABSTRACT | NX_TYPE_SHADOW)) &&
                    (nx_type_of(NX_OBJ(type)) == &nx_type_type || nx_type_of(NX_OBJ(type))->mirrored);
    nx_value init = is_plain ? nx_type_lookup(type, &nx_s___init__) : 0;
    if (NX_UNLIKELY(!init || !nx_is_exact(init, &nx_function_type))) return call_with_tuple(self, args, nargs, kwnames);
    enter();
    nx_value v = nx_object_allocate(type);
    PyObject *made = v ? allocate((PyTypeObject *)self, v) : fail();
    leave();
    if (!made) return NULL;
    size_t total = nargs + (kwnames ? (size_t)PyTuple_Size(kwnames) : 0);
    PyObject *values[total + 1];
    values[0] = made;
    for (size_t i = 0; i < total; i++) values[i + 1] = args[i];
    PyObject *result = nx_call_function_from_host(init, values, nargs + 1, kwnames);
    if (NX_LIKELY(result == Py_None)) {
        Py_DECREF(result);
        return made;
    }
    if (result) PyErr_Format(PyExc_TypeError, "__init__() should return None, not '%s'", nx_type_of(from_host(result))->c_name);
    Py_XDECREF(result);
    Py_DECREF(made);
    return NULL;
}

static int class_setattr(PyObject *self, PyObject *name, PyObject *value) {
    nx_value type = guest_class(self);
    if (type) {
        enter();
        nx_value key = nx_name_from_host(name), v = key && value ? from_host(value) : 0;
        bool outer = nx_setting_class;
        nx_setting_class = true;
        if (key) nx_member_replaced(NX_PTR(nx_type, type), key);
        bool ok = key && (v || !value) && nx_setattr(type, NX_PTR(nx_str, key), v);
        nx_setting_class = outer;
        if (!ok) fail();
        leave();
        if (!ok) return -1;
    }
    int status = ((setattrofunc)nx_slot_of_type(Py_tp_setattro, SETATTRO_WORD))(self, name, value);
    if (status < 0 && !value && type) { // deleted, a plain value that was the guest's only
        PyErr_Clear();
        return 0;
    }
    return status;
}

static PyMethodDef class_methods[] = {
    {"__instancecheck__", nx_class_instancecheck, METH_O, NULL}, {"__subclasscheck__", nx_class_subclasscheck, METH_O, NULL}, {0},
};
static PyType_Slot class_slots[] = {
    {Py_tp_getattro, class_getattr}, {Py_tp_setattro, class_setattr}, {Py_tp_methods, class_methods}, {Py_tp_call, class_call},
    {0, NULL},
};
static PyType_Spec class_spec = {"natrix.type", 0, 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | NX_HAVE_VECTORCALL, class_slots};
PyType_Spec *nx_metaclass_spec(void) { return &class_spec; }

// Parts of a class that the limited API does not set, in words; their places are what they have always been, which is looked at
// where the host tells. Instances refer to nothing of the host's but their class, which stays: they need not be known to the
// host's collector, and go at once. Classes that the host derives have these parts as all of its own have.
static void take_parts(PyObject *class_, const nx_type *type) {
    void **words = (void **)class_;
    uintptr_t *flags = (uintptr_t *)&words[FLAGS_WORD];
    size_t offset = VECTORCALL_WORD * sizeof(void *);
    PyTypeObject *host = (PyTypeObject *)class_;
    if (!nx_has_instances(host) || *flags != PyType_GetFlags(host) || words[FREE_WORD] != PyType_GetSlot(host, Py_tp_free)) return;
    if (words[NX_HOST_DEALLOC_WORD] != PyType_GetSlot(host, Py_tp_dealloc)) return;
    if (PyType_GetFlags(&PyType_Type) & NX_HAVE_VECTORCALL && ((size_t *)&PyType_Type)[VECTORCALL_OFFSET_WORD] == offset &&
        ((size_t *)Py_TYPE(class_))[VECTORCALL_OFFSET_WORD] == offset)
        words[VECTORCALL_WORD] = (void *)class_vectorcall;
    bool is_simple = *flags & HAS_GC && words[FREE_WORD] == (void *)PyObject_GC_Del && !type->finalize &&
                     ((Py_ssize_t *)class_)[DICT_WORD] == 0 && ((Py_ssize_t *)class_)[SIZE_WORD] == (Py_ssize_t)sizeof(nx_instance);
    if (!is_simple) return;
    *flags &= ~(uintptr_t)HAS_GC;
    words[FREE_WORD] = (void *)PyObject_Free;
    words[NX_HOST_DEALLOC_WORD] = (void *)nx_instance_destroy;
}

// ---- classes to the host --------------------------------------------------------------------------------------------------------

static bool add(PyObject *names, PyObject *values, const char *name, PyObject *value) { // takes value
    PyObject *key = PyUnicode_FromString(name);
    bool ok = key && value && PyList_Append(names, key) == 0 && PyList_Append(values, value) == 0;
    Py_XDECREF(key);
    Py_XDECREF(value);
    return ok;
}

static PyObject *or_none(nx_value v) { return to_host(v ? v : NX_NONE); }

// What a class attribute is in the host's class; NULL without an error: nothing.
PyObject *nx_member_to_host(nx_value value, bool is_special, nx_members which) {
    nx_type *kind = nx_type_of(value);
    if (kind == &nx_function_type) return to_host(value);
    if (kind == &nx_classmethod_type || kind == &nx_staticmethod_type) {
        PyObject *function = to_host(NX_PTR(nx_wrapped_method, value)->function);
        PyObject *made = function ? nx_help("wrap", "sO", kind == &nx_classmethod_type ? "classmethod" : "staticmethod", function) : NULL;
        Py_XDECREF(function);
        return made;
    }
    if (kind == &nx_property_type) {
        const nx_property *p = NX_PTR(nx_property, value);
        PyObject *get = or_none(p->get), *set = or_none(p->set), *delete = or_none(p->delete_), *doc = or_none(p->doc);
        PyObject *made = get && set && delete && doc ? nx_help("wrap", "sOOOO", "property", get, set, delete, doc) : NULL;
        Py_XDECREF(get);
        Py_XDECREF(set);
        Py_XDECREF(delete);
        Py_XDECREF(doc);
        return made;
    }
    if (kind->flags & NX_TYPE_FOREIGN && kind->descr_get) return to_host(value);
    if (kind == &nx_member_type || kind == &nx_getset_type) return NULL;
    bool is_container = kind == &nx_list_type || kind == &nx_dict_type || kind == &nx_set_type;
    if (is_special && kind == &nx_dict_type) return to_host(NX_OBJ(nx_dict_copy_of(NX_PTR(nx_dict, value))));
    if (is_special || which == NX_ALL_MEMBERS || (which == NX_PLAIN_MEMBERS && !is_container)) return to_host(value);
    return NULL;
}

bool nx_add_members(nx_type *type, PyObject *names, PyObject *values, nx_members which) {
    nx_dict *dict = nx_type_dict(type);
    int64_t position = 0;
    nx_value key, value;
    while (dict && nx_dict_next(dict, &position, &key, &value)) {
        if (!nx_is_str(key) || !value) continue;
        const char *name = nx_str_utf8_lossy(key, NULL);
        static const char *const left_out[] = {"__dict__", "__weakref__", "__slots__", "__new__", "__getattribute__", "__getattr__",
                                               "__setattr__", "__delattr__", "__classcell__", "__class_getitem__", NULL};
        bool skip = false;
        for (int i = 0; left_out[i]; i++) skip = skip || strcmp(left_out[i], name) == 0;
        if (skip && !(strcmp(name, "__class_getitem__") == 0)) continue;
        PyObject *member = nx_member_to_host(value, strncmp(name, "__", 2) == 0, which);
        if (!member) {
            if (PyErr_Occurred() || nx_pending()) return false;
            continue;
        }
        if (strcmp(name, "__init_subclass__") == 0 && nx_is_exact(value, &nx_classmethod_type)) {
            PyObject *function = PyObject_GetAttrString(member, "__func__");
            Py_DECREF(member);
            member = function ? nx_help("init_subclass", "O", function) : NULL;
            Py_XDECREF(function);
            if (!member) return false;
        }
        if (!add(names, values, name, member)) return false;
    }
    return dict != NULL;
}

// The host's class has been made with empty __slots__; what the guest's has, if any, is shown.
static bool show_slots(nx_type *type, PyObject *class_) {
    nx_value slots = nx_dict_get_str(nx_type_dict(type), &nx_s___slots__);
    PyObject *name = PyUnicode_InternFromString("__slots__"), *value = slots ? to_host(slots) : NULL;
    bool ok = name && (value || !slots) &&
              nx_set_in_host_class(class_, name, value) == 0;
    Py_XDECREF(name);
    Py_XDECREF(value);
    return ok && !nx_pending();
}

static PyObject *export_class(nx_type *type) {
    bool is_exception = type->flags & NX_TYPE_EXCEPTION, is_metaclass = type->flags & NX_TYPE_TYPE, has_layout = false;
    PyObject *bases = PyList_New(0), *result = NULL;
    bool ok = bases != NULL;
    for (int64_t i = 0; ok && i < type->bases->length; i++) {
        nx_type *base = NX_PTR(nx_type, type->bases->items[i]);
        if (!is_exception && !(base->flags & NX_TYPE_HEAP)) continue;
        bool is_mixin = is_metaclass && !(base->flags & NX_TYPE_TYPE);
        PyObject *class_ = is_mixin ? nx_plain_base_to_host(NX_OBJ(base)) : nx_class_to_host(base);
        ok = class_ && PyList_Append(bases, class_) == 0;
        has_layout |= !is_mixin;
        Py_XDECREF(class_);
    }
    if (ok && !is_exception && !has_layout) ok = PyList_Append(bases, (PyObject *)(is_metaclass ? nx_metaclass_proxy : nx_instance_proxy)) == 0;
    nx_type *metatype = nx_type_of(NX_OBJ(type));
    bool has_own_meta = metatype != &nx_type_type && !metatype->mirrored && !is_exception;
    PyObject *meta = NULL;
    if (ok) meta = has_own_meta ? nx_class_to_host(metatype) : is_metaclass ? (PyObject *)nx_class_proxy : (PyObject *)&PyType_Type;
    if (meta) result = nx_show_class(type, bases, meta, has_own_meta ? "make_class_only" : "make_class");
    Py_XDECREF(bases);
    return ok ? result : fail();
}

// Makes the host's class by a function of the helper's.
PyObject *nx_show_class(nx_type *type, PyObject *bases, PyObject *meta, const char *maker) {
    bool is_exception = type->flags & NX_TYPE_EXCEPTION, has_instances = !(type->flags & (NX_TYPE_EXCEPTION | NX_TYPE_TYPE));
    PyObject *names = PyList_New(0), *values = PyList_New(0), *result = NULL;
    bool ok = names && values && nx_add_members(type, names, values, is_exception ? NX_PLAIN_MEMBERS : NX_METHODS);
    if (ok && type->qualname) ok = add(names, values, "__qualname__", to_host(type->qualname));
    if (ok && has_instances)
        ok = nx_add_attributes(type, names, values) && add(names, values, "__slots__", PyTuple_New(0)) &&
             add(names, values, "__getattribute__", nx_lookup_of_class(nx_is_closed(type))) && nx_add_instance_members(bases, names, values);
    if (ok && has_instances && nx_dict_get_str(nx_type_dict(type), &nx_s___new__)) ok = add(names, values, "__new__", PyCFunction_New(&new_def, NULL));
    if (ok && is_exception) {
        PyObject *hooks = nx_helper_function("exception_getattr"), *stores = nx_helper_function("exception_setattr");
        Py_XINCREF(hooks);
        Py_XINCREF(stores);
        ok = add(names, values, "__getattr__", hooks) && add(names, values, "__setattr__", stores);
    }
    PyObject *tuple = ok ? PyList_AsTuple(bases) : NULL, *name = tuple ? to_host(nx_type_name(type)) : NULL;
    if (name) result = nx_help(maker, "OOOOO", meta, name, tuple, names, values);
    Py_XDECREF(names);
    Py_XDECREF(values);
    Py_XDECREF(tuple);
    Py_XDECREF(name);
    if (!result || (has_instances && !show_slots(type, result))) return fail();
    if (!nx_host_of(NX_OBJ(type))) {
        Py_INCREF(result);
        nx_identify_forever(result, NX_OBJ(type));
    }
    if (has_instances) nx_hide_base((PyTypeObject *)result);
    if (has_instances && nx_host_of(NX_OBJ(type)) == result) {
        take_parts(result, type);
        nx_watch_class((PyTypeObject *)result, type);
    }
    return result;
}

PyObject *nx_class_to_host(nx_type *type) {
    PyObject *known = nx_host_of(NX_OBJ(type));
    if (known) {
        Py_INCREF(known);
        return known;
    }
    if (type->flags & NX_TYPE_FOREIGN) {
        PyErr_SetString(PyExc_SystemError, "natrix: the class of a foreign object");
        return NULL;
    }
    if (type->flags & NX_TYPE_HEAP) return export_class(type);
    PyObject *found = nx_help("class_named", "s", type->c_name);
    if (!found) return NULL;
    if (found == Py_None) {
        Py_DECREF(found);
        return nx_object_to_host(NX_OBJ(type));
    }
    if (!nx_guest_of(found)) {
        Py_INCREF(found);
        nx_identify_forever(found, NX_OBJ(type));
    }
    return found;
}

// ---- classes of the host that derive from the guest's ------------------------------------------------------------------------------

// Instances of the class itself, as those of an enumeration, come when it is there (`late`).
static bool shadow_members(PyObject *class_, PyTypeObject *made, nx_dict *namespace, bool late) {
    PyObject *dict = PyObject_GetAttrString(class_, "__dict__"), *items = dict ? PyMapping_Items(dict) : NULL;
    bool ok = items != NULL;
    for (Py_ssize_t i = 0; ok && i < PyList_Size(items); i++) {
        PyObject *item = PyList_GetItem(items, i), *key = PyTuple_GetItem(item, 0);
        static const char *const left_out[] = {"__dict__", "__weakref__", "__slots__", "__new__", "__doc__", "__getattribute__", NULL};
        bool skip = false;
        for (int j = 0; left_out[j]; j++) skip = skip || PyUnicode_CompareWithASCIIString(key, left_out[j]) == 0;
        if (skip || PyType_IsSubtype(Py_TYPE(PyTuple_GetItem(item, 1)), made) != late) continue;
        nx_value name = nx_name_from_host(key), value = name ? from_host(PyTuple_GetItem(item, 1)) : 0;
        ok = value && nx_dict_set(namespace, name, value);
    }
    Py_XDECREF(dict);
    Py_XDECREF(items);
    if (!ok && PyErr_Occurred()) guest_failed();
    return ok;
}

// Of one class of the host's order: what the shadow, whose base is the first compiled class, would not find, or not in that order.
static bool take_members(PyObject *class_, PyTypeObject *made, const nx_type *first, nx_dict *namespace) {
    nx_value known = nx_guest_of(class_), key, value;
    if (class_ == (PyObject *)nx_class_proxy || class_ == (PyObject *)nx_metaclass_proxy) return true;
    if (!known || nx_is_foreign(known)) return shadow_members(class_, made, namespace, false);
    if (known == NX_OBJ(&nx_object_type)) return true;
    bool is_inherited = false;
    for (int64_t i = 0; i < first->mro->length && !is_inherited; i++) is_inherited = first->mro->items[i] == known;
    nx_dict *dict = nx_type_dict(NX_PTR(nx_type, known));
    int64_t position = 0;
    while (dict && nx_dict_next(dict, &position, &key, &value)) {
        if (!nx_is_exact_str(key) || !value) continue;
        const char *name = nx_str_utf8_lossy(key, NULL);
        bool is_own = strcmp(name, "__dict__") == 0 || strcmp(name, "__weakref__") == 0 || strcmp(name, "__slots__") == 0 ||
                      strcmp(name, "__doc__") == 0 || strcmp(name, "__qualname__") == 0 || strcmp(name, "__module__") == 0;
        if (is_own) continue;
        if (is_inherited) nx_dict_delete(namespace, key);
        else if (!nx_dict_set(namespace, key, value)) return false;
        nx_error_clear();
    }
    return true;
}

static nx_type *derived(PyTypeObject *class_, nx_type *shadow) {
    shadow->flags |= NX_TYPE_SHADOW;
    shadow->mirrored = shadow->base->mirrored;
    for (int64_t i = 0; i < shadow->mro->length; i++) nx_open_class(NX_PTR(nx_type, shadow->mro->items[i]));
    Py_INCREF(class_);
    nx_identify_forever((PyObject *)class_, NX_OBJ(shadow));
    nx_watch_class(class_, shadow);
    return shadow;
}

nx_type *nx_class_from_host(PyTypeObject *class_) {
    nx_value known = nx_guest_of((PyObject *)class_);
    if (known) return NX_PTR(nx_type, known);
    nx_type *in_making = nx_shadow_in_making(class_);
    if (in_making) return derived(class_, in_making);
    PyObject *mro = PyObject_GetAttrString((PyObject *)class_, "__mro__"), *name = PyObject_GetAttrString((PyObject *)class_, "__name__");
    nx_dict *namespace = nx_dict_new(16);
    Py_ssize_t end = 0, count = mro ? PyTuple_Size(mro) : 0;
    while (end < count && !nx_guest_of(PyTuple_GetItem(mro, end))) end++;
    nx_type *type = NULL;
    bool ok = name && namespace && end < count;
    nx_value first = ok ? nx_guest_of(PyTuple_GetItem(mro, end)) : 0;
    for (Py_ssize_t i = count; ok && i-- > 0;)
        ok = take_members(PyTuple_GetItem(mro, i), class_, NX_PTR(nx_type, first), namespace);
    if (ok) {
        nx_value base = nx_guest_of(PyTuple_GetItem(mro, end)), bases = nx_tuple_from(1, &base), own = from_host(name);
        if (nx_type_of(base) == &nx_type_type || nx_type_of(base)->mirrored) { // the host has called, or calls, __init_subclass__
            type = bases && own ? nx_class_new(nx_type_of(base), own, NX_PTR(nx_tuple, bases), namespace) : NULL;
        } else {
            nx_value made = bases && own ? nx_call3(NX_OBJ(nx_type_of(base)), own, bases, NX_OBJ(namespace)) : 0;
            type = made && nx_is_type(made) ? NX_PTR(nx_type, made) : NULL;
        }
    } else if (!nx_pending()) {
        nx_raisef(&nx_TypeError, "the class has no compiled base");
    }
    Py_XDECREF(name);
    if (!type) {
        Py_XDECREF(mro);
        return NULL;
    }
    nx_value abstract = nx_dict_get_str(namespace, &nx_s___abstractmethods__);
    if (abstract && nx_truth(abstract) > 0) type->flags |= NX_TYPE_ABSTRACT;
    derived(class_, type);
    nx_type *meta = nx_type_of(NX_OBJ(type)) == &nx_type_type || nx_type_of(NX_OBJ(type))->mirrored ? nx_metatype_of_host(Py_TYPE(class_)) : NULL;
    if (meta) type->header.shape = &meta->root;
    for (Py_ssize_t i = end; ok && i-- > 0;) ok = shadow_members(PyTuple_GetItem(mro, i), class_, nx_type_dict(type), true);
    Py_XDECREF(mro);
    return ok ? type : NULL;
}

bool nx_classes_start(void) {
    PyObject *bases = PyTuple_Pack(1, &PyType_Type);
    nx_class_proxy = bases ? (PyTypeObject *)PyType_FromSpecWithBases(&class_spec, bases) : NULL;
    Py_XDECREF(bases);
    nx_instance_proxy = nx_class_proxy && nx_metaclasses_start() ? (PyTypeObject *)PyType_FromSpec(&instance_spec) : NULL;
    if (!nx_instance_proxy) return false;
    PyObject *version = PySys_GetObject("hexversion"), *builtins = PyUnicode_InternFromString("builtins");
    // typing of CPython 3.9 wants the module of each base.
    if (version && builtins && PyLong_AsLong(version) < 0x030a0000) PyObject_SetAttrString((PyObject *)nx_instance_proxy, "__module__", builtins);
    Py_XDECREF(builtins);
    nx_identify_forever((PyObject *)nx_instance_proxy, NX_OBJ(&nx_object_type));
    // `object` itself is the host's.
    nx_identify_forever((PyObject *)&PyBaseObject_Type, NX_OBJ(&nx_object_type));
    return nx_bases_start(instance_methods, instance_getset) && nx_attributes_start() && nx_layouts_start();
}
