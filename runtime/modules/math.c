// math: the functions on floats. Domain errors (nan from something that is none) are ValueErrors, infinities from
// finite arguments OverflowErrors. Integer functions are in math_integer.c, sums and norms in math_sums.c.
#include <math.h>

#include "../core/power.h"
#include "../types/number.h"

static nx_value domain_error(void) {
    return nx_raise(&nx_ValueError, "math domain error");
}

static nx_value range_error(void) {
    return nx_raise(&nx_OverflowError, "math range error");
}

// ---- functions of one argument ----------------------------------------------------------------------------------------

static nx_value checked(double x, double result, bool can_overflow) {
    if (NX_UNLIKELY(!isfinite(result))) {
        if (isnan(result) && !isnan(x))
            return domain_error();
        if (isinf(result) && isfinite(x))
            return can_overflow ? range_error() : domain_error();
    }
    return nx_from_double(result);
}

#define NX_FUNCTION(name, expression, can_overflow)                                                                    \
    nx_value nx_math_##name(nx_value value) {                                                                          \
        double x;                                                                                                      \
        return nx_to_double(value, &x) ? checked(x, expression, can_overflow) : 0;                                     \
    }
NX_FUNCTION(acos, acos(x), false)
NX_FUNCTION(acosh, acosh(x), false)
NX_FUNCTION(asin, asin(x), false)
NX_FUNCTION(asinh, asinh(x), false)
NX_FUNCTION(atan, atan(x), false)
NX_FUNCTION(atanh, atanh(x), false)
NX_FUNCTION(cbrt, cbrt(x), false)
NX_FUNCTION(cos, cos(x), false)
NX_FUNCTION(cosh, cosh(x), true)
NX_FUNCTION(erf, erf(x), false)
NX_FUNCTION(erfc, erfc(x), false)
NX_FUNCTION(exp, exp(x), true)
NX_FUNCTION(exp2, exp2(x), true)
NX_FUNCTION(expm1, expm1(x), true)
NX_FUNCTION(fabs, fabs(x), false)
NX_FUNCTION(log1p, log1p(x), false)
NX_FUNCTION(sin, sin(x), false)
NX_FUNCTION(sinh, sinh(x), true)
NX_FUNCTION(sqrt, sqrt(x), false)
NX_FUNCTION(tan, tan(x), false)
NX_FUNCTION(tanh, tanh(x), false)

#define NX_PLAIN(name, expression)                                                                                     \
    nx_value nx_math_##name(nx_value value) {                                                                          \
        double x;                                                                                                      \
        return nx_to_double(value, &x) ? expression : 0;                                                               \
    }
NX_PLAIN(degrees, nx_from_double(x * (180.0 / M_PI)))
NX_PLAIN(radians, nx_from_double(x * (M_PI / 180.0)))
NX_PLAIN(isfinite, nx_from_bool(isfinite(x)))
NX_PLAIN(isinf, nx_from_bool(isinf(x)))
NX_PLAIN(isnan, nx_from_bool(isnan(x)))

static double ulp(double x) {
    if (!isfinite(x))
        return fabs(x);
    x = fabs(x);
    double up = nextafter(x, INFINITY);
    return isinf(up) ? x - nextafter(x, -INFINITY) : up - x;
}
NX_PLAIN(ulp, nx_from_double(ulp(x)))

// ---- gamma: Lanczos' approximation with g = 6.0246…, 13 terms ---------------------------------------------------------

static const double lanczos_g = 6.024680040776729583740234375;
static const double lanczos_g_minus_half = 5.524680040776729583740234375;

static double lanczos_sum(double x) {
    static const double above[13] = {
        23531376880.410759688572007674451636754734846804940, 42919803642.649098768957899047001988850926355848959,
        35711959237.355668049440185451547166705960488635843, 17921034426.037209699919755754458931112671403265390,
        6039542586.3520280050642916443072979210699388420708, 1439720407.3117216736632230727949123939715485786372,
        248874557.86205415651146038641322942321632125127801, 31426415.585400194380614231628318205362874684987640,
        2876370.6289353724412254090516208496135991145378768, 186056.26539522349504029498971604569928220784236328,
        8071.6720023658162106380029022722506138218516325024, 210.82427775157934587250973392071336271166969580291,
        2.5066282746310002701649081771338373386264310793408};
    static const double below[13] = {0,         39916800, 120543840, 150917976, 105258076, 45995730, 13339535,
                                     2637558.0, 357423.0, 32670.0,   1925.0,    66.0,      1.0};
    double p = 0, q = 0;
    if (x < 5.0)
        for (int i = 12; i >= 0; i--) {
            p = p * x + above[i];
            q = q * x + below[i];
        }
    else // in 1/x, so that nothing overflows
        for (int i = 0; i < 13; i++) {
            p = p / x + above[i];
            q = q / x + below[i];
        }
    return p / q;
}

// sin(pi * x), exact at multiples of 1/2
static double sin_pi(double x) {
    double y = fmod(fabs(x), 2.0), r;
    switch ((int)round(2.0 * y)) {
    case 0: r = sin(M_PI * y); break;
    case 1: r = cos(M_PI * (y - 0.5)); break;
    case 2: r = sin(M_PI * (1.0 - y)); break;
    case 3: r = -cos(M_PI * (y - 1.5)); break;
    default: r = sin(M_PI * (y - 2.0)); break;
    }
    return copysign(1.0, x) * r;
}

// r * y^(size - 1/2), or divided by it, without overflow on the way
static double scale_by_power(double r, double y, double size, bool divide) {
    if (size < 140.0) {
        double power = pow(y, size - 0.5);
        return divide ? r / power : r * power;
    }
    double root = pow(y, size / 2.0 - 0.25);
    return divide ? r / root / root : r * root * root;
}

nx_value nx_math_gamma(nx_value value) {
    double x;
    if (!nx_to_double(value, &x))
        return 0;
    if (!isfinite(x))
        return isnan(x) || x > 0 ? nx_from_double(x) : domain_error();
    if (x == 0)
        return domain_error();
    if (x == floor(x)) {
        if (x < 0)
            return domain_error();
        if (x <= 23) { // (x - 1)! is exact
            double product = 1;
            for (int i = 2; i < (int)x; i++)
                product *= i;
            return nx_from_double(product);
        }
    }
    double size = fabs(x);
    if (size < 1e-20) {
        double r = 1.0 / x;
        return isinf(r) ? range_error() : nx_from_double(r);
    }
    if (size > 200.0)
        return x < 0 ? nx_from_double(0.0 / sin_pi(x)) : range_error();
    double y = size + lanczos_g_minus_half, error, r;
    if (size > lanczos_g_minus_half) {
        double q = y - size;
        error = q - lanczos_g_minus_half;
    } else {
        double q = y - lanczos_g_minus_half;
        error = q - size;
    }
    error = error * lanczos_g / y;
    if (x < 0) {
        r = -M_PI / sin_pi(size) / size * exp(y) / lanczos_sum(size);
        r -= error * r;
        r = scale_by_power(r, y, size, true);
    } else {
        r = lanczos_sum(size) / exp(y);
        r += error * r;
        r = scale_by_power(r, y, size, false);
    }
    return isinf(r) ? range_error() : nx_from_double(r);
}

nx_value nx_math_lgamma(nx_value value) {
    double x;
    if (!nx_to_double(value, &x))
        return 0;
    if (!isfinite(x))
        return nx_from_double(isnan(x) ? x : INFINITY);
    if (x == floor(x) && x <= 2.0)
        return x <= 0 ? domain_error() : nx_from_double(0.0);
    double size = fabs(x);
    if (size < 1e-20)
        return nx_from_double(-log(size));
    double r = log(lanczos_sum(size)) - lanczos_g;
    r += (size - 0.5) * (log(size + lanczos_g - 0.5) - 1);
    if (x < 0) // reflection
        r = 1.144729885849400174143427351353058711647 - log(fabs(sin_pi(size))) - log(size) - r;
    return isinf(r) ? range_error() : nx_from_double(r);
}

// ---- logarithms, of ints of any size ----------------------------------------------------------------------------------

static bool logarithm(nx_value value, double (*function)(double), double *out) {
    double x;
    int64_t exponent = 0;
    if (nx_is_int(value)) {
        if (nx_int_sign(value) <= 0) {
            domain_error();
            return false;
        }
        if (nx_int_bit_length_of(value) <= 1023)
            nx_int_to_double(value, &x);
        else
            x = nx_int_frexp(value, &exponent);
        *out = exponent ? function(x) + function(2.0) * (double)exponent : function(x);
        return true;
    }
    if (!nx_to_double(value, &x))
        return false;
    if (x <= 0) {
        domain_error();
        return false;
    }
    *out = function(x);
    return true;
}

nx_value nx_math_log(nx_value x, nx_value base) {
    double numerator, denominator;
    if (!logarithm(x, log, &numerator))
        return 0;
    if (!base)
        return nx_from_double(numerator);
    if (!logarithm(base, log, &denominator))
        return 0;
    if (denominator == 0)
        return nx_raise(&nx_ZeroDivisionError, "float division by zero");
    return nx_from_double(numerator / denominator);
}

nx_value nx_math_log2(nx_value x) {
    double result;
    return logarithm(x, log2, &result) ? nx_from_double(result) : 0;
}

nx_value nx_math_log10(nx_value x) {
    double result;
    return logarithm(x, log10, &result) ? nx_from_double(result) : 0;
}

// ---- functions of two arguments ---------------------------------------------------------------------------------------

nx_value nx_math_atan2(nx_value y_value, nx_value x_value) {
    double y, x;
    return nx_to_double(y_value, &y) && nx_to_double(x_value, &x) ? nx_from_double(atan2(y, x)) : 0;
}

nx_value nx_math_copysign(nx_value x_value, nx_value y_value) {
    double x, y;
    return nx_to_double(x_value, &x) && nx_to_double(y_value, &y) ? nx_from_double(copysign(x, y)) : 0;
}

nx_value nx_math_nextafter(nx_value x_value, nx_value y_value) {
    double x, y;
    return nx_to_double(x_value, &x) && nx_to_double(y_value, &y) ? nx_from_double(nextafter(x, y)) : 0;
}

nx_value nx_math_fmod(nx_value x_value, nx_value y_value) {
    double x, y;
    if (!nx_to_double(x_value, &x) || !nx_to_double(y_value, &y))
        return 0;
    double r = fmod(x, y);
    return isnan(r) && !isnan(x) && !isnan(y) ? domain_error() : nx_from_double(r);
}

nx_value nx_math_remainder(nx_value x_value, nx_value y_value) {
    double x, y;
    if (!nx_to_double(x_value, &x) || !nx_to_double(y_value, &y))
        return 0;
    double r = remainder(x, y);
    return isnan(r) && !isnan(x) && !isnan(y) ? domain_error() : nx_from_double(r);
}

nx_value nx_math_pow(nx_value x_value, nx_value y_value) {
    double x, y;
    if (!nx_to_double(x_value, &x) || !nx_to_double(y_value, &y))
        return 0;
    double r = nx_power(x, y);
    if (!isfinite(r) && isfinite(x) && isfinite(y)) {
        if (isnan(r) || x == 0)
            return domain_error();
        return range_error();
    }
    return nx_from_double(r);
}

nx_value nx_math_ldexp(nx_value x_value, nx_value i) {
    double x;
    if (!nx_to_double(x_value, &x))
        return 0;
    if (!nx_is_int(i))
        return nx_raise(&nx_TypeError, "Expected an int as second argument to ldexp.");
    int64_t exponent;
    if (!nx_int_fits_i64(i, &exponent))
        exponent = nx_int_sign(i) < 0 ? INT64_MIN : INT64_MAX;
    if (x == 0 || !isfinite(x))
        return nx_from_double(x);
    if (exponent < -100000)
        return nx_from_double(copysign(0.0, x));
    double r = ldexp(x, exponent > 100000 ? 100000 : (int)exponent);
    return isinf(r) ? range_error() : nx_from_double(r);
}

static nx_value pair(nx_value first, nx_value second) {
    nx_value items[2] = {first, second};
    return first && second ? nx_tuple_from(2, items) : 0;
}

nx_value nx_math_frexp(nx_value value) {
    double x;
    int exponent = 0;
    if (!nx_to_double(value, &x))
        return 0;
    double m = isfinite(x) ? frexp(x, &exponent) : x;
    return pair(nx_from_double(m), nx_from_small_int(exponent));
}

nx_value nx_math_modf(nx_value value) {
    double x, whole;
    if (!nx_to_double(value, &x))
        return 0;
    double fraction = modf(x, &whole);
    return pair(nx_from_double(fraction), nx_from_double(whole));
}

// ---- rounding ---------------------------------------------------------------------------------------------------------

static nx_value to_whole(nx_value x, nx_str *method, double (*function)(double)) {
    if (nx_is_exact_int(x))
        return x;
    if (!nx_is_tagged_float(x) && !nx_is_exact(x, &nx_float_type)) {
        nx_value result = nx_call_special(x, method, 0, NULL);
        if (result != NX_NOTIMPLEMENTED)
            return result;
    }
    double d;
    return nx_to_double(x, &d) ? nx_int_from_double(function(d)) : 0;
}

nx_value nx_math_floor(nx_value x) {
    return to_whole(x, &nx_s___floor__, floor);
}

nx_value nx_math_ceil(nx_value x) {
    return to_whole(x, &nx_s___ceil__, ceil);
}

nx_value nx_math_trunc(nx_value x) {
    if (nx_is_tagged_float(x))
        return nx_int_from_double(nx_tagged_float(x));
    nx_value result = nx_call_special(x, &nx_s___trunc__, 0, NULL);
    if (result == NX_NOTIMPLEMENTED)
        return nx_raisef(&nx_TypeError, "type %T doesn't define __trunc__ method", x);
    return result;
}

nx_value nx_math_isclose(nx_value a_value, nx_value b_value, nx_value rel_tol, nx_value abs_tol) {
    double a, b, relative = 1e-9, absolute = 0.0;
    if (!nx_to_double(a_value, &a) || !nx_to_double(b_value, &b) || (rel_tol && !nx_to_double(rel_tol, &relative)) ||
        (abs_tol && !nx_to_double(abs_tol, &absolute)))
        return 0;
    if (relative < 0 || absolute < 0)
        return nx_raise(&nx_ValueError, "tolerances must be non-negative");
    if (a == b)
        return NX_TRUE;
    if (isinf(a) || isinf(b))
        return NX_FALSE;
    double difference = fabs(b - a);
    return nx_from_bool(difference <= fabs(relative * b) || difference <= fabs(relative * a) || difference <= absolute);
}

static bool init(nx_module *self) {
    static const struct { const char *name; double value; } constants[] = {
        {"pi", M_PI}, {"e", M_E}, {"tau", 2 * M_PI}, {"inf", (double)INFINITY}, {"nan", (double)NAN}};
    for (size_t i = 0; i < sizeof constants / sizeof *constants; i++)
        if (!nx_dict_set_str(self->dict, nx_str_intern_c(constants[i].name), nx_from_double(constants[i].value)))
            return false;
    return true;
}

#include "math.inc"
const nx_module_def nx_module_math = {.name = "math", .functions = nx_math_functions, .init = init};
