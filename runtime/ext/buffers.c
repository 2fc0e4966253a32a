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
