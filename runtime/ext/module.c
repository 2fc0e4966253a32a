// Modules: what `import` of the host calls, modules as the host sees them, and imports of the host's modules.
//
// A compiled module is an object of a class derived from the host's module class. Its attributes are the guest's globals;
// names with two underscores in front are first looked for among the host's, where importlib puts them.
#include "bridge.h"
#include <stdarg.h>
#include <string.h>

PyObject *nx_helper;
enum { COMMON_PARTS = 2, MOST_PARTS = 4 };
extern const char *const nx_ext_modules[]; // the modules of the user's own that are compiled in (generated)
void *nx_ext_start(const char *name);

// ---- the helper ------------------------------------------------------------------------------------------------------

static bool start_helper(void) {
    nx_helper = PyDict_New();
    PyObject *name = PyUnicode_FromString("natrix");
    bool ok = nx_helper && name && PyDict_SetItemString(nx_helper, "__builtins__", PyEval_GetBuiltins()) == 0 &&
              PyDict_SetItemString(nx_helper, "__name__", name) == 0;
    static PyMethodDef functions[] = {{"guest_getattr", nx_guest_getattr, METH_VARARGS, NULL}, {"guest_setattr", nx_guest_setattr, METH_VARARGS, NULL},
                                     {"new_class", nx_make_class_only, METH_VARARGS, NULL}, {"store_attribute", nx_store_attribute, METH_VARARGS, NULL},
                                     {"has_instances", nx_answer_has_instances, METH_O, NULL}, {"instance_member", nx_instance_member, METH_O, NULL},
                                     {"slots_of", nx_slot_state, METH_O, NULL}};
    for (size_t i = 0; ok && i < sizeof functions / sizeof *functions; i++) {
        PyObject *function = PyCFunction_NewEx(&functions[i], NULL, NULL);
        ok = function && PyDict_SetItemString(nx_helper, functions[i].ml_name, function) == 0;
        Py_XDECREF(function);
    }
    Py_XDECREF(name);
    return ok;
}

static bool load_part(int i) {
    static bool loaded[MOST_PARTS];
    if (loaded[i]) return true;
    loaded[i] = true;
    PyObject *code = Py_CompileString(nx_helper_parts[i], "<natrix>", Py_file_input);
    PyObject *result = code ? PyEval_EvalCode(code, nx_helper, nx_helper) : NULL;
    Py_XDECREF(code);
    Py_XDECREF(result);
    return result != NULL;
}

// Borrowed. All parts use names of the first two.
PyObject *nx_helper_function(const char *name) {
    PyObject *function = PyDict_GetItemString(nx_helper, name);
    if (function) return function;
    char definition[64];
    int length = snprintf(definition, sizeof definition, "def %s(", name), last = 0;
    while (nx_helper_parts[last] && !strstr(nx_helper_parts[last], definition)) last++;
    bool ok = nx_helper_parts[last] && length < (int)sizeof definition;
    for (int i = 0; ok && i < last && i < COMMON_PARTS; i++) ok = load_part(i);
    ok = ok && load_part(last);
    function = ok ? PyDict_GetItemString(nx_helper, name) : NULL;
    if (!function && !PyErr_Occurred()) PyErr_Format(PyExc_SystemError, "natrix: no helper %s", name);
    return function;
}

PyObject *nx_help(const char *function, const char *format, ...) {
    char text[32];
    PyObject *callable = nx_helper_function(function);
    if (!callable) return NULL;
    snprintf(text, sizeof text, "(%s)", format);
    va_list arguments;
    va_start(arguments, format);
    PyObject *tuple = Py_VaBuildValue(text, arguments);
    va_end(arguments);
    PyObject *result = tuple ? PyObject_Call(callable, tuple, NULL) : NULL;
    Py_XDECREF(tuple);
    rejoin();
    return result;
}

// ---- the module's class --------------------------------------------------------------------------------------------------

static bool is_special(PyObject *name) {
    Py_ssize_t length;
    const char *text = PyUnicode_AsUTF8AndSize(name, &length);
    if (!text) PyErr_Clear();
    return text && length > 4 && strncmp(text, "__", 2) == 0;
}

static nx_module *module_of(PyObject *self) {
    nx_value v = nx_guest_of(self);
    return v ? NX_PTR(nx_module, v) : NULL;
}

static PyObject *from_guest(PyObject *self, PyObject *name) {
    nx_module *module = module_of(self);
    if (!module) return NULL;
    enter();
    nx_value key = nx_name_from_host(name), value = key ? nx_dict_get_str(module->dict, NX_PTR(nx_str, key)) : 0;
    if (key && !value && !nx_pending() && !is_special(name)) { // PEP 562
        nx_value hook = nx_dict_get_str(module->dict, nx_str_intern_c("__getattr__"));
        if (hook) value = nx_call1(hook, key);
    }
    PyObject *result = value ? result_to_host(value) : nx_pending() ? host_failed() : NULL;
    leave();
    return result;
}

static PyObject *get_attribute(PyObject *self, PyObject *name) {
    bool special = is_special(name);
    PyObject *result = special ? PyObject_GenericGetAttr(self, name) : from_guest(self, name);
    if (result) return result;
    if (special) {
        if (!PyErr_ExceptionMatches(PyExc_AttributeError)) return NULL;
        PyErr_Clear();
        result = from_guest(self, name);
        if (result || PyErr_Occurred()) return result;
    } else if (PyErr_Occurred()) {
        return NULL;
    }
    result = PyObject_GenericGetAttr(self, name);
    if (result || !PyErr_ExceptionMatches(PyExc_AttributeError)) return result;
    PyObject *type, *value, *traceback, *own = NULL;
    PyErr_Fetch(&type, &value, &traceback);
    if (PyUnicode_CompareWithASCIIString(name, "__name__") != 0) own = PyObject_GetAttrString(self, "__name__");
    if (own) {
        PyErr_Format(PyExc_AttributeError, "module '%U' has no attribute '%U'", own, name);
        Py_DECREF(own);
        Py_XDECREF(type);
        Py_XDECREF(value);
        Py_XDECREF(traceback);
    } else {
        PyErr_Restore(type, value, traceback);
    }
    return NULL;
}

static int set_attribute(PyObject *self, PyObject *name, PyObject *value) {
    nx_module *module = module_of(self);
    if (module && !is_special(name)) {
        enter();
        nx_value key = nx_name_from_host(name), v = key && value ? from_host(value) : 0;
        bool ok = key && (v || !value) && nx_setattr(NX_OBJ(module), NX_PTR(nx_str, key), v);
        if (!ok) host_failed();
        leave();
        if (!ok) return -1;
        if (PyObject_GenericSetAttr(self, name, value) < 0) PyErr_Clear();
        return 0;
    }
    return PyObject_GenericSetAttr(self, name, value);
}

static PyObject *list_names(PyObject *self, PyObject *unused) {
    PyObject *dict = PyObject_GenericGetAttr(self, PyUnicode_FromString("__dict__")), *list = dict ? PyDict_Keys(dict) : NULL;
    Py_XDECREF(dict);
    nx_module *module = module_of(self);
    int64_t position = 0;
    nx_value key, value;
    while (list && module && nx_dict_next(module->dict, &position, &key, &value)) {
        PyObject *name = to_host(key);
        int there = name ? PySequence_Contains(list, name) : -1;
        if (there < 0 || (!there && PyList_Append(list, name) < 0)) Py_CLEAR(list);
        Py_XDECREF(name);
    }
    if (list && PyList_Sort(list) < 0) Py_CLEAR(list);
    return list;
}

// What is alive between the two sides, for tests: guest objects that the host holds, host objects that the guest holds.
static PyObject *counts(PyObject *self, PyObject *unused) {
    enter();
    nx_gc_collect();
    nx_gc_collect();
    nx_ext_release_pending();
    leave();
    return Py_BuildValue("nnn", (Py_ssize_t)nx_root_count, (Py_ssize_t)nx_foreign_count, (Py_ssize_t)nx_twin_count);
}

static PyMethodDef module_methods[] = {
    {"__dir__", list_names, METH_NOARGS, NULL}, {"__natrix_counts__", counts, METH_NOARGS, NULL}, {0},
};
static PyType_Slot module_slots[] = {
    {Py_tp_getattro, get_attribute}, {Py_tp_setattro, set_attribute}, {Py_tp_methods, module_methods}, {0, NULL},
};
static PyType_Spec module_spec = {"natrix.module", 0, 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, module_slots};

// ---- importing compiled modules ----------------------------------------------------------------------------------------------

static const char *root_name; // that PyInit_… is for

static const nx_module_def *find(const char *name) {
    nx_value text = nx_str_from_c(name);
    return text ? nx_find_module_def(NX_PTR(nx_str, text)) : NULL;
}

bool nx_is_own_module_name(const nx_str *name) {
    const char *text = name->ascii ? name->data : "";
    for (const char *const *own = nx_ext_modules; *own; own++)
        if (strcmp(*own, text) == 0) return true;
    return false;
}

static PyObject *create_named(PyObject *spec, const char *compiled) {
    PyObject *name = PyObject_GetAttrString(spec, "name");
    PyObject *module = name ? nx_help("new_module", "OO", nx_module_proxy, spec) : NULL;
    if (!module) {
        Py_XDECREF(name);
        return NULL;
    }
    enter();
    const nx_module_def *def = find(compiled);
    nx_value own = def ? from_host(name) : 0;
    nx_module *made = own ? nx_module_create(def, own) : NULL;
    if (made) {
        Py_INCREF(module);
        nx_identify_forever(module, NX_OBJ(made));
    } else {
        if (!def && !nx_pending()) nx_raisef(&nx_ImportError, "natrix: %s is not compiled in", compiled);
        host_failed();
        Py_CLEAR(module);
    }
    leave();
    Py_DECREF(name);
    return module;
}

// importlib takes a file for a module, not a package, unless its spec says otherwise.
static PyObject *create_root(PyObject *spec, PyModuleDef *unused) {
    const nx_module_def *def = find(root_name);
    if (def && def->is_package) {
        PyObject *done = nx_help("locate", "Oi", spec, 1);
        if (!done) return NULL;
        Py_DECREF(done);
    }
    return create_named(spec, root_name);
}

static PyObject *create(PyObject *unused, PyObject *spec) {
    PyObject *name = PyObject_GetAttrString(spec, "compiled"); // it is executed under another name
    if (!name) {
        PyErr_Clear();
        name = PyObject_GetAttrString(spec, "name");
    }
    const char *text = name ? PyUnicode_AsUTF8AndSize(name, NULL) : NULL;
    PyObject *module = text ? create_named(spec, text) : NULL;
    Py_XDECREF(name);
    return module;
}

// What importlib has set becomes visible to the code.
static bool take_specials(PyObject *module, nx_module *guest) {
    static const char *const names[] = {"__file__", "__spec__", "__loader__", "__package__", "__path__", "__cached__"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        PyObject *key = PyUnicode_FromString(names[i]), *value = key ? PyObject_GenericGetAttr(module, key) : NULL;
        Py_XDECREF(key);
        if (!value) {
            PyErr_Clear();
            continue;
        }
        nx_value v = from_host(value);
        Py_DECREF(value);
        if (!v || !nx_dict_set_str(guest->dict, nx_str_intern_c(names[i]), v)) return false;
    }
    return true;
}

// A class that a function of the host's has made (namedtuple) took the importer for the module of its caller.
static void claim(PyObject *class_, PyObject *name, PyObject *module) {
    PyObject *own = PyObject_GetAttrString(class_, "__name__"), *from = PyObject_GetAttrString(class_, "__module__");
    PyObject *here = PyObject_GenericGetAttr(module, nx_name_to_host(&nx_s___name__));
    const char *text = from && PyUnicode_Check(from) ? PyUnicode_AsUTF8AndSize(from, NULL) : NULL;
    bool is_importer = text && (strcmp(text, "importlib._bootstrap") == 0 || strcmp(text, "_frozen_importlib") == 0);
    if (own && here && is_importer && PyUnicode_Compare(own, name) == 0)
        PyObject_SetAttrString(class_, "__module__", here);
    PyErr_Clear();
    Py_XDECREF(own);
    Py_XDECREF(from);
    Py_XDECREF(here);
}

// Functions, classes and values stand in the host's dict, too, for those who look there. Containers do not: they would have
// to be the host's.
static bool show(PyObject *module, nx_module *guest) {
    int64_t position = 0;
    nx_value key, value;
    while (nx_dict_next(guest->dict, &position, &key, &value)) {
        PyObject *name = nx_name_to_host(NX_PTR(nx_str, key));
        if (!name) return false;
        bool is_doc = PyUnicode_CompareWithASCIIString(name, "__doc__") == 0 || PyUnicode_CompareWithASCIIString(name, "__all__") == 0;
        if (is_special(name) && !is_doc) continue;
        bool stays = (nx_is_exact(value, &nx_list_type) && !is_doc) || nx_is_exact(value, &nx_dict_type) || nx_is_exact(value, &nx_set_type);
        PyObject *object = stays ? NULL : to_host(value);
        if (!stays && !object) return false;
        if (object && PyType_Check(object)) claim(object, name, module);
        bool ok = PyObject_GenericSetAttr(module, name, object ? object : Py_None) == 0;
        Py_XDECREF(object);
        if (!ok) return false;
    }
    return true;
}

static int execute_module(PyObject *module) {
    nx_module *guest = module_of(module);
    if (!guest) return 0;
    enter();
    bool ok = take_specials(module, guest) && nx_module_execute(guest) && show(module, guest);
    if (!ok) host_failed();
    leave();
    return ok ? 0 : -1;
}

static PyObject *execute(PyObject *unused, PyObject *module) {
    if (execute_module(module) < 0) return NULL;
    Py_INCREF(Py_None);
    return Py_None;
}

// A package: its other modules are found by their names.
static bool install_finder(void) {
    static PyMethodDef create_def = {"create", create, METH_O, NULL}, execute_def = {"execute", execute, METH_O, NULL};
    PyObject *names = PyDict_New(), *a = PyCFunction_NewEx(&create_def, NULL, NULL), *b = PyCFunction_NewEx(&execute_def, NULL, NULL);
    bool ok = names && a && b;
    int count = 0;
    for (const char *const *own = nx_ext_modules; ok && *own; own++) {
        if (strcmp(*own, root_name) == 0) continue;
        const nx_module_def *def = find(*own);
        ok = def && PyDict_SetItemString(names, *own, def->is_package ? Py_True : Py_False) == 0;
        count++;
    }
    PyObject *result = ok && count ? nx_help("install", "OOO", names, a, b) : NULL;
    Py_XDECREF(names);
    Py_XDECREF(a);
    Py_XDECREF(b);
    Py_XDECREF(result);
    return ok && (!count || result);
}

static PyModuleDef_Slot slots[] = {{Py_mod_create, create_root}, {Py_mod_exec, execute_module}, {0, NULL}};
static PyModuleDef definition = {PyModuleDef_HEAD_INIT, .m_name = "natrix", .m_size = 0, .m_slots = slots};

void *nx_ext_start(const char *name) {
    if (!root_name) {
        PyObject *bases = PyTuple_Pack(1, &PyModule_Type);
        if (!start_helper() || !nx_ext_begin() || !bases) return NULL;
        nx_module_proxy = (PyTypeObject *)PyType_FromSpecWithBases(&module_spec, bases);
        Py_DECREF(bases);
        root_name = name;
        if (!nx_module_proxy || !install_finder()) {
            root_name = NULL;
            return NULL;
        }
    }
    return PyModuleDef_Init(&definition);
}

// ---- imports of the guest's -------------------------------------------------------------------------------------------------

nx_value nx_import_from_host(nx_str *name) {
    // What describes data classes is CPython's own (runtime/lib/dataclasses.py); modules that take a part from the host's of the
    // same name (runtime/lib/hosted) call that _host_….
    static const char prefix[] = "_host_";
    const char *text = nx_str_utf8_lossy(NX_OBJ(name), NULL);
    if (strcmp(text, "_dataclass_markers") == 0) text = "dataclasses";
    if (strncmp(text, prefix, sizeof prefix - 1) == 0) text += sizeof prefix - 1;
    out();
    PyObject *module = PyImport_ImportModule(text);
    back();
    if (!module) return guest_failed();
    nx_value v = from_host(module);
    Py_DECREF(module);
    return v;
}

// A module of the library that is compiled in: the host has one of that name, or there is none but this.
PyObject *nx_module_to_host(nx_value v) {
    nx_value name = nx_dict_get_str(NX_PTR(nx_module, v)->dict, &nx_s___name__);
    const char *text = name ? nx_str_utf8_lossy(name, NULL) : NULL;
    PyObject *module = text ? PyImport_ImportModule(text) : NULL;
    if (module) return module;
    if (PyErr_Occurred() && !PyErr_ExceptionMatches(PyExc_ImportError)) return NULL;
    PyErr_Clear();
    return nx_object_to_host(v);
}
