// `format % args` for str and for bytes. One scanner for both: bytes formats are read as Latin-1 text, and what a
// conversion of bytes makes is Latin-1 text too.
#include <stdio.h>

#include "natives.h"
#include "number.h"
#include "number_format.h"
#include "text.h"

typedef struct {
    const nx_str *format;
    int64_t at;
    nx_value args;      // a tuple, or a single value
    nx_value mapping;   // args if it can serve %(key)s, else 0
    int64_t next;       // next item of the tuple; of a single value: 0, then 1
    bool bytes;
    bool keyed;         // the value below was found by its key
    bool found;         // some value was
    nx_value value;
    nx_builder out;
} percent;

// One conversion specification: what stands between '%' and the type.
typedef struct { int flags; int64_t width, precision; } percent_spec;

static nx_value next_argument(percent *p) {
    if (p->keyed) {
        p->keyed = false;
        return p->value;
    }
    if (nx_is_tuple(p->args)) {
        nx_tuple *tuple = NX_PTR(nx_tuple, p->args);
        if (p->next < tuple->length) return tuple->items[p->next++];
    } else if (p->next++ == 0 && !p->found)
        return p->args;
    return nx_raise(&nx_TypeError, "not enough arguments for format string");
}

static bool more(percent *p, uint32_t *c) {
    if (p->at >= p->format->length) return nx_failf(&nx_ValueError, "incomplete format");
    *c = nx_str_at(p->format, p->at++);
    return true;
}

static bool mapping_key(percent *p) {
    if (!p->mapping) return nx_failf(&nx_TypeError, "format requires a mapping");
    int64_t start = p->at;
    int depth = 1;
    for (; p->at < p->format->length; p->at++) {
        uint32_t c = nx_str_at(p->format, p->at);
        if (c == '(') depth++;
        else if (c == ')' && --depth == 0) break;
    }
    if (p->at >= p->format->length) return nx_failf(&nx_ValueError, "incomplete format key");
    nx_value key = nx_str_from_units((char *)p->format->data + start * p->format->kind, p->at - start, p->format->kind);
    p->at++;
    if (key && p->bytes) key = nx_bytes_new(NX_PTR(nx_str, key)->data, NX_PTR(nx_str, key)->length);
    if (!key) return false;
    p->value = nx_getitem(p->mapping, key);
    p->keyed = p->found = true;
    return p->value != 0;
}

// A width or precision: digits or '*'. *c is the character to look at and becomes the one behind.
static bool number(percent *p, uint32_t *c, int64_t *out, bool width, int *flags) {
    if (*c == '*') {
        nx_value v = next_argument(p);
        if (!v) return false;
        if (!nx_is_int(v)) return nx_failf(&nx_TypeError, "* wants int");
        if (!nx_int_try_i64(v, out) || (!width && *out > INT32_MAX)) {
            return nx_failf(&nx_OverflowError, width ? "Python int too large to convert to C ssize_t"
                                                     : "Python int too large to convert to C int");
        }
        if (*out < 0) {
            if (width) *flags |= NX_PERCENT_LEFT, *out = -*out;
            else *out = 0;
        }
        return more(p, c);
    }
    if (*c < '0' || *c > '9') return true;
    *out = 0;
    while (*c >= '0' && *c <= '9') {
        if (*out > (width ? INT64_MAX / 10 - 10 : INT32_MAX / 10 - 10))
            return nx_failf(&nx_ValueError, width ? "width too big" : "precision too big");
        *out = *out * 10 + (*c - '0');
        if (!more(p, c)) return false;
    }
    return true;
}

static bool put_padded(percent *p, nx_value text, const percent_spec *spec) {
    if (!text) return false;
    int64_t missing = spec->width - NX_PTR(nx_str, text)->length;
    if (!(spec->flags & NX_PERCENT_LEFT)) nx_builder_fill(&p->out, ' ', missing);
    nx_builder_str(&p->out, text);
    if (spec->flags & NX_PERCENT_LEFT) nx_builder_fill(&p->out, ' ', missing);
    return !p->out.failed;
}

static nx_value character(percent *p, nx_value v) {
    int64_t code;
    if (p->bytes) {
        if (nx_is_int(v)) {
            if (!nx_int_try_i64(v, &code) || code < 0 || code > 255)
                return nx_raise(&nx_OverflowError, "%%c arg not in range(256)");
            return nx_str_from_char((uint32_t)code);
        }
        if (nx_has_flag(v, NX_TYPE_BYTES) && NX_PTR(nx_bytes, v)->length == 1)
            return nx_str_from_char(NX_PTR(nx_bytes, v)->data[0]);
        if (nx_has_flag(v, NX_TYPE_BYTEARRAY) && NX_PTR(nx_bytearray, v)->length == 1)
            return nx_str_from_char(NX_PTR(nx_bytearray, v)->data[0]);
        return nx_raisef(&nx_TypeError, "%%c requires an integer in range(256) or a single byte");
    }
    if (nx_is_str(v)) {
        if (NX_PTR(nx_str, v)->length == 1) return nx_str_exact(v);
        return nx_raise(&nx_TypeError, "%%c requires int or char");
    }
    if (!nx_is_int(v)) {
        if (!nx_is_pointer(v) || !nx_shape_of(v)->type->index) return nx_raise(&nx_TypeError, "%%c requires int or char");
        v = nx_index(v);
        if (!v) return 0;
    }
    if (!nx_int_try_i64(v, &code) || code < 0 || code > 0x10ffff)
        return nx_raise(&nx_OverflowError, "%%c arg not in range(0x110000)");
    return nx_str_from_char((uint32_t)code);
}

// %b and %s of bytes: a buffer, or what __bytes__ makes; as Latin-1 text.
static nx_value bytes_text(nx_value v) {
    nx_buffer view;
    if (!nx_has_flag(v, NX_TYPE_BYTES | NX_TYPE_BYTEARRAY)) {
        nx_value made = nx_call_special(v, &nx_s___bytes__, 0, NULL);
        if (!made) return 0;
        if (made != NX_NOTIMPLEMENTED) {
            if (!nx_has_flag(made, NX_TYPE_BYTES))
                return nx_raisef(&nx_TypeError, "__bytes__ returned non-bytes (type %T)", made);
            v = made;
        }
    }
    if (!nx_buffer_get(v, &view)) {
        if (!nx_error_matches(&nx_TypeError)) return 0;
        nx_error_clear();
        return nx_raisef(&nx_TypeError, "%%b requires a bytes-like object, or an object that implements __bytes__, not '%T'", v);
    }
    nx_value text = nx_str_from_latin1(view.data, view.length);
    nx_buffer_release(&view);
    return text;
}

// The usual ones of ints: decimal or hexadecimal, padded by blanks or zeros. false: not such a one.
static bool put_small_int(percent *p, uint32_t type, const percent_spec *spec, int64_t n) {
    enum { ROOM = 80, WIDTH = 40 };
    bool hex = type == 'x' || type == 'X';
    if ((!hex && type != 'd') || spec->precision >= 0 || spec->width > WIDTH || spec->flags & ~(NX_PERCENT_ZERO | NX_PERCENT_LEFT))
        return false;
    char text[ROOM], *end = text + sizeof text, *at = end;
    uint64_t rest = n < 0 ? -(uint64_t)n : (uint64_t)n;
    const char *digits = type == 'X' ? "0123456789ABCDEF" : "0123456789abcdef";
    do {
        *--at = digits[hex ? rest & 15 : rest % 10];
        rest = hex ? rest >> 4 : rest / 10;
    } while (rest);
    int64_t missing = spec->width - (end - at) - (n < 0);
    bool left = spec->flags & NX_PERCENT_LEFT, zero = !left && spec->flags & NX_PERCENT_ZERO;
    while (zero && missing > 0) *--at = '0', missing--;
    if (n < 0) *--at = '-';
    while (!left && missing > 0) *--at = ' ', missing--;
    nx_builder_latin1(&p->out, at, end - at);
    for (; missing > 0; missing--) nx_builder_char(&p->out, ' ');
    return true;
}

static bool convert(percent *p, uint32_t type, percent_spec *spec, int64_t index) {
    nx_value v = next_argument(p), text;
    if (!v) return false;
    if (NX_LIKELY(spec->flags == 0 && spec->precision < 0 && spec->width <= 0)) { // the usual ones: nothing to lay out
        if ((type == 'd' || (type == 's' && !p->bytes)) && nx_is_small_int(v)) {
            char digits[NX_DECIMAL_ROOM];
            nx_builder_latin1(&p->out, digits, (int64_t)nx_decimal(nx_small_int(v), digits));
            return !p->out.failed;
        }
        if (type == 's' && nx_is_exact_str(v) && !p->bytes) {
            nx_builder_str(&p->out, v);
            return !p->out.failed;
        }
    }
    if (type == 'f' && nx_is_tagged_float(v) && spec->flags == 0 && spec->width <= 0) {
        char digits[NX_FIXED_ROOM];
        size_t length = nx_double_fixed(nx_tagged_float(v), spec->precision < 0 ? 6 : spec->precision, digits);
        nx_builder_latin1(&p->out, digits, (int64_t)length);
        if (length) return !p->out.failed;
    }
    if (nx_is_small_int(v) && put_small_int(p, type, spec, nx_small_int(v))) return !p->out.failed;
    switch (type) {
    case 'b':
        if (!p->bytes) break;
        // fall through
    case 's':
    case 'r':
    case 'a':
        if (p->bytes) text = type == 's' || type == 'b' ? bytes_text(v) : nx_ascii(v);
        else text = type == 's' ? nx_to_str(v) : type == 'r' ? nx_repr(v) : nx_ascii(v);
        if (text && spec->precision >= 0) text = nx_str_slice(text, 0, spec->precision);
        return put_padded(p, text, spec);
    case 'c':
        return put_padded(p, character(p, v), spec);
    case 'd': case 'i': case 'u': case 'o': case 'x': case 'X':
    case 'e': case 'E': case 'f': case 'F': case 'g': case 'G':
        if (p->bytes && type == 'i') type = 'd';
        if (p->bytes && strchr("eEfFgG", (int)type) && !nx_type_of(v)->to_float && !nx_type_of(v)->index)
            return nx_failf(&nx_TypeError, "float argument required, not %T", v);
        text = nx_percent_number((char)type, spec->flags, spec->width, spec->precision, v);
        if (!text) return false;
        nx_builder_str(&p->out, text);
        return !p->out.failed;
    default:
        break;
    }
    char code[12];
    snprintf(code, sizeof code, "0x%x", type);
    nx_value shown = type > 31 && (type < 127 || !p->bytes) ? nx_str_from_char(type) : nx_str_from_char('?');
    return nx_failf(&nx_ValueError, "unsupported format character '%U' (%s) at index %ld", shown, code, (long)index);
}

static bool specification(percent *p) {
    percent_spec spec = {.width = -1, .precision = -1};
    uint32_t c;
    if (!more(p, &c)) return false;
    if (c == '%') {
        nx_builder_char(&p->out, '%');
        return true;
    }
    if (c == '(' && (!mapping_key(p) || !more(p, &c))) return false;
    for (;;) {
        int flag = c == '-' ? NX_PERCENT_LEFT : c == '+' ? NX_PERCENT_PLUS : c == ' ' ? NX_PERCENT_SPACE
                   : c == '#' ? NX_PERCENT_ALTERNATE : c == '0' ? NX_PERCENT_ZERO : 0;
        if (!flag) break;
        spec.flags |= flag;
        if (!more(p, &c)) return false;
    }
    if (!number(p, &c, &spec.width, true, &spec.flags)) return false;
    if (c == '.') {
        spec.precision = 0;
        if (!more(p, &c) || !number(p, &c, &spec.precision, false, &spec.flags)) return false;
    }
    if (c == 'h' || c == 'l' || c == 'L')
        if (!more(p, &c)) return false;
    return convert(p, c, &spec, p->at - 1);
}

static nx_value run(percent *p) {
    const nx_str *f = p->format;
    char buffer[256];
    nx_builder_start(&p->out, buffer, sizeof buffer);
    if (!nx_is_tuple(p->args) && !nx_is_str(p->args) && nx_is_pointer(p->args) && nx_shape_of(p->args)->type->getitem &&
        !(p->bytes && nx_has_flag(p->args, NX_TYPE_BYTES | NX_TYPE_BYTEARRAY)))
        p->mapping = p->args;
    const uint32_t sign = '%';
    while (p->at < f->length) {
        int64_t found = -1;
        if (f->kind == 1) {
            const uint8_t *hit = memchr(nx_chars1(f) + p->at, '%', (size_t)(f->length - p->at));
            if (hit) found = hit - nx_chars1(f);
        } else
            for (int64_t i = p->at; found < 0 && i < f->length; i++)
                if (nx_str_at(f, i) == sign) found = i;
        if (found < 0) found = f->length;
        if (found > p->at) nx_builder_range(&p->out, f, p->at, found);
        p->at = found + 1;
        if (found < f->length && !specification(p)) return 0;
    }
    if (nx_is_tuple(p->args) ? p->next < NX_PTR(nx_tuple, p->args)->length : p->next == 0 && !p->mapping)
        return nx_raisef(&nx_TypeError, "not all arguments converted during %s formatting", p->bytes ? "bytes" : "string");
    return nx_builder_finish(&p->out);
}

nx_value nx_str_percent(nx_value format, nx_value args) {
    percent p = {.format = NX_PTR(nx_str, format), .args = args};
    return run(&p);
}

nx_value nx_bytes_percent(nx_value format, nx_value args, const uint8_t *data, int64_t length) {
    nx_str view = {.header = {&nx_str_type.root}, .length = length, .kind = 1, .data = (void *)data};
    percent p = {.format = &view, .args = args, .bytes = true, .value = format};
    nx_value text = run(&p);
    return text ? nx_bytes_new(NX_PTR(nx_str, text)->data, NX_PTR(nx_str, text)->length) : 0;
}
