// Lists, dicts and sets that the host sees become the host's own: `type(x) is list` holds there, and both sides share one.
//
// A function's result, when no other call is under way, is handed over for good: the contents move into a host list, and
// the guest's list becomes a foreign object that stands for it. Code that is under way takes what it has once found to be a
// list for one as long as it runs. So what escapes from a call to the host gets a *twin*, and contents are compared around
// each crossing: what the guest changed is changed in the twin before the host runs, and back again after. When the call to
// the host is over and the host has kept no reference, the twin goes; else, when no call is under way any more, the guest's
// list is handed over for good.
#include "bridge.h"
#include "alloc.h"

typedef struct {
    nx_value guest;
    PyObject *host;      // a reference
    int64_t count;       // of the contents as they were when both sides were last the same
    nx_value *guests;    // keys and values of a dict one after the other
    PyObject **hosts;    // borrowed: `host` holds them. In pointer-free memory
    uint8_t *bytes;      // of a buffer, instead of these two; `count` of them
} twin;

static twin *twins; // in memory that the collector follows
static size_t capacity;
size_t nx_twin_count;

// ---- classes that both sides have ---------------------------------------------------------------------------------------------

enum { MOST_SHARED = 8 };
static struct { nx_type *type; const nx_shared_kind *kind; } shared[MOST_SHARED];
static size_t shared_count;

void nx_host_shares_class(nx_type *type, const nx_shared_kind *kind) {
    PyObject *class_ = nx_help("shared_class", "s", kind->name);
    if (class_ && PyType_Check(class_) && shared_count < MOST_SHARED) {
        nx_identify_forever(class_, NX_OBJ(type));
        type->flags |= NX_TYPE_SHARED;
        shared[shared_count].type = type;
        shared[shared_count++].kind = kind;
    } else {
        PyErr_Clear();
        Py_XDECREF(class_);
    }
}

static uint8_t *bytes_of_bytearray(nx_value v, int64_t *length) {
    *length = NX_PTR(nx_bytearray, v)->length;
    return NX_PTR(nx_bytearray, v)->data;
}
static bool fill_bytearray(nx_value v, const uint8_t *bytes, int64_t length) {
    if (!nx_bytearray_resize(NX_PTR(nx_bytearray, v), length)) return false;
    if (length) memcpy(NX_PTR(nx_bytearray, v)->data, bytes, (size_t)length);
    return true;
}
static bool bytearray_is_held(nx_value v) { return nx_exports_remain(&NX_PTR(nx_bytearray, v)->exports); }
static const nx_shared_kind bytearray_kind = {.name = "bytearray", .size = sizeof(nx_bytearray), .bytes = bytes_of_bytearray,
                                              .fill_bytes = fill_bytearray, .is_held = bytearray_is_held};

// NULL: a list, dict or set.
static const nx_shared_kind *kind_of(nx_value v) {
    nx_type *type = nx_type_of(v);
    if (type == &nx_bytearray_type) return &bytearray_kind;
    for (size_t i = 0; type->flags & NX_TYPE_SHARED && i < shared_count; i++)
        if (shared[i].type == type) return shared[i].kind;
    return NULL;
}

// ---- contents -------------------------------------------------------------------------------------------------------------

static int64_t guest_count(nx_value v) {
    const nx_shared_kind *kind = kind_of(v);
    if (kind) return kind->count(v);
    if (nx_is_exact(v, &nx_list_type)) return NX_PTR(nx_list, v)->length;
    if (nx_is_exact(v, &nx_dict_type)) return 2 * (int64_t)NX_PTR(nx_dict, v)->live;
    return NX_PTR(nx_set, v)->used;
}

static int64_t guest_contents(nx_value v, int64_t room, nx_value *items) {
    int64_t count = 0, position = 0;
    nx_value key, value;
    const nx_shared_kind *kind = kind_of(v);
    if (kind) return kind->contents(v, room, items);
    if (nx_is_exact(v, &nx_list_type)) {
        count = NX_PTR(nx_list, v)->length < room ? NX_PTR(nx_list, v)->length : room;
        if (count) memcpy(items, NX_PTR(nx_list, v)->items, (size_t)count * sizeof *items);
    } else if (nx_is_exact(v, &nx_dict_type)) {
        while (count + 1 < room && nx_dict_next(NX_PTR(nx_dict, v), &position, &key, &value)) {
            items[count++] = key;
            items[count++] = value;
        }
    } else {
        while (count < room && nx_set_next(v, &position, &key)) items[count++] = key;
    }
    return count;
}

static int64_t host_count(PyObject *host) {
    if (Py_TYPE(host) == &PyList_Type) return PyList_Size(host);
    if (PyDict_Check(host)) return 2 * PyDict_Size(host);
    return Py_TYPE(host) == &PySet_Type ? PySet_Size(host) : PyObject_Size(host);
}

// Borrowed references; -1: an error is pending in the host.
static int64_t host_contents(PyObject *host, int64_t room, PyObject **items) {
    int64_t count = 0;
    if (Py_TYPE(host) == &PyList_Type) {
        for (; count < room && count < PyList_Size(host); count++) items[count] = PyList_GetItem(host, count);
    } else if (PyDict_Check(host) && Py_TYPE(host) != &PyDict_Type) { // an OrderedDict has an order of its own
        PyObject *iterator = PyObject_CallMethod((PyObject *)Py_TYPE(host), "__iter__", "O", host), *key;
        while (iterator && count + 1 < room && (key = PyIter_Next(iterator))) {
            items[count++] = key;
            items[count++] = PyDict_GetItemWithError(host, key);
            Py_DECREF(key);
        }
        Py_XDECREF(iterator);
        if (!iterator || PyErr_Occurred()) return -1;
    } else if (Py_TYPE(host) == &PyDict_Type) {
        Py_ssize_t position = 0;
        PyObject *key, *value;
        while (count + 1 < room && PyDict_Next(host, &position, &key, &value)) {
            items[count++] = key;
            items[count++] = value;
        }
    } else {
        PyObject *iterator = PyObject_GetIter(host), *item;
        while (iterator && count < room && (item = PyIter_Next(iterator))) {
            items[count++] = item;
            Py_DECREF(item);
        }
        Py_XDECREF(iterator);
        if (!iterator || PyErr_Occurred()) return -1;
    }
    return count;
}

// Replaces what the host's has by what the guest's has.
static bool fill_host(PyObject *host, int64_t count, const nx_value *items) {
    if (Py_TYPE(host) == &PyList_Type) {
        bool is_empty = PyList_Size(host) == 0;
        PyObject *list = is_empty ? host : PyList_New(0);
        for (int64_t i = 0; list && i < count; i++) {
            PyObject *item = to_host(items[i]);
            bool is_in = item && PyList_Append(list, item) == 0;
            Py_XDECREF(item);
            if (is_in) continue;
            if (!is_empty) Py_DECREF(list);
            return false;
        }
        if (is_empty) return true;
        bool ok = list && PyList_SetSlice(host, 0, PyList_Size(host), list) == 0;
        Py_XDECREF(list);
        return ok;
    }
    bool is_dict = PyDict_Check(host), is_set = Py_TYPE(host) == &PySet_Type, is_plain = Py_TYPE(host) == &PyDict_Type;
    if (is_plain) {
        PyDict_Clear(host);
    } else if (is_set) {
        if (PySet_Clear(host) < 0) return false;
    } else {
        PyObject *cleared = PyObject_CallMethod(host, "clear", NULL);
        Py_XDECREF(cleared);
        if (!cleared) return false;
    }
    PyObject *append = is_dict || is_set ? NULL : PyObject_GetAttrString(host, "append");
    if (!is_dict && !is_set && !append) return false;
    for (int64_t i = 0; i < count; i += 1 + is_dict) {
        PyObject *key = to_host(items[i]), *value = key && is_dict ? to_host(items[i + 1]) : NULL;
        bool ok = key && (!is_dict || value);
        if (ok && append) {
            PyObject *done = PyObject_CallFunctionObjArgs(append, key, NULL);
            ok = done != NULL;
            Py_XDECREF(done);
        } else if (ok) {
            ok = (is_plain ? PyDict_SetItem(host, key, value) : is_dict ? PyObject_SetItem(host, key, value) : PySet_Add(host, key)) == 0;
        }
        Py_XDECREF(key);
        Py_XDECREF(value);
        if (ok) continue;
        Py_XDECREF(append);
        return false;
    }
    Py_XDECREF(append);
    return true;
}

static bool fill_guest(nx_value v, int64_t count, PyObject *const *items) {
    const nx_shared_kind *kind = kind_of(v);
    if (kind) {
        nx_value *values = nx_alloc_words((size_t)count + 1);
        for (int64_t i = 0; values && i < count; i++)
            if (!(values[i] = from_host(items[i]))) return false;
        return values && kind->fill(v, count, values);
    }
    if (nx_is_exact(v, &nx_list_type)) {
        nx_list *list = NX_PTR(nx_list, v);
        int64_t before = list->length;
        for (int64_t i = 0; i < count; i++) {
            nx_value item = from_host(items[i]);
            if (!item) return false;
            if (i < list->length) list->items[i] = item;
            else if (!nx_list_push(list, item)) return false;
        }
        for (int64_t i = count; i < before; i++) list->items[i] = 0;
        if (count < before) list->length = count;
        return true;
    }
    bool is_dict = nx_is_exact(v, &nx_dict_type);
    nx_value cleared = nx_call_method(v, nx_str_intern_c("clear"), 0, NULL, 0);
    for (int64_t i = 0; cleared && i < count; i += 1 + is_dict) {
        nx_value key = from_host(items[i]), value = key && is_dict ? from_host(items[i + 1]) : 0;
        if (!key || (is_dict && !value)) return false;
        if (is_dict ? !nx_dict_set(NX_PTR(nx_dict, v), key, value) : nx_set_add_value(v, key) < 0) return false;
    }
    return cleared != 0;
}

// The bytes of a buffer, which twins compare instead.
static bool has_bytes(const nx_shared_kind *kind) { return kind && kind->bytes; }

static bool note_bytes(twin *t, const nx_shared_kind *kind) {
    const uint8_t *now = kind->bytes(t->guest, &t->count);
    t->bytes = nx_alloc_bytes((size_t)t->count + 1);
    if (!t->bytes) return false;
    memcpy(t->bytes, now, (size_t)t->count);
    return true;
}

static bool fill_host_bytes(PyObject *host, const uint8_t *bytes, int64_t length) {
    if (nx_bytes_to_host(host, bytes, length)) return true;
    PyErr_Clear();
    if (Py_TYPE(host) == &PyByteArray_Type) {
        if (PyByteArray_Resize(host, length) < 0) return false;
        if (length) memcpy(PyByteArray_AsString(host), bytes, (size_t)length);
        return true;
    }
    PyObject *done = PySequence_DelSlice(host, 0, PY_SSIZE_T_MAX) == 0
        ? PyObject_CallMethod(host, "frombytes", "y#", (const char *)bytes, (Py_ssize_t)length) : NULL;
    Py_XDECREF(done);
    return done != NULL;
}

static bool bytes_out(twin *t, const nx_shared_kind *kind) {
    int64_t length;
    const uint8_t *now = kind->bytes(t->guest, &length);
    if (length == t->count && memcmp(now, t->bytes, (size_t)length) == 0) return true;
    return note_bytes(t, kind) && fill_host_bytes(t->host, t->bytes, t->count);
}

static bool bytes_back(twin *t, const nx_shared_kind *kind) {
    int64_t length;
    uint8_t *now = nx_bytes_of_host(t->host, &length);
    if (!now) return false;
    if (length == t->count && memcmp(now, t->bytes, (size_t)length) == 0) return true;
    return kind->fill_bytes(t->guest, now, length) && note_bytes(t, kind);
}

// A memoryview looks at the same bytes on both sides: there is nothing to compare.
static bool is_lent(const twin *t) { return nx_is_exact(t->guest, &nx_memoryview_type); }

// Whether the contents are what they were, found without a copy of them where that can be.
static bool is_same_guest(const twin *t) {
    if (guest_count(t->guest) != t->count) return false;
    if (nx_is_exact(t->guest, &nx_list_type)) {
        const nx_list *list = NX_PTR(nx_list, t->guest);
        return t->count == 0 || memcmp(list->items, t->guests, (size_t)t->count * sizeof(nx_value)) == 0;
    }
    if (nx_is_exact(t->guest, &nx_dict_type)) {
        nx_value key, value;
        int64_t position = 0, count = 0;
        while (nx_dict_next(NX_PTR(nx_dict, t->guest), &position, &key, &value)) {
            if (key != t->guests[count] || value != t->guests[count + 1]) return false;
            count += 2;
        }
        return true;
    }
    nx_value *now = nx_alloc_words((size_t)t->count + 1);
    if (!now) return false;
    guest_contents(t->guest, t->count, now);
    return memcmp(now, t->guests, (size_t)t->count * sizeof *now) == 0;
}

static bool is_same_host(const twin *t) {
    PyObject *host = t->host;
    if (host_count(host) != t->count) return false;
    if (Py_TYPE(host) == &PyList_Type) {
        PyObject *const *items = nx_items_of_list(host);
        if (items) return memcmp(items, t->hosts, (size_t)t->count * sizeof *items) == 0;
    }
    if (Py_TYPE(host) == &PyDict_Type) {
        Py_ssize_t position = 0;
        int64_t count = 0;
        PyObject *key, *value;
        while (PyDict_Next(host, &position, &key, &value)) {
            if (key != t->hosts[count] || value != t->hosts[count + 1]) return false;
            count += 2;
        }
        return true;
    }
    PyObject **now = nx_alloc_bytes((size_t)(t->count + 1) * sizeof *now);
    return now && host_contents(host, t->count, now) == t->count && memcmp(now, t->hosts, (size_t)t->count * sizeof *now) == 0;
}

// Notes what both have now, which is the same.
static bool note(twin *t) {
    const nx_shared_kind *kind = kind_of(t->guest);
    if (has_bytes(kind)) return note_bytes(t, kind);
    int64_t count = guest_count(t->guest);
    nx_value *guests = nx_alloc_words((size_t)count + 1);
    PyObject **hosts = nx_alloc_bytes((size_t)(count + 1) * sizeof *hosts);
    if (!guests || !hosts) return false;
    t->count = guest_contents(t->guest, count, guests);
    t->guests = guests;
    t->hosts = hosts;
    return host_contents(t->host, count, hosts) == count;
}

static void complain(void) {
    if (nx_pending()) host_failed();
    PyErr_WriteUnraisable(NULL);
}

// ---- twins ------------------------------------------------------------------------------------------------------------------

static bool sharing; // contents are being compared: what crosses meanwhile is not looked at

static twin *find(nx_value v) {
    for (size_t i = nx_twin_count; i-- > 0;)
        if (twins[i].guest == v) return &twins[i];
    return NULL;
}

void nx_twins_out(void) {
    if (sharing) return;
    sharing = true;
    for (size_t i = 0; i < nx_twin_count; i++) {
        if (is_lent(&twins[i])) continue;
        const nx_shared_kind *kind = kind_of(twins[i].guest);
        if (has_bytes(kind)) {
            if (!bytes_out(&twins[i], kind)) complain();
            continue;
        }
        if (is_same_guest(&twins[i])) continue;
        int64_t count = guest_count(twins[i].guest);
        nx_value *now = nx_alloc_words((size_t)count + 1);
        if (!now) break;
        guest_contents(twins[i].guest, count, now);
        PyObject *host = twins[i].host; // filling may make more twins
        bool filled = fill_host(host, count, now);
        if (!filled || !note(&twins[i])) complain();
    }
    sharing = false;
}

void nx_twins_back(void) {
    if (sharing) return;
    sharing = true;
    size_t kept = 0;
    nx_value error = nx_error_take();
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    for (size_t i = 0; i < nx_twin_count; i++) {
        const nx_shared_kind *kind = kind_of(twins[i].guest);
        if (has_bytes(kind)) {
            if (!bytes_back(&twins[i], kind)) complain();
        } else if (!is_lent(&twins[i]) && !is_same_host(&twins[i])) {
            int64_t count = host_count(twins[i].host);
            PyObject **now = nx_alloc_bytes((size_t)(count + 1) * sizeof *now);
            bool is_read = now && host_contents(twins[i].host, count, now) == count;
            if (!is_read || !fill_guest(twins[i].guest, count, now) || !note(&twins[i])) complain();
        }
        if (Py_REFCNT(twins[i].host) == 1) {
            nx_forget_proxy(twins[i].guest);
            nx_forget_foreign(twins[i].host);
            Py_DECREF(twins[i].host); // its items' counts fall: they are looked at after it
        } else {
            twins[kept++] = twins[i];
        }
    }
    for (size_t i = kept; i < nx_twin_count; i++) twins[i] = (twin){0};
    nx_twin_count = kept;
    PyErr_Restore(type, value, traceback);
    nx_error_restore(error);
    sharing = false;
}

// Of the latest ones, those that the host has not kept, and has not looked into.
void nx_twins_drop(size_t first) {
    while (nx_twin_count > first && Py_REFCNT(twins[nx_twin_count - 1].host) == 1 && !is_lent(&twins[nx_twin_count - 1])) {
        twin last = twins[--nx_twin_count];
        twins[nx_twin_count] = (twin){0};
        nx_forget_proxy(last.guest);
        nx_forget_foreign(last.host);
        Py_DECREF(last.host);
    }
}

// ---- handing over for good -----------------------------------------------------------------------------------------------------

// Takes the reference.
static bool become_foreign(nx_value v, PyObject *host) {
    const nx_shared_kind *kind = kind_of(v);
    bool is_list = nx_is_exact(v, &nx_list_type), is_dict = kind ? kind->is_mapping : nx_is_exact(v, &nx_dict_type);
    nx_type *type = is_list ? &nx_foreign_former_list_type : is_dict ? &nx_foreign_dict_type : kind == &bytearray_kind ? &nx_foreign_former_bytes_type : has_bytes(kind) ? &nx_foreign_former_buffer_type
        : kind ? &nx_foreign_former_sequence_type : &nx_foreign_set_type;
    size_t size = kind ? kind->size : is_list ? sizeof(nx_list) : is_dict ? sizeof(nx_dict) : offsetof(nx_set, small);
    char *memory = NX_PTR(char, v);
    if (!is_list && !is_dict && !kind) {
        nx_tuple *keys = nx_tuple_new(guest_count(v));
        if (!keys) return false;
        guest_contents(v, keys->length, keys->items);
        NX_PTR(nx_set, v)->small[0] = NX_OBJ(keys);
    }
    memset(memory + sizeof(nx_header), 0, size - sizeof(nx_header));
    memcpy(memory + (is_dict ? NX_HOST_IN_DICT : offsetof(nx_foreign, host)), &host, sizeof host);
    NX_PTR(nx_header, v)->shape = &type->root;
    return nx_identify_foreign(host, v);
}

// What has been set in an OrderedDict or a Counter.
static bool take_attributes(PyObject *host, nx_value v) {
    nx_dict *own = nx_instance_dict_copy(v);
    int64_t position = 0;
    nx_value key, value;
    bool ok = own != NULL;
    while (ok && nx_dict_next(own, &position, &key, &value)) {
        PyObject *name = to_host(key), *object = name ? to_host(value) : NULL;
        ok = object && PyObject_SetAttr(host, name, object) == 0;
        Py_XDECREF(name);
        Py_XDECREF(object);
    }
    if (!ok && nx_pending()) host_failed();
    return ok;
}

static PyObject *make_host(nx_value v) {
    const nx_shared_kind *kind = kind_of(v);
    if (kind == &bytearray_kind) return PyByteArray_FromStringAndSize(NULL, 0);
    if (kind) {
        nx_value arguments = kind->arguments(v);
        PyObject *args = arguments ? to_host(arguments) : host_failed();
        PyObject *made = args ? PyObject_Call(nx_host_of(NX_OBJ(nx_type_of(v))), args, NULL) : NULL;
        Py_XDECREF(args);
        if (made && nx_type_of(v)->flags & NX_TYPE_HAS_ATTRIBUTES && !take_attributes(made, v)) Py_CLEAR(made);
        return made;
    }
    return nx_is_exact(v, &nx_list_type) ? PyList_New(0) : nx_is_exact(v, &nx_dict_type) ? PyDict_New() : PySet_New(NULL);
}

void nx_twins_settle(void) {
    nx_ext_depth++; // filling calls in
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    nx_twins_out();
    nx_twins_back();
    size_t kept = 0;
    for (size_t i = 0; i < nx_twin_count; i++) {
        if (is_lent(&twins[i])) continue; // a collection finds it
        const nx_shared_kind *kind = kind_of(twins[i].guest);
        if (has_bytes(kind) && kind->is_held(twins[i].guest)) {
            twins[kept++] = twins[i];
            continue;
        }
        nx_forget_proxy(twins[i].guest);
        nx_forget_foreign(twins[i].host);
        if (!become_foreign(twins[i].guest, twins[i].host)) complain();
    }
    for (size_t i = kept; i < nx_twin_count; i++) twins[i] = (twin){0};
    nx_twin_count = kept;
    PyErr_Restore(type, value, traceback);
    nx_ext_depth--;
}

// Dicts that compiled code reads without asking: a module's globals are the host module's, of attributes there is a copy.
static PyObject *namespace_to_host(nx_value v) {
    nx_dict *dict = NX_PTR(nx_dict, v);
    if (dict->reserved) {
        nx_value name = nx_dict_get_str(dict, &nx_s___name__);
        PyObject *key = name ? to_host(name) : NULL, *module = key ? PyImport_GetModule(key) : NULL;
        PyObject *found = module ? PyObject_GetAttrString(module, "__dict__") : NULL;
        Py_XDECREF(key);
        Py_XDECREF(module);
        if (found || PyErr_Occurred()) return found;
    }
    nx_dict *copy = nx_dict_new(dict->live);
    int64_t position = 0;
    nx_value key, value;
    while (copy && nx_dict_next(dict, &position, &key, &value))
        if (!nx_dict_set(copy, key, value)) copy = NULL;
    return copy ? nx_container_to_host(NX_OBJ(copy), nx_ext_depth == 1) : host_failed();
}

static bool add_twin(nx_value v, PyObject *host) {
    if (nx_twin_count == capacity) {
        size_t larger = capacity ? 2 * capacity : 16;
        twin *grown = nx_alloc_words(larger * sizeof *grown / sizeof(nx_value));
        if (!grown) return false;
        if (nx_twin_count) memcpy(grown, twins, nx_twin_count * sizeof *grown);
        twins = grown;
        capacity = larger;
    }
    twins[nx_twin_count++] = (twin){.guest = v, .host = host};
    nx_identify_proxy(v, host);
    return nx_identify_foreign(host, v);
}

bool nx_lend(nx_value v, PyObject *host) {
    Py_INCREF(host);
    return add_twin(v, host);
}

static PyObject *buffer_to_host(nx_value v, const nx_shared_kind *kind, PyObject *host, bool for_good) {
    int64_t length;
    const uint8_t *bytes = kind->bytes(v, &length);
    if (length && !fill_host_bytes(host, bytes, length)) {
        Py_DECREF(host);
        return NULL;
    }
    if (for_good && !nx_twin_count && !kind->is_held(v)) {
        if (!become_foreign(v, host)) return host_failed();
    } else if (!add_twin(v, host) || !note_bytes(&twins[nx_twin_count - 1], kind)) {
        return host_failed();
    }
    Py_INCREF(host);
    return host;
}

PyObject *nx_container_to_host(nx_value v, bool for_good) {
    if (nx_is_exact(v, &nx_dict_type) && (NX_PTR(nx_dict, v)->reserved || NX_PTR(nx_dict, v)->is_namespace)) return namespace_to_host(v);
    PyObject *known = nx_twin_count ? nx_host_of(v) : NULL;
    if (known) {
        Py_INCREF(known);
        return known;
    }
    PyObject *host = make_host(v);
    if (!host) return NULL;
    const nx_shared_kind *kind = kind_of(v);
    if (has_bytes(kind)) return buffer_to_host(v, kind, host, for_good);
    int64_t count = guest_count(v);
    nx_value *items = nx_alloc_words((size_t)count + 1);
    if (!items) return host_failed();
    if (count) guest_contents(v, count, items);
    if (for_good && !nx_twin_count) {
        Py_INCREF(host);
        // First, so that what contains itself finds it.
        if (!become_foreign(v, host)) return host_failed();
        if (fill_host(host, count, items)) return host;
        Py_DECREF(host);
        return NULL;
    }
    if (!add_twin(v, host)) return host_failed();
    if (count == 0 && !kind) { // what it holds has been noted
        Py_INCREF(host);
        return host;
    }
    bool before = sharing;
    sharing = true;
    bool ok = fill_host(host, count, items);
    twin *own = find(v);
    if (ok && own && !note(own)) {
        ok = false;
        if (nx_pending()) host_failed();
    }
    sharing = before;
    if (!ok) return NULL;
    Py_INCREF(host);
    return host;
}
