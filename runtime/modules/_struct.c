// struct: formats compiled to rows of items (struct_items.h), kept in a cache for the module's functions.
#include "struct_items.h"

typedef struct {
    nx_header header;
    nx_value format;       // str
    nx_struct_item *items; // pointer-free
    int64_t item_count;    // rows
    int64_t value_count;   // values that pack takes
    int64_t size;
} struct_object;

static nx_type struct_type, unpack_iterator_type;
static nx_dict *cache;

static struct_object *of(nx_value v) {
    return NX_PTR(struct_object, v);
}

// ---- compiling a format -----------------------------------------------------------------------------------------------

// The size of one item; 0 for a bad code.
static int size_of(char code, bool native) {
    switch (code) {
    case 'x': case 'c': case 'b': case 'B': case '?': case 's': case 'p': return 1;
    case 'h': case 'H': case 'e': return 2;
    case 'i': case 'I': case 'f': return 4;
    case 'l': case 'L': return native ? 8 : 4;
    case 'q': case 'Q': case 'd': return 8;
    case 'n': case 'N': case 'P': return native ? 8 : 0;
    }
    return 0;
}

static bool too_long(void) {
    return nx_failf(&nx_struct_error, "total struct size too long");
}

// Fills in size and value_count, and the items unless that is NULL; row count in item_count.
static bool compile(struct_object *s, const char *text, size_t length, nx_struct_item *items) {
    const char *p = text, *end = text + length;
    bool native = true, big_endian = false, aligned = true;
    if (p < end && strchr("@=<>!", *p)) {
        native = aligned = *p == '@';
        big_endian = *p == '>' || *p == '!';
        p++;
    }
    s->size = s->value_count = s->item_count = 0;
    while (p < end) {
        if (*p == ' ' || (*p >= '\t' && *p <= '\r')) {
            p++;
            continue;
        }
        int64_t repeat = 1;
        if (*p >= '0' && *p <= '9') {
            for (repeat = 0; p < end && *p >= '0' && *p <= '9'; p++) {
                if (repeat > (INT64_MAX - 9) / 10)
                    return too_long();
                repeat = repeat * 10 + (*p - '0');
            }
            if (p == end)
                return nx_failf(&nx_struct_error, "repeat count given without format specifier");
        }
        char code = *p++;
        int size = size_of(code, native);
        if (size == 0)
            return nx_failf(&nx_struct_error, "bad char in struct format");
        if (aligned) {
            int64_t past = s->size % size;
            if (past && __builtin_add_overflow(s->size, size - past, &s->size))
                return too_long();
        }
        int64_t bytes;
        if (code != 'x' && (repeat || code == 's' || code == 'p')) {
            if (items)
                items[s->item_count] = (nx_struct_item){code, (uint8_t)size, native, big_endian, s->size, repeat};
            s->item_count++;
            s->value_count += code == 's' || code == 'p' ? 1 : repeat;
        }
        if (__builtin_mul_overflow(repeat, (int64_t)size, &bytes) || __builtin_add_overflow(s->size, bytes, &s->size))
            return too_long();
    }
    return true;
}

static nx_value struct_of_format(nx_type *cls, nx_value format) {
    if (nx_has_flag(format, NX_TYPE_BYTES)) {
        const nx_bytes *bytes = NX_PTR(nx_bytes, format);
        format = nx_str_from_latin1(bytes->data, bytes->length);
        if (!format)
            return 0;
    }
    if (!nx_is_str(format))
        return nx_raisef(&nx_TypeError, "Struct() argument 1 must be a str or bytes object, not %T", format);
    size_t length;
    const char *text = nx_str_utf8(format, &length);
    struct_object *s = text ? (struct_object *)nx_alloc_object(cls, sizeof(struct_object) + nx_attribute_bytes(cls)) : NULL;
    if (!s || !compile(s, text, length, NULL))
        return 0;
    s->format = format;
    s->items = (nx_struct_item *)nx_alloc_bytes((size_t)(s->item_count + 1) * sizeof(nx_struct_item));
    return s->items && compile(s, text, length, s->items) ? NX_OBJ(s) : 0;
}

// A Struct for the module's functions.
static nx_value cached(nx_value format) {
    if (nx_is_exact(format, &struct_type))
        return format;
    if (!nx_is_str(format) && !nx_has_flag(format, NX_TYPE_BYTES))
        return struct_of_format(&struct_type, format);
    if (!cache && !(cache = nx_dict_new(0)))
        return 0;
    nx_value found = nx_dict_get_value(cache, format);
    if (found || nx_pending())
        return found;
    nx_value made = struct_of_format(&struct_type, format);
    if (!made)
        return 0;
    if (cache->live >= 100 && !(cache = nx_dict_new(0)))
        return 0;
    return nx_dict_set(cache, format, made) ? made : 0;
}

nx_value nx_struct__clearcache(void) {
    cache = NULL;
    return NX_NONE;
}

// ---- packing ----------------------------------------------------------------------------------------------------------

static bool pack_values(const struct_object *s, uint8_t *out, const nx_value *values) {
    memset(out, 0, (size_t)s->size);
    for (int64_t i = 0; i < s->item_count; i++) {
        const nx_struct_item *item = &s->items[i];
        int64_t times = item->code == 's' || item->code == 'p' ? 1 : item->repeat;
        for (int64_t j = 0; j < times; j++)
            if (!nx_struct_pack_item(item, out + item->offset + j * item->size, *values++))
                return false;
    }
    return true;
}

static bool check_value_count(const struct_object *s, const char *function, size_t count) {
    return (int64_t)count == s->value_count ||
           nx_failf(&nx_struct_error, "%s expected %lld items for packing (got %zd)", function, (long long)s->value_count,
                    (int64_t)count);
}

static nx_value pack(nx_value self, size_t count, const nx_value *values) {
    const struct_object *s = of(self);
    if (!check_value_count(s, "pack", count))
        return 0;
    nx_value result = nx_bytes_new(NULL, s->size);
    return result && pack_values(s, NX_PTR(nx_bytes, result)->data, values) ? result : 0;
}

// The place of `size` bytes at an offset, negative from the end, in a buffer of `length`. False: error.
static bool resolve_offset(const char *function, const char *doing, int64_t size, int64_t length, int64_t *offset) {
    if (*offset < 0) {
        if (*offset + size > 0)
            return strcmp(doing, "packing") == 0
                       ? nx_failf(&nx_struct_error, "no space to pack %lld bytes at offset %lld", (long long)size,
                                  (long long)*offset)
                       : nx_failf(&nx_struct_error, "not enough data to unpack %lld bytes at offset %lld", (long long)size,
                                  (long long)*offset);
        if (*offset + length < 0)
            return nx_failf(&nx_struct_error, "offset %lld out of range for %lld-byte buffer", (long long)*offset,
                            (long long)length);
        *offset += length;
    }
    if (length - *offset < size)
        return nx_failf(&nx_struct_error,
                        "%s requires a buffer of at least %lld bytes for %s %lld bytes at offset %lld (actual buffer "
                        "size is %lld)",
                        function, (long long)(size + *offset), doing, (long long)size, (long long)*offset,
                        (long long)length);
    return true;
}

// values: buffer, offset, then what to pack
static nx_value pack_into(nx_value self, size_t count, const nx_value *values) {
    const struct_object *s = of(self);
    if (count < 2) {
        if (count == 0)
            return nx_raise(&nx_TypeError, "pack_into expected buffer argument");
        return nx_raise(&nx_TypeError, "pack_into expected offset argument");
    }
    if (!check_value_count(s, "pack_into", count - 2))
        return 0;
    nx_buffer view;
    int64_t offset;
    if (!nx_type_of(values[0])->buffer)
        return nx_raisef(&nx_TypeError, "argument must be read-write bytes-like object, not %Y", values[0]);
    if (!nx_to_index(values[1], &offset, false) || !nx_buffer_get(values[0], &view))
        return 0;
    bool packed = false;
    if (view.readonly)
        nx_raisef(&nx_TypeError, "argument must be read-write bytes-like object, not %Y", values[0]);
    else if (resolve_offset("pack_into", "packing", s->size, view.length, &offset))
        packed = pack_values(s, (uint8_t *)view.data + offset, values + 2);
    nx_buffer_release(&view);
    return packed ? NX_NONE : 0;
}

// ---- unpacking --------------------------------------------------------------------------------------------------------

static nx_value unpack_values(const struct_object *s, const uint8_t *data) {
    nx_tuple *result = nx_tuple_new(s->value_count);
    if (!result)
        return 0;
    int64_t used = 0;
    for (int64_t i = 0; i < s->item_count; i++) {
        const nx_struct_item *item = &s->items[i];
        int64_t times = item->code == 's' || item->code == 'p' ? 1 : item->repeat;
        for (int64_t j = 0; j < times; j++)
            if (!(result->items[used++] = nx_struct_unpack_item(item, data + item->offset + j * item->size)))
                return 0;
    }
    return NX_OBJ(result);
}

static nx_value unpack(nx_value self, nx_value buffer) {
    nx_buffer view;
    if (!nx_buffer_get(buffer, &view))
        return 0;
    nx_value result = 0;
    if (view.length != of(self)->size)
        nx_raisef(&nx_struct_error, "unpack requires a buffer of %lld bytes", (long long)of(self)->size);
    else
        result = unpack_values(of(self), view.data);
    nx_buffer_release(&view);
    return result;
}

static nx_value unpack_from(nx_value self, nx_value buffer, nx_value start) {
    nx_buffer view;
    int64_t offset;
    if (!nx_to_index(start, &offset, false) || !nx_buffer_get(buffer, &view))
        return 0;
    nx_value result = 0;
    if (resolve_offset("unpack_from", "unpacking", of(self)->size, view.length, &offset))
        result = unpack_values(of(self), (const uint8_t *)view.data + offset);
    nx_buffer_release(&view);
    return result;
}

typedef struct {
    nx_header header;
    nx_value structure, buffer;
    int64_t offset;
} unpack_iterator;

static nx_value iterator_iter(nx_value self) {
    return self;
}

static nx_value iterator_next(nx_value self) {
    unpack_iterator *it = NX_PTR(unpack_iterator, self);
    nx_buffer view;
    if (!nx_buffer_get(it->buffer, &view))
        return 0;
    nx_value result = NX_STOP;
    if (it->offset + of(it->structure)->size <= view.length) {
        result = unpack_values(of(it->structure), (const uint8_t *)view.data + it->offset);
        it->offset += of(it->structure)->size;
    }
    nx_buffer_release(&view);
    return result;
}

nx_value nx_struct_unpack_iterator_length_hint(nx_value self) {
    unpack_iterator *it = NX_PTR(unpack_iterator, self);
    nx_buffer view;
    if (!nx_buffer_get(it->buffer, &view))
        return 0;
    int64_t left = (view.length - it->offset) / of(it->structure)->size;
    nx_buffer_release(&view);
    return nx_from_i64(left);
}

static nx_value iter_unpack(nx_value self, nx_value buffer) {
    int64_t size = of(self)->size;
    if (size == 0)
        return nx_raise(&nx_struct_error, "cannot iteratively unpack with a struct of length 0");
    nx_buffer view;
    if (!nx_buffer_get(buffer, &view))
        return 0;
    int64_t length = view.length;
    nx_buffer_release(&view);
    if (length % size)
        return nx_raisef(&nx_struct_error, "iterative unpacking requires a buffer of a multiple of %lld bytes",
                         (long long)size);
    unpack_iterator *it = nx_new_object(unpack_iterator, unpack_iterator_type);
    if (!it)
        return 0;
    it->structure = self;
    it->buffer = buffer;
    return NX_OBJ(it);
}

// ---- the module's functions and Struct ----------------------------------------------------------------------------------

nx_value nx_struct_calcsize(nx_value format) {
    nx_value s = cached(format);
    return s ? nx_from_i64(of(s)->size) : 0;
}

nx_value nx_struct_pack(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (!nx_check_no_keywords("pack", kwnames))
        return 0;
    if (nargs == 0)
        return nx_raise(&nx_TypeError, "missing format argument");
    nx_value s = cached(args[0]);
    return s ? pack(s, nargs - 1, args + 1) : 0;
}

nx_value nx_struct_pack_into(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (!nx_check_no_keywords("pack_into", kwnames))
        return 0;
    if (nargs == 0)
        return nx_raise(&nx_TypeError, "missing format argument");
    nx_value s = cached(args[0]);
    return s ? pack_into(s, nargs - 1, args + 1) : 0;
}

nx_value nx_struct_unpack(nx_value format, nx_value buffer) {
    nx_value s = cached(format);
    return s ? unpack(s, buffer) : 0;
}

nx_value nx_struct_unpack_from(nx_value format, nx_value buffer, nx_value offset) {
    nx_value s = cached(format);
    return s ? unpack_from(s, buffer, offset) : 0;
}

nx_value nx_struct_iter_unpack(nx_value format, nx_value buffer) {
    nx_value s = cached(format);
    return s ? iter_unpack(s, buffer) : 0;
}

nx_value nx_struct_Struct_pack(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    return nx_check_no_keywords("pack", kwnames) ? pack(self, nargs, args) : 0;
}

nx_value nx_struct_Struct_pack_into(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    return nx_check_no_keywords("pack_into", kwnames) ? pack_into(self, nargs, args) : 0;
}

nx_value nx_struct_Struct_unpack(nx_value self, nx_value buffer) {
    return unpack(self, buffer);
}

nx_value nx_struct_Struct_unpack_from(nx_value self, nx_value buffer, nx_value offset) {
    return unpack_from(self, buffer, offset);
}

nx_value nx_struct_Struct_iter_unpack(nx_value self, nx_value buffer) {
    return iter_unpack(self, buffer);
}

nx_value nx_struct_Struct_get_format(nx_value self) {
    return of(self)->format;
}

nx_value nx_struct_Struct_get_size(nx_value self) {
    return nx_from_i64(of(self)->size);
}

static nx_value struct_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    size_t keywords = kwnames ? (size_t)NX_PTR(nx_tuple, kwnames)->length : 0;
    if (nargs + keywords != 1)
        return nx_raisef(&nx_TypeError, nargs ? "Struct() takes at most 1 argument (%zd given)"
                                              : "Struct() missing required argument 'format' (pos 1)",
                         (int64_t)(nargs + keywords));
    return struct_of_format(cls, args[0]);
}

#include "_struct.inc"

static nx_type struct_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &struct_type},
    .c_name = "_struct.Struct",
    .base = &nx_object_type,
    .flags = NX_TYPE_BASE,
    .basic_size = sizeof(struct_object),
    .doc = "Struct(fmt) --> compiled struct object",
    .methods = nx_struct_Struct_methods,
    .getsets = nx_struct_Struct_getsets,
    .new_ = struct_new,
};

static nx_type unpack_iterator_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &unpack_iterator_type},
    .c_name = "_struct.unpack_iterator",
    .base = &nx_object_type,
    .basic_size = sizeof(unpack_iterator),
    .methods = nx_struct_unpack_iterator_methods,
    .iter = iterator_iter,
    .next = iterator_next,
};

nx_type nx_struct_error = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_struct_error},
    .c_name = "struct.error",
    .base = &nx_Exception,
    .flags = NX_TYPE_BASE | NX_TYPE_HAS_ATTRIBUTES | NX_TYPE_HAS_DICT | NX_TYPE_EXCEPTION,
    .basic_size = sizeof(nx_exception),
};

static bool init(nx_module *self) {
    return nx_type_ready(&unpack_iterator_type);
}

static nx_type *const types[] = {&struct_type, &nx_struct_error, NULL};
const nx_module_def nx_module__struct = {
    .name = "_struct", .functions = nx_struct_functions, .types = types, .init = init};
