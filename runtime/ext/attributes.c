// Attributes of instances as the host looks for them. Each name that a class of the guest's is known to have, attributes that
// its methods assign and plain values of the class, has a *data descriptor* in the class of the host's that asks the guest:
//
//     class Point:                       Point.__dict__["x"], ["y"], ["count"]: natrix.attribute
//         count = 0                      Point.__dict__["scaled"]: natrix.function
//         def __init__(self, x, y): …
//         def scaled(self, k): …
//
// So object.__setattr__ finds them, and a *closed* class, all of whose instances' attributes are known so, needs no
// __getattribute__ of its own: the host finds methods as it does in its own classes, without an object for the bound method. When an
// instance gets an attribute of another name, the class gets a descriptor; instances that have a dict open their class, and so does a
// class that the host derives from it.
#include "bridge.h"
#include "layout.h"
#include "places.h"
#include <string.h>

// `kept`: of one that the host has taken out of its class: the class's value then, or NX_STOP. It may put it in again (mock.patch).
typedef struct { PyObject_HEAD nx_value *name, *kept; } nx_attribute;
static PyTypeObject *attribute_type;
static PyObject *plain_lookup, *own_lookup; // object.__getattribute__, natrix.instance.__getattribute__

// The guest's object; 0 with an error of the host's.
static nx_value guest_of_instance(PyObject *self, nx_value name) {
    const nx_value *root = self ? instance_root(self) : NULL;
    if (!root && self && nx_has_instances(Py_TYPE(self))) root = ((nx_instance *)self)->root;
    if (NX_LIKELY(root != NULL)) return *root;
    if (!self || !nx_has_instances(Py_TYPE(self))) {
        PyErr_SetObject(PyExc_AttributeError, nx_name_to_host(NX_PTR(nx_str, name)));
        return 0;
    }
    enter();
    nx_value v = nx_adopt_instance(self);
    if (!v) host_failed();
    leave();
    return v;
}

// Of the first compiled one among the classes that a class of the host's alone derives from.
static PyObject *get_of_class(PyObject *descriptor, nx_str *name, PyObject *owner);
static PyObject *get_of_classes(PyObject *descriptor, nx_str *name, PyObject *owner) {
    PyObject *mro = PyObject_GetAttrString(owner, "__mro__"), *found = NULL;
    for (Py_ssize_t i = 0; mro && !found && i < PyTuple_Size(mro); i++) {
        if (!nx_has_instances((PyTypeObject *)PyTuple_GetItem(mro, i))) continue;
        PyErr_Clear();
        found = get_of_class(descriptor, name, PyTuple_GetItem(mro, i));
    }
    Py_XDECREF(mro);
    if (!found && !PyErr_Occurred()) PyErr_SetObject(PyExc_AttributeError, nx_name_to_host(name));
    return found;
}

// Of the class: its plain value, if any; a slot is the descriptor itself.
static PyObject *get_of_class(PyObject *descriptor, nx_str *name, PyObject *owner) {
    if (NX_UNLIKELY(!nx_has_instances((PyTypeObject *)owner))) return get_of_classes(descriptor, name, owner);
    enter();
    nx_type *type = nx_class_from_host((PyTypeObject *)owner);
    nx_value value = type ? nx_type_lookup(type, name) : 0;
    PyObject *result = value && nx_is_exact(value, &nx_member_type) ? descriptor : NULL;
    Py_XINCREF(result);
    if (value && !result) value = nx_getattr(NX_OBJ(type), name);
    if (value && !result) result = result_to_host(value);
    if (nx_pending()) host_failed();
    leave();
    if (!result && !PyErr_Occurred())
        PyErr_Format(PyExc_AttributeError, "type object '%s' has no attribute '%S'", type ? type->c_name : "", nx_name_to_host(name));
    return result;
}

static void raise_no_attribute(PyObject *self, PyObject *name) {
    PyObject *class_name = PyObject_GetAttrString((PyObject *)Py_TYPE(self), "__name__");
    if (class_name) PyErr_Format(PyExc_AttributeError, "'%U' object has no attribute '%U'", class_name, name);
    Py_XDECREF(class_name);
}

// What compiled code has given the object that stands for an exception of the host's.
static PyObject *get_of_exception(nx_value exception, nx_value name) {
    enter();
    nx_value value = nx_instance_get(exception, NX_PTR(nx_str, name));
    PyObject *found = value ? result_to_host(value) : NULL;
    if (nx_pending()) host_failed();
    leave();
    return found;
}

// Of an object that is the host's alone (bases.c): its dict, then what its compiled classes say.
static PyObject *get_of_other(PyObject *self, PyObject *descriptor, nx_value name) {
    PyObject *key = nx_name_to_host(NX_PTR(nx_str, name)), *dict = PyObject_GetAttrString(self, "__dict__");
    PyObject *found = dict && PyDict_Check(dict) ? PyDict_GetItemWithError(dict, key) : NULL;
    Py_XINCREF(found);
    Py_XDECREF(dict);
    if (found || (PyErr_Occurred() && !PyErr_ExceptionMatches(PyExc_AttributeError))) return found;
    PyErr_Clear();
    nx_value exception = PyExceptionInstance_Check(self) ? nx_guest_of(self) : 0;
    if (exception && (found = get_of_exception(exception, name))) return found;
    found = get_of_class(descriptor, NX_PTR(nx_str, name), (PyObject *)Py_TYPE(self));
    if (found == descriptor) Py_CLEAR(found); // an empty slot
    PyErr_Clear();
    if (!found) raise_no_attribute(self, key);
    return found;
}

static int set_of_other(PyObject *self, nx_value name, PyObject *value) {
    PyObject *key = nx_name_to_host(NX_PTR(nx_str, name)), *dict = PyObject_GetAttrString(self, "__dict__");
    int status = !dict ? -1 : value ? PyObject_SetItem(dict, key, value) : PyObject_DelItem(dict, key);
    Py_XDECREF(dict);
    nx_value exception = PyExceptionInstance_Check(self) && (status == 0 || !value) ? nx_guest_of(self) : 0;
    if (exception) {
        if (status < 0) PyErr_Clear();
        enter();
        nx_value v = value ? from_host(value) : 0;
        status = (v || !value) && nx_setattr_generic(exception, name, v) ? 0 : -1;
        if (status < 0) host_failed();
        leave();
    } else if (status < 0 && PyErr_ExceptionMatches(PyExc_KeyError)) {
        PyErr_Clear();
        raise_no_attribute(self, key);
    }
    return status;
}

static PyObject *attribute_get(PyObject *descriptor, PyObject *self, PyObject *owner) {
    nx_value name = *((nx_attribute *)descriptor)->name;
    if (NX_UNLIKELY(self && !nx_has_instances(Py_TYPE(self)))) return get_of_other(self, descriptor, name);
    if (!self && owner && PyType_Check(owner)) return get_of_class(descriptor, NX_PTR(nx_str, name), owner);
    nx_value v = guest_of_instance(self, name);
    if (!v) return NULL;
    const nx_place *place = nx_find_place(nx_shape_of(v), NX_PTR(nx_str, name));
    if (NX_LIKELY(place && place->kind == NX_PLACE_SLOT)) {
        nx_value value = *NX_PTR(nx_value, v + place->offset);
        if (value && !nx_is_pointer(value)) return to_host(value);
    }
    enter();
    nx_value value = nx_getattr(v, NX_PTR(nx_str, name));
    PyObject *result = value ? result_to_host(value) : NULL;
    if (!result && nx_pending()) host_failed();
    leave();
    return result;
}

// What object.__setattr__ does: no __setattr__ is asked.
static int attribute_set(PyObject *descriptor, PyObject *self, PyObject *value) {
    nx_value name = *((nx_attribute *)descriptor)->name;
    if (NX_UNLIKELY(!nx_has_instances(Py_TYPE(self)))) return set_of_other(self, name, value);
    nx_value v = guest_of_instance(self, name);
    if (!v) return -1;
    enter();
    nx_value item = value ? from_host(value) : 0;
    bool ok = (item || !value) && nx_setattr_generic(v, name, item);
    if (!ok) host_failed();
    leave();
    return ok ? 0 : -1;
}

static void attribute_destroy(PyObject *self) {
    PyTypeObject *type = Py_TYPE(self);
    if (((nx_attribute *)self)->name) nx_root_free(((nx_attribute *)self)->name);
    if (((nx_attribute *)self)->kept) nx_root_free(((nx_attribute *)self)->kept);
    PyObject_Free(self);
    Py_DECREF(type);
}

static PyObject *attribute_name(PyObject *self, void *closure) {
    PyObject *name = nx_name_to_host(NX_PTR(nx_str, *((nx_attribute *)self)->name));
    Py_XINCREF(name);
    return name;
}

static PyGetSetDef attribute_getset[] = {{"__name__", attribute_name, NULL, NULL, NULL}, {0}};
static PyType_Slot attribute_slots[] = {
    {Py_tp_descr_get, attribute_get}, {Py_tp_descr_set, attribute_set}, {Py_tp_dealloc, attribute_destroy},
    {Py_tp_getset, attribute_getset}, {0, NULL},
};
static PyType_Spec attribute_spec = {"natrix.attribute", sizeof(nx_attribute), 0, Py_TPFLAGS_DEFAULT, attribute_slots};

bool nx_is_attribute(PyObject *object) { return Py_TYPE(object) == attribute_type; }

void nx_attribute_keep(PyObject *object, nx_value value) {
    nx_attribute *self = (nx_attribute *)object;
    if (!self->kept) self->kept = nx_root_new(value);
}

nx_value nx_attribute_give_back(PyObject *object) {
    nx_attribute *self = (nx_attribute *)object;
    nx_value value = self->kept ? *self->kept : 0;
    if (self->kept) nx_root_free(self->kept);
    self->kept = NULL;
    return value;
}

PyObject *nx_attribute_new(nx_value name) {
    nx_attribute *self = (nx_attribute *)PyType_GenericAlloc(attribute_type, 0);
    if (self && !(self->name = nx_root_new(name))) Py_CLEAR(self);
    return (PyObject *)self;
}

static bool add_descriptor(PyObject *names, PyObject *values, nx_value name) {
    PyObject *key = nx_name_to_host(NX_PTR(nx_str, name));
    int there = key ? PySequence_Contains(names, key) : -1;
    if (there) return there > 0;
    PyObject *made = nx_attribute_new(name);
    bool ok = made && PyList_Append(names, key) == 0 && PyList_Append(values, made) == 0;
    Py_XDECREF(made);
    return ok;
}

static bool hides_method(nx_type *type, nx_value name) {
    nx_value found = nx_type_lookup(type, NX_PTR(nx_str, name));
    const nx_type *kind = found ? nx_type_of(found) : NULL;
    return kind && kind->descr_get && !kind->descr_set;
}

// Names that instances have been given.
static bool add_from_shapes(const nx_shape *shape, nx_type *type, PyObject *names, PyObject *values) {
    for (const nx_shape *child = shape->children; child; child = child->sibling) {
        if (child->dict_mode) continue;
        nx_value found = nx_type_lookup(type, child->name);
        if (!(found && nx_type_of(found)->descr_get) && !add_descriptor(names, values, NX_OBJ(child->name))) return false;
        if (!add_from_shapes(child, type, names, values)) return false;
    }
    return true;
}

// For a class that is shown to the host, whose methods are in the lists already.
bool nx_add_attributes(nx_type *type, PyObject *names, PyObject *values) {
    nx_dict *dict = nx_type_dict(type);
    const nx_tuple *known = type->attribute_names;
    int64_t position = 0;
    nx_value key, value;
    while (dict && nx_dict_next(dict, &position, &key, &value)) {
        if (!nx_is_str(key) || !value || strncmp(nx_str_utf8_lossy(key, NULL), "__", 2) == 0) continue;
        if (!add_descriptor(names, values, key)) return false;
    }
    for (int64_t i = 0; known && i < known->length; i++) {
        nx_value found = nx_type_lookup(type, NX_PTR(nx_str, known->items[i]));
        if (found && nx_type_of(found)->descr_get && !nx_is_exact(found, &nx_member_type)) continue;
        if (!add_descriptor(names, values, known->items[i])) return false;
    }
    return dict && add_from_shapes(&type->root, type, names, values) && !nx_pending();
}

static bool all_known(const nx_shape *shape, nx_type *type) {
    if (shape->dict_mode || (shape->name && hides_method(type, NX_OBJ(shape->name)))) return false;
    for (const nx_shape *child = shape->children; child; child = child->sibling)
        if (!all_known(child, type)) return false;
    return true;
}

// ---- closed classes ---------------------------------------------------------------------------------------------------------

// Nothing that the host would find differs from what the guest finds.
bool nx_is_closed(nx_type *type) {
    if (type->getattr != nx_getattr_generic || type->flags & NX_TYPE_SHADOW || !all_known(&type->root, type)) return false;
    const nx_tuple *names = type->attribute_names;
    for (int64_t i = 0; names && i < names->length; i++)
        if (hides_method(type, names->items[i])) return false;
    return !nx_pending();
}

PyObject *nx_lookup_of_class(bool is_closed) {
    PyObject *lookup = is_closed ? plain_lookup : own_lookup;
    Py_INCREF(lookup);
    return lookup;
}

// Sets what the host's class has; the error that is pending stays.
static void set_in_class(nx_type *type, PyObject *name, PyObject *value) { // takes both
    PyObject *class_ = own_lookup ? nx_host_of(NX_OBJ(type)) : NULL;
    bool has_instances = class_ && nx_has_instances((PyTypeObject *)class_);
    if (has_instances && !(type->flags & NX_TYPE_SHADOW) && name && value) {
        PyObject *kind, *pending, *traceback;
        PyErr_Fetch(&kind, &pending, &traceback);
        if (nx_set_in_host_class(class_, name, value) < 0) PyErr_Clear();
        PyErr_Restore(kind, pending, traceback);
    }
    Py_XDECREF(name);
    Py_XDECREF(value);
}

void nx_open_class(nx_type *type) {
    if (own_lookup) set_in_class(type, PyUnicode_InternFromString("__getattribute__"), nx_lookup_of_class(false));
}

void nx_instance_grows(nx_type *type, nx_str *name) {
    if (!own_lookup || !nx_host_of(NX_OBJ(type))) return;
    nx_value found = name ? nx_type_lookup(type, name) : 0;
    if (!name || (found && nx_type_of(found)->descr_get)) {
        nx_open_class(type);
        return;
    }
    PyObject *key = nx_name_to_host(name);
    Py_XINCREF(key);
    set_in_class(type, key, nx_attribute_new(NX_OBJ(name)));
}

bool nx_attributes_start(void) {
    attribute_type = (PyTypeObject *)PyType_FromSpec(&attribute_spec);
    plain_lookup = PyObject_GetAttrString((PyObject *)&PyBaseObject_Type, "__getattribute__");
    own_lookup = PyObject_GetAttrString((PyObject *)nx_instance_proxy, "__getattribute__");
    if (own_lookup) nx_give_to_object(own_lookup);
    return attribute_type && plain_lookup && own_lookup;
}
