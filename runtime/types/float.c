// float: arithmetic, comparison (exact against ints of any size), conversions, hashing, methods and the type object.
// Magnitudes 2^-255 ... 2^256 are self-tagged words; zeros, infinities and the rest are nx_float objects. Text is in
// float_text.c, __format__ in number_format.c.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "../core/power.h"
#include "../core/error.h"
#include "containers.h"
#include "number.h"

// ---- representation ---------------------------------------------------------------------------------------------------

#define NX_STATIC_FLOAT(name, number)                                                                                  \
    static nx_float name __attribute__((aligned(16))) = {{&nx_float_type.root}, number}
NX_STATIC_FLOAT(positive_zero, 0.0);
NX_STATIC_FLOAT(negative_zero, -0.0);
NX_STATIC_FLOAT(positive_infinity, (double)INFINITY);
NX_STATIC_FLOAT(negative_infinity, (double)-INFINITY);

nx_value nx_float_boxed(double d) {
    if (d == 0)
        return NX_OBJ(signbit(d) ? &negative_zero : &positive_zero);
    if (isinf(d))
        return NX_OBJ(d < 0 ? &negative_infinity : &positive_infinity);
    nx_float *box = nx_new_object(nx_float, nx_float_type);
    if (!box)
        return 0;
    box->value = d;
    return NX_OBJ(box);
}

static nx_value float_of_type(nx_type *cls, double d) {
    if (cls == &nx_float_type)
        return nx_from_double(d);
    nx_float *box = (nx_float *)nx_alloc_object(cls, sizeof(nx_float) + nx_attribute_bytes(cls));
    if (!box)
        return 0;
    box->value = d;
    return NX_OBJ(box);
}

static bool is_exact_float(nx_value v) {
    return nx_is_tagged_float(v) || nx_is_exact(v, &nx_float_type);
}

int nx_float_operand(nx_value v, double *out) {
    if (nx_is_tagged_float(v)) {
        *out = nx_tagged_float(v);
        return 1;
    }
    if (nx_is_small_int(v)) {
        *out = (double)nx_small_int(v);
        return 1;
    }
    if (nx_has_flag(v, NX_TYPE_FLOAT)) {
        *out = NX_PTR(nx_float, v)->value;
        return 1;
    }
    if (nx_is_int(v))
        return nx_int_to_double(v, out) ? 1 : -1;
    return 0;
}

static bool float_slot_result(nx_value v, nx_value result, double *out) {
    if (!result)
        return false;
    if (!nx_is_float(result))
        return nx_failf(&nx_TypeError, "%T.__float__ returned non-float (type %T)", v, result);
    if (!is_exact_float(result) && !nx_warn_of_subclass(v, result, "__float__", "float"))
        return false;
    *out = nx_float_value(result);
    return true;
}

bool nx_to_double(nx_value v, double *out) {
    int known = nx_float_operand(v, out);
    if (known)
        return known > 0;
    nx_type *type = nx_type_of(v);
    if (type->to_float)
        return float_slot_result(v, type->to_float(v), out);
    if (!type->index)
        return nx_failf(&nx_TypeError, "must be real number, not %T", v);
    nx_value index = nx_index(v);
    return index && nx_int_to_double(index, out);
}

// ---- float(...) -------------------------------------------------------------------------------------------------------

bool nx_float_from_string(nx_value v, double *out) {
    nx_value shown = v;
    size_t length;
    bool valid;
    if (nx_is_str(v)) {
        const char *text = nx_number_ascii(v, &length);
        if (!text)
            return false;
        valid = nx_double_from_text(text, length, out);
    } else if (nx_has_flag(v, NX_TYPE_BYTES)) {
        const nx_bytes *bytes = NX_PTR(nx_bytes, v);
        valid = nx_double_from_text((const char *)bytes->data, (size_t)bytes->length, out);
    } else if (nx_type_of(v)->buffer) {
        nx_buffer view;
        if (!nx_buffer_get(v, &view))
            return false;
        nx_value copy = nx_bytes_new(view.data, view.length);
        nx_buffer_release(&view);
        if (!copy)
            return false;
        const nx_bytes *bytes = NX_PTR(nx_bytes, copy);
        valid = nx_double_from_text((const char *)bytes->data, (size_t)bytes->length, out);
    } else
        return nx_failf(&nx_TypeError, "float() argument must be a string or a real number, not '%T'", v);
    if (valid) return true;
    if (nx_is_exact_str(shown)) nx_raise_late(&nx_ValueError, "could not convert string to float: %R", 0, shown);
    else nx_raisef(&nx_ValueError, "could not convert string to float: %R", shown);
    return false;
}

static nx_value float_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (!nx_new_takes_no_keywords(cls, &nx_float_type, "float", kwnames) || !nx_check_count("float", nargs, 0, 1))
        return 0;
    if (nargs == 0)
        return float_of_type(cls, 0.0);
    nx_value x = args[0];
    if (is_exact_float(x))
        return cls == &nx_float_type ? x : float_of_type(cls, nx_float_value(x));
    double d;
    nx_type *type = nx_type_of(x);
    bool valid;
    if (!nx_is_exact_str(x) && type->to_float)
        valid = float_slot_result(x, type->to_float(x), &d);
    else if (!nx_is_exact_str(x) && type->index) {
        nx_value index = nx_index(x);
        valid = index && nx_int_to_double(index, &d);
    } else
        valid = nx_float_from_string(x, &d);
    return valid ? float_of_type(cls, d) : 0;
}

// ---- arithmetic -------------------------------------------------------------------------------------------------------

#define NX_DOUBLES(x, y)                                                                                               \
    double x, y;                                                                                                       \
    {                                                                                                                  \
        int known = nx_float_operand(left, &x);                                                                        \
        if (known > 0)                                                                                                 \
            known = nx_float_operand(right, &y);                                                                       \
        if (known <= 0)                                                                                                \
            return known == 0 ? NX_NOTIMPLEMENTED : 0;                                                                 \
    }

static nx_value float_add(nx_value left, nx_value right) {
    NX_DOUBLES(x, y);
    return nx_from_double(x + y);
}

static nx_value float_sub(nx_value left, nx_value right) {
    NX_DOUBLES(x, y);
    return nx_from_double(x - y);
}

static nx_value float_mul(nx_value left, nx_value right) {
    NX_DOUBLES(x, y);
    return nx_from_double(x * y);
}

static nx_value float_truediv(nx_value left, nx_value right) {
    NX_DOUBLES(x, y);
    if (y == 0)
        return nx_raise(&nx_ZeroDivisionError, "float division by zero");
    return nx_from_double(x / y);
}

double nx_float_modulo(double x, double y) {
    double rest = fmod(x, y);
    if (rest == 0)
        return copysign(0.0, y);
    return (y < 0) != (rest < 0) ? rest + y : rest;
}

double nx_float_floor_divide(double x, double y) {
    double rest = fmod(x, y), quotient = (x - rest) / y;
    if (rest != 0 && (y < 0) != (rest < 0))
        quotient -= 1.0;
    if (quotient == 0)
        return copysign(0.0, x / y);
    double whole = floor(quotient);
    return quotient - whole > 0.5 ? whole + 1.0 : whole;
}

static nx_value float_floordiv(nx_value left, nx_value right) {
    NX_DOUBLES(x, y);
    if (y == 0)
        return nx_raise(&nx_ZeroDivisionError, "float floor division by zero");
    return nx_from_double(nx_float_floor_divide(x, y));
}

static nx_value float_mod(nx_value left, nx_value right) {
    NX_DOUBLES(x, y);
    if (y == 0)
        return nx_raise(&nx_ZeroDivisionError, "float modulo");
    return nx_from_double(nx_float_modulo(x, y));
}

static nx_value float_divmod(nx_value left, nx_value right) {
    NX_DOUBLES(x, y);
    if (y == 0)
        return nx_raise(&nx_ZeroDivisionError, "float divmod()");
    nx_value items[2] = {nx_from_double(nx_float_floor_divide(x, y)), nx_from_double(nx_float_modulo(x, y))};
    return items[0] && items[1] ? nx_tuple_from(2, items) : 0;
}

nx_value nx_float_power(double x, double y) {
    bool odd = fmod(fabs(y), 2.0) == 1.0; // false for inf and nan
    if (y == 0)
        return nx_from_double(1.0);
    if (isnan(x))
        return nx_from_double(x);
    if (isnan(y))
        return nx_from_double(x == 1.0 ? 1.0 : y);
    if (isinf(y)) {
        double size = fabs(x);
        if (size == 1.0)
            return nx_from_double(1.0);
        return nx_from_double((y > 0) == (size > 1.0) ? fabs(y) : 0.0);
    }
    if (isinf(x)) {
        if (y > 0)
            return nx_from_double(odd ? x : fabs(x));
        return nx_from_double(odd ? copysign(0.0, x) : 0.0);
    }
    if (x == 0) {
        if (y < 0)
            return nx_raise(&nx_ZeroDivisionError, "0.0 cannot be raised to a negative power");
        return nx_from_double(odd ? x : 0.0);
    }
    bool negate = false;
    if (x < 0) {
        if (y != floor(y))
            return nx_complex_power(nx_complex_new(x, 0.0), nx_complex_new(y, 0.0));
        x = -x;
        negate = odd;
    }
    double result = nx_power(x, y);
    if (isinf(result)) {
        nx_value args[2] = {NX_INT(34), nx_str_from_c("Numerical result out of range")};
        nx_value error = nx_call(NX_OBJ(&nx_OverflowError), 2, args, 0);
        return error ? nx_raise_value(error) : 0;
    }
    return nx_from_double(negate ? -result : result);
}

static nx_value float_pow(nx_value left, nx_value right) {
    NX_DOUBLES(x, y);
    return nx_float_power(x, y);
}

static nx_value float_pow3(nx_value base, nx_value exponent, nx_value modulus) {
    if (modulus == NX_NONE || !modulus)
        return float_pow(base, exponent);
    return nx_raise(&nx_TypeError, "pow() 3rd argument not allowed unless all arguments are integers");
}

static nx_value float_negative(nx_value self) {
    return nx_from_double(-nx_float_value(self));
}

static nx_value float_positive(nx_value self) {
    return is_exact_float(self) ? self : nx_from_double(nx_float_value(self));
}

static nx_value float_absolute(nx_value self) {
    return nx_from_double(fabs(nx_float_value(self)));
}

static int float_truth(nx_value self) {
    return nx_float_value(self) != 0;
}

static nx_value float_to_int(nx_value self) {
    return nx_int_from_double(nx_float_value(self));
}

// ---- comparison and hashing -------------------------------------------------------------------------------------------

int nx_double_compare_int(double d, nx_value i) {
    int sign = nx_int_sign(i), d_sign = d > 0 ? 1 : d < 0 ? -1 : 0;
    if (d_sign != sign || sign == 0)
        return d_sign < sign ? -1 : d_sign > sign;
    if (isinf(d))
        return d_sign;
    int64_t n;
    if (nx_int_try_i64(i, &n) && n >= -((int64_t)1 << 53) && n <= (int64_t)1 << 53)
        return d < (double)n ? -1 : d > (double)n;
    // Same sign; n has more than 53 bits. By bit lengths, then by the leading bits: d has 53 of them at most.
    nx_int_look look;
    nx_int_look_at(i, &look);
    int exponent;
    double m = frexp(fabs(d), &exponent);
    int64_t bits = nx_limbs_bits(look.limbs, look.count);
    int order;
    if (exponent != bits)
        order = exponent < bits ? -1 : 1;
    else {
        uint64_t mantissa = (uint64_t)ldexp(m, 53) << 11; // 64 bits, leading one set
        int shift = __builtin_clzl(look.limbs[look.count - 1]);
        uint64_t top = look.limbs[look.count - 1] << shift;
        bool rest = false;
        int64_t below = look.count - 1;
        if (shift && below) {
            top |= look.limbs[below - 1] >> (64 - shift);
            rest = look.limbs[below - 1] << shift != 0;
            below--;
        }
        while (below > 0 && !rest)
            rest = look.limbs[--below] != 0;
        order = mantissa < top ? -1 : mantissa > top ? 1 : rest ? -1 : 0;
    }
    return sign > 0 ? order : -order;
}

static nx_value float_compare(nx_value left, nx_value right, int operation) {
    double x = nx_float_value(left);
    int order;
    if (nx_is_float(right)) {
        double y = nx_float_value(right);
        switch (operation) {
        case NX_LT: return nx_from_bool(x < y);
        case NX_LE: return nx_from_bool(x <= y);
        case NX_EQ: return nx_from_bool(x == y);
        case NX_NE: return nx_from_bool(x != y);
        case NX_GT: return nx_from_bool(x > y);
        default: return nx_from_bool(x >= y);
        }
    }
    if (!nx_is_int(right))
        return NX_NOTIMPLEMENTED;
    if (isnan(x))
        return nx_from_bool(operation == NX_NE);
    order = nx_double_compare_int(x, right);
    return nx_order(order, operation);
}

// The value modulo 2^61 - 1, as CPython: equal to the hash of an equal int.
int64_t nx_hash_double(double d, nx_value self) {
    if (!isfinite(d)) {
        if (isinf(d))
            return d > 0 ? 314159 : -314159;
        uint64_t bits = self;
        return (int64_t)(bits >> 4 | bits << 60);
    }
    // |d| is m * 2**e, and 2**61 is 1 modulo 2**61 - 1: multiplying by a power of two rotates the 61 bits.
    enum { BITS = 61, FRACTION = 52, BIAS = 1023 };
    uint64_t m;
    memcpy(&m, &d, sizeof m);
    unsigned exponent = (unsigned)(m >> FRACTION & 0x7ff);
    m &= ((uint64_t)1 << FRACTION) - 1;
    if (exponent) m |= (uint64_t)1 << FRACTION;
    else exponent = 1;
    unsigned by = (exponent + 18 * BITS - BIAS - FRACTION) % BITS;
    uint64_t x = ((m << by) & NX_HASH_MODULUS) | m >> (BITS - by);
    int64_t hash = d < 0 ? -(int64_t)x : (int64_t)x;
    return hash == -1 ? -2 : hash;
}

static bool float_hash(nx_value self, int64_t *hash) {
    *hash = nx_hash_double(nx_float_value(self), self);
    return true;
}

static nx_value float_repr(nx_value self) {
    return nx_float_repr(nx_float_value(self));
}

// ---- methods ----------------------------------------------------------------------------------------------------------

nx_value nx_float_conjugate(nx_value self) {
    return float_positive(self);
}

nx_value nx_float_get_real(nx_value self) {
    return float_positive(self);
}

nx_value nx_float_get_imag(nx_value self) {
    return nx_from_double(0.0);
}

nx_value nx_float_is_integer(nx_value self) {
    double d = nx_float_value(self);
    return nx_from_bool(isfinite(d) && floor(d) == d);
}

nx_value nx_float_trunc(nx_value self) {
    return float_to_int(self);
}

nx_value nx_float_floor(nx_value self) {
    return nx_int_from_double(floor(nx_float_value(self)));
}

nx_value nx_float_ceil(nx_value self) {
    return nx_int_from_double(ceil(nx_float_value(self)));
}

nx_value nx_float_getnewargs(nx_value self) {
    nx_value value = float_positive(self);
    return nx_tuple_from(1, &value);
}

nx_value nx_float_as_integer_ratio(nx_value self) {
    double d = nx_float_value(self);
    if (isinf(d))
        return nx_raise(&nx_OverflowError, "cannot convert Infinity to integer ratio");
    if (isnan(d))
        return nx_raise(&nx_ValueError, "cannot convert NaN to integer ratio");
    int exponent;
    int64_t m = (int64_t)ldexp(frexp(d, &exponent), 53);
    exponent -= 53;
    if (m == 0)
        exponent = 0;
    while (m && exponent < 0 && (m & 1) == 0) {
        m >>= 1;
        exponent++;
    }
    nx_value items[2] = {nx_from_small_int(m), NX_INT(1)};
    if (exponent > 0)
        items[0] = nx_int_shift_left(items[0], exponent);
    else
        items[1] = nx_int_shift_left(items[1], -exponent);
    return items[0] && items[1] ? nx_tuple_from(2, items) : 0;
}

nx_value nx_float_hex(nx_value self) {
    double d = nx_float_value(self);
    if (!isfinite(d))
        return nx_float_repr(d);
    char text[40];
    if (d == 0)
        snprintf(text, sizeof text, "%s0x0.0p+0", signbit(d) ? "-" : "");
    else {
        int exponent;
        double m = frexp(fabs(d), &exponent);
        int shift = exponent < -1021 ? 1 - (-1021 - exponent) : 1; // subnormals keep 0x0.…p-1022
        uint64_t bits = (uint64_t)ldexp(m, shift + 52);
        snprintf(text, sizeof text, "%s0x%d.%013llxp%+d", d < 0 ? "-" : "", (int)(bits >> 52),
                 (unsigned long long)(bits & (((uint64_t)1 << 52) - 1)), exponent - shift);
    }
    return nx_str_from_c(text);
}

static bool is_hex(char c) {
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
}

static int hex_value(char c) { return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10; }

// mantissa * 2^exponent, rounded once, halves to even; `more`: the exact value lies above, by less than one.
static double scaled(uint64_t mantissa, bool more, int64_t exponent) {
    if (mantissa == 0)
        return 0;
    int bits = 64 - __builtin_clzll(mantissa);
    if (bits + exponent > 1024)
        return INFINITY;
    int64_t least = bits + exponent - 53; // exponent of the last bit that a double keeps
    if (least < -1074)
        least = -1074;
    int64_t drop = least - exponent;
    if (drop > 64)
        return 0;
    if (drop > 0) {
        uint64_t kept = drop == 64 ? 0 : mantissa >> drop, half = (uint64_t)1 << (drop - 1);
        uint64_t rest = drop == 64 ? mantissa : mantissa & (((uint64_t)1 << drop) - 1);
        bool up = rest > half || (rest == half && (more || (kept & 1)));
        mantissa = kept + up;
        exponent = least;
    }
    return ldexp((double)mantissa, (int)exponent);
}

// The value of hexadecimal text: [sign] [0x] digits [. digits] [p exponent], or what float() takes that is not finite.
static bool parse_hex(const char *p, const char *end, double *out) {
    const char *begin = p;
    bool negative = p < end && *p == '-';
    if (p < end && (*p == '-' || *p == '+'))
        p++;
    if (p < end && !is_hex(*p) && *p != '.')
        return nx_double_parse(begin, end, out) == end && !isfinite(*out);
    if (end - p >= 2 && *p == '0' && (p[1] | 0x20) == 'x')
        p += 2;
    uint64_t mantissa = 0;
    bool more = false, point = false, any = false;
    int64_t exponent = 0;
    for (; p < end && (is_hex(*p) || (*p == '.' && !point)); p++) {
        if (*p == '.') {
            point = true;
            continue;
        }
        any = true;
        bool fits = mantissa >> 60 == 0;
        if (fits)
            mantissa = mantissa << 4 | (uint64_t)hex_value(*p);
        else
            more |= *p != '0';
        exponent += (fits ? 0 : 4) - (point ? 4 : 0);
    }
    if (!any)
        return false;
    if (p < end && (*p | 0x20) == 'p') {
        p++;
        bool down = p < end && *p == '-';
        if (p < end && (*p == '-' || *p == '+'))
            p++;
        if (p == end)
            return false;
        int64_t given = 0;
        for (; p < end && *p >= '0' && *p <= '9'; p++)
            given = given < ((int64_t)1 << 58) ? given * 10 + (*p - '0') : given;
        exponent += down ? -given : given;
    }
    if (p != end)
        return false;
    *out = scaled(mantissa, more, exponent);
    if (isinf(*out))
        return nx_failf(&nx_OverflowError, "hexadecimal value too large to represent as a float");
    if (negative)
        *out = -*out;
    return true;
}

nx_value nx_float_fromhex(nx_value cls, nx_value string) {
    if (!nx_is_str(string))
        return nx_raise(&nx_TypeError, "bad argument type for built-in operation");
    size_t length;
    const char *text = nx_str_utf8(string, &length);
    if (!text)
        return 0;
    const char *end = text + length;
    while (text < end && (*text == ' ' || (*text >= '\t' && *text <= '\r')))
        text++;
    while (end > text && (end[-1] == ' ' || (end[-1] >= '\t' && end[-1] <= '\r')))
        end--;
    double d;
    if (!parse_hex(text, end, &d))
        return nx_pending() ? 0 : nx_raise(&nx_ValueError, "invalid hexadecimal floating-point string");
    nx_value value = nx_from_double(d);
    return cls == NX_OBJ(&nx_float_type) || !value ? value : nx_call1(cls, value);
}

nx_value nx_float_getformat(nx_value cls, nx_value typestr) {
    if (nx_is_str(typestr)) {
        size_t length;
        const char *text = nx_str_utf8(typestr, &length);
        if (text && (strcmp(text, "double") == 0 || strcmp(text, "float") == 0))
            return nx_str_from_c("IEEE, little-endian");
    } else
        return nx_raisef(&nx_TypeError, "__getformat__() argument must be str, not %Y", typestr);
    return nx_raise(&nx_ValueError, "__getformat__() argument 1 must be 'double' or 'float'");
}

// Correctly rounded, halves (exact ones) to even: through glibc's exact decimal conversion.
nx_value nx_double_round(double d, int64_t digits) {
    if (!isfinite(d) || d == 0 || digits > 323)
        return nx_from_double(d);
    if (digits < -308)
        return nx_from_double(copysign(0.0, d));
    char text[720];
    double result;
    if (digits >= 0)
        snprintf(text, sizeof text, "%.*f", (int)digits, d);
    else {
        snprintf(text, sizeof text, "%.20e", fabs(d));
        int64_t places = atoi(strchr(text, 'e') + 1) + digits; // kept behind the leading digit
        if (places >= 0)
            snprintf(text, sizeof text, "%.*e", (int)places, d);
        else {
            snprintf(text, sizeof text, "5e%d", (int)(-digits - 1));
            bool up = places == -1 && fabs(d) > strtod(text, NULL); // half of 10^-digits
            snprintf(text, sizeof text, "%s%de%d", d < 0 ? "-" : "", up, (int)-digits);
        }
    }
    result = strtod(text, NULL);
    if (isinf(result))
        return nx_raise(&nx_OverflowError, "rounded value too large to represent");
    return nx_from_double(result);
}

nx_value nx_float_round(nx_value self, nx_value ndigits) {
    double d = nx_float_value(self);
    if (ndigits == NX_NONE)
        return nx_int_from_double(nearbyint(d));
    int64_t digits;
    if (!nx_to_index(ndigits, &digits, true))
        return 0;
    return nx_double_round(d, digits);
}

#include "float.inc"

nx_type nx_float_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_float_type},
    .c_name = "float",
    .base = &nx_object_type,
    .flags = NX_TYPE_BASE | NX_TYPE_ATOMIC | NX_TYPE_FLOAT | NX_TYPE_MATCH_SELF,
    .basic_size = sizeof(nx_float),
    .doc = "Convert a string or number to a floating point number, if possible.",
    .methods = nx_float_methods,
    .getsets = nx_float_getsets,
    .repr = float_repr,
    .hash = float_hash,
    .compare = float_compare,
    .new_ = float_new,
    .truth = float_truth,
    .binary = {[NX_ADD] = float_add,
               [NX_SUB] = float_sub,
               [NX_MUL] = float_mul,
               [NX_TRUEDIV] = float_truediv,
               [NX_FLOORDIV] = float_floordiv,
               [NX_MOD] = float_mod,
               [NX_POW] = float_pow,
               [NX_DIVMOD] = float_divmod},
    .power3 = float_pow3,
    .negative = float_negative,
    .positive = float_positive,
    .absolute = float_absolute,
    .to_int = float_to_int,
    .to_float = float_positive,
};
