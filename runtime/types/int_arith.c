// Integers of any size: sign and magnitude in GMP limbs. Results are normalised: what fits 62 bits is a tagged word,
// an nx_int object has no leading zero limbs. Division and modulo round towards minus infinity, shifts too.
#include <math.h>

#include "alloc.h"
#include "number.h"

// ---- representation ---------------------------------------------------------------------------------------------

nx_int *nx_int_reserve(int64_t count) {
    if (NX_UNLIKELY(count > INT64_MAX / 16)) {
        nx_raise_no_memory();
        return NULL;
    }
    nx_int *result = nx_alloc_atomic(sizeof(nx_int) + (size_t)count * sizeof(uint64_t)); // limbs not zeroed
    if (NX_LIKELY(result != NULL))
        result->header.shape = &nx_int_type.root;
    return result;
}

nx_value nx_int_finish(nx_int *result, int64_t count, bool negative) {
    count = nx_limbs_trim((const mp_limb_t *)result->limbs, count);
    if (count <= 1) {
        uint64_t limb = count ? result->limbs[0] : 0;
        if (limb <= (uint64_t)NX_INT_MAX)
            return nx_from_small_int(negative ? -(int64_t)limb : (int64_t)limb);
        if (negative && limb == (uint64_t)NX_INT_MAX + 1)
            return nx_from_small_int(NX_INT_MIN);
    }
    result->size = negative ? -count : count;
    return NX_OBJ(result);
}

nx_value nx_int_from_limbs(const uint64_t *limbs, int64_t count, bool negative) {
    count = nx_limbs_trim((const mp_limb_t *)limbs, count);
    if (count == 0)
        return NX_INT(0);
    if (count == 1 && limbs[0] <= (uint64_t)NX_INT_MAX)
        return nx_from_small_int(negative ? -(int64_t)limbs[0] : (int64_t)limbs[0]);
    nx_int *result = nx_int_reserve(count);
    if (!result)
        return 0;
    memcpy(result->limbs, limbs, (size_t)count * sizeof(uint64_t));
    return nx_int_finish(result, count, negative);
}

nx_value nx_int_from_u64(uint64_t n) {
    return nx_int_from_limbs(&n, 1, false);
}

nx_value nx_int_from_i64(int64_t n) {
    uint64_t magnitude = n < 0 ? -(uint64_t)n : (uint64_t)n;
    return nx_int_from_limbs(&magnitude, 1, n < 0);
}

// Most numbers beyond 62 bits are hashes, products on their way to a `%` or `&`, and counters of nanoseconds: what 126 bits
// hold needs no limbs to compute with.
#define WIDE_MAX ((__int128)1 << 126)

// An int, bool or exact nx_int of less than 127 bits.
static inline bool as_wide(nx_value v, __int128 *out) {
    if (nx_is_small_int(v)) {
        *out = nx_small_int(v);
        return true;
    }
    if (!nx_is_exact(v, &nx_int_type))
        return false;
    const nx_int *n = NX_PTR(nx_int, v);
    int64_t count = n->size < 0 ? -n->size : n->size;
    if (count > 2 || (count == 2 && n->limbs[1] >> 62))
        return false;
    unsigned __int128 magnitude = count == 2 ? (unsigned __int128)n->limbs[1] << 64 | n->limbs[0] : n->limbs[0];
    *out = n->size < 0 ? -(__int128)magnitude : (__int128)magnitude;
    return true;
}

static NX_NOINLINE nx_value from_wide(__int128 n) {
    if (n >= NX_INT_MIN && n <= NX_INT_MAX)
        return nx_from_small_int((int64_t)n);
    unsigned __int128 magnitude = n < 0 ? -(unsigned __int128)n : (unsigned __int128)n;
    int64_t count = magnitude >> 64 ? 2 : 1;
    nx_int *result = nx_int_reserve(2);
    if (NX_UNLIKELY(!result))
        return 0;
    result->limbs[0] = (uint64_t)magnitude;
    result->limbs[1] = (uint64_t)(magnitude >> 64);
    result->size = n < 0 ? -count : count;
    return NX_OBJ(result);
}

void nx_int_to_mpz(nx_value v, mpz_t out) {
    nx_int_look look;
    nx_int_look_at(v, &look);
    mpz_init(out);
    if (look.count == 0)
        return;
    memcpy(mpz_limbs_write(out, look.count), look.limbs, (size_t)look.count * sizeof(mp_limb_t));
    mpz_limbs_finish(out, look.negative ? -look.count : look.count);
}

nx_value nx_int_from_mpz(const mpz_t z) {
    return nx_int_from_limbs((const uint64_t *)mpz_limbs_read(z), (int64_t)mpz_size(z), mpz_sgn(z) < 0);
}

// A read-only mpz_t on the limbs of a look.
static void borrow_mpz(const nx_int_look *look, mpz_t out) {
    mpz_roinit_n(out, look->limbs, look->negative ? -look->count : look->count);
}

// ---- temporaries --------------------------------------------------------------------------------------------------
// Ints that an operation has just made of other ints and that the program only looks at once: by address, until who takes
// them comes, or a collection (after which something else may stand there).
enum { REMEMBERED = 8 };
static nx_value temporaries[REMEMBERED];
static unsigned next_temporary;

static bool is_plain_int(nx_value v) { return nx_is_small_int(v) || (nx_is_pointer(v) && v && nx_shape_of(v) == &nx_int_type.root); }

void nx_temporary_made(nx_value result, nx_value left, nx_value right) {
    if (is_plain_int(left) && is_plain_int(right)) temporaries[next_temporary++ % REMEMBERED] = result;
}

// Not given back when code of the program has seen it (the other operand is no int) or when it is the result.
void nx_temporary_taken(nx_value operand, nx_value other, nx_value result) {
    bool is_free = operand != other && operand != result && is_plain_int(other);
    for (int i = 0; i < REMEMBERED; i++) {
        if (temporaries[i] != operand) continue;
        temporaries[i] = 0;
        if (!is_free) return;
        const nx_int *n = NX_PTR(nx_int, operand);
        nx_give_back_bytes(NX_PTR(void, operand), sizeof *n + (size_t)(n->size < 0 ? -n->size : n->size) * sizeof(uint64_t));
        return;
    }
}

void nx_temporaries_forget(void) { memset(temporaries, 0, sizeof temporaries); }

// ---- addition, subtraction, multiplication ------------------------------------------------------------------------

// Compares magnitudes: -1, 0, 1.
static int compare_magnitudes(const nx_int_look *a, const nx_int_look *b) {
    if (a->count != b->count)
        return a->count < b->count ? -1 : 1;
    if (a->count == 0)
        return 0;
    int order = mpn_cmp(a->limbs, b->limbs, a->count);
    return order < 0 ? -1 : order > 0;
}

static nx_value add_looks(const nx_int_look *a, const nx_int_look *b, bool b_negative) {
    if (a->negative == b_negative) {
        if (a->count < b->count) {
            const nx_int_look *swap = a;
            a = b;
            b = swap;
        }
        nx_int *result = nx_int_reserve(a->count + 1);
        if (!result)
            return 0;
        mp_limb_t *limbs = (mp_limb_t *)result->limbs;
        mp_limb_t carry;
        if (b->count == 0) {
            mpn_copyi(limbs, a->limbs, a->count);
            carry = 0;
        } else
            carry = mpn_add(limbs, a->limbs, a->count, b->limbs, b->count);
        limbs[a->count] = carry;
        return nx_int_finish(result, a->count + 1, b_negative);
    }
    bool negative = a->negative;
    int order = compare_magnitudes(a, b);
    if (order == 0)
        return NX_INT(0);
    if (order < 0) {
        const nx_int_look *swap = a;
        a = b;
        b = swap;
        negative = b_negative;
    }
    nx_int *result = nx_int_reserve(a->count);
    if (!result)
        return 0;
    if (b->count == 0)
        mpn_copyi((mp_limb_t *)result->limbs, a->limbs, a->count);
    else
        mpn_sub((mp_limb_t *)result->limbs, a->limbs, a->count, b->limbs, b->count);
    return nx_int_finish(result, a->count, negative);
}

nx_value nx_int_add_any(nx_value left, nx_value right) {
    if (nx_are_small_ints(left, right))
        return nx_from_i64(nx_small_int(left) + nx_small_int(right));
    __int128 x, y;
    if (as_wide(left, &x) && as_wide(right, &y))
        return from_wide(x + y);
    nx_int_look a, b;
    nx_int_look_at(left, &a);
    nx_int_look_at(right, &b);
    return add_looks(&a, &b, b.negative);
}

nx_value nx_int_sub_any(nx_value left, nx_value right) {
    if (nx_are_small_ints(left, right))
        return nx_from_i64(nx_small_int(left) - nx_small_int(right));
    __int128 x, y;
    if (as_wide(left, &x) && as_wide(right, &y))
        return from_wide(x - y);
    nx_int_look a, b;
    nx_int_look_at(left, &a);
    nx_int_look_at(right, &b);
    return add_looks(&a, &b, b.count != 0 && !b.negative);
}

nx_value nx_int_mul_any(nx_value left, nx_value right) {
    if (nx_are_small_ints(left, right))
        return from_wide((__int128)nx_small_int(left) * nx_small_int(right));
    nx_int_look a, b;
    nx_int_look_at(left, &a);
    nx_int_look_at(right, &b);
    if (a.count == 0 || b.count == 0)
        return NX_INT(0);
    bool negative = a.negative != b.negative;
    if (a.count == 1 && b.count == 1) {
        unsigned __int128 product = (unsigned __int128)a.limbs[0] * b.limbs[0];
        nx_int *result = nx_int_reserve(2);
        if (!result)
            return 0;
        result->limbs[0] = (uint64_t)product;
        result->limbs[1] = (uint64_t)(product >> 64);
        return nx_int_finish(result, 2, negative);
    }
    const nx_int_look *long_ = a.count >= b.count ? &a : &b, *short_ = a.count >= b.count ? &b : &a;
    nx_int *result = nx_int_reserve(a.count + b.count);
    if (!result)
        return 0;
    mp_limb_t *limbs = (mp_limb_t *)result->limbs;
    if (short_->count == 1)
        limbs[long_->count] = mpn_mul_1(limbs, long_->limbs, long_->count, short_->limbs[0]);
    else if (left == right)
        mpn_sqr(limbs, a.limbs, a.count);
    else
        mpn_mul(limbs, long_->limbs, long_->count, short_->limbs, short_->count);
    return nx_int_finish(result, a.count + b.count, negative);
}

nx_value nx_int_negate(nx_value v) {
    if (nx_is_small_int(v))
        return nx_from_i64(-nx_small_int(v));
    nx_int_look look;
    nx_int_look_at(v, &look);
    return nx_int_from_limbs((const uint64_t *)look.limbs, look.count, !look.negative);
}

int nx_int_compare_any(nx_value left, nx_value right) {
    if (nx_are_small_ints(left, right))
        return (int64_t)left < (int64_t)right ? -1 : left != right;
    __int128 x, y;
    if (as_wide(left, &x) && as_wide(right, &y))
        return x < y ? -1 : x > y;
    nx_int_look a, b;
    nx_int_look_at(left, &a);
    nx_int_look_at(right, &b);
    bool a_negative = a.negative && a.count, b_negative = b.negative && b.count;
    if (a_negative != b_negative)
        return a_negative ? -1 : 1;
    int order = compare_magnitudes(&a, &b);
    return a_negative ? -order : order;
}

// ---- division -----------------------------------------------------------------------------------------------------

// As nx_int_floor_divide, for magnitudes that a single-limb divisor, or one of several, divides.
static bool divide_looks(const nx_int_look *n, const nx_int_look *d, nx_value *quotient, nx_value *remainder) {
    bool negative = n->negative != d->negative; // of the quotient
    int64_t quotient_count = n->count - d->count + 1;
    nx_int *q = NULL, *r = NULL;
    mp_limb_t *q_limbs, *r_limbs;
    if (quotient) {
        if (!(q = nx_int_reserve(quotient_count + 1)))
            return false;
        q_limbs = (mp_limb_t *)q->limbs;
    } else {
        q_limbs = NX_SCRATCH_LIMBS(quotient_count);
        if (!q_limbs)
            return false;
    }
    if (remainder) {
        if (!(r = nx_int_reserve(d->count)))
            return false;
        r_limbs = (mp_limb_t *)r->limbs;
    } else {
        r_limbs = NX_SCRATCH_LIMBS(d->count);
        if (!r_limbs)
            return false;
    }
    if (d->count == 1)
        r_limbs[0] = mpn_divrem_1(q_limbs, 0, n->limbs, n->count, d->limbs[0]);
    else
        mpn_tdiv_qr(q_limbs, r_limbs, 0, n->limbs, n->count, d->limbs, d->count);
    bool inexact = nx_limbs_trim(r_limbs, d->count) != 0;
    if (quotient) {
        q_limbs[quotient_count] = 0;
        if (negative && inexact)
            mpn_add_1(q_limbs, q_limbs, quotient_count + 1, 1);
        *quotient = nx_int_finish(q, quotient_count + 1, negative);
    }
    if (remainder) {
        if (negative && inexact)
            mpn_sub_n(r_limbs, d->limbs, r_limbs, d->count);
        *remainder = nx_int_finish(r, d->count, d->negative);
    }
    return true;
}

bool nx_int_floor_divide(nx_value left, nx_value right, nx_value *quotient, nx_value *remainder) {
    if (nx_are_small_ints(left, right)) {
        int64_t n = nx_small_int(left), d = nx_small_int(right);
        int64_t q = n / d, r = n % d;
        if (r != 0 && (r ^ d) < 0) {
            q--;
            r += d;
        }
        if (quotient)
            *quotient = nx_from_i64(q);
        if (remainder)
            *remainder = nx_from_small_int(r);
        return true;
    }
    __int128 wide_n, wide_d;
    if (as_wide(left, &wide_n) && as_wide(right, &wide_d)) {
        if (wide_d > 0 && (wide_d & (wide_d - 1)) == 0) { // a power of two
            int places = wide_d >> 64 ? 64 + __builtin_ctzl((uint64_t)(wide_d >> 64)) : __builtin_ctzl((uint64_t)wide_d);
            return (!quotient || (*quotient = from_wide(wide_n >> places))) &&
                   (!remainder || (*remainder = from_wide(wide_n & (wide_d - 1))));
        }
        __int128 q = wide_n / wide_d, r = wide_n - q * wide_d;
        if (r != 0 && (r < 0) != (wide_d < 0)) {
            q--;
            r += wide_d;
        }
        return (!quotient || (*quotient = from_wide(q))) && (!remainder || (*remainder = from_wide(r)));
    }
    nx_int_look n, d;
    nx_int_look_at(left, &n);
    nx_int_look_at(right, &d);
    if (n.count == 0) {
        if (quotient)
            *quotient = NX_INT(0);
        if (remainder)
            *remainder = NX_INT(0);
        return true;
    }
    if (compare_magnitudes(&n, &d) < 0) {
        bool negative = n.negative != d.negative;
        if (quotient)
            *quotient = NX_INT(negative ? -1 : 0);
        if (remainder && !(*remainder = negative ? add_looks(&n, &d, d.negative) : nx_int_exact(left)))
            return false;
        return true;
    }
    return divide_looks(&n, &d, quotient, remainder);
}

// The top 64 bits of a magnitude (leading bit set) and whether any bit below them is set.
static uint64_t top_bits(const mp_limb_t *limbs, int64_t count, bool *sticky) {
    int shift = __builtin_clzl(limbs[count - 1]);
    uint64_t top = (uint64_t)limbs[count - 1] << shift;
    int64_t rest = count - 1;
    *sticky = false;
    if (rest > 0 && shift > 0) {
        top |= (uint64_t)limbs[rest - 1] >> (64 - shift);
        *sticky = ((uint64_t)limbs[rest - 1] << shift) != 0;
        rest--;
    }
    while (rest > 0 && !*sticky)
        *sticky = limbs[--rest] != 0;
    return top;
}

// A magnitude whose leading 64 bits are `top`, rounded half to even to `bits` bits.
static double round_bits(uint64_t top, bool sticky, int bits) {
    uint64_t half = (uint64_t)1 << (63 - bits), low = top & (2 * half - 1);
    uint64_t kept = top >> (64 - bits);
    if (low > half || (low == half && (sticky || (kept & 1))))
        kept++;
    return (double)kept;
}

double nx_int_frexp(nx_value v, int64_t *exponent) {
    nx_int_look look;
    nx_int_look_at(v, &look);
    *exponent = 0;
    if (look.count == 0)
        return 0.0;
    bool sticky;
    uint64_t top = top_bits(look.limbs, look.count, &sticky);
    *exponent = nx_limbs_bits(look.limbs, look.count);
    double m = ldexp(round_bits(top, sticky, 53), -53);
    return look.negative ? -m : m;
}

bool nx_int_to_double(nx_value v, double *out) {
    if (nx_is_small_int(v)) {
        *out = (double)nx_small_int(v);
        return true;
    }
    int64_t exponent;
    double m = nx_int_frexp(v, &exponent);
    if (exponent <= 1024) {
        *out = ldexp(m, (int)exponent);
        if (!isinf(*out))
            return true;
    }
    return nx_failf(&nx_OverflowError, "int too large to convert to float");
}

// Correctly rounded: the quotient of the magnitudes scaled by 2^-shift, to 55 or 56 bits and a sticky bit.
nx_value nx_int_true_divide(nx_value left, nx_value right) {
    nx_int_look n, d;
    nx_int_look_at(left, &n);
    nx_int_look_at(right, &d);
    if (d.count == 0)
        return nx_raise(&nx_ZeroDivisionError, "division by zero");
    bool negative = n.negative != d.negative;
    if (n.count == 0)
        return nx_from_double(negative ? -0.0 : 0.0);
    int64_t n_bits = nx_limbs_bits(n.limbs, n.count), d_bits = nx_limbs_bits(d.limbs, d.count);
    if (n_bits <= 53 && d_bits <= 53) {
        double q = (double)n.limbs[0] / (double)d.limbs[0];
        return nx_from_double(negative ? -q : q);
    }
    int64_t difference = n_bits - d_bits;
    if (difference > 1024)
        return nx_raise(&nx_OverflowError, "integer division result too large for a float");
    if (difference < -1076)
        return nx_from_double(negative ? -0.0 : 0.0);
    int64_t shift = difference - 55; // the quotient has 55 or 56 bits
    int64_t n_shift = shift < 0 ? -shift : 0, d_shift = shift > 0 ? shift : 0;
    int64_t n_count = n.count + n_shift / 64 + 1, d_count = d.count + d_shift / 64 + 1;
    mp_limb_t *a = NX_SCRATCH_LIMBS(n_count), *b = NX_SCRATCH_LIMBS(d_count);
    if (!a || !b)
        return 0;
    memset(a, 0, (size_t)n_count * 8);
    memset(b, 0, (size_t)d_count * 8);
    mpn_copyi(a + n_shift / 64, n.limbs, n.count);
    mpn_copyi(b + d_shift / 64, d.limbs, d.count);
    if (n_shift % 64)
        mpn_lshift(a, a, n_count, (unsigned)(n_shift % 64));
    if (d_shift % 64)
        mpn_lshift(b, b, d_count, (unsigned)(d_shift % 64));
    n_count = nx_limbs_trim(a, n_count);
    d_count = nx_limbs_trim(b, d_count);
    mp_limb_t *q = NX_SCRATCH_LIMBS(n_count - d_count + 2), *r = NX_SCRATCH_LIMBS(d_count);
    if (!q || !r)
        return 0;
    mpn_tdiv_qr(q, r, 0, a, n_count, b, d_count);
    bool sticky = nx_limbs_trim(r, d_count) != 0;
    uint64_t quotient = q[0]; // 55 or 56 bits
    int bits = 64 - __builtin_clzl(quotient);
    int64_t exponent = shift + bits; // value = 0.1xxx * 2^exponent
    int keep = exponent >= -1021 ? 53 : (int)(53 + exponent + 1021);
    double result;
    if (keep < 0)
        result = 0.0;
    else if (keep == 0) // between half the smallest subnormal and the whole of it
        result = (quotient << (64 - bits)) == (uint64_t)1 << 63 && !sticky ? 0.0 : ldexp(1.0, (int)exponent);
    else
        result = ldexp(round_bits(quotient << (64 - bits), sticky, keep), (int)(exponent - keep));
    if (isinf(result))
        return nx_raise(&nx_OverflowError, "integer division result too large for a float");
    return nx_from_double(negative ? -result : result);
}

// ---- shifts ---------------------------------------------------------------------------------------------------------

nx_value nx_int_shift_left(nx_value v, int64_t count) {
    __int128 wide;
    if (count < 126 && as_wide(v, &wide)) {
        __int128 shifted = (__int128)((unsigned __int128)wide << count);
        if (shifted >> count == wide && shifted < WIDE_MAX && shifted > -WIDE_MAX)
            return from_wide(shifted);
    }
    nx_int_look look;
    nx_int_look_at(v, &look);
    if (look.count == 0)
        return NX_INT(0);
    int64_t whole = count / 64;
    nx_int *result = nx_int_reserve(look.count + whole + 1);
    if (!result)
        return 0;
    mp_limb_t *limbs = (mp_limb_t *)result->limbs;
    mpn_zero(limbs, whole);
    if (count % 64)
        limbs[whole + look.count] = mpn_lshift(limbs + whole, look.limbs, look.count, (unsigned)(count % 64));
    else {
        mpn_copyi(limbs + whole, look.limbs, look.count);
        limbs[whole + look.count] = 0;
    }
    return nx_int_finish(result, look.count + whole + 1, look.negative);
}

nx_value nx_int_shift_right(nx_value v, int64_t count) {
    if (nx_is_small_int(v))
        return nx_from_small_int(nx_small_int(v) >> (count > 63 ? 63 : count));
    __int128 wide;
    if (as_wide(v, &wide))
        return from_wide(wide >> (count > 127 ? 127 : count));
    nx_int_look look;
    nx_int_look_at(v, &look);
    int64_t whole = count / 64, kept = look.count - whole;
    if (kept <= 0)
        return NX_INT(look.negative && look.count ? -1 : 0);
    bool lost = false;
    if (look.negative)
        lost = nx_limbs_trim(look.limbs, whole) != 0;
    nx_int *result = nx_int_reserve(kept + 1);
    if (!result)
        return 0;
    mp_limb_t *limbs = (mp_limb_t *)result->limbs;
    if (count % 64)
        lost |= mpn_rshift(limbs, look.limbs + whole, kept, (unsigned)(count % 64)) != 0;
    else
        mpn_copyi(limbs, look.limbs + whole, kept);
    limbs[kept] = 0;
    if (look.negative && lost)
        mpn_add_1(limbs, limbs, kept + 1, 1);
    return nx_int_finish(result, kept + 1, look.negative);
}

// ---- powers, roots, common divisors -----------------------------------------------------------------------------------

nx_value nx_int_power(nx_value base, nx_value exponent) {
    int64_t power;
    if (!nx_int_fits_i64(exponent, &power)) {
        int64_t small;
        if (nx_int_fits_i64(base, &small) && small >= -1 && small <= 1) {
            nx_int_look look;
            nx_int_look_at(exponent, &look);
            return small == -1 && !(look.limbs[0] & 1) ? NX_INT(1) : nx_from_small_int(small);
        }
        return nx_raise_no_memory();
    }
    if (nx_is_small_int(base)) {
        __int128 result = 1, square = nx_small_int(base);
        int64_t rest = power;
        for (;;) {
            if (rest & 1) {
                result *= square;
                if (result > INT64_MAX || result < INT64_MIN)
                    break;
            }
            if (!(rest >>= 1))
                return nx_from_i64((int64_t)result);
            square *= square;
            if (square > INT64_MAX)
                break;
        }
    }
    nx_int_look look;
    nx_int_look_at(base, &look);
    if (look.count == 0)
        return nx_from_small_int(power == 0);
    if (look.count == 1 && look.limbs[0] == 1)
        return nx_from_small_int(look.negative && (power & 1) ? -1 : 1);
    if (nx_limbs_bits(look.limbs, look.count) - 1 > ((int64_t)1 << 36) / (power ? power : 1))
        return nx_raise_no_memory();
    mpz_t b, result;
    borrow_mpz(&look, b);
    mpz_init(result);
    mpz_pow_ui(result, b, (unsigned long)power);
    nx_value value = nx_int_from_mpz(result);
    mpz_clear(result);
    return value;
}

// pow(base, exponent, modulus)
static nx_value power_modulo(nx_value base, nx_value exponent, nx_value modulus) {
    nx_int_look b, e, m;
    nx_int_look_at(base, &b);
    nx_int_look_at(exponent, &e);
    nx_int_look_at(modulus, &m);
    if (m.count == 0)
        return nx_raise(&nx_ValueError, "pow() 3rd argument cannot be 0");
    if (m.count == 1 && m.limbs[0] == 1)
        return NX_INT(0);
    if (nx_are_small_ints(base, modulus) && nx_is_small_int(exponent) && !e.negative) {
        uint64_t mod = m.limbs[0], power = (uint64_t)nx_small_int(exponent);
        int64_t first = nx_small_int(base) % (int64_t)mod;
        uint64_t square = first < 0 ? (uint64_t)(first + (int64_t)mod) : (uint64_t)first, result = 1;
        for (; power; power >>= 1) {
            if (power & 1)
                result = (uint64_t)((unsigned __int128)result * square % mod);
            square = (uint64_t)((unsigned __int128)square * square % mod);
        }
        return nx_from_small_int(m.negative && result ? (int64_t)result - (int64_t)mod : (int64_t)result);
    }
    mpz_t base_z, exponent_z, modulus_z, result;
    borrow_mpz(&b, base_z);
    borrow_mpz(&m, modulus_z);
    modulus_z->_mp_size = (int)m.count;
    borrow_mpz(&e, exponent_z);
    exponent_z->_mp_size = (int)e.count;
    mpz_init(result);
    if (e.negative && e.count) {
        if (!mpz_invert(result, base_z, modulus_z)) {
            mpz_clear(result);
            return nx_raise(&nx_ValueError, "base is not invertible for the given modulus");
        }
        mpz_powm(result, result, exponent_z, modulus_z);
    } else
        mpz_powm(result, base_z, exponent_z, modulus_z);
    if (m.negative && mpz_sgn(result) > 0)
        mpz_sub(result, result, modulus_z);
    nx_value value = nx_int_from_mpz(result);
    mpz_clear(result);
    return value;
}

// Stein's algorithm: no division, but one where one number is much larger than the other.
uint64_t nx_gcd_of_limbs(uint64_t x, uint64_t y) {
    if (x == 0 || y == 0) return x | y;
    if (x >> 4 > y) x %= y;
    else if (y >> 4 > x) y %= x;
    if (x == 0 || y == 0) return x | y;
    int shift = __builtin_ctzll(x | y);
    x >>= __builtin_ctzll(x);
    while (y) {
        y >>= __builtin_ctzll(y);
        uint64_t less = x < y ? x : y, more = x < y ? y : x;
        x = less;
        y = more - less;
    }
    return x << shift;
}

nx_value nx_int_gcd(nx_value left, nx_value right) {
    nx_int_look a, b;
    nx_int_look_at(left, &a);
    nx_int_look_at(right, &b);
    if (a.count <= 1 && b.count <= 1) {
        uint64_t x = a.count ? a.limbs[0] : 0, y = b.count ? b.limbs[0] : 0;
        return nx_int_from_u64(nx_gcd_of_limbs(x, y));
    }
    mpz_t x, y, result;
    borrow_mpz(&a, x);
    borrow_mpz(&b, y);
    mpz_init(result);
    mpz_gcd(result, x, y);
    nx_value value = nx_int_from_mpz(result);
    mpz_clear(result);
    return value;
}

nx_value nx_int_sqrt(nx_value v, bool *exact) {
    nx_int_look look;
    nx_int_look_at(v, &look);
    if (look.count == 0) {
        if (exact)
            *exact = true;
        return NX_INT(0);
    }
    nx_int *root = nx_int_reserve((look.count + 1) / 2);
    mp_limb_t *rest = NX_SCRATCH_LIMBS(look.count);
    if (!root || !rest)
        return 0;
    mp_size_t rest_count = mpn_sqrtrem((mp_limb_t *)root->limbs, rest, look.limbs, look.count);
    if (exact)
        *exact = rest_count == 0;
    return nx_int_finish(root, (look.count + 1) / 2, false);
}

int64_t nx_int_bit_length_of(nx_value v) {
    nx_int_look look;
    nx_int_look_at(v, &look);
    return nx_limbs_bits(look.limbs, look.count);
}

// ---- bitwise operators: as if in two's complement of unbounded width ---------------------------------------------------

// Two's complement of a look in `width` limbs.
static void to_complement(const nx_int_look *look, mp_limb_t *out, int64_t width) {
    mpn_copyi(out, look->limbs, look->count);
    if (width > look->count)
        mpn_zero(out + look->count, width - look->count);
    if (look->negative && look->count)
        mpn_neg(out, out, width);
}

static nx_value bitwise(nx_value left, nx_value right, nx_operator operation) {
    __int128 x, y;
    if (as_wide(left, &x) && as_wide(right, &y))
        return from_wide(operation == NX_AND ? x & y : operation == NX_OR ? x | y : x ^ y);
    nx_int_look a, b;
    nx_int_look_at(left, &a);
    nx_int_look_at(right, &b);
    int64_t width = (a.count > b.count ? a.count : b.count) + 1;
    nx_int *result = nx_int_reserve(width);
    mp_limb_t *other = NX_SCRATCH_LIMBS(width);
    if (!result || !other)
        return 0;
    mp_limb_t *limbs = (mp_limb_t *)result->limbs;
    to_complement(&a, limbs, width);
    to_complement(&b, other, width);
    if (operation == NX_AND)
        mpn_and_n(limbs, limbs, other, width);
    else if (operation == NX_OR)
        mpn_ior_n(limbs, limbs, other, width);
    else
        mpn_xor_n(limbs, limbs, other, width);
    bool negative = limbs[width - 1] >> 63;
    if (negative)
        mpn_neg(limbs, limbs, width);
    return nx_int_finish(result, width, negative);
}

// ---- slots: both operands may be anything ---------------------------------------------------------------------------------

#define NX_BOTH_INTS(left, right)                                                                                      \
    if (!nx_is_int(left) || !nx_is_int(right))                                                                         \
    return NX_NOTIMPLEMENTED

nx_value nx_int_slot_add(nx_value left, nx_value right) {
    NX_BOTH_INTS(left, right);
    return nx_int_add_any(left, right);
}

nx_value nx_int_slot_sub(nx_value left, nx_value right) {
    NX_BOTH_INTS(left, right);
    return nx_int_sub_any(left, right);
}

nx_value nx_int_slot_mul(nx_value left, nx_value right) {
    NX_BOTH_INTS(left, right);
    return nx_int_mul_any(left, right);
}

nx_value nx_int_slot_truediv(nx_value left, nx_value right) {
    NX_BOTH_INTS(left, right);
    return nx_int_true_divide(left, right);
}

nx_value nx_int_slot_floordiv(nx_value left, nx_value right) {
    NX_BOTH_INTS(left, right);
    nx_value quotient;
    if (nx_int_sign(right) == 0)
        return nx_raise(&nx_ZeroDivisionError, "integer division or modulo by zero");
    return nx_int_floor_divide(left, right, &quotient, NULL) ? quotient : 0;
}

nx_value nx_int_slot_mod(nx_value left, nx_value right) {
    NX_BOTH_INTS(left, right);
    nx_value remainder;
    if (nx_int_sign(right) == 0)
        return nx_raise(&nx_ZeroDivisionError, "integer modulo by zero");
    return nx_int_floor_divide(left, right, NULL, &remainder) ? remainder : 0;
}

nx_value nx_int_slot_divmod(nx_value left, nx_value right) {
    NX_BOTH_INTS(left, right);
    nx_value items[2];
    if (nx_int_sign(right) == 0)
        return nx_raise(&nx_ZeroDivisionError, "integer division or modulo by zero");
    return nx_int_floor_divide(left, right, &items[0], &items[1]) ? nx_tuple_from(2, items) : 0;
}

nx_value nx_int_slot_pow(nx_value left, nx_value right) {
    NX_BOTH_INTS(left, right);
    if (nx_int_sign(right) >= 0)
        return nx_int_power(left, right);
    double x, y;
    if (!nx_int_to_double(left, &x) || !nx_int_to_double(right, &y))
        return 0;
    return nx_float_power(x, y);
}

nx_value nx_int_slot_pow3(nx_value base, nx_value exponent, nx_value modulus) {
    if (modulus == NX_NONE || !modulus)
        return nx_int_slot_pow(base, exponent);
    if (!nx_is_int(base) || !nx_is_int(exponent) || !nx_is_int(modulus))
        return NX_NOTIMPLEMENTED;
    return power_modulo(base, exponent, modulus);
}

nx_value nx_int_slot_lshift(nx_value left, nx_value right) {
    NX_BOTH_INTS(left, right);
    if (nx_int_sign(right) < 0)
        return nx_raise(&nx_ValueError, "negative shift count");
    if (nx_int_sign(left) == 0)
        return NX_INT(0);
    int64_t count;
    if (!nx_int_fits_i64(right, &count))
        return nx_raise(&nx_OverflowError, "too many digits in integer");
    return nx_int_shift_left(left, count);
}

nx_value nx_int_slot_rshift(nx_value left, nx_value right) {
    NX_BOTH_INTS(left, right);
    if (nx_int_sign(right) < 0)
        return nx_raise(&nx_ValueError, "negative shift count");
    int64_t count;
    if (!nx_int_fits_i64(right, &count))
        return NX_INT(nx_int_sign(left) < 0 ? -1 : 0);
    return nx_int_shift_right(nx_is_bool(left) ? NX_INT(left == NX_TRUE) : left, count);
}

nx_value nx_int_slot_and(nx_value left, nx_value right) {
    NX_BOTH_INTS(left, right);
    if (nx_are_small_ints(left, right))
        return left & right;
    return bitwise(left, right, NX_AND);
}

nx_value nx_int_slot_or(nx_value left, nx_value right) {
    NX_BOTH_INTS(left, right);
    if (nx_are_small_ints(left, right))
        return left | right;
    return bitwise(left, right, NX_OR);
}

nx_value nx_int_slot_xor(nx_value left, nx_value right) {
    NX_BOTH_INTS(left, right);
    if (nx_are_small_ints(left, right))
        return (left ^ right) | 1;
    return bitwise(left, right, NX_XOR);
}
