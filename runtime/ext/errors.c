// Exceptions across the boundary: one object of each side for an exception, found from one another; its traceback is moved
// to the host's when it goes there, as entries of the host's own kind that show the compiled lines.
//
// A host's class of exceptions has a class of the guest's, so that `except` and `raise` work as everywhere: builtin ones
// the runtime's, others a *mirror* that derives from the mirrors of its bases. Attributes that the guest's object has not
// are the host object's.
#include "bridge.h"
#include <stdarg.h>

// ---- builtin classes ----------------------------------------------------------------------------------------------------

bool nx_errors_start(void) {
    PyObject *builtins = PyImport_ImportModule("builtins");
    if (!builtins) return false;
    int64_t position = 0;
    nx_value name, value;
    // Every builtin class, not only exceptions: int is int.
    while (nx_dict_next(nx_builtins, &position, &name, &value)) {
        if (!nx_is_type(value)) continue;
        PyObject *key = nx_name_to_host(NX_PTR(nx_str, name));
        PyObject *class_ = key ? PyObject_GetAttr(builtins, key) : NULL;
        if (class_ && !nx_guest_of(class_)) nx_identify_forever(class_, value);
        else if (!class_) PyErr_Clear();
    }
    PyObject *none = (PyObject *)Py_TYPE(Py_None);
    nx_identify_forever(none, NX_OBJ(&nx_none_type));
    Py_DECREF(builtins);
    return true;
}

static const char mirror_mark[] = "an exception of the host's";

// ---- mirrors ---------------------------------------------------------------------------------------------------------------

static PyObject *class_of_guest(nx_type *type) { return nx_host_of(NX_OBJ(type)); }

static nx_value mirror_getattr(nx_value self, nx_value name) {
    nx_value value = nx_getattr_generic(self, name);
    PyObject *host = value ? NULL : nx_host_of(self);
    if (value || !host || !nx_error_matches(&nx_AttributeError)) return value;
    nx_error_clear();
    PyObject *key = to_host(name);
    out();
    PyObject *result = key ? PyObject_GetAttr(host, key) : NULL;
    Py_XDECREF(key);
    back();
    if (!result) return guest_failed();
    value = from_host(result);
    Py_DECREF(result);
    return value;
}

// An instance that the guest makes is the host's class's to make.
static nx_value mirror_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    PyObject *class_ = class_of_guest(cls);
    if (!class_ || !PyExceptionClass_Check(class_) || nx_mirror_of((PyTypeObject *)class_) != cls)
        return nx_BaseException.new_(cls, nargs, args, kwnames);
    return nx_call_host(class_, nargs, args, kwnames);
}

static bool mirror_init(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (nx_host_of(self) && nx_mirror_of(Py_TYPE(nx_host_of(self))) == nx_type_of(self)) return true; // by the host, already
    // super().__init__(…) of a class of the guest's
    nx_type *type = nx_type_of(self);
    while (type && !(class_of_guest(type) && PyExceptionClass_Check(class_of_guest(type)) &&
                     nx_mirror_of((PyTypeObject *)class_of_guest(type)) == type))
        type = type->base;
    PyObject *method = type ? PyObject_GetAttrString(class_of_guest(type), "__init__") : NULL;
    if (!method) {
        guest_failed();
        return false;
    }
    size_t total = nargs + nx_keyword_count(kwnames);
    nx_value values[total + 1];
    values[0] = self;
    for (size_t i = 0; i < total; i++) values[i + 1] = args[i];
    nx_value result = nx_call_host(method, nargs + 1, values, kwnames);
    Py_DECREF(method);
    return result != 0;
}

nx_type *nx_exception_class_from_host(PyObject *class_) {
    nx_value known = nx_guest_of(class_);
    if (known) return NX_PTR(nx_type, known);
    PyObject *bases = PyObject_GetAttrString(class_, "__bases__"), *name = bases ? PyObject_GetAttrString(class_, "__name__") : NULL;
    PyObject *module = name ? PyObject_GetAttrString(class_, "__module__") : NULL;
    nx_type *type = NULL;
    nx_list *list = module ? nx_list_new(4) : NULL;
    bool ok = list != NULL;
    for (Py_ssize_t i = 0; ok && i < PyTuple_Size(bases); i++) {
        PyObject *base = PyTuple_GetItem(bases, i);
        if (!PyExceptionClass_Check(base)) continue;
        nx_type *mirror = nx_exception_class_from_host(base);
        ok = mirror && nx_list_push(list, NX_OBJ(mirror));
    }
    nx_dict *namespace = ok ? nx_dict_new(2) : NULL;
    if (namespace && nx_dict_set_str(namespace, &nx_s___module__, from_host(module))) {
        nx_value tuple = nx_tuple_from(list->length, list->items);
        type = tuple ? nx_class_new(&nx_type_type, from_host(name), NX_PTR(nx_tuple, tuple), namespace) : NULL;
    }
    Py_XDECREF(bases);
    Py_XDECREF(name);
    Py_XDECREF(module);
    if (!type) {
        if (PyErr_Occurred()) guest_failed();
        return NULL;
    }
    type->getattr = mirror_getattr;
    type->new_ = mirror_new;
    type->init = mirror_init;
    type->doc = mirror_mark;
    Py_INCREF(class_);
    nx_identify_forever(class_, NX_OBJ(type));
    return type;
}

// The guest's class that stands for exactly this class of the host's; NULL: none does.
nx_type *nx_mirror_of(PyTypeObject *type) {
    nx_value guest = nx_guest_of((PyObject *)type);
    return guest && nx_is_type(guest) && NX_PTR(nx_type, guest)->doc == mirror_mark ? NX_PTR(nx_type, guest) : NULL;
}

// ---- tracebacks --------------------------------------------------------------------------------------------------------------

static nx_position position_of(const nx_traceback *entry) {
    nx_position p = {.column = 0xffff};
    if (entry->position < NX_GIVEN_POSITION && entry->code->positions) return entry->code->positions[entry->position];
    p.line = p.end_line = (uint32_t)nx_traceback_line(entry);
    return p;
}

// The entries as the host's traceback, `inner` (borrowed) behind the last of them.
PyObject *nx_traceback_to_host(nx_value traceback, PyObject *inner) {
    if (!traceback || !nx_is_exact(traceback, &nx_traceback_type)) {
        PyObject *end = inner ? inner : Py_None;
        Py_INCREF(end);
        return end;
    }
    const nx_traceback *entry = NX_PTR(nx_traceback, traceback);
    PyObject *next = nx_traceback_to_host(entry->next, inner);
    nx_position p = position_of(entry);
    PyObject *name = to_host(NX_OBJ(entry->code->name)), *qualname = to_host(NX_OBJ(entry->code->qualname));
    nx_value module = entry->globals && nx_is_pointer(entry->globals) && nx_is_exact(entry->globals, &nx_dict_type)
        ? nx_dict_get_str(NX_PTR(nx_dict, entry->globals), &nx_s___name__) : 0;
    PyObject *in = module ? to_host(module) : NULL;
    PyObject *made = next && name && qualname ? nx_help("traceback", "OsOOOiiii", next, entry->code->source->path, name, qualname,
        in ? in : Py_None, (int)p.line, (int)p.end_line, p.column == 0xffff ? -1 : p.column, p.end_column == 0xffff ? -1 : p.end_column) : NULL;
    Py_XDECREF(next);
    Py_XDECREF(name);
    Py_XDECREF(qualname);
    Py_XDECREF(in);
    return made;
}

// ---- to the host ---------------------------------------------------------------------------------------------------------------

// Context and cause; the traceback moves over.
static bool complete(nx_exception *guest, PyObject *host) {
    PyObject *before = PyException_GetTraceback(host);
    if (guest->traceback) {
        PyObject *traceback = nx_traceback_to_host(guest->traceback, before);
        if (traceback && PyException_SetTraceback(host, traceback) == 0) guest->traceback = 0;
        Py_XDECREF(traceback);
    }
    Py_XDECREF(before);
    nx_value linked[] = {guest->context, guest->cause};
    for (int i = 0; i < 2; i++) {
        PyObject *other = linked[i] && linked[i] != NX_NONE ? nx_exception_to_host(linked[i]) : NULL;
        if (other == host) Py_CLEAR(other);
        if (i == 0 && other) PyException_SetContext(host, other);
        if (i == 1 && (other || guest->suppress_context)) PyException_SetCause(host, other);
    }
    return !PyErr_Occurred();
}

// Attributes that the host's object takes from its fields, not from args.
static const char *const fields[] = {"name", "obj", "path", "filename", "filename2", NULL};

static PyObject *make(nx_exception *guest, nx_value v) {
    PyObject *class_ = nx_class_to_host(nx_type_of(v)), *args = class_ ? to_host(nx_exception_args(v)) : NULL;
    PyObject *host = args ? nx_help("make_exception", "OO", class_, args) : NULL;
    Py_XDECREF(args);
    Py_XDECREF(class_);
    if (!host) return NULL;
    Py_INCREF(host);
    if (!nx_identify_foreign(host, v)) {
        Py_DECREF(host);
        return host_failed();
    }
    nx_identify_proxy(v, host);
    bool has_fields = nx_is_subtype(nx_type_of(v), &nx_OSError) || nx_is_subtype(nx_type_of(v), &nx_ImportError) ||
                      nx_is_subtype(nx_type_of(v), &nx_NameError) || nx_is_subtype(nx_type_of(v), &nx_AttributeError);
    for (int i = 0; has_fields && fields[i]; i++) {
        nx_value field = nx_getattr_optional(v, nx_str_intern_c(fields[i]));
        nx_error_clear();
        PyObject *object = field && field != NX_NONE ? to_host(field) : NULL;
        if (object && PyObject_SetAttrString(host, fields[i], object) < 0) PyErr_Clear();
        Py_XDECREF(object);
    }
    return host;
}

PyObject *nx_exception_to_host(nx_value v) {
    nx_exception *guest = NX_EXCEPTION(v);
    PyObject *host = nx_host_of(v);
    if (host) Py_INCREF(host);
    else if (!(host = make(guest, v))) return NULL;
    if (nx_type_of(v)->flags & NX_TYPE_HAS_ATTRIBUTES) {
        nx_dict *own = nx_instance_dict_copy(v);
        int64_t position = 0;
        nx_value key, value;
        while (own && nx_dict_next(own, &position, &key, &value)) {
            PyObject *object = to_host(value);
            if (!object || PyObject_GenericSetAttr(host, nx_name_to_host(NX_PTR(nx_str, key)), object) < 0) PyErr_Clear();
            Py_XDECREF(object);
        }
    }
    if (!complete(guest, host)) PyErr_Clear();
    return host;
}

// One that the host has seen gets its notes there, too.
void nx_exception_noted(nx_value v) {
    if (nx_host_of(v)) Py_XDECREF(nx_exception_to_host(v));
}

PyObject *host_failed(void) {
    if (PyErr_Occurred()) { // of the host, not taken over
        nx_error_clear();
        return NULL;
    }
    nx_value v = nx_error_take();
    if (!v) {
        PyErr_SetString(PyExc_SystemError, "natrix: error return without exception set");
        return NULL;
    }
    PyObject *host = nx_exception_to_host(v);
    if (!host) return NULL;
    PyObject *type = (PyObject *)Py_TYPE(host), *traceback = PyException_GetTraceback(host);
    Py_INCREF(type);
    PyErr_Restore(type, host, traceback);
    return NULL;
}

// ---- from the host ----------------------------------------------------------------------------------------------------------------

static nx_value make_guest(PyObject *host);

nx_value nx_exception_from_host(PyObject *host) {
    nx_value v = nx_guest_of(host);
    if (v) return v;
    v = make_guest(host);
    rejoin();
    return v;
}

// What somebody has added to one of a builtin class. (Those of the host's own classes are asked for when they are read.)
static void take_attributes(nx_value v, PyObject *host) {
    PyObject *dict = PyObject_GetAttrString(host, "__dict__"), *key, *value;
    Py_ssize_t position = 0;
    while (dict && PyDict_Check(dict) && PyDict_Next(dict, &position, &key, &value)) {
        nx_value name = nx_name_from_host(key), object = name ? from_host(value) : 0;
        if (!object || !nx_setattr(v, NX_PTR(nx_str, name), object)) nx_error_clear();
    }
    Py_XDECREF(dict);
}

static nx_value make_guest(PyObject *host) {
    PyTypeObject *class_ = Py_TYPE(host);
    nx_type *type = nx_exception_class_from_host((PyObject *)class_);
    PyObject *args = type ? PyObject_GetAttrString(host, "args") : NULL;
    rejoin();
    nx_value items = args ? from_host(args) : 0;
    Py_XDECREF(args);
    if (!items || !nx_is_tuple(items)) return args ? 0 : guest_failed();
    const nx_tuple *tuple = NX_PTR(nx_tuple, items);
    nx_value v;
    if (type->flags & NX_TYPE_HEAP) {
        v = nx_BaseException.new_(type, (size_t)tuple->length, tuple->items, 0);
    } else {
        nx_value pending = nx_error_take();
        v = nx_call(NX_OBJ(type), (size_t)tuple->length, tuple->items, 0);
        if (!v || nx_type_of(v) != type) {
            nx_error_clear();
            v = NX_OBJ(nx_exception_make(type, items));
        }
        nx_error_restore(pending);
    }
    if (!v) return 0;
    Py_INCREF(host);
    if (!nx_identify_foreign(host, v)) return 0;
    nx_identify_proxy(v, host);
    bool has_fields = nx_is_subtype(type, &nx_OSError) || nx_is_subtype(type, &nx_ImportError) ||
                      nx_is_subtype(type, &nx_NameError) || nx_is_subtype(type, &nx_AttributeError);
    for (int i = 0; has_fields && fields[i]; i++) {
        PyObject *field = PyObject_HasAttrString(host, fields[i]) ? PyObject_GetAttrString(host, fields[i]) : NULL;
        nx_value value = field && field != Py_None ? from_host(field) : 0;
        if (value && !nx_setattr(v, nx_str_intern_c(fields[i]), value)) nx_error_clear();
        Py_XDECREF(field);
    }
    if (nx_is_subtype(type, &nx_StopIteration)) {
        PyObject *value = PyObject_GetAttrString(host, "value");
        if (value) NX_EXCEPTION(v)->extra[NX_STOP_VALUE] = from_host(value);
        Py_XDECREF(value);
    }
    PyObject *context = PyException_GetContext(host), *cause = PyException_GetCause(host);
    if (context) NX_EXCEPTION(v)->context = nx_exception_from_host(context);
    if (cause) {
        NX_EXCEPTION(v)->cause = nx_exception_from_host(cause);
        NX_EXCEPTION(v)->suppress_context = true;
    }
    Py_XDECREF(context);
    Py_XDECREF(cause);
    if (!(type->flags & NX_TYPE_HEAP)) take_attributes(v, host);
    PyErr_Clear();
    return v;
}

nx_value guest_failed(void) {
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    if (!type) { // of the guest, while something was converted
        if (!nx_pending()) nx_raisef(&nx_SystemError, "error return without exception set");
        return 0;
    }
    PyErr_NormalizeException(&type, &value, &traceback);
    rejoin();
    if (traceback) PyException_SetTraceback(value, traceback);
    nx_value v = nx_exception_from_host(value);
    Py_XDECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(traceback);
    rejoin();
    if (v) nx_raise_value(v);
    return 0;
}

// What __init__ made of args.
void nx_exception_initialised(nx_value v) {
    PyObject *host = nx_host_of(v), *args = host ? to_host(nx_exception_args(v)) : NULL;
    if (args && PyObject_SetAttrString(host, "args", args) < 0) PyErr_Clear();
    Py_XDECREF(args);
}

// ---- attributes of exceptions that the guest has and the host has not -----------------------------------------------------------------

PyObject *nx_guest_getattr(PyObject *unused, PyObject *args) {
    PyObject *self = PyTuple_GetItem(args, 0), *name = PyTuple_GetItem(args, 1);
    enter();
    nx_value v = nx_guest_of(self), key = v ? nx_name_from_host(name) : 0;
    // One of a class that Python derives from ours asks the host, which is asking here.
    bool is_derived = key && nx_type_of(v)->getattr == mirror_getattr;
    nx_value value = !key ? 0 : is_derived ? nx_getattr_generic(v, key) : nx_getattr_optional(v, NX_PTR(nx_str, key));
    if (is_derived && !value && nx_error_matches(&nx_AttributeError)) nx_error_clear();
    PyObject *result = value ? result_to_host(value) : NULL;
    if (nx_pending()) host_failed();
    leave();
    if (!result && !PyErr_Occurred())
        PyErr_Format(PyExc_AttributeError, "'%S' object has no attribute '%U'", PyObject_GetAttrString((PyObject *)Py_TYPE(self), "__name__"), name);
    return result;
}

PyObject *nx_guest_setattr(PyObject *unused, PyObject *args) {
    PyObject *self = PyTuple_GetItem(args, 0), *name = PyTuple_GetItem(args, 1);
    enter();
    nx_value v = nx_guest_of(self), key = v ? nx_name_from_host(name) : 0, value = key ? from_host(PyTuple_GetItem(args, 2)) : 0;
    bool ok = !v || (value && nx_setattr(v, NX_PTR(nx_str, key), value));
    if (!ok) host_failed();
    leave();
    if (!ok) return NULL;
    Py_INCREF(Py_None);
    return Py_None;
}
