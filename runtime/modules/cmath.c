// cmath: functions on complex numbers. Finite arguments follow Kahan's formulas ("Branch cuts for complex elementary
// functions", 1987), scaled so that nothing overflows on the way; infinities and nans are the C library's, which
// implements C99's Annex G.
#include <complex.h>
#include <float.h>
#include <math.h>

#include "../types/number.h"

#undef I
typedef nx_complex_number number;
typedef enum { NO_ERROR, DOMAIN_ERROR, RANGE_ERROR } failure;
typedef number (*function)(number z, failure *error);

static const double large = DBL_MAX / 4.0, ln2 = M_LN2;
enum { SCALE_UP = 53, SCALE_DOWN = -27 };

static double log_large(void) {
    return log(DBL_MAX / 4.0);
}

static double complex to_c(number z) {
    return CMPLX(z.real, z.imag);
}

static number from_c(double complex z) {
    return (number){creal(z), cimag(z)};
}

static bool is_finite(number z) {
    return isfinite(z.real) && isfinite(z.imag);
}

static number turned(number z) { // i * z
    return (number){-z.imag, z.real};
}

static number turned_back(number z) { // -i * z
    return (number){z.imag, -z.real};
}

// ---- roots and inverse functions ----------------------------------------------------------------------------------------

static number square_root(number z, failure *error) {
    if (!is_finite(z))
        return from_c(csqrt(to_c(z)));
    if (z.real == 0 && z.imag == 0)
        return (number){0.0, z.imag};
    double x = fabs(z.real), y = fabs(z.imag), s;
    if (x < DBL_MIN && y < DBL_MIN) {
        x = ldexp(x, SCALE_UP);
        s = ldexp(sqrt(x + hypot(x, ldexp(y, SCALE_UP))), SCALE_DOWN);
    } else {
        x /= 8.0;
        s = 2.0 * sqrt(x + hypot(x, y / 8.0));
    }
    double d = y / (2.0 * s);
    return z.real >= 0 ? (number){s, copysign(d, z.imag)} : (number){d, copysign(s, z.imag)};
}

static bool is_large(number z) {
    return fabs(z.real) > large || fabs(z.imag) > large;
}

static double log_of_large(number z) {
    return log(hypot(z.real / 2.0, z.imag / 2.0)) + ln2 * 2.0;
}

static number arc_cosine(number z, failure *error) {
    if (!is_finite(z))
        return isinf(z.real) && isnan(z.imag) ? (number){NAN, INFINITY} : from_c(cacos(to_c(z)));
    if (is_large(z)) {
        double size = log_of_large(z);
        return (number){atan2(fabs(z.imag), z.real), z.real < 0 ? -copysign(size, z.imag) : copysign(size, -z.imag)};
    }
    number a = square_root((number){1.0 - z.real, -z.imag}, error), b = square_root((number){1.0 + z.real, z.imag}, error);
    return (number){2.0 * atan2(a.real, b.real), asinh(b.real * a.imag - b.imag * a.real)};
}

static number arc_cosh(number z, failure *error) {
    if (!is_finite(z))
        return isfinite(z.real) && isnan(z.imag) ? (number){NAN, NAN} : from_c(cacosh(to_c(z)));
    if (is_large(z))
        return (number){log_of_large(z), atan2(z.imag, z.real)};
    number a = square_root((number){z.real - 1.0, z.imag}, error), b = square_root((number){z.real + 1.0, z.imag}, error);
    return (number){asinh(a.real * b.real + a.imag * b.imag), 2.0 * atan2(a.imag, b.real)};
}

static number arc_sinh(number z, failure *error) {
    if (!is_finite(z))
        return isnan(z.real) && isinf(z.imag) ? (number){INFINITY, NAN} : from_c(casinh(to_c(z)));
    if (is_large(z)) {
        double size = log_of_large(z);
        return (number){z.imag >= 0 ? copysign(size, z.real) : -copysign(size, -z.real), atan2(z.imag, fabs(z.real))};
    }
    number a = square_root((number){1.0 + z.imag, -z.real}, error), b = square_root((number){1.0 - z.imag, z.real}, error);
    return (number){asinh(a.real * b.imag - b.real * a.imag), atan2(z.imag, a.real * b.real - a.imag * b.imag)};
}

static number arc_sine(number z, failure *error) {
    return turned_back(arc_sinh(turned(z), error));
}

static number arc_tanh(number z, failure *error) {
    if (!is_finite(z))
        return isnan(z.real) && isinf(z.imag) ? (number){0.0, copysign(M_PI_2, z.imag)} : from_c(catanh(to_c(z)));
    if (signbit(z.real)) {
        number r = arc_tanh((number){-z.real, -z.imag}, error);
        return (number){-r.real, -r.imag};
    }
    double y = fabs(z.imag), root_large = sqrt(large);
    if (z.real > root_large || y > root_large) {
        double h = hypot(z.real / 2.0, z.imag / 2.0);
        return (number){z.real / 4.0 / h / h, -copysign(M_PI_2, -z.imag)};
    }
    if (z.real == 1.0 && y < sqrt(DBL_MIN)) {
        if (y == 0) {
            *error = DOMAIN_ERROR;
            return (number){INFINITY, z.imag};
        }
        return (number){-log(sqrt(y) / sqrt(hypot(y, 2.0))), copysign(atan2(2.0, -y) / 2, z.imag)};
    }
    return (number){log1p(4.0 * z.real / ((1 - z.real) * (1 - z.real) + y * y)) / 4.0,
                    -atan2(-2.0 * z.imag, (1 - z.real) * (1 + z.real) - y * y) / 2.0};
}

static number arc_tangent(number z, failure *error) {
    return turned_back(arc_tanh(turned(z), error));
}

// ---- exponential and hyperbolic functions -------------------------------------------------------------------------------

static number finished(number r, failure *error) {
    if (isinf(r.real) || isinf(r.imag))
        *error = RANGE_ERROR;
    return r;
}

static number exponential(number z, failure *error) {
    if (!is_finite(z)) {
        if (isinf(z.imag) && (isfinite(z.real) || (isinf(z.real) && z.real > 0)))
            *error = DOMAIN_ERROR;
        if (isinf(z.real) && z.real < 0 && !isfinite(z.imag))
            return (number){0.0, 0.0};
        return from_c(cexp(to_c(z)));
    }
    double size = z.real > log_large() ? exp(z.real - 1.0) : exp(z.real), scale = z.real > log_large() ? M_E : 1.0;
    return finished((number){size * cos(z.imag) * scale, size * sin(z.imag) * scale}, error);
}

static number hyperbolic_cosine(number z, failure *error) {
    if (!is_finite(z)) {
        if (isinf(z.imag) && !isnan(z.real))
            *error = DOMAIN_ERROR;
        if (isnan(z.real) && z.imag == 0)
            return (number){NAN, 0.0};
        return from_c(ccosh(to_c(z)));
    }
    if (fabs(z.real) <= log_large())
        return finished((number){cos(z.imag) * cosh(z.real), sin(z.imag) * sinh(z.real)}, error);
    double x = z.real - copysign(1.0, z.real);
    return finished((number){cos(z.imag) * cosh(x) * M_E, sin(z.imag) * sinh(x) * M_E}, error);
}

static number hyperbolic_sine(number z, failure *error) {
    if (!is_finite(z)) {
        if (isinf(z.imag) && !isnan(z.real))
            *error = DOMAIN_ERROR;
        if (z.real == 0 && isnan(z.imag))
            return (number){0.0, NAN};
        return from_c(csinh(to_c(z)));
    }
    if (fabs(z.real) <= log_large())
        return finished((number){cos(z.imag) * sinh(z.real), sin(z.imag) * cosh(z.real)}, error);
    double x = z.real - copysign(1.0, z.real);
    return finished((number){cos(z.imag) * sinh(x) * M_E, sin(z.imag) * cosh(x) * M_E}, error);
}

static number hyperbolic_tangent(number z, failure *error) {
    if (!is_finite(z)) {
        if (isinf(z.imag) && isfinite(z.real))
            *error = DOMAIN_ERROR;
        if (isfinite(z.real) && isnan(z.imag))
            return (number){NAN, NAN};
        if (isinf(z.real) && !isfinite(z.imag))
            return (number){copysign(1.0, z.real), 0.0};
        return from_c(ctanh(to_c(z)));
    }
    if (fabs(z.real) > log_large())
        return (number){copysign(1.0, z.real), 4.0 * sin(z.imag) * cos(z.imag) * exp(-2.0 * fabs(z.real))};
    double tx = tanh(z.real), ty = tan(z.imag), cx = 1.0 / cosh(z.real), product = tx * ty;
    double scale = 1.0 + product * product;
    return (number){tx * (1.0 + ty * ty) / scale, ((ty / scale) * cx) * cx};
}

static number cosine(number z, failure *error) {
    return hyperbolic_cosine(turned(z), error);
}

static number sine(number z, failure *error) {
    return turned_back(hyperbolic_sine(turned(z), error));
}

static number tangent(number z, failure *error) {
    return turned_back(hyperbolic_tangent(turned(z), error));
}

static number logarithm(number z, failure *error) {
    if (!is_finite(z))
        return from_c(clog(to_c(z)));
    double x = fabs(z.real), y = fabs(z.imag), real;
    if (x > large || y > large)
        real = log(hypot(x / 2.0, y / 2.0)) + ln2;
    else if (x < DBL_MIN && y < DBL_MIN) {
        if (x == 0 && y == 0) {
            *error = DOMAIN_ERROR;
            real = -INFINITY;
        } else
            real = log(hypot(ldexp(x, SCALE_UP), ldexp(y, SCALE_UP))) - SCALE_UP * ln2;
    } else {
        double h = hypot(x, y);
        if (h >= 0.71 && h <= 1.73) {
            double more = x > y ? x : y, less = x > y ? y : x;
            real = log1p((more - 1) * (more + 1) + less * less) / 2.0;
        } else
            real = log(h);
    }
    return (number){real, atan2(z.imag, z.real)};
}

static number logarithm_10(number z, failure *error) {
    number r = logarithm(z, error);
    return (number){r.real / M_LN10, r.imag / M_LN10};
}

// ---- the module's functions ---------------------------------------------------------------------------------------------

static nx_value fail(failure error) {
    return error == DOMAIN_ERROR ? nx_raise(&nx_ValueError, "math domain error")
                                 : nx_raise(&nx_OverflowError, "math range error");
}

static nx_value apply(function f, nx_value value) {
    number z;
    if (!nx_to_complex(value, &z))
        return 0;
    failure error = NO_ERROR;
    z = f(z, &error);
    return error ? fail(error) : nx_complex_new(z.real, z.imag);
}

#define NX_FUNCTION(name, f)                                                                                           \
    nx_value nx_cmath_##name(nx_value z) { return apply(f, z); }
NX_FUNCTION(acos, arc_cosine)
NX_FUNCTION(acosh, arc_cosh)
NX_FUNCTION(asin, arc_sine)
NX_FUNCTION(asinh, arc_sinh)
NX_FUNCTION(atan, arc_tangent)
NX_FUNCTION(atanh, arc_tanh)
NX_FUNCTION(cos, cosine)
NX_FUNCTION(cosh, hyperbolic_cosine)
NX_FUNCTION(exp, exponential)
NX_FUNCTION(sin, sine)
NX_FUNCTION(sinh, hyperbolic_sine)
NX_FUNCTION(sqrt, square_root)
NX_FUNCTION(tan, tangent)
NX_FUNCTION(tanh, hyperbolic_tangent)
NX_FUNCTION(log10, logarithm_10)

// With a base, only the base's logarithm and the division can fail: log(0, 2) is -inf.
nx_value nx_cmath_log(nx_value value, nx_value base) {
    if (!base)
        return apply(logarithm, value);
    number z;
    failure ignored;
    if (!nx_to_complex(value, &z))
        return 0;
    z = logarithm(z, &ignored);
    nx_value divisor = apply(logarithm, base);
    if (!divisor)
        return 0;
    const nx_complex *d = NX_PTR(nx_complex, divisor);
    if (d->real == 0 && d->imag == 0)
        return fail(DOMAIN_ERROR);
    nx_value dividend = nx_complex_new(z.real, z.imag);
    return dividend ? nx_binary(NX_TRUEDIV, dividend, divisor) : 0;
}

nx_value nx_cmath_phase(nx_value value) {
    number z;
    if (!nx_to_complex(value, &z))
        return 0;
    double angle = atan2(z.imag, z.real);
    if (z.imag != 0 && isfinite(z.real) && angle == 0) // CPython reports the C library's underflow
        return fail(RANGE_ERROR);
    return nx_from_double(angle);
}

nx_value nx_cmath_polar(nx_value value) {
    number z;
    if (!nx_to_complex(value, &z))
        return 0;
    double size = hypot(z.real, z.imag);
    if (isinf(size) && is_finite(z))
        return fail(RANGE_ERROR);
    nx_value items[2] = {nx_from_double(size), nx_from_double(atan2(z.imag, z.real))};
    return nx_tuple_from(2, items);
}

nx_value nx_cmath_rect(nx_value r_value, nx_value phi_value) {
    double r, phi;
    if (!nx_to_double(r_value, &r) || !nx_to_double(phi_value, &phi))
        return 0;
    if (isinf(phi) && r != 0 && !isnan(r))
        return fail(DOMAIN_ERROR);
    if (isinf(r) && isfinite(phi) && phi != 0)
        return nx_complex_new(copysign(INFINITY, r * cos(phi)), copysign(INFINITY, r * sin(phi)));
    if (phi == 0)
        return nx_complex_new(r, isfinite(r) ? r * phi : isnan(r) ? 0.0 : r < 0 ? -phi : phi);
    if (r == 0 && !isfinite(phi))
        return nx_complex_new(0.0, 0.0);
    if (isinf(r) && isnan(phi))
        return nx_complex_new(INFINITY, NAN);
    return nx_complex_new(r * cos(phi), r * sin(phi));
}

nx_value nx_cmath_isfinite(nx_value value) {
    number z;
    return nx_to_complex(value, &z) ? nx_from_bool(is_finite(z)) : 0;
}

nx_value nx_cmath_isinf(nx_value value) {
    number z;
    return nx_to_complex(value, &z) ? nx_from_bool(isinf(z.real) || isinf(z.imag)) : 0;
}

nx_value nx_cmath_isnan(nx_value value) {
    number z;
    return nx_to_complex(value, &z) ? nx_from_bool(isnan(z.real) || isnan(z.imag)) : 0;
}

nx_value nx_cmath_isclose(nx_value a_value, nx_value b_value, nx_value rel_tol, nx_value abs_tol) {
    number a, b;
    double relative = 1e-9, absolute = 0.0;
    if (!nx_to_complex(a_value, &a) || !nx_to_complex(b_value, &b) || (rel_tol && !nx_to_double(rel_tol, &relative)) ||
        (abs_tol && !nx_to_double(abs_tol, &absolute)))
        return 0;
    if (relative < 0 || absolute < 0)
        return nx_raise(&nx_ValueError, "tolerances must be non-negative");
    if (a.real == b.real && a.imag == b.imag)
        return NX_TRUE;
    if (isinf(a.real) || isinf(a.imag) || isinf(b.real) || isinf(b.imag))
        return NX_FALSE;
    double difference = hypot(a.real - b.real, a.imag - b.imag);
    return nx_from_bool(difference <= relative * hypot(b.real, b.imag) || difference <= relative * hypot(a.real, a.imag) ||
                        difference <= absolute);
}

static bool init(nx_module *self) {
    const struct { const char *name; nx_value value; } constants[] = {
        {"pi", nx_from_double(M_PI)},        {"e", nx_from_double(M_E)},
        {"tau", nx_from_double(2 * M_PI)},   {"inf", nx_from_double(INFINITY)},
        {"nan", nx_from_double(NAN)},        {"infj", nx_complex_new(0.0, INFINITY)},
        {"nanj", nx_complex_new(0.0, NAN)}};
    for (size_t i = 0; i < sizeof constants / sizeof *constants; i++)
        if (!nx_dict_set_str(self->dict, nx_str_intern_c(constants[i].name), constants[i].value))
            return false;
    return true;
}

#include "cmath.inc"
const nx_module_def nx_module_cmath = {.name = "cmath", .functions = nx_cmath_functions, .init = init};
