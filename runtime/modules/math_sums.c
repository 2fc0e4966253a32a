// math: sums, products and norms of many numbers.
#include <math.h>

#include "../types/containers.h"
#include "../types/number.h"

// ---- fsum: the exact sum, rounded once --------------------------------------------------------------------------------
//
// The sum so far is kept as partials: doubles of growing magnitude whose bits do not overlap, so that their sum is exact
// (Shewchuk, "Adaptive precision floating-point arithmetic", 1997).

typedef struct {
    double *items; // pointer-free
    int64_t count, capacity;
} partials;

static bool add_partial(partials *p, double x) {
    int64_t kept = 0;
    for (int64_t i = 0; i < p->count; i++) {
        double y = p->items[i];
        if (fabs(x) < fabs(y)) {
            double swap = x;
            x = y;
            y = swap;
        }
        volatile double high = x + y, back = high - x, low = y - back;
        if (low != 0.0)
            p->items[kept++] = low;
        x = high;
    }
    p->count = kept;
    if (x == 0.0)
        return true;
    if (!isfinite(x))
        return nx_failf(&nx_OverflowError, "intermediate overflow in fsum");
    if (kept == p->capacity) {
        double *grown = (double *)nx_alloc_bytes((size_t)p->capacity * 2 * sizeof(double));
        if (!grown)
            return false;
        memcpy(grown, p->items, (size_t)kept * sizeof(double));
        p->items = grown;
        p->capacity *= 2;
    }
    p->items[p->count++] = x;
    return true;
}

// From the largest down, until what is left cannot change the result; a tie looks at the sign of the rest.
static double rounded_total(const partials *p) {
    int64_t n = p->count;
    if (n == 0)
        return 0.0;
    volatile double high = p->items[--n], low = 0.0;
    while (n > 0) {
        double x = high, y = p->items[--n];
        high = x + y;
        volatile double back = high - x;
        low = y - back;
        if (low != 0.0)
            break;
    }
    if (n > 0 && ((low < 0 && p->items[n - 1] < 0) || (low > 0 && p->items[n - 1] > 0))) {
        volatile double twice = low * 2.0, next = high + twice, back = next - high;
        if (twice == back)
            high = next;
    }
    return high;
}

nx_value nx_math_fsum(nx_value seq) {
    double room[32];
    partials p = {room, 0, 32};
    double special = 0, infinities = 0;
    nx_value iterator = nx_iter(seq), item;
    if (!iterator)
        return 0;
    while ((item = nx_next(iterator)) != NX_STOP) {
        double x;
        if (!item || !nx_to_double(item, &x))
            return 0;
        if (NX_LIKELY(isfinite(x))) {
            if (!add_partial(&p, x))
                return 0;
        } else {
            if (isinf(x))
                infinities += x;
            special += x;
        }
    }
    if (special != 0) {
        if (isnan(infinities))
            return nx_raise(&nx_ValueError, "-inf + inf in fsum");
        return nx_from_double(special);
    }
    return nx_from_double(rounded_total(&p));
}

// ---- norms ------------------------------------------------------------------------------------------------------------

// The Euclidean norm: a sum of squares with twice a double's digits (the products' rest by fma, that of the sums by
// Knuth's two-sum), scaled so that no exponent overflows, and a root corrected by what is then left.
static double norm(const double *x, int64_t count) {
    double largest = 0;
    bool nan = false;
    for (int64_t i = 0; i < count; i++) {
        if (isnan(x[i]))
            nan = true;
        else if (fabs(x[i]) > largest)
            largest = fabs(x[i]);
    }
    if (isinf(largest))
        return largest;
    if (nan)
        return NAN;
    if (largest == 0 || count == 1)
        return largest;
    int exponent;
    frexp(largest, &exponent);
    double first = ldexp(1.0, -exponent / 2), second = ldexp(1.0, -exponent - -exponent / 2); // 2^-exponent may overflow
    double high = 0, low = 0;
    for (int64_t i = 0; i < count; i++) {
        double scaled = x[i] * first * second, square = scaled * scaled, total = high + square, part = total - high;
        low += (high - (total - part)) + (square - part) + fma(scaled, scaled, -square);
        high = total;
    }
    double root = sqrt(high + low);
    double rest = fma(-root, root, high) + low;
    return ldexp(root + rest / (2 * root), exponent);
}

static bool coordinates_of(const nx_value *values, int64_t count, double *out) {
    for (int64_t i = 0; i < count; i++)
        if (!nx_to_double(values[i], &out[i]))
            return false;
    return true;
}

static double *doubles(int64_t count) {
    return (double *)nx_alloc_bytes((size_t)(count ? count : 1) * sizeof(double));
}

nx_value nx_math_hypot(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (!nx_take_no_keywords("math.hypot", kwnames)) return 0;
    int64_t count = (int64_t)nargs;
    double local[8], *x = count <= 8 ? local : doubles(count);
    return x && coordinates_of(args, count, x) ? nx_from_double(norm(x, count)) : 0;
}

nx_value nx_math_dist(nx_value p, nx_value q) {
    if ((!nx_is_tuple(p) && !(p = nx_tuple_of(p))) || (!nx_is_tuple(q) && !(q = nx_tuple_of(q))))
        return 0;
    const nx_tuple *a = NX_PTR(nx_tuple, p), *b = NX_PTR(nx_tuple, q);
    if (a->length != b->length)
        return nx_raise(&nx_ValueError, "both points must have the same number of dimensions");
    double local[16], *x = a->length <= 8 ? local : doubles(2 * a->length);
    if (!x || !coordinates_of(a->items, a->length, x) || !coordinates_of(b->items, b->length, x + a->length))
        return 0;
    for (int64_t i = 0; i < a->length; i++)
        x[i] = fabs(x[i] - x[a->length + i]);
    return nx_from_double(norm(x, a->length));
}

// ---- prod -------------------------------------------------------------------------------------------------------------

nx_value nx_math_prod(nx_value iterable, nx_value start) {
    nx_value iterator = nx_iter(iterable), item, total = start;
    if (!iterator)
        return 0;
    while ((item = nx_next(iterator)) != NX_STOP) {
        if (!item || !(total = nx_binary(NX_MUL, total, item)))
            return 0;
    }
    return total;
}
