// memoryview: a window of one dimension on another object's bytes, with a stride (slices with steps). Views made from a
// view share its exporter record, which gives the buffer back when the last of them is released.
// cast() to more dimensions makes a contiguous view that is indexed by tuples and cannot be sliced, as in CPython.
#include "alloc.h"
#include "bytes.h"
#include "host.h"
#include "natives.h"

typedef struct exporter {
    nx_buffer buffer;
    nx_value owner;
    int64_t views, exports;     // exports: buffers got from those
    bool is_paused;
    struct exporter *next, **link; // while it has a buffer of the host interpreter's
} exporter;

typedef struct {
    nx_header header;
    exporter *base;      // NULL: released
    uint8_t *data;       // first item (base keeps the owner)
    int64_t length;      // items
    int64_t stride;      // bytes from item to item
    int64_t item_size;
    int64_t exports;     // buffers got from this view
    nx_tuple *shape;     // of several dimensions, else NULL; then the view is contiguous
    const char *format;
    bool readonly;
    bool hashed;
    bool sliced;         // made from another view
    int64_t hash;
} view;

#define SELF NX_PTR(view, self)

// ---- buffers of the host interpreter's objects ------------------------------------------------------------------------------

// CPython releases a view with its last reference; here a collection finds it. So what such a view looks at is exported only
// while compiled code runs: it may be resized (or a mapping closed) when nobody here uses the view any more. Who uses one for which
// that has been done finds it released.
exporter *nx_host_views;

static void list_exporter(exporter *base) {
    base->next = nx_host_views;
    base->link = &nx_host_views;
    if (base->next) base->next->link = &base->next;
    nx_host_views = base;
}

static void unlist(exporter *base) {
    if (!base->link) return;
    *base->link = base->next;
    if (base->next) base->next->link = base->link;
    base->next = NULL;
    base->link = NULL;
}

void nx_memoryviews_pause(void) {
    for (exporter *base = nx_host_views, *next; base; base = next) {
        next = base->next;
        if (base->exports) continue;
        unlist(base);
        base->is_paused = true;
        nx_buffer_release(&base->buffer);
    }
}

// Whether the object still has what the view looked at, where it was.
static bool resume(exporter *base) {
    nx_buffer now;
    if (!nx_buffer_get(base->owner, &now)) return false;
    if (now.data != base->buffer.data || now.length != base->buffer.length) {
        nx_buffer_release(&now);
        return false;
    }
    base->is_paused = false;
    base->buffer = now;
    list_exporter(base);
    return true;
}

static bool alive(const view *v) {
    if (NX_UNLIKELY(v->base && v->base->is_paused)) {
        if (resume(v->base)) return true;
        nx_error_clear();
    } else if (NX_LIKELY(v->base != NULL)) {
        return true;
    }
    return nx_failf(&nx_ValueError, "operation forbidden on released memoryview object");
}

static void drop(nx_value self) {
    view *v = SELF;
    if (!v->base) return;
    if (--v->base->views == 0) {
        unlist(v->base);
        if (v->base->buffer.owner) nx_buffer_release(&v->base->buffer);
    }
    v->base = NULL;
}

// bytes do not count who looks at them: such views need not be finalized.
static view *new_view(nx_value owner) {
    return nx_is_exact(owner, &nx_bytes_type) ? nx_alloc_plain(&nx_memoryview_type, sizeof(view))
                                              : nx_alloc_object(&nx_memoryview_type, sizeof(view));
}

static view *view_like(const view *v) {
    view *new = new_view(v->base->owner);
    if (!new) return NULL;
    nx_header header = new->header;
    *new = *v;
    new->header = header;
    new->exports = 0;
    new->hashed = false;
    new->sliced = true;
    v->base->views++;
    return new;
}

static nx_value memoryview_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    static const char *const names[] = {"object"};
    nx_value object;
    (void)cls;
    if (!nx_parse_arguments("memoryview", nargs, args, kwnames, names, 1, 1, &object)) return 0;
    if (nx_is_exact(object, &nx_memoryview_type)) {
        if (!alive(NX_PTR(view, object))) return 0;
        view *same = view_like(NX_PTR(view, object));
        return same ? NX_OBJ(same) : 0;
    }
    nx_buffer b;
    if (!nx_is_pointer(object) || !nx_shape_of(object)->type->buffer)
        return nx_raisef(&nx_TypeError, "memoryview: a bytes-like object is required, not '%T'", object);
    if (!nx_buffer_get(object, &b)) return 0;
    exporter *base = nx_alloc_words((sizeof(exporter) + 7) / 8);
    view *v = base ? new_view(object) : NULL;
    if (!v) {
        nx_buffer_release(&b);
        return 0;
    }
    *base = (exporter){.buffer = b, .owner = b.owner, .views = 1};
    v->base = base;
    v->data = b.data;
    v->item_size = b.item_size;
    v->stride = b.item_size;
    v->length = b.length / b.item_size;
    v->format = b.format;
    v->readonly = b.readonly;
    if (NX_UNLIKELY(nx_is_foreign(object))) list_exporter(base);
    return NX_OBJ(v);
}

// ---- items ------------------------------------------------------------------------------------------------------------------------

// The native type code of a format ("B", "@I"), or 0.
static char code_of(const char *format) {
    if (*format == '@') format++;
    return *format && !format[1] && strchr("cbB?hHiIlLqQnNfdP", *format) ? *format : 0;
}

static int64_t size_of(char code) {
    switch (code) {
    case 'c': case 'b': case 'B': case '?': return 1;
    case 'h': case 'H': return 2;
    case 'i': case 'I': case 'f': return 4;
    default: return 8;
    }
}

static nx_value unpack(const view *v, const uint8_t *p) {
#define READ(type) ({ type item; memcpy(&item, p, sizeof item); item; })
    switch (code_of(v->format)) {
    case 'B': return NX_INT(*p);
    case 'b': return NX_INT((int8_t)*p);
    case 'c': return nx_bytes_new(p, 1);
    case '?': return nx_from_bool(*p);
    case 'h': return NX_INT(READ(int16_t));
    case 'H': return NX_INT(READ(uint16_t));
    case 'i': return NX_INT(READ(int32_t));
    case 'I': return NX_INT(READ(uint32_t));
    case 'l': case 'q': case 'n': return nx_from_i64(READ(int64_t));
    case 'L': case 'Q': case 'N': case 'P': return nx_int_from_u64(READ(uint64_t));
    case 'f': return nx_from_double(READ(float));
    case 'd': return nx_from_double(READ(double));
    default: return nx_raisef(&nx_NotImplementedError, "memoryview: format %s not supported", v->format);
    }
#undef READ
}

static bool invalid_value(const view *v) { return nx_failf(&nx_ValueError, "memoryview: invalid value for format '%s'", v->format); }
static bool invalid_type(const view *v) { return nx_failf(&nx_TypeError, "memoryview: invalid type for format '%s'", v->format); }

static bool pack(const view *v, uint8_t *p, nx_value item) {
    char code = code_of(v->format);
    if (code == 'f' || code == 'd') {
        double d;
        if (!nx_to_double(item, &d)) {
            if (!nx_error_matches(&nx_TypeError)) return false;
            nx_error_clear();
            return invalid_type(v);
        }
        float f = (float)d;
        if (code == 'f') memcpy(p, &f, 4);
        else memcpy(p, &d, 8);
        return true;
    }
    if (code == 'c') {
        if (!nx_is_bytes(item)) return invalid_type(v);
        if (nx_view_of(item).length != 1) return invalid_value(v);
        *p = nx_view_of(item).data[0];
        return true;
    }
    if (code == '?') {
        int truth = nx_truth(item);
        if (truth < 0) return false;
        *p = (uint8_t)truth;
        return true;
    }
    if (!code) return nx_failf(&nx_NotImplementedError, "memoryview: format %s not supported", v->format);
    if (!nx_is_int(item)) {
        if (!nx_is_pointer(item) || !nx_shape_of(item)->type->index) return invalid_type(v);
        item = nx_index(item);
        if (!item) return false;
    }
    int64_t size = size_of(code), n;
    bool is_signed = strchr("bhilqn", code) != NULL;
    if (!nx_int_try_i64(item, &n)) { // past 63 bits
        if (is_signed || size < 8 || nx_int_sign(item) < 0) return invalid_value(v);
        nx_int *big = NX_PTR(nx_int, item);
        if (big->size != 1) return invalid_value(v);
        n = (int64_t)big->limbs[0];
    } else if (is_signed ? size < 8 && (n < -((int64_t)1 << (8 * size - 1)) || n >= (int64_t)1 << (8 * size - 1))
                         : n < 0 || (size < 8 && n >= (int64_t)1 << (8 * size)))
        return invalid_value(v);
    memcpy(p, &n, (size_t)size);
    return true;
}

static bool item_index(const view *v, nx_value key, int64_t *index) {
    if (!nx_is_int(key) && !(nx_is_pointer(key) && nx_shape_of(key)->type->index))
        return nx_failf(&nx_TypeError, "memoryview: invalid slice key");
    if (!nx_to_index(key, index, false)) return false;
    if (*index < 0) *index += v->length;
    if ((uint64_t)*index >= (uint64_t)v->length) return nx_failf(&nx_IndexError, "index out of bounds on dimension 1");
    return true;
}

static view *sliced(view *v, nx_slice *slice) {
    int64_t start, stop, step, count;
    if (!nx_slice_indices(slice, v->length, &start, &stop, &step, &count) || !alive(v)) return NULL;
    view *part = view_like(v);
    if (!part) return NULL;
    part->data += count ? start * v->stride : 0;
    part->stride *= step;
    part->length = count;
    return part;
}

// The item's number for an index of a view of several dimensions, or for a tuple.
static bool grid_index(const view *v, nx_value key, int64_t *index) {
    int64_t dimensions = v->shape ? v->shape->length : 1;
    if (!nx_is_tuple(key))
        return nx_failf(&nx_NotImplementedError, nx_is_exact(key, &nx_slice_type) ? "multi-dimensional slicing is not implemented"
                                                                                  : "multi-dimensional sub-views are not implemented");
    nx_tuple *at = NX_PTR(nx_tuple, key);
    for (int64_t i = 0; i < at->length; i++)
        if (!nx_is_int(at->items[i]) && !nx_is_exact(at->items[i], &nx_slice_type) && !nx_type_of(at->items[i])->index)
            return nx_failf(&nx_TypeError, "memoryview: invalid slice key");
    if (at->length < dimensions) return nx_failf(&nx_NotImplementedError, "sub-views are not implemented");
    if (at->length > dimensions)
        return nx_failf(&nx_TypeError, "cannot index %ld-dimension view with %ld-element tuple", (long)dimensions, (long)at->length);
    *index = 0;
    for (int64_t i = 0; i < dimensions; i++) {
        int64_t size = v->shape ? nx_small_int(v->shape->items[i]) : v->length, n;
        if (!nx_is_int(at->items[i])) return nx_failf(&nx_TypeError, "memoryview: invalid slice key");
        if (!nx_to_index(at->items[i], &n, false)) return false;
        if (n < 0) n += size;
        if ((uint64_t)n >= (uint64_t)size) return nx_failf(&nx_IndexError, "index out of bounds on dimension %ld", (long)i + 1);
        *index = *index * size + n;
    }
    return true;
}

static nx_value memoryview_getitem(nx_value self, nx_value key) {
    int64_t index;
    if (!alive(SELF)) return 0;
    if (SELF->shape || nx_is_tuple(key)) return grid_index(SELF, key, &index) ? unpack(SELF, SELF->data + index * SELF->stride) : 0;
    if (nx_is_exact(key, &nx_slice_type)) {
        view *part = sliced(SELF, NX_PTR(nx_slice, key));
        return part ? NX_OBJ(part) : 0;
    }
    if (!item_index(SELF, key, &index)) return 0;
    return unpack(SELF, SELF->data + index * SELF->stride);
}

// The buffer stays while the value says what number it is.
static bool put(view *v, int64_t index, nx_value value) {
    exporter *base = v->base;
    base->exports++;
    bool ok = pack(v, v->data + index * v->stride, value);
    base->exports--;
    return ok;
}

static bool memoryview_setitem(nx_value self, nx_value key, nx_value value) {
    int64_t index;
    if (!alive(SELF)) return false;
    if (SELF->readonly) return nx_failf(&nx_TypeError, "cannot modify read-only memory");
    if (!value) return nx_failf(&nx_TypeError, "cannot delete memory");
    if (SELF->shape || nx_is_tuple(key)) return grid_index(SELF, key, &index) && put(SELF, index, value);
    if (!nx_is_exact(key, &nx_slice_type)) {
        if (!item_index(SELF, key, &index)) return false;
        return put(SELF, index, value);
    }
    view *to = sliced(SELF, NX_PTR(nx_slice, key));
    if (!to) return false;
    nx_value from_value = nx_is_exact(value, &nx_memoryview_type) ? value
                          : nx_type_of(value)->buffer             ? memoryview_new(&nx_memoryview_type, 1, &value, 0)
                                          : nx_raisef(&nx_TypeError, "a bytes-like object is required, not '%T'", value);
    if (!from_value) {
        drop(NX_OBJ(to));
        return false;
    }
    view *from = NX_PTR(view, from_value);
    bool ok = alive(from);
    if (ok && (code_of(from->format) != code_of(to->format) || from->length != to->length))
        ok = nx_failf(&nx_ValueError, "memoryview assignment: lvalue and rvalue have different structures");
    if (ok && to->length) {
        uint8_t *copy = nx_alloc_bytes((size_t)(to->length * to->item_size));
        ok = copy != NULL;
        for (int64_t i = 0; ok && i < to->length; i++)
            memcpy(copy + i * to->item_size, from->data + i * from->stride, (size_t)to->item_size);
        for (int64_t i = 0; ok && i < to->length; i++)
            memcpy(to->data + i * to->stride, copy + i * to->item_size, (size_t)to->item_size);
    }
    if (from_value != value) drop(from_value);
    drop(NX_OBJ(to));
    return ok;
}

static bool memoryview_length(nx_value self, int64_t *length) {
    if (!alive(SELF)) return false;
    *length = SELF->shape ? nx_small_int(SELF->shape->items[0]) : SELF->length;
    return true;
}

// ---- methods ------------------------------------------------------------------------------------------------------------------------

nx_value nx_memoryview_tobytes(nx_value self, nx_value order) {
    if (!alive(SELF)) return 0;
    if (order != NX_NONE) {
        if (!nx_is_str(order))
            return nx_raisef(&nx_TypeError, "tobytes() argument 'order' must be str or None, not %Y", order);
        size_t length;
        const char *text = nx_is_str(order) ? nx_str_utf8(order, &length) : NULL;
        if (!text || length != 1 || !strchr("ACF", *text)) return nx_raise(&nx_ValueError, "order must be 'C', 'F' or 'A'");
    }
    nx_value out = nx_bytes_new(NULL, SELF->length * SELF->item_size);
    if (!out) return 0;
    uint8_t *to = NX_PTR(nx_bytes, out)->data;
    if (SELF->stride == SELF->item_size) memcpy(to, SELF->data, (size_t)(SELF->length * SELF->item_size));
    else
        for (int64_t i = 0; i < SELF->length; i++)
            memcpy(to + i * SELF->item_size, SELF->data + i * SELF->stride, (size_t)SELF->item_size);
    return out;
}

// Nested lists of a view of several dimensions.
static nx_value grid_list(const view *v, int64_t dimension, int64_t *item) {
    if (dimension == v->shape->length) return unpack(v, v->data + (*item)++ * v->stride);
    int64_t size = nx_small_int(v->shape->items[dimension]);
    nx_list *list = nx_list_new(size);
    for (int64_t i = 0; list && i < size; i++) {
        nx_value part = grid_list(v, dimension + 1, item);
        if (!part || !nx_list_push(list, part)) return 0;
    }
    return list ? NX_OBJ(list) : 0;
}

nx_value nx_memoryview_tolist(nx_value self) {
    int64_t first = 0;
    if (!alive(SELF)) return 0;
    if (SELF->shape) return grid_list(SELF, 0, &first);
    nx_list *list = nx_list_new(SELF->length);
    if (!list) return 0;
    for (int64_t i = 0; i < SELF->length; i++) {
        nx_value item = unpack(SELF, SELF->data + i * SELF->stride);
        if (!item || !nx_list_push(list, item)) return 0;
    }
    return NX_OBJ(list);
}

nx_value nx_memoryview_hex(nx_value self, nx_value sep, nx_value bytes_per_sep) {
    nx_value bytes = nx_memoryview_tobytes(self, NX_NONE);
    return bytes ? nx_text_spaced_hex(nx_view_of(bytes).data, nx_view_of(bytes).length, sep, bytes_per_sep) : 0;
}

nx_value nx_memoryview_toreadonly(nx_value self) {
    if (!alive(SELF)) return 0;
    view *v = view_like(SELF);
    if (!v) return 0;
    v->readonly = true;
    return NX_OBJ(v);
}

nx_value nx_memoryview_cast(nx_value self, nx_value format, nx_value shape) {
    if (!alive(SELF)) return 0;
    if (!nx_is_str(format)) return nx_raisef(&nx_TypeError, "cast() argument 'format' must be str, not %Y", format);
    nx_value sizes = shape ? nx_is_list(shape) || nx_is_tuple(shape) ? nx_tuple_of(shape)
                                                                     : nx_raise(&nx_TypeError, "shape must be a list or a tuple")
                           : 0;
    if (shape && !sizes) return 0;
    if (SELF->stride != SELF->item_size) return nx_raise(&nx_TypeError, "memoryview: casts are restricted to C-contiguous views");
    size_t length;
    const char *text = nx_str_utf8(format, &length);
    if (!text) return 0;
    char code = code_of(text), old = code_of(SELF->format);
    if (!code)
        return nx_raise(&nx_ValueError, "memoryview: destination format must be a native single character format prefixed with an optional '@'");
    if (!strchr("cbB", code) && !(old && strchr("cbB", old)))
        return nx_raise(&nx_TypeError, "memoryview: cannot cast between two non-byte formats");
    int64_t size = size_of(code), bytes = SELF->length * SELF->item_size;
    if (bytes % size) return nx_raise(&nx_TypeError, "memoryview: length is not a multiple of itemsize");
    view *v = view_like(SELF);
    if (!v) return 0;
    char *copy = nx_alloc_bytes(length + 1);
    if (!copy) return 0;
    memcpy(copy, text, length + 1);
    v->format = copy;
    v->item_size = v->stride = size;
    v->length = bytes / size;
    v->shape = NULL;
    if (!sizes) return NX_OBJ(v);
    nx_tuple *dimensions = NX_PTR(nx_tuple, sizes);
    int64_t product = 1;
    for (int64_t i = 0; i < dimensions->length; i++) {
        nx_value n = dimensions->items[i];
        if (!nx_is_int(n)) return nx_raise(&nx_TypeError, "memoryview.cast(): elements of shape must be integers");
        if (!nx_is_small_int(n) || nx_small_int(n) <= 0 || nx_small_int(n) > v->length)
            return nx_raise(&nx_ValueError, nx_is_small_int(n) && nx_small_int(n) > 0
                                                ? "memoryview: product(shape) * itemsize != buffer size"
                                                : "memoryview.cast(): elements of shape must be integers > 0");
        product *= nx_small_int(n);
        if (product > v->length) break;
    }
    if (product != v->length) return nx_raise(&nx_TypeError, "memoryview: product(shape) * itemsize != buffer size");
    if (dimensions->length > 1) v->shape = dimensions;
    return NX_OBJ(v);
}

// For the host, which makes one of its own on the same bytes. false: it has been released.
bool nx_memoryview_parts(nx_value self, nx_memory_parts *parts) {
    const view *v = SELF;
    if (!v->base) return false;
    *parts = (nx_memory_parts){.owner = v->base->owner, .offset = v->data - (uint8_t *)v->base->buffer.data,
                               .length = v->length, .stride = v->stride, .item_size = v->item_size, .shape = v->shape,
                               .format = v->format, .readonly = v->readonly};
    return true;
}

nx_value nx_memoryview_release(nx_value self) {
    if (NX_UNLIKELY(nx_host != NULL) && !nx_host->release_view(self)) return 0;
    if (SELF->exports)
        return nx_raisef(&nx_BufferError, "memoryview has %ld exported buffer%s", (long)SELF->exports, SELF->exports == 1 ? "" : "s");
    // Slices of it that nothing refers to any more may still be waiting for the collector: they do not count.
    exporter *base = SELF->base;
    if (base && !SELF->sliced) {
        bool is_of_host = base->link || base->is_paused;
        unlist(base);
        if (base->buffer.owner) nx_buffer_release(&base->buffer);
        base->is_paused = is_of_host; // slices that are used get it again
    }
    drop(self);
    return NX_NONE;
}

nx_value nx_memoryview_enter(nx_value self) { return alive(SELF) ? self : 0; }
nx_value nx_memoryview_exit(nx_value self, nx_value args) {
    (void)args;
    return nx_memoryview_release(self);
}

nx_value nx_memoryview_get_obj(nx_value self) { return alive(SELF) ? SELF->base->owner : 0; }
nx_value nx_memoryview_get_nbytes(nx_value self) { return alive(SELF) ? nx_from_i64(SELF->length * SELF->item_size) : 0; }
nx_value nx_memoryview_get_readonly(nx_value self) { return alive(SELF) ? nx_from_bool(SELF->readonly) : 0; }
nx_value nx_memoryview_get_itemsize(nx_value self) { return alive(SELF) ? nx_from_i64(SELF->item_size) : 0; }
nx_value nx_memoryview_get_format(nx_value self) { return alive(SELF) ? nx_str_from_c(SELF->format) : 0; }
nx_value nx_memoryview_get_ndim(nx_value self) {
    return alive(SELF) ? NX_INT(SELF->shape ? SELF->shape->length : 1) : 0;
}
static nx_value one(nx_value item) { return nx_tuple_from(1, &item); }
nx_value nx_memoryview_get_shape(nx_value self) {
    if (!alive(SELF)) return 0;
    return SELF->shape ? NX_OBJ(SELF->shape) : one(nx_from_i64(SELF->length));
}
nx_value nx_memoryview_get_strides(nx_value self) {
    if (!alive(SELF)) return 0;
    if (!SELF->shape) return one(nx_from_i64(SELF->stride));
    nx_tuple *strides = nx_tuple_new(SELF->shape->length);
    int64_t step = SELF->item_size;
    for (int64_t i = SELF->shape->length - 1; strides && i >= 0; i--) {
        strides->items[i] = nx_from_i64(step);
        step *= nx_small_int(SELF->shape->items[i]);
    }
    return strides ? NX_OBJ(strides) : 0;
}
nx_value nx_memoryview_get_suboffsets(nx_value self) { return alive(SELF) ? NX_OBJ(&nx_empty_tuple) : 0; }
nx_value nx_memoryview_get_contiguous(nx_value self) {
    return alive(SELF) ? nx_from_bool(SELF->stride == SELF->item_size || SELF->length <= 1) : 0;
}
nx_value nx_memoryview_get_c_contiguous(nx_value self) { return nx_memoryview_get_contiguous(self); }
nx_value nx_memoryview_get_f_contiguous(nx_value self) { return nx_memoryview_get_contiguous(self); }

// ---- slots ----------------------------------------------------------------------------------------------------------------------------

static nx_value memoryview_repr(nx_value self) {
    return nx_str_format(SELF->base ? "<memory at 0x%lx>" : "<released memory at 0x%lx>", (unsigned long)self);
}

static nx_value memoryview_compare(nx_value self, nx_value other, int operation) {
    if (operation != NX_EQ && operation != NX_NE) return NX_NOTIMPLEMENTED;
    bool equal = self == other;
    if (!equal && nx_is_pointer(other) && nx_shape_of(other)->type->buffer && SELF->base && alive(SELF)) {
        nx_value made = nx_is_exact(other, &nx_memoryview_type) ? other : memoryview_new(&nx_memoryview_type, 1, &other, 0);
        if (!made) {
            nx_error_clear();
            return NX_NOTIMPLEMENTED;
        }
        view *b = NX_PTR(view, made);
        equal = b->base && b->length == SELF->length && alive(b);
        nx_error_clear();
        bool bytes = equal && code_of(b->format) == 'B' && code_of(SELF->format) == 'B';
        for (int64_t i = 0; equal && i < SELF->length; i++) {
            const uint8_t *p = SELF->data + i * SELF->stride, *q = b->data + i * b->stride;
            if (bytes) {
                equal = *p == *q;
                continue;
            }
            nx_value x = unpack(SELF, p), y = x ? unpack(b, q) : 0;
            int same = y ? nx_equal(x, y) : -1;
            if (same < 0) return 0;
            equal = same;
        }
        if (made != other) drop(made);
    } else if (!equal && nx_pending()) {
        nx_error_clear(); // it has been released
    } else if (!equal && !(nx_is_pointer(other) && nx_shape_of(other)->type->buffer))
        return NX_NOTIMPLEMENTED;
    return nx_from_bool(equal == (operation == NX_EQ));
}

int64_t nx_bytes_hash(const uint8_t *data, int64_t length);

static bool memoryview_hash(nx_value self, int64_t *hash) {
    if (!SELF->hashed) {
        if (!alive(SELF)) return false;
        if (!SELF->readonly) return nx_failf(&nx_ValueError, "cannot hash writable memoryview object");
        char code = code_of(SELF->format);
        if (!code || !strchr("cbB", code)) return nx_failf(&nx_ValueError, "memoryview: hashing is restricted to formats 'B', 'b' or 'c'");
        nx_value bytes = nx_memoryview_tobytes(self, NX_NONE);
        if (!bytes) return false;
        SELF->hash = nx_bytes_hash(nx_view_of(bytes).data, nx_view_of(bytes).length);
        SELF->hashed = true;
    }
    *hash = SELF->hash;
    return true;
}

static bool memoryview_buffer(nx_value self, nx_buffer *b) {
    if (!alive(SELF)) return false;
    *b = (nx_buffer){.owner = self, .data = SELF->data, .length = SELF->length * SELF->item_size, .readonly = SELF->readonly,
                     .format = SELF->format, .item_size = SELF->item_size};
    if (SELF->stride != SELF->item_size && SELF->length > 1) { // a copy of what is not contiguous, for reading
        nx_value bytes = nx_memoryview_tobytes(self, NX_NONE);
        if (!bytes) return false;
        b->data = NX_PTR(nx_bytes, bytes)->data;
        b->readonly = true;
    }
    SELF->exports++;
    SELF->base->exports++;
    return true;
}

void nx_memoryview_unexport(nx_value self) {
    SELF->exports--;
    if (SELF->base) SELF->base->exports--;
}

static int memoryview_truth(nx_value self) { return alive(SELF) ? SELF->length != 0 : -1; }

#include "memoryview.inc"

nx_type nx_memoryview_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_memoryview_type},
    .c_name = "memoryview",
    .flags = NX_TYPE_SEQUENCE | NX_TYPE_WEAKREFABLE,
    .basic_size = sizeof(view),
    .doc = "Create a new memoryview object which references the given object.",
    .methods = nx_memoryview_methods,
    .getsets = nx_memoryview_getsets,
    .repr = memoryview_repr,
    .hash = memoryview_hash,
    .compare = memoryview_compare,
    .new_ = memoryview_new,
    .truth = memoryview_truth,
    .length = memoryview_length,
    .getitem = memoryview_getitem,
    .setitem = memoryview_setitem,
    .buffer = memoryview_buffer,
    .finalize = drop,
    .finalizes_quietly = true,
};
