// Lists and buffers of the host interpreter in fast code (docs/EXTENSIONS.md): numbers are read and written where the host
// keeps them. A *view* tells where that is. It holds as long as no code of the host's runs: whoever returns from there
// advances `nx_host_epoch`, and a view of an earlier epoch is looked up again.
//
// Only code of extension modules names any of this; runtime/ext defines what is declared here.
#ifndef NX_HOSTED_H
#define NX_HOSTED_H
#include "host.h"

typedef struct nx_host_object { int64_t references; const void *type; } nx_host_object; // the head of an object, part of the stable ABI
typedef struct {
    const void *host;        // whose
    uint64_t epoch;
    int64_t length, columns; // columns: of two dimensions
    nx_i64 data, stride, column_stride;
    // How items are kept: a letter as `struct` has it, 'P' for references to objects. Of one dimension, of two; 0: no items
    // that are numbers. Those that can be written have NX_WRITABLE.
    int64_t format, format2;
    bool counts;             // `length` is its length
    // Of more than two dimensions: how many, and the third one's and fourth one's lengths and distances.
    int64_t dimensions, format_in, extent[2];
    nx_i64 step[2];
} nx_view;
enum { NX_WRITABLE = 256, NX_HOST_WORD = 24, NX_VIEWS = 64 };
extern NX_OWN uint64_t nx_host_epoch;
extern NX_OWN nx_view nx_views[NX_VIEWS];
extern const char nx_host_float_type[] __asm__("PyFloat_Type"), nx_host_int_type[] __asm__("PyLong_Type");
const nx_view *nx_view_fill(nx_view *view, const void *host);
bool nx_view_put_object(nx_host_object **place, nx_value item);  // of a list
bool nx_host_int_slow(const nx_host_object *object, nx_i64 *result);
bool nx_hosted_holds(nx_value value, bool floats);               // numbers of that kind, as far as is seen at once

// What ints and floats look like in memory, as found at the start: ints of one digit have the number of digits with their sign,
// or (from CPython 3.12 on) a tag.
enum nx_host_layout { NX_HOST_UNKNOWN, NX_HOST_SIZED, NX_HOST_TAGGED };
extern NX_OWN enum nx_host_layout nx_host_layout;
typedef struct { nx_host_object head; int64_t size; uint32_t digit; } nx_host_int;
typedef struct { nx_host_object head; double value; } nx_host_float;

static inline bool nx_host_int_value(const nx_host_object *object, nx_i64 *result) {
    if (NX_UNLIKELY(object->type != nx_host_int_type)) return false;
    const nx_host_int *number = (const nx_host_int *)object;
    if (NX_LIKELY(nx_host_layout == NX_HOST_SIZED && (uint64_t)(number->size + 1) < 3)) {
        *result = number->size * (int64_t)number->digit;
        return true;
    }
    if (nx_host_layout == NX_HOST_TAGGED && number->size < 16) { // the sign is 0, 1 (zero) or 2
        *result = (1 - (number->size & 3)) * (int64_t)number->digit;
        return true;
    }
    nx_i64 larger; // `result` can be in a register
    if (!nx_host_int_slow(object, &larger)) return false;
    *result = larger;
    return true;
}

static inline const nx_view *nx_view_of(nx_value value) {
    const void *host;
    memcpy(&host, NX_PTR(char, value) + NX_HOST_WORD, sizeof host);
    nx_view *view = &nx_views[((uintptr_t)host >> 4 ^ (uintptr_t)host >> 10) & (NX_VIEWS - 1)];
    return NX_LIKELY(view->host == host && view->epoch == nx_host_epoch) ? view : nx_view_fill(view, host);
}

static inline bool nx_guard_hosted(nx_value value) { return nx_has_flag(value, NX_TYPE_HOSTED); }
// Asked after a suspension, in which the host may have taken the object over.
static inline bool nx_guard_own(nx_value value) { return !nx_has_flag(value, NX_TYPE_FORMER); }
static inline bool nx_host_length(nx_value value, nx_i64 *result) {
    const nx_view *view = nx_view_of(value);
    *result = view->length;
    return view->counts;
}
static inline nx_i64 nx_host_data(nx_value value) { return nx_view_of(value)->data; }
static inline nx_i64 nx_host_stride(nx_value value) { return nx_view_of(value)->stride; }
static inline nx_i64 nx_host_format(nx_value value) { return nx_view_of(value)->format; }
static inline nx_i64 nx_host_columns(nx_value value) { return nx_view_of(value)->columns; }
static inline nx_i64 nx_host_column_stride(nx_value value) { return nx_view_of(value)->column_stride; }
static inline nx_i64 nx_host_format2(nx_value value) { return nx_view_of(value)->format2; }
static inline nx_i64 nx_host_extent(nx_value value, int64_t dimension) {
    const nx_view *view = nx_view_of(value);
    return dimension < 2 ? view->columns : view->extent[dimension - 2];
}
static inline nx_i64 nx_host_step(nx_value value, int64_t dimension) {
    const nx_view *view = nx_view_of(value);
    return dimension < 2 ? view->column_stride : view->step[dimension - 2];
}
static inline nx_i64 nx_host_format_in(nx_value value, int64_t dimensions) {
    const nx_view *view = nx_view_of(value);
    return view->dimensions == dimensions ? view->format_in : 0;
}

#define NX_LOAD(type, place) (((const struct { type item; } __attribute__((packed)) *)(place))->item)
#define NX_STORE(type, place, value) (((struct { type item; } __attribute__((packed)) *)(place))->item = (type)(value))

static inline bool nx_host_at_f64(nx_i64 data, nx_i64 stride, nx_i64 format, nx_i64 index, nx_f64 *result) {
    const char *place = (const char *)data + index * stride;
    if (NX_LIKELY((format & 255) == 'd')) {
        *result = NX_LOAD(double, place);
        return true;
    }
    switch (format & 255) {
    case 'f': *result = NX_LOAD(float, place); return true;
    case 'P': {
        const nx_host_object *object = NX_LOAD(const nx_host_object *, place);
        if (object->type != nx_host_float_type) return false;
        *result = ((const nx_host_float *)object)->value;
        return true;
    }
    }
    return false;
}

#define NX_HOST_INTS(X) \
    X('b', int8_t) X('B', uint8_t) X('h', int16_t) X('H', uint16_t) X('i', int32_t) X('I', uint32_t)
static inline bool nx_host_at_i64(nx_i64 data, nx_i64 stride, nx_i64 format, nx_i64 index, nx_i64 *result) {
    const char *place = (const char *)data + index * stride;
    if (NX_LIKELY((format & 255) == 'q')) {
        *result = NX_LOAD(int64_t, place);
        return true;
    }
    switch (format & 255) {
#define NX_HOST_GET(code, type) \
    case code: *result = (nx_i64)NX_LOAD(type, place); return true;
        NX_HOST_INTS(NX_HOST_GET)
#undef NX_HOST_GET
    case 'Q': *result = NX_LOAD(int64_t, place); return *result >= 0;
    case 'P': return nx_host_int_value(NX_LOAD(const nx_host_object *, place), result);
    }
    return false;
}

static inline bool nx_host_put_f64(nx_i64 data, nx_i64 stride, nx_i64 format, nx_i64 index, nx_f64 value) {
    char *place = (char *)data + index * stride;
    switch (format) {
    case 'd' | NX_WRITABLE: NX_STORE(double, place, value); return true;
    case 'f' | NX_WRITABLE: NX_STORE(float, place, value); return true;
    case 'P' | NX_WRITABLE: return nx_view_put_object((nx_host_object **)place, nx_from_double(value));
    }
    return false;
}

static inline bool nx_host_put_i64(nx_i64 data, nx_i64 stride, nx_i64 format, nx_i64 index, nx_i64 value) {
    char *place = (char *)data + index * stride;
    switch (format) {
#define NX_HOST_SET(code, type) \
    case code | NX_WRITABLE: \
        if ((type)value != value) return false; \
        NX_STORE(type, place, value); \
        return true;
        NX_HOST_INTS(NX_HOST_SET)
#undef NX_HOST_SET
    case 'q' | NX_WRITABLE: NX_STORE(int64_t, place, value); return true;
    case 'd' | NX_WRITABLE: NX_STORE(double, place, value); return true;
    case 'f' | NX_WRITABLE: NX_STORE(float, place, value); return true;
    case 'Q' | NX_WRITABLE:
        if (value < 0) return false;
        NX_STORE(int64_t, place, value);
        return true;
    case 'P' | NX_WRITABLE: return nx_view_put_object((nx_host_object **)place, nx_from_i64(value));
    }
    return false;
}
#undef NX_HOST_INTS

static inline bool nx_host_place(nx_i64 index, nx_i64 length, nx_i64 *result) {
    *result = index < 0 ? index + length : index;
    return (uint64_t)*result < (uint64_t)length;
}
// The address of the row that the last index is in.
static inline bool nx_host_row(const nx_view *view, int64_t dimensions, const nx_i64 *indices, nx_i64 *row, nx_i64 *last) {
    if (view->dimensions != dimensions || !nx_host_place(indices[0], view->length, last)) return false;
    *row = view->data + *last * view->stride;
    for (int64_t i = 1; i < dimensions; i++) {
        if (!nx_host_place(indices[i], i == 1 ? view->columns : view->extent[i - 2], last)) return false;
        if (i < dimensions - 1) *row += *last * (i == 1 ? view->column_stride : view->step[i - 2]);
    }
    return true;
}
#define NX_HOST_ACCESS_IN(dimensions, kind, type, indices, ...) \
    static inline bool nx_host_get##dimensions##_##kind(nx_value value, __VA_ARGS__, type *result) { \
        const nx_view *view = nx_view_of(value); \
        nx_i64 row, last; \
        return nx_host_row(view, dimensions, indices, &row, &last) && \
               nx_host_at_##kind(row, view->step[dimensions - 3], view->format_in, last, result); \
    } \
    static inline bool nx_host_set##dimensions##_##kind(nx_value value, __VA_ARGS__, type item) { \
        const nx_view *view = nx_view_of(value); \
        nx_i64 row, last; \
        return nx_host_row(view, dimensions, indices, &row, &last) && \
               nx_host_put_##kind(row, view->step[dimensions - 3], view->format_in, last, item); \
    }
#define NX_HOST_ACCESS(kind, type) \
    NX_HOST_ACCESS_IN(3, kind, type, ((nx_i64[]){i, j, k}), nx_i64 i, nx_i64 j, nx_i64 k) \
    NX_HOST_ACCESS_IN(4, kind, type, ((nx_i64[]){i, j, k, l}), nx_i64 i, nx_i64 j, nx_i64 k, nx_i64 l) \
    static inline bool nx_host_get_##kind(nx_value value, nx_i64 index, type *result) { \
        const nx_view *view = nx_view_of(value); \
        nx_i64 place; \
        return nx_host_place(index, view->length, &place) && \
               nx_host_at_##kind(view->data, view->stride, view->format, place, result); \
    } \
    static inline bool nx_host_set_##kind(nx_value value, nx_i64 index, type item) { \
        const nx_view *view = nx_view_of(value); \
        nx_i64 place; \
        return nx_host_place(index, view->length, &place) && \
               nx_host_put_##kind(view->data, view->stride, view->format, place, item); \
    } \
    static inline bool nx_host_get2_##kind(nx_value value, nx_i64 row, nx_i64 column, type *result) { \
        const nx_view *view = nx_view_of(value); \
        nx_i64 i, j; \
        return nx_host_place(row, view->length, &i) && nx_host_place(column, view->columns, &j) && \
               nx_host_at_##kind(view->data + i * view->stride, view->column_stride, view->format2, j, result); \
    } \
    static inline bool nx_host_set2_##kind(nx_value value, nx_i64 row, nx_i64 column, type item) { \
        const nx_view *view = nx_view_of(value); \
        nx_i64 i, j; \
        return nx_host_place(row, view->length, &i) && nx_host_place(column, view->columns, &j) && \
               nx_host_put_##kind(view->data + i * view->stride, view->column_stride, view->format2, j, item); \
    }
NX_HOST_ACCESS(f64, nx_f64)
NX_HOST_ACCESS(i64, nx_i64)
#undef NX_HOST_ACCESS
#undef NX_HOST_ACCESS_IN
#undef NX_LOAD
#undef NX_STORE

// ---- calls by the host -----------------------------------------------------------------------------------------------
// A function's `hosted` entry takes the host's arguments, and gives a result or NX_STOP for arguments that it does not know.
double nx_host_float_value(const nx_host_object *object) __asm__("PyFloat_AsDouble");
static inline bool nx_host_f64(const nx_host_object *object, nx_f64 *result) {
    if (object->type != nx_host_float_type) return false;
    *result = NX_LIKELY(nx_host_layout != NX_HOST_UNKNOWN) ? ((const nx_host_float *)object)->value : nx_host_float_value(object);
    return true;
}
// An instance of a class of ours is told by what destroys it.
enum { NX_HOST_DEALLOC_WORD = 6 };                               // of a class
typedef struct { nx_host_object head; const nx_value *root; } nx_host_instance;
void nx_instance_destroy(nx_host_object *object);
nx_value nx_host_argument_slow(const nx_host_object *object);
static inline nx_value nx_host_argument(const nx_host_object *object) { // as the guest sees it; 0 on error
    if (NX_LIKELY(((void *const *)object->type)[NX_HOST_DEALLOC_WORD] == (void *)nx_instance_destroy)) {
        const nx_value *root = ((const nx_host_instance *)object)->root;
        if (NX_LIKELY(root != NULL)) return *root;
    }
    return nx_host_argument_slow(object);
}
static inline bool nx_host_i64(const nx_host_object *object, nx_i64 *result) { return nx_host_int_value(object, result); }
#endif
