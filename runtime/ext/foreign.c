// Host objects as the guest sees them: one word that refers to the object, and slots that ask the host. What the object
// can do shows when it is asked; so the types differ only in what patterns take for sequences and mappings, and in what a
// list, dict or set was that has been handed over.
#include "foreign.h"
#include "alloc.h"
#include "iterators.h"
#include <string.h>

// ---- attributes, calls ---------------------------------------------------------------------------------------------------

// A new reference, or NULL.
static PyObject *attribute_name(nx_value name) {
    PyObject *key = nx_is_interned(name) ? nx_name_to_host(NX_PTR(nx_str, name)) : NULL;
    Py_XINCREF(key);
    return key ? key : to_host(name);
}

static nx_value foreign_getattr(nx_value self, nx_value name) {
    PyObject *key = attribute_name(name);
    if (NX_UNLIKELY(!key)) return guest_failed();
    out();
    PyObject *result = PyObject_GetAttr(foreign_host(self), key);
    Py_DECREF(key);
    return taken(result);
}

static bool foreign_setattr(nx_value self, nx_value name, nx_value value) {
    PyObject *key = attribute_name(name), *object = key && value ? to_host(value) : NULL;
    int status = -1;
    if (key && (object || !value)) {
        out();
        status = PyObject_SetAttr(foreign_host(self), key, object);
    }
    Py_XDECREF(key);
    Py_XDECREF(object);
    return done(status);
}

// In a handler of compiled code the host is told what is handled there: logging.exception(), sys.exc_info() ask for it.
static PyObject *call_in_handler(PyObject *callable, PyObject *const *args, size_t nargs, PyObject *keywords) {
    nx_value handled = nx_handled_now();
    PyObject *exception = handled ? nx_exception_to_host(handled) : NULL;
    if (handled && !exception) PyErr_Clear();
    out();
    if (!exception) return PyObject_VectorcallDict(callable, args, nargs, keywords);
    PyObject *type, *value, *traceback, *class_ = (PyObject *)Py_TYPE(exception);
    PyErr_GetExcInfo(&type, &value, &traceback);
    Py_INCREF(class_);
    PyErr_SetExcInfo(class_, exception, PyException_GetTraceback(exception));
    PyObject *result = PyObject_VectorcallDict(callable, args, nargs, keywords);
    PyErr_SetExcInfo(type, value, traceback);
    return result;
}

nx_value nx_call_host(PyObject *callable, size_t nargs, const nx_value *args, nx_value kwnames) {
    PyObject *given[nargs + 2], **objects = given + 1, *keywords = NULL; // a place in front, which the callee may use
    size_t count = 0;
    bool ok = true;
    for (; ok && count < nargs; count++) ok = (objects[count] = to_host(args[count])) != NULL;
    if (ok && kwnames && NX_PTR(nx_tuple, kwnames)->length) {
        const nx_tuple *names = NX_PTR(nx_tuple, kwnames);
        ok = (keywords = PyDict_New()) != NULL;
        for (int64_t i = 0; ok && i < names->length; i++) {
            PyObject *value = to_host(args[nargs + (size_t)i]), *name = value ? to_host(names->items[i]) : NULL;
            ok = name && PyDict_SetItem(keywords, name, value) == 0;
            Py_XDECREF(name);
            Py_XDECREF(value);
        }
    }
    PyObject *result = NULL;
    if (ok && NX_UNLIKELY(nx_state.handled || nx_state.outer)) {
        result = call_in_handler(callable, objects, nargs | NX_ARGUMENTS_OFFSET, keywords);
    } else if (ok) {
        out();
        result = PyObject_VectorcallDict(callable, objects, nargs | NX_ARGUMENTS_OFFSET, keywords);
    }
    for (size_t i = 0; i < count; i++) Py_XDECREF(objects[i]);
    Py_XDECREF(keywords);
    return ok ? taken(result) : guest_failed();
}

// ---- operators -------------------------------------------------------------------------------------------------------------

typedef PyObject *(*binary_function)(PyObject *left, PyObject *right);

static nx_value binary(binary_function function, nx_value left, nx_value right) {
    PyObject *a = to_host(left), *b = a ? to_host(right) : NULL;
    if (!b) return unsent(a);
    out();
    PyObject *result = function(a, b);
    Py_DECREF(a);
    Py_DECREF(b);
    return taken(result);
}

static PyObject *power(PyObject *a, PyObject *b) { return PyNumber_Power(a, b, Py_None); }
static PyObject *inplace_power(PyObject *a, PyObject *b) { return PyNumber_InPlacePower(a, b, Py_None); }

#define BINARY(name, function) \
    static nx_value foreign_##name(nx_value left, nx_value right) { return binary(function, left, right); }
BINARY(add, PyNumber_Add)
BINARY(sub, PyNumber_Subtract)
BINARY(mul, PyNumber_Multiply)
BINARY(matmul, PyNumber_MatrixMultiply)
BINARY(truediv, PyNumber_TrueDivide)
BINARY(floordiv, PyNumber_FloorDivide)
BINARY(mod, PyNumber_Remainder)
BINARY(pow, power)
BINARY(lshift, PyNumber_Lshift)
BINARY(rshift, PyNumber_Rshift)
BINARY(and, PyNumber_And)
BINARY(xor, PyNumber_Xor)
BINARY(or, PyNumber_Or)
BINARY(divmod, PyNumber_Divmod)
BINARY(iadd, PyNumber_InPlaceAdd)
BINARY(isub, PyNumber_InPlaceSubtract)
BINARY(imul, PyNumber_InPlaceMultiply)
BINARY(imatmul, PyNumber_InPlaceMatrixMultiply)
BINARY(itruediv, PyNumber_InPlaceTrueDivide)
BINARY(ifloordiv, PyNumber_InPlaceFloorDivide)
BINARY(imod, PyNumber_InPlaceRemainder)
BINARY(ipow, inplace_power)
BINARY(ilshift, PyNumber_InPlaceLshift)
BINARY(irshift, PyNumber_InPlaceRshift)
BINARY(iand, PyNumber_InPlaceAnd)
BINARY(ixor, PyNumber_InPlaceXor)
BINARY(ior, PyNumber_InPlaceOr)

static nx_value foreign_power3(nx_value base, nx_value exponent, nx_value modulus) {
    PyObject *a = to_host(base), *b = a ? to_host(exponent) : NULL, *m = b ? to_host(modulus) : NULL, *result = NULL;
    if (m) {
        out();
        result = PyNumber_Power(a, b, m);
    }
    Py_XDECREF(a);
    Py_XDECREF(b);
    Py_XDECREF(m);
    return taken(result);
}

#define UNARY(name, function) \
    static nx_value foreign_##name(nx_value self) { \
        out(); \
        return taken(function(foreign_host(self))); \
    }
UNARY(negative, PyNumber_Negative)
UNARY(positive, PyNumber_Positive)
UNARY(invert, PyNumber_Invert)
UNARY(absolute, PyNumber_Absolute)
UNARY(to_int, PyNumber_Long)
UNARY(to_float, PyNumber_Float)
UNARY(index, PyNumber_Index)
UNARY(repr, PyObject_Repr)
UNARY(str, PyObject_Str)

// Of a list: the guest's iterator, no object of the host's is made.
static nx_value foreign_iter(nx_value self) {
    if (NX_LIKELY(Py_TYPE(foreign_host(self)) == &PyList_Type && nx_host_lists_known)) {
        nx_list_iterator *iterator = nx_new_object(nx_list_iterator, nx_list_iterator_type);
        if (!iterator) return 0;
        iterator->list = self;
        return NX_OBJ(iterator);
    }
    out();
    return taken(PyObject_GetIter(foreign_host(self)));
}

static nx_value foreign_compare(nx_value left, nx_value right, int operation) {
    static const int codes[] = {[NX_LT] = Py_LT, [NX_LE] = Py_LE, [NX_EQ] = Py_EQ, [NX_NE] = Py_NE, [NX_GT] = Py_GT, [NX_GE] = Py_GE};
    PyObject *a = to_host(left), *b = a ? to_host(right) : NULL;
    if (!b) return unsent(a);
    out();
    PyObject *result = PyObject_RichCompare(a, b, codes[operation]);
    Py_DECREF(a);
    Py_DECREF(b);
    return taken(result);
}

static bool has_hash_of(PyTypeObject *type, PyTypeObject *base) {
    PyObject *own = PyObject_GetAttrString((PyObject *)type, "__hash__"), *inherited = PyObject_GetAttrString((PyObject *)base, "__hash__");
    bool same = own && own == inherited;
    Py_XDECREF(own);
    Py_XDECREF(inherited);
    PyErr_Clear();
    return same;
}

// What equals a value of the guest's must have its hash.
static bool foreign_hash(nx_value self, int64_t *hash) {
    PyObject *host = foreign_host(self);
    PyTypeObject *bases[] = {&PyUnicode_Type, &PyBytes_Type, &PyTuple_Type, &PyFrozenSet_Type};
    for (int i = 0; i < 4; i++) {
        if (!PyType_IsSubtype(Py_TYPE(host), bases[i]) || !has_hash_of(Py_TYPE(host), bases[i])) continue;
        PyObject *plain = i == 0 ? PyUnicode_FromObject(host) : i == 2 ? PySequence_GetSlice(host, 0, PY_SSIZE_T_MAX)
                          : PyObject_CallFunctionObjArgs((PyObject *)bases[i], host, NULL);
        if (plain && Py_TYPE(plain) != bases[i]) break;
        nx_value v = taken(plain);
        return v && nx_hash(v, hash);
    }
    out();
    Py_hash_t found = PyObject_Hash(host);
    back();
    if (found == -1) {
        guest_failed();
        return false;
    }
    *hash = found;
    return true;
}

static int foreign_truth(nx_value self) {
    out();
    return answered(PyObject_IsTrue(foreign_host(self)));
}

// ---- descriptors, awaiting ---------------------------------------------------------------------------------------------------

static PyObject *method_of_class(PyObject *host, const char *name) { // borrowed from nothing: a new reference or NULL
    PyObject *method = PyObject_GetAttrString((PyObject *)Py_TYPE(host), name);
    if (!method) PyErr_Clear();
    return method;
}

// A function or property of the host in a class of the guest's.
static nx_value foreign_get(nx_value self, nx_value instance, nx_value owner) {
    PyObject *host = foreign_host(self);
    PyObject *get = PyType_Check(host) ? NULL : method_of_class(host, "__get__");
    if (!get) return self;
    PyObject *a = instance ? to_host(instance) : NULL, *b = owner ? to_host(owner) : NULL;
    out();
    PyObject *result = (instance && !a) || (owner && !b) ? NULL
        : PyObject_CallFunctionObjArgs(get, host, a ? a : Py_None, b ? b : Py_None, NULL);
    Py_DECREF(get);
    Py_XDECREF(a);
    Py_XDECREF(b);
    return taken(result);
}

static nx_value call_special(nx_value self, const char *name) {
    PyObject *method = method_of_class(foreign_host(self), name);
    if (!method) return NX_NOTIMPLEMENTED;
    out();
    PyObject *result = PyObject_CallFunctionObjArgs(method, foreign_host(self), NULL);
    Py_DECREF(method);
    return taken(result);
}

static nx_value foreign_await(nx_value self) {
    nx_value iterator = call_special(self, "__await__");
    if (iterator != NX_NOTIMPLEMENTED) return iterator;
    return nx_raisef(&nx_TypeError, "object %T can't be used in 'await' expression", self);
}

static nx_value foreign_aiter(nx_value self) {
    nx_value iterator = call_special(self, "__aiter__");
    if (iterator != NX_NOTIMPLEMENTED) return iterator;
    return nx_raisef(&nx_TypeError, "'async for' requires an object with __aiter__ method, got %T", self);
}

static nx_value foreign_anext(nx_value self) {
    nx_value awaitable = call_special(self, "__anext__");
    if (awaitable != NX_NOTIMPLEMENTED) return awaitable;
    return nx_raisef(&nx_TypeError, "'async for' requires an iterator with __anext__ method, got %T", self);
}

// ---- the types -----------------------------------------------------------------------------------------------------------------

#define FOREIGN(symbol, flags_) FOREIGN_CALLED(symbol, flags_, nx_foreign_call)
#define FOREIGN_CALLED(symbol, flags_, call_) \
    nx_type symbol = { \
        .header = {&nx_type_type.root}, .root = {.type = &symbol}, .c_name = "object", \
        .flags = NX_TYPE_FOREIGN | NX_TYPE_ATOMIC | (flags_), .basic_size = sizeof(nx_foreign), \
        .repr = foreign_repr, .str = foreign_str, .hash = foreign_hash, .call = call_, .getattr = foreign_getattr, \
        .setattr = foreign_setattr, .compare = foreign_compare, .iter = foreign_iter, .next = nx_foreign_next, \
        .descr_get = foreign_get, .truth = foreign_truth, \
        .binary = {foreign_add, foreign_sub, foreign_mul, foreign_matmul, foreign_truediv, foreign_floordiv, foreign_mod, \
                   foreign_pow, foreign_lshift, foreign_rshift, foreign_and, foreign_xor, foreign_or, foreign_divmod}, \
        .inplace = {foreign_iadd, foreign_isub, foreign_imul, foreign_imatmul, foreign_itruediv, foreign_ifloordiv, \
                    foreign_imod, foreign_ipow, foreign_ilshift, foreign_irshift, foreign_iand, foreign_ixor, foreign_ior}, \
        .power3 = foreign_power3, .negative = foreign_negative, .positive = foreign_positive, .invert = foreign_invert, \
        .absolute = foreign_absolute, .to_int = foreign_to_int, .to_float = foreign_to_float, .index = foreign_index, \
        .length = nx_foreign_length, .getitem = nx_foreign_getitem, .setitem = nx_foreign_setitem, .contains = nx_foreign_contains, \
        .await = foreign_await, .aiter = foreign_aiter, .anext = foreign_anext, \
    }
FOREIGN(nx_foreign_type, 0);
FOREIGN(nx_foreign_sequence_type, NX_TYPE_SEQUENCE);
FOREIGN(nx_foreign_mapping_type, NX_TYPE_MAPPING);
FOREIGN(nx_foreign_list_type, NX_TYPE_SEQUENCE | NX_TYPE_HOSTED);
FOREIGN(nx_foreign_buffer_type, NX_TYPE_HOSTED);
FOREIGN(nx_foreign_buffer_sequence_type, NX_TYPE_SEQUENCE | NX_TYPE_HOSTED);
FOREIGN(nx_foreign_former_list_type, NX_TYPE_SEQUENCE | NX_TYPE_HOSTED | NX_TYPE_FORMER);
FOREIGN(nx_foreign_former_sequence_type, NX_TYPE_SEQUENCE | NX_TYPE_FORMER);
FOREIGN(nx_foreign_former_buffer_type, NX_TYPE_SEQUENCE | NX_TYPE_HOSTED | NX_TYPE_FORMER);
FOREIGN(nx_foreign_former_bytes_type, NX_TYPE_HOSTED | NX_TYPE_FORMER);
FOREIGN(nx_foreign_dict_type, NX_TYPE_MAPPING | NX_TYPE_FORMER);
FOREIGN(nx_foreign_set_type, NX_TYPE_FORMER);
static FOREIGN_CALLED(foreign_builtin_type, 0, nx_foreign_builtin_call);
FOREIGN_CALLED(nx_foreign_pending_type, 0, nx_foreign_pending_call);
FOREIGN_CALLED(nx_foreign_simple_type, 0, nx_foreign_simple_call);
FOREIGN(foreign_exporter_type, 0);
FOREIGN(foreign_array_type, NX_TYPE_SEQUENCE);

void nx_foreign_start(void) {
    PyObject *none = PyLong_FromLong(0), *method = none ? PyMethod_New((PyObject *)&PyLong_Type, none) : NULL;
    if (method) nx_bound_method_type = Py_TYPE(method);
    Py_XDECREF(method);
    Py_XDECREF(none);
    nx_type *types[] = {&nx_foreign_type, &nx_foreign_sequence_type, &nx_foreign_mapping_type, &nx_foreign_list_type,
                        &nx_foreign_dict_type, &nx_foreign_set_type, &nx_foreign_buffer_type, &nx_foreign_buffer_sequence_type,
                        &foreign_exporter_type, &foreign_array_type, &nx_foreign_former_list_type, &nx_foreign_former_sequence_type,
                        &nx_foreign_former_buffer_type, &nx_foreign_former_bytes_type, &foreign_builtin_type, &nx_foreign_pending_type,
                        &nx_foreign_simple_type};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) nx_type_prepare(types[i]);
    nx_type *exporters[] = {&nx_foreign_former_buffer_type, &nx_foreign_former_bytes_type, &nx_foreign_buffer_type, &nx_foreign_buffer_sequence_type, &foreign_exporter_type, &foreign_array_type};
    for (size_t i = 0; i < sizeof exporters / sizeof *exporters; i++) nx_buffers_start(exporters[i]);
}

// What the guest has dropped lives on in the host, where its collector and allocator feel it, until a collection of ours. So there
// is one when many foreign objects have been made, for the price of some time for each: marking takes a nanosecond a byte. And there
// is one when much memory of the host's hangs on them, as far as that is seen at once.
enum { FEWEST_FOREIGN = 16000, NANOSECONDS_FOR_FOREIGN = 250, LEAST_WEIGHT = 64 << 20, BYTES_OF_ENTRY = 100 };

static size_t number_in(PyObject *object, const char *name) {
    PyObject *found = PyObject_GetAttrString(object, name);
    size_t number = found ? PyLong_AsSize_t(found) : 0;
    if (PyErr_Occurred()) {
        PyErr_Clear();
        number = 0;
    }
    Py_XDECREF(found);
    return number;
}

// About how many bytes an object keeps alive. Arrays that look at another one's memory have none.
static size_t weight_of(PyObject *object) {
    enum { MUCH = 1 << 16 };
    PyTypeObject *class_ = Py_TYPE(object);
    if (class_ == &PyList_Type) return (size_t)PyList_Size(object) * sizeof(PyObject *);
    if (class_ == &PyDict_Type) return (size_t)PyDict_Size(object) * BYTES_OF_ENTRY;
    if (class_ == &PySet_Type) return (size_t)PySet_Size(object) * BYTES_OF_ENTRY;
    if (class_ == &PyByteArray_Type) return (size_t)PyByteArray_Size(object);
    if (!nx_has_host_buffer(object) || !nx_is_buffer(object) || class_ == &PyMemoryView_Type) return 0;
    if (nx_is_plain_buffer(object)) return (size_t)PyObject_Size(object) * sizeof(double); // an array
    PyObject *type, *value, *traceback; // of an error that is being taken over
    PyErr_Fetch(&type, &value, &traceback);
    size_t bytes = number_in(object, "nbytes");
    PyObject *base = bytes < MUCH ? NULL : PyObject_GetAttrString(object, "base");
    if (bytes >= MUCH && base != Py_None) bytes = 0;
    Py_XDECREF(base);
    PyErr_Restore(type, value, traceback);
    return bytes;
}

static size_t lately; // made since the last collection, and not forgotten
enum { MOST_PENDING = 256, MOST_WEIGHT_PENDING = 4 << 20 };
static size_t weight_pending; // of large ones that wait to be given up

// Compiled code has looked at it for the last time (the pass dying-values). What nobody holds any more may run code when it is
// destroyed, which is for later.
static size_t forget(nx_value v) {
    nx_foreign *self = NX_PTR(nx_foreign, v);
    if (self->nothing[1] != NX_GIVEN_ONCE) return 0;
    PyObject *host = self->host;
    size_t before = nx_foreign_weight;
    if (nx_forget_foreign(host)) lately -= lately > 0;
    if (NX_LIKELY(Py_REFCNT(host) > 1)) {
        Py_DECREF(host);
    } else {
        weight_pending += before - nx_foreign_weight;
        nx_ext_release_later(host);
    }
    return sizeof *self;
}

static size_t enough = FEWEST_FOREIGN, heavy = LEAST_WEIGHT;
static void make_room(void) {
    if (NX_UNLIKELY(nx_ext_pending > MOST_PENDING || weight_pending > MOST_WEIGHT_PENDING)) {
        weight_pending = 0;
        nx_ext_release_pending();
    }
    if (NX_LIKELY(lately <= enough && nx_foreign_weight <= heavy)) return;
    lately = 0;
    enough = nx_gc_collect_foreign(FEWEST_FOREIGN, NANOSECONDS_FOR_FOREIGN);
    heavy = 2 * nx_foreign_weight > LEAST_WEIGHT ? 2 * nx_foreign_weight : LEAST_WEIGHT;
    nx_ext_release_pending();
}

nx_value nx_foreign_new(PyObject *object) {
    enum { IS_SEQUENCE = 1 << 5, IS_MAPPING = 1 << 6 }; // flags of types, from CPython 3.10 on
    PyTypeObject *class_ = Py_TYPE(object);
    unsigned long flags = PyType_GetFlags(class_);
    nx_type *type = &nx_foreign_type;
    bool is_sequence = (flags & IS_SEQUENCE) != 0;
    if (class_ == &PyList_Type) type = &nx_foreign_list_type;
    else if (nx_has_host_buffer(object))
        type = nx_is_buffer(object) ? (is_sequence ? &nx_foreign_buffer_sequence_type : &nx_foreign_buffer_type)
                                    : is_sequence ? &foreign_array_type : &foreign_exporter_type;
    else if (is_sequence) type = &nx_foreign_sequence_type;
    else if (flags & IS_MAPPING || class_ == &PyDict_Type) type = &nx_foreign_mapping_type;
    lately++;
    make_room();
    nx_foreign *self = nx_alloc_atomic(sizeof *self);
    if (!self) return 0;
    *self = (nx_foreign){{&type->root}, {0, NX_GIVEN_ONCE}, object};
    Py_INCREF(object);
    if (nx_identify_heavy(object, NX_OBJ(self), type == &nx_foreign_type ? 0 : weight_of(object))) return NX_OBJ(self);
    Py_DECREF(object);
    return 0;
}

// Classes of which an object has been seen that nothing but a foreign object can stand for: what the others of the class are need
// not be found out again. A class that is changed has another version, and so has one that is made where it has been.
typedef struct { PyTypeObject *class_; uintptr_t flags; uint32_t version; bool is_heavy; nx_type *type; } plain_class;
enum { PLAIN_CLASSES = 128 };
static plain_class plain_classes[PLAIN_CLASSES];
static plain_class *plain_place(PyTypeObject *class_) {
    return &plain_classes[((uintptr_t)class_ >> 4 ^ (uintptr_t)class_ >> 11) % PLAIN_CLASSES];
}

void nx_foreign_note_class(PyObject *object, nx_value made) {
    PyTypeObject *class_ = Py_TYPE(object);
    uint32_t version = nx_version_of_class(class_);
    bool is_list = class_ == &PyList_Type, is_dict = class_ == &PyDict_Type;
    if (!version || PyType_Check(object) || class_ == nx_bound_method_type || class_ == &PySet_Type) return;
    if (!is_list && !is_dict && nx_has_host_buffer(object)) return;
    *plain_place(class_) = (plain_class){class_, nx_flags_of_class(class_), version, is_list || is_dict, nx_type_of(made)};
}

nx_value nx_foreign_plain(PyObject *object) {
    PyTypeObject *class_ = Py_TYPE(object);
    const plain_class *known = plain_place(class_);
    bool is_plain = known->class_ == class_ && known->flags == nx_flags_of_class(class_) && known->version == nx_version_word(class_);
    if (!is_plain) return 0;
    nx_value v = nx_guest_of(object);
    if (v) return v;
    if (NX_UNLIKELY(nx_ext_pending > MOST_PENDING || weight_pending > MOST_WEIGHT_PENDING || ++lately > enough || nx_foreign_weight > heavy))
        make_room();
    nx_foreign *self = nx_alloc_atomic(sizeof *self);
    if (NX_UNLIKELY(!self)) return 0;
    *self = (nx_foreign){{&known->type->root}, {0, NX_GIVEN_ONCE}, object};
    Py_INCREF(object);
    if (NX_LIKELY(nx_identify_new(object, NX_OBJ(self), known->is_heavy ? weight_of(object) : 0))) return NX_OBJ(self);
    Py_DECREF(object);
    return 0;
}

nx_value nx_foreign_builtin(PyObject *function, const char *name) {
    nx_value v = nx_foreign_new(function);
    if (!v) return 0;
    NX_PTR(nx_header, v)->shape = &foreign_builtin_type.root;
    NX_PTR(nx_foreign, v)->nothing[0] = (int64_t)name;
    NX_PTR(nx_foreign, v)->nothing[1] = 0;
    return v;
}

// ---- what the runtime asks ----------------------------------------------------------------------------------------------------

static nx_value class_of(nx_value v) { return from_host((PyObject *)Py_TYPE(foreign_host(v))); }

static nx_value type_name(nx_value v) {
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    PyObject *name = PyObject_GetAttrString((PyObject *)Py_TYPE(foreign_host(v)), "__name__");
    nx_value text = name ? from_host(name) : 0;
    Py_XDECREF(name);
    PyErr_Restore(type, value, traceback);
    return text;
}

// A tuple of classes or one of them: the host decides; what is a container of ours is asked for by its class.
static int is_instance(nx_value v, nx_value class_) {
    if (nx_is_type(class_) && nx_is_plain_instance(v, class_)) return 1;
    PyObject *target = to_host(class_), *object = NULL;
    if (!target) return answered(-1);
    nx_type *type = nx_type_of(v);
    bool by_class = (!(type->flags & (NX_TYPE_FOREIGN | NX_TYPE_HEAP)) || type->flags & NX_TYPE_SHARED) && nx_is_pointer(v);
    object = by_class ? to_host(NX_OBJ(type)) : to_host(v);
    int found = -1;
    if (object) {
        out();
        found = by_class ? PyObject_IsSubclass(object, target) : PyObject_IsInstance(object, target);
    }
    Py_DECREF(target);
    Py_XDECREF(object);
    return answered(found);
}

static int is_subclass(nx_value derived, nx_value class_) {
    PyObject *a = to_host(derived), *b = a ? to_host(class_) : NULL;
    int found = -1;
    if (b) {
        out();
        found = PyObject_IsSubclass(a, b);
    }
    Py_XDECREF(a);
    Py_XDECREF(b);
    return answered(found);
}

static bool is_callable(nx_value v) { return PyCallable_Check(foreign_host(v)); }

static nx_value special(nx_value self, nx_str *name, size_t nargs, const nx_value *args) {
    PyObject *host = foreign_host(self), *key = nx_name_to_host(name);
    PyObject *method = key ? PyObject_GetAttr((PyObject *)Py_TYPE(host), key) : NULL;
    if (!method) {
        if (key && PyErr_ExceptionMatches(PyExc_AttributeError)) {
            PyErr_Clear();
            return NX_NOTIMPLEMENTED;
        }
        return guest_failed();
    }
    PyObject *arguments = PyTuple_New((Py_ssize_t)nargs + 1);
    if (arguments) {
        Py_INCREF(host);
        PyTuple_SetItem(arguments, 0, host);
        for (size_t i = 0; arguments && i < nargs; i++) {
            PyObject *item = to_host(args[i]);
            if (!item || PyTuple_SetItem(arguments, (Py_ssize_t)i + 1, item) < 0) Py_CLEAR(arguments);
        }
    }
    out();
    PyObject *result = arguments ? PyObject_Call(method, arguments, NULL) : NULL;
    Py_DECREF(method);
    Py_XDECREF(arguments);
    return taken(result);
}

static nx_value standard_output(void) {
    PyObject *file = PySys_GetObject("stdout");
    return file ? from_host(file) : 0;
}

static bool events(void) {
    if (nx_gc_finalizers_waiting()) nx_gc_run_finalizers();
    if (nx_ext_pending) nx_ext_release_pending();
    out();
    return done(PyErr_CheckSignals());
}

static nx_value call_named(const char *module, const char *name, size_t nargs, const nx_value *args) {
    PyObject *host = PyImport_ImportModule(module), *function = host ? PyObject_GetAttrString(host, name) : NULL;
    Py_XDECREF(host);
    if (!function) return guest_failed();
    nx_value result = nx_call_host(function, nargs, args, 0);
    Py_DECREF(function);
    return result;
}

const nx_host_functions nx_cpython = {
    .call = call_named,
    .class_of = class_of,
    .type_name = type_name,
    .is_instance = is_instance,
    .is_subclass = is_subclass,
    .is_callable = is_callable,
    .special = special,
    .import = nx_import_from_host,
    .is_own_module = nx_is_own_module_name,
    .standard_output = standard_output,
    .call_replacement = nx_foreign_call_replacement,
    .events = events,
    .build_class = nx_foreign_build_class,
    .mirror_bases = nx_mirror_bases,
    .show_mirrored = nx_show_mirrored,
    .mirror_shown = nx_mirror_shown,
    .derive = nx_derive_for_host,
    .super_of = nx_foreign_super,
    .call_method_of = nx_call_method_of,
    .class_changed = nx_class_changed,
    .load_method = nx_foreign_load_method,
    .items_of = nx_foreign_items_of,
    .instance_grows = nx_instance_grows,
    .class_assigned = nx_class_assigned,
    .has_class = nx_host_has_class,
    .shares = nx_host_shares_class,
    .next_unpacked = nx_foreign_next_unpacked,
    .item_at = nx_foreign_item_at,
    .release_view = nx_release_view,
    .hash_bytes = nx_hash_of_bytes,
    .forget = forget,
    .exception_noted = nx_exception_noted,
    .release_dead = nx_ext_release_pending,
};
