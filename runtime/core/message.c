// The formatter of error messages, and of the runtime's other texts: nx_raisef, nx_failf, nx_str_format.
//
//   %s C string (UTF-8)   %.Ns at most N bytes of it   %c a byte          %d %i %u %ld %lu %lld %llu %zd %zu %x numbers  %p address
//   %U str value          %S str(value)               %R repr(value)      %A ascii(value)  %Q the repr's first 200 characters
//   %T name of the value's type                       %N name of an nx_type *                        %% percent
//
// A %S, %R or %A whose conversion raises makes the whole text fail with that error.
#include <stdarg.h>
#include <stdio.h>
#include "api.h"
#include "host.h"
#include "error.h"
#include "../types/number.h"
#include "../types/text.h"

static void add_type_name(nx_builder *builder, const nx_type *type) {
    nx_builder_c(builder, type->c_name);
}

static void add_name_of_class(nx_builder *builder, nx_value v) {
    nx_value name = NX_UNLIKELY(nx_is_foreign(v)) ? nx_host->type_name(v) : 0;
    if (name) nx_builder_str(builder, name);
    else add_type_name(builder, nx_type_of(v));
}

// repr(value) of a short text without anything to escape.
static bool add_plain_text(nx_builder *builder, nx_value value) {
    enum { MOST = 100 };
    if (!nx_is_pointer(value) || !value || !nx_is_exact_str(value))
        return false;
    const nx_str *text = NX_PTR(nx_str, value);
    if (!text->ascii || text->length > MOST)
        return false;
    char quoted[MOST + 2];
    const uint8_t *chars = nx_chars1(text);
    quoted[0] = '\'';
    for (int64_t i = 0; i < text->length; i++) {
        if (chars[i] < ' ' || chars[i] == '\'' || chars[i] == '\\' || chars[i] == 0x7f)
            return false;
        quoted[i + 1] = (char)chars[i];
    }
    quoted[text->length + 1] = '\'';
    nx_builder_latin1(builder, quoted, text->length + 2);
    return true;
}

static bool add_value(nx_builder *builder, char conversion, nx_value value) {
    if (conversion == 'R' && add_plain_text(builder, value))
        return true;
    enum { MOST = 200 };
    nx_value text = value;
    if (conversion == 'Q') {
        text = nx_repr(value);
        if (text && NX_PTR(nx_str, text)->length > MOST) text = nx_str_slice(text, 0, MOST);
    } else if (conversion != 'U')
        text = conversion == 'S' ? nx_to_str(value) : conversion == 'R' ? nx_repr(value) : nx_ascii(value);
    if (!text)
        return false;
    nx_builder_str(builder, text);
    return true;
}

static void add_ascii(nx_builder *builder, const char *text) { nx_builder_latin1(builder, text, (int64_t)strlen(text)); }

static void add_number(nx_builder *builder, int64_t number) {
    char digits[NX_DECIMAL_ROOM];
    nx_builder_latin1(builder, digits, (int64_t)nx_decimal(number, digits));
}

// Texts without conversions are made once.
static nx_value fixed_text(const char *text) {
    enum { KEPT = 64 };
    static nx_str *kept[KEPT];
    size_t place = ((uintptr_t)text >> 3 ^ (uintptr_t)text >> 9) % KEPT, length = strlen(text);
    nx_str *string = kept[place];
    if (string && (size_t)string->length == length && string->ascii && memcmp(string->data, text, length) == 0)
        return NX_OBJ(string);
    nx_value made = nx_str_from_c(text);
    if (made)
        kept[place] = NX_PTR(nx_str, made);
    return made;
}

nx_value nx_str_format_list(const char *format, va_list *arguments) {
    if (!strchr(format, '%') && *format)
        return fixed_text(format);
    nx_builder builder;
    char buffer[256];
    nx_builder_start(&builder, buffer, sizeof buffer);
    while (*format) {
        const char *percent = strchr(format, '%');
        if (!percent)
            percent = format + strlen(format);
        if (percent > format && nx_bytes_are_ascii((const uint8_t *)format, percent - format)) {
            nx_builder_latin1(&builder, format, percent - format);
            format = percent;
            continue;
        }
        if (percent > format) {
            char chunk[256];
            while (format < percent) { // whole characters: text between conversions may be UTF-8
                size_t size = (size_t)(percent - format) < sizeof chunk ? (size_t)(percent - format) : sizeof chunk - 1;
                while (size > 1 && format + size < percent && ((uint8_t)format[size] & 0xc0) == 0x80)
                    size--;
                memcpy(chunk, format, size);
                chunk[size] = 0;
                nx_builder_c(&builder, chunk);
                format += size;
            }
            continue;
        }
        format++;
        int precision = -1, longs = 0;
        if (*format == '.')
            for (format++, precision = 0; *format >= '0' && *format <= '9'; format++)
                precision = precision * 10 + (*format - '0');
        for (; *format == 'l' || *format == 'z'; format++)
            longs++;
        char number[32];
        switch (*format++) {
        case '%':
            nx_builder_char(&builder, '%');
            break;
        case 'c':
            nx_builder_char(&builder, (uint32_t)va_arg(*arguments, int) & 0xff);
            break;
        case 's': {
            const char *text = va_arg(*arguments, const char *);
            if (precision >= 0 && strlen(text) > (size_t)precision) {
                char *cut = __builtin_alloca((size_t)precision + 1);
                while (precision > 0 && ((uint8_t)text[precision] & 0xc0) == 0x80)
                    precision--;
                memcpy(cut, text, (size_t)precision);
                cut[precision] = 0;
                text = cut;
            }
            nx_builder_c(&builder, text);
            break;
        }
        case 'd':
        case 'i':
            add_number(&builder, longs ? va_arg(*arguments, long) : (long)va_arg(*arguments, int));
            break;
        case 'u':
            snprintf(number, sizeof number, "%lu",
                     longs ? va_arg(*arguments, unsigned long) : (unsigned long)va_arg(*arguments, unsigned));
            add_ascii(&builder, number);
            break;
        case 'x':
            snprintf(number, sizeof number, "%lx",
                     longs ? va_arg(*arguments, unsigned long) : (unsigned long)va_arg(*arguments, unsigned));
            add_ascii(&builder, number);
            break;
        case 'p': // an address, as in reprs
            snprintf(number, sizeof number, "%p", va_arg(*arguments, void *));
            add_ascii(&builder, number);
            break;
        case 'U':
        case 'S':
        case 'R':
        case 'Q':
        case 'A':
            if (!add_value(&builder, format[-1], va_arg(*arguments, nx_value)))
                return NX_ERROR;
            break;
        case 'Y': { // as %T, but None is called so: what a wrong argument is
            nx_value argument = va_arg(*arguments, nx_value);
            if (argument == NX_NONE) nx_builder_c(&builder, "None");
            else add_name_of_class(&builder, argument);
            break;
        }
        case 'T':
            add_name_of_class(&builder, va_arg(*arguments, nx_value));
            break;
        case 'N':
            add_type_name(&builder, va_arg(*arguments, const nx_type *));
            break;
        }
    }
    return nx_builder_finish(&builder);
}

nx_value nx_str_format(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    nx_value text = nx_str_format_list(format, &arguments);
    va_end(arguments);
    return text;
}
