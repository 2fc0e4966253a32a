// Coefficients of decimal numbers: their digits, shifts by powers of ten, rounding. Up to two limbs (38 digits) they are
// machine numbers of 128 bits; longer ones go through mpn functions.
#include <math.h>

#include "decimal.h"

enum { SMALL_POWERS = 39, TABLE_POWERS = 128, TABLE_LIMBS = 7, RECENT_POWERS = 8 };
static nx_u128 small_powers[SMALL_POWERS]; // 10**0 ... 10**38
static uint64_t machine_powers[20];        // those of 64 bits
static mp_limb_t power_table[TABLE_POWERS][TABLE_LIMBS];
static uint8_t power_counts[TABLE_POWERS];
static struct { int64_t k, count; mp_limb_t *limbs; } recent[RECENT_POWERS]; // larger powers, used a moment ago
static unsigned next_recent;

const nx_dec_rules nx_dec_exact = {.precision = NX_DEC_MAX_PREC, .emax = NX_DEC_MAX_EMAX, .emin = NX_DEC_MIN_EMIN,
                                   .rounding = NX_DEC_HALF_EVEN};

void nx_dec_start(void) {
    small_powers[0] = 1;
    for (int k = 1; k < SMALL_POWERS; k++)
        small_powers[k] = small_powers[k - 1] * 10;
    for (int k = 0; k < 20; k++)
        machine_powers[k] = (uint64_t)small_powers[k];
    power_table[0][0] = 1;
    power_counts[0] = 1;
    for (int k = 1; k < TABLE_POWERS; k++) {
        mp_limb_t carry = mpn_mul_1(power_table[k], power_table[k - 1], power_counts[k - 1], 10);
        power_counts[k] = power_counts[k - 1];
        if (carry)
            power_table[k][power_counts[k]++] = carry;
    }
}

static inline nx_u128 wide(const nx_number *n) { // count <= 2
    return n->count == 0 ? 0 : n->count == 1 ? n->limbs[0] : (nx_u128)n->limbs[1] << 64 | n->limbs[0];
}

static inline void set_wide(nx_number *n, nx_u128 v) {
    n->own[0] = (mp_limb_t)v;
    n->own[1] = (mp_limb_t)(v >> 64);
    n->count = n->own[1] ? 2 : n->own[0] != 0;
    n->limbs = n->own;
}

// v / 10**k with the rest. Most numbers fit 64 bits, where a division takes a fraction of the time.
static inline nx_u128 divide_wide(nx_u128 v, nx_u128 by, nx_u128 *rest) {
    if (NX_LIKELY(v >> 64 == 0)) {
        if (by >> 64) {
            *rest = v;
            return 0;
        }
        *rest = (uint64_t)v % (uint64_t)by;
        return (uint64_t)v / (uint64_t)by;
    }
    *rest = v % by;
    return v / by;
}

mp_limb_t *nx_dec_room(nx_number *n, int64_t count) {
    if (count <= NX_DEC_OWN_LIMBS)
        return n->limbs = n->own;
    if (count > (int64_t)1 << 31) {
        nx_raise_no_memory();
        return n->limbs = NULL;
    }
    return n->limbs = nx_alloc_bytes((size_t)count * sizeof(mp_limb_t));
}

const mp_limb_t *nx_dec_power(int64_t k, int64_t *count) {
    if (NX_LIKELY(k < TABLE_POWERS)) {
        *count = power_counts[k];
        return power_table[k];
    }
    for (int i = 0; i < RECENT_POWERS; i++)
        if (recent[i].k == k) {
            *count = recent[i].count;
            return recent[i].limbs;
        }
    if (k > (int64_t)1 << 36) {
        nx_raise_no_memory();
        return NULL;
    }
    mpz_t power;
    mpz_init(power);
    mpz_ui_pow_ui(power, 10, (unsigned long)k);
    *count = (int64_t)mpz_size(power);
    mp_limb_t *limbs = nx_alloc_bytes((size_t)*count * sizeof(mp_limb_t));
    if (limbs) {
        memcpy(limbs, mpz_limbs_read(power), (size_t)*count * sizeof(mp_limb_t));
        unsigned place = next_recent++ % RECENT_POWERS;
        recent[place].k = k;
        recent[place].count = *count;
        recent[place].limbs = limbs;
    }
    mpz_clear(power);
    return limbs;
}

static inline int64_t digits_of_wide(nx_u128 v) {
    uint64_t high = (uint64_t)(v >> 64), low = (uint64_t)v;
    if (NX_LIKELY(high == 0)) {
        int digits = (64 - __builtin_clzl(low | 1)) * 1233 >> 12;
        return digits + (low >= machine_powers[digits] || digits == 0);
    }
    int bits = 128 - __builtin_clzl(high), digits = bits * 1233 >> 12; // floor(bits * log10(2)), one too small or right
    if (digits >= SMALL_POWERS)
        return SMALL_POWERS;
    return v >= small_powers[digits] ? digits + 1 : digits ? digits : 1;
}

int64_t nx_dec_digits_of(const mp_limb_t *limbs, int64_t count) {
    if (count == 0)
        return 1;
    if (NX_LIKELY(count <= 2))
        return digits_of_wide(count == 1 ? limbs[0] : (nx_u128)limbs[1] << 64 | limbs[0]);
    // The logarithm tells it, unless the number is next to a power of ten.
    long double top = (long double)limbs[count - 1] * 0x1p64L + (long double)limbs[count - 2];
    long double logarithm = log10l(top) + (long double)(count - 2) * 64 * 0.301029995663981195213738894724493027L;
    int64_t digits = (int64_t)floorl(logarithm);
    long double fraction = logarithm - (long double)digits;
    if (fraction > 1e-7L && fraction < 1 - 1e-7L)
        return digits + 1;
    if (fraction > 0.5L)
        digits++; // the number is about 10**digits
    int64_t length;
    const mp_limb_t *power = nx_dec_power(digits, &length);
    if (!power)
        return digits;
    int order = count != length ? (count < length ? -1 : 1) : mpn_cmp(limbs, power, length);
    return order < 0 ? digits : digits + 1;
}

int64_t nx_dec_digits(const nx_number *n) {
    return nx_dec_digits_of(n->limbs, n->count);
}

void nx_dec_set_u128(nx_number *n, bool negative, nx_u128 coefficient, int64_t exponent) {
    n->negative = negative;
    n->kind = NX_DEC_FINITE;
    n->exponent = exponent;
    set_wide(n, coefficient);
}

void nx_dec_set(nx_number *n, bool negative, uint64_t coefficient, int64_t exponent) {
    nx_dec_set_u128(n, negative, coefficient, exponent);
}

void nx_dec_set_infinity(nx_number *n, bool negative) {
    nx_dec_set_u128(n, negative, 0, 0);
    n->kind = NX_DEC_INFINITE;
}

void nx_dec_set_nan(nx_number *n) {
    nx_dec_set_u128(n, false, 0, 0);
    n->kind = NX_DEC_QUIET;
}

void nx_dec_invalid(nx_number *n, uint32_t condition, uint32_t *status) {
    nx_dec_set_nan(n);
    *status |= condition;
}

static bool no_memory(nx_number *n, uint32_t *status) {
    nx_dec_invalid(n, NX_DEC_NO_MEMORY, status);
    return false;
}

void nx_dec_copy(nx_number *to, const nx_number *from) {
    *to = *from;
    if (from->limbs == from->own)
        to->limbs = to->own;
}

static void take_sign(nx_number *to, const nx_number *from) {
    to->exponent = from->exponent;
    to->negative = from->negative;
    to->kind = from->kind;
}

bool nx_dec_shift_left(nx_number *to, const nx_number *n, int64_t digits) {
    if (digits == 0 || n->count == 0) {
        nx_dec_copy(to, n);
        return true;
    }
    take_sign(to, n);
    if (n->count == 1 && digits < 20) {
        set_wide(to, (nx_u128)n->limbs[0] * (uint64_t)small_powers[digits]);
        return true;
    }
    int64_t length;
    const mp_limb_t *power = nx_dec_power(digits, &length);
    const mp_limb_t *limbs = n->limbs;
    int64_t count = n->count;
    mp_limb_t *out = power ? nx_dec_room(to, count + length) : NULL;
    if (!out)
        return false;
    mp_limb_t high = count >= length ? mpn_mul(out, limbs, count, power, length) : mpn_mul(out, power, length, limbs, count);
    to->count = count + length - (high == 0);
    return true;
}

// The digit that stands for what was cut off: rest / 10**digits, where `half` compares 2 * rest with it.
static inline int cut_digit(bool nothing, int half) {
    return nothing ? 0 : half < 0 ? 1 : half == 0 ? 5 : 6;
}

int nx_dec_shift_right(nx_number *to, const nx_number *n, int64_t digits) {
    if (digits == 0 || n->count == 0) {
        nx_dec_copy(to, n);
        return 0;
    }
    take_sign(to, n);
    if (n->count <= 2) {
        nx_u128 v = wide(n), rest;
        if (digits >= SMALL_POWERS) { // 2**128 is less than half of 10**39
            set_wide(to, 0);
            return 1;
        }
        nx_u128 power = small_powers[digits];
        set_wide(to, divide_wide(v, power, &rest));
        return cut_digit(rest == 0, rest < power - rest ? -1 : rest > power - rest);
    }
    int64_t have = nx_dec_digits(n);
    if (digits > have) {
        set_wide(to, 0);
        return 1;
    }
    int64_t length;
    const mp_limb_t *power = nx_dec_power(digits, &length);
    if (!power)
        return -1;
    const mp_limb_t *limbs = n->limbs;
    int64_t count = n->count;
    mp_limb_t *rest = NX_SCRATCH_LIMBS(2 * length + 2), *twice = rest + length;
    if (!rest)
        return -1;
    if (count < length) {
        mpn_copyi(rest, limbs, count);
        mpn_zero(rest + count, length - count);
        set_wide(to, 0);
    } else {
        mp_limb_t *out = nx_dec_room(to, count - length + 1);
        if (!out)
            return -1;
        if (length == 1)
            rest[0] = mpn_divrem_1(out, 0, limbs, count, power[0]);
        else
            mpn_tdiv_qr(out, rest, 0, limbs, count, power, length);
        to->count = nx_limbs_trim(out, count - length + 1);
    }
    if (nx_limbs_trim(rest, length) == 0)
        return 0;
    if (mpn_lshift(twice, rest, length, 1))
        return 6;
    return cut_digit(false, mpn_cmp(twice, power, length));
}

bool nx_dec_keep_low(nx_number *to, const nx_number *n, int64_t digits) {
    if (nx_dec_digits(n) <= digits) {
        nx_dec_copy(to, n);
        return true;
    }
    take_sign(to, n);
    int64_t length, count = n->count;
    const mp_limb_t *power = nx_dec_power(digits, &length), *limbs = n->limbs;
    mp_limb_t *quotient = NX_SCRATCH_LIMBS(count + 1);
    mp_limb_t *out = power ? nx_dec_room(to, length) : NULL;
    if (!out || !quotient)
        return false;
    mpn_tdiv_qr(quotient, out, 0, limbs, count, power, length);
    to->count = nx_limbs_trim(out, length);
    return true;
}

// ---- rounding -----------------------------------------------------------------------------------------------------------------

bool nx_dec_round_up(const nx_number *n, int cut, int rounding) {
    if (cut == 0)
        return false;
    switch (rounding) {
    case NX_DEC_UP: return true;
    case NX_DEC_DOWN: return false;
    case NX_DEC_CEILING: return !n->negative;
    case NX_DEC_FLOOR: return n->negative;
    case NX_DEC_HALF_UP: return cut >= 5;
    case NX_DEC_HALF_DOWN: return cut > 5;
    case NX_DEC_HALF_EVEN: return cut > 5 || (cut == 5 && n->count && n->limbs[0] & 1);
    default: { // away from zero where the last digit would be 0 or 5
        mp_limb_t last = n->count == 0 ? 0 : n->count == 1 ? n->limbs[0] % 5 : mpn_mod_1(n->limbs, n->count, 5);
        return last == 0;
    }
    }
}

bool nx_dec_increment(nx_number *n) {
    if (n->count <= 2) {
        nx_u128 v = wide(n) + 1;
        if (NX_LIKELY(v != 0)) {
            set_wide(n, v);
            return true;
        }
    }
    mp_limb_t carry = mpn_add_1(n->limbs, n->limbs, n->count, 1);
    if (carry) {
        const mp_limb_t *old = n->limbs;
        int64_t count = n->count;
        mp_limb_t *out = nx_dec_room(n, count + 1);
        if (!out)
            return false;
        if (out != old)
            mpn_copyi(out, old, count);
        out[count] = carry;
        n->count = count + 1;
    }
    return true;
}

// The coefficient is shifted right and rounded, the exponent set to what it then is.
static bool round_at(nx_number *n, int64_t digits, int rounding, int *cut) {
    nx_number shifted;
    *cut = nx_dec_shift_right(&shifted, n, digits);
    if (*cut < 0)
        return false;
    shifted.exponent = n->exponent + digits;
    nx_dec_copy(n, &shifted);
    return !nx_dec_round_up(n, *cut, rounding) || nx_dec_increment(n);
}

void nx_dec_set_largest(nx_number *n, bool negative, const nx_dec_rules *r, uint32_t *status) {
    int64_t length;
    const mp_limb_t *power = nx_dec_power(r->precision, &length);
    mp_limb_t *out = power ? nx_dec_room(n, length) : NULL;
    if (!out) {
        no_memory(n, status);
        return;
    }
    mpn_sub_1(out, power, length, 1);
    n->count = nx_limbs_trim(out, length);
    n->kind = NX_DEC_FINITE;
    n->negative = negative;
    n->exponent = nx_dec_etop(r);
}

static void overflow(nx_number *n, const nx_dec_rules *r, uint32_t *status) {
    bool negative = n->negative;
    bool infinite = r->rounding == NX_DEC_CEILING ? !negative
                    : r->rounding == NX_DEC_FLOOR ? negative
                                                  : r->rounding != NX_DEC_DOWN && r->rounding != NX_DEC_05UP;
    *status |= NX_DEC_OVERFLOW | NX_DEC_INEXACT | NX_DEC_ROUNDED;
    if (infinite)
        nx_dec_set_infinity(n, negative);
    else
        nx_dec_set_largest(n, negative, r, status);
}

static NX_NOINLINE void fit_exponent(nx_number *n, int64_t digits, const nx_dec_rules *r, uint32_t *status) {
    int64_t adjusted = n->exponent + digits - 1;
    if (adjusted > r->emax) {
        if (n->count) {
            overflow(n, r, status);
            return;
        }
        n->exponent = r->clamp ? nx_dec_etop(r) : r->emax;
        *status |= NX_DEC_CLAMPED;
    } else if (r->clamp && n->exponent > nx_dec_etop(r)) {
        nx_number shifted;
        if (!nx_dec_shift_left(&shifted, n, n->exponent - nx_dec_etop(r))) {
            no_memory(n, status);
            return;
        }
        shifted.exponent = nx_dec_etop(r);
        nx_dec_copy(n, &shifted);
        *status |= NX_DEC_CLAMPED;
        if (n->count && adjusted < r->emin)
            *status |= NX_DEC_SUBNORMAL;
    } else if (adjusted < r->emin) {
        int64_t least = nx_dec_etiny(r);
        if (n->count == 0) {
            if (n->exponent < least) {
                n->exponent = least;
                *status |= NX_DEC_CLAMPED;
            }
            return;
        }
        *status |= NX_DEC_SUBNORMAL;
        if (n->exponent < least) {
            int cut;
            if (!round_at(n, least - n->exponent, r->rounding, &cut)) {
                no_memory(n, status);
                return;
            }
            *status |= NX_DEC_ROUNDED;
            if (cut) {
                *status |= NX_DEC_INEXACT | NX_DEC_UNDERFLOW;
                if (n->count == 0)
                    *status |= NX_DEC_CLAMPED;
            }
        }
    }
}

static void finalize_any(nx_number *n, const nx_dec_rules *r, uint32_t *status);

// Rounds a coefficient of machine size whose exponent is well within the limits; what is not goes to finalize_any.
void nx_dec_finalize(nx_number *n, const nx_dec_rules *r, uint32_t *status) {
    if (NX_UNLIKELY(n->kind != NX_DEC_FINITE || n->count > 2 || r->clamp)) {
        finalize_any(n, r, status);
        return;
    }
    nx_u128 v = wide(n), rest;
    int64_t digits = digits_of_wide(v), adjusted = n->exponent + digits - 1, extra = digits - r->precision;
    if (NX_UNLIKELY(adjusted >= r->emax || adjusted < r->emin)) { // at emax rounding may be too much
        finalize_any(n, r, status);
        return;
    }
    if (extra <= 0)
        return;
    nx_u128 power = small_powers[extra];
    set_wide(n, v = divide_wide(v, power, &rest));
    n->exponent += extra;
    *status |= NX_DEC_ROUNDED;
    if (rest == 0)
        return;
    *status |= NX_DEC_INEXACT;
    if (nx_dec_round_up(n, rest < power - rest ? 1 : rest == power - rest ? 5 : 6, r->rounding)) {
        if (++v == small_powers[r->precision]) {
            v = small_powers[r->precision - 1];
            n->exponent++;
        }
        set_wide(n, v);
    }
}

static NX_NOINLINE void finalize_any(nx_number *n, const nx_dec_rules *r, uint32_t *status) {
    if (NX_UNLIKELY(n->kind != NX_DEC_FINITE)) {
        if (nx_dec_is_nan(n) && n->count && nx_dec_digits(n) > r->precision - r->clamp) {
            nx_number low;
            if (nx_dec_keep_low(&low, n, r->precision - r->clamp))
                nx_dec_copy(n, &low);
            else
                no_memory(n, status);
        }
        return;
    }
    if (n->count > 64) { // counting the digits of a large number is work: do they matter?
        int64_t most = (n->count * 64 * 1234 >> 12) + 1, least = (n->count - 1) * 64 * 1233 >> 12;
        if (most <= r->precision && n->exponent + most <= r->emax && n->exponent + least - 1 >= r->emin &&
            (!r->clamp || n->exponent <= nx_dec_etop(r)))
            return;
    }
    int64_t digits = nx_dec_digits(n), adjusted = n->exponent + digits - 1;
    if (NX_UNLIKELY(adjusted > r->emax || adjusted < r->emin || (r->clamp && n->exponent > nx_dec_etop(r)))) {
        fit_exponent(n, digits, r, status);
        if (n->kind != NX_DEC_FINITE)
            return;
        digits = nx_dec_digits(n);
    }
    if (digits > r->precision) {
        int cut;
        if (!round_at(n, digits - r->precision, r->rounding, &cut)) {
            no_memory(n, status);
            return;
        }
        *status |= cut ? NX_DEC_ROUNDED | NX_DEC_INEXACT : NX_DEC_ROUNDED;
        if (cut && nx_dec_digits(n) > r->precision) { // 99…9 became 10…0
            round_at(n, 1, NX_DEC_DOWN, &cut);
            digits = nx_dec_digits(n);
            if (n->exponent + digits - 1 > r->emax || (r->clamp && n->exponent > nx_dec_etop(r)))
                fit_exponent(n, digits, r, status);
        }
    }
}

int64_t nx_dec_trailing_zeros(const nx_number *n, int64_t most) {
    int64_t zeros = 0;
    if (n->count <= 2) {
        nx_u128 v = wide(n);
        while (zeros < most && v >> 64 && v % 10 == 0) {
            v /= 10;
            zeros++;
        }
        if (v >> 64 == 0) {
            uint64_t low = (uint64_t)v;
            while (zeros < most && low % 10 == 0) {
                low /= 10;
                zeros++;
            }
        }
        return zeros;
    }
    // Not more than the binary ones; then by halves of what is possible.
    int64_t twos = 0;
    while (n->limbs[twos / 64] == 0)
        twos += 64;
    twos += __builtin_ctzl(n->limbs[twos / 64]);
    most = most < twos ? most : twos;
    int64_t low = 0, high = most;
    while (low < high) {
        int64_t middle = high - low <= 16 ? low + 1 : low + (high - low + 1) / 2;
        nx_number part;
        if (nx_dec_keep_low(&part, n, middle) && part.count == 0)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

// ---- operands -------------------------------------------------------------------------------------------------------------------

bool nx_dec_from_looked(nx_number *n, const nx_int_look *look) {
    n->exponent = 0;
    n->negative = look->negative;
    n->kind = NX_DEC_FINITE;
    n->count = look->count;
    if (look->limbs != &look->one) { // an int's own, which never change
        if (look->count <= NX_DEC_OWN_LIMBS) {
            n->limbs = n->own;
            mpn_copyi(n->own, look->limbs, look->count);
            return true;
        }
        mp_limb_t *out = nx_dec_room(n, look->count);
        if (out)
            mpn_copyi(out, look->limbs, look->count);
        return out != NULL;
    }
    n->limbs = n->own;
    n->own[0] = look->one;
    return true;
}

// A NaN as a result: quiet, its payload shortened to what the precision lets it have.
static void pass_nan(nx_number *to, const nx_number *nan, const nx_dec_rules *r, uint32_t *status) {
    nx_dec_copy(to, nan);
    if (nan->kind == NX_DEC_SIGNALING)
        *status |= NX_DEC_INVALID_OPERATION;
    to->kind = NX_DEC_QUIET;
    nx_dec_finalize(to, r, status);
}

bool nx_dec_nan1(nx_number *to, const nx_number *a, const nx_dec_rules *r, uint32_t *status) {
    if (!nx_dec_is_nan(a))
        return false;
    pass_nan(to, a, r, status);
    return true;
}

bool nx_dec_nan2(nx_number *to, const nx_number *a, const nx_number *b, const nx_dec_rules *r, uint32_t *status) {
    if (!nx_dec_is_nan(a) && !nx_dec_is_nan(b))
        return false;
    pass_nan(to, a->kind == NX_DEC_SIGNALING ? a : b->kind == NX_DEC_SIGNALING ? b : nx_dec_is_nan(a) ? a : b, r, status);
    return true;
}
