// What the host changes in classes of ours. Their metaclass is the host's own (`type(C) is type`), so that they go together with
// any other base; nobody tells when a test or a decorator sets an attribute. But the host gives each class a version, which it
// takes away when the class changes: the guest looks at the versions when it is called, and at a class whose version is another
// one. A *snapshot* of the class's dict tells what has changed.
#include "bridge.h"
#include "layout.h"
#include <string.h>
#include <stdlib.h>

typedef struct { PyTypeObject *class_; nx_type *type; PyObject *snapshot; } watched_class;
static watched_class *watched;
static size_t capacity;
nx_class_stamp *nx_class_stamps;
size_t nx_class_stamp_count;

// Before CPython 3.11 the version stays, and a flag goes.
static bool flag_tells(void) {
    static int answer = -1;
    if (NX_UNLIKELY(answer < 0)) {
        PyObject *version = PySys_GetObject("hexversion");
        answer = version && PyLong_AsLong(version) < 0x030b0000;
    }
    return answer;
}

uint32_t nx_version_of_class(PyTypeObject *class_) {
    return flag_tells() && !(nx_flags_of_class(class_) & NX_HAS_VERSION) ? 0 : nx_version_word(class_);
}

// Whether the host has changed a class since it was looked at.
static void stamp(size_t i) {
    PyObject *class_ = (PyObject *)watched[i].class_;
    if (!PyObject_HasAttrString(class_, "__natrix__")) PyErr_Clear(); // gives it a version
    nx_class_stamp *row = &nx_class_stamps[2 * i];
    row[0].seen = *row[0].word & row[0].mask;
    row[1].seen = *row[1].word & row[1].mask;
}

static bool grow(void) {
    if (nx_class_stamp_count / 2 < capacity) return true;
    size_t larger = capacity ? 2 * capacity : 32;
    watched_class *classes = realloc(watched, larger * sizeof *classes);
    if (classes) watched = classes;
    nx_class_stamp *stamps = classes ? realloc(nx_class_stamps, 2 * larger * sizeof *stamps) : NULL;
    if (!stamps) return false;
    nx_class_stamps = stamps;
    capacity = larger;
    return true;
}

static PyObject *dict_of(PyTypeObject *class_) { // a copy
    PyObject *dict = PyObject_GetAttrString((PyObject *)class_, "__dict__"), *copy = dict ? PyDict_New() : NULL;
    if (copy && PyDict_Update(copy, dict) < 0) Py_CLEAR(copy);
    Py_XDECREF(dict);
    return copy;
}

void nx_watch_class(PyTypeObject *class_, nx_type *type) {
    if (PyType_IsSubtype(Py_TYPE((PyObject *)class_), nx_class_proxy)) return; // its metaclass tells
    PyObject *snapshot = grow() ? dict_of(class_) : NULL;
    if (!snapshot) {
        PyErr_Clear();
        return;
    }
    size_t i = nx_class_stamp_count / 2;
    const uintptr_t *words = (const uintptr_t *)class_;
    watched[i] = (watched_class){class_, type, snapshot};
    nx_class_stamps[2 * i] = (nx_class_stamp){(const uint32_t *)&words[NX_VERSION_WORD], UINT32_MAX, 0};
    nx_class_stamps[2 * i + 1] = (nx_class_stamp){(const uint32_t *)&words[NX_TYPE_FLAGS_WORD], flag_tells() ? NX_HAS_VERSION : 0, 0};
    nx_class_stamp_count += 2;
    stamp(i);
}

// ---- to the guest --------------------------------------------------------------------------------------------------------

static bool is_hosts_own(PyObject *name) {
    static const char *const names[] = {"__getattribute__", "__abstractmethods__", "_abc_impl", "__slots__", "__slotnames__", "__weakref__",
                                        "__dict__", "__subclasshook__"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (PyUnicode_CompareWithASCIIString(name, names[i]) == 0) return true;
    return false;
}

// What compiled code has taken for what the class's methods are for good is that no longer.
void nx_member_replaced(nx_type *type, nx_value name) {
    static const char *const without_meaning[] = {"__doc__", "__module__", "__qualname__", "__name__", "__annotations__", "__signature__",
                                                  "__match_args__", "__parameters__", "__orig_bases__", "__annotate__"};
    const char *text = nx_str_utf8_lossy(name, NULL);
    for (size_t i = 0; i < sizeof without_meaning / sizeof *without_meaning; i++)
        if (strcmp(text, without_meaning[i]) == 0) return;
    nx_value old = nx_type_lookup(type, NX_PTR(nx_str, name));
    if (old ? nx_type_of(old)->descr_get != NULL : strncmp(text, "__", 2) == 0) nx_layout_drop(type);
}

static void tell(watched_class *class_, PyObject *name, PyObject *before, PyObject *value) {
    if (!PyUnicode_Check(name) || is_hosts_own(name)) return;
    bool was_attribute = before && nx_is_attribute(before), is_attribute = value && nx_is_attribute(value);
    nx_value kept = is_attribute ? nx_attribute_give_back(value) : 0;
    if (is_attribute && !kept) return;
    nx_value key = nx_name_from_host(name), v = !key || !value ? 0 : kept == NX_STOP ? 0 : kept ? kept : from_host(value);
    if (!key || (value && !v && !kept)) return nx_error_clear();
    if (was_attribute && !is_attribute) {
        nx_value own = nx_dict_get_str(nx_type_dict(class_->type), NX_PTR(nx_str, key));
        nx_attribute_keep(before, own ? own : NX_STOP);
    }
    bool is_plain = v && !is_attribute && !(nx_is_foreign(v) ? PyObject_HasAttrString((PyObject *)Py_TYPE(value), "__get__") : nx_type_of(v)->descr_get != NULL);
    bool outer = nx_setting_class;
    nx_setting_class = true;
    nx_member_replaced(class_->type, key);
    if (!nx_setattr(NX_OBJ(class_->type), NX_PTR(nx_str, key), v)) nx_error_clear();
    nx_setting_class = outer;
    bool is_special = strncmp(nx_str_utf8_lossy(key, NULL), "__", 2) == 0;
    PyObject *attribute = is_plain && !is_special && !(class_->type->flags & NX_TYPE_SHADOW) ? nx_attribute_new(key) : NULL;
    if (attribute) ((setattrofunc)nx_slot_of_type(Py_tp_setattro, SETATTRO_WORD))((PyObject *)class_->class_, name, attribute);
    Py_XDECREF(attribute);
}

static void look_at(size_t i) {
    PyObject *now = dict_of(watched[i].class_), *before = watched[i].snapshot, *name, *value;
    Py_ssize_t position = 0;
    if (!now) return PyErr_Clear();
    while (PyDict_Next(now, &position, &name, &value))
        if (PyDict_GetItem(before, name) != value) tell(&watched[i], name, PyDict_GetItem(before, name), value);
    for (position = 0; PyDict_Next(before, &position, &name, &value);)
        if (!PyDict_GetItem(now, name)) tell(&watched[i], name, value, NULL);
    Py_DECREF(now);
    now = dict_of(watched[i].class_);
    if (now) {
        watched[i].snapshot = now;
        Py_DECREF(before);
    }
    PyErr_Clear();
    stamp(i);
}

void nx_look_at_classes(void) {
    static bool is_looking;
    if (is_looking) return;
    is_looking = true;
    PyObject *kind, *error, *traceback;
    PyErr_Fetch(&kind, &error, &traceback);
    nx_value pending = nx_error_take();
    for (size_t i = 0; i < nx_class_stamp_count; i++) {
        const nx_class_stamp *row = &nx_class_stamps[i];
        if ((*row->word & row->mask) != row->seen) look_at(i / 2);
    }
    nx_error_restore(pending);
    PyErr_Restore(kind, error, traceback);
    is_looking = false;
}

// ---- from the guest ------------------------------------------------------------------------------------------------------

// Sets or deletes what the host's class has; who has told it need not be told.
int nx_set_in_host_class(PyObject *class_, PyObject *name, PyObject *value) {
    nx_look_at_classes();
    int status = ((setattrofunc)nx_slot_of_type(Py_tp_setattro, SETATTRO_WORD))(class_, name, value);
    for (size_t i = 0; i < nx_class_stamp_count / 2; i++) {
        const nx_class_stamp *row = &nx_class_stamps[2 * i];
        bool is_changed = (*row[0].word & row[0].mask) != row[0].seen || (*row[1].word & row[1].mask) != row[1].seen;
        if (!is_changed) continue;
        bool is_it = watched[i].class_ == (PyTypeObject *)class_;
        if (is_it && status == 0 && (value ? PyDict_SetItem(watched[i].snapshot, name, value) : PyDict_DelItem(watched[i].snapshot, name)) < 0)
            PyErr_Clear();
        stamp(i); // derived ones have a new version, too
    }
    return status;
}
