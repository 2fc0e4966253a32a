// x ** 2.0 and x ** 0.5 as pow() gives them at run time, mostly without calling it.
//
// pow() is not correctly rounded: glibc's and musl's state an error below 0.54 units in the last place. So where the exact
// result is less than 0.44 units from the rounded product (or root), pow() gives that one, too: no other number is nearer
// than a unit to it. The distance is computed exactly (T. J. Dekker, A floating-point technique for extending the available
// precision, 1971). In the remaining tenth of the cases, at powers of two and far from 1, pow() is asked.
#ifndef NX_POWER_H
#define NX_POWER_H
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

double nx_fast_power(double x, double y); // pow() as it is at run time, not as a C compiler folds it

// a * a - product, exactly, where nothing overflows or becomes subnormal.
static inline double nx_square_error(double a, double product) {
#ifdef __FP_FAST_FMA
    return __builtin_fma(a, a, -product);
#else
    double split = a * 134217729.0, high = split - (split - a), low = a - high;
    return ((high * high - product) + 2 * high * low) + low * low;
#endif
}

// Whether a result that is off by `error` is that of pow(), too.
static inline bool nx_is_surely_rounded(double result, double error) {
    uint64_t bits;
    memcpy(&bits, &result, sizeof bits);
    uint64_t power = bits & 0x7ff0000000000000u;
    double unit;
    memcpy(&unit, &power, sizeof unit);
    return (bits & 0x000fffffffffffffu) != 0 && __builtin_fabs(error) < unit * (0.44 * 0x1p-52);
}

// What pow(x, y) gives.
static inline double nx_power(double x, double y) {
    if (y == 2.0) {
        double square = x * x;
        if (square > 0x1p-800 && square < 0x1p800 && nx_is_surely_rounded(square, nx_square_error(x, square))) return square;
    } else if (y == 0.5 && x > 0x1p-400 && x < 0x1p400) {
        double root = __builtin_sqrt(x), square = root * root;
        double error = ((x - square) - nx_square_error(root, square)) / (2 * root);
        if (nx_is_surely_rounded(root, error)) return root;
    }
    return nx_fast_power(x, y);
}
#endif
