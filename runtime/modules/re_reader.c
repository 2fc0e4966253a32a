// Reading patterns and replacement templates: a token is a character, or a backslash with the character behind it. The
// reader is always one token ahead, so that a backslash at the very end is found before what stands in front of it.
#include "re.h"
#include "../core/error.h"
#include "../core/host.h"

static uint32_t char_at(const re_reader *r, int64_t i) {
    return r->kind == 1 ? ((const uint8_t *)r->data)[i] : r->kind == 2 ? ((const uint16_t *)r->data)[i] : ((const uint32_t *)r->data)[i];
}

bool nx_regex_advance(re_reader *r) {
    r->size = 0;
    if (r->index >= r->length)
        return true;
    r->next = char_at(r, r->index++);
    r->size = 1;
    if (r->next != '\\')
        return true;
    if (r->index >= r->length)
        return nx_regex_fail(r->pattern, r->length - 1, "bad escape (end of pattern)");
    r->escaped = char_at(r, r->index++);
    r->size = 2;
    return true;
}

bool nx_regex_read(re_reader *r, nx_value pattern) {
    *r = (re_reader){.pattern = pattern, .kind = 1, .text = nx_is_str(pattern)};
    if (r->text) {
        const nx_str *s = NX_PTR(nx_str, pattern);
        r->data = s->data;
        r->length = s->length;
        r->kind = s->kind;
    } else {
        r->data = NX_PTR(nx_bytes, pattern)->data;
        r->length = NX_PTR(nx_bytes, pattern)->length;
    }
    return nx_regex_advance(r);
}

int nx_regex_accept(re_reader *r, uint32_t c) {
    if (!nx_regex_at(r, c))
        return 0;
    return nx_regex_advance(r) ? 1 : -1;
}

bool nx_regex_take(re_reader *r, re_token *token) {
    if (r->size > 0 && token->length < 14) {
        token->chars[token->length++] = r->next;
        if (r->size == 2)
            token->chars[token->length++] = r->escaped;
    }
    return nx_regex_advance(r);
}

int64_t nx_regex_digit(uint32_t c, int base) {
    int64_t value = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : 99;
    return value < base ? value : -1;
}

bool nx_regex_take_digits(re_reader *r, re_token *token, int count, int base) {
    for (; count > 0 && r->size == 1 && nx_regex_digit(r->next, base) >= 0; count--)
        if (!nx_regex_take(r, token))
            return false;
    return true;
}

nx_value nx_regex_token_text(const re_token *token) {
    return nx_str_from_chars(token->chars, token->length);
}

uint32_t nx_regex_token_number(const re_token *token, int from, int base) {
    uint64_t number = 0;
    for (int i = from; i < token->length; i++)
        number = number * (uint64_t)base + (uint64_t)nx_regex_digit(token->chars[i], base);
    return number > UINT32_MAX ? UINT32_MAX : (uint32_t)number;
}

nx_value nx_regex_until(re_reader *r, uint32_t terminator, const char *what) {
    nx_builder text;
    nx_builder_init(&text);
    for (;;) {
        if (r->size == 0) {
            if (text.length == 0)
                nx_regex_fail_back(r, 0, "missing %s", what);
            else
                nx_regex_fail_back(r, text.length, "missing %s, unterminated name", (char[2]){(char)terminator, 0});
            return 0;
        }
        bool ends = nx_regex_at(r, terminator);
        if (!ends) {
            nx_builder_char(&text, r->next);
            if (r->size == 2)
                nx_builder_char(&text, r->escaped);
        }
        if (!nx_regex_advance(r))
            return 0;
        if (!ends)
            continue;
        if (text.length == 0) {
            nx_regex_fail_back(r, 1, "missing %s", what);
            return 0;
        }
        return nx_builder_finish(&text);
    }
}

static bool is_identifier(nx_value name) {
    const nx_str *s = NX_PTR(nx_str, name);
    for (int64_t i = 0; i < s->length; i++) {
        uint32_t c = nx_str_at(s, i);
        if (c != '_' && !(nx_unicode_flags(c) & (i == 0 ? UNICODE_ID_START : UNICODE_ID_START | UNICODE_ID_CONTINUE)))
            return false;
    }
    return s->length > 0;
}

// The name of a group that has just been read with its terminator.
bool nx_regex_check_name(re_reader *r, nx_value name) {
    const nx_str *s = NX_PTR(nx_str, name);
    if (!is_identifier(name))
        return nx_regex_fail_back(r, s->length + 1, "bad character in group name %R", name);
    if (r->text || s->ascii)
        return true;
    nx_value shown = nx_ascii(name);
    return shown && nx_warn(&nx_DeprecationWarning, "bad character in group name %s at position %lld",
                            nx_str_utf8(shown, &(size_t){0}), (long long)(nx_regex_tell(r) - s->length - 1));
}

bool nx_regex_group_name(re_reader *r, nx_value name, int64_t *index) {
    *index = -1;
    if (is_identifier(name))
        return nx_regex_check_name(r, name);
    nx_value number = nx_call1(NX_OBJ(&nx_int_type), name);
    if (!number) {
        if (!nx_error_matches(&nx_ValueError))
            return false;
        nx_error_clear();
    }
    const nx_str *s = NX_PTR(nx_str, name);
    if (!number || nx_int_sign(number) < 0)
        return nx_regex_fail_back(r, s->length + 1, "bad character in group name %R", name);
    if (!nx_int_try_i64(number, index) || *index >= INT32_MAX / 2)
        return nx_regex_fail_back(r, s->length + 1, "invalid group reference %S", number);
    for (int64_t i = 0; i < s->length; i++) {
        if (nx_regex_digit(nx_str_at(s, i), 10) >= 0)
            continue;
        nx_value shown = r->text ? nx_repr(name) : nx_ascii(name);
        return shown && nx_warn(&nx_DeprecationWarning, "bad character in group name %s at position %lld",
                                nx_str_utf8_lossy(shown, &(size_t){0}), (long long)(nx_regex_tell(r) - s->length - 1));
    }
    return true;
}

bool nx_regex_simple_escape(uint32_t c, uint32_t *out) {
    static const char letters[] = "abfnrtv\\", values[] = "\a\b\f\n\r\t\v\\";
    const char *found = c && c < 128 ? strchr(letters, (int)c) : NULL;
    if (found)
        *out = (uint8_t)values[found - letters];
    return found != NULL;
}

// ---- re.error -----------------------------------------------------------------------------------------------------------

static bool raise(nx_value pattern, int64_t position, const char *format, va_list *arguments) {
    nx_value message = nx_str_format_list(format, arguments);
    if (!message)
        return false;
    nx_value args[3] = {message, pattern, position < 0 ? NX_NONE : NX_INT(position)};
    size_t count = position < 0 ? 1 : 3;
    nx_value error = NX_UNLIKELY(nx_host != NULL) ? nx_host->call("re", "error", count, args) : nx_call(NX_OBJ(&nx_re_error_type), count, args, 0);
    if (error)
        nx_raise_value(error);
    return false;
}

bool nx_regex_fail(nx_value pattern, int64_t position, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    raise(pattern, position, format, &arguments);
    va_end(arguments);
    return false;
}

bool nx_regex_fail_back(re_reader *r, int64_t back, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    raise(r->pattern, nx_regex_tell(r) - back, format, &arguments);
    va_end(arguments);
    return false;
}
