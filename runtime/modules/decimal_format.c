// format(decimal, spec): [[fill]align][sign][z][0][width][,][.precision][type], the types e E f F g G % n and N.
#include "../core/type.h"
#include "decimal.h"

typedef struct {
    nx_value fill;         // a str of one character
    char align;            // < > = ^, or z: zeros behind the sign, counted when digits are grouped
    char sign, type;
    bool coerce_zero;
    int64_t width, precision; // precision -1: not given
    const char *point, *separator, *grouping; // grouping as localeconv()'s: sizes of groups from the right, the last repeats
} decimal_spec;

static bool read_number(const nx_str *s, int64_t *i, int64_t *out) {
    int64_t n = 0;
    while (*i < s->length && nx_str_at(s, *i) >= '0' && nx_str_at(s, *i) <= '9') {
        n = n * 10 + (int64_t)(nx_str_at(s, *i) - '0');
        if (n > NX_DEC_MAX_PREC)
            return false;
        ++*i;
    }
    *out = n;
    return true;
}

static bool is_align(uint32_t c) { return c == '<' || c == '>' || c == '=' || c == '^'; }

static bool parse(nx_value text, bool capitals, decimal_spec *spec) {
    const nx_str *s = NX_PTR(nx_str, text);
    int64_t i = 0, length = s->length;
#define AT(k) ((k) < length ? nx_str_at(s, k) : 0)
    *spec = (decimal_spec){.fill = nx_str_from_char(' '), .align = '>', .sign = '-', .type = capitals ? 'G' : 'g', .precision = -1,
                           .point = ".", .separator = "", .grouping = ""};
    bool aligned = false;
    if (length > 1 && is_align(AT(1))) {
        spec->fill = nx_str_from_char(AT(0));
        spec->align = (char)AT(1);
        aligned = true;
        i = 2;
    } else if (is_align(AT(0))) {
        spec->align = (char)AT(0);
        aligned = true;
        i = 1;
    }
    if (AT(i) == '+' || AT(i) == '-' || AT(i) == ' ')
        spec->sign = (char)nx_str_at(s, i++);
    if (AT(i) == 'z') {
        spec->coerce_zero = true;
        i++;
    }
    if (AT(i) == '0') {
        if (aligned)
            return false;
        spec->align = 'z';
        spec->fill = nx_str_from_char('0');
        i++;
    }
    if (AT(i) >= '0' && AT(i) <= '9' && (AT(i) == '0' || !read_number(s, &i, &spec->width)))
        return false;
    if (AT(i) == ',') {
        spec->separator = ",";
        spec->grouping = "\3";
        i++;
    }
    if (AT(i) == '.') {
        i++;
        if (AT(i) < '0' || AT(i) > '9' || !read_number(s, &i, &spec->precision))
            return false;
    }
    uint32_t type = AT(i);
    if (type && type < 128 && strchr("eEfFgG%", (int)type)) {
        spec->type = (char)type;
        i++;
    } else if (type == 'n' || type == 'N') {
        if (*spec->separator)
            return false;
        spec->type = type == 'n' ? 'g' : 'G';
        i++;
    }
    return i == length;
#undef AT
}

// Rounded to an exponent, whatever the precision.
static bool rescale(nx_number *n, int64_t exponent, const nx_dec_rules *r) {
    nx_number out;
    if (n->count == 0) {
        n->exponent = exponent;
        return true;
    }
    if (n->exponent >= exponent) {
        if (n->exponent - exponent > (int64_t)1 << 34 || !nx_dec_shift_left(&out, n, n->exponent - exponent))
            return false;
    } else {
        int cut = nx_dec_shift_right(&out, n, exponent - n->exponent);
        if (cut < 0 || (nx_dec_round_up(&out, cut, r->rounding) && !nx_dec_increment(&out)))
            return false;
    }
    out.exponent = exponent;
    nx_dec_copy(n, &out);
    return true;
}

static bool round_digits(nx_number *n, int64_t digits, const nx_dec_rules *r) {
    int64_t exponent = n->exponent + nx_dec_digits(n) - digits;
    if (!rescale(n, exponent, r))
        return false;
    return nx_dec_digits(n) <= digits || rescale(n, exponent + 1, r);
}

typedef struct {
    char *whole;      // digits before the point
    int64_t whole_length;
    char *rest;       // point, digits, exponent, %
    int64_t rest_length;
} parts;

// The texts of a finite number's parts. `point` digits stand before the point.
static bool split(const nx_number *n, int64_t point, int64_t shown, bool capitals, bool percent, const decimal_spec *spec, parts *out) {
    size_t length;
    char *digits = nx_dec_coefficient_text(n, &length);
    int64_t count = (int64_t)length, zeros_before = point < 0 ? -point : 0, zeros_after = point > count ? point - count : 0;
    if (!digits || zeros_before + zeros_after > (int64_t)1 << 34)
        return digits ? (nx_raise_no_memory(), false) : false;
    out->whole_length = point > 0 ? point : 1;
    out->whole = nx_alloc_bytes((size_t)out->whole_length + 1);
    size_t point_length = strlen(spec->point);
    out->rest = nx_alloc_bytes((size_t)(count + zeros_before) + point_length + NX_DECIMAL_ROOM + 4);
    if (!out->whole || !out->rest)
        return false;
    int64_t from = point > 0 ? (point < count ? point : count) : 0;
    if (point > 0) {
        memcpy(out->whole, digits, (size_t)from);
        memset(out->whole + from, '0', (size_t)zeros_after);
    } else
        out->whole[0] = '0';
    char *at = out->rest;
    if (from < count || zeros_before) {
        memcpy(at, spec->point, point_length);
        at += point_length;
        memset(at, '0', (size_t)zeros_before);
        at += zeros_before;
        memcpy(at, digits + from, (size_t)(count - from));
        at += count - from;
    }
    if (shown != INT64_MIN) {
        *at++ = capitals ? 'E' : 'e';
        *at++ = shown < 0 ? '-' : '+';
        at += nx_decimal(shown < 0 ? -shown : shown, at);
    }
    if (percent)
        *at++ = '%';
    out->rest_length = at - out->rest;
    return true;
}

// The size of the group of digits number i from the right; 0: no more groups.
static int64_t group_size(const char *grouping, int64_t i) {
    int64_t known = (int64_t)strlen(grouping), at = i < known ? i : known - 1;
    for (int64_t k = 0; k <= at; k++)
        if (grouping[k] == 127)
            return 0;
    return known ? (unsigned char)grouping[at] : 0;
}

// Digits with separators, and zeros before them so that they are `least` characters.
static nx_value group_digits(const char *digits, int64_t length, const decimal_spec *spec, int64_t least) {
    nx_builder b;
    nx_value separator = nx_str_from_c(spec->separator);
    if (!separator)
        return 0;
    int64_t gap = *spec->separator ? NX_PTR(nx_str, separator)->length : 0, count = 0, shown = 0, left = length;
    int64_t most = (length > least ? length : least) + 2;
    int64_t *sizes = nx_alloc_bytes((size_t)most * sizeof *sizes); // sizes of the groups from the right
    if (!sizes)
        return 0;
    do {
        int64_t size = gap ? group_size(spec->grouping, count) : 0;
        int64_t wanted = left > least - shown ? left : least - shown; // digits if this were the last group
        if (size == 0 || size > wanted)
            size = wanted > 1 ? wanted : 1;
        sizes[count++] = size;
        shown += size;
        left -= size < left ? size : left;
        if (left > 0 || shown < least)
            shown += gap;
        else
            break;
    } while (true);
    int64_t total = 0, at = 0;
    for (int64_t i = 0; i < count; i++)
        total += sizes[i];
    nx_builder_init(&b);
    int64_t zeros = total - length;
    for (int64_t i = count - 1; i >= 0; i--) {
        for (int64_t k = 0; k < sizes[i]; k++, at++)
            nx_builder_char(&b, at < zeros ? '0' : (uint32_t)digits[at - zeros]);
        if (i)
            nx_builder_str(&b, separator);
    }
    return nx_builder_finish(&b);
}

static nx_value pad(nx_value sign, nx_value body, const decimal_spec *spec) {
    nx_builder b;
    int64_t length = NX_PTR(nx_str, sign)->length + NX_PTR(nx_str, body)->length;
    int64_t missing = spec->width > length ? spec->width - length : 0;
    if (missing > (int64_t)1 << 34)
        return nx_raise_no_memory();
    int64_t before = spec->align == '>' ? missing : spec->align == '^' ? missing / 2 : 0;
    int64_t inside = spec->align == '=' || spec->align == 'z' ? missing : 0;
    int64_t after = missing - before - inside;
    uint32_t fill = nx_str_at(NX_PTR(nx_str, spec->fill), 0);
    nx_builder_init(&b);
    while (before-- > 0)
        nx_builder_char(&b, fill);
    nx_builder_str(&b, sign);
    while (inside-- > 0)
        nx_builder_char(&b, fill);
    nx_builder_str(&b, body);
    while (after-- > 0)
        nx_builder_char(&b, fill);
    return nx_builder_finish(&b);
}

// A text of the dict that replaces what the locale says.
static bool override_text(nx_value override, const char *name, const char **out) {
    nx_value value = nx_dict_get_str(NX_PTR(nx_dict, override), nx_str_intern_c(name));
    if (!value)
        return !nx_pending();
    if (!nx_is_str(value))
        return nx_failf(&nx_TypeError, "argument must be a str");
    *out = nx_str_utf8(value, NULL);
    return *out != NULL;
}

nx_value nx_dec_format(const nx_number *number, nx_value text, nx_dec_context *context, nx_value override) {
    decimal_spec spec;
    nx_number n;
    const nx_dec_rules *r = &context->rules;
    nx_value body;
    bool negative = number->negative;
    if (!nx_is_str(text))
        return nx_raise(&nx_TypeError, "format arg must be str");
    if (!parse(text, context->capitals, &spec))
        return nx_pending() ? 0 : nx_raise(&nx_ValueError, "invalid format string");
    if (override) {
        if (!nx_is_dict(override))
            return nx_raise(&nx_TypeError, "optional argument must be a dict");
        if (!override_text(override, "decimal_point", &spec.point) || !override_text(override, "thousands_sep", &spec.separator) ||
            !override_text(override, "grouping", &spec.grouping))
            return 0;
    }
    nx_dec_copy(&n, number);
    if (nx_dec_is_special(&n)) {
        if (spec.align == 'z') {
            spec.fill = nx_str_from_char(' ');
            spec.align = '>';
        }
        n.negative = false;
        body = nx_dec_text(&n, true, NX_DEC_SCIENTIFIC, "", spec.type == '%' ? "%" : "");
    } else {
        bool percent = spec.type == '%', capitals = spec.type == 'E' || spec.type == 'F' || spec.type == 'G', ok = true;
        char type = percent ? 'f' : (char)(spec.type | 32);
        int64_t point, shown = INT64_MIN;
        if (percent)
            n.exponent += 2;
        if (spec.precision >= 0) {
            if (type == 'g') {
                int64_t digits = spec.precision ? spec.precision : 1;
                ok = nx_dec_digits(&n) <= digits || round_digits(&n, digits, r);
            } else if (type == 'f')
                ok = rescale(&n, -spec.precision, r);
            else if (n.count)
                ok = round_digits(&n, spec.precision + 1, r);
            if (!ok)
                return nx_pending() ? 0 : nx_raise(&nx_ValueError, "format specification exceeds internal limits of _decimal");
        }
        if (spec.coerce_zero && n.count == 0 && (spec.type != 'F' || number->count == 0)) // CPython does not see what F rounds to zero
            negative = false;
        int64_t digits = nx_dec_digits(&n), left = n.exponent + digits;
        if (type == 'f') {
            if (n.count == 0 && n.exponent > 0)
                n.exponent = 0;
            left = n.exponent + digits;
            point = left;
        } else if (type == 'g' && n.exponent <= 0 && left > -6)
            point = left;
        else {
            point = type == 'e' && n.count == 0 && spec.precision >= 0 ? 1 - spec.precision : 1;
            if (type == 'e' || left != point)
                shown = left - point;
        }
        parts p;
        if (!split(&n, point, shown, capitals, percent, &spec, &p))
            return 0;
        nx_value rest = nx_str_from_utf8(p.rest, (size_t)p.rest_length);
        if (!rest)
            return 0;
        int64_t taken = NX_PTR(nx_str, rest)->length + (negative || spec.sign != '-');
        if (*spec.separator)
            body = group_digits(p.whole, p.whole_length, &spec, spec.align == 'z' ? spec.width - taken : 0);
        else
            body = nx_str_from_ascii(p.whole, p.whole_length);
        body = body ? nx_str_concat(body, rest) : 0;
    }
    nx_value sign = negative ? nx_str_from_char('-') : spec.sign != '-' ? nx_str_from_char((uint32_t)spec.sign) : nx_str_from_c("");
    return body && sign ? pad(sign, body, &spec) : 0;
}
