// The native part of json: strings, the scanner that json.decoder calls. The encoder is in json_encoder.c.
//
// The scanner reads a str by index; where no value begins it raises StopIteration with the index, as json.decoder expects,
// other errors are JSONDecodeError.
#include "natrix.h"
#include "json.h"

typedef struct {
    nx_header header;
    nx_value object_hook, object_pairs_hook, parse_float, parse_int, parse_constant; // None: not given
    bool strict;
    nx_dict *keys; // strings seen as keys, so that equal ones are one object; forgotten when they become many
} scanner;

typedef struct {
    const scanner *options;
    const nx_str *text;
    int64_t length;
    nx_dict *keys;
    const uint8_t *bytes; // the text when its characters are bytes, else NULL
} reader;

static nx_value scan_value(reader *r, int64_t at, int64_t *end);

static inline uint32_t at_or_zero(const nx_str *s, int64_t i) {
    return i < s->length ? nx_str_at(s, i) : 0;
}
// The same; of bytes, behind which a zero stands, without a look at the length for the next character.
static inline uint32_t peek(const reader *r, int64_t i) {
    return NX_LIKELY(r->bytes && i < r->length) ? r->bytes[i] : at_or_zero(r->text, i);
}

// Where a string of plain characters ends that begins at `start`: its quote, or the first character that is not plain.
static inline int64_t plain_end(const uint8_t *bytes, int64_t start, int64_t length) {
    int64_t i = start;
    while (i < length && bytes[i] != '"' && bytes[i] != '\\' && bytes[i] >= 32) i++;
    return i;
}

static nx_value decode_error(const char *message, const nx_str *text, int64_t at) {
    nx_value module = nx_import_module(nx_str_intern_c("json.decoder"));
    nx_value type = module ? nx_getattr(module, nx_str_intern_c("JSONDecodeError")) : 0;
    nx_value shown = type ? nx_str_from_c(message) : 0;
    nx_value error = shown ? nx_call3(type, shown, NX_OBJ(text), NX_INT(at)) : 0;
    return error ? nx_raise_value(error) : 0;
}

// ---- strings --------------------------------------------------------------------------------------------------------------

// Four hexadecimal digits; -1: they are not.
static int64_t four_digits(const nx_str *s, int64_t at) {
    int64_t value = 0;
    for (int64_t i = at; i < at + 4; i++) {
        uint32_t c = nx_str_at(s, i);
        int digit = c >= '0' && c <= '9' ? (int)c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (int)(c | 32) - 'a' + 10 : -1;
        if (digit < 0)
            return -1;
        value = value * 16 + digit;
    }
    return value;
}

// An escape whose backslash is before `at`; *end is behind it. False: an error is pending.
static bool read_escape(const nx_str *s, int64_t at, uint32_t *out, int64_t *end) {
    static const char letters[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
    uint32_t c = nx_str_at(s, at);
    *end = at + 1;
    if (c != 'u') {
        const char *found = c && c < 128 ? strchr(letters, (int)c) : NULL;
        if (!found)
            return decode_error("Invalid \\escape", s, at - 1) != 0;
        *out = (uint8_t)values[found - letters];
        return true;
    }
    if (at + 5 >= s->length)
        return decode_error("Invalid \\uXXXX escape", s, at) != 0;
    int64_t value = four_digits(s, at + 1);
    *end = at + 5;
    if (value < 0)
        return decode_error("Invalid \\uXXXX escape", s, at) != 0;
    if (value >= 0xD800 && value < 0xDC00 && *end + 6 < s->length && nx_str_at(s, *end) == '\\' && nx_str_at(s, *end + 1) == 'u') {
        int64_t low = four_digits(s, *end + 2);
        if (low < 0)
            return decode_error("Invalid \\uXXXX escape", s, *end + 1) != 0;
        if (low >= 0xDC00 && low < 0xE000) {
            value = 0x10000 + ((value - 0xD800) << 10) + (low - 0xDC00);
            *end += 6;
        }
    }
    *out = (uint32_t)value;
    return true;
}

// The string that begins at `start`, behind the quote; *end is behind the closing one.
static nx_value scan_string(const nx_str *s, int64_t start, bool strict, int64_t *end) {
    nx_builder text;
    bool built = false;
    for (int64_t from = start;;) {
        int64_t next = s->kind == 1 ? plain_end(s->data, from, s->length) : from;
        uint32_t c = 0;
        for (; next < s->length; next++) {
            c = nx_str_at(s, next);
            if (c == '"' || c == '\\')
                break;
            if (c < 32 && strict)
                return decode_error("Invalid control character at", s, next);
        }
        if (next >= s->length || (c == '\\' && next + 1 >= s->length))
            return decode_error("Unterminated string starting at", s, start - 1);
        if (c == '"') {
            *end = next + 1;
            if (!built)
                return nx_str_slice(NX_OBJ(s), start, next);
            nx_builder_range(&text, s, from, next);
            return nx_builder_finish(&text);
        }
        if (!built)
            nx_builder_init(&text);
        built = true;
        nx_builder_range(&text, s, from, next);
        if (!read_escape(s, next + 1, &c, &from))
            return 0;
        nx_builder_char(&text, c);
    }
}

nx_value nx_json_scanstring(nx_value string, nx_value end, nx_value strict) {
    int64_t at, behind;
    if (!nx_is_str(string))
        return nx_raisef(&nx_TypeError, "first argument must be a string, not %T", string);
    int is_strict = nx_truth(strict);
    if (is_strict < 0 || !nx_to_index(end, &at, false))
        return 0;
    if (at < 0 || at > NX_PTR(nx_str, string)->length)
        return nx_raise(&nx_ValueError, "end is out of bounds");
    nx_value text = scan_string(NX_PTR(nx_str, string), at, is_strict, &behind);
    nx_value pair[2] = {text, NX_INT(behind)};
    return text ? nx_tuple_from(2, pair) : 0;
}

// ---- values ---------------------------------------------------------------------------------------------------------------

static nx_value no_value(int64_t at) {
    return nx_raise_stop_iteration(NX_INT(at));
}

static void skip_space(const reader *r, int64_t *at) {
    while (*at < r->length) {
        uint32_t c = peek(r, *at);
        if (NX_LIKELY(c > ' ')) return;
        if (c != ' ' && c != '\t' && c != '\n' && c != '\r')
            return;
        ++*at;
    }
}

static bool is_digit(const reader *r, int64_t at) {
    uint32_t c = peek(r, at);
    return c >= '0' && c <= '9';
}

static bool matches(const reader *r, int64_t at, const char *word) {
    for (; *word; word++, at++)
        if (peek(r, at) != (uint8_t)*word)
            return false;
    return true;
}

static nx_value scan_number(reader *r, int64_t start, int64_t *end) {
    int64_t at = start;
    bool is_float = false;
    if (peek(r, at) == '-')
        at++;
    if (peek(r, at) == '0')
        at++;
    else if (is_digit(r, at))
        while (is_digit(r, at))
            at++;
    else
        return no_value(start);
    if (peek(r, at) == '.' && is_digit(r, at + 1)) {
        is_float = true;
        for (at++; is_digit(r, at);)
            at++;
    }
    if ((peek(r, at) | 32) == 'e') {
        int64_t exponent = at + 1;
        if (peek(r, exponent) == '-' || peek(r, exponent) == '+')
            exponent++;
        if (is_digit(r, exponent)) {
            is_float = true;
            for (at = exponent; is_digit(r, at);)
                at++;
        }
    }
    *end = at;
    nx_value convert = is_float ? r->options->parse_float : r->options->parse_int;
    if (!is_float && convert == NX_OBJ(&nx_int_type) && at - start < 19) {
        int64_t number = 0, from = start + (peek(r, start) == '-');
        for (int64_t i = from; i < at; i++)
            number = number * 10 + (peek(r, i) - '0');
        return nx_from_i64(from > start ? -number : number);
    }
    nx_value digits = nx_str_slice(NX_OBJ(r->text), start, at);
    return digits ? nx_call1(convert, digits) : 0;
}

static nx_value scan_constant(reader *r, const char *name, int64_t at, int64_t *end) {
    nx_value text = nx_str_from_c(name);
    *end = at + (int64_t)strlen(name);
    return text ? nx_call1(r->options->parse_constant, text) : 0;
}

// A key: the object that an equal key was before.
static nx_value scan_key(reader *r, int64_t start, int64_t *end) {
    if (r->bytes) {
        int64_t stop = plain_end(r->bytes, start, r->length);
        if (stop < r->length && r->bytes[stop] == '"' && stop > start) {
            nx_str view = {.header = {&nx_str_type.root}, .length = stop - start, .kind = 1, .data = (void *)(r->bytes + start)};
            nx_value known = nx_dict_get_str(r->keys, &view);
            nx_dict_forget_last(); // the next view stands where this one does
            if (known) {
                *end = stop + 1;
                return known;
            }
        }
    }
    nx_value key = scan_string(r->text, start, r->options->strict, end);
    nx_value known = key ? nx_dict_get_value(r->keys, key) : 0;
    if (known || !key)
        return known;
    return !nx_pending() && nx_dict_set(r->keys, key, key) ? key : 0;
}

// The key and the value of a member whose key begins at *at; *at is then behind the value.
static bool scan_member(reader *r, int64_t *at, nx_value *key, nx_value *value) {
    if (peek(r, *at) != '"')
        return decode_error("Expecting property name enclosed in double quotes", r->text, *at) != 0;
    if (!(*key = scan_key(r, *at + 1, at)))
        return false;
    skip_space(r, at);
    if (peek(r, *at) != ':')
        return decode_error("Expecting ':' delimiter", r->text, *at) != 0;
    ++*at;
    skip_space(r, at);
    return (*value = scan_value(r, *at, at)) != 0;
}

// Behind a member or item: 1 = another one follows (*at is there), 0 = the end was taken, -1 = an error.
static int scan_separator(reader *r, int64_t *at, uint32_t closing) {
    skip_space(r, at);
    uint32_t c = peek(r, *at);
    if (c != closing && c != ',') {
        decode_error("Expecting ',' delimiter", r->text, *at);
        return -1;
    }
    ++*at;
    if (c == closing)
        return 0;
    skip_space(r, at);
    return 1;
}

// To the dict, which is made when there is none.
static bool add_members(nx_value *dict, int64_t *count, nx_value (*members)[2], int64_t capacity) {
    if (!*dict && !(*dict = NX_OBJ(nx_dict_new(capacity))))
        return false;
    for (int64_t i = 0; i < *count; i++)
        if (!nx_dict_set(NX_PTR(nx_dict, *dict), members[i][0], members[i][1]))
            return false;
    *count = 0;
    return true;
}

static nx_value scan_object(reader *r, int64_t at, int64_t *end) {
    const scanner *options = r->options;
    enum { FEW = 32 }; // members that wait here until their number is known
    bool pairs = options->object_pairs_hook != NX_NONE;
    nx_value members[FEW][2], object = pairs ? NX_OBJ(nx_list_new(0)) : 0;
    int64_t waiting = 0;
    if (pairs && !object)
        return 0;
    skip_space(r, &at);
    int more = peek(r, at) != '}';
    if (!more)
        at++;
    while (more > 0) {
        nx_value member[2];
        if (!scan_member(r, &at, &member[0], &member[1]))
            return 0;
        if (pairs) {
            nx_value pair = nx_tuple_from(2, member);
            if (!pair || !nx_list_push(NX_PTR(nx_list, object), pair))
                return 0;
        } else {
            members[waiting][0] = member[0];
            members[waiting++][1] = member[1];
            if (waiting == FEW && !add_members(&object, &waiting, members, 2 * FEW))
                return 0;
        }
        more = scan_separator(r, &at, '}');
    }
    if (more < 0 || (!pairs && (waiting || !object) && !add_members(&object, &waiting, members, waiting)))
        return 0;
    *end = at;
    if (pairs)
        return nx_call1(options->object_pairs_hook, object);
    return options->object_hook != NX_NONE ? nx_call1(options->object_hook, object) : object;
}

static nx_value scan_array(reader *r, int64_t at, int64_t *end) {
    enum { FEW = 32 };
    nx_list *list = NULL;
    nx_value few[FEW];
    int64_t count = 0;
    skip_space(r, &at);
    int more = peek(r, at) != ']';
    if (!more)
        at++;
    while (more > 0) {
        nx_value item = scan_value(r, at, &at);
        if (!item)
            return 0;
        if (count < FEW) {
            few[count++] = item;
        } else {
            if (!list) {
                if (!(list = nx_list_new(4 * FEW)))
                    return 0;
                memcpy(list->items, few, sizeof few);
                list->length = FEW;
            }
            if (!nx_list_push(list, item))
                return 0;
        }
        more = scan_separator(r, &at, ']');
    }
    *end = at;
    return more < 0 ? 0 : list ? NX_OBJ(list) : nx_list_from(count, few);
}

static nx_value scan_value(reader *r, int64_t at, int64_t *end) {
    switch (peek(r, at)) {
    case '"': return scan_string(r->text, at + 1, r->options->strict, end);
    case '{': return nx_check_stack() ? 0 : scan_object(r, at + 1, end);
    case '[': return nx_check_stack() ? 0 : scan_array(r, at + 1, end);
    case 'n':
        *end = at + 4;
        return matches(r, at, "null") ? NX_NONE : no_value(at);
    case 't':
        *end = at + 4;
        return matches(r, at, "true") ? NX_TRUE : no_value(at);
    case 'f':
        *end = at + 5;
        return matches(r, at, "false") ? NX_FALSE : no_value(at);
    case 'N': return matches(r, at, "NaN") ? scan_constant(r, "NaN", at, end) : no_value(at);
    case 'I': return matches(r, at, "Infinity") ? scan_constant(r, "Infinity", at, end) : no_value(at);
    case '-':
        if (matches(r, at, "-Infinity"))
            return scan_constant(r, "-Infinity", at, end);
    }
    return scan_number(r, at, end);
}

// ---- make_scanner ---------------------------------------------------------------------------------------------------------

static nx_value scanner_call(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    static const char *const names[] = {"string", "idx"};
    nx_value given[2];
    int64_t at, end;
    if (!nx_take_arguments("scan_once", names, 2, 2, 0, nargs, args, kwnames, given))
        return 0;
    if (!nx_is_str(given[0]))
        return nx_raisef(&nx_TypeError, "first argument must be a string, not %T", given[0]);
    if (!nx_to_index(given[1], &at, false))
        return 0;
    if (at < 0)
        return nx_raise(&nx_ValueError, "idx cannot be negative");
    enum { MOST_KEYS = 1000 };
    scanner *options = NX_PTR(scanner, self);
    const nx_str *text = NX_PTR(nx_str, given[0]);
    if (!options->keys || options->keys->live > MOST_KEYS)
        if (!(options->keys = nx_dict_new(0)))
            return 0;
    reader r = {options, text, text->length, options->keys, text->kind == 1 ? text->data : NULL};
    if (at >= r.length)
        return no_value(at);
    nx_value value = scan_value(&r, at, &end);
    nx_value pair[2] = {value, NX_INT(end)};
    return value ? nx_tuple_from(2, pair) : 0;
}

static nx_value scanner_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    static const char *const names[] = {"context"};
    nx_value context;
    if (!nx_take_arguments("make_scanner", names, 1, 1, 0, nargs, args, kwnames, &context))
        return 0;
    scanner *self = nx_alloc_object(cls, sizeof(scanner));
    nx_value strict = self ? nx_getattr(context, nx_str_intern_c("strict")) : 0;
    int is_strict = strict ? nx_truth(strict) : -1;
    if (is_strict < 0)
        return 0;
    self->strict = is_strict;
    bool complete = (self->object_hook = nx_getattr(context, nx_str_intern_c("object_hook"))) &&
                    (self->object_pairs_hook = nx_getattr(context, nx_str_intern_c("object_pairs_hook"))) &&
                    (self->parse_float = nx_getattr(context, nx_str_intern_c("parse_float"))) &&
                    (self->parse_int = nx_getattr(context, nx_str_intern_c("parse_int"))) &&
                    (self->parse_constant = nx_getattr(context, nx_str_intern_c("parse_constant")));
    return complete ? NX_OBJ(self) : 0;
}

#include "_json.inc"

nx_type nx_json_scanner_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_json_scanner_type},
    .c_name = "_json.Scanner",
    .base = &nx_object_type,
    .flags = NX_TYPE_BASE,
    .basic_size = sizeof(scanner),
    .doc = "JSON scanner object",
    .call = scanner_call,
    .new_ = scanner_new,
};

static bool init(nx_module *self) {
    return nx_type_ready(&nx_json_scanner_type) && nx_type_ready(&nx_json_encoder_type) &&
           nx_dict_set_str(self->dict, nx_str_intern_c("make_scanner"), NX_OBJ(&nx_json_scanner_type)) &&
           nx_dict_set_str(self->dict, nx_str_intern_c("make_encoder"), NX_OBJ(&nx_json_encoder_type));
}

const nx_module_def nx_module__json = {.name = "_json", .functions = nx_json_functions, .init = init};
