// Guest objects as the host sees them: functions, generators, coroutines and everything else that has no class statement.
// Each proxy holds a root that the collector follows, and is found again as long as it lives.
#include "bridge.h"
#include <stdio.h>
#include <string.h>

PyTypeObject *nx_function_proxy, *nx_object_proxy, *nx_generator_proxy, *nx_coroutine_proxy, *nx_module_proxy;

static nx_value guest(PyObject *self) { return *((nx_proxy *)self)->root; }

// What a function that the host has called gives back: a new reference, or NULL with the error over there.
static PyObject *give(nx_value v) {
    PyObject *result = v ? result_to_host(v) : host_failed();
    if (NX_UNLIKELY(!result && !PyErr_Occurred())) host_failed();
    leave();
    return result;
}

static int give_status(bool ok) {
    if (!ok) host_failed();
    leave();
    return ok ? 0 : -1;
}

PyObject *nx_call_from_host(nx_value callee, PyObject *const *args, size_t nargs, PyObject *kwnames) {
    enter();
    size_t named = kwnames ? (size_t)PyTuple_Size(kwnames) : 0, total = nargs + named;
    nx_value values[total + 1], names = 0;
    for (size_t i = 0; i < total; i++) {
        values[i] = from_host(args[i]);
        if (NX_UNLIKELY(!values[i])) return give(0);
    }
    if (named) {
        nx_tuple *tuple = nx_tuple_new((int64_t)named);
        for (size_t i = 0; tuple && i < named; i++)
            if (!(tuple->items[i] = nx_name_from_host(PyTuple_GetItem(kwnames, (Py_ssize_t)i)))) tuple = NULL;
        if (!tuple) return give(0);
        names = NX_OBJ(tuple);
    }
    nx_value result = nx_call(callee, nargs, values, names);
    if (NX_UNLIKELY(nargs && result == NX_NONE && nx_has_flag(values[0], NX_TYPE_EXCEPTION))) nx_exception_initialised(values[0]);
    return give(result);
}

static PyObject *call_vector(PyObject *self, PyObject *const *args, size_t nargs, PyObject *kwnames) {
    return nx_call_from_host(guest(self), args, nargs & ~NX_ARGUMENTS_OFFSET, kwnames);
}

// The same of a function that may have an entry for the host's objects.
PyObject *nx_call_function_from_host(nx_value callee, PyObject *const *args, size_t nargs, PyObject *kwnames) {
    nx_function *function = NX_PTR(nx_function, callee);
    const nx_code *code = function->code;
    if (NX_UNLIKELY(kwnames || nargs != code->positional || !code->hosted)) return nx_call_from_host(NX_OBJ(function), args, nargs, kwnames);
    enter();
    nx_value v = code->hosted(function, (const nx_host_object *const *)args);
    if (nx_is_tagged_float(v)) {
        leave();
        return PyFloat_FromDouble(nx_tagged_float(v));
    }
    if (NX_UNLIKELY(v == NX_NONE && nargs && PyExceptionInstance_Check(args[0]))) nx_exception_initialised(from_host(args[0]));
    if (v != NX_STOP) return give(v);
    nx_ext_depth--;
    return nx_call_from_host(NX_OBJ(function), args, nargs, kwnames);
}

__attribute__((noinline)) static PyObject *give_hosted(PyObject *self, PyObject *const *args, nx_value v) {
    size_t nargs = ((nx_proxy *)self)->positional;
    if (NX_UNLIKELY(v == NX_NONE && nargs && PyExceptionInstance_Check(args[0]))) nx_exception_initialised(from_host(args[0]));
    if (v != NX_STOP) return give(v);
    nx_ext_depth--;
    return nx_call_from_host(guest(self), args, nargs, NULL);
}

static PyObject *call_hosted(PyObject *self, PyObject *const *args, size_t nargs, PyObject *kwnames) {
    const nx_proxy *proxy = (const nx_proxy *)self;
    if (NX_UNLIKELY(kwnames || (nargs & ~NX_ARGUMENTS_OFFSET) != proxy->positional)) return call_vector(self, args, nargs, kwnames);
    enter();
    nx_value v = proxy->entry(NX_PTR(nx_function, guest(self)), (const nx_host_object *const *)args);
    if (!nx_is_tagged_float(v)) return give_hosted(self, args, v);
    leave();
    return PyFloat_FromDouble(nx_tagged_float(v));
}

PyObject *nx_call_tuple_from_host(nx_value callee, PyObject *args, PyObject *kwargs) {
    Py_ssize_t count = PyTuple_Size(args), named = kwargs ? PyDict_Size(kwargs) : 0;
    PyObject *items[count + named + 1];
    for (Py_ssize_t i = 0; i < count; i++) items[i] = PyTuple_GetItem(args, i);
    PyObject *names = named ? PyTuple_New(named) : NULL, *key, *value;
    if (named && !names) return NULL;
    Py_ssize_t position = 0, i = 0;
    while (named && PyDict_Next(kwargs, &position, &key, &value)) {
        Py_INCREF(key);
        PyTuple_SetItem(names, i, key);
        items[count + i++] = value;
    }
    PyObject *result = nx_call_from_host(callee, items, (size_t)count, names);
    Py_XDECREF(names);
    return result;
}

static PyObject *call_tuple(PyObject *self, PyObject *args, PyObject *kwargs) { return nx_call_tuple_from_host(guest(self), args, kwargs); }

// `types.coroutine` makes a generator function one of coroutines by a flag of its code.
static PyObject *call_coroutine(PyObject *self, PyObject *const *args, size_t nargs, PyObject *kwnames) {
    PyObject *generator = call_vector(self, args, nargs, kwnames), *made = generator ? nx_help("awaitable", "O", generator) : NULL;
    Py_XDECREF(generator);
    return made;
}

// ---- life ---------------------------------------------------------------------------------------------------------------

PyObject *nx_proxy_new(PyTypeObject *type, nx_value v) {
    nx_proxy *self = (nx_proxy *)PyType_GenericAlloc(type, 0);
    if (!self) return NULL;
    self->root = nx_root_new(v);
    if (!self->root) {
        Py_DECREF(self);
        return host_failed();
    }
    bool is_hosted = nx_is_exact(v, &nx_function_type) && NX_PTR(nx_function, v)->code->hosted;
    const uint32_t iterable = NX_CODE_GENERATOR | NX_CODE_COROUTINE;
    bool is_awaited = nx_is_exact(v, &nx_function_type) && (NX_PTR(nx_function, v)->code->flags & iterable) == iterable;
    if (is_hosted) {
        self->positional = NX_PTR(nx_function, v)->code->positional;
        self->entry = NX_PTR(nx_function, v)->code->hosted;
    }
    self->vectorcall = is_awaited ? call_coroutine : is_hosted ? call_hosted : call_vector;
    nx_identify_proxy(v, (PyObject *)self);
    return (PyObject *)self;
}

static void destroy(PyObject *self) {
    nx_proxy *proxy = (nx_proxy *)self;
    PyTypeObject *type = Py_TYPE(self);
    if (proxy->weak) PyObject_ClearWeakRefs(self);
    if (proxy->root) {
        if (nx_host_of(*proxy->root) == self) nx_forget_proxy(*proxy->root);
        nx_root_free(proxy->root);
    }
    PyObject_Free(self);
    Py_DECREF(type);
}

nx_value nx_proxy_guest(PyObject *object) {
    PyTypeObject *type = Py_TYPE(object);
    if (((void **)type)[NX_HOST_DEALLOC_WORD] == (void *)destroy) return guest(object);
    if (nx_instance_proxy && nx_has_instances(type)) {
        nx_value *root = ((nx_instance *)object)->root;
        return root ? *root : nx_adopt_instance(object);
    }
    return 0;
}

// ---- attributes -------------------------------------------------------------------------------------------------------------

// What isinstance goes by when the class says no: so inspect takes functions for functions, generators for generators.
static PyObject *class_shown(PyObject *self) {
    const nx_type *type = nx_type_of(guest(self));
    bool is_known = type == &nx_function_type || type == &nx_generator_type || type == &nx_coroutine_type || type == &nx_async_generator_type;
    return is_known ? nx_help("class_named", "s", type->c_name) : PyObject_Type(self);
}

// The guest's, then those of the proxy's own class.
static PyObject *get_attribute(PyObject *self, PyObject *name) {
    if (PyUnicode_CompareWithASCIIString(name, "__class__") == 0) return class_shown(self);
    if (Py_TYPE(self) == nx_function_proxy && (PyUnicode_CompareWithASCIIString(name, "__signature__") == 0 ||
                                               PyUnicode_CompareWithASCIIString(name, "__code__") == 0 ||
                                               PyUnicode_CompareWithASCIIString(name, "__globals__") == 0 ||
                                               PyUnicode_CompareWithASCIIString(name, "__builtins__") == 0))
        return PyObject_GenericGetAttr(self, name);
    if (Py_TYPE(self) == nx_generator_proxy || Py_TYPE(self) == nx_coroutine_proxy) {
        PyObject *own = PyObject_GenericGetAttr(self, name);
        if (own || !PyErr_ExceptionMatches(PyExc_AttributeError)) return own;
        PyErr_Clear();
    }
    enter();
    nx_value key = nx_name_from_host(name), value = 0;
    bool is_annotations = Py_TYPE(self) == nx_function_proxy && (PyUnicode_CompareWithASCIIString(name, "__annotations__") == 0 ||
                                                                PyUnicode_CompareWithASCIIString(name, "__dict__") == 0);
    bool own = PyUnicode_CompareWithASCIIString(name, "__reduce_ex__") == 0 ||
               PyUnicode_CompareWithASCIIString(name, "__call__") == 0 || PyUnicode_CompareWithASCIIString(name, "__get__") == 0;
    if (key && !own) value = nx_getattr_optional(guest(self), NX_PTR(nx_str, key));
    if (value && is_annotations) value = NX_OBJ(nx_dict_copy_of(NX_PTR(nx_dict, value)));
    if (value) return give(value);
    if (nx_pending()) return give(0);
    leave();
    return PyObject_GenericGetAttr(self, name);
}

static int set_attribute(PyObject *self, PyObject *name, PyObject *value) {
    if (Py_TYPE(self) == nx_function_proxy && PyUnicode_CompareWithASCIIString(name, "__code__") == 0) return PyObject_GenericSetAttr(self, name, value);
    enter();
    nx_value key = nx_name_from_host(name), v = key && value ? from_host(value) : 0;
    return give_status(key && (v || !value) && nx_setattr(guest(self), NX_PTR(nx_str, key), v));
}

static PyObject *get_repr(PyObject *self) {
    enter();
    return give(nx_repr(guest(self)));
}

static PyObject *get_str(PyObject *self) {
    enter();
    return give(nx_to_str(guest(self)));
}

static Py_hash_t get_hash(PyObject *self) {
    enter();
    int64_t hash;
    bool ok = nx_hash(guest(self), &hash);
    if (!ok) host_failed();
    leave();
    return !ok ? -1 : hash == -1 ? -2 : hash;
}

static PyObject *compare(PyObject *self, PyObject *other, int operation) {
    static const int codes[] = {[Py_LT] = NX_LT, [Py_LE] = NX_LE, [Py_EQ] = NX_EQ, [Py_NE] = NX_NE, [Py_GT] = NX_GT, [Py_GE] = NX_GE};
    enter();
    nx_value v = guest(self), w = from_host(other), result = NX_NOTIMPLEMENTED;
    if (!w) return give(0);
    nx_compare_slot slot = nx_type_of(v)->compare;
    if (slot) result = slot(v, w, codes[operation]);
    return give(result);
}

// ---- functions -----------------------------------------------------------------------------------------------------------------

static PyObject *function_get(PyObject *self, PyObject *instance, PyObject *owner) {
    if (!instance || instance == Py_None) {
        Py_INCREF(self);
        return self;
    }
    return PyMethod_New(self, instance);
}

static PyObject *parameter_names(const nx_code *code) {
    size_t count = (size_t)code->positional + code->keyword_only + !!(code->flags & NX_CODE_VARARGS) + !!(code->flags & NX_CODE_KWARGS);
    PyObject *names = PyTuple_New((Py_ssize_t)count);
    for (size_t i = 0; names && i < count; i++) {
        PyObject *name = to_host(NX_OBJ(code->parameters[i]));
        if (!name || PyTuple_SetItem(names, (Py_ssize_t)i, name) < 0) Py_CLEAR(names);
    }
    return names;
}

// A code object of the host's that tells the function's kind, name, place and parameters; it cannot be executed.
static PyObject *function_code(PyObject *self, void *closure) {
    enum { VARARGS = 4, VARKEYWORDS = 8, GENERATOR = 0x20, COROUTINE = 0x80, ITERABLE_COROUTINE = 0x100, ASYNC_GENERATOR = 0x200 };
    const nx_code *code = NX_PTR(nx_function, guest(self))->code;
    bool is_iterable = code->flags & NX_CODE_GENERATOR && code->flags & NX_CODE_COROUTINE; // types.coroutine has been applied
    int flags = (code->flags & NX_CODE_VARARGS ? VARARGS : 0) | (code->flags & NX_CODE_KWARGS ? VARKEYWORDS : 0) |
                (code->flags & NX_CODE_GENERATOR ? GENERATOR : 0) | (is_iterable ? ITERABLE_COROUTINE : code->flags & NX_CODE_COROUTINE ? COROUTINE : 0) |
                (code->flags & NX_CODE_ASYNC_GENERATOR ? ASYNC_GENERATOR : 0);
    enter();
    PyObject *names = parameter_names(code), *name = to_host(NX_OBJ(code->name)), *qualname = to_host(NX_OBJ(code->qualname));
    leave();
    PyObject *result = names && name && qualname ? nx_help("function_code", "OsOOiOiiii", self, code->source->path, name, qualname,
        (int)code->first_line, names, (int)code->positional_only, (int)code->positional, (int)code->keyword_only, flags) : NULL;
    Py_XDECREF(names);
    Py_XDECREF(name);
    Py_XDECREF(qualname);
    return result;
}

static PyObject *function_globals(PyObject *self, void *closure) {
    PyObject *module = PyObject_GetAttrString(self, "__module__"), *found = module ? nx_help("module_globals", "O", module) : NULL;
    Py_XDECREF(module);
    return found;
}

static PyObject *function_signature(PyObject *self, void *closure) {
    enter();
    const nx_code *code = NX_PTR(nx_function, guest(self))->code;
    PyObject *names = parameter_names(code);
    leave();
    PyObject *result = names ? nx_help("signature", "OOiiiii", self, names, code->positional_only, code->positional,
        code->keyword_only, !!(code->flags & NX_CODE_VARARGS), !!(code->flags & NX_CODE_KWARGS)) : NULL;
    Py_XDECREF(names);
    return result;
}

static PyObject *function_reduce(PyObject *self, PyObject *protocol) { return PyObject_GetAttrString(self, "__qualname__"); }

static PyObject *function_builtins(PyObject *self, void *closure) {
    PyObject *builtins = PyEval_GetBuiltins();
    Py_XINCREF(builtins);
    return builtins;
}

static PyObject *get_doc(PyObject *self, void *closure) {
    enter();
    return give(nx_getattr(guest(self), nx_str_intern_c("__doc__")));
}

nx_value nx_coroutines_make_awaitable(nx_value function); // modules/_coroutines.c

static int set_function_code(PyObject *self, PyObject *value, void *closure) {
    enum { ITERABLE_COROUTINE = 0x100 };
    PyObject *flags = value ? PyObject_GetAttrString(value, "co_flags") : NULL;
    bool is_coroutine = flags && PyLong_AsLong(flags) & ITERABLE_COROUTINE && NX_PTR(nx_function, guest(self))->code->flags & NX_CODE_GENERATOR;
    Py_XDECREF(flags);
    PyErr_Clear();
    if (is_coroutine) is_coroutine = nx_coroutines_make_awaitable(guest(self)) == NX_TRUE;
    if (is_coroutine) ((nx_proxy *)self)->vectorcall = call_coroutine;
    else PyErr_SetString(PyExc_TypeError, "the code of a compiled function cannot be replaced");
    return is_coroutine ? 0 : -1;
}

static PyGetSetDef function_getset[] = {
    {"__doc__", get_doc, NULL, NULL, NULL},
    {"__signature__", function_signature, NULL, NULL, NULL}, {"__code__", function_code, set_function_code, NULL, NULL},
    {"__globals__", function_globals, NULL, NULL, NULL}, {"__builtins__", function_builtins, NULL, NULL, NULL}, {0},
};
static PyMethodDef function_methods[] = {{"__reduce_ex__", function_reduce, METH_O, NULL}, {0}};

static PyMemberDef proxy_members[] = {
    {"__weaklistoffset__", T_PYSSIZET, offsetof(nx_proxy, weak), READONLY, NULL},
    {"__vectorcalloffset__", T_PYSSIZET, offsetof(nx_proxy, vectorcall), READONLY, NULL},
    {0},
};

static PyType_Slot function_slots[] = {
    {Py_tp_dealloc, destroy}, {Py_tp_call, call_tuple}, {Py_tp_getattro, get_attribute}, {Py_tp_setattro, set_attribute},
    {Py_tp_repr, get_repr}, {Py_tp_descr_get, function_get}, {Py_tp_getset, function_getset}, {Py_tp_members, proxy_members},
    {Py_tp_methods, function_methods}, {0, NULL},
};
// Immutable: so CPython's interpreter keeps what it has found in a class.
static PyType_Spec function_spec = {"natrix.function", sizeof(nx_proxy), 0,
                                    Py_TPFLAGS_DEFAULT | NX_HAVE_VECTORCALL | NX_METHOD_DESCRIPTOR | NX_IMMUTABLE, function_slots};

// ---- generators and coroutines --------------------------------------------------------------------------------------------------

static PyObject *get_self(PyObject *self) {
    Py_INCREF(self);
    return self;
}

static PyObject *generator_next(PyObject *self) {
    enter();
    nx_value result;
    nx_step step = nx_generator_send_step(NX_PTR(nx_generator, guest(self)), NX_NONE, &result);
    if (step == NX_STEP_YIELDED) return give(result);
    if (step == NX_STEP_RETURNED) {
        if (result == NX_NONE) {
            leave();
            return NULL;
        }
        nx_raise_stop_iteration(result);
    }
    return give(0);
}

static PyObject *stepped(nx_step step, nx_value result) {
    if (step == NX_STEP_YIELDED) return give(result);
    if (step == NX_STEP_RETURNED) nx_raise_stop_iteration(result);
    return give(0);
}

static PyObject *generator_send(PyObject *self, PyObject *value) {
    enter();
    nx_generator *generator = NX_PTR(nx_generator, guest(self));
    nx_value v = from_host(value), result;
    if (!v) return give(0);
    if (v == NX_NONE) {
        nx_step step = nx_generator_send_step(generator, v, &result);
        return stepped(step, result);
    }
    return give(nx_call_method(guest(self), nx_str_intern_c("send"), 1, &v, 0));
}

static PyObject *generator_method(PyObject *self, const char *name, PyObject *args) {
    enter();
    nx_value items = args ? from_host(args) : NX_OBJ(&nx_empty_tuple);
    if (!items) return give(0);
    const nx_tuple *tuple = NX_PTR(nx_tuple, items);
    return give(nx_call_method(guest(self), nx_str_intern_c(name), (size_t)tuple->length, tuple->items, 0));
}

// throw(type[, value[, traceback]]): the guest takes an exception.
static PyObject *generator_throw(PyObject *self, PyObject *args) {
    PyObject *first = PyTuple_Size(args) ? PyTuple_GetItem(args, 0) : NULL, *value = PyTuple_Size(args) > 1 ? PyTuple_GetItem(args, 1) : Py_None;
    PyObject *exception = first ? nx_help("thrown", "OO", first, value) : NULL;
    if (!first) PyErr_SetString(PyExc_TypeError, "throw expected at least 1 argument, got 0");
    if (!exception) return NULL;
    enter();
    nx_value v = from_host(exception);
    Py_DECREF(exception);
    if (!v) return give(0);
    return give(nx_call_method(guest(self), nx_str_intern_c("throw"), 1, &v, 0));
}

static PyObject *generator_close(PyObject *self, PyObject *unused) { return generator_method(self, "close", NULL); }

static PyMethodDef generator_methods[] = {
    {"send", generator_send, METH_O, NULL}, {"throw", generator_throw, METH_VARARGS, NULL}, {"close", generator_close, METH_NOARGS, NULL}, {0},
};

// The slots come before and behind one another: an abandoned generator runs its `finally` when the collector finds it.
static PyMemberDef weak_members[] = {{"__weaklistoffset__", T_PYSSIZET, offsetof(nx_proxy, weak), READONLY, NULL}, {0}};

static PyType_Slot generator_slots[] = {
    {Py_tp_dealloc, destroy}, {Py_tp_iter, get_self}, {Py_tp_iternext, generator_next}, {Py_tp_methods, generator_methods},
    {Py_tp_getattro, get_attribute}, {Py_tp_setattro, set_attribute}, {Py_tp_repr, get_repr}, {Py_tp_members, weak_members}, {0, NULL},
};
static PyType_Spec generator_spec = {"natrix.generator", sizeof(nx_proxy), 0, Py_TPFLAGS_DEFAULT, generator_slots};

static PyType_Slot coroutine_slots[] = {
    {Py_tp_dealloc, destroy}, {Py_am_await, get_self}, {Py_tp_iter, get_self}, {Py_tp_iternext, generator_next}, {Py_tp_methods, generator_methods},
    {Py_tp_getattro, get_attribute}, {Py_tp_setattro, set_attribute}, {Py_tp_repr, get_repr}, {Py_tp_members, weak_members}, {0, NULL},
};
static PyType_Spec coroutine_spec = {"natrix.coroutine", sizeof(nx_proxy), 0, Py_TPFLAGS_DEFAULT, coroutine_slots};

// ---- everything else -----------------------------------------------------------------------------------------------------------

static PyObject *get_iter(PyObject *self) {
    enter();
    return give(nx_iter(guest(self)));
}

static PyObject *get_next(PyObject *self) {
    enter();
    if (nx_type_of(guest(self))->await) return give(nx_next_raising(guest(self))); // its end has a value
    nx_value item = nx_next(guest(self));
    if (item != NX_STOP) return give(item);
    leave();
    return NULL;
}

static Py_ssize_t get_length(PyObject *self) {
    enter();
    int64_t length;
    bool ok = nx_length(guest(self), &length);
    return give_status(ok) < 0 ? -1 : length;
}

static PyObject *get_item(PyObject *self, PyObject *key) {
    enter();
    nx_value k = from_host(key);
    return give(k ? nx_getitem(guest(self), k) : 0);
}

static int set_item(PyObject *self, PyObject *key, PyObject *value) {
    enter();
    nx_value k = from_host(key), v = k && value ? from_host(value) : 0;
    return give_status(k && (v || !value) && nx_setitem(guest(self), k, v));
}

static int contains(PyObject *self, PyObject *item) {
    enter();
    nx_value v = from_host(item);
    int found = v ? nx_contains(guest(self), v) : -1;
    if (found < 0) host_failed();
    leave();
    return found;
}

static int get_truth(PyObject *self) {
    enter();
    int truth = nx_truth(guest(self));
    if (truth < 0) host_failed();
    leave();
    return truth;
}

static PyObject *binary(PyObject *left, PyObject *right, int operation) {
    enter();
    nx_value a = from_host(left), b = a ? from_host(right) : 0;
    if (!b) return give(0);
    bool is_left = ((void **)Py_TYPE(left))[NX_HOST_DEALLOC_WORD] == (void *)destroy;
    nx_binary_slot slot = nx_type_of(is_left ? a : b)->binary[operation];
    return give(slot ? slot(a, b) : NX_NOTIMPLEMENTED);
}
#define BINARY(name, operation) \
    static PyObject *do_##name(PyObject *left, PyObject *right) { return binary(left, right, operation); }
BINARY(add, NX_ADD)
BINARY(sub, NX_SUB)
BINARY(mul, NX_MUL)
BINARY(and, NX_AND)
BINARY(or, NX_OR)
BINARY(xor, NX_XOR)
BINARY(mod, NX_MOD)
BINARY(truediv, NX_TRUEDIV)
BINARY(floordiv, NX_FLOORDIV)

static PyObject *get_await(PyObject *self) {
    enter();
    nx_type *type = nx_type_of(guest(self));
    if (!type->await) return give(nx_raisef(&nx_TypeError, "object %T can't be used in 'await' expression", guest(self)));
    return give(type->await(guest(self)));
}

static PyObject *get_aiter(PyObject *self) {
    enter();
    nx_type *type = nx_type_of(guest(self));
    return give(type->aiter ? type->aiter(guest(self)) : nx_raisef(&nx_TypeError, "'%T' object is not an async iterable", guest(self)));
}

static PyObject *get_anext(PyObject *self) {
    enter();
    nx_type *type = nx_type_of(guest(self));
    return give(type->anext ? type->anext(guest(self)) : nx_raisef(&nx_TypeError, "'%T' object is not an async iterator", guest(self)));
}

static PyObject *get_dir(PyObject *self, PyObject *unused) {
    enter();
    nx_value dir = nx_call_method(guest(self), nx_str_intern_c("__dir__"), 0, NULL, 0);
    return give(dir);
}

// What pickle asks for: an object that `functools.lru_cache` made is found by its name.
static PyObject *get_reduced(PyObject *self, PyObject *protocol) {
    enter();
    nx_value number = from_host(protocol);
    return give(number ? nx_call_method(guest(self), nx_str_intern_c("__reduce_ex__"), 1, &number, 0) : 0);
}

static PyObject *get_length_hint(PyObject *self, PyObject *unused) {
    enter();
    return give(nx_call_method(guest(self), nx_str_intern_c("__length_hint__"), 0, NULL, 0));
}
static PyMethodDef hint_methods[] = {{"__length_hint__", get_length_hint, METH_NOARGS, NULL}, {0}};

static PyMethodDef object_methods[] = {
    {"__dir__", get_dir, METH_NOARGS, NULL}, {"__reduce_ex__", get_reduced, METH_O, NULL}, {0}};

static PyObject *get_descriptor(PyObject *self, PyObject *instance, PyObject *owner) {
    enter();
    nx_value object = instance && instance != Py_None ? from_host(instance) : 0, class_ = owner ? from_host(owner) : 0;
    if (nx_pending()) return give(0);
    return give(nx_type_of(guest(self))->descr_get(guest(self), object, class_));
}

static PyType_Slot object_slots[] = {
    {Py_tp_dealloc, destroy}, {Py_tp_getattro, get_attribute}, {Py_tp_setattro, set_attribute}, {Py_tp_repr, get_repr},
    {Py_tp_str, get_str}, {Py_tp_richcompare, compare}, {Py_tp_hash, get_hash}, {Py_nb_bool, get_truth},
    {Py_tp_methods, object_methods}, {Py_tp_members, weak_members}, {0, NULL},
};
static PyType_Spec object_spec = {"natrix.object", sizeof(nx_proxy), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, object_slots};

// A class for each kind of object, which can do what those can: libraries ask whether something is callable, iterable or awaitable.
static PyTypeObject *make_object_type(const nx_type *type) {
    enum { MOST_SLOTS = 32 };
    PyType_Slot slots[MOST_SLOTS] = {{Py_tp_dealloc, destroy}, {Py_tp_members, weak_members}};
    int count = 2;
    bool has_numbers = false;
    for (int i = 0; i < NX_BINARY_COUNT; i++) has_numbers |= type->binary[i] != NULL;
    bool has_hint = nx_type_lookup((nx_type *)type, nx_str_intern_c("__length_hint__")) != 0;
    const struct { bool is_there; int slot; void *function; } possible[] = {
        {has_hint, Py_tp_methods, hint_methods},
        {type->iter, Py_tp_iter, get_iter}, {type->next, Py_tp_iternext, get_next}, {type->length, Py_mp_length, get_length},
        {type->getitem, Py_mp_subscript, get_item}, {type->setitem, Py_mp_ass_subscript, set_item}, {type->contains, Py_sq_contains, contains},
        {type->call, Py_tp_call, call_tuple}, {type->await, Py_am_await, get_await}, {type->aiter, Py_am_aiter, get_aiter},
        {type->anext, Py_am_anext, get_anext}, {type->descr_get, Py_tp_descr_get, get_descriptor}, {has_numbers, Py_nb_add, do_add},
        {has_numbers, Py_nb_subtract, do_sub}, {has_numbers, Py_nb_multiply, do_mul}, {has_numbers, Py_nb_and, do_and},
        {has_numbers, Py_nb_or, do_or}, {has_numbers, Py_nb_xor, do_xor}, {has_numbers, Py_nb_remainder, do_mod},
        {has_numbers, Py_nb_true_divide, do_truediv}, {has_numbers, Py_nb_floor_divide, do_floordiv},
    };
    for (size_t i = 0; i < sizeof possible / sizeof *possible; i++)
        if (possible[i].is_there) slots[count++] = (PyType_Slot){possible[i].slot, possible[i].function};
    slots[count] = (PyType_Slot){0, NULL};
    char name[128];
    snprintf(name, sizeof name, "%s%s", strchr(type->c_name, '.') ? "" : "natrix.", type->c_name);
    char *kept = strdup(name); // CPython refers to it
    PyType_Spec spec = {kept ? kept : "natrix.object", sizeof(nx_proxy), 0, Py_TPFLAGS_DEFAULT, slots};
    PyObject *bases = PyTuple_Pack(1, nx_object_proxy), *made = bases ? PyType_FromSpecWithBases(&spec, bases) : NULL;
    Py_XDECREF(bases);
    return (PyTypeObject *)made;
}

PyObject *nx_object_to_host(nx_value v) {
    enum { KINDS = 64 };
    static struct { const nx_type *type; PyTypeObject *host; } known[KINDS];
    const nx_type *type = nx_type_of(v);
    if (type->flags & NX_TYPE_HEAP) return nx_proxy_new(nx_object_proxy, v);
    int i = 0;
    while (i < KINDS - 1 && known[i].type && known[i].type != type) i++;
    if (known[i].type != type) {
        PyTypeObject *made = make_object_type(type);
        if (!made) return NULL;
        known[i].type = type;
        known[i].host = made;
    }
    return nx_proxy_new(known[i].host, v);
}

static PyTypeObject *make(PyType_Spec *spec) { return (PyTypeObject *)PyType_FromSpec(spec); }

bool nx_proxies_start(void) {
    return (nx_function_proxy = make(&function_spec)) && (nx_object_proxy = make(&object_spec)) &&
           (nx_generator_proxy = make(&generator_spec)) && (nx_coroutine_proxy = make(&coroutine_spec));
}
