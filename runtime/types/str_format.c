// str.format and format_map, str.__format__, and what f-strings are made of: format_value, build_string.
#include <stdio.h>

#include "natives.h"
#include "number.h"
#include "number_format.h"
#include "natrix.h"
#include "text.h"

// ---- f-strings ------------------------------------------------------------------------------------------------------------------

// By the class's __format__, which may give what others have.
static nx_value format_fully(nx_value value, nx_value spec) {
    nx_value text = nx_format(value, spec);
    return text ? nx_share_key(text) : 0;
}

// [align][width][.precision][type] of a small int, a float with type f, or an ASCII string; the rest by __format__.
static nx_value format_quick(nx_value value, const nx_str *spec) {
    enum { MOST = 96 };
    const uint8_t *c = spec->data, *end = c + spec->length;
    bool is_text = nx_is_exact_str(value), is_int = nx_is_small_int(value);
    if (!spec->ascii || spec->length == 0 || spec->length > 8 || !(is_int || nx_is_tagged_float(value) || (is_text && NX_PTR(nx_str, value)->ascii)))
        return format_fully(value, NX_OBJ(spec));
    char digits[NX_FIXED_ROOM], align = is_text ? '<' : '>';
    const char *body = digits;
    int64_t width = 0, precision = -1, length;
    if (*c == '<' || *c == '>' || *c == '^') align = (char)*c++;
    if (c < end && *c != '0')
        for (; c < end && *c >= '0' && *c <= '9'; c++) width = width * 10 + *c - '0';
    if (c + 1 < end && *c == '.' && c[1] >= '0' && c[1] <= '9')
        for (c++, precision = 0; c < end && *c >= '0' && *c <= '9'; c++) precision = precision * 10 + *c - '0';
    char type = c < end ? (char)*c++ : 0;
    if (c < end || width > MOST) return format_fully(value, NX_OBJ(spec));
    if (is_int && precision < 0 && (type == 0 || type == 'd')) {
        length = (int64_t)nx_decimal(nx_small_int(value), digits);
    } else if (is_text && precision < 0 && (type == 0 || type == 's')) {
        body = NX_PTR(nx_str, value)->data;
        length = NX_PTR(nx_str, value)->length;
        if (length >= width) return nx_share(value);
    } else if (!is_int && !is_text && type == 'f') {
        length = (int64_t)nx_double_fixed(nx_tagged_float(value), precision < 0 ? 6 : precision, digits);
        if (length == 0) return format_fully(value, NX_OBJ(spec));
    } else {
        return format_fully(value, NX_OBJ(spec));
    }
    if (length >= width) return nx_str_from_ascii(body, length);
    int64_t room = width - length, before = align == '>' ? room : align == '^' ? room / 2 : 0;
    char text[MOST + NX_FIXED_ROOM];
    memset(text, ' ', (size_t)width);
    memcpy(text + before, body, (size_t)length);
    return nx_str_from_ascii(text, width);
}

nx_value nx_format_value(nx_value value, nx_value spec, int conversion) {
    if (conversion == 1) value = nx_to_str(value);
    else if (conversion == 2) value = nx_repr(value);
    else if (conversion == 3) value = nx_ascii(value);
    if (!value) return 0;
    if (!spec) {
        if (nx_is_exact_str(value)) return nx_share(value);
        if (nx_is_exact_int(value) || nx_is_tagged_float(value)) return nx_to_str(value);
        spec = nx_empty();
    }
    if (NX_UNLIKELY(!nx_is_exact_str(spec))) return format_fully(value, spec);
    return format_quick(value, NX_PTR(nx_str, spec));
}

// A small int has the same text whatever the conversion, and a str is its own text without one.
nx_value nx_format_part(nx_value value, int conversion) {
    if (nx_is_small_int(value) || nx_is_tagged_float(value)) return value;
    if (nx_is_exact_str(value) && conversion <= 1) return value;
    return nx_format_value(value, 0, conversion);
}

// Strings, ints and floats as text, one behind the other.
nx_value nx_build_string(size_t count, const nx_value *items) {
    enum { FEW = 16 };
    char texts[FEW][NX_DECIMAL_ROOM]; // of small ints
    uint8_t lengths[FEW];
    nx_value replaced[FEW], *made = NULL;
    int64_t length = 0;
    int kind = 1;
    bool ascii = true;
    for (size_t i = 0; i < count; i++) {
        nx_value item = made ? made[i] : items[i];
        if (nx_is_small_int(item) && i < FEW) {
            length += lengths[i] = (uint8_t)nx_decimal(nx_small_int(item), texts[i]);
            continue;
        }
        if (!nx_is_pointer(item)) {
            if (!made) {
                made = count <= FEW ? replaced : nx_alloc_words(count);
                if (!made) return 0;
                memcpy(made, items, count * sizeof *made);
            }
            item = made[i] = nx_to_str(item);
            if (!item) return 0;
        }
        const nx_str *s = NX_PTR(nx_str, item);
        length += s->length;
        if (s->kind > kind) kind = s->kind;
        ascii &= s->ascii;
    }
    if (length == 0) return nx_empty();
    if (made) items = made;
    nx_str *out = nx_str_make(length, kind, ascii);
    if (!out) return 0;
    int64_t at = 0;
    for (size_t i = 0; i < count; i++) {
        nx_str number = {.length = i < FEW ? lengths[i] : 0, .kind = 1, .data = texts[i < FEW ? i : 0]};
        const nx_str *s = nx_is_small_int(items[i]) ? &number : NX_PTR(nx_str, items[i]);
        nx_copy_chars(out->data, kind, at, s, 0, s->length);
        at += s->length;
    }
    if (length == 1) return nx_str_from_char(nx_str_at(out, 0));
    return NX_OBJ(out);
}

nx_value nx_str_format_spec(nx_value self, nx_value spec_value) {
    if (!nx_is_str(spec_value)) return nx_raisef(&nx_TypeError, "__format__() argument must be str, not %Y", spec_value);
    if (NX_PTR(nx_str, spec_value)->length == 0) return nx_is_exact_str(self) ? self : nx_to_str(self);
    nx_format_spec spec;
    if (!nx_format_spec_parse(spec_value, &spec, '<', self)) return 0;
    if (spec.type && spec.type != 's') return nx_format_unknown_code(spec.type, self);
    if (spec.grouping) return nx_raisef(&nx_ValueError, "Cannot specify '%s' with 's'.", spec.grouping == ',' ? "," : "_");
    if (spec.sign)
        return nx_raise(&nx_ValueError, spec.sign == ' ' ? "Space not allowed in string format specifier"
                                                         : "Sign not allowed in string format specifier");
    if (spec.coerce_zero)
        return nx_raise(&nx_ValueError, "Negative zero coercion (z) not allowed in string format specifier");
    if (spec.alternate) return nx_raise(&nx_ValueError, "Alternate form (#) not allowed in string format specifier");
    if (spec.align == '=')
        return nx_raise(&nx_ValueError, "'=' alignment not allowed in string format specifier");
    nx_value text = nx_str_exact(self);
    if (text && spec.precision >= 0) text = nx_str_slice(text, 0, spec.precision);
    return text ? nx_format_pad(text, &spec) : 0;
}

// ---- str.format -------------------------------------------------------------------------------------------------------------------

typedef struct {
    size_t nargs;
    const nx_value *args;
    nx_value kwnames;  // names of the values behind args, or 0
    nx_value mapping;  // of format_map, or 0
    int64_t next;      // automatic numbering
    int numbering;     // 0 unknown, 1 automatic, 2 manual
} format_arguments;

static bool expand(nx_builder *b, const nx_str *s, int64_t from, int64_t to, format_arguments *a, int depth);

// All digits: the number; empty or not a number: -1; too large: -2 with an error pending.
static int64_t parse_index(const nx_str *s, int64_t from, int64_t to) {
    int64_t n = 0;
    if (from == to) return -1;
    for (; from < to; from++) {
        uint32_t c = nx_str_at(s, from);
        uint8_t digit = c < 128 ? (c >= '0' && c <= '9' ? (uint8_t)(c - '0') : 255) : nx_unicode(c)->decimal;
        if (digit == 255) return -1;
        if (n > (INT64_MAX - digit) / 10) {
            nx_raise(&nx_ValueError, "Too many decimal digits in format string");
            return -2;
        }
        n = n * 10 + digit;
    }
    return n;
}

static nx_value first_value(const nx_str *s, int64_t from, int64_t to, format_arguments *a) {
    int64_t index = parse_index(s, from, to);
    if (index == -2) return 0;
    if (from == to || index >= 0) {
        int wanted = from == to ? 1 : 2;
        if (a->mapping) return nx_raise(&nx_ValueError, "Format string contains positional fields");
        if (a->numbering && a->numbering != wanted)
            return nx_raise(&nx_ValueError,
                            wanted == 2 ? "cannot switch from automatic field numbering to manual field specification"
                                        : "cannot switch from manual field specification to automatic field numbering");
        a->numbering = wanted;
        if (from == to) index = a->next++;
        if ((uint64_t)index >= a->nargs)
            return nx_raisef(&nx_IndexError, "Replacement index %ld out of range for positional args tuple", (long)index);
        return a->args[index];
    }
    nx_value key = nx_str_from_units((char *)s->data + from * s->kind, to - from, s->kind);
    if (!key) return 0;
    if (!a->mapping && a->kwnames) {
        nx_tuple *names = NX_PTR(nx_tuple, a->kwnames);
        for (int64_t i = 0; i < names->length; i++)
            if (nx_str_equal(NX_PTR(nx_str, names->items[i]), NX_PTR(nx_str, key))) return a->args[a->nargs + (size_t)i];
    }
    return a->mapping ? nx_getitem(a->mapping, key) : nx_raise_key_error(key);
}

// The value of a field name: first.attribute[index]…
static nx_value field_value(const nx_str *s, int64_t from, int64_t to, format_arguments *a) {
    int64_t i = from;
    while (i < to && nx_str_at(s, i) != '.' && nx_str_at(s, i) != '[') i++;
    nx_value value = first_value(s, from, i, a);
    while (value && i < to) {
        uint32_t c = nx_str_at(s, i++);
        int64_t start = i;
        if (c == '.') {
            while (i < to && nx_str_at(s, i) != '.' && nx_str_at(s, i) != '[') i++;
            if (i == start) return nx_raise(&nx_ValueError, "Empty attribute in format string");
            nx_value name = nx_str_from_units((char *)s->data + start * s->kind, i - start, s->kind);
            if (!name) return 0;
            value = nx_getattr(value, NX_PTR(nx_str, name));
        } else if (c == '[') {
            while (i < to && nx_str_at(s, i) != ']') i++;
            if (i == to) return nx_raise(&nx_ValueError, "Missing ']' in format string");
            if (i == start) return nx_raise(&nx_ValueError, "Empty attribute in format string");
            int64_t index = parse_index(s, start, i);
            if (index == -2) return 0;
            nx_value key = index >= 0 ? nx_from_i64(index)
                                      : nx_str_from_units((char *)s->data + start * s->kind, i - start, s->kind);
            if (!key) return 0;
            value = nx_getitem(value, key);
            i++;
        } else
            return nx_raise(&nx_ValueError, "Only '.' or '[' may follow ']' in format field specifier");
    }
    return value;
}

// One replacement field; *at is behind its '{' and is moved behind its '}'.
static bool field(nx_builder *b, const nx_str *s, int64_t *at, int64_t to, format_arguments *a, int depth) {
    int64_t i = *at, name = i, spec_from = 0, spec_to = 0;
    uint32_t c = 0, conversion = 0;
    bool bracket = false, nested = false, has_spec = false;
    for (; i < to; i++) {
        c = nx_str_at(s, i);
        if (bracket) {
            bracket = c != ']';
            continue;
        }
        if (c == '{') return nx_failf(&nx_ValueError, "unexpected '{' in field name");
        if (c == '[') bracket = true;
        else if (c == '}' || c == ':' || c == '!') break;
    }
    if (i >= to) return nx_failf(&nx_ValueError, "expected '}' before end of string");
    int64_t name_end = i++;
    if (c == '!') {
        if (i >= to) return nx_failf(&nx_ValueError, "end of string while looking for conversion specifier");
        conversion = nx_str_at(s, i++);
        if (i >= to) return nx_failf(&nx_ValueError, "unmatched '{' in format spec");
        c = nx_str_at(s, i++);
        if (c != '}' && c != ':') return nx_failf(&nx_ValueError, "expected ':' after conversion specifier");
    }
    if (c == ':') {
        int level = 1;
        has_spec = true;
        spec_from = i;
        for (; i < to; i++) {
            c = nx_str_at(s, i);
            if (c == '{') nested = true, level++;
            else if (c == '}' && --level == 0) break;
        }
        if (i >= to) return nx_failf(&nx_ValueError, "unmatched '{' in format spec");
        spec_to = i++;
    }
    *at = i;
    nx_value value = field_value(s, name, name_end, a);
    if (!value) return false;
    int number = 0;
    if (conversion) {
        if (conversion != 's' && conversion != 'r' && conversion != 'a') {
            if (conversion > 32 && conversion < 127)
                return nx_failf(&nx_ValueError, "Unknown conversion specifier %U", nx_str_from_char(conversion));
            char text[12];
            snprintf(text, sizeof text, "\\x%x", conversion);
            return nx_failf(&nx_ValueError, "Unknown conversion specifier %s", text);
        }
        number = conversion == 's' ? 1 : conversion == 'r' ? 2 : 3;
    }
    nx_value spec = 0;
    if (has_spec) {
        if (nested) {
            nx_builder inner;
            nx_builder_init(&inner);
            if (!expand(&inner, s, spec_from, spec_to, a, depth - 1)) return false;
            spec = nx_builder_finish(&inner);
        } else spec = nx_str_from_units((char *)s->data + spec_from * s->kind, spec_to - spec_from, s->kind);
        if (!spec) return false;
    }
    nx_value text = nx_format_value(value, spec, number);
    if (!text) return false;
    nx_builder_str(b, text);
    return true;
}

static bool expand(nx_builder *b, const nx_str *s, int64_t from, int64_t to, format_arguments *a, int depth) {
    if (depth <= 0) return nx_failf(&nx_ValueError, "Max string recursion exceeded");
    while (from < to) {
        int64_t i = from;
        uint32_t c = 0;
        while (i < to && (c = nx_str_at(s, i)) != '{' && c != '}') i++;
        nx_builder_range(b, s, from, i);
        if (i == to) return true;
        from = i + 1;
        bool doubled = from < to && nx_str_at(s, from) == c;
        if (doubled) {
            nx_builder_char(b, c);
            from++;
        } else if (c == '}') return nx_failf(&nx_ValueError, "Single '}' encountered in format string");
        else if (from == to) return nx_failf(&nx_ValueError, "Single '{' encountered in format string");
        else if (!field(b, s, &from, to, a, depth)) return false;
    }
    return true;
}

nx_value nx_str_format_method(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    format_arguments a = {.nargs = nargs, .args = args, .kwnames = kwnames};
    const nx_str *s = NX_PTR(nx_str, self);
    nx_builder b;
    char buffer[256];
    nx_builder_start(&b, buffer, sizeof buffer);
    return expand(&b, s, 0, s->length, &a, 2) ? nx_builder_finish(&b) : 0;
}

nx_value nx_str_format_map(nx_value self, nx_value mapping) {
    format_arguments a = {.mapping = mapping};
    const nx_str *s = NX_PTR(nx_str, self);
    nx_builder b;
    nx_builder_init(&b);
    return expand(&b, s, 0, s->length, &a, 2) ? nx_builder_finish(&b) : 0;
}
