// Values across the boundary: numbers, texts, bytes, tuples, ranges and the like are copied, everything else is handed
// over as an object that stands for the other side's (docs/EXTENSIONS.md).
#include "bridge.h"
#include <stdio.h>
#include <stdlib.h>

// ---- integers beyond 64 bits: through hexadecimal digits, which both sides read in linear time -------------------------

static PyObject *big_to_host(nx_value v) {
    const nx_int *number = NX_PTR(nx_int, v);
    int64_t count = number->size < 0 ? -number->size : number->size;
    char *digits = malloc((size_t)count * 16 + 3), *at = digits;
    if (!digits) return PyErr_NoMemory();
    if (number->size < 0) *at++ = '-';
    *at = 0;
    for (int64_t i = count; i-- > 0;) at += sprintf(at, i == count - 1 ? "%lx" : "%016lx", number->limbs[i]);
    PyObject *object = count ? PyLong_FromString(digits, NULL, 16) : PyLong_FromLong(0);
    free(digits);
    return object;
}

static nx_value big_from_host(PyObject *object) {
    PyObject *text = PyNumber_ToBase(object, 16);
    Py_ssize_t length;
    const char *digits = text ? PyUnicode_AsUTF8AndSize(text, &length) : NULL;
    if (!digits) {
        Py_XDECREF(text);
        return guest_failed();
    }
    bool negative = digits[0] == '-';
    size_t skipped = 2 + negative;
    nx_value v = nx_int_from_text(digits + skipped, (size_t)length - skipped, 16);
    Py_DECREF(text);
    return v && negative ? nx_negative(v) : v;
}

// ---- texts ------------------------------------------------------------------------------------------------------------------

// Long texts that have crossed lately: a parser hands the same one to the host again and again. Kept alive on both sides.
enum { LONG_TEXT = 128, LATELY = 4 };
static struct { nx_value guest; PyObject *host; } crossed[LATELY];
static unsigned next_crossed;

static void note_crossing(nx_value guest, PyObject *host) {
    unsigned at = next_crossed++ % LATELY;
    PyObject *before = crossed[at].host;
    Py_INCREF(host);
    crossed[at].guest = guest;
    crossed[at].host = host;
    Py_XDECREF(before);
}

static PyObject *make_str(const nx_str *text);

static PyObject *singleton(PyObject *object) {
    Py_INCREF(object);
    return object;
}

// Short ones that have crossed, one for each place. What is written once into a program or read once from a file is handed over
// again and again, and the host keeps a text's hash in the text: what came from there goes back as it was. `short_at` tells where
// a text of the guest's may be.
enum { SHORT_TEXTS = 1024 };
static struct { nx_value guest; PyObject *host; } shorts[SHORT_TEXTS];
static uint16_t short_at[SHORT_TEXTS];
static size_t short_place(uintptr_t address) { return (address >> 4) * 0x9E3779B1u >> 8 & (SHORT_TEXTS - 1); }

static inline void note_short(nx_value guest, PyObject *host) {
    size_t i = short_place((uintptr_t)host);
    PyObject *before = shorts[i].host;
    shorts[i].guest = guest;
    shorts[i].host = singleton(host);
    short_at[short_place((uintptr_t)guest)] = (uint16_t)i;
    Py_XDECREF(before);
}

static PyObject *short_to_host(const nx_str *text) {
    size_t i = short_at[short_place((uintptr_t)text)];
    if (shorts[i].guest == NX_OBJ(text)) return singleton(shorts[i].host);
    PyObject *made = make_str(text);
    if (made && text->hash && nx_host_texts.has_hash) ((nx_host_text *)made)->hash = text->hash;
    if (made) note_short(NX_OBJ(text), made);
    return made;
}

static PyObject *str_to_host(const nx_str *text) {
    if (text->length < LONG_TEXT) return short_to_host(text);
    for (int i = 0; i < LATELY; i++) {
        if (crossed[i].guest != NX_OBJ(text)) continue;
        Py_INCREF(crossed[i].host);
        return crossed[i].host;
    }
    PyObject *made = make_str(text);
    if (made) note_crossing(NX_OBJ(text), made);
    return made;
}

static PyObject *make_str(const nx_str *text) {
    if (text->kind == 1)
        return text->ascii ? PyUnicode_FromStringAndSize(text->data, text->length) : PyUnicode_DecodeLatin1(text->data, text->length, NULL);
    int order = -1; // little-endian, without a mark
    if (text->kind == 4) return PyUnicode_DecodeUTF32(text->data, text->length * 4, "surrogatepass", &order);
    const uint16_t *units = text->data;
    bool has_surrogates = false;
    for (int64_t i = 0; i < text->length && !has_surrogates; i++) has_surrogates = (units[i] & 0xf800) == 0xd800;
    if (!has_surrogates) return PyUnicode_DecodeUTF16(text->data, text->length * 2, NULL, &order);
    uint32_t *wide = malloc((size_t)text->length * 4); // two surrogates side by side stay two
    if (!wide) return PyErr_NoMemory();
    for (int64_t i = 0; i < text->length; i++) wide[i] = units[i];
    PyObject *object = PyUnicode_DecodeUTF32((const char *)wide, text->length * 4, "surrogatepass", &order);
    free(wide);
    return object;
}

static nx_value make_guest_str(PyObject *object);

static inline nx_value short_from_host(PyObject *object) {
    size_t i = short_place((uintptr_t)object);
    if (shorts[i].host == object) return shorts[i].guest;
    nx_value made = make_guest_str(object);
    if (made) note_short(made, object);
    return made;
}

static nx_value str_from_host(PyObject *object) {
    Py_ssize_t length = nx_host_is_ascii(object) ? ((const nx_host_text *)object)->length : PyUnicode_GetLength(object);
    if (length < LONG_TEXT) return short_from_host(object);
    for (int i = 0; i < LATELY; i++)
        if (crossed[i].host == object) return crossed[i].guest;
    nx_value made = make_guest_str(object);
    if (made) note_crossing(made, object);
    return made;
}

static nx_value make_guest_str(PyObject *object) {
    Py_ssize_t size;
    if (NX_LIKELY(nx_host_is_ascii(object))) {
        const nx_host_text *text = (const nx_host_text *)object;
        nx_value made = nx_str_from_ascii((const char *)object + nx_host_texts.data, text->length);
        if (NX_LIKELY(made && text->length > 1 && nx_host_texts.has_hash && text->hash != -1)) NX_PTR(nx_str, made)->hash = text->hash;
        return made;
    }
    const char *utf8 = PyUnicode_AsUTF8AndSize(object, &size);
    if (NX_LIKELY(utf8 != NULL))
        return PyUnicode_GetLength(object) == size ? nx_str_from_ascii(utf8, size) : nx_str_from_utf8(utf8, (size_t)size);
    PyErr_Clear(); // surrogates
    PyObject *wide = PyUnicode_AsEncodedString(object, "utf-32-le", "surrogatepass");
    if (!wide) return guest_failed();
    nx_value v = nx_str_from_chars((const uint32_t *)PyBytes_AsString(wide), PyBytes_Size(wide) / 4);
    Py_DECREF(wide);
    return v;
}

// Names of attributes and keywords, which come again and again. Both caches keep what they know alive.
enum { NAMES = 1024 };
static struct { nx_str *guest; PyObject *host; } names_out[NAMES], names_in[NAMES];

PyObject *nx_name_to_host(nx_str *name) {
    size_t i = ((uintptr_t)name >> 4) * 0x9E3779B1u >> 8 & (NAMES - 1);
    if (NX_LIKELY(names_out[i].guest == name)) return names_out[i].host;
    PyObject *made = str_to_host(name);
    if (!made) return NULL;
    PyUnicode_InternInPlace(&made);
    // Another's name may be in use by a caller further out: its host object is not given up.
    names_out[i].guest = name;
    names_out[i].host = made;
    return made;
}

nx_value nx_name_from_host(PyObject *name) {
    size_t i = ((uintptr_t)name >> 4) * 0x9E3779B1u >> 8 & (NAMES - 1);
    if (NX_LIKELY(names_in[i].host == name)) return NX_OBJ(names_in[i].guest);
    nx_value text = str_from_host(name);
    nx_value interned = text ? nx_str_intern(text) : 0;
    if (!interned) return 0;
    Py_INCREF(name);
    PyObject *before = names_in[i].host;
    names_in[i].host = name;
    names_in[i].guest = NX_PTR(nx_str, interned);
    Py_XDECREF(before);
    return interned;
}

// ---- tuples and frozensets --------------------------------------------------------------------------------------------------

PyObject *nx_tuple_to_host(size_t count, const nx_value *items) {
    PyObject *tuple = PyTuple_New((Py_ssize_t)count);
    for (size_t i = 0; tuple && i < count; i++) {
        PyObject *item = to_host(items[i]);
        if (!item || PyTuple_SetItem(tuple, (Py_ssize_t)i, item) < 0) Py_CLEAR(tuple);
    }
    return tuple;
}

nx_value nx_tuple_from_host(PyObject *object) {
    Py_ssize_t count = PyTuple_Size(object);
    if (count == 0) return NX_OBJ(&nx_empty_tuple);
    nx_tuple *tuple = nx_tuple_new(count);
    for (Py_ssize_t i = 0; tuple && i < count; i++) {
        nx_value item = from_host(PyTuple_GetItem(object, i));
        if (!item) return 0;
        tuple->items[i] = item;
    }
    return tuple ? NX_OBJ(tuple) : 0;
}

static PyObject *frozenset_to_host(nx_value v) {
    PyObject *list = PyList_New(0);
    int64_t position = 0;
    nx_value item;
    while (list && nx_set_next(v, &position, &item)) {
        PyObject *object = to_host(item);
        if (!object || PyList_Append(list, object) < 0) Py_CLEAR(list);
        Py_XDECREF(object);
    }
    PyObject *set = list ? PyFrozenSet_New(list) : NULL;
    Py_XDECREF(list);
    return set;
}

static nx_value frozenset_from_host(PyObject *object) {
    PyObject *list = PySequence_List(object);
    nx_list *items = list ? nx_list_new(PyList_Size(list)) : NULL;
    bool ok = items != NULL;
    for (Py_ssize_t i = 0; ok && i < PyList_Size(list); i++) {
        nx_value item = from_host(PyList_GetItem(list, i));
        ok = item && nx_list_push(items, item);
    }
    if (!list) return guest_failed();
    Py_DECREF(list);
    return ok ? nx_frozenset_of(NX_OBJ(items)) : 0;
}

// range(a, b, c), slice(a, b, c)
static PyObject *triple_to_host(PyObject *class_, nx_value a, nx_value b, nx_value c) {
    nx_value items[] = {a, b, c};
    PyObject *arguments = nx_tuple_to_host(3, items);
    PyObject *made = arguments ? PyObject_Call(class_, arguments, NULL) : NULL;
    Py_XDECREF(arguments);
    return made;
}

static nx_value triple_from_host(PyObject *object, nx_type *type) {
    static const char *const fields[] = {"start", "stop", "step"};
    nx_value items[3];
    for (int i = 0; i < 3; i++) {
        PyObject *field = PyObject_GetAttrString(object, fields[i]);
        if (!field) return guest_failed();
        items[i] = from_host(field);
        Py_DECREF(field);
        if (!items[i]) return 0;
    }
    return nx_call(NX_OBJ(type), 3, items, 0);
}

// ---- to the host ------------------------------------------------------------------------------------------------------------

// len, math.sqrt: the host's function of the same name.
static PyObject *native_to_host(nx_value v) {
    const nx_native *native = NX_PTR(nx_native, v);
    if (native->self && !native->module) return NULL;
    const char *module = native->module ? nx_str_utf8_lossy(native->module, NULL) : "builtins";
    PyObject *host = PyImport_ImportModule(module);
    PyObject *function = host ? PyObject_GetAttrString(host, native->def->name) : NULL;
    Py_XDECREF(host);
    if (!function) PyErr_Clear();
    return function;
}

// dict.get, int.__add__: those of the host's class of that name.
static PyObject *descriptor_to_host(nx_value v) {
    bool is_wrapper = nx_is_exact(v, &nx_wrapper_descriptor_type);
    nx_type *owner = is_wrapper ? NX_PTR(nx_wrapper_descriptor, v)->owner : NX_PTR(nx_method_descriptor, v)->owner;
    const char *name = is_wrapper ? NX_PTR(nx_wrapper_descriptor, v)->def->name : NX_PTR(nx_method_descriptor, v)->def->name;
    PyObject *class_ = nx_class_to_host(owner), *function = class_ ? PyObject_GetAttrString(class_, name) : NULL;
    Py_XDECREF(class_);
    if (!function) PyErr_Clear();
    return function;
}

// A descriptor of a native class (a named tuple's field): made again on the other side, from what __reduce__ tells.
static PyObject *remade_in_host(nx_value v) {
    nx_value parts = nx_getattr_optional(v, nx_str_intern_c("__reduce__"));
    parts = parts ? nx_call0(parts) : 0;
    nx_error_clear();
    if (!parts || !nx_is_tuple(parts) || NX_PTR(nx_tuple, parts)->length != 2) return NULL;
    PyObject *class_ = to_host(NX_PTR(nx_tuple, parts)->items[0]), *args = class_ ? to_host(NX_PTR(nx_tuple, parts)->items[1]) : NULL;
    PyObject *made = args && PyType_Check(class_) && PyTuple_Check(args) ? PyObject_Call(class_, args, NULL) : NULL;
    Py_XDECREF(class_);
    Py_XDECREF(args);
    if (!made) PyErr_Clear();
    return made;
}

static PyObject *method_to_host(const nx_method *method) {
    PyObject *function = to_host(method->function), *self = function ? to_host(method->self) : NULL;
    PyObject *bound = self ? PyMethod_New(function, self) : NULL;
    Py_XDECREF(function);
    Py_XDECREF(self);
    return bound;
}

// Objects of native classes that the host has, too (re.Pattern): made again there. The two are each other's from then on.
enum { MOST_SHARED = 16 };
static struct { nx_type *type; nx_value (*recipe)(nx_value self); } shared_classes[MOST_SHARED];
static size_t shared_count;

void nx_host_has_class(nx_type *type, nx_value (*recipe)(nx_value self)) {
    PyObject *class_ = nx_class_to_host(type); // from now on the one is the other
    Py_XDECREF(class_);
    if (!class_) PyErr_Clear();
    if (recipe && shared_count < MOST_SHARED) {
        shared_classes[shared_count].type = type;
        shared_classes[shared_count++].recipe = recipe;
    }
}

static PyObject *remake(nx_value v, nx_value recipe) {
    const nx_tuple *parts = recipe ? NX_PTR(nx_tuple, recipe) : NULL;
    PyObject *args = parts ? nx_tuple_to_host((size_t)parts->length - 1, parts->items + 1) : host_failed();
    const char *name = args ? nx_str_utf8_lossy(parts->items[0], NULL) : NULL;
    PyObject *function = name ? nx_helper_function(name) : NULL;
    if (function) out();
    PyObject *made = function ? PyObject_Call(function, args, NULL) : NULL;
    if (function) back();
    Py_XDECREF(args);
    if (!made || made == Py_None || nx_guest_of(made)) return made; // the guest knows it already, as an object of the host's
    Py_INCREF(made);
    if (!nx_identify_foreign(made, v)) {
        Py_DECREF(made);
        Py_DECREF(made);
        return host_failed();
    }
    nx_identify_proxy(v, made);
    return made;
}

static PyObject *object_to_host(nx_value v, bool for_good) {
    nx_type *type = nx_type_of(v);
    if (type->flags & NX_TYPE_FOREIGN) return singleton(foreign_host(v));
    if (type == &nx_str_type) return str_to_host(NX_PTR(nx_str, v));
    if (type == &nx_tuple_type) return nx_tuple_to_host((size_t)NX_PTR(nx_tuple, v)->length, NX_PTR(nx_tuple, v)->items);
    if (type == &nx_list_type || type == &nx_dict_type || type == &nx_set_type) return nx_container_to_host(v, for_good);
    if (type->flags & NX_TYPE_SHARED) return nx_container_to_host(v, for_good);
    if (type == &nx_float_type) return PyFloat_FromDouble(nx_float_value(v));
    if (type == &nx_int_type) return big_to_host(v);
    if (type == &nx_bytes_type) return PyBytes_FromStringAndSize((const char *)NX_PTR(nx_bytes, v)->data, NX_PTR(nx_bytes, v)->length);
    if (type == &nx_complex_type) return PyComplex_FromDoubles(NX_PTR(nx_complex, v)->real, NX_PTR(nx_complex, v)->imag);
    PyObject *known = nx_host_of(v);
    if (known && !(type->flags & NX_TYPE_EXCEPTION)) return singleton(known);
    if (type == &nx_frozenset_type) return frozenset_to_host(v);
    if (type == &nx_range_type) {
        const nx_range *range = NX_PTR(nx_range, v);
        return triple_to_host((PyObject *)&PyRange_Type, range->start, range->stop, range->step);
    }
    if (type == &nx_slice_type) {
        const nx_slice *slice = NX_PTR(nx_slice, v);
        return triple_to_host((PyObject *)&PySlice_Type, slice->start, slice->stop, slice->step);
    }
    if (type->flags & NX_TYPE_TYPE) return nx_class_to_host(NX_PTR(nx_type, v));
    if (type->flags & NX_TYPE_EXCEPTION) return nx_exception_to_host(v);
    if (type == &nx_function_type) return nx_proxy_new(nx_function_proxy, v);
    if (type == &nx_traceback_type) return nx_traceback_to_host(v, NULL);
    if (type == &nx_method_type) return method_to_host(NX_PTR(nx_method, v));
    if (type->flags & NX_TYPE_MODULE) return nx_module_to_host(v);
    if (type == &nx_native_type) {
        PyObject *function = native_to_host(v);
        if (function || PyErr_Occurred()) return function;
    }
    if (type == &nx_method_descriptor_type || type == &nx_wrapper_descriptor_type || type == &nx_builtin_classmethod_type) {
        PyObject *function = descriptor_to_host(v);
        if (function || PyErr_Occurred()) return function;
    }
    if (type == &nx_property_type || type == &nx_classmethod_type || type == &nx_staticmethod_type)
        return nx_member_to_host(v, false, NX_METHODS);
    PyObject *remade = type->descr_get && !(type->flags & NX_TYPE_HEAP) ? remade_in_host(v) : NULL;
    if (remade) return remade;
    if (type == &nx_generator_type) return nx_proxy_new(nx_generator_proxy, v);
    if (type == &nx_coroutine_type) return nx_proxy_new(nx_coroutine_proxy, v);
    if (type->flags & NX_TYPE_HEAP) return nx_instance_to_host(v);
    for (size_t i = 0; i < shared_count; i++)
        if (shared_classes[i].type == type) return remake(v, shared_classes[i].recipe(v));
    if (type == &nx_memoryview_type) return nx_memoryview_to_host(v);
    if (type == &nx_bytearray_type) return nx_container_to_host(v, for_good);
    return nx_object_to_host(v);
}

static PyObject *converted(nx_value v, bool for_good) {
    PyObject *object = object_to_host(v, for_good);
    rejoin();
    return object;
}

static inline PyObject *convert(nx_value v, bool for_good) {
    if (nx_is_small_int(v)) return PyLong_FromLongLong(nx_small_int(v));
    if (nx_is_tagged_float(v)) return PyFloat_FromDouble(nx_tagged_float(v));
    switch (v) {
    case NX_NONE: return singleton(Py_None);
    case NX_TRUE: return singleton(Py_True);
    case NX_FALSE: return singleton(Py_False);
    case NX_ELLIPSIS: return singleton(Py_Ellipsis);
    case NX_NOTIMPLEMENTED: return singleton(Py_NotImplemented);
    }
    return converted(v, for_good);
}

PyObject *to_host(nx_value v) { return convert(v, false); }

PyObject *result_to_host(nx_value v) { return convert(v, nx_ext_depth == 1); }

// ---- from the host ------------------------------------------------------------------------------------------------------------

static nx_value convert_back(PyObject *object) {
    if (object == Py_None) return NX_NONE;
    const nx_value *root = instance_root(object);
    if (NX_LIKELY(root != NULL)) return *root;
    nx_value known = nx_foreign_plain(object);
    if (NX_LIKELY(known != 0)) return known;
    PyTypeObject *type = Py_TYPE(object);
    if (type == &PyBool_Type) return nx_from_bool(object == Py_True);
    if (type == &PyUnicode_Type) return str_from_host(object);
    if (type == &PyLong_Type) return big_from_host(object);
    if (type == &PyTuple_Type) return nx_tuple_from_host(object);
    if (type == &PyBytes_Type) return nx_bytes_new((const uint8_t *)PyBytes_AsString(object), PyBytes_Size(object));
    if (type == &PyComplex_Type) return nx_complex_new(PyComplex_RealAsDouble(object), PyComplex_ImagAsDouble(object));
    if (object == Py_Ellipsis) return NX_ELLIPSIS;
    if (object == Py_NotImplemented) return NX_NOTIMPLEMENTED;
    known = nx_guest_of(object);
    if (known) return known;
    known = nx_proxy_guest(object);
    if (known || nx_pending()) return known;
    if (type == &PyFrozenSet_Type) return frozenset_from_host(object);
    if (type == &PyRange_Type) return triple_from_host(object, &nx_range_type);
    if (type == &PySlice_Type) return triple_from_host(object, &nx_slice_type);
    nx_value compiled = nx_compiled_function_of(object);
    if (compiled) { // by value: its calls are not the host's, and it keeps nothing of the host's alive
        nx_value self = from_host(PyMethod_Self(object));
        return self ? nx_method_new(compiled, self) : 0;
    }
    if (PyExceptionInstance_Check(object)) return nx_exception_from_host(object);
    if (PyExceptionClass_Check(object)) {
        nx_type *class_ = nx_exception_class_from_host(object);
        return class_ ? NX_OBJ(class_) : 0;
    }
    if (PyType_Check(object) && nx_instance_proxy &&
        (nx_has_instances((PyTypeObject *)object) || PyType_IsSubtype((PyTypeObject *)object, nx_metaclass_proxy))) {
        nx_type *class_ = nx_class_from_host((PyTypeObject *)object);
        return class_ ? NX_OBJ(class_) : 0;
    }
    nx_value made = nx_foreign_new(object);
    if (made) nx_foreign_note_class(object, made);
    return made;
}

nx_value from_host_slow(PyObject *object) {
    if (Py_TYPE(object) == &PyUnicode_Type) return str_from_host(object); // runs nothing
    nx_value v = convert_back(object);
    rejoin();
    return v;
}
