// The item kinds of array.array: conversions between values and C numbers, with the errors of each.
#include <limits.h>

#include "array.h"

// ---- from C -----------------------------------------------------------------------------------------------------------

#define NX_GETTER(name, type, wrap)                                                                                    \
    static nx_value get_##name(const void *item) {                                                                     \
        type x;                                                                                                        \
        memcpy(&x, item, sizeof x);                                                                                    \
        return wrap(x);                                                                                                \
    }
NX_GETTER(b, int8_t, nx_from_small_int)
NX_GETTER(B, uint8_t, nx_from_small_int)
NX_GETTER(u, uint32_t, nx_str_from_char)
NX_GETTER(h, int16_t, nx_from_small_int)
NX_GETTER(H, uint16_t, nx_from_small_int)
NX_GETTER(i, int32_t, nx_from_small_int)
NX_GETTER(I, uint32_t, nx_from_small_int)
NX_GETTER(q, int64_t, nx_from_i64)
NX_GETTER(Q, uint64_t, nx_int_from_u64)
NX_GETTER(f, float, nx_from_double)
NX_GETTER(d, double, nx_from_double)

// ---- to C -------------------------------------------------------------------------------------------------------------

// A value between low and high, where errors name the kind of item; first those of the C type it passes through.
static bool ranged(nx_value v, int64_t *out, const char *through, int64_t through_low, int64_t through_high,
                   const char *name, int64_t low, int64_t high) {
    int64_t n;
    if (!nx_int_to_i64(v, &n))
        return false;
    if (NX_UNLIKELY(n < low || n > high)) {
        if (n < through_low || n > through_high)
            name = through;
        return nx_failf(&nx_OverflowError, "%s is %s", name, n < low ? "less than minimum" : "greater than maximum");
    }
    *out = n;
    return true;
}

#define NX_SETTER(name, type, through, through_low, through_high, words, low, high)                                    \
    static bool set_##name(void *item, nx_value v) {                                                                   \
        int64_t n = 0;                                                                                                 \
        if (!ranged(v, &n, through, through_low, through_high, words, low, high))                                      \
            return false;                                                                                              \
        type x = (type)n;                                                                                              \
        memcpy(item, &x, sizeof x);                                                                                    \
        return true;                                                                                                   \
    }
NX_SETTER(b, int8_t, "signed short integer", SHRT_MIN, SHRT_MAX, "signed char", SCHAR_MIN, SCHAR_MAX)
NX_SETTER(B, uint8_t, "signed short integer", SHRT_MIN, SHRT_MAX, "unsigned byte integer", 0, UCHAR_MAX)
NX_SETTER(h, int16_t, "signed short integer", SHRT_MIN, SHRT_MAX, "signed short integer", SHRT_MIN, SHRT_MAX)
NX_SETTER(H, uint16_t, "signed integer", INT_MIN, INT_MAX, "unsigned short", 0, USHRT_MAX)
NX_SETTER(i, int32_t, "signed integer", INT_MIN, INT_MAX, "signed integer", INT_MIN, INT_MAX)

static bool set_unsigned_long(void *item, nx_value v, uint64_t limit) {
    nx_value index = nx_index(v);
    if (!index)
        return false;
    nx_int_look look;
    nx_int_look_at(index, &look);
    if (look.negative && look.count)
        return nx_failf(&nx_OverflowError, "can't convert negative value to unsigned int");
    if (look.count > 1)
        return nx_failf(&nx_OverflowError, "Python int too large to convert to C unsigned long");
    uint64_t n = look.count ? look.limbs[0] : 0;
    if (n > limit)
        return nx_failf(&nx_OverflowError, "unsigned int is greater than maximum");
    memcpy(item, &n, limit == UINT32_MAX ? 4 : 8); // little-endian
    return true;
}

static bool set_I(void *item, nx_value v) {
    return set_unsigned_long(item, v, UINT32_MAX);
}

static bool set_L(void *item, nx_value v) {
    return set_unsigned_long(item, v, UINT64_MAX);
}

static bool set_l(void *item, nx_value v) {
    int64_t n;
    if (!nx_int_to_i64(v, &n))
        return false;
    memcpy(item, &n, sizeof n);
    return true;
}

static bool set_q(void *item, nx_value v) {
    int64_t n;
    nx_value index = nx_index(v);
    if (!index)
        return false;
    if (!nx_int_try_i64(index, &n))
        return nx_failf(&nx_OverflowError, "int too big to convert");
    memcpy(item, &n, sizeof n);
    return true;
}

static bool set_Q(void *item, nx_value v) {
    nx_value index = nx_index(v);
    if (!index)
        return false;
    nx_int_look look;
    nx_int_look_at(index, &look);
    if (look.negative && look.count)
        return nx_failf(&nx_OverflowError, "can't convert negative int to unsigned");
    if (look.count > 1)
        return nx_failf(&nx_OverflowError, "int too big to convert");
    uint64_t n = look.count ? look.limbs[0] : 0;
    memcpy(item, &n, sizeof n);
    return true;
}

static bool set_u(void *item, nx_value v) {
    if (!nx_is_str(v) || NX_PTR(nx_str, v)->length != 1)
        return nx_failf(&nx_TypeError, "array item must be unicode character");
    uint32_t c = nx_str_at(NX_PTR(nx_str, v), 0);
    memcpy(item, &c, sizeof c);
    return true;
}

static bool set_f(void *item, nx_value v) {
    double d;
    if (!nx_to_double(v, &d))
        return false;
    float f = (float)d;
    memcpy(item, &f, sizeof f);
    return true;
}

static bool set_d(void *item, nx_value v) {
    double d;
    if (!nx_to_double(v, &d))
        return false;
    memcpy(item, &d, sizeof d);
    return true;
}

const nx_array_kind nx_array_kinds[] = {
    {'b', 1, "b", get_b, set_b, 1},  {'B', 1, "B", get_B, set_B, 0},  {'u', 4, "w", get_u, set_u, 20},
    {'h', 2, "h", get_h, set_h, 4},  {'H', 2, "H", get_H, set_H, 2},  {'i', 4, "i", get_i, set_i, 8},
    {'I', 4, "I", get_I, set_I, 6},  {'l', 8, "l", get_q, set_l, 12}, {'L', 8, "L", get_Q, set_L, 10},
    {'q', 8, "q", get_q, set_q, 12}, {'Q', 8, "Q", get_Q, set_Q, 10}, {'f', 4, "f", get_f, set_f, 14},
    {'d', 8, "d", get_d, set_d, 16}, {0, 0, NULL, NULL, NULL, 0},
};

const nx_array_kind *nx_array_kind_of(uint32_t typecode) {
    for (const nx_array_kind *kind = nx_array_kinds; kind->typecode; kind++)
        if ((uint32_t)kind->typecode == typecode)
            return kind;
    return NULL;
}
