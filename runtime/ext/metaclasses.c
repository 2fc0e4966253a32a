// Metaclasses of compiled code as the host sees them.
//
//     class Meta(type): …                 host: Meta → natrix.metatype → natrix.type → type
//     class Base(metaclass=Meta): …       host: type(Base) is Meta
//
// A class that Python makes by such a metaclass (a class statement with a base or a metaclass of ours) is made by the guest's
// __new__; where that reaches type.__new__, the host's type.__new__ makes the host's class at once, with the functions that the
// statement has, and tells __set_name__ and __init_subclass__. With a compiled class among the bases the guest has a shadow of it;
// without one the class is the host's alone.
#include "bridge.h"
#include <string.h>

PyTypeObject *nx_metaclass_proxy;

// Calls of metaclasses by the host that have not reached type.__new__ yet, the innermost first.
typedef struct making {
    struct making *outer;
    nx_type *metatype;
    PyObject *class_;   // the metaclass in the host
    nx_type *shadow;    // of the class that is being made
    bool is_reached;
} making;
static _Thread_local making *innermost;

static PyObject *fail(void) {
    if (nx_pending()) host_failed();
    return NULL;
}

static PyObject *make_by_type(PyObject *meta, PyObject *args, PyObject *kwargs) {
    return ((newfunc)nx_slot_of_type(Py_tp_new, NEW_WORD))((PyTypeObject *)meta, args, kwargs);
}

// For the helper: type.__new__(meta, name, bases, namespace), without a look at what the metaclass has to say.
PyObject *nx_make_class_only(PyObject *unused, PyObject *args) {
    PyObject *meta = PyTuple_GetItem(args, 0), *rest = PyTuple_GetSlice(args, 1, 4);
    PyObject *made = meta && rest ? make_by_type(meta, rest, NULL) : NULL;
    Py_XDECREF(rest);
    return made;
}

// ---- called by the host --------------------------------------------------------------------------------------------------

static PyObject *metaclass_new(PyTypeObject *class_, PyObject *args, PyObject *kwargs) {
    enter();
    nx_value self = from_host((PyObject *)class_), names = 0;
    nx_type *metatype = self && nx_is_type(self) ? NX_PTR(nx_type, self) : NULL;
    size_t count = (size_t)PyTuple_Size(args), named = kwargs ? (size_t)PyDict_Size(kwargs) : 0;
    nx_value values[count + named + 1], made = 0;
    if (metatype && nx_arguments_from_host(args, kwargs, values, &names)) {
        making here = {innermost, metatype, (PyObject *)class_, NULL, false};
        innermost = &here;
        made = metatype->new_(metatype, count, values, names);
        innermost = here.outer;
    }
    PyObject *result = made ? to_host(made) : NULL;
    if (!result) fail();
    leave();
    return result;
}

// ---- called by the guest's type.__new__ ------------------------------------------------------------------------------------

static bool is_left_to_host(nx_value name) {
    static const char *const names[] = {"__dict__", "__weakref__", "__slots__", "__new__", "__doc__", "__getattribute__", "__classcell__"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(nx_str_utf8_lossy(name, NULL), names[i]) == 0) return true;
    return false;
}

// What the statement has made, for both sides. The host's functions are its own again.
static PyObject *split_namespace(nx_value given, nx_dict *own) {
    PyObject *namespace = PyDict_New();
    nx_value pairs = nx_is_dict(given) ? given : nx_call1(NX_OBJ(&nx_dict_type), given);
    int64_t position = 0;
    nx_value key, value;
    bool ok = namespace && pairs;
    while (ok && nx_dict_next(NX_PTR(nx_dict, pairs), &position, &key, &value)) {
        if (!nx_is_str(key)) continue;
        PyObject *name = to_host(key);
        PyObject *member = name ? nx_member_to_host(value, true, NX_ALL_MEMBERS) : NULL;
        ok = !PyErr_Occurred() && !nx_pending() && (!member || PyDict_SetItem(namespace, name, member) == 0) &&
             (is_left_to_host(key) || nx_dict_set(own, key, value));
        Py_XDECREF(name);
        Py_XDECREF(member);
    }
    if (!ok) Py_CLEAR(namespace);
    return namespace;
}

static PyObject *bases_to_host(const nx_tuple *bases, bool is_shadowed) {
    PyObject *list = PyList_New(0);
    for (int64_t i = 0; list && i < bases->length; i++) {
        nx_value base = bases->items[i];
        if (is_shadowed && base == NX_OBJ(&nx_object_type)) continue;
        PyObject *class_ = to_host(base);
        if (!class_ || PyList_Append(list, class_) < 0) Py_CLEAR(list);
        Py_XDECREF(class_);
    }
    PyObject *tuple = list ? PyList_AsTuple(list) : NULL;
    Py_XDECREF(list);
    return tuple;
}

static PyObject *keywords_to_host(size_t nargs, const nx_value *args, nx_value kwnames) {
    PyObject *keywords = PyDict_New();
    for (size_t i = 0; keywords && i < (size_t)nx_keyword_count(kwnames); i++) {
        PyObject *name = to_host(NX_PTR(nx_tuple, kwnames)->items[i]), *value = name ? to_host(args[nargs + i]) : NULL;
        if (!value || PyDict_SetItem(keywords, name, value) < 0) Py_CLEAR(keywords);
        Py_XDECREF(name);
        Py_XDECREF(value);
    }
    return keywords;
}

nx_value nx_derive_for_host(nx_type *metatype, size_t nargs, const nx_value *args, nx_value kwnames) {
    making *here = innermost;
    if (!here || here->is_reached || !nx_is_subtype(metatype, here->metatype) || !nx_is_tuple(args[1]) || !nx_is_str(args[0])) return 0;
    nx_tuple *bases = NX_PTR(nx_tuple, args[1]);
    bool is_shadowed = false;
    for (int64_t i = 0; i < bases->length; i++) {
        nx_value base = bases->items[i];
        is_shadowed |= nx_is_type(base) && NX_PTR(nx_type, base)->flags & NX_TYPE_HEAP;
    }
    nx_type *winner = is_shadowed ? nx_best_metatype(metatype, bases) : metatype;
    if (!winner || (winner != metatype && winner->new_ != metatype->new_)) return 0; // it will come here itself
    here->is_reached = true;
    nx_dict *own = nx_dict_new(16);
    PyObject *name = to_host(args[0]), *keywords = name ? keywords_to_host(nargs, args, kwnames) : NULL, *meta = nx_class_to_host(winner);
    PyObject *namespace = own && keywords ? split_namespace(args[2], own) : NULL, *tuple = namespace ? bases_to_host(bases, is_shadowed) : NULL;
    bool ok = tuple && meta;
    if (ok && is_shadowed) {
        here->shadow = nx_class_new(winner, args[0], bases, own);
        ok = here->shadow != NULL;
        if (ok) here->shadow->flags |= NX_TYPE_SHADOW;
    }
    PyObject *arguments = ok ? PyTuple_Pack(3, name, tuple, namespace) : NULL;
    out();
    PyObject *made = arguments ? make_by_type(meta, arguments, keywords) : NULL;
    back();
    nx_value class_ = made ? from_host(made) : guest_failed(); // which takes the shadow
    here->shadow = NULL;
    Py_XDECREF(made);
    Py_XDECREF(arguments);
    Py_XDECREF(name);
    Py_XDECREF(keywords);
    Py_XDECREF(namespace);
    Py_XDECREF(tuple);
    Py_XDECREF(meta);
    return class_;
}

// The shadow of a class that comes from the host for the first time while it is being made; NULL: it is another.
nx_type *nx_shadow_in_making(PyTypeObject *class_) {
    nx_type *shadow = innermost && PyType_IsSubtype(Py_TYPE((PyObject *)class_), nx_metaclass_proxy) ? innermost->shadow : NULL;
    if (shadow) innermost->shadow = NULL;
    return shadow;
}

static PyType_Slot metaclass_slots[] = {{Py_tp_new, metaclass_new}, {0, NULL}};
static PyType_Spec metaclass_spec = {"natrix.metatype", 0, 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, metaclass_slots};

bool nx_metaclasses_start(void) {
    PyObject *bases = PyTuple_Pack(1, nx_class_proxy);
    nx_metaclass_proxy = bases ? (PyTypeObject *)PyType_FromSpecWithBases(&metaclass_spec, bases) : NULL;
    Py_XDECREF(bases);
    return nx_metaclass_proxy != NULL;
}
