// struct: packing and unpacking single items.
#include "struct_items.h"

#include <limits.h>
#include <math.h>

static void store(const nx_struct_item *item, uint8_t *out, uint64_t bits) {
    for (int i = 0; i < item->size; i++, bits >>= 8)
        out[item->big_endian ? item->size - 1 - i : i] = (uint8_t)bits;
}

static uint64_t load(const nx_struct_item *item, const uint8_t *data) {
    uint64_t bits = 0;
    for (int i = 0; i < item->size; i++)
        bits = bits << 8 | data[item->big_endian ? i : item->size - 1 - i];
    return bits;
}

// ---- integers ---------------------------------------------------------------------------------------------------------

static bool range_error(char code, int64_t low, uint64_t high) {
    const char *name = code == 'b' ? "byte" : code == 'B' ? "ubyte" : code == 'h' ? "short" : code == 'H' ? "ushort" : NULL;
    nx_value top = nx_int_from_u64(high);
    if (name)
        return nx_failf(&nx_struct_error, "%s format requires %lld <= number <= %S", name, (long long)low, top);
    return nx_failf(&nx_struct_error, "'%U' format requires %lld <= number <= %S", nx_str_from_char((uint32_t)code),
                    (long long)low, top);
}

static bool pack_integer(const nx_struct_item *item, uint8_t *out, nx_value value) {
    if (!nx_is_int(value)) {
        if (!nx_type_of(value)->index)
            return nx_failf(&nx_struct_error, "required argument is not an integer");
        if (!(value = nx_index(value)))
            return false;
    }
    nx_int_look look;
    nx_int_look_at(value, &look);
    bool negative = look.negative && look.count, is_signed = strchr("bhilqn", item->code) != NULL;
    uint64_t magnitude = look.count ? look.limbs[0] : 0;
    int bits = item->size * 8;
    if (item->code == 'P') {
        store(item, out, negative ? -magnitude : magnitude);
        return true;
    }
    uint64_t high = is_signed ? ((uint64_t)1 << (bits - 1)) - 1 : bits == 64 ? UINT64_MAX : ((uint64_t)1 << bits) - 1;
    uint64_t low = is_signed ? high + 1 : 0; // magnitude of the least value
    bool fits = look.count <= 1 && (negative ? magnitude <= low : magnitude <= high);
    if (NX_UNLIKELY(!fits)) {
        bool in_long = look.count <= 1 && (negative ? magnitude <= (uint64_t)INT64_MAX + 1 : magnitude <= INT64_MAX);
        bool in_unsigned = look.count <= 1 && !negative;
        bool by_long = is_signed || item->size <= 2;
        if (item->size == 8 || !(by_long ? in_long : in_unsigned))
            return nx_failf(&nx_struct_error, "argument out of range");
        return range_error(item->code, -(int64_t)low, high);
    }
    store(item, out, negative ? -magnitude : magnitude);
    return true;
}

static nx_value unpack_integer(const nx_struct_item *item, const uint8_t *data) {
    uint64_t bits = load(item, data);
    if (!strchr("bhilqn", item->code))
        return nx_int_from_u64(bits);
    int unused = 64 - item->size * 8;
    return nx_from_i64((int64_t)(bits << unused) >> unused);
}

// ---- floats -----------------------------------------------------------------------------------------------------------

// IEEE binary16, halves to even. False when too large.
static bool to_half(double d, uint16_t *out) {
    uint16_t sign = signbit(d) ? 0x8000 : 0;
    if (isnan(d)) {
        *out = sign | 0x7e00;
        return true;
    }
    if (isinf(d) || d == 0) {
        *out = sign | (d == 0 ? 0 : 0x7c00);
        return true;
    }
    int exponent;
    double m = frexp(fabs(d), &exponent) * 2.0;
    exponent--;
    if (exponent >= 16)
        return false;
    if (exponent < -25) {
        *out = sign;
        return true;
    }
    if (exponent < -14) { // subnormal
        m = ldexp(m, 14 + exponent);
        exponent = 0;
    } else {
        exponent += 15;
        m -= 1.0;
    }
    m *= 1024.0;
    int bits = (int)m;
    m -= bits;
    if (m > 0.5 || (m == 0.5 && (bits & 1)))
        bits++;
    bits += exponent << 10; // a carry out of the fraction raises the exponent
    if (bits >= 0x7c00)
        return false;
    *out = sign | (uint16_t)bits;
    return true;
}

static double from_half(uint16_t bits) {
    int exponent = bits >> 10 & 31, fraction = bits & 1023;
    double d = exponent == 31  ? (fraction ? (double)NAN : (double)INFINITY)
               : exponent == 0 ? ldexp(fraction, -24)
                               : ldexp(fraction + 1024, exponent - 25);
    return bits & 0x8000 ? -d : d;
}

static bool pack_float(const nx_struct_item *item, uint8_t *out, nx_value value) {
    double d;
    if (!nx_to_double(value, &d)) {
        nx_error_clear();
        return nx_failf(&nx_struct_error, "required argument is not a float");
    }
    uint64_t bits = 0;
    if (item->code == 'd')
        memcpy(&bits, &d, 8);
    else if (item->code == 'f') {
        float f = (float)d;
        if (isinf(f) && !isinf(d) && !item->native)
            return nx_failf(&nx_OverflowError, "float too large to pack with f format");
        memcpy(&bits, &f, 4);
    } else {
        uint16_t half;
        if (!to_half(d, &half))
            return nx_failf(&nx_OverflowError, "float too large to pack with e format");
        bits = half;
    }
    store(item, out, bits);
    return true;
}

static nx_value unpack_float(const nx_struct_item *item, const uint8_t *data) {
    uint64_t bits = load(item, data);
    double d;
    if (item->code == 'd')
        memcpy(&d, &bits, 8);
    else if (item->code == 'f') {
        float f;
        memcpy(&f, &bits, 4);
        d = f;
    } else
        d = from_half((uint16_t)bits);
    return nx_from_double(d);
}

// ---- all --------------------------------------------------------------------------------------------------------------

// Bytes of 's' (padded with zeros) and 'p' (behind a length byte).
static bool pack_bytes(const nx_struct_item *item, uint8_t *out, nx_value value) {
    if (!nx_has_flag(value, NX_TYPE_BYTES | NX_TYPE_BYTEARRAY))
        return nx_failf(&nx_struct_error, "argument for '%s' must be a bytes object", item->code == 's' ? "s" : "p");
    nx_buffer view;
    if (!nx_buffer_get(value, &view))
        return false;
    int64_t room = item->repeat, count = view.length;
    if (item->code == 'p') {
        if (room > 0) {
            room--;
            if (count > room)
                count = room;
            *out++ = (uint8_t)(count > 255 ? 255 : count);
        } else
            count = 0;
    }
    if (count > room)
        count = room;
    if (count)
        memcpy(out, view.data, (size_t)count);
    nx_buffer_release(&view);
    return true;
}

bool nx_struct_pack_item(const nx_struct_item *item, uint8_t *out, nx_value value) {
    switch (item->code) {
    case 'c':
        if (!nx_has_flag(value, NX_TYPE_BYTES) || NX_PTR(nx_bytes, value)->length != 1)
            return nx_failf(&nx_struct_error, "char format requires a bytes object of length 1");
        *out = NX_PTR(nx_bytes, value)->data[0];
        return true;
    case '?': {
        int truth = nx_truth(value);
        *out = truth > 0;
        return truth >= 0;
    }
    case 's':
    case 'p': return pack_bytes(item, out, value);
    case 'e':
    case 'f':
    case 'd': return pack_float(item, out, value);
    default: return pack_integer(item, out, value);
    }
}

nx_value nx_struct_unpack_item(const nx_struct_item *item, const uint8_t *data) {
    switch (item->code) {
    case 'c': return nx_bytes_new(data, 1);
    case '?': return nx_from_bool(*data != 0);
    case 's': return nx_bytes_new(item->repeat ? data : (const uint8_t *)"", item->repeat);
    case 'p': {
        int64_t length = item->repeat ? *data : 0;
        return nx_bytes_new(data + 1, length < item->repeat ? length : item->repeat ? item->repeat - 1 : 0);
    }
    case 'e':
    case 'f':
    case 'd': return unpack_float(item, data);
    default: return unpack_integer(item, data);
    }
}
