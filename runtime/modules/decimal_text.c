// Decimal numbers from and to text: numeric strings, scientific and engineering notation.
#include "decimal.h"

// ---- from text ------------------------------------------------------------------------------------------------------------------

static bool same_letters(const char *text, size_t length, const char *word) {
    for (size_t i = 0; i < length; i++)
        if (!word[i] || (text[i] | 32) != word[i])
            return false;
    return word[length] == 0;
}

// The coefficient of `length` digits, a point among them allowed. *fraction: digits behind it. False: not digits.
static bool read_digits(nx_number *n, const char *text, size_t length, bool point_allowed, int64_t *fraction, uint32_t *status) {
    size_t point = length, digits = 0;
    for (size_t i = 0; i < length; i++) {
        if (text[i] >= '0' && text[i] <= '9')
            digits++;
        else if (text[i] == '.' && point_allowed && point == length)
            point = i;
        else
            return false;
    }
    *fraction = point == length ? 0 : (int64_t)(length - point - 1);
    size_t first = 0;
    while (first < length && (text[first] == '0' || text[first] == '.')) {
        digits -= text[first] == '0';
        first++;
    }
    if (digits <= 38) {
        nx_u128 value = 0;
        size_t i = first;
        uint64_t low = 0;
        for (int k = 0; k < 19 && i < length; i++)
            if (text[i] != '.') {
                low = low * 10 + (uint64_t)(text[i] - '0');
                k++;
            }
        value = low;
        for (; i < length; i++)
            if (text[i] != '.')
                value = value * 10 + (uint64_t)(text[i] - '0');
        nx_dec_set_u128(n, false, value, 0);
        return true;
    }
    nx_dec_set(n, false, 0, 0);
    unsigned char *values = nx_alloc_bytes(digits);
    mp_limb_t *out = values ? nx_dec_room(n, (int64_t)digits / 19 + 2) : NULL;
    if (!out) {
        nx_dec_invalid(n, NX_DEC_NO_MEMORY, status);
        return true;
    }
    size_t k = 0;
    for (size_t i = first; i < length; i++)
        if (text[i] != '.')
            values[k++] = (unsigned char)(text[i] - '0');
    n->count = nx_limbs_trim(out, (int64_t)mpn_set_str(out, values, digits, 10));
    return true;
}

bool nx_dec_parse(nx_number *n, const char *text, size_t length, uint32_t *status) {
    const char *end = text + length;
    int64_t fraction, exponent = 0;
    bool negative = false;
    if (text < end && (*text == '+' || *text == '-'))
        negative = *text++ == '-';
    if (text == end)
        return false;
    char letter = *text | 32;
    if (letter == 'i') {
        if (!same_letters(text, (size_t)(end - text), "inf") && !same_letters(text, (size_t)(end - text), "infinity"))
            return false;
        nx_dec_set_infinity(n, negative);
        return true;
    }
    if (letter == 'n' || letter == 's') {
        bool signaling = letter == 's';
        text += signaling;
        if (end - text < 3 || !same_letters(text, 3, "nan"))
            return false;
        text += 3;
        if (text == end)
            nx_dec_set(n, false, 0, 0);
        else if (!read_digits(n, text, (size_t)(end - text), false, &fraction, status))
            return false;
        n->negative = negative;
        n->kind = signaling ? NX_DEC_SIGNALING : NX_DEC_QUIET;
        return true;
    }
    const char *mark = text;
    bool any = false;
    while (mark < end && (*mark | 32) != 'e')
        any |= *mark++ != '.';
    if (!any || !read_digits(n, text, (size_t)(mark - text), true, &fraction, status))
        return false;
    if (mark < end) {
        bool minus = false;
        if (++mark < end && (*mark == '+' || *mark == '-'))
            minus = *mark++ == '-';
        if (mark == end)
            return false;
        for (; mark < end; mark++) {
            if (*mark < '0' || *mark > '9')
                return false;
            exponent = exponent > NX_DEC_FAR / 10 ? NX_DEC_FAR : exponent * 10 + (*mark - '0');
        }
        if (exponent > NX_DEC_FAR)
            exponent = NX_DEC_FAR;
        if (minus)
            exponent = -exponent;
    }
    n->negative = negative;
    n->exponent = exponent - fraction;
    return true;
}

// ---- to text --------------------------------------------------------------------------------------------------------------------

static size_t write_u64(uint64_t v, char *end) { // backwards from end; returns the length
    char *at = end;
    do {
        *--at = (char)('0' + v % 10);
        v /= 10;
    } while (v);
    return (size_t)(end - at);
}

// Digits of a coefficient of up to two limbs, at the end of a buffer of 48 bytes.
static const char *small_digits(const nx_number *n, char buffer[48], size_t *length) {
    const uint64_t power = 10000000000000000000u; // 10**19
    char *end = buffer + 48;
    if (n->count <= 1) {
        *length = write_u64(n->count ? n->limbs[0] : 0, end);
        return end - *length;
    }
    nx_u128 v = (nx_u128)n->limbs[1] << 64 | n->limbs[0];
    size_t done = 0;
    while (v >> 64 || v >= power) {
        size_t written = write_u64((uint64_t)(v % power), end - done);
        while (written < 19)
            end[-(ptrdiff_t)(done + ++written)] = '0';
        done += 19;
        v /= power;
    }
    *length = done + write_u64((uint64_t)v, end - done);
    return end - *length;
}

char *nx_dec_coefficient_text(const nx_number *n, size_t *length) {
    if (n->count <= 2) {
        char buffer[48];
        const char *digits = small_digits(n, buffer, length);
        char *text = nx_alloc_bytes(*length + 1);
        if (text) {
            memcpy(text, digits, *length);
            text[*length] = 0;
        }
        return text;
    }
    mp_limb_t *copy = nx_alloc_bytes((size_t)(n->count + 1) * sizeof(mp_limb_t)); // mpn_get_str destroys it
    size_t room = mpn_sizeinbase(n->limbs, n->count, 10);
    char *text = copy ? nx_alloc_bytes(room + 2) : NULL;
    if (!text)
        return NULL;
    mpn_copyi(copy, n->limbs, n->count);
    size_t count = mpn_get_str((unsigned char *)text, 10, copy, n->count), zeros = 0;
    while (zeros + 1 < count && text[zeros] == 0)
        zeros++;
    *length = count - zeros;
    for (size_t i = 0; i < *length; i++)
        text[i] = (char)(text[i + zeros] + '0');
    text[*length] = 0;
    return text;
}

nx_value nx_dec_text(const nx_number *n, bool capitals, int style, const char *before, const char *after) {
    char buffer[160], small[48];
    const char *digits = "";
    size_t length = 0, prefix = strlen(before), suffix = strlen(after);
    bool special = nx_dec_is_special(n);
    if (n->count <= 2) {
        if (!special || n->count)
            digits = small_digits(n, small, &length);
    } else if (!(digits = nx_dec_coefficient_text(n, &length)))
        return 0;
    // Where the point stands: behind `point` digits (which may be negative, or more than there are); then the exponent.
    int64_t point = (int64_t)length, shown = 0;
    if (!special) {
        int64_t left = n->exponent + (int64_t)length;
        if (n->exponent <= 0 && left > -6)
            point = left;
        else if (style == NX_DEC_SCIENTIFIC)
            point = 1;
        else if (n->count == 0) { // 0.00E+9: a zero has as many digits as it takes
            int64_t rest = ((n->exponent % 3) + 3) % 3;
            point = rest == 0 ? 1 : rest == 1 ? -1 : 0;
        } else
            point = (((left - 1) % 3) + 3) % 3 + 1;
        shown = left - point;
    }
    size_t zeros_before = point <= 0 ? (size_t)-point : 0, zeros_after = point > (int64_t)length ? (size_t)(point - (int64_t)length) : 0;
    size_t room = prefix + suffix + length + zeros_before + zeros_after + 48;
    char *text = room <= sizeof buffer ? buffer : nx_alloc_bytes(room), *at = text;
    if (!text)
        return 0;
    memcpy(at, before, prefix);
    at += prefix;
    if (n->negative)
        *at++ = '-';
    if (special) {
        const char *name = n->kind == NX_DEC_INFINITE ? "Infinity" : n->kind == NX_DEC_QUIET ? "NaN" : "sNaN";
        memcpy(at, name, strlen(name));
        at += strlen(name);
        memcpy(at, digits, length);
        at += length;
    } else {
        if (point <= 0) {
            *at++ = '0';
            *at++ = '.';
            memset(at, '0', zeros_before);
            at += zeros_before;
            memcpy(at, digits, length);
            at += length;
        } else {
            size_t whole = (size_t)point < length ? (size_t)point : length;
            memcpy(at, digits, whole);
            at += whole;
            memset(at, '0', zeros_after);
            at += zeros_after;
            if (whole < length) {
                *at++ = '.';
                memcpy(at, digits + whole, length - whole);
                at += length - whole;
            }
        }
        if (shown != 0) {
            char exponent[NX_DECIMAL_ROOM];
            *at++ = capitals ? 'E' : 'e';
            if (shown > 0)
                *at++ = '+';
            size_t written = nx_decimal(shown, exponent);
            memcpy(at, exponent, written);
            at += written;
        }
    }
    memcpy(at, after, suffix);
    at += suffix;
    return nx_str_from_ascii(text, at - text);
}
