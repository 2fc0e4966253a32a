// The encoder of json: writes what json.dumps without indentation makes into one text.
#include "natrix.h"
#include "json.h"

typedef struct {
    nx_header header;
    nx_value markers;  // dict of the containers being written by identity, or None
    nx_value fallback; // the `default` method
    nx_value encode;   // of strings
    nx_value key_separator, item_separator;
    bool sort_keys, skip_keys, allow_nan;
    bool ascii, plain; // encode is one of the functions below
} encoder;

static bool write_value(const encoder *e, nx_builder *out, nx_value v);

// ---- strings --------------------------------------------------------------------------------------------------------------

static void write_escape(nx_builder *out, uint32_t c) {
    static const char hex[] = "0123456789abcdef";
    char text[6] = {'\\', 'u', hex[c >> 12 & 15], hex[c >> 8 & 15], hex[c >> 4 & 15], hex[c & 15]};
    nx_builder_latin1(out, text, 6);
}

static void write_string(nx_builder *out, const nx_str *s, bool ascii) {
    static const char letters[] = "\"\\\b\f\n\r\t", names[] = "\"\\bfnrt";
    if (s->kind == 1) { // mostly there is nothing to escape
        const uint8_t *chars = s->data;
        int64_t plain = 0;
        while (plain < s->length && chars[plain] >= ' ' && chars[plain] != '"' && chars[plain] != '\\' &&
               (chars[plain] < 127 || !ascii))
            plain++;
        if (plain == s->length) {
            nx_builder_reserve(out, plain + 2, 1);
            if (out->failed)
                return;
            nx_put(out->data, out->kind, out->length++, '"');
            nx_builder_latin1(out, (const char *)chars, plain);
            nx_put(out->data, out->kind, out->length++, '"');
            return;
        }
    }
    nx_builder_char(out, '"');
    int64_t from = 0;
    for (int64_t i = 0; i < s->length; i++) {
        uint32_t c = nx_str_at(s, i);
        if (NX_LIKELY(c >= ' ' && c != '"' && c != '\\' && (c < 127 || !ascii)))
            continue;
        nx_builder_range(out, s, from, i);
        from = i + 1;
        const char *found = c && c < 128 ? strchr(letters, (int)c) : NULL;
        if (found) {
            nx_builder_char(out, '\\');
            nx_builder_char(out, (uint8_t)names[found - letters]);
        } else if (c < 0x10000) {
            write_escape(out, c);
        } else {
            write_escape(out, 0xD800 + ((c - 0x10000) >> 10));
            write_escape(out, 0xDC00 + ((c - 0x10000) & 0x3FF));
        }
    }
    nx_builder_range(out, s, from, s->length);
    nx_builder_char(out, '"');
}

static nx_value encoded(nx_value string, bool ascii) {
    if (!nx_is_str(string))
        return nx_raisef(&nx_TypeError, "first argument must be a string, not %T", string);
    nx_builder out;
    nx_builder_init(&out);
    write_string(&out, NX_PTR(nx_str, string), ascii);
    return nx_builder_finish(&out);
}

nx_value nx_json_encode_basestring_ascii(nx_value string) {
    return encoded(string, true);
}

nx_value nx_json_encode_basestring(nx_value string) {
    return encoded(string, false);
}

static bool write_text(const encoder *e, nx_builder *out, nx_value string) {
    if (e->ascii || e->plain) {
        write_string(out, NX_PTR(nx_str, string), e->ascii);
        return true;
    }
    nx_value text = nx_call1(e->encode, string);
    if (text && !nx_is_str(text))
        return nx_failf(&nx_TypeError, "encoder() must return a string, not %T", text);
    if (text)
        nx_builder_str(out, text);
    return text != 0;
}

// ---- values ---------------------------------------------------------------------------------------------------------------

static nx_value float_text(const encoder *e, nx_value v) {
    double d = nx_float_value(v);
    if (d - d == 0)
        return nx_type_of(v) == &nx_float_type ? nx_float_repr(d) : nx_float_type.repr(v);
    if (!e->allow_nan)
        return nx_raise(&nx_ValueError, "Out of range float values are not JSON compliant");
    return nx_str_from_c(d != d ? "NaN" : d > 0 ? "Infinity" : "-Infinity");
}

// None, a truth value, a number as text; 0 without an error: it is something else.
static nx_value scalar_text(const encoder *e, nx_value v) {
    if (v == NX_NONE)
        return nx_str_from_c("null");
    if (v == NX_TRUE || v == NX_FALSE)
        return nx_str_from_c(v == NX_TRUE ? "true" : "false");
    if (nx_is_int(v))
        return nx_int_type.repr(v);
    return nx_is_float(v) ? float_text(e, v) : 0;
}

// A container is being written: false when it is already (or on another error). *marker is its key in markers.
static bool enter(const encoder *e, nx_value v, nx_value *marker) {
    *marker = 0;
    if (e->markers == NX_NONE)
        return true;
    *marker = nx_from_i64((int64_t)(v >> 3));
    nx_dict *markers = NX_PTR(nx_dict, e->markers);
    if (nx_dict_get_value(markers, *marker))
        return nx_failf(&nx_ValueError, "Circular reference detected");
    return !nx_pending() && nx_dict_set(markers, *marker, v);
}

static bool leave(const encoder *e, nx_value marker) {
    return !marker || nx_dict_delete(NX_PTR(nx_dict, e->markers), marker) >= 0;
}

static bool write_list(const encoder *e, nx_builder *out, nx_value list) {
    nx_value marker, items = nx_fast_sequence(list, "_iterencode_list needs a sequence");
    if (!items)
        return false;
    int64_t length;
    nx_fast_items(items, &length);
    if (length == 0) {
        nx_builder_latin1(out, "[]", 2);
        return true;
    }
    if (!enter(e, list, &marker))
        return false;
    nx_builder_char(out, '[');
    for (int64_t i = 0;; i++) {
        nx_value *at = nx_fast_items(items, &length); // writing may call Python
        if (i >= length)
            break;
        if (i)
            nx_builder_str(out, e->item_separator);
        if (!write_value(e, out, at[i]))
            return false;
    }
    nx_builder_char(out, ']');
    return leave(e, marker);
}

// key: value; *first is cleared once one has been written.
static bool write_member(const encoder *e, nx_builder *out, nx_value key, nx_value value, bool *first) {
    nx_value text = nx_is_str(key) ? key : scalar_text(e, key);
    if (!text && nx_pending())
        return false;
    if (!text && e->skip_keys)
        return true;
    if (!text)
        return nx_failf(&nx_TypeError, "keys must be str, int, float, bool or None, not %T", key);
    if (!*first)
        nx_builder_str(out, e->item_separator);
    *first = false;
    if (!write_text(e, out, text))
        return false;
    nx_builder_str(out, e->key_separator);
    return write_value(e, out, value);
}

static bool write_dict(const encoder *e, nx_builder *out, nx_value dict) {
    nx_value marker;
    if (NX_PTR(nx_dict, dict)->live == 0) {
        nx_builder_latin1(out, "{}", 2);
        return true;
    }
    if (!enter(e, dict, &marker))
        return false;
    bool first = true;
    if (nx_is_exact(dict, &nx_dict_type) && !e->sort_keys) {
        nx_value key, value;
        nx_builder_char(out, '{');
        for (int64_t at = 0; nx_dict_next(NX_PTR(nx_dict, dict), &at, &key, &value);) // writing may call Python
            if (!write_member(e, out, key, value, &first))
                return false;
        nx_builder_char(out, '}');
        return leave(e, marker);
    }
    nx_value view = nx_call_method(dict, nx_str_intern_c("items"), 0, NULL, 0), items = view ? nx_list_of(view) : 0;
    if (!items || (e->sort_keys && !nx_list_sort_values(NX_PTR(nx_list, items), 0, false)))
        return false;
    nx_builder_char(out, '{');
    for (int64_t i = 0; i < NX_PTR(nx_list, items)->length; i++) {
        nx_value pair = NX_PTR(nx_list, items)->items[i];
        if (!nx_is_tuple(pair) || NX_PTR(nx_tuple, pair)->length != 2)
            return nx_failf(&nx_ValueError, "items must return 2-tuples");
        if (!write_member(e, out, NX_PTR(nx_tuple, pair)->items[0], NX_PTR(nx_tuple, pair)->items[1], &first))
            return false;
    }
    nx_builder_char(out, '}');
    return leave(e, marker);
}

static bool write_value(const encoder *e, nx_builder *out, nx_value v) {
    if (nx_is_str(v))
        return write_text(e, out, v);
    if (nx_is_small_int(v)) {
        char digits[24], *end = digits + sizeof digits, *at = end;
        int64_t number = nx_small_int(v);
        uint64_t rest = number < 0 ? (uint64_t)-number : (uint64_t)number;
        do
            *--at = (char)('0' + rest % 10);
        while (rest /= 10);
        if (number < 0)
            *--at = '-';
        nx_builder_latin1(out, at, end - at);
        return true;
    }
    nx_value text = scalar_text(e, v);
    if (text) {
        nx_builder_str(out, text);
        return true;
    }
    if (nx_pending() || nx_check_stack())
        return false;
    if (nx_is_list(v) || nx_is_tuple(v))
        return write_list(e, out, v);
    if (nx_is_dict(v))
        return write_dict(e, out, v);
    nx_value marker;
    if (!enter(e, v, &marker))
        return false;
    nx_value other = nx_call1(e->fallback, v); // calls Python
    return other && write_value(e, out, other) && leave(e, marker);
}

// ---- make_encoder ---------------------------------------------------------------------------------------------------------

static nx_value encoder_call(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    static const char *const names[] = {"obj", "_current_indent_level"};
    nx_value given[2];
    if (!nx_take_arguments("_iterencode", names, 2, 2, 0, nargs, args, kwnames, given))
        return 0;
    nx_builder out;
    nx_builder_init(&out);
    if (!write_value(NX_PTR(encoder, self), &out, given[0]))
        return 0;
    nx_value text = nx_builder_finish(&out);
    return text ? nx_tuple_from(1, &text) : 0;
}

static nx_value encoder_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    static const char *const names[] = {"markers", "default", "encoder", "indent", "key_separator",
                                        "item_separator", "sort_keys", "skipkeys", "allow_nan"};
    nx_value given[9];
    if (!nx_take_arguments("make_encoder", names, 9, 9, 0, nargs, args, kwnames, given))
        return 0;
    if (given[0] != NX_NONE && !nx_is_dict(given[0]))
        return nx_raisef(&nx_TypeError, "make_encoder() argument 1 must be dict or None, not %T", given[0]);
    for (int i = 4; i < 6; i++)
        if (!nx_is_str(given[i]))
            return nx_raisef(&nx_TypeError, "make_encoder() argument %d must be str, not %T", i + 1, given[i]);
    int sort_keys = nx_truth(given[6]), skip_keys = nx_truth(given[7]), allow_nan = nx_truth(given[8]);
    encoder *self = nx_alloc_object(cls, sizeof(encoder));
    if (sort_keys < 0 || skip_keys < 0 || allow_nan < 0 || !self)
        return 0;
    self->markers = given[0];
    self->fallback = given[1];
    self->encode = given[2];
    self->key_separator = given[4];
    self->item_separator = given[5];
    self->sort_keys = sort_keys;
    self->skip_keys = skip_keys;
    self->allow_nan = allow_nan;
    if (nx_is_exact(given[2], &nx_native_type)) {
        void *function = NX_PTR(nx_native, given[2])->def->function;
        self->ascii = function == (void *)nx_json_encode_basestring_ascii;
        self->plain = function == (void *)nx_json_encode_basestring;
    }
    return NX_OBJ(self);
}

nx_type nx_json_encoder_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_json_encoder_type},
    .c_name = "_json.Encoder",
    .base = &nx_object_type,
    .flags = NX_TYPE_BASE,
    .basic_size = sizeof(encoder),
    .doc = "_iterencode(obj, _current_indent_level) -> iterable",
    .call = encoder_call,
    .new_ = encoder_new,
};
