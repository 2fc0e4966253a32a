// array.array: a list of numbers of one C type. Layout in array.h, item kinds in array_kinds.c.
#include <stdio.h>

#include "array.h"

#include "../core/host.h"
#include "../core/import.h"
#include "../types/containers.h"

static nx_array *of(nx_value v) {
    return NX_PTR(nx_array, v);
}

static bool is_array(nx_value v) {
    return nx_is_pointer(v) && (nx_is_exact(v, &nx_array_type) || nx_is_subtype(nx_type_of(v), &nx_array_type));
}

// ---- storage ----------------------------------------------------------------------------------------------------------

static bool may_resize(const nx_array *a) {
    return !nx_exports_remain(&a->exports) || nx_failf(&nx_BufferError, "cannot resize an array that is exporting buffers");
}

static bool reserve(nx_array *a, int64_t needed) {
    if (needed != a->length && !may_resize(a))
        return false;
    if (needed <= a->capacity)
        return true;
    if (needed > INT64_MAX / 16) {
        nx_raise_no_memory();
        return false;
    }
    int64_t capacity = needed + needed / 8 + 6;
    uint8_t *data = (uint8_t *)nx_alloc_bytes((size_t)(capacity * a->kind->size));
    if (!data)
        return false;
    if (a->length)
        memcpy(data, a->data, (size_t)(a->length * a->kind->size));
    a->data = data;
    a->capacity = capacity;
    return true;
}

// A new array with room for `length` items, which the caller fills in.
static nx_array *new_array(nx_type *cls, const nx_array_kind *kind, int64_t length) {
    nx_array *a = (nx_array *)nx_alloc_object(cls, sizeof(nx_array) + nx_attribute_bytes(cls));
    if (!a)
        return NULL;
    a->kind = kind;
    if (length) {
        a->data = (uint8_t *)nx_alloc_bytes((size_t)(length * kind->size));
        if (!a->data)
            return NULL;
    }
    a->length = a->capacity = length;
    return a;
}

static bool push(nx_array *a, nx_value value) {
    union { uint64_t whole; double number; } item;
    if (!a->kind->set(&item, value) || !reserve(a, a->length + 1)) // calls Python
        return false;
    memcpy(a->data + a->length * a->kind->size, &item, a->kind->size);
    a->length++;
    return true;
}

// Appends count items that lie at data, which may be a's own.
static bool push_items(nx_array *a, const uint8_t *data, int64_t count) {
    if (!reserve(a, a->length + count))
        return false;
    if (count)
        memcpy(a->data + a->length * a->kind->size, data, (size_t)(count * a->kind->size));
    a->length += count;
    return true;
}

static bool push_bytes(nx_array *a, const void *data, int64_t bytes) {
    if (bytes % a->kind->size)
        return nx_failf(&nx_ValueError, "bytes length not a multiple of item size");
    return push_items(a, data, bytes / a->kind->size);
}

static bool push_text(nx_array *a, nx_value text) {
    const nx_str *s = NX_PTR(nx_str, text);
    if (!reserve(a, a->length + s->length))
        return false;
    for (int64_t i = 0; i < s->length; i++) {
        uint32_t c = nx_str_at(s, i);
        memcpy(a->data + 4 * (a->length + i), &c, 4);
    }
    a->length += s->length;
    return true;
}

static bool push_all(nx_array *a, nx_value iterable) {
    nx_value iterator = nx_iter(iterable), item;
    if (!iterator)
        return false;
    while ((item = nx_next(iterator)) != NX_STOP)
        if (!item || !push(a, item))
            return false;
    return true;
}

// ---- array(typecode, initializer) ---------------------------------------------------------------------------------------

// An array of the host's as one of ours; other values as they are. 0: error.
static nx_value own_array(nx_value v) {
    if (NX_LIKELY(!nx_is_foreign(v)) || nx_isinstance(v, NX_OBJ(&nx_array_type)) != 1)
        return v;
    nx_value code = nx_getattr(v, nx_str_intern_c("typecode")), bytes = code ? nx_call_method(v, nx_str_intern_c("tobytes"), 0, NULL, 0) : 0;
    return bytes ? nx_call2(NX_OBJ(&nx_array_type), code, bytes) : 0;
}

static bool fill(nx_array *a, nx_value initial) {
    initial = own_array(initial);
    if (!initial)
        return false;
    bool text = a->kind->typecode == 'u';
    if (nx_is_str(initial))
        return text ? push_text(a, initial)
                    : nx_failf(&nx_TypeError, "cannot use a str to initialize an array with typecode '%U'",
                               nx_str_from_char((uint32_t)a->kind->typecode));
    if (is_array(initial)) {
        nx_array *other = of(initial);
        if (other->kind == a->kind)
            return push_items(a, other->data, other->length);
        if (other->kind->typecode == 'u')
            return nx_failf(&nx_TypeError, "cannot use a unicode array to initialize an array with typecode '%U'",
                            nx_str_from_char((uint32_t)a->kind->typecode));
    }
    bool is_bytes = nx_has_flag(initial, NX_TYPE_BYTES | NX_TYPE_BYTEARRAY);
    if (NX_UNLIKELY(nx_is_foreign(initial)))
        is_bytes = nx_isinstance(initial, NX_OBJ(&nx_bytearray_type)) == 1 || nx_isinstance(initial, NX_OBJ(&nx_bytes_type)) == 1;
    if (is_bytes) {
        nx_buffer view;
        if (!nx_buffer_get(initial, &view))
            return false;
        bool pushed = push_bytes(a, view.data, view.length);
        nx_buffer_release(&view);
        return pushed;
    }
    if (nx_is_list(initial) || nx_is_tuple(initial)) {
        int64_t length;
        if (!nx_length(initial, &length) || !reserve(a, length))
            return false;
    }
    return push_all(a, initial);
}

static nx_value array_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (!nx_new_takes_no_keywords(cls, &nx_array_type, "array.array", kwnames))
        return 0;
    if (nargs < 1 || nargs > 2)
        return nx_raisef(&nx_TypeError, "array() takes at %s %d argument%s (%zd given)", nargs < 1 ? "least" : "most",
                         nargs < 1 ? 1 : 2, nargs < 1 ? "" : "s", (int64_t)nargs);
    nx_value code = args[0];
    if (!nx_is_str(code) || NX_PTR(nx_str, code)->length != 1)
        return nx_raisef(&nx_TypeError, "array() argument 1 must be a unicode character, not %Y", code);
    const nx_array_kind *kind = nx_array_kind_of(nx_str_at(NX_PTR(nx_str, code), 0));
    if (NX_UNLIKELY(!kind && nx_host != NULL)) // a newer host knows more
        return nx_host->call("array", "array", nargs, args);
    if (!kind)
        return nx_raise(&nx_ValueError, "bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)");
    nx_array *a = new_array(cls, kind, 0);
    if (!a || (nargs == 2 && !fill(a, args[1])))
        return 0;
    return NX_OBJ(a);
}

// ---- sequence slots -----------------------------------------------------------------------------------------------------

static bool array_length(nx_value self, int64_t *length) {
    *length = of(self)->length;
    return true;
}

static int array_truth(nx_value self) {
    return of(self)->length != 0;
}

// An index key within the bounds: 1; not an index at all: 0; -1 error.
static int find_index(const nx_array *a, nx_value key, int64_t *index, const char *error) {
    if (nx_is_small_int(key))
        *index = nx_small_int(key);
    else if (nx_is_int(key) || nx_type_of(key)->index) {
        if (!nx_to_index(key, index, false))
            return -1;
    } else
        return 0;
    if (*index < 0)
        *index += a->length;
    if (*index < 0 || *index >= a->length) {
        nx_raise(&nx_IndexError, "%s", error);
        return -1;
    }
    return 1;
}

static nx_value get_slice(nx_array *a, nx_slice *slice) {
    int64_t start, stop, step, count;
    if (!nx_slice_indices(slice, a->length, &start, &stop, &step, &count))
        return 0;
    nx_array *result = new_array(&nx_array_type, a->kind, count);
    if (!result)
        return 0;
    int64_t size = a->kind->size;
    if (step == 1 && count)
        memcpy(result->data, a->data + start * size, (size_t)(count * size));
    else
        for (int64_t i = 0; i < count; i++)
            memcpy(result->data + i * size, a->data + (start + i * step) * size, (size_t)size);
    return NX_OBJ(result);
}

static nx_value array_getitem(nx_value self, nx_value key) {
    nx_array *a = of(self);
    int64_t index;
    int found = find_index(a, key, &index, "array index out of range");
    if (NX_LIKELY(found > 0))
        return nx_array_get(a, index);
    if (found < 0)
        return 0;
    if (nx_is_exact(key, &nx_slice_type))
        return get_slice(a, NX_PTR(nx_slice, key));
    return nx_raise(&nx_TypeError, "array indices must be integers");
}

// Replaces count items from start by those at data.
static bool splice(nx_array *a, int64_t start, int64_t count, const uint8_t *data, int64_t inserted) {
    int64_t size = a->kind->size, rest = a->length - start - count;
    if (inserted > count ? !reserve(a, a->length + inserted - count) : inserted < count && !may_resize(a))
        return false;
    if (inserted != count && rest)
        memmove(a->data + (start + inserted) * size, a->data + (start + count) * size, (size_t)(rest * size));
    if (inserted)
        memcpy(a->data + start * size, data, (size_t)(inserted * size));
    a->length += inserted - count;
    return true;
}

static bool delete_stepped(nx_array *a, int64_t start, int64_t step, int64_t count) {
    if (count && !may_resize(a))
        return false;
    if (step < 0) {
        start += (count - 1) * step;
        step = -step;
    }
    int64_t size = a->kind->size, kept = start;
    for (int64_t i = start, next = start, left = count; i < a->length; i++) {
        if (left && i == next) {
            next += step;
            left--;
            continue;
        }
        memmove(a->data + kept++ * size, a->data + i * size, (size_t)size);
    }
    a->length = count ? kept : a->length;
    return true;
}

static bool set_slice(nx_array *a, nx_slice *slice, nx_value value) {
    int64_t start, stop, step, count;
    if (value && !(value = own_array(value)))
        return false;
    if (value && !is_array(value))
        return nx_failf(&nx_TypeError, "can only assign array (not \"%T\") to array slice", value);
    if (value && of(value)->kind != a->kind)
        return nx_failf(&nx_TypeError, "bad argument type for built-in operation");
    if (!nx_slice_indices(slice, a->length, &start, &stop, &step, &count))
        return false;
    const uint8_t *data = NULL;
    int64_t inserted = 0, size = a->kind->size;
    if (value) {
        inserted = of(value)->length;
        data = of(value)->data;
        if (of(value) == a && inserted) {
            uint8_t *copy = (uint8_t *)nx_alloc_bytes((size_t)(inserted * size));
            if (!copy)
                return false;
            data = memcpy(copy, data, (size_t)(inserted * size));
        }
    }
    if (step == 1)
        return splice(a, start, count, data, inserted);
    if (!value)
        return delete_stepped(a, start, step, count);
    if (inserted != count)
        return nx_failf(&nx_ValueError, "attempt to assign array of size %lld to extended slice of size %lld",
                        (long long)inserted, (long long)count);
    for (int64_t i = 0; i < count; i++)
        memcpy(a->data + (start + i * step) * size, data + i * size, (size_t)size);
    return true;
}

static bool array_setitem(nx_value self, nx_value key, nx_value value) {
    nx_array *a = of(self);
    int64_t index;
    int found = find_index(a, key, &index, "array assignment index out of range");
    if (found < 0)
        return false;
    if (found)
        return value ? nx_array_set(a, index, value) : splice(a, index, 1, NULL, 0);
    if (nx_is_exact(key, &nx_slice_type))
        return set_slice(a, NX_PTR(nx_slice, key), value);
    return nx_failf(&nx_TypeError, "array indices must be integers");
}

// The position of value from start to stop, -1 when it is not there, -2 on error. calls Python
static int64_t find(nx_value self, nx_value value, int64_t start, int64_t stop) {
    for (int64_t i = start; i < of(self)->length && i < stop; i++) {
        nx_value item = nx_array_get(of(self), i);
        int equal = item ? nx_equal(item, value) : -1;
        if (equal)
            return equal < 0 ? -2 : i;
    }
    return -1;
}

static int array_contains(nx_value self, nx_value item) {
    int64_t position = find(self, item, 0, INT64_MAX);
    return position == -2 ? -1 : position >= 0;
}

static nx_value array_concat(nx_value left, nx_value right) {
    if (!is_array(right))
        return nx_raisef(&nx_TypeError, "can only append array (not \"%T\") to array", right);
    nx_array *a = of(left), *b = of(right);
    if (a->kind != b->kind)
        return nx_raise(&nx_TypeError, "bad argument type for built-in operation");
    nx_array *result = new_array(&nx_array_type, a->kind, 0);
    if (!result || !reserve(result, a->length + b->length) || !push_items(result, a->data, a->length) ||
        !push_items(result, b->data, b->length))
        return 0;
    return NX_OBJ(result);
}

static bool repeat_into(nx_array *result, const nx_array *a, int64_t count) {
    if (count > 0 && a->length > INT64_MAX / 16 / count) {
        nx_raise_no_memory();
        return false;
    }
    const uint8_t *data = a->data;
    int64_t length = a->length;
    if (!reserve(result, length * (count > 0 ? count : 0)))
        return false;
    result->length = 0;
    for (int64_t i = 0; i < count; i++)
        if (!push_items(result, data, length))
            return false;
    return true;
}

static nx_value array_repeat(nx_value self, nx_value times) {
    int64_t count;
    if (!nx_to_index(times, &count, false))
        return 0;
    nx_array *result = new_array(&nx_array_type, of(self)->kind, 0);
    return result && repeat_into(result, of(self), count) ? NX_OBJ(result) : 0;
}

static nx_value array_inplace_repeat(nx_value self, nx_value times) {
    int64_t count;
    if (!nx_is_int(times) && !nx_type_of(times)->index)
        return nx_raisef(&nx_TypeError, "can't multiply sequence by non-int of type '%T'", times);
    if (!nx_to_index(times, &count, false) || !repeat_into(of(self), of(self), count))
        return 0;
    return self;
}

static bool extend(nx_array *a, nx_value other) {
    if (!is_array(other))
        return push_all(a, other);
    if (of(other)->kind != a->kind)
        return nx_failf(&nx_TypeError, "can only extend with array of same kind");
    int64_t count = of(other)->length;
    return reserve(a, a->length + count) && push_items(a, of(other)->data, count); // reserve first: other may be a
}

static nx_value array_inplace_add(nx_value self, nx_value other) {
    other = own_array(other);
    if (!other)
        return 0;
    if (!is_array(other))
        return nx_raisef(&nx_TypeError, "can only extend with array (not \"%T\")", other);
    return extend(of(self), other) ? self : 0;
}

static nx_value array_compare(nx_value left, nx_value right, int operation) {
    if (!is_array(left) || !is_array(right))
        return NX_NOTIMPLEMENTED;
    if (of(left)->length != of(right)->length && (operation == NX_EQ || operation == NX_NE))
        return nx_from_bool(operation == NX_NE);
    int64_t i = 0;
    for (; i < of(left)->length && i < of(right)->length; i++) { // calls Python, perhaps
        nx_value a = nx_array_get(of(left), i), b = nx_array_get(of(right), i);
        int equal = a && b ? nx_equal(a, b) : -1;
        if (equal < 0)
            return 0;
        if (!equal)
            return operation == NX_EQ ? NX_FALSE : operation == NX_NE ? NX_TRUE : nx_compare(a, b, operation);
    }
    int64_t a = of(left)->length, b = of(right)->length;
    switch (operation) {
    case NX_LT: return nx_from_bool(a < b);
    case NX_LE: return nx_from_bool(a <= b);
    case NX_EQ: return nx_from_bool(a == b);
    case NX_NE: return nx_from_bool(a != b);
    case NX_GT: return nx_from_bool(a > b);
    default: return nx_from_bool(a >= b);
    }
}

static nx_value array_repr(nx_value self) {
    nx_array *a = of(self);
    nx_builder b;
    nx_builder_init(&b);
    nx_builder_str(&b, nx_type_name(nx_type_of(self)));
    nx_builder_c(&b, "('");
    nx_builder_char(&b, (uint32_t)a->kind->typecode);
    nx_builder_char(&b, '\'');
    if (a->length) {
        nx_builder_c(&b, ", ");
        nx_value items = a->kind->typecode == 'u' ? nx_array_array_tounicode(self) : nx_array_array_tolist(self);
        nx_value text = items ? nx_repr(items) : 0;
        if (!text)
            return 0;
        nx_builder_str(&b, text);
    }
    nx_builder_char(&b, ')');
    return nx_builder_finish(&b);
}

// ---- in an extension module -----------------------------------------------------------------------------------------------

static uint8_t *shared_bytes(nx_value self, int64_t *length) {
    *length = of(self)->length * of(self)->kind->size;
    return of(self)->data;
}

static bool shared_fill(nx_value self, const uint8_t *bytes, int64_t length) {
    nx_array *a = of(self);
    int64_t count = length / a->kind->size;
    if (count != a->length && !reserve(a, count))
        return false;
    if (count)
        memcpy(a->data, bytes, (size_t)length);
    a->length = count;
    return true;
}

static bool is_held(nx_value self) {
    return nx_exports_remain(&of(self)->exports);
}

static nx_value shared_arguments(nx_value self) {
    return nx_tuple_from(1, (nx_value[]){nx_str_from_char((uint32_t)of(self)->kind->typecode)});
}

static const nx_shared_kind shared = {
    .name = "array.array", .size = sizeof(nx_array), .arguments = shared_arguments, .bytes = shared_bytes, .fill_bytes = shared_fill,
    .is_held = is_held};

static bool array_buffer(nx_value self, nx_buffer *view) {
    nx_array *a = of(self);
    *view = (nx_buffer){.owner = self,
                        .data = a->data,
                        .length = a->length * a->kind->size,
                        .format = a->kind->format,
                        .item_size = a->kind->size};
    a->exports++;
    return true;
}

static void array_buffer_release(nx_value self) { of(self)->exports--; }

// ---- iterator -----------------------------------------------------------------------------------------------------------

typedef struct {
    nx_header header;
    nx_value array; // 0 at the end
    int64_t position;
} array_iterator;

static nx_value iterator_next(nx_value self) {
    array_iterator *it = NX_PTR(array_iterator, self);
    if (!it->array)
        return NX_STOP;
    if (it->position < of(it->array)->length)
        return nx_array_get(of(it->array), it->position++);
    int64_t length;
    if (NX_UNLIKELY(nx_is_foreign(it->array)) && nx_length(it->array, &length) && it->position < length) // the host's, meanwhile
        return nx_getitem(it->array, NX_INT(it->position++));
    it->array = 0;
    return NX_STOP;
}

static nx_value iterator_iter(nx_value self) {
    return self;
}

nx_value nx_array_arrayiterator_reduce(nx_value self) {
    array_iterator *it = NX_PTR(array_iterator, self);
    nx_value builtins = nx_import_module(&nx_s_builtins), iter = builtins ? nx_getattr(builtins, nx_str_intern_c("iter")) : 0;
    nx_value over = it->array ? it->array : NX_OBJ(&nx_empty_tuple), arguments = iter ? nx_tuple_from(1, &over) : 0;
    return arguments ? nx_tuple_from(it->array ? 3 : 2, (nx_value[]){iter, arguments, nx_from_i64(it->position)}) : 0;
}

nx_value nx_array_arrayiterator_setstate(nx_value self, nx_value state) {
    array_iterator *it = NX_PTR(array_iterator, self);
    int64_t position;
    if (!nx_int_to_i64(state, &position))
        return 0;
    int64_t length = it->array ? of(it->array)->length : 0;
    it->position = position < 0 ? 0 : position > length ? length : position;
    return NX_NONE;
}

static nx_type array_iterator_type;

static nx_value array_iter(nx_value self) {
    array_iterator *it = nx_new_object(array_iterator, array_iterator_type);
    if (!it)
        return 0;
    it->array = self;
    return NX_OBJ(it);
}

// ---- methods ------------------------------------------------------------------------------------------------------------

nx_value nx_array_array_append(nx_value self, nx_value v) {
    return push(of(self), v) ? NX_NONE : 0;
}

nx_value nx_array_array_extend(nx_value self, nx_value bb) {
    bb = own_array(bb);
    return bb && extend(of(self), bb) ? NX_NONE : 0;
}

nx_value nx_array_array_fromlist(nx_value self, nx_value list) {
    if (NX_UNLIKELY(nx_is_foreign(list)) && nx_isinstance(list, NX_OBJ(&nx_list_type)) == 1 && !(list = nx_list_of(list)))
        return 0;
    if (!nx_is_list(list))
        return nx_raise(&nx_TypeError, "arg must be list");
    nx_array *a = of(self);
    int64_t before = a->length;
    for (int64_t i = 0; i < NX_PTR(nx_list, list)->length; i++)
        if (!push(a, NX_PTR(nx_list, list)->items[i])) {
            a->length = before;
            return 0;
        }
    return NX_NONE;
}

nx_value nx_array_array_frombytes(nx_value self, nx_value buffer) {
    nx_buffer view;
    if (!nx_buffer_get(buffer, &view))
        return 0;
    bool pushed = push_bytes(of(self), view.data, view.length);
    nx_buffer_release(&view);
    return pushed ? NX_NONE : 0;
}

nx_value nx_array_array_fromunicode(nx_value self, nx_value ustr) {
    if (!nx_is_str(ustr))
        return nx_raisef(&nx_TypeError, "fromunicode() argument must be str, not %Y", ustr);
    if (of(self)->kind->typecode != 'u')
        return nx_raise(&nx_ValueError, "fromunicode() may only be called on unicode type arrays");
    return push_text(of(self), ustr) ? NX_NONE : 0;
}

nx_value nx_array_array_tounicode(nx_value self) {
    if (of(self)->kind->typecode != 'u')
        return nx_raise(&nx_ValueError, "tounicode() may only be called on unicode type arrays");
    const uint32_t *chars = (const uint32_t *)of(self)->data;
    for (int64_t i = 0; i < of(self)->length; i++) {
        if (chars[i] <= 0x10ffff)
            continue;
        char text[16];
        snprintf(text, sizeof text, "U+%x", chars[i]);
        return nx_raisef(&nx_ValueError, "character %s is not in range [U+0000; U+10ffff]", text);
    }
    return nx_str_from_chars(chars, of(self)->length);
}

nx_value nx_array_array_tobytes(nx_value self) {
    nx_array *a = of(self);
    return nx_bytes_new(a->length ? a->data : (const uint8_t *)"", a->length * a->kind->size);
}

nx_value nx_array_array_tolist(nx_value self) {
    nx_array *a = of(self);
    nx_list *list = nx_list_new(a->length);
    if (!list)
        return 0;
    for (int64_t i = 0; i < a->length; i++) {
        nx_value item = nx_array_get(a, i);
        if (!item || !nx_list_push(list, item))
            return 0;
    }
    return NX_OBJ(list);
}

nx_value nx_array_array_tofile(nx_value self, nx_value f) {
    int64_t block = 64 * 1024;
    for (int64_t done = 0; done < of(self)->length * of(self)->kind->size; done += block) {
        int64_t left = of(self)->length * of(self)->kind->size - done;
        nx_value part = nx_bytes_new(of(self)->data + done, left < block ? left : block);
        if (!part || !nx_call_method(f, &nx_s_write, 1, &part, 0)) // calls Python
            return 0;
    }
    return NX_NONE;
}

nx_value nx_array_array_fromfile(nx_value self, nx_value f, nx_value n) {
    int64_t count, size = of(self)->kind->size;
    if (!nx_to_index(n, &count, false))
        return 0;
    if (count < 0)
        return nx_raise(&nx_ValueError, "negative count");
    if (count > INT64_MAX / size)
        return nx_raise_no_memory();
    nx_value bytes = nx_from_i64(count * size), data = nx_call_method(f, &nx_s_read, 1, &bytes, 0);
    if (!data)
        return 0;
    if (!nx_has_flag(data, NX_TYPE_BYTES))
        return nx_raise(&nx_TypeError, "read() didn't return bytes");
    const nx_bytes *read = NX_PTR(nx_bytes, data);
    if (!push_bytes(of(self), read->data, read->length))
        return 0;
    if (read->length != count * size)
        return nx_raise(&nx_EOFError, "read() didn't return enough bytes");
    return NX_NONE;
}

nx_value nx_array_array_count(nx_value self, nx_value v) {
    int64_t count = 0;
    for (int64_t i = 0; i < of(self)->length; i++) {
        nx_value item = nx_array_get(of(self), i);
        int equal = item ? nx_equal(item, v) : -1; // calls Python
        if (equal < 0)
            return 0;
        count += equal;
    }
    return nx_from_small_int(count);
}

nx_value nx_array_array_index(nx_value self, nx_value v, nx_value start, nx_value stop) {
    int64_t first, last = INT64_MAX;
    if (!nx_to_index(start, &first, true) || (stop && !nx_to_index(stop, &last, true)))
        return 0;
    if (first < 0 && (first += of(self)->length) < 0)
        first = 0;
    if (last < 0)
        last += of(self)->length;
    int64_t position = find(self, v, first, last);
    if (position == -1)
        return nx_raise(&nx_ValueError, "array.index(x): x not in array");
    return position < 0 ? 0 : nx_from_small_int(position);
}

nx_value nx_array_array_remove(nx_value self, nx_value v) {
    int64_t position = find(self, v, 0, INT64_MAX);
    if (position == -1)
        return nx_raise(&nx_ValueError, "array.remove(x): x not in array");
    return position >= 0 && splice(of(self), position, 1, NULL, 0) ? NX_NONE : 0;
}

nx_value nx_array_array_insert(nx_value self, nx_value i, nx_value v) {
    nx_array *a = of(self);
    int64_t index;
    union { uint64_t whole; double number; } item;
    if (!nx_to_index(i, &index, true) || !a->kind->set(&item, v))
        return 0;
    if (index < 0 && (index += a->length) < 0)
        index = 0;
    if (index > a->length)
        index = a->length;
    return splice(a, index, 0, (const uint8_t *)&item, 1) ? NX_NONE : 0;
}

nx_value nx_array_array_pop(nx_value self, nx_value i) {
    nx_array *a = of(self);
    int64_t index;
    if (!nx_to_index(i, &index, false))
        return 0;
    if (a->length == 0)
        return nx_raise(&nx_IndexError, "pop from empty array");
    if (index < 0)
        index += a->length;
    if (index < 0 || index >= a->length)
        return nx_raise(&nx_IndexError, "pop index out of range");
    nx_value item = nx_array_get(a, index);
    return item && splice(a, index, 1, NULL, 0) ? item : 0;
}

nx_value nx_array_array_reverse(nx_value self) {
    nx_array *a = of(self);
    size_t size = a->kind->size;
    uint8_t item[8];
    for (int64_t i = 0, j = a->length - 1; i < j; i++, j--) {
        memcpy(item, a->data + i * (int64_t)size, size);
        memcpy(a->data + i * (int64_t)size, a->data + j * (int64_t)size, size);
        memcpy(a->data + j * (int64_t)size, item, size);
    }
    return NX_NONE;
}

nx_value nx_array_array_byteswap(nx_value self) {
    nx_array *a = of(self);
    int64_t size = a->kind->size;
    for (uint8_t *item = a->data, *end = item + a->length * size; item < end; item += size)
        for (int64_t i = 0, j = size - 1; i < j; i++, j--) {
            uint8_t byte = item[i];
            item[i] = item[j];
            item[j] = byte;
        }
    return NX_NONE;
}

nx_value nx_array_array_buffer_info(nx_value self) {
    nx_value items[2] = {nx_from_i64((int64_t)(uintptr_t)of(self)->data), nx_from_small_int(of(self)->length)};
    return nx_tuple_from(2, items);
}

nx_value nx_array_array_get_typecode(nx_value self) {
    return nx_str_from_char((uint32_t)of(self)->kind->typecode);
}

nx_value nx_array_array_get_itemsize(nx_value self) {
    return nx_from_small_int(of(self)->kind->size);
}

nx_value nx_array_array_copy(nx_value self) {
    nx_array *copy = new_array(&nx_array_type, of(self)->kind, of(self)->length);
    if (!copy)
        return 0;
    if (copy->length)
        memcpy(copy->data, of(self)->data, (size_t)(copy->length * copy->kind->size));
    return NX_OBJ(copy);
}

nx_value nx_array_array_deepcopy(nx_value self, nx_value unused) {
    return nx_array_array_copy(self);
}

nx_value nx_array_array_sizeof(nx_value self) {
    return nx_from_small_int(64 + of(self)->capacity * of(self)->kind->size);
}

static nx_module *module; // for the pickling function

nx_value nx_array_array_reduce_ex(nx_value self, nx_value value) {
    int64_t protocol;
    if (!nx_int_to_i64(value, &protocol))
        return 0;
    nx_value dict = nx_getattr_optional(self, &nx_s___dict__);
    if (!dict && nx_pending())
        return 0;
    nx_value code = nx_array_array_get_typecode(self), cls = NX_OBJ(nx_type_of(self)), args, parts[3];
    if (protocol < 3) {
        nx_value items[2] = {code, nx_array_array_tolist(self)};
        args = items[1] ? nx_tuple_from(2, items) : 0;
        parts[0] = cls;
    } else {
        nx_value items[4] = {cls, code, nx_from_small_int(of(self)->kind->machine_format), nx_array_array_tobytes(self)};
        args = items[3] ? nx_tuple_from(4, items) : 0;
        parts[0] = nx_dict_get_str(module->dict, nx_str_intern_c("_array_reconstructor"));
    }
    parts[1] = args;
    parts[2] = dict ? dict : NX_NONE;
    return args && parts[0] ? nx_tuple_from(3, parts) : 0;
}

// Machine formats are those of this machine: little-endian, two's complement, IEEE floats, UTF-32.
nx_value nx_array__array_reconstructor(nx_value arraytype, nx_value typecode, nx_value mformat_code, nx_value items) {
    if (!nx_is_type(arraytype) || !nx_is_subtype(NX_PTR(nx_type, arraytype), &nx_array_type))
        return nx_raisef(&nx_TypeError, "first argument must be a type object, not %T", arraytype);
    int64_t format;
    if (!nx_int_to_i64(mformat_code, &format))
        return 0;
    const nx_array_kind *kind = NULL;
    if (nx_is_str(typecode) && NX_PTR(nx_str, typecode)->length == 1)
        kind = nx_array_kind_of(nx_str_at(NX_PTR(nx_str, typecode), 0));
    if (!kind)
        return nx_raise(&nx_ValueError, "second argument must be a valid type code");
    if (format != kind->machine_format)
        return nx_raise(&nx_ValueError, "third argument must be a valid machine format code.");
    if (!nx_has_flag(items, NX_TYPE_BYTES))
        return nx_raisef(&nx_TypeError, "fourth argument should be bytes, not %T", items);
    nx_value args[2] = {typecode, items};
    return nx_call(arraytype, 2, args, 0);
}

#include "array.inc"

static nx_type array_iterator_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &array_iterator_type},
    .c_name = "array.arrayiterator",
    .base = &nx_object_type,
    .basic_size = sizeof(array_iterator),
    .methods = nx_array_arrayiterator_methods,
    .iter = iterator_iter,
    .next = iterator_next,
};

nx_type nx_array_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_array_type},
    .c_name = "array.array",
    .base = &nx_object_type,
    .flags = NX_TYPE_BASE | NX_TYPE_SEQUENCE | NX_TYPE_WEAKREFABLE,
    .basic_size = sizeof(nx_array),
    .doc = "array(typecode [, initializer]) -> array\n\nAn array of numbers of one C type.",
    .methods = nx_array_array_methods,
    .getsets = nx_array_array_getsets,
    .repr = array_repr,
    .hash = nx_hash_not_implemented,
    .compare = array_compare,
    .iter = array_iter,
    .new_ = array_new,
    .truth = array_truth,
    .inplace = {[NX_ADD] = array_inplace_add, [NX_MUL] = array_inplace_repeat},
    .length = array_length,
    .getitem = array_getitem,
    .setitem = array_setitem,
    .contains = array_contains,
    .concat = array_concat,
    .repeat = array_repeat,
    .buffer = array_buffer,
    .buffer_release = array_buffer_release,
};

// In programs that have collections.abc, an array is one of its MutableSequences.
static bool register_sequence(void) {
    nx_str *name = nx_str_intern_c("_collections_abc");
    if (!nx_find_module_def(name))
        return true;
    nx_value abc = nx_import_module(name), kind = abc ? nx_getattr(abc, nx_str_intern_c("MutableSequence")) : 0;
    nx_value array = NX_OBJ(&nx_array_type);
    return kind && nx_call_method(kind, nx_str_intern_c("register"), 1, &array, 0);
}

static bool init(nx_module *self) {
    module = self;
    if (nx_host)
        nx_host->shares(&nx_array_type, &shared);
    return register_sequence() && nx_type_ready(&array_iterator_type) &&
           nx_dict_set_str(self->dict, nx_str_intern_c("ArrayType"), NX_OBJ(&nx_array_type)) &&
           nx_dict_set_str(self->dict, nx_str_intern_c("typecodes"), nx_str_from_c("bBuhHiIlLqQfd"));
}

static nx_type *const types[] = {&nx_array_type, NULL};
const nx_module_def nx_module_array = {.name = "array", .functions = nx_array_functions, .types = types, .init = init};
