// The base that the host's classes of compiled code have for their layout, `natrix.instance`, and that nobody sees:
//
//     class Shape: …         host: Shape.__mro__ == (Shape, object), Shape.__bases__ == (object,)
//
// What it does for instances stands in the classes themselves, as descriptors that say they are object's: help() and inspect leave them
// out. Whether instances of a class look so is told by the chain of `tp_base`, which decides about the layout.
//
// A class of Python may have another builtin class beside a compiled one (`class Registry(Compiled, dict)`), whose layout goes together
// with no other's. It gets that one's; its instances are the host's alone, and compiled methods find their attributes as they
// find those of any object.
#include "bridge.h"
#include <string.h>

enum { SIZE_WORD = 4, BASE_WORD = 32, ALLOC_WORD = 38, BASES_WORD = 42, MRO_WORD = 43 };
static bool is_hidden;

static PyTypeObject *base_of(PyTypeObject *class_) { return ((PyTypeObject **)class_)[BASE_WORD]; }

bool nx_has_instances(PyTypeObject *class_) {
    if (((void **)class_)[NX_HOST_DEALLOC_WORD] == (void *)nx_instance_destroy) return true;
    if (!is_hidden) return PyType_IsSubtype(class_, nx_instance_proxy);
    while (class_ && class_ != nx_instance_proxy) class_ = base_of(class_);
    return class_ != NULL;
}

PyObject *nx_answer_has_instances(PyObject *unused, PyObject *class_) {
    return PyBool_FromLong(PyType_Check(class_) && nx_has_instances((PyTypeObject *)class_));
}

// ---- hiding ---------------------------------------------------------------------------------------------------------------

enum { MOST_MEMBERS = 8 };
static PyObject *names[MOST_MEMBERS], *members[MOST_MEMBERS];
static int member_count;

static bool add_member(const char *name, PyObject *member) {
    names[member_count] = PyUnicode_InternFromString(name);
    members[member_count] = member;
    return member && names[member_count++];
}

static bool is_tuple_of(PyObject *object, Py_ssize_t count, PyObject *last) {
    return object && PyTuple_Check(object) && PyTuple_Size(object) == count && PyTuple_GetItem(object, count - 1) == last;
}

// Where CPython keeps these has always been the same; where it is not, the base is seen.
bool nx_bases_start(PyMethodDef *methods, PyGetSetDef *getset) {
    PyObject **words = (PyObject **)nx_instance_proxy, *object = (PyObject *)&PyBaseObject_Type;
    if (words[BASE_WORD] != object || !is_tuple_of(words[BASES_WORD], 1, object) || !is_tuple_of(words[MRO_WORD], 2, object)) return true;
    for (; methods->ml_name; methods++)
        if (!add_member(methods->ml_name, PyDescr_NewMethod(&PyBaseObject_Type, methods))) return false;
    if (!add_member(getset->name, PyDescr_NewGetSet(&PyBaseObject_Type, getset))) return false;
    is_hidden = true;
    return true;
}

// A wrapper of a slot says whose it is behind its object's head.
void nx_give_to_object(PyObject *wrapper) {
    PyObject **words = (PyObject **)wrapper;
    if (!is_hidden || words[2] != (PyObject *)nx_instance_proxy) return;
    Py_INCREF(&PyBaseObject_Type);
    words[2] = (PyObject *)&PyBaseObject_Type;
}

// Of a class that is made with these bases; what it defines itself stays.
bool nx_add_instance_members(PyObject *bases, PyObject *given, PyObject *values) {
    int is_root = is_hidden ? PySequence_Contains(bases, (PyObject *)nx_instance_proxy) : 0;
    for (int i = 0; is_root > 0 && i < member_count; i++) {
        int there = PySequence_Contains(given, names[i]);
        if (there < 0 || (!there && (PyList_Append(given, names[i]) < 0 || PyList_Append(values, members[i]) < 0))) return false;
    }
    return is_root >= 0;
}

static void leave_out(PyObject **place) {
    PyObject *tuple = *place, *list = PyList_New(0);
    Py_ssize_t count = PyTuple_Size(tuple);
    bool ok = list != NULL;
    for (Py_ssize_t i = 0; ok && i < count; i++) {
        PyObject *item = PyTuple_GetItem(tuple, i);
        if (item != (PyObject *)nx_instance_proxy) ok = PyList_Append(list, item) == 0;
    }
    if (ok && PyList_Size(list) == 0) ok = PyList_Append(list, (PyObject *)&PyBaseObject_Type) == 0;
    PyObject *made = ok && PyList_Size(list) <= count ? PyList_AsTuple(list) : NULL;
    Py_XDECREF(list);
    if (!made) return PyErr_Clear();
    *place = made;
    Py_DECREF(tuple);
}

void nx_hide_base(PyTypeObject *class_) {
    if (!is_hidden) return;
    leave_out(&((PyObject **)class_)[BASES_WORD]);
    leave_out(&((PyObject **)class_)[MRO_WORD]);
    PyType_Modified(class_);
}

// For the helper: the descriptor that stands in classes under that name.
PyObject *nx_instance_member(PyObject *unused, PyObject *name) {
    PyObject *found = Py_None;
    for (int i = 0; i < member_count; i++)
        if (PyUnicode_Compare(names[i], name) == 0) found = members[i];
    Py_INCREF(found);
    return found;
}

// ---- beside other layouts ---------------------------------------------------------------------------------------------------

// While `type.__new__` compares layouts, ours say that they are object's. Whatever runs meanwhile and makes an instance or a class finds
// the truth.
typedef struct { PyTypeObject *class_; Py_ssize_t size; allocfunc alloc; } lie;
static lie *lies;
static Py_ssize_t lie_count;
static newfunc type_new;

static PyObject *allocate_meanwhile(PyTypeObject *class_, Py_ssize_t count);

static void tell(bool lying) {
    for (Py_ssize_t i = 0; i < lie_count; i++) {
        void **words = (void **)lies[i].class_;
        ((Py_ssize_t *)words)[SIZE_WORD] = lying ? ((Py_ssize_t *)&PyBaseObject_Type)[SIZE_WORD] : lies[i].size;
        words[ALLOC_WORD] = lying ? (void *)allocate_meanwhile : (void *)lies[i].alloc;
    }
}

static PyObject *allocate_meanwhile(PyTypeObject *class_, Py_ssize_t count) {
    tell(false);
    PyObject *made = ((allocfunc)((void **)class_)[ALLOC_WORD])(class_, count);
    tell(true);
    return made;
}

PyObject *nx_allocate_instance(PyTypeObject *class_) { return ((allocfunc)((void **)class_)[ALLOC_WORD])(class_, 0); }

static void lie_about(PyTypeObject *class_, Py_ssize_t capacity) {
    for (Py_ssize_t i = 0; i < lie_count; i++)
        if (lies[i].class_ == class_) return;
    void **words = (void **)class_;
    if (lie_count < capacity) lies[lie_count++] = (lie){class_, ((Py_ssize_t *)words)[SIZE_WORD], (allocfunc)words[ALLOC_WORD]};
}

static bool is_conflict(void) {
    PyObject *kind, *value, *traceback, *text;
    PyErr_Fetch(&kind, &value, &traceback);
    text = value ? PyObject_Str(value) : NULL;
    const char *words = text ? PyUnicode_AsUTF8AndSize(text, NULL) : NULL;
    bool answer = words && strstr(words, "lay-out conflict");
    Py_XDECREF(text);
    PyErr_Restore(kind, value, traceback);
    return answer;
}

static PyObject *make_beside(PyTypeObject *meta, PyObject *args, PyObject *kwargs, PyObject *bases) {
    lie about[64], *outer = lies;
    Py_ssize_t outer_count = lie_count, count = PyTuple_Size(bases);
    lies = about;
    lie_count = 0;
    for (Py_ssize_t i = 0; i < count; i++) {
        PyTypeObject *base = (PyTypeObject *)PyTuple_GetItem(bases, i);
        if (!PyType_Check((PyObject *)base)) continue;
        PyObject *mro = ((PyObject **)base)[MRO_WORD];
        for (Py_ssize_t j = 0; mro && j < PyTuple_Size(mro); j++)
            if (nx_has_instances((PyTypeObject *)PyTuple_GetItem(mro, j))) lie_about((PyTypeObject *)PyTuple_GetItem(mro, j), 63);
    }
    PyObject *made = NULL;
    if (lie_count) {
        lie_about(nx_instance_proxy, 64);
        PyErr_Clear();
        tell(true);
        made = type_new(meta, args, kwargs);
        tell(false);
    }
    lies = outer;
    lie_count = outer_count;
    return made;
}

static PyObject *make_class(PyTypeObject *meta, PyObject *args, PyObject *kwargs) {
    if (lie_count) tell(false);
    PyObject *made = type_new(meta, args, kwargs);
    if (NX_UNLIKELY(!made) && PyErr_ExceptionMatches(PyExc_TypeError) && PyTuple_Size(args) == 3 && is_conflict()) {
        PyObject *bases = PyTuple_GetItem(args, 1);
        if (PyTuple_Check(bases)) made = make_beside(meta, args, kwargs, bases);
    }
    if (lie_count) tell(true);
    return made;
}

// `type.__new__` itself, and that of metaclasses that have taken it over.
static bool replace_new(PyTypeObject *meta) {
    void **words = (void **)meta;
    if (words[NEW_WORD] != (void *)type_new) return true;
    words[NEW_WORD] = (void *)make_class;
    PyObject *derived = PyObject_CallMethod((PyObject *)&PyType_Type, "__subclasses__", "O", (PyObject *)meta);
    bool ok = derived != NULL;
    for (Py_ssize_t i = 0; ok && i < PyList_Size(derived); i++) ok = replace_new((PyTypeObject *)PyList_GetItem(derived, i));
    Py_XDECREF(derived);
    return ok;
}

bool nx_layouts_start(void) {
    if (!is_hidden || ((void **)&PyBaseObject_Type)[ALLOC_WORD] != (void *)PyType_GenericAlloc) return true;
    type_new = (newfunc)nx_slot_of_type(Py_tp_new, NEW_WORD);
    return ((void **)&PyType_Type)[NEW_WORD] != (void *)type_new || replace_new(&PyType_Type);
}
