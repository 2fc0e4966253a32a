// Classes of the guest's beside bases of the host's that have no words in their instances: those of collections.abc, Generic,
// protocols, abstract classes with empty __slots__. Such a class is the guest's, with its layout and its compiled methods:
//
//     class Cells(MutableSequence): …     guest: Cells → mirror of MutableSequence → … → object
//                                         host:  Cells → MutableSequence → … → natrix.instance → object
//
// A *mirror* has what the host's class has: its functions, as foreign objects. It is made when a class statement first asks for it, and
// the program never sees it (nx_class_shown). The host makes its class at once, so that abstract methods, parameters and
// subclasses are what they are in Python; whoever asks whether something is an instance asks the host, where abstract classes have hooks.
#include "bridge.h"
#include <string.h>

// A metaclass of the host's, what ours derives from it, and what stands for it here.
static struct { PyTypeObject *host, *combined; nx_type *mirror; } metaclasses[4]; // combined: made when it is asked for
static int metaclass_count;
static PyObject *mirrors; // of the host's classes, the addresses

static PyObject *fail(void) {
    if (nx_pending()) host_failed();
    return NULL;
}

// ---- mirrors -------------------------------------------------------------------------------------------------------------

static bool is_left_out(PyObject *name, bool is_metaclass) {
    static const char *const always[] = {"__dict__", "__weakref__", "__slots__", "__new__", "__doc__", "__getattribute__", "__init_subclass__",
                                         "__subclasshook__", "_abc_impl", "__abstractmethods__", "__annotations__"};
    for (size_t i = 0; i < sizeof always / sizeof *always; i++)
        if (PyUnicode_CompareWithASCIIString(name, always[i]) == 0) return true;
    return is_metaclass && PyUnicode_CompareWithASCIIString(name, "__init__") == 0;
}

static nx_dict *members_of(PyObject *class_, bool is_metaclass) {
    nx_dict *namespace = nx_dict_new(16);
    PyObject *dict = PyObject_GetAttrString(class_, "__dict__"), *items = dict ? PyMapping_Items(dict) : NULL;
    bool ok = namespace && items && (is_metaclass || nx_dict_set_str(namespace, &nx_s___slots__, NX_OBJ(&nx_empty_tuple)));
    for (Py_ssize_t i = 0; ok && i < PyList_Size(items); i++) {
        PyObject *item = PyList_GetItem(items, i), *key = PyTuple_GetItem(item, 0);
        if (!PyUnicode_Check(key) || is_left_out(key, is_metaclass)) continue;
        nx_value name = nx_name_from_host(key), value = name ? from_host(PyTuple_GetItem(item, 1)) : 0;
        ok = value && nx_dict_set(namespace, name, value);
    }
    Py_XDECREF(dict);
    Py_XDECREF(items);
    if (!ok && PyErr_Occurred()) guest_failed();
    return ok ? namespace : NULL;
}

static nx_type *made(PyObject *class_, nx_type *metatype, nx_tuple *bases, nx_dict *namespace) {
    PyObject *name = PyObject_GetAttrString(class_, "__name__");
    nx_value text = name ? from_host(name) : guest_failed();
    Py_XDECREF(name);
    nx_type *type = text ? nx_class_new(metatype, text, bases, namespace) : NULL;
    if (!type || !nx_root_new(NX_OBJ(type))) return NULL;
    Py_INCREF(class_);
    type->mirrored = NX_IS_MIRROR;
    nx_identify_proxy(NX_OBJ(type), class_);
    return type;
}

static PyTypeObject *combined_with(PyTypeObject *meta) {
    PyObject *bases = PyTuple_Pack(2, meta, nx_class_proxy);
    PyObject *class_ = bases ? PyType_FromSpecWithBases(nx_metaclass_spec(), bases) : NULL;
    Py_XDECREF(bases);
    return (PyTypeObject *)class_;
}

static int metaclass_index(PyTypeObject *meta) { // -1: failed, on the guest's side
    for (int i = 0; i < metaclass_count; i++)
        if (metaclasses[i].host == meta || (metaclasses[i].combined && metaclasses[i].combined == meta)) return i;
    bool is_type = meta == &PyType_Type;
    int base = is_type ? -1 : metaclass_index((PyTypeObject *)PyType_GetSlot(meta, Py_tp_base));
    if ((base < 0 && !is_type) || metaclass_count == sizeof metaclasses / sizeof *metaclasses) return -1;
    nx_type *mirror = is_type ? &nx_type_type : NULL;
    if (!mirror) {
        nx_value only = NX_OBJ(metaclasses[base].mirror), bases = nx_tuple_from(1, &only);
        nx_dict *namespace = bases ? members_of((PyObject *)meta, true) : NULL;
        mirror = namespace ? made((PyObject *)meta, &nx_type_type, NX_PTR(nx_tuple, bases), namespace) : NULL;
    }
    if (!mirror) return -1;
    metaclasses[metaclass_count].host = meta;
    metaclasses[metaclass_count].combined = is_type ? nx_class_proxy : NULL;
    metaclasses[metaclass_count].mirror = mirror;
    return metaclass_count++;
}

// What a metaclass of ours adds to: the host's.
PyTypeObject *nx_metaclass_of_host(PyTypeObject *meta) {
    for (int i = 0; i < metaclass_count; i++)
        if (metaclasses[i].combined && PyType_IsSubtype(meta, metaclasses[i].combined) && metaclasses[i].combined != nx_class_proxy) return metaclasses[i].host;
    return &PyType_Type;
}

// The class gets a metaclass of ours beside its own.
bool nx_hook_class(PyObject *class_) {
    PyTypeObject *meta = Py_TYPE(class_);
    if (PyType_IsSubtype(meta, nx_class_proxy)) return true;
    int i = metaclass_index(meta);
    if (i < 0) return false;
    if (!metaclasses[i].combined && !(metaclasses[i].combined = combined_with(meta))) return false;
    Py_INCREF((PyObject *)metaclasses[i].combined);
    Py_SET_TYPE(class_, metaclasses[i].combined);
    return true;
}

// ---- classes of Python's, derived from compiled ones, with a metaclass of Python's -----------------------------------------------

// What such a metaclass says of its classes (loops over an Enum, calls and subscripts it) is asked of the host's class. Its classes
// have this for a metaclass here; the program sees the host's.
static nx_value taken(PyObject *result) { // a new reference
    back();
    nx_value v = result ? from_host(result) : guest_failed();
    Py_XDECREF(result);
    return v;
}

static nx_value class_iter(nx_value self) {
    out();
    return taken(PyObject_GetIter(nx_host_of(self)));
}

static nx_value class_getitem(nx_value self, nx_value key) {
    PyObject *object = to_host(key);
    if (!object) return guest_failed();
    out();
    PyObject *result = PyObject_GetItem(nx_host_of(self), object);
    Py_DECREF(object);
    return taken(result);
}

static int class_contains(nx_value self, nx_value item) {
    PyObject *object = to_host(item);
    if (object) out();
    int found = object ? PySequence_Contains(nx_host_of(self), object) : -1;
    Py_XDECREF(object);
    back();
    if (found < 0) guest_failed();
    return found;
}

static bool class_length(nx_value self, int64_t *length) {
    out();
    *length = PyObject_Size(nx_host_of(self));
    back();
    if (*length < 0) guest_failed();
    return *length >= 0;
}

static nx_value class_call(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    return nx_call_host(nx_host_of(self), nargs, args, kwnames);
}

// The guest's class first: it has what the host's class and its bases have, but nothing of the metaclass.
static nx_value class_getattr(nx_value self, nx_value name) {
    nx_value found = nx_type_type.getattr(self, name);
    if (found || !nx_error_matches(&nx_AttributeError)) return found;
    nx_error_clear();
    PyObject *key = to_host(name);
    if (!key) return guest_failed();
    out();
    PyObject *result = PyObject_GetAttr(nx_host_of(self), key);
    Py_DECREF(key);
    return taken(result);
}

// Whether a metaclass has something to say that `type` does not say.
static bool says_more(PyTypeObject *meta) {
    static const char *const names[] = {"__call__", "__iter__", "__getitem__", "__len__", "__contains__", "__getattr__"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        PyObject *own = PyObject_GetAttrString((PyObject *)meta, names[i]);
        PyErr_Clear();
        PyObject *usual = PyObject_GetAttrString((PyObject *)&PyType_Type, names[i]);
        bool differs = own && own != usual;
        Py_XDECREF(own);
        Py_XDECREF(usual);
        PyErr_Clear();
        if (differs) return true;
    }
    return false;
}

nx_type *nx_metatype_of_host(PyTypeObject *meta) {
    enum { MOST = 64 };
    static struct { PyTypeObject *host; nx_type *type; } known[MOST];
    static size_t count;
    if (meta == &PyType_Type || PyType_IsSubtype(meta, nx_class_proxy) || PyType_IsSubtype(meta, nx_metaclass_proxy)) return NULL;
    for (size_t i = 0; i < count; i++)
        if (known[i].host == meta) return known[i].type;
    if (count == MOST) return NULL;
    nx_type *type = NULL;
    if (says_more(meta)) {
        nx_value base = NX_OBJ(&nx_type_type), bases = nx_tuple_from(1, &base);
        nx_dict *namespace = bases ? nx_dict_new(1) : NULL;
        type = namespace ? made((PyObject *)meta, &nx_type_type, NX_PTR(nx_tuple, bases), namespace) : NULL;
        if (!type) {
            nx_error_clear();
            return NULL;
        }
        type->iter = class_iter;
        type->getitem = class_getitem;
        type->contains = class_contains;
        type->length = class_length;
        type->call = class_call;
        type->getattr = class_getattr;
    } else {
        Py_INCREF(meta);
    }
    known[count].host = meta;
    known[count++].type = type;
    return type;
}

static nx_type *mirror_of(PyObject *class_) {
    if (class_ == (PyObject *)&PyBaseObject_Type) return &nx_object_type;
    if (!mirrors && !(mirrors = PyDict_New())) return NULL;
    PyObject *known = PyDict_GetItem(mirrors, class_);
    if (known) return PyLong_AsVoidPtr(known);
    int meta = metaclass_index(Py_TYPE(class_));
    PyObject *bases = meta >= 0 ? PyObject_GetAttrString(class_, "__bases__") : NULL;
    nx_tuple *own = bases ? nx_tuple_new(PyTuple_Size(bases)) : NULL;
    for (int64_t i = 0; own && i < own->length; i++) {
        nx_type *base = mirror_of(PyTuple_GetItem(bases, i));
        if (!base) own = NULL;
        else own->items[i] = NX_OBJ(base);
    }
    Py_XDECREF(bases);
    nx_dict *namespace = own ? members_of(class_, false) : NULL;
    nx_type *type = namespace ? made(class_, metaclasses[meta].mirror, own, namespace) : NULL;
    if (!type) return NULL;
    enum { IS_SEQUENCE = 1 << 5, IS_MAPPING = 1 << 6 }; // flags of types, from CPython 3.10 on
    unsigned long flags = PyType_GetFlags((PyTypeObject *)class_);
    if (flags & IS_SEQUENCE) type->flags |= NX_TYPE_SEQUENCE;
    else if (flags & IS_MAPPING) type->flags |= NX_TYPE_MAPPING;
    PyObject *address = PyLong_FromVoidPtr(type);
    if (!address || PyDict_SetItem(mirrors, class_, address) < 0) PyErr_Clear();
    Py_XDECREF(address);
    return type;
}

nx_value nx_mirror_shown(nx_value class_) {
    PyObject *host = nx_host_of(class_);
    return host ? from_host(host) : class_;
}

// ---- class statements ----------------------------------------------------------------------------------------------------

static bool has_own_hook(const nx_type *type) { // the host would not find the next one
    nx_value hook = nx_type_lookup((nx_type *)type, &nx_s___init_subclass__);
    return hook && nx_is_exact(hook, &nx_classmethod_type);
}

// The metaclass that the statement names: NULL without an error when there is anything else. Borrowed.
static bool named_metaclass(nx_value keywords, PyObject **meta) {
    *meta = Py_None;
    if (!keywords || NX_PTR(nx_dict, keywords)->live == 0) return true;
    nx_value given = nx_dict_get_str(NX_PTR(nx_dict, keywords), &nx_s_metaclass);
    if (!given || NX_PTR(nx_dict, keywords)->live != 1 || !nx_is_foreign(given)) return false;
    *meta = foreign_host(given);
    return true;
}

bool nx_mirror_bases(nx_value bases, nx_value keywords, nx_mirrored *mirrored) {
    const nx_tuple *given = NX_PTR(nx_tuple, bases);
    PyObject *meta;
    if (!named_metaclass(keywords, &meta)) return false;
    for (int64_t i = 0; i < given->length; i++) {
        nx_value base = given->items[i];
        if (nx_is_foreign(base)) continue;
        const nx_type *type = nx_is_type(base) ? NX_PTR(nx_type, base) : NULL;
        if (!type || type == &nx_object_type || !(type->flags & NX_TYPE_HEAP)) return false;
        if (type->flags & (NX_TYPE_EXCEPTION | NX_TYPE_TYPE | NX_TYPE_SHADOW | NX_TYPE_SHARED)) return false;
        if (nx_type_of(base) != &nx_type_type && !nx_type_of(base)->mirrored) return false;
        if (has_own_hook(type)) return false;
    }
    PyObject *tuple = to_host(bases);
    out();
    PyObject *found = tuple ? nx_help("mirrored_bases", "OO", tuple, meta) : NULL;
    back();
    Py_XDECREF(tuple);
    if (!found || found == Py_None) {
        Py_XDECREF(found);
        if (!found) guest_failed();
        return false;
    }
    PyObject *resolved = PyTuple_GetItem(found, 1);
    int index = metaclass_index((PyTypeObject *)PyTuple_GetItem(found, 0));
    nx_tuple *own = index >= 0 ? nx_tuple_new(PyTuple_Size(resolved)) : NULL;
    for (int64_t i = 0; own && i < own->length; i++) {
        PyObject *base = PyTuple_GetItem(resolved, i);
        bool is_own = nx_has_instances((PyTypeObject *)base);
        own->items[i] = is_own ? from_host(base) : NX_OBJ(mirror_of(base));
        if (!own->items[i]) own = NULL;
    }
    bool ok = own != NULL;
    if (ok) {
        *mirrored = (nx_mirrored){own, metaclasses[index].mirror, PyTuple_GetItem(found, 2) == Py_True, resolved};
        Py_INCREF(resolved); // lives as long as the class does, as a rule
    } else if (!nx_pending()) {
        guest_failed();
    }
    Py_DECREF(found);
    return ok;
}

// What the host's metaclass and bases have given its class.
static bool take_back(nx_type *type, PyObject *class_) {
    static const char *const names[] = {"__parameters__", "_is_protocol", "_is_runtime_protocol", "__abstractmethods__"};
    PyObject *dict = PyObject_GetAttrString(class_, "__dict__");
    bool ok = dict != NULL, outer = nx_setting_class;
    nx_setting_class = true;
    for (size_t i = 0; ok && i < sizeof names / sizeof *names; i++) {
        PyObject *value = PyMapping_GetItemString(dict, names[i]);
        if (!value) {
            PyErr_Clear();
            continue;
        }
        nx_value v = from_host(value);
        ok = v && nx_setattr(NX_OBJ(type), NX_PTR(nx_str, nx_str_intern_c(names[i])), v);
        Py_DECREF(value);
    }
    nx_setting_class = outer;
    Py_XDECREF(dict);
    return ok;
}

bool nx_show_mirrored(nx_type *type, const nx_mirrored *mirrored) {
    PyObject *resolved = mirrored->shown, *bases = PySequence_List(resolved);
    bool has_own = false;
    for (Py_ssize_t i = 0; bases && i < PyList_Size(bases); i++)
        has_own |= nx_has_instances((PyTypeObject *)PyList_GetItem(bases, i));
    int meta = bases && (has_own || PyList_Append(bases, (PyObject *)nx_instance_proxy) == 0) ? 0 : -1;
    while (meta >= 0 && metaclasses[meta].mirror != mirrored->metatype) meta++;
    out();
    PyObject *class_ = meta >= 0 ? nx_show_class(type, bases, (PyObject *)metaclasses[meta].host, "make_mirrored") : fail();
    back();
    Py_XDECREF(bases);
    bool ok = class_ && take_back(type, class_);
    Py_XDECREF(class_);
    if (!ok && !nx_pending()) guest_failed();
    return ok;
}

// ---- instances ------------------------------------------------------------------------------------------------------------

// An abstract class has no say of what derives from it, unless it has a hook; of a protocol the host knows.
bool nx_is_plain_instance(nx_value v, nx_value class_) {
    nx_type *type = NX_PTR(nx_type, class_), *meta = nx_type_of(class_);
    if (!type->mirrored || !nx_is_subtype(nx_type_of(v), type)) return false;
    nx_value hook = nx_type_lookup(type, &nx_s___subclasshook__);
    bool is_protocol = meta->base != &nx_type_type && meta != &nx_type_type;
    return !is_protocol && hook && !nx_is_exact(hook, &nx_classmethod_type) && !nx_is_foreign(hook);
}
