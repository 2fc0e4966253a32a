// int: construction, conversions, comparison, hashing, methods and the type object. bool is in bool.c, the arithmetic
// in int_arith.c, text in int_text.c. Values up to 62 bits are tagged words; nx_int objects hold the others and all
// instances of subclasses (whose limbs may be few or none).
#include <limits.h>
#include <math.h>

#include "number.h"

// ---- C values -------------------------------------------------------------------------------------------------------

bool nx_int_fits_i64(nx_value v, int64_t *out) {
    nx_int_look look;
    if (!nx_int_look_at(v, &look) || look.count > 1)
        return false;
    uint64_t limb = look.count ? look.limbs[0] : 0;
    if (limb > (uint64_t)INT64_MAX + look.negative)
        return false;
    *out = look.negative ? (int64_t)-limb : (int64_t)limb;
    return true;
}

bool nx_int_try_i64(nx_value v, int64_t *out) {
    if (NX_LIKELY(nx_is_small_int(v))) {
        *out = nx_small_int(v);
        return true;
    }
    return nx_int_fits_i64(v, out);
}

bool nx_int_to_i64(nx_value v, int64_t *out) {
    if (NX_LIKELY(nx_is_small_int(v))) {
        *out = nx_small_int(v);
        return true;
    }
    nx_value index = nx_index(v);
    if (!index)
        return false;
    if (nx_int_fits_i64(index, out))
        return true;
    return nx_failf(&nx_OverflowError, "Python int too large to convert to C long");
}

int nx_int_sign(nx_value v) {
    if (nx_is_small_int(v))
        return nx_small_int(v) > 0 ? 1 : nx_small_int(v) < 0 ? -1 : 0;
    nx_int_look look;
    if (!nx_int_look_at(v, &look) || look.count == 0)
        return 0;
    return look.negative ? -1 : 1;
}

nx_value nx_int_exact(nx_value v) {
    if (nx_is_small_int(v) || nx_is_exact(v, &nx_int_type))
        return v;
    if (nx_is_bool(v))
        return NX_INT(v == NX_TRUE);
    const nx_int *i = NX_PTR(nx_int, v);
    return nx_int_from_limbs(i->limbs, i->size < 0 ? -i->size : i->size, i->size < 0);
}

nx_value nx_int_of_type(nx_type *cls, nx_value v) {
    if (cls == &nx_int_type)
        return nx_int_exact(v);
    nx_int_look look;
    nx_int_look_at(v, &look);
    size_t bytes = sizeof(nx_int) + (size_t)look.count * sizeof(uint64_t) + nx_attribute_bytes(cls);
    nx_int *result = (nx_int *)nx_alloc_object(cls, bytes);
    if (!result)
        return 0;
    memcpy(result->limbs, look.limbs, (size_t)look.count * sizeof(uint64_t));
    result->size = look.negative ? -look.count : look.count;
    return NX_OBJ(result);
}

nx_value nx_int_from_double(double d) {
    if (NX_LIKELY(d > -0x1p61 && d < 0x1p61))
        return nx_from_small_int((int64_t)d);
    if (isnan(d))
        return nx_raise(&nx_ValueError, "cannot convert float NaN to integer");
    if (isinf(d))
        return nx_raise(&nx_OverflowError, "cannot convert float infinity to integer");
    int exponent;
    double m = frexp(fabs(d), &exponent); // exponent > 53: d is whole
    nx_value whole = nx_int_shift_left(nx_from_small_int((int64_t)ldexp(m, 53)), exponent - 53);
    return whole && d < 0 ? nx_int_negate(whole) : whole;
}

bool nx_warn_of_subclass(nx_value v, nx_value result, const char *method, const char *type) {
    return nx_warn(&nx_DeprecationWarning, "%s%s%s returned non-%s (type %T).  The ability to return an instance of a strict "
                   "subclass of %s is deprecated, and may be removed in a future version of Python.",
                   v ? nx_type_of(v)->c_name : "", v ? "." : "", method, type, result, type);
}

static nx_value index_result(nx_value v, nx_value result, const char *method) {
    if (!result)
        return 0;
    if (!nx_is_int(result))
        return nx_raisef(&nx_TypeError, "%s returned non-int (type %T)", method, result);
    if (!nx_is_exact_int(result) && !nx_warn_of_subclass(0, result, method, "int"))
        return 0;
    return nx_int_exact(result);
}

nx_value nx_index(nx_value v) {
    if (nx_is_int(v))
        return nx_int_exact(v);
    nx_unary_slot index = nx_type_of(v)->index;
    if (!index)
        return nx_raisef(&nx_TypeError, "'%T' object cannot be interpreted as an integer", v);
    return index_result(v, index(v), "__index__");
}

bool nx_to_index(nx_value v, int64_t *out, bool clip) {
    if (NX_LIKELY(nx_is_small_int(v))) {
        *out = nx_small_int(v);
        return true;
    }
    nx_value index = nx_index(v);
    if (!index)
        return false;
    if (nx_int_fits_i64(index, out))
        return true;
    if (!clip)
        return nx_failf(&nx_IndexError, "cannot fit '%T' into an index-sized integer", v);
    *out = nx_int_sign(index) < 0 ? INT64_MIN : INT64_MAX;
    return true;
}

// ---- int(...) ---------------------------------------------------------------------------------------------------------

bool nx_check_no_keywords(const char *name, nx_value kwnames) {
    if (kwnames && NX_PTR(nx_tuple, kwnames)->length)
        return nx_failf(&nx_TypeError, "%s() takes no keyword arguments", name);
    return true;
}

bool nx_check_count(const char *name, size_t nargs, size_t least, size_t most) {
    if (nargs < least)
        return nx_failf(&nx_TypeError, "%s expected %s%zd argument%s, got %zd", name, least == most ? "" : "at least ",
                        (int64_t)least, least == 1 ? "" : "s", (int64_t)nargs);
    if (nargs > most)
        return nx_failf(&nx_TypeError, "%s expected %s%zd argument%s, got %zd", name, least == most ? "" : "at most ",
                        (int64_t)most, most == 1 ? "" : "s", (int64_t)nargs);
    return true;
}

static nx_value parse_string(nx_value v, int base) {
    size_t length;
    const char *text = nx_number_ascii(v, &length);
    return text ? nx_int_parse(text, length, base, v) : 0;
}

// int(v, base) of str, bytes, bytearray.
static nx_value from_text(nx_value v, int base) {
    if (nx_is_str(v))
        return parse_string(v, base);
    if (nx_has_flag(v, NX_TYPE_BYTES)) {
        const nx_bytes *bytes = NX_PTR(nx_bytes, v);
        return nx_int_parse((const char *)bytes->data, (size_t)bytes->length, base, v);
    }
    nx_buffer view;
    if (!nx_buffer_get(v, &view))
        return 0;
    nx_value copy = nx_bytes_new(view.data, view.length); // for the error text too
    nx_buffer_release(&view);
    if (!copy)
        return 0;
    const nx_bytes *bytes = NX_PTR(nx_bytes, copy);
    return nx_int_parse((const char *)bytes->data, (size_t)bytes->length, base, copy);
}

// The integer of a number or text, exact.
static nx_value to_integer(nx_value v) {
    if (nx_is_exact_int(v))
        return v;
    if (nx_is_exact_str(v))
        return parse_string(v, 10);
    nx_type *type = nx_type_of(v);
    if (type->to_int)
        return index_result(v, type->to_int(v), "__int__");
    if (type->index)
        return index_result(v, type->index(v), "__index__");
    if (nx_type_lookup(type, &nx_s___trunc__) &&
        !nx_warn(&nx_DeprecationWarning, "The delegation of int() to __trunc__ is deprecated."))
        return 0;
    nx_value truncated = nx_call_special(v, &nx_s___trunc__, 0, NULL);
    if (!truncated)
        return 0;
    if (truncated != NX_NOTIMPLEMENTED) {
        if (nx_is_int(truncated))
            return nx_int_exact(truncated);
        if (!nx_type_of(truncated)->index)
            return nx_raisef(&nx_TypeError, "__trunc__ returned non-Integral (type %T)", truncated);
        return nx_index(truncated);
    }
    if (nx_is_str(v) || nx_has_flag(v, NX_TYPE_BYTES) || type->buffer)
        return from_text(v, 10);
    return nx_raisef(&nx_TypeError, "int() argument must be a string, a bytes-like object or a real number, not '%T'", v);
}

// int.__new__(cls, x=0, /, base=10)
static nx_value int_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    size_t keywords = kwnames ? (size_t)NX_PTR(nx_tuple, kwnames)->length : 0;
    if (nargs + keywords > 2)
        return nx_raisef(&nx_TypeError, "int() takes at most 2 arguments (%zd given)", (int64_t)(nargs + keywords));
    nx_value x = nargs > 0 ? args[0] : 0, base = nargs > 1 ? args[1] : 0;
    for (size_t i = 0; i < keywords; i++) {
        nx_value name = NX_PTR(nx_tuple, kwnames)->items[i];
        if (!nx_str_equal(NX_PTR(nx_str, name), &nx_s_base))
            return nx_raisef(&nx_TypeError, "'%U' is an invalid keyword argument for int()", name);
        if (base)
            return nx_raise(&nx_TypeError, "argument for int() given by name ('base') and position (2)");
        base = args[nargs + i];
    }
    nx_value value;
    if (!x) {
        if (base)
            return nx_raise(&nx_TypeError, "int() missing string argument");
        value = NX_INT(0);
    } else if (!base) {
        value = to_integer(x);
    } else {
        int64_t n;
        if (!nx_to_index(base, &n, true))
            return 0;
        if ((n != 0 && n < 2) || n > 36)
            return nx_raise(&nx_ValueError, "int() base must be >= 2 and <= 36, or 0");
        if (!nx_is_str(x) && !nx_has_flag(x, NX_TYPE_BYTES | NX_TYPE_BYTEARRAY))
            return nx_raise(&nx_TypeError, "int() can't convert non-string with explicit base");
        value = from_text(x, (int)n);
    }
    return value && cls != &nx_int_type ? nx_int_of_type(cls, value) : value;
}

// ---- slots ------------------------------------------------------------------------------------------------------------

static nx_value int_repr(nx_value self) {
    size_t length;
    if (NX_LIKELY(nx_is_small_int(self))) {
        char small[NX_DECIMAL_ROOM];
        length = nx_decimal(nx_small_int(self), small);
        return nx_str_from_ascii(small, (int64_t)length);
    }
    char *digits = nx_int_digits(self, 10, &length);
    return digits ? nx_str_from_latin1((const uint8_t *)digits, (int64_t)length) : 0;
}

int64_t nx_hash_int(nx_value v) {
    nx_int_look look;
    nx_int_look_at(v, &look);
    uint64_t rest = 0;
    if (look.count == 1)
        rest = look.limbs[0] % NX_HASH_MODULUS;
    else if (look.count > 1)
        rest = mpn_mod_1(look.limbs, look.count, NX_HASH_MODULUS);
    int64_t hash = look.negative ? -(int64_t)rest : (int64_t)rest;
    return hash == -1 ? -2 : hash;
}

static bool int_hash(nx_value self, int64_t *hash) {
    *hash = nx_hash_int(self);
    return true;
}

static nx_value int_compare(nx_value left, nx_value right, int operation) {
    if (!nx_is_int(left) || !nx_is_int(right))
        return NX_NOTIMPLEMENTED;
    int order = nx_int_compare_any(left, right);
    return nx_order(order, operation);
}

static int int_truth(nx_value self) {
    return nx_int_sign(self) != 0;
}

static nx_value int_negative(nx_value self) {
    return nx_int_negate(self);
}

static nx_value int_invert(nx_value self) {
    return nx_int_sub_any(NX_INT(-1), self);
}

static nx_value int_absolute(nx_value self) {
    return nx_int_sign(self) < 0 ? nx_int_negate(self) : nx_int_exact(self);
}

static nx_value int_to_float(nx_value self) {
    double d;
    return nx_int_to_double(self, &d) ? nx_from_double(d) : 0;
}

// ---- methods ------------------------------------------------------------------------------------------------------------

nx_value nx_int_conjugate(nx_value self) {
    return nx_int_exact(self);
}

nx_value nx_int_get_real(nx_value self) {
    return nx_int_exact(self);
}

nx_value nx_int_get_imag(nx_value self) {
    return NX_INT(0);
}

nx_value nx_int_get_numerator(nx_value self) {
    return nx_int_exact(self);
}

nx_value nx_int_get_denominator(nx_value self) {
    return NX_INT(1);
}

nx_value nx_int_trunc(nx_value self) {
    return nx_int_exact(self);
}

nx_value nx_int_floor(nx_value self) {
    return nx_int_exact(self);
}

nx_value nx_int_ceil(nx_value self) {
    return nx_int_exact(self);
}

nx_value nx_int_getnewargs(nx_value self) {
    nx_value value = nx_int_exact(self);
    return value ? nx_tuple_from(1, &value) : 0;
}

// As CPython's, which keeps 30 bits in each 4-byte digit behind a header of 24 bytes.
nx_value nx_int_sizeof(nx_value self) {
    int64_t bits = nx_int_bit_length_of(self), digits = (bits + 29) / 30;
    return nx_from_small_int(24 + 4 * digits);
}

nx_value nx_int_bit_length(nx_value self) {
    return nx_from_small_int(nx_int_bit_length_of(self));
}

nx_value nx_int_bit_count(nx_value self) {
    nx_int_look look;
    nx_int_look_at(self, &look);
    return nx_from_small_int(look.count ? (int64_t)mpn_popcount(look.limbs, look.count) : 0);
}

nx_value nx_int_as_integer_ratio(nx_value self) {
    nx_value items[2] = {nx_int_exact(self), NX_INT(1)};
    return items[0] ? nx_tuple_from(2, items) : 0;
}

// round(self, ndigits): to a multiple of 10**-ndigits for negative ndigits, halves to the even multiple.
nx_value nx_int_round(nx_value self, nx_value ndigits) {
    if (!ndigits)
        return nx_int_exact(self);
    nx_value digits = nx_index(ndigits);
    if (!digits)
        return 0;
    if (nx_int_sign(digits) >= 0)
        return nx_int_exact(self);
    int64_t places;
    // 10**places exceeds twice the number when it has more digits: the result is 0
    if (!nx_int_fits_i64(digits, &places) || -(places + 1) > nx_int_bit_length_of(self))
        return NX_INT(0);
    nx_value unit = nx_int_power(NX_INT(10), nx_from_i64(-places)), quotient, rest;
    if (!unit || !nx_int_floor_divide(self, unit, &quotient, &rest))
        return 0;
    nx_value twice = nx_int_add_any(rest, rest);
    if (!twice)
        return 0;
    int order = nx_int_compare_any(twice, unit);
    nx_int_look look;
    nx_int_look_at(quotient, &look);
    bool odd = look.count && (look.limbs[0] & 1);
    nx_value down = nx_int_sub_any(self, rest);
    if (!down || order < 0 || (order == 0 && !odd))
        return down;
    return nx_int_add_any(down, unit);
}

// 1 little, 0 big, -1 error
static int byte_order(nx_value byteorder, const char *function) {
    if (!byteorder)
        return 0;
    if (!nx_is_str(byteorder)) {
        nx_raisef(&nx_TypeError, "%s() argument 'byteorder' must be str, not %Y", function, byteorder);
        return -1;
    }
    const nx_str *order = NX_PTR(nx_str, byteorder);
    if (order->ascii && order->length == 6 && memcmp(order->data, "little", 6) == 0)
        return 1;
    if (order->ascii && order->length == 3 && memcmp(order->data, "big", 3) == 0)
        return 0;
    nx_raise(&nx_ValueError, "byteorder must be either 'little' or 'big'");
    return -1;
}

nx_value nx_int_to_bytes(nx_value self, nx_value length, nx_value byteorder, nx_value signed_) {
    int64_t count;
    if (!nx_to_index(length, &count, true))
        return 0;
    int little = byte_order(byteorder, "to_bytes"), is_signed = nx_truth(signed_);
    if (little < 0 || is_signed < 0)
        return 0;
    if (count < 0)
        return nx_raise(&nx_ValueError, "length argument must be non-negative");
    nx_int_look look;
    nx_int_look_at(self, &look);
    if (look.count == 0)
        look.negative = false;
    if (look.negative && !is_signed)
        return nx_raise(&nx_OverflowError, "can't convert negative int to unsigned");
    int64_t bits = nx_limbs_bits(look.limbs, look.count), room = count > INT64_MAX / 8 ? INT64_MAX : count * 8;
    // signed: -2**(room-1) <= n < 2**(room-1)
    bool lowest = look.negative && is_signed && bits == room &&
                  mpn_scan1(look.limbs, 0) == (mp_bitcnt_t)(bits - 1);
    bool all_ones = look.negative && bits == 1 && count == 0; // -1 is nothing but signs
    if (bits > room - (is_signed && bits ? 1 : 0) && !lowest && !all_ones)
        return nx_raise(&nx_OverflowError, "int too big to convert");
    nx_value result = nx_bytes_new(NULL, count);
    if (!result)
        return 0;
    uint8_t *out = NX_PTR(nx_bytes, result)->data;
    unsigned carry = 1; // two's complement as we go
    for (int64_t i = 0; i < count; i++) {
        int64_t limb = i / 8;
        unsigned byte = limb < look.count ? (unsigned)(look.limbs[limb] >> (i % 8 * 8)) & 0xff : 0;
        if (look.negative) {
            byte = (byte ^ 0xff) + carry;
            carry = byte >> 8;
            byte &= 0xff;
        }
        out[little ? i : count - 1 - i] = (uint8_t)byte;
    }
    return result;
}

static nx_value from_few_bytes(const uint8_t *data, int count, bool little, bool is_signed) {
    uint64_t word = 0;
    memcpy((uint8_t *)&word + (little ? 0 : 8 - count), data, (size_t)count);
    if (!little) word = __builtin_bswap64(word);
    int unused = 64 - 8 * count;
    return is_signed ? nx_from_i64((int64_t)(word << unused) >> unused) : nx_int_from_u64(word);
}

nx_value nx_int_from_bytes(nx_value cls, nx_value bytes, nx_value byteorder, nx_value signed_) {
    int little = byte_order(byteorder, "from_bytes"), is_signed = nx_truth(signed_);
    if (little < 0 || is_signed < 0)
        return 0;
    if (!nx_has_flag(bytes, NX_TYPE_BYTES)) {
        nx_value text = nx_call_special(bytes, &nx_s___bytes__, 0, NULL);
        if (!text)
            return 0;
        if (text == NX_NOTIMPLEMENTED && (nx_is_str(bytes) || nx_is_int(bytes) || nx_is_float(bytes)))
            return nx_raisef(&nx_TypeError, "cannot convert '%T' object to bytes", bytes);
        if (text == NX_NOTIMPLEMENTED && !nx_type_of(bytes)->buffer && !nx_type_of(bytes)->iter &&
            !nx_type_of(bytes)->getitem)
            return nx_raisef(&nx_TypeError, "cannot convert '%T' object to bytes", bytes);
        if (text == NX_NOTIMPLEMENTED && !(text = nx_call1(NX_OBJ(&nx_bytes_type), bytes)))
            return 0;
        if (!nx_has_flag(text, NX_TYPE_BYTES))
            return nx_raisef(&nx_TypeError, "__bytes__ returned non-bytes (type %T)", text);
        bytes = text;
    }
    int64_t count = NX_PTR(nx_bytes, bytes)->length, limbs = (count + 7) / 8;
    if (count > 0 && count <= 8 && cls == NX_OBJ(&nx_int_type))
        return from_few_bytes(NX_PTR(nx_bytes, bytes)->data, (int)count, little, is_signed);
    nx_int *result = nx_int_reserve(limbs);
    if (!result)
        return 0;
    memset(result->limbs, 0, (size_t)limbs * sizeof(uint64_t));
    const uint8_t *data = NX_PTR(nx_bytes, bytes)->data;
    bool negative = is_signed && count && (data[little ? count - 1 : 0] & 0x80);
    unsigned carry = 1;
    for (int64_t i = 0; i < count; i++) {
        unsigned byte = data[little ? i : count - 1 - i];
        if (negative) {
            byte = (byte ^ 0xff) + carry;
            carry = byte >> 8;
            byte &= 0xff;
        }
        result->limbs[i / 8] |= (uint64_t)byte << (i % 8 * 8);
    }
    nx_value value = nx_int_finish(result, limbs, negative);
    nx_type *type = NX_PTR(nx_type, cls);
    if (type == &nx_int_type)
        return value;
    return nx_call1(cls, value);
}

#include "int.inc"

nx_type nx_int_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_int_type},
    .c_name = "int",
    .base = &nx_object_type,
    .flags = NX_TYPE_BASE | NX_TYPE_ATOMIC | NX_TYPE_INT | NX_TYPE_MATCH_SELF,
    .basic_size = sizeof(nx_int),
    .item_size = sizeof(uint64_t),
    .doc = "int([x]) -> integer\nint(x, base=10) -> integer\n\nConvert a number or string to an integer.",
    .methods = nx_int_methods,
    .getsets = nx_int_getsets,
    .repr = int_repr,
    .hash = int_hash,
    .compare = int_compare,
    .new_ = int_new,
    .truth = int_truth,
    .binary = {[NX_ADD] = nx_int_slot_add,
               [NX_SUB] = nx_int_slot_sub,
               [NX_MUL] = nx_int_slot_mul,
               [NX_TRUEDIV] = nx_int_slot_truediv,
               [NX_FLOORDIV] = nx_int_slot_floordiv,
               [NX_MOD] = nx_int_slot_mod,
               [NX_POW] = nx_int_slot_pow,
               [NX_LSHIFT] = nx_int_slot_lshift,
               [NX_RSHIFT] = nx_int_slot_rshift,
               [NX_AND] = nx_int_slot_and,
               [NX_XOR] = nx_int_slot_xor,
               [NX_OR] = nx_int_slot_or,
               [NX_DIVMOD] = nx_int_slot_divmod},
    .power3 = nx_int_slot_pow3,
    .negative = int_negative,
    .positive = nx_int_exact,
    .invert = int_invert,
    .absolute = int_absolute,
    .to_int = nx_int_exact,
    .to_float = int_to_float,
    .index = nx_int_exact,
};
