// Hashes as the host has them: `hash(text)` is the same on both sides, and so is what a `__hash__` of compiled code makes of the
// hashes of texts, bytes and None. An object of a compiled class that equals a tuple or text is found in dicts of either side.
#include "bridge.h"

// Exported by every CPython from 3.9 to 3.13; without it bytes are asked for theirs, which hash as texts do.
Py_hash_t _Py_HashBytes(const void *bytes, Py_ssize_t length) __attribute__((weak));

int64_t nx_hash_of_bytes(const void *bytes, int64_t length) {
    if (NX_LIKELY(_Py_HashBytes != NULL)) return _Py_HashBytes(bytes, length);
    PyObject *object = PyBytes_FromStringAndSize(bytes, length);
    if (!object) Py_FatalError("natrix: no memory for a hash");
    Py_hash_t hash = PyObject_Hash(object);
    Py_DECREF(object);
    return hash;
}

static int64_t hashes[3];

static bool hash_of_none(nx_value self, int64_t *hash) {
    *hash = hashes[0];
    return true;
}
static bool hash_of_ellipsis(nx_value self, int64_t *hash) {
    *hash = hashes[1];
    return true;
}
static bool hash_of_notimplemented(nx_value self, int64_t *hash) {
    *hash = hashes[2];
    return true;
}

void nx_hashes_start(void) {
    PyObject *objects[] = {Py_None, Py_Ellipsis, Py_NotImplemented};
    for (int i = 0; i < 3; i++) hashes[i] = PyObject_Hash(objects[i]);
    nx_none_type.hash = hash_of_none;
    nx_ellipsis_type.hash = hash_of_ellipsis;
    nx_notimplemented_type.hash = hash_of_notimplemented;
}
