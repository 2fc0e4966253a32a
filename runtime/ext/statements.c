// Class statements that the host executes, because a base or the metaclass is its own, or because a base is a container, a
// number or a text: what the host's functions in C take apart must be the host's. The methods are compiled; the instances
// are foreign objects.
//
// A class of the guest's among the bases is replaced by a *plain* class: the same methods and values, without the layout of
// instances that stand for the guest's, which would go together with no other. isinstance and issubclass know of it.
#include "bridge.h"

bool nx_setting_class;
static int64_t plain_count;

// The host's error, unless it is the guest's already.
static PyObject *fail(void) {
    if (nx_pending()) host_failed();
    return NULL;
}

// ---- plain classes -------------------------------------------------------------------------------------------------------

static bool is_guests(nx_value base) {
    return nx_is_type(base) && NX_PTR(nx_type, base)->flags & NX_TYPE_HEAP && NX_PTR(nx_type, base)->mirrored != NX_IS_MIRROR &&
           !(NX_PTR(nx_type, base)->flags & (NX_TYPE_EXCEPTION | NX_TYPE_TYPE | NX_TYPE_SHADOW | NX_TYPE_SHARED));
}

static PyObject *base_to_host(nx_value base);

static PyObject *plain_class(nx_type *type) {
    PyObject *class_ = nx_class_to_host(type), *known = class_ ? nx_help("known_plain", "O", class_) : NULL;
    if (!known || known != Py_None) {
        Py_XDECREF(class_);
        return known;
    }
    Py_DECREF(known);
    PyObject *names = PyList_New(0), *values = PyList_New(0), *bases = PyTuple_New(type->bases->length), *made = NULL;
    bool ok = names && values && bases;
    for (int64_t i = 0; ok && i < type->bases->length; i++) {
        PyObject *base = base_to_host(type->bases->items[i]);
        ok = base && PyTuple_SetItem(bases, i, base) == 0;
    }
    ok = ok && nx_add_members(type, names, values, NX_ALL_MEMBERS);
    nx_value metaclass = nx_type_name(nx_type_of(NX_OBJ(type)));
    PyObject *meta = ok && metaclass ? to_host(metaclass) : NULL;
    if (meta) made = nx_help("plain_class", "OOOOO", class_, meta, bases, names, values);
    if (made && !nx_hook_class(class_)) Py_CLEAR(made);
    plain_count += made != NULL;
    Py_XDECREF(names);
    Py_XDECREF(values);
    Py_XDECREF(bases);
    Py_XDECREF(meta);
    Py_DECREF(class_);
    return made ? made : fail();
}

static PyObject *base_to_host(nx_value base) { return is_guests(base) ? plain_class(NX_PTR(nx_type, base)) : to_host(base); }
PyObject *nx_plain_base_to_host(nx_value base) { return base_to_host(base); }

// What a metaclass of the guest's says of it.
static PyObject *check_by_guest(nx_value type, PyObject *object, bool by_instance) {
    enter();
    nx_value v = from_host(object);
    int found = !v ? -1 : by_instance ? nx_isinstance(v, type) : nx_issubclass(v, type);
    PyObject *answer = found < 0 ? host_failed() : PyBool_FromLong(found);
    leave();
    return answer;
}

static PyObject *check(const char *name, PyObject *self, PyObject *object, bool by_instance) {
    nx_value type = nx_guest_of(self);
    PyObject *class_ = by_instance ? (PyObject *)Py_TYPE(object) : object;
    bool is_own = PyType_Check(class_) && nx_has_instances((PyTypeObject *)class_);
    bool has_meta = is_own && type && nx_is_type(type) && nx_type_of(type) != &nx_type_type && !nx_type_of(type)->mirrored;
    if (has_meta) return check_by_guest(type, object, by_instance);
    PyObject *answer = PyObject_CallMethod((PyObject *)nx_metaclass_of_host(Py_TYPE(self)), name, "OO", self, object);
    if (!answer || answer == Py_True || !plain_count) return answer;
    Py_DECREF(answer);
    return nx_help("has_plain", "OO", self, by_instance ? (PyObject *)Py_TYPE(object) : object);
}
PyObject *nx_class_instancecheck(PyObject *self, PyObject *object) { return check("__instancecheck__", self, object, true); }
PyObject *nx_class_subclasscheck(PyObject *self, PyObject *class_) { return check("__subclasscheck__", self, class_, false); }

// ---- the statement -----------------------------------------------------------------------------------------------------------

static PyObject *bases_to_host(const nx_tuple *bases) {
    PyObject *tuple = PyTuple_New(bases->length);
    for (int64_t i = 0; tuple && i < bases->length; i++) {
        PyObject *base = base_to_host(bases->items[i]);
        if (!base || PyTuple_SetItem(tuple, i, base) < 0) Py_CLEAR(tuple);
    }
    return tuple;
}

nx_value nx_foreign_build_class(nx_value body, nx_value name, nx_value bases, nx_value keywords) {
    PyObject *title = to_host(name), *tuple = title ? bases_to_host(NX_PTR(nx_tuple, bases)) : NULL;
    PyObject *named = tuple ? (keywords ? to_host(NX_OBJ(nx_dict_copy_of(NX_PTR(nx_dict, keywords)))) : PyDict_New()) : NULL;
    out();
    PyObject *begun = named ? nx_help("begin_class", "OOO", title, tuple, named) : NULL;
    back();
    Py_XDECREF(tuple);
    Py_XDECREF(named);
    if (!begun) {
        Py_XDECREF(title);
        return guest_failed();
    }
    PyObject *meta = PyTuple_GetItem(begun, 0), *resolved = PyTuple_GetItem(begun, 1), *namespace = PyTuple_GetItem(begun, 2);
    nx_value scope = from_host(namespace), cell = scope ? nx_call1(body, scope) : 0, class_ = 0;
    if (cell) {
        out();
        PyObject *made = nx_help("end_class", "OOOOO", title, meta, resolved, namespace, PyTuple_GetItem(begun, 3));
        back();
        class_ = made ? from_host(made) : guest_failed();
        Py_XDECREF(made);
        if (class_ && nx_is_exact(cell, &nx_cell_type)) NX_PTR(nx_cell, cell)->value = class_;
    }
    Py_DECREF(begun);
    Py_DECREF(title);
    return class_;
}

// ---- what such classes need of the runtime --------------------------------------------------------------------------------------

static nx_value taken(PyObject *result) { // a new reference
    back();
    if (!result) return guest_failed();
    nx_value v = from_host(result);
    Py_DECREF(result);
    return v;
}

nx_value nx_foreign_super(nx_value class_, nx_value self) {
    PyObject *object = to_host(self), *start = NULL;
    bool is_own = object && is_guests(class_); // or stands for it as a plain one
    if (is_own) start = nx_class_to_host(NX_PTR(nx_type, class_));
    if (start && !PyType_IsSubtype(Py_TYPE(object), (PyTypeObject *)start)) Py_CLEAR(start);
    if (object && !start) start = base_to_host(class_);
    out();
    PyObject *made = start ? PyObject_CallFunctionObjArgs((PyObject *)&PySuper_Type, start, object, NULL) : NULL;
    Py_XDECREF(start);
    Py_XDECREF(object);
    return taken(made);
}

nx_value nx_call_method_of(nx_type *owner, const char *name, size_t nargs, const nx_value *args, nx_value kwnames) {
    PyObject *class_ = nx_class_to_host(owner), *method = class_ ? PyObject_GetAttrString(class_, name) : NULL;
    Py_XDECREF(class_);
    if (!method) return guest_failed();
    nx_value result = nx_call_host(method, nargs, args, kwnames);
    Py_DECREF(method);
    return result;
}

// A class that the host has seen already: it fills its slots from what it is told of.
void nx_class_changed(nx_type *type, nx_str *name, nx_value value) {
    PyObject *class_ = nx_setting_class ? NULL : nx_host_of(NX_OBJ(type));
    bool is_exception = type->flags & NX_TYPE_EXCEPTION && type->flags & NX_TYPE_HEAP;
    bool is_shown = is_guests(NX_OBJ(type)) || type->flags & (NX_TYPE_TYPE | NX_TYPE_SHADOW);
    if (!class_ || !(type->flags & NX_TYPE_HEAP) || (is_exception ? nx_mirror_of((PyTypeObject *)class_) != NULL : !is_shown)) return;
    nx_value pending = nx_error_take();
    const char *text = name->ascii ? name->data : "";
    PyObject *key = nx_name_to_host(name);
    PyObject *member = value ? nx_member_to_host(value, strncmp(text, "__", 2) == 0, is_exception ? NX_PLAIN_MEMBERS : NX_METHODS) : NULL;
    bool is_there = false;
    if (value && !member && key && !PyErr_Occurred() && nx_has_instances((PyTypeObject *)class_)) {
        PyObject *dict = PyObject_GetAttrString(class_, "__dict__"), *before = dict ? PyObject_GetItem(dict, key) : NULL;
        is_there = before && nx_is_attribute(before);
        Py_XDECREF(dict);
        Py_XDECREF(before);
        PyErr_Clear();
        if (!is_there) member = nx_attribute_new(NX_OBJ(name)); // asks the guest
    }
    if (key && !is_there && !PyErr_Occurred() && !nx_pending()) nx_set_in_host_class(class_, key, member);
    Py_XDECREF(member);
    PyErr_Clear();
    nx_error_clear();
    nx_error_restore(pending);
}
