// int to and from text, by GMP's subquadratic radix conversion, and the ASCII form of what int() and float() read.
#include "../core/error.h"
#include "number.h"
#include "text.h"

int64_t nx_int_max_str_digits = 4300;

// ---- to text ----------------------------------------------------------------------------------------------------------

size_t nx_decimal(int64_t n, char out[NX_DECIMAL_ROOM]) {
    static const char pairs[] = "00010203040506070809101112131415161718192021222324252627282930313233343536373839404142434445464748"
                                "49505152535455565758596061626364656667686970717273747576777879808182838485868788899091929394959697"
                                "9899";
    char digits[NX_DECIMAL_ROOM], *end = digits + sizeof digits, *p = end;
    uint64_t rest = n < 0 ? -(uint64_t)n : (uint64_t)n;
    for (; rest >= 100; rest /= 100) {
        p -= 2;
        memcpy(p, pairs + rest % 100 * 2, 2);
    }
    if (rest >= 10) {
        p -= 2;
        memcpy(p, pairs + rest * 2, 2);
    } else {
        *--p = (char)('0' + rest);
    }
    if (n < 0)
        *--p = '-';
    size_t length = (size_t)(end - p);
    nx_copy_few_bytes(out, p, length);
    return length;
}

// A number of 62 bits in any base.
static char *small_text(int64_t n, int base, size_t *length) {
    char *buffer = (char *)nx_alloc_bytes(72);
    if (!buffer)
        return NULL;
    if (base == 10) {
        *length = nx_decimal(n, buffer);
    } else {
        char digits[72], *end = digits + sizeof digits, *p = end;
        uint64_t rest = n < 0 ? -(uint64_t)n : (uint64_t)n, unit = (uint64_t)base;
        do {
            unsigned digit = (unsigned)(rest % unit);
            *--p = (char)(digit < 10 ? '0' + digit : 'a' + digit - 10);
        } while (rest /= unit);
        if (n < 0)
            *--p = '-';
        *length = (size_t)(end - p);
        memcpy(buffer, p, *length);
    }
    buffer[*length] = 0;
    return buffer;
}

static char *too_many_digits(void) {
    nx_raisef(&nx_ValueError,
              "Exceeds the limit (%lld digits) for integer string conversion; use sys.set_int_max_str_digits() to "
              "increase the limit",
              (long long)nx_int_max_str_digits);
    return NULL;
}

char *nx_int_digits(nx_value v, int base, size_t *length) {
    if (nx_is_small_int(v))
        return small_text(nx_small_int(v), base, length);
    nx_int_look look;
    nx_int_look_at(v, &look);
    if (look.count == 0)
        return small_text(0, 10, length);
    int64_t bits = nx_limbs_bits(look.limbs, look.count);
    bool limited = base == 10 && nx_int_max_str_digits > 0;
    if (limited && (double)bits * 0.30102 - 2 > (double)nx_int_max_str_digits)
        return too_many_digits();
    mp_limb_t *copy = NX_SCRATCH_LIMBS(look.count + 1);
    size_t room = base >= 10 ? (size_t)((double)bits * 0.3011) + 8 : (size_t)bits + 8;
    if (base > 2 && base < 10)
        room = (size_t)bits + 8;
    unsigned char *buffer = (unsigned char *)nx_alloc_bytes(room);
    if (!copy || !buffer)
        return NULL;
    mpn_copyi(copy, look.limbs, look.count);
    unsigned char *digits = buffer + 1;
    size_t count = mpn_get_str(digits, base, copy, look.count);
    size_t skip = 0;
    while (skip + 1 < count && digits[skip] == 0)
        skip++;
    digits += skip;
    count -= skip;
    if (limited && (int64_t)count > nx_int_max_str_digits)
        return too_many_digits();
    for (size_t i = 0; i < count; i++)
        digits[i] = (unsigned char)(digits[i] < 10 ? '0' + digits[i] : 'a' + digits[i] - 10);
    digits[count] = 0;
    if (look.negative) {
        *--digits = '-';
        count++;
    }
    *length = count;
    if (digits != buffer) // the buffer's start keeps it alive
        memmove(buffer, digits, count + 1);
    return (char *)buffer;
}

// ---- from text ----------------------------------------------------------------------------------------------------------

static int digit_value(unsigned char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'z' ? c - 'a' + 10 : 99;
}

// The value of checked digits (values below base, underscores skipped).
static nx_value value_of_digits(const char *text, const char *end, int base, int64_t count, bool negative) {
    if (base <= 10 ? count <= 18 : count <= 11) {
        int64_t n = 0;
        for (; text < end; text++)
            if (*text != '_')
                n = n * base + digit_value((unsigned char)*text);
        return nx_from_i64(negative ? -n : n);
    }
    unsigned char *digits = (unsigned char *)nx_alloc_bytes((size_t)count + 1);
    if (!digits)
        return 0;
    size_t used = 0;
    for (; text < end; text++)
        if (*text != '_') {
            unsigned char digit = (unsigned char)digit_value((unsigned char)*text);
            if (used || digit)
                digits[used++] = digit;
        }
    if (used == 0)
        return NX_INT(0);
    int bits = 64 - __builtin_clzl((unsigned long)(base - 1)); // bits a digit needs at most
    double exact_bits = base == 10 ? 3.3220 : bits;
    nx_int *result = nx_int_reserve((int64_t)((double)used * exact_bits / 64) + 2);
    if (!result)
        return 0;
    mp_size_t limbs = mpn_set_str((mp_limb_t *)result->limbs, digits, used, base);
    return nx_int_finish(result, limbs, negative);
}

nx_value nx_int_from_text(const char *digits, size_t length, int base) {
    return value_of_digits(digits, digits + length, base, (int64_t)length, false);
}

static bool is_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

nx_value nx_int_parse(const char *text, size_t length, int base, nx_value source) {
    const char *p = text, *end = text + length;
    int given_base = base;
    while (p < end && is_space(*p))
        p++;
    while (end > p && is_space(end[-1]))
        end--;
    bool negative = p < end && *p == '-';
    if (p < end && (*p == '-' || *p == '+'))
        p++;
    bool zero_only = false; // base 0: "0012" is no literal, "000" is
    if (end - p >= 2 && p[0] == '0') {
        char letter = (char)(p[1] | 0x20);
        int prefix = letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 0;
        if (prefix && (base == 0 || base == prefix)) {
            base = prefix;
            p += 2;
            if (p < end && *p == '_')
                p++;
        }
    }
    if (base == 0) {
        zero_only = p < end && *p == '0';
        base = 10;
    }
    int64_t count = 0;
    bool valid = p < end && *p != '_' && end[-1] != '_', nonzero = false;
    for (const char *c = p; valid && c < end; c++) {
        if (*c == '_') {
            valid = c[-1] != '_';
            continue;
        }
        int digit = digit_value((unsigned char)*c);
        valid = digit < base;
        nonzero |= digit != 0;
        count++;
    }
    if (!valid || (zero_only && nonzero))
        return nx_is_exact_str(source) && given_base
            ? nx_raise_late(&nx_ValueError, "invalid literal for int() with base %d: %Q", given_base, source)
            : nx_raisef(&nx_ValueError, "invalid literal for int() with base %d: %Q", given_base, source);
    if ((base & (base - 1)) != 0 && nx_int_max_str_digits > 0 && count > nx_int_max_str_digits)
        return nx_raisef(&nx_ValueError,
                         "Exceeds the limit (%lld digits) for integer string conversion: value has %lld digits; use "
                         "sys.set_int_max_str_digits() to increase the limit",
                         (long long)nx_int_max_str_digits, (long long)count);
    return value_of_digits(p, end, base, count, negative);
}

// ---- Unicode digits and spaces ----------------------------------------------------------------------------------------------

// The zeros of Unicode's runs of ten decimal digits beyond ASCII (category Nd, Unicode 14).
static const uint32_t zeros[] = {
    0x660,   0x6f0,   0x7c0,   0x966,   0x9e6,   0xa66,   0xae6,   0xb66,   0xbe6,   0xc66,   0xce6,
    0xd66,   0xde6,   0xe50,   0xed0,   0xf20,   0x1040,  0x1090,  0x17e0,  0x1810,  0x1946,  0x19d0,
    0x1a80,  0x1a90,  0x1b50,  0x1bb0,  0x1c40,  0x1c50,  0xa620,  0xa8d0,  0xa900,  0xa9d0,  0xa9f0,
    0xaa50,  0xabf0,  0xff10,  0x104a0, 0x10d30, 0x11066, 0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450,
    0x114d0, 0x11650, 0x116c0, 0x11730, 0x118e0, 0x11950, 0x11c50, 0x11d50, 0x11da0, 0x16a60, 0x16ac0,
    0x16b50, 0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6, 0x1e140, 0x1e2f0, 0x1e950, 0x1fbf0,
};

static char ascii_of(uint32_t c) {
    if (c < 128)
        return (char)c;
    if (c == 0x85 || c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 ||
        c == 0x202f || c == 0x205f || c == 0x3000)
        return ' ';
    for (size_t i = 0; i < sizeof zeros / sizeof *zeros && zeros[i] <= c; i++)
        if (c < zeros[i] + 10)
            return (char)('0' + (c - zeros[i]));
    return '?';
}

const char *nx_number_ascii(nx_value string, size_t *length) {
    const nx_str *s = NX_PTR(nx_str, string);
    *length = (size_t)s->length;
    if (s->ascii)
        return (const char *)s->data;
    char *text = (char *)nx_alloc_bytes((size_t)s->length + 1);
    if (!text)
        return NULL;
    for (int64_t i = 0; i < s->length; i++)
        text[i] = ascii_of(nx_str_at(s, i));
    text[s->length] = 0;
    return text;
}

char *nx_strip_underscores(const char *text, size_t length, size_t *stripped) {
    char *copy = (char *)nx_alloc_bytes(length + 1);
    if (!copy)
        return NULL;
    size_t used = 0;
    for (size_t i = 0; i < length; i++) {
        if (text[i] != '_')
            copy[used++] = text[i];
        else if (i == 0 || i + 1 == length || text[i - 1] < '0' || text[i - 1] > '9' || text[i + 1] < '0' ||
                 text[i + 1] > '9')
            return NULL;
    }
    copy[used] = 0;
    *stripped = used;
    return copy;
}
