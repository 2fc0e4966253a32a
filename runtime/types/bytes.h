// What bytes and bytearray share: most methods serve both, through a view of the data.
#ifndef NX_BYTES_H
#define NX_BYTES_H

#include "text.h"

typedef struct { const uint8_t *data; int64_t length; } nx_byte_view;

static inline bool nx_is_bytes(nx_value v) { return nx_has_flag(v, NX_TYPE_BYTES); }
static inline bool nx_is_bytearray(nx_value v) { return nx_has_flag(v, NX_TYPE_BYTEARRAY); }
// self is bytes or bytearray.
static inline nx_byte_view nx_view_of(nx_value self) {
    if (nx_is_bytes(self)) return (nx_byte_view){NX_PTR(nx_bytes, self)->data, NX_PTR(nx_bytes, self)->length};
    return (nx_byte_view){NX_PTR(nx_bytearray, self)->data, NX_PTR(nx_bytearray, self)->length};
}
// A fresh bytes, or bytearray when self is one.
nx_value nx_bytes_like(nx_value self, const uint8_t *data, int64_t length);
nx_value nx_bytes_exact(nx_value self);
bool nx_byte_value(nx_value v, const char *message, uint8_t *out); // an int in range(256)
extern nx_bytes nx_empty_bytes;
nx_value nx_bytearray_getitem(nx_value self, nx_value key);
bool nx_bytearray_setitem(nx_value self, nx_value key, nx_value value);
nx_value nx_bytearray_iadd(nx_value self, nx_value other);
nx_value nx_bytearray_imul(nx_value self, nx_value count);

#endif
