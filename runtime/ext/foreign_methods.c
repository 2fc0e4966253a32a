// Methods and builtin functions of the host's as compiled code calls them: without objects for bound methods where that can be.
#include "foreign.h"
#include <string.h>

// ---- dicts, lists and sets of the host's ------------------------------------------------------------------------------------

static nx_value simply_taken(PyObject *result, size_t twins_before) { // a new reference
    rejoin();
    if (NX_UNLIKELY(nx_twin_count != twins_before)) nx_twins_drop(twins_before);
    if (NX_UNLIKELY(!result)) return guest_failed();
    nx_value v = from_host(result);
    Py_DECREF(result);
    return v;
}

typedef enum { LIST_APPEND, DICT_GET, DICT_SETDEFAULT, SET_ADD, KEYED, UNKEYED } simple_method;
static const struct { PyTypeObject *class_; const char *name; simple_method kind; } simple_methods[] = {
    {&PyList_Type, "append", LIST_APPEND}, {&PyDict_Type, "get", DICT_GET}, {&PySet_Type, "add", SET_ADD}, {&PyDict_Type, "setdefault", DICT_SETDEFAULT},
    {&PyDict_Type, "pop", KEYED}, {&PySet_Type, "discard", KEYED}, {&PySet_Type, "remove", KEYED}, {&PyList_Type, "pop", UNKEYED},
    {&PyList_Type, "insert", UNKEYED}, {&PyDict_Type, "keys", UNKEYED}, {&PyDict_Type, "values", UNKEYED}, {&PyDict_Type, "items", UNKEYED},
};

// dict.get, dict.setdefault: the default crosses only where it is put into the dict.
static nx_value get_or_set(PyObject *dict, nx_value key, nx_value otherwise, bool sets) {
    PyObject *object = to_host(key), *found = object ? PyDict_GetItemWithError(dict, object) : NULL;
    nx_value result = found ? nx_from_borrowed(found) : otherwise;
    if (!found && object && !PyErr_Occurred() && sets) {
        PyObject *value = to_host(otherwise);
        if (value) PyDict_SetItem(dict, object, value);
        Py_XDECREF(value);
    }
    Py_XDECREF(object);
    rejoin();
    return NX_UNLIKELY(!found && PyErr_Occurred()) ? guest_failed() : result;
}

nx_value nx_foreign_simple_call(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    const simple_method kind = (simple_method)NX_PTR(nx_foreign, self)->nothing[0];
    size_t least = kind == UNKEYED ? 1 : 2;
    bool fits = !kwnames && nargs >= least && nargs <= 3 && nx_is_foreign(args[0]) && (kind == UNKEYED || kind == LIST_APPEND || is_plain_key(args[1]));
    PyObject *host = fits ? foreign_host(args[0]) : NULL;
    PyTypeObject *class_ = (PyTypeObject *)NX_PTR(nx_foreign, self)->nothing[1];
    if (!host || Py_TYPE(host) != class_) return nx_call_host(foreign_host(self), nargs, args, kwnames);
    if (kind == DICT_GET || kind == DICT_SETDEFAULT) return get_or_set(host, args[1], nargs == 3 ? args[2] : NX_NONE, kind == DICT_SETDEFAULT);
    size_t twins_before = nx_twin_count;
    PyObject *given[4] = {NULL, host};
    size_t count = 1;
    for (; count < nargs && (given[count + 1] = to_host(args[count])); count++) continue;
    if (NX_UNLIKELY(count < nargs)) {
        while (--count > 0) Py_DECREF(given[count + 1]);
        return guest_failed();
    }
    if (kind == LIST_APPEND && nargs == 2) {
        int status = PyList_Append(host, given[2]);
        Py_DECREF(given[2]);
        return NX_LIKELY(status == 0) ? NX_NONE : guest_failed();
    }
    if (kind == SET_ADD && nargs == 2) {
        int status = PySet_Add(host, given[2]);
        Py_DECREF(given[2]);
        return NX_LIKELY(status == 0) ? NX_NONE : guest_failed();
    }
    PyObject *result = PyObject_VectorcallDict(foreign_host(self), given + 1, nargs | NX_ARGUMENTS_OFFSET, NULL);
    while (--count > 0) Py_DECREF(given[count + 1]);
    return simply_taken(result, twins_before);
}

// Known methods of the three are called so.
static void take_as_simple(nx_value method, PyTypeObject *class_, nx_str *name) {
    for (size_t i = 0; i < sizeof simple_methods / sizeof *simple_methods; i++) {
        if (simple_methods[i].class_ != class_ || strcmp(simple_methods[i].name, nx_str_utf8_lossy(NX_OBJ(name), NULL)) != 0) continue;
        NX_PTR(nx_header, method)->shape = &nx_foreign_simple_type.root;
        NX_PTR(nx_foreign, method)->nothing[0] = simple_methods[i].kind;
        NX_PTR(nx_foreign, method)->nothing[1] = (int64_t)class_;
    }
}

// ---- methods -----------------------------------------------------------------------------------------------------------------

// What `object.name(…)` calls, found once for a class of the host's that nobody can change: instances have no attributes of
// their own and the lookup is the usual one.
enum { KNOWN_METHODS = 256 };
static struct { PyTypeObject *class_; const nx_str *name; nx_value *method; } known_methods[KNOWN_METHODS];

static nx_value method_of_fixed_class(PyTypeObject *class_, nx_str *name) {
    enum { IS_HEAP_TYPE = 1 << 9, DICT_WORD = 36 };
    unsigned long flags = PyType_GetFlags(class_);
    if (flags & IS_HEAP_TYPE && !(flags & NX_IMMUTABLE)) return 0;
    const void *const *words = (const void *const *)class_;
    if (words[GETATTRO_WORD] != (void *)PyObject_GenericGetAttr || words[DICT_WORD]) return 0;
    PyObject *key = nx_name_to_host(name), *method = key ? PyObject_GetAttr((PyObject *)class_, key) : NULL;
    PyObject *owner = method && PyType_GetFlags(Py_TYPE(method)) & NX_METHOD_DESCRIPTOR ? PyObject_GetAttrString(method, "__objclass__") : NULL;
    bool ok = owner && PyType_Check(owner) && PyType_IsSubtype(class_, (PyTypeObject *)owner);
    nx_value v = ok ? nx_guest_of(method) : 0;
    if (ok && !v) v = nx_foreign_new(method);
    Py_XDECREF(owner);
    Py_XDECREF(method);
    PyErr_Clear();
    return v && nx_is_foreign(v) ? v : 0;
}

// Other methods: an object for the bound method that lives until it is called, which is the next thing to happen but for the
// arguments. It is not registered, unless many others have been made before its call.
PyTypeObject *nx_bound_method_type;
enum { PENDING_METHODS = 64 };
static nx_foreign *pending_methods[PENDING_METHODS]; // the collector finds them here
static size_t next_pending_method;

nx_value nx_foreign_pending_call(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    nx_foreign *method = NX_PTR(nx_foreign, self);
    PyObject *host = method->host;
    if (method->nothing[0] == 0) return nx_call_host(host, nargs, args, kwnames);
    pending_methods[method->nothing[0] - 1] = NULL;
    method->nothing[0] = 0;
    nx_value result = nx_call_host(host, nargs, args, kwnames);
    method->host = Py_None; // nobody asks for it, and it owns nothing any more
    Py_DECREF(host);
    back();
    return result;
}

nx_value nx_compiled_function_of(PyObject *method) {
    if (Py_TYPE(method) != nx_bound_method_type) return 0;
    PyObject *function = PyMethod_Function(method);
    nx_value v = Py_TYPE(function) == nx_function_proxy ? nx_proxy_guest(function) : 0;
    return v && nx_is_exact(v, &nx_function_type) ? v : 0;
}

// Takes the reference.
static nx_value make_pending(PyObject *method) {
    nx_foreign *made = nx_alloc_atomic(sizeof *made);
    size_t place = next_pending_method++ % PENDING_METHODS;
    nx_foreign *before = pending_methods[place];
    if (before) { // its call is still to come
        before->nothing[0] = 0;
        if (!nx_identify_foreign(before->host, NX_OBJ(before))) nx_error_clear();
    }
    pending_methods[place] = made;
    if (!made) {
        Py_DECREF(method);
        return 0;
    }
    *made = (nx_foreign){{&nx_foreign_pending_type.root}, {(int64_t)place + 1}, method};
    return NX_OBJ(made);
}

static nx_value load_bound_method(nx_value object, nx_str *name, nx_value *self) {
    PyObject *key = nx_is_interned(NX_OBJ(name)) ? nx_name_to_host(name) : NULL;
    if (!key) return 0;
    out();
    PyObject *method = NULL;
    if (_PyObject_GetMethod && _PyObject_GetMethod(foreign_host(object), key, &method)) { // what is called with the object in front
        bool is_compiled = Py_TYPE(method) == nx_function_proxy;
        nx_value function = is_compiled ? nx_proxy_guest(method) : 0;
        if (function && nx_is_exact(function, &nx_function_type)) {
            Py_DECREF(method);
            NX_PTR(nx_foreign, object)->nothing[1] = 0; // which may keep it
            back();
        } else {
            back();
            function = make_pending(method);
        }
        *self = object;
        return function;
    }
    if (!_PyObject_GetMethod) method = PyObject_GetAttr(foreign_host(object), key);
    nx_value compiled = method ? nx_compiled_function_of(method) : 0;
    if (compiled && PyMethod_Self(method) == foreign_host(object)) { // of a class that the host has made of a class statement
        Py_DECREF(method);
        back();
        *self = object;
        NX_PTR(nx_foreign, object)->nothing[1] = 0; // which may keep it
        return compiled;
    }
    if (!method || (Py_TYPE(method) != nx_bound_method_type && Py_TYPE(method) != &PyCFunction_Type) || nx_guest_of(method)) return taken(method);
    back();
    return make_pending(method);
}

nx_value nx_foreign_load_method(nx_value object, nx_str *name, nx_value *self) {
    PyTypeObject *class_ = Py_TYPE(foreign_host(object));
    size_t i = ((uintptr_t)class_ >> 4 ^ (uintptr_t)name >> 4) * 0x9E3779B1u >> 8 & (KNOWN_METHODS - 1);
    if (NX_UNLIKELY(known_methods[i].class_ != class_ || known_methods[i].name != name)) {
        if (!nx_is_interned(NX_OBJ(name))) return 0;
        nx_value method = method_of_fixed_class(class_, name), *root = method ? nx_root_new(method) : NULL;
        if (!root) return load_bound_method(object, name, self);
        if (known_methods[i].method) nx_root_free(known_methods[i].method);
        Py_INCREF((PyObject *)class_);
        Py_XDECREF((PyObject *)known_methods[i].class_);
        known_methods[i].class_ = class_;
        known_methods[i].name = name;
        known_methods[i].method = root;
        take_as_simple(method, class_, name);
    }
    *self = object;
    return *known_methods[i].method;
}

nx_value nx_foreign_call(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    return nx_call_host(foreign_host(self), nargs, args, kwnames);
}

// Builtin functions of the host's that somebody there may replace, as tests do: whoever stands in its place is called. Who has done
// so may call the function that was there before, which is this one.
static _Thread_local const char *replaced; // that is being called

bool nx_foreign_call_replacement(const char *name, size_t nargs, const nx_value *args, nx_value kwnames, nx_value *result) {
    if (replaced && strcmp(replaced, name) == 0) return false;
    PyObject *builtins = PyEval_GetBuiltins(), *now = builtins ? PyDict_GetItemString(builtins, name) : NULL;
    if (!now || Py_TYPE(now) == &PyCFunction_Type) return false;
    const char *outer = replaced;
    replaced = name;
    Py_INCREF(now);
    *result = nx_call_host(now, nargs, args, kwnames);
    Py_DECREF(now);
    replaced = outer;
    return true;
}

nx_value nx_foreign_builtin_call(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    const char *name = (const char *)NX_PTR(nx_foreign, self)->nothing[0];
    nx_value result;
    if (nx_foreign_call_replacement(name, nargs, args, kwnames, &result)) return result;
    return nx_call_host(foreign_host(self), nargs, args, kwnames);
}
