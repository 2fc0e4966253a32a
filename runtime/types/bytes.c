// bytes: one pointer-free allocation, data behind the struct (subclasses: a separate buffer), with a zero byte behind the
// last one; and the types of bytes and bytearray, which share most methods (bytes_methods.c). bytearray's own operations
// are in bytearray.c.
#include "bytes.h"
#include "containers.h"

#include "alloc.h"
#include "natives.h"

static const uint8_t nothing[8];
nx_bytes nx_empty_bytes = {.header = {&nx_bytes_type.root}, .length = 0, .data = (uint8_t *)nothing};

nx_value nx_bytes_new(const uint8_t *data, int64_t length) {
    if (length == 0) return NX_OBJ(&nx_empty_bytes);
    if (length > (INT64_MAX >> 4)) return nx_raise_no_memory();
    nx_bytes *b = nx_alloc_atomic(sizeof(nx_bytes) + (size_t)length + 1);
    if (!b) return 0;
    b->header.shape = &nx_bytes_type.root;
    b->hash = 0;
    b->length = length;
    b->data = (uint8_t *)(b + 1);
    b->data[length] = 0;
    if (data) memcpy(b->data, data, (size_t)length);
    return NX_OBJ(b);
}

nx_value nx_bytes_exact(nx_value self) {
    if (nx_is_exact(self, &nx_bytes_type)) return self;
    nx_byte_view view = nx_view_of(self);
    return nx_bytes_new(view.data, view.length);
}

nx_value nx_bytes_like(nx_value self, const uint8_t *data, int64_t length) {
    if (nx_is_bytes(self)) return nx_bytes_new(data, length);
    nx_bytearray *array = nx_bytearray_new(data, length);
    return array ? NX_OBJ(array) : 0;
}

static nx_value bytes_of_class(nx_type *cls, nx_value from_value) {
    if (cls == &nx_bytes_type || !from_value) return from_value;
    const nx_bytes *from = NX_PTR(nx_bytes, from_value);
    nx_bytes *b = nx_alloc_object(cls, nx_instance_size(cls));
    if (!b) return 0;
    b->length = from->length;
    b->data = nx_alloc_bytes((size_t)from->length + 1);
    if (!b->data) return 0;
    memcpy(b->data, from->data, (size_t)from->length + 1);
    return NX_OBJ(b);
}

// ---- what bytes(x) and bytearray(x) take -----------------------------------------------------------------------------------

bool nx_byte_value(nx_value v, const char *message, uint8_t *out) {
    int64_t n;
    if (!nx_is_int(v)) {
        if (!nx_is_pointer(v) || !nx_shape_of(v)->type->index)
            return nx_failf(&nx_TypeError, "'%T' object cannot be interpreted as an integer", v);
        v = nx_index(v);
        if (!v) return false;
    }
    if (!nx_int_try_i64(v, &n) || n < 0 || n > 255) return nx_failf(&nx_ValueError, "%s", message);
    *out = (uint8_t)n;
    return true;
}

static nx_value from_items(nx_value v, const char *message) {
    nx_bytearray out = {.data = NULL};
    nx_value iterator = nx_iter(v);
    if (!iterator) return 0;
    int64_t capacity = nx_length_hint(v);
    if (nx_pending()) return 0;
    if (capacity < 16) capacity = 16;
    out.data = nx_alloc_bytes((size_t)capacity);
    if (!out.data) return 0;
    for (;;) {
        nx_value item = nx_next(iterator);
        if (item == NX_STOP) break;
        uint8_t byte;
        if (!item || !nx_byte_value(item, message, &byte)) return 0;
        if (out.length == capacity) {
            uint8_t *grown = nx_alloc_bytes((size_t)capacity * 2);
            if (!grown) return 0;
            memcpy(grown, out.data, (size_t)capacity);
            out.data = grown;
            capacity *= 2;
        }
        out.data[out.length++] = byte;
    }
    return nx_bytes_new(out.data, out.length);
}

static nx_value bytes_from(nx_value v, const char *message) {
    nx_buffer view;
    nx_type *type = nx_type_of(v);
    if (type->buffer) {
        if (!nx_buffer_get(v, &view)) return 0;
        nx_value bytes = nx_bytes_new(view.data, view.length);
        nx_buffer_release(&view);
        return bytes;
    }
    if (nx_is_exact(v, &nx_list_type) || nx_is_exact(v, &nx_tuple_type)) {
        bool is_list = nx_is_exact(v, &nx_list_type);
        int64_t length = is_list ? NX_PTR(nx_list, v)->length : NX_PTR(nx_tuple, v)->length;
        nx_value out = nx_bytes_new(NULL, length);
        if (!out) return 0;
        for (int64_t i = 0; i < length; i++) {
            nx_value item = is_list ? NX_PTR(nx_list, v)->items[i] : NX_PTR(nx_tuple, v)->items[i];
            if (!nx_is_small_int(item)) return from_items(v, message); // __index__ may change the list
            if (!nx_byte_value(item, message, &NX_PTR(nx_bytes, out)->data[i])) return 0;
        }
        return out;
    }
    if (!type->iter && !type->getitem) return nx_raisef(&nx_TypeError, "cannot convert '%T' object to bytes", v);
    return from_items(v, message);
}

nx_value nx_bytes_of(nx_value v) { return bytes_from(v, "bytes must be in range(0, 256)"); }

// The arguments (source, encoding, errors) of both constructors; gives bytes.
static nx_value constructed(const char *name, size_t nargs, const nx_value *args, nx_value kwnames) {
    static const char *const names[] = {"source", "encoding", "errors"};
    bool array = name[4] == 'a';
    const char *range = array ? "byte must be in range(0, 256)" : "bytes must be in range(0, 256)";
    if (nargs == 1 && !kwnames && (nx_is_exact(args[0], &nx_list_type) || nx_is_exact(args[0], &nx_tuple_type)))
        return bytes_from(args[0], range);
    nx_value values[3];
    if (!nx_parse_arguments(name, nargs, args, kwnames, names, 3, 0, values)) return 0;
    nx_value source = values[0];
    const char *encoding, *errors;
    if (!nx_text_option(values[1], name, "encoding", "utf-8", &encoding)) return 0;
    if (!nx_text_option(values[2], name, "errors", "strict", &errors)) return 0;
    if (values[1] || values[2]) {
        bool text = source && nx_is_str(source);
        if (text && values[1]) return nx_encode(source, encoding, errors);
        return nx_raise(&nx_TypeError, values[1] ? "encoding without a string argument"
                                       : text    ? "string argument without an encoding"
                                                 : "errors without a string argument");
    }
    if (!source) return nx_bytes_new(NULL, 0);
    if (!array && nx_is_exact(source, &nx_bytes_type)) return source;
    if (!array && nx_is_pointer(source) && !nx_is_exact_str(source)) {
        nx_value made = nx_call_special(source, &nx_s___bytes__, 0, NULL);
        if (!made) return 0;
        if (made != NX_NOTIMPLEMENTED) {
            if (!nx_is_bytes(made)) return nx_raisef(&nx_TypeError, "__bytes__ returned non-bytes (type %T)", made);
            return made;
        }
    }
    if (nx_is_str(source)) return nx_raise(&nx_TypeError, "string argument without an encoding");
    if (nx_is_int(source) || (nx_is_pointer(source) && nx_shape_of(source)->type->index && !nx_shape_of(source)->type->buffer)) {
        int64_t count;
        if (!nx_to_index(source, &count, false)) {
            if (nx_error_matches(&nx_TypeError)) {
                nx_error_clear();
                goto iterable;
            }
            if (!nx_error_matches(&nx_IndexError)) return 0;
            nx_error_clear();
            return nx_raise(&nx_OverflowError, "cannot fit 'int' into an index-sized integer");
        }
        if (count < 0) return nx_raise(&nx_ValueError, "negative count");
        nx_value out = nx_bytes_new(NULL, count);
        if (out) memset(NX_PTR(nx_bytes, out)->data, 0, (size_t)count);
        return out;
    }
iterable:
    if (array && !nx_type_of(source)->iter && !nx_type_of(source)->getitem && !nx_type_of(source)->buffer)
        return nx_raisef(&nx_TypeError, "cannot convert '%T' object to bytearray", source);
    return bytes_from(source, range);
}

static nx_value bytes_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    return bytes_of_class(cls, constructed("bytes", nargs, args, kwnames));
}

static nx_value bytearray_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    (void)nargs, (void)args, (void)kwnames;
    nx_bytearray *self = nx_alloc_object(cls, nx_instance_size(cls));
    if (!self) return 0;
    self->data = (uint8_t *)nothing;
    return NX_OBJ(self);
}

static bool bytearray_init(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    nx_value bytes = constructed("bytearray", nargs, args, kwnames);
    if (!bytes) return false;
    nx_bytearray *array = NX_PTR(nx_bytearray, self);
    const nx_bytes *from = NX_PTR(nx_bytes, bytes);
    if (!nx_bytearray_resize(array, from->length)) return false;
    memcpy(array->data, from->data, (size_t)from->length);
    return true;
}

nx_value nx_bytes_fromhex(nx_value cls, nx_value string) {
    if (!nx_is_str(string)) return nx_raisef(&nx_TypeError, "fromhex() argument must be str, not %Y", string);
    const nx_str *s = NX_PTR(nx_str, string);
    nx_value out = nx_bytes_new(NULL, s->length / 2);
    if (!out) return 0;
    int64_t count = 0;
    for (int64_t i = 0; i < s->length;) {
        int digits[2];
        uint32_t c = nx_str_at(s, i);
        if (c < 128 && (nx_ascii_class[c] & UNICODE_SPACE) && (c < 0x1c)) {
            i++;
            continue;
        }
        if (c == ' ') {
            i++;
            continue;
        }
        for (int k = 0; k < 2; k++, i++) {
            c = i < s->length ? nx_str_at(s, i) : 0;
            digits[k] = c >= '0' && c <= '9' ? (int)c - '0' : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (int)(c | 0x20) - 'a' + 10 : -1;
            if (digits[k] < 0)
                return nx_raisef(&nx_ValueError, "non-hexadecimal number found in fromhex() arg at position %ld", (long)i);
        }
        NX_PTR(nx_bytes, out)->data[count++] = (uint8_t)(digits[0] << 4 | digits[1]);
    }
    out = nx_bytes_new(NX_PTR(nx_bytes, out)->data, count);
    if (!out || NX_PTR(nx_type, cls) == &nx_bytes_type) return out;
    return nx_call1(cls, out);
}

nx_value nx_bytearray_fromhex(nx_value cls, nx_value string) { return nx_bytes_fromhex(cls, string); }

// ---- slots shared by both ------------------------------------------------------------------------------------------------------

nx_value nx_bytes_repr_data(const uint8_t *data, int64_t length, const char *prefix, const char *suffix) {
    char quote = memchr(data, '\'', (size_t)length) && !memchr(data, '"', (size_t)length) ? '"' : '\'';
    static const char digits[] = "0123456789abcdef";
    nx_builder b;
    nx_builder_init(&b);
    nx_builder_c(&b, prefix);
    nx_builder_char(&b, 'b');
    nx_builder_char(&b, (uint8_t)quote);
    for (int64_t i = 0; i < length; i++) {
        uint8_t c = data[i];
        char text[5] = {'\\', 'x', digits[c >> 4], digits[c & 15], 0};
        if (c == quote || c == '\\' || (c == '\'' && *prefix)) nx_builder_char(&b, '\\'), nx_builder_char(&b, c);
        else if (c == '\t') nx_builder_latin1(&b, "\\t", 2);
        else if (c == '\n') nx_builder_latin1(&b, "\\n", 2);
        else if (c == '\r') nx_builder_latin1(&b, "\\r", 2);
        else if (c < ' ' || c >= 127) nx_builder_latin1(&b, text, 4);
        else nx_builder_char(&b, c);
    }
    nx_builder_char(&b, (uint8_t)quote);
    nx_builder_c(&b, suffix);
    return nx_builder_finish(&b);
}

static nx_value bytes_repr(nx_value self) {
    return nx_bytes_repr_data(NX_PTR(nx_bytes, self)->data, NX_PTR(nx_bytes, self)->length, "", "");
}

static nx_value bytearray_repr(nx_value self) {
    nx_type *type = nx_type_of(self);
    nx_value name = nx_type_name(type);
    size_t length;
    const char *text = name ? nx_str_utf8(name, &length) : NULL;
    if (!text) return 0;
    char *prefix = nx_alloc_bytes(length + 2);
    if (!prefix) return 0;
    memcpy(prefix, text, length);
    memcpy(prefix + length, "(", 2);
    return nx_bytes_repr_data(NX_PTR(nx_bytearray, self)->data, NX_PTR(nx_bytearray, self)->length, prefix, ")");
}

int64_t nx_bytes_hash(const uint8_t *data, int64_t length);

static bool bytes_hash(nx_value self, int64_t *hash) {
    nx_bytes *b = NX_PTR(nx_bytes, self);
    if (!b->hash) b->hash = nx_bytes_hash(b->data, b->length);
    *hash = b->hash;
    return true;
}

static nx_value bytes_compare(nx_value left, nx_value right, int operation) {
    nx_byte_view a = nx_view_of(left), b;
    nx_buffer view = {0};
    if (nx_is_bytes(right) || nx_is_bytearray(right)) b = nx_view_of(right);
    else {
        if (!nx_is_bytearray(left) || !nx_is_pointer(right) || !nx_shape_of(right)->type->buffer) return NX_NOTIMPLEMENTED;
        if (!nx_buffer_get(right, &view)) {
            nx_error_clear();
            return NX_NOTIMPLEMENTED;
        }
        b = (nx_byte_view){view.data, view.length};
    }
    int64_t common = a.length < b.length ? a.length : b.length;
    int order = 0;
    if ((operation != NX_EQ && operation != NX_NE) || a.length == b.length) order = memcmp(a.data, b.data, (size_t)common);
    if (!order) order = a.length < b.length ? -1 : a.length > b.length;
    if (view.owner) nx_buffer_release(&view);
    return nx_order(order, operation);
}

static nx_value bytes_concat(nx_value left, nx_value right) {
    nx_buffer view;
    if (!nx_is_pointer(right) || !nx_shape_of(right)->type->buffer)
        return nx_raisef(&nx_TypeError, "can't concat %T to %T", right, left);
    if (!nx_buffer_get(right, &view)) return 0;
    nx_byte_view a = nx_view_of(left);
    nx_value out;
    if (view.length == 0 && nx_is_exact(left, &nx_bytes_type)) out = left;
    else {
        out = nx_bytes_like(left, NULL, a.length + view.length);
        if (out) {
            uint8_t *data = (uint8_t *)nx_view_of(out).data;
            memcpy(data, a.data, (size_t)a.length);
            memcpy(data + a.length, view.data, (size_t)view.length);
        }
    }
    nx_buffer_release(&view);
    return out;
}

static nx_value bytes_repeat(nx_value self, nx_value count_value) {
    int64_t count;
    if (!nx_to_index(count_value, &count, false)) {
        if (!nx_error_matches(&nx_IndexError)) return 0;
        nx_error_clear();
        return nx_raise(&nx_OverflowError, "cannot fit 'int' into an index-sized integer");
    }
    nx_byte_view view = nx_view_of(self);
    if (count < 0) count = 0;
    if (count == 1 && nx_is_exact(self, &nx_bytes_type)) return self;
    if (count && view.length > INT64_MAX / count) {
        if (nx_is_bytearray(self)) return nx_raise_no_memory();
        return nx_raise(&nx_OverflowError, "repeated bytes are too long");
    }
    int64_t total = view.length * count;
    nx_value out = nx_bytes_like(self, NULL, total);
    if (!out) return 0;
    uint8_t *data = (uint8_t *)nx_view_of(out).data;
    if (view.length == 1) memset(data, view.data[0], (size_t)total);
    else
        for (int64_t i = 0; i < count; i++) memcpy(data + i * view.length, view.data, (size_t)view.length);
    return out;
}

static nx_value bytes_mod(nx_value left, nx_value right) {
    if (!nx_is_bytes(left) && !nx_is_bytearray(left)) return NX_NOTIMPLEMENTED;
    nx_byte_view view = nx_view_of(left);
    nx_value out = nx_bytes_percent(left, right, view.data, view.length);
    if (!out || nx_is_bytes(left)) return out;
    return nx_bytes_like(left, NX_PTR(nx_bytes, out)->data, NX_PTR(nx_bytes, out)->length);
}

static bool bytes_length(nx_value self, int64_t *length) {
    *length = nx_view_of(self).length;
    return true;
}

static int bytes_truth(nx_value self) { return nx_view_of(self).length != 0; }

static nx_value bytes_getitem(nx_value self, nx_value key) {
    nx_byte_view view = nx_view_of(self);
    if (nx_is_exact(key, &nx_slice_type)) {
        int64_t start, stop, step, count;
        if (!nx_slice_indices(NX_PTR(nx_slice, key), view.length, &start, &stop, &step, &count)) return 0;
        view = nx_view_of(self);
        if (step == 1 && count == view.length && nx_is_exact(self, &nx_bytes_type)) return self;
        if (step == 1) return nx_bytes_like(self, view.data + start, count);
        nx_value out = nx_bytes_like(self, NULL, count);
        if (!out) return 0;
        uint8_t *data = (uint8_t *)nx_view_of(out).data;
        for (int64_t i = 0; i < count; i++) data[i] = view.data[start + i * step];
        return out;
    }
    int64_t index;
    if (nx_is_small_int(key)) index = nx_small_int(key);
    else if (nx_is_int(key) || (nx_is_pointer(key) && nx_shape_of(key)->type->index)) {
        if (!nx_to_index(key, &index, false)) return 0;
    } else
        return nx_raisef(&nx_TypeError, "%s indices must be integers or slices, not %T", nx_is_bytes(self) ? "byte" : "bytearray", key);
    if (index < 0) index += view.length;
    if ((uint64_t)index >= (uint64_t)view.length)
        return nx_raise(&nx_IndexError, nx_is_bytes(self) ? "index out of range" : "bytearray index out of range");
    return NX_INT(view.data[index]);
}

nx_value nx_bytearray_getitem(nx_value self, nx_value key) { return bytes_getitem(self, key); }

static int bytes_contains(nx_value self, nx_value item) {
    uint8_t byte;
    if (nx_is_int(item) || (nx_is_pointer(item) && nx_shape_of(item)->type->index && !nx_shape_of(item)->type->buffer)) {
        if (!nx_byte_value(item, "byte must be in range(0, 256)", &byte)) {
            if (nx_is_int(item) || !nx_error_matches(&nx_TypeError)) return -1;
            nx_error_clear(); // no index after all
            return nx_failf(&nx_TypeError, "a bytes-like object is required, not '%T'", item) - 1;
        }
        nx_byte_view view = nx_view_of(self);
        return memchr(view.data, byte, (size_t)view.length) != NULL;
    }
    nx_buffer needle;
    if (!nx_buffer_get(item, &needle)) return -1;
    nx_byte_view view = nx_view_of(self);
    int64_t at = nx_units_find(view.data, 1, 0, view.length, needle.data, needle.length);
    nx_buffer_release(&needle);
    return at >= 0;
}

static bool bytes_buffer(nx_value self, nx_buffer *view) {
    *view = (nx_buffer){.owner = self, .data = NX_PTR(nx_bytes, self)->data, .length = NX_PTR(nx_bytes, self)->length,
                        .readonly = true, .format = "B", .item_size = 1};
    return true;
}

static bool bytearray_buffer(nx_value self, nx_buffer *view) {
    nx_bytearray *array = NX_PTR(nx_bytearray, self);
    array->exports++;
    *view = (nx_buffer){.owner = self, .data = array->data, .length = array->length, .readonly = false, .format = "B", .item_size = 1};
    return true;
}

// ---- iterators ----------------------------------------------------------------------------------------------------------------------

typedef struct { nx_header header; nx_value bytes; int64_t index; } nx_bytes_iterator;

static nx_value make_iterator(nx_value self) {
    nx_type *type = nx_is_bytes(self) ? &nx_bytes_iterator_type : &nx_bytearray_iterator_type;
    nx_bytes_iterator *it = nx_alloc_plain(type, sizeof *it);
    if (!it) return 0;
    it->bytes = self;
    return NX_OBJ(it);
}

static nx_value iterator_next(nx_value self) {
    nx_bytes_iterator *it = NX_PTR(nx_bytes_iterator, self);
    if (!it->bytes) return NX_STOP;
    nx_byte_view view = nx_view_of(it->bytes);
    if (it->index >= view.length) {
        it->bytes = 0;
        return NX_STOP;
    }
    return NX_INT(view.data[it->index++]);
}

static nx_value iterator_self(nx_value self) { return self; }

nx_value nx_bytes_iterator_length_hint(nx_value self) {
    nx_bytes_iterator *it = NX_PTR(nx_bytes_iterator, self);
    int64_t left = it->bytes ? nx_view_of(it->bytes).length - it->index : 0;
    return NX_INT(left > 0 ? left : 0);
}

// ---- buffers --------------------------------------------------------------------------------------------------------------------------

bool nx_buffer_get(nx_value v, nx_buffer *view) {
    nx_type *type = nx_type_of(v);
    if (!type->buffer) return nx_failf(&nx_TypeError, "a bytes-like object is required, not '%T'", v);
    return type->buffer(v, view);
}

void nx_memoryview_unexport(nx_value view);

void nx_buffer_release(nx_buffer *view) {
    if (nx_is_bytearray(view->owner)) NX_PTR(nx_bytearray, view->owner)->exports--;
    else if (nx_is_exact(view->owner, &nx_memoryview_type)) nx_memoryview_unexport(view->owner);
    else if (nx_shape_of(view->owner)->type->buffer_release) nx_shape_of(view->owner)->type->buffer_release(view->owner);
    view->owner = 0;
}

#include "bytes.inc"

nx_type nx_bytes_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_bytes_type},
    .c_name = "bytes",
    .flags = NX_TYPE_BASE | NX_TYPE_BYTES | NX_TYPE_MATCH_SELF,
    .basic_size = sizeof(nx_bytes),
    .doc = "bytes(iterable_of_ints) -> bytes\nbytes(string, encoding[, errors]) -> bytes\n"
           "bytes(bytes_or_buffer) -> immutable copy of bytes_or_buffer",
    .methods = nx_bytes_methods,
    .repr = bytes_repr,
    .str = bytes_repr,
    .hash = bytes_hash,
    .compare = bytes_compare,
    .iter = make_iterator,
    .new_ = bytes_new,
    .truth = bytes_truth,
    .binary[NX_MOD] = bytes_mod,
    .length = bytes_length,
    .getitem = bytes_getitem,
    .contains = bytes_contains,
    .concat = bytes_concat,
    .repeat = bytes_repeat,
    .buffer = bytes_buffer,
};

nx_type nx_bytearray_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_bytearray_type},
    .c_name = "bytearray",
    .flags = NX_TYPE_BASE | NX_TYPE_BYTEARRAY | NX_TYPE_MATCH_SELF,
    .basic_size = sizeof(nx_bytearray),
    .doc = "bytearray(iterable_of_ints) -> bytearray\nbytearray(string, encoding[, errors]) -> bytearray",
    .methods = nx_bytearray_methods,
    .repr = bytearray_repr,
    .str = bytearray_repr,
    .hash = nx_hash_not_implemented,
    .compare = bytes_compare,
    .iter = make_iterator,
    .new_ = bytearray_new,
    .init = bytearray_init,
    .truth = bytes_truth,
    .binary[NX_MOD] = bytes_mod,
    .inplace[NX_ADD] = nx_bytearray_iadd,
    .inplace[NX_MUL] = nx_bytearray_imul,
    .length = bytes_length,
    .getitem = bytes_getitem,
    .setitem = nx_bytearray_setitem,
    .contains = bytes_contains,
    .concat = bytes_concat,
    .repeat = bytes_repeat,
    .buffer = bytearray_buffer,
};

nx_type nx_bytes_iterator_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_bytes_iterator_type},
    .c_name = "bytes_iterator",
    .basic_size = sizeof(nx_bytes_iterator),
    .methods = nx_bytes_iterator_methods,
    .iter = iterator_self,
    .next = iterator_next,
};

nx_type nx_bytearray_iterator_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_bytearray_iterator_type},
    .c_name = "bytearray_iterator",
    .basic_size = sizeof(nx_bytes_iterator),
    .methods = nx_bytearray_iterator_methods,
    .iter = iterator_self,
    .next = iterator_next,
};
