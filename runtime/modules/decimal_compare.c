// Order of decimal numbers, their neighbours and classes, and the operations on their digits.
#include "decimal.h"

static void no_memory(nx_number *to, uint32_t *status) {
    nx_dec_invalid(to, NX_DEC_NO_MEMORY, status);
}

static int compare_coefficients(const nx_number *a, const nx_number *b) {
    if (a->count != b->count)
        return a->count < b->count ? -1 : 1;
    if (a->count == 0)
        return 0;
    int order = mpn_cmp(a->limbs, b->limbs, a->count);
    return order < 0 ? -1 : order > 0;
}

// Of the absolute values; neither is a NaN.
static int magnitude_order(const nx_number *a, const nx_number *b) {
    if (a->kind == NX_DEC_INFINITE || b->kind == NX_DEC_INFINITE)
        return (a->kind == NX_DEC_INFINITE) - (b->kind == NX_DEC_INFINITE);
    if (a->count == 0 || b->count == 0)
        return (a->count != 0) - (b->count != 0);
    if (a->exponent == b->exponent)
        return compare_coefficients(a, b);
    int64_t x = nx_dec_adjusted(a), y = nx_dec_adjusted(b);
    if (x != y)
        return x < y ? -1 : 1;
    nx_number scaled;
    if (a->exponent > b->exponent)
        return nx_dec_shift_left(&scaled, a, a->exponent - b->exponent) ? compare_coefficients(&scaled, b) : 0;
    return nx_dec_shift_left(&scaled, b, b->exponent - a->exponent) ? compare_coefficients(a, &scaled) : 0;
}

int nx_dec_order(const nx_number *a, const nx_number *b) {
    bool a_zero = nx_dec_is_zero(a), b_zero = nx_dec_is_zero(b);
    if (a_zero && b_zero)
        return 0;
    if (a_zero)
        return b->negative ? 1 : -1;
    if (b_zero || a->negative != b->negative)
        return a->negative ? -1 : 1;
    int order = magnitude_order(a, b);
    return a->negative ? -order : order;
}

static int rank(const nx_number *n) {
    return n->kind == NX_DEC_QUIET ? 3 : n->kind == NX_DEC_SIGNALING ? 2 : n->kind == NX_DEC_INFINITE;
}

static int total_magnitude_order(const nx_number *a, const nx_number *b) {
    if (rank(a) != rank(b))
        return rank(a) < rank(b) ? -1 : 1;
    if (nx_dec_is_nan(a))
        return compare_coefficients(a, b);
    int order = magnitude_order(a, b);
    if (order || a->kind == NX_DEC_INFINITE)
        return order;
    return a->exponent < b->exponent ? -1 : a->exponent > b->exponent;
}

int nx_dec_total_order(const nx_number *a, const nx_number *b) {
    if (a->negative != b->negative)
        return a->negative ? -1 : 1;
    int order = total_magnitude_order(a, b);
    return a->negative ? -order : order;
}

static void set_order(nx_number *to, int order) {
    nx_dec_set(to, order < 0, order != 0, 0);
}

void nx_dec_compare(nx_number *to, const nx_number *a, const nx_number *b, const nx_dec_rules *r, uint32_t *status) {
    if (!nx_dec_nan2(to, a, b, r, status))
        set_order(to, nx_dec_order(a, b));
}

void nx_dec_compare_signal(nx_number *to, const nx_number *a, const nx_number *b, const nx_dec_rules *r, uint32_t *status) {
    if (nx_dec_nan2(to, a, b, r, status))
        *status |= NX_DEC_INVALID_OPERATION;
    else
        set_order(to, nx_dec_order(a, b));
}

// ---- the larger and the smaller -------------------------------------------------------------------------------------------------

static void choose(nx_number *to, const nx_number *a, const nx_number *b, bool by_magnitude, bool larger, const nx_dec_rules *r,
                   uint32_t *status) {
    const nx_number *chosen;
    if (a->kind == NX_DEC_QUIET && !nx_dec_is_nan(b))
        chosen = b;
    else if (b->kind == NX_DEC_QUIET && !nx_dec_is_nan(a))
        chosen = a;
    else if (nx_dec_nan2(to, a, b, r, status))
        return;
    else {
        int order = by_magnitude ? magnitude_order(a, b) : nx_dec_order(a, b);
        if (order == 0)
            order = nx_dec_total_order(a, b);
        chosen = larger ? (order < 0 ? b : a) : (order < 0 ? a : b);
    }
    nx_dec_copy(to, chosen);
    nx_dec_finalize(to, r, status);
}

void nx_dec_max(nx_number *to, const nx_number *a, const nx_number *b, const nx_dec_rules *r, uint32_t *status) {
    choose(to, a, b, false, true, r, status);
}
void nx_dec_min(nx_number *to, const nx_number *a, const nx_number *b, const nx_dec_rules *r, uint32_t *status) {
    choose(to, a, b, false, false, r, status);
}
void nx_dec_max_mag(nx_number *to, const nx_number *a, const nx_number *b, const nx_dec_rules *r, uint32_t *status) {
    choose(to, a, b, true, true, r, status);
}
void nx_dec_min_mag(nx_number *to, const nx_number *a, const nx_number *b, const nx_dec_rules *r, uint32_t *status) {
    choose(to, a, b, true, false, r, status);
}

// ---- neighbours -----------------------------------------------------------------------------------------------------------------

static void next_towards(nx_number *to, const nx_number *a, bool up, const nx_dec_rules *r, uint32_t *status) {
    if (nx_dec_nan1(to, a, r, status))
        return;
    if (a->kind == NX_DEC_INFINITE) {
        if (a->negative == up)
            nx_dec_set_largest(to, a->negative, r, status);
        else
            nx_dec_copy(to, a);
        return;
    }
    nx_dec_rules rules = *r;
    rules.rounding = up ? NX_DEC_CEILING : NX_DEC_FLOOR;
    uint32_t conditions = 0;
    nx_dec_copy(to, a);
    nx_dec_finalize(to, &rules, &conditions);
    if ((conditions & (NX_DEC_INEXACT | NX_DEC_ERRORS)) == 0) {
        nx_number tiny;
        conditions = 0;
        nx_dec_set(&tiny, !up, 1, nx_dec_etiny(r) - 1);
        nx_dec_add(to, a, &tiny, &rules, &conditions);
    }
    *status |= conditions & NX_DEC_ERRORS;
}

void nx_dec_next_minus(nx_number *to, const nx_number *a, const nx_dec_rules *r, uint32_t *status) { next_towards(to, a, false, r, status); }
void nx_dec_next_plus(nx_number *to, const nx_number *a, const nx_dec_rules *r, uint32_t *status) { next_towards(to, a, true, r, status); }

void nx_dec_next_toward(nx_number *to, const nx_number *a, const nx_number *b, const nx_dec_rules *r, uint32_t *status) {
    if (nx_dec_nan2(to, a, b, r, status))
        return;
    int order = nx_dec_order(a, b);
    if (order == 0) {
        nx_dec_copy(to, a);
        to->negative = b->negative;
        return;
    }
    next_towards(to, a, order < 0, r, status);
    if (to->kind == NX_DEC_INFINITE)
        *status |= NX_DEC_OVERFLOW | NX_DEC_ROUNDED | NX_DEC_INEXACT;
    else if (to->kind == NX_DEC_FINITE && nx_dec_adjusted(to) < r->emin) {
        *status |= NX_DEC_UNDERFLOW | NX_DEC_SUBNORMAL | NX_DEC_ROUNDED | NX_DEC_INEXACT;
        if (to->count == 0)
            *status |= NX_DEC_CLAMPED;
    }
}

// ---- exponents and classes ------------------------------------------------------------------------------------------------------

bool nx_dec_is_integer(const nx_number *n) {
    if (n->kind != NX_DEC_FINITE)
        return false;
    return n->exponent >= 0 || n->count == 0 || nx_dec_trailing_zeros(n, -n->exponent) == -n->exponent;
}

bool nx_dec_is_odd(const nx_number *n) {
    if (n->kind != NX_DEC_FINITE || n->count == 0 || n->exponent > 0 || !nx_dec_is_integer(n))
        return false;
    nx_number whole;
    return nx_dec_shift_right(&whole, n, -n->exponent) == 0 && whole.count && whole.limbs[0] & 1;
}

bool nx_dec_get_int64(const nx_number *n, int64_t *out) {
    nx_number whole;
    if (!nx_dec_is_integer(n))
        return false;
    *out = 0;
    if (n->count == 0)
        return true;
    if (n->exponent > 19)
        return false;
    if (n->exponent >= 0 ? !nx_dec_shift_left(&whole, n, n->exponent) : nx_dec_shift_right(&whole, n, -n->exponent) < 0)
        return false;
    if (whole.count > 1 || whole.limbs[0] > INT64_MAX)
        return false;
    *out = n->negative ? -(int64_t)whole.limbs[0] : (int64_t)whole.limbs[0];
    return true;
}

void nx_dec_logb(nx_number *to, const nx_number *a, const nx_dec_rules *r, uint32_t *status) {
    if (nx_dec_nan1(to, a, r, status))
        return;
    if (a->kind == NX_DEC_INFINITE)
        nx_dec_set_infinity(to, false);
    else if (a->count == 0) {
        nx_dec_set_infinity(to, true);
        *status |= NX_DEC_DIVISION_BY_ZERO;
    } else {
        int64_t exponent = nx_dec_adjusted(a);
        nx_dec_set(to, exponent < 0, exponent < 0 ? -(uint64_t)exponent : (uint64_t)exponent, 0);
        nx_dec_finalize(to, r, status);
    }
}

void nx_dec_scaleb(nx_number *to, const nx_number *a, const nx_number *b, const nx_dec_rules *r, uint32_t *status) {
    int64_t n;
    if (nx_dec_nan2(to, a, b, r, status))
        return;
    int64_t most = 2 * (r->emax + r->precision);
    if (b->kind == NX_DEC_INFINITE || b->exponent != 0 || !nx_dec_get_int64(b, &n) || n > most || n < -most) {
        nx_dec_invalid(to, NX_DEC_INVALID_OPERATION, status);
        return;
    }
    nx_dec_copy(to, a);
    if (a->kind == NX_DEC_INFINITE)
        return;
    to->exponent += n;
    nx_dec_finalize(to, r, status);
}

bool nx_dec_is_normal(const nx_number *n, const nx_dec_rules *r) {
    return n->kind == NX_DEC_FINITE && n->count && nx_dec_adjusted(n) >= r->emin;
}

bool nx_dec_is_subnormal(const nx_number *n, const nx_dec_rules *r) {
    return n->kind == NX_DEC_FINITE && n->count && nx_dec_adjusted(n) < r->emin;
}

const char *nx_dec_class(const nx_number *n, const nx_dec_rules *r) {
    if (nx_dec_is_nan(n))
        return n->kind == NX_DEC_QUIET ? "NaN" : "sNaN";
    if (n->kind == NX_DEC_INFINITE)
        return n->negative ? "-Infinity" : "+Infinity";
    if (n->count == 0)
        return n->negative ? "-Zero" : "+Zero";
    if (nx_dec_is_subnormal(n, r))
        return n->negative ? "-Subnormal" : "+Subnormal";
    return n->negative ? "-Normal" : "+Normal";
}

// ---- digits ---------------------------------------------------------------------------------------------------------------------

// The digits of an operand of logical operations, each 0 or 1; false: it is none.
static char *logical_digits(const nx_number *n, size_t *length) {
    if (n->kind != NX_DEC_FINITE || n->negative || n->exponent != 0)
        return NULL;
    char *text = nx_dec_coefficient_text(n, length);
    for (size_t i = 0; text && i < *length; i++)
        if (text[i] > '1')
            return NULL;
    return text;
}

static void set_digits(nx_number *to, const char *digits, size_t length, uint32_t *status) {
    if (!nx_dec_parse(to, digits, length, status))
        no_memory(to, status);
}

static char *digit_room(int64_t count) {
    if (count > (int64_t)1 << 36) {
        nx_raise_no_memory();
        return NULL;
    }
    char *text = nx_alloc_bytes((size_t)count + 1);
    if (text)
        text[count] = 0;
    return text;
}

static void logical(nx_number *to, const nx_number *a, const nx_number *b, char operation, const nx_dec_rules *r, uint32_t *status) {
    size_t x_length, y_length;
    char *x = logical_digits(a, &x_length), *y = x ? logical_digits(b, &y_length) : NULL;
    if (!x || !y) {
        nx_dec_invalid(to, nx_pending() ? NX_DEC_NO_MEMORY : NX_DEC_INVALID_OPERATION, status);
        return;
    }
    size_t length = x_length > y_length ? x_length : y_length;
    if ((int64_t)length > r->precision)
        length = (size_t)r->precision;
    char *out = digit_room((int64_t)length);
    if (!out) {
        no_memory(to, status);
        return;
    }
    for (size_t i = 0; i < length; i++) { // from the last digit
        bool p = i < x_length && x[x_length - 1 - i] == '1', q = i < y_length && y[y_length - 1 - i] == '1';
        out[length - 1 - i] = (operation == '&' ? p && q : operation == '|' ? p || q : p != q) ? '1' : '0';
    }
    set_digits(to, out, length, status);
}

void nx_dec_and(nx_number *to, const nx_number *a, const nx_number *b, const nx_dec_rules *r, uint32_t *status) { logical(to, a, b, '&', r, status); }
void nx_dec_or(nx_number *to, const nx_number *a, const nx_number *b, const nx_dec_rules *r, uint32_t *status) { logical(to, a, b, '|', r, status); }
void nx_dec_xor(nx_number *to, const nx_number *a, const nx_number *b, const nx_dec_rules *r, uint32_t *status) { logical(to, a, b, '^', r, status); }

void nx_dec_invert(nx_number *to, const nx_number *a, const nx_dec_rules *r, uint32_t *status) {
    size_t length;
    char *x = logical_digits(a, &length), *out = x ? digit_room(r->precision) : NULL;
    if (!out) {
        nx_dec_invalid(to, nx_pending() ? NX_DEC_NO_MEMORY : NX_DEC_INVALID_OPERATION, status);
        return;
    }
    for (size_t i = 0; i < (size_t)r->precision; i++)
        out[(size_t)r->precision - 1 - i] = i < length && x[length - 1 - i] == '1' ? '0' : '1';
    set_digits(to, out, (size_t)r->precision, status);
}

// The number of places of shift and rotate; false: the result is set.
static bool places(nx_number *to, const nx_number *a, const nx_number *b, int64_t *n, const nx_dec_rules *r, uint32_t *status) {
    if (nx_dec_nan2(to, a, b, r, status))
        return false;
    if (b->kind == NX_DEC_INFINITE || b->exponent != 0 || !nx_dec_get_int64(b, n) || *n > r->precision || *n < -r->precision) {
        nx_dec_invalid(to, NX_DEC_INVALID_OPERATION, status);
        return false;
    }
    if (a->kind == NX_DEC_INFINITE) {
        nx_dec_copy(to, a);
        return false;
    }
    return true;
}

void nx_dec_shift(nx_number *to, const nx_number *a, const nx_number *b, const nx_dec_rules *r, uint32_t *status) {
    int64_t n;
    nx_number part;
    if (!places(to, a, b, &n, r, status))
        return;
    bool ok = n >= 0 ? nx_dec_keep_low(&part, a, r->precision - n) && nx_dec_shift_left(to, &part, n)
                     : nx_dec_keep_low(&part, a, r->precision) && nx_dec_shift_right(to, &part, -n) >= 0;
    if (!ok)
        no_memory(to, status);
}

void nx_dec_rotate(nx_number *to, const nx_number *a, const nx_number *b, const nx_dec_rules *r, uint32_t *status) {
    int64_t n;
    nx_number part, low, high, moved;
    if (!places(to, a, b, &n, r, status))
        return;
    if (n < 0)
        n += r->precision;
    // The digits that leave on the left come in on the right.
    if (!nx_dec_keep_low(&part, a, r->precision) || nx_dec_shift_right(&high, &part, r->precision - n) < 0 ||
        !nx_dec_keep_low(&low, &part, r->precision - n) || !nx_dec_shift_left(&moved, &low, n)) {
        no_memory(to, status);
        return;
    }
    high.negative = moved.negative = a->negative;
    if (high.count == 0) {
        nx_dec_copy(to, &moved);
        return;
    }
    int64_t count = (moved.count > high.count ? moved.count : high.count) + 1;
    mp_limb_t *out = nx_dec_room(to, count);
    if (!out) {
        no_memory(to, status);
        return;
    }
    mpn_copyi(out, moved.limbs, moved.count);
    mpn_zero(out + moved.count, count - moved.count);
    mpn_add(out, out, count, high.limbs, high.count);
    to->count = nx_limbs_trim(out, count);
    to->exponent = a->exponent;
    to->negative = a->negative;
    to->kind = NX_DEC_FINITE;
}
