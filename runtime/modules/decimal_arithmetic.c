// Arithmetic of decimal numbers as the General Decimal Arithmetic Specification has it: exact on the coefficients, then
// rounded once by nx_dec_finalize.
#include "decimal.h"

static void no_memory(nx_number *to, uint32_t *status) {
    nx_dec_invalid(to, NX_DEC_NO_MEMORY, status);
}

static int compare_limbs(const mp_limb_t *a, int64_t a_count, const mp_limb_t *b, int64_t b_count) {
    if (a_count != b_count)
        return a_count < b_count ? -1 : 1;
    return a_count ? mpn_cmp(a, b, a_count) : 0;
}

// ---- sums ---------------------------------------------------------------------------------------------------------------------

// to = +-a +- b of equal exponents; signs as given.
static bool add_coefficients(nx_number *to, const nx_number *a, const nx_number *b, bool a_negative, bool b_negative,
                             const nx_dec_rules *r) {
    to->kind = NX_DEC_FINITE;
    to->exponent = a->exponent;
    if (a->count <= 1 && b->count <= 1) {
        uint64_t x = a->count ? a->limbs[0] : 0, y = b->count ? b->limbs[0] : 0;
        if (a_negative == b_negative)
            nx_dec_set_u128(to, a_negative, (nx_u128)x + y, a->exponent);
        else if (x != y)
            nx_dec_set_u128(to, x > y ? a_negative : b_negative, x > y ? x - y : y - x, a->exponent);
        else
            nx_dec_set_u128(to, r->rounding == NX_DEC_FLOOR, 0, a->exponent);
        return true;
    }
    const mp_limb_t *x = a->limbs, *y = b->limbs;
    int64_t x_count = a->count, y_count = b->count;
    int order = compare_limbs(x, x_count, y, y_count);
    if (order < 0) {
        const mp_limb_t *swap = x;
        x = y;
        y = swap;
        x_count = b->count;
        y_count = a->count;
    }
    if (a_negative == b_negative) {
        mp_limb_t *out = nx_dec_room(to, x_count + 1);
        if (!out)
            return false;
        if (y_count == 0)
            mpn_copyi(out, x, x_count);
        mp_limb_t carry = y_count ? mpn_add(out, x, x_count, y, y_count) : 0;
        out[x_count] = carry;
        to->count = x_count + (carry != 0);
        to->negative = a_negative;
        return true;
    }
    if (order == 0) {
        nx_dec_set(to, r->rounding == NX_DEC_FLOOR, 0, a->exponent);
        return true;
    }
    mp_limb_t *out = nx_dec_room(to, x_count);
    if (!out)
        return false;
    if (y_count == 0)
        mpn_copyi(out, x, x_count);
    else
        mpn_sub(out, x, x_count, y, y_count);
    to->count = nx_limbs_trim(out, x_count);
    to->negative = order > 0 ? a_negative : b_negative;
    return true;
}

static void add_special(nx_number *to, const nx_number *a, const nx_number *b, bool b_negative, const nx_dec_rules *r, uint32_t *status) {
    if (nx_dec_nan2(to, a, b, r, status))
        return;
    if (a->kind == NX_DEC_INFINITE && b->kind == NX_DEC_INFINITE && a->negative != b_negative)
        nx_dec_invalid(to, NX_DEC_INVALID_OPERATION, status);
    else
        nx_dec_set_infinity(to, a->kind == NX_DEC_INFINITE ? a->negative : b_negative);
}

static void add_signed(nx_number *to, const nx_number *a, const nx_number *b, bool b_negative, const nx_dec_rules *r, uint32_t *status) {
    if (NX_UNLIKELY(a->kind | b->kind)) {
        add_special(to, a, b, b_negative, r, status);
        return;
    }
    bool ok;
    if (a->exponent == b->exponent)
        ok = add_coefficients(to, a, b, a->negative, b_negative, r);
    else {
        bool swapped = a->exponent < b->exponent;
        const nx_number *big = swapped ? b : a, *small = swapped ? a : b; // by exponent
        bool big_negative = swapped ? b_negative : a->negative, small_negative = swapped ? a->negative : b_negative;
        nx_number aligned, tiny;
        if (big->count) {
            // What lies far below the last digit that counts is as good as any other such number.
            int64_t digits = nx_dec_digits(big), far = big->exponent - 1 - (digits > r->precision ? 0 : r->precision - digits + 1);
            if (small->exponent < far && nx_dec_adjusted(small) < far) {
                nx_dec_set(&tiny, small_negative, small->count != 0, far);
                small = &tiny;
            }
            ok = nx_dec_shift_left(&aligned, big, big->exponent - small->exponent);
        } else {
            aligned = *big;
            ok = true;
        }
        aligned.exponent = small->exponent;
        ok = ok && add_coefficients(to, &aligned, small, big_negative, small_negative, r);
    }
    if (ok)
        nx_dec_finalize(to, r, status);
    else
        no_memory(to, status);
}

void nx_dec_add(nx_number *to, const nx_number *a, const nx_number *b, const nx_dec_rules *r, uint32_t *status) {
    add_signed(to, a, b, b->negative, r, status);
}

void nx_dec_subtract(nx_number *to, const nx_number *a, const nx_number *b, const nx_dec_rules *r, uint32_t *status) {
    add_signed(to, a, b, nx_dec_is_nan(b) ? b->negative : !b->negative, r, status);
}

void nx_dec_plus(nx_number *to, const nx_number *a, const nx_dec_rules *r, uint32_t *status) {
    if (nx_dec_nan1(to, a, r, status))
        return;
    nx_dec_copy(to, a);
    if (nx_dec_is_zero(a))
        to->negative = a->negative && r->rounding == NX_DEC_FLOOR;
    nx_dec_finalize(to, r, status);
}

void nx_dec_minus(nx_number *to, const nx_number *a, const nx_dec_rules *r, uint32_t *status) {
    if (nx_dec_nan1(to, a, r, status))
        return;
    nx_dec_copy(to, a);
    to->negative = nx_dec_is_zero(a) ? !a->negative && r->rounding == NX_DEC_FLOOR : !a->negative;
    nx_dec_finalize(to, r, status);
}

void nx_dec_abs(nx_number *to, const nx_number *a, const nx_dec_rules *r, uint32_t *status) {
    if (a->kind == NX_DEC_FINITE || a->kind == NX_DEC_INFINITE) {
        nx_dec_copy(to, a);
        to->negative = false;
        nx_dec_finalize(to, r, status);
    } else
        nx_dec_nan1(to, a, r, status);
}

// ---- products -----------------------------------------------------------------------------------------------------------------

// Exact, not finalized; specials included.
static void multiply_exactly(nx_number *to, const nx_number *a, const nx_number *b, const nx_dec_rules *r, uint32_t *status) {
    bool negative = a->negative != b->negative;
    if (NX_UNLIKELY(a->kind | b->kind)) {
        if (nx_dec_nan2(to, a, b, r, status))
            return;
        if (nx_dec_is_zero(a) || nx_dec_is_zero(b))
            nx_dec_invalid(to, NX_DEC_INVALID_OPERATION, status);
        else
            nx_dec_set_infinity(to, negative);
        return;
    }
    int64_t exponent = a->exponent + b->exponent;
    if (a->count == 0 || b->count == 0) {
        nx_dec_set(to, negative, 0, exponent);
        return;
    }
    if (a->count == 1 && b->count == 1) {
        nx_dec_set_u128(to, negative, (nx_u128)a->limbs[0] * b->limbs[0], exponent);
        return;
    }
    to->negative = negative;
    to->kind = NX_DEC_FINITE;
    to->exponent = exponent;
    mp_limb_t *out = nx_dec_room(to, a->count + b->count);
    if (!out) {
        no_memory(to, status);
        return;
    }
    mp_limb_t high;
    if (a->limbs == b->limbs && a->count == b->count) {
        mpn_sqr(out, a->limbs, a->count);
        high = out[2 * a->count - 1];
    } else
        high = a->count >= b->count ? mpn_mul(out, a->limbs, a->count, b->limbs, b->count)
                                    : mpn_mul(out, b->limbs, b->count, a->limbs, a->count);
    to->count = a->count + b->count - (high == 0);
}

void nx_dec_multiply(nx_number *to, const nx_number *a, const nx_number *b, const nx_dec_rules *r, uint32_t *status) {
    multiply_exactly(to, a, b, r, status);
    nx_dec_finalize(to, r, status);
}

void nx_dec_fma(nx_number *to, const nx_number *a, const nx_number *b, const nx_number *c, const nx_dec_rules *r, uint32_t *status) {
    nx_number product;
    uint32_t conditions = 0;
    multiply_exactly(&product, a, b, r, &conditions);
    *status |= conditions;
    if (conditions & (NX_DEC_INVALID_OPERATION | NX_DEC_NO_MEMORY))
        nx_dec_copy(to, &product);
    else
        nx_dec_add(to, &product, c, r, status);
}

// ---- quotients ----------------------------------------------------------------------------------------------------------------

// Truncating division of coefficients; rest may be NULL when only *exact is wanted. The divisor is not zero.
static bool divide_coefficients(nx_number *q, nx_number *rest, const nx_number *a, const nx_number *b, bool *exact) {
    q->kind = NX_DEC_FINITE;
    if (rest)
        rest->kind = NX_DEC_FINITE;
    if (a->count <= 1 && b->count == 1) {
        uint64_t x = a->count ? a->limbs[0] : 0, y = b->limbs[0];
        nx_dec_set(q, false, x / y, 0);
        if (rest)
            nx_dec_set(rest, false, x % y, 0);
        *exact = x % y == 0;
        return true;
    }
    if (a->count == 2 && b->count == 1) {
        nx_u128 x = (nx_u128)a->limbs[1] << 64 | a->limbs[0];
        uint64_t y = b->limbs[0];
        nx_u128 quotient = x / y;
        uint64_t left = (uint64_t)x - (uint64_t)quotient * y;
        nx_dec_set_u128(q, false, quotient, 0);
        if (rest)
            nx_dec_set(rest, false, left, 0);
        *exact = left == 0;
        return true;
    }
    if (a->count < b->count) {
        nx_dec_set(q, false, 0, 0);
        *exact = a->count == 0;
        if (rest)
            nx_dec_copy(rest, a);
        return true;
    }
    mp_limb_t *quotient = nx_dec_room(q, a->count - b->count + 1);
    mp_limb_t *left = rest ? nx_dec_room(rest, b->count) : NX_SCRATCH_LIMBS(b->count);
    if (!quotient || !left)
        return false;
    if (b->count == 1)
        left[0] = mpn_divrem_1(quotient, 0, a->limbs, a->count, b->limbs[0]);
    else
        mpn_tdiv_qr(quotient, left, 0, a->limbs, a->count, b->limbs, b->count);
    q->count = nx_limbs_trim(quotient, a->count - b->count + 1);
    int64_t left_count = nx_limbs_trim(left, b->count);
    if (rest)
        rest->count = left_count;
    *exact = left_count == 0;
    return true;
}

static void divide_special(nx_number *to, const nx_number *a, const nx_number *b, const nx_dec_rules *r, uint32_t *status) {
    bool negative = a->negative != b->negative;
    if (nx_dec_nan2(to, a, b, r, status))
        return;
    if (a->kind == NX_DEC_INFINITE) {
        if (b->kind == NX_DEC_INFINITE)
            nx_dec_invalid(to, NX_DEC_INVALID_OPERATION, status);
        else
            nx_dec_set_infinity(to, negative);
        return;
    }
    nx_dec_set(to, negative, 0, nx_dec_etiny(r));
    *status |= NX_DEC_CLAMPED;
}

static void divide_by_zero(nx_number *to, const nx_number *a, const nx_number *b, uint32_t *status) {
    if (a->count == 0) {
        nx_dec_invalid(to, NX_DEC_DIVISION_UNDEFINED, status);
        return;
    }
    nx_dec_set_infinity(to, a->negative != b->negative);
    *status |= NX_DEC_DIVISION_BY_ZERO;
}

// Takes zeros off the end of an exact result, until its exponent is the ideal one.
static bool towards_ideal(nx_number *n, int64_t exponent, int64_t ideal) {
    int64_t zeros = n->count && ideal > exponent ? nx_dec_trailing_zeros(n, ideal - exponent) : 0;
    if (zeros) {
        nx_number shifted;
        if (nx_dec_shift_right(&shifted, n, zeros) < 0)
            return false;
        nx_dec_copy(n, &shifted);
    }
    n->exponent = exponent + zeros;
    return true;
}

// An inexact quotient or root with more digits than will be kept: a last digit of 0 or 5 would hide that there is more.
static bool mark_inexact(nx_number *n) {
    mp_limb_t last = n->count == 0 ? 0 : n->count == 1 ? n->limbs[0] % 5 : mpn_mod_1(n->limbs, n->count, 5);
    return last != 0 || nx_dec_increment(n);
}

void nx_dec_divide(nx_number *to, const nx_number *a, const nx_number *b, const nx_dec_rules *r, uint32_t *status) {
    if (NX_UNLIKELY(a->kind | b->kind)) {
        divide_special(to, a, b, r, status);
        return;
    }
    if (NX_UNLIKELY(b->count == 0)) {
        divide_by_zero(to, a, b, status);
        return;
    }
    bool negative = a->negative != b->negative, exact;
    int64_t ideal = a->exponent - b->exponent;
    if (a->count == 0) {
        nx_dec_set(to, negative, 0, ideal);
        nx_dec_finalize(to, r, status);
        return;
    }
    int64_t shift = nx_dec_digits(b) - nx_dec_digits(a) + r->precision + 1;
    int64_t exponent = ideal - shift;
    nx_number scaled;
    bool ok = shift >= 0 ? nx_dec_shift_left(&scaled, a, shift) && divide_coefficients(to, NULL, &scaled, b, &exact)
                         : nx_dec_shift_left(&scaled, b, -shift) && divide_coefficients(to, NULL, a, &scaled, &exact);
    to->negative = negative;
    to->exponent = exponent;
    if (ok)
        ok = !exact ? mark_inexact(to) : shift > 0 ? towards_ideal(to, exponent, ideal) : true;
    if (!ok) {
        no_memory(to, status);
        return;
    }
    nx_dec_finalize(to, r, status);
}

// a = q * b + rest with an integer q of at most `precision` digits; both are finite, b is not zero. With `nearest`, |rest| is at
// most half of b. False: impossible or no memory, the condition is set.
static bool divide_integers(nx_number *q, nx_number *rest, const nx_number *a, const nx_number *b, bool nearest,
                            const nx_dec_rules *r, uint32_t *status) {
    bool negative = a->negative != b->negative, exact;
    int64_t ideal = a->exponent < b->exponent ? a->exponent : b->exponent;
    nx_number x, y;
    if (a->count == 0) {
        nx_dec_copy(rest, a);
        rest->exponent = ideal;
        nx_dec_set(q, negative, 0, 0);
        return true;
    }
    int64_t difference = nx_dec_adjusted(a) - nx_dec_adjusted(b);
    if (difference > r->precision) {
        *status |= NX_DEC_DIVISION_IMPOSSIBLE;
        return false;
    }
    if (difference < (nearest ? -1 : 0)) {
        if (!nx_dec_shift_left(rest, a, a->exponent - ideal))
            goto fail;
        rest->exponent = ideal;
        nx_dec_set(q, negative, 0, 0);
        return true;
    }
    if (!nx_dec_shift_left(&x, a, a->exponent - ideal) || !nx_dec_shift_left(&y, b, b->exponent - ideal) ||
        !divide_coefficients(q, rest, &x, &y, &exact))
        goto fail;
    rest->negative = a->negative;
    if (nearest) {
        nx_number twice, kept;
        nx_dec_copy(&kept, rest);
        kept.exponent = 0;
        if (!add_coefficients(&twice, &kept, &kept, false, false, r))
            goto fail;
        int order = compare_limbs(twice.limbs, twice.count, y.limbs, y.count);
        if (order > 0 || (order == 0 && q->count && q->limbs[0] & 1)) {
            y.exponent = 0;
            if (!add_coefficients(rest, &y, &kept, !a->negative, a->negative, r) || !nx_dec_increment(q))
                goto fail;
        }
    }
    rest->exponent = ideal;
    q->negative = negative;
    q->exponent = 0;
    if (nx_dec_digits(q) > r->precision) {
        *status |= NX_DEC_DIVISION_IMPOSSIBLE;
        return false;
    }
    return true;
fail:
    *status |= NX_DEC_NO_MEMORY;
    return false;
}

void nx_dec_divide_int(nx_number *to, const nx_number *a, const nx_number *b, const nx_dec_rules *r, uint32_t *status) {
    nx_number rest;
    if (a->kind | b->kind) {
        if (nx_dec_nan2(to, a, b, r, status))
            return;
        if (a->kind != NX_DEC_INFINITE)
            nx_dec_set(to, a->negative != b->negative, 0, 0);
        else if (b->kind == NX_DEC_INFINITE)
            nx_dec_invalid(to, NX_DEC_INVALID_OPERATION, status);
        else
            nx_dec_set_infinity(to, a->negative != b->negative);
    } else if (b->count == 0)
        divide_by_zero(to, a, b, status);
    else if (divide_integers(to, &rest, a, b, false, r, status))
        nx_dec_finalize(to, r, status);
    else
        nx_dec_set_nan(to);
}

static void remainder_of(nx_number *to, const nx_number *a, const nx_number *b, bool nearest, const nx_dec_rules *r, uint32_t *status) {
    nx_number q;
    if (a->kind | b->kind) {
        if (nx_dec_nan2(to, a, b, r, status))
            return;
        if (a->kind == NX_DEC_INFINITE)
            nx_dec_invalid(to, NX_DEC_INVALID_OPERATION, status);
        else {
            nx_dec_copy(to, a);
            nx_dec_finalize(to, r, status);
        }
    } else if (b->count == 0)
        nx_dec_invalid(to, a->count == 0 ? NX_DEC_DIVISION_UNDEFINED : NX_DEC_INVALID_OPERATION, status);
    else if (divide_integers(&q, to, a, b, nearest, r, status))
        nx_dec_finalize(to, r, status);
    else
        nx_dec_set_nan(to);
}

void nx_dec_remainder(nx_number *to, const nx_number *a, const nx_number *b, const nx_dec_rules *r, uint32_t *status) {
    remainder_of(to, a, b, false, r, status);
}

void nx_dec_remainder_near(nx_number *to, const nx_number *a, const nx_number *b, const nx_dec_rules *r, uint32_t *status) {
    remainder_of(to, a, b, true, r, status);
}

void nx_dec_divmod(nx_number *q, nx_number *rest, const nx_number *a, const nx_number *b, const nx_dec_rules *r, uint32_t *status) {
    bool negative = a->negative != b->negative;
    if (a->kind | b->kind) {
        if (nx_dec_nan2(q, a, b, r, status)) {
            nx_dec_copy(rest, q);
        } else if (a->kind == NX_DEC_INFINITE) {
            if (b->kind == NX_DEC_INFINITE)
                nx_dec_set_nan(q);
            else
                nx_dec_set_infinity(q, negative);
            nx_dec_invalid(rest, NX_DEC_INVALID_OPERATION, status);
        } else {
            nx_dec_copy(rest, a);
            nx_dec_finalize(rest, r, status);
            nx_dec_set(q, negative, 0, 0);
        }
    } else if (b->count == 0) {
        if (a->count == 0) {
            nx_dec_set_nan(q);
            nx_dec_invalid(rest, NX_DEC_DIVISION_UNDEFINED, status);
        } else {
            nx_dec_set_infinity(q, negative);
            nx_dec_invalid(rest, NX_DEC_DIVISION_BY_ZERO | NX_DEC_INVALID_OPERATION, status);
        }
    } else if (divide_integers(q, rest, a, b, false, r, status)) {
        nx_dec_finalize(q, r, status);
        nx_dec_finalize(rest, r, status);
    } else {
        nx_dec_set_nan(q);
        nx_dec_set_nan(rest);
    }
}

// ---- rounding to an exponent --------------------------------------------------------------------------------------------------

void nx_dec_quantize(nx_number *to, const nx_number *a, const nx_number *b, const nx_dec_rules *r, uint32_t *status) {
    if (NX_UNLIKELY(a->kind | b->kind)) {
        if (nx_dec_nan2(to, a, b, r, status))
            return;
        if (a->kind == NX_DEC_INFINITE && b->kind == NX_DEC_INFINITE)
            nx_dec_copy(to, a);
        else
            nx_dec_invalid(to, NX_DEC_INVALID_OPERATION, status);
        return;
    }
    if (b->exponent > r->emax || b->exponent < nx_dec_etiny(r)) {
        nx_dec_invalid(to, NX_DEC_INVALID_OPERATION, status);
        return;
    }
    if (a->count == 0) {
        nx_dec_set(to, a->negative, 0, b->exponent);
        nx_dec_finalize(to, r, status);
        return;
    }
    int64_t shift = a->exponent - b->exponent;
    uint32_t conditions = 0;
    if (nx_dec_digits(a) + shift > r->precision) {
        nx_dec_invalid(to, NX_DEC_INVALID_OPERATION, status);
        return;
    }
    if (shift >= 0) {
        if (!nx_dec_shift_left(to, a, shift)) {
            no_memory(to, status);
            return;
        }
    } else {
        int cut = nx_dec_shift_right(to, a, -shift);
        if (cut < 0 || (nx_dec_round_up(to, cut, r->rounding) && !nx_dec_increment(to))) {
            no_memory(to, status);
            return;
        }
        conditions = cut ? NX_DEC_ROUNDED | NX_DEC_INEXACT : NX_DEC_ROUNDED;
    }
    to->exponent = b->exponent;
    int64_t digits = nx_dec_digits(to), adjusted = to->exponent + digits - 1;
    if (digits > r->precision || adjusted > r->emax || adjusted < nx_dec_etiny(r)) {
        nx_dec_invalid(to, NX_DEC_INVALID_OPERATION, status);
        return;
    }
    *status |= conditions;
    nx_dec_finalize(to, r, status);
}

static void to_integral(nx_number *to, const nx_number *a, bool tell, const nx_dec_rules *r, uint32_t *status) {
    if (nx_dec_nan1(to, a, r, status))
        return;
    if (a->kind == NX_DEC_INFINITE || a->exponent >= 0) {
        nx_dec_copy(to, a);
        return;
    }
    if (a->count == 0) {
        nx_dec_set(to, a->negative, 0, 0);
        return;
    }
    int cut = nx_dec_shift_right(to, a, -a->exponent);
    to->exponent = 0;
    if (cut < 0 || (nx_dec_round_up(to, cut, r->rounding) && !nx_dec_increment(to))) {
        no_memory(to, status);
        return;
    }
    if (tell)
        *status |= cut ? NX_DEC_ROUNDED | NX_DEC_INEXACT : NX_DEC_ROUNDED;
}

void nx_dec_to_integral_exact(nx_number *to, const nx_number *a, const nx_dec_rules *r, uint32_t *status) {
    to_integral(to, a, true, r, status);
}

void nx_dec_to_integral_value(nx_number *to, const nx_number *a, const nx_dec_rules *r, uint32_t *status) {
    to_integral(to, a, false, r, status);
}

void nx_dec_reduce(nx_number *to, const nx_number *a, const nx_dec_rules *r, uint32_t *status) {
    if (nx_dec_nan1(to, a, r, status))
        return;
    nx_dec_copy(to, a);
    nx_dec_finalize(to, r, status);
    if (to->kind != NX_DEC_FINITE)
        return;
    if (to->count == 0)
        nx_dec_set(to, to->negative, 0, 0);
    else if (!towards_ideal(to, to->exponent, r->clamp ? nx_dec_etop(r) : r->emax))
        no_memory(to, status);
}

// ---- the square root ------------------------------------------------------------------------------------------------------------

void nx_dec_sqrt(nx_number *to, const nx_number *a, const nx_dec_rules *r, uint32_t *status) {
    if (nx_dec_nan1(to, a, r, status))
        return;
    if (a->kind == NX_DEC_INFINITE) {
        if (a->negative)
            nx_dec_invalid(to, NX_DEC_INVALID_OPERATION, status);
        else
            nx_dec_copy(to, a);
        return;
    }
    int64_t ideal = (a->exponent - (a->exponent & 1)) / 2;
    nx_dec_rules nearest = *r;
    nearest.rounding = NX_DEC_HALF_EVEN;
    if (a->count == 0) {
        nx_dec_set(to, a->negative, 0, ideal);
        nx_dec_finalize(to, &nearest, status);
        return;
    }
    if (a->negative) {
        nx_dec_invalid(to, NX_DEC_INVALID_OPERATION, status);
        return;
    }
    // The root of c * 10**shift has precision + 1 digits or one more; shift and exponent are even together.
    int64_t shift = 2 * (r->precision + 1) - nx_dec_digits(a);
    shift += (a->exponent - shift) & 1;
    nx_number scaled;
    bool exact = true;
    if (shift >= 0) {
        if (!nx_dec_shift_left(&scaled, a, shift))
            goto fail;
    } else {
        int cut = nx_dec_shift_right(&scaled, a, -shift);
        if (cut < 0)
            goto fail;
        exact = cut == 0;
    }
    int64_t count = (scaled.count + 1) / 2;
    mp_limb_t *root = nx_dec_room(to, count), *rest = NX_SCRATCH_LIMBS(scaled.count);
    if (!root || !rest)
        goto fail;
    exact = mpn_sqrtrem(root, rest, scaled.limbs, scaled.count) == 0 && exact;
    to->count = nx_limbs_trim(root, count);
    to->kind = NX_DEC_FINITE;
    to->negative = false;
    int64_t exponent = (a->exponent - shift) / 2;
    to->exponent = exponent;
    if (exact ? !towards_ideal(to, exponent, ideal) : !mark_inexact(to))
        goto fail;
    nx_dec_finalize(to, &nearest, status);
    return;
fail:
    no_memory(to, status);
}
