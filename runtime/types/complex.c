// complex: two doubles. Division and powers follow the order of operations that CPython's results show.
#include <math.h>

#include "natrix.h"
#include "number.h"
#include "number_format.h"

typedef nx_complex_number number;

static number value_of(nx_value v) {
    const nx_complex *c = NX_PTR(nx_complex, v);
    return (number){c->real, c->imag};
}

static bool is_complex(nx_value v) {
    return nx_has_flag(v, NX_TYPE_COMPLEX);
}

static nx_value complex_of_type(nx_type *cls, number z) {
    nx_complex *result = (nx_complex *)nx_alloc_object(cls, sizeof(nx_complex) + nx_attribute_bytes(cls));
    if (!result)
        return 0;
    result->real = z.real;
    result->imag = z.imag;
    return NX_OBJ(result);
}

nx_value nx_complex_new(double real, double imag) {
    return complex_of_type(&nx_complex_type, (number){real, imag});
}

// ---- complex(...) -----------------------------------------------------------------------------------------------------

// The result of __complex__: 1 found, 0 there is none, -1 error.
static int special_complex(nx_value v, number *out) {
    if (nx_is_int(v) || nx_is_float(v) || nx_is_str(v))
        return 0;
    nx_value result = nx_call_special(v, &nx_s___complex__, 0, NULL);
    if (!result)
        return -1;
    if (result == NX_NOTIMPLEMENTED)
        return 0;
    if (!is_complex(result)) {
        nx_raisef(&nx_TypeError, "__complex__ returned non-complex (type %T)", result);
        return -1;
    }
    if (!nx_is_exact(result, &nx_complex_type) && !nx_warn_of_subclass(0, result, "__complex__", "complex"))
        return -1;
    *out = value_of(result);
    return 1;
}

bool nx_to_complex(nx_value v, number *out) {
    if (is_complex(v)) {
        *out = value_of(v);
        return true;
    }
    int special = special_complex(v, out);
    if (special)
        return special > 0;
    out->imag = 0;
    return nx_to_double(v, &out->real);
}

// A sign with nothing behind it counts as 1: the imaginary part of "1+j".
static const char *parse_part(const char *p, const char *end, double *out) {
    const char *after = nx_double_parse(p, end, out);
    if (after)
        return after;
    *out = 1.0;
    if (p < end && (*p == '+' || *p == '-'))
        *out = *p++ == '-' ? -1.0 : 1.0;
    return p;
}

// [spaces] [(] [spaces] real | imag j | real ± imag j [spaces] [)] [spaces]
static bool parse_complex(const char *text, size_t length, number *out) {
    const char *p = text, *end = text + length;
    if (memchr(text, '_', length)) {
        p = nx_strip_underscores(text, length, &length);
        if (!p)
            return false;
        end = p + length;
    }
#define SPACE(c) ((c) == ' ' || ((c) >= '\t' && (c) <= '\r'))
    while (p < end && SPACE(*p))
        p++;
    bool bracket = p < end && *p == '(';
    if (bracket)
        for (p++; p < end && SPACE(*p); p++) {}
    double first = 0;
    const char *after = parse_part(p, end, &first);
    *out = (number){0, 0};
    if (after < end && (*after == 'j' || *after == 'J')) {
        out->imag = first;
        p = after + 1;
    } else {
        if (!nx_double_parse(p, end, &first))
            return false;
        out->real = first;
        p = after;
        if (p < end && (*p == '+' || *p == '-')) {
            p = parse_part(p, end, &out->imag);
            if (p >= end || (*p != 'j' && *p != 'J'))
                return false;
            p++;
        }
    }
    while (p < end && SPACE(*p))
        p++;
    if (bracket) {
        if (p >= end || *p++ != ')')
            return false;
        while (p < end && SPACE(*p))
            p++;
    }
#undef SPACE
    return p == end;
}

static nx_value from_string(nx_type *cls, nx_value v) {
    size_t length;
    number z;
    const char *text = nx_number_ascii(v, &length);
    size_t stripped;
    if (!text)
        return 0;
    if (memchr(text, '_', length) && !nx_strip_underscores(text, length, &stripped))
        return nx_pending() ? 0 : nx_raisef(&nx_ValueError, "could not convert string to complex: %R", v);
    if (!parse_complex(text, length, &z))
        return nx_raise(&nx_ValueError, "complex() arg is a malformed string");
    return complex_of_type(cls, z);
}

// A part of complex(real, imag): 1 complex, 0 real, -1 error.
static int part_of(nx_value v, const char *expected, number *out) {
    if (is_complex(v)) {
        *out = value_of(v);
        return 1;
    }
    out->imag = 0;
    nx_type *type = nx_type_of(v);
    if (!type->to_float && !type->index) {
        nx_raisef(&nx_TypeError, "complex() %s, not '%T'", expected, v);
        return -1;
    }
    return nx_to_double(v, &out->real) ? 0 : -1;
}

static nx_value complex_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    size_t keywords = kwnames ? (size_t)NX_PTR(nx_tuple, kwnames)->length : 0;
    if (nargs + keywords > 2)
        return nx_raisef(&nx_TypeError, "complex() takes at most 2 arguments (%zd given)", (int64_t)(nargs + keywords));
    nx_value parts[2] = {nargs > 0 ? args[0] : 0, nargs > 1 ? args[1] : 0};
    for (size_t i = 0; i < keywords; i++) {
        nx_value name = NX_PTR(nx_tuple, kwnames)->items[i];
        int part = nx_str_equal(NX_PTR(nx_str, name), &nx_s_real)   ? 0
                   : nx_str_equal(NX_PTR(nx_str, name), &nx_s_imag) ? 1
                                                                     : -1;
        if (part < 0)
            return nx_raisef(&nx_TypeError, "'%U' is an invalid keyword argument for complex()", name);
        if (parts[part])
            return nx_raisef(&nx_TypeError, "argument for complex() given by name ('%U') and position (%d)", name,
                             part + 1);
        parts[part] = args[nargs + i];
    }
    nx_value real = parts[0], imag = parts[1];
    if (real && nx_is_exact(real, &nx_complex_type) && !imag && cls == &nx_complex_type)
        return real;
    if (real && nx_is_str(real)) {
        if (imag)
            return nx_raise(&nx_TypeError, "complex() can't take second arg if first is a string");
        return from_string(cls, real);
    }
    if (imag && nx_is_str(imag))
        return nx_raise(&nx_TypeError, "complex() second arg can't be a string");
    number x = {0, 0}, y = {0, 0};
    int x_complex = 0, y_complex = 0;
    if (real) {
        x_complex = is_complex(real) && nx_is_exact(real, &nx_complex_type) ? 0 : special_complex(real, &x);
        if (x_complex == 0)
            x_complex = part_of(real, "first argument must be a string or a number", &x);
        if (x_complex < 0)
            return 0;
    }
    if (imag && (y_complex = part_of(imag, "second argument must be a number", &y)) < 0)
        return 0;
    number z = {x.real, imag ? y.real : x.imag};
    if (y_complex)
        z.real -= y.imag;
    if (x_complex && imag)
        z.imag += x.imag;
    return complex_of_type(cls, z);
}

// ---- arithmetic -------------------------------------------------------------------------------------------------------

// 1 both are numbers, 0 one is not, -1 error (int too large).
static inline int operand(nx_value value, number *out) {
    if (nx_is_exact(value, &nx_complex_type) || is_complex(value)) {
        *out = value_of(value);
        return 1;
    }
    out->imag = 0;
    return nx_float_operand(value, &out->real);
}
static inline int operands(nx_value left, nx_value right, number *a, number *b) {
    int known = operand(left, a);
    return known <= 0 ? known : operand(right, b);
}

#define NX_OPERANDS(a, b)                                                                                              \
    number a, b;                                                                                                       \
    {                                                                                                                  \
        int known = operands(left, right, &a, &b);                                                                     \
        if (known <= 0)                                                                                                \
            return known == 0 ? NX_NOTIMPLEMENTED : 0;                                                                 \
    }

static nx_value complex_add(nx_value left, nx_value right) {
    NX_OPERANDS(a, b);
    return nx_complex_new(a.real + b.real, a.imag + b.imag);
}

static nx_value complex_sub(nx_value left, nx_value right) {
    NX_OPERANDS(a, b);
    return nx_complex_new(a.real - b.real, a.imag - b.imag);
}

static number product(number a, number b) {
    return (number){a.real * b.real - a.imag * b.imag, a.real * b.imag + a.imag * b.real};
}

static nx_value complex_mul(nx_value left, nx_value right) {
    NX_OPERANDS(a, b);
    number z = product(a, b);
    return nx_complex_new(z.real, z.imag);
}

static bool quotient(number a, number b, number *out) {
    return nx_complex_quotient(a.real, a.imag, b.real, b.imag, &out->real, &out->imag);
}

static nx_value complex_truediv(nx_value left, nx_value right) {
    NX_OPERANDS(a, b);
    number z;
    if (!quotient(a, b, &z))
        return nx_raise(&nx_ZeroDivisionError, "complex division by zero");
    return nx_complex_new(z.real, z.imag);
}

// False: zero to a negative or complex power.
static bool power(number a, number b, number *out) {
    if (b.imag == 0 && b.real == floor(b.real) && fabs(b.real) <= 100) { // by squaring
        uint32_t n = (uint32_t)fabs(b.real);
        number result = {1, 0}, square = a;
        for (; n; n >>= 1) {
            if (n & 1)
                result = product(result, square);
            square = product(square, square);
        }
        if (b.real > 0) {
            *out = result;
            return true;
        }
        return quotient((number){1, 0}, result, out);
    }
    if (b.real == 0 && b.imag == 0)
        *out = (number){1, 0};
    else if (a.real == 0 && a.imag == 0) {
        *out = (number){0, 0};
        return b.imag == 0 && b.real >= 0;
    } else {
        double size = hypot(a.real, a.imag), angle = atan2(a.imag, a.real);
        double length = pow(size, b.real), phase = angle * b.real;
        if (b.imag != 0) {
            length /= exp(angle * b.imag);
            phase += b.imag * log(size);
        }
        if (isinf(phase)) return false; // no cosine; CPython tells it as a division by zero
        *out = (number){length * cos(phase), length * sin(phase)};
    }
    return true;
}

nx_value nx_complex_power(nx_value left, nx_value right) {
    NX_OPERANDS(a, b);
    number z;
    if (!power(a, b, &z))
        return nx_raise(&nx_ZeroDivisionError, "0.0 to a negative or complex power");
    if (isinf(z.real) || isinf(z.imag))
        return nx_raise(&nx_OverflowError, "complex exponentiation");
    return nx_complex_new(z.real, z.imag);
}

static nx_value complex_pow3(nx_value base, nx_value exponent, nx_value modulus) {
    if (modulus == NX_NONE || !modulus)
        return nx_complex_power(base, exponent);
    nx_value left = base, right = exponent;
    NX_OPERANDS(a, b);
    (void)a, (void)b;
    return nx_raise(&nx_ValueError, "complex modulo");
}

static nx_value complex_negative(nx_value self) {
    number z = value_of(self);
    return nx_complex_new(-z.real, -z.imag);
}

static nx_value complex_positive(nx_value self) {
    if (nx_is_exact(self, &nx_complex_type))
        return self;
    number z = value_of(self);
    return nx_complex_new(z.real, z.imag);
}

static nx_value complex_absolute(nx_value self) {
    number z = value_of(self);
    double size = hypot(z.real, z.imag);
    if (isinf(size) && isfinite(z.real) && isfinite(z.imag))
        return nx_raise(&nx_OverflowError, "absolute value too large");
    return nx_from_double(size);
}

static int complex_truth(nx_value self) {
    number z = value_of(self);
    return z.real != 0 || z.imag != 0;
}

static nx_value complex_compare(nx_value left, nx_value right, int operation) {
    if (operation != NX_EQ && operation != NX_NE)
        return NX_NOTIMPLEMENTED;
    number a = value_of(left);
    bool equal;
    if (is_complex(right)) {
        number b = value_of(right);
        equal = a.real == b.real && a.imag == b.imag;
    } else if (nx_is_float(right))
        equal = a.imag == 0 && a.real == nx_float_value(right);
    else if (nx_is_int(right))
        equal = a.imag == 0 && !isnan(a.real) && nx_double_compare_int(a.real, right) == 0;
    else
        return NX_NOTIMPLEMENTED;
    return nx_from_bool(equal == (operation == NX_EQ));
}

static bool complex_hash(nx_value self, int64_t *hash) {
    number z = value_of(self);
    *hash = nx_hash_double(z.real, self) + 1000003 * nx_hash_double(z.imag, self);
    if (*hash == -1)
        *hash = -2;
    return true;
}

static nx_value complex_repr(nx_value self) {
    number z = value_of(self);
    size_t length;
    nx_builder b;
    nx_builder_init(&b);
    bool only_imag = z.real == 0 && !signbit(z.real);
    if (!only_imag) {
        const char *real = nx_double_text(z.real, 'r', 0, false, false, false, &length);
        if (!real)
            return 0;
        nx_builder_char(&b, '(');
        nx_builder_latin1(&b, real, (int64_t)length);
    }
    const char *imag = nx_double_text(z.imag, 'r', 0, !only_imag, false, false, &length);
    if (!imag)
        return 0;
    nx_builder_latin1(&b, imag, (int64_t)length);
    nx_builder_c(&b, only_imag ? "j" : "j)");
    return nx_builder_finish(&b);
}

// ---- methods ----------------------------------------------------------------------------------------------------------

nx_value nx_complex_conjugate(nx_value self) {
    number z = value_of(self);
    return nx_complex_new(z.real, -z.imag);
}

nx_value nx_complex_get_real(nx_value self) {
    return nx_from_double(value_of(self).real);
}

nx_value nx_complex_get_imag(nx_value self) {
    return nx_from_double(value_of(self).imag);
}

nx_value nx_complex_complex(nx_value self) {
    return complex_positive(self);
}

nx_value nx_complex_getnewargs(nx_value self) {
    nx_value items[2] = {nx_complex_get_real(self), nx_complex_get_imag(self)};
    return nx_tuple_from(2, items);
}

#include "complex.inc"

nx_type nx_complex_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_complex_type},
    .c_name = "complex",
    .base = &nx_object_type,
    .flags = NX_TYPE_BASE | NX_TYPE_ATOMIC | NX_TYPE_COMPLEX,
    .basic_size = sizeof(nx_complex),
    .doc = "Create a complex number from a real part and an optional imaginary part.\n\nThis is equivalent to (real + "
           "imag*1j) where imag defaults to 0.",
    .methods = nx_complex_methods,
    .getsets = nx_complex_getsets,
    .repr = complex_repr,
    .hash = complex_hash,
    .compare = complex_compare,
    .new_ = complex_new,
    .truth = complex_truth,
    .binary = {[NX_ADD] = complex_add,
               [NX_SUB] = complex_sub,
               [NX_MUL] = complex_mul,
               [NX_TRUEDIV] = complex_truediv,
               [NX_POW] = nx_complex_power},
    .power3 = complex_pow3,
    .negative = complex_negative,
    .positive = complex_positive,
    .absolute = complex_absolute,
};
