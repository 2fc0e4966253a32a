// array.array: `length` items of the kind's size in a pointer-free buffer with room for `capacity`. Growth 1/8 + 6.
#ifndef NX_ARRAY_H
#define NX_ARRAY_H

#include "../types/number.h"

typedef struct nx_array_kind {
    char typecode;
    uint8_t size;
    const char *format;               // of an item, for the buffer protocol
    nx_value (*get)(const void *item); // 0 on error
    bool (*set)(void *item, nx_value value);
    uint8_t machine_format;           // the code that pickles carry
} nx_array_kind;

typedef struct nx_array {
    nx_header header;
    int64_t length, capacity;
    uint8_t *data;
    const nx_array_kind *kind;
    int64_t exports;                  // views of the storage: it must not be resized while there are some
} nx_array;

extern nx_type nx_array_type;
const nx_array_kind *nx_array_kind_of(uint32_t typecode); // NULL: there is none
extern const nx_array_kind nx_array_kinds[];              // ends with typecode 0

static inline nx_value nx_array_get(const nx_array *a, int64_t i) {
    return a->kind->get(a->data + i * a->kind->size);
}
static inline bool nx_array_set(nx_array *a, int64_t i, nx_value value) { // the setter may run Python
    union { uint64_t whole; double number; } item;
    if (!a->kind->set(&item, value))
        return false;
    if (NX_UNLIKELY(i >= a->length))
        return nx_failf(&nx_IndexError, "array assignment index out of range");
    memcpy(a->data + i * a->kind->size, &item, a->kind->size);
    return true;
}

#endif
