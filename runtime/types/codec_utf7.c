// UTF-7 (RFC 2152): ASCII as it is, other characters as UTF-16 in base64 between '+' and '-'. The optional direct
// characters and white space are written directly, as CPython does.
#include "codec.h"

static const char base64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static int base64_value(uint8_t c) {
    const char *at = c ? strchr(base64, c) : NULL;
    return at ? (int)(at - base64) : -1;
}

static bool is_direct(uint32_t c) {
    return (c >= ' ' && c < 127 && c != '+' && c != '\\' && c != '~') || c == '\t' || c == '\n' || c == '\r';
}

// ---- decoding ----------------------------------------------------------------------------------------------------------------

typedef struct { uint32_t bits, count, high; } shifted; // bits not yet used, their number; a high surrogate that waits

// A UTF-16 unit from the base64; pairs of surrogates become one character.
static void put_unit(nx_builder *b, shifted *s, uint32_t unit) {
    if (s->high) {
        uint32_t high = s->high;
        s->high = 0;
        if (unit >= 0xdc00 && unit <= 0xdfff) {
            nx_builder_char(b, 0x10000 + ((high & 0x3ff) << 10 | (unit & 0x3ff)));
            return;
        }
        nx_builder_char(b, high);
    }
    if (unit >= 0xd800 && unit <= 0xdbff) s->high = unit;
    else nx_builder_char(b, unit);
}

// What is wrong with the end of a base64 sequence; NULL: nothing.
static const char *wrong_end(const shifted *s) {
    if (s->count >= 6) return "partial character in shift sequence";
    return s->count && s->bits ? "non-zero padding bits in shift sequence" : NULL;
}

nx_value nx_decode_utf7(nx_codec *c, int64_t *consumed) {
    nx_builder b;
    nx_builder_init(&b);
    shifted s = {0};
    bool inside = false;
    int64_t start = 0, length_before = 0; // of the sequence, in the bytes and in the text
    c->encoding = "utf7";
    for (int64_t i = 0; i < c->length || inside;) {
        if (i >= c->length) {
            if (c->partial) {
                *consumed = start;
                b.length = length_before;
                return nx_builder_finish(&b);
            }
            inside = false;
            if (!s.high && !wrong_end(&s)) break;
            if (!nx_decode_error(c, &b, &start, c->length, "unterminated shift sequence")) return 0;
            i = start;
            continue;
        }
        uint8_t byte = c->data[i];
        const char *reason = NULL;
        if (inside) {
            int value = base64_value(byte);
            if (value >= 0) {
                i++;
                s.bits = s.bits << 6 | (uint32_t)value;
                s.count += 6;
                if (s.count >= 16) {
                    s.count -= 16;
                    uint32_t unit = s.bits >> s.count;
                    s.bits &= (1u << s.count) - 1;
                    put_unit(&b, &s, unit);
                }
                continue;
            }
            inside = false;
            reason = wrong_end(&s);
            if (!reason) {
                if (s.high && byte < 128 && byte != '+') nx_builder_char(&b, s.high);
                s.high = 0;
                if (byte == '-') i++;
                continue;
            }
        } else if (byte == '+') {
            start = i++;
            if (i < c->length && c->data[i] == '-') {
                i++;
                nx_builder_char(&b, '+');
                continue;
            }
            if (i >= c->length || base64_value(c->data[i]) >= 0) {
                inside = true;
                s = (shifted){0};
                length_before = b.length;
                continue;
            }
            reason = "ill-formed sequence";
        } else if (byte < 128) {
            nx_builder_char(&b, byte);
            i++;
            continue;
        } else {
            start = i;
            reason = "unexpected special character";
        }
        int64_t at = start;
        if (!nx_decode_error(c, &b, &at, i + 1, reason)) return 0;
        i = at;
    }
    *consumed = c->length;
    return nx_builder_finish(&b);
}

// ---- encoding ----------------------------------------------------------------------------------------------------------------

static void put_base64(nx_byte_builder *b, shifted *s, uint32_t unit) {
    s->bits = s->bits << 16 | unit;
    s->count += 16;
    while (s->count >= 6) {
        s->count -= 6;
        nx_byte_put(b, (uint8_t)base64[s->bits >> s->count & 0x3f]);
    }
    s->bits &= (1u << s->count) - 1;
}

static void flush(nx_byte_builder *b, shifted *s) {
    if (s->count) nx_byte_put(b, (uint8_t)base64[s->bits << (6 - s->count) & 0x3f]);
    *s = (shifted){0};
}

nx_value nx_encode_utf7(nx_codec *c) {
    nx_byte_builder b = {0};
    shifted s = {0};
    bool inside = false;
    for (int64_t i = 0; i < c->length; i++) {
        uint32_t u = nx_str_at(c->text, i);
        if (is_direct(u)) {
            if (inside) {
                flush(&b, &s);
                inside = false;
                if (base64_value((uint8_t)u) >= 0 || u == '-') nx_byte_put(&b, '-');
            }
            nx_byte_put(&b, (uint8_t)u);
        } else if (u == '+' && !inside) {
            nx_byte_add(&b, "+-", 2);
        } else {
            if (!inside) nx_byte_put(&b, '+');
            inside = true;
            if (u >= 0x10000) {
                put_base64(&b, &s, 0xd800 + ((u - 0x10000) >> 10));
                put_base64(&b, &s, 0xdc00 + ((u - 0x10000) & 0x3ff));
            } else put_base64(&b, &s, u);
        }
    }
    flush(&b, &s);
    if (inside) nx_byte_put(&b, '-');
    return nx_byte_finish(&b);
}
