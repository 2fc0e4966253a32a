// Items of the host's containers, and iteration over them: read where CPython keeps them, where that is known.
#include "foreign.h"
#include "iterators.h"

// ---- containers -----------------------------------------------------------------------------------------------------------

bool nx_foreign_length(nx_value self, int64_t *length) {
    out();
    *length = PyObject_Size(foreign_host(self));
    return done(*length < 0 ? -1 : 0);
}

// A number in an array, bytearray or memoryview, read where it is; 0: not here.
static nx_value item_of_buffer(nx_value self, PyObject *host, nx_value key) {
    if (!nx_guard_hosted(self) || !nx_is_plain_buffer(host)) return 0;
    int64_t format = nx_view_of(self)->format & 255;
    nx_f64 number;
    nx_i64 whole;
    if (format == 'd' || format == 'f') return nx_host_get_f64(self, nx_small_int(key), &number) ? nx_from_double(number) : 0;
    return format && nx_host_get_i64(self, nx_small_int(key), &whole) ? nx_from_i64(whole) : 0;
}

static bool put_in_buffer(nx_value self, PyObject *host, nx_value key, nx_value value) {
    if (!nx_guard_hosted(self) || !nx_is_plain_buffer(host)) return false;
    int64_t format = nx_view_of(self)->format & 255;
    if (format == 'd' || format == 'f')
        return nx_is_tagged_float(value) && nx_host_set_f64(self, nx_small_int(key), nx_tagged_float(value));
    return format && nx_is_small_int(value) && nx_host_set_i64(self, nx_small_int(key), nx_small_int(value));
}

nx_value nx_from_borrowed(PyObject *item) {
    if (Py_TYPE(item) == &PyFloat_Type || Py_TYPE(item) == &PyLong_Type) return from_host(item);
    Py_INCREF(item);
    nx_value v = from_host(item);
    Py_DECREF(item);
    return v;
}

// An item of a dict; NX_STOP: the host is to be asked.
static nx_value item_of_dict(PyObject *dict, PyObject *key, bool is_plain) {
    if (!is_plain) out();
    PyObject *found = PyDict_GetItemWithError(dict, key);
    if (NX_LIKELY(is_plain && found)) return nx_from_borrowed(found);
    if (!found && !PyErr_Occurred()) return NX_STOP;
    Py_XINCREF(found);
    return taken(found);
}

nx_value nx_foreign_getitem(nx_value self, nx_value key) {
    PyObject *host = foreign_host(self);
    bool is_list = Py_TYPE(host) == &PyList_Type, is_dict = Py_TYPE(host) == &PyDict_Type;
    if (nx_is_small_int(key) && is_list && nx_host_lists_known) {
        const nx_host_list *list = (const nx_host_list *)host; // which is no twin's
        int64_t index = nx_small_int(key);
        if (index < 0) index += list->length;
        if (index >= 0 && index < list->length) return nx_from_borrowed(list->items[index]);
    }
    nx_value number = nx_is_small_int(key) && !is_list && !is_dict ? item_of_buffer(self, host, key) : 0;
    if (number) return number;
    PyObject *object = to_host(key);
    if (!object) return guest_failed();
    nx_value item = is_dict ? item_of_dict(host, object, is_plain_key(key)) : NX_STOP;
    if (item != NX_STOP) {
        Py_DECREF(object);
        return item;
    }
    out();
    PyObject *result = PyObject_GetItem(host, object);
    Py_DECREF(object);
    return taken(result);
}

bool nx_foreign_setitem(nx_value self, nx_value key, nx_value value) {
    bool is_dict = Py_TYPE(foreign_host(self)) == &PyDict_Type;
    if (value && !is_dict && nx_is_small_int(key) && put_in_buffer(self, foreign_host(self), key, value)) return true;
    PyObject *object = to_host(key), *item = object && value ? to_host(value) : NULL;
    int status = -1;
    if (is_dict && item && is_plain_key(key)) {
        status = PyDict_SetItem(foreign_host(self), object, item);
        Py_DECREF(object);
        Py_DECREF(item);
        rejoin();
        if (NX_UNLIKELY(status < 0)) guest_failed();
        return status == 0;
    }
    if (object && (item || !value)) {
        out();
        status = value ? PyObject_SetItem(foreign_host(self), object, item) : PyObject_DelItem(foreign_host(self), object);
    }
    Py_XDECREF(object);
    Py_XDECREF(item);
    return done(status);
}

int nx_foreign_contains(nx_value self, nx_value item) {
    PyObject *object = to_host(item);
    if (!object) return answered(-1);
    PyTypeObject *class_ = Py_TYPE(foreign_host(self));
    if (is_plain_key(item) && (class_ == &PyDict_Type || class_ == &PySet_Type)) {
        int there = class_ == &PyDict_Type ? PyDict_Contains(foreign_host(self), object) : PySet_Contains(foreign_host(self), object);
        Py_DECREF(object);
        if (NX_UNLIKELY(there < 0)) guest_failed();
        return there;
    }
    out();
    int found = PySequence_Contains(foreign_host(self), object);
    Py_DECREF(object);
    return answered(found);
}

// What tuple() and list() of it hold; 0 without an error: they are to ask for one at a time.
nx_value nx_foreign_items_of(nx_value self) {
    PyObject *host = foreign_host(self);
    out();
    PyObject *items = PySequence_Tuple(host);
    back();
    if (!items) return guest_failed();
    nx_value v = nx_tuple_from_host(items);
    Py_DECREF(items);
    return v;
}

// Of an iterator of the host's: is it over what the guest has changed meanwhile?
static void show_twin(PyObject *container) {
    nx_value guest = container ? nx_guest_of(container) : 0;
    if (guest && !nx_is_foreign(guest)) nx_twins_out();
}

// The next entry of a dict, read from there; false: its iterator is to be asked. `key` and `value` may be NULL.
static bool next_entry(nx_host_dict_iterator *iterator, nx_value *key, nx_value *value) {
    if (NX_UNLIKELY(nx_twin_count)) show_twin(iterator->dict);
    if (!iterator->dict || iterator->left <= 0 || iterator->used != PyDict_Size(iterator->dict)) return false;
    Py_ssize_t position = iterator->position;
    PyObject *found, *its_value;
    if (!PyDict_Next(iterator->dict, &position, &found, &its_value)) return false;
    iterator->position = position;
    iterator->left--;
    if (key) *key = nx_from_borrowed(found);
    if (value) *value = nx_from_borrowed(its_value);
    return true;
}

static nx_value next_of_dict(PyObject *host) {
    nx_host_dict_iterator *iterator = (nx_host_dict_iterator *)host;
    nx_value items[2] = {0};
    if (Py_TYPE(host) == nx_host_dict_iterators[NX_DICT_KEYS]) return next_entry(iterator, &items[0], NULL) ? items[0] : NX_STOP;
    if (Py_TYPE(host) == nx_host_dict_iterators[NX_DICT_VALUES]) return next_entry(iterator, NULL, &items[1]) ? items[1] : NX_STOP;
    if (Py_TYPE(host) != nx_host_dict_iterators[NX_DICT_ITEMS] || !next_entry(iterator, &items[0], &items[1])) return NX_STOP;
    return items[0] && items[1] ? nx_tuple_from(2, items) : 0;
}

nx_value nx_foreign_next(nx_value self) {
    PyObject *host = foreign_host(self);
    if (NX_LIKELY(Py_TYPE(host) == nx_host_list_iterator_type)) {
        nx_host_list_iterator *iterator = (nx_host_list_iterator *)host;
        if (NX_UNLIKELY(nx_twin_count)) show_twin((PyObject *)iterator->list);
        if (iterator->list && (uint64_t)iterator->index < (uint64_t)iterator->list->length)
            return nx_from_borrowed(iterator->list->items[iterator->index++]);
    }
    nx_value entry = next_of_dict(host);
    if (entry != NX_STOP) return entry;
    if (NX_UNLIKELY(!PyIter_Check(host)))
        return nx_raisef(&nx_TypeError, "'%T' object is not an iterator", self);
    out();
    PyObject *item = PyIter_Next(host);
    back();
    if (NX_LIKELY(item != NULL)) {
        nx_value v = from_host(item);
        Py_DECREF(item);
        return v;
    }
    return PyErr_Occurred() ? guest_failed() : NX_STOP;
}

nx_value nx_foreign_item_at(nx_value self, int64_t index) {
    const nx_host_list *list = (const nx_host_list *)foreign_host(self);
    if (NX_LIKELY(Py_TYPE((PyObject *)list) == &PyList_Type && nx_host_lists_known))
        return index < list->length ? nx_from_borrowed(list->items[index]) : NX_STOP;
    int64_t length;
    if (!nx_length(self, &length)) return 0;
    return index < length ? nx_getitem(self, nx_from_small_int(index)) : NX_STOP;
}

// The next item of a list, as a tuple if it is a list or a tuple: no object stands for it.
static nx_value next_list_unpacked(nx_list_iterator *iterator) {
    enum { FEW = 16 };
    static nx_tuple *pair;
    const nx_host_list *list = (const nx_host_list *)foreign_host(iterator->list);
    bool is_there = Py_TYPE((PyObject *)list) == &PyList_Type && nx_host_lists_known && iterator->index < list->length;
    PyObject *item = is_there ? list->items[iterator->index] : NULL;
    bool is_list = item && Py_TYPE(item) == &PyList_Type;
    Py_ssize_t count = is_list ? PyList_Size(item) : item && Py_TYPE(item) == &PyTuple_Type ? PyTuple_Size(item) : FEW + 1;
    nx_value known = is_list && nx_twin_count ? nx_guest_of(item) : 0;
    if (count > FEW || (known && !nx_is_foreign(known))) return nx_next(NX_OBJ(iterator)); // the guest's may be newer
    nx_value items[FEW];
    iterator->index++;
    Py_INCREF(item);
    Py_ssize_t done = 0;
    for (; done < count; done++) {
        PyObject *part = !is_list ? PyTuple_GetItem(item, done) : done < PyList_Size(item) ? PyList_GetItem(item, done) : Py_None;
        if (!(items[done] = nx_from_borrowed(part))) break;
    }
    Py_DECREF(item);
    if (done < count) return 0;
    if (count != 2) return nx_tuple_from(count, items);
    if (NX_UNLIKELY(!pair) && !(pair = nx_tuple_new(2))) return 0;
    pair->items[0] = items[0];
    pair->items[1] = items[1];
    return NX_OBJ(pair);
}

// For a loop that takes the tuple apart before anything else happens: always the same one.
nx_value nx_foreign_next_unpacked(nx_value self) {
    static nx_tuple *pair;
    if (nx_is_exact(self, &nx_list_iterator_type)) return next_list_unpacked(NX_PTR(nx_list_iterator, self));
    PyObject *host = foreign_host(self);
    if (Py_TYPE(host) == nx_host_dict_iterators[NX_DICT_ITEMS]) {
        if (NX_UNLIKELY(!pair) && !(pair = nx_tuple_new(2))) return 0;
        nx_value key, value;
        if (next_entry((nx_host_dict_iterator *)host, &key, &value)) {
            pair->items[0] = key;
            pair->items[1] = value;
            return key && value ? NX_OBJ(pair) : 0;
        }
        pair->items[0] = pair->items[1] = NX_NONE;
    }
    return nx_foreign_next(self);
}
