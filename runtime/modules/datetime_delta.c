// datetime.timedelta: a duration in days, seconds and microseconds. Multiplication and division go through exact
// integers of microseconds, rounded half to even.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "datetime.h"

bool nx_datetime_take(const char *function, size_t nargs, const nx_value *args, nx_value kwnames, const char *const *names,
                      size_t count, size_t positional, size_t required, nx_value *values) {
    size_t keywords = kwnames ? (size_t)NX_PTR(nx_tuple, kwnames)->length : 0;
    const char *name = function ? function : "function", *call = function ? "()" : "";
    memset(values, 0, count * sizeof *values);
    if (nargs + keywords > count)
        return nx_failf(&nx_TypeError, "%s%s takes at most %d %sargument%s (%zd given)", name, call, (int)count,
                        nargs ? "" : "keyword ", count == 1 ? "" : "s", (int64_t)(nargs + keywords));
    if (nargs > positional)
        return nx_failf(&nx_TypeError, "%s%s takes at most %d positional arguments (%zd given)", name, call, (int)positional, (int64_t)nargs);
    for (size_t i = 0; i < nargs; i++)
        values[i] = args[i];
    for (size_t k = 0; k < keywords; k++) {
        nx_value keyword = NX_PTR(nx_tuple, kwnames)->items[k];
        const char *text = nx_str_utf8_lossy(keyword, NULL);
        size_t i = 0;
        while (i < count && strcmp(names[i], text) != 0)
            i++;
        if (i == count)
            return nx_failf(&nx_TypeError, "'%U' is an invalid keyword argument for %s%s", keyword,
                            function ? function : "this function", call);
        if (i < nargs)
            return nx_failf(&nx_TypeError, "argument for %s%s given by name ('%U') and position (%d)", name, call, keyword, (int)i + 1);
        values[i] = args[nargs + k];
    }
    for (size_t i = 0; i < required; i++)
        if (!values[i])
            return nx_failf(&nx_TypeError, "%s%s missing required argument '%s' (pos %d)", name, call, names[i], (int)i + 1);
    return true;
}

bool nx_datetime_int(nx_value v, int *out) {
    int64_t n;
    nx_value index = nx_index(v);
    if (!index)
        return false;
    if (!nx_int_try_i64(index, &n) || n != (int)n)
        return nx_failf(&nx_OverflowError, nx_int_try_i64(index, &n)
                                               ? n > 0 ? "signed integer is greater than maximum" : "signed integer is less than minimum"
                                               : "Python int too large to convert to C int");
    *out = (int)n;
    return true;
}

bool nx_datetime_required_int(nx_value v, const char *name, int at, int *out) {
    if (!v)
        return nx_failf(&nx_TypeError, "function missing required argument '%s' (pos %d)", name, at + 1);
    return nx_datetime_int(v, out);
}

// ---- making them ------------------------------------------------------------------------------------------------------------

static int64_t floor_divide(int64_t n, int64_t by, int64_t *rest) {
    int64_t quotient = n / by;
    *rest = n % by;
    if (*rest < 0) {
        *rest += by;
        quotient--;
    }
    return quotient;
}

nx_value nx_delta_new(nx_type *cls, int64_t days, int64_t seconds, int64_t microseconds) {
    seconds += floor_divide(microseconds, NX_MILLION, &microseconds);
    days += floor_divide(seconds, NX_SECONDS_A_DAY, &seconds);
    if (days > NX_MAX_DELTA_DAYS || days < -NX_MAX_DELTA_DAYS)
        return nx_raise(&nx_OverflowError, "days=%lld; must have magnitude <= %d", (long long)days, NX_MAX_DELTA_DAYS);
    nx_delta *self = (nx_delta *)nx_alloc_object(cls, nx_instance_size(cls));
    if (!self)
        return 0;
    self->days = (int32_t)days;
    self->seconds = (int32_t)seconds;
    self->microseconds = (int32_t)microseconds;
    return NX_OBJ(self);
}

nx_wide nx_delta_microseconds(const nx_delta *d) {
    return ((nx_wide)d->days * NX_SECONDS_A_DAY + d->seconds) * NX_MILLION + d->microseconds;
}

static nx_value delta_of_class(nx_type *cls, nx_wide microseconds) {
    const nx_wide day = (nx_wide)NX_SECONDS_A_DAY * NX_MILLION;
    nx_wide days = microseconds / day, rest = microseconds % day;
    if (rest < 0) {
        rest += day;
        days--;
    }
    if (days > INT32_MAX || days < INT32_MIN)
        return nx_raise(&nx_OverflowError, "Python int too large to convert to C int");
    return nx_delta_new(cls, (int64_t)days, 0, (int64_t)rest);
}

nx_value nx_delta_from_wide(nx_wide microseconds) {
    return delta_of_class(&nx_datetime_delta_type, microseconds);
}

static nx_value wide_int(nx_wide n) {
    bool negative = n < 0;
    unsigned __int128 magnitude = negative ? -(unsigned __int128)n : (unsigned __int128)n;
    uint64_t limbs[2] = {(uint64_t)magnitude, (uint64_t)(magnitude >> 64)};
    return nx_int_from_limbs(limbs, limbs[1] ? 2 : limbs[0] ? 1 : 0, negative);
}

static nx_value microseconds_int(nx_value delta) {
    return wide_int(nx_delta_microseconds(nx_delta_of(delta)));
}

// A timedelta of an exact int of microseconds.
static nx_value delta_from_int(nx_value microseconds) {
    nx_int_look look;
    if (!microseconds)
        return 0;
    nx_int_look_at(microseconds, &look);
    if (look.count > 2 || (look.count == 2 && look.limbs[1] >> 40))
        return nx_raise(&nx_OverflowError, "Python int too large to convert to C int");
    unsigned __int128 magnitude = look.count > 1 ? (unsigned __int128)look.limbs[1] << 64 : 0;
    magnitude |= look.count ? look.limbs[0] : 0;
    return nx_delta_from_wide(nx_int_sign(microseconds) < 0 ? -(nx_wide)magnitude : (nx_wide)magnitude);
}

// Adds number * unit microseconds; the fraction below a microsecond goes to *left.
static bool accumulate(const char *name, nx_value number, int64_t unit, nx_wide *sum, double *left) {
    int64_t whole;
    nx_wide product;
    if (!number)
        return true;
    if (nx_is_int(number)) {
        if (!nx_int_try_i64(number, &whole) || __builtin_mul_overflow((nx_wide)whole, (nx_wide)unit, &product))
            return nx_failf(&nx_OverflowError, "Python int too large to convert to C int");
        *sum += product;
        return true;
    }
    if (!nx_is_float(number))
        return nx_failf(&nx_TypeError, "unsupported type for timedelta %s component: %T", name, number);
    double value = nx_float_value(number), integral;
    if (isnan(value))
        return nx_failf(&nx_ValueError, "cannot convert float NaN to integer");
    if (isinf(value))
        return nx_failf(&nx_OverflowError, "cannot convert float infinity to integer");
    double fraction = modf(value, &integral);
    if (fabs(integral) > 1e25)
        return nx_failf(&nx_OverflowError, "Python int too large to convert to C int");
    *sum += (nx_wide)integral * unit;
    fraction = modf(fraction * (double)unit, &integral);
    *sum += (nx_wide)integral;
    *left += fraction;
    return true;
}

nx_value nx_delta_make(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    static const char *const names[] = {"days", "seconds", "microseconds", "milliseconds", "minutes", "hours", "weeks"};
    static const int64_t units[] = {86400000000, 1000000, 1, 1000, 60000000, 3600000000, 604800000000};
    static const uint8_t order[] = {2, 3, 1, 4, 5, 0, 6}; // fractions are added up from the small units to the large ones
    nx_value values[7];
    nx_wide sum = 0;
    double left = 0;
    if (!nx_datetime_take("__new__", nargs, args, kwnames, names, 7, 7, 0, values))
        return 0;
    for (int i = 0; i < 7; i++)
        if (!accumulate(names[order[i]], values[order[i]], units[order[i]], &sum, &left))
            return 0;
    if (left != 0) {
        double whole = round(left);
        if (fabs(whole - left) == 0.5) { // half to even, of the sum
            double odd = (double)(sum & 1);
            whole = 2.0 * round((left + odd) * 0.5) - odd;
        }
        sum += (nx_wide)whole;
    }
    return delta_of_class(cls, sum);
}

// ---- arithmetic -------------------------------------------------------------------------------------------------------------

static nx_value combine(nx_value left, nx_value right, int sign) {
    if (!nx_is_delta(left) || !nx_is_delta(right))
        return NX_NOTIMPLEMENTED;
    const nx_delta *a = nx_delta_of(left), *b = nx_delta_of(right);
    return nx_delta_new(&nx_datetime_delta_type, (int64_t)a->days + sign * b->days, (int64_t)a->seconds + sign * b->seconds,
                        (int64_t)a->microseconds + sign * b->microseconds);
}

nx_value nx_delta_add(nx_value left, nx_value right) { return combine(left, right, 1); }
nx_value nx_delta_sub(nx_value left, nx_value right) { return combine(left, right, -1); }

nx_value nx_delta_negative(nx_value self) {
    const nx_delta *d = nx_delta_of(self);
    return nx_delta_new(&nx_datetime_delta_type, -(int64_t)d->days, -d->seconds, -d->microseconds);
}

nx_value nx_delta_positive(nx_value self) {
    const nx_delta *d = nx_delta_of(self);
    return nx_delta_new(&nx_datetime_delta_type, d->days, d->seconds, d->microseconds);
}

nx_value nx_delta_absolute(nx_value self) {
    return nx_delta_of(self)->days < 0 ? nx_delta_negative(self) : nx_delta_positive(self);
}

// n / d rounded half to even.
static nx_value divide_nearest(nx_value n, nx_value d) {
    nx_value quotient, rest;
    if (nx_int_sign(d) == 0)
        return nx_raise(&nx_ZeroDivisionError, "integer division or modulo by zero");
    if (!nx_int_floor_divide(n, d, &quotient, &rest))
        return 0;
    nx_value twice = nx_int_add_any(rest, rest);
    if (!twice)
        return 0;
    int order = nx_int_sign(d) > 0 ? nx_int_compare_any(twice, d) : nx_int_compare_any(d, twice);
    nx_value parity = nx_binary(NX_AND, quotient, NX_INT(1));
    if (order > 0 || (order == 0 && parity == NX_INT(1)))
        quotient = nx_int_add_any(quotient, NX_INT(1));
    return quotient;
}

// delta * number or delta / number for a float, by its exact ratio.
static nx_value scale_by_float(nx_value delta, nx_value number, bool divide) {
    nx_value exact = nx_is_tagged_float(number) ? number : nx_from_double(nx_float_value(number));
    nx_value ratio = nx_call_method(exact, nx_str_intern_c("as_integer_ratio"), 0, NULL, 0);
    if (!ratio)
        return 0;
    nx_value top = NX_PTR(nx_tuple, ratio)->items[divide], bottom = NX_PTR(nx_tuple, ratio)->items[!divide];
    nx_value product = nx_int_mul_any(microseconds_int(delta), top);
    return product ? delta_from_int(divide_nearest(product, bottom)) : 0;
}

nx_value nx_delta_mul(nx_value left, nx_value right) {
    nx_value delta = nx_is_delta(left) ? left : right, number = delta == left ? right : left;
    if (nx_is_int(number))
        return delta_from_int(nx_int_mul_any(microseconds_int(delta), nx_int_exact(number)));
    return nx_is_float(number) ? scale_by_float(delta, number, false) : NX_NOTIMPLEMENTED;
}

nx_value nx_delta_truediv(nx_value left, nx_value right) {
    if (!nx_is_delta(left))
        return NX_NOTIMPLEMENTED;
    if (nx_is_delta(right))
        return nx_int_true_divide(microseconds_int(left), microseconds_int(right));
    if (nx_is_float(right))
        return scale_by_float(left, right, true);
    return nx_is_int(right) ? delta_from_int(divide_nearest(microseconds_int(left), nx_int_exact(right))) : NX_NOTIMPLEMENTED;
}

static bool divide(nx_value left, nx_value right, const char *by_zero, nx_value *quotient, nx_value *rest) {
    if (nx_int_sign(right) == 0)
        return nx_failf(&nx_ZeroDivisionError, "%s", by_zero);
    return nx_int_floor_divide(left, right, quotient, rest);
}

nx_value nx_delta_floordiv(nx_value left, nx_value right) {
    nx_value quotient, rest;
    if (!nx_is_delta(left) || (!nx_is_delta(right) && !nx_is_int(right)))
        return NX_NOTIMPLEMENTED;
    nx_value by = nx_is_delta(right) ? microseconds_int(right) : nx_int_exact(right);
    if (!divide(microseconds_int(left), by, "integer division or modulo by zero", &quotient, &rest))
        return 0;
    return nx_is_delta(right) ? quotient : delta_from_int(quotient);
}

nx_value nx_delta_mod(nx_value left, nx_value right) {
    nx_value quotient, rest;
    if (!nx_is_delta(left) || !nx_is_delta(right))
        return NX_NOTIMPLEMENTED;
    return divide(microseconds_int(left), microseconds_int(right), "integer modulo by zero", &quotient, &rest) ? delta_from_int(rest) : 0;
}

nx_value nx_delta_divmod(nx_value left, nx_value right) {
    nx_value pair[2];
    if (!nx_is_delta(left) || !nx_is_delta(right))
        return NX_NOTIMPLEMENTED;
    if (!divide(microseconds_int(left), microseconds_int(right), "integer division or modulo by zero", &pair[0], &pair[1]))
        return 0;
    return (pair[1] = delta_from_int(pair[1])) ? nx_tuple_from(2, pair) : 0;
}

// ---- the rest ---------------------------------------------------------------------------------------------------------------

nx_value nx_delta_compare(nx_value left, nx_value right, int operation) {
    if (!nx_is_delta(left) || !nx_is_delta(right))
        return NX_NOTIMPLEMENTED;
    nx_wide difference = nx_delta_microseconds(nx_delta_of(left)) - nx_delta_microseconds(nx_delta_of(right));
    return nx_order(difference < 0 ? -1 : difference > 0, operation);
}

bool nx_delta_hash(nx_value self, int64_t *hash) {
    const nx_delta *d = nx_delta_of(self);
    nx_value items[3] = {NX_INT(d->days), NX_INT(d->seconds), NX_INT(d->microseconds)};
    nx_value tuple = nx_tuple_from(3, items);
    return tuple && nx_hash(tuple, hash);
}

int nx_delta_truth(nx_value self) {
    const nx_delta *d = nx_delta_of(self);
    return d->days || d->seconds || d->microseconds;
}

nx_value nx_delta_repr(nx_value self) {
    const nx_delta *d = nx_delta_of(self);
    const int numbers[3] = {d->days, d->seconds, d->microseconds};
    static const char *const names[3] = {"days", "seconds", "microseconds"};
    nx_builder b;
    bool first = true;
    nx_builder_init(&b);
    nx_builder_c(&b, nx_type_of(self)->c_name);
    nx_builder_char(&b, '(');
    for (int i = 0; i < 3; i++) {
        if (!numbers[i])
            continue;
        nx_builder_str(&b, nx_str_format("%s%s=%d", first ? "" : ", ", names[i], numbers[i]));
        first = false;
    }
    nx_builder_c(&b, first ? "0)" : ")");
    return nx_builder_finish(&b);
}

nx_value nx_delta_str(nx_value self) {
    const nx_delta *d = nx_delta_of(self);
    char text[64];
    int hours = d->seconds / 3600, minutes = d->seconds / 60 % 60, seconds = d->seconds % 60, at = 0;
    if (d->days)
        at = snprintf(text, sizeof text, "%d day%s, ", d->days, abs(d->days) == 1 ? "" : "s");
    at += snprintf(text + at, sizeof text - (size_t)at, "%d:%02d:%02d", hours, minutes, seconds);
    if (d->microseconds)
        snprintf(text + at, sizeof text - (size_t)at, ".%06d", d->microseconds);
    return nx_str_from_c(text);
}

nx_value nx_datetime_timedelta_total_seconds(nx_value self) {
    return nx_int_true_divide(microseconds_int(self), NX_INT(NX_MILLION));
}

nx_value nx_datetime_timedelta_reduce(nx_value self) {
    const nx_delta *d = nx_delta_of(self);
    nx_value items[3] = {NX_INT(d->days), NX_INT(d->seconds), NX_INT(d->microseconds)};
    nx_value pair[2] = {NX_OBJ(nx_type_of(self)), nx_tuple_from(3, items)};
    return pair[1] ? nx_tuple_from(2, pair) : 0;
}

nx_value nx_datetime_timedelta_get_days(nx_value self) { return NX_INT(nx_delta_of(self)->days); }
nx_value nx_datetime_timedelta_get_seconds(nx_value self) { return NX_INT(nx_delta_of(self)->seconds); }
nx_value nx_datetime_timedelta_get_microseconds(nx_value self) { return NX_INT(nx_delta_of(self)->microseconds); }
