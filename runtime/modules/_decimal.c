// _decimal: the classes Decimal and Context. Here are objects and their slots; the methods are in decimal_methods.c.
#include <math.h>

#include "../core/alloc.h"
#include "../core/type.h"
#include "../types/containers.h"
#include "decimal.h"

extern nx_value nx_dec_rational_class;
bool nx_dec_add_contexts(nx_dict *module); // decimal_context.c

// ---- objects --------------------------------------------------------------------------------------------------------------------

nx_value nx_dec_make(nx_type *cls, const nx_number *n) {
    nx_decimal_object *self;
    mp_limb_t *big = NULL;
    if (NX_UNLIKELY(n->count > NX_DEC_OBJECT_LIMBS)) {
        big = n->limbs;
        if (n->count <= NX_DEC_OWN_LIMBS && !(big = nx_alloc_bytes((size_t)n->count * sizeof(mp_limb_t))))
            return 0;
        if (big != n->limbs)
            mpn_copyi(big, n->limbs, n->count);
    }
    if (NX_LIKELY(cls == &nx_decimal_type)) {
        self = big ? nx_alloc_scanned(sizeof *self) : nx_alloc_atomic(n->count > 1 ? sizeof *self : sizeof *self - sizeof(mp_limb_t));
        if (NX_UNLIKELY(!self))
            return 0;
        self->header.shape = &nx_decimal_type.root;
    } else {
        self = nx_alloc_object(cls, nx_instance_bytes(cls, 0));
        if (!self)
            return 0;
    }
    self->exponent = n->exponent;
    self->count = (int32_t)n->count;
    self->negative = n->negative;
    self->kind = n->kind;
    if (NX_UNLIKELY(big != NULL))
        self->big = big;
    else if (n->count) {
        self->own[0] = n->limbs[0];
        if (n->count > 1)
            self->own[1] = n->limbs[1];
    }
    return NX_OBJ(self);
}

nx_value nx_dec_result(const nx_number *n, uint32_t status, nx_dec_context *context) {
    if (status && NX_UNLIKELY(!nx_dec_signal(context, status)))
        return 0;
    return nx_dec_make(&nx_decimal_type, n);
}

static bool from_int(nx_number *n, nx_value v) {
    nx_int_look look = {0};
    nx_int_look_at(v, &look);
    if (look.limbs == &look.one) {
        nx_dec_set(n, look.negative, look.one, 0);
        return true;
    }
    return nx_dec_from_looked(n, &look);
}

int nx_dec_operand(nx_number *n, nx_value v) {
    if (NX_LIKELY(nx_is_decimal(v))) {
        nx_dec_load(n, v);
        return 1;
    }
    if (nx_is_small_int(v)) {
        int64_t i = nx_small_int(v);
        nx_dec_set(n, i < 0, i < 0 ? -(uint64_t)i : (uint64_t)i, 0);
        return 1;
    }
    if (nx_is_int(v))
        return from_int(n, v) ? 1 : -1;
    return 0;
}

bool nx_dec_operand_needed(nx_number *n, nx_value v) {
    int is = nx_dec_operand(n, v);
    return is > 0 || (is == 0 && nx_failf(&nx_TypeError, "conversion from %T to Decimal is not supported", v));
}

// ---- conversion -----------------------------------------------------------------------------------------------------------------

// What could not be represented exactly is an invalid operation.
static void demand_exact(nx_number *n, uint32_t *status) {
    nx_dec_finalize(n, &nx_dec_exact, status);
    if (*status & (NX_DEC_INEXACT | NX_DEC_ROUNDED | NX_DEC_CLAMPED))
        nx_dec_invalid(n, NX_DEC_INVALID_OPERATION, status);
    *status &= NX_DEC_ERRORS;
}

static bool is_space(char c) { return c == ' ' || (c >= 9 && c <= 13) || (c >= 28 && c <= 31); }

// With `literal`, spaces around it and underscores are dropped.
static bool from_text(nx_number *n, nx_value text, bool literal, uint32_t *status) {
    size_t length;
    const char *ascii = nx_number_ascii(text, &length);
    if (!ascii)
        return false;
    if (literal) {
        while (length && is_space(*ascii)) {
            ascii++;
            length--;
        }
        while (length && is_space(ascii[length - 1]))
            length--;
        if (memchr(ascii, '_', length)) {
            char *plain = nx_alloc_bytes(length + 1);
            size_t k = 0;
            if (!plain)
                return false;
            for (size_t i = 0; i < length; i++)
                if (ascii[i] != '_')
                    plain[k++] = ascii[i];
            ascii = plain;
            length = k;
        }
    }
    if (!nx_dec_parse(n, ascii, length, status))
        nx_dec_invalid(n, NX_DEC_CONVERSION_SYNTAX, status);
    return true;
}

bool nx_dec_from_double(nx_number *n, double d) {
    bool negative = signbit(d);
    int exponent;
    if (isnan(d)) {
        nx_dec_set_nan(n);
        n->negative = negative;
        return true;
    }
    if (isinf(d)) {
        nx_dec_set_infinity(n, negative);
        return true;
    }
    uint64_t mantissa = (uint64_t)ldexp(frexp(fabs(d), &exponent), 53);
    nx_dec_set(n, negative, 0, 0);
    if (mantissa == 0)
        return true;
    exponent -= 53;
    int zeros = __builtin_ctzl(mantissa);
    mantissa >>= zeros;
    exponent += zeros;
    mpz_t value, power;
    mpz_init_set_ui(value, mantissa);
    if (exponent >= 0)
        mpz_mul_2exp(value, value, (mp_bitcnt_t)exponent);
    else { // m / 2**k = m * 5**k / 10**k
        mpz_init(power);
        mpz_ui_pow_ui(power, 5, (unsigned long)-exponent);
        mpz_mul(value, value, power);
        mpz_clear(power);
    }
    int64_t count = (int64_t)mpz_size(value);
    mp_limb_t *out = nx_dec_room(n, count);
    if (out) {
        mpn_copyi(out, mpz_limbs_read(value), count);
        n->count = count;
        n->negative = negative;
        n->exponent = exponent < 0 ? exponent : 0;
    }
    mpz_clear(value);
    return out != NULL;
}

static bool from_tuple(nx_number *n, nx_value value, uint32_t *status) {
    nx_value tuple = nx_tuple_of(value);
    int64_t sign, exponent = 0;
    char kind = 0;
    if (!tuple)
        return false;
    const nx_tuple *t = NX_PTR(nx_tuple, tuple);
    if (t->length != 3)
        return nx_failf(&nx_ValueError, "argument must be a sequence of length 3");
    if (!nx_is_int(t->items[0]) || !nx_int_try_i64(t->items[0], &sign) || sign < 0 || sign > 1)
        return nx_failf(&nx_ValueError, "sign must be an integer with the value 0 or 1");
    if (nx_is_str(t->items[2])) {
        const nx_str *s = NX_PTR(nx_str, t->items[2]);
        if (s->length == 1)
            kind = (char)(nx_str_at(s, 0) < 128 ? nx_str_at(s, 0) : 0);
        if (kind != 'F' && kind != 'n' && kind != 'N')
            return nx_failf(&nx_ValueError, "string argument in the third position must be 'F', 'n' or 'N'");
    } else if (!nx_is_int(t->items[2]))
        return nx_failf(&nx_ValueError, "exponent must be an integer");
    else if (!nx_int_try_i64(t->items[2], &exponent))
        return nx_failf(&nx_OverflowError, "Python int too large to convert to C ssize_t");
    if (!nx_is_tuple(t->items[1]) && !nx_is_list(t->items[1]))
        return nx_failf(&nx_ValueError, "coefficient must be a tuple of digits");
    nx_value digits = nx_tuple_of(t->items[1]);
    if (!digits)
        return false;
    int64_t length = NX_PTR(nx_tuple, digits)->length;
    char *text = nx_alloc_bytes((size_t)length + 2);
    if (!text)
        return false;
    for (int64_t i = 0; i < length; i++) {
        int64_t digit;
        nx_value item = NX_PTR(nx_tuple, digits)->items[i];
        if (!nx_is_int(item) || !nx_int_try_i64(item, &digit) || digit < 0 || digit > 9)
            return nx_failf(&nx_ValueError, "coefficient must be a tuple of digits");
        text[i] = (char)('0' + digit);
    }
    if (kind == 'F') {
        nx_dec_set_infinity(n, sign);
        return true;
    }
    if (length == 0)
        nx_dec_set(n, false, 0, 0);
    else
        nx_dec_parse(n, text, (size_t)length, status);
    if (n->count == 0 && length == 0 && !kind)
        nx_dec_set(n, false, 0, 0);
    n->negative = sign;
    if (kind)
        n->kind = kind == 'N' ? NX_DEC_SIGNALING : NX_DEC_QUIET;
    else
        n->exponent = exponent > NX_DEC_FAR ? NX_DEC_FAR : exponent < -NX_DEC_FAR ? -NX_DEC_FAR : exponent;
    return true;
}

// The exact number of any value that Decimal() takes, or, not exact, that create_decimal() takes.
static bool from_value(nx_number *n, nx_value value, bool exact, nx_dec_context *context, uint32_t *status) {
    if (nx_is_str(value))
        return from_text(n, value, exact, status);
    if (nx_is_int(value))
        return from_int(n, value);
    if (nx_is_decimal(value)) {
        nx_dec_load(n, value);
        return true;
    }
    if (nx_is_tuple(value) || nx_is_list(value))
        return from_tuple(n, value, status);
    if (nx_is_float(value))
        return nx_dec_signal(context, NX_DEC_FLOAT_OPERATION) && nx_dec_from_double(n, nx_float_value(value));
    return nx_failf(&nx_TypeError, "conversion from %T to Decimal is not supported", value);
}

static nx_value make_exactly(nx_type *cls, nx_value value, nx_dec_context *context) {
    nx_number n;
    uint32_t status = 0;
    if (cls == &nx_decimal_type && nx_is_exact(value, &nx_decimal_type))
        return value;
    if (!from_value(&n, value, true, context, &status))
        return 0;
    if (!nx_is_decimal(value) && !status)
        demand_exact(&n, &status);
    if (status && !nx_dec_signal(context, status))
        return 0;
    return nx_dec_make(cls, &n);
}

static nx_value decimal_make(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    static const char *const names[] = {"value", "context"};
    nx_value values[2] = {0, 0};
    if (nargs == 1 && !kwnames)
        values[0] = args[0];
    else if (!nx_take_arguments(NULL, names, 2, 0, 0, nargs, args, kwnames, values))
        return 0;
    nx_dec_context *context = nx_dec_context_argument(values[1]);
    return context ? make_exactly(cls, values[0] ? values[0] : NX_INT(0), context) : 0;
}

nx_value nx_decimal_Decimal_from_float(nx_value cls, nx_value f) {
    nx_number n;
    nx_dec_context *context = nx_dec_current();
    if (!context)
        return 0;
    if (nx_is_int(f) ? !from_int(&n, f) : nx_is_float(f) ? !nx_dec_from_double(&n, nx_float_value(f)) : !nx_failf(&nx_TypeError, "argument must be int or float"))
        return 0;
    nx_value made = nx_dec_make(&nx_decimal_type, &n);
    return !made || cls == NX_OBJ(&nx_decimal_type) ? made : nx_call1(cls, made);
}

nx_value nx_decimal_Context_create_decimal(nx_value self, nx_value value) {
    nx_dec_context *context = nx_dec_context_of(self);
    nx_number n;
    uint32_t status = 0;
    if (!from_value(&n, value, false, context, &status))
        return 0;
    const nx_dec_rules *r = &context->rules;
    if (nx_dec_is_nan(&n) && !status && n.count && nx_dec_digits(&n) > r->precision - r->clamp)
        nx_dec_invalid(&n, NX_DEC_CONVERSION_SYNTAX, &status); // a payload that is too long
    nx_dec_finalize(&n, r, &status);
    return nx_dec_result(&n, status, context);
}

nx_value nx_decimal_Context_create_decimal_from_float(nx_value self, nx_value f) {
    nx_dec_context *context = nx_dec_context_of(self);
    nx_number n;
    uint32_t status = 0;
    if (nx_is_int(f) ? !from_int(&n, f) : nx_is_float(f) ? !nx_dec_from_double(&n, nx_float_value(f)) : !nx_failf(&nx_TypeError, "argument must be int or float"))
        return 0;
    nx_dec_finalize(&n, &context->rules, &status);
    return nx_dec_result(&n, status, context);
}

// ---- operators ------------------------------------------------------------------------------------------------------------------

static nx_value operate(nx_value left, nx_value right, nx_dec_binary *operation) {
    nx_number a, b, out;
    uint32_t status = 0;
    int is = nx_dec_operand(&a, left);
    if (is > 0)
        is = nx_dec_operand(&b, right);
    if (NX_UNLIKELY(is <= 0))
        return is ? 0 : NX_NOTIMPLEMENTED;
    nx_dec_context *context = nx_dec_current();
    if (NX_UNLIKELY(!context))
        return 0;
    operation(&out, &a, &b, &context->rules, &status);
    return nx_dec_result(&out, status, context);
}

static nx_value decimal_add(nx_value left, nx_value right) { return operate(left, right, nx_dec_add); }
static nx_value decimal_sub(nx_value left, nx_value right) { return operate(left, right, nx_dec_subtract); }
static nx_value decimal_mul(nx_value left, nx_value right) { return operate(left, right, nx_dec_multiply); }
static nx_value decimal_truediv(nx_value left, nx_value right) { return operate(left, right, nx_dec_divide); }
static nx_value decimal_floordiv(nx_value left, nx_value right) { return operate(left, right, nx_dec_divide_int); }
static nx_value decimal_mod(nx_value left, nx_value right) { return operate(left, right, nx_dec_remainder); }
static nx_value decimal_pow(nx_value left, nx_value right) { return operate(left, right, nx_dec_power_of); }

nx_value nx_dec_divmod_result(const nx_number *a, const nx_number *b, nx_dec_context *context) {
    nx_number q, rest;
    nx_value pair[2];
    uint32_t status = 0;
    nx_dec_divmod(&q, &rest, a, b, &context->rules, &status);
    if (!(pair[0] = nx_dec_result(&q, status, context)) || !(pair[1] = nx_dec_make(&nx_decimal_type, &rest)))
        return 0;
    return nx_tuple_from(2, pair);
}

static nx_value decimal_divmod(nx_value left, nx_value right) {
    nx_number a, b;
    int is = nx_dec_operand(&a, left);
    if (is > 0)
        is = nx_dec_operand(&b, right);
    if (is <= 0)
        return is ? 0 : NX_NOTIMPLEMENTED;
    nx_dec_context *context = nx_dec_current();
    return context ? nx_dec_divmod_result(&a, &b, context) : 0;
}

static nx_value decimal_pow3(nx_value left, nx_value right, nx_value modulus) {
    nx_number a, b, m, out;
    uint32_t status = 0;
    if (modulus == NX_NONE)
        return decimal_pow(left, right);
    int is = nx_dec_operand(&a, left);
    if (is > 0)
        is = nx_dec_operand(&b, right);
    if (is > 0)
        is = nx_dec_operand(&m, modulus);
    if (is <= 0)
        return is ? 0 : NX_NOTIMPLEMENTED;
    nx_dec_context *context = nx_dec_current();
    if (!context)
        return 0;
    nx_dec_power_modulo(&out, &a, &b, &m, &context->rules, &status);
    return nx_dec_result(&out, status, context);
}

static nx_value operate_alone(nx_value self, nx_dec_unary *operation) {
    nx_number a, out;
    uint32_t status = 0;
    nx_dec_context *context = nx_dec_current();
    if (!context)
        return 0;
    nx_dec_load(&a, self);
    operation(&out, &a, &context->rules, &status);
    return nx_dec_result(&out, status, context);
}

static nx_value decimal_negative(nx_value self) { return operate_alone(self, nx_dec_minus); }
static nx_value decimal_positive(nx_value self) { return operate_alone(self, nx_dec_plus); }
static nx_value decimal_absolute(nx_value self) { return operate_alone(self, nx_dec_abs); }

static int decimal_truth(nx_value self) {
    return nx_decimal_of(self)->kind != NX_DEC_FINITE || nx_decimal_of(self)->count != 0;
}

// ---- comparison -----------------------------------------------------------------------------------------------------------------

// right as a number to compare with; a rational one multiplies left instead. 1, 0: not comparable, -1: error.
static int comparable(nx_number *left, nx_number *right, nx_value v, int operation, nx_dec_context *context) {
    bool equality = operation == NX_EQ || operation == NX_NE;
    int is = nx_dec_operand(right, v);
    if (is)
        return is;
    if (nx_has_flag(v, NX_TYPE_COMPLEX) && equality) {
        const nx_complex *z = NX_PTR(nx_complex, v);
        if (z->imag != 0)
            return 0;
        context->status |= NX_DEC_FLOAT_OPERATION;
        return nx_dec_from_double(right, z->real) ? 1 : -1;
    }
    if (nx_is_float(v)) {
        if (equality)
            context->status |= NX_DEC_FLOAT_OPERATION;
        else if (!nx_dec_signal(context, NX_DEC_FLOAT_OPERATION))
            return -1;
        return nx_dec_from_double(right, nx_float_value(v)) ? 1 : -1;
    }
    int rational = nx_isinstance(v, nx_dec_rational_class);
    if (rational <= 0)
        return rational;
    nx_value numerator = nx_getattr(v, nx_str_intern_c("numerator")), denominator = numerator ? nx_getattr(v, nx_str_intern_c("denominator")) : 0;
    nx_number factor, product;
    uint32_t ignored = 0;
    if (!denominator)
        return -1;
    if (!nx_is_int(numerator) || !nx_is_int(denominator)) {
        nx_failf(&nx_TypeError, "numerator and denominator must be integers");
        return -1;
    }
    if (!from_int(right, numerator) || !from_int(&factor, denominator))
        return -1;
    if (nx_dec_is_special(left))
        return 1;
    nx_dec_multiply(&product, left, &factor, &nx_dec_exact, &ignored);
    nx_dec_copy(left, &product);
    return 1;
}

static nx_value decimal_compare(nx_value self, nx_value other, int operation) {
    nx_number a, b;
    nx_dec_context *context = nx_dec_current();
    if (!context)
        return 0;
    nx_dec_load(&a, self);
    int is = comparable(&a, &b, other, operation, context);
    if (is <= 0)
        return is ? 0 : NX_NOTIMPLEMENTED;
    if (nx_dec_is_nan(&a) || nx_dec_is_nan(&b)) {
        if ((a.kind == NX_DEC_SIGNALING || b.kind == NX_DEC_SIGNALING || (operation != NX_EQ && operation != NX_NE)) &&
            !nx_dec_signal(context, NX_DEC_INVALID_OPERATION))
            return 0;
        return nx_from_bool(operation == NX_NE);
    }
    int order = nx_dec_order(&a, &b);
    return nx_order(order, operation);
}

static uint64_t power_modulo(uint64_t base, uint64_t exponent) {
    uint64_t result = 1;
    for (; exponent; exponent >>= 1) {
        if (exponent & 1)
            result = (uint64_t)((nx_u128)result * base % NX_HASH_MODULUS);
        base = (uint64_t)((nx_u128)base * base % NX_HASH_MODULUS);
    }
    return result;
}

static bool decimal_hash(nx_value self, int64_t *hash) {
    nx_number n;
    nx_dec_load(&n, self);
    if (n.kind == NX_DEC_SIGNALING)
        return nx_failf(&nx_TypeError, "Cannot hash a signaling NaN value");
    if (n.kind == NX_DEC_QUIET) {
        *hash = nx_hash_double(NAN, self);
        return true;
    }
    if (n.kind == NX_DEC_INFINITE) {
        *hash = n.negative ? -314159 : 314159;
        return true;
    }
    const uint64_t order = NX_HASH_MODULUS - 1;
    uint64_t exponent = (uint64_t)(n.exponent < 0 ? -n.exponent : n.exponent) % order;
    uint64_t power = n.exponent == 0 ? 1 : power_modulo(10, n.exponent < 0 ? order - exponent : exponent);
    uint64_t rest = n.count == 0 ? 0 : mpn_mod_1(n.limbs, n.count, NX_HASH_MODULUS);
    rest = (uint64_t)((nx_u128)rest * power % NX_HASH_MODULUS);
    *hash = n.negative ? -(int64_t)rest : (int64_t)rest;
    if (*hash == -1)
        *hash = -2;
    return true;
}

// ---- to other numbers -----------------------------------------------------------------------------------------------------------

// The integral number as an int.
static nx_value integral_value(const nx_number *n) {
    nx_number whole;
    if (n->exponent > 0 && n->count && n->exponent > (int64_t)1 << 34)
        return nx_raise_no_memory();
    if (n->count == 0)
        return NX_INT(0);
    if (n->exponent >= 0 ? !nx_dec_shift_left(&whole, n, n->exponent) : nx_dec_shift_right(&whole, n, -n->exponent) < 0)
        return 0;
    return nx_int_from_limbs((const uint64_t *)whole.limbs, whole.count, n->negative);
}

nx_value nx_dec_to_int(nx_value self, int rounding) {
    nx_number n, whole;
    nx_dec_load(&n, self);
    if (nx_dec_is_nan(&n))
        return nx_raise(&nx_ValueError, "cannot convert NaN to integer");
    if (nx_dec_is_special(&n))
        return nx_raise(&nx_OverflowError, "cannot convert Infinity to integer");
    nx_dec_rules rules = nx_dec_exact;
    uint32_t status = 0;
    rules.rounding = (uint8_t)rounding;
    nx_dec_to_integral_value(&whole, &n, &rules, &status);
    return status & NX_DEC_NO_MEMORY ? 0 : integral_value(&whole);
}

static nx_value decimal_to_int(nx_value self) { return nx_dec_to_int(self, NX_DEC_DOWN); }

bool nx_dec_to_double(nx_value self, double *out) {
    static const double powers[] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
                                    1e19, 1e20, 1e21, 1e22};
    nx_number n;
    nx_dec_load(&n, self);
    if (n.kind == NX_DEC_SIGNALING)
        return nx_failf(&nx_ValueError, "cannot convert signaling NaN to float");
    if (n.kind == NX_DEC_FINITE && n.count <= 1 && n.exponent >= -22 && n.exponent <= 22 && (n.count == 0 || n.limbs[0] >> 53 == 0)) {
        double d = n.count ? (double)n.limbs[0] : 0; // both exact: so one operation rounds right
        d = n.exponent < 0 ? d / powers[-n.exponent] : d * powers[n.exponent];
        *out = n.negative ? -d : d;
        return true;
    }
    if (n.kind == NX_DEC_QUIET)
        nx_dec_set(&n, n.negative, 0, 0), n.kind = NX_DEC_QUIET;
    size_t length;
    nx_value text = nx_dec_text(&n, true, NX_DEC_SCIENTIFIC, "", "");
    const char *ascii = text ? nx_str_utf8(text, &length) : NULL;
    return ascii && nx_double_from_text(ascii, length, out);
}

static nx_value decimal_to_float(nx_value self) {
    double d;
    return nx_dec_to_double(self, &d) ? nx_from_double(d) : 0;
}

static nx_value text_of(nx_value self, const char *before, const char *after) {
    nx_number n;
    nx_dec_context *context = nx_dec_current();
    if (!context)
        return 0;
    nx_dec_load(&n, self);
    return nx_dec_text(&n, context->capitals, NX_DEC_SCIENTIFIC, before, after);
}

static nx_value decimal_str(nx_value self) { return text_of(self, "", ""); }
static nx_value decimal_repr(nx_value self) { return text_of(self, "Decimal('", "')"); }

// ---- the module -----------------------------------------------------------------------------------------------------------------

#include "_decimal.inc"

nx_type nx_decimal_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_decimal_type},
    .c_name = "decimal.Decimal",
    .base = &nx_object_type,
    .flags = NX_TYPE_BASE,
    .basic_size = sizeof(nx_decimal_object),
    .doc = nx_decimal_Decimal_doc,
    .methods = nx_decimal_Decimal_methods,
    .getsets = nx_decimal_Decimal_getsets,
    .new_ = decimal_make,
    .repr = decimal_repr,
    .str = decimal_str,
    .hash = decimal_hash,
    .compare = decimal_compare,
    .truth = decimal_truth,
    .negative = decimal_negative,
    .positive = decimal_positive,
    .absolute = decimal_absolute,
    .to_int = decimal_to_int,
    .to_float = decimal_to_float,
    .power3 = decimal_pow3,
    .binary = {[NX_ADD] = decimal_add, [NX_SUB] = decimal_sub, [NX_MUL] = decimal_mul, [NX_TRUEDIV] = decimal_truediv,
               [NX_FLOORDIV] = decimal_floordiv, [NX_MOD] = decimal_mod, [NX_DIVMOD] = decimal_divmod, [NX_POW] = decimal_pow},
};

nx_type nx_dec_context_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_dec_context_type},
    .c_name = "decimal.Context",
    .base = &nx_object_type,
    .flags = NX_TYPE_BASE,
    .basic_size = sizeof(nx_dec_context),
    .doc = nx_decimal_Context_doc,
    .methods = nx_decimal_Context_methods,
    .getsets = nx_decimal_Context_getsets,
    .new_ = nx_dec_context_make,
    .init = nx_dec_context_init,
    .repr = nx_dec_context_repr,
};

nx_type nx_dec_signals_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_dec_signals_type},
    .c_name = "decimal.SignalDictMixin",
    .base = &nx_object_type,
    .flags = NX_TYPE_BASE,
    .basic_size = sizeof(nx_dec_signals),
    .methods = nx_decimal_SignalDictMixin_methods,
    .repr = nx_dec_signals_repr,
    .hash = nx_hash_not_implemented,
    .compare = nx_dec_signals_compare,
    .iter = nx_dec_signals_iter,
    .length = nx_dec_signals_length,
    .getitem = nx_dec_signals_getitem,
    .setitem = nx_dec_signals_setitem,
};

nx_type nx_dec_manager_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_dec_manager_type},
    .c_name = "decimal.ContextManager",
    .base = &nx_object_type,
    .basic_size = sizeof(nx_dec_manager),
    .methods = nx_decimal_ContextManager_methods,
};

static bool init(nx_module *self) {
    static const struct { const char *name; int64_t value; } limits[] = {
        {"MAX_PREC", NX_DEC_MAX_PREC}, {"MAX_EMAX", NX_DEC_MAX_EMAX}, {"MIN_EMIN", NX_DEC_MIN_EMIN},
        {"MIN_ETINY", NX_DEC_MIN_EMIN - (NX_DEC_MAX_PREC - 1)}};
    nx_dec_start();
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
        if (!nx_dict_set_str(self->dict, nx_str_intern_c(limits[i].name), nx_from_i64(limits[i].value)))
            return false;
    return nx_dec_add_contexts(self->dict);
}

static nx_type *const types[] = {&nx_decimal_type, &nx_dec_context_type, &nx_dec_signals_type, &nx_dec_manager_type, NULL};
const nx_module_def nx_module__decimal = {.name = "_decimal", .functions = nx_decimal_functions, .types = types, .init = init};
