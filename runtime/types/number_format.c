// __format__ of int, float and complex, and the number parts of %-formatting. A number's text is taken apart into sign,
// prefix, digits before the point and the rest; grouping and padding put it together again.
#include "number_format.h"

#include <math.h>
#include <stdlib.h>

#include "number.h"
#include "text.h"

// ---- the specification ------------------------------------------------------------------------------------------------

static bool is_align(uint32_t c) {
    return c == '<' || c == '>' || c == '=' || c == '^';
}

// Reads digits at *position. Returns how many there were, -1 when the number is too large (ValueError).
static int64_t read_digits(const nx_str *s, int64_t *position, int64_t *out) {
    int64_t start = *position, n = 0;
    for (; *position < s->length; ++*position) {
        uint32_t c = nx_str_at(s, *position);
        if (c < '0' || c > '9')
            break;
        if (n > (INT64_MAX - 9) / 10) {
            nx_raise(&nx_ValueError, "Too many decimal digits in format string");
            return -1;
        }
        n = n * 10 + (int64_t)(c - '0');
    }
    *out = n;
    return *position - start;
}

static bool check_grouping(const nx_format_spec *spec, nx_value value) {
    uint32_t type = spec->type ? spec->type : nx_is_str(value) ? 's' : 'd';
    switch (type) {
    case 'd': case 'e': case 'f': case 'g': case 'E': case 'F': case 'G': case '%': return true;
    case 'b': case 'o': case 'x': case 'X':
        if (spec->grouping == '_')
            return true;
    }
    nx_value shown = type > 32 && type < 128 ? nx_str_from_char(type) : nx_str_format("\\x%x", (int)type);
    return shown && nx_failf(&nx_ValueError, "Cannot specify '%s' with '%U'.", spec->grouping == ',' ? "," : "_", shown);
}

bool nx_format_spec_parse(nx_value text, nx_format_spec *out, char default_align, nx_value value) {
    const nx_str *s = NX_PTR(nx_str, text);
    int64_t i = 0, n = s->length;
    *out = (nx_format_spec){.fill = ' ', .align = default_align, .width = -1, .precision = -1};
#define NEXT_IS(c) (i < n && nx_str_at(s, i) == (c))
    if (n >= 2 && is_align(nx_str_at(s, 1))) {
        out->fill = nx_str_at(s, 0);
        out->align = (char)nx_str_at(s, 1);
        out->fill_given = out->align_given = true;
        i = 2;
    } else if (n >= 1 && is_align(nx_str_at(s, 0))) {
        out->align = (char)nx_str_at(s, 0);
        out->align_given = true;
        i = 1;
    }
    if (NEXT_IS('+') || NEXT_IS('-') || NEXT_IS(' '))
        out->sign = (char)nx_str_at(s, i++);
    if (NEXT_IS('z')) {
        out->coerce_zero = true;
        i++;
    }
    if (NEXT_IS('#')) {
        out->alternate = true;
        i++;
    }
    if (!out->fill_given && NEXT_IS('0')) {
        out->fill = '0';
        if (!out->align_given && default_align == '>')
            out->align = '=';
        i++;
    }
    int64_t digits = read_digits(s, &i, &out->width);
    if (digits < 0)
        return false;
    if (digits == 0)
        out->width = -1;
    if (NEXT_IS(',')) {
        out->grouping = ',';
        i++;
    }
    if (NEXT_IS('_')) {
        if (out->grouping)
            return nx_failf(&nx_ValueError, "Cannot specify both ',' and '_'.");
        out->grouping = '_';
        i++;
    }
    if (NEXT_IS(',') && out->grouping == '_')
        return nx_failf(&nx_ValueError, "Cannot specify both ',' and '_'.");
    if (NEXT_IS('.')) {
        i++;
        digits = read_digits(s, &i, &out->precision);
        if (digits < 0)
            return false;
        if (digits == 0)
            return nx_failf(&nx_ValueError, "Format specifier missing precision");
    }
#undef NEXT_IS
    if (n - i > 1)
        return nx_failf(&nx_ValueError, "Invalid format specifier '%U' for object of type '%T'", text, value);
    if (n - i == 1)
        out->type = nx_str_at(s, i);
    return !out->grouping || check_grouping(out, value);
}

nx_value nx_format_unknown_code(uint32_t type, nx_value value) {
    if (type > 32 && type < 128)
        return nx_raisef(&nx_ValueError, "Unknown format code '%U' for object of type '%T'", nx_str_from_char(type),
                         value);
    return nx_raisef(&nx_ValueError, "Unknown format code '\\x%x' for object of type '%T'", (int)type, value);
}

// ---- layout -----------------------------------------------------------------------------------------------------------

static void fill(nx_builder *b, uint32_t c, int64_t count) { nx_builder_fill(b, c, count); }

// Characters before the text when it is padded from `length` to the spec's width; *after: those behind it.
static int64_t padding(const nx_format_spec *spec, int64_t length, int64_t *after) {
    int64_t room = spec->width > length ? spec->width - length : 0;
    int64_t before = spec->align == '>' || spec->align == '=' ? room : spec->align == '^' ? room / 2 : 0;
    *after = room - before;
    return before;
}

nx_value nx_format_pad(nx_value text, const nx_format_spec *spec) {
    int64_t length = NX_PTR(nx_str, text)->length, after, before = padding(spec, length, &after);
    if (before + after == 0)
        return text;
    nx_builder b;
    char buffer[128];
    nx_builder_start(&b, buffer, sizeof buffer);
    fill(&b, spec->fill, before);
    nx_builder_str(&b, text);
    fill(&b, spec->fill, after);
    return nx_builder_finish(&b);
}

// Digits with separators, padded with zeros to min_width. Returns the length; the text stands at the end of `out`,
// which has room for it.
static int64_t group_digits(const char *digits, int64_t count, char separator, int group, int64_t min_width, char *out_end) {
    char *p = out_end;
    int64_t taken = 0;
    while (taken < count || out_end - p < min_width) {
        if (separator && taken && taken % group == 0)
            *--p = separator;
        *--p = taken < count ? digits[count - 1 - taken] : '0';
        taken++;
    }
    return out_end - p;
}

// Appends sign + prefix + number, laid out by the spec, where number is digits followed by anything (".5e+10", "inf").
static bool lay_out(nx_builder *b, const nx_format_spec *spec, char sign, const char *prefix, const char *number,
                    int64_t length) {
    int64_t digits = 0, prefix_length = (int64_t)strlen(prefix);
    while (digits < length && ((number[digits] >= '0' && number[digits] <= '9') ||
                               (spec->type && strchr("xX", (int)spec->type) && (number[digits] | 0x20) >= 'a' &&
                                (number[digits] | 0x20) <= 'f')))
        digits++;
    int64_t rest = length - digits, outside = (sign != 0) + prefix_length + rest;
    bool zeros = spec->fill == '0' && spec->align == '=';
    int64_t min_width = zeros && spec->width > outside ? spec->width - outside : 0;
    int group = spec->grouping == '_' && spec->type && strchr("boxX", (int)spec->type) ? 4 : 3;
    const char *shown = number;
    int64_t shown_length = digits;
    if (digits && (min_width > digits || spec->grouping)) { // inf and nan are padded without separators
        if (min_width > INT64_MAX / 4) {
            nx_raise_no_memory();
            return false;
        }
        int64_t room = (min_width > digits ? min_width : digits) * 2 + 4;
        char *buffer = (char *)nx_alloc_bytes((size_t)room);
        if (!buffer)
            return false;
        shown_length = group_digits(number, digits, spec->grouping, group, min_width, buffer + room);
        shown = buffer + room - shown_length;
    }
    int64_t after, before = padding(spec, outside + shown_length, &after);
    if (spec->align != '=')
        fill(b, spec->fill, before);
    if (sign)
        nx_builder_char(b, (uint32_t)sign);
    nx_builder_c(b, prefix);
    if (spec->align == '=')
        fill(b, spec->fill, before);
    nx_builder_latin1(b, shown, shown_length);
    nx_builder_latin1(b, number + digits, rest);
    fill(b, spec->fill, after);
    return true;
}

static char sign_of(const nx_format_spec *spec, bool negative) {
    return negative ? '-' : spec->sign == '+' || spec->sign == ' ' ? spec->sign : 0;
}

// ---- int --------------------------------------------------------------------------------------------------------------

static nx_value format_character(nx_value self, const nx_format_spec *spec) {
    if (spec->sign)
        return nx_raise(&nx_ValueError, "Sign not allowed with integer format specifier 'c'");
    if (spec->alternate)
        return nx_raise(&nx_ValueError, "Alternate form (#) not allowed with integer format specifier 'c'");
    int64_t c;
    if (!nx_int_to_i64(self, &c))
        return 0;
    if (c < 0 || c > 0x10ffff)
        return nx_raise(&nx_OverflowError, "%%c arg not in range(0x110000)");
    nx_value text = nx_str_from_char((uint32_t)c);
    return text ? nx_format_pad(text, spec) : 0;
}

static void upper_case(char *text, size_t length) {
    for (size_t i = 0; i < length; i++)
        if (text[i] >= 'a' && text[i] <= 'z')
            text[i] = (char)(text[i] - 32);
}

static nx_value format_integer(nx_value self, const nx_format_spec *spec) {
    if (spec->precision >= 0)
        return nx_raise(&nx_ValueError, "Precision not allowed in integer format specifier");
    if (spec->coerce_zero)
        return nx_raise(&nx_ValueError, "Negative zero coercion (z) not allowed in integer format specifier");
    if (spec->type == 'c')
        return format_character(self, spec);
    int base = 10;
    const char *prefix = "";
    switch (spec->type) {
    case 'b': base = 2, prefix = "0b"; break;
    case 'o': base = 8, prefix = "0o"; break;
    case 'x': base = 16, prefix = "0x"; break;
    case 'X': base = 16, prefix = "0X"; break;
    }
    size_t length;
    char *digits = nx_int_digits(self, base, &length);
    if (!digits)
        return 0;
    if (spec->type == 'X')
        upper_case(digits, length);
    bool negative = *digits == '-';
    nx_builder b;
    char buffer[128];
    nx_builder_start(&b, buffer, sizeof buffer);
    if (!lay_out(&b, spec, sign_of(spec, negative), spec->alternate ? prefix : "", digits + negative,
                 (int64_t)length - negative))
        return 0;
    return nx_builder_finish(&b);
}

static nx_value format_double(double d, const nx_format_spec *spec);

static bool spec_is_str(nx_value spec) {
    return nx_is_str(spec) || nx_failf(&nx_TypeError, "__format__() argument must be str, not %Y", spec);
}

nx_value nx_int_format(nx_value self, nx_value text) {
    nx_format_spec spec;
    if (!spec_is_str(text))
        return 0;
    if (NX_PTR(nx_str, text)->length == 0)
        return nx_to_str(self);
    if (!nx_format_spec_parse(text, &spec, '>', self))
        return 0;
    switch (spec.type) {
    case 0: case 'b': case 'c': case 'd': case 'o': case 'x': case 'X': case 'n': return format_integer(self, &spec);
    case 'e': case 'E': case 'f': case 'F': case 'g': case 'G': case '%': {
        double d;
        return nx_int_to_double(self, &d) ? format_double(d, &spec) : 0;
    }
    }
    return nx_format_unknown_code(spec.type, self);
}

// ---- float ------------------------------------------------------------------------------------------------------------

// `precision` significant digits without trailing zeros, but with at least one digit behind the point: an exponent
// already when as many digits stand before the point as the precision allows.
static char *general_with_point(double d, int64_t precision, bool alternate, size_t *length) {
    if (precision < 1)
        precision = 1;
    if (isfinite(d)) {
        char *text = nx_double_text(d, 'e', precision - 1, false, alternate, false, length);
        if (!text)
            return NULL;
        char *e = memchr(text, 'e', *length);
        if (atoll(e + 1) == precision - 1) {
            char *end = e;
            if (precision > 1 && !alternate) {
                while (end[-1] == '0')
                    end--;
                if (end[-1] == '.')
                    end--;
            }
            memmove(end, e, (size_t)(text + *length - e) + 1);
            *length -= (size_t)(e - end);
            return text;
        }
    }
    return nx_double_text(d, 'g', precision, false, alternate, true, length);
}

// The text of a float part as the spec asks; without sign, which goes to *negative.
static char *double_part(double d, const nx_format_spec *spec, size_t *length, bool *negative) {
    char type = spec->type == 'n' ? 'g' : (char)spec->type;
    bool percent = type == '%';
    if (percent) {
        type = 'f';
        d *= 100;
    }
    char *text;
    if (type == 0)
        text = spec->precision < 0 ? nx_double_text(d, 'r', 0, false, spec->alternate, true, length)
                                   : general_with_point(d, spec->precision, spec->alternate, length);
    else
        text = nx_double_text(d, type, spec->precision < 0 ? 6 : spec->precision, false, spec->alternate, false, length);
    if (!text)
        return NULL;
    *negative = *text == '-';
    if (*negative) {
        memmove(text, text + 1, *length);
        --*length;
    }
    if (spec->coerce_zero && *negative) {
        bool zero = true;
        for (const char *c = text; *c && (*c | 0x20) != 'e' && zero; c++)
            zero = *c == '0' || *c == '.';
        *negative = !zero;
    }
    if (percent)
        text[(*length)++] = '%'; // the buffers have room
    return text;
}

static nx_value format_double(double d, const nx_format_spec *spec) {
    size_t length;
    bool negative;
    char *text = double_part(d, spec, &length, &negative);
    if (!text)
        return 0;
    nx_builder b;
    char buffer[128];
    nx_builder_start(&b, buffer, sizeof buffer);
    if (!lay_out(&b, spec, sign_of(spec, negative), "", text, (int64_t)length))
        return 0;
    return nx_builder_finish(&b);
}

nx_value nx_float_format(nx_value self, nx_value text) {
    nx_format_spec spec;
    if (!spec_is_str(text))
        return 0;
    if (NX_PTR(nx_str, text)->length == 0)
        return nx_to_str(self);
    if (!nx_format_spec_parse(text, &spec, '>', self))
        return 0;
    switch (spec.type) {
    case 0: case 'e': case 'E': case 'f': case 'F': case 'g': case 'G': case 'n': case '%':
        return format_double(nx_float_value(self), &spec);
    }
    return nx_format_unknown_code(spec.type, self);
}

// ---- complex ----------------------------------------------------------------------------------------------------------

static char *complex_part(double d, const nx_format_spec *spec, size_t *length, bool *negative) {
    if (spec->type == 0 && spec->precision < 0) { // as repr: no ".0"
        char *text = nx_double_text(fabs(d), 'r', 0, false, spec->alternate, false, length);
        *negative = signbit(d) && !isnan(d) && !(spec->coerce_zero && d == 0);
        return text;
    }
    nx_format_spec part = *spec;
    if (part.type == 0)
        part.type = 'g';
    return double_part(d, &part, length, negative);
}

nx_value nx_complex_format(nx_value self, nx_value text) {
    nx_format_spec spec;
    if (!spec_is_str(text))
        return 0;
    if (NX_PTR(nx_str, text)->length == 0)
        return nx_to_str(self);
    if (!nx_format_spec_parse(text, &spec, '>', self))
        return 0;
    if (spec.type && (spec.type > 127 || !strchr("eEfFgGn", (int)spec.type)))
        return nx_format_unknown_code(spec.type, self);
    if (spec.fill == '0')
        return nx_raise(&nx_ValueError, "Zero padding is not allowed in complex format specifier");
    if (spec.align == '=')
        return nx_raise(&nx_ValueError, "'=' alignment flag is not allowed in complex format specifier");
    const nx_complex *z = NX_PTR(nx_complex, self);
    bool brackets = spec.type == 0, only_imag = brackets && z->real == 0 && !signbit(z->real);
    if (only_imag)
        brackets = false;
    nx_format_spec part = spec;
    part.width = -1;
    nx_builder b;
    char buffer[128];
    nx_builder_start(&b, buffer, sizeof buffer);
    size_t length;
    bool negative;
    if (brackets)
        nx_builder_char(&b, '(');
    if (!only_imag) {
        char *real = complex_part(z->real, &spec, &length, &negative);
        if (!real || !lay_out(&b, &part, sign_of(&spec, negative), "", real, (int64_t)length))
            return 0;
        part.sign = '+';
    }
    char *imag = complex_part(z->imag, &spec, &length, &negative);
    if (!imag || !lay_out(&b, &part, sign_of(&part, negative), "", imag, (int64_t)length))
        return 0;
    nx_builder_c(&b, brackets ? "j)" : "j");
    nx_value whole = nx_builder_finish(&b);
    return whole ? nx_format_pad(whole, &spec) : 0;
}

// ---- % formatting -----------------------------------------------------------------------------------------------------

static nx_value percent_integer_value(char type, nx_value number) {
    bool whole = type == 'o' || type == 'x' || type == 'X';
    if (nx_is_int(number))
        return number;
    nx_type *class_ = nx_type_of(number);
    nx_value value = NX_NOTIMPLEMENTED;
    if (whole ? class_->index != NULL : class_->to_int || class_->index)
        value = whole || !class_->to_int ? nx_index(number) : nx_call1(NX_OBJ(&nx_int_type), number);
    if (!value) {
        if (!nx_error_matches(&nx_TypeError))
            return 0;
        nx_error_clear();
    }
    if (value && value != NX_NOTIMPLEMENTED)
        return value;
    return nx_raisef(&nx_TypeError, "%%%U format: %s is required, not %T", nx_str_from_char((uint32_t)type),
                     whole ? "an integer" : "a real number", number);
}

// sign, prefix and body, padded to width; precision zeros are in the body already
static nx_value percent_lay_out(int flags, int64_t width, char sign, const char *prefix, const char *body, int64_t length,
                                int64_t min_digits) {
    int64_t zeros = min_digits > length ? min_digits - length : 0;
    int64_t total = (sign != 0) + (int64_t)strlen(prefix) + zeros + length;
    int64_t room = width > total ? width - total : 0;
    bool left = flags & NX_PERCENT_LEFT, zero = (flags & NX_PERCENT_ZERO) && !left;
    nx_builder b;
    char buffer[128];
    nx_builder_start(&b, buffer, sizeof buffer);
    if (!left && !zero)
        fill(&b, ' ', room);
    if (sign)
        nx_builder_char(&b, (uint32_t)sign);
    nx_builder_c(&b, prefix);
    fill(&b, '0', zeros + (zero ? room : 0));
    nx_builder_latin1(&b, body, length);
    if (left)
        fill(&b, ' ', room);
    return nx_builder_finish(&b);
}

nx_value nx_percent_number(char type, int flags, int64_t width, int64_t precision, nx_value number) {
    const char *prefix = "";
    char *text;
    size_t length;
    int64_t min_digits = 0;
    if (strchr("eEfFgG", type)) {
        double d;
        if (!nx_to_double(number, &d))
            return 0;
        text = nx_double_text(d, type, precision < 0 ? 6 : precision, false, flags & NX_PERCENT_ALTERNATE, false, &length);
    } else {
        nx_value value = percent_integer_value(type, number);
        if (!value)
            return 0;
        int base = type == 'o' ? 8 : type == 'x' || type == 'X' ? 16 : 10;
        text = nx_int_digits(value, base, &length);
        if (text && type == 'X')
            upper_case(text, length);
        if ((flags & NX_PERCENT_ALTERNATE) && base != 10)
            prefix = type == 'o' ? "0o" : type == 'x' ? "0x" : "0X";
        min_digits = precision;
    }
    if (!text)
        return 0;
    bool negative = *text == '-';
    char sign = negative ? '-' : flags & NX_PERCENT_PLUS ? '+' : flags & NX_PERCENT_SPACE ? ' ' : 0;
    return percent_lay_out(flags, width, sign, prefix, text + negative, (int64_t)length - negative, min_digits);
}
