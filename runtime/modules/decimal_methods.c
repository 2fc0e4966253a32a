// The methods of Decimal and those of Context, which are the same operations with the context first.
#include "decimal.h"

extern nx_value nx_dec_tuple_class;
nx_value nx_dec_divmod_result(const nx_number *a, const nx_number *b, nx_dec_context *context); // _decimal.c
nx_value nx_dec_to_int(nx_value self, int rounding);
bool nx_dec_to_double(nx_value self, double *out);

// ---- operations -----------------------------------------------------------------------------------------------------------------

static nx_value unary(nx_value a, nx_dec_context *context, nx_dec_unary *operation) {
    nx_number x, out;
    uint32_t status = 0;
    if (!context || !nx_dec_operand_needed(&x, a))
        return 0;
    operation(&out, &x, &context->rules, &status);
    return nx_dec_result(&out, status, context);
}

static nx_value binary(nx_value a, nx_value b, nx_dec_context *context, nx_dec_binary *operation) {
    nx_number x, y, out;
    uint32_t status = 0;
    if (NX_UNLIKELY(!context) || !nx_dec_operand_needed(&x, a) || !nx_dec_operand_needed(&y, b))
        return 0;
    operation(&out, &x, &y, &context->rules, &status);
    return nx_dec_result(&out, status, context);
}

#define IN_CONTEXT_1(name, operation) \
    nx_value nx_decimal_Context_##name(nx_value self, nx_value x) { return unary(x, nx_dec_context_of(self), operation); }
#define IN_CONTEXT_2(name, operation) \
    nx_value nx_decimal_Context_##name(nx_value self, nx_value x, nx_value y) { return binary(x, y, nx_dec_context_of(self), operation); }
#define UNARY(name, operation) \
    IN_CONTEXT_1(name, operation) \
    nx_value nx_decimal_Decimal_##name(nx_value self, nx_value context) { return unary(self, nx_dec_context_argument(context), operation); }
#define BINARY(name, operation) \
    IN_CONTEXT_2(name, operation) \
    nx_value nx_decimal_Decimal_##name(nx_value self, nx_value other, nx_value context) { \
        return binary(self, other, nx_dec_context_argument(context), operation); \
    }

UNARY(exp, nx_dec_exp)
UNARY(ln, nx_dec_ln)
UNARY(log10, nx_dec_log10)
UNARY(next_minus, nx_dec_next_minus)
UNARY(next_plus, nx_dec_next_plus)
UNARY(normalize, nx_dec_reduce)
UNARY(sqrt, nx_dec_sqrt)
UNARY(logb, nx_dec_logb)
UNARY(logical_invert, nx_dec_invert)
IN_CONTEXT_1(abs, nx_dec_abs)
IN_CONTEXT_1(minus, nx_dec_minus)
IN_CONTEXT_1(plus, nx_dec_plus)
IN_CONTEXT_1(to_integral_exact, nx_dec_to_integral_exact)
IN_CONTEXT_1(to_integral_value, nx_dec_to_integral_value)
BINARY(compare, nx_dec_compare)
BINARY(compare_signal, nx_dec_compare_signal)
BINARY(max, nx_dec_max)
BINARY(max_mag, nx_dec_max_mag)
BINARY(min, nx_dec_min)
BINARY(min_mag, nx_dec_min_mag)
BINARY(next_toward, nx_dec_next_toward)
BINARY(remainder_near, nx_dec_remainder_near)
BINARY(logical_and, nx_dec_and)
BINARY(logical_or, nx_dec_or)
BINARY(logical_xor, nx_dec_xor)
BINARY(rotate, nx_dec_rotate)
BINARY(scaleb, nx_dec_scaleb)
BINARY(shift, nx_dec_shift)
IN_CONTEXT_2(add, nx_dec_add)
IN_CONTEXT_2(subtract, nx_dec_subtract)
IN_CONTEXT_2(multiply, nx_dec_multiply)
IN_CONTEXT_2(divide, nx_dec_divide)
IN_CONTEXT_2(divide_int, nx_dec_divide_int)
IN_CONTEXT_2(remainder, nx_dec_remainder)
IN_CONTEXT_2(quantize, nx_dec_quantize)

nx_value nx_decimal_Context_divmod(nx_value self, nx_value x, nx_value y) {
    nx_number a, b;
    return nx_dec_operand_needed(&a, x) && nx_dec_operand_needed(&b, y) ? nx_dec_divmod_result(&a, &b, nx_dec_context_of(self)) : 0;
}

static nx_value multiply_add(nx_value a, nx_value b, nx_value c, nx_dec_context *context) {
    nx_number x, y, z, out;
    uint32_t status = 0;
    if (!context || !nx_dec_operand_needed(&x, a) || !nx_dec_operand_needed(&y, b) || !nx_dec_operand_needed(&z, c))
        return 0;
    nx_dec_fma(&out, &x, &y, &z, &context->rules, &status);
    return nx_dec_result(&out, status, context);
}
nx_value nx_decimal_Decimal_fma(nx_value self, nx_value other, nx_value third, nx_value context) {
    return multiply_add(self, other, third, nx_dec_context_argument(context));
}
nx_value nx_decimal_Context_fma(nx_value self, nx_value x, nx_value y, nx_value z) { return multiply_add(x, y, z, nx_dec_context_of(self)); }

nx_value nx_decimal_Context_power(nx_value self, nx_value a, nx_value b, nx_value modulo) {
    nx_number x, y, m, out;
    nx_dec_context *context = nx_dec_context_of(self);
    uint32_t status = 0;
    if (modulo == NX_NONE)
        return binary(a, b, context, nx_dec_power_of);
    if (!nx_dec_operand_needed(&x, a) || !nx_dec_operand_needed(&y, b) || !nx_dec_operand_needed(&m, modulo))
        return 0;
    nx_dec_power_modulo(&out, &x, &y, &m, &context->rules, &status);
    return nx_dec_result(&out, status, context);
}

// ---- with a rounding of their own -------------------------------------------------------------------------------------------------

static bool rules_with(nx_value rounding, const nx_dec_context *context, nx_dec_rules *rules) {
    *rules = context->rules;
    if (rounding == NX_NONE)
        return true;
    int given = nx_dec_rounding(rounding);
    rules->rounding = (uint8_t)given;
    return given >= 0;
}

nx_value nx_decimal_Decimal_quantize(nx_value self, nx_value exponent, nx_value rounding, nx_value given) {
    nx_number x, y, out;
    nx_dec_rules rules;
    uint32_t status = 0;
    nx_dec_context *context = nx_dec_context_argument(given);
    if (!context || !rules_with(rounding, context, &rules) || !nx_dec_operand_needed(&y, exponent))
        return 0;
    nx_dec_load(&x, self);
    nx_dec_quantize(&out, &x, &y, &rules, &status);
    return nx_dec_result(&out, status, context);
}

static nx_value to_integral(nx_value self, nx_value rounding, nx_value given, nx_dec_unary *operation) {
    nx_number x, out;
    nx_dec_rules rules;
    uint32_t status = 0;
    nx_dec_context *context = nx_dec_context_argument(given);
    if (!context || !rules_with(rounding, context, &rules))
        return 0;
    nx_dec_load(&x, self);
    operation(&out, &x, &rules, &status);
    return nx_dec_result(&out, status, context);
}

nx_value nx_decimal_Decimal_to_integral_rounding(nx_value self, nx_value rounding, nx_value context) {
    return to_integral(self, rounding, context, nx_dec_to_integral_value);
}
nx_value nx_decimal_Decimal_to_integral_exact(nx_value self, nx_value rounding, nx_value context) {
    return to_integral(self, rounding, context, nx_dec_to_integral_exact);
}

// ---- without conditions -----------------------------------------------------------------------------------------------------------

static nx_value order_value(int order) {
    nx_number out;
    nx_dec_set(&out, order < 0, order != 0, 0);
    return nx_dec_make(&nx_decimal_type, &out);
}

static nx_value total(nx_value a, nx_value b, bool by_magnitude, nx_dec_context *context) {
    nx_number x, y;
    if (!context || !nx_dec_operand_needed(&x, a) || !nx_dec_operand_needed(&y, b))
        return 0;
    if (by_magnitude)
        x.negative = y.negative = false;
    return order_value(nx_dec_total_order(&x, &y));
}

static nx_value copy_sign(nx_value a, nx_value b, nx_dec_context *context) {
    nx_number x, y;
    if (!context || !nx_dec_operand_needed(&x, a) || !nx_dec_operand_needed(&y, b))
        return 0;
    x.negative = y.negative;
    return nx_dec_make(&nx_decimal_type, &x);
}

static nx_value same_quantum(nx_value a, nx_value b, nx_dec_context *context) {
    nx_number x, y;
    if (!context || !nx_dec_operand_needed(&x, a) || !nx_dec_operand_needed(&y, b))
        return 0;
    if (x.kind | y.kind)
        return nx_from_bool((nx_dec_is_nan(&x) && nx_dec_is_nan(&y)) || (x.kind == NX_DEC_INFINITE && y.kind == NX_DEC_INFINITE));
    return nx_from_bool(x.exponent == y.exponent);
}

nx_value nx_decimal_Decimal_compare_total(nx_value self, nx_value other, nx_value context) { return total(self, other, false, nx_dec_context_argument(context)); }
nx_value nx_decimal_Decimal_compare_total_mag(nx_value self, nx_value other, nx_value context) { return total(self, other, true, nx_dec_context_argument(context)); }
nx_value nx_decimal_Decimal_copy_sign(nx_value self, nx_value other, nx_value context) { return copy_sign(self, other, nx_dec_context_argument(context)); }
nx_value nx_decimal_Decimal_same_quantum(nx_value self, nx_value other, nx_value context) { return same_quantum(self, other, nx_dec_context_argument(context)); }
nx_value nx_decimal_Context_compare_total(nx_value self, nx_value x, nx_value y) { return total(x, y, false, nx_dec_context_of(self)); }
nx_value nx_decimal_Context_compare_total_mag(nx_value self, nx_value x, nx_value y) { return total(x, y, true, nx_dec_context_of(self)); }
nx_value nx_decimal_Context_copy_sign(nx_value self, nx_value x, nx_value y) { return copy_sign(x, y, nx_dec_context_of(self)); }
nx_value nx_decimal_Context_same_quantum(nx_value self, nx_value x, nx_value y) { return same_quantum(x, y, nx_dec_context_of(self)); }

#define TEST(name, condition) \
    nx_value nx_decimal_Decimal_##name(nx_value self) { \
        const nx_decimal_object *d = nx_decimal_of(self); \
        return nx_from_bool(condition); \
    } \
    nx_value nx_decimal_Context_##name(nx_value self, nx_value x) { \
        nx_number n, *d = &n; \
        return nx_dec_operand_needed(d, x) ? nx_from_bool(condition) : 0; \
    }
TEST(is_canonical, d != NULL)
TEST(is_finite, d->kind == NX_DEC_FINITE)
TEST(is_infinite, d->kind == NX_DEC_INFINITE)
TEST(is_nan, d->kind >= NX_DEC_QUIET)
TEST(is_qnan, d->kind == NX_DEC_QUIET)
TEST(is_snan, d->kind == NX_DEC_SIGNALING)
TEST(is_signed, d->negative)
TEST(is_zero, d->kind == NX_DEC_FINITE && d->count == 0)

#define ASK(name, answer) \
    static nx_value name(nx_value v, nx_dec_context *context) { \
        nx_number n; \
        return context && nx_dec_operand_needed(&n, v) ? (answer) : 0; \
    } \
    nx_value nx_decimal_Decimal_##name(nx_value self, nx_value context) { return name(self, nx_dec_context_argument(context)); } \
    nx_value nx_decimal_Context_##name(nx_value self, nx_value x) { return name(x, nx_dec_context_of(self)); }
ASK(is_normal, nx_from_bool(nx_dec_is_normal(&n, &context->rules)))
ASK(is_subnormal, nx_from_bool(nx_dec_is_subnormal(&n, &context->rules)))
ASK(number_class, nx_str_from_c(nx_dec_class(&n, &context->rules)))
ASK(to_eng_string, nx_dec_text(&n, context->capitals, NX_DEC_ENGINEERING, "", ""))

nx_value nx_decimal_Context_to_sci_string(nx_value self, nx_value x) {
    nx_number n;
    return nx_dec_operand_needed(&n, x) ? nx_dec_text(&n, nx_dec_context_of(self)->capitals, NX_DEC_SCIENTIFIC, "", "") : 0;
}

static nx_value with_sign(nx_value v, bool flip) {
    nx_number n;
    if (!nx_dec_operand_needed(&n, v))
        return 0;
    n.negative = flip && !n.negative;
    return nx_dec_make(&nx_decimal_type, &n);
}
nx_value nx_decimal_Decimal_copy_abs(nx_value self) { return with_sign(self, false); }
nx_value nx_decimal_Decimal_copy_negate(nx_value self) { return with_sign(self, true); }
nx_value nx_decimal_Context_copy_abs(nx_value self, nx_value x) { return with_sign(x, false); }
nx_value nx_decimal_Context_copy_negate(nx_value self, nx_value x) { return with_sign(x, true); }

nx_value nx_decimal_Context_copy_decimal(nx_value self, nx_value x) {
    nx_number n;
    return nx_is_decimal(x) ? x : nx_dec_operand_needed(&n, x) ? nx_dec_make(&nx_decimal_type, &n) : 0;
}

nx_value nx_decimal_Context_canonical(nx_value self, nx_value x) {
    return nx_is_decimal(x) ? x : nx_raisef(&nx_TypeError, "argument must be a Decimal");
}
nx_value nx_decimal_Decimal_canonical(nx_value self) { return self; }
nx_value nx_decimal_Decimal_deepcopy(nx_value self, nx_value memo) { return self; }
nx_value nx_decimal_Decimal_get_real(nx_value self) { return self; }

static nx_value small_decimal(uint64_t value) {
    nx_number out;
    nx_dec_set(&out, false, value, 0);
    return nx_dec_make(&nx_decimal_type, &out);
}
nx_value nx_decimal_Decimal_radix(nx_value self) { return small_decimal(10); }
nx_value nx_decimal_Context_radix(nx_value self) { return small_decimal(10); }
nx_value nx_decimal_Decimal_get_imag(nx_value self) { return small_decimal(0); }

nx_value nx_decimal_Decimal_adjusted(nx_value self) {
    nx_number n;
    nx_dec_load(&n, self);
    return nx_dec_is_special(&n) ? NX_INT(0) : nx_from_i64(nx_dec_adjusted(&n));
}

// ---- parts ------------------------------------------------------------------------------------------------------------------------

nx_value nx_decimal_Decimal_as_tuple(nx_value self) {
    nx_number n;
    nx_value items[3];
    size_t length = 0;
    nx_dec_load(&n, self);
    bool nan = nx_dec_is_nan(&n);
    char *text = nan && n.count == 0 ? "" : nx_dec_coefficient_text(&n, &length);
    nx_tuple *digits = text ? nx_tuple_new((int64_t)length) : NULL;
    if (!digits)
        return 0;
    for (size_t i = 0; i < length; i++)
        digits->items[i] = NX_INT(text[i] - '0');
    items[0] = NX_INT(n.negative);
    items[1] = NX_OBJ(digits);
    items[2] = n.kind == NX_DEC_FINITE ? nx_from_i64(n.exponent) : nx_str_from_c(n.kind == NX_DEC_INFINITE ? "F" : n.kind == NX_DEC_QUIET ? "n" : "N");
    return items[2] ? nx_call(nx_dec_tuple_class, 3, items, 0) : 0;
}

nx_value nx_decimal_Decimal_as_integer_ratio(nx_value self) {
    nx_number n;
    nx_dec_load(&n, self);
    if (nx_dec_is_nan(&n))
        return nx_raise(&nx_ValueError, "cannot convert NaN to integer ratio");
    if (nx_dec_is_special(&n))
        return nx_raise(&nx_OverflowError, "cannot convert Infinity to integer ratio");
    int64_t count = 0;
    nx_number zero_exponent = n;
    nx_value pair[2] = {0, NX_INT(1)};
    if (n.exponent >= 0 || n.count == 0) {
        pair[0] = nx_dec_to_int(self, NX_DEC_DOWN);
        return pair[0] ? nx_tuple_from(2, pair) : 0;
    }
    const mp_limb_t *power = nx_dec_power(-zero_exponent.exponent, &count);
    if (!power)
        return 0;
    pair[0] = nx_int_from_limbs((const uint64_t *)n.limbs, n.count, n.negative);
    pair[1] = nx_int_from_limbs((const uint64_t *)power, count, false);
    nx_value divisor = pair[0] && pair[1] ? nx_int_gcd(pair[0], pair[1]) : 0;
    if (!divisor || !nx_int_floor_divide(pair[0], divisor, &pair[0], NULL) || !nx_int_floor_divide(pair[1], divisor, &pair[1], NULL))
        return 0;
    return nx_tuple_from(2, pair);
}

nx_value nx_decimal_Decimal_reduce(nx_value self) {
    nx_value text = nx_to_str(self), args = text ? nx_tuple_from(1, &text) : 0;
    nx_value pair[2] = {NX_OBJ(nx_type_of(self)), args};
    return args ? nx_tuple_from(2, pair) : 0;
}

nx_value nx_decimal_Decimal_round(nx_value self, nx_value ndigits) {
    nx_number x, unit, out;
    int64_t digits;
    uint32_t status = 0;
    if (!ndigits)
        return nx_dec_to_int(self, NX_DEC_HALF_EVEN);
    if (!nx_is_int(ndigits))
        return nx_raise(&nx_TypeError, "optional arg must be an integer");
    if (!nx_int_try_i64(ndigits, &digits))
        return nx_raise(&nx_OverflowError, "Python int too large to convert to C ssize_t");
    nx_dec_context *context = nx_dec_current();
    if (!context)
        return 0;
    nx_dec_load(&x, self);
    nx_dec_set(&unit, false, 1, digits == INT64_MIN ? INT64_MAX : -digits);
    nx_dec_quantize(&out, &x, &unit, &context->rules, &status);
    return nx_dec_result(&out, status, context);
}

nx_value nx_decimal_Decimal_ceil(nx_value self) { return nx_dec_to_int(self, NX_DEC_CEILING); }
nx_value nx_decimal_Decimal_floor(nx_value self) { return nx_dec_to_int(self, NX_DEC_FLOOR); }
nx_value nx_decimal_Decimal_trunc(nx_value self) { return nx_dec_to_int(self, NX_DEC_DOWN); }

nx_value nx_decimal_Decimal_complex(nx_value self) {
    double d;
    return nx_dec_to_double(self, &d) ? nx_complex_new(d, 0) : 0;
}

nx_value nx_decimal_Decimal_sizeof(nx_value self) {
    const nx_decimal_object *d = nx_decimal_of(self);
    return nx_from_i64((int64_t)sizeof *d + (d->count > NX_DEC_OBJECT_LIMBS ? (int64_t)d->count * 8 : 0));
}

nx_value nx_decimal_Decimal_format(nx_value self, nx_value spec, nx_value override) {
    nx_number n;
    nx_dec_context *context = nx_dec_current();
    if (!context)
        return 0;
    nx_dec_load(&n, self);
    return nx_dec_format(&n, spec, context, override);
}
