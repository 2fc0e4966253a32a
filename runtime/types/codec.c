// Encodings by name, error handlers, and the 8-bit codecs. The Unicode transformation formats are in codec_utf.c, the
// escape codecs in codec_escape.c.
#include "codec.h"

#include "../core/error.h"

#include <stdio.h>

#include "natives.h"

#include "charmaps.inc"

enum { CHARMAP_COUNT = sizeof charmaps / sizeof *charmaps };

// ---- names ------------------------------------------------------------------------------------------------------------------

static const struct { const char *name, *aliases; } plain_encodings[] = {
    [NX_UTF8] = {"utf-8", " utf_8 utf8 u8 utf utf8_ucs2 utf8_ucs4 cp65001 "},
    [NX_UTF8_SIG] = {"utf-8-sig", " utf_8_sig "},
    [NX_ASCII] = {"ascii", " ascii us_ascii us 646 ansi_x3.4_1968 ansi_x3_4_1968 cp367 ibm367 iso646_us iso_646.irv_1991 iso_ir_6 csascii "},
    [NX_LATIN1] = {"latin-1", " latin_1 latin1 latin l1 iso8859_1 iso_8859_1 iso8859 8859 cp819 ibm819 iso_8859_1_1987 iso_ir_100 csisolatin1 "},
    [NX_UTF16] = {"utf-16", " utf_16 utf16 u16 "},
    [NX_UTF16_LE] = {"utf-16-le", " utf_16_le utf_16le unicodelittleunmarked "},
    [NX_UTF16_BE] = {"utf-16-be", " utf_16_be utf_16be unicodebigunmarked "},
    [NX_UTF32] = {"utf-32", " utf_32 utf32 u32 "},
    [NX_UTF32_LE] = {"utf-32-le", " utf_32_le utf_32le "},
    [NX_UTF32_BE] = {"utf-32-be", " utf_32_be utf_32be "},
    [NX_UTF7] = {"utf-7", " utf_7 utf7 u7 unicode_1_1_utf_7 "},
    [NX_UNICODE_ESCAPE] = {"unicode_escape", " unicode_escape unicodeescape "},
    [NX_RAW_UNICODE_ESCAPE] = {"raw_unicode_escape", " raw_unicode_escape rawunicodeescape "},
};

static bool named(const char *aliases, const char *name, size_t length) {
    for (const char *at = aliases; (at = strstr(at, name)); at++)
        if (at[-1] == ' ' && at[length] == ' ') return true;
    return false;
}

int nx_encoding_number(const char *name) {
    if (!strcmp(name, "utf-8") || !strcmp(name, "utf8") || !strcmp(name, "UTF-8")) return NX_UTF8;
    char plain[64]; // lower case; runs of what is no letter, digit or point become one '_'
    size_t length = 0;
    bool gap = false;
    for (const char *p = name; *p; p++) {
        uint8_t c = (uint8_t)*p;
        if (c < 128 && ((nx_ascii_class[c] & (UNICODE_ALPHA | UNICODE_DECIMAL)) || c == '.')) {
            if (length + 2 >= sizeof plain) return -1;
            if (gap && length) plain[length++] = '_';
            gap = false;
            plain[length++] = (char)(nx_ascii_class[c] & UNICODE_UPPER ? c | 0x20 : c);
        } else gap = true;
    }
    plain[length] = 0;
    if (!length) return -1;
    for (int i = 0; i < NX_CHARMAP; i++)
        if (named(plain_encodings[i].aliases, plain, length)) return i;
    for (int i = 0; i < CHARMAP_COUNT; i++)
        if (!strcmp(charmaps[i].name, plain) || named(charmaps[i].aliases, plain, length)) return NX_CHARMAP + i;
    return -1;
}

const char *nx_encoding_name(int number) {
    return number < NX_CHARMAP ? plain_encodings[number].name : charmaps[number - NX_CHARMAP].name;
}

// ---- byte builder -------------------------------------------------------------------------------------------------------------

void nx_byte_reserve(nx_byte_builder *b, int64_t more) {
    if (b->failed || b->length + more <= b->capacity) return;
    int64_t capacity = b->capacity + b->capacity / 2;
    if (capacity < b->length + more) capacity = b->length + more + 16;
    uint8_t *data = nx_alloc_bytes((size_t)capacity + 1);
    if (!data) {
        b->failed = true;
        return;
    }
    if (b->length) memcpy(data, b->data, (size_t)b->length);
    if (b->data) nx_give_back_bytes(b->data, (size_t)b->capacity + 1);
    b->data = data;
    b->capacity = capacity;
}

void nx_byte_put(nx_byte_builder *b, uint8_t byte) {
    if (b->length == b->capacity) nx_byte_reserve(b, 1);
    if (!b->failed) b->data[b->length++] = byte;
}

void nx_byte_add(nx_byte_builder *b, const void *data, int64_t length) {
    nx_byte_reserve(b, length);
    if (b->failed || !length) return;
    memcpy(b->data + b->length, data, (size_t)length);
    b->length += length;
}

nx_value nx_byte_finish(nx_byte_builder *b) { return b->failed ? 0 : nx_bytes_new(b->length ? b->data : (const uint8_t *)"", b->length); }

// ---- error handlers -------------------------------------------------------------------------------------------------------------

static nx_dict *handlers; // registered ones; native names are found by string comparison before

bool nx_register_error_handler(nx_value name, nx_value handler) {
    if (!handlers && !(handlers = nx_dict_new(8))) return false;
    return nx_dict_set(handlers, name, handler);
}

// The built-in handlers as functions, for codecs.lookup_error; defined in modules/_codecs.c.
__attribute__((weak)) nx_value nx_builtin_error_handler(const char *name);

nx_value nx_error_handler(const char *name) {
    nx_value key = nx_str_from_c(name), found = 0;
    if (!key) return 0;
    if (handlers) found = nx_dict_get_value(handlers, key);
    if (!found && nx_builtin_error_handler) found = nx_builtin_error_handler(name);
    return found ? found : nx_raisef(&nx_LookupError, "unknown error handler name '%s'", name);
}


static nx_value make_error(nx_codec *c, int64_t start, int64_t end, const char *reason) {
    nx_value object = c->text ? NX_OBJ(c->text) : c->source && nx_has_flag(c->source, NX_TYPE_BYTES) ? c->source
                                                                                                     : nx_bytes_new(c->data, c->length);
    nx_value arguments[5] = {nx_str_from_c(c->encoding), object, nx_from_small_int(start), nx_from_small_int(end), nx_str_from_c(reason)};
    for (int i = 0; i < 5; i++)
        if (!arguments[i]) return 0;
    return nx_type_call(c->text ? &nx_UnicodeEncodeError : &nx_UnicodeDecodeError, 5, arguments, 0);
}

nx_value nx_raise_encode(nx_codec *c, int64_t start, int64_t end, const char *reason) {
    nx_value exception = make_error(c, start, end, reason);
    return exception ? nx_raise_value(exception) : 0;
}

static bool error_is(nx_codec *c, const char *name) { return !strcmp(c->errors, name); }

// A handler may have put other bytes into the exception: decoding goes on in them.
static bool take_object(nx_codec *c, nx_value exception) {
    nx_value object = NX_PTR(nx_exception, exception)->extra[NX_UNICODE_OBJECT];
    if (object == c->source) return true;
    if (!object || !nx_has_flag(object, NX_TYPE_BYTES)) return nx_failf(&nx_TypeError, "object attribute must be bytes");
    c->source = object;
    c->replaced = true;
    c->data = NX_PTR(nx_bytes, object)->data;
    c->length = NX_PTR(nx_bytes, object)->length;
    return true;
}

// Calls a registered handler: what it returned (text or bytes), and where to go on.
static nx_value call_handler(nx_codec *c, int64_t start, int64_t end, const char *reason, int64_t *resume) {
    nx_value handler = nx_error_handler(c->errors);
    if (!handler) return 0;
    nx_value exception = make_error(c, start, end, reason);
    if (!exception) return 0;
    nx_value result = nx_call1(handler, exception);
    if (!result) return 0;
    nx_tuple *pair = NX_PTR(nx_tuple, result);
    bool decoding = !c->text;
    if (!nx_is_tuple(result) || pair->length != 2 ||
        !(nx_is_str(pair->items[0]) || (!decoding && nx_has_flag(pair->items[0], NX_TYPE_BYTES))))
        return nx_raise(&nx_TypeError, decoding ? "decoding error handler must return (str, int) tuple"
                                                : "encoding error handler must return (str/bytes, int) tuple");
    if (decoding && !take_object(c, exception)) return 0;
    int64_t position;
    if (!nx_to_size(pair->items[1], &position)) return 0;
    int64_t given = position;
    if (position < 0) position += c->length;
    if (position < 0 || position > c->length)
        return nx_raisef(&nx_IndexError, "position %ld from error handler out of bounds", (long)given);
    *resume = position;
    return pair->items[0];
}

// The surrogates that an encoding leaves at a place where it must not: for "surrogatepass". Units read, or 0.
static int surrogate_at(nx_codec *c, int64_t at, uint32_t *out) {
    const uint8_t *p = c->data + at;
    int64_t left = c->length - at;
    int number = nx_encoding_number(c->encoding);
    if (number == NX_UTF8 && left >= 3 && p[0] == 0xed && p[1] >= 0xa0 && p[1] <= 0xbf && (p[2] & 0xc0) == 0x80) {
        *out = 0xd000u | (p[1] & 0x3fu) << 6 | (p[2] & 0x3fu);
        return 3;
    }
    if ((number == NX_UTF16_LE || number == NX_UTF16) && left >= 2) *out = p[0] | (uint32_t)p[1] << 8;
    else if (number == NX_UTF16_BE && left >= 2) *out = p[1] | (uint32_t)p[0] << 8;
    else if ((number == NX_UTF32_LE || number == NX_UTF32) && left >= 4)
        *out = p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
    else if (number == NX_UTF32_BE && left >= 4) *out = p[3] | (uint32_t)p[2] << 8 | (uint32_t)p[1] << 16 | (uint32_t)p[0] << 24;
    else return 0;
    if (*out < 0xd800 || *out > 0xdfff) return 0;
    return number >= NX_UTF32 && number <= NX_UTF32_BE ? 4 : 2;
}

bool nx_decode_error(nx_codec *c, nx_builder *out, int64_t *at, int64_t end, const char *reason) {
    int64_t start = *at;
    if (error_is(c, "ignore")) *at = end;
    else if (error_is(c, "replace")) {
        nx_builder_char(out, 0xfffd);
        *at = end;
    } else if (error_is(c, "backslashreplace")) {
        for (int64_t i = start; i < end; i++) {
            char text[8];
            snprintf(text, sizeof text, "\\x%02x", c->data[i]);
            nx_builder_latin1(out, text, 4);
        }
        *at = end;
    } else if (error_is(c, "surrogateescape") && c->data[start] >= 128) {
        while (*at < end && c->data[*at] >= 128) nx_builder_char(out, 0xdc00u + c->data[(*at)++]);
    } else if (error_is(c, "surrogatepass")) {
        uint32_t surrogate;
        int count = surrogate_at(c, start, &surrogate);
        if (!count) goto strict;
        nx_builder_char(out, surrogate);
        *at = start + count;
    } else if (!error_is(c, "strict") && !error_is(c, "surrogateescape")) {
        nx_value text = call_handler(c, start, end, reason, at);
        if (!text) return false;
        nx_builder_str(out, text);
    } else {
        nx_value exception;
    strict:
        exception = make_error(c, start, end, reason);
        if (exception) nx_raise_value(exception);
        return false;
    }
    return true;
}

static nx_value surrogates_as_bytes(nx_codec *c, int64_t start, int64_t *end) {
    nx_byte_builder b = {0};
    int number = nx_encoding_number(c->encoding);
    int64_t i = start;
    for (; i < *end; i++) {
        uint32_t u = nx_str_at(c->text, i);
        if (u < 0xd800 || u > 0xdfff) break;
        uint8_t low = (uint8_t)u, high = (uint8_t)(u >> 8);
        if (number == NX_UTF8 || number == NX_UTF8_SIG)
            nx_byte_add(&b, (uint8_t[]){0xed, (uint8_t)(0x80 | ((u >> 6) & 0x3f)), (uint8_t)(0x80 | (u & 0x3f))}, 3);
        else if (number == NX_UTF16 || number == NX_UTF16_LE) nx_byte_add(&b, (uint8_t[]){low, high}, 2);
        else if (number == NX_UTF16_BE) nx_byte_add(&b, (uint8_t[]){high, low}, 2);
        else if (number == NX_UTF32 || number == NX_UTF32_LE) nx_byte_add(&b, (uint8_t[]){low, high, 0, 0}, 4);
        else if (number == NX_UTF32_BE) nx_byte_add(&b, (uint8_t[]){0, 0, high, low}, 4);
        else return 0;
    }
    if (i == start) return 0;
    *end = i;
    return nx_byte_finish(&b);
}

// \N{name}; the names are linked only with unicodedata.
__attribute__((weak)) bool nx_unicode_name(uint32_t c, char *out, size_t size);

static void put_escape(nx_builder *b, uint32_t c) {
    char text[12];
    snprintf(text, sizeof text, c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x", c);
    nx_builder_c(b, text);
}

nx_value nx_encode_error(nx_codec *c, int64_t *at, int64_t end, const char *reason) {
    int64_t start = *at;
    nx_builder b;
    nx_builder_init(&b);
    if (error_is(c, "strict")) return nx_raise_encode(c, start, end, reason);
    *at = end;
    if (error_is(c, "ignore")) return nx_empty();
    if (error_is(c, "replace")) nx_builder_fill(&b, '?', end - start);
    else if (error_is(c, "backslashreplace"))
        for (int64_t i = start; i < end; i++) put_escape(&b, nx_str_at(c->text, i));
    else if (error_is(c, "xmlcharrefreplace"))
        for (int64_t i = start; i < end; i++) {
            char text[16];
            snprintf(text, sizeof text, "&#%u;", nx_str_at(c->text, i));
            nx_builder_c(&b, text);
        }
    else if (error_is(c, "namereplace"))
        for (int64_t i = start; i < end; i++) {
            char name[128];
            uint32_t u = nx_str_at(c->text, i);
            if (nx_unicode_name && nx_unicode_name(u, name, sizeof name)) {
                nx_builder_c(&b, "\\N{");
                nx_builder_c(&b, name);
                nx_builder_char(&b, '}');
            } else put_escape(&b, u);
        }
    else if (error_is(c, "surrogateescape")) {
        nx_byte_builder bytes = {0};
        int64_t i = start;
        for (; i < end; i++) {
            uint32_t u = nx_str_at(c->text, i);
            if (u < 0xdc80 || u > 0xdcff) break;
            nx_byte_put(&bytes, (uint8_t)(u - 0xdc00));
        }
        if (i == start) return nx_raise_encode(c, start, end, reason);
        *at = i;
        return nx_byte_finish(&bytes);
    } else if (error_is(c, "surrogatepass")) {
        nx_value bytes = surrogates_as_bytes(c, start, at);
        return bytes || nx_pending() ? bytes : nx_raise_encode(c, start, end, reason);
    } else return call_handler(c, start, end, reason, at);
    return nx_builder_finish(&b);
}

// ---- 8-bit codecs -----------------------------------------------------------------------------------------------------------------

static nx_value decode_ascii(nx_codec *c) {
    if (nx_bytes_are_ascii(c->data, c->length)) return nx_str_from_latin1(c->data, c->length);
    nx_builder b;
    nx_builder_init(&b);
    for (int64_t i = 0; i < c->length;) {
        if (c->data[i] < 128) nx_builder_char(&b, c->data[i++]);
        else if (!nx_decode_error(c, &b, &i, i + 1, "ordinal not in range(128)")) return 0;
    }
    return nx_builder_finish(&b);
}

static nx_value decode_charmap(nx_codec *c, const uint16_t *upper) {
    c->encoding = "charmap";
    nx_builder b;
    nx_builder_init(&b);
    nx_builder_reserve(&b, c->length, 1);
    for (int64_t i = 0; i < c->length;) {
        uint32_t u = c->data[i] < 128 ? c->data[i] : upper[c->data[i] - 128];
        if (u != 0xfffe) {
            nx_builder_char(&b, u);
            i++;
        } else if (!nx_decode_error(c, &b, &i, i + 1, "character maps to <undefined>")) return 0;
    }
    return nx_builder_finish(&b);
}

// The byte of a character, or -1.
static int byte_of(int number, uint32_t u) {
    if (u < 128) return (int)u;
    if (number == NX_LATIN1) return u < 256 ? (int)u : -1;
    if (number < NX_CHARMAP || u == 0xfffe || u > 0xffff) return -1;
    const uint16_t *upper = charmaps[number - NX_CHARMAP].upper;
    for (int i = 0; i < 128; i++)
        if (upper[i] == u) return 128 + i;
    return -1;
}

static nx_value encode_bytes(int number, nx_codec *c) {
    const nx_str *s = c->text;
    const char *reason = number == NX_ASCII    ? "ordinal not in range(128)"
                         : number == NX_LATIN1 ? "ordinal not in range(256)"
                                               : "character maps to <undefined>";
    if (s->ascii || (number == NX_LATIN1 && s->kind == 1)) return nx_bytes_new(s->data, s->length);
    if (number >= NX_CHARMAP) c->encoding = "charmap";
    nx_byte_builder b = {0};
    nx_byte_reserve(&b, s->length);
    for (int64_t i = 0; i < s->length;) {
        int byte = byte_of(number, nx_str_at(s, i));
        if (byte >= 0) {
            nx_byte_put(&b, (uint8_t)byte);
            i++;
            continue;
        }
        int64_t start = i, end = i + 1;
        while (end < s->length && byte_of(number, nx_str_at(s, end)) < 0) end++;
        nx_value replacement = nx_encode_error(c, &i, end, reason);
        if (!replacement) return 0;
        if (nx_has_flag(replacement, NX_TYPE_BYTES)) {
            nx_byte_add(&b, NX_PTR(nx_bytes, replacement)->data, NX_PTR(nx_bytes, replacement)->length);
            continue;
        }
        const nx_str *r = NX_PTR(nx_str, replacement);
        for (int64_t k = 0; k < r->length; k++) {
            byte = byte_of(number, nx_str_at(r, k));
            if (byte < 0) return nx_raise_encode(c, start, end, reason);
            nx_byte_put(&b, (uint8_t)byte);
        }
    }
    return nx_byte_finish(&b);
}

// ---- by number, by name -------------------------------------------------------------------------------------------------------------

static nx_value decode_number(int number, nx_codec *c, int64_t *consumed) {
    *consumed = c->length;
    switch (number) {
    case NX_UTF8: return nx_decode_utf8_codec(c, consumed);
    case NX_UTF8_SIG: {
        int skip = c->length >= 3 && !memcmp(c->data, "\xef\xbb\xbf", 3) ? 3 : 0;
        c->data += skip;
        c->length -= skip;
        c->source = skip ? 0 : c->source;
        c->encoding = "utf-8";
        nx_value text = nx_decode_utf8_codec(c, consumed);
        *consumed += skip;
        return text;
    }
    case NX_ASCII: return decode_ascii(c);
    case NX_LATIN1: return nx_str_from_latin1(c->data, c->length);
    case NX_UTF16: return nx_decode_utf16(c, 0, consumed);
    case NX_UTF16_LE: return nx_decode_utf16(c, -1, consumed);
    case NX_UTF16_BE: return nx_decode_utf16(c, 1, consumed);
    case NX_UTF32: return nx_decode_utf32(c, 0, consumed);
    case NX_UTF32_LE: return nx_decode_utf32(c, -1, consumed);
    case NX_UTF32_BE: return nx_decode_utf32(c, 1, consumed);
    case NX_UTF7: return nx_decode_utf7(c, consumed);
    case NX_UNICODE_ESCAPE: return nx_decode_unicode_escape(c);
    case NX_RAW_UNICODE_ESCAPE: return nx_decode_raw_unicode_escape(c);
    default: return decode_charmap(c, charmaps[number - NX_CHARMAP].upper);
    }
}

nx_value nx_decode_number(int number, nx_codec *c, int64_t *consumed) {
    int64_t length = c->length;
    nx_value text = decode_number(number, c, consumed);
    if (c->replaced) *consumed = length;
    return text;
}

nx_value nx_encode_number(int number, nx_codec *c) {
    switch (number) {
    case NX_UTF8: return nx_encode_utf8(c);
    case NX_UTF8_SIG: {
        c->encoding = "utf-8";
        nx_value text = nx_encode_utf8(c);
        if (!text) return 0;
        nx_byte_builder b = {0};
        nx_byte_add(&b, "\xef\xbb\xbf", 3);
        nx_byte_add(&b, NX_PTR(nx_bytes, text)->data, NX_PTR(nx_bytes, text)->length);
        return nx_byte_finish(&b);
    }
    case NX_UTF16: return nx_encode_utf16(c, 0);
    case NX_UTF16_LE: return nx_encode_utf16(c, -1);
    case NX_UTF16_BE: return nx_encode_utf16(c, 1);
    case NX_UTF32: return nx_encode_utf32(c, 0);
    case NX_UTF32_LE: return nx_encode_utf32(c, -1);
    case NX_UTF32_BE: return nx_encode_utf32(c, 1);
    case NX_UTF7: return nx_encode_utf7(c);
    case NX_UNICODE_ESCAPE: return nx_encode_unicode_escape(c);
    case NX_RAW_UNICODE_ESCAPE: return nx_encode_raw_unicode_escape(c);
    default: return encode_bytes(number, c);
    }
}

// Encodings found by functions given to codecs.register: modules/_codecs.c.
__attribute__((weak)) nx_value nx_codec_lookup(const char *name);

// An exception of a codec, when it is one whose text says all, is told again with the codec's name, and is its cause.
static nx_value name_codec(const char *encoding, const char *doing) {
    nx_value error = nx_error_take();
    if (!error) return 0;
    nx_type *type = nx_type_of(error);
    const nx_tuple *args = NX_PTR(nx_tuple, nx_exception_args(error));
    bool plain = type->basic_size == nx_Exception.basic_size && !(type->flags & NX_TYPE_HEAP) && args->length <= 1 &&
                 (args->length == 0 || nx_is_str(args->items[0]));
    nx_value text = plain ? nx_to_str(error) : 0;
    const char *dot = strrchr(type->c_name, '.'), *shown = dot ? dot + 1 : type->c_name;
    nx_value message = text ? nx_str_format("%s with '%s' codec failed (%s: %U)", doing, encoding, shown, text) : 0;
    nx_value named = message ? nx_exception_new(type, message) : 0;
    if (named) NX_PTR(nx_exception, named)->cause = error, NX_PTR(nx_exception, named)->suppress_context = true;
    if (!nx_pending()) {
        if (named) nx_raise_value(named);
        else nx_error_restore(error);
    }
    return 0;
}

nx_value nx_codec_apply(nx_value function, nx_value input, nx_value errors, const char *encoding, bool decoding) {
    nx_value result = nx_call2(function, input, errors);
    if (!result) return name_codec(encoding, decoding ? "decoding" : "encoding");
    if (!nx_is_tuple(result) || NX_PTR(nx_tuple, result)->length != 2)
        return nx_raisef(&nx_TypeError, "%s must return a tuple (object, integer)", decoding ? "decoder" : "encoder");
    return NX_PTR(nx_tuple, result)->items[0];
}

// The first item of what the codec's function number `which` returns.
static nx_value by_registered(const char *encoding, int which, nx_value input, const char *errors) {
    nx_value info = nx_codec_lookup ? nx_codec_lookup(encoding) : 0;
    if (!info) return nx_pending() ? 0 : nx_raisef(&nx_LookupError, "unknown encoding: %s", encoding);
    nx_value is_text = nx_getattr_optional(info, nx_str_intern_c("_is_text_encoding"));
    if (nx_pending()) return 0;
    if (is_text == NX_FALSE)
        return nx_raisef(&nx_LookupError, "'%s' is not a text encoding; use codecs.%s() to handle arbitrary codecs", encoding,
                         which ? "decode" : "encode");
    nx_value errors_value = nx_str_from_c(errors);
    return errors_value ? nx_codec_apply(NX_PTR(nx_tuple, info)->items[which], input, errors_value, encoding, which) : 0;
}

nx_value nx_decode(const uint8_t *data, int64_t length, const char *encoding, const char *errors, nx_value source) {
    int number = nx_encoding_number(encoding);
    if (number >= 0) {
        nx_codec c = {.encoding = nx_encoding_name(number), .errors = errors, .source = source, .data = data, .length = length};
        int64_t consumed;
        return nx_decode_number(number, &c, &consumed);
    }
    nx_value bytes = nx_bytes_new(data, length);
    nx_value text = bytes ? by_registered(encoding, 1, bytes, errors) : 0;
    if (text && !nx_is_str(text))
        return nx_raisef(&nx_TypeError, "'%s' decoder returned '%T' instead of 'str'; use codecs.decode() to decode to arbitrary types",
                         encoding, text);
    return text;
}

nx_value nx_encode(nx_value string, const char *encoding, const char *errors) {
    int number = nx_encoding_number(encoding);
    if (number >= 0) {
        nx_codec c = {.encoding = nx_encoding_name(number), .errors = errors, .text = NX_PTR(nx_str, string),
                      .length = NX_PTR(nx_str, string)->length};
        return nx_encode_number(number, &c);
    }
    nx_value bytes = by_registered(encoding, 0, string, errors);
    if (bytes && !nx_has_flag(bytes, NX_TYPE_BYTES))
        return nx_raisef(&nx_TypeError, "'%s' encoder returned '%T' instead of 'bytes'; use codecs.encode() to encode to arbitrary types",
                         encoding, bytes);
    return bytes;
}
