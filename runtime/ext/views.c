// Views: where the numbers of the host's lists, arrays, memoryviews and numpy arrays are (core/hosted.h). Fast code of
// compiled functions reads and writes them there.
//
// A buffer is exported only while it is looked at: that it is not resized meanwhile is the epoch's business, which changes
// whenever code of the host's may have run. Lists and floats have had the places of their fields in all versions of
// CPython that have the stable ABI; that this one has them, too, is tried out at the start.
#include "bridge.h"
#include "hosted.h"

// Exported by every CPython from 3.9 on, in the limited API from 3.11 on.
#if Py_LIMITED_API + 0 < 0x030b0000
typedef struct {
    void *buf;
    PyObject *obj;
    Py_ssize_t len, itemsize;
    int readonly, ndim;
    char *format;
    Py_ssize_t *shape, *strides, *suboffsets;
    void *internal;
} Py_buffer;
int PyObject_CheckBuffer(PyObject *object);
int PyObject_GetBuffer(PyObject *exporter, Py_buffer *view, int flags);
void PyBuffer_Release(Py_buffer *view);
#endif
enum { BUFFER_STRIDES = 0x0010 | 0x0008, BUFFER_FORMAT = 0x0004 };

uint64_t nx_host_epoch = 1;
nx_view nx_views[NX_VIEWS];

// ---- what lists and ints look like in memory ---------------------------------------------------------------------------------

bool nx_host_lists_known;
PyTypeObject *nx_host_list_iterator_type, *nx_host_dict_iterators[3];
struct nx_host_texts nx_host_texts;
enum nx_host_layout nx_host_layout;

static void find_list_iterators(PyObject *list) {
    PyObject *iterator = PyObject_GetIter(list), *first = iterator ? PyIter_Next(iterator) : NULL;
    const nx_host_list_iterator *layout = (const nx_host_list_iterator *)iterator;
    if (first && layout->index == 1 && layout->list == (const nx_host_list *)list) nx_host_list_iterator_type = Py_TYPE(iterator);
    Py_XDECREF(first);
    Py_XDECREF(iterator);
}

static void find_dict_iterators(void) {
    PyObject *dict = PyDict_New(), *one = PyLong_FromLong(1), *two = PyLong_FromLong(2);
    bool ok = dict && one && two && PyDict_SetItem(dict, one, two) == 0 && PyDict_SetItem(dict, two, one) == 0;
    for (int part = 0; ok && part < 3; part++) {
        static const char *const methods[] = {"keys", "values", "items"};
        PyObject *view = PyObject_CallMethod(dict, methods[part], NULL), *iterator = view ? PyObject_GetIter(view) : NULL;
        PyObject *first = iterator ? PyIter_Next(iterator) : NULL;
        const nx_host_dict_iterator *layout = (const nx_host_dict_iterator *)iterator;
        if (first && layout->dict == dict && layout->used == 2 && layout->position == 1 && layout->left == 1)
            nx_host_dict_iterators[part] = Py_TYPE(iterator);
        Py_XDECREF(first);
        Py_XDECREF(iterator);
        Py_XDECREF(view);
    }
    Py_XDECREF(dict);
    Py_XDECREF(one);
    Py_XDECREF(two);
}

// Texts that tell one kind from the others.
static void find_texts(void) {
    PyObject *samples[] = {PyUnicode_FromString("sample"), PyUnicode_FromString("another sample"), PyUnicode_FromString("\xc3\xa9t\xc3\xa9"),
                           PyUnicode_FromString("\xe2\x82\xac 5"), PyUnicode_FromString("\xf0\x9f\x90\x8d snake")};
    static const int64_t lengths[] = {6, 14, 3, 3, 7};
    Py_ssize_t size;
    bool ok = true;
    for (int i = 0; i < 5; i++) ok = ok && samples[i] && ((const nx_host_text *)samples[i])->length == lengths[i];
    if (ok) {
        uint32_t kind = ((const nx_host_text *)samples[0])->state & NX_TEXT_KIND;
        size_t data = (size_t)(PyUnicode_AsUTF8AndSize(samples[0], &size) - (const char *)samples[0]);
        for (int i = 0; i < 5; i++) ok = ok && ((((const nx_host_text *)samples[i])->state & NX_TEXT_KIND) == kind) == (i < 2);
        ok = ok && data < 128 && PyUnicode_AsUTF8AndSize(samples[1], &size) == (const char *)samples[1] + data;
        bool has_hash = ok;
        for (int i = 0; i < 5; i++)
            has_hash = has_hash && ((const nx_host_text *)samples[i])->hash == -1 && PyObject_Hash(samples[i]) == ((const nx_host_text *)samples[i])->hash;
        if (ok) nx_host_texts = (struct nx_host_texts){kind, data, has_hash};
    }
    for (int i = 0; i < 5; i++) Py_XDECREF(samples[i]);
}

void nx_views_start(void) {
    PyObject *list = PyList_New(0), *number = PyFloat_FromDouble(2.5), *small[] = {PyLong_FromLong(77777), PyLong_FromLong(-77777)};
    if (list && number && small[0] && small[1] && PyList_Append(list, number) == 0) {
        const nx_host_list *layout = (const nx_host_list *)list;
        nx_host_lists_known = layout->length == 1 && layout->items[0] == number;
        const nx_host_int *a = (const nx_host_int *)small[0], *b = (const nx_host_int *)small[1];
        if (((const nx_host_float *)number)->value == 2.5 && a->digit == 77777 && b->digit == 77777)
            nx_host_layout = a->size == 1 && b->size == -1 ? NX_HOST_SIZED : a->size == 8 && b->size == 10 ? NX_HOST_TAGGED : NX_HOST_UNKNOWN;
        nx_host_lists_known = nx_host_lists_known && nx_host_layout != NX_HOST_UNKNOWN;
        if (nx_host_lists_known) find_list_iterators(list);
    }
    find_dict_iterators();
    find_texts();
    Py_XDECREF(list);
    Py_XDECREF(number);
    Py_XDECREF(small[0]);
    Py_XDECREF(small[1]);
    PyErr_Clear();
}

// Where a list keeps its items; NULL: not known.
PyObject *const *nx_items_of_list(PyObject *list) { return nx_host_lists_known ? ((const nx_host_list *)list)->items : NULL; }

bool nx_host_int_slow(const nx_host_object *object, nx_i64 *result) {
    int overflow;
    *result = PyLong_AsLongLongAndOverflow((PyObject *)object, &overflow);
    return !overflow;
}

// Replaces an item of a list by a number. What was there before must go without running anything.
bool nx_view_put_object(nx_host_object **place, nx_value item) {
    nx_host_object *before = *place;
    if (before->type != nx_host_float_type && before->type != nx_host_int_type) return false;
    PyObject *object = nx_is_small_int(item) ? PyLong_FromLongLong(nx_small_int(item)) : PyFloat_FromDouble(nx_float_value(item));
    if (!object) {
        PyErr_Clear();
        return false;
    }
    *place = (nx_host_object *)object;
    Py_DECREF((PyObject *)before);
    return true;
}

// ---- which objects have numbers ------------------------------------------------------------------------------------------------

static struct { PyTypeObject *type; bool holds, is_plain; } classes[16]; // those asked for so far; references
static int class_count;

static bool is_named(PyTypeObject *type, const char *module, const char *name) {
    PyObject *own = PyObject_GetAttrString((PyObject *)type, "__name__"), *from = PyObject_GetAttrString((PyObject *)type, "__module__");
    bool is = own && from && PyUnicode_Check(own) && PyUnicode_Check(from) && PyUnicode_CompareWithASCIIString(own, name) == 0 &&
              PyUnicode_CompareWithASCIIString(from, module) == 0;
    Py_XDECREF(own);
    Py_XDECREF(from);
    PyErr_Clear();
    return is;
}

// Whether it exports a buffer that stays where it is as long as nobody runs.
bool nx_is_buffer(PyObject *object) {
    PyTypeObject *type = Py_TYPE(object);
    if (!PyObject_CheckBuffer(object)) return false;
    if (type == &PyByteArray_Type || type == &PyMemoryView_Type) return true;
    for (int i = 0; i < class_count; i++)
        if (classes[i].type == type) return classes[i].holds;
    PyObject *kind, *value, *traceback;
    PyErr_Fetch(&kind, &value, &traceback);
    bool is_plain = is_named(type, "array", "array"), holds = is_plain || is_named(type, "numpy", "ndarray");
    PyErr_Restore(kind, value, traceback);
    if (class_count < (int)(sizeof classes / sizeof *classes)) {
        Py_INCREF((PyObject *)type);
        classes[class_count].type = type;
        classes[class_count].is_plain = is_plain;
        classes[class_count++].holds = holds;
    }
    return holds;
}

bool nx_is_plain_buffer(PyObject *object) {
    PyTypeObject *type = Py_TYPE(object);
    if (type == &PyByteArray_Type || type == &PyMemoryView_Type) return true;
    for (int i = 0; i < class_count; i++)
        if (classes[i].type == type) return classes[i].is_plain;
    return false;
}

// ---- views -----------------------------------------------------------------------------------------------------------------------

// The letter for items of a format of `struct`; 0: they are no numbers that fast code knows.
static int64_t known_format(const char *format, Py_ssize_t size) {
    if (!format) return size == 1 ? 'B' : 0;
    if (*format == '@' || *format == '=' || *format == '<') format++;
    if (!*format || format[1]) return 0;
    switch (*format) {
    case 'd': return size == 8 ? 'd' : 0;
    case 'f': return size == 4 ? 'f' : 0;
    case 'b': case 'h': case 'i': case 'l': case 'q': case 'n':
        return size == 1 ? 'b' : size == 2 ? 'h' : size == 4 ? 'i' : size == 8 ? 'q' : 0;
    case 'B': case 'H': case 'I': case 'L': case 'Q': case 'N':
        return size == 1 ? 'B' : size == 2 ? 'H' : size == 4 ? 'I' : size == 8 ? 'Q' : 0;
    }
    return 0;
}

static void fill_from_buffer(nx_view *view, PyObject *host) {
    Py_buffer buffer;
    if (PyObject_GetBuffer(host, &buffer, BUFFER_STRIDES | BUFFER_FORMAT) < 0) return;
    int64_t format = known_format(buffer.format, buffer.itemsize);
    if (format && !buffer.readonly) format |= NX_WRITABLE;
    if (format && buffer.ndim >= 1 && !buffer.suboffsets) {
        view->counts = true;
        view->length = buffer.shape[0];
        view->data = (nx_i64)buffer.buf;
        view->stride = buffer.strides[0];
        if (buffer.ndim == 1) view->format = format;
        if (buffer.ndim == 2) {
            view->format2 = format;
            view->columns = buffer.shape[1];
            view->column_stride = buffer.strides[1];
        } else if (buffer.ndim > 2 && buffer.ndim <= 4) {
            view->dimensions = buffer.ndim;
            view->format_in = format;
            view->columns = buffer.shape[1];
            view->column_stride = buffer.strides[1];
            for (int i = 2; i < buffer.ndim; i++) {
                view->extent[i - 2] = buffer.shape[i];
                view->step[i - 2] = buffer.strides[i];
            }
        }
    }
    PyBuffer_Release(&buffer);
}

const nx_view *nx_view_fill(nx_view *view, const void *object) {
    PyObject *host = (PyObject *)object;
    *view = (nx_view){.host = host, .epoch = nx_host_epoch};
    if (Py_TYPE(host) == &PyList_Type) {
        const nx_host_list *list = (const nx_host_list *)host;
        if (!nx_host_lists_known) return view;
        view->length = list->length;
        view->counts = true;
        view->data = (nx_i64)list->items;
        view->stride = sizeof(PyObject *);
        view->format = 'P' | NX_WRITABLE;
        return view;
    }
    if (!nx_is_buffer(host)) return view;
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    fill_from_buffer(view, host);
    PyErr_Restore(type, value, traceback);
    return view;
}

bool nx_hosted_holds(nx_value value, bool floats) {
    if (!nx_guard_hosted(value)) return false;
    const nx_view *view = nx_view_of(value);
    int64_t format = (view->format | view->format2 | view->format_in) & 255;
    if (format != 'P') return format && (format == 'd' || format == 'f') == floats;
    if (view->length == 0) return true;
    const nx_host_object *first = *(nx_host_object *const *)view->data;
    return first->type == (floats ? nx_host_float_type : nx_host_int_type);
}

nx_value nx_host_argument_slow(const nx_host_object *object) { return from_host((PyObject *)object); }

// ---- loops without the interpreter's lock ------------------------------------------------------------------------------------------

// What such a loop uses stays exported until it is over, so that nobody moves it. It must be machine numbers: a list is not
// read without the lock.
enum { PINNED = 8 };
static _Thread_local struct { PyThreadState *thread; int count; Py_buffer buffers[PINNED]; } unlocked;

static void unpin(void) {
    while (unlocked.count > 0) PyBuffer_Release(&unlocked.buffers[--unlocked.count]);
}

static bool pin(nx_value value) {
    const nx_view *view = nx_guard_hosted(value) ? nx_view_of(value) : NULL;
    if (!view || (view->format & 255) == 'P' || !(view->format | view->format2 | view->format_in)) return false;
    Py_buffer *buffer = &unlocked.buffers[unlocked.count];
    if (PyObject_GetBuffer((PyObject *)view->host, buffer, BUFFER_STRIDES | BUFFER_FORMAT) < 0) {
        PyErr_Clear();
        return false;
    }
    unlocked.count++;
    return (nx_i64)buffer->buf == view->data;
}

void nx_host_release(size_t count, const nx_value *objects) {
    if (unlocked.thread || count > PINNED) return;
    for (size_t i = 0; i < count; i++)
        if (!pin(objects[i])) return unpin();
    unlocked.thread = PyEval_SaveThread();
}

void nx_host_acquire(void) {
    if (!unlocked.thread) return;
    PyEval_RestoreThread(unlocked.thread);
    unlocked.thread = NULL;
    unpin();
    rejoin();
}
