// The codecs unicode_escape and raw_unicode_escape.
#include "codec.h"

#include <stdio.h>

__attribute__((weak)) int64_t nx_unicode_by_name(const char *name, size_t length); // with unicodedata; -1: unknown

static int hex_digit(uint8_t c) {
    return c >= '0' && c <= '9' ? c - '0' : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10 : -1;
}

// \xhh, \uhhhh, \Uhhhhhhhh: at points behind the letter.
static bool hex_escape(nx_codec *c, nx_builder *b, int64_t *at, int64_t start, int count) {
    static const char *const truncated[] = {"truncated \\xXX escape", "truncated \\uXXXX escape", "truncated \\UXXXXXXXX escape"};
    uint32_t code = 0;
    int64_t i = *at;
    for (int k = 0; k < count; k++, i++) {
        int digit = i < c->length ? hex_digit(c->data[i]) : -1;
        if (digit < 0) {
            *at = start;
            return nx_decode_error(c, b, at, i, truncated[count == 2 ? 0 : count == 4 ? 1 : 2]);
        }
        code = code << 4 | (uint32_t)digit;
    }
    if (code > 0x10ffff) {
        *at = start;
        return nx_decode_error(c, b, at, i, strcmp(c->encoding, "rawunicodeescape") ? "illegal Unicode character" : "\\Uxxxxxxxx out of range");
    }
    *at = i;
    nx_builder_char(b, code);
    return true;
}

static bool name_escape(nx_codec *c, nx_builder *b, int64_t *at, int64_t start) {
    int64_t i = *at;
    const char *reason = "malformed \\N character escape";
    if (i < c->length && c->data[i] == '{') {
        int64_t from = ++i;
        while (i < c->length && c->data[i] != '}') i++;
        if (i < c->length && i > from) {
            int64_t code = nx_unicode_by_name ? nx_unicode_by_name((const char *)c->data + from, (size_t)(i - from)) : -1;
            i++;
            if (code >= 0) {
                nx_builder_char(b, (uint32_t)code);
                *at = i;
                return true;
            }
            reason = "unknown Unicode character name";
        }
    }
    *at = start;
    return nx_decode_error(c, b, at, i, reason);
}

nx_value nx_decode_unicode_escape(nx_codec *c) {
    c->encoding = "unicodeescape";
    nx_builder b;
    nx_builder_init(&b);
    for (int64_t i = 0; i < c->length;) {
        uint8_t byte = c->data[i];
        if (byte != '\\') {
            nx_builder_char(&b, byte);
            i++;
            continue;
        }
        int64_t start = i++;
        if (i == c->length) {
            i = start;
            if (!nx_decode_error(c, &b, &i, c->length, "\\ at end of string")) return 0;
            continue;
        }
        static const char letters[] = "\n\\'\"btnrafv", meanings[] = "\0\\'\"\b\t\n\r\a\f\v";
        byte = c->data[i++];
        const char *simple = byte ? strchr(letters, byte) : NULL;
        if (byte == '\n') continue;
        if (simple) nx_builder_char(&b, (uint8_t)meanings[simple - letters]);
        else if (byte >= '0' && byte <= '7') {
            uint32_t code = byte - '0';
            for (int k = 0; k < 2 && i < c->length && c->data[i] >= '0' && c->data[i] <= '7'; k++) code = code * 8 + (c->data[i++] - '0');
            nx_builder_char(&b, code);
        } else if (byte == 'x' || byte == 'u' || byte == 'U') {
            if (!hex_escape(c, &b, &i, start, byte == 'x' ? 2 : byte == 'u' ? 4 : 8)) return 0;
        } else if (byte == 'N') {
            if (!name_escape(c, &b, &i, start)) return 0;
        } else {
            nx_builder_char(&b, '\\');
            nx_builder_char(&b, byte);
        }
    }
    return nx_builder_finish(&b);
}

nx_value nx_decode_raw_unicode_escape(nx_codec *c) {
    c->encoding = "rawunicodeescape";
    nx_builder b;
    nx_builder_init(&b);
    for (int64_t i = 0; i < c->length;) {
        uint8_t byte = c->data[i], letter = i + 1 < c->length ? c->data[i + 1] : 0;
        if (byte == '\\' && (letter == 'u' || letter == 'U')) {
            int64_t start = i;
            i += 2;
            if (!hex_escape(c, &b, &i, start, letter == 'u' ? 4 : 8)) return 0;
        } else {
            nx_builder_char(&b, byte);
            i++;
            if (byte == '\\' && letter == '\\') nx_builder_char(&b, letter), i++;
        }
    }
    return nx_builder_finish(&b);
}

static void put(nx_byte_builder *b, const char *format, uint32_t c) {
    char text[12];
    nx_byte_add(b, text, snprintf(text, sizeof text, format, c));
}

nx_value nx_encode_unicode_escape(nx_codec *c) {
    nx_byte_builder b = {0};
    for (int64_t i = 0; i < c->length; i++) {
        uint32_t u = nx_str_at(c->text, i);
        if (u == '\\') nx_byte_add(&b, "\\\\", 2);
        else if (u == '\n') nx_byte_add(&b, "\\n", 2);
        else if (u == '\t') nx_byte_add(&b, "\\t", 2);
        else if (u == '\r') nx_byte_add(&b, "\\r", 2);
        else if (u >= ' ' && u < 127) nx_byte_put(&b, (uint8_t)u);
        else put(&b, u < 0x100 ? "\\x%02x" : u < 0x10000 ? "\\u%04x" : "\\U%08x", u);
    }
    return nx_byte_finish(&b);
}

nx_value nx_encode_raw_unicode_escape(nx_codec *c) {
    nx_byte_builder b = {0};
    for (int64_t i = 0; i < c->length; i++) {
        uint32_t u = nx_str_at(c->text, i);
        if (u < 256) nx_byte_put(&b, (uint8_t)u);
        else put(&b, u < 0x10000 ? "\\u%04x" : "\\U%08x", u);
    }
    return nx_byte_finish(&b);
}
