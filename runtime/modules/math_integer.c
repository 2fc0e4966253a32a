// math: functions on ints of any size.
#include "../types/containers.h"
#include "../types/number.h"

nx_value nx_math_gcd(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    nx_value result = NX_INT(0);
    if (!nx_take_no_keywords("math.gcd", kwnames)) return 0;
    for (size_t i = 0; i < nargs; i++) {
        nx_value item = nx_index(args[i]);
        if (!item || !(result = nx_int_gcd(result, item)))
            return 0;
    }
    return result;
}

nx_value nx_math_lcm(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    nx_value result = NX_INT(1);
    if (!nx_take_no_keywords("math.lcm", kwnames)) return 0;
    for (size_t i = 0; i < nargs; i++) {
        nx_value item = nx_index(args[i]), common, quotient;
        if (!item)
            return 0;
        if (nx_int_sign(item) == 0 || nx_int_sign(result) == 0) {
            result = NX_INT(0);
            continue;
        }
        if (nx_int_sign(item) < 0)
            item = nx_int_negate(item);
        if (!item || !(common = nx_int_gcd(result, item)) || !nx_int_floor_divide(result, common, &quotient, NULL) ||
            !(result = nx_int_mul_any(quotient, item)))
            return 0;
    }
    return result;
}

static nx_value from_mpz_and_clear(mpz_t z) {
    nx_value value = nx_int_from_mpz(z);
    mpz_clear(z);
    return value;
}

nx_value nx_math_factorial(nx_value x) {
    nx_value index = nx_index(x);
    int64_t n;
    if (!index)
        return 0;
    if (nx_int_sign(index) < 0)
        return nx_raise(&nx_ValueError, "factorial() not defined for negative values");
    if (!nx_int_fits_i64(index, &n))
        return nx_raise(&nx_OverflowError, "factorial() argument should not exceed 9223372036854775807");
    if (n <= 20) {
        int64_t product = 1;
        for (int64_t i = 2; i <= n; i++)
            product *= i;
        return nx_from_i64(product);
    }
    if (n > (int64_t)1 << 33)
        return nx_raise_no_memory();
    mpz_t z;
    mpz_init(z);
    mpz_fac_ui(z, (unsigned long)n);
    return from_mpz_and_clear(z);
}

// The two arguments of comb and perm: ints, not negative.
static bool arguments(nx_value *n, nx_value *k) {
    if (!(*n = nx_index(*n)) || !(*k = nx_index(*k)))
        return false;
    if (nx_int_sign(*n) < 0)
        return nx_failf(&nx_ValueError, "n must be a non-negative integer");
    if (nx_int_sign(*k) < 0)
        return nx_failf(&nx_ValueError, "k must be a non-negative integer");
    return true;
}

// n over k as long as all products on the way fit; false: they do not. Each step's quotient is exact.
static bool small_comb(int64_t n, int64_t k, nx_value *out) {
    uint64_t result = 1;
    for (int64_t i = 1; i <= k; i++) {
        unsigned __int128 next = (unsigned __int128)result * (uint64_t)(n - k + i) / (uint64_t)i;
        if (next > INT64_MAX) return false;
        result = (uint64_t)next;
    }
    *out = nx_from_i64((int64_t)result);
    return true;
}

nx_value nx_math_comb(nx_value n, nx_value k) {
    if (!arguments(&n, &k))
        return 0;
    nx_value other = nx_int_sub_any(n, k);
    if (!other)
        return 0;
    if (nx_int_sign(other) < 0)
        return NX_INT(0);
    if (nx_int_compare_any(other, k) < 0)
        k = other;
    int64_t count;
    if (!nx_int_fits_i64(k, &count))
        return nx_raise(&nx_OverflowError, "min(n - k, k) must not exceed 9223372036854775807");
    nx_value small;
    if (nx_is_small_int(n) && small_comb(nx_small_int(n), count, &small)) return small;
    mpz_t z;
    nx_int_to_mpz(n, z);
    mpz_bin_ui(z, z, (unsigned long)count);
    return from_mpz_and_clear(z);
}

// first * (first - 1) * … * (first - count + 1), by halves so that the factors are of equal size
static nx_value falling_product(nx_value first, int64_t count) {
    if (count == 1)
        return first;
    nx_value middle = nx_int_sub_any(first, nx_from_i64(count / 2));
    nx_value left = middle ? falling_product(first, count / 2) : 0;
    nx_value right = left ? falling_product(middle, count - count / 2) : 0;
    return right ? nx_int_mul_any(left, right) : 0;
}

nx_value nx_math_perm(nx_value n, nx_value k) {
    if (k == NX_NONE)
        return nx_math_factorial(n);
    if (!arguments(&n, &k))
        return 0;
    if (nx_int_compare_any(n, k) < 0)
        return NX_INT(0);
    int64_t count;
    if (!nx_int_fits_i64(k, &count))
        return nx_raise(&nx_OverflowError, "k must not exceed 9223372036854775807");
    return count == 0 ? NX_INT(1) : falling_product(n, count);
}

nx_value nx_math_isqrt(nx_value n) {
    nx_value index = nx_index(n);
    if (!index)
        return 0;
    if (nx_int_sign(index) < 0)
        return nx_raise(&nx_ValueError, "isqrt() argument must be nonnegative");
    return nx_int_sqrt(index, NULL);
}
