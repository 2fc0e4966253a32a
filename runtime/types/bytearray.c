// bytearray: a pointer-free buffer with room at its end. While memoryviews look at it (exports > 0) it cannot be resized.
#include "bytes.h"

#include "alloc.h"
#include "host.h"
#include "natives.h"

nx_bytearray *nx_bytearray_new(const uint8_t *data, int64_t length) {
    nx_bytearray *array = nx_alloc_plain(&nx_bytearray_type, sizeof *array);
    if (!array) return NULL;
    if (!nx_bytearray_resize(array, length)) return NULL;
    if (data) memcpy(array->data, data, (size_t)length);
    return array;
}

// A view that nothing refers to any more is only given back when the collector finds it: have it look.
bool nx_exports_remain(const int64_t *exports) {
    if (*exports > 0) {
        nx_gc_collect();
        nx_gc_run_finalizers();
        if (nx_host) nx_host->release_dead();
    }
    return *exports > 0;
}

static bool check_exports(const nx_bytearray *self) {
    if (nx_exports_remain(&self->exports))
        return nx_failf(&nx_BufferError, "Existing exports of data: object cannot be re-sized");
    return true;
}

bool nx_bytearray_resize(nx_bytearray *self, int64_t length) {
    if (length != self->length && !check_exports(self)) return false;
    if (length >= self->capacity || !self->data) {
        int64_t capacity = length + 1;
        if (self->length && length > self->length) capacity = length + (length >> 2) + 8;
        uint8_t *data = nx_alloc_bytes((size_t)capacity);
        if (!data) return false;
        if (self->length) memcpy(data, self->data, (size_t)(self->length < length ? self->length : length));
        self->data = data;
        self->capacity = capacity;
    }
    self->length = length;
    self->data[length] = 0;
    return true;
}

static const char byte_range[] = "byte must be in range(0, 256)";

nx_value nx_bytearray_append(nx_value self, nx_value item) {
    nx_bytearray *array = NX_PTR(nx_bytearray, self);
    uint8_t byte;
    if (!nx_byte_value(item, byte_range, &byte)) return 0;
    if (!nx_bytearray_resize(array, array->length + 1)) return 0;
    array->data[array->length - 1] = byte;
    return NX_NONE;
}

nx_value nx_bytearray_clear(nx_value self) { return nx_bytearray_resize(NX_PTR(nx_bytearray, self), 0) ? NX_NONE : 0; }

nx_value nx_bytearray_copy(nx_value self) {
    return nx_bytes_like(self, NX_PTR(nx_bytearray, self)->data, NX_PTR(nx_bytearray, self)->length);
}

// Replaces data[from, to) by `count` bytes that do not lie in the array itself.
static bool splice(nx_bytearray *self, int64_t from, int64_t to, const uint8_t *data, int64_t count) {
    int64_t old = self->length, tail = old - to, grown = count - (to - from);
    if (grown > 0 && !nx_bytearray_resize(self, old + grown)) return false;
    if (grown < 0 && !check_exports(self)) return false;
    memmove(self->data + from + count, self->data + to, (size_t)tail);
    if (count) memcpy(self->data + from, data, (size_t)count);
    if (grown < 0) {
        self->length = old + grown;
        self->data[self->length] = 0;
    }
    return true;
}

nx_value nx_bytearray_extend(nx_value self, nx_value items) {
    nx_bytearray *array = NX_PTR(nx_bytearray, self);
    nx_type *type = nx_type_of(items);
    if (!type->buffer && !type->iter && !type->getitem) return nx_raisef(&nx_TypeError, "can't extend bytearray with %T", items);
    nx_value bytes = nx_bytes_of(items);
    if (!bytes) {
        if (nx_error_matches(&nx_ValueError)) {
            nx_error_clear();
            return nx_raise(&nx_ValueError, byte_range);
        }
        return 0;
    }
    const nx_bytes *b = NX_PTR(nx_bytes, bytes);
    return splice(array, array->length, array->length, b->data, b->length) ? NX_NONE : 0;
}

nx_value nx_bytearray_iadd(nx_value self, nx_value other) {
    nx_bytearray *array = NX_PTR(nx_bytearray, self);
    if (!nx_is_pointer(other) || !nx_shape_of(other)->type->buffer)
        return nx_raisef(&nx_TypeError, "can't concat %T to %T", other, self);
    nx_buffer view;
    nx_value held = other == self ? nx_bytes_exact(self) : other; // a copy when added to itself
    if (!held || !nx_buffer_get(held, &view)) return 0;
    bool done = splice(array, array->length, array->length, view.data, view.length);
    nx_buffer_release(&view);
    return done ? self : 0;
}

nx_value nx_bytearray_imul(nx_value self, nx_value count_value) {
    nx_bytearray *array = NX_PTR(nx_bytearray, self);
    if (!nx_is_int(count_value) && !(nx_is_pointer(count_value) && nx_shape_of(count_value)->type->index))
        return nx_raisef(&nx_TypeError, "can't multiply sequence by non-int of type '%T'", count_value);
    int64_t count, length = array->length;
    if (!nx_to_index(count_value, &count, false)) return 0;
    if (count < 0) count = 0;
    if (count && length > INT64_MAX / 2 / count) return nx_raise_no_memory();
    if (!nx_bytearray_resize(array, length * count)) return 0;
    for (int64_t i = 1; i < count; i++) memcpy(array->data + i * length, array->data, (size_t)length);
    return self;
}

nx_value nx_bytearray_insert(nx_value self, nx_value index_value, nx_value item) {
    nx_bytearray *array = NX_PTR(nx_bytearray, self);
    int64_t index;
    uint8_t byte;
    if (!nx_to_size(index_value, &index) || !nx_byte_value(item, byte_range, &byte)) return 0;
    if (index < 0 && (index += array->length) < 0) index = 0;
    if (index > array->length) index = array->length;
    return splice(array, index, index, &byte, 1) ? NX_NONE : 0;
}

nx_value nx_bytearray_pop(nx_value self, nx_value index_value) {
    nx_bytearray *array = NX_PTR(nx_bytearray, self);
    int64_t index;
    if (!nx_to_size(index_value, &index)) return 0;
    if (array->length == 0) return nx_raise(&nx_IndexError, "pop from empty bytearray");
    if (index < 0) index += array->length;
    if ((uint64_t)index >= (uint64_t)array->length) return nx_raise(&nx_IndexError, "pop index out of range");
    uint8_t byte = array->data[index];
    return splice(array, index, index + 1, NULL, 0) ? NX_INT(byte) : 0;
}

nx_value nx_bytearray_remove(nx_value self, nx_value value) {
    nx_bytearray *array = NX_PTR(nx_bytearray, self);
    uint8_t byte;
    if (!nx_byte_value(value, byte_range, &byte)) return 0;
    const uint8_t *at = memchr(array->data, byte, (size_t)array->length);
    if (!at) return nx_raise(&nx_ValueError, "value not found in bytearray");
    return splice(array, at - array->data, at - array->data + 1, NULL, 0) ? NX_NONE : 0;
}

nx_value nx_bytearray_reverse(nx_value self) {
    nx_bytearray *array = NX_PTR(nx_bytearray, self);
    for (int64_t i = 0, j = array->length - 1; i < j; i++, j--) {
        uint8_t byte = array->data[i];
        array->data[i] = array->data[j];
        array->data[j] = byte;
    }
    return NX_NONE;
}

// Up to protocol 2 as text, since bytes have no form of their own there.
nx_value nx_bytearray_reduce_ex(nx_value self, nx_value protocol) {
    const nx_bytearray *array = NX_PTR(nx_bytearray, self);
    int64_t number;
    if (!nx_int_to_i64(protocol, &number)) return 0;
    nx_value arguments = NX_OBJ(&nx_empty_tuple);
    if (array->length && number < 3) {
        nx_value text = nx_str_from_latin1(array->data, array->length);
        arguments = text ? nx_tuple_from(2, (nx_value[]){text, nx_str_from_c("latin-1")}) : 0;
    } else if (array->length) {
        nx_value bytes = nx_bytes_exact(self);
        arguments = bytes ? nx_tuple_from(1, &bytes) : 0;
    }
    nx_value state = arguments ? nx_call_special(self, &nx_s___getstate__, 0, NULL) : 0;
    return state ? nx_tuple_from(3, (nx_value[]){NX_OBJ(nx_type_of(self)), arguments, state}) : 0;
}
nx_value nx_bytearray_reduce(nx_value self) { return nx_bytearray_reduce_ex(self, NX_INT(2)); }

nx_value nx_bytearray_sizeof(nx_value self) { return nx_from_small_int(56 + NX_PTR(nx_bytearray, self)->capacity); }
nx_value nx_bytearray_alloc(nx_value self) { return nx_from_small_int(NX_PTR(nx_bytearray, self)->capacity); }

// ---- item and slice assignment -----------------------------------------------------------------------------------------------

// The bytes to store: a buffer's contents, or an iterable's ints. A copy, so that the array may store into itself.
static nx_value stored(nx_value value) {
    if (nx_is_int(value) || nx_is_str(value))
        return nx_raise(&nx_TypeError, "can assign only bytes, buffers, or iterables of ints in range(0, 256)");
    nx_type *type = nx_type_of(value);
    if (!type->buffer && !type->iter && !type->getitem)
        return nx_raise(&nx_TypeError, "can assign only bytes, buffers, or iterables of ints in range(0, 256)");
    return nx_bytes_of(value);
}

static bool set_slice(nx_bytearray *self, nx_slice *slice, nx_value value) {
    int64_t start, stop, step, count;
    nx_value bytes = value ? stored(value) : nx_bytes_new(NULL, 0);
    if (!bytes || !nx_slice_indices(slice, self->length, &start, &stop, &step, &count)) return false;
    const nx_bytes *from = NX_PTR(nx_bytes, bytes);
    if (step == 1) return splice(self, start, start + count, from->data, from->length);
    if (from->length == 0 && count) { // deletes every step-th byte
        if (!check_exports(self)) return false;
        if (step < 0) start += step * (count - 1), step = -step;
        int64_t to = start, next = start;
        for (int64_t i = start; i < self->length; i++) {
            if (i == next && count > 0) next += step, count--;
            else self->data[to++] = self->data[i];
        }
        self->length = to;
        self->data[to] = 0;
        return true;
    }
    if (from->length != count)
        return nx_failf(&nx_ValueError, "attempt to assign bytes of size %ld to extended slice of size %ld", (long)from->length, (long)count);
    for (int64_t i = 0; i < count; i++) self->data[start + i * step] = from->data[i];
    return true;
}

bool nx_bytearray_setitem(nx_value self, nx_value key, nx_value value) {
    nx_bytearray *array = NX_PTR(nx_bytearray, self);
    if (nx_is_exact(key, &nx_slice_type)) return set_slice(array, NX_PTR(nx_slice, key), value);
    int64_t index;
    if (!nx_is_int(key) && !(nx_is_pointer(key) && nx_shape_of(key)->type->index))
        return nx_failf(&nx_TypeError, "bytearray indices must be integers or slices, not %T", key);
    if (!nx_to_index(key, &index, false)) return false;
    uint8_t byte = 0;
    if (value && !nx_byte_value(value, byte_range, &byte)) return false;
    if (index < 0) index += array->length;
    if ((uint64_t)index >= (uint64_t)array->length) return nx_failf(&nx_IndexError, "bytearray index out of range");
    if (!value) return splice(array, index, index + 1, NULL, 0);
    array->data[index] = byte;
    return true;
}
