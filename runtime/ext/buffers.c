// Buffers of the host's objects (bytearray, memoryview, array, numpy) for the runtime's functions that take bytes-like ones.
#include "bridge.h"
#include "alloc.h"
#include <stdlib.h>

// Exported by every CPython from 3.9 on, in the limited API from 3.11 on.
typedef struct {
    void *data;
    PyObject *owner;
    Py_ssize_t length, item_size;
    int readonly, dimensions;
    char *format;
    Py_ssize_t *shape, *strides, *suboffsets;
    void *internal;
} host_buffer;
int PyObject_CheckBuffer(PyObject *object);
int PyObject_GetBuffer(PyObject *object, host_buffer *view, int flags);
void PyBuffer_Release(host_buffer *view);
enum { WRITABLE = 0x0001, FORMAT = 0x0004, CONTIGUOUS = 0x0008 | 0x0010 | 0x0020 };

// Those that are in use: few, the last first.
typedef struct exported { struct exported *next; nx_value object; host_buffer view; } exported;
static exported *in_use;

static bool get_buffer(nx_value v, nx_buffer *view) {
    exported *made = malloc(sizeof *made);
    if (!made) return nx_failf(&nx_MemoryError, "");
    bool ok = PyObject_GetBuffer(foreign_host(v), &made->view, WRITABLE | FORMAT | CONTIGUOUS) == 0;
    if (!ok) {
        PyErr_Clear();
        ok = PyObject_GetBuffer(foreign_host(v), &made->view, FORMAT | CONTIGUOUS) == 0;
    }
    rejoin();
    if (!ok) {
        free(made);
        guest_failed();
        return false;
    }
    made->object = v;
    made->next = in_use;
    in_use = made;
    *view = (nx_buffer){v, made->view.data, made->view.length, made->view.readonly, made->view.format ? made->view.format : "B", made->view.item_size};
    return true;
}

static void release_buffer(nx_value v) {
    for (exported **link = &in_use; *link; link = &(*link)->next) {
        exported *found = *link;
        if (found->object != v) continue;
        *link = found->next;
        PyBuffer_Release(&found->view);
        free(found);
        return;
    }
}

uint8_t *nx_bytes_of_host(PyObject *object, int64_t *length) {
    host_buffer view;
    if (PyObject_GetBuffer(object, &view, CONTIGUOUS) < 0) return NULL;
    *length = view.length;
    uint8_t *bytes = nx_alloc_bytes((size_t)view.length + 1);
    if (bytes) memcpy(bytes, view.data, (size_t)view.length);
    else PyErr_NoMemory();
    PyBuffer_Release(&view);
    return bytes;
}

bool nx_bytes_to_host(PyObject *object, const uint8_t *bytes, int64_t length) {
    host_buffer view;
    if (PyObject_GetBuffer(object, &view, WRITABLE | CONTIGUOUS) < 0) return false;
    bool fits = view.length == length;
    if (fits) memcpy(view.data, bytes, (size_t)length);
    PyBuffer_Release(&view);
    return fits;
}

bool nx_has_host_buffer(PyObject *object) { return PyObject_CheckBuffer(object); }

void nx_buffers_start(nx_type *type) {
    type->buffer = get_buffer;
    type->buffer_release = release_buffer;
}

// ---- memoryviews of ours -----------------------------------------------------------------------------------------------------

// What compiled code has made a view of becomes a memoryview of the host's where it crosses, on the same bytes: those of an object
// of the host's, or of ours, which an object of this type exports. Bytes themselves are copied as ever.
typedef struct {
    PyObject_HEAD
    nx_value *owner;
    nx_buffer buffer; // while it is looked at, so that the owner stays as it is
    int64_t exports;
    Py_ssize_t length, step;
} memory;
static PyTypeObject *memory_type;

static int memory_get(PyObject *object, host_buffer *view, int flags) {
    memory *self = (memory *)object;
    if (self->exports == 0) {
        enter();
        bool ok = nx_buffer_get(*self->owner, &self->buffer);
        if (!ok) host_failed();
        leave();
        if (!ok) return -1;
        self->length = self->buffer.length;
    }
    if (flags & WRITABLE && self->buffer.readonly) {
        if (self->exports == 0) nx_buffer_release(&self->buffer);
        PyErr_SetString(PyExc_BufferError, "Object is not writable.");
        return -1;
    }
    self->exports++;
    Py_INCREF(object);
    *view = (host_buffer){.data = self->buffer.data, .owner = object, .length = self->length, .item_size = 1, .readonly = self->buffer.readonly,
                          .dimensions = 1, .format = flags & FORMAT ? "B" : NULL, .shape = &self->length, .strides = &self->step};
    return 0;
}

static void memory_release(PyObject *object, host_buffer *view) {
    memory *self = (memory *)object;
    if (--self->exports == 0) nx_buffer_release(&self->buffer);
}

static void memory_destroy(PyObject *object) {
    memory *self = (memory *)object;
    PyTypeObject *type = Py_TYPE(object);
    if (self->owner) nx_root_free(self->owner);
    PyObject_Free(object);
    Py_DECREF(type);
}

enum { GET_BUFFER_SLOT = 1, RELEASE_BUFFER_SLOT = 2 }; // Py_bf_…, which 3.9 has
static PyType_Slot memory_slots[] = {{GET_BUFFER_SLOT, memory_get}, {RELEASE_BUFFER_SLOT, memory_release}, {Py_tp_dealloc, memory_destroy}, {0, NULL}};
static PyType_Spec memory_spec = {"natrix.memory", sizeof(memory), 0, Py_TPFLAGS_DEFAULT, memory_slots};

static PyObject *exported_memory(nx_value owner) {
    if (nx_is_foreign(owner) || nx_is_exact(owner, &nx_bytes_type)) return to_host(owner);
    memory *self = (memory *)PyType_GenericAlloc(memory_type, 0);
    if (!self) return NULL;
    self->owner = nx_root_new(owner);
    self->step = 1;
    if (self->owner) return (PyObject *)self;
    Py_DECREF(self);
    return PyErr_NoMemory();
}

PyObject *nx_memoryview_to_host(nx_value view) {
    nx_memory_parts parts;
    bool is_alive = nx_memoryview_parts(view, &parts);
    PyObject *owner = is_alive ? exported_memory(parts.owner) : NULL, *shape = is_alive && parts.shape ? to_host(NX_OBJ(parts.shape)) : Py_None;
    PyObject *function = shape && (owner || !is_alive) ? nx_helper_function("memory_view") : NULL, *made = NULL;
    if (function && is_alive)
        made = PyObject_CallFunction(function, "OLLLLsOi", owner, (long long)parts.offset, (long long)parts.length, (long long)parts.stride,
                                     (long long)parts.item_size, parts.format, shape, (int)parts.readonly);
    else if (function)
        made = PyObject_CallFunction(function, NULL);
    if (shape != Py_None) Py_XDECREF(shape);
    Py_XDECREF(owner);
    return made && nx_lend(view, made) ? made : NULL;
}

bool nx_memory_start(void) {
    memory_type = (PyTypeObject *)PyType_FromSpec(&memory_spec);
    if (memory_type) nx_host_has_class(&nx_memoryview_type, NULL);
    return memory_type != NULL;
}

// The host's is the same view.
bool nx_release_view(nx_value view) {
    PyObject *host = nx_host_of(view);
    if (!host || !PyMemoryView_Check(host)) return true;
    PyObject *done = PyObject_CallMethod(host, "release", NULL);
    if (!done) guest_failed();
    Py_XDECREF(done);
    return done != NULL;
}
