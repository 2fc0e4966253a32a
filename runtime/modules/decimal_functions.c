// exp, ln, log10 and powers of decimal numbers. The functions are computed in binary fixed point (an integer over 2**bits), with
// more digits until it is clear how the result rounds, so they are correctly rounded. Powers go the way that fixes their last
// digit in CPython: integer ones by squaring with guard digits, others as exp(y * ln x) with 23 more digits.
#include <math.h>

#include "decimal.h"

static void no_memory(nx_number *to, uint32_t *status) {
    nx_dec_invalid(to, NX_DEC_NO_MEMORY, status);
}

static void coefficient_mpz(const nx_number *n, mpz_t out) {
    mpz_init(out);
    if (n->count) {
        mpn_copyi(mpz_limbs_write(out, n->count), n->limbs, n->count);
        mpz_limbs_finish(out, n->count);
    }
}

static bool set_mpz(nx_number *n, const mpz_t z, int64_t exponent) {
    int64_t count = (int64_t)mpz_size(z);
    mp_limb_t *out = nx_dec_room(n, count);
    if (!out)
        return false;
    mpn_copyi(out, mpz_limbs_read(z), count);
    n->count = count;
    n->kind = NX_DEC_FINITE;
    n->negative = mpz_sgn(z) < 0;
    n->exponent = exponent;
    return true;
}

// ---- fixed point ----------------------------------------------------------------------------------------------------------------

// out += factor * atanh(1 / k), over 2**bits.
static void add_atanh(mpz_t out, unsigned long factor, unsigned long k, unsigned long bits) {
    mpz_t power, term;
    mpz_init(power);
    mpz_init(term);
    mpz_set_ui(power, factor);
    mpz_mul_2exp(power, power, bits);
    mpz_fdiv_q_ui(power, power, k);
    for (unsigned long n = 1; mpz_sgn(power) != 0; n += 2) {
        mpz_fdiv_q_ui(term, power, n);
        mpz_add(out, out, term);
        mpz_fdiv_q_ui(power, power, k * k);
    }
    mpz_clear(power);
    mpz_clear(term);
}

static mpz_t kept_ln10; // over 2**kept_bits
static unsigned long kept_bits;

// ln 10 over 2**bits, a few units too small at most.
static void ln10_of(mpz_t out, unsigned long bits) {
    if (bits > kept_bits) {
        unsigned long wide = bits + bits / 4 + 64, guard = 32;
        if (!kept_bits)
            mpz_init(kept_ln10);
        mpz_set_ui(kept_ln10, 0);
        add_atanh(kept_ln10, 46, 31, wide + guard);
        add_atanh(kept_ln10, 34, 49, wide + guard);
        add_atanh(kept_ln10, 20, 161, wide + guard);
        mpz_fdiv_q_2exp(kept_ln10, kept_ln10, guard);
        kept_bits = wide;
    }
    mpz_fdiv_q_2exp(out, kept_ln10, kept_bits - bits);
}

// out = e**x for 0 <= |x| < 8, both over 2**bits, within a few units.
static void fixed_exp(mpz_t out, const mpz_t x, unsigned long bits) {
    unsigned long halvings = 4 + (unsigned long)sqrt((double)bits), guard = 2 * halvings + 24, wide = bits + guard;
    mpz_t t, term;
    mpz_init(t);
    mpz_init(term);
    mpz_mul_2exp(t, x, guard);
    mpz_tdiv_q_2exp(t, t, halvings);
    mpz_set_ui(out, 1);
    mpz_mul_2exp(out, out, wide);
    mpz_set(term, out);
    for (unsigned long n = 1;; n++) {
        mpz_mul(term, term, t);
        mpz_tdiv_q_2exp(term, term, wide);
        mpz_tdiv_q_ui(term, term, n);
        if (mpz_sgn(term) == 0)
            break;
        mpz_add(out, out, term);
    }
    for (unsigned long i = 0; i < halvings; i++) {
        mpz_mul(out, out, out);
        mpz_tdiv_q_2exp(out, out, wide);
    }
    mpz_tdiv_q_2exp(out, out, guard);
    mpz_clear(t);
    mpz_clear(term);
}

// |n| over 2**bits, rounded down.
static void fixed_of(mpz_t out, const nx_number *n, int64_t exponent, unsigned long bits) {
    mpz_t power;
    coefficient_mpz(n, out);
    mpz_init(power);
    mpz_mul_2exp(out, out, bits);
    mpz_ui_pow_ui(power, 10, (unsigned long)(exponent < 0 ? -exponent : exponent));
    if (exponent < 0)
        mpz_tdiv_q(out, out, power);
    else
        mpz_mul(out, out, power);
    mpz_clear(power);
}

// x over 2**bits as a number of `digits` digits behind the point (which may be negative).
static bool to_decimal(nx_number *to, mpz_t x, unsigned long bits, int64_t digits) {
    mpz_t power;
    mpz_init(power);
    mpz_ui_pow_ui(power, 10, (unsigned long)(digits < 0 ? -digits : digits));
    if (digits >= 0)
        mpz_mul(x, x, power);
    mpz_tdiv_q_2exp(x, x, bits);
    if (digits < 0)
        mpz_tdiv_q(x, x, power);
    mpz_clear(power);
    return set_mpz(to, x, -digits);
}

static unsigned long bits_of(int64_t digits) {
    return (unsigned long)((double)digits * 3.3219280948873626) + 8;
}

// Whether an approximation, a few units off in its last digit, rounds the same way as the true value. Then it is made to be
// seen as inexact.
static bool is_clear(nx_number *n, int64_t precision) {
    int64_t extra = nx_dec_digits(n) - precision;
    if (extra < 2 || n->count == 0)
        return false;
    nx_number low;
    if (!nx_dec_keep_low(&low, n, extra))
        return false;
    // The digits that go must not be within some units of a half: those next to 0 round the same way on both sides.
    int64_t length;
    const mp_limb_t *power = nx_dec_power(extra, &length);
    mpz_t rest, half;
    coefficient_mpz(&low, rest);
    mpz_init(half);
    if (power) {
        mpn_copyi(mpz_limbs_write(half, length), power, length);
        mpz_limbs_finish(half, length);
        mpz_tdiv_q_2exp(half, half, 1);
    }
    mpz_sub(rest, rest, half);
    bool clear = power && mpz_cmpabs_ui(rest, 16) > 0;
    if (clear && low.count == 0)
        clear = nx_dec_increment(n);
    mpz_clear(rest);
    mpz_clear(half);
    return clear;
}

static nx_dec_rules nearest_even(const nx_dec_rules *r) {
    nx_dec_rules rules = *r;
    rules.rounding = NX_DEC_HALF_EVEN;
    return rules;
}

// 1 with zeros behind the point.
static void set_long_one(nx_number *to, bool negative, int64_t zeros, uint32_t *status) {
    nx_number one;
    nx_dec_set(&one, negative, 1, -zeros);
    if (!nx_dec_shift_left(to, &one, zeros))
        no_memory(to, status);
}

enum { GUARD_DIGITS = 8 };

// ---- exp ------------------------------------------------------------------------------------------------------------------------

// e**a with about `digits` digits; a is finite, not zero and not far from what has a result.
static bool approximate_exp(nx_number *to, const nx_number *a, int64_t digits) {
    int64_t adjusted = nx_dec_adjusted(a);
    unsigned long bits = bits_of(digits) + 16, whole = adjusted > 0 ? bits_of(adjusted + 1) : 8;
    mpz_t x, ln10, k;
    fixed_of(x, a, a->exponent, bits + whole);
    if (a->negative)
        mpz_neg(x, x);
    mpz_init(ln10);
    mpz_init(k);
    ln10_of(ln10, bits + whole);
    mpz_fdiv_q(k, x, ln10); // a = k * ln 10 + x with 0 <= x < ln 10
    mpz_submul(x, k, ln10);
    mpz_fdiv_q_2exp(x, x, whole);
    fixed_exp(ln10, x, bits);
    bool ok = to_decimal(to, ln10, bits, digits);
    to->exponent += mpz_get_si(k);
    mpz_clear(x);
    mpz_clear(ln10);
    mpz_clear(k);
    return ok;
}

static void round_exp(nx_number *to, const nx_number *a, const nx_dec_rules *rules, uint32_t *status) {
    int64_t adjusted = nx_dec_adjusted(a);
    if (rules->precision > (int64_t)1 << 31) {
        nx_raise_no_memory();
        no_memory(to, status);
        return;
    }
    if (adjusted >= 19) { // beyond any exponent
        nx_dec_set(to, false, 1, a->negative ? nx_dec_etiny(rules) - 2 : NX_DEC_FAR);
    } else if (adjusted < -(rules->precision + 3)) { // next to 1
        set_long_one(to, false, rules->precision - 1, status);
        *status |= NX_DEC_INEXACT | NX_DEC_ROUNDED;
    } else {
        for (int64_t digits = rules->precision + GUARD_DIGITS;; digits += digits / 2) {
            if (!approximate_exp(to, a, digits)) {
                no_memory(to, status);
                return;
            }
            if (is_clear(to, rules->precision))
                break;
        }
    }
    nx_dec_finalize(to, rules, status);
}

void nx_dec_exp(nx_number *to, const nx_number *a, const nx_dec_rules *r, uint32_t *status) {
    if (nx_dec_nan1(to, a, r, status))
        return;
    if (a->kind == NX_DEC_INFINITE) {
        if (a->negative)
            nx_dec_set(to, false, 0, 0);
        else
            nx_dec_set_infinity(to, false);
    } else if (a->count == 0)
        nx_dec_set(to, false, 1, 0);
    else {
        nx_dec_rules rules = nearest_even(r);
        round_exp(to, a, &rules, status);
    }
}

// ---- logarithms -----------------------------------------------------------------------------------------------------------------

// ln a over 2**bits, a positive and not 1.
static void fixed_ln(mpz_t z, const nx_number *a, unsigned long bits) {
    int64_t digits = nx_dec_digits(a), k = a->exponent + digits; // a = 10**k * m with 0.1 <= m < 1 ...
    unsigned long wide = bits + 40;
    mpz_t m, e, sum, ln10;
    fixed_of(m, a, -digits, 64);
    double guess = mpz_get_d(m) * 0x1p-64;
    mpz_clear(m);
    if (guess < 0.31622776601683794) {
        k--;
        guess *= 10;
    }
    fixed_of(m, a, a->exponent - k, wide); // ... now between 0.316 and 3.16
    mpz_init(z);
    mpz_init(e);
    mpz_init(sum);
    mpz_init(ln10);
    mpz_set_ui(e, 1);
    mpz_mul_2exp(e, e, wide);
    mpz_sub(e, m, e); // m - 1
    if (fabs(guess - 1) < 0.1) {
        // The logarithm of 1 + d is d * (log1p(d) / d): so all its bits count, however small it is.
        long exponent;
        double d = mpz_get_d_2exp(&exponent, e);
        double difference = exponent - (long)wide < -1000 ? 0 : ldexp(d, (int)(exponent - (long)wide));
        double factor = difference == 0 ? 1 : log1p(difference) / difference;
        mpz_set_d(z, ldexp(factor, 53));
        mpz_mul(z, z, e);
        mpz_tdiv_q_2exp(z, z, 53);
    } else {
        mpz_set_d(z, ldexp(log(guess), 53));
        if (wide >= 53)
            mpz_mul_2exp(z, z, wide - 53);
        else
            mpz_tdiv_q_2exp(z, z, 53 - wide);
    }
    // Each step z += 2 * (m - e**z) / (m + e**z) has three times as many right bits.
    for (unsigned long right = 48; right < wide + 48; right *= 3) {
        fixed_exp(e, z, wide);
        mpz_add(sum, m, e);
        mpz_sub(e, m, e);
        mpz_mul_2exp(e, e, wide + 1);
        mpz_tdiv_q(e, e, sum);
        mpz_add(z, z, e);
    }
    ln10_of(ln10, wide + 64);
    mpz_mul_si(ln10, ln10, k);
    mpz_fdiv_q_2exp(ln10, ln10, 64);
    mpz_add(z, z, ln10);
    mpz_tdiv_q_2exp(z, z, wide - bits);
    mpz_clear(m);
    mpz_clear(e);
    mpz_clear(sum);
    mpz_clear(ln10);
}

// The decimal exponent of |a - 1|, when a is near 1; else 0.
static int64_t distance_from_one(const nx_number *a) {
    int64_t adjusted = nx_dec_adjusted(a);
    if (adjusted != 0 && adjusted != -1)
        return 0;
    nx_number one, difference;
    uint32_t ignored = 0;
    nx_dec_set(&one, false, 1, 0);
    nx_dec_subtract(&difference, a, &one, &nx_dec_exact, &ignored);
    int64_t distance = nx_dec_adjusted(&difference);
    return distance < 0 ? distance : 0;
}

static void round_logarithm(nx_number *to, const nx_number *a, bool common, const nx_dec_rules *rules, uint32_t *status) {
    int64_t near = distance_from_one(a);
    if (rules->precision > (int64_t)1 << 31) {
        nx_raise_no_memory();
        no_memory(to, status);
        return;
    }
    for (int64_t digits = rules->precision + GUARD_DIGITS;; digits += digits / 2) {
        // The result has about -near zeros behind the point.
        int64_t places = digits - near;
        unsigned long bits = bits_of(places) + 32;
        mpz_t z, ln10;
        fixed_ln(z, a, bits);
        if (common) {
            mpz_init(ln10);
            ln10_of(ln10, bits);
            mpz_mul_2exp(z, z, bits);
            mpz_tdiv_q(z, z, ln10);
            mpz_clear(ln10);
        }
        bool ok = to_decimal(to, z, bits, places);
        mpz_clear(z);
        if (!ok) {
            no_memory(to, status);
            return;
        }
        if (is_clear(to, rules->precision))
            break;
    }
    nx_dec_finalize(to, rules, status);
}

static bool simple_logarithm(nx_number *to, const nx_number *a, const nx_dec_rules *r, uint32_t *status) {
    if (nx_dec_nan1(to, a, r, status))
        return true;
    if (a->kind == NX_DEC_FINITE && a->count == 0)
        nx_dec_set_infinity(to, true);
    else if (a->negative)
        nx_dec_invalid(to, NX_DEC_INVALID_OPERATION, status);
    else if (a->kind == NX_DEC_INFINITE)
        nx_dec_set_infinity(to, false);
    else
        return false;
    return true;
}

static bool is_power_of_ten(const nx_number *n) {
    int64_t digits = nx_dec_digits(n), length;
    const mp_limb_t *power = nx_dec_power(digits - 1, &length);
    return power && length == n->count && mpn_cmp(power, n->limbs, length) == 0;
}

void nx_dec_ln(nx_number *to, const nx_number *a, const nx_dec_rules *r, uint32_t *status) {
    if (simple_logarithm(to, a, r, status))
        return;
    nx_dec_rules rules = nearest_even(r);
    if (nx_dec_adjusted(a) == 0 && is_power_of_ten(a))
        nx_dec_set(to, false, 0, 0);
    else
        round_logarithm(to, a, false, &rules, status);
}

void nx_dec_log10(nx_number *to, const nx_number *a, const nx_dec_rules *r, uint32_t *status) {
    if (simple_logarithm(to, a, r, status))
        return;
    nx_dec_rules rules = nearest_even(r);
    if (is_power_of_ten(a)) {
        int64_t exponent = nx_dec_adjusted(a);
        nx_dec_set(to, exponent < 0, exponent < 0 ? -(uint64_t)exponent : (uint64_t)exponent, 0);
        nx_dec_finalize(to, &rules, status);
    } else
        round_logarithm(to, a, true, &rules, status);
}

// ---- powers ---------------------------------------------------------------------------------------------------------------------

static int64_t digits_of_int(int64_t n) {
    char text[NX_DECIMAL_ROOM];
    return (int64_t)nx_decimal(n < 0 ? -n : n, text);
}

// base**b for |base| = 1.
static void power_of_one(nx_number *to, const nx_number *base, const nx_number *b, bool negative, const nx_dec_rules *r, uint32_t *status) {
    int64_t zeros = r->precision - 1, n;
    if (!nx_dec_is_integer(b))
        *status |= NX_DEC_INEXACT | NX_DEC_ROUNDED;
    else if (b->negative) {
        nx_dec_set(to, negative, 1, 0);
        return;
    } else { // 1.00**3 is 1.000000
        int64_t wanted;
        bool fits = nx_dec_get_int64(b, &n) && !__builtin_mul_overflow(n, -base->exponent, &wanted);
        if (base->exponent == 0)
            zeros = 0;
        else if (base->exponent > 0)
            zeros = 0;
        else if (fits && wanted <= zeros)
            zeros = wanted;
        else
            *status |= NX_DEC_ROUNDED;
    }
    set_long_one(to, negative, zeros, status);
}

// At least the decimal exponent of |log10(x)|.
static int64_t exponent_of_logarithm(const nx_number *x) {
    int64_t t = nx_dec_adjusted(x);
    if (t > 0)
        return digits_of_int(t) - 1;
    if (t < -1)
        return digits_of_int(t + 1) - 1;
    nx_number one, difference;
    uint32_t ignored = 0;
    nx_dec_set(&one, false, 1, 0);
    nx_dec_subtract(&difference, x, &one, &nx_dec_exact, &ignored);
    int64_t u = nx_dec_adjusted(&difference);
    return t == 0 ? u - 1 : u;
}

// Results far beyond the exponents are not computed: true, the result is set.
static bool power_is_beyond(nx_number *to, const nx_number *x, const nx_number *y, bool negative, const nx_dec_rules *r, uint32_t *status) {
    nx_number magnitude;
    nx_dec_copy(&magnitude, x);
    magnitude.negative = false;
    int64_t exponent = exponent_of_logarithm(&magnitude) + nx_dec_adjusted(y);
    if ((nx_dec_adjusted(x) < 0) == y->negative) {
        if (digits_of_int(r->emax) >= exponent)
            return false;
        nx_dec_set(to, negative, 1, NX_DEC_FAR);
    } else {
        if (digits_of_int(nx_dec_etiny(r)) >= exponent)
            return false;
        nx_dec_set(to, negative, 1, nx_dec_etiny(r) - 1);
    }
    nx_dec_finalize(to, r, status);
    return true;
}

static bool is_settled(const nx_number *n, uint32_t conditions) {
    return n->kind != NX_DEC_FINITE || (n->count == 0 && conditions & NX_DEC_CLAMPED);
}

static void integer_power(nx_number *to, const nx_number *base, const nx_number *b, bool negative, const nx_dec_rules *r, uint32_t *status) {
    nx_dec_rules rules = nearest_even(r);
    nx_number factor, one, product;
    int64_t n;
    rules.precision += nx_dec_digits(b) + b->exponent + 2;
    rules.clamp = false;
    nx_dec_copy(&factor, base);
    if (b->negative) {
        uint32_t conditions = 0;
        rules.precision++;
        nx_dec_set(&one, false, 1, 0);
        nx_dec_divide(&factor, &one, base, &rules, &conditions);
        *status |= conditions;
        if (conditions & NX_DEC_ERRORS) {
            nx_dec_set_nan(to);
            return;
        }
    }
    uint32_t conditions = 0;
    if (nx_dec_get_int64(b, &n)) {
        uint64_t count = n < 0 ? -(uint64_t)n : (uint64_t)n;
        nx_dec_copy(to, &factor);
        for (int bit = 62 - __builtin_clzl(count); bit >= 0; bit--) {
            nx_dec_multiply(&product, to, to, &rules, &conditions);
            if (count >> bit & 1)
                nx_dec_multiply(to, &product, &factor, &rules, &conditions);
            else
                nx_dec_copy(to, &product);
            if (is_settled(to, conditions))
                break;
        }
    } else { // of a number very near 1
        mpz_t count;
        nx_number magnitude;
        nx_dec_copy(&magnitude, b);
        fixed_of(count, &magnitude, b->exponent, 0);
        nx_dec_set(to, false, 1, 0);
        for (mp_bitcnt_t bit = 0, bits = mpz_sizeinbase(count, 2); bit < bits; bit++) {
            if (mpz_tstbit(count, bit)) {
                nx_dec_multiply(&product, to, &factor, &rules, &conditions);
                nx_dec_copy(to, &product);
                if (is_settled(to, conditions))
                    break;
            }
            if (bit + 1 == bits)
                break;
            nx_dec_multiply(&product, &factor, &factor, &rules, &conditions);
            nx_dec_copy(&factor, &product);
            if (is_settled(&factor, conditions)) {
                nx_dec_copy(to, &factor);
                break;
            }
        }
        mpz_clear(count);
    }
    *status |= conditions;
    to->negative = negative;
    if (to->kind == NX_DEC_INFINITE)
        nx_dec_set(to, negative, 1, NX_DEC_FAR); // what that is depends on the rounding
    nx_dec_finalize(to, r, status);
}

static void real_power(nx_number *to, const nx_number *base, const nx_number *b, const nx_dec_rules *r, uint32_t *status) {
    nx_dec_rules rules = nearest_even(r);
    nx_number logarithm, product, one;
    int64_t digits = nx_dec_digits(base);
    rules.precision = (digits > r->precision ? digits : r->precision) + 4 + 19;
    rules.emax = NX_DEC_MAX_EMAX;
    rules.emin = NX_DEC_MIN_EMIN;
    rules.clamp = false;
    nx_dec_ln(&logarithm, base, &rules, status);
    nx_dec_multiply(&product, &logarithm, b, &rules, status);
    nx_dec_exp(to, &product, &rules, status);
    nx_dec_set(&one, false, 1, 0);
    if (to->kind == NX_DEC_FINITE && nx_dec_order(to, &one) == 0)
        set_long_one(to, false, r->precision - 1, status);
    if (to->kind == NX_DEC_INFINITE)
        nx_dec_set(to, false, 1, NX_DEC_FAR);
    nx_dec_finalize(to, r, status);
}

void nx_dec_power_of(nx_number *to, const nx_number *a, const nx_number *b, const nx_dec_rules *r, uint32_t *status) {
    if (nx_dec_nan2(to, a, b, r, status))
        return;
    bool integral = nx_dec_is_integer(b), negative = a->negative && nx_dec_is_odd(b);
    nx_number magnitude, one;
    nx_dec_copy(&magnitude, a);
    magnitude.negative = false;
    nx_dec_set(&one, false, 1, 0);
    if (nx_dec_is_zero(a)) {
        if (nx_dec_is_zero(b))
            nx_dec_invalid(to, NX_DEC_INVALID_OPERATION, status);
        else if (b->negative)
            nx_dec_set_infinity(to, negative);
        else
            nx_dec_set(to, negative, 0, 0);
    } else if (a->negative && !integral)
        nx_dec_invalid(to, NX_DEC_INVALID_OPERATION, status);
    else if (b->kind == NX_DEC_INFINITE) {
        int order = nx_dec_order(&magnitude, &one);
        if (order == 0) {
            *status |= NX_DEC_INEXACT | NX_DEC_ROUNDED;
            set_long_one(to, negative, r->precision - 1, status);
        } else if ((order < 0) == b->negative)
            nx_dec_set_infinity(to, negative);
        else
            nx_dec_set(to, negative, 0, 0);
    } else if (a->kind == NX_DEC_INFINITE) {
        if (nx_dec_is_zero(b))
            nx_dec_set(to, negative, 1, 0);
        else if (b->negative)
            nx_dec_set(to, negative, 0, 0);
        else
            nx_dec_set_infinity(to, negative);
    } else if (b->count == 0)
        nx_dec_set(to, negative, 1, 0);
    else if (nx_dec_order(&magnitude, &one) == 0)
        power_of_one(to, a, b, negative, r, status);
    else if (power_is_beyond(to, a, b, negative, r, status))
        return;
    else if (integral)
        integer_power(to, a, b, negative, r, status);
    else
        real_power(to, a, b, r, status);
}

void nx_dec_power_modulo(nx_number *to, const nx_number *a, const nx_number *b, const nx_number *m, const nx_dec_rules *r, uint32_t *status) {
    if (a->kind | b->kind | m->kind) {
        const nx_number *const all[3] = {a, b, m};
        for (int kind = NX_DEC_SIGNALING; kind >= NX_DEC_QUIET; kind--)
            for (int i = 0; i < 3; i++)
                if (all[i]->kind == kind) {
                    nx_dec_nan1(to, all[i], r, status);
                    return;
                }
        nx_dec_invalid(to, NX_DEC_INVALID_OPERATION, status);
        return;
    }
    if (!nx_dec_is_integer(a) || !nx_dec_is_integer(b) || !nx_dec_is_integer(m) || m->count == 0 || (b->negative && b->count) ||
        nx_dec_adjusted(m) + 1 > r->precision || (a->count == 0 && b->count == 0)) {
        nx_dec_invalid(to, NX_DEC_INVALID_OPERATION, status);
        return;
    }
    bool negative = a->negative && nx_dec_is_odd(b);
    mpz_t base, exponent, modulus;
    fixed_of(modulus, m, m->exponent, 0);
    fixed_of(exponent, b, b->exponent < 1 << 20 ? b->exponent : 1 << 20, 0);
    coefficient_mpz(a, base);
    if (a->exponent < 0) {
        mpz_clear(base);
        fixed_of(base, a, a->exponent, 0);
    } else if (a->exponent > 0) { // c * 10**e, with an e of any size
        mpz_t ten, power;
        mpz_init_set_ui(ten, 10);
        mpz_init_set_ui(power, (unsigned long)a->exponent);
        mpz_powm(ten, ten, power, modulus);
        mpz_mul(base, base, ten);
        mpz_clear(ten);
        mpz_clear(power);
    }
    if (b->exponent > 1 << 20) { // exponents beyond memory: x**(c * 10**e) = (x**c)**(10**e), ten by ten
        mpz_clear(exponent);
        coefficient_mpz(b, exponent);
        mpz_powm(base, base, exponent, modulus);
        mpz_set_ui(exponent, 10);
        for (int64_t i = 0; i < b->exponent; i++)
            mpz_powm(base, base, exponent, modulus);
    } else
        mpz_powm(base, base, exponent, modulus);
    bool ok = set_mpz(to, base, 0);
    to->negative = negative;
    mpz_clear(base);
    mpz_clear(exponent);
    mpz_clear(modulus);
    if (!ok)
        no_memory(to, status);
}
