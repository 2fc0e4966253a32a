// float to and from text. The shortest digits that read back come from the Schubfach method (R. Giulietti, "The
// Schubfach way to render doubles", 2020); its 128-bit powers of ten are computed with GMP when first needed.
// Digits to a given precision and reading are glibc's, which are exact.
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "number.h"
#include "number_format.h"

// ---- shortest digits ----------------------------------------------------------------------------------------------------

typedef struct { uint64_t high, low; } power_of_ten;
enum { POWER_MIN = -292, POWER_MAX = 324 };

static int floor_log2_pow10(int e) {
    return (int)(((int64_t)e * 1741647) >> 19);
}

// 10^k scaled to 128 bits with the leading bit set, rounded up.
static power_of_ten compute_power(int k) {
    mpz_t power, scaled;
    mpz_init(power);
    mpz_init(scaled);
    mpz_ui_pow_ui(power, 10, (unsigned long)(k < 0 ? -k : k));
    int shift = 127 - floor_log2_pow10(k);
    if (k >= 0) {
        if (shift >= 0)
            mpz_mul_2exp(scaled, power, (mp_bitcnt_t)shift);
        else
            mpz_cdiv_q_2exp(scaled, power, (mp_bitcnt_t)-shift);
    } else {
        mpz_set_ui(scaled, 1);
        mpz_mul_2exp(scaled, scaled, (mp_bitcnt_t)shift);
        mpz_cdiv_q(scaled, scaled, power);
    }
    power_of_ten result = {mpz_getlimbn(scaled, 1), mpz_getlimbn(scaled, 0)};
    mpz_clear(power);
    mpz_clear(scaled);
    return result;
}

static const power_of_ten *power_at(int k) {
    static power_of_ten table[POWER_MAX - POWER_MIN + 1]; // high == 0: not yet computed
    power_of_ten *entry = &table[k - POWER_MIN];
    if (NX_UNLIKELY(entry->high == 0))
        *entry = compute_power(k);
    return entry;
}

// The top 64 bits of g * c, the lowest of them set when anything was cut off.
static uint64_t round_to_odd(const power_of_ten *g, uint64_t c) {
    unsigned __int128 low = (unsigned __int128)g->low * c, high = (unsigned __int128)g->high * c;
    high += (uint64_t)(low >> 64);
    return (uint64_t)(high >> 64) | ((uint64_t)high > 1);
}

// The shortest decimal significand and exponent of a positive finite double.
static uint64_t shortest(uint64_t fraction, int exponent_bits, int *decimal_exponent) {
    uint64_t c = fraction;
    int q = -1074;
    if (exponent_bits != 0) {
        c |= (uint64_t)1 << 52;
        q = exponent_bits - 1075;
        if (q <= 0 && q > -53 && (c & (((uint64_t)1 << -q) - 1)) == 0) { // a small whole number
            *decimal_exponent = 0;
            return c >> -q;
        }
    }
    uint64_t odd = c & 1; // the interval's ends belong to it when the significand is even
    bool closer = fraction == 0 && exponent_bits > 1;
    uint64_t left = 4 * c - 2 + closer, middle = 4 * c, right = 4 * c + 2;
    int k = (int)(((int64_t)q * 1262611 - (closer ? 524031 : 0)) >> 22);
    int h = q + floor_log2_pow10(-k) + 1;
    const power_of_ten *g = power_at(-k);
    uint64_t lower = round_to_odd(g, left << h) + odd, value = round_to_odd(g, middle << h),
             upper = round_to_odd(g, right << h) - odd;
    uint64_t s = value / 4;
    if (s >= 10) { // one digit less, if the interval has room
        uint64_t tens = s / 10;
        bool down = lower <= 40 * tens, up = 40 * tens + 40 <= upper;
        if (down != up) {
            *decimal_exponent = k + 1;
            return tens + up;
        }
    }
    *decimal_exponent = k;
    bool down = lower <= 4 * s, up = 4 * s + 4 <= upper;
    if (down != up)
        return s + up;
    uint64_t half = 4 * s + 2;
    return s + (value > half || (value == half && (s & 1)));
}

int nx_double_shortest(double d, char digits[20], int *point) {
    uint64_t bits;
    memcpy(&bits, &d, 8);
    int exponent;
    uint64_t n = shortest(bits & (((uint64_t)1 << 52) - 1), (int)(bits >> 52) & 0x7ff, &exponent);
    while (n % 10 == 0) {
        n /= 10;
        exponent++;
    }
    char buffer[20];
    int count = 0;
    for (; n; n /= 10)
        buffer[count++] = (char)('0' + n % 10);
    for (int i = 0; i < count; i++)
        digits[i] = buffer[count - 1 - i];
    digits[count] = 0;
    *point = exponent + count;
    return count;
}

// ---- text of a double -----------------------------------------------------------------------------------------------------

// The shortest digits laid out as repr does: an exponent below 1e-4 and from 1e16.
static size_t lay_out_repr(char *out, double d, bool add_dot_0, bool alternate) {
    char digits[20], *p = out;
    int point = 1, count = 1;
    digits[0] = '0';
    if (d != 0)
        count = nx_double_shortest(d, digits, &point);
    if (point > -4 && point <= 16) {
        if (point <= 0) {
            *p++ = '0';
            *p++ = '.';
            for (int i = point; i < 0; i++)
                *p++ = '0';
            memcpy(p, digits, (size_t)count);
            p += count;
        } else {
            for (int i = 0; i < point; i++)
                *p++ = i < count ? digits[i] : '0';
            if (count > point) {
                *p++ = '.';
                memcpy(p, digits + point, (size_t)(count - point));
                p += count - point;
            } else if (add_dot_0) {
                *p++ = '.';
                *p++ = '0';
            } else if (alternate)
                *p++ = '.';
        }
    } else {
        *p++ = digits[0];
        if (count > 1 || alternate)
            *p++ = '.';
        memcpy(p, digits + 1, (size_t)(count - 1));
        p += count - 1;
        int exponent = abs(point - 1);
        *p++ = 'e';
        *p++ = point - 1 < 0 ? '-' : '+';
        if (exponent < 10)
            *p++ = '0';
        p += nx_decimal(exponent, p);
    }
    return (size_t)(p - out);
}

// "%#.*g", put together here because glibc before 2.37 loses the zeros when rounding adds a digit.
static char *general_alternate(double d, char type, int64_t precision, bool always_sign, size_t *length) {
    if (precision < 1)
        precision = 1;
    char *text = nx_double_text(d, (char)(type - 2), precision - 1, always_sign, true, false, length);
    if (!text)
        return NULL;
    int64_t exponent = atoll(strrchr(text, type - 2) + 1);
    if (exponent < -4 || exponent >= precision)
        return text;
    return nx_double_text(d, 'f', precision - 1 - exponent, always_sign, true, false, length);
}

// "%.*f" of what 128 bits hold exactly: the significand times 10^precision, shifted right and rounded to even. 0 when
// they do not.
static size_t fixed_text(double d, int64_t precision, bool always_sign, char out[64]) {
    static const uint64_t powers[] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000, 10000000000,
                                      100000000000, 1000000000000, 10000000000000, 100000000000000, 1000000000000000};
    uint64_t bits;
    memcpy(&bits, &d, 8);
    int exponent = (int)(bits >> 52 & 0x7ff) - 1075;
    uint64_t significand = (bits & (((uint64_t)1 << 52) - 1)) | (uint64_t)1 << 52;
    if (d == 0)
        exponent = 0, significand = 0;
    if (precision >= (int64_t)(sizeof powers / sizeof *powers) || exponent > 0 || exponent < -120)
        return 0;
    unsigned __int128 scaled = (unsigned __int128)significand * powers[precision];
    unsigned __int128 whole = scaled >> -exponent;
    if (exponent < 0) {
        unsigned __int128 rest = scaled - (whole << -exponent), half = (unsigned __int128)1 << (-exponent - 1);
        whole += rest > half || (rest == half && (whole & 1));
    }
    if (whole >> 62)
        return 0;
    char *p = out;
    if (bits >> 63)
        *p++ = '-';
    else if (always_sign)
        *p++ = '+';
    uint64_t number = (uint64_t)whole, unit = powers[precision];
    p += nx_decimal((int64_t)(number / unit), p);
    if (precision > 0) {
        *p++ = '.';
        uint64_t fraction = number % unit;
        for (int64_t i = precision - 1; i >= 0; i--, fraction /= 10)
            p[i] = (char)('0' + fraction % 10);
        p += precision;
    }
    return (size_t)(p - out);
}

// "%.*e" and "%.*g" of up to 15 digits: the shortest digits, rounded. What is between them and the number itself does not
// change the result, but where they end in the 5 that is rounded: then 0.
static size_t rounded_text(double d, char type, int64_t precision, bool always_sign, char out[64]) {
    enum { MOST_DIGITS = 15 };
    bool general = (type | 0x20) == 'g';
    int64_t wanted = !general ? precision + 1 : precision > 0 ? precision : 1;
    if (wanted > MOST_DIGITS || (d != 0 && fabs(d) < DBL_MIN)) // those below have fewer digits than that
        return 0;
    char digits[20] = "0", *p = out;
    int point = 1, count = 1;
    if (d != 0)
        count = nx_double_shortest(fabs(d), digits, &point);
    if (count > wanted) {
        char next = digits[wanted];
        if (next == '5' && count == wanted + 1)
            return 0;
        count = (int)wanted;
        if (next >= '5') {
            while (count > 0 && digits[count - 1] == '9')
                count--;
            if (count > 0) {
                digits[count - 1]++;
            } else {
                digits[0] = '1';
                count = 1;
                point++;
            }
        }
    }
    if (general)
        while (count > 1 && digits[count - 1] == '0')
            count--;
    if (signbit(d))
        *p++ = '-';
    else if (always_sign)
        *p++ = '+';
    int exponent = point - 1;
    if (general && exponent >= -4 && exponent < wanted) {
        if (point <= 0) {
            *p++ = '0';
            *p++ = '.';
        }
        for (int i = point; i < 0; i++)
            *p++ = '0';
        for (int i = 0; i < count || i < point; i++) {
            if (i == point && point > 0)
                *p++ = '.';
            *p++ = i < count ? digits[i] : '0';
        }
        return (size_t)(p - out);
    }
    *p++ = digits[0];
    int64_t places = general ? count - 1 : precision;
    if (places > 0)
        *p++ = '.';
    for (int64_t i = 1; i <= places; i++)
        *p++ = i < count ? digits[i] : '0';
    *p++ = general ? (char)(type - 2) : type;
    *p++ = exponent < 0 ? '-' : '+';
    if (abs(exponent) < 10)
        *p++ = '0';
    p += nx_decimal(abs(exponent), p);
    return (size_t)(p - out);
}

size_t nx_double_fixed(double d, int64_t precision, char out[NX_FIXED_ROOM]) {
    return isfinite(d) ? fixed_text(d, precision, false, out) : 0;
}

char *nx_double_text(double d, char type, int64_t precision, bool always_sign, bool alternate, bool add_dot_0,
                     size_t *length) {
    bool upper = type >= 'A' && type <= 'Z';
    if (alternate && (type | 0x20) == 'g' && isfinite(d))
        return general_alternate(d, type, precision, always_sign, length);
    char *buffer;
    size_t used = 0;
    if (!isfinite(d) || type == 'r') {
        if (!(buffer = (char *)nx_alloc_bytes(40)))
            return NULL;
        if (isnan(d) ? always_sign : signbit(d) || always_sign)
            buffer[used++] = isnan(d) || !signbit(d) ? '+' : '-';
        if (isfinite(d))
            used += lay_out_repr(buffer + used, fabs(d), add_dot_0, alternate);
        else {
            const char *name = isnan(d) ? (upper ? "NAN" : "nan") : upper ? "INF" : "inf";
            memcpy(buffer + used, name, 3);
            used += 3;
        }
    } else if (!alternate && !add_dot_0 && type != 'F') {
        char text[64];
        used = type == 'f' ? fixed_text(d, precision, always_sign, text) : rounded_text(d, type, precision, always_sign, text);
        if (!used)
            goto general;
        if (!(buffer = (char *)nx_alloc_bytes(used + 1)))
            return NULL;
        memcpy(buffer, text, used);
    } else {
    general:;
        char format[12] = "%";
        size_t f = 1;
        if (always_sign)
            format[f++] = '+';
        if (alternate)
            format[f++] = '#';
        memcpy(format + f, ".*", 2);
        format[f + 2] = type;
        format[f + 3] = 0;
        if (precision > INT32_MAX - 400) {
            nx_raise(&nx_ValueError, "precision too big");
            return NULL;
        }
        size_t room = (size_t)precision + 330 + 16;
        if (!(buffer = (char *)nx_alloc_bytes(room)))
            return NULL;
        used = (size_t)snprintf(buffer, room, format, (int)precision, d);
        if (add_dot_0 && !memchr(buffer, '.', used) && !memchr(buffer, 'e', used)) {
            memcpy(buffer + used, ".0", 2);
            used += 2;
        }
    }
    buffer[used] = 0;
    *length = used;
    return buffer;
}

nx_value nx_float_repr(double d) {
    char buffer[40];
    size_t used = 0;
    if (isnan(d))
        return NX_OBJ(nx_str_intern_c("nan"));
    if (isinf(d))
        return NX_OBJ(nx_str_intern_c(d < 0 ? "-inf" : "inf"));
    if (signbit(d))
        buffer[used++] = '-';
    used += lay_out_repr(buffer + used, fabs(d), true, false);
    return nx_str_from_latin1((const uint8_t *)buffer, (int64_t)used);
}

// ---- reading --------------------------------------------------------------------------------------------------------------

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// Whether text begins with the lower-case word, in any case.
static bool has_word(const char *text, const char *end, const char *word) {
    for (; *word; word++, text++)
        if (text == end || (*text | 0x20) != *word)
            return false;
    return true;
}

// n * 10^scale where both numbers are exact in 64 bits: one rounding to 64 bits, and one to 53 that is right unless the
// first came to lie next to the middle of two doubles. False: not so.
static bool round_extended(uint64_t n, int scale, double *out) {
#if LDBL_MANT_DIG == 64
    static const long double powers[] = {1e0L,  1e1L,  1e2L,  1e3L,  1e4L,  1e5L,  1e6L,  1e7L,  1e8L,  1e9L,
                                         1e10L, 1e11L, 1e12L, 1e13L, 1e14L, 1e15L, 1e16L, 1e17L, 1e18L, 1e19L,
                                         1e20L, 1e21L, 1e22L, 1e23L, 1e24L, 1e25L, 1e26L, 1e27L};
    if (n == 0 || scale < -27 || scale > 27)
        return false;
    long double value = scale < 0 ? (long double)n / powers[-scale] : (long double)n * powers[scale];
    uint64_t significand;
    memcpy(&significand, &value, 8);
    uint64_t low = significand & 0x7ff;
    if (low >= 0x3ff && low <= 0x401)
        return false;
    *out = (double)value;
    return true;
#else
    return false;
#endif
}

const char *nx_double_parse(const char *text, const char *end, double *out) {
    const char *p = text;
    bool negative = false;
    if (p < end && (*p == '-' || *p == '+'))
        negative = *p++ == '-';
    if (p < end && !is_digit(*p) && *p != '.') {
        double value;
        if (has_word(p, end, "inf")) {
            value = INFINITY;
            p += has_word(p, end, "infinity") ? 8 : 3;
        } else if (has_word(p, end, "nan")) {
            value = NAN;
            p += 3;
        } else
            return NULL;
        *out = negative ? -value : value;
        return p;
    }
    const char *start = p;
    uint64_t n = 0;
    int digits = 0, scale = 0; // significant digits so far; value = n * 10^scale while digits <= 19
    bool any = false;
    for (; p < end && is_digit(*p); p++, any = true)
        if (n || *p != '0') {
            if (++digits <= 19)
                n = n * 10 + (uint64_t)(*p - '0');
        }
    if (p < end && *p == '.')
        for (p++; p < end && is_digit(*p); p++, any = true) {
            if (n || *p != '0') {
                if (++digits <= 19)
                    n = n * 10 + (uint64_t)(*p - '0');
            }
            scale--;
        }
    if (!any)
        return NULL;
    if (p < end && (*p | 0x20) == 'e') {
        const char *e = p + 1;
        bool down = false;
        if (e < end && (*e == '-' || *e == '+'))
            down = *e++ == '-';
        if (e < end && is_digit(*e)) {
            int exponent = 0;
            for (; e < end && is_digit(*e); e++)
                if (exponent < 100000)
                    exponent = exponent * 10 + (*e - '0');
            scale += down ? -exponent : exponent;
            p = e;
        }
    }
    static const double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                    1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    double value;
    if (digits <= 19 && n <= ((uint64_t)1 << 53) && scale >= -22 && scale <= 22)
        value = scale < 0 ? (double)n / powers[-scale] : (double)n * powers[scale]; // both exact: one rounding
    else if (digits <= 19 && round_extended(n, scale, &value))
        ;
    else if (p == end && *end == 0)
        value = strtod(start, NULL);
    else {
        size_t length = (size_t)(p - start);
        char local[64], *copy = length < sizeof local ? local : (char *)nx_alloc_bytes(length + 1);
        if (!copy)
            return NULL;
        memcpy(copy, start, length);
        copy[length] = 0;
        value = strtod(copy, NULL);
    }
    *out = negative ? -value : value;
    return p;
}

bool nx_double_from_text(const char *text, size_t length, double *out) {
    const char *end = text + length;
    while (text < end && (*text == ' ' || (*text >= '\t' && *text <= '\r')))
        text++;
    while (end > text && (end[-1] == ' ' || (end[-1] >= '\t' && end[-1] <= '\r')))
        end--;
    if (memchr(text, '_', (size_t)(end - text))) {
        size_t stripped;
        text = nx_strip_underscores(text, (size_t)(end - text), &stripped);
        if (!text)
            return false;
        end = text + stripped;
    }
    return text < end && nx_double_parse(text, end, out) == end;
}
