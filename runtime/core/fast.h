// The inline operations of fast code (fast.def): on machine numbers, and on objects of known kinds. Those that fail as a
// guard return false without having changed anything; the generic version then does the operation again, on objects.
#ifndef NX_FAST_H
#define NX_FAST_H

#include "api.h"
#include "hashing.h"
#include "iterators.h"
#include "power.h"

double nx_float_modulo(double x, double y), nx_float_floor_divide(double x, double y);

// ---- results in another representation ------------------------------------------------------------------------------
// A fast version that returns a machine number tells by a rare value, and this, that it has none: an exception is pending
// (`value` is 0), or the result is not of that kind.
typedef struct {
    nx_value value;
    bool is_set;
} nx_other_result;
extern NX_OWN nx_other_result nx_other;

#define NX_OTHER_I64 INT64_MIN
// One less than the least number overflows: a compare with 1, where the number itself would need a register.
static inline bool nx_is_other_i64(nx_i64 result) {
#if defined(__x86_64__) && defined(__GCC_ASM_FLAG_OUTPUTS__)
    bool overflows;
    __asm__("cmpq $1, %1" : "=@cco"(overflows) : "r"(result));
    return overflows;
#else
    return result == NX_OTHER_I64;
#endif
}
static inline bool nx_is_other_f64(nx_f64 result) { return result != result && nx_other.is_set; }
NX_COLD nx_i64 nx_leave_i64(nx_value result); // 0: the exception is pending
NX_COLD nx_f64 nx_leave_f64(nx_value result);

// Numbers in the frames of functions that suspend.
static inline nx_value nx_word_of_f64(nx_f64 number) {
    nx_value word;
    memcpy(&word, &number, sizeof word);
    return word;
}
static inline nx_f64 nx_f64_of_word(nx_value word) {
    nx_f64 number;
    memcpy(&number, &word, sizeof number);
    return number;
}

// ---- representations -------------------------------------------------------------------------------------------------
bool nx_unbox_big(nx_value value, nx_i64 *result); // an int past 62 bits that fits 64

static inline bool nx_unbox_i64(nx_value value, nx_i64 *result) {
    *result = nx_small_int(value);
    return NX_LIKELY(nx_is_small_int(value)) || nx_unbox_big(value, result);
}
static inline bool nx_unbox_f64(nx_value value, nx_f64 *result) {
    if (NX_LIKELY(nx_is_tagged_float(value))) {
        *result = nx_tagged_float(value);
        return true;
    }
    if (value == 0 || !nx_is_exact(value, &nx_float_type)) return false;
    *result = NX_PTR(nx_float, value)->value;
    return true;
}
static inline bool nx_unbox_bool(nx_value value, int *result) { // conditions are ints in compiled code
    *result = value == NX_TRUE;
    return nx_is_bool(value);
}
nx_value nx_box_big(nx_i64 number);
nx_value nx_box_float(nx_f64 number);
static inline nx_value nx_box_i64(nx_i64 number) {
    return NX_LIKELY(nx_fits_small_int(number)) ? nx_from_small_int(number) : nx_box_big(number);
}
static inline nx_value nx_box_small(nx_i64 number) { return nx_from_small_int(number); }
static inline nx_value nx_box_f64(nx_f64 number) {
    nx_value value = nx_rotate_float(number);
    return NX_LIKELY(nx_is_tagged_float(value)) ? value : nx_box_float(number);
}
// What a fast version gave, as an object: for callers that want no number.
nx_value nx_take_other(void);
static inline nx_value nx_boxed_i64(nx_i64 result) { return NX_UNLIKELY(nx_is_other_i64(result)) ? nx_take_other() : nx_box_i64(result); }
static inline nx_value nx_boxed_f64(nx_f64 result) { return NX_UNLIKELY(nx_is_other_f64(result)) ? nx_take_other() : nx_box_f64(result); }
// The same on the way out of fast code, of which there are many: calls are smaller.
NX_COLD nx_value nx_leaving_i64(nx_i64 number);
NX_COLD nx_value nx_leaving_f64(nx_f64 number);
static inline __attribute__((always_inline)) nx_value nx_box_number(nx_f64 number, nx_i64 is_float) {
    return is_float ? nx_box_f64(number) : nx_from_small_int((nx_i64)number);
}
static inline __attribute__((always_inline)) bool nx_unbox_number(nx_value value, nx_f64 *result) {
    if (NX_LIKELY(nx_is_tagged_float(value))) {
        *result = nx_tagged_float(value);
        return true;
    }
    if (NX_UNLIKELY(!nx_is_small_int(value))) return nx_unbox_f64(value, result);
    nx_i64 number = nx_small_int(value);
    *result = (nx_f64)number;
    return number >= -((nx_i64)1 << 53) && number <= (nx_i64)1 << 53;
}
static inline nx_i64 nx_float_kind(nx_value number) { return !nx_is_small_int(number); }
static inline bool nx_unbox_complex(nx_value value, nx_f64 *result) {
    if (value == 0 || !nx_is_exact(value, &nx_complex_type)) return false;
    *result = NX_PTR(nx_complex, value)->real;
    return true;
}
static inline nx_f64 nx_complex_imag(nx_value number) { return NX_PTR(nx_complex, number)->imag; }
static inline bool nx_abs_complex(nx_f64 real, nx_f64 imag, nx_f64 *result) {
    *result = __builtin_hypot(real, imag);
    return NX_LIKELY(__builtin_isfinite(*result));
}
// (a + b i) / (c + d i), scaled by the larger part of the divisor, so that it neither overflows nor vanishes. False: division
// by zero.
static inline bool nx_complex_quotient(nx_f64 a, nx_f64 b, nx_f64 c, nx_f64 d, nx_f64 *real, nx_f64 *imag) {
    nx_f64 size = __builtin_fabs(c), other_size = __builtin_fabs(d);
    if (size >= other_size) {
        if (c == 0) return false;
        nx_f64 ratio = d / c, scale = c + d * ratio;
        *real = (a + b * ratio) / scale;
        *imag = (b - a * ratio) / scale;
    } else if (other_size >= size) {
        nx_f64 ratio = c / d, scale = c * ratio + d;
        *real = (a * ratio + b) / scale;
        *imag = (b * ratio - a) / scale;
    } else {
        *real = *imag = __builtin_nan("");
    }
    return true;
}
static inline bool nx_div_complex_real(nx_f64 a, nx_f64 b, nx_f64 c, nx_f64 d, nx_f64 *result) {
    nx_f64 imag;
    return nx_complex_quotient(a, b, c, d, result, &imag);
}
static inline nx_f64 nx_div_complex_imag(nx_f64 a, nx_f64 b, nx_f64 c, nx_f64 d) {
    nx_f64 real, imag;
    nx_complex_quotient(a, b, c, d, &real, &imag);
    return imag;
}
// An int's double is never -0.0, which would tell when a float is added to it.
static inline bool nx_take_mixed(nx_f64 number, nx_i64 is_float, nx_f64 *result) {
    *result = is_float ? number : number + 0.0;
    return NX_LIKELY(is_float || (number < 0x1p53 && number > -0x1p53));
}
static inline bool nx_add_mixed(nx_f64 left, nx_f64 right, nx_i64 is_float, nx_f64 *result) {
    return nx_take_mixed(left + right, is_float, result);
}
static inline bool nx_sub_mixed(nx_f64 left, nx_f64 right, nx_i64 is_float, nx_f64 *result) {
    return nx_take_mixed(left - right, is_float, result);
}
static inline bool nx_mul_mixed(nx_f64 left, nx_f64 right, nx_i64 is_float, nx_f64 *result) {
    return nx_take_mixed(left * right, is_float, result);
}
static inline nx_f64 nx_neg_mixed(nx_f64 number, nx_i64 is_float) { return is_float ? -number : 0.0 - number; }
static inline nx_f64 nx_f64_of_i64(nx_i64 number) { return (nx_f64)number; }
static inline bool nx_exact_f64(nx_i64 number, nx_f64 *result) {
    *result = (nx_f64)number;
    return number >= -((nx_i64)1 << 53) && number <= (nx_i64)1 << 53;
}
static inline bool nx_i64_of_f64(nx_f64 number, nx_i64 *result) {
    if (!(number > -0x1p62 && number < 0x1p62)) return false;
    *result = (nx_i64)number;
    return true;
}
static inline nx_i64 nx_i64_of_bool(bool condition) { return condition; }

// ---- ints ------------------------------------------------------------------------------------------------------------
static inline bool nx_add_i64(nx_i64 left, nx_i64 right, nx_i64 *result) {
    return !__builtin_add_overflow(left, right, result);
}
static inline bool nx_sub_i64(nx_i64 left, nx_i64 right, nx_i64 *result) {
    return !__builtin_sub_overflow(left, right, result);
}
static inline bool nx_mul_i64(nx_i64 left, nx_i64 right, nx_i64 *result) {
    return !__builtin_mul_overflow(left, right, result);
}
static inline bool nx_neg_i64(nx_i64 number, nx_i64 *result) { return !__builtin_sub_overflow(0, number, result); }
static inline bool nx_abs_i64(nx_i64 number, nx_i64 *result) {
    *result = number;
    return number >= 0 || nx_neg_i64(number, result);
}

static inline nx_i64 nx_plain_add(nx_i64 left, nx_i64 right) { return left + right; }
static inline nx_i64 nx_plain_sub(nx_i64 left, nx_i64 right) { return left - right; }
static inline nx_i64 nx_plain_mul(nx_i64 left, nx_i64 right) { return left * right; }
static inline nx_i64 nx_plain_neg(nx_i64 number) { return -number; }
static inline nx_i64 nx_plain_abs(nx_i64 number) { return number < 0 ? -number : number; }
// Rounding is towards minus infinity, the rest has the divisor's sign. By a constant power of two: a shift, a mask.
static inline nx_i64 nx_plain_floordiv(nx_i64 left, nx_i64 right) {
    if (__builtin_constant_p(right) && right > 0 && (right & (right - 1)) == 0) return left >> __builtin_ctzll((uint64_t)right);
    nx_i64 quotient = left / right;
    return quotient - (left % right != 0 && (left ^ right) < 0);
}
static inline nx_i64 nx_plain_mod(nx_i64 left, nx_i64 right) {
    if (__builtin_constant_p(right) && right > 0 && (right & (right - 1)) == 0) return left & (right - 1);
    nx_i64 rest = left % right;
    return rest != 0 && (rest ^ right) < 0 ? rest + right : rest;
}
static inline nx_i64 nx_unsigned_floordiv(nx_i64 left, nx_i64 right) {
    return (nx_i64)((uint64_t)left / (uint64_t)right);
}
static inline nx_i64 nx_unsigned_mod(nx_i64 left, nx_i64 right) { return (nx_i64)((uint64_t)left % (uint64_t)right); }
static inline nx_i64 nx_unsigned_rshift(nx_i64 left, nx_i64 right) { return (nx_i64)((uint64_t)left >> right); }
static inline nx_i64 nx_word_floordiv(nx_i64 left, nx_i64 right) { return nx_unsigned_floordiv(left, right); }
static inline nx_i64 nx_word_mod(nx_i64 left, nx_i64 right) { return nx_unsigned_mod(left, right); }
static inline bool nx_floordiv_i64(nx_i64 left, nx_i64 right, nx_i64 *result) {
    if (NX_UNLIKELY(right == 0 || (right == -1 && left == INT64_MIN))) return false;
    *result = nx_plain_floordiv(left, right);
    return true;
}
static inline bool nx_mod_i64(nx_i64 left, nx_i64 right, nx_i64 *result) {
    if (NX_UNLIKELY(right == 0 || (right == -1 && left == INT64_MIN))) return false;
    *result = nx_plain_mod(left, right);
    return true;
}
static inline bool nx_truediv_i64(nx_i64 left, nx_i64 right, nx_f64 *result) {
    nx_f64 x, y;
    if (NX_UNLIKELY(right == 0 || !nx_exact_f64(left, &x) || !nx_exact_f64(right, &y))) return false;
    *result = x / y;
    return true;
}
static inline bool nx_pow_i64(nx_i64 left, nx_i64 right, nx_i64 *result) {
    if (right < 0) return false;
    nx_i64 power = 1;
    for (;;) {
        if ((right & 1) && __builtin_mul_overflow(power, left, &power)) return false;
        right >>= 1;
        if (right == 0) break;
        if (__builtin_mul_overflow(left, left, &left)) return false;
    }
    *result = power;
    return true;
}
static inline nx_i64 nx_plain_lshift(nx_i64 left, nx_i64 right) { return (nx_i64)((uint64_t)left << right); }
static inline nx_i64 nx_plain_rshift(nx_i64 left, nx_i64 right) { return left >> right; }
static inline bool nx_lshift_i64(nx_i64 left, nx_i64 right, nx_i64 *result) {
    if (NX_UNLIKELY((uint64_t)right > 62)) return false;
    *result = nx_plain_lshift(left, right);
    return (*result >> right) == left;
}
static inline bool nx_rshift_i64(nx_i64 left, nx_i64 right, nx_i64 *result) {
    if (NX_UNLIKELY(right < 0)) return false;
    *result = left >> (right < 63 ? right : 63);
    return true;
}
static inline nx_i64 nx_and_i64(nx_i64 left, nx_i64 right) { return left & right; }
static inline nx_i64 nx_or_i64(nx_i64 left, nx_i64 right) { return left | right; }
static inline nx_i64 nx_xor_i64(nx_i64 left, nx_i64 right) { return left ^ right; }
static inline nx_i64 nx_invert_i64(nx_i64 number) { return ~number; }
static inline nx_i64 nx_min_i64(nx_i64 left, nx_i64 right) { return right < left ? right : left; }
static inline nx_i64 nx_max_i64(nx_i64 left, nx_i64 right) { return right > left ? right : left; }

#define NX_DEFINE_FAST_COMPARE(name, operator) \
    static inline bool nx_##name##_i64(nx_i64 left, nx_i64 right) { return left operator right; } \
    static inline bool nx_##name##_f64(nx_f64 left, nx_f64 right) { return left operator right; }
NX_DEFINE_FAST_COMPARE(lt, <)
NX_DEFINE_FAST_COMPARE(le, <=)
NX_DEFINE_FAST_COMPARE(eq, ==)
NX_DEFINE_FAST_COMPARE(ne, !=)
NX_DEFINE_FAST_COMPARE(gt, >)
NX_DEFINE_FAST_COMPARE(ge, >=)
#undef NX_DEFINE_FAST_COMPARE

static inline bool nx_low_bits(nx_value value, nx_i64 *result) {
    if (NX_LIKELY(nx_is_small_int(value))) {
        *result = nx_small_int(value);
        return true;
    }
    if (value == 0 || !nx_is_exact(value, &nx_int_type)) return false;
    const nx_int *number = NX_PTR(nx_int, value);
    *result = (nx_i64)(number->size < 0 ? -number->limbs[0] : number->limbs[0]);
    return true;
}
nx_value nx_box_large(uint64_t number);
static inline nx_value nx_box_u64(nx_i64 bits) {
    return NX_LIKELY((uint64_t)bits <= (uint64_t)NX_INT_MAX) ? nx_from_small_int(bits) : nx_box_large((uint64_t)bits);
}

// ---- floats ----------------------------------------------------------------------------------------------------------
static inline nx_f64 nx_add_f64(nx_f64 left, nx_f64 right) { return left + right; }
static inline nx_f64 nx_sub_f64(nx_f64 left, nx_f64 right) { return left - right; }
static inline nx_f64 nx_mul_f64(nx_f64 left, nx_f64 right) { return left * right; }
static inline nx_f64 nx_neg_f64(nx_f64 number) { return -number; }
static inline nx_f64 nx_abs_f64(nx_f64 number) { return __builtin_fabs(number); }
static inline bool nx_truediv_f64(nx_f64 left, nx_f64 right, nx_f64 *result) {
    *result = left / right;
    return NX_LIKELY(right != 0);
}
static inline bool nx_floordiv_f64(nx_f64 left, nx_f64 right, nx_f64 *result) {
    if (NX_UNLIKELY(right == 0)) return false;
    *result = nx_float_floor_divide(left, right);
    return true;
}
static inline bool nx_mod_f64(nx_f64 left, nx_f64 right, nx_f64 *result) {
    if (NX_UNLIKELY(right == 0)) return false;
    *result = nx_float_modulo(left, right);
    return true;
}
// Only where neither errors nor complex results can come about.
static inline bool nx_pow_f64(nx_f64 left, nx_f64 right, nx_f64 *result) {
    if (NX_UNLIKELY(!(left > 0))) {
        if (left == 0 ? !(right > 0) : !(left < 0 && right == (nx_f64)(int)right && __builtin_fabs(right) < 1000)) return false;
    }
    *result = nx_power(left, right);
    nx_f64 size = __builtin_fabs(*result);
    return NX_LIKELY(size < 0x1p1000 && size > 0x1p-1000) || (size == 0 && left == 0);
}
static inline bool nx_pow_mixed(nx_f64 left, nx_f64 right, nx_i64 is_float, nx_f64 *result) {
    nx_f64 power;
    return nx_pow_f64(left, right, &power) && nx_take_mixed(power, is_float, result);
}
static inline nx_f64 nx_same_f64(nx_f64 number) { return number; }
static inline nx_i64 nx_hash_of_i64(nx_i64 number) { return nx_hash_int64(number); }
static inline nx_i64 nx_hash_of_str(nx_value text) {
    const nx_str *s = NX_PTR(nx_str, text);
    return s->hash ? s->hash : nx_str_hash((nx_str *)s);
}
static inline nx_i64 nx_hash_items_begin(void) { return (nx_i64)NX_HASH_PRIME_5; }
static inline nx_i64 nx_hash_items_mix(nx_i64 sum, nx_i64 hash) { return (nx_i64)nx_hash_mix((uint64_t)sum, hash); }
static inline nx_i64 nx_hash_items_end(nx_i64 sum, nx_i64 count) { return nx_hash_finish((uint64_t)sum, count); }
static inline nx_i64 nx_same_i64(nx_i64 number) { return number; }
static inline bool nx_min_f64(nx_f64 left, nx_f64 right, nx_f64 *result) {
    *result = right < left ? right : left;
    return left == left && right == right;
}
static inline bool nx_max_f64(nx_f64 left, nx_f64 right, nx_f64 *result) {
    *result = right > left ? right : left;
    return left == left && right == right;
}
static inline bool nx_floor_f64(nx_f64 number, nx_i64 *result) {
    if (!nx_i64_of_f64(number, result)) return false;
    *result -= (nx_f64)*result > number;
    return true;
}
static inline bool nx_ceil_f64(nx_f64 number, nx_i64 *result) {
    if (!nx_i64_of_f64(number, result)) return false;
    *result += (nx_f64)*result < number;
    return true;
}
double rint(double), sin(double), cos(double), tan(double), exp(double), atan(double), atan2(double, double);
double log(double), log2(double), log10(double), asin(double), acos(double), fmod(double, double);
static inline bool nx_round_f64(nx_f64 number, nx_i64 *result) { return nx_i64_of_f64(rint(number), result); }
#define NX_DEFINE_LIBM(name) \
    static inline bool nx_##name##_f64(nx_f64 number, nx_f64 *result) { \
        *result = name(number); \
        return NX_LIKELY(__builtin_isfinite(*result)); \
    }
NX_DEFINE_LIBM(sin)
NX_DEFINE_LIBM(cos)
NX_DEFINE_LIBM(tan)
NX_DEFINE_LIBM(exp)
NX_DEFINE_LIBM(atan)
#undef NX_DEFINE_LIBM
// What the C compiler computed of a constant would be rounded better than what the function gives.
#define NX_DEFINE_LIBM_WHERE(name, holds) \
    static inline bool nx_##name##_f64(nx_f64 number, nx_f64 *result) { \
        if (NX_UNLIKELY(!(holds))) return false; \
        __asm__("" : "+x"(number)); \
        *result = name(number); \
        return true; \
    }
NX_DEFINE_LIBM_WHERE(log, number > 0 && number < __builtin_inf())
NX_DEFINE_LIBM_WHERE(log2, number > 0 && number < __builtin_inf())
NX_DEFINE_LIBM_WHERE(log10, number > 0 && number < __builtin_inf())
NX_DEFINE_LIBM_WHERE(asin, number >= -1 && number <= 1)
NX_DEFINE_LIBM_WHERE(acos, number >= -1 && number <= 1)
#undef NX_DEFINE_LIBM_WHERE
static inline bool nx_fmod_f64(nx_f64 left, nx_f64 right, nx_f64 *result) {
    if (NX_UNLIKELY(!(__builtin_isfinite(left) && right != 0 && right == right))) return false;
    *result = fmod(left, right);
    return true;
}
static inline bool nx_degrees_f64(nx_f64 number, nx_f64 *result) {
    *result = number * (180.0 / 3.14159265358979323846);
    return NX_LIKELY(__builtin_isfinite(*result));
}
static inline bool nx_radians_f64(nx_f64 number, nx_f64 *result) {
    *result = number * (3.14159265358979323846 / 180.0);
    return NX_LIKELY(__builtin_isfinite(*result));
}
uint64_t nx_gcd_of_limbs(uint64_t x, uint64_t y);
static inline bool nx_gcd_i64(nx_i64 left, nx_i64 right, nx_i64 *result) {
    uint64_t x = left < 0 ? -(uint64_t)left : (uint64_t)left, y = right < 0 ? -(uint64_t)right : (uint64_t)right;
    x = nx_gcd_of_limbs(x, y);
    *result = (nx_i64)x;
    return NX_LIKELY(x <= INT64_MAX);
}
static inline bool nx_isqrt_i64(nx_i64 number, nx_i64 *result) {
    if (NX_UNLIKELY(number < 0)) return false;
    nx_i64 root = (nx_i64)__builtin_sqrt((nx_f64)number); // off by one at most
    root -= root > 3037000499 || root * root > number;
    root += root < 3037000499 && (root + 1) * (root + 1) <= number;
    *result = root;
    return true;
}
static inline bool nx_atan2_f64(nx_f64 left, nx_f64 right, nx_f64 *result) {
    *result = atan2(left, right);
    return NX_LIKELY(__builtin_isfinite(*result));
}
static inline bool nx_sqrt_f64(nx_f64 number, nx_f64 *result) {
    if (NX_UNLIKELY(!(number >= 0))) return false;
    *result = __builtin_sqrt(number);
    return true;
}

// ---- containers ------------------------------------------------------------------------------------------------------
static inline bool nx_is_object_of(nx_value value, const nx_type *type) {
    return NX_LIKELY(nx_is_pointer(value) && value != 0) && NX_LIKELY(nx_shape_of(value) == &type->root);
}
static inline bool nx_guard_list(nx_value value) { return nx_is_object_of(value, &nx_list_type); }
// nx_is_list says the same of derived classes.
static inline bool nx_is_exact_list(nx_value value) { return nx_is_object_of(value, &nx_list_type); }
static inline bool nx_is_hosts(nx_value source) {
    if (NX_LIKELY(nx_is_object_of(source, &nx_list_iterator_type))) source = NX_PTR(nx_list_iterator, source)->list;
    return source && nx_has_flag(source, NX_TYPE_FOREIGN);
}
static inline void nx_drop_when(nx_value object, bool condition) {
    if (NX_LIKELY(condition)) nx_drop(object);
}
static inline void nx_share_object(nx_value object) { nx_share_key(object); }
static inline void nx_hand_over(nx_value result) { nx_handed_over = result; }
static inline void nx_hand_over_when(nx_value result, bool condition) { nx_handed_over = condition ? result : NX_ABSENT; }
static inline bool nx_take_over(nx_value result) {
    bool is_mine = nx_handed_over == result;
    nx_handed_over = NX_ABSENT;
    return is_mine;
}
static inline nx_i64 nx_exit_count(void) { return (nx_i64)nx_guard_failures; }
static inline bool nx_no_exit_since(nx_i64 count) { return NX_LIKELY((nx_i64)nx_guard_failures == count); }
static inline bool nx_is_number(nx_value object) { return nx_is_small_int(object) || nx_is_tagged_float(object); }
static inline bool nx_guard_tuple(nx_value value) { return nx_is_object_of(value, &nx_tuple_type); }
static inline bool nx_guard_str(nx_value value) { return nx_is_object_of(value, &nx_str_type); }
static inline bool nx_guard_bytes(nx_value value) { return nx_is_object_of(value, &nx_bytes_type); }
static inline bool nx_guard_bytearray(nx_value value) { return nx_is_object_of(value, &nx_bytearray_type); }
static inline bool nx_guard_set(nx_value value) { return nx_is_object_of(value, &nx_set_type); }
static inline bool nx_guard_frozenset(nx_value value) { return nx_is_object_of(value, &nx_frozenset_type); }
extern nx_type nx_defaultdict_type, nx_ordered_dict_type;
static inline bool nx_guard_defaultdict(nx_value value) { return nx_is_object_of(value, &nx_defaultdict_type); }
static inline bool nx_guard_ordered_dict(nx_value value) { return nx_is_object_of(value, &nx_ordered_dict_type); }
static inline bool nx_guard_dict(nx_value value) { return nx_is_object_of(value, &nx_dict_type); }

static inline nx_i64 nx_list_length(nx_value list) { return NX_PTR(nx_list, list)->length; }
static inline bool nx_list_at(nx_value list, nx_i64 index, nx_value *result) {
    const nx_list *self = NX_PTR(nx_list, list);
    if (NX_UNLIKELY((uint64_t)index >= (uint64_t)self->length)) return false;
    *result = self->items[index];
    return true;
}
static inline bool nx_list_get(nx_value list, nx_i64 index, nx_value *result) {
    return nx_list_at(list, index < 0 ? index + NX_PTR(nx_list, list)->length : index, result);
}
static inline bool nx_index_check(nx_i64 index, nx_i64 length, const char *message) {
    if (NX_LIKELY((uint64_t)(index < 0 ? index + length : index) < (uint64_t)length)) return true;
    return nx_raise_constant(&nx_IndexError, message);
}
static inline bool nx_list_check(nx_value list, nx_i64 index) {
    return nx_index_check(index, NX_PTR(nx_list, list)->length, "list index out of range");
}
static inline bool nx_tuple_check(nx_value tuple, nx_i64 index) {
    return nx_index_check(index, NX_PTR(nx_tuple, tuple)->length, "tuple index out of range");
}
static inline bool nx_str_check(nx_value string, nx_i64 index) {
    return nx_index_check(index, NX_PTR(nx_str, string)->length, "string index out of range");
}
static inline bool nx_divisor_check(nx_i64 divisor) {
    return NX_LIKELY(divisor != 0) || nx_raise_constant(&nx_ZeroDivisionError, "integer division or modulo by zero");
}
static inline bool nx_modulus_check(nx_i64 divisor) {
    return NX_LIKELY(divisor != 0) || nx_raise_constant(&nx_ZeroDivisionError, "integer modulo by zero");
}
static inline bool nx_true_divisor_check(nx_i64 divisor) {
    return NX_LIKELY(divisor != 0) || nx_raise_constant(&nx_ZeroDivisionError, "division by zero");
}
static inline bool nx_float_divisor_check(nx_f64 divisor) {
    return NX_LIKELY(divisor != 0) || nx_raise_constant(&nx_ZeroDivisionError, "float division by zero");
}
static inline bool nx_list_store_check(nx_value list, nx_i64 index) {
    return nx_index_check(index, NX_PTR(nx_list, list)->length, "list assignment index out of range");
}
static inline bool nx_bytes_check(nx_value bytes, nx_i64 index) {
    return nx_index_check(index, NX_PTR(nx_bytes, bytes)->length, "index out of range");
}
static inline bool nx_bytearray_check(nx_value bytes, nx_i64 index) {
    return nx_index_check(index, NX_PTR(nx_bytearray, bytes)->length, "bytearray index out of range");
}
static inline bool nx_list_put(nx_value list, nx_i64 index, nx_value value) {
    nx_list *self = NX_PTR(nx_list, list);
    if (NX_UNLIKELY((uint64_t)index >= (uint64_t)self->length)) return false;
    self->items[index] = value;
    return true;
}
static inline bool nx_list_set(nx_value list, nx_i64 index, nx_value value) {
    return nx_list_put(list, index < 0 ? index + NX_PTR(nx_list, list)->length : index, value);
}
static inline bool nx_list_take_last(nx_value list, nx_value *result) {
    nx_list *self = NX_PTR(nx_list, list);
    if (NX_UNLIKELY(self->length == 0)) return false;
    self->length--;
    *result = self->items[self->length];
    self->items[self->length] = 0;
    return true;
}
static inline nx_i64 nx_tuple_length(nx_value tuple) { return NX_PTR(nx_tuple, tuple)->length; }
static inline bool nx_tuple_get(nx_value tuple, nx_i64 index, nx_value *result) {
    const nx_tuple *self = NX_PTR(nx_tuple, tuple);
    if (index < 0) index += self->length;
    if (NX_UNLIKELY((uint64_t)index >= (uint64_t)self->length)) return false;
    *result = self->items[index];
    return true;
}
static inline nx_i64 nx_str_length(nx_value string) { return NX_PTR(nx_str, string)->length; }
static inline bool nx_str_get(nx_value string, nx_i64 index, nx_value *result) {
    const nx_str *self = NX_PTR(nx_str, string);
    if (index < 0) index += self->length;
    if (NX_UNLIKELY((uint64_t)index >= (uint64_t)self->length || self->kind != 1)) return false;
    *result = NX_OBJ(&nx_latin1[((const uint8_t *)self->data)[index]]);
    return true;
}
static inline bool nx_eq_str(nx_value left, nx_value right) {
    if (left == right) return true;
    const nx_str *a = NX_PTR(nx_str, left), *b = NX_PTR(nx_str, right);
    if (a->length != b->length || a->kind != b->kind || *(const uint8_t *)a->data != *(const uint8_t *)b->data) return false;
    return nx_str_equal(a, b);
}
static inline bool nx_ne_str(nx_value left, nx_value right) { return !nx_eq_str(left, right); }
static inline nx_i64 nx_str_word(nx_value string) {
    const nx_str *self = NX_PTR(nx_str, string);
    const uint8_t *data = self->data;
    uint64_t length = (uint64_t)self->length, word;
    if (NX_UNLIKELY(self->kind != 1 || length > 7)) return -1;
    if (length >= 4) {
        uint32_t low, high;
        memcpy(&low, data, 4);
        memcpy(&high, data + length - 4, 4);
        word = low | (uint64_t)high << 8 * (length - 4);
    } else {
        word = length ? data[0] | (uint64_t)data[length / 2] << 8 * (length / 2) | (uint64_t)data[length - 1] << 8 * (length - 1) : 0;
    }
    return (nx_i64)(word | length << 56);
}
static inline bool nx_str_among(nx_value string, nx_value tuple) {
    const nx_tuple *self = NX_PTR(nx_tuple, tuple);
    for (int64_t i = 0; i < self->length; i++)
        if (nx_eq_str(string, self->items[i])) return true;
    return false;
}
static inline bool nx_int_among(nx_i64 number, nx_value tuple) {
    const nx_tuple *self = NX_PTR(nx_tuple, tuple);
    nx_value sought = nx_from_small_int(number);
    if (NX_UNLIKELY(!nx_fits_small_int(number))) return false; // the tuple has small ones only
    for (int64_t i = 0; i < self->length; i++)
        if (self->items[i] == sought) return true;
    return false;
}
bool nx_str_has_long_part(nx_value part, nx_value string);
// `c in " \t\n"`: a character among a few.
static inline bool nx_str_has_part(nx_value part, nx_value string) {
    enum { FEW = 16 };
    const nx_str *self = NX_PTR(nx_str, string), *sought = NX_PTR(nx_str, part);
    if (NX_UNLIKELY(sought->length != 1 || sought->kind != 1 || self->kind != 1 || self->length > FEW))
        return nx_str_has_long_part(part, string);
    const uint8_t *data = self->data, character = *(const uint8_t *)sought->data;
    for (int64_t i = 0, length = self->length; i < length; i++)
        if (data[i] == character) return true;
    return false;
}
#define NX_DEFINE_STR_ORDER(name, operator) \
    static inline bool nx_##name##_str(nx_value left, nx_value right) { \
        return nx_str_compare(NX_PTR(nx_str, left), NX_PTR(nx_str, right)) operator 0; \
    }
NX_DEFINE_STR_ORDER(lt, <)
NX_DEFINE_STR_ORDER(le, <=)
NX_DEFINE_STR_ORDER(gt, >)
NX_DEFINE_STR_ORDER(ge, >=)
#undef NX_DEFINE_STR_ORDER
static inline bool nx_str_ord(nx_value string, nx_i64 *result) {
    const nx_str *self = NX_PTR(nx_str, string);
    if (NX_UNLIKELY(self->length != 1 || self->kind != 1)) return false;
    *result = *(const uint8_t *)self->data;
    return true;
}
static inline bool nx_str_chr(nx_i64 code, nx_value *result) {
    if (NX_UNLIKELY((uint64_t)code > 255)) return false;
    *result = NX_OBJ(&nx_latin1[code]);
    return true;
}
static inline nx_i64 nx_bytes_length(nx_value bytes) { return NX_PTR(nx_bytes, bytes)->length; }
static inline bool nx_bytes_get(nx_value bytes, nx_i64 index, nx_i64 *result) {
    const nx_bytes *self = NX_PTR(nx_bytes, bytes);
    if (index < 0) index += self->length;
    if (NX_UNLIKELY((uint64_t)index >= (uint64_t)self->length)) return false;
    *result = self->data[index];
    return true;
}
static inline nx_i64 nx_bytearray_length(nx_value bytes) { return NX_PTR(nx_bytearray, bytes)->length; }
static inline bool nx_bytearray_get(nx_value bytes, nx_i64 index, nx_i64 *result) {
    const nx_bytearray *self = NX_PTR(nx_bytearray, bytes);
    if (index < 0) index += self->length;
    if (NX_UNLIKELY((uint64_t)index >= (uint64_t)self->length)) return false;
    *result = self->data[index];
    return true;
}
static inline bool nx_bytearray_set(nx_value bytes, nx_i64 index, nx_i64 value) {
    nx_bytearray *self = NX_PTR(nx_bytearray, bytes);
    if (index < 0) index += self->length;
    if (NX_UNLIKELY((uint64_t)index >= (uint64_t)self->length || (uint64_t)value > 255)) return false;
    self->data[index] = (uint8_t)value;
    return true;
}
// array.array, as far as its items are numbers (layout of runtime/modules/array.h).
typedef struct { nx_header header; int64_t length, capacity; uint8_t *data; const char *kind; } nx_fast_array;
extern nx_type nx_array_type;
static inline bool nx_guard_array(nx_value value) { return nx_is_object_of(value, &nx_array_type); }
static inline nx_i64 nx_array_length(nx_value array) { return NX_PTR(nx_fast_array, array)->length; }
static inline bool nx_array_check(nx_value array, nx_i64 index) {
    return nx_index_check(index, NX_PTR(nx_fast_array, array)->length, "array index out of range");
}
static inline bool nx_array_store_check(nx_value array, nx_i64 index) {
    return nx_index_check(index, NX_PTR(nx_fast_array, array)->length, "array assignment index out of range");
}
// The item's place, NULL when there is none. Negative indices count from the end.
static inline void *nx_array_place(nx_value array, nx_i64 index, size_t size) {
    const nx_fast_array *self = NX_PTR(nx_fast_array, array);
    if (index < 0) index += self->length;
    if (NX_UNLIKELY((uint64_t)index >= (uint64_t)self->length)) return NULL;
    return self->data + (size_t)index * size;
}
#define NX_ARRAY_KINDS(X) \
    X('B', uint8_t) X('b', int8_t) X('i', int32_t) X('l', int64_t) X('q', int64_t) X('I', uint32_t) X('h', int16_t) \
    X('H', uint16_t)
static inline bool nx_array_get_i64(nx_value array, nx_i64 index, nx_i64 *result) {
    void *place;
    switch (*NX_PTR(nx_fast_array, array)->kind) { // the kind's first field is its typecode
#define NX_ARRAY_GET(code, type) \
    case code: \
        if (!(place = nx_array_place(array, index, sizeof(type)))) return false; \
        *result = (nx_i64) * (type *)place; \
        return true;
        NX_ARRAY_KINDS(NX_ARRAY_GET)
#undef NX_ARRAY_GET
    }
    return false;
}
static inline bool nx_array_set_i64(nx_value array, nx_i64 index, nx_i64 value) {
    void *place;
    switch (*NX_PTR(nx_fast_array, array)->kind) {
#define NX_ARRAY_SET(code, type) \
    case code: \
        if ((type)value != value || !(place = nx_array_place(array, index, sizeof(type)))) return false; \
        *(type *)place = (type)value; \
        return true;
        NX_ARRAY_KINDS(NX_ARRAY_SET)
#undef NX_ARRAY_SET
    }
    return false;
}
static inline bool nx_guard_typecode(nx_value array, int64_t typecode) {
    return *NX_PTR(nx_fast_array, array)->kind == typecode;
}
static inline nx_i64 nx_array_data(nx_value array) { return (nx_i64)NX_PTR(nx_fast_array, array)->data; }
static inline nx_i64 nx_typed_at(nx_i64 data, nx_i64 index, int64_t typecode) {
    switch (typecode) {
#define NX_TYPED_AT(code, type) \
    case code: return (nx_i64)((const type *)data)[index];
        NX_ARRAY_KINDS(NX_TYPED_AT)
#undef NX_TYPED_AT
    }
    __builtin_unreachable();
}
static inline void nx_typed_put(nx_i64 data, nx_i64 index, nx_i64 value, int64_t typecode) {
    switch (typecode) {
#define NX_TYPED_PUT(code, type) \
    case code: ((type *)data)[index] = (type)value; return;
        NX_ARRAY_KINDS(NX_TYPED_PUT)
#undef NX_TYPED_PUT
    }
}
static inline bool nx_guard_fits(nx_i64 value, int64_t typecode) {
    switch (typecode) {
#define NX_FITS(code, type) \
    case code: return (nx_i64)(type)value == value;
        NX_ARRAY_KINDS(NX_FITS)
#undef NX_FITS
    }
    return false;
}
static inline nx_f64 nx_double_at(nx_i64 data, nx_i64 index) { return ((const nx_f64 *)data)[index]; }
static inline void nx_double_put(nx_i64 data, nx_i64 index, nx_f64 value) { ((nx_f64 *)data)[index] = value; }
#undef NX_ARRAY_KINDS
static inline bool nx_array_get_f64(nx_value array, nx_i64 index, nx_f64 *result) {
    if (*NX_PTR(nx_fast_array, array)->kind != 'd') return false;
    nx_f64 *place = (nx_f64 *)nx_array_place(array, index, sizeof(nx_f64));
    if (!place) return false;
    *result = *place;
    return true;
}
static inline bool nx_array_set_f64(nx_value array, nx_i64 index, nx_f64 value) {
    if (*NX_PTR(nx_fast_array, array)->kind != 'd') return false;
    nx_f64 *place = (nx_f64 *)nx_array_place(array, index, sizeof(nx_f64));
    if (!place) return false;
    *place = value;
    return true;
}

#define NX_DEFINE_ITEMS(name, struct_, result, expression) \
    static inline bool nx_##name##_has(nx_value self_, nx_i64 index) { return index < NX_PTR(struct_, self_)->length; } \
    static inline result nx_##name##_item(nx_value self_, nx_i64 index) { \
        const struct_ *self = NX_PTR(struct_, self_); \
        return expression; \
    }
nx_value nx_character_at(nx_value string, nx_i64 index);
NX_DEFINE_ITEMS(list, nx_list, nx_value, self->items[index])
NX_DEFINE_ITEMS(tuple, nx_tuple, nx_value, self->items[index])
NX_DEFINE_ITEMS(bytes, nx_bytes, nx_i64, self->data[index])
NX_DEFINE_ITEMS(bytearray, nx_bytearray, nx_i64, self->data[index])
NX_DEFINE_ITEMS(str, nx_str, nx_value,
                NX_LIKELY(self->kind == 1) ? NX_OBJ(&nx_latin1[((const uint8_t *)self->data)[index]])
                                           : nx_character_at(self_, index))
#undef NX_DEFINE_ITEMS
static inline bool nx_dict_place(nx_value dict, nx_i64 index, nx_i64 size, nx_i64 left, nx_i64 *result) {
    const nx_dict *d = NX_PTR(nx_dict, dict);
    if (NX_UNLIKELY(d->live != size)) return false;
    for (; index < d->used; index++) {
        if (NX_UNLIKELY(!d->entries[index].value)) continue;
        *result = index;
        return NX_LIKELY(left > 0);
    }
    *result = -1;
    return true;
}
static inline nx_value nx_dict_key_at(nx_value dict, nx_i64 place) { return NX_PTR(nx_dict, dict)->entries[place].key; }
static inline nx_value nx_dict_value_at(nx_value dict, nx_i64 place) { return NX_PTR(nx_dict, dict)->entries[place].value; }
static inline bool nx_set_place(nx_value set, nx_i64 index, nx_i64 size, nx_i64 *result) {
    const nx_set *s = NX_PTR(nx_set, set);
    if (NX_UNLIKELY(s->used != size)) return false;
    for (; index <= s->mask; index++) {
        if (s->keys[index] == 0 || s->keys[index] == NX_TOMBSTONE) continue;
        *result = index;
        return true;
    }
    *result = -1;
    return true;
}
static inline nx_value nx_set_key_at(nx_value set, nx_i64 place) { return NX_PTR(nx_set, set)->keys[place]; }
static inline bool nx_both(bool left, bool right) { return left && right; }
static inline bool nx_guard_none(nx_value value) { return value == NX_NONE; }

// ---- isinstance --------------------------------------------------------------------------------------------------------
// Classes as bits: the flags of their instances' types, and two that no type has. False: __class__ may be anything.
#define NX_KIND_BOOL ((nx_i64)1 << 32)
#define NX_KIND_NONE ((nx_i64)1 << 33)
bool nx_test_class_of(nx_value object, nx_type *class_, int *result);
static inline bool nx_test_kinds(nx_value object, nx_i64 kinds, int *result) {
    if (nx_is_pointer(object)) {
        nx_type *type = nx_shape_of(object)->type;
        *result = (type->flags & kinds) != 0;
        return *result || NX_LIKELY(type->getattr == nx_getattr_generic && !nx_class_redefined) || nx_tells_class(type);
    }
    nx_i64 kind = nx_is_small_int(object) ? NX_TYPE_INT : nx_is_tagged_float(object) ? NX_TYPE_FLOAT
                  : nx_is_bool(object) ? NX_KIND_BOOL : object == NX_NONE ? NX_KIND_NONE : 0;
    *result = (kinds & kind) != 0;
    return true;
}
static inline bool nx_test_class(nx_value object, nx_value class_, int *result) {
    *result = 1;
    return nx_is_pointer(object) && NX_LIKELY(NX_OBJ(nx_shape_of(object)->type) == class_) ? true : nx_test_class_of(object, NX_PTR(nx_type, class_), result);
}

// Entries that are reserved and unbound make `live` the length all the same.
static inline nx_i64 nx_set_length(nx_value set) { return NX_PTR(nx_set, set)->used; }
static inline nx_i64 nx_dict_length(nx_value dict) { return NX_PTR(nx_dict, dict)->live; }

// ---- parts of accesses -----------------------------------------------------------------------------------------------
// An address is an nx_i64: what it points to is alive as the object that it was taken from is, and its base keeps it, too.
static inline nx_i64 nx_list_items(nx_value list) { return (nx_i64)NX_PTR(nx_list, list)->items; }
static inline nx_value nx_item_at(nx_i64 items, nx_i64 index) { return ((const nx_value *)items)[index]; }
static inline nx_value nx_item_ahead(nx_i64 items, nx_i64 index, nx_i64 length) {
    nx_i64 ahead = index + 4;
    __builtin_prefetch((const void *)((const nx_value *)items)[ahead < length ? ahead : index]);
    return ((const nx_value *)items)[index];
}
static inline void nx_item_put(nx_i64 items, nx_i64 index, nx_value value) { ((nx_value *)items)[index] = value; }
static inline nx_value nx_tuple_at(nx_value tuple, nx_i64 index) { return NX_PTR(nx_tuple, tuple)->items[index]; }
static inline nx_i64 nx_bytes_at(nx_value bytes, nx_i64 index) { return NX_PTR(nx_bytes, bytes)->data[index]; }
static inline nx_i64 nx_bytearray_data(nx_value bytes) { return (nx_i64)NX_PTR(nx_bytearray, bytes)->data; }
static inline nx_i64 nx_data_at(nx_i64 data, nx_i64 index) { return ((const uint8_t *)data)[index]; }
static inline void nx_data_put(nx_i64 data, nx_i64 index, nx_i64 value) { ((uint8_t *)data)[index] = (uint8_t)value; }
static inline bool nx_guard_byte(nx_i64 number) { return (uint64_t)number <= 255; }
static inline bool nx_guard_narrow(nx_value string) { return NX_PTR(nx_str, string)->kind == 1; }
static inline nx_i64 nx_code_at(nx_value string, nx_i64 index) {
    return ((const uint8_t *)NX_PTR(nx_str, string)->data)[index];
}
static inline nx_value nx_character(nx_i64 code) { return NX_OBJ(&nx_latin1[(uint8_t)code]); }
static inline nx_i64 nx_normal_index(nx_i64 index, nx_i64 length) { return index < 0 ? index + length : index; }
static inline bool nx_in_bounds(nx_i64 index, nx_i64 length, nx_i64 *result) {
    *result = index;
    return (uint64_t)index < (uint64_t)length;
}
static inline bool nx_guard_at_most(nx_i64 left, nx_i64 right) { return left <= right; }
static inline bool nx_guard_same(nx_value left, nx_value right) { return left == right; }
static inline bool nx_guard_distinct(nx_value left, nx_value right) { return left != right; }

// ---- objects ---------------------------------------------------------------------------------------------------------
static inline nx_value nx_exception_class(nx_value exception) { return NX_OBJ(nx_type_of(exception)); }
nx_value nx_traceback_of(nx_value exception);
static inline nx_value nx_exception_traceback(nx_value exception) { return nx_traceback_of(exception); }
static inline bool nx_guard_bound(nx_value value) { return NX_LIKELY(value != 0); }

// ---- iteration -------------------------------------------------------------------------------------------------------
static inline bool nx_range_steps(nx_i64 start, nx_i64 stop, nx_i64 step, nx_i64 *result) {
    if (NX_UNLIKELY(step == 0 || !nx_fits_small_int(start) || !nx_fits_small_int(stop) || !nx_fits_small_int(step)))
        return false;
    if (step == 1)
        *result = start < stop ? stop - start : 0;
    else if (step > 0)
        *result = start < stop ? (stop - start - 1) / step + 1 : 0;
    else
        *result = start > stop ? (start - stop - 1) / -step + 1 : 0;
    return true;
}
static inline bool nx_range_is_over(nx_i64 next, nx_i64 stop, nx_i64 step) { return step > 0 ? next >= stop : next <= stop; }

#include "hosted.h"
#endif
