// What the number types share: looks at ints of any representation, GMP helpers, text of numbers.
#ifndef NX_NUMBER_H
#define NX_NUMBER_H

#include <gmp.h>

#include "api.h"
#include "natives.h"

// A borrowed look at an int as sign and magnitude; limbs points into the object or at `one`. Never copied.
typedef struct nx_int_look {
    const mp_limb_t *limbs;
    int64_t count; // limbs without leading zeros; 0 for zero
    bool negative;
    mp_limb_t one;
} nx_int_look;

// False when v is no int (nor bool). No exception.
static inline bool nx_int_look_at(nx_value v, nx_int_look *look) {
    int64_t n;
    if (nx_is_small_int(v))
        n = nx_small_int(v);
    else if (nx_is_bool(v))
        n = v == NX_TRUE;
    else if (nx_has_flag(v, NX_TYPE_INT)) {
        const nx_int *i = NX_PTR(nx_int, v);
        look->limbs = (const mp_limb_t *)i->limbs;
        look->negative = i->size < 0;
        look->count = i->size < 0 ? -i->size : i->size;
        return true;
    } else {
        look->limbs = &look->one;
        look->count = 0;
        look->negative = false;
        return false;
    }
    look->negative = n < 0;
    look->one = n < 0 ? -(mp_limb_t)n : (mp_limb_t)n;
    look->limbs = &look->one;
    look->count = n != 0;
    return true;
}

// The value of a bool or small int (an exact one, or of a subclass) when it fits int64_t.
bool nx_int_fits_i64(nx_value v, int64_t *out);

// An exact int of `count` limbs to fill in (not zeroed); finish trims it and turns it into a tagged int when it fits.
nx_int *nx_int_reserve(int64_t count);
nx_value nx_int_finish(nx_int *result, int64_t count, bool negative);
// v (an int, bool or instance of a subclass) as an exact int.
nx_value nx_int_exact(nx_value v);
// An instance of cls (int or a subclass) with the value of the int v.
nx_value nx_int_of_type(nx_type *cls, nx_value v);
// Scratch memory for limbs: small ones on the stack, as alloca does.
#define NX_SCRATCH_LIMBS(count)                                                                                        \
    ((count) <= 512 ? (mp_limb_t *)__builtin_alloca(((size_t)(count) + 1) * sizeof(mp_limb_t))                          \
                    : (mp_limb_t *)nx_alloc_bytes(((size_t)(count) + 1) * sizeof(mp_limb_t)))

static inline int64_t nx_limbs_trim(const mp_limb_t *limbs, int64_t count) {
    while (count > 0 && limbs[count - 1] == 0)
        count--;
    return count;
}
static inline int64_t nx_limbs_bits(const mp_limb_t *limbs, int64_t count) {
    return count == 0 ? 0 : count * 64 - __builtin_clzl(limbs[count - 1]);
}

// Operators on ints of any size; both must be ints. 0 on error.
nx_value nx_int_add_any(nx_value left, nx_value right);
nx_value nx_int_sub_any(nx_value left, nx_value right);
nx_value nx_int_mul_any(nx_value left, nx_value right);
// Floor division and modulo; quotient or remainder may be NULL. The divisor must not be zero.
bool nx_int_floor_divide(nx_value left, nx_value right, nx_value *quotient, nx_value *remainder);
nx_value nx_int_true_divide(nx_value left, nx_value right);
nx_value nx_int_shift_left(nx_value v, int64_t count);  // count >= 0
nx_value nx_int_shift_right(nx_value v, int64_t count);
nx_value nx_int_power(nx_value base, nx_value exponent); // exponent >= 0
nx_value nx_int_negate(nx_value v);
int nx_int_compare_any(nx_value left, nx_value right);  // -1, 0, 1
nx_value nx_int_gcd(nx_value left, nx_value right);
nx_value nx_int_sqrt(nx_value v, bool *exact);          // floor of the root of v >= 0
int64_t nx_int_bit_length_of(nx_value v);
// mpz_t from and to values; the mpz_t lives outside the collected heap and must be cleared.
void nx_int_to_mpz(nx_value v, mpz_t out); // initialises out
nx_value nx_int_from_mpz(const mpz_t z);
// Magnitude as m * 2^*exponent with 0.5 <= m < 1, correctly rounded to 53 bits (m may become 1.0); 0 for zero.
double nx_int_frexp(nx_value v, int64_t *exponent);

// The slots of int, which bool shares: either operand may be anything.
nx_value nx_int_slot_add(nx_value left, nx_value right), nx_int_slot_sub(nx_value left, nx_value right);
nx_value nx_int_slot_mul(nx_value left, nx_value right), nx_int_slot_truediv(nx_value left, nx_value right);
nx_value nx_int_slot_floordiv(nx_value left, nx_value right), nx_int_slot_mod(nx_value left, nx_value right);
nx_value nx_int_slot_divmod(nx_value left, nx_value right), nx_int_slot_pow(nx_value left, nx_value right);
nx_value nx_int_slot_lshift(nx_value left, nx_value right), nx_int_slot_rshift(nx_value left, nx_value right);
nx_value nx_int_slot_and(nx_value left, nx_value right), nx_int_slot_or(nx_value left, nx_value right);
nx_value nx_int_slot_xor(nx_value left, nx_value right);
nx_value nx_int_slot_pow3(nx_value base, nx_value exponent, nx_value modulus);

// ---- text ----------------------------------------------------------------------------------------------------
extern int64_t nx_int_max_str_digits; // sys.set_int_max_str_digits(); 0 = no limit
// Digits of an int in a base from 2 to 36, lower case, '-' first when negative. In a fresh pointer-free buffer,
// NUL-terminated. Base 10 respects the limit (ValueError). NULL on error.
// The digits of n, with a sign when it is negative, without a NUL; returns their number.
enum { NX_DECIMAL_ROOM = 24 };
size_t nx_decimal(int64_t n, char out[NX_DECIMAL_ROOM]);
char *nx_int_digits(nx_value v, int base, size_t *length);
// int(text, base): ASCII text with whitespace, sign, prefix, underscores. `source` is the object for the error text.
nx_value nx_int_parse(const char *text, size_t length, int base, nx_value source);
// The characters of a str as ASCII: Unicode spaces become ' ', decimal digits '0'..'9', other characters '?'.
// NUL-terminated, in a fresh buffer (or the string's own when it is ASCII). NULL: MemoryError.
const char *nx_number_ascii(nx_value string, size_t *length);
// The longest float literal at text (decimal, inf, nan, infinity; no spaces or underscores): returns its end, or NULL.
const char *nx_double_parse(const char *text, const char *end, double *out);
// float(text) with spaces and underscores allowed. False: it is no number; no exception.
bool nx_double_from_text(const char *text, size_t length, double *out);
// Text without the underscores that Python allows between digits; NULL when one is misplaced. Fresh buffer.
char *nx_strip_underscores(const char *text, size_t length, size_t *stripped);
// "%.*f", when 128 bits hold it exactly; else 0.
enum { NX_FIXED_ROOM = 64 };
size_t nx_double_fixed(double d, int64_t precision, char out[NX_FIXED_ROOM]);
// The shortest digits that read back as d (finite, not zero): value = 0.digits * 10^*point. Returns the digit count (<= 17).
int nx_double_shortest(double d, char digits[20], int *point);

// ---- hashing (equal numbers hash equal) ----------------------------------------------------------------------
#define NX_HASH_MODULUS ((((uint64_t)1) << 61) - 1)
int64_t nx_hash_double(double d, nx_value self); // self: of nan, whose hash is its identity
int64_t nx_hash_int(nx_value v);

// ---- floats --------------------------------------------------------------------------------------------------
// v as a double for float arithmetic: 1 it is a float or int, 0 it is neither, -1 error (int too large).
int nx_float_operand(nx_value v, double *out);
// Exact comparison of a double with an int: -1, 0, 1; nan is the caller's.
int nx_double_compare_int(double d, nx_value i);
nx_value nx_float_power(double x, double y);
double nx_float_modulo(double x, double y);       // y != 0
double nx_float_floor_divide(double x, double y); // y != 0
nx_value nx_double_round(double d, int64_t digits);
// float(v) of a str, bytes or other buffer; TypeError/ValueError texts of float().
bool nx_float_from_string(nx_value v, double *out);

typedef struct { double real, imag; } nx_complex_number;
nx_value nx_complex_power(nx_value left, nx_value right);
// complex(v) for C functions: complex, __complex__, float, int, __float__, __index__. TypeError "must be real number, not X".
bool nx_to_complex(nx_value v, nx_complex_number *out);

// An instance of a fixed-size number class or a subclass: the bytes to allocate behind `fixed`.
static inline size_t nx_attribute_bytes(const nx_type *cls) {
    return cls->flags & NX_TYPE_HAS_ATTRIBUTES ? cls->slot_capacity * sizeof(nx_value) : 0;
}

// The argument count checks of constructors that take no keywords: "float expected at most 1 argument, got 2".
// Warns that a method gave an instance of a subclass of the type; v: whose method it is, 0 to leave that out.
bool nx_warn_of_subclass(nx_value v, nx_value result, const char *method, const char *type);
bool nx_check_no_keywords(const char *name, nx_value kwnames);
bool nx_check_count(const char *name, size_t nargs, size_t least, size_t most);

#endif
